#include "view/text_terms.h"

#include "base/arena.h"
#include "text/diff.h"
#include "view/evidence_pieces.h"
#include "view/text_page.h"
#include "view/text_pieces.h"

#define TERMS_LIST_BYTES_MAX 8192

/* "English, Russian", each language by its own name. */
static struct str languages_text(const struct site *s, const struct strs *tags)
{
	struct buf b;
	buf_init(&b, s->scratch, TERMS_LIST_BYTES_MAX);
	for (uint32_t i = 0; i < tags->count; i++) {
		if (i > 0)
			buf_put(&b, S(", "));
		buf_put(&b, lang_own_name(tags->at[i]));
	}
	return buf_str(&b);
}

void text_languages_fact_render(struct html *h, const struct text_terms *m)
{
	if (m->authentic.count == 0)
		return;
	page_fact_open(h, MESSAGE_TERMS_AUTHENTIC);
	for (uint32_t i = 0; i < m->authentic.count; i++) {
		html_text(h, i > 0 ? S(", ") : STR_NONE);
		html_element(h, "span", ATTRS({ "lang", m->authentic.at[i] }),
		    lang_own_name(m->authentic.at[i]));
	}
	for (uint32_t i = 0; i < m->waivers.count; i++) {
		const struct waiver_item *w = &m->waivers.at[i];
		html_open(h, "span", CLASS("more"));
		html_say(h, MESSAGE_TERMS_WAIVED,
		    PARTS(part_number(w->revision), part_text(lang_own_name(w->lang))));
		html_close(h, "span");
	}
	page_fact_close(h);
}

void text_order_fact_render(struct html *h, const struct site *s, const struct text_terms *m)
{
	page_fact_open(h, MESSAGE_TERMS_ORDER);
	for (uint32_t i = 0; i < m->order.count; i++) {
		html_text(h, i > 0 ? S(", ") : STR_NONE);
		html_link_words(h, url_of(s, S("parties"), m->order.at[i].code), m->order.at[i].name);
	}
	if (m->order.count > 0)
		html_message_element(h, "span", CLASS("more"), MESSAGE_TERMS_ORDER_THEN);
	else
		html_message(h, MESSAGE_TERMS_ORDER_TABLED);
	if (m->is_exclusive)
		html_message_element(h, "span", CLASS("more"), MESSAGE_TERMS_EXCLUSIVE);
	page_fact_close(h);
}

/* ---- packages ---- */

static void put_stances(struct html *h, const struct site *s, const struct package_item *p)
{
	if (p->positions.count == 0) {
		html_message_element(h, "p", CLASS("none"), MESSAGE_TERMS_PACKAGE_NONE);
		return;
	}
	html_open(h, "ul", CLASS("spans"));
	for (uint32_t i = 0; i < p->positions.count; i++) {
		const struct package_stance *at = &p->positions.at[i];
		html_open(h, "li", ATTRS_NONE);
		html_words(h, at->party_name);
		html_open(h, "span", CLASS("more"));
		html_words(h, words_of_code(s, at->stance));
		html_text(h, S(" · "));
		act_link_render(h, s, at->entry);
		html_close(h, "span");
		html_close(h, "li");
	}
	html_close(h, "ul");
}

static void put_package(struct html *h, const struct site *s, struct str text,
    const struct package_item *p)
{
	html_open(h, "h3", ATTRS({ "lang", p->title.lang }));
	html_text(h, p->title.text);
	html_close(h, "h3");
	html_open(h, "p", CLASS("more"));
	for (uint32_t i = 0; i < p->units.count; i++) {
		html_text(h, i > 0 ? S(", ") : STR_NONE);
		text_unit_link_render(h, s, text, p->units.at[i], STR_NONE);
	}
	if (p->proposals.n > 0) {
		html_text(h, p->units.count > 0 ? S(" · ") : STR_NONE);
		html_say(h, MESSAGE_TERMS_PACKAGE_PROPOSALS, PARTS(part_text(p->proposals)));
	}
	html_text(h, S(" · "));
	act_link_render(h, s, p->entry);
	html_close(h, "p");
	put_stances(h, s, p);
}

void text_packages_render(struct html *h, const struct site *s, struct str text,
    const struct text_terms *m)
{
	if (m->packages.count == 0)
		return;
	section_open(h, MESSAGE_TERMS_PACKAGES);
	for (uint32_t i = 0; i < m->packages.count; i++)
		put_package(h, s, text, &m->packages.at[i]);
	section_close(h);
}

