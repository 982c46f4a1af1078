#include "view/model/text_progress.h"

#include "base/arena.h"
#include "view/model/silences.h"
#include "view/text_tables.h"

MODEL_DEFINE(progress_unit)
MODEL_DEFINE(progress_point)
MODEL_DEFINE(text_progress)

static struct progress_unit_list units_of(const struct site *s, const struct instrument *of,
    const struct draft *d)
{
	struct progress_unit *at = arena_array(s->scratch, struct progress_unit, d->units_count);
	for (uint32_t i = 0; i < d->units_count; i++) {
		const struct instrument_unit *u = instrument_unit_at(s->forum, of, i);
		at[i] = (struct progress_unit){ .id = u->id,
			.label = u->label,
			.status = unit_status_name(u->status),
			.status_name = text_status_words(s, u->status),
			.brackets = text_choices_count(&d->units[i]),
			.pending = party_items(s, &u->pending),
			.conditional = u->conditional };
	}
	return (struct progress_unit_list){ d->units_count, at };
}

/* What lived after an entry; a proposal that was taken over anew counts from its first tabling. */
static int64_t living(const struct site *s, const struct instrument *of, uint64_t entry)
{
	int64_t n = 0;
	for (uint32_t i = 0; i < of->proposals.count; i++) {
		const struct instrument_proposal *p = instrument_proposal_find(s->forum, of, i + 1);
		n += p->entry <= entry && entry < p->ended;
	}
	return n;
}

struct agreements {
	const struct draft *d;
	bool *are_agreed; /* one a unit of the draft */
};

static void agree(struct agreements *a, struct str unit, bool is_agreed)
{
	uint32_t at = draft_place_of(a->d, unit);
	if (at != DRAFT_NONE)
		a->are_agreed[at] = is_agreed;
}

/* Acceptance opens what was agreed ad referendum only, so that it takes no agreement away. */
static void agreements_follow(struct agreements *a, const struct act_view *act)
{
	if (act->kind == KIND_TEXT_AGREE) {
		const struct text_agree *c = &act->content->text_agree;
		for (uint32_t i = 0; i < c->units.count; i++)
			agree(a, c->units.at[i], str_eq(c->level, S("agreed")));
	} else if (act->kind == KIND_TEXT_REOPEN && act->content->text_reopen.from == INTEGER_ABSENT) {
		agree(a, act->content->text_reopen.unit, false);
	}
}

static int64_t agreed_count(const struct agreements *a)
{
	int64_t n = 0;
	for (uint32_t i = 0; i < a->d->units_count; i++)
		n += a->are_agreed[i];
	return n;
}

static struct progress_point_list points_of(const struct site *s, const struct instrument *of,
    const struct text_events *events, const struct draft *d)
{
	struct progress_point *at = arena_array(s->scratch, struct progress_point, events->count);
	struct agreements a = { d, arena_array(s->scratch, bool, d->units_count) };
	uint32_t n = 0;
	for (uint32_t i = 0; i < events->count; i++) {
		const struct act_view *act = &events->at[i].act;
		agreements_follow(&a, act);
		const struct progress_point p = { (int64_t)act->index, act->entry->received,
			living(s, of, act->index), agreed_count(&a) };
		bool is_other = n == 0 || at[n - 1].proposals != p.proposals ||
		    at[n - 1].agreed != p.agreed;
		if (is_other)
			at[n++] = p;
	}
	return (struct progress_point_list){ n, at };
}

void text_progress_fill(struct text_progress *m, const struct site *s, const struct text_query *q,
    const struct draft *d)
{
	const struct instrument *of = instrument_find(s->forum, q->code);
	struct text_item *text = arena_new(s->scratch, struct text_item);
	*text = text_item_of(s, of);
	*m = (struct text_progress){ .text = text, .units = units_of(s, of, d) };
	if (q->events == NULL)
		return;
	m->points = points_of(s, of, q->events, d);
	m->is_cut = q->events->is_cut;
}
