/*
 * The kinds of acts and their members. Each shape is one list in ascending order of its JSON names;
 * from it come the C struct, the reader and the canonical writer (codec/content.h). The rules of a
 * kind are in rules/, its bytes in docs/format/acts.md.
 *
 * F(type, member, json name, need, limit, shape)
 *   CODE      struct str    [a-z0-9] and [._-] inside, at most CODE_BYTES_MAX
 *   LANG      struct str    language tag: [a-z]{2,3}(-[A-Za-z0-9]{2,8})*
 *   HANDLE    struct str
 *   TEXT      struct str    not empty, at most `limit` bytes
 *   DATE      struct date   as base/date.h
 *   INTEGER   int64_t       0..limit
 *   MOMENT    moment        milliseconds
 *   BOOLEAN   bool          only "true" is written: false is absence
 *   HASH      struct hash   64 hexadecimal digits
 *   BLOB      struct str    base64 of an SSH public key blob; decoded here
 *   NAMES     struct names  object of language tag -> text of at most `limit` bytes, not empty
 *   CODES     struct strs   codes in ascending order, each once, at most `limit` of them, not empty
 *   HANDLES   struct strs   likewise
 *   LANGS     struct strs   language tags likewise
 *   TEXTS     struct strs   texts in the author's order, at most `limit` of them, not empty
 *   HASHES    struct hashes ascending, each once
 *   RAW       struct str    an object, kept as its canonical JSON
 *   OBJECT    struct shape
 *   LIST      struct shape_list   at most `limit` objects, not empty
 * need: MUST or MAY. What may be absent is then: an empty str, DATE_NONE, INTEGER_ABSENT,
 * MOMENT_ABSENT, false, a zero hash, count 0, an OBJECT whose is_present is false.
 */
#ifndef CODEC_KINDS_H
#define CODEC_KINDS_H

#include "base/limits.h"
#include "codec/shapes_agreement.h"
#include "codec/shapes_content.h"
#include "codec/shapes_decision.h"
#include "codec/shapes_form.h"
#include "codec/shapes_measure.h"
#include "codec/shapes_meeting.h"
#include "codec/shapes_text.h"

/* tidy:allow file-length: the one list of kinds and members, which must not be split */

