/*
 * Negotiated texts (docs/rules.md section 14): a draft, its units, the proposals on them. Proposals are
 * edits on words of a frozen base (text/edit.h); what they leave open is computed from them, and nothing
 * here chooses: the chair accepts, each proposal that lives is carried over. Pure. Rows live as long as
 * the forum.
 */
#ifndef RULES_INSTRUMENT_H
#define RULES_INSTRUMENT_H

#include "base/vec.h"
#include "codec/content.h"
#include "text/draft.h"

struct forum;
struct decision;
struct silence;

enum instrument_state {
	INSTRUMENT_TABLED, /* units may still be added by whoever tabled it */
	INSTRUMENT_OPEN,   /* to proposals */
	INSTRUMENT_FINISHED,
	INSTRUMENT_ABANDONED,
	INSTRUMENT_STATE__COUNT
};
/* "tabled" ... as pages and the interface name it. */
struct str instrument_state_name(enum instrument_state s);

/* A revision under its symbol; `hash` is of all units as they stood (docs/rules.md section 14). */
struct instrument_revision {
	struct str symbol;
	struct hash hash;
	uint64_t entry;
	moment at;
	uint32_t order_count;
	uint32_t *order;           /* rows of its units then, in document order */
};
/* Where the revision of this number is not complete in this language, it may be adopted so. */
struct instrument_waiver {
	uint32_t revision;
	struct str lang;
	uint64_t entry;
};
/* What a correction replaced: a unit in one language, as it read before. Label, parent and kind are the
 * unit's in the language of negotiation. */
struct instrument_before {
	struct str unit, lang, words, label, parent;
	enum unit_kind kind;
};
struct instrument_correction {
	struct str symbol;         /* ".../Corr.1" */
	struct strs langs;         /* to which it applies */
	struct hash hash;          /* of all units before it, as of a revision */
	uint64_t entry;
	moment at;
	uint32_t order_count, order_cap, parts_count, parts_cap;
	uint32_t *order;           /* before it, when that changed: else none */
	struct instrument_before *parts; /* one a unit and language */
};
/* Proposals and units that go together. Neither: they went apart again. */
struct instrument_package {
	struct str code;
	struct names title;
	struct strs units;
	uint32_t numbers_count, numbers_cap;
	uint32_t *numbers; /* of proposals */
	uint64_t entry;
};
struct instrument_group {
	struct str name;
	struct strs parties;
};
/* How the chair has the text with its brackets shown; zeroed until then. */
struct arrangement {
	enum draft_attribution attribution;
	bool is_exclusive;         /* insertions at one place exclude each other */
	uint32_t groups_count, groups_cap;
	struct instrument_group *groups;
	struct strs order; /* parties whose alternatives stand first; the others follow as they tabled */
};
struct instrument {
	struct str code, body, meeting, lang;
	struct str party;          /* that tabled it; empty: an officer did */
	struct names title;
	enum instrument_state state;
	uint64_t entry, ended;     /* entries; ended UINT64_MAX: it has not */
	moment ended_at;           /* MOMENT_ABSENT */
	uint64_t adopted;          /* entry by which a decision or a silence adopted it; UINT64_MAX: none */
	uint32_t adopted_revision; /* from 1; 0: none */
	uint32_t order_count, order_cap, revisions_count, revisions_cap;
	uint32_t *order;           /* rows of its units, in document order */
	struct instrument_revision *revisions;
	uint64_t opened;           /* entry; UINT64_MAX: it is not open yet */
	uint32_t first_count;
	uint32_t *first;           /* the order in which it was opened */
	struct strs authentic;     /* languages */
	uint32_t waivers_count, waivers_cap;
	struct instrument_waiver *waivers;
	uint32_t corrections_count, corrections_cap;
	struct instrument_correction *corrections;
	uint32_t packages_count, packages_cap;
	struct instrument_package *packages;
	struct arrangement arrangement;
	/* Derived: rows of its proposals by number, of its positions, and of the decisions and silences that
	 * name it, in order of record. */
	struct vec proposals, positions, decisions, silences;
};
struct instrument_translation {
	struct str lang, text;
	struct hash from; /* of what it translates */
	enum translation_state state;
	uint64_t entry;
};
/* Agreed words of a unit that is open: no edit touches them. Ascending and apart. */
struct instrument_lock {
	uint32_t from, to;
	uint64_t entry;
};
/* Words that a unit had. */
struct instrument_past {
	struct str words;
	uint64_t until;            /* the entry that gave it others */
};
struct instrument_unit {
	struct str text, id, label, parent; /* text: its code; parent: an id, or empty */
	enum unit_kind kind;
	struct str words;          /* in the language of negotiation */
	struct hash hash;          /* SHA-256 of them */
	enum unit_status status;
	bool is_gone;              /* deleted: its id is never used again */
	struct strs pending, conditional; /* of its agreement: parties, units */
	uint64_t entry, agreed;    /* entries: of the words; of the agreement, UINT64_MAX: none */
	uint32_t translations_count, translations_cap;
	struct instrument_translation *translations; /* one a language */
	uint32_t past_count, past_cap;
	struct instrument_past *past; /* oldest first */
	uint32_t locks_count, locks_cap;
	struct instrument_lock *locks;
};

