#include "cli/founding_data.h"

#include "base/arena.h"

/* The tables of confidence-building measures: forums/README.md has their columns. */

/* Codes of a list with blanks between, in their order. */
static struct strs row_codes(struct row *r, const char *column, uint32_t max)
{
	uint32_t count = 0;
	struct str *at = arena_array(r->data->arena, struct str, max);
	for (struct str rest = row_raw(r, column); rest.n > 0;) {
		struct str code = str_cut(&rest, ' ');
		if (count == max || (count > 0 && str_cmp(at[count - 1], code) >= 0)) {
			(void)row_refuse(r, column, "too many codes, or not in ascending order");
			break;
		}
		at[count++] = code;
	}
	return (struct strs){ count, at };
}

static enum rc put_catalogue(struct row *r)
{
	struct founding_item *item = item_add(r, KIND_CATALOGUE_ADOPT);
	item->act.content.catalogue_adopt = (struct catalogue_adopt){ .is_present = true,
		.code = row_code_needed(r, "id"),
		.kind = row_code_needed(r, "kind"),
		.from = row_date(r, "from"),
		.title = row_names_needed(r, "title"),
		.meeting = row_code(r, "meeting"),
		.replaces = row_codes(r, "replaces", CATALOGUES_MAX),
		.note = row_text(r, "note", PROSE_BYTES_MAX),
		.sources = row_sources(r, "source") };
	const struct catalogue_adopt *c = &item->act.content.catalogue_adopt;
	item->act.date = c->from;
	item->gives = (struct founding_ref){ 'c', c->code };
	item_need(r, item, 'm', c->meeting);
	for (uint32_t i = 0; i < c->replaces.count; i++)
		item_need(r, item, 'c', c->replaces.at[i]);
	return r->rc;
}

/* Each area by itself: its sources are its own. */
static enum rc put_area(struct row *r)
{
	struct founding_item *item = item_add(r, KIND_CATALOGUE_ADD);
	struct catalogue_area *area = arena_new(r->data->arena, struct catalogue_area);
	*area = (struct catalogue_area){ .is_present = true,
		.code = row_code_needed(r, "id"),
		.dimension = row_code_needed(r, "dimension"),
		.from = row_date(r, "added"),
		.name = row_names_needed(r, "name") };
	item->act.content.catalogue_add = (struct catalogue_add){ .is_present = true,
		.areas = { 1, area },
		.note = row_text(r, "note", PROSE_BYTES_MAX),
		.sources = row_sources(r, "source") };
	item->act.date = area->from;
	item->gives = (struct founding_ref){ 'a', area->code };
	return r->rc;
}

/* Rows of one edition and source that follow one another are one act. */
static bool is_same_act(const struct row *r, uint32_t other)
{
	return other < r->table->rows_count &&
	    str_eq(row_raw(r, "edition"), csv_field(r->table, other, S("edition"))) &&
	    str_eq(row_raw(r, "source"), csv_field(r->table, other, S("source")));
}

static void measure_read(struct row *r, struct catalogue_measure *out)
{
	*out = (struct catalogue_measure){ .is_present = true,
		.code = row_code_needed(r, "id"),
		.dimension = row_code_needed(r, "dimension"),
		.area = row_code(r, "area"),
		.section = row_text(r, "section", NAME_BYTES_MAX),
		.label = row_text(r, "no", LABEL_BYTES_MAX),
		.text = row_names_needed(r, "text") };
}

static enum rc put_measures(struct row *r)
{
	if (r->at > 0 && is_same_act(r, r->at - 1))
		return RC_OK;
	struct founding_item *item = item_add(r, KIND_CATALOGUE_ADD);
	struct catalogue_measure *at =
	    arena_array(r->data->arena, struct catalogue_measure, MEASURES_MAX);
	uint32_t count = 0;
	item->act.content.catalogue_add = (struct catalogue_add){ .is_present = true,
		.catalogue = row_code_needed(r, "edition"),
		.sources = row_sources(r, "source") };
	for (uint32_t i = r->at; count < MEASURES_MAX && is_same_act(r, i); i++) {
		struct row one = data_row(r->data, r->table, i);
		measure_read(&one, &at[count]);
		item_need(&one, item, 'a', at[count].area);
		count++;
		if (r->rc == RC_OK)
			r->rc = one.rc;
	}
	item->act.content.catalogue_add.measures = (struct catalogue_measure_list){ count, at };
	item->act.date = row_date(r, "edition_date");
	item_need(r, item, 'c', item->act.content.catalogue_add.catalogue);
	return r->rc;
}

