/* The search of a server, asked by its interface: /api/en/search. */
#ifndef CLI_SEARCH_SERVED_H
#define CLI_SEARCH_SERVED_H

#include "cli/cli.h"
#include "project/search.h"

/* "http://host:port" or "https://host"? Else it is a folder or a file. */
bool search_is_served(const char *from);
struct search_source {
	const struct cli_env *env;
	const char *from;
};
/* As search_index.find, page by page until query.max; without facets. */
CM_MUST_USE enum rc search_served(const struct search_source *source, const struct search_query *q,
    struct arena *a, struct search_result *out, struct err *err);

#endif
