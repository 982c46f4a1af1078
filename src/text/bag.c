#include "text/bag.h"

#include "base/arena.h"
#include "text/pairing.h"
#include "text/token.h"

void bags_init(struct bags *b, struct arena *a, const struct lexicon *l)
{
	*b = (struct bags){ .arena = a, .words = l };
	map_init(&b->cores, a, l->map.hash_key);
	map_init(&b->sames, a, l->map.hash_key);
	b->core_of = arena_array(a, uint32_t, (size_t)l->words.count + 1);
	/* No more cores than words. */
	b->counts = arena_array(a, uint32_t, (size_t)l->words.count + 1);
}

static uint32_t core_find(struct bags *b, uint32_t word)
{
	struct str core;
	uint32_t at;
	if (b->core_of[word] != 0)
		return b->core_of[word] - 1;
	core = token_core(lexicon_word(b->words, word));
	at = map_get(&b->cores, core);
	if (at == MAP_NONE) {
		at = b->cores_count++;
		map_put(&b->cores, core, at);
	}
	b->core_of[word] = at + 1;
	return at;
}

struct bag bag_make(struct bags *b, struct words w)
{
	struct str key = w.count == 0 ? S("") : (struct str){ (const char *)w.at, w.count * sizeof *w.at };
	struct bag_entry *list = arena_array(b->arena, struct bag_entry, w.count);
	struct bag bag = { list, 0, w.count, map_get(&b->sames, key) };
	if (bag.same == MAP_NONE) {
		bag.same = b->sames.count;
		map_put(&b->sames, key, bag.same);
	}
	for (uint32_t i = 0; i < w.count; i++) {
		uint32_t core = core_find(b, w.at[i]);
		if (b->counts[core]++ == 0)
			list[bag.count++].core = core;
	}
	for (uint32_t i = 0; i < bag.count; i++) {
		list[i].count = b->counts[list[i].core];
		b->counts[list[i].core] = 0;
	}
	return bag;
}

void bag_open(struct bags *b, const struct bag *bag)
{
	for (uint32_t i = 0; i < bag->count; i++)
		b->counts[bag->at[i].core] = bag->at[i].count;
}

uint32_t bag_alike(const struct bags *b, const struct bag *opened, const struct bag *other)
{
	uint64_t shared = 0, words = (uint64_t)opened->words + other->words;
	if (words == 0)
		return PAIRING_ALL;
	for (uint32_t i = 0; i < other->count; i++) {
		uint32_t own = b->counts[other->at[i].core];
		shared += own < other->at[i].count ? own : other->at[i].count;
	}
	return (uint32_t)(2 * PAIRING_ALL * shared / words);
}

void bag_close(struct bags *b, const struct bag *bag)
{
	for (uint32_t i = 0; i < bag->count; i++)
		b->counts[bag->at[i].core] = 0;
}
