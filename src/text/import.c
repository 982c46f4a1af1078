#include "text/import.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/fmt.h"
#include "base/limits.h"
#include "text/import_block.h"
#include "text/import_kind.h"
#include "text/import_label.h"
#include "text/token.h"

#define NEST_MAX 16
#define TITLE_POINTS_MAX 300
#define HEADING_POINTS_MAX 120
#define ORGAN_WORDS_MAX 40  /* "We, the Heads of State and Government of the Member States ..." */
#define FORMULA_WORDS_MAX 12
#define NOTE_NAME_BYTES_MAX 32
#define STYLE_PLAIN 0       /* of a paragraph without a label */
#define STYLE_LEVEL 0x1000u /* one Markdown list in another */

/* A paragraph or point that what follows may belong to. */
struct nest {
	uint32_t style, ordinal, unit, indent;
};

struct importer {
	struct arena *arena;
	const struct import_order *order;
	struct draft_unit *units;
	uint32_t *lines;
	uint32_t count;
	struct nest nest[NEST_MAX]; /* from a paragraph inwards */
	uint32_t depth;
	uint32_t annex, row; /* units, or DRAFT_NONE */
	bool in_preamble, is_operative, has_title;
	struct map notes; /* "[^1]" to the first unit that says so */
	struct import_report report;
	struct err *err;
};

/* What a block is going to be. */
struct reading {
	enum unit_kind kind;
	uint32_t parent;
	struct str label, text;
};

struct str import_format_name(enum import_format f)
{
	return f == IMPORT_MARKDOWN ? S("markdown") : S("plain");
}

/* ---- what belongs to what ----------------------------------------------------------------------- */

static uint32_t parent_of(const struct importer *x)
{
	return x->depth > 0 ? x->nest[x->depth - 1].unit : x->annex;
}

/* The unit that comes is one of this list, inside the first `depth`. */
static void nest_push(struct importer *x, uint32_t depth, const struct nest *n)
{
	uint32_t at = depth < NEST_MAX ? depth : NEST_MAX - 1;
	x->nest[at] = *n;
	x->nest[at].unit = x->count;
	x->depth = at + 1;
}

/* How deep the list of this style is open; x->depth: it is not. */
static uint32_t nest_find(const struct importer *x, uint32_t style)
{
	uint32_t i = x->depth;
	while (i > 0 && x->nest[i - 1].style != style)
		i--;
	return i > 0 ? i - 1 : x->depth;
}

/* Is "(i)" the letter after "(h)" or the number one? */
static bool is_roman(const struct importer *x, const struct label *label, bool after_colon)
{
	uint32_t letters = nest_find(x, label->style),
		 romans = nest_find(x, label_style_roman(label->style));

	if (label->roman == 0)
		return false;
	if (label->roman == 1 && after_colon)
		return true;
	if (romans < x->depth && x->nest[romans].ordinal + 1 == label->roman)
		return true;
	if (letters < x->depth && x->nest[letters].ordinal + 1 == label->ordinal)
		return false;
	return label->roman == 1 || romans < x->depth || label->ordinal > 26;
}

static bool after_colon(const struct importer *x)
{
	return x->count > 0 && colon_ends(x->units[x->count - 1].texts->text);
}

/* Numbers stand at the top unless they are in a list of another sort. */
static bool is_nested_number(const struct importer *x, uint32_t style)
{
	if (x->depth == 0 || (x->order->format == IMPORT_PLAIN && x->nest[0].style == STYLE_PLAIN))
		return false;
	if (x->nest[0].style == STYLE_PLAIN)
		return style >= STYLE_LEVEL;
	return nest_find(x, style) > 0;
}

/* Places a labelled paragraph or point. */
static void label_place(
    struct importer *x, const struct block *b, const struct label *label, struct reading *out)
{
	struct nest n = { label->style, label->ordinal, 0, b->indent };
	uint32_t depth;

