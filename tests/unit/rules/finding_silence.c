/* Acts that give the findings of the silence procedure and of paper. */
#include "unit/rules/finding_cases.h"

/* A silence "s-1" in this state, and an act about it. */
static struct sim_act silence_in(struct sim *s, enum silence_state state, enum kind k)
{
	sim_envoys(s);
	sim_silence_reach(s, S("s-1"), state);
	return sim_silence(s, k, S("s-1"));
}

/* The same, so many milliseconds after the expiry. */
static struct sim_act silence_past(struct sim *s, enum silence_state state, enum kind k, int64_t ms)
{
	struct sim_act a = silence_in(s, state, k);
	s->now.ms = silence_find(s->forum, S("s-1"))->expires.ms + ms;
	return a;
}

static struct sim_act propose(struct sim *s)
{
	sim_envoys(s);
	return sim_silence(s, KIND_SILENCE_PROPOSE, S("s-1"));
}

static struct sim_act silence_unknown(struct sim *s)
{
	sim_envoys(s);
	return sim_silence(s, KIND_SILENCE_CONSENT, S("s-1"));
}

static struct sim_act step_does_not_follow(struct sim *s)
{
	return silence_in(s, SILENCE_RUNNING, KIND_SILENCE_CONSENT);
}

static struct sim_act not_the_chair(struct sim *s)
{
	struct sim_act a = propose(s);
	sim_unsign(&a);
	sim_sign_as(s, &a, S("bb/envoy"));
	return a;
}

static struct sim_act decision_not_for_this_body(struct sim *s)
{
	struct sim_act a = propose(s);
	a.content.silence_propose.body = S("summit");
	return a;
}

static struct sim_act silence_too_short(struct sim *s)
{
	struct sim_act a = propose(s);
	a.content.silence_propose.expires.ms = s->now.ms + SIM_DAY_MS - 1;
	return a;
}

static struct sim_act silence_too_long(struct sim *s)
{
	struct sim_act a = propose(s);
	a.content.silence_propose.expires.ms = s->now.ms + 366 * SIM_DAY_MS + 1;
	return a;
}

static struct sim_act text_unchanged(struct sim *s)
{
	(void)silence_in(s, SILENCE_BROKEN, KIND_SILENCE_VOID);
	struct sim_act a = sim_silence(s, KIND_SILENCE_PROPOSE, S("s-2"));
	a.content.silence_propose.predecessor = S("s-1");
	a.content.silence_propose.texts = sim_text(s, S("Text s-1."));
	return a;
}

static struct sim_act recipient_missing(struct sim *s)
{
	struct sim_act a = silence_in(s, SILENCE_CONSENTED, KIND_SILENCE_CIRCULATE);
	a.content.silence_circulate.sent.count = 3; /* not dd, nor the observer */
	return a;
}

static struct sim_act silence_not_running(struct sim *s)
{
	return silence_in(s, SILENCE_PROPOSED, KIND_SILENCE_BREAK);
}

static struct sim_act objection_no_right(struct sim *s)
{
	struct sim_act a = silence_in(s, SILENCE_RUNNING, KIND_SILENCE_BREAK);
	return sim_on_paper(s, a, S("oo"), s->now);
}

static struct sim_act objection_other_text(struct sim *s)
{
	struct sim_act a = silence_in(s, SILENCE_RUNNING, KIND_SILENCE_BREAK);
	a.content.silence_break.hash = sim_key(S("another text"))->digest;
	return a;
}

static struct sim_act objection_duplicate(struct sim *s)
{
	return silence_in(s, SILENCE_BROKEN, KIND_SILENCE_BREAK);
}

static struct sim_act objection_late(struct sim *s)
{
	return silence_past(s, SILENCE_RUNNING, KIND_SILENCE_BREAK, 0);
}

static struct sim_act break_kind(struct sim *s)
{
	struct sim_act a = silence_in(s, SILENCE_RUNNING, KIND_SILENCE_BREAK);
	a.content.silence_break.kind = S("comment");
	return a;
}

static struct sim_act silence_running(struct sim *s)
{
	return silence_past(s, SILENCE_RUNNING, KIND_SILENCE_ATTEST, -1);
}

