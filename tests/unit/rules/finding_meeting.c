/* Acts that give the findings of meetings, decisions, votes and documents. */
#include "unit/rules/finding_cases.h"

/* The usual world again, with another charter: `to` instead of `from`. */
static void world_of(struct sim *s, const char *from, const char *to)
{
	sim_release(s);
	sim_init(s, false);
	sim_charter_replace(s, from, to);
	sim_world(s);
	sim_envoys(s);
}

static struct sim_act by(struct sim *s, struct sim_act a, const char *handle)
{
	sim_unsign(&a);
	sim_sign_as(s, &a, str_c(handle));
	return a;
}

/* An act about a decision in this state. */
static struct sim_act decision_in(struct sim *s, enum decision_state state, enum kind k)
{
	sim_envoys(s);
	return sim_decision(s, k, sim_decision_reach(s, state));
}

/* An act in the meeting that is open. */
static struct sim_act meeting_act(struct sim *s, enum kind k)
{
	sim_envoys(s);
	sim_meeting(s);
	return sim_conduct(s, k, STR_NONE);
}

static struct sim_act due(struct sim *s, enum kind k)
{
	sim_envoys(s);
	return sim_due(s, k);
}

static void conduct_do(struct sim *s, enum kind k)
{
	sim_do(s, sim_conduct(s, k, STR_NONE));
}

static struct sim_act right_propose(struct sim *s)
{
	return by(s, due(s, KIND_DECISION_TABLE), "oo/envoy");
}

static struct sim_act right_amend(struct sim *s)
{
	return by(s, due(s, KIND_DECISION_AMEND), "oo/envoy");
}

static struct sim_act right_speak(struct sim *s)
{
	struct sim_act a = by(s, meeting_act(s, KIND_SPEAKER_ASK), "oo/envoy");
	a.content.speaker_ask.list = S("reply");
	return a;
}

static struct sim_act right_vote(struct sim *s)
{
	return by(s, due(s, KIND_VOTE_CAST), "oo/envoy");
}

static struct sim_act meeting_unknown(struct sim *s)
{
	sim_envoys(s);
	return sim_conduct(s, KIND_MEETING_OPEN, STR_NONE);
}

static struct sim_act meeting_not_open(struct sim *s)
{
	sim_envoys(s);
	conduct_do(s, KIND_MEETING_CONVENE);
	return sim_conduct(s, KIND_SPEAKER_ASK, STR_NONE);
}

static struct sim_act meeting_closed(struct sim *s)
{
	sim_do(s, meeting_act(s, KIND_MEETING_CLOSE));
	return sim_conduct(s, KIND_SPEAKER_ASK, STR_NONE);
}

static struct sim_act meeting_not_due(struct sim *s)
{
	struct sim_act a = due(s, KIND_MEETING_OPEN);
	s->now.ms--;
	return a;
}

static struct sim_act notice_running(struct sim *s)
{
	sim_envoys(s);
	struct sim_act a = sim_conduct(s, KIND_MEETING_CONVENE, STR_NONE);
	a.content.meeting_convene.opens.ms = s->now.ms + 3600 * 1000 - 1;
	return a;
}

static struct sim_act waiver_not_allowed(struct sim *s)
{
	world_of(s, "\"min_s\":3600,\"waiver\":\"chair\"}", "\"min_s\":3600,\"waiver\":\"none\"}");
	struct sim_act a = sim_conduct(s, KIND_MEETING_CONVENE, STR_NONE);
	a.content.meeting_convene.waiver = S("Urgent.");
	sim_sign_as(s, &a, S("aa/envoy"));
	return a;
}

static struct sim_act item_not_on_agenda(struct sim *s)
{
	struct sim_act a = meeting_act(s, KIND_SPEAKER_ASK);
	a.content.speaker_ask.item = S("i-9");
	return a;
}

static struct sim_act item_in_use(struct sim *s)
{
	sim_do(s, meeting_act(s, KIND_SPEAKER_ASK));
	struct sim_act a = sim_conduct(s, KIND_AGENDA_ADOPT, STR_NONE);
	a.content.agenda_adopt.items = sim_agenda(s, "2");
	return a;
}

static struct sim_act quorum_open(struct sim *s)
{
	struct sim_act a = due(s, KIND_MEETING_OPEN);
	a.content.meeting_open.present.count = 1;
	return a;
}

static struct sim_act quorum_decide(struct sim *s)
{
	struct sim_act a = decision_in(s, DECISION_CONSIDERED, KIND_DECISION_CALL);
	struct strs half = sim_present();
	half.count = 2;
	sim_do(s, sim_count(s, &half));
	return a;
}

