/* The rules as the log sees them: a writer's forum, and a published one that follows. */
#include "service/fold.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "base/scope.h"
#include "lib/forum_sim.h"

#include <cmocka.h>

#define ARENA_BYTES ((size_t)1024 * 1024 * 1024)
#define ACTS 60

struct both {
	struct arena arena, copy_arena;
	struct forum_fold ff;
	struct fold fold;
};

static void both_init(struct both *b, struct str origin)
{
	arena_init(&b->arena, ARENA_BYTES);
	arena_init(&b->copy_arena, ARENA_BYTES);
	forum_fold_init(&b->ff, &b->arena, origin, 5);
	b->fold = forum_fold(&b->ff);
}

static void both_release(struct both *b)
{
	forum_fold_release(&b->ff);
	arena_release(&b->arena);
	arena_release(&b->copy_arena);
}

static void split(struct both *b)
{
	struct err err;
	assert_int_equal(forum_fold_split(&b->ff, &b->copy_arena, &err), RC_OK);
}

static uint32_t pending_count_of(const struct both *b)
{
	return b->ff.groups[0].count + b->ff.groups[1].count;
}

static void group_end(struct both *b)
{
	forum_fold_cut(&b->ff);
	forum_fold_publish(&b->ff);
}

static bool same(struct hash a, struct hash b)
{
	return memcmp(a.bytes, b.bytes, HASH_BYTES) == 0;
}

static struct hash root_of(struct forum *f)
{
	struct hash root;
	forum_root(f, &root);
	return root;
}

static struct fold_act act_of(const struct sim *s, const struct admitted *admitted)
{
	return (struct fold_act){ admitted, forum_size(s->forum), s->now };
}

/* Through the fold, as the log does it; true when it was admitted. */
static bool fold_one(struct both *b, const struct fold_act *act, struct findings *found)
{
	uint32_t line;
	if (b->fold.ops->authorise(b->fold.ctx, act, &line) != FAULT_NONE)
		return false;
	if (b->fold.ops->check(b->fold.ctx, act, found).id != FAULT_NONE)
		return false;
	b->fold.ops->apply(b->fold.ctx, act);
	return true;
}

/* A small world into the simulation and, while it opens, into the fold. */
static void world(struct sim *s, struct both *b)
{
	static const enum kind kinds[] = { KIND_FORUM_FOUND, KIND_PARTY_ADMIT, KIND_PARTY_ADMIT,
		KIND_DELEGATE_ACCREDIT, KIND_DELEGATE_ACCREDIT };
	static const char *const subjects[] = { "", "aa", "bb", "aa/delegate-1", "bb/delegate-1" };
	sim_init(s, false);
	for (size_t i = 0; i < CM_COUNT(kinds); i++) {
		struct sim_act a = sim_make(s, kinds[i], str_c(subjects[i]));
		struct fold_act act = act_of(s, sim_admit(s, &a));
		assert_true(fold_one(b, &act, NULL));
		sim_do(s, a);
	}
}

static void while_a_record_opens_there_is_one_forum(void **state)
{
	(void)state;
	static struct both b;
	struct sim s;
	both_init(&b, SIM_ORIGIN);
	world(&s, &b);
	assert_null(b.ff.published);
	assert_int_equal(pending_count_of(&b), 0);
	assert_true(same(root_of(b.ff.forum), sim_root(&s)));
	sim_release(&s);
	both_release(&b);
}

static void the_split_gives_two_forums_that_are_equal(void **state)
{
	(void)state;
	static struct both b;
	struct sim s;
	both_init(&b, SIM_ORIGIN);
	world(&s, &b);
	struct forum *before = b.ff.forum;
	split(&b);
	assert_ptr_equal(b.ff.published, before); /* readers may be looking at it */
	assert_true(b.ff.forum != before);
	assert_true(same(root_of(b.ff.forum), sim_root(&s)));
	assert_true(same(root_of(b.ff.published), sim_root(&s)));
	sim_release(&s);
	both_release(&b);
}

static void readers_see_nothing_before_it_is_published(void **state)
{
	(void)state;
	static struct both b;
	struct sim s;
	both_init(&b, SIM_ORIGIN);
	world(&s, &b);
	split(&b);
	struct hash before = root_of(b.ff.published);
	for (unsigned i = 0; i < 3; i++) {
		struct sim_act a = sim_make(&s, KIND_RELEASE_PUBLISH, STR_NONE);
		struct fold_act act = act_of(&s, sim_admit(&s, &a));
		assert_true(fold_one(&b, &act, NULL));
		sim_do(&s, a);
		assert_int_equal(pending_count_of(&b), i + 1);
		assert_true(same(before, root_of(b.ff.published)));
		assert_true(same(root_of(b.ff.forum), sim_root(&s)));
	}
	forum_fold_publish(&b.ff); /* nothing was cut */
	assert_true(same(before, root_of(b.ff.published)));
	forum_fold_cut(&b.ff);
	struct hash of_group = root_of(b.ff.forum);
	struct sim_act more = sim_make(&s, KIND_RELEASE_PUBLISH, STR_NONE);
	struct fold_act act = act_of(&s, sim_admit(&s, &more));
	assert_true(fold_one(&b, &act, NULL)); /* of the next group */
	sim_do(&s, more);
	forum_fold_publish(&b.ff);
	assert_true(same(root_of(b.ff.published), of_group));
	assert_int_equal(pending_count_of(&b), 1);
	forum_fold_publish(&b.ff); /* nothing to do: nothing done */
	assert_true(same(root_of(b.ff.published), of_group));
	group_end(&b);
	assert_int_equal(pending_count_of(&b), 0);
	assert_true(same(root_of(b.ff.published), sim_root(&s)));
	sim_release(&s);
	both_release(&b);
}

