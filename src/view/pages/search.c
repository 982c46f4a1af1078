#include "view/model/search.h"

#include "view/api.h"
#include "view/filter.h"
#include "view/page.h"

/* Parameters of the address, in this order: two that change from year to year, all of them, and an end. */
enum { PAIR_FROM = 6, PAIR_UNTIL, PAIR__COUNT = 10 };

/* What was found stands in <mark>. */
static void put_marked(struct html *h, struct str marked)
{
	while (marked.n > 0) {
		html_text(h, str_cut(&marked, SEARCH_FOUND_BEGIN));
		if (marked.n > 0)
			html_element(h, "mark", ATTRS_NONE, str_cut(&marked, SEARCH_FOUND_END));
	}
}

static void put_query_field(struct html *h, struct str text)
{
	html_open(h, "p", CLASS("query"));
	html_message_element(h, "label", ATTRS({ "for", S("query") }), MESSAGE_SEARCH_QUERY);
	html_void(h, "input", ATTRS({ "type", S("search") }, { "id", S("query") }, { "name", S("q") },
	    { "value", text.n > 0 ? text : S("") }, { "maxlength", S("200") },
	    { "aria-describedby", S("how") }));
	html_close(h, "p");
}

static void put_order(struct html *h, const struct site *s, enum search_order order)
{
	struct code_item items[] = { { S("newest"), page_title(s, MESSAGE_SEARCH_BY_DAY), 0 } };
	html_open(h, "p", ATTRS_NONE);
	html_message_element(h, "label", ATTRS({ "for", S("sort") }), MESSAGE_SEARCH_ORDER);
	html_open(h, "select", ATTRS({ "id", S("sort") }, { "name", S("sort") }));
	html_message_element(h, "option", ATTRS({ "value", S("") }), MESSAGE_SEARCH_BY_RANK);
	html_element(h, "option", ATTRS({ "value", items[0].code },
	    { "selected", order == SEARCH_BY_DAY ? S("") : STR_NONE }), items[0].name.text);
	html_close(h, "select");
	html_close(h, "p");
}

static void put_how(struct html *h)
{
	html_open(h, "p", ATTRS({ "id", S("how") }, { "class", S("how") }));
	html_message(h, MESSAGE_SEARCH_HOW);
	html_close(h, "p");
}

static void put_form(struct html *h, const struct site *s, const struct search *m,
    const struct search_request *q)
{
	const struct filter_choice choices[] = {
		{ MESSAGE_SEARCH_NOUN, S("noun"), q->query.noun, &m->nouns, false },
		{ MESSAGE_FILTER_KIND, S("kind"), q->query.kind, &m->kinds, false },
		{ MESSAGE_SEARCH_PARTY, S("party"), q->query.party, &m->parties, false },
		{ MESSAGE_FILTER_BODY, S("body"), q->query.body, &m->bodies, false },
		{ MESSAGE_FILTER_LANGUAGE, S("language"), q->query.lang, &m->languages, true },
	};
	html_open(h, "form", ATTRS({ "class", S("filter") }, { "method", S("get") },
	    { "action", url_of(s, S("search"), STR_NONE) }, { "role", S("search") },
	    { "aria-label", message_text(s->lang, MESSAGE_SEARCH_FORM, 1) }));
	put_query_field(h, q->query.text);
	filter_date_put(h, s, &(struct filter_date){ MESSAGE_FILTER_FROM, S("from"), q->query.from },
	    q->problem);
	filter_date_put(h, s, &(struct filter_date){ MESSAGE_FILTER_UNTIL, S("until"), q->query.until },
	    q->problem);
	for (size_t i = 0; i < CM_COUNT(choices); i++)
		filter_choice_put(h, &choices[i]);
	put_order(h, s, q->query.order);
	html_open(h, "p", CLASS("go"));
	html_message_element(h, "button", ATTRS({ "type", S("submit") }), MESSAGE_FILTER_GO);
	html_text(h, S(" "));
	html_link(h, url_of(s, S("search"), STR_NONE), message_text(s->lang, MESSAGE_FILTER_CLEAR, 1));
	html_close(h, "p");
	put_how(h);
	html_close(h, "form");
}

static void put_beside(struct html *h, struct lang_text words)
{
	if (words.text.n == 0)
		return;
	html_text(h, S(" · "));
	html_words(h, words);
}

static void put_hit(struct html *h, const struct hit_item *item, const struct search_hit *hit)
{
	html_open(h, "li", ATTRS_NONE);
	html_open(h, "h3", ATTRS({ "lang", item->lang.n > 0 && hit->title.n > 0 ? item->lang : STR_NONE }));
	html_open(h, "a", ATTRS({ "href", item->address }));
	put_marked(h, hit->title.n > 0 ? hit->title : item->title);
	html_close(h, "a");
	html_close(h, "h3");
	html_open(h, "p", CLASS("what"));
	html_words(h, item->noun_name);
	put_beside(h, item->kind_name);
	if (date_known(item->day)) {
		html_text(h, S(" · "));
		html_date(h, item->day, false);
	}
	put_beside(h, (struct lang_text){ STR_NONE, item->symbol });
	put_beside(h, item->party_name);
	put_beside(h, item->body_name);
	if (item->lang.n > 0)
		put_beside(h, (struct lang_text){ item->lang, lang_own_name(item->lang) });
	html_close(h, "p");
	if (hit->snippet.n > 0) {
		html_open(h, "p", ATTRS({ "class", S("snippet") },
		    { "lang", item->lang.n > 0 ? item->lang : STR_NONE }));
		put_marked(h, hit->snippet);
		html_close(h, "p");
	}
	html_open(h, "details", ATTRS_NONE);
	html_message_element(h, "summary", ATTRS_NONE, MESSAGE_SEARCH_CITE);
	html_element(h, "p", CLASS("cite"), item->cite);
	html_close(h, "details");
	html_close(h, "li");
}

