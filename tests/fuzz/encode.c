/*
 * The decoders of base/: whatever they accept is byte for byte what the encoders write. The first
 * byte chooses the form, the rest is the text.
 */
#include "base/buf.h"
#include "base/date.h"
#include "base/encode.h"
#include "base/scope.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define TEXT_BYTES_MAX 4096

static void b64_try(struct arena *a, struct str text)
{
	uint8_t *bytes = arena_alloc(a, TEXT_BYTES_MAX, 1);
	char *again = arena_alloc(a, TEXT_BYTES_MAX + 4, 1);
	size_t n = 0;
	if (!b64_decode(bytes, TEXT_BYTES_MAX, &n, text))
		return;
	b64_encode(again, bytes, n);
	cm_assert(str_eq(text, (struct str){ again, b64_encoded_bytes(n) }));
}

static void hex_try(struct arena *a, struct str text)
{
	uint8_t *bytes = arena_alloc(a, TEXT_BYTES_MAX, 1);
	char *again = arena_alloc(a, TEXT_BYTES_MAX, 1);
	if (!hex_decode(bytes, text.n / 2, text))
		return;
	hex_encode(again, bytes, text.n / 2);
	cm_assert(str_eq(text, (struct str){ again, text.n }));
}

static void dec_try(struct arena *a, struct str text)
{
	uint64_t number;
	struct buf b;
	if (!dec_decode(&number, text))
		return;
	buf_init(&b, a, 32);
	buf_dec(&b, (int64_t)number);
	cm_assert(str_eq(text, buf_str(&b)));
}

static void date_try(struct arena *a, struct str text)
{
	struct date d;
	struct buf b;
	if (!date_parse(&d, text))
		return;
	cm_assert(date_first_day(d) <= date_last_day(d));
	buf_init(&b, a, 32);
	date_put(&b, d);
	cm_assert(str_eq(text, buf_str(&b)));
}

static void utf8_try(struct str text)
{
	size_t valid = utf8_invalid_at(text);
	size_t count = 0, n = 0;
	cm_assert(valid <= text.n);
	for (size_t at = 0; at < valid; at += n) {
		cm_assert(utf8_get(text, at, &n) <= 0x10ffff);
		count++;
	}
	cm_assert(count == utf8_count(str_sub(text, 0, valid)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0 || size > TEXT_BYTES_MAX)
		return 0;
	SCOPE_ARENA(a, 1 << 20);
	struct str text = { (const char *)data + 1, size - 1 };
	switch (data[0]) {
	case 'b':
		b64_try(&a, text);
		break;
	case 'h':
		hex_try(&a, text);
		break;
	case 'd':
		dec_try(&a, text);
		break;
	case 't':
		date_try(&a, text);
		break;
	default:
		utf8_try(text);
		break;
	}
	return 0;
}
