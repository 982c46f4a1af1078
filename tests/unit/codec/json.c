#include <setjmp.h>
#include <stdarg.h>
#include "base/scope.h"
#include "base/utf8.h"
#include "codec/json.h"
#include "lib/panics.h"
#include "unit/codec/support.h"
#include <cmocka.h>

static struct str written_again(const struct json *j, struct arena *a)
{
	struct json_writer w;
	struct buf out;
	buf_init(&out, a, ACT_JSON_BYTES_MAX);
	json_begin(&w, &out);
	json_put_again(&w, j, 0, a);
	assert_false(out.failed);
	return buf_str(&out);
}

/* The one property that all rests on: accepted means canonical. */
static bool is_refused_or_canonical(struct str text, struct arena *a)
{
	struct json j;
	return json_parse(&j, a, text).id != FAULT_NONE || str_eq(written_again(&j, a), text);
}

static void each_vector_is_judged_as_its_table_says(void **state)
{
	(void)state;
	SCOPE_ARENA(tables, SUPPORT_ARENA_BYTES);
	struct str rest = vector_read(&tables, "canonical-json", S("index.tsv"));
	struct str cells[ROW_CELLS_MAX];
	unsigned rows = 0;
	for (; table_row(&rest, cells); rows++) {
		SCOPE_ARENA(a, SUPPORT_ARENA_BYTES);
		struct json j;
		struct str text = vector_read(&a, "canonical-json", cells[0]);
		struct fault f = json_parse(&j, &a, text);
		assert_true(fault_is(f, cells[1]));
		assert_true(f.id != FAULT_NONE || str_eq(written_again(&j, &a), text));
	}
	assert_int_equal(rows, 48);
}

static void a_fault_stands_at_the_first_byte_that_cannot_be_right(void **state)
{
	(void)state;
	static const struct {
		struct str text;
		enum fault_id id;
		uint32_t offset;
	} cases[] = {
		{ S(""), FAULT_JSON_SYNTAX, 0 },
		{ S("[1]"), FAULT_JSON_SYNTAX, 0 },
		{ S("{"), FAULT_JSON_SYNTAX, 1 },
		{ S("{}}"), FAULT_JSON_SYNTAX, 2 },
		{ S("{\"a\""), FAULT_JSON_SYNTAX, 4 },
		{ S("{\"a"), FAULT_JSON_KEY, 3 },
		{ S("{\"a\":"), FAULT_JSON_SYNTAX, 5 },
		{ S("{\"a\":1"), FAULT_JSON_SYNTAX, 6 },
		{ S("{\"a\":1,"), FAULT_JSON_SYNTAX, 7 },
		{ S("{\"a\":1]"), FAULT_JSON_SYNTAX, 6 },
		{ S("{\"a\":[1}"), FAULT_JSON_SYNTAX, 7 },
		{ S("{\"a\":[1,]}"), FAULT_JSON_SYNTAX, 8 },
		{ S("{\"a\":[,1]}"), FAULT_JSON_SYNTAX, 6 },
		{ S("{\"a\":trve}"), FAULT_JSON_SYNTAX, 7 },
		{ S("{\"a\":truee}"), FAULT_JSON_SYNTAX, 9 },
		{ S("{\"a\":fals"), FAULT_JSON_SYNTAX, 9 },
		{ S("{\"a\":-}"), FAULT_JSON_NUMBER, 6 },
		{ S("{\"a\":-0}"), FAULT_JSON_NUMBER, 6 },
		{ S("{\"a\":00}"), FAULT_JSON_NUMBER, 6 },
		{ S("{\"a\":.5}"), FAULT_JSON_NUMBER, 5 },
		{ S("{\"a\":1.5}"), FAULT_JSON_NUMBER, 6 },
		{ S("{\"a\":1e5}"), FAULT_JSON_NUMBER, 6 },
		{ S("{\"a\":1-5}"), FAULT_JSON_NUMBER, 6 },
		{ S("{\"a\":9007199254740992}"), FAULT_JSON_NUMBER, 20 },
		{ S("{\"a\":-90071992547409910}"), FAULT_JSON_NUMBER, 22 },
		{ S("{\"b\":1,\"a\":2}"), FAULT_JSON_ORDER, 8 },
		{ S("{\"ab\":1,\"ab\":2}"), FAULT_JSON_ORDER, 11 },
		{ S("{\"ab\":1,\"a\":2}"), FAULT_JSON_ORDER, 10 },
		{ S("{\"b\":1,\"aB\":2}"), FAULT_JSON_KEY, 9 },
		{ S("{\"a\":\"\\u0041\"}"), FAULT_JSON_STRING, 7 },
		{ S("{\"a\":\"\\"), FAULT_JSON_STRING, 7 },
		{ S("{\"a\":\"x\n\"}"), FAULT_JSON_STRING, 7 },
		{ S("{\"a\":\"0123456789\x7f\"}"), FAULT_JSON_STRING, 16 },
		{ S("{\"a\":\"\xd0\x96\xc2\x80\"}"), FAULT_JSON_STRING, 8 },
		{ S("{\"a\":\"\xd0\x96\xff\"}"), FAULT_JSON_STRING, 8 },
		{ S("{\"a\":\"\xd0"), FAULT_JSON_STRING, 6 },
		{ S("{\"a\":\"0123456789"), FAULT_JSON_SYNTAX, 16 },
	};
	for (size_t i = 0; i < CM_COUNT(cases); i++) {
		SCOPE_ARENA(a, SUPPORT_ARENA_BYTES);
		struct json j = { .count = 77 };
		struct fault f = json_parse(&j, &a, cases[i].text);
		assert_true(fault_is(f, str_c(fault_name(cases[i].id))));
		assert_int_equal(f.offset, cases[i].offset);
		assert_int_equal(f.line, 0);
		assert_int_equal(j.count, 77); /* outputs are untouched on failure */
	}
}

