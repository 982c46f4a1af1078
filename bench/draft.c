/*
 * A negotiated text from the forum's state: 600 units of 92 words, 3,000 proposals by four parties, made
 * through the rules. How long one proposal takes, and how long the whole rolling text.
 *
 *	bench-draft [ROUNDS]
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/scope.h"
#include "lib/forum_sim.h"
#include "rules/instrument.h"
#include "view/text_plain.h"

#define TEXT S("draft-1")
#define ACTS 12
#define UNITS_OF_ACT 50
#define UNITS (ACTS * UNITS_OF_ACT)
#define WORDS_OF_UNIT 92
#define PROPOSALS 3000
#define ARENA_BYTES ((size_t)1024 * 1024 * 1024)

static double now_ms(void)
{
	struct timespec t;
	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static struct str words_make(struct sim *s, unsigned unit)
{
	struct buf b;
	buf_init(&b, &s->scratch, 4096);
	for (unsigned w = 0; w < WORDS_OF_UNIT; w++) {
		buf_put(&b, w == 0 ? S("word") : S(" word"));
		buf_dec(&b, (unit * 31 + w * 7) % 3000);
	}
	return buf_str(&b);
}

static void text_make(struct sim *s)
{
	sim_do(s, sim_text_act(s, KIND_TEXT_TABLE, TEXT));
	for (unsigned act = 0; act < ACTS; act++) {
		struct sim_act a = sim_text_act(s, KIND_TEXT_ADD, TEXT);
		struct text_unit *at = arena_array(&s->scratch, struct text_unit, UNITS_OF_ACT);
		for (unsigned i = 0; i < UNITS_OF_ACT; i++) {
			unsigned unit = act * UNITS_OF_ACT + i;
			at[i] = (struct text_unit){ .is_present = true, .id = sim_str(s, "u%u", unit),
				.kind = S("paragraph"), .text = words_make(s, unit) };
		}
		a.content.text_add.units = (struct text_unit_list){ UNITS_OF_ACT, at };
		sim_do(s, a);
	}
	sim_do(s, sim_text_act(s, KIND_TEXT_OPEN, TEXT));
}

static void proposal_make(struct sim *s, unsigned number)
{
	static const char *const parties[] = { "aa", "bb", "cc", "dd" };
	struct sim_act a = sim_text_act(s, KIND_TEXT_PROPOSE, TEXT);
	struct text_edit *at = arena_array(&s->scratch, struct text_edit, 1);
	const struct instrument_unit *u =
	    instrument_unit_find(s->forum, TEXT, sim_str(s, "u%u", number * 7 % UNITS));
	uint32_t from = number * 13 % 80;
	at[0] = sim_text_edit(u, from, from + 1 + number % 3, sim_str(s, " other%u words", number));
	a.content.text_propose.edits = (struct text_edit_list){ 1, at };
	sim_unsign(&a);
	sim_sign_as(s, &a, sim_str(s, "%s/envoy", parties[number % CM_COUNT(parties)]));
	sim_do(s, a);
}

static void draft_time(const struct sim *s)
{
	SCOPE_ARENA(a, ARENA_BYTES);
	struct lexicon l;
	struct draft d;
	struct buf text;
	const struct plain_order order = { .form = PLAIN_BRACKETS };
	lexicon_init(&l, &a, 1);
	const struct text_desk desk = { &a, &l, s->forum, instrument_find(s->forum, TEXT) };
	double begin = now_ms();
	if (instrument_draft(&d, &desk, NULL) != RC_OK)
		exit(1);
	double made = now_ms();
	buf_init(&text, &a, (size_t)64 * 1024 * 1024);
	plain_draft(&text, &a, &d, &order);
	(void)printf("made %.1f ms, rendered %.1f ms, %zu bytes\n", made - begin, now_ms() - made, text.n);
}

int main(int argc, char **argv)
{
	static struct sim s;
	int rounds = argc > 1 ? atoi(argv[1]) : 5;
	sim_init(&s, false);
	sim_world(&s);
	sim_envoys(&s);
	text_make(&s);
	double begin = now_ms();
	for (unsigned i = 0; i < PROPOSALS; i++) {
		proposal_make(&s, i);
		if (i % 100 == 0)
			sim_forget(&s);
	}
	(void)printf("%d proposals, %.3f ms each\n", PROPOSALS, (now_ms() - begin) / PROPOSALS);
	for (int i = 0; i < rounds; i++)
		draft_time(&s);
	sim_release(&s);
	return 0;
}
