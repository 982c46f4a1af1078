/* What parties are asked, and who has answered; one form. */
#include "view/api.h"
#include "view/form_pieces.h"
#include "view/inquiry_pieces.h"
#include "view/measure_pieces.h"
#include "view/pages.h"
#include "view/silence_pieces.h"

#define HOUR_S 3600
#define DAY_S (24 * HOUR_S)

/* "10 days after the event", in the largest unit that is exact. */
static void put_due_after(struct html *h, int64_t due_s)
{
	if (due_s % DAY_S == 0)
		html_count(h, MESSAGE_FORM_AFTER_DAYS, due_s / DAY_S);
	else if (due_s % HOUR_S == 0)
		html_count(h, MESSAGE_FORM_AFTER_HOURS, due_s / HOUR_S);
	else
		html_count(h, MESSAGE_FORM_AFTER_SECONDS, due_s);
}

static void put_due(struct html *h, const struct form_entry *f)
{
	if (f->due_s != INTEGER_ABSENT) {
		put_due_after(h, f->due_s);
		return;
	}
	if (date_known(f->due))
		html_say(h, MESSAGE_FORM_DUE_BY, PARTS(part_date(f->due)));
	else
		html_message(h, MESSAGE_FORM_NO_DUE);
}

/* Who answered is told; whoever did not is not counted as having failed. */
static void put_counts(struct html *h, const struct form_entry *f)
{
	html_count(h, MESSAGE_FORM_RECEIVED, f->received);
	if (f->awaited == INTEGER_ABSENT)
		return;
	html_text(h, S(" · "));
	html_count(h, MESSAGE_FORM_AWAITED, f->awaited);
}

static void put_form(struct html *h, const struct site *s, const struct form_entry *f)
{
	html_open(h, "li", ATTRS_NONE);
	html_link_words(h, url_of(s, S("forms"), f->code), f->title);
	html_open(h, "span", CLASS("more"));
	html_words(h, f->period_name);
	html_text(h, S(" · "));
	put_due(h, f);
	if (f->area_name.text.n > 0) {
		html_text(h, S(" · "));
		html_words(h, f->area_name);
	}
	html_text(h, S(" · "));
	put_counts(h, f);
	html_close(h, "span");
	html_close(h, "li");
}

static void put_year_link(struct html *h, const struct site *s, int64_t year, bool is_next)
{
	html_element(h, "a", ATTRS({ "rel", is_next ? S("next") : S("prev") },
	    { "href", url_with(s, S("forms"), PAIRS({ "year", integer_text(s, year) })) }),
	    integer_text(s, year));
}

static void put_years(struct html *h, const struct site *s, const struct forms *m)
{
	bool has_before = m->year > m->first_year, has_after = m->year < m->last_year;
	if (!has_before && !has_after)
		return;
	html_open(h, "nav", ATTRS({ "class", S("pager") },
	    { "aria-label", message_text(s->lang, MESSAGE_FORMS_YEARS, 1) }));
	if (has_before)
		put_year_link(h, s, m->year - 1, false);
	html_element(h, "span", ATTRS_NONE, integer_text(s, m->year));
	if (has_after)
		put_year_link(h, s, m->year + 1, true);
	html_close(h, "nav");
}

static void put_who(struct html *h, const struct site *s, const struct forms *m)
{
	live_open(h, S("who"));
	html_open(h, "h2", ATTRS_NONE);
	html_say(h, MESSAGE_FORMS_WHO, PARTS(part_date((struct date){ (int16_t)m->year, 0, 0, -1 })));
	html_close(h, "h2");
	put_years(h, s, m);
	return_table_open(h, s, MESSAGE_FORMS_WHO_LABEL);
	for (uint32_t i = 0; i < m->forms.count; i++) {
		html_open(h, "th", ATTRS({ "scope", S("col") }));
		html_link_words(h, url_of(s, S("forms"), m->forms.at[i].code), m->forms.at[i].title);
		html_close(h, "th");
	}
	return_table_close(h, s, &m->rows, m->rows_total);
	html_message_element(h, "p", CLASS("more"), MESSAGE_FORMS_NOBODY_OBLIGED);
	live_close(h);
}

