/* service/fetch.h by libcurl: http and https only, no redirects, one transfer at a time. */
#ifndef SYS_FETCH_H
#define SYS_FETCH_H

#include "service/fetch.h"

CM_MUST_USE enum rc fetch_open(struct fetcher *out, struct err *err);
void fetch_close(struct fetcher *f);

#endif
