/* The Word box of a negotiated text: its files, and what one that came back would change. Pure. */
#ifndef VIEW_MODEL_WORD_BOX_H
#define VIEW_MODEL_WORD_BOX_H

#include "text/returned.h"
#include "view/model/common.h"
#include "view/model/silences.h"

#define MODEL_word_file(F, S)                                                                      \
	F(S, TEXT, format, none, "akn, xliff, docx, docx-copy, md, txt, json")                    \
	F(S, TEXT, type, none, "media type")                                                      \
	F(S, TEXT, url, none, "address; xliff needs lang, docx-copy takes party")
MODEL_DECLARE(word_file)

#define MODEL_back_unit(F, S)                                                                      \
	F(S, TEXT, unit, none, "its id")                                                          \
	F(S, TEXT, label, none, "its label, or its id")                                           \
	F(S, TEXT, state, none, "same, changed, missing, moved")                                  \
	F(S, FLAG, is_untracked, none, "did something change without being tracked?")             \
	F(S, TEXT, before, none, "words as the text has them")                                    \
	F(S, TEXT, proposed, none, "words as the file has them")                                  \
	F(S, TEXT, original, none, "words of the file before its tracked changes, if they differ") \
	F(S, TEXT, after, none, "of one that moved: behind which unit; absent: first")            \
	F(S, NUMBER, noise, none, "words that only Word's habits changed: ignored")               \
	F(S, FLAG, is_formatted, none, "a change of format: ignored")                             \
	F(S, FLAG, label_differs, none, "another label: ignored")                                 \
	F(S, FLAG, is_joined, none, "another paragraph was joined to it")
MODEL_DECLARE(back_unit)

#define MODEL_back_new(F, S)                                                                       \
	F(S, TEXT, after, none, "behind which unit; absent: first")                               \
	F(S, TEXT, unit_kind, none, "paragraph, point ...")                                       \
	F(S, TEXT, words, none, "what it says")                                                   \
	F(S, FLAG, is_untracked, none, "was it put in without being tracked?")
MODEL_DECLARE(back_new)

#define MODEL_back_comment(F, S)                                                                   \
	F(S, TEXT, unit, none, "on which unit; absent: on none")                                  \
	F(S, TEXT, said_by, none, "as the file says: not to be believed")                         \
	F(S, TEXT, words, none, "what it says")
MODEL_DECLARE(back_comment)

#define MODEL_back(F, S)                                                                           \
	F(S, FLAG, is_stated, none, "does the file say what it was made of?")                     \
	F(S, FLAG, is_same_text, none, "is that this text?")                                      \
	F(S, FLAG, is_same_base, none, "are its words the same still?")                           \
	F(S, LIST, units, back_unit, "those of which there is something to say")                  \
	F(S, LIST, added, back_new, "paragraphs that are no unit's")                              \
	F(S, LIST, comments, back_comment, "comments; they become the rationale")                 \
	F(S, NUMBER, objects, none, "paragraphs with pictures, notes or formulas, left out")      \
	F(S, NUMBER, unfit, none, "paragraphs with characters that acts do not hold, left out")   \
	F(S, FLAG, has_macros, none, "are there macros, which nobody has looked at?")             \
	F(S, NUMBER, known, none, "changes that the party has proposed already")                  \
	F(S, NUMBER, untracked, none, "paragraphs whose changes are only in untracked")           \
	F(S, LIST, tracked_acts, next_item, "the acts that propose what was tracked")             \
	F(S, LIST, all_acts, next_item, "the acts that propose everything; absent: the same")
MODEL_DECLARE(back)

#define MODEL_word_box(F, S)                                                                       \
	F(S, TEXT, code, none, "of the text")                                                     \
	F(S, WORDS, title, none, "its title")                                                     \
	F(S, LIST, files, word_file, "formats it can be had in")                                  \
	F(S, TEXT, problem, none, "why the file that was sent cannot be read")                    \
	F(S, OBJECT, back, back, "what the file that was sent would change")
MODEL_DECLARE(word_box)

struct word_query {
	struct str code;
	struct str party;             /* that sends the file */
	const struct draft *draft;    /* the text as it was when the file came; NULL: none did */
	const struct returned *back;  /* what was read of it; NULL with a draft: `problem` says why not */
	struct str problem;
};
/* False: there is no such text. */
bool word_box_fill(struct word_box *m, const struct site *s, const struct word_query *q);

#endif
