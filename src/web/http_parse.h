/*
 * The head of an HTTP/1.1 request (RFC 9110, 9112), strictly: one reading of the bytes or a refusal.
 * What two parsers in a row could read differently (request smuggling) is refused, never repaired:
 * bare CR or LF, folded lines, blanks before a colon, repeated Host or Content-Length, lists of
 * lengths, lengths beside a transfer coding. A head is parsed line by line as its bytes arrive; the
 * result does not depend on how they were cut. No effects, no allocation.
 */
#ifndef WEB_HTTP_PARSE_H
#define WEB_HTTP_PARSE_H

#include "base/limits.h"
#include "base/str.h"

enum http_method { HTTP_GET, HTTP_HEAD, HTTP_POST, HTTP_OTHER };

/* Fields that somebody here reads: id, lower-case name, how often it may stand. ONCE: a second one
 * is refused. FIRST: further ones are lists that we need not read. EACH: every one counts. */
#define HTTP_FIELDS(X)                                                                             \
	X(HOST, "host", ONCE)                                                                      \
	X(CONTENT_LENGTH, "content-length", ONCE)                                                  \
	X(CONTENT_TYPE, "content-type", ONCE)                                                      \
	X(CONTENT_ENCODING, "content-encoding", ONCE)                                              \
	X(TRANSFER_ENCODING, "transfer-encoding", ONCE)                                            \
	X(EXPECT, "expect", ONCE)                                                                  \
	X(ORIGIN, "origin", ONCE)                                                                  \
	X(SEC_FETCH_SITE, "sec-fetch-site", ONCE)                                                  \
	X(COOKIE, "cookie", FIRST)                                                                 \
	X(ACCEPT_LANGUAGE, "accept-language", FIRST)                                               \
	X(IF_NONE_MATCH, "if-none-match", FIRST)                                                   \
	X(LAST_EVENT_ID, "last-event-id", FIRST)                                                   \
	X(CONNECTION, "connection", EACH)

#define X(id, name, often) HTTP_FIELD_##id,
enum http_field { HTTP_FIELDS(X) HTTP_FIELD__COUNT };
#undef X

/* A part of the head: offsets, because the buffer that holds it may move while it grows. */
struct http_span {
	uint32_t at, n;
};

struct http_head {
	/* What was read; valid after HTTP_COMPLETE. */
	enum http_method method;
	uint8_t minor;              /* HTTP/1.minor: 0 or 1 */
	bool is_kept;               /* the connection may serve another request */
	bool has_expect;            /* Expect: 100-continue */
	bool has_length;
	uint64_t length;            /* of the body; 0 without Content-Length */
	struct http_span path;      /* still percent-encoded; begins with '/' */
	struct http_span query;     /* without its '?' */
	struct http_span fields[HTTP_FIELD__COUNT]; /* n 0: empty or absent */
	uint32_t bytes;             /* of the head, its empty line included */
	int status;                 /* after HTTP_REFUSED: what to answer before closing */
	const char *reason;         /* a literal, for the answer and the log */
	/* Progress. */
	uint32_t line_at, scanned, fields_at, fields_count;
	bool has_line, is_closing, asks_keep;
	bool seen[HTTP_FIELD__COUNT];
};

enum http_result { HTTP_MORE, HTTP_COMPLETE, HTTP_REFUSED };

void http_head_init(struct http_head *h);
/* `bytes` is everything received since the head began; it may have grown and moved since the last
 * call, but what was there is unchanged. After another result than HTTP_MORE: init first. */
CM_MUST_USE enum http_result http_head_parse(struct http_head *h, struct str bytes);

/* A field's value without the blanks around it; `bytes` as given to http_head_parse. */
struct str http_field_of(const struct http_head *h, struct str bytes, enum http_field field);
struct str http_span_of(struct str bytes, struct http_span span);
/* Equal but for the case of ASCII letters; `lower` has no upper-case letter. */
bool http_is_word(struct str text, struct str lower);
/* Cuts the next element of a comma-separated list, blanks around it taken off. False at the end. */
CM_MUST_USE bool http_list_next(struct str *rest, struct str *item);

#endif