/* id, name in the record, shape of its members */
#define KINDS(X)                                                                                   \
	X(FORUM_FOUND, "forum.found", forum_found)                                                 \
	X(CHARTER_ADOPT, "charter.adopt", charter_adopt)                                           \
	X(OFFICER_NAME, "officer.name", officer_name)                                              \
	X(OFFICER_END, "officer.end", officer_end)                                                 \
	X(PARTY_ADMIT, "party.admit", party_admit)                                                 \
	X(PARTY_CHANGE, "party.change", party_change)                                              \
	X(PARTY_RENAME, "party.rename", party_rename)                                              \
	X(PARTY_SUSPEND, "party.suspend", party_suspend)                                           \
	X(PARTY_RESTORE, "party.restore", party_restore)                                           \
	X(PARTY_ROTATE, "party.rotate", party_rotate)                                              \
	X(PARTY_RECOVER, "party.recover", party_recover)                                           \
	X(PARTY_CONTEST, "party.contest", party_contest)                                           \
	X(PARTY_SETTLE, "party.settle", party_settle)                                              \
	X(DELEGATE_ACCREDIT, "delegate.accredit", delegate_accredit)                               \
	X(DELEGATE_LIMIT, "delegate.limit", delegate_limit)                                        \
	X(DELEGATE_EXTEND, "delegate.extend", delegate_extend)                                     \
	X(DELEGATE_KEY, "delegate.key", delegate_key)                                              \
	X(DELEGATE_DISMISS, "delegate.dismiss", delegate_dismiss)                                  \
	X(ACT_ASSENT, "act.assent", act_assent)                                                    \
	X(ACT_CONFIRM, "act.confirm", act_confirm)                                                 \
	X(ACT_DISAVOW, "act.disavow", act_disavow)                                                 \
	X(BODY_RENAME, "body.rename", body_rename)                                                 \
	X(OFFICE_TERM, "office.term", office_term)                                                 \
	X(MEETING_RECORD, "meeting.record", meeting_record)                                        \
	X(INSTITUTION_RECORD, "institution.record", institution_record)                            \
	X(RELEASE_PUBLISH, "release.publish", release_publish)                                     \
	X(RELEASE_VERSION, "release.version", release_version)                                     \
	X(SILENCE_PROPOSE, "silence.propose", silence_propose)                                     \
	X(SILENCE_CONSENT, "silence.consent", silence_consent)                                     \
	X(SILENCE_DECLINE, "silence.decline", silence_decline)                                     \
	X(SILENCE_CIRCULATE, "silence.circulate", silence_circulate)                               \
	X(SILENCE_BREAK, "silence.break", silence_break)                                           \
	X(SILENCE_RETRACT, "silence.retract", silence_retract)                                     \
	X(SILENCE_ATTACH, "silence.attach", silence_attach)                                         \
	X(SILENCE_EXTEND, "silence.extend", silence_extend)                                        \
	X(SILENCE_HOLD, "silence.hold", silence_hold)                                              \
	X(SILENCE_RESUME, "silence.resume", silence_resume)                                        \
	X(SILENCE_WITHDRAW, "silence.withdraw", silence_withdraw)                                  \
	X(SILENCE_ATTEST, "silence.attest", silence_attest)                                        \
	X(SILENCE_VOTE, "silence.vote", silence_vote)                                              \
	X(SILENCE_NOTIFY, "silence.notify", silence_notify)                                        \
	X(SILENCE_INTERNAL, "silence.internal", silence_internal)                                  \
	X(SILENCE_ANNOUNCE, "silence.announce", silence_announce)                                  \
	X(SILENCE_ISSUE, "silence.issue", silence_issue)                                           \
	X(SILENCE_VOID, "silence.void", silence_void)                                              \
	X(OFFICE_ASSUME, "office.assume", office_assume)                                           \
	X(OFFICE_HAND, "office.hand", office_hand)                                                 \
	X(OFFICE_CONTEST, "office.contest", office_contest)                                        \
	X(OFFICE_ACT, "office.act", office_act)                                                    \
	X(MEETING_CONVENE, "meeting.convene", meeting_convene)                                     \
	X(MEETING_MOVE, "meeting.move", meeting_move)                                              \
	X(MEETING_CANCEL, "meeting.cancel", meeting_cancel)                                        \
	X(MEETING_OPEN, "meeting.open", meeting_open)                                              \
	X(MEETING_COUNT, "meeting.count", meeting_count)                                           \
	X(MEETING_SUSPEND, "meeting.suspend", meeting_suspend)                                     \
	X(MEETING_RESUME, "meeting.resume", meeting_resume)                                        \
	X(MEETING_CLOSE, "meeting.close", meeting_close)                                           \
	X(QUORUM_ASK, "quorum.ask", quorum_ask)                                                    \
	X(AGENDA_PROPOSE, "agenda.propose", agenda_propose)                                        \
	X(AGENDA_ADOPT, "agenda.adopt", agenda_adopt)                                              \
	X(DELEGATION_ANNOUNCE, "delegation.announce", delegation_announce)                         \
	X(CREDENTIALS_SUBMIT, "credentials.submit", credentials_submit)                            \
	X(CREDENTIALS_CONTEST, "credentials.contest", credentials_contest)                         \
	X(CREDENTIALS_DECIDE, "credentials.decide", credentials_decide)                            \
	X(SPEAKER_ASK, "speaker.ask", speaker_ask)                                                 \
	X(SPEAKER_WITHDRAW, "speaker.withdraw", speaker_withdraw)                                  \
	X(SPEAKER_SWAP, "speaker.swap", speaker_swap)                                              \
	X(SPEAKER_CALL, "speaker.call", speaker_call)                                              \
	X(SPEAKER_END, "speaker.end", speaker_end)                                                 \
	X(LIST_CLOSE, "list.close", list_close)                                                    \
	X(LIST_REOPEN, "list.reopen", list_reopen)                                                 \
	X(STATEMENT_DELIVER, "statement.deliver", statement_deliver)                               \
	X(POINT_RAISE, "point.raise", point_raise)                                                 \
	X(POINT_RULE, "point.rule", point_rule)                                                    \
	X(POINT_APPEAL, "point.appeal", point_appeal)                                              \
	X(POINT_DECIDE, "point.decide", point_decide)                                              \
	X(DOCUMENT_ISSUE, "document.issue", document_issue)                                        \
	X(JOURNAL_ADD, "journal.add", journal_add)                                                 \
	X(JOURNAL_ISSUE, "journal.issue", journal_issue)                                           \
	X(DECISION_TABLE, "decision.table", decision_table)                                        \
	X(DECISION_CIRCULATE, "decision.circulate", decision_circulate)                            \
	X(DECISION_WAIVE, "decision.waive", decision_waive)                                        \
	X(DECISION_RIPEN, "decision.ripen", decision_ripen)                                        \
	X(DECISION_CONSIDER, "decision.consider", decision_consider)                               \
	X(DECISION_AMEND, "decision.amend", decision_amend)                                        \
	X(DECISION_REVISE, "decision.revise", decision_revise)                                     \
	X(DECISION_ADREF, "decision.adref", decision_adref)                                        \
	X(DECISION_CALL, "decision.call", decision_call)                                           \
	X(OBJECTION_FILE, "objection.file", objection_file)                                        \
	X(OBJECTION_WITHDRAW, "objection.withdraw", objection_withdraw)                            \
	X(DECISION_GAVEL, "decision.gavel", decision_gavel)                                        \
	X(DECISION_NEXT, "decision.next", decision_next)                                           \
	X(DECISION_RESUME, "decision.resume", decision_resume)                                     \
	X(DECISION_LAPSE, "decision.lapse", decision_lapse)                                        \
	X(DECISION_CONTEST, "decision.contest", decision_contest)                                  \
	X(DECISION_SETTLE, "decision.settle", decision_settle)                                     \
	X(DECISION_REGISTER, "decision.register", decision_register)                               \
	X(DECISION_ISSUE, "decision.issue", decision_issue)                                        \
	X(DECISION_CORRECT, "decision.correct", decision_correct)                                  \
	X(DECISION_WITHDRAW, "decision.withdraw", decision_withdraw)                               \
	X(DECISION_TAKE, "decision.take", decision_take)                                           \
	X(DISSENT_FILE, "dissent.file", dissent_file)                                              \
	X(VOTE_CALL, "vote.call", vote_call)                                                       \
	X(VOTE_CAST, "vote.cast", vote_cast)                                                       \
	X(VOTE_OPEN, "vote.open", vote_open)                                                       \
	X(VOTE_CLOSE, "vote.close", vote_close)                                                    \
	X(VOTE_VOID, "vote.void", vote_void)                                                     \
	X(TEXT_TABLE, "text.table", text_table)                                                  \
	X(TEXT_ADD, "text.add", text_add)                                                        \
	X(TEXT_OPEN, "text.open", text_open)                                                     \
	X(TEXT_PROPOSE, "text.propose", text_propose)                                            \
	X(TEXT_COSPONSOR, "text.cosponsor", text_cosponsor)                                      \
	X(TEXT_WITHDRAW, "text.withdraw", text_withdraw)                                         \
	X(TEXT_TAKE, "text.take", text_take)                                                     \
	X(TEXT_CONFIRM, "text.confirm", text_confirm)                                            \
	X(TEXT_POSITION, "text.position", text_position)                                         \
	X(TEXT_ACCEPT, "text.accept", text_accept)                                               \
	X(TEXT_RESTRUCTURE, "text.restructure", text_restructure)                                \
	X(TEXT_AGREE, "text.agree", text_agree)                                                  \
	X(TEXT_REOPEN, "text.reopen", text_reopen)                                               \
	X(TEXT_REVISE, "text.revise", text_revise)                                               \
	X(TEXT_TRANSLATE, "text.translate", text_translate)                                      \
	X(TEXT_CLOSE, "text.close", text_close)                                                  \
	X(TEXT_WAIVE, "text.waive", text_waive)                                                  \
	X(TEXT_LOCK, "text.lock", text_lock)                                                     \
	X(TEXT_CORRECT, "text.correct", text_correct)                                            \
	X(TEXT_SPLIT, "text.split", text_split)                                                  \
	X(TEXT_JOIN, "text.join", text_join)                                                     \
	X(TEXT_PACKAGE, "text.package", text_package)                                            \
	X(TEXT_ARRANGE, "text.arrange", text_arrange)                                            \
	X(CATALOGUE_ADOPT, "catalogue.adopt", catalogue_adopt)                                   \
	X(CATALOGUE_ADD, "catalogue.add", catalogue_add)                                         \
	X(AREA_COORDINATE, "area.coordinate", area_coordinate)                                   \
	X(AREA_RELEASE, "area.release", area_release)                                            \
	X(PLAN_PROPOSE, "plan.propose", plan_propose)                                            \
	X(PLAN_STEP, "plan.step", plan_step)                                                     \
	X(ACTIVITY_PROPOSE, "activity.propose", activity_propose)                                \
	X(ACTIVITY_PLAN, "activity.plan", activity_plan)                                         \
	X(ACTIVITY_MOVE, "activity.move", activity_move)                                         \
	X(ACTIVITY_MERGE, "activity.merge", activity_merge)                                      \
	X(ACTIVITY_CANCEL, "activity.cancel", activity_cancel)                                   \
	X(ACTIVITY_HOLD, "activity.hold", activity_hold)                                         \
	X(REPORT_FILE, "report.file", report_file)                                               \
	X(REPORT_SUPPLEMENT, "report.supplement", report_supplement)                             \
	X(REVIEW_OPEN, "review.open", review_open)                                               \
	X(REVIEW_CLOSE, "review.close", review_close)                                            \
	X(UNDERTAKING_RECORD, "undertaking.record", undertaking_record)                          \
	X(UNDERTAKING_FULFIL, "undertaking.fulfil", undertaking_fulfil)                          \
	X(FORM_ADOPT, "form.adopt", form_adopt)                                                  \
	X(RETURN_FILE, "return.file", return_file)                                               \
	X(RETURN_NIL, "return.nil", return_nil)                                                  \
	X(RETURN_FORWARD, "return.forward", return_forward)                                      \
	X(RETURN_SUPPLEMENT, "return.supplement", return_supplement)                             \
	X(AGREEMENT_RECORD, "agreement.record", agreement_record)                                \
	X(AGREEMENT_STEP, "agreement.step", agreement_step)                                      \
	X(AGREEMENT_DEPOSIT, "agreement.deposit", agreement_deposit)                             \
	X(RELATION_RECORD, "relation.record", relation_record)                                   \
	X(RELATION_END, "relation.end", relation_end)                                            \
	X(INSTITUTION_TEXT, "institution.text", institution_text)                                \
	X(INSTITUTION_SEAT, "institution.seat", institution_seat)                                \
	X(INSTITUTION_VACATE, "institution.vacate", institution_vacate)                          \
	X(INQUIRY_ASK, "inquiry.ask", inquiry_ask)                                               \
	X(INQUIRY_CLARIFY, "inquiry.clarify", inquiry_clarify)                                   \
	X(INQUIRY_ANSWER, "inquiry.answer", inquiry_answer)                                      \
	X(INQUIRY_ACKNOWLEDGE, "inquiry.acknowledge", inquiry_acknowledge)                       \
	X(FORM_REMIND, "form.remind", form_remind)                                               \
	X(CONTENT_DISTRIBUTE, "content.distribute", content_distribute)                          \
	X(CONTENT_ERASE, "content.erase", content_erase)

