/*
 * A forum under test: people with names, keys made from those names, and acts of every kind about
 * them. An act is judged and applied as the record would do it. Without real signatures the facts of
 * a signature are filled in directly, which is some fifty times as fast; the rules see the same.
 *
 * A key has a name ("aa/coordinator#0"), so that a thief can be said to hold it. Names with the
 * prefix "p256:", "sk:" or "web:" give keys of these types; without real signatures only.
 *
 * Everything that is made lives in the simulation's scratch arena until sim_forget.
 */
#ifndef TESTS_LIB_FORUM_SIM_H
#define TESTS_LIB_FORUM_SIM_H

#include "base/arena.h"
#include "codec/content.h"
#include "lib/gen.h"
#include "record/admit.h"
#include "rules/charter.h"
#include "rules/instrument.h"
#include "rules/filing.h"
#include "rules/measure.h"
#include "rules/conduct.h"
#include "rules/decision.h"
#include "rules/forum.h"
#include "rules/silence.h"

#define SIM_ORIGIN S("forum.example/log")
#define SIM_BEGIN INT64_C(1700000000000) /* of the founding */
#define SIM_DAY_MS INT64_C(86400000)
#define SIM_OFFICERS 3
#define SIM_OFFICERS_THRESHOLD 2

struct sim_result {
	bool is_admitted;
	enum fault_id fault;   /* of authorise or check */
	uint32_t line;         /* of authorise */
	enum finding_id why;   /* when authorise refused */
	struct findings found;
	struct hash id;
	struct str by;
	uint64_t index;        /* where it stands, when admitted */
};
struct sim_recent {
	struct hash id;
	struct str by;
	uint64_t index;
};
#define SIM_RECENT 8

struct sim {
	struct arena state;   /* of the forum */
	struct arena scratch; /* of what is made and judged */
	struct forum *forum;
	const char *packed; /* where the state begins in its arena, since sim_pack */
	bool is_signed;       /* real signatures: through admit_submission */
	/* What the history is of: tests/unit/rules/history.c. */
	bool is_of_meeting, is_of_text, is_of_measure, is_of_agreement, is_of_put;
	bool is_for_log;      /* acts are on `base`, as the log that has it accepts them */
	struct act_base base; /* size 0: the empty record, which any log accepts */
	moment now;           /* of the next act */
	int64_t step_ms;      /* added after each act that was admitted */
	int64_t parties_threshold; /* of the founding */
	struct str charter;   /* canonical JSON */
	uint32_t made;        /* numbers what must be new */
	struct sim_recent recent[SIM_RECENT]; /* the last acts admitted, in a ring */
	uint32_t recent_count;
};
struct sim_key {
	struct str name, blob;
	uint8_t seed[32];
	struct hash digest;
};
struct sim_signer {
	struct str handle, key; /* the key's name */
	struct str origin;      /* passkeys: what the browser wrote */
	bool is_verified;       /* tokens: user verified */
};
struct sim_act {
	enum kind kind;
	struct str kind_name; /* empty: that of `kind` */
	union content content;
	struct sim_signer signers[SIGNATURES_MAX]; /* by, then with: sorted when it is submitted */
	uint32_t signers_count;
};

/* An empty forum; nothing has been submitted. */
void sim_init(struct sim *s, bool is_signed);
void sim_release(struct sim *s);
/* Gives back what acts took; those made before are gone. */
void sim_forget(struct sim *s);

/* Three officers of whom two must sign; parties aa, bb, cc, dd (members) and oo (an observer), each
 * with one key; delegate-1 of each may publish. Panics when something is not admitted. */
void sim_world(struct sim *s);

