/*
 * GET /events: tells readers that the record has grown, by server-sent events (HTML section 9.2). Each
 * loop keeps its streams; what it sends is rendered once for all who asked for the same nouns. Everything
 * runs on the loop's thread. Effects: the heap.
 */
#ifndef WEB_EVENTS_H
#define WEB_EVENTS_H

#include "base/arena.h"
#include "rules/forum.h"
#include "web/server.h"

struct event_stream;
struct event_text;

struct events {
	struct event_stream *first, **last; /* who was looked at longest ago comes first */
	uint32_t count, pass_left;          /* pass_left: how many are still to be looked at */
	uint64_t size;                      /* of the state seen last: */
	uint64_t versions[NOUN__COUNT];
	uint64_t changed_at[NOUN__COUNT];   /* a size at which the noun's last change was there */
	int64_t now_ms, gate_ms;            /* not before gate_ms do streams hear again */
	struct event_text *texts;           /* rendered for this size */
	struct shared heartbeat;            /* never released */
	struct arena scratch;
};

struct web_loop;
struct service;

void events_init(struct events *e, struct service *service);
/* When no stream is left. */
void events_free(struct events *e);
/* The loop's work: see server_options. */
int64_t events_work(struct web_loop *loop, int64_t now_ms);

#endif
