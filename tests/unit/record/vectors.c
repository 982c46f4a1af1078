/* Every act and every malformed file of tests/vectors, through admission, the log and replay. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include "base/encode.h"
#include "base/fmt.h"
#include "record/replay.h"
#include "unit/record/world.h"
#include <cmocka.h>

#define VECTOR_ORIGIN S("forum.example/log")
#define KEYS_COUNT_MAX 32
#define ACTS_COUNT 10
#define ROW_CELLS 6

static struct str file_read(struct arena *a, const char *folder, struct str name)
{
	char path[512];
	const char *tests = getenv("COMITY_TESTS");
	fmt_into(path, sizeof path, "%s/vectors/%s/%.*s", tests == NULL ? "tests" : tests, folder,
	    STR_ARG(name));
	FILE *f = fopen(path, "rb");
	if (f == NULL)
		cm_panic(__FILE__, __LINE__, path);
	char *p = arena_alloc(a, 1 << 20, 1);
	size_t n = fread(p, 1, 1 << 20, f);
	fclose(f);
	return (struct str){ p, n };
}

static bool row_next(struct str *rest, struct str cells[ROW_CELLS])
{
	struct str line;
	do {
		if (rest->n == 0)
			return false;
		line = str_cut(rest, '\n');
	} while (str_starts(line, S("#")));
	for (int i = 0; i < ROW_CELLS; i++)
		cells[i] = str_cut(&line, '\t');
	return true;
}

/* Stage C's first half, as keys/registry.tsv has it. */
struct registered {
	struct str handle, blob, origin;
	bool needs_uv;
};
struct registry {
	struct registered keys[KEYS_COUNT_MAX];
	uint32_t count;
	struct toy toy;
};

static void registry_read(struct registry *r, struct arena *a)
{
	struct str rest = file_read(a, "keys", S("registry.tsv"));
	struct str cells[ROW_CELLS];
	for (r->count = 0; row_next(&rest, cells); r->count++) {
		struct registered *k = &r->keys[r->count];
		uint8_t *blob = arena_alloc(a, KEY_BLOB_BYTES_MAX, 1);
		size_t n;
		assert_true(b64_decode(blob, KEY_BLOB_BYTES_MAX, &n, cells[2]));
		*k = (struct registered){ .handle = cells[0], .blob = { (char *)blob, n } };
		k->origin = str_eq(cells[3], S("-")) ? STR_NONE : cells[3];
		k->needs_uv = str_eq(cells[4], S("uv"));
	}
	assert_true(r->count > 5);
}

static enum fault_id line_authorise(const struct registry *r, struct str handle,
    const struct sshsig *s)
{
	const struct registered *k = NULL;
	for (uint32_t i = 0; i < r->count; i++)
		if (str_eq(r->keys[i].handle, handle) && str_eq(r->keys[i].blob, s->key.blob))
			k = &r->keys[i];
	if (k == NULL)
		return FAULT_AUTH;
	if (s->is_webauthn != (k->origin.n > 0) || (s->is_webauthn && !str_eq(s->origin, k->origin)))
		return FAULT_ORIGIN;
	return k->needs_uv && !s->user_verified ? FAULT_UV : FAULT_NONE;
}

static enum fault_id registry_authorise(void *ctx, const struct fold_act *act, uint32_t *line)
{
	const struct registry *r = ctx;
	const struct entry *e = &act->admitted->entry;
	for (*line = 0; *line < e->signatures_count; ++*line) {
		enum fault_id id = line_authorise(r, e->signatures[*line].handle,
		    &act->admitted->signatures[*line]);
		if (id != FAULT_NONE)
			return id;
	}
	return FAULT_NONE;
}

static struct fault registry_check(void *ctx, const struct fold_act *act, void *findings)
{
	(void)ctx;
	(void)act;
	(void)findings;
	return FAULT_OK;
}

static void registry_apply(void *ctx, const struct fold_act *act)
{
	struct registry *r = ctx;
	struct fold toy = toy_fold(&r->toy);
	toy.ops->apply(toy.ctx, act);
}

