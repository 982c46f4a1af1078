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

static void history_put(struct sim *s, struct gen *g)
{
	unsigned acts = s->is_of_meeting ? 5 * ACTS : s->is_of_put ? 2 * ACTS : ACTS;
	s->parties_threshold = gen_chance(g, 1, 4) ? gen_between(g, 1, 2) : INTEGER_ABSENT;
	for (unsigned step = 0; step < acts; step++) {
		struct sim_act a = sim_history_act(s, g, step);
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
		s.is_of_put = i % 8 == 0;
		s.is_of_text = i % 4 == 3;
		s.is_of_measure = i % 8 == 2;
		s.is_of_agreement = i % 8 == 4;
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
