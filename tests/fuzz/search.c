/*
 * The search's words: whatever is typed, the index takes the expression without an error, or there is a
 * reason. Two bytes choose filters, the rest is typed.
 */
#include <sqlite3.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/scope.h"
#include "project/marks.h"
#include "project/query.h"
#include "store/tokens.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static sqlite3_stmt *ask(void)
{
	static sqlite3 *db;
	static sqlite3_stmt *s;
	if (s != NULL)
		return s;
	cm_assert(sqlite3_open(":memory:", &db) == SQLITE_OK && tokens_register(db) == SQLITE_OK);
	cm_assert(sqlite3_exec(db, "CREATE VIRTUAL TABLE search USING fts5 (title, words, marks, "
	    "tokenize = 'comity'); INSERT INTO search VALUES ('Press comment', 'меры доверия в Азии', ''), "
	    "('a b', 'c d e', '')", NULL, NULL, NULL) == SQLITE_OK);
	cm_assert(sqlite3_prepare_v2(db, "SELECT highlight(search, 0, '[', ']') FROM search "
	    "WHERE search MATCH ?1", -1, &s, NULL) == SQLITE_OK);
	return s;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	SCOPE_ARENA(a, (size_t)4 * 1024 * 1024);
	struct buf b;
	if (size < 2)
		return 0;
	struct search_query q = { .text = { (const char *)data + 2, size - 2 } };
	if ((data[0] & 1) != 0)
		q.noun = S("release");
	if ((data[0] & 2) != 0)
		q.body = str_sub(q.text, 0, data[1] & 15);
	if ((data[0] & 4) != 0)
		q.from = (struct date){ (int16_t)(1 + data[1] * 39), 0, 0, -1 };
	if ((data[0] & 8) != 0)
		q.until = (struct date){ 2016, 4, 27, -1 };
	buf_init(&b, &a, 65536);
	uint32_t phrases;
	if (query_expression(&b, &q, &phrases) != QUERY_OK)
		return 0;
	cm_assert(!b.failed && str_find(buf_str(&b), '\0', 0) == b.n);
	sqlite3_stmt *s = ask();
	int status;
	(void)sqlite3_bind_text(s, 1, b.p, (int)b.n, SQLITE_STATIC);
	while ((status = sqlite3_step(s)) == SQLITE_ROW)
		continue;
	cm_assert(status == SQLITE_DONE);
	(void)sqlite3_reset(s);
	return 0;
}
