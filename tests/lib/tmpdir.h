/*
 * A private directory for one test, below TMPDIR (or /tmp), removed with all it holds.
 */
#ifndef TESTS_LIB_TMPDIR_H
#define TESTS_LIB_TMPDIR_H

#define TMPDIR_PATH_MAX 512

struct tmpdir {
	char path[TMPDIR_PATH_MAX];
};

/* Makes it; a failure ends the process, because no test can go on. */
void tmpdir_new(struct tmpdir *t);
/* Removes it. Symbolic links are removed, not followed. */
void tmpdir_free(struct tmpdir *t);
/* "<path>/<name>" into out[out_bytes]; ends the process if it does not fit. */
void tmpdir_join(const struct tmpdir *t, const char *name, char *out, unsigned out_bytes);

#endif
