#include "mail/mailer.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sysexits.h>
#include <time.h>

#include "base/arena.h"
#include "mail/command.h"
#include "mail/mark.h"
#include "view/mail.h"
#include "view/model/common.h"

#define ENTRY_ARENA_BYTES ((size_t)16 << 20)  /* one entry, parsed */
#define NOTICE_ARENA_BYTES ((size_t)64 << 20) /* one notice, one message */
#define LIST_ARENA_BYTES ((size_t)8 << 20)    /* the file of recipients */
#define FILE_BYTES_MAX ((size_t)1 << 20)
#define LOOK_MS 500
#define RETRY_MS 1000
#define RETRY_MS_MAX 300000
#define ATTEMPTS_MAX 3 /* of what is the address's or the message's fault */
#define DAY_MS INT64_C(86400000)

struct mailer {
	struct mailer_options options;
	struct command command;
	struct arena entry, list, notice;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t told; /* is_stopping has changed */
	bool is_stopping;    /* under the lock */
	uint64_t next, marked; /* the thread's */
	_Atomic uint64_t done, sent, failed, retried;
};

static bool is_stopping(struct mailer *m)
{
	(void)pthread_mutex_lock(&m->lock);
	bool stops = m->is_stopping;
	(void)pthread_mutex_unlock(&m->lock);
	return stops;
}

/* False: it is to stop. */
static bool wait_ms(struct mailer *m, int64_t ms)
{
	struct timespec until;
	(void)clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += (time_t)(ms / 1000);
	until.tv_nsec += (long)(ms % 1000) * 1000000;
	if (until.tv_nsec >= 1000000000) {
		until.tv_sec++;
		until.tv_nsec -= 1000000000;
	}
	(void)pthread_mutex_lock(&m->lock);
	while (!m->is_stopping && pthread_cond_timedwait(&m->told, &m->lock, &until) != ETIMEDOUT)
		continue;
	bool goes_on = !m->is_stopping;
	(void)pthread_mutex_unlock(&m->lock);
	return goes_on;
}

static enum rc file_read(const char *path, struct arena *a, struct str *out, struct err *err)
{
	char *bytes = arena_alloc(a, FILE_BYTES_MAX, 1);
	FILE *f = fopen(path, "re");
	if (f == NULL)
		return cm_fail(err, RC_IO, "%s cannot be opened", path);
	size_t n = fread(bytes, 1, FILE_BYTES_MAX, f);
	bool is_read = ferror(f) == 0;
	(void)fclose(f);
	if (!is_read || n == FILE_BYTES_MAX)
		return cm_fail(err, RC_IO, "%s cannot be read, or is too long", path);
	*out = (struct str){ bytes, n };
	return RC_OK;
}

static enum rc recipients_read(struct mailer *m, struct mail_recipients *out, struct err *err)
{
	struct str text;
	uint32_t line;
	arena_reset(&m->list);
	enum rc rc = file_read(m->options.recipients, &m->list, &text, err);
	if (rc != RC_OK)
		return rc;
	if (!mail_recipients_parse(out, &m->list, text, &line))
		return cm_fail(err, RC_INVALID, "%s:%u: not \"PARTY ADDRESS [en|ru] [+HH:MM]\"",
		    m->options.recipients, line);
	return RC_OK;
}

/* Statuses of sysexits.h that another attempt does not change. */
static bool is_hopeless(int status)
{
	return status == EX_DATAERR || status == EX_NOUSER || status == EX_UNAVAILABLE;
}

/* Until it is taken or given up. False: it is to stop. What is logged names no address. */
static bool message_send(struct mailer *m, uint64_t entry, struct str message)
{
	int64_t delay = RETRY_MS;
	for (unsigned attempt = 1;; attempt++) {
		int status = m->options.send != NULL ? m->options.send(m->options.send_ctx, message) :
						       command_run(&m->command, message);
		if (status == 0) {
			atomic_fetch_add(&m->sent, 1);
			return true;
		}
		atomic_fetch_add(&m->retried, 1);
		if (is_hopeless(status) && attempt >= ATTEMPTS_MAX) {
			atomic_fetch_add(&m->failed, 1);
			(void)fprintf(stderr, "comity: a notice of entry %llu is given up: the mail "
			    "command ends with %d\n", (unsigned long long)entry, status);
			return true;
		}
		(void)fprintf(stderr, "comity: a notice of entry %llu was not taken (%d); again in "
		    "%lld s\n", (unsigned long long)entry, status, (long long)(delay / 1000));
		if (!wait_ms(m, delay))
			return false;
		delay = delay * 2 < RETRY_MS_MAX ? delay * 2 : RETRY_MS_MAX;
	}
}

