/* What changed in a negotiated text between two versions, and what became of what was proposed. Pure. */
#ifndef VIEW_MODEL_TEXT_COMPARE_H
#define VIEW_MODEL_TEXT_COMPARE_H

#include "rules/instrument.h"
#include "text/compare.h"
#include "view/model/common.h"

#define CONCORDANCE_PROPOSALS_MAX 2000 /* the newest; each is read from its act */

#define MODEL_text_version(F, S)                                                                   \
	F(S, NUMBER, number, none, "of the revision, from 1; 0: as the text was opened")          \
	F(S, TEXT, symbol, none, "of the revision")                                               \
	F(S, NUMBER, entry, none, "index of the act")
MODEL_DECLARE(text_version)

#define MODEL_text_difference(F, S)                                                                    \
	F(S, TEXT, unit, none, "its id")                                                          \
	F(S, TEXT, kind, none, "same, changed, new, gone; away: here stood what moved")           \
	F(S, FLAG, is_moved, none, "does it stand elsewhere now?")                                \
	F(S, FLAG, is_relabelled, none, "has it another label or kind?")                          \
	F(S, TEXT, old_label, none, "its label before")                                           \
	F(S, TEXT, new_label, none, "its label after")                                            \
	F(S, TEXT, old_words, none, "its words before; absent: they are the same")                \
	F(S, TEXT, new_words, none, "its words after")
MODEL_DECLARE(text_difference)

#define MODEL_compare(F, S)                                                                        \
	F(S, TEXT, code, none, "of the text")                                                     \
	F(S, WORDS, title, none, "its title")                                                     \
	F(S, LIST, versions, text_version, "that can be compared, oldest first")                  \
	F(S, NUMBER, from, none, "version before; absent: there is none yet")                     \
	F(S, NUMBER, to, none, "version after; absent: as it stands")                             \
	F(S, NUMBER, same, none, "units with the same words")                                     \
	F(S, NUMBER, changed, none, "with others")                                                \
	F(S, NUMBER, added, none, "that are new")                                                 \
	F(S, NUMBER, gone, none, "that are gone")                                                 \
	F(S, NUMBER, moved, none, "that stand elsewhere")                                         \
	F(S, LIST, rows, text_difference, "in the order of the later version")
MODEL_DECLARE(compare)

#define MODEL_concordance_row(F, S)                                                                \
	F(S, TEXT, unit, none, "its id")                                                          \
	F(S, TEXT, kind, none, "same, changed, new, gone")                                        \
	F(S, FLAG, is_moved, none, "does it stand elsewhere now?")                                \
	F(S, TEXT, old_label, none, "its label before")                                           \
	F(S, TEXT, new_label, none, "its label now")                                              \
	F(S, TEXT, proposals, none, "numbers of the proposals on it, with commas between")
MODEL_DECLARE(concordance_row)

#define MODEL_fate_item(F, S)                                                                      \
	F(S, NUMBER, number, none, "of the proposal")                                             \
	F(S, TEXT, party, none, "code of its author")                                             \
	F(S, WORDS, party_name, none, "its name")                                                 \
	F(S, TEXT, fate, none, "open, confirm, settled, lost, withdrawn, not-pursued")            \
	F(S, WORDS, fate_name, none, "the same in words")                                         \
	F(S, NUMBER, entry, none, "index of the act")
MODEL_DECLARE(fate_item)

#define MODEL_concordance_table(F, S)                                                              \
	F(S, TEXT, code, none, "of the text")                                                     \
	F(S, WORDS, title, none, "its title")                                                     \
	F(S, LIST, versions, text_version, "since which it can be asked, oldest first")           \
	F(S, NUMBER, from, none, "the version since which; absent: there is none yet")            \
	F(S, LIST, units, concordance_row, "in the order of the text as it stands")               \
	F(S, LIST, proposals, fate_item, "that lived since, by number")                           \
	F(S, NUMBER, more, none, "older ones that are not listed")
MODEL_DECLARE(concordance_table)

struct act_view;
struct compare_query {
	struct str code;
	int64_t from, to; /* INTEGER_ABSENT: the newest revision; as the text stands */
	uint32_t acts_count;
	const struct act_view *acts; /* of the concordance: those of concordance_entries */
};
/* Both versions and what differs, for pages that show words with their edits. */
struct compare_drafts {
	struct draft old_draft, new_draft;
	struct comparison comparison;
};
/* False: there is no such text, or no such version. With drafts->comparison empty when there is nothing
 * to compare with yet. */
bool compare_fill(struct compare *m, struct compare_drafts *drafts, const struct site *s,
    const struct compare_query *q);
/* Indices of the acts of the proposals that lived since, at most CONCORDANCE_PROPOSALS_MAX, the newest; by
 * number. */
uint32_t concordance_entries(const struct site *s, const struct instrument *of, int64_t from,
    uint64_t *entries);
bool concordance_fill(struct concordance_table *m, const struct site *s, const struct compare_query *q);

#endif
