/*
 * POST /acts (record-formats section 13). Form and signatures are checked on the loop's thread; what
 * passes is queued for the writer, and the exchange waits, without holding the loop, until the last of
 * its acts is answered on the settler's thread.
 */
#include "web/call.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "base/buf.h"
#include "codec/json.h"
#include "service/proofs.h"

#define JOB_BYTES_MAX ((size_t)64 << 20)
#define JOB_CHUNK_BYTES ((size_t)32 * 1024) /* holds one ordinary act */
#define ANSWER_BYTES_MAX ((size_t)16 << 20)

/* One request's acts on their way. */
struct lodged {
	struct lodged *next; /* of the unused */
	struct arena arena;
	struct web_loop *loop;
	struct exchange *x;
	struct service *service;
	enum view_lang lang;
	bool is_batch;
	uint32_t count;
	struct ticket *tickets;
	_Atomic uint32_t waiting; /* tickets not answered yet */
};

static struct lodged *lodged_take(struct call *c)
{
	struct lodged *job = c->loop->unused;
	if (job == NULL) {
		job = calloc(1, sizeof *job);
		cm_assert(job != NULL);
		arena_init(&job->arena, JOB_BYTES_MAX);
		job->arena.chunk_bytes = JOB_CHUNK_BYTES;
	} else {
		c->loop->unused = job->next;
	}
	job->loop = c->loop;
	job->x = c->x;
	job->service = c->service;
	job->lang = c->lang;
	return job;
}

static void lodged_give(struct lodged *job)
{
	arena_reset(&job->arena);
	job->next = job->loop->unused;
	job->loop->unused = job;
}

void lodged_release(struct web_loop *loop)
{
	while (loop->unused != NULL) {
		struct lodged *job = loop->unused;
		loop->unused = job->next;
		arena_release(&job->arena);
		free(job);
	}
}

/* On the settler's thread. */
static void ticket_answered(struct ticket *t)
{
	struct lodged *job = t->ctx;
	if (atomic_fetch_sub_explicit(&job->waiting, 1, memory_order_acq_rel) == 1)
		exchange_post(job->x);
}

static void findings_put(struct json_writer *w, const struct lodged *job, const struct findings *found)
{
	json_put_key(w, S("findings"));
	json_open_array(w);
	for (unsigned i = 0; i < found->count; i++) {
		const struct finding *f = &found->at[i];
		json_open_object(w);
		json_put_key(w, S("finding"));
		json_put_string(w, finding_name(f->id));
		if (f->index != UINT64_MAX) {
			json_put_key(w, S("index"));
			json_put_integer(w, (int64_t)f->index);
		}
		if (f->place.n > 0) {
			json_put_key(w, S("place"));
			json_put_string(w, f->place);
		}
		json_put_key(w, S("rule"));
		json_put_string(w, finding_rule(f->id));
		json_put_key(w, S("sentence"));
		json_put_string(w, finding_sentence(f->id, view_lang_tag(job->lang)));
		json_put_key(w, S("severity"));
		json_put_string(w, finding_severity(f->id) == REFUSE ? S("refuse") : S("note"));
		json_close_object(w);
	}
	json_close_array(w);
}

static void refused_put(struct json_writer *w, const struct lodged *job, const struct ticket *t)
{
	bool is_form = t->fault.id != FAULT_RULES;
	if (is_form) {
		json_put_key(w, S("error"));
		json_put_string(w, str_c(fault_name(t->fault.id)));
	}
	if (t->findings.count > 0)
		findings_put(w, job, &t->findings);
	if (is_form) {
		json_put_key(w, S("line"));
		json_put_integer(w, t->fault.line);
		json_put_key(w, S("offset"));
		json_put_integer(w, t->fault.offset);
	}
}

static void admitted_put(struct json_writer *w, const struct lodged *job, const struct ticket *t)
{
	struct buf receipt;
	if (t->findings.count > 0)
		findings_put(w, job, &t->findings);
	json_put_key(w, S("id"));
	json_put_hex(w, t->act.id.bytes, HASH_BYTES);
	json_put_key(w, S("index"));
	json_put_integer(w, (int64_t)t->index);
	buf_init(&receipt, w->out->arena, NOTE_BYTES_MAX);
	bool has_receipt = t->wait == WAIT_SIGNED && t->index < t->head.size &&
	    log_receipt(service_log(job->service), &t->head, t->index, &receipt, NULL) == RC_OK;
	if (has_receipt && !receipt.failed) {
		json_put_key(w, S("receipt"));
		json_put_string(w, buf_str(&receipt));
	}
	json_put_key(w, S("received"));
	json_put_integer(w, t->received.ms);
}

static void ticket_put(struct buf *out, const struct lodged *job, const struct ticket *t)
{
	struct json_writer w;
	json_begin(&w, out);
	json_open_object(&w);
	if (t->fault.id != FAULT_NONE)
		refused_put(&w, job, t);
	else
		admitted_put(&w, job, t);
	json_close_object(&w);
	buf_byte(out, '\n');
}

static void lodged_finish(struct exchange *x)
{
	struct lodged *job = x->ctx;
	struct buf out;
	struct reply r = { .status = 200 };
	buf_init(&out, x->scratch, ANSWER_BYTES_MAX);
	for (uint32_t i = 0; i < job->count; i++)
		ticket_put(&out, job, &job->tickets[i]);
	cm_assert(!out.failed);
	if (!job->is_batch && job->tickets[0].fault.id != FAULT_NONE)
		r.status = fault_http(job->tickets[0].fault.id);
	r.head = job->is_batch ? S("Content-Type: application/jsonl\r\n" HEAD_NO_STORE HEAD_OPEN) :
				 S(HEAD_JSON HEAD_NO_STORE HEAD_OPEN);
	r.body = buf_str(&out);
	exchange_reply(x, &r);
	lodged_give(job);
}

