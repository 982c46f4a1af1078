/*
 * Members of the acts of agreements, relations and institutions (docs/rules.md section 17). Included by
 * codec/kinds.h, which explains the words. A fact of the past is recorded with its `sources`; what the
 * forum decided itself names the `decision`.
 */
#ifndef CODEC_SHAPES_AGREEMENT_H
#define CODEC_SHAPES_AGREEMENT_H

/* With whom: `party`, where it is one of the forum's, or `counterpart` by name; neither among the members
 * themselves. In force once `needs` members have deposited, `delay_days` later; absent: by a step. */
#define SHAPE_agreement_record(F)                                                                  \
	F(TEXT, basis, "basis", MAY, PROSE_BYTES_MAX, none)                                        \
	F(CODE, code, "code", MUST, 0, none)                                                       \
	F(NAMES, counterpart, "counterpart", MAY, NAME_BYTES_MAX, none)                            \
	F(CODE, decision, "decision", MAY, 0, none)                                                \
	F(INTEGER, delay_days, "delay_days", MAY, DELAY_DAYS_MAX, none)                            \
	F(CODE, kind, "kind", MUST, 0, none)                                                       \
	F(INTEGER, needs, "needs", MAY, DEPOSITS_MAX, none)                                        \
	F(TEXT, note, "note", MAY, PROSE_BYTES_MAX, none)                                          \
	F(CODE, party, "party", MAY, 0, none)                                                      \
	F(TEXTS, sources, "sources", MAY, SOURCES_MAX, none)                                       \
	F(NAMES, title, "title", MUST, NAME_BYTES_MAX, none)

/* `to`: a state, or `amended`. `on`: the day, as far as a source states it; else `seen_by`, the first day on
 * which a source shows it; neither: nobody tells when. `by_agreement`: which amends or supersedes it.
 * `signatories`: by their offices, never by name. `text`: of the forum's own, `revision` of it, from 1. */
#define SHAPE_agreement_step(F)                                                                    \
	F(CODE, agreement, "agreement", MUST, 0, none)                                             \
	F(TEXT, basis, "basis", MAY, PROSE_BYTES_MAX, none)                                        \
	F(CODE, body, "body", MAY, 0, none)                                                        \
	F(CODE, by_agreement, "by_agreement", MAY, 0, none)                                        \
	F(CODE, decision, "decision", MAY, 0, none)                                                \
	F(LIST, documents, "documents", MAY, DOCUMENTS_MAX, meeting_document)                      \
	F(CODE, meeting, "meeting", MAY, 0, none)                                                  \
	F(TEXT, note, "note", MAY, PROSE_BYTES_MAX, none)                                          \
	F(DATE, on, "on", MAY, 0, none)                                                            \
	F(NAMES, place, "place", MAY, NAME_BYTES_MAX, none)                                        \
	F(INTEGER, revision, "revision", MAY, 100000, none)                                        \
	F(DATE, seen_by, "seen_by", MAY, 0, none)                                                  \
	F(NAMES, signatories, "signatories", MAY, NAME_BYTES_MAX, none)                            \
	F(TEXTS, sources, "sources", MAY, SOURCES_MAX, none)                                       \
	F(CODE, text, "text", MAY, 0, none)                                                        \
	F(CODE, to, "to", MUST, 0, none)

/* A member's ratification, acceptance, approval or accession. */
#define SHAPE_agreement_deposit(F)                                                                 \
	F(CODE, agreement, "agreement", MUST, 0, none)                                             \
	F(TEXT, basis, "basis", MAY, PROSE_BYTES_MAX, none)                                        \
	F(CODE, decision, "decision", MAY, 0, none)                                                \
	F(LIST, documents, "documents", MAY, DOCUMENTS_MAX, meeting_document)                      \
	F(CODE, kind, "kind", MUST, 0, none)                                                       \
	F(DATE, on, "on", MAY, 0, none)                                                            \
	F(CODE, party, "party", MUST, 0, none)                                                     \
	F(TEXTS, sources, "sources", MAY, SOURCES_MAX, none)

/* `direction`: out, the forum is `kind` of the other; in, the other is of the forum; both. Spans as in
 * party.admit. */
