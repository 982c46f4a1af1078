/* Pieces that several pages repeat. */
#include "view/page.h"

#include "base/arena.h"
#include "view/api.h"

/* The start of a span, or its absence; true when something was said. */
static bool put_start(struct html *h, struct span span)
{
	if (date_known(span.from))
		html_say(h, MESSAGE_SPAN_FROM, PARTS(part_date(span.from)));
	else if (date_known(span.seen_by))
		html_say(h, MESSAGE_SPAN_SEEN, PARTS(part_date(span.seen_by)));
	else
		return false;
	return true;
}

void page_span(struct html *h, struct span span)
{
	bool has_end = date_known(span.until) || date_known(span.gone_by);
	if (date_known(span.from) && date_known(span.until)) {
		page_dates(h, span.from, span.until);
		return;
	}
	if (put_start(h, span) && has_end)
		html_text(h, S(", "));
	if (date_known(span.until))
		html_say(h, MESSAGE_SPAN_UNTIL, PARTS(part_date(span.until)));
	else if (date_known(span.gone_by))
		html_say(h, MESSAGE_SPAN_GONE, PARTS(part_date(span.gone_by)));
	else if (!date_known(span.from) && !date_known(span.seen_by))
		html_message(h, MESSAGE_SPAN_UNKNOWN);
}

void page_dates(struct html *h, struct date from, struct date until)
{
	if (!date_known(from)) {
		html_message(h, MESSAGE_SPAN_UNKNOWN);
		return;
	}
	if (!date_known(until) || date_eq(from, until)) {
		html_date(h, from, false);
		return;
	}
	html_dates(h, from, until);
}

void page_sources(struct html *h, struct strs sources)
{
	if (sources.count == 0)
		return;
	html_open(h, "ul", CLASS("sources"));
	for (uint32_t i = 0; i < sources.count; i++) {
		struct str source = sources.at[i];
		html_open(h, "li", ATTRS_NONE);
		if (str_starts(source, S("https://")) || str_starts(source, S("http://")))
			html_element(h, "a", ATTRS({ "href", source },
			    { "rel", S("noreferrer nofollow") }), source);
		else
			html_element(h, "span", ATTRS({ "lang", words_guess(source).lang }), source);
		html_close(h, "li");
	}
	html_close(h, "ul");
}

static void put_prose(struct html *h, enum message label, struct str text)
{
	if (text.n == 0)
		return;
	html_open(h, "p", ATTRS_NONE);
	html_message(h, label);
	html_text(h, S(" "));
	html_words(h, words_guess(text));
	html_close(h, "p");
}

void page_evidence(struct html *h, const struct site *s, const struct evidence_item *e)
{
	if (e == NULL)
		return;
	html_open(h, "details", CLASS("why"));
	html_open(h, "summary", ATTRS_NONE);
	if (e->sources.count > 0)
		html_count(h, MESSAGE_EVIDENCE_SOURCES, e->sources.count);
	else
		html_message(h, MESSAGE_EVIDENCE_ACT_ONLY);
	html_close(h, "summary");
	put_prose(h, MESSAGE_EVIDENCE_BASIS, e->basis);
	put_prose(h, MESSAGE_EVIDENCE_NOTE, e->note);
	page_sources(h, e->sources);
	html_open(h, "p", ATTRS_NONE);
	html_say(h, MESSAGE_EVIDENCE_ACT, PARTS(part_link(url_of_entry(s, (uint64_t)e->entry),
	    (struct lang_text){ STR_NONE, number_text(s, (uint64_t)e->entry) })));
	if (e->meeting.n > 0) {
		const struct meeting *m = meeting_find(s->forum, e->meeting);
		struct lang_text title = m != NULL ? words_of(s, &m->title)
		                                   : (struct lang_text){ STR_NONE, e->meeting };
		html_text(h, S(" "));
		html_say(h, MESSAGE_EVIDENCE_MEETING,
		    PARTS(part_link(url_of(s, S("meetings"), e->meeting), title)));
	}
	html_close(h, "p");
	html_close(h, "details");
}

void section_open(struct html *h, enum message heading)
{
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, heading);
}

void section_close(struct html *h)
{
	html_close(h, "section");
}

void scroll_open(struct html *h, struct str label)
{
	html_open(h, "div", ATTRS({ "class", S("scroll") }, { "tabindex", S("0") }, { "role", S("region") },
	    { "aria-label", label }));
}

void state_tag(struct html *h, struct lang_text words)
{
	html_text(h, S(" "));
	html_element(h, "em", ATTRS({ "class", S("tag") }, { "lang", words.lang }), words.text);
}

void page_fact_open(struct html *h, enum message label)
{
	html_open(h, "div", ATTRS_NONE);
	html_message_element(h, "dt", ATTRS_NONE, label);
	html_open(h, "dd", ATTRS_NONE);
}

void page_fact_close(struct html *h)
{
	html_close(h, "dd");
	html_close(h, "div");
}

