#include "view/api.h"
#include "view/model/releases.h"
#include "view/page.h"

/* The version's title stands over it unless it is the page's heading already. */
static void put_version(struct html *h, const struct site *s, const struct version_item *v,
    struct str heading)
{
	html_open(h, "section", ATTRS({ "class", S("version") }));
	html_element(h, "h2", ATTRS({ "lang", v->lang }), lang_own_name(v->lang));
	if (v->title.n > 0 && !str_eq(v->title, heading))
		html_element(h, "p", ATTRS({ "class", S("subtitle") }, { "lang", v->lang }), v->title);
	if (v->text.n > 0)
		page_text(h, v->lang, v->text);
	else
		html_message_element(h, "p", CLASS("none"),
		    v->has_text ? MESSAGE_RELEASE_TEXT_ELSEWHERE : MESSAGE_RELEASE_NOT_HELD);
	html_open(h, "p", CLASS("more"));
	html_say(h, MESSAGE_RELEASE_VERSION_ACT, PARTS(part_link(url_of_entry(s, (uint64_t)v->entry),
	    (struct lang_text){ STR_NONE, number_text(s, (uint64_t)v->entry) })));
	html_close(h, "p");
	html_close(h, "section");
}

static void put_facts(struct html *h, const struct site *s, const struct release_full *m)
{
	html_open(h, "dl", CLASS("facts"));
	page_fact_open(h, MESSAGE_RELEASE_ISSUED);
	html_date(h, m->issued, false);
	if (m->issued.minute >= 0) {
		html_text(h, S(" "));
		html_message_element(h, "span", CLASS("more"), MESSAGE_RELEASE_NO_ZONE);
	}
	page_fact_close(h);
	page_fact_open(h, MESSAGE_RELEASE_ISSUER);
	html_words(h, m->issuer);
	if (m->party.n > 0) {
		html_text(h, S(" · "));
		html_link_words(h, url_of(s, S("parties"), m->party), m->party_name);
	}
	page_fact_close(h);
	page_fact_open(h, MESSAGE_RELEASE_KIND);
	html_words(h, words_of_code(s, m->kind));
	page_fact_close(h);
	page_fact_open(h, MESSAGE_RELEASE_LANGUAGES);
	for (uint32_t i = 0; i < m->versions.count; i++) {
		const struct version_item *v = &m->versions.at[i];
		html_text(h, i > 0 ? S("; ") : S(""));
		html_element(h, "span", ATTRS({ "lang", v->lang }), lang_own_name(v->lang));
		if (!v->has_text) {
			html_text(h, S(" "));
			html_message_element(h, "span", CLASS("more"), MESSAGE_RELEASE_NOT_HELD_SHORT);
		}
	}
	page_fact_close(h);
	if (m->meeting != NULL) {
		page_fact_open(h, MESSAGE_RELEASE_MEETING);
		html_link_words(h, url_of(s, S("meetings"), m->meeting->code), m->meeting->title);
		page_fact_close(h);
	}
	html_close(h, "dl");
}

static void put_facet(struct html *h, const struct site *s, const struct facet_item *f,
    const char *parameter)
{
	html_open(h, "li", ATTRS_NONE);
	html_link_words(h, url_with(s, S("releases"), PAIRS({ parameter, f->code })), f->name);
	if (f->printed.n > 0 && !str_eq(f->printed, f->name.text)) {
		html_open(h, "span", CLASS("more"));
		html_text(h, S(" "));
		html_say(h, MESSAGE_RELEASE_PRINTED, PARTS(part_words(words_guess(f->printed))));
		html_close(h, "span");
	}
	if (f->party.n > 0) {
		html_text(h, S(" · "));
		html_link(h, url_of(s, S("parties"), f->party),
		    message_text(s->lang, MESSAGE_RELEASE_AS_PARTY, 1));
	}
	html_close(h, "li");
}

static void put_facets(struct html *h, const struct site *s, const struct facet_item_list *list,
    bool is_topics)
{
	if (list->count == 0)
		return;
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE,
	    is_topics ? MESSAGE_RELEASE_TOPICS : MESSAGE_RELEASE_ORGANISATIONS);
	html_open(h, "ul", CLASS("facets"));
	for (uint32_t i = 0; i < list->count; i++)
		put_facet(h, s, &list->at[i], is_topics ? "topic" : "organisation");
	html_close(h, "ul");
	html_close(h, "section");
}

static void put_cite(struct html *h, const struct site *s, const struct release_full *m)
{
	html_open(h, "section", CLASS("cite"));
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_RELEASE_CITE);
	html_open(h, "p", ATTRS_NONE);
	html_words(h, m->issuer);
	html_text(h, S(". "));
	struct lang_text title = m->title.text.n > 0 ? m->title
	                                             : page_title(s, MESSAGE_RELEASE_UNTITLED);
	html_element(h, "cite", ATTRS({ "lang", title.lang }), title.text);
	html_text(h, S(". "));
	html_date(h, m->issued, false);
	html_text(h, S(". "));
	html_say(h, MESSAGE_RELEASE_CITE_ACT, PARTS(part_code(s->origin),
	    part_link(url_of_entry(s, (uint64_t)m->entry),
	    (struct lang_text){ STR_NONE, number_text(s, (uint64_t)m->entry) })));
	html_close(h, "p");
	html_close(h, "section");
}

static void put_sources(struct html *h, const struct release_full *m)
{
	if (m->sources.count == 0 && m->note.n == 0)
		return;
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_RELEASE_SOURCES);
	if (m->note.n > 0) {
		html_open(h, "p", ATTRS_NONE);
		html_words(h, words_guess(m->note));
		html_close(h, "p");
	}
	page_sources(h, m->sources);
	html_close(h, "section");
}

enum view_status release_page(struct buf *out, const struct site *s, const struct release_query *q)
{
	struct release_full m;
	struct html h;
	if (!release_fill(&m, s, q))
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &release_full_model, &m, VIEW_OK);
	struct lang_text title = m.title.text.n > 0 ? m.title
	                                            : page_title(s, MESSAGE_RELEASE_UNTITLED);
	page_begin(&h, out, s, &(struct page_head){ .title = title, .nav = NAV_RELEASES });
	put_facts(&h, s, &m);
	/* Texts that are held first, in the page's language before others. */
	for (int pass = 0; pass < 3; pass++) {
		for (uint32_t i = 0; i < m.versions.count; i++) {
			const struct version_item *v = &m.versions.at[i];
			bool is_ours = view_lang_of(str_sub(v->lang, 0, 2)) == s->lang;
			if ((v->text.n == 0 ? 2 : is_ours ? 0 : 1) == pass)
				put_version(&h, s, v, title.text);
		}
	}
	put_facets(&h, s, &m.organisations, false);
	put_facets(&h, s, &m.topics, true);
	put_sources(&h, &m);
	put_cite(&h, s, &m);
	page_end(&h, s);
	return VIEW_OK;
}
