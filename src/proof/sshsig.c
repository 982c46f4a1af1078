#include "proof/sshsig.h"

#include "base/buf.h"
#include "base/encode.h"
#include "base/endian.h"
#include "proof/sha.h"
#include "proof/verify.h"

#define FLAG_UP 0x01u
#define FLAG_UV 0x04u
#define FLAG_BE 0x08u
#define FLAG_BS 0x10u
#define FLAG_ED 0x80u
#define FLAGS_FORBIDDEN 0x62u /* AT and the two reserved ones */

#define RSA_BITS_MIN 2048
#define RSA_BITS_MAX 8192
#define P256_BITS 256
#define FIDO_TEXT_BYTES_MAX 255 /* application, WebAuthn origin */
#define EXTENSIONS_BYTES_MAX 1024

static const struct str key_names[KEY__COUNT] = {
	[KEY_ED25519] = { "ssh-ed25519", 11 },
	[KEY_P256] = { "ecdsa-sha2-nistp256", 19 },
	[KEY_RSA] = { "ssh-rsa", 7 },
	[KEY_SK_ED25519] = { "sk-ssh-ed25519@openssh.com", 26 },
	[KEY_SK_P256] = { "sk-ecdsa-sha2-nistp256@openssh.com", 34 },
};
#define RSA_SIGNATURE_NAME S("rsa-sha2-512")
#define WEBAUTHN_NAME S("webauthn-sk-ecdsa-sha2-nistp256@openssh.com")

struct str key_type_name(enum key_type t)
{
	cm_assert(t < KEY__COUNT);
	return key_names[t];
}

/* Takers: each cuts what it returns off *rest, and is false when *rest is too short. */

static bool bytes_take(struct str *out, struct str *rest, size_t n)
{
	if (rest->n < n)
		return false;
	*out = (struct str){ rest->p, n };
	*rest = (struct str){ rest->p + n, rest->n - n };
	return true;
}

static bool u32_take(uint32_t *out, struct str *rest)
{
	struct str bytes;
	if (!bytes_take(&bytes, rest, 4))
		return false;
	*out = get_u32be((const uint8_t *)bytes.p);
	return true;
}

static bool str_take(struct str *out, struct str *rest)
{
	uint32_t n;
	return u32_take(&n, rest) && bytes_take(out, rest, n);
}

static const uint8_t *bytes_of(struct str s)
{
	return (const uint8_t *)s.p;
}

/* A positive mpint in its one form, given without the leading zero byte. */
static bool mpint_take(struct str *out, struct str *whole, struct str *rest)
{
	if (!str_take(whole, rest) || whole->n == 0)
		return false;
	const uint8_t *p = bytes_of(*whole);
	if ((p[0] & 0x80) != 0 || (p[0] == 0 && (whole->n == 1 || (p[1] & 0x80) == 0)))
		return false;
	*out = str_sub(*whole, p[0] == 0 ? 1 : 0, whole->n);
	return true;
}

/* Of a number without leading zero bytes. */
static size_t bits_count(struct str number)
{
	unsigned top = bytes_of(number)[0];
	return number.n * 8 - (size_t)(__builtin_clz(top) - 24);
}

static bool is_printable(struct str s, struct str but)
{
	if (s.n < 1 || s.n > FIDO_TEXT_BYTES_MAX)
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < 0x21 || s.p[i] > 0x7e ||
		    str_find(but, s.p[i], 0) < but.n)
			return false;
	return true;
}

static bool is_sk(enum key_type t)
{
	return t == KEY_SK_ED25519 || t == KEY_SK_P256;
}

/* Public keys */

static bool ed25519_take(struct ssh_key *key, struct str *rest)
{
	return str_take(&key->point, rest) && key->point.n == ED25519_KEY_BYTES &&
	    point_is_ed25519(bytes_of(key->point));
}

