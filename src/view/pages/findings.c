#include "view/api.h"
#include "view/model/charter.h"
#include "view/page.h"
#include "view/pages.h"

static void put_finding(struct html *h, const struct finding_item *f)
{
	html_open(h, "li", ATTRS({ "id", f->id }));
	html_open(h, "span", CLASS("when"));
	html_element(h, "code", ATTRS_NONE, f->id);
	html_close(h, "span");
	html_open(h, "span", CLASS("what"));
	html_text(h, f->sentence);
	html_open(h, "span", CLASS("more"));
	html_message(h, str_eq(f->effect, S("refuse")) ? MESSAGE_FINDINGS_REFUSE
	                                               : MESSAGE_FINDINGS_NOTE);
	html_text(h, S(" · "));
	html_say(h, MESSAGE_FINDINGS_RULE, PARTS(part_text(f->rule)));
	html_close(h, "span");
	html_close(h, "span");
	html_close(h, "li");
}

enum view_status findings_page(struct buf *out, const struct site *s)
{
	struct findings_list m;
	struct html h;
	findings_fill(&m, s);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &findings_list_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){ .title = page_title(s, MESSAGE_NAV_FINDINGS),
	    .nav = NAV__COUNT });
	html_message_element(&h, "p", CLASS("lead"), MESSAGE_FINDINGS_LEAD);
	html_open(&h, "ul", CLASS("rows findings"));
	for (uint32_t i = 0; i < m.findings.count; i++)
		put_finding(&h, &m.findings.at[i]);
	html_close(&h, "ul");
	page_end(&h, s);
	return VIEW_OK;
}
