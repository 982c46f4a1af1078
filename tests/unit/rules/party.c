#include "rules/party.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "lib/forum_sim.h"

#include <cmocka.h>

static int32_t day(const char *text)
{
	return date_first_day(sim_date(text));
}

static void world(struct sim *s)
{
	sim_init(s, false);
	sim_world(s);
}

static void admit(struct sim *s, const char *code, const char *from, const char *seen_by)
{
	struct sim_act a = sim_make(s, KIND_PARTY_ADMIT, str_c(code));
	a.content.party_admit.from = from == NULL ? DATE_NONE : sim_date(from);
	a.content.party_admit.seen_by = seen_by == NULL ? DATE_NONE : sim_date(seen_by);
	sim_do(s, a);
}

struct change {
	const char *category, *from, *seen_by, *until, *gone_by;
};

static struct date date_or_none(const char *text)
{
	return text == NULL ? DATE_NONE : sim_date(text);
}

static struct sim_act change_of(struct sim *s, const char *party, const struct change *c)
{
	struct sim_act a = sim_make(s, KIND_PARTY_CHANGE, str_c(party));
	a.content.party_change.category = str_c(c->category);
	a.content.party_change.from = date_or_none(c->from);
	a.content.party_change.seen_by = date_or_none(c->seen_by);
	a.content.party_change.until = date_or_none(c->until);
	a.content.party_change.gone_by = date_or_none(c->gone_by);
	return a;
}

static const char *status_on(struct sim *s, const char *party, int32_t on)
{
	const struct party_status *st = party_status_on(party_find(s->forum, str_c(party)), on);
	return st == NULL ? "none" : sim_str(s, "%.*s", STR_ARG(st->category)).p;
}

static void a_start_counts_from_the_last_day_of_its_span(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	admit(&s, "day", "2014-05-20", NULL);
	admit(&s, "month", "2014-05", NULL);
	admit(&s, "year", "2014", NULL);
	admit(&s, "seen", NULL, "2014-05");
	admit(&s, "ever", NULL, NULL);
	const struct {
		const char *party, *before, *on;
	} cases[] = { { "day", "2014-05-19", "2014-05-20" }, { "month", "2014-05-30", "2014-05-31" },
		{ "year", "2014-12-30", "2014-12-31" }, { "seen", "2014-05-30", "2014-05-31" } };
	for (size_t i = 0; i < CM_COUNT(cases); i++) {
		assert_string_equal(status_on(&s, cases[i].party, day(cases[i].before)), "none");
		assert_string_equal(status_on(&s, cases[i].party, day(cases[i].on)), "member");
		assert_string_equal(status_on(&s, cases[i].party, FORUM_TODAY), "member");
	}
	assert_string_equal(status_on(&s, "ever", day("0001-01-01")), "member");
	sim_release(&s);
}

static void an_end_counts_from_the_first_day_of_its_span(void **state)
{
	(void)state;
	const struct {
		struct change end;
		const char *last, *over;
	} cases[] = { { { "none", NULL, NULL, "2019-06-14", NULL }, "2019-06-13", "2019-06-14" },
		{ { "none", NULL, NULL, "2019-06", NULL }, "2019-05-31", "2019-06-01" },
		{ { "none", NULL, NULL, NULL, "2019" }, "2018-12-31", "2019-01-01" },
		{ { "member", "2010", NULL, "2019-06", NULL }, "2019-05-31", "2019-06-01" } };
	for (size_t i = 0; i < CM_COUNT(cases); i++) {
		struct sim s;
		world(&s);
		admit(&s, "zz", "2002-06-04", NULL);
		sim_do(&s, change_of(&s, "zz", &cases[i].end));
		assert_string_equal(status_on(&s, "zz", day(cases[i].last)), "member");
		assert_string_equal(status_on(&s, "zz", day(cases[i].over)), "none");
		assert_string_equal(status_on(&s, "zz", FORUM_TODAY), "none");
		assert_true(str_eq(party_find(s.forum, S("zz"))->category, S("none")));
		sim_release(&s);
	}
}

