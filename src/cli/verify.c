/* `comity verify`: a whole record recomputed, from a folder or over the network. */
#include "service/verify.h"

#include <stdio.h>

#include "base/encode.h"
#include "base/fmt.h"
#include "base/limits.h"
#include "base/scope.h"
#include "cli/audit.h"
#include "cli/home.h"
#include "cli/options.h"
#include "cli/source.h"
#include "codec/json.h"

#define TRIES 8
#define ARENA_BYTES ((size_t)256 * 1024 * 1024)

/* What is beside the record, looked at when the record itself holds. */
struct beside_record {
	const struct cli_env *env;
	const char *from;
	bool is_looked_at;
	struct contents_report report;
};

static enum rc beside_folder(void *ctx, const struct forum *f, struct err *err)
{
	struct beside_record *b = ctx;
	char dir[4096];
	SCOPE_ARENA(a, 4 * BLOB_BYTES_MAX);
	(void)fmt_into(dir, sizeof dir, "%s/" HOME_CONTENT, b->from);
	struct blob_store blobs = b->env->blobs(str_c(dir));
	enum rc rc = contents_check(&b->report, f, &blobs, &a, err);
	b->env->blobs_close(&blobs);
	b->is_looked_at = rc == RC_OK;
	return rc;
}

static void beside_print(const struct beside_record *b)
{
	const struct contents_report *r = &b->report;
	if (!b->is_looked_at || r->all == 0)
		return;
	(void)printf("  %-18s %u committed to: %u here and as committed, %u withheld, %u erased\n",
	    "content", r->all, r->here, r->withheld, r->erased);
}

static void hash_print(const char *what, const struct hash *h)
{
	char text[2 * HASH_BYTES];
	hex_encode(text, h->bytes, HASH_BYTES);
	(void)printf("  %-18s %.*s\n", what, (int)sizeof text, text);
}

static void findings_print(const struct findings *found)
{
	for (unsigned i = 0; i < found->count; i++) {
		const struct finding *f = &found->at[i];
		struct str name = finding_name(f->id), rule = finding_rule(f->id);
		struct str says = finding_sentence(f->id, S("en"));
		if (finding_severity(f->id) == REFUSE)
			(void)printf("  %.*s, rule %.*s: %.*s %.*s\n", STR_ARG(name), STR_ARG(rule),
			    STR_ARG(says), STR_ARG(f->place));
	}
}

static void yes_print(const struct verify_report *r)
{
	SCOPE_ARENA(a, 65536);
	struct str origin = cli_clean(&a, r->origin), vkey = cli_clean(&a, r->vkey);
	if (r->size == 0) {
		(void)printf("The record of %.*s is empty: the forum is not founded yet.\n",
		    STR_ARG(origin));
		return;
	}
	(void)printf("Verified: %llu entries of %.*s, every signature, hash and rule.\n",
	    (unsigned long long)r->size, STR_ARG(origin));
	hash_print("root", &r->root);
	hash_print("state", &r->state);
	hash_print("forum", &r->forum_id);
	(void)printf("  %-18s %.*s%s\n", "log key", STR_ARG(vkey),
	    r->key_is_own ? "  (as the record itself says: compare it, or give --key)" : "");
	if (r->waiting > 0)
		(void)printf("  %llu more are on disk and not signed yet.\n",
		    (unsigned long long)r->waiting);
}

static void no_print(const struct verify_report *r, const struct err *err)
{
	if (r->of_entry)
		(void)printf("Entry %llu does not hold%s%.*s%s%.*s.\n", (unsigned long long)r->size,
		    r->kind.n > 0 ? ": " : "", STR_ARG(r->kind), r->by.n > 0 ? " by " : "",
		    STR_ARG(r->by));
	SCOPE_ARENA(a, 65536);
	struct str text = cli_clean(&a, str_c(err->text));
	(void)printf("%.*s\n", STR_ARG(text));
	findings_print(&r->findings);
}

static void json_report(const struct verify_report *r, enum rc rc, const struct err *err)
{
	SCOPE_ARENA(a, 1024 * 1024);
	struct buf out;
	struct json_writer w;
	buf_init(&out, &a, 65536);
	json_begin(&w, &out);
	json_open_object(&w);
	if (rc != RC_OK) {
		json_put_key(&w, S("error"));
		json_put_string(&w, str_c(r->fault.id == FAULT_NONE ? "" : fault_name(r->fault.id)));
	}
	if (r->size > 0) {
		json_put_key(&w, S("forum"));
		json_put_hex(&w, r->forum_id.bytes, HASH_BYTES);
	}
	json_put_key(&w, S("origin"));
	json_put_string(&w, cli_clean(&a, r->origin));
	json_put_key(&w, S("root"));
	json_put_hex(&w, r->root.bytes, HASH_BYTES);
	if (rc != RC_OK) {
		json_put_key(&w, S("says"));
		json_put_string(&w, cli_clean(&a, str_c(err->text)));
	}
	json_put_key(&w, S("size"));
	json_put_integer(&w, (int64_t)r->size);
	if (r->size > 0) {
		json_put_key(&w, S("state"));
		json_put_hex(&w, r->state.bytes, HASH_BYTES);
	}
	json_put_key(&w, S("verified"));
	json_put_bool(&w, rc == RC_OK);
	json_close_object(&w);
	(void)printf("%.*s\n", STR_ARG(buf_str(&out)));
}

