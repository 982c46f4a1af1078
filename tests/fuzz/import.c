/*
 * Import: of any bytes it makes a draft or refuses them. What it makes has the words of the source, less
 * what its format loses; parents come before what is theirs; marks are in order and in their units. The
 * first byte chooses the format.
 */
#include "base/buf.h"
#include "base/scope.h"
#include "base/utf8.h"
#include "text/import.h"
#include "text/token.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define ARENA_BYTES ((size_t)256 * 1024 * 1024)

static bool is_lost(char c, enum import_format format)
{
	const char *lost = format == IMPORT_MARKDOWN ? "*_\\#|-=:" : "|-:";
	return strchr(lost, c) != NULL;
}

static void put_bare(struct buf *b, struct str s, enum import_format format)
{
	struct token_cutter t;
	struct str word;
	token_begin(&t, s);
	while (token_next(&t, &word)) {
		for (size_t i = 0, n; i < word.n; i += n) {
			utf8_get(word, i, &n);
			struct str core = token_core(str_sub(word, i, i + n));
			if (core.n > 1 || (core.n == 1 && !is_lost(core.p[0], format)))
				buf_put(b, core);
		}
	}
}

/*
 * Without white space wherever it stands: a mark after a space is a word of its own, and a sign that is
 * written before its number, such as U+0603, keeps the end of the line that follows it.
 */
static void words_check(struct arena *a, const struct import_order *o, const struct imported *i)
{
	struct str source = o->source;
	struct buf was, is;
	if (str_starts(source, S("\xef\xbb\xbf")))
		source = str_sub(source, 3, source.n);
	buf_init(&was, a, IMPORT_BYTES_MAX);
	buf_init(&is, a, IMPORT_BYTES_MAX);
	put_bare(&was, source, o->format);
	for (uint32_t u = 0; u < i->units_count; u++) {
		put_bare(&is, i->units[u].label, o->format);
		put_bare(&is, i->units[u].texts[0].text, o->format);
	}
	cm_assert(!was.failed && !is.failed && str_eq(buf_str(&was), buf_str(&is)));
}

static void marks_check(const struct imported *i)
{
	for (uint32_t m = 0; m < i->marks.count; m++) {
		const struct import_mark *mark = &i->marks.at[m];
		cm_assert(mark->first <= m);
		cm_assert(mark->at.unit < i->units_count && mark->end.unit < i->units_count);
		cm_assert(mark->at.word < i->units[mark->at.unit].base.count);
		cm_assert(mark->end.word < i->units[mark->end.unit].base.count);
		cm_assert(mark->end.unit > mark->at.unit || mark->end.word >= mark->at.word);
		if (m > 0) {
			const struct import_mark *before = mark - 1;
			cm_assert(before->at.unit < mark->at.unit ||
				  (before->at.unit == mark->at.unit && before->at.word < mark->at.word));
		}
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	SCOPE_ARENA(a, ARENA_BYTES);
	struct import_order order = { .lang = S("en") };
	struct imported got;
	struct lexicon words;
	struct err err;

	if (size == 0)
		return 0;
	lexicon_init(&words, &a, 1);
	order.words = &words;
	order.format = data[0] % 2 == 0 ? IMPORT_PLAIN : IMPORT_MARKDOWN;
	order.source = (struct str){ (const char *)data + 1, size - 1 };
	if (draft_import(&a, &order, &got, &err) != RC_OK)
		return 0;
	words_check(&a, &order, &got);
	marks_check(&got);
	for (uint32_t u = 0; u < got.units_count; u++) {
		cm_assert(got.units[u].parent == DRAFT_NONE || got.units[u].parent < u);
		cm_assert(got.units[u].kind == UNIT_CELL || got.units[u].label.n > 0 ||
			  got.units[u].texts[0].text.n > 0);
	}
	return 0;
}
