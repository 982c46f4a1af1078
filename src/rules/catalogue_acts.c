/* The catalogue of measures over time, and who coordinates what (docs/rules.md section 15). */
#include "rules/measure_step.h"

static struct measure_ground catalogue_ground(const struct judge *j, struct str decision,
    const struct strs *sources)
{
	return (struct measure_ground){ decision, j->f->charter.measures.catalogue_body, sources };
}

void catalogue_adopt_check(struct judge *j, const struct catalogue_adopt *c)
{
	guard_recorder(j, catalogue_ground(j, c->decision, &c->sources));
	guard_meeting_known(j, c->meeting);
	if (catalogue_find(j->f, c->code) != NULL)
		finding_add_at(j->found, FINDING_CODE_USED, S("code"));
	GUARD_CODES(j, c->replaces, catalogue_find, FINDING_MEASURE_UNKNOWN, S("replaces"))
}

void catalogue_adopt_apply(struct forum *f, const struct judged *act, const struct catalogue_adopt *c)
{
	struct catalogue *row = table_add(&f->catalogues);
	*row = (struct catalogue){ .code = keep_str(f, c->code),
		.kind = keep_str(f, c->kind),
		.decision = keep_str(f, c->decision),
		.title = keep_names(f, &c->title),
		.from = c->from,
		.replaces = keep_strs(f, &c->replaces),
		.evidence = measure_evidence(f, act,
		    (struct measure_said){ c->basis, c->note, c->meeting, &c->sources }) };
	derive_catalogue(f, f->catalogues.count - 1);
	f->versions[NOUN_MEASURE]++;
}

static void guard_areas(struct judge *j, const struct catalogue_area_list *areas)
{
	for (uint32_t i = 0; i < areas->count; i++) {
		const struct catalogue_area *a = &areas->at[i];
		bool is_used = area_find(j->f, a->code) != NULL;
		for (uint32_t k = 0; k < i; k++)
			is_used = is_used || str_eq(areas->at[k].code, a->code);
		if (is_used)
			finding_add_at(j->found, FINDING_CODE_USED, S("areas"));
		if (charter_dimension(&j->f->charter, a->dimension) == NULL)
			finding_add_at(j->found, FINDING_AREA_UNKNOWN, S("areas"));
	}
}

/* Its dimension is the charter's; its area is one before, or of the same act. */
static bool measure_fits(const struct judge *j, const struct catalogue_add *c,
    const struct catalogue_measure *m)
{
	if (charter_dimension(&j->f->charter, m->dimension) == NULL)
		return false;
	if (m->area.n == 0)
		return true;
	const struct area *known = area_find(j->f, m->area);
	for (uint32_t i = 0; known == NULL && i < c->areas.count; i++) {
		if (str_eq(c->areas.at[i].code, m->area))
			return str_eq(c->areas.at[i].dimension, m->dimension);
	}
	return known != NULL && str_eq(known->dimension, m->dimension);
}

static void guard_measures(struct judge *j, const struct catalogue_add *c)
{
	for (uint32_t i = 0; i < c->measures.count; i++) {
		const struct catalogue_measure *m = &c->measures.at[i];
		bool is_used = measure_find(j->f, m->code) != NULL;
		for (uint32_t k = 0; k < i; k++)
			is_used = is_used || str_eq(c->measures.at[k].code, m->code);
		if (is_used)
			finding_add_at(j->found, FINDING_CODE_USED, S("measures"));
		if (!measure_fits(j, c, m))
			finding_add_at(j->found, FINDING_AREA_UNKNOWN, S("measures"));
	}
}

void catalogue_add_check(struct judge *j, const struct catalogue_add *c)
{
	guard_recorder(j, catalogue_ground(j, c->decision, &c->sources));
	guard_meeting_known(j, c->meeting);
	bool is_missing = c->catalogue.n == 0 && c->measures.count > 0;
	bool is_unknown = c->catalogue.n > 0 && catalogue_find(j->f, c->catalogue) == NULL;
	if (is_missing || is_unknown)
		finding_add_at(j->found, FINDING_MEASURE_UNKNOWN, S("catalogue"));
	guard_areas(j, &c->areas);
	guard_measures(j, c);
}

static void area_keep(struct forum *f, const struct judged *act, const struct catalogue_add *c,
    const struct catalogue_area *from)
{
	struct area *row = table_add(&f->areas);
	*row = (struct area){ .code = keep_str(f, from->code),
		.dimension = keep_str(f, from->dimension),
		.catalogue = keep_str(f, c->catalogue),
		.names = keep_names(f, &from->name),
		.from = from->from,
		.evidence = measure_evidence(f, act,
		    (struct measure_said){ c->basis, c->note, c->meeting, &c->sources }) };
	derive_area(f, f->areas.count - 1);
}

static void measure_keep(struct forum *f, const struct judged *act, const struct catalogue_add *c,
    const struct catalogue_measure *from)
{
	struct measure *row = table_add(&f->measures);
	*row = (struct measure){ .code = keep_str(f, from->code),
		.catalogue = keep_str(f, c->catalogue),
		.dimension = keep_str(f, from->dimension),
		.area = keep_str(f, from->area),
		.section = keep_str(f, from->section),
		.label = keep_str(f, from->label),
		.text = keep_names(f, &from->text),
		.evidence = measure_evidence(f, act,
		    (struct measure_said){ c->basis, c->note, c->meeting, &c->sources }) };
	derive_measure(f, f->measures.count - 1);
}

