/* Rows of negotiated texts, their units, proposals and positions. */
#include "project/rows_priv.h"

#include "base/buf.h"

#define WORDS_BYTES_MAX ((size_t)8 * 1024 * 1024)

static struct str change_state_name(enum change_state s)
{
	static const struct str names[CHANGE_STATE__COUNT] = { [CHANGE_OPEN] = S("open"),
		[CHANGE_MADE] = S("made"), [CHANGE_CLOSED] = S("closed") };
	return names[s];
}

#define TABLE ROW_TABLE
#define COLUMN ROW_COLUMN
#define END ROW_END
#include "project/tables_text.def"
#undef TABLE
#undef COLUMN
#undef END

static void instrument_rows(struct rows *o, const struct instrument *t)
{
	texts_put(o, t, t, NULL);
	rows_names(o, &(struct name_row){ .table = S("texts"), .code = t->code, .what = S("title") },
	    &t->title);
	for (uint32_t i = 0; i < t->order_count; i++)
		text_order_put(o, t, &t->order[i], NULL);
	for (uint32_t i = 0; i < t->revisions_count; i++)
		text_revisions_put(o, t, &t->revisions[i], NULL);
	for (uint32_t i = 0; i < t->title.count; i++) {
		rows_item(o, (struct item){ .noun = S("text"), .code = t->code,
			.kind = instrument_state_name(t->state), .lang = t->title.at[i].lang,
			.party = t->party, .body = t->body,
			.symbol = t->revisions_count > 0 ? t->revisions[t->revisions_count - 1].symbol
			                                 : STR_NONE,
			.title = t->title.at[i].text, .address = rows_address(o, "texts", t->code),
			.entry = t->entry });
	}
}

/* "texts/draft/unit?id=op1" */
static struct str unit_address(struct rows *o, struct str text, struct str unit)
{
	struct buf b;
	buf_init(&b, o->arena, 1024);
	buf_put(&b, rows_address(o, "texts", text));
	buf_put(&b, S("/unit?id="));
	buf_percent(&b, unit);
	return buf_str(&b);
}

static void unit_rows(struct rows *o, const struct instrument_unit *u)
{
	units_put(o, u, u, NULL);
	for (uint32_t i = 0; i < u->translations_count; i++)
		unit_translations_put(o, u, &u->translations[i], NULL);
	if (u->is_gone)
		return;
	struct item item = { .noun = S("unit"), .code = u->id, .kind = unit_kind_name(u->kind),
		.lang = o->text_lang, .body = o->text_body,
		.title = rows_pair(o, u->text, u->label.n > 0 ? u->label : u->id), .words = u->words,
		.address = unit_address(o, u->text, u->id), .entry = u->entry };
	rows_item(o, item);
	for (uint32_t i = 0; i < u->translations_count; i++) {
		item.lang = u->translations[i].lang;
		item.words = u->translations[i].text;
		rows_item(o, item);
	}
}

static void proposal_rows(struct rows *o, const struct instrument_proposal *p)
{
	struct buf words;
	buf_init(&words, o->arena, WORDS_BYTES_MAX);
	proposals_put(o, p, p, NULL);
	buf_put(&words, p->rationale);
	for (uint32_t i = 0; i < p->edits_count; i++) {
		proposal_edits_put(o, p, &p->edits[i], NULL);
		buf_byte(&words, '\n');
		buf_put(&words, p->edits[i].words);
	}
	for (uint32_t i = 0; i < p->changes_count; i++) {
		proposal_changes_put(o, p, &p->changes[i], NULL);
		buf_byte(&words, '\n');
		buf_put(&words, p->changes[i].words);
	}
	rows_item(o, (struct item){ .noun = S("proposal"), .code = rows_number(o, p->number),
		.kind = proposal_state_name(p->state), .lang = p->lang, .party = p->party,
		.body = o->text_body, .title = rows_pair(o, p->text, rows_number(o, p->number)),
		.words = buf_str(&words),
		.address = rows_address(o, "texts", p->text), .entry = p->entry });
}

void text_rows(struct rows *o, enum state_table t, const void *row)
{
	if (t == STATE_instruments)
		instrument_rows(o, row);
	else if (t == STATE_text_units)
		unit_rows(o, row);
	else if (t == STATE_text_proposals)
		proposal_rows(o, row);
	else if (t == STATE_text_positions)
		positions_put(o, row, row, NULL);
}
