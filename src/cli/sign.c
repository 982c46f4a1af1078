#include "cli/sign.h"

#include <pthread.h>

#include "base/encode.h"
#include "base/fmt.h"
#include "base/scope.h"

#define SCRATCH_BYTES ((size_t)16 * 1024 * 1024)

void seed_key_make(struct seed_key *out, struct arena *a, struct str phrase, struct str name)
{
	struct hash seed;
	sha256_two(&seed, phrase.p, phrase.n, name.p, name.n);
	memcpy(out->seed, seed.bytes, sizeof out->seed);
	ed25519_public(out->key, out->seed);
	struct buf blob;
	buf_init(&blob, a, KEY_BLOB_BYTES_MAX);
	ssh_key_ed25519_put(&blob, out->key);
	out->blob = buf_str(&blob);
}

/* PROTOCOL.key of OpenSSH: no cipher, two equal check numbers, padding 1 2 3 ... to 8 bytes. */
void seed_key_openssh(struct buf *out, const struct seed_key *key, struct str comment)
{
	SCOPE_ARENA(scratch, 65536);
	struct buf secret, whole;
	buf_init(&secret, &scratch, 4096);
	buf_init(&whole, &scratch, 8192);
	buf_u32be(&secret, 0x636f6d69);
	buf_u32be(&secret, 0x636f6d69);
	buf_ssh(&secret, S("ssh-ed25519"));
	buf_ssh(&secret, (struct str){ (const char *)key->key, 32 });
	buf_u32be(&secret, 64);
	buf_bytes(&secret, key->seed, 32);
	buf_bytes(&secret, key->key, 32);
	buf_ssh(&secret, comment);
	for (uint8_t pad = 1; secret.n % 8 != 0; pad++)
		buf_byte(&secret, pad);
	buf_bytes(&whole, "openssh-key-v1", 15);
	buf_ssh(&whole, S("none"));
	buf_ssh(&whole, S("none"));
	buf_ssh(&whole, STR_NONE);
	buf_u32be(&whole, 1);
	buf_ssh(&whole, key->blob);
	buf_ssh(&whole, buf_str(&secret));
	struct buf text;
	buf_init(&text, &scratch, 16384);
	buf_b64(&text, (const uint8_t *)whole.p, whole.n);
	buf_put(out, S("-----BEGIN OPENSSH PRIVATE KEY-----\n"));
	for (size_t at = 0; at < text.n; at += 70) {
		buf_put(out, str_sub(buf_str(&text), at, at + 70));
		buf_put(out, S("\n"));
	}
	buf_put(out, S("-----END OPENSSH PRIVATE KEY-----\n"));
}

/* A ticket that somebody waits for. */
struct waited {
	struct ticket ticket;
	pthread_mutex_t lock;
	pthread_cond_t done_now;
	bool is_done;
};

static void waited_answered(struct ticket *t)
{
	struct waited *w = t->ctx;
	(void)pthread_mutex_lock(&w->lock);
	w->is_done = true;
	(void)pthread_cond_signal(&w->done_now);
	(void)pthread_mutex_unlock(&w->lock);
}

static enum rc refusal_say(const struct ticket *t, struct str kind, struct err *err)
{
	char findings[160] = "";
	size_t n = 0;
	for (unsigned i = 0; i < t->findings.count && n < sizeof findings; i++) {
		const struct finding *f = &t->findings.at[i];
		struct str name = finding_name(f->id);
		n += fmt_into(findings + n, sizeof findings - n, " %.*s(%.*s)", STR_ARG(name),
		    STR_ARG(f->place));
	}
	return cm_fail(err, RC_DENIED, "%.*s is refused: %s at line %u, byte %u%s", STR_ARG(kind),
	    fault_name(t->fault.id), t->fault.line, t->fault.offset, findings);
}

static enum rc submit_and_wait(struct signing *s, struct str submission, struct arena *a,
    struct err *err)
{
	struct waited *w = arena_new(a, struct waited);
	(void)pthread_mutex_init(&w->lock, NULL);
	(void)pthread_cond_init(&w->done_now, NULL);
	w->ticket.wait = WAIT_SIGNED;
	w->ticket.answered = waited_answered;
	w->ticket.ctx = w;
	w->ticket.fault =
	    admit_submission(&w->ticket.act, a, submission, service_origin(s->service));
	struct str kind = w->ticket.act.entry.act.kind;
	if (w->ticket.fault.id != FAULT_NONE)
		return refusal_say(&w->ticket, kind, err);
	if (!service_submit(s->service, &w->ticket))
		return cm_fail(err, RC_LIMIT, "the writer takes no more acts now");
	(void)pthread_mutex_lock(&w->lock);
	while (!w->is_done)
		(void)pthread_cond_wait(&w->done_now, &w->lock);
	(void)pthread_mutex_unlock(&w->lock);
	if (w->ticket.fault.id != FAULT_NONE)
		return refusal_say(&w->ticket, kind, err);
	s->base = (struct act_base){ w->ticket.head.root, w->ticket.head.size };
	return RC_OK;
}

static void signature_add(struct signature *out, const struct signing *s, struct str handle,
    struct str message, struct arena *a)
{
	struct seed_key key;
	struct buf blob;
	buf_init(&blob, a, SSHSIG_BYTES_MAX);
	seed_key_make(&key, a, s->phrase, handle);
	sshsig_sign_ed25519(&blob, message, key.seed);
	*out = (struct signature){ handle, buf_str(&blob) };
}

enum rc act_record(struct signing *s, const struct composed *act, struct err *err)
{
	SCOPE_ARENA(scratch, SCRATCH_BYTES);
	struct act_envelope envelope = { act->by, act->with, s->base };
	struct buf line, message, submission;
	buf_init(&line, &scratch, ACT_JSON_BYTES_MAX);
	buf_init(&message, &scratch, SUBMISSION_BYTES_MAX);
	buf_init(&submission, &scratch, SUBMISSION_BYTES_MAX);
	content_write(&line, act->kind, act->content, &envelope);
	act_message_put(&message, service_origin(s->service), buf_str(&line));
	struct signature signatures[SIGNATURES_MAX];
	cm_assert(act->with.count < SIGNATURES_MAX);
	signature_add(&signatures[0], s, act->by, buf_str(&message), &scratch);
	for (uint32_t i = 0; i < act->with.count; i++)
		signature_add(&signatures[1 + i], s, act->with.at[i], buf_str(&message), &scratch);
	submission_put(&submission, buf_str(&message), signatures, 1 + act->with.count);
	struct str bytes;
	enum rc rc = buf_done(&submission, &bytes, err);
	if (rc == RC_OK && line.failed)
		rc = cm_fail(err, RC_LIMIT, "the act is longer than %d bytes", ACT_JSON_BYTES_MAX);
	return rc == RC_OK ? submit_and_wait(s, bytes, &scratch, err) : rc;
}
