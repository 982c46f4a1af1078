/* `comity demo`: the example forum with keys that anybody can make, served on this machine. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/fmt.h"
#include "base/scope.h"
#include "cli/founding_text.h"
#include "cli/home.h"
#include "cli/options.h"
#include "cli/sign.h"
#include "rules/charter.h"
#include "rules/party.h"
#include "view/model/charter.h"

#define ARENA_BYTES ((size_t)256 * 1024 * 1024)
#define TEXT_ARENA_BYTES ((size_t)256 * 1024 * 1024) /* of one act on a unit */
#define OFFICERS 3
#define OFFICERS_THRESHOLD 2
#define DELEGATES 2 /* of each party */

struct demo {
	struct signing signing;
	struct arena *arena;
	struct str officers[OFFICERS];
	struct charter charter;
	struct cli_progress progress;
	uint64_t all; /* acts there will be, counted beforehand: what progress is measured by */
	uint64_t done;
	uint64_t recorded; /* acts that an interrupted making left; their order is always the same */
};

static enum rc demo_act(struct demo *d, const struct composed *act, struct err *err)
{
	d->done++;
	if (d->done <= d->recorded)
		return RC_OK;
	return act_record(&d->signing, act, err);
}

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

static void power_put(struct strs *powers, struct str *list, struct str power)
{
	uint32_t at = powers->count++;
	for (; at > 0 && str_cmp(list[at - 1], power) > 0; at--)
		list[at] = list[at - 1];
	list[at] = power;
}

/* All that the category lets a delegate do, in ascending order. The first of a party may also preside,
 * which counts while his party holds the office. */
static struct strs powers_of(struct demo *d, struct str category, unsigned number)
{
	const struct charter_category *c = charter_category(&d->charter, category);
	uint32_t rights = c == NULL ? 0 : c->rights;
	struct str *list = arena_array(d->arena, struct str, RIGHT__COUNT + 2);
	struct strs powers = { 0, list };
	if (number == 1)
		power_put(&powers, list, S("chair"));
	power_put(&powers, list, S("publish"));
	for (unsigned right = 0; right < RIGHT__COUNT; right++) {
		if ((rights & 1U << right) != 0)
			power_put(&powers, list, right_name((enum right)right));
	}
	return powers;
}

