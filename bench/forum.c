#include "bench/forum.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/arena.h"
#include "proof/sha.h"

#define ARENA_BYTES ((size_t)128 * 1024 * 1024 * 1024)

static const char CHARTER[] =
    "{\"bodies\":[{\"id\":\"soc\",\"level\":\"senior-officials\",\"name\":{\"en\":\"Senior Officials\"},"
    "\"rank\":1}],\"categories\":[{\"id\":\"member\",\"name\":{\"en\":\"Members\"},"
    "\"rights\":[\"attend\",\"speak\",\"object\"]}],\"epoch\":1,"
    "\"full_name\":{\"en\":\"A forum of two hundred states\"},\"id\":\"bench\","
    "\"languages\":[\"en\"],\"offices\":[{\"body\":\"soc\",\"id\":\"chair\",\"name\":{\"en\":\"Chair\"},"
    "\"selection\":\"host\"}],"
    "\"status\":\"in-force\",\"title\":{\"en\":\"Benchmark\"}}";

double bench_now(void)
{
	struct timespec t;
	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

void bench_fail(const char *what, const struct err *err)
{
	(void)fprintf(stderr, "bench: %s: %s\n", what, err != NULL ? err->text : "");
	exit(1);
}

void bench_seed(uint8_t seed[32])
{
	struct hash h;
	sha256(&h, "comity benchmark log", 20);
	memcpy(seed, h.bytes, 32);
}

struct str bench_origin(void)
{
	return S("127.0.0.1:8089/log");
}

static void sign(void *ctx, struct str text, struct buf *note)
{
	const struct bench_record *r = ctx;
	note_sign(note, text, &r->log_key, r->seed);
}

static enum fault_id bare_authorise(void *ctx, const struct fold_act *act, uint32_t *line)
{
	(void)ctx, (void)act, (void)line;
	return FAULT_NONE;
}

static struct fault bare_check(void *ctx, const struct fold_act *act, void *findings)
{
	(void)ctx, (void)act, (void)findings;
	return FAULT_OK;
}

static void bare_apply(void *ctx, const struct fold_act *act)
{
	(void)ctx, (void)act;
}

static void bare_root(void *ctx, struct hash *out)
{
	(void)ctx;
	*out = (struct hash){ { 0 } };
}

static bool bare_save(void *ctx, struct buf *out)
{
	(void)ctx, (void)out;
	return true;
}

static enum rc bare_load(void *ctx, struct str dump, struct err *err)
{
	(void)ctx, (void)dump, (void)err;
	return RC_OK;
}

static const struct fold_ops BARE_OPS = { bare_authorise, bare_check, bare_apply, bare_root,
	bare_save, bare_load };

void bench_acts_init(struct bench_acts *out)
{
	static char text[200];
	static struct arena arena;
	uint8_t seed[32], key[32];
	struct vkey log_key;
	struct buf vkey;
	bench_seed(seed);
	ed25519_public(key, seed);
	vkey_init(&log_key, bench_origin(), NOTE_ED25519, key);
	arena_init(&arena, 65536);
	buf_init(&vkey, &arena, sizeof text);
	vkey_put(&vkey, &log_key);
	memcpy(text, vkey.p, vkey.n);
	*out = (struct bench_acts){ .origin = bench_origin(),
		.charter = { CHARTER, sizeof CHARTER - 1 }, .log_vkey = { text, vkey.n } };
	sha256(&out->base.root, "", 0);
	arena_release(&arena);
}

/* So that `comity serve DIR` serves it. */
static void key_file_write(struct bench_record *r, const char *dir)
{
	char path[4096];
	struct buf text;
	(void)mkdir(dir, 0755);
	(void)snprintf(path, sizeof path, "%s/log.key", dir);
	buf_init(&text, &r->arena, 1024);
	note_seed_put(&text, &r->log_key, r->seed);
	buf_put(&text, S("\n"));
	FILE *f = fopen(path, "we");
	if (f == NULL || fwrite(text.p, 1, text.n, f) != text.n || fclose(f) != 0)
		bench_fail(path, NULL);
}

void bench_open(struct bench_record *r, const char *dir, bool is_reader)
{
	struct err err;
	uint8_t key[32];
	char record[4096];
	arena_init(&r->arena, ARENA_BYTES);
	bench_seed(r->seed);
	ed25519_public(key, r->seed);
	vkey_init(&r->log_key, bench_origin(), NOTE_ED25519, key);
	bench_acts_init(&r->acts);
	if (!is_reader)
		key_file_write(r, dir);
	(void)snprintf(record, sizeof record, "%s/record", dir);
	struct files_options files = { .dir = str_c(record), .is_reader = is_reader,
		.create = !is_reader };
	if (files_open(&r->files, &r->arena, &files, &err) != RC_OK)
		bench_fail(dir, &err);
	r->store = files_store(r->files);
	forum_fold_init(&r->fold, &r->arena, bench_origin(), 42);
	struct fold bare = { &BARE_OPS, NULL };
	struct log_options log = { .origin = bench_origin(),
		.fold = r->is_bare ? bare : forum_fold(&r->fold),
		.sign = sign, .sign_ctx = r, .log_key = r->log_key, .hash_key = 42,
		.is_reader = is_reader };
	if (log_open(&r->log, &r->arena, &r->store, &log, &err) != RC_OK)
		bench_fail(dir, &err);
}

void bench_close(struct bench_record *r)
{
	log_close(r->log);
	files_close(r->files);
	forum_fold_release(&r->fold);
	arena_release(&r->arena);
}
