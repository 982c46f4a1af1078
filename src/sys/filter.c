#define _GNU_SOURCE
#include "sys/filter.h"

#include <errno.h>
#include <linux/audit.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define IS_SANITIZED true
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) ||                         \
    __has_feature(memory_sanitizer)
#define IS_SANITIZED true
#endif
#endif
#ifndef IS_SANITIZED
#define IS_SANITIZED false
#endif

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#error "the filter of system calls is for x86-64 and aarch64"
#endif

#define LOAD(from) ((struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)(from)))
#define RETURN(answer) ((struct sock_filter)BPF_STMT(BPF_RET | BPF_K, (answer)))
/* Goes on when equal, over `skip` rules when not. */
#define UNLESS(value, skip)                                                                        \
	((struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(value), 0, (skip)))

bool filter_is_possible(void)
{
	return !IS_SANITIZED;
}

static void rule_add(struct filter *f, struct sock_filter rule)
{
	cm_assert(f->count < FILTER_RULES_MAX);
	f->rules[f->count++] = rule;
}

void filter_init(struct filter *f)
{
	f->count = 0;
	rule_add(f, LOAD(offsetof(struct seccomp_data, arch)));
	rule_add(f, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0));
	rule_add(f, RETURN(SECCOMP_RET_KILL_PROCESS));
	rule_add(f, LOAD(offsetof(struct seccomp_data, nr)));
}

void filter_calls(struct filter *f, const int *numbers, size_t count, uint32_t answer)
{
	for (size_t i = 0; i < count; i++) {
		rule_add(f, UNLESS(numbers[i], 1));
		rule_add(f, RETURN(answer));
	}
}

/* Little-endian machines have the lower half first. */
void filter_by_bit(struct filter *f, const struct filter_bit *r)
{
	rule_add(f, UNLESS(r->number, 4));
	rule_add(f, LOAD(offsetof(struct seccomp_data, args) + 8 * (size_t)r->argument));
	rule_add(f, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, r->bit, 0, 1));
	rule_add(f, RETURN(r->with));
	rule_add(f, RETURN(r->without));
}

bool filter_set(struct filter *f, unsigned flags)
{
	rule_add(f, RETURN(SECCOMP_RET_ERRNO | EPERM));
	const struct sock_fprog program = { f->count, f->rules };
	return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &program) == 0;
}
