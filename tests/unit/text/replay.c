/*
 * The way of the Paris Agreement as proposals and decisions: each paragraph that has a partner in the
 * next text is amended by one proposal, whose choices are accepted one after another until the adopted
 * words stand, word for word.
 */
#include <setjmp.h>
#include <stdarg.h>
#include "base/arena.h"
#include "text/accept.h"
#include "text/compare.h"
#include "unit/text/paris.h"
#include "unit/text/support.h"
#include <cmocka.h>

#define PARIS_BYTES ((size_t)512 * 1024 * 1024)

static struct words accepted_text(struct arena *a, struct words base, struct edits edits)
{
	struct proposal p = { 1, edits, 0 };
	for (uint32_t round = 0; p.edits.count > 0; round++) {
		struct accept_order order = { .base = base, .proposals = { &p, 1 },
			.others = ACCEPT_CLOSES_OTHERS };
		struct choices open;
		struct accepted x;
		assert_in_range(round, 0, edits.count);
		assert_int_equal(consolidate(a, base, order.proposals, &open, NULL), RC_OK);
		assert_true(open.count > 0);
		order.at = &open.at[0];
		assert_int_equal(choice_accept(a, &order, &x, NULL), RC_OK);
		assert_int_equal(x.at[0].fate, ACCEPT_SATISFIED);
		base = x.base;
		p = x.at[0].proposal;
	}
	return base;
}

/* How many paragraphs were reached by proposals on those of the earlier text. */
static uint32_t text_replay(struct arena *a, enum paris_text from, enum paris_text to)
{
	struct lexicon l;
	struct paragraphs olds, news;
	struct comparison c;
	uint32_t amended = 0;
	lexicon_init(&l, a, 1);
	olds = paris_read(&l, a, from);
	news = paris_read(&l, a, to);
	c = compare_paragraphs(a, &l, olds, news);
	for (uint32_t i = 0; i < c.count; i++) {
		const struct compare_row *r = &c.at[i];
		if (r->kind != COMPARE_CHANGED)
			continue;
		assert_true(words_eq(
		    accepted_text(a, olds.at[r->old_at], r->edits), news.at[r->new_at]));
		amended++;
	}
	return amended;
}

static void proposals_lead_from_october_to_the_adopted_text(void **state)
{
	(void)state;
	SCOPE_ARENA(a, PARIS_BYTES);
	assert_int_equal(text_replay(&a, PARIS_OCTOBER, PARIS_9_DECEMBER), 116);
	assert_int_equal(text_replay(&a, PARIS_9_DECEMBER, PARIS_ADOPTED), 103);
}

static void the_corrigendum_changes_the_words_of_44_paragraphs(void **state)
{
	(void)state;
	SCOPE_ARENA(a, PARIS_BYTES);
	assert_int_equal(text_replay(&a, PARIS_ADOPTED, PARIS_CORRECTED), 44);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(proposals_lead_from_october_to_the_adopted_text),
		cmocka_unit_test(the_corrigendum_changes_the_words_of_44_paragraphs),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
