/* Pages and their JSON: made from the published state, kept until it changes. */
#include "web/call.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "rules/charter.h"
#include "web/assets.h"
#include "web/search.h"

#define DAY_MS INT64_C(86400000)

static int32_t day_of(moment at)
{
	return (int32_t)(at.ms / DAY_MS);
}

bool etag_matches(struct str field, struct str etag)
{
	struct str item;
	while (http_list_next(&field, &item)) {
		if (str_starts(item, S("W/")))
			item = str_sub(item, 2, item.n);
		if (str_eq(item, etag) || str_eq(item, S("*")))
			return true;
	}
	return false;
}

void cached_answer(struct exchange *x, struct cached *entry)
{
	struct reply r = { .status = entry->status, .head = entry->head, .body = entry->body,
		.shared = &entry->shared, .ready = &entry->ready };
	if (entry->status == 200 &&
	    etag_matches(exchange_field(x, HTTP_FIELD_IF_NONE_MATCH), str_c(entry->etag))) {
		r.status = 304;
		r.body = STR_NONE;
		r.shared = NULL;
		r.ready = NULL;
	}
	exchange_reply(x, &r);
}

struct cache_stamp stamp_of(const struct service *s, moment now)
{
	return (struct cache_stamp){ service_published(s), day_of(now) };
}

bool cached_try(struct exchange *x)
{
	struct web_loop *loop = x->loop_ctx;
	struct str target = x->path;
	if (x->query.n > 0)
		target.n += 1 + x->query.n; /* they stand beside each other, with '?' between */
	struct cached *entry = cache_get(&loop->cache, target,
	    stamp_of(loop->web->options->service, x->now));
	if (entry == NULL)
		return false;
	cached_answer(x, entry);
	return true;
}

static void day_fill(struct site *s, const struct call *c)
{
	const struct charter *charter = forum_charter(s->forum);
	struct date asked;
	s->today = day_of(c->x->now);
	s->day = s->today;
	if (charter != NULL && date_known(charter->day))
		s->day = date_first_day(charter->day);
	s->has_day = date_parse(&asked, query_value(&c->query, S("on")));
	if (s->has_day)
		s->day = date_first_day(asked);
}

void site_fill(struct site *s, const struct call *c, const struct forum *f, struct log_head *head)
{
	log_head(service_log(c->service), head);
	*s = (struct site){
		.forum = f,
		.lang = c->lang,
		.format = c->format,
		.is_demo = c->loop->web->options->is_demo,
		.path = c->address,
		.origin = service_origin(c->service),
		.base = c->loop->web->options->base,
		.signing = c->loop->web->signing,
		.reading = c->loop->web->reading,
		.log_vkey = service_log_vkey(c->service),
		.size = head->size,
		.root = head->root,
		.checkpoint = { head->checkpoint, head->checkpoint_bytes },
		.asset_version = assets_version(),
		.scratch = c->x->scratch,
	};
	if (s->path.n == 0)
		s->path = c->lang == VIEW_RU ? S("/ru/") : S("/en/");
	day_fill(s, c);
}

static struct str page_head(const struct call *c)
{
	if (c->format == VIEW_JSON)
		return S(HEAD_JSON HEAD_FRESH HEAD_OPEN);
	return c->lang == VIEW_RU ? S(HEAD_HTML HEAD_FRESH HEAD_OWN "Content-Language: ru\r\n") :
				    S(HEAD_HTML HEAD_FRESH HEAD_OWN "Content-Language: en\r\n");
}

/* "/en/parties", "/api/en/parties": as cached_try looks it up. */
static struct str cache_key(const struct call *c)
{
	struct buf b;
	if (c->format == VIEW_HTML)
		return c->address;
	buf_init(&b, c->x->scratch, 8 * HTTP_LINE_BYTES_MAX);
	buf_put(&b, S("/api"));
	buf_put(&b, c->address);
	return buf_str(&b);
}

static bool day_is_readable(const struct call *c)
{
	struct date asked;
	struct str on = query_value(&c->query, S("on"));
	return on.n == 0 || date_parse(&asked, on);
}

void page_answer(struct call *c)
{
	struct cache *cache = &c->loop->cache;
	struct answer answer = { .head = page_head(c) };
	struct log_head head;
	struct site s;
	struct buf out;
	if (!day_is_readable(c) || c->address.n == 0) {
		problem_answer(c, PROBLEM_BAD_REQUEST);
		return;
	}
	answer.key = cache_key(c);
	struct cached *entry =
	    c->is_form ? NULL : cache_get(cache, answer.key, stamp_of(c->service, c->x->now));
	if (entry != NULL) {
		cached_answer(c->x, entry);
		return;
	}
	buf_init(&out, c->x->scratch, PAGE_BYTES_MAX);
	if (c->route->make == search_make)
		search_ask(c);
	const struct forum *f = service_read_begin(c->service);
	site_fill(&s, c, f, &head);
	answer.stamp = (struct cache_stamp){ forum_size(f), s.today };
	answer.status = (int)c->route->make(&out, &s, c);
	service_read_end(c->service);
	if (out.failed) { /* texts of the record decide how long a page is, not we */
		problem_answer(c, PROBLEM_TOO_LONG);
		return;
	}
	answer.body = buf_str(&out);
	/* A page that names an older head would go on doing so: it is made again until they meet. */
	bool is_kept = head.size == answer.stamp.published && answer.status == 200 && !c->is_form &&
	    !s.is_passing;
	entry = cache_put(cache, &answer, is_kept);
	cached_answer(c->x, entry);
	cached_drop(entry);
}

void problem_answer(struct call *c, enum view_problem what)
{
	static const int statuses[] = { [PROBLEM_NOT_FOUND] = 404, [PROBLEM_BAD_REQUEST] = 400,
		[PROBLEM_METHOD] = 405, [PROBLEM_BUSY] = 503, [PROBLEM_TOO_LARGE] = 413,
		[PROBLEM_TOO_LONG] = 500 };
	struct log_head head;
	struct site s;
	struct buf out, lines;
	buf_init(&out, c->x->scratch, PAGE_BYTES_MAX);
	buf_init(&lines, c->x->scratch, 1024);
	buf_put(&lines, page_head(c));
	if (what == PROBLEM_METHOD)
		buf_put(&lines, c->route->has_form ? S("Allow: GET, HEAD, POST\r\n")
						   : S("Allow: GET, HEAD\r\n"));
	const struct forum *f = service_read_begin(c->service);
	c->address = STR_NONE;
	site_fill(&s, c, f, &head);
	(void)problem_page(&out, &s, what);
	service_read_end(c->service);
	struct reply r = { .status = statuses[what], .head = buf_str(&lines), .body = buf_str(&out) };
	exchange_reply(c->x, &r);
}
