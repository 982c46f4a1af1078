#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include "base/scope.h"
#include "convert/akn_read.h"
#include "convert/xml_tree.h"
#include "lib/draft_make.h"
#include "view/akn.h"
#include <cmocka.h>

#define ARENA_BYTES ((size_t)256 * 1024 * 1024)

static struct str written(struct arena *a, const struct draft *d, struct str lang)
{
	struct akn_order order = { lang, S("cica"), S("Council"), S("2026-11-25") };
	struct str s;
	struct buf b;

	buf_init(&b, a, 1u << 24);
	akn_put(&b, a, d, &order);
	assert_int_equal(buf_done(&b, &s, NULL), RC_OK);
	return s;
}

static enum rc read_xml(struct arena *a, struct str xml, struct draft *d, struct err *err)
{
	struct akn_read out;
	enum rc rc = akn_read(a, xml, &out, err);

	if (rc == RC_OK)
		*d = out.draft;
	return rc;
}

static struct str bytes(struct arena *a, const struct lexicon *l, struct words w)
{
	struct buf b;

	buf_init(&b, a, 1u << 20);
	words_piece(l, &b, w);
	return buf_str(&b);
}

struct sides {
	struct arena *a;
	const struct draft *was, *is;
};

static void same_words(const struct sides *s, struct words was, struct words is)
{
	assert_int_equal(was.count, is.count);
	assert_true(str_eq(bytes(s->a, s->was->words, was), bytes(s->a, s->is->words, is)));
}

static void same_choice(const struct sides *s, const struct choice *was, const struct choice *is)
{
	assert_int_equal(was->lo, is->lo);
	assert_int_equal(was->hi, is->hi);
	assert_int_equal(was->alt_count, is->alt_count);
	assert_int_equal(was->kids.count, is->kids.count);
	for (uint32_t i = 0; i < was->alt_count; i++) {
		same_words(s, was->alts[i].text, is->alts[i].text);
		assert_int_equal(was->alts[i].by_count, is->alts[i].by_count);
		assert_memory_equal(was->alts[i].by, is->alts[i].by,
		    was->alts[i].by_count * sizeof(uint32_t));
	}
}

static void same_forest(const struct sides *s, const struct draft_unit *was, const struct draft_unit *is)
{
	struct choice_walk w, i;
	enum choice_event event;

	choice_walk_init(&w, was->base, was->choices);
	choice_walk_init(&i, is->base, is->choices);
	do {
		event = choice_walk_next(&w);
		assert_int_equal(event, choice_walk_next(&i));
		if (event == CHOICE_WORDS)
			same_words(s, w.words, i.words);
		else if (event == CHOICE_OPENS)
			same_choice(s, w.choice, i.choice);
	} while (event != CHOICE_END);
}

static void same_unit(const struct sides *s, const struct draft_unit *was, const struct draft_unit *is)
{
	assert_true(str_eq(was->id, is->id));
	assert_true(str_eq(was->label, is->label));
	assert_true(str_eq(was->texts[0].text, is->texts[0].text));
	assert_int_equal(was->kind, is->kind);
	assert_int_equal(was->status, is->status);
	assert_int_equal(was->parent, is->parent);
	assert_int_equal(was->proposals.count, is->proposals.count);
	for (uint32_t p = 0; p < was->proposals.count; p++) {
		const struct proposal *a = &was->proposals.at[p], *b = &is->proposals.at[p];

		assert_int_equal(a->id, b->id);
		assert_int_equal(a->edits.count, b->edits.count);
		for (uint32_t e = 0; e < a->edits.count; e++) {
			assert_int_equal(a->edits.at[e].lo, b->edits.at[e].lo);
			assert_int_equal(a->edits.at[e].hi, b->edits.at[e].hi);
			same_words(s, a->edits.at[e].text, b->edits.at[e].text);
		}
	}
	same_forest(s, was, is);
}