static enum rc put_coordinator(struct row *r)
{
	struct founding_item *item = item_add(r, KIND_AREA_COORDINATE);
	bool is_area = str_eq(row_raw(r, "level"), S("area"));
	struct str subject = row_code_needed(r, "subject");
	item->act.content.area_coordinate = (struct area_coordinate){ .is_present = true,
		.area = is_area ? subject : STR_NONE,
		.dimension = is_area ? STR_NONE : subject,
		.party = row_code_needed(r, "party"),
		.role = row_code_needed(r, "role"),
		.from = row_date(r, "from"),
		.seen_by = row_date(r, "seen_by"),
		.until = row_date(r, "until"),
		.gone_by = row_date(r, "gone_by"),
		.basis = row_text(r, "basis", PROSE_BYTES_MAX),
		.sources = row_sources(r, "source") };
	const struct area_coordinate *c = &item->act.content.area_coordinate;
	item->act.date = date_or(c->from, c->seen_by);
	item_need(r, item, 'p', c->party);
	item_need(r, item, 'a', c->area);
	return r->rc;
}

static enum rc put_plan(struct row *r)
{
	struct founding_item *item = item_add(r, KIND_PLAN_PROPOSE);
	item->act.content.plan_propose = (struct plan_propose){ .is_present = true,
		.code = row_code_needed(r, "id"),
		.kind = row_code_needed(r, "kind"),
		.title = row_names_needed(r, "title"),
		.dimension = row_code(r, "dimension"),
		.area = row_code(r, "area"),
		.from = row_date(r, "from"),
		.until = row_date(r, "until"),
		.drafted_by = row_code(r, "drafted_by"),
		.catalogue = row_code(r, "edition"),
		.note = row_text(r, "note", PROSE_BYTES_MAX),
		.sources = row_sources(r, "source") };
	const struct plan_propose *c = &item->act.content.plan_propose;
	item->act.date = c->from;
	item->gives = (struct founding_ref){ 'n', c->code };
	item_need(r, item, 'a', c->area);
	item_need(r, item, 'p', c->drafted_by);
	item_need(r, item, 'c', c->catalogue);
	return r->rc;
}

static enum rc put_plan_step(struct row *r)
{
	struct founding_item *item = item_add(r, KIND_PLAN_STEP);
	item->act.content.plan_step = (struct plan_step){ .is_present = true,
		.plan = row_code_needed(r, "plan"),
		.to = row_code_needed(r, "to"),
		.on = row_date(r, "on"),
		.body = row_code(r, "body"),
		.meeting = row_code(r, "meeting"),
		.basis = row_text(r, "basis", PROSE_BYTES_MAX),
		.sources = row_sources(r, "source") };
	const struct plan_step *c = &item->act.content.plan_step;
	item->act.date = c->on;
	item_need(r, item, 'n', c->plan);
	item_need(r, item, 'm', c->meeting);
	return r->rc;
}

/* "2024-06-25" and "14:00" in their columns are one date. */
static struct date row_opening(struct row *r)
{
	struct date from = row_date(r, "from");
	struct str time = row_raw(r, "time");
	struct buf both;
	if (time.n == 0)
		return from;
	buf_init(&both, r->data->arena, 64);
	buf_put(&both, row_raw(r, "from"));
	buf_byte(&both, 'T');
	buf_put(&both, time);
	if (both.failed || !date_parse(&from, buf_str(&both)))
		(void)row_refuse(r, "time", "no time of that day: 14:00");
	return from;
}

static void activity_need(struct row *r, struct founding_item *item)
{
	const struct activity_propose *c = &item->act.content.activity_propose;
	item->act.date = c->from;
	item->gives = (struct founding_ref){ 'v', c->code };
	item_need(r, item, 'p', c->host);
	item_need(r, item, 'a', c->area);
	item_need(r, item, 'i', c->institution);
	for (uint32_t i = 0; i < c->plans.count; i++)
		item_need(r, item, 'n', c->plans.at[i]);
}

/* What is known of it beyond that somebody had it in mind. */
static void put_stage(struct row *r, struct str code, struct date from)
{
	struct str status = row_code_needed(r, "status");
	bool is_held = str_eq(status, S("held"));
	struct founding_item *item = item_add(r, is_held ? KIND_ACTIVITY_HOLD : KIND_ACTIVITY_PLAN);
	struct strs sources = row_sources(r, "source");
	if (is_held)
		item->act.content.activity_hold = (struct activity_hold){ .is_present = true,
			.activity = code, .participation = row_names(r, "participation"),
			.sources = sources };
	else
		item->act.content.activity_plan = (struct activity_plan){ .is_present = true,
			.activity = code, .stage = status, .sources = sources };
	item->act.date = from;
	item_need(r, item, 'v', code);
}

