#define _GNU_SOURCE
#include "sys/sandbox.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/scope.h"
#include "sys/process.h"

#define SANDBOX_MS 15000         /* of a clock on the wall: the machine may be busy */
#define SANDBOX_CPU_S 10         /* a text of 60,000 words takes less than one */
#define ARENA_BYTES ((size_t)192 << 20)
#define MEMORY_BYTES ((rlim_t)384 << 20) /* with the program, the errand, and what zlib and expat take */
#define ERRAND_BYTES ((size_t)64 << 20)
#define ANSWER_BYTES ((size_t)64 << 20)
#define STATUS_MALFORMED 3

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define IS_SANITIZED true
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
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

static bool limits_set(void)
{
	const struct {
		__rlimit_resource_t what;
		rlim_t most;
	} limits[] = { { RLIMIT_CPU, SANDBOX_CPU_S }, { RLIMIT_FSIZE, 0 }, { RLIMIT_NOFILE, 0 },
		{ RLIMIT_NPROC, 0 }, { RLIMIT_CORE, 0 }, { RLIMIT_AS, MEMORY_BYTES } };
	for (size_t i = 0; i < CM_COUNT(limits); i++) {
		const struct rlimit to = { limits[i].most, limits[i].most };
		if (limits[i].what == RLIMIT_AS && IS_SANITIZED) /* shadow memory is reserved by terabytes */
			continue;
		if (setrlimit(limits[i].what, &to) != 0)
			return false;
	}
	return true;
}

#define ALLOW(number)                                                                              \
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (number), 0, 1),                                       \
	    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)

/* Reading what is open, writing to it, memory, the end. Anything else is refused, not punished: the C
 * library asks for this and that by the way. */
static bool filter_set(void)
{
	struct sock_filter rules[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		ALLOW(SYS_read),
		ALLOW(SYS_write),
		ALLOW(SYS_exit),
		ALLOW(SYS_exit_group),
		ALLOW(SYS_brk),
		ALLOW(SYS_mmap),
		ALLOW(SYS_munmap),
		ALLOW(SYS_mremap),
		ALLOW(SYS_mprotect),
		ALLOW(SYS_madvise),
		ALLOW(SYS_futex),
		ALLOW(SYS_getrandom),
		ALLOW(SYS_clock_gettime),
		ALLOW(SYS_rt_sigreturn),
		ALLOW(SYS_sigaltstack), /* of the sanitizers, at the end */
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
	};
	const struct sock_fprog program = { CM_COUNT(rules), rules };
	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 &&
	    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
}

static bool input_read(struct buf *in)
{
	for (;;) {
		char *room = buf_room(in, 65536);
		if (room == NULL)
			return false;
		ssize_t n = read(STDIN_FILENO, room, 65536);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n == 0;
		buf_commit(in, (size_t)n);
	}
}

static bool output_write(struct str out)
{
	while (out.n > 0) {
		ssize_t n = write(STDOUT_FILENO, out.p, out.n);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		out = str_sub(out, (size_t)n, out.n);
	}
	return true;
}

static int serve(void (*answer)(struct arena *a, struct str errand, struct buf *out))
{
	if (!limits_set() || !filter_set())
		return STATUS_MALFORMED;
	SCOPE_ARENA(a, ARENA_BYTES + ERRAND_BYTES + ANSWER_BYTES);
	struct buf in, out;
	buf_init(&in, &a, ERRAND_BYTES + 65536);
	buf_init(&out, &a, ANSWER_BYTES);
	if (!input_read(&in))
		return STATUS_MALFORMED;
	answer(&a, buf_str(&in), &out);
	return output_write(buf_str(&out)) ? 0 : STATUS_MALFORMED;
}

_Noreturn void sandbox_serve(void (*answer)(struct arena *a, struct str errand, struct buf *out))
{
	_exit(serve(answer));
}

enum rc sandbox_run(struct str errand, struct buf *out, struct err *err)
{
	char program[] = "/proc/self/exe", word[] = SANDBOX_WORD;
	char *words[] = { program, word, NULL }, *environment[] = { NULL };
	const struct process p = { words, environment, errand, SANDBOX_MS };
	struct err why;
	enum rc rc = process_run(&p, out, &why);
	if (rc == RC_OK)
		return rc;
	return cm_fail(err, rc == RC_LIMIT ? RC_LIMIT : RC_IO,
	    rc == RC_LIMIT ? "reading the file took too long or too much" :
			     "the process that reads files did not answer: %s", why.text);
}
