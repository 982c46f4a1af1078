/*
 * One request as handlers see it: routed, its parameters typed, its language known; and the ways to
 * answer it. Loops share nothing but the service and the options.
 */
#ifndef WEB_CALL_H
#define WEB_CALL_H

#include <stdatomic.h>

#include "service/service.h"
#include "view/pages.h"
#include "web/cache.h"
#include "web/changes.h"
#include "web/events.h"
#include "web/query.h"
#include "web/server.h"
#include "web/web.h"

struct lodged;

struct web {
	const struct web_options *options;
	struct changes *changes;
	struct server *server;
	unsigned threads;
	struct str fixed_head;    /* of every answer */
	struct str signing;       /* the signing origin's URL with its port, and */
	struct str signing_host;  /* what stands behind its "//" */
	struct str reading;       /* URL of the pages; empty: not known */
	struct invites *invites;  /* invites.h */
	_Atomic uint32_t streams; /* open, of all loops */
	_Atomic uint64_t events;  /* sent */
	_Atomic uint32_t readers; /* files of others that are being read */
};

struct web_loop {
	struct web *web;
	bool is_first;
	struct cache cache;
	struct lodged *unused; /* acts.c */
	struct events events;
	struct shared assets;  /* what lies in the program itself: never released */
};

struct call;
struct route {
	struct str path;
	struct str parameters; /* names, a blank between two */
	enum route_method { ROUTE_GET, ROUTE_POST, ROUTE_UPLOAD } method; /* UPLOAD: a POST to a page */
	bool has_form; /* a page that also takes its parameters from a form in the body */
	/* Of pages; else NULL. */
	enum view_status (*make)(struct buf *out, struct site *s, const struct call *c);
	/* Of the others. */
	void (*answer)(struct call *c);
};

struct call {
	struct exchange *x;
	struct web_loop *loop;
	struct service *service;
	const struct route *route;
	enum view_lang lang;    /* of the path, else of Accept-Language */
	enum view_format format;
	struct query query;     /* of pages: the route's parameters only */
	struct str code;        /* {code}, decoded; what '*' took, as it was sent */
	bool is_form;           /* its parameters came in the body: the address does not tell them */
	const struct search_request *search; /* of the search's page: what the index answered */
	struct str address;     /* of pages: "/en/parties?on=2014-05-21", in one form */
};

/* routes.c: finds the route and answers. */
void call_answer(struct exchange *x);
size_t call_body_max(const struct exchange *x);
/* What Accept-Language asks for among ours; English when nothing fits. */
enum view_lang lang_accepted(struct str field);
extern const struct route routes[];
extern const size_t routes_count;
#define PAGE(id, path, parameters, maker)                                                          \
	enum view_status maker(struct buf *out, struct site *s, const struct call *c);
#define FORM PAGE
#define UPLOAD(id, path, parameters, handler) void handler(struct call *c);
#define FIXED(id, method, path, handler) void handler(struct call *c);
#include "web/routes.def"
#undef PAGE
#undef FORM
#undef UPLOAD
#undef FIXED

/* sign.c: the signing origin. Is the request for it? Then sign_answer answers it. */
bool is_for_signing(const struct exchange *x);
void sign_answer(struct call *c);

/* pages.c */
void page_answer(struct call *c);
/* makers.c: an act of our own log; its strings live as long as the request. */
void act_read(struct act_view *v, const struct site *s, const struct call *c, uint64_t index);

/* What an answer made now would be made from. */
struct cache_stamp stamp_of(const struct service *s, moment now);
/* Answers from the cache when it holds this very address, and says whether it did. */
CM_MUST_USE bool cached_try(struct exchange *x);
/* What the cache holds, or 304 when the client has it. */
void cached_answer(struct exchange *x, struct cached *entry);
/* Does If-None-Match name it? `etag` with its quotes. */
bool etag_matches(struct str field, struct str etag);
/* A page that says what went wrong. */
void problem_answer(struct call *c, enum view_problem what);
/* The site as this request sees it. `head` is filled and lent to it. */
void site_fill(struct site *s, const struct call *c, const struct forum *f, struct log_head *head);

/* acts.c: does another site's page send it? It has no business to (Sec-Fetch-Site). */
bool is_cross_site(const struct exchange *x);
/* acts.c: what is kept for the next act; when the loop ends. */
void lodged_release(struct web_loop *loop);

/* plain.c: answers that are no pages. `head`: header lines. */
void text_answer(struct call *c, int status, struct str head, struct str body);
void redirect_answer(struct call *c, int status, struct str to);

#define HEAD_HTML "Content-Type: text/html; charset=utf-8\r\n"
#define HEAD_TEXT "Content-Type: text/plain; charset=utf-8\r\n"
#define HEAD_JSON "Content-Type: application/json\r\n"
#define HEAD_FRESH "Cache-Control: no-cache\r\n"
#define HEAD_NO_STORE "Cache-Control: no-store\r\n"
#define HEAD_FOREVER "Cache-Control: public, max-age=31536000, immutable\r\n"
/* The record and its API are for anybody's pages; ours are for ourselves. */
#define HEAD_OPEN "Access-Control-Allow-Origin: *\r\nCross-Origin-Resource-Policy: cross-origin\r\n"
#define HEAD_OWN "Cross-Origin-Resource-Policy: same-origin\r\n"

#endif