static void a_new_status_ends_the_one_before_it(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	admit(&s, "zz", "2002-06-04", NULL);
	sim_do(&s, change_of(&s, "zz", &(struct change){ "observer", NULL, "2008-08", NULL, NULL }));
	sim_do(&s, change_of(&s, "zz", &(struct change){ "none", NULL, NULL, "2010", NULL }));
	sim_do(&s, change_of(&s, "zz", &(struct change){ "member", "2014-05-20", NULL, NULL, NULL }));
	const struct {
		const char *on, *status;
	} cases[] = { { "2002-06-03", "none" }, { "2002-06-04", "member" }, { "2008-08-30", "member" },
		{ "2008-08-31", "observer" }, { "2009-12-31", "observer" }, { "2010-01-01", "none" },
		{ "2014-05-19", "none" }, { "2014-05-20", "member" }, { "9999-12-31", "member" } };
	for (size_t i = 0; i < CM_COUNT(cases); i++)
		assert_string_equal(status_on(&s, "zz", day(cases[i].on)), cases[i].status);
	assert_string_equal(status_on(&s, "zz", FORUM_TODAY), "member");
	sim_release(&s);
}

/* The counting rule, written down anew: the status is the last recorded one that has begun, unless it
 * has ended; a status counts from the last day of its start to before the first day of its end. */
struct naive {
	int32_t start, end;
	bool is_end;
	const char *category;
};

static const char *naive_status(const struct naive *at, uint32_t count, int32_t on)
{
	const char *held = "none";
	for (uint32_t i = 0; i < count; i++) {
		if (at[i].is_end ? at[i].end <= on : at[i].start <= on)
			held = at[i].is_end || on >= at[i].end ? "none" : at[i].category;
	}
	return held;
}

static struct date date_cut(struct gen *g, int32_t of)
{
	struct date d = date_of_days(of);
	d.minute = -1;
	uint64_t cut = gen_below(g, 4);
	if (cut >= 2)
		d.day = 0;
	if (cut == 3)
		d.month = 0;
	return d;
}

static void statuses_agree_with_the_counting_rule(void **state)
{
	(void)state;
	static const char *const categories[] = { "member", "observer" };
	unsigned recorded = 0;
	for (unsigned i = 0; i < gen_cases(150); i++) {
		struct gen g;
		struct sim s;
		world(&s);
		struct naive rows[12];
		uint32_t count = 0;
		gen_init_case(&g, i);
		int32_t at = (int32_t)gen_between(&g, 11000, 12000);
		struct sim_act a = sim_make(&s, KIND_PARTY_ADMIT, S("zz"));
		a.content.party_admit.from = date_cut(&g, at);
		rows[count++] = (struct naive){ date_last_day(a.content.party_admit.from), INT32_MAX, false,
			"member" };
		sim_do(&s, a);
		for (unsigned n = 0; n < 8; n++) {
			struct change none = { categories[gen_below(&g, 2)], NULL, NULL, NULL, NULL };
			struct naive row = { INT32_MIN, INT32_MAX, gen_chance(&g, 1, 4), none.category };
			at += (int32_t)gen_between(&g, 0, 800);
			a = change_of(&s, "zz", &none);
			struct party_change *c = &a.content.party_change;
			struct date d = date_cut(&g, at);
			*(row.is_end ? (gen_bool(&g) ? &c->until : &c->gone_by)
				     : (gen_bool(&g) ? &c->from : &c->seen_by)) = d;
			if (row.is_end) {
				c->category = S("none");
				row.end = date_first_day(d);
			} else {
				row.start = date_last_day(d);
			}
			if (!sim_submit(&s, &a).is_admitted)
				continue;
			recorded++;
			rows[count++] = row;
		}
		for (int32_t on = 10900; on < 20000; on += 13)
			assert_string_equal(status_on(&s, "zz", on), naive_status(rows, count, on));
		sim_release(&s);
	}
	assert_true(recorded > 500);
}

static void lists_are_in_order_of_codes_and_count_beyond_the_room(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	admit(&s, "ba", "2016-04-28", NULL);
	admit(&s, "ab", "2016-04-29", NULL);
	const struct party *out[3];
	struct party_filter q = { day("2016-04-28"), S("member"), STR_NONE };
	assert_int_equal(party_list_on(s.forum, &q, out, 3), 5);
	assert_true(str_eq(out[0]->code, S("aa")) && str_eq(out[1]->code, S("ba")));
	q = (struct party_filter){ FORUM_TODAY, STR_NONE, S("state") };
	assert_int_equal(party_list_on(s.forum, &q, out, 0), 7);
	q = (struct party_filter){ FORUM_TODAY, S("observer"), STR_NONE };
	assert_int_equal(party_list_on(s.forum, &q, out, 3), 1);
	q = (struct party_filter){ FORUM_TODAY, STR_NONE, S("organisation") };
	assert_int_equal(party_list_on(s.forum, &q, out, 3), 0);
	sim_release(&s);
}

