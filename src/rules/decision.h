/*
 * Decisions in a meeting (docs/rules.md section 6), votes (section 8) and dissent (section 11). The
 * chair gavels, or a vote is carried; nothing here decides by itself. A text is eligible when its notice
 * is over, and a proposal lapses with its meeting, whether an act of the clock says so or not. Pure. Rows
 * live as long as the forum.
 */
#ifndef RULES_DECISION_H
#define RULES_DECISION_H

#include "codec/content.h"
#include "rules/charter.h"

struct forum;

enum decision_state {
	DECISION_TABLED,
	DECISION_CIRCULATED, /* also when its notice is over: decision_is_eligible */
	DECISION_ELIGIBLE,   /* the same, and somebody put it on record */
	DECISION_CONSIDERED, /* with ad referendum: decision_adrefs_open */
	DECISION_CALLED,     /* the text is put, the register of objections is open */
	DECISION_OBJECTED,   /* called, and an objection stands */
	DECISION_HELD,       /* the quorum was asked for: until the chair counts */
	DECISION_DEFERRED,
	DECISION_VOTE,       /* the ladder has come to a vote */
	DECISION_GAVELLED,   /* adopted */
	DECISION_REGISTERED, /* has its number */
	DECISION_ISSUED,
	DECISION_NOT_ADOPTED,
	DECISION_REFERRED,
	DECISION_WITHDRAWN,
	DECISION_LAPSED,     /* decision_is_lapsed, and somebody put it on record */
	DECISION_STATE__COUNT
};
/* "tabled" ... as pages and the interface name it. */
struct str decision_state_name(enum decision_state s);

struct decision_step {
	enum decision_state to;
	uint64_t entry;
	moment at;
};
/* An objection: one row a party and text put. Of a group's, one row for each that it names. */
struct objection {
	struct str party, by, via; /* by: handle; via: the party that spoke on behalf, or empty */
	moment at;                 /* the entry's time, or a paper's arrival */
	uint64_t entry, withdrawn; /* entries; withdrawn UINT64_MAX: it stands */
	struct hash hash;          /* the text that was put */
	bool is_paper, has_effect; /* without effect: the party concerned under minus-n */
};
struct amendment {
	struct str party;
	uint64_t entry;
	struct hash hash;          /* of its text */
	struct strs languages;     /* of its text */
	bool is_taken;             /* a revision has its text */
};
struct adref {
	struct str party;
	uint64_t entry, ended;     /* ended UINT64_MAX: it stands */
};
struct dissent {
	struct str kind, party;
	struct strs with, paragraphs;
	uint64_t entry;
	moment at;
	bool is_paper;
};
struct contestation {
	struct str party;
	uint64_t entry, settled;   /* settled UINT64_MAX: not yet */
};
struct decision {
	struct str code, body, matter, meeting, item; /* item: since it is considered */
	struct names title;
	struct hash hash, base;    /* of the text as it stands; base zero: none */
	struct strs languages;     /* of the text; its words are in the act `text_entry` */
	struct str text;           /* code of the negotiated text that is put; empty: whole words are */
	uint32_t revision;         /* of it, from 1; its languages are the text's own */
	struct strs sponsors;      /* parties, the author's first */
	enum decision_state state;
	uint32_t step;             /* of the ladder */
	uint64_t tabled, text_entry, adopted; /* entries; adopted UINT64_MAX: not */
	moment circulated, called, adopted_at, until; /* until: of a deferral. MOMENT_ABSENT */
	int64_t window_s;          /* since called: objections may come at least so long */
	bool is_notice_waived, is_contested;
	enum decision_state held_from; /* while held or lapsed: where it goes back to */
	struct strs recipients, undelivered;
	struct str interim, symbol, referred_to; /* interim: before the number */
	struct strs missing;       /* languages that were said to be missing when it was issued */
	uint32_t steps_count, objections_count, amendments_count, adrefs_count, dissents_count;
	uint32_t contests_count, corrections_count;
	uint32_t steps_cap, objections_cap, amendments_cap, adrefs_cap, dissents_cap, contests_cap,
	    corrections_cap;
	struct decision_step *steps;   /* in order, the first is the tabling */
	struct objection *objections;  /* in order of record, of every text that was put */
	struct amendment *amendments;
	struct adref *adrefs;
	struct dissent *dissents;
	struct contestation *contests;
	uint64_t *corrections;         /* entries */
};
uint32_t decision_count(const struct forum *f);
const struct decision *decision_at(const struct forum *f, uint32_t at); /* in order of tabling */
const struct decision *decision_find(const struct forum *f, struct str code);
/* The decisions considered in a meeting, in order of tabling. */
uint32_t decision_of_meeting_count(const struct forum *f, struct str meeting);
const struct decision *decision_of_meeting(const struct forum *f, struct str meeting, uint32_t rank);
bool decision_is_open(const struct decision *d);    /* neither adopted nor ended */
/* Is its register of objections open: called, and held only since then? */
bool decision_is_put(const struct decision *d);
bool decision_is_adopted(const struct decision *d); /* gavelled, registered, issued */
/* Its meeting closed before it was decided. */
bool decision_is_lapsed(const struct forum *f, const struct decision *d);
/* Has its notice passed, or was it waived? */
bool decision_is_eligible(const struct forum *f, const struct decision *d, moment at);
/* Is all that is put in this language? */
bool decision_is_in(const struct forum *f, const struct decision *d, struct str lang);
/* The step of the ladder where it stands, or NULL. */
const struct charter_step *decision_ladder_step(const struct forum *f, const struct decision *d);
/* Objections to the text put that stand and have effect. */
uint32_t decision_objections_standing(const struct decision *d);
/* The party's objection to the text put, withdrawn or not, or NULL. */
const struct objection *decision_objection_of(const struct decision *d, struct str party);
uint32_t decision_adrefs_open(const struct decision *d);
uint32_t decision_contests_open(const struct decision *d);
/* When the chair may gavel, if nobody objects; MOMENT_ABSENT when it is not called. */
moment decision_window_over(const struct decision *d);
/* Is this entry an objection on some decision? */
bool decision_is_objection(const struct forum *f, uint64_t entry);
/* May a party file this kind with it now? The charter's dissent block, and its deadline. */
moment dissent_deadline(const struct forum *f, const struct decision *d); /* MOMENT_ABSENT: none */

