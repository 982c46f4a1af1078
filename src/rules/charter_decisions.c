/* How bodies decide: ladders, notice, silence, votes, and how the charter itself is changed. */
#include "base/arena.h"
#include "base/fmt.h"
#include "rules/charter_read.h"

#define SILENCE_S_MAX (SILENCE_DAYS_MAX * DAY_S)
#define MINUS_N_MAX 100
#define VISIBLE_S_MIN 60 /* the sealed votes are opened in it */

static const struct str MATTERS[] = { { "procedural", 10 }, { "substantive", 11 }, { "budget", 6 },
	{ "admission", 9 }, { "suspension", 10 }, { "election", 8 }, { "text", 4 }, { "measure", 7 },
	{ "rules", 5 } };
const struct words MATTER_WORDS = { MATTERS, CM_COUNT(MATTERS) };
static const struct str METHODS[METHOD__COUNT] = {
	[METHOD_NO_OBJECTION] = { "no-objection", 12 },
	[METHOD_CHAIR_SENSE] = { "chair-sense", 11 },
	[METHOD_EVERY_EFFORT] = { "every-effort", 12 },
	[METHOD_MINUS_N] = { "minus-n", 7 },
	[METHOD_UNANIMITY] = { "unanimity", 9 },
	[METHOD_SILENCE] = { "silence", 7 },
	[METHOD_VOTE] = { "vote", 4 },
	[METHOD_CHAIR_STATEMENT] = { "chair-statement", 15 },
	[METHOD_REFER_UP] = { "refer-up", 8 },
	[METHOD_DEFER] = { "defer", 5 },
};
static const struct str ELSES[ELSE__COUNT] = {
	[ELSE_NEXT] = { "next", 4 },
	[ELSE_NOT_ADOPTED] = { "not-adopted", 11 },
	[ELSE_RETURN] = { "return", 6 },
	[ELSE_REFER_UP] = { "refer-up", 8 },
	[ELSE_DEFER] = { "defer", 5 },
	[ELSE_VOTE] = { "vote", 4 },
};
static const struct str BREAKS[] = { { "objection", 9 }, { "amendment", 9 },
	{ "request-for-vote", 16 }, { "request-for-meeting", 19 }, { "comment", 7 } };
static const struct str COMPARES[] = { { "strictly-before", 15 } };
static const struct str ON_BREAK[] = {
	[ON_BREAK_RETURN] = { "return", 6 },
	[ON_BREAK_NOT_ADOPTED] = { "not-adopted", 11 },
	[ON_BREAK_VOTE] = { "vote", 4 },
};
static const struct str ON_EXPIRY[] = { { "adopted", 7 } };
static const struct str BREAKERS[] = { { "chair-only", 10 }, { "members", 7 }, { "public", 6 } };
static const struct str CLOCKS[] = { { "hours", 5 }, { "working-days", 12 } };
static const struct str NOTICES[] = {
	[NOTICE_ONE] = { "one", 3 },
	[NOTICE_WORKING] = { "working", 7 },
	[NOTICE_ALL] = { "all", 3 },
};
static const struct str WAIVERS[] = { { "chair", 5 }, { "body", 4 }, { "none", 4 } };
const struct words WAIVER_WORDS = { WAIVERS, CM_COUNT(WAIVERS) };
static const struct str BASES[] = {
	[BASE_PRESENT_VOTING] = { "present-voting", 14 },
	[BASE_MEMBERS] = { "members", 7 },
	[BASE_PRESENT] = { "present", 7 },
};
static const struct str ORDERS[] = { { "submission", 10 }, { "chair", 5 } };
static const struct str VALIDS[] = { { "majority-takes-part", 19 } };

/* Place of the word in its table; the first when it is absent or was refused. */
static uint32_t choice(struct reader *r, struct within in, struct str key, struct words words)
{
	struct str got = reader_word(r, in.object, in.at, key, words);
	for (uint32_t i = 0; i < words.count; i++) {
		if (str_eq(words.at[i], got))
			return i;
	}
	return 0;
}

unsigned method_of(struct str name)
{
	unsigned method = 0;
	while (method < METHOD__COUNT && !str_eq(METHODS[method], name))
		method++;
	return method;
}

struct str method_name(enum method m)
{
	cm_assert(m < METHOD__COUNT);
	return METHODS[m];
}

struct str ladder_else_name(enum ladder_else e)
{
	cm_assert(e < ELSE__COUNT);
	return ELSES[e];
}

