/* Commands that read a record: `state`, `proof`, `export`. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/encode.h"
#include "base/fmt.h"
#include "base/scope.h"
#include "cli/home.h"
#include "cli/options.h"
#include "cli/source.h"
#include "cli/textfile.h"
#include "rules/actor.h"
#include "rules/register.h"

#define ARENA_BYTES ((size_t)256 * 1024 * 1024)
#define DUMP_BYTES_MAX (SIZE_MAX / 4) /* a state may grow as large as memory */

static enum rc file_write(const char *path, struct str bytes, struct err *err);

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
	return file_write(path, buf_str(&bytes), err);
}

static void state_print(struct service *s, bool is_json)
{
	struct hash root;
	struct log_head head;
	char text[2 * HASH_BYTES], tree[2 * HASH_BYTES];
	service_state_root(s, &root);
	log_head(service_log(s), &head);
	hex_encode(text, root.bytes, HASH_BYTES);
	hex_encode(tree, head.root.bytes, HASH_BYTES);
	const struct forum *f = service_read_begin(s);
	const char *form = is_json
	    ? "{\"actors\":%u,\"institutions\":%u,\"meetings\":%u,\"origin\":\"%.*s\","
	      "\"parties\":%u,\"releases\":%u,\"root\":\"%.64s\",\"size\":%llu,\"state\":\"%.64s\"}\n"
	    : "actors        %u\ninstitutions  %u\nmeetings      %u\norigin        %.*s\n"
	      "parties       %u\nreleases      %u\nroot          %.64s\nsize          %llu\n"
	      "state         %.64s\n";
	/* Both forms take the same values in the same order. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	(void)printf(form, actor_count(f), institution_count(f), meeting_count(f),
	    STR_ARG(service_origin(s)), party_count(f), release_count(f), tree,
	    (unsigned long long)forum_size(f), text);
#pragma GCC diagnostic pop
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
	struct home home;
	struct service *s;
	enum rc rc = home_read(&home, &a, argv[1], &err);
	if (rc == RC_OK)
		rc = home_open_reader(&s, env, &home, &err);
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

static enum rc file_write(const char *path, struct str bytes, struct err *err)
{
	char folder[4096];
	for (const char *p = path; (p = strchr(p, '/')) != NULL; p++) {
		size_t n = (size_t)(p - path);
		if (n == 0 || n >= sizeof folder)
			continue;
		memcpy(folder, path, n);
		folder[n] = '\0';
		if (mkdir(folder, 0755) != 0 && errno != EEXIST)
			return cm_fail(err, RC_IO, "%s: %s", folder, strerror(errno));
	}
	FILE *f = fopen(path, "wxe");
	if (f == NULL)
		return cm_fail(err, RC_IO, "%s: %s", path, strerror(errno));
	bool is_written = fwrite(bytes.p, 1, bytes.n, f) == bytes.n;
	if (fclose(f) != 0 || !is_written)
		return cm_fail(err, RC_IO, "%s could not be written", path);
	return RC_OK;
}

static enum rc tiles_export(const struct log *l, uint64_t size, unsigned level, const char *to,
    struct err *err)
{
	unsigned height = level == TILE_LEVEL_ENTRIES ? 0 : level;
	unsigned width;
	for (uint64_t index = 0; (width = tile_width_at(size, height, index)) > 0; index++) {
		SCOPE_ARENA(a, (size_t)64 * 1024 * 1024);
		struct tile tile = { level, index, width };
		struct buf bytes, path;
		buf_init(&bytes, &a, (size_t)TILE_WIDTH * (ENTRY_BYTES_MAX + 2));
		buf_init(&path, &a, 4096);
		buf_fmt(&path, "%s/tile/", to);
		tile_put(&path, tile);
		buf_byte(&path, 0);
		enum rc rc = log_tile(l, &tile, &bytes, err);
		if (rc == RC_OK)
			rc = file_write(path.p, buf_str(&bytes), err);
		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}

static enum rc log_export(struct service *s, const char *to, struct err *err)
{
	char path[4096];
	struct log_head head;
	log_head(service_log(s), &head);
	enum rc rc = tiles_export(service_log(s), head.size, TILE_LEVEL_ENTRIES, to, err);
	for (unsigned level = 0; rc == RC_OK && tile_width_at(head.size, level, 0) > 0; level++)
		rc = tiles_export(service_log(s), head.size, level, to, err);
	if (rc != RC_OK)
		return rc;
	(void)fmt_into(path, sizeof path, "%s/key", to);
	struct str vkey = service_log_vkey(s);
	rc = file_write(path, vkey, err);
	(void)fmt_into(path, sizeof path, "%s/checkpoint", to);
	struct str note = { head.checkpoint, head.checkpoint_bytes };
	return rc == RC_OK ? file_write(path, note, err) : rc;
}

int export_command(const struct cli_env *env, int argc, char **argv)
{
	const struct cli_form form = { "export", "DIR TO",
		"Writes the log of the forum in DIR as files under TO: checkpoint, key, tile/...\n"
		"Any web server can serve them, and comity verify reads them.",
		NULL, 0, 2, 2 };
	int status = cli_options(&form, &argc, argv);
	if (status >= 0)
		return status;
	SCOPE_ARENA(a, ARENA_BYTES);
	struct err err;
	struct home home;
	struct service *s;
	enum rc rc = home_read(&home, &a, argv[1], &err);
	if (rc == RC_OK)
		rc = home_open_reader(&s, env, &home, &err);
	if (rc != RC_OK)
		return cli_fail(&err);
	rc = log_export(s, argv[2], &err);
	service_close(s);
	return rc == RC_OK ? CLI_YES : cli_fail(&err);
}
