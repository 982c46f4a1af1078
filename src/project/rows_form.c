/* Rows of forms and returns, read from the record, which has of restricted answers the commitment. */
#include "project/rows_priv.h"

#include "base/arena.h"
#include "base/buf.h"

struct form_choice {
	const struct form_line *line;
	const struct form_option *option;
};

#define TABLE ROW_TABLE
#define COLUMN ROW_COLUMN
#define END ROW_END
#include "project/tables_form.def"
#undef TABLE
#undef COLUMN
#undef END

#define WORDS_BYTES_MAX ((size_t)1024 * 1024)

static void form_line_rows(struct rows *o, const struct form *f, const struct form_line *line)
{
	form_fields_put(o, f, line, NULL);
	rows_names(o, &(struct name_row){ .table = S("form_fields"), .code = line->code,
		.what = S("label") }, &line->label);
	for (uint32_t i = 0; i < line->options_count; i++) {
		const struct form_choice choice = { line, &line->options[i] };
		form_options_put(o, f, &choice, NULL);
		rows_names(o, &(struct name_row){ .table = S("form_options"),
			.code = choice.option->code, .what = S("label") }, &choice.option->label);
	}
}

/* What it asks, in one language. */
static struct str form_words(struct rows *o, const struct form *f, struct str lang)
{
	struct buf b;
	buf_init(&b, o->arena, WORDS_BYTES_MAX);
	for (uint32_t i = 0; i < f->lines_count; i++) {
		const struct form_line *line = &f->lines[i];
		rows_line(&b, names_exactly(&line->label, lang));
		for (uint32_t k = 0; k < line->options_count; k++)
			rows_line(&b, names_exactly(&line->options[k].label, lang));
	}
	return rows_with(o, buf_str(&b), &f->evidence);
}

/* "forms/budget?version=2" */
static struct str form_address(struct rows *o, const struct form *f)
{
	struct buf b;
	buf_init(&b, o->arena, 1024);
	buf_put(&b, rows_address(o, "forms", f->code));
	buf_put(&b, S("?version="));
	buf_dec(&b, f->version);
	return buf_str(&b);
}

static void form_rows(struct rows *o, const struct form *f)
{
	forms_put(o, f, f, NULL);
	rows_names(o, &(struct name_row){ .table = S("forms"), .code = f->code, .what = S("title") },
	    &f->title);
	for (uint32_t i = 0; i < f->lines_count; i++)
		form_line_rows(o, f, &f->lines[i]);
	for (uint32_t i = 0; i < f->title.count; i++) {
		struct str lang = f->title.at[i].lang;
		rows_item(o, (struct item){ .noun = S("form"), .code = f->code,
			.kind = form_period_name(f->period), .lang = lang,
			.title = f->title.at[i].text, .words = form_words(o, f, lang),
			.address = form_address(o, f), .entry = f->evidence.entry });
	}
}

/* The answers of the return's act: none of one that is nil or carried forward. */
static struct return_value_list values_of(struct rows *o, const struct filing *r)
{
	const struct act *act = rows_act(o, r->entry);
	if (act == NULL || (r->how != FILING_FILED && r->how != FILING_SUPPLEMENT))
		return (struct return_value_list){ 0, NULL };
	enum kind k = kind_of(act->kind);
	union content *content = arena_new(o->arena, union content);
	struct fault fault = content_read(content, k, act, o->arena);
	cm_assert(fault.id == FAULT_NONE); /* it passed admission */
	cm_assert(k == KIND_RETURN_FILE || k == KIND_RETURN_SUPPLEMENT);
	return k == KIND_RETURN_FILE ? content->return_file.values : content->return_supplement.values;
}

static struct str filing_title(struct rows *o, const struct filing *r)
{
	struct buf b;
	if (r->year != INTEGER_ABSENT)
		return rows_pair(o, r->form, rows_number(o, (uint64_t)r->year));
	buf_init(&b, o->arena, 64);
	if (date_known(r->event))
		date_put(&b, r->event);
	return rows_pair(o, r->form, buf_str(&b));
}

static void filing_rows(struct rows *o, const struct filing *r)
{
	struct buf words;
	struct return_value_list values = values_of(o, r);
	buf_init(&words, o->arena, WORDS_BYTES_MAX);
	returns_put(o, r, r, NULL);
	for (uint32_t i = 0; i < values.count; i++) {
		return_values_put(o, r, &values.at[i], NULL);
		rows_line(&words, values.at[i].text); /* empty where not everybody may see it */
	}
	rows_item(o, (struct item){ .noun = S("return"), .code = rows_number(o, r->entry),
		.kind = filing_how_name(r->how), .party = r->party, .day = date_of_moment(r->at),
		.title = filing_title(o, r), .words = buf_str(&words),
		.address = rows_address(o, "returns", rows_number(o, r->entry)), .entry = r->entry });
}

void form_all_rows(struct rows *o, enum state_table t, const void *row)
{
	if (t == STATE_forms)
		form_rows(o, row);
	else if (t == STATE_filings)
		filing_rows(o, row);
	else if (t == STATE_inquiries)
		inquiries_put(o, row, row, NULL);
}
