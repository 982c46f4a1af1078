/*
 * The forum's state: a pure function of the record. `forum_check` says why an act would be refused
 * and changes nothing; `forum_apply` applies an admitted one and cannot fail. Both look at the entry
 * and the state only. Rows are read through the headers of the nouns (party.h, actor.h, body.h ...).
 *
 * A forum is used by one writer; readers hold the lock that service/ gives around a published copy.
 */
#ifndef RULES_FORUM_H
#define RULES_FORUM_H

#include "codec/act.h"
#include "codec/content.h"
#include "proof/sshsig.h"
#include "rules/finding.h"

struct forum;

/* An act with what stages A and B found. Strings borrow from the submission. */
struct judged {
	const struct entry *entry;    /* act and signature lines */
	const struct sshsig *signatures; /* one a line, of stage B (or of sshsig_parse on restart) */
	struct hash id;
	uint64_t index;               /* its position, when admitted */
	moment received;
};

/* An empty forum before its founding act. hash_key seeds the maps and changes no result. */
struct forum *forum_new(struct arena *a, struct str origin, uint64_t hash_key);

/* Stage C of record-formats section 16, without time, duplicate and base, which are the log's:
 * E_AUTH, E_ORIGIN, E_UV; *line is the signature line (0..) at fault. Keys that the act itself
 * introduces count where its kind says so. */
CM_MUST_USE enum fault_id forum_authorise(const struct forum *f, const struct judged *act,
    uint32_t *line);
/* Why the line at fault was refused, for people: one of the findings of rule 13.1. */
enum finding_id forum_why_not(const struct forum *f, const struct judged *act, uint32_t line);
/* E_ACT_MEMBER when the members do not fit the kind (offset in the JSON line); then the findings.
 * `content` is filled in the scratch arena and goes to forum_apply. */
CM_MUST_USE struct fault forum_check(const struct forum *f, const struct judged *act,
    union content *content, struct arena *scratch, struct findings *found);
/* Applies an act that forum_check admitted at this very state. Copies what it keeps. */
void forum_apply(struct forum *f, const struct judged *act, const union content *content);

/* Entries applied so far; the last one's time. */
uint64_t forum_size(const struct forum *f);
moment forum_now(const struct forum *f);
struct str forum_origin(const struct forum *f);
bool forum_is_founded(const struct forum *f);
/* The id of the founding act: the forum's id. */
const struct hash *forum_id(const struct forum *f);
/* Number of entries whose application changed rows of this noun: for caches of pages. */
enum forum_noun {
	NOUN_CHARTER,
	NOUN_PARTY,
	NOUN_ACTOR,
	NOUN_BODY,
	NOUN_TERM,
	NOUN_MEETING,
	NOUN_INSTITUTION,
	NOUN_RELEASE,
	NOUN_SILENCE,
	NOUN_CONDUCT,
	NOUN_DOCUMENT,
	NOUN_DECISION,
	NOUN_TEXT,
	NOUN_MEASURE,
	NOUN_AGREEMENT,
	NOUN_CONTENT,
	NOUN__COUNT
};
uint64_t forum_version(const struct forum *f, enum forum_noun noun);

/* SHA-256 over the canonical dump of the state (docs/format/state.md). Cost: rows changed since the
 * last call, so it is not const: it keeps the chunk hashes. */
void forum_root(struct forum *f, struct hash *out);
/* The canonical dump itself; a snapshot is this and nothing else. False: over the buffer's maximum. */
CM_MUST_USE bool forum_save(const struct forum *f, struct buf *out);
/* A forum from a dump. RC_CORRUPT names the place. The dump is trusted no further than that it
 * cannot break the program; its root must be compared by the caller. Strings are copied. */
CM_MUST_USE enum rc forum_load(struct forum **out, struct arena *a, struct str dump,
    uint64_t hash_key, struct err *err);
/* The same, with strings that lie in the dump, which therefore must live as long as the forum. */
CM_MUST_USE enum rc forum_load_lent(struct forum **out, struct arena *a, struct str dump,
    uint64_t hash_key, struct err *err);

#endif
