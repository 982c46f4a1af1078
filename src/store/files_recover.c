/* Start of the store (record-formats section 21): where the record ends, and the cutting of the rest. */
#define _GNU_SOURCE
#include "store/files_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>

#include "base/endian.h"
#include "base/fmt.h"
#include "record/crc.h"

#define READ_BYTES (256 * 1024)

/* The last three records: the newest group may be torn, and to check the CRC of the one before it
 * takes the record before that. */
struct scan {
	struct commit last[3]; /* newest first; size 0: the beginning */
	uint64_t records;
	bool is_ended;         /* a record that does not hold was seen */
};

void commit_encode(uint8_t out[COMMIT_BYTES], const struct commit *commit)
{
	put_u64be(out, commit->size);
	put_u64be(out + 8, commit->bytes);
	memcpy(out + 16, commit->root.bytes, HASH_BYTES);
	put_u32be(out + 48, commit->crc);
	put_u64be(out + 52, (uint64_t)commit->received.ms);
	put_u32be(out + 60, crc_add(0, out, COMMIT_BYTES - 4));
}

bool commit_decode(struct commit *out, const uint8_t bytes[COMMIT_BYTES])
{
	if (get_u32be(bytes + 60) != crc_add(0, bytes, COMMIT_BYTES - 4))
		return false;
	out->size = get_u64be(bytes);
	out->bytes = get_u64be(bytes + 8);
	memcpy(out->root.bytes, bytes + 16, HASH_BYTES);
	out->crc = get_u32be(bytes + 48);
	out->received.ms = (int64_t)get_u64be(bytes + 52);
	return true;
}

static enum rc scan_record(struct scan *s, const uint8_t *bytes, struct err *err)
{
	struct commit c;
	if (!commit_decode(&c, bytes)) {
		s->is_ended = true;
		return RC_OK;
	}
	/* One group is on its way at a time, so that nothing good can follow what is torn. */
	if (s->is_ended)
		return cm_fail(err, RC_CORRUPT,
		    "commit.log: a record after record %ju is broken, and later ones are not",
		    (uintmax_t)s->records);
	if (c.size <= s->last[0].size || c.bytes <= s->last[0].bytes)
		return cm_fail(err, RC_CORRUPT, "commit.log: record %ju does not follow the one before",
		    (uintmax_t)s->records);
	s->last[2] = s->last[1];
	s->last[1] = s->last[0];
	s->last[0] = c;
	s->records++;
	return RC_OK;
}

static enum rc scan_all(struct files *f, struct scan *s, uint8_t *p, struct err *err)
{
	uint64_t at = 0;
	ssize_t n;
	do {
		n = f->sys->pread(f->commit_fd, p, READ_BYTES, (off_t)at);
		if (n < 0)
			return cm_fail(err, RC_IO, "commit.log: %s", strerrordesc_np(errno));
		for (size_t i = 0; i + COMMIT_BYTES <= (size_t)n; i += COMMIT_BYTES) {
			enum rc rc = scan_record(s, p + i, err);
			if (rc != RC_OK)
				return rc;
			/* Another process may be writing: what follows is its affair. */
			if (s->is_ended && f->is_reader)
				return RC_OK;
		}
		at += (uint64_t)n / COMMIT_BYTES * COMMIT_BYTES;
	} while (n >= COMMIT_BYTES);
	return RC_OK;
}

static enum rc scan_run(struct files *f, struct scan *s, struct err *err)
{
	uint8_t *p = malloc(READ_BYTES);
	cm_assert(p != NULL);
	enum rc rc = scan_all(f, s, p, err);
	free(p);
	return rc;
}

/* CRC of the bytes from `from` to the end of the index. */
static bool crc_read(struct files *f, struct cursor from, uint32_t *crc, uint8_t *p)
{
	while (from.size < f->end.size) {
		uint64_t segment = from.size >> SEGMENT_ENTRIES_LOG;
		bool is_last = segment == f->end.size >> SEGMENT_ENTRIES_LOG;
		uint64_t end = is_last ? f->end.pos
		                       : f->segments[segment + 1].start - f->segments[segment].start;
		while (from.pos < end) {
			size_t n = end - from.pos < READ_BYTES ? (size_t)(end - from.pos) : READ_BYTES;
			if (!files_read(f->sys, f->segments[segment].fd, p, n, from.pos))
				return false;
			*crc = crc_add(*crc, p, n);
			from.pos += n;
		}
		from.size = is_last ? f->end.size : (segment + 1) << SEGMENT_ENTRIES_LOG;
		from.pos = 0;
	}
	return true;
}

