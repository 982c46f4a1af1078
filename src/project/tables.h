/*
 * A projection's tables as a place: declared here, given by store/, wired by main. The writer's side is of
 * one thread; the index may be asked by any, also while the writer's side is opened, built and closed.
 */
#ifndef PROJECT_TABLES_H
#define PROJECT_TABLES_H

#include "project/search.h"
#include "project/sink.h"

struct tables_store {
	void *ctx;
	/* What is there. RC_NOT_FOUND: nothing; RC_CORRUPT: what cannot be used; RC_CONFLICT: another
	 * process has it. After any of them `build` may be tried, but after the last. */
	enum rc (*open)(void *ctx, struct row_sink *out, struct err *err);
	/* Empty ones, beside what is there, which readers go on with. */
	enum rc (*build)(void *ctx, struct row_sink *out, struct err *err);
	/* After a commit: what was built takes the place of what was there, for readers too. The sink goes
	 * on to be good. */
	enum rc (*built)(void *ctx, struct err *err);
	/* Before another open or build; also when none of them went well. */
	void (*close)(void *ctx);
	/* Gives everything back. Nobody asks the index any more. */
	void (*free)(void *ctx);
	struct search_index index;
};

#endif
