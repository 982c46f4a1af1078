#include "view/model/text_next.h"

#include "base/arena.h"

#define IN(state) (1U << INSTRUMENT_##state)
/* In the order in which a page names them. */
static const struct move {
	struct next_move move;
	uint32_t states;
	struct str template;
} moves[] = {
	{ { KIND_TEXT_PROPOSE, NEXT_PARTY, { "amend", 5 }, MESSAGE_TNEXT_PROPOSE }, IN(OPEN),
	    S("{\"edits\":[{\"from\":FROM,\"hash\":\"HASH\",\"to\":TO,\"unit\":\"UNIT\","
	      "\n\"words\":\" WORDS\"}],"
	      "\n\"lang\":\"@l\",\"text\":\"@t\"}") },
	{ { KIND_TEXT_POSITION, NEXT_PARTY, { "speak", 5 }, MESSAGE_TNEXT_POSITION }, IN(OPEN),
	    S("{\"proposal\":NUMBER,\"stance\":\"support\",\"text\":\"@t\"}") },
	{ { KIND_TEXT_COSPONSOR, NEXT_PARTY, { "cosponsor", 9 }, MESSAGE_TNEXT_COSPONSOR }, IN(OPEN),
	    S("{\"proposal\":NUMBER,\"text\":\"@t\"}") },
	{ { KIND_TEXT_WITHDRAW, NEXT_PARTY, { "amend", 5 }, MESSAGE_TNEXT_WITHDRAW }, IN(OPEN),
	    S("{\"proposal\":NUMBER,\"text\":\"@t\"}") },
	{ { KIND_TEXT_OPEN, NEXT_CHAIR, { "chair", 5 }, MESSAGE_TNEXT_OPEN }, IN(TABLED),
	    S("{\"text\":\"@t\"}") },
	{ { KIND_TEXT_ACCEPT, NEXT_CHAIR, { "chair", 5 }, MESSAGE_TNEXT_ACCEPT }, IN(OPEN),
	    S("{\"from\":FROM,\"hash\":\"HASH\",\"others\":\"leave\",\"proposal\":NUMBER,\"text\":\"@t\","
	      "\n\"to\":TO,\"unit\":\"UNIT\"}") },
	{ { KIND_TEXT_AGREE, NEXT_CHAIR, { "chair", 5 }, MESSAGE_TNEXT_AGREE }, IN(OPEN),
	    S("{\"level\":\"agreed\",\"text\":\"@t\",\"units\":[\"UNIT\"]}") },
	{ { KIND_TEXT_REVISE, NEXT_OFFICER, { NULL, 0 }, MESSAGE_TNEXT_REVISE }, IN(OPEN),
	    S("{\"symbol\":\"SYMBOL\",\"text\":\"@t\"}") },
	{ { KIND_TEXT_TRANSLATE, NEXT_OFFICER, { NULL, 0 }, MESSAGE_TNEXT_TRANSLATE }, IN(OPEN),
	    S("{\"from\":\"HASH\",\"lang\":\"LANG\",\"state\":\"draft\",\"text\":\"@t\",\"unit\":\"UNIT\","
	      "\n\"words\":\"WORDS\"}") },
	{ { KIND_TEXT_CLOSE, NEXT_CHAIR, { "chair", 5 }, MESSAGE_TNEXT_CLOSE }, IN(TABLED) | IN(OPEN),
	    S("{\"outcome\":\"finished\",\"text\":\"@t\"}") },
};

struct next_item_list text_next(const struct site *s, const struct instrument *of)
{
	struct next_for n = { .s = s, .now = next_now(s) };
	struct next_item *items = arena_array(s->scratch, struct next_item, CM_COUNT(moves));
	uint32_t count = 0;
	n.chair = chair_party(s->forum, of->body, n.now);
	struct lang_text chair = words_of_party(s, n.chair, FORUM_TODAY);
	if (chair.text.n == 0)
		chair.text = S("?");
	for (size_t i = 0; i < CM_COUNT(moves); i++) {
		const struct move *m = &moves[i];
		if ((m->states & 1U << of->state) == 0)
			continue;
		items[count++] = next_make(&n, &m->move,
		    next_content(s, m->template, PAIRS({ "l", of->lang }, { "t", of->code })),
		    PARTS(part_words(chair)));
	}
	return (struct next_item_list){ count, items };
}
