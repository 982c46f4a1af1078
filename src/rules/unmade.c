/* Temporary: kinds whose rules are still being written. Delete this file when it is empty. */
#include "rules/judge.h"
#define UNMADE(shape) \
	__attribute__((weak)) void shape##_check(struct judge *j, const struct shape *c) { (void)j; (void)c; } \
	__attribute__((weak)) void shape##_apply(struct forum *f, const struct judged *act, const struct shape *c) { (void)f; (void)act; (void)c; }
UNMADE(office_assume)
UNMADE(office_hand)
UNMADE(office_contest)
UNMADE(office_act)
UNMADE(meeting_convene)
UNMADE(meeting_move)
UNMADE(meeting_cancel)
UNMADE(meeting_open)
UNMADE(meeting_count)
UNMADE(meeting_suspend)
UNMADE(meeting_resume)
UNMADE(meeting_close)
UNMADE(quorum_ask)
UNMADE(agenda_propose)
UNMADE(agenda_adopt)
UNMADE(delegation_announce)
UNMADE(credentials_submit)
UNMADE(credentials_contest)
UNMADE(credentials_decide)
UNMADE(speaker_ask)
UNMADE(speaker_withdraw)
UNMADE(speaker_swap)
UNMADE(speaker_call)
UNMADE(speaker_end)
UNMADE(list_close)
UNMADE(list_reopen)
UNMADE(statement_deliver)
UNMADE(point_raise)
UNMADE(point_rule)
UNMADE(point_appeal)
UNMADE(point_decide)
UNMADE(document_issue)
UNMADE(journal_add)
UNMADE(journal_issue)
UNMADE(dissent_file)
UNMADE(vote_call)
UNMADE(vote_cast)
UNMADE(vote_close)
UNMADE(vote_void)
__attribute__((weak)) bool symbol_is_used(const struct forum *f, struct str symbol) { return map_get(&f->symbols, symbol) != MAP_NONE; }
__attribute__((weak)) const struct conduct *conduct_find(const struct forum *f, struct str meeting) { (void)f; (void)meeting; return NULL; }
__attribute__((weak)) struct str conduct_chair(const struct forum *f, const struct conduct *c, moment at) { (void)f; (void)c; (void)at; return STR_NONE; }
__attribute__((weak)) struct str office_holder_at(const struct forum *f, struct str office, moment at) { (void)f; (void)office; (void)at; return STR_NONE; }
__attribute__((weak)) bool conduct_has_quorum(const struct forum *f, const struct conduct *c, struct fraction part) { (void)f; (void)c; (void)part; return false; }
__attribute__((weak)) const struct conduct_item *conduct_item(const struct conduct *c, struct str id) { (void)c; (void)id; return NULL; }
__attribute__((weak)) uint32_t conduct_points_open(const struct conduct *c, struct str decision) { (void)c; (void)decision; return 1; }
__attribute__((weak)) const struct conduct *guard_meeting(struct judge *j, struct str meeting, struct str place) { (void)meeting; finding_add_at(j->found, FINDING_MEETING_UNKNOWN, place); return NULL; }
__attribute__((weak)) moment dissent_deadline(const struct forum *f, const struct decision *d) { (void)f; (void)d; return MOMENT_ABSENT; }
__attribute__((weak)) bool symbol_fits(const struct forum *f, struct str class, struct str symbol, int32_t year) { (void)f; (void)class; (void)symbol; (void)year; return false; }
