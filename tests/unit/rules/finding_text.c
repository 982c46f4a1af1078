/* Acts that give the findings of negotiated texts. */
#include "unit/rules/finding_cases.h"

#define TEXT S("draft-1")

static struct sim_act due(struct sim *s, enum kind k)
{
	sim_envoys(s);
	return sim_text_due(s, k);
}

static struct sim_act text_unknown(struct sim *s)
{
	sim_envoys(s);
	return sim_text_act(s, KIND_TEXT_OPEN, TEXT);
}

static struct sim_act text_empty(struct sim *s)
{
	sim_envoys(s);
	struct sim_act a = sim_text_act(s, KIND_TEXT_TABLE, TEXT);
	a.content.text_table.units = (struct text_unit_list){ 0, NULL };
	sim_do(s, a);
	return sim_text_act(s, KIND_TEXT_OPEN, TEXT);
}

/* So many units of one word. */
static struct text_unit_list units_many(struct sim *s, uint32_t count)
{
	struct text_unit *at = arena_array(&s->scratch, struct text_unit, count);
	for (uint32_t i = 0; i < count; i++)
		at[i] = (struct text_unit){ .is_present = true, .id = sim_str(s, "u%u", s->made++),
			.kind = S("paragraph"), .text = S("w") };
	return (struct text_unit_list){ count, at };
}

/* Acts of 512 units, until one brings more than a text may have. */
static struct sim_act text_too_large(struct sim *s)
{
	sim_envoys(s);
	sim_do(s, sim_text_act(s, KIND_TEXT_TABLE, TEXT));
	struct sim_act a = sim_text_act(s, KIND_TEXT_ADD, TEXT);
	for (unsigned i = 0; i < TEXT_UNITS_MAX / 512; i++) {
		a.content.text_add.units = units_many(s, 512);
		if (i < TEXT_UNITS_MAX / 512 - 1)
			sim_do(s, a);
	}
	return a;
}

static struct sim_act unit_unknown(struct sim *s)
{
	struct sim_act a = due(s, KIND_TEXT_AGREE);
	a.content.text_agree.units = sim_strs(s, S("pp9"));
	return a;
}

static struct sim_act unit_is_agreed(struct sim *s)
{
	(void)due(s, KIND_TEXT_AGREE);
	sim_do(s, sim_text_act(s, KIND_TEXT_AGREE, TEXT));
	return sim_text_act(s, KIND_TEXT_AGREE, TEXT);
}

static struct sim_act unit_not_agreed(struct sim *s)
{
	struct sim_act a = due(s, KIND_TEXT_CLOSE);
	a.content.text_close.outcome = S("finished");
	return a;
}

static struct sim_act words_malformed(struct sim *s)
{
	struct sim_act a = due(s, KIND_TEXT_TRANSLATE);
	a.content.text_translate.words = S(" begins with a space");
	return a;
}

/* A proposal with this edit of the operative paragraph. */
static struct sim_act proposal_with(struct sim *s, uint32_t from, uint32_t to, struct str words)
{
	struct sim_act a = due(s, KIND_TEXT_PROPOSE);
	struct text_edit *at = arena_array(&s->scratch, struct text_edit, 1);
	at[0] = sim_text_edit(instrument_unit_find(s->forum, TEXT, S("op1")), from, to, words);
	a.content.text_propose.edits = (struct text_edit_list){ 1, at };
	return a;
}

static struct sim_act words_join(struct sim *s)
{
	return proposal_with(s, 3, 3, S("x")); /* "shallx" */
}

static struct sim_act edit_wrong(struct sim *s)
{
	return proposal_with(s, 3, 99, S(" x"));
}

static struct sim_act edit_empty(struct sim *s)
{
	return proposal_with(s, 2, 3, S(" shall"));
}

static struct sim_act proposal_unknown(struct sim *s)
{
	struct sim_act a = due(s, KIND_TEXT_WITHDRAW);
	a.content.text_withdraw.proposal = 7;
	return a;
}

static struct sim_act not_the_author(struct sim *s)
{
	struct sim_act a = due(s, KIND_TEXT_WITHDRAW);
	sim_unsign(&a);
	sim_sign_as(s, &a, S("cc/envoy"));
	return a;
}

