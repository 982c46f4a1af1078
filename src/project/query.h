/*
 * What people type into the search, as an expression of the index: words all of which must be there,
 * "phrases", beginnings*, -exclusions, and OR between two of them. Whatever is typed gives an expression
 * or a reason; nothing of it is taken as syntax of the index. Pure.
 */
#ifndef PROJECT_QUERY_H
#define PROJECT_QUERY_H

#include "project/search.h"

enum query_fault {
	QUERY_OK,
	QUERY_EMPTY,    /* nothing to search for, and no filter */
	QUERY_TOO_LONG, /* over SEARCH_TEXT_BYTES_MAX or SEARCH_TERMS_MAX */
	QUERY_NO_TEXT,  /* not UTF-8 */
	QUERY_ONLY_NOT, /* exclusions alone */
	QUERY_BAD_DATE, /* the end is before the beginning */
};
/* "there is nothing to search for" ...; NULL of QUERY_OK. */
const char *query_fault_text(enum query_fault fault);
/* Appends the expression. The columns of the index are title, words and marks. *phrases gets how many of
 * its strings are words that must be there; they come first. */
enum query_fault query_expression(struct buf *out, const struct search_query *q, uint32_t *phrases);

#endif
