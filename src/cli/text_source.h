/*
 * A negotiated text as commands work on it: of a record on this machine, or of a server.
 */
#ifndef CLI_TEXT_SOURCE_H
#define CLI_TEXT_SOURCE_H

#include "cli/cli.h"
#include "text/draft.h"
#include "view/text_file.h"

struct text_place {
	const struct cli_env *env;
	const char *from; /* DIR or URL */
	struct str code;
};
/* The draft, all of it in the arena, with its proposals and without choices. Words are on the lexicon,
 * which is initialised. */
CM_MUST_USE enum rc text_source_draft(struct draft *out, struct arena *a, const struct text_place *of,
    struct lexicon *l, struct err *err);
/* The text as a file, appended: made here of a record, or asked of a server. */
CM_MUST_USE enum rc text_source_file(struct buf *out, struct arena *a, const struct text_place *of,
    const struct text_file_order *order, struct err *err);

#endif
