/* What may follow a step of a silence, and the command lines that do it. The rules decide; this only
 * spares people the search for who may sign what. */
#include "base/arena.h"
#include "view/commands.h"
#include "view/model/ballots.h"
#include "view/model/next.h"

#define DAY_MS INT64_C(86400000)
#define CONTENT_BYTES_MAX 16384

#define IN(state) (1U << SILENCE_##state)
#define OPEN (IN(PROPOSED) | IN(CONSENTED) | IN(RUNNING) | IN(HELD))
/* In the order in which a page names them. */
static const struct move {
	struct next_move move;
	uint32_t states;
} moves[] = {
	{ { KIND_SILENCE_BREAK, NEXT_PARTY, { "object", 6 }, MESSAGE_NEXT_BREAK },
	    IN(CONSENTED) | IN(RUNNING) | IN(HELD) },
	{ { KIND_SILENCE_BREAK, NEXT_PARTY, { "object", 6 }, MESSAGE_NEXT_BREAK_TOO }, IN(BROKEN) },
	{ { KIND_SILENCE_RETRACT, NEXT_PARTY, { "object", 6 }, MESSAGE_NEXT_RETRACT }, IN(BROKEN) },
	{ { KIND_VOTE_CAST, NEXT_PARTY, { "vote", 4 }, MESSAGE_NEXT_CAST }, IN(VOTE) },
	{ { KIND_SILENCE_VOTE, NEXT_OFFICER, { NULL, 0 }, MESSAGE_NEXT_VOTE }, IN(BROKEN) },
	{ { KIND_VOTE_OPEN, NEXT_OFFICER, { NULL, 0 }, MESSAGE_NEXT_OPEN }, IN(VOTE) },
	{ { KIND_VOTE_CLOSE, NEXT_CHAIR, { "chair", 5 }, MESSAGE_NEXT_CLOSE }, IN(VOTE) },
	{ { KIND_SILENCE_HOLD, NEXT_OFFICER, { NULL, 0 }, MESSAGE_NEXT_HOLD }, IN(RUNNING) },
	{ { KIND_SILENCE_RESUME, NEXT_OFFICER, { NULL, 0 }, MESSAGE_NEXT_RESUME }, IN(HELD) },
	{ { KIND_SILENCE_INTERNAL, NEXT_CHAIR, { "chair", 5 }, MESSAGE_NEXT_INTERNAL },
	    IN(ADOPTED) | IN(ANNOUNCED) },
	{ { KIND_SILENCE_DECLINE, NEXT_PARTY, { "object", 6 }, MESSAGE_NEXT_DECLINE },
	    IN(PROPOSED) },
	{ { KIND_SILENCE_CONSENT, NEXT_CHAIR, { "chair", 5 }, MESSAGE_NEXT_CONSENT },
	    IN(PROPOSED) },
	{ { KIND_SILENCE_CIRCULATE, NEXT_OFFICER, { NULL, 0 }, MESSAGE_NEXT_CIRCULATE },
	    IN(PROPOSED) | IN(CONSENTED) },
	{ { KIND_SILENCE_ATTEST, NEXT_OFFICERS, { NULL, 0 }, MESSAGE_NEXT_ATTEST }, IN(RUNNING) },
	{ { KIND_SILENCE_NOTIFY, NEXT_CHAIR, { "chair", 5 }, MESSAGE_NEXT_NOTIFY }, IN(EXPIRED) },
	{ { KIND_SILENCE_NOTIFY, NEXT_CHAIR, { "chair", 5 }, MESSAGE_NEXT_NOTIFY_NOT },
	    IN(BROKEN) },
	{ { KIND_SILENCE_ANNOUNCE, NEXT_CHAIR, { "chair", 5 }, MESSAGE_NEXT_ANNOUNCE },
	    IN(ADOPTED) },
	{ { KIND_SILENCE_ISSUE, NEXT_OFFICER, { NULL, 0 }, MESSAGE_NEXT_ISSUE },
	    IN(ADOPTED) | IN(ANNOUNCED) },
	{ { KIND_SILENCE_ATTACH, NEXT_PARTY, { "speak", 5 }, MESSAGE_NEXT_ATTACH },
	    IN(RUNNING) | IN(HELD) | IN(VOTE) | IN(EXPIRED) | IN(ADOPTED) | IN(ANNOUNCED) },
	{ { KIND_SILENCE_EXTEND, NEXT_CHAIR, { "chair", 5 }, MESSAGE_NEXT_EXTEND }, IN(RUNNING) },
	{ { KIND_SILENCE_WITHDRAW, NEXT_CHAIR, { "chair", 5 }, MESSAGE_NEXT_WITHDRAW }, OPEN },
	{ { KIND_SILENCE_VOID, NEXT_CHAIR, { "chair", 5 }, MESSAGE_NEXT_VOID },
	    OPEN | IN(BROKEN) | IN(VOTE) | IN(EXPIRED) | IN(ADOPTED) | IN(ANNOUNCED) | IN(ISSUED) |
	    IN(NOT_ADOPTED) },
};

