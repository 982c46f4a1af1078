#include "rules/state.h"

#include "proof/sha.h"

#define STATE_LINE "comity/state/v1\n"
#define AHEAD 8 /* rows: so long the memory takes to answer */
#define SCRATCH_BYTES_MAX ((size_t)64 * 1024 * 1024)

/* Writes rows [from, to) of a table; each noun's function serves both directions, on a copy. */
#define X(rows, type, noun)                                                                       \
	static void rows##_write(struct dump *d, const struct table *t, uint32_t from, uint32_t to)  \
	{                                                                                          \
		for (uint32_t i = from; i < to; i++) {                                             \
			type row = *(const type *)table_at(t, i);                                  \
			dump_##noun(d, &row);                                                      \
		}                                                                                  \
	}                                                                                          \
	static void rows##_read(struct dump *d, struct table *t, uint32_t count)                   \
	{                                                                                          \
		for (uint32_t i = 0; i < count && !d->failed; i++)                                 \
			dump_##noun(d, table_add(t));                                              \
	}
TABLES(X)
#undef X

struct table_ops {
	void (*write)(struct dump *d, const struct table *t, uint32_t from, uint32_t to);
	void (*read)(struct dump *d, struct table *t, uint32_t count);
	size_t offset, row_bytes;
};
static const struct table_ops TABLE_OPS[] = {
#define X(rows, type, noun) { rows##_write, rows##_read, offsetof(struct forum, rows), sizeof(type) },
	TABLES(X)
#undef X
};

static struct table *table_of(struct forum *f, size_t i)
{
	return (struct table *)((char *)f + TABLE_OPS[i].offset);
}

struct forum *forum_new(struct arena *a, struct str origin, uint64_t hash_key)
{
	struct forum *f = arena_new(a, struct forum);
	f->arena = a;
	f->hash_key = hash_key;
	f->origin = str_copy(a, origin);
	buf_init(&f->scratch, a, SCRATCH_BYTES_MAX);
	for (size_t i = 0; i < CM_COUNT(TABLE_OPS); i++) {
		table_init(table_of(f, i), a, TABLE_OPS[i].row_bytes);
		table_of(f, i)->clock = &f->size;
	}
	derive_init(f);
	return f;
}

static void dump_head(struct dump *d, struct forum *f)
{
	dump_str(d, &f->origin);
	dump_u64(d, &f->size);
	dump_moment(d, &f->now);
	dump_hash(d, &f->id);
	dump_str(d, &f->charter.json);
	dump_u32(d, &f->officers_threshold);
	dump_u32(d, &f->parties_threshold);
	dump_u32(d, &f->key_types);
	dump_str(d, &f->log_key);
	dump_strs(d, &f->domains);
	dump_strs(d, &f->witnesses);
}

static void chunk_hash(struct forum *f, size_t which, struct table *t, uint32_t chunk)
{
	uint32_t from = chunk * TABLE_CHUNK_ROWS, to = from + TABLE_CHUNK_ROWS;
	buf_clear(&f->scratch);
	struct dump d = { .out = &f->scratch };
	TABLE_OPS[which].write(&d, t, from, to < t->count ? to : t->count);
	cm_assert(!f->scratch.failed);
	sha256(&t->roots[chunk], f->scratch.p, f->scratch.n);
	t->dirty[chunk] = 0;
}

void forum_root(struct forum *f, struct hash *out)
{
	struct hash parts[1 + CM_COUNT(TABLE_OPS)];
	for (size_t i = 0; i < CM_COUNT(TABLE_OPS); i++) {
		struct table *t = table_of(f, i);
		for (uint32_t c = 0; c < t->chunks; c++) {
			if (t->dirty[c] != 0)
				chunk_hash(f, i, t, c);
		}
		uint8_t count[8];
		for (unsigned b = 0; b < 8; b++)
			count[b] = (uint8_t)((uint64_t)t->count >> (56 - 8 * b));
		sha256_two(&parts[1 + i], count, sizeof count, t->roots, t->chunks * sizeof *t->roots);
	}
	buf_clear(&f->scratch);
	struct dump d = { .out = &f->scratch };
	dump_head(&d, f);
	cm_assert(!f->scratch.failed);
	sha256(&parts[0], f->scratch.p, f->scratch.n);
	sha256_two(out, STATE_LINE, sizeof STATE_LINE - 1, parts, sizeof parts);
}

