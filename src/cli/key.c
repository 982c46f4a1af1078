/* `comity key`: keys as ssh-keygen has them, and the demonstration's. */
#include <stdio.h>

#include "base/encode.h"
#include "base/scope.h"
#include "cli/options.h"
#include "cli/pubkey.h"
#include "cli/sign.h"

#define ARENA_BYTES ((size_t)4 * 1024 * 1024)

static int key_show(struct str file)
{
	SCOPE_ARENA(a, ARENA_BYTES);
	struct err err;
	struct pubkey key;
	if (pubkey_read(&key, &a, file.p, &err) != RC_OK)
		return cli_fail(&err);
	struct hash digest;
	struct buf fingerprint;
	char hex[2 * HASH_BYTES];
	buf_init(&fingerprint, &a, 200);
	ssh_key_fingerprint(&fingerprint, key.blob);
	sha256(&digest, key.blob.p, key.blob.n);
	hex_encode(hex, digest.bytes, HASH_BYTES);
	(void)printf("type         %.*s\nfingerprint  %.*s\nkey          %.*s\ndigest       %.*s\n",
	    STR_ARG(key_type_name(key.type)), STR_ARG(buf_str(&fingerprint)), STR_ARG(key.base64),
	    (int)sizeof hex, hex);
	return CLI_YES;
}

/* The private key of a role in the demonstration, for ssh-keygen: it is no secret. */
static int key_demo(struct str handle)
{
	SCOPE_ARENA(a, ARENA_BYTES);
	if (!handle_is_valid(handle))
		return cli_usage("key demo", "\"%.*s\" is no handle like kz/delegate-1",
		    STR_ARG(handle));
	struct seed_key key;
	struct buf out;
	buf_init(&out, &a, 4096);
	seed_key_make(&key, &a, DEMO_PHRASE, handle);
	seed_key_openssh(&out, &key, handle);
	(void)fwrite(out.p, 1, out.n, stdout);
	return CLI_YES;
}

int key_command(const struct cli_env *env, int argc, char **argv)
{
	(void)env;
	const struct cli_form form = { "key", "show FILE.pub | demo HANDLE",
		"show: a public key's type, fingerprint, its blob for acts, and its digest, by which a\n"
		"coordinator commits to it as a next key.\n"
		"demo: the private key of a role in the demonstration forum, for ssh-keygen -Y sign.",
		NULL, 0, 2, 2 };
	int status = cli_options(&form, &argc, argv);
	if (status >= 0)
		return status;
	if (str_eq(str_c(argv[1]), S("show")))
		return key_show(str_c(argv[2]));
	if (str_eq(str_c(argv[1]), S("demo")))
		return key_demo(str_c(argv[2]));
	return cli_usage("key", "\"%s\" is neither show nor demo", argv[1]);
}