static struct sim_act no_quorum_rule(struct sim *s)
{
	world_of(s, ",\"quorum\":{\"decide\":{\"den\":2,\"num\":1},\"open\":{\"den\":3,\"num\":1}}", "");
	sim_meeting(s);
	return sim_conduct(s, KIND_QUORUM_ASK, STR_NONE);
}

static struct sim_act languages_missing(struct sim *s)
{
	struct sim_act a = decision_in(s, DECISION_REGISTERED, KIND_DECISION_ISSUE);
	a.content.decision_issue.texts.count = 1;
	return a;
}

static struct sim_act base_stale(struct sim *s)
{
	struct sim_act a = due(s, KIND_DECISION_TABLE);
	a.content.decision_table.revises = sim_key(S("none"))->digest;
	return a;
}

static struct sim_act not_an_amendment(struct sim *s)
{
	struct sim_act a = decision_in(s, DECISION_CONSIDERED, KIND_DECISION_AMEND);
	a.content.decision_amend.texts = sim_text(s, S("Text text-1."));
	return a;
}

static struct sim_act text_not_frozen(struct sim *s)
{
	struct sim_act a = decision_in(s, DECISION_CONSIDERED, KIND_DECISION_CALL);
	a.content.decision_call.hash = sim_key(S("none"))->digest;
	return a;
}

static struct sim_act decision_unknown(struct sim *s)
{
	sim_envoys(s);
	return sim_decision(s, KIND_DECISION_CALL, S("text-1"));
}

static struct sim_act called_not_open(struct sim *s)
{
	return decision_in(s, DECISION_CONSIDERED, KIND_OBJECTION_FILE);
}

/* The party concerned is dd. */
static struct sim_act objection_without_effect(struct sim *s)
{
	sim_envoys(s);
	sim_meeting(s);
	struct str code = S("dd.suspension-1");
	sim_do(s, sim_decision(s, KIND_DECISION_TABLE, code));
	sim_do(s, sim_decision(s, KIND_DECISION_CIRCULATE, code));
	s->now.ms += 2 * 3600 * 1000;
	sim_do(s, sim_decision(s, KIND_DECISION_CONSIDER, code));
	sim_do(s, sim_decision(s, KIND_DECISION_CALL, code));
	return by(s, sim_decision(s, KIND_OBJECTION_FILE, code), "dd/envoy");
}

static struct sim_act not_your_objection(struct sim *s)
{
	return by(s, decision_in(s, DECISION_OBJECTED, KIND_OBJECTION_WITHDRAW), "cc/envoy");
}

static struct sim_act objection_stands(struct sim *s)
{
	return decision_in(s, DECISION_OBJECTED, KIND_DECISION_GAVEL);
}

static struct sim_act window_running(struct sim *s)
{
	return decision_in(s, DECISION_CALLED, KIND_DECISION_GAVEL);
}

static struct sim_act point_of_order_open(struct sim *s)
{
	struct sim_act a = due(s, KIND_DECISION_GAVEL);
	conduct_do(s, KIND_POINT_RAISE);
	return a;
}

static struct sim_act ground_missing(struct sim *s)
{
	struct sim_act a = due(s, KIND_DISSENT_FILE);
	a.content.dissent_file.kind = S("disassociation");
	return a;
}

static struct sim_act ladder_has_no_such_step(struct sim *s)
{
	struct sim_act a = decision_in(s, DECISION_OBJECTED, KIND_DECISION_NEXT);
	a.content.decision_next.step = S("refer-up");
	return a;
}

static struct sim_act deferral_running(struct sim *s)
{
	struct sim_act a = due(s, KIND_DECISION_RESUME);
	s->now.ms--;
	return a;
}

static struct sim_act report_missing(struct sim *s)
{
	struct sim_act a = due(s, KIND_DECISION_RESUME);
	a.content.decision_resume.report = STR_NONE;
	return a;
}

static struct sim_act contest_late(struct sim *s)
{
	struct sim_act a = due(s, KIND_DECISION_CONTEST);
	conduct_do(s, KIND_MEETING_CLOSE);
	return a;
}

static struct sim_act reopening_not_allowed(struct sim *s)
{
	world_of(s, "\"contest_reopens\":true", "\"contest_reopens\":false");
	struct sim_act a = sim_due(s, KIND_DECISION_SETTLE);
	a.content.decision_settle.reopen = true;
	return a;
}

