/* Replay finds the first entry that does not hold, with whatever number of threads. */
#include <setjmp.h>
#include <stdarg.h>
#include "base/encode.h"
#include "record/replay.h"
#include "unit/record/world.h"
#include <cmocka.h>

#define SIZE 300

/* Entries as somebody hands them over. */
struct handed {
	struct arena arena;
	struct str entries[SIZE];
	struct hash leaves[SIZE], roots[SIZE + 1];
	struct gen gen; /* how much a call gives */
	uint64_t fails_at; /* the source fails there; UINT64_MAX: never */
	uint64_t cut_at;   /* the framing ends there */
};

static void roots_fill(struct handed *h)
{
	struct frontier f;
	frontier_init(&f);
	for (uint64_t i = 0; i < SIZE; i++) {
		frontier_root(&f, &h->roots[i]);
		merkle_leaf(&h->leaves[i], h->entries[i]);
		frontier_push(&f, &h->leaves[i]);
	}
	frontier_root(&f, &h->roots[SIZE]);
}

static moment at_of(uint64_t i)
{
	return (moment){ 1000 + (int64_t)(i / 3) };
}

/* A record that holds: bases are of any size before. */
static void handed_init(struct handed *h, uint64_t seed)
{
	*h = (struct handed){ .fails_at = UINT64_MAX, .cut_at = UINT64_MAX };
	gen_init_seed(&h->gen, seed);
	arena_init(&h->arena, 1 << 24);
	struct frontier f;
	frontier_init(&f);
	for (uint64_t i = 0; i < SIZE; i++) {
		frontier_root(&f, &h->roots[i]);
		struct draft d = draft_of(i);
		d.base.size = gen_below(&h->gen, i + 1);
		d.base.root = h->roots[d.base.size];
		h->entries[i] = draft_entry(&d, at_of(i), &h->arena);
		merkle_leaf(&h->leaves[i], h->entries[i]);
		frontier_push(&f, &h->leaves[i]);
	}
	roots_fill(h);
}

static enum rc handed_next(void *ctx, uint64_t from, struct buf *out, struct err *err)
{
	struct handed *h = ctx;
	uint64_t count = 1 + gen_below(&h->gen, 100);
	for (uint64_t i = from; i < SIZE && i < from + count; i++) {
		if (i == h->fails_at)
			return i > from ? RC_OK : cm_fail(err, RC_IO, "no line");
		struct str entry = h->entries[i];
		buf_u16be(out, (uint16_t)entry.n);
		buf_put(out, i == h->cut_at ? str_sub(entry, 0, entry.n / 2) : entry);
		if (i == h->cut_at)
			break;
	}
	return RC_OK;
}

static enum rc handed_leaves(void *ctx, uint64_t from, uint32_t count, struct hash *out,
    struct err *err)
{
	struct handed *h = ctx;
	(void)err;
	memcpy(out, h->leaves + from, count * sizeof *out);
	return RC_OK;
}

struct run {
	uint32_t threads;
	uint64_t upto;
	bool is_trusted, has_leaves;
};

static enum rc handed_replay(struct handed *h, struct run run, struct replay_result *result)
{
	struct toy toy = { 0 };
	struct replay_source source = { handed_next, run.has_leaves ? handed_leaves : NULL, h };
	struct replay_options options = { .origin = WORLD_ORIGIN, .fold = toy_fold(&toy),
		.threads = run.threads, .upto = run.upto, .is_trusted = run.is_trusted };
	enum rc rc = replay_run(result, &source, &options, NULL);
	assert_int_equal(toy.count, result->size);
	assert_memory_equal(&toy.digest, &result->state, sizeof toy.digest);
	assert_true(hash_eq(&result->root, &h->roots[result->size]));
	return rc;
}

