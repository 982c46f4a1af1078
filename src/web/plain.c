/* Answers that are no pages: redirects, assets, documents for programs. */
#include "web/call.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
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
static void document_answer(struct call *c, struct str lines, void (*put)(struct buf *, struct call *))
{
	struct answer answer = { .key = c->x->path, .head = lines, .status = 200 };
	struct buf out;
	struct log_head head;
	answer.stamp = stamp_of(c->service, c->x->now);
	buf_init(&out, c->x->scratch, DOCUMENT_BYTES_MAX);
	put(&out, c);
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
	document_answer(c, S(HEAD_JSON HEAD_FRESH HEAD_OPEN), openapi_put);
}

/* Their addresses are written out, because a subscription does not negotiate a language. */
static void feed_put(struct buf *out, struct call *c, void (*put)(struct buf *, const struct site *))
{
	struct log_head head;
	struct site s;
	c->lang = str_starts(c->x->path, S("/ru/")) ? VIEW_RU : VIEW_EN;
	const struct forum *f = service_read_begin(c->service);
	site_fill(&s, c, f, &head);
	put(out, &s);
	service_read_end(c->service);
}

static void atom_put(struct buf *out, struct call *c)
{
	feed_put(out, c, feed_document);
}

void atom_answer(struct call *c)
{
	document_answer(c, S("Content-Type: application/atom+xml\r\n" HEAD_FRESH HEAD_OPEN), atom_put);
}

static void calendar_put(struct buf *out, struct call *c)
{
	feed_put(out, c, calendar_document);
}

void calendar_answer(struct call *c)
{
	document_answer(c, S("Content-Type: text/calendar; charset=utf-8\r\n" HEAD_FRESH HEAD_OPEN),
	    calendar_put);
}

static void signers_put(struct buf *out, struct call *c)
{
	const struct forum *f = service_read_begin(c->service);
	allowed_signers_text(out, f);
	service_read_end(c->service);
}

void signers_answer(struct call *c)
{
	document_answer(c, S(HEAD_TEXT HEAD_FRESH HEAD_OPEN), signers_put);
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
