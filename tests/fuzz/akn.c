/*
 * Documents from outside. What is read as Comity's own is written and read again as the same bytes;
 * what is refused is refused without harm. The same bytes are read as XLIFF, for a draft of one unit.
 */
#include "base/arena.h"
#include "base/scope.h"
#include "convert/akn_read.h"
#include "convert/xliff_read.h"
#include "view/akn.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MEMORY ((size_t)256 * 1024 * 1024)
#define INPUT_MAX ((size_t)64 * 1024)

static bool written(struct arena *a, const struct draft *d, struct str lang, struct str *out)
{
	struct akn_order order = { lang, S("x"), S("x"), S("2000-01-01") };
	struct buf b;

	buf_init(&b, a, 1u << 23);
	akn_put(&b, a, d, &order);
	return buf_done(&b, out, NULL) == RC_OK;
}

static void akn_tries(struct str input)
{
	SCOPE_ARENA(a, MEMORY);
	struct akn_read first, second;
	struct str once, twice;

	if (akn_read(&a, input, &first, NULL) != RC_OK || !first.is_own || first.is_translation)
		return;
	if (!written(&a, &first.draft, first.lang, &once))
		return;
	cm_assert(akn_read(&a, once, &second, NULL) == RC_OK);
	cm_assert(written(&a, &second.draft, second.lang, &twice));
	cm_assert(str_eq(once, twice));
}

static void xliff_tries(struct str input)
{
	SCOPE_ARENA(a, MEMORY);
	struct unit_text text = { .lang = S("en"), .text = S("Member States") };
	struct draft_unit unit = { .id = S("op1"), .parent = DRAFT_NONE, .texts = &text, .texts_count = 1 };
	struct lexicon l;
	struct draft d = { .lang = S("en"), .words = &l, .units = &unit, .units_count = 1 };
	struct xliff_read out;

	lexicon_init(&l, &a, 0);
	if (xliff_read(&a, input, &d, &out, NULL) != RC_OK)
		return;
	for (uint32_t i = 0; i < out.count; i++)
		cm_assert(out.at[i].target.n > 0 && (out.at[i].unit == 0 || out.at[i].unit == DRAFT_NONE));
	cm_assert(out.stale <= out.count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str input = { (const char *)data, size };

	if (size > INPUT_MAX)
		return 0;
	akn_tries(input);
	xliff_tries(input);
	return 0;
}
