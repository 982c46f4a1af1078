/*
 * The signing origin: requests whose Host is that of web_options.signing. It answers a page on which an act
 * is shown whole and signed, the files for those who sign elsewhere, and nothing else. It has no cookies and
 * keeps nothing: what is known of an act travels in the forms. An act that all have signed goes to the writer
 * as POST /acts has it.
 */
#include "web/sign.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "service/proofs.h"
#include "view/sign.h"
#include "web/invites.h"

#define JOB_BYTES_MAX ((size_t)16 << 20)

/* An act on its way to the record. The request's body stays, and is read again for the answer. */
struct sign_job {
	struct arena arena;
	struct web_loop *loop;
	enum view_lang lang;
	struct ticket ticket;
	bool is_busy;
};

/* One request to sign, read and judged. Lives in the request's scratch. */
struct signing {
	struct sign_form form;
	struct entry entry;   /* its act, when query.act is set */
	struct act_view view;
	struct str message;
	moment now;
	struct findings found;
	struct sign_line lines[SIGNATURES_MAX];
	struct sign_query query;
};

bool is_for_signing(const struct exchange *x)
{
	const struct web_loop *loop = x->loop_ctx;
	struct str host = loop->web->signing_host;
	return host.n > 0 && http_is_word(exchange_field(x, HTTP_FIELD_HOST), host);
}

static void problem_set(struct signing *g, enum message problem, struct str detail)
{
	g->query.problem = problem;
	g->query.detail = str_sub(detail, 0, utf8_invalid_at(detail));
}

/* The act itself. False: a problem says why there is none. */
static bool act_take(struct signing *g, const struct site *s)
{
	const struct sign_making making = { s->origin, { s->root, s->size } };
	struct err err;
	if (sign_form_message(&g->message, s->scratch, &g->form, &making, &err) != RC_OK) {
		problem_set(g, MESSAGE_SIGN_PROBLEM_MEMBERS, str_copy(s->scratch, str_c(err.text)));
		return false;
	}
	struct fault f = act_message_parse(&g->entry.act, s->scratch, g->message, s->origin);
	if (f.id != FAULT_NONE) {
		problem_set(g, MESSAGE_SIGN_PROBLEM_ACT, str_c(fault_name(f.id)));
		return false;
	}
	union content *content = arena_new(s->scratch, union content);
	enum kind k = kind_of(g->entry.act.kind);
	g->view = (struct act_view){ .entry = &g->entry, .kind = KIND__COUNT };
	sha256(&g->view.id, g->message.p, g->message.n);
	if (k != KIND__COUNT && content_read(content, k, &g->entry.act, s->scratch).id == FAULT_NONE) {
		g->view.kind = k;
		g->view.content = content;
	}
	g->query.act = &g->view;
	g->query.lines = g->lines;
	g->query.lines_count = g->entry.act.with_count + 1;
	for (uint32_t i = 0; i < g->query.lines_count; i++)
		g->lines[i].handle = i == 0 ? g->entry.act.by : g->entry.act.with[i - 1];
	return true;
}

static struct signing_keys keys_of(const struct signing *g, const struct site *s, struct str handle)
{
	return signing_keys(s->forum, &(struct key_wanted){ &g->entry.act, handle, g->now }, s->scratch);
}

bool signing_key_fits(const struct signing_keys *keys, const struct sshsig *signature)
{
	for (uint32_t i = 0; i < keys->count; i++) {
		if (str_eq(keys->at[i].blob, signature->key.blob))
			return str_eq(keys->at[i].origin,
			    signature->is_webauthn ? signature->origin : STR_NONE);
	}
	return false;
}

/* May the key sign for the handle: is it one of those, and was it used as its accreditation says? */
static bool key_is_known(const struct signing *g, const struct site *s, const struct sshsig *signature,
    struct str handle)
{
	struct signing_keys keys = keys_of(g, s, handle);
	return signing_key_fits(&keys, signature);
}

