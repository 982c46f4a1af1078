#include "text/import_block.h"

#include "base/arena.h"
#include "base/table.h"
#include "text/import_inline.h"
#include "text/import_label.h"
#include "text/token.h"

#define CENTRED_COLUMNS 16 /* more than any list is indented at once */

struct block_reader {
	struct arena *arena;
	const struct import_lines *lines;
	enum import_format format;
	struct table blocks; /* of struct block */
	struct map *links;
	uint32_t from;       /* the line at which the open block begins; `at`: none is open */
	struct label last;   /* of the last line that began with one */
};

static struct str line_of(const struct block_reader *r, uint32_t at)
{
	return r->lines->at[at].text;
}

/* ---- lines that say what they are -------------------------------------------------------------- */

static bool is_made_of(struct str s, const char *marks)
{
	for (size_t i = 0; i < s.n; i++)
		if (str_find(str_c(marks), s.p[i], 0) == strlen(marks))
			return false;
	return s.n > 0;
}

static bool is_row(struct str s)
{
	return s.n > 1 && s.p[0] == '|' && s.p[s.n - 1] == '|';
}

/* "---", "***": a line across the page; under text, a heading. */
static bool is_rule(struct str s)
{
	return s.n >= 3 && (is_made_of(s, "-") || is_made_of(s, "*") || is_made_of(s, "_"));
}

/* What makes a heading of the line above. */
static bool is_underline(struct str s)
{
	return s.n >= 3 && (is_made_of(s, "=") || is_made_of(s, "-"));
}

static uint32_t heading_level(struct str s)
{
	uint32_t n = 0;
	while (n < s.n && s.p[n] == '#')
		n++;
	return n <= 6 && (n == s.n || s.p[n] == ' ' || s.p[n] == '\t') ? n : 0;
}

/* The bytes of "[^1]:" or "[name]:" at the beginning; 0: it defines nothing. */
static size_t definition_bytes(struct str s)
{
	size_t close = str_find(s, ']', 1);
	struct str rest;

	if (s.n == 0 || s.p[0] != '[' || close < 2 || close + 1 >= s.n || s.p[close + 1] != ':')
		return 0;
	if (str_find(str_sub(s, 1, close), '[', 0) < close - 1)
		return 0;
	rest = token_core(str_sub(s, close + 2, s.n));
	if (s.p[1] != '^' && (rest.n == 0 || str_find(rest, ' ', 0) < rest.n))
		return 0;
	return close + 2;
}

/* Without the marks of emphasis that it may begin with. */
static struct str peeled(const struct block_reader *r, struct str s)
{
	size_t n = 0;
	while (r->format == IMPORT_MARKDOWN && n < s.n && (s.p[n] == '*' || s.p[n] == '_'))
		n++;
	return n < s.n && s.p[n] != ' ' && s.p[n] != '\t' ? str_sub(s, n, s.n) : s;
}

/* ---- blocks ------------------------------------------------------------------------------------- */

static struct block *block_add(struct block_reader *r, enum block_kind kind, uint32_t line)
{
	struct block *b = table_add(&r->blocks);
	b->kind = kind;
	b->line = line + 1;
	b->indent = r->lines->at[line].indent;
	return b;
}

/* The text without emphasis and with single spaces. */
static struct str text_clean(const struct block_reader *r, struct str raw)
{
	char *out = arena_alloc(r->arena, raw.n + 1, 1);
	size_t n = 0;

	for (size_t i = 0; i < raw.n; i++) {
		bool is_space = raw.p[i] == ' ' || raw.p[i] == '\t' || raw.p[i] == '\n';
		if (!is_space)
			out[n++] = raw.p[i];
		else if (n > 0 && out[n - 1] != ' ')
			out[n++] = ' ';
	}
	raw = (struct str){ out, n };
	return token_trim(r->format == IMPORT_MARKDOWN ? inline_strip(r->arena, raw) : raw);
}

/* Lines [from, to) in one, from byte `skip` of the first. */
static struct str text_join(const struct block_reader *r, uint32_t from, uint32_t to, size_t skip)
{
	struct str raw = { NULL, 0 };
	size_t bytes = 0;
	char *p;

	for (uint32_t i = from; i < to; i++)
		bytes += line_of(r, i).n + 1;
	p = arena_alloc(r->arena, bytes + 1, 1);
	raw.p = p;
	for (uint32_t i = from; i < to; i++) {
		struct str line = str_sub(line_of(r, i), i == from ? skip : 0, SIZE_MAX);
		/* a stroke at the end of a line breaks it there */
		if (r->format == IMPORT_MARKDOWN && i + 1 < to && str_ends(line, S("\\")))
			line.n--;
		if (line.n > 0)
			memcpy(p + raw.n, line.p, line.n);
		raw.n += line.n;
		p[raw.n++] = '\n';
	}
	return text_clean(r, raw);
}

/* What is open ends before line `to`. */
static void block_end(struct block_reader *r, uint32_t to, uint32_t level)
{
	size_t definition;
	struct block *b;

	if (r->from == to)
		return;
	definition = r->format == IMPORT_MARKDOWN ? definition_bytes(line_of(r, r->from)) : 0;
	b = block_add(r, definition > 0 ? BLOCK_NOTE : level > 0 ? BLOCK_HEADING : BLOCK_TEXT, r->from);
	b->level = level;
	b->label = str_sub(line_of(r, r->from), 0, definition);
	b->text = text_join(r, r->from, to, definition);
	if (definition > 0 && b->label.p[1] != '^')
		map_put(r->links, str_sub(b->label, 1, definition - 2), r->blocks.count);
	r->from = to;
}

