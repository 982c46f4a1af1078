/*
 * What leaves and enters as text, and our own Ed25519 signatures: the container of sshsig.c the
 * other way round.
 */
#include <sodium.h>

#include "base/buf.h"
#include "base/encode.h"
#include "base/endian.h"
#include "proof/sha.h"
#include "proof/sshsig.h"
#include "proof/verify.h"

#define ARMOUR_BEGIN S("-----BEGIN SSH SIGNATURE-----")
#define ARMOUR_END S("-----END SSH SIGNATURE-----")
#define ARMOUR_COLUMNS 70 /* as ssh-keygen writes it */
#define ARMOUR_CHARS_MAX ((SSHSIG_BYTES_MAX + 2) / 3 * 4)

/* "SSHSIG" and the four strings before the hash of the message. */
static const uint8_t tbs_head[SSHSIG_TBS_BYTES - SHA512_BYTES] =
    "SSHSIG\0\0\0\x0d" "comity-act-v1" "\0\0\0\0" "\0\0\0\x06" "sha512" "\0\0\0\x40";

/* Where the namespace stands in it. */
#define NAMESPACE_AT 10
#define NAMESPACE_BYTES 13

struct str sshsig_namespace(enum sshsig_use use)
{
	static const struct str names[SSHSIG_USE__COUNT] = {
		[SSHSIG_ACT] = { "comity-act-v1", NAMESPACE_BYTES },
		[SSHSIG_KEY] = { "comity-key-v1", NAMESPACE_BYTES },
		[SSHSIG_WHO] = { "comity-who-v1", NAMESPACE_BYTES },
	};
	cm_assert(use < SSHSIG_USE__COUNT);
	return names[use];
}

struct str sshsig_tbs_namespace(const uint8_t tbs[SSHSIG_TBS_BYTES])
{
	return (struct str){ (const char *)tbs + NAMESPACE_AT, NAMESPACE_BYTES };
}

void sshsig_tbs_begin(uint8_t out[SSHSIG_TBS_BYTES], enum sshsig_use use)
{
	memcpy(out, tbs_head, sizeof(tbs_head));
	memcpy(out + NAMESPACE_AT, sshsig_namespace(use).p, NAMESPACE_BYTES);
}

void sshsig_tbs_for(uint8_t out[SSHSIG_TBS_BYTES], enum sshsig_use use, struct str message)
{
	sshsig_tbs_begin(out, use);
	sha512(out + sizeof(tbs_head), message.p, message.n);
}

void sshsig_tbs(uint8_t out[SSHSIG_TBS_BYTES], struct str message)
{
	sshsig_tbs_for(out, SSHSIG_ACT, message);
}

void ssh_key_ed25519_put(struct buf *b, const uint8_t key[32])
{
	buf_ssh(b, key_type_name(KEY_ED25519));
	buf_ssh(b, (struct str){ (const char *)key, ED25519_KEY_BYTES });
}

void sshsig_sign_ed25519(struct buf *b, struct str message, const uint8_t seed[32])
{
	uint8_t tbs[SSHSIG_TBS_BYTES], key[crypto_sign_PUBLICKEYBYTES];
	uint8_t secret[crypto_sign_SECRETKEYBYTES], signature[ED25519_SIGNATURE_BYTES];
	struct str name = key_type_name(KEY_ED25519);
	sshsig_tbs(tbs, message);
	crypto_sign_seed_keypair(key, secret, seed);
	crypto_sign_detached(signature, NULL, tbs, sizeof(tbs), secret);
	sodium_memzero(secret, sizeof(secret));
	buf_put(b, S("SSHSIG"));
	buf_u32be(b, 1);
	buf_u32be(b, (uint32_t)(4 + name.n + 4 + ED25519_KEY_BYTES));
	ssh_key_ed25519_put(b, key);
	buf_ssh(b, S("comity-act-v1"));
	buf_ssh(b, S(""));
	buf_ssh(b, S("sha512"));
	buf_u32be(b, (uint32_t)(4 + name.n + 4 + ED25519_SIGNATURE_BYTES));
	buf_ssh(b, name);
	buf_ssh(b, (struct str){ (const char *)signature, sizeof(signature) });
}

void sshsig_armour(struct buf *b, struct str blob)
{
	cm_assert(blob.n <= SSHSIG_BYTES_MAX);
	char text[ARMOUR_CHARS_MAX];
	size_t n = b64_encoded_bytes(blob.n);
	b64_encode(text, (const uint8_t *)blob.p, blob.n);
	buf_put(b, ARMOUR_BEGIN);
	buf_byte(b, '\n');
	for (size_t at = 0; at < n; at += ARMOUR_COLUMNS) {
		buf_put(b, str_sub((struct str){ text, n }, at, at + ARMOUR_COLUMNS));
		buf_byte(b, '\n');
	}
	buf_put(b, ARMOUR_END);
	buf_byte(b, '\n');
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static struct str blanks_cut(struct str s)
{
	while (s.n > 0 && is_blank(s.p[0]))
		s = str_sub(s, 1, s.n);
	while (s.n > 0 && is_blank(s.p[s.n - 1]))
		s.n--;
	return s;
}

/* Armour is what people paste: blanks around and between the lines do not matter. */
enum fault_id sshsig_unarmour(struct buf *out, struct str text)
{
	char chars[ARMOUR_CHARS_MAX];
	uint8_t blob[SSHSIG_BYTES_MAX];
	size_t count = 0, n;
	struct str body = blanks_cut(text);
	if (!str_starts(body, ARMOUR_BEGIN) || !str_ends(body, ARMOUR_END) ||
	    body.n < ARMOUR_BEGIN.n + ARMOUR_END.n)
		return FAULT_SSHSIG_FORMAT;
	body = str_sub(body, ARMOUR_BEGIN.n, body.n - ARMOUR_END.n);
	for (size_t i = 0; i < body.n; i++) {
		if (is_blank(body.p[i]))
			continue;
		if (count == sizeof(chars))
			return FAULT_SSHSIG_FORMAT;
		chars[count++] = body.p[i];
	}
	if (!b64_decode(blob, sizeof(blob), &n, (struct str){ chars, count }))
		return FAULT_SSHSIG_FORMAT;
	buf_bytes(out, blob, n);
	return FAULT_NONE;
}

void ssh_key_fingerprint(struct buf *b, struct str blob)
{
	struct hash h;
	char text[44];
	sha256(&h, blob.p, blob.n);
	b64_encode(text, h.bytes, HASH_BYTES);
	buf_put(b, S("SHA256:"));
	buf_bytes(b, text, sizeof(text) - 1); /* without the padding */
}
