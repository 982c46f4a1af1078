#define _GNU_SOURCE
#include "service/service.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "base/arena.h"

#define STATE_BYTES_MAX ((size_t)64 * 1024 * 1024 * 1024)
#define PUBLISH_EVERY_MS 1000 /* the checkpoint file, while acts keep coming */
#define TIME_BYTES_MAX 32     /* what the log puts before a submission: length and time */
#define TAIL_WORTH_A_SNAPSHOT 20000 /* entries: a start folds about so many in 100 ms */
#define TAIL_SHARE 8  /* a writer that runs waits for this share of the record: a snapshot writes it all */
#define TAIL_LONG 4   /* so many times that: not only when nothing is to do */
#define IDLE_MS 1000  /* nothing was to do for so long */

/* Acts that become one group of the log. */
struct batch {
	struct ticket *first, *last;
	uint32_t count;
	size_t bytes;
	moment began;
};

struct service {
	struct arena arena, state_arena, copy_arena;
	struct service_env env;
	struct log *log;
	struct log_store store;
	void (*close_store)(void *ctx);
	void *close_store_ctx;
	struct forum_fold fold;
	struct vkey log_key;
	uint8_t seed[32];
	struct str origin, vkey;
	bool is_reader;

	uint64_t snapshot_tail;  /* entries that are worth one */
	uint64_t snapshot_tried; /* the writer's: how many there were at the last attempt */
	pthread_t writer, settler;
	pthread_mutex_t lock; /* of the queue, and of what one of the two hands to the other: */
	pthread_cond_t wake, handed; /* the writer; the settler */
	struct ticket *first, **last;
	atomic_uint queued;
	bool is_closing, is_written; /* nothing more comes; nor from the writer */
	struct batch settling; /* count 0: the settler is free */

	pthread_rwlock_t state; /* of the published forum: */
	const struct forum *shown;
	atomic_ullong published;
	atomic_bool is_full;
	atomic_ullong admitted, refused, duplicates, groups, acts;
	atomic_llong last_group_us;

	pthread_mutex_t watch; /* of who is told when it grows: */
	struct service_watcher *watchers;
};

static void sign_checkpoint(void *ctx, struct str text, struct buf *note)
{
	const struct service *s = ctx;
	note_sign(note, text, &s->log_key, s->seed);
}

static void service_keys(struct service *s, const struct service_options *options)
{
	uint8_t key[32];
	struct buf b;
	s->origin = str_copy(&s->arena, options->origin);
	memcpy(s->seed, options->seed, sizeof s->seed);
	if (options->is_reader)
		memcpy(key, options->log_key, sizeof key);
	else
		ed25519_public(key, s->seed);
	vkey_init(&s->log_key, s->origin, NOTE_ED25519, key);
	buf_init(&b, &s->arena, ORIGIN_BYTES_MAX + 100);
	vkey_put(&b, &s->log_key);
	s->vkey = buf_str(&b);
}

static enum rc service_log_open(struct service *s, const struct service_options *options,
    struct err *err)
{
	uint64_t hash_key = 0;
	s->env.random(s->env.ctx, &hash_key, sizeof hash_key);
	enum rc rc = options->open_store(options->open_store_ctx, options->dir, options->is_reader,
	    &s->store, err);
	if (rc != RC_OK)
		return rc;
	forum_fold_init(&s->fold, &s->state_arena, s->origin, hash_key);
	struct log_options log = { .origin = s->origin,
		.fold = forum_fold(&s->fold),
		.sign = sign_checkpoint,
		.sign_ctx = s,
		.log_key = s->log_key,
		.hash_key = hash_key,
		.is_reader = options->is_reader,
		.progress = options->progress,
		.progress_ctx = options->progress_ctx };
	rc = log_open(&s->log, &s->arena, &s->store, &log, err);
	if (rc == RC_OK && forum_size(s->fold.forum) != log_durable(s->log))
		rc = cm_fail(err, RC_CORRUPT, "the state does not reach the end of the record");
	s->shown = s->fold.forum;
	return rc;
}

