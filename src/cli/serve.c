/* `comity init` makes an empty record and its log key; `comity serve` serves a record. */
#include <stdio.h>

#include "base/fmt.h"
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

static enum rc serve_run(const struct cli_env *env, const char *dir, struct cli_serving *how,
    struct err *err)
{
	SCOPE_ARENA(a, ARENA_BYTES);
	struct home home;
	struct service *s = NULL;
	struct cli_progress progress;
	cli_progress_init(&progress, "Reading the record");
	how->dir = dir;
	enum rc rc = env->prepare(how, err);
	if (rc == RC_OK)
		rc = home_read(&home, &a, dir, err);
	if (rc == RC_OK)
		rc = env->confine(how, err);
	if (rc == RC_OK)
		rc = home_open(&s, env, &home, &progress, err);
	cli_progress_end(&progress);
	if (rc != RC_OK)
		return rc;
	char mark[4096], tables[4096], contents[4096];
	(void)fmt_into(mark, sizeof mark, "%s/mail.next", dir);
	(void)fmt_into(tables, sizeof tables, "%s/" HOME_TABLES, dir);
	(void)fmt_into(contents, sizeof contents, "%s/" HOME_CONTENT, dir);
	how->mail_mark = mark;
	how->tables = tables;
	how->contents = contents;
	rc = env->serve(s, how, err);
	service_close(s);
	return rc;
}

/* "https://forum.example.org": no blank, no slash at its end. */
static bool url_is_base(struct str url)
{
	if (!str_starts(url, S("https://")) && !str_starts(url, S("http://")))
		return false;
	for (size_t i = 0; i < url.n; i++) {
		char c = url.p[i];
		if (c <= ' ' || c == 0x7f || c == '"' || c == '<' || c == '>' || c == '?' || c == '#')
			return false;
	}
	return !str_ends(url, S("/"));
}

/* What a key is accredited with: lower case, no path, nothing that a browser's policy reads otherwise. */
static bool url_is_origin(struct str url)
{
	struct str rest = str_sub(url, str_find_str(url, S("//")) + 2, url.n);
	for (size_t i = 0; i < url.n; i++) {
		char c = url.p[i];
		if ((c >= 'A' && c <= 'Z') || c == ';' || c == ',' || c == '*')
			return false;
	}
	return rest.n > 0 && url.n <= ORIGIN_BYTES_MAX && str_find(rest, '/', 0) == rest.n;
}

static bool serving_is_whole(const struct cli_serving *how)
{
	if (how->url != NULL && !url_is_base(str_c(how->url))) {
		(void)cli_usage("serve", "--url is not as \"https://forum.example.org\"");
		return false;
	}
	struct str sign = how->sign_url != NULL ? str_c(how->sign_url) : STR_NONE;
	if (sign.n > 0 && (!url_is_base(sign) || !url_is_origin(sign))) {
		(void)cli_usage("serve", "--sign-url is not as \"https://sign.forum.example.org\"");
		return false;
	}
	bool has_all = how->mail_from != NULL && how->mail_to != NULL && how->url != NULL;
	if (how->sendmail != NULL && !has_all) {
		(void)cli_usage("serve", "--sendmail needs --mail-from, --mail-to and --url");
		return false;
	}
	if (how->sendmail == NULL && (how->mail_from != NULL || how->mail_to != NULL)) {
		(void)cli_usage("serve", "--mail-from and --mail-to need --sendmail");
		return false;
	}
	return true;
}

int serve_command(const struct cli_env *env, int argc, char **argv)
{
	const char *port = "8080";
	struct cli_serving how = { .host = "127.0.0.1" };
	const struct cli_option options[] = {
		{ .name = "host", .value = "ADDRESS", .says = "to listen on (127.0.0.1)",
		    .text = &how.host },
		{ .name = "port", .value = "N", .says = "to listen on (8080; 0: any that is free)",
		    .text = &port },
		{ .name = "url", .value = "URL", .says = "as readers reach it, for feeds and notices",
		    .text = &how.url },
		{ .name = "sign-url", .value = "URL",
		    .says = "of a second host name, where acts are signed in a browser (nowhere)",
		    .text = &how.sign_url },
		{ .name = "sendmail", .value = "COMMAND",
		    .says = "mails notices, as \"sendmail -t -i\" (none are mailed)",
		    .text = &how.sendmail },
		{ .name = "mail-from", .value = "ADDRESS", .says = "that notices come from",
		    .text = &how.mail_from },
		{ .name = "mail-to", .value = "FILE",
		    .says = "who is told: lines \"PARTY ADDRESS [en|ru] [+HH:MM]\"",
		    .text = &how.mail_to },
		{ .name = "unconfined", .says = "without the sandbox (for debugging; old systems)",
		    .flag = &how.is_unconfined },
	};
	const struct cli_form form = { "serve", "DIR", "Serves the record in DIR.", options,
		CM_COUNT(options), 1, 1 };
	int status = cli_options(&form, &argc, argv);
	if (status >= 0)
		return status;
	uint64_t number;
	if (!cli_number("serve", "--port", port, 65535, &number))
		return CLI_USAGE;
	if (!serving_is_whole(&how))
		return CLI_USAGE;
	how.port = (uint16_t)number;
	struct err err;
	enum rc rc = serve_run(env, argv[1], &how, &err);
	return rc == RC_OK ? CLI_YES : cli_fail(&err);
}
