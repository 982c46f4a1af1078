/* Answers that are no pages: redirects, assets, documents for programs. */
#include "web/call.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "rules/conduct.h"
#include "rules/register.h"
#include "view/calendar.h"
#include "view/feeds.h"
#include "web/assets.h"

#define LINES_BYTES_MAX 8192
#define DOCUMENT_BYTES_MAX ((size_t)64 << 20) /* every key ever accredited */
#define SECURITY_TXT_DAYS 180

void text_answer(struct call *c, int status, struct str head, struct str body)
{
	struct buf lines;
	buf_init(&lines, c->x->scratch, LINES_BYTES_MAX);
	buf_put(&lines, S(HEAD_TEXT HEAD_NO_STORE HEAD_OWN));
	buf_put(&lines, head);
	struct reply r = { .status = status, .head = buf_str(&lines), .body = body };
	exchange_reply(c->x, &r);
}

void redirect_answer(struct call *c, int status, struct str to)
{
	struct buf lines;
	buf_init(&lines, c->x->scratch, LINES_BYTES_MAX * 2);
	buf_put(&lines, S(HEAD_FRESH HEAD_OWN "Location: "));
	buf_put(&lines, to);
	buf_put(&lines, S("\r\n"));
	if (c->route != NULL)
		buf_put(&lines, S("Vary: Accept-Language\r\n"));
	struct reply r = { .status = status, .head = buf_str(&lines) };
	exchange_reply(c->x, &r);
}

void root_answer(struct call *c)
{
	redirect_answer(c, 302, c->lang == VIEW_RU ? S("/ru/") : S("/en/"));
}

void icon_answer(struct call *c)
{
	redirect_answer(c, 301, S("/static/icon.svg"));
}

/* Made from the state and kept like a page. */
struct made {
	struct str head;
	void (*put)(struct buf *out, struct call *c);
};

static void document_answer(struct call *c, const struct made *d)
{
	struct answer answer = { .key = c->address.n > 0 ? c->address : c->x->path, .head = d->head,
		.status = 200 };
	struct buf out;
	struct log_head head;
	answer.stamp = stamp_of(c->service, c->x->now);
	buf_init(&out, c->x->scratch, DOCUMENT_BYTES_MAX);
	d->put(&out, c);
	if (out.failed) {
		problem_answer(c, PROBLEM_TOO_LONG);
		return;
	}
	answer.body = buf_str(&out);
	log_head(service_log(c->service), &head);
	/* Kept when nothing was published meanwhile and everything is signed. */
	uint64_t published = service_published(c->service);
	bool is_kept = published == answer.stamp.published && published == head.size;
	struct cached *entry = cache_put(&c->loop->cache, &answer, is_kept);
	cached_answer(c->x, entry);
	cached_drop(entry);
}

static void openapi_put(struct buf *out, struct call *c)
{
	struct log_head head;
	struct site s;
	c->format = VIEW_JSON;
	const struct forum *f = service_read_begin(c->service);
	site_fill(&s, c, f, &head);
	openapi_document(out, &s);
	service_read_end(c->service);
}

void openapi_answer(struct call *c)
{
	document_answer(c, &(struct made){ S(HEAD_JSON HEAD_FRESH HEAD_OPEN), openapi_put });
}

static bool body_is_known(struct call *c, struct str body)
{
	const struct forum *f = service_read_begin(c->service);
	const struct charter *charter = forum_charter(f);
	bool is_known = (charter != NULL && charter_body(charter, body) != NULL) ||
	    meeting_of_body_count(f, body) > 0;
	service_read_end(c->service);
	return is_known;
}

/* Of one body, or of all: the address in one form, which names what is kept. */
static bool body_take(struct call *c)
{
	struct query all;
	struct buf b;
	c->query = (struct query){ 0 };
	if (!query_parse(&all, c->x->scratch, c->x->query)) {
		problem_answer(c, PROBLEM_BAD_REQUEST);
		return false;
	}
	struct str body = query_value(&all, S("body"));
	if (body.n > 0 && !body_is_known(c, body)) {
		problem_answer(c, PROBLEM_NOT_FOUND);
		return false;
	}
	buf_init(&b, c->x->scratch, 4 * HTTP_LINE_BYTES_MAX);
	buf_put(&b, c->x->path);
	if (body.n > 0) {
		c->query.at[c->query.count++] = (struct query_param){ S("body"), body };
		buf_put(&b, S("?body="));
		buf_percent(&b, body);
	}
	c->address = buf_str(&b);
	return true;
}

/* Their addresses are written out, because a subscription does not negotiate a language. */
static const struct forum *feed_begin(struct call *c, struct site *s, struct log_head *head)
{
	c->lang = str_starts(c->x->path, S("/ru/")) ? VIEW_RU : VIEW_EN;
	const struct forum *f = service_read_begin(c->service);
	site_fill(s, c, f, head);
	return f;
}

#define HEAD_ATOM "Content-Type: application/atom+xml\r\n" HEAD_FRESH HEAD_OPEN
#define HEAD_CALENDAR "Content-Type: text/calendar; charset=utf-8\r\n" HEAD_FRESH HEAD_OPEN

