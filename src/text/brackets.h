/*
 * A text with choices as negotiators write it, in one line:
 *
 *	Member States [shall] [should]{KAZ, KOR} cooperate [closely]{del: IRN} [in good faith]{IND}
 *
 * The words that may be kept stand first, in brackets, with the choices inside them; after them who
 * would delete them; then each alternative with who proposes it. An insertion has alternatives only.
 */
#ifndef TEXT_BRACKETS_H
#define TEXT_BRACKETS_H

#include "base/buf.h"
#include "text/choice.h"

/* What numbers stand for. */
struct brackets_names {
	const void *ctx;
	struct str (*word)(const void *ctx, uint32_t word);
	struct str (*proposal)(const void *ctx, uint32_t id); /* who proposes it */
	struct str separator; /* between words, and around brackets */
};

void brackets_put(struct buf *b, struct words base, struct choices choices,
    const struct brackets_names *names);

#endif
