#include "cli/founding_data.h"

#include "base/arena.h"

/* The spans of one party in order of their beginning: rows of party_status.csv. */
struct spans {
	uint32_t count;
	uint32_t *rows;
};

static struct date start_of(struct row *r)
{
	struct date from = row_date(r, "from");
	return date_known(from) ? from : row_date(r, "seen_by");
}

static struct date end_of(struct row *r)
{
	struct date until = row_date(r, "until");
	return date_known(until) ? until : row_date(r, "gone_by");
}

static struct spans spans_of(struct founding_data *d, struct str code)
{
	const struct csv *t = &d->statuses;
	struct spans spans = { 0, arena_array(d->arena, uint32_t, t->rows_count) };
	for (uint32_t i = 0; i < t->rows_count; i++) {
		struct row r = data_row(d, t, i);
		if (!str_eq(row_code(&r, "code"), code))
			continue;
		uint32_t at = spans.count++;
		for (; at > 0; at--) {
			struct row before = data_row(d, t, spans.rows[at - 1]);
			if (date_cmp(start_of(&before), start_of(&r)) <= 0)
				break;
			spans.rows[at] = spans.rows[at - 1];
		}
		spans.rows[at] = i;
	}
	return spans;
}

static void put_admit(struct founding_data *d, struct row *party, struct row *span)
{
	struct founding_item *item = item_add(party, KIND_PARTY_ADMIT);
	struct party_admit *c = &item->act.content.party_admit;
	c->is_present = true;
	c->code = row_code_needed(party, "code");
	c->kind = row_code_needed(party, "kind");
	c->names = row_names(party, "name");
	if (c->names.count == 0)
		(void)row_refuse(party, "name", "a party needs a name in some language");
	c->note = row_text(party, "note", PROSE_BYTES_MAX);
	c->category = row_code_needed(span, "status");
	c->from = row_date(span, "from");
	c->seen_by = row_date(span, "seen_by");
	c->basis = row_text(span, "basis", PROSE_BYTES_MAX);
	c->sources = row_sources(span, "source");
	item->act.date = start_of(span);
	item->gives = (struct founding_ref){ 'p', c->code };
	item_with(d, item);
	if (party->rc == RC_OK && d->calls->keys != NULL)
		party->rc = d->calls->keys(d->calls->ctx, c->code, &c->coordinator, d->err);
}

static struct party_change *put_change(struct row *span, struct str code)
{
	struct founding_item *item = item_add(span, KIND_PARTY_CHANGE);
	struct party_change *c = &item->act.content.party_change;
	*c = (struct party_change){ .is_present = true, .party = code, .from = DATE_NONE,
		.seen_by = DATE_NONE, .until = DATE_NONE, .gone_by = DATE_NONE };
	c->sources = row_sources(span, "source");
	item_need(span, item, 'p', code);
	item_with(span->data, item);
	return c;
}

static void put_status(struct row *span, struct str code)
{
	struct party_change *c = put_change(span, code);
	c->category = row_code_needed(span, "status");
	c->from = row_date(span, "from");
	c->seen_by = row_date(span, "seen_by");
	c->basis = row_text(span, "basis", PROSE_BYTES_MAX);
	span->data->items[span->data->items_count - 1].act.date = start_of(span);
}

/* The end of a span stands in an act of its own unless another status follows at once. */
static void put_end(struct row *span, struct str code)
{
	struct party_change *c = put_change(span, code);
	c->category = S("none");
	c->until = row_date(span, "until");
	c->gone_by = date_known(c->until) ? DATE_NONE : row_date(span, "gone_by");
	c->basis = row_text(span, "basis", PROSE_BYTES_MAX);
	span->data->items[span->data->items_count - 1].act.date = end_of(span);
}

static enum rc party_acts(struct founding_data *d, uint32_t at)
{
	struct row party = data_row(d, &d->parties, at);
	struct str code = row_code_needed(&party, "code");
	struct spans spans = spans_of(d, code);
	if (data_find(&d->parties, "code", row_raw(&party, "code")) != at)
		(void)row_refuse(&party, "code", "stands twice");
	if (spans.count == 0)
		(void)row_refuse(&party, "code", "has no status in party_status.csv");
	for (uint32_t i = 0; i < spans.count && party.rc == RC_OK; i++) {
		struct row span = data_row(d, &d->statuses, spans.rows[i]);
		if (!date_known(start_of(&span)) && i > 0)
			(void)row_refuse(&span, "from", "a later status needs 'from' or 'seen_by'");
		if (i == 0)
			put_admit(d, &party, &span);
		else
			put_status(&span, code);
		struct date end = end_of(&span);
		struct date next = DATE_NONE;
		if (i + 1 < spans.count) {
			struct row after = data_row(d, &d->statuses, spans.rows[i + 1]);
			next = start_of(&after);
		}
		if (date_known(end) && !date_eq(end, next))
			put_end(&span, code);
		if (span.rc != RC_OK)
			return span.rc;
	}
	return party.rc;
}

enum rc founding_parties(struct founding_data *d)
{
	for (uint32_t i = 0; i < d->statuses.rows_count; i++) {
		struct row span = data_row(d, &d->statuses, i);
		if (data_find(&d->parties, "code", row_raw(&span, "code")) == d->parties.rows_count)
			return row_refuse(&span, "code", "is not in parties.csv");
	}
	for (uint32_t i = 0; i < d->parties.rows_count; i++) {
		enum rc rc = party_acts(d, i);
		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}
