/* What may follow in a meeting: machine B of the rules, as moves that a page offers. */
#include "base/arena.h"
#include "view/model/conducts.h"
#include "view/model/next.h"

#define IN(state) (1U << CONDUCT_##state)
#define BEFORE_END (IN(CONVENED) | IN(OPEN) | IN(SUSPENDED))

/* In the order in which a page names them. `template`: @m the meeting, @i the item under discussion,
 * @l a list of speakers, @p the party that is next in it, @q the point that waits. */
static const struct move {
	struct next_move move;
	uint32_t states;
	struct str template;
} moves[] = {
	{ { KIND_MEETING_OPEN, NEXT_CHAIR, { "chair", 5 }, MESSAGE_CNEXT_OPEN }, IN(CONVENED),
	    S("{\"meeting\":\"@m\",\"present\":[\"PARTY\"]}") },
	{ { KIND_AGENDA_ADOPT, NEXT_CHAIR, { "chair", 5 }, MESSAGE_CNEXT_ADOPT }, IN(OPEN),
	    S("{\"meeting\":\"@m\"}") },
	{ { KIND_POINT_RULE, NEXT_CHAIR, { "chair", 5 }, MESSAGE_CNEXT_RULE }, IN(OPEN),
	    S("{\"meeting\":\"@m\",\"outcome\":\"OUTCOME\",\"point\":@q,\"ruling\":\"RULING\"}") },
	{ { KIND_POINT_DECIDE, NEXT_CHAIR, { "chair", 5 }, MESSAGE_CNEXT_DECIDE }, IN(OPEN),
	    S("{\"against\":NUMBER,\"in_favour\":NUMBER,\"meeting\":\"@m\",\"point\":@q}") },
	{ { KIND_SPEAKER_END, NEXT_CHAIR, { "chair", 5 }, MESSAGE_CNEXT_END }, IN(OPEN),
	    S("{\"meeting\":\"@m\"}") },
	{ { KIND_SPEAKER_CALL, NEXT_CHAIR, { "chair", 5 }, MESSAGE_CNEXT_CALL }, IN(OPEN),
	    S("{\"item\":\"@i\",\"list\":\"@l\",\"meeting\":\"@m\",\"party\":\"@p\"}") },
	{ { KIND_MEETING_COUNT, NEXT_CHAIR, { "chair", 5 }, MESSAGE_CNEXT_COUNT }, IN(OPEN),
	    S("{\"meeting\":\"@m\",\"present\":[\"PARTY\"]}") },
	{ { KIND_MEETING_RESUME, NEXT_CHAIR, { "chair", 5 }, MESSAGE_CNEXT_RESUME }, IN(SUSPENDED),
	    S("{\"meeting\":\"@m\"}") },
	{ { KIND_SPEAKER_ASK, NEXT_PARTY, { "speak", 5 }, MESSAGE_CNEXT_ASK }, IN(OPEN),
	    S("{\"item\":\"@i\",\"list\":\"speakers\",\"meeting\":\"@m\"}") },
	{ { KIND_SPEAKER_WITHDRAW, NEXT_PARTY, { "speak", 5 }, MESSAGE_CNEXT_UNASK }, IN(OPEN),
	    S("{\"item\":\"@i\",\"list\":\"speakers\",\"meeting\":\"@m\"}") },
	{ { KIND_POINT_RAISE, NEXT_PARTY, { "speak", 5 }, MESSAGE_CNEXT_POINT }, IN(OPEN),
	    S("{\"kind\":\"KIND\",\"meeting\":\"@m\",\"text\":\"TEXT\"}") },
	{ { KIND_STATEMENT_DELIVER, NEXT_PARTY, { "speak", 5 }, MESSAGE_CNEXT_STATE }, IN(OPEN),
	    S("{\"meeting\":\"@m\",\"texts\":[{\"lang\":\"en\",\"text\":\"TEXT\"}]}") },
	{ { KIND_QUORUM_ASK, NEXT_PARTY, { "object", 6 }, MESSAGE_CNEXT_QUORUM }, IN(OPEN),
	    S("{\"meeting\":\"@m\"}") },
	{ { KIND_DELEGATION_ANNOUNCE, NEXT_COORDINATOR, { "attend", 6 }, MESSAGE_CNEXT_ANNOUNCE },
	    BEFORE_END, S("{\"meeting\":\"@m\",\"members\":[{\"role\":\"head\"}]}") },
	{ { KIND_LIST_CLOSE, NEXT_CHAIR, { "chair", 5 }, MESSAGE_CNEXT_LIST_CLOSE }, IN(OPEN),
	    S("{\"item\":\"@i\",\"meeting\":\"@m\"}") },
	{ { KIND_MEETING_SUSPEND, NEXT_CHAIR, { "chair", 5 }, MESSAGE_CNEXT_SUSPEND }, IN(OPEN),
	    S("{\"meeting\":\"@m\"}") },
	{ { KIND_MEETING_CLOSE, NEXT_CHAIR, { "chair", 5 }, MESSAGE_CNEXT_CLOSE }, IN(OPEN),
	    S("{\"meeting\":\"@m\"}") },
	{ { KIND_AGENDA_PROPOSE, NEXT_OFFICER, { NULL, 0 }, MESSAGE_CNEXT_AGENDA }, BEFORE_END,
	    S("{\"items\":[{\"id\":\"ID\",\"title\":{\"en\":\"TITLE\"}}],\"meeting\":\"@m\"}") },
	{ { KIND_JOURNAL_ISSUE, NEXT_OFFICER, { NULL, 0 }, MESSAGE_CNEXT_JOURNAL },
	    IN(OPEN) | IN(SUSPENDED) | IN(CLOSED),
	    S("{\"day\":\"DATE\",\"meeting\":\"@m\",\"symbol\":\"SYMBOL\"}") },
};

