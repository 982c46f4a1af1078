#include "view/api.h"
#include "view/model/record.h"
#include "view/page.h"
#include "view/sentence.h"

static void put_act(struct html *h, const struct site *s, const struct act_view *act)
{
	struct sentence said = sentence_of_act(s, act);
	html_open(h, "li", ATTRS_NONE);
	html_open(h, "span", CLASS("when"));
	html_open(h, "a", ATTRS({ "class", S("index") }, { "href", url_of_entry(s, act->index) }));
	html_say(h, MESSAGE_ACT_TITLE, PARTS(part_number((int64_t)act->index)));
	html_close(h, "a");
	html_close(h, "span");
	html_open(h, "span", CLASS("what"));
	html_say(h, said.id, said.parts);
	html_open(h, "span", CLASS("more"));
	html_time(h, act->entry->received);
	html_text(h, S(" · "));
	html_element(h, "code", ATTRS_NONE, act->entry->act.kind);
	html_text(h, S(" · "));
	html_element(h, "code", ATTRS_NONE, act->entry->act.by);
	html_close(h, "span");
	html_close(h, "span");
	html_close(h, "li");
}

static void put_pager(struct html *h, const struct site *s, const struct record *m,
    const struct record_query *q)
{
	html_open(h, "nav", ATTRS({ "class", S("pager") },
	    { "aria-label", message_text(s->lang, MESSAGE_PAGER_LABEL, 1) }));
	if (q->count > 0 && q->first + 1 < q->all)
		html_link(h, url_of(s, S("record"), STR_NONE),
		    message_text(s->lang, MESSAGE_RECORD_NEWEST, 1));
	if (m->older_before != INTEGER_ABSENT) {
		html_element(h, "a", ATTRS({ "rel", S("next") }, { "href", url_with(s, S("record"),
		    PAIRS({ "before", number_text(s, (uint64_t)m->older_before) })) }),
		    message_text(s->lang, MESSAGE_RECORD_OLDER, 1));
	}
	html_close(h, "nav");
}

enum view_status record_page(struct buf *out, const struct site *s, const struct record_query *q)
{
	struct record m;
	struct html h;
	record_fill(&m, s, q);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &record_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){ .title = page_title(s, MESSAGE_NAV_RECORD),
	    .nav = NAV_RECORD, .is_list = true });
	html_open(&h, "p", CLASS("lead"));
	html_message(&h, MESSAGE_RECORD_LEAD);
	html_text(&h, S(" "));
	html_link(&h, url_of(s, S("verify"), STR_NONE), message_text(s->lang, MESSAGE_NAV_VERIFY, 1));
	html_text(&h, S(" · "));
	html_link(&h, url_of(s, S("contents"), STR_NONE), message_text(s->lang, MESSAGE_CONTENTS_TITLE, 1));
	html_close(&h, "p");
	html_open(&h, "p", ATTRS_NONE);
	html_count(&h, MESSAGE_RECORD_COUNT, m.all);
	html_close(&h, "p");
	html_open(&h, "ol", CLASS("rows acts"));
	for (uint32_t i = 0; i < q->count; i++)
		put_act(&h, s, &q->acts[i]);
	html_close(&h, "ol");
	put_pager(&h, s, &m, q);
	page_end(&h, s);
	return VIEW_OK;
}
