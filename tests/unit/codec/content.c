#include <setjmp.h>
#include <stdarg.h>
#include "base/scope.h"
#include "codec/content.h"
#include "codec/content_priv.h"
#include "unit/codec/support.h"
#include <cmocka.h>

#define ROOT "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define BASE "\"base\":{\"root\":\"" ROOT "\",\"size\":0}"

static void shapes_ascend_and_leave_the_envelope_alone(void **state)
{
	(void)state;
	for (enum kind k = 0; k < KIND__COUNT; k++) {
		const struct content_shape *shape = content_shape_of(k);
		assert_true(kind_is_valid(kind_name(k)));
		assert_int_equal(kind_of(kind_name(k)), k);
		assert_true(str_eq(kind_shape(k), shape->name));
		for (uint32_t i = 0; i < shape->count; i++)
			assert_false(content_is_envelope(shape->members[i].name));
	}
	assert_int_equal(kind_of(S("party.admi")), KIND__COUNT);
	assert_int_equal(kind_of(S("")), KIND__COUNT);
}

static void each_shape_describes_its_members(void **state)
{
	(void)state;
	static const char *const names[] = {
#define X(name) #name,
		SHAPES(X)
#undef X
	};
	for (size_t s = 0; s < CM_COUNT(names); s++) {
		const struct member_info *infos = NULL;
		uint32_t count = shape_members(str_c(names[s]), &infos);
		assert_true(count > 0);
		for (uint32_t i = 0; i < count; i++) {
			const struct member_info *inner = NULL, *m = &infos[i];
			bool has_shape = str_eq(m->type, S("OBJECT")) || str_eq(m->type, S("LIST"));
			assert_true(m->name.n <= JSON_KEY_BYTES_MAX);
			assert_true(i == 0 || str_cmp(infos[i - 1].name, m->name) < 0);
			assert_int_equal(m->shape.n > 0, has_shape);
			assert_true(!has_shape || shape_members(m->shape, &inner) > 0);
			if (str_eq(m->type, S("TEXT")) || str_eq(m->type, S("LIST")) ||
			    str_eq(m->type, S("INTEGER")))
				assert_true(m->limit > 0);
		}
	}
	const struct member_info *none = NULL;
	assert_int_equal(shape_members(S("none"), &none), 0);
	assert_null(none);
}

static void what_is_written_of_any_kind_is_read_equal(void **state)
{
	(void)state;
	for (enum kind k = 0; k < KIND__COUNT; k++) {
		for (unsigned i = 0; i < gen_cases(60); i++) {
			SCOPE_ARENA(a, (size_t)16 * 1024 * 1024);
			struct gen g;
			union content drawn, got;
			struct act_envelope envelope;
			gen_init_case(&g, i);
			content_draw(&g, &a, k, &drawn);
			envelope_draw(&g, &a, &envelope);
			struct str line = content_line(&a, k, &drawn, &envelope);
			if (line.n > ACT_JSON_BYTES_MAX)
				continue;
			assert_true(fault_is(line_read(&got, k, line, &a), S("OK")));
			assert_true(content_eq(k, &drawn, &got));
			assert_true(str_eq(content_line(&a, k, &got, &envelope), line));
		}
	}
}

