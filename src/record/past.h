/*
 * The record before an entry: what stage C of verification (record-formats section 16) judges it
 * against, in order, on one thread. Shared by the live writer and by every replay.
 */
#ifndef RECORD_PAST_H
#define RECORD_PAST_H

#include "record/fold.h"
#include "record/log_ids.h"
#include "record/log_tree.h"

#define PAST_ROOTS 4096 /* roots remembered: bases of acts are few and recent */

struct past_root;

struct past {
	struct tree *tree;
	struct ids *ids;
	moment last; /* received of the last entry */
	uint64_t known; /* no base is larger: entries that the tree may be asked for while it grows */
	struct past_root *roots;
};

/* Tree and ids are the caller's. */
void past_init(struct past *p, struct arena *a, struct tree *tree, struct ids *ids);
/* Authority, base, rules: the first fault, with its line. Changes nothing. */
CM_MUST_USE struct fault past_judge(struct past *p, const struct fold *fold,
    const struct fold_act *act, void *findings);

#endif
