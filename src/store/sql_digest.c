/* All tables as one hash: what was kept act by act must be what is built at once. */
#include <sodium.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "store/sql_priv.h"

#define STATEMENT_BYTES_MAX 4096

static void hash_text(crypto_hash_sha256_state *hash, const void *p, int n)
{
	const uint8_t length[4] = { (uint8_t)(n >> 24), (uint8_t)(n >> 16), (uint8_t)(n >> 8), (uint8_t)n };
	(void)crypto_hash_sha256_update(hash, length, sizeof length);
	(void)crypto_hash_sha256_update(hash, p, (unsigned long long)n);
}

static enum rc table_hash(crypto_hash_sha256_state *hash, sqlite3 *db, enum sql_table t,
    struct err *err)
{
	struct arena a;
	struct buf b;
	sqlite3_stmt *rows = NULL;
	const struct table_info *info = table_info(t);
	arena_init(&a, (size_t)64 * 1024);
	buf_init(&b, &a, STATEMENT_BYTES_MAX);
	buf_put(&b, S("SELECT * FROM "));
	buf_put(&b, info->name);
	for (uint32_t i = 0; i < table_key_columns(info); i++) {
		buf_put(&b, i == 0 ? S(" ORDER BY ") : S(", "));
		buf_put(&b, info->columns[i].name);
	}
	enum rc rc = sql_prepare(&rows, db, buf_str(&b), err);
	arena_release(&a);
	hash_text(hash, info->name.p, (int)info->name.n);
	int status = SQLITE_DONE;
	while (rc == RC_OK && (status = sqlite3_step(rows)) == SQLITE_ROW) {
		for (int i = 0; i < sqlite3_column_count(rows); i++) {
			uint8_t type = (uint8_t)sqlite3_column_type(rows, i);
			(void)crypto_hash_sha256_update(hash, &type, 1);
			struct str text = sql_column(rows, i);
			hash_text(hash, text.p == NULL ? "" : text.p, (int)text.n);
		}
	}
	if (rc == RC_OK && status != SQLITE_DONE)
		rc = sql_fail(db, err);
	(void)sqlite3_finalize(rows);
	return rc;
}

enum rc sql_digest(struct str path, struct hash *out, struct err *err)
{
	char name[SQL_PATH_BYTES_MAX] = "";
	sqlite3 *db = NULL;
	crypto_hash_sha256_state hash;
	cm_assert(path.n < sizeof name);
	memcpy(name, path.p, path.n);
	enum rc rc = sql_connect(&db, name, SQLITE_OPEN_READWRITE, err);
	if (rc == RC_OK) /* every item is in the index, and nothing else is */
		rc = sql_run(db, "INSERT INTO search (search) VALUES ('integrity-check')", err);
	(void)crypto_hash_sha256_init(&hash);
	for (enum sql_table t = 0; t < SQL_TABLE__COUNT && rc == RC_OK; t++)
		rc = table_hash(&hash, db, t, err);
	(void)crypto_hash_sha256_final(&hash, out->bytes);
	(void)sqlite3_close(db);
	return rc;
}
