/* Agreements as they stood on a day; one of them with its life; who is observer, partner ... of whom. */
#include "view/api.h"
#include "view/model/agreements.h"
#include "view/network.h"
#include "view/pages.h"

/* When it came to its state, as far as anybody tells. */
static void put_since(struct html *h, struct date on, struct date seen_by)
{
	page_span(h, (struct span){ on, seen_by, DATE_NONE, DATE_NONE });
}

static void put_item(struct html *h, const struct site *s, const struct agreement_item *a)
{
	html_open(h, "li", ATTRS_NONE);
	html_link_words(h, url_of(s, S("agreements"), a->code), a->title);
	state_tag(h, a->state_name);
	html_open(h, "span", CLASS("more"));
	html_words(h, a->kind_name);
	if (a->counterpart.text.n > 0) {
		html_text(h, S(" · "));
		html_words(h, a->counterpart);
	}
	if (!str_eq(a->state, S("none"))) {
		html_text(h, S(" · "));
		put_since(h, a->since, a->seen_by);
	}
	html_close(h, "span");
	if (a->maybe.n > 0) {
		html_open(h, "p", CLASS("more"));
		html_say(h, MESSAGE_AGREEMENT_MAYBE, PARTS(part_words(a->maybe_name)));
		html_close(h, "p");
	}
	html_close(h, "li");
}

enum group { GROUP_STANDING, GROUP_WAY, GROUP_SUSPENDED, GROUP_OVER, GROUP_LATER, GROUP__COUNT };

static enum group group_of(const struct agreement_item *a)
{
	if (a->stands)
		return GROUP_STANDING;
	if (str_eq(a->state, S("none")))
		return GROUP_LATER;
	if (str_eq(a->state, S("suspended")))
		return GROUP_SUSPENDED;
	return agreement_is_over(agreement_state_of(a->state)) ? GROUP_OVER : GROUP_WAY;
}

static void put_group(struct html *h, const struct site *s, const struct agreement_item_list *list,
    enum group group)
{
	static const uint16_t headings[GROUP__COUNT] = { MESSAGE_AGREEMENTS_STANDING,
		MESSAGE_AGREEMENTS_WAY, MESSAGE_AGREEMENTS_SUSPENDED, MESSAGE_AGREEMENTS_OVER,
		MESSAGE_AGREEMENTS_LATER };
	uint32_t count = 0;
	for (uint32_t i = 0; i < list->count; i++)
		count += group_of(&list->at[i]) == group;
	if (count == 0 && group != GROUP_STANDING)
		return;
	section_open(h, (enum message)headings[group]);
	if (count == 0)
		html_message_element(h, "p", CLASS("none"), MESSAGE_AGREEMENTS_NONE);
	html_open(h, "ul", CLASS("spans"));
	for (uint32_t i = 0; i < list->count; i++) {
		if (group_of(&list->at[i]) == group)
			put_item(h, s, &list->at[i]);
	}
	html_close(h, "ul");
	section_close(h);
}

enum view_status agreements_page(struct buf *out, const struct site *s)
{
	struct agreements m;
	struct html h;
	agreements_fill(&m, s);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &agreements_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){ .title = page_title(s, MESSAGE_NAV_AGREEMENTS),
	    .nav = NAV_AGREEMENTS, .is_list = true, .has_day = true });
	html_open(&h, "p", CLASS("lead"));
	html_count(&h, MESSAGE_AGREEMENTS_COUNT, m.standing);
	html_text(&h, S(" "));
	html_link(&h, url_of(s, S("relations"), STR_NONE),
	    message_text(s->lang, MESSAGE_RELATIONS_TITLE, 1));
	html_close(&h, "p");
	for (unsigned group = 0; group < GROUP__COUNT; group++)
		put_group(&h, s, &m.agreements, (enum group)group);
	page_more(&h, m.total - m.agreements.count);
	if (m.network.count > 0) {
		section_open(&h, MESSAGE_AGREEMENTS_NETWORK);
		network_render(&h, s, &m.network);
		section_close(&h);
	}
	page_end(&h, s);
	return VIEW_OK;
}

