/* The archive of releases against a scan of all of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "lib/forum_sim.h"
#include "rules/register.h"

#include <cmocka.h>

#define RELEASES 400

static const char *const LANGS[] = { "en", "ru", "fa", "zh-Hans" };

static struct facet_list facets_make(struct sim *s, struct gen *g, char letter)
{
	struct facet *at = arena_array(&s->scratch, struct facet, 4);
	uint32_t count = 0;
	for (unsigned i = 0; i < 6 && count < 4; i++) {
		if (!gen_chance(g, 1, 4))
			continue;
		struct str code = sim_str(s, "%c%u", letter, i);
		at[count++] = (struct facet){ .is_present = true,
			.code = code,
			.names = sim_names(s, sim_str(s, "Name %.*s", STR_ARG(code))),
			.printed = gen_bool(g) ? S("As printed") : STR_NONE };
	}
	return (struct facet_list){ count, at };
}

static void release_make(struct sim *s, struct gen *g, uint32_t i)
{
	static const char *const kinds[] = { "statement", "comment", "speech" };
	struct sim_act a = sim_make(s, KIND_RELEASE_PUBLISH, sim_str(s, "r-%u", i));
	struct release_publish *c = &a.content.release_publish;
	struct release_text *versions = arena_array(&s->scratch, struct release_text, 4);
	uint32_t count = 0;
	uint64_t first = gen_below(g, 4);
	for (uint64_t l = first; l < 4 && (l == first || gen_bool(g)); l++)
		versions[count++] = (struct release_text){ .is_present = true, .lang = str_c(LANGS[l]) };
	c->versions = (struct release_text_list){ count, versions };
	c->issued = date_of_days((int32_t)gen_between(g, 16000, 16080));
	if (gen_bool(g))
		c->issued.minute = (int16_t)gen_below(g, 1440);
	if (gen_chance(g, 1, 5))
		c->issued.day = 0;
	if (c->issued.day == 0)
		c->issued.minute = -1;
	c->kind = str_c(kinds[gen_below(g, 3)]);
	c->topics = facets_make(s, g, 't');
	c->organisations = facets_make(s, g, 'o');
	c->party = gen_bool(g) ? S("aa") : gen_bool(g) ? S("bb") : STR_NONE;
	c->meeting = gen_bool(g) ? sim_str(s, "m-%u", (unsigned)gen_below(g, 3)) : STR_NONE;
	sim_unsign(&a);
	sim_sign_as(s, &a, sim_officer(s, 1));
	sim_do(s, a);
}

static void archive_make(struct sim *s, struct gen *g)
{
	sim_init(s, false);
	sim_world(s);
	for (uint32_t i = 0; i < RELEASES; i++) {
		release_make(s, g, i);
		struct str code = sim_str(s, "r-%u", (unsigned)gen_below(g, i + 1));
		struct sim_act a = sim_make(s, KIND_RELEASE_VERSION, code);
		a.content.release_version.version.lang = str_c(LANGS[gen_below(g, 4)]);
		if (gen_chance(g, 1, 4))
			(void)sim_submit(s, &a);
	}
}

static bool has_facet(const struct release_facet *at, uint32_t count, struct str code)
{
	bool has = code.n == 0;
	for (uint32_t i = 0; i < count; i++)
		has = has || str_eq(at[i].code, code);
	return has;
}

static bool fits(const struct release *r, const struct release_filter *q)
{
	bool has_lang = q->lang.n == 0;
	for (uint32_t i = 0; i < r->versions_count; i++)
		has_lang = has_lang || str_eq(r->versions[i].lang, q->lang);
	int32_t day = date_first_day(r->issued);
	return has_lang && day >= q->from_day && day <= q->until_day &&
	    has_facet(r->topics, r->topics_count, q->topic) &&
	    has_facet(r->organisations, r->organisations_count, q->organisation) &&
	    (q->kind.n == 0 || str_eq(r->kind, q->kind)) &&
	    (q->party.n == 0 || str_eq(r->party, q->party)) &&
	    (q->meeting.n == 0 || str_eq(r->meeting, q->meeting));
}

static struct release_filter filter_any(struct sim *s, struct gen *g)
{
	struct release_filter q = { .from_day = INT32_MIN, .until_day = INT32_MAX };
	if (gen_chance(g, 1, 3))
		q.from_day = (int32_t)gen_between(g, 15990, 16090);
	if (gen_chance(g, 1, 3))
		q.until_day = (int32_t)gen_between(g, 15990, 16090);
	if (gen_chance(g, 1, 3))
		q.topic = sim_str(s, "t%u", (unsigned)gen_below(g, 7));
	if (gen_chance(g, 1, 4))
		q.organisation = sim_str(s, "o%u", (unsigned)gen_below(g, 7));
	if (gen_chance(g, 1, 4))
		q.lang = str_c(LANGS[gen_below(g, 4)]);
	if (gen_chance(g, 1, 4))
		q.kind = gen_bool(g) ? S("speech") : S("comment");
	if (gen_chance(g, 1, 4))
		q.party = gen_bool(g) ? S("bb") : S("cc");
	if (gen_chance(g, 1, 4))
		q.meeting = S("m-1");
	return q;
}

/* One page of the search equals what stands there in the scan. */
static void search_check(struct sim *s, struct gen *g, struct release_filter *q)
{
	const struct release *all[RELEASES], *page[20];
	uint32_t hits = 0, total = 12345;
	for (uint32_t i = 0; i < release_count(s->forum); i++) {
		const struct release *r = release_by_date(s->forum, i);
		if (fits(r, q))
			all[hits++] = r;
	}
	uint32_t skip = gen_chance(g, 1, 10) ? (uint32_t)gen_u64(g) : (uint32_t)gen_below(g, 60);
	uint32_t max = (uint32_t)gen_below(g, CM_COUNT(page) + 1);
	struct release_filter paged = *q;
	paged.skip = skip;
	paged.max = max;
	q->skip = skip;
	q->max = max;
	uint32_t got = release_search(s->forum, &paged, page, &total);
	uint32_t left = skip < hits ? hits - skip : 0;
	assert_int_equal(total, hits);
	assert_int_equal(got, left < max ? left : max);
	for (uint32_t i = 0; i < got; i++)
		assert_ptr_equal(page[i], all[skip + i]);
}

