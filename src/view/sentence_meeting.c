/* Acts of offices, meetings and documents in plain words. */
#include "view/sentence_priv.h"

#include "rules/conduct.h"
#include "view/meeting_words.h"
#include "view/page.h"

/* The title of an item of the agenda, else its id. */
static struct part item_part(const struct site *s, struct str meeting, struct str id)
{
	const struct conduct *c = conduct_find(s->forum, meeting);
	const struct conduct_item *item = c != NULL ? conduct_item(c, id) : NULL;
	return item != NULL ? part_words(words_of(s, &item->title)) : part_code(id);
}

static struct part link_office(const struct site *s, struct str office)
{
	return part_link(url_of(s, S("presidency"), STR_NONE), words_of_office(s, office));
}

static struct part coded_part(const struct site *s, enum coded what, struct str code)
{
	return part_words(words_of_coded(s, what, code));
}

bool say_office(struct sentence *out, const struct site *s, enum kind kind, const union content *c)
{
	switch ((unsigned)kind) {
	case KIND_OFFICE_ASSUME:
		say(out, MESSAGE_ACT_OFFICE_ASSUME, link_office(s, c->office_assume.office), NOTHING);
		return true;
	case KIND_OFFICE_HAND:
		say(out, MESSAGE_ACT_OFFICE_HAND, link_office(s, c->office_hand.office),
		    link_party(s, c->office_hand.party));
		return true;
	case KIND_OFFICE_CONTEST:
		say(out, MESSAGE_ACT_OFFICE_CONTEST, link_office(s, c->office_contest.office), NOTHING);
		return true;
	case KIND_OFFICE_ACT:
		say(out, MESSAGE_ACT_OFFICE_ACT, link_meeting(s, c->office_act.meeting), NOTHING);
		return true;
	default: return false;
	}
}

/* One delegation is named, of several the number is told. */
static void say_credentials_decided(struct sentence *out, const struct site *s,
    const struct credentials_decide *c)
{
	bool is_one = c->parties.count == 1;
	say(out, is_one ? MESSAGE_ACT_CREDENTIALS_DECIDE_ONE : MESSAGE_ACT_CREDENTIALS_DECIDE,
	    link_meeting(s, c->meeting), coded_part(s, CODED_CREDENTIALS, c->outcome));
	out->parts[3] = is_one ? link_party(s, c->parties.at[0]) : part_number(c->parties.count);
}

static bool say_delegation(struct sentence *out, const struct site *s, enum kind kind,
    const union content *c)
{
	const struct paper *paper;
	switch ((unsigned)kind) {
	case KIND_DELEGATION_ANNOUNCE:
		paper = &c->delegation_announce.paper;
		say(out, paper->is_present ? MESSAGE_ACT_DELEGATION_ANNOUNCE_PAPER
					   : MESSAGE_ACT_DELEGATION_ANNOUNCE,
		    link_meeting(s, c->delegation_announce.meeting),
		    part_number(c->delegation_announce.members.count));
		say_paper(out, s, paper);
		return true;
	case KIND_CREDENTIALS_SUBMIT:
		paper = &c->credentials_submit.paper;
		say(out, paper->is_present ? MESSAGE_ACT_CREDENTIALS_SUBMIT_PAPER
					   : MESSAGE_ACT_CREDENTIALS_SUBMIT,
		    link_meeting(s, c->credentials_submit.meeting),
		    coded_part(s, CODED_LETTER_FORM, c->credentials_submit.form));
		say_paper(out, s, paper);
		return true;
	case KIND_CREDENTIALS_CONTEST:
		say(out, MESSAGE_ACT_CREDENTIALS_CONTEST, link_meeting(s, c->credentials_contest.meeting),
		    link_party(s, c->credentials_contest.party));
		return true;
	case KIND_CREDENTIALS_DECIDE:
		say_credentials_decided(out, s, &c->credentials_decide);
		return true;
	default: return false;
	}
}

static void say_asked(struct sentence *out, const struct site *s, const struct speaker_ask *c)
{
	bool is_reply = str_eq(c->list, S("reply")), is_paper = c->paper.is_present;
	enum message asked = is_paper ? MESSAGE_ACT_SPEAKER_ASK_PAPER : MESSAGE_ACT_SPEAKER_ASK;
	if (is_reply)
		asked = is_paper ? MESSAGE_ACT_REPLY_ASK_PAPER : MESSAGE_ACT_REPLY_ASK;
	say(out, asked, link_meeting(s, c->meeting), item_part(s, c->meeting, c->item));
	say_paper(out, s, &c->paper);
}

