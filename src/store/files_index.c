#define _GNU_SOURCE
#include "store/files_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>

#include "base/endian.h"
#include "base/fmt.h"

#define WALK_BYTES (256 * 1024)
#define MARK_BYTES 8
#define LENS_WINDOW_BYTES 16384

void file_shorten(struct files *f, int fd, const char *name, uint64_t size)
{
	struct stat info;
	if (f->sys->fstat(fd, &info) != 0)
		files_die("fstat", name, errno);
	if ((uint64_t)info.st_size <= size)
		return;
	files_cut(f->sys, fd, name, size);
	files_sync_all(f->sys, fd, name);
}

/* A window on a segment, for walking it. */
struct window {
	uint8_t *p;
	uint64_t segment, at;
	size_t n;
};

void segment_name(char out[32], uint64_t at)
{
	(void)fmt_into(out, 32, "entries.%04u.dat", (unsigned)at);
}

static void *memory_or_die(size_t count, size_t bytes)
{
	void *p = calloc(count, bytes);
	cm_assert(p != NULL);
	return p;
}

enum rc segment_open(struct files *f, uint64_t at, bool create, struct err *err)
{
	if (at >= SEGMENTS_MAX)
		return cm_fail(err, RC_LIMIT, "more than %u files of entries",
		    (unsigned)SEGMENTS_MAX);
	struct segment *s = &f->segments[at];
	if (s->fd >= 0)
		return RC_OK;
	char name[32];
	segment_name(name, at);
	int fd = files_openat(f->sys, f->dir, name,
	    (f->is_reader ? O_RDONLY : O_RDWR) | (create ? O_CREAT : 0));
	if (fd < 0)
		return cm_fail(err, errno == ENOENT ? RC_NOT_FOUND : RC_IO, "%s: %s", name,
		    strerrordesc_np(errno));
	s->fd = fd;
	if (s->bundles == NULL)
		s->bundles = memory_or_die(SEGMENT_BUNDLES, sizeof *s->bundles);
	return RC_OK;
}

static struct bundle *bundle_of(struct files *f, uint64_t entry)
{
	struct segment *s = &f->segments[entry >> SEGMENT_ENTRIES_LOG];
	cm_assert(s->bundles != NULL);
	return &s->bundles[entry / BUNDLE_ENTRIES % SEGMENT_BUNDLES];
}

void index_add(struct files *f, uint16_t n)
{
	cm_assert(n > 0);
	struct bundle *b = bundle_of(f, f->end.size);
	uint64_t in_bundle = f->end.size % BUNDLE_ENTRIES;
	uint16_t *lens = atomic_load_explicit(&b->lens, memory_order_relaxed);
	if (in_bundle == 0)
		b->pos = f->end.pos;
	if (lens == NULL) {
		lens = memory_or_die(BUNDLE_ENTRIES, sizeof *lens);
		atomic_store_explicit(&b->lens, lens, memory_order_release);
	}
	lens[in_bundle] = n;
	f->end.size++;
	f->end.pos += 2 + (uint64_t)n;
	if (f->end.size % SEGMENT_ENTRIES != 0)
		return;
	uint64_t next = f->end.size >> SEGMENT_ENTRIES_LOG;
	cm_assert(next < SEGMENTS_MAX);
	f->segments[next].start = f->segments[next - 1].start + f->end.pos;
	f->end.pos = 0;
}

uint64_t index_bytes(const struct files *f)
{
	return f->segments[f->end.size >> SEGMENT_ENTRIES_LOG].start + f->end.pos;
}

/* The length field at the end; 0 where there is no entry. */
static uint16_t window_length(struct files *f, struct window *w)
{
	uint64_t segment = f->end.size >> SEGMENT_ENTRIES_LOG;
	uint64_t pos = f->end.pos;
	if (segment == w->segment && pos >= w->at && pos + 2 <= w->at + w->n)
		return get_u16be(w->p + (pos - w->at));
	w->segment = segment;
	w->at = pos;
	w->n = 0;
	struct err ignored;
	if (segment_open(f, segment, false, &ignored) != RC_OK)
		return 0;
	ssize_t n = f->sys->pread(f->segments[segment].fd, w->p, WALK_BYTES, (off_t)pos);
	w->n = n > 0 ? (size_t)n : 0;
	return w->n < 2 ? 0 : get_u16be(w->p);
}

bool index_walk(struct files *f, uint64_t size)
{
	struct window w = { .p = memory_or_die(1, WALK_BYTES), .segment = UINT64_MAX };
	while (f->end.size < size) {
		uint16_t n = window_length(f, &w);
		if (n == 0 || n > ENTRY_BYTES_MAX)
			break;
		index_add(f, n);
	}
	free(w.p);
	return f->end.size == size;
}

