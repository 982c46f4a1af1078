/*
 * Any schedule of acts, groups, signatures, snapshots, restarts and losses of power leaves a record
 * that holds what was acknowledged, and nothing that contradicts what was signed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include "base/encode.h"
#include "proof/sha.h"
#include "unit/record/world.h"
#include <cmocka.h>

#define ACTS_MAX 200
#define STEPS 120

struct recorded {
	struct admitted *act;
	moment received;
};
struct history {
	struct world world;
	struct gen gen;
	struct recorded at[ACTS_MAX]; /* sequenced, durable or not */
	uint64_t count;
	uint64_t durable; /* of them, as the log said before the step at hand */
	uint64_t numbers; /* drafts made */
	int64_t clock_ms;
	struct hash signed_root[ACTS_MAX + 1];
	bool is_signed[ACTS_MAX + 1];
	uint64_t signed_size; /* the largest released */
	bool is_cut; /* a group is on its way, and the next may grow */
	unsigned restarts, losses, beside; /* acts sequenced while one was on its way */
};

static void history_init(struct history *h, unsigned i)
{
	*h = (struct history){ 0 };
	gen_init_case(&h->gen, i);
	h->clock_ms = 1000;
	world_init(&h->world);
	world_open(&h->world);
}

static struct draft draft_next(struct history *h)
{
	struct draft d = draft_of(h->numbers++);
	d.base.size = gen_below(&h->gen, h->durable + 1);
	assert_true(log_root_at(h->world.log, d.base.size, &d.base.root));
	return d;
}

static void step_add(struct history *h)
{
	if (h->count == ACTS_MAX)
		return;
	struct draft d = draft_next(h);
	struct recorded *r = &h->at[h->count];
	r->act = draft_admit(&d, &h->world.arena);
	h->clock_ms += gen_between(&h->gen, -50, 100);
	struct sequenced s;
	log_sequence(h->world.log, r->act, (moment){ h->clock_ms }, &s, NULL);
	assert_int_equal(s.fault.id, FAULT_NONE);
	assert_false(s.is_duplicate);
	assert_int_equal(s.index, h->count);
	assert_true(s.received.ms >= h->clock_ms);
	assert_true(h->count == 0 || s.received.ms >= h->at[h->count - 1].received.ms);
	/* Readers do not see it before it is durable. */
	assert_true(log_find(h->world.log, &r->act->id, NULL) == UINT64_MAX);
	r->received = s.received;
	h->count++;
	h->beside += h->is_cut;
}

static void step_again(struct history *h)
{
	if (h->count == 0)
		return;
	uint64_t index = gen_below(&h->gen, h->count);
	struct sequenced s;
	log_sequence(h->world.log, h->at[index].act, (moment){ h->clock_ms }, &s, NULL);
	assert_true(s.is_duplicate);
	assert_int_equal(s.index, index);
	assert_int_equal(s.received.ms, h->at[index].received.ms);
}

static void step_refuse(struct history *h)
{
	struct draft d = draft_next(h);
	enum fault_id expected = FAULT_RULES;
	switch (gen_below(&h->gen, 4)) {
	case 0:
		d.kind = S("toy.refuse");
		break;
	case 1:
		d.by = S("zz/delegate-1");
		expected = FAULT_AUTH;
		break;
	case 2:
		d.base.size = h->durable + 1 + gen_below(&h->gen, 3);
		expected = FAULT_BASE;
		break;
	default:
		d.base.root.bytes[7] ^= 1;
		expected = FAULT_BASE;
		break;
	}
	if (h->world.store.evidence_count == MEMSTORE_EVIDENCE_MAX)
		return;
	uint32_t group = log_group_count(h->world.log), kept = h->world.store.evidence_count;
	struct hash before, after;
	h->world.fold.ops->root(h->world.fold.ctx, &before);
	struct sequenced s;
	log_sequence(h->world.log, draft_admit(&d, &h->world.arena), (moment){ 5 }, &s, NULL);
	h->world.fold.ops->root(h->world.fold.ctx, &after);
	assert_int_equal(s.fault.id, expected);
	assert_true(hash_eq(&before, &after));
	assert_int_equal(log_group_count(h->world.log), group);
	assert_int_equal(h->world.store.evidence_count, kept + (expected == FAULT_BASE ? 1 : 0));
}

