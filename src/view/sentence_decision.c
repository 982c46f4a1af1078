/* Acts of decisions, dissent and votes in plain words. */
#include "view/sentence_priv.h"

#include "rules/decision.h"
#include "view/meeting_words.h"
#include "view/page.h"

static struct part coded_part(const struct site *s, enum coded what, struct str code)
{
	return part_words(words_of_coded(s, what, code));
}

/* What a party said of a decision itself, or officers filed for it: two messages, same places. */
struct spoken {
	struct str decision;
	const struct paper *paper;
	enum message own, filed;
	struct part third;
};

static bool say_spoken(struct sentence *out, const struct site *s, const struct spoken *from)
{
	say(out, from->paper->is_present ? from->filed : from->own, link_decision(s, from->decision),
	    from->third);
	say_paper(out, s, from->paper);
	return true;
}

static bool say_objection(struct sentence *out, const struct site *s, const struct objection_file *c)
{
	if (!c->paper.is_present && c->on_behalf.count > 0) {
		say(out, MESSAGE_ACT_OBJECTION_FILE_BEHALF, link_decision(s, c->decision),
		    part_number(c->on_behalf.count));
		return true;
	}
	return say_spoken(out, s, &(struct spoken){ c->decision, &c->paper,
	    MESSAGE_ACT_OBJECTION_FILE, MESSAGE_ACT_OBJECTION_FILE_PAPER, NOTHING });
}

static bool say_adref(struct sentence *out, const struct site *s, const struct decision_adref *c)
{
	struct spoken said = { c->decision, &c->paper, MESSAGE_ACT_DECISION_ADREF,
		MESSAGE_ACT_DECISION_ADREF_PAPER, NOTHING };
	if (c->ends) {
		said.own = MESSAGE_ACT_DECISION_ADREF_ENDS;
		said.filed = MESSAGE_ACT_DECISION_ADREF_ENDS_PAPER;
	}
	return say_spoken(out, s, &said);
}

static void say_tabled(struct sentence *out, const struct site *s, const struct decision_table *c)
{
	say(out, c->paper.is_present ? MESSAGE_ACT_DECISION_TABLE_PAPER : MESSAGE_ACT_DECISION_TABLE,
	    link_to(s, S("decisions"), c->code, &c->title), NOTHING);
	say_paper(out, s, &c->paper);
}

static bool say_of_party(struct sentence *out, const struct site *s, enum kind kind,
    const union content *c)
{
	switch ((unsigned)kind) {
	case KIND_DECISION_TABLE:
		say_tabled(out, s, &c->decision_table);
		return true;
	case KIND_DECISION_AMEND:
		return say_spoken(out, s, &(struct spoken){ c->decision_amend.decision,
		    &c->decision_amend.paper, MESSAGE_ACT_DECISION_AMEND,
		    MESSAGE_ACT_DECISION_AMEND_PAPER, NOTHING });
	case KIND_DECISION_ADREF:
		return say_adref(out, s, &c->decision_adref);
	case KIND_OBJECTION_FILE:
		return say_objection(out, s, &c->objection_file);
	case KIND_OBJECTION_WITHDRAW:
		return say_spoken(out, s, &(struct spoken){ c->objection_withdraw.decision,
		    &c->objection_withdraw.paper, MESSAGE_ACT_OBJECTION_WITHDRAW,
		    MESSAGE_ACT_OBJECTION_WITHDRAW_PAPER, NOTHING });
	case KIND_DECISION_CONTEST:
		return say_spoken(out, s, &(struct spoken){ c->decision_contest.decision,
		    &c->decision_contest.paper, MESSAGE_ACT_DECISION_CONTEST,
		    MESSAGE_ACT_DECISION_CONTEST_PAPER, NOTHING });
	case KIND_DISSENT_FILE:
		return say_spoken(out, s, &(struct spoken){ c->dissent_file.decision,
		    &c->dissent_file.paper, MESSAGE_ACT_DISSENT_FILE, MESSAGE_ACT_DISSENT_FILE_PAPER,
		    coded_part(s, CODED_DISSENT_KIND, c->dissent_file.kind) });
	case KIND_DECISION_WITHDRAW:
		say(out, MESSAGE_ACT_DECISION_WITHDRAW, link_decision(s, c->decision_withdraw.decision),
		    NOTHING);
		return true;
	case KIND_DECISION_TAKE:
		say(out, MESSAGE_ACT_DECISION_TAKE, link_decision(s, c->decision_take.decision), NOTHING);
		return true;
	default: return false;
	}
}

static bool say_records(struct sentence *out, const struct site *s, enum kind kind,
    const union content *c)
{
	switch ((unsigned)kind) {
	case KIND_DECISION_CIRCULATE:
		say(out, MESSAGE_ACT_DECISION_CIRCULATE, link_decision(s, c->decision_circulate.decision),
		    part_number(c->decision_circulate.sent.count));
		return true;
	case KIND_DECISION_REGISTER:
		say(out, MESSAGE_ACT_DECISION_REGISTER, link_decision(s, c->decision_register.decision),
		    part_code(c->decision_register.symbol));
		return true;
	case KIND_DECISION_ISSUE:
		say(out, MESSAGE_ACT_DECISION_ISSUE, link_decision(s, c->decision_issue.decision),
		    part_number(c->decision_issue.texts.count));
		return true;
	case KIND_DECISION_CORRECT:
		say(out, MESSAGE_ACT_DECISION_CORRECT, link_decision(s, c->decision_correct.decision),
		    part_code(c->decision_correct.symbol));
		return true;
	default: return say_of_party(out, s, kind, c);
	}
}