/* A group is full at either limit; one act always fits. False also when there is none. */
static bool batch_fits(const struct batch *b, const struct ticket *t)
{
	if (t == NULL || b->count == 0)
		return t != NULL;
	return b->count < GROUP_ACTS_MAX &&
	    b->bytes + t->act.entry.bytes.n + TIME_BYTES_MAX <= GROUP_BYTES_MAX;
}

/* What waits and fits joins the batch; the first of it. Under the lock. */
static struct ticket *batch_take(struct service *s, struct batch *b)
{
	struct ticket *first = s->first;
	if (b->count == 0)
		b->first = first;
	else
		b->last->next = first;
	while (batch_fits(b, s->first)) {
		b->last = s->first;
		b->bytes += s->first->act.entry.bytes.n + TIME_BYTES_MAX;
		b->count++;
		s->queued--;
		s->first = s->first->next;
	}
	b->last->next = NULL;
	if (s->first == NULL)
		s->last = &s->first;
	return first;
}

static void ticket_sequence(struct service *s, struct ticket *t, moment now)
{
	struct sequenced done;
	log_sequence(s->log, &t->act, now, &done, &t->findings);
	findings_keep(&t->findings, t->places); /* the group's scratch goes before the answer is read */
	t->index = done.index;
	t->received = done.received;
	t->is_duplicate = done.is_duplicate;
	t->fault = done.fault;
	if (done.is_duplicate) {
		finding_add(&t->findings, FINDING_DUPLICATE);
		t->findings.at[t->findings.count - 1].index = done.index;
		atomic_fetch_add(&s->duplicates, 1);
	} else if (done.fault.id == FAULT_NONE) {
		atomic_fetch_add(&s->admitted, 1);
	} else {
		if (done.fault.id == FAULT_AUTH)
			finding_add(&t->findings, s->fold.why);
		atomic_fetch_add(&s->refused, 1);
	}
}

/* Entries that are durable become what readers see. */
static void group_publish(struct service *s)
{
	(void)pthread_rwlock_wrlock(&s->state);
	forum_fold_publish(&s->fold);
	(void)pthread_rwlock_unlock(&s->state);
	atomic_store(&s->published, log_durable(s->log));
}

/* Answers those who wait no longer than this; the others stay in the list. */
static struct ticket *group_answer(struct ticket *first, enum service_wait reached,
    const struct log_head *head)
{
	struct ticket *stay = NULL, **end = &stay;
	for (struct ticket *t = first, *next; t != NULL; t = next) {
		next = t->next;
		if (t->fault.id == FAULT_NONE && t->wait > reached) {
			t->next = NULL;
			*end = t;
			end = &t->next;
			continue;
		}
		if (head != NULL)
			t->head = *head;
		t->answered(t);
	}
	return stay;
}

static void watchers_tell(struct service *s)
{
	(void)pthread_mutex_lock(&s->watch);
	for (struct service_watcher *w = s->watchers; w != NULL; w = w->next)
		w->grown(w->ctx);
	(void)pthread_mutex_unlock(&s->watch);
}

void service_watch(struct service *s, struct service_watcher *w)
{
	(void)pthread_mutex_lock(&s->watch);
	w->next = s->watchers;
	s->watchers = w;
	(void)pthread_mutex_unlock(&s->watch);
}

void service_unwatch(struct service *s, struct service_watcher *w)
{
	(void)pthread_mutex_lock(&s->watch);
	struct service_watcher **at = &s->watchers;
	while (*at != NULL && *at != w)
		at = &(*at)->next;
	if (*at != NULL)
		*at = w->next;
	(void)pthread_mutex_unlock(&s->watch);
}