static void a_record_that_holds_replays_alike_on_any_number_of_threads(void **state)
{
	(void)state;
	struct handed h;
	handed_init(&h, 1);
	struct replay_result one, many;
	assert_int_equal(handed_replay(&h, (struct run){ 1, UINT64_MAX, false, true }, &one), RC_OK);
	assert_int_equal(one.size, SIZE);
	assert_int_equal(one.last.ms, at_of(SIZE - 1).ms);
	for (uint32_t threads = 0; threads < 7; threads++) {
		struct run run = { threads, UINT64_MAX, threads % 2 == 1, threads % 3 == 1 };
		assert_int_equal(handed_replay(&h, run, &many), RC_OK);
		assert_true(hash_eq(&one.root, &many.root) && hash_eq(&one.state, &many.state));
		assert_true(one.size == many.size && one.last.ms == many.last.ms);
	}
	arena_release(&h.arena);
}

static void replay_stops_where_it_is_told_to(void **state)
{
	(void)state;
	struct handed h;
	handed_init(&h, 2);
	const uint64_t sizes[] = { 0, 1, 63, 64, 65, 128, 299, 300, 301 };
	for (size_t i = 0; i < CM_COUNT(sizes); i++) {
		struct replay_result r;
		struct run run = { i % 2 == 0 ? 1 : 3, sizes[i], true, false };
		assert_int_equal(handed_replay(&h, run, &r), RC_OK);
		assert_int_equal(r.size, sizes[i] < SIZE ? sizes[i] : SIZE);
	}
	arena_release(&h.arena);
}

enum spoil {
	SPOIL_TIME,
	SPOIL_DUPLICATE,
	SPOIL_BASE_AHEAD,
	SPOIL_BASE_FORK,
	SPOIL_AUTH,
	SPOIL_RULES,
	SPOIL_SIGNATURE,
	SPOIL_FORM,
	SPOIL_ORIGIN,
	SPOIL_FRAMING,
	SPOIL_LEAF,
	SPOIL__COUNT
};

static struct str entry_flipped(struct arena *a, struct str entry, size_t at)
{
	char *copy = arena_alloc(a, entry.n, 1);
	memcpy(copy, entry.p, entry.n);
	copy[at] = copy[at] == 'A' ? 'B' : 'A';
	return (struct str){ copy, entry.n };
}

/* Makes entry `at` (> 3) wrong in the way said, and says what must be reported. */
static enum fault_id handed_spoil(struct handed *h, enum spoil how, uint64_t at)
{
	struct draft d = draft_of(1000 + at);
	moment received = at_of(at);
	enum fault_id expected = FAULT_NONE;
	switch (how) {
	case SPOIL_TIME:
		received.ms = at_of(at - 1).ms - 1;
		expected = FAULT_TIME;
		break;
	case SPOIL_DUPLICATE: /* another key signs it: the act is the same all the same */
		d = draft_of(2);
		d.key = 9;
		h->entries[2] = draft_entry(&(struct draft){ S("toy.add"), S("xa/delegate-1"), d.base, 2, 1 },
		    at_of(2), &h->arena);
		expected = FAULT_DUPLICATE;
		break;
	case SPOIL_BASE_AHEAD:
		d.base = (struct act_base){ h->roots[at], at + 1 };
		expected = FAULT_BASE;
		break;
	case SPOIL_BASE_FORK:
		d.base = (struct act_base){ h->roots[2], 3 };
		expected = FAULT_BASE;
		break;
	case SPOIL_AUTH:
		d.by = S("zz/delegate-1");
		expected = FAULT_AUTH;
		break;
	case SPOIL_RULES:
		d.kind = S("toy.refuse");
		expected = FAULT_RULES;
		break;
	case SPOIL_SIGNATURE:
		h->entries[at] = entry_flipped(&h->arena, h->entries[at], h->entries[at].n - 10);
		return FAULT_SIG;
	case SPOIL_FORM:
		h->entries[at] = entry_flipped(&h->arena, h->entries[at], 0);
		return FAULT_RECEIVED;
	case SPOIL_ORIGIN:
		h->entries[at] = entry_flipped(&h->arena, h->entries[at], 32);
		return FAULT_ACT_ORIGIN;
	case SPOIL_FRAMING:
		h->cut_at = at;
		return FAULT_BUNDLE;
	case SPOIL_LEAF:
		h->leaves[at].bytes[9] ^= 1;
		return FAULT_LEAF;
	case SPOIL__COUNT:
		break;
	}
	h->entries[at] = draft_entry(&d, received, &h->arena);
	return expected;
}

