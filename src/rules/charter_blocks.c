/* How meetings are conducted and recorded, how states dissent, who is credited; and the blocks that are
 * judged by their form and kept. */
#include "base/arena.h"
#include "base/fmt.h"
#include "rules/charter_read.h"

#define REPLIES_MAX 10
#define PATTERN_BYTES_MAX 80

static const struct str RULINGS[] = { { "chair", 5 } };
static const struct str APPEALS[] = { { "none", 4 }, { "vote", 4 } };
static const struct str WHENS[] = { { "end-of-item", 11 }, { "end-of-meeting", 14 },
	{ "end-of-day", 10 } };
static const struct str MOTIONS[] = { { "suspend", 7 }, { "adjourn", 7 }, { "adjourn-debate", 14 },
	{ "close-debate", 12 } };
static const struct str SERIES[] = { { "forum", 5 }, { "year", 4 }, { "body", 4 },
	{ "meeting", 7 } };
static const struct str DISTRIBUTIONS[] = { { "public", 6 }, { "members", 7 },
	{ "members-partners", 16 }, { "chair-secretariat", 17 }, { "named", 5 } };
static const struct str PROVISIONALS[] = { { "full", 4 }, { "none", 4 }, { "observer", 8 } };
static const struct str MARKS[] = { { "fact", 4 }, { "proposal", 8 }, { "verify", 6 } };
static const struct str ATTRIBUTIONS[] = { { "named", 5 }, { "group", 5 }, { "chair-only", 10 },
	{ "sealed-until", 12 } };

static int64_t span(struct reader *r, struct within in, struct str key)
{
	int64_t got = reader_integer(r, in.object, in.at, key, INTEGER_ABSENT);
	if (got > SPAN_S_MAX)
		reader_refuse(r, "%s/%.*s", in.at, STR_ARG(key));
	return got;
}

static void limits_read(struct reader *r, uint32_t node, struct charter_conduct *c)
{
	const char *at = "/conduct/reply";
	uint32_t list = reader_member(r, node, at, S("limits_s"), JSON_ARRAY);
	if (list == 0)
		return;
	uint32_t i = 0;
	for (uint32_t m = json_first(list); m < r->json.nodes[list].next;
	    m = r->json.nodes[m].next, i++) {
		int64_t limit = r->json.nodes[m].type == JSON_INTEGER ? r->json.nodes[m].integer : 0;
		if (limit < 1 || limit > DAY_S || i >= CM_COUNT(c->reply_limits_s)) {
			reader_refuse(r, "%s/limits_s/%u", at, i);
			return;
		}
		c->reply_limits_s[i] = limit;
		c->reply_limits_count = i + 1;
	}
}

static void reply_read(struct reader *r, uint32_t conduct, struct charter_conduct *c)
{
	const char *at = "/conduct/reply";
	uint32_t node = reader_member(r, conduct, "/conduct", S("reply"), JSON_OBJECT);
	c->reply_when = S("end-of-meeting");
	c->reply_max = 2;
	if (node == 0)
		return;
	struct str when = reader_word(r, node, at, S("when"), WORDS_OF(WHENS));
	if (when.n > 0)
		c->reply_when = when;
	c->reply_max = reader_integer(r, node, at, S("max"), c->reply_max);
	if (c->reply_max > REPLIES_MAX)
		reader_refuse(r, "%s/max", at);
	limits_read(r, node, c);
}

static void quorum_read(struct reader *r, uint32_t conduct, struct charter_conduct *c)
{
	const char *at = "/conduct/quorum";
	uint32_t node = reader_member(r, conduct, "/conduct", S("quorum"), JSON_OBJECT);
	if (node == 0)
		return;
	c->quorum_open = reader_fraction(r, node, at, S("open"), false);
	c->quorum_decide = reader_fraction(r, node, at, S("decide"), false);
}

