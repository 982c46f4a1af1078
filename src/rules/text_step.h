/* Inside of rules/ only: what the acts of negotiated texts share. */
#ifndef RULES_TEXT_STEP_H
#define RULES_TEXT_STEP_H

#include "base/encode.h"
#include "rules/judge.h"

/* Room for the words of one unit and what lives on them; an act that needs more is refused. */
#define UNIT_WORK_BYTES_MAX ((size_t)256 * 1024 * 1024)

/* The text, or NULL with its finding. */
const struct instrument *guard_text(struct judge *j, struct str code);
/* A unit of it that is not gone, or NULL with its finding at `place`. */
const struct instrument_unit *guard_unit(struct judge *j, const struct instrument *of, struct str id,
    struct str place);
const struct instrument_proposal *guard_number(struct judge *j, const struct instrument *of,
    int64_t number);
/* The proposal and its text, or NULL with the finding of what is not there. */
const struct instrument_proposal *guard_proposal(struct judge *j, struct str text, int64_t number,
    const struct instrument **of);
void guard_text_state(struct judge *j, const struct instrument *of, enum instrument_state state);
/* The chair of the text's body, or of its meeting while that is held. */
void guard_text_chair(struct judge *j, const struct instrument *of);
struct matter text_matter(const struct instrument *of);
/* Words as a unit holds them: trimmed, valid, not too many. The desk needs arena and lexicon only. */
void guard_words(struct judge *j, const struct text_desk *desk, struct str words, struct str place);
/* A delegate of this party, its author's or another's, with the power to amend. */
void guard_amender(struct judge *j, const struct instrument *of, struct str party,
    enum finding_id missing);
/* Units as an act gives them: ids new in the text and in the list, parents before. */
void guard_units(struct judge *j, const struct instrument *of, const struct text_unit_list *units);
/* A unit that would be new: its id, kind, parent and words. */
void guard_new_unit(struct judge *j, const struct text_desk *desk, const struct text_change *c);
/* Edits of the present words: by unit together, each unit once, ascending, apart, each changing
 * something, and the words after them come out the same. In the language of negotiation (`lang` empty)
 * they are of proposals: of nothing that is agreed or locked. Else they correct what is final. */
void guard_edits(struct judge *j, const struct text_desk *desk, const struct text_edit_list *edits,
    struct str lang);
/* The end of the run of edits on one unit that begins at `from`. */
uint32_t edits_run_end(const struct text_edit_list *edits, uint32_t from);
/* The words after a run of edits that were checked, in the desk's arena. */
struct str edits_run_apply(const struct text_desk *desk, struct str words,
    const struct text_edit *run, uint32_t count);
/* Do words [from, to), or an insertion at `from`, meet locked words? At their ends nothing does. */
bool unit_locks_meet(const struct instrument_unit *u, uint32_t from, uint32_t to);
/* The unit's translation into the language, or NULL. */
struct instrument_translation *unit_translation(const struct instrument_unit *u, struct str lang);
/* Where in the document a unit stands that comes after this one; empty: first. */
uint32_t instrument_place_after(const struct forum *f, const struct instrument *of, struct str after);
/* Takes the unit's row out of the order, and returns its number; puts one in. */
uint32_t instrument_order_remove(const struct forum *f, struct instrument *of, struct str id);
void instrument_order_insert(struct forum *f, struct instrument *of, uint32_t place, uint32_t row);
/* Cut again, do these words come out the same? Edits count words, so none may be glued to another.
 * `text` gets them as a unit holds them, in `a`; false also where they are too long for one. */
bool words_are_stable(struct lexicon *l, struct arena *a, struct words w, struct str *text);
/* Would all words of its unit go: by a deletion or an alternative? */
bool change_replaces(const struct instrument_change *c);
/* SHA-256 of words. */
struct hash words_hash(struct str words);

struct instrument *instrument_touch(struct forum *f, struct str code);
struct instrument_unit *instrument_unit_touch(struct forum *f, struct str text, struct str id);
struct instrument_proposal *instrument_proposal_touch(struct forum *f, const struct instrument *of,
    int64_t number);
/* Adds a unit at a place of the document. */
void instrument_unit_add(struct forum *f, struct instrument *of, uint32_t place,
    const struct instrument_unit *row);
/* Of nothing that is left to do a proposal is done. */
void proposal_settle(struct instrument_proposal *p, const struct judged *act);

#endif
