/*
 * Inside of rules/ only: an act while it is judged, who stands behind it, and one check and one apply
 * for each kind. A check adds findings and changes nothing; an apply copies what it keeps.
 */
#ifndef RULES_JUDGE_H
#define RULES_JUDGE_H

#include "rules/state.h"

/* One signature: a key that is registered and valid for its handle, or one that the act introduces. */
struct signer {
	struct str handle, blob;
	const struct actor *actor; /* NULL: nobody holds the handle yet */
	bool is_introduced;        /* the key is not registered before this act */
	bool has_part;             /* some rule of the kind asked for it */
};
struct cast {
	uint32_t count;
	struct signer *at;
};

struct judge {
	const struct forum *f;
	const struct judged *act;
	struct findings *found;
	struct arena *scratch;
	struct cast cast;
	moment now;
};

/* Who must agree. */
enum authority {
	AUTHORITY_OWN,          /* the kind's check looks itself */
	AUTHORITY_CONSTITUTION, /* the officers' and the parties' thresholds */
	AUTHORITY_OFFICERS,     /* the officers' threshold */
	AUTHORITY_OFFICER,      /* one officer */
	AUTHORITY_RECOVER,      /* max(q_recover_min, a third) of the other coordinators */
	AUTHORITY_SETTLE        /* two thirds of the other coordinators */
};
struct quorum {
	uint32_t have, need;
};
/* `party`: the one that is not counted. Marks the signers that it counts. */
struct quorum quorum_of(struct judge *j, enum authority authority, struct str party);
enum authority kind_authority(enum kind k);
/* May the act, which so many signed, wait for assents when too few agree? */
bool kind_may_wait(enum kind k, struct quorum q, uint32_t signatures);
/* The party that an act of AUTHORITY_RECOVER or _SETTLE speaks of. */
struct str content_party(enum kind k, const union content *c);

/* authorise.c: the keys that the act itself introduces for the handle, or NULL. */
const struct party_key_list *keys_introduced(enum kind k, const union content *c, struct str handle);

/* cast.c */
struct cast cast_of(const struct forum *f, const struct judged *act, struct arena *a);
/* The cast of a waiting act and those who assent now. */
struct cast cast_waiting(const struct forum *f, const struct waiting_row *w,
    const struct judged *assent, struct arena *a);
/* Keys of this handle that signed; new ones (introduced) or those registered before. */
uint32_t cast_keys(struct judge *j, struct str handle, bool is_introduced);
/* Does the party's coordinator stand behind the act, with `threshold` keys (0: its own)? */
bool cast_coordinator(struct judge *j, struct str party, uint32_t threshold);
/* Did an officer sign? */
bool cast_officer(struct judge *j);

/* actor.c: what is valid for an actor at a time, a recovery that has ripened counted. */
const struct actor_key *key_valid(const struct forum *f, const struct actor *a, struct str blob,
    moment at); /* `a` may be NULL */
bool actor_acts(const struct forum *f, const struct actor *a, moment at);
const struct actor *coordinator_of(const struct forum *f, struct str party);
uint32_t coordinator_threshold(const struct forum *f, const struct actor *a, moment at);
/* The open recovery of a party that has not ripened at this time, or has: NULL when there is none. */
const struct recovery_row *recovery_open(const struct forum *f, struct str party, moment at);
const struct recovery_row *recovery_ripe(const struct forum *f, struct str party, moment at);
/* Applies what has ripened; the first thing that an entry does. */
void recoveries_ripen(struct forum *f, const struct judged *act);
void recovery_close(struct forum *f, struct str party);
void coordinator_set(struct forum *f, struct str party, const struct recovery_row *from,
    uint64_t entry);
uint32_t actor_row(const struct forum *f, const struct actor *a);
uint32_t party_row(const struct forum *f, const struct party *p);

/* act_acts.c: the mark of an act, made when it has none. */
struct act_mark *mark_touch(struct forum *f, const struct judged *act, uint64_t entry);
/* doubt.c: of what this act has just marked as challenged or disavowed, consents and gavels count no
 * more. */
void doubt_take_effect(struct forum *f, const struct judged *act, struct str party, bool disavows);

/* keys.c: guards that several kinds share. */
void guard_keys(struct judge *j, const struct party_key_list *keys, struct str place);
void guard_keyset(struct judge *j, const struct keyset *set);
void guard_proofs(struct judge *j, struct str handle, const struct party_key_list *keys);
/* `place` is the member that is told. */
void guard_dates(struct judge *j, struct date from, struct date until, struct str place);
/* An end is not before its beginning, nor a last sighting before the first: "until", "gone_by". */
void guard_span(struct judge *j, struct span span);
/* word-unknown unless it is one of these. */
void guard_word(struct judge *j, struct strs words, struct str word, struct str place);
#define WORDS_OF_ARRAY(array) ((struct strs){ CM_COUNT(array), array })
/* The party, or NULL with its finding. */
const struct party *guard_party(struct judge *j, struct str code);

