/*
 * POST /{lang}/texts/{code}/word: a Word file that came back, compared with the text. The file is read in a
 * process of its own (service/converter.h), which a thread of its own waits for, so that the loop does not;
 * nothing is kept, signed or recorded.
 */
#include "web/call.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "service/converter.h"
#include "view/model/word_box.h"
#include "view/text_file.h"
#include "web/multipart.h"

#define JOB_BYTES_MAX ((size_t)512 << 20)
#define READERS_MAX 4 /* at once: each takes a core for as long as it reads */
#define WORD_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

struct word_job {
	struct arena arena;
	struct web_loop *loop;
	struct exchange *x;
	const struct converter *converter;
	enum view_lang lang;
	enum view_format format;
	struct str code, party, address;
	struct lexicon words;
	struct draft draft;
	struct buf errand, answer;
	enum rc rc;
	struct err err;
};

static struct word_job *job_new(const struct call *c)
{
	struct word_job *job = calloc(1, sizeof *job);
	cm_assert(job != NULL);
	arena_init(&job->arena, JOB_BYTES_MAX);
	job->loop = c->loop;
	job->x = c->x;
	job->converter = c->loop->web->options->converter;
	job->lang = c->lang;
	job->format = c->format;
	job->code = str_copy(&job->arena, c->code);
	job->address = str_copy(&job->arena, c->address);
	return job;
}

static void job_free(struct word_job *job)
{
	arena_release(&job->arena);
	free(job);
}

/* On a thread of its own. */
static void *job_run(void *ctx)
{
	struct word_job *job = ctx;
	struct web *web = job->loop->web;
	job->rc = job->converter->read(buf_str(&job->errand), &job->answer, &job->err);
	atomic_fetch_sub_explicit(&web->readers, 1, memory_order_acq_rel);
	exchange_post(job->x);
	return NULL;
}

static void page_reply(struct exchange *x, struct word_job *job, const struct word_query *q)
{
	struct call c = { .x = x, .loop = job->loop, .service = job->loop->web->options->service,
		.lang = job->lang, .format = job->format, .address = job->address };
	struct log_head head;
	struct site s;
	struct buf out;
	buf_init(&out, x->scratch, PAGE_BYTES_MAX);
	const struct forum *f = service_read_begin(c.service);
	site_fill(&s, &c, f, &head);
	enum view_status status = word_page(&out, &s, q);
	service_read_end(c.service);
	if (out.failed) {
		problem_answer(&c, PROBLEM_TOO_LONG);
		return;
	}
	struct reply r = { .status = (int)status, .body = buf_str(&out),
		.head = job->format == VIEW_JSON ? S(HEAD_JSON HEAD_NO_STORE HEAD_OPEN)
						 : S(HEAD_HTML HEAD_NO_STORE HEAD_OWN) };
	exchange_reply(x, &r);
}

static void job_finish(struct exchange *x)
{
	struct word_job *job = x->ctx;
	struct returned back;
	struct word_query q = { .code = job->code, .party = job->party, .draft = &job->draft };
	const struct errand_asked of = { &job->draft, &job->words, buf_str(&job->answer) };
	if (job->rc == RC_OK)
		job->rc = errand_returned_read(&back, &job->arena, &of, &job->err);
	if (job->rc == RC_OK)
		q.back = &back;
	else
		q.problem = str_c(job->err.text);
	page_reply(x, job, &q);
	job_free(job);
}

/* The text as it is now, and the file, as an errand. False: answered. */
static bool errand_make(struct call *c, struct word_job *job, struct str file)
{
	struct errand e = { .kind = ERRAND_RETURN, .file = file };
	const struct forum *f = service_read_begin(c->service);
	const struct text_desk desk = { &job->arena, &job->words, f, instrument_find(f, job->code) };
	bool is_party = job->party.n == 0 || party_find(f, job->party) != NULL;
	lexicon_init(&job->words, &job->arena, 1);
	bool is_there = desk.of != NULL && instrument_draft(&job->draft, &desk, &job->err) == RC_OK;
	service_read_end(c->service);
	if (!is_there || !is_party) {
		problem_answer(c, is_there ? PROBLEM_BAD_REQUEST : PROBLEM_NOT_FOUND);
		return false;
	}
	e.draft = job->draft;
	buf_init(&job->errand, &job->arena, ERRAND_BYTES_MAX);
	buf_init(&job->answer, &job->arena, ERRAND_ANSWER_BYTES_MAX);
	errand_put(&job->errand, &e);
	if (job->errand.failed)
		problem_answer(c, PROBLEM_TOO_LONG);
	return !job->errand.failed;
}

static void busy_answer(struct call *c)
{
	text_answer(c, 503, S("Retry-After: 5\r\n"), S("Other files are being read; send it again.\n"));
}

static bool job_start(struct call *c, struct word_job *job)
{
	pthread_t thread;
	pthread_attr_t attr;
	c->x->ctx = job;
	c->x->finish = job_finish;
	exchange_defer(c->x);
	(void)pthread_attr_init(&attr);
	(void)pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED);
	int error = pthread_create(&thread, &attr, job_run, job);
	(void)pthread_attr_destroy(&attr);
	if (error != 0)
		exchange_undefer(c->x);
	return error == 0;
}

static bool reader_take(struct web *web)
{
	if (atomic_fetch_add_explicit(&web->readers, 1, memory_order_acq_rel) < READERS_MAX)
		return true;
	atomic_fetch_sub_explicit(&web->readers, 1, memory_order_acq_rel);
	return false;
}

/* As a form, or the file itself with ?party=. False: neither. */
static bool body_read(struct call *c, struct str *file, struct str *party)
{
	struct str type = exchange_field(c->x, HTTP_FIELD_CONTENT_TYPE);
	struct multipart form;
	if (http_is_word(type, S(WORD_TYPE)) || http_is_word(type, S("application/octet-stream"))) {
		*file = c->x->body;
		*party = query_value(&c->query, S("party"));
		return file->n > 0;
	}
	if (!multipart_parse(&form, type, c->x->body))
		return false;
	*file = multipart_value(&form, S("file"));
	*party = multipart_value(&form, S("party"));
	return true;
}

void word_answer(struct call *c)
{
	struct str file, party;
	if (c->loop->web->options->converter == NULL) {
		problem_answer(c, PROBLEM_NOT_FOUND);
		return;
	}
	if (is_cross_site(c->x)) {
		text_answer(c, 403, STR_NONE, S("Files are not accepted from another site's page.\n"));
		return;
	}
	if (!body_read(c, &file, &party)) {
		problem_answer(c, PROBLEM_BAD_REQUEST);
		return;
	}
	if (!reader_take(c->loop->web)) {
		busy_answer(c);
		return;
	}
	struct word_job *job = job_new(c);
	job->party = str_copy(&job->arena, party);
	bool is_made = errand_make(c, job, file);
	if (is_made && job_start(c, job))
		return;
	atomic_fetch_sub_explicit(&c->loop->web->readers, 1, memory_order_acq_rel);
	if (is_made)
		busy_answer(c);
	job_free(job);
}
