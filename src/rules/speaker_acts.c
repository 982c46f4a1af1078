/* The list of speakers, rights of reply, statements (docs/rules.md section 9). */
#include "rules/judge.h"

#define STATEMENTS_AFTER_MS INT64_C(86400000) /* handed in after the close */

/* The item of the adopted agenda, or NULL with its finding. */
static const struct conduct_item *guard_item(struct judge *j, const struct conduct *c, struct str id)
{
	const struct conduct_item *item = conduct_item(c, id);
	if (item != NULL && item->is_adopted)
		return item;
	finding_add_at(j->found, FINDING_ITEM_NOT_ON_AGENDA, S("item"));
	return NULL;
}

/* Which list a word names: 0 speakers, 1 reply, 2 none of them, which is told. */
static unsigned guard_list(struct judge *j, struct str list)
{
	if (str_eq(list, S("speakers")))
		return 0;
	if (str_eq(list, S("reply")))
		return 1;
	finding_add_at(j->found, FINDING_WORD_UNKNOWN, S("list"));
	return 2;
}

static bool is_reply(struct str list)
{
	return str_eq(list, S("reply"));
}

static struct conduct_speaker *asked_find(const struct conduct *c, struct str party, struct str item,
    bool reply)
{
	for (uint32_t i = 0; i < c->speakers_count; i++) {
		struct conduct_speaker *s = &c->speakers[i];
		if (s->state == SPEAKER_ASKED && s->is_reply == reply && str_eq(s->party, party) &&
		    str_eq(s->item, item))
			return s;
	}
	return NULL;
}

/* Replies that a party had, or asked for, on an item; before the row `until` (NULL: all). */
static uint32_t replies_of(const struct conduct *c, struct str party, struct str item,
    const struct conduct_speaker *until)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < c->speakers_count && &c->speakers[i] != until; i++) {
		const struct conduct_speaker *s = &c->speakers[i];
		count += s->is_reply && s->state != SPEAKER_WITHDRAWN && str_eq(s->party, party) &&
		    str_eq(s->item, item);
	}
	return count;
}

static struct voice speaker_of(struct judge *j, const struct conduct *c, const struct paper *paper,
    bool reply)
{
	const struct matter m = conduct_matter(c, S("meeting"));
	struct voice v = voice_of(j, paper, reply ? S("reply") : S("speak"), &m);
	guard_may(j, v.party, reply ? RIGHT_REPLY : RIGHT_SPEAK, FINDING_RIGHT_SPEAK);
	return v;
}

static void guard_role(struct judge *j, struct str role)
{
	if (role.n > 0 && !str_eq(role, S("delegation")) && !str_eq(role, S("group")) &&
	    !str_eq(role, S("guest")))
		finding_add_at(j->found, FINDING_WORD_UNKNOWN, S("role"));
}

void speaker_ask_check(struct judge *j, const struct speaker_ask *c)
{
	const struct conduct *of = guard_meeting(j, c->meeting, S("meeting"));
	unsigned list = guard_list(j, c->list);
	guard_role(j, c->role);
	if (of == NULL || list > 1)
		return;
	struct voice v = speaker_of(j, of, &c->paper, list == 1);
	guard_credentials(j, of, v.party);
	const struct conduct_item *item = guard_item(j, of, c->item);
	if (item != NULL && item->is_list_closed && list == 0)
		finding_add_at(j->found, FINDING_LIST_CLOSED, S("item"));
	if (asked_find(of, v.party, c->item, list == 1) != NULL)
		finding_add_at(j->found, FINDING_ALREADY_ON_LIST, S("item"));
	if (list == 1 && v.party.n > 0 &&
	    replies_of(of, v.party, c->item, NULL) >= j->f->charter.conduct.reply_max)
		finding_add_at(j->found, FINDING_REPLY_LIMIT, S("item"));
}

void speaker_ask_apply(struct forum *f, const struct judged *act, const struct speaker_ask *c)
{
	struct conduct *of = conduct_touch(f, c->meeting);
	*ROWS_ADD(f, of, speakers) =
	    (struct conduct_speaker){ .party = voice_party(f, act, &c->paper),
		    .item = keep_str(f, c->item),
		    .role = keep_str(f, c->role),
		    .is_reply = is_reply(c->list),
		    .state = SPEAKER_ASKED,
		    .entry = act->index,
		    .to = c->to == INTEGER_ABSENT ? UINT64_MAX : (uint64_t)c->to,
		    .asked = act->received,
		    .called_entry = UINT64_MAX,
		    .called = MOMENT_ABSENT,
		    .ended = MOMENT_ABSENT,
		    .limit_s = INTEGER_ABSENT };
}

