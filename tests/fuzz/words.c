/*
 * Words and edits: any two texts that are texts are cut and put together again, and the edits
 * between them, in normal form, make one of the other. The bytes are two texts with 0xff between;
 * they are also choices, for a text of characters whose clusters are known.
 */
#include "base/buf.h"
#include "base/limits.h"
#include "base/scope.h"
#include "base/utf8.h"
#include "lib/text_make.h"
#include "text/diff.h"
#include "text/token.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define ARENA_BYTES ((size_t)64 * 1024 * 1024)

static bool text_read(struct lexicon *l, struct str text, struct words *w)
{
	struct err err;
	struct buf b;
	enum rc rc = words_cut(l, l->arena, text, w, &err);
	if (rc != RC_OK) {
		bool is_text = utf8_invalid_at(text) == text.n && token_trim(text).n == text.n;
		cm_assert(rc == RC_LIMIT || !is_text);
		return false;
	}
	buf_init(&b, l->arena, UNIT_BYTES_MAX);
	words_text(l, &b, *w);
	cm_assert(!b.failed && str_eq(buf_str(&b), text));
	return true;
}

static void edits_check(struct lexicon *l, struct words base, struct words changed, uint32_t steps)
{
	struct edits e = edits_between_within(l->arena, l, base, changed, steps), normal;
	struct err err;
	cm_assert(words_eq(edits_apply(l->arena, base, e), changed));
	cm_assert(edits_normal(l->arena, base, e, &normal, &err) == RC_OK);
	cm_assert(normal.count == e.count);
	for (uint32_t i = 0; i < e.count; i++)
		cm_assert(normal.at[i].lo == e.at[i].lo && normal.at[i].hi == e.at[i].hi);
}

static void clusters_check(struct arena *a, const uint8_t *data, size_t size)
{
	struct token_cutter t;
	struct str text, word;
	struct gen g;
	gen_init_bytes(&g, data, size);
	text = text_make_signs(&g, a, 400);
	token_begin(&t, text);
	while (token_next(&t, &word)) {
		cm_assert(word.n > 0);
		cm_assert(text_cluster_ends(text, t.at));
	}
	cm_assert(t.at == text.n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	SCOPE_ARENA(a, ARENA_BYTES);
	struct str rest = { (const char *)data, size }, first = str_cut(&rest, (char)0xff);
	struct words base, changed;
	struct lexicon l;
	clusters_check(&a, data, size);
	lexicon_init(&l, &a, 1);
	if (text_read(&l, first, &base) && text_read(&l, rest, &changed))
		for (uint32_t steps = 1; steps <= DIFF_STEPS_MAX; steps *= 32)
			edits_check(&l, base, changed, steps);
	return 0;
}
