/*
 * Comparison: what the rows say puts the new revision together out of the old one, whatever happened;
 * and the texts of Paris of 2015, whose paragraphs have no ids.
 */
#include <setjmp.h>
#include <stdarg.h>
#include "base/arena.h"
#include "text/compare.h"
#include "text/diff.h"
#include "unit/text/paris.h"
#include "unit/text/support.h"
#include <cmocka.h>

#define UNITS_MAX 14
#define PARIS_BYTES ((size_t)512 * 1024 * 1024)

struct world {
	struct arena arena;
	struct lexicon lexicon;
	struct draft old_draft, new_draft;
	struct draft_unit old_units[UNITS_MAX], new_units[UNITS_MAX];
};

static struct str unit_id(uint64_t n)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
	return (struct str){ letters + n, 1 };
}

/* Some of all ids, in any order, each after its parent. */
static void units_draw(struct gen *g, struct world *w, struct draft_unit *units, struct draft *d)
{
	uint32_t order[UNITS_MAX], count = 0;
	gen_order(g, order, UNITS_MAX);
	for (uint32_t i = 0; i < UNITS_MAX; i++) {
		struct draft_unit *u = &units[count];
		if (gen_chance(g, 1, 4))
			continue;
		*u = (struct draft_unit){ .id = unit_id(order[i]), .parent = DRAFT_NONE };
		if (count > 0 && gen_bool(g))
			u->parent = (uint32_t)gen_below(g, count);
		u->base = text_words(&w->lexicon, &w->arena, text_make_prose(g, &w->arena, 6));
		count++;
	}
	*d = (struct draft){ .words = &w->lexicon, .units = units, .units_count = count };
}

/* The second out of the first: a little changed, for otherwise all is. */
static void units_change(struct gen *g, struct world *w)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < w->old_draft.units_count; i++) {
		if (gen_chance(g, 1, 8))
			continue;
		w->new_units[count] = w->old_units[i];
		w->new_units[count].parent = DRAFT_NONE;
		if (gen_chance(g, 1, 4))
			w->new_units[count].base = text_words(
			    &w->lexicon, &w->arena, text_make_prose(g, &w->arena, 6));
		count++;
	}
	for (uint32_t i = 0; i < w->old_draft.units_count; i++)
		w->old_units[i].parent = DRAFT_NONE;
	w->new_draft = (struct draft){ .words = &w->lexicon, .units = w->new_units,
		.units_count = count };
	if (count > 1 && gen_bool(g)) {
		uint64_t at = gen_below(g, count - 1);
		struct draft_unit u = w->new_units[at];
		w->new_units[at] = w->new_units[at + 1];
		w->new_units[at + 1] = u;
	}
}

/* New units once each and in order, old ones once each and gone ones in order; edits are right. */
static void rows_hold(struct arena *a, const struct comparison *c, struct paragraphs old_list,
    struct paragraphs new_list)
{
	bool *seen = arena_array(a, bool, old_list.count + 1);
	uint32_t next = 0, away = 0, moved = 0;
	for (uint32_t i = 0; i < c->count; i++) {
		const struct compare_row *r = &c->at[i];
		struct words old_words = { NULL, 0 };
		if (r->kind == COMPARE_AWAY) {
			away++;
			continue;
		}
		moved += r->is_moved;
		if (r->old_at != DRAFT_NONE) {
			assert_false(seen[r->old_at]);
			seen[r->old_at] = true;
			old_words = old_list.at[r->old_at];
		}
		assert_int_equal(r->kind == COMPARE_GONE, r->new_at == DRAFT_NONE);
		assert_int_equal(r->kind == COMPARE_NEW, r->old_at == DRAFT_NONE);
		if (r->kind == COMPARE_GONE)
			continue;
		assert_int_equal(r->new_at, next++);
		if (r->kind != COMPARE_NEW)
			assert_true(words_eq(
			    edits_apply(a, old_words, r->edits), new_list.at[r->new_at]));
		assert_int_equal(r->edits.count > 0, r->kind == COMPARE_CHANGED);
	}
	assert_int_equal(next, new_list.count);
	assert_int_equal(away, moved);
	assert_int_equal(away, c->moved);
	for (uint32_t i = 0; i < old_list.count; i++)
		assert_true(seen[i]);
}

