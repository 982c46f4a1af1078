/* Options of commands: "--name VALUE", "--name=VALUE", "--flag"; the rest are arguments. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "cli/cli.h"

struct cli_option {
	const char *name;   /* without the dashes */
	const char *value;  /* what stands for it in the help; NULL: a flag */
	const char *says;
	const char **text;  /* set to the value; NULL for flags */
	bool *flag;
	const char **list;  /* of at most list_max values, in order, instead of text */
	uint32_t *list_count, list_max;
};
struct cli_form {
	const char *command;   /* as in "act show" */
	const char *arguments; /* for the help: "DIR|URL" */
	const char *says;      /* a sentence or two */
	const struct cli_option *options;
	uint32_t options_count;
	uint32_t arguments_min, arguments_max;
};
/* Removes the options from argv, which keeps the arguments from argv[1] on; *argc is their number
 * plus 1. Returns -1 to go on, else the exit status (help, or usage). */
int cli_options(const struct cli_form *form, int *argc, char **argv);
/* A number of at most `max`, or false after an error was printed. */
bool cli_number(const char *command, const char *name, const char *text, uint64_t max,
    uint64_t *out);

#endif
