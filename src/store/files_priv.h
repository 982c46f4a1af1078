/*
 * Inside of the embedded store. Truth: entries.NNNN.dat, commit.log, signed.slot. Everything else is
 * derived.
 *
 * Threads: one writer appends; entries and hashes below `size` and `count` may be read by any thread
 * at the same time. What a reader looks at is written before the atomic that lets it look.
 */
#ifndef STORE_FILES_PRIV_H
#define STORE_FILES_PRIV_H

#include <pthread.h>
#include <stdatomic.h>

#include "base/limits.h"
#include "store/files.h"
#include "store/files_sys.h"

#define SEGMENT_ENTRIES_LOG 20
#define SEGMENT_ENTRIES (UINT64_C(1) << SEGMENT_ENTRIES_LOG)
#define SEGMENTS_MAX 4096 /* 2^32 entries; each keeps a descriptor open */
#define BUNDLE_ENTRIES 256
#define SEGMENT_BUNDLES (SEGMENT_ENTRIES / BUNDLE_ENTRIES)
#define COMMIT_BYTES 64
#define LEVELS_MAX 8
#define SNAPSHOTS_KEPT 2
#define SLOT_BYTES 8192
#define SLOT_NOTE_MAX (SLOT_BYTES - 32 - 20)

/* 256 entries in a row. */
struct bundle {
	uint64_t pos;              /* in its segment */
	_Atomic(uint16_t *) lens;  /* of its entries; NULL: not looked at yet (full bundles only) */
};
struct segment {
	int fd;                    /* -1: not there */
	uint64_t start;            /* bytes of all entries in the segments before */
	uint64_t room;             /* writer: bytes the file has, zeros at the end */
	struct bundle *bundles;    /* SEGMENT_BUNDLES */
};
/* Where the next entry goes: entry `size`, at `pos` of its segment. */
struct cursor {
	uint64_t size, pos;
};
struct level {
	int base_fd;               /* hashes below base; readers only */
	int fd;                    /* the others: the file, or memory of a reader */
	uint64_t base;
	_Atomic uint64_t count;
};
enum sync_state { SYNC_IDLE, SYNC_ASKED, SYNC_END };
/* Makes one file durable while the writer does something else. */
struct syncer {
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t woken;
	enum sync_state state;
	struct files *files;
	void (*run)(struct files *f); /* what it syncs */
	bool is_running;
};
struct files {
	const struct files_sys *sys;
	bool is_reader;
	int dir, commit_fd, slot_fd, offsets_fd;
	uint64_t slot_sequence;
	uint64_t slot_size;        /* of the checkpoint in it, when we opened; 0: none */
	struct commit last;
	uint64_t records, commit_room;
	struct cursor end;
	_Atomic uint64_t size;     /* entries that can be read; the log knows which are durable */
	uint64_t trusted;          /* derived files were durable up to here when we opened */
	uint64_t marks;            /* bundles that offsets.dat has, of those that hold */
	struct level levels[LEVELS_MAX];
	struct syncer commit_syncer, entries_syncer;
	uint64_t sync_from; /* the first segment that the group under way is in */
	struct segment segments[SEGMENTS_MAX];
};

/* files_recover.c: commit.log and entries; sets last, records, end, size. */
CM_MUST_USE enum rc recover_run(struct files *f, struct err *err);

/* files_index.c */
/* Opens segment `at`, if it is there. */
CM_MUST_USE enum rc segment_open(struct files *f, uint64_t at, bool create, struct err *err);
/* Cuts a file that is longer, durably. */
void file_shorten(struct files *f, int fd, const char *name, uint64_t size);
void segment_name(char out[32], uint64_t at);
/* Walks the entries' lengths from the end to entry `size`; false where they do not hold. */
CM_MUST_USE bool index_walk(struct files *f, uint64_t size);
/* Takes what offsets.dat says of the trusted entries below `size`; the end is that of its last mark. */
CM_MUST_USE bool index_load(struct files *f, uint64_t size);
/* Notes one more entry of n bytes, its length field not counted, and moves the end. */
void index_add(struct files *f, uint16_t n);
/* Writes the marks that offsets.dat lacks. */
void index_save(struct files *f);
/* Segment and position of entry `index`; false: it cannot be read. */
CM_MUST_USE bool index_find(struct files *f, uint64_t index, uint64_t *pos, uint32_t *n);
/* Bytes of all entries before the end. */
uint64_t index_bytes(const struct files *f);
/* Frees what the bundles hold. */
void index_release(struct files *f);

/* files_append.c */
void commit_encode(uint8_t out[COMMIT_BYTES], const struct commit *commit);
CM_MUST_USE bool commit_decode(struct commit *out, const uint8_t bytes[COMMIT_BYTES]);
void append_run(void *ctx, const struct log_group *group);
bool append_has_room(void *ctx, uint64_t bytes);
CM_MUST_USE enum rc syncers_start(struct files *f, struct err *err);
void syncers_stop(struct files *f);
/* Takes the zeros ahead of the end away. */
void append_trim(struct files *f);

/* files_levels.c */
CM_MUST_USE enum rc levels_open(struct files *f, struct err *err);
void levels_close(struct files *f);
void levels_sync(struct files *f);
void levels_put(void *ctx, unsigned level, uint64_t index, uint32_t count,
    const struct hash *hashes);
bool levels_get(void *ctx, unsigned level, uint64_t index, uint32_t count, struct hash *out);

/* files_slot.c */
CM_MUST_USE enum rc slot_open(struct files *f, struct err *err);
void slot_create(const struct files_sys *sys, int dir);
enum rc slot_get(void *ctx, struct buf *note, struct err *err);
void slot_put(void *ctx, struct str note);
void slot_publish(void *ctx, struct str note);
void slot_evidence(void *ctx, struct str name, struct str bytes);

/* files_snapshot.c */
enum rc snapshot_get(void *ctx, uint64_t size, struct buf *out, uint64_t *found, struct err *err);
enum rc snapshot_put(void *ctx, uint64_t size, struct str bytes, struct err *err);
/* Size of the newest snapshot not above `size`, by its name; 0 when there is none. */
uint64_t snapshot_newest(struct files *f, uint64_t size);
/* Removes all but the newest `keep`, and temporary files. */
void snapshot_prune(struct files *f, unsigned keep);

#endif
