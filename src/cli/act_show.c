/* `comity act show`: an act of the record as it lies, and what ssh-keygen needs to verify it. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/encode.h"
#include "base/fmt.h"
#include "base/scope.h"
#include "cli/act.h"
#include "cli/options.h"
#include "cli/source.h"
#include "cli/textfile.h"

static enum rc file_put(const char *folder, const char *name, struct str bytes, struct err *err)
{
	char path[4096];
	(void)fmt_into(path, sizeof path, "%s/%s", folder, name);
	return textfile_write(path, bytes, err);
}

/* act, act.1.sig ..., allowed_signers: and the command for each. */
static enum rc sshsig_write(const struct admitted *act, const char *folder, struct arena *a,
    struct err *err)
{
	if (mkdir(folder, 0755) != 0 && errno != EEXIST)
		return cm_fail(err, RC_IO, "%s: %s", folder, strerror(errno));
	struct buf allowed;
	buf_init(&allowed, a, 65536);
	enum rc rc = file_put(folder, "act", act->entry.act.message, err);
	for (uint32_t i = 0; rc == RC_OK && i < act->entry.signatures_count; i++) {
		const struct signature_line *line = &act->entry.signatures[i];
		const struct ssh_key *key = &act->signatures[i].key;
		char name[40];
		struct buf armour;
		buf_init(&armour, a, SSHSIG_BYTES_MAX * 2);
		sshsig_armour(&armour, line->blob);
		(void)fmt_into(name, sizeof name, "act.%u.sig", i + 1);
		rc = file_put(folder, name, buf_str(&armour), err);
		buf_fmt(&allowed, "%.*s namespaces=\"comity-act-v1\" %.*s ", STR_ARG(line->handle),
		    STR_ARG(key_type_name(key->type)));
		buf_b64(&allowed, (const uint8_t *)key->blob.p, key->blob.n);
		buf_put(&allowed, S("\n"));
		(void)printf("ssh-keygen -Y verify -f %s/allowed_signers -I %.*s -n comity-act-v1 "
			     "-s %s/%s < %s/act\n",
		    folder, STR_ARG(line->handle), folder, name, folder);
	}
	return rc == RC_OK ? file_put(folder, "allowed_signers", buf_str(&allowed), err) : rc;
}

int act_show_command(const struct cli_env *env, int argc, char **argv)
{
	const char *from = NULL, *key = "", *sshsig = NULL, *receipt = NULL;
	const struct cli_option list[] = {
		{ .name = "from", .value = "DIR|URL", .says = "where the record is", .text = &from },
		{ .name = "key", .value = "VKEY", .says = "the log's verifier key", .text = &key },
		{ .name = "sshsig", .value = "FOLDER",
		    .says = "write there what ssh-keygen -Y verify needs", .text = &sshsig },
		{ .name = "receipt", .value = "FILE", .says = "write the receipt there",
		    .text = &receipt },
	};
	const struct cli_form form = { "act show", "INDEX",
		"Shows the entry at INDEX as it lies in the record, after its receipt was verified.",
		list, CM_COUNT(list), 1, 1 };
	int status = cli_options(&form, &argc, argv);
	if (status >= 0)
		return status;
	uint64_t index;
	if (from == NULL)
		return cli_usage("act show", "--from is missing");
	if (!cli_number("act show", "INDEX", argv[1], INT64_MAX, &index))
		return CLI_USAGE;
	SCOPE_ARENA(a, ACT_ARENA_BYTES);
	struct err err;
	struct found_entry found;
	enum rc rc = source_entry(&found, &a,
	    &(struct cli_source){ env, from, str_c(key) }, index, &err);
	if (rc != RC_OK)
		return cli_fail(&err);
	struct admitted *act = arena_new(&a, struct admitted);
	struct fault fault = admit_entry(act, &a, found.entry, found.origin);
	if (fault.id != FAULT_NONE) {
		(void)printf("%s at line %u, byte %u (section %s)\n", fault_name(fault.id), fault.line,
		    fault.offset, fault_section(fault.id));
		return CLI_NO;
	}
	if (sshsig == NULL)
		(void)fwrite(found.entry.p, 1, found.entry.n, stdout);
	else
		rc = sshsig_write(act, sshsig, &a, &err);
	if (rc == RC_OK && receipt != NULL)
		rc = textfile_write(receipt, found.receipt, &err);
	return rc == RC_OK ? CLI_YES : cli_fail(&err);
}
