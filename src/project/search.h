/*
 * What may be asked of the projection: declared here, given by store/. Any thread may ask. What is
 * returned lives in the arena given.
 */
#ifndef PROJECT_SEARCH_H
#define PROJECT_SEARCH_H

#include "base/err.h"
#include "project/item.h"
#include "project/schema.h"

struct arena;

#define SEARCH_TEXT_BYTES_MAX 400
#define SEARCH_TERMS_MAX 16
#define SEARCH_HITS_MAX 100       /* on one page */
#define SEARCH_LOOKED_MAX 2000    /* of more that are found, those recorded last are ranked and counted */
#define SEARCH_FACETS_MAX 40      /* values of one facet */

enum search_order { SEARCH_BY_RANK, SEARCH_BY_DAY };
/* Empty fields do not restrict. */
struct search_query {
	struct str text;
	struct str noun, kind, party, body, lang;
	struct date from, until; /* both included; DATE_NONE: open */
	enum search_order order;
	uint32_t skip, max;
};
/* In snippets and titles what was found stands between these bytes. */
#define SEARCH_FOUND_BEGIN '\x01'
#define SEARCH_FOUND_END '\x02'
struct search_hit {
	struct item item;      /* words and marks are empty */
	struct str title;      /* the title, with what was found */
	struct str snippet;
};
enum search_facet {
	FACET_NOUN,
	FACET_KIND,
	FACET_PARTY,
	FACET_BODY,
	FACET_LANG,
	FACET_YEAR,
	FACET__COUNT
};
struct search_count {
	struct str code;
	uint32_t count;
};
struct search_result {
	uint32_t total;   /* found, no more than SEARCH_LOOKED_MAX */
	bool is_more;     /* there are more */
	uint32_t hits_count;
	const struct search_hit *hits;
	uint32_t facets_count[FACET__COUNT];
	const struct search_count *facets[FACET__COUNT]; /* most first */
	uint64_t size;    /* entries that the index follows from */
};

struct row_span {
	uint64_t skip, max;
};
/* Who takes rows one by one; false ends it. */
struct row_taker {
	bool (*take)(void *ctx, const struct cell *cells, uint32_t count);
	void *ctx;
};

/* Entries; `at` has room for as many as are asked for. */
struct signed_list {
	uint32_t count;
	uint64_t *at;
};

struct search_index {
	void *ctx;
	/* RC_INVALID: the query says nothing that could be searched for. RC_NOT_FOUND: the tables are
	 * being built. */
	enum rc (*find)(void *ctx, const struct search_query *q, struct arena *a,
	    struct search_result *out, struct err *err);
	/* Rows [skip, skip + max) of a table, by its key. Cells live during one call. */
	enum rc (*rows)(void *ctx, enum sql_table t, const struct row_span *span, const struct row_taker *to,
	    struct err *err);
	/* How many rows a table has. */
	enum rc (*count)(void *ctx, enum sql_table t, uint64_t *out, struct err *err);
	/* Entries that keys of a party signed, the newest first: fills out[max], and returns how many. */
	enum rc (*signed_by)(void *ctx, struct str party, uint32_t max, struct signed_list *out,
	    struct err *err);
};

#endif
