/*
 * How the index takes text apart: words by Unicode, without case and accents ("ё" is "е"), each by its stem,
 * English or Russian by its letters (Snowball), and as it stands, for beginnings; Chinese and Japanese sign
 * by sign. A tokenizer of FTS5, named "comity", over its own "unicode61".
 */
#ifndef STORE_TOKENS_H
#define STORE_TOKENS_H

#include <sqlite3.h>

/* Registers it with a connection. An SQLite status. */
int tokens_register(sqlite3 *db);
/* The FTS5 interface of a connection, or NULL. */
struct fts5_api *fts5_of(sqlite3 *db);

#endif