enum ballot_state { BALLOT_OPEN, BALLOT_CARRIED, BALLOT_LOST, BALLOT_VOID, BALLOT_STATE__COUNT };
struct str ballot_state_name(enum ballot_state s);
enum ballot_choice { CHOICE_YES, CHOICE_NO, CHOICE_ABSTAIN, CHOICE_SEALED, CHOICE__COUNT };
struct str choice_name(enum ballot_choice c);
struct ballot_vote {
	struct str party, by;
	enum ballot_choice choice;        /* CHOICE_SEALED until it is opened */
	struct hash seal;          /* zero: it was cast openly */
	uint64_t entry;
	moment at;
	bool is_paper;
};
/* The tally of a roll, in exact integers (docs/rules.md section 8). */
struct vote_tally {
	uint32_t yes, no, abstain, sealed, members, present; /* sealed: not opened, so not cast */
	uint32_t base;             /* of what the majority is a part */
	struct fraction majority;  /* den 0: simple */
	bool is_valid, is_carried;
};
struct ballot {
	struct str decision, silence;  /* which of them it is on; the other is empty */
	uint64_t entry, amendment, closed; /* UINT64_MAX: on the text; not closed */
	struct hash hash;
	moment opened, closes;
	moment shown;                  /* from then on votes are cast openly; MOMENT_ABSENT: always */
	enum ballot_state state;
	uint32_t votes_count, votes_cap;
	struct ballot_vote *votes; /* of a party one: a changed vote takes its place */
	struct vote_tally tally;   /* at the end, by the members and the charter of that moment */
	uint64_t text_before;      /* of the decision at the close, as the two below; 0: no close */
	struct hash hash_before;
	struct strs languages_before;
};
uint32_t ballot_count(const struct forum *f);
const struct ballot *ballot_at(const struct forum *f, uint32_t at); /* in order of their calls */
const struct ballot *ballot_find(const struct forum *f, uint64_t entry); /* of its call */
/* The one on a decision that is open, or NULL; on a silence. */
const struct ballot *ballot_open(const struct forum *f, struct str decision);
const struct ballot *ballot_open_silence(const struct forum *f, struct str silence);
/* Did a vote carry an amendment to it? */
bool ballot_has_amended(const struct forum *f, struct str decision);
/* What a party seals: SHA-256 of the salt and "VOTE PARTY CHOICE", VOTE the entry of the call. */
void vote_seal(struct hash *out, const struct hash *salt, uint64_t vote, struct str party,
    struct str choice);
/* The majority that it needs, or needed when it ended; den 0: more for than against. */
struct fraction ballot_majority(const struct forum *f, const struct ballot *b);
/* Of a vote that ended what it was then; of an open one by its roll and the members now. */
struct vote_tally ballot_tally(const struct forum *f, const struct ballot *b);
/* "3 * yes >= 2 * base" of a fraction; den 0: yes > no. */
bool majority_holds(struct fraction part, uint32_t yes, uint32_t no, uint32_t base);

#endif
