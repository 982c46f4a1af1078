/* Who may see which answer: every kind of field, at every level, named to every choice of parties, by every
 * viewer. */
#include <setjmp.h>
#include <stdarg.h>

#include "lib/forum_sim.h"
#include "rules/contents.h"
#include "rules/filing.h"

#include <cmocka.h>

#define NAMED_CHOICES 7 /* of three parties, some */

static const struct str parties[] = { S("aa"), S("cc"), S("oo") };
static const struct str kinds[] = { S("text"), S("number"), S("date"), S("yes-no"), S("choice"), S("table"),
	S("document") };

/* A field of the matrix. `named`: bits of `parties`; 0: at `level`. */
struct cell {
	struct str kind, level;
	uint32_t named;
};
static uint32_t cells_make(struct cell out[CM_COUNT(kinds) * (NAMED_CHOICES + 1) + 1])
{
	uint32_t n = 0;
	for (size_t k = 0; k < CM_COUNT(kinds); k++) {
		out[n++] = (struct cell){ kinds[k], S("members"), 0 };
		for (uint32_t named = 1; named <= NAMED_CHOICES; named++)
			out[n++] = (struct cell){ kinds[k], S("named"), named };
	}
	out[n++] = (struct cell){ S("document"), S("public"), 0 };
	return n;
}

static struct strs named_of(struct sim *s, uint32_t bits)
{
	struct str *at = arena_array(&s->scratch, struct str, CM_COUNT(parties));
	uint32_t n = 0;
	for (uint32_t i = 0; i < CM_COUNT(parties); i++) {
		if (bits & 1U << i)
			at[n++] = parties[i];
	}
	return (struct strs){ n, at };
}

static struct form_item_list items_of(struct sim *s)
{
	struct form_item *at = arena_array(&s->scratch, struct form_item, 1);
	at[0] = (struct form_item){ .is_present = true, .code = S("one"), .label = sim_names(s, S("One")) };
	return (struct form_item_list){ 1, at };
}

/* The form, and bb's answer to all of it; the entry of the answer. */
static uint64_t answered(struct sim *s, const struct cell *cells, uint32_t count)
{
	struct sim_act a = sim_form_due(s, KIND_FORM_ADOPT);
	struct form_field *fields = arena_array(&s->scratch, struct form_field, count);
	struct return_value *values = arena_array(&s->scratch, struct return_value, count);
	for (uint32_t i = 0; i < count; i++) {
		bool has_items = str_eq(cells[i].kind, S("choice")) || str_eq(cells[i].kind, S("table"));
		struct str code = sim_str(s, "c-%u", i);
		fields[i] = (struct form_field){ .is_present = true, .code = code, .kind = cells[i].kind,
			.label = sim_names(s, S("Field")), .visibility = cells[i].level,
			.parties = named_of(s, cells[i].named) };
		if (has_items)
			fields[i].items = items_of(s);
		values[i] = (struct return_value){ .is_present = true, .code = code,
			.content = { .is_present = true, .len = 3, .type = S("text/plain"),
			.sha256 = sim_key(sim_str(s, "cell %u", i))->digest } };
	}
	a.content.form_adopt.code = S("matrix");
	a.content.form_adopt.version = 1;
	a.content.form_adopt.fields = (struct form_field_list){ count, fields };
	sim_do(s, a);
	const struct form *form = form_find(s->forum, S("matrix"));
	assert_non_null(form);
	struct sim_act r = sim_form_due(s, KIND_RETURN_FILE);
	r.content.return_file.form = S("matrix");
	r.content.return_file.version = 1;
	r.content.return_file.values = (struct return_value_list){ count, values };
	sim_do(s, r);
	return forum_size(s->forum) - 1;
}

/* As docs/rules.md sections 16 and 18 say it, once more. */
static bool may(const struct cell *c, struct str viewer)
{
	if (str_eq(c->level, S("public")) || str_eq(viewer, S("secretariat")))
		return true;
	bool is_party = str_eq(viewer, S("bb"));
	for (size_t i = 0; i < CM_COUNT(parties); i++) {
		if (str_eq(viewer, parties[i]))
			return str_eq(c->level, S("members")) || (c->named & 1U << i) != 0;
	}
	return is_party; /* whose it is */
}

static void every_viewer_sees_what_its_level_says(void **state)
{
	static const struct str viewers[] = { S(""), S("aa"), S("bb"), S("cc"), S("oo"), S("none-such"),
		S("secretariat") };
	struct cell cells[CM_COUNT(kinds) * (NAMED_CHOICES + 1) + 1];
	struct sim s;
	uint32_t from, count = cells_make(cells), seen = 0;
	(void)state;
	sim_init(&s, false);
	sim_world(&s);
	sim_envoys(&s);
	uint64_t entry = answered(&s, cells, count);
	assert_int_equal(contents_of_entry(s.forum, entry, &from), count);
	for (uint32_t i = 0; i < count; i++) {
		const struct hash *sha256 = &sim_key(sim_str(&s, "cell %u", i))->digest;
		const struct content_row *row = contents_find(s.forum, sha256);
		assert_non_null(row);
		for (size_t k = 0; k < CM_COUNT(viewers); k++) {
			bool is_seen = content_may_see(s.forum, row, viewers[k]);
			if (is_seen != may(&cells[i], viewers[k]))
				fail_msg("%.*s, %.*s %u: \"%.*s\" sees it: %d", STR_ARG(cells[i].kind),
				    STR_ARG(cells[i].level), cells[i].named, STR_ARG(viewers[k]), is_seen);
			seen += is_seen;
		}
	}
	/* Members: aa bb cc oo; named: bb and four of seven choices each; the Secretariat all; the document
	 * all. */
	assert_int_equal(seen, CM_COUNT(kinds) * (5 + NAMED_CHOICES * 2 + 3 * 4) + CM_COUNT(viewers));
	sim_release(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_viewer_sees_what_its_level_says),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