static struct paragraphs bases_of(struct arena *a, const struct draft *d)
{
	struct words *list = arena_array(a, struct words, d->units_count + 1);
	for (uint32_t i = 0; i < d->units_count; i++)
		list[i] = d->units[i].base;
	return (struct paragraphs){ list, d->units_count };
}

static void rows_tell_all_that_happened_between_two_revisions(void **state)
{
	static struct world w;
	(void)state;
	arena_init(&w.arena, ARENA_BYTES);
	for (unsigned i = 0; i < gen_cases(3000); i++) {
		struct comparison c, d;
		struct gen g;
		gen_init_case(&g, i);
		arena_reset(&w.arena);
		lexicon_init(&w.lexicon, &w.arena, 1);
		units_draw(&g, &w, w.old_units, &w.old_draft);
		if (gen_bool(&g))
			units_draw(&g, &w, w.new_units, &w.new_draft);
		else
			units_change(&g, &w);
		assert_int_equal(
		    compare_revisions(&w.arena, &w.old_draft, &w.new_draft, &c, NULL), RC_OK);
		rows_hold(&w.arena, &c, bases_of(&w.arena, &w.old_draft),
		    bases_of(&w.arena, &w.new_draft));
		assert_int_equal(
		    compare_documents(&w.arena, &w.old_draft, &w.new_draft, &d, NULL), RC_OK);
		rows_hold(&w.arena, &d, bases_of(&w.arena, &w.old_draft),
		    bases_of(&w.arena, &w.new_draft));
		assert_int_equal(
		    compare_revisions(&w.arena, &w.old_draft, &w.old_draft, &c, NULL), RC_OK);
		assert_int_equal(c.counts[COMPARE_SAME], w.old_draft.units_count);
		assert_int_equal(c.moved, 0);
	}
	arena_release(&w.arena);
}

static void one_unit_that_moves_is_one_move(void **state)
{
	static struct world w;
	struct comparison c;
	(void)state;
	arena_init(&w.arena, ARENA_BYTES);
	lexicon_init(&w.lexicon, &w.arena, 1);
	for (uint32_t i = 0; i < 5; i++)
		w.old_units[i] = (struct draft_unit){ .id = unit_id(i), .parent = DRAFT_NONE };
	w.old_units[1].parent = 0; /* a (b) c d e becomes c d a (b) e */
	w.new_units[0] = w.old_units[2];
	w.new_units[1] = w.old_units[3];
	w.new_units[2] = w.old_units[0];
	w.new_units[3] = w.old_units[1];
	w.new_units[3].parent = 2;
	w.new_units[4] = w.old_units[4];
	w.old_draft = (struct draft){ .words = &w.lexicon, .units = w.old_units, .units_count = 5 };
	w.new_draft = (struct draft){ .words = &w.lexicon, .units = w.new_units, .units_count = 5 };
	assert_int_equal(compare_revisions(&w.arena, &w.old_draft, &w.new_draft, &c, NULL), RC_OK);
	assert_int_equal(c.moved, 1);
	assert_int_equal(c.count, 6);
	assert_int_equal(c.at[0].kind, COMPARE_AWAY);
	assert_int_equal(c.at[0].new_at, 2);
	assert_true(c.at[3].is_moved);
	assert_false(c.at[4].is_moved);
	arena_release(&w.arena);
}

static void one_id_twice_is_refused(void **state)
{
	static struct world w;
	struct comparison c;
	struct err err;
	(void)state;
	arena_init(&w.arena, ARENA_BYTES);
	lexicon_init(&w.lexicon, &w.arena, 1);
	w.old_units[0] = w.old_units[1] =
	    (struct draft_unit){ .id = unit_id(0), .parent = DRAFT_NONE };
	w.old_draft = (struct draft){ .words = &w.lexicon, .units = w.old_units, .units_count = 2 };
	assert_int_equal(
	    compare_revisions(&w.arena, &w.old_draft, &w.old_draft, &c, &err), RC_INVALID);
	arena_release(&w.arena);
}

struct figures {
	enum paris_text old_text, new_text;
	uint32_t olds, news, same, in_order, moved;
};

