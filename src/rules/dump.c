#include "rules/dump.h"

#include "base/arena.h"

void dump_u64(struct dump *d, uint64_t *v)
{
	if (d->out != NULL) {
		uint64_t left = *v;
		char bytes[10];
		size_t n = 0;
		for (; left >= 0x80; left >>= 7)
			bytes[n++] = (char)(uint8_t)(left | 0x80);
		bytes[n++] = (char)(uint8_t)left;
		buf_bytes(d->out, bytes, n);
		return;
	}
	uint8_t byte = d->at < d->in.n ? (uint8_t)d->in.p[d->at] : 0x80;
	if (byte < 0x80) { /* most are lengths and flags */
		d->at++;
		*v = d->failed ? 0 : byte;
		return;
	}
	uint64_t value = 0;
	unsigned shift = 0;
	byte = 0x80;
	while (byte >= 0x80 && shift < 64 && d->at < d->in.n) {
		byte = (uint8_t)d->in.p[d->at++];
		value |= (uint64_t)(byte & 0x7f) << shift;
		shift += 7;
	}
	if (byte >= 0x80 || (byte == 0 && shift > 7) || (shift == 70 && byte > 1))
		d->failed = true;
	*v = d->failed ? 0 : value;
}

void dump_u32(struct dump *d, uint32_t *v)
{
	uint64_t wide = *v;
	dump_u64(d, &wide);
	if (wide > UINT32_MAX)
		d->failed = true;
	*v = (uint32_t)wide;
}

void dump_i64(struct dump *d, int64_t *v)
{
	uint64_t zigzag = (uint64_t)*v << 1 ^ (*v < 0 ? UINT64_MAX : 0);
	dump_u64(d, &zigzag);
	*v = (int64_t)(zigzag >> 1 ^ ((zigzag & 1) != 0 ? UINT64_MAX : 0));
}

void dump_bool(struct dump *d, bool *v)
{
	uint64_t wide = *v ? 1 : 0;
	dump_u64(d, &wide);
	if (wide > 1)
		d->failed = true;
	*v = wide == 1;
}

/* n bytes of the input, or NULL when they are not there. */
static const char *dump_take(struct dump *d, uint64_t n)
{
	if (d->failed || n > d->in.n - d->at) {
		d->failed = true;
		return NULL;
	}
	const char *p = d->in.p + d->at;
	d->at += (size_t)n;
	return p;
}

void dump_str(struct dump *d, struct str *v)
{
	uint64_t n = v->n;
	dump_u64(d, &n);
	if (d->out != NULL) {
		buf_put(d->out, *v);
		return;
	}
	const char *p = dump_take(d, n);
	*v = p == NULL || n == 0 ? STR_NONE : (struct str){ p, (size_t)n };
}

void dump_hash(struct dump *d, struct hash *v)
{
	if (d->out != NULL) {
		buf_bytes(d->out, v->bytes, HASH_BYTES);
		return;
	}
	const char *p = dump_take(d, HASH_BYTES);
	if (p != NULL)
		memcpy(v->bytes, p, HASH_BYTES);
}

void dump_date(struct dump *d, struct date *v)
{
	/* year, month, day, minute + 1 packed: no date is 0 */
	uint64_t packed = (uint64_t)v->year << 20 | (uint64_t)v->month << 16 | (uint64_t)v->day << 11 |
	    (uint64_t)(v->minute + 1);
	dump_u64(d, &packed);
	if (d->out != NULL)
		return;
	uint64_t minute = packed & 0x7ff, day = packed >> 11 & 0x1f, month = packed >> 16 & 0xf;
	uint64_t year = packed >> 20;
	if (year > 9999 || month > 12 || minute > 1440)
		d->failed = true;
	if (!d->failed)
		*v = (struct date){ (int16_t)year, (uint8_t)month, (uint8_t)day,
			(int16_t)((int16_t)minute - 1) };
}

void dump_moment(struct dump *d, moment *v)
{
	dump_i64(d, &v->ms);
}

void *dump_list(struct dump *d, uint32_t *count, const void *rows, size_t row_bytes)
{
	dump_u32(d, count);
	if (d->out != NULL) {
		union {
			const void *from;
			void *to;
		} same = { .from = rows }; /* writing does not change them */
		return same.to;
	}
	if (d->failed || *count > d->in.n - d->at) { /* each row takes a byte at least */
		d->failed = true;
		*count = 0;
	}
	return *count == 0 ? NULL : arena_zero(d->arena, *count, row_bytes);
}

void dump_names(struct dump *d, struct names *v)
{
	struct lang_text *at = dump_list(d, &v->count, v->at, sizeof *at);
	for (uint32_t i = 0; i < v->count; i++) {
		dump_str(d, &at[i].lang);
		dump_str(d, &at[i].text);
	}
	v->at = at;
}

void dump_strs(struct dump *d, struct strs *v)
{
	struct str *at = dump_list(d, &v->count, v->at, sizeof *at);
	for (uint32_t i = 0; i < v->count; i++)
		dump_str(d, &at[i]);
	v->at = at;
}

void dump_hashes(struct dump *d, struct hashes *v)
{
	struct hash *at = dump_list(d, &v->count, v->at, sizeof *at);
	for (uint32_t i = 0; i < v->count; i++)
		dump_hash(d, &at[i]);
	v->at = at;
}

uint32_t dump_word(struct dump *d, uint32_t word, uint32_t count)
{
	dump_u32(d, &word);
	if (word < count)
		return word;
	d->failed = true;
	return 0;
}
