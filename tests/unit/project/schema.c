/* The tables as data, and docs/sql.md, which people read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "project/schema.h"

#define PAGE_BYTES ((size_t)1024 * 1024)

static struct str page_read(struct arena *a)
{
	char path[1024];
	(void)snprintf(path, sizeof path, "%s/../docs/sql.md", getenv("COMITY_TESTS"));
	FILE *f = fopen(path, "re");
	assert_non_null(f);
	char *bytes = arena_alloc(a, PAGE_BYTES, 1);
	size_t n = fread(bytes, 1, PAGE_BYTES, f);
	(void)fclose(f);
	return (struct str){ bytes, n };
}

static void names_are_told_apart(void **state)
{
	(void)state;
	for (enum sql_table t = 0; t < SQL_TABLE__COUNT; t++) {
		const struct table_info *info = table_info(t);
		assert_int_equal(table_of_name(info->name), t);
		assert_true(info->columns_count > table_key_columns(info));
		for (uint32_t i = 0; i < info->columns_count; i++) {
			for (uint32_t k = 0; k < i; k++)
				assert_false(str_eq(info->columns[i].name, info->columns[k].name));
		}
	}
	assert_int_equal(table_of_name(S("sqlite_master")), SQL_TABLE__COUNT);
	assert_int_equal(table_of_name(S("")), SQL_TABLE__COUNT);
}

static void every_table_and_column_is_documented(void **state)
{
	(void)state;
	struct arena a;
	arena_init(&a, 4 * PAGE_BYTES);
	struct str page = page_read(&a);
	for (enum sql_table t = 0; t < SQL_TABLE__COUNT; t++) {
		const struct table_info *info = table_info(t);
		struct buf b;
		buf_init(&b, &a, PAGE_BYTES);
		buf_put(&b, S("### `"));
		buf_put(&b, info->name);
		buf_put(&b, S("`\n\n"));
		buf_put(&b, info->what);
		buf_put(&b, S(".\n\n| column"));
		size_t at = str_find_str(page, buf_str(&b));
		if (at == page.n)
			fail_msg("%.*s is not in docs/sql.md", STR_ARG(info->name));
		struct str section = str_sub(page, at + 4, page.n);
		section = str_sub(section, 0, str_find_str(section, S("\n### ")));
		for (uint32_t i = 0; i < info->columns_count; i++) {
			buf_clear(&b);
			buf_put(&b, S("| `"));
			buf_put(&b, info->columns[i].name);
			buf_put(&b, S("` |"));
			if (str_find_str(section, buf_str(&b)) == section.n)
				fail_msg("%.*s.%.*s is not in docs/sql.md", STR_ARG(info->name),
				    STR_ARG(info->columns[i].name));
		}
	}
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_told_apart),
		cmocka_unit_test(every_table_and_column_is_documented),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