enum proposal_state {
	PROPOSAL_LIVE,
	PROPOSAL_WITHDRAWN,
	PROPOSAL_DONE,     /* all of it is in the text, or was closed */
	PROPOSAL_LOST,     /* a vote did not carry it as an amendment */
	PROPOSAL_STATE__COUNT
};
struct str proposal_state_name(enum proposal_state s);
struct instrument_edit {
	struct str unit;
	struct hash base;  /* of the unit's words that it is an edit of */
	uint32_t from, to;
	struct str words;
};
enum change_state { CHANGE_OPEN, CHANGE_MADE, CHANGE_CLOSED, CHANGE_STATE__COUNT };
struct instrument_change {
	enum unit_op op;
	enum change_state state;
	enum unit_kind kind;       /* of a new unit, as are label and parent */
	struct str unit, after, label, parent, words;
};
struct instrument_proposal {
	struct str text, party, by, lang, rationale;
	uint32_t number;           /* in its text, from 1 */
	enum proposal_state state;
	bool must_confirm;         /* it was carried over to words that changed */
	uint64_t entry, ended;     /* entries; ended UINT64_MAX: it lives */
	uint64_t carried;          /* entry at which a vote carried it as an amendment; UINT64_MAX: none */
	struct strs cosponsors;
	uint32_t edits_count, edits_cap, changes_count, changes_cap;
	struct instrument_edit *edits;     /* by place of the unit when proposed, then by word */
	struct instrument_change *changes;
};
struct instrument_position {
	struct str text, party, unit, stance, package; /* unit or package: empty unless about one */
	uint32_t proposal;         /* its number; 0: about something else */
	struct strs conditional;
	uint64_t entry;
	moment at;
	bool is_paper;
};

uint32_t instrument_count(const struct forum *f);
const struct instrument *instrument_at(const struct forum *f, uint32_t at); /* in order of tabling */
const struct instrument *instrument_find(const struct forum *f, struct str code);
/* A unit of a text, gone or not, or NULL. */
const struct instrument_unit *instrument_unit_find(const struct forum *f, struct str text,
    struct str id);
/* The unit at a place of the document. */
const struct instrument_unit *instrument_unit_at(const struct forum *f,
    const struct instrument *of, uint32_t place);
/* The proposal of this number, from 1, or NULL. */
const struct instrument_proposal *instrument_proposal_find(const struct forum *f,
    const struct instrument *of, int64_t number);
/* SHA-256 over each unit in document order: its id, a zero, and the hash of its words. */
struct hash instrument_hash(const struct forum *f, const struct instrument *of);
/* A finished text as it reads with so many of its corrections, the first ones: with none, as it was
 * adopted; with all, as it stands. Words in a language in which the unit has none are empty. */
struct unit_wording {
	struct str words, label, parent;
	enum unit_kind kind;
};
struct unit_wording instrument_wording(const struct instrument *of, uint32_t corrections,
    const struct instrument_unit *unit, struct str lang);
/* Rows of its units in document order; *count of them. */
const uint32_t *instrument_order(const struct instrument *of, uint32_t corrections, uint32_t *count);
const struct instrument_unit *instrument_unit_row(const struct forum *f, uint32_t row);
/* The package of this code, or NULL. */
const struct instrument_package *instrument_package_find(const struct instrument *of, struct str code);
/* Does anything that lives wait at this unit: an edit of it, or a change? */
bool instrument_unit_is_contested(const struct forum *f, const struct instrument *of,
    struct str unit);
/* Does each unit have words in this language that are of its present ones? put.c */
bool instrument_is_in(const struct forum *f, const struct instrument *of, struct str lang);
/* How far it is fixed by what puts it, at this instant. put.c */
enum put_hold {
	PUT_FREE,
	PUT_VOTED, /* a vote is to come: only amendments that were carried are taken into it */
	PUT_FIXED,
	PUT_HOLD__COUNT
};
enum put_hold put_hold_of(const struct forum *f, const struct instrument *of, moment at);
/* How far one of them fixes the text that it puts. put.c */
enum put_hold put_hold_by_decision(const struct forum *f, const struct decision *d);
enum put_hold put_hold_by_silence(const struct forum *f, const struct silence *s, moment at);
const struct instrument_position *instrument_position_at(const struct forum *f,
    const struct instrument *of, uint32_t rank);

/* Where a text is worked on: everything goes into the arena, which needs room for the lexicon
 * (text/lexicon.h); that was initialised, and several units share it. */
struct text_desk {
	struct arena *arena;
	struct lexicon *lexicon;
	const struct forum *forum;
	const struct instrument *of;
};
/* The words of one unit, what lives on them, and the choices. RC_LIMIT over those of base/limits.h. */
struct unit_work {
	struct words base;
	struct proposals proposals; /* ids are numbers of proposals */
	struct choices choices;
};
CM_MUST_USE enum rc unit_work_make(struct unit_work *out, const struct text_desk *desk,
    const struct instrument_unit *unit, struct err *err);
/* The whole text as pages and exporters take it. `short_name` of a party: what brackets show. */
CM_MUST_USE enum rc instrument_draft(struct draft *out, const struct text_desk *desk,
    struct err *err);
/*
 * The text as it was: as it was opened (0), or as a revision has it (from 1). Its units, with their words
 * in the language of negotiation; what was proposed then is not in it. RC_NOT_FOUND: it was not opened
 * yet, or there is no such revision.
 */
CM_MUST_USE enum rc instrument_draft_at(struct draft *out, const struct text_desk *desk,
    uint32_t revision, struct err *err);

#endif