static bool p256_take(struct ssh_key *key, struct str *rest)
{
	struct str curve;
	return str_take(&curve, rest) && str_eq(curve, S("nistp256")) &&
	    str_take(&key->point, rest) && key->point.n == P256_POINT_BYTES &&
	    point_is_p256(bytes_of(key->point));
}

static bool rsa_take(struct ssh_key *key, struct str *rest)
{
	struct str whole;
	if (!mpint_take(&key->e, &whole, rest) || !str_eq(key->e, S("\x01\x00\x01")) ||
	    !mpint_take(&key->n, &whole, rest))
		return false;
	size_t bits = bits_count(key->n);
	return bits >= RSA_BITS_MIN && bits <= RSA_BITS_MAX && (key->n.p[key->n.n - 1] & 1) != 0;
}

static bool key_rest_take(struct ssh_key *key, struct str *rest)
{
	switch (key->type) {
	case KEY_ED25519:
		return ed25519_take(key, rest);
	case KEY_P256:
		return p256_take(key, rest);
	case KEY_RSA:
		return rsa_take(key, rest);
	case KEY_SK_ED25519:
		return ed25519_take(key, rest) && str_take(&key->application, rest) &&
		    is_printable(key->application, STR_NONE);
	case KEY_SK_P256:
		return p256_take(key, rest) && str_take(&key->application, rest) &&
		    is_printable(key->application, STR_NONE);
	case KEY__COUNT:
	default:
		return false;
	}
}

enum fault_id ssh_key_parse(struct ssh_key *out, struct str blob)
{
	struct ssh_key key = { .blob = blob };
	struct str rest = blob, name;
	if (!str_take(&name, &rest))
		return FAULT_KEY;
	while (key.type < KEY__COUNT && !str_eq(name, key_names[key.type]))
		key.type++;
	if (key.type == KEY__COUNT)
		return FAULT_KEY_TYPE;
	if (!key_rest_take(&key, &rest) || rest.n != 0)
		return FAULT_KEY;
	*out = key;
	return FAULT_NONE;
}

/* Signatures */

/* Everything that a signature says, taken apart. */
struct parts {
	struct sshsig sig;
	struct str value;             /* Ed25519, RSA */
	struct p256_signature p256;
	uint8_t flags;
	struct str client_data, extensions;
};

static bool p256_value_take(struct p256_signature *out, struct str value)
{
	struct str number;
	return mpint_take(&number, &out->r, &value) && bits_count(number) <= P256_BITS &&
	    mpint_take(&number, &out->s, &value) && bits_count(number) <= P256_BITS && value.n == 0;
}

/* What stands between the value and the end: E_SIG_FORMAT when false. */
static bool fido_take(struct parts *p, struct str *rest)
{
	struct str flags;
	if (!is_sk(p->sig.key.type))
		return true;
	if (!bytes_take(&flags, rest, 1) || !u32_take(&p->sig.counter, rest))
		return false;
	p->flags = bytes_of(flags)[0];
	if (!p->sig.is_webauthn)
		return true;
	return str_take(&p->sig.origin, rest) && str_take(&p->client_data, rest) &&
	    str_take(&p->extensions, rest) && is_printable(p->sig.origin, S("\"\\")) &&
	    p->extensions.n <= EXTENSIONS_BYTES_MAX;
}

static bool value_fits(struct parts *p)
{
	switch (p->sig.key.type) {
	case KEY_ED25519:
	case KEY_SK_ED25519:
		return p->value.n == ED25519_SIGNATURE_BYTES;
	case KEY_RSA:
		return p->value.n == p->sig.key.n.n;
	case KEY_P256:
	case KEY_SK_P256:
		return p256_value_take(&p->p256, p->value);
	case KEY__COUNT:
	default:
		return false;
	}
}