static void heading_read(struct block_reader *r, uint32_t at, uint32_t level)
{
	struct str text = token_trim(str_sub(line_of(r, at), level, SIZE_MAX)), bare = text;
	struct block *b;

	while (str_ends(bare, S("#")))
		bare.n--;
	/* "## Article 2 ##", but "C#" */
	if (bare.n < text.n && (bare.n == 0 || str_ends(bare, S(" ")) || str_ends(bare, S("\t"))))
		text = token_trim(bare);
	if (text.n == 0)
		return;
	b = block_add(r, BLOCK_HEADING, at);
	b->level = level;
	b->text = text_clean(r, text);
}

static void cell_add(struct block_reader *r, uint32_t at, size_t from, size_t to)
{
	struct block *b = block_add(r, BLOCK_CELL, at);
	b->begins_row = from == 1;
	b->text = text_clean(r, str_sub(line_of(r, at), from, to));
}

static void row_read(struct block_reader *r, uint32_t at)
{
	struct str row = line_of(r, at);
	size_t from = 1;

	if (is_made_of(row, "|-: \t") && str_find(row, '-', 0) < row.n)
		return;
	for (size_t i = 1; i < row.n && r->blocks.count <= IMPORT_UNITS_MAX; i++) {
		if (row.p[i] == '\\') {
			i++;
		} else if (row.p[i] == '|') {
			cell_add(r, at, from, i);
			from = i + 1;
		}
	}
	/* "\|" is no frame */
	if (from < row.n)
		cell_add(r, at, from, row.n);
}

/* ---- where a line begins a block ----------------------------------------------------------------- */

/* Was the line broken because the next word had no room? */
static bool is_full(const struct block_reader *r, uint32_t at)
{
	struct str next = line_of(r, at + 1);
	size_t word = str_find(next, ' ', 0);
	return r->lines->at[at].columns + 1 + word > (size_t)r->lines->width * 85 / 100;
}

/* Is the open block nothing but the label of a paragraph, as in a column of its own? */
static bool is_label_only(const struct block_reader *r, uint32_t at)
{
	struct label label;
	return r->from + 1 == at && label_read(line_of(r, r->from), &label) &&
	       label.bytes == line_of(r, r->from).n && label.kind < LABEL_SECTION;
}

/* A label at the beginning of a line may be a reference that happens to stand there. */
static bool label_begins(const struct block_reader *r, uint32_t at, const struct label *label)
{
	bool is_next = label->style == r->last.style && label->ordinal == r->last.ordinal + 1;

	if (clause_ends(line_of(r, at - 1)) || is_next || label->kind <= LABEL_OPERATIVE)
		return true;
	if (r->format == IMPORT_MARKDOWN)
		return label->kind == LABEL_BULLET || (label->kind == LABEL_NUMBER && label->ordinal == 1);
	return r->lines->width == 0 || !is_full(r, at - 1);
}

static bool line_begins(const struct block_reader *r, uint32_t at)
{
	const struct import_line *line = &r->lines->at[at], *before = line - 1;
	struct label label;
	bool is_labelled;

	if (r->from == at)
		return true;
	is_labelled = label_read(peeled(r, line->text), &label);
	if (is_labelled && label_begins(r, at, &label))
		return true;
	if (r->format == IMPORT_MARKDOWN)
		return definition_bytes(line->text) > 0;
	if (is_label_only(r, at))
		return false;
	return r->lines->width == 0 || line->begins_page ||
	       line->indent >= before->indent + CENTRED_COLUMNS || !is_full(r, at - 1);
}

static void line_read(struct block_reader *r, uint32_t at)
{
	struct str line = line_of(r, at);
	bool is_markdown = r->format == IMPORT_MARKDOWN;
	struct label label;

	if (line.n == 0) {
		block_end(r, at, 0);
		r->from = at + 1;
	} else if (is_markdown && r->from + 1 == at && is_underline(line)) {
		block_end(r, at, line.p[0] == '=' ? 1 : 2);
		r->from = at + 1;
	} else if (is_row(line) || (is_markdown && (heading_level(line) > 0 || is_rule(line)))) {
		block_end(r, at, 0);
		if (is_row(line))
			row_read(r, at);
		else if (heading_level(line) > 0)
			heading_read(r, at, heading_level(line));
		r->from = at + 1;
	} else if (line_begins(r, at)) {
		block_end(r, at, 0);
		if (label_read(peeled(r, line), &label))
			r->last = label;
	}
}

enum rc blocks_read(struct arena *a, const struct import_lines *lines,
    const struct import_order *order, struct blocks *out, struct err *err)
{
	struct block_reader r = { .arena = a, .lines = lines, .format = order->format };
	struct block *all;

	r.links = arena_new(a, struct map);
	map_init(r.links, a, order->words->map.hash_key);
	table_init(&r.blocks, a, sizeof(struct block));
	for (uint32_t i = 0; i < lines->count; i++) {
		line_read(&r, i);
		if (r.blocks.count > IMPORT_UNITS_MAX)
			return cm_fail(err, RC_LIMIT, "line %u: more than %d paragraphs and cells",
			    i + 1, IMPORT_UNITS_MAX);
	}
	block_end(&r, lines->count, 0);
	all = arena_array(a, struct block, r.blocks.count + 1u);
	for (uint32_t i = 0; i < r.blocks.count; i++)
		all[i] = *(const struct block *)table_at(&r.blocks, i);
	*out = (struct blocks){ all, r.blocks.count, order->format == IMPORT_MARKDOWN ? r.links : NULL };
	return RC_OK;
}