/* The lengths of a full bundle at `pos`, read through a small window. */
static bool lens_read(struct files *f, int fd, uint64_t pos, uint16_t *lens)
{
	uint8_t window[LENS_WINDOW_BYTES];
	uint64_t at = pos;
	size_t n = 0;
	for (unsigned i = 0; i < BUNDLE_ENTRIES; i++) {
		if (pos < at || pos + 2 > at + n) {
			ssize_t got = f->sys->pread(fd, window, sizeof window, (off_t)pos);
			at = pos;
			n = got > 0 ? (size_t)got : 0;
		}
		lens[i] = n < 2 ? 0 : get_u16be(window + (pos - at));
		if (lens[i] == 0 || lens[i] > ENTRY_BYTES_MAX)
			return false;
		pos += 2 + (uint64_t)lens[i];
	}
	return true;
}

/* Two threads may read the same at once; what the first one stores stays. */
static uint16_t *bundle_lens(struct files *f, uint64_t entry)
{
	struct bundle *b = bundle_of(f, entry);
	uint16_t *lens = atomic_load_explicit(&b->lens, memory_order_acquire);
	if (lens != NULL)
		return lens;
	lens = memory_or_die(BUNDLE_ENTRIES, sizeof *lens);
	if (!lens_read(f, f->segments[entry >> SEGMENT_ENTRIES_LOG].fd, b->pos, lens)) {
		free(lens);
		return NULL;
	}
	uint16_t *first = NULL;
	if (atomic_compare_exchange_strong(&b->lens, &first, lens))
		return lens;
	free(lens);
	return first;
}

bool index_find(struct files *f, uint64_t index, uint64_t *pos, uint32_t *n)
{
	const uint16_t *lens = bundle_lens(f, index);
	if (lens == NULL)
		return false;
	uint64_t in_bundle = index % BUNDLE_ENTRIES;
	uint64_t at = bundle_of(f, index)->pos + 2 * in_bundle;
	for (uint64_t i = 0; i < in_bundle; i++)
		at += lens[i];
	*pos = at;
	*n = 2 + (uint32_t)lens[in_bundle];
	return true;
}

/* One mark of offsets.dat for bundle `at`; the one before it is known. */
static bool mark_take(struct files *f, uint64_t at, uint64_t pos)
{
	uint64_t segment = at / SEGMENT_BUNDLES;
	struct err ignored;
	if (segment_open(f, segment, false, &ignored) != RC_OK)
		return false;
	struct segment *s = &f->segments[segment];
	uint64_t in_segment = at % SEGMENT_BUNDLES;
	s->bundles[in_segment].pos = pos;
	if (in_segment > 0)
		return pos > s->bundles[in_segment - 1].pos;
	if (segment == 0)
		return pos == 0;
	uint64_t end;
	uint32_t n;
	if (!index_find(f, at * BUNDLE_ENTRIES - 1, &end, &n))
		return false;
	s->start = f->segments[segment - 1].start + end + n;
	return pos == 0;
}

bool index_load(struct files *f, uint64_t size)
{
	struct stat info;
	if (f->offsets_fd < 0 || f->sys->fstat(f->offsets_fd, &info) != 0)
		return false;
	uint64_t count = (f->trusted < size ? f->trusted : size) / BUNDLE_ENTRIES;
	if (count == 0 || (uint64_t)info.st_size / MARK_BYTES < count)
		return false;
	uint8_t *p = memory_or_die(count, MARK_BYTES);
	bool ok = files_read(f->sys, f->offsets_fd, p, count * MARK_BYTES, 0);
	for (uint64_t i = 0; ok && i < count; i++)
		ok = mark_take(f, i, get_u64be(p + i * MARK_BYTES));
	if (ok) {
		f->end.size = (count - 1) * BUNDLE_ENTRIES;
		f->end.pos = get_u64be(p + (count - 1) * MARK_BYTES);
		f->marks = count;
	}
	free(p);
	return ok;
}

void index_save(struct files *f)
{
	uint64_t count = (f->end.size + BUNDLE_ENTRIES - 1) / BUNDLE_ENTRIES;
	uint8_t marks[256 * MARK_BYTES];
	while (f->marks < count) {
		uint64_t n = count - f->marks < 256 ? count - f->marks : 256;
		for (uint64_t i = 0; i < n; i++) {
			uint64_t entry = (f->marks + i) * BUNDLE_ENTRIES;
			put_u64be(marks + i * MARK_BYTES, bundle_of(f, entry)->pos);
		}
		struct str bytes = { (const char *)marks, n * MARK_BYTES };
		files_write(f->sys, f->offsets_fd, "offsets.dat", bytes, f->marks * MARK_BYTES);
		f->marks += n;
	}
}

void index_release(struct files *f)
{
	for (size_t i = 0; i < SEGMENTS_MAX; i++) {
		struct segment *s = &f->segments[i];
		for (size_t b = 0; s->bundles != NULL && b < SEGMENT_BUNDLES; b++)
			free(atomic_load_explicit(&s->bundles[b].lens, memory_order_relaxed));
		free(s->bundles);
		s->bundles = NULL;
	}
}
