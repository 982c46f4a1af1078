/* The matrix of confidence-building measures, and one area. */
#include "base/arena.h"
#include "view/api.h"
#include "view/measure_pieces.h"
#include "view/pages.h"

static void put_cell(struct html *h, const struct cell_item *c)
{
	html_open(h, "td", ATTRS_NONE);
	html_number(h, c->planned);
	html_text(h, S("/"));
	html_number(h, c->held);
	html_text(h, S("/"));
	html_number(h, c->reported);
	html_close(h, "td");
}

/* Cells of years of which nothing is known stay empty. */
static void put_cells(struct html *h, const struct measures *m, const struct cell_item_list *cells)
{
	uint32_t at = 0;
	for (int64_t year = m->first_year; year <= m->last_year; year++) {
		if (at < cells->count && cells->at[at].year == year)
			put_cell(h, &cells->at[at++]);
		else
			html_element(h, "td", ATTRS_NONE, STR_NONE);
	}
}

static void put_coordinators(struct html *h, const struct site *s, const struct strs *codes)
{
	for (uint32_t i = 0; i < codes->count; i++) {
		if (i > 0)
			html_text(h, S(", "));
		struct lang_text name = words_of_party(s, codes->at[i], s->day);
		html_link_words(h, url_of(s, S("parties"), codes->at[i]), name);
	}
}

static void put_area(struct html *h, const struct site *s, const struct measures *m,
    const struct matrix_row *row)
{
	html_open(h, "tr", ATTRS_NONE);
	html_open(h, "th", ATTRS({ "scope", S("row") }));
	if (row->name.text.n > 0)
		html_link_words(h, url_of(s, S("measures"), row->code), row->name);
	else
		html_message(h, row->code.n > 0 ? MESSAGE_MEASURES_NO_AREA : MESSAGE_MEASURES_BESIDE);
	html_close(h, "th");
	html_open(h, "td", ATTRS_NONE);
	put_coordinators(h, s, &row->coordinators);
	html_close(h, "td");
	put_cells(h, m, &row->cells);
	html_close(h, "tr");
}

static void put_years(struct html *h, const struct measures *m)
{
	for (int64_t year = m->first_year; year <= m->last_year; year++) {
		html_open(h, "th", ATTRS({ "scope", S("col") }));
		html_date(h, (struct date){ (int16_t)year, 0, 0, -1 }, false);
		html_close(h, "th");
	}
}

static void put_head(struct html *h, const struct measures *m, enum message first,
    enum message second)
{
	html_open(h, "thead", ATTRS_NONE);
	html_open(h, "tr", ATTRS_NONE);
	html_message_element(h, "th", ATTRS({ "scope", S("col") }), first);
	if (second != MESSAGE__COUNT)
		html_message_element(h, "th", ATTRS({ "scope", S("col") }), second);
	put_years(h, m);
	html_close(h, "tr");
	html_close(h, "thead");
}

static void open_table(struct html *h, const struct site *s, enum message label)
{
	html_open(h, "div", ATTRS({ "class", S("scroll matrix") }, { "tabindex", S("0") },
	    { "role", S("region") }, { "aria-label", message_text(s->lang, label, 1) }));
	html_open(h, "table", ATTRS_NONE);
}

static void close_table(struct html *h)
{
	html_close(h, "table");
	html_close(h, "div");
}

/* One table: its bodies are the dimensions. */
static void put_matrix(struct html *h, const struct site *s, const struct measures *m)
{
	open_table(h, s, MESSAGE_MEASURES_MATRIX);
	put_head(h, m, MESSAGE_MEASURES_AREA, MESSAGE_MEASURES_COORDINATORS);
	for (uint32_t i = 0; i < m->groups.count; i++) {
		const struct matrix_group *g = &m->groups.at[i];
		html_open(h, "tbody", ATTRS_NONE);
		html_open(h, "tr", CLASS("group"));
		html_open(h, "th", ATTRS({ "scope", S("rowgroup") }));
		if (g->code.n > 0)
			html_link_words(h, url_of_subject(s, STR_NONE, g->code), g->name);
		else
			html_message(h, MESSAGE_MEASURES_OTHERS);
		html_close(h, "th");
		html_open(h, "td", ATTRS_NONE);
		for (uint32_t k = 0; k < g->roles.count; k++)
			put_coordinators(h, s, &(struct strs){ 1, &g->roles.at[k].party });
		html_close(h, "td");
		for (int64_t year = m->first_year; year <= m->last_year; year++)
			html_element(h, "td", ATTRS_NONE, STR_NONE);
		html_close(h, "tr");
		for (uint32_t k = 0; k < g->rows.count; k++)
			put_area(h, s, m, &g->rows.at[k]);
		html_close(h, "tbody");
	}
	close_table(h);
}

