/*
 * A filter of system calls (seccomp), made rule by rule; the first that fits decides, and what no rule names
 * is refused with EPERM: refused, not punished, because the C library asks for this and that by the way. A
 * program of another architecture's calls is ended.
 */
#ifndef SYS_FILTER_H
#define SYS_FILTER_H

#include <linux/filter.h>
#include <linux/seccomp.h>

#include "base/defs.h"

#define FILTER_RULES_MAX 512

struct filter {
	struct sock_filter rules[FILTER_RULES_MAX];
	uint16_t count;
};

void filter_init(struct filter *f);
/* Each of these calls gets this answer (SECCOMP_RET_...). */
void filter_calls(struct filter *f, const int *numbers, size_t count, uint32_t answer);
/* A call that is answered by a bit of the lower half of one argument. */
struct filter_bit {
	int number;
	unsigned argument;
	uint32_t bit, with, without;
};
void filter_by_bit(struct filter *f, const struct filter_bit *r);
/* From here on, for this thread and those it starts; `flags` as SECCOMP_FILTER_FLAG_TSYNC. False and errno:
 * the system has no such filters, or privileges may still be gained (PR_SET_NO_NEW_PRIVS). */
CM_MUST_USE bool filter_set(struct filter *f, unsigned flags);

/* False where the program is built with a sanitizer, which does at its end what a filter forbids. */
bool filter_is_possible(void);

#endif
