/*
 * The rules behind the log: what the log folds its entries into. While a record is opened there is
 * one forum. A service then splits it: one is the writer's, ahead of the disk; the other is the
 * published one, which follows when entries are durable.
 */
#ifndef SERVICE_FOLD_H
#define SERVICE_FOLD_H

#include "base/arena.h"
#include "base/limits.h"
#include "record/fold.h"
#include "rules/forum.h"

/* An act that the writer's forum has and the published one has not yet. */
struct fold_pending {
	const struct admitted *admitted;
	const union content *content;
	uint64_t index;
	moment received;
};

/* A group of the log, as long as it is not published. */
struct fold_group {
	struct arena scratch; /* what checks decoded */
	uint32_t count;
	struct fold_pending pending[GROUP_ACTS_MAX];
};

struct forum_fold {
	struct arena *arena;
	struct forum *forum;
	struct forum *published; /* NULL before the split */
	struct str origin;
	uint64_t hash_key;
	union content *content; /* of the act checked last */
	struct fold_group groups[2];
	unsigned open; /* the writer's of the two; the other waits to be published, or is empty */
	enum finding_id why;  /* of the last refusal by authorise */
	char *places;         /* room for the findings' places, FINDINGS_ROOM; NULL: the caller keeps them */
};

void forum_fold_init(struct forum_fold *ff, struct arena *a, struct str origin,
    uint64_t hash_key);
struct fold forum_fold(struct forum_fold *ff);
/* The forum becomes the published one, and a copy of it in the other arena the writer's. Readers may
 * look at the published one meanwhile. */
CM_MUST_USE enum rc forum_fold_split(struct forum_fold *ff, struct arena *copy_arena,
    struct err *err);
/* Together with log_cut: the group ends, the one before it is published. */
void forum_fold_cut(struct forum_fold *ff);
/* Applies the group that was cut to the published forum; the caller holds the writer's side of its
 * lock. Afterwards the group's acts may go. Like log_settle it may run beside the writer. */
void forum_fold_publish(struct forum_fold *ff);
void forum_fold_release(struct forum_fold *ff);

#endif