static bool say_list(struct sentence *out, const struct site *s, enum kind kind,
    const union content *c)
{
	switch ((unsigned)kind) {
	case KIND_LIST_CLOSE:
		say(out, MESSAGE_ACT_LIST_CLOSE, link_meeting(s, c->list_close.meeting),
		    item_part(s, c->list_close.meeting, c->list_close.item));
		return true;
	case KIND_LIST_REOPEN:
		say(out, MESSAGE_ACT_LIST_REOPEN, link_meeting(s, c->list_reopen.meeting),
		    item_part(s, c->list_reopen.meeting, c->list_reopen.item));
		return true;
	default: return say_delegation(out, s, kind, c);
	}
}

static bool say_speaker(struct sentence *out, const struct site *s, enum kind kind,
    const union content *c)
{
	switch ((unsigned)kind) {
	case KIND_SPEAKER_ASK:
		say_asked(out, s, &c->speaker_ask);
		return true;
	case KIND_SPEAKER_WITHDRAW:
		say(out, c->speaker_withdraw.paper.is_present ? MESSAGE_ACT_SPEAKER_WITHDRAW_PAPER
							      : MESSAGE_ACT_SPEAKER_WITHDRAW,
		    link_meeting(s, c->speaker_withdraw.meeting),
		    item_part(s, c->speaker_withdraw.meeting, c->speaker_withdraw.item));
		say_paper(out, s, &c->speaker_withdraw.paper);
		return true;
	case KIND_SPEAKER_SWAP:
		say(out, MESSAGE_ACT_SPEAKER_SWAP, link_meeting(s, c->speaker_swap.meeting),
		    link_party(s, c->speaker_swap.other));
		return true;
	case KIND_SPEAKER_CALL:
		say(out, str_eq(c->speaker_call.list, S("reply")) ? MESSAGE_ACT_REPLY_CALL
								  : MESSAGE_ACT_SPEAKER_CALL,
		    link_meeting(s, c->speaker_call.meeting), link_party(s, c->speaker_call.party));
		return true;
	case KIND_SPEAKER_END:
		say(out, c->speaker_end.passed ? MESSAGE_ACT_SPEAKER_PASSED : MESSAGE_ACT_SPEAKER_END,
		    link_meeting(s, c->speaker_end.meeting), NOTHING);
		return true;
	case KIND_STATEMENT_DELIVER:
		if (c->statement_deliver.paper.is_present)
			out->id = MESSAGE_ACT_STATEMENT_PAPER;
		else
			out->id = c->statement_deliver.spoken ? MESSAGE_ACT_STATEMENT_SPOKEN
							      : MESSAGE_ACT_STATEMENT_WRITTEN;
		say(out, out->id, link_meeting(s, c->statement_deliver.meeting), NOTHING);
		say_paper(out, s, &c->statement_deliver.paper);
		return true;
	default: return say_list(out, s, kind, c);
	}
}

static void say_raised(struct sentence *out, const struct site *s, const struct point_raise *c)
{
	enum message raised = MESSAGE_ACT_POINT_MOTION;
	if (c->paper.is_present)
		raised = MESSAGE_ACT_POINT_PAPER;
	else if (str_eq(c->kind, S("order")))
		raised = MESSAGE_ACT_POINT_ORDER;
	else if (str_eq(c->kind, S("floor")))
		raised = MESSAGE_ACT_POINT_FLOOR;
	say(out, raised, link_meeting(s, c->meeting), coded_part(s, CODED_POINT_KIND, c->kind));
	say_paper(out, s, &c->paper);
}

static bool say_point(struct sentence *out, const struct site *s, enum kind kind,
    const union content *c)
{
	switch ((unsigned)kind) {
	case KIND_POINT_RAISE:
		say_raised(out, s, &c->point_raise);
		return true;
	case KIND_POINT_RULE:
		say(out, MESSAGE_ACT_POINT_RULE, link_meeting(s, c->point_rule.meeting),
		    link_entry(s, c->point_rule.point));
		out->parts[3] = coded_part(s, CODED_RULING, c->point_rule.outcome);
		return true;
	case KIND_POINT_APPEAL:
		say(out, MESSAGE_ACT_POINT_APPEAL, link_meeting(s, c->point_appeal.meeting),
		    link_entry(s, c->point_appeal.point));
		return true;
	case KIND_POINT_DECIDE:
		say(out, MESSAGE_ACT_POINT_DECIDE, link_meeting(s, c->point_decide.meeting),
		    link_entry(s, c->point_decide.point));
		out->parts[3] = part_number(c->point_decide.in_favour);
		out->parts[4] = part_number(c->point_decide.against);
		return true;
	default: return say_speaker(out, s, kind, c);
	}
}

