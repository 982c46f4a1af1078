/* `comity init` makes an empty record and its log key; `comity serve` serves a record. */
#include <stdio.h>

#include "base/scope.h"
#include "cli/home.h"
#include "cli/options.h"

#define ARENA_BYTES ((size_t)16 * 1024 * 1024)

static enum rc init_run(const struct cli_env *env, const char *dir, const char *origin,
    struct err *err)
{
	SCOPE_ARENA(a, ARENA_BYTES);
	struct home home;
	struct service *s = NULL;
	struct cli_progress progress;
	cli_progress_init(&progress, "");
	enum rc rc = home_make(&home, &a, env, &(struct home_wish){ dir, origin }, err);
	if (rc == RC_OK)
		rc = home_open(&s, env, &home, &progress, err);
	if (rc != RC_OK)
		return rc;
	(void)printf("%.*s\n", STR_ARG(service_log_vkey(s)));
	service_close(s);
	return RC_OK;
}

int init_command(const struct cli_env *env, int argc, char **argv)
{
	const char *origin = NULL;
	const struct cli_option options[] = {
		{ .name = "origin", .value = "NAME", .says = "of the log, as \"forum.example.org/log\"",
		    .text = &origin },
	};
	const struct cli_form form = { "init", "DIR",
		"Makes a folder with a new log key and an empty record; prints the verifier key, which\n"
		"the founding act names. The forum begins with that act (comity act new forum.found).",
		options, CM_COUNT(options), 1, 1 };
	int status = cli_options(&form, &argc, argv);
	if (status >= 0)
		return status;
	if (origin == NULL)
		return cli_usage("init", "--origin is missing");
	struct err err;
	return init_run(env, argv[1], origin, &err) == RC_OK ? CLI_YES : cli_fail(&err);
}

static enum rc serve_run(const struct cli_env *env, const char *dir, const char *host,
    uint16_t port, struct err *err)
{
	SCOPE_ARENA(a, ARENA_BYTES);
	struct home home;
	struct service *s = NULL;
	struct cli_progress progress;
	cli_progress_init(&progress, "Reading the record");
	enum rc rc = home_read(&home, &a, dir, err);
	if (rc == RC_OK)
		rc = home_open(&s, env, &home, &progress, err);
	cli_progress_end(&progress);
	if (rc != RC_OK)
		return rc;
	rc = env->serve(s, host, port, false, err);
	service_close(s);
	return rc;
}

int serve_command(const struct cli_env *env, int argc, char **argv)
{
	const char *port = "8080", *host = "127.0.0.1";
	const struct cli_option options[] = {
		{ .name = "host", .value = "ADDRESS", .says = "to listen on (127.0.0.1)",
		    .text = &host },
		{ .name = "port", .value = "N", .says = "to listen on (8080; 0: any that is free)",
		    .text = &port },
	};
	const struct cli_form form = { "serve", "DIR", "Serves the record in DIR.", options,
		CM_COUNT(options), 1, 1 };
	int status = cli_options(&form, &argc, argv);
	if (status >= 0)
		return status;
	uint64_t number;
	if (!cli_number("serve", "--port", port, 65535, &number))
		return CLI_USAGE;
	struct err err;
	enum rc rc = serve_run(env, argv[1], host, (uint16_t)number, &err);
	return rc == RC_OK ? CLI_YES : cli_fail(&err);
}
