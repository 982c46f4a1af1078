/*
 * A draft for translators, as XLIFF 2.1: one file a pair of languages, from that of negotiation. A unit
 * of XLIFF is a unit of the draft; its segments are the words as they stand ("base") and each text that
 * a proposal would put there, by the SHA-256 of the source, so that what was translated once is known
 * again wherever its words come back. Segments cannot be cut otherwise, and say how far they are;
 * subState "comity:stale" is of a translation of other words. Brackets and symbols of documents in the
 * words are codes that tools protect. Pure.
 */
#ifndef VIEW_XLIFF_H
#define VIEW_XLIFF_H

#include "base/buf.h"
#include "text/draft.h"

#define XLIFF_NAMESPACE "urn:oasis:names:tc:xliff:document:2.0"

/* Into `lang`, which is not the draft's own. Memory of what is open is in the arena. */
void xliff_put(struct buf *out, struct arena *a, const struct draft *d, struct str lang);
/* The key of a source text. */
void xliff_key(struct hash *out, struct str source);
/* Appends a unit's id as it is written there. */
void xliff_unit_id(struct buf *b, const struct draft_unit *u);

#endif