/* One silence under way to the page. */
struct next {
	struct next_for of_whom;
	const struct silence *of;
	const struct ballot *ballot; /* the open one, or NULL */
};

/* The record's clock, or the day, has come to the expiry. */
static bool is_expired(const struct next *n)
{
	return n->of->state != SILENCE_HELD && n->of_whom.now.ms >= n->of->expires.ms;
}

static bool is_possible(const struct next *n, const struct move *m)
{
	const struct charter_silence *c = &forum_charter(n->of_whom.s->forum)->silence;
	bool is_proposed = n->of->state == SILENCE_PROPOSED;
	switch ((unsigned)m->move.kind) {
	case KIND_SILENCE_CONSENT:
	case KIND_SILENCE_DECLINE: return c->start_needs_consent;
	case KIND_SILENCE_CIRCULATE:
		return !is_expired(n) && (!is_proposed || !c->start_needs_consent);
	case KIND_SILENCE_EXTEND:
		return c->extend_left_s != INTEGER_ABSENT &&
		    n->of->expires.ms - n->of_whom.now.ms >= c->extend_left_s * 1000;
	case KIND_SILENCE_BREAK:
	case KIND_SILENCE_WITHDRAW: return !is_expired(n);
	case KIND_SILENCE_RETRACT: return c->break_withdrawable && !is_expired(n);
	case KIND_SILENCE_HOLD: return c->tolling_s != INTEGER_ABSENT && !is_expired(n);
	case KIND_SILENCE_INTERNAL: return c->internal_use && n->of->internal == UINT64_MAX;
	case KIND_SILENCE_VOTE: return c->on_break == ON_BREAK_VOTE;
	case KIND_SILENCE_NOTIFY:
		return m->move.says == MESSAGE_NEXT_NOTIFY || c->on_break != ON_BREAK_VOTE;
	case KIND_VOTE_CAST:
		return n->ballot != NULL && !ballot_has_vote(n->ballot, n->of_whom.party);
	case KIND_VOTE_OPEN: return n->ballot != NULL && ballot_is_sealed(n->ballot);
	case KIND_VOTE_CLOSE: return n->ballot != NULL;
	case KIND_SILENCE_ISSUE: return n->of->state == SILENCE_ANNOUNCED || c->issue_now;
	default: return true;
	}
}

static bool has_broken(const struct silence *of, struct str party)
{
	for (uint32_t i = 0; i < of->breaks_count; i++) {
		const struct silence_voice *b = &of->breaks[i];
		if (str_eq(b->party, party) && !b->is_late && b->retracted == UINT64_MAX)
			return true;
	}
	return false;
}

/* Whoever has broken it already has nothing to add, and only it can take that back. */
static bool is_the_partys(const struct next *n, const struct move *m)
{
	bool is_objector = m->move.role == NEXT_PARTY && str_eq(m->move.power, S("object"));
	if (!next_is_partys(&n->of_whom, &m->move))
		return false;
	return !is_objector || n->of_whom.party.n == 0 ||
	    has_broken(n->of, n->of_whom.party) == (m->move.kind == KIND_SILENCE_RETRACT);
}

static void put_pair(struct json_out *w, struct str key, struct str text)
{
	json_out_key(w, key);
	json_out_text(w, text);
}

/* Members that stand before "silence" in the order of the record, then those after it. */
static void put_before(struct json_out *w, const struct next *n, const struct move *m)
{
	const struct charter_silence *c = &forum_charter(n->of_whom.s->forum)->silence;
	bool has_hash = m->move.kind == KIND_SILENCE_BREAK || m->move.kind == KIND_SILENCE_ATTACH;
	if (m->move.kind == KIND_SILENCE_ATTEST) {
		json_out_key(w, S("channels"));
		json_out_raw(w, S("[\"mail\",\"post\",\"telephone\"]"));
	}
	if (m->move.kind == KIND_SILENCE_EXTEND) {
		json_out_key(w, S("expires"));
		json_out_number(w, n->of->expires.ms + DAY_MS);
	}
	if (m->move.kind == KIND_SILENCE_VOID || m->move.kind == KIND_SILENCE_HOLD)
		put_pair(w, S("ground"), S("GROUND"));
	if (m->move.kind == KIND_SILENCE_VOTE) {
		json_out_key(w, S("closes"));
		json_out_raw(w, S("INSTANT"));
		json_out_key(w, S("hash"));
		json_out_hex(w, &n->of->hash);
	}
	if (has_hash) {
		json_out_key(w, S("hash"));
		json_out_hex(w, &n->of->hash);
		put_pair(w, S("kind"), m->move.kind == KIND_SILENCE_ATTACH ? S("reservation")
		    : c->breaks_on.count > 0 ? c->breaks_on.at[0] : S("objection"));
	}
	if (m->move.kind == KIND_SILENCE_ANNOUNCE)
		put_pair(w, S("meeting"), S("MEETING"));
	if (m->move.kind == KIND_SILENCE_NOTIFY)
		put_pair(w, S("outcome"), m->move.says == MESSAGE_NEXT_NOTIFY ? S("adopted")
		    : S("not-adopted"));
	if (m->move.kind == KIND_SILENCE_CIRCULATE) {
		json_out_key(w, S("sent"));
		json_out_raw(w, next_sent(n->of_whom.s));
	}
}