void speaker_withdraw_check(struct judge *j, const struct speaker_withdraw *c)
{
	const struct conduct *of = guard_meeting(j, c->meeting, S("meeting"));
	unsigned list = guard_list(j, c->list);
	if (of == NULL || list > 1)
		return;
	struct voice v = speaker_of(j, of, &c->paper, list == 1);
	if (v.party.n > 0 && asked_find(of, v.party, c->item, list == 1) == NULL)
		finding_add_at(j->found, FINDING_NOT_ON_LIST, S("item"));
}

void speaker_withdraw_apply(struct forum *f, const struct judged *act,
    const struct speaker_withdraw *c)
{
	struct conduct *of = conduct_touch(f, c->meeting);
	struct conduct_speaker *s =
	    asked_find(of, voice_party(f, act, &c->paper), c->item, is_reply(c->list));
	s->state = SPEAKER_WITHDRAWN;
	s->ended = act->received;
}

void speaker_swap_check(struct judge *j, const struct speaker_swap *c)
{
	const struct conduct *of = guard_meeting(j, c->meeting, S("meeting"));
	const struct paper none = { .is_present = false };
	if (of == NULL)
		return;
	const struct matter m = conduct_matter(of, S("meeting"));
	struct voice v = voice_of(j, &none, S("speak"), &m);
	if (!delegate_signed(j, c->other, S("speak"), &m) || str_eq(c->other, v.party))
		finding_add_at(j->found, FINDING_SPONSOR_MISSING, S("other"));
	if (asked_find(of, v.party, c->item, false) == NULL ||
	    asked_find(of, c->other, c->item, false) == NULL)
		finding_add_at(j->found, FINDING_NOT_ON_LIST, S("item"));
}

void speaker_swap_apply(struct forum *f, const struct judged *act, const struct speaker_swap *c)
{
	const struct paper none = { .is_present = false };
	struct conduct *of = conduct_touch(f, c->meeting);
	struct conduct_speaker *a = asked_find(of, voice_party(f, act, &none), c->item, false);
	struct conduct_speaker *b = asked_find(of, c->other, c->item, false);
	struct conduct_speaker moved = *a;
	*a = *b;
	*b = moved;
}

/* Replies come when the speakers of the item, or of the meeting, have spoken. */
static bool is_reply_due(const struct forum *f, const struct conduct *c, struct str item)
{
	bool is_by_item = str_eq(f->charter.conduct.reply_when, S("end-of-item"));
	for (uint32_t i = 0; i < c->speakers_count; i++) {
		const struct conduct_speaker *s = &c->speakers[i];
		bool is_first = !is_by_item || str_eq(s->item, item);
		if (is_first && !s->is_reply && s->state == SPEAKER_ASKED)
			return false;
	}
	return true;
}

void speaker_call_check(struct judge *j, const struct speaker_call *c)
{
	const struct conduct *of = guard_meeting(j, c->meeting, S("meeting"));
	unsigned list = guard_list(j, c->list);
	if (of == NULL || list > 1)
		return;
	const struct matter m = conduct_matter(of, S("meeting"));
	guard_chair(j, &m);
	if (conduct_speaking(of) != NULL)
		finding_add_at(j->found, FINDING_SOMEBODY_SPEAKS, S("party"));
	const struct conduct_speaker *s = asked_find(of, c->party, c->item, list == 1);
	if (s == NULL)
		finding_add_at(j->found, FINDING_NOT_ON_LIST, S("party"));
	else if (s != conduct_next(of, c->item, list == 1) && c->ground.n == 0)
		finding_add_at(j->found, FINDING_OUT_OF_ORDER, S("party"));
	if (list == 1 && c->ground.n == 0 && !is_reply_due(j->f, of, c->item))
		finding_add_at(j->found, FINDING_REPLY_NOT_DUE, S("party"));
}