static struct sim_act dissent_open(struct sim *s)
{
	return decision_in(s, DECISION_GAVELLED, KIND_DECISION_REGISTER);
}

static struct sim_act dissent_kind(struct sim *s)
{
	struct sim_act a = due(s, KIND_DISSENT_FILE);
	a.content.dissent_file.kind = S("complaint");
	return a;
}

/* aa takes the amendment of bb into its proposal. */
static struct sim_act amended_not_withdrawable(struct sim *s)
{
	struct sim_act a = decision_in(s, DECISION_CONSIDERED, KIND_DECISION_AMEND);
	struct str code = a.content.decision_amend.decision;
	sim_do(s, a);
	struct sim_act taken = sim_decision(s, KIND_DECISION_REVISE, code);
	taken.content.decision_revise.texts = sim_text(s, S("Another text."));
	sim_do(s, taken);
	return sim_decision(s, KIND_DECISION_WITHDRAW, code);
}

static struct sim_act sponsor_missing(struct sim *s)
{
	struct sim_act a = due(s, KIND_DECISION_TABLE);
	a.content.decision_table.sponsors = sim_strs(s, S("bb"));
	return a;
}

static struct sim_act correction_late(struct sim *s)
{
	struct sim_act a = due(s, KIND_DECISION_CORRECT);
	s->now.ms += SIM_DAY_MS;
	return a;
}

static struct sim_act vote_not_open(struct sim *s)
{
	struct sim_act a = due(s, KIND_VOTE_CAST);
	s->now.ms += 120 * 1000;
	return a;
}

static struct sim_act vote_running(struct sim *s)
{
	sim_do(s, due(s, KIND_VOTE_CAST));
	return sim_vote(s, KIND_VOTE_CLOSE, STR_NONE);
}

static struct sim_act vote_unchangeable(struct sim *s)
{
	world_of(s, "\"changeable\":true", "\"changeable\":false");
	sim_do(s, sim_due(s, KIND_VOTE_CAST));
	return sim_vote(s, KIND_VOTE_CAST, STR_NONE);
}

static struct sim_act amendments_first(struct sim *s)
{
	sim_envoys(s);
	sim_meeting(s);
	struct str code = S("budget-1");
	sim_do(s, sim_decision(s, KIND_DECISION_TABLE, code));
	sim_do(s, sim_decision(s, KIND_DECISION_CIRCULATE, code));
	s->now.ms += 2 * 3600 * 1000;
	sim_do(s, sim_decision(s, KIND_DECISION_CONSIDER, code));
	sim_do(s, sim_decision(s, KIND_DECISION_AMEND, code));
	sim_do(s, sim_decision(s, KIND_DECISION_CALL, code));
	sim_do(s, sim_decision(s, KIND_OBJECTION_FILE, code));
	sim_do(s, sim_decision(s, KIND_DECISION_NEXT, code));
	s->now = decision_find(s->forum, code)->until;
	sim_do(s, sim_decision(s, KIND_DECISION_RESUME, code));
	return sim_vote(s, KIND_VOTE_CALL, code);
}

static struct sim_act list_closed(struct sim *s)
{
	sim_do(s, meeting_act(s, KIND_LIST_CLOSE));
	return sim_conduct(s, KIND_SPEAKER_ASK, STR_NONE);
}

static struct sim_act already_on_list(struct sim *s)
{
	sim_do(s, meeting_act(s, KIND_SPEAKER_ASK));
	return sim_conduct(s, KIND_SPEAKER_ASK, STR_NONE);
}

static struct sim_act not_on_list(struct sim *s)
{
	return meeting_act(s, KIND_SPEAKER_CALL);
}

static struct sim_act out_of_order(struct sim *s)
{
	sim_do(s, by(s, meeting_act(s, KIND_SPEAKER_ASK), "cc/envoy"));
	conduct_do(s, KIND_SPEAKER_ASK);
	return sim_conduct(s, KIND_SPEAKER_CALL, STR_NONE);
}

static struct sim_act somebody_speaks(struct sim *s)
{
	sim_do(s, by(s, meeting_act(s, KIND_SPEAKER_ASK), "cc/envoy"));
	struct sim_act a = sim_conduct(s, KIND_SPEAKER_CALL, STR_NONE);
	a.content.speaker_call.party = S("cc");
	sim_do(s, a);
	conduct_do(s, KIND_SPEAKER_ASK);
	return sim_conduct(s, KIND_SPEAKER_CALL, STR_NONE);
}

