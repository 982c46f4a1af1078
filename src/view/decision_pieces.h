/* What several pages show of decisions. Pure. */
#ifndef VIEW_DECISION_PIECES_H
#define VIEW_DECISION_PIECES_H

#include "view/model/decisions.h"
#include "view/page.h"

/* Rows of a list: the day, the text, the body and the state. */
void decisions_render(struct html *h, const struct site *s, const struct decision_item_list *list);
/* The state in words, with the objections that stand. */
void decision_state_render(struct html *h, const struct decision_item *item);
/* The register of objections. has_party: whose they are; else on which decision. */
void objections_render(struct html *h, const struct site *s,
    const struct objection_item_list *list, bool has_party);
void ballots_render(struct html *h, const struct site *s, const struct ballot_item_list *list);
void dissents_render(struct html *h, const struct site *s, const struct dissent_item_list *list);

#endif
