#include "view/api.h"
#include "view/model/charter.h"
#include "view/page.h"
#include "view/pages.h"

static void put_finding(struct html *h, const struct finding_item *f)
{
	html_open(h, "tr", ATTRS({ "id", f->id }));
	html_open(h, "th", ATTRS({ "scope", S("row") }));
	html_element(h, "code", ATTRS_NONE, f->id);
	html_close(h, "th");
	html_element(h, "td", ATTRS_NONE, f->sentence);
	html_message_element(h, "td", ATTRS_NONE, str_eq(f->effect, S("refuse"))
	                                              ? MESSAGE_FINDINGS_REFUSE
	                                              : MESSAGE_FINDINGS_NOTE);
	html_element(h, "td", ATTRS_NONE, f->rule);
	html_close(h, "tr");
}

enum view_status findings_page(struct buf *out, const struct site *s)
{
	static const enum message columns[] = { MESSAGE_FINDINGS_ID, MESSAGE_FINDINGS_SENTENCE,
		MESSAGE_FINDINGS_EFFECT, MESSAGE_FINDINGS_RULE };
	struct findings_list m;
	struct html h;
	struct str title = message_text(s->lang, MESSAGE_NAV_FINDINGS, 1);
	findings_fill(&m, s);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &findings_list_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){ .title = page_title(s, MESSAGE_NAV_FINDINGS),
	    .nav = NAV__COUNT });
	html_message_element(&h, "p", CLASS("lead"), MESSAGE_FINDINGS_LEAD);
	html_open(&h, "div", ATTRS({ "class", S("scroll") }, { "tabindex", S("0") },
	    { "role", S("region") }, { "aria-label", title }));
	html_open(&h, "table", CLASS("findings"));
	html_open(&h, "thead", ATTRS_NONE);
	html_open(&h, "tr", ATTRS_NONE);
	for (size_t i = 0; i < CM_COUNT(columns); i++)
		html_message_element(&h, "th", ATTRS({ "scope", S("col") }), columns[i]);
	html_close(&h, "tr");
	html_close(&h, "thead");
	html_open(&h, "tbody", ATTRS_NONE);
	for (uint32_t i = 0; i < m.findings.count; i++)
		put_finding(&h, &m.findings.at[i]);
	html_close(&h, "tbody");
	html_close(&h, "table");
	html_close(&h, "div");
	page_end(&h, s);
	return VIEW_OK;
}