static void same_proposal(const struct draft_proposal *was, const struct draft_proposal *is)
{
	assert_int_equal(was->id, is->id);
	assert_true(str_eq(was->code, is->code));
	assert_true(str_eq(was->party, is->party));
	assert_true(str_eq(was->short_name, is->short_name));
	assert_true(str_eq(was->lang, is->lang));
	assert_true(str_eq(was->rationale, is->rationale));
	assert_int_equal(was->must_confirm, is->must_confirm);
	assert_int_equal(was->cosponsors_count, is->cosponsors_count);
	for (uint32_t c = 0; c < was->cosponsors_count; c++)
		assert_true(str_eq(was->cosponsors[c], is->cosponsors[c]));
}

static void same_draft(const struct sides *s)
{
	const struct draft *was = s->was, *is = s->is;

	assert_true(str_eq(was->code, is->code));
	assert_true(str_eq(was->symbol, is->symbol));
	assert_true(str_eq(was->lang, is->lang));
	assert_int_equal(was->revision, is->revision);
	assert_int_equal(was->units_count, is->units_count);
	assert_int_equal(was->proposals_count, is->proposals_count);
	assert_int_equal(was->changes_count, is->changes_count);
	for (uint32_t i = 0; i < was->units_count; i++)
		same_unit(s, &was->units[i], &is->units[i]);
	for (uint32_t i = 0; i < was->proposals_count; i++)
		same_proposal(&was->proposals[i], &is->proposals[i]);
	for (uint32_t i = 0; i < was->changes_count; i++) {
		const struct unit_change *a = &was->changes[i], *b = &is->changes[i];

		assert_int_equal(a->proposal, b->proposal);
		assert_int_equal(a->op, b->op);
		assert_int_equal(a->unit, b->unit);
		assert_true(a->op != OP_MOVE || a->after == b->after);
		assert_int_equal(a->kind, b->kind);
		assert_true(str_eq(a->text, b->text));
	}
}

static void a_draft_comes_back_as_it_was(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases_dear(1000); i++) {
		SCOPE_ARENA(a, ARENA_BYTES);
		struct draft d, again;
		struct err err = { 0 };
		struct gen g;

		gen_init_case(&g, i);
		draft_draw(&g, &a, &d);
		struct str xml = written(&a, &d, d.lang);
		if (read_xml(&a, xml, &again, &err) != RC_OK)
			fail_msg("case %u: %s", i, err.text);
		same_draft(&(struct sides){ &a, &d, &again });
		assert_true(str_eq(xml, written(&a, &again, again.lang)));
	}
}

static const struct unit_text *text_in(const struct draft_unit *u, struct str lang)
{
	for (uint32_t i = 1; i < u->texts_count; i++)
		if (str_eq(u->texts[i].lang, lang))
			return &u->texts[i];
	return NULL;
}

static void a_translation_comes_back_with_what_it_translates(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases_dear(300); i++) {
		SCOPE_ARENA(a, ARENA_BYTES);
		struct akn_read out;
		struct draft d;
		struct gen g;

		gen_init_case(&g, i);
		draft_draw(&g, &a, &d);
		assert_int_equal(akn_read(&a, written(&a, &d, S("ru")), &out, NULL), RC_OK);
		assert_true(out.is_translation && str_eq(out.lang, S("ru")));
		assert_int_equal(out.draft.units_count, d.units_count);
		for (uint32_t k = 0; k < d.units_count; k++) {
			const struct unit_text *was = text_in(&d.units[k], S("ru"));
			const struct unit_text *is = &out.draft.units[k].texts[0];

			assert_true(str_eq(d.units[k].id, out.draft.units[k].id));
			assert_int_equal(is->state, was != NULL ? was->state : TRANSLATION_MISSING);
			if (was == NULL)
				continue;
			assert_true(str_eq(was->text, is->text));
			assert_memory_equal(&was->from, &is->from, sizeof was->from);
			assert_int_equal(was->is_stale, is->is_stale);
		}
	}
}

#define HEAD "<akomaNtoso xmlns='http://docs.oasis-open.org/legaldocml/ns/akn/3.0'>"