/* Is the group after the end whole? If so the end moves behind it. */
static bool group_holds(struct files *f, const struct commit *commit)
{
	struct cursor from = f->end;
	uint32_t crc = 0;
	if (index_walk(f, commit->size) && index_bytes(f) == commit->bytes) {
		uint8_t *p = malloc(READ_BYTES);
		cm_assert(p != NULL);
		bool ok = crc_read(f, from, &crc, p);
		free(p);
		if (ok && crc == commit->crc)
			return true;
	}
	f->end = from;
	return false;
}

/* Walks to the end of a commit that was acknowledged. */
static bool index_reach(struct files *f, const struct commit *commit)
{
	f->marks = 0;
	f->end = (struct cursor){ 0, 0 };
	if (index_load(f, commit->size) && index_walk(f, commit->size) &&
	    index_bytes(f) == commit->bytes)
		return true;
	/* offsets.dat is derived: without it. */
	f->marks = 0;
	f->end = (struct cursor){ 0, 0 };
	return index_walk(f, commit->size) && index_bytes(f) == commit->bytes;
}

/* A kill leaves written pages that are not on the disk, and a failed sync clean pages that are not
 * either: what recovery looks at must first be there, then come from there. */
static void tail_settle(struct files *f, uint64_t size)
{
	if (f->is_reader)
		return;
	uint64_t first = size >> SEGMENT_ENTRIES_LOG;
	for (uint64_t at = first; at <= first + 1 && at < SEGMENTS_MAX; at++) {
		struct err ignored;
		char name[32];
		if (segment_open(f, at, false, &ignored) != RC_OK)
			continue;
		segment_name(name, at);
		files_sync_all(f->sys, f->segments[at].fd, name);
		off_t from = at == first ? (off_t)f->end.pos : 0;
		(void)f->sys->fadvise(f->segments[at].fd, from, 0, POSIX_FADV_DONTNEED);
	}
}

static enum rc end_find(struct files *f, struct scan *s, struct err *err)
{
	if (!index_reach(f, &s->last[1]))
		return cm_fail(err, RC_CORRUPT, "entries before %ju, long durable, do not hold",
		    (uintmax_t)s->last[1].size);
	tail_settle(f, s->last[1].size);
	if (group_holds(f, &s->last[0])) {
		f->last = s->last[0];
		return RC_OK;
	}
	/* Torn, and never acknowledged. The group before it was, and must hold. */
	s->records--;
	f->last = s->last[1];
	if (s->records == 0)
		return RC_OK;
	if (!index_reach(f, &s->last[2]) || !group_holds(f, &s->last[1]))
		return cm_fail(err, RC_CORRUPT, "entries %ju to %ju, long durable, do not hold",
		    (uintmax_t)s->last[2].size, (uintmax_t)s->last[1].size);
	return RC_OK;
}

static enum rc tail_cut(struct files *f, struct err *err)
{
	uint64_t tail = f->end.size >> SEGMENT_ENTRIES_LOG;
	for (uint64_t at = tail; at < SEGMENTS_MAX; at++) {
		char name[32];
		segment_name(name, at);
		enum rc rc = segment_open(f, at, false, err);
		if (rc == RC_NOT_FOUND)
			break;
		if (rc != RC_OK)
			return rc;
		file_shorten(f, f->segments[at].fd, name, at == tail ? f->end.pos : 0);
		f->segments[at].room = at == tail ? f->end.pos : 0;
	}
	file_shorten(f, f->commit_fd, "commit.log", f->records * COMMIT_BYTES);
	f->commit_room = f->records * COMMIT_BYTES;
	return RC_OK;
}

enum rc recover_run(struct files *f, struct err *err)
{
	struct scan scan = { 0 };
	if (!f->is_reader) {
		files_sync_all(f->sys, f->commit_fd, "commit.log");
		(void)f->sys->fadvise(f->commit_fd, 0, 0, POSIX_FADV_DONTNEED);
	}
	enum rc rc = scan_run(f, &scan, err);
	if (rc != RC_OK)
		return rc;
	if (scan.records > 0) {
		f->trusted = snapshot_newest(f, scan.last[0].size);
		rc = end_find(f, &scan, err);
		if (rc != RC_OK)
			return rc;
		f->trusted = snapshot_newest(f, f->end.size);
	}
	/* Before anything is cut: what was signed was durable. */
	if (f->slot_size > f->end.size)
		return cm_fail(err, RC_CORRUPT,
		    "E_SLOT: a checkpoint of %ju entries was signed, but only %ju are here",
		    (uintmax_t)f->slot_size, (uintmax_t)f->end.size);
	f->records = scan.records;
	if (!f->is_reader) {
		rc = tail_cut(f, err);
		if (rc != RC_OK)
			return rc;
	}
	atomic_store_explicit(&f->size, f->end.size, memory_order_release);
	return RC_OK;
}
