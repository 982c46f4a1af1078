#include "cli/founding_data.h"

#include "base/arena.h"
#include "base/fmt.h"

/* The tables of agreements, relations and institutions: forums/README.md has their columns. */

/* On record when the first step of it is. */
static struct date first_day_of(struct row *r, struct str agreement)
{
	const struct csv *steps = &r->data->agreement_steps;
	uint32_t at = data_find(steps, "agreement", agreement);
	if (at == steps->rows_count)
		return DATE_NONE;
	struct row step = data_row(r->data, steps, at);
	struct date on = row_date(&step, "on");
	return date_known(on) ? on : row_date(&step, "seen_by");
}

static enum rc put_agreement(struct row *r)
{
	struct founding_item *item = item_add(r, KIND_AGREEMENT_RECORD);
	item->act.content.agreement_record = (struct agreement_record){ .is_present = true,
		.code = row_code_needed(r, "id"),
		.kind = row_code_needed(r, "kind"),
		.party = row_code(r, "party"),
		.counterpart = row_names(r, "counterpart"),
		.title = row_names_needed(r, "title"),
		.needs = row_integer(r, "needs", DEPOSITS_MAX),
		.delay_days = row_integer(r, "delay_days", DELAY_DAYS_MAX),
		.note = row_text(r, "note", PROSE_BYTES_MAX),
		.sources = row_sources(r, "source") };
	const struct agreement_record *c = &item->act.content.agreement_record;
	item->act.date = first_day_of(r, c->code);
	item->gives = (struct founding_ref){ 'g', c->code };
	item_need(r, item, 'p', c->party);
	return r->rc;
}

/* The number of a step within its agreement, as a code: each stands after the one before it. */
static struct str step_code(struct row *r, struct str agreement, uint32_t number)
{
	char *room = arena_alloc(r->data->arena, CODE_BYTES_MAX + 16, 1);
	size_t n = fmt_into(room, CODE_BYTES_MAX + 16, "%.*s/%u", STR_ARG(agreement), number);
	return (struct str){ room, n };
}

static enum rc put_step(struct row *r)
{
	struct founding_item *item = item_add(r, KIND_AGREEMENT_STEP);
	item->act.content.agreement_step = (struct agreement_step){ .is_present = true,
		.agreement = row_code_needed(r, "agreement"),
		.to = row_code_needed(r, "to"),
		.on = row_date(r, "on"),
		.seen_by = row_date(r, "seen_by"),
		.place = row_names(r, "place"),
		.signatories = row_names(r, "signatories"),
		.body = row_code(r, "body"),
		.meeting = row_code(r, "meeting"),
		.by_agreement = row_code(r, "by"),
		.revision = INTEGER_ABSENT,
		.basis = row_text(r, "basis", PROSE_BYTES_MAX),
		.sources = row_sources(r, "source") };
	const struct agreement_step *c = &item->act.content.agreement_step;
	uint32_t number = 1;
	for (uint32_t i = 0; i < r->at; i++)
		number += str_eq(csv_field(r->table, i, S("agreement")), c->agreement);
	item->act.date = date_or(c->on, c->seen_by);
	item->gives = (struct founding_ref){ 's', step_code(r, c->agreement, number) };
	item_need(r, item, 'g', c->agreement);
	if (number > 1)
		item_need(r, item, 's', step_code(r, c->agreement, number - 1));
	item_need(r, item, 'g', c->by_agreement);
	item_need(r, item, 'm', c->meeting);
	return r->rc;
}

static enum rc put_relation(struct row *r)
{
	struct founding_item *item = item_add(r, KIND_RELATION_RECORD);
	item->act.content.relation_record = (struct relation_record){ .is_present = true,
		.code = row_code_needed(r, "id"),
		.kind = row_code_needed(r, "kind"),
		.direction = row_code_needed(r, "direction"),
		.party = row_code(r, "party"),
		.counterpart = row_names(r, "counterpart"),
		.agreement = row_code(r, "agreement"),
		.from = row_date(r, "from"),
		.seen_by = row_date(r, "seen_by"),
		.until = row_date(r, "until"),
		.gone_by = row_date(r, "gone_by"),
		.note = row_text(r, "note", PROSE_BYTES_MAX),
		.sources = row_sources(r, "source") };
	const struct relation_record *c = &item->act.content.relation_record;
	item->act.date = date_or(c->from, c->seen_by);
	item_need(r, item, 'p', c->party);
	item_need(r, item, 'g', c->agreement);
	return r->rc;
}

static enum rc put_text(struct row *r)
{
	struct founding_item *item = item_add(r, KIND_INSTITUTION_TEXT);
	item->act.content.institution_text = (struct institution_text){ .is_present = true,
		.institution = row_code_needed(r, "institution"),
		.kind = row_code_needed(r, "kind"),
		.title = row_names_needed(r, "title"),
		.on = row_date(r, "on"),
		.body = row_code(r, "body"),
		.meeting = row_code(r, "meeting"),
		.basis = row_text(r, "basis", PROSE_BYTES_MAX),
		.sources = row_sources(r, "source") };
	const struct institution_text *c = &item->act.content.institution_text;
	item->act.date = c->on;
	item_need(r, item, 'i', c->institution);
	item_need(r, item, 'm', c->meeting);
	return r->rc;
}

static enum rc put_seat(struct row *r)
{
	struct founding_item *item = item_add(r, KIND_INSTITUTION_SEAT);
	item->act.content.institution_seat = (struct institution_seat){ .is_present = true,
		.institution = row_code_needed(r, "institution"),
		.party = row_code_needed(r, "party"),
		.role = row_code_needed(r, "role"),
		.from = row_date(r, "from"),
		.seen_by = row_date(r, "seen_by"),
		.until = row_date(r, "until"),
		.gone_by = row_date(r, "gone_by"),
		.basis = row_text(r, "basis", PROSE_BYTES_MAX),
		.sources = row_sources(r, "source") };
	const struct institution_seat *c = &item->act.content.institution_seat;
	item->act.date = date_or(c->from, c->seen_by);
	item_need(r, item, 'i', c->institution);
	item_need(r, item, 'p', c->party);
	return r->rc;
}

enum rc founding_agreements(struct founding_data *d)
{
	struct {
		const struct csv *table;
		enum rc (*put)(struct row *r);
		const char *key;
	} const tables[] = {
		{ &d->agreements, put_agreement, "id" },
		{ &d->agreement_steps, put_step, NULL },
		{ &d->relations, put_relation, "id" },
		{ &d->institution_texts, put_text, NULL },
		{ &d->institution_seats, put_seat, NULL },
	};
	for (size_t i = 0; i < CM_COUNT(tables); i++) {
		enum rc rc = data_rows(d, tables[i].table, tables[i].key, tables[i].put);
		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}
