/*
 * Where words end: the tokeniser of texts, version 1, frozen (docs/format/words.md). A word is its
 * leading white space and one token: a run of letters and digits by the word rules of UAX 29, a
 * letter of Han, kana, Thai and their like alone, any other character alone; marks, format
 * characters and what a joiner holds stay with what precedes them. A document's symbol, such as
 * A/RES/78/272, is one token. The words of a text in order are that text, byte for byte.
 *
 * Words never end inside a grapheme cluster. Changing bytes [k, l) of a text moves no end before
 * k - TOKEN_WINDOW_BYTES or after l + TOKEN_WINDOW_BYTES.
 */
#ifndef TEXT_TOKEN_H
#define TEXT_TOKEN_H

#include "base/str.h"
#include "text/sign.h"

#define TEXT_TOKENISER 1
#define TOKEN_SYMBOL_BYTES_MAX 64 /* letters, digits and strokes beyond are cut as usual */
#define TOKEN_MARKS_MAX 16        /* marks on one character across which letters still join */
#define TOKEN_WINDOW_BYTES 144    /* letter, marks, full stop, marks, letter: 140 */

/* Plain data: a copy goes on by itself. */
struct token_cutter {
	struct str text;  /* valid UTF-8, borrowed */
	size_t at;        /* the next word begins here */
	size_t slash_at;  /* the next stroke at or after the last one looked for */
	size_t symbol_to; /* the end of the last symbol found */
	uint8_t link;     /* what a symbol could go on from */
	struct sign_range range;
};

enum word_class {
	WORD_LETTERS,
	WORD_NUMBER,    /* begins with a digit */
	WORD_ALONE,     /* one letter of Han, kana, Thai and their like */
	WORD_REFERENCE, /* a document's symbol */
	WORD_PUNCT      /* whatever else: punctuation, symbols, pictures */
};

void token_begin(struct token_cutter *t, struct str text);
/* The next word, borrowed from the text; false at its end. White space at the end of a text is a
 * word without a token; trimmed texts have none. */
bool token_next(struct token_cutter *t, struct str *word);

/* Without white space at both ends. Valid UTF-8; borrowed. */
struct str token_trim(struct str text);
/* A word, or text, without its leading white space. */
struct str token_core(struct str word);
enum word_class token_class(struct str word);

#endif