/* What only some methods need. */
static void step_needs_check(struct reader *r, const struct charter_step *s, const char *at)
{
	bool defers = s->method == METHOD_DEFER || s->otherwise == ELSE_DEFER;
	if (s->method == METHOD_MINUS_N && (s->n < 1 || s->n > MINUS_N_MAX))
		reader_refuse(r, "%s/n", at);
	if (s->method == METHOD_MINUS_N && s->excluded.n == 0)
		reader_refuse(r, "%s/excluded", at);
	if (defers && (s->wait_s == INTEGER_ABSENT || s->wait_s > SPAN_S_MAX))
		reader_refuse(r, "%s/wait_s", at);
	if (s->call_min_s > CALL_WINDOW_S_MAX)
		reader_refuse(r, "%s/call_min_s", at);
}

static void step_read(struct reader *r, uint32_t node, const char *at, void *row)
{
	struct charter_step *s = row;
	struct str method = reader_text_needed(r, node, at, S("method"));
	if (method_of(method) < METHOD__COUNT)
		s->method = (enum method)method_of(method);
	else
		reader_refuse(r, "%s/method", at);
	s->otherwise = json_member(&r->json, node, S("else")) == 0
	    ? ELSE__COUNT /* ladder_read settles it */
	    : (enum ladder_else)choice(r, (struct within){ node, at }, S("else"), WORDS_OF(ELSES));
	s->guards = reader_texts(r, node, at, S("guard"));
	s->n = reader_integer(r, node, at, S("n"), 0);
	s->excluded = reader_text(r, node, at, S("excluded"));
	s->wait_s = reader_integer(r, node, at, S("wait_s"), INTEGER_ABSENT);
	s->call_min_s = reader_integer(r, node, at, S("call_min_s"), INTEGER_ABSENT);
	s->must_report = reader_flag(r, node, at, S("report"));
	s->majority = reader_fraction(r, node, at, S("majority"), true);
	(void)reader_text(r, node, at, S("then"));
	step_needs_check(r, s, at);
}

/* Each way out of a step leads somewhere: to a step after it, to a vote after it, to a body above. */
static void ladder_check(struct reader *r, const struct charter *c, const struct charter_decision *d,
    const char *at)
{
	const struct charter_body *body = charter_body(c, d->body);
	bool has_above = body == NULL || body->parent.n > 0;
	bool has_vote = false;
	for (uint32_t i = d->steps_count; i > 0; i--) {
		const struct charter_step *s = &d->steps[i - 1];
		bool is_last = i == d->steps_count;
		bool goes_on = s->otherwise == ELSE_NEXT;
		bool goes_up = s->otherwise == ELSE_REFER_UP;
		if ((is_last && goes_on) || (goes_up && !has_above) ||
		    (s->otherwise == ELSE_VOTE && !has_vote))
			reader_refuse(r, "%s/ladder/%u/else", at, i - 1);
		if ((is_last && s->method == METHOD_DEFER) ||
		    (s->method == METHOD_REFER_UP && !has_above) ||
		    (s->method == METHOD_SILENCE && !c->silence.is_present))
			reader_refuse(r, "%s/ladder/%u/method", at, i - 1);
		has_vote = has_vote || s->method == METHOD_VOTE;
	}
}

static void ladder_read(struct reader *r, uint32_t node, const char *at, struct charter_decision *d)
{
	unsigned before = r->found->refused;
	struct charter_step *steps = reader_list(r, (struct within){ node, at }, S("ladder"),
	    (struct rows_kind){ sizeof *steps, step_read }, &d->steps_count);
	if (d->steps_count == 0 && r->found->refused == before)
		reader_refuse(r, "%s/ladder", at);
	/* Without a word for it, a failed step leads to the next, and the last to nothing adopted. */
	for (uint32_t i = 0; i < d->steps_count; i++) {
		if (steps[i].otherwise == ELSE__COUNT)
			steps[i].otherwise = i + 1 < d->steps_count ? ELSE_NEXT : ELSE_NOT_ADOPTED;
	}
	d->steps = steps;
}

static void decision_read(struct reader *r, uint32_t node, const char *at, void *row)
{
	struct charter_decision *d = row;
	d->body = reader_text_needed(r, node, at, S("body"));
	d->matter = reader_text_needed(r, node, at, S("matter"));
	if (!words_have(MATTER_WORDS, d->matter))
		reader_refuse(r, "%s/matter", at);
	ladder_read(r, node, at, d);
}

/* A ladder stands for a body that there is, once. */
static void decisions_check(struct reader *r, const struct charter *c)
{
	for (uint32_t i = 0; i < c->decisions_count; i++) {
		const struct charter_decision *d = &c->decisions[i];
		const struct charter_body *body = charter_body(c, d->body);
		char at[POINTER_BYTES_MAX];
		fmt_into(at, sizeof at, "/decisions/%u", i);
		if (body == NULL)
			reader_refuse(r, "%s/body", at);
		else if (body->has_decides && !strs_has(&body->decides, d->matter))
			reader_refuse(r, "%s/matter", at);
		if (charter_ladder(c, d->body, d->matter) != d)
			reader_refuse(r, "%s/matter", at);
		ladder_check(r, c, d, at);
	}
}

