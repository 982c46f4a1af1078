/* Pieces of a text's page: its terms (view/model/text_terms.h). Of what is not there: nothing. */
#ifndef VIEW_TEXT_TERMS_H
#define VIEW_TEXT_TERMS_H

#include "view/model/text_terms.h"
#include "view/page.h"

/* The languages in which it is authentic, with their waivers, as a fact of a list of facts. */
void text_languages_fact_render(struct html *h, const struct text_terms *m);
/* In which order alternatives stand, and whom brackets name, as the chair has it. */
void text_order_fact_render(struct html *h, const struct site *s, const struct text_terms *m);
/* Sections; `text` is the text's code. */
void text_packages_render(struct html *h, const struct site *s, struct str text,
    const struct text_terms *m);
void text_locks_render(struct html *h, const struct site *s, struct str text,
    const struct text_terms *m);
/* With the words before and after as one text. */
void text_corrections_render(struct html *h, const struct site *s, struct str text,
    const struct text_terms *m);

#endif
