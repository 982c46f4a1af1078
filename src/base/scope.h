/* Handles that close themselves at the end of their scope. For the edges; the core has none. */
#ifndef BASE_SCOPE_H
#define BASE_SCOPE_H

#include "base/arena.h"

static inline void scope_arena_release(struct arena *a)
{
	arena_release(a);
}
/* SCOPE_ARENA(scratch, cap): an arena that is released when the block ends. */
#define SCOPE_ARENA(name, cap)                                                                     \
	struct arena name __attribute__((cleanup(scope_arena_release)));                           \
	arena_init(&name, (cap))

#endif
