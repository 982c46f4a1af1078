#include "view/model/secretariat.h"

#include "base/arena.h"
#include "view/meeting_words.h"

#define DAY_MS INT64_C(86400000)

MODEL_DEFINE(credentials_row)
MODEL_DEFINE(journal_row)
MODEL_DEFINE(secretariat)

/* Steps that end a wait: what officers may do at any time awaits nobody. */
static bool is_due(struct str kind)
{
	static const enum kind due[] = { KIND_DECISION_CIRCULATE, KIND_DECISION_REGISTER,
		KIND_DECISION_ISSUE, KIND_SILENCE_CIRCULATE, KIND_SILENCE_ATTEST,
		KIND_SILENCE_ISSUE };
	for (size_t i = 0; i < CM_COUNT(due); i++) {
		if (str_eq(kind, kind_name(due[i])))
			return true;
	}
	return false;
}

static struct next_item_list due_of(const struct site *s, struct next_item_list all)
{
	struct next_item *kept = arena_array(s->scratch, struct next_item, all.count);
	uint32_t n = 0;
	for (uint32_t i = 0; i < all.count; i++) {
		if (is_due(all.at[i].act_kind))
			kept[n++] = all.at[i];
	}
	return (struct next_item_list){ n, kept };
}

static void texts_fill(struct secretariat *m, const struct site *s)
{
	struct desk_text *texts = arena_array(s->scratch, struct desk_text, DESK_SHOWN_MAX);
	uint32_t n = 0;
	for (uint32_t i = decision_count(s->forum); i > 0 && n < DESK_SHOWN_MAX; i--) {
		const struct decision *d = decision_at(s->forum, i - 1);
		if (d->state != DECISION_TABLED && d->state != DECISION_GAVELLED &&
		    d->state != DECISION_REGISTERED)
			continue;
		struct next_item_list next = due_of(s, decision_next_of(s, d, STR_NONE));
		struct decision_item *item = arena_new(s->scratch, struct decision_item);
		*item = decision_item_of(s, d);
		if (next.count > 0)
			texts[n++] = (struct desk_text){ item, next };
	}
	m->texts = (struct desk_text_list){ n, texts };
}

static void silences_fill_due(struct secretariat *m, const struct site *s)
{
	struct desk_item *items = arena_array(s->scratch, struct desk_item, DESK_SHOWN_MAX);
	uint32_t n = 0;
	for (uint32_t i = silence_count(s->forum); i > 0 && n < DESK_SHOWN_MAX; i--) {
		const struct silence *of = silence_at(s->forum, i - 1);
		if (of->state >= SILENCE_ISSUED)
			continue;
		struct next_item_list next = due_of(s, silence_next(s, of, STR_NONE));
		struct silence_item *item = arena_new(s->scratch, struct silence_item);
		*item = silence_item_of(s, of);
		if (next.count > 0)
			items[n++] = (struct desk_item){ item, next };
	}
	m->silences = (struct desk_item_list){ n, items };
}

static bool is_waiting(enum credentials_state state)
{
	return state == CREDENTIALS_SUBMITTED || state == CREDENTIALS_PROVISIONAL ||
	    state == CREDENTIALS_CONTESTED || state == CREDENTIALS_DEFERRED;
}

static uint32_t credentials_add(struct credentials_row *rows, uint32_t n, const struct site *s,
    const struct conduct *c)
{
	for (uint32_t i = 0; i < c->delegations_count && n < CONDUCT_ROWS_MAX; i++) {
		const struct conduct_delegation *d = &c->delegations[i];
		if (!is_waiting(d->credentials))
			continue;
		struct delegation_row *row = arena_new(s->scratch, struct delegation_row);
		*row = (struct delegation_row){ .party = d->party,
			.party_name = words_of_party(s, d->party, FORUM_TODAY),
			.is_present = strs_has(&c->present, d->party), .members = d->members,
			.handles = d->handles, .credentials = credentials_state_name(d->credentials),
			.credentials_name = words_of_credentials(s, d->credentials),
			.entry = (int64_t)d->entry };
		rows[n++] = (struct credentials_row){ c->meeting, row };
	}
	return n;
}

static bool has_journal(const struct conduct *c, struct date day)
{
	for (uint32_t i = 0; i < c->notes_count; i++) {
		if (c->notes[i].symbol.n > 0 && date_eq(c->notes[i].day, day))
			return true;
	}
	return false;
}

/* Days on which the meeting opened, was resumed, suspended or closed. */
static uint32_t journals_add(struct journal_row *rows, uint32_t n, const struct site *s,
    const struct conduct *c)
{
	struct date last = DATE_NONE;
	for (uint32_t i = 0; i < c->steps_count && n < DESK_SHOWN_MAX; i++) {
		struct date day = date_of_days((int32_t)(c->steps[i].at.ms / DAY_MS));
		bool is_held = c->steps[i].to != CONDUCT_CONVENED && c->steps[i].to != CONDUCT_CANCELLED;
		if (!is_held || date_eq(day, last) || has_journal(c, day))
			continue;
		struct meeting_item *item = arena_new(s->scratch, struct meeting_item);
		*item = meeting_item_of(s, meeting_find(s->forum, c->meeting));
		rows[n++] = (struct journal_row){ item, day };
		last = day;
	}
	return n;
}

void secretariat_fill(struct secretariat *m, const struct site *s)
{
	struct credentials_row *credentials =
	    arena_array(s->scratch, struct credentials_row, CONDUCT_ROWS_MAX);
	struct journal_row *journals = arena_array(s->scratch, struct journal_row, DESK_SHOWN_MAX);
	uint32_t waiting = 0, days = 0;
	*m = (struct secretariat){ .texts = { 0, NULL } };
	texts_fill(m, s);
	silences_fill_due(m, s);
	m->bodies = bodies_due(s);
	m->forms = forms_due(s, STR_NONE);
	m->asked = inquiries_waiting(s, STR_NONE);
	for (uint32_t i = conduct_count(s->forum); i > 0; i--) {
		const struct conduct *c = conduct_at(s->forum, i - 1);
		if (c->state <= CONDUCT_SUSPENDED)
			waiting = credentials_add(credentials, waiting, s, c);
		days = journals_add(journals, days, s, c);
	}
	m->credentials = (struct credentials_row_list){ waiting, credentials };
	m->journals = (struct journal_row_list){ days, journals };
}
