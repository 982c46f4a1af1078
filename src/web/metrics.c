/* /metrics, in the text form of Prometheus. Every counter stands here with what it counts. */
#include "web/call.h"

#include "base/arena.h"
#include "base/buf.h"

struct numbers {
	struct service_counters service;
	struct server_counters server;
	struct web_mail mail;
	uint64_t published, durable, signed_size, streams, events;
};

#define METRICS(X)                                                                                 \
	X("comity_acts_admitted_total", "counter", n->service.admitted, "acts recorded")          \
	X("comity_acts_refused_total", "counter", n->service.refused, "acts refused by the writer") \
	X("comity_acts_duplicate_total", "counter", n->service.duplicates, "acts recorded before") \
	X("comity_groups_total", "counter", n->service.groups, "groups made durable")             \
	X("comity_group_acts_total", "counter", n->service.acts, "acts in those groups")          \
	X("comity_group_last_microseconds", "gauge", (uint64_t)n->service.last_group_us,          \
	    "time the last group took")                                                            \
	X("comity_queue_acts", "gauge", n->service.queue, "acts that wait for the writer")        \
	X("comity_entries_durable", "gauge", n->durable, "entries on disk")                       \
	X("comity_entries_published", "gauge", n->published, "entries that pages show")           \
	X("comity_entries_signed", "gauge", n->signed_size, "size of the newest checkpoint")      \
	X("comity_mail_sent_total", "counter", n->mail.sent, "notices that the mail command took") \
	X("comity_mail_failed_total", "counter", n->mail.failed, "notices that were given up")    \
	X("comity_mail_retried_total", "counter", n->mail.retried, "attempts that came to nothing") \
	X("comity_mail_behind_entries", "gauge", n->mail.behind, "entries not looked at for notices") \
	X("comity_http_connections_total", "counter", n->server.connections, "connections accepted") \
	X("comity_http_connections_open", "gauge", n->server.open, "connections open")            \
	X("comity_streams_open", "gauge", n->streams, "readers of /events")                       \
	X("comity_events_sent_total", "counter", n->events, "changes that they were told")        \
	X("comity_http_requests_total", "counter", n->server.requests, "requests handled")        \
	X("comity_http_refused_total", "counter", n->server.refused,                              \
	    "requests refused for their form, size or time")                                       \
	X("comity_http_overloaded_total", "counter", n->server.overloaded,                        \
	    "connections turned away because there were too many")

static void metric_put(struct buf *out, struct str name, struct str type, struct str what)
{
	buf_put(out, S("# HELP "));
	buf_put(out, name);
	buf_byte(out, ' ');
	buf_put(out, what);
	buf_put(out, S("\n# TYPE "));
	buf_put(out, name);
	buf_byte(out, ' ');
	buf_put(out, type);
	buf_byte(out, '\n');
	buf_put(out, name);
	buf_byte(out, ' ');
}

static void metrics_put(struct buf *out, const struct numbers *n)
{
#define X(name, type, value, what)                                                                 \
	metric_put(out, S(name), S(type), S(what));                                                \
	buf_dec(out, (int64_t)(value));                                                            \
	buf_byte(out, '\n');
	METRICS(X)
#undef X
}

void metrics_answer(struct call *c)
{
	struct numbers n = { .streams = 0 };
	const struct web_options *options = c->loop->web->options;
	struct log_head head;
	struct buf out;
	service_counters(c->service, &n.service);
	server_counters(c->loop->web->server, &n.server);
	log_head(service_log(c->service), &head);
	n.published = service_published(c->service);
	n.durable = log_durable(service_log(c->service));
	n.signed_size = head.size;
	n.streams = atomic_load(&c->loop->web->streams);
	n.events = atomic_load(&c->loop->web->events);
	if (options->mail != NULL)
		options->mail(options->mail_ctx, &n.mail);
	buf_init(&out, c->x->scratch, 16384);
	metrics_put(&out, &n);
	struct reply r = { .status = 200,
		.head = S("Content-Type: text/plain; version=0.0.4; charset=utf-8\r\n" HEAD_NO_STORE
			  HEAD_OWN),
		.body = buf_str(&out) };
	exchange_reply(c->x, &r);
}
