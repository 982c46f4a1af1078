#include "rules/agreement.h"

#include "rules/state.h"

struct str agreement_state_name(enum agreement_state s)
{
	static const struct str names[AGREEMENT_STATE__COUNT] = { S("none"), S("proposed"),
		S("studied"), S("negotiated"), S("approved"), S("signed"), S("in-force"),
		S("suspended"), S("superseded"), S("ended"), S("dropped") };
	cm_assert(s < AGREEMENT_STATE__COUNT);
	return names[s];
}

enum agreement_state agreement_state_of(struct str name)
{
	for (unsigned i = AGREEMENT_PROPOSED; i < AGREEMENT_STATE__COUNT; i++) {
		if (str_eq(agreement_state_name((enum agreement_state)i), name))
			return (enum agreement_state)i;
	}
	return AGREEMENT_NONE;
}

bool agreement_stands(enum agreement_state s)
{
	return s == AGREEMENT_SIGNED || s == AGREEMENT_IN_FORCE;
}

bool agreement_is_over(enum agreement_state s)
{
	return s >= AGREEMENT_SUPERSEDED;
}

bool agreement_may_amend(enum agreement_state from)
{
	return agreement_stands(from) || from == AGREEMENT_SUSPENDED;
}

/* The first step may be any of a life that was recorded late; an approved draft may be opened again, a
 * suspension lifted; what is over stays over. */
bool agreement_may_follow(enum agreement_state from, enum agreement_state to)
{
	switch ((unsigned)to) {
	case AGREEMENT_PROPOSED: return from == AGREEMENT_NONE;
	case AGREEMENT_STUDIED: return from < AGREEMENT_STUDIED;
	case AGREEMENT_NEGOTIATED: return from < AGREEMENT_NEGOTIATED || from == AGREEMENT_APPROVED;
	case AGREEMENT_APPROVED: return from < AGREEMENT_APPROVED;
	case AGREEMENT_SIGNED: return from < AGREEMENT_SIGNED;
	case AGREEMENT_IN_FORCE:
		return from == AGREEMENT_NONE || from == AGREEMENT_APPROVED ||
		    from == AGREEMENT_SIGNED || from == AGREEMENT_SUSPENDED;
	case AGREEMENT_SUSPENDED: return agreement_stands(from);
	case AGREEMENT_SUPERSEDED:
	case AGREEMENT_ENDED: return agreement_may_amend(from);
	case AGREEMENT_DROPPED: return from > AGREEMENT_NONE && from < AGREEMENT_SIGNED;
	default: return false;
	}
}

static int32_t certain_day(const struct agreement_step_row *s)
{
	if (date_known(s->on))
		return date_last_day(s->on);
	return date_known(s->seen_by) ? date_last_day(s->seen_by) : FORUM_TODAY;
}

static int32_t first_possible_day(const struct agreement_step_row *s)
{
	return date_known(s->on) ? date_first_day(s->on) : INT32_MIN;
}

struct agreement_day agreement_on(const struct agreement *a, int32_t day)
{
	struct agreement_day out = { AGREEMENT_NONE, NULL, NULL };
	for (uint32_t i = 0; i < a->steps_count; i++) {
		const struct agreement_step_row *s = &a->steps[i];
		if (certain_day(s) <= day)
			out = (struct agreement_day){ s->to, s, NULL };
		else if (first_possible_day(s) <= day)
			out.maybe = s;
		else
			break;
	}
	return out;
}

uint32_t agreement_count(const struct forum *f)
{
	return f->agreements.count;
}

const struct agreement *agreement_at(const struct forum *f, uint32_t at)
{
	return table_at(&f->agreements, at);
}

const struct agreement *agreement_find(const struct forum *f, struct str code)
{
	uint32_t at = map_get(&f->agreement_by_code, code);
	return at == MAP_NONE ? NULL : table_at(&f->agreements, at);
}

void derive_agreement(struct forum *f, uint32_t at)
{
	map_put(&f->agreement_by_code, agreement_at(f, at)->code, at);
}

uint32_t relation_count(const struct forum *f)
{
	return f->relations.count;
}

const struct relation *relation_at(const struct forum *f, uint32_t at)
{
	return table_at(&f->relations, at);
}

const struct relation *relation_find(const struct forum *f, struct str code)
{
	uint32_t at = map_get(&f->relation_by_code, code);
	return at == MAP_NONE ? NULL : table_at(&f->relations, at);
}

void derive_relation(struct forum *f, uint32_t at)
{
	map_put(&f->relation_by_code, relation_at(f, at)->code, at);
}

bool relation_on(const struct relation *r, int32_t day)
{
	return span_holds(&r->span, day);
}

uint32_t institution_text_count(const struct forum *f)
{
	return f->institution_texts.count;
}

const struct institution_text_row *institution_text_at(const struct forum *f, uint32_t at)
{
	return table_at(&f->institution_texts, at);
}

uint32_t board_seat_count(const struct forum *f)
{
	return f->institution_seats.count;
}

const struct board_seat *board_seat_at(const struct forum *f, uint32_t at)
{
	return table_at(&f->institution_seats, at);
}

bool board_seat_on(const struct board_seat *s, int32_t day)
{
	return span_holds(&s->span, day);
}
