/* `comity text` and its subcommands, each in a file of its own. */
#ifndef CLI_TEXT_H
#define CLI_TEXT_H

#include "cli/cli.h"

cli_command text_words_command, text_propose_command, text_import_command, text_export_command,
    text_return_command, text_translate_command;

#define TEXT_ARENA_BYTES ((size_t)1024 * 1024 * 1024)

/* Asks the process that reads files (text/errand.h). The answer is in the arena. */
CM_MUST_USE enum rc text_errand_run(struct str *answer, struct arena *a, const struct cli_env *env,
    const struct errand *e, struct err *err);

#endif