static void put_facts(struct html *h, const struct site *s, const struct agreement_full *m)
{
	const struct agreement_item *a = m->agreement;
	html_open(h, "dl", CLASS("facts"));
	page_fact_open(h, MESSAGE_AGREEMENT_STATE);
	html_words(h, a->state_name);
	if (!str_eq(a->state, S("none"))) {
		html_text(h, S(" · "));
		put_since(h, a->since, a->seen_by);
	}
	if (a->maybe.n > 0) {
		html_text(h, S(" "));
		html_say(h, MESSAGE_AGREEMENT_MAYBE, PARTS(part_words(a->maybe_name)));
	}
	page_fact_close(h);
	page_fact_open(h, MESSAGE_AGREEMENT_KIND);
	html_words(h, a->kind_name);
	page_fact_close(h);
	page_fact_open(h, MESSAGE_AGREEMENT_COUNTERPART);
	if (a->party.n > 0)
		html_link_words(h, url_of(s, S("parties"), a->party), a->counterpart);
	else if (a->counterpart.text.n > 0)
		html_words(h, a->counterpart);
	else
		html_message(h, MESSAGE_AGREEMENT_AMONG_MEMBERS);
	page_fact_close(h);
	if (m->needs != INTEGER_ABSENT) {
		page_fact_open(h, MESSAGE_AGREEMENT_FORCE);
		html_say(h, MESSAGE_AGREEMENT_NEEDS, PARTS(part_number(m->needs),
		    part_number(m->deposits.count),
		    part_number(m->delay_days == INTEGER_ABSENT ? 0 : m->delay_days)));
		page_fact_close(h);
	}
	html_close(h, "dl");
	page_evidence(h, s, m->evidence);
}

static void put_step_more(struct html *h, const struct site *s, const struct agreement_step_item *t)
{
	html_open(h, "span", CLASS("more"));
	put_since(h, t->on, t->seen_by);
	if (t->place.text.n > 0) {
		html_text(h, S(" · "));
		html_words(h, t->place);
	}
	if (t->body.n > 0) {
		html_text(h, S(" · "));
		html_link_words(h, url_of(s, S("bodies"), t->body), t->body_name);
	}
	if (t->decision.n > 0) {
		html_text(h, S(" · "));
		html_link(h, url_of(s, S("decisions"), t->decision), t->decision);
	}
	if (t->text.n > 0) {
		html_text(h, S(" · "));
		html_link(h, url_of(s, S("texts"), t->text), t->text);
		if (t->revision != INTEGER_ABSENT)
			html_say(h, MESSAGE_AGREEMENT_REVISION, PARTS(part_number(t->revision)));
	}
	if (t->signatories.text.n > 0) {
		html_text(h, S(" · "));
		html_words(h, t->signatories);
	}
	if (t->documents > 0) {
		html_text(h, S(" · "));
		html_count(h, MESSAGE_AGREEMENT_DOCUMENTS, t->documents);
	}
	html_close(h, "span");
}

static void put_steps(struct html *h, const struct site *s, const struct agreement_step_item_list *list)
{
	section_open(h, MESSAGE_AGREEMENT_LIFE);
	if (list->count == 0)
		html_message_element(h, "p", CLASS("none"), MESSAGE_AGREEMENT_NO_STEPS);
	html_open(h, "ol", CLASS("spans"));
	for (uint32_t i = 0; i < list->count; i++) {
		const struct agreement_step_item *t = &list->at[i];
		html_open(h, "li", ATTRS_NONE);
		html_words(h, t->to_name);
		if (t->by.n > 0) {
			html_text(h, S(": "));
			html_link_words(h, url_of(s, S("agreements"), t->by), t->by_title);
		}
		put_step_more(h, s, t);
		if (!t->is_certain)
			html_message_element(h, "p", CLASS("more"), MESSAGE_AGREEMENT_NOT_CERTAIN);
		page_evidence(h, s, t->evidence);
		html_close(h, "li");
	}
	html_close(h, "ol");
	section_close(h);
}

