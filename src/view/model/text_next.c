#include "view/model/text_next.h"

#include <string.h>

#include "base/arena.h"
#include "base/encode.h"
#include "base/limits.h"
#include "rules/party.h"
#include "rules/text_adoption.h"
#include "view/api.h"
#include "view/collate.h"

#define MOVES (1U << 30) /* its words: not while it is put */
#define PUTS (1U << 31)  /* its newest revision, when that stands and nothing puts it */
#define IN(state) (1U << INSTRUMENT_##state)
/* In the order in which a page names them. */
static const struct move {
	struct next_move move;
	uint32_t states;
	struct str template;
} moves[] = {
	{ { KIND_TEXT_PROPOSE, NEXT_PARTY, { "amend", 5 }, MESSAGE_TNEXT_PROPOSE },
	    MOVES | IN(OPEN), S("{\"edits\":[{\"from\":FROM,\"hash\":\"HASH\",\"to\":TO,\"unit\":\"UNIT\","
	      "\n\"words\":\" WORDS\"}],"
	      "\n\"lang\":\"@l\",\"text\":\"@t\"}") },
	{ { KIND_TEXT_POSITION, NEXT_PARTY, { "speak", 5 }, MESSAGE_TNEXT_POSITION }, IN(OPEN),
	    S("{\"proposal\":NUMBER,\"stance\":\"support\",\"text\":\"@t\"}") },
	{ { KIND_TEXT_COSPONSOR, NEXT_PARTY, { "cosponsor", 9 }, MESSAGE_TNEXT_COSPONSOR }, IN(OPEN),
	    S("{\"proposal\":NUMBER,\"text\":\"@t\"}") },
	{ { KIND_TEXT_WITHDRAW, NEXT_PARTY, { "amend", 5 }, MESSAGE_TNEXT_WITHDRAW },
	    MOVES | IN(OPEN), S("{\"proposal\":NUMBER,\"text\":\"@t\"}") },
	{ { KIND_TEXT_OPEN, NEXT_CHAIR, { "chair", 5 }, MESSAGE_TNEXT_OPEN }, IN(TABLED),
	    S("{\"text\":\"@t\"}") },
	{ { KIND_TEXT_ACCEPT, NEXT_CHAIR, { "chair", 5 }, MESSAGE_TNEXT_ACCEPT },
	    MOVES | IN(OPEN),
	    S("{\"from\":FROM,\"hash\":\"HASH\",\"others\":\"leave\",\"proposal\":NUMBER,\"text\":\"@t\","
	      "\n\"to\":TO,\"unit\":\"UNIT\"}") },
	{ { KIND_TEXT_ARRANGE, NEXT_CHAIR, { "chair", 5 }, MESSAGE_TNEXT_ARRANGE },
	    IN(TABLED) | IN(OPEN), S("{\"attribution\":\"@a\",@x\"order\":[@p],\"text\":\"@t\"}") },
	{ { KIND_TEXT_AGREE, NEXT_CHAIR, { "chair", 5 }, MESSAGE_TNEXT_AGREE }, IN(OPEN),
	    S("{\"level\":\"agreed\",\"text\":\"@t\",\"units\":[\"UNIT\"]}") },
	{ { KIND_TEXT_REVISE, NEXT_OFFICER, { NULL, 0 }, MESSAGE_TNEXT_REVISE },
	    MOVES | IN(OPEN), S("{\"symbol\":\"SYMBOL\",\"text\":\"@t\"}") },
	{ { KIND_TEXT_TRANSLATE, NEXT_OFFICER, { NULL, 0 }, MESSAGE_TNEXT_TRANSLATE }, IN(OPEN),
	    S("{\"from\":\"HASH\",\"lang\":\"LANG\",\"state\":\"draft\",\"text\":\"@t\",\"unit\":\"UNIT\","
	      "\n\"words\":\"WORDS\"}") },
	{ { KIND_TEXT_CLOSE, NEXT_CHAIR, { "chair", 5 }, MESSAGE_TNEXT_CLOSE },
	    MOVES | IN(TABLED) | IN(OPEN), S("{\"outcome\":\"finished\",\"text\":\"@t\"}") },
	{ { KIND_DECISION_TABLE, NEXT_PARTY, { "propose", 7 }, MESSAGE_TNEXT_TABLE },
	    PUTS | IN(OPEN) | IN(FINISHED),
	    S("{\"body\":\"@b\",\"code\":\"CODE\",\"matter\":\"text\",\"meeting\":\"MEETING\","
	      "\n\"negotiated\":{\"hash\":\"@h\",\"revision\":@r,\"text\":\"@t\"},"
	      "\n\"title\":{\"en\":\"TITLE\"}}") },
	{ { KIND_SILENCE_PROPOSE, NEXT_CHAIR, { "chair", 5 }, MESSAGE_TNEXT_SILENCE },
	    PUTS | IN(OPEN) | IN(FINISHED),
	    S("{\"body\":\"@b\",\"code\":\"CODE\",\"expires\":INSTANT,\"matter\":\"text\","
	      "\n\"negotiated\":{\"hash\":\"@h\",\"revision\":@r,\"text\":\"@t\"},"
	      "\n\"title\":{\"en\":\"TITLE\"}}") },
};

