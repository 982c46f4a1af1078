#define _GNU_SOURCE
#include "sys/confine.h"

#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "sys/filter.h"

/* Younger than Debian 12's headers, not than the kernels it may run on. */
#define FS_REFER (UINT64_C(1) << 13)    /* since version 2 */
#define FS_TRUNCATE (UINT64_C(1) << 14) /* since version 3 */

#define FS_READ (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define FS_WRITE                                                                                   \
	(FS_READ | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |                 \
	    LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_DIR |                         \
	    LANDLOCK_ACCESS_FS_MAKE_REG | FS_REFER | FS_TRUNCATE)
/* Nobody is given these. */
#define FS_NEVER                                                                                   \
	(LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_MAKE_CHAR |                               \
	    LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |                          \
	    LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM)

static bool rules_add(int ruleset, const char *const *paths, uint64_t access)
{
	for (; *paths != NULL; paths++) {
		int fd = open(*paths, O_PATH | O_DIRECTORY | O_CLOEXEC);
		if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
			continue;
		const struct landlock_path_beneath_attr below = { .allowed_access = access,
			.parent_fd = fd };
		long failed = fd < 0 ? -1
				     : syscall(SYS_landlock_add_rule, ruleset,
					   LANDLOCK_RULE_PATH_BENEATH, &below, 0);
		if (fd >= 0)
			(void)close(fd);
		if (failed != 0)
			return false;
	}
	return true;
}

/* By the version that the system has; none is no error. */
static bool landlock_set(struct confinement *c, const struct confine_paths *paths)
{
	long version =
	    syscall(SYS_landlock_create_ruleset, NULL, (size_t)0, LANDLOCK_CREATE_RULESET_VERSION);
	if (version < 1)
		return true;
	uint64_t known = FS_WRITE | FS_NEVER;
	if (version < 2)
		known &= ~FS_REFER;
	if (version < 3)
		known &= ~FS_TRUNCATE;
	const struct landlock_ruleset_attr all = { .handled_access_fs = known };
	int ruleset = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);
	if (ruleset < 0)
		return false;
	bool is_set = rules_add(ruleset, paths->write, FS_WRITE & known) &&
		      rules_add(ruleset, paths->read, FS_READ & known) &&
		      syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
	(void)close(ruleset);
	c->landlock = is_set ? (int)version : 0;
	return is_set;
}

enum rc confine_files(struct confinement *c, const struct confine_paths *paths, struct err *err)
{
	void *frame[1];
	*c = (struct confinement){ .landlock = 0 };
	if (!filter_is_possible())
		return RC_OK;
	(void)backtrace(frame, 1); /* loads what a panic needs, while it still may */
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
	    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0 || !landlock_set(c, paths))
		return cm_fail(err, RC_IO, "the process cannot be confined: %s", strerror(errno));
	return RC_OK;
}

/* What a server does: its own files, connections that come in, memory, threads, clocks, its end. */
static const int allowed[] = {
	SYS_read,
	SYS_write,
	SYS_readv,
	SYS_writev,
	SYS_pread64,
	SYS_pwrite64,
	SYS_preadv,
	SYS_pwritev,
	SYS_openat,
	SYS_close,
	SYS_lseek,
	SYS_fstat,
	SYS_newfstatat,
	SYS_statx,
	SYS_statfs,
	SYS_fstatfs,
	SYS_fsync,
	SYS_fdatasync,
	SYS_sync_file_range,
	SYS_ftruncate,
	SYS_fchmod,
	SYS_fallocate,
	SYS_fadvise64,
	SYS_readlinkat,
	SYS_fcntl,
	SYS_flock,
	SYS_getdents64,
	SYS_mkdirat,
	SYS_unlinkat,
	SYS_renameat,
	SYS_renameat2,
	SYS_linkat,
	SYS_faccessat,
	SYS_getcwd,
	SYS_dup,
	SYS_dup3,
	SYS_memfd_create,
	SYS_pipe2,
	SYS_accept4,
	SYS_recvfrom,
	SYS_recvmsg,
	SYS_sendto,
	SYS_sendmsg,
	SYS_setsockopt,
	SYS_getsockopt,
	SYS_getsockname,
	SYS_getpeername,
	SYS_shutdown,
	SYS_epoll_create1,
	SYS_epoll_ctl,
	SYS_epoll_pwait,
	SYS_eventfd2,
	SYS_ppoll,
	SYS_brk,
	SYS_munmap,
	SYS_mremap,
	SYS_madvise,
	SYS_msync,
	SYS_mincore,
	SYS_mlock,
	SYS_munlock,
	SYS_futex,
	SYS_set_robust_list,
	SYS_rseq,
	SYS_membarrier,
	SYS_sched_yield,
	SYS_sched_getaffinity,
	SYS_rt_sigaction,
	SYS_rt_sigprocmask,
	SYS_rt_sigreturn,
	SYS_sigaltstack,
	SYS_gettid,
	SYS_getpid,
	SYS_tgkill,
	SYS_restart_syscall,
	SYS_clock_gettime,
	SYS_clock_getres,
	SYS_clock_nanosleep,
	SYS_nanosleep,
	SYS_gettimeofday,
	SYS_getrandom,
	SYS_getrusage,
	SYS_sysinfo,
	SYS_uname,
	SYS_getuid,
	SYS_geteuid,
	SYS_wait4,
	SYS_exit,
	SYS_exit_group,
#ifdef __x86_64__ /* older names of the same */
	SYS_open,
	SYS_readlink,
	SYS_stat,
	SYS_lstat,
	SYS_access,
	SYS_mkdir,
	SYS_rename,
	SYS_unlink,
	SYS_rmdir,
	SYS_link,
	SYS_epoll_wait,
	SYS_poll,
	SYS_pipe,
	SYS_time,
#endif
};
/* What no honest server does: the end of the process. */
static const int deadly[] = { SYS_execve, SYS_execveat, SYS_ptrace, SYS_process_vm_readv,
	SYS_process_vm_writev };

enum rc confine_calls(struct confinement *c, struct err *err)
{
	static const struct filter_bit bits[] = {
		/* Threads, no processes. */
		{ SYS_clone, 0, CLONE_THREAD, SECCOMP_RET_ALLOW, SECCOMP_RET_ERRNO | EPERM },
		{ SYS_mmap, 2, PROT_EXEC, SECCOMP_RET_ERRNO | EPERM, SECCOMP_RET_ALLOW },
		{ SYS_mprotect, 2, PROT_EXEC, SECCOMP_RET_ERRNO | EPERM, SECCOMP_RET_ALLOW },
	};
	static const int hidden[] = {
		SYS_clone3
	}; /* its flags lie in memory: the C library takes clone */
	struct filter f;
	if (!filter_is_possible())
		return RC_OK;
	filter_init(&f);
	filter_calls(&f, deadly, CM_COUNT(deadly), SECCOMP_RET_KILL_PROCESS);
	filter_calls(&f, allowed, CM_COUNT(allowed), SECCOMP_RET_ALLOW);
	for (size_t i = 0; i < CM_COUNT(bits); i++)
		filter_by_bit(&f, &bits[i]);
	filter_calls(&f, hidden, CM_COUNT(hidden), SECCOMP_RET_ERRNO | ENOSYS);
	c->has_filter = filter_set(&f, SECCOMP_FILTER_FLAG_TSYNC);
	return c->has_filter ? RC_OK
			     : cm_fail(err, RC_NOT_FOUND,
				   "the system does not filter system calls (%s); "
				   "--unconfined serves without",
				   strerror(errno));
}
