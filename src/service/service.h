/*
 * The service: the one writer, the published state, and what edges ask of both. Clock and entropy
 * are given by sys/; nothing here reads them itself.
 *
 * Threads: any number of callers; two of the service's own. Submissions are admitted (stages A and B) on
 * the caller's thread and queued. The writer sequences whatever waits; the settler makes a group durable,
 * publishes, answers and signs it, while the writer is at the next one already.
 */
#ifndef SERVICE_SERVICE_H
#define SERVICE_SERVICE_H

#include "record/log.h"
#include "service/fold.h"

struct service;
struct timespec;

/* Effects, declared here and given by sys/. */
struct service_env {
	moment (*now)(void *ctx);
	void (*random)(void *ctx, void *p, size_t n);
	void *ctx;
	/* The instant so far from now, on CLOCK_MONOTONIC. NULL: nothing is done because time passes. */
	void (*after)(int64_t ms, struct timespec *until);
};

struct service_options {
	struct str dir;            /* of the record */
	struct str origin;
	uint8_t seed[32];          /* of the log key; of a writer */
	uint8_t log_key[32];       /* the public one; of a reader */
	bool is_reader;
	uint64_t snapshot_tail;    /* entries that are worth a snapshot; 0: what a start folds at once */
	struct service_env env;
	/* Opens the store; given by main, because service/ does not know store/. */
	enum rc (*open_store)(void *ctx, struct str dir, bool is_reader, struct log_store *out,
	    struct err *err);
	void *open_store_ctx;
	void (*close_store)(void *ctx); /* gets the opened store's ctx */
	void (*progress)(void *ctx, uint64_t done, uint64_t all);
	void *progress_ctx;
};

CM_MUST_USE enum rc service_open(struct service **out, const struct service_options *options,
    struct err *err);
/* Waits until the queue is empty and durable, writes a snapshot when worth it, stops both threads. One is
 * written meanwhile too: when the entries behind the newest are an eighth of the record, and nothing was to
 * do for a second; or half of it, whatever there is to do. */
void service_close(struct service *s);

/* How far an answer waits (record-formats section 13, ?wait=). */
enum service_wait { WAIT_DURABLE, WAIT_SIGNED };

/* One act on its way. The caller allocates it (with its arena) and keeps it until `answered` runs,
 * on the settler's thread: it must be short and must not block. */
struct ticket {
	struct admitted act;
	enum service_wait wait;
	void (*answered)(struct ticket *t);
	void *ctx;
	/* The answer. */
	struct fault fault;        /* FAULT_RULES: see findings */
	struct findings findings;
	char places[FINDINGS_ROOM]; /* of the findings */
	uint64_t index;
	moment received;
	bool is_duplicate;
	struct log_head head;      /* covers index, when wait is WAIT_SIGNED */
	struct ticket *next;       /* the queue's */
};
/* Queues it; false when QUEUE_ACTS_MAX wait already (objections: QUEUE_OBJECTIONS_MAX more) or the disk's
 * reserve is reached: 503. */
CM_MUST_USE bool service_submit(struct service *s, struct ticket *t);
/* A chain of tickets linked by `next` at once, all or none. */
CM_MUST_USE bool service_submit_chain(struct service *s, struct ticket *first, uint32_t count);

/* How many acts may wait once this chain is among them: more where it brings objections alone. */
uint32_t service_queue_max(const struct ticket *first);

/* The published state: durable entries only. Between begin and end the state does not change; keep
 * it short (one page). Any thread; begin and end on the same one. */
const struct forum *service_read_begin(struct service *s);
void service_read_end(struct service *s);
/* Number of entries published: pages made from the same number are the same. */
uint64_t service_published(const struct service *s);
/* Whoever is told when entries were published and signed; the caller keeps it. */
struct service_watcher {
	void (*grown)(void *ctx); /* on the settler's thread: it must be short and must not block */
	void *ctx;
	struct service_watcher *next; /* the service's */
};
/* From now on it is told. */
void service_watch(struct service *s, struct service_watcher *w);
/* No longer, and it does not run when this returns. */
void service_unwatch(struct service *s, struct service_watcher *w);

const struct log *service_log(const struct service *s);
struct str service_origin(const struct service *s);
struct str service_log_vkey(const struct service *s);
moment service_now(const struct service *s);

/* Of a reader: the state root after the whole record. */
void service_state_root(struct service *s, struct hash *out);

/* Counters for /metrics. */
struct service_counters {
	uint64_t admitted, refused, duplicates, groups, acts;
	uint32_t queue;
	int64_t last_group_us;
};
void service_counters(const struct service *s, struct service_counters *out);

#endif
