#include "view/measure_pieces.h"

#include "view/api.h"

struct str url_of_subject(const struct site *s, struct str area, struct str dimension)
{
	if (area.n > 0)
		return url_of(s, S("measures"), area);
	return url_with(s, S("measures"), PAIRS({ "dimension", dimension }));
}

static void put_after(struct html *h, struct lang_text words)
{
	if (words.text.n == 0)
		return;
	html_text(h, S(" · "));
	html_words(h, words);
}

/* Its dates; or the year of whose plan it is, which is all that is known. */
static void put_when(struct html *h, const struct activity_item *a)
{
	if (date_known(a->from) || a->year == INTEGER_ABSENT) {
		page_dates(h, a->from, a->until);
		return;
	}
	html_date(h, (struct date){ (int16_t)a->year, 0, 0, -1 }, false);
}

static void put_activity(struct html *h, const struct site *s, const struct activity_item *a)
{
	html_open(h, "li", ATTRS_NONE);
	html_open(h, "span", CLASS("when"));
	put_when(h, a);
	html_close(h, "span");
	html_open(h, "span", CLASS("what"));
	html_link_words(h, url_of(s, S("activities"), a->code), a->title);
	html_open(h, "span", CLASS("more"));
	html_words(h, a->state_name);
	put_after(h, a->host_name);
	put_after(h, a->place);
	put_after(h, a->area_name);
	if (a->is_tentative)
		state_tag(h, page_title(s, MESSAGE_ACTIVITY_TENTATIVE));
	if (str_eq(a->state, S("held"))) {
		html_text(h, S(" · "));
		html_message(h, a->is_nil       ? MESSAGE_REPORT_NIL
			       : a->reports > 0 ? MESSAGE_REPORT_RECEIVED
						: MESSAGE_REPORT_NONE);
	}
	html_close(h, "span");
	html_close(h, "span");
	html_close(h, "li");
}

void activities_render(struct html *h, const struct site *s, const struct activity_item_list *list)
{
	if (list->count == 0)
		return;
	html_open(h, "ul", CLASS("rows"));
	for (uint32_t i = 0; i < list->count; i++)
		put_activity(h, s, &list->at[i]);
	html_close(h, "ul");
}

void plans_render(struct html *h, const struct site *s, const struct plan_item_list *list)
{
	if (list->count == 0)
		return;
	html_open(h, "ul", CLASS("rows"));
	for (uint32_t i = 0; i < list->count; i++) {
		const struct plan_item *p = &list->at[i];
		html_open(h, "li", ATTRS_NONE);
		html_open(h, "span", CLASS("when"));
		if (date_known(p->from))
			page_dates(h, p->from, p->until);
		html_close(h, "span");
		html_open(h, "span", CLASS("what"));
		html_link_words(h, url_of(s, S("plans"), p->code), p->title);
		html_open(h, "span", CLASS("more"));
		html_words(h, p->kind_name);
		put_after(h, p->state_name);
		put_after(h, p->area_name);
		html_close(h, "span");
		html_close(h, "span");
		html_close(h, "li");
	}
	html_close(h, "ul");
}

void roles_render(struct html *h, const struct site *s, const struct role_item_list *list,
    bool with_subject)
{
	if (list->count == 0)
		return;
	html_open(h, "ul", CLASS("spans"));
	for (uint32_t i = 0; i < list->count; i++) {
		const struct role_item *r = &list->at[i];
		html_open(h, "li", ATTRS_NONE);
		if (with_subject)
			html_link_words(h, url_of_subject(s, r->area, r->dimension),
			    r->area.n > 0 ? r->area_name : r->dimension_name);
		else
			html_link_words(h, url_of(s, S("parties"), r->party), r->party_name);
		html_text(h, S(" · "));
		html_words(h, r->role_name);
		if (r->is_current)
			state_tag(h, page_title(s, MESSAGE_ROLE_CURRENT));
		html_open(h, "span", CLASS("more"));
		page_span(h, (struct span){ r->from, r->seen_by, r->until, r->gone_by });
		html_close(h, "span");
		page_evidence(h, s, r->evidence);
		html_close(h, "li");
	}
	html_close(h, "ul");
}

void measures_render(struct html *h, const struct site *s, const struct measure_item_list *list)
{
	if (list->count == 0)
		return;
	html_open(h, "ul", CLASS("spans"));
	for (uint32_t i = 0; i < list->count; i++) {
		const struct measure_item *m = &list->at[i];
		html_open(h, "li", ATTRS_NONE);
		if (m->label.n > 0) {
			html_element(h, "b", ATTRS_NONE, m->label);
			html_text(h, S(" "));
		}
		html_words(h, m->text);
		if (m->section.n > 0) {
			html_open(h, "span", CLASS("more"));
			html_words(h, words_guess(m->section));
			html_close(h, "span");
		}
		page_evidence(h, s, m->evidence);
		html_close(h, "li");
	}
	html_close(h, "ul");
}

