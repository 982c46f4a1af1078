/* Documents by symbol, newest first. */
#include "view/api.h"
#include "view/model/documents.h"
#include "view/page.h"

static void put_row(struct html *h, const struct site *s, const struct document_item *item)
{
	struct buf code;
	buf_init(&code, s->scratch, 24);
	buf_dec(&code, item->entry);
	html_open(h, "li", ATTRS_NONE);
	html_open(h, "span", CLASS("when"));
	html_time(h, item->at);
	html_close(h, "span");
	html_open(h, "span", CLASS("what"));
	html_link_words(h, url_of(s, S("documents"), buf_str(&code)), item->title);
	html_open(h, "span", CLASS("more"));
	html_element(h, "code", ATTRS_NONE, item->symbol);
	html_text(h, S(" · "));
	html_words(h, item->class_name);
	html_close(h, "span");
	html_close(h, "span");
	html_close(h, "li");
}

enum view_status documents_page(struct buf *out, const struct site *s,
    const struct documents_query *q)
{
	struct documents m;
	struct html h;
	if (q->page == 0 || q->page > UINT32_MAX / DOCUMENTS_SHOWN_MAX)
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	documents_fill(&m, s, q);
	if (q->page > (uint32_t)m.pages)
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &documents_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){ .title = page_title(s, MESSAGE_DOCUMENTS_TITLE),
	    .nav = NAV_MEETINGS, .has_documents_feed = true });
	html_message_element(&h, "p", CLASS("lead"), MESSAGE_DOCUMENTS_LEAD);
	if (m.documents.count == 0) {
		html_message_element(&h, "p", CLASS("none"), MESSAGE_DOCUMENTS_NONE);
	} else {
		html_open(&h, "ul", CLASS("rows instants"));
		for (uint32_t i = 0; i < m.documents.count; i++)
			put_row(&h, s, &m.documents.at[i]);
		html_close(&h, "ul");
	}
	page_pager(&h, s, &(struct page_of){ S("documents"), PAIRS({ "class", q->class }), q->page,
	    (uint32_t)m.pages });
	html_open(&h, "p", CLASS("more"));
	html_link(&h, url_of(s, S("documents.atom"), STR_NONE),
	    message_text(s->lang, MESSAGE_DOCUMENTS_FEED, 1));
	html_close(&h, "p");
	page_end(&h, s);
	return VIEW_OK;
}
