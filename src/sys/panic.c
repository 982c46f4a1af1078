#include "base/defs.h"

#include <execinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define FRAMES_MAX 48

/*
 * Says where, shows the calls that led here, and leaves a core dump if the system takes one. It
 * writes straight to the descriptor: the heap and stdio may be what is broken.
 */
void cm_panic(const char *file, int line, const char *what)
{
	char text[512];
	int n = snprintf(
	    text, sizeof text, "comity %s: panic: %s:%d: %s\n", COMITY_VERSION, file, line, what);
	if (n > (int)sizeof text - 1)
		n = (int)sizeof text - 1;
	if (n > 0 && write(STDERR_FILENO, text, (size_t)n) < 0)
		abort();
	void *frames[FRAMES_MAX];
	backtrace_symbols_fd(frames, backtrace(frames, FRAMES_MAX), STDERR_FILENO);
	abort();
}
