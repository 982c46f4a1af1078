/*
 * Both ends of the reading process: the bytes as an errand, which gets an answer; and as an answer about a
 * draft, of which nothing is believed that does not hold.
 */
#include "base/buf.h"
#include "base/scope.h"
#include "convert/reader.h"
#include "text/errand.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define ARENA_BYTES ((size_t)512 * 1024 * 1024)
#define UNITS 2

static void answer_check(struct arena *a, struct lexicon *l, const struct draft *d, struct str bytes)
{
	const struct errand_asked of = { d, l, bytes };
	struct errand_translations translations;
	struct errand_units units;
	struct returned r;
	struct edits normal;
	struct str words;
	struct err err;
	(void)!errand_words_read(&words, bytes, &err);
	(void)!errand_units_read(&units, a, bytes, &err);
	(void)!errand_translations_read(&translations, a, &of, &err);
	if (errand_returned_read(&r, a, &of, &err) != RC_OK)
		return;
	for (uint32_t i = 0; i < d->units_count; i++) {
		struct edits e = r.units[i].edits;
		cm_assert(edits_normal(a, d->units[i].base, e, &normal, &err) == RC_OK);
		cm_assert(normal.count == e.count);
	}
	for (uint32_t i = 0; i < r.added_count; i++)
		cm_assert(r.added[i].after == DRAFT_NONE || r.added[i].after < UNITS);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct str texts[UNITS] = { { "Having met,", 11 }, { "Member States shall act", 23 } };
	static const struct str ids[UNITS] = { { "u0", 2 }, { "u1", 2 } };
	struct str bytes = { (const char *)data, size };
	struct unit_text text[UNITS] = { { .text = { NULL, 0 } } };
	struct draft_unit units[UNITS] = { { .parent = DRAFT_NONE } };
	struct draft d = { .code = S("d"), .lang = S("en"), .units = units, .units_count = UNITS };
	struct lexicon l;
	struct buf out;
	SCOPE_ARENA(a, ARENA_BYTES);
	lexicon_init(&l, &a, 1);
	d.words = &l;
	for (uint32_t i = 0; i < UNITS; i++) {
		text[i] = (struct unit_text){ .lang = d.lang, .text = texts[i] };
		units[i] = (struct draft_unit){ .id = ids[i], .kind = UNIT_PARAGRAPH, .parent = DRAFT_NONE,
			.texts = &text[i], .texts_count = 1 };
		cm_assert(words_cut(&l, &a, texts[i], &units[i].base, NULL) == RC_OK);
	}
	answer_check(&a, &l, &d, bytes);
	buf_init(&out, &a, ERRAND_ANSWER_BYTES_MAX);
	reader_answer(&a, bytes, &out);
	cm_assert(out.n >= 4);
	return 0;
}
