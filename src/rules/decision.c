#include "rules/decision.h"

#include "base/encode.h"
#include "rules/decision_step.h"

static const struct str STATE_NAMES[DECISION_STATE__COUNT] = {
	[DECISION_TABLED] = { "tabled", 6 },
	[DECISION_CIRCULATED] = { "circulated", 10 },
	[DECISION_ELIGIBLE] = { "eligible", 8 },
	[DECISION_CONSIDERED] = { "considered", 10 },
	[DECISION_CALLED] = { "called", 6 },
	[DECISION_OBJECTED] = { "objected", 8 },
	[DECISION_HELD] = { "held", 4 },
	[DECISION_DEFERRED] = { "deferred", 8 },
	[DECISION_VOTE] = { "vote", 4 },
	[DECISION_GAVELLED] = { "gavelled", 8 },
	[DECISION_REGISTERED] = { "registered", 10 },
	[DECISION_ISSUED] = { "issued", 6 },
	[DECISION_NOT_ADOPTED] = { "not-adopted", 11 },
	[DECISION_REFERRED] = { "referred", 8 },
	[DECISION_WITHDRAWN] = { "withdrawn", 9 },
	[DECISION_LAPSED] = { "lapsed", 6 },
};

struct str decision_state_name(enum decision_state s)
{
	cm_assert(s < DECISION_STATE__COUNT);
	return STATE_NAMES[s];
}

uint32_t decision_count(const struct forum *f)
{
	return f->decisions.count;
}

const struct decision *decision_at(const struct forum *f, uint32_t at)
{
	return table_at(&f->decisions, at);
}

const struct decision *decision_find(const struct forum *f, struct str code)
{
	uint32_t at = map_get(&f->decision_by_code, code);
	return at == MAP_NONE ? NULL : table_at(&f->decisions, at);
}

/* Rows move from meeting to meeting, so that what a meeting considers is looked up among all. */
static bool is_considered_in(const struct decision *d, struct str meeting)
{
	return d->item.n > 0 && str_eq(d->meeting, meeting);
}

uint32_t decision_of_meeting_count(const struct forum *f, struct str meeting)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < f->decisions.count; i++)
		count += is_considered_in(table_at(&f->decisions, i), meeting);
	return count;
}

const struct decision *decision_of_meeting(const struct forum *f, struct str meeting, uint32_t rank)
{
	for (uint32_t i = 0; i < f->decisions.count; i++) {
		const struct decision *d = table_at(&f->decisions, i);
		if (is_considered_in(d, meeting) && rank-- == 0)
			return d;
	}
	return NULL;
}

bool decision_is_open(const struct decision *d)
{
	return d->state < DECISION_GAVELLED;
}

bool decision_is_put(const struct decision *d)
{
	enum decision_state state = d->state == DECISION_HELD ? d->held_from : d->state;
	return state == DECISION_CALLED || state == DECISION_OBJECTED;
}

bool decision_is_adopted(const struct decision *d)
{
	return d->state == DECISION_GAVELLED || d->state == DECISION_REGISTERED ||
	    d->state == DECISION_ISSUED;
}

bool decision_is_lapsed(const struct forum *f, const struct decision *d)
{
	if (d->state == DECISION_LAPSED)
		return true;
	if (d->state != DECISION_CONSIDERED && d->state != DECISION_HELD &&
	    d->state != DECISION_VOTE)
		return false;
	const struct conduct *c = conduct_find(f, d->meeting);
	return c != NULL && (c->state == CONDUCT_CLOSED || c->state == CONDUCT_CANCELLED);
}

bool decision_is_eligible(const struct forum *f, const struct decision *d, moment at)
{
	if (d->state == DECISION_TABLED || d->circulated.ms == MOMENT_ABSENT.ms)
		return false;
	if (d->is_notice_waived)
		return true;
	const struct charter_notice *notice = charter_notice(&f->charter, d->matter);
	return notice == NULL || at.ms >= notice_over(notice, d->circulated).ms;
}

bool decision_is_in(const struct forum *f, const struct decision *d, struct str lang)
{
	const struct instrument *of = decision_text(f, d);
	return of == NULL ? strs_has(&d->languages, lang) : instrument_is_in(f, of, lang);
}

const struct charter_step *decision_ladder_step(const struct forum *f, const struct decision *d)
{
	const struct charter_decision *ladder = charter_ladder(&f->charter, d->body, d->matter);
	return ladder == NULL || d->step >= ladder->steps_count ? NULL : &ladder->steps[d->step];
}

/* The entry of the last call. A call is what follows consideration; withdrawals and counts lead back to
 * it. Objections lie with the putting that they were filed under: the same text may be put again, even
 * within the same millisecond. */
static uint64_t last_call(const struct decision *d)
{
	for (uint32_t i = d->steps_count; i-- > 1;) {
		if (d->steps[i].to == DECISION_CALLED && d->steps[i - 1].to == DECISION_CONSIDERED)
			return d->steps[i].entry;
	}
	return 0;
}

static bool is_of_call(const struct decision *d, const struct objection *o)
{
	return hash_eq(&o->hash, &d->hash);
}

/* The first of the objections since the last call: they are in order of record, and a text that is put
 * again and again has many before. */
static uint32_t first_of_call(const struct decision *d)
{
	uint64_t call = last_call(d);
	uint32_t from = d->objections_count;
	while (from > 0 && d->objections[from - 1].entry > call)
		from--;
	return from;
}

uint32_t decision_objections_standing(const struct decision *d)
{
	uint32_t count = 0;
	for (uint32_t i = first_of_call(d); i < d->objections_count; i++) {
		const struct objection *o = &d->objections[i];
		count += o->withdrawn == UINT64_MAX && o->has_effect && is_of_call(d, o);
	}
	return count;
}

const struct objection *decision_objection_of(const struct decision *d, struct str party)
{
	const uint32_t from = first_of_call(d);
	for (uint32_t i = d->objections_count; i-- > from;) {
		const struct objection *o = &d->objections[i];
		if (str_eq(o->party, party) && is_of_call(d, o))
			return o;
	}
	return NULL;
}

uint32_t decision_adrefs_open(const struct decision *d)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < d->adrefs_count; i++)
		count += d->adrefs[i].ended == UINT64_MAX;
	return count;
}

uint32_t decision_contests_open(const struct decision *d)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < d->contests_count; i++)
		count += d->contests[i].settled == UINT64_MAX;
	return count;
}

moment decision_window_over(const struct decision *d)
{
	if (!decision_is_put(d) || d->called.ms == MOMENT_ABSENT.ms)
		return MOMENT_ABSENT;
	return (moment){ d->called.ms + d->window_s * 1000 };
}

bool decision_is_objection(const struct forum *f, uint64_t entry)
{
	for (uint32_t i = 0; i < f->decisions.count; i++) {
		const struct decision *d = table_at(&f->decisions, i);
		for (uint32_t k = 0; k < d->objections_count; k++) {
			if (d->objections[k].entry == entry)
				return true;
		}
	}
	return false;
}