	if (x->order->format == IMPORT_MARKDOWN &&
	    (label->kind == LABEL_NUMBER || label->kind == LABEL_BULLET))
		n.style += STYLE_LEVEL * ((b->indent + 2) / 4);
	if (label->kind == LABEL_POINT && is_roman(x, label, after_colon(x))) {
		n.style = label_style_roman(n.style);
		n.ordinal = label->roman;
	}
	depth = nest_find(x, n.style);
	if (label->kind == LABEL_NUMBER && !is_nested_number(x, n.style))
		depth = 0;
	if (label->kind == LABEL_DECIMAL && depth == x->depth &&
	    (depth == 0 || x->nest[0].ordinal != label->ordinal))
		depth = 0;
	x->depth = depth;
	out->kind = depth == 0 ? UNIT_PARAGRAPH : UNIT_POINT;
	out->parent = parent_of(x);
	nest_push(x, depth, &n);
}

/* A paragraph at the top. */
static void top_place(struct importer *x, uint32_t indent, uint32_t style, struct reading *out)
{
	x->depth = 0;
	out->parent = x->annex;
	nest_push(x, 0, &(struct nest){ style, 0, 0, indent });
}

/* ---- what it is --------------------------------------------------------------------------------- */

static void heading_place(struct importer *x, enum unit_kind kind, struct reading *out)
{
	x->depth = 0;
	out->kind = kind;
	out->parent = x->annex;
	if (kind == UNIT_ANNEX) {
		out->parent = DRAFT_NONE;
		x->annex = x->count;
		x->is_operative = false;
	}
	x->has_title = x->has_title || kind == UNIT_TITLE;
	x->in_preamble = false;
}

/* Takes the label from the text. */
static void label_take(struct reading *out, const struct label *label)
{
	out->label = str_sub(out->text, 0, label->bytes);
	out->text = token_core(str_sub(out->text, label->bytes, out->text.n));
}

static void heading_read(struct importer *x, const struct block *b, struct reading *out)
{
	struct label label;
	enum unit_kind kind = UNIT_HEADING;

	if (label_read(out->text, &label) && label.kind != LABEL_BULLET) {
		label_take(out, &label);
		kind = label.kind == LABEL_ANNEX ? UNIT_ANNEX : UNIT_HEADING;
	} else if (b->level == 1 && !x->has_title) {
		kind = UNIT_TITLE;
	}
	heading_place(x, kind, out);
}

static bool is_heading_label(const struct label *label, struct str rest)
{
	bool is_short = rest.n == 0 || is_title(rest, HEADING_POINTS_MAX);
	return label->kind == LABEL_ANNEX ||
	       ((label->kind == LABEL_ARTICLE || (label->kind == LABEL_SECTION && rest.n > 0)) && is_short);
}

static void labelled_read(
    struct importer *x, const struct block *b, const struct label *label, struct reading *out)
{
	label_take(out, label);
	if (is_heading_label(label, out->text)) {
		heading_place(x, label->kind == LABEL_ANNEX ? UNIT_ANNEX : UNIT_HEADING, out);
		return;
	}
	if (label->kind == LABEL_RECITAL) {
		out->kind = UNIT_RECITAL;
		x->in_preamble = true;
		top_place(x, b->indent, label->style, out);
		return;
	}
	if (label->kind == LABEL_OPERATIVE || label->kind == LABEL_ARTICLE || label->kind == LABEL_SECTION) {
		out->kind = UNIT_PARAGRAPH;
		top_place(x, b->indent, label->style, out);
	} else {
		label_place(x, b, label, out);
	}
	if (out->kind == UNIT_PARAGRAPH && label->kind != LABEL_BULLET && label->kind != LABEL_POINT) {
		x->in_preamble = false;
		x->is_operative = true;
	}
}

/* "The Council,": after a heading, or at the beginning. */
static bool is_organ(const struct importer *x, struct str text)
{
	enum unit_kind before = x->count > 0 ? x->units[x->count - 1].kind : UNIT_TITLE;
	bool begins = before == UNIT_TITLE || before == UNIT_HEADING || before == UNIT_ANNEX ||
		      str_starts(text, S("We, ")) || str_starts(text, S("Мы, "));
	return begins && comma_ends(text) && !recital_begins(text) && is_brief(text, ORGAN_WORDS_MAX);
}