static void put_entry(struct html *h, const struct site *s, enum message says, int64_t entry)
{
	html_say(h, says, PARTS(part_link(url_of_entry(s, (uint64_t)entry),
	    (struct lang_text){ STR_NONE, number_text(s, (uint64_t)entry) })));
}

static void put_report(struct html *h, const struct site *s, const struct report_item *r)
{
	html_open(h, "li", ATTRS_NONE);
	html_message(h, r->supplements != INTEGER_ABSENT ? MESSAGE_REPORT_SUPPLEMENT
		       : r->is_nil                      ? MESSAGE_REPORT_NIL
							: MESSAGE_REPORT_RECEIVED);
	if (r->party.n > 0) {
		html_text(h, S(" · "));
		html_link_words(h, url_of(s, S("parties"), r->party), r->party_name);
	}
	if (r->year != INTEGER_ABSENT) {
		html_text(h, S(" · "));
		html_date(h, (struct date){ (int16_t)r->year, 0, 0, -1 }, false);
	}
	if (r->is_late)
		state_tag(h, page_title(s, MESSAGE_REPORT_LATE));
	if (r->is_paper)
		state_tag(h, page_title(s, MESSAGE_REPORT_PAPER));
	html_open(h, "span", CLASS("more"));
	html_time(h, r->at);
	html_text(h, S(" · "));
	put_entry(h, s, MESSAGE_EVIDENCE_ACT, r->entry);
	if (r->documents > 0) {
		html_text(h, S(" · "));
		html_count(h, MESSAGE_REPORT_DOCUMENTS, r->documents);
	}
	html_close(h, "span");
	if (r->text.text.n > 0)
		page_text(h, r->text.lang, r->text.text);
	html_close(h, "li");
}

void reports_render(struct html *h, const struct site *s, const struct report_item_list *list)
{
	if (list->count == 0)
		return;
	html_open(h, "ul", CLASS("spans"));
	for (uint32_t i = 0; i < list->count; i++)
		put_report(h, s, &list->at[i]);
	html_close(h, "ul");
}

/* The text, release, document or meeting that it stands in. */
static void put_source(struct html *h, const struct site *s, const struct undertaking_item *u)
{
	struct str section = u->text.n > 0 ? S("texts")
	    : u->release.n > 0             ? S("releases")
	    : u->meeting.n > 0             ? S("meetings")
					   : STR_NONE;
	struct str code = u->text.n > 0 ? u->text : u->release.n > 0 ? u->release : u->meeting;
	if (section.n > 0)
		html_link_words(h, url_of(s, section, code), u->source_name);
	else
		html_element(h, "code", ATTRS_NONE, u->document);
	if (u->paragraph.n > 0 || u->unit.n > 0) {
		html_text(h, S(" · "));
		html_say(h, MESSAGE_UNDERTAKING_PARAGRAPH,
		    PARTS(part_text(u->paragraph.n > 0 ? u->paragraph : u->unit)));
	}
}

static void put_fulfilment(struct html *h, const struct site *s, const struct fulfilment_item *f)
{
	bool is_plan = f->plan.n > 0;
	html_open(h, "p", ATTRS_NONE);
	html_say(h, MESSAGE_UNDERTAKING_BY, PARTS(part_link(
	    url_of(s, is_plan ? S("plans") : S("activities"), is_plan ? f->plan : f->activity),
	    f->title)));
	if (date_known(f->on)) {
		html_text(h, S(" · "));
		html_date(h, f->on, false);
	}
	html_close(h, "p");
	page_evidence(h, s, f->evidence);
}

void undertakings_render(struct html *h, const struct site *s,
    const struct undertaking_item_list *list)
{
	if (list->count == 0)
		return;
	html_open(h, "ul", CLASS("spans"));
	for (uint32_t i = 0; i < list->count; i++) {
		const struct undertaking_item *u = &list->at[i];
		html_open(h, "li", ATTRS({ "id", u->code }));
		html_words(h, u->words);
		html_open(h, "span", CLASS("more"));
		put_source(h, s, u);
		html_text(h, S(" · "));
		page_dates(h, u->on, DATE_NONE);
		put_after(h, u->area_name);
		html_close(h, "span");
		page_evidence(h, s, u->evidence);
		for (uint32_t k = 0; k < u->fulfilments.count; k++)
			put_fulfilment(h, s, &u->fulfilments.at[k]);
		if (u->fulfilments.count == 0)
			html_message_element(h, "p", CLASS("none"), MESSAGE_UNDERTAKING_NONE);
		html_close(h, "li");
	}
	html_close(h, "ul");
}
