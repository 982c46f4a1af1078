#include "proof/note.h"

#include <sodium.h>

#include "base/encode.h"
#include "base/endian.h"
#include "base/utf8.h"
#include "proof/merkle.h"
#include "proof/sha.h"
#include "proof/verify.h"

#define LINE_HEAD S("\xe2\x80\x94 ") /* U+2014, space */
#define KEY_TEXT_BYTES 33            /* type, key or seed */
#define TIME_BYTES 8

/* White space as Unicode's property of that name has it. */
static bool is_white(uint32_t c)
{
	return (c >= 0x09 && c <= 0x0d) || c == ' ' || c == 0x85 || c == 0xa0 || c == 0x1680 ||
	    (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f ||
	    c == 0x205f || c == 0x3000;
}

static bool is_key_name(struct str name)
{
	if (name.n == 0 || utf8_invalid_at(name) < name.n)
		return false;
	for (size_t at = 0, n = 0; at < name.n; at += n) {
		uint32_t c = utf8_get(name, at, &n);
		if (c == '+' || c < 0x20 || is_white(c))
			return false;
	}
	return true;
}

/* Keys as text */

void vkey_init(struct vkey *out, struct str name, enum note_type type, const uint8_t key[32])
{
	cm_assert(type == NOTE_ED25519 || type == NOTE_COSIGNATURE);
	struct sha256_run run;
	struct hash h;
	uint8_t head[2] = { '\n', (uint8_t)type };
	sha256_begin(&run);
	sha256_add(&run, name.p, name.n);
	sha256_add(&run, head, sizeof(head));
	sha256_add(&run, key, sizeof(out->key));
	sha256_end(&run, &h);
	*out = (struct vkey){ .name = name, .id = get_u32be(h.bytes), .type = (uint8_t)type };
	memcpy(out->key, key, sizeof(out->key));
}

/* "<name>+<id>+<base64(type || 32 bytes)>", the id unchecked. */
static bool key_text_parse(struct str *name, uint8_t id[4], uint8_t bytes[KEY_TEXT_BYTES],
    struct str text)
{
	size_t n;
	struct str rest = text;
	*name = str_cut(&rest, '+');
	struct str id_text = str_cut(&rest, '+');
	return is_key_name(*name) && hex_decode(id, 4, id_text) &&
	    b64_decode(bytes, KEY_TEXT_BYTES, &n, rest) && n == KEY_TEXT_BYTES &&
	    (bytes[0] == NOTE_ED25519 || bytes[0] == NOTE_COSIGNATURE);
}

enum fault_id vkey_parse(struct vkey *out, struct str text)
{
	struct str name;
	struct vkey key;
	uint8_t id[4], bytes[KEY_TEXT_BYTES];
	if (!key_text_parse(&name, id, bytes, text))
		return FAULT_NOTE;
	vkey_init(&key, name, (enum note_type)bytes[0], bytes + 1);
	if (key.id != get_u32be(id))
		return FAULT_NOTE;
	*out = key;
	return FAULT_NONE;
}

static void key_text_put(struct buf *b, const struct vkey *key, const uint8_t half[32])
{
	uint8_t id[4], bytes[KEY_TEXT_BYTES];
	put_u32be(id, key->id);
	bytes[0] = key->type;
	memcpy(bytes + 1, half, 32);
	buf_put(b, key->name);
	buf_byte(b, '+');
	buf_hex(b, id, sizeof(id));
	buf_byte(b, '+');
	buf_b64(b, bytes, sizeof(bytes));
	sodium_memzero(bytes, sizeof(bytes));
}

void vkey_put(struct buf *b, const struct vkey *key)
{
	key_text_put(b, key, key->key);
}

#define SEED_HEAD S("PRIVATE+KEY+")

enum fault_id note_seed_parse(struct vkey *out, uint8_t seed[32], struct str text)
{
	struct str name;
	struct vkey key;
	uint8_t id[4], bytes[KEY_TEXT_BYTES], public[ED25519_KEY_BYTES];
	if (!str_starts(text, SEED_HEAD) ||
	    !key_text_parse(&name, id, bytes, str_sub(text, SEED_HEAD.n, text.n)))
		return FAULT_NOTE;
	ed25519_public(public, bytes + 1);
	vkey_init(&key, name, (enum note_type)bytes[0], public);
	bool is_right = key.id == get_u32be(id);
	if (is_right) {
		memcpy(seed, bytes + 1, 32);
		*out = key;
	}
	sodium_memzero(bytes, sizeof(bytes));
	return is_right ? FAULT_NONE : FAULT_NOTE;
}

void note_seed_put(struct buf *b, const struct vkey *key, const uint8_t seed[32])
{
	buf_put(b, SEED_HEAD);
	key_text_put(b, key, seed);
}

void ed25519_public(uint8_t key[32], const uint8_t seed[32])
{
	uint8_t secret[crypto_sign_SECRETKEYBYTES];
	crypto_sign_seed_keypair(key, secret, seed);
	sodium_memzero(secret, sizeof(secret));
}

/* Notes */

/* Canonical base64 of any length: all of it is checked, the first bytes are kept. Pieces of whole
 * groups are canonical exactly when none but the last has padding. */
static bool line_bytes_parse(struct note_line *out, struct str text)
{
	enum { PIECE_CHARS = 128, PIECE_BYTES = 96 };
	uint8_t piece[PIECE_BYTES];
	size_t total = 0;
	for (size_t at = 0; at < text.n; at += PIECE_CHARS) {
		size_t n;
		if (!b64_decode(piece, sizeof(piece), &n, str_sub(text, at, at + PIECE_CHARS)) ||
		    (at + PIECE_CHARS < text.n && n < PIECE_BYTES))
			return false;
		if (at == 0 && n >= 5) {
			out->id = get_u32be(piece);
			memcpy(out->bytes, piece + 4,
			    n - 4 < sizeof(out->bytes) ? n - 4 : sizeof(out->bytes));
		}
		total += n;
	}
	if (total < 5)
		return false;
	out->bytes_count = (uint32_t)(total - 4);
	return true;
}

static bool line_parse(struct note_line *out, struct str line)
{
	if (!str_starts(line, LINE_HEAD))
		return false;
	struct str rest = str_sub(line, LINE_HEAD.n, line.n);
	*out = (struct note_line){ .name = str_cut(&rest, ' ') };
	return is_key_name(out->name) && line_bytes_parse(out, rest);
}

/* The index of the last LF LF; text.n when there is none. */
static size_t separator_find(struct str text)
{
	for (size_t at = text.n; at-- > 1;)
		if (text.p[at] == '\n' && text.p[at - 1] == '\n')
			return at - 1;
	return text.n;
}

static bool is_note_text(struct str s)
{
	if (s.n == 0 || s.n > NOTE_BYTES_MAX || s.p[s.n - 1] != '\n' || utf8_invalid_at(s) < s.n)
		return false;
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < 0x20 && s.p[i] != '\n')
			return false;
	return true;
}

