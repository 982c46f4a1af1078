#include "view/model/institutions.h"

#include "base/arena.h"

MODEL_DEFINE(institution_item)
MODEL_DEFINE(institutions)
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
	m->actors_total = actors_fill(&m->actors, s, i->code);
	return true;
}
