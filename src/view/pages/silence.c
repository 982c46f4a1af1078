/* One silence: the text, the whole chain of evidence, what may follow, how to recheck it. */
#include "view/api.h"
#include "view/decision_pieces.h"
#include "view/evidence_pieces.h"
#include "view/silence_pieces.h"

static void put_expiry(struct html *h, const struct site *s, const struct silence_full *m)
{
	page_fact_open(h, MESSAGE_SILENCE_EXPIRES);
	silence_left_render(h, s, m->silence);
	for (uint32_t i = 0; i < m->expiries.count; i++) {
		html_open(h, "span", CLASS("more"));
		html_message(h, MESSAGE_SILENCE_EXPIRED_BEFORE);
		html_text(h, S(" "));
		html_expiry(h, m->expiries.at[i].at);
		html_close(h, "span");
	}
	page_fact_close(h);
}

static void put_facts(struct html *h, const struct site *s, const struct silence_full *m)
{
	const struct silence_item *item = m->silence;
	html_open(h, "dl", CLASS("facts"));
	page_fact_open(h, MESSAGE_SILENCE_STATE);
	html_element(h, "b", ATTRS({ "lang", item->state_name.lang }), item->state_name.text);
	page_fact_close(h);
	put_expiry(h, s, m);
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
	if (m->precondition.n > 0) {
		page_fact_open(h, MESSAGE_SILENCE_PRECONDITION);
		html_words(h, words_guess(m->precondition));
		page_fact_close(h);
	}
	if (m->predecessor.n > 0) {
		page_fact_open(h, MESSAGE_SILENCE_PREDECESSOR);
		html_link(h, url_of(s, S("silences"), m->predecessor), m->predecessor);
		page_fact_close(h);
	}
	if (m->internal != INTEGER_ABSENT) {
		page_fact_open(h, MESSAGE_SILENCE_INTERNAL);
		html_message(h, MESSAGE_SILENCE_INTERNAL_WHAT);
		html_text(h, S(" "));
		act_link_render(h, s, m->internal);
		page_fact_close(h);
	}
	if (item->symbol.n > 0) {
		page_fact_open(h, MESSAGE_SILENCE_SYMBOL);
		html_element(h, "code", ATTRS_NONE, item->symbol);
		page_fact_close(h);
	}
	negotiated_render(h, s, m->negotiated);
	page_fact_open(h, MESSAGE_SILENCE_HASH);
	html_element(h, "code", CLASS("long"), hash_text(s, &m->hash));
	page_fact_close(h);
	html_close(h, "dl");
}

static void put_voices(struct html *h, const struct site *s, const struct voice_item_list *list,
    enum message heading, enum message none)
{
	if (list->count == 0 && none == MESSAGE__COUNT)
		return;
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, heading);
	if (list->count == 0)
		html_message_element(h, "p", CLASS("none"), none);
	else
		voices_render(h, s, list, true);
	html_close(h, "section");
}

static void put_recipients(struct html *h, const struct site *s, const struct silence_full *m)
{
	if (m->recipients.count == 0 && m->undelivered.count == 0)
		return;
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_SILENCE_RECIPIENTS);
	parties_render(h, s, &m->recipients, MESSAGE_SILENCE_SENT);
	parties_render(h, s, &m->undelivered, MESSAGE_SILENCE_UNDELIVERED);
	html_close(h, "section");
}

enum view_status silence_page(struct buf *out, const struct site *s, const struct silence_query *q)
{
	struct silence_full m;
	struct html h;
	if (!silence_fill(&m, s, q))
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &silence_full_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){ .title = m.silence->title, .nav = NAV_SILENCES,
	    .has_expiry = true, .live = LIVE(SILENCE) });
	live_open(&h, S("state"));
	if (m.silence->is_contested)
		html_message_element(&h, "p", CLASS("problem"), MESSAGE_SILENCE_CONTESTED_WHAT);
	put_facts(&h, s, &m);
	live_close(&h);
	put_texts_render(&h, s, m.negotiated, &m.texts);
	live_open(&h, S("chain"));
	steps_render(&h, s, &m.steps, m.steps.count);
	put_voices(&h, s, &m.breaks, MESSAGE_SILENCE_BREAKS, MESSAGE_SILENCE_NO_BREAKS);
	put_voices(&h, s, &m.late, MESSAGE_SILENCE_LATE, MESSAGE__COUNT);
	put_voices(&h, s, &m.statements, MESSAGE_SILENCE_STATEMENTS, MESSAGE__COUNT);
	if (m.ballots.count > 0) {
		html_open(&h, "section", ATTRS_NONE);
		html_message_element(&h, "h2", ATTRS_NONE, MESSAGE_DECISION_VOTES);
		ballots_render(&h, s, &m.ballots);
		html_close(&h, "section");
	}
	put_recipients(&h, s, &m);
	live_close(&h);
	live_open(&h, S("next"));
	next_render(&h, s, &m.next);
	live_close(&h);
	recheck_render(&h, s, m.negotiated, m.steps.at[0].entry, MESSAGE_SILENCE_RECHECK_ACTS);
	page_end(&h, s);
	return VIEW_OK;
}