static void assert_entries(struct history *h, struct frontier *f)
{
	const struct log *l = h->world.log;
	struct toy toy = { 0 };
	struct fold fold = toy_fold(&toy);
	for (uint64_t i = 0; i < h->count; i++) {
		const struct recorded *r = &h->at[i];
		struct arena a;
		arena_init(&a, 1 << 20);
		struct buf expected;
		buf_init(&expected, &a, ENTRY_BYTES_MAX);
		entry_put(&expected, r->received, r->act->entry.bytes);
		struct str entry;
		assert_int_equal(log_entry(l, i, &a, &entry, NULL), RC_OK);
		assert_true(str_eq(entry, buf_str(&expected)));
		moment received;
		assert_int_equal(log_find(l, &r->act->id, &received), i);
		assert_int_equal(received.ms, r->received.ms);
		struct fold_act act = { r->act, i, received };
		fold.ops->apply(fold.ctx, &act);
		struct hash leaf;
		merkle_leaf(&leaf, entry);
		frontier_push(f, &leaf);
		arena_release(&a);
	}
	assert_memory_equal(&toy, &h->world.toy, sizeof toy);
}

static void assert_receipts(struct history *h, const struct log_head *head)
{
	struct arena a;
	arena_init(&a, 1 << 24);
	const struct policy *policy = policy_of_log(&a, &h->world.log_key);
	for (uint64_t i = 0; i < head->size; i++) {
		struct buf text;
		buf_init(&text, &a, NOTE_BYTES_MAX);
		assert_int_equal(log_receipt(h->world.log, head, i, &text, NULL), RC_OK);
		struct receipt r;
		assert_int_equal(receipt_parse(&r, buf_str(&text)), FAULT_NONE);
		assert_int_equal(r.index, i);
		struct buf entry;
		buf_init(&entry, &a, ENTRY_BYTES_MAX);
		entry_put(&entry, h->at[i].received, h->at[i].act->entry.bytes);
		struct hash leaf;
		merkle_leaf(&leaf, buf_str(&entry));
		assert_int_equal(receipt_verify(&r, policy, &leaf), FAULT_NONE);
		leaf.bytes[0] ^= 1;
		assert_int_equal(receipt_verify(&r, policy, &leaf), FAULT_PROOF);
	}
	arena_release(&a);
}

/* All that is durable, and only that. Called when nothing waits in a group. */
static void assert_history(struct history *h)
{
	struct frontier f;
	frontier_init(&f);
	assert_int_equal(log_durable(h->world.log), h->count);
	assert_entries(h, &f);
	struct hash expected, root;
	frontier_root(&f, &expected);
	assert_true(log_root_at(h->world.log, h->count, &root));
	assert_true(hash_eq(&root, &expected));
	struct log_head head;
	log_head(h->world.log, &head);
	assert_true(head.size <= h->count && head.size >= h->signed_size);
	assert_true(log_root_at(h->world.log, head.size, &root));
	assert_true(hash_eq(&root, &head.root));
	assert_receipts(h, &head);
}

static uint64_t note_size(struct str note)
{
	struct note n;
	struct checkpoint c;
	assert_int_equal(note_parse(&n, note), FAULT_NONE);
	assert_int_equal(checkpoint_parse(&c, n.text), FAULT_NONE);
	return c.size;
}

