#include "convert/zip.h"

#include <zlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"

#define LOCAL_SIGN UINT32_C(0x04034b50)
#define CENTRAL_SIGN UINT32_C(0x02014b50)
#define END_SIGN UINT32_C(0x06054b50)
#define LOCAL_BYTES 30
#define CENTRAL_BYTES 46
#define END_BYTES 22
#define COMMENT_BYTES_MAX 65535
#define VERSION 20          /* 2.0: deflate */
#define DATE_1980 0x0021    /* the first of January */
#define FLAG_ENCRYPTED 0x0001
#define METHOD_STORED 0
#define METHOD_DEFLATED 8

/* ---- bytes, least significant first ---- */

static void le16(struct buf *b, uint32_t v)
{
	buf_byte(b, (uint8_t)(v & 0xff));
	buf_byte(b, (uint8_t)(v >> 8 & 0xff));
}

static void le32(struct buf *b, uint32_t v)
{
	le16(b, v & 0xffff);
	le16(b, v >> 16);
}

static uint32_t get16(struct str s, size_t at)
{
	const unsigned char *p = (const unsigned char *)s.p + at;
	return (uint32_t)p[0] | (uint32_t)p[1] << 8;
}

static uint32_t get32(struct str s, size_t at)
{
	return get16(s, at) | get16(s, at + 2) << 16;
}

static uint32_t crc_of(struct str s)
{
	return (uint32_t)crc32(crc32(0, NULL, 0), (const Bytef *)s.p, (uInt)s.n);
}

/* No absolute name, no way up, no device, nothing that two systems would read differently. */
static bool name_is_fit(struct str name)
{
	if (name.n == 0 || name.n > ZIP_NAME_BYTES_MAX || name.p[0] == '/')
		return false;
	for (size_t i = 0; i < name.n; i++) {
		unsigned char c = (unsigned char)name.p[i];
		if (c < 0x20 || c > 0x7e || c == '\\' || c == ':')
			return false;
	}
	while (name.n > 0) {
		struct str step = str_cut(&name, '/');
		if (str_eq(step, S("..")) || str_eq(step, S(".")))
			return false;
	}
	return true;
}

/* ---- writing ---- */

/* Deflates into the buffer; false when that makes nothing shorter, and nothing is appended then. */
static bool deflate_put(struct buf *out, struct str bytes)
{
	z_stream z = { 0 };
	size_t room = bytes.n;
	char *p;
	int rc;
	if (bytes.n < 32)
		return false;
	if (deflateInit2(&z, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY) != Z_OK)
		cm_panic(__FILE__, __LINE__, "zlib has no memory");
	p = buf_room(out, room);
	if (p == NULL) {
		(void)deflateEnd(&z);
		return false;
	}
	z.next_in = (z_const Bytef *)(uintptr_t)bytes.p;
	z.avail_in = (uInt)bytes.n;
	z.next_out = (Bytef *)p;
	z.avail_out = (uInt)room;
	rc = deflate(&z, Z_FINISH);
	room = (size_t)z.total_out;
	(void)deflateEnd(&z);
	buf_commit(out, rc == Z_STREAM_END ? room : 0);
	return rc == Z_STREAM_END;
}

struct packed {
	uint32_t offset, packed_bytes, crc;
	uint16_t method;
};

static void head_put(struct buf *out, const struct zip_part *part, const struct packed *p)
{
	le16(out, VERSION);
	le16(out, 0); /* flags */
	le16(out, p->method);
	le16(out, 0); /* midnight */
	le16(out, DATE_1980);
	le32(out, p->crc);
	le32(out, p->packed_bytes);
	le32(out, (uint32_t)part->bytes.n);
	le16(out, (uint32_t)part->name.n);
	le16(out, 0); /* extra fields */
}

static void part_put(struct arena *a, struct buf *out, const struct zip_part *part, struct packed *p)
{
	struct buf body;
	buf_init(&body, a, part->bytes.n + 64);
	p->offset = (uint32_t)out->n;
	p->crc = crc_of(part->bytes);
	p->method = deflate_put(&body, part->bytes) ? METHOD_DEFLATED : METHOD_STORED;
	p->packed_bytes = (uint32_t)(p->method == METHOD_DEFLATED ? body.n : part->bytes.n);
	le32(out, LOCAL_SIGN);
	head_put(out, part, p);
	buf_put(out, part->name);
	buf_put(out, p->method == METHOD_DEFLATED ? buf_str(&body) : part->bytes);
}

static void directory_put(
    struct buf *out, const struct zip_part *parts, uint32_t count, const struct packed *packed)
{
	uint32_t at = (uint32_t)out->n, bytes;
	for (uint32_t i = 0; i < count; i++) {
		le32(out, CENTRAL_SIGN);
		le16(out, VERSION);
		head_put(out, &parts[i], &packed[i]);
		le16(out, 0); /* comment */
		le16(out, 0); /* disk */
		le16(out, 0); /* internal attributes */
		le32(out, 0); /* external attributes */
		le32(out, packed[i].offset);
		buf_put(out, parts[i].name);
	}
	bytes = (uint32_t)out->n - at;
	le32(out, END_SIGN);
	le16(out, 0);
	le16(out, 0);
	le16(out, count);
	le16(out, count);
	le32(out, bytes);
	le32(out, at);
	le16(out, 0);
}