static void nodes_say_where_each_value_stands(void **state)
{
	(void)state;
	SCOPE_ARENA(a, SUPPORT_ARENA_BYTES);
	struct json j;
	struct str text =
	    S("{\"a\":[1,{\"b\":\"x\\n\\\"\"},[]],\"c\":-7,\"d\":true,\"e\":\"\xd0\x96\"}");
	assert_true(fault_is(json_parse(&j, &a, text), S("OK")));
	assert_int_equal(j.count, 9);
	assert_int_equal(j.nodes[0].count, 4);
	assert_int_equal(j.nodes[0].next, 9);
	assert_true(str_eq(json_raw(&j, 0), text));
	uint32_t list = json_member(&j, 0, S("a"));
	assert_int_equal(list, 1);
	assert_int_equal(j.nodes[list].count, 3);
	uint32_t inner = j.nodes[json_first(list)].next;
	assert_true(str_eq(json_raw(&j, inner), S("{\"b\":\"x\\n\\\"\"}")));
	uint32_t b = json_member(&j, inner, S("b"));
	assert_true(str_eq(json_text(&j, b, &a), S("x\n\"")));
	assert_true(str_eq(json_raw(&j, b), S("\"x\\n\\\"\"")));
	assert_int_equal(j.nodes[json_member(&j, 0, S("c"))].integer, -7);
	assert_int_equal(j.nodes[json_member(&j, 0, S("d"))].type, JSON_TRUE);
	uint32_t e = json_member(&j, 0, S("e"));
	assert_ptr_equal(json_text(&j, e, &a).p, text.p + j.nodes[e].at); /* borrowed */
	assert_true(str_eq(json_key(&j, e), S("e")));
	assert_int_equal(json_member(&j, 0, S("b")), 0);
	assert_int_equal(json_member(&j, 0, S("z")), 0);
	assert_int_equal(json_member(&j, inner, S("a")), 0);
}

