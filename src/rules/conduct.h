/*
 * The conduct of a meeting (docs/rules.md sections 9 and 10): agenda, presence, credentials, lists of
 * speakers, points of order, statements, journal. A meeting that is only in the register has none.
 * Pure. Rows live as long as the forum.
 */
#ifndef RULES_CONDUCT_H
#define RULES_CONDUCT_H

#include "codec/content.h"
#include "rules/charter.h"

struct forum;

enum conduct_state {
	CONDUCT_CONVENED,
	CONDUCT_OPEN,
	CONDUCT_SUSPENDED,
	CONDUCT_CLOSED,
	CONDUCT_CANCELLED,
	CONDUCT_STATE__COUNT
};
/* "convened" ... as pages and the interface name it. */
struct str conduct_state_name(enum conduct_state s);

struct conduct_step {
	enum conduct_state to;
	uint64_t entry;
	moment at;
};
struct conduct_item {
	struct str id, number;
	struct names title;
	struct strs papers;
	bool is_adopted, is_list_closed; /* adopted: on the adopted agenda */
};
enum credentials_state {
	CREDENTIALS_ANNOUNCED,
	CREDENTIALS_SUBMITTED,
	CREDENTIALS_PROVISIONAL,
	CREDENTIALS_ACCEPTED,
	CREDENTIALS_CONTESTED,
	CREDENTIALS_REFUSED,
	CREDENTIALS_DEFERRED,
	CREDENTIALS_STATE__COUNT
};
struct str credentials_state_name(enum credentials_state s);
struct conduct_delegation {
	struct str party;
	enum credentials_state credentials;
	uint32_t members;        /* how many were announced */
	struct strs handles;     /* those with a handle, in the order announced */
	uint64_t entry;          /* of the announcement, or of the credentials without one */
	uint64_t credentials_entry; /* of the last step of credentials */
	bool has_letter;         /* credentials were submitted */
	bool was_accepted;       /* its credentials were; who is contested keeps what it had */
};
enum speaker_state {
	SPEAKER_ASKED,
	SPEAKER_SPEAKING, /* called */
	SPEAKER_SPOKE,
	SPEAKER_PASSED,
	SPEAKER_WITHDRAWN,
	SPEAKER_STATE__COUNT
};
struct str speaker_state_name(enum speaker_state s);
/* In the order of the list: that of asking, changed by swaps. */
struct conduct_speaker {
	struct str party, item, role;
	bool is_reply;
	enum speaker_state state;
	uint64_t entry, to;      /* to: entry of what is replied to; UINT64_MAX: none */
	uint64_t called_entry;   /* UINT64_MAX until it is called: the order of speaking */
	moment asked, called, ended; /* MOMENT_ABSENT until then */
	int64_t limit_s;         /* INTEGER_ABSENT: none */
};
enum point_state {
	POINT_RAISED,
	POINT_RULED,
	POINT_APPEALED,
	POINT_UPHELD,     /* the ruling stands */
	POINT_OVERRULED,
	POINT_STATE__COUNT
};
struct str point_state_name(enum point_state s);
struct conduct_point {
	struct str party, kind, decision, outcome;
	enum point_state state;
	uint64_t entry, ruling_entry;
	moment at;
};
struct conduct_statement {
	struct str party, item, symbol; /* symbol: when a document gave it one */
	bool is_spoken;
	uint64_t entry;
	moment at;
};
/* What an officer added to the journal of a day, or the journal itself when it has a symbol. */
struct conduct_note {
	struct date day;
	struct str symbol;
	uint64_t entry;
};
/* Acts whose effect later ones replace: a page of an earlier day reads them again. */
enum conduct_mark_of {
	MARK_AGENDA, /* convening, proposed, adopted */
	MARK_COUNT,  /* opening, counted */
	MARK__COUNT
};
struct conduct_mark {
	enum conduct_mark_of of;
	uint64_t entry;
	moment at;
};
struct conduct {
	struct str meeting, body; /* the meeting's code */
	struct str acting;        /* the party that presides instead of the chair, or empty */
	enum conduct_state state;
	moment opens;             /* as convened, or moved */
	uint64_t convened;        /* entry */
	struct str like;          /* the meeting whose set-up was copied */
	bool is_notice_waived, is_quorum_asked; /* asked: decisions are held until the next count */
	bool is_agenda_adopted;
	struct strs present;      /* at the last count */
	uint64_t counted;         /* its entry */
	uint32_t steps_count, items_count, delegations_count, speakers_count, points_count;
	uint32_t statements_count, notes_count, marks_count;
	uint32_t steps_cap, items_cap, delegations_cap, speakers_cap, points_cap, statements_cap, notes_cap;
	uint32_t marks_cap;
	struct conduct_step *steps;
	struct conduct_item *items; /* the adopted ones and, behind, those proposed and not yet adopted */
	struct conduct_delegation *delegations; /* in order of announcement */
	struct conduct_speaker *speakers;
	struct conduct_point *points;           /* in order of raising */
	struct conduct_statement *statements;   /* in order of record */
	struct conduct_note *notes;
	struct conduct_mark *marks;             /* in order of record */
};
uint32_t conduct_count(const struct forum *f);
const struct conduct *conduct_at(const struct forum *f, uint32_t at); /* in order of convening */
/* Of a meeting, or NULL. */
const struct conduct *conduct_find(const struct forum *f, struct str meeting);
const struct conduct_item *conduct_item(const struct conduct *c, struct str id);
const struct conduct_delegation *conduct_delegation(const struct conduct *c, struct str party);
const struct conduct_point *conduct_point(const struct conduct *c, uint64_t entry);
/* Who speaks now, or NULL; who is next in a list of an item, or NULL. */
const struct conduct_speaker *conduct_speaking(const struct conduct *c);
const struct conduct_speaker *conduct_next(const struct conduct *c, struct str item, bool is_reply);
/* Points about a decision (empty: about anything) that wait for a ruling or an appeal's count. */
uint32_t conduct_points_open(const struct conduct *c, struct str decision);
/* Who presides over the meeting: who acts, else chair_party. */
struct str conduct_chair(const struct forum *f, const struct conduct *c, moment at);
/* Parties with the right to attend that are counted for a quorum: those that may object or vote. */
uint32_t forum_members(const struct forum *f);
/* Present members at the last count; does that reach the part? (num 0: always) */
uint32_t conduct_present(const struct forum *f, const struct conduct *c);
bool quorum_holds(struct fraction part, uint32_t present, uint32_t members);
bool conduct_has_quorum(const struct forum *f, const struct conduct *c, struct fraction part);

