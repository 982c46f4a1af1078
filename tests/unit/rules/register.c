#include "rules/register.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "lib/forum_sim.h"

#include <cmocka.h>

static void world(struct sim *s)
{
	sim_init(s, false);
	sim_world(s);
}

static int32_t day(const char *text)
{
	return date_first_day(sim_date(text));
}

static struct date date_or_none(const char *text)
{
	return text == NULL ? DATE_NONE : sim_date(text);
}

static const char *body_on(struct sim *s, const char *body, int32_t on)
{
	const struct names *n = body_names_on(s->forum, str_c(body), on);
	return n == NULL ? "none" : sim_str(s, "%.*s", STR_ARG(n->at[0].text)).p;
}

static void body_rename_as(struct sim *s, const char *name, const char *from, const char *until)
{
	struct sim_act a = sim_make(s, KIND_BODY_RENAME, S("soc"));
	a.content.body_rename.names = sim_names(s, str_c(name));
	a.content.body_rename.from = date_or_none(from);
	a.content.body_rename.until = date_or_none(until);
	sim_do(s, a);
}

static void a_body_has_its_charters_name_but_in_the_spans_of_others(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	assert_string_equal(body_on(&s, "soc", FORUM_TODAY), "Senior officials");
	assert_string_equal(body_on(&s, "none", FORUM_TODAY), "none");
	body_rename_as(&s, "Preparatory group", "1993", "1999-09");
	body_rename_as(&s, "Committee", "2014-05-21", NULL);
	const struct {
		const char *on, *name;
	} cases[] = { { "1993-12-30", "Senior officials" }, { "1993-12-31", "Preparatory group" },
		{ "1999-08-31", "Preparatory group" }, { "1999-09-01", "Senior officials" },
		{ "2014-05-20", "Senior officials" }, { "2014-05-21", "Committee" } };
	for (size_t i = 0; i < CM_COUNT(cases); i++)
		assert_string_equal(body_on(&s, "soc", day(cases[i].on)), cases[i].name);
	assert_string_equal(body_on(&s, "soc", FORUM_TODAY), "Committee");
	assert_string_equal(body_on(&s, "summit", FORUM_TODAY), "Summit");
	assert_int_equal(body_names_count(s.forum), 2);
	sim_release(&s);
}

static void term_record(struct sim *s, const char *party, const char *from, const char *until)
{
	struct sim_act a = sim_make(s, KIND_OFFICE_TERM, str_c(party));
	a.content.office_term.from = sim_date(from);
	a.content.office_term.until = date_or_none(until);
	sim_do(s, a);
}

static const char *chair_on(struct sim *s, int32_t on)
{
	const struct term *t = term_on(s->forum, S("chair"), on);
	return t == NULL ? "nobody" : sim_str(s, "%.*s", STR_ARG(t->party)).p;
}

static void terms_follow_one_another_in_whatever_order_they_are_recorded(void **state)
{
	(void)state;
	static const char *const terms[][3] = { { "aa", "2002-06-04", "2010-06-08" },
		{ "bb", "2010-06-08", NULL }, { "cc", "2014-05-21", "2018-09" },
		{ "dd", "2020-09-24", NULL } };
	struct gen g;
	gen_init_all(&g);
	unsigned orders = 0;
	do {
		struct sim s;
		uint32_t order[CM_COUNT(terms)];
		world(&s);
		gen_order(&g, order, CM_COUNT(terms));
		for (size_t i = 0; i < CM_COUNT(terms); i++)
			term_record(&s, terms[order[i]][0], terms[order[i]][1], terms[order[i]][2]);
		const struct {
			const char *on, *chair;
		} cases[] = { { "2002-06-03", "nobody" }, { "2002-06-04", "aa" }, { "2010-06-07", "aa" },
			{ "2010-06-08", "bb" }, { "2014-05-20", "bb" }, { "2014-05-21", "cc" },
			{ "2018-08-31", "cc" }, { "2018-09-01", "nobody" }, { "2020-09-24", "dd" } };
		for (size_t i = 0; i < CM_COUNT(cases); i++)
			assert_string_equal(chair_on(&s, day(cases[i].on)), cases[i].chair);
		assert_string_equal(chair_on(&s, FORUM_TODAY), "dd");
		assert_int_equal(term_count(s.forum), CM_COUNT(terms));
		for (uint32_t i = 1; i < term_count(s.forum); i++)
			assert_true(date_cmp(term_at(s.forum, i - 1)->from, term_at(s.forum, i)->from) < 0);
		assert_null(term_on(s.forum, S("deputy"), FORUM_TODAY));
		sim_release(&s);
		orders++;
	} while (gen_next(&g));
	assert_int_equal(orders, 24);
}

