/* How text is taken apart: case, accents, stems, signs; what a word of a query finds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/arena.h"
#include "lib/gen.h"
#include "store/tokens.h"

static sqlite3 *db;

static int open_index(void **state)
{
	(void)state;
	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	assert_int_equal(tokens_register(db), SQLITE_OK);
	return sqlite3_exec(db, "CREATE VIRTUAL TABLE t USING fts5 (words, tokenize = 'comity')", NULL,
	    NULL, NULL);
}

static int close_index(void **state)
{
	(void)state;
	return sqlite3_close(db);
}

static int64_t ask(const char *sql, const char *value)
{
	sqlite3_stmt *s;
	if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) != SQLITE_OK)
		fail_msg("%s", sqlite3_errmsg(db));
	if (value != NULL)
		(void)sqlite3_bind_text(s, 1, value, -1, SQLITE_STATIC);
	int status = sqlite3_step(s);
	int64_t found = status == SQLITE_ROW ? sqlite3_column_int64(s, 0) : 0;
	if (status != SQLITE_ROW && status != SQLITE_DONE)
		fail_msg("%s: %s", value, sqlite3_errmsg(db));
	(void)sqlite3_finalize(s);
	return found;
}

/* Does the query find the text? */
static bool finds(const char *text, const char *query)
{
	(void)ask("DELETE FROM t", NULL);
	(void)ask("INSERT INTO t VALUES (?)", text);
	return ask("SELECT count(*) FROM t WHERE t MATCH ?", query) == 1;
}

static void russian_words_are_found_in_every_form(void **state)
{
	(void)state;
	static const char *const forms[][2] = {
		{ "мер доверия", "\"меры доверия\"" }, { "мерами доверия", "\"мера доверия\"" },
		{ "о Секретариате", "секретариат" }, { "государств-членов", "\"государство-член\"" },
		{ "председательству Таджикистана", "\"председательство Таджикистан\"" },
		{ "наблюдателями", "Наблюдатель" }, { "подписали соглашения", "\"подписал соглашение\"" },
		{ "отчёте", "отчет" }, { "ОТЧЕТЫ", "отчёт" },
	};
	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
		if (!finds(forms[i][0], forms[i][1]))
			fail_msg("%s is not found by %s", forms[i][0], forms[i][1]);
	}
	assert_false(finds("меры", "мир"));
}

static void english_words_are_found_in_every_form(void **state)
{
	(void)state;
	assert_true(finds("Confidence-Building Measures", "\"confidence building measure\""));
	assert_true(finds("they negotiated agreements", "\"negotiating agreement\""));
	assert_true(finds("THE PRESIDENCIES", "presidency"));
	assert_false(finds("treatment of texts", "treaty"));
}

static void accents_and_case_are_folded(void **state)
{
	(void)state;
	assert_true(finds("Türkiye", "turkiye"));
	assert_true(finds("TÜRKİYE Côte d’Ivoire", "\"cote d ivoire\""));
	assert_true(finds("São Tomé", "sao tome"));
	assert_true(finds("ЁЛКА", "елка"));
}

static void texts_may_mix_languages(void **state)
{
	(void)state;
	const char *mixed = "Меморандум CICA и СВМДА о Conference, 2016 год, covid19";
	assert_true(finds(mixed, "меморандумы AND cica AND свмда AND conferences AND 2016 AND covid19"));
}

static void beginnings_are_of_the_word_as_it_stands(void **state)
{
	(void)state;
	assert_true(finds("соглашение", "согл*"));
	assert_true(finds("соглашение", "соглашени*"));
	assert_true(finds("соглашение", "соглашение*"));
	assert_true(finds("agreements", "agreement*"));
	assert_true(finds("agreements", "agreements*"));
	assert_true(finds("отчёт", "отчё*"));
	assert_false(finds("политика", "полн*"));
}

static void signs_are_words(void **state)
{
	(void)state;
	assert_true(finds("亚洲相互协作与信任措施会议", "\"信任措施\""));
	assert_false(finds("亚洲相互协作与信任措施会议", "\"措施信任\""));
	assert_true(finds("CICA亚信2014", "亚信 AND cica AND 2014"));
	assert_true(finds("مؤتمر التفاعل", "التفاعل"));
}

static void what_is_found_can_be_shown(void **state)
{
	(void)state;
	sqlite3_stmt *s;
	(void)ask("DELETE FROM t", NULL);
	(void)ask("INSERT INTO t VALUES (?)", "О мерах доверия в Азии 信任措施");
	assert_int_equal(sqlite3_prepare_v2(db, "SELECT highlight(t, 0, '[', ']') FROM t WHERE t MATCH "
	    "'\"меры доверия\" AND \"任措\"'", -1, &s, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(s), SQLITE_ROW);
	assert_string_equal((const char *)sqlite3_column_text(s, 0), "О [мерах доверия] в Азии 信[任措]施");
	(void)sqlite3_finalize(s);
}

static void any_text_can_be_indexed_and_taken_out_again(void **state)
{
	(void)state;
	struct arena arena;
	struct gen g;
	arena_init(&arena, (size_t)64 * 1024 * 1024);
	(void)ask("DELETE FROM t", NULL);
	for (unsigned i = 0; i < gen_cases(400); i++) {
		gen_init_case(&g, i);
		struct str text = str_copy(&arena, gen_text(&g, &arena, 300));
		(void)ask("INSERT INTO t VALUES (?)", text.p);
		(void)ask("INSERT INTO t (t) VALUES ('integrity-check')", NULL);
		(void)ask("DELETE FROM t", NULL);
	}
	assert_int_equal(ask("SELECT count(*) FROM t", NULL), 0);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(russian_words_are_found_in_every_form),
		cmocka_unit_test(english_words_are_found_in_every_form),
		cmocka_unit_test(accents_and_case_are_folded),
		cmocka_unit_test(texts_may_mix_languages),
		cmocka_unit_test(beginnings_are_of_the_word_as_it_stands),
		cmocka_unit_test(signs_are_words),
		cmocka_unit_test(what_is_found_can_be_shown),
		cmocka_unit_test(any_text_can_be_indexed_and_taken_out_again),
	};
	return cmocka_run_group_tests(tests, open_index, close_index);
}
