/*
 * Signed notes, checkpoints and keys: what is accepted is written again byte for byte, and a
 * signature that was not made here never verifies.
 */
#include <stdlib.h>

#include "base/scope.h"
#include "proof/note.h"
#include "proof/policy.h"
#include "proof/sshsig.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void vkey_try(struct arena *a, struct str text)
{
	struct vkey key;
	struct buf b;
	if (vkey_parse(&key, text) != FAULT_NONE)
		return;
	buf_init(&b, a, text.n);
	vkey_put(&b, &key);
	cm_assert(str_eq(buf_str(&b), text));
}

static void checkpoint_try(struct arena *a, struct str text)
{
	struct checkpoint c;
	struct buf b;
	if (checkpoint_parse(&c, text) != FAULT_NONE)
		return;
	buf_init(&b, a, text.n);
	checkpoint_put(&b, &c);
	cm_assert(str_starts(text, buf_str(&b)));
}

/* A key whose seed is nobody's: no input can have its signature. */
static void signature_try(const struct note *n, struct arena *a)
{
	static const uint8_t seed[32] = { 0x5e, 0xed };
	uint8_t public[32];
	struct vkey key;
	struct checkpoint c;
	if (n->lines_count == 0)
		return;
	ed25519_public(public, seed);
	vkey_init(&key, n->lines[0].name, NOTE_ED25519, public);
	key.id = n->lines[0].id;
	cm_assert(note_has_line(n, &key));
	cm_assert(note_verify(n, &key, NULL) == FAULT_LOG_SIG);
	key.type = NOTE_COSIGNATURE;
	cm_assert(note_verify(n, &key, NULL) == FAULT_LOG_SIG);
	key.type = NOTE_ED25519;
	cm_assert(policy_verify(policy_of_log(a, &key), &c, n->whole, NULL) == FAULT_LOG_SIG);
}

static void note_try(struct arena *a, struct str whole)
{
	struct note n;
	if (note_parse(&n, whole) != FAULT_NONE)
		return;
	cm_assert(n.lines_count >= 1 && n.lines_count <= NOTE_SIGNATURES_MAX);
	cm_assert(n.text.n > 0 && n.text.p[n.text.n - 1] == '\n' && str_starts(whole, n.text));
	checkpoint_try(a, n.text);
	signature_try(&n, a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static bool is_ready;
	struct policy *p;
	if (!is_ready && !crypto_ready())
		abort();
	is_ready = true;
	SCOPE_ARENA(a, 4 << 20);
	struct str text = { (const char *)data, size };
	vkey_try(&a, text);
	checkpoint_try(&a, text);
	note_try(&a, text);
	struct fault fault = policy_parse(&p, &a, text);
	cm_assert(fault.id == FAULT_NONE || fault.id == FAULT_POLICY);
	return 0;
}
