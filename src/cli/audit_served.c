/* `comity audit`: what a server says of itself, for whoever runs it and for what watches over it.
 */
#include <stdio.h>

#include "base/fmt.h"
#include "base/scope.h"
#include "cli/answer.h"
#include "cli/options.h"

#define ARENA_BYTES ((size_t)4 * 1024 * 1024)
#define ANSWER_BYTES_MAX 65536
#define ADDRESS_BYTES 2048

static int audit_served(const struct cli_env *env, const char *from, const char *lang)
{
	SCOPE_ARENA(a, ARENA_BYTES);
	struct buf answer;
	struct err err;
	char url[ADDRESS_BYTES];
	struct str base = str_c(from);
	struct answer_point *points = arena_array(&a, struct answer_point, ANSWER_POINTS_MAX);
	uint32_t not_well = 0;
	while (str_ends(base, S("/")))
		base.n--;
	if (base.n > ADDRESS_BYTES - 64)
		return cli_usage("audit", "the address is too long");
	(void)fmt_into(url, sizeof url, "%.*s/api/%s/audit", STR_ARG(base), lang);
	buf_init(&answer, &a, ANSWER_BYTES_MAX);
	if (env->fetch.get(env->fetch.ctx, url, &answer, &err) != RC_OK)
		return cli_fail(&err);
	uint32_t count = answer_points_read(points, &a, buf_str(&answer));
	if (count == 0) {
		(void)cm_fail(&err, RC_INVALID, "%s: this is no answer of a forum's server", url);
		return cli_fail(&err);
	}
	for (uint32_t i = 0; i < count; i++) {
		struct str point = cli_clean(&a, points[i].point),
			   says = cli_clean(&a, points[i].sentence);
		not_well += !points[i].is_well;
		(void)printf("%s %-8.*s %.*s\n", points[i].is_well ? " " : "!", STR_ARG(point),
		    STR_ARG(says));
	}
	return not_well == 0 ? CLI_YES : CLI_NO;
}

int audit_command(const struct cli_env *env, int argc, char **argv)
{
	const char *lang = "en";
	const struct cli_option options[] = {
		{ .name = "lang",
		    .value = "en|ru",
		    .says = "of the sentences (en)",
		    .text = &lang },
	};
	const struct cli_form form = { "audit", "URL",
		"Asks a server how it is: a line a point, \"!\" before what is not well. The "
		"status is 0\n"
		"when all is.",
		options, CM_COUNT(options), 1, 1 };
	int status = cli_options(&form, &argc, argv);
	if (status >= 0)
		return status;
	if (strcmp(lang, "en") != 0 && strcmp(lang, "ru") != 0)
		return cli_usage("audit", "--lang is en or ru");
	return audit_served(env, argv[1], lang);
}
