/*
 * SSHSIG blobs: 105 bytes that were signed, then the blob. Reading and verifying agree in all but
 * the mathematics; what was read lies in the blob; a key that was accepted is its own blob.
 */
#include <stdlib.h>

#include "base/buf.h"
#include "base/scope.h"
#include "proof/sshsig.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool lies_in(struct str part, struct str whole)
{
	return part.n == 0 || (part.p >= whole.p && part.p + part.n <= whole.p + whole.n);
}

static void key_try(struct str blob)
{
	struct ssh_key key;
	if (ssh_key_parse(&key, blob) != FAULT_NONE)
		return;
	cm_assert(key.type < KEY__COUNT && str_eq(key.blob, blob));
	cm_assert(lies_in(key.point, blob) && lies_in(key.n, blob) && lies_in(key.e, blob));
	cm_assert(lies_in(key.application, blob) && key.application.n <= 255);
}

static void armour_try(struct str text)
{
	SCOPE_ARENA(a, 1 << 20);
	struct buf blob, armoured, back;
	buf_init(&blob, &a, SSHSIG_BYTES_MAX);
	buf_init(&armoured, &a, 2 * SSHSIG_BYTES_MAX);
	buf_init(&back, &a, SSHSIG_BYTES_MAX);
	if (sshsig_unarmour(&blob, text) != FAULT_NONE)
		return;
	sshsig_armour(&armoured, buf_str(&blob));
	cm_assert(sshsig_unarmour(&back, buf_str(&armoured)) == FAULT_NONE);
	cm_assert(str_eq(buf_str(&back), buf_str(&blob)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static bool is_ready;
	struct sshsig parsed, verified;
	if (!is_ready && !crypto_ready())
		abort();
	is_ready = true;
	key_try((struct str){ (const char *)data, size });
	armour_try((struct str){ (const char *)data, size });
	if (size < SSHSIG_TBS_BYTES)
		return 0;
	struct str blob = { (const char *)data + SSHSIG_TBS_BYTES, size - SSHSIG_TBS_BYTES };
	enum fault_id form = sshsig_parse(&parsed, blob, data);
	enum fault_id fault = sshsig_verify(&verified, blob, data);
	cm_assert(fault != FAULT_INTERNAL);
	cm_assert(form == (fault == FAULT_SIG ? FAULT_NONE : fault));
	if (form == FAULT_NONE) {
		cm_assert(lies_in(parsed.key.blob, blob) && lies_in(parsed.origin, blob));
		cm_assert(parsed.is_webauthn == (parsed.origin.n > 0));
		key_try(parsed.key.blob);
	}
	return 0;
}
