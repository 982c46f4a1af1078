#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include "base/scope.h"
#include "lib/draft_make.h"
#include "text/reading.h"
#include "view/text_plain.h"
#include <cmocka.h>

#define ARENA_BYTES ((size_t)64 * 1024 * 1024)
#define OUT_MAX (1u << 20)

static struct str unit_shown(
    struct arena *a, const struct draft *d, const struct draft_unit *u, struct plain_order order)
{
	struct buf b;
	struct str s;

	buf_init(&b, a, OUT_MAX);
	plain_unit(&b, a, d, u, &order);
	assert_int_equal(buf_done(&b, &s, NULL), RC_OK);
	return s;
}

static struct str draft_shown(struct arena *a, const struct draft *d, struct plain_order order)
{
	struct buf b;
	struct str s;

	buf_init(&b, a, OUT_MAX);
	plain_draft(&b, a, d, &order);
	assert_int_equal(buf_done(&b, &s, NULL), RC_OK);
	return s;
}

static void kept_everywhere_a_unit_is_its_text_byte_for_byte(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(1000); i++) {
		SCOPE_ARENA(a, ARENA_BYTES);
		struct gen g;
		struct draft d;

		gen_init_case(&g, i);
		draft_draw(&g, &a, &d);
		for (uint32_t k = 0; k < d.units_count; k++)
			assert_true(str_eq(d.units[k].texts[0].text, unit_shown(&a, &d, &d.units[k],
			    (struct plain_order){ PLAIN_CLEAN, STR_NONE, false })));
	}
}

static void a_party_reads_its_own_proposals(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(300); i++) {
		SCOPE_ARENA(a, ARENA_BYTES);
		struct gen g;
		struct draft d;

		gen_init_case(&g, i);
		draft_draw(&g, &a, &d);
		for (uint32_t k = 0; k < d.units_count; k++) {
			const struct draft_unit *u = &d.units[k];
			struct str shown = unit_shown(&a, &d, u,
			    (struct plain_order){ PLAIN_PARTY, S("nobody"), false });

			assert_true(str_eq(u->texts[0].text, shown));
			if (u->proposals.count != 1)
				continue;
			struct buf b;

			buf_init(&b, &a, OUT_MAX);
			words_text(d.words, &b, edits_apply(&a, u->base, u->proposals.at[0].edits));
			shown = unit_shown(&a, &d, u, (struct plain_order){ PLAIN_PARTY,
			    draft_proposal_of(&d, u->proposals.at[0].id)->party, false });
			assert_true(str_eq(buf_str(&b), shown));
		}
	}
}

/* How deep the last bracket lies, not counting those with a stroke; none closes what is not open. */
static int depth_of(struct str s)
{
	int depth = 0;

	for (size_t at = 0; at < s.n; at++) {
		if (s.p[at] == '\\') { /* and what it stands before */
			at++;
			continue;
		}
		depth += s.p[at] == '[';
		depth -= s.p[at] == ']';
		assert_true(depth >= 0);
	}
	return depth;
}

static void brackets_are_balanced(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(500); i++) {
		SCOPE_ARENA(a, ARENA_BYTES);
		struct gen g;
		struct draft d;

		gen_init_case(&g, i);
		draft_draw(&g, &a, &d);
		for (uint32_t k = 0; k < d.units_count; k++)
			assert_int_equal(depth_of(unit_shown(&a, &d, &d.units[k],
			    (struct plain_order){ PLAIN_BRACKETS, STR_NONE, false })), 0);
	}
}

struct made {
	struct lexicon l;
	struct draft_unit units[3];
	struct unit_text texts[3];
	struct proposal proposals[3];
	struct draft_proposal by[4];
	struct unit_change changes[4];
	struct draft d;
};

static struct edits edit_one(
    struct arena *a, struct made *m, uint32_t lo, uint32_t hi, struct str text)
{
	struct edit *e = arena_new(a, struct edit);

	*e = (struct edit){ .lo = lo, .hi = hi };
	assert_int_equal(words_cut_piece(&m->l, a, text, &e->text, NULL), RC_OK);
	return (struct edits){ e, 1 };
}

