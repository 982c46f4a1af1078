/*
 * Members of the acts of negotiated texts (docs/rules.md section 14). Included by codec/kinds.h, which
 * explains the words. `text` is the code of the text, `proposal` the number of a proposal in it, `unit`
 * the id of a unit; `hash` the SHA-256 of what the unit says in the language of negotiation.
 */
#ifndef CODEC_SHAPES_TEXT_H
#define CODEC_SHAPES_TEXT_H

/* `kind`: title, heading, formula, recital, paragraph, point, annex, cell, note. */
#define SHAPE_text_unit(F)                                                                         \
	F(CODE, id, "id", MUST, 0, none)                                                           \
	F(CODE, kind, "kind", MUST, 0, none)                                                       \
	F(TEXT, label, "label", MAY, LABEL_BYTES_MAX, none)                                        \
	F(CODE, parent, "parent", MAY, 0, none)                                                    \
	F(TEXT, text, "text", MUST, TEXT_BYTES_MAX, none)

/* A draft is put on the table; its units may follow in several acts before it is opened. */
/* `authentic`: languages in which all of it must be there when it is adopted; absent: the charter's. */
#define SHAPE_text_table(F)                                                                        \
	F(LANGS, authentic, "authentic", MAY, LANGUAGES_MAX, none)                                 \
	F(CODE, body, "body", MUST, 0, none)                                                       \
	F(CODE, code, "code", MUST, 0, none)                                                       \
	F(LANG, lang, "lang", MUST, 0, none)                                                       \
	F(CODE, meeting, "meeting", MAY, 0, none)                                                  \
	F(NAMES, title, "title", MUST, NAME_BYTES_MAX, none)                                       \
	F(LIST, units, "units", MAY, TEXT_UNITS_MAX, text_unit)
#define SHAPE_text_add(F)                                                                          \
	F(CODE, text, "text", MUST, 0, none)                                                       \
	F(LIST, units, "units", MUST, TEXT_UNITS_MAX, text_unit)
#define SHAPE_text_open(F) F(CODE, text, "text", MUST, 0, none)

/* Words [from, to) of a unit give way to others, which begin with their white space; none deletes. */
#define SHAPE_text_edit(F)                                                                         \
	F(INTEGER, from, "from", MUST, UNIT_WORDS_MAX, none)                                       \
	F(HASH, hash, "hash", MUST, 0, none)                                                       \
	F(INTEGER, to, "to", MUST, UNIT_WORDS_MAX, none)                                           \
	F(CODE, unit, "unit", MUST, 0, none)                                                       \
	F(TEXT, words, "words", MAY, TEXT_BYTES_MAX, none)
/* A whole unit: `op` new (after `after`, or first), delete, move (`unit` after `after`, or first). */
#define SHAPE_text_change(F)                                                                       \
	F(CODE, after, "after", MAY, 0, none)                                                      \
	F(CODE, kind, "kind", MAY, 0, none)                                                        \
	F(TEXT, label, "label", MAY, LABEL_BYTES_MAX, none)                                        \
	F(CODE, op, "op", MUST, 0, none)                                                           \
	F(CODE, parent, "parent", MAY, 0, none)                                                    \
	F(TEXT, text, "text", MAY, TEXT_BYTES_MAX, none)                                           \
	F(CODE, unit, "unit", MUST, 0, none)
#define SHAPE_text_propose(F)                                                                      \
	F(LIST, changes, "changes", MAY, TEXT_UNITS_MAX, text_change)                              \
	F(CODES, cosponsors, "cosponsors", MAY, SIGNATURES_MAX, none)                              \
	F(LIST, edits, "edits", MAY, TEXT_EDITS_MAX, text_edit)                                    \
	F(LANG, lang, "lang", MUST, 0, none)                                                       \
	F(OBJECT, paper, "paper", MAY, 0, paper)                                                   \
	F(TEXT, rationale, "rationale", MAY, PROSE_BYTES_MAX, none)                                \
	F(CODE, text, "text", MUST, 0, none)

#define SHAPE_text_cosponsor(F)                                                                    \
	F(INTEGER, proposal, "proposal", MUST, TEXT_PROPOSALS_MAX, none)                           \
	F(CODE, text, "text", MUST, 0, none)
#define SHAPE_text_withdraw(F)                                                                     \
	F(INTEGER, proposal, "proposal", MUST, TEXT_PROPOSALS_MAX, none)                           \
	F(CODE, text, "text", MUST, 0, none)
#define SHAPE_text_take(F)                                                                         \
	F(INTEGER, proposal, "proposal", MUST, TEXT_PROPOSALS_MAX, none)                           \
	F(CODE, text, "text", MUST, 0, none)