static void the_texts_of_paris_have_the_known_figures(void **state)
{
	static const struct figures known[] = {
		{ PARIS_OCTOBER, PARIS_9_DECEMBER, 444, 245, 55, 154, 17 },
		{ PARIS_9_DECEMBER, PARIS_ADOPTED, 245, 195, 23, 106, 20 },
		{ PARIS_ADOPTED, PARIS_CORRECTED, 195, 195, 150, 194, 0 },
	};
	(void)state;
	for (size_t k = 0; k < sizeof known / sizeof known[0]; k++) {
		struct arena arena;
		struct lexicon l;
		struct comparison c;
		struct paragraphs olds, news;
		arena_init(&arena, PARIS_BYTES);
		lexicon_init(&l, &arena, 1);
		olds = paris_read(&l, &arena, known[k].old_text);
		news = paris_read(&l, &arena, known[k].new_text);
		c = compare_paragraphs(&arena, &l, olds, news);
		rows_hold(&arena, &c, olds, news);
		assert_int_equal(olds.count, known[k].olds);
		assert_int_equal(news.count, known[k].news);
		assert_int_equal(c.counts[COMPARE_SAME], known[k].same);
		assert_int_equal(c.counts[COMPARE_SAME] + c.counts[COMPARE_CHANGED] - c.moved,
		    known[k].in_order);
		assert_int_equal(c.moved, known[k].moved);
		arena_release(&arena);
	}
}

#define MANY 6000

/* Paragraphs of twenty words each out of few: hostile to whoever looks for the best pairs. */
static struct paragraphs many_make(struct gen *g, struct world *w, uint32_t alphabet)
{
	struct words *list = arena_array(&w->arena, struct words, MANY);
	for (uint32_t i = 0; i < MANY; i++) {
		uint32_t *at = arena_array(&w->arena, uint32_t, 20);
		for (uint32_t k = 0; k < 20; k++) {
			struct str word = unit_id(gen_below(g, alphabet));
			assert_int_equal(lexicon_put(&w->lexicon, word, &at[k], NULL), RC_OK);
		}
		list[i] = (struct words){ at, 20 };
	}
	return (struct paragraphs){ list, MANY };
}

static void long_documents_without_an_equal_paragraph_are_compared_in_pieces(void **state)
{
	static struct world w;
	struct gen g;
	(void)state;
	arena_init(&w.arena, PARIS_BYTES);
	gen_init_case(&g, 0);
	for (uint32_t alphabet = 1; alphabet <= 26; alphabet += 5) {
		struct paragraphs olds, news;
		struct comparison c;
		arena_reset(&w.arena);
		lexicon_init(&w.lexicon, &w.arena, 1);
		olds = many_make(&g, &w, alphabet);
		news = many_make(&g, &w, alphabet);
		c = compare_paragraphs(&w.arena, &w.lexicon, olds, news);
		rows_hold(&w.arena, &c, olds, news);
		c = compare_paragraphs(&w.arena, &w.lexicon, olds, olds);
		assert_int_equal(c.counts[COMPARE_SAME], MANY);
	}
	arena_release(&w.arena);
}

static void likeness_is_the_words_shared_over_all(void **state)
{
	static struct world w;
	(void)state;
	arena_init(&w.arena, ARENA_BYTES);
	lexicon_init(&w.lexicon, &w.arena, 1);
	struct words one = text_words(&w.lexicon, &w.arena, S("All States shall cooperate"));
	struct words other = text_words(&w.lexicon, &w.arena, S("cooperate (all) States"));
	struct words none = { NULL, 0 };
	/* "cooperate" and "States" of four words and five */
	assert_int_equal(paragraphs_alike(&w.arena, &w.lexicon, one, other), 444);
	assert_int_equal(paragraphs_alike(&w.arena, &w.lexicon, one, one), PAIRING_ALL);
	assert_int_equal(paragraphs_alike(&w.arena, &w.lexicon, one, none), 0);
	assert_int_equal(paragraphs_alike(&w.arena, &w.lexicon, none, none), PAIRING_ALL);
	arena_release(&w.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_tell_all_that_happened_between_two_revisions),
		cmocka_unit_test(one_unit_that_moves_is_one_move),
		cmocka_unit_test(one_id_twice_is_refused),
		cmocka_unit_test(the_texts_of_paris_have_the_known_figures),
		cmocka_unit_test(
		    long_documents_without_an_equal_paragraph_are_compared_in_pieces),
		cmocka_unit_test(likeness_is_the_words_shared_over_all),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