/* Shapes that others contain come first: C wants it so. */
#define SHAPES(X)                                                                                  \
	X(commitment)                                                                              \
	X(party_key)                                                                               \
	X(keyset)                                                                                  \
	X(founding_officer)                                                                        \
	X(founding_party)                                                                          \
	X(facet)                                                                                   \
	X(meeting_document)                                                                        \
	X(release_text)                                                                            \
	X(frozen_text)                                                                             \
	X(named_revision)                                                                          \
	X(delivery)                                                                                \
	X(paper)                                                                                   \
	X(agenda_item)                                                                             \
	X(delegation_member)                                                                       \
	X(document_text)                                                                           \
	X(forum_found)                                                                             \
	X(charter_adopt)                                                                           \
	X(officer_name)                                                                            \
	X(officer_end)                                                                             \
	X(party_admit)                                                                             \
	X(party_change)                                                                            \
	X(party_rename)                                                                            \
	X(party_suspend)                                                                           \
	X(party_restore)                                                                           \
	X(party_rotate)                                                                            \
	X(party_recover)                                                                           \
	X(party_contest)                                                                           \
	X(party_settle)                                                                            \
	X(delegate_accredit)                                                                       \
	X(delegate_limit)                                                                          \
	X(delegate_extend)                                                                         \
	X(delegate_key)                                                                            \
	X(delegate_dismiss)                                                                        \
	X(act_assent)                                                                              \
	X(act_confirm)                                                                             \
	X(act_disavow)                                                                             \
	X(body_rename)                                                                             \
	X(office_term)                                                                             \
	X(meeting_record)                                                                          \
	X(institution_record)                                                                      \
	X(release_publish)                                                                         \
	X(release_version)                                                                         \
	X(silence_propose)                                                                         \
	X(silence_consent)                                                                         \
	X(silence_decline)                                                                         \
	X(silence_circulate)                                                                       \
	X(silence_break)                                                                           \
	X(silence_retract)                                                                         \
	X(silence_attach)                                                                          \
	X(silence_extend)                                                                          \
	X(silence_hold)                                                                            \
	X(silence_resume)                                                                          \
	X(silence_withdraw)                                                                        \
	X(silence_attest)                                                                          \
	X(silence_vote)                                                                            \
	X(silence_notify)                                                                          \
	X(silence_internal)                                                                        \
	X(silence_announce)                                                                        \
	X(silence_issue)                                                                           \
	X(silence_void)                                                                            \
	X(office_assume)                                                                           \
	X(office_hand)                                                                             \
	X(office_contest)                                                                          \
	X(office_act)                                                                              \
	X(meeting_convene)                                                                         \
	X(meeting_move)                                                                            \
	X(meeting_cancel)                                                                          \
	X(meeting_open)                                                                            \
	X(meeting_count)                                                                           \
	X(meeting_suspend)                                                                         \
	X(meeting_resume)                                                                          \
	X(meeting_close)                                                                           \
	X(quorum_ask)                                                                              \
	X(agenda_propose)                                                                          \
	X(agenda_adopt)                                                                            \
	X(delegation_announce)                                                                     \
	X(credentials_submit)                                                                      \
	X(credentials_contest)                                                                     \
	X(credentials_decide)                                                                      \
	X(speaker_ask)                                                                             \
	X(speaker_withdraw)                                                                        \
	X(speaker_swap)                                                                            \
	X(speaker_call)                                                                            \
	X(speaker_end)                                                                             \
	X(list_close)                                                                              \
	X(list_reopen)                                                                             \
	X(statement_deliver)                                                                       \
	X(point_raise)                                                                             \
	X(point_rule)                                                                              \
	X(point_appeal)                                                                            \
	X(point_decide)                                                                            \
	X(document_issue)                                                                          \
	X(journal_add)                                                                             \
	X(journal_issue)                                                                           \
	X(decision_table)                                                                          \
	X(decision_circulate)                                                                      \
	X(decision_waive)                                                                          \
	X(decision_ripen)                                                                          \
	X(decision_lapse)                                                                          \
	X(decision_consider)                                                                       \
	X(decision_amend)                                                                          \
	X(decision_revise)                                                                         \
	X(decision_adref)                                                                          \
	X(decision_call)                                                                           \
	X(objection_file)                                                                          \
	X(objection_withdraw)                                                                      \
	X(decision_gavel)                                                                          \
	X(decision_next)                                                                           \
	X(decision_resume)                                                                         \
	X(decision_contest)                                                                        \
	X(decision_settle)                                                                         \
	X(decision_register)                                                                       \
	X(decision_issue)                                                                          \
	X(decision_correct)                                                                        \
	X(decision_withdraw)                                                                       \
	X(decision_take)                                                                           \
	X(dissent_file)                                                                            \
	X(vote_call)                                                                               \
	X(vote_cast)                                                                               \
	X(vote_opening)                                                                            \
	X(vote_open)                                                                               \
	X(vote_close)                                                                              \
	X(vote_void)                                                                             \
	X(text_unit)                                                                             \
	X(text_table)                                                                            \
	X(text_add)                                                                              \
	X(text_open)                                                                             \
	X(text_edit)                                                                             \
	X(text_change)                                                                           \
	X(text_propose)                                                                          \
	X(text_cosponsor)                                                                        \
	X(text_withdraw)                                                                         \
	X(text_take)                                                                             \
	X(text_confirm)                                                                          \
	X(text_position)                                                                         \
	X(text_accept)                                                                           \
	X(text_restructure)                                                                      \
	X(text_agree)                                                                            \
	X(text_reopen)                                                                           \
	X(text_revise)                                                                           \
	X(text_translate)                                                                        \
	X(text_close)                                                                            \
	X(text_waive)                                                                            \
	X(text_lock)                                                                             \
	X(text_corrected)                                                                        \
	X(text_correct)                                                                          \
	X(text_split)                                                                            \
	X(text_join)                                                                             \
	X(text_number)                                                                           \
	X(text_package)                                                                          \
	X(text_group)                                                                            \
	X(text_arrange)                                                                          \
	X(catalogue_area)                                                                        \
	X(catalogue_measure)                                                                     \
	X(catalogue_adopt)                                                                       \
	X(catalogue_add)                                                                         \
	X(area_coordinate)                                                                       \
	X(area_release)                                                                          \
	X(plan_propose)                                                                          \
	X(plan_step)                                                                             \
	X(activity_propose)                                                                      \
	X(activity_plan)                                                                         \
	X(activity_move)                                                                         \
	X(activity_merge)                                                                        \
	X(activity_cancel)                                                                       \
	X(activity_hold)                                                                         \
	X(report_file)                                                                           \
	X(report_supplement)                                                                     \
	X(review_open)                                                                           \
	X(review_close)                                                                          \
	X(undertaking_record)                                                                    \
	X(undertaking_fulfil)                                                                    \
	X(form_item)                                                                             \
	X(form_field)                                                                            \
	X(return_value)                                                                          \
	X(form_adopt)                                                                            \
	X(return_file)                                                                           \
	X(return_nil)                                                                            \
	X(return_forward)                                                                        \
	X(return_supplement)                                                                     \
	X(agreement_record)                                                                      \
	X(agreement_step)                                                                        \
	X(agreement_deposit)                                                                     \
	X(relation_record)                                                                       \
	X(relation_end)                                                                          \
	X(institution_text)                                                                      \
	X(institution_seat)                                                                      \
	X(institution_vacate)                                                             \
	X(inquiry_ask)                                                                    \
	X(inquiry_clarify)                                                                \
	X(inquiry_answer)                                                                 \
	X(inquiry_acknowledge)                                                            \
	X(form_remind)                                                                           \
	X(content_distribute)                                                                    \
	X(content_erase)