static int meeting_cmp(const void *a, const void *b)
{
	const struct meeting *x = *(const struct meeting *const *)a;
	const struct meeting *y = *(const struct meeting *const *)b;
	if (date_known(x->from) != date_known(y->from))
		return date_known(x->from) ? -1 : 1;
	int order = date_known(x->from) ? date_cmp(x->from, y->from) : 0;
	return order != 0 ? order : str_cmp(x->code, y->code);
}

/* The meetings of a body are those of all that are its, in their order. */
static void body_meetings_check(struct sim *s, struct str body, const struct meeting *const *all,
    uint32_t count)
{
	uint32_t rank = 0;
	for (uint32_t i = 0; i < count; i++) {
		if (str_eq(all[i]->body, body))
			assert_ptr_equal(meeting_of_body(s->forum, body, rank++), all[i]);
	}
	assert_int_equal(meeting_of_body_count(s->forum, body), rank);
}

static void meetings_stand_by_date_in_all_and_in_their_body(void **state)
{
	(void)state;
	static const char *const bodies[] = { "soc", "summit", "preparatory", "" };
	struct sim s;
	struct gen g;
	const struct meeting *all[300];
	world(&s);
	gen_init_case(&g, 0);
	for (uint32_t i = 0; i < CM_COUNT(all); i++) {
		struct sim_act a = sim_make(&s, KIND_MEETING_RECORD, sim_str(&s, "m-%u", i));
		struct date d = date_of_days((int32_t)gen_between(&g, 10000, 10060));
		d.day = gen_bool(&g) ? d.day : 0;
		a.content.meeting_record.body = str_c(bodies[gen_below(&g, 4)]);
		a.content.meeting_record.from = gen_chance(&g, 1, 10) ? DATE_NONE : d;
		sim_do(&s, a);
	}
	for (unsigned pass = 0; pass < 2; pass++) {
		assert_int_equal(meeting_count(s.forum), CM_COUNT(all));
		for (uint32_t i = 0; i < CM_COUNT(all); i++)
			all[i] = meeting_find(s.forum, sim_str(&s, "m-%u", i));
		qsort(all, CM_COUNT(all), sizeof all[0], meeting_cmp);
		for (uint32_t i = 0; i < CM_COUNT(all); i++)
			assert_ptr_equal(meeting_by_date(s.forum, i), all[i]);
		for (size_t b = 0; b < 3; b++)
			body_meetings_check(&s, str_c(bodies[b]), all, CM_COUNT(all));
		assert_int_equal(meeting_of_body_count(s.forum, S("other")), 0);
		sim_reload(&s);
	}
	sim_release(&s);
}