static struct sim_act silence_not_expired(struct sim *s)
{
	return silence_past(s, SILENCE_RUNNING, KIND_SILENCE_NOTIFY, 1);
}

static struct sim_act break_on_record(struct sim *s)
{
	return silence_past(s, SILENCE_BROKEN, KIND_SILENCE_ATTEST, 0);
}

static struct sim_act channels_not_attested(struct sim *s)
{
	struct sim_act a = silence_past(s, SILENCE_RUNNING, KIND_SILENCE_ATTEST, 0);
	a.signers_count = 1;
	return a;
}

static struct sim_act silence_expired(struct sim *s)
{
	return silence_past(s, SILENCE_RUNNING, KIND_SILENCE_WITHDRAW, 0);
}

static struct sim_act extension_too_late(struct sim *s)
{
	return silence_past(s, SILENCE_RUNNING, KIND_SILENCE_EXTEND, 1 - 3600 * 1000);
}

static struct sim_act dissent_late(struct sim *s)
{
	return silence_in(s, SILENCE_ISSUED, KIND_SILENCE_ATTACH);
}

static struct sim_act symbol_used(struct sim *s)
{
	(void)silence_in(s, SILENCE_ISSUED, KIND_SILENCE_VOID);
	sim_silence_reach(s, S("s-2"), SILENCE_ANNOUNCED);
	struct sim_act a = sim_silence(s, KIND_SILENCE_ISSUE, S("s-2"));
	a.content.silence_issue.symbol = S("SIM/DEC/s-1");
	return a;
}

static struct sim_act paper_break(struct sim *s, int64_t before_ms)
{
	struct sim_act a = silence_in(s, SILENCE_RUNNING, KIND_SILENCE_BREAK);
	s->now.ms += SIM_DAY_MS + 10000;
	return sim_on_paper(s, a, S("cc"), (moment){ s->now.ms - before_ms });
}

static struct sim_act paper_one_officer(struct sim *s)
{
	struct sim_act a = paper_break(s, 0);
	a.signers_count = 1;
	return a;
}

static struct sim_act paper_too_old(struct sim *s)
{
	return paper_break(s, SIM_DAY_MS + 1);
}

static struct sim_act paper_future(struct sim *s)
{
	return paper_break(s, -1);
}

static struct sim_act disavow_objection(struct sim *s)
{
	struct sim_result r = sim_do(s, silence_in(s, SILENCE_RUNNING, KIND_SILENCE_BREAK));
	struct sim_recent of = sim_recent(&r);
	return sim_disavow(s, S("bb"), &of);
}

static struct sim_act attest_late(struct sim *s)
{
	return silence_past(s, SILENCE_RUNNING, KIND_SILENCE_ATTEST, 3600 * 1000);
}

static struct sim_act break_not_withdrawable(struct sim *s)
{
	return silence_in(s, SILENCE_BROKEN, KIND_SILENCE_RETRACT);
}

static struct sim_act no_tolling_rule(struct sim *s)
{
	return silence_in(s, SILENCE_RUNNING, KIND_SILENCE_HOLD);
}

static struct sim_act internal_use_not_allowed(struct sim *s)
{
	return silence_in(s, SILENCE_ADOPTED, KIND_SILENCE_INTERNAL);
}

static struct sim_act no_vote_on_break(struct sim *s)
{
	return silence_in(s, SILENCE_BROKEN, KIND_SILENCE_VOTE);
}

/* The same under rules that bring a break to a vote, with sealed votes. */
static struct sim_act fallback_in(struct sim *s, enum silence_state state, enum kind k)
{
	sim_envoys(s);
	sim_fallback(s);
	sim_silence_reach(s, S("s-1"), state);
	return k >= KIND_VOTE_CALL ? sim_vote(s, k, STR_NONE) : sim_silence(s, k, S("s-1"));
}

static struct sim_act vote_decides(struct sim *s)
{
	return fallback_in(s, SILENCE_BROKEN, KIND_SILENCE_NOTIFY);
}

