/* The desk of a delegation: what awaits it, and what it has said. */
#include "base/arena.h"
#include "view/api.h"
#include "view/conduct_pieces.h"
#include "view/evidence_pieces.h"
#include "view/inquiry_pieces.h"
#include "view/measure_pieces.h"
#include "view/model/desk.h"
#include "view/silence_pieces.h"

static void put_items(struct html *h, const struct site *s, const struct desk_item_list *list)
{
	for (uint32_t i = 0; i < list->count; i++) {
		const struct desk_item *item = &list->at[i];
		silences_render(h, s, &(struct silence_item_list){ 1, item->silence });
		silence_next_render(h, s, &item->next);
	}
}

static void put_running(struct html *h, const struct site *s, const struct desk *m)
{
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_DESK_RUNNING);
	if (!m->may_object)
		html_message_element(h, "p", CLASS("none"), MESSAGE_DESK_NO_RIGHT);
	else if (m->running.count == 0)
		html_message_element(h, "p", CLASS("none"), MESSAGE_DESK_NOTHING);
	put_items(h, s, &m->running);
	html_close(h, "section");
}

static void put_texts(struct html *h, const struct site *s, const struct desk *m)
{
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_DESK_PUT);
	if (m->put.count == 0)
		html_message_element(h, "p", CLASS("none"), MESSAGE_DESK_NONE_PUT);
	for (uint32_t i = 0; i < m->put.count; i++) {
		decisions_render(h, s, &(struct decision_item_list){ 1, m->put.at[i].decision });
		silence_next_render(h, s, &m->put.at[i].next);
	}
	html_close(h, "section");
	if (m->objections.count == 0)
		return;
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_DESK_OBJECTIONS);
	objections_render(h, s, &m->objections, false);
	html_close(h, "section");
}

/* Each with a link to the delegation's own seat there. */
static void put_meetings(struct html *h, const struct site *s, const struct desk *m)
{
	if (m->ahead.count == 0)
		return;
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_DESK_MEETINGS);
	html_open(h, "ul", CLASS("spans"));
	for (uint32_t i = 0; i < m->ahead.count; i++) {
		const struct meeting_item *item = &m->ahead.at[i];
		struct buf href;
		buf_init(&href, s->scratch, 512);
		buf_put(&href, url_of_meeting(s, item->code, S("seat?party=")));
		buf_percent(&href, m->party);
		html_open(h, "li", ATTRS_NONE);
		html_link_words(h, buf_str(&href), item->title);
		html_open(h, "span", CLASS("more"));
		page_dates(h, item->from, item->until);
		html_text(h, S(" · "));
		html_words(h, words_of_code(s, item->status));
		html_close(h, "span");
		html_close(h, "li");
	}
	html_close(h, "ul");
	html_close(h, "section");
}

static void put_chairing(struct html *h, const struct site *s, const struct desk *m)
{
	if (m->chairing.count == 0)
		return;
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_DESK_CHAIRING);
	put_items(h, s, &m->chairing);
	html_close(h, "section");
}

static void put_voices(struct html *h, const struct site *s, const struct voice_item_list *list,
    enum message heading)
{
	if (list->count == 0)
		return;
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, heading);
	voices_render(h, s, list, false);
	html_close(h, "section");
}

static void put_unreported(struct html *h, const struct site *s, const struct desk *m)
{
	if (m->unreported.count == 0)
		return;
	section_open(h, MESSAGE_DESK_UNREPORTED);
	html_message_element(h, "p", ATTRS_NONE, MESSAGE_DESK_UNREPORTED_LEAD);
	activities_render(h, s, &m->unreported);
	section_close(h);
}

static void put_forms(struct html *h, const struct site *s, const struct desk *m)
{
	if (m->asked.count > 0) {
		section_open(h, MESSAGE_DESK_ASKED);
		inquiries_waiting_render(h, s, &m->asked);
		section_close(h);
	}
	if (m->forms.count == 0)
		return;
	section_open(h, MESSAGE_DESK_FORMS);
	html_message_element(h, "p", ATTRS_NONE, MESSAGE_FORMS_NOBODY_OBLIGED);
	forms_due_render(h, s, &m->forms, m->party);
	section_close(h);
}

static void put_waiting(struct html *h, const struct site *s, const struct desk *m)
{
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_DESK_WAITING);
	if (m->waiting.count == 0)
		html_message_element(h, "p", CLASS("none"), MESSAGE_DESK_NONE_WAITING);
	else
		acts_render(h, s, &m->waiting);
	html_close(h, "section");
}

enum view_status desk_page(struct buf *out, const struct site *s, const struct desk_query *q)
{
	struct desk m;
	struct html h;
	if (!desk_fill(&m, s, q))
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &desk_model, &m, VIEW_OK);
	struct buf title;
	buf_init(&title, s->scratch, 2 * NAME_BYTES_MAX);
	message_put(&title, s->lang, MESSAGE_DESK_TITLE, PARTS(part_words(m.party_name)));
	page_begin(&h, out, s, &(struct page_head){ .title = { site_lang(s), buf_str(&title) },
	    .nav = NAV_PARTIES, .has_expiry = true });
	html_open(&h, "p", CLASS("lead"));
	html_message(&h, MESSAGE_DESK_LEAD);
	html_text(&h, S(" "));
	html_link(&h, url_of(s, S("parties"), m.party), message_text(s->lang, MESSAGE_DESK_PARTY, 1));
	html_close(&h, "p");
	put_texts(&h, s, &m);
	put_running(&h, s, &m);
	put_meetings(&h, s, &m);
	put_chairing(&h, s, &m);
	put_voices(&h, s, &m.breaks, MESSAGE_DESK_BREAKS);
	put_voices(&h, s, &m.statements, MESSAGE_DESK_STATEMENTS);
	put_unreported(&h, s, &m);
	put_forms(&h, s, &m);
	put_waiting(&h, s, &m);
	page_end(&h, s);
	return VIEW_OK;
}
