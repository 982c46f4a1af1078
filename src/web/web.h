/*
 * The edge towards browsers and programs: pages, API, log, POST /acts (docs/api.md, routes.def).
 * Nothing here decides anything: reading is the view's, writing the service's.
 */
#ifndef WEB_WEB_H
#define WEB_WEB_H

#include "base/err.h"
#include "base/str.h"

struct converter;
struct service;
struct search_index;
struct blob_store;
struct book_part;
struct buf;

/* What /metrics says of notices by mail. */
struct web_mail {
	uint64_t sent, failed, retried, behind;
};

/* What /audit says of the process. */
struct web_state {
	bool is_confined, has_landlock;
	int64_t free_bytes; /* where the record lies; negative: not known */
};

struct web_options {
	struct service *service;
	const char *host; /* in numbers */
	uint16_t port;    /* 0: the system chooses; see `ready` */
	unsigned threads; /* 0: one a processor */
	bool is_demo;
	const struct converter *converter; /* NULL: Word files are neither made nor read */
	uint8_t hash_key[16];        /* of the edge's entropy: for tables keyed by what peers send */
	void (*random)(void *p, size_t n); /* cryptographic bytes; any thread */
	struct str base;             /* "https://forum.example.org", as readers reach it; may be empty */
	/* "https://sign.forum.example.org", where acts are signed: requests whose Host is of it get the
	 * signing pages and nothing else. Ending in ":*" it has the port that it listens on. Empty: none. */
	struct str signing;
	struct str reading;          /* likewise, of the pages: links from there lead back; empty: `base` */
	struct str security_contact; /* URI for /.well-known/security.txt; empty: none is served */
	void (*mail)(void *ctx, struct web_mail *out); /* any thread; NULL: nothing is mailed */
	void *mail_ctx;
	const struct search_index *index; /* of the search (project/search.h); NULL: there is none */
	const struct blob_store *blobs; /* content beside the record; NULL: none is kept here */
	/* Parts of a workbook (view/sheet.h) as one file. */
	enum rc (*pack)(struct buf *out, const struct book_part *parts, uint32_t count, struct err *err);
	void (*state)(void *ctx, struct web_state *out); /* any thread; NULL: not known */
	void *state_ctx;
	void (*ready)(void *ctx, uint16_t port); /* it listens now; may be NULL */
	void *ready_ctx;
	void (*alive)(void); /* now and then, from one loop, while it turns; may be NULL */
};

/* Serves until web_stop, then answers what is under way. The service outlives it. */
CM_MUST_USE enum rc web_serve(const struct web_options *options, struct err *err);
/* Async-signal-safe, from any thread, also before web_serve. */
void web_stop(void);

#endif