/* Content outside the record: salted, erasable (record-formats section 11). */
#define SHAPE_commitment(F)                                                                        \
	F(INTEGER, len, "len", MUST, JSON_INTEGER_MAX, none)                                       \
	F(HASH, sha256, "sha256", MUST, 0, none)                                                   \
	F(TEXT, type, "type", MUST, 100, none)

/* A key with the way it may sign: `origin` for passkeys, `uv` when a token must verify its user. */
#define SHAPE_party_key(F)                                                                         \
	F(BLOB, key, "key", MUST, KEY_BLOB_BYTES_MAX, none)                                        \
	F(TEXT, origin, "origin", MAY, 255, none)                                                  \
	F(BOOLEAN, uv, "uv", MAY, 0, none)

/* A coordinator's keys: those in use, the digests (SHA-256 of the blob) of the next ones, and how
 * many different keys must sign. */
#define SHAPE_keyset(F)                                                                            \
	F(LIST, keys, "keys", MUST, KEYS_MAX, party_key)                                           \
	F(HASHES, next, "next", MUST, KEYS_MAX, none)                                              \
	F(INTEGER, threshold, "threshold", MUST, KEYS_MAX, none)

#define SHAPE_founding_officer(F)                                                                  \
	F(HANDLE, handle, "handle", MUST, 0, none)                                                 \
	F(LIST, keys, "keys", MUST, KEYS_MAX, party_key)

