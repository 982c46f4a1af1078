/* `comity act submit`: sends an act, and believes nothing but the receipt. */
#include <stdio.h>

#include "base/scope.h"
#include "cli/act.h"
#include "cli/actfile.h"
#include "cli/options.h"
#include "cli/source.h"
#include "cli/textfile.h"
#include "service/remote.h"

#define ANSWER_BYTES_MAX ((size_t)4 * 1024 * 1024)

/* A member of an object of the answer, as text or as a number; empty and 0 when it is not there. */
static struct str text_of(const struct json *j, uint32_t object, struct str key, struct arena *a)
{
	uint32_t node = json_member(j, object, key);
	return node == 0 || j->nodes[node].type != JSON_STRING ? STR_NONE : json_text(j, node, a);
}

static int64_t number_of(const struct json *j, struct str key)
{
	uint32_t node = json_member(j, 0, key);
	return node == 0 || j->nodes[node].type != JSON_INTEGER ? 0 : j->nodes[node].integer;
}

static void findings_print(const struct json *j, struct arena *a)
{
	uint32_t list = json_member(j, 0, S("findings"));
	if (list == 0 || j->nodes[list].type != JSON_ARRAY)
		return;
	for (uint32_t m = json_first(list); m < j->nodes[list].next; m = j->nodes[m].next) {
		if (j->nodes[m].type != JSON_OBJECT)
			continue;
		struct str place = text_of(j, m, S("place"), a);
		(void)printf("  %.*s (rule %.*s): %.*s", STR_ARG(text_of(j, m, S("finding"), a)),
		    STR_ARG(text_of(j, m, S("rule"), a)), STR_ARG(text_of(j, m, S("sentence"), a)));
		if (place.n > 0)
			(void)printf(" [%.*s]", STR_ARG(place));
		(void)printf("\n");
	}
}

/* A fault of form says where; the rules say why. */
static void refusal_print(const struct json *j, int status, struct arena *a)
{
	struct str error = text_of(j, 0, S("error"), a);
	if (error.n == 0) {
		(void)printf("Refused by the rules (status %d); nothing was recorded.\n", status);
		findings_print(j, a);
		return;
	}
	(void)printf("Refused: %.*s (status %d); nothing was recorded.\n", STR_ARG(error), status);
	if (number_of(j, S("line")) > 0)
		(void)printf("  at line %lld, byte %lld of what was sent\n",
		    (long long)number_of(j, S("line")), (long long)number_of(j, S("offset")));
	findings_print(j, a);
}

/* The receipt is for the very entry that was sent, under the log's key. */
static enum rc receipt_judge(struct str receipt, struct str entry, struct str vkey_text,
    struct arena *a, struct err *err)
{
	struct receipt r;
	struct vkey vkey;
	struct hash leaf;
	if (vkey_parse(&vkey, vkey_text) != FAULT_NONE)
		return cm_fail(err, RC_INVALID, "\"%.*s\" is no verifier key", STR_ARG(vkey_text));
	merkle_leaf(&leaf, entry);
	enum fault_id id = receipt_parse(&r, receipt);
	if (id == FAULT_NONE)
		id = receipt_verify(&r, policy_of_log(a, &vkey), &leaf);
	if (id != FAULT_NONE)
		return cm_fail(err, RC_DENIED, "%s: the receipt does not hold (section %s)",
		    fault_name(id), fault_section(id));
	return RC_OK;
}

struct sent {
	struct str submission, vkey;
	const char *receipt, *entry; /* paths, where what comes back is kept */
};

static enum rc answer_take(const struct json *j, const struct sent *sent, struct arena *a,
    struct err *err)
{
	struct buf entry;
	struct str receipt = text_of(j, 0, S("receipt"), a);
	int64_t received = number_of(j, S("received"));
	if (receipt.n == 0 || received <= 0)
		return cm_fail(err, RC_INVALID, "the server's answer holds no receipt");
	buf_init(&entry, a, ENTRY_BYTES_MAX);
	entry_put(&entry, (moment){ received }, sent->submission);
	enum rc rc = receipt_judge(receipt, buf_str(&entry), sent->vkey, a, err);
	if (rc == RC_OK)
		rc = textfile_write(sent->receipt, receipt, err);
	if (rc == RC_OK)
		rc = textfile_write(sent->entry, buf_str(&entry), err);
	if (rc != RC_OK)
		return rc;
	(void)printf("Recorded as entry %lld. The receipt holds; it is in %s\nid %.*s\n",
	    (long long)number_of(j, S("index")), sent->receipt, STR_ARG(text_of(j, 0, S("id"), a)));
	findings_print(j, a);
	return RC_OK;
}

