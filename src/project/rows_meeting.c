/* Rows of offices taken up, meetings as they are conducted, documents. */
#include "project/rows_priv.h"

#define TABLE ROW_TABLE
#define COLUMN ROW_COLUMN
#define END ROW_END
#include "project/tables_meeting.def"
#undef TABLE
#undef COLUMN
#undef END

static void agenda_rows(struct rows *o, const struct conduct *c)
{
	for (uint32_t i = 0; i < c->items_count; i++) {
		const struct conduct_item *item = &c->items[i];
		agenda_items_put(o, c, item, NULL);
		rows_names(o, &(struct name_row){ .table = S("agenda_items"), .code = item->id,
			.what = S("title") }, &item->title);
		for (uint32_t k = 0; k < item->title.count; k++) {
			rows_item(o, (struct item){ .noun = S("agenda"), .code = item->id,
				.kind = item->is_adopted ? S("adopted") : S("proposed"),
				.lang = item->title.at[k].lang, .body = c->body,
				.day = date_of_moment(c->opens), .title = item->title.at[k].text,
				.address = rows_address(o, "meetings", c->meeting),
				.entry = c->convened });
		}
	}
}

static void statement_rows(struct rows *o, const struct conduct *c, const struct conduct_statement *s)
{
	statements_put(o, c, s, NULL);
	const struct act_words *words = rows_words(o, s->entry);
	for (uint32_t i = 0; i < words->count; i++) {
		rows_item(o, (struct item){ .noun = S("statement"), .code = rows_number(o, s->entry),
			.kind = s->is_spoken ? S("spoken") : S("written"), .lang = words->at[i].lang,
			.party = s->party, .body = c->body, .day = date_of_moment(s->at),
			.symbol = s->symbol, .title = words->at[i].title, .words = words->at[i].words,
			.address = rows_address(o, "record", rows_number(o, s->entry)),
			.entry = s->entry });
	}
}

static void conduct_rows(struct rows *o, const struct conduct *c)
{
	conducts_put(o, c, c, NULL);
	for (uint32_t i = 0; i < c->steps_count; i++)
		conduct_steps_put(o, c, &c->steps[i], NULL);
	agenda_rows(o, c);
	for (uint32_t i = 0; i < c->delegations_count; i++)
		delegations_put(o, c, &c->delegations[i], NULL);
	for (uint32_t i = 0; i < c->speakers_count; i++)
		speakers_put(o, c, &c->speakers[i], NULL);
	for (uint32_t i = 0; i < c->points_count; i++)
		points_put(o, c, &c->points[i], NULL);
	for (uint32_t i = 0; i < c->statements_count; i++)
		statement_rows(o, c, &c->statements[i]);
	for (uint32_t i = 0; i < c->notes_count; i++)
		journal_notes_put(o, c, &c->notes[i], NULL);
}

static void document_rows(struct rows *o, const struct document *d)
{
	documents_put(o, d, d, NULL);
	rows_names(o, &(struct name_row){ .table = S("documents"), .code = d->symbol,
		.what = S("title") }, &d->title);
	for (uint32_t i = 0; i < d->langs_count; i++)
		document_versions_put(o, d, &d->langs[i], NULL);
	const struct act_words *words = rows_words(o, d->entry);
	for (uint32_t i = 0; i < words->count; i++) {
		if (words->at[i].lang.n == 0) /* the symbol alone */
			continue;
		rows_item(o, (struct item){ .noun = S("document"), .code = rows_number(o, d->entry),
			.kind = d->class, .lang = words->at[i].lang, .day = date_of_moment(d->at),
			.symbol = d->symbol, .title = words->at[i].title, .words = words->at[i].words,
			.address = rows_address(o, "documents", rows_number(o, d->entry)),
			.entry = d->entry });
	}
}

void meeting_rows(struct rows *o, enum state_table t, const void *row)
{
	if (t == STATE_tenures)
		tenures_put(o, row, row, NULL);
	else if (t == STATE_conducts)
		conduct_rows(o, row);
	else if (t == STATE_documents)
		document_rows(o, row);
}