#define SHAPE_founding_party(F)                                                                    \
	F(CODE, category, "category", MUST, 0, none)                                               \
	F(CODE, code, "code", MUST, 0, none)                                                       \
	F(OBJECT, coordinator, "coordinator", MUST, 0, keyset)                                     \
	F(CODE, kind, "kind", MUST, 0, none)                                                       \
	F(NAMES, names, "names", MUST, NAME_BYTES_MAX, none)

/* An organisation or topic that a release names: a facet of the archive, not a party. `party` is
 * given where it is one of the forum's; `printed` is the text's own spelling. */
#define SHAPE_facet(F)                                                                             \
	F(CODE, code, "code", MUST, 0, none)                                                       \
	F(NAMES, names, "names", MUST, NAME_BYTES_MAX, none)                                       \
	F(CODE, party, "party", MAY, 0, none)                                                      \
	F(TEXT, printed, "printed", MAY, NAME_BYTES_MAX, none)

#define SHAPE_meeting_document(F)                                                                  \
	F(OBJECT, content, "content", MAY, 0, commitment)                                          \
	F(CODE, kind, "kind", MAY, 0, none)                                                        \
	F(TEXT, symbol, "symbol", MAY, NAME_BYTES_MAX, none)                                       \
	F(NAMES, title, "title", MUST, NAME_BYTES_MAX, none)

/* One language of a release. Without `text` the version is known to exist and is not held here. */
#define SHAPE_release_text(F)                                                                      \
	F(LANG, lang, "lang", MUST, 0, none)                                                       \
	F(TEXT, text, "text", MAY, TEXT_BYTES_MAX, none)                                           \
	F(TEXT, title, "title", MAY, PROSE_BYTES_MAX, none)                                        \
	F(TEXT, url, "url", MAY, SOURCE_BYTES_MAX, none)

/* A text in one language as it is put to decision. Its hash: docs/rules.md section 7. */
#define SHAPE_frozen_text(F)                                                                       \
	F(LANG, lang, "lang", MUST, 0, none)                                                       \
	F(TEXT, text, "text", MUST, TEXT_BYTES_MAX, none)                                          \
	F(TEXT, title, "title", MAY, PROSE_BYTES_MAX, none)

/* What was sent to a party, and on which channels. */
#define SHAPE_delivery(F)                                                                          \
	F(CODES, channels, "channels", MUST, 8, none)                                              \
	F(CODE, party, "party", MUST, 0, none)

/* An act that two officers file for a party: its time is `arrived` (docs/rules.md section 12). */
#define SHAPE_paper(F)                                                                             \
	F(MOMENT, arrived, "arrived", MUST, 0, none)                                               \
	F(CODE, channel, "channel", MUST, 0, none)                                                 \
	F(OBJECT, evidence, "evidence", MUST, 0, commitment)                                       \
	F(CODE, party, "party", MUST, 0, none)

#define SHAPE_forum_found(F)                                                                       \
	F(RAW, charter, "charter", MUST, 0, none)                                                  \
	F(TEXTS, domains, "domains", MAY, 8, none)                                                 \
	F(TEXT, log, "log", MUST, 400, none)                                                       \
	F(LIST, officers, "officers", MUST, KEYS_MAX, founding_officer)                            \
	F(INTEGER, officers_threshold, "officers_threshold", MUST, KEYS_MAX, none)                 \
	F(LIST, parties, "parties", MAY, PARTIES_FOUNDING_MAX, founding_party)                     \
	F(INTEGER, parties_threshold, "parties_threshold", MAY, KEYS_MAX, none)                    \
	F(TEXTS, types, "types", MUST, 8, none)                                                    \
	F(TEXTS, witnesses, "witnesses", MAY, 32, none)

#define SHAPE_charter_adopt(F) F(RAW, charter, "charter", MUST, 0, none)

#define SHAPE_officer_name(F)                                                                      \
	F(LIST, keys, "keys", MUST, KEYS_MAX, party_key)                                           \
	F(HANDLE, officer, "officer", MUST, 0, none)

#define SHAPE_officer_end(F)                                                                       \
	F(TEXT, ground, "ground", MAY, PROSE_BYTES_MAX, none)                                      \
	F(HANDLE, officer, "officer", MUST, 0, none)

