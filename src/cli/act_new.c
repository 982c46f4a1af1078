/* `comity act new`: content as people write it, to the message that is signed. */
#include <stdio.h>
#include <unistd.h>

#include "base/encode.h"
#include "base/scope.h"
#include "cli/act.h"
#include "cli/actfile.h"
#include "service/canon.h"
#include "cli/home.h"
#include "cli/members.h"
#include "cli/options.h"
#include "cli/source.h"
#include "cli/textfile.h"
#include "service/remote.h"

struct base_from {
	const struct cli_env *env;
	const char *source, *checkpoint, *key, *origin, *base;
};

/* "SIZE:ROOT" */
static enum rc base_parse(struct checkpoint *out, const struct base_from *from, struct err *err)
{
	struct str rest = str_c(from->base);
	struct str size = str_cut(&rest, ':');
	out->origin = str_c(from->origin);
	if (!dec_decode(&out->size, size) || !hex_decode(out->root.bytes, HASH_BYTES, rest))
		return cm_fail(err, RC_INVALID, "--base is SIZE:ROOT, the root in 64 digits");
	return RC_OK;
}

static enum rc base_of_home(struct checkpoint *out, struct arena *a,
    const struct base_from *from, struct err *err)
{
	struct service *s;
	enum rc rc = home_open_reader(&s, a, from->env, from->source, err);
	if (rc != RC_OK)
		return rc;
	struct log_head head;
	log_head(service_log(s), &head);
	*out = (struct checkpoint){ str_copy(a, service_origin(s)), head.size, head.root };
	service_close(s);
	return RC_OK;
}

/* From a checkpoint or receipt that the author keeps, under the key that she knows: no network. */
static enum rc base_of_file(struct checkpoint *out, struct arena *a,
    const struct base_from *from, struct err *err)
{
	struct str text;
	struct vkey key;
	struct note note;
	struct receipt receipt;
	enum rc rc = textfile_read(&text, a, from->checkpoint, NOTE_BYTES_MAX * 2, err);
	if (rc != RC_OK)
		return rc;
	if (vkey_parse(&key, str_c(from->key)) != FAULT_NONE)
		return cm_fail(err, RC_INVALID, "--key must be the log's verifier key");
	if (receipt_parse(&receipt, text) == FAULT_NONE)
		text = receipt.checkpoint;
	enum fault_id id = checkpoint_verify(out, &note, text, &key);
	if (id != FAULT_NONE)
		return cm_fail(err, RC_DENIED, "%s: %s: the checkpoint does not hold under this key",
		    from->checkpoint, fault_name(id));
	return RC_OK;
}

static enum rc base_find(struct checkpoint *out, struct arena *a, const struct base_from *from,
    struct err *err)
{
	if (from->checkpoint != NULL)
		return base_of_file(out, a, from, err);
	if (from->source == NULL)
		return base_parse(out, from, err);
	struct remote r;
	struct remote_address address;
	struct cli_source source = { from->env, from->source, str_c(from->key) };
	if (!source_is_log(&address, a, &source))
		return base_of_home(out, a, from, err);
	enum rc rc = remote_open(&r, a, &address, err);
	if (rc == RC_OK)
		*out = r.checkpoint;
	return rc;
}

/* The kind's members from the file, checked by its list. */
static enum rc content_of_file(union content *out, struct arena *a, enum kind k,
    const char *path, struct err *err)
{
	struct str text = S("{}"), canonical;
	if (path != NULL) {
		enum rc rc = textfile_read(&text, a, path, TEXT_BYTES_MAX * 2, err);
		if (rc != RC_OK)
			return rc;
	}
	enum rc rc = canon_json(&canonical, a, path == NULL ? "content" : path, text, err);
	if (rc != RC_OK)
		return rc;
	const struct members members = { k, path == NULL ? "content" : path, canonical };
	return members_read(out, a, &members, err);
}

struct wanted {
	enum kind kind;
	const char *content; /* path, or NULL */
	struct act_envelope envelope;
};

