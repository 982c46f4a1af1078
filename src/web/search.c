/* The search: asked of the index before the state is held, because the writer waits for whoever holds it. */
#include "web/search.h"

#include "base/arena.h"
#include "base/buf.h"
#include "service/proofs.h"
#include "view/feeds.h"
#include "view/model/search.h"

#define FEED_HITS 50

static void date_take(const struct query *all, struct str name, struct date *out, struct str *problem)
{
	struct str text = query_value(all, name);
	*out = DATE_NONE;
	if (text.n > 0 && !date_parse(out, text))
		*problem = name;
}

static void request_read(struct search_request *r, const struct query *all)
{
	uint64_t page = 1;
	*r = (struct search_request){ .query = { .text = query_value(all, S("q")),
		.noun = query_value(all, S("noun")), .kind = query_value(all, S("kind")),
		.party = query_value(all, S("party")), .body = query_value(all, S("body")),
		.lang = query_value(all, S("language")),
		.order = str_eq(query_value(all, S("sort")), S("newest")) ? SEARCH_BY_DAY
		                                                          : SEARCH_BY_RANK } };
	if (!query_number(all, S("page"), &page, SEARCH_LOOKED_MAX))
		r->problem = S("page");
	date_take(all, S("until"), &r->query.until, &r->problem);
	date_take(all, S("from"), &r->query.from, &r->problem);
	r->page = (uint32_t)page;
	r->query.skip = (r->page - 1) * SEARCH_PER_PAGE;
	r->query.max = SEARCH_PER_PAGE;
}

static bool is_asked(const struct search_query *q)
{
	return q->text.n > 0 || q->noun.n > 0 || q->kind.n > 0 || q->party.n > 0 || q->body.n > 0 ||
	    q->lang.n > 0 || date_known(q->from) || date_known(q->until);
}

/* Ids of the acts of the hits: to cite them. */
static void acts_find(struct search_request *r, const struct search_result *found, struct call *c)
{
	struct arena *a = c->x->scratch;
	struct hash *ids = arena_array(a, struct hash, found->hits_count);
	for (uint32_t i = 0; i < found->hits_count; i++) {
		struct str bytes;
		struct entry *entry = arena_new(a, struct entry);
		enum rc rc = log_entry(service_log(c->service), found->hits[i].item.entry, a, &bytes, NULL);
		cm_assert(rc == RC_OK);
		struct fault fault = entry_parse_stored(entry, a, bytes, service_origin(c->service));
		cm_assert(fault.id == FAULT_NONE);
		sha256(&ids[i], entry->act.message.p, entry->act.message.n);
	}
	r->acts = ids;
}

static void request_ask(struct search_request *r, struct call *c)
{
	const struct search_index *index = c->loop->web->options->index;
	struct search_result *found = arena_new(c->x->scratch, struct search_result);
	struct err err;
	r->answer = SEARCH_REFUSED;
	if (r->problem.n > 0)
		return;
	r->answer = SEARCH_NOT_ASKED;
	if (!is_asked(&r->query))
		return;
	enum rc rc = index == NULL ? RC_NOT_FOUND
	                           : index->find(index->ctx, &r->query, c->x->scratch, found, &err);
	r->answer = rc == RC_OK ? SEARCH_FOUND : rc == RC_INVALID ? SEARCH_REFUSED : SEARCH_NOT_READY;
	if (rc == RC_INVALID)
		r->problem = S("q");
	if (rc != RC_OK)
		return;
	r->found = found;
	acts_find(r, found, c);
}

void search_ask(struct call *c)
{
	struct search_request *r = arena_new(c->x->scratch, struct search_request);
	request_read(r, &c->query);
	request_ask(r, c);
	c->search = r;
}

enum view_status search_make(struct buf *out, struct site *s, const struct call *c)
{
	s->is_passing = true; /* the index follows the state, and may be behind it */
	return search_page(out, s, c->search);
}

/* The newest of what the search finds; an address that cannot be asked is 400. */
void search_atom_answer(struct call *c)
{
	struct query all;
	struct search_request r;
	struct log_head head;
	struct site s;
	struct buf out;
	if (!query_parse(&all, c->x->scratch, c->x->query)) {
		problem_answer(c, PROBLEM_BAD_REQUEST);
		return;
	}
	c->lang = str_starts(c->x->path, S("/ru/")) ? VIEW_RU : VIEW_EN;
	request_read(&r, &all);
	r.query.order = SEARCH_BY_DAY;
	r.query.skip = 0;
	r.query.max = FEED_HITS;
	request_ask(&r, c);
	if (r.answer != SEARCH_FOUND) {
		problem_answer(c, r.answer == SEARCH_NOT_READY ? PROBLEM_BUSY : PROBLEM_BAD_REQUEST);
		return;
	}
	buf_init(&out, c->x->scratch, PAGE_BYTES_MAX);
	const struct forum *f = service_read_begin(c->service);
	site_fill(&s, c, f, &head);
	search_feed(&out, &s, &r);
	service_read_end(c->service);
	if (out.failed) {
		problem_answer(c, PROBLEM_TOO_LONG);
		return;
	}
	struct reply reply = { .status = 200, .head = S("Content-Type: application/atom+xml\r\n"
	    HEAD_FRESH HEAD_OPEN), .body = buf_str(&out) };
	exchange_reply(c->x, &reply);
}
