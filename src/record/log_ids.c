#include "record/log_ids.h"

#include "base/arena.h"
#include "base/encode.h"

#define SLOTS_FIRST 1024

/* A slot is 0, or 32 bits of the mixed id above the row's number plus one. */
struct id_slots {
	uint64_t mask;
	_Atomic uint64_t at[];
};

static struct id_slots *slots_new(struct arena *a, uint64_t count)
{
	struct id_slots *s = arena_zero(a, 1, sizeof *s + count * sizeof s->at[0]);
	s->mask = count - 1;
	return s;
}

void ids_init(struct ids *t, struct arena *a, uint64_t hash_key)
{
	*t = (struct ids){ .arena = a, .hash_key = hash_key };
	column_init(&t->rows, a, sizeof(struct id_row));
	atomic_init(&t->slots, slots_new(a, SLOTS_FIRST));
}

/* The finisher of SplitMix64, keyed. */
static uint64_t id_mix(const struct ids *t, const struct hash *id)
{
	uint64_t words[2];
	memcpy(words, id->bytes, sizeof words);
	uint64_t x = (words[0] ^ t->hash_key) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ x >> 27 ^ words[1]) * UINT64_C(0x94d049bb133111eb);
	return x ^ x >> 31;
}

static void slots_put(struct id_slots *s, uint64_t mixed, uint64_t row)
{
	uint64_t at = mixed & s->mask;
	while (atomic_load_explicit(&s->at[at], memory_order_relaxed) != 0)
		at = (at + 1) & s->mask;
	atomic_store_explicit(&s->at[at], mixed >> 32 << 32 | (row + 1), memory_order_release);
}

/* The old slots stay in the arena for readers that still look there: as many again at most. */
static void slots_grow(struct ids *t, uint64_t count)
{
	struct id_slots *s = slots_new(t->arena, count);
	for (uint64_t i = 0; i < t->rows.count; i++)
		slots_put(s, id_mix(t, &ids_at(t, i)->id), i);
	atomic_store_explicit(&t->slots, s, memory_order_release);
}

void ids_reserve(struct ids *t, uint64_t count)
{
	uint64_t have = atomic_load(&t->slots)->mask + 1, slots = have;
	while (count > slots / 2)
		slots *= 2;
	if (slots > have)
		slots_grow(t, slots);
}

void ids_add(struct ids *t, const struct hash *id, moment received)
{
	const struct id_slots *s = atomic_load(&t->slots);
	if (t->rows.count >= s->mask / 2)
		slots_grow(t, (s->mask + 1) * 2);
	cm_assert(t->rows.count < UINT32_MAX - 1);
	uint64_t row = t->rows.count;
	*(struct id_row *)column_add(&t->rows) = (struct id_row){ *id, received };
	slots_put(atomic_load(&t->slots), id_mix(t, id), row);
}

uint64_t ids_find(const struct ids *t, const struct hash *id)
{
	const struct id_slots *s = atomic_load_explicit(&t->slots, memory_order_acquire);
	uint64_t mixed = id_mix(t, id);
	for (uint64_t at = mixed & s->mask;; at = (at + 1) & s->mask) {
		uint64_t slot = atomic_load_explicit(&s->at[at], memory_order_acquire);
		if (slot == 0)
			return IDS_NONE;
		uint64_t row = (slot & UINT32_MAX) - 1;
		if (slot >> 32 == mixed >> 32 && hash_eq(&ids_at(t, row)->id, id))
			return row;
	}
}

void ids_prefetch(const struct ids *t, const struct hash *id)
{
	const struct id_slots *s = atomic_load_explicit(&t->slots, memory_order_acquire);
	__builtin_prefetch(&s->at[id_mix(t, id) & s->mask]);
}
