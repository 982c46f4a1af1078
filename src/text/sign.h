/*
 * What one character is to the tokeniser (text/token.h): its word break property of Unicode 15.0,
 * reduced, with two properties of its grapheme cluster. The table is frozen: it is part of the
 * format and never follows a library or a newer Unicode. An unassigned character is SIGN_OTHER.
 */
#ifndef TEXT_SIGN_H
#define TEXT_SIGN_H

#include "base/defs.h"

/* The numbers are those of tools/signs2c.py. */
enum sign {
	SIGN_OTHER,       /* a word of its own: punctuation, symbols, controls */
	SIGN_SPACE,       /* White_Space, the narrow no-break space included */
	SIGN_MARK,        /* stays with what precedes it: combining marks, format characters */
	SIGN_JOINER,      /* U+200D: a mark that may hold a picture after it */
	SIGN_LETTER,      /* letters of running scripts: ALetter */
	SIGN_HEBREW,      /* the same, with its own quotation rules */
	SIGN_QUOTE,       /* ' */
	SIGN_MID_BOTH,    /* between letters and between digits: full stop, right quote */
	SIGN_MID_LETTERS, /* between letters: middle dot, colon */
	SIGN_MID_DIGITS,  /* between digits: comma */
	SIGN_DIGIT,
	SIGN_LOW_LINE,     /* ExtendNumLet */
	SIGN_ALONE,        /* a letter that is a word: Han, kana, Thai, Lao, Khmer, Myanmar */
	SIGN_FLAG,         /* regional indicators */
	SIGN_DOUBLE_QUOTE, /* " */
	SIGN__COUNT
};

#define SIGN_PICTURE 0x10 /* Extended_Pictographic: stays with a joiner before it */
#define SIGN_PREPEND 0x20 /* nothing is cut after it */

/* A range of equal characters, the last one looked up: texts stay in few of them. */
struct sign_range {
	uint32_t first, end; /* end: one beyond; 0 before the first lookup */
	uint8_t sign;
};

/* The sign and the bits above of any code point below 0x110000. */
uint8_t sign_look(struct sign_range *last, uint32_t code_point);
static inline enum sign sign_kind(uint8_t sign)
{
	return (enum sign)(sign & 0x0f);
}

#endif
