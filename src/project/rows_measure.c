/* Rows of measures: the catalogue, roles, plans, activities, reports, reviews, undertakings. */
#include "project/rows_priv.h"

#include "base/buf.h"

static struct str activity_what_name(enum activity_what what)
{
	static const struct str names[ACTIVITY_WHAT__COUNT] = { [ACTIVITY_PLAN] = S("plan"),
		[ACTIVITY_MOVE] = S("move"), [ACTIVITY_MERGE] = S("merge"),
		[ACTIVITY_CANCEL] = S("cancel"), [ACTIVITY_HOLD] = S("hold") };
	return names[what];
}

#define TABLE ROW_TABLE
#define COLUMN ROW_COLUMN
#define END ROW_END
#include "project/tables_measure.def"
#undef TABLE
#undef COLUMN
#undef END

#define WORDS_BYTES_MAX ((size_t)1024 * 1024)

static void catalogue_rows(struct rows *o, const struct catalogue *c)
{
	catalogues_put(o, c, c, NULL);
	rows_names(o, &(struct name_row){ .table = S("catalogues"), .code = c->code, .what = S("title") },
	    &c->title);
	for (uint32_t i = 0; i < c->title.count; i++) {
		rows_item(o, (struct item){ .noun = S("catalogue"), .code = c->code, .kind = c->kind,
			.lang = c->title.at[i].lang, .day = c->from, .title = c->title.at[i].text,
			.words = rows_with(o, STR_NONE, &c->evidence),
			.address = rows_place(o, "measures#", c->code), .entry = c->evidence.entry });
	}
}

static void area_rows(struct rows *o, const struct area *a)
{
	areas_put(o, a, a, NULL);
	rows_names(o, &(struct name_row){ .table = S("areas"), .code = a->code, .what = S("name") },
	    &a->names);
	for (uint32_t i = 0; i < a->names.count; i++) {
		rows_item(o, (struct item){ .noun = S("area"), .code = a->code, .kind = a->dimension,
			.lang = a->names.at[i].lang, .day = a->from, .title = a->names.at[i].text,
			.words = rows_with(o, STR_NONE, &a->evidence),
			.address = rows_address(o, "measures", a->code), .entry = a->evidence.entry });
	}
}

/* Where a measure is of no area no page lists it but the record's own. */
static void measure_own_rows(struct rows *o, const struct measure *m)
{
	measures_put(o, m, m, NULL);
	rows_names(o, &(struct name_row){ .table = S("measures"), .code = m->code, .what = S("text") },
	    &m->text);
	struct str title = rows_pair(o, m->catalogue, m->label.n > 0 ? m->label : m->code);
	for (uint32_t i = 0; i < m->text.count; i++) {
		struct buf words;
		buf_init(&words, o->arena, WORDS_BYTES_MAX);
		rows_line(&words, m->text.at[i].text);
		rows_line(&words, m->section);
		rows_item(o, (struct item){ .noun = S("measure"), .code = m->code,
			.kind = m->dimension, .lang = m->text.at[i].lang, .title = title,
			.words = rows_with(o, buf_str(&words), &m->evidence),
			.address = m->area.n > 0
			    ? rows_address(o, "measures", m->area)
			    : rows_address(o, "record", rows_number(o, m->evidence.entry)),
			.entry = m->evidence.entry });
	}
}

static void plan_rows(struct rows *o, const struct plan *p)
{
	plans_put(o, p, p, NULL);
	rows_names(o, &(struct name_row){ .table = S("plans"), .code = p->code, .what = S("title") },
	    &p->title);
	for (uint32_t i = 0; i < p->facts_count; i++)
		plan_steps_put(o, p, &p->facts[i], NULL);
	for (uint32_t i = 0; i < p->title.count; i++) {
		rows_item(o, (struct item){ .noun = S("plan"), .code = p->code, .kind = p->kind,
			.lang = p->title.at[i].lang, .party = p->drafted_by, .day = p->from,
			.title = p->title.at[i].text,
			.words = rows_with(o, STR_NONE, &p->evidence),
			.address = rows_address(o, "plans", p->code), .entry = p->evidence.entry });
	}
}

/* Names of an activity, and what they are. */
#define ACTIVITY_NAMES 5
struct activity_names {
	struct str what;
	const struct names *names;
};

static void activity_names_of(struct activity_names out[ACTIVITY_NAMES], const struct activity *a)
{
	const struct activity_names all[ACTIVITY_NAMES] = { { S("title"), &a->title },
		{ S("place"), &a->place }, { S("host_body"), &a->host_body },
		{ S("audience"), &a->audience }, { S("participation"), &a->participation } };
	memcpy(out, all, sizeof all);
}

/* The first day; else the year, where it is known. */
static struct date activity_day(const struct activity *a)
{
	int32_t year = activity_year(a);
	if (date_known(a->from) || year == 0)
		return a->from;
	return (struct date){ (int16_t)year, 0, 0, -1 };
}

