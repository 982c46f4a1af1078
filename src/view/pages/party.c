#include "base/arena.h"
#include "view/actors.h"
#include "view/api.h"
#include "view/measure_pieces.h"
#include "view/model/party.h"
#include "view/pages.h"
#include "view/timeline.h"

/* "state": the catalogue has kinds in the singular too. */
static struct lang_text kind_words(const struct site *s, struct str kind)
{
	struct buf name;
	buf_init(&name, s->scratch, CODE_BYTES_MAX + 8);
	buf_put(&name, S("kind."));
	buf_put(&name, kind);
	enum message id = message_of(buf_str(&name));
	return id != MESSAGE__COUNT ? page_title(s, id) : words_of_code(s, kind);
}

static struct str desk_url(const struct site *s, struct str code, struct str which)
{
	struct buf b;
	struct site plain = *s; /* the desk shows what is, on whatever day one came from */
	plain.has_day = false;
	buf_init(&b, s->scratch, CODE_BYTES_MAX * 3 + 64);
	buf_put(&b, url_of(&plain, S("parties"), code));
	buf_put(&b, which);
	return buf_str(&b);
}

/* What is done in its name, for those who would notice that it is not theirs. */
static void put_echo_link(struct html *h, const struct site *s, struct str code)
{
	struct buf b;
	buf_init(&b, s->scratch, CODE_BYTES_MAX * 3 + 64);
	buf_put(&b, S("parties/"));
	buf_percent(&b, code);
	buf_put(&b, S("/acts.atom"));
	html_open(h, "p", ATTRS_NONE);
	html_link(h, url_with(s, buf_str(&b), NULL), message_text(s->lang, MESSAGE_ECHO_LINK, 1));
	html_close(h, "p");
}

static void put_facts(struct html *h, const struct site *s, const struct party_full *m)
{
	const struct party_item *p = m->party;
	html_open(h, "dl", CLASS("facts"));
	page_fact_open(h, MESSAGE_PARTY_CATEGORY);
	if (m->category_name.text.n > 0) {
		html_words(h, m->category_name);
		html_open(h, "span", CLASS("more"));
		page_span(h, (struct span){ p->from, p->seen_by, DATE_NONE, DATE_NONE });
		html_close(h, "span");
	} else {
		html_message(h, MESSAGE_PARTY_NO_STATUS);
	}
	if (p->is_suspended)
		html_message_element(h, "em", CLASS("tag"), MESSAGE_PARTY_SUSPENDED);
	page_fact_close(h);
	page_fact_open(h, MESSAGE_PARTY_KIND);
	html_words(h, kind_words(s, p->kind));
	page_fact_close(h);
	page_fact_open(h, MESSAGE_PARTY_CODE);
	html_element(h, "code", ATTRS_NONE, p->code);
	html_open(h, "span", CLASS("more"));
	html_link(h, desk_url(s, p->code, S("/desk")), message_text(s->lang, MESSAGE_DESK_LINK, 1));
	html_text(h, S(" · "));
	html_link(h, desk_url(s, p->code, S("/coordinator")),
	    message_text(s->lang, MESSAGE_COORDINATOR_LINK, 1));
	html_close(h, "span");
	page_fact_close(h);
	html_close(h, "dl");
}

static void put_timeline(struct html *h, const struct site *s, const struct party_full *m)
{
	struct timeline_bar *bars = arena_array(s->scratch, struct timeline_bar, m->statuses.count);
	uint32_t n = 0;
	for (uint32_t i = 0; i < m->statuses.count; i++) {
		const struct status_item *item = &m->statuses.at[i];
		if (str_eq(item->category, S("none")))
			continue;
		bars[n++] = (struct timeline_bar){
			.label = item->is_suspension ? page_title(s, MESSAGE_PARTY_SUSPENSION) : item->name,
			.span = { item->from, item->seen_by, item->until, item->gone_by },
			.end = s->today > s->day ? s->today : s->day };
	}
	if (n > 1)
		timeline_render(h, s, MESSAGE_PARTY_TIMELINE, bars, n);
}

static void put_statuses(struct html *h, const struct site *s, const struct party_full *m)
{
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_PARTY_TIMELINE);
	put_timeline(h, s, m);
	html_open(h, "ul", CLASS("spans"));
	for (uint32_t i = 0; i < m->statuses.count; i++) {
		const struct status_item *item = &m->statuses.at[i];
		html_open(h, "li", ATTRS_NONE);
		html_open(h, "b", ATTRS_NONE);
		if (item->is_suspension)
			html_message(h, MESSAGE_PARTY_SUSPENSION);
		else
			html_words(h, item->name);
		html_close(h, "b");
		html_open(h, "span", CLASS("more"));
		page_span(h, (struct span){ item->from, item->seen_by, item->until, item->gone_by });
		html_close(h, "span");
		page_evidence(h, s, item->evidence);
		html_close(h, "li");
	}
	html_close(h, "ul");
	page_more(h, m->statuses_total - m->statuses.count);
	html_close(h, "section");
}

