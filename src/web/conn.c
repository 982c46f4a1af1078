/*
 * One connection. The epoll set is edge-triggered: a socket is read until it gives less than was
 * asked, written until it takes less, and remembered as such until the next edge.
 */
#include "web/server_priv.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#define STEPS_A_TURN 64       /* then other connections have theirs */
#define FLUSH_BYTES 8192      /* answers to pipelined requests gather up to this */
#define DISCARD_BYTES_MAX (4u << 20)
#define NEVER INT64_MAX

static void deadline_set(struct conn *c, int64_t from_now_ms)
{
	c->deadline_ms = c->loop->now_ms + from_now_ms;
}

/* For small pieces, and many readers: little waits in the system for one that does not read. */
static void stream_begin(struct conn *c)
{
	int bytes = SSE_UNSENT_BYTES_MAX, patience_ms = HTTP_WRITE_MS;
	setsockopt(c->fd, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
	setsockopt(c->fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &patience_ms, sizeof patience_ms);
	c->state = CONN_STREAM;
	c->deadline_ms = NEVER;
	pool_drop(&c->loop->pool, &c->in); /* a request behind it is never answered */
	c->in_at = 0;
}

static void stream_end(struct conn *c)
{
	struct stream *s = c->stream;
	c->stream = NULL;
	if (s == NULL)
		return;
	s->conn = NULL;
	s->closed(s);
}

/* The answer to what it asked is there; forgets the request and makes room for the next. */
static void request_forget(struct conn *c)
{
	c->in_at += c->head.bytes + (uint32_t)c->head.length;
	cm_assert(c->in_at <= c->in.n);
	if (c->in_at == c->in.n) {
		pool_drop(&c->loop->pool, &c->in);
		c->in_at = 0;
	}
	http_head_init(&c->head);
	c->has_head = c->has_replied = false;
	c->x.ctx = NULL;
	c->x.finish = NULL;
	c->state = CONN_IDLE;
	deadline_set(c, HTTP_IDLE_MS);
	if (c->stream != NULL)
		stream_begin(c);
}

static void posted(struct post *p)
{
	struct conn *c = (struct conn *)(void *)p;
	struct loop *l = c->loop;
	cm_assert(c->is_deferred);
	c->x.now = l->now;
	c->x.finish(&c->x);
	cm_assert(c->has_replied);
	arena_reset(&l->scratch);
	c->is_deferred = false;
	l->deferred--;
	if (c->state == CONN_DEAD) {
		c->next = l->dead;
		l->dead = c;
		return;
	}
	request_forget(c);
	conn_run(c);
}

struct conn *conn_new(int fd, uint32_t peer)
{
	struct conn *c = calloc(1, sizeof *c);
	cm_assert(c != NULL);
	c->fd = fd;
	c->peer = peer;
	c->post.run = posted;
	return c;
}

void conn_start(struct conn *c, struct loop *l)
{
	c->loop = l;
	c->x = (struct exchange){
		.loop_ctx = l->ctx, .loop_number = l->number, .scratch = &l->scratch, .conn = c
	};
	c->x.head = &c->head;
	c->can_read = c->can_write = true;
	c->state = CONN_IDLE;
	c->next = l->conns;
	if (l->conns != NULL)
		l->conns->prev = c;
	l->conns = c;
	http_head_init(&c->head);
	deadline_set(c, HTTP_HEAD_MS);
	struct epoll_event ev = { .events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, .data.ptr = c };
	if (epoll_ctl(l->epoll_fd, EPOLL_CTL_ADD, c->fd, &ev) != 0)
		conn_kill(c);
}

static void again_add(struct conn *c)
{
	if (c->is_again)
		return;
	c->is_again = true;
	c->next_again = c->loop->again;
	c->loop->again = c;
}

static void again_remove(struct conn *c)
{
	struct conn **at = &c->loop->again;
	while (c->is_again && *at != c)
		at = &(*at)->next_again;
	if (c->is_again)
		*at = c->next_again;
	c->is_again = false;
}

void conn_kill(struct conn *c)
{
	struct loop *l = c->loop;
	if (c->state == CONN_DEAD)
		return;
	c->state = CONN_DEAD;
	stream_end(c);
	close(c->fd);
	c->fd = -1;
	server_left(l->server, c->peer);
	tail_drop(c);
	pool_drop(&l->pool, &c->out);
	if (c->prev != NULL)
		c->prev->next = c->next;
	else
		l->conns = c->next;
	if (c->next != NULL)
		c->next->prev = c->prev;
	c->prev = c->next = NULL;
	again_remove(c);
	atomic_fetch_sub_explicit(&l->open, 1, memory_order_relaxed);
	if (c->is_deferred) /* its request is still read by others: freed when it is posted */
		return;
	c->next = l->dead;
	l->dead = c;
}

void conn_bury(struct loop *l)
{
	while (l->dead != NULL) {
		struct conn *c = l->dead;
		l->dead = c->next;
		cm_assert(!c->is_deferred);
		pool_drop(&l->pool, &c->in);
		free(c);
	}
}

/* All is sent: half-closes and waits for the peer, so that no reset overtakes the answer. */
static void linger_begin(struct conn *c)
{
	if (c->is_ending || shutdown(c->fd, SHUT_WR) != 0) {
		conn_kill(c);
		return;
	}
	stream_end(c);
	c->state = CONN_LINGER;
	pool_drop(&c->loop->pool, &c->in);
	c->in_at = 0;
	deadline_set(c, HTTP_LINGER_MS);
}

static size_t unsent(const struct conn *c)
{
	return c->out.n - c->out_at + c->tail.n;
}

static void sent(struct conn *c, size_t n)
{
	size_t first = c->out.n - c->out_at;
	if (n < first) {
		c->out_at += (uint32_t)n;
		return;
	}
	c->out_at = c->out.n = 0;
	c->tail = str_sub(c->tail, n - first, c->tail.n);
}

static ssize_t unsent_send(const struct conn *c)
{
	struct iovec parts[2] = {
		{ c->out.p == NULL ? NULL : c->out.p + c->out_at, c->out.n - c->out_at },
		{ (void *)(uintptr_t)c->tail.p, c->tail.n },
	};
	struct msghdr message = { .msg_iov = parts, .msg_iovlen = 2 };
	if (parts[0].iov_len == 0)
		return send(c->fd, c->tail.p, c->tail.n, MSG_NOSIGNAL);
	if (c->tail.n == 0)
		return send(c->fd, parts[0].iov_base, parts[0].iov_len, MSG_NOSIGNAL);
	return sendmsg(c->fd, &message, MSG_NOSIGNAL);
}

/* False: the connection is dead, or nothing more can be done before the peer takes bytes. */
static bool flush(struct conn *c)
{
	while (unsent(c) > 0) {
		if (!c->can_write)
			return false;
		ssize_t n = unsent_send(c);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && errno != EAGAIN) {
			conn_kill(c);
			return false;
		}
		c->can_write = n >= 0 && (size_t)n == unsent(c);
		if (n > 0)
			sent(c, (size_t)n);
		if (!c->can_write)
			deadline_set(c, HTTP_WRITE_MS);
	}
	tail_drop(c);
	pool_drop(&c->loop->pool, &c->out);
	return true;
}