static bool is_recital(const struct importer *x, struct str text)
{
	if (x->in_preamble)
		return comma_ends(text) || (recital_begins(text) && stop_ends(text));
	return !x->is_operative && recital_begins(text) && comma_ends(text);
}

static bool is_formula(const struct importer *x, struct str text)
{
	return colon_ends(text) && is_brief(text, FORMULA_WORDS_MAX) &&
	       (enacting_begins(text) || x->in_preamble) && !recital_begins(text);
}

/* In plain text a heading has no mark of its own. */
static bool is_bare_heading(const struct importer *x, struct str text)
{
	bool is_plain = x->order->format == IMPORT_PLAIN;
	struct label label;
	if (!is_title(text, HEADING_POINTS_MAX) || label_read(text, &label) || text.p[0] == '[')
		return false;
	return has_no_small_letter(text) || str_eq(text, S("Preamble")) || str_eq(text, S("Преамбула")) ||
	       (is_plain && !small_begins(text) && !after_colon(x) && !str_starts(text, S("Option ")));
}

static void unlabelled_read(struct importer *x, const struct block *b, struct reading *out)
{
	bool is_inside = x->order->format == IMPORT_MARKDOWN && x->depth > 0 &&
			 x->nest[0].style != STYLE_PLAIN && b->indent >= x->nest[0].indent + 2;

	if (x->count == 0 && is_title(out->text, TITLE_POINTS_MAX)) {
		heading_place(x, UNIT_TITLE, out);
	} else if (is_organ(x, out->text)) {
		out->kind = UNIT_FORMULA;
		x->in_preamble = true;
		x->is_operative = false;
		top_place(x, b->indent, STYLE_PLAIN, out);
	} else if (is_inside) {
		while (x->depth > 1 && b->indent < x->nest[x->depth - 1].indent + 2)
			x->depth--;
		out->kind = UNIT_POINT;
		out->parent = parent_of(x);
	} else if (is_recital(x, out->text)) {
		out->kind = UNIT_RECITAL;
		x->in_preamble = true;
		top_place(x, b->indent, STYLE_PLAIN, out);
	} else if (is_formula(x, out->text)) {
		out->kind = UNIT_FORMULA;
		x->in_preamble = false;
		x->is_operative = true;
		top_place(x, b->indent, STYLE_PLAIN, out);
	} else if (is_bare_heading(x, out->text)) {
		heading_place(x, UNIT_HEADING, out);
	} else {
		out->kind = UNIT_PARAGRAPH;
		top_place(x, b->indent, STYLE_PLAIN, out);
	}
}

/* A row's first cell stands where a paragraph would; the others of the row belong to it. */
static void cell_read(struct importer *x, const struct block *b, struct reading *out)
{
	out->kind = UNIT_CELL;
	if (b->begins_row)
		x->row = x->count;
	out->parent = b->begins_row ? x->annex : x->row;
	x->depth = 0;
}

static void note_read(struct importer *x, const struct block *b, struct reading *out)
{
	struct str name = str_sub(b->label, 0, b->label.n - 1);
	uint32_t unit = map_get(&x->notes, name);
	out->kind = UNIT_NOTE;
	out->label = b->label;
	out->parent = unit == MAP_NONE ? DRAFT_NONE : unit;
}

static struct reading block_read(struct importer *x, const struct block *b)
{
	struct reading out = { UNIT_PARAGRAPH, DRAFT_NONE, STR_NONE, b->text };
	struct label label;

	switch (b->kind) {
	case BLOCK_CELL:
		cell_read(x, b, &out);
		break;
	case BLOCK_NOTE:
		note_read(x, b, &out);
		break;
	case BLOCK_HEADING:
		heading_read(x, b, &out);
		break;
	case BLOCK_TEXT:
		/* "Annex I Parties shall", in running text, is no annex */
		if (label_read(b->text, &label) &&
		    (label.kind != LABEL_ANNEX || is_title(b->text, HEADING_POINTS_MAX)))
			labelled_read(x, b, &label, &out);
		else
			unlabelled_read(x, b, &out);
		break;
	}
	return out;
}

