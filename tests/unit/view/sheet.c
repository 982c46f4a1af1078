/* CSV: no cell begins as a formula does, and every text can be had back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "lib/gen.h"
#include "view/sheet.h"

#define CELLS 4

static struct arena arena;

/* The next cell of a line by RFC 4180; `at` goes on behind the comma or the line's end. */
static struct str cell_read(struct str csv, size_t *at)
{
	struct buf b;
	buf_init(&b, &arena, 65536);
	bool is_quoted = csv.p[*at] == '"';
	for (*at += is_quoted; *at < csv.n; (*at)++) {
		char c = csv.p[*at];
		if (!is_quoted && (c == ',' || c == '\r'))
			break;
		if (is_quoted && c == '"') {
			(*at)++;
			if (csv.p[*at] != '"')
				break;
		}
		buf_byte(&b, (uint8_t)c);
	}
	*at += csv.p[*at] == ',' ? 1 : 2;
	return buf_str(&b);
}

/* Of signs that begin formulas, that CSV knows, and of others. */
static struct str text_any(struct gen *g)
{
	static const struct str pieces[] = { S("="), S("+"), S("-"), S("@"), S("\t"), S("\r"), S("\n"),
		S("'"), S("＝"), S("＋"), S("－"), S("＠"), S("\""), S(","), S("a"), S("1"), S(" "), S("да") };
	struct buf b;
	buf_init(&b, &arena, 1024);
	for (uint64_t i = gen_below(g, 5); i > 0; i--)
		buf_put(&b, pieces[gen_below(g, CM_COUNT(pieces))]);
	return buf_str(&b);
}

static bool begins_a_formula(struct str text)
{
	static const struct str signs[] = { S("="), S("+"), S("-"), S("@"), S("\t"), S("\r"), S("\n"),
		S("＝"), S("＋"), S("－"), S("＠") };
	for (size_t i = 0; i < CM_COUNT(signs); i++) {
		if (str_starts(text, signs[i]))
			return true;
	}
	return false;
}

static void texts_come_back_and_none_is_a_formula(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(2000); i++) {
		struct gen g;
		struct buf b;
		struct cell cells[CELLS];
		gen_init_case(&g, i);
		arena_reset(&arena);
		buf_init(&b, &arena, 65536);
		for (unsigned k = 0; k < CELLS; k++)
			cells[k] = (struct cell){ CELL_TEXT, 0, text_any(&g) };
		csv_row_put(&b, cells, CELLS);
		size_t at = 0;
		for (unsigned k = 0; k < CELLS; k++) {
			struct str cell = cell_read(buf_str(&b), &at);
			assert_false(begins_a_formula(cell));
			assert_true(str_eq(str_sub(cell, str_starts(cell, S("'")), cell.n), cells[k].text));
		}
		assert_int_equal(at, b.n);
	}
}

static void what_is_no_formula_stays_as_it_is(void **state)
{
	(void)state;
	struct buf b;
	const struct cell cells[] = { { CELL_TEXT, 0, S("a=b") }, { CELL_NUMBER, -5, STR_NONE },
		{ CELL_NULL, 0, STR_NONE }, { CELL_TEXT, 0, S("=1+1") }, { CELL_TEXT, 0, S("-\"x\"") },
		{ CELL_TEXT, 0, S("it's") }, { CELL_TEXT, 0, S("'tis") } };
	buf_init(&b, &arena, 1024);
	csv_row_put(&b, cells, CM_COUNT(cells));
	assert_true(str_eq(buf_str(&b), S("a=b,-5,,'=1+1,\"'-\"\"x\"\"\",it's,''tis\r\n")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_come_back_and_none_is_a_formula),
		cmocka_unit_test(what_is_no_formula_stays_as_it_is),
	};
	arena_init(&arena, (size_t)8 * 1024 * 1024);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
