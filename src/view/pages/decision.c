/* One decision: the text, how it may be decided, the whole chain of evidence, how to recheck it. */
#include "view/api.h"
#include "view/decision_pieces.h"
#include "view/evidence_pieces.h"
#include "view/silence_pieces.h"

static void put_names(struct html *h, const struct site *s, const struct code_item_list *list)
{
	for (uint32_t i = 0; i < list->count; i++) {
		if (i > 0)
			html_text(h, S(", "));
		html_link_words(h, url_of(s, S("parties"), list->at[i].code), list->at[i].name);
	}
}

static void put_place(struct html *h, const struct site *s, const struct decision_full *m)
{
	const struct decision_item *item = m->decision;
	page_fact_open(h, MESSAGE_SILENCE_BODY);
	html_link_words(h, url_of(s, S("bodies"), item->body), item->body_name);
	html_text(h, S(" · "));
	html_words(h, m->matter_name);
	page_fact_close(h);
	if (m->meeting != NULL) {
		page_fact_open(h, MESSAGE_RELEASE_MEETING);
		html_link_words(h, url_of(s, S("meetings"), m->meeting->code), m->meeting->title);
		page_fact_close(h);
	}
	page_fact_open(h, MESSAGE_DECISION_SPONSORS);
	put_names(h, s, &m->sponsors);
	page_fact_close(h);
}

static void put_facts(struct html *h, const struct site *s, const struct decision_full *m)
{
	const struct decision_item *item = m->decision;
	html_open(h, "dl", CLASS("facts"));
	page_fact_open(h, MESSAGE_SILENCE_STATE);
	html_open(h, "b", ATTRS_NONE);
	decision_state_render(h, item);
	html_close(h, "b");
	page_fact_close(h);
	if (item->window_over.ms != MOMENT_ABSENT.ms) {
		page_fact_open(h, MESSAGE_DECISION_WINDOW);
		html_instant(h, item->window_over);
		page_fact_close(h);
	}
	if (item->adopted.ms != MOMENT_ABSENT.ms) {
		page_fact_open(h, MESSAGE_DECISION_ADOPTED);
		html_instant(h, item->adopted);
		page_fact_close(h);
	}
	put_place(h, s, m);
	if (item->symbol.n > 0) {
		page_fact_open(h, MESSAGE_SILENCE_SYMBOL);
		html_element(h, "code", ATTRS_NONE, item->symbol);
		page_fact_close(h);
	}
	if (m->missing.count > 0) {
		page_fact_open(h, MESSAGE_DECISION_MISSING);
		for (uint32_t i = 0; i < m->missing.count; i++) {
			html_text(h, i > 0 ? S(", ") : STR_NONE);
			html_text(h, lang_own_name(m->missing.at[i]));
		}
		page_fact_close(h);
	}
	negotiated_render(h, s, m->negotiated);
	page_fact_open(h, MESSAGE_SILENCE_HASH);
	html_element(h, "code", CLASS("long"), hash_text(s, &m->hash));
	page_fact_close(h);
	html_close(h, "dl");
}

static void put_ladder(struct html *h, const struct decision_full *m)
{
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_DECISION_LADDER);
	html_open(h, "ol", CLASS("spans"));
	for (uint32_t i = 0; i < m->ladder.count; i++) {
		const struct rung_item *rung = &m->ladder.at[i];
		html_open(h, "li", rung->is_current ? ATTRS({ "aria-current", S("step") }) : ATTRS_NONE);
		html_open(h, rung->is_current ? "b" : "span", ATTRS_NONE);
		html_words(h, rung->method_name);
		html_close(h, rung->is_current ? "b" : "span");
		html_open(h, "span", CLASS("more"));
		html_say(h, MESSAGE_DECISION_OTHERWISE, PARTS(part_words(rung->otherwise_name)));
		html_close(h, "span");
		html_close(h, "li");
	}
	html_close(h, "ol");
	html_close(h, "section");
}

static void put_more(struct html *h, int64_t total, uint32_t shown)
{
	if (total != INTEGER_ABSENT)
		page_more(h, total - shown);
}

