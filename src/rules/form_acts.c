/* Forms: what parties are asked, when it is due, and who may see it (docs/rules.md section 16). */
#include "rules/measure_step.h"

#include "rules/filing.h"

static void guard_field_items(struct judge *j, const struct form_field *field)
{
	enum form_kind kind = form_kind_of(field->kind);
	bool needs_items = kind == FORM_CHOICE || kind == FORM_TABLE;
	if (needs_items != (field->items.count > 0))
		finding_add_at(j->found, FINDING_FORM_FIELDS, field->code);
	for (uint32_t i = 0; i < field->items.count; i++) {
		for (uint32_t k = 0; k < i; k++) {
			if (str_eq(field->items.at[i].code, field->items.at[k].code))
				finding_add_at(j->found, FINDING_FORM_FIELDS, field->code);
		}
	}
}

static void guard_field(struct judge *j, const struct form_adopt *c, uint32_t at)
{
	const struct form_field *field = &c->fields.at[at];
	enum form_visibility visibility = form_visibility_of(field->visibility);
	bool is_twice = false;
	for (uint32_t i = 0; i < at; i++)
		is_twice = is_twice || str_eq(c->fields.at[i].code, field->code);
	if (is_twice || form_kind_of(field->kind) == FORM_KIND__COUNT ||
	    visibility == FORM_VISIBILITY__COUNT ||
	    (visibility == FORM_NAMED) != (field->parties.count > 0))
		finding_add_at(j->found, FINDING_FORM_FIELDS, field->code);
	for (uint32_t i = 0; i < field->parties.count; i++) {
		if (party_find(j->f, field->parties.at[i]) == NULL)
			finding_add_at(j->found, FINDING_PARTY_UNKNOWN, field->code);
	}
	guard_field_items(j, field);
}

/* A day of every year: none of those that a leap year alone has. */
static bool is_day_of_year(int64_t month, int64_t day)
{
	static const uint8_t days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	return month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1];
}

static void guard_due(struct judge *j, const struct form_adopt *c)
{
	enum form_period period = form_period_of(c->period);
	bool has_day = c->due_day != INTEGER_ABSENT || c->due_month != INTEGER_ABSENT;
	if (period == FORM_PERIOD__COUNT)
		finding_add_at(j->found, FINDING_FORM_DUE, S("period"));
	else if (has_day && (period != FORM_YEAR || !is_day_of_year(c->due_month, c->due_day)))
		finding_add_at(j->found, FINDING_FORM_DUE, S("due_day"));
	else if (date_known(c->due_on) && period != FORM_ONCE)
		finding_add_at(j->found, FINDING_FORM_DUE, S("due_on"));
	else if (c->due_s != INTEGER_ABSENT && period != FORM_EVENT)
		finding_add_at(j->found, FINDING_FORM_DUE, S("due_s"));
}

void form_adopt_check(struct judge *j, const struct form_adopt *c)
{
	const struct form *newest = form_find(j->f, c->code);
	guard_recorder(j, (struct measure_ground){ c->decision, STR_NONE, &c->sources });
	guard_subject(j, (struct measure_subject){ c->area, c->dimension }, false);
	GUARD_CODES(j, c->measures, measure_find, FINDING_MEASURE_UNKNOWN, S("measures"));
	guard_due(j, c);
	for (uint32_t i = 0; i < c->fields.count; i++)
		guard_field(j, c, i);
	if (newest == NULL ? c->version < 1 : c->version <= newest->version)
		finding_add_at(j->found, FINDING_FORM_VERSION, S("version"));
	else if (newest != NULL && !str_eq(form_period_name(newest->period), c->period))
		finding_add_at(j->found, FINDING_FORM_DUE, S("period"));
}

static void line_keep(struct forum *f, struct form *row, const struct form_field *from)
{
	struct form_line *line = ROWS_ADD(f, row, lines);
	*line = (struct form_line){ .code = keep_str(f, from->code),
		.unit = keep_str(f, from->unit),
		.basis = keep_str(f, from->basis),
		.label = keep_names(f, &from->label),
		.kind = form_kind_of(from->kind),
		.visibility = form_visibility_of(from->visibility),
		.is_required = from->required,
		.parties = keep_strs(f, &from->parties) };
	for (uint32_t i = 0; i < from->items.count; i++)
		*ROWS_ADD(f, line, options) = (struct form_option){
			keep_str(f, from->items.at[i].code), keep_names(f, &from->items.at[i].label) };
}

void form_adopt_apply(struct forum *f, const struct judged *act, const struct form_adopt *c)
{
	struct form *row = table_add(&f->forms);
	*row = (struct form){ .code = keep_str(f, c->code),
		.area = keep_str(f, c->area),
		.dimension = subject_dimension(f, (struct measure_subject){ c->area, c->dimension }),
		.decision = keep_str(f, c->decision),
		.version = c->version,
		.title = keep_names(f, &c->title),
		.period = form_period_of(c->period),
		.due_month = c->due_month,
		.due_day = c->due_day,
		.due_s = c->due_s,
		.due_on = c->due_on,
		.measures = keep_strs(f, &c->measures),
		.evidence = measure_evidence(f, act,
		    (struct measure_said){ c->basis, c->note, STR_NONE, &c->sources }) };
	for (uint32_t i = 0; i < c->fields.count; i++)
		line_keep(f, row, &c->fields.at[i]);
	derive_form(f, f->forms.count - 1);
	f->versions[NOUN_MEASURE]++;
}