struct proposer {
	struct str code, name;
};

/* Whose proposals live, by their names in English: one order of many, which the chair may change. */
static uint32_t proposers(const struct site *s, const struct instrument *of, struct proposer *all)
{
	uint32_t n = 0;
	for (uint32_t i = 1; i <= of->proposals.count; i++) {
		const struct instrument_proposal *p = instrument_proposal_find(s->forum, of, i);
		if (p == NULL || p->state != PROPOSAL_LIVE)
			continue;
		struct str lang;
		const struct names *names = party_names_on(party_find(s->forum, p->party), FORUM_TODAY);
		struct proposer is = { p->party, names_in(names, S("en"), S("en"), &lang) };
		uint32_t at = n;
		while (at > 0 && collate(is.name, all[at - 1].name) < 0)
			at--;
		if (at > 0 && str_eq(all[at - 1].code, is.code))
			continue;
		memmove(all + at + 1, all + at, (n - at) * sizeof *all);
		all[at] = is;
		n++;
	}
	return n;
}

static struct str proposers_list(const struct site *s, const struct instrument *of)
{
	struct proposer *all = arena_array(s->scratch, struct proposer, of->proposals.count + 1);
	uint32_t n = proposers(s, of, all);
	struct buf b;
	buf_init(&b, s->scratch, NEXT_CONTENT_BYTES_MAX);
	for (uint32_t i = 0; i < n && i < RECIPIENTS_MAX; i++) {
		buf_put(&b, i > 0 ? S(",\"") : S("\""));
		buf_put(&b, all[i].code);
		buf_byte(&b, '"');
	}
	return buf_str(&b);
}

struct next_item_list text_next(const struct site *s, const struct instrument *of)
{
	struct next_for n = { .s = s, .now = next_now(s) };
	struct next_item *items = arena_array(s->scratch, struct next_item, CM_COUNT(moves));
	uint32_t count = 0;
	const enum put_hold hold = put_hold_of(s->forum, of, n.now);
	const bool may_be_put = hold == PUT_FREE && of->adopted == UINT64_MAX &&
	    of->revisions_count > 0 && text_revision_is_newest(s->forum, of, of->revisions_count);
	struct str hash = may_be_put ? hash_text(s, &of->revisions[of->revisions_count - 1].hash)
				     : STR_NONE;
	const struct str order = proposers_list(s, of),
			 attribution = draft_attribution_name(of->arrangement.attribution),
			 exclusive = of->arrangement.is_exclusive ? S("\"exclusive\":true,") : STR_NONE;
	n.chair = chair_party(s->forum, of->body, n.now);
	struct lang_text chair = words_of_party(s, n.chair, FORUM_TODAY);
	if (chair.text.n == 0)
		chair.text = S("?");
	for (size_t i = 0; i < CM_COUNT(moves); i++) {
		const struct move *m = &moves[i];
		if ((m->states & 1U << of->state) == 0 || ((m->states & MOVES) != 0 && hold == PUT_FIXED) ||
		    ((m->states & PUTS) != 0 && !may_be_put))
			continue;
		items[count++] = next_make(&n, &m->move,
		    next_content(s, m->template, PAIRS({ "a", attribution }, { "b", of->body }, { "h", hash },
			{ "l", of->lang }, { "p", order }, { "r", number_text(s, of->revisions_count) },
			{ "t", of->code }, { "x", exclusive })),
		    PARTS(part_words(chair)));
	}
	return (struct next_item_list){ count, items };
}