static void dissent_read(struct reader *r, struct charter *c)
{
	const char *at = "/dissent";
	uint32_t node = reader_member(r, 0, "", S("dissent"), JSON_OBJECT);
	struct charter_dissent *d = &c->dissent;
	d->deadline_s = INTEGER_ABSENT;
	if (node == 0)
		return;
	d->reservation = reader_flag(r, node, at, S("reservation"));
	d->interpretation = reader_flag(r, node, at, S("interpretation"));
	d->explanation = reader_flag(r, node, at, S("explanation"));
	d->opinion_on_record = reader_flag(r, node, at, S("opinion_on_record"));
	d->disassociation = reader_flag(r, node, at, S("disassociation"));
	d->chair_statement = reader_flag(r, node, at, S("chair_statement"));
	d->open_issues = reader_flag(r, node, at, S("open_issues"));
	d->joint = reader_flag(r, node, at, S("joint"));
	d->abstention_not_bound =
	    str_eq(reader_text(r, node, at, S("abstention_effect")), S("not-bound"));
	d->deadline_s = span(r, (struct within){ node, at }, S("deadline_s"));
}

static void credentials_read(struct reader *r, struct charter *c)
{
	const char *at = "/credentials";
	uint32_t node = reader_member(r, 0, "", S("credentials"), JSON_OBJECT);
	c->credentials.provisional = S("full");
	if (node == 0)
		return;
	c->credentials.is_required = reader_flag(r, node, at, S("required"));
	struct str word = reader_word(r, node, at, S("provisional"), WORDS_OF(PROVISIONALS));
	if (word.n > 0)
		c->credentials.provisional = word;
	(void)span(r, (struct within){ node, at }, S("deadline_s"));
}

void charter_conduct_read(struct reader *r, struct charter *c)
{
	const char *at = "/conduct";
	uint32_t node = reader_member(r, 0, "", S("conduct"), JSON_OBJECT);
	struct charter_conduct *k = &c->conduct;
	k->speaker_limit_s = INTEGER_ABSENT;
	k->reply_when = S("end-of-meeting");
	k->reply_max = 2;
	dissent_read(r, c);
	credentials_read(r, c);
	if (node == 0)
		return;
	quorum_read(r, node, k);
	reply_read(r, node, k);
	uint32_t speakers = reader_member(r, node, at, S("speakers"), JSON_OBJECT);
	if (speakers != 0)
		k->speaker_limit_s =
		    span(r, (struct within){ speakers, "/conduct/speakers" }, S("limit_s"));
	uint32_t point = reader_member(r, node, at, S("point_of_order"), JSON_OBJECT);
	if (point != 0) {
		(void)reader_word(r, point, "/conduct/point_of_order", S("ruling"), WORDS_OF(RULINGS));
		k->has_appeal = str_eq(reader_word(r, point, "/conduct/point_of_order", S("appeal"),
		    WORDS_OF(APPEALS)), S("vote"));
	}
	k->contest_reopens = reader_flag(r, node, at, S("contest_reopens"));
	k->motions = reader_texts_of(r, node, at, S("motions"), WORDS_OF(MOTIONS));
}

/* A pattern counts, once: else two documents of its series had one symbol. */
static bool pattern_is_unique(struct str pattern)
{
	uint32_t counts = 0;
	for (size_t i = 0; i + 3 <= pattern.n; i++)
		counts += str_eq(str_sub(pattern, i, i + 3), S("{n}"));
	return counts == 1 && pattern.n <= PATTERN_BYTES_MAX;
}

static bool pattern_has(struct str pattern, struct str word)
{
	for (size_t i = 0; i + word.n <= pattern.n; i++) {
		if (str_eq(str_sub(pattern, i, i + word.n), word))
			return true;
	}
	return false;
}

