/* What the concordance of a text says became of a proposal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "rules/state.h"
#include "unit/view/small.h"
#include "view/model/text_compare.h"

#include <cmocka.h>

static struct fate_item fate_first(struct small *w, const struct instrument *of)
{
	struct site s = small_site(w, VIEW_EN, VIEW_HTML, S("/en/texts"));
	struct compare_query q = { .code = of->code, .from = 0, .to = INTEGER_ABSENT };
	struct concordance_table m;
	assert_true(concordance_fill(&m, &s, &q));
	assert_true(m.proposals.count > 0);
	return m.proposals.at[0];
}

static void each_end_of_a_proposal_has_its_own_fate(void **state)
{
	(void)state;
	static const struct str fates[PROPOSAL_STATE__COUNT] = {
		[PROPOSAL_LIVE] = S("open"),
		[PROPOSAL_WITHDRAWN] = S("withdrawn"),
		[PROPOSAL_DONE] = S("settled"),
		[PROPOSAL_LOST] = S("lost"),
	};
	struct small *w = malloc(sizeof *w);
	assert_non_null(w);
	small_init(w);
	small_fill(w);
	const struct instrument *of = instrument_find(w->forum, S("draft"));
	struct instrument_proposal *p =
	    table_touch(&w->forum->text_proposals, of->proposals.at[0]);
	p->must_confirm = false;
	p->ended = UINT64_MAX; /* it lived since the text was opened */
	for (unsigned i = 0; i < PROPOSAL_STATE__COUNT; i++) {
		p->state = (enum proposal_state)i;
		struct fate_item item = fate_first(w, of);
		assert_int_equal(item.number, 1);
		assert_true(str_eq(item.fate, fates[i]));
	}
	small_release(w);
	free(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_end_of_a_proposal_has_its_own_fate),
	};
	return cmocka_run_group_tests_name("texts", tests, NULL, NULL);
}