static enum rc server_key(struct str *out, struct arena *a, const struct cli_source *to,
    struct err *err)
{
	*out = to->vkey;
	if (out->n > 0)
		return RC_OK;
	struct remote r;
	struct buf b;
	struct remote_address address = { &to->env->fetch, source_log_url(a, to->name), STR_NONE };
	enum rc rc = remote_open(&r, a, &address, err);
	if (rc != RC_OK)
		return rc;
	buf_init(&b, a, 1024);
	vkey_put(&b, &r.log_key);
	*out = buf_str(&b);
	return RC_OK;
}

struct answer {
	struct buf body;
	int status;
};

static enum rc submission_send(struct answer *out, struct arena *a, const struct cli_source *to,
    struct str submission, struct err *err)
{
	struct str log = source_log_url(a, to->name);
	buf_init(&out->body, a, ANSWER_BYTES_MAX);
	struct buf url;
	buf_init(&url, a, 2000);
	buf_put(&url, str_sub(log, 0, log.n - 4));
	buf_put(&url, S("/acts"));
	buf_byte(&url, 0);
	const struct fetcher *fetch = &to->env->fetch;
	struct fetch_post post = { url.p, "text/plain; charset=utf-8", submission };
	return fetch->post(fetch->ctx, &post, &out->body, &out->status, err);
}

/* PATH.SUFFIX, unless a path was given. */
static const char *path_beside(struct arena *a, const char *given, const char *path,
    struct str suffix)
{
	struct buf b;
	if (given != NULL)
		return given;
	buf_init(&b, a, 4200);
	buf_put(&b, str_c(path));
	buf_put(&b, suffix);
	buf_byte(&b, 0);
	return b.p;
}

int act_submit_command(const struct cli_env *env, int argc, char **argv)
{
	const char *to = NULL, *key = "";
	struct sent sent = { .receipt = NULL };
	const struct cli_option list[] = {
		{ .name = "to", .value = "URL", .says = "of the server", .text = &to },
		{ .name = "receipt", .value = "FILE", .text = &sent.receipt,
		    .says = "where to keep it (ACT.receipt)" },
		{ .name = "entry", .value = "FILE", .text = &sent.entry,
		    .says = "where to keep the entry it is for (ACT.entry)" },
		{ .name = "key", .value = "VKEY", .says = "the log's verifier key, as you know it",
		    .text = &key },
	};
	const struct cli_form form = { "act submit", "ACT",
		"Sends a signed act, verifies the receipt, keeps it and the entry it is for. Both can be\n"
		"checked offline at any time (comity proof --check).", list, CM_COUNT(list), 1, 1 };
	int status = cli_options(&form, &argc, argv);
	if (status >= 0)
		return status;
	if (to == NULL)
		return cli_usage("act submit", "--to is missing");
	SCOPE_ARENA(a, ACT_ARENA_BYTES);
	struct err err;
	struct buf submission;
	struct answer answer = { .status = 0 };
	struct actfile *f = arena_new(&a, struct actfile);
	buf_init(&submission, &a, SUBMISSION_BYTES_MAX);
	if (actfile_read(f, &a, argv[1], &err) != RC_OK)
		return cli_fail(&err);
	if (actfile_missing(f) > 0) {
		(void)cm_fail(&err, RC_DENIED, "%s lacks %u of %u signatures (comity act check %s)",
		    argv[1], actfile_missing(f), f->signers_count, argv[1]);
		return cli_fail(&err);
	}
	actfile_submission(f, &submission);
	sent.receipt = path_beside(&a, sent.receipt, argv[1], S(".receipt"));
	sent.entry = path_beside(&a, sent.entry, argv[1], S(".entry"));
	struct cli_source server = { env, to, str_c(key) };
	sent.submission = buf_str(&submission);
	enum rc rc = server_key(&sent.vkey, &a, &server, &err);
	if (rc == RC_OK)
		rc = submission_send(&answer, &a, &server, sent.submission, &err);
	if (rc != RC_OK)
		return cli_fail(&err);
	struct json json;
	struct str line = buf_str(&answer.body);
	if (json_parse(&json, &a, str_cut(&line, '\n')).id != FAULT_NONE) {
		(void)cm_fail(&err, RC_INVALID, "the server answers %d, and not as Comity does",
		    answer.status);
		return cli_fail(&err);
	}
	if (answer.status != 200)
		refusal_print(&json, answer.status, &a);
	else
		rc = answer_take(&json, &sent, &a, &err);
	if (rc != RC_OK)
		return cli_fail(&err);
	return answer.status == 200 ? CLI_YES : CLI_NO;
}
