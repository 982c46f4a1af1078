/*
 * What the log folds its entries into, declared by the log and given by service/ (which puts rules/
 * behind it). `authorise` and `check` change nothing; `apply` cannot fail.
 */
#ifndef RECORD_FOLD_H
#define RECORD_FOLD_H

#include "base/buf.h"
#include "record/admit.h"

struct fold_act {
	const struct admitted *admitted;
	uint64_t index;
	moment received;
};
struct fold_ops {
	/* E_AUTH, E_ORIGIN, E_UV; *line gets the signature line at fault, from 0. */
	enum fault_id (*authorise)(void *ctx, const struct fold_act *act, uint32_t *line);
	/* FAULT_NONE; E_ACT_MEMBER ...; or FAULT_RULES when findings refuse, which the fold puts where
	 * `findings` points (the caller's, opaque here, may be NULL). What check decodes it may keep for
	 * the apply of the same act that follows at once. */
	struct fault (*check)(void *ctx, const struct fold_act *act, void *findings);
	void (*apply)(void *ctx, const struct fold_act *act);
	/* State root after the entries so far. */
	void (*root)(void *ctx, struct hash *out);
	/* Canonical dump for a snapshot, and a state from it, which may borrow from the dump. */
	bool (*save)(void *ctx, struct buf *out);
	enum rc (*load)(void *ctx, struct str dump, struct err *err);
};
struct fold {
	const struct fold_ops *ops;
	void *ctx;
};

#endif