static enum fault_id signature_take(struct parts *p, struct str signature)
{
	struct str rest = signature, name;
	enum key_type type = p->sig.key.type;
	if (!str_take(&name, &rest))
		return FAULT_SIG_FORMAT;
	p->sig.is_webauthn = type == KEY_SK_P256 && str_eq(name, WEBAUTHN_NAME);
	if (!p->sig.is_webauthn &&
	    !str_eq(name, type == KEY_RSA ? RSA_SIGNATURE_NAME : key_names[type]))
		return FAULT_SIG_TYPE;
	if (!str_take(&p->value, &rest) || !fido_take(p, &rest) || rest.n != 0 || !value_fits(p))
		return FAULT_SIG_FORMAT;
	return FAULT_NONE;
}

/* Flags of tokens and passkeys (section 15). */
static enum fault_id flags_check(struct parts *p)
{
	unsigned flags = p->flags;
	if (!is_sk(p->sig.key.type))
		return FAULT_NONE;
	p->sig.user_verified = (flags & FLAG_UV) != 0;
	p->sig.backup_eligible = (flags & FLAG_BE) != 0;
	if ((flags & FLAGS_FORBIDDEN) != 0 || ((flags & FLAG_BS) != 0 && (flags & FLAG_BE) == 0) ||
	    ((flags & FLAG_ED) != 0) != (p->extensions.n > 0))
		return FAULT_FLAGS;
	if ((flags & FLAG_UP) == 0)
		return FAULT_UP;
	if (p->sig.is_webauthn && !p->sig.user_verified)
		return FAULT_UV;
	return FAULT_NONE;
}

/* Does *rest begin with it? Then it is cut off. */
static bool prefix_take(struct str *rest, struct str prefix)
{
	if (!str_starts(*rest, prefix))
		return false;
	*rest = str_sub(*rest, prefix.n, rest->n);
	return true;
}

/* clientDataJSON, by bytes and without a JSON parser: WebAuthn fixes order and form of its first
 * members for verifiers like this one. */
static enum fault_id client_data_check(const struct parts *p,
    const uint8_t tbs[SSHSIG_TBS_BYTES])
{
	if (!p->sig.is_webauthn)
		return FAULT_NONE;
	char challenge[(SSHSIG_TBS_BYTES * 4 + 2) / 3];
	b64url_encode(challenge, tbs, SSHSIG_TBS_BYTES);
	struct str rest = p->client_data;
	if (!prefix_take(&rest, S("{\"type\":\"webauthn.get\",\"challenge\":\"")) ||
	    !prefix_take(&rest, (struct str){ challenge, sizeof(challenge) }) ||
	    !prefix_take(&rest, S("\",\"origin\":\"")) || !prefix_take(&rest, p->sig.origin) ||
	    !prefix_take(&rest, S("\"")) || rest.n == 0 || (rest.p[0] != '}' && rest.p[0] != ','))
		return FAULT_CHALLENGE;
	if (prefix_take(&rest, S(",\"crossOrigin\":")) &&
	    (!prefix_take(&rest, S("false")) || rest.n == 0 ||
	    (rest.p[0] != '}' && rest.p[0] != ',')))
		return FAULT_CROSS_ORIGIN;
	if (str_find_str(rest, S("crossOrigin")) < rest.n ||
	    str_find_str(rest, S("topOrigin")) < rest.n)
		return FAULT_CROSS_ORIGIN;
	return FAULT_NONE;
}

static enum fault_id parts_take(struct parts *p, struct str blob,
    const uint8_t tbs[SSHSIG_TBS_BYTES])
{
	struct str rest = blob, key, namespace, reserved, hash, signature;
	uint32_t version;
	*p = (struct parts){ .flags = 0 };
	if (!prefix_take(&rest, S("SSHSIG")) || !u32_take(&version, &rest))
		return FAULT_SSHSIG_FORMAT;
	if (version != 1)
		return FAULT_SSHSIG_VERSION;
	if (!str_take(&key, &rest) || !str_take(&namespace, &rest) || !str_take(&reserved, &rest) ||
	    !str_take(&hash, &rest) || !str_take(&signature, &rest) || rest.n != 0)
		return FAULT_SSHSIG_FORMAT;
	enum fault_id fault = ssh_key_parse(&p->sig.key, key);
	if (fault != FAULT_NONE)
		return fault;
	if (!str_eq(namespace, sshsig_tbs_namespace(tbs)))
		return FAULT_NAMESPACE;
	if (reserved.n != 0)
		return FAULT_RESERVED;
	if (!str_eq(hash, S("sha512")))
		return FAULT_HASHALG;
	fault = signature_take(p, signature);
	if (fault == FAULT_NONE)
		fault = flags_check(p);
	if (fault == FAULT_NONE)
		fault = client_data_check(p, tbs);
	return fault;
}

