#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include "base/encode.h"
#include "base/fmt.h"
#include "base/scope.h"
#include "cli/founding.h"
#include "cli/textfile.h"
#include "lib/tmpdir.h"
#include "proof/sha.h"
#include "rules/charter.h"
#include <cmocka.h>

#define CAP ((size_t)1 << 28)
#define ACTS_MAX 1024
#define ORIGIN S("forum.example/cica")

/* What a folder gave, in order. */
struct taken {
	struct arena *arena;
	uint32_t count;
	struct founding_act at[ACTS_MAX];
};
static const struct str OFFICERS[] = { { "secretariat/officer-1", 21 }, { "secretariat/officer-2", 21 } };

static enum rc take(void *ctx, const struct founding_act *act, struct err *err)
{
	struct taken *t = ctx;
	(void)err;
	assert_true(t->count < ACTS_MAX);
	t->at[t->count++] = *act;
	return RC_OK;
}

static const char *shipped(void)
{
	static char path[1024];
	const char *tests = getenv("COMITY_TESTS");
	assert_non_null(tests);
	fmt_into(path, sizeof path, "%s/../forums/cica", tests);
	return path;
}

static enum rc read_folder(struct taken *t, struct arena *a, const char *folder, struct err *err)
{
	struct founding_calls calls = { .ctx = t, .officers = { 2, OFFICERS }, .officers_needed = 2,
		.act = take };
	t->arena = a;
	t->count = 0;
	return founding_read(a, folder, &calls, err);
}

static struct taken *read_shipped(struct arena *a)
{
	struct taken *t = arena_new(a, struct taken);
	struct err err = { 0 };
	if (read_folder(t, a, shipped(), &err) != RC_OK)
		fail_msg("%s", err.text);
	return t;
}

/* The status that a party has on a day, from the acts alone: a start counts from the last day of
 * its span, an end from the first. */
static struct str status_on(const struct taken *t, struct str party, int32_t day)
{
	struct str status = S("none");
	for (uint32_t i = 0; i < t->count; i++) {
		const struct party_admit *in = &t->at[i].content.party_admit;
		const struct party_change *change = &t->at[i].content.party_change;
		if (t->at[i].kind == KIND_PARTY_ADMIT && str_eq(in->code, party)) {
			struct date from = date_known(in->from) ? in->from : in->seen_by;
			status = date_last_day(from) <= day ? in->category : status;
		}
		if (t->at[i].kind != KIND_PARTY_CHANGE || !str_eq(change->party, party))
			continue;
		bool ends = str_eq(change->category, S("none"));
		struct date from = date_known(change->from) ? change->from : change->seen_by;
		struct date until = date_known(change->until) ? change->until : change->gone_by;
		if ((ends ? date_first_day(until) : date_last_day(from)) <= day)
			status = change->category;
	}
	return status;
}

static uint32_t count_on(const struct taken *t, const char *on, const char *status,
    const char *kind)
{
	struct date date;
	uint32_t count = 0;
	assert_true(date_parse(&date, str_c(on)));
	for (uint32_t i = 0; i < t->count; i++) {
		const struct party_admit *in = &t->at[i].content.party_admit;
		if (t->at[i].kind == KIND_PARTY_ADMIT && str_eq(in->kind, str_c(kind)) &&
		    str_eq(status_on(t, in->code, date_first_day(date)), str_c(status)))
			count++;
	}
	return count;
}

