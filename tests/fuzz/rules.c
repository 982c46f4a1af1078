/*
 * Histories: the bytes choose a world and the acts that come in, valid and hostile. What is refused
 * changes nothing, what is admitted is applied, and a forum from the dump is the same forum.
 */
#include "lib/forum_sim.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define ACTS_MAX 60

static bool same(struct hash a, struct hash b)
{
	return memcmp(a.bytes, b.bytes, HASH_BYTES) == 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct sim s;
	struct gen g;
	gen_init_bytes(&g, data, size);
	sim_init(&s, false);
	sim_random_world(&s, &g);
	if (gen_bool(&g))
		sim_envoys(&s);
	struct hash before = sim_root(&s);
	for (unsigned i = 0; i < ACTS_MAX && !gen_done(&g); i++) {
		struct sim_act a = sim_random(&s, &g);
		struct sim_result r = sim_submit(&s, &a);
		struct hash after = sim_root(&s);
		cm_assert(same(before, after) != r.is_admitted);
		cm_assert(r.fault != FAULT_RULES || r.found.refused > 0);
		cm_assert(!r.is_admitted || r.found.refused == 0);
		before = after;
		if (gen_chance(&g, 1, 16))
			sim_reload(&s);
		cm_assert(same(before, sim_root(&s)));
	}
	sim_reload(&s);
	cm_assert(same(before, sim_root(&s)));
	sim_release(&s);
	return 0;
}
