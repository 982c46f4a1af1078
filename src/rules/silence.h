/*
 * The silence procedure (docs/rules.md section 7): a text that is adopted unless somebody breaks the
 * silence before an exact instant. Nothing here adopts by itself: officers attest, the chair notifies.
 * Pure. Rows live as long as the forum.
 */
#ifndef RULES_SILENCE_H
#define RULES_SILENCE_H

#include "codec/content.h"
#include "rules/charter.h"

struct forum;

enum silence_state {
	SILENCE_PROPOSED,    /* s0 */
	SILENCE_CONSENTED,   /* s1 */
	SILENCE_RUNNING,     /* s2; also past its expiry, until officers have attested */
	SILENCE_BROKEN,      /* s3 */
	SILENCE_EXPIRED,     /* s4: expired, and the register of breaks attested to be empty */
	SILENCE_ADOPTED,     /* s5: the chair has notified all */
	SILENCE_ANNOUNCED,   /* s6 */
	SILENCE_ISSUED,      /* s7 */
	SILENCE_NOT_ADOPTED, /* sx */
	SILENCE_WITHDRAWN,   /* sw */
	SILENCE_VOID,        /* sn */
	SILENCE_VOTE,        /* sv: broken, and by the rules a vote decides */
	SILENCE_HELD,        /* sh: the clock stands while the channels are down */
	SILENCE_STATE__COUNT
};
/* "proposed" ... as pages and the interface name it. */
struct str silence_state_name(enum silence_state s);

/* What a party said under a silence: a break, a late one, or a statement that breaks nothing. */
struct silence_voice {
	struct str party, by, kind; /* by: who filed; kind: objection, reservation ... */
	moment at;                  /* that counts: the entry's time, or a paper's arrival */
	uint64_t entry, retracted; /* entries; UINT64_MAX: it stands */
	bool is_paper, is_late;
};
struct silence_step {
	enum silence_state to;
	uint64_t entry;
	moment at;
};
struct silence {
	struct str code, body, matter, meeting, predecessor;
	struct names title;
	struct hash hash;      /* of the text, in all its languages */
	struct strs languages; /* of the text; the words are read from the act `proposed` */
	struct str text;       /* code of the negotiated text that is put; empty: whole words are */
	uint32_t revision;     /* of it, from 1; its languages are the text's own */
	enum silence_state state;
	moment expires;
	uint64_t proposed, internal; /* entries; internal UINT64_MAX: not used before it is issued */
	struct strs recipients, undelivered; /* parties that it was sent to; of whom it came back */
	struct str symbol;     /* since SILENCE_ISSUED */
	bool is_contested, is_declined; /* declined: a party refused the use of silence */
	uint32_t steps_count, breaks_count, statements_count, expiries_count;
	uint32_t steps_cap, breaks_cap, statements_cap, expiries_cap;
	struct silence_step *steps;       /* in order, the first is the proposal */
	struct silence_voice *breaks;     /* in order of record; of a party one in time, one late */
	struct silence_voice *statements;
	moment *expiries;                 /* each that ever stood, the last is `expires` */
};
uint32_t silence_count(const struct forum *f);
const struct silence *silence_at(const struct forum *f, uint32_t at); /* in order of proposal */
const struct silence *silence_find(const struct forum *f, struct str code);
/* Breaks that count and stand. */
uint32_t silence_breaks_in_time(const struct silence *s);

/* Is this entry a break of some silence, or a party's refusal of its use? */
bool silence_is_objection(const struct forum *f, uint64_t entry);

/* Hash of a frozen text: SHA-256 over tag, title and text of each language, tags ascending, every one
 * with its length before it (4 bytes, most significant first). */
void frozen_hash(struct hash *out, const struct frozen_text_list *texts);

/* Has its category the right, and is it not suspended? */
bool party_may(const struct forum *f, struct str code, enum right right);
/* Who may break a silence: the right to object. */
bool party_may_object(const struct forum *f, struct str code);
/* The party that presides over a body at an instant, or empty: the holder of the body's office, of the
 * nearest body above that has one, or of the forum's only one. */
struct str chair_party(const struct forum *f, struct str body, moment at);
/* That office, or NULL. */
const struct charter_office *chair_office(const struct charter *c, struct str body);

#endif
