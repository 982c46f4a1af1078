/* Temporary: kinds whose rules are still being written. Delete this file when it is empty. */
#include "rules/judge.h"
#define UNMADE(shape) \
	__attribute__((weak)) void shape##_check(struct judge *j, const struct shape *c) { (void)j; (void)c; } \
	__attribute__((weak)) void shape##_apply(struct forum *f, const struct judged *act, const struct shape *c) { (void)f; (void)act; (void)c; }
UNMADE(dissent_file)
UNMADE(vote_call)
UNMADE(vote_cast)
UNMADE(vote_close)
UNMADE(vote_void)
__attribute__((weak)) moment dissent_deadline(const struct forum *f, const struct decision *d) { (void)f; (void)d; return MOMENT_ABSENT; }
