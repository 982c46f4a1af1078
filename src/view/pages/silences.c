#include "view/api.h"
#include "view/silence_pieces.h"

static void put_list(struct html *h, const struct site *s, const struct silence_item_list *list,
    enum message heading)
{
	if (list->count == 0)
		return;
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, heading);
	silences_render(h, s, list);
	html_close(h, "section");
}

static void put_running(struct html *h, const struct site *s, const struct silences *m)
{
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_SILENCES_RUNNING);
	if (m->running.count == 0)
		html_message_element(h, "p", CLASS("none"), MESSAGE_SILENCES_NONE_RUNNING);
	else
		silences_render(h, s, &m->running);
	html_close(h, "section");
}

static void put_begin(struct html *h, const struct site *s, const struct silences *m)
{
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_SILENCES_BEGIN);
	if (m->begin == NULL)
		html_message_element(h, "p", CLASS("none"), MESSAGE_SILENCES_NOT_HERE);
	else
		silence_next_render(h, s, &(struct next_item_list){ 1, m->begin });
	html_open(h, "p", CLASS("more"));
	html_link(h, url_of(s, S("calendar.ics"), STR_NONE),
	    message_text(s->lang, MESSAGE_SILENCES_CALENDAR, 1));
	html_text(h, S(" · "));
	html_link(h, url_of(s, S("feed.atom"), STR_NONE),
	    message_text(s->lang, MESSAGE_SILENCES_FEED, 1));
	html_close(h, "p");
	html_close(h, "section");
}

enum view_status silences_page(struct buf *out, const struct site *s)
{
	struct silences m;
	struct html h;
	silences_fill(&m, s);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &silences_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){ .title = page_title(s, MESSAGE_NAV_SILENCES),
	    .nav = NAV_SILENCES, .is_list = true, .has_expiry = true });
	html_message_element(&h, "p", CLASS("lead"), MESSAGE_SILENCES_LEAD);
	put_running(&h, s, &m);
	put_list(&h, s, &m.waiting, MESSAGE_SILENCES_WAITING);
	put_list(&h, s, &m.past, MESSAGE_SILENCES_PAST);
	page_more(&h, m.past_total - m.past.count);
	put_begin(&h, s, &m);
	page_end(&h, s);
	return VIEW_OK;
}
