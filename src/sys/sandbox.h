/*
 * The process that reads files of others. It is this program once more, started with nothing but an
 * errand on its standard input; before it looks at a byte of it, it gives up whatever it could do to
 * the machine: files, network, other processes, more memory and time than an honest file needs. What
 * a fault in a parser can then reach is its own memory, and an answer that nobody believes unchecked.
 */
#ifndef SYS_SANDBOX_H
#define SYS_SANDBOX_H

#include "base/buf.h"

#define SANDBOX_WORD "--read-a-file" /* the one argument of that process */

/* In that process: reads the errand, appends the answer with `answer`, writes it, and ends the process: not
 * by way of what runs at the end of others, which would ask the system for more than it may. */
_Noreturn void sandbox_serve(void (*answer)(struct arena *a, struct str errand, struct buf *out));

/* Elsewhere: runs one. RC_LIMIT: too long, or too much; RC_IO: it died of the file, or cannot be run. */
CM_MUST_USE enum rc sandbox_run(struct str errand, struct buf *out, struct err *err);

#endif
