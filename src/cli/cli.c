#include "cli/cli.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "base/fmt.h"
#include "base/scope.h"
#include "base/utf8.h"

static const struct {
	const char *name;
	cli_command *run;
	const char *says;
} COMMANDS[] = {
	{ "demo", demo_command, "make the example forum with demonstration keys, and serve it" },
	{ "charter", charter_command, "check the rules of a forum, with the line of each error" },
	{ "init", init_command, "make an empty record and its log key" },
	{ "serve", serve_command, "serve a record: pages, interface, log" },
	{ "key", key_command, "show keys, their fingerprints, their digests" },
	{ "act", act_command, "compose, sign, send, show acts" },
	{ "text", text_command, "the words of a negotiated text, and proposals on them" },
	{ "vote", vote_command, "seal a vote that is opened later" },
	{ "commitment", commitment_command, "commit to content outside the record, or check it" },
	{ "content", content_command, "keep content beside the record, get it, list it" },
	{ "verify", verify_command, "recompute a whole record, from a folder or an address" },
	{ "state", state_command, "show the state root and what the forum holds" },
	{ "proof", proof_command, "write the receipt of an act, or check one" },
	{ "export", export_command, "write the log as files that any web server can serve" },
	{ "search", search_command, "search everything public in a forum on this machine" },
	{ "audit", audit_command, "ask a server how it is" },
	{ "rebuild", rebuild_command, "build the SQL tables and the index of the search anew" },
};

struct str cli_clean(struct arena *a, struct str text)
{
	struct buf b;
	buf_init(&b, a, text.n + 1);
	while (text.n > 0) {
		size_t n = 1, good = utf8_invalid_at(text);
		uint32_t c = good > 0 ? utf8_get(text, 0, &n) : 0;
		if (good > 0 && c != '\t' && c != 0 && utf8_allowed(c))
			buf_put(&b, str_sub(text, 0, n));
		else
			buf_byte(&b, '?');
		text = str_sub(text, n, text.n);
	}
	return buf_str(&b);
}

int cli_fail(const struct err *err)
{
	SCOPE_ARENA(a, 65536);
	struct str text = cli_clean(&a, str_c(err->text));
	(void)fprintf(stderr, "comity: %.*s\n", STR_ARG(text));
	return CLI_NO;
}

int cli_usage(const char *command, const char *fmt, ...)
{
	char text[240];
	va_list args;
	va_start(args, fmt);
	(void)fmt_into_v(text, sizeof text, fmt, args);
	va_end(args);
	(void)fprintf(stderr, "comity %s: %s (comity %s --help)\n", command, text, command);
	return CLI_USAGE;
}

void cli_progress_init(struct cli_progress *p, const char *what)
{
	*p = (struct cli_progress){ what, -1, isatty(STDERR_FILENO) == 1 };
}

void cli_progress_show(void *progress, uint64_t done, uint64_t all)
{
	static const char bar[] = "########################################";
	struct cli_progress *p = progress;
	int percent = all == 0 ? 100 : (int)(done * 100 / all);
	percent = percent > 100 ? 100 : percent;
	if (!p->is_terminal || percent == p->shown)
		return;
	p->shown = percent;
	int filled = percent * 40 / 100;
	(void)fprintf(stderr, "\r%s [%.*s%*s] %3d %%  %llu of %llu", p->what, filled, bar,
	    40 - filled, "", percent, (unsigned long long)done, (unsigned long long)all);
}

void cli_progress_end(struct cli_progress *p)
{
	if (p->is_terminal && p->shown >= 0)
		(void)fprintf(stderr, "\r\033[K");
}

static void help_print(FILE *out)
{
	(void)fprintf(out, "usage: comity COMMAND [options]\n\n");
	for (size_t i = 0; i < CM_COUNT(COMMANDS); i++)
		(void)fprintf(out, "  %-8s %s\n", COMMANDS[i].name, COMMANDS[i].says);
	(void)fprintf(out, "\ncomity COMMAND --help describes a command; so does comity(1).\n");
}

/* What was printed must have arrived: "comity act show 5 > /full/disk" has failed. */
static int output_end(int status)
{
	if (fflush(stdout) == 0 && ferror(stdout) == 0)
		return status;
	(void)fprintf(stderr, "comity: standard output could not be written\n");
	return status == CLI_YES ? CLI_NO : status;
}

int cli_main(const struct cli_env *env, int argc, char **argv)
{
	if (argc < 2) {
		help_print(stderr);
		return CLI_USAGE;
	}
	struct str name = str_c(argv[1]);
	if (str_eq(name, S("--help")) || str_eq(name, S("-h")) || str_eq(name, S("help"))) {
		help_print(stdout);
		return CLI_YES;
	}
	if (str_eq(name, S("--version"))) {
		(void)printf("comity %s\n", COMITY_VERSION);
		return CLI_YES;
	}
	for (size_t i = 0; i < CM_COUNT(COMMANDS); i++) {
		if (str_eq(name, str_c(COMMANDS[i].name)))
			return output_end(COMMANDS[i].run(env, argc - 1, argv + 1));
	}
	(void)fprintf(stderr, "comity: there is no command \"%s\"\n", argv[1]);
	help_print(stderr);
	return CLI_USAGE;
}
