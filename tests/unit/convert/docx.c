#include <setjmp.h>
#include <stdarg.h>
#include "base/buf.h"
#include "base/limits.h"
#include "base/scope.h"
#include "convert/docx_edits.h"
#include "convert/docx_read.h"
#include "convert/docx_write.h"
#include "convert/zip.h"
#include "unit/convert/made.h"
#include <cmocka.h>

static const moment NOON = { 1480000000000 };

static struct str copy_write(struct made *m, struct str party)
{
	struct docx_copy copy = { &m->draft, party, NOON };
	struct buf b;
	struct err err;
	buf_init(&b, m->arena, ZIP_FILE_BYTES_MAX);
	if (docx_copy_write(m->arena, &copy, &b, NULL, &err) != RC_OK)
		fail_msg("%s", err.text);
	return buf_str(&b);
}

static struct returned file_read(struct made *m, struct str file)
{
	struct docx_order order = { &m->draft, &m->words, file };
	struct returned r;
	struct err err;
	if (docx_read(m->arena, &order, &r, &err) != RC_OK)
		fail_msg("%s", err.text);
	return r;
}

static struct str text_str(struct made *m, struct words w)
{
	struct buf b;
	buf_init(&b, m->arena, UNIT_BYTES_MAX);
	words_text(&m->words, &b, w);
	return buf_str(&b);
}

static struct edits edits_of(const struct draft_unit *u, uint32_t id)
{
	for (uint32_t i = 0; i < u->proposals.count; i++)
		if (u->proposals.at[i].id == id)
			return u->proposals.at[i].edits;
	return (struct edits){ NULL, 0 };
}

static void edits_equal(struct made *m, const struct draft_unit *u, struct edits a, struct edits b)
{
	struct str one = text_str(m, edits_apply(m->arena, u->base, a));
	struct str two = text_str(m, edits_apply(m->arena, u->base, b));
	assert_true(str_eq(one, two));
	assert_int_equal(a.count, b.count);
	for (uint32_t i = 0; i < a.count; i++) {
		assert_int_equal(a.at[i].lo, b.at[i].lo);
		assert_int_equal(a.at[i].hi, b.at[i].hi);
		assert_true(words_eq(a.at[i].text, b.at[i].text));
	}
}

static void clean_check(const struct made *m, const struct returned *r)
{
	assert_true(r->origin.is_stated && r->origin.same_document && r->origin.same_revision);
	assert_true(r->origin.same_lang && r->origin.same_base);
	assert_int_equal(r->objects + r->unfit, 0);
	for (uint32_t i = 0; i < m->draft.units_count; i++) {
		assert_false(r->units[i].is_untracked);
		assert_false(r->units[i].label_differs);
		assert_int_equal(r->units[i].untracked.count, 0);
	}
}

static void edits_come_back_in_the_same_normal_form(void **state)
{
	(void)state;
	uint32_t sets = 0;
	for (unsigned i = 0; i < gen_cases(250); i++) {
		struct gen g;
		struct made m;
		gen_init_case(&g, i);
		SCOPE_ARENA(a, MADE_ARENA_BYTES);
		made_small(&m, &g, &a);
		for (uint32_t id = 1; id < 10; id++) {
			struct returned r = file_read(&m, copy_write(&m, made_party(&a, id)));
			clean_check(&m, &r);
			assert_int_equal(r.added_count, 0);
			for (uint32_t u = 0; u < m.draft.units_count; u++) {
				struct edits e = edits_of(&m.draft.units[u], id);
				assert_int_equal(
				    r.units[u].state, e.count > 0 ? RETURNED_CHANGED : RETURNED_SAME);
				edits_equal(&m, &m.draft.units[u], e, r.units[u].edits);
				assert_true(r.units[u].by_bookmark);
				sets += e.count > 0;
			}
		}
	}
	if (gen_cases(250) >= 250)
		assert_true(sets > 1000);
}

static void text_check(struct made *m, const struct returned *r, uint32_t u, uint32_t id)
{
	const struct draft_unit *unit = &m->draft.units[u];
	struct words want = edits_apply(m->arena, unit->base, edits_of(unit, id));
	struct words got = edits_apply(m->arena, unit->base, r->units[u].edits);
	if (r->units[u].noise == 0)
		assert_true(str_eq(text_str(m, want), text_str(m, got)));
}

/* Of prose the text comes back, but for what only Word's habits would have changed. */
static void prose_comes_back_word_for_word(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(200); i++) {
		struct gen g;
		struct made m;
		gen_init_case(&g, i);
		SCOPE_ARENA(a, MADE_ARENA_BYTES);
		made_prose(&m, &g, &a);
		for (uint32_t id = 1; id <= 3; id++) {
			struct returned r = file_read(&m, copy_write(&m, made_party(&a, id)));
			clean_check(&m, &r);
			for (uint32_t u = 0; u < m.draft.units_count; u++)
				text_check(&m, &r, u, id);
		}
	}
}

static void whole_units_come_back(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(200); i++) {
		struct gen g;
		struct made m;
		uint32_t added = 0;
		gen_init_case(&g, i);
		SCOPE_ARENA(a, MADE_ARENA_BYTES);
		made_small(&m, &g, &a);
		made_changes(&m, &g);
		struct returned r = file_read(&m, copy_write(&m, S("W")));
		clean_check(&m, &r);
		for (uint32_t c = 0; c < m.draft.changes_count; c++) {
			const struct unit_change *change = &m.draft.changes[c];
			const struct returned_unit *u = &r.units[change->unit];
			if (change->op == OP_DELETE) {
				assert_int_equal(u->state, RETURNED_MISSING);
			} else if (change->op == OP_ALTERNATIVE) {
				struct words w = edits_apply(
				    &a, m.draft.units[change->unit].base, u->edits);
				assert_true(str_eq(text_str(&m, w), change->text));
			} else {
				assert_true(added < r.added_count);
				assert_true(str_eq(r.added[added].text, change->text));
				assert_true(r.added[added].is_tracked);
				assert_int_equal(r.added[added++].kind, UNIT_PARAGRAPH);
			}
		}
		assert_int_equal(added, r.added_count);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(edits_come_back_in_the_same_normal_form),
		cmocka_unit_test(prose_comes_back_word_for_word),
		cmocka_unit_test(whole_units_come_back),
	};
	return cmocka_run_group_tests_name("docx", tests, NULL, NULL);
}
