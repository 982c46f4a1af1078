/*
 * A draft as Word's documents (ECMA-376, transitional), as parts that a ZIP file takes:
 *
 * - the rolling text, with literal brackets and who stands behind what, to be read and printed;
 * - a delegation's working copy: the clean base with track changes on, its own proposals in it as
 *   tracked changes, and each paragraph under a bookmark by which convert/docx_read.h finds it again.
 *
 * Word has one author for what is deleted and no choice among more than two texts, so neither can
 * be the other. Nothing here stands in a content control: LibreOffice flattens what is tracked there.
 */
#ifndef VIEW_DOCX_H
#define VIEW_DOCX_H

#include "text/draft.h"

struct buf;

#define DOCX_PARTS_COUNT_MAX 10

struct docx_part {
	struct str name, bytes;
};

struct docx_parts {
	struct docx_part at[DOCX_PARTS_COUNT_MAX];
	uint32_t count;
	uint32_t asks; /* places at which the party's own proposals differ, and the first is shown */
};

/* All in the arena. RC_INVALID for a text with a character that XML cannot hold, naming the unit;
 * RC_LIMIT for what is too long. */
CM_MUST_USE enum rc docx_rolling_render(
    struct arena *a, const struct draft *d, struct docx_parts *out, struct err *err);

struct docx_copy {
	const struct draft *draft;
	struct str party; /* code; empty for the clean base */
	moment at;        /* the date of its changes */
};
CM_MUST_USE enum rc docx_copy_render(
    struct arena *a, const struct docx_copy *copy, struct docx_parts *out, struct err *err);

/*
 * What both directions agree on.
 */
#define DOCX_BOOKMARK_BYTES_MAX 40 /* Word's */

/* "cm_" and the unit's id, or, where Word would not take that or confuse it with another (it does not
 * tell capitals from small letters), "cm_h_" and the first half of the id's SHA-256. */
void docx_bookmark_put(struct buf *b, struct str unit_id);
/* The name of a kind's paragraph style. Word and LibreOffice keep names, not ids. */
struct str docx_style_name(enum unit_kind k);
/* The kind of this style's name, or UNIT_KIND__COUNT. */
enum unit_kind docx_style_kind(struct str name);
/* Of the custom properties. */
#define DOCX_PROPERTY_DOCUMENT "ComityDocument"
#define DOCX_PROPERTY_REVISION "ComityRevision"
#define DOCX_PROPERTY_LANGUAGE "ComityLanguage"
#define DOCX_PROPERTY_BASE "ComityBase" /* docx_base_hash in HEX */

/* SHA-256 over "comity-base/1" LF and each unit: id LF, length of its text in DEC, LF, text, LF. */
struct hash docx_base_hash(struct arena *a, const struct draft *d);

#endif
