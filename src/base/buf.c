#include "base/buf.h"

#include "base/arena.h"
#include "base/endian.h"
#include "base/encode.h"

void buf_init(struct buf *b, struct arena *a, size_t max)
{
	*b = (struct buf){ .arena = a, .max = max };
}

char *buf_room(struct buf *b, size_t n)
{
	if (b->failed)
		return NULL;
	if (n <= b->cap - b->n)
		return b->p + b->n;
	if (n > SIZE_MAX / 4 - b->n || b->n + n > b->max + 1) {
		b->failed = true;
		return NULL;
	}
	size_t cap = b->cap * 2 < 64 ? 64 : b->cap * 2;
	if (cap < b->n + n)
		cap = b->n + n;
	if (b->p != NULL && arena_extend(b->arena, b->p, b->cap, cap)) {
		b->cap = cap;
		return b->p + b->n;
	}
	char *p = arena_try(b->arena, cap, ARENA_ALIGN);
	if (p == NULL) {
		b->failed = true;
		return NULL;
	}
	if (b->n > 0)
		memcpy(p, b->p, b->n);
	b->p = p;
	b->cap = cap;
	return p + b->n;
}

void buf_commit(struct buf *b, size_t n)
{
	cm_assert(n <= b->cap - b->n);
	if (b->n + n > b->max) {
		b->failed = true;
		return;
	}
	b->n += n;
}

void buf_bytes_more(struct buf *b, const void *p, size_t n)
{
	if (n == 0)
		return;
	if (b->failed || n > b->max - b->n) {
		b->failed = true;
		return;
	}
	char *room = buf_room(b, n);
	if (room == NULL)
		return;
	memcpy(room, p, n);
	b->n += n;
}

void buf_dec(struct buf *b, int64_t number)
{
	char digits[24];
	size_t at = sizeof digits;
	uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
	do {
		digits[--at] = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest > 0);
	if (number < 0)
		digits[--at] = '-';
	buf_bytes(b, digits + at, sizeof digits - at);
}

void buf_hex(struct buf *b, const uint8_t *p, size_t n)
{
	char *room = buf_room(b, 2 * n);
	if (room == NULL)
		return;
	hex_encode(room, p, n);
	buf_commit(b, 2 * n);
}

void buf_b64(struct buf *b, const uint8_t *p, size_t n)
{
	size_t need = b64_encoded_bytes(n);
	char *room = buf_room(b, need);
	if (room == NULL)
		return;
	b64_encode(room, p, n);
	buf_commit(b, need);
}

void buf_percent(struct buf *b, struct str text)
{
	static const char digits[] = "0123456789ABCDEF";
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];
		bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		    (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
		if (is_plain) {
			buf_byte(b, c);
			continue;
		}
		buf_byte(b, '%');
		buf_byte(b, (uint8_t)digits[c >> 4]);
		buf_byte(b, (uint8_t)digits[c & 15]);
	}
}

void buf_u16be(struct buf *b, uint16_t v)
{
	uint8_t bytes[2];
	put_u16be(bytes, v);
	buf_bytes(b, bytes, sizeof bytes);
}

void buf_u32be(struct buf *b, uint32_t v)
{
	uint8_t bytes[4];
	put_u32be(bytes, v);
	buf_bytes(b, bytes, sizeof bytes);
}

void buf_u64be(struct buf *b, uint64_t v)
{
	uint8_t bytes[8];
	put_u64be(bytes, v);
	buf_bytes(b, bytes, sizeof bytes);
}

void buf_ssh(struct buf *b, struct str s)
{
	cm_assert(s.n <= UINT32_MAX);
	buf_u32be(b, (uint32_t)s.n);
	buf_put(b, s);
}

void buf_clear(struct buf *b)
{
	b->n = 0;
	b->failed = false;
}

enum rc buf_done(const struct buf *b, struct str *out, struct err *err)
{
	if (b->failed)
		return cm_fail(err, RC_LIMIT, "longer than %zu bytes", b->max);
	*out = buf_str(b);
	return RC_OK;
}
