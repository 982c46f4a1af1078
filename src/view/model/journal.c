#include "view/model/journal.h"

#include "base/arena.h"
#include "view/model/next.h"

#define DAY_MS INT64_C(86400000)

MODEL_DEFINE(journal_day)
MODEL_DEFINE(journal)

static int32_t day_of(moment at)
{
	return (int32_t)(at.ms / DAY_MS);
}

struct date journal_day_of(const struct conduct *c, struct date asked)
{
	moment newest = c->steps_count > 0 ? c->steps[c->steps_count - 1].at : c->opens;
	return date_known(asked) ? asked : date_of_days(day_of(newest));
}

/* In order, each once: an act may make several rows. */
static uint32_t entry_add(uint64_t *entries, uint32_t n, uint64_t entry)
{
	uint32_t at = n;
	while (at > 0 && entries[at - 1] > entry)
		at--;
	if (n == JOURNAL_ACTS_MAX || (at > 0 && entries[at - 1] == entry))
		return n;
	for (uint32_t i = n; i > at; i--)
		entries[i] = entries[i - 1];
	entries[at] = entry;
	return n + 1;
}

uint32_t journal_entries(const struct forum *f, const struct conduct *c, struct date day,
    uint64_t *entries)
{
	int32_t asked = date_first_day(day);
	uint32_t n = 0;
	for (uint32_t i = 0; i < c->steps_count; i++) {
		if (day_of(c->steps[i].at) == asked)
			n = entry_add(entries, n, c->steps[i].entry);
	}
	for (uint32_t i = 0; i < c->points_count; i++) {
		if (day_of(c->points[i].at) == asked)
			n = entry_add(entries, n, c->points[i].entry);
		if (day_of(c->points[i].at) == asked && c->points[i].ruling_entry != UINT64_MAX)
			n = entry_add(entries, n, c->points[i].ruling_entry);
	}
	for (uint32_t i = 0; i < c->notes_count; i++) {
		if (date_eq(c->notes[i].day, day))
			n = entry_add(entries, n, c->notes[i].entry);
	}
	for (uint32_t k = 0; k < decision_of_meeting_count(f, c->meeting); k++) {
		const struct decision *d = decision_of_meeting(f, c->meeting, k);
		for (uint32_t i = 0; i < d->steps_count; i++) {
			if (day_of(d->steps[i].at) == asked)
				n = entry_add(entries, n, d->steps[i].entry);
		}
	}
	return n;
}

/* Words of the notes, and the course of the day without them: a note is shown for what it says. */
static void acts_fill(struct journal *m, const struct site *s, const struct journal_query *q)
{
	struct act_item *acts = arena_array(s->scratch, struct act_item, q->acts_count);
	struct frozen_item *notes = arena_array(s->scratch, struct frozen_item, q->acts_count);
	uint32_t n = 0, noted = 0;
	for (uint32_t i = 0; i < q->acts_count; i++) {
		const struct act_view *act = &q->acts[i];
		if (act->kind == KIND_JOURNAL_ADD) {
			struct lang_text said = words_of(s, &act->content->journal_add.text);
			notes[noted++] = (struct frozen_item){ said.lang, STR_NONE, said.text };
		} else {
			acts[n++] = act_item_of(s, act);
		}
	}
	m->acts = (struct act_item_list){ n, acts };
	m->notes = (struct frozen_item_list){ noted, notes };
}

/* Of what the whole meeting has, that of the day. Who spoke stands newest first there. */
static void rows_fill(struct journal *m, const struct site *s, const struct conduct_full *full)
{
	int32_t day = date_first_day(m->day);
	struct speaker_row *speakers = arena_array(s->scratch, struct speaker_row, full->spoke.count);
	struct statement_row *statements =
	    arena_array(s->scratch, struct statement_row, full->statements.count);
	struct decision_item *decisions =
	    arena_array(s->scratch, struct decision_item, full->decisions.count);
	uint32_t spoke = 0, said = 0, decided = 0;
	for (uint32_t i = full->spoke.count; i > 0; i--) {
		if (day_of(full->spoke.at[i - 1].ended) == day)
			speakers[spoke++] = full->spoke.at[i - 1];
	}
	for (uint32_t i = 0; i < full->statements.count; i++) {
		if (day_of(full->statements.at[i].at) == day)
			statements[said++] = full->statements.at[i];
	}
	for (uint32_t i = 0; i < full->decisions.count; i++) {
		moment at = full->decisions.at[i].adopted;
		if (at.ms != MOMENT_ABSENT.ms && day_of(at) == day)
			decisions[decided++] = full->decisions.at[i];
	}
	m->speakers = (struct speaker_row_list){ spoke, speakers };
	m->statements = (struct statement_row_list){ said, statements };
	m->decisions = (struct decision_item_list){ decided, decisions };
}

static void days_fill(struct journal *m, const struct site *s, const struct conduct *c)
{
	struct journal_day *days = arena_array(s->scratch, struct journal_day, c->steps_count);
	uint32_t n = 0;
	for (uint32_t i = 0; i < c->steps_count; i++) {
		struct date day = date_of_days(day_of(c->steps[i].at));
		if (n == 0 || !date_eq(days[n - 1].day, day))
			days[n++] = (struct journal_day){ day };
	}
	m->days = (struct journal_day_list){ n, days };
}

bool journal_fill(struct journal *m, const struct site *s, const struct journal_query *q)
{
	struct conduct_full full;
	const struct conduct *c = conduct_find(s->forum, q->meeting);
	if (c == NULL || !conduct_fill(&full, s, q->meeting))
		return false;
	*m = (struct journal){ .meeting = full.meeting, .day = journal_day_of(c, q->day),
		.chair = full.chair, .chair_name = full.chair_name,
		.agenda = full.agenda };
	for (uint32_t i = 0; i < c->notes_count; i++) {
		if (c->notes[i].symbol.n > 0 && date_eq(c->notes[i].day, m->day))
			m->symbol = c->notes[i].symbol;
	}
	days_fill(m, s, c);
	acts_fill(m, s, q);
	rows_fill(m, s, &full);
	return true;
}
