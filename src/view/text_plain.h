/*
 * A draft as plain text or Markdown: a paragraph a unit, its label before it. With brackets the
 * choices stand in [ ], who proposes what behind them in { }, as negotiators write them:
 *
 *	2. Member States [shall] [should]{KAZ, KOR} cooperate [closely]{del: IRN}
 *
 * and units that proposals delete, replace, add or move are shown where they stand. Clean, everything
 * is as it was before any proposal; as a party reads it, its own proposals are made. Brackets that
 * are part of the words have a stroke before them, "\[", where choices are shown; in Markdown choices
 * have bold ones. Pure.
 */
#ifndef VIEW_TEXT_PLAIN_H
#define VIEW_TEXT_PLAIN_H

#include "base/buf.h"
#include "text/draft.h"

enum plain_form { PLAIN_BRACKETS, PLAIN_CLEAN, PLAIN_PARTY };

struct plain_order {
	enum plain_form form;
	struct str party; /* code; of PLAIN_PARTY. Cosponsors read as the author does */
	bool is_markdown;
};

/* One unit's words without its label. Clean plain text is the unit's text, byte for byte. */
void plain_unit(struct buf *out, struct arena *a, const struct draft *d,
    const struct draft_unit *unit, const struct plain_order *order);
/* The whole draft, ending with LF. */
void plain_draft(
    struct buf *out, struct arena *a, const struct draft *d, const struct plain_order *order);

#endif
