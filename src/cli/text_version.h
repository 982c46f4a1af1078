/* `comity text import --translates`: a document in another language beside a text that is negotiated. */
#ifndef CLI_TEXT_VERSION_H
#define CLI_TEXT_VERSION_H

#include "cli/text_source.h"
#include "text/import.h"

struct text_version {
	const struct imported *file;
	struct text_place place;      /* of the text */
	struct str lang;              /* of the file */
	enum translation_state state; /* of the translations */
	uint32_t part;                /* from 0: which text.translate */
};
/*
 * Prints the content of one text.translate, and on standard error how the document's paragraphs pair
 * with the units of the text (text/alignment.h): those that are one and one beyond doubt become acts,
 * every other is named. The exit status.
 */
int text_version_print(struct arena *a, const struct text_version *order);

#endif