enum fault_id note_parse(struct note *out, struct str whole)
{
	if (!is_note_text(whole))
		return FAULT_NOTE;
	size_t at = separator_find(whole);
	if (at == whole.n)
		return FAULT_NOTE;
	out->whole = whole;
	out->text = str_sub(whole, 0, at + 1);
	out->lines_count = 0;
	for (struct str rest = str_sub(whole, at + 2, whole.n); rest.n > 0;) {
		if (out->lines_count == NOTE_SIGNATURES_MAX ||
		    !line_parse(&out->lines[out->lines_count++], str_cut(&rest, '\n')))
			return FAULT_NOTE;
	}
	return out->lines_count > 0 ? FAULT_NONE : FAULT_NOTE;
}

static const struct note_line *line_find(const struct note *n, const struct vkey *key)
{
	for (uint32_t i = 0; i < n->lines_count; i++)
		if (n->lines[i].id == key->id && str_eq(n->lines[i].name, key->name))
			return &n->lines[i];
	return NULL;
}

bool note_has_line(const struct note *n, const struct vkey *key)
{
	return line_find(n, key) != NULL;
}

/* The signed message of a cosignature. The signature functions want it in one piece. */
struct cosigned {
	char bytes[NOTE_BYTES_MAX + 64];
	size_t n;
};

static void cosigned_put(struct cosigned *c, const void *p, size_t n)
{
	memcpy(c->bytes + c->n, p, n);
	c->n += n;
}

static void cosigned_init(struct cosigned *c, uint64_t time_s, struct str text)
{
	cm_assert(text.n <= NOTE_BYTES_MAX && time_s <= INT64_MAX);
	char digits[20];
	size_t at = sizeof(digits);
	do {
		digits[--at] = (char)('0' + time_s % 10);
		time_s /= 10;
	} while (time_s > 0);
	struct str head = S("cosignature/v1\ntime ");
	c->n = 0;
	cosigned_put(c, head.p, head.n);
	cosigned_put(c, digits + at, sizeof(digits) - at);
	cosigned_put(c, "\n", 1);
	cosigned_put(c, text.p, text.n);
}

/* One frame holds the largest note: there is no arena here, and these two call nothing deep. */
#ifndef __clang__
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wstack-usage="
#endif
static bool cosignature_verify(const struct vkey *key, const struct note_line *line,
    struct str text)
{
	struct cosigned c;
	cosigned_init(&c, get_u64be(line->bytes), text);
	return verify_ed25519(key->key, line->bytes + TIME_BYTES, (struct str){ c.bytes, c.n });
}

static void cosignature_sign(uint8_t signature[ED25519_SIGNATURE_BYTES],
    const uint8_t secret[crypto_sign_SECRETKEYBYTES], struct str text, uint64_t time_s)
{
	struct cosigned c;
	cosigned_init(&c, time_s, text);
	crypto_sign_detached(signature, NULL, (const uint8_t *)c.bytes, c.n, secret);
}
#ifndef __clang__
#pragma GCC diagnostic pop
#endif

