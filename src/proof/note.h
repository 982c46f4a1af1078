/*
 * Signed notes, checkpoints, cosignatures, verifier keys (record-formats sections 4 to 6). Pure.
 * Parsed results borrow from the text given.
 */
#ifndef PROOF_NOTE_H
#define PROOF_NOTE_H

#include "base/buf.h"
#include "base/fault.h"
#include "base/limits.h"

enum note_type { NOTE_ED25519 = 0x01, NOTE_COSIGNATURE = 0x04, NOTE_MLDSA = 0x06 };

/* "<name>+<id>+<base64(type || key)>" */
struct vkey {
	struct str name; /* borrowed from the text */
	uint32_t id;
	uint8_t type;
	uint8_t key[32]; /* of types 0x01 and 0x04; other types are FAULT_NOTE here */
};
CM_MUST_USE enum fault_id vkey_parse(struct vkey *out, struct str text);
/* Fills id from name, type and key. */
void vkey_init(struct vkey *out, struct str name, enum note_type type, const uint8_t key[32]);
void vkey_put(struct buf *b, const struct vkey *key);

struct note_line {
	struct str name;
	uint32_t id;
	uint8_t bytes[72]; /* of types 0x01 (64) and 0x04 (72); longer ones are cut */
	uint32_t bytes_count; /* true length */
};
struct note {
	struct str text;  /* with its final LF */
	struct str whole;
	uint32_t lines_count;
	struct note_line lines[NOTE_SIGNATURES_MAX];
};
/* Form only (E_NOTE). */
CM_MUST_USE enum fault_id note_parse(struct note *out, struct str whole);
/* Of the line of `key` (the first with its name and id): FAULT_NONE when it verifies, FAULT_LOG_SIG
 * when it is there and does not, or when there is none. *time_s gets a cosignature's time. */
CM_MUST_USE enum fault_id note_verify(const struct note *n, const struct vkey *key,
    uint64_t *time_s);
bool note_has_line(const struct note *n, const struct vkey *key);

struct checkpoint {
	struct str origin;
	uint64_t size;
	struct hash root;
};
/* A note's text as a checkpoint (E_CHECKPOINT). Extension lines are allowed, none empty. */
CM_MUST_USE enum fault_id checkpoint_parse(struct checkpoint *out, struct str text);
void checkpoint_put(struct buf *b, const struct checkpoint *c);
/* Note, log's signature, numbers, origin, in that order (section 5). */
CM_MUST_USE enum fault_id checkpoint_verify(struct checkpoint *out, struct note *n, struct str whole,
    const struct vkey *log_key);

/* Ed25519 with the 32-byte seed; appends the whole note: text, empty line, one signature line. */
void note_sign(struct buf *b, struct str text, const struct vkey *key, const uint8_t seed[32]);
/* Only the signature line of a cosignature with time (section 6). */
void note_cosign_line(struct buf *b, struct str text, const struct vkey *key,
    const uint8_t seed[32], uint64_t time_s);
/* "PRIVATE+KEY+<name>+<id>+<base64(type || seed)>", for the tools of Go and for our key files. */
CM_MUST_USE enum fault_id note_seed_parse(struct vkey *out, uint8_t seed[32], struct str text);
void note_seed_put(struct buf *b, const struct vkey *key, const uint8_t seed[32]);
/* The public half of a seed. */
void ed25519_public(uint8_t key[32], const uint8_t seed[32]);

#endif
