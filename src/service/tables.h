/*
 * The projection beside the service: SQL tables and the index of the search, kept current on a thread of
 * their own, which the writer never waits for. Built anew where they are missing, damaged, of another
 * version or of another record.
 */
#ifndef SERVICE_TABLES_H
#define SERVICE_TABLES_H

#include "project/projection.h"
#include "project/tables.h"
#include "service/service.h"

struct tables;

struct tables_options {
	struct service *service;
	struct tables_store store;
	/* What operators should know, once each; the thread's own. May be NULL. */
	void (*report)(void *ctx, const struct err *err);
	void *report_ctx;
};
CM_MUST_USE enum rc tables_start(struct tables **out, const struct tables_options *options,
    struct err *err);
/* What is under way is finished first. NULL is nothing to stop. */
void tables_stop(struct tables *t);
/* Entries that the tables follow from; 0 while they are built. Any thread. */
uint64_t tables_size(const struct tables *t);

/* Builds them from the whole record, in this thread; the store stays closed. */
CM_MUST_USE enum rc tables_rebuild(struct service *s, const struct tables_store *store,
    struct err *err);

#endif
