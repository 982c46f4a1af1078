/*
 * The HTTP server: event loops, one a thread, over non-blocking sockets. It reads requests
 * (web/http_parse.h), keeps connections and their limits, and hands each request to `handle` on the
 * loop's own thread. The answer may come at once or later: a handler that waits for somebody else
 * defers the exchange, and whoever finishes the work posts it back to its loop.
 *
 * Memory: buffers come from a pool of the loop's; what a handler allocates in x->scratch is gone
 * when it returns. Connections are closed when they break a limit or a time of base/limits.h.
 */
#ifndef WEB_SERVER_H
#define WEB_SERVER_H

#include "base/arena.h"
#include "base/err.h"
#include "web/http_parse.h"

struct server;
struct conn;

/* A body that several answers share; counted and released on its loop's thread only. */
struct shared {
	uint32_t refs;
	uint32_t senders; /* connections that send it: the server's own count */
	size_t counted_bytes; /* of it, in what the loop sends */
	void (*release)(struct shared *s);
};

/*
 * The end of an answer that has none: what the connection sends after the answer's own body is its
 * owner's. It has no idle time; a peer that takes nothing for HTTP_WRITE_MS is dropped. `closed` runs
 * once, on the loop's thread: the owner may free it there.
 */
struct stream {
	struct conn *conn; /* the server's; NULL before and after */
	void (*closed)(struct stream *s);
};

/* A whole answer to GET, made before: as it is sent while the connection stays open. It lies in what
 * `shared` of the reply holds. Its date is renewed where it lies, when nobody is sending it. */
struct ready {
	char *bytes;
	size_t n, date_at;
	int64_t date_second;
};

struct reply {
	int status;
	struct str head;       /* further header lines, each with its CR LF */
	struct str body;
	struct shared *shared; /* holds `body`: it is sent from where it lies; NULL: it is copied */
	struct ready *ready;   /* the same answer as the above; may be NULL; only with `shared` */
	struct stream *stream; /* the answer goes on; not to HEAD, and not while the server ends */
	bool is_closing;
};

/* One request and the place of its answer. Valid until exchange_reply. */
struct exchange {
	enum http_method method;
	struct str path, query, body; /* borrowed from the connection's buffer */
	const struct http_head *head;
	struct str bytes;             /* of the head, for http_field_of */
	void *loop_ctx;               /* of loop_new */
	unsigned loop_number;         /* from 0 */
	struct arena *scratch;        /* of the loop; emptied after each call of handle and finish */
	moment now;                   /* of the loop's last round */
	void (*finish)(struct exchange *x); /* of a deferred one: runs on its loop, replies */
	void *ctx;                    /* the handler's */
	struct conn *conn;
};

/* What stands in a field of the request; empty when absent. */
static inline struct str exchange_field(const struct exchange *x, enum http_field field)
{
	return http_field_of(x->head, x->bytes, field);
}

/* Answers, exactly once, on the loop's thread. When the peer is gone meanwhile nothing is sent.
 * The body of an answer to HEAD is not sent, its length is. */
void exchange_reply(struct exchange *x, const struct reply *r);
/* Bytes that ready_make needs for the head of an answer. */
size_t ready_bytes_max(struct str fixed, struct str head);
/* Writes the head of an answer to `bytes`. The body is the caller's to put behind it; n counts both.
 * Of `r` its status, its head and its body's length matter. `fixed`: fixed_head of the options. */
void ready_make(struct ready *out, char *bytes, struct str fixed, const struct reply *r);
/* The answer comes later, by x->finish after exchange_post. */
void exchange_defer(struct exchange *x);
/* It was not to be after all: the handler replies, and nobody posts. */
void exchange_undefer(struct exchange *x);
/* From any thread: lets the loop call x->finish. Exactly once after exchange_defer. */
void exchange_post(struct exchange *x);

/* Sends from where it lies, on the loop's thread. False: it still sends something, or is closed (now,
 * perhaps), and these bytes are not sent. */
CM_MUST_USE bool stream_send(struct stream *s, struct str bytes, struct shared *owner);

struct server_options {
	const char *host; /* address in numbers: "127.0.0.1", "::1" */
	uint16_t port;    /* 0: the system chooses */
	unsigned threads; /* 1..SERVER_LOOPS_MAX */
	uint32_t connections_max;
	uint32_t address_connections_max; /* of one address; 0: as many as there are */
	uint8_t hash_key[16];             /* of the edge's entropy, for addresses */
	struct str fixed_head; /* header lines of every answer, each with its CR LF */
	void (*handle)(struct exchange *x);
	/* Most bytes of a body that this request may bring; 0: none. Asked when its head is there. */
	size_t (*body_max)(const struct exchange *x);
	/* A context for each loop, made before it starts; may be NULL. */
	void *(*loop_new)(void *ctx, unsigned number);
	void (*loop_free)(void *loop_ctx);
	/* What a loop does beside requests: called after server_wake, twice a second, and when the time
	 * that it returned last is reached. Milliseconds of a monotonic clock. May be NULL. */
	int64_t (*work)(void *loop_ctx, int64_t now_ms);
	void *ctx;
};

#define SERVER_LOOPS_MAX 64

struct server_counters {
	uint64_t connections, requests, refused; /* refused: by the server, not by handlers */
	uint64_t overloaded;                     /* connections turned away */
	uint32_t open;
};

/* Binds and listens; nothing is served yet. `options` is copied, its strings are borrowed. */
CM_MUST_USE enum rc server_new(struct server **out, const struct server_options *options,
    struct err *err);
uint16_t server_port(const struct server *s);
/* Serves until server_stop; then answers what is under way, for HTTP_DRAIN_MS at most. */
CM_MUST_USE enum rc server_run(struct server *s, struct err *err);
/* Async-signal-safe, from any thread, more than once. */
void server_stop(struct server *s);
/* From any thread, cheap and as often as it likes: every loop does its work. */
void server_wake(struct server *s);
/* What connections_max came to: the system may give fewer descriptors. */
uint32_t server_connections_max(const struct server *s);
void server_free(struct server *s);
void server_counters(const struct server *s, struct server_counters *out);

#endif
