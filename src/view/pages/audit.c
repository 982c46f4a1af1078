#include "view/api.h"
#include "view/model/audit.h"
#include "view/page.h"
#include "view/pages.h"

static void put_point(struct html *h, const struct audit_point *p)
{
	html_open(h, "li", ATTRS({ "id", p->point }));
	html_open(h, "span", CLASS("when"));
	html_message(h, p->is_well ? MESSAGE_AUDIT_WELL : MESSAGE_AUDIT_UNWELL);
	html_close(h, "span");
	html_open(h, "span", CLASS("what"));
	html_text(h, p->sentence);
	html_close(h, "span");
	html_close(h, "li");
}

enum view_status audit_page(struct buf *out, const struct site *s, const struct audit_facts *facts)
{
	struct audit m;
	struct html h;
	audit_fill(&m, s, facts);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &audit_model, &m, VIEW_OK);
	page_begin(&h, out, s,
	    &(struct page_head){ .title = page_title(s, MESSAGE_AUDIT_TITLE), .nav = NAV__COUNT });
	html_message_element(&h, "p", CLASS("lead"), MESSAGE_AUDIT_LEAD);
	html_open(&h, "ul", CLASS("rows findings"));
	for (uint32_t i = 0; i < m.points.count; i++)
		put_point(&h, &m.points.at[i]);
	html_close(&h, "ul");
	page_end(&h, s);
	return VIEW_OK;
}
