/*
 * Expects that something panics. The action runs in a child process, so that the test goes on;
 * what the child wrote to stderr is caught and searched.
 */
#ifndef TESTS_LIB_PANICS_H
#define TESTS_LIB_PANICS_H

#include "base/defs.h"

/* True when action(ctx) ends in cm_panic and the report contains `words`. Any other end, a crash
 * included, is false, and its output is shown on stderr. */
bool panics(void (*action)(void *ctx), void *ctx, const char *words);

#endif