static void put_hits(struct html *h, const struct search *m, const struct search_request *q)
{
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_RELEASES_FOUND);
	html_open(h, "p", ATTRS_NONE);
	if (m->is_more)
		html_say(h, MESSAGE_SEARCH_MORE, PARTS(part_number(m->total)));
	else
		html_count(h, MESSAGE_SEARCH_COUNT, m->total);
	html_close(h, "p");
	if (m->hits.count == 0)
		return;
	html_open(h, "ol", CLASS("hits"));
	for (uint32_t i = 0; i < m->hits.count; i++)
		put_hit(h, &m->hits.at[i], &q->found->hits[i]);
	html_close(h, "ol");
}

static void put_problem(struct html *h, const struct site *s, const struct search_request *q)
{
	if (str_eq(q->problem, S("q"))) {
		html_open(h, "p", ATTRS({ "class", S("problem") }, { "role", S("alert") }));
		html_message(h, MESSAGE_SEARCH_PROBLEM);
		html_close(h, "p");
	} else {
		filter_problem_put(h, s, q->problem);
	}
}

/* One year of what was found, by itself; nothing where there is one only. */
static void put_years(struct html *h, const struct site *s, const struct search *m,
    struct query_pair *pairs)
{
	if (m->years.count < 2)
		return;
	html_open(h, "nav", ATTRS({ "class", S("years") },
	    { "aria-label", message_text(s->lang, MESSAGE_SEARCH_YEARS, 1) }));
	html_open(h, "p", ATTRS_NONE);
	html_message(h, MESSAGE_SEARCH_YEARS);
	html_text(h, S(": "));
	for (uint32_t i = 0; i < m->years.count; i++) {
		const struct code_item *year = &m->years.at[i];
		pairs[PAIR_FROM].value = pairs[PAIR_UNTIL].value = year->code;
		html_text(h, i > 0 ? S(" · ") : S(""));
		html_link(h, url_with(s, S("search"), pairs), year->code);
		html_text(h, S(" ("));
		html_number(h, year->count);
		html_text(h, S(")"));
	}
	html_close(h, "p");
	html_close(h, "nav");
}

static void put_answer(struct html *h, const struct site *s, const struct search *m,
    const struct search_request *q)
{
	const struct query_pair pairs[PAIR__COUNT] = { { "q", q->query.text }, { "noun", q->query.noun },
		{ "kind", q->query.kind }, { "party", q->query.party }, { "body", q->query.body },
		{ "language", q->query.lang },
		[PAIR_FROM] = { "from", filter_date_text(s, q->query.from) },
		[PAIR_UNTIL] = { "until", filter_date_text(s, q->query.until) },
		{ "sort", q->query.order == SEARCH_BY_DAY ? S("newest") : STR_NONE }, { NULL, STR_NONE } };
	struct query_pair of_year[PAIR__COUNT];
	memcpy(of_year, pairs, sizeof pairs);
	put_years(h, s, m, of_year);
	put_hits(h, m, q);
	page_pager(h, s, &(struct page_of){ S("search"), pairs, (uint32_t)m->page, (uint32_t)m->pages });
	html_open(h, "p", CLASS("more"));
	html_link(h, url_with(s, S("search.atom"), pairs), message_text(s->lang, MESSAGE_SEARCH_FEED, 1));
	html_close(h, "p");
	if ((uint64_t)m->indexed < s->size) {
		html_open(h, "p", ATTRS_NONE);
		html_say(h, MESSAGE_SEARCH_BEHIND, PARTS(part_number(m->indexed)));
		html_close(h, "p");
	}
}

enum view_status search_page(struct buf *out, const struct site *s, const struct search_request *q)
{
	struct search m;
	struct html h;
	enum view_status status = q->answer == SEARCH_REFUSED ? VIEW_BAD : VIEW_OK;
	search_fill(&m, s, q);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &search_model, &m, status);
	page_begin(&h, out, s, &(struct page_head){ .title = page_title(s, MESSAGE_SEARCH_TITLE),
	    .nav = NAV__COUNT, .has_own_search = true });
	if (q->answer == SEARCH_REFUSED)
		put_problem(&h, s, q);
	put_form(&h, s, &m, q);
	if (q->answer == SEARCH_FOUND)
		put_answer(&h, s, &m, q);
	if (q->answer == SEARCH_NOT_READY)
		html_message_element(&h, "p", ATTRS({ "role", S("status") }), MESSAGE_SEARCH_NOT_READY);
	page_end(&h, s);
	return status;
}
