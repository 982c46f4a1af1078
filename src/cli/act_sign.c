/* `comity act sign`: the signature is ssh-keygen's, so files, agents and tokens work alike. */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/encode.h"
#include "base/scope.h"
#include "cli/act.h"
#include "cli/actfile.h"
#include "cli/options.h"
#include "cli/textfile.h"
#include "service/service.h"

#define NAMESPACE "comity-act-v1"

extern char **environ;

static enum rc message_write(const char *path, struct str message, struct err *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	bool is_written = fd >= 0 && write(fd, message.p, message.n) == (ssize_t)message.n;
	if (fd >= 0 && close(fd) != 0)
		is_written = false;
	return is_written ? RC_OK : cm_fail(err, RC_IO, "%s: %s", path, strerror(errno));
}

/* posix_spawn wants arguments that it could write to. */
static char *text_copy(struct arena *a, const char *text)
{
	size_t n = strlen(text) + 1;
	char *copy = arena_alloc(a, n, 1);
	memcpy(copy, text, n);
	return copy;
}

static enum rc keygen_run(struct arena *a, const char *key, const char *path, struct err *err)
{
	char program[] = "ssh-keygen", verb[] = "-Y", sign[] = "sign", with[] = "-f", as[] = "-n",
	     space[] = NAMESPACE, quiet[] = "-q";
	char *args[] = { program, quiet, verb, sign, with, text_copy(a, key), as, space,
		text_copy(a, path), NULL };
	pid_t child;
	int status = -1;
	int failed = posix_spawnp(&child, program, NULL, NULL, args, environ);
	if (failed == 0) {
		while (waitpid(child, &status, 0) < 0 && errno == EINTR)
			continue;
	}
	if (failed != 0)
		return cm_fail(err, RC_IO, "ssh-keygen: %s (Debian: openssh-client)", strerror(failed));
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		return cm_fail(err, RC_DENIED, "ssh-keygen did not sign");
	return RC_OK;
}

/* Signs in a folder of its own, which goes again. */
static enum rc armour_make(struct str *out, struct arena *a, const char *key,
    struct str message, struct err *err)
{
	const char *tmp = getenv("TMPDIR");
	char folder[3000], path[3100], signature[3110];
	(void)snprintf(folder, sizeof folder, "%s/comity-XXXXXX", tmp != NULL ? tmp : "/tmp");
	if (mkdtemp(folder) == NULL)
		return cm_fail(err, RC_IO, "%s: %s", folder, strerror(errno));
	(void)snprintf(path, sizeof path, "%s/act", folder);
	(void)snprintf(signature, sizeof signature, "%s.sig", path);
	enum rc rc = message_write(path, message, err);
	if (rc == RC_OK)
		rc = keygen_run(a, key, path, err);
	if (rc == RC_OK)
		rc = textfile_read(out, a, signature, SSHSIG_BYTES_MAX * 2, err);
	(void)unlink(path);
	(void)unlink(signature);
	(void)rmdir(folder);
	return rc;
}

static enum rc signature_add(struct actfile *f, struct arena *a, uint32_t slot,
    struct str armour, struct err *err)
{
	struct buf blob, text;
	struct sshsig sig;
	uint8_t tbs[SSHSIG_TBS_BYTES];
	buf_init(&blob, a, SSHSIG_BYTES_MAX);
	buf_init(&text, a, SSHSIG_BYTES_MAX * 2);
	sshsig_tbs(tbs, f->message);
	enum fault_id id = sshsig_unarmour(&blob, armour);
	if (id == FAULT_NONE)
		id = sshsig_verify(&sig, buf_str(&blob), tbs);
	if (id != FAULT_NONE)
		return cm_fail(err, RC_DENIED, "%s: acts cannot carry this signature (section %s)",
		    fault_name(id), fault_section(id));
	buf_b64(&text, (const uint8_t *)blob.p, blob.n);
	f->signatures[slot] = buf_str(&text);
	return RC_OK;
}