/* The same, through the whole of a submission. */
static void a_written_act_is_one_that_the_record_takes(void **state)
{
	(void)state;
	for (enum kind k = 0; k < KIND__COUNT; k++) {
		SCOPE_ARENA(a, (size_t)16 * 1024 * 1024);
		struct gen g;
		union content drawn, got;
		struct act_envelope envelope;
		struct signature signatures[SIGNATURES_MAX];
		struct entry e;
		struct buf m, b;
		gen_init_case(&g, k);
		content_draw(&g, &a, k, &drawn);
		envelope_draw(&g, &a, &envelope);
		buf_init(&m, &a, ENTRY_BYTES_MAX);
		act_message_put(&m, VECTOR_ORIGIN, content_line(&a, k, &drawn, &envelope));
		for (uint32_t i = 0; i <= envelope.with.count; i++)
			signatures[i] =
			    (struct signature){ i == 0 ? envelope.by : envelope.with.at[i - 1],
				    S("blob") };
		buf_init(&b, &a, ENTRY_BYTES_MAX);
		submission_put(&b, buf_str(&m), signatures, envelope.with.count + 1);
		if (b.failed)
			continue;
		assert_true(
		    fault_is(submission_parse(&e, &a, buf_str(&b), VECTOR_ORIGIN), S("OK")));
		assert_true(str_eq(e.act.kind, kind_name(k)));
		assert_true(str_eq(e.act.by, envelope.by));
		assert_int_equal(e.act.base.size, envelope.base.size);
		assert_memory_equal(e.act.base.root.bytes, envelope.base.root.bytes, HASH_BYTES);
		assert_int_equal(e.act.with_count, envelope.with.count);
		assert_true(fault_is(content_read(&got, k, &e.act, &a), S("OK")));
		assert_true(content_eq(k, &drawn, &got));
	}
}

/* A submission of this line by xa/b; the line itself may be anything. */
static struct str submission_of(struct str line, struct arena *a)
{
	struct signature signature = { S("xa/b"), S("blob") };
	struct buf m, b;
	buf_init(&m, a, ENTRY_BYTES_MAX);
	act_message_put(&m, VECTOR_ORIGIN, line);
	buf_init(&b, a, ENTRY_BYTES_MAX);
	submission_put(&b, buf_str(&m), &signature, 1);
	return buf_str(&b);
}

/* Refused, of another kind, or written again to the very same bytes. */
static bool has_one_form(struct str line, struct arena *a)
{
	struct entry e;
	union content got;
	if (submission_parse(&e, a, submission_of(line, a), VECTOR_ORIGIN).id != FAULT_NONE)
		return true;
	enum kind k = kind_of(e.act.kind);
	if (k == KIND__COUNT || content_read(&got, k, &e.act, a).id != FAULT_NONE)
		return true;
	struct act_envelope envelope = { .by = e.act.by, .base = e.act.base };
	return str_eq(content_line(a, k, &got, &envelope), line);
}

static void no_act_of_other_bytes_says_the_same(void **state)
{
	(void)state;
	for (enum kind k = 0; k < KIND__COUNT; k++) {
		SCOPE_ARENA(a, (size_t)16 * 1024 * 1024);
		SCOPE_ARENA(scratch, SUPPORT_ARENA_BYTES);
		struct gen g;
		union content drawn;
		struct act_envelope envelope = { .by = S("xa/b") };
		struct str line = { NULL, SIZE_MAX };
		for (unsigned i = k; line.n > 2500; i += KIND__COUNT) {
			gen_init_case(&g, i);
			content_draw(&g, &a, k, &drawn);
			line = content_line(&a, k, &drawn, &envelope);
		}
		assert_true(has_one_form(line, &scratch));
		char *p = arena_alloc(&a, line.n, 1);
		memcpy(p, line.p, line.n);
		for (size_t at = 0; at < line.n; at += gen_stride()) {
			static const char others[] = "\"\\,:{}[]0a-.~ \xff";
			for (size_t c = 0; c < sizeof others; c++) {
				p[at] = c == 0 ? (char)gen_u64(&g) : others[c - 1];
				arena_reset(&scratch);
				assert_true(has_one_form((struct str){ p, line.n }, &scratch));
			}
			p[at] = line.p[at];
		}
	}
}