static void activity_rows(struct rows *o, const struct activity *a)
{
	struct activity_names all[ACTIVITY_NAMES];
	activity_names_of(all, a);
	activities_put(o, a, a, NULL);
	for (size_t i = 0; i < CM_COUNT(all); i++)
		rows_names(o, &(struct name_row){ .table = S("activities"), .code = a->code,
			.what = all[i].what }, all[i].names);
	for (uint32_t i = 0; i < a->steps_count; i++)
		activity_steps_put(o, a, &a->steps[i], NULL);
	for (uint32_t i = 0; i < a->title.count; i++) {
		struct buf words;
		struct str lang = a->title.at[i].lang;
		buf_init(&words, o->arena, WORDS_BYTES_MAX);
		for (size_t k = 1; k < CM_COUNT(all); k++)
			rows_line(&words, names_exactly(all[k].names, lang));
		rows_item(o, (struct item){ .noun = S("activity"), .code = a->code,
			.kind = activity_state_name(a->state), .lang = lang, .party = a->host,
			.day = activity_day(a), .title = a->title.at[i].text,
			.words = rows_with(o, buf_str(&words), &a->evidence),
			.address = rows_address(o, "activities", a->code), .entry = a->evidence.entry });
	}
}

static struct str report_title(struct rows *o, const struct report *r)
{
	struct str of = r->activity.n > 0 ? r->activity : r->area.n > 0 ? r->area : r->dimension;
	return rows_pair(o, of,
	    r->year == INTEGER_ABSENT ? STR_NONE : rows_number(o, (uint64_t)r->year));
}

static struct str report_kind(const struct report *r)
{
	return r->of != UINT64_MAX ? S("supplement") : r->is_nil ? S("nil") : S("report");
}

static void report_rows(struct rows *o, const struct report *r)
{
	uint64_t entry = r->evidence.entry;
	reports_put(o, r, r, NULL);
	const struct act_words *words = rows_words(o, entry);
	struct item item = { .noun = S("report"), .code = rows_number(o, entry), .kind = report_kind(r),
		.party = r->party, .day = date_of_moment(r->at), .title = report_title(o, r),
		.address = r->activity.n > 0 ? rows_address(o, "activities", r->activity)
		                             : rows_address(o, "record", rows_number(o, entry)),
		.entry = entry };
	if (words->count == 0) /* that there is nothing to report is found too */
		rows_item(o, item);
	for (uint32_t i = 0; i < words->count; i++) {
		struct buf all;
		buf_init(&all, o->arena, WORDS_BYTES_MAX);
		rows_line(&all, words->at[i].title); /* of its first document */
		rows_line(&all, words->at[i].words);
		item.lang = words->at[i].lang;
		item.words = buf_str(&all);
		rows_item(o, item);
	}
}

static void review_rows(struct rows *o, const struct review *r)
{
	reviews_put(o, r, r, NULL);
	rows_names(o, &(struct name_row){ .table = S("reviews"), .code = r->code,
		.what = S("outcome") }, &r->outcome);
	for (uint32_t i = 0; i < r->outcome.count; i++) {
		rows_item(o, (struct item){ .noun = S("review"), .code = r->code, .kind = r->dimension,
			.lang = r->outcome.at[i].lang, .body = r->body, .day = r->from, .title = r->code,
			.words = rows_with(o, r->outcome.at[i].text, &r->evidence),
			.address = rows_place(o, "measures#review-", r->code), .entry = r->evidence.entry });
	}
}

/* "ministers-5, 12" */
static struct str undertaking_title(struct rows *o, const struct undertaking *u)
{
	struct str of = u->text.n > 0 ? u->text
	    : u->release.n > 0        ? u->release
	    : u->document.n > 0       ? u->document
	                              : u->evidence.meeting;
	return rows_pair(o, of, u->text.n > 0 ? u->unit : u->paragraph);
}

static void undertaking_rows(struct rows *o, const struct undertaking *u)
{
	undertakings_put(o, u, u, NULL);
	rows_names(o, &(struct name_row){ .table = S("undertakings"), .code = u->code,
		.what = S("words") }, &u->words);
	for (uint32_t i = 0; i < u->fulfilments_count; i++)
		undertaking_fulfilments_put(o, u, &u->fulfilments[i], NULL);
	for (uint32_t i = 0; i < u->words.count; i++) {
		rows_item(o, (struct item){ .noun = S("undertaking"), .code = u->code,
			.kind = u->dimension, .lang = u->words.at[i].lang, .day = u->on,
			.title = undertaking_title(o, u),
			.words = rows_with(o, u->words.at[i].text, &u->evidence),
			.address = rows_place(o, "undertakings#", u->code),
			.entry = u->evidence.entry });
	}
}

void measure_rows(struct rows *o, enum state_table t, const void *row)
{
	if (t == STATE_catalogues)
		catalogue_rows(o, row);
	else if (t == STATE_areas)
		area_rows(o, row);
	else if (t == STATE_measures)
		measure_own_rows(o, row);
	else if (t == STATE_coordinations)
		coordinations_put(o, row, row, NULL);
	else if (t == STATE_plans)
		plan_rows(o, row);
	else if (t == STATE_activities)
		activity_rows(o, row);
	else if (t == STATE_reports)
		report_rows(o, row);
	else if (t == STATE_reviews)
		review_rows(o, row);
	else if (t == STATE_undertakings)
		undertaking_rows(o, row);
}