/* Where the signature belongs: by its key, and by the handle if one came with it. NULL: nowhere. */
static struct sign_line *line_find(struct signing *g, const struct site *s, const struct sshsig *signature,
    struct str handle)
{
	for (uint32_t i = 0; i < g->query.lines_count; i++) {
		struct sign_line *line = &g->lines[i];
		bool is_its = handle.n == 0 || str_eq(line->handle, handle);
		if (is_its && line->sshsig.n == 0 && key_is_known(g, s, signature, line->handle))
			return line;
	}
	return NULL;
}

static bool key_has_signed(const struct signing *g, struct str key)
{
	for (uint32_t i = 0; i < g->query.lines_count; i++) {
		if (str_eq(g->lines[i].key, key))
			return true;
	}
	return false;
}

/* `handle` empty: of whom it is follows from its key. */
static bool signature_take(struct signing *g, const struct site *s, const struct signature *from)
{
	struct sshsig signature;
	uint8_t tbs[SSHSIG_TBS_BYTES];
	sshsig_tbs(tbs, g->message);
	enum fault_id fault = sshsig_verify(&signature, from->blob, tbs);
	if (fault == FAULT_NONE && key_has_signed(g, signature.key.blob))
		fault = FAULT_KEY_TWICE;
	if (fault != FAULT_NONE) {
		problem_set(g, MESSAGE_SIGN_PROBLEM_SIGNATURE, str_c(fault_name(fault)));
		return false;
	}
	struct sign_line *line = line_find(g, s, &signature, from->handle);
	if (line == NULL) {
		problem_set(g, MESSAGE_SIGN_PROBLEM_KEY, key_fingerprint(s, signature.key.blob));
		return false;
	}
	line->sshsig = from->blob;
	line->key = signature.key.blob;
	g->query.signed_count++;
	return true;
}

/* Those that came with it, then the new one. */
static void signatures_take(struct signing *g, const struct site *s)
{
	for (uint32_t i = 0; i < g->form.count; i++) {
		if (!signature_take(g, s, &g->form.at[i]))
			return;
	}
	if (!g->form.has_signature)
		return;
	const struct signature more = { STR_NONE, g->form.signature };
	if (more.blob.n == 0)
		problem_set(g, MESSAGE_SIGN_PROBLEM_SIGNATURE, S("E_SSHSIG_FORMAT"));
	else
		(void)signature_take(g, s, &more);
}

/* Passkeys of this origin, of those who have still to sign. */
static void ways_find(struct signing *g, const struct site *s)
{
	struct sign_way *ways = arena_array(s->scratch, struct sign_way, SIGNATURES_MAX * 2 * KEYS_MAX);
	for (uint32_t i = 0; i < g->query.lines_count; i++) {
		struct str handle = g->lines[i].handle;
		struct signing_keys keys = keys_of(g, s, handle);
		bool is_again = g->lines[i].sshsig.n > 0 || (i > 0 && str_eq(g->lines[i - 1].handle, handle));
		for (uint32_t k = 0; k < keys.count && !is_again; k++) {
			if (str_eq(keys.at[k].origin, s->signing))
				ways[g->query.ways_count++] = (struct sign_way){ handle, keys.at[k].blob };
		}
	}
	g->query.ways = ways;
}

/* What was sent, as it was: keys may have changed by it. */
static void lines_fill(struct signing *g, const struct admitted *sent)
{
	for (uint32_t i = 0; i < g->query.lines_count && i < sent->entry.signatures_count; i++) {
		g->lines[i].sshsig = sent->entry.signatures[i].blob;
		g->lines[i].key = sent->signatures[i].key.blob;
		g->query.signed_count++;
	}
}