static void tickets_sequence(struct service *s, struct ticket *first, moment now)
{
	for (struct ticket *t = first; t != NULL; t = t->next) {
		if (t->next != NULL)
			log_foresee(s->log, &t->next->act);
		ticket_sequence(s, t, now);
	}
}

/* To the settler, which has nothing on its way. Under the lock. */
static void batch_hand(struct service *s, struct batch *b)
{
	log_cut(s->log);
	forum_fold_cut(&s->fold);
	s->settling = *b;
	*b = (struct batch){ .count = 0 };
	(void)pthread_cond_signal(&s->handed);
}

/* Entries behind the newest snapshot, or the newest attempt at one. */
static uint64_t snapshot_tail(const struct service *s)
{
	uint64_t covered = log_snapshot_size(s->log);
	return log_durable(s->log) - (covered > s->snapshot_tried ? covered : s->snapshot_tried);
}

/* Is a snapshot due to a writer that runs? So no start folds more than a part of the record anew,
 * whatever ended the process before. */
static bool snapshot_is_due(const struct service *s, uint64_t times)
{
	uint64_t share = log_durable(s->log) / TAIL_SHARE;
	return snapshot_tail(s) >= times * (share > s->snapshot_tail ? share : s->snapshot_tail);
}

/* Without it only a start is slower: its failure is no failure of the record. */
static void snapshot_write(struct service *s)
{
	struct err err;
	s->snapshot_tried = log_durable(s->log);
	enum rc rc = log_snapshot(s->log, &err);
	(void)rc;
}

/* Waits for something to do; a snapshot that is due is written when there was nothing for a while. The
 * lock is held, except meanwhile. */
static void writer_wait(struct service *s)
{
	struct timespec until;
	if (s->settling.count > 0 || !snapshot_is_due(s, 1) || s->env.after == NULL) {
		(void)pthread_cond_wait(&s->wake, &s->lock);
		return;
	}
	s->env.after(IDLE_MS, &until);
	if (pthread_cond_clockwait(&s->wake, &s->lock, CLOCK_MONOTONIC, &until) != ETIMEDOUT)
		return;
	if (s->first == NULL && s->settling.count == 0 && !s->is_closing) {
		(void)pthread_mutex_unlock(&s->lock);
		snapshot_write(s);
		(void)pthread_mutex_lock(&s->lock);
	}
}

/* Between two batches, when acts have kept coming for too long. */
static void writer_pause(struct service *s)
{
	while (s->settling.count > 0)
		(void)pthread_cond_wait(&s->wake, &s->lock);
	(void)pthread_mutex_unlock(&s->lock);
	snapshot_write(s);
	(void)pthread_mutex_lock(&s->lock);
}

/* The batch grows as long as the settler is busy with the one before: the slower the disk, the larger
 * the groups. */
static void *writer_run(void *ctx)
{
	struct service *s = ctx;
	struct err err;
	/* Pages are served from the one forum while the writer makes its own of it. */
	if (forum_fold_split(&s->fold, &s->copy_arena, &err) != RC_OK)
		cm_panic(__FILE__, __LINE__, err.text);
	struct batch open = { .count = 0 };
	(void)pthread_mutex_lock(&s->lock);
	while (!s->is_closing || s->first != NULL || open.count > 0) {
		if (open.count > 0 && s->settling.count == 0) {
			batch_hand(s, &open);
		} else if (open.count == 0 && snapshot_is_due(s, TAIL_LONG)) {
			writer_pause(s);
		} else if (batch_fits(&open, s->first)) {
			struct ticket *more = batch_take(s, &open);
			(void)pthread_mutex_unlock(&s->lock);
			moment now = s->env.now(s->env.ctx);
			open.began = more == open.first ? now : open.began;
			tickets_sequence(s, more, now);
			(void)pthread_mutex_lock(&s->lock);
		} else {
			writer_wait(s);
		}
	}
	s->is_written = true;
	(void)pthread_cond_signal(&s->handed);
	(void)pthread_mutex_unlock(&s->lock);
	return NULL;
}

