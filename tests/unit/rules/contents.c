/* Content outside the record: who may see it, whose it is, and what erasure leaves. */
#include <setjmp.h>
#include <stdarg.h>

#include "lib/forum_sim.h"
#include "rules/contents.h"

#include <cmocka.h>

static const struct content_row *newest(struct sim *s)
{
	return contents_at(s->forum, contents_count(s->forum) - 1);
}

/* "aa bb oo" of those who may. */
static struct str readers(struct sim *s, const struct content_row *row)
{
	static const struct str all[] = { S("aa"), S("bb"), S("cc"), S("oo"), S("secretariat") };
	struct buf b;
	buf_init(&b, &s->scratch, 64);
	for (size_t i = 0; i < CM_COUNT(all); i++) {
		if (!content_may_see(s->forum, row, all[i]))
			continue;
		buf_put(&b, b.n > 0 ? S(" ") : STR_NONE);
		buf_put(&b, all[i]);
	}
	return buf_str(&b);
}

static void world(struct sim *s)
{
	sim_init(s, false);
	sim_world(s);
	sim_envoys(s);
}

static void assert_readers(struct sim *s, const struct content_row *row, const char *who)
{
	struct str found = readers(s, row);
	if (!str_eq(found, str_c(who)))
		fail_msg("%.*s and not %s", STR_ARG(found), who);
}

/* A return of bb whose committed answers differ. */
static void return_filed(struct sim *s)
{
	struct sim_act a = sim_form_due(s, KIND_RETURN_FILE);
	struct return_value_list *list = &a.content.return_file.values;
	struct return_value *own = arena_array(&s->scratch, struct return_value, list->count);
	memcpy(own, list->at, list->count * sizeof *own);
	list->at = own;
	for (uint32_t i = 0; i < list->count; i++) {
		if (own[i].content.is_present)
			own[i].content.sha256 = sim_key(sim_str(s, "answer %u", i))->digest;
	}
	sim_do(s, a);
}

static void a_field_of_a_return_is_for_those_whom_the_form_says(void **state)
{
	(void)state;
	struct sim s;
	uint32_t from;
	world(&s);
	return_filed(&s);
	uint32_t count = contents_of_entry(s.forum, forum_size(s.forum) - 1, &from);
	assert_int_equal(count, 3);
	assert_int_equal(contents_of_entry(s.forum, 0, &from), 0);
	count = contents_of_entry(s.forum, forum_size(s.forum) - 1, &from);
	uint32_t of[CONTENT_DISTRIBUTION__COUNT] = { 0 };
	for (uint32_t i = 0; i < count; i++) {
		const struct content_row *row = contents_at(s.forum, from + i);
		assert_true(str_eq(row->party, S("bb")));
		assert_ptr_equal(contents_find(s.forum, &row->sha256), row);
		assert_true(content_may_see(s.forum, row, S("bb")));
		assert_int_equal(content_may_see(s.forum, row, STR_NONE),
		    row->distribution == CONTENT_PUBLIC);
		of[row->distribution]++;
	}
	assert_true(of[CONTENT_MEMBERS] > 0 && of[CONTENT_NAMED] > 0);
	sim_release(&s);
}

static void who_brought_it_says_who_may_see_it(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	struct sim_act a = sim_content_due(&s, KIND_CONTENT_DISTRIBUTE);
	sim_do(&s, a);
	assert_readers(&s, newest(&s), "bb cc secretariat");
	a.content.content_distribute.distribution = S("members");
	a.content.content_distribute.parties.count = 0;
	sim_do(&s, a);
	assert_readers(&s, newest(&s), "aa bb cc oo secretariat");
	assert_false(content_may_see(s.forum, newest(&s), STR_NONE));
	a.content.content_distribute.distribution = S("public");
	sim_do(&s, a);
	assert_true(content_may_see(s.forum, newest(&s), STR_NONE));
	/* A delegate who may publish says it as well. */
	a.content.content_distribute.distribution = S("members");
	sim_unsign(&a);
	sim_sign_as(&s, &a, S("bb/envoy"));
	sim_do(&s, a);
	assert_false(content_may_see(s.forum, newest(&s), STR_NONE));
	sim_release(&s);
}

static void what_was_erased_is_seen_by_nobody_and_says_who_and_why(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	return_filed(&s);
	struct sim_act a = sim_content_act(&s, KIND_CONTENT_ERASE);
	struct hash before = sim_root(&s);
	sim_do(&s, a);
	const struct content_row *row = newest(&s);
	struct hash after = sim_root(&s);
	assert_memory_not_equal(&before, &after, sizeof before);
	assert_readers(&s, row, "");
	assert_int_equal(row->erased, forum_size(s.forum) - 1);
	assert_true(str_eq(row->eraser, S("bb/coordinator")) && str_eq(row->rule, S("The law.")));
	assert_true(str_eq(row->ground, S("The person asked for it.")));
	/* Another row of the same act stays as it is. */
	assert_false(content_is_erased(contents_at(s.forum, contents_count(s.forum) - 2)));
	sim_reload(&s);
	assert_true(content_is_erased(newest(&s)));
	assert_ptr_equal(contents_find(s.forum, &a.content.content_erase.content), newest(&s));
	sim_release(&s);
}

static void two_officers_erase_what_is_anybodys(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	struct sim_act a = sim_content_due(&s, KIND_CONTENT_ERASE);
	sim_unsign(&a);
	sim_sign_as(&s, &a, sim_officer(&s, 1));
	sim_sign_as(&s, &a, sim_officer(&s, 2));
	sim_do(&s, a);
	assert_true(content_is_erased(newest(&s)));
	sim_release(&s);
}

static void a_commitment_that_is_repeated_stays_the_first_ones(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	sim_do(&s, sim_form_due(&s, KIND_RETURN_FILE));
	uint32_t count = contents_count(s.forum);
	const struct content_row *row = newest(&s);
	uint64_t entry = row->entry;
	struct sim_act a = sim_form_act(&s, KIND_INQUIRY_ASK);
	a.content.inquiry_ask.text.count = 0;
	a.content.inquiry_ask.content = (struct commitment){ .is_present = true, .len = row->len,
		.sha256 = row->sha256, .type = row->type };
	sim_do(&s, a);
	assert_int_equal(contents_count(s.forum), count);
	assert_int_equal(newest(&s)->entry, entry);
	/* A new one is for those asked, and who asked. */
	a.content.inquiry_ask.content.sha256 = sim_key(S("another"))->digest;
	sim_do(&s, a);
	assert_int_equal(contents_count(s.forum), count + 1);
	assert_readers(&s, newest(&s), "bb cc secretariat");
	sim_release(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_field_of_a_return_is_for_those_whom_the_form_says),
		cmocka_unit_test(who_brought_it_says_who_may_see_it),
		cmocka_unit_test(what_was_erased_is_seen_by_nobody_and_says_who_and_why),
		cmocka_unit_test(two_officers_erase_what_is_anybodys),
		cmocka_unit_test(a_commitment_that_is_repeated_stays_the_first_ones),
	};
	return cmocka_run_group_tests_name("contents", tests, NULL, NULL);
}