static void the_parties_of_each_day_are_as_many_as_the_sources_count(void **state)
{
	(void)state;
	static const struct {
		const char *on;
		int members, states, organisations; /* observers; -1: no source counts */
	} days[] = {
		{ "2002-06-04", 16, -1, -1 }, { "2004-10-22", 17, -1, -1 }, { "2006-06-17", 18, -1, -1 },
		{ "2008-08-25", 20, -1, -1 }, { "2008-08-27", 20, 7, 3 }, { "2010-06-08", 22, -1, -1 },
		{ "2012-09-12", 24, 8, 3 }, { "2016-04-28", 26, 8, 4 }, { "2018-08-15", 27, -1, -1 },
		{ "2022-10-13", 28, -1, -1 }, { "2025-12-31", 28, 10, 5 },
	};
	SCOPE_ARENA(a, CAP);
	const struct taken *t = read_shipped(&a);
	for (size_t i = 0; i < CM_COUNT(days); i++) {
		assert_int_equal(count_on(t, days[i].on, "member", "state"), days[i].members);
		if (days[i].states < 0)
			continue;
		assert_int_equal(count_on(t, days[i].on, "observer", "state"), days[i].states);
		assert_int_equal(count_on(t, days[i].on, "observer", "organisation"),
		    days[i].organisations);
	}
}

static bool came_before(const struct taken *t, uint32_t at, enum kind kind, struct str code)
{
	for (uint32_t i = 0; i < at; i++) {
		struct str given = kind == KIND_PARTY_ADMIT ? t->at[i].content.party_admit.code
		                                            : t->at[i].content.meeting_record.code;
		if (t->at[i].kind == kind && str_eq(given, code))
			return true;
	}
	return code.n == 0;
}

static void every_act_follows_the_parties_and_meetings_it_names(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	const struct taken *t = read_shipped(&a);
	uint32_t seen = 0;
	for (uint32_t i = 0; i < t->count; i++) {
		const union content *c = &t->at[i].content;
		struct str party = STR_NONE, meeting = STR_NONE;
		if (t->at[i].kind == KIND_PARTY_CHANGE)
			party = c->party_change.party;
		if (t->at[i].kind == KIND_PARTY_RENAME)
			party = c->party_rename.party;
		if (t->at[i].kind == KIND_OFFICE_TERM)
			party = c->office_term.party;
		if (t->at[i].kind == KIND_MEETING_RECORD)
			party = c->meeting_record.chair;
		if (t->at[i].kind == KIND_RELEASE_PUBLISH) {
			party = c->release_publish.party;
			meeting = c->release_publish.meeting;
			for (uint32_t k = 0; k < c->release_publish.organisations.count; k++)
				assert_true(came_before(t, i, KIND_PARTY_ADMIT,
				    c->release_publish.organisations.at[k].party));
		}
		assert_true(came_before(t, i, KIND_PARTY_ADMIT, party));
		assert_true(came_before(t, i, KIND_MEETING_RECORD, meeting));
		seen += party.n > 0 ? 1u : 0u;
	}
	assert_true(seen > 60);
}

/* Statuses of one party, and meetings, whatever was drawn forward. */
static void facts_of_one_kind_come_in_order_of_their_dates(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	const struct taken *t = read_shipped(&a);
	for (uint32_t i = 0; i < t->count; i++) {
		const struct founding_act *later = &t->at[i];
		for (uint32_t k = 0; k < i; k++) {
			const struct founding_act *earlier = &t->at[k];
			bool is_history = later->kind == KIND_PARTY_CHANGE &&
			    earlier->kind == KIND_PARTY_CHANGE &&
			    str_eq(later->content.party_change.party, earlier->content.party_change.party);
			bool is_meeting = later->kind == KIND_MEETING_RECORD &&
			                  earlier->kind == KIND_MEETING_RECORD;
			if (is_history || is_meeting)
				assert_true(date_cmp(earlier->date, later->date) <= 0);
		}
	}
}

