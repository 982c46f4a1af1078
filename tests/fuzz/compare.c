/*
 * Comparison of two documents of any paragraphs: the bytes are choices. Every new paragraph has one row,
 * in order, and every old one has one; edits make the new words; few steps do no harm.
 */
#include "base/arena.h"
#include "base/scope.h"
#include "lib/gen.h"
#include "text/compare.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define ARENA_BYTES ((size_t)64 * 1024 * 1024)
#define PARAGRAPHS_MAX 24
#define WORDS_MAX 8

static struct words words_draw(struct gen *g, struct lexicon *l)
{
	static const char *const words[] = { " States", " shall", ",", " the", "the", " 7" };
	uint32_t count = (uint32_t)gen_below(g, WORDS_MAX + 1);
	uint32_t *at = arena_array(l->arena, uint32_t, WORDS_MAX);
	struct err err;
	for (uint32_t i = 0; i < count; i++) {
		enum rc rc = lexicon_put(l, str_c(words[gen_below(g, 6)]), &at[i], &err);
		cm_assert(rc == RC_OK);
	}
	return (struct words){ at, count };
}

static struct paragraphs paragraphs_draw(struct gen *g, struct lexicon *l)
{
	uint32_t count = (uint32_t)gen_below(g, PARAGRAPHS_MAX + 1);
	struct words *list = arena_array(l->arena, struct words, PARAGRAPHS_MAX);
	for (uint32_t i = 0; i < count; i++)
		list[i] = words_draw(g, l);
	return (struct paragraphs){ list, count };
}

static void pairs_check(const struct pairing *p, uint32_t olds, uint32_t news)
{
	uint32_t last = 0;
	for (uint32_t i = 0; i < olds; i++) {
		if (p->new_of[i] == PAIRING_NONE)
			continue;
		cm_assert(p->new_of[i] < news && p->old_of[p->new_of[i]] == i);
		if (p->is_moved[i])
			continue;
		cm_assert(p->new_of[i] + 1 > last);
		last = p->new_of[i] + 1;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct lexicon l;
	struct paragraphs olds, news;
	struct pairing few;
	struct comparison c;
	struct gen g;
	uint32_t next = 0, old_rows = 0;
	SCOPE_ARENA(a, ARENA_BYTES);
	gen_init_bytes(&g, data, size);
	lexicon_init(&l, &a, 1);
	olds = paragraphs_draw(&g, &l);
	news = paragraphs_draw(&g, &l);
	few = paragraphs_pair_within(&a, &l, olds, news, gen_below(&g, 2000));
	pairs_check(&few, olds.count, news.count);
	c = compare_paragraphs(&a, &l, olds, news);
	for (uint32_t i = 0; i < c.count; i++) {
		const struct compare_row *r = &c.at[i];
		struct words base = { NULL, 0 };
		if (r->kind == COMPARE_AWAY)
			continue;
		if (r->old_at != DRAFT_NONE) {
			old_rows++;
			base = olds.at[r->old_at];
		}
		if (r->new_at == DRAFT_NONE)
			continue;
		cm_assert(r->new_at == next++);
		if (r->kind != COMPARE_NEW)
			cm_assert(words_eq(edits_apply(&a, base, r->edits), news.at[r->new_at]));
	}
	cm_assert(next == news.count && old_rows == olds.count);
	return 0;
}
