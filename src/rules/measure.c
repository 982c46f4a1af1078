#include "rules/measure.h"

#include "rules/measure_step.h"

struct str activity_state_name(enum activity_state s)
{
	static const struct str names[ACTIVITY_STATE__COUNT] = { S("proposed"), S("planned"),
		S("announced"), S("held"), S("cancelled"), S("merged") };
	cm_assert(s < ACTIVITY_STATE__COUNT);
	return names[s];
}

bool activity_is_open(const struct activity *a)
{
	return a->state < ACTIVITY_HELD;
}

int32_t activity_year(const struct activity *a)
{
	if (date_known(a->from))
		return a->from.year;
	return a->year == INTEGER_ABSENT ? 0 : (int32_t)a->year;
}

#define CODE_KEY_BYTES (CODE_BYTES_MAX + 1)

/* Codes are short: they were read from acts, or the dump was judged. */
static struct str code_key(char room[CODE_KEY_BYTES], char letter, struct str code)
{
	cm_assert(code.n <= CODE_BYTES_MAX);
	room[0] = letter;
	if (code.n > 0)
		memcpy(room + 1, code.p, code.n);
	return (struct str){ room, code.n + 1 };
}

void derive_measure_code(struct forum *f, char letter, struct str code, uint32_t at)
{
	char room[CODE_KEY_BYTES];
	map_put(&f->measure_codes, str_copy(f->arena, code_key(room, letter, code)), at);
}

uint32_t measure_row(const struct forum *f, char letter, struct str code)
{
	char room[CODE_KEY_BYTES];
	if (code.n > CODE_BYTES_MAX)
		return MAP_NONE;
	return map_get(&f->measure_codes, code_key(room, letter, code));
}

#define X(noun, table, letter)                                                                     \
	uint32_t noun##_count(const struct forum *f)                                               \
	{                                                                                          \
		return f->table.count;                                                             \
	}                                                                                          \
	const struct noun *noun##_at(const struct forum *f, uint32_t at)                           \
	{                                                                                          \
		return table_at(&f->table, at);                                                    \
	}                                                                                          \
	const struct noun *noun##_find(const struct forum *f, struct str code)                     \
	{                                                                                          \
		uint32_t at = measure_row(f, letter, code);                                        \
		return at == MAP_NONE ? NULL : table_at(&f->table, at);                            \
	}                                                                                          \
	void derive_##noun(struct forum *f, uint32_t at)                                           \
	{                                                                                          \
		derive_measure_code(f, letter, ((const struct noun *)table_at(&f->table, at))->code, at); \
	}
MEASURE_NOUNS(X)
#undef X

uint32_t activity_count(const struct forum *f)
{
	return f->activities.count;
}

const struct activity *activity_at(const struct forum *f, uint32_t at)
{
	return table_at(&f->activities, at);
}

const struct activity *activity_find(const struct forum *f, struct str code)
{
	uint32_t at = measure_row(f, 'v', code);
	return at == MAP_NONE ? NULL : table_at(&f->activities, at);
}

uint32_t coordination_count(const struct forum *f)
{
	return f->coordinations.count;
}

const struct coordination *coordination_at(const struct forum *f, uint32_t at)
{
	return table_at(&f->coordinations, at);
}

uint32_t report_count(const struct forum *f)
{
	return f->reports.count;
}

const struct report *report_at(const struct forum *f, uint32_t at)
{
	return table_at(&f->reports, at);
}

/* Rows ascend by their entries. */
const struct report *report_of_entry(const struct forum *f, uint64_t entry)
{
	uint32_t low = 0, high = f->reports.count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (report_at(f, middle)->evidence.entry < entry)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == f->reports.count || report_at(f, low)->evidence.entry != entry)
		return NULL;
	return report_at(f, low);
}

const struct report *report_of_activity(const struct forum *f, struct str activity)
{
	uint32_t at = measure_row(f, 'o', activity);
	return at == MAP_NONE ? NULL : report_at(f, at);
}

void derive_report(struct forum *f, uint32_t at)
{
	const struct report *r = table_at(&f->reports, at);
	if (r->activity.n > 0 && measure_row(f, 'o', r->activity) == MAP_NONE)
		derive_measure_code(f, 'o', r->activity, at);
}

const struct activity *activity_by_date(const struct forum *f, uint32_t rank)
{
	return table_at(&f->activities, order_at(&f->activity_order, rank));
}

int32_t catalogue_end(const struct forum *f, const struct catalogue *c)
{
	int32_t end = INT32_MAX;
	for (uint32_t i = 0; i < f->catalogues.count; i++) {
		const struct catalogue *by = table_at(&f->catalogues, i);
		if (!strs_has(&by->replaces, c->code) || !date_known(by->from))
			continue;
		int32_t day = date_first_day(by->from);
		end = day < end ? day : end;
	}
	return end;
}

bool coordination_on(const struct coordination *c, int32_t day)
{
	return span_holds(&c->span, day);
}

moment measure_due(const struct forum *f, struct date last)
{
	const struct charter_measures *m = &f->charter.measures;
	if (!m->is_present || m->report_s == INTEGER_ABSENT || !date_known(last))
		return MOMENT_ABSENT;
	int64_t over = (int64_t)date_last_day(last) + 1;
	return (moment){ over * 86400000 + m->report_s * 1000 };
}

moment activity_report_due(const struct forum *f, const struct activity *a)
{
	if (a->state != ACTIVITY_HELD)
		return MOMENT_ABSENT;
	return measure_due(f, date_known(a->until) ? a->until : a->from);
}