static void site_fill(struct site *s, struct mailer *m, const struct forum *f, enum view_lang lang)
{
	struct service *service = m->options.service;
	int32_t today = (int32_t)(service_now(service).ms / DAY_MS);
	*s = (struct site){ .forum = f, .lang = lang, .format = VIEW_HTML, .day = today, .today = today,
		.path = S("/"), .origin = service_origin(service), .base = m->options.base,
		.scratch = &m->notice };
}

/* The message for one of them, from the state as it is now. False: it is not for him. */
static bool message_make(struct mailer *m, const struct act_view *act, const struct mail_recipient *to,
    struct str *out)
{
	struct site s;
	struct notice n, echo;
	struct buf message;
	arena_reset(&m->notice);
	const struct forum *f = service_read_begin(m->options.service);
	site_fill(&s, m, f, to->lang);
	bool is_for = notice_of(&n, &s, act, &to->clock) && mail_is_for(to, &n);
	if (to->group == MAIL_PARTY && notice_echo_of(&echo, &s, act, to->party, is_for ? &n : NULL)) {
		n = echo;
		is_for = true;
	}
	struct mail mail = { .from = str_c(m->options.from), .to = to->address, .lang = site_lang(&s),
		.date = act->entry->received, .entry = act->index, .forum = *forum_id(f) };
	service_read_end(m->options.service);
	if (!is_for)
		return false;
	mail.from_name = n.forum;
	mail.subject = n.subject;
	mail.text = n.text;
	buf_init(&message, &m->notice, MAIL_BYTES_MAX);
	mail_put(&message, &mail);
	*out = buf_str(&message);
	return !message.failed;
}

/* All who are told of it. False: it is to stop, and the entry is not done. */
static bool notices_send(struct mailer *m, const struct act_view *act)
{
	struct mail_recipients all;
	struct err err;
	struct str message;
	/* A file that is being edited is whole again soon; nobody is skipped meanwhile. */
	while (recipients_read(m, &all, &err) != RC_OK) {
		atomic_fetch_add(&m->retried, 1);
		(void)fprintf(stderr, "comity: %s\n", err.text);
		if (!wait_ms(m, RETRY_MS * 10))
			return false;
	}
	for (uint32_t i = 0; i < all.count; i++) {
		if (!message_make(m, act, &all.at[i], &message))
			continue;
		if (!message_send(m, act->index, message))
			return false;
		if (i + 1 < all.count && is_stopping(m))
			return false;
	}
	return true;
}

/* An act that a party's key signed is told to that party, if nobody else. */
static bool has_echo(const struct entry *e)
{
	for (uint32_t i = 0; i < e->signatures_count; i++) {
		if (!str_eq(handle_party(e->signatures[i].handle), S("secretariat")))
			return true;
	}
	return false;
}

/* Is anybody told of it? Then the file is read. */
static bool has_notice(struct mailer *m, const struct act_view *act)
{
	struct site s;
	struct notice n;
	const struct notice_clock clock = { .is_set = false };
	arena_reset(&m->notice);
	const struct forum *f = service_read_begin(m->options.service);
	site_fill(&s, m, f, VIEW_EN);
	bool is_told = notice_of(&n, &s, act, &clock);
	service_read_end(m->options.service);
	return is_told;
}

/* False: it is to stop, and the entry is not done. */
static bool entry_tell(struct mailer *m, uint64_t index, bool *was_told)
{
	*was_told = false;
	struct str bytes;
	struct act_view act = { .index = index };
	arena_reset(&m->entry);
	struct entry *entry = arena_new(&m->entry, struct entry);
	union content *content = arena_new(&m->entry, union content);
	enum rc rc = log_entry(service_log(m->options.service), index, &m->entry, &bytes, NULL);
	cm_assert(rc == RC_OK);
	struct fault fault = entry_parse_stored(entry, &m->entry, bytes, service_origin(m->options.service));
	cm_assert(fault.id == FAULT_NONE);
	act.entry = entry;
	act.kind = kind_of(entry->act.kind);
	if (act.kind == KIND__COUNT ||
	    content_read(content, act.kind, &entry->act, &m->entry).id != FAULT_NONE)
		return true;
	act.content = content;
	*was_told = has_echo(entry) || has_notice(m, &act);
	return !*was_told || notices_send(m, &act);
}

