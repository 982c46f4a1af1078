/* Texts with which the demonstration begins: what the file leaves out is taken from the state. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/encode.h"
#include "base/fmt.h"
#include "base/scope.h"
#include "cli/founding_text.h"
#include "lib/forum_sim.h"
#include "lib/tmpdir.h"

#include <cmocka.h>

#define CAP ((size_t)1 << 28)
#define SHALL "Member States shall cooperate closely and regularly."

/* A folder with this text as its file of texts. */
static enum rc read_text(struct founding_texts *out, struct arena *a, const char *text, struct err *err)
{
	struct tmpdir dir;
	char data[TMPDIR_PATH_MAX], path[TMPDIR_PATH_MAX];
	tmpdir_new(&dir);
	tmpdir_join(&dir, "data", data, sizeof data);
	assert_int_equal(mkdir(data, 0700), 0);
	if (text != NULL) {
		tmpdir_join(&dir, "data/texts.json", path, sizeof path);
		FILE *f = fopen(path, "w");
		assert_non_null(f);
		assert_true(fputs(text, f) >= 0);
		assert_int_equal(fclose(f), 0);
	}
	enum rc rc = founding_texts_read(out, a, dir.path, err);
	tmpdir_free(&dir);
	return rc;
}

static void begin(struct sim *s)
{
	sim_init(s, false);
	sim_world(s);
	sim_envoys(s);
	sim_text_open(s);
}

/* Each act alone, on a forum whose text "draft-1" has the unit op1. */
static enum rc compose(struct founding_act *out, struct arena *a, const struct sim *s,
    const char *act, struct err *err)
{
	char text[2000];
	struct founding_texts texts;
	fmt_into(text, sizeof text, "{\"acts\": [%s]}", act);
	enum rc rc = read_text(&texts, a, text, err);
	if (rc != RC_OK)
		return rc;
	assert_int_equal(texts.count, 1);
	const struct founding_text_order order = { &texts, 0, s->forum, s->now };
	return founding_texts_act(out, a, &order, err);
}

static const struct instrument_unit *op1(const struct sim *s)
{
	return instrument_unit_find(s->forum, S("draft-1"), S("op1"));
}

/* What op1 says with the edits of a proposal. */
static struct str applied(struct arena *a, const struct sim *s, const struct text_edit_list *list)
{
	struct lexicon l;
	struct words base;
	struct err err;
	struct buf out;
	struct edit *at = arena_array(a, struct edit, list->count);
	lexicon_init(&l, a, 1);
	assert_int_equal(words_cut(&l, a, op1(s)->words, &base, &err), RC_OK);
	for (uint32_t i = 0; i < list->count; i++) {
		const struct text_edit *e = &list->at[i];
		at[i] = (struct edit){ .lo = (uint32_t)e->from, .hi = (uint32_t)e->to };
		assert_int_equal(words_cut_piece(&l, a, e->words, &at[i].text, &err), RC_OK);
		assert_true(str_eq(e->unit, S("op1")));
		assert_true(hash_eq(&e->hash, &op1(s)->hash));
	}
	buf_init(&out, a, 10000);
	words_text(&l, &out, edits_apply(a, base, (struct edits){ at, list->count }));
	return buf_str(&out);
}

static void a_wording_becomes_the_edits_that_make_it(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct sim s;
	struct err err = { 0 };
	struct founding_act act;
	static const struct {
		const char *how, *wanted;
		uint32_t edits;
	} cases[] = {
		{ "wording", "Member States should cooperate closely, and often.", 2 },
		{ "wording", "Member States shall cooperate regularly.", 1 },
		{ "whole", "Member States should cooperate closely and regularly.", 1 },
	};
	begin(&s);
	for (size_t i = 0; i < CM_COUNT(cases); i++) {
		char json[600];
		fmt_into(json, sizeof json,
		    "{\"kind\": \"text.propose\", \"by\": \"aa/envoy\", \"with\": [\"bb/envoy\"], "
		    "\"%s\": {\"op1\": \"%s\"}, \"content\": {\"text\": \"draft-1\", \"lang\": \"en\", "
		    "\"cosponsors\": [\"bb\"], \"rationale\": \"Why.\"}}", cases[i].how, cases[i].wanted);
		assert_int_equal(compose(&act, &a, &s, json, &err), RC_OK);
		const struct text_propose *c = &act.content.text_propose;
		assert_int_equal(act.kind, KIND_TEXT_PROPOSE);
		assert_true(str_eq(act.by, S("aa/envoy")));
		assert_true(act.with.count == 1 && str_eq(act.with.at[0], S("bb/envoy")));
		assert_int_equal(c->edits.count, cases[i].edits);
		assert_true(str_eq(applied(&a, &s, &c->edits), str_c(cases[i].wanted)));
		assert_true(str_eq(c->rationale, S("Why.")));
		bool is_whole = i == 2;
		assert_int_equal(c->edits.at[0].from == 0, is_whole);
	}
	sim_release(&s);
}

