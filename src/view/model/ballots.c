#include "view/model/ballots.h"

#include "base/arena.h"
#include "rules/silence.h"
#include "view/collate.h"
#include "view/meeting_words.h"
#include "view/model/next.h"

MODEL_DEFINE(vote_item)
MODEL_DEFINE(ballot_item)

/* By name of the party: how a roll is read. */
static struct vote_item_list roll_of(const struct site *s, const struct ballot *from)
{
	struct vote_item *items = arena_array(s->scratch, struct vote_item, from->votes_count);
	for (uint32_t i = 0; i < from->votes_count; i++) {
		const struct ballot_vote *v = &from->votes[i];
		struct vote_item item = { v->party, words_of_party(s, v->party, FORUM_TODAY),
			choice_name(v->choice), words_of_choice(s, v->choice), v->is_paper,
			(int64_t)v->entry };
		uint32_t at = i;
		for (; at > 0 && collate(items[at - 1].party_name.text, item.party_name.text) > 0; at--)
			items[at] = items[at - 1];
		items[at] = item;
	}
	return (struct vote_item_list){ from->votes_count, items };
}

static struct str majority_text(const struct site *s, const struct ballot *of)
{
	struct fraction f = ballot_majority(s->forum, of);
	struct buf b;
	buf_init(&b, s->scratch, 64);
	if (f.den == 0)
		return STR_NONE;
	buf_dec(&b, f.num);
	buf_byte(&b, '/');
	buf_dec(&b, f.den);
	return buf_str(&b);
}

static struct ballot_item item_of(const struct site *s, const struct ballot *b)
{
	struct vote_tally t = ballot_tally(s->forum, b);
	return (struct ballot_item){ .entry = (int64_t)b->entry,
		.amendment = b->amendment == UINT64_MAX ? INTEGER_ABSENT : (int64_t)b->amendment,
		.state = ballot_state_name(b->state),
		.state_name = words_of_ballot_state(s, b->state),
		.opened = b->opened,
		.closes = b->closes,
		.shown = b->shown,
		.yes = t.yes,
		.no = t.no,
		.abstain = t.abstain,
		.sealed = t.sealed,
		.members = t.members,
		.is_valid = t.is_valid,
		.is_carried = t.is_carried,
		.rule = majority_text(s, b),
		.votes = roll_of(s, b) };
}

struct ballot_item_list ballots_of(const struct site *s, struct str decision, struct str silence)
{
	uint32_t all = ballot_count(s->forum), count = 0;
	struct ballot_item *items = arena_array(s->scratch, struct ballot_item, BALLOTS_SHOWN_MAX);
	for (uint32_t i = 0; i < all && count < BALLOTS_SHOWN_MAX; i++) {
		const struct ballot *b = ballot_at(s->forum, i);
		if (str_eq(b->decision, decision) && str_eq(b->silence, silence))
			items[count++] = item_of(s, b);
	}
	return (struct ballot_item_list){ count, items };
}

bool ballot_has_vote(const struct ballot *b, struct str party)
{
	for (uint32_t i = 0; i < b->votes_count; i++) {
		if (str_eq(b->votes[i].party, party))
			return true;
	}
	return false;
}

bool ballot_is_sealed(const struct ballot *b)
{
	for (uint32_t i = 0; i < b->votes_count; i++) {
		if (b->votes[i].choice == CHOICE_SEALED)
			return true;
	}
	return false;
}

/* Before the roll is shown a vote is a seal, which `comity vote seal` makes. */
static struct str cast_members(const struct site *s, const struct ballot *b)
{
	bool is_sealed = b->shown.ms != MOMENT_ABSENT.ms && next_now(s).ms < b->shown.ms;
	return is_sealed ? S("{\"seal\":\"SEAL\",\"vote\":") : S("{\"choice\":\"CHOICE\",\"vote\":");
}

struct str ballot_move_content(const struct site *s, const struct ballot *b, enum kind kind)
{
	struct buf out;
	buf_init(&out, s->scratch, 160);
	if (kind == KIND_VOTE_CAST)
		buf_put(&out, cast_members(s, b));
	else if (kind == KIND_VOTE_OPEN)
		buf_put(&out, S("{\"openings\":[{\"choice\":\"CHOICE\",\"party\":\"PARTY\","
			       "\"salt\":\"SALT\"}],\"vote\":"));
	else
		buf_put(&out, S("{\"vote\":"));
	buf_dec(&out, (int64_t)b->entry);
	buf_byte(&out, '}');
	return buf_str(&out);
}
