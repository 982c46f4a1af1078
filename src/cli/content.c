/* `comity content`: what lies beside the record, kept, fetched and listed. */
#include <stdio.h>
#include <string.h>

#include "base/encode.h"
#include "base/fmt.h"
#include "base/limits.h"
#include "base/scope.h"
#include "cli/home.h"
#include "cli/options.h"
#include "cli/source.h"
#include "cli/textfile.h"

#define ARENA_BYTES ((size_t)256 * 1024 * 1024)
#define HEX_BYTES (2 * HASH_BYTES)
#define ANSWER_BYTES_MAX 65536

static bool is_url(const char *where)
{
	return str_starts(str_c(where), S("http://")) || str_starts(str_c(where), S("https://"));
}

static struct blob_store blobs_of(const struct cli_env *env, const char *dir)
{
	char path[4096];
	(void)fmt_into(path, sizeof path, "%s/" HOME_CONTENT, dir);
	return env->blobs(str_c(path));
}

static void hex_print(const char *before, const struct hash *h, const char *after)
{
	char hex[HEX_BYTES];
	hex_encode(hex, h->bytes, HASH_BYTES);
	(void)printf("%s%.*s%s", before, HEX_BYTES, hex, after);
}

/* "http://host/content" of "http://host/": without "/log" behind it. */
static struct str content_url(struct arena *a, const char *where, struct str behind)
{
	struct str log = source_log_url(a, where);
	struct buf b;
	buf_init(&b, a, 4096);
	buf_put(&b, str_sub(log, 0, log.n - (sizeof "/log" - 1)));
	buf_put(&b, S("/content"));
	buf_put(&b, behind);
	buf_byte(&b, 0);
	return buf_str(&b);
}

static enum rc put_here(const struct cli_env *env, const char *dir, const struct hash *name,
    struct str salted, struct err *err)
{
	SCOPE_ARENA(a, ARENA_BYTES);
	struct service *s;
	enum rc rc = home_open_reader(&s, &a, env, dir, err);
	if (rc != RC_OK)
		return rc;
	rc = content_admit(service_read_begin(s), name, salted.n, err);
	service_read_end(s);
	service_close(s);
	if (rc != RC_OK)
		return rc;
	struct blob_store blobs = blobs_of(env, dir);
	rc = blobs.put(blobs.ctx, name, salted, err);
	env->blobs_close(&blobs);
	return rc;
}

static enum rc put_there(const struct cli_env *env, const char *url, struct arena *a, struct str salted,
    struct err *err)
{
	struct buf out;
	int status = 0;
	buf_init(&out, a, ANSWER_BYTES_MAX);
	const struct fetch_post post = { content_url(a, url, STR_NONE).p, "application/octet-stream",
		salted };
	enum rc rc = env->fetch.post(env->fetch.ctx, &post, &out, &status, err);
	if (rc == RC_OK && status != 200)
		rc = cm_fail(err, RC_DENIED, "the server answers %d: %.*s", status,
		    (int)(out.n < 160 ? out.n : 160), out.p);
	return rc;
}

static int content_put(const struct cli_env *env, char **argv, const char *salt_hex)
{
	SCOPE_ARENA(a, ARENA_BYTES);
	struct hash salt, name;
	struct str bytes;
	struct err err;
	struct buf salted;
	if (salt_hex == NULL || !hex_decode(salt.bytes, sizeof salt.bytes, str_c(salt_hex)))
		return cli_usage("content put", "--salt is needed: 64 digits (comity commitment)");
	enum rc rc = textfile_read(&bytes, &a, argv[3], BLOB_BYTES_MAX, &err);
	if (rc != RC_OK)
		return cli_fail(&err);
	buf_init(&salted, &a, BLOB_BYTES_MAX + BLOB_SALT_BYTES);
	buf_bytes(&salted, salt.bytes, sizeof salt.bytes);
	buf_put(&salted, bytes);
	sha256(&name, salted.p, salted.n);
	rc = is_url(argv[2]) ? put_there(env, argv[2], &a, buf_str(&salted), &err)
	                     : put_here(env, argv[2], &name, buf_str(&salted), &err);
	if (rc != RC_OK)
		return cli_fail(&err);
	hex_print("kept  ", &name, "\n");
	return CLI_YES;
}

