/* Rows of agreements, of relations with others, and of what is recorded of institutions. */
#include "project/rows_priv.h"

#include "base/buf.h"

static struct date agreement_day_signed(const struct agreement *a)
{
	for (uint32_t i = 0; i < a->steps_count; i++) {
		if (a->steps[i].to == AGREEMENT_SIGNED && !a->steps[i].is_amendment)
			return a->steps[i].on;
	}
	return DATE_NONE;
}

#define TABLE ROW_TABLE
#define COLUMN ROW_COLUMN
#define END ROW_END
#include "project/tables_agreement.def"
#undef TABLE
#undef COLUMN
#undef END

#define WORDS_BYTES_MAX ((size_t)1024 * 1024)

/* The day of its signature; else of its last step that has one. */
static struct date agreement_day_of(const struct agreement *a)
{
	struct date day = agreement_day_signed(a);
	for (uint32_t i = a->steps_count; i-- > 0 && !date_known(day);)
		day = a->steps[i].on;
	return day;
}

static struct str agreement_words(struct rows *o, const struct agreement *a, struct str lang)
{
	struct buf b;
	buf_init(&b, o->arena, WORDS_BYTES_MAX);
	rows_line(&b, names_exactly(&a->counterpart, lang));
	for (uint32_t i = 0; i < a->steps_count; i++) {
		const struct agreement_step_row *step = &a->steps[i];
		rows_line(&b, names_exactly(&step->place, lang));
		rows_line(&b, names_exactly(&step->signatories, lang));
		rows_line(&b, step->evidence.note);
	}
	return rows_with(o, buf_str(&b), &a->evidence);
}

static void agreement_rows(struct rows *o, const struct agreement *a)
{
	const struct name_row counterpart = { .table = S("agreements"), .code = a->code,
		.what = S("counterpart") };
	agreements_put(o, a, a, NULL);
	rows_names(o, &(struct name_row){ .table = S("agreements"), .code = a->code, .what = S("title") },
	    &a->title);
	rows_names(o, &counterpart, &a->counterpart);
	for (uint32_t i = 0; i < a->steps_count; i++)
		agreement_steps_put(o, a, &a->steps[i], NULL);
	for (uint32_t i = 0; i < a->deposits_count; i++)
		agreement_deposits_put(o, a, &a->deposits[i], NULL);
	for (uint32_t i = 0; i < a->title.count; i++) {
		struct str lang = a->title.at[i].lang;
		rows_item(o, (struct item){ .noun = S("agreement"), .code = a->code, .kind = a->kind,
			.lang = lang, .party = a->party, .day = agreement_day_of(a),
			.title = a->title.at[i].text, .words = agreement_words(o, a, lang),
			.address = rows_address(o, "agreements", a->code), .entry = a->evidence.entry });
	}
}

/* Named by its title, else by the other side; by that side's code where it has no name here. */
static void relation_rows(struct rows *o, const struct relation *r)
{
	const struct names *names = r->title.count > 0 ? &r->title : &r->counterpart;
	relations_put(o, r, r, NULL);
	rows_names(o, &(struct name_row){ .table = S("relations"), .code = r->code, .what = S("title") },
	    &r->title);
	rows_names(o, &(struct name_row){ .table = S("relations"), .code = r->code,
		.what = S("counterpart") }, &r->counterpart);
	struct item item = { .noun = S("relation"), .code = r->code, .kind = r->kind, .party = r->party,
		.day = date_known(r->span.from) ? r->span.from : r->span.seen_by, .title = r->party,
		.words = rows_with(o, STR_NONE, &r->evidence),
		.address = rows_place(o, "relations#", r->code), .entry = r->evidence.entry };
	if (names->count == 0)
		rows_item(o, item);
	for (uint32_t i = 0; i < names->count; i++) {
		item.lang = names->at[i].lang;
		item.title = names->at[i].text;
		item.words = rows_with(o, names_exactly(&r->counterpart, item.lang), &r->evidence);
		rows_item(o, item);
	}
}

static void institution_text_rows(struct rows *o, const struct institution_text_row *t)
{
	institution_texts_put(o, t, t, NULL);
	rows_names(o, &(struct name_row){ .table = S("institution_texts"), .code = t->institution,
		.what = S("title") }, &t->title);
	for (uint32_t i = 0; i < t->title.count; i++) {
		rows_item(o, (struct item){ .noun = S("institution-text"),
			.code = rows_number(o, t->evidence.entry), .kind = t->kind,
			.lang = t->title.at[i].lang, .body = t->body, .day = t->on,
			.title = t->title.at[i].text, .words = rows_with(o, t->institution, &t->evidence),
			.address = rows_address(o, "institutions", t->institution),
			.entry = t->evidence.entry });
	}
}

void agreement_all_rows(struct rows *o, enum state_table t, const void *row)
{
	if (t == STATE_agreements)
		agreement_rows(o, row);
	else if (t == STATE_relations)
		relation_rows(o, row);
	else if (t == STATE_institution_texts)
		institution_text_rows(o, row);
	else if (t == STATE_institution_seats)
		institution_seats_put(o, row, row, NULL);
}
