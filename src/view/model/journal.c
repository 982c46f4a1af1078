#include "view/model/journal.h"

#include <string.h>

#include "base/arena.h"
#include "rules/silence.h"
#include "view/model/next.h"

#define DAY_MS INT64_C(86400000)

MODEL_DEFINE(journal_day)
MODEL_DEFINE(journal_item)
MODEL_DEFINE(journal_present)
MODEL_DEFINE(journal_count)
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
	for (uint32_t i = 0; i < c->marks_count; i++) {
		if (day_of(c->marks[i].at) == asked)
			n = entry_add(entries, n, c->marks[i].entry);
	}
	for (uint32_t i = 0; i < tenure_count(f); i++) {
		const struct tenure *t = tenure_at(f, i);
		if (str_eq(t->meeting, c->meeting) && day_of(t->at) == asked)
			n = entry_add(entries, n, t->entry);
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

uint32_t journal_agenda_entries(const struct conduct *c, struct date day, uint64_t *entries)
{
	uint32_t n = 0;
	for (uint32_t i = c->marks_count; i > 0 && n < JOURNAL_AGENDAS_MAX; i--) {
		const struct conduct_mark *mark = &c->marks[i - 1];
		if (mark->of == MARK_AGENDA && day_of(mark->at) <= date_first_day(day))
			n = entry_add(entries, n, mark->entry);
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

/* Whoever was called on the day, in the order of the calls. */
static void speakers_fill(struct journal *m, const struct site *s, const struct conduct *c)
{
	const int32_t day = date_first_day(m->day);
	const struct conduct_speaker **called =
	    arena_array(s->scratch, const struct conduct_speaker *, c->speakers_count);
	uint32_t n = 0;
	for (uint32_t i = 0; i < c->speakers_count; i++) {
		const struct conduct_speaker *of = &c->speakers[i];
		if (of->called_entry == UINT64_MAX || day_of(of->called) != day)
			continue;
		uint32_t at = n++;
		for (; at > 0 && called[at - 1]->called_entry > of->called_entry; at--)
			called[at] = called[at - 1];
		called[at] = of;
	}
	struct speaker_row *rows = arena_array(s->scratch, struct speaker_row, n);
	for (uint32_t i = 0; i < n; i++) {
		rows[i] = speaker_row_of(s, called[i]);
		rows[i].party_name = words_of_party(s, called[i]->party, day);
	}
	m->speakers = (struct speaker_row_list){ n, rows };
}

/* Of what the whole meeting has, that of the day. */
static void rows_fill(struct journal *m, const struct site *s, const struct conduct_full *full)
{
	int32_t day = date_first_day(m->day);
	struct statement_row *statements =
	    arena_array(s->scratch, struct statement_row, full->statements.count);
	struct decision_item *decisions =
	    arena_array(s->scratch, struct decision_item, full->decisions.count);
	uint32_t said = 0, decided = 0;
	for (uint32_t i = 0; i < full->statements.count; i++) {
		if (day_of(full->statements.at[i].at) == day)
			statements[said++] = full->statements.at[i];
	}
	for (uint32_t i = 0; i < full->decisions.count; i++) {
		moment at = full->decisions.at[i].adopted;
		if (at.ms != MOMENT_ABSENT.ms && day_of(at) == day)
			decisions[decided++] = full->decisions.at[i];
	}
	m->statements = (struct statement_row_list){ said, statements };
	m->decisions = (struct decision_item_list){ decided, decisions };
}

static const struct agenda_item_list *items_of(const struct act_view *act)
{
	const union content *c = act->content;
	if (act->kind == KIND_MEETING_CONVENE)
		return &c->meeting_convene.agenda;
	return act->kind == KIND_AGENDA_PROPOSE ? &c->agenda_propose.items : &c->agenda_adopt.items;
}

/* The agenda as its acts made it, by the rules of agenda.propose and agenda.adopt. */
static void agenda_fill(struct journal *m, const struct site *s, const struct journal_query *q)
{
	struct journal_item *items = arena_array(s->scratch, struct journal_item, 2 * AGENDA_ITEMS_MAX);
	uint32_t adopted = 0, n = 0; /* the adopted ones stand first */
	for (uint32_t k = 0; k < q->agenda_count; k++) {
		const struct agenda_item_list *from = items_of(&q->agenda[k]);
		const bool is_adoption = q->agenda[k].kind == KIND_AGENDA_ADOPT;
		uint32_t kept = is_adoption ? 0 : adopted;
		if (is_adoption && from->count == 0) {
			kept = n - adopted;
			memmove(items, items + adopted, kept * sizeof *items);
		}
		n = kept;
		for (uint32_t i = 0; i < from->count && n < 2 * AGENDA_ITEMS_MAX; i++)
			items[n++] = (struct journal_item){ from->at[i].id, from->at[i].number,
				words_of(s, &from->at[i].title), from->at[i].papers, false };
		adopted = is_adoption ? n : adopted;
		for (uint32_t i = 0; i < adopted; i++)
			items[i].is_adopted = true;
	}
	m->agenda = (struct journal_item_list){ n, items };
}

static struct journal_count count_of(const struct site *s, const struct act_view *act,
    const struct strs *present, int32_t day)
{
	struct journal_present *rows = arena_array(s->scratch, struct journal_present, present->count);
	for (uint32_t i = 0; i < present->count; i++)
		rows[i] = (struct journal_present){ present->at[i],
			words_of_party(s, present->at[i], day) };
	return (struct journal_count){ act->entry->received, (int64_t)act->index, present->count,
		{ present->count, rows } };
}

static void counts_fill(struct journal *m, const struct site *s, const struct journal_query *q)
{
	const int32_t day = date_first_day(m->day);
	struct journal_count *counts = arena_array(s->scratch, struct journal_count, q->acts_count);
	uint32_t n = 0;
	for (uint32_t i = 0; i < q->acts_count; i++) {
		const struct act_view *act = &q->acts[i];
		if (act->kind == KIND_MEETING_OPEN)
			counts[n++] = count_of(s, act, &act->content->meeting_open.present, day);
		else if (act->kind == KIND_MEETING_COUNT)
			counts[n++] = count_of(s, act, &act->content->meeting_count.present, day);
	}
	m->counts = (struct journal_count_list){ n, counts };
}

/* Who presided at the end of the day: who acts does so until the meeting closes. */
static void chair_fill(struct journal *m, const struct site *s, const struct conduct *c)
{
	const int32_t day = date_first_day(m->day);
	m->chair = chair_party(s->forum, c->body, (moment){ (day + 1) * DAY_MS - 1 });
	for (uint32_t i = 0; i < tenure_count(s->forum); i++) {
		const struct tenure *t = tenure_at(s->forum, i);
		if (t->how == TENURE_ACTING && str_eq(t->meeting, c->meeting) && day_of(t->at) <= day)
			m->chair = t->party;
	}
	if (m->chair.n > 0)
		m->chair_name = words_of_party(s, m->chair, day);
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
	*m = (struct journal){ .meeting = full.meeting, .day = journal_day_of(c, q->day) };
	for (uint32_t i = 0; i < c->notes_count; i++) {
		if (c->notes[i].symbol.n > 0 && date_eq(c->notes[i].day, m->day))
			m->symbol = c->notes[i].symbol;
	}
	days_fill(m, s, c);
	chair_fill(m, s, c);
	agenda_fill(m, s, q);
	counts_fill(m, s, q);
	acts_fill(m, s, q);
	speakers_fill(m, s, c);
	rows_fill(m, s, &full);
	return true;
}
