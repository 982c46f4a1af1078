/*
 * What the record refuses: the published names of record-formats section 17. They never change
 * meaning, and are only appended. A fault also says where: line of the submission or entry from 1,
 * and offset in that line from 0.
 */
#ifndef BASE_FAULT_H
#define BASE_FAULT_H

#include "base/defs.h"

/* name, HTTP status for a submission (0: not of submissions), section of record-formats */
#define FAULTS(X)                                                                                  \
	X(SIZE, 413, "26")                                                                         \
	X(BYTES, 400, "13")                                                                        \
	X(LAYOUT, 400, "13")                                                                       \
	X(SIG_COUNT, 400, "13")                                                                    \
	X(RECEIVED, 400, "13")                                                                     \
	X(ACT_VERSION, 400, "11")                                                                  \
	X(ACT_ORIGIN, 400, "11")                                                                   \
	X(ACT_MEMBER, 400, "11")                                                                   \
	X(SIG_LINE, 400, "13")                                                                     \
	X(SIGNERS, 400, "13")                                                                      \
	X(JSON_SIZE, 400, "12")                                                                    \
	X(JSON_SYNTAX, 400, "12")                                                                  \
	X(JSON_KEY, 400, "12")                                                                     \
	X(JSON_ORDER, 400, "12")                                                                   \
	X(JSON_NUMBER, 400, "12")                                                                  \
	X(JSON_STRING, 400, "12")                                                                  \
	X(JSON_DEPTH, 400, "12")                                                                   \
	X(SSHSIG_FORMAT, 400, "14")                                                                \
	X(SSHSIG_VERSION, 400, "14")                                                               \
	X(KEY_TYPE, 400, "14")                                                                     \
	X(KEY, 400, "14")                                                                          \
	X(NAMESPACE, 400, "14")                                                                    \
	X(RESERVED, 400, "14")                                                                     \
	X(HASHALG, 400, "14")                                                                      \
	X(SIG_TYPE, 400, "14")                                                                     \
	X(SIG_FORMAT, 400, "14")                                                                   \
	X(FLAGS, 403, "15")                                                                        \
	X(UP, 403, "15")                                                                           \
	X(UV, 403, "15")                                                                           \
	X(CHALLENGE, 403, "15")                                                                    \
	X(CROSS_ORIGIN, 403, "15")                                                                 \
	X(SIG, 403, "14")                                                                          \
	X(KEY_TWICE, 403, "16")                                                                    \
	X(AUTH, 403, "16")                                                                         \
	X(ORIGIN, 403, "16")                                                                       \
	X(BASE, 409, "16")                                                                         \
	X(CONTENT, 422, "11")                                                                      \
	X(TIME, 0, "16")                                                                           \
	X(DUPLICATE, 0, "16")                                                                      \
	X(LEAF, 0, "16")                                                                           \
	X(ROOT, 0, "16")                                                                           \
	X(BUNDLE, 0, "3")                                                                          \
	X(TILE_PATH, 0, "3")                                                                       \
	X(NOTE, 0, "4")                                                                            \
	X(LOG_SIG, 0, "5")                                                                         \
	X(CHECKPOINT, 0, "5")                                                                      \
	X(LOG_ORIGIN, 0, "5")                                                                      \
	X(WITNESS, 0, "9")                                                                         \
	X(POLICY, 0, "9")                                                                          \
	X(PROOF, 0, "2")                                                                           \
	X(TLOG_PROOF, 0, "10")                                                                     \
	X(CONSISTENCY, 0, "2")                                                                     \
	X(MIRROR, 0, "8")                                                                          \
	X(INTERNAL, 500, "17")                                                                     \
	X(SLOT, 0, "21")                                                                           \
	X(RULES, 422, "16") /* findings say which; only replay prints this name */

#define X(name, http, section) FAULT_##name,
enum fault_id { FAULT_NONE, FAULTS(X) FAULT__COUNT };
#undef X

struct fault {
	enum fault_id id; /* FAULT_NONE: nothing is wrong */
	uint32_t line;    /* from 1; 0 where lines have no meaning */
	uint32_t offset;  /* bytes from the beginning of the line */
};

#define FAULT_OK ((struct fault){ FAULT_NONE, 0, 0 })

static inline struct fault fault_at(enum fault_id id, uint32_t line, size_t offset)
{
	return (struct fault){ id, line, (uint32_t)offset };
}

/* "E_SIZE"; "" for FAULT_NONE. */
const char *fault_name(enum fault_id id);
/* Status of a refused submission (section 17). */
int fault_http(enum fault_id id);
/* Section of record-formats (docs/format/) that says so. */
const char *fault_section(enum fault_id id);

#endif
