#include "web/web.h"

#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/scope.h"
#include "web/call.h"
#include "web/invites.h"

/*
 * On every answer. Pages have no inline script or style; Referrer-Policy is not no-referrer, because
 * Chromium then sends "Origin: null" on our own forms. Strict-Transport-Security is whoever ends TLS.
 */
#define FIXED_HEAD_BEGIN                                                                           \
	"Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; "       \
	"img-src 'self' data:; connect-src 'self'; base-uri 'none'; "                              \
	"frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'; "       \
	"form-action 'self'"
#define FIXED_HEAD_END                                                                             \
	"\r\nCross-Origin-Opener-Policy: same-origin\r\n"                                          \
	"Cross-Origin-Embedder-Policy: require-corp\r\n"                                          \
	"X-Content-Type-Options: nosniff\r\n"                                                     \
	"Referrer-Policy: same-origin\r\n"                                                        \
	"Permissions-Policy: publickey-credentials-get=(self), publickey-credentials-create=(self), " \
	"camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=()\r\n"
#define FIXED_HEAD_BYTES_MAX 2048
#define SIGNING_BYTES_MAX 300

/* The server that web_stop stops, and whether it was told to before there was one. */
static _Atomic(struct server *) running;
static atomic_bool is_told_to_stop;
static atomic_uint stoppers; /* inside web_stop: the server is not freed under them */

static void *loop_new(void *ctx, unsigned number)
{
	struct web *web = ctx;
	struct web_loop *loop = calloc(1, sizeof *loop);
	cm_assert(loop != NULL);
	loop->web = web;
	loop->is_first = number == 0;
	loop->assets.refs = 1;
	events_init(&loop->events, web->options->service);
	cache_init(&loop->cache, PAGE_CACHE_BYTES_MAX / web->threads, web->options->hash_key,
	    web->fixed_head);
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
	const struct web_loop *loop = loop_ctx;
	if (loop->is_first && loop->web->options->alive != NULL)
		loop->web->options->alive();
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

/* Then a proxy stands before it: all connections have its address, and it counts those of others. */
static bool is_loopback(const char *host)
{
	return str_starts(str_c(host), S("127.")) || str_eq(str_c(host), S("::1"));
}

/* Forms of ours lead to ourselves and to the signing origin. */
static struct str fixed_head_make(struct arena *a, struct str signing)
{
	struct buf b;
	buf_init(&b, a, FIXED_HEAD_BYTES_MAX);
	buf_put(&b, S(FIXED_HEAD_BEGIN));
	if (signing.n > 0) {
		buf_byte(&b, ' ');
		buf_put(&b, signing);
	}
	buf_put(&b, S(FIXED_HEAD_END));
	cm_assert(!b.failed);
	return buf_str(&b);
}

/* ":*" becomes the port that it listens on. */
static struct str with_port(struct arena *a, struct str url, uint16_t port)
{
	struct buf b;
	if (!str_ends(url, S(":*")))
		return url;
	buf_init(&b, a, SIGNING_BYTES_MAX);
	buf_put(&b, str_sub(url, 0, url.n - 1));
	buf_dec(&b, port);
	cm_assert(!b.failed);
	return buf_str(&b);
}

static void origins_make(struct web *web, struct arena *a, uint16_t port)
{
	const struct web_options *o = web->options;
	web->signing = with_port(a, o->signing, port);
	web->signing_host = str_sub(web->signing, str_find_str(web->signing, S("//")) + 2, web->signing.n);
	web->reading = with_port(a, o->reading.n > 0 ? o->reading : o->base, port);
}

enum rc web_serve(const struct web_options *options, struct err *err)
{
	SCOPE_ARENA(a, 16384);
	struct web web = { .options = options, .threads = threads_of(options),
		.fixed_head = fixed_head_make(&a, options->signing) };
	struct server_options server_options = {
		.host = options->host,
		.port = options->port,
		.threads = web.threads,
		.connections_max = HTTP_CONNECTIONS_MAX,
		.address_connections_max = is_loopback(options->host) ? 0 : HTTP_ADDRESS_CONNECTIONS_MAX,
		.fixed_head = web.fixed_head,
		.handle = call_answer,
		.body_max = call_body_max,
		.loop_new = loop_new,
		.loop_free = loop_free,
		.work = loop_work,
		.ctx = &web,
	};
	memcpy(server_options.hash_key, options->hash_key, sizeof server_options.hash_key);
	enum rc rc = server_new(&web.server, &server_options, err);
	if (rc != RC_OK)
		return rc;
	origins_make(&web, &a, server_port(web.server));
	web.changes = changes_new();
	web.invites = invites_new(options->random);
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
	invites_free(web.invites);
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
