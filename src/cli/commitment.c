/* `comity commitment`: content that stays outside the record (docs/format/acts.md), and whether it is what an
 * act committed to. */
#include <stdio.h>
#include <string.h>

#include "base/encode.h"
#include "base/limits.h"
#include "base/scope.h"
#include "cli/options.h"
#include "cli/textfile.h"
#include "rules/filing.h"

#define COMMITTED_BYTES_MAX ((size_t)256 * 1024 * 1024)

struct commitment_of {
	const char *salt, *check, *type;
};

static void commitment_print(const struct hash *commitment, const struct hash *salt, size_t len,
    const char *type)
{
	char digits[2 * HASH_BYTES], salt_digits[2 * HASH_BYTES];
	hex_encode(digits, commitment->bytes, HASH_BYTES);
	hex_encode(salt_digits, salt->bytes, HASH_BYTES);
	(void)printf("content  {\"len\":%zu,\"sha256\":\"%.*s\",\"type\":\"%s\"}\n", len,
	    (int)sizeof digits, digits, type);
	(void)printf("salt  %.*s\n", (int)sizeof salt_digits, salt_digits);
}

static int commitment_of_file(const struct cli_env *env, const char *path,
    const struct commitment_of *of)
{
	SCOPE_ARENA(a, COMMITTED_BYTES_MAX + (size_t)1024 * 1024);
	struct str bytes;
	struct err err;
	struct hash salt, made, told;
	if (of->salt == NULL)
		env->service.random(env->service.ctx, salt.bytes, sizeof salt.bytes);
	else if (!hex_decode(salt.bytes, sizeof salt.bytes, str_c(of->salt)))
		return cli_usage("commitment", "a salt is 64 hexadecimal digits");
	if (of->check != NULL && !hex_decode(told.bytes, sizeof told.bytes, str_c(of->check)))
		return cli_usage("commitment", "a commitment is 64 hexadecimal digits");
	if (textfile_read(&bytes, &a, path, COMMITTED_BYTES_MAX, &err) != RC_OK)
		return cli_fail(&err);
	content_commit(&made, &salt, bytes);
	if (of->check == NULL) {
		commitment_print(&made, &salt, bytes.n, of->type);
		return CLI_YES;
	}
	bool is_it = memcmp(made.bytes, told.bytes, HASH_BYTES) == 0;
	(void)printf(is_it ? "%s is what was committed to\n" : "%s is not what was committed to\n", path);
	return is_it ? CLI_YES : CLI_NO;
}

int commitment_command(const struct cli_env *env, int argc, char **argv)
{
	struct commitment_of of = { NULL, NULL, "application/octet-stream" };
	const struct cli_option options[] = {
		{ .name = "salt",
		    .value = "HEX",
		    .says = "64 digits, instead of random ones",
		    .text = &of.salt },
		{ .name = "check",
		    .value = "HEX",
		    .says = "the commitment's sha256: is it of these bytes and this salt?",
		    .text = &of.check },
		{ .name = "type", .value = "TYPE", .says = "media type of the content", .text = &of.type },
	};
	const struct cli_form form = { "commitment", "FILE",
		"What an act has of content that stays outside the record, as a field of a return that is\n"
		"not public, and the salt with which whoever is given the content checks it. Keep both.",
		options, CM_COUNT(options), 1, 1 };
	int status = cli_options(&form, &argc, argv);
	if (status >= 0)
		return status;
	if (of.check != NULL && of.salt == NULL)
		return cli_usage("commitment", "to check, the salt is needed");
	if (strpbrk(of.type, "\"\\ \n\t") != NULL)
		return cli_usage("commitment", "\"%s\" is no media type", of.type);
	return commitment_of_file(env, argv[1], &of);
}
