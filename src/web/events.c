/* Who listens, what has changed, and when each hears of it. */
#include "web/events.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/encode.h"
#include "view/live.h"
#include "web/call.h"

#define SENDS_A_TURN 128 /* then requests have theirs */
#define EVENT_BYTES_MAX 512
#define NOUNS_ALL ((UINT32_C(1) << NOUN__COUNT) - 1)
#define HEARTBEAT S(":\n\n")

struct event_stream {
	struct stream stream; /* first */
	struct web_loop *loop;
	struct event_stream *next, **at; /* at: what points to this one */
	uint32_t wanted, missed;         /* nouns, LIVE_ANY */
	int64_t sent_ms;
};

struct event_text {
	struct shared shared; /* first */
	struct event_text *next;
	uint32_t nouns;
	struct str text;
	char bytes[];
};

static void list_add(struct events *e, struct event_stream *s)
{
	s->next = NULL;
	s->at = e->last;
	*e->last = s;
	e->last = &s->next;
	e->count++;
}

static void list_remove(struct events *e, struct event_stream *s)
{
	*s->at = s->next;
	if (s->next != NULL)
		s->next->at = s->at;
	else
		e->last = s->at;
	e->count--;
}

static void text_release(struct shared *s)
{
	free(s);
}

static void texts_drop(struct events *e)
{
	while (e->texts != NULL) {
		struct event_text *t = e->texts;
		e->texts = t->next;
		if (--t->shared.refs == 0)
			text_release(&t->shared);
	}
}

static void event_put(struct buf *b, uint64_t size, uint32_t nouns)
{
	const char *between = "\"";
	buf_put(b, S("id: "));
	buf_dec(b, (int64_t)size);
	buf_put(b, S("\nevent: change\ndata: {\"size\":"));
	buf_dec(b, (int64_t)size);
	buf_put(b, S(",\"nouns\":["));
	for (unsigned i = 0; i < NOUN__COUNT; i++) {
		if ((nouns & UINT32_C(1) << i) == 0)
			continue;
		buf_put(b, str_c(between));
		buf_put(b, live_noun_name((enum forum_noun)i));
		buf_byte(b, '"');
		between = ",\"";
	}
	buf_put(b, S("]}\n\n"));
	cm_assert(!b->failed);
}

/* What all are sent who missed the same. */
static struct event_text *text_of(struct events *e, uint32_t nouns)
{
	struct buf b;
	struct event_text *t = e->texts;
	while (t != NULL && t->nouns != nouns)
		t = t->next;
	if (t != NULL)
		return t;
	arena_reset(&e->scratch);
	buf_init(&b, &e->scratch, EVENT_BYTES_MAX);
	event_put(&b, e->size, nouns);
	t = malloc(sizeof *t + b.n);
	cm_assert(t != NULL);
	*t = (struct event_text){ .shared = { .refs = 1, .release = text_release },
		.next = e->texts, .nouns = nouns, .text = { t->bytes, b.n } };
	memcpy(t->bytes, b.p, b.n);
	e->texts = t;
	return t;
}

void events_init(struct events *e, struct service *service)
{
	*e = (struct events){ .last = &e->first, .heartbeat.refs = 1 };
	arena_init(&e->scratch, 8 * EVENT_BYTES_MAX);
	const struct forum *f = service_read_begin(service);
	e->size = forum_size(f);
	for (unsigned i = 0; i < NOUN__COUNT; i++) {
		e->versions[i] = forum_version(f, (enum forum_noun)i);
		e->changed_at[i] = e->size; /* or before: nobody knows any more */
	}
	service_read_end(service);
}

void events_free(struct events *e)
{
	cm_assert(e->count == 0);
	texts_drop(e);
	arena_release(&e->scratch);
}

/* What has changed since the last look. */
static uint32_t changes_take(struct events *e, struct service *service)
{
	uint32_t changed = 0;
	const struct forum *f = service_read_begin(service);
	uint64_t size = forum_size(f);
	if (size != e->size)
		changed = LIVE_ANY;
	for (unsigned i = 0; i < NOUN__COUNT; i++) {
		uint64_t version = forum_version(f, (enum forum_noun)i);
		if (version == e->versions[i])
			continue;
		e->versions[i] = version;
		e->changed_at[i] = size;
		changed |= UINT32_C(1) << i;
	}
	e->size = size;
	service_read_end(service);
	return changed;
}

static void changes_note(struct events *e, struct service *service)
{
	uint32_t changed = changes_take(e, service);
	if (changed == 0)
		return;
	texts_drop(e);
	for (struct event_stream *s = e->first; s != NULL; s = s->next)
		s->missed |= changed & s->wanted;
	e->pass_left = e->count;
	e->gate_ms = e->now_ms + SSE_EVERY_MS;
}

/* True when something was sent. A stream that takes nothing yet is asked again; one that is gone has
 * been freed: after a false answer `s` is not touched. */
