/* What the pages of one negotiated text share: its draft, how it is looked at, ways from one to another.
 * Pure. */
#ifndef VIEW_TEXT_PAGE_H
#define VIEW_TEXT_PAGE_H

#include "view/model/texts.h"
#include "view/page.h"
#include "view/text_tables.h"

#define TEXT_NO_SECOND S("-") /* asked for: no second column */

/* What the functions of a text_view are called with; it outlives the view. */
struct text_place {
	const struct site *site;
	const struct draft *draft;
	const struct text_query *q; /* of a page with a list of units; else NULL */
};

enum text_screen {
	TEXT_SCREEN_TEXT,
	TEXT_SCREEN_DESK,
	TEXT_SCREEN_ROOM,
	TEXT_SCREEN_MATRIX,
	TEXT_SCREEN_PROGRESS,
	TEXT_SCREEN_COMPARE,
	TEXT_SCREEN_CONCORDANCE,
	TEXT_SCREEN_WORD,
	TEXT_SCREEN__COUNT /* another page of the text */
};

/* "texts/CODE/unit" */
struct str text_section(const struct site *s, struct str code, struct str last);
/* A link to a unit's own page: its label, or its id where it has none. */
void text_unit_link_render(struct html *h, const struct site *s, struct str text, struct str unit,
    struct str label);
/* The draft of the text that is asked for, in the scratch arena; NULL: there is none, or not that party.
 * `lexicon` (may be NULL) gets the one that it is made with. */
const struct draft *text_draft_of(const struct site *s, const struct text_query *q,
    struct lexicon **lexicon);
/* As the query asks. */
struct text_view text_view_of(const struct text_place *at, const struct text_query *q);
/* The language of a second column; unasked, the reader's beside that of negotiation. Empty: none. */
struct str text_second_of(const struct site *s, const struct text_query *q, const struct draft *d);
/* What parties said of the unit and of the proposals that have to do with it. */
struct party_stances text_positions_of(const struct site *s, const struct draft *d, uint32_t unit);
/* "Desk: A draft" */
struct lang_text text_title_of(const struct site *s, struct str code, enum message id);
/* The other screens of the text. */
void text_links_render(struct html *h, const struct site *s, const struct text_query *q,
    enum text_screen here);

/* What it is put to, while nothing in it moves, or as which revision it was adopted. A part that renews
 * itself. */
void text_hold_render(struct html *h, const struct site *s, struct str code);

/* Parts of forms: choices with a label, each a paragraph. */
void text_select_open(struct html *h, struct str name, enum message label);
void text_option(struct html *h, struct str value, struct str chosen, struct lang_text words);
void text_select_close(struct html *h);
/* Everybody who proposes something. */
struct text_party_choice {
	struct str name, chosen; /* of the field; a code */
	enum message label, all;
};
void text_parties_render(struct html *h, const struct site *s, const struct text_party_choice *c,
    const struct draft *d);
/* "second": the languages into which something is translated. */
void text_languages_render(struct html *h, const struct site *s, const struct text_query *q,
    const struct draft *d);

#endif
