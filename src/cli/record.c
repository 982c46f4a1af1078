/* Commands that read a record: `state`, `proof`. */
#include <stdio.h>

#include "base/encode.h"
#include "base/scope.h"
#include "cli/home.h"
#include "cli/options.h"
#include "cli/source.h"
#include "cli/textfile.h"
#include "codec/json.h"
#include "rules/actor.h"
#include "rules/register.h"

#define ARENA_BYTES ((size_t)256 * 1024 * 1024)
#define DUMP_BYTES_MAX (SIZE_MAX / 4) /* a state may grow as large as memory */

/* What the state root is computed from (docs/format/state.md). */
static enum rc state_dump(struct service *s, const char *path, struct err *err)
{
	SCOPE_ARENA(a, DUMP_BYTES_MAX);
	struct buf bytes;
	buf_init(&bytes, &a, DUMP_BYTES_MAX);
	bool is_saved = forum_save(service_read_begin(s), &bytes);
	service_read_end(s);
	if (!is_saved)
		return cm_fail(err, RC_LIMIT, "the state is larger than memory");
	return textfile_write(path, buf_str(&bytes), err);
}

static void state_print(struct service *s, bool is_json)
{
	struct hash root;
	char text[2 * HASH_BYTES], tree[2 * HASH_BYTES];
	service_state_root(s, &root);
	hex_encode(text, root.bytes, HASH_BYTES);
	const struct forum *f = service_read_begin(s);
	/* Of all entries: what was signed last may be less of them, after a crash. */
	bool has_root = log_root_at(service_log(s), forum_size(f), &root);
	cm_assert(has_root);
	hex_encode(tree, root.bytes, HASH_BYTES);
	const struct {
		struct str name;
		uint64_t number;
		struct str text; /* instead, when it is there */
	} rows[] = { { S("actors"), actor_count(f), STR_NONE },
		{ S("institutions"), institution_count(f), STR_NONE },
		{ S("meetings"), meeting_count(f), STR_NONE },
		{ S("origin"), 0, service_origin(s) },
		{ S("parties"), party_count(f), STR_NONE },
		{ S("releases"), release_count(f), STR_NONE },
		{ S("root"), 0, { tree, sizeof tree } },
		{ S("size"), forum_size(f), STR_NONE },
		{ S("state"), 0, { text, sizeof text } } };
	SCOPE_ARENA(a, 65536);
	struct buf out;
	struct json_writer w;
	buf_init(&out, &a, 65536);
	json_begin(&w, &out);
	json_open_object(&w);
	for (size_t i = 0; i < CM_COUNT(rows); i++) {
		if (!is_json && rows[i].text.n > 0)
			(void)printf("%-13.*s %.*s\n", STR_ARG(rows[i].name), STR_ARG(rows[i].text));
		else if (!is_json)
			(void)printf("%-13.*s %llu\n", STR_ARG(rows[i].name),
			    (unsigned long long)rows[i].number);
		json_put_key(&w, rows[i].name);
		if (rows[i].text.n > 0)
			json_put_string(&w, rows[i].text);
		else
			json_put_integer(&w, (int64_t)rows[i].number);
	}
	json_close_object(&w);
	if (is_json)
		(void)printf("%.*s\n", STR_ARG(buf_str(&out)));
	service_read_end(s);
}

int state_command(const struct cli_env *env, int argc, char **argv)
{
	bool is_json = false;
	const char *dump = NULL;
	const struct cli_option list[] = {
		{ .name = "dump", .value = "FILE", .says = "write the state's canonical form to it",
		    .text = &dump },
		{ .name = "json", .says = "the answer as JSON", .flag = &is_json },
	};
	const struct cli_form form = { "state", "DIR",
		"Shows the state root of a forum on this machine, and how much it holds.", list,
		CM_COUNT(list), 1, 1 };
	int status = cli_options(&form, &argc, argv);
	if (status >= 0)
		return status;
	SCOPE_ARENA(a, ARENA_BYTES);
	struct err err;
	struct service *s;
	enum rc rc = home_open_reader(&s, &a, env, argv[1], &err);
	if (rc != RC_OK)
		return cli_fail(&err);
	state_print(s, is_json);
	if (dump != NULL)
		rc = state_dump(s, dump, &err);
	service_close(s);
	return rc == RC_OK ? CLI_YES : cli_fail(&err);
}

/* Is the file a receipt for the entry, under the key? */
static int proof_check(const char *receipt_file, const char *entry_file, const char *key)
{
	SCOPE_ARENA(a, ARENA_BYTES);
	struct err err;
	struct str text, entry;
	struct receipt receipt;
	struct vkey vkey;
	struct hash leaf;
	if (textfile_read(&text, &a, receipt_file, NOTE_BYTES_MAX * 2, &err) != RC_OK ||
	    textfile_read(&entry, &a, entry_file, ENTRY_BYTES_MAX, &err) != RC_OK)
		return cli_fail(&err);
	if (vkey_parse(&vkey, str_c(key)) != FAULT_NONE)
		return cli_usage("proof", "--key must be the log's verifier key");
	enum fault_id id = receipt_parse(&receipt, text);
	merkle_leaf(&leaf, entry);
	if (id == FAULT_NONE)
		id = receipt_verify(&receipt, policy_of_log(&a, &vkey), &leaf);
	if (id != FAULT_NONE) {
		(void)printf("%s: the receipt does not hold for this entry (section %s)\n",
		    fault_name(id), fault_section(id));
		return CLI_NO;
	}
	struct note note;
	struct checkpoint checkpoint;
	cm_assert(checkpoint_verify(&checkpoint, &note, receipt.checkpoint, &vkey) == FAULT_NONE);
	(void)printf("The receipt holds: entry %llu of %.*s, under its checkpoint of size %llu.\n",
	    (unsigned long long)receipt.index, STR_ARG(checkpoint.origin),
	    (unsigned long long)checkpoint.size);
	return CLI_YES;
}

int proof_command(const struct cli_env *env, int argc, char **argv)
{
	const char *from = NULL, *key = "", *check = NULL, *entry = NULL;
	const struct cli_option list[] = {
		{ .name = "from", .value = "DIR|URL", .says = "where the record is", .text = &from },
		{ .name = "key", .value = "VKEY", .says = "the log's verifier key", .text = &key },
		{ .name = "check", .value = "FILE", .says = "check this receipt instead",
		    .text = &check },
		{ .name = "entry", .value = "FILE", .says = "the entry it is for", .text = &entry },
	};
	const struct cli_form form = { "proof", "[INDEX]",
		"Writes the receipt of entry INDEX (c2sp.org/tlog-proof@v1) to standard output.\n"
		"With --check and --entry: tells whether a receipt holds for an entry, offline.",
		list, CM_COUNT(list), 0, 1 };
	int status = cli_options(&form, &argc, argv);
	if (status >= 0)
		return status;
	if (check != NULL && entry != NULL)
		return proof_check(check, entry, key);
	if (argc != 2 || from == NULL)
		return cli_usage("proof", "INDEX and --from are needed, or --check and --entry");
	uint64_t index;
	if (!cli_number("proof", "INDEX", argv[1], INT64_MAX, &index))
		return CLI_USAGE;
	SCOPE_ARENA(a, ARENA_BYTES);
	struct err err;
	struct found_entry found;
	enum rc rc = source_entry(&found, &a,
	    &(struct cli_source){ env, from, str_c(key) }, index, &err);
	if (rc != RC_OK)
		return cli_fail(&err);
	(void)fwrite(found.receipt.p, 1, found.receipt.n, stdout);
	return CLI_YES;
}
