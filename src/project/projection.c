#include "project/projection.h"

#include "base/arena.h"
#include "base/buf.h"
#include "project/rows.h"
#include "proof/sha.h"
#include "rules/forum.h"

#define SPELL_ROWS 2048               /* looked at in one spell: a few milliseconds */
#define SPELL_BYTES ((size_t)4 << 20) /* copied in one spell */
#define SPELL_BYTES_MAX ((size_t)1 << 30) /* with the last row, which may be a whole meeting */
#define ROW_ARENA_BYTES ((size_t)4 << 30)

/* A row of the state that is to be put: its bytes lie in the spell's buffer. */
struct changed {
	uint32_t source, at;
	size_t from, end;
	struct str text_body, text_lang;
	struct digest digest;
};
struct known {
	uint32_t count, cap;
	struct digest *at;
};
struct projection {
	struct arena *arena;
	struct projection_source source;
	struct row_sink sink;
	uint64_t size;  /* committed */
	uint64_t since; /* of entries from here on the changes are not all put yet */
	struct known known[SOURCE__COUNT];

	/* Of one following. */
	uint64_t acts;          /* put */
	uint64_t began, seen;   /* sizes of the state when the pass began, and in its last spell */
	uint32_t table, chunk;  /* where the pass goes on */
	struct arena spell, row; /* of a spell; of one row */
	struct buf bytes;
	uint32_t changed_count, looked;
	struct changed changed[SPELL_ROWS + TABLE_CHUNK_ROWS + 1];
};

static void known_set(struct projection *p, uint32_t source, uint32_t at, const struct digest *d)
{
	struct known *k = &p->known[source];
	cm_assert(at <= k->count);
	if (at == k->cap) {
		uint32_t cap = k->cap < 64 ? 64 : k->cap * 2;
		struct digest *room = arena_array(p->arena, struct digest, cap);
		if (k->count > 0)
			memcpy(room, k->at, k->count * sizeof *room);
		k->at = room;
		k->cap = cap;
	}
	k->at[at] = *d;
	if (at == k->count)
		k->count++;
}

static bool known_is(const struct projection *p, uint32_t source, uint32_t at, const struct digest *d)
{
	const struct known *k = &p->known[source];
	return at < k->count && memcmp(&k->at[at], d, sizeof *d) == 0;
}

static struct digest digest_of(struct str bytes)
{
	struct hash hash;
	struct digest d;
	sha256(&hash, bytes.p, bytes.n);
	memcpy(d.bytes, hash.bytes, sizeof d.bytes);
	return d;
}

/* Where bytes from `from` on are those of the row: keeps them, when they are not what was put. */
static void changed_add(struct projection *p, uint32_t source, uint32_t at, size_t from)
{
	struct str bytes = str_sub(buf_str(&p->bytes), from, p->bytes.n);
	cm_assert(!p->bytes.failed);
	struct digest d = digest_of(bytes);
	if (known_is(p, source, at, &d)) {
		p->bytes.n = from;
		return;
	}
	p->changed[p->changed_count++] =
	    (struct changed){ source, at, from, p->bytes.n, STR_NONE, STR_NONE, d };
}

static struct str code_of_text(enum state_table t, const struct forum *f, uint32_t at)
{
	return t == STATE_text_units ? ((const struct instrument_unit *)state_row(f, t, at))->text
	                             : ((const struct instrument_proposal *)state_row(f, t, at))->text;
}

static void chunk_look(struct projection *p, const struct forum *f, enum state_table t, uint32_t chunk)
{
	uint32_t all = state_rows(f, t), from = chunk * TABLE_CHUNK_ROWS;
	uint32_t end = from + TABLE_CHUNK_ROWS < all ? from + TABLE_CHUNK_ROWS : all;
	for (uint32_t at = from; at < end; at++) {
		uint32_t before = p->changed_count;
		size_t place = p->bytes.n;
		state_row_put(f, t, at, &p->bytes);
		changed_add(p, t, at, place);
		if (p->changed_count == before || (t != STATE_text_units && t != STATE_text_proposals))
			continue;
		const struct instrument *of = instrument_find(f, code_of_text(t, f, at));
		cm_assert(of != NULL);
		p->changed[before].text_body = str_copy(&p->spell, of->body);
		p->changed[before].text_lang = str_copy(&p->spell, of->lang);
	}
	p->looked += end - from;
}

/* The charter, and from there on table by table. True: the pass has come to its end. */
static bool state_look(struct projection *p, const struct forum *f)
{
	const struct charter *c = forum_charter(f);
	p->seen = forum_size(f);
	if (c != NULL) {
		buf_put(&p->bytes, c->json);
		changed_add(p, SOURCE_CHARTER, 0, 0);
	}
	for (; p->table < STATE_TABLE__COUNT; p->table++, p->chunk = 0) {
		uint32_t chunks =
		    (state_rows(f, p->table) + TABLE_CHUNK_ROWS - 1) / TABLE_CHUNK_ROWS;
		for (; p->chunk < chunks; p->chunk++) {
			if (!state_chunk_changed(f, p->table, p->chunk, p->since))
				continue;
			if (p->looked >= SPELL_ROWS || p->bytes.n >= SPELL_BYTES)
				return false;
			chunk_look(p, f, p->table, p->chunk);
		}
	}
	return true;
}

static void rows_init(struct rows *o, struct projection *p, struct err *err)
{
	*o = (struct rows){ .sink = &p->sink, .arena = &p->row, .err = err, .rc = RC_OK,
		.entry = p->source.entry, .entry_ctx = p->source.ctx, .origin = p->source.origin };
}