/* The mathematics, of parts whose form is right. */

/* What a token signed: SHA256(application) || flags || counter || extensions || data hash. */
static size_t token_message(uint8_t *out, const struct parts *p,
    const uint8_t tbs[SSHSIG_TBS_BYTES])
{
	struct hash h;
	struct str application = p->sig.key.application;
	size_t n = HASH_BYTES;
	sha256(&h, application.p, application.n);
	memcpy(out, h.bytes, HASH_BYTES);
	out[n++] = p->flags;
	put_u32be(out + n, p->sig.counter);
	n += 4;
	if (p->extensions.n > 0)
		memcpy(out + n, p->extensions.p, p->extensions.n);
	n += p->extensions.n;
	if (p->sig.is_webauthn)
		sha256(&h, p->client_data.p, p->client_data.n);
	else
		sha256(&h, tbs, SSHSIG_TBS_BYTES);
	memcpy(out + n, h.bytes, HASH_BYTES);
	return n + HASH_BYTES;
}

static enum fault_id token_verify(const struct parts *p, const uint8_t tbs[SSHSIG_TBS_BYTES])
{
	uint8_t message[HASH_BYTES + 5 + EXTENSIONS_BYTES_MAX + HASH_BYTES];
	size_t n = token_message(message, p, tbs);
	const uint8_t *point = bytes_of(p->sig.key.point);
	if (p->sig.key.type == KEY_SK_P256) {
		struct hash digest;
		sha256(&digest, message, n);
		return verify_p256(point, &p->p256, &digest);
	}
	return verify_ed25519(point, bytes_of(p->value), (struct str){ (const char *)message, n }) ?
	    FAULT_NONE : FAULT_SIG;
}

static enum fault_id parts_verify(const struct parts *p, const uint8_t tbs[SSHSIG_TBS_BYTES])
{
	uint8_t digest[SHA512_BYTES];
	struct hash h;
	switch (p->sig.key.type) {
	case KEY_ED25519:
		return verify_ed25519(bytes_of(p->sig.key.point), bytes_of(p->value),
		    (struct str){ (const char *)tbs, SSHSIG_TBS_BYTES }) ? FAULT_NONE : FAULT_SIG;
	case KEY_P256:
		sha256(&h, tbs, SSHSIG_TBS_BYTES);
		return verify_p256(bytes_of(p->sig.key.point), &p->p256, &h);
	case KEY_RSA:
		sha512(digest, tbs, SSHSIG_TBS_BYTES);
		return verify_rsa(p->sig.key.n, p->value, digest);
	case KEY_SK_ED25519:
	case KEY_SK_P256:
		return token_verify(p, tbs);
	case KEY__COUNT:
	default:
		return FAULT_KEY_TYPE;
	}
}

enum fault_id sshsig_parse(struct sshsig *out, struct str blob, const uint8_t tbs[SSHSIG_TBS_BYTES])
{
	struct parts p;
	enum fault_id fault = parts_take(&p, blob, tbs);
	if (fault == FAULT_NONE)
		*out = p.sig;
	return fault;
}

enum fault_id sshsig_verify(struct sshsig *out, struct str blob,
    const uint8_t tbs[SSHSIG_TBS_BYTES])
{
	struct parts p;
	enum fault_id fault = parts_take(&p, blob, tbs);
	if (fault == FAULT_NONE)
		fault = parts_verify(&p, tbs);
	if (fault == FAULT_NONE)
		*out = p.sig;
	return fault;
}
