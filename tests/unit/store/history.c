#define _GNU_SOURCE
#include "unit/store/history.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/endian.h"
#include "base/scope.h"
#include "record/crc.h"
#include <cmocka.h>

#define ARENA_BYTES ((size_t)256 * 1024 * 1024)

void history_init(struct history *h, struct gen *g, unsigned groups, unsigned acts, unsigned bytes_max)
{
	assert_true(groups <= HISTORY_GROUPS_MAX);
	arena_init(&h->arena, ARENA_BYTES);
	h->groups = groups;
	h->bytes = arena_alloc(&h->arena, (size_t)groups * acts * (bytes_max + 2), 1);
	h->ends = arena_array(&h->arena, uint64_t, (size_t)groups * acts);
	uint64_t at = 0, count = 0;
	for (unsigned i = 0; i < groups; i++) {
		h->begin[i] = count;
		uint64_t from = at, more = 1 + gen_below(g, acts);
		for (uint64_t k = 0; k < more; k++) {
			uint16_t n = (uint16_t)(1 + gen_below(g, bytes_max));
			put_u16be((uint8_t *)h->bytes + at, n);
			gen_bytes(g, h->bytes + at + 2, n);
			at += 2 + (uint64_t)n;
			h->ends[count++] = at;
		}
		struct commit *c = &h->commits[i];
		*c = (struct commit){ .size = count, .bytes = at, .received = { (int64_t)count * 7 } };
		gen_bytes(g, c->root.bytes, sizeof c->root.bytes);
		c->crc = crc_add(0, h->bytes + from, at - from);
	}
	h->begin[groups] = count;
}

void history_release(struct history *h)
{
	arena_release(&h->arena);
}

uint64_t history_offset(const struct history *h, unsigned at)
{
	return h->begin[at] == 0 ? 0 : h->ends[h->begin[at] - 1];
}

void history_append(const struct history *h, const struct log_store *store, unsigned at)
{
	uint64_t offset = history_offset(h, at);
	uint32_t count = (uint32_t)(h->begin[at + 1] - h->begin[at]);
	SCOPE_ARENA(a, ARENA_BYTES);
	uint32_t *ends = arena_array(&a, uint32_t, count);
	for (uint32_t i = 0; i < count; i++)
		ends[i] = (uint32_t)(h->ends[h->begin[at] + i] - offset);
	struct str bytes = { h->bytes + offset, history_offset(h, at + 1) - offset };
	struct log_group group = { .bytes = bytes, .ends = ends, .count = count,
		.commit = &h->commits[at] };
	store->ops->append(store->ctx, &group);
}

struct str history_note(const struct history *h, unsigned groups, char out[HISTORY_NOTE_MAX])
{
	uint64_t size = groups == 0 ? 0 : h->commits[groups - 1].size;
	int n = snprintf(out, HISTORY_NOTE_MAX,
	    "forum.example/log\n%ju\n%08x\n\n\xe2\x80\x94 forum.example/log AAAA\n", (uintmax_t)size,
	    groups == 0 ? 0 : h->commits[groups - 1].crc);
	return (struct str){ out, (size_t)n };
}

static unsigned groups_of(const struct history *h, const struct commit *last)
{
	unsigned groups = 0;
	while (groups < h->groups && h->begin[groups] < last->size)
		groups++;
	assert_int_equal(h->begin[groups], last->size);
	if (groups == 0)
		return 0;
	const struct commit *c = &h->commits[groups - 1];
	assert_int_equal(last->bytes, c->bytes);
	assert_int_equal(last->crc, c->crc);
	assert_int_equal(last->received.ms, c->received.ms);
	assert_memory_equal(last->root.bytes, c->root.bytes, HASH_BYTES);
	return groups;
}