/* Random acts, refused ones among them, in groups of random size; now and then a new start. */
static void the_published_forum_is_the_writers_after_each_group(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(25); i++) {
		struct gen g;
		struct both *b = calloc(1, sizeof *b);
		struct sim s;
		assert_non_null(b);
		gen_init_case(&g, i);
		both_init(b, SIM_ORIGIN);
		world(&s, b);
		split(b);
		for (unsigned n = 0; n < ACTS; n++) {
			struct sim_act a = sim_random(&s, &g);
			struct fold_act act = act_of(&s, sim_admit(&s, &a));
			struct findings found;
			bool is_admitted = fold_one(b, &act, &found);
			assert_true(is_admitted == sim_submit(&s, &a).is_admitted);
			if (gen_chance(&g, 2, 3))
				continue;
			group_end(b);
			assert_true(same(root_of(b->ff.published), root_of(b->ff.forum)));
			assert_true(same(root_of(b->ff.published), sim_root(&s)));
		}
		sim_release(&s);
		both_release(b);
		free(b);
	}
}

static void a_snapshot_starts_a_forum_that_goes_on(void **state)
{
	(void)state;
	static struct both b, c;
	struct sim s;
	struct buf dump;
	struct err err;
	both_init(&b, SIM_ORIGIN);
	both_init(&c, SIM_ORIGIN);
	world(&s, &b);
	SCOPE_ARENA(kept, ARENA_BYTES); /* what is loaded borrows from the dump */
	buf_init(&dump, &kept, ARENA_BYTES);
	assert_true(b.fold.ops->save(b.fold.ctx, &dump));
	assert_int_equal(c.fold.ops->load(c.fold.ctx, buf_str(&dump), &err), RC_OK);
	split(&c);
	struct sim_act a = sim_make(&s, KIND_RELEASE_PUBLISH, STR_NONE);
	struct fold_act act = act_of(&s, sim_admit(&s, &a));
	assert_true(fold_one(&c, &act, NULL));
	sim_do(&s, a);
	struct hash root;
	c.fold.ops->root(c.fold.ctx, &root);
	assert_true(same(root, sim_root(&s)));
	group_end(&c);
	assert_true(same(root_of(c.ff.published), sim_root(&s)));
	sim_release(&s);
	both_release(&b);
	both_release(&c);
}

static void a_snapshot_of_another_record_or_a_damaged_one_is_refused(void **state)
{
	(void)state;
	static struct both b, other;
	struct sim s;
	struct buf dump;
	struct err err;
	both_init(&b, SIM_ORIGIN);
	both_init(&other, S("other.example/log"));
	world(&s, &b);
	buf_init(&dump, &s.scratch, ARENA_BYTES);
	assert_true(b.fold.ops->save(b.fold.ctx, &dump));
	assert_int_equal(other.fold.ops->load(other.fold.ctx, buf_str(&dump), &err), RC_CORRUPT);
	dump.n--;
	assert_int_equal(b.fold.ops->load(b.fold.ctx, buf_str(&dump), &err), RC_CORRUPT);
	sim_release(&s);
	both_release(&b);
	both_release(&other);
}

static void a_refusal_says_why_and_where(void **state)
{
	(void)state;
	static struct both b;
	struct sim s;
	struct findings found;
	uint32_t line = 99;
	both_init(&b, SIM_ORIGIN);
	world(&s, &b);
	struct sim_act a = sim_make(&s, KIND_DELEGATE_ACCREDIT, STR_NONE);
	a.signers[0].key = S("thief#0");
	struct fold_act act = act_of(&s, sim_admit(&s, &a));
	assert_int_equal(b.fold.ops->authorise(b.fold.ctx, &act, &line), FAULT_AUTH);
	assert_int_equal(line, 0);
	assert_int_equal(b.ff.why, FINDING_KEY_NOT_ACCREDITED);
	a = sim_make(&s, KIND_BODY_RENAME, S("moon"));
	act = act_of(&s, sim_admit(&s, &a));
	assert_int_equal(b.fold.ops->authorise(b.fold.ctx, &act, &line), FAULT_NONE);
	assert_int_equal(b.fold.ops->check(b.fold.ctx, &act, &found).id, FAULT_RULES);
	assert_int_equal(found.at[0].id, FINDING_BODY_UNKNOWN);
	assert_int_equal(b.fold.ops->check(b.fold.ctx, &act, NULL).id, FAULT_RULES);
	a.kind_name = S("party.contest"); /* whose members are others */
	struct admitted *admitted = arena_new(&s.scratch, struct admitted);
	*admitted = *sim_admit(&s, &a);
	act.admitted = admitted;
	struct fault fault = b.fold.ops->check(b.fold.ctx, &act, &found);
	assert_int_equal(fault.id, FAULT_ACT_MEMBER);
	assert_int_equal(fault.line, 3);
	assert_true(fault.offset > 0 && fault.offset < admitted->entry.act.json.line.n);
	admitted->entry.received = s.now; /* as an entry has it */
	assert_int_equal(b.fold.ops->check(b.fold.ctx, &act, &found).line, 4);
	sim_release(&s);
	both_release(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(while_a_record_opens_there_is_one_forum),
		cmocka_unit_test(the_split_gives_two_forums_that_are_equal),
		cmocka_unit_test(readers_see_nothing_before_it_is_published),
		cmocka_unit_test(the_published_forum_is_the_writers_after_each_group),
		cmocka_unit_test(a_snapshot_starts_a_forum_that_goes_on),
		cmocka_unit_test(a_snapshot_of_another_record_or_a_damaged_one_is_refused),
		cmocka_unit_test(a_refusal_says_why_and_where),
	};
	return cmocka_run_group_tests_name("fold", tests, NULL, NULL);
}
