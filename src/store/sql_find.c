/*
 * One search: what fits, recorded last first, as far as SEARCH_LOOKED_MAX; of these the counts and the order;
 * of those on the page the words. Nothing is looked at twice.
 */
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "project/query.h"
#include "store/sql_priv.h"

#define EXPRESSION_BYTES_MAX 16384
#define YEAR_DIGITS 4

struct candidate {
	int64_t id;
	double weight;
	char day[11]; /* "2016-04-27", cut where it is not known further */
};
struct looked {
	const struct search_query *query;
	struct str expression;
	uint32_t phrases; /* of it that are words */
	uint32_t count;
	struct candidate at[SEARCH_LOOKED_MAX];
	uint32_t facets_count[FACET__COUNT];
	struct search_count facets[FACET__COUNT][SEARCH_LOOKED_MAX];
	struct arena *arena;
};

static enum rc reader_prepare(struct sql_reader *r, struct err *err)
{
	if (r->find != NULL)
		return RC_OK;
	enum rc rc = sql_prepare(&r->find, r->db,
	    S("SELECT i.id, weight(search, ?3), i.day, i.noun, i.kind, i.party, i.body, i.lang "
	      "FROM search JOIN items i ON i.id = search.rowid "
	      "WHERE search MATCH ?1 ORDER BY search.rowid DESC LIMIT ?2"), err);
	if (rc == RC_OK)
		rc = sql_prepare(&r->hit, r->db,
		    S("SELECT i.noun, i.code, i.kind, i.lang, i.party, i.body, i.day, i.symbol, i.address, "
		      "i.entry, highlight(search, 0, char(1), char(2)), "
		      "snippet(search, 1, char(1), char(2), '…', 40) "
		      ", i.id FROM search JOIN items i ON i.id = search.rowid "
		      "WHERE search MATCH ?1 AND search.rowid BETWEEN ?2 AND ?3 "
		      /* not by one look-up for each of them: beginnings are merged anew for every one */
		      "AND +search.rowid IN (SELECT value FROM json_each(?4))"), err);
	return rc == RC_OK
	    ? sql_prepare(&r->size, r->db, S("SELECT size FROM projection"), err)
	    : rc;
}

static void facet_count(struct looked *l, enum search_facet facet, struct str code)
{
	struct search_count *at = l->facets[facet];
	if (code.n == 0)
		return;
	for (uint32_t i = 0; i < l->facets_count[facet]; i++) {
		if (str_eq(at[i].code, code)) {
			at[i].count++;
			return;
		}
	}
	at[l->facets_count[facet]++] = (struct search_count){ str_copy(l->arena, code), 1 };
}

static void candidate_add(struct looked *l, sqlite3_stmt *s)
{
	struct candidate *c = &l->at[l->count++];
	struct str day = sql_column(s, 2);
	*c = (struct candidate){ sqlite3_column_int64(s, 0), sqlite3_column_double(s, 1), "" };
	memcpy(c->day, day.p == NULL ? "" : day.p, day.n < sizeof c->day ? day.n : sizeof c->day - 1);
	facet_count(l, FACET_NOUN, sql_column(s, 3));
	facet_count(l, FACET_KIND, sql_column(s, 4));
	facet_count(l, FACET_PARTY, sql_column(s, 5));
	facet_count(l, FACET_BODY, sql_column(s, 6));
	facet_count(l, FACET_LANG, sql_column(s, 7));
	facet_count(l, FACET_YEAR, str_sub(str_c(c->day), 0, YEAR_DIGITS));
}

static int by_day(const void *one, const void *other)
{
	const struct candidate *a = one, *b = other;
	int order = strcmp(b->day, a->day);
	return order != 0 ? order : (a->id < b->id) - (a->id > b->id);
}

static int by_rank(const void *one, const void *other)
{
	const struct candidate *a = one, *b = other;
	if (a->weight != b->weight)
		return a->weight > b->weight ? -1 : 1;
	return by_day(one, other);
}

static int by_count(const void *one, const void *other)
{
	const struct search_count *a = one, *b = other;
	return a->count != b->count ? (a->count > b->count ? -1 : 1) : str_cmp(a->code, b->code);
}

static enum rc look(struct looked *l, struct sql_reader *r, struct search_result *out,
    struct err *err)
{
	int status;
	(void)sqlite3_bind_text(r->find, 1, l->expression.p, (int)l->expression.n, SQLITE_STATIC);
	(void)sqlite3_bind_int(r->find, 2, SEARCH_LOOKED_MAX + 1);
	(void)sqlite3_bind_int(r->find, 3, (int)l->phrases);
	while ((status = sqlite3_step(r->find)) == SQLITE_ROW && l->count < SEARCH_LOOKED_MAX)
		candidate_add(l, r->find);
	enum rc rc = status == SQLITE_ROW || status == SQLITE_DONE ? RC_OK : sql_fail(r->db, err);
	(void)sqlite3_reset(r->find);
	out->total = l->count;
	out->is_more = status == SQLITE_ROW;
	return rc;
}

static struct str kept(struct arena *a, sqlite3_stmt *s, int column)
{
	return str_copy(a, sql_column(s, column));
}

static void hit_read(struct search_hit *out, sqlite3_stmt *s, struct arena *a)
{
	struct item *item = &out->item;
	item->noun = kept(a, s, 0);
	item->code = kept(a, s, 1);
	item->kind = kept(a, s, 2);
	item->lang = kept(a, s, 3);
	item->party = kept(a, s, 4);
	item->body = kept(a, s, 5);
	item->day = DATE_NONE;
	struct str day = sql_column(s, 6);
	if (day.n > 0 && !date_parse(&item->day, day))
		item->day = DATE_NONE;
	item->symbol = kept(a, s, 7);
	item->address = kept(a, s, 8);
	item->entry = (uint64_t)sqlite3_column_int64(s, 9);
	out->title = kept(a, s, 10);
	out->snippet = kept(a, s, 11);
}

