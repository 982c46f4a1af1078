#include "view/decision_pieces.h"

#include "view/api.h"
#include "view/evidence_pieces.h"
#include "view/silence_pieces.h"

void decision_state_render(struct html *h, const struct decision_item *item)
{
	html_words(h, item->state_name);
	if (item->objections > 0) {
		html_text(h, S(" · "));
		html_count(h, MESSAGE_DECISION_OBJECTIONS_STAND, item->objections);
	}
	if (item->is_lapsed) {
		html_text(h, S(" · "));
		html_message(h, MESSAGE_DECISION_LAPSED);
	}
	if (item->is_contested) {
		html_text(h, S(" "));
		html_message_element(h, "em", CLASS("tag"), MESSAGE_DECISION_CONTESTED);
	}
}

void decisions_render(struct html *h, const struct site *s, const struct decision_item_list *list)
{
	html_open(h, "ul", CLASS("rows instants"));
	for (uint32_t i = 0; i < list->count; i++) {
		const struct decision_item *item = &list->at[i];
		bool is_adopted = item->adopted.ms != MOMENT_ABSENT.ms;
		html_open(h, "li", ATTRS_NONE);
		html_open(h, "span", CLASS("when"));
		html_time(h, is_adopted ? item->adopted : item->tabled);
		html_close(h, "span");
		html_open(h, "span", CLASS("what"));
		html_link_words(h, url_of(s, S("decisions"), item->code), item->title);
		html_open(h, "span", CLASS("more"));
		html_words(h, item->body_name);
		html_text(h, S(" · "));
		decision_state_render(h, item);
		if (item->symbol.n > 0) {
			html_text(h, S(" · "));
			html_element(h, "code", ATTRS_NONE, item->symbol);
		}
		html_close(h, "span");
		html_close(h, "span");
		html_close(h, "li");
	}
	html_close(h, "ul");
}

static void put_objection(struct html *h, const struct site *s, const struct objection_item *o,
    bool has_party)
{
	html_open(h, "b", ATTRS_NONE);
	if (has_party)
		html_link_words(h, url_of(s, S("parties"), o->party), o->party_name);
	else
		html_link(h, url_of(s, S("decisions"), o->decision), o->decision);
	html_close(h, "b");
	html_open(h, "span", CLASS("more"));
	html_instant(h, o->at);
	html_text(h, S(" · "));
	html_message(h, o->is_paper ? MESSAGE_SILENCE_ON_PAPER : MESSAGE_SILENCE_SIGNED);
	html_text(h, S(" "));
	html_element(h, "code", ATTRS_NONE, o->by);
	html_text(h, S(" · "));
	act_link_render(h, s, o->entry);
	html_text(h, S(" · "));
	receipt_link_render(h, s, o->entry);
	if (o->via.n > 0) {
		html_text(h, S(" · "));
		html_say(h, MESSAGE_OBJECTION_VIA,
		    PARTS(part_words(words_of_party(s, o->via, FORUM_TODAY))));
	}
	if (!o->has_effect) {
		html_text(h, S(" "));
		html_message_element(h, "em", CLASS("tag"), MESSAGE_OBJECTION_NO_EFFECT);
	}
	if (!o->is_current) {
		html_text(h, S(" "));
		html_message_element(h, "em", CLASS("tag"), MESSAGE_OBJECTION_OTHER_TEXT);
	}
	if (o->is_withdrawn) {
		html_text(h, S(" "));
		html_say(h, MESSAGE_OBJECTION_WITHDRAWN, PARTS(part_link(
		    url_of_entry(s, (uint64_t)o->withdrawn),
		    (struct lang_text){ STR_NONE, number_text(s, (uint64_t)o->withdrawn) })));
	}
	html_close(h, "span");
}

void objections_render(struct html *h, const struct site *s,
    const struct objection_item_list *list, bool has_party)
{
	html_open(h, "ol", CLASS("spans"));
	for (uint32_t i = 0; i < list->count; i++) {
		const struct objection_item *o = &list->at[i];
		html_open(h, "li", ATTRS_NONE);
		put_objection(h, s, o, has_party);
		if (o->ground.n > 0) {
			html_open(h, "p", ATTRS_NONE);
			html_words(h, words_guess(o->ground));
			html_close(h, "p");
		}
		html_close(h, "li");
	}
	html_close(h, "ol");
}

