#include "store/tokens.h"

#include <libstemmer.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

#define STEMMED_BYTES_MAX 64 /* longer ones are no words */
#define MARK_FIRST_BYTE 0xee /* of U+E000: project/marks.h */

enum script { SCRIPT_OTHER, SCRIPT_LATIN, SCRIPT_CYRILLIC };

struct tokens {
	fts5_tokenizer parent;
	Fts5Tokenizer *words;
	struct sb_stemmer *english, *russian;
};
typedef int take_token(void *ctx, int flags, const char *token, int bytes, int from, int end);
struct taking {
	struct tokens *tokens;
	void *ctx;
	int flags; /* what for: FTS5_TOKENIZE_... */
	take_token *take;
};

static enum script script_of(const char *word, int bytes)
{
	bool has_latin = false, has_cyrillic = false;
	for (int i = 0; i < bytes; i++) {
		uint8_t c = (uint8_t)word[i];
		if (c >= 'a' && c <= 'z')
			has_latin = true;
		else if (c == 0xd0 || c == 0xd1)
			has_cyrillic = true;
		else if (c < 0x80 || c > 0xbf) /* a figure, or another script */
			return SCRIPT_OTHER;
	}
	if (has_latin == has_cyrillic)
		return SCRIPT_OTHER;
	return has_latin ? SCRIPT_LATIN : SCRIPT_CYRILLIC;
}

/* "ё" as "е": most texts print it so. Both have two bytes. */
static void yo_fold(char *word, int bytes)
{
	for (int i = 0; i + 1 < bytes; i++) {
		if ((uint8_t)word[i] == 0xd1 && (uint8_t)word[i + 1] == 0x91) {
			word[i] = (char)0xd0;
			word[i + 1] = (char)0xb5;
		}
	}
}

/* Words of texts are kept by stem and, at the same place, as they stand; those of queries are looked for by
 * stem, beginnings as they are typed. */
static int word_take(const struct taking *t, const char *word, int bytes, int from, int end)
{
	char folded[STEMMED_BYTES_MAX];
	if (bytes > STEMMED_BYTES_MAX)
		return t->take(t->ctx, 0, word, bytes, from, end);
	memcpy(folded, word, (size_t)bytes);
	yo_fold(folded, bytes);
	enum script script = script_of(folded, bytes);
	if (script == SCRIPT_OTHER || (t->flags & FTS5_TOKENIZE_PREFIX) != 0)
		return t->take(t->ctx, 0, folded, bytes, from, end);
	struct sb_stemmer *by = script == SCRIPT_LATIN ? t->tokens->english : t->tokens->russian;
	const char *stem = (const char *)sb_stemmer_stem(by, (const sb_symbol *)folded, bytes);
	if (stem == NULL)
		return SQLITE_NOMEM;
	int length = sb_stemmer_length(by);
	int status = t->take(t->ctx, 0, stem, length, from, end);
	bool is_other = length != bytes || memcmp(stem, folded, (size_t)bytes) != 0;
	if (status == SQLITE_OK && is_other && (t->flags & FTS5_TOKENIZE_DOCUMENT) != 0)
		status = t->take(t->ctx, FTS5_TOKEN_COLOCATED, folded, bytes, from, end);
	return status;
}

/* Written without blanks: each sign is a word. */
static bool is_sign(uint32_t c)
{
	return (c >= 0x3040 && c <= 0x30ff) || (c >= 0x3400 && c <= 0x9fff) ||
	    (c >= 0xf900 && c <= 0xfaff) || (c >= 0x20000 && c <= 0x3ffff);
}

static bool has_sign(struct str word)
{
	size_t n;
	for (size_t at = 0; at < word.n; at += n) {
		if ((uint8_t)word.p[at] < 0xe3) {
			n = 1;
			continue;
		}
		if (is_sign(utf8_get(word, at, &n)))
			return true;
	}
	return false;
}

/* Signs one by one, what stands between them as words. Folding keeps the length of what has signs; where it
 * did not, each part is said to be where the whole is. */
