/* Negotiated texts: those on the table. */
#include "view/api.h"
#include "view/model/texts.h"
#include "view/page.h"

enum view_status texts_page(struct buf *out, const struct site *s)
{
	struct texts m;
	struct html h;
	texts_fill(&m, s);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &texts_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){ .title = page_title(s, MESSAGE_TEXTS_TITLE),
	    .nav = NAV_TEXTS, .is_list = true, .live = LIVE(TEXT) });
	html_message_element(&h, "p", CLASS("lead"), MESSAGE_TEXTS_LEAD);
	live_open(&h, S("texts"));
	if (m.texts.count == 0)
		html_message_element(&h, "p", CLASS("none"), MESSAGE_TEXTS_NONE);
	else
		html_open(&h, "ul", CLASS("rows titles"));
	for (uint32_t i = 0; i < m.texts.count; i++) {
		const struct text_item *t = &m.texts.at[i];
		html_open(&h, "li", ATTRS_NONE);
		html_link_words(&h, url_of(s, S("texts"), t->code), t->title);
		html_open(&h, "span", CLASS("more"));
		html_words(&h, t->body_name);
		html_text(&h, S(" · "));
		html_words(&h, t->state_name);
		html_text(&h, S(" · "));
		html_count(&h, MESSAGE_TEXT_PROPOSALS, t->proposals);
		html_close(&h, "span");
		html_close(&h, "li");
	}
	if (m.texts.count > 0)
		html_close(&h, "ul");
	live_close(&h);
	page_end(&h, s);
	return VIEW_OK;
}