/* A right of reply, asked for and used. */
static void reply_use(struct sim *s)
{
	struct sim_act ask = sim_conduct(s, KIND_SPEAKER_ASK, STR_NONE);
	ask.content.speaker_ask.list = S("reply");
	sim_do(s, ask);
	struct sim_act call = sim_conduct(s, KIND_SPEAKER_CALL, STR_NONE);
	call.content.speaker_call.list = S("reply");
	sim_do(s, call);
	conduct_do(s, KIND_SPEAKER_END);
}

static struct sim_act reply_limit(struct sim *s)
{
	struct sim_act a = meeting_act(s, KIND_SPEAKER_ASK);
	reply_use(s);
	reply_use(s);
	a.content.speaker_ask.list = S("reply");
	return a;
}

static struct sim_act reply_not_due(struct sim *s)
{
	struct sim_act a = meeting_act(s, KIND_SPEAKER_ASK);
	sim_do(s, by(s, a, "cc/envoy"));
	a.content.speaker_ask.list = S("reply");
	sim_do(s, a);
	struct sim_act call = sim_conduct(s, KIND_SPEAKER_CALL, STR_NONE);
	call.content.speaker_call.list = S("reply");
	return call;
}

static struct sim_act nothing_to_rule(struct sim *s)
{
	return meeting_act(s, KIND_POINT_RULE);
}

static struct sim_act appeal_not_allowed(struct sim *s)
{
	world_of(s, "\"appeal\":\"vote\"", "\"appeal\":\"none\"");
	return sim_due(s, KIND_POINT_APPEAL);
}

/* Credentials are required, and nobody takes part without them. */
static void credentials_world(struct sim *s)
{
	world_of(s, "\"decisions\":[",
	    "\"credentials\":{\"provisional\":\"none\",\"required\":true},\"decisions\":[");
	sim_meeting(s);
}

static struct sim_act credentials_missing(struct sim *s)
{
	credentials_world(s);
	return sim_conduct(s, KIND_SPEAKER_ASK, STR_NONE);
}

static struct sim_act credentials_refused(struct sim *s)
{
	credentials_world(s);
	conduct_do(s, KIND_CREDENTIALS_SUBMIT);
	struct sim_act a = sim_conduct(s, KIND_CREDENTIALS_DECIDE, STR_NONE);
	a.content.credentials_decide.outcome = S("refused");
	sim_do(s, a);
	return sim_conduct(s, KIND_SPEAKER_ASK, STR_NONE);
}

static struct sim_act symbol_out_of_series(struct sim *s)
{
	struct sim_act a = due(s, KIND_DECISION_REGISTER);
	a.content.decision_register.symbol = S("SOC.DEC/2/23");
	return a;
}

static struct sim_act document_unknown(struct sim *s)
{
	struct sim_act a = meeting_act(s, KIND_DOCUMENT_ISSUE);
	a.content.document_issue.of = S("PAPER/77");
	a.content.document_issue.suffix = S("rev");
	return a;
}

/* For the party that presides. */
static struct sim_act paper_own_cause(struct sim *s)
{
	sim_envoys(s);
	sim_silence_reach(s, S("s-1"), SILENCE_RUNNING);
	return sim_on_paper(s, sim_silence(s, KIND_SILENCE_BREAK, S("s-1")), S("aa"), s->now);
}

static struct sim_act office_not_due(struct sim *s)
{
	sim_envoys(s);
	return by(s, sim_conduct(s, KIND_OFFICE_ASSUME, STR_NONE), "bb/envoy");
}

static struct sim_act office_not_yours(struct sim *s)
{
	return by(s, due(s, KIND_OFFICE_HAND), "cc/envoy");
}

static struct sim_act acting_not_provided(struct sim *s)
{
	struct sim_act a = by(s, due(s, KIND_OFFICE_ACT), "cc/envoy");
	sim_sign_as(s, &a, sim_officer(s, 1));
	return a;
}