struct asked {
	const struct next_for *n;
	const struct conduct *of;
	struct str item;                      /* the next speaker's, or the first of the agenda */
	const struct conduct_speaker *next;   /* who would be called, or NULL */
	const struct conduct_point *raised, *appealed; /* the first that waits, or NULL */
	bool is_put;
};

static const struct conduct_point *point_first(const struct conduct *c, enum point_state state)
{
	for (uint32_t i = 0; i < c->points_count; i++) {
		if (c->points[i].state == state)
			return &c->points[i];
	}
	return NULL;
}

/* A reply is heard after the list, so that the list comes first. */
static const struct conduct_speaker *speaker_next(const struct conduct *c)
{
	for (uint32_t pass = 0; pass < 2; pass++) {
		for (uint32_t i = 0; i < c->speakers_count; i++) {
			const struct conduct_speaker *from = &c->speakers[i];
			if (from->state == SPEAKER_ASKED && from->is_reply == (pass == 1))
				return from;
		}
	}
	return NULL;
}

static bool has_asked(const struct conduct *c, struct str party)
{
	for (uint32_t i = 0; i < c->speakers_count; i++) {
		const struct conduct_speaker *from = &c->speakers[i];
		if (from->state == SPEAKER_ASKED && !from->is_reply && str_eq(from->party, party))
			return true;
	}
	return false;
}

static bool has_proposed_items(const struct conduct *c)
{
	return c->items_count > 0 && !c->items[c->items_count - 1].is_adopted;
}

static bool list_is_open(const struct conduct *c, struct str id)
{
	const struct conduct_item *item = id.n > 0 ? conduct_item(c, id) : NULL;
	return item != NULL && !item->is_list_closed;
}

static bool has_quorum_rule(const struct asked *a)
{
	const struct charter *c = forum_charter(a->n->s->forum);
	return c != NULL && (c->conduct.quorum_open.num > 0 || c->conduct.quorum_decide.num > 0);
}