/* What the form says, judged by the state; or what was sent (may be NULL), and its outcome. */
static void signing_take(struct signing *g, const struct site *s, const struct call *c,
    const struct sign_outcome *outcome, const struct admitted *sent)
{
	moment last = forum_now(s->forum);
	g->now = last.ms > c->x->now.ms ? last : c->x->now;
	memset(g->lines, 0, sizeof g->lines); /* it may have been read before */
	g->found = (struct findings){ .count = 0 };
	g->query = (struct sign_query){ .problem = MESSAGE__COUNT, .found = &g->found, .outcome = outcome,
		.kind = g->form.kind, .content = g->form.content, .by = g->form.by, .with = g->form.with,
		.token = g->form.token, .notice = MESSAGE__COUNT };
	if ((g->form.line.n == 0 && g->form.kind.n == 0) || !act_take(g, s))
		return;
	if (sent != NULL) {
		lines_fill(g, sent);
		return;
	}
	signatures_take(g, s);
	g->query.fault = rehearse_act(s->forum, &g->entry.act, g->now, s->scratch, &g->found);
	ways_find(g, s);
}

/* A delegate's own signature answers an invitation: it waits for the coordinator. */
static void request_keep(struct signing *g, const struct call *c)
{
	static const enum message says[] = { [INVITES_DONE] = MESSAGE_KEY_KEPT,
		[INVITES_AGAIN] = MESSAGE_KEY_KEPT_BEFORE, [INVITES_NONE] = MESSAGE_KEY_GONE };
	struct invites *invites = c->loop->web->invites;
	struct signature signatures[SIGNATURES_MAX];
	struct invite invite;
	struct buf b;
	uint32_t count = 0;
	if (g->form.token.n == 0 || g->query.problem != MESSAGE__COUNT || g->query.act == NULL ||
	    g->view.kind != KIND_DELEGATE_ACCREDIT || g->query.signed_count + 1 != g->query.lines_count)
		return;
	struct str delegate = g->view.content->delegate_accredit.delegate;
	enum invites_answer answer =
	    invites_find(invites, g->form.token, c->x->now, c->x->scratch, &invite);
	for (uint32_t i = 0; i < g->query.lines_count; i++) {
		if (g->lines[i].sshsig.n > 0 && str_eq(g->lines[i].handle, delegate))
			signatures[count++] = (struct signature){ g->lines[i].handle, g->lines[i].sshsig };
	}
	if (answer != INVITES_DONE || !str_eq(invite.delegate, delegate) || count != g->query.signed_count) {
		g->query.notice = MESSAGE_KEY_GONE;
		return;
	}
	buf_init(&b, c->x->scratch, INVITE_REQUEST_BYTES_MAX);
	submission_put(&b, g->message, signatures, count);
	g->query.notice = b.failed
	    ? MESSAGE_KEY_GONE
	    : says[invites_keep(invites, g->form.token, c->x->now, buf_str(&b))];
}

static void page_reply(struct call *c, struct signing *g, const struct sign_outcome *outcome,
    const struct admitted *sent)
{
	struct log_head head;
	struct site s;
	struct buf out;
	buf_init(&out, c->x->scratch, PAGE_BYTES_MAX);
	const struct forum *f = service_read_begin(c->service);
	site_fill(&s, c, f, &head);
	signing_take(g, &s, c, outcome, sent);
	if (outcome == NULL)
		request_keep(g, c);
	enum view_status status = sign_page(&out, &s, &g->query);
	service_read_end(c->service);
	cm_assert(!out.failed); /* an act is small beside a page */
	struct reply r = { .status = (int)status, .head = S(HEAD_SIGN), .body = buf_str(&out) };
	exchange_reply(c->x, &r);
}

static void job_free(struct sign_job *job)
{
	arena_release(&job->arena);
	free(job);
}

static struct str type_of(const struct exchange *x)
{
	return exchange_field(x, HTTP_FIELD_CONTENT_TYPE);
}

