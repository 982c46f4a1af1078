#include <setjmp.h>
#include <stdarg.h>
#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/scope.h"
#include "convert/docx_file.h"
#include "convert/zip.h"
#include "lib/gen.h"
#include <cmocka.h>

#define ARENA_BYTES ((size_t)256 * 1024 * 1024)
#define TYPES { { "[Content_Types].xml", 19 }, { "<T/>", 4 } }
#define RELS_TEXT "<R><Relationship Type='x/relationships/officeDocument' Target='word/document.xml'/></R>"

static struct str file_of(struct arena *a, const struct zip_part *parts, uint32_t count)
{
	struct buf b;
	struct err err;
	buf_init(&b, a, ZIP_FILE_BYTES_MAX);
	assert_int_equal(zip_write(&b, parts, count, &err), RC_OK);
	return buf_str(&b);
}

static void parts_come_back(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(300); i++) {
		struct gen g;
		struct zip z;
		struct err err;
		gen_init_case(&g, i);
		SCOPE_ARENA(a, ARENA_BYTES);
		struct zip_part parts[2] = { { S("word/a.xml"), gen_any(&g, &a, 300) },
			{ S("b"), gen_text(&g, &a, 3000) } };
		struct str file = file_of(&a, parts, 2);
		assert_true(str_eq(file, file_of(&a, parts, 2)));
		assert_int_equal(zip_parse(&a, file, &z, &err), RC_OK);
		for (uint32_t p = 0; p < 2; p++) {
			struct str bytes;
			const struct zip_entry *e = zip_find(&z, parts[p].name);
			assert_non_null(e);
			assert_int_equal(zip_part_read(&a, &z, e, &bytes, &err), RC_OK);
			assert_true(str_eq(bytes, parts[p].bytes));
		}
	}
}

/* Changes every copy of `from` in the file, which has the same length as `to`. */
static struct str replaced(struct arena *a, struct str file, struct str from, struct str to)
{
	struct str copy = str_copy(a, file);
	char *p = arena_alloc(a, copy.n, 1);
	memcpy(p, copy.p, copy.n);
	for (size_t i = 0; i + from.n <= copy.n; i++)
		if (memcmp(p + i, from.p, from.n) == 0)
			memcpy(p + i, to.p, to.n);
	return (struct str){ p, copy.n };
}

static void refused(struct arena *a, struct str file, const char *why)
{
	struct docx_file f;
	struct err err = { .text = "" };
	assert_int_not_equal(docx_file_read(a, file, 1, &f, &err), RC_OK);
	if (strstr(err.text, why) == NULL)
		fail_msg("\"%s\" does not say \"%s\"", err.text, why);
}

static void names_that_lead_elsewhere_are_refused(void **state)
{
	(void)state;
	SCOPE_ARENA(a, ARENA_BYTES);
	struct zip_part parts[] = { { S("aa/bb.xml"), S("1") }, { S("cc/dd.xml"), S("2") } };
	struct str file = file_of(&a, parts, 2);
	refused(&a, replaced(&a, file, S("aa/bb.xml"), S("/m/bb.xml")), "not fit");
	refused(&a, replaced(&a, file, S("aa/bb.xml"), S("../bb.xml")), "../bb.xml");
	refused(&a, replaced(&a, file, S("aa/bb.xml"), S("aa\\bb.xml")), "not fit");
	refused(&a, replaced(&a, file, S("aa/bb.xml"), S("cc/dd.xml")), "cc/dd.xml is there twice");
}

static void a_bomb_is_refused_before_it_is_inflated(void **state)
{
	(void)state;
	SCOPE_ARENA(a, ARENA_BYTES);
	size_t n = 40 * 1024 * 1024;
	char *zeros = arena_zero(&a, n, 1);
	struct zip_part bomb = { S("word/document.xml"), { zeros, n } };
	struct str file = file_of(&a, &bomb, 1);
	size_t held = a.held_bytes;
	refused(&a, file, "word/document.xml is packed too tightly");
	assert_true(a.held_bytes - held < 4 * 1024 * 1024);
}

static void a_missing_part_is_named(void **state)
{
	(void)state;
	SCOPE_ARENA(a, ARENA_BYTES);
	struct zip_part parts[] = { TYPES, { S("_rels/.rels"), S(RELS_TEXT) } };
	refused(&a, file_of(&a, parts, 0), "[Content_Types].xml is missing");
	refused(&a, file_of(&a, parts, 1), "_rels/.rels is missing");
	refused(&a, file_of(&a, parts, 2), "word/document.xml is missing");
	refused(&a, S("PK and more"), "no ZIP file");
}

static void a_document_type_is_refused_with_its_entities(void **state)
{
	(void)state;
	SCOPE_ARENA(a, ARENA_BYTES);
	struct zip_part parts[] = { TYPES,
		{ S("_rels/.rels"),
		    S("<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><x>&b;</x>") } };
	refused(&a, file_of(&a, parts, 2), "_rels/.rels, line 1: it declares a document type");
}

static void a_damaged_file_is_refused_or_read_and_nothing_else(void **state)
{
	(void)state;
	struct zip_part parts[] = { TYPES, { S("_rels/.rels"), S(RELS_TEXT) },
		{ S("word/document.xml"), S("<d/>") } };
	for (unsigned i = 0; i < gen_cases(2000); i++) {
		struct gen g;
		struct docx_file f;
		struct err err;
		gen_init_case(&g, i);
		SCOPE_ARENA(a, ARENA_BYTES);
		struct str file = file_of(&a, parts, 3);
		char *p = arena_alloc(&a, file.n, 1);
		memcpy(p, file.p, file.n);
		for (unsigned j = 0; j < 3; j++)
			p[gen_below(&g, file.n)] = (char)gen_below(&g, 256);
		(void)!docx_file_read(&a, (struct str){ p, file.n - gen_below(&g, 3) }, 1, &f, &err);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parts_come_back),
		cmocka_unit_test(names_that_lead_elsewhere_are_refused),
		cmocka_unit_test(a_bomb_is_refused_before_it_is_inflated),
		cmocka_unit_test(a_missing_part_is_named),
		cmocka_unit_test(a_document_type_is_refused_with_its_entities),
		cmocka_unit_test(a_damaged_file_is_refused_or_read_and_nothing_else),
	};
	return cmocka_run_group_tests_name("zip", tests, NULL, NULL);
}