/* What a body decides has a ladder. */
static void bodies_check(struct reader *r, const struct charter *c)
{
	for (uint32_t i = 0; i < c->bodies_count; i++) {
		const struct charter_body *body = &c->bodies[i];
		for (uint32_t k = 0; k < body->decides.count; k++) {
			if (charter_ladder(c, body->id, body->decides.at[k]) == NULL)
				reader_refuse(r, "/bodies/%u/decides/%u", i, k);
		}
	}
}

static void silence_read(struct reader *r, struct charter *c)
{
	const char *at = "/silence";
	uint32_t node = reader_member(r, 0, "", S("silence"), JSON_OBJECT);
	if (node == 0)
		return;
	struct charter_silence *s = &c->silence;
	s->is_present = true;
	s->min_s = reader_integer(r, node, at, S("min_s"), 0);
	s->usual_s = reader_integer(r, node, at, S("usual_s"), INTEGER_ABSENT);
	s->extend_left_s = reader_integer(r, node, at, S("extend_left_s"), INTEGER_ABSENT);
	s->start_needs_consent = reader_flag(r, node, at, S("start_needs_consent"));
	s->issue_now = reader_flag(r, node, at, S("issue_now"));
	s->breaks_on = reader_texts_of(r, node, at, S("breaks_on"), WORDS_OF(BREAKS));
	if (s->breaks_on.count == 0)
		reader_refuse(r, "/silence/breaks_on");
	if (s->min_s > SILENCE_S_MAX)
		reader_refuse(r, "/silence/min_s");
	if (s->usual_s != INTEGER_ABSENT && (s->usual_s < s->min_s || s->usual_s > SILENCE_S_MAX))
		reader_refuse(r, "/silence/usual_s");
	if (s->extend_left_s > SILENCE_S_MAX)
		reader_refuse(r, "/silence/extend_left_s");
	(void)reader_word(r, node, at, S("compare"), WORDS_OF(COMPARES));
	s->on_break = (enum on_break)choice(r, (struct within){ node, at }, S("on_break"),
	    WORDS_OF(ON_BREAK));
	s->tolling_s = reader_integer(r, node, at, S("tolling_s"), INTEGER_ABSENT);
	if (s->tolling_s > SILENCE_S_MAX)
		reader_refuse(r, "/silence/tolling_s");
	s->internal_use = reader_flag(r, node, at, S("internal_use"));
	(void)reader_word(r, node, at, S("on_expiry"), WORDS_OF(ON_EXPIRY));
	(void)reader_word(r, node, at, S("breaker_shown"), WORDS_OF(BREAKERS));
	s->break_withdrawable = reader_flag(r, node, at, S("break_withdrawable"));
}

static void notice_read(struct reader *r, uint32_t node, const char *at, struct charter_notice *n)
{
	const struct within in = { node, at };
	n->min_s = reader_integer(r, node, at, S("min_s"), INTEGER_ABSENT);
	if (n->min_s == INTEGER_ABSENT || n->min_s > SPAN_S_MAX)
		reader_refuse(r, "%s/min_s", at);
	n->is_working_days = choice(r, in, S("clock"), WORDS_OF(CLOCKS)) == 1;
	n->languages = (enum notice_languages)choice(r, in, S("languages"), WORDS_OF(NOTICES));
	n->waiver = reader_word(r, node, at, S("waiver"), WAIVER_WORDS);
	if (n->waiver.n == 0)
		n->waiver = S("none");
	(void)reader_fraction(r, node, at, S("waiver_majority"), true);
}

/* {matter: {min_s, clock, ...}}; what the block says of itself stands beside them. */
static void notices_read(struct reader *r, struct charter *c)
{
	uint32_t node = reader_member(r, 0, "", S("notice"), JSON_OBJECT);
	if (node == 0)
		return;
	const struct json_node *object = &r->json.nodes[node];
	struct charter_notice *notices = arena_array(r->arena, struct charter_notice, object->count);
	for (uint32_t m = json_first(node); m < object->next; m = r->json.nodes[m].next) {
		char at[POINTER_BYTES_MAX];
		struct str matter = json_key(&r->json, m);
		if (block_word_is(matter))
			continue;
		pointer_join(at, "/notice", matter);
		bool is_known = words_have(MATTER_WORDS, matter) || str_eq(matter, S("meeting"));
		if (!is_known || r->json.nodes[m].type != JSON_OBJECT) {
			reader_refuse(r, "%s", at);
			continue;
		}
		notices[c->notices_count].matter = matter;
		notice_read(r, m, at, &notices[c->notices_count++]);
	}
	c->notices = notices;
}

