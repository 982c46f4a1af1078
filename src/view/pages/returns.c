/* What parties told on forms: the list, and one return with what supplements it. */
#include "view/api.h"
#include "view/evidence_pieces.h"
#include "view/form_pieces.h"
#include "view/inquiry_pieces.h"
#include "view/pages.h"
#include "view/silence_pieces.h"

static struct str year_text(const struct site *s, int64_t year)
{
	return year == INTEGER_ABSENT ? STR_NONE : integer_text(s, year);
}

/* What the list was narrowed to, and the way back. */
static void put_filter(struct html *h, const struct site *s, const struct returns_query *q)
{
	const struct form *form = form_find(s->forum, q->form);
	if (q->form.n == 0 && q->party.n == 0 && q->year == INTEGER_ABSENT)
		return;
	html_open(h, "p", ATTRS_NONE);
	if (form != NULL) {
		html_link_words(h, url_of(s, S("forms"), form->code), words_of(s, &form->title));
		html_text(h, S(" · "));
	}
	if (q->party.n > 0) {
		html_link_words(h, url_of(s, S("parties"), q->party),
		    words_of_party(s, q->party, s->day));
		html_text(h, S(" · "));
	}
	if (q->year != INTEGER_ABSENT) {
		html_text(h, year_text(s, q->year));
		html_text(h, S(" · "));
	}
	html_link(h, url_of(s, S("returns"), STR_NONE), message_text(s->lang, MESSAGE_RETURNS_ALL, 1));
	html_close(h, "p");
}

enum view_status returns_page(struct buf *out, const struct site *s, const struct returns_query *q)
{
	struct returns m;
	struct html h;
	if (q->page == 0 || q->page > UINT32_MAX / RETURNS_A_PAGE)
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	returns_fill(&m, s, q);
	if (q->page > (uint32_t)m.pages)
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &returns_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){ .title = page_title(s, MESSAGE_RETURNS_TITLE),
	    .nav = NAV_MEASURES, .live = LIVE(MEASURE) });
	html_message_element(&h, "p", CLASS("lead"), MESSAGE_RETURNS_LEAD);
	put_filter(&h, s, q);
	live_open(&h, S("returns"));
	if (m.returns.count == 0)
		html_message_element(&h, "p", CLASS("none"), MESSAGE_RETURNS_NONE);
	returns_render(&h, s, &m.returns);
	page_pager(&h, s, &(struct page_of){ S("returns"), PAIRS({ "form", q->form },
	    { "party", q->party }, { "year", year_text(s, q->year) }), q->page, (uint32_t)m.pages });
	live_close(&h);
	html_open(&h, "p", CLASS("more"));
	html_link(&h, url_of(s, S("forms"), STR_NONE), message_text(s->lang, MESSAGE_FORMS_TITLE, 1));
	html_close(&h, "p");
	page_end(&h, s);
	return VIEW_OK;
}

static void put_form_link(struct html *h, const struct site *s, const struct return_item *r)
{
	page_fact_open(h, MESSAGE_RETURN_FORM);
	html_link_words(h, url_of_form(s, r->form, r->version), r->title);
	html_text(h, S(" · "));
	html_say(h, MESSAGE_RETURN_VERSION, PARTS(part_text(integer_text(s, r->version))));
	page_fact_close(h);
}

static void put_period(struct html *h, const struct return_item *r)
{
	if (r->year != INTEGER_ABSENT) {
		page_fact_open(h, MESSAGE_RETURN_YEAR);
		html_date(h, (struct date){ (int16_t)r->year, 0, 0, -1 }, false);
		page_fact_close(h);
	}
	if (date_known(r->event)) {
		page_fact_open(h, MESSAGE_RETURN_EVENT);
		html_date(h, r->event, false);
		page_fact_close(h);
	}
}

static void put_received(struct html *h, const struct site *s, const struct return_item *r)
{
	html_time(h, r->at);
	return_tags_render(h, s, r);
	html_text(h, S(" · "));
	act_link_render(h, s, r->entry);
	html_text(h, S(" · "));
	receipt_link_render(h, s, r->entry);
}

static void put_facts(struct html *h, const struct site *s, const struct return_full *m)
{
	const struct return_item *r = m->filed;
	html_open(h, "dl", CLASS("facts"));
	page_fact_open(h, MESSAGE_RETURN_PARTY);
	html_link_words(h, url_of(s, S("parties"), r->party), r->party_name);
	page_fact_close(h);
	put_form_link(h, s, r);
	put_period(h, r);
	page_fact_open(h, MESSAGE_RETURN_STATE);
	html_words(h, r->how_name);
	page_fact_close(h);
	page_fact_open(h, MESSAGE_RETURN_RECEIVED);
	put_received(h, s, r);
	page_fact_close(h);
	if (date_known(m->due)) {
		page_fact_open(h, MESSAGE_RETURN_DUE);
		html_date(h, m->due, false);
		page_fact_close(h);
	}
	html_close(h, "dl");
}

