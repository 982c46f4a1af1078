/* Activities: the list, one of them; and what texts promised. */
#include "base/arena.h"
#include "view/api.h"
#include "view/measure_pieces.h"
#include "view/pages.h"

static struct str year_text(const struct site *s, int64_t year)
{
	return year == INTEGER_ABSENT ? STR_NONE : integer_text(s, year);
}

/* What the list was narrowed to. */
static void put_filter(struct html *h, const struct site *s, const struct activities_query *q)
{
	bool is_filtered = q->area.n > 0 || q->dimension.n > 0 || q->party.n > 0 || q->state.n > 0 ||
	    q->year != INTEGER_ABSENT;
	if (!is_filtered)
		return;
	html_open(h, "p", ATTRS_NONE);
	if (q->area.n > 0 || q->dimension.n > 0) {
		html_link_words(h, url_of_subject(s, q->area, q->dimension),
		    words_of_subject(s, q->area, q->dimension));
		html_text(h, S(" · "));
	}
	if (q->party.n > 0) {
		html_link_words(h, url_of(s, S("parties"), q->party),
		    words_of_party(s, q->party, s->day));
		html_text(h, S(" · "));
	}
	if (q->state.n > 0) {
		html_words(h, words_under(s, S("activity-state."), q->state));
		html_text(h, S(" · "));
	}
	if (q->year != INTEGER_ABSENT) {
		html_text(h, year_text(s, q->year));
		html_text(h, S(" · "));
	}
	html_link(h, url_of(s, S("activities"), STR_NONE),
	    message_text(s->lang, MESSAGE_ACTIVITIES_ALL, 1));
	html_close(h, "p");
}

enum view_status activities_page(struct buf *out, const struct site *s,
    const struct activities_query *q)
{
	struct activities m;
	struct html h;
	if (q->page == 0 || q->page > UINT32_MAX / ACTIVITIES_A_PAGE)
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	activities_fill(&m, s, q);
	if (q->page > (uint32_t)m.pages)
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &activities_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){ .title = page_title(s, MESSAGE_ACTIVITIES_TITLE),
	    .nav = NAV_MEASURES });
	html_message_element(&h, "p", CLASS("lead"), MESSAGE_ACTIVITIES_LEAD);
	put_filter(&h, s, q);
	if (m.activities.count == 0)
		html_message_element(&h, "p", CLASS("none"), MESSAGE_ACTIVITIES_NONE);
	activities_render(&h, s, &m.activities);
	page_pager(&h, s, &(struct page_of){ S("activities"), PAIRS({ "area", q->area },
	    { "dimension", q->dimension }, { "party", q->party }, { "state", q->state },
	    { "year", year_text(s, q->year) }), q->page, (uint32_t)m.pages });
	page_end(&h, s);
	return VIEW_OK;
}

static void put_words_fact(struct html *h, enum message label, struct lang_text words)
{
	if (words.text.n == 0)
		return;
	page_fact_open(h, label);
	html_words(h, words);
	page_fact_close(h);
}

static void put_when(struct html *h, const struct activity_item *a)
{
	page_fact_open(h, MESSAGE_ACTIVITY_WHEN);
	page_dates(h, a->from, a->until);
	if (a->offset.n > 0) {
		html_text(h, S(" (UTC"));
		html_text(h, a->offset);
		html_text(h, S(")"));
	}
	if (a->is_tentative)
		html_message_element(h, "em", CLASS("tag"), MESSAGE_ACTIVITY_TENTATIVE);
	if (a->year != INTEGER_ABSENT && !date_known(a->from)) {
		html_open(h, "span", CLASS("more"));
		html_say(h, MESSAGE_ACTIVITY_OF_YEAR,
		    PARTS(part_date((struct date){ (int16_t)a->year, 0, 0, -1 })));
		html_close(h, "span");
	}
	page_fact_close(h);
}

static void put_host(struct html *h, const struct site *s, const struct activity_full *m)
{
	const struct activity_item *a = m->activity;
	page_fact_open(h, MESSAGE_ACTIVITY_HOST);
	if (a->host.n > 0)
		html_link_words(h, url_of(s, S("parties"), a->host), a->host_name);
	else
		html_message(h, MESSAGE_ACTIVITY_HOST_UNKNOWN);
	if (m->role.n > 0) {
		html_text(h, S(" · "));
		html_words(h, words_of_code(s, m->role));
	}
	if (m->host_body.text.n > 0) {
		html_open(h, "span", CLASS("more"));
		html_words(h, m->host_body);
		html_close(h, "span");
	}
	page_fact_close(h);
}

static void put_subject(struct html *h, const struct site *s, const struct activity_full *m)
{
	const struct activity_item *a = m->activity;
	if (a->area_name.text.n == 0)
		return;
	page_fact_open(h, a->area.n > 0 || a->dimension.n > 0 ? MESSAGE_MEASURES_AREA
							      : MESSAGE_ACTIVITY_INSTITUTION);
	struct str href = a->area.n > 0 || a->dimension.n > 0
	    ? url_of_subject(s, a->area, a->dimension)
	    : url_of(s, S("institutions"), m->institution);
	html_link_words(h, href, a->area_name);
	page_fact_close(h);
}

