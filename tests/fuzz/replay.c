/*
 * Replay of a bundle from anywhere: it ends with the first entry that does not hold, and what it
 * said is so: every entry before is admitted alone, in order of time and once, and a replay that
 * leaves out the mathematics comes as far at least, to the same root.
 */
#include "base/endian.h"
#include "base/encode.h"
#include "base/scope.h"
#include "record/replay.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define ORIGIN S("forum.example/log")
#define BUNDLE_BYTES_MAX 65536

static enum fault_id all_authorise(void *ctx, const struct fold_act *act, uint32_t *line)
{
	(void)ctx;
	(void)act;
	(void)line;
	return FAULT_NONE;
}

static struct fault all_check(void *ctx, const struct fold_act *act, void *findings)
{
	(void)ctx;
	(void)act;
	(void)findings;
	return FAULT_OK;
}

static void count_apply(void *ctx, const struct fold_act *act)
{
	uint64_t *count = ctx;
	cm_assert(act->index == *count && act->received.ms > 0);
	++*count;
}

static void count_root(void *ctx, struct hash *out)
{
	const uint64_t *count = ctx;
	*out = (struct hash){ 0 };
	put_u64be(out->bytes, *count);
}

static const struct fold_ops count_ops = { all_authorise, all_check, count_apply, count_root, NULL,
	NULL };

struct bundle {
	struct str bytes;
	bool is_given;
};

static enum rc bundle_next(void *ctx, uint64_t from, struct buf *out, struct err *err)
{
	struct bundle *b = ctx;
	(void)from;
	(void)err;
	if (!b->is_given)
		buf_put(out, b->bytes);
	b->is_given = true;
	return RC_OK;
}

static struct replay_result bundle_replay(struct str bytes, bool is_trusted)
{
	uint64_t count = 0;
	struct bundle bundle = { .bytes = bytes };
	struct replay_source source = { .next = bundle_next, .ctx = &bundle };
	struct replay_options options = { .origin = ORIGIN, .fold = { &count_ops, &count },
		.threads = 1, .is_trusted = is_trusted, .upto = UINT64_MAX };
	struct replay_result result;
	enum rc rc = replay_run(&result, &source, &options, NULL);
	cm_assert(rc == (result.fault.id == FAULT_NONE ? RC_OK : RC_CORRUPT));
	cm_assert(result.size == count);
	return result;
}

static void entries_hold(struct arena *a, struct str bytes, const struct replay_result *result)
{
	int64_t last = 0;
	for (uint64_t i = 0; i < result->size; i++) {
		size_t n = get_u16be((const uint8_t *)bytes.p);
		struct admitted *act = arena_new(a, struct admitted);
		struct fault f = admit_entry(act, a, str_sub(bytes, 2, 2 + n), ORIGIN);
		cm_assert(f.id == FAULT_NONE && act->entry.received.ms >= last);
		last = act->entry.received.ms;
		bytes = str_sub(bytes, 2 + n, bytes.n);
	}
	cm_assert(last == result->last.ms && (result->fault.id != FAULT_NONE || bytes.n == 0));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static bool is_ready;
	if (!is_ready)
		cm_assert(crypto_ready());
	is_ready = true;
	if (size > BUNDLE_BYTES_MAX)
		return 0;
	SCOPE_ARENA(a, 1 << 25);
	struct str bytes = { (const char *)data, size };
	struct replay_result verified = bundle_replay(bytes, false);
	struct replay_result trusted = bundle_replay(bytes, true);
	entries_hold(&a, bytes, &verified);
	cm_assert(trusted.size >= verified.size);
	if (trusted.size == verified.size)
		cm_assert(hash_eq(&trusted.root, &verified.root));
	return 0;
}
