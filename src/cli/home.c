#include "cli/home.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "cli/textfile.h"

static struct str path_in(struct arena *a, const char *dir, struct str name)
{
	struct buf b;
	buf_init(&b, a, 4096);
	buf_put(&b, str_c(dir));
	buf_put(&b, S("/"));
	buf_put(&b, name);
	buf_byte(&b, 0);
	return (struct str){ b.p, b.n - 1 };
}

bool home_exists(const char *dir)
{
	struct stat s;
	char path[4096];
	int n = snprintf(path, sizeof path, "%s/log.key", dir);
	return n > 0 && (size_t)n < sizeof path && stat(path, &s) == 0;
}

/* Every folder of the path, as mkdir -p. */
static enum rc folders_make(const char *dir, struct err *err)
{
	char path[4096];
	size_t n = strlen(dir);
	if (n == 0 || n >= sizeof path)
		return cm_fail(err, RC_INVALID, "the folder's name is empty or too long");
	memcpy(path, dir, n + 1);
	for (size_t i = 1; i <= n; i++) {
		if (path[i] != '/' && path[i] != '\0')
			continue;
		path[i] = '\0';
		if (mkdir(path, 0755) != 0 && errno != EEXIST)
			return cm_fail(err, RC_IO, "%s: %s", path, strerror(errno));
		path[i] = i == n ? '\0' : '/';
	}
	return RC_OK;
}

static enum rc key_write(const struct home *home, struct arena *a, struct err *err)
{
	struct buf text;
	buf_init(&text, a, 1024);
	note_seed_put(&text, &home->log_key, home->seed);
	buf_put(&text, S("\n"));
	struct str path = path_in(a, home->dir.p, S("log.key"));
	int fd = open(path.p, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0 && errno == EEXIST)
		return cm_fail(err, RC_CONFLICT, "%s exists already", path.p);
	if (fd < 0)
		return cm_fail(err, RC_IO, "%s: %s", path.p, strerror(errno));
	bool is_written = write(fd, text.p, text.n) == (ssize_t)text.n && fsync(fd) == 0;
	if (close(fd) != 0 || !is_written)
		return cm_fail(err, RC_IO, "%s could not be written", path.p);
	return RC_OK;
}

static void home_name(struct home *h, struct arena *a, const char *dir)
{
	h->dir = str_copy(a, str_c(dir));
	h->record = path_in(a, dir, S("record"));
}

enum rc home_make(struct home *out, struct arena *a, const struct cli_env *env,
    const struct home_wish *wish, struct err *err)
{
	struct str origin = str_c(wish->origin);
	if (!origin_is_valid(origin))
		return cm_fail(err, RC_INVALID,
		    "an origin is 1 to 255 characters of ASCII without space and \"+\"");
	uint8_t key[32];
	home_name(out, a, wish->dir);
	env->service.random(env->service.ctx, out->seed, sizeof out->seed);
	ed25519_public(key, out->seed);
	vkey_init(&out->log_key, str_copy(a, origin), NOTE_ED25519, key);
	enum rc rc = folders_make(wish->dir, err);
	return rc == RC_OK ? key_write(out, a, err) : rc;
}

enum rc home_read(struct home *out, struct arena *a, const char *dir, struct err *err)
{
	struct str text, path = path_in(a, dir, S("log.key"));
	home_name(out, a, dir);
	enum rc rc = textfile_read(&text, a, path.p, 4096, err);
	if (rc != RC_OK)
		return rc;
	text = str_cut(&text, '\n');
	if (note_seed_parse(&out->log_key, out->seed, text) != FAULT_NONE)
		return cm_fail(err, RC_CORRUPT, "%s holds no log key", path.p);
	return RC_OK;
}

/* The founding act, as it lies: its origin line, and the log's key in it. */
static enum rc founding_read_key(struct home *out, struct arena *a, struct str entry,
    struct err *err)
{
	struct str rest = entry;
	struct entry *e = arena_new(a, struct entry);
	union content *c = arena_new(a, union content);
	(void)str_cut(&rest, '\n');
	(void)str_cut(&rest, '\n');
	struct fault fault = entry_parse_stored(e, a, entry, str_cut(&rest, '\n'));
	if (fault.id == FAULT_NONE)
		fault = content_read(c, KIND_FORUM_FOUND, &e->act, a);
	if (fault.id != FAULT_NONE || vkey_parse(&out->log_key, c->forum_found.log) != FAULT_NONE)
		return cm_fail(err, RC_CORRUPT, "%s: the first entry founds no forum", out->record.p);
	return RC_OK;
}

/* A folder to read from may be a copy without the key, or the record alone: then the public key is
 * the one that the founding act names, and there is no seed. */
static enum rc home_read_copy(struct home *out, struct arena *a, const struct cli_env *env,
    const char *dir, struct err *err)
{
	struct stat s;
	struct buf bytes;
	struct log_store store;
	if (home_exists(dir))
		return home_read(out, a, dir, err);
	home_name(out, a, dir);
	if (stat(out->record.p, &s) != 0)
		out->record = out->dir;
	enum rc rc = env->open_store(NULL, out->record, true, &store, err);
	if (rc == RC_NOT_FOUND)
		return cm_fail(err, rc, "%s holds no forum: there is neither log.key nor a record", dir);
	if (rc != RC_OK)
		return rc;
	buf_init(&bytes, a, ENTRY_BYTES_MAX + 2);
	rc = store.ops->entries(store.ctx, 0, 1, &bytes, err);
	env->close_store(store.ctx);
	struct str entry = buf_str(&bytes);
	return rc == RC_OK ? founding_read_key(out, a, str_sub(entry, 2, entry.n), err) : rc;
}

enum rc home_open(struct service **out, const struct cli_env *env, const struct home *home,
    struct cli_progress *progress, struct err *err)
{
	struct service_options options = { .dir = home->record,
		.origin = home->log_key.name,
		.env = env->service,
		.open_store = env->open_store,
		.close_store = env->close_store,
		.progress = cli_progress_show,
		.progress_ctx = progress };
	memcpy(options.seed, home->seed, sizeof options.seed);
	return service_open(out, &options, err);
}

enum rc home_open_reader(struct service **out, struct arena *a, const struct cli_env *env,
    const char *dir, struct err *err)
{
	struct home home;
	enum rc rc = home_read_copy(&home, a, env, dir, err);
	if (rc != RC_OK)
		return rc;
	struct service_options options = { .dir = home.record,
		.origin = home.log_key.name,
		.is_reader = true,
		.env = env->service,
		.open_store = env->open_store,
		.close_store = env->close_store };
	memcpy(options.log_key, home.log_key.key, sizeof options.log_key);
	return service_open(out, &options, err);
}
