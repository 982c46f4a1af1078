#include "cli/source.h"

#include <sys/stat.h>

#include "base/arena.h"
#include "base/fmt.h"
#include "cli/home.h"
#include "cli/textfile.h"

#define FILE_BYTES_MAX ((size_t)32 * 1024 * 1024)
#define PATH_BYTES 4200

static bool is_url(const char *name)
{
	return str_starts(str_c(name), S("http://")) || str_starts(str_c(name), S("https://"));
}

static bool is_there(const char *folder, const char *name)
{
	struct stat s;
	char path[PATH_BYTES];
	(void)fmt_into(path, sizeof path, "%s/%s", folder, name);
	return stat(path, &s) == 0;
}

/* An exported log is read as if it were served. */
static enum rc file_get(void *ctx, const char *url, struct buf *out, struct err *err)
{
	struct str bytes;
	(void)ctx;
	enum rc rc = textfile_read(&bytes, out->arena, url, FILE_BYTES_MAX, err);
	if (rc == RC_OK)
		buf_put(out, bytes);
	return rc;
}
static const struct fetcher FILES = { .get = file_get };

struct str source_log_url(struct arena *a, const char *name)
{
	struct str url = str_c(name);
	while (url.n > 0 && url.p[url.n - 1] == '/')
		url.n--;
	struct buf b;
	buf_init(&b, a, 2000);
	buf_put(&b, url);
	if (!str_ends(url, S("/log")))
		buf_put(&b, S("/log"));
	return buf_str(&b);
}

struct str source_record_dir(struct arena *a, const char *name)
{
	struct buf b;
	buf_init(&b, a, PATH_BYTES);
	buf_put(&b, str_c(name));
	if (is_there(name, "record"))
		buf_put(&b, S("/record"));
	return buf_str(&b);
}

struct str source_vkey(struct arena *a, const char *name)
{
	struct home home;
	struct err err;
	if (!home_exists(name) || home_read(&home, a, name, &err) != RC_OK)
		return STR_NONE;
	struct buf b;
	buf_init(&b, a, 1024);
	vkey_put(&b, &home.log_key);
	return buf_str(&b);
}

bool source_is_log(struct remote_address *out, struct arena *a, const struct cli_source *from)
{
	if (is_url(from->name)) {
		*out = (struct remote_address){ &from->env->fetch, source_log_url(a, from->name),
			from->vkey };
		return true;
	}
	struct str folder = str_c(from->name);
	if (is_there(from->name, "log/tile"))
		folder = source_log_url(a, from->name);
	else if (!is_there(from->name, "tile"))
		return false;
	*out = (struct remote_address){ &FILES, folder, from->vkey };
	return true;
}

static enum rc local_entry(struct found_entry *out, struct arena *a,
    const struct cli_source *from, uint64_t index, struct err *err)
{
	struct service *s;
	enum rc rc = home_open_reader(&s, a, from->env, from->name, err);
	if (rc != RC_OK)
		return rc;
	struct log_head head;
	struct buf receipt;
	log_head(service_log(s), &head);
	buf_init(&receipt, a, NOTE_BYTES_MAX * 2);
	out->origin = str_copy(a, service_origin(s));
	rc = log_entry(service_log(s), index, a, &out->entry, err);
	if (rc == RC_OK && index < head.size)
		rc = log_receipt(service_log(s), &head, index, &receipt, err);
	out->receipt = buf_str(&receipt);
	service_close(s);
	return rc;
}

enum rc source_entry(struct found_entry *out, struct arena *a, const struct cli_source *from,
    uint64_t index, struct err *err)
{
	struct remote r;
	struct remote_address address;
	if (!source_is_log(&address, a, from))
		return local_entry(out, a, from, index, err);
	struct buf receipt;
	buf_init(&receipt, a, NOTE_BYTES_MAX * 2);
	enum rc rc = remote_open(&r, a, &address, err);
	if (rc == RC_OK)
		rc = remote_entry(&r, index, &out->entry, err);
	if (rc == RC_OK)
		rc = remote_receipt(&r, index, out->entry, &receipt, err);
	out->origin = rc == RC_OK ? r.checkpoint.origin : STR_NONE;
	out->receipt = buf_str(&receipt);
	return rc;
}