static void hashes_are_those_of_the_unit(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct sim s;
	struct err err = { 0 };
	struct founding_act act;
	begin(&s);
	assert_int_equal(compose(&act, &a, &s,
	    "{\"kind\": \"text.translate\", \"by\": \"secretariat/one\", \"content\": {\"unit\": \"op1\", "
	    "\"text\": \"draft-1\", \"lang\": \"ru\", \"state\": \"draft\", \"words\": \"Слова.\"}}", &err),
	    RC_OK);
	assert_true(hash_eq(&act.content.text_translate.from, &op1(&s)->hash));
	assert_true(str_eq(act.content.text_translate.words, S("Слова.")));
	assert_int_equal(compose(&act, &a, &s,
	    "{\"kind\": \"text.accept\", \"by\": \"aa/envoy\", \"content\": {\"unit\": \"op1\", \"from\": 2, "
	    "\"to\": 3, \"proposal\": 1, \"others\": \"leave\", \"text\": \"draft-1\"}}", &err), RC_OK);
	assert_true(hash_eq(&act.content.text_accept.hash, &op1(&s)->hash));
	assert_int_equal(act.content.text_accept.from, 2);
	/* Acts of other kinds are as the file has them. */
	assert_int_equal(compose(&act, &a, &s,
	    "{\"kind\": \"text.open\", \"by\": \"aa/envoy\", \"content\": {\"text\": \"draft-1\"}}", &err),
	    RC_OK);
	assert_int_equal(act.with.count, 0);
	/* The chair is whoever has it now. */
	const struct instrument *of = instrument_find(s.forum, S("draft-1"));
	struct str chair = chair_party(s.forum, of->body, s.now);
	assert_true(chair.n > 0);
	assert_int_equal(compose(&act, &a, &s,
	    "{\"kind\": \"text.open\", \"by\": \"chair\", \"content\": {\"text\": \"draft-1\"}}",
	    &err), RC_OK);
	assert_true(str_starts(act.by, chair) && str_ends(act.by, S("/delegate-1")));
	assert_int_equal(act.by.n, chair.n + strlen("/delegate-1"));
	sim_release(&s);
}

static void a_mistake_is_named_with_the_number_of_the_act(void **state)
{
	(void)state;
	static const struct {
		const char *act, *error;
	} cases[] = {
		{ "1", "texts.json: act 1: is no object" },
		{ "{\"kind\": \"text.fly\", \"by\": \"aa/envoy\", \"content\": {}}",
		    "texts.json: act 1: has no kind that there is" },
		{ "{\"kind\": \"text.open\", \"by\": \"envoy\", \"content\": {}}",
		    "texts.json: act 1: 'by' is no handle" },
		{ "{\"kind\": \"text.open\", \"by\": \"chair\", \"content\": {\"text\": \"other\"}}",
		    "texts.json: act 1: nobody has the chair" },
		{ "{\"kind\": \"text.open\", \"by\": \"aa/envoy\"}", "texts.json: act 1: has no content" },
		{ "{\"kind\": \"text.open\", \"by\": \"aa/envoy\", \"content\": {}, \"more\": 1}",
		    "texts.json: act 1: members are by, content, kind, whole, with, wording" },
		{ "{\"kind\": \"text.open\", \"by\": \"aa/envoy\", \"content\": {}, \"with\": \"bb/envoy\"}",
		    "texts.json: act 1: 'with' is no list of handles, 15 at most" },
		{ "{\"kind\": \"text.propose\", \"by\": \"aa/envoy\", \"content\": {}, \"wording\": []}",
		    "texts.json: act 1: 'wording' or 'whole' is no object of units" },
		{ "{\"kind\": \"text.open\", \"by\": \"aa/envoy\", \"content\": {\"text\": 7}}",
		    "texts.json: act 1: E_ACT_MEMBER: a member is missing, unknown, or not as the kind has "
		    "it, near: 7}" },
		{ "{\"kind\": \"text.propose\", \"by\": \"aa/envoy\", \"wording\": {\"op9\": \"Words.\"}, "
		  "\"content\": {\"text\": \"draft-1\", \"lang\": \"en\"}}",
		    "texts.json: act 1: no unit 'op9'" },
		{ "{\"kind\": \"text.propose\", \"by\": \"aa/envoy\", \"wording\": {\"op1\": \"" SHALL "\"}, "
		  "\"content\": {\"text\": \"draft-1\", \"lang\": \"en\"}}",
		    "texts.json: act 1: a unit says already what is wanted" },
	};
	struct sim s;
	begin(&s);
	for (size_t i = 0; i < CM_COUNT(cases); i++) {
		SCOPE_ARENA(a, CAP);
		struct err err = { 0 };
		struct founding_act act;
		assert_int_not_equal(compose(&act, &a, &s, cases[i].act, &err), RC_OK);
		assert_string_equal(err.text, cases[i].error);
	}
	sim_release(&s);
}

static void the_forums_that_ship_have_texts_and_one_without_has_none(void **state)
{
	(void)state;
	static const char *const forums[] = { "cica", "associations" };
	const char *tests = getenv("COMITY_TESTS");
	struct err err = { 0 };
	assert_non_null(tests);
	for (size_t i = 0; i < CM_COUNT(forums); i++) {
		SCOPE_ARENA(a, CAP);
		struct founding_texts texts;
		char folder[1024];
		fmt_into(folder, sizeof folder, "%s/../forums/%s", tests, forums[i]);
		assert_int_equal(founding_texts_read(&texts, &a, folder, &err), RC_OK);
		assert_true(texts.count > 0);
	}
	SCOPE_ARENA(a, CAP);
	struct founding_texts none;
	assert_int_equal(read_text(&none, &a, NULL, &err), RC_OK);
	assert_int_equal(none.count, 0);
	assert_int_equal(read_text(&none, &a, "{\"texts\": []}", &err), RC_INVALID);
	assert_string_equal(err.text, "texts.json: an object with a list 'acts' is wanted");
	assert_int_equal(read_text(&none, &a, "{\"acts\": [1.5]}", &err), RC_INVALID);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_wording_becomes_the_edits_that_make_it),
		cmocka_unit_test(hashes_are_those_of_the_unit),
		cmocka_unit_test(a_mistake_is_named_with_the_number_of_the_act),
		cmocka_unit_test(the_forums_that_ship_have_texts_and_one_without_has_none),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