static void what_an_act_says_stays_when_the_act_is_gone(void **state)
{
	(void)state;
	struct sim s;
	world(&s);
	struct sim_act a = sim_make(&s, KIND_MEETING_RECORD, S("soc-1"));
	struct meeting_record *c = &a.content.meeting_record;
	struct meeting_document papers[2] = { { .is_present = true,
						  .kind = S("declaration"),
						  .symbol = S("CICA/7"),
						  .title = sim_names(&s, S("A declaration")) } };
	papers[1] = papers[0];
	papers[1].content = (struct commitment){ .is_present = true,
		.len = 4389,
		.sha256 = sim_key(S("paper"))->digest,
		.type = S("application/pdf") };
	struct str sources[2] = { { "https://b.example", 17 }, { "https://a.example", 17 } };
	c->chair = S("aa");
	c->date_basis = S("stated");
	c->mode = S("online");
	c->number = 21;
	c->note = S("A note.");
	c->place = sim_names(&s, S("Astana"));
	c->sources = (struct strs){ 2, sources };
	c->documents = (struct meeting_document_list){ 2, papers };
	struct sim_result r = sim_do(&s, a);
	sim_do(&s, sim_make(&s, KIND_INSTITUTION_RECORD, S("council")));
	sim_forget(&s); /* poisoned, unless it was copied */
	for (unsigned pass = 0; pass < 2; pass++) {
		const struct meeting *m = meeting_find(s.forum, S("soc-1"));
		assert_true(str_eq(m->chair, S("aa")) && str_eq(m->date_basis, S("stated")));
		assert_true(str_eq(m->mode, S("online")) && m->number == 21);
		assert_true(str_eq(m->place.at[0].text, S("Astana")));
		assert_true(str_eq(m->title.at[0].text, S("Meeting soc-1")));
		assert_true(str_eq(m->evidence.note, S("A note.")) && m->evidence.entry == r.index);
		assert_true(str_eq(m->evidence.sources.at[0], S("https://b.example")));
		assert_int_equal(m->documents_count, 2);
		assert_true(str_eq(m->documents[0].symbol, S("CICA/7")));
		assert_false(m->documents[0].content.is_present);
		const struct commitment *content = &m->documents[1].content;
		assert_true(content->is_present && content->len == 4389);
		assert_memory_equal(content->sha256.bytes, sim_key(S("paper"))->digest.bytes, HASH_BYTES);
		assert_true(str_eq(content->type, S("application/pdf")));
		const struct institution *i = institution_find(s.forum, S("council"));
		assert_true(str_eq(i->names.at[0].text, S("Council council")));
		assert_ptr_equal(institution_at(s.forum, 0), i);
		sim_reload(&s);
	}
	sim_release(&s);
}

static void a_code_belongs_to_one_thing_of_its_kind(void **state)
{
	(void)state;
	static const enum kind kinds[] = { KIND_MEETING_RECORD, KIND_INSTITUTION_RECORD,
		KIND_RELEASE_PUBLISH };
	struct sim s;
	world(&s);
	for (size_t i = 0; i < CM_COUNT(kinds); i++) {
		sim_do(&s, sim_make(&s, kinds[i], S("same")));
		struct sim_act a = sim_make(&s, kinds[i], S("same"));
		struct sim_result r = sim_judge(&s, &a);
		assert_true(!r.is_admitted && sim_has(&r, FINDING_CODE_USED));
	}
	sim_release(&s);
}

static void a_change_of_a_noun_is_seen_in_its_version_and_in_no_other(void **state)
{
	(void)state;
	static const struct {
		enum kind kind;
		enum forum_noun noun;
	} cases[] = { { KIND_CHARTER_ADOPT, NOUN_CHARTER }, { KIND_PARTY_RENAME, NOUN_PARTY },
		{ KIND_DELEGATE_ACCREDIT, NOUN_ACTOR }, { KIND_BODY_RENAME, NOUN_BODY },
		{ KIND_OFFICE_TERM, NOUN_TERM }, { KIND_MEETING_RECORD, NOUN_MEETING },
		{ KIND_INSTITUTION_RECORD, NOUN_INSTITUTION }, { KIND_RELEASE_PUBLISH, NOUN_RELEASE } };
	struct sim s;
	world(&s);
	for (size_t i = 0; i < CM_COUNT(cases); i++) {
		uint64_t before[NOUN__COUNT];
		for (unsigned n = 0; n < NOUN__COUNT; n++)
			before[n] = forum_version(s.forum, (enum forum_noun)n);
		sim_do(&s, sim_make(&s, cases[i].kind, STR_NONE));
		for (unsigned n = 0; n < NOUN__COUNT; n++) {
			bool is_other = n != cases[i].noun &&
			    !(cases[i].kind == KIND_CHARTER_ADOPT && n == NOUN_BODY);
			bool is_same = forum_version(s.forum, (enum forum_noun)n) == before[n];
			assert_true(!is_other || is_same);
			assert_false(n == cases[i].noun && is_same);
		}
	}
	sim_release(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_body_has_its_charters_name_but_in_the_spans_of_others),
		cmocka_unit_test(terms_follow_one_another_in_whatever_order_they_are_recorded),
		cmocka_unit_test(meetings_stand_by_date_in_all_and_in_their_body),
		cmocka_unit_test(what_an_act_says_stays_when_the_act_is_gone),
		cmocka_unit_test(a_code_belongs_to_one_thing_of_its_kind),
		cmocka_unit_test(a_change_of_a_noun_is_seen_in_its_version_and_in_no_other),
	};
	return cmocka_run_group_tests_name("register", tests, NULL, NULL);
}
