/* What of a text goes together, and how the chair has it shown (docs/rules.md section 14, T-18 and T-19). */
#include "rules/text_step.h"

const struct instrument_package *instrument_package_find(const struct instrument *of, struct str code)
{
	for (uint32_t i = 0; i < of->packages_count; i++) {
		if (str_eq(of->packages[i].code, code))
			return &of->packages[i];
	}
	return NULL;
}

/* Proposals of the text, each once. */
static void guard_numbers(struct judge *j, const struct instrument *of, const struct text_number_list *list,
    struct str place)
{
	for (uint32_t i = 0; i < list->count; i++) {
		if (instrument_proposal_find(j->f, of, list->at[i].proposal) == NULL)
			finding_add_at(j->found, FINDING_PROPOSAL_UNKNOWN, place);
		for (uint32_t k = 0; k < i; k++) {
			if (list->at[k].proposal == list->at[i].proposal)
				finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, place);
		}
	}
}

/* T-18 */
void text_package_check(struct judge *j, const struct text_package *c)
{
	const struct instrument *of = guard_text(j, c->text);
	if (of == NULL)
		return;
	guard_text_chair(j, of);
	guard_text_state(j, of, INSTRUMENT_OPEN);
	guard_numbers(j, of, &c->proposals, S("proposals"));
	for (uint32_t i = 0; i < c->units.count; i++)
		(void)guard_unit(j, of, c->units.at[i], c->units.at[i]);
	bool is_empty = c->proposals.count == 0 && c->units.count == 0;
	const struct instrument_package *p = instrument_package_find(of, c->package);
	if (is_empty && (p == NULL || p->numbers_count + p->units.count == 0))
		finding_add_at(j->found, FINDING_PACKAGE_UNKNOWN, S("package"));
}

void text_package_apply(struct forum *f, const struct judged *act, const struct text_package *c)
{
	struct instrument *of = instrument_touch(f, c->text);
	uint32_t at = 0;
	while (at < of->packages_count && !str_eq(of->packages[at].code, c->package))
		at++;
	if (at == of->packages_count)
		(void)ROWS_ADD(f, of, packages);
	struct instrument_package row = { .code = keep_str(f, c->package),
		.title = keep_names(f, &c->title), .units = keep_strs(f, &c->units), .entry = act->index };
	for (uint32_t i = 0; i < c->proposals.count; i++)
		*ROWS_ADD(f, &row, numbers) = (uint32_t)c->proposals.at[i].proposal;
	of->packages[at] = row;
}

static bool is_in_group(const struct text_group_list *groups, uint32_t count, struct str party)
{
	for (uint32_t i = 0; i < count; i++) {
		if (strs_has(&groups->at[i].parties, party))
			return true;
	}
	return false;
}

/* Parties of the forum, each in one group. */
static void guard_groups(struct judge *j, const struct text_group_list *groups)
{
	for (uint32_t i = 0; i < groups->count; i++) {
		const struct strs *parties = &groups->at[i].parties;
		for (uint32_t k = 0; k < parties->count; k++) {
			(void)guard_party(j, parties->at[k]);
			if (is_in_group(groups, i, parties->at[k]))
				finding_add_at(j->found, FINDING_CODE_USED, parties->at[k]);
		}
	}
}

/* Parties of the forum, each once. */
static void guard_order(struct judge *j, const struct strs *order)
{
	for (uint32_t i = 0; i < order->count; i++) {
		(void)guard_party(j, order->at[i]);
		for (uint32_t k = 0; k < i; k++) {
			if (str_eq(order->at[k], order->at[i]))
				finding_add_at(j->found, FINDING_CODE_USED, order->at[i]);
		}
	}
}

/* T-19 */
void text_arrange_check(struct judge *j, const struct text_arrange *c)
{
	const struct instrument *of = guard_text(j, c->text);
	enum draft_attribution attribution = draft_attribution_of(c->attribution);
	if (attribution == ATTRIBUTION__COUNT)
		finding_add_at(j->found, FINDING_WORD_UNKNOWN, S("attribution"));
	if ((attribution == ATTRIBUTION_GROUPS) != (c->groups.count > 0))
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("groups"));
	guard_groups(j, &c->groups);
	guard_order(j, &c->order);
	if (of == NULL)
		return;
	guard_text_chair(j, of);
	if (of->state != INSTRUMENT_TABLED && of->state != INSTRUMENT_OPEN)
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("text"));
}

void text_arrange_apply(struct forum *f, const struct judged *act, const struct text_arrange *c)
{
	(void)act;
	struct arrangement a = { .attribution = draft_attribution_of(c->attribution),
		.is_exclusive = c->exclusive, .order = keep_strs(f, &c->order) };
	for (uint32_t i = 0; i < c->groups.count; i++)
		*ROWS_ADD(f, &a, groups) = (struct instrument_group){ keep_str(f, c->groups.at[i].name),
			keep_strs(f, &c->groups.at[i].parties) };
	instrument_touch(f, c->text)->arrangement = a;
}
