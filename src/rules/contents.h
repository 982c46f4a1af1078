/*
 * Content that lies outside the record (docs/rules.md section 18): of each the commitment, the entry that
 * made it, who may see it, and whether it was erased. The bytes and their salt are elsewhere
 * (record/blobs.h), and nothing here depends on them. Pure. Rows live as long as the forum.
 */
#ifndef RULES_CONTENTS_H
#define RULES_CONTENTS_H

#include "codec/content.h"

struct forum;

enum content_distribution {
	CONTENT_PUBLIC,
	CONTENT_MEMBERS, /* every party, and officers */
	CONTENT_NAMED,   /* `parties`, who brought it, and officers */
	CONTENT_DISTRIBUTION__COUNT
};
/* "public", "members", "named"; *_COUNT of a name that is none. */
struct str content_distribution_name(enum content_distribution d);
enum content_distribution content_distribution_of(struct str name);

/* One row a commitment: the first act that made it decides whose it is. */
struct content_row {
	struct hash sha256;
	int64_t len;
	struct str type;        /* media type as the act says it: not checked */
	struct str party;       /* who brought it: a code, or "secretariat" */
	enum content_distribution distribution;
	struct strs parties;    /* of CONTENT_NAMED */
	uint64_t entry;         /* of the commitment */
	uint64_t erased;        /* entry of the erasure; UINT64_MAX */
	moment erased_at;       /* MOMENT_ABSENT */
	struct str eraser;      /* handle of its author */
	struct str ground, rule;
};
/* In order of record, so that entries do not descend. */
uint32_t contents_count(const struct forum *f);
const struct content_row *contents_at(const struct forum *f, uint32_t at);
const struct content_row *contents_find(const struct forum *f, const struct hash *sha256);
/* Those of one entry are *from and on; returns how many. */
uint32_t contents_of_entry(const struct forum *f, uint64_t entry, uint32_t *from);
static inline bool content_is_erased(const struct content_row *c)
{
	return c->erased != UINT64_MAX;
}
/* May this party see it ("secretariat": an officer; empty: whoever asks is nobody)? Not what was erased. */
bool content_may_see(const struct forum *f, const struct content_row *c, struct str party);

#endif
