#include "cli/search_served.h"

#include "base/arena.h"
#include "base/buf.h"
#include "cli/answer.h"
#include "project/query.h"

#define URL_BYTES_MAX 8192
#define EXPRESSION_BYTES_MAX 65536
#define ANSWER_BYTES_MAX ((size_t)4 * 1024 * 1024)

bool search_is_served(const char *from)
{
	return str_starts(str_c(from), S("http://")) || str_starts(str_c(from), S("https://"));
}

static void parameter_put(struct buf *url, const char *name, struct str value)
{
	if (value.n == 0)
		return;
	buf_byte(url, '&');
	buf_put(url, str_c(name));
	buf_byte(url, '=');
	buf_percent(url, value);
}

static void date_parameter_put(struct buf *url, const char *name, struct date d)
{
	if (!date_known(d))
		return;
	buf_byte(url, '&');
	buf_put(url, str_c(name));
	buf_byte(url, '=');
	date_put(url, d);
}

/* "http://host/api/en/search?page=1&q=..." */
static void url_put(struct buf *url, const char *from, const struct search_query *q, uint32_t page)
{
	struct str base = str_c(from);
	while (str_ends(base, S("/")))
		base.n--;
	buf_put(url, base);
	buf_put(url, S("/api/en/search?page="));
	buf_dec(url, page);
	parameter_put(url, "q", q->text);
	parameter_put(url, "noun", q->noun);
	parameter_put(url, "kind", q->kind);
	parameter_put(url, "party", q->party);
	parameter_put(url, "body", q->body);
	parameter_put(url, "language", q->lang);
	date_parameter_put(url, "from", q->from);
	date_parameter_put(url, "until", q->until);
	parameter_put(url, "sort", q->order == SEARCH_BY_DAY ? S("newest") : STR_NONE);
	buf_byte(url, '\0');
}

static enum rc page_read(struct search_result *out, const struct cli_env *env, const char *url,
    struct arena *a, struct err *err)
{
	struct buf answer;
	buf_init(&answer, a, ANSWER_BYTES_MAX);
	enum rc rc = env->fetch.get(env->fetch.ctx, url, &answer, err);
	if (rc == RC_OK && !answer_hits_read(out, a, buf_str(&answer)))
		rc = cm_fail(err, RC_INVALID, "%s: this is no answer of a forum's search", url);
	return rc;
}

/* What the server would refuse is told here, with the reason. */
static enum rc query_check(const struct search_query *q, struct arena *a, struct err *err)
{
	struct buf ignored;
	uint32_t phrases;
	buf_init(&ignored, a, EXPRESSION_BYTES_MAX);
	enum query_fault fault = query_expression(&ignored, q, &phrases);
	return fault == QUERY_OK ? RC_OK : cm_fail(err, RC_INVALID, "%s", query_fault_text(fault));
}

enum rc search_served(const struct search_source *source, const struct search_query *q,
    struct arena *a, struct search_result *out, struct err *err)
{
	struct search_hit *hits = arena_array(a, struct search_hit, q->max);
	uint32_t count = 0;
	enum rc rc = query_check(q, a, err);
	for (uint32_t page = 1; rc == RC_OK && (page == 1 || (count < q->max && count < out->total));
	     page++) {
		struct buf url;
		buf_init(&url, a, URL_BYTES_MAX);
		url_put(&url, source->from, q, page);
		if (url.failed)
			return cm_fail(err, RC_LIMIT, "the address is too long");
		rc = page_read(out, source->env, url.p, a, err);
		if (rc == RC_OK && out->hits_count == 0)
			break;
		for (uint32_t i = 0; rc == RC_OK && i < out->hits_count && count < q->max; i++)
			hits[count++] = out->hits[i];
	}
	out->hits = hits;
	out->hits_count = count;
	return rc;
}
