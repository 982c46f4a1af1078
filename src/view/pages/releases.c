#include "view/api.h"
#include "view/filter.h"
#include "view/model/releases.h"
#include "view/page.h"

static void put_filter(struct html *h, const struct site *s, const struct releases *m,
    const struct releases_query *q)
{
	const struct filter_choice choices[] = {
		{ MESSAGE_FILTER_TOPIC, S("topic"), q->topic, &m->topics, false },
		{ MESSAGE_FILTER_ORGANISATION, S("organisation"), q->organisation, &m->organisations,
		    false },
		{ MESSAGE_FILTER_LANGUAGE, S("language"), q->language, &m->languages, true },
		{ MESSAGE_FILTER_KIND, S("kind"), q->kind, &m->kinds, false },
	};
	html_open(h, "form", ATTRS({ "class", S("filter") }, { "method", S("get") },
	    { "action", url_of(s, S("releases"), STR_NONE) }, { "role", S("search") },
	    { "aria-label", message_text(s->lang, MESSAGE_FILTER_LABEL, 1) }));
	filter_date_put(h, s, &(struct filter_date){ MESSAGE_FILTER_FROM, S("from"), q->from },
	    q->problem);
	filter_date_put(h, s, &(struct filter_date){ MESSAGE_FILTER_UNTIL, S("until"), q->until },
	    q->problem);
	for (size_t i = 0; i < CM_COUNT(choices); i++)
		filter_choice_put(h, &choices[i]);
	if (q->party.n > 0)
		html_void(h, "input", ATTRS({ "type", S("hidden") }, { "name", S("party") },
		    { "value", q->party }));
	html_open(h, "p", CLASS("go"));
	html_message_element(h, "button", ATTRS({ "type", S("submit") }), MESSAGE_FILTER_GO);
	html_text(h, S(" "));
	html_link(h, url_of(s, S("releases"), STR_NONE), message_text(s->lang, MESSAGE_FILTER_CLEAR, 1));
	html_close(h, "p");
	html_close(h, "form");
}

enum view_status releases_page(struct buf *out, const struct site *s,
    const struct releases_query *q)
{
	struct releases m;
	struct html h;
	enum view_status status = q->problem.n > 0 ? VIEW_BAD : VIEW_OK;
	releases_fill(&m, s, q);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &releases_model, &m, status);
	page_begin(&h, out, s, &(struct page_head){ .title = page_title(s, MESSAGE_NAV_RELEASES),
	    .nav = NAV_RELEASES, .is_list = true });
	if (q->problem.n > 0)
		filter_problem_put(&h, s, q->problem);
	put_filter(&h, s, &m, q);
	html_message_element(&h, "h2", ATTRS_NONE, MESSAGE_RELEASES_FOUND);
	html_open(&h, "p", ATTRS_NONE);
	html_count(&h, MESSAGE_RELEASES_COUNT, m.total);
	if (q->party.n > 0) {
		html_text(&h, S(" "));
		html_say(&h, MESSAGE_RELEASES_OF_PARTY, PARTS(part_link(url_of(s, S("parties"),
		    q->party), words_of_party(s, q->party, s->day))));
	}
	html_close(&h, "p");
	if (m.releases.count > 0)
		page_releases(&h, s, &m.releases);
	page_pager(&h, s, &(struct page_of){ S("releases"), PAIRS({ "from", filter_date_text(s, q->from) },
	    { "until", filter_date_text(s, q->until) }, { "topic", q->topic },
	    { "organisation", q->organisation }, { "language", q->language }, { "kind", q->kind },
	    { "party", q->party }), (uint32_t)m.page, (uint32_t)m.pages });
	html_open(&h, "p", CLASS("more"));
	html_link(&h, url_of(s, S("feed.atom"), STR_NONE), message_text(s->lang, MESSAGE_FEED_LINK, 1));
	html_close(&h, "p");
	page_end(&h, s);
	return status;
}