/* Room for more: done requests move out of the way, then the next larger buffer. */
static bool room_make(struct conn *c)
{
	if (c->in_at > 0 && c->in_at == c->in.n)
		c->in.n = c->in_at = 0;
	if (c->in.n < c->in.cap)
		return true;
	if (c->in_at > 0) {
		memmove(c->in.p, c->in.p + c->in_at, c->in.n - c->in_at);
		c->in.n -= c->in_at;
		c->in_at = 0;
		return true;
	}
	return pool_grow(&c->loop->pool, &c->in, (size_t)c->in.cap + 1);
}

/* Reads what there is; false when there was nothing or no more can be. */
static bool fill(struct conn *c)
{
	if (!c->can_read || c->is_ending)
		return false;
	if (!room_make(c)) {
		reply_refuse(c, 503, "there are too many large requests at once; try again");
		return false;
	}
	size_t room = c->in.cap - c->in.n;
	ssize_t n = read(c->fd, c->in.p + c->in.n, room);
	if (n < 0 && errno == EINTR)
		return true;
	if (n < 0 && errno != EAGAIN) {
		conn_kill(c);
		return false;
	}
	if (n == 0)
		c->is_ending = true;
	/* After a hang-up no edge follows: what is there is read to its end. */
	c->can_read = n == (ssize_t)room || (n > 0 && c->reads_to_end);
	if (n > 0)
		c->in.n += (uint32_t)n;
	return n > 0;
}

