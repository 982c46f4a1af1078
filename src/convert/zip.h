/*
 * ZIP files (PKWARE APPNOTE 6.3.10) as office documents use them: stored or deflated parts, no
 * encryption, no ZIP64, one file. What comes in is hostile: names, sizes, overlaps and the ratio of
 * what is packed are looked at before anything is inflated, and every refusal names the part.
 *
 * Over zlib alone: of libzip's manner only a fifth would be used, its sources are files, and the
 * limits, which are the point, would have to be written all the same.
 */
#ifndef CONVERT_ZIP_H
#define CONVERT_ZIP_H

#include "base/err.h"
#include "base/str.h"

struct arena;
struct buf;

struct zip_part {
	struct str name, bytes;
};

/* Appends a file of these parts: equal parts, equal bytes (with one zlib), dated 1980. Names are as
 * the reader wants them. */
CM_MUST_USE enum rc zip_write(
    struct buf *out, const struct zip_part *parts, uint32_t count, struct err *err);

struct zip_entry {
	struct str name;
	uint32_t offset; /* of its local header */
	uint32_t packed_bytes, bytes, crc;
	uint16_t method;
};

/* Borrows the file. */
struct zip {
	struct str file;
	const struct zip_entry *entries;
	uint32_t count;
};

/* Reads the directory; the entries are in the arena. RC_CORRUPT for what is no ZIP file, RC_INVALID
 * for what we do not take, RC_LIMIT over the limits of base/limits.h. */
CM_MUST_USE enum rc zip_parse(struct arena *a, struct str file, struct zip *out, struct err *err);
/* The entry of this name, or NULL. */
const struct zip_entry *zip_find(const struct zip *z, struct str name);
/* The bytes of a part: in the arena, or borrowed from the file where they are stored. */
CM_MUST_USE enum rc zip_part_read(
    struct arena *a, const struct zip *z, const struct zip_entry *e, struct str *out, struct err *err);

#endif
