#include <setjmp.h>
#include <stdarg.h>
#include "base/buf.h"
#include "base/scope.h"
#include "service/canon.h"
#include "codec/json.h"
#include "lib/gen.h"
#include <cmocka.h>

#define CAP ((size_t)1 << 22)

static void space_put(struct buf *b, struct gen *g)
{
	static const char *const spaces[] = { "", " ", "\n\t", "\r\n" };
	buf_put(b, str_c(spaces[gen_below(g, CM_COUNT(spaces))]));
}

/* The same value twice: as people might write it, and by the writer of acts. */
static void value_put(struct buf *people, struct json_writer *w, struct gen *g, unsigned depth)
{
	static const struct {
		const char *people, *text;
	} strings[] = { { "\"\"", "" }, { "\"\\u0436\\/\"", "ж/" }, { "\"a\\n\\t\\\"\\\\\"", "a\n\t\"\\" },
		{ "\"é𐍈\"", "é𐍈" } };
	uint64_t type = gen_below(g, depth < 4 ? 5 : 3);
	uint64_t count = gen_below(g, 4), pick = gen_below(g, CM_COUNT(strings));
	space_put(people, g);
	if (type == 0) {
		buf_put(people, str_c(strings[pick].people));
		json_put_string(w, str_c(strings[pick].text));
	} else if (type == 1) {
		int64_t number = (int64_t)gen_below(g, 2000) - 1000;
		buf_dec(people, number);
		json_put_integer(w, number);
	} else if (type == 2) {
		bool yes = gen_bool(g);
		buf_put(people, yes ? S("true") : S("false"));
		json_put_bool(w, yes);
	} else if (type == 3) {
		buf_byte(people, '[');
		json_open_array(w);
		for (uint64_t i = 0; i < count; i++) {
			buf_put(people, i > 0 ? S(",") : S(""));
			value_put(people, w, g, depth + 1);
		}
		json_close_array(w);
		space_put(people, g);
		buf_byte(people, ']');
	} else {
		buf_byte(people, '{');
		json_open_object(w);
		for (uint64_t i = 0; i < count; i++) {
			static const char *const keys[] = { "a", "a-b", "a.b", "a_b" };
			buf_put(people, i > 0 ? S(", \"") : S("\""));
			buf_put(people, str_c(keys[i]));
			buf_put(people, S("\" :"));
			json_put_key(w, str_c(keys[i]));
			value_put(people, w, g, depth + 1);
		}
		json_close_object(w);
		buf_byte(people, '}');
	}
	space_put(people, g);
}

static void what_people_write_becomes_what_the_writer_of_acts_writes(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(3000); i++) {
		SCOPE_ARENA(a, CAP);
		struct gen g;
		gen_init_case(&g, i);
		struct buf people, want;
		struct json_writer w;
		buf_init(&people, &a, 1 << 20);
		buf_init(&want, &a, 1 << 20);
		json_begin(&w, &want);
		json_open_object(&w);
		json_put_key(&w, S("top"));
		buf_put(&people, S("{\"top\":"));
		value_put(&people, &w, &g, 2);
		json_close_object(&w);
		buf_byte(&people, '}');
		struct str got;
		struct err err;
		assert_int_equal(canon_json(&got, &a, "f.json", buf_str(&people), &err), RC_OK);
		assert_true(str_eq(got, buf_str(&want)));
	}
}

static void members_are_sorted_by_bytes_whatever_their_order(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct str got;
	struct err err;
	struct str people = S("{\"b\":1,\"a_b\":2,\"ab\":3,\"a1\":4,\"a-b\":5,\"a.b\":6,\"a\":7}");
	assert_int_equal(canon_json(&got, &a, "f.json", people, &err), RC_OK);
	assert_true(str_eq(got,
	    S("{\"a\":7,\"a-b\":5,\"a.b\":6,\"a1\":4,\"a_b\":2,\"ab\":3,\"b\":1}")));
}

static void what_acts_cannot_hold_is_refused_with_its_place(void **state)
{
	(void)state;
	static const struct {
		const char *text, *error;
	} cases[] = {
		{ "[]", "f.json:1: '': the whole must be an object" },
		{ "{\"a\":[1,{\"b\":null}]}",
		    "f.json:1: '/a/1/b': neither null nor a number with a fraction may stand here" },
		{ "{\"a\":1.5}", "f.json:1: '/a': neither null nor a number with a fraction may stand here" },
		{ "{\"a\":\n{\"B\":1}}",
		    "f.json:2: '/a/B': a name is a letter a-z, then at most 31 of a-z 0-9 _ . -" },
		{ "{\"a\":9007199254740992}", "f.json:1: '/a': an integer beyond 2^53-1" },
		{ "{\"a\":\"\\u202e\"}", "f.json:1: '/a': a character that may not stand in an act" },
	};
	for (size_t i = 0; i < CM_COUNT(cases); i++) {
		SCOPE_ARENA(a, CAP);
		struct str got;
		struct err err;
		assert_int_equal(canon_json(&got, &a, "f.json", str_c(cases[i].text), &err), RC_INVALID);
		assert_string_equal(err.text, cases[i].error);
	}
}

static void what_is_no_json_is_refused_with_line_and_column(void **state)
{
	(void)state;
	static const char *const cases[] = { "", "{", "{\"a\":1,}", "{\"a\":1,\n\"a\":2}", "{}{}",
		"{\"a\":\"\xff\"}", "{'a':1}" };
	for (size_t i = 0; i < CM_COUNT(cases); i++) {
		SCOPE_ARENA(a, CAP);
		struct str got;
		struct err err;
		assert_int_equal(canon_json(&got, &a, "f.json", str_c(cases[i]), &err), RC_INVALID);
		assert_true(str_starts(str_c(err.text), i == 3 ? S("f.json:2:") : S("f.json:1:")));
	}
}

static void nesting_ends_where_that_of_acts_ends(void **state)
{
	(void)state;
	for (unsigned depth = JSON_DEPTH_MAX; depth <= JSON_DEPTH_MAX + 1; depth++) {
		SCOPE_ARENA(a, CAP);
		struct buf b;
		struct str got;
		struct json json;
		struct err err;
		buf_init(&b, &a, 1024);
		buf_put(&b, S("{\"a\":"));
		for (unsigned i = 1; i < depth; i++)
			buf_byte(&b, '[');
		for (unsigned i = 1; i < depth; i++)
			buf_byte(&b, ']');
		buf_byte(&b, '}');
		enum rc rc = canon_json(&got, &a, "f.json", buf_str(&b), &err);
		assert_int_equal(rc, depth == JSON_DEPTH_MAX ? RC_OK : RC_INVALID);
		assert_int_equal(json_parse(&json, &a, buf_str(&b)).id == FAULT_NONE, rc == RC_OK);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_people_write_becomes_what_the_writer_of_acts_writes),
		cmocka_unit_test(members_are_sorted_by_bytes_whatever_their_order),
		cmocka_unit_test(what_acts_cannot_hold_is_refused_with_its_place),
		cmocka_unit_test(what_is_no_json_is_refused_with_line_and_column),
		cmocka_unit_test(nesting_ends_where_that_of_acts_ends),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