unsigned history_check(const struct history *h, const struct log_store *store)
{
	const struct commit *last = store->ops->last(store->ctx);
	unsigned groups = groups_of(h, last);
	uint64_t size = last->size;
	struct err err;
	SCOPE_ARENA(a, ARENA_BYTES);
	struct buf b;
	buf_init(&b, &a, ARENA_BYTES / 4);
	assert_int_equal(store->ops->entries(store->ctx, 0, (uint32_t)size, &b, &err), RC_OK);
	assert_int_equal(b.n, last->bytes);
	if (size > 0)
		assert_memory_equal(b.p, h->bytes, b.n);
	/* Each alone, from anywhere; and none above the end. */
	for (uint64_t i = size > 600 ? size - 600 : 0; i < size; i++) {
		uint64_t from = i == 0 ? 0 : h->ends[i - 1];
		buf_clear(&b);
		assert_int_equal(store->ops->entries(store->ctx, i, 1, &b, &err), RC_OK);
		assert_int_equal(b.n, h->ends[i] - from);
		assert_memory_equal(b.p, h->bytes + from, b.n);
	}
	assert_int_equal(store->ops->entries(store->ctx, size, 1, &b, &err), RC_NOT_FOUND);
	return groups;
}

void history_in_memory(void)
{
	if (access("/dev/shm", W_OK) == 0)
		(void)setenv("TMPDIR", "/dev/shm", 0);
}

struct files *record_open(const struct tmpdir *dir, struct arena *a, const struct files_sys *sys)
{
	struct files *f = NULL;
	struct err err;
	struct files_options options = { .dir = str_c(dir->path), .create = true, .sys = sys };
	enum rc rc = files_open(&f, a, &options, &err);
	if (rc != RC_OK)
		fail_msg("%s", err.text);
	return f;
}

enum rc record_try(const struct tmpdir *dir, struct arena *a, bool is_reader, struct err *err)
{
	struct files *f = NULL;
	struct files_options options = { .dir = str_c(dir->path), .is_reader = is_reader,
		.sys = &files_sys_fast };
	enum rc rc = files_open(&f, a, &options, err);
	if (rc == RC_OK)
		files_close(f);
	return rc;
}

static int openat_mode(int dir, const char *name, int flags, mode_t mode)
{
	return openat(dir, name, flags, mode);
}

static int sync_none(int fd)
{
	return fd < 0 ? -1 : 0;
}

static int advise_none(int fd, off_t at, off_t n, int advice)
{
	(void)at, (void)n, (void)advice;
	return fd < 0;
}

const struct files_sys files_sys_fast = {
	.openat = openat_mode,
	.mkdirat = mkdirat,
	.fstat = fstat,
	.fstatvfs = fstatvfs,
	.flock = flock,
	.pread = pread,
	.pwrite = pwrite,
	.fdatasync = sync_none,
	.fsync = sync_none,
	.ftruncate = ftruncate,
	.renameat = renameat,
	.unlinkat = unlinkat,
	.fadvise = advise_none,
	.close = close,
};

static int file_open(const struct tmpdir *dir, const char *name)
{
	char path[TMPDIR_PATH_MAX + 64];
	tmpdir_join(dir, name, path, sizeof path);
	int fd = open(path, O_RDWR | O_CREAT, 0644);
	assert_true(fd >= 0);
	return fd;
}

void file_write(const struct tmpdir *dir, const char *name, uint64_t at, const void *p, size_t n)
{
	int fd = file_open(dir, name);
	assert_int_equal(pwrite(fd, p, n, (off_t)at), n);
	assert_int_equal(close(fd), 0);
}

void file_read(const struct tmpdir *dir, const char *name, uint64_t at, void *p, size_t n)
{
	int fd = file_open(dir, name);
	assert_int_equal(pread(fd, p, n, (off_t)at), n);
	assert_int_equal(close(fd), 0);
}

void file_cut(const struct tmpdir *dir, const char *name, uint64_t size)
{
	int fd = file_open(dir, name);
	assert_int_equal(ftruncate(fd, (off_t)size), 0);
	assert_int_equal(close(fd), 0);
}

uint64_t file_size(const struct tmpdir *dir, const char *name)
{
	char path[TMPDIR_PATH_MAX + 64];
	struct stat info;
	tmpdir_join(dir, name, path, sizeof path);
	assert_int_equal(stat(path, &info), 0);
	return (uint64_t)info.st_size;
}

bool file_exists(const struct tmpdir *dir, const char *name)
{
	char path[TMPDIR_PATH_MAX + 64];
	tmpdir_join(dir, name, path, sizeof path);
	return access(path, F_OK) == 0;
}

void file_remove(const struct tmpdir *dir, const char *name)
{
	char path[TMPDIR_PATH_MAX + 64];
	tmpdir_join(dir, name, path, sizeof path);
	assert_int_equal(unlink(path), 0);
}