/* Status spans (forum-cica, data README): `from` is a date that a source states; `seen_by` the first
 * list that shows the fact. One of them, or neither when nothing is known. */
#define SHAPE_party_admit(F)                                                                       \
	F(TEXT, basis, "basis", MAY, PROSE_BYTES_MAX, none)                                        \
	F(CODE, category, "category", MUST, 0, none)                                               \
	F(CODE, code, "code", MUST, 0, none)                                                       \
	F(OBJECT, coordinator, "coordinator", MAY, 0, keyset)                                      \
	F(DATE, from, "from", MAY, 0, none)                                                        \
	F(CODE, kind, "kind", MUST, 0, none)                                                       \
	F(CODE, meeting, "meeting", MAY, 0, none)                                                  \
	F(NAMES, names, "names", MUST, NAME_BYTES_MAX, none)                                       \
	F(TEXT, note, "note", MAY, PROSE_BYTES_MAX, none)                                          \
	F(DATE, seen_by, "seen_by", MAY, 0, none)                                                  \
	F(TEXTS, sources, "sources", MAY, SOURCES_MAX, none)

/* A new status, or the end of one (category "none"; then `until` or `gone_by` may be known). */
#define SHAPE_party_change(F)                                                                      \
	F(TEXT, basis, "basis", MAY, PROSE_BYTES_MAX, none)                                        \
	F(CODE, category, "category", MUST, 0, none)                                               \
	F(DATE, from, "from", MAY, 0, none)                                                        \
	F(DATE, gone_by, "gone_by", MAY, 0, none)                                                  \
	F(CODE, meeting, "meeting", MAY, 0, none)                                                  \
	F(TEXT, note, "note", MAY, PROSE_BYTES_MAX, none)                                          \
	F(CODE, party, "party", MUST, 0, none)                                                     \
	F(DATE, seen_by, "seen_by", MAY, 0, none)                                                  \
	F(TEXTS, sources, "sources", MAY, SOURCES_MAX, none)                                       \
	F(DATE, until, "until", MAY, 0, none)

/* A name from a date on; `use` is "official" or "variant" (another spelling, never shown first). */
#define SHAPE_party_rename(F)                                                                      \
	F(TEXT, basis, "basis", MAY, PROSE_BYTES_MAX, none)                                        \
	F(DATE, from, "from", MAY, 0, none)                                                        \
	F(NAMES, names, "names", MUST, NAME_BYTES_MAX, none)                                       \
	F(CODE, party, "party", MUST, 0, none)                                                     \
	F(TEXTS, sources, "sources", MAY, SOURCES_MAX, none)                                       \
	F(DATE, until, "until", MAY, 0, none)                                                      \
	F(CODE, use, "use", MUST, 0, none)

#define SHAPE_party_suspend(F)                                                                     \
	F(DATE, from, "from", MAY, 0, none)                                                        \
	F(TEXT, ground, "ground", MUST, PROSE_BYTES_MAX, none)                                     \
	F(CODE, meeting, "meeting", MAY, 0, none)                                                  \
	F(CODE, party, "party", MUST, 0, none)                                                     \
	F(TEXTS, sources, "sources", MAY, SOURCES_MAX, none)

#define SHAPE_party_restore(F)                                                                     \
	F(DATE, from, "from", MAY, 0, none)                                                        \
	F(TEXT, ground, "ground", MAY, PROSE_BYTES_MAX, none)                                      \
	F(CODE, meeting, "meeting", MAY, 0, none)                                                  \
	F(CODE, party, "party", MUST, 0, none)                                                     \
	F(TEXTS, sources, "sources", MAY, SOURCES_MAX, none)

#define SHAPE_party_rotate(F)                                                                      \
	F(OBJECT, coordinator, "coordinator", MUST, 0, keyset)                                     \
	F(CODE, party, "party", MUST, 0, none)

/* `evidence`: the note verbale, committed. */
#define SHAPE_party_recover(F)                                                                     \
	F(OBJECT, coordinator, "coordinator", MUST, 0, keyset)                                     \
	F(OBJECT, evidence, "evidence", MUST, 0, commitment)                                       \
	F(CODE, party, "party", MUST, 0, none)

#define SHAPE_party_contest(F)                                                                     \
	F(TEXT, ground, "ground", MAY, PROSE_BYTES_MAX, none)                                      \
	F(CODE, party, "party", MUST, 0, none)

#define SHAPE_party_settle(F)                                                                      \
	F(BOOLEAN, grant, "grant", MAY, 0, none)                                                   \
	F(TEXT, ground, "ground", MAY, PROSE_BYTES_MAX, none)                                      \
	F(CODE, party, "party", MUST, 0, none)

/* `person` commits to who it is; the record holds the role only. Absent lists: no limit. */
#define SHAPE_delegate_accredit(F)                                                                 \
	F(CODES, bodies, "bodies", MAY, 32, none)                                                  \
	F(HANDLE, delegate, "delegate", MUST, 0, none)                                             \
	F(MOMENT, from, "from", MAY, 0, none)                                                      \
	F(LIST, keys, "keys", MUST, KEYS_MAX, party_key)                                           \
	F(CODES, meetings, "meetings", MAY, 32, none)                                              \
	F(OBJECT, person, "person", MAY, 0, commitment)                                            \
	F(CODES, powers, "powers", MUST, POWERS_MAX, none)                                         \
	F(CODE, rank, "rank", MAY, 0, none)                                                        \
	F(MOMENT, until, "until", MAY, 0, none)

#define SHAPE_delegate_limit(F)                                                                    \
	F(CODES, bodies, "bodies", MAY, 32, none)                                                  \
	F(HANDLE, delegate, "delegate", MUST, 0, none)                                             \
	F(CODES, powers, "powers", MAY, POWERS_MAX, none)                                          \
	F(MOMENT, until, "until", MAY, 0, none)