/* It was carried over to words that changed; its author says that it stands. */
#define SHAPE_text_confirm(F)                                                                      \
	F(INTEGER, proposal, "proposal", MUST, TEXT_PROPOSALS_MAX, none)                           \
	F(CODE, text, "text", MUST, 0, none)

/* `stance`: support, can-accept, oppose, reserve, pending. Of a proposal, of a unit as it stands, or of
 * a package. */
#define SHAPE_text_position(F)                                                                     \
	F(CODES, conditional, "conditional", MAY, TEXT_UNITS_MAX, none)                            \
	F(CODE, package, "package", MAY, 0, none)                                                  \
	F(OBJECT, paper, "paper", MAY, 0, paper)                                                   \
	F(INTEGER, proposal, "proposal", MAY, TEXT_PROPOSALS_MAX, none)                            \
	F(CODE, stance, "stance", MUST, 0, none)                                                   \
	F(CODE, text, "text", MUST, 0, none)                                                       \
	F(CODE, unit, "unit", MAY, 0, none)

/* The choice over words [from, to) of the unit is made: the alternative of `proposal`, or the words are
 * kept. `others`: leave, close, beside. */
#define SHAPE_text_accept(F)                                                                       \
	F(INTEGER, from, "from", MUST, UNIT_WORDS_MAX, none)                                       \
	F(HASH, hash, "hash", MUST, 0, none)                                                       \
	F(CODE, others, "others", MUST, 0, none)                                                   \
	F(INTEGER, proposal, "proposal", MAY, TEXT_PROPOSALS_MAX, none)                            \
	F(CODE, text, "text", MUST, 0, none)                                                       \
	F(INTEGER, to, "to", MUST, UNIT_WORDS_MAX, none)                                           \
	F(CODE, unit, "unit", MUST, 0, none)
/* A proposal's change of a whole unit is made, or not pursued. */
#define SHAPE_text_restructure(F)                                                                  \
	F(INTEGER, change, "change", MUST, TEXT_UNITS_MAX, none)                                   \
	F(BOOLEAN, closes, "closes", MAY, 0, none)                                                 \
	F(INTEGER, proposal, "proposal", MUST, TEXT_PROPOSALS_MAX, none)                           \
	F(CODE, text, "text", MUST, 0, none)

/* `level`: ad-ref, agreed. `pending`: parties whose agreement is still to come; `conditional`: units. */
#define SHAPE_text_agree(F)                                                                        \
	F(CODES, conditional, "conditional", MAY, TEXT_UNITS_MAX, none)                            \
	F(CODE, level, "level", MUST, 0, none)                                                     \
	F(CODES, pending, "pending", MAY, RECIPIENTS_MAX, none)                                    \
	F(CODE, text, "text", MUST, 0, none)                                                       \
	F(CODES, units, "units", MUST, TEXT_UNITS_MAX, none)
/* Words [from, to) of an open unit are agreed: no edit touches them, or stands strictly inside. */
#define SHAPE_text_lock(F)                                                                         \
	F(INTEGER, from, "from", MUST, UNIT_WORDS_MAX, none)                                       \
	F(HASH, hash, "hash", MUST, 0, none)                                                       \
	F(CODE, text, "text", MUST, 0, none)                                                       \
	F(INTEGER, to, "to", MUST, UNIT_WORDS_MAX, none)                                           \
	F(CODE, unit, "unit", MUST, 0, none)
/* With `from`: the locked words of an open unit that begin there; else the agreed unit. */
#define SHAPE_text_reopen(F)                                                                       \
	F(INTEGER, from, "from", MAY, UNIT_WORDS_MAX, none)                                        \
	F(TEXT, ground, "ground", MUST, PROSE_BYTES_MAX, none)                                     \
	F(CODE, text, "text", MUST, 0, none)                                                       \
	F(CODE, unit, "unit", MUST, 0, none)

/* A revision under a symbol: what stands is frozen, every proposal that lives is carried. */
#define SHAPE_text_revise(F)                                                                       \
	F(TEXT, symbol, "symbol", MUST, SYMBOL_BYTES_MAX, none)                                    \
	F(CODE, text, "text", MUST, 0, none)

/* `from`: what it translates. `state`: machine, draft, revised, final. */
#define SHAPE_text_translate(F)                                                                    \
	F(HASH, from, "from", MUST, 0, none)                                                       \
	F(LANG, lang, "lang", MUST, 0, none)                                                       \
	F(CODE, state, "state", MUST, 0, none)                                                     \
	F(CODE, text, "text", MUST, 0, none)                                                       \
	F(CODE, unit, "unit", MUST, 0, none)                                                       \
	F(TEXT, words, "words", MUST, TEXT_BYTES_MAX, none)