static void put_tally(struct html *h, const struct site *s, const struct ballot_item *b)
{
	html_say(h, MESSAGE_BALLOT_TALLY, PARTS(part_text(number_text(s, (uint64_t)b->yes)),
	    part_text(number_text(s, (uint64_t)b->no)),
	    part_text(number_text(s, (uint64_t)b->abstain)),
	    part_text(number_text(s, (uint64_t)b->members))));
	html_text(h, S(" "));
	if (b->rule.n > 0)
		html_say(h, MESSAGE_BALLOT_RULE, PARTS(part_text(b->rule)));
	else
		html_message(h, MESSAGE_BALLOT_SIMPLE);
	if (b->sealed > 0) {
		html_text(h, S(" "));
		html_count(h, MESSAGE_BALLOT_SEALED, b->sealed);
	}
	if (!b->is_valid) {
		html_text(h, S(" "));
		html_message(h, MESSAGE_BALLOT_INVALID);
	}
}

/* The roll as a table: who voted how, and the act that proves it. */
static void put_roll(struct html *h, const struct site *s, const struct vote_item_list *roll)
{
	if (roll->count == 0)
		return;
	scroll_open(h, message_text(s->lang, MESSAGE_BALLOT_ROLL, 1));
	html_open(h, "table", ATTRS_NONE);
	html_message_element(h, "caption", ATTRS_NONE, MESSAGE_BALLOT_ROLL);
	html_open(h, "tbody", ATTRS_NONE);
	for (uint32_t i = 0; i < roll->count; i++) {
		const struct vote_item *v = &roll->at[i];
		html_open(h, "tr", ATTRS_NONE);
		html_element(h, "th", ATTRS({ "scope", S("row") }, { "lang", v->party_name.lang }),
		    v->party_name.text);
		html_open(h, "td", ATTRS_NONE);
		html_words(h, v->choice_name);
		html_close(h, "td");
		html_open(h, "td", ATTRS_NONE);
		act_link_render(h, s, v->entry);
		html_close(h, "td");
		html_close(h, "tr");
	}
	html_close(h, "tbody");
	html_close(h, "table");
	html_close(h, "div");
}

void ballots_render(struct html *h, const struct site *s, const struct ballot_item_list *list)
{
	for (uint32_t i = 0; i < list->count; i++) {
		const struct ballot_item *b = &list->at[i];
		html_open(h, "section", ATTRS_NONE);
		html_open(h, "h3", ATTRS_NONE);
		if (b->amendment != INTEGER_ABSENT)
			html_say(h, MESSAGE_BALLOT_ON_AMENDMENT, PARTS(part_link(
			    url_of_entry(s, (uint64_t)b->amendment),
			    (struct lang_text){ STR_NONE, number_text(s, (uint64_t)b->amendment) })));
		else
			html_message(h, MESSAGE_BALLOT_ON_TEXT);
		html_text(h, S(": "));
		html_words(h, b->state_name);
		html_close(h, "h3");
		html_open(h, "p", ATTRS_NONE);
		put_tally(h, s, b);
		html_text(h, S(" "));
		act_link_render(h, s, b->entry);
		html_close(h, "p");
		put_roll(h, s, &b->votes);
		html_close(h, "section");
	}
}

static void put_with(struct html *h, const struct code_item_list *with)
{
	for (uint32_t i = 0; i < with->count; i++) {
		html_text(h, S(", "));
		html_words(h, with->at[i].name);
	}
}

void dissents_render(struct html *h, const struct site *s, const struct dissent_item_list *list)
{
	html_open(h, "ul", CLASS("spans"));
	for (uint32_t i = 0; i < list->count; i++) {
		const struct dissent_item *d = &list->at[i];
		html_open(h, "li", ATTRS_NONE);
		html_open(h, "b", ATTRS_NONE);
		html_words(h, d->party_name);
		put_with(h, &d->with);
		html_close(h, "b");
		html_open(h, "span", CLASS("more"));
		html_words(h, d->kind_name);
		for (uint32_t k = 0; k < d->paragraphs.count; k++) {
			html_text(h, k == 0 ? S(": ") : S(", "));
			html_text(h, d->paragraphs.at[k]);
		}
		html_text(h, S(" · "));
		html_instant(h, d->at);
		html_text(h, S(" · "));
		act_link_render(h, s, d->entry);
		html_close(h, "span");
		for (uint32_t k = 0; k < d->texts.count; k++)
			page_text(h, d->texts.at[k].lang, d->texts.at[k].text);
		html_close(h, "li");
	}
	html_close(h, "ul");
}
