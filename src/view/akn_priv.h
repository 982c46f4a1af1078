/* What the files of the Akoma Ntoso writer share. */
#ifndef VIEW_AKN_PRIV_H
#define VIEW_AKN_PRIV_H

#include "view/akn.h"
#include "view/xml_out.h"

struct akn {
	struct xml_out x;
	struct arena *arena;
	const struct draft *d;
	const struct akn_order *order;
	bool is_own; /* the expression is in the language of negotiation */
};

/* Part of a value that identifies: letters, digits, "." and "-" as they are, other bytes "_2f". */
void akn_id(struct akn *k, struct str id);
/* eId and wId of a unit. */
void akn_unit_id(struct akn *k, const struct draft_unit *u);
/* An attribute that leads to a unit. */
void akn_unit_href(struct akn *k, const char *name, const struct draft_unit *u);
/* refersTo="#proposal-3 #proposal-5" */
void akn_refers(struct akn *k, const uint32_t *by, uint32_t count);
/* Appends words as they are, without the white space of a text's first. */
void akn_words(struct akn *k, struct words words, bool at_start);

/* The unit's text in that language, or NULL. */
const struct unit_text *akn_text_in(const struct draft_unit *u, struct str lang);
/* FRBR's three levels; `part` tells components from the whole, or is empty. */
void akn_identification(struct akn *k, struct str part);
/* preface, preamble and mainBody */
void akn_units(struct akn *k);
/* passiveModifications, where choices are open */
void akn_modifications(struct akn *k);
/* components, where there are proposals */
void akn_amendments(struct akn *k);

#endif