/* Negotiation ends: `outcome` finished or abandoned. */
#define SHAPE_text_close(F)                                                                        \
	F(TEXT, ground, "ground", MAY, PROSE_BYTES_MAX, none)                                      \
	F(CODE, outcome, "outcome", MUST, 0, none)                                                 \
	F(CODE, text, "text", MUST, 0, none)

/* The revision may be adopted although in this language it is not complete. */
#define SHAPE_text_waive(F)                                                                        \
	F(TEXT, ground, "ground", MUST, PROSE_BYTES_MAX, none)                                     \
	F(HASH, hash, "hash", MUST, 0, none)                                                       \
	F(LANG, lang, "lang", MUST, 0, none)                                                       \
	F(INTEGER, revision, "revision", MUST, TEXT_REVISIONS_MAX, none)                           \
	F(CODE, text, "text", MUST, 0, none)

/* What a unit says from word `at` on stands in a new one behind it, `into`. */
#define SHAPE_text_split(F)                                                                        \
	F(INTEGER, at, "at", MUST, UNIT_WORDS_MAX, none)                                           \
	F(HASH, hash, "hash", MUST, 0, none)                                                       \
	F(CODE, into, "into", MUST, 0, none)                                                       \
	F(TEXT, label, "label", MAY, LABEL_BYTES_MAX, none)                                        \
	F(CODE, text, "text", MUST, 0, none)                                                       \
	F(CODE, unit, "unit", MUST, 0, none)
/* The unit `other`, which stands behind it, becomes the end of the unit. */
#define SHAPE_text_join(F)                                                                         \
	F(HASH, hash, "hash", MUST, 0, none)                                                       \
	F(CODE, other, "other", MUST, 0, none)                                                     \
	F(HASH, other_hash, "other_hash", MUST, 0, none)                                           \
	F(CODE, text, "text", MUST, 0, none)                                                       \
	F(CODE, unit, "unit", MUST, 0, none)

/* Proposals and units that go together; neither: they go apart again. Numbers ascend. */
#define SHAPE_text_number(F) F(INTEGER, proposal, "proposal", MUST, TEXT_PROPOSALS_MAX, none)
#define SHAPE_text_package(F)                                                                      \
	F(CODE, package, "package", MUST, 0, none)                                                 \
	F(LIST, proposals, "proposals", MAY, TEXT_UNITS_MAX, text_number)                          \
	F(CODE, text, "text", MUST, 0, none)                                                       \
	F(NAMES, title, "title", MAY, NAME_BYTES_MAX, none)                                        \
	F(CODES, units, "units", MAY, TEXT_UNITS_MAX, none)
/* How the rolling text is shown. `attribution`: names, groups, none; `exclusive`: insertions at one place
 * exclude each other; `order`: the parties whose alternatives stand first, in this order. */
#define SHAPE_text_group(F)                                                                        \
	F(TEXT, name, "name", MUST, LABEL_BYTES_MAX, none)                                         \
	F(CODES, parties, "parties", MUST, RECIPIENTS_MAX, none)
#define SHAPE_text_arrange(F)                                                                      \
	F(CODE, attribution, "attribution", MUST, 0, none)                                         \
	F(BOOLEAN, exclusive, "exclusive", MAY, 0, none)                                           \
	F(LIST, groups, "groups", MAY, RECIPIENTS_MAX, text_group)                                 \
	F(TEXTS, order, "order", MAY, RECIPIENTS_MAX, none)                                        \
	F(CODE, text, "text", MUST, 0, none)

/* A finished text is printed otherwise: in each language to which that applies, edits of what units say
 * there; and units are new, deleted, moved, or relabelled (`op` relabel: kind, label and parent). */
#define SHAPE_text_corrected(F)                                                                    \
	F(LIST, edits, "edits", MAY, TEXT_EDITS_MAX, text_edit)                                    \
	F(LANG, lang, "lang", MUST, 0, none)
#define SHAPE_text_correct(F)                                                                      \
	F(LIST, changes, "changes", MAY, TEXT_UNITS_MAX, text_change)                              \
	F(TEXT, ground, "ground", MAY, PROSE_BYTES_MAX, none)                                      \
	F(LIST, languages, "languages", MUST, LANGUAGES_MAX, text_corrected)                       \
	F(TEXT, symbol, "symbol", MUST, SYMBOL_BYTES_MAX, none)                                    \
	F(CODE, text, "text", MUST, 0, none)

#endif
