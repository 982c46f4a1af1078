#include "lib/memstore.h"

#define REACHED_DISK 128 /* of 256: a small write is there, or is not */

void memstore_init(struct memstore *m)
{
	*m = (struct memstore){ 0 };
	arena_init(&m->arena, SIZE_MAX / 2);
	cm_assert(pthread_mutex_init(&m->lock, NULL) == 0);
}

void memstore_release(struct memstore *m)
{
	pthread_mutex_destroy(&m->lock);
	arena_release(&m->arena);
}

static void *grown(struct arena *a, void *p, uint64_t *cap, uint64_t need, size_t bytes)
{
	if (need <= *cap)
		return p;
	uint64_t more = need * 2 < 64 ? 64 : need * 2;
	void *q = arena_alloc(a, more * bytes, ARENA_ALIGN);
	if (*cap > 0)
		memcpy(q, p, *cap * bytes);
	*cap = more;
	return q;
}

/* True while what is written now reaches the disk. At the write that dies it is `small` that does,
 * or does not. */
static void write_begin(struct memstore *m)
{
	pthread_mutex_lock(&m->lock);
	m->writes++;
	if (m->writes == m->die_at && !m->is_dead) {
		m->is_dead = true;
		m->disk = m->now;
	}
}

static bool write_reached(const struct memstore *m)
{
	return m->writes == m->die_at && m->torn_part >= REACHED_DISK;
}

static void write_end(struct memstore *m)
{
	pthread_mutex_unlock(&m->lock);
}

static void mem_append(void *ctx, const struct log_group *g)
{
	struct memstore *m = ctx;
	const struct str bytes = g->bytes;
	const uint32_t count = g->count;
	const struct commit *commit = g->commit;
	write_begin(m);
	struct memstore_view *v = &m->now;
	m->bytes = grown(&m->arena, m->bytes, &m->bytes_cap, v->bytes + bytes.n, 1);
	m->ends = grown(&m->arena, m->ends, &m->entries_cap, v->entries + count, sizeof *m->ends);
	m->commits = grown(&m->arena, m->commits, &m->commits_cap, v->commits + 1,
	    sizeof *m->commits);
	memcpy(m->bytes + v->bytes, bytes.p, bytes.n);
	for (uint32_t i = 0; i < count; i++)
		m->ends[v->entries + i] = v->bytes + g->ends[i];
	cm_assert(commit->size == v->entries + count && commit->bytes == v->bytes + bytes.n);
	if (m->writes == m->die_at) {
		/* The record may be there without its bytes, and the bytes without their record. */
		m->disk.bytes = v->bytes + bytes.n * m->torn_part / 256;
		m->disk.commits = v->commits + m->torn_part % 2;
	}
	m->commits[v->commits++] = *commit;
	v->bytes += bytes.n;
	v->entries += count;
	write_end(m);
	if (g->meanwhile != NULL)
		g->meanwhile(g->meanwhile_ctx);
}

static enum rc mem_entries(void *ctx, uint64_t index, uint32_t count, struct buf *out,
    struct err *err)
{
	struct memstore *m = ctx;
	pthread_mutex_lock(&m->lock);
	bool is_there = index + count <= m->now.entries;
	if (is_there && count > 0) {
		size_t at = index == 0 ? 0 : m->ends[index - 1];
		buf_bytes(out, m->bytes + at, m->ends[index + count - 1] - at);
	}
	pthread_mutex_unlock(&m->lock);
	return is_there ? RC_OK : cm_fail(err, RC_NOT_FOUND, "no such entries");
}

static const struct commit *mem_last(void *ctx)
{
	const struct memstore *m = ctx;
	return &m->last;
}

static void mem_hashes_put(void *ctx, unsigned level, uint64_t index, uint32_t count,
    const struct hash *hashes)
{
	struct memstore *m = ctx;
	write_begin(m);
	cm_assert(level < MEMSTORE_LEVELS && index <= m->now.hashes[level]);
	uint64_t end = index + count;
	m->hashes[level] = grown(&m->arena, m->hashes[level], &m->hashes_cap[level], end,
	    sizeof **m->hashes);
	memcpy(m->hashes[level] + index, hashes, count * sizeof *hashes);
	if (end > m->now.hashes[level])
		m->now.hashes[level] = end;
	if (write_reached(m))
		m->disk.hashes[level] = m->now.hashes[level];
	write_end(m);
}