/* The answer of the record, on the page that sent it. */
static void job_finish(struct exchange *x)
{
	struct sign_job *job = x->ctx;
	struct call c = { .x = x, .loop = job->loop, .service = job->loop->web->options->service,
		.lang = job->lang, .format = VIEW_HTML };
	const struct ticket *t = &job->ticket;
	struct signing *g = arena_new(x->scratch, struct signing);
	struct sign_outcome outcome = { .fault = t->fault, .found = &t->findings, .index = t->index,
		.received = t->received, .is_busy = job->is_busy };
	struct buf receipt;
	buf_init(&receipt, x->scratch, NOTE_BYTES_MAX);
	if (!job->is_busy && t->fault.id == FAULT_NONE && t->index < t->head.size &&
	    log_receipt(service_log(c.service), &t->head, t->index, &receipt, NULL) == RC_OK)
		outcome.receipt = buf_str(&receipt);
	bool is_read = sign_form_read(&g->form, x->scratch, type_of(x), x->body);
	cm_assert(is_read); /* as it was before */
	page_reply(&c, g, &outcome, &t->act);
	job_free(job);
}

/* On the settler's thread. */
static void job_answered(struct ticket *t)
{
	exchange_post(t->ctx);
}

static void job_start(struct call *c, const struct signing *g)
{
	struct sign_job *job = calloc(1, sizeof *job);
	struct signature signatures[SIGNATURES_MAX];
	struct buf submission;
	cm_assert(job != NULL);
	arena_init(&job->arena, JOB_BYTES_MAX);
	job->loop = c->loop;
	job->lang = c->lang;
	buf_init(&submission, &job->arena, 2 * SUBMISSION_BYTES_MAX);
	for (uint32_t i = 0; i < g->query.lines_count; i++)
		signatures[i] = (struct signature){ g->lines[i].handle, g->lines[i].sshsig };
	submission_put(&submission, g->message, signatures, g->query.lines_count);
	job->ticket.wait = WAIT_SIGNED;
	job->ticket.answered = job_answered;
	job->ticket.ctx = c->x;
	c->x->ctx = job;
	c->x->finish = job_finish;
	job->ticket.fault = submission.failed
	    ? fault_at(FAULT_SIZE, 0, SUBMISSION_BYTES_MAX)
	    : admit_submission(&job->ticket.act, &job->arena, buf_str(&submission),
		  service_origin(c->service));
	if (job->ticket.fault.id != FAULT_NONE) {
		job_finish(c->x);
		return;
	}
	exchange_defer(c->x);
	if (service_submit(c->service, &job->ticket))
		return;
	exchange_undefer(c->x);
	job->is_busy = true;
	job_finish(c->x);
}

/* The act with what stands before and behind it, as ssh-keygen takes it or as others bring it here again. */
static void file_answer(struct call *c, struct signing *g, bool has_signatures)
{
	struct log_head head;
	struct site s;
	struct buf out;
	struct signature signatures[SIGNATURES_MAX];
	uint32_t count = 0;
	const struct forum *f = service_read_begin(c->service);
	site_fill(&s, c, f, &head);
	signing_take(g, &s, c, NULL, NULL);
	service_read_end(c->service);
	if (g->query.act == NULL || g->query.problem != MESSAGE__COUNT) {
		page_reply(c, g, NULL, NULL);
		return;
	}
	buf_init(&out, c->x->scratch, 4 * SUBMISSION_BYTES_MAX);
	for (uint32_t i = 0; i < g->query.lines_count; i++) {
		if (g->lines[i].sshsig.n > 0)
			signatures[count++] = (struct signature){ g->lines[i].handle, g->lines[i].sshsig };
	}
	if (has_signatures)
		submission_put(&out, g->message, signatures, count);
	else
		buf_put(&out, g->message);
	struct reply r = { .status = 200, .body = buf_str(&out),
		.head = S("Content-Type: application/octet-stream\r\nContent-Disposition: attachment; "
			  "filename=\"act\"\r\n" HEAD_NO_STORE HEAD_OWN) };
	exchange_reply(c->x, &r);
}