/* The holder of an office at an instant, as the record says: a term by date; since its last change by
 * an act of assuming or handing over, that party. Empty: nobody. */
struct str office_holder_at(const struct forum *f, struct str office, moment at);
enum tenure_how { TENURE_ASSUMED, TENURE_HANDED, TENURE_CONTESTED, TENURE_ACTING, TENURE__COUNT };
/* "assumed" ... as the interface names it. */
struct str tenure_how_name(enum tenure_how how);
struct tenure {
	struct str office, party; /* contested: the party that contests */
	struct str meeting;       /* acting: presides there, and office is empty */
	enum tenure_how how;
	uint64_t entry;
	moment at;
};
uint32_t tenure_count(const struct forum *f);
const struct tenure *tenure_at(const struct forum *f, uint32_t at); /* in order of record */

/* Documents with symbols; one symbol for all languages. */
struct document_lang {
	struct str lang;
	bool has_text;             /* its words are in the act `entry` of the document */
	bool has_content;          /* its bytes are committed there */
};
struct document {
	struct str symbol, class, meeting, of, suffix, distribution;
	struct names title;
	uint64_t entry, statement; /* statement: entry, or UINT64_MAX */
	moment at;
	uint32_t langs_count;
	const struct document_lang *langs;
};
uint32_t document_count(const struct forum *f);
const struct document *document_at(const struct forum *f, uint32_t at); /* in order of issue */
const struct document *document_find(const struct forum *f, struct str symbol);
/* Is the symbol taken: by a document, a decision, a silence, a journal or a paper of the register? */
bool symbol_is_used(const struct forum *f, struct str symbol);
/* Does the symbol fit the pattern of its class in the charter, and follow in its series? Classes
 * without a pattern are free. `year` of the act. */
bool symbol_fits(const struct forum *f, struct str class, struct str symbol, int32_t year);
/* Has a document or a decision this symbol? */
bool symbol_is_known(const struct forum *f, struct str symbol);

#endif
