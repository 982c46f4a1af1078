/*
 * Writes random histories with real signatures for another program to fold: history COUNT [FROM].
 * Of each: entries as u32be length and bytes, a length of 0, the dump of the state with its length,
 * and the state root.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/endian.h"
#include "lib/forum_sim.h"

#define ACTS 160

static void put_framed(struct str bytes)
{
	uint8_t length[4];
	put_u32be(length, (uint32_t)bytes.n);
	cm_assert(fwrite(length, 1, sizeof length, stdout) == sizeof length);
	cm_assert(fwrite(bytes.p, 1, bytes.n, stdout) == bytes.n);
}

/* The world of forum_sim act by act, then whatever comes in. */
static struct sim_act act_at(struct sim *s, struct gen *g, unsigned step)
{
	static const char *const parties[] = { "aa", "bb", "cc", "dd", "oo" };
	if (step == 0)
		return sim_found(s);
	if (step <= CM_COUNT(parties))
		return sim_make(s, KIND_PARTY_ADMIT, str_c(parties[step - 1]));
	step -= (unsigned)CM_COUNT(parties) + 1;
	if (step < CM_COUNT(parties))
		return sim_make(s, KIND_DELEGATE_ACCREDIT, sim_str(s, "%s/delegate-1", parties[step]));
	step -= (unsigned)CM_COUNT(parties);
	if (step < SIM_ENVOY_STEPS)
		return sim_envoy(s, step);
	step -= SIM_ENVOY_STEPS;
	if (s->is_of_meeting && step < SIM_TERM_STEPS)
		return sim_term(s, step);
	if (s->is_of_text && gen_chance(g, 7, 8))
		return sim_text_random(s, g);
	if (s->is_of_measure && gen_chance(g, 7, 8))
		return sim_measure_random(s, g);
	/* One history in four is a meeting's; of it three acts in four. */
	if (s->is_of_meeting && gen_chance(g, 7, 8))
		return sim_business_random(s, g);
	return gen_chance(g, 1, 3) ? sim_silence_random(s, g) : sim_random(s, g);
}

static void history_put(struct sim *s, struct gen *g)
{
	unsigned acts = s->is_of_meeting ? 5 * ACTS : ACTS;
	s->parties_threshold = gen_chance(g, 1, 4) ? gen_between(g, 1, 2) : INTEGER_ABSENT;
	for (unsigned step = 0; step < acts; step++) {
		struct sim_act a = act_at(s, g, step);
		moment received = s->now;
		struct str submission = sim_submission(s, &a);
		struct buf entry;
		if (!sim_submit(s, &a).is_admitted)
			continue;
		buf_init(&entry, &s->scratch, ENTRY_BYTES_MAX);
		entry_put(&entry, received, submission);
		cm_assert(!entry.failed);
		put_framed(buf_str(&entry));
	}
	put_framed(STR_NONE);
}

int main(int argc, char **argv)
{
	unsigned long count = argc > 1 ? strtoul(argv[1], NULL, 10) : 1;
	unsigned long from = argc > 2 ? strtoul(argv[2], NULL, 10) : 0;
	for (unsigned long i = from; i < from + count; i++) {
		static struct sim s;
		struct gen g;
		struct buf dump;
		gen_init_seed(&g, 20211012 + i);
		sim_init(&s, true);
		s.is_of_meeting = i % 4 == 1;
		s.is_of_text = i % 4 == 3;
		s.is_of_measure = i % 8 == 2;
		history_put(&s, &g);
		buf_init(&dump, &s.scratch, (size_t)64 * 1024 * 1024);
		cm_assert(forum_save(s.forum, &dump));
		put_framed(buf_str(&dump));
		struct hash root = sim_root(&s);
		put_framed((struct str){ (const char *)root.bytes, HASH_BYTES });
		sim_release(&s);
	}
	return 0;
}