/* Through the whole form: written, framed as a submission, parsed, read. */
static void every_act_is_one_that_the_codec_admits(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	const struct taken *t = read_shipped(&a);
	for (uint32_t i = 0; i < t->count; i++) {
		struct buf line, message, submission, again;
		struct entry entry;
		union content content;
		struct act_envelope envelope = { .by = t->at[i].by, .with = t->at[i].with };
		struct signature signatures[2] = { { OFFICERS[0], S("SSHSIG-1") },
			{ OFFICERS[1], S("SSHSIG-2") } };
		buf_init(&line, &a, ACT_JSON_BYTES_MAX);
		buf_init(&message, &a, SUBMISSION_BYTES_MAX);
		buf_init(&submission, &a, SUBMISSION_BYTES_MAX);
		buf_init(&again, &a, ACT_JSON_BYTES_MAX);
		content_write(&line, t->at[i].kind, &t->at[i].content, &envelope);
		act_message_put(&message, ORIGIN, buf_str(&line));
		submission_put(&submission, buf_str(&message), signatures, 1 + t->at[i].with.count);
		assert_false(submission.failed);
		struct fault fault = submission_parse(&entry, &a, buf_str(&submission), ORIGIN);
		assert_string_equal(fault_name(fault.id), "");
		fault = content_read(&content, t->at[i].kind, &entry.act, &a);
		assert_string_equal(fault_name(fault.id), "");
		content_write(&again, t->at[i].kind, &content, &envelope);
		assert_true(str_eq(buf_str(&again), buf_str(&line)));
	}
}

static const struct release_publish *find_release(const struct taken *t, const char *code)
{
	for (uint32_t i = 0; i < t->count; i++) {
		const struct release_publish *r = &t->at[i].content.release_publish;
		if (t->at[i].kind == KIND_RELEASE_PUBLISH && str_eq(r->code, str_c(code)))
			return r;
	}
	fail_msg("no release %s", code);
	return NULL;
}

static void the_press_comment_stands_byte_for_byte_with_what_it_names(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	const struct release_publish *r = find_release(read_shipped(&a), "press-comment-2016-04-27");
	assert_int_equal(r->versions.count, 2);
	assert_true(str_eq(r->versions.at[0].lang, S("en")));
	assert_true(str_eq(r->versions.at[1].lang, S("ru")));
	assert_int_equal(r->versions.at[1].text.n, 0);
	assert_int_equal(r->versions.at[0].text.n, 4389);
	struct hash hash;
	char hex[2 * HASH_BYTES];
	sha256(&hash, r->versions.at[0].text.p, r->versions.at[0].text.n);
	hex_encode(hex, hash.bytes, HASH_BYTES);
	assert_memory_equal(hex, "f289610b55dae396c7c0f8de543e4aafecde474289f85f40c4ea1d47ce581bc2",
	    sizeof hex);
	assert_int_equal(r->issued.minute, 10 * 60 + 3);
	assert_true(str_eq(r->party, S("ru")));
	assert_int_equal(r->organisations.count, 9);
	for (uint32_t i = 0; i < r->organisations.count; i++) {
		const struct facet *f = &r->organisations.at[i];
		assert_true(f->party.n > 0 && f->printed.n > 0);
		assert_true(str_find_str(r->versions.at[0].text, f->printed) <
		            r->versions.at[0].text.n);
	}
	assert_int_equal(r->topics.count, 4);
	for (uint32_t i = 0; i < r->topics.count; i++) {
		assert_int_equal(r->topics.at[i].party.n, 0);
		assert_int_equal(r->topics.at[i].names.count, 2);
	}
}

