/*
 * A Word document as plain text for text/import.h: a paragraph a block, as it reads with every tracked
 * change made. What is no text is left out; numbers that Word computes are not in the file.
 */
#ifndef CONVERT_DOCX_TEXT_H
#define CONVERT_DOCX_TEXT_H

#include "base/err.h"
#include "base/str.h"

struct arena;

/* In the arena. RC_CORRUPT, RC_INVALID or RC_LIMIT name the part that is at fault. */
CM_MUST_USE enum rc docx_text(struct arena *a, struct str file, struct str *out, struct err *err);

#endif