/* What follows an adoption or its failure, by the chair. */
static bool say_outcome(struct sentence *out, const struct site *s, enum kind kind,
    const union content *c)
{
	switch ((unsigned)kind) {
	case KIND_DECISION_GAVEL:
		say(out, c->decision_gavel.ground.n > 0 ? MESSAGE_ACT_DECISION_GAVEL_GROUND
							: MESSAGE_ACT_DECISION_GAVEL,
		    link_decision(s, c->decision_gavel.decision), NOTHING);
		return true;
	case KIND_DECISION_NEXT:
		say(out, MESSAGE_ACT_DECISION_NEXT, link_decision(s, c->decision_next.decision),
		    coded_part(s, CODED_ELSE, c->decision_next.step));
		return true;
	case KIND_DECISION_RESUME:
		say(out, MESSAGE_ACT_DECISION_RESUME, link_decision(s, c->decision_resume.decision),
		    NOTHING);
		return true;
	case KIND_DECISION_SETTLE:
		say(out, c->decision_settle.reopen ? MESSAGE_ACT_DECISION_REOPEN
						   : MESSAGE_ACT_DECISION_SETTLE,
		    link_decision(s, c->decision_settle.decision), NOTHING);
		return true;
	default: return say_records(out, s, kind, c);
	}
}

bool say_decision(struct sentence *out, const struct site *s, enum kind kind,
    const union content *c)
{
	switch ((unsigned)kind) {
	case KIND_DECISION_WAIVE:
		say(out, MESSAGE_ACT_DECISION_WAIVE, link_decision(s, c->decision_waive.decision), NOTHING);
		return true;
	case KIND_DECISION_RIPEN:
		say(out, MESSAGE_ACT_DECISION_RIPEN, link_decision(s, c->decision_ripen.decision), NOTHING);
		return true;
	case KIND_DECISION_LAPSE:
		say(out, MESSAGE_ACT_DECISION_LAPSE, link_decision(s, c->decision_lapse.decision), NOTHING);
		return true;
	case KIND_DECISION_CONSIDER:
		say(out, MESSAGE_ACT_DECISION_CONSIDER, link_decision(s, c->decision_consider.decision),
		    link_meeting(s, c->decision_consider.meeting));
		return true;
	case KIND_DECISION_REVISE:
		say(out, MESSAGE_ACT_DECISION_REVISE, link_decision(s, c->decision_revise.decision),
		    NOTHING);
		return true;
	case KIND_DECISION_CALL:
		say(out, MESSAGE_ACT_DECISION_CALL, link_decision(s, c->decision_call.decision), NOTHING);
		return true;
	default: return say_outcome(out, s, kind, c);
	}
}

/* The decision that a vote is about; the act of its call where that is none. */
static struct part link_ballot(const struct site *s, int64_t vote)
{
	const struct ballot *b = ballot_find(s->forum, (uint64_t)vote);
	if (b == NULL)
		return link_entry(s, vote);
	return b->silence.n > 0 ? link_silence(s, b->silence) : link_decision(s, b->decision);
}

bool say_vote(struct sentence *out, const struct site *s, enum kind kind, const union content *c)
{
	const struct paper *paper;
	switch ((unsigned)kind) {
	case KIND_VOTE_CALL:
		say(out, c->vote_call.amendment != INTEGER_ABSENT ? MESSAGE_ACT_VOTE_CALL_AMENDMENT
								  : MESSAGE_ACT_VOTE_CALL,
		    link_decision(s, c->vote_call.decision), part_moment(c->vote_call.closes));
		return true;
	case KIND_VOTE_CAST:
		paper = &c->vote_cast.paper;
		if (c->vote_cast.choice.n == 0) {
			say(out, paper->is_present ? MESSAGE_ACT_VOTE_SEAL_PAPER : MESSAGE_ACT_VOTE_SEAL,
			    link_ballot(s, c->vote_cast.vote), NOTHING);
			say_paper(out, s, paper);
			return true;
		}
		say(out, paper->is_present ? MESSAGE_ACT_VOTE_CAST_PAPER : MESSAGE_ACT_VOTE_CAST,
		    link_ballot(s, c->vote_cast.vote),
		    coded_part(s, CODED_CHOICE, c->vote_cast.choice));
		say_paper(out, s, paper);
		return true;
	case KIND_VOTE_OPEN:
		say(out, MESSAGE_ACT_VOTE_OPEN, link_ballot(s, c->vote_open.vote),
		    part_number(c->vote_open.openings.count));
		return true;
	case KIND_VOTE_CLOSE:
		say(out, MESSAGE_ACT_VOTE_CLOSE, link_ballot(s, c->vote_close.vote), NOTHING);
		return true;
	case KIND_VOTE_VOID:
		say(out, MESSAGE_ACT_VOTE_VOID, link_ballot(s, c->vote_void.vote), NOTHING);
		return true;
	default: return false;
	}
}