int act_sign_command(const struct cli_env *env, int argc, char **argv)
{
	(void)env;
	const char *as = NULL, *key = NULL;
	const struct cli_option list[] = {
		{ .name = "as", .value = "HANDLE", .says = "the signer; by default the author",
		    .text = &as },
		{ .name = "key", .value = "FILE",
		    .says = "private key, or public one whose private half an agent or token has",
		    .text = &key },
	};
	const struct cli_form form = { "act sign", "ACT",
		"Adds a signature to the act in the file ACT, by ssh-keygen -Y sign.", list,
		CM_COUNT(list), 1, 1 };
	int status = cli_options(&form, &argc, argv);
	if (status >= 0)
		return status;
	if (key == NULL)
		return cli_usage("act sign", "--key is missing");
	SCOPE_ARENA(a, ACT_ARENA_BYTES);
	struct err err;
	struct str armour;
	struct actfile *f = arena_new(&a, struct actfile);
	if (actfile_read(f, &a, argv[1], &err) != RC_OK)
		return cli_fail(&err);
	struct str handle = as == NULL ? f->signers[0] : str_c(as);
	uint32_t slot = actfile_slot(f, handle);
	if (slot == SIGNATURES_MAX) {
		(void)cm_fail(&err, RC_DENIED, "%.*s %s", STR_ARG(handle),
		    actfile_signs(f, handle) ? "has signed already"
					     : "does not sign this act: it is not in \"by\" or \"with\"");
		return cli_fail(&err);
	}
	enum rc rc = armour_make(&armour, &a, key, f->message, &err);
	if (rc == RC_OK)
		rc = signature_add(f, &a, slot, armour, &err);
	if (rc == RC_OK)
		rc = actfile_write(f, &a, argv[1], &err);
	if (rc != RC_OK)
		return cli_fail(&err);
	(void)printf("Signed as %.*s; %u of %u signatures are there.\n", STR_ARG(handle),
	    f->signers_count - actfile_missing(f), f->signers_count);
	return CLI_YES;
}

static void signers_print(const struct actfile *f, const uint8_t tbs[SSHSIG_TBS_BYTES],
    struct arena *a)
{
	for (uint32_t i = 0; i < f->signers_count; i++) {
		struct str line = f->signatures[i];
		struct buf fingerprint;
		struct sshsig sig;
		size_t n = 0;
		uint8_t *blob = arena_alloc(a, SSHSIG_BYTES_MAX, 1);
		buf_init(&fingerprint, a, 200);
		const char *says = "not yet";
		if (line.n > 0) {
			enum fault_id id = FAULT_SIG_LINE;
			if (b64_decode(blob, SSHSIG_BYTES_MAX, &n, line))
				id = sshsig_verify(&sig, (struct str){ (const char *)blob, n }, tbs);
			says = id == FAULT_NONE ? "signed" : fault_name(id);
			if (id == FAULT_NONE)
				ssh_key_fingerprint(&fingerprint, sig.key.blob);
		}
		(void)printf("%-28.*s %s %.*s\n", STR_ARG(f->signers[i]), says,
		    STR_ARG(buf_str(&fingerprint)));
	}
}

static void id_print(struct str message)
{
	struct hash id;
	char hex[2 * HASH_BYTES];
	sha256(&id, message.p, message.n);
	hex_encode(hex, id.bytes, HASH_BYTES);
	(void)printf("%-28s %.*s\n", "id", (int)sizeof hex, hex);
}

int act_check_command(const struct cli_env *env, int argc, char **argv)
{
	(void)env;
	const struct cli_form form = { "act check", "ACT",
		"Shows an act that is not recorded yet, and who has signed it. Exit status 0 when no\n"
		"signature is missing and each one holds.", NULL, 0, 1, 1 };
	int status = cli_options(&form, &argc, argv);
	if (status >= 0)
		return status;
	SCOPE_ARENA(a, ACT_ARENA_BYTES);
	struct err err;
	struct actfile *f = arena_new(&a, struct actfile);
	if (actfile_read(f, &a, argv[1], &err) != RC_OK)
		return cli_fail(&err);
	uint8_t tbs[SSHSIG_TBS_BYTES];
	sshsig_tbs(tbs, f->message);
	(void)printf("%.*s\n", STR_ARG(f->message));
	id_print(f->message);
	signers_print(f, tbs, &a);
	if (actfile_missing(f) > 0)
		return CLI_NO;
	struct buf whole;
	struct str rest = f->message;
	(void)str_cut(&rest, '\n');
	struct admitted *admitted = arena_new(&a, struct admitted);
	buf_init(&whole, &a, SUBMISSION_BYTES_MAX);
	actfile_submission(f, &whole);
	struct fault fault =
	    admit_submission(admitted, &a, buf_str(&whole), str_cut(&rest, '\n'));
	if (fault.id == FAULT_NONE)
		return CLI_YES;
	(void)printf("%s at line %u, byte %u (section %s)\n", fault_name(fault.id), fault.line,
	    fault.offset, fault_section(fault.id));
	return CLI_NO;
}