static enum rc delegates_accredit(struct demo *d, struct str party, struct str category,
    struct err *err)
{
	for (unsigned i = 1; i <= DELEGATES; i++) {
		struct str handle = text_of(d->arena, party, S("/delegate-"), i);
		union content content = { .delegate_accredit = { .delegate = handle,
						  .from = MOMENT_ABSENT,
						  .keys = keys_of(d->arena, handle),
						  .powers = powers_of(d, category, i),
						  .until = MOMENT_ABSENT } };
		struct composed act = { KIND_DELEGATE_ACCREDIT, &content,
			text_of(d->arena, party, S("/coordinator"), 0), { 1, &handle } };
		enum rc rc = demo_act(d, &act, err);
		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}

static enum rc fact_record(void *ctx, const struct founding_act *fact, struct err *err)
{
	struct demo *d = ctx;
	struct composed act = { fact->kind, &fact->content, fact->by, fact->with };
	enum rc rc = demo_act(d, &act, err);
	if (rc != RC_OK)
		return err_wrap(err, "%.*s:%u", STR_ARG(fact->file), fact->line);
	cli_progress_show(&d->progress, d->done, d->all);
	return RC_OK;
}

/* After all facts: of each party that has not left, with the rights that it has come to by then. */
static enum rc delegations_record(struct demo *d, struct err *err)
{
	enum rc rc = RC_OK;
	uint32_t count = 1;
	for (uint32_t i = 0; i < count && rc == RC_OK; i++) {
		const struct forum *f = service_read_begin(d->signing.service);
		const struct party *p = i < party_count(f) ? party_at(f, i) : NULL;
		struct str code = p == NULL ? STR_NONE : str_copy(d->arena, p->code);
		struct str category = p == NULL ? S("none") : str_copy(d->arena, p->category);
		count = party_count(f);
		service_read_end(d->signing.service);
		if (!str_eq(category, S("none")))
			rc = delegates_accredit(d, code, category, err);
		cli_progress_show(&d->progress, d->done, d->all);
	}
	return rc;
}

/* Texts under negotiation. What is recorded already is passed over: the state has gone on since. */
static enum rc texts_record(struct demo *d, const char *folder, struct err *err)
{
	struct founding_texts texts;
	enum rc rc = founding_texts_read(&texts, d->arena, folder, err);
	for (uint32_t i = 0; i < texts.count && rc == RC_OK; i++) {
		SCOPE_ARENA(scratch, TEXT_ARENA_BYTES);
		struct founding_act of;
		if (d->done < d->recorded) {
			d->done++;
			continue;
		}
		const struct founding_text_order order = { &texts, i,
			service_read_begin(d->signing.service), service_now(d->signing.service) };
		rc = founding_texts_act(&of, &scratch, &order, err);
		service_read_end(d->signing.service);
		struct composed act = { of.kind, &of.content, of.by, of.with };
		if (rc == RC_OK && demo_act(d, &act, err) != RC_OK)
			rc = err_wrap(err, "%.*s: act %u", STR_ARG(of.file), of.line);
		cli_progress_show(&d->progress, d->done, d->all);
	}
	return rc;
}

/* Counts what delegations_record will find: who has left by the last fact has no delegates. */
struct count {
	struct arena *arena;
	uint64_t acts;
	struct count_party {
		struct str code;
		bool is_gone;
		struct count_party *next;
	} *parties;
};

static void party_count_change(struct count *c, struct str code, bool is_gone)
{
	struct count_party *p = c->parties;
	while (p != NULL && !str_eq(p->code, code))
		p = p->next;
	if (p == NULL) {
		p = arena_new(c->arena, struct count_party);
		*p = (struct count_party){ str_copy(c->arena, code), true, c->parties };
		c->parties = p;
	}
	if (p->is_gone && !is_gone)
		c->acts += DELEGATES;
	else if (!p->is_gone && is_gone)
		c->acts -= DELEGATES;
	p->is_gone = is_gone;
}

static enum rc fact_count(void *ctx, const struct founding_act *fact, struct err *err)
{
	struct count *c = ctx;
	const struct party_admit *admit = &fact->content.party_admit;
	const struct party_change *change = &fact->content.party_change;
	(void)err;
	c->acts++;
	if (fact->kind == KIND_PARTY_ADMIT)
		party_count_change(c, admit->code, str_eq(admit->category, S("none")));
	else if (fact->kind == KIND_PARTY_CHANGE)
		party_count_change(c, change->party, str_eq(change->category, S("none")));
	return RC_OK;
}

/* The founding, the facts, a delegation of each party, the texts. */
static enum rc acts_count(uint64_t *out, const char *folder, struct err *err)
{
	SCOPE_ARENA(a, ARENA_BYTES);
	struct count count = { .arena = &a, .acts = 1 };
	struct founding_calls calls = { .ctx = &count, .officers_needed = 1, .act = fact_count };
	struct founding_texts texts;
	enum rc rc = founding_read(&a, folder, &calls, err);
	if (rc == RC_OK)
		rc = founding_texts_read(&texts, &a, folder, err);
	if (rc == RC_OK)
		*out = count.acts + texts.count;
	return rc;
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
	return demo_act(d, &act, err);
}

static enum rc demo_record(struct service *s, struct arena *a, const char *folder,
    struct err *err)
{
	struct str charter;
	struct demo d = { .signing = { .service = s, .phrase = DEMO_PHRASE }, .arena = a,
		.recorded = service_published(s) };
	struct log_head head;
	log_head(service_log(s), &head);
	d.signing.base = (struct act_base){ head.root, head.size };
	cli_progress_init(&d.progress, "Recording the forum");
	enum rc rc = acts_count(&d.all, folder, err);
	if (rc == RC_OK)
		rc = founding_charter(&charter, a, folder, err);
	struct findings found = { .count = 0 };
	if (rc == RC_OK && !charter_read(&d.charter, a, charter, &found))
		rc = cm_fail(err, RC_INVALID, "%s/charter.json is refused: comity charter check says where",
		    folder);
	if (rc == RC_OK)
		rc = forum_record(&d, charter, err);
	struct founding_calls calls = { .ctx = &d,
		.officers = { OFFICERS, d.officers },
		.officers_needed = OFFICERS_THRESHOLD,
		.keys = coordinator_keys,
		.act = fact_record };
	if (rc == RC_OK)
		rc = founding_read(a, folder, &calls, err);
	if (rc == RC_OK)
		rc = delegations_record(&d, err);
	if (rc == RC_OK)
		rc = texts_record(&d, folder, err);
	cli_progress_end(&d.progress);
	return rc;
}

/* A file that stands in the folder once the last fact is recorded. */
static void mark_path(char out[4096], const char *dir)
{
	(void)fmt_into(out, 4096, "%s/demo.made", dir);
}

static bool demo_is_made(const char *dir)
{
	char path[4096];
	struct stat s;
	mark_path(path, dir);
	return stat(path, &s) == 0;
}

static enum rc demo_mark(const char *dir, struct err *err)
{
	char path[4096];
	mark_path(path, dir);
	FILE *f = fopen(path, "we");
	if (f == NULL || fclose(f) != 0)
		return cm_fail(err, RC_IO, "%s could not be written", path);
	return RC_OK;
}

/* A place for each forum that is asked for by name or folder. */
static const char *default_dir(char out[4096], const char *forum)
{
	const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
	struct str name = str_c(forum == NULL ? "" : forum);
	while (str_ends(name, S("/")))
		name.n--;
	for (size_t at = str_find(name, '/', 0); at < name.n; at = str_find(name, '/', 0))
		name = str_sub(name, at + 1, name.n);
	const char *dash = name.n > 0 ? "-" : "";
	if (data != NULL && data[0] == '/')
		(void)fmt_into(out, 4096, "%s/comity/demo%s%.*s", data, dash, STR_ARG(name));
	else if (home != NULL && home[0] == '/')
		(void)fmt_into(out, 4096, "%s/.local/share/comity/demo%s%.*s", home, dash, STR_ARG(name));
	else
		(void)fmt_into(out, 4096, "comity-demo%s%.*s", dash, STR_ARG(name));
	return out;
}

struct demo_options {
	const char *dir, *forum, *host;
	uint16_t port;
	bool is_only_made, is_unconfined;
};

/* The facts of the forum: a folder as told; by its name in the source beside us, or as installed. */
static const char *forum_find(char out[4096], const char *told)
{
	static const char *const places[] = { "", "forums/", COMITY_SHARED "/forums/" };
	struct stat s;
	for (size_t i = told == NULL ? 1 : 0; i < CM_COUNT(places); i++) {
		(void)fmt_into(out, 4096, "%s%s/charter.json", places[i], told == NULL ? "cica" : told);
		size_t folder = strlen(out) - strlen("/charter.json");
		if (stat(out, &s) != 0)
			continue;
		out[folder] = '\0';
		return out;
	}
	return told;
}

static enum rc demo_home(struct home *home, struct arena *a, const struct cli_env *env,
    const struct demo_options *o, struct err *err)
{
	char origin[200];
	if (home_exists(o->dir))
		return home_read(home, a, o->dir, err);
	(void)fmt_into(origin, sizeof origin, "%s:%u/log", o->host, o->port);
	return home_make(home, a, env, &(struct home_wish){ o->dir, origin }, err);
}

/* Then names below localhost lead here, and browsers trust them as if there were TLS. */
static bool is_loopback(const char *host)
{
	return str_starts(str_c(host), S("127.")) || str_eq(str_c(host), S("::1"));
}

static enum rc demo_run(const struct cli_env *env, const struct demo_options *o, struct err *err)
{
	SCOPE_ARENA(a, ARENA_BYTES);
	struct home home;
	struct service *s = NULL;
	struct cli_progress progress;
	cli_progress_init(&progress, "Reading the record");
	char room[4096], tables[4096], contents[4096];
	(void)fmt_into(tables, sizeof tables, "%s/" HOME_TABLES, o->dir);
	(void)fmt_into(contents, sizeof contents, "%s/" HOME_CONTENT, o->dir);
	const char *forum = forum_find(room, o->forum);
	if (forum == NULL && !demo_is_made(o->dir))
		return cm_fail(err, RC_NOT_FOUND, "no forum's facts are here: say --forum DIR, such as "
		    "forums/cica of the source");
	const struct cli_serving how = { .host = o->host, .port = o->port, .is_demo = true,
		.dir = o->dir, .facts = forum, .tables = tables, .contents = contents,
		.sign_url = is_loopback(o->host) ? "http://sign.localhost:*" : NULL,
		.reading = is_loopback(o->host) ? "http://www.localhost:*" : NULL,
		.is_unconfined = o->is_unconfined };
	enum rc rc = o->is_only_made ? RC_OK : env->prepare(&how, err);
	if (rc == RC_OK)
		rc = demo_home(&home, &a, env, o, err);
	if (rc == RC_OK && !o->is_only_made)
		rc = env->confine(&how, err);
	if (rc == RC_OK)
		rc = home_open(&s, env, &home, &progress, err);
	cli_progress_end(&progress);
	if (rc != RC_OK)
		return rc;
	bool is_made = demo_is_made(o->dir);
	if (!is_made)
		rc = demo_record(s, &a, forum, err);
	if (rc == RC_OK && !is_made)
		rc = demo_mark(o->dir, err);
	if (rc == RC_OK) {
		(void)printf("%s example forum, with demonstration keys that everybody knows: "
			     "%llu acts, in %s\n",
		    is_made ? "The" : "Made the", (unsigned long long)service_published(s), o->dir);
		(void)printf("The log's verifier key: %.*s\n", STR_ARG(service_log_vkey(s)));
		(void)fflush(stdout);
	}
	if (rc == RC_OK && !o->is_only_made)
		rc = env->serve(s, &how, err);
	service_close(s);
	return rc;
}

int demo_command(const struct cli_env *env, int argc, char **argv)
{
	char room[4096];
	struct demo_options o = { .host = "127.0.0.1" };
	const char *port = "8080";
	const struct cli_option options[] = {
		{ .name = "dir", .value = "DIR", .says = "where the record is kept", .text = &o.dir },
		{ .name = "forum", .value = "DIR|NAME", .says = "the forum's facts (cica)",
		    .text = &o.forum },
		{ .name = "host", .value = "ADDRESS", .says = "to listen on (127.0.0.1)",
		    .text = &o.host },
		{ .name = "port", .value = "N", .says = "to listen on (8080; 0: any that is free)",
		    .text = &port },
		{ .name = "only-make", .says = "make the record and stop", .flag = &o.is_only_made },
		{ .name = "unconfined", .says = "without the sandbox (for debugging; old systems)",
		    .flag = &o.is_unconfined },
	};
	const struct cli_form form = { "demo", "",
		"Makes the example forum with demonstration keys, the first time, and serves it.\n"
		"A making that was interrupted goes on where it stopped.",
		options, CM_COUNT(options), 0, 0 };
	int status = cli_options(&form, &argc, argv);
	if (status >= 0)
		return status;
	uint64_t number;
	if (!cli_number("demo", "--port", port, 65535, &number))
		return CLI_USAGE;
	o.port = (uint16_t)number;
	if (o.dir == NULL)
		o.dir = default_dir(room, o.forum);
	struct err err;
	return demo_run(env, &o, &err) == RC_OK ? CLI_YES : cli_fail(&err);
}