static int signs_take(const struct taking *t, struct str word, int from, int end)
{
	bool is_exact = end - from == (int)word.n;
	size_t n, begin = 0;
	int status = SQLITE_OK;
	for (size_t at = 0; at <= word.n && status == SQLITE_OK; at += n) {
		bool is_end = at == word.n;
		n = 1;
		bool here = !is_end && is_sign(utf8_get(word, at, &n));
		if (!is_end && !here)
			continue;
		if (at > begin)
			status = word_take(t, word.p + begin, (int)(at - begin),
			    is_exact ? from + (int)begin : from, is_exact ? from + (int)at : end);
		if (here && status == SQLITE_OK)
			status = t->take(t->ctx, 0, word.p + at, (int)n,
			    is_exact ? from + (int)at : from, is_exact ? from + (int)(at + n) : end);
		begin = at + n;
	}
	return status;
}

/* tidy:allow parameters: as FTS5 calls it */
static int token_take(void *ctx, int flags, const char *token, int bytes, int from, int end)
{
	const struct taking *t = ctx;
	struct str word = { token, (size_t)bytes };
	(void)flags;
	if (bytes > 0 && (uint8_t)token[0] == MARK_FIRST_BYTE)
		return t->take(t->ctx, 0, token, bytes, from, end);
	return has_sign(word) ? signs_take(t, word, from, end)
	                      : word_take(t, token, bytes, from, end);
}

static void tokens_delete(Fts5Tokenizer *given)
{
	struct tokens *t = (struct tokens *)given;
	if (t->words != NULL)
		t->parent.xDelete(t->words);
	sb_stemmer_delete(t->english);
	sb_stemmer_delete(t->russian);
	free(t);
}

static int tokens_create(void *ctx, const char **args, int count, Fts5Tokenizer **out)
{
	const char *parent_args[] = { "remove_diacritics", "2" };
	fts5_api *api = ctx;
	void *parent_ctx = NULL;
	(void)args;
	(void)count;
	struct tokens *t = calloc(1, sizeof *t);
	if (t == NULL)
		return SQLITE_NOMEM;
	t->english = sb_stemmer_new("english", NULL);
	t->russian = sb_stemmer_new("russian", NULL);
	int status = t->english == NULL || t->russian == NULL ? SQLITE_NOMEM : SQLITE_OK;
	if (status == SQLITE_OK)
		status = api->xFindTokenizer(api, "unicode61", &parent_ctx, &t->parent);
	if (status == SQLITE_OK)
		status = t->parent.xCreate(parent_ctx, parent_args, 2, &t->words);
	if (status != SQLITE_OK) {
		tokens_delete((Fts5Tokenizer *)t);
		return status;
	}
	*out = (Fts5Tokenizer *)t;
	return SQLITE_OK;
}

/* tidy:allow parameters: as FTS5 calls it */
static int tokens_take(Fts5Tokenizer *given, void *ctx, int flags, const char *text, int bytes,
    take_token *take)
{
	struct tokens *t = (struct tokens *)given;
	struct taking taking = { t, ctx, flags, take };
	return t->parent.xTokenize(t->words, &taking, flags, text, bytes, token_take);
}

fts5_api *fts5_of(sqlite3 *db)
{
	fts5_api *api = NULL;
	sqlite3_stmt *s = NULL;
	if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &s, NULL) == SQLITE_OK) {
		(void)sqlite3_bind_pointer(s, 1, &api, "fts5_api_ptr", NULL);
		(void)sqlite3_step(s);
	}
	(void)sqlite3_finalize(s);
	return api;
}

int tokens_register(sqlite3 *db)
{
	fts5_tokenizer tokenizer = { tokens_create, tokens_delete, tokens_take };
	fts5_api *api = fts5_of(db);
	if (api == NULL)
		return SQLITE_ERROR;
	return api->xCreateTokenizer(api, "comity", api, &tokenizer, NULL);
}