enum view_status forms_page(struct buf *out, const struct site *s, int64_t year)
{
	struct forms m;
	struct html h;
	forms_fill(&m, s, year);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &forms_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){ .title = page_title(s, MESSAGE_FORMS_TITLE),
	    .nav = NAV_MEASURES, .live = LIVE(MEASURE) });
	html_message_element(&h, "p", CLASS("lead"), MESSAGE_FORMS_LEAD);
	live_open(&h, S("forms"));
	if (m.forms.count == 0)
		html_message_element(&h, "p", CLASS("none"), MESSAGE_FORMS_NONE);
	if (m.forms.count > 0)
		html_open(&h, "ul", CLASS("spans"));
	for (uint32_t i = 0; i < m.forms.count; i++)
		put_form(&h, s, &m.forms.at[i]);
	if (m.forms.count > 0)
		html_close(&h, "ul");
	live_close(&h);
	if (m.forms.count > 0)
		put_who(&h, s, &m);
	html_open(&h, "p", CLASS("more"));
	html_link(&h, url_of(s, S("returns"), STR_NONE), message_text(s->lang, MESSAGE_RETURNS_TITLE, 1));
	html_close(&h, "p");
	page_end(&h, s);
	return VIEW_OK;
}

static void put_facts(struct html *h, const struct site *s, const struct form_full *m)
{
	const struct form_entry *f = m->form;
	html_open(h, "dl", CLASS("facts"));
	page_fact_open(h, MESSAGE_FORM_PERIOD);
	html_words(h, f->period_name);
	html_text(h, S(" · "));
	put_due(h, f);
	page_fact_close(h);
	if (f->area_name.text.n > 0) {
		page_fact_open(h, MESSAGE_MEASURES_AREA);
		html_link_words(h, url_of_subject(s, f->area, f->dimension), f->area_name);
		page_fact_close(h);
	}
	page_fact_open(h, MESSAGE_FORM_VERSION);
	html_text(h, integer_text(s, m->version));
	if (m->version != f->version)
		state_tag(h, page_title(s, MESSAGE_FORM_SUPERSEDED));
	page_fact_close(h);
	html_close(h, "dl");
}

static void put_options(struct html *h, const struct field_item *f)
{
	for (uint32_t i = 0; i < f->options.count; i++) {
		html_text(h, i == 0 ? S(": ") : S(", "));
		html_words(h, f->options.at[i].name);
	}
}

static void put_field(struct html *h, const struct field_item *f)
{
	html_open(h, "li", ATTRS({ "id", f->code }));
	html_open(h, "b", ATTRS_NONE);
	html_words(h, f->label);
	html_close(h, "b");
	html_open(h, "span", CLASS("more"));
	html_words(h, f->kind_name);
	put_options(h, f);
	if (f->unit.n > 0) {
		html_text(h, S(", "));
		html_words(h, words_guess(f->unit));
	}
	html_text(h, S(" · "));
	html_message(h, f->is_required ? MESSAGE_FORM_REQUIRED : MESSAGE_FORM_OPTIONAL);
	html_text(h, S(" · "));
	html_words(h, f->visible_to);
	html_text(h, S(" · "));
	if (f->basis.n > 0)
		html_words(h, words_guess(f->basis));
	else
		html_message(h, MESSAGE_FORM_OWN_FIELD);
	html_close(h, "span");
	html_close(h, "li");
}

static void put_fields(struct html *h, const struct form_full *m)
{
	section_open(h, MESSAGE_FORM_FIELDS);
	html_open(h, "ol", CLASS("spans"));
	for (uint32_t i = 0; i < m->fields.count; i++)
		put_field(h, &m->fields.at[i]);
	html_close(h, "ol");
	section_close(h);
}

