/* `comity rebuild`: the SQL tables (docs/sql.md) from the record, at once. */
#include <stdio.h>

#include "base/fmt.h"
#include "base/scope.h"
#include "cli/home.h"
#include "cli/options.h"

#define ARENA_BYTES ((size_t)16 * 1024 * 1024)
#define PATH_BYTES_MAX 4000

int rebuild_command(const struct cli_env *env, int argc, char **argv)
{
	const char *out = NULL;
	const struct cli_option list[] = {
		{ .name = "out", .value = "FILE", .says = "where to (tables.sqlite in DIR)", .text = &out },
	};
	const struct cli_form form = { "rebuild", "DIR",
		"Builds the SQL tables and the index of the search anew, from the record in DIR. They are\n"
		"derived: a server does the same when they are missing. Not beside a server that keeps\n"
		"the same file.", list, CM_COUNT(list), 1, 1 };
	int status = cli_options(&form, &argc, argv);
	if (status >= 0)
		return status;
	char path[PATH_BYTES_MAX];
	size_t n = out != NULL ? fmt_into(path, sizeof path, "%s", out)
	                       : fmt_into(path, sizeof path, "%s/" HOME_TABLES, argv[1]);
	if (n + 1 >= sizeof path) /* it was cut, perhaps */
		return cli_usage("rebuild", "the path is too long");
	SCOPE_ARENA(a, ARENA_BYTES);
	struct err err;
	struct service *s;
	enum rc rc = home_open_reader(&s, &a, env, argv[1], &err);
	if (rc != RC_OK)
		return cli_fail(&err);
	struct tables_store store = env->tables(str_c(path));
	rc = tables_rebuild(s, &store, &err);
	store.free(store.ctx);
	if (rc == RC_OK)
		(void)printf("%s: %llu entries\n", path, (unsigned long long)service_published(s));
	service_close(s);
	return rc == RC_OK ? CLI_YES : cli_fail(&err);
}
