/* `comity act`: its subcommands, one in each file. argv[0] is the subcommand's name. */
#ifndef CLI_ACT_H
#define CLI_ACT_H

#include "cli/cli.h"

#define ACT_ARENA_BYTES ((size_t)64 * 1024 * 1024)

cli_command act_new_command, act_sign_command, act_check_command, act_submit_command,
    act_show_command;

#endif