static struct str pending(const struct conn *c)
{
	return c->in.n == c->in_at ? STR_NONE :
				     (struct str){ c->in.p + c->in_at, c->in.n - c->in_at };
}

/* The method is judged before its body: where none is taken, the handler says which methods are. What
 * follows the head is not read, and the connection closes behind the answer. */
static bool body_is_left(struct conn *c, size_t most)
{
	if (most > 0 || c->head.method == HTTP_GET || c->head.method == HTTP_HEAD)
		return false;
	c->head.length = 0;
	c->head.is_kept = false;
	return true;
}

/* The head is complete: may its body come? Answers and closes when not. */
static bool body_is_allowed(struct conn *c, struct str bytes)
{
	c->x.bytes = str_sub(bytes, 0, c->head.bytes);
	c->x.method = c->head.method;
	c->x.path = http_span_of(bytes, c->head.path);
	c->x.query = http_span_of(bytes, c->head.query);
	if (c->head.method == HTTP_POST && !c->head.has_length) {
		reply_refuse(c, 411, "send the body with a Content-Length");
		return false;
	}
	if (c->head.length == 0)
		return true;
	size_t most = c->loop->options->body_max(&c->x);
	if (body_is_left(c, most))
		return true;
	if (c->head.length > most) {
		reply_refuse(c, 413, most == 0 ? "a body is not accepted here" : "the body is too large");
		return false;
	}
	if (c->head.has_expect && bytes.n < c->head.bytes + c->head.length)
		reply_continue(c);
	return true;
}

/* Some seconds, and as many more as what has come may take: thin lines are slow, and so is who holds a
 * connection by a byte now and then. */
static void body_deadline_set(struct conn *c, size_t arrived)
{
	c->deadline_ms =
	    c->body_from_ms + HTTP_BODY_MS + (int64_t)(arrived * 1000 / HTTP_BODY_BYTES_A_SECOND);
}

/* True when the whole request is in the buffer. Refusals leave an answer and is_closing. */
static bool request_read(struct conn *c)
{
	struct str bytes = pending(c);
	if (bytes.n > 0 && c->state == CONN_IDLE) {
		c->state = CONN_READING;
		deadline_set(c, HTTP_HEAD_MS);
	}
	if (!c->has_head && bytes.n > 0) {
		enum http_result result = http_head_parse(&c->head, bytes);
		if (result == HTTP_REFUSED)
			reply_refuse(c, c->head.status, c->head.reason);
		if (result != HTTP_COMPLETE)
			return false;
		c->has_head = true;
		c->body_from_ms = c->loop->now_ms;
		if (!body_is_allowed(c, bytes))
			return false;
	}
	if (!c->has_head)
		return false;
	body_deadline_set(c, bytes.n - c->head.bytes);
	return bytes.n - c->head.bytes >= c->head.length;
}

static void request_handle(struct conn *c)
{
	struct loop *l = c->loop;
	struct str bytes = pending(c);
	struct exchange *x = &c->x;
	x->bytes = str_sub(bytes, 0, c->head.bytes);
	x->method = c->head.method;
	x->path = http_span_of(bytes, c->head.path);
	x->query = http_span_of(bytes, c->head.query);
	x->body = str_sub(bytes, c->head.bytes, c->head.bytes + c->head.length);
	x->now = l->now;
	atomic_fetch_add_explicit(&l->requests, 1, memory_order_relaxed);
	c->state = CONN_WAITING;
	c->deadline_ms = NEVER;
	l->options->handle(x);
	cm_assert(c->has_replied != c->is_deferred);
	arena_reset(&l->scratch);
	if (!c->is_deferred)
		request_forget(c);
}

void exchange_defer(struct exchange *x)
{
	cm_assert(!x->conn->has_replied && !x->conn->is_deferred && x->finish != NULL);
	x->conn->is_deferred = true;
	x->conn->loop->deferred++;
}

void exchange_undefer(struct exchange *x)
{
	cm_assert(x->conn->is_deferred);
	x->conn->is_deferred = false;
	x->conn->loop->deferred--;
}

