/* What may follow a step of a silence, and the command lines that do it. The rules decide; this only
 * spares people the search for who may sign what. */
#include "base/arena.h"
#include "rules/actor.h"
#include "view/commands.h"
#include "view/messages.h"
#include "view/model/silences.h"

#define DAY_MS INT64_C(86400000)
#define CONTENT_BYTES_MAX 16384

enum role { ROLE_CHAIR, ROLE_OBJECTOR, ROLE_SPEAKER, ROLE_OFFICER, ROLE_OFFICERS };

#define IN(state) (1U << SILENCE_##state)
#define OPEN (IN(PROPOSED) | IN(CONSENTED) | IN(RUNNING))
/* In the order in which a page names them. */
static const struct move {
	enum kind kind;
	enum role role;
	uint32_t states;
	enum message says;
} moves[] = {
	{ KIND_SILENCE_BREAK, ROLE_OBJECTOR, IN(CONSENTED) | IN(RUNNING), MESSAGE_NEXT_BREAK },
	{ KIND_SILENCE_BREAK, ROLE_OBJECTOR, IN(BROKEN), MESSAGE_NEXT_BREAK_TOO },
	{ KIND_SILENCE_DECLINE, ROLE_OBJECTOR, IN(PROPOSED), MESSAGE_NEXT_DECLINE },
	{ KIND_SILENCE_CONSENT, ROLE_CHAIR, IN(PROPOSED), MESSAGE_NEXT_CONSENT },
	{ KIND_SILENCE_CIRCULATE, ROLE_OFFICER, IN(PROPOSED) | IN(CONSENTED), MESSAGE_NEXT_CIRCULATE },
	{ KIND_SILENCE_ATTEST, ROLE_OFFICERS, IN(RUNNING), MESSAGE_NEXT_ATTEST },
	{ KIND_SILENCE_NOTIFY, ROLE_CHAIR, IN(EXPIRED), MESSAGE_NEXT_NOTIFY },
	{ KIND_SILENCE_NOTIFY, ROLE_CHAIR, IN(BROKEN), MESSAGE_NEXT_NOTIFY_NOT },
	{ KIND_SILENCE_ANNOUNCE, ROLE_CHAIR, IN(ADOPTED), MESSAGE_NEXT_ANNOUNCE },
	{ KIND_SILENCE_ISSUE, ROLE_OFFICER, IN(ADOPTED) | IN(ANNOUNCED), MESSAGE_NEXT_ISSUE },
	{ KIND_SILENCE_ATTACH, ROLE_SPEAKER,
	    IN(RUNNING) | IN(EXPIRED) | IN(ADOPTED) | IN(ANNOUNCED), MESSAGE_NEXT_ATTACH },
	{ KIND_SILENCE_EXTEND, ROLE_CHAIR, IN(RUNNING), MESSAGE_NEXT_EXTEND },
	{ KIND_SILENCE_WITHDRAW, ROLE_CHAIR, OPEN, MESSAGE_NEXT_WITHDRAW },
	{ KIND_SILENCE_VOID, ROLE_CHAIR,
	    OPEN | IN(BROKEN) | IN(EXPIRED) | IN(ADOPTED) | IN(ANNOUNCED) | IN(ISSUED) |
	    IN(NOT_ADOPTED), MESSAGE_NEXT_VOID },
};

/* One move under way to the page. */
struct next {
	const struct site *s;
	const struct silence *of;
	struct str party, chair;
	moment now;
};

static moment now_of(const struct site *s)
{
	moment day = { s->today * DAY_MS }, record = forum_now(s->forum);
	return record.ms > day.ms ? record : day;
}

/* The record's clock, or the day, has come to the expiry. */
static bool is_expired(const struct next *n)
{
	return n->now.ms >= n->of->expires.ms;
}

static bool is_possible(const struct next *n, const struct move *m)
{
	const struct charter_silence *c = &forum_charter(n->s->forum)->silence;
	bool is_proposed = n->of->state == SILENCE_PROPOSED;
	switch ((unsigned)m->kind) {
	case KIND_SILENCE_CONSENT:
	case KIND_SILENCE_DECLINE: return c->start_needs_consent;
	case KIND_SILENCE_CIRCULATE:
		return !is_expired(n) && (!is_proposed || !c->start_needs_consent);
	case KIND_SILENCE_EXTEND:
		return c->extend_left_s != INTEGER_ABSENT &&
		    n->of->expires.ms - n->now.ms >= c->extend_left_s * 1000;
	case KIND_SILENCE_BREAK:
	case KIND_SILENCE_WITHDRAW: return !is_expired(n);
	case KIND_SILENCE_ISSUE: return n->of->state == SILENCE_ANNOUNCED || c->issue_now;
	default: return true;
	}
}

static bool has_broken(const struct silence *of, struct str party)
{
	for (uint32_t i = 0; i < of->breaks_count; i++) {
		if (str_eq(of->breaks[i].party, party) && !of->breaks[i].is_late)
			return true;
	}
	return false;
}