/* Later attempts write it again; until then a crash repeats more than one entry. */
static void mark_move(struct mailer *m)
{
	struct err err;
	if (m->marked == m->next)
		return;
	if (mark_write(m->options.mark, m->next, &err) != RC_OK)
		(void)fprintf(stderr, "comity: %s\n", err.text);
	else
		m->marked = m->next;
}

/* Entries that are published and whose tree is signed. */
static uint64_t told_until(const struct mailer *m)
{
	struct log_head head;
	uint64_t published = service_published(m->options.service);
	log_head(service_log(m->options.service), &head);
	return published < head.size ? published : head.size;
}

/* Without a mark for each of those in between that nobody is told of: looking at them again costs little. */
static bool entries_tell(struct mailer *m)
{
	bool was_told;
	for (uint64_t end = told_until(m); m->next < end;) {
		if (!entry_tell(m, m->next, &was_told))
			return false;
		atomic_store(&m->done, ++m->next);
		if (was_told)
			mark_move(m);
	}
	mark_move(m);
	return true;
}

static void *mailer_run(void *ctx)
{
	struct mailer *m = ctx;
	while (entries_tell(m) && wait_ms(m, LOOK_MS))
		continue;
	mark_move(m);
	return NULL;
}

/* Where to begin: at the mark, or, where there is none, behind what is there. */
static enum rc mark_find(struct mailer *m, struct err *err)
{
	uint64_t published = service_published(m->options.service);
	enum rc rc = mark_read(m->options.mark, &m->next, err);
	if (rc == RC_NOT_FOUND) {
		m->next = published;
		rc = mark_write(m->options.mark, m->next, err);
	} else if (rc == RC_OK && m->next > published) {
		rc = cm_fail(err, RC_CONFLICT, "%s is of another record: it names entry %llu, of %llu",
		    m->options.mark, (unsigned long long)m->next, (unsigned long long)published);
	}
	m->marked = m->next;
	atomic_store(&m->done, m->next);
	return rc;
}

static enum rc mailer_check(struct mailer *m, struct err *err)
{
	struct mail_recipients all;
	if (!command_parse(&m->command, m->options.command))
		return cm_fail(err, RC_INVALID, "the mail command is empty or too long");
	if (!mail_address_is_valid(str_c(m->options.from)))
		return cm_fail(err, RC_INVALID, "%s is no address to send from", m->options.from);
	enum rc rc = recipients_read(m, &all, err);
	return rc == RC_OK ? mark_find(m, err) : rc;
}

static void mailer_free(struct mailer *m)
{
	arena_release(&m->entry);
	arena_release(&m->list);
	arena_release(&m->notice);
	(void)pthread_cond_destroy(&m->told);
	(void)pthread_mutex_destroy(&m->lock);
	free(m);
}

enum rc mailer_start(struct mailer **out, const struct mailer_options *options, struct err *err)
{
	pthread_condattr_t attr;
	struct mailer *m = calloc(1, sizeof *m);
	cm_assert(m != NULL);
	m->options = *options;
	arena_init(&m->entry, ENTRY_ARENA_BYTES);
	arena_init(&m->list, LIST_ARENA_BYTES);
	arena_init(&m->notice, NOTICE_ARENA_BYTES);
	(void)pthread_mutex_init(&m->lock, NULL);
	(void)pthread_condattr_init(&attr);
	(void)pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	(void)pthread_cond_init(&m->told, &attr);
	(void)pthread_condattr_destroy(&attr);
	enum rc rc = mailer_check(m, err);
	if (rc == RC_OK && pthread_create(&m->thread, NULL, mailer_run, m) != 0)
		rc = cm_fail(err, RC_LIMIT, "no thread for mail can be made");
	if (rc != RC_OK) {
		mailer_free(m);
		return rc;
	}
	*out = m;
	return RC_OK;
}

void mailer_stop(struct mailer *m)
{
	if (m == NULL)
		return;
	(void)pthread_mutex_lock(&m->lock);
	m->is_stopping = true;
	(void)pthread_cond_signal(&m->told);
	(void)pthread_mutex_unlock(&m->lock);
	(void)pthread_join(m->thread, NULL);
	mailer_free(m);
}

void mailer_counters(const struct mailer *m, struct mailer_counters *out)
{
	uint64_t done = atomic_load(&m->done), all = service_published(m->options.service);
	*out = (struct mailer_counters){ .sent = atomic_load(&m->sent),
		.failed = atomic_load(&m->failed),
		.retried = atomic_load(&m->retried),
		.behind = all > done ? all - done : 0 };
}