static void rename_as(struct sim *s, const char *name, const char *from, const char *until,
    const char *use)
{
	struct sim_act a = sim_make(s, KIND_PARTY_RENAME, S("aa"));
	a.content.party_rename.names = sim_names(s, str_c(name));
	a.content.party_rename.from = date_or_none(from);
	a.content.party_rename.until = date_or_none(until);
	a.content.party_rename.use = str_c(use);
	sim_do(s, a);
}

static const char *name_on(struct sim *s, int32_t on)
{
	return sim_str(s, "%.*s",
	    STR_ARG(party_names_on(party_find(s->forum, S("aa")), on)->at[0].text)).p;
}

static void names_hold_in_their_spans_and_variants_never(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	assert_string_equal(name_on(&s, day("1900-01-01")), "Party aa");
	rename_as(&s, "Türkiye", "2022-06", NULL, "official");
	rename_as(&s, "Turkiye", NULL, NULL, "variant");
	rename_as(&s, "The older name", NULL, "1960", "official");
	assert_string_equal(name_on(&s, day("1959-12-31")), "The older name");
	assert_string_equal(name_on(&s, day("1960-01-01")), "Party aa");
	assert_string_equal(name_on(&s, day("2022-06-29")), "Party aa");
	assert_string_equal(name_on(&s, day("2022-06-30")), "Türkiye");
	assert_string_equal(name_on(&s, FORUM_TODAY), "Türkiye");
	assert_int_equal(party_find(s.forum, S("aa"))->names_count, 4);
	sim_release(&s);
}

static void a_party_gives_its_own_name_and_no_other(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	struct sim_act a = sim_make(&s, KIND_PARTY_RENAME, S("aa"));
	sim_unsign(&a);
	sim_sign_as(&s, &a, S("aa/coordinator"));
	assert_true(sim_judge(&s, &a).is_admitted);
	a.content.party_rename.party = S("bb");
	struct sim_result r = sim_judge(&s, &a);
	assert_true(sim_has(&r, FINDING_COORDINATOR_ONLY));
	sim_release(&s);
}

static void rights_are_suspended_from_a_day_and_until_a_day(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	struct sim_act a = sim_make(&s, KIND_PARTY_SUSPEND, S("aa"));
	a.content.party_suspend.from = sim_date("2015-03");
	sim_do(&s, a);
	const struct party *p = party_find(s.forum, S("aa"));
	assert_true(p->is_suspended && party_suspended_on(p, FORUM_TODAY));
	struct sim_result r = sim_judge(&s, &a);
	assert_true(sim_has(&r, FINDING_PARTY_SUSPENDED));
	a = sim_make(&s, KIND_PARTY_RESTORE, S("aa"));
	a.content.party_restore.from = sim_date("2015-02-28");
	r = sim_judge(&s, &a);
	assert_true(sim_has(&r, FINDING_DATE_ORDER));
	a.content.party_restore.from = sim_date("2016-07");
	sim_do(&s, a);
	assert_false(p->is_suspended || party_suspended_on(p, FORUM_TODAY));
	assert_false(party_suspended_on(p, day("2015-03-30")));
	assert_true(party_suspended_on(p, day("2015-03-31")));
	assert_true(party_suspended_on(p, day("2016-06-30")));
	assert_false(party_suspended_on(p, day("2016-07-01")));
	assert_string_equal(status_on(&s, "aa", day("2015-06-01")), "member");
	sim_release(&s);
}

static void an_undated_suspension_is_of_the_day_it_was_received(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	int32_t received = (int32_t)(s.now.ms / SIM_DAY_MS);
	sim_do(&s, sim_make(&s, KIND_PARTY_SUSPEND, S("bb")));
	s.now.ms += 10 * SIM_DAY_MS;
	sim_do(&s, sim_make(&s, KIND_PARTY_RESTORE, S("bb")));
	const struct party *p = party_find(s.forum, S("bb"));
	assert_false(party_suspended_on(p, received - 1));
	assert_true(party_suspended_on(p, received) && party_suspended_on(p, received + 9));
	assert_false(party_suspended_on(p, received + 10));
	sim_release(&s);
}

