/* Labels of units: the usages, what comes between, references, and that frozen labels stay apart. */
#include <setjmp.h>
#include <stdarg.h>
#include "base/arena.h"
#include "text/number.h"
#include "unit/text/support.h"
#include <cmocka.h>

#define UNITS_MAX 40

static struct draft_unit unit_of(const char *id, enum unit_kind kind, uint32_t parent)
{
	return (struct draft_unit){ .id = str_c(id), .kind = kind, .parent = parent };
}

static void label_is(struct str label, const char *expected)
{
	if (!str_eq(label, str_c(expected)))
		fail_msg("%.*s is not %s", STR_ARG(label), expected);
}

static void each_forum_numbers_in_its_way(void **state)
{
	static const char *const expected[NUMBER_PROFILE__COUNT][2][6] = {
		{ { "PP1", "PP2", "OP1", "OP2", "(a)", "(i)" }, { "", "", "1.", "2.", "(a)", "(i)" } },
		{ { "", "", "1.", "2.", "(a)", "(i)" }, { "", "", "1.", "2.", "(a)", "(i)" } },
		{ { "", "", "1.", "2.", "(1)", "(a)" }, { "", "", "1.", "2.", "(1)", "(a)" } },
		{ { "Pp1", "Pp2", "1.", "2.", "(a)", "(i)" }, { "", "", "1.", "2.", "(a)", "(i)" } },
	};
	struct draft_unit units[] = { unit_of("a", UNIT_RECITAL, DRAFT_NONE),
		unit_of("b", UNIT_RECITAL, DRAFT_NONE), unit_of("c", UNIT_PARAGRAPH, DRAFT_NONE),
		unit_of("d", UNIT_PARAGRAPH, DRAFT_NONE), unit_of("e", UNIT_POINT, 3),
		unit_of("f", UNIT_POINT, 4) };
	struct draft d = { .units = units, .units_count = 6 };
	(void)state;
	SCOPE_ARENA(a, ARENA_BYTES);
	for (unsigned p = 0; p < NUMBER_PROFILE__COUNT; p++)
		for (unsigned stage = 0; stage < 2; stage++) {
			const struct str *labels = number_all(
			    &a, &d, (enum number_profile)p, (enum number_stage)stage);
			for (unsigned i = 0; i < 6; i++)
				label_is(labels[i], expected[p][stage][i]);
		}
}

static void what_comes_between_is_bis_and_the_end_is_the_next_number(void **state)
{
	struct draft_unit units[] = { unit_of("a", UNIT_PARAGRAPH, DRAFT_NONE),
		unit_of("b", UNIT_PARAGRAPH, DRAFT_NONE), unit_of("c", UNIT_PARAGRAPH, DRAFT_NONE),
		unit_of("d", UNIT_POINT, 2), unit_of("e", UNIT_POINT, 2) };
	struct draft d = { .units = units, .units_count = 5 };
	(void)state;
	SCOPE_ARENA(a, ARENA_BYTES);
	units[0].label = S("OP1");
	units[1].label = S("OP1 bis");
	units[2].label = S("OP2");
	units[3].label = S("(a)");
	units[4].label = S("(b)");
	label_is(number_added(&a, &d, NUMBER_COMMITTEE, UNIT_PARAGRAPH, 0), "OP1 ter");
	label_is(number_added(&a, &d, NUMBER_COMMITTEE, UNIT_PARAGRAPH, 1), "OP1 ter");
	label_is(number_added(&a, &d, NUMBER_COMMITTEE, UNIT_PARAGRAPH, 2), "OP3");
	label_is(number_added(&a, &d, NUMBER_COMMITTEE, UNIT_PARAGRAPH, DRAFT_NONE), "OP0");
	label_is(number_added(&a, &d, NUMBER_COMMITTEE, UNIT_POINT, 3), "(a) bis");
	label_is(number_added(&a, &d, NUMBER_COMMITTEE, UNIT_POINT, 4), "(c)");
	label_is(number_added(&a, &d, NUMBER_COMMITTEE, UNIT_RECITAL, DRAFT_NONE), "PP1");
	units[0].label = S("1.");
	units[1].label = S("2.");
	units[2].label = S("3.");
	label_is(number_added(&a, &d, NUMBER_MANUAL, UNIT_PARAGRAPH, 0), "1A.");
	label_is(number_added(&a, &d, NUMBER_CICA, UNIT_PARAGRAPH, 1), "2 bis.");
	label_is(number_added(&a, &d, NUMBER_CICA, UNIT_RECITAL, DRAFT_NONE), "");
	label_is(number_alternative(&a, NUMBER_COMMITTEE, S("OP3"), 1), "OP3 alt");
	label_is(number_alternative(&a, NUMBER_COMMITTEE, S("OP3"), 2), "OP3 alt 2");
	label_is(number_alternative(&a, NUMBER_MANUAL, S("3."), 1), "3 bis.");
	label_is(number_alternative(&a, NUMBER_UNFCCC, S("3."), 1), "Option 2");
	label_is(number_latin(&a, 4), "quater");
	label_is(number_latin(&a, 10), "decies");
	label_is(number_latin(&a, 11), "11");
}

/* Whatever is put in wherever, no two units of one row ever have one label. */
static void frozen_labels_stay_apart(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(500); i++) {
		struct draft_unit units[UNITS_MAX];
		struct draft d = { .units = units };
		struct gen g;
		SCOPE_ARENA(a, ARENA_BYTES);
		gen_init_case(&g, i);
		enum number_profile p = gen_bool(&g) ? NUMBER_COMMITTEE : NUMBER_UNFCCC;
		enum unit_kind kind = gen_bool(&g) ? UNIT_PARAGRAPH : UNIT_RECITAL;
		while (d.units_count < UNITS_MAX) {
			uint32_t after = (uint32_t)gen_below(&g, d.units_count + 1);
			struct draft_unit u = unit_of("x", kind, DRAFT_NONE);
			u.label = number_added(&a, &d, p, kind, after == 0 ? DRAFT_NONE : after - 1);
			assert_true(u.label.n > 0);
			for (uint32_t k = 0; k < d.units_count; k++)
				assert_false(str_eq(units[k].label, u.label));
			memmove(units + after + 1, units + after,
			    (d.units_count - after) * sizeof *units);
			units[after] = u;
			d.units_count++;
		}
	}
}

static void references_follow_the_numbers(void **state)
{
	struct draft_unit units[] = { unit_of("one", UNIT_PARAGRAPH, DRAFT_NONE),
		unit_of("pt", UNIT_POINT, 0), unit_of("why", UNIT_RECITAL, DRAFT_NONE) };
	struct draft d = { .units = units, .units_count = 3 };
	struct buf b;
	(void)state;
	SCOPE_ARENA(a, ARENA_BYTES);
	const struct str *labels = number_all(&a, &d, NUMBER_COMMITTEE, NUMBER_CLEAN);
	buf_init(&b, &a, 1000);
	assert_int_equal(number_references(&b,
			     S("see {#pt} and {#one}; not {#gone}, {#why}, {#pt"), &d, labels),
	    2);
	label_is(buf_str(&b), "see 1 (a) and 1; not {#gone}, {#why}, {#pt");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_forum_numbers_in_its_way),
		cmocka_unit_test(what_comes_between_is_bis_and_the_end_is_the_next_number),
		cmocka_unit_test(frozen_labels_stay_apart),
		cmocka_unit_test(references_follow_the_numbers),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
