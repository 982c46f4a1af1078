/* "Option 2:", "Option (b)", "Вариант 1." in a text: which paragraphs are alternatives. */
#ifndef TEXT_IMPORT_OPTION_H
#define TEXT_IMPORT_OPTION_H

#include "text/lexicon.h"

/* How options are numbered: each way counts for itself, as one stands inside the other. */
enum option_style { OPTION_DIGITS, OPTION_LETTERS, OPTION_ROMAN, OPTION_STYLE__COUNT };

struct option {
	uint32_t words; /* that say so, the colon included */
	enum option_style style;
	uint32_t ordinal; /* from 1; 0 when it is none that can be counted */
};

/*
 * An option that begins with word `at`. At the beginning of a unit, brackets apart, its number is
 * enough; elsewhere a colon must follow, or it is a reference.
 */
bool option_at(
    const struct lexicon *l, struct words w, uint32_t at, bool is_first, struct option *out);

#endif
