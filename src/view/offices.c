#include "view/offices.h"

#include "base/arena.h"
#include "view/timeline.h"

/* An open term that another follows ends where the other begins; the last goes on. */
static int32_t open_end(const struct site *s, const struct term_item_list *terms, uint32_t at)
{
	if (at + 1 < terms->count && date_known(terms->at[at + 1].from))
		return date_first_day(terms->at[at + 1].from);
	return s->today > s->day ? s->today : s->day;
}

static void put_timeline(struct html *h, const struct site *s, const struct term_item_list *terms)
{
	struct timeline_bar *bars = arena_array(s->scratch, struct timeline_bar, terms->count);
	for (uint32_t i = 0; i < terms->count; i++) {
		const struct term_item *t = &terms->at[i];
		bars[i] = (struct timeline_bar){ .label = t->party_name,
			.href = url_of(s, S("parties"), t->party),
			.span = { t->from, DATE_NONE, t->until, DATE_NONE },
			.end = open_end(s, terms, i), .is_current = t->is_current };
		if (!date_known(t->until))
			bars[i].planned = t->planned_until;
	}
	timeline_render(h, s, MESSAGE_PRESIDENCY_TIMELINE, bars, terms->count);
}

static void put_term(struct html *h, const struct site *s, const struct term_item *t,
    bool has_evidence)
{
	html_open(h, "li", ATTRS({ "class", t->is_current ? S("current") : STR_NONE }));
	html_link_words(h, url_of(s, S("parties"), t->party), t->party_name);
	html_open(h, "span", CLASS("more"));
	page_span(h, (struct span){ t->from, DATE_NONE, t->until, DATE_NONE });
	if (date_known(t->planned_until) && !date_known(t->until)) {
		html_text(h, S(", "));
		html_say(h, MESSAGE_PRESIDENCY_PLANNED, PARTS(part_date(t->planned_until)));
	}
	html_close(h, "span");
	if (t->is_current)
		html_message_element(h, "em", CLASS("tag"), MESSAGE_PRESIDENCY_NOW);
	if (has_evidence)
		page_evidence(h, s, t->evidence);
	html_close(h, "li");
}

void offices_render(struct html *h, const struct site *s, const struct office_item_list *offices,
    bool has_evidence)
{
	for (uint32_t i = 0; i < offices->count; i++) {
		const struct office_item *office = &offices->at[i];
		html_open(h, "section", ATTRS({ "id", office->code }));
		html_element(h, "h2", ATTRS({ "lang", office->name.lang }), office->name.text);
		if (office->terms.count == 0) {
			html_message_element(h, "p", CLASS("none"), MESSAGE_PRESIDENCY_NONE);
		} else {
			put_timeline(h, s, &office->terms);
			html_open(h, "ol", CLASS("spans terms"));
			for (uint32_t j = 0; j < office->terms.count; j++)
				put_term(h, s, &office->terms.at[j], has_evidence);
			html_close(h, "ol");
		}
		html_close(h, "section");
	}
}
