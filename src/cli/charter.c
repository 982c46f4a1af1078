/* `comity charter check`: what is wrong with the rules of a forum, and in which line. */
#include <stdio.h>

#include "base/scope.h"
#include "service/canon.h"
#include "cli/founding.h"
#include "cli/options.h"
#include "service/pointer.h"
#include "cli/textfile.h"
#include "rules/charter.h"

#define ARENA_BYTES ((size_t)64 * 1024 * 1024)

static void findings_print(const char *file, struct str text, const struct findings *found)
{
	for (unsigned i = 0; i < found->count; i++) {
		const struct finding *f = &found->at[i];
		struct str name = finding_name(f->id), says = finding_sentence(f->id, S("en"));
		(void)printf("%s:%u: %.*s: %.*s: %.*s\n", file, pointer_line(text, f->place),
		    STR_ARG(f->place), STR_ARG(name), STR_ARG(says));
	}
	if (found->count == FINDINGS_MAX)
		(void)printf("%s: perhaps more: only the first %d are told\n", file, FINDINGS_MAX);
}

static int charter_check(const char *file)
{
	SCOPE_ARENA(a, ARENA_BYTES);
	struct str text, json;
	struct charter c;
	struct err err;
	struct findings found = { .count = 0 };
	enum rc rc = textfile_read(&text, &a, file, CHARTER_FILE_MAX, &err);
	if (rc == RC_OK)
		rc = canon_json(&json, &a, file, text, &err);
	if (rc != RC_OK)
		return cli_fail(&err);
	if (json.n > ACT_JSON_BYTES_MAX) {
		(void)printf("%s: %zu bytes in canonical form; an act holds %d\n", file, json.n,
		    ACT_JSON_BYTES_MAX);
		return CLI_NO;
	}
	if (!charter_read(&c, &a, json, &found)) {
		findings_print(file, text, &found);
		return CLI_NO;
	}
	(void)printf("%s: a charter of epoch %lld, %.*s: %u categories, %u bodies, %u offices, "
		     "%u ladders\n",
	    file, (long long)c.epoch, STR_ARG(c.status), c.categories_count, c.bodies_count,
	    c.offices_count, c.decisions_count);
	return CLI_YES;
}

int charter_command(const struct cli_env *env, int argc, char **argv)
{
	(void)env;
	const struct cli_form form = { "charter", "check FILE",
		"check: reads a charter as the founding act would, and prints each finding with its line,\n"
		"its place as a JSON pointer, and its rule (docs/rules.md section 2). Exit status 1 when\n"
		"the charter is refused.",
		NULL, 0, 2, 2 };
	int status = cli_options(&form, &argc, argv);
	if (status >= 0)
		return status;
	if (str_eq(str_c(argv[1]), S("check")))
		return charter_check(argv[2]);
	return cli_usage("charter", "\"%s\" is not check", argv[1]);
}