static void row_put(struct rows *o, struct projection *p, const struct changed *c)
{
	struct str bytes = str_sub(buf_str(&p->bytes), c->from, c->end);
	if (c->at < p->known[c->source].count)
		o->rc = p->sink.clear(p->sink.ctx, c->source, c->at, o->err);
	if (o->rc != RC_OK)
		return;
	if (c->source == SOURCE_CHARTER) {
		struct charter charter;
		struct findings found = { .count = 0 };
		bool is_read = charter_read(&charter, &p->row, bytes, &found);
		cm_assert(is_read);
		rows_of_charter(o, &charter);
	} else {
		const void *row = state_row_read(c->source, bytes, &p->row);
		cm_assert(row != NULL);
		o->text_body = c->text_body;
		o->text_lang = c->text_lang;
		rows_of_state(o, c->source, c->at, row);
	}
	if (o->rc == RC_OK)
		o->rc = p->sink.digest(p->sink.ctx, c->source, c->at, &c->digest, o->err);
	if (o->rc == RC_OK)
		known_set(p, c->source, c->at, &c->digest);
}

static void act_put(struct rows *o, struct projection *p, uint64_t index)
{
	struct str bytes;
	struct act_row act;
	o->rc = p->source.entry(p->source.ctx, index, &p->row, &bytes, o->err);
	if (o->rc != RC_OK)
		return;
	struct entry *entry = arena_new(&p->row, struct entry);
	struct fault fault = entry_parse_stored(entry, &p->row, bytes, p->source.origin);
	cm_assert(fault.id == FAULT_NONE); /* it passed admission */
	sha256(&act.id, entry->act.message.p, entry->act.message.n);
	act.entry = entry;
	rows_of_act(o, index, &act);
}

/* What a spell found, and the acts up to there. */
static enum rc spell_put(struct projection *p, struct err *err)
{
	struct rows *o = arena_new(&p->spell, struct rows);
	rows_init(o, p, err);
	for (uint32_t i = 0; i < p->changed_count && o->rc == RC_OK; i++) {
		arena_reset(&p->row);
		row_put(o, p, &p->changed[i]);
	}
	for (; p->acts < p->seen && o->rc == RC_OK; p->acts++) {
		arena_reset(&p->row);
		act_put(o, p, p->acts);
	}
	return o->rc;
}

/* One spell. *is_done: the tables follow from the state as it was when the spell ended. */
static enum rc spell(struct projection *p, bool *is_done, struct err *err)
{
	arena_reset(&p->spell);
	buf_init(&p->bytes, &p->spell, SPELL_BYTES_MAX);
	p->changed_count = p->looked = 0;
	const struct forum *f = p->source.begin(p->source.ctx);
	if (p->table == 0 && p->chunk == 0)
		p->began = forum_size(f);
	bool is_end = state_look(p, f);
	p->source.end(p->source.ctx);
	enum rc rc = spell_put(p, err);
	*is_done = is_end && p->began == p->seen;
	if (is_end) {
		p->since = p->began;
		p->table = p->chunk = 0;
	}
	return rc;
}

enum rc projection_follow(struct projection *p, struct err *err)
{
	bool is_done = false;
	struct projection_head head = { .origin = p->source.origin };
	const struct forum *f = p->source.begin(p->source.ctx);
	bool is_there = forum_size(f) == p->size;
	p->source.end(p->source.ctx);
	if (is_there && p->since == p->size)
		return RC_OK;
	enum rc rc = p->sink.begin(p->sink.ctx, err);
	while (rc == RC_OK && !is_done)
		rc = spell(p, &is_done, err);
	head.size = p->seen;
	if (rc == RC_OK && !p->source.root(p->source.ctx, head.size, &head.root))
		rc = cm_fail(err, RC_CORRUPT, "the record has no root of size %llu",
		    (unsigned long long)head.size);
	if (rc == RC_OK)
		rc = p->sink.commit(p->sink.ctx, &head, err);
	if (rc == RC_OK)
		p->size = head.size;
	else
		p->sink.abandon(p->sink.ctx);
	return rc;
}

static enum rc head_check(struct projection *p, struct err *err)
{
	struct projection_head head;
	struct hash root;
	enum rc rc = p->sink.head(p->sink.ctx, p->arena, &head, err);
	if (rc != RC_OK)
		return rc;
	if (!str_eq(head.origin, p->source.origin) ||
	    !p->source.root(p->source.ctx, head.size, &root) ||
	    memcmp(&root, &head.root, sizeof root) != 0)
		return cm_fail(err, RC_NOT_FOUND, "the tables are of another record");
	p->size = p->acts = head.size;
	return RC_OK;
}

enum rc projection_open(struct projection **out, struct arena *a,
    const struct projection_source *source, const struct row_sink *sink, struct err *err)
{
	struct digest *given[SOURCE__COUNT] = { NULL };
	uint32_t counts[SOURCE__COUNT] = { 0 };
	struct projection *p = arena_new(a, struct projection);
	p->arena = a;
	p->source = *source;
	p->sink = *sink;
	p->since = 0; /* all of it is looked at once: digests say what changed */
	arena_init(&p->spell, SPELL_BYTES_MAX * 2);
	arena_init(&p->row, ROW_ARENA_BYTES);
	enum rc rc = head_check(p, err);
	if (rc == RC_OK)
		rc = p->sink.digests(p->sink.ctx, a, given, counts, err);
	for (uint32_t s = 0; s < SOURCE__COUNT; s++)
		p->known[s] = (struct known){ counts[s], counts[s], given[s] };
	*out = p;
	return rc;
}

uint64_t projection_size(const struct projection *p)
{
	return p->size;
}

void projection_close(struct projection *p)
{
	arena_release(&p->spell);
	arena_release(&p->row);
}
