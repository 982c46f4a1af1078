#include "text/lexicon.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "text/token.h"

/* What the words of an empty text point to: never NULL, so that ranges of them can be made. */
static const uint32_t nothing = 0;

void lexicon_init(struct lexicon *l, struct arena *a, uint64_t hash_key)
{
	*l = (struct lexicon){
		.arena = a,
		.bytes_max = LEXICON_BYTES_MAX,
		.words_max = LEXICON_WORDS_MAX,
	};
	map_init(&l->map, a, hash_key);
	table_init(&l->words, a, sizeof(struct str));
}

enum rc lexicon_put(struct lexicon *l, struct str word, uint32_t *number, struct err *err)
{
	uint32_t found = map_get(&l->map, word);
	struct str *row;

	if (found != MAP_NONE) {
		*number = found;
		return RC_OK;
	}
	if (l->words.count >= l->words_max || word.n > l->bytes_max - l->bytes)
		return cm_fail(err, RC_LIMIT, "more than %u different words, or %zu bytes of them",
		    l->words_max, l->bytes_max);
	row = table_add(&l->words);
	*row = str_copy(l->arena, word);
	l->bytes += word.n;
	*number = l->words.count - 1;
	map_put(&l->map, *row, *number);
	return RC_OK;
}

struct str lexicon_word(const struct lexicon *l, uint32_t number)
{
	const struct str *row = table_at(&l->words, number);
	return *row;
}

static enum rc piece_check(struct str piece, struct err *err)
{
	size_t bad;

	if (piece.n > UNIT_BYTES_MAX)
		return cm_fail(
		    err, RC_LIMIT, "a text of %zu bytes; %d are allowed", piece.n, UNIT_BYTES_MAX);
	bad = utf8_invalid_at(piece);
	if (bad < piece.n)
		return cm_fail(err, RC_INVALID, "byte %zu is not UTF-8", bad + 1);
	return RC_OK;
}

/* The numbers of all words of a text that is valid. */
static enum rc piece_cut(
    struct lexicon *l, struct arena *a, struct str piece, struct words *out, struct err *err)
{
	struct vec v = { NULL, 0, 0 };
	struct token_cutter t;
	struct str word;

	token_begin(&t, piece);
	while (token_next(&t, &word)) {
		uint32_t number;
		enum rc rc = lexicon_put(l, word, &number, err);
		if (rc != RC_OK)
			return rc;
		if (v.count == UNIT_WORDS_MAX)
			return cm_fail(
			    err, RC_LIMIT, "a text of more than %d words", UNIT_WORDS_MAX);
		vec_push(&v, a, number);
	}
	*out = (struct words){ v.count == 0 ? &nothing : v.at, v.count };
	return RC_OK;
}

enum rc words_cut_piece(
    struct lexicon *l, struct arena *a, struct str piece, struct words *out, struct err *err)
{
	enum rc rc = piece_check(piece, err);

	if (rc != RC_OK)
		return rc;
	if (token_trim(piece).n != token_core(piece).n || (piece.n > 0 && token_core(piece).n == 0))
		return cm_fail(err, RC_INVALID, "the text ends with white space");
	return piece_cut(l, a, piece, out, err);
}

enum rc words_cut(
    struct lexicon *l, struct arena *a, struct str text, struct words *out, struct err *err)
{
	enum rc rc = piece_check(text, err);
	char *spaced;

	if (rc != RC_OK)
		return rc;
	if (token_trim(text).n != text.n)
		return cm_fail(err, RC_INVALID, "white space at an end of the text");
	if (text.n == 0) {
		*out = (struct words){ &nothing, 0 };
		return RC_OK;
	}
	spaced = arena_alloc(a, text.n + 1, 1);
	spaced[0] = ' ';
	memcpy(spaced + 1, text.p, text.n);
	return piece_cut(l, a, (struct str){ spaced, text.n + 1 }, out, err);
}

void words_piece(const struct lexicon *l, struct buf *b, struct words w)
{
	for (uint32_t i = 0; i < w.count; i++)
		buf_put(b, lexicon_word(l, w.at[i]));
}

void words_text(const struct lexicon *l, struct buf *b, struct words w)
{
	if (w.count == 0)
		return;
	buf_put(b, token_core(lexicon_word(l, w.at[0])));
	words_piece(l, b, (struct words){ w.at + 1, w.count - 1 });
}