/* "u16be length, submission", one after another. False: cut, empty, or more than a batch may hold. */
static bool batch_count(struct str body, uint32_t *count)
{
	for (*count = 0; body.n > 0; (*count)++) {
		size_t n = body.n < 2 ? 0 : (size_t)(uint8_t)body.p[0] << 8 | (uint8_t)body.p[1];
		if (n == 0 || n + 2 > body.n || *count == BATCH_ACTS_MAX)
			return false;
		body = str_sub(body, n + 2, body.n);
	}
	return *count > 0;
}

static struct str batch_next(struct str *body)
{
	size_t n = (size_t)(uint8_t)body->p[0] << 8 | (uint8_t)body->p[1];
	struct str one = str_sub(*body, 2, n + 2);
	*body = str_sub(*body, n + 2, body->n);
	return one;
}

/* Stages A and B of each; those that pass become a chain for the writer. */
static struct ticket *lodged_admit(struct lodged *job, struct str body, enum service_wait wait,
    uint32_t *passed)
{
	struct ticket *first = NULL, **end = &first;
	struct str origin = service_origin(job->service);
	*passed = 0;
	for (uint32_t i = 0; i < job->count; i++) {
		struct ticket *t = &job->tickets[i];
		struct str one = job->is_batch ? batch_next(&body) : body;
		t->wait = wait;
		t->answered = ticket_answered;
		t->ctx = job;
		t->next = NULL;
		t->findings.count = t->findings.refused = 0;
		t->fault = admit_submission(&t->act, &job->arena, one, origin);
		if (t->fault.id != FAULT_NONE)
			continue;
		*end = t;
		end = &t->next;
		(*passed)++;
	}
	return first;
}

static void lodged_submit(struct lodged *job, enum service_wait wait)
{
	struct exchange *x = job->x;
	uint32_t passed;
	x->ctx = job;
	struct ticket *first = lodged_admit(job, x->body, wait, &passed);
	if (passed == 0) {
		lodged_finish(x);
		return;
	}
	atomic_store_explicit(&job->waiting, passed, memory_order_release);
	x->finish = lodged_finish;
	exchange_defer(x);
	if (service_submit_chain(job->service, first, passed))
		return;
	exchange_undefer(x);
	struct reply busy = { .status = 503,
		.head = S(HEAD_TEXT HEAD_NO_STORE HEAD_OPEN "Retry-After: 1\r\n"),
		.body = S("Too many acts are waiting; send it again, the same act is recorded once.\n") };
	lodged_give(job);
	exchange_reply(x, &busy);
}

static bool wait_read(struct call *c, enum service_wait *wait)
{
	struct query q;
	*wait = WAIT_SIGNED;
	if (c->x->query.n == 0)
		return true;
	if (!query_parse(&q, c->x->scratch, c->x->query))
		return false;
	struct str text = query_value(&q, S("wait"));
	if (str_eq(text, S("durable")))
		*wait = WAIT_DURABLE;
	return text.n == 0 || str_eq(text, S("durable")) || str_eq(text, S("signed"));
}

enum body_type { BODY_ONE, BODY_BATCH, BODY_OTHER };

static enum body_type body_type_of(const struct exchange *x)
{
	struct str parameters = exchange_field(x, HTTP_FIELD_CONTENT_TYPE);
	struct str type = str_cut(&parameters, ';');
	while (str_ends(type, S(" ")))
		type.n--;
	while (str_starts(parameters, S(" ")))
		parameters = str_sub(parameters, 1, parameters.n);
	if (http_is_word(type, S("application/octet-stream")))
		return BODY_BATCH;
	bool is_utf8 = parameters.n == 0 || http_is_word(parameters, S("charset=utf-8")) ||
	    http_is_word(parameters, S("charset=\"utf-8\""));
	return http_is_word(type, S("text/plain")) && is_utf8 ? BODY_ONE : BODY_OTHER;
}

/* A signed act needs no cookie, but another site's page has no business sending one. */
bool is_cross_site(const struct exchange *x)
{
	struct str site = exchange_field(x, HTTP_FIELD_SEC_FETCH_SITE);
	return site.n > 0 && !str_eq(site, S("same-origin")) && !str_eq(site, S("none"));
}

void acts_answer(struct call *c)
{
	enum service_wait wait;
	enum body_type type = body_type_of(c->x);
	uint32_t count = 1;
	if (is_cross_site(c->x)) {
		text_answer(c, 403, S(""), S("Acts are not accepted from another site's page.\n"));
		return;
	}
	if (type == BODY_OTHER || exchange_field(c->x, HTTP_FIELD_CONTENT_ENCODING).n > 0) {
		text_answer(c, 415, S(""), S("Send one submission as text/plain; charset=utf-8, or a batch "
					     "as application/octet-stream, neither compressed.\n"));
		return;
	}
	if (!wait_read(c, &wait)) {
		text_answer(c, 400, S(""), S("wait is durable or signed.\n"));
		return;
	}
	if (type == BODY_BATCH && !batch_count(c->x->body, &count)) {
		text_answer(c, 400, S(""), S("A batch is 1 to 256 times a length in two bytes, big-endian, "
					     "and a submission of that length.\n"));
		return;
	}
	struct lodged *job = lodged_take(c);
	job->is_batch = type == BODY_BATCH;
	job->count = count;
	job->tickets = arena_alloc(&job->arena, count * sizeof *job->tickets, ARENA_ALIGN);
	lodged_submit(job, wait);
}