static bool is_the_partys(const struct next *n, const struct move *m)
{
	if (n->party.n == 0)
		return true;
	switch (m->role) {
	case ROLE_CHAIR: return str_eq(n->party, n->chair);
	case ROLE_OBJECTOR:
		return party_may(n->s->forum, n->party, RIGHT_OBJECT) && !has_broken(n->of, n->party);
	case ROLE_SPEAKER: return party_may(n->s->forum, n->party, RIGHT_SPEAK);
	case ROLE_OFFICER:
	case ROLE_OFFICERS: return false;
	}
	return false;
}

/* Somebody who may sign now, not `other`; HANDLE where there is nobody. */
static struct str signer_find(const struct next *n, struct str party, struct str power,
    struct str other)
{
	uint32_t count = actor_count(n->s->forum);
	for (uint32_t i = 0; party.n > 0 && i < count; i++) {
		const struct actor *a = actor_at(n->s->forum, i);
		bool is_role = a->role == (power.n > 0 ? ACTOR_DELEGATE : ACTOR_OFFICER);
		if (is_role && str_eq(a->party, party) && !str_eq(a->handle, other) &&
		    (power.n == 0 || strs_has(&a->powers, power)) && actor_is_valid(a, n->now))
			return a->handle;
	}
	return S("HANDLE");
}

static struct str by_of(const struct next *n, enum role role)
{
	switch (role) {
	case ROLE_CHAIR: return signer_find(n, n->chair, S("chair"), STR_NONE);
	case ROLE_OBJECTOR: return signer_find(n, n->party, S("object"), STR_NONE);
	case ROLE_SPEAKER: return signer_find(n, n->party, S("speak"), STR_NONE);
	case ROLE_OFFICER:
	case ROLE_OFFICERS: return signer_find(n, S("secretariat"), STR_NONE, STR_NONE);
	}
	return S("HANDLE");
}

static void put_pair(struct json_out *w, struct str key, struct str text)
{
	json_out_key(w, key);
	json_out_text(w, text);
}

static void put_sent(struct json_out *w, const struct forum *f)
{
	uint32_t count = party_count(f);
	json_out_key(w, S("sent"));
	json_out_open(w, '[');
	for (uint32_t i = 0; i < count; i++) {
		struct str code = party_at(f, i)->code;
		if (!party_may(f, code, RIGHT_OBJECT))
			continue;
		json_out_open(w, '{');
		json_out_key(w, S("channels"));
		json_out_raw(w, S("[\"mail\"]"));
		put_pair(w, S("party"), code);
		json_out_close(w);
	}
	json_out_close(w);
}

/* Members that stand before "silence" in the order of the record, then those after it. */
static void put_before(struct json_out *w, const struct next *n, const struct move *m)
{
	const struct charter_silence *c = &forum_charter(n->s->forum)->silence;
	bool has_hash = m->kind == KIND_SILENCE_BREAK || m->kind == KIND_SILENCE_ATTACH;
	if (m->kind == KIND_SILENCE_ATTEST) {
		json_out_key(w, S("channels"));
		json_out_raw(w, S("[\"mail\",\"post\",\"telephone\"]"));
	}
	if (m->kind == KIND_SILENCE_EXTEND) {
		json_out_key(w, S("expires"));
		json_out_number(w, n->of->expires.ms + DAY_MS);
	}
	if (m->kind == KIND_SILENCE_VOID)
		put_pair(w, S("ground"), S("GROUND"));
	if (has_hash) {
		json_out_key(w, S("hash"));
		json_out_hex(w, &n->of->hash);
		put_pair(w, S("kind"), m->kind == KIND_SILENCE_ATTACH ? S("reservation")
		    : c->breaks_on.count > 0 ? c->breaks_on.at[0] : S("objection"));
	}
	if (m->kind == KIND_SILENCE_ANNOUNCE)
		put_pair(w, S("meeting"), S("MEETING"));
	if (m->kind == KIND_SILENCE_NOTIFY)
		put_pair(w, S("outcome"), m->says == MESSAGE_NEXT_NOTIFY ? S("adopted")
		    : S("not-adopted"));
	if (m->kind == KIND_SILENCE_CIRCULATE)
		put_sent(w, n->s->forum);
}

static struct str content_of(const struct next *n, const struct move *m)
{
	struct buf b;
	struct json_out w;
	buf_init(&b, n->s->scratch, CONTENT_BYTES_MAX);
	json_out_begin(&w, &b);
	json_out_open(&w, '{');
	put_before(&w, n, m);
	put_pair(&w, S("silence"), n->of->code);
	if (m->kind == KIND_SILENCE_ISSUE)
		put_pair(&w, S("symbol"), S("SYMBOL"));
	if (m->kind == KIND_SILENCE_ATTACH) {
		json_out_key(&w, S("texts"));
		json_out_raw(&w, S("[{\"lang\":\"en\",\"text\":\"TEXT\"}]"));
	}
	json_out_close(&w);
	json_out_end(&w);
	struct str text = buf_str(&b);
	return str_sub(text, 0, text.n - 1);
}

