/* `comity text import --translates`: a document in another language beside a text that is negotiated. */
#ifndef CLI_TEXT_VERSION_H
#define CLI_TEXT_VERSION_H

#include "cli/cli.h"

struct text_version {
	const char *file, *from; /* from: the server */
	struct str code, lang;   /* of the text; of the file */
	struct str state;        /* of the translations: machine, draft, revised, final */
	bool is_markdown;
	uint32_t part; /* from 0: which text.translate */
};
/*
 * Prints the content of one text.translate, and on standard error how the document's paragraphs pair
 * with the units of the text (text/alignment.h): those that are one and one beyond doubt become acts,
 * every other is named. The exit status.
 */
int text_version_print(const struct cli_env *env, const struct text_version *order);

#endif
