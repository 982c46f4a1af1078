#include "view/inquiry_pieces.h"

#include "base/encode.h"
#include "view/evidence_pieces.h"
#include "view/form_pieces.h"
#include "view/silence_pieces.h"

static void put_names(struct html *h, const struct code_item_list *list)
{
	for (uint32_t i = 0; i < list->count; i++) {
		html_text(h, i > 0 ? S(", ") : STR_NONE);
		html_words(h, list->at[i].name);
	}
}

void acknowledged_render(struct html *h, const struct code_item_list *list)
{
	if (list->count == 0)
		return;
	html_open(h, "p", ATTRS_NONE);
	html_message(h, MESSAGE_INQUIRY_ACKNOWLEDGED);
	html_text(h, S(" "));
	put_names(h, list);
	html_close(h, "p");
}

static void put_word(struct html *h, const struct site *s, const struct inquiry_word *w)
{
	html_open(h, "li", ATTRS_NONE);
	html_open(h, "b", ATTRS_NONE);
	html_words(h, w->step_name);
	html_close(h, "b");
	html_open(h, "span", CLASS("more"));
	html_words(h, w->party_name);
	html_text(h, S(" · "));
	html_time(h, w->at);
	if (w->is_late)
		state_tag(h, page_title(s, MESSAGE_REPORT_LATE));
	if (w->is_paper)
		state_tag(h, page_title(s, MESSAGE_REPORT_PAPER));
	html_text(h, S(" · "));
	act_link_render(h, s, w->entry);
	html_text(h, S(" · "));
	receipt_link_render(h, s, w->entry);
	html_close(h, "span");
	if (w->content != NULL) {
		html_message_element(h, "p", ATTRS_NONE, MESSAGE_INQUIRY_COMMITTED);
		commitment_render(h, w->content);
	} else if (w->words.text.n > 0) {
		page_text(h, w->words.lang, w->words.text);
	}
	acknowledged_render(h, &w->acknowledged);
	html_close(h, "li");
}

/* Who is asked; of whom there is an answer is told, of whom none is too. */
static void put_asked(struct html *h, const struct inquiry_item *q)
{
	for (uint32_t i = 0; i < q->to.count; i++) {
		html_text(h, i > 0 ? S(", ") : STR_NONE);
		html_words(h, q->to.at[i].party_name);
		html_text(h, S(" ("));
		html_message(h, q->to.at[i].has_answered ? MESSAGE_INQUIRY_ANSWERED
		                                         : MESSAGE_INQUIRY_UNANSWERED);
		html_text(h, S(")"));
	}
	if (q->due.ms == MOMENT_ABSENT.ms)
		return;
	html_text(h, S(" · "));
	html_say(h, MESSAGE_INQUIRY_DUE, PARTS(part_moment(q->due)));
}

static void put_thread(struct html *h, const struct site *s, const struct inquiry_item *q)
{
	struct buf id;
	buf_init(&id, s->scratch, 48);
	buf_put(&id, S("inquiry."));
	buf_dec(&id, q->question->entry);
	html_open(h, "article", ATTRS({ "id", buf_str(&id) }));
	html_open(h, "h3", ATTRS_NONE);
	html_say(h, MESSAGE_INQUIRY_HEADING, PARTS(part_words(q->question->party_name),
	    part_number(q->question->entry)));
	html_close(h, "h3");
	html_open(h, "p", CLASS("more"));
	put_asked(h, q);
	html_close(h, "p");
	html_open(h, "ol", CLASS("spans"));
	put_word(h, s, q->question);
	for (uint32_t i = 0; i < q->words.count; i++)
		put_word(h, s, &q->words.at[i]);
	html_close(h, "ol");
	page_more(h, q->words_total - q->words.count);
	if (q->next.count > 0)
		silence_next_render(h, s, &q->next);
	html_close(h, "article");
}

void inquiries_render(struct html *h, const struct site *s, const struct inquiry_item_list *list)
{
	for (uint32_t i = 0; i < list->count; i++)
		put_thread(h, s, &list->at[i]);
}

