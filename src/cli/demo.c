/* `comity demo`: the example forum with keys that anybody can make, served on this machine. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/fmt.h"
#include "base/scope.h"
#include "cli/founding.h"
#include "cli/home.h"
#include "cli/options.h"
#include "cli/sign.h"

#define ARENA_BYTES ((size_t)256 * 1024 * 1024)
#define OFFICERS 3
#define OFFICERS_THRESHOLD 2
#define DELEGATES 2 /* of each party */

struct demo {
	struct signing signing;
	struct arena *arena;
	struct str officers[OFFICERS];
	struct cli_progress progress;
	uint64_t done, all;
};

/* x, y, and the number when it is not 0. */
static struct str text_of(struct arena *a, struct str x, struct str y, unsigned n)
{
	struct buf b;
	buf_init(&b, a, 400);
	buf_put(&b, x);
	buf_put(&b, y);
	if (n != 0)
		buf_dec(&b, n);
	return buf_str(&b);
}

static struct party_key_list keys_of(struct arena *a, struct str handle)
{
	struct seed_key key;
	seed_key_make(&key, a, DEMO_PHRASE, handle);
	struct party_key *one = arena_new(a, struct party_key);
	*one = (struct party_key){ .is_present = true, .key = key.blob };
	return (struct party_key_list){ 1, one };
}

static enum rc coordinator_keys(void *ctx, struct str party, struct keyset *out,
    struct err *err)
{
	struct demo *d = ctx;
	(void)err;
	struct seed_key next;
	seed_key_make(&next, d->arena, DEMO_PHRASE, text_of(d->arena, party, S("/coordinator next"), 0));
	struct hash *digest = arena_new(d->arena, struct hash);
	sha256(digest, next.blob.p, next.blob.n);
	*out = (struct keyset){ .is_present = true,
		.keys = keys_of(d->arena, text_of(d->arena, party, S("/coordinator"), 0)),
		.next = { 1, digest },
		.threshold = 1 };
	return RC_OK;
}