/* The limit of a reply is that of the party's round. */
static int64_t limit_of(const struct forum *f, const struct conduct *c,
    const struct conduct_speaker *s)
{
	const struct charter_conduct *rule = &f->charter.conduct;
	if (!s->is_reply)
		return rule->speaker_limit_s;
	if (rule->reply_limits_count == 0)
		return INTEGER_ABSENT;
	uint32_t round = replies_of(c, s->party, s->item, s);
	uint32_t last = rule->reply_limits_count - 1;
	return rule->reply_limits_s[round < last ? round : last];
}

void speaker_call_apply(struct forum *f, const struct judged *act, const struct speaker_call *c)
{
	struct conduct *of = conduct_touch(f, c->meeting);
	struct conduct_speaker *s = asked_find(of, c->party, c->item, is_reply(c->list));
	s->limit_s = limit_of(f, of, s);
	s->state = SPEAKER_SPEAKING;
	s->called_entry = act->index;
	s->called = act->received;
}

void speaker_end_check(struct judge *j, const struct speaker_end *c)
{
	const struct conduct *of = guard_meeting(j, c->meeting, S("meeting"));
	if (of == NULL)
		return;
	const struct matter m = conduct_matter(of, S("meeting"));
	guard_chair(j, &m);
	if (conduct_speaking(of) == NULL)
		finding_add_at(j->found, FINDING_NOT_ON_LIST, S("meeting"));
}

void speaker_end_apply(struct forum *f, const struct judged *act, const struct speaker_end *c)
{
	struct conduct *of = conduct_touch(f, c->meeting);
	struct conduct_speaker *s = &of->speakers[conduct_speaking(of) - of->speakers];
	s->state = c->passed ? SPEAKER_PASSED : SPEAKER_SPOKE;
	s->ended = act->received;
}

static void guard_list_step(struct judge *j, struct str meeting, struct str id, bool is_closed)
{
	const struct conduct *of = guard_meeting(j, meeting, S("meeting"));
	if (of == NULL)
		return;
	const struct matter m = conduct_matter(of, S("meeting"));
	guard_chair(j, &m);
	const struct conduct_item *item = guard_item(j, of, id);
	if (item != NULL && item->is_list_closed != is_closed)
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("item"));
}

static void list_set(struct forum *f, struct str meeting, struct str id, bool is_closed)
{
	struct conduct *of = conduct_touch(f, meeting);
	of->items[conduct_item(of, id) - of->items].is_list_closed = is_closed;
}

void list_close_check(struct judge *j, const struct list_close *c)
{
	guard_list_step(j, c->meeting, c->item, false);
}

void list_close_apply(struct forum *f, const struct judged *act, const struct list_close *c)
{
	(void)act;
	list_set(f, c->meeting, c->item, true);
}

void list_reopen_check(struct judge *j, const struct list_reopen *c)
{
	guard_list_step(j, c->meeting, c->item, true);
}

void list_reopen_apply(struct forum *f, const struct judged *act, const struct list_reopen *c)
{
	(void)act;
	list_set(f, c->meeting, c->item, false);
}

/* Texts may be handed in for a day after the close. */
static const struct conduct *guard_hearing(struct judge *j, struct str meeting)
{
	const struct conduct *c = conduct_find(j->f, meeting);
	if (c == NULL || c->state != CONDUCT_CLOSED)
		return guard_meeting(j, meeting, S("meeting"));
	if (j->now.ms - c->steps[c->steps_count - 1].at.ms < STATEMENTS_AFTER_MS)
		return c;
	finding_add_at(j->found, FINDING_MEETING_CLOSED, S("meeting"));
	return NULL;
}

void statement_deliver_check(struct judge *j, const struct statement_deliver *c)
{
	const struct conduct *of = guard_hearing(j, c->meeting);
	guard_frozen(j, &c->texts);
	if (of == NULL)
		return;
	(void)speaker_of(j, of, &c->paper, false);
	if (c->item.n > 0)
		(void)guard_item(j, of, c->item);
}

void statement_deliver_apply(struct forum *f, const struct judged *act,
    const struct statement_deliver *c)
{
	struct conduct *of = conduct_touch(f, c->meeting);
	*ROWS_ADD(f, of, statements) =
	    (struct conduct_statement){ .party = voice_party(f, act, &c->paper),
		    .item = keep_str(f, c->item),
		    .is_spoken = c->spoken,
		    .entry = act->index,
		    .at = act->received };
}