static enum rc verify_folder(struct verify_report *report, struct arena *a,
    const struct cli_source *from, struct verify_options *options, struct err *err)
{
	struct log_store store;
	struct str dir = source_record_dir(a, from->name);
	*report = (struct verify_report){ .size = 0 };
	enum rc rc = from->env->open_store(NULL, dir, true, &store, err);
	if (rc != RC_OK)
		return rc;
	options->store = &store;
	if (options->vkey.n == 0)
		options->vkey = source_vkey(a, from->name);
	rc = verify_run(report, a, options, err);
	if (rc == RC_OK && report->size > 0)
		rc = audit_run(&report->fault.id, a,
		    &(struct audit_of){ dir, &store, report->size, report->vkey }, err);
	if (rc == RC_OK)
		report->fault.id = FAULT_NONE;
	from->env->close_store(store.ctx);
	return rc;
}

static enum rc verify_source(struct verify_report *report, struct arena *a,
    const struct cli_source *from, struct verify_options *options, struct err *err)
{
	struct remote_address address;
	if (source_is_log(&address, a, from)) {
		options->fetch = address.fetch;
		options->url = address.url;
		return verify_run(report, a, options, err);
	}
	enum rc rc = RC_CORRUPT;
	/* Of a forum's folder; not of the record's alone. */
	if (!str_eq(source_record_dir(a, from->name), str_c(from->name)))
		options->holds = beside_folder;
	/* Where somebody writes, more may be signed than was there when we looked: look again. */
	for (unsigned i = 0; i < TRIES; i++) {
		rc = verify_folder(report, a, from, options, err);
		if (rc != RC_CORRUPT || report->fault.id != FAULT_SLOT || report->size > 0)
			break;
	}
	return rc;
}

int verify_command(const struct cli_env *env, int argc, char **argv)
{
	const char *key = "", *forum = "", *threads = "0";
	bool is_json = false;
	const struct cli_option list[] = {
		{ .name = "key", .value = "VKEY", .says = "the log's verifier key, as you know it",
		    .text = &key },
		{ .name = "forum", .value = "ID", .says = "the forum's id, as you know it",
		    .text = &forum },
		{ .name = "threads", .value = "N", .says = "for signatures (0: one a core)",
		    .text = &threads },
		{ .name = "json", .says = "the answer as JSON", .flag = &is_json },
	};
	const struct cli_form form = { "verify", "DIR|URL",
		"Recomputes a record: every signature, hash, rule, and the signed root. DIR is a forum's\n"
		"folder, a copy of it or of its record, or one that comity export made. Exit status 0:\n"
		"all holds; 1: it does not, and the first entry that does not is named.",
		list, CM_COUNT(list), 1, 1 };
	int status = cli_options(&form, &argc, argv);
	if (status >= 0)
		return status;
	uint64_t count;
	if (!cli_number("verify", "--threads", threads, 256, &count))
		return CLI_USAGE;
	SCOPE_ARENA(a, ARENA_BYTES);
	struct err err = { .rc = RC_OK };
	struct cli_progress progress;
	struct verify_report *report = arena_new(&a, struct verify_report);
	struct beside_record beside = { .env = env, .from = argv[1] };
	cli_progress_init(&progress, "Verifying");
	struct verify_options options = { .vkey = str_c(key), .forum_id = str_c(forum),
		.threads = (uint32_t)count, .progress = cli_progress_show,
		.progress_ctx = &progress, .holds_ctx = &beside };
	enum rc rc = verify_source(report, &a,
	    &(struct cli_source){ env, argv[1], options.vkey }, &options, &err);
	cli_progress_end(&progress);
	if (rc == RC_OK && report->size == 0)
		sha256(&report->root, "", 0);
	if (is_json)
		json_report(report, rc, &err);
	else if (rc == RC_OK) {
		yes_print(report);
		beside_print(&beside);
	} else if (report->fault.id != FAULT_NONE)
		no_print(report, &err);
	else
		(void)cli_fail(&err);
	return rc == RC_OK ? CLI_YES : CLI_NO;
}
