#include "base/fmt.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"

size_t fmt_into_v(char *out, size_t out_bytes, const char *fmt, va_list args)
{
	cm_assert(out_bytes > 0);
	int n = vsnprintf(out, out_bytes, fmt, args);
	cm_assert(n >= 0);
	return (size_t)n < out_bytes ? (size_t)n : out_bytes - 1;
}

size_t fmt_into(char *out, size_t out_bytes, const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	size_t n = fmt_into_v(out, out_bytes, fmt, args);
	va_end(args);
	return n;
}

void buf_fmt(struct buf *b, const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	va_list again;
	va_copy(again, args);
	int n = vsnprintf(NULL, 0, fmt, args);
	va_end(args);
	cm_assert(n >= 0);
	char *room = buf_room(b, (size_t)n + 1);
	if (room != NULL) {
		(void)vsnprintf(room, (size_t)n + 1, fmt, again);
		buf_commit(b, (size_t)n);
	}
	va_end(again);
}

enum rc err_born(struct err *err, enum rc rc, const char *file, int line, const char *fmt, ...)
{
	cm_assert(rc != RC_OK);
	if (err == NULL)
		return rc;
	va_list args;
	va_start(args, fmt);
	err->rc = rc;
	err->file = file;
	err->line = line;
	(void)fmt_into_v(err->text, sizeof err->text, fmt, args);
	va_end(args);
	return rc;
}

enum rc err_wrap(struct err *err, const char *fmt, ...)
{
	if (err == NULL)
		return RC_INVALID;
	char prefix[sizeof err->text];
	va_list args;
	va_start(args, fmt);
	(void)fmt_into_v(prefix, sizeof prefix, fmt, args);
	va_end(args);
	char text[sizeof err->text];
	memcpy(text, err->text, sizeof text);
	(void)fmt_into(err->text, sizeof err->text, "%.110s: %.120s", prefix, text);
	return err->rc;
}