#define SHAPE_delegate_extend(F)                                                                   \
	F(HANDLE, delegate, "delegate", MUST, 0, none)                                             \
	F(MOMENT, until, "until", MUST, 0, none)

#define SHAPE_delegate_key(F)                                                                      \
	F(HANDLE, delegate, "delegate", MUST, 0, none)                                             \
	F(LIST, keys, "keys", MUST, KEYS_MAX, party_key)

#define SHAPE_delegate_dismiss(F)                                                                  \
	F(HANDLE, delegate, "delegate", MUST, 0, none)                                             \
	F(TEXT, ground, "ground", MAY, PROSE_BYTES_MAX, none)                                      \
	F(MOMENT, since, "since", MAY, 0, none)

/* `id` of the act that waits; of the others also its place, so that no index by id is needed. */
#define SHAPE_act_assent(F) F(HASH, id, "id", MUST, 0, none)
#define SHAPE_act_confirm(F)                                                                       \
	F(INTEGER, entry, "entry", MUST, JSON_INTEGER_MAX, none)                                   \
	F(HASH, id, "id", MUST, 0, none)
#define SHAPE_act_disavow(F)                                                                       \
	F(INTEGER, entry, "entry", MUST, JSON_INTEGER_MAX, none)                                   \
	F(TEXT, ground, "ground", MAY, PROSE_BYTES_MAX, none)                                      \
	F(HASH, id, "id", MUST, 0, none)

#define SHAPE_body_rename(F)                                                                       \
	F(TEXT, basis, "basis", MAY, PROSE_BYTES_MAX, none)                                        \
	F(CODE, body, "body", MUST, 0, none)                                                       \
	F(DATE, from, "from", MAY, 0, none)                                                        \
	F(NAMES, names, "names", MUST, NAME_BYTES_MAX, none)                                       \
	F(TEXTS, sources, "sources", MAY, SOURCES_MAX, none)                                       \
	F(DATE, until, "until", MAY, 0, none)

/* A term of an office as a recorded fact; no formula gives it. */
#define SHAPE_office_term(F)                                                                       \
	F(TEXT, basis, "basis", MAY, PROSE_BYTES_MAX, none)                                        \
	F(DATE, from, "from", MUST, 0, none)                                                       \
	F(CODE, office, "office", MUST, 0, none)                                                   \
	F(CODE, party, "party", MUST, 0, none)                                                     \
	F(DATE, planned_until, "planned_until", MAY, 0, none)                                      \
	F(TEXTS, sources, "sources", MAY, SOURCES_MAX, none)                                       \
	F(DATE, until, "until", MAY, 0, none)

/* The register of past meetings. `body` may be unknown or outside the charter ("preparatory"). */
#define SHAPE_meeting_record(F)                                                                    \
	F(CODE, body, "body", MAY, 0, none)                                                        \
	F(CODE, chair, "chair", MAY, 0, none)                                                      \
	F(CODE, code, "code", MUST, 0, none)                                                       \
	F(CODE, date_basis, "date_basis", MAY, 0, none)                                            \
	F(LIST, documents, "documents", MAY, DOCUMENTS_MAX, meeting_document)                      \
	F(DATE, from, "from", MAY, 0, none)                                                        \
	F(CODE, mode, "mode", MAY, 0, none)                                                        \
	F(TEXT, note, "note", MAY, PROSE_BYTES_MAX, none)                                          \
	F(INTEGER, number, "number", MAY, 100000, none)                                            \
	F(NAMES, place, "place", MAY, NAME_BYTES_MAX, none)                                        \
	F(TEXTS, sources, "sources", MAY, SOURCES_MAX, none)                                       \
	F(CODE, status, "status", MUST, 0, none)                                                   \
	F(NAMES, title, "title", MUST, NAME_BYTES_MAX, none)                                       \
	F(DATE, until, "until", MAY, 0, none)

#define SHAPE_institution_record(F)                                                                \
	F(TEXT, basis, "basis", MAY, PROSE_BYTES_MAX, none)                                        \
	F(CODE, code, "code", MUST, 0, none)                                                       \
	F(DATE, founded, "founded", MAY, 0, none)                                                  \
	F(CODE, initiated_by, "initiated_by", MAY, 0, none)                                        \
	F(CODE, kind, "kind", MUST, 0, none)                                                       \
	F(NAMES, names, "names", MUST, NAME_BYTES_MAX, none)                                       \
	F(TEXTS, sources, "sources", MAY, SOURCES_MAX, none)

#define SHAPE_release_publish(F)                                                                   \
	F(CODE, code, "code", MUST, 0, none)                                                       \
	F(DATE, issued, "issued", MUST, 0, none)                                                   \
	F(NAMES, issuer, "issuer", MUST, NAME_BYTES_MAX, none)                                     \
	F(CODE, kind, "kind", MUST, 0, none)                                                       \
	F(CODE, meeting, "meeting", MAY, 0, none)                                                  \
	F(TEXT, note, "note", MAY, PROSE_BYTES_MAX, none)                                          \
	F(LIST, organisations, "organisations", MAY, 64, facet)                                    \
	F(CODE, party, "party", MAY, 0, none)                                                      \
	F(TEXTS, sources, "sources", MAY, SOURCES_MAX, none)                                       \
	F(LIST, topics, "topics", MAY, 64, facet)                                                  \
	F(LIST, versions, "versions", MUST, LANGUAGES_MAX, release_text)

#define SHAPE_release_version(F)                                                                   \
	F(CODE, release, "release", MUST, 0, none)                                                 \
	F(OBJECT, version, "version", MUST, 0, release_text)

/*
 * The silence procedure (docs/rules.md section 7). `expires` is the exact instant: what arrives a
 * millisecond before it counts, what arrives at it does not. `silence` names the instance, `hash` the
 * text that stands under it.
 */
