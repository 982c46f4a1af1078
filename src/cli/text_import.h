/* `comity text import`. */
#ifndef CLI_TEXT_IMPORT_H
#define CLI_TEXT_IMPORT_H

#include "base/str.h"

struct text_import {
	const char *file;
	struct str code, body, lang, title;
	bool is_markdown;
	uint32_t part; /* from 0: the content of text.table, then of each text.add */
};
/* Prints the part, and on standard error what was found. The exit status. */
int text_import_print(const struct text_import *order);

#endif
