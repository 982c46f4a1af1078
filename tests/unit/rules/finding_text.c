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
};
const size_t TEXT_CASES_COUNT = CM_COUNT(TEXT_CASES);