static void members_are_those_that_the_line_states(void **state)
{
	(void)state;
	SCOPE_ARENA(a, SUPPORT_ARENA_BYTES);
	union content c;
	struct str lang;
	struct str line =
	    S("{\"act\":\"party.admit\"," BASE ",\"by\":\"secretariat/officer-1\","
	      "\"category\":\"member\",\"code\":\"xa\","
	      "\"coordinator\":{\"keys\":[{\"key\":\"AAEC\",\"uv\":true}],\"next\":[\"" ROOT "\"],"
	      "\"threshold\":1},\"from\":\"2014-05\",\"kind\":\"state\","
	      "\"names\":{\"en\":\"Xa\",\"ru\":\"\xd0\x9a\xd1\x81\xd0\xb0\"},"
	      "\"note\":\"a \\\"b\\\"\",\"sources\":[\"z\",\"a\"],\"with\":[\"xa/b\"]}");
	assert_true(fault_is(line_read(&c, KIND_PARTY_ADMIT, line, &a), S("OK")));
	const struct party_admit *p = &c.party_admit;
	assert_true(p->is_present);
	assert_int_equal(p->basis.n, 0);
	assert_true(str_eq(p->category, S("member")));
	assert_true(str_eq(p->code, S("xa")));
	assert_true(p->coordinator.is_present);
	assert_int_equal(p->coordinator.keys.count, 1);
	assert_true(str_eq(p->coordinator.keys.at[0].key, (struct str){ "\0\1\2", 3 }));
	assert_true(p->coordinator.keys.at[0].uv);
	assert_int_equal(p->coordinator.keys.at[0].origin.n, 0);
	assert_int_equal(p->coordinator.next.count, 1);
	assert_int_equal(p->coordinator.next.at[0].bytes[31], 0x55);
	assert_int_equal(p->coordinator.threshold, 1);
	assert_true(date_eq(p->from, (struct date){ 2014, 5, 0, -1 }));
	assert_false(date_known(p->seen_by));
	assert_true(date_eq(p->seen_by, DATE_NONE));
	assert_true(str_eq(p->note, S("a \"b\"")));
	assert_int_equal(p->sources.count, 2);
	assert_true(str_eq(p->sources.at[0], S("z")));
	assert_true(str_eq(names_in(&p->names, S("ru"), S("en"), &lang), p->names.at[1].text));
	assert_true(str_eq(lang, S("ru")));
	assert_true(str_eq(names_in(&p->names, S("kk"), S("zh,en"), &lang), S("Xa")));
	assert_true(str_eq(lang, S("en")));
	assert_true(str_eq(names_in(&p->names, S("kk"), S("zh"), &lang), S("Xa")));
	struct names nothing = { 0, NULL };
	assert_int_equal(names_in(&nothing, S("kk"), S("zh"), &lang).n, 0);
	assert_int_equal(lang.n, 0);
}

static void absence_has_one_value_for_each_type(void **state)
{
	(void)state;
	SCOPE_ARENA(a, SUPPORT_ARENA_BYTES);
	union content c;
	struct str line =
	    S("{\"act\":\"delegate.accredit\"," BASE ",\"by\":\"xa/b\","
	      "\"delegate\":\"xa/c\",\"keys\":[{\"key\":\"AAEC\"}],\"powers\":[\"speak\"]}");
	assert_true(fault_is(line_read(&c, KIND_DELEGATE_ACCREDIT, line, &a), S("OK")));
	assert_int_equal(c.delegate_accredit.from.ms, MOMENT_ABSENT.ms);
	assert_int_equal(c.delegate_accredit.bodies.count, 0);
	assert_int_equal(c.delegate_accredit.rank.n, 0);
	assert_false(c.delegate_accredit.person.is_present);
	assert_false(c.delegate_accredit.keys.at[0].uv);
	line = S("{\"act\":\"meeting.record\"," BASE ",\"by\":\"xa/b\",\"code\":\"m-1\","
		 "\"status\":\"held\",\"title\":{\"en\":\"x\"}}");
	assert_true(fault_is(line_read(&c, KIND_MEETING_RECORD, line, &a), S("OK")));
	assert_int_equal(c.meeting_record.number, INTEGER_ABSENT);
	assert_false(date_known(c.meeting_record.from));
	assert_int_equal(c.meeting_record.place.count, 0);
	assert_int_equal(c.meeting_record.documents.count, 0);
}

/* A value of the member in question. */
struct value {
	const char *at;
	bool is_good;
};