void page_meetings(struct html *h, const struct site *s, const struct meeting_item_list *list)
{
	html_open(h, "ul", CLASS("rows"));
	for (uint32_t i = 0; i < list->count; i++) {
		const struct meeting_item *m = &list->at[i];
		html_open(h, "li", ATTRS_NONE);
		html_open(h, "span", CLASS("when"));
		page_dates(h, m->from, m->until);
		html_close(h, "span");
		html_open(h, "span", CLASS("what"));
		html_link_words(h, url_of(s, S("meetings"), m->code), m->title);
		html_open(h, "span", CLASS("more"));
		if (m->place.text.n > 0)
			html_words(h, m->place);
		else if (m->mode.n > 0)
			html_words(h, words_of_code(s, m->mode));
		if (str_eq(m->status, S("planned"))) {
			html_text(h, S(" "));
			struct lang_text planned = words_of_code(s, m->status);
			html_element(h, "em", ATTRS({ "class", S("tag") }, { "lang", planned.lang }),
			    planned.text);
		}
		html_close(h, "span");
		html_close(h, "span");
		html_close(h, "li");
	}
	html_close(h, "ul");
}

void page_releases(struct html *h, const struct site *s, const struct release_item_list *list)
{
	html_open(h, "ul", CLASS("rows"));
	for (uint32_t i = 0; i < list->count; i++) {
		const struct release_item *r = &list->at[i];
		html_open(h, "li", ATTRS_NONE);
		html_open(h, "span", CLASS("when"));
		html_date(h, r->issued, false);
		html_close(h, "span");
		html_open(h, "span", CLASS("what"));
		struct lang_text title = r->title.text.n > 0
		    ? r->title : page_title(s, MESSAGE_RELEASE_UNTITLED);
		html_link_words(h, url_of(s, S("releases"), r->code), title);
		html_open(h, "span", CLASS("more"));
		html_words(h, r->issuer);
		html_text(h, S(" · "));
		html_words(h, words_of_code(s, r->kind));
		for (uint32_t j = 0; j < r->languages.count; j++) {
			html_text(h, j == 0 ? S(" · ") : S(", "));
			html_element(h, "span", ATTRS({ "lang", r->languages.at[j] }),
			    lang_own_name(r->languages.at[j]));
		}
		html_close(h, "span");
		html_close(h, "span");
		html_close(h, "li");
	}
	html_close(h, "ul");
}

/* A text as published: paragraphs stand apart by an empty line; nothing in them is touched. */
void page_text(struct html *h, struct str lang, struct str text)
{
	struct str rest = text;
	html_open(h, "div", ATTRS({ "class", S("text") }, { "lang", lang }));
	while (rest.n > 0) {
		size_t end = str_find_str(rest, S("\n\n"));
		struct str paragraph = str_sub(rest, 0, end);
		rest = end < rest.n ? str_sub(rest, end + 2, rest.n) : STR_NONE;
		while (paragraph.n > 0 && paragraph.p[0] == '\n')
			paragraph = str_sub(paragraph, 1, paragraph.n);
		if (paragraph.n > 0)
			html_element(h, "p", ATTRS_NONE, paragraph);
	}
	html_close(h, "div");
}

void page_more(struct html *h, int64_t count)
{
	if (count <= 0)
		return;
	html_open(h, "p", CLASS("more"));
	html_count(h, MESSAGE_LIST_MORE, count);
	html_close(h, "p");
}

static void pager_link(struct html *h, const struct site *s, const struct page_of *p, bool is_next)
{
	struct query_pair pairs[12];
	size_t n = 0;
	for (const struct query_pair *pair = p->pairs; pair != NULL && pair->name != NULL; pair++) {
		cm_assert(n < CM_COUNT(pairs) - 2);
		pairs[n++] = *pair;
	}
	pairs[n++] = (struct query_pair){ "page", number_text(s, is_next ? p->page + 1 : p->page - 1) };
	pairs[n] = (struct query_pair){ NULL, STR_NONE };
	html_element(h, "a", ATTRS({ "rel", is_next ? S("next") : S("prev") },
	    { "href", url_with(s, p->section, pairs) }),
	    message_text(s->lang, is_next ? MESSAGE_PAGER_NEXT : MESSAGE_PAGER_PREVIOUS, 1));
}

void page_pager(struct html *h, const struct site *s, const struct page_of *p)
{
	if (p->pages < 2)
		return;
	html_open(h, "nav", ATTRS({ "class", S("pager") },
	    { "aria-label", message_text(s->lang, MESSAGE_PAGER_LABEL, 1) }));
	if (p->page > 1)
		pager_link(h, s, p, false);
	html_open(h, "span", ATTRS_NONE);
	html_say(h, MESSAGE_PAGER_WHERE, PARTS(part_number(p->page), part_number(p->pages)));
	html_close(h, "span");
	if (p->page < p->pages)
		pager_link(h, s, p, true);
	html_close(h, "nav");
}

void page_party_row(struct html *h, const struct site *s, struct str code, struct lang_text name)
{
	html_open(h, "li", ATTRS_NONE);
	html_link_words(h, url_of(s, S("parties"), code), name);
	html_close(h, "li");
}
