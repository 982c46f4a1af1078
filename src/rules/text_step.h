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
/* Words as a unit holds them: trimmed, valid, not too many. */
void guard_words(struct judge *j, struct str words, struct str place);
/* A delegate of this party, its author's or another's, with the power to amend. */
void guard_amender(struct judge *j, const struct instrument *of, struct str party,
    enum finding_id missing);
/* Units as an act gives them: ids new in the text and in the list, parents before. */
void guard_units(struct judge *j, const struct instrument *of, const struct text_unit_list *units);
/* Cut again, do these words come out the same? Edits count words, so none may be glued to another.
 * `text` gets them as a unit holds them, in `a`; false also where they are too long for one. */
bool words_are_stable(struct lexicon *l, struct arena *a, struct words w, struct str *text);
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