static void values_check(
    enum kind k, const char *before, const char *after, const struct value *values)
{
	for (; values->at != NULL; values++) {
		SCOPE_ARENA(a, SUPPORT_ARENA_BYTES);
		union content c;
		struct buf b;
		buf_init(&b, &a, ACT_JSON_BYTES_MAX);
		buf_put(&b, str_c(before));
		buf_put(&b, str_c(values->at));
		buf_put(&b, str_c(after));
		struct fault f = line_read(&c, k, buf_str(&b), &a);
		if (!fault_is(f, values->is_good ? S("OK") : S("E_ACT_MEMBER")))
			fail_msg("%s", values->at);
		if (!values->is_good)
			assert_in_range(
			    f.offset, strlen(before), strlen(before) + strlen(values->at) - 1);
	}
}

static void codes_handles_and_dates_have_their_grammar(void **state)
{
	(void)state;
	static const struct value codes[] = { { "\"a\"", true }, { "\"9.a_b-c\"", true },
		{ "\"\"", false }, { "\"-a\"", false }, { "\"a.\"", false }, { "\"A\"", false },
		{ "\"a b\"", false }, { "\"a/b\"", false }, { "1", false }, { "[\"a\"]", false },
		{ "{}", false }, { "true", false }, { "\"a\\n\"", false },
		{ "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"", true },
		{ "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"", false },
		{ NULL, false } };
	values_check(KIND_PARTY_CONTEST, "{\"party\":", "}", codes);
	static const struct value handles[] = { { "\"xa/b\"", true }, { "\"xa\"", false },
		{ "\"Xa/b\"", false }, { "7", false }, { NULL, false } };
	values_check(KIND_OFFICER_END, "{\"officer\":", "}", handles);
	static const struct value dates[] = { { "\"2014\"", true }, { "\"2014-05\"", true },
		{ "\"2014-05-31\"", true }, { "\"2016-04-27T10:03\"", true },
		{ "\"2014-02-30\"", false }, { "\"2014-13\"", false }, { "\"0000\"", false },
		{ "\"2014-05-31T24:00\"", false }, { "2014", false }, { "\"\"", false },
		{ NULL, false } };
	values_check(KIND_OFFICE_TERM, "{\"from\":", ",\"office\":\"o\",\"party\":\"p\"}", dates);
	static const struct value langs[] = { { "\"en\"", true }, { "\"tgk\"", true },
		{ "\"zh-Hans\"", true }, { "\"sr-Latn-RS\"", true }, { "\"e\"", false },
		{ "\"engl\"", false }, { "\"en-\"", false }, { "\"en-x\"", false },
		{ "\"en--us\"", false }, { "\"EN\"", false }, { "\"en_us\"", false },
		{ "\"en-123456789\"", false }, { "\"en-12345678-12345678-12345678-abc\"", false },
		{ NULL, false } };
	values_check(
	    KIND_RELEASE_VERSION, "{\"release\":\"r\",\"version\":{\"lang\":", "}}", langs);
}

static void texts_numbers_and_hashes_have_their_limits(void **state)
{
	(void)state;
	static const struct value texts[] = { { "\"x\"", true }, { "\"\\n\"", true },
		{ "\"\"", false }, { "1", false }, { "true", false }, { "{}", false },
		{ NULL, false } };
	values_check(KIND_PARTY_SUSPEND, "{\"ground\":", ",\"party\":\"p\"}", texts);
	static const struct value numbers[] = { { "0", true }, { "100000", true },
		{ "100001", false }, { "-1", false }, { "\"1\"", false }, { NULL, false } };
	values_check(KIND_MEETING_RECORD,
	    "{\"code\":\"m\",\"number\":", ",\"status\":\"s\",\"title\":{\"en\":\"t\"}}", numbers);
	static const struct value moments[] = { { "0", true }, { "9007199254740991", true },
		{ "-1", false }, { "\"1\"", false }, { "false", false }, { NULL, false } };
	values_check(KIND_DELEGATE_EXTEND, "{\"delegate\":\"a/b\",\"until\":", "}", moments);
	static const struct value hashes[] = { { "\"" ROOT "\"", true }, { "\"" ROOT "0\"", false },
		{ "\"E3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"", false },
		{ "\"0000000000000000000000000000000000000000000000000000000000000000\"", false },
		{ "\"\"", false }, { "0", false }, { NULL, false } };
	values_check(KIND_ACT_ASSENT, "{\"id\":", "}", hashes);
	static const struct value truths[] = { { "true", true }, { "false", false }, { "1", false },
		{ "\"true\"", false }, { NULL, false } };
	values_check(KIND_PARTY_SETTLE, "{\"grant\":", ",\"party\":\"p\"}", truths);
	static const struct value raws[] = { { "{}", true }, { "{\"a\":[{}]}", true },
		{ "[]", false }, { "\"x\"", false }, { NULL, false } };
	values_check(KIND_CHARTER_ADOPT, "{\"charter\":", "}", raws);
}

static void lists_are_neither_empty_nor_unsorted(void **state)
{
	(void)state;
	static const struct value codes[] = { { "[\"a\"]", true }, { "[\"a\",\"b\"]", true },
		{ "[]", false }, { "[\"b\",\"a\"]", false }, { "[\"a\",\"a\"]", false },
		{ "[\"a\",1]", false }, { "\"a\"", false }, { "{}", false }, { NULL, false } };
	values_check(KIND_DELEGATE_LIMIT, "{\"delegate\":\"a/b\",\"powers\":", "}", codes);
	static const struct value texts[] = { { "[\"b\",\"a\",\"a\"]", true }, { "[\"\"]", false },
		{ "[]", false },
		{ "[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\",\"10\",\"11\",\"12\","
		  "\"13\",\"14\","
		  "\"15\",\"16\",\"17\",\"18\",\"19\",\"20\",\"21\",\"22\",\"23\",\"24\"]",
		    true },
		{ "[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\",\"10\",\"11\",\"12\","
		  "\"13\",\"14\","
		  "\"15\",\"16\",\"17\",\"18\",\"19\",\"20\",\"21\",\"22\",\"23\",\"24\",\"25\"]",
		    false },
		{ NULL, false } };
	values_check(KIND_PARTY_RENAME,
	    "{\"names\":{\"en\":\"x\"},\"party\":\"p\",\"sources\":", ",\"use\":\"official\"}",
	    texts);
	static const struct value names[] = { { "{\"en\":\"x\"}", true }, { "{}", false },
		{ "{\"en\":\"\"}", false }, { "{\"en\":1}", false },
		{ "{\"english\":\"x\"}", false }, { "[\"en\"]", false }, { "\"x\"", false },
		{ NULL, false } };
	values_check(KIND_BODY_RENAME, "{\"body\":\"b\",\"names\":", "}", names);
	static const struct value keys[] = { { "[{\"key\":\"AAEC\"}]", true }, { "[]", false },
		{ "[{}]", false }, { "[{\"key\":\"\"}]", false }, { "[{\"key\":\"AAE\"}]", false },
		{ "[{\"key\":\"AAF=\"}]", false }, { "[{\"key\":\"AAE=\",\"uv\":false}]", false },
		{ "[{\"key\":\"AAE=\",\"other\":1}]", false }, { "[1]", false }, { "{}", false },
		{ NULL, false } };
	values_check(KIND_DELEGATE_KEY, "{\"delegate\":\"a/b\",\"keys\":", "}", keys);
	static const struct value next[] = { { "[\"" ROOT "\"]", true }, { "[]", false },
		{ "[\"" ROOT "\",\"" ROOT "\"]", false },
		{ "[\"" ROOT
		  "\",\"a3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"]",
		    false },
		{ NULL, false } };
	values_check(KIND_PARTY_ROTATE, "{\"coordinator\":{\"keys\":[{\"key\":\"AAEC\"}],\"next\":",
	    ",\"threshold\":1},\"party\":\"p\"}", next);
}

static void prose_is_measured_in_bytes_of_text_not_of_json(void **state)
{
	(void)state;
	for (size_t n = PROSE_BYTES_MAX - 1; n <= PROSE_BYTES_MAX + 1; n++) {
		SCOPE_ARENA(a, SUPPORT_ARENA_BYTES);
		union content c;
		struct buf b;
		buf_init(&b, &a, ACT_JSON_BYTES_MAX);
		buf_put(&b, S("{\"ground\":\""));
		for (size_t i = 0; i < n; i++)
			buf_put(&b, S("\\\""));
		buf_put(&b, S("\",\"party\":\"p\"}"));
		struct fault f = line_read(&c, KIND_PARTY_SUSPEND, buf_str(&b), &a);
		assert_true(fault_is(f, n <= PROSE_BYTES_MAX ? S("OK") : S("E_ACT_MEMBER")));
		if (f.id == FAULT_NONE)
			assert_int_equal(c.party_suspend.ground.n, n);
	}
}

static void a_missing_or_unknown_member_is_refused_where_it_shows(void **state)
{
	(void)state;
	static const struct {
		struct str line;
		uint32_t offset;
	} cases[] = {
		{ S("{}"), 1 },
		{ S("{\"ground\":\"g\"}"), 13 }, /* party is missing */
		{ S("{\"party\":\"p\"}"), 1 },   /* ground is */
		{ S("{\"by\":\"xa/b\"}"), 12 },  /* likewise, seen at the end */
		{ S("{\"ground\":\"g\",\"other\":1,\"party\":\"p\"}"), 14 },
		{ S("{\"ground\":\"g\",\"party\":\"p\",\"z\":1}"), 26 },
		{ S("{\"aaa\":1,\"ground\":\"g\",\"party\":\"p\"}"), 1 },
		{ S("{\"actor\":1,\"ground\":\"g\",\"party\":\"p\"}"), 1 },
	};
	for (size_t i = 0; i < CM_COUNT(cases); i++) {
		SCOPE_ARENA(a, SUPPORT_ARENA_BYTES);
		union content c;
		memset(&c, 0x5a, sizeof c);
		struct fault f = line_read(&c, KIND_PARTY_SUSPEND, cases[i].line, &a);
		assert_true(fault_is(f, S("E_ACT_MEMBER")));
		assert_int_equal(f.line, 0);
		assert_int_equal(f.offset, cases[i].offset);
		assert_int_equal(c.party_suspend.ground.n, (size_t)0x5a5a5a5a5a5a5a5a);
	}
}

static void an_envelope_inside_a_member_is_an_unknown_member(void **state)
{
	(void)state;
	static const struct value versions[] = { { "{\"lang\":\"en\"}", true },
		{ "{\"by\":\"xa/b\",\"lang\":\"en\"}", false },
		{ "{\"lang\":\"en\",\"with\":1}", false }, { NULL, false } };
	values_check(
	    KIND_RELEASE_VERSION, "{\"by\":\"xa/b\",\"release\":\"r\",\"version\":", "}", versions);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shapes_ascend_and_leave_the_envelope_alone),
		cmocka_unit_test(each_shape_describes_its_members),
		cmocka_unit_test(what_is_written_of_any_kind_is_read_equal),
		cmocka_unit_test(a_written_act_is_one_that_the_record_takes),
		cmocka_unit_test(no_act_of_other_bytes_says_the_same),
		cmocka_unit_test(members_are_those_that_the_line_states),
		cmocka_unit_test(absence_has_one_value_for_each_type),
		cmocka_unit_test(codes_handles_and_dates_have_their_grammar),
		cmocka_unit_test(texts_numbers_and_hashes_have_their_limits),
		cmocka_unit_test(lists_are_neither_empty_nor_unsorted),
		cmocka_unit_test(prose_is_measured_in_bytes_of_text_not_of_json),
		cmocka_unit_test(a_missing_or_unknown_member_is_refused_where_it_shows),
		cmocka_unit_test(an_envelope_inside_a_member_is_an_unknown_member),
	};
	return cmocka_run_group_tests_name("content", tests, NULL, NULL);
}