static void put_answers(struct html *h, const struct site *s, const struct return_full *m)
{
	section_open(h, MESSAGE_RETURN_ANSWERS);
	if (m->carried != NULL) {
		html_open(h, "p", ATTRS_NONE);
		html_say(h, MESSAGE_RETURN_CARRIES, PARTS(part_link(url_of_return(s, m->carried->entry),
		    (struct lang_text){ STR_NONE, integer_text(s, m->carried->year) })));
		html_close(h, "p");
	} else if (str_eq(m->filed->how, S("nil"))) {
		html_message_element(h, "p", ATTRS_NONE, MESSAGE_RETURN_NOTHING);
	}
	if (m->values.count > 0)
		values_render(h, s, &m->values, 0);
	section_close(h);
}

static void put_supplements(struct html *h, const struct site *s, const struct return_full *m)
{
	live_section_open(h, S("supplements"), MESSAGE_RETURN_SUPPLEMENTED);
	if (m->supplements.count == 0)
		html_message_element(h, "p", CLASS("none"), MESSAGE_RETURN_NOT_SUPPLEMENTED);
	else
		html_message_element(h, "p", ATTRS_NONE, MESSAGE_RETURN_SUPPLEMENTS_WHAT);
	for (uint32_t i = 0; i < m->supplements.count; i++) {
		const struct supplement_item *item = &m->supplements.at[i];
		html_open(h, "h3", ATTRS_NONE);
		html_say(h, MESSAGE_RETURN_SUPPLEMENT_NO, PARTS(part_number(i + 1)));
		html_close(h, "h3");
		html_open(h, "p", CLASS("more"));
		put_received(h, s, item->supplement);
		html_close(h, "p");
		values_render(h, s, &item->values, i + 1);
	}
	page_more(h, m->supplements_total - m->supplements.count);
	html_open(h, "p", ATTRS_NONE);
	html_link(h, url_of_fill(s, m->filed->form, m->filed->party, m->filed->entry),
	    message_text(s->lang, MESSAGE_FILL_LINK_SUPPLEMENT, 1));
	html_close(h, "p");
	html_close(h, "section");
}

static void put_inquiries(struct html *h, const struct site *s, const struct return_full *m)
{
	live_section_open(h, S("inquiries"), MESSAGE_INQUIRIES_TITLE);
	acknowledged_render(h, &m->acknowledged);
	if (m->inquiries.count == 0)
		html_message_element(h, "p", CLASS("none"), MESSAGE_INQUIRIES_NONE);
	inquiries_render(h, s, &m->inquiries);
	silence_next_render(h, s, &m->next);
	html_close(h, "section");
}

static bool has_content(const struct value_item_list *values)
{
	for (uint32_t i = 0; i < values->count; i++) {
		if (values->at[i].content != NULL)
			return true;
	}
	return false;
}

/* Whoever was given bytes and salt checks them without us. */
static void put_recheck(struct html *h, const struct return_full *m)
{
	bool has_any = has_content(&m->values);
	for (uint32_t i = 0; i < m->supplements.count; i++)
		has_any = has_any || has_content(&m->supplements.at[i].values);
	if (!has_any)
		return;
	section_open(h, MESSAGE_RETURN_RECHECK);
	html_message_element(h, "p", ATTRS_NONE, MESSAGE_RETURN_RECHECK_HOW);
	commands_render(h, S("comity commitment FILE --salt SALT --check SHA256\n"));
	section_close(h);
}

/* Another one of each return: of one event there may be several. */
static struct lang_text title_of(const struct site *s, const struct return_full *m)
{
	const struct return_item *r = m->filed;
	struct buf b;
	buf_init(&b, s->scratch, 2 * NAME_BYTES_MAX + 256);
	buf_put(&b, r->party_name.text);
	buf_put(&b, S(": "));
	buf_put(&b, r->title.text);
	if (r->year != INTEGER_ABSENT) {
		buf_put(&b, S(", "));
		buf_dec(&b, r->year);
	}
	if (date_known(r->event)) {
		buf_put(&b, S(", "));
		date_put_words(&b, s->lang, r->event, false);
		buf_put(&b, S(", "));
		message_put(&b, s->lang, MESSAGE_SILENCE_ACT, PARTS(part_number(r->entry)));
	}
	return (struct lang_text){ r->title.lang, buf_str(&b) };
}

enum view_status return_page(struct buf *out, const struct site *s, const struct return_query *q)
{
	struct return_full m;
	struct html h;
	if (!return_fill(&m, s, q))
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &return_full_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){ .title = title_of(s, &m), .nav = NAV_MEASURES,
	    .live = LIVE(MEASURE) });
	put_facts(&h, s, &m);
	put_answers(&h, s, &m);
	put_supplements(&h, s, &m);
	put_inquiries(&h, s, &m);
	put_recheck(&h, &m);
	live_section_open(&h, S("acts"), MESSAGE_RETURN_ACTS);
	acts_render(&h, s, &m.acts);
	html_close(&h, "section");
	page_end(&h, s);
	return VIEW_OK;
}