static struct sim_act vote_seal_missing(struct sim *s)
{
	struct sim_act a = fallback_in(s, SILENCE_VOTE, KIND_VOTE_CAST);
	a.content.vote_cast.seal = (struct hash){ { 0 } };
	a.content.vote_cast.choice = S("yes");
	return a;
}

static struct sim_act opening_wrong(struct sim *s)
{
	return fallback_in(s, SILENCE_VOTE, KIND_VOTE_OPEN); /* bb has sealed nothing */
}

static struct sim_act opening_not_due(struct sim *s)
{
	sim_do(s, fallback_in(s, SILENCE_VOTE, KIND_VOTE_CAST));
	return sim_vote(s, KIND_VOTE_OPEN, STR_NONE);
}

static struct sim_act opening_not_yours(struct sim *s)
{
	struct sim_act a = opening_not_due(s);
	sim_unsign(&a);
	sim_sign_as(s, &a, S("cc/envoy"));
	return a;
}

const struct finding_case SILENCE_CASES[] = {
	{ FINDING_ATTEST_LATE, attest_late, "silence" },
	{ FINDING_BREAK_NOT_WITHDRAWABLE, break_not_withdrawable, "silence" },
	{ FINDING_NO_TOLLING_RULE, no_tolling_rule, "silence" },
	{ FINDING_INTERNAL_USE_NOT_ALLOWED, internal_use_not_allowed, "silence" },
	{ FINDING_NO_VOTE_ON_BREAK, no_vote_on_break, "silence" },
	{ FINDING_VOTE_DECIDES, vote_decides, "outcome" },
	{ FINDING_VOTE_SEAL, vote_seal_missing, "vote" },
	{ FINDING_OPENING_WRONG, opening_wrong, "bb" },
	{ FINDING_OPENING_NOT_DUE, opening_not_due, "vote" },
	{ FINDING_OPENING_NOT_YOURS, opening_not_yours, "bb" },
	{ FINDING_DISAVOW_OBJECTION, disavow_objection, "id" },
	{ FINDING_SILENCE_UNKNOWN, silence_unknown, "silence" },
	{ FINDING_STEP_DOES_NOT_FOLLOW, step_does_not_follow, "silence" },
	{ FINDING_NOT_THE_CHAIR, not_the_chair, "" },
	{ FINDING_DECISION_NOT_FOR_THIS_BODY, decision_not_for_this_body, "matter" },
	{ FINDING_SILENCE_TOO_SHORT, silence_too_short, "expires" },
	{ FINDING_SILENCE_TOO_LONG, silence_too_long, "expires" },
	{ FINDING_TEXT_UNCHANGED, text_unchanged, "texts" },
	{ FINDING_RECIPIENT_MISSING, recipient_missing, "dd" },
	{ FINDING_SILENCE_NOT_RUNNING, silence_not_running, "silence" },
	{ FINDING_OBJECTION_NO_RIGHT, objection_no_right, "" },
	{ FINDING_OBJECTION_OTHER_TEXT, objection_other_text, "hash" },
	{ FINDING_OBJECTION_DUPLICATE, objection_duplicate, "silence" },
	{ FINDING_OBJECTION_LATE, objection_late, "silence" },
	{ FINDING_BREAK_KIND, break_kind, "kind" },
	{ FINDING_SILENCE_RUNNING, silence_running, "silence" },
	{ FINDING_SILENCE_NOT_EXPIRED, silence_not_expired, "silence" },
	{ FINDING_BREAK_ON_RECORD, break_on_record, "silence" },
	{ FINDING_CHANNELS_NOT_ATTESTED, channels_not_attested, "" },
	{ FINDING_SILENCE_EXPIRED, silence_expired, "silence" },
	{ FINDING_EXTENSION_TOO_LATE, extension_too_late, "silence" },
	{ FINDING_DISSENT_LATE, dissent_late, "silence" },
	{ FINDING_SYMBOL_USED, symbol_used, "symbol" },
	{ FINDING_PAPER_ONE_OFFICER, paper_one_officer, "" },
	{ FINDING_PAPER_TOO_OLD, paper_too_old, "paper" },
	{ FINDING_PAPER_FUTURE, paper_future, "paper" },
};
const size_t SILENCE_CASES_COUNT = CM_COUNT(SILENCE_CASES);