static void act_answer(struct call *c, struct signing *g)
{
	struct log_head head;
	struct site s;
	const struct forum *f = service_read_begin(c->service);
	site_fill(&s, c, f, &head);
	signing_take(g, &s, c, NULL, NULL);
	service_read_end(c->service);
	bool is_complete = g->query.act != NULL && g->query.problem == MESSAGE__COUNT &&
	    g->query.signed_count == g->query.lines_count;
	if (g->form.is_sent && is_complete)
		job_start(c, g);
	else
		page_reply(c, g, NULL, NULL);
}

void sign_act_show(struct call *c, const struct sign_form *form)
{
	struct signing *g = arena_new(c->x->scratch, struct signing);
	g->form = *form;
	page_reply(c, g, NULL, NULL);
}

static void form_answer(struct call *c, struct str what)
{
	struct signing *g = arena_new(c->x->scratch, struct signing);
	if (!sign_form_read(&g->form, c->x->scratch, type_of(c->x), c->x->body)) {
		text_answer(c, 400, STR_NONE, S("This form cannot be read. Go back and send it again.\n"));
		return;
	}
	/* Anybody may show an act here; to send one is for this page alone. */
	if (g->form.is_sent && is_cross_site(c->x)) {
		text_answer(c, 403, STR_NONE, S("Acts are not accepted from another site's page.\n"));
		return;
	}
	if (str_eq(what, S("act")))
		act_answer(c, g);
	else
		file_answer(c, g, str_eq(what, S("submission")));
}

static void nothing_answer(struct call *c)
{
	text_answer(c, 404, STR_NONE, S("This address only signs acts. The forum's pages are elsewhere.\n"));
}

/* Keys, requests and invitations: sign_key.c. */
static bool key_answered(struct call *c, struct str what)
{
	bool is_post = c->x->method == HTTP_POST;
	struct str rest = what;
	struct str first = str_cut(&rest, '/');
	if (str_eq(what, S("request")) && is_post)
		sign_request_answer(c);
	else if (str_eq(what, S("invite")) || (str_eq(what, S("invite/file")) && is_post))
		sign_invite_answer(c, rest.n > 0);
	else if (str_eq(first, S("key")) && !is_post && what.n != first.n + 1)
		sign_key_answer(c, rest);
	else
		return false;
	return true;
}

static void lang_answer(struct call *c, struct str what)
{
	if (key_answered(c, what))
		return;
	bool is_form = str_eq(what, S("act")) || str_eq(what, S("message")) || str_eq(what, S("submission"));
	if (c->x->method == HTTP_POST && is_form)
		form_answer(c, what);
	else if (c->x->method == HTTP_POST)
		text_answer(c, 405, S("Allow: GET, HEAD\r\n"), S("This method is not for this address.\n"));
	else if (is_form) /* somebody asks again for what only a form can bring */
		redirect_answer(c, 303, c->lang == VIEW_RU ? S("/ru/") : S("/en/"));
	else if (what.n == 0)
		page_reply(c, arena_new(c->x->scratch, struct signing), NULL, NULL);
	else
		nothing_answer(c);
}

void sign_answer(struct call *c)
{
	struct str rest = str_sub(c->x->path, 1, c->x->path.n);
	struct str first = str_cut(&rest, '/');
	enum view_lang lang = view_lang_of(first);
	bool is_read = c->x->method == HTTP_GET || c->x->method == HTTP_HEAD;
	if (lang != VIEW_LANG__COUNT && c->x->path.n > first.n + 1) {
		c->lang = lang;
		lang_answer(c, rest);
	} else if (is_read && c->x->path.n == 1) {
		root_answer(c);
	} else if (is_read && str_eq(first, S("static"))) {
		c->code = rest;
		asset_answer(c);
	} else if (is_read && str_eq(c->x->path, S("/favicon.ico"))) {
		icon_answer(c);
	} else {
		nothing_answer(c);
	}
}