bool forum_save(const struct forum *f, struct buf *out)
{
	struct forum copy = *f; /* writing changes nothing; the functions serve both directions */
	struct dump d = { .out = out };
	buf_put(out, S(STATE_LINE));
	dump_head(&d, &copy);
	for (size_t i = 0; i < CM_COUNT(TABLE_OPS); i++) {
		const struct table *t = table_of(&copy, i);
		uint64_t count = t->count;
		dump_u64(&d, &count);
		TABLE_OPS[i].write(&d, t, 0, t->count);
	}
	return !out->failed;
}

static bool is_text(const struct forum *f, struct str code)
{
	for (uint32_t i = 0; i < f->instruments.count; i++) {
		const struct instrument *of = table_at(&f->instruments, i);
		if (str_eq(of->code, code))
			return true;
	}
	return false;
}

/* What decisions and silences put by its name. */
static bool puts_hold(const struct forum *f)
{
	for (uint32_t i = 0; i < f->decisions.count; i++) {
		const struct decision *d = table_at(&f->decisions, i);
		if (d->text.n > 0 && !is_text(f, d->text))
			return false;
	}
	for (uint32_t i = 0; i < f->silences.count; i++) {
		const struct silence *s = table_at(&f->silences, i);
		if (s->text.n > 0 && !is_text(f, s->text))
			return false;
	}
	return true;
}

/* Units in the order of a text are there, codes are short, proposals are numbered from 1. */
static bool texts_hold(const struct forum *f)
{
	for (uint32_t i = 0; i < f->instruments.count; i++) {
		const struct instrument *of = table_at(&f->instruments, i);
		uint32_t number = 0;
		if (of->code.n > CODE_BYTES_MAX)
			return false;
		for (uint32_t k = 0; k < of->order_count; k++) {
			if (of->order[k] >= f->text_units.count)
				return false;
		}
		for (uint32_t k = 0; k < f->text_proposals.count; k++) {
			const struct instrument_proposal *p = table_at(&f->text_proposals, k);
			if (str_eq(p->text, of->code) && p->number != ++number)
				return false;
		}
	}
	for (uint32_t i = 0; i < f->text_units.count; i++) {
		const struct instrument_unit *u = table_at(&f->text_units, i);
		if (u->id.n > CODE_BYTES_MAX || !is_text(f, u->text))
			return false;
	}
	for (uint32_t i = 0; i < f->text_proposals.count; i++) {
		if (!is_text(f, ((const struct instrument_proposal *)table_at(&f->text_proposals, i))->text))
			return false;
	}
	for (uint32_t i = 0; i < f->text_positions.count; i++) {
		if (!is_text(f, ((const struct instrument_position *)table_at(&f->text_positions, i))->text))
			return false;
	}
	return puts_hold(f);
}

/* Codes are as short as those of acts; what a row was recorded for is there. */
static bool measures_hold(const struct forum *f)
{
	bool holds = true;
#define X(noun, table, letter)                                                                     \
	for (uint32_t i = 0; i < f->table.count; i++)                                              \
		holds = holds && ((const struct noun *)table_at(&f->table, i))->code.n <= CODE_BYTES_MAX;
	MEASURE_NOUNS(X)
	X(activity, activities, 'v')
#undef X
	for (uint32_t i = 0; i < f->reports.count; i++) {
		const struct report *r = table_at(&f->reports, i);
		holds = holds && r->activity.n <= CODE_BYTES_MAX;
	}
	for (uint32_t i = 0; i < f->forms.count; i++)
		holds = holds && form_at(f, i)->code.n <= CODE_BYTES_MAX;
	return holds;
}

