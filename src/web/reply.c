/* How an answer becomes bytes. */
#include "web/server_priv.h"

#include <stdlib.h>

#include "base/buf.h"

/* A body up to this size is copied behind its head: one write, and nothing to hold. */
#define COPY_BYTES_MAX 2048
#define HEAD_BYTES_MAX 8192
#define STATUS_LINE_BYTES_MAX 64

static struct str status_line(int status)
{
	switch (status) {
#define LINE(code, words)                                                                          \
	case code:                                                                                 \
		return S("HTTP/1.1 " #code " " words "\r\n")
		LINE(200, "OK");
		LINE(202, "Accepted");
		LINE(301, "Moved Permanently");
		LINE(302, "Found");
		LINE(303, "See Other");
		LINE(304, "Not Modified");
		LINE(400, "Bad Request");
		LINE(403, "Forbidden");
		LINE(404, "Not Found");
		LINE(405, "Method Not Allowed");
		LINE(408, "Request Timeout");
		LINE(409, "Conflict");
		LINE(410, "Gone");
		LINE(411, "Length Required");
		LINE(413, "Content Too Large");
		LINE(414, "URI Too Long");
		LINE(415, "Unsupported Media Type");
		LINE(417, "Expectation Failed");
		LINE(422, "Unprocessable Content");
		LINE(429, "Too Many Requests");
		LINE(431, "Request Header Fields Too Large");
		LINE(500, "Internal Server Error");
		LINE(501, "Not Implemented");
		LINE(503, "Service Unavailable");
		LINE(505, "HTTP Version Not Supported");
#undef LINE
	default:
		cm_panic(__FILE__, __LINE__, "an answer with a status that has no name here");
	}
}

/* A body of our own making, for those too long to copy into the buffer of heads. */
struct copied {
	struct shared shared; /* first */
	char bytes[];
};

static void copied_release(struct shared *s)
{
	free(s);
}

void tail_drop(struct conn *c)
{
	struct shared *owner = c->tail_owner;
	c->tail_owner = NULL;
	c->tail = STR_NONE;
	if (owner == NULL)
		return;
	cm_assert(owner->refs > 0 && owner->senders > 0);
	if (--owner->senders == 0)
		c->loop->sending_bytes -= owner->counted_bytes;
	if (--owner->refs == 0)
		owner->release(owner);
}

void tail_take(struct conn *c, struct str body, struct shared *owner)
{
	c->tail = body;
	c->tail_owner = owner;
	if (owner->senders++ > 0)
		return;
	owner->counted_bytes = body.n; /* another sender may send more or less of it */
	c->loop->sending_bytes += body.n;
}

static void put(struct conn *c, struct str s)
{
	if (s.n == 0)
		return;
	bool has_room = pool_grow(&c->loop->pool, &c->out, c->out.n + s.n);
	cm_assert(has_room);
	memcpy(c->out.p + c->out.n, s.p, s.n);
	c->out.n += (uint32_t)s.n;
}

#define DIGITS_MAX 20

static struct str number_digits(char digits[DIGITS_MAX], size_t number)
{
	size_t at = DIGITS_MAX;
	do {
		digits[--at] = (char)('0' + number % 10);
		number /= 10;
	} while (number > 0);
	return (struct str){ digits + at, DIGITS_MAX - at };
}

size_t ready_bytes_max(struct str fixed, struct str head)
{
	return STATUS_LINE_BYTES_MAX + DATE_LINE_BYTES + fixed.n + head.n +
	    sizeof "Content-Length: \r\n\r\n" + DIGITS_MAX;
}

static void ready_put(struct ready *r, struct str s)
{
	if (s.n > 0)
		memcpy(r->bytes + r->n, s.p, s.n);
	r->n += s.n;
}

void ready_make(struct ready *out, char *bytes, struct str fixed, const struct reply *r)
{
	char digits[DIGITS_MAX];
	*out = (struct ready){ .bytes = bytes, .date_second = INT64_MIN };
	ready_put(out, status_line(r->status));
	cm_assert(out->n <= STATUS_LINE_BYTES_MAX);
	out->date_at = out->n;
	out->n += DATE_LINE_BYTES;
	ready_put(out, fixed);
	ready_put(out, r->head);
	ready_put(out, S("Content-Length: "));
	ready_put(out, number_digits(digits, r->body.n));
	ready_put(out, S("\r\n\r\n"));
	out->n += r->body.n;
}

/* Half of it may have gone to somebody with the date that stands there now. */
static bool ready_renew(struct loop *l, const struct reply *r)
{
	struct str date = loop_date_line(l);
	if (r->ready->date_second == l->date_second)
		return true;
	if (r->shared->senders > 0)
		return false;
	memcpy(r->ready->bytes + r->ready->date_at, date.p, date.n);
	r->ready->date_second = l->date_second;
	return true;
}

static void body_put(struct conn *c, const struct reply *r)
{
	cm_assert(c->tail.n == 0 && c->tail_owner == NULL);
	if (r->shared != NULL) {
		r->shared->refs++;
		tail_take(c, r->body, r->shared);
		return;
	}
	if (r->body.n <= COPY_BYTES_MAX) {
		put(c, r->body);
		return;
	}
	struct copied *copy = malloc(sizeof *copy + r->body.n);
	cm_assert(copy != NULL);
	copy->shared = (struct shared){ .refs = 1, .release = copied_release };
	memcpy(copy->bytes, r->body.p, r->body.n);
	tail_take(c, (struct str){ copy->bytes, r->body.n }, &copy->shared);
}

/* Peers that ask for much and read nothing must not fill the memory. */
static bool is_too_much(const struct conn *c, const struct reply *r)
{
	bool is_held = r->shared != NULL && r->shared->senders > 0;
	return !is_held && r->body.n > COPY_BYTES_MAX &&
	    c->loop->sending_bytes + r->body.n > HTTP_SENDING_BYTES_MAX;
}

/* As most answers go: nothing is written, what lies there is sent. */
static bool ready_take(struct conn *c, const struct reply *r)
{
	if (r->ready == NULL || c->is_closing || c->head.minor == 0 || c->head.method != HTTP_GET)
		return false;
	if (!ready_renew(c->loop, r))
		return false;
	cm_assert(c->tail.n == 0 && c->tail_owner == NULL);
	r->shared->refs++;
	tail_take(c, (struct str){ r->ready->bytes, r->ready->n }, r->shared);
	return true;
}

void reply_write(struct conn *c, const struct reply *r)
{
	cm_assert(r->head.n <= HEAD_BYTES_MAX);
	if (is_too_much(c, r)) {
		reply_refuse(c, 503, "too much is being sent at once; try again");
		return;
	}
	bool is_head = c->has_head && c->head.method == HTTP_HEAD;
	c->is_closing = c->is_closing || r->is_closing || !c->has_head || !c->head.is_kept ||
	    r->stream != NULL || c->loop->is_draining;
	if (ready_take(c, r))
		return;
	put(c, status_line(r->status));
	put(c, loop_date_line(c->loop));
	put(c, c->loop->options->fixed_head);
	put(c, r->head);
	if (c->is_closing)
		put(c, S("Connection: close\r\n"));
	else if (c->head.minor == 0)
		put(c, S("Connection: keep-alive\r\n"));
	if (r->status != 304 && r->stream == NULL) {
		put(c, S("Content-Length: "));
		char digits[DIGITS_MAX];
		put(c, number_digits(digits, r->body.n));
		put(c, S("\r\n"));
	}
	put(c, S("\r\n"));
	if (!is_head && r->status != 304 && r->body.n > 0)
		body_put(c, r);
}

#define REFUSED_HEAD "Content-Type: text/plain; charset=utf-8\r\nCache-Control: no-store\r\n"

void reply_refuse(struct conn *c, int status, const char *reason)
{
	char text[160];
	size_t n = strlen(reason);
	cm_assert(n + 2 <= sizeof text);
	memcpy(text, reason, n);
	text[n++] = '.';
	text[n++] = '\n';
	struct reply r = {
		.status = status,
		.head = status == 503 ? S(REFUSED_HEAD "Retry-After: 5\r\n") : S(REFUSED_HEAD),
		.body = { text, n },
		.is_closing = true,
	};
	atomic_fetch_add_explicit(&c->loop->refused, 1, memory_order_relaxed);
	reply_write(c, &r);
}

void reply_continue(struct conn *c)
{
	put(c, S("HTTP/1.1 100 Continue\r\n\r\n"));
}