void catalogue_add_apply(struct forum *f, const struct judged *act, const struct catalogue_add *c)
{
	for (uint32_t i = 0; i < c->areas.count; i++)
		area_keep(f, act, c, &c->areas.at[i]);
	for (uint32_t i = 0; i < c->measures.count; i++)
		measure_keep(f, act, c, &c->measures.at[i]);
	f->versions[NOUN_MEASURE]++;
}

static bool is_open_ended(const struct coordination *c)
{
	return !date_known(c->span.until) && !date_known(c->span.gone_by);
}

/* The role that the party has now, or MAP_NONE. `dimension` only where no area is named. */
static uint32_t coordination_open(const struct forum *f, const struct coordination *of)
{
	for (uint32_t i = f->coordinations.count; i-- > 0;) {
		const struct coordination *c = table_at(&f->coordinations, i);
		bool is_it = str_eq(c->area, of->area) && str_eq(c->party, of->party) &&
		    str_eq(c->role, of->role) && is_open_ended(c) &&
		    (of->area.n > 0 || str_eq(c->dimension, of->dimension));
		if (is_it)
			return i;
	}
	return MAP_NONE;
}

bool coordinates(const struct forum *f, struct str party, struct measure_subject of)
{
	struct str dimension = of.dimension;
	if (of.area.n > 0)
		dimension = area_find(f, of.area)->dimension;
	for (uint32_t i = 0; i < f->coordinations.count; i++) {
		const struct coordination *c = table_at(&f->coordinations, i);
		bool is_of_it = c->area.n > 0 ? str_eq(c->area, of.area)
					      : str_eq(c->dimension, dimension);
		if (is_of_it && is_open_ended(c) && str_eq(c->party, party))
			return true;
	}
	return false;
}

void area_coordinate_check(struct judge *j, const struct area_coordinate *c)
{
	const struct coordination wanted = { .area = c->area, .dimension = c->dimension,
		.party = c->party, .role = c->role };
	guard_speaker(j, (struct measure_speaker){ c->party, S("propose"), &c->paper,
	    { STR_NONE, STR_NONE, &c->sources }, FINDING_ACTS_FOR_OTHER_PARTY });
	guard_subject(j, (struct measure_subject){ c->area, c->dimension }, true);
	(void)guard_party(j, c->party);
	if (!strs_has(&j->f->charter.measures.roles, c->role))
		finding_add_at(j->found, FINDING_WORD_UNKNOWN, S("role"));
	guard_span(j, (struct span){ c->from, c->seen_by, c->until, c->gone_by });
	if (coordination_open(j->f, &wanted) != MAP_NONE)
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("party"));
}

void area_coordinate_apply(struct forum *f, const struct judged *act, const struct area_coordinate *c)
{
	struct coordination *row = table_add(&f->coordinations);
	struct span span = { c->from, c->seen_by, c->until, c->gone_by };
	bool is_recorded = c->sources.count > 0;
	if (!is_recorded && !date_known(c->from) && !date_known(c->seen_by))
		span.from = date_of_days((int32_t)(voice_at(act, &c->paper).ms / 86400000));
	*row = (struct coordination){ .area = keep_str(f, c->area),
		.dimension = subject_dimension(f, (struct measure_subject){ c->area, c->dimension }),
		.party = keep_str(f, c->party),
		.role = keep_str(f, c->role),
		.span = span,
		.released = UINT64_MAX,
		.evidence = measure_evidence(f, act,
		    (struct measure_said){ c->basis, c->note, STR_NONE, &c->sources }),
		.ending = { .entry = UINT64_MAX } };
	f->versions[NOUN_MEASURE]++;
}

void area_release_check(struct judge *j, const struct area_release *c)
{
	const struct coordination of = { .area = c->area, .dimension = c->dimension,
		.party = c->party, .role = c->role };
	guard_speaker(j, (struct measure_speaker){ c->party, S("propose"), &c->paper,
	    { STR_NONE, STR_NONE, &c->sources }, FINDING_ACTS_FOR_OTHER_PARTY });
	guard_subject(j, (struct measure_subject){ c->area, c->dimension }, true);
	uint32_t at = coordination_open(j->f, &of);
	if (at == MAP_NONE) {
		finding_add_at(j->found, FINDING_NOT_THE_COORDINATOR, S("party"));
		return;
	}
	const struct span *has = &coordination_at(j->f, at)->span;
	guard_span(j, (struct span){ has->from, has->seen_by, c->until, c->gone_by });
}

void area_release_apply(struct forum *f, const struct judged *act, const struct area_release *c)
{
	const struct coordination of = { .area = c->area, .dimension = c->dimension,
		.party = c->party, .role = c->role };
	struct coordination *row = table_touch(&f->coordinations, coordination_open(f, &of));
	row->span.until = c->until;
	row->span.gone_by = c->gone_by;
	if (!date_known(c->until) && !date_known(c->gone_by))
		row->span.until = date_of_days((int32_t)(voice_at(act, &c->paper).ms / 86400000));
	row->released = act->index;
	row->ending = measure_evidence(f, act,
	    (struct measure_said){ c->basis, c->note, STR_NONE, &c->sources });
	f->versions[NOUN_MEASURE]++;
}