/* Keys by name, made when first asked for and kept as long as the process. */
const struct sim_key *sim_key(struct str name);
const struct sim_key *sim_key_of_blob(struct str blob); /* NULL: none of ours */
const struct sim_key *sim_key_of_digest(const struct hash *digest);
struct party_key_list sim_keys(struct sim *s, struct str name); /* one key */
struct keyset sim_keyset(struct sim *s, struct str key, struct str next);
/* Formats into the scratch arena. */
CM_PRINTF(2, 3)
struct str sim_str(struct sim *s, const char *fmt, ...);
struct names sim_names(struct sim *s, struct str text); /* in English */
struct strs sim_strs(struct sim *s, struct str one);
struct date sim_date(const char *text); /* panics when it is none */

/* "aa/coordinator", and the name of its key that is valid now. */
struct str sim_coordinator(struct sim *s, struct str party);
struct str sim_coordinator_key(struct sim *s, struct str party);
struct str sim_officer(struct sim *s, uint32_t number); /* from 1 */

void sim_sign(struct sim_act *a, struct str handle, struct str key);
/* With the key that the handle's holder would use now. */
void sim_sign_as(struct sim *s, struct sim_act *a, struct str handle);
void sim_unsign(struct sim_act *a); /* nobody signs */

/*
 * An act of this kind as its rightful signers would make it, about a subject: a party's code, a
 * delegate's or officer's handle, a code of a body, meeting, institution or release. Acts about acts
 * have their content filled in by the caller. Empty: the usual subject of the world.
 */
struct sim_act sim_make(struct sim *s, enum kind k, struct str subject);
struct sim_act sim_found(struct sim *s);
/* Recovery and settlement by these other parties, "bbccdd". */
struct sim_act sim_recover(struct sim *s, struct str party, const char *others);
struct sim_act sim_settle(struct sim *s, struct str party, bool grant, const char *others);
struct sim_act sim_assent(struct sim *s, struct hash id, struct str handle);
struct sim_recent sim_recent(const struct sim_result *r);
struct sim_act sim_disavow(struct sim *s, struct str party, const struct sim_recent *of);
struct sim_act sim_confirm(struct sim *s, struct str party, const struct sim_recent *of);

/* An act as stages A and B leave it. */
const struct admitted *sim_admit(struct sim *s, struct sim_act *a);
/* The submission's bytes, signed. */
struct str sim_submission(struct sim *s, struct sim_act *a);
/* Judges it at this time; nothing changes. */
struct sim_result sim_judge(struct sim *s, struct sim_act *a);
/* Judges and, when it is admitted, applies it; time goes on. */
struct sim_result sim_submit(struct sim *s, struct sim_act *a);
/* The same; panics when it is not admitted. */
struct sim_result sim_do(struct sim *s, struct sim_act a);
bool sim_has(const struct sim_result *r, enum finding_id id);
struct hash sim_root(struct sim *s);
/* Makes the forum anew from its own dump; the maps get another key. */
void sim_reload(struct sim *s);

/*
 * The forum as it is now, and that again, byte for byte: some twenty times as fast as a dump that is
 * loaded. For walks through small worlds; in between acts may be applied, and other states brought back.
 */
struct sim_kept {
	struct arena arena;
	struct forum *forum;
	const char *base; /* where the state lies */
	char *bytes;
	size_t size;
};
/* Once, before the first sim_keep: puts the whole state in one piece of memory. */
void sim_pack(struct sim *s);
void sim_kept_init(struct sim_kept *k);
void sim_kept_release(struct sim_kept *k);
void sim_keep(struct sim *s, struct sim_kept *k);
void sim_back(struct sim *s, const struct sim_kept *k);

/* Each party's delegate "envoy", with every power as far as she may have it, and the chair's;
 * aa presides: all that, or one act after the other. */