static void the_first_entry_that_does_not_hold_is_named_with_its_fault(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(4) * SPOIL__COUNT; i++) {
		struct gen g;
		gen_init_case(&g, i);
		enum spoil how = (enum spoil)(i % SPOIL__COUNT);
		struct handed h;
		handed_init(&h, i);
		uint64_t at = 4 + gen_below(&g, SIZE - 4);
		/* Every base but the empty one would break with the entries that change. */
		for (uint64_t k = 0; k < SIZE; k++) {
			struct draft d = draft_of(k);
			h.entries[k] = draft_entry(&d, at_of(k), &h.arena);
		}
		enum fault_id expected = handed_spoil(&h, how, at);
		if (how != SPOIL_LEAF && at + 1 < SIZE)
			(void)handed_spoil(&h, SPOIL_SIGNATURE, at + 1 + gen_below(&g, SIZE - at - 1));
		struct hash spoilt = h.leaves[at];
		roots_fill(&h);
		if (how == SPOIL_LEAF)
			h.leaves[at] = spoilt;
		struct run run = { 1 + (uint32_t)gen_below(&g, 4), UINT64_MAX, false, how == SPOIL_LEAF };
		struct replay_result r;
		assert_int_equal(handed_replay(&h, run, &r), RC_CORRUPT);
		assert_string_equal(fault_name(r.fault.id), fault_name(expected));
		assert_int_equal(r.size, at);
		arena_release(&h.arena);
	}
}

static void a_trusted_replay_leaves_out_the_mathematics_and_nothing_else(void **state)
{
	(void)state;
	struct handed h;
	handed_init(&h, 3);
	h.entries[SIZE - 1] = entry_flipped(&h.arena, h.entries[SIZE - 1], h.entries[SIZE - 1].n - 10);
	roots_fill(&h);
	struct replay_result r;
	assert_int_equal(handed_replay(&h, (struct run){ 2, UINT64_MAX, true, true }, &r), RC_OK);
	assert_int_equal(handed_replay(&h, (struct run){ 2, UINT64_MAX, false, true }, &r), RC_CORRUPT);
	assert_int_equal(r.fault.id, FAULT_SIG);
	assert_int_equal(r.fault.line, 6);
	(void)handed_spoil(&h, SPOIL_TIME, SIZE - 1);
	roots_fill(&h);
	assert_int_equal(handed_replay(&h, (struct run){ 2, UINT64_MAX, true, true }, &r), RC_CORRUPT);
	assert_int_equal(r.fault.id, FAULT_TIME);
	arena_release(&h.arena);
}

static void a_source_that_fails_fails_the_replay_after_what_it_gave(void **state)
{
	(void)state;
	for (uint32_t threads = 1; threads < 4; threads++) {
		struct handed h;
		handed_init(&h, threads);
		h.fails_at = 150;
		struct replay_result r;
		struct run run = { threads, UINT64_MAX, false, false };
		assert_int_equal(handed_replay(&h, run, &r), RC_IO);
		assert_int_equal(r.size, 150);
		assert_int_equal(r.fault.id, FAULT_NONE);
		/* What was given and does not hold is the worse news. */
		(void)handed_spoil(&h, SPOIL_AUTH, 140);
		assert_int_equal(handed_replay(&h, run, &r), RC_CORRUPT);
		assert_int_equal(r.fault.id, FAULT_AUTH);
		arena_release(&h.arena);
	}
}

int main(void)
{
	cm_assert(crypto_ready());
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_record_that_holds_replays_alike_on_any_number_of_threads),
		cmocka_unit_test(replay_stops_where_it_is_told_to),
		cmocka_unit_test(the_first_entry_that_does_not_hold_is_named_with_its_fault),
		cmocka_unit_test(a_trusted_replay_leaves_out_the_mathematics_and_nothing_else),
		cmocka_unit_test(a_source_that_fails_fails_the_replay_after_what_it_gave),
	};
	return cmocka_run_group_tests_name("replay", tests, NULL, NULL);
}