enum rc zip_write(struct buf *out, const struct zip_part *parts, uint32_t count, struct err *err)
{
	struct packed *packed = arena_array(out->arena, struct packed, count + 1);
	struct str done;
	cm_assert(out->n == 0);
	if (count > ZIP_PARTS_MAX)
		return cm_fail(err, RC_LIMIT, "%u parts are too many", count);
	for (uint32_t i = 0; i < count; i++) {
		if (!name_is_fit(parts[i].name))
			return cm_fail(err, RC_INVALID, "part %u has a name that is not fit", i);
		if (parts[i].bytes.n > ZIP_PART_BYTES_MAX)
			return cm_fail(err, RC_LIMIT, "%.*s is too long", STR_ARG(parts[i].name));
		part_put(out->arena, out, &parts[i], &packed[i]);
		if (out->failed || out->n > ZIP_FILE_BYTES_MAX)
			return cm_fail(err, RC_LIMIT, "%.*s: the file is too long", STR_ARG(parts[i].name));
	}
	directory_put(out, parts, count, packed);
	return buf_done(out, &done, err);
}

/* ---- reading ---- */

/* Where the directory's end stands: the last place at which its comment just fits. */
static bool end_find(struct str file, size_t *at)
{
	size_t lowest = file.n > END_BYTES + COMMENT_BYTES_MAX ? file.n - END_BYTES - COMMENT_BYTES_MAX : 0;
	if (file.n < END_BYTES)
		return false;
	for (size_t i = file.n - END_BYTES + 1; i-- > lowest;)
		if (get32(file, i) == END_SIGN && get16(file, i + 20) == file.n - i - END_BYTES) {
			*at = i;
			return true;
		}
	return false;
}

static enum rc entry_check(const struct zip_entry *e, uint32_t flags, size_t end, struct err *err)
{
	if (!name_is_fit(e->name))
		return cm_fail(err, RC_INVALID, "a part has the name \"%.*s\", which is not fit",
		    (int)(e->name.n < 80 ? e->name.n : 80), e->name.p);
	if ((flags & FLAG_ENCRYPTED) != 0)
		return cm_fail(err, RC_INVALID, "%.*s is encrypted", STR_ARG(e->name));
	if (e->method != METHOD_STORED && e->method != METHOD_DEFLATED)
		return cm_fail(err, RC_INVALID, "%.*s is packed by method %u, which we do not read",
		    STR_ARG(e->name), e->method);
	if (e->bytes > ZIP_PART_BYTES_MAX)
		return cm_fail(err, RC_LIMIT, "%.*s would have %u bytes", STR_ARG(e->name), e->bytes);
	if (e->bytes > ZIP_RATIO_FREE_BYTES && e->bytes / ZIP_RATIO_MAX > e->packed_bytes)
		return cm_fail(err, RC_LIMIT, "%.*s is packed too tightly: %u bytes in %u",
		    STR_ARG(e->name), e->bytes, e->packed_bytes);
	if (e->offset > end || e->packed_bytes > end - e->offset ||
	    LOCAL_BYTES + e->name.n > end - e->offset - e->packed_bytes)
		return cm_fail(err, RC_CORRUPT, "%.*s lies outside the file", STR_ARG(e->name));
	if (e->method == METHOD_STORED && e->bytes != e->packed_bytes)
		return cm_fail(err, RC_CORRUPT, "%.*s has two lengths", STR_ARG(e->name));
	return RC_OK;
}

/* One entry of the directory, which stands in file[*at, end). */
static enum rc entry_parse(
    struct str file, size_t *at, size_t end, struct zip_entry *e, struct err *err)
{
	size_t name_n, rest;
	if (end - *at < CENTRAL_BYTES || get32(file, *at) != CENTRAL_SIGN)
		return cm_fail(err, RC_CORRUPT, "the directory is damaged at byte %zu", *at);
	name_n = get16(file, *at + 28);
	rest = name_n + get16(file, *at + 30) + get16(file, *at + 32);
	if (end - *at - CENTRAL_BYTES < rest)
		return cm_fail(err, RC_CORRUPT, "the directory is damaged at byte %zu", *at);
	*e = (struct zip_entry){
		.name = str_sub(file, *at + CENTRAL_BYTES, *at + CENTRAL_BYTES + name_n),
		.method = (uint16_t)get16(file, *at + 10),
		.crc = get32(file, *at + 16),
		.packed_bytes = get32(file, *at + 20),
		.bytes = get32(file, *at + 24),
		.offset = get32(file, *at + 42),
	};
	uint32_t flags = get16(file, *at + 8);
	*at += CENTRAL_BYTES + rest;
	return entry_check(e, flags, end, err);
}

/* Parts that share bytes are how a small file becomes a large one; equal names, how two readers see
 * two documents. */
