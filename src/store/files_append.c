/*
 * The writer's path. Entries and commit record are written, then made durable at the same time by
 * two threads, while the caller does what may be done meanwhile: the record's CRC of the group tells
 * a torn one, whichever file came first.
 *
 * The files are filled with zeros ahead of what is written, so that fdatasync has no size and no
 * extent to write, and a full disk is met here and not later.
 */
#define _GNU_SOURCE
#include "store/files_priv.h"

#include <errno.h>
#include <fcntl.h>

#include "base/endian.h"
#include "base/fmt.h"
#include "record/crc.h"

#define STEP_BYTES_MIN (256 * 1024)
#define STEP_BYTES_MAX (4 * 1024 * 1024) /* 3 ms of writing zeros; more is a longer pause */
#define COMMIT_STEP_BYTES (256 * 1024)
#define PAGE_BYTES 4096

static uint64_t step_bytes(uint64_t used)
{
	return used < STEP_BYTES_MIN ? STEP_BYTES_MIN : used > STEP_BYTES_MAX ? STEP_BYTES_MAX : used;
}

static uint64_t page_round(uint64_t n)
{
	return (n + PAGE_BYTES - 1) / PAGE_BYTES * PAGE_BYTES;
}

static void commit_sync(struct files *f)
{
	files_sync(f->sys, f->commit_fd, "commit.log");
}

static void entries_sync(struct files *f)
{
	for (uint64_t at = f->sync_from; at <= f->end.size >> SEGMENT_ENTRIES_LOG; at++) {
		char name[32];
		segment_name(name, at);
		if (f->segments[at].fd >= 0)
			files_sync(f->sys, f->segments[at].fd, name);
	}
}

static void *syncer_loop(void *ctx)
{
	struct syncer *s = ctx;
	(void)pthread_mutex_lock(&s->lock);
	while (s->state != SYNC_END) {
		if (s->state == SYNC_IDLE) {
			(void)pthread_cond_wait(&s->woken, &s->lock);
			continue;
		}
		(void)pthread_mutex_unlock(&s->lock);
		s->run(s->files);
		(void)pthread_mutex_lock(&s->lock);
		s->state = SYNC_IDLE;
		(void)pthread_cond_broadcast(&s->woken);
	}
	(void)pthread_mutex_unlock(&s->lock);
	return NULL;
}

static enum rc syncer_start(struct syncer *s, struct files *f, void (*run)(struct files *f),
    struct err *err)
{
	(void)pthread_mutex_init(&s->lock, NULL);
	(void)pthread_cond_init(&s->woken, NULL);
	s->files = f;
	s->run = run;
	int error = pthread_create(&s->thread, NULL, syncer_loop, s);
	if (error != 0)
		return cm_fail(err, RC_IO, "no thread: %s", strerrordesc_np(error));
	s->is_running = true;
	return RC_OK;
}

enum rc syncers_start(struct files *f, struct err *err)
{
	enum rc rc = syncer_start(&f->commit_syncer, f, commit_sync, err);
	return rc == RC_OK ? syncer_start(&f->entries_syncer, f, entries_sync, err) : rc;
}

static void syncer_set(struct syncer *s, enum sync_state state)
{
	(void)pthread_mutex_lock(&s->lock);
	while (s->state != SYNC_IDLE)
		(void)pthread_cond_wait(&s->woken, &s->lock);
	s->state = state;
	(void)pthread_cond_broadcast(&s->woken);
	(void)pthread_mutex_unlock(&s->lock);
}

static void syncer_wait(struct syncer *s)
{
	(void)pthread_mutex_lock(&s->lock);
	while (s->state != SYNC_IDLE)
		(void)pthread_cond_wait(&s->woken, &s->lock);
	(void)pthread_mutex_unlock(&s->lock);
}

static void syncer_stop(struct syncer *s)
{
	if (!s->is_running)
		return;
	syncer_set(s, SYNC_END);
	(void)pthread_join(s->thread, NULL);
	s->is_running = false;
	(void)pthread_cond_destroy(&s->woken);
	(void)pthread_mutex_destroy(&s->lock);
}

void syncers_stop(struct files *f)
{
	syncer_stop(&f->commit_syncer);
	syncer_stop(&f->entries_syncer);
}

/* Room for n bytes at the end of the segment, made where it lacks. */
static void segment_room(struct files *f, uint64_t at, uint64_t n)
{
	struct segment *s = &f->segments[at];
	char name[32];
	segment_name(name, at);
	if (s->fd < 0) {
		struct err err;
		if (segment_open(f, at, true, &err) != RC_OK)
			files_die("creation", name, errno);
		files_sync_all(f->sys, f->dir, "the directory");
	}
	uint64_t need = f->end.pos + n;
	if (need <= s->room)
		return;
	uint64_t room = page_round(need + step_bytes(f->end.pos));
	files_zero(f->sys, s->fd, name, s->room > f->end.pos ? s->room : f->end.pos, room);
	s->room = room;
}