static void the_charter_is_accepted_and_names_every_code_in_both_languages(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct err err = { 0 };
	struct str json;
	struct charter c;
	struct findings found = { 0 };
	assert_int_equal(founding_charter(&json, &a, shipped(), &err), RC_OK);
	bool is_good = charter_read(&c, &a, json, &found);
	for (uint32_t i = 0; i < found.count; i++)
		print_message("%.*s\n", STR_ARG(found.at[i].place));
	assert_true(is_good);
	const struct taken *t = read_shipped(&a);
	for (uint32_t i = 0; i < t->count; i++) {
		const union content *x = &t->at[i].content;
		struct str codes[3] = { STR_NONE, STR_NONE, STR_NONE };
		if (t->at[i].kind == KIND_PARTY_ADMIT) {
			codes[0] = x->party_admit.kind;
			assert_non_null(charter_category(&c, x->party_admit.category));
		}
		if (t->at[i].kind == KIND_MEETING_RECORD) {
			codes[0] = x->meeting_record.mode;
			codes[1] = x->meeting_record.status;
			codes[2] = x->meeting_record.date_basis;
		}
		if (t->at[i].kind == KIND_INSTITUTION_RECORD)
			codes[0] = x->institution_record.kind;
		if (t->at[i].kind == KIND_RELEASE_PUBLISH)
			codes[0] = x->release_publish.kind;
		if (t->at[i].kind == KIND_AREA_COORDINATE)
			codes[0] = x->area_coordinate.role;
		if (t->at[i].kind == KIND_ACTIVITY_PROPOSE) {
			codes[0] = x->activity_propose.role;
			codes[1] = x->activity_propose.mode;
		}
		if (t->at[i].kind == KIND_AGREEMENT_RECORD)
			codes[0] = x->agreement_record.kind;
		if (t->at[i].kind == KIND_RELATION_RECORD)
			codes[0] = x->relation_record.kind;
		if (t->at[i].kind == KIND_INSTITUTION_TEXT)
			codes[0] = x->institution_text.kind;
		if (t->at[i].kind == KIND_BODY_RENAME)
			assert_non_null(charter_body(&c, x->body_rename.body));
		for (size_t k = 0; k < CM_COUNT(codes); k++) {
			const struct names *word = codes[k].n > 0 ? charter_word(&c, codes[k]) : NULL;
			if (codes[k].n > 0 && (word == NULL || word->count != 2))
				fail_msg("no word for %.*s", STR_ARG(codes[k]));
		}
	}
}

/* Of the tables of measures: everything that a source tells is handed out, nothing else. */
static void measures_are_as_many_as_the_sources_tell(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	const struct taken *t = read_shipped(&a);
	uint32_t kinds[KIND__COUNT] = { 0 }, areas = 0, measures = 0, sourceless = 0, sme = 0;
	for (uint32_t i = 0; i < t->count; i++) {
		const union content *c = &t->at[i].content;
		kinds[t->at[i].kind]++;
		if (t->at[i].kind == KIND_CATALOGUE_ADD) {
			areas += c->catalogue_add.areas.count;
			measures += c->catalogue_add.measures.count;
			sourceless += c->catalogue_add.sources.count == 0;
		}
		if (t->at[i].kind == KIND_AREA_COORDINATE)
			sourceless += c->area_coordinate.sources.count == 0;
		if (t->at[i].kind == KIND_PLAN_STEP && str_eq(c->plan_step.plan, S("sme-2016-2018")))
			sme++;
	}
	assert_int_equal(areas, 18);
	assert_int_equal(measures, 53);
	assert_int_equal(kinds[KIND_CATALOGUE_ADOPT], 6);
	assert_int_equal(kinds[KIND_AREA_COORDINATE], 27);
	assert_int_equal(kinds[KIND_ACTIVITY_PROPOSE], 38);
	assert_int_equal(kinds[KIND_ACTIVITY_HOLD] + kinds[KIND_ACTIVITY_PLAN], 38);
	assert_int_equal(kinds[KIND_REVIEW_CLOSE], 4);
	assert_int_equal(kinds[KIND_UNDERTAKING_FULFIL], 1);
	assert_int_equal(kinds[KIND_AGREEMENT_RECORD], 14);
	assert_int_equal(kinds[KIND_AGREEMENT_STEP], 20);
	assert_int_equal(kinds[KIND_RELATION_RECORD], 2);
	assert_int_equal(kinds[KIND_INSTITUTION_TEXT], 8);
	assert_int_equal(sme, 2); /* approved in January, told of as adopted in April */
	assert_int_equal(sourceless, 0);
}

static void an_earlier_name_is_whole_in_every_language(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	const struct taken *t = read_shipped(&a);
	uint32_t earlier = 0;
	for (uint32_t i = 0; i < t->count; i++) {
		const struct party_rename *c = &t->at[i].content.party_rename;
		if (t->at[i].kind != KIND_PARTY_RENAME || !str_eq(c->party, S("tr")))
			continue;
		assert_int_equal(c->names.count, 2);
		assert_true(str_eq(c->names.at[1].text, S("Турция")));
		bool is_earlier = date_known(c->until);
		assert_true(str_eq(c->names.at[0].text, is_earlier ? S("Turkey") : S("Türkiye")));
		earlier += is_earlier ? 1u : 0u;
	}
	assert_int_equal(earlier, 1);
}

