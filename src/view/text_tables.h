/* Tables about a text under negotiation: who supports what, and how far it has come. Pure. */
#ifndef VIEW_TEXT_TABLES_H
#define VIEW_TEXT_TABLES_H

#include "view/text_pieces.h"

enum text_stance {
	STANCE_SILENT, /* nothing was said: the cell is blank, nothing is inferred */
	STANCE_PROPOSES,
	STANCE_SUPPORTS,
	STANCE_ACCEPTS,
	STANCE_OPPOSES,
	STANCE_RESERVES,
	STANCE_PENDING,
	STANCE__COUNT
};

/* What a party said of a proposal, or (0) of the unit as it stands; a later one replaces an earlier. */
struct party_stance {
	struct str party;
	uint32_t proposal;
	enum text_stance stance;
	uint64_t entry; /* of the act that says so */
	bool is_paper;  /* the Secretariat entered it from a paper; else a delegate of the party did */
};

struct party_stances {
	const struct party_stance *at;
	uint32_t count;
};

/* Has the proposal anything to do with the unit? 0, the unit as it stands, has. */
bool text_is_about(const struct draft *d, uint32_t unit, uint32_t proposal);
/* Alternatives of a unit, one a row, and the parties, one a column: a glyph and a letter where one said
 * something. Who makes a proposal or stands behind it proposes it. */
struct matrix_order {
	struct party_stances positions;
	bool is_blocking; /* only what somebody opposes or reserves on, and who does */
};
void text_matrix_render(struct html *h, const struct text_view *v, uint32_t unit,
    const struct matrix_order *order);
/* Has it a row that it would show? */
bool text_matrix_has(const struct text_view *v, uint32_t unit, const struct matrix_order *order);
/* Units by status, with their open brackets. */
void text_progress_render(struct html *h, const struct draft *d);

#endif