static enum rc put_activity(struct row *r)
{
	struct founding_item *item = item_add(r, KIND_ACTIVITY_PROPOSE);
	item->act.content.activity_propose = (struct activity_propose){ .is_present = true,
		.code = row_code_needed(r, "id"),
		.title = row_names_needed(r, "title"),
		.dimension = row_code(r, "dimension"),
		.area = row_code(r, "area"),
		.institution = row_code(r, "institution"),
		.from = row_opening(r),
		.until = row_date(r, "until"),
		.offset = row_text(r, "utc_offset", OFFSET_BYTES),
		.place = row_names(r, "place"),
		.mode = row_code(r, "mode"),
		.host = row_code(r, "host"),
		.host_body = row_names(r, "host_body"),
		.role = row_code(r, "host_role"),
		.languages = row_codes(r, "languages", LANGUAGES_MAX),
		.plans = row_codes(r, "plans", PLANS_MAX),
		.tentative = row_has(r, "tentative"),
		.year = row_integer(r, "plan_year", 9999),
		.note = row_text(r, "note", PROSE_BYTES_MAX),
		.sources = row_sources(r, "source") };
	activity_need(r, item);
	put_stage(r, item->act.content.activity_propose.code, item->act.date);
	return r->rc;
}

static enum rc put_review(struct row *r)
{
	struct founding_item *item = item_add(r, KIND_REVIEW_OPEN);
	item->act.content.review_open = (struct review_open){ .is_present = true,
		.code = row_code_needed(r, "id"),
		.dimension = row_code_needed(r, "dimension"),
		.body = row_code_needed(r, "body"),
		.meeting = row_code(r, "meeting"),
		.from = row_date(r, "on"),
		.basis = row_text(r, "basis", PROSE_BYTES_MAX),
		.sources = row_sources(r, "source") };
	const struct review_open *c = &item->act.content.review_open;
	item->act.date = c->from;
	item->gives = (struct founding_ref){ 'r', c->code };
	item_need(r, item, 'm', c->meeting);
	item = item_add(r, KIND_REVIEW_CLOSE);
	item->act.content.review_close = (struct review_close){ .is_present = true,
		.review = row_code_needed(r, "id"),
		.until = row_date(r, "on"),
		.sources = row_sources(r, "source") };
	item->act.date = row_date(r, "on");
	item_need(r, item, 'r', item->act.content.review_close.review);
	return r->rc;
}

static void put_fulfilment(struct row *r, struct str code)
{
	if (!row_has(r, "plan") && !row_has(r, "activity"))
		return;
	struct founding_item *item = item_add(r, KIND_UNDERTAKING_FULFIL);
	item->act.content.undertaking_fulfil = (struct undertaking_fulfil){ .is_present = true,
		.undertaking = code,
		.plan = row_code(r, "plan"),
		.activity = row_code(r, "activity"),
		.on = row_date(r, "fulfilled"),
		.sources = row_sources(r, "fulfilled_source") };
	const struct undertaking_fulfil *c = &item->act.content.undertaking_fulfil;
	item->act.date = c->on;
	item_need(r, item, 'u', code);
	item_need(r, item, 'n', c->plan);
	item_need(r, item, 'v', c->activity);
}

static enum rc put_undertaking(struct row *r)
{
	struct founding_item *item = item_add(r, KIND_UNDERTAKING_RECORD);
	item->act.content.undertaking_record = (struct undertaking_record){ .is_present = true,
		.code = row_code_needed(r, "id"),
		.meeting = row_code(r, "meeting"),
		.release = row_code(r, "release"),
		.paragraph = row_text(r, "paragraph", LABEL_BYTES_MAX),
		.dimension = row_code(r, "dimension"),
		.area = row_code(r, "area"),
		.words = row_names_needed(r, "words"),
		.on = row_date(r, "on"),
		.note = row_text(r, "note", PROSE_BYTES_MAX),
		.sources = row_sources(r, "source") };
	const struct undertaking_record *c = &item->act.content.undertaking_record;
	item->act.date = c->on;
	item->gives = (struct founding_ref){ 'u', c->code };
	item_need(r, item, 'm', c->meeting);
	item_need(r, item, 'e', c->release);
	item_need(r, item, 'a', c->area);
	put_fulfilment(r, c->code);
	return r->rc;
}

enum rc founding_measures(struct founding_data *d)
{
	struct {
		const struct csv *table;
		enum rc (*put)(struct row *r);
		const char *key;
	} const tables[] = {
		{ &d->catalogues, put_catalogue, "id" },
		{ &d->areas, put_area, "id" },
		{ &d->measures, put_measures, "id" },
		{ &d->coordinators, put_coordinator, NULL },
		{ &d->plans, put_plan, "id" },
		{ &d->plan_steps, put_plan_step, NULL },
		{ &d->activities, put_activity, "id" },
		{ &d->reviews, put_review, "id" },
		{ &d->undertakings, put_undertaking, "id" },
	};
	for (size_t i = 0; i < CM_COUNT(tables); i++) {
		enum rc rc = data_rows(d, tables[i].table, tables[i].key, tables[i].put);
		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}
