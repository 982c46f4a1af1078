/*
 * A made-up record: groups of entries with their commits, and what must be true of a store that
 * acknowledged some of them. The entries mean nothing; the store does not look into them.
 */
#ifndef TESTS_STORE_HISTORY_H
#define TESTS_STORE_HISTORY_H

#include "base/arena.h"
#include "lib/gen.h"
#include "lib/tmpdir.h"
#include "record/store.h"
#include "store/files.h"
#include "store/files_sys.h"

#define HISTORY_GROUPS_MAX 64
#define HISTORY_NOTE_MAX 200

struct history {
	struct arena arena;
	char *bytes;     /* of all groups */
	uint64_t *ends;  /* offset in bytes after each entry */
	unsigned groups;
	uint64_t begin[HISTORY_GROUPS_MAX + 1]; /* first entry of each group, and of the one after */
	struct commit commits[HISTORY_GROUPS_MAX];
};

/* Up to `acts` entries a group, of up to `bytes_max` bytes each. */
void history_init(struct history *h, struct gen *g, unsigned groups, unsigned acts,
    unsigned bytes_max);
void history_release(struct history *h);
/* Appends group `at`, which must be next. */
void history_append(const struct history *h, const struct log_store *store, unsigned at);
/* Offset in bytes of group `at`; `at` may be the number of groups. */
uint64_t history_offset(const struct history *h, unsigned at);
/* What a signed checkpoint after `groups` groups looks like, as far as the store can see. */
struct str history_note(const struct history *h, unsigned groups, char out[HISTORY_NOTE_MAX]);
/* How many groups the store has, after comparing every byte of them. */
unsigned history_check(const struct history *h, const struct log_store *store);

/* Temporary directories in memory from now on, where no sync is meant: ten times as fast. */
void history_in_memory(void);
/* The store in the directory, opened for writing, or the test fails. */
struct files *record_open(const struct tmpdir *dir, struct arena *a, const struct files_sys *sys);
enum rc record_try(const struct tmpdir *dir, struct arena *a, bool is_reader, struct err *err);

/* The real calls, with no sync: for tests that open thousands of times. */
extern const struct files_sys files_sys_fast;

/* Straight into a file of the record. */
void file_write(const struct tmpdir *dir, const char *name, uint64_t at, const void *p, size_t n);
void file_read(const struct tmpdir *dir, const char *name, uint64_t at, void *p, size_t n);
void file_cut(const struct tmpdir *dir, const char *name, uint64_t size);
uint64_t file_size(const struct tmpdir *dir, const char *name);
bool file_exists(const struct tmpdir *dir, const char *name);
void file_remove(const struct tmpdir *dir, const char *name);

#endif