/* References between rows, which the readers of rows rely on. */
static bool references_hold(const struct forum *f)
{
	for (uint32_t i = 0; i < f->acts.count; i++) {
		const struct delegate_act *act = table_at(&f->acts, i);
		if (act->actor >= f->actors.count)
			return false;
	}
	for (uint32_t i = 0; i < f->parties.count; i++) {
		const struct party *p = table_at(&f->parties, i);
		if (p->names_count == 0)
			return false;
	}
	return texts_hold(f) && measures_hold(f);
}

static void derive_measures(struct forum *f)
{
#define X(noun, table, letter)                                                                     \
	for (uint32_t i = 0; i < f->table.count; i++)                                              \
		derive_##noun(f, i);
	MEASURE_NOUNS(X)
	X(activity, activities, 'v')
	X(report, reports, 'o')
	X(form, forms, 'f')
#undef X
}

static void derive_all(struct forum *f)
{
	map_reserve(&f->release_by_code, f->releases.count);
	map_reserve(&f->meeting_by_code, f->meetings.count);
	map_reserve(&f->actor_by_handle, f->actors.count);
	map_reserve(&f->actor_by_key, f->actors.count);
	for (uint32_t i = 0; i < f->parties.count; i++)
		derive_party(f, i);
	for (uint32_t i = 0; i < f->actors.count; i++)
		derive_actor(f, i);
	for (uint32_t i = 0; i < f->marks.count; i++)
		derive_mark(f, i);
	for (uint32_t i = 0; i < f->terms.count; i++)
		derive_term(f, i);
	for (uint32_t i = 0; i < f->meetings.count; i++)
		derive_meeting(f, i);
	for (uint32_t i = 0; i < f->institutions.count; i++)
		derive_institution(f, i);
	for (uint32_t i = 0; i < f->releases.count; i++) {
		if (f->releases.count - i > AHEAD) {
			const struct release *soon = table_at(&f->releases, i + AHEAD);
			map_prefetch(&f->release_by_code, soon->code);
		}
		derive_release(f, i);
	}
	for (uint32_t i = 0; i < f->instruments.count; i++)
		derive_instrument(f, i); /* before what names one */
	for (uint32_t i = 0; i < f->silences.count; i++)
		derive_silence(f, i);
	for (uint32_t i = 0; i < f->conducts.count; i++)
		derive_conduct(f, i);
	for (uint32_t i = 0; i < f->documents.count; i++)
		derive_document(f, i);
	for (uint32_t i = 0; i < f->decisions.count; i++)
		derive_decision(f, i);
	for (uint32_t i = 0; i < f->ballots.count; i++)
		derive_ballot(f, i);
	for (uint32_t i = 0; i < f->text_units.count; i++)
		derive_instrument_unit(f, i);
	for (uint32_t i = 0; i < f->text_proposals.count; i++)
		derive_instrument_proposal(f, i);
	for (uint32_t i = 0; i < f->text_positions.count; i++)
		derive_instrument_position(f, i);
	derive_measures(f);
	for (uint32_t i = 0; i < f->agreements.count; i++)
		derive_agreement(f, i);
	for (uint32_t i = 0; i < f->relations.count; i++)
		derive_relation(f, i);
	for (uint32_t i = 0; i < f->contents.count; i++)
		derive_content(f, i);
	for (uint32_t i = 0; i < f->recoveries.count; i++) {
		const struct recovery_row *r = table_at(&f->recoveries, i);
		f->recoveries_open += r->is_open;
		derive_recovery(f, i);
	}
}

/* A chunk's bytes in the dump are those that its hash is of: rows have one form only. */
static void table_load(struct dump *d, size_t which, struct table *t)
{
	uint32_t count = 0;
	dump_u32(d, &count);
	for (uint32_t done = 0; done < count && !d->failed;) {
		uint32_t left = count - done;
		uint32_t rows = left < TABLE_CHUNK_ROWS ? left : TABLE_CHUNK_ROWS;
		size_t from = d->at;
		TABLE_OPS[which].read(d, t, rows);
		uint32_t chunk = done / TABLE_CHUNK_ROWS;
		sha256(&t->roots[chunk], d->in.p + from, d->at - from);
		t->dirty[chunk] = 0;
		t->stamps[chunk] = *t->clock - (*t->clock > 0);
		done += rows;
	}
}

