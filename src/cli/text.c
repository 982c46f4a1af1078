/* `comity text`: negotiated texts, and the files that they leave and come back in. */
#include "cli/text.h"

#include <stdio.h>

#include "base/arena.h"

enum rc text_errand_run(struct str *answer, struct arena *a, const struct cli_env *env,
    const struct errand *e, struct err *err)
{
	struct buf errand, out;
	buf_init(&errand, a, ERRAND_BYTES_MAX);
	buf_init(&out, a, ERRAND_ANSWER_BYTES_MAX);
	errand_put(&errand, e);
	if (errand.failed)
		return cm_fail(err, RC_LIMIT, "the file is too long");
	enum rc rc = env->converter->read(buf_str(&errand), &out, err);
	if (rc == RC_OK)
		*answer = buf_str(&out);
	return rc;
}

int text_command(const struct cli_env *env, int argc, char **argv)
{
	static const struct {
		const char *name;
		cli_command *run;
		const char *says;
	} subcommands[] = {
		{ "words", text_words_command, "what a unit says, to be changed in a file" },
		{ "propose", text_propose_command, "the proposal that makes the words of a file of it" },
		{ "export", text_export_command, "the text for Word, translators, archives, print" },
		{ "return", text_return_command, "what a Word file that came back would change" },
		{ "translate", text_translate_command, "the translations of an XLIFF file" },
		{ "import", text_import_command, "a document as the units of a draft" },
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
		(void)fprintf(out, "comity text: there is no subcommand \"%s\"\n", argv[1]);
	(void)fprintf(out, "usage: comity text SUBCOMMAND [options]\n\n");
	for (size_t i = 0; i < CM_COUNT(subcommands); i++)
		(void)fprintf(out, "  %-10s %s\n", subcommands[i].name, subcommands[i].says);
	return is_asked ? CLI_YES : CLI_USAGE;
}
