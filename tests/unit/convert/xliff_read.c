#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include "base/encode.h"
#include "base/map.h"
#include "base/scope.h"
#include "convert/xliff_read.h"
#include "convert/xml_tree.h"
#include "lib/draft_make.h"
#include "text/token.h"
#include "view/xliff.h"
#include <cmocka.h>

#define ARENA_BYTES ((size_t)256 * 1024 * 1024)

static struct str written(struct arena *a, const struct draft *d)
{
	struct str s;
	struct buf b;

	buf_init(&b, a, 1u << 24);
	xliff_put(&b, a, d, S("ru"));
	assert_int_equal(buf_done(&b, &s, NULL), RC_OK);
	return s;
}

static void drawn(struct arena *a, unsigned i, struct draft *d)
{
	struct gen g;

	gen_init_case(&g, i);
	draft_draw(&g, a, d);
}

static const struct unit_text *text_ru(const struct draft_unit *u)
{
	for (uint32_t i = 1; i < u->texts_count; i++)
		if (str_eq(u->texts[i].lang, S("ru")))
			return &u->texts[i];
	return NULL;
}

static void what_is_translated_comes_back_by_its_source(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases_dear(500); i++) {
		SCOPE_ARENA(a, ARENA_BYTES);
		struct xliff_read out;
		struct draft d;
		uint32_t at = 0;

		drawn(&a, i, &d);
		assert_int_equal(xliff_read(&a, written(&a, &d), &d, &out, NULL), RC_OK);
		assert_true(str_eq(out.target_lang, S("ru")));
		assert_int_equal(out.stale, 0);
		for (uint32_t k = 0; k < d.units_count; k++) {
			const struct unit_text *t = text_ru(&d.units[k]);
			struct hash key;

			if (t == NULL || t->text.n == 0)
				continue;
			const struct xliff_segment *s = &out.at[at++];

			assert_int_equal(s->unit, k);
			assert_true(s->is_base && !s->is_stale && !s->is_altered);
			assert_true(str_eq(s->target, t->text));
			assert_true(str_eq(s->source, d.units[k].texts[0].text));
			assert_int_equal(s->state, t->is_stale && t->state == TRANSLATION_MACHINE ?
			    TRANSLATION_DRAFT : t->state);
			xliff_key(&key, d.units[k].texts[0].text);
			assert_true(hash_eq(&key, &s->key));
		}
		assert_int_equal(at, out.count);
	}
}

/* The text with `new` for the first `old` at or behind `from`. */
static struct str replaced(struct arena *a, struct str text, struct str old, struct str new)
{
	size_t at = str_find_str(text, old);
	struct buf b;

	assert_true(at < text.n);
	buf_init(&b, a, 1u << 24);
	buf_put(&b, str_sub(text, 0, at));
	buf_put(&b, new);
	buf_put(&b, str_sub(text, at + old.n, text.n));
	return buf_str(&b);
}

struct made {
	struct lexicon l;
	struct draft_unit unit;
	struct unit_text texts[2];
	struct edit edit;
	struct proposal proposal;
	struct draft d;
};

static void unit_say(struct arena *a, struct made *m, struct str text)
{
	m->texts[0] = (struct unit_text){ .lang = S("en"), .text = text };
	m->unit = (struct draft_unit){ .id = S("op_1"), .parent = DRAFT_NONE, .kind = UNIT_PARAGRAPH,
		.texts = m->texts, .texts_count = 1, .proposals = { &m->proposal, 1 } };
	assert_int_equal(words_cut(&m->l, a, text, &m->unit.base, NULL), RC_OK);
	m->edit = (struct edit){ .lo = 2, .hi = 3 };
	assert_int_equal(words_cut_piece(&m->l, a, S(" should"), &m->edit.text, NULL), RC_OK);
	m->proposal = (struct proposal){ 1, { &m->edit, 1 }, 0 };
	assert_int_equal(consolidate(a, m->unit.base, m->unit.proposals, &m->unit.choices, NULL), RC_OK);
	m->d = (struct draft){ .code = S("d"), .lang = S("en"), .words = &m->l, .units = &m->unit,
		.units_count = 1 };
}

static void a_translation_of_other_words_is_stale(void **state)
{
	(void)state;
	SCOPE_ARENA(a, ARENA_BYTES);
	struct xliff_read out;
	struct made m;

	lexicon_init(&m.l, &a, 1);
	unit_say(&a, &m, S("Member States shall act"));
	struct str sent = written(&a, &m.d);
	struct str back = replaced(&a, sent, S("should</source>"),
	    S("should</source><target>следует</target>"));
	back = replaced(&a, back, S("shall act</source>"),
	    S("shall act</source><target> Государства действуют\n</target>"));
	assert_int_equal(xliff_read(&a, back, &m.d, &out, NULL), RC_OK);
	assert_int_equal(out.count, 2);
	assert_int_equal(out.stale, 0);
	assert_true(str_eq(out.at[0].target, S("Государства действуют")));
	assert_true(str_eq(out.at[1].source, S("should")));

	unit_say(&a, &m, S("Member States shall cooperate")); /* the unit changed, the proposal not */
	assert_int_equal(xliff_read(&a, back, &m.d, &out, NULL), RC_OK);
	assert_int_equal(out.stale, 1);
	assert_true(out.at[0].is_stale && !out.at[0].is_altered && !out.at[1].is_stale);

	m.unit.choices.count = 0; /* withdrawn */
	assert_int_equal(xliff_read(&a, back, &m.d, &out, NULL), RC_OK);
	assert_true(out.at[1].is_stale);

	unit_say(&a, &m, S("Member States shall act")); /* it comes back, and so does its translation */
	assert_int_equal(xliff_read(&a, back, &m.d, &out, NULL), RC_OK);
	assert_int_equal(out.stale, 0);

	m.unit.id = S("op-2");
	assert_int_equal(xliff_read(&a, back, &m.d, &out, NULL), RC_OK);
	assert_int_equal(out.stale, 2);
	assert_true(out.at[0].unit == DRAFT_NONE);
}