/* Whoever waits hears of a batch only here: also of what was refused by a state that was not durable. */
static void batch_settle(struct service *s, const struct batch *b)
{
	struct ticket *group = b->first;
	atomic_store(&s->is_full, !log_has_room(s->log));
	log_settle(s->log);
	group_publish(s);
	group = group_answer(group, WAIT_DURABLE, NULL);
	log_sign(s->log);
	struct log_head head;
	log_head(s->log, &head);
	watchers_tell(s);
	(void)group_answer(group, WAIT_SIGNED, &head);
	atomic_fetch_add(&s->groups, 1);
	atomic_fetch_add(&s->acts, b->count);
	atomic_store(&s->last_group_us, (s->env.now(s->env.ctx).ms - b->began.ms) * 1000);
}

/* A batch to settle? Publishes while there is none; false at the end. */
static bool settler_wait(struct service *s)
{
	(void)pthread_mutex_lock(&s->lock);
	if (s->settling.count == 0) {
		(void)pthread_mutex_unlock(&s->lock);
		log_publish(s->log);
		(void)pthread_mutex_lock(&s->lock);
	}
	while (s->settling.count == 0 && !s->is_written)
		(void)pthread_cond_wait(&s->handed, &s->lock);
	bool is_there = s->settling.count > 0;
	(void)pthread_mutex_unlock(&s->lock);
	return is_there;
}

static void *settler_run(void *ctx)
{
	struct service *s = ctx;
	moment published = s->env.now(s->env.ctx);
	while (settler_wait(s)) {
		batch_settle(s, &s->settling);
		moment now = s->env.now(s->env.ctx);
		if (now.ms - published.ms >= PUBLISH_EVERY_MS) {
			log_publish(s->log);
			published = now;
		}
		(void)pthread_mutex_lock(&s->lock);
		s->settling.count = 0;
		(void)pthread_cond_signal(&s->wake);
		(void)pthread_mutex_unlock(&s->lock);
	}
	return NULL;
}

/* It has handed over all that was queued. */
static void writer_end(struct service *s)
{
	(void)pthread_mutex_lock(&s->lock);
	s->is_closing = true;
	(void)pthread_cond_signal(&s->wake);
	(void)pthread_mutex_unlock(&s->lock);
	(void)pthread_join(s->writer, NULL);
}

static enum rc threads_start(struct service *s, struct err *err)
{
	pthread_rwlockattr_t attributes;
	(void)pthread_rwlockattr_init(&attributes);
	(void)pthread_rwlockattr_setkind_np(&attributes,
	    PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP);
	(void)pthread_rwlock_init(&s->state, &attributes);
	(void)pthread_rwlockattr_destroy(&attributes);
	(void)pthread_mutex_init(&s->lock, NULL);
	(void)pthread_mutex_init(&s->watch, NULL);
	(void)pthread_cond_init(&s->wake, NULL);
	(void)pthread_cond_init(&s->handed, NULL);
	s->last = &s->first;
	if (s->is_reader)
		return RC_OK;
	if (pthread_create(&s->writer, NULL, writer_run, s) != 0)
		return cm_fail(err, RC_LIMIT, "the writer's thread cannot be started");
	if (pthread_create(&s->settler, NULL, settler_run, s) == 0)
		return RC_OK;
	writer_end(s);
	return cm_fail(err, RC_LIMIT, "the settler's thread cannot be started");
}

static void service_free(struct service *s)
{
	if (s->log != NULL)
		log_close(s->log);
	if (s->close_store != NULL && s->store.ctx != NULL)
		s->close_store(s->store.ctx);
	forum_fold_release(&s->fold);
	arena_release(&s->copy_arena);
	arena_release(&s->state_arena);
	arena_release(&s->arena);
	free(s);
}