static void a_search_finds_what_a_scan_finds(void **state)
{
	(void)state;
	struct gen g;
	struct sim s;
	gen_init_case(&g, 0);
	archive_make(&s, &g);
	for (unsigned i = 0; i < gen_cases(3000); i++) {
		struct release_filter q = filter_any(&s, &g);
		search_check(&s, &g, &q);
		if (i == gen_cases(3000) / 2)
			sim_reload(&s);
	}
	sim_release(&s);
}

static void releases_stand_newest_first_and_of_one_time_the_later_recorded(void **state)
{
	(void)state;
	struct gen g;
	struct sim s;
	gen_init_case(&g, 1);
	archive_make(&s, &g);
	for (unsigned pass = 0; pass < 2; pass++) {
		for (uint32_t i = 1; i < release_count(s.forum); i++) {
			const struct release *x = release_by_date(s.forum, i - 1);
			const struct release *y = release_by_date(s.forum, i);
			int order = date_cmp(x->issued, y->issued);
			assert_true(order > 0 || (order == 0 && x->entry > y->entry));
		}
		for (uint32_t i = 0; i < RELEASES; i++) {
			const struct release *r = release_find(s.forum, sim_str(&s, "r-%u", i));
			for (uint32_t v = 1; v < r->versions_count; v++)
				assert_true(str_cmp(r->versions[v - 1].lang, r->versions[v].lang) < 0);
		}
		sim_reload(&s);
	}
	sim_release(&s);
}

static uint32_t count_of(struct sim *s, int what, struct str code)
{
	struct release_filter q = { .from_day = INT32_MIN, .until_day = INT32_MAX };
	*(what == 0     ? &q.topic
	    : what == 1 ? &q.organisation
	    : what == 2 ? &q.lang
			: &q.kind) = code;
	uint32_t count = 0;
	for (uint32_t i = 0; i < release_count(s->forum); i++)
		count += fits(release_by_date(s->forum, i), &q);
	return count;
}

static void facets_are_counted_and_ordered_by_count_then_code(void **state)
{
	(void)state;
	static const uint32_t different[] = { 6, 6, 4, 3 };
	struct gen g;
	struct sim s;
	gen_init_case(&g, 2);
	archive_make(&s, &g);
	for (unsigned pass = 0; pass < 2; pass++) {
		for (int what = 0; what < 4; what++) {
			struct facet_count all[10], few[2];
			uint32_t n = release_facets(s.forum, what, all, CM_COUNT(all));
			assert_int_equal(n, different[what]);
			for (uint32_t i = 0; i < n; i++) {
				assert_int_equal(all[i].count, count_of(&s, what, all[i].code));
				assert_true((all[i].names == NULL) == (what >= 2));
				assert_true(i == 0 || all[i - 1].count > all[i].count ||
				    (all[i - 1].count == all[i].count &&
					str_cmp(all[i - 1].code, all[i].code) < 0));
			}
			assert_int_equal(release_facets(s.forum, what, few, 2), 2);
			assert_true(str_eq(few[0].code, all[0].code) && str_eq(few[1].code, all[1].code));
			assert_int_equal(release_facets(s.forum, what, few, 0), 0);
		}
		sim_reload(&s);
	}
	sim_release(&s);
}

static void an_empty_archive_has_no_hits_and_no_facets(void **state)
{
	(void)state;
	struct sim s;
	sim_init(&s, false);
	sim_world(&s);
	struct release_filter q = { .from_day = INT32_MIN, .until_day = INT32_MAX, .max = 2 };
	const struct release *page[2];
	struct facet_count facet;
	uint32_t total = 1;
	assert_int_equal(release_search(s.forum, &q, page, &total), 0);
	assert_int_equal(total, 0);
	for (int what = 0; what < 4; what++)
		assert_int_equal(release_facets(s.forum, what, &facet, 1), 0);
	sim_release(&s);
}

static void a_version_is_held_or_only_known_of(void **state)
{
	(void)state;
	struct sim s;
	sim_init(&s, false);
	sim_world(&s);
	struct sim_result one = sim_do(&s, sim_make(&s, KIND_RELEASE_PUBLISH, S("r-1")));
	struct sim_act a = sim_make(&s, KIND_RELEASE_VERSION, S("r-1"));
	a.content.release_version.version.text = STR_NONE;
	struct sim_result two = sim_do(&s, a);
	const struct release *r = release_find(s.forum, S("r-1"));
	assert_true(r->versions[0].has_text && r->versions[0].entry == one.index);
	assert_true(!r->versions[1].has_text && r->versions[1].entry == two.index);
	assert_true(str_eq(r->versions[1].lang, S("ru")));
	sim_release(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_search_finds_what_a_scan_finds),
		cmocka_unit_test(releases_stand_newest_first_and_of_one_time_the_later_recorded),
		cmocka_unit_test(facets_are_counted_and_ordered_by_count_then_code),
		cmocka_unit_test(an_empty_archive_has_no_hits_and_no_facets),
		cmocka_unit_test(a_version_is_held_or_only_known_of),
	};
	return cmocka_run_group_tests_name("release", tests, NULL, NULL);
}
