#include "text/import_line.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "text/import_label.h"
#include "text/token.h"

#define TAB_COLUMNS 4
#define WIDTH_MIN 50 /* of a page that breaks lines */
#define WIDTH_MAX 200

static const struct str clause_marks[] = {
	{ ".", 1 }, { ",", 1 }, { ";", 1 }, { ":", 1 }, { "!", 1 }, { "?", 1 }, { ")", 1 },
	{ "]", 1 }, { "*", 1 }, { "_", 1 }, { "。", 3 }, { "，", 3 }, { "；", 3 }, { "：", 3 },
	{ "、", 3 }, { "）", 3 }, { "،", 2 }, { "؛", 2 }, { "؟", 2 }, { "।", 3 }, { " and", 4 },
	{ " or", 3 }, { " и", 3 }, { " или", 7 }, { "”", 3 }, { "»", 2 },
};

bool clause_ends(struct str text)
{
	for (size_t i = 0; i < CM_COUNT(clause_marks); i++)
		if (str_ends(text, clause_marks[i]))
			return true;
	return false;
}

bool small_begins(struct str text)
{
	size_t n;
	uint32_t c = text.n == 0 ? 0 : utf8_get(text, 0, &n);
	return (c >= 'a' && c <= 'z') || (c >= 0xdf && c <= 0xff) || (c >= 0x430 && c <= 0x45f);
}

/* The bytes of the end of a line that stands at `at`; 0: none does. */
static size_t line_end(struct str s, size_t at)
{
	switch (s.p[at]) {
	case '\n':
	case '\v':
	case '\f':
		return 1;
	case '\r':
		return at + 1 < s.n && s.p[at + 1] == '\n' ? 2 : 1;
	case (char)0xc2: /* U+0085 */
		return at + 1 < s.n && s.p[at + 1] == (char)0x85 ? 2 : 0;
	case (char)0xe2: /* U+2028, U+2029 */
		return at + 2 < s.n && s.p[at + 1] == (char)0x80 && (s.p[at + 2] == (char)0xa8 ||
			s.p[at + 2] == (char)0xa9) ? 3 : 0;
	default:
		return 0;
	}
}

static bool is_control(struct str s, size_t at)
{
	uint8_t c = (uint8_t)s.p[at];
	if (c < 0x20)
		return c != '\t' && line_end(s, at) == 0;
	if (c == 0xc2 && at + 1 < s.n && (uint8_t)s.p[at + 1] < 0xa0)
		return line_end(s, at) == 0;
	return c == 0x7f;
}

static enum rc source_check(struct str s, uint32_t *lines, struct err *err)
{
	size_t invalid = utf8_invalid_at(s), n;
	*lines = 1;
	for (size_t at = 0; at < s.n; at += n > 0 ? n : 1) {
		if (at >= invalid)
			return cm_fail(err, RC_INVALID, "line %u is not valid UTF-8", *lines);
		if (is_control(s, at))
			return cm_fail(err, RC_INVALID, "line %u holds a control character", *lines);
		n = line_end(s, at);
		*lines += n > 0;
	}
	return RC_OK;
}

static struct import_line line_make(struct str raw)
{
	struct import_line line = { .text = token_trim(raw) };
	size_t n;
	for (size_t at = 0; at < raw.n && &raw.p[at] != line.text.p; at += n) {
		(void)utf8_get(raw, at, &n);
		line.indent = raw.p[at] == '\t' ? line.indent / TAB_COLUMNS * TAB_COLUMNS + TAB_COLUMNS
						: line.indent + 1;
	}
	line.columns = line.indent + (uint32_t)utf8_count(line.text);
	return line;
}

/*
 * The width to which lines were broken, or 0. Nineteen of twenty lines are no longer than it, and of
 * those nearly so long one in ten goes on in the next.
 */
static uint32_t width_of(const struct import_line *lines, uint32_t count)
{
	uint32_t histogram[WIDTH_MAX + 2] = { 0 }, filled = 0, width = 0, seen = 0, full = 0, on = 0;
	struct label label;

	for (uint32_t i = 0; i < count; i++) {
		uint32_t columns = lines[i].columns > WIDTH_MAX ? WIDTH_MAX + 1 : lines[i].columns;
		filled += lines[i].text.n > 0;
		histogram[columns] += lines[i].text.n > 0;
	}
	while (width <= WIDTH_MAX && (seen += histogram[width]) < filled - filled / 20)
		width++;
	if (width < WIDTH_MIN || width > WIDTH_MAX)
		return 0;
	for (uint32_t i = 0; i + 1 < count; i++) {
		struct str next = lines[i + 1].text;
		if (lines[i].columns < width * 7 / 10 || next.n == 0)
			continue;
		full++;
		on += !clause_ends(lines[i].text) && !label_read(next, &label) &&
		      (small_begins(next) || (uint8_t)next.p[0] >= 0x80);
	}
	return on > 0 && on >= full / 10 ? width : 0;
}

enum rc import_lines_read(
    struct arena *a, struct str source, struct import_lines *out, struct err *err)
{
	uint32_t bound, count = 0;
	struct import_line *lines;
	size_t from, n = 0;
	bool begins_page = false;
	enum rc rc;

	if (str_starts(source, S("\xef\xbb\xbf")))
		source = str_sub(source, 3, source.n);
	rc = source_check(source, &bound, err);
	if (rc != RC_OK)
		return rc;
	lines = arena_try(a, (size_t)bound * sizeof *lines, _Alignof(struct import_line));
	if (lines == NULL)
		return cm_fail(err, RC_LIMIT, "%u lines", bound);
	for (from = 0; from < source.n; from += n) {
		size_t to = from;
		while (to < source.n && line_end(source, to) == 0)
			to++;
		lines[count] = line_make(str_sub(source, from, to));
		lines[count++].begins_page = begins_page;
		begins_page = to < source.n && source.p[to] == '\f';
		n = to - from + (to < source.n ? line_end(source, to) : 0);
	}
	*out = (struct import_lines){ lines, count, width_of(lines, count) };
	return RC_OK;
}