static void registry_root(void *ctx, struct hash *out)
{
	struct registry *r = ctx;
	*out = r->toy.digest;
}

static bool registry_save(void *ctx, struct buf *out)
{
	(void)ctx;
	buf_byte(out, 0);
	return true;
}

static enum rc registry_load(void *ctx, struct str dump, struct err *err)
{
	(void)ctx;
	(void)dump;
	return cm_fail(err, RC_CORRUPT, "not loaded here");
}

static struct fold registry_fold(struct registry *r)
{
	static const struct fold_ops ops = { registry_authorise, registry_check, registry_apply,
		registry_root, registry_save, registry_load };
	return (struct fold){ &ops, r };
}

struct forum {
	struct world world;
	struct registry registry;
	struct str index;
};

/* The log of the vectors, filled with its ten acts by way of the writer. */
static void forum_open(struct forum *f)
{
	struct world *w = &f->world;
	world_init(w);
	registry_read(&f->registry, &w->arena);
	f->registry.toy = (struct toy){ 0 };
	w->fold = registry_fold(&f->registry);
	w->origin = VECTOR_ORIGIN;
	struct str vkey = file_read(&w->arena, "log", S("vkey"));
	assert_int_equal(vkey_parse(&w->log_key, str_cut(&vkey, '\n')), FAULT_NONE);
	assert_true(hex_decode(w->log_seed, 32,
	    S("de5764b403a0d49a5f2c511484e627fa870d3950fea3d9aadc7979c1abc69f2f")));
	world_open(w);
	f->index = file_read(&w->arena, "acts", S("index.tsv"));
	struct str rest = f->index, cells[ROW_CELLS];
	for (uint64_t i = 0; row_next(&rest, cells); i++) {
		char name[32];
		fmt_into(name, sizeof name, "%02u.submission", (unsigned)i);
		struct admitted act;
		struct fault fault = admit_submission(&act, &w->arena,
		    file_read(&w->arena, "acts", str_c(name)), VECTOR_ORIGIN);
		assert_int_equal(fault.id, FAULT_NONE);
		uint64_t received;
		assert_true(dec_decode(&received, cells[1]));
		struct sequenced s;
		log_sequence(w->log, &act, (moment){ (int64_t)received }, &s, NULL);
		assert_int_equal(s.fault.id, FAULT_NONE);
		assert_int_equal(s.index, i);
		log_commit(w->log);
	}
	log_sign(w->log);
	assert_int_equal(log_durable(w->log), ACTS_COUNT);
}

static void the_ten_acts_become_the_log_of_the_vectors(void **state)
{
	(void)state;
	struct forum f;
	forum_open(&f);
	struct world *w = &f.world;
	struct log_head head;
	log_head(w->log, &head);
	struct str note = { head.checkpoint, head.checkpoint_bytes };
	assert_true(str_eq(note, file_read(&w->arena, "log", S("checkpoint.bare"))));
	struct str rest = f.index, cells[ROW_CELLS];
	for (uint64_t i = 0; row_next(&rest, cells); i++) {
		struct str entry, name = { cells[0].p, 2 };
		char path[32];
		fmt_into(path, sizeof path, "%.*s.entry", STR_ARG(name));
		assert_int_equal(log_entry(w->log, i, &w->arena, &entry, NULL), RC_OK);
		assert_true(str_eq(entry, file_read(&w->arena, "acts", str_c(path))));
		struct hash id;
		assert_true(hex_decode(id.bytes, HASH_BYTES, cells[2]));
		moment received;
		assert_int_equal(log_find(w->log, &id, &received), i);
		struct admitted act;
		assert_int_equal(admit_entry(&act, &w->arena, entry, VECTOR_ORIGIN).id, FAULT_NONE);
		assert_int_equal(act.entry.received.ms, received.ms);
		assert_int_equal(admit_stored(&act, &w->arena, entry, VECTOR_ORIGIN).id, FAULT_NONE);
		assert_memory_equal(act.id.bytes, id.bytes, HASH_BYTES);
	}
	world_release(w);
}

