/*
 * The one place of printf formats. The locale is never set, so "%d" is "%d" everywhere.
 */
#ifndef BASE_FMT_H
#define BASE_FMT_H

#include <stdarg.h>
#include "base/defs.h"

struct buf;

/* Appends formatted text to the buffer; over its maximum the buffer fails, as buf_put does. */
CM_PRINTF(2, 3)
void buf_fmt(struct buf *b, const char *fmt, ...);
/* Formats into out[out_bytes], always terminated, cut if too long. Returns the length written. */
CM_PRINTF(3, 4)
size_t fmt_into(char *out, size_t out_bytes, const char *fmt, ...);
CM_PRINTF(3, 0)
size_t fmt_into_v(char *out, size_t out_bytes, const char *fmt, va_list args);

#endif