void exchange_post(struct exchange *x)
{
	loop_post(x->conn->loop, &x->conn->post);
}

void exchange_reply(struct exchange *x, const struct reply *r)
{
	struct conn *c = x->conn;
	cm_assert(!c->has_replied);
	c->has_replied = true;
	if (c->state != CONN_DEAD)
		reply_write(c, r);
	if (r->stream == NULL)
		return;
	c->stream = r->stream;
	c->stream->conn = c;
	if (c->state == CONN_DEAD || c->head.method == HTTP_HEAD || c->loop->is_draining)
		stream_end(c);
	else
		c->is_closing = false; /* it says "close" because it has no length */
}

static void discard(struct conn *c)
{
	char bytes[4096];
	while (c->can_read && !c->is_ending && c->discarded < DISCARD_BYTES_MAX) {
		ssize_t n = read(c->fd, bytes, sizeof bytes);
		if (n < 0 && errno == EINTR)
			continue;
		c->is_ending = n == 0 || (n < 0 && errno != EAGAIN);
		c->can_read = n > 0;
		c->discarded += n > 0 ? (uint64_t)n : 0;
	}
	if (c->is_ending || c->discarded >= DISCARD_BYTES_MAX)
		conn_kill(c);
}

/* One step: an answer sent, a request read or handled. False: nothing can be done now. */
static bool step(struct conn *c)
{
	bool must_flush = c->is_closing || c->tail.n > 0 || c->out.n >= FLUSH_BYTES;
	if (must_flush && !flush(c))
		return false;
	if (c->is_closing) {
		linger_begin(c);
		return false;
	}
	if (request_read(c)) {
		request_handle(c);
		return true;
	}
	if (c->is_closing)
		return true;
	return flush(c) && (fill(c) || c->is_closing);
}

/* Sends what is there; a peer that has closed is gone. */
static void stream_run(struct conn *c)
{
	discard(c);
	if (c->state == CONN_DEAD || !flush(c))
		return;
	c->deadline_ms = NEVER;
	if (c->is_closing)
		linger_begin(c);
}

bool stream_send(struct stream *s, struct str bytes, struct shared *owner)
{
	struct conn *c = s->conn;
	if (c == NULL || c->state != CONN_STREAM || c->is_closing || unsent(c) > 0)
		return false;
	owner->refs++;
	tail_take(c, bytes, owner);
	if (flush(c))
		c->deadline_ms = NEVER;
	return c->state != CONN_DEAD;
}

void conn_run(struct conn *c)
{
	for (unsigned steps = 0; c->state != CONN_DEAD; steps++) {
		if (c->state == CONN_LINGER) {
			discard(c);
			return;
		}
		if (c->state == CONN_STREAM) {
			stream_run(c);
			return;
		}
		if (c->is_deferred) {
			if (unsent(c) > 0)
				(void)flush(c);
			return;
		}
		if (steps == STEPS_A_TURN) {
			again_add(c);
			return;
		}
		if (!step(c) && c->state != CONN_LINGER)
			break;
	}
	if (c->state != CONN_DEAD && c->is_ending && unsent(c) == 0)
		conn_kill(c);
}

void conn_event(struct conn *c, uint32_t events)
{
	if (c->state == CONN_DEAD)
		return;
	if ((events & EPOLLERR) != 0) {
		conn_kill(c);
		return;
	}
	if ((events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP)) != 0)
		c->can_read = true;
	if ((events & (EPOLLRDHUP | EPOLLHUP)) != 0)
		c->reads_to_end = true;
	if ((events & EPOLLOUT) != 0)
		c->can_write = true;
	conn_run(c);
}

void conn_expire(struct conn *c)
{
	if (c->state != CONN_READING || c->is_closing || unsent(c) > 0) {
		conn_kill(c);
		return;
	}
	c->deadline_ms = NEVER;
	reply_refuse(c, 408, "the request did not arrive in time");
	conn_run(c);
}

void conn_drain(struct conn *c)
{
	if (c->state == CONN_IDLE && unsent(c) == 0)
		conn_kill(c);
	if (c->state == CONN_STREAM && !c->is_closing) {
		c->is_closing = true;
		conn_run(c);
	}
}