static bool is_possible(const struct asked *a, enum kind kind)
{
	const struct conduct *c = a->of;
	struct str party = a->n->party;
	switch ((unsigned)kind) {
	case KIND_MEETING_OPEN: return a->n->now.ms >= c->opens.ms;
	case KIND_AGENDA_ADOPT: return has_proposed_items(c);
	case KIND_POINT_RULE: return a->raised != NULL;
	case KIND_POINT_DECIDE: return a->appealed != NULL;
	case KIND_SPEAKER_END: return conduct_speaking(c) != NULL;
	case KIND_SPEAKER_CALL: return a->next != NULL && conduct_speaking(c) == NULL;
	case KIND_SPEAKER_ASK:
		return a->item.n > 0 && (party.n == 0 || !has_asked(c, party)) &&
	    list_is_open(c, a->item);
	case KIND_SPEAKER_WITHDRAW: return party.n > 0 && has_asked(c, party);
	case KIND_QUORUM_ASK: return has_quorum_rule(a) && !c->is_quorum_asked;
	case KIND_DELEGATION_ANNOUNCE:
		return party.n == 0 || conduct_delegation(c, party) == NULL;
	case KIND_LIST_CLOSE: return list_is_open(c, a->item);
	case KIND_MEETING_CLOSE: return !a->is_put;
	default: return true;
	}
}

/* Of the party that asks, the item on which it waits; else the next speaker's, else the first. */
static struct str item_of(const struct conduct *c, struct str party,
    const struct conduct_speaker *next)
{
	for (uint32_t i = 0; party.n > 0 && i < c->speakers_count; i++) {
		const struct conduct_speaker *from = &c->speakers[i];
		if (from->state == SPEAKER_ASKED && !from->is_reply && str_eq(from->party, party))
			return from->item;
	}
	if (conduct_speaking(c) != NULL)
		return conduct_speaking(c)->item;
	if (next != NULL)
		return next->item;
	return c->items_count > 0 && c->items[0].is_adopted ? c->items[0].id : STR_NONE;
}

static struct str point_text(const struct asked *a, enum kind kind)
{
	const struct conduct_point *p = kind == KIND_POINT_DECIDE ? a->appealed : a->raised;
	struct buf b;
	buf_init(&b, a->n->s->scratch, 24);
	if (p != NULL)
		buf_dec(&b, (int64_t)p->entry);
	return buf_str(&b);
}

static struct next_item item_make(const struct asked *a, const struct move *m)
{
	const struct site *s = a->n->s;
	const struct conduct_speaker *next = a->next, *speaking = conduct_speaking(a->of);
	bool is_call = m->move.kind == KIND_SPEAKER_CALL;
	const struct conduct_point *point =
	    m->move.kind == KIND_POINT_DECIDE ? a->appealed : a->raised;
	struct lang_text chair = words_of_party(s, a->n->chair, FORUM_TODAY), who = { S("en"), S("?") };
	if (chair.text.n == 0)
		chair.text = S("?");
	if (is_call)
		who = words_of_party(s, next->party, FORUM_TODAY);
	else if (m->move.kind == KIND_SPEAKER_END)
		who = words_of_party(s, speaking->party, FORUM_TODAY);
	else if (point != NULL)
		who = words_of_party(s, point->party, FORUM_TODAY);
	struct str content = next_content(s, m->template, PAIRS({ "m", a->of->meeting },
	    { "i", is_call ? next->item : a->item },
	    { "l", is_call && next->is_reply ? S("reply") : S("speakers") },
	    { "p", is_call ? next->party : STR_NONE }, { "q", point_text(a, m->move.kind) }));
	return next_make(a->n, &m->move, content, PARTS(part_words(chair), part_words(who)));
}

struct next_item_list conduct_next_of(const struct site *s, const struct conduct *c,
    struct str party)
{
	struct next_for n = { .s = s, .party = party, .now = next_now(s) };
	struct next_item *items = arena_array(s->scratch, struct next_item, CM_COUNT(moves));
	const struct conduct_speaker *next = speaker_next(c);
	struct asked a = { .n = &n, .of = c, .item = item_of(c, party, next), .next = next,
		.raised = point_first(c, POINT_RAISED), .appealed = point_first(c, POINT_APPEALED),
		.is_put = conduct_put(s, c->meeting) != NULL };
	uint32_t count = 0;
	n.chair = conduct_chair(s->forum, c, n.now);
	for (size_t i = 0; i < CM_COUNT(moves); i++) {
		const struct move *m = &moves[i];
		if ((m->states & 1U << c->state) != 0 && next_is_partys(&n, &m->move) &&
		    is_possible(&a, m->move.kind))
			items[count++] = item_make(&a, m);
	}
	return (struct next_item_list){ count, items };
}
