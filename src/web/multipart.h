/*
 * A form that brings a file (RFC 7578, multipart/form-data), as browsers send it. What comes in is hostile:
 * few parts, short heads, no nesting; everything is borrowed from the body. No effects.
 */
#ifndef WEB_MULTIPART_H
#define WEB_MULTIPART_H

#include "base/str.h"

#define MULTIPART_PARTS_MAX 8
#define MULTIPART_BOUNDARY_BYTES_MAX 70 /* RFC 2046 */
#define MULTIPART_HEAD_BYTES_MAX 1024   /* of one part */

struct multipart_part {
	struct str name, bytes;
};
struct multipart {
	uint32_t count;
	struct multipart_part at[MULTIPART_PARTS_MAX];
};

/* `type`: the request's Content-Type. False: no such form, malformed, or over a limit. A name that stands
 * twice is malformed; so is one with a quotation mark or a backslash in it. */
CM_MUST_USE bool multipart_parse(struct multipart *out, struct str type, struct str body);
/* What stands under that name; STR_NONE when it is not there. */
struct str multipart_value(const struct multipart *m, struct str name);

#endif
