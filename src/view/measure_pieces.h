/* Pieces that the pages of confidence-building measures repeat. Pure. */
#ifndef VIEW_MEASURE_PIECES_H
#define VIEW_MEASURE_PIECES_H

#include "view/model/measures.h"
#include "view/page.h"

/* "/en/measures/economic.sme", or the matrix of the dimension. */
struct str url_of_subject(const struct site *s, struct str area, struct str dimension);
/* Lists. Each is nothing for none; the caller says so where that matters. */
void activities_render(struct html *h, const struct site *s, const struct activity_item_list *list);
void plans_render(struct html *h, const struct site *s, const struct plan_item_list *list);
/* `with_subject`: names the area or dimension, else the party. */
void roles_render(struct html *h, const struct site *s, const struct role_item_list *list,
    bool with_subject);
void measures_render(struct html *h, const struct site *s, const struct measure_item_list *list);
void reports_render(struct html *h, const struct site *s, const struct report_item_list *list);
void undertakings_render(struct html *h, const struct site *s,
    const struct undertaking_item_list *list);

#endif
