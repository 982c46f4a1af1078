#include "view/model/institutions.h"

#include "base/arena.h"
#include "rules/agreement.h"

MODEL_DEFINE(institution_item)
MODEL_DEFINE(institutions)
MODEL_DEFINE(institution_text_item)
MODEL_DEFINE(board_seat_item)
MODEL_DEFINE(institution_full)

static struct institution_item institution_item_of(const struct site *s,
    const struct institution *i)
{
	return (struct institution_item){ .code = i->code, .kind = i->kind,
		.name = words_of(s, &i->names), .founded = i->founded };
}

void institutions_fill(struct institutions *m, const struct site *s)
{
	uint32_t all = institution_count(s->forum);
	uint32_t count = all < INSTITUTIONS_SHOWN_MAX ? all : INSTITUTIONS_SHOWN_MAX;
	struct institution_item *items = arena_array(s->scratch, struct institution_item, count);
	for (uint32_t i = 0; i < count; i++)
		items[i] = institution_item_of(s, institution_at(s->forum, i));
	*m = (struct institutions){ { count, items }, all };
}

static struct institution_text_item text_item_of(const struct site *s,
    const struct institution_text_row *t)
{
	struct institution_text_item item = { .kind = t->kind, .kind_name = words_of_code(s, t->kind),
		.title = words_of(s, &t->title), .on = t->on, .body = t->body,
		.decision = t->decision, .documents = t->documents,
		.evidence = evidence_of(s, &t->evidence) };
	if (t->body.n > 0)
		item.body_name = words_of_body(s, t->body, day_or(t->on, s->day));
	const struct meeting *at = meeting_find(s->forum, t->evidence.meeting);
	if (at != NULL) {
		struct meeting_item *meeting = arena_new(s->scratch, struct meeting_item);
		*meeting = meeting_item_of(s, at);
		item.meeting = meeting;
	}
	return item;
}

static struct institution_text_item_list texts_of(const struct site *s, struct str code)
{
	uint32_t count = 0;
	struct institution_text_item *items =
	    arena_array(s->scratch, struct institution_text_item, LIST_ROWS_MAX);
	for (uint32_t i = 0; i < institution_text_count(s->forum) && count < LIST_ROWS_MAX; i++) {
		const struct institution_text_row *t = institution_text_at(s->forum, i);
		if (str_eq(t->institution, code))
			items[count++] = text_item_of(s, t);
	}
	return (struct institution_text_item_list){ count, items };
}

static struct board_seat_item_list seats_of(const struct site *s, struct str code)
{
	uint32_t count = 0;
	struct board_seat_item *items = arena_array(s->scratch, struct board_seat_item, LIST_ROWS_MAX);
	for (uint32_t i = 0; i < board_seat_count(s->forum) && count < LIST_ROWS_MAX; i++) {
		const struct board_seat *t = board_seat_at(s->forum, i);
		if (!str_eq(t->institution, code))
			continue;
		items[count++] = (struct board_seat_item){ .party = t->party,
			.party_name = words_of_party(s, t->party, s->day), .role = t->role,
			.role_name = words_of_code(s, t->role), .from = t->span.from,
			.seen_by = t->span.seen_by, .until = t->span.until,
			.gone_by = t->span.gone_by, .is_current = board_seat_on(t, s->day),
			.evidence = evidence_of(s, &t->evidence) };
	}
	return (struct board_seat_item_list){ count, items };
}

bool institution_fill(struct institution_full *m, const struct site *s, struct str code)
{
	const struct institution *i = institution_find(s->forum, code);
	if (i == NULL)
		return false;
	struct institution_item *item = arena_new(s->scratch, struct institution_item);
	*item = institution_item_of(s, i);
	*m = (struct institution_full){ .institution = item, .names = i->names,
		.initiated_by = i->initiated_by, .evidence = evidence_of(s, &i->evidence) };
	if (i->initiated_by.n > 0)
		m->initiator_name = words_of_party(s, i->initiated_by, day_or(i->founded, s->day));
	uint32_t all = meeting_of_body_count(s->forum, i->code);
	uint32_t count = all < LIST_ROWS_MAX ? all : LIST_ROWS_MAX;
	struct meeting_item *items = arena_array(s->scratch, struct meeting_item, count);
	for (uint32_t at = 0; at < count; at++)
		items[at] = meeting_item_of(s, meeting_of_body(s->forum, i->code, all - 1 - at));
	m->meetings = (struct meeting_item_list){ count, items };
	m->texts = texts_of(s, i->code);
	m->seats = seats_of(s, i->code);
	m->actors_total = actors_fill(&m->actors, s, i->code);
	return true;
}
