/*
 * A command that takes a message on its standard input, as sendmail -t does. Runs it once: no shell, its
 * output is thrown away (it may name addresses). Effects: a child process.
 */
#ifndef MAIL_COMMAND_H
#define MAIL_COMMAND_H

#include "base/err.h"
#include "base/str.h"

#define COMMAND_WORDS_MAX 64
#define COMMAND_BYTES_MAX 4096
#define COMMAND_TIMEOUT_MS 120000
/* Statuses beside those of the command. */
#define COMMAND_NOT_STARTED (-1)
#define COMMAND_TOO_SLOW (-2) /* it was killed, as one that ended by a signal */

struct command {
	char text[COMMAND_BYTES_MAX];
	char *words[COMMAND_WORDS_MAX + 1]; /* into text; NULL at the end */
};
/* Splits at blanks. False: empty, or too long. */
CM_MUST_USE bool command_parse(struct command *out, const char *text);
/* Its exit status, or one of those above. Waits for it. */
int command_run(const struct command *c, struct str input);

#endif