/* ---- locked words ---- */

void text_locks_render(struct html *h, const struct site *s, struct str text,
    const struct text_terms *m)
{
	if (m->locks.count == 0)
		return;
	section_open(h, MESSAGE_TERMS_LOCKS);
	html_message_element(h, "p", ATTRS_NONE, MESSAGE_TERMS_LOCKS_WHAT);
	html_open(h, "ul", CLASS("spans"));
	for (uint32_t i = 0; i < m->locks.count; i++) {
		const struct lock_item *lock = &m->locks.at[i];
		html_open(h, "li", ATTRS_NONE);
		text_unit_link_render(h, s, text, lock->unit, lock->label);
		html_text(h, S(" "));
		html_element(h, "q", ATTRS_NONE, lock->words);
		html_open(h, "span", CLASS("more"));
		act_link_render(h, s, lock->entry);
		html_close(h, "span");
		html_close(h, "li");
	}
	html_close(h, "ul");
	section_close(h);
}

/* ---- corrections ---- */

/* Words that are too many for a comparison are shown whole, before and after. */
static void put_change(struct html *h, const struct site *s, const struct corrected_item *c)
{
	struct lexicon l;
	struct words before, after;
	lexicon_init(&l, s->scratch, 1);
	bool is_cut = words_cut(&l, s->scratch, c->old_words, &before, NULL) == RC_OK &&
	    words_cut(&l, s->scratch, c->new_words, &after, NULL) == RC_OK;
	if (is_cut) {
		text_compare_render(h, &l, before, edits_between(s->scratch, &l, before, after));
		return;
	}
	html_element(h, "del", ATTRS_NONE, c->old_words);
	html_text(h, S(" "));
	html_element(h, "ins", ATTRS_NONE, c->new_words);
}

static void put_corrected(struct html *h, const struct site *s, struct str text,
    const struct corrected_item *c)
{
	html_open(h, "li", CLASS("unit"));
	html_open(h, "span", CLASS("more"));
	text_unit_link_render(h, s, text, c->unit, c->new_words.n > 0 ? c->new_label : c->old_label);
	html_text(h, S(" · "));
	html_text(h, lang_own_name(c->lang));
	if (c->old_words.n == 0 || c->new_words.n == 0) {
		html_text(h, S(" "));
		html_message_element(h, "em", CLASS("tag"),
		    c->old_words.n == 0 ? MESSAGE_TERMS_CORRECTION_NEW : MESSAGE_TERMS_CORRECTION_GONE);
	} else if (!str_eq(c->old_label, c->new_label)) {
		html_text(h, S(" "));
		html_say(h, MESSAGE_TERMS_CORRECTION_LABEL, PARTS(part_text(c->old_label)));
	}
	html_close(h, "span");
	html_open(h, "p", ATTRS({ "lang", c->lang }));
	if (c->old_words.n == 0)
		html_element(h, "ins", ATTRS_NONE, c->new_words);
	else if (c->new_words.n == 0)
		html_element(h, "del", ATTRS_NONE, c->old_words);
	else
		put_change(h, s, c);
	html_close(h, "p");
	html_close(h, "li");
}

static void put_correction(struct html *h, const struct site *s, struct str text,
    const struct correction_item *c)
{
	html_element(h, "h3", ATTRS_NONE, c->symbol);
	html_open(h, "p", CLASS("more"));
	html_instant(h, c->at);
	html_text(h, S(" · "));
	html_say(h, MESSAGE_TERMS_CORRECTION_LANGS, PARTS(part_text(languages_text(s, &c->languages))));
	html_text(h, S(" · "));
	act_link_render(h, s, c->entry);
	html_close(h, "p");
	if (c->is_order)
		html_message_element(h, "p", ATTRS_NONE, MESSAGE_TERMS_CORRECTION_ORDER);
	html_open(h, "ol", CLASS("units words"));
	for (uint32_t i = 0; i < c->units.count; i++)
		put_corrected(h, s, text, &c->units.at[i]);
	html_close(h, "ol");
}

void text_corrections_render(struct html *h, const struct site *s, struct str text,
    const struct text_terms *m)
{
	if (m->corrections.count == 0)
		return;
	section_open(h, MESSAGE_TERMS_CORRECTIONS);
	html_message_element(h, "p", ATTRS_NONE, MESSAGE_TERMS_CORRECTIONS_WHAT);
	for (uint32_t i = 0; i < m->corrections.count; i++)
		put_correction(h, s, text, &m->corrections.at[i]);
	section_close(h);
}
