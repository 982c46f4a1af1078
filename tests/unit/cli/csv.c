#include <setjmp.h>
#include <stdarg.h>
#include "base/buf.h"
#include "base/scope.h"
#include "cli/csv.h"
#include "lib/gen.h"
#include <cmocka.h>

#define CAP ((size_t)1 << 22)

static struct str field_draw(struct gen *g, struct arena *a)
{
	static const char *const parts[] = { "a", "\"", ",", "\n", "\r\n", " ", "ж", "0" };
	struct buf b;
	buf_init(&b, a, 256);
	for (uint64_t n = gen_below(g, 5); n > 0; n--)
		buf_put(&b, str_c(parts[gen_below(g, CM_COUNT(parts))]));
	return b.n > 0 ? buf_str(&b) : S("");
}

/* Quotes where they are needed, and sometimes where they are not. */
static void field_put(struct buf *b, struct gen *g, struct str field)
{
	bool is_plain = true;
	for (size_t i = 0; i < field.n; i++)
		is_plain = is_plain && memchr("\",\r\n", field.p[i], 4) == NULL;
	if (is_plain && gen_bool(g)) {
		buf_put(b, field);
		return;
	}
	buf_byte(b, '"');
	for (size_t i = 0; i < field.n; i++) {
		if (field.p[i] == '"')
			buf_byte(b, '"');
		buf_byte(b, (uint8_t)field.p[i]);
	}
	buf_byte(b, '"');
}

static void what_is_written_by_the_rules_is_read_back_field_by_field(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(3000); i++) {
		SCOPE_ARENA(a, CAP);
		struct gen g;
		gen_init_case(&g, i);
		uint32_t columns = (uint32_t)gen_between(&g, 2, 5), rows = (uint32_t)gen_below(&g, 6);
		struct str want[6][5];
		struct buf b;
		buf_init(&b, &a, 1 << 16);
		for (uint32_t c = 0; c < columns; c++) {
			buf_put(&b, c > 0 ? S(",c") : S("c"));
			buf_dec(&b, c);
		}
		for (uint32_t r = 0; r < rows; r++) {
			buf_put(&b, gen_bool(&g) ? S("\n") : S("\r\n"));
			for (uint32_t c = 0; c < columns; c++) {
				want[r][c] = field_draw(&g, &a);
				buf_put(&b, c > 0 ? S(",") : S(""));
				field_put(&b, &g, want[r][c]);
			}
		}
		buf_put(&b, gen_bool(&g) ? S("\n") : S(""));
		struct csv got;
		struct err err;
		assert_int_equal(csv_parse(&got, &a, S("t.csv"), buf_str(&b), &err), RC_OK);
		assert_int_equal(got.rows_count, rows);
		for (uint32_t r = 0; r < rows; r++) {
			for (uint32_t c = 0; c < columns; c++)
				assert_true(str_eq(got.rows[r].fields[c], want[r][c]));
		}
	}
}

static void any_bytes_are_read_or_refused_with_their_file(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(20000); i++) {
		SCOPE_ARENA(a, CAP);
		struct gen g;
		gen_init_case(&g, i);
		char text[40];
		size_t n = gen_below(&g, sizeof text);
		for (size_t k = 0; k < n; k++)
			text[k] = "ab,\"\r\n\xd0\xb6"[gen_below(&g, 8)];
		struct csv got;
		struct err err;
		enum rc rc = csv_parse(&got, &a, S("t.csv"), (struct str){ text, n }, &err);
		if (rc != RC_OK) {
			assert_true(str_starts(str_c(err.text), S("t.csv:")));
			continue;
		}
		for (uint32_t r = 0; r < got.rows_count; r++)
			assert_true(got.rows[r].line >= 2 && got.rows[r].line <= n + 1);
	}
}

static void an_error_names_file_line_and_column(void **state)
{
	(void)state;
	static const struct {
		const char *text, *error;
	} cases[] = {
		{ "", "t.csv:1: column 1 has no name" },
		{ "a,a\n", "t.csv:1: two columns are named 'a'" },
		{ "a,b\n1\n", "t.csv:2: 1 fields, but the header has 2" },
		{ "a,b\n1,2\n\n", "t.csv:3: 1 fields, but the header has 2" },
		{ "a,b\n1,x\"y\n", "t.csv:2:4: a quote or carriage return outside a quoted field" },
		{ "a,b\n1,x\ry\n", "t.csv:2:4: a quote or carriage return outside a quoted field" },
		{ "a,b\n1,\"x\"y\n", "t.csv:2:6: nothing may follow the closing quote of a field" },
		{ "a,b\n1,\"x\ny", "t.csv:3:2: the quotes are not closed" },
		{ "a,b\n1,\xff\n", "t.csv:2:3: this is not UTF-8" },
	};
	for (size_t i = 0; i < CM_COUNT(cases); i++) {
		SCOPE_ARENA(a, CAP);
		struct csv got;
		struct err err;
		assert_int_equal(csv_parse(&got, &a, S("t.csv"), str_c(cases[i].text), &err),
		    RC_INVALID);
		assert_string_equal(err.text, cases[i].error);
	}
}

static void a_column_that_is_not_there_is_empty(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct csv got;
	struct err err;
	assert_int_equal(csv_parse(&got, &a, S("t.csv"), S("a,b\n1,2\n"), &err), RC_OK);
	assert_true(str_eq(csv_field(&got, 0, S("b")), S("2")));
	assert_int_equal(csv_field(&got, 0, S("c")).n, 0);
	assert_int_equal(csv_column(&got, S("c")), CSV_COLUMNS_MAX);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_written_by_the_rules_is_read_back_field_by_field),
		cmocka_unit_test(any_bytes_are_read_or_refused_with_their_file),
		cmocka_unit_test(an_error_names_file_line_and_column),
		cmocka_unit_test(a_column_that_is_not_there_is_empty),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