static bool say_paper_of_meeting(struct sentence *out, const struct site *s, enum kind kind,
    const union content *c)
{
	switch ((unsigned)kind) {
	case KIND_AGENDA_PROPOSE:
		say(out, MESSAGE_ACT_AGENDA_PROPOSE, link_meeting(s, c->agenda_propose.meeting),
		    part_number(c->agenda_propose.items.count));
		return true;
	case KIND_AGENDA_ADOPT:
		say(out, MESSAGE_ACT_AGENDA_ADOPT, link_meeting(s, c->agenda_adopt.meeting), NOTHING);
		return true;
	case KIND_DOCUMENT_ISSUE:
		say(out, MESSAGE_ACT_DOCUMENT_ISSUE, part_code(c->document_issue.symbol),
		    part_words(words_of(s, &c->document_issue.title)));
		return true;
	case KIND_JOURNAL_ADD:
		say(out, MESSAGE_ACT_JOURNAL_ADD, link_meeting(s, c->journal_add.meeting),
		    part_date(c->journal_add.day));
		return true;
	case KIND_JOURNAL_ISSUE:
		say(out, MESSAGE_ACT_JOURNAL_ISSUE, link_meeting(s, c->journal_issue.meeting),
		    part_date(c->journal_issue.day));
		out->parts[3] = part_code(c->journal_issue.symbol);
		return true;
	default: return say_point(out, s, kind, c);
	}
}

bool say_meeting(struct sentence *out, const struct site *s, enum kind kind, const union content *c)
{
	bool has_until;
	switch ((unsigned)kind) {
	case KIND_MEETING_CONVENE:
		say(out, MESSAGE_ACT_MEETING_CONVENE, link_to(s, S("meetings"),
		    c->meeting_convene.code, &c->meeting_convene.title),
		    part_moment(c->meeting_convene.opens));
		return true;
	case KIND_MEETING_MOVE:
		say(out, MESSAGE_ACT_MEETING_MOVE, link_meeting(s, c->meeting_move.meeting),
		    part_moment(c->meeting_move.opens));
		return true;
	case KIND_MEETING_CANCEL:
		say(out, MESSAGE_ACT_MEETING_CANCEL, link_meeting(s, c->meeting_cancel.meeting), NOTHING);
		return true;
	case KIND_MEETING_OPEN:
		say(out, MESSAGE_ACT_MEETING_OPEN, link_meeting(s, c->meeting_open.meeting),
		    part_number(c->meeting_open.present.count));
		return true;
	case KIND_MEETING_COUNT:
		say(out, MESSAGE_ACT_MEETING_COUNT, link_meeting(s, c->meeting_count.meeting),
		    part_number(c->meeting_count.present.count));
		return true;
	case KIND_MEETING_SUSPEND:
		has_until = c->meeting_suspend.until.ms != MOMENT_ABSENT.ms;
		say(out, has_until ? MESSAGE_ACT_MEETING_SUSPEND_UNTIL : MESSAGE_ACT_MEETING_SUSPEND,
		    link_meeting(s, c->meeting_suspend.meeting),
		    has_until ? part_moment(c->meeting_suspend.until) : NOTHING);
		return true;
	case KIND_MEETING_RESUME:
		say(out, MESSAGE_ACT_MEETING_RESUME, link_meeting(s, c->meeting_resume.meeting), NOTHING);
		return true;
	case KIND_MEETING_CLOSE:
		say(out, MESSAGE_ACT_MEETING_CLOSE, link_meeting(s, c->meeting_close.meeting), NOTHING);
		return true;
	case KIND_QUORUM_ASK:
		say(out, MESSAGE_ACT_QUORUM_ASK, link_meeting(s, c->quorum_ask.meeting), NOTHING);
		return true;
	default: return say_paper_of_meeting(out, s, kind, c);
	}
}