static void a_source_that_was_edited_is_noticed(void **state)
{
	(void)state;
	SCOPE_ARENA(a, ARENA_BYTES);
	struct xliff_read out;
	struct made m;

	lexicon_init(&m.l, &a, 1);
	unit_say(&a, &m, S("Member States shall act"));
	struct str back = replaced(&a, written(&a, &m.d), S("shall act</source>"),
	    S("must act</source><target>x</target>"));
	assert_int_equal(xliff_read(&a, back, &m.d, &out, NULL), RC_OK);
	assert_int_equal(out.count, 1);
	assert_int_equal(out.empty, 1);
	assert_true(out.at[0].is_altered);
}

static void brackets_and_symbols_are_protected(void **state)
{
	(void)state;
	SCOPE_ARENA(a, ARENA_BYTES);
	struct xliff_read out;
	struct made m;

	lexicon_init(&m.l, &a, 1);
	unit_say(&a, &m, S("Recalling [resolution A/RES/78/272]"));
	m.texts[1] = (struct unit_text){ .lang = S("ru"), .text = S("[A/RES/78/272] [и]"),
		.state = TRANSLATION_REVISED };
	m.unit.texts_count = 2;
	struct str xml = written(&a, &m.d);
	assert_true(str_find_str(xml, S("equiv=\"A/RES/78/272\"/><ph id=\"3\"")) < xml.n);
	assert_true(str_find_str(xml, S(" [и]</target>")) < xml.n); /* which the source has not */
	assert_int_equal(xliff_read(&a, xml, &m.d, &out, NULL), RC_OK);
	assert_true(str_eq(out.at[0].target, m.texts[1].text));
	assert_true(str_eq(out.at[0].source, m.texts[0].text));
}

/* What the schema and the constraints of the standard ask: ids once a unit, the state on segments. */
static void it_is_built_as_the_standard_asks(void **state)
{
	static const struct str ns = { XLIFF_NAMESPACE, sizeof XLIFF_NAMESPACE - 1 };
	(void)state;
	for (unsigned i = 0; i < gen_cases_dear(200); i++) {
		SCOPE_ARENA(a, ARENA_BYTES);
		struct xml_node *root, *unit = NULL;
		struct map seen;
		struct draft d;

		drawn(&a, i, &d);
		assert_int_equal(xml_parse(&a, written(&a, &d), &root, NULL), RC_OK);
		assert_true(str_eq(xml_member(root, STR_NONE, S("version")), S("2.1")));
		for (struct xml_node *n = root; n != NULL; n = xml_next(root, n, false)) {
			struct str id = xml_member(n, STR_NONE, S("id"));

			if (xml_is(n, ns, S("unit"))) {
				unit = n;
				map_init(&seen, &a, 0);
			}
			if (xml_is(n, ns, S("segment"))) {
				assert_true(n->up == unit);
				assert_true(xml_is(n->first, ns, S("source")));
				assert_true(xml_member(n, STR_NONE, S("state")).n > 0);
				assert_true(str_eq(xml_member(n, STR_NONE, S("canResegment")), S("no")));
			}
			if (n == unit || id.n == 0 || unit == NULL || xml_is(n->up, ns, S("target")))
				continue;
			assert_int_equal(map_get(&seen, id), MAP_NONE);
			map_put(&seen, id, 1);
		}
	}
}

#define HEAD "<xliff xmlns='urn:oasis:names:tc:xliff:document:2.0' version='2.0' "

static void what_is_not_ours_to_take_is_refused(void **state)
{
	static const char *documents[] = { "", "<xliff/>",
		"<xliff xmlns='urn:oasis:names:tc:xliff:document:1.2' version='1.2' srcLang='en'/>",
		HEAD "srcLang='fr' trgLang='ru'/>",
		HEAD "srcLang='en'/>",
		HEAD "srcLang='en' trgLang='ru'>"
		"<segment/></xliff>" };
	(void)state;
	for (size_t i = 0; i < CM_COUNT(documents); i++) {
		SCOPE_ARENA(a, ARENA_BYTES);
		struct xliff_read out;
		struct draft d;

		drawn(&a, 1, &d);
		assert_int_equal(xliff_read(&a, str_c(documents[i]), &d, &out, NULL), RC_INVALID);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_translated_comes_back_by_its_source),
		cmocka_unit_test(a_translation_of_other_words_is_stale),
		cmocka_unit_test(a_source_that_was_edited_is_noticed),
		cmocka_unit_test(brackets_and_symbols_are_protected),
		cmocka_unit_test(it_is_built_as_the_standard_asks),
		cmocka_unit_test(what_is_not_ours_to_take_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
