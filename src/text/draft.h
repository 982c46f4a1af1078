/*
 * A text under negotiation as a whole: what importers make, what the forum's rules give, and what pages
 * and exporters show. Its units stand in document order; each has its text in one or more languages, and
 * in the negotiating one its words, the proposals on them and the choices that these leave open.
 *
 * Everything is borrowed from whoever made it, who checked it: readers rely on it.
 */
#ifndef TEXT_DRAFT_H
#define TEXT_DRAFT_H

#include "text/choice.h"
#include "text/lexicon.h"

#define DRAFT_NONE UINT32_MAX

enum unit_kind {
	UNIT_TITLE,     /* of the document */
	UNIT_HEADING,   /* of what follows it */
	UNIT_FORMULA,   /* "The Council,"; "Decides:" */
	UNIT_RECITAL,   /* a preambular paragraph, PP */
	UNIT_PARAGRAPH, /* an operative paragraph, OP, or one of running text */
	UNIT_POINT,     /* (a), (i): its parent is a paragraph or a point */
	UNIT_ANNEX,     /* the heading of an annex; what is in it has it as its parent */
	UNIT_CELL,      /* of a table, row by row */
	UNIT_NOTE,      /* a footnote; its parent is the unit that refers to it */
	UNIT_KIND__COUNT
};
/* "title" ... as records and formats name it. */
struct str unit_kind_name(enum unit_kind k);
/* The kind of this name, or UNIT_KIND__COUNT. */
enum unit_kind unit_kind_of(struct str name);

/* How far a unit is agreed. Levels only rise, unless it is reopened. */
enum unit_status { UNIT_OPEN, UNIT_AD_REF, UNIT_AGREED, UNIT_STATUS__COUNT };
struct str unit_status_name(enum unit_status s);

enum translation_state { TRANSLATION_MISSING, TRANSLATION_MACHINE, TRANSLATION_DRAFT,
	TRANSLATION_REVISED, TRANSLATION_FINAL, TRANSLATION_STATE__COUNT };
struct str translation_state_name(enum translation_state s);
/* Of words that are there: "missing" is none. TRANSLATION_STATE__COUNT: of none. */
enum translation_state translation_state_of(struct str name);

/* A unit's text in one language. The negotiating language is nobody's translation. */
struct unit_text {
	struct str lang, text;
	struct hash from; /* of the text it translates; zero for the negotiating language */
	bool is_stale;    /* the unit says something else by now */
	enum translation_state state;
};

/* What a proposal does with a whole unit; edits inside units are in `proposals` of the unit. */
enum unit_op { OP_NEW, OP_DELETE, OP_ALTERNATIVE, OP_MOVE, UNIT_OP__COUNT };
struct str unit_op_name(enum unit_op op);
/* The operation of this name, or UNIT_OP__COUNT. */
enum unit_op unit_op_of(struct str name);
struct unit_change {
	uint32_t proposal;
	enum unit_op op;
	uint32_t unit;  /* it is about; a new one stands after it, or first: DRAFT_NONE */
	uint32_t after; /* of a move: after which unit, or DRAFT_NONE: first */
	enum unit_kind kind; /* of a new one */
	struct str text; /* new, alternative: in the language of the proposal */
	struct str id, label, parent; /* of a new one; what an act did not say is empty */
};

struct draft_unit {
	struct str id;       /* opaque, permanent */
	enum unit_kind kind;
	uint32_t parent;     /* an earlier unit, or DRAFT_NONE */
	struct str label;    /* "PP3", "OP2 bis", "(a)", as frozen; may be empty */
	enum unit_status status;
	const struct unit_text *texts; /* the negotiating language's first, the others by tag */
	uint32_t texts_count;
	struct words base;   /* of texts[0] */
	struct proposals proposals; /* on its words */
	struct choices choices;     /* consolidate(base, proposals) */
};

/* Who stands behind a proposal. */
struct draft_proposal {
	uint32_t id;              /* the order of tabling, from 1; that of struct proposal */
	struct str code;          /* as acts name it */
	struct str party;         /* code of the author */
	struct str short_name;    /* as brackets show it: "KAZ" */
	const struct str *cosponsors; /* codes */
	uint32_t cosponsors_count;
	struct str lang;          /* it was tabled in */
	struct str rationale;
	bool must_confirm;        /* it was carried over to words that changed */
};

/* Whom the text with its brackets names: parties, groups of them, or nobody. */
enum draft_attribution { ATTRIBUTION_NAMES, ATTRIBUTION_GROUPS, ATTRIBUTION_NONE, ATTRIBUTION__COUNT };
struct str draft_attribution_name(enum draft_attribution a);
/* Of this name, or ATTRIBUTION__COUNT. */
enum draft_attribution draft_attribution_of(struct str name);

/* Parties that brackets name as one. */
struct draft_group {
	struct str name;
	const struct str *parties; /* codes */
	uint32_t parties_count;
};

struct draft {
	struct str code, symbol;  /* symbol of the revision; may be empty */
	enum draft_attribution attribution; /* unless of names, no list of cosponsors is shown */
	const struct draft_group *groups;
	uint32_t groups_count;
	const struct str *order; /* parties whose alternatives stand first */
	uint32_t order_count;
	uint32_t revision;        /* from 0 */
	struct str lang;          /* of negotiation */
	const struct lexicon *words;
	const struct draft_unit *units;
	uint32_t units_count;
	const struct draft_proposal *proposals; /* by id; every one that lives */
	uint32_t proposals_count;
	const struct unit_change *changes;      /* by proposal */
	uint32_t changes_count;
};

/* The place of the unit of this id, or DRAFT_NONE. */
uint32_t draft_place_of(const struct draft *d, struct str id);
/* What brackets show of a proposal by this party: "KAZ" (its code in capitals; names are for pages), the
 * name of its group, or "#3", the number of the proposal. In the arena, or the group's. */
struct str draft_short_name(struct arena *a, const struct draft *d, struct str party, uint32_t number);
/* The rank of the party's proposals (struct proposal): its place in the order, or behind all of it. */
uint32_t draft_rank(const struct str *order, uint32_t count, struct str party);
/* The proposal's row, or NULL. */
const struct draft_proposal *draft_proposal_of(const struct draft *d, uint32_t id);
/* Does the party stand behind the proposal: as its author, or beside it? */
bool draft_stands(const struct draft_proposal *p, struct str party);

#endif