static struct sim_act choice_unknown(struct sim *s)
{
	struct sim_act a = due(s, KIND_TEXT_ACCEPT);
	a.content.text_accept.to = 4;
	return a;
}

static struct sim_act brackets_open(struct sim *s)
{
	(void)due(s, KIND_TEXT_ACCEPT);
	struct sim_act a = sim_text_act(s, KIND_TEXT_AGREE, TEXT);
	a.content.text_agree.units = sim_strs(s, S("op1"));
	return a;
}

static struct sim_act revision_unknown(struct sim *s)
{
	struct sim_act a = due(s, KIND_TEXT_WAIVE);
	a.content.text_waive.revision = 2;
	return a;
}

static struct sim_act revision_other(struct sim *s)
{
	struct sim_act a = due(s, KIND_TEXT_WAIVE);
	a.content.text_waive.hash = sim_key(TEXT)->digest;
	return a;
}

static struct sim_act revision_passed(struct sim *s)
{
	struct sim_act a = due(s, KIND_TEXT_WAIVE);
	sim_do(s, sim_text_act(s, KIND_TEXT_REVISE, TEXT));
	return a;
}

static struct sim_act words_locked(struct sim *s)
{
	struct sim_act a = due(s, KIND_TEXT_LOCK);
	a.content.text_lock.from = 2;
	sim_do(s, a);
	return sim_text_act(s, KIND_TEXT_PROPOSE, TEXT); /* of word 2 */
}

/* A unit has no Russian words that could be corrected. */
static struct sim_act translation_missing(struct sim *s)
{
	struct sim_act a = due(s, KIND_TEXT_CORRECT);
	struct text_corrected *at = arena_array(&s->scratch, struct text_corrected, 1);
	at[0] = a.content.text_correct.languages.at[0];
	at[0].lang = S("ru");
	a.content.text_correct.languages.at = at;
	return a;
}

static struct sim_act package_unknown(struct sim *s)
{
	struct sim_act a = due(s, KIND_TEXT_POSITION);
	a.content.text_position.proposal = INTEGER_ABSENT;
	a.content.text_position.package = S("p-9");
	return a;
}

static struct sim_act insertions_exclude(struct sim *s)
{
	struct sim_act a = due(s, KIND_TEXT_ARRANGE);
	a.content.text_arrange.exclusive = true;
	sim_do(s, a);
	struct sim_act accept = sim_text_act(s, KIND_TEXT_ACCEPT, TEXT);
	accept.content.text_accept.others = S("beside");
	return accept;
}

/* A decision of this code that names the text, considered in a meeting; the charter as it is. */
static void put(struct sim *s, struct str code)
{
	sim_meeting(s);
	sim_do(s, sim_naming(s, sim_decision(s, KIND_DECISION_TABLE, code), TEXT));
	sim_do(s, sim_decision(s, KIND_DECISION_CIRCULATE, code));
	s->now.ms += 3600 * 1000;
	sim_do(s, sim_decision(s, KIND_DECISION_CONSIDER, code));
}

static void put_ready(struct sim *s, struct str code)
{
	sim_envoys(s);
	sim_text_ready(s);
	put(s, code);
}

static struct sim_act words_or_revision(struct sim *s)
{
	sim_envoys(s);
	struct sim_act a = sim_decision(s, KIND_DECISION_TABLE, S("text-1"));
	a.content.decision_table.texts = (struct frozen_text_list){ 0, NULL };
	return a;
}

static struct sim_act text_is_put(struct sim *s)
{
	put_ready(s, S("text-1"));
	sim_do(s, sim_decision(s, KIND_DECISION_CALL, S("text-1")));
	return sim_text_act(s, KIND_TEXT_PROPOSE, TEXT);
}

static struct sim_act text_is_adopted(struct sim *s)
{
	(void)text_is_put(s);
	s->now.ms += 30 * 1000;
	sim_do(s, sim_decision(s, KIND_DECISION_GAVEL, S("text-1")));
	return sim_naming(s, sim_decision(s, KIND_DECISION_TABLE, S("text-2")), TEXT);
}

static struct sim_act amended_in_the_text(struct sim *s)
{
	put_ready(s, S("text-1"));
	return sim_decision(s, KIND_DECISION_AMEND, S("text-1"));
}

