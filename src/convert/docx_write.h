/*
 * Word files of a draft, whole: the parts of view/docx.h in a ZIP file.
 */
#ifndef CONVERT_DOCX_WRITE_H
#define CONVERT_DOCX_WRITE_H

#include "view/docx.h"

/* The rolling text, into an empty buffer. */
CM_MUST_USE enum rc docx_rolling_write(
    struct arena *a, const struct draft *d, struct buf *out, struct err *err);
/* A delegation's working copy; *asks (may be NULL) as in struct docx_parts. */
CM_MUST_USE enum rc docx_copy_write(struct arena *a, const struct docx_copy *copy, struct buf *out,
    uint32_t *asks, struct err *err);

#endif