static void put_name(struct html *h, const struct site *s, const struct name_item *item)
{
	html_open(h, "li", ATTRS_NONE);
	for (uint32_t i = 0; i < item->names.count; i++) {
		const struct lang_text *name = &item->names.at[i];
		html_text(h, i > 0 ? S(" · ") : S(""));
		html_element(h, "b", ATTRS({ "lang", name->lang }), name->text);
	}
	if (item->is_variant) {
		html_text(h, S(" "));
		html_message_element(h, "em", CLASS("tag"), MESSAGE_PARTY_VARIANT);
	}
	if (date_known(item->from) || date_known(item->until)) {
		html_open(h, "span", CLASS("more"));
		page_span(h, (struct span){ item->from, DATE_NONE, item->until, DATE_NONE });
		html_close(h, "span");
	}
	page_evidence(h, s, item->evidence);
	html_close(h, "li");
}

static void put_names(struct html *h, const struct site *s, const struct party_full *m)
{
	const struct name_item_list *list = &m->names;
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_PARTY_NAMES);
	html_open(h, "ul", CLASS("spans"));
	for (uint32_t i = 0; i < list->count; i++)
		put_name(h, s, &list->at[i]);
	html_close(h, "ul");
	page_more(h, m->names_total - list->count);
	html_close(h, "section");
}

static void put_terms(struct html *h, const struct site *s, const struct term_item_list *terms)
{
	if (terms->count == 0)
		return;
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_PARTY_TERMS);
	html_open(h, "ul", CLASS("spans"));
	for (uint32_t i = 0; i < terms->count; i++) {
		const struct term_item *t = &terms->at[i];
		html_open(h, "li", ATTRS_NONE);
		html_link_words(h, url_of(s, S("presidency"), STR_NONE), t->office_name);
		html_open(h, "span", CLASS("more"));
		page_span(h, (struct span){ t->from, DATE_NONE, t->until, DATE_NONE });
		html_close(h, "span");
		page_evidence(h, s, t->evidence);
		html_close(h, "li");
	}
	html_close(h, "ul");
	html_close(h, "section");
}

static void put_lists(struct html *h, const struct site *s, const struct party_full *m)
{
	if (m->chaired.count > 0) {
		html_open(h, "section", ATTRS_NONE);
		html_message_element(h, "h2", ATTRS_NONE, MESSAGE_PARTY_MEETINGS);
		page_meetings(h, s, &m->chaired);
		html_close(h, "section");
	}
	if (m->releases.count == 0)
		return;
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_PARTY_RELEASES);
	page_releases(h, s, &m->releases);
	if (m->releases_total > m->releases.count) {
		html_open(h, "p", ATTRS_NONE);
		html_link(h, url_with(s, S("releases"), PAIRS({ "party", m->party->code })),
		    message_text(s->lang, MESSAGE_FRONT_ALL_RELEASES, 1));
		html_close(h, "p");
	}
	html_close(h, "section");
}

static void put_contribution(struct html *h, const struct site *s, const struct party_full *m)
{
	if (m->roles.count == 0 && m->hosted.count == 0 && m->forms_total == 0)
		return;
	section_open(h, MESSAGE_PARTY_CONTRIBUTION);
	roles_render(h, s, &m->roles, true);
	activities_render(h, s, &m->hosted);
	if (m->hosted_total > m->hosted.count) {
		html_open(h, "p", ATTRS_NONE);
		html_link(h, url_with(s, S("activities"), PAIRS({ "party", m->party->code })),
		    message_text(s->lang, MESSAGE_ACTIVITIES_ALL, 1));
		html_close(h, "p");
	}
	if (m->forms_total > 0) {
		html_open(h, "p", ATTRS_NONE);
		html_link(h, url_with(s, S("returns"), PAIRS({ "party", m->party->code })),
		    message_text(s->lang, MESSAGE_PARTY_RETURNS, 1));
		html_text(h, S(": "));
		if (m->returns_total > 0)
			html_number(h, m->returns_total);
		else
			html_words(h, words_under(s, S("return-how."), S("none")));
		html_close(h, "p");
	}
	section_close(h);
}

enum view_status party_page(struct buf *out, const struct site *s, struct str code)
{
	struct party_full m;
	struct html h;
	if (!party_fill(&m, s, code))
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &party_full_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){ .title = m.party->name, .nav = NAV_PARTIES,
	    .has_day = true });
	put_facts(&h, s, &m);
	put_statuses(&h, s, &m);
	put_names(&h, s, &m);
	put_terms(&h, s, &m.terms);
	actors_render(&h, s, &m.actors, m.actors_total);
	if (m.actors_total > 0)
		put_echo_link(&h, s, m.party->code);
	put_contribution(&h, s, &m);
	put_lists(&h, s, &m);
	page_end(&h, s);
	return VIEW_OK;
}
