#include "cli/source.h"

#include "base/arena.h"
#include "cli/home.h"
#include "service/remote.h"

bool source_is_url(const char *name)
{
	return str_starts(str_c(name), S("http://")) || str_starts(str_c(name), S("https://"));
}

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
	struct home home;
	struct err err;
	if (home_exists(name) && home_read(&home, a, name, &err) == RC_OK)
		return home.record;
	return str_copy(a, str_c(name));
}

struct str source_vkey(struct arena *a, const char *name)
{
	struct home home;
	struct err err;
	if (source_is_url(name) || !home_exists(name) || home_read(&home, a, name, &err) != RC_OK)
		return STR_NONE;
	struct buf b;
	buf_init(&b, a, 1024);
	vkey_put(&b, &home.log_key);
	return buf_str(&b);
}

static enum rc local_entry(struct found_entry *out, struct arena *a,
    const struct cli_source *from, uint64_t index, struct err *err)
{
	struct home home;
	struct service *s;
	enum rc rc = home_read_copy(&home, a, from->env, from->name, err);
	if (rc == RC_OK)
		rc = home_open_reader(&s, from->env, &home, err);
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
	if (!source_is_url(from->name))
		return local_entry(out, a, from, index, err);
	struct remote r;
	struct buf receipt;
	buf_init(&receipt, a, NOTE_BYTES_MAX * 2);
	struct remote_address address = { &from->env->fetch, source_log_url(a, from->name),
		from->vkey };
	enum rc rc = remote_open(&r, a, &address, err);
	if (rc == RC_OK)
		rc = remote_entry(&r, index, &out->entry, err);
	if (rc == RC_OK)
		rc = remote_receipt(&r, index, out->entry, &receipt, err);
	out->origin = rc == RC_OK ? r.checkpoint.origin : STR_NONE;
	out->receipt = buf_str(&receipt);
	return rc;
}