static void tiles_and_bundle_are_those_of_the_vectors(void **state)
{
	(void)state;
	struct forum f;
	forum_open(&f);
	struct world *w = &f.world;
	struct buf b;
	buf_init(&b, &w->arena, 1 << 20);
	struct tile hashes = { 0, 0, ACTS_COUNT }, bundle = { TILE_LEVEL_ENTRIES, 0, ACTS_COUNT };
	assert_int_equal(log_tile(w->log, &hashes, &b, NULL), RC_OK);
	assert_true(str_eq(buf_str(&b), file_read(&w->arena, "log", S("tile/0/000.p/10"))));
	buf_clear(&b);
	assert_int_equal(log_tile(w->log, &bundle, &b, NULL), RC_OK);
	assert_true(str_eq(buf_str(&b), file_read(&w->arena, "log", S("tile/entries/000.p/10"))));
	world_release(w);
}

static void a_stored_entry_says_what_the_verified_one_said(void **state)
{
	(void)state;
	struct forum f;
	forum_open(&f);
	struct world *w = &f.world;
	for (uint64_t i = 0; i < ACTS_COUNT; i++) {
		struct str entry;
		assert_int_equal(log_entry(w->log, i, &w->arena, &entry, NULL), RC_OK);
		struct admitted *a = arena_new(&w->arena, struct admitted);
		struct admitted *b = arena_new(&w->arena, struct admitted);
		assert_int_equal(admit_entry(a, &w->arena, entry, VECTOR_ORIGIN).id, FAULT_NONE);
		assert_int_equal(admit_stored(b, &w->arena, entry, VECTOR_ORIGIN).id, FAULT_NONE);
		assert_int_equal(a->entry.signatures_count, b->entry.signatures_count);
		for (uint32_t k = 0; k < a->entry.signatures_count; k++) {
			const struct sshsig *x = &a->signatures[k], *y = &b->signatures[k];
			assert_true(str_eq(x->key.blob, y->key.blob) && str_eq(x->origin, y->origin));
			assert_true(x->user_verified == y->user_verified && x->counter == y->counter);
			assert_true(x->is_webauthn == y->is_webauthn);
			assert_true(x->backup_eligible == y->backup_eligible);
			assert_true(str_eq(a->entry.signatures[k].handle, b->entry.signatures[k].handle));
		}
	}
	world_release(w);
}

/* The verdict on a submission as the next act of the log. */
static struct fault submission_judge(struct forum *f, struct str bytes)
{
	struct admitted *act = arena_new(&f->world.arena, struct admitted);
	struct fault fault = admit_submission(act, &f->world.arena, bytes, VECTOR_ORIGIN);
	if (fault.id != FAULT_NONE)
		return fault;
	struct sequenced s;
	log_sequence(f->world.log, act, (moment){ 1 }, &s, NULL);
	return s.fault;
}

static struct fault entry_judge(struct forum *f, struct str bytes)
{
	struct admitted *act = arena_new(&f->world.arena, struct admitted);
	return admit_entry(act, &f->world.arena, bytes, VECTOR_ORIGIN);
}

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

static struct replay_result bundle_replay(struct forum *f, struct str bytes, uint32_t threads)
{
	f->registry.toy = (struct toy){ 0 };
	struct bundle bundle = { .bytes = bytes };
	struct replay_source source = { .next = bundle_next, .ctx = &bundle };
	struct replay_options options = { .origin = VECTOR_ORIGIN, .threads = threads,
		.fold = registry_fold(&f->registry), .upto = UINT64_MAX };
	struct replay_result result;
	enum rc rc = replay_run(&result, &source, &options, NULL);
	assert_int_equal(rc, result.fault.id == FAULT_NONE ? RC_OK : RC_CORRUPT);
	return result;
}