/* voice.c: whose voice an act is, who presides, and the guards that bodies' business shares. `body`
 * and `meeting` (may be empty) are those that the accreditation must cover. */
struct matter {
	struct str body, meeting;
	struct str place; /* the member that is told */
	moment since;     /* when it began: what arrived on paper before is refused */
};
struct voice {
	struct str party; /* empty when it is nobody's: a finding says why */
	moment at;        /* that counts: now, or a paper's arrival */
};
/* Different officers who signed; all of them have a part. */
uint32_t officers_different(struct judge *j);
void guard_officers(struct judge *j, uint32_t need, enum finding_id missing);
/* Did a delegate of `party` with this power sign, whose accreditation covers the matter? Not while the
 * party is contested or suspended. Marks the signer. */
bool delegate_signed(struct judge *j, struct str party, struct str power, const struct matter *m);
/* The chair of the body, or who acts for it in the meeting. */
bool chair_signed(struct judge *j, const struct matter *m);
void guard_chair(struct judge *j, const struct matter *m);
/* An act of the clock: an officer's, or any delegate's. It says what follows from entries' times. */
void guard_clock(struct judge *j);
/* The author's party with the power, or the party that two officers file for. */
struct voice voice_of(struct judge *j, const struct paper *paper, struct str power,
    const struct matter *m);
/* The same of an act that was admitted: its author, the party whose voice it is, and the time that
 * counts. Rows and strings are the forum's own. */
const struct actor *act_author(const struct forum *f, const struct judged *act);
struct str voice_party(const struct forum *f, const struct judged *act, const struct paper *paper);
moment voice_at(const struct judged *act, const struct paper *paper);
/* Guards of a voice's right; silent when the party is none, as voice_of told of it. */
void guard_may(struct judge *j, struct str party, enum right right, enum finding_id missing);
/* A delegation that decides: with the power and right to object, or where it has none to vote. */
struct voice decider_of(struct judge *j, const struct matter *m);
/* Languages ascend, each once. */
void guard_frozen(struct judge *j, const struct frozen_text_list *texts);
void guard_document_texts(struct judge *j, const struct document_text_list *texts);
struct strs frozen_languages(struct forum *f, const struct frozen_text_list *texts);
/* Each party of a circulation is known; is the party among them? */
void guard_deliveries(struct judge *j, const struct delivery_list *list, struct str place);
bool is_sent_to(const struct delivery_list *sent, const struct delivery_list *undelivered,
    struct str party);
struct strs deliveries_keep(struct forum *f, const struct delivery_list *list);

/* conduct.c: the conduct of a meeting that is open now, or NULL with its finding. */
const struct conduct *guard_meeting(struct judge *j, struct str meeting, struct str place);
struct matter conduct_matter(const struct conduct *c, struct str place);
/* What the charter asks of a delegation that takes part. */
void guard_credentials(struct judge *j, const struct conduct *c, struct str party);
struct conduct *conduct_touch(struct forum *f, struct str meeting);
void conduct_step_add(struct forum *f, struct conduct *c, const struct judged *act,
    enum conduct_state to);
void conduct_mark_add(struct forum *f, struct conduct *c, const struct judged *act,
    enum conduct_mark_of of);
/* Was an item of the agenda dealt with: spoken on, or a text considered under it? */
bool conduct_item_in_use(const struct forum *f, const struct conduct *c, struct str id);

/* agenda_acts.c: each id stands once; an item as it is kept, proposed and not adopted. */
void guard_items(struct judge *j, const struct agenda_item_list *items, struct str place);
struct conduct_item item_keep(struct forum *f, const struct agenda_item *from);

/* decision_record_acts.c: what the meeting considers waits while a quorum is asked for, and goes on when
 * the count, already kept in the conduct, reaches the part to decide. */
void decisions_hold(struct forum *f, const struct judged *act, struct str meeting);
void decisions_release(struct forum *f, const struct judged *act, struct str meeting);

#define X(id, name, shape)                                                                         \
	void shape##_check(struct judge *j, const struct shape *c);                                \
	void shape##_apply(struct forum *f, const struct judged *act, const struct shape *c);
KINDS(X)
#undef X

/* The kind's own check and apply, without authority. */
void kind_check(struct judge *j, enum kind k, const union content *c);
void kind_apply(struct forum *f, const struct judged *act, enum kind k, const union content *c);

#endif
