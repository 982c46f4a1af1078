/* One document: its symbol, what it belongs to, its words where the record holds them. */
#include "view/api.h"
#include "view/conduct_pieces.h"
#include "view/evidence_pieces.h"
#include "view/model/documents.h"
#include "view/silence_pieces.h"

static void put_languages(struct html *h, const struct strs *languages)
{
	if (languages->count == 0)
		return;
	page_fact_open(h, MESSAGE_DOCUMENT_LANGUAGES);
	for (uint32_t i = 0; i < languages->count; i++) {
		html_text(h, i > 0 ? S(", ") : STR_NONE);
		html_words(h, (struct lang_text){ languages->at[i],
		    lang_own_name(languages->at[i]) });
	}
	page_fact_close(h);
}

static void put_facts(struct html *h, const struct site *s, const struct document_full *m)
{
	html_open(h, "dl", CLASS("facts"));
	page_fact_open(h, MESSAGE_SILENCE_SYMBOL);
	html_element(h, "code", ATTRS_NONE, m->document->symbol);
	page_fact_close(h);
	page_fact_open(h, MESSAGE_DOCUMENT_CLASS);
	html_words(h, m->document->class_name);
	page_fact_close(h);
	page_fact_open(h, MESSAGE_DOCUMENT_ISSUED);
	html_time(h, m->document->at);
	html_text(h, S(" · "));
	act_link_render(h, s, m->document->entry);
	page_fact_close(h);
	if (m->meeting != NULL) {
		page_fact_open(h, MESSAGE_RELEASE_MEETING);
		html_link_words(h, url_of(s, S("meetings"), m->meeting->code), m->meeting->title);
		page_fact_close(h);
	}
	if (m->of.n > 0) {
		page_fact_open(h, MESSAGE_DOCUMENT_OF);
		conduct_symbol_render(h, s, m->of);
		html_text(h, S(" · "));
		html_words(h, m->suffix_name);
		page_fact_close(h);
	}
	if (m->statement != INTEGER_ABSENT) {
		page_fact_open(h, MESSAGE_DOCUMENT_STATEMENT);
		act_link_render(h, s, m->statement);
		page_fact_close(h);
	}
	if (m->distribution.n > 0) {
		page_fact_open(h, MESSAGE_DOCUMENT_DISTRIBUTION);
		html_words(h, words_of_code(s, m->distribution));
		page_fact_close(h);
	}
	put_languages(h, &m->document->languages);
	html_close(h, "dl");
}

enum view_status document_page(struct buf *out, const struct site *s,
    const struct document_query *q)
{
	struct document_full m;
	struct html h;
	if (!document_fill(&m, s, q))
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &document_full_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){ .title = m.document->title,
	    .nav = NAV_MEETINGS });
	put_facts(&h, s, &m);
	html_open(&h, "section", ATTRS_NONE);
	html_message_element(&h, "h2", ATTRS_NONE, MESSAGE_SILENCE_TEXT);
	if (m.texts.count == 0)
		html_message_element(&h, "p", CLASS("none"), MESSAGE_DOCUMENT_NO_TEXT);
	else
		frozen_render(&h, s, &m.texts);
	html_close(&h, "section");
	page_end(&h, s);
	return VIEW_OK;
}
