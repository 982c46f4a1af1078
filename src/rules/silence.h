/*
 * The silence procedure (docs/rules.md section 7): a text that is adopted unless somebody breaks the
 * silence before an exact instant. Nothing here adopts by itself: officers attest, the chair notifies.
 * Pure. Rows live as long as the forum.
 */
#ifndef RULES_SILENCE_H
#define RULES_SILENCE_H

#include "codec/content.h"

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
	SILENCE_STATE__COUNT
};
/* "proposed" ... as pages and the interface name it. */
struct str silence_state_name(enum silence_state s);

/* What a party said under a silence: a break, a late one, or a statement that breaks nothing. */
struct silence_voice {
	struct str party, by, kind; /* by: who filed; kind: objection, reservation ... */
	moment at;                  /* that counts: the entry's time, or a paper's arrival */
	uint64_t entry;
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
	enum silence_state state;
	moment expires;
	uint64_t proposed;     /* entry */
	struct strs recipients;
	struct str symbol;     /* since SILENCE_ISSUED */
	bool is_contested;
	uint32_t steps_count, breaks_count, statements_count, expiries_count;
	const struct silence_step *steps;       /* in order, the first is the proposal */
	const struct silence_voice *breaks;     /* in order of record, late ones too */
	const struct silence_voice *statements;
	const moment *expiries;                 /* each that ever stood, the last is `expires` */
};
uint32_t silence_count(const struct forum *f);
const struct silence *silence_at(const struct forum *f, uint32_t at); /* in order of proposal */
const struct silence *silence_find(const struct forum *f, struct str code);
/* Breaks that count. */
uint32_t silence_breaks_in_time(const struct silence *s);

/* Hash of a frozen text: SHA-256 over each language's tag LF title LF text LF, tags ascending. */
void frozen_hash(struct hash *out, const struct frozen_text_list *texts);

/* Who may break: parties whose category may object and whose rights are not suspended. */
bool party_may_object(const struct forum *f, struct str code);
/* The party that presides over a body at an instant, or empty: the holder of the body's office, of the
 * nearest body above that has one, or of the forum's only one. */
struct str chair_party(const struct forum *f, struct str body, moment at);

#endif
