/*
 * The words of texts by number: equal numbers, equal bytes. A number is where the word came first,
 * so it depends on what was cut before it and is not stored; bytes are.
 *
 * A text is trimmed. Its first word is held as if one space stood before it, and what is rendered
 * drops the white space before its first word: so a word may be inserted before the first, or the
 * first deleted, like any other. words_text of words_cut is the text, byte for byte. (The converse
 * does not hold: two words that an edit brought together may be cut as one.)
 */
#ifndef TEXT_LEXICON_H
#define TEXT_LEXICON_H

#include "base/map.h"
#include "base/table.h"
#include "text/edit.h"

struct buf;

struct lexicon {
	struct arena *arena; /* of words and bytes */
	struct map map;
	struct table words; /* of struct str */
	size_t bytes;
	size_t bytes_max; /* LEXICON_BYTES_MAX and LEXICON_WORDS_MAX, or less */
	uint32_t words_max;
};

/* Empty. The arena should have room for eight times the bytes that the lexicon may hold. */
void lexicon_init(struct lexicon *l, struct arena *a, uint64_t hash_key);
/* The word's number; its bytes are copied when they are new. RC_LIMIT when it is full. */
CM_MUST_USE enum rc lexicon_put(
    struct lexicon *l, struct str word, uint32_t *number, struct err *err);
/* The bytes of a word that is there. */
struct str lexicon_word(const struct lexicon *l, uint32_t number);

/*
 * The words of a trimmed text, in the arena `a`. RC_INVALID for invalid UTF-8 or white space at
 * either end, RC_LIMIT for too many bytes or words. *out is untouched on failure, but words already
 * read stay in the lexicon.
 */
CM_MUST_USE enum rc words_cut(
    struct lexicon *l, struct arena *a, struct str text, struct words *out, struct err *err);
/*
 * The same for a piece that stands inside a text, such as what an edit puts in: the white space it
 * begins with is its first word's, none is added. It may not end with white space.
 */
CM_MUST_USE enum rc words_cut_piece(
    struct lexicon *l, struct arena *a, struct str piece, struct words *out, struct err *err);
/* Appends the text of these words, without white space before the first. */
void words_text(const struct lexicon *l, struct buf *b, struct words w);
/* Appends all their bytes: the converse of words_cut_piece. */
void words_piece(const struct lexicon *l, struct buf *b, struct words w);

#endif
