/*
 * Acts, submissions and entries (record-formats sections 11 and 13): form, stage A of verification.
 * Pure. Everything parsed borrows from the text or lives in the arena given.
 */
#ifndef CODEC_ACT_H
#define CODEC_ACT_H

#include "base/date.h"
#include "codec/json.h"

#define ACT_VERSION_LINE "comity/act/v1\n"

/* `base`: a checkpoint of this log that the author had verified. */
struct act_base {
	struct hash root;
	uint64_t size;
};

struct act {
	struct str message; /* M: three lines with their LFs */
	struct json json;
	struct str kind;
	struct str by;
	struct str with[SIGNATURES_MAX - 1];
	uint32_t with_count;
	struct act_base base;
};

struct signature_line {
	struct str handle;
	struct str base64; /* borrowed from the text */
	struct str blob;   /* decoded; in the arena, empty when decoding was not asked for */
};

/* An entry; of a submission `received` is 0 and `bytes` has no first line. */
struct entry {
	struct str bytes;
	moment received;
	struct act act;
	struct signature_line signatures[SIGNATURES_MAX];
	uint32_t signatures_count;
};

/* Stage A, first fault by the order of section 16. `origin` is that of the record. Lines of a
 * submission count from 1 as it stands; those of an entry too. The signatures' blobs are decoded.
 * Written again and compared: what is accepted is canonical. An arena of 4 MiB is enough for any
 * input, its members (codec/content.h) included; over the cap is E_INTERNAL or a panic. */
CM_MUST_USE struct fault submission_parse(struct entry *out, struct arena *a, struct str bytes,
    struct str origin);
CM_MUST_USE struct fault entry_parse(struct entry *out, struct arena *a, struct str bytes,
    struct str origin);
/* Of M alone, before anybody has signed it. */
CM_MUST_USE struct fault act_message_parse(struct act *out, struct arena *a, struct str message,
    struct str origin);
/* For entries of our own store, whose form was checked when they were admitted: the same grammar,
 * without decoding the signatures and without writing the JSON again. */
CM_MUST_USE struct fault entry_parse_stored(struct entry *out, struct arena *a, struct str bytes,
    struct str origin);

/* The act's id is SHA-256 of M; the caller hashes (proof/sha.h), codec does not. */

/* M from its parts: kind's members as canonical JSON come from codec/content.h. */
void act_message_put(struct buf *b, struct str origin, struct str json_line);
/* M, empty line, signature lines (armour already taken off). */
struct signature {
	struct str handle;
	struct str blob;
};
void submission_put(struct buf *b, struct str message, const struct signature *signatures,
    uint32_t count);
/* "<received>" LF, then the submission. */
void entry_put(struct buf *b, moment received, struct str submission);

/* "party/actor" by its grammar. */
bool handle_is_valid(struct str handle);
/* What stands before and after the slash of a valid handle. */
struct str handle_party(struct str handle);
struct str handle_actor(struct str handle);
/* "noun.verb" by its grammar. */
bool kind_is_valid(struct str kind);
/* ASCII without space and '+', 1..255 bytes. */
bool origin_is_valid(struct str origin);

#endif
