#include "unit/record/world.h"

#include "base/endian.h"
#include "proof/sha.h"

static enum fault_id toy_authorise(void *ctx, const struct fold_act *act, uint32_t *line)
{
	(void)ctx;
	if (!str_eq(handle_party(act->admitted->entry.act.by), S("zz")))
		return FAULT_NONE;
	*line = 0;
	return FAULT_AUTH;
}

static struct fault toy_check(void *ctx, const struct fold_act *act, void *findings)
{
	(void)ctx;
	(void)findings;
	if (str_eq(act->admitted->entry.act.kind, S("toy.refuse")))
		return fault_at(FAULT_RULES, 0, 0);
	return FAULT_OK;
}

static void toy_apply(void *ctx, const struct fold_act *act)
{
	struct toy *t = ctx;
	cm_assert(act->index == t->count);
	struct {
		struct hash before, id;
		uint8_t numbers[16];
	} next;
	next.before = t->digest;
	next.id = act->admitted->id;
	put_u64be(next.numbers, act->index);
	put_u64be(next.numbers + 8, (uint64_t)act->received.ms);
	sha256(&t->digest, &next, sizeof next);
	t->count++;
}

static void toy_root(void *ctx, struct hash *out)
{
	const struct toy *t = ctx;
	*out = t->digest;
}

static bool toy_save(void *ctx, struct buf *out)
{
	const struct toy *t = ctx;
	buf_u64be(out, t->count);
	buf_bytes(out, t->digest.bytes, sizeof t->digest.bytes);
	return !out->failed;
}

static enum rc toy_load(void *ctx, struct str dump, struct err *err)
{
	struct toy *t = ctx;
	if (dump.n != 8 + HASH_BYTES)
		return cm_fail(err, RC_CORRUPT, "no toy");
	t->count = get_u64be((const uint8_t *)dump.p);
	memcpy(t->digest.bytes, dump.p + 8, HASH_BYTES);
	return RC_OK;
}

struct fold toy_fold(struct toy *t)
{
	static const struct fold_ops ops = { toy_authorise, toy_check, toy_apply, toy_root, toy_save,
		toy_load };
	return (struct fold){ &ops, t };
}

static void world_sign(void *ctx, struct str text, struct buf *note)
{
	struct world *w = ctx;
	struct checkpoint c;
	cm_assert(checkpoint_parse(&c, text) == FAULT_NONE);
	w->signed_size = c.size;
	note_sign(note, text, &w->log_key, w->log_seed);
}

void world_init(struct world *w)
{
	*w = (struct world){ 0 };
	cm_assert(crypto_ready());
	arena_init(&w->arena, SIZE_MAX / 2);
	memstore_init(&w->store);
	w->fold = toy_fold(&w->toy);
	w->origin = WORLD_ORIGIN;
	memset(w->log_seed, 7, sizeof w->log_seed);
	uint8_t key[32];
	ed25519_public(key, w->log_seed);
	vkey_init(&w->log_key, WORLD_ORIGIN, NOTE_ED25519, key);
}

void world_release(struct world *w)
{
	world_close(w);
	memstore_release(&w->store);
	arena_release(&w->arena);
}

struct log_options world_options(struct world *w)
{
	return (struct log_options){
		.origin = w->origin,
		.fold = w->fold,
		.sign = world_sign,
		.sign_ctx = w,
		.log_key = w->log_key,
		.hash_key = 99,
	};
}

void world_open(struct world *w)
{
	world_close(w);
	memstore_restart(&w->store);
	w->toy = (struct toy){ 0 };
	struct log_store store = memstore_store(&w->store);
	struct log_options options = world_options(w);
	struct err err = { 0 };
	if (log_open(&w->log, &w->arena, &store, &options, &err) != RC_OK)
		cm_panic(__FILE__, __LINE__, err.text);
}

void world_close(struct world *w)
{
	if (w->log != NULL)
		log_close(w->log);
	w->log = NULL;
}

struct draft draft_of(uint64_t number)
{
	struct draft d = { .kind = S("toy.add"), .by = S("xa/delegate-1"), .number = number };
	merkle_empty(&d.base.root);
	return d;
}

static struct str draft_message(const struct draft *d, struct arena *a)
{
	struct buf line, message;
	buf_init(&line, a, ACT_JSON_BYTES_MAX);
	struct json_writer w;
	json_begin(&w, &line);
	json_open_object(&w);
	json_put_key(&w, S("act"));
	json_put_string(&w, d->kind);
	json_put_key(&w, S("base"));
	json_open_object(&w);
	json_put_key(&w, S("root"));
	json_put_hex(&w, d->base.root.bytes, HASH_BYTES);
	json_put_key(&w, S("size"));
	json_put_integer(&w, (int64_t)d->base.size);
	json_close_object(&w);
	json_put_key(&w, S("by"));
	json_put_string(&w, d->by);
	json_put_key(&w, S("number"));
	json_put_integer(&w, (int64_t)d->number);
	json_close_object(&w);
	buf_init(&message, a, SUBMISSION_BYTES_MAX);
	act_message_put(&message, WORLD_ORIGIN, buf_str(&line));
	cm_assert(!message.failed);
	return buf_str(&message);
}

struct str draft_sign(const struct draft *d, struct arena *a)
{
	struct str message = draft_message(d, a);
	uint8_t seed[32];
	memset(seed, d->key, sizeof seed);
	struct buf blob, out;
	buf_init(&blob, a, SSHSIG_BYTES_MAX);
	sshsig_sign_ed25519(&blob, message, seed);
	struct signature signature = { d->by, buf_str(&blob) };
	buf_init(&out, a, SUBMISSION_BYTES_MAX);
	submission_put(&out, message, &signature, 1);
	cm_assert(!blob.failed && !out.failed);
	return buf_str(&out);
}

struct str draft_entry(const struct draft *d, moment at, struct arena *a)
{
	struct buf out;
	buf_init(&out, a, ENTRY_BYTES_MAX);
	entry_put(&out, at, draft_sign(d, a));
	cm_assert(!out.failed);
	return buf_str(&out);
}

struct admitted *draft_admit(const struct draft *d, struct arena *a)
{
	struct admitted *act = arena_new(a, struct admitted);
	struct fault f = admit_submission(act, a, draft_sign(d, a), WORLD_ORIGIN);
	cm_assert(f.id == FAULT_NONE);
	return act;
}

void world_fill(struct world *w, uint64_t from, uint64_t to, uint32_t group)
{
	for (uint64_t i = from; i < to; i++) {
		struct draft d = draft_of(i);
		struct arena a;
		arena_init(&a, 1 << 20);
		struct sequenced s;
		log_sequence(w->log, draft_admit(&d, &a), (moment){ 1000 + (int64_t)i }, &s, NULL);
		cm_assert(s.fault.id == FAULT_NONE && !s.is_duplicate && s.index == i);
		arena_release(&a);
		if (log_group_count(w->log) >= group)
			log_commit(w->log);
	}
	log_commit(w->log);
}