static void put_facts(struct html *h, const struct site *s, const struct activity_full *m)
{
	const struct activity_item *a = m->activity;
	html_open(h, "dl", CLASS("facts"));
	page_fact_open(h, MESSAGE_ACTIVITY_STATE);
	html_words(h, a->state_name);
	if (m->into != NULL) {
		html_text(h, S(" · "));
		html_link_words(h, url_of(s, S("activities"), m->into->code), m->into->title);
	}
	page_fact_close(h);
	put_when(h, a);
	put_words_fact(h, MESSAGE_ACTIVITY_PLACE, a->place);
	if (a->mode.n > 0)
		put_words_fact(h, MESSAGE_ACTIVITY_MODE, words_of_code(s, a->mode));
	put_host(h, s, m);
	put_subject(h, s, m);
	put_words_fact(h, MESSAGE_ACTIVITY_AUDIENCE, m->audience);
	put_words_fact(h, MESSAGE_ACTIVITY_PARTICIPATION, m->participation);
	if (m->languages.count > 0) {
		page_fact_open(h, MESSAGE_ACTIVITY_LANGUAGES);
		for (uint32_t i = 0; i < m->languages.count; i++) {
			html_text(h, i > 0 ? S(", ") : STR_NONE);
			html_element(h, "span", ATTRS({ "lang", m->languages.at[i] }),
			    lang_own_name(m->languages.at[i]));
		}
		page_fact_close(h);
	}
	html_close(h, "dl");
	page_evidence(h, s, m->evidence);
}

/* Silence is not a failure: nobody must report. */
static void put_reports(struct html *h, const struct site *s, const struct activity_full *m)
{
	bool is_held = str_eq(m->activity->state, S("held"));
	if (m->reports.count == 0 && !is_held)
		return;
	section_open(h, MESSAGE_ACTIVITY_REPORTS);
	if (m->reports.count == 0)
		html_message_element(h, "p", CLASS("none"), MESSAGE_REPORT_NONE);
	if (m->reports.count == 0 && m->report_due.ms != MOMENT_ABSENT.ms) {
		html_open(h, "p", CLASS("more"));
		html_say(h, MESSAGE_REPORT_DUE, PARTS(part_moment(m->report_due)));
		html_close(h, "p");
	}
	reports_render(h, s, &m->reports);
	section_close(h);
}

static void put_step(struct html *h, const struct site *s, const struct activity_step_item *step)
{
	bool has_other_dates = date_known(step->was_from) && !date_eq(step->was_from, step->from);
	html_open(h, "li", ATTRS_NONE);
	html_words(h, step->what_name);
	if (str_eq(step->what, S("move")) && date_known(step->from)) {
		html_text(h, S(" · "));
		page_dates(h, step->from, step->until);
	}
	if (step->plan.n > 0) {
		html_text(h, S(" · "));
		html_link(h, url_of(s, S("plans"), step->plan), step->plan);
	}
	if (step->into.n > 0) {
		html_text(h, S(" · "));
		html_link(h, url_of(s, S("activities"), step->into), step->into);
	}
	html_open(h, "span", CLASS("more"));
	html_time(h, step->at);
	if (has_other_dates) {
		html_text(h, S(" · "));
		html_message(h, MESSAGE_ACTIVITY_BEFORE);
		html_text(h, S(" "));
		page_dates(h, step->was_from, step->was_until);
	}
	html_close(h, "span");
	page_evidence(h, s, step->evidence);
	html_close(h, "li");
}

static void put_history(struct html *h, const struct site *s,
    const struct activity_step_item_list *list)
{
	if (list->count == 0)
		return;
	section_open(h, MESSAGE_ACTIVITY_HISTORY);
	html_open(h, "ul", CLASS("spans"));
	for (uint32_t i = 0; i < list->count; i++)
		put_step(h, s, &list->at[i]);
	html_close(h, "ul");
	section_close(h);
}

enum view_status activity_page(struct buf *out, const struct site *s,
    const struct activity_query *q)
{
	struct activity_full m;
	struct html h;
	if (!activity_fill(&m, s, q))
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &activity_full_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){ .title = m.activity->title,
	    .nav = NAV_MEASURES });
	put_facts(&h, s, &m);
	put_reports(&h, s, &m);
	put_history(&h, s, &m.steps);
	if (m.plans.count > 0) {
		section_open(&h, MESSAGE_PLANS_TITLE);
		plans_render(&h, s, &m.plans);
		section_close(&h);
	}
	if (m.measures.count > 0) {
		section_open(&h, MESSAGE_AREA_MEASURES);
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

enum view_status undertakings_page(struct buf *out, const struct site *s)
{
	struct undertakings m;
	struct html h;
	undertakings_fill(&m, s);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &undertakings_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){
	    .title = page_title(s, MESSAGE_UNDERTAKINGS_TITLE), .nav = NAV_MEASURES });
	html_message_element(&h, "p", CLASS("lead"), MESSAGE_UNDERTAKINGS_LEAD);
	if (m.undertakings.count == 0)
		html_message_element(&h, "p", CLASS("none"), MESSAGE_UNDERTAKINGS_NONE);
	undertakings_render(&h, s, &m.undertakings);
	page_more(&h, m.total - m.undertakings.count);
	page_end(&h, s);
	return VIEW_OK;
}