static void put_parties(struct html *h, const struct site *s, const struct measures *m)
{
	if (m->parties.count == 0)
		return;
	section_open(h, MESSAGE_MEASURES_BY_HOST);
	open_table(h, s, MESSAGE_MEASURES_BY_HOST);
	put_head(h, m, MESSAGE_MEASURES_HOST, MESSAGE__COUNT);
	html_open(h, "tbody", ATTRS_NONE);
	for (uint32_t i = 0; i < m->parties.count; i++) {
		const struct matrix_row *row = &m->parties.at[i];
		html_open(h, "tr", ATTRS_NONE);
		html_open(h, "th", ATTRS({ "scope", S("row") }));
		struct str href = url_with(s, S("measures"),
		    PAIRS({ "dimension", m->dimension }, { "party", row->code }));
		html_link_words(h, href, row->name);
		html_close(h, "th");
		put_cells(h, m, &row->cells);
		html_close(h, "tr");
	}
	html_close(h, "tbody");
	close_table(h);
	section_close(h);
}

static void put_editions(struct html *h, const struct site *s, const struct edition_item_list *list)
{
	if (list->count == 0)
		return;
	section_open(h, MESSAGE_MEASURES_EDITIONS);
	html_open(h, "ul", CLASS("spans"));
	for (uint32_t i = 0; i < list->count; i++) {
		const struct edition_item *e = &list->at[i];
		html_open(h, "li", ATTRS({ "id", e->code }));
		html_open(h, "b", ATTRS_NONE);
		html_words(h, e->title);
		html_close(h, "b");
		html_text(h, S(" · "));
		html_words(h, e->kind_name);
		html_open(h, "span", CLASS("more"));
		page_span(h, (struct span){ e->from, DATE_NONE, e->until, DATE_NONE });
		html_text(h, S(" · "));
		if (e->measures > 0)
			html_count(h, MESSAGE_MEASURES_KNOWN, e->measures);
		else
			html_message(h, MESSAGE_MEASURES_UNKNOWN);
		html_close(h, "span");
		page_evidence(h, s, e->evidence);
		html_close(h, "li");
	}
	html_close(h, "ul");
	section_close(h);
}

static void put_reviews(struct html *h, const struct site *s, const struct review_item_list *list)
{
	if (list->count == 0)
		return;
	section_open(h, MESSAGE_MEASURES_REVIEWS);
	html_open(h, "ul", CLASS("spans"));
	for (uint32_t i = 0; i < list->count; i++) {
		const struct review_item *r = &list->at[i];
		struct buf id;
		buf_init(&id, s->scratch, 2 * CODE_BYTES_MAX);
		buf_put(&id, S("review-"));
		buf_put(&id, r->code);
		html_open(h, "li", ATTRS({ "id", buf_str(&id) }));
		html_words(h, r->dimension_name);
		html_text(h, S(" · "));
		html_words(h, r->body_name);
		html_open(h, "span", CLASS("more"));
		page_dates(h, r->from, r->until);
		html_close(h, "span");
		if (r->is_open)
			state_tag(h, page_title(s, MESSAGE_REVIEW_OPEN));
		if (r->outcome.text.n > 0) {
			html_open(h, "p", ATTRS_NONE);
			html_words(h, r->outcome);
			html_close(h, "p");
		}
		page_evidence(h, s, r->evidence);
		html_close(h, "li");
	}
	html_close(h, "ul");
	section_close(h);
}