static void the_bundle_of_the_vectors_replays_to_the_signed_root(void **state)
{
	(void)state;
	struct forum f;
	forum_open(&f);
	struct hash live, root;
	registry_root(&f.registry, &live);
	struct str bundle = file_read(&f.world.arena, "log", S("tile/entries/000.p/10"));
	assert_true(log_root_at(f.world.log, ACTS_COUNT, &root));
	for (uint32_t threads = 0; threads < 3; threads++) {
		struct replay_result r = bundle_replay(&f, bundle, threads);
		assert_int_equal(r.fault.id, FAULT_NONE);
		assert_int_equal(r.size, ACTS_COUNT);
		assert_true(hash_eq(&r.root, &root) && hash_eq(&r.state, &live));
	}
	world_release(&f.world);
}

static void every_malformed_file_is_refused_with_its_error(void **state)
{
	(void)state;
	struct forum f;
	forum_open(&f);
	struct str rest = file_read(&f.world.arena, "malformed", S("index.tsv"));
	struct str cells[ROW_CELLS];
	unsigned judged = 0;
	while (row_next(&rest, cells)) {
		struct str bytes = file_read(&f.world.arena, "malformed", cells[0]);
		struct fault fault;
		if (str_eq(cells[1], S("submission")))
			fault = submission_judge(&f, bytes);
		else if (str_eq(cells[1], S("entry")))
			fault = entry_judge(&f, bytes);
		else if (str_eq(cells[1], S("log")))
			fault = bundle_replay(&f, bytes, 1).fault;
		else
			continue;
		judged++;
		if (!str_eq(str_c(fault_name(fault.id)), cells[2]))
			fail_msg("%.*s: %s, not %.*s", STR_ARG(cells[0]), fault_name(fault.id),
			    STR_ARG(cells[2]));
	}
	assert_int_equal(judged, 76);
	assert_int_equal(log_group_count(f.world.log), 0);
	world_release(&f.world);
}

static void acts_with_a_base_that_the_log_has_not_are_kept_as_evidence(void **state)
{
	(void)state;
	struct forum f;
	forum_open(&f);
	struct arena *a = &f.world.arena;
	struct str ahead = file_read(a, "malformed", S("073-base-ahead.submission"));
	struct str fork = file_read(a, "malformed", S("074-base-fork.submission"));
	assert_int_equal(submission_judge(&f, ahead).id, FAULT_BASE);
	assert_int_equal(submission_judge(&f, fork).id, FAULT_BASE);
	assert_int_equal(submission_judge(&f, fork).id, FAULT_BASE);
	assert_int_equal(f.world.store.evidence_count, 2);
	assert_true(str_eq(f.world.store.evidence[0].bytes, ahead));
	assert_true(str_eq(f.world.store.evidence[1].bytes, fork));
	world_release(&f.world);
}

static void another_signature_over_the_same_act_is_the_same_act(void **state)
{
	(void)state;
	struct forum f;
	forum_open(&f);
	struct admitted *act = arena_new(&f.world.arena, struct admitted);
	struct str other = file_read(&f.world.arena, "acts", S("03.other-s.submission"));
	assert_int_equal(admit_submission(act, &f.world.arena, other, VECTOR_ORIGIN).id, FAULT_NONE);
	struct sequenced s;
	log_sequence(f.world.log, act, (moment){ INT64_C(1) << 50 }, &s, NULL);
	assert_true(s.is_duplicate);
	assert_int_equal(s.index, 3);
	assert_int_equal(log_group_count(f.world.log), 0);
	world_release(&f.world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_ten_acts_become_the_log_of_the_vectors),
		cmocka_unit_test(tiles_and_bundle_are_those_of_the_vectors),
		cmocka_unit_test(a_stored_entry_says_what_the_verified_one_said),
		cmocka_unit_test(the_bundle_of_the_vectors_replays_to_the_signed_root),
		cmocka_unit_test(every_malformed_file_is_refused_with_its_error),
		cmocka_unit_test(acts_with_a_base_that_the_log_has_not_are_kept_as_evidence),
		cmocka_unit_test(another_signature_over_the_same_act_is_the_same_act),
	};
	return cmocka_run_group_tests_name("vectors", tests, NULL, NULL);
}