const struct finding_case MEETING_CASES[] = {
	{ FINDING_RIGHT_PROPOSE, right_propose, "" },
	{ FINDING_RIGHT_AMEND, right_amend, "" },
	{ FINDING_RIGHT_SPEAK, right_speak, "" },
	{ FINDING_RIGHT_VOTE, right_vote, "" },
	{ FINDING_MEETING_UNKNOWN, meeting_unknown, "meeting" },
	{ FINDING_MEETING_NOT_OPEN, meeting_not_open, "meeting" },
	{ FINDING_MEETING_CLOSED, meeting_closed, "meeting" },
	{ FINDING_MEETING_NOT_DUE, meeting_not_due, "meeting" },
	{ FINDING_NOTICE_RUNNING, notice_running, "opens" },
	{ FINDING_WAIVER_NOT_ALLOWED, waiver_not_allowed, "waiver" },
	{ FINDING_ITEM_NOT_ON_AGENDA, item_not_on_agenda, "item" },
	{ FINDING_ITEM_IN_USE, item_in_use, "i-1" },
	{ FINDING_QUORUM_OPEN, quorum_open, "present" },
	{ FINDING_QUORUM_DECIDE, quorum_decide, "decision" },
	{ FINDING_NO_QUORUM_RULE, no_quorum_rule, "" },
	{ FINDING_LANGUAGES_MISSING, languages_missing, "ru" },
	{ FINDING_BASE_STALE, base_stale, "revises" },
	{ FINDING_NOT_AN_AMENDMENT, not_an_amendment, "texts" },
	{ FINDING_TEXT_NOT_FROZEN, text_not_frozen, "hash" },
	{ FINDING_DECISION_UNKNOWN, decision_unknown, "decision" },
	{ FINDING_CALLED_NOT_OPEN, called_not_open, "decision" },
	{ FINDING_OBJECTION_WITHOUT_EFFECT, objection_without_effect, "decision" },
	{ FINDING_NOT_YOUR_OBJECTION, not_your_objection, "decision" },
	{ FINDING_OBJECTION_STANDS, objection_stands, "decision" },
	{ FINDING_WINDOW_RUNNING, window_running, "decision" },
	{ FINDING_POINT_OF_ORDER_OPEN, point_of_order_open, "decision" },
	{ FINDING_GROUND_MISSING, ground_missing, "paragraphs" },
	{ FINDING_LADDER_HAS_NO_SUCH_STEP, ladder_has_no_such_step, "step" },
	{ FINDING_DEFERRAL_RUNNING, deferral_running, "decision" },
	{ FINDING_REPORT_MISSING, report_missing, "report" },
	{ FINDING_CONTEST_LATE, contest_late, "decision" },
	{ FINDING_REOPENING_NOT_ALLOWED, reopening_not_allowed, "reopen" },
	{ FINDING_DISSENT_OPEN, dissent_open, "decision" },
	{ FINDING_DISSENT_KIND, dissent_kind, "kind" },
	{ FINDING_AMENDED_NOT_WITHDRAWABLE, amended_not_withdrawable, "decision" },
	{ FINDING_SPONSOR_MISSING, sponsor_missing, "bb" },
	{ FINDING_CORRECTION_LATE, correction_late, "decision" },
	{ FINDING_VOTE_NOT_OPEN, vote_not_open, "vote" },
	{ FINDING_VOTE_RUNNING, vote_running, "vote" },
	{ FINDING_VOTE_UNCHANGEABLE, vote_unchangeable, "vote" },
	{ FINDING_AMENDMENTS_FIRST, amendments_first, "decision" },
	{ FINDING_LIST_CLOSED, list_closed, "item" },
	{ FINDING_ALREADY_ON_LIST, already_on_list, "item" },
	{ FINDING_NOT_ON_LIST, not_on_list, "party" },
	{ FINDING_OUT_OF_ORDER, out_of_order, "party" },
	{ FINDING_SOMEBODY_SPEAKS, somebody_speaks, "party" },
	{ FINDING_REPLY_LIMIT, reply_limit, "item" },
	{ FINDING_REPLY_NOT_DUE, reply_not_due, "party" },
	{ FINDING_NOTHING_TO_RULE, nothing_to_rule, "point" },
	{ FINDING_APPEAL_NOT_ALLOWED, appeal_not_allowed, "" },
	{ FINDING_CREDENTIALS_MISSING, credentials_missing, "" },
	{ FINDING_CREDENTIALS_REFUSED, credentials_refused, "" },
	{ FINDING_SYMBOL_OUT_OF_SERIES, symbol_out_of_series, "symbol" },
	{ FINDING_DOCUMENT_UNKNOWN, document_unknown, "of" },
	{ FINDING_PAPER_OWN_CAUSE, paper_own_cause, "paper" },
	{ FINDING_OFFICE_NOT_DUE, office_not_due, "office" },
	{ FINDING_OFFICE_NOT_YOURS, office_not_yours, "office" },
	{ FINDING_ACTING_NOT_PROVIDED, acting_not_provided, "meeting" },
};
const size_t MEETING_CASES_COUNT = CM_COUNT(MEETING_CASES);
