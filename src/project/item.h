/* What the search finds. Strings are borrowed. */
#ifndef PROJECT_ITEM_H
#define PROJECT_ITEM_H

#include "base/date.h"

struct item {
	int64_t id;
	struct str noun, code, kind, lang, party, body, symbol, title, address, words, marks;
	struct date day;
	uint64_t entry;
};

#endif
