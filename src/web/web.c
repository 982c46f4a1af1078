#include "web/web.h"

#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#include "web/call.h"

/*
 * On every answer. Pages have no inline script or style; Referrer-Policy is not no-referrer, because
 * Chromium then sends "Origin: null" on our own forms. Strict-Transport-Security is whoever ends TLS.
 */
#define FIXED_HEAD                                                                                 \
	"Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; "       \
	"img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "          \
	"frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'\r\n"     \
	"Cross-Origin-Opener-Policy: same-origin\r\n"                                              \
	"Cross-Origin-Embedder-Policy: require-corp\r\n"                                           \
	"X-Content-Type-Options: nosniff\r\n"                                                      \
	"Referrer-Policy: same-origin\r\n"                                                         \
	"Permissions-Policy: camera=(), microphone=(), geolocation=(), payment=(), usb=(), "       \
	"serial=(), hid=()\r\n"

/* The server that web_stop stops, and whether it was told to before there was one. */
static _Atomic(struct server *) running;
static atomic_bool is_told_to_stop;
static atomic_uint stoppers; /* inside web_stop: the server is not freed under them */

static void *loop_new(void *ctx, unsigned number)
{
	struct web *web = ctx;
	struct web_loop *loop = calloc(1, sizeof *loop);
	(void)number;
	cm_assert(loop != NULL);
	loop->web = web;
	loop->assets.refs = 1;
	events_init(&loop->events, web->options->service);
	cache_init(&loop->cache, PAGE_CACHE_BYTES_MAX / web->threads, web->options->hash_key,
	    S(FIXED_HEAD));
	return loop;
}

static void loop_free(void *loop_ctx)
{
	struct web_loop *loop = loop_ctx;
	cache_release(&loop->cache);
	lodged_release(loop);
	events_free(&loop->events);
	free(loop);
}

static int64_t loop_work(void *loop_ctx, int64_t now_ms)
{
	return events_work(loop_ctx, now_ms);
}

/* On the settler's thread. */
static void grown(void *ctx)
{
	server_wake(ctx);
}

static unsigned threads_of(const struct web_options *options)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	unsigned threads = options->threads;
	if (threads == 0)
		threads = processors > 0 ? (unsigned)processors : 1;
	return threads < SERVER_LOOPS_MAX ? threads : SERVER_LOOPS_MAX;
}

enum rc web_serve(const struct web_options *options, struct err *err)
{
	struct web web = { .options = options, .threads = threads_of(options) };
	const struct server_options server_options = {
		.host = options->host,
		.port = options->port,
		.threads = web.threads,
		.connections_max = HTTP_CONNECTIONS_MAX,
		.fixed_head = S(FIXED_HEAD),
		.handle = call_answer,
		.body_max = call_body_max,
		.loop_new = loop_new,
		.loop_free = loop_free,
		.work = loop_work,
		.ctx = &web,
	};
	enum rc rc = server_new(&web.server, &server_options, err);
	if (rc != RC_OK)
		return rc;
	web.changes = changes_new();
	atomic_store(&running, web.server);
	if (atomic_load(&is_told_to_stop))
		server_stop(web.server);
	if (options->ready != NULL)
		options->ready(options->ready_ctx, server_port(web.server));
	struct service_watcher watcher = { .grown = grown, .ctx = web.server };
	service_watch(options->service, &watcher);
	rc = server_run(web.server, err);
	service_unwatch(options->service, &watcher);
	atomic_store(&running, NULL);
	while (atomic_load(&stoppers) > 0)
		sched_yield();
	server_free(web.server);
	changes_free(web.changes);
	return rc;
}

void web_stop(void)
{
	atomic_fetch_add(&stoppers, 1);
	atomic_store(&is_told_to_stop, true);
	struct server *server = atomic_load(&running);
	if (server != NULL)
		server_stop(server);
	atomic_fetch_sub(&stoppers, 1);
}