static bool mem_hashes_get(void *ctx, unsigned level, uint64_t index, uint32_t count,
    struct hash *out)
{
	const struct memstore *m = ctx;
	if (m->has_lost_hashes || index + count > m->now.hashes[level])
		return false;
	memcpy(out, m->hashes[level] + index, count * sizeof *out);
	return true;
}

static enum rc mem_slot_get(void *ctx, struct buf *note, struct err *err)
{
	const struct memstore *m = ctx;
	if (m->now.slot.p == NULL)
		return cm_fail(err, RC_NOT_FOUND, "no slot yet");
	buf_put(note, m->now.slot);
	return RC_OK;
}

static void mem_slot_put(void *ctx, struct str note)
{
	struct memstore *m = ctx;
	write_begin(m);
	m->now.slot = str_copy(&m->arena, note);
	if (write_reached(m))
		m->disk.slot = m->now.slot;
	write_end(m);
}

static void mem_publish(void *ctx, struct str note)
{
	struct memstore *m = ctx;
	write_begin(m);
	m->now.published = str_copy(&m->arena, note);
	if (write_reached(m))
		m->disk.published = m->now.published;
	write_end(m);
}

static enum rc mem_snapshot_get(void *ctx, uint64_t size, struct buf *out, uint64_t *found,
    struct err *err)
{
	const struct memstore *m = ctx;
	for (unsigned i = 0; i < MEMSTORE_SNAPSHOTS; i++) {
		const struct memstore_snapshot *s = &m->now.snapshots[i];
		if (s->size == 0 || s->size > size)
			continue;
		buf_put(out, s->bytes);
		*found = s->size;
		return RC_OK;
	}
	return cm_fail(err, RC_NOT_FOUND, "no snapshot");
}

static enum rc mem_snapshot_put(void *ctx, uint64_t size, struct str bytes, struct err *err)
{
	struct memstore *m = ctx;
	(void)err;
	write_begin(m);
	struct memstore_view *v = &m->now;
	memmove(v->snapshots + 1, v->snapshots, sizeof v->snapshots - sizeof v->snapshots[0]);
	v->snapshots[0] = (struct memstore_snapshot){ size, str_copy(&m->arena, bytes) };
	if (write_reached(m))
		memcpy(m->disk.snapshots, v->snapshots, sizeof v->snapshots);
	write_end(m);
	return RC_OK;
}

static void mem_evidence(void *ctx, struct str name, struct str bytes)
{
	struct memstore *m = ctx;
	for (uint32_t i = 0; i < m->evidence_count; i++)
		if (str_eq(m->evidence[i].name, name))
			return;
	cm_assert(m->evidence_count < MEMSTORE_EVIDENCE_MAX);
	m->evidence[m->evidence_count++] = (struct memstore_evidence){
		str_copy(&m->arena, name), str_copy(&m->arena, bytes)
	};
}

static bool mem_has_room(void *ctx, uint64_t bytes)
{
	const struct memstore *m = ctx;
	(void)bytes;
	return !m->is_full;
}

struct log_store memstore_store(struct memstore *m)
{
	static const struct log_store_ops ops = { mem_append, mem_entries, mem_last, mem_hashes_put,
		mem_hashes_get, mem_slot_get, mem_slot_put, mem_publish, mem_snapshot_get,
		mem_snapshot_put, mem_evidence, mem_has_room };
	return (struct log_store){ .version = 1, .ops = &ops, .ctx = m };
}

void memstore_restart(struct memstore *m)
{
	if (m->is_dead)
		m->now = m->disk;
	m->die_at = m->writes = 0;
	m->is_dead = m->is_full = m->has_lost_hashes = false;
	/* Recovery: the last record whose batch is whole. */
	struct memstore_view *v = &m->now;
	while (v->commits > 0 && m->commits[v->commits - 1].bytes > v->bytes)
		v->commits--;
	m->last = v->commits > 0 ? m->commits[v->commits - 1] : (struct commit){ 0 };
	v->bytes = m->last.bytes;
	v->entries = m->last.size;
}
