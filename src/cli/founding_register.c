#include "cli/founding_data.h"

#include "base/arena.h"

static enum rc put_term(struct row *r)
{
	struct founding_item *item = item_add(r, KIND_OFFICE_TERM);
	item->act.content.office_term = (struct office_term){
		.is_present = true,
		.office = row_has(r, "office") ? row_code(r, "office") : S("chair"),
		.party = row_code_needed(r, "code"),
		.from = row_date(r, "from"),
		.until = row_date(r, "until"),
		.planned_until = row_date(r, "planned_until"),
		.basis = row_text(r, "basis", PROSE_BYTES_MAX),
		.sources = row_sources(r, "source"),
	};
	const struct office_term *c = &item->act.content.office_term;
	if (!date_known(c->from))
		(void)row_refuse(r, "from", "a term needs its beginning");
	item->act.date = c->from;
	item_need(r, item, 'p', c->party);
	return r->rc;
}

/* "Almaty Act; Declaration": each is a document of the meeting. */
static struct meeting_document_list documents_of(struct row *r)
{
	struct meeting_document_list list = { 0, NULL };
	struct meeting_document *at = arena_array(r->data->arena, struct meeting_document,
	    DOCUMENTS_MAX);
	for (struct str rest = row_text(r, "adopted", TEXT_BYTES_MAX); rest.n > 0;) {
		size_t end = str_find_str(rest, S("; "));
		struct str title = str_sub(rest, 0, end);
		rest = end < rest.n ? str_sub(rest, end + 2, rest.n) : STR_NONE;
		if (list.count == DOCUMENTS_MAX || title.n == 0 || title.n > NAME_BYTES_MAX) {
			(void)row_refuse(r, "adopted", "an empty or too long title, or more than 64");
			break;
		}
		at[list.count].is_present = true;
		at[list.count++].title = data_names(r->data, title);
	}
	list.at = at;
	return list;
}

static enum rc put_meeting(struct row *r)
{
	struct founding_item *item = item_add(r, KIND_MEETING_RECORD);
	item->act.content.meeting_record = (struct meeting_record){
		.is_present = true,
		.code = row_code_needed(r, "id"),
		.body = row_code(r, "body"),
		.number = row_integer(r, "no", 100000),
		.title = row_names(r, "title"),
		.from = row_date(r, "from"),
		.until = row_date(r, "until"),
		.date_basis = row_code(r, "date_basis"),
		.place = row_names(r, "place"),
		.mode = row_code(r, "mode"),
		.chair = row_code(r, "chair"),
		.status = row_code_needed(r, "status"),
		.documents = documents_of(r),
		.note = row_text(r, "note", PROSE_BYTES_MAX),
		.sources = row_sources(r, "source"),
	};
	const struct meeting_record *c = &item->act.content.meeting_record;
	if (c->title.count == 0)
		(void)row_refuse(r, "title", "may not be empty");
	item->act.date = c->from;
	item->gives = (struct founding_ref){ 'm', c->code };
	item_need(r, item, 'p', c->chair);
	return r->rc;
}

static enum rc put_institution(struct row *r)
{
	struct founding_item *item = item_add(r, KIND_INSTITUTION_RECORD);
	item->act.content.institution_record = (struct institution_record){
		.is_present = true,
		.code = row_code_needed(r, "code"),
		.kind = row_code_needed(r, "kind"),
		.names = row_names(r, "name"),
		.founded = row_date(r, "founded"),
		.initiated_by = row_code(r, "initiated_by"),
		.basis = row_text(r, "basis", PROSE_BYTES_MAX),
		.sources = row_sources(r, "source"),
	};
	const struct institution_record *c = &item->act.content.institution_record;
	if (c->names.count == 0)
		(void)row_refuse(r, "name", "an institution needs a name in some language");
	item->act.date = c->founded;
	item->gives = (struct founding_ref){ 'i', c->code };
	item_need(r, item, 'p', c->initiated_by);
	return r->rc;
}

enum rc founding_register(struct founding_data *d)
{
	enum rc rc = data_rows(d, &d->terms, NULL, put_term);
	if (rc == RC_OK)
		rc = data_rows(d, &d->meetings, "id", put_meeting);
	return rc == RC_OK ? data_rows(d, &d->institutions, "code", put_institution) : rc;
}