#define SIM_ENVOY_STEPS 6
void sim_envoys(struct sim *s);
struct sim_act sim_envoy(struct sim *s, unsigned step);
struct frozen_text_list sim_text(struct sim *s, struct str text); /* in two languages */
struct delivery_list sim_deliveries(struct sim *s);               /* to all parties */
/* An act of a silence: what a party says by bb's envoy, the chair's by aa's, else by officers. */
struct sim_act sim_silence(struct sim *s, enum kind k, struct str code);
/* Proposes a silence and brings it to this state; time passes when it must. */
void sim_silence_reach(struct sim *s, struct str code, enum silence_state state);
/* The state in which an act of this kind may come first. */
enum silence_state sim_silence_before(enum kind k);
/* The same voice, filed for a party by two officers. */
struct sim_act sim_on_paper(struct sim *s, struct sim_act a, struct str party, moment arrived);
struct paper *sim_paper(struct sim_act *a);
/* The charter with `to` instead of `from`; founds nothing. */
void sim_charter_replace(struct sim *s, const char *from, const char *to);
/* Adopts, in a world that stands, a charter under which a broken silence comes to a vote, breaks may
 * be taken back, outages count, texts may be used inside, and votes are sealed to the last minute. */
void sim_fallback(struct sim *s);
/* Makes a world with envoys ready for an act of a silence, and the act, which is due. */
struct sim_act sim_silence_due(struct sim *s, enum kind k);
struct sim_act sim_silence_random(struct sim *s, struct gen *g);

/* A meeting "m-1" of the soc, open, with the agenda adopted and all members present; needs envoys. */
void sim_meeting(struct sim *s);
/* The chair's count. */
struct sim_act sim_count(struct sim *s, const struct strs *present);
/* An act of a decision: a delegation's by bb's envoy, the chair's and the sponsor's by aa's, else by an
 * officer. Its code begins with its matter: "text-1", "dd.suspension-1". */
struct sim_act sim_decision(struct sim *s, enum kind k, struct str code);
/* Opens the meeting, tables a decision and brings it to this state; time passes. Its code. */
struct str sim_decision_reach(struct sim *s, enum decision_state state);
struct str sim_decision_code(enum decision_state state);
struct sim_act sim_decision_random(struct sim *s, struct gen *g);
/* What may come of this one, mostly. */
struct sim_act sim_decision_next(struct sim *s, struct gen *g, const struct decision *of);

/* An act about the meeting "m-1" and its item "i-1": a delegation's by bb's envoy, the chair's by aa's,
 * else by an officer or a coordinator. `subject`: a meeting's code, a party, a symbol. */
struct sim_act sim_conduct(struct sim *s, enum kind k, struct str subject);
struct sim_act sim_conduct_random(struct sim *s, struct gen *g);
/* Terms that let an office be handed over to bb, and bb act for the chair. */
void sim_terms(struct sim *s);
#define SIM_TERM_STEPS 2
struct sim_act sim_term(struct sim *s, unsigned step); /* one after the other */
/* "12": the items i-1 and i-2. */
struct agenda_item_list sim_agenda(struct sim *s, const char *ids);
struct strs sim_present(void); /* all members */
/* An act of a vote, on the newest ballot, or a statement about a decision. */
struct sim_act sim_vote(struct sim *s, enum kind k, struct str code);
/* What the party sealed, or seals, in the newest ballot: its choice and its salt. */
struct vote_opening sim_opening(struct sim *s, struct str party);
/* The same of a random party, on paper or not; sealed where the ballot wants it. */
struct sim_act sim_vote_vary(struct sim *s, struct gen *g, enum kind k);
struct sim_act sim_vote_random(struct sim *s, struct gen *g);

/* An act of the text "draft-1", or of another or the newest: the chair's by aa's envoy, a proposal by
 * bb's, what others do with it by cc's, else by an officer. Its units: title, pp1, op1, a. */
struct sim_act sim_text_act(struct sim *s, enum kind k, struct str code);
/* An edit of what a unit says now; `words` begin with their white space. */
struct text_edit sim_text_edit(const struct instrument_unit *u, uint32_t from, uint32_t to,
    struct str words);