static struct str url_of_inquiry(const struct site *s, const struct inquiry_item *q)
{
	struct buf b;
	buf_init(&b, s->scratch, 4096);
	buf_put(&b, q->of != INTEGER_ABSENT ? url_of_return(s, q->of)
	                                    : url_of_form(s, q->form, INTEGER_ABSENT));
	buf_put(&b, S("#inquiry."));
	buf_dec(&b, q->question->entry);
	return buf_str(&b);
}

void inquiries_waiting_render(struct html *h, const struct site *s,
    const struct inquiry_item_list *list)
{
	if (list->count == 0)
		return;
	html_open(h, "ul", CLASS("spans"));
	for (uint32_t i = 0; i < list->count; i++) {
		const struct inquiry_item *q = &list->at[i];
		html_open(h, "li", ATTRS_NONE);
		html_link_words(h, url_of_inquiry(s, q), q->title);
		html_open(h, "span", CLASS("more"));
		html_say(h, MESSAGE_INQUIRY_HEADING, PARTS(part_words(q->question->party_name),
		    part_number(q->question->entry)));
		html_text(h, S(" · "));
		put_asked(h, q);
		html_close(h, "span");
		if (q->next.count > 0)
			silence_next_render(h, s, &q->next);
		html_close(h, "li");
	}
	html_close(h, "ul");
}

void reminders_render(struct html *h, const struct site *s, const struct reminder_item_list *list)
{
	if (list->count == 0)
		return;
	html_open(h, "ul", CLASS("spans"));
	for (uint32_t i = 0; i < list->count; i++) {
		const struct reminder_item *r = &list->at[i];
		html_open(h, "li", ATTRS_NONE);
		html_time(h, r->at);
		if (r->year != INTEGER_ABSENT) {
			html_text(h, S(" · "));
			html_date(h, (struct date){ (int16_t)r->year, 0, 0, -1 }, false);
		}
		html_open(h, "span", CLASS("more"));
		put_names(h, &r->to);
		html_text(h, S(" · "));
		act_link_render(h, s, r->entry);
		html_close(h, "span");
		if (r->note.n > 0)
			page_text(h, words_guess(r->note).lang, r->note);
		html_close(h, "li");
	}
	html_close(h, "ul");
}

static void put_due(struct html *h, const struct site *s, const struct form_due *f, struct str party)
{
	html_open(h, "li", ATTRS_NONE);
	html_link_words(h, url_of_form(s, f->form, INTEGER_ABSENT), f->title);
	html_text(h, S(" "));
	state_tag(h, f->state_name);
	html_open(h, "span", CLASS("more"));
	if (f->year != INTEGER_ABSENT) {
		html_date(h, (struct date){ (int16_t)f->year, 0, 0, -1 }, false);
		html_text(h, S(" · "));
	}
	if (date_known(f->due))
		html_say(h, MESSAGE_FORM_DUE_BY, PARTS(part_date(f->due)));
	else
		html_message(h, MESSAGE_FORM_NO_DUE);
	html_text(h, S(" · "));
	if (party.n > 0)
		html_link(h, url_of_fill(s, f->form, party, INTEGER_ABSENT),
		    message_text(s->lang, MESSAGE_FILL_LINK, 1));
	else
		html_count(h, MESSAGE_FORM_AWAITED, f->awaited_total);
	html_close(h, "span");
	if (party.n == 0)
		parties_render(h, s, &f->awaited, MESSAGE_DUE_AWAITED);
	if (f->next.count > 0)
		silence_next_render(h, s, &f->next);
	html_close(h, "li");
}

void forms_due_render(struct html *h, const struct site *s, const struct form_due_list *list,
    struct str party)
{
	if (list->count == 0)
		return;
	html_open(h, "ul", CLASS("spans"));
	for (uint32_t i = 0; i < list->count; i++)
		put_due(h, s, &list->at[i], party);
	html_close(h, "ul");
}