static void put_deposits(struct html *h, const struct site *s, const struct deposit_item_list *list)
{
	if (list->count == 0)
		return;
	section_open(h, MESSAGE_AGREEMENT_DEPOSITS);
	html_open(h, "ul", CLASS("spans"));
	for (uint32_t i = 0; i < list->count; i++) {
		const struct deposit_item *d = &list->at[i];
		html_open(h, "li", ATTRS_NONE);
		html_link_words(h, url_of(s, S("parties"), d->party), d->party_name);
		html_open(h, "span", CLASS("more"));
		html_words(h, d->kind_name);
		html_text(h, S(" · "));
		page_dates(h, d->on, DATE_NONE);
		html_close(h, "span");
		page_evidence(h, s, d->evidence);
		html_close(h, "li");
	}
	html_close(h, "ul");
	section_close(h);
}

static void put_relation(struct html *h, const struct site *s, const struct relation_item *r)
{
	html_open(h, "li", ATTRS({ "id", r->code.n > 0 ? r->code : STR_NONE }));
	if (r->party.n > 0)
		html_link_words(h, url_of(s, S("parties"), r->party), r->counterpart);
	else
		html_words(h, r->counterpart);
	state_tag(h, r->kind_name);
	html_open(h, "span", CLASS("more"));
	page_span(h, (struct span){ r->from, r->seen_by, r->until, r->gone_by });
	if (!r->is_current) {
		html_text(h, S(" · "));
		html_message(h, MESSAGE_RELATION_NOT_ON_DAY);
	}
	if (r->agreement.n > 0) {
		html_text(h, S(" · "));
		html_link(h, url_of(s, S("agreements"), r->agreement), r->agreement);
	}
	html_close(h, "span");
	page_evidence(h, s, r->evidence);
	html_close(h, "li");
}

static void put_relations(struct html *h, const struct site *s, const struct relation_item_list *list,
    enum message heading)
{
	section_open(h, heading);
	if (list->count == 0)
		html_message_element(h, "p", CLASS("none"), MESSAGE_RELATIONS_NONE);
	html_open(h, "ul", CLASS("spans"));
	for (uint32_t i = 0; i < list->count; i++)
		put_relation(h, s, &list->at[i]);
	html_close(h, "ul");
	section_close(h);
}

enum view_status agreement_page(struct buf *out, const struct site *s, struct str code)
{
	struct agreement_full m;
	struct html h;
	if (!agreement_fill(&m, s, code))
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &agreement_full_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){ .title = m.agreement->title,
	    .nav = NAV_AGREEMENTS, .has_day = true });
	put_facts(&h, s, &m);
	put_steps(&h, s, &m.steps);
	put_deposits(&h, s, &m.deposits);
	if (m.relations.count > 0)
		put_relations(&h, s, &m.relations, MESSAGE_RELATIONS_TITLE);
	page_end(&h, s);
	return VIEW_OK;
}

enum view_status relations_page(struct buf *out, const struct site *s)
{
	struct relations m;
	struct html h;
	relations_fill(&m, s);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &relations_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){ .title = page_title(s, MESSAGE_RELATIONS_TITLE),
	    .nav = NAV_AGREEMENTS, .has_day = true });
	html_open(&h, "p", CLASS("lead"));
	html_count(&h, MESSAGE_RELATIONS_COUNT, m.current);
	html_close(&h, "p");
	put_relations(&h, s, &m.out, MESSAGE_RELATIONS_OUT);
	put_relations(&h, s, &m.in, MESSAGE_RELATIONS_IN);
	page_end(&h, s);
	return VIEW_OK;
}
