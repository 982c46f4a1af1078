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

/* An act that the writer's forum has and the published one has not yet. Lives in the scratch arena. */
struct fold_pending {
	const struct admitted *admitted;
	const union content *content;
	uint64_t index;
	moment received;
};

struct forum_fold {
	struct arena *arena;
	struct forum *forum;
	struct forum *published; /* NULL before the split */
	struct str origin;
	uint64_t hash_key;
	struct arena scratch; /* of the group: what checks decoded */
	union content *content; /* of the act checked last */
	uint32_t pending_count;
	struct fold_pending pending[GROUP_ACTS_MAX];
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
/* Applies what is pending to the published forum; the caller holds the writer's side of its lock.
 * Afterwards the group's acts may go. */
void forum_fold_publish(struct forum_fold *ff);
void forum_fold_release(struct forum_fold *ff);

#endif