static void put_links(struct html *h, const struct site *s)
{
	html_open(h, "p", CLASS("more"));
	html_link(h, url_of(s, S("plans"), STR_NONE), message_text(s->lang, MESSAGE_PLANS_TITLE, 1));
	html_text(h, S(" · "));
	html_link(h, url_of(s, S("activities"), STR_NONE),
	    message_text(s->lang, MESSAGE_ACTIVITIES_TITLE, 1));
	html_text(h, S(" · "));
	html_link(h, url_of(s, S("undertakings"), STR_NONE),
	    message_text(s->lang, MESSAGE_UNDERTAKINGS_TITLE, 1));
	html_text(h, S(" · "));
	html_link(h, url_of(s, S("forms"), STR_NONE), message_text(s->lang, MESSAGE_FORMS_TITLE, 1));
	html_close(h, "p");
}

/* What the page was narrowed to, and the way back. */
static void put_filter(struct html *h, const struct site *s, const struct measures *m)
{
	if (m->dimension.n == 0 && m->party.n == 0)
		return;
	html_open(h, "p", ATTRS_NONE);
	if (m->dimension.n > 0)
		html_words(h, words_of_dimension(s, m->dimension));
	if (m->party.n > 0) {
		html_text(h, m->dimension.n > 0 ? S(" · ") : STR_NONE);
		html_words(h, words_of_party(s, m->party, s->day));
	}
	html_text(h, S(" · "));
	html_link(h, url_of(s, S("measures"), STR_NONE), message_text(s->lang, MESSAGE_MEASURES_ALL, 1));
	html_close(h, "p");
}

enum view_status measures_page(struct buf *out, const struct site *s, const struct measures_query *q)
{
	struct measures m;
	struct html h;
	measures_fill(&m, s, q);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &measures_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){ .title = page_title(s, MESSAGE_MEASURES_TITLE),
	    .nav = NAV_MEASURES, .is_list = true, .has_day = true });
	html_message_element(&h, "p", CLASS("lead"), MESSAGE_MEASURES_LEAD);
	put_links(&h, s);
	put_filter(&h, s, &m);
	if (m.groups.count == 0)
		html_message_element(&h, "p", CLASS("none"), MESSAGE_MEASURES_NONE);
	else
		put_matrix(&h, s, &m);
	put_parties(&h, s, &m);
	put_reviews(&h, s, &m.reviews);
	put_editions(&h, s, &m.editions);
	page_end(&h, s);
	return VIEW_OK;
}

static void put_area_facts(struct html *h, const struct site *s, const struct area_full *m)
{
	html_open(h, "dl", CLASS("facts"));
	page_fact_open(h, MESSAGE_MEASURES_DIMENSION);
	html_link_words(h, url_of_subject(s, STR_NONE, m->dimension), m->dimension_name);
	page_fact_close(h);
	if (date_known(m->from)) {
		page_fact_open(h, MESSAGE_AREA_ADDED);
		html_date(h, m->from, false);
		page_fact_close(h);
	}
	page_fact_open(h, MESSAGE_PARTY_NAMES);
	for (uint32_t i = 0; i < m->names.count; i++) {
		html_text(h, i > 0 ? S(" · ") : S(""));
		html_element(h, "span", ATTRS({ "lang", m->names.at[i].lang }), m->names.at[i].text);
	}
	page_fact_close(h);
	html_close(h, "dl");
	page_evidence(h, s, m->evidence);
}

