/*
 * How well an item fits a query: BM25, a hit in the title as five in the words. How rare a term is counts
 * too, but those in more than COUNTED_MAX items are all as common, so that a common word costs no walk
 * over all that it occurs in. The strings behind the words' are filters and count nothing.
 */
#include <stdlib.h>

#include "store/sql_priv.h"
#include "store/tokens.h"

#define COLUMN_TITLE 0
#define COLUMN_WORDS 1
#define TITLE_HITS 5.0
#define K 1.2 /* BM25's usual constants */
#define B 0.75
#define COUNTED_MAX 4000
#define PHRASES_MAX 64

struct phrase_weights {
	double average; /* words of an item */
	int count;
	double rare[PHRASES_MAX];
};

static int one_more(const Fts5ExtensionApi *api, Fts5Context *fts, void *ctx)
{
	int64_t *count = ctx;
	(void)api;
	(void)fts;
	return ++*count >= COUNTED_MAX ? SQLITE_DONE : SQLITE_OK;
}

/* Natural logarithm for x >= 1, exact enough for an order: log2 by halving, then a series. */
static double log_of(double x)
{
	double whole = 0;
	for (; x > 1.5; x /= 2)
		whole += 1;
	double y = (x - 1) / (x + 1), y2 = y * y;
	return whole * 0.69314718055994531 + 2 * y * (1 + y2 / 3 + y2 * y2 / 5 + y2 * y2 * y2 / 7);
}

static int weights_make(const Fts5ExtensionApi *api, Fts5Context *fts, struct phrase_weights *w)
{
	sqlite3_int64 rows = 0, words = 0;
	int status = api->xRowCount(fts, &rows);
	if (status == SQLITE_OK)
		status = api->xColumnTotalSize(fts, COLUMN_WORDS, &words);
	w->average = rows > 0 && words > rows ? (double)words / (double)rows : 1;
	for (int i = 0; i < w->count; i++)
		w->rare[i] = 1;
	/* One word alone is as rare as itself. */
	for (int i = 0; i < w->count && w->count > 1 && status == SQLITE_OK; i++) {
		int64_t count = 0;
		status = api->xQueryPhrase(fts, i, &count, one_more);
		w->rare[i] = log_of(1 + ((double)rows + 0.5) / ((double)count + 0.5));
	}
	return status;
}

static struct phrase_weights *weights_of(const Fts5ExtensionApi *api, Fts5Context *fts, int phrases,
    int *status)
{
	struct phrase_weights *w = api->xGetAuxdata(fts, 0);
	*status = SQLITE_OK;
	if (w != NULL)
		return w;
	w = calloc(1, sizeof *w);
	if (w == NULL) {
		*status = SQLITE_NOMEM;
		return NULL;
	}
	w->count = phrases < PHRASES_MAX ? phrases : PHRASES_MAX;
	*status = weights_make(api, fts, w);
	if (*status == SQLITE_OK)
		*status = api->xSetAuxdata(fts, w, free); /* frees it when it fails */
	else
		free(w);
	return *status == SQLITE_OK ? w : NULL;
}

static void weight(const Fts5ExtensionApi *api, Fts5Context *fts, sqlite3_context *out, int count,
    sqlite3_value **values)
{
	int status, hits = 0, length = 0;
	double found[PHRASES_MAX] = { 0 }, sum = 0;
	int phrases = count == 1 ? sqlite3_value_int(values[0]) : 0;
	if (phrases == 0) { /* filters alone */
		sqlite3_result_double(out, 0);
		return;
	}
	const struct phrase_weights *w = weights_of(api, fts, phrases, &status);
	if (status == SQLITE_OK)
		status = api->xInstCount(fts, &hits);
	if (status == SQLITE_OK)
		status = api->xColumnSize(fts, COLUMN_WORDS, &length);
	for (int i = 0; i < hits && status == SQLITE_OK; i++) {
		int phrase, column, place;
		status = api->xInst(fts, i, &phrase, &column, &place);
		if (status == SQLITE_OK && phrase < w->count && column <= COLUMN_WORDS)
			found[phrase] += column == COLUMN_TITLE ? TITLE_HITS : 1;
	}
	if (status != SQLITE_OK) {
		sqlite3_result_error_code(out, status);
		return;
	}
	double norm = K * (1 - B + B * (double)length / w->average);
	for (int i = 0; i < w->count; i++)
		sum += w->rare[i] * found[i] * (K + 1) / (found[i] + norm);
	sqlite3_result_double(out, sum);
}

int weight_register(sqlite3 *db)
{
	fts5_api *api = fts5_of(db);
	return api == NULL ? SQLITE_ERROR : api->xCreateFunction(api, "weight", NULL, weight, NULL);
}
