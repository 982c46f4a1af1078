/*
 * Pages of texts under negotiation: the list, a rolling text, one of its units. The caller makes the drafts
 * from the forum's state. Pure.
 */
#ifndef VIEW_TEXT_PAGES_H
#define VIEW_TEXT_PAGES_H

#include "view/site.h"
#include "view/text_tables.h"

struct texts_query {
	const struct draft *const *drafts;
	uint32_t count;
};
/* /{lang}/texts */
enum view_status texts_page(struct buf *out, const struct site *s, const struct texts_query *q);

struct text_query {
	const struct draft *draft; /* NULL: there is none, which is a page of its own */
	struct str as;             /* code of a party: its reading */
	struct str view;           /* "", "linear", "skip" */
	struct str second;         /* language tag of a second column */
	struct str unit;           /* of unit_page: the unit's id */
	struct text_positions positions; /* of unit_page: on this unit, in order of record */
};
/* /{lang}/texts/{code}?as=&view=&second= */
enum view_status text_page(struct buf *out, const struct site *s, const struct text_query *q);
/* /{lang}/texts/{code}/{unit} with the same parameters */
enum view_status unit_page(struct buf *out, const struct site *s, const struct text_query *q);

#endif