enum fault_id note_verify(const struct note *n, const struct vkey *key, uint64_t *time_s)
{
	const struct note_line *line = line_find(n, key);
	if (line == NULL)
		return FAULT_LOG_SIG;
	if (key->type == NOTE_ED25519)
		return line->bytes_count == ED25519_SIGNATURE_BYTES &&
		    verify_ed25519(key->key, line->bytes, n->text) ? FAULT_NONE : FAULT_LOG_SIG;
	if (key->type != NOTE_COSIGNATURE ||
	    line->bytes_count != TIME_BYTES + ED25519_SIGNATURE_BYTES ||
	    get_u64be(line->bytes) > INT64_MAX || !cosignature_verify(key, line, n->text))
		return FAULT_LOG_SIG;
	if (time_s != NULL)
		*time_s = get_u64be(line->bytes);
	return FAULT_NONE;
}

/* Checkpoints */

enum fault_id checkpoint_parse(struct checkpoint *out, struct str text)
{
	struct checkpoint c;
	struct hash empty;
	size_t n;
	if (text.n == 0 || text.p[0] == '\n' || text.p[text.n - 1] != '\n' ||
	    str_find_str(text, S("\n\n")) < text.n)
		return FAULT_CHECKPOINT;
	struct str rest = text;
	c.origin = str_cut(&rest, '\n');
	if (!dec_decode(&c.size, str_cut(&rest, '\n')) ||
	    !b64_decode(c.root.bytes, HASH_BYTES, &n, str_cut(&rest, '\n')) || n != HASH_BYTES)
		return FAULT_CHECKPOINT;
	merkle_empty(&empty);
	if (c.size == 0 && !hash_eq(&c.root, &empty))
		return FAULT_CHECKPOINT;
	*out = c;
	return FAULT_NONE;
}

void checkpoint_put(struct buf *b, const struct checkpoint *c)
{
	cm_assert(c->size <= INT64_MAX);
	buf_put(b, c->origin);
	buf_byte(b, '\n');
	buf_dec(b, (int64_t)c->size);
	buf_byte(b, '\n');
	buf_b64(b, c->root.bytes, HASH_BYTES);
	buf_byte(b, '\n');
}

enum fault_id checkpoint_verify(struct checkpoint *out, struct note *n, struct str whole,
    const struct vkey *log_key)
{
	enum fault_id fault = note_parse(n, whole);
	if (fault == FAULT_NONE)
		fault = note_verify(n, log_key, NULL);
	if (fault == FAULT_NONE)
		fault = checkpoint_parse(out, n->text);
	if (fault == FAULT_NONE && !str_eq(out->origin, log_key->name))
		fault = FAULT_LOG_ORIGIN;
	return fault;
}

/* Signing */

static void line_put(struct buf *b, const struct vkey *key, const uint8_t *bytes, size_t n)
{
	uint8_t joined[4 + TIME_BYTES + ED25519_SIGNATURE_BYTES];
	cm_assert(n <= sizeof(joined) - 4);
	put_u32be(joined, key->id);
	memcpy(joined + 4, bytes, n);
	buf_put(b, LINE_HEAD);
	buf_put(b, key->name);
	buf_byte(b, ' ');
	buf_b64(b, joined, 4 + n);
	buf_byte(b, '\n');
}

void note_sign(struct buf *b, struct str text, const struct vkey *key, const uint8_t seed[32])
{
	cm_assert(key->type == NOTE_ED25519 && is_note_text(text));
	uint8_t public[crypto_sign_PUBLICKEYBYTES], secret[crypto_sign_SECRETKEYBYTES];
	uint8_t signature[ED25519_SIGNATURE_BYTES];
	crypto_sign_seed_keypair(public, secret, seed);
	crypto_sign_detached(signature, NULL, (const uint8_t *)text.p, text.n, secret);
	sodium_memzero(secret, sizeof(secret));
	cm_assert(memcmp(public, key->key, sizeof(public)) == 0);
	buf_put(b, text);
	buf_byte(b, '\n');
	line_put(b, key, signature, sizeof(signature));
}

void note_cosign_line(struct buf *b, struct str text, const struct vkey *key,
    const uint8_t seed[32], uint64_t time_s)
{
	cm_assert(key->type == NOTE_COSIGNATURE && is_note_text(text));
	uint8_t public[crypto_sign_PUBLICKEYBYTES], secret[crypto_sign_SECRETKEYBYTES];
	uint8_t bytes[TIME_BYTES + ED25519_SIGNATURE_BYTES];
	crypto_sign_seed_keypair(public, secret, seed);
	cosignature_sign(bytes + TIME_BYTES, secret, text, time_s);
	sodium_memzero(secret, sizeof(secret));
	cm_assert(memcmp(public, key->key, sizeof(public)) == 0);
	put_u64be(bytes, time_s);
	line_put(b, key, bytes, sizeof(bytes));
}