static struct str series_of(struct reader *r, uint32_t records, struct str class, struct str pattern)
{
	uint32_t node = json_member(&r->json, records, S("series"));
	struct str word = STR_NONE;
	if (node != 0 && r->json.nodes[node].type == JSON_OBJECT)
		word = reader_word(r, node, "/records/series", class, WORDS_OF(SERIES));
	if (word.n > 0)
		return word;
	bool has_year = pattern_has(pattern, S("{yyyy}")) || pattern_has(pattern, S("{yy}"));
	return has_year ? S("year") : S("forum");
}

static void symbols_read(struct reader *r, uint32_t records, struct charter_records *out)
{
	uint32_t node = reader_member(r, records, "/records", S("symbols"), JSON_OBJECT);
	if (node == 0)
		return;
	out->symbols_count = r->json.nodes[node].count;
	struct charter_symbol *symbols =
	    arena_zero(r->arena, out->symbols_count, sizeof *symbols);
	uint32_t i = 0;
	for (uint32_t m = json_first(node); m < r->json.nodes[node].next;
	    m = r->json.nodes[m].next, i++) {
		struct charter_symbol *s = &symbols[i];
		s->class = json_key(&r->json, m);
		if (r->json.nodes[m].type == JSON_STRING)
			s->pattern = json_text(&r->json, m, r->arena);
		s->series = series_of(r, records, s->class, s->pattern);
		bool needs_year = str_eq(s->series, S("year"));
		bool has_year = pattern_has(s->pattern, S("{yyyy}")) || pattern_has(s->pattern, S("{yy}"));
		if (!pattern_is_unique(s->pattern) || (needs_year && !has_year))
			reader_refuse(r, "/records/symbols/%.*s", STR_ARG(s->class));
	}
	out->symbols = symbols;
}

void charter_records_read(struct reader *r, struct charter *c)
{
	uint32_t node = reader_member(r, 0, "", S("records"), JSON_OBJECT);
	c->records.contest_s = INTEGER_ABSENT;
	c->records.correction_s = INTEGER_ABSENT;
	if (node == 0)
		return;
	const struct within in = { node, "/records" };
	c->records.contest_s = span(r, in, S("contest_s"));
	c->records.correction_s = span(r, in, S("correction_s"));
	c->records.distribution =
	    reader_texts_of(r, node, "/records", S("distribution"), WORDS_OF(DISTRIBUTIONS));
	symbols_read(r, node, &c->records);
}

static void mark_check(struct reader *r, uint32_t node, const char *at)
{
	if (r->json.nodes[node].type == JSON_OBJECT)
		(void)reader_word(r, node, at, S("mark"), WORDS_OF(MARKS));
}

/* Every block may say how well it is founded. */
static void marks_check(struct reader *r)
{
	const struct json_node *top = &r->json.nodes[0];
	for (uint32_t m = json_first(0); m < top->next; m = r->json.nodes[m].next) {
		char at[POINTER_BYTES_MAX];
		uint32_t i = 0;
		pointer_join(at, "", json_key(&r->json, m));
		mark_check(r, m, at);
		if (r->json.nodes[m].type != JSON_ARRAY)
			continue;
		for (uint32_t k = json_first(m); k < r->json.nodes[m].next;
		    k = r->json.nodes[k].next, i++) {
			char place[POINTER_BYTES_MAX];
			fmt_into(place, sizeof place, "%s/%u", at, i);
			mark_check(r, k, place);
		}
	}
}

void charter_others_read(struct reader *r)
{
	uint32_t text = reader_member(r, 0, "", S("text"), JSON_OBJECT);
	if (text != 0) {
		(void)reader_word(r, text, "/text", S("attribution"), WORDS_OF(ATTRIBUTIONS));
		(void)reader_texts(r, text, "/text", S("agreed_levels"));
	}
	(void)reader_member(r, 0, "", S("measures"), JSON_OBJECT);
	(void)reader_member(r, 0, "", S("reporting"), JSON_ARRAY);
	(void)reader_member(r, 0, "", S("groups"), JSON_ARRAY);
	(void)reader_member(r, 0, "", S("proposals"), JSON_OBJECT);
	marks_check(r);
}
