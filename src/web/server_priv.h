/* What conn.c and server.c share: loops, and connections as a state machine on one loop. */
#ifndef WEB_SERVER_PRIV_H
#define WEB_SERVER_PRIV_H

#include <stdatomic.h>

#include "web/pool.h"
#include "web/server.h"

#define LOOP_SCRATCH_BYTES_MAX ((size_t)256 << 20)
#define DATE_LINE_BYTES 37 /* "Date: Sun, 06 Nov 1994 08:49:37 GMT" CR LF */

/* Something for a loop to do, from any thread. */
struct post {
	struct post *next;
	void (*run)(struct post *p);
};

struct loop {
	struct server *server;
	unsigned number;
	int epoll_fd, event_fd;
	_Atomic(struct post *) inbox; /* newest first; who makes it non-empty rings event_fd */
	struct conn *conns;           /* all of this loop */
	struct conn *again;           /* those that stopped for fairness with work left */
	struct conn *dead;            /* freed at the end of the round */
	struct pool pool;
	struct arena scratch;
	int64_t now_ms;               /* monotonic, of this round */
	moment now;
	int64_t date_second;
	char date_line[DATE_LINE_BYTES + 1];
	_Atomic uint32_t open;        /* connections given to it */
	_Atomic uint64_t requests, refused;
	const struct server_options *options;
	size_t sending_bytes;         /* of bodies that some connection holds, each once */
	uint32_t deferred;            /* exchanges that wait for their post */
	bool is_draining;
	struct post work;             /* posted by server_wake unless it is on its way */
	atomic_bool is_work_posted;
	int64_t work_ms;              /* when it is due without being woken */
	void *ctx;
};

enum conn_state {
	CONN_IDLE,    /* no byte of the next request */
	CONN_READING, /* its head or body is arriving */
	CONN_WAITING, /* deferred: nothing is read until the answer */
	CONN_STREAM,  /* what it sends is a stream's; what comes is thrown away */
	CONN_LINGER,  /* all is said; what comes is thrown away until the peer closes */
	CONN_DEAD     /* closed; may still wait for its post */
};

struct conn {
	struct post post; /* first: run gets it */
	struct exchange x;
	struct loop *loop;
	struct conn *prev, *next, *next_again;
	int fd;
	enum conn_state state;
	struct http_head head;
	bool has_head, has_replied, is_deferred, is_again;
	bool can_read, can_write; /* as far as known; edges of epoll say so again */
	bool reads_to_end;        /* the peer has hung up: read until nothing is left */
	bool is_ending;           /* the peer's last byte is read */
	bool is_closing;          /* after what is to be sent */
	int64_t deadline_ms;      /* INT64_MAX: none */
	int64_t body_from_ms;     /* when its head was complete */
	uint32_t peer;            /* of server_left */
	struct pool_buf in, out;
	uint32_t in_at, out_at;   /* what before it is done with */
	struct str tail;          /* a body still to be sent, after `out` */
	struct shared *tail_owner;
	struct stream *stream;
	uint64_t discarded;       /* bytes thrown away while lingering */
};

/* server.c */
void loop_post(struct loop *l, struct post *p);
struct str loop_date_line(struct loop *l);
/* A connection of this peer is no more. */
void server_left(struct server *s, uint32_t peer);

/* conn.c: a socket becomes a connection of the loop, on its thread. */
struct conn *conn_new(int fd, uint32_t peer);
void conn_start(struct conn *c, struct loop *l);
/* `events` of epoll; then everything that can be done now. */
void conn_event(struct conn *c, uint32_t events);
void conn_run(struct conn *c);
/* Its deadline has passed. */
void conn_expire(struct conn *c);
/* Closes it when it does nothing; else after its answer. For the server's end. */
void conn_drain(struct conn *c);
/* At once, whatever is under way. */
void conn_kill(struct conn *c);
/* Frees those that died. At the end of a round, when no event can name them any more. */
void conn_bury(struct loop *l);

/* reply.c: the answer's bytes into c->out and c->tail. */
void reply_write(struct conn *c, const struct reply *r);
/* A refusal in one line of text. */
void reply_refuse(struct conn *c, int status, const char *reason);
/* "100 Continue": the body is welcome. */
void reply_continue(struct conn *c);
/* Nothing else is being sent. */
void tail_take(struct conn *c, struct str body, struct shared *owner);
/* The body is sent, or never will be. */
void tail_drop(struct conn *c);

#endif