enum rc forum_load(struct forum **out, struct arena *a, struct str dump, uint64_t hash_key,
    struct err *err)
{
	return forum_load_lent(out, a, str_copy(a, dump), hash_key, err);
}

enum rc forum_load_lent(struct forum **out, struct arena *a, struct str dump, uint64_t hash_key,
    struct err *err)
{
	if (!str_starts(dump, S(STATE_LINE)))
		return cm_fail(err, RC_CORRUPT, "the state does not begin with its version line");
	struct forum *f = forum_new(a, STR_NONE, hash_key);
	struct dump d = { .in = dump, .at = sizeof STATE_LINE - 1, .arena = a };
	dump_head(&d, f);
	for (size_t i = 0; i < CM_COUNT(TABLE_OPS) && !d.failed; i++) {
		table_load(&d, i, table_of(f, i));
	}
	if (d.failed || d.at != d.in.n)
		return cm_fail(err, RC_CORRUPT, "the state breaks off or is damaged near byte %zu", d.at);
	struct findings found = { .count = 0 };
	if (f->charter.json.n > 0 && !charter_read(&f->charter, a, f->charter.json, &found))
		return cm_fail(err, RC_CORRUPT, "the state's charter cannot be read");
	if (!references_hold(f))
		return cm_fail(err, RC_CORRUPT, "a row of the state refers to one that is not there");
	derive_all(f);
	*out = f;
	return RC_OK;
}

static const struct table *table_see(const struct forum *f, enum state_table t)
{
	cm_assert(t < STATE_TABLE__COUNT);
	return (const struct table *)((const char *)f + TABLE_OPS[t].offset);
}

uint32_t state_rows(const struct forum *f, enum state_table t)
{
	return table_see(f, t)->count;
}

const void *state_row(const struct forum *f, enum state_table t, uint32_t at)
{
	return table_at(table_see(f, t), at);
}

bool state_chunk_changed(const struct forum *f, enum state_table t, uint32_t chunk, uint64_t since)
{
	const struct table *table = table_see(f, t);
	cm_assert(chunk < table->chunks);
	return table->stamps[chunk] >= since;
}

void state_row_put(const struct forum *f, enum state_table t, uint32_t at, struct buf *out)
{
	const struct table *table = table_see(f, t);
	struct dump d = { .out = out };
	cm_assert(at < table->count);
	TABLE_OPS[t].write(&d, table, at, at + 1);
}

const void *state_row_read(enum state_table t, struct str bytes, struct arena *a)
{
	struct dump d = { .in = bytes, .arena = a };
	cm_assert(t < STATE_TABLE__COUNT);
	/* A table whose only chunk has room for this one row. */
	char *row = arena_zero(a, 1, TABLE_OPS[t].row_bytes);
	uint8_t dirty = 0;
	struct table one = { .arena = a, .row_bytes = TABLE_OPS[t].row_bytes, .chunks = 1,
		.chunks_cap = 1, .rows = &row, .dirty = &dirty };
	TABLE_OPS[t].read(&d, &one, 1);
	return d.failed || d.at != bytes.n ? NULL : row;
}

uint64_t forum_size(const struct forum *f)
{
	return f->size;
}

moment forum_now(const struct forum *f)
{
	return f->now;
}

struct str forum_origin(const struct forum *f)
{
	return f->origin;
}

bool forum_is_founded(const struct forum *f)
{
	return f->size > 0;
}

const struct hash *forum_id(const struct forum *f)
{
	return &f->id;
}

uint64_t forum_version(const struct forum *f, enum forum_noun noun)
{
	cm_assert(noun < NOUN__COUNT);
	return f->versions[noun];
}

const struct charter *forum_charter(const struct forum *f)
{
	return f->size == 0 ? NULL : &f->charter;
}

uint32_t forum_officers_threshold(const struct forum *f)
{
	return f->officers_threshold;
}