static uint32_t hit_of(const struct search_hit *hits, uint32_t count, int64_t id)
{
	uint32_t at = 0;
	while (at < count && hits[at].item.id != id)
		at++;
	return at;
}

/* Binds the span of the numbers, and all of them. */
static void hits_bind(sqlite3_stmt *s, const struct looked *l, const struct search_hit *hits,
    uint32_t count)
{
	struct buf ids;
	int64_t least = INT64_MAX, most = 0;
	buf_init(&ids, l->arena, 32 * SEARCH_HITS_MAX);
	for (uint32_t i = 0; i < count; i++) {
		buf_byte(&ids, i == 0 ? '[' : ',');
		buf_dec(&ids, hits[i].item.id);
		least = hits[i].item.id < least ? hits[i].item.id : least;
		most = hits[i].item.id > most ? hits[i].item.id : most;
	}
	buf_byte(&ids, ']');
	(void)sqlite3_bind_text(s, 1, l->expression.p, (int)l->expression.n, SQLITE_STATIC);
	(void)sqlite3_bind_int64(s, 2, least);
	(void)sqlite3_bind_int64(s, 3, most);
	(void)sqlite3_bind_text(s, 4, ids.p, (int)ids.n, SQLITE_STATIC);
}

static enum rc hits_read(struct search_result *out, struct sql_reader *r, const struct looked *l,
    struct err *err)
{
	const struct search_query *q = l->query;
	uint32_t begin = q->skip < l->count ? q->skip : l->count;
	uint32_t left = l->count - begin, most = q->max < SEARCH_HITS_MAX ? q->max : SEARCH_HITS_MAX;
	uint32_t count = left < most ? left : most, read = 0;
	int status;
	struct search_hit *hits = arena_array(l->arena, struct search_hit, count);
	for (uint32_t i = 0; i < count; i++)
		hits[i].item.id = l->at[begin + i].id;
	out->hits = hits;
	out->hits_count = count;
	if (count == 0)
		return RC_OK;
	hits_bind(r->hit, l, hits, count);
	while ((status = sqlite3_step(r->hit)) == SQLITE_ROW) {
		uint32_t at = hit_of(hits, count, sqlite3_column_int64(r->hit, 12));
		cm_assert(at < count);
		hit_read(&hits[at], r->hit, l->arena);
		read++;
	}
	enum rc rc = status == SQLITE_DONE ? RC_OK : sql_fail(r->db, err);
	(void)sqlite3_reset(r->hit);
	if (rc == RC_OK && read != count)
		rc = cm_fail(err, RC_CORRUPT, "the tables: what was found is not there");
	return rc;
}

static enum rc size_read(struct search_result *out, struct sql_reader *r, struct err *err)
{
	enum rc rc = sqlite3_step(r->size) == SQLITE_ROW ? RC_OK : sql_fail(r->db, err);
	out->size = (uint64_t)sqlite3_column_int64(r->size, 0);
	(void)sqlite3_reset(r->size);
	return rc;
}

static void facets_give(struct search_result *out, struct looked *l)
{
	for (unsigned f = 0; f < FACET__COUNT; f++) {
		uint32_t count = l->facets_count[f];
		if (count == 0)
			continue;
		qsort(l->facets[f], count, sizeof l->facets[f][0], by_count);
		count = count < SEARCH_FACETS_MAX ? count : SEARCH_FACETS_MAX;
		struct search_count *given = arena_array(l->arena, struct search_count, count);
		memcpy(given, l->facets[f], count * sizeof *given);
		out->facets[f] = given;
		out->facets_count[f] = count;
	}
}

static enum rc expression_of(struct buf *out, const struct search_query *q, uint32_t *phrases,
    struct err *err)
{
	enum query_fault fault = query_expression(out, q, phrases);
	if (fault != QUERY_OK)
		return cm_fail(err, RC_INVALID, "%s", query_fault_text(fault));
	return out->failed ? cm_fail(err, RC_LIMIT, "the query is too long") : RC_OK;
}

/* Both readings are of one state of the tables. */
enum rc sql_find(struct sql_reader *r, const struct search_query *q, struct arena *a,
    struct search_result *out, struct err *err)
{
	struct buf expression;
	struct err ignored;
	buf_init(&expression, a, EXPRESSION_BYTES_MAX);
	memset(out, 0, sizeof *out);
	uint32_t phrases = 0;
	enum rc rc = expression_of(&expression, q, &phrases, err);
	if (rc == RC_OK)
		rc = reader_prepare(r, err);
	if (rc == RC_OK)
		rc = sql_run(r->db, "BEGIN", err);
	if (rc != RC_OK)
		return rc;
	struct looked *l = calloc(1, sizeof *l);
	cm_assert(l != NULL);
	l->arena = a;
	l->query = q;
	l->phrases = phrases;
	l->expression = buf_str(&expression);
	rc = look(l, r, out, err);
	qsort(l->at, l->count, sizeof l->at[0], q->order == SEARCH_BY_DAY ? by_day : by_rank);
	facets_give(out, l);
	if (rc == RC_OK)
		rc = hits_read(out, r, l, err);
	if (rc == RC_OK)
		rc = size_read(out, r, err);
	free(l);
	enum rc end = sql_run(r->db, "COMMIT", rc == RC_OK ? err : &ignored);
	return rc == RC_OK ? end : rc;
}