#define SHAPE_silence_propose(F)                                                                   \
	F(CODE, body, "body", MUST, 0, none)                                                       \
	F(CODE, code, "code", MUST, 0, none)                                                       \
	F(MOMENT, expires, "expires", MUST, 0, none)                                               \
	F(CODE, matter, "matter", MUST, 0, none)                                                   \
	F(CODE, meeting, "meeting", MAY, 0, none)                                                  \
	F(OBJECT, negotiated, "negotiated", MAY, 0, named_revision)                                \
	F(TEXT, precondition, "precondition", MAY, PROSE_BYTES_MAX, none)                          \
	F(CODE, predecessor, "predecessor", MAY, 0, none)                                          \
	F(LIST, texts, "texts", MAY, LANGUAGES_MAX, frozen_text)                                  \
	F(NAMES, title, "title", MUST, NAME_BYTES_MAX, none)

#define SHAPE_silence_consent(F) F(CODE, silence, "silence", MUST, 0, none)

#define SHAPE_silence_decline(F)                                                                   \
	F(TEXT, ground, "ground", MAY, PROSE_BYTES_MAX, none)                                      \
	F(OBJECT, paper, "paper", MAY, 0, paper)                                                   \
	F(CODE, silence, "silence", MUST, 0, none)

#define SHAPE_silence_circulate(F)                                                                 \
	F(LIST, sent, "sent", MUST, RECIPIENTS_MAX, delivery)                                      \
	F(CODE, silence, "silence", MUST, 0, none)                                                 \
	F(LIST, undelivered, "undelivered", MAY, RECIPIENTS_MAX, delivery)

#define SHAPE_silence_break(F)                                                                     \
	F(TEXT, ground, "ground", MAY, PROSE_BYTES_MAX, none)                                      \
	F(HASH, hash, "hash", MUST, 0, none)                                                       \
	F(CODE, kind, "kind", MUST, 0, none)                                                       \
	F(OBJECT, paper, "paper", MAY, 0, paper)                                                   \
	F(CODE, silence, "silence", MUST, 0, none)

/* The party that broke it takes its break back; the chair signs too. */
#define SHAPE_silence_retract(F)                                                                   \
	F(TEXT, ground, "ground", MAY, PROSE_BYTES_MAX, none)                                      \
	F(OBJECT, paper, "paper", MAY, 0, paper)                                                   \
	F(CODE, silence, "silence", MUST, 0, none)

/* A reservation or statement that breaks nothing. */
#define SHAPE_silence_attach(F)                                                                    \
	F(HASH, hash, "hash", MUST, 0, none)                                                       \
	F(CODE, kind, "kind", MUST, 0, none)                                                       \
	F(OBJECT, paper, "paper", MAY, 0, paper)                                                   \
	F(CODE, silence, "silence", MUST, 0, none)                                                 \
	F(LIST, texts, "texts", MUST, LANGUAGES_MAX, frozen_text)

#define SHAPE_silence_extend(F)                                                                    \
	F(MOMENT, expires, "expires", MUST, 0, none)                                               \
	F(TEXT, ground, "ground", MAY, PROSE_BYTES_MAX, none)                                      \
	F(CODE, silence, "silence", MUST, 0, none)

/* The clock stops while the channels are down, and runs on for as long as was left. */
#define SHAPE_silence_hold(F)                                                                      \
	F(TEXT, ground, "ground", MUST, PROSE_BYTES_MAX, none)                                     \
	F(CODE, silence, "silence", MUST, 0, none)
#define SHAPE_silence_resume(F)                                                                    \
	F(TEXT, ground, "ground", MAY, PROSE_BYTES_MAX, none)                                      \
	F(CODE, silence, "silence", MUST, 0, none)

#define SHAPE_silence_withdraw(F)                                                                  \
	F(TEXT, ground, "ground", MAY, PROSE_BYTES_MAX, none)                                      \
	F(CODE, silence, "silence", MUST, 0, none)

/* Two officers: these channels were looked at after the expiry, and there was nothing else on them. */
#define SHAPE_silence_attest(F)                                                                    \
	F(CODES, channels, "channels", MUST, 8, none)                                              \
	F(CODE, silence, "silence", MUST, 0, none)

/* A silence that was broken comes to a vote, open until `closes`; the ballot is this entry. */
#define SHAPE_silence_vote(F)                                                                      \
	F(MOMENT, closes, "closes", MUST, 0, none)                                                 \
	F(HASH, hash, "hash", MUST, 0, none)                                                       \
	F(NAMES, question, "question", MAY, NAME_BYTES_MAX, none)                                  \
	F(CODE, silence, "silence", MUST, 0, none)

/* The chair's written notice to all. */
#define SHAPE_silence_notify(F)                                                                    \
	F(CODE, outcome, "outcome", MUST, 0, none)                                                 \
	F(CODE, silence, "silence", MUST, 0, none)                                                 \
	F(TEXT, text, "text", MAY, PROSE_BYTES_MAX, none)

/* The adopted text may be used inside before it is issued. */
#define SHAPE_silence_internal(F)                                                                  \
	F(TEXT, ground, "ground", MAY, PROSE_BYTES_MAX, none)                                      \
	F(CODE, silence, "silence", MUST, 0, none)

#define SHAPE_silence_announce(F)                                                                  \
	F(CODE, meeting, "meeting", MUST, 0, none)                                                 \
	F(CODE, silence, "silence", MUST, 0, none)

#define SHAPE_silence_issue(F)                                                                     \
	F(CODE, silence, "silence", MUST, 0, none)                                                 \
	F(TEXT, symbol, "symbol", MUST, SYMBOL_BYTES_MAX, none)

#define SHAPE_silence_void(F)                                                                      \
	F(TEXT, ground, "ground", MUST, PROSE_BYTES_MAX, none)                                     \
	F(CODE, silence, "silence", MUST, 0, none)

#endif