static enum rc entries_check(const struct zip *z, struct err *err)
{
	uint64_t packed = 0, bytes = 0;
	for (uint32_t i = 0; i < z->count; i++) {
		const struct zip_entry *e = &z->entries[i];
		packed += e->packed_bytes + LOCAL_BYTES + e->name.n;
		bytes += e->bytes;
		if (packed > z->file.n)
			return cm_fail(err, RC_INVALID, "%.*s shares its bytes with another part",
			    STR_ARG(e->name));
		if (bytes > ZIP_FILE_BYTES_MAX)
			return cm_fail(err, RC_LIMIT, "with %.*s the parts are too long together",
			    STR_ARG(e->name));
		for (uint32_t j = 0; j < i; j++)
			if (str_eq(z->entries[j].name, e->name))
				return cm_fail(err, RC_INVALID, "%.*s is there twice", STR_ARG(e->name));
	}
	return RC_OK;
}

enum rc zip_parse(struct arena *a, struct str file, struct zip *out, struct err *err)
{
	struct zip_entry *entries;
	size_t end, at;
	uint32_t count;
	enum rc rc;
	if (file.n > ZIP_FILE_BYTES_MAX)
		return cm_fail(err, RC_LIMIT, "the file has %zu bytes", file.n);
	if (!end_find(file, &end))
		return cm_fail(err, RC_CORRUPT, "this is no ZIP file");
	count = get16(file, end + 10);
	at = get32(file, end + 16);
	if (get16(file, end + 4) != 0 || get16(file, end + 6) != 0 || get16(file, end + 8) != count)
		return cm_fail(err, RC_INVALID, "the file is one of several");
	if (count > ZIP_PARTS_MAX)
		return cm_fail(err, RC_LIMIT, "%u parts are too many", count);
	if (at > end)
		return cm_fail(err, RC_CORRUPT, "the directory lies outside the file");
	entries = arena_array(a, struct zip_entry, count + 1);
	for (uint32_t i = 0; i < count; i++) {
		rc = entry_parse(file, &at, end, &entries[i], err);
		if (rc != RC_OK)
			return rc;
	}
	struct zip z = { file, entries, count };
	rc = entries_check(&z, err);
	if (rc == RC_OK)
		*out = z;
	return rc;
}

const struct zip_entry *zip_find(const struct zip *z, struct str name)
{
	for (uint32_t i = 0; i < z->count; i++)
		if (str_eq(z->entries[i].name, name))
			return &z->entries[i];
	return NULL;
}

static bool inflate_into(char *out, size_t n, struct str packed)
{
	z_stream z = { 0 };
	Bytef none;
	int rc;
	if (inflateInit2(&z, -15) != Z_OK)
		cm_panic(__FILE__, __LINE__, "zlib has no memory");
	z.next_in = (z_const Bytef *)(uintptr_t)packed.p;
	z.avail_in = (uInt)packed.n;
	z.next_out = n > 0 ? (Bytef *)out : &none;
	z.avail_out = n > 0 ? (uInt)n : 1;
	rc = inflate(&z, Z_FINISH);
	bool is_whole = rc == Z_STREAM_END && z.total_out == n && z.avail_in == 0;
	(void)inflateEnd(&z);
	return is_whole;
}

enum rc zip_part_read(
    struct arena *a, const struct zip *z, const struct zip_entry *e, struct str *out, struct err *err)
{
	size_t at = e->offset, name_n;
	struct str packed, bytes;
	char *room;
	if (z->file.n - at < LOCAL_BYTES || get32(z->file, at) != LOCAL_SIGN)
		return cm_fail(err, RC_CORRUPT, "%.*s does not begin where it should", STR_ARG(e->name));
	name_n = get16(z->file, at + 26);
	if (!str_eq(str_sub(z->file, at + LOCAL_BYTES, at + LOCAL_BYTES + name_n), e->name) ||
	    get16(z->file, at + 8) != e->method)
		return cm_fail(err, RC_CORRUPT, "%.*s is another part at its place", STR_ARG(e->name));
	at += LOCAL_BYTES + name_n + get16(z->file, at + 28);
	if (at > z->file.n || z->file.n - at < e->packed_bytes)
		return cm_fail(err, RC_CORRUPT, "%.*s lies outside the file", STR_ARG(e->name));
	packed = str_sub(z->file, at, at + e->packed_bytes);
	bytes = packed;
	if (e->method == METHOD_DEFLATED) {
		room = arena_try(a, (size_t)e->bytes + 1, 1);
		if (room == NULL)
			return cm_fail(err, RC_LIMIT, "%.*s: no room for it", STR_ARG(e->name));
		if (!inflate_into(room, e->bytes, packed))
			return cm_fail(err, RC_CORRUPT, "%.*s cannot be inflated to %u bytes",
			    STR_ARG(e->name), e->bytes);
		bytes = (struct str){ room, e->bytes };
	}
	if (crc_of(bytes) != e->crc)
		return cm_fail(err, RC_CORRUPT, "%.*s has another checksum", STR_ARG(e->name));
	*out = bytes;
	return RC_OK;
}
