/* The table of what became of paragraphs and proposals. */
#include <setjmp.h>
#include <stdarg.h>
#include "base/arena.h"
#include "text/concordance.h"
#include "unit/text/support.h"
#include <cmocka.h>

static struct draft_unit unit_of(const char *id, const char *label)
{
	return (struct draft_unit){
		.id = str_c(id), .kind = UNIT_PARAGRAPH, .parent = DRAFT_NONE, .label = str_c(label) };
}

static void every_paragraph_and_every_proposal_has_its_row(void **state)
{
	struct draft_unit olds[] = { unit_of("a", "OP1"), unit_of("b", "OP2") };
	struct draft_unit news[] = { unit_of("n", "1."), unit_of("a", "2.") };
	struct draft_proposal proposals[] = { { .id = 1 }, { .id = 2 }, { .id = 5 } };
	struct proposal on_b[] = { { .id = 2 } };
	struct unit_change changes[] = {
		{ .proposal = 1, .op = OP_NEW, .unit = 0 },
		{ .proposal = 1, .op = OP_DELETE, .unit = 1 },
		{ .proposal = 2, .op = OP_MOVE, .unit = 1, .after = DRAFT_NONE },
	};
	struct fate_given given[] = { { 1, FATE_ACCEPTED }, { 2, FATE_ORPHANED } };
	struct lexicon l;
	struct concordance c;
	(void)state;
	SCOPE_ARENA(a, ARENA_BYTES);
	lexicon_init(&l, &a, 1);
	olds[1].proposals = (struct proposals){ on_b, 1 };
	struct draft before = { .words = &l, .units = olds, .units_count = 2, .proposals = proposals,
		.proposals_count = 3, .changes = changes, .changes_count = 3 };
	struct draft after = { .words = &l, .units = news, .units_count = 2 };
	struct concordance_order order = { &before, &after, { given, 2 } };
	assert_int_equal(concordance_make(&a, &order, &c, NULL), RC_OK);
	assert_int_equal(c.units_count, 3);
	assert_int_equal(c.units[0].kind, COMPARE_NEW);
	assert_true(str_eq(c.units[1].old_label, S("OP1")));
	assert_true(str_eq(c.units[1].new_label, S("2.")));
	assert_int_equal(c.units[1].proposals_count, 0);
	assert_int_equal(c.units[2].kind, COMPARE_GONE);
	assert_int_equal(c.units[2].new_label.n, 0);
	assert_int_equal(c.units[2].proposals_count, 2);
	assert_int_equal(c.units[2].proposals[0], 1);
	assert_int_equal(c.units[2].proposals[1], 2);
	assert_int_equal(c.proposals_count, 3);
	assert_int_equal(c.proposals[0].fate, FATE_ACCEPTED);
	assert_int_equal(c.proposals[1].fate, FATE_ORPHANED);
	assert_int_equal(c.proposals[2].fate, FATE_UNKNOWN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_paragraph_and_every_proposal_has_its_row),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