static void put_table(struct html *h, const struct site *s, const struct form_full *m)
{
	live_section_open(h, S("who"), MESSAGE_FORM_WHO);
	return_table_open(h, s, MESSAGE_FORM_WHO);
	for (uint32_t i = 0; i < m->years.count; i++) {
		const struct form_year *y = &m->years.at[i];
		html_open(h, "th", ATTRS({ "scope", S("col") }));
		if (y->year == INTEGER_ABSENT)
			html_message(h, MESSAGE_FORM_ONCE);
		else
			html_date(h, (struct date){ (int16_t)y->year, 0, 0, -1 }, false);
		html_close(h, "th");
	}
	return_table_close(h, s, &m->rows, m->rows_total);
	html_message_element(h, "p", CLASS("more"), MESSAGE_FORMS_NOBODY_OBLIGED);
	html_close(h, "section");
}

static void put_returns(struct html *h, const struct site *s, const struct form_full *m)
{
	live_section_open(h, S("returns"), MESSAGE_RETURNS_TITLE);
	if (m->returns.count == 0)
		html_message_element(h, "p", CLASS("none"), MESSAGE_RETURNS_NONE);
	returns_render(h, s, &m->returns);
	if (m->returns_total > m->returns.count) {
		html_open(h, "p", ATTRS_NONE);
		html_link(h, url_with(s, S("returns"), PAIRS({ "form", m->form->code })),
		    message_text(s->lang, MESSAGE_RETURNS_ALL, 1));
		html_close(h, "p");
	}
	html_close(h, "section");
}

static void put_inquiries(struct html *h, const struct site *s, const struct form_full *m)
{
	live_section_open(h, S("inquiries"), MESSAGE_INQUIRIES_TITLE);
	if (m->inquiries.count == 0)
		html_message_element(h, "p", CLASS("none"), MESSAGE_INQUIRIES_NONE);
	inquiries_render(h, s, &m->inquiries);
	silence_next_render(h, s, &m->next);
	html_close(h, "section");
	live_section_open(h, S("reminders"), MESSAGE_REMINDERS_TITLE);
	if (m->reminders.count == 0)
		html_message_element(h, "p", CLASS("none"), MESSAGE_REMINDERS_NONE);
	reminders_render(h, s, &m->reminders);
	html_close(h, "section");
}

static void put_versions(struct html *h, const struct site *s, const struct form_full *m)
{
	section_open(h, MESSAGE_FORM_VERSIONS);
	html_open(h, "ul", CLASS("spans"));
	for (uint32_t i = 0; i < m->versions.count; i++) {
		const struct form_version_item *v = &m->versions.at[i];
		struct str number = integer_text(s, v->version);
		html_open(h, "li", ATTRS_NONE);
		html_link(h, url_of_form(s, m->form->code, v->version), number);
		html_text(h, S(" · "));
		html_words(h, v->title);
		if (v->is_in_force)
			state_tag(h, page_title(s, MESSAGE_FORM_IN_FORCE));
		page_evidence(h, s, v->evidence);
		html_close(h, "li");
	}
	html_close(h, "ul");
	section_close(h);
}

static void put_fill_link(struct html *h, const struct site *s, const struct form_full *m)
{
	html_open(h, "p", ATTRS_NONE);
	html_link(h, url_of_fill(s, m->form->code, STR_NONE, INTEGER_ABSENT),
	    message_text(s->lang, MESSAGE_FILL_LINK, 1));
	html_close(h, "p");
}

enum view_status form_page(struct buf *out, const struct site *s, const struct form_query *q)
{
	struct form_full m;
	struct html h;
	if (!form_fill(&m, s, q))
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &form_full_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){ .title = m.form->title, .nav = NAV_MEASURES,
	    .live = LIVE(MEASURE) });
	put_facts(&h, s, &m);
	put_fill_link(&h, s, &m);
	put_fields(&h, &m);
	put_table(&h, s, &m);
	put_returns(&h, s, &m);
	put_inquiries(&h, s, &m);
	if (m.measures.count > 0) {
		section_open(&h, MESSAGE_AREA_MEASURES);
		measures_render(&h, s, &m.measures);
		section_close(&h);
	}
	put_versions(&h, s, &m);
	page_end(&h, s);
	return VIEW_OK;
}
