/* `comity vote`: the seal of a vote that is opened later (docs/rules.md section 8). */
#include <stdio.h>

#include "base/encode.h"
#include "base/limits.h"
#include "base/scope.h"
#include "cli/options.h"
#include "rules/decision.h"
#include "rules/party.h"

static bool choice_is_known(struct str word)
{
	for (unsigned c = 0; c < CHOICE_SEALED; c++) {
		if (str_eq(word, choice_name((enum ballot_choice)c)))
			return true;
	}
	return false;
}

static void hash_print(const char *name, const struct hash *h)
{
	char hex[2 * HASH_BYTES];
	hex_encode(hex, h->bytes, HASH_BYTES);
	(void)printf("%s  %.*s\n", name, (int)sizeof hex, hex);
}

static int vote_print(const struct cli_env *env, const char *salt_hex, char **argv)
{
	struct hash salt, seal;
	uint64_t vote;
	struct str party = str_c(argv[3]), choice = str_c(argv[4]);
	if (!cli_number("vote seal", "VOTE", argv[2], JSON_INTEGER_MAX, &vote))
		return CLI_USAGE;
	if (!choice_is_known(choice))
		return cli_usage("vote seal", "\"%s\" is neither yes, no nor abstain", argv[4]);
	if (salt_hex == NULL)
		env->service.random(env->service.ctx, salt.bytes, sizeof salt.bytes);
	else if (!hex_decode(salt.bytes, sizeof salt.bytes, str_c(salt_hex)))
		return cli_usage("vote seal", "a salt is 64 hexadecimal digits");
	vote_seal(&seal, &salt, vote, party, choice);
	hash_print("seal", &seal);
	hash_print("salt", &salt);
	return CLI_YES;
}

int vote_command(const struct cli_env *env, int argc, char **argv)
{
	const char *salt = NULL;
	const struct cli_option options[] = {
		{ .name = "salt",
		    .value = "HEX",
		    .says = "64 digits, instead of random ones",
		    .text = &salt },
	};
	const struct cli_form form = { "vote", "seal VOTE PARTY CHOICE",
		"seal: what a party files in vote.cast before the roll is shown, and the salt that\n"
		"opens it. VOTE is the entry of the vote's call. Keep the salt and the choice, or entrust\n"
		"them to an officer: a vote that nobody opens before the close counts as not cast.",
		options, CM_COUNT(options), 4, 4 };
	int status = cli_options(&form, &argc, argv);
	if (status >= 0)
		return status;
	if (str_eq(str_c(argv[1]), S("seal")))
		return vote_print(env, salt, argv);
	return cli_usage("vote", "\"%s\" is not seal", argv[1]);
}