/* ---- units -------------------------------------------------------------------------------------- */

static void notes_remember(struct importer *x, struct str text)
{
	for (size_t at = str_find(text, '[', 0); at < text.n; at = str_find(text, '[', at + 1)) {
		struct str rest = str_sub(text, at, at + NOTE_NAME_BYTES_MAX);
		size_t close = str_find(rest, ']', 0);
		struct str name = str_sub(rest, 0, close + 1);
		if (close < rest.n && str_starts(rest, S("[^")) && map_get(&x->notes, name) == MAP_NONE)
			map_put(&x->notes, name, x->count);
	}
}

static enum rc unit_add(struct importer *x, const struct block *b, const struct reading *r)
{
	struct draft_unit *u = &x->units[x->count];
	struct unit_text *text;
	char id[16];
	size_t n = fmt_into(id, sizeof id, "u%u", x->count + 1);
	enum rc rc;

	if (r->text.n > UNIT_BYTES_MAX)
		return cm_fail(x->err, RC_LIMIT, "line %u: a paragraph of %zu bytes, more than %d", b->line,
		    r->text.n, UNIT_BYTES_MAX);
	*u = (struct draft_unit){ .id = str_copy(x->arena, (struct str){ id, n }), .kind = r->kind,
		.parent = r->parent, .label = r->label, .texts_count = 1 };
	text = arena_new(x->arena, struct unit_text);
	*text = (struct unit_text){ .lang = x->order->lang, .text = r->text,
		.state = TRANSLATION_FINAL };
	u->texts = text;
	rc = words_cut(x->order->words, x->arena, r->text, &u->base, x->err);
	if (rc != RC_OK)
		return err_wrap(x->err, "line %u", b->line);
	if (r->kind != UNIT_NOTE)
		notes_remember(x, r->text);
	x->lines[x->count++] = b->line;
	x->report.kinds[r->kind]++;
	x->report.words += u->base.count;
	if (r->text.n > x->report.longest_bytes)
		x->report.longest_bytes = (uint32_t)r->text.n;
	return RC_OK;
}

static enum rc units_make(struct importer *x, const struct blocks *blocks)
{
	enum rc rc = RC_OK;

	x->units = arena_array(x->arena, struct draft_unit, blocks->count + 1u);
	x->lines = arena_array(x->arena, uint32_t, blocks->count + 1u);
	map_init(&x->notes, x->arena, x->order->words->map.hash_key);
	for (uint32_t i = 0; i < blocks->count && rc == RC_OK; i++) {
		const struct block *b = &blocks->at[i];
		struct reading r = block_read(x, b);
		rc = unit_add(x, b, &r);
	}
	return rc;
}

enum rc draft_import(
    struct arena *a, const struct import_order *order, struct imported *out, struct err *err)
{
	struct importer x = { .arena = a, .order = order, .annex = DRAFT_NONE, .row = DRAFT_NONE,
		.err = err };
	struct import_lines lines;
	struct import_text text;
	struct import_marks marks;
	struct blocks blocks;
	enum rc rc;

	if (order->source.n > IMPORT_BYTES_MAX)
		return cm_fail(err, RC_LIMIT, "a source of %zu bytes, more than %d", order->source.n,
		    IMPORT_BYTES_MAX);
	rc = import_lines_read(a, order->source, &lines, err);
	if (rc == RC_OK)
		rc = blocks_read(a, &lines, order, &blocks, err);
	if (rc == RC_OK)
		rc = units_make(&x, &blocks);
	if (rc != RC_OK)
		return rc;
	text = (struct import_text){ order->words, x.units, x.count, blocks.links };
	rc = import_marks_find(a, &text, &marks, &x.report.marks, err);
	if (rc != RC_OK)
		return rc;
	x.report.lines = lines.count;
	*out = (struct imported){ x.units, x.lines, x.count, marks, x.report };
	return RC_OK;
}

struct draft imported_draft(const struct imported *i, const struct import_order *order)
{
	return (struct draft){ .lang = order->lang, .words = order->words, .units = i->units,
		.units_count = i->units_count };
}
