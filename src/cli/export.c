/* `comity export`: the log as files that any web server can serve. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/fmt.h"
#include "base/scope.h"
#include "cli/home.h"
#include "cli/options.h"
#include "cli/textfile.h"

#define ARENA_BYTES ((size_t)256 * 1024 * 1024)
#define PATH_BYTES 4096

static enum rc folders_make(const char *path, struct err *err)
{
	char folder[PATH_BYTES];
	for (const char *p = path; (p = strchr(p, '/')) != NULL; p++) {
		size_t n = (size_t)(p - path);
		if (n == 0 || n >= sizeof folder)
			continue;
		memcpy(folder, path, n);
		folder[n] = '\0';
		if (mkdir(folder, 0755) != 0 && errno != EEXIST)
			return cm_fail(err, RC_IO, "%s: %s", folder, strerror(errno));
	}
	return RC_OK;
}

/* A file of a log never changes: one that is there already, from an earlier export, must be the same.
 * It gets its name when it is whole. */
static enum rc file_write(const char *path, struct str bytes, struct err *err)
{
	SCOPE_ARENA(a, (size_t)64 * 1024 * 1024);
	char beside[PATH_BYTES + 8];
	struct str there;
	enum rc rc = textfile_read(&there, &a, path, (size_t)32 * 1024 * 1024, err);
	if (rc == RC_OK && str_eq(there, bytes))
		return RC_OK;
	if (rc == RC_OK)
		return cm_fail(err, RC_CONFLICT, "%s is there already, and is another log's", path);
	if (rc != RC_NOT_FOUND)
		return rc;
	(void)fmt_into(beside, sizeof beside, "%s.new", path);
	rc = folders_make(path, err);
	if (rc == RC_OK)
		rc = textfile_write(beside, bytes, err);
	if (rc == RC_OK && rename(beside, path) != 0)
		return cm_fail(err, RC_IO, "%s: %s", path, strerror(errno));
	return rc;
}

/* The checkpoint alone is replaced, and last: what it covers is there. */
static enum rc checkpoint_write(const char *to, struct str note, struct err *err)
{
	char path[PATH_BYTES], beside[PATH_BYTES + 8];
	(void)fmt_into(path, sizeof path, "%s/checkpoint", to);
	(void)fmt_into(beside, sizeof beside, "%s.new", path);
	enum rc rc = textfile_write(beside, note, err);
	if (rc == RC_OK && rename(beside, path) != 0)
		return cm_fail(err, RC_IO, "%s: %s", path, strerror(errno));
	return rc;
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
	char path[PATH_BYTES];
	struct log_head head;
	log_head(service_log(s), &head);
	struct str vkey = service_log_vkey(s);
	(void)fmt_into(path, sizeof path, "%s/key", to);
	enum rc rc = file_write(path, vkey, err);
	if (rc == RC_OK)
		rc = tiles_export(service_log(s), head.size, TILE_LEVEL_ENTRIES, to, err);
	for (unsigned level = 0; rc == RC_OK && tile_width_at(head.size, level, 0) > 0; level++)
		rc = tiles_export(service_log(s), head.size, level, to, err);
	struct str note = { head.checkpoint, head.checkpoint_bytes };
	return rc == RC_OK ? checkpoint_write(to, note, err) : rc;
}

int export_command(const struct cli_env *env, int argc, char **argv)
{
	const struct cli_form form = { "export", "DIR TO",
		"Writes the log of the forum in DIR as files under TO: checkpoint, key, tile/...\n"
		"Any web server can serve them, and comity verify reads them. Into a folder that an earlier\n"
		"export of this log made, what is new is added.",
		NULL, 0, 2, 2 };
	int status = cli_options(&form, &argc, argv);
	if (status >= 0)
		return status;
	SCOPE_ARENA(a, ARENA_BYTES);
	struct err err;
	struct service *s;
	enum rc rc = home_open_reader(&s, &a, env, argv[1], &err);
	if (rc != RC_OK)
		return cli_fail(&err);
	rc = log_export(s, argv[2], &err);
	service_close(s);
	return rc == RC_OK ? CLI_YES : cli_fail(&err);
}