static void voting_read(struct reader *r, struct charter *c)
{
	const char *at = "/voting";
	uint32_t node = reader_member(r, 0, "", S("voting"), JSON_OBJECT);
	struct charter_voting *v = &c->voting;
	v->window_s = INTEGER_ABSENT;
	v->visible_s = INTEGER_ABSENT;
	if (node == 0)
		return;
	v->is_present = true;
	v->base = (enum vote_base)choice(r, (struct within){ node, at }, S("base"), WORDS_OF(BASES));
	v->majority = reader_fraction(r, node, at, S("majority"), true);
	v->is_changeable = reader_flag(r, node, at, S("changeable"));
	v->needs_majority_taking_part =
	    reader_word(r, node, at, S("valid_if"), WORDS_OF(VALIDS)).n > 0;
	v->window_s = reader_integer(r, node, at, S("window_s"), INTEGER_ABSENT);
	if (v->window_s > SPAN_S_MAX)
		reader_refuse(r, "/voting/window_s");
	v->visible_s = reader_integer(r, node, at, S("visible_before_close_s"), INTEGER_ABSENT);
	bool is_shown = v->visible_s == INTEGER_ABSENT ||
	    (v->visible_s >= VISIBLE_S_MIN && v->visible_s <= SPAN_S_MAX);
	if (!is_shown)
		reader_refuse(r, "/voting/visible_before_close_s");
	v->amendments_by_submission = str_eq(
	    reader_word(r, node, at, S("amendments_order"), WORDS_OF(ORDERS)), ORDERS[0]);
	(void)reader_texts(r, node, at, S("methods"));
	(void)reader_text(r, node, at, S("abstention"));
	(void)reader_text(r, node, at, S("tie"));
	(void)reader_flag(r, node, at, S("division"));
}

static void amendment_read(struct reader *r, struct charter *c)
{
	const char *at = "/amendment";
	uint32_t node = reader_member(r, 0, "", S("amendment"), JSON_OBJECT);
	if (node == 0)
		return;
	c->amendment.body = reader_text_needed(r, node, at, S("body"));
	c->amendment.matter = S("rules");
	ladder_read(r, node, at, &c->amendment);
	if (charter_body(c, c->amendment.body) == NULL)
		reader_refuse(r, "/amendment/body");
	ladder_check(r, c, &c->amendment, at);
}

void charter_decisions_read(struct reader *r, struct charter *c)
{
	silence_read(r, c);
	c->decisions = reader_list(r, (struct within){ 0, "" }, S("decisions"),
	    (struct rows_kind){ sizeof *c->decisions, decision_read }, &c->decisions_count);
	decisions_check(r, c);
	bodies_check(r, c);
	notices_read(r, c);
	voting_read(r, c);
	if (c->silence.on_break == ON_BREAK_VOTE && !c->voting.is_present)
		reader_refuse(r, "/silence/on_break");
	amendment_read(r, c);
}

const struct charter_decision *charter_ladder(const struct charter *c, struct str body,
    struct str matter)
{
	for (uint32_t i = 0; i < c->decisions_count; i++) {
		const struct charter_decision *d = &c->decisions[i];
		if (str_eq(d->body, body) && str_eq(d->matter, matter))
			return d;
	}
	return NULL;
}

bool charter_decides(const struct charter *c, struct str body, struct str matter, struct str method)
{
	const struct charter_decision *d = charter_ladder(c, body, matter);
	for (uint32_t i = 0; d != NULL && i < d->steps_count; i++) {
		if (str_eq(method_name(d->steps[i].method), method))
			return true;
	}
	return false;
}

const struct charter_notice *charter_notice(const struct charter *c, struct str matter)
{
	for (uint32_t i = 0; i < c->notices_count; i++) {
		if (str_eq(c->notices[i].matter, matter))
			return &c->notices[i];
	}
	return NULL;
}

/* 1 January 1970 was a Thursday: of a week that begins there, the days 2 and 3 are no working days. */
static bool is_weekend(int64_t day)
{
	int64_t in_week = ((day % 7) + 7) % 7;
	return in_week == 2 || in_week == 3;
}

moment notice_over(const struct charter_notice *n, moment from)
{
	const int64_t day_ms = DAY_S * 1000;
	int64_t left = n->min_s * 1000, at = from.ms;
	if (!n->is_working_days)
		return (moment){ at + left };
	while (left > 0) {
		int64_t day = at / day_ms, rest = (day + 1) * day_ms - at;
		bool counts = !is_weekend(day);
		if (counts && rest >= left)
			return (moment){ at + left };
		left -= counts ? rest : 0;
		at += rest;
	}
	return (moment){ at };
}
