/* Texts that are proposed, and what became of them. */
#include "view/api.h"
#include "view/decision_pieces.h"
#include "view/silence_pieces.h"

static void put_list(struct html *h, const struct site *s, const struct decision_item_list *list,
    enum message heading, enum message none)
{
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, heading);
	if (list->count == 0)
		html_message_element(h, "p", CLASS("none"), none);
	else
		decisions_render(h, s, list);
	html_close(h, "section");
}

static void put_begin(struct html *h, const struct site *s, const struct decisions *m)
{
	if (m->begin == NULL)
		return;
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_DECISIONS_BEGIN);
	silence_next_render(h, s, &(struct next_item_list){ 1, m->begin });
	html_close(h, "section");
}

enum view_status decisions_page(struct buf *out, const struct site *s,
    const struct decisions_query *q)
{
	struct decisions m;
	struct html h;
	if (q->page == 0 || q->page > UINT32_MAX / DECISIONS_SHOWN_MAX)
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	decisions_fill(&m, s, q);
	if (q->page > (uint32_t)m.pages)
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &decisions_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){ .title = page_title(s, MESSAGE_DECISIONS_TITLE),
	    .nav = NAV_DECISIONS, .is_list = true, .has_decisions_feed = true, .feed_body = q->body });
	html_message_element(&h, "p", CLASS("lead"), MESSAGE_DECISIONS_LEAD);
	put_list(&h, s, &m.open, MESSAGE_DECISIONS_OPEN, MESSAGE_DECISIONS_NONE_OPEN);
	put_list(&h, s, &m.decided, MESSAGE_DECISIONS_DECIDED, MESSAGE_DECISIONS_NONE_DECIDED);
	page_pager(&h, s, &(struct page_of){ S("decisions"), PAIRS({ "body", q->body }), q->page,
	    (uint32_t)m.pages });
	put_begin(&h, s, &m);
	html_open(&h, "p", CLASS("more"));
	html_link(&h, url_with(s, S("decisions.atom"), PAIRS({ "body", q->body })),
	    message_text(s->lang, MESSAGE_DECISIONS_FEED, 1));
	html_close(&h, "p");
	page_end(&h, s);
	return VIEW_OK;
}