static struct str role_name(enum role role)
{
	static const struct str names[] = { [ROLE_CHAIR] = { "chair", 5 },
		[ROLE_OBJECTOR] = { "delegate", 8 }, [ROLE_SPEAKER] = { "delegate", 8 },
		[ROLE_OFFICER] = { "officer", 7 }, [ROLE_OFFICERS] = { "officers", 8 } };
	return names[role];
}

static struct lang_text says(const struct next *n, const struct move *m)
{
	struct buf b, instant;
	buf_init(&instant, n->s->scratch, 96);
	expiry_put_words(&instant, n->s->lang, n->of->expires);
	buf_init(&b, n->s->scratch, 4096);
	struct lang_text chair = words_of_party(n->s, n->chair, FORUM_TODAY);
	if (chair.text.n == 0)
		chair.text = S("?");
	message_put(&b, n->s->lang, m->says,
	    PARTS(part_text(buf_str(&instant)), part_words(chair)));
	return (struct lang_text){ site_lang(n->s), buf_str(&b) };
}

struct next_item_list silence_next(const struct site *s, const struct silence *of, struct str party)
{
	struct next n = { .s = s, .of = of, .party = party, .now = now_of(s) };
	struct next_item *items = arena_array(s->scratch, struct next_item, CM_COUNT(moves));
	uint32_t count = 0;
	n.chair = chair_party(s->forum, of->body, n.now);
	for (size_t i = 0; i < CM_COUNT(moves); i++) {
		const struct move *m = &moves[i];
		if ((m->states & 1U << of->state) == 0 || !is_possible(&n, m) ||
		    !is_the_partys(&n, m))
			continue;
		struct commands c = { .kind = m->kind, .by = by_of(&n, m->role),
			.content = content_of(&n, m) };
		if (m->role == ROLE_OFFICERS)
			c.with = signer_find(&n, S("secretariat"), STR_NONE, c.by);
		items[count++] = (struct next_item){ .act_kind = kind_name(m->kind),
			.role = role_name(m->role), .sentence = says(&n, m), .by = c.by,
			.content = c.content, .commands = commands_text(s, &c) };
	}
	return (struct next_item_list){ count, items };
}

/* Where the charter lets a body decide by silence: of a text rather than of another matter. */
static const struct charter_decision *decision_find(const struct charter *c)
{
	const struct charter_decision *found = NULL;
	for (uint32_t i = 0; i < c->decisions_count; i++) {
		const struct charter_decision *d = &c->decisions[i];
		if (!charter_decides(c, d->body, d->matter, S("silence")))
			continue;
		if (found == NULL || (str_eq(d->matter, S("text")) && !str_eq(found->matter, S("text"))))
			found = d;
	}
	return found;
}

/* The shell works out the instant: so long from now, a minute more for the signing. */
static struct str proposal_content(const struct site *s, const struct charter_decision *d)
{
	const struct charter_silence *c = &forum_charter(s->forum)->silence;
	int64_t span = c->usual_s != INTEGER_ABSENT ? c->usual_s : c->min_s;
	struct buf b;
	buf_init(&b, s->scratch, CONTENT_BYTES_MAX);
	buf_put(&b, S("{\"body\":\""));
	buf_put(&b, d->body);
	buf_put(&b, S("\",\"code\":\"CODE\",\"expires\":$((($(date +%s)+60+"));
	buf_dec(&b, span > 0 ? span : 0);
	buf_put(&b, S(")*1000)),\"matter\":\""));
	buf_put(&b, d->matter);
	buf_put(&b, S("\",\n\"texts\":[{\"lang\":\"en\",\"text\":\"TEXT\"}],"
	              "\"title\":{\"en\":\"TITLE\"}}"));
	return buf_str(&b);
}

const struct next_item *silence_begin(const struct site *s)
{
	const struct charter *charter = forum_charter(s->forum);
	const struct charter_decision *d = charter != NULL ? decision_find(charter) : NULL;
	struct next n = { .s = s, .now = now_of(s) };
	if (d == NULL)
		return NULL;
	n.chair = chair_party(s->forum, d->body, n.now);
	struct lang_text chair = words_of_party(s, n.chair, FORUM_TODAY);
	struct buf b;
	buf_init(&b, s->scratch, 4096);
	message_put(&b, s->lang, MESSAGE_NEXT_PROPOSE, PARTS(part_words(words_of_body(s, d->body,
	    s->today)), part_text(chair.text.n > 0 ? chair.text : S("?"))));
	struct commands c = { .kind = KIND_SILENCE_PROPOSE, .by = by_of(&n, ROLE_CHAIR),
		.content = proposal_content(s, d), .has_shell = true };
	struct next_item *item = arena_new(s->scratch, struct next_item);
	*item = (struct next_item){ .act_kind = kind_name(c.kind), .role = role_name(ROLE_CHAIR),
		.sentence = { site_lang(s), buf_str(&b) }, .by = c.by,
		.commands = commands_text(s, &c) };
	return item;
}