/* No signature leaves before its slot is on the disk. */
static void assert_slot_first(const struct memstore_view *disk)
{
	if (disk->published.p == NULL)
		return;
	assert_non_null(disk->slot.p);
	assert_true(note_size(disk->slot) >= note_size(disk->published));
}

/* What was signed once for a size is never signed otherwise. */
static void note_signed(struct history *h)
{
	struct log_head head;
	log_head(h->world.log, &head);
	struct str note = { head.checkpoint, head.checkpoint_bytes };
	assert_true(str_eq(note, h->world.store.now.slot));
	assert_slot_first(&h->world.store.now);
	if (h->is_signed[head.size])
		assert_true(hash_eq(&h->signed_root[head.size], &head.root));
	h->is_signed[head.size] = true;
	h->signed_root[head.size] = head.root;
	assert_true(head.size >= h->signed_size);
	h->signed_size = head.size;
}

static void step_restart(struct history *h)
{
	bool is_loss = h->world.store.is_dead;
	if (is_loss)
		assert_slot_first(&h->world.store.disk);
	world_open(&h->world);
	uint64_t found = log_durable(h->world.log);
	assert_true(found >= h->durable && found <= h->count);
	if (!is_loss)
		assert_int_equal(found, h->durable);
	h->count = h->durable = found;
	h->is_cut = false;
	h->restarts++;
	h->losses += is_loss ? 1 : 0;
	assert_history(h);
	note_signed(h);
}

static void step_snapshot(struct history *h)
{
	if (log_group_count(h->world.log) == 0 && !h->is_cut)
		assert_int_equal(log_snapshot(h->world.log, NULL), RC_OK);
}

/* As two threads do it, or one: nothing of a group is durable before it is settled. */
static void step_commit(struct history *h)
{
	uint64_t before = log_durable(h->world.log), grown = log_group_count(h->world.log);
	if (h->is_cut) {
		log_settle(h->world.log);
		h->is_cut = false;
		assert_int_equal(log_durable(h->world.log) + grown, h->count);
	} else if (gen_bool(&h->gen)) {
		log_commit(h->world.log);
		assert_int_equal(log_durable(h->world.log), h->count);
	} else {
		log_cut(h->world.log);
		h->is_cut = grown > 0;
		assert_int_equal(log_group_count(h->world.log), 0);
		assert_int_equal(log_durable(h->world.log), before);
	}
}

static void history_step(struct history *h)
{
	uint64_t choice = gen_below(&h->gen, 20);
	if (choice < 10)
		step_add(h);
	else if (choice < 12)
		step_again(h);
	else if (choice < 13)
		step_refuse(h);
	else if (choice < 16)
		step_commit(h);
	else if (choice < 18)
		log_sign(h->world.log);
	else if (choice < 19)
		step_snapshot(h);
	else
		step_restart(h);
	if (h->world.store.is_dead) {
		step_restart(h);
		return;
	}
	h->durable = log_durable(h->world.log);
	note_signed(h);
}

static void any_schedule_keeps_what_was_acknowledged(void **state)
{
	(void)state;
	unsigned losses = 0, restarts = 0, beside = 0;
	for (unsigned i = 0; i < gen_cases(60); i++) {
		struct history *h = malloc(sizeof *h);
		history_init(h, i);
		for (int step = 0; step < STEPS; step++) {
			if (h->world.store.die_at == 0 && gen_chance(&h->gen, 1, 12)) {
				h->world.store.die_at = h->world.store.writes + 1 + gen_below(&h->gen, 8);
				h->world.store.torn_part = (uint32_t)gen_below(&h->gen, 257);
			}
			history_step(h);
		}
		step_restart(h);
		losses += h->losses;
		restarts += h->restarts;
		beside += h->beside;
		world_release(&h->world);
		free(h);
	}
	assert_true(losses > 30 && restarts > losses && beside > 30);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_schedule_keeps_what_was_acknowledged),
	};
	return cmocka_run_group_tests_name("schedule", tests, NULL, NULL);
}