static void a_foreign_document_keeps_all_its_text(void **state)
{
	(void)state;
	SCOPE_ARENA(a, ARENA_BYTES);
	struct draft d = { 0 };

	assert_int_equal(read_xml(&a, S(HEAD "<statement name='resolution'><meta><identification/>not text"
	    "</meta><preface><longTitle><p>A <docTitle>title</docTitle></p></longTitle></preface>"
	    "<preamble><recitals><recital><p><i>Recalling</i>\n\t resolution <ref href='#x'>1</ref>,</p>"
	    "</recital></recitals></preamble><mainBody><paragraph><num>1.</num><intro><p>Decides</p></intro>"
	    "<point><num>(a)</num><content><p>to act<ins> now</ins>;</p></content></point></paragraph>loose"
	    "</mainBody></statement></akomaNtoso>"), &d, NULL), RC_OK);
	static const struct {
		enum unit_kind kind;
		const char *label, *text;
	} expected[] = {
		{ UNIT_TITLE, "", "A title" },
		{ UNIT_RECITAL, "", "Recalling resolution 1," },
		{ UNIT_PARAGRAPH, "1.", "Decides" },
		{ UNIT_POINT, "(a)", "to act now;" },
		{ UNIT_PARAGRAPH, "", "loose" },
	};
	assert_int_equal(d.units_count, CM_COUNT(expected));
	for (uint32_t i = 0; i < d.units_count; i++) {
		assert_int_equal(d.units[i].kind, expected[i].kind);
		assert_true(str_eq(d.units[i].label, str_c(expected[i].label)));
		assert_true(str_eq(d.units[i].texts[0].text, str_c(expected[i].text)));
	}
	assert_int_equal(d.proposals_count, 0);
}

static void what_is_not_allowed_in_xml_is_refused(void **state)
{
	static const char *documents[] = { "", "<a>", "text", "<x/>",
		"<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>", "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
		"<a>&e;</a>", HEAD "</akomaNtoso>", HEAD "<statement></akomaNtoso>", "<a>\xFF</a>" };
	(void)state;
	for (size_t i = 0; i < CM_COUNT(documents); i++) {
		SCOPE_ARENA(a, ARENA_BYTES);
		struct draft d = { 0 };

		assert_int_equal(read_xml(&a, str_c(documents[i]), &d, NULL), RC_INVALID);
	}
}

static void elements_too_deep_are_refused(void **state)
{
	(void)state;
	SCOPE_ARENA(a, ARENA_BYTES);
	struct xml_node *root;
	struct buf b;

	buf_init(&b, &a, 1u << 20);
	for (unsigned i = 0; i <= XML_DEPTH_MAX; i++)
		buf_put(&b, S("<a>"));
	assert_int_equal(xml_parse(&a, buf_str(&b), &root, NULL), RC_LIMIT);
}

/* Each byte of the words changed in turn: never another draft that passes for the one proposed on. */
static void words_changed_under_proposals_are_noticed(void **state)
{
	(void)state;
	unsigned noticed = 0;

	for (unsigned i = 0; i < gen_cases_dear(100); i++) {
		SCOPE_ARENA(a, ARENA_BYTES);
		struct draft d, again;
		struct gen g;

		gen_init_case(&g, i);
		draft_draw(&g, &a, &d);
		struct str xml = str_copy(&a, written(&a, &d, d.lang));
		size_t at = str_find_str(xml, S("<quotedText> alpha"));
		if (at == xml.n)
			continue;
		struct buf b;

		buf_init(&b, &a, 1u << 24);
		buf_put(&b, str_sub(xml, 0, at));
		buf_put(&b, S("<quotedText> omega"));
		buf_put(&b, str_sub(xml, at + 18, xml.n));
		assert_int_equal(read_xml(&a, buf_str(&b), &again, NULL), RC_CONFLICT);
		noticed++;
	}
	assert_true(noticed > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_draft_comes_back_as_it_was),
		cmocka_unit_test(a_translation_comes_back_with_what_it_translates),
		cmocka_unit_test(a_foreign_document_keeps_all_its_text),
		cmocka_unit_test(what_is_not_allowed_in_xml_is_refused),
		cmocka_unit_test(elements_too_deep_are_refused),
		cmocka_unit_test(words_changed_under_proposals_are_noticed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