static enum rc fetched_get(struct buf *out, const struct cli_env *env, const char *url,
    const struct hash *name, struct err *err)
{
	SCOPE_ARENA(a, 65536);
	struct buf path;
	struct hash is;
	buf_init(&path, &a, 256);
	buf_byte(&path, '/');
	buf_hex(&path, name->bytes, HASH_BYTES);
	buf_put(&path, S("/salted"));
	struct str from = content_url(&a, url, buf_str(&path));
	enum rc rc = env->fetch.get(env->fetch.ctx, from.p, out, err);
	if (rc != RC_OK)
		return rc;
	sha256(&is, out->p, out->n);
	return hash_eq(&is, name) && out->n >= BLOB_SALT_BYTES ? RC_OK
	    : cm_fail(err, RC_CORRUPT, "E_CONTENT: the server gives other bytes");
}

static enum rc salted_get(struct buf *out, const struct cli_env *env, const char *where,
    const struct hash *name, struct err *err)
{
	if (is_url(where))
		return fetched_get(out, env, where, name, err);
	struct blob_store blobs = blobs_of(env, where);
	enum rc rc = blobs.get(blobs.ctx, name, out, err);
	env->blobs_close(&blobs);
	return rc;
}

static int content_get(const struct cli_env *env, char **argv, const char *to)
{
	SCOPE_ARENA(a, ARENA_BYTES);
	struct hash name, salt;
	struct err err;
	struct buf out;
	if (!hex_decode(name.bytes, sizeof name.bytes, str_c(argv[3])))
		return cli_usage("content get", "a commitment is 64 hexadecimal digits");
	buf_init(&out, &a, BLOB_BYTES_MAX + BLOB_SALT_BYTES);
	enum rc rc = salted_get(&out, env, argv[2], &name, &err);
	struct str bytes = str_sub(buf_str(&out), BLOB_SALT_BYTES, out.n);
	if (rc == RC_OK && to != NULL)
		rc = textfile_write(to, bytes, &err);
	if (rc != RC_OK)
		return cli_fail(&err);
	if (to == NULL) {
		(void)fwrite(bytes.p, 1, bytes.n, stdout);
		return CLI_YES;
	}
	memcpy(salt.bytes, out.p, sizeof salt.bytes);
	hex_print("salt  ", &salt, "\n");
	return CLI_YES;
}

static void row_print(const struct content_row *row, bool is_here)
{
	const char *state = content_is_erased(row) ? "erased" : is_here ? "here" : "withheld";
	struct str distribution = content_distribution_name(row->distribution);
	hex_print("", &row->sha256, "");
	(void)printf("  entry %llu  %lld bytes  %.*s  %.*s  %s", (unsigned long long)row->entry,
	    (long long)row->len, STR_ARG(row->party), STR_ARG(distribution), state);
	if (content_is_erased(row))
		(void)printf(" by entry %llu", (unsigned long long)row->erased);
	(void)printf("\n");
}

static int content_list(const struct cli_env *env, const char *dir)
{
	SCOPE_ARENA(a, ARENA_BYTES);
	struct service *s;
	struct err err;
	if (home_open_reader(&s, &a, env, dir, &err) != RC_OK)
		return cli_fail(&err);
	struct blob_store blobs = blobs_of(env, dir);
	const struct forum *f = service_read_begin(s);
	for (uint32_t i = 0; i < contents_count(f); i++) {
		const struct content_row *row = contents_at(f, i);
		row_print(row, blobs.has(blobs.ctx, &row->sha256));
	}
	service_read_end(s);
	env->blobs_close(&blobs);
	service_close(s);
	return CLI_YES;
}

int content_command(const struct cli_env *env, int argc, char **argv)
{
	const char *salt = NULL, *to = NULL;
	const struct cli_option options[] = {
		{ .name = "salt", .value = "HEX", .says = "of the commitment: 64 digits", .text = &salt },
		{ .name = "to", .value = "FILE", .says = "get: write it there, and print its salt",
		    .text = &to },
	};
	const struct cli_form form = { "content", "put DIR|URL FILE | get DIR|URL SHA256 | list DIR",
		"Content beside the record, by the commitment of the act that brought it. put: an act\n"
		"must commit to FILE and the salt. get: checks what it fetches. list: what acts\n"
		"commit to, and what of it is here, withheld or erased.",
		options, CM_COUNT(options), 2, 3 };
	int status = cli_options(&form, &argc, argv);
	if (status >= 0)
		return status;
	struct str what = str_c(argv[1]);
	if (str_eq(what, S("put")) && argc == 4)
		return content_put(env, argv, salt);
	if (str_eq(what, S("get")) && argc == 4)
		return content_get(env, argv, to);
	if (str_eq(what, S("list")) && argc == 3)
		return content_list(env, argv[2]);
	return cli_usage("content", "\"%s\" is not as the help says it", argv[1]);
}
