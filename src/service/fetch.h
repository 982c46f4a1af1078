/* Reading from a server, declared here and given by sys/ (libcurl): for mirrors, clients, verify. */
#ifndef SERVICE_FETCH_H
#define SERVICE_FETCH_H

#include "base/buf.h"

struct fetch_post {
	const char *url, *type; /* the body's media type */
	struct str body;
};
struct fetcher {
	/* Appends the body of a 200 to out. RC_NOT_FOUND: 404. Else RC_IO with status and address. */
	enum rc (*get)(void *ctx, const char *url, struct buf *out, struct err *err);
	/* Posts a body; appends the answer's, whatever the status, which goes to *status. */
	enum rc (*post)(void *ctx, const struct fetch_post *post, struct buf *out, int *status,
	    struct err *err);
	void *ctx;
};

#endif
