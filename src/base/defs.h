/*
 * What every file needs: fixed-width integers, wrapped GNU attributes, the assertion that also
 * stands in release builds, and the few scalar types with a unit.
 */
#ifndef BASE_DEFS_H
#define BASE_DEFS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CM_MUST_USE __attribute__((warn_unused_result))
#define CM_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#define CM_COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Also in release builds: a broken invariant stops the process before it reaches the record.
 * Declared here and defined by the edge (sys/panic.c), because the core does no output. */
_Noreturn void cm_panic(const char *file, int line, const char *what);
#define cm_assert(x) ((x) ? (void)0 : cm_panic(__FILE__, __LINE__, #x))

/* An instant: UTC milliseconds since 1970, from an entry or from the edge, never from a clock
 * read in the core. */
typedef struct {
	int64_t ms;
} moment;

#define HASH_BYTES 32
/* A SHA-256 value. */
struct hash {
	uint8_t bytes[HASH_BYTES];
};

#endif