static void an_end_before_the_first_list_that_shows_it_is_refused(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	const struct change bad[] = { { "member", "2010-05-02", NULL, "2010-05-01", NULL },
		{ "member", NULL, "2010-05-02", "2010-05-01", NULL },
		{ "member", "2010-05-02", NULL, NULL, "2010-05-01" },
		{ "member", NULL, "2010", NULL, "2009-12-31" } };
	for (size_t i = 0; i < CM_COUNT(bad); i++) {
		struct sim_act a = change_of(&s, "aa", &bad[i]);
		struct sim_result r = sim_judge(&s, &a);
		assert_true(sim_has(&r, FINDING_DATE_ORDER));
	}
	/* a cut date may hold both */
	struct sim_act a = change_of(&s, "aa", &(struct change){ "member", "2010", NULL, "2010", NULL });
	assert_true(sim_judge(&s, &a).is_admitted);
	a = change_of(&s, "aa", &(struct change){ "member", "2010-06", NULL, "2010", NULL });
	assert_true(sim_judge(&s, &a).is_admitted);
	sim_release(&s);
}

static void a_cut_date_is_in_order_as_long_as_it_can_be(void **state)
{
	(void)state;
	const struct {
		struct change c;
		bool is_in_order;
	} cases[] = { { { "member", "2014", NULL, NULL, NULL }, true },
		{ { "member", "2014-04", NULL, NULL, NULL }, false },
		{ { "member", "2014-05-19", NULL, NULL, NULL }, false },
		{ { "none", NULL, NULL, "2014", NULL }, true },
		{ { "none", NULL, NULL, NULL, "2013" }, false } };
	for (size_t i = 0; i < CM_COUNT(cases); i++) {
		struct sim s;
		world(&s);
		admit(&s, "zz", "2014-05-20", NULL);
		struct sim_act a = change_of(&s, "zz", &cases[i].c);
		struct sim_result r = sim_judge(&s, &a);
		assert_true(r.is_admitted == cases[i].is_in_order);
		assert_true(sim_has(&r, FINDING_STATUS_DATE_ORDER) != cases[i].is_in_order);
		sim_release(&s);
	}
}

/* With the parties' say in the founding, officers alone cannot make parties and count them. */
static void who_is_a_party_needs_the_parties_where_the_founding_says_so(void **state)
{
	(void)state;
	static const enum kind kinds[] = { KIND_PARTY_ADMIT, KIND_PARTY_CHANGE, KIND_PARTY_SUSPEND };
	struct sim s;
	sim_init(&s, false);
	s.parties_threshold = 2;
	sim_world(&s);
	for (size_t i = 0; i < CM_COUNT(kinds); i++) {
		struct sim_act a = sim_make(&s, kinds[i], i == 0 ? S("zz") : S("aa"));
		struct sim_act all = a;
		a.signers_count = SIM_OFFICERS_THRESHOLD;
		struct hash before = sim_root(&s);
		struct sim_result r = sim_submit(&s, &a);
		assert_true(r.is_admitted && sim_has(&r, FINDING_WAITS_FOR_OTHERS));
		assert_null(party_find(s.forum, S("zz")));
		assert_false(party_find(s.forum, S("aa"))->is_suspended);
		struct hash after = sim_root(&s);
		assert_true(memcmp(&before, &after, sizeof before) != 0); /* it is recorded */
		r = sim_judge(&s, &all);
		assert_false(sim_has(&r, FINDING_WAITS_FOR_OTHERS));
	}
	sim_release(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_start_counts_from_the_last_day_of_its_span),
		cmocka_unit_test(an_end_counts_from_the_first_day_of_its_span),
		cmocka_unit_test(a_new_status_ends_the_one_before_it),
		cmocka_unit_test(statuses_agree_with_the_counting_rule),
		cmocka_unit_test(lists_are_in_order_of_codes_and_count_beyond_the_room),
		cmocka_unit_test(names_hold_in_their_spans_and_variants_never),
		cmocka_unit_test(a_party_gives_its_own_name_and_no_other),
		cmocka_unit_test(rights_are_suspended_from_a_day_and_until_a_day),
		cmocka_unit_test(an_undated_suspension_is_of_the_day_it_was_received),
		cmocka_unit_test(an_end_before_the_first_list_that_shows_it_is_refused),
		cmocka_unit_test(a_cut_date_is_in_order_as_long_as_it_can_be),
		cmocka_unit_test(who_is_a_party_needs_the_parties_where_the_founding_says_so),
	};
	return cmocka_run_group_tests_name("party", tests, NULL, NULL);
}