/* Any tree of values, by the writer. */
static struct str tree_draw(struct gen *g, struct arena *a)
{
	struct json_writer w;
	struct buf out;
	bool is_object[JSON_DEPTH_MAX + 1] = { false };
	unsigned keys[JSON_DEPTH_MAX + 1] = { 0 };
	buf_init(&out, a, ACT_JSON_BYTES_MAX);
	json_begin(&w, &out);
	json_open_object(&w);
	is_object[1] = true;
	while (w.depth > 0) {
		bool may_open = w.depth < JSON_DEPTH_MAX && out.n < 400;
		uint64_t choice = gen_below(g, may_open ? 7 : 5);
		if (choice == 0 || out.n > 600 || keys[w.depth] == 26) {
			if (is_object[w.depth])
				json_close_object(&w);
			else
				json_close_array(&w);
			continue;
		}
		if (is_object[w.depth]) {
			char *key = arena_alloc(a, 2, 1);
			key[0] = (char)('a' + keys[w.depth]);
			key[1] = "0_.-"[gen_below(g, 4)];
			json_put_key(&w, (struct str){ key, (size_t)gen_between(g, 1, 2) });
		}
		keys[w.depth]++;
		if (choice == 1)
			json_put_integer(&w, gen_between(g, -JSON_INTEGER_MAX, JSON_INTEGER_MAX));
		else if (choice == 2)
			json_put_bool(&w, gen_bool(g));
		else if (choice <= 4)
			json_put_string(&w, text_draw(g, a, 30));
		else if (choice == 5)
			json_open_object(&w);
		else
			json_open_array(&w);
		if (choice >= 5) {
			is_object[w.depth] = choice == 5;
			keys[w.depth] = 0;
		}
	}
	assert_false(out.failed);
	return buf_str(&out);
}

static void what_is_written_is_read_and_written_the_same(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(1000); i++) {
		SCOPE_ARENA(a, SUPPORT_ARENA_BYTES);
		struct gen g;
		struct json j;
		gen_init_case(&g, i);
		struct str text = tree_draw(&g, &a);
		assert_true(fault_is(json_parse(&j, &a, text), S("OK")));
		assert_true(str_eq(written_again(&j, &a), text));
	}
}

static void no_text_of_one_byte_more_less_or_other_has_two_forms(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases_dear(6); i++) {
		SCOPE_ARENA(a, SUPPORT_ARENA_BYTES);
		SCOPE_ARENA(scratch, SUPPORT_ARENA_BYTES);
		struct gen g;
		gen_init_case(&g, i);
		struct str text = tree_draw(&g, &a);
		char *p = arena_alloc(&a, text.n + 1, 1);
		for (size_t at = 0; at < text.n; at++) {
			memcpy(p, text.p, text.n);
			for (unsigned c = 0; c < 256; c++) {
				p[at] = (char)c;
				arena_reset(&scratch);
				assert_true(
				    is_refused_or_canonical((struct str){ p, text.n }, &scratch));
			}
			memmove(p + at, text.p + at + 1, text.n - at - 1);
			assert_true(
			    is_refused_or_canonical((struct str){ p, text.n - 1 }, &scratch));
			memcpy(p, text.p, at);
			memcpy(p + at + 1, text.p + at, text.n - at);
			p[at] = (char)gen_u64(&g);
			assert_true(
			    is_refused_or_canonical((struct str){ p, text.n + 1 }, &scratch));
		}
	}
}

static void every_truncation_is_refused(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(40); i++) {
		SCOPE_ARENA(a, SUPPORT_ARENA_BYTES);
		struct gen g;
		struct json j;
		gen_init_case(&g, i);
		struct str text = tree_draw(&g, &a);
		for (size_t n = 0; n < text.n; n++) {
			char *exact = arena_alloc(&a, n, 1);
			memcpy(exact, text.p, n);
			struct fault f = json_parse(&j, &a, (struct str){ exact, n });
			assert_int_not_equal(f.id, FAULT_NONE);
			/* All that is there is right, but for half a character. */
			assert_int_equal(f.offset, utf8_invalid_at((struct str){ exact, n }));
		}
	}
}

static void text_of_many_values_fits_an_arena_of_4_mib(void **state)
{
	(void)state;
	SCOPE_ARENA(a, SUPPORT_ARENA_BYTES);
	struct json j;
	char *p = arena_alloc(&a, ACT_JSON_BYTES_MAX, 1);
	memcpy(p, "{\"a\":[1", 7);
	size_t n = 7;
	while (n + 4 <= ACT_JSON_BYTES_MAX) {
		p[n++] = ',';
		p[n++] = '1';
	}
	p[n++] = ']';
	p[n++] = '}';
	assert_true(fault_is(json_parse(&j, &a, (struct str){ p, n }), S("OK")));
	assert_int_equal(j.nodes[1].count, (n - 7) / 2);
	assert_true(str_eq(written_again(&j, &a), (struct str){ p, n }));
}

static void an_arena_too_small_is_no_fault_of_the_text(void **state)
{
	(void)state;
	SCOPE_ARENA(a, 64);
	struct json j;
	assert_true(fault_is(json_parse(&j, &a, S("{}")), S("E_INTERNAL")));
}