static enum rc delegates_accredit(struct demo *d, struct str party, struct err *err)
{
	static const struct str powers[] = { { "publish", 7 } };
	for (unsigned i = 1; i <= DELEGATES; i++) {
		struct str handle = text_of(d->arena, party, S("/delegate-"), i);
		union content content = { .delegate_accredit = { .delegate = handle,
						  .from = MOMENT_ABSENT,
						  .keys = keys_of(d->arena, handle),
						  .powers = { 1, powers },
						  .until = MOMENT_ABSENT } };
		struct composed act = { KIND_DELEGATE_ACCREDIT, &content,
			text_of(d->arena, party, S("/coordinator"), 0), { 1, &handle } };
		enum rc rc = act_record(&d->signing, &act, err);
		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}

static enum rc fact_record(void *ctx, const struct founding_act *fact, struct err *err)
{
	struct demo *d = ctx;
	struct composed act = { fact->kind, &fact->content, fact->by, fact->with };
	enum rc rc = act_record(&d->signing, &act, err);
	if (rc != RC_OK)
		return err_wrap(err, "%.*s:%u", STR_ARG(fact->file), fact->line);
	d->done++;
	cli_progress_show(&d->progress, d->done, d->done + 40);
	if (fact->kind == KIND_PARTY_ADMIT)
		return delegates_accredit(d, fact->content.party_admit.code, err);
	return RC_OK;
}

static enum rc forum_record(struct demo *d, struct str charter, struct err *err)
{
	static const struct str types[] = { { "ssh-ed25519", 11 }, { "ecdsa-sha2-nistp256", 19 },
		{ "ssh-rsa", 7 }, { "sk-ssh-ed25519@openssh.com", 26 },
		{ "sk-ecdsa-sha2-nistp256@openssh.com", 34 } };
	struct founding_officer officers[OFFICERS];
	for (unsigned i = 0; i < OFFICERS; i++) {
		d->officers[i] = text_of(d->arena, S("secretariat"), S("/officer-"), i + 1);
		officers[i] = (struct founding_officer){ .is_present = true,
			.handle = d->officers[i], .keys = keys_of(d->arena, d->officers[i]) };
	}
	union content content = { .forum_found = { .charter = charter,
					  .log = service_log_vkey(d->signing.service),
					  .officers = { OFFICERS, officers },
					  .officers_threshold = OFFICERS_THRESHOLD,
					  .parties_threshold = INTEGER_ABSENT,
					  .types = { CM_COUNT(types), types } } };
	struct composed act = { KIND_FORUM_FOUND, &content, d->officers[0],
		{ OFFICERS - 1, d->officers + 1 } };
	return act_record(&d->signing, &act, err);
}

static enum rc demo_record(struct service *s, struct arena *a, const char *folder,
    struct err *err)
{
	struct str charter;
	struct demo d = { .signing = { .service = s, .phrase = DEMO_PHRASE }, .arena = a };
	sha256(&d.signing.base.root, "", 0);
	cli_progress_init(&d.progress, "Recording the forum");
	enum rc rc = founding_charter(&charter, a, folder, err);
	if (rc == RC_OK)
		rc = forum_record(&d, charter, err);
	struct founding_calls calls = { .ctx = &d,
		.officers = { OFFICERS, d.officers },
		.officers_needed = OFFICERS_THRESHOLD,
		.keys = coordinator_keys,
		.act = fact_record };
	if (rc == RC_OK)
		rc = founding_read(a, folder, &calls, err);
	cli_progress_end(&d.progress);
	return rc;
}

static const char *default_dir(char out[4096])
{
	const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
	if (data != NULL && data[0] == '/')
		(void)snprintf(out, 4096, "%s/comity/demo", data);
	else if (home != NULL && home[0] == '/')
		(void)snprintf(out, 4096, "%s/.local/share/comity/demo", home);
	else
		(void)snprintf(out, 4096, "comity-demo");
	return out;
}

static enum rc demo_home(struct home *home, struct arena *a, const struct cli_env *env,
    const char *dir, const char *origin, bool *is_new, struct err *err)
{
	*is_new = !home_exists(dir);
	return *is_new ? home_make(home, a, env, dir, str_c(origin), err)
		       : home_read(home, a, dir, err);
}

static enum rc demo_run(const struct cli_env *env, const char *dir, const char *folder,
    const char *address, bool is_only_made, struct err *err)
{
	SCOPE_ARENA(a, ARENA_BYTES);
	char origin[200];
	bool is_new;
	struct home home;
	struct service *s = NULL;
	struct cli_progress progress;
	cli_progress_init(&progress, "Reading the record");
	(void)fmt_into(origin, sizeof origin, "%s/log", address);
	enum rc rc = demo_home(&home, &a, env, dir, origin, &is_new, err);
	if (rc == RC_OK)
		rc = home_open(&s, env, &home, &progress, err);
	cli_progress_end(&progress);
	if (rc != RC_OK)
		return rc;
	if (service_published(s) == 0)
		rc = demo_record(s, &a, folder, err);
	if (rc == RC_OK) {
		struct str host = str_c(address);
		host = str_cut(&host, ':');
		const char *port = address + host.n + 1;
		struct str plain = str_copy(&a, host);
		(void)printf("%s%s: %llu acts, in %s\n", is_new ? "Made " : "",
		    "the example forum, with demonstration keys that everybody knows",
		    (unsigned long long)service_published(s), dir);
		(void)printf("The log's verifier key: %.*s\n", STR_ARG(service_log_vkey(s)));
		(void)fflush(stdout);
		if (!is_only_made)
			rc = env->serve(s, plain.p, (uint16_t)strtoul(port, NULL, 10), true, err);
	}
	service_close(s);
	return rc;
}

int demo_command(const struct cli_env *env, int argc, char **argv)
{
	char room[4096];
	const char *dir = NULL, *forum = "forums/cica", *port = "8080", *host = "127.0.0.1";
	bool is_only_made = false;
	const struct cli_option options[] = {
		{ .name = "dir", .value = "DIR", .says = "where the record is kept", .text = &dir },
		{ .name = "forum", .value = "DIR", .says = "the forum's facts (forums/cica)",
		    .text = &forum },
		{ .name = "host", .value = "ADDRESS", .says = "to listen on (127.0.0.1)",
		    .text = &host },
		{ .name = "port", .value = "N", .says = "to listen on (8080)", .text = &port },
		{ .name = "only-make", .says = "make the record and stop", .flag = &is_only_made },
	};
	const struct cli_form form = { "demo", "",
		"Makes the example forum with demonstration keys, the first time, and serves it.",
		options, CM_COUNT(options), 0, 0 };
	int status = cli_options(&form, &argc, argv);
	if (status >= 0)
		return status;
	uint64_t number;
	if (!cli_number("demo", "--port", port, 65535, &number))
		return CLI_USAGE;
	char address[200];
	struct err err;
	(void)snprintf(address, sizeof address, "%s:%s", host, port);
	if (dir == NULL)
		dir = default_dir(room);
	enum rc rc = demo_run(env, dir, forum, address, is_only_made, &err);
	return rc == RC_OK ? CLI_YES : cli_fail(&err);
}
