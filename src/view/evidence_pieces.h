/* The chain of evidence of a decision or a silence, and how anybody rechecks it. Pure. */
#ifndef VIEW_EVIDENCE_PIECES_H
#define VIEW_EVIDENCE_PIECES_H

#include "view/model/record.h"
#include "view/model/silences.h"
#include "view/page.h"

/* "act 12", with its link. */
void act_link_render(struct html *h, const struct site *s, int64_t entry);
/* Where a register's entry proves itself. */
void receipt_link_render(struct html *h, const struct site *s, int64_t entry);
/* Acts as rows of a list: the instant, and the sentence with its link. */
void acts_render(struct html *h, const struct site *s, const struct act_item_list *list);
/* The steps, of which there are `total`, as a section. */
void steps_render(struct html *h, const struct site *s, const struct step_item_list *list,
    int64_t total);
/* Parties, closed until opened; `says` counts them. Nothing for none. */
void parties_render(struct html *h, const struct site *s, const struct code_item_list *list,
    enum message says);
/* What may follow, as a section. */
void next_render(struct html *h, const struct site *s, const struct next_item_list *list);
/* Which negotiated text is put, as a fact of a list of facts. Nothing for NULL. */
void negotiated_render(struct html *h, const struct site *s, const struct negotiated_item *of);
/* The words that are put; of a text that went on, a sentence says so. */
void put_texts_render(struct html *h, const struct site *s, const struct negotiated_item *of,
    const struct frozen_item_list *texts);
/* How to recheck the text that the act `entry` holds, or the negotiated one, then the acts, as
 * `says_acts` has it. */
void recheck_render(struct html *h, const struct site *s, const struct negotiated_item *of,
    int64_t entry, enum message says_acts);

#endif