/* A proposal of the newest text: "new" (after op1), "delete" (of pp1), "move" (of pp1 after op1). */
struct sim_act sim_text_propose_change(struct sim *s, struct str op);
void sim_text_open(struct sim *s); /* "draft-1", open to proposals; needs envoys */
void sim_text_finish(struct sim *s); /* "draft-1" is agreed, and closed */
struct sim_act sim_text_due(struct sim *s, enum kind k);
struct sim_act sim_text_random(struct sim *s, struct gen *g);

/* An act of confidence-building measures, about the newest row of its noun, or what the kind makes under
 * a new code where `code` is empty. A party's is by bb's envoy, who coordinates "sme-1"; or an officer's. */
struct sim_act sim_measure_act(struct sim *s, enum kind k, struct str code);
struct sim_act sim_measure_due(struct sim *s, enum kind k); /* needs envoys */
struct sim_act sim_measure_random(struct sim *s, struct gen *g);
/* Forms, returns and inquiries. A form is named as its period; fields are f-0 and on, one of each kind;
 * the first is required, f-6 to f-8 are committed. A return is bb's, on the newest form; cc asks bb and dd
 * about it, bb answers and clarifies, cc acknowledges; an officer reminds aa. */
struct sim_act sim_form_adopt(struct sim *s, struct str period);
struct sim_act sim_form_act(struct sim *s, enum kind k);
struct sim_act sim_form_due(struct sim *s, enum kind k); /* needs envoys */
struct sim_act sim_form_random(struct sim *s, struct gen *g);
/* About the newest content outside the record: by the coordinator of who brought it, or two officers. */
struct sim_act sim_content_act(struct sim *s, enum kind k);
struct sim_act sim_content_due(struct sim *s, enum kind k); /* of a return of bb; needs envoys */
struct sim_act sim_content_random(struct sim *s, struct gen *g);

/* An act of agreements, relations or institutions, about the newest row of its noun, or a new one. A
 * deposit is bb's, by its coordinator; all others are an officer's. An agreement needs two deposits and
 * thirty days. */
struct sim_act sim_agreement_act(struct sim *s, enum kind k);
struct sim_act sim_agreement_due(struct sim *s, enum kind k);
struct sim_act sim_agreement_random(struct sim *s, struct gen *g);
void sim_agreement_signed(struct sim *s); /* a new one, step by step */

/* The text's newest revision, as an act names it; and a decision.table, decision.revise or
 * silence.propose that puts this instead of words. */
struct named_revision sim_revision(struct sim *s, struct str text);
struct sim_act sim_naming(struct sim *s, struct sim_act a, struct str text);
/* The final translation of what a unit says now. */
struct sim_act sim_translation(struct sim *s, struct str text, struct str unit);
/* "draft-1", open, complete in its languages, with its first revision; needs envoys. */
void sim_text_ready(struct sim *s);
/* The chair takes in the first edit of a proposal, or its change. */
struct sim_act sim_taken(struct sim *s, struct str text, int64_t number);
/* What leads a text to a decision or a silence, and what follows. */
struct sim_act sim_put_random(struct sim *s, struct gen *g);

/* Makes a world with envoys ready for an act of a meeting, decision or vote, and the act, which is due. */
struct sim_act sim_due(struct sim *s, enum kind k);
/* Any of what bodies do. */
struct sim_act sim_business_random(struct sim *s, struct gen *g);

/* Any act that may come in, valid or hostile, about what exists and what does not. */
struct sim_act sim_random(struct sim *s, struct gen *g);
/* The act at a step of a history from the founding on: the world of sim_world and envoys act by act, then
 * whatever comes in. `is_of_meeting` and `is_of_text` say what most of it is of. Some are not admitted. */
struct sim_act sim_history_act(struct sim *s, struct gen *g, unsigned step);
/* Founds a forum, perhaps with parties, in a random way that is valid. */
void sim_random_world(struct sim *s, struct gen *g);

#endif
