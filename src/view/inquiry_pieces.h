/* What pages show of questions about forms and returns, and of what is due. Pure. */
#ifndef VIEW_INQUIRY_PIECES_H
#define VIEW_INQUIRY_PIECES_H

#include "view/model/forms.h"
#include "view/model/inquiries.h"
#include "view/page.h"

/* Threads, the newest question first, each with what may follow; nothing for none. */
void inquiries_render(struct html *h, const struct site *s, const struct inquiry_item_list *list);
/* The same as a list on another page: whom it is from, about what, until when, what may follow. */
void inquiries_waiting_render(struct html *h, const struct site *s,
    const struct inquiry_item_list *list);
/* "The receipt was acknowledged by Türkiye, India."; nothing for none. */
void acknowledged_render(struct html *h, const struct code_item_list *list);
void reminders_render(struct html *h, const struct site *s, const struct reminder_item_list *list);
/* What is due: each form with its day, and either a way to answer it or who has not. */
void forms_due_render(struct html *h, const struct site *s, const struct form_due_list *list,
    struct str party);

#endif