static void atom_put(struct buf *out, struct call *c)
{
	struct log_head head;
	struct site s;
	(void)feed_begin(c, &s, &head);
	feed_document(out, &s);
	service_read_end(c->service);
}

void atom_answer(struct call *c)
{
	document_answer(c, &(struct made){ S(HEAD_ATOM), atom_put });
}

static void decisions_put(struct buf *out, struct call *c)
{
	struct log_head head;
	struct site s;
	(void)feed_begin(c, &s, &head);
	decisions_feed(out, &s, query_value(&c->query, S("body")));
	service_read_end(c->service);
}

void decisions_atom_answer(struct call *c)
{
	if (body_take(c))
		document_answer(c, &(struct made){ S(HEAD_ATOM), decisions_put });
}

static void documents_put(struct buf *out, struct call *c)
{
	struct log_head head;
	struct site s;
	(void)feed_begin(c, &s, &head);
	documents_feed(out, &s);
	service_read_end(c->service);
}

void documents_atom_answer(struct call *c)
{
	document_answer(c, &(struct made){ S(HEAD_ATOM), documents_put });
}

static void calendar_put(struct buf *out, struct call *c)
{
	struct log_head head;
	struct site s;
	changes_follow(c->loop->web->changes, c->service);
	const struct forum *f = feed_begin(c, &s, &head);
	uint32_t count = conduct_count(f);
	struct meeting_change *changes = arena_array(c->x->scratch, struct meeting_change, count + 1);
	changes_list(c->loop->web->changes, f, changes);
	const struct calendar_query q = { query_value(&c->query, S("body")), changes, count };
	calendar_document(out, &s, &q);
	service_read_end(c->service);
}

void calendar_answer(struct call *c)
{
	if (body_take(c))
		document_answer(c, &(struct made){ S(HEAD_CALENDAR), calendar_put });
}

static void signers_put(struct buf *out, struct call *c)
{
	const struct forum *f = service_read_begin(c->service);
	allowed_signers_text(out, f);
	service_read_end(c->service);
}

void signers_answer(struct call *c)
{
	document_answer(c, &(struct made){ S(HEAD_TEXT HEAD_FRESH HEAD_OPEN), signers_put });
}

void asset_answer(struct call *c)
{
	const struct asset *asset = asset_find(c->code);
	struct query q;
	struct buf lines;
	if (asset == NULL) {
		problem_answer(c, PROBLEM_NOT_FOUND);
		return;
	}
	/* Kept for ever only under the address that changes with the contents. */
	bool is_pinned = query_parse(&q, c->x->scratch, c->x->query) &&
	    str_eq(query_value(&q, S("v")), assets_version());
	buf_init(&lines, c->x->scratch, LINES_BYTES_MAX);
	buf_put(&lines, S(HEAD_OWN "Content-Type: "));
	buf_put(&lines, asset->type);
	buf_put(&lines, S("\r\nETag: "));
	buf_put(&lines, asset->etag);
	buf_put(&lines, S("\r\n"));
	buf_put(&lines, is_pinned ? S(HEAD_FOREVER) : S(HEAD_FRESH));
	struct reply r = { .status = 200, .head = buf_str(&lines), .body = asset->bytes,
		.shared = &c->loop->assets };
	if (etag_matches(exchange_field(c->x, HTTP_FIELD_IF_NONE_MATCH), asset->etag)) {
		r.status = 304;
		r.body = STR_NONE;
		r.shared = NULL;
	}
	exchange_reply(c->x, &r);
}

void health_answer(struct call *c)
{
	struct log_head head;
	struct buf out;
	log_head(service_log(c->service), &head);
	buf_init(&out, c->x->scratch, 256);
	buf_put(&out, S("{\"published\":"));
	buf_dec(&out, (int64_t)service_published(c->service));
	buf_put(&out, S(",\"signed\":"));
	buf_dec(&out, (int64_t)head.size);
	buf_put(&out, S("}\n"));
	struct reply r = { .status = head.checkpoint_bytes > 0 ? 200 : 503,
		.head = S(HEAD_JSON HEAD_NO_STORE HEAD_OWN), .body = buf_str(&out) };
	exchange_reply(c->x, &r);
}

void security_answer(struct call *c)
{
	struct str contact = c->loop->web->options->security_contact;
	struct buf out;
	if (contact.n == 0) {
		problem_answer(c, PROBLEM_NOT_FOUND);
		return;
	}
	buf_init(&out, c->x->scratch, LINES_BYTES_MAX);
	buf_put(&out, S("Contact: "));
	buf_put(&out, contact);
	buf_put(&out, S("\nExpires: "));
	moment_put(&out, (moment){ c->x->now.ms + SECURITY_TXT_DAYS * INT64_C(86400000) }, false);
	buf_put(&out, S("\nPreferred-Languages: en, ru\n"));
	struct reply r = { .status = 200, .head = S(HEAD_TEXT HEAD_FRESH HEAD_OWN), .body = buf_str(&out) };
	exchange_reply(c->x, &r);
}