static void draft_by_hand(struct arena *a, struct made *m)
{
	static const struct str names[] = { { "KAZ", 3 }, { "KOR", 3 }, { "IRN", 3 }, { "IND", 3 } };
	static const struct str texts[] = { { "Draft", 5 },
		{ "Member States shall cooperate closely", 37 }, { "Also decides", 12 } };

	lexicon_init(&m->l, a, 1);
	for (uint32_t i = 0; i < 3; i++) {
		struct draft_unit *u = &m->units[i];

		m->texts[i] = (struct unit_text){ .lang = S("en"), .text = texts[i] };
		*u = (struct draft_unit){ .id = S("u"), .parent = DRAFT_NONE, .texts = &m->texts[i],
			.texts_count = 1, .kind = i == 0 ? UNIT_TITLE : UNIT_PARAGRAPH };
		assert_int_equal(words_cut(&m->l, a, texts[i], &u->base, NULL), RC_OK);
	}
	for (uint32_t i = 0; i < 4; i++)
		m->by[i] = (struct draft_proposal){ .id = i + 1, .party = names[i], .short_name = names[i] };
	m->units[1].label = S("1.");
	m->units[2].label = S("2.");
	m->proposals[0] = (struct proposal){ 1, edit_one(a, m, 2, 3, S(" should")), 0 };
	m->proposals[1] = (struct proposal){ 2, edit_one(a, m, 2, 3, S(" should")), 0 };
	m->proposals[2] = (struct proposal){ 3, edit_one(a, m, 4, 5, S("")), 0 };
	m->units[1].proposals = (struct proposals){ m->proposals, 3 };
	assert_int_equal(consolidate(a, m->units[1].base, m->units[1].proposals, &m->units[1].choices,
	    NULL), RC_OK);
	m->d = (struct draft){ .words = &m->l, .units = m->units, .units_count = 3, .proposals = m->by,
		.proposals_count = 4, .lang = S("en"), .changes = m->changes };
}

static void it_is_written_as_negotiators_write_it(void **state)
{
	(void)state;
	SCOPE_ARENA(a, ARENA_BYTES);
	struct made m;

	draft_by_hand(&a, &m);
	assert_true(str_eq(draft_shown(&a, &m.d, (struct plain_order){ PLAIN_BRACKETS, STR_NONE, false }),
	    S("Draft\n\n1. Member States [shall] [should]{KAZ, KOR} cooperate [closely]{del: IRN}\n\n"
	      "2. Also decides\n")));
	assert_true(str_eq(draft_shown(&a, &m.d, (struct plain_order){ PLAIN_PARTY, S("KOR"), false }),
	    S("Draft\n\n1. Member States should cooperate closely\n\n2. Also decides\n")));
	assert_true(str_eq(draft_shown(&a, &m.d, (struct plain_order){ PLAIN_BRACKETS, STR_NONE, true }),
	    S("# Draft\n\n1\\. Member States **\\[**shall**\\]** **\\[**should**\\]**{KAZ, KOR} "
	      "cooperate **\\[**closely**\\]**{del: IRN}\n\n2\\. Also decides\n")));
}

static void whole_units_are_changed_where_they_stand(void **state)
{
	(void)state;
	SCOPE_ARENA(a, ARENA_BYTES);
	struct made m;

	draft_by_hand(&a, &m);
	m.changes[0] = (struct unit_change){ .proposal = 1, .op = OP_NEW, .unit = 0, .kind = UNIT_RECITAL,
		.text = S("Recalling") };
	m.changes[1] = (struct unit_change){ .proposal = 2, .op = OP_DELETE, .unit = 2 };
	m.changes[2] = (struct unit_change){ .proposal = 3, .op = OP_ALTERNATIVE, .unit = 2,
		.text = S("Requests") };
	m.changes[3] = (struct unit_change){ .proposal = 4, .op = OP_MOVE, .unit = 1, .after = 2 };
	m.d.changes_count = 4;
	assert_true(str_eq(draft_shown(&a, &m.d, (struct plain_order){ PLAIN_BRACKETS, STR_NONE, false }),
	    S("Draft\n\n[Recalling]{KAZ}\n\n1. Member States [shall] [should]{KAZ, KOR} cooperate "
	      "[closely]{del: IRN}\n\n2. [Also decides]{del: KOR}\n\n[Requests]{IRN}\n\n"
	      "[1.]{move: IND}\n")));
	assert_true(str_eq(draft_shown(&a, &m.d, (struct plain_order){ PLAIN_PARTY, S("KOR"), false }),
	    S("Draft\n\n1. Member States should cooperate closely\n")));
	assert_true(str_eq(draft_shown(&a, &m.d, (struct plain_order){ PLAIN_PARTY, S("IND"), false }),
	    S("Draft\n\n2. Also decides\n\n1. Member States shall cooperate closely\n")));
	assert_true(str_eq(draft_shown(&a, &m.d, (struct plain_order){ PLAIN_PARTY, S("IRN"), false }),
	    S("Draft\n\n1. Member States shall cooperate\n\n2. Requests\n")));
	assert_true(str_eq(draft_shown(&a, &m.d, (struct plain_order){ PLAIN_CLEAN, STR_NONE, false }),
	    S("Draft\n\n1. Member States shall cooperate closely\n\n2. Also decides\n")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kept_everywhere_a_unit_is_its_text_byte_for_byte),
		cmocka_unit_test(a_party_reads_its_own_proposals),
		cmocka_unit_test(brackets_are_balanced),
		cmocka_unit_test(it_is_written_as_negotiators_write_it),
		cmocka_unit_test(whole_units_are_changed_where_they_stand),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
