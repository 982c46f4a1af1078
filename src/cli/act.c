#include "cli/act.h"

#include <stdio.h>

int act_command(const struct cli_env *env, int argc, char **argv)
{
	static const struct {
		const char *name;
		cli_command *run;
		const char *says;
	} subcommands[] = {
		{ "new", act_new_command, "compose an act from its content" },
		{ "sign", act_sign_command, "add a signature, by ssh-keygen" },
		{ "check", act_check_command, "what it says, who has signed, who has not" },
		{ "submit", act_submit_command, "send it, and keep the receipt" },
		{ "show", act_show_command, "an act of the record, and what ssh-keygen needs" },
	};
	struct str name = argc < 2 ? S("--help") : str_c(argv[1]);
	for (size_t i = 0; i < CM_COUNT(subcommands); i++) {
		if (str_eq(name, str_c(subcommands[i].name)))
			return subcommands[i].run(env, argc - 1, argv + 1);
	}
	bool is_help = str_eq(name, S("--help")) || str_eq(name, S("-h"));
	bool is_asked = is_help && argc >= 2;
	FILE *out = is_asked ? stdout : stderr;
	if (!is_help)
		(void)fprintf(out, "comity act: there is no subcommand \"%s\"\n", argv[1]);
	(void)fprintf(out, "usage: comity act SUBCOMMAND [options]\n\n");
	for (size_t i = 0; i < CM_COUNT(subcommands); i++)
		(void)fprintf(out, "  %-8s %s\n", subcommands[i].name, subcommands[i].says);
	return is_asked ? CLI_YES : CLI_USAGE;
}
