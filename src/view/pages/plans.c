/* Plans: concept papers, action plans, plans of years; and one of them with what was done under it. */
#include "base/arena.h"
#include "base/utf8.h"
#include "view/api.h"
#include "view/measure_pieces.h"
#include "view/pages.h"
#include "view/timeline.h"

#define BARS_MAX 60
#define LABEL_LETTERS 24

/* A drawing has no room for long titles; the list beside it has them whole. */
static struct lang_text short_label(const struct site *s, struct lang_text title)
{
	struct buf b;
	size_t at = 0, n = 0;
	for (uint32_t i = 0; i < LABEL_LETTERS && at < title.text.n; i++, at += n)
		(void)utf8_get(title.text, at, &n);
	if (at >= title.text.n)
		return title;
	buf_init(&b, s->scratch, at + 8);
	buf_put(&b, str_sub(title.text, 0, at));
	buf_put(&b, S("…"));
	return (struct lang_text){ title.lang, buf_str(&b) };
}

static struct date end_of(struct date from, struct date until)
{
	return date_known(until) ? until : from;
}

static struct timeline_bar bar_of_plan(const struct site *s, const struct plan_item *p)
{
	return (struct timeline_bar){ .label = short_label(s, p->title),
		.href = url_of(s, S("plans"), p->code),
		.span = { p->from, DATE_NONE, end_of(p->from, p->until), DATE_NONE },
		.planned = DATE_NONE };
}

static struct timeline_bar bar_of_activity(const struct site *s, const struct activity_item *a)
{
	return (struct timeline_bar){ .label = short_label(s, a->title),
		.href = url_of(s, S("activities"), a->code),
		.span = { a->from, DATE_NONE, end_of(a->from, a->until), DATE_NONE },
		.planned = DATE_NONE, .is_current = str_eq(a->state, S("held")) };
}

static void put_timeline(struct html *h, const struct site *s, const struct plan_item_list *plans)
{
	struct timeline_bar *bars = arena_array(s->scratch, struct timeline_bar, BARS_MAX);
	uint32_t count = 0;
	for (uint32_t i = 0; i < plans->count && count < BARS_MAX; i++) {
		if (date_known(plans->at[i].from))
			bars[count++] = bar_of_plan(s, &plans->at[i]);
	}
	if (count > 1)
		timeline_render(h, s, MESSAGE_PLANS_TIMELINE, bars, count);
}

enum view_status plans_page(struct buf *out, const struct site *s)
{
	struct plans m;
	struct html h;
	plans_fill(&m, s);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &plans_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){ .title = page_title(s, MESSAGE_PLANS_TITLE),
	    .nav = NAV_MEASURES });
	html_message_element(&h, "p", CLASS("lead"), MESSAGE_PLANS_LEAD);
	if (m.plans.count == 0)
		html_message_element(&h, "p", CLASS("none"), MESSAGE_PLANS_NONE);
	put_timeline(&h, s, &m.plans);
	plans_render(&h, s, &m.plans);
	page_more(&h, m.total - m.plans.count);
	page_end(&h, s);
	return VIEW_OK;
}

static void put_facts(struct html *h, const struct site *s, const struct plan_full *m)
{
	const struct plan_item *p = m->plan;
	html_open(h, "dl", CLASS("facts"));
	page_fact_open(h, MESSAGE_PLAN_KIND);
	html_words(h, p->kind_name);
	state_tag(h, p->state_name);
	page_fact_close(h);
	page_fact_open(h, MESSAGE_PLAN_SPAN);
	page_dates(h, p->from, p->until);
	page_fact_close(h);
	if (p->area_name.text.n > 0) {
		page_fact_open(h, MESSAGE_MEASURES_AREA);
		html_link_words(h, url_of_subject(s, p->area, p->dimension), p->area_name);
		page_fact_close(h);
	}
	if (m->drafted_by.n > 0) {
		page_fact_open(h, MESSAGE_PLAN_DRAFTER);
		html_link_words(h, url_of(s, S("parties"), m->drafted_by), m->drafter_name);
		page_fact_close(h);
	}
	if (m->under != NULL) {
		page_fact_open(h, MESSAGE_PLAN_UNDER);
		html_link_words(h, url_of(s, S("plans"), m->under->code), m->under->title);
		page_fact_close(h);
	}
	html_close(h, "dl");
	page_evidence(h, s, m->evidence);
}

/* Each source's word stands by itself: where two differ, both are here. */
static void put_told(struct html *h, const struct site *s, const struct plan_fact_item_list *list)
{
	section_open(h, MESSAGE_PLAN_FACTS);
	if (list->count == 0)
		html_message_element(h, "p", CLASS("none"), MESSAGE_PLAN_NO_FACTS);
	html_open(h, "ul", CLASS("spans"));
	for (uint32_t i = 0; i < list->count; i++) {
		const struct plan_fact_item *f = &list->at[i];
		html_open(h, "li", ATTRS_NONE);
		html_words(h, f->to_name);
		if (f->body.n > 0) {
			html_text(h, S(" · "));
			html_link_words(h, url_of(s, S("bodies"), f->body), f->body_name);
		}
		if (f->decision.n > 0) {
			html_text(h, S(" · "));
			html_link(h, url_of(s, S("decisions"), f->decision), f->decision);
		}
		html_open(h, "span", CLASS("more"));
		page_dates(h, f->on, DATE_NONE);
		html_close(h, "span");
		page_evidence(h, s, f->evidence);
		html_close(h, "li");
	}
	html_close(h, "ul");
	section_close(h);
}

static void put_activities(struct html *h, const struct site *s, const struct plan_full *m)
{
	struct timeline_bar *bars = arena_array(s->scratch, struct timeline_bar, BARS_MAX);
	uint32_t count = 0;
	if (date_known(m->plan->from))
		bars[count++] = bar_of_plan(s, m->plan);
	for (uint32_t i = m->activities.count; i-- > 0 && count < BARS_MAX;) {
		if (date_known(m->activities.at[i].from))
			bars[count++] = bar_of_activity(s, &m->activities.at[i]);
	}
	section_open(h, MESSAGE_ACTIVITIES_TITLE);
	if (m->activities.count == 0)
		html_message_element(h, "p", CLASS("none"), MESSAGE_ACTIVITIES_NONE);
	else
		timeline_render(h, s, MESSAGE_PLANS_TIMELINE, bars, count);
	activities_render(h, s, &m->activities);
	section_close(h);
}

enum view_status plan_page(struct buf *out, const struct site *s, struct str code)
{
	struct plan_full m;
	struct html h;
	if (!plan_fill(&m, s, code))
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &plan_full_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){ .title = m.plan->title, .nav = NAV_MEASURES });
	put_facts(&h, s, &m);
	put_told(&h, s, &m.facts);
	put_activities(&h, s, &m);
	if (m.measures.count > 0) {
		section_open(&h, MESSAGE_PLAN_ITEMS);
		measures_render(&h, s, &m.measures);
		section_close(&h);
	}
	if (m.undertakings.count > 0) {
		section_open(&h, MESSAGE_UNDERTAKINGS_TITLE);
		undertakings_render(&h, s, &m.undertakings);
		section_close(&h);
	}
	page_end(&h, s);
	return VIEW_OK;
}
