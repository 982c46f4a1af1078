/* The fields of a form that narrows a list: dates as far as they are known, and choices with counts. Pure. */
#ifndef VIEW_FILTER_H
#define VIEW_FILTER_H

#include "view/html.h"
#include "view/model/common.h"

struct filter_date {
	enum message label;
	struct str name;
	struct date value;
};
/* `problem`: name of the field that could not be read. */
void filter_date_put(struct html *h, const struct site *s, const struct filter_date *f,
    struct str problem);
/* Says what could not be read, by the name that the form gives it, and leads there. */
void filter_problem_put(struct html *h, const struct site *s, struct str name);
struct filter_choice {
	enum message label;
	struct str name, chosen;
	const struct code_item_list *items;
	bool are_languages; /* the items: they are shown by their own names */
};
void filter_choice_put(struct html *h, const struct filter_choice *c);
/* "2016-04", or empty: as a value of a form and of an address. */
struct str filter_date_text(const struct site *s, struct date d);

#endif
