#include "service/tables.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "base/arena.h"

#define DIGESTS_BYTES_MAX ((size_t)16 * 1024 * 1024 * 1024) /* sixteen bytes for each row of the state */
#define FAILURES_MAX 3 /* in a row: then the tables stay as they are, and the record goes on without */

struct tables {
	struct tables_options options;
	struct arena arena; /* of the projection */
	struct projection *projection;
	struct service_watcher watcher;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t wake;
	bool has_grown, is_stopping;
	atomic_ullong size;
};

static const struct forum *source_begin(void *ctx)
{
	return service_read_begin(ctx);
}

static void source_end(void *ctx)
{
	service_read_end(ctx);
}

static enum rc source_entry(void *ctx, uint64_t index, struct arena *a, struct str *out,
    struct err *err)
{
	return log_entry(service_log(ctx), index, a, out, err);
}

static bool source_root(void *ctx, uint64_t size, struct hash *out)
{
	return size <= log_durable(service_log(ctx)) && log_root_at(service_log(ctx), size, out);
}

static struct projection_source source_of(struct service *s)
{
	return (struct projection_source){ s, service_origin(s), source_begin, source_end, source_entry,
		source_root };
}

/* Empty tables, filled, in the place of what was there. */
static enum rc build(struct projection **out, struct arena *a, struct service *s,
    const struct tables_store *store, struct err *err)
{
	struct row_sink sink;
	struct projection_source source = source_of(s);
	enum rc rc = store->build(store->ctx, &sink, err);
	if (rc != RC_OK)
		return rc;
	rc = projection_open(out, a, &source, &sink, err);
	if (rc == RC_NOT_FOUND) /* as new ones are */
		rc = projection_follow(*out, err);
	return rc == RC_OK ? store->built(store->ctx, err) : rc;
}

static void drop(struct tables *t)
{
	if (t->projection != NULL)
		projection_close(t->projection);
	t->projection = NULL;
	t->options.store.close(t->options.store.ctx);
	arena_release(&t->arena);
	arena_init(&t->arena, DIGESTS_BYTES_MAX);
}

/* What is there when it can be followed, else built anew. */
static enum rc begin(struct tables *t, struct err *err)
{
	struct row_sink sink;
	const struct tables_store *store = &t->options.store;
	struct projection_source source = source_of(t->options.service);
	enum rc rc = store->open(store->ctx, &sink, err);
	if (rc == RC_OK)
		rc = projection_open(&t->projection, &t->arena, &source, &sink, err);
	if (rc == RC_OK) {
		atomic_store(&t->size, projection_size(t->projection));
		rc = projection_follow(t->projection, err);
	}
	if (rc != RC_OK && rc != RC_CONFLICT) {
		drop(t);
		atomic_store(&t->size, 0);
		rc = build(&t->projection, &t->arena, t->options.service, store, err);
	}
	if (rc == RC_OK)
		atomic_store(&t->size, projection_size(t->projection));
	return rc;
}

/* Until there is more. False: it is to stop. */
static bool wait_for_more(struct tables *t)
{
	(void)pthread_mutex_lock(&t->lock);
	while (!t->has_grown && !t->is_stopping)
		(void)pthread_cond_wait(&t->wake, &t->lock);
	t->has_grown = false;
	bool goes_on = !t->is_stopping;
	(void)pthread_mutex_unlock(&t->lock);
	return goes_on;
}

static void *tables_run(void *ctx)
{
	struct tables *t = ctx;
	struct err err;
	unsigned failures = 0;
	enum rc rc = begin(t, &err);
	do {
		if (rc == RC_OK)
			rc = projection_follow(t->projection, &err);
		if (rc == RC_OK) {
			failures = 0;
			atomic_store(&t->size, projection_size(t->projection));
			continue;
		}
		if (t->options.report != NULL)
			t->options.report(t->options.report_ctx, &err);
		if (rc == RC_CONFLICT || ++failures == FAILURES_MAX)
			return NULL;
		drop(t);
		rc = begin(t, &err);
	} while (wait_for_more(t));
	return NULL;
}

static void grown(void *ctx)
{
	struct tables *t = ctx;
	(void)pthread_mutex_lock(&t->lock);
	t->has_grown = true;
	(void)pthread_cond_signal(&t->wake);
	(void)pthread_mutex_unlock(&t->lock);
}

enum rc tables_start(struct tables **out, const struct tables_options *options, struct err *err)
{
	struct tables *t = calloc(1, sizeof *t);
	cm_assert(t != NULL);
	t->options = *options;
	t->watcher = (struct service_watcher){ .grown = grown, .ctx = t };
	arena_init(&t->arena, DIGESTS_BYTES_MAX);
	(void)pthread_mutex_init(&t->lock, NULL);
	(void)pthread_cond_init(&t->wake, NULL);
	if (pthread_create(&t->thread, NULL, tables_run, t) != 0) {
		(void)pthread_cond_destroy(&t->wake);
		(void)pthread_mutex_destroy(&t->lock);
		free(t);
		return cm_fail(err, RC_LIMIT, "no thread for the tables can be made");
	}
	service_watch(options->service, &t->watcher);
	*out = t;
	return RC_OK;
}

void tables_stop(struct tables *t)
{
	if (t == NULL)
		return;
	service_unwatch(t->options.service, &t->watcher);
	(void)pthread_mutex_lock(&t->lock);
	t->is_stopping = true;
	(void)pthread_cond_signal(&t->wake);
	(void)pthread_mutex_unlock(&t->lock);
	(void)pthread_join(t->thread, NULL);
	drop(t);
	arena_release(&t->arena);
	(void)pthread_cond_destroy(&t->wake);
	(void)pthread_mutex_destroy(&t->lock);
	free(t);
}

uint64_t tables_size(const struct tables *t)
{
	return atomic_load(&t->size);
}

enum rc tables_rebuild(struct service *s, const struct tables_store *store, struct err *err)
{
	struct arena a;
	struct projection *p = NULL;
	arena_init(&a, DIGESTS_BYTES_MAX);
	enum rc rc = build(&p, &a, s, store, err);
	if (p != NULL)
		projection_close(p);
	store->close(store->ctx);
	arena_release(&a);
	return rc;
}