/* A forum of another kind, made on the spot. */
struct made {
	struct tmpdir dir;
	char folder[TMPDIR_PATH_MAX];
};

static void put_file(const struct made *m, const char *name, const char *text)
{
	char path[TMPDIR_PATH_MAX];
	tmpdir_join(&m->dir, name, path, sizeof path);
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

static void make_forum(struct made *m)
{
	tmpdir_new(&m->dir);
	tmpdir_join(&m->dir, "data", m->folder, sizeof m->folder);
	assert_int_equal(mkdir(m->folder, 0700), 0);
	fmt_into(m->folder, sizeof m->folder, "%s", m->dir.path);
	put_file(m, "charter.json", "{\"languages\":[\"fr\",\"en\"]}");
	put_file(m, "data/parties.csv", "code,kind,name_fr,name_en\nlac,canton,Lac,Lake\n");
	put_file(m, "data/party_status.csv", "status,code,until,from\nancien membre,lac,,2011\n"
	                                     "hôte,lac,2009,2005-03\n");
	put_file(m, "data/meetings.csv", "id,title,status,place\nm-1,Séance,tenue,Ville\n");
	put_file(m, "data/translations.csv", "text,lang,translation\nVille,en,Town\n");
}

static void another_forum_has_its_own_words_and_languages(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct made m;
	struct err err = { 0 };
	struct taken *t = arena_new(&a, struct taken);
	make_forum(&m);
	assert_int_equal(read_folder(t, &a, m.folder, &err), RC_INVALID);
	assert_string_equal(err.text, "party_status.csv:3: column 'status': "
	                              "no code: a-z 0-9 and . _ - inside, at most 64");
	put_file(&m, "data/party_status.csv", "status,code,until,from\nancien membre,lac,,2011\n"
	                                      "hote,lac,2009,2005-03\n");
	assert_int_equal(read_folder(t, &a, m.folder, &err), RC_OK);
	tmpdir_free(&m.dir);
	/* An undated meeting, an admission, an end with a gap after it, and the next status. */
	assert_int_equal(t->count, 4);
	const struct names *place = &t->at[0].content.meeting_record.place;
	assert_int_equal(t->at[0].kind, KIND_MEETING_RECORD);
	assert_int_equal(place->count, 2);
	assert_true(str_eq(place->at[0].lang, S("en")) && str_eq(place->at[0].text, S("Town")));
	assert_true(str_eq(t->at[1].content.party_admit.category, S("hote")));
	assert_int_equal(t->at[1].with.count, 1);
	assert_true(str_eq(t->at[2].content.party_change.category, S("none")));
	assert_true(date_known(t->at[2].content.party_change.until));
	assert_true(str_eq(t->at[3].content.party_change.category, S("ancien-membre")));
	assert_int_equal(t->at[0].with.count, 0);
}

static void a_mistake_in_the_facts_is_named_and_nothing_is_handed_out(void **state)
{
	(void)state;
	static const struct {
		const char *file, *text, *error;
	} cases[] = {
		{ "data/meetings.csv", "id,title,status,from\nm,T,held,2016-13\n",
		    "meetings.csv:2: column 'from': no date: 2016-04-27T10:03, 2016-04-27, 2016-04 or 2016" },
		{ "data/meetings.csv", "id,title,status\nm,T,held\nm,T,held\n",
		    "meetings.csv:3: column 'id': stands twice" },
		{ "data/meetings.csv", "id,title,status\nm,,held\n",
		    "meetings.csv:2: column 'title': may not be empty" },
		{ "data/meetings.csv", "id,title,status,chair\nm,T,held,xx\n",
		    "meetings.csv:2: 'xx' is no party of this forum" },
		{ "data/meetings.csv", "id,title,status,source\nm,T,held,gone.txt\n",
		    "meetings.csv:2: column 'source': neither an address nor the file of a release's text" },
		{ "data/meetings.csv", "id,title,status,no\nm,T,held,-1\n",
		    "meetings.csv:2: column 'no': no number, or too large" },
		{ "data/parties.csv", "code,kind,name_fr\nautre,canton,Autre\n",
		    "party_status.csv:2: column 'code': is not in parties.csv" },
		{ "data/names.csv", "subject,lang,name,use\nparty:xx,fr,X,official\n",
		    "names.csv:2: column 'subject': stands in no table" },
		{ "data/names.csv", "subject,lang,name,use\nthing:xx,fr,X,official\n",
		    "names.csv:2: column 'subject': begins with party: body: office: or place:" },
		{ "data/releases.csv", "id,issued,issuer,kind,languages,meeting\nr,2016,I,note,fr,m-9\n",
		    "releases.csv:2: 'm-9' is no meeting of this forum" },
		{ "data/translations.csv", "text,lang,translation\nVille,English,Town\n",
		    "translations.csv:2: column 'lang': no language: two or three letters" },
	};
	for (size_t i = 0; i < CM_COUNT(cases); i++) {
		SCOPE_ARENA(a, CAP);
		struct made m;
		struct err err = { 0 };
		struct taken *t = arena_new(&a, struct taken);
		make_forum(&m);
		put_file(&m, "data/party_status.csv", "code,status,from\nlac,hote,2005\n");
		put_file(&m, cases[i].file, cases[i].text);
		assert_int_equal(read_folder(t, &a, m.folder, &err), RC_INVALID);
		tmpdir_free(&m.dir);
		assert_string_equal(err.text, cases[i].error);
		assert_int_equal(t->count, 0);
	}
}

static enum rc refuse_keys(void *ctx, struct str party, struct keyset *out, struct err *err)
{
	(void)ctx;
	out->is_present = true;
	return str_eq(party, S("lac")) ? RC_OK : cm_fail(err, RC_IO, "no key");
}

static enum rc expect_keys(void *ctx, const struct founding_act *act, struct err *err)
{
	bool *is_seen = ctx;
	if (act->kind == KIND_PARTY_ADMIT)
		*is_seen = act->content.party_admit.coordinator.is_present;
	return act->kind == KIND_PARTY_ADMIT ? cm_fail(err, RC_DENIED, "enough") : RC_OK;
}

static void the_callers_keys_and_refusals_are_heeded(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct made m;
	struct err err = { 0 };
	bool is_seen = false;
	struct founding_calls calls = { .ctx = &is_seen, .officers = { 1, OFFICERS },
		.officers_needed = 1, .keys = refuse_keys, .act = expect_keys };
	make_forum(&m);
	put_file(&m, "data/party_status.csv", "code,status,from\nlac,hote,2005\n");
	assert_int_equal(founding_read(&a, m.folder, &calls, &err), RC_DENIED);
	assert_true(is_seen);
	assert_string_equal(err.text, "enough");
	assert_int_equal(founding_read(&a, shipped(), &calls, &err), RC_IO);
	assert_string_equal(err.text, "no key");
	tmpdir_free(&m.dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_parties_of_each_day_are_as_many_as_the_sources_count),
		cmocka_unit_test(every_act_follows_the_parties_and_meetings_it_names),
		cmocka_unit_test(facts_of_one_kind_come_in_order_of_their_dates),
		cmocka_unit_test(every_act_is_one_that_the_codec_admits),
		cmocka_unit_test(the_press_comment_stands_byte_for_byte_with_what_it_names),
		cmocka_unit_test(the_charter_is_accepted_and_names_every_code_in_both_languages),
		cmocka_unit_test(measures_are_as_many_as_the_sources_tell),
		cmocka_unit_test(an_earlier_name_is_whole_in_every_language),
		cmocka_unit_test(another_forum_has_its_own_words_and_languages),
		cmocka_unit_test(a_mistake_in_the_facts_is_named_and_nothing_is_handed_out),
		cmocka_unit_test(the_callers_keys_and_refusals_are_heeded),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
