/* Pieces that the pages of forms and returns repeat. Pure. */
#ifndef VIEW_FORM_PIECES_H
#define VIEW_FORM_PIECES_H

#include "view/model/forms.h"
#include "view/page.h"

/* "/en/returns/12" */
struct str url_of_return(const struct site *s, int64_t entry);
/* "/en/forms/cbm?version=2"; INTEGER_ABSENT: the one in force. */
struct str url_of_form(const struct site *s, struct str form, int64_t version);
/* Where it is filled in, for a party where one is given; INTEGER_ABSENT: no supplement. In the order of the
 * route's parameters (web/routes.def), so that the page's own links to its other language are the same. */
struct str url_of_fill(const struct site *s, struct str form, struct str party, int64_t of);
/* Its own page, or that of the return which it supplements. */
struct str url_of_filed(const struct site *s, const struct return_item *r);
/* A list of returns. Nothing for none; the caller says so where that matters. */
void returns_render(struct html *h, const struct site *s, const struct return_item_list *list);
/* "filed", with its tags: late, on paper, supplements. */
void return_tags_render(struct html *h, const struct site *s, const struct return_item *r);
/* A table of who answered; between the two the caller writes the cells of its head, after that of parties. */
void return_table_open(struct html *h, const struct site *s, enum message label);
void return_table_close(struct html *h, const struct site *s, const struct return_row_list *rows,
    int64_t total);
/* What stands in the place of words that are not for everybody; closed until opened. */
void commitment_render(struct html *h, const struct content_item *c);
/* Fields with what was answered; what is not for everybody as its commitment. `number`: of the supplement,
 * 0 of the return itself. */
void values_render(struct html *h, const struct site *s, const struct value_item_list *values,
    uint32_t number);

#endif