/* Year by year, in words where there is no report. */
static void put_area_years(struct html *h, const struct site *s, const struct area_full *m)
{
	static const enum message columns[] = { MESSAGE_AREA_YEAR, MESSAGE_AREA_PLANNED,
		MESSAGE_AREA_HELD, MESSAGE_AREA_REPORTED };
	section_open(h, MESSAGE_AREA_YEARS);
	if (m->years.count == 0)
		html_message_element(h, "p", CLASS("none"), MESSAGE_REPORT_NONE);
	else {
		open_table(h, s, MESSAGE_AREA_YEARS);
		html_open(h, "thead", ATTRS_NONE);
		html_open(h, "tr", ATTRS_NONE);
		for (size_t i = 0; i < CM_COUNT(columns); i++)
			html_message_element(h, "th", ATTRS({ "scope", S("col") }), columns[i]);
		html_close(h, "tr");
		html_close(h, "thead");
		html_open(h, "tbody", ATTRS_NONE);
		for (uint32_t i = 0; i < m->years.count; i++) {
			const struct cell_item *c = &m->years.at[i];
			html_open(h, "tr", ATTRS_NONE);
			html_open(h, "th", ATTRS({ "scope", S("row") }));
			html_date(h, (struct date){ (int16_t)c->year, 0, 0, -1 }, false);
			html_close(h, "th");
			html_open(h, "td", ATTRS_NONE);
			html_number(h, c->planned);
			html_close(h, "td");
			html_open(h, "td", ATTRS_NONE);
			html_number(h, c->held);
			html_close(h, "td");
			html_open(h, "td", ATTRS_NONE);
			if (c->reported > 0)
				html_number(h, c->reported);
			else
				html_message(h, MESSAGE_REPORT_NONE);
			html_close(h, "td");
			html_close(h, "tr");
		}
		html_close(h, "tbody");
		close_table(h);
	}
	section_close(h);
}

static void put_area_measures(struct html *h, const struct site *s, const struct area_full *m)
{
	section_open(h, MESSAGE_AREA_MEASURES);
	if (m->measures.count == 0)
		html_message_element(h, "p", CLASS("none"), MESSAGE_MEASURES_UNKNOWN);
	for (uint32_t i = 0; i < m->editions.count; i++) {
		const struct edition_item *e = &m->editions.at[i];
		struct measure_item *of = arena_array(s->scratch, struct measure_item, m->measures.count);
		uint32_t count = 0;
		for (uint32_t k = 0; k < m->measures.count; k++) {
			if (str_eq(m->measures.at[k].edition, e->code))
				of[count++] = m->measures.at[k];
		}
		html_open(h, "h3", ATTRS_NONE);
		html_words(h, e->title);
		html_text(h, S(" · "));
		page_span(h, (struct span){ e->from, DATE_NONE, e->until, DATE_NONE });
		html_close(h, "h3");
		measures_render(h, s, &(struct measure_item_list){ count, of });
	}
	section_close(h);
}

static void put_roles(struct html *h, const struct site *s, const struct area_full *m)
{
	section_open(h, MESSAGE_MEASURES_COORDINATORS);
	if (m->roles.count == 0)
		html_message_element(h, "p", CLASS("none"), MESSAGE_ROLE_UNKNOWN);
	roles_render(h, s, &m->roles, false);
	section_close(h);
	if (m->dimension_roles.count == 0)
		return;
	section_open(h, MESSAGE_MEASURES_OF_DIMENSION);
	roles_render(h, s, &m->dimension_roles, false);
	section_close(h);
}

enum view_status area_page(struct buf *out, const struct site *s, struct str code)
{
	struct area_full m;
	struct html h;
	if (!area_fill(&m, s, code))
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &area_full_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){ .title = m.name, .nav = NAV_MEASURES,
	    .has_day = true });
	put_area_facts(&h, s, &m);
	put_roles(&h, s, &m);
	put_area_years(&h, s, &m);
	section_open(&h, MESSAGE_PLANS_TITLE);
	plans_render(&h, s, &m.plans);
	if (m.plans.count == 0)
		html_message_element(&h, "p", CLASS("none"), MESSAGE_PLANS_NONE);
	section_close(&h);
	section_open(&h, MESSAGE_ACTIVITIES_TITLE);
	activities_render(&h, s, &m.activities);
	if (m.activities.count == 0)
		html_message_element(&h, "p", CLASS("none"), MESSAGE_ACTIVITIES_NONE);
	page_more(&h, m.activities_total - m.activities.count);
	section_close(&h);
	if (m.reports.count > 0) {
		section_open(&h, MESSAGE_AREA_REPORTS);
		reports_render(&h, s, &m.reports);
		section_close(&h);
	}
	put_area_measures(&h, s, &m);
	page_end(&h, s);
	return VIEW_OK;
}
