#include "service/contents.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/encode.h"
#include "base/limits.h"

#define ERASED_AT_ONCE 256
#define HEX_BYTES (2 * HASH_BYTES)

struct hex {
	char text[HEX_BYTES + 1];
};

static struct hex hex_of(const struct hash *h)
{
	struct hex out;
	hex_encode(out.text, h->bytes, HASH_BYTES);
	out.text[HEX_BYTES] = 0;
	return out;
}

enum rc content_admit(const struct forum *f, const struct hash *name, size_t salted_bytes, struct err *err)
{
	const struct content_row *row = contents_find(f, name);
	struct hex text = hex_of(name);
	if (row == NULL)
		return cm_fail(err, RC_NOT_FOUND, "no act commits to %s: the act comes first", text.text);
	if (content_is_erased(row))
		return cm_fail(err, RC_DENIED, "%s was erased by entry %llu", text.text,
		    (unsigned long long)row->erased);
	if ((int64_t)salted_bytes - BLOB_SALT_BYTES != row->len)
		return cm_fail(err, RC_INVALID, "%s has %lld bytes, says entry %llu", text.text,
		    (long long)row->len, (unsigned long long)row->entry);
	return RC_OK;
}

static enum rc row_check(struct contents_report *out, const struct content_row *row,
    const struct blob_store *blobs, struct arena *a, struct err *err)
{
	struct hex text = hex_of(&row->sha256);
	struct buf b;
	bool is_here = blobs->has(blobs->ctx, &row->sha256);
	out->all++;
	out->erased += content_is_erased(row);
	if (content_is_erased(row) && is_here)
		return cm_fail(err, RC_CORRUPT,
		    "E_CONTENT: %s, of entry %llu, is still there: entry %llu had it erased", text.text,
		    (unsigned long long)row->entry, (unsigned long long)row->erased);
	out->here += is_here;
	out->withheld += !is_here && !content_is_erased(row);
	if (!is_here)
		return RC_OK;
	arena_reset(a);
	buf_init(&b, a, BLOB_BYTES_MAX + BLOB_SALT_BYTES);
	enum rc rc = blobs->get(blobs->ctx, &row->sha256, &b, err);
	if (rc == RC_OK && (int64_t)b.n - BLOB_SALT_BYTES != row->len)
		rc = cm_fail(err, RC_CORRUPT, "E_CONTENT: %s is not as long as entry %llu says", text.text,
		    (unsigned long long)row->entry);
	return rc;
}

enum rc contents_check(struct contents_report *out, const struct forum *f, const struct blob_store *blobs,
    struct arena *a, struct err *err)
{
	enum rc rc = RC_OK;
	*out = (struct contents_report){ .all = 0 };
	for (uint32_t i = 0; i < contents_count(f) && rc == RC_OK; i++)
		rc = row_check(out, contents_at(f, i), blobs, a, err);
	return rc;
}

struct eraser {
	struct eraser_options options;
	struct service_watcher watcher;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t wake;
	bool has_grown, is_stopping; /* under the lock */
	uint64_t version;            /* of the rows that were looked at and whose blobs are gone */
};

static void grown(void *ctx)
{
	struct eraser *e = ctx;
	(void)pthread_mutex_lock(&e->lock);
	e->has_grown = true;
	(void)pthread_cond_signal(&e->wake);
	(void)pthread_mutex_unlock(&e->lock);
}

/* The next erased rows from *at on, whose blobs are there: outside of the state's lock they are deleted. */
static uint32_t erased_find(struct eraser *e, uint32_t *at, struct hash found[ERASED_AT_ONCE],
    uint64_t *version)
{
	const struct blob_store *blobs = e->options.blobs;
	uint32_t count = 0;
	const struct forum *f = service_read_begin(e->options.service);
	*version = forum_version(f, NOUN_CONTENT);
	for (; *at < contents_count(f) && count < ERASED_AT_ONCE; ++*at) {
		const struct content_row *row = contents_at(f, *at);
		if (content_is_erased(row))
			found[count++] = row->sha256;
	}
	bool is_over = *at == contents_count(f);
	service_read_end(e->options.service);
	uint32_t kept = 0;
	for (uint32_t i = 0; i < count; i++) {
		if (blobs->has(blobs->ctx, &found[i]))
			found[kept++] = found[i];
	}
	if (is_over)
		*at = UINT32_MAX;
	return kept;
}

/* False: something is left. */
static bool erase_all(struct eraser *e)
{
	const struct blob_store *blobs = e->options.blobs;
	struct hash found[ERASED_AT_ONCE];
	uint64_t version = 0;
	struct err err;
	bool is_done = true;
	for (uint32_t at = 0; at != UINT32_MAX;) {
		uint32_t count = erased_find(e, &at, found, &version);
		for (uint32_t i = 0; i < count; i++) {
			if (blobs->erase(blobs->ctx, &found[i], &err) == RC_OK)
				continue;
			is_done = false;
			e->options.report(e->options.report_ctx, &err);
		}
	}
	e->version = version;
	return is_done;
}

static bool has_news(struct eraser *e)
{
	const struct forum *f = service_read_begin(e->options.service);
	bool is_new = forum_version(f, NOUN_CONTENT) != e->version;
	service_read_end(e->options.service);
	return is_new;
}

/* False: it is to stop. */
static bool eraser_wait(struct eraser *e)
{
	(void)pthread_mutex_lock(&e->lock);
	while (!e->is_stopping && !e->has_grown)
		(void)pthread_cond_wait(&e->wake, &e->lock);
	e->has_grown = false;
	bool goes_on = !e->is_stopping;
	(void)pthread_mutex_unlock(&e->lock);
	return goes_on;
}

static void *eraser_run(void *ctx)
{
	struct eraser *e = ctx;
	bool is_done = erase_all(e);
	while (eraser_wait(e)) {
		if (!is_done || has_news(e))
			is_done = erase_all(e);
	}
	return NULL;
}

static void eraser_free(struct eraser *e)
{
	(void)pthread_cond_destroy(&e->wake);
	(void)pthread_mutex_destroy(&e->lock);
	free(e);
}

enum rc eraser_start(struct eraser **out, const struct eraser_options *options, struct err *err)
{
	struct eraser *e = calloc(1, sizeof *e);
	cm_assert(e != NULL);
	e->options = *options;
	e->watcher = (struct service_watcher){ .grown = grown, .ctx = e };
	(void)pthread_mutex_init(&e->lock, NULL);
	(void)pthread_cond_init(&e->wake, NULL);
	service_watch(options->service, &e->watcher);
	if (pthread_create(&e->thread, NULL, eraser_run, e) != 0) {
		service_unwatch(options->service, &e->watcher);
		eraser_free(e);
		return cm_fail(err, RC_LIMIT, "no thread for erasures can be made");
	}
	*out = e;
	return RC_OK;
}

void eraser_stop(struct eraser *e)
{
	if (e == NULL)
		return;
	service_unwatch(e->options.service, &e->watcher);
	(void)pthread_mutex_lock(&e->lock);
	e->is_stopping = true;
	(void)pthread_cond_signal(&e->wake);
	(void)pthread_mutex_unlock(&e->lock);
	(void)pthread_join(e->thread, NULL);
	eraser_free(e);
}