static enum rc act_compose(struct buf *out, struct arena *a, struct wanted *w,
    const struct base_from *from, struct err *err)
{
	struct checkpoint base;
	union content *content = arena_new(a, union content);
	enum rc rc = content_of_file(content, a, w->kind, w->content, err);
	if (rc == RC_OK)
		rc = base_find(&base, a, from, err);
	if (rc != RC_OK)
		return rc;
	struct buf line;
	struct str json;
	w->envelope.base = (struct act_base){ base.root, base.size };
	buf_init(&line, a, ACT_JSON_BYTES_MAX);
	content_write(&line, w->kind, content, &w->envelope);
	rc = buf_done(&line, &json, err);
	if (rc == RC_OK)
		act_message_put(out, base.origin, json);
	return rc;
}

/* In ascending order, as the record wants them. False: one is no handle. */
static bool handles_take(struct str *out, const char *const *names, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		struct str handle = str_c(names[i]);
		uint32_t at = i;
		if (!handle_is_valid(handle))
			return false;
		for (; at > 0 && str_cmp(out[at - 1], handle) > 0; at--)
			out[at] = out[at - 1];
		out[at] = handle;
	}
	return true;
}

int act_new_command(const struct cli_env *env, int argc, char **argv)
{
	struct base_from from = { .env = env, .key = "" };
	const char *by = NULL, *with[SIGNATURES_MAX - 1];
	uint32_t with_count = 0;
	const struct cli_option list[] = {
		{ .name = "by", .value = "HANDLE", .says = "the author", .text = &by },
		{ .name = "with", .value = "HANDLE", .says = "who signs too; once for each further key",
		    .list = with, .list_count = &with_count, .list_max = SIGNATURES_MAX - 1 },
		{ .name = "from", .value = "DIR|URL", .says = "the record: gives origin and base",
		    .text = &from.source },
		{ .name = "checkpoint", .value = "FILE", .text = &from.checkpoint,
		    .says = "instead of --from: a checkpoint or receipt you keep" },
		{ .name = "key", .value = "VKEY", .text = &from.key,
		    .says = "the log's verifier key, as you know it" },
		{ .name = "origin", .value = "NAME", .text = &from.origin,
		    .says = "instead of both: the record's origin, and" },
		{ .name = "base", .value = "SIZE:ROOT", .text = &from.base,
		    .says = "the size and root of a checkpoint you verified" },
	};
	const struct cli_form form = { "act new", "KIND [CONTENT.json]",
		"Writes an act, ready to be signed, to standard output. CONTENT.json holds the kind's\n"
		"members (docs/format/acts.md). With --checkpoint, or --origin and --base, no network is\n"
		"needed.",
		list, CM_COUNT(list), 1, 2 };
	int status = cli_options(&form, &argc, argv);
	if (status >= 0)
		return status;
	enum kind k = kind_of(str_c(argv[1]));
	if (k == KIND__COUNT)
		return cli_usage("act new", "there is no kind \"%s\"", argv[1]);
	if (by == NULL)
		return cli_usage("act new", "--by is missing");
	if (from.source == NULL && from.checkpoint == NULL &&
	    (from.origin == NULL || from.base == NULL))
		return cli_usage("act new", "--from, or --checkpoint, or --origin and --base is missing");
	SCOPE_ARENA(a, ACT_ARENA_BYTES);
	struct str handles[SIGNATURES_MAX - 1];
	if (!handle_is_valid(str_c(by)) || !handles_take(handles, with, with_count))
		return cli_usage("act new", "a handle is like kz/delegate-1");
	struct wanted wanted = { k, argc > 2 ? argv[2] : NULL,
		{ .by = str_c(by), .with = { with_count, handles } } };
	struct buf out;
	struct err err;
	buf_init(&out, &a, SUBMISSION_BYTES_MAX);
	enum rc rc = act_compose(&out, &a, &wanted, &from, &err);
	if (rc != RC_OK)
		return cli_fail(&err);
	(void)fwrite(out.p, 1, out.n, stdout);
	return CLI_YES;
}