/* Writes the entries [from, to) of the group, all of one segment, and moves the end. */
static void part_write(struct files *f, struct str bytes, const uint32_t *ends, uint32_t from,
    uint32_t to)
{
	uint64_t at = f->end.size >> SEGMENT_ENTRIES_LOG;
	uint32_t begin = from == 0 ? 0 : ends[from - 1];
	struct str part = str_sub(bytes, begin, ends[to - 1]);
	char name[32];
	segment_name(name, at);
	segment_room(f, at, part.n);
	files_write(f->sys, f->segments[at].fd, name, part, f->end.pos);
	for (uint32_t i = from; i < to; i++) {
		uint16_t n = get_u16be((const uint8_t *)bytes.p + begin);
		cm_assert(n > 0 && n <= ENTRY_BYTES_MAX && ends[i] - begin == 2 + (uint32_t)n);
		index_add(f, n);
		begin = ends[i];
	}
}

static void commit_write(struct files *f, const struct commit *commit)
{
	uint8_t record[COMMIT_BYTES];
	uint64_t at = f->records * COMMIT_BYTES;
	if (at + COMMIT_BYTES > f->commit_room) {
		uint64_t room = page_round(at + COMMIT_STEP_BYTES);
		files_zero(f->sys, f->commit_fd, "commit.log", at, room);
		f->commit_room = room;
	}
	commit_encode(record, commit);
	files_write(f->sys, f->commit_fd, "commit.log",
	    (struct str){ (const char *)record, sizeof record }, at);
	f->records++;
}

/* A full segment keeps no zeros at its end. */
static void segment_seal(struct files *f, uint64_t at)
{
	char name[32];
	struct segment *s = &f->segments[at];
	segment_name(name, at);
	s->room = f->segments[at + 1].start - s->start;
	files_cut(f->sys, s->fd, name, s->room);
	files_sync_all(f->sys, s->fd, name);
}

static void group_write(struct files *f, const struct log_group *g)
{
	uint32_t done = 0;
	f->sync_from = f->end.size >> SEGMENT_ENTRIES_LOG;
	while (done < g->count) {
		uint64_t left = SEGMENT_ENTRIES - f->end.size % SEGMENT_ENTRIES;
		uint32_t to = g->count - done < left ? g->count : done + (uint32_t)left;
		part_write(f, g->bytes, g->ends, done, to);
		done = to;
	}
	commit_write(f, g->commit);
}

void append_run(void *ctx, const struct log_group *g)
{
	struct files *f = ctx;
	cm_assert(!f->is_reader && g->count > 0 && g->ends[g->count - 1] == g->bytes.n);
	cm_assert(g->commit->size == f->last.size + g->count);
	cm_assert(g->commit->bytes == f->last.bytes + g->bytes.n);
	cm_assert(g->commit->crc == crc_add(0, g->bytes.p, g->bytes.n));
	group_write(f, g);
	syncer_set(&f->entries_syncer, SYNC_ASKED);
	syncer_set(&f->commit_syncer, SYNC_ASKED);
	/* Written is readable; what is durable is the log's to know. */
	atomic_store_explicit(&f->size, f->end.size, memory_order_release);
	if (g->meanwhile != NULL)
		g->meanwhile(g->meanwhile_ctx);
	syncer_wait(&f->entries_syncer);
	syncer_wait(&f->commit_syncer);
	f->last = *g->commit;
	index_save(f);
	for (uint64_t at = f->sync_from; at < f->end.size >> SEGMENT_ENTRIES_LOG; at++)
		segment_seal(f, at);
}

void append_trim(struct files *f)
{
	uint64_t at = f->end.size >> SEGMENT_ENTRIES_LOG;
	struct segment *s = &f->segments[at];
	char name[32];
	segment_name(name, at);
	if (s->fd >= 0 && s->room > f->end.pos) {
		files_cut(f->sys, s->fd, name, f->end.pos);
		s->room = f->end.pos;
	}
	if (f->commit_room > f->records * COMMIT_BYTES) {
		f->commit_room = f->records * COMMIT_BYTES;
		files_cut(f->sys, f->commit_fd, "commit.log", f->commit_room);
	}
}

bool append_has_room(void *ctx, uint64_t bytes)
{
	struct files *f = ctx;
	struct statvfs info;
	if (f->sys->fstatvfs(f->dir, &info) != 0)
		return false;
	uint64_t there = (uint64_t)info.f_bavail * info.f_frsize;
	uint64_t need = DISK_RESERVE_BYTES;
	const struct segment *s = &f->segments[f->end.size >> SEGMENT_ENTRIES_LOG];
	if (f->end.pos + bytes > s->room)
		need += bytes + step_bytes(f->end.pos);
	return there >= need;
}