static bool stream_look(struct events *e, struct event_stream *s)
{
	if (s->missed != 0) {
		struct event_text *t = text_of(e, s->missed & NOUNS_ALL);
		struct web *web = s->loop->web;
		if (!stream_send(&s->stream, t->text, &t->shared))
			return false;
		atomic_fetch_add_explicit(&web->events, 1, memory_order_relaxed);
		s->missed = 0;
	} else if (e->now_ms - s->sent_ms < SSE_HEARTBEAT_MS ||
	    !stream_send(&s->stream, HEARTBEAT, &e->heartbeat)) {
		return false;
	}
	s->sent_ms = e->now_ms;
	return true;
}

static void pass_go_on(struct events *e)
{
	uint32_t sends = 0;
	while (e->pass_left > 0 && e->first != NULL && sends < SENDS_A_TURN) {
		struct event_stream *s = e->first;
		e->pass_left--;
		list_remove(e, s);
		list_add(e, s);
		sends += stream_look(e, s);
	}
	if (e->first == NULL)
		e->pass_left = 0;
}

int64_t events_work(struct web_loop *loop, int64_t now_ms)
{
	struct events *e = &loop->events;
	struct service *service = loop->web->options->service;
	e->now_ms = now_ms;
	if (service_published(service) != e->size && now_ms >= e->gate_ms)
		changes_note(e, service);
	if (e->pass_left == 0)
		e->pass_left = e->count; /* heartbeats, and those that were slow */
	pass_go_on(e);
	if (e->pass_left > 0)
		return now_ms;
	return service_published(service) != e->size ? e->gate_ms : INT64_MAX;
}

static void stream_closed(struct stream *stream)
{
	struct event_stream *s = (struct event_stream *)(void *)stream;
	list_remove(&s->loop->events, s);
	atomic_fetch_sub(&s->loop->web->streams, 1);
	free(s);
}

/* May one more listen? Some connections stay for requests. */
static bool stream_count(struct web *web)
{
	uint32_t connections = server_connections_max(web->server);
	uint32_t most = connections / 4 * 3 < SSE_STREAMS_MAX ? connections / 4 * 3 : SSE_STREAMS_MAX;
	if (atomic_fetch_add(&web->streams, 1) < most)
		return true;
	atomic_fetch_sub(&web->streams, 1);
	return false;
}

/* What changed after `since`, as far as it is known. */
static uint32_t missed_since(const struct events *e, uint32_t wanted, uint64_t since)
{
	uint32_t missed = e->size > since ? LIVE_ANY : 0;
	for (unsigned i = 0; i < NOUN__COUNT; i++) {
		if (e->changed_at[i] > since)
			missed |= UINT32_C(1) << i;
	}
	return missed & wanted;
}

static void stream_open(struct call *c, uint32_t wanted, uint64_t since)
{
	struct events *e = &c->loop->events;
	struct buf body;
	struct event_stream *s = calloc(1, sizeof *s);
	cm_assert(s != NULL);
	*s = (struct event_stream){ .stream.closed = stream_closed, .loop = c->loop, .wanted = wanted,
		.sent_ms = e->now_ms };
	list_add(e, s);
	uint32_t missed = missed_since(e, wanted, since);
	buf_init(&body, c->x->scratch, 2 * EVENT_BYTES_MAX);
	buf_put(&body, S("retry: 3000\n\n"));
	if (missed != 0) {
		buf_put(&body, text_of(e, missed & NOUNS_ALL)->text);
	} else {
		buf_put(&body, S("id: "));
		buf_dec(&body, (int64_t)e->size);
		buf_put(&body, S("\n\n"));
	}
	struct reply r = { .status = 200,
		.head = S("Content-Type: text/event-stream\r\n" HEAD_NO_STORE HEAD_OPEN
			  "X-Accel-Buffering: no\r\n"),
		.body = buf_str(&body),
		.stream = &s->stream };
	exchange_reply(c->x, &r);
}

void events_answer(struct call *c)
{
	struct query q;
	uint64_t since = UINT64_MAX; /* nothing was missed */
	uint32_t wanted;
	struct str seen = exchange_field(c->x, HTTP_FIELD_LAST_EVENT_ID);
	if (!query_parse(&q, c->x->scratch, c->x->query) ||
	    !live_nouns_parse(query_value(&q, S("noun")), &wanted)) {
		text_answer(c, 400, STR_NONE, S("What stands in noun is no noun of this record.\n"));
		return;
	}
	if (seen.n == 0)
		seen = query_value(&q, S("since"));
	if (seen.n > 0 && !dec_decode(&since, seen)) {
		text_answer(c, 400, STR_NONE, S("What was seen is the size of a record, in decimal.\n"));
		return;
	}
	if (!stream_count(c->loop->web)) {
		text_answer(c, 503, S("Retry-After: 30\r\n"),
		    S("Too many readers listen; reload the page instead.\n"));
		return;
	}
	stream_open(c, wanted == 0 ? NOUNS_ALL | LIVE_ANY : wanted, since);
}
