/* Makers of the pages of meetings and decisions. */
#include "base/arena.h"
#include "base/encode.h"
#include "rules/decision.h"
#include "view/model/decisions.h"
#include "view/model/texts.h"
#include "view/model/journal.h"
#include "web/call.h"

#define PAGES_MAX 1000000
#define EVIDENCE_READ_MAX 30 /* objections, or statements, of a decision: with what they say */
#define STEPS_READ_MAX 60

enum view_status decisions_make(struct buf *out, struct site *s, const struct call *c)
{
	uint64_t page = 1;
	if (!query_number(&c->query, S("page"), &page, PAGES_MAX))
		return problem_page(out, s, PROBLEM_BAD_REQUEST);
	const struct decisions_query q = { .body = query_value(&c->query, S("body")),
		.page = (uint32_t)page };
	return decisions_page(out, s, &q);
}

/* The acts of these rows; `entry` gives the place of one. */
typedef uint64_t entry_of(const void *rows, uint32_t i);

static const struct act_view *acts_read(const struct site *s, const struct call *c,
    const void *list, struct rows_shown rows, entry_of *entry)
{
	struct act_view *acts = arena_array(s->scratch, struct act_view, rows.count);
	for (uint32_t i = 0; i < rows.count; i++)
		act_read(&acts[i], s, c, entry(list, rows.from + i));
	return acts;
}

static uint64_t step_entry(const void *rows, uint32_t i)
{
	return ((const struct decision_step *)rows)[i].entry;
}

static uint64_t objection_entry(const void *rows, uint32_t i)
{
	return ((const struct objection *)rows)[i].entry;
}

static uint64_t dissent_entry(const void *rows, uint32_t i)
{
	return ((const struct dissent *)rows)[i].entry;
}

/* Of `total` rows those that the page shows, and of these no more than are read. */
static struct rows_shown rows_read(uint32_t total, uint32_t shown, uint32_t page, uint32_t most)
{
	struct rows_shown rows = decision_shown(total, shown, page);
	rows.count = rows.count < most ? rows.count : most;
	return rows;
}

enum view_status decision_make(struct buf *out, struct site *s, const struct call *c)
{
	const struct decision *of = decision_find(s->forum, c->code);
	struct decision_query q = { .code = c->code };
	struct act_view text;
	uint64_t page = 1;
	if (!query_number(&c->query, S("page"), &page, PAGES_MAX))
		return problem_page(out, s, PROBLEM_BAD_REQUEST);
	q.page = (uint32_t)page;
	if (of == NULL)
		return decision_page(out, s, &q);
	struct rows_shown steps =
	    rows_read(of->steps_count, EVIDENCE_SHOWN_MAX, q.page, STEPS_READ_MAX);
	struct rows_shown objections =
	    rows_read(of->objections_count, OBJECTIONS_SHOWN_MAX, q.page, EVIDENCE_READ_MAX);
	struct rows_shown dissents =
	    rows_read(of->dissents_count, EVIDENCE_SHOWN_MAX, q.page, EVIDENCE_READ_MAX);
	q.steps_count = steps.count;
	q.steps = acts_read(s, c, of->steps, steps, step_entry);
	q.objections_count = objections.count;
	q.objections = acts_read(s, c, of->objections, objections, objection_entry);
	q.dissents_count = dissents.count;
	q.dissents = acts_read(s, c, of->dissents, dissents, dissent_entry);
	act_read(&text, s, c, of->text_entry);
	q.text = &text;
	return decision_page(out, s, &q);
}

enum view_status console_make(struct buf *out, struct site *s, const struct call *c)
{
	return console_page(out, s, c->code);
}

enum view_status room_make(struct buf *out, struct site *s, const struct call *c)
{
	return room_page(out, s, c->code);
}

enum view_status seat_make(struct buf *out, struct site *s, const struct call *c)
{
	return seat_page(out, s, c->code, query_value(&c->query, S("party")));
}

enum view_status journal_make(struct buf *out, struct site *s, const struct call *c)
{
	const struct conduct *of = conduct_find(s->forum, c->code);
	struct str asked = query_value(&c->query, S("day"));
	struct journal_query q = { .meeting = c->code, .day = DATE_NONE };
	if (asked.n > 0 && (!date_parse(&q.day, asked) || q.day.day == 0 || q.day.minute >= 0))
		return problem_page(out, s, PROBLEM_BAD_REQUEST);
	if (of == NULL)
		return journal_page(out, s, &q);
	uint64_t *entries = arena_array(s->scratch, uint64_t, JOURNAL_ACTS_MAX);
	q.day = journal_day_of(of, q.day);
	q.acts_count = journal_entries(s->forum, of, q.day, entries);
	struct act_view *acts = arena_array(s->scratch, struct act_view, q.acts_count);
	for (uint32_t i = 0; i < q.acts_count; i++)
		act_read(&acts[i], s, c, entries[i]);
	q.acts = acts;
	q.agenda_count = journal_agenda_entries(of, q.day, entries);
	struct act_view *agenda = arena_array(s->scratch, struct act_view, q.agenda_count);
	for (uint32_t i = 0; i < q.agenda_count; i++)
		act_read(&agenda[i], s, c, entries[i]);
	q.agenda = agenda;
	return journal_page(out, s, &q);
}

enum view_status documents_make(struct buf *out, struct site *s, const struct call *c)
{
	uint64_t page = 1;
	if (!query_number(&c->query, S("page"), &page, PAGES_MAX))
		return problem_page(out, s, PROBLEM_BAD_REQUEST);
	const struct documents_query q = { .class = query_value(&c->query, S("class")),
		.page = (uint32_t)page };
	return documents_page(out, s, &q);
}

enum view_status document_make(struct buf *out, struct site *s, const struct call *c)
{
	struct document_query q = { .code = c->code };
	struct act_view act;
	uint64_t entry;
	/* Only what is in the record can be read from it. */
	if (dec_decode(&entry, c->code) && entry < forum_size(s->forum)) {
		act_read(&act, s, c, entry);
		q.act = &act;
	}
	return document_page(out, s, &q);
}

enum view_status secretariat_make(struct buf *out, struct site *s, const struct call *c)
{
	(void)c;
	return secretariat_page(out, s);
}