/* Earlier rows of long lists are on further pages: "decisions/CODE?page=2". */
static void put_pager(struct html *h, const struct site *s, const struct decision_full *m)
{
	if (m->pages == INTEGER_ABSENT)
		return;
	struct str url = url_of(s, S("decisions"), m->decision->code);
	struct str section = str_sub(url, site_lang(s).n + 2, url.n); /* without "/en/" */
	page_pager(h, s, &(struct page_of){ section, NULL, (uint32_t)m->page, (uint32_t)m->pages });
}

static void put_objections(struct html *h, const struct site *s, const struct decision_full *m)
{
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS({ "id", S("objections") }), MESSAGE_DECISION_REGISTER);
	if (m->points.count > 0) {
		html_open(h, "p", CLASS("problem"));
		html_message(h, MESSAGE_DECISION_POINTS);
		html_text(h, S(" "));
		put_names(h, s, &m->points);
		html_close(h, "p");
	}
	if (m->objections.count == 0)
		html_message_element(h, "p", CLASS("none"), MESSAGE_DECISION_NO_OBJECTIONS);
	else
		objections_render(h, s, &m->objections, true);
	page_more(h, m->objections_total - m->objections.count);
	html_close(h, "section");
}

static void put_amendments(struct html *h, const struct site *s, const struct decision_full *m)
{
	if (m->amendments.count == 0)
		return;
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_DECISION_AMENDMENTS);
	html_open(h, "ul", CLASS("spans"));
	for (uint32_t i = 0; i < m->amendments.count; i++) {
		const struct amendment_item *a = &m->amendments.at[i];
		html_open(h, "li", ATTRS_NONE);
		html_open(h, "b", ATTRS_NONE);
		html_words(h, a->party_name);
		html_close(h, "b");
		html_open(h, "span", CLASS("more"));
		act_link_render(h, s, a->entry);
		if (a->is_taken) {
			html_text(h, S(" "));
			html_message_element(h, "em", CLASS("tag"), MESSAGE_DECISION_TAKEN);
		}
		html_close(h, "span");
		html_close(h, "li");
	}
	html_close(h, "ul");
	put_more(h, m->amendments_total, m->amendments.count);
	html_close(h, "section");
}

static void put_votes(struct html *h, const struct site *s, const struct decision_full *m)
{
	if (m->ballots.count > 0) {
		html_open(h, "section", ATTRS_NONE);
		html_message_element(h, "h2", ATTRS_NONE, MESSAGE_DECISION_VOTES);
		ballots_render(h, s, &m->ballots);
		put_more(h, m->ballots_total, m->ballots.count);
		html_close(h, "section");
	}
	if (m->dissents.count > 0) {
		html_open(h, "section", ATTRS_NONE);
		html_message_element(h, "h2", ATTRS_NONE, MESSAGE_DECISION_DISSENT);
		dissents_render(h, s, &m->dissents);
		put_more(h, m->dissents_total, m->dissents.count);
		html_close(h, "section");
	}
}

enum view_status decision_page(struct buf *out, const struct site *s,
    const struct decision_query *q)
{
	struct decision_full m;
	struct html h;
	if (!decision_fill(&m, s, q))
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &decision_full_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){ .title = m.decision->title,
	    .nav = NAV_DECISIONS });
	if (m.decision->is_contested)
		html_message_element(&h, "p", CLASS("problem"), MESSAGE_DECISION_CONTESTED_WHAT);
	put_facts(&h, s, &m);
	put_objections(&h, s, &m);
	put_texts_render(&h, s, m.negotiated, &m.texts);
	put_ladder(&h, &m);
	put_votes(&h, s, &m);
	put_amendments(&h, s, &m);
	steps_render(&h, s, &m.steps, m.steps_total);
	put_pager(&h, s, &m);
	html_open(&h, "section", ATTRS_NONE);
	html_message_element(&h, "h2", ATTRS_NONE, MESSAGE_SILENCE_RECIPIENTS);
	parties_render(&h, s, &m.recipients, MESSAGE_SILENCE_SENT);
	parties_render(&h, s, &m.undelivered, MESSAGE_SILENCE_UNDELIVERED);
	if (m.recipients.count + m.undelivered.count == 0)
		html_message_element(&h, "p", CLASS("none"), MESSAGE_DECISION_NOT_SENT);
	html_close(&h, "section");
	next_render(&h, s, &m.next);
	recheck_render(&h, s, m.negotiated, m.text_entry, MESSAGE_DECISION_RECHECK_ACTS);
	page_end(&h, s);
	return VIEW_OK;
}