#define SHAPE_relation_record(F)                                                                   \
	F(CODE, agreement, "agreement", MAY, 0, none)                                              \
	F(TEXT, basis, "basis", MAY, PROSE_BYTES_MAX, none)                                        \
	F(CODE, code, "code", MUST, 0, none)                                                       \
	F(NAMES, counterpart, "counterpart", MAY, NAME_BYTES_MAX, none)                            \
	F(CODE, decision, "decision", MAY, 0, none)                                                \
	F(CODE, direction, "direction", MUST, 0, none)                                             \
	F(DATE, from, "from", MAY, 0, none)                                                        \
	F(DATE, gone_by, "gone_by", MAY, 0, none)                                                  \
	F(CODE, kind, "kind", MUST, 0, none)                                                       \
	F(TEXT, note, "note", MAY, PROSE_BYTES_MAX, none)                                          \
	F(CODE, party, "party", MAY, 0, none)                                                      \
	F(DATE, seen_by, "seen_by", MAY, 0, none)                                                  \
	F(TEXTS, sources, "sources", MAY, SOURCES_MAX, none)                                       \
	F(NAMES, title, "title", MAY, NAME_BYTES_MAX, none)                                        \
	F(DATE, until, "until", MAY, 0, none)
#define SHAPE_relation_end(F)                                                                      \
	F(TEXT, basis, "basis", MAY, PROSE_BYTES_MAX, none)                                        \
	F(CODE, decision, "decision", MAY, 0, none)                                                \
	F(DATE, gone_by, "gone_by", MAY, 0, none)                                                  \
	F(CODE, relation, "relation", MUST, 0, none)                                               \
	F(TEXTS, sources, "sources", MAY, SOURCES_MAX, none)                                       \
	F(DATE, until, "until", MAY, 0, none)

/* `kind`: statute, regulations, plan, report, recommendation. `body`: that adopted it, or to which a report
 * or recommendation went; `meeting` likewise. */
#define SHAPE_institution_text(F)                                                                  \
	F(TEXT, basis, "basis", MAY, PROSE_BYTES_MAX, none)                                        \
	F(CODE, body, "body", MAY, 0, none)                                                        \
	F(CODE, decision, "decision", MAY, 0, none)                                                \
	F(LIST, documents, "documents", MAY, DOCUMENTS_MAX, meeting_document)                      \
	F(CODE, institution, "institution", MUST, 0, none)                                         \
	F(CODE, kind, "kind", MUST, 0, none)                                                       \
	F(CODE, meeting, "meeting", MAY, 0, none)                                                  \
	F(TEXT, note, "note", MAY, PROSE_BYTES_MAX, none)                                          \
	F(DATE, on, "on", MAY, 0, none)                                                            \
	F(TEXTS, sources, "sources", MAY, SOURCES_MAX, none)                                       \
	F(NAMES, title, "title", MUST, NAME_BYTES_MAX, none)

/* A state's seat on a board, by its role; who sits there is not recorded. */
#define SHAPE_institution_seat(F)                                                                  \
	F(TEXT, basis, "basis", MAY, PROSE_BYTES_MAX, none)                                        \
	F(CODE, decision, "decision", MAY, 0, none)                                                \
	F(DATE, from, "from", MAY, 0, none)                                                        \
	F(DATE, gone_by, "gone_by", MAY, 0, none)                                                  \
	F(CODE, institution, "institution", MUST, 0, none)                                         \
	F(CODE, party, "party", MUST, 0, none)                                                     \
	F(CODE, role, "role", MUST, 0, none)                                                       \
	F(DATE, seen_by, "seen_by", MAY, 0, none)                                                  \
	F(TEXTS, sources, "sources", MAY, SOURCES_MAX, none)                                       \
	F(DATE, until, "until", MAY, 0, none)
#define SHAPE_institution_vacate(F)                                                                \
	F(TEXT, basis, "basis", MAY, PROSE_BYTES_MAX, none)                                        \
	F(CODE, decision, "decision", MAY, 0, none)                                                \
	F(DATE, gone_by, "gone_by", MAY, 0, none)                                                  \
	F(CODE, institution, "institution", MUST, 0, none)                                         \
	F(CODE, party, "party", MUST, 0, none)                                                     \
	F(CODE, role, "role", MUST, 0, none)                                                       \
	F(TEXTS, sources, "sources", MAY, SOURCES_MAX, none)                                       \
	F(DATE, until, "until", MAY, 0, none)

#endif