enum misuse {
	MISUSE_KEY_ORDER,
	MISUSE_KEY_GRAMMAR,
	MISUSE_KEY_WITHOUT_VALUE,
	MISUSE_VALUE_WITHOUT_KEY,
	MISUSE_SECOND_VALUE,
	MISUSE_KEY_IN_ARRAY,
	MISUSE_CONTROL,
	MISUSE_BIDI,
	MISUSE_UTF8,
	MISUSE_INTEGER,
	MISUSE_DEPTH,
	MISUSE_CLOSE,
	MISUSE_SECOND_TOP,
	MISUSE__COUNT
};

static void writer_misuse(void *ctx)
{
	SCOPE_ARENA(a, SUPPORT_ARENA_BYTES);
	struct json_writer w;
	struct buf out;
	buf_init(&out, &a, 1000);
	json_begin(&w, &out);
	json_open_object(&w);
	json_put_key(&w, S("b"));
	json_put_bool(&w, true);
	switch (*(const enum misuse *)ctx) {
	case MISUSE_KEY_ORDER:
		json_put_key(&w, S("b"));
		break;
	case MISUSE_KEY_GRAMMAR:
		json_put_key(&w, S("cD"));
		break;
	case MISUSE_KEY_WITHOUT_VALUE:
		json_put_key(&w, S("c"));
		json_close_object(&w);
		break;
	case MISUSE_VALUE_WITHOUT_KEY:
		json_put_bool(&w, true);
		break;
	case MISUSE_SECOND_VALUE:
		json_put_key(&w, S("c"));
		json_open_object(&w);
		json_put_bool(&w, true);
		break;
	case MISUSE_KEY_IN_ARRAY:
		json_put_key(&w, S("c"));
		json_open_array(&w);
		json_put_key(&w, S("d"));
		break;
	case MISUSE_CONTROL:
		json_put_key(&w, S("c"));
		json_put_string(&w, S("\r"));
		break;
	case MISUSE_BIDI:
		json_put_key(&w, S("c"));
		json_put_string(&w, S("\xe2\x80\xae"));
		break;
	case MISUSE_UTF8:
		json_put_key(&w, S("c"));
		json_put_string(&w, S("\xff"));
		break;
	case MISUSE_INTEGER:
		json_put_key(&w, S("c"));
		json_put_integer(&w, JSON_INTEGER_MAX + 1);
		break;
	case MISUSE_DEPTH:
		json_put_key(&w, S("c"));
		for (int i = 0; i < JSON_DEPTH_MAX; i++)
			json_open_array(&w);
		break;
	case MISUSE_CLOSE:
		json_close_array(&w);
		break;
	case MISUSE_SECOND_TOP:
		json_close_object(&w);
		json_open_object(&w);
		break;
	case MISUSE__COUNT:
		break;
	}
}

static void the_writer_panics_rather_than_write_what_the_reader_refuses(void **state)
{
	(void)state;
	for (enum misuse m = 0; m < MISUSE__COUNT; m++)
		assert_true(panics(writer_misuse, &m, "json.c"));
}

static void a_full_buffer_is_remembered(void **state)
{
	(void)state;
	SCOPE_ARENA(a, SUPPORT_ARENA_BYTES);
	struct json_writer w;
	struct buf out;
	buf_init(&out, &a, 4);
	json_begin(&w, &out);
	json_open_object(&w);
	json_put_key(&w, S("abc"));
	json_put_raw(&w, S("{}"));
	json_close_object(&w);
	assert_true(out.failed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_vector_is_judged_as_its_table_says),
		cmocka_unit_test(a_fault_stands_at_the_first_byte_that_cannot_be_right),
		cmocka_unit_test(nodes_say_where_each_value_stands),
		cmocka_unit_test(what_is_written_is_read_and_written_the_same),
		cmocka_unit_test(no_text_of_one_byte_more_less_or_other_has_two_forms),
		cmocka_unit_test(every_truncation_is_refused),
		cmocka_unit_test(text_of_many_values_fits_an_arena_of_4_mib),
		cmocka_unit_test(an_arena_too_small_is_no_fault_of_the_text),
		cmocka_unit_test(the_writer_panics_rather_than_write_what_the_reader_refuses),
		cmocka_unit_test(a_full_buffer_is_remembered),
	};
	return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
