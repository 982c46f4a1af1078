#include "view/api.h"
#include "view/offices.h"
#include "view/pages.h"

static void put_body(struct html *h, const struct site *s, const struct body_item *b)
{
	html_open(h, "li", ATTRS_NONE);
	html_link_words(h, url_of(s, S("bodies"), b->code), b->name);
	html_open(h, "span", CLASS("more"));
	html_words(h, words_of_code(s, b->level));
	if (b->period.text.n > 0) {
		html_text(h, S(" · "));
		html_words(h, b->period);
	}
	if (b->meetings > 0) {
		html_text(h, S(" · "));
		html_count(h, MESSAGE_MEETINGS_COUNT, b->meetings);
	}
	html_close(h, "span");
	if (date_known(b->due->due)) {
		html_open(h, "span", CLASS("more"));
		html_message(h, MESSAGE_BODY_DUE);
		html_text(h, S(": "));
		html_date(h, b->due->due, false);
		html_text(h, S(" · "));
		html_words(h, b->due->state_name);
		html_close(h, "span");
	}
	html_close(h, "li");
}

enum view_status bodies_page(struct buf *out, const struct site *s)
{
	struct bodies m;
	struct html h;
	bodies_fill(&m, s);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &bodies_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){ .title = page_title(s, MESSAGE_NAV_BODIES),
	    .nav = NAV_BODIES, .is_list = true, .has_day = true });
	html_message_element(&h, "p", CLASS("lead"), MESSAGE_BODIES_LEAD);
	html_open(&h, "ol", CLASS("ranks"));
	for (uint32_t i = 0; i < m.bodies.count; i++)
		put_body(&h, s, &m.bodies.at[i]);
	html_close(&h, "ol");
	offices_render(&h, s, &m.offices, false);
	if (m.offices.count > 0) {
		html_open(&h, "p", ATTRS_NONE);
		html_link(&h, url_of(s, S("presidency"), STR_NONE),
		    message_text(s->lang, MESSAGE_BODIES_PRESIDENCY, 1));
		html_close(&h, "p");
	}
	page_end(&h, s);
	return VIEW_OK;
}

enum view_status presidency_page(struct buf *out, const struct site *s)
{
	struct presidency m = { .on = date_of_days(s->day) };
	struct html h;
	offices_fill(&m.offices, s, STR_NONE);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &presidency_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){ .title = page_title(s, MESSAGE_BODIES_PRESIDENCY),
	    .nav = NAV_BODIES, .has_day = true });
	if (m.offices.count == 0)
		html_message_element(&h, "p", CLASS("none"), MESSAGE_PRESIDENCY_NONE);
	offices_render(&h, s, &m.offices, true);
	page_end(&h, s);
	return VIEW_OK;
}
