#include "view/api.h"
#include "view/conduct_pieces.h"
#include "view/model/meetings.h"
#include "view/page.h"

static void put_when(struct html *h, const struct site *s, const struct meeting_full *m)
{
	page_fact_open(h, MESSAGE_MEETING_DATES);
	page_dates(h, m->meeting->from, m->meeting->until);
	page_fact_close(h);
	if (m->date_basis.n > 0 && !str_eq(m->date_basis, S("stated"))) {
		page_fact_open(h, MESSAGE_MEETING_DATE_BASIS);
		html_words(h, words_of_code(s, m->date_basis));
		page_fact_close(h);
	}
	if (m->meeting->place.text.n > 0) {
		page_fact_open(h, MESSAGE_MEETING_PLACE);
		html_words(h, m->meeting->place);
		page_fact_close(h);
	}
	if (m->meeting->mode.n > 0) {
		page_fact_open(h, MESSAGE_MEETING_MODE);
		html_words(h, words_of_code(s, m->meeting->mode));
		page_fact_close(h);
	}
}

static void put_body(struct html *h, const struct site *s, const struct meeting_item *m)
{
	const struct charter *c = forum_charter(s->forum);
	page_fact_open(h, MESSAGE_MEETING_BODY);
	if (c != NULL && charter_body(c, m->body) != NULL)
		html_link_words(h, url_of(s, S("bodies"), m->body), m->body_name);
	else if (institution_find(s->forum, m->body) != NULL)
		html_link_words(h, url_of(s, S("institutions"), m->body), m->body_name);
	else
		html_words(h, m->body_name);
	page_fact_close(h);
}

static void put_facts(struct html *h, const struct site *s, const struct meeting_full *m)
{
	html_open(h, "dl", CLASS("facts"));
	put_when(h, s, m);
	if (m->meeting->body.n > 0)
		put_body(h, s, m->meeting);
	if (m->number != INTEGER_ABSENT) {
		page_fact_open(h, MESSAGE_MEETING_NUMBER);
		html_number(h, m->number);
		page_fact_close(h);
	}
	if (m->chair.n > 0) {
		page_fact_open(h, MESSAGE_MEETING_CHAIR);
		html_link_words(h, url_of(s, S("parties"), m->chair), m->chair_name);
		page_fact_close(h);
	}
	page_fact_open(h, MESSAGE_MEETING_STATUS);
	html_words(h, words_of_code(s, m->meeting->status));
	page_fact_close(h);
	html_close(h, "dl");
	page_evidence(h, s, m->evidence);
}

static void put_document(struct html *h, const struct site *s, const struct paper_item *paper)
{
	html_open(h, "li", ATTRS_NONE);
	html_element(h, "cite", ATTRS({ "lang", paper->title.lang }), paper->title.text);
	html_open(h, "span", CLASS("more"));
	html_words(h, words_of_code(s, paper->kind));
	if (paper->symbol.n > 0) {
		html_text(h, S(" · "));
		html_text(h, paper->symbol);
	}
	if (paper->content_sha256.n > 0) {
		html_text(h, S(" · "));
		html_message(h, MESSAGE_MEETING_CONTENT);
		html_text(h, S(" "));
		html_element(h, "code", CLASS("long"), paper->content_sha256);
	}
	html_close(h, "span");
	html_close(h, "li");
}

static void put_documents(struct html *h, const struct site *s, const struct paper_item_list *list)
{
	if (list->count == 0)
		return;
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_MEETING_DOCUMENTS);
	html_open(h, "ul", CLASS("spans"));
	for (uint32_t i = 0; i < list->count; i++)
		put_document(h, s, &list->at[i]);
	html_close(h, "ul");
	html_close(h, "section");
}

static void put_neighbour(struct html *h, const struct site *s, const struct meeting_item *m,
    bool is_next)
{
	if (m == NULL)
		return;
	html_open(h, "a", ATTRS({ "rel", is_next ? S("next") : S("prev") },
	    { "href", url_of(s, S("meetings"), m->code) }));
	html_message_element(h, "span", CLASS("more"),
	    is_next ? MESSAGE_MEETING_NEXT : MESSAGE_MEETING_PREVIOUS);
	html_text(h, S(" "));
	html_words(h, m->title);
	html_close(h, "a");
}

/* Meetings of one body share their name: windows and bookmarks are told apart by the day. */
static struct lang_text title_dated(const struct site *s, const struct meeting_item *m)
{
	struct buf b;
	if (!date_known(m->from))
		return m->title;
	buf_init(&b, s->scratch, m->title.text.n + 100);
	buf_put(&b, m->title.text);
	buf_put(&b, S(", "));
	if (date_known(m->until) && !date_eq(m->from, m->until)) {
		bool is_tight = range_first_put(&b, s->lang, m->from, m->until);
		buf_put(&b, is_tight ? S("–") : S(" – "));
		range_last_put(&b, s->lang, m->from, m->until);
	} else {
		date_put_words(&b, s->lang, m->from, false);
	}
	return (struct lang_text){ m->title.lang, buf_str(&b) };
}

enum view_status meeting_page(struct buf *out, const struct site *s, struct str code)
{
	struct meeting_full m;
	struct html h;
	if (!meeting_fill(&m, s, code))
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &meeting_full_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){ .title = title_dated(s, m.meeting),
	    .nav = NAV_MEETINGS, .has_no_heading = true });
	page_heading(&h, m.meeting->title);
	put_facts(&h, s, &m);
	if (m.conduct != NULL)
		conduct_render(&h, s, m.conduct);
	put_documents(&h, s, &m.documents);
	if (m.releases.count > 0) {
		html_open(&h, "section", ATTRS_NONE);
		html_message_element(&h, "h2", ATTRS_NONE, MESSAGE_MEETING_RELEASES);
		page_releases(&h, s, &m.releases);
		html_close(&h, "section");
	}
	html_open(&h, "nav", ATTRS({ "class", S("pager") },
	    { "aria-label", message_text(s->lang, MESSAGE_PAGER_LABEL, 1) }));
	put_neighbour(&h, s, m.previous, false);
	put_neighbour(&h, s, m.next, true);
	html_close(&h, "nav");
	page_end(&h, s);
	return VIEW_OK;
}
