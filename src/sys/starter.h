/*
 * The process that starts programs for a server that may not (sys/confine.h): forked before the first
 * thread, and before any key is read. It does nothing but what it was made with, a short list of tasks
 * that it is asked for by number, each in a process of its own; a server taken over can ask for these, and
 * for nothing else. It ends with the server.
 *
 * A question is one message of 4 bytes, the task's number, with two descriptors: the input, a file in
 * memory, and the end of a pipe for the answer: rc and length of the error's text, 4 bytes each, the text,
 * and the output until the pipe closes.
 */
#ifndef SYS_STARTER_H
#define SYS_STARTER_H

#include "base/buf.h"

#define STARTER_INPUT_BYTES_MAX ((size_t)64 << 20)
#define STARTER_OUTPUT_BYTES_MAX ((size_t)64 << 20)
#define STARTER_AT_ONCE 16 /* further ones wait */

/* Runs in a process of its own; may block as long as it bounds itself. */
struct starter_task {
	enum rc (*run)(void *ctx, struct str input, struct buf *out, struct err *err);
	void *ctx;
};

struct starter;

/* Forks it. The tasks are copied with the process: what they point to must not change afterwards. */
CM_MUST_USE enum rc starter_start(struct starter **out, const struct starter_task *tasks,
    uint32_t count, struct err *err);
/* What the task returns, with its output appended to `out`; RC_IO as well when it died. From any thread;
 * blocks as long as the task does. */
CM_MUST_USE enum rc starter_ask(struct starter *s, uint32_t task, struct str input, struct buf *out,
    struct err *err);
/* It ends, after what is under way. NULL is none. */
void starter_stop(struct starter *s);

#endif