enum rc service_open(struct service **out, const struct service_options *options,
    struct err *err)
{
	struct service *s = calloc(1, sizeof *s);
	if (s == NULL)
		return cm_fail(err, RC_LIMIT, "out of memory");
	arena_init(&s->arena, STATE_BYTES_MAX);
	arena_init(&s->state_arena, STATE_BYTES_MAX);
	arena_init(&s->copy_arena, STATE_BYTES_MAX);
	s->env = options->env;
	s->is_reader = options->is_reader;
	s->snapshot_tail = options->snapshot_tail > 0 ? options->snapshot_tail : TAIL_WORTH_A_SNAPSHOT;
	s->close_store = options->close_store;
	service_keys(s, options);
	enum rc rc = service_log_open(s, options, err);
	if (rc == RC_OK) {
		atomic_store(&s->published, log_durable(s->log));
		if (!s->is_reader) {
			log_sign(s->log);
			log_publish(s->log);
		}
		rc = threads_start(s, err);
	}
	if (rc != RC_OK) {
		service_free(s);
		return rc;
	}
	*out = s;
	return RC_OK;
}

void service_close(struct service *s)
{
	if (!s->is_reader) {
		writer_end(s);
		(void)pthread_join(s->settler, NULL);
		if (snapshot_tail(s) >= s->snapshot_tail)
			snapshot_write(s);
	}
	service_free(s);
}

/* Silence must not come of a queue: a deadline runs while it is full. */
static bool is_objection(const struct ticket *t)
{
	struct str kind = t->act.entry.act.kind;
	return str_eq(kind, S("objection.file")) || str_eq(kind, S("silence.break"));
}

uint32_t service_queue_max(const struct ticket *first)
{
	for (const struct ticket *t = first; t != NULL; t = t->next) {
		if (!is_objection(t))
			return QUEUE_ACTS_MAX;
	}
	return QUEUE_ACTS_MAX + QUEUE_OBJECTIONS_MAX;
}

bool service_submit_chain(struct service *s, struct ticket *first, uint32_t count)
{
	struct ticket *last = first;
	for (struct ticket *t = first; t != NULL; t = t->next) {
		t->findings.count = t->findings.refused = 0;
		last = t;
	}
	(void)pthread_mutex_lock(&s->lock);
	bool is_taken = !s->is_closing && !s->is_reader && !atomic_load(&s->is_full) &&
	    s->queued + count <= service_queue_max(first);
	if (is_taken) {
		*s->last = first;
		s->last = &last->next;
		s->queued += count;
		(void)pthread_cond_signal(&s->wake);
	}
	(void)pthread_mutex_unlock(&s->lock);
	return is_taken;
}

bool service_submit(struct service *s, struct ticket *t)
{
	t->next = NULL;
	return service_submit_chain(s, t, 1);
}

const struct forum *service_read_begin(struct service *s)
{
	(void)pthread_rwlock_rdlock(&s->state);
	return s->shown;
}

void service_read_end(struct service *s)
{
	(void)pthread_rwlock_unlock(&s->state);
}

uint64_t service_published(const struct service *s)
{
	return atomic_load(&s->published);
}

const struct log *service_log(const struct service *s)
{
	return s->log;
}

struct str service_origin(const struct service *s)
{
	return s->origin;
}

struct str service_log_vkey(const struct service *s)
{
	return s->vkey;
}

moment service_now(const struct service *s)
{
	return s->env.now(s->env.ctx);
}

void service_state_root(struct service *s, struct hash *out)
{
	cm_assert(s->is_reader);
	forum_root(s->fold.forum, out); /* of a reader there is but one forum */
}

void service_counters(const struct service *s, struct service_counters *out)
{
	*out = (struct service_counters){ .admitted = atomic_load(&s->admitted),
		.refused = atomic_load(&s->refused),
		.duplicates = atomic_load(&s->duplicates),
		.groups = atomic_load(&s->groups),
		.acts = atomic_load(&s->acts),
		.last_group_us = atomic_load(&s->last_group_us) };
	out->queue = atomic_load(&s->queued);
}