/* At a vote, with two proposals on the text. */
static struct sim_act second_amendment(struct sim *s)
{
	put_ready(s, S("budget-1"));
	sim_do(s, sim_text_act(s, KIND_TEXT_PROPOSE, TEXT));
	sim_do(s, sim_text_propose_change(s, S("new")));
	sim_do(s, sim_decision(s, KIND_DECISION_NEXT, S("budget-1")));
	s->now.ms += 3600 * 1000;
	sim_do(s, sim_decision(s, KIND_DECISION_RESUME, S("budget-1")));
	struct sim_act a = sim_vote(s, KIND_VOTE_CALL, S("budget-1"));
	const struct instrument *of = instrument_find(s->forum, TEXT);
	a.content.vote_call.amendment = (int64_t)instrument_proposal_find(s->forum, of, 2)->entry;
	return a;
}

static struct sim_act amendment_carried(struct sim *s)
{
	struct sim_act second = second_amendment(s), first = second;
	first.content.vote_call.amendment--; /* its act is the one before */
	sim_do(s, first);
	sim_do(s, sim_vote(s, KIND_VOTE_CAST, STR_NONE));
	s->now.ms += 120 * 1000;
	sim_do(s, sim_vote(s, KIND_VOTE_CLOSE, STR_NONE));
	second.content.vote_call.closes.ms = s->now.ms + 120 * 1000;
	return second;
}

static struct sim_act amendment_order(struct sim *s)
{
	sim_release(s);
	sim_init(s, false);
	sim_charter_replace(s, "\"voting\":{", "\"voting\":{\"amendments_order\":\"submission\",");
	sim_world(s);
	return second_amendment(s);
}

static struct sim_act meeting_running(struct sim *s)
{
	sim_envoys(s);
	return sim_decision(s, KIND_DECISION_LAPSE, sim_decision_reach(s, DECISION_CONSIDERED));
}

const struct finding_case TEXT_CASES[] = {
	{ FINDING_TEXT_UNKNOWN, text_unknown, "text" },
	{ FINDING_TEXT_EMPTY, text_empty, "text" },
	{ FINDING_TEXT_TOO_LARGE, text_too_large, "units" },
	{ FINDING_UNIT_UNKNOWN, unit_unknown, "pp9" },
	{ FINDING_UNIT_IS_AGREED, unit_is_agreed, "pp1" },
	{ FINDING_UNIT_NOT_AGREED, unit_not_agreed, "title" },
	{ FINDING_WORDS_MALFORMED, words_malformed, "words" },
	{ FINDING_WORDS_JOIN, words_join, "op1" },
	{ FINDING_EDIT_WRONG, edit_wrong, "op1" },
	{ FINDING_EDIT_EMPTY, edit_empty, "op1" },
	{ FINDING_PROPOSAL_UNKNOWN, proposal_unknown, "proposal" },
	{ FINDING_NOT_THE_AUTHOR, not_the_author, "" },
	{ FINDING_CHOICE_UNKNOWN, choice_unknown, "from" },
	{ FINDING_BRACKETS_OPEN, brackets_open, "op1" },
	{ FINDING_PACKAGE_UNKNOWN, package_unknown, "package" },
	{ FINDING_INSERTIONS_EXCLUDE, insertions_exclude, "others" },
	{ FINDING_WORDS_LOCKED, words_locked, "op1" },
	{ FINDING_TRANSLATION_MISSING, translation_missing, "op1" },
	{ FINDING_REVISION_UNKNOWN, revision_unknown, "revision" },
	{ FINDING_REVISION_OTHER, revision_other, "hash" },
	{ FINDING_REVISION_PASSED, revision_passed, "revision" },
	{ FINDING_WORDS_OR_REVISION, words_or_revision, "texts" },
	{ FINDING_TEXT_IS_PUT, text_is_put, "text" },
	{ FINDING_TEXT_IS_ADOPTED, text_is_adopted, "text" },
	{ FINDING_AMENDED_IN_THE_TEXT, amended_in_the_text, "texts" },
	{ FINDING_AMENDMENT_CARRIED, amendment_carried, "amendment" },
	{ FINDING_AMENDMENT_ORDER, amendment_order, "amendment" },
	{ FINDING_MEETING_RUNNING, meeting_running, "decision" },
};
const size_t TEXT_CASES_COUNT = CM_COUNT(TEXT_CASES);