static struct str content_of(const struct next *n, const struct move *m)
{
	if (n->ballot != NULL && m->move.kind >= KIND_VOTE_CAST && m->move.kind <= KIND_VOTE_CLOSE)
		return ballot_move_content(n->of_whom.s, n->ballot, m->move.kind);
	struct buf b;
	struct json_out w;
	buf_init(&b, n->of_whom.s->scratch, CONTENT_BYTES_MAX);
	json_out_begin(&w, &b);
	json_out_open(&w, '{');
	put_before(&w, n, m);
	put_pair(&w, S("silence"), n->of->code);
	if (m->move.kind == KIND_SILENCE_ISSUE)
		put_pair(&w, S("symbol"), S("SYMBOL"));
	if (m->move.kind == KIND_SILENCE_ATTACH) {
		json_out_key(&w, S("texts"));
		json_out_raw(&w, S("[{\"lang\":\"en\",\"text\":\"TEXT\"}]"));
	}
	json_out_close(&w);
	json_out_end(&w);
	struct str text = buf_str(&b);
	return str_sub(text, 0, text.n - 1);
}

struct next_item_list silence_next(const struct site *s, const struct silence *of, struct str party)
{
	struct next n = { .of_whom = { .s = s, .party = party, .now = next_now(s) },
		.of = of,
		.ballot = ballot_open_silence(s->forum, of->code) };
	struct next_item *items = arena_array(s->scratch, struct next_item, CM_COUNT(moves));
	uint32_t count = 0;
	struct buf instant;
	buf_init(&instant, s->scratch, 96);
	expiry_put_words(&instant, s->lang, of->expires);
	n.of_whom.chair = chair_party(s->forum, of->body, n.of_whom.now);
	struct lang_text chair = words_of_party(s, n.of_whom.chair, FORUM_TODAY);
	if (chair.text.n == 0)
		chair.text = S("?");
	for (size_t i = 0; i < CM_COUNT(moves); i++) {
		const struct move *m = &moves[i];
		if ((m->states & 1U << of->state) == 0 || !is_possible(&n, m) ||
		    !is_the_partys(&n, m))
			continue;
		items[count++] = next_make(&n.of_whom, &m->move, content_of(&n, m),
		    PARTS(part_text(buf_str(&instant)), part_words(chair)));
	}
	return (struct next_item_list){ count, items };
}

/* Where the charter lets a body decide by silence: of a text rather than of another matter. */
static const struct charter_decision *ladder_find(const struct charter *c)
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
static struct str proposal_content(const struct site *s, const struct charter_decision *d, bool has_shell)
{
	const struct charter_silence *c = &forum_charter(s->forum)->silence;
	int64_t span = c->usual_s != INTEGER_ABSENT ? c->usual_s : c->min_s;
	struct buf b;
	buf_init(&b, s->scratch, CONTENT_BYTES_MAX);
	buf_put(&b, S("{\"body\":\""));
	buf_put(&b, d->body);
	buf_put(&b, S("\",\"code\":\"CODE\",\"expires\":"));
	if (has_shell) {
		buf_put(&b, S("$((($(date +%s)+60+"));
		buf_dec(&b, span > 0 ? span : 0);
		buf_put(&b, S(")*1000))"));
	} else {
		buf_put(&b, S("INSTANT"));
	}
	buf_put(&b, S(",\"matter\":\""));
	buf_put(&b, d->matter);
	buf_put(&b, S("\",\n\"texts\":[{\"lang\":\"en\",\"text\":\"TEXT\"}],"
	              "\"title\":{\"en\":\"TITLE\"}}"));
	return buf_str(&b);
}

const struct next_item *silence_begin(const struct site *s)
{
	static const struct next_move propose = { KIND_SILENCE_PROPOSE, NEXT_CHAIR, { "chair", 5 },
		MESSAGE_NEXT_PROPOSE };
	const struct charter *charter = forum_charter(s->forum);
	const struct charter_decision *d = charter != NULL ? ladder_find(charter) : NULL;
	struct next_for n = { .s = s, .now = next_now(s) };
	if (d == NULL)
		return NULL;
	n.chair = chair_party(s->forum, d->body, n.now);
	struct lang_text chair = words_of_party(s, n.chair, FORUM_TODAY);
	struct next_item *item = arena_new(s->scratch, struct next_item);
	*item = next_make(&n, &propose, proposal_content(s, d, true),
	    PARTS(part_words(words_of_body(s, d->body, s->today)),
	        part_text(chair.text.n > 0 ? chair.text : S("?"))));
	struct commands c = { .kind = propose.kind, .by = item->by, .content = item->content,
		.has_shell = true };
	item->commands = commands_text(s, &c);
	item->content = proposal_content(s, d, false);
	return item;
}
