/* What waits for the officers. */
#include "base/arena.h"
#include "view/api.h"
#include "view/conduct_pieces.h"
#include "view/evidence_pieces.h"
#include "view/inquiry_pieces.h"
#include "view/model/secretariat.h"
#include "view/silence_pieces.h"

static bool list_open(struct html *h, enum message heading, uint32_t count)
{
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, heading);
	if (count == 0)
		html_message_element(h, "p", CLASS("none"), MESSAGE_CONDUCT_NO_NEXT);
	return count > 0;
}

static void put_texts(struct html *h, const struct site *s, const struct secretariat *m)
{
	(void)list_open(h, MESSAGE_SECRETARIAT_TEXTS, m->texts.count);
	for (uint32_t i = 0; i < m->texts.count; i++) {
		decisions_render(h, s, &(struct decision_item_list){ 1, m->texts.at[i].decision });
		silence_next_render(h, s, &m->texts.at[i].next);
	}
	html_close(h, "section");
	(void)list_open(h, MESSAGE_SECRETARIAT_SILENCES, m->silences.count);
	for (uint32_t i = 0; i < m->silences.count; i++) {
		silences_render(h, s, &(struct silence_item_list){ 1, m->silences.at[i].silence });
		silence_next_render(h, s, &m->silences.at[i].next);
	}
	html_close(h, "section");
}

static void put_credentials(struct html *h, const struct site *s, const struct secretariat *m)
{
	bool has_rows = list_open(h, MESSAGE_CONDUCT_COLUMN_CREDENTIALS, m->credentials.count);
	if (has_rows)
		html_open(h, "ul", CLASS("spans"));
	for (uint32_t i = 0; i < m->credentials.count; i++) {
		const struct credentials_row *row = &m->credentials.at[i];
		html_open(h, "li", ATTRS_NONE);
		html_open(h, "b", ATTRS_NONE);
		html_words(h, row->delegation->party_name);
		html_close(h, "b");
		html_open(h, "span", CLASS("more"));
		html_words(h, row->delegation->credentials_name);
		html_text(h, S(" · "));
		html_link(h, url_of(s, S("meetings"), row->meeting), row->meeting);
		html_text(h, S(" · "));
		act_link_render(h, s, row->delegation->entry);
		html_close(h, "span");
		html_close(h, "li");
	}
	if (has_rows)
		html_close(h, "ul");
	html_close(h, "section");
}

static void put_journals(struct html *h, const struct site *s, const struct secretariat *m)
{
	bool has_rows = list_open(h, MESSAGE_SECRETARIAT_JOURNALS, m->journals.count);
	if (has_rows)
		html_open(h, "ul", CLASS("spans"));
	for (uint32_t i = 0; i < m->journals.count; i++) {
		const struct journal_row *row = &m->journals.at[i];
		struct buf href;
		buf_init(&href, s->scratch, 512);
		buf_put(&href, url_of_meeting(s, row->meeting->code, S("journal")));
		buf_put(&href, S("?day="));
		date_put(&href, row->day);
		html_open(h, "li", ATTRS_NONE);
		html_open(h, "a", ATTRS({ "href", buf_str(&href) }));
		html_date(h, row->day, false);
		html_close(h, "a");
		html_open(h, "span", CLASS("more"));
		html_words(h, row->meeting->title);
		html_close(h, "span");
		html_close(h, "li");
	}
	if (has_rows)
		html_close(h, "ul");
	html_close(h, "section");
}

static void put_bodies(struct html *h, const struct site *s, const struct secretariat *m)
{
	bool has_rows = list_open(h, MESSAGE_SECRETARIAT_BODIES, m->bodies.count);
	if (has_rows) {
		html_message_element(h, "p", ATTRS_NONE, MESSAGE_SECRETARIAT_BODIES_LEAD);
		html_open(h, "ul", CLASS("spans"));
	}
	for (uint32_t i = 0; i < m->bodies.count; i++) {
		const struct body_item *b = &m->bodies.at[i];
		html_open(h, "li", ATTRS_NONE);
		html_link_words(h, url_of(s, S("bodies"), b->code), b->name);
		html_text(h, S(" "));
		html_element(h, "em", ATTRS({ "class", S("tag") }, { "lang", b->due->state_name.lang }),
		    b->due->state_name.text);
		html_open(h, "span", CLASS("more"));
		html_date(h, b->due->due, false);
		html_text(h, S(" · "));
		html_message(h, MESSAGE_BODY_DUE_COMPUTED);
		html_close(h, "span");
		html_close(h, "li");
	}
	if (has_rows)
		html_close(h, "ul");
	html_close(h, "section");
}

static void put_forms(struct html *h, const struct site *s, const struct secretariat *m)
{
	if (list_open(h, MESSAGE_SECRETARIAT_FORMS, m->forms.count))
		html_message_element(h, "p", ATTRS_NONE, MESSAGE_FORMS_NOBODY_OBLIGED);
	forms_due_render(h, s, &m->forms, STR_NONE);
	html_close(h, "section");
	(void)list_open(h, MESSAGE_SECRETARIAT_ASKED, m->asked.count);
	inquiries_waiting_render(h, s, &m->asked);
	html_close(h, "section");
}

enum view_status secretariat_page(struct buf *out, const struct site *s)
{
	struct secretariat m;
	struct html h;
	secretariat_fill(&m, s);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &secretariat_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){
	    .title = page_title(s, MESSAGE_SECRETARIAT_TITLE), .nav = NAV__COUNT,
	    .has_expiry = true });
	html_message_element(&h, "p", CLASS("lead"), MESSAGE_SECRETARIAT_LEAD);
	put_texts(&h, s, &m);
	put_credentials(&h, s, &m);
	put_journals(&h, s, &m);
	put_bodies(&h, s, &m);
	put_forms(&h, s, &m);
	page_end(&h, s);
	return VIEW_OK;
}
