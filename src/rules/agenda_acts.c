/* A meeting's agenda, proposed and adopted (docs/rules.md section 9). */
#include "rules/judge.h"

void guard_items(struct judge *j, const struct agenda_item_list *items, struct str place)
{
	for (uint32_t i = 0; i < items->count; i++) {
		for (uint32_t k = 0; k < i; k++) {
			if (str_eq(items->at[i].id, items->at[k].id)) {
				finding_add_at(j->found, FINDING_CODE_USED, place);
				return;
			}
		}
	}
}

struct conduct_item item_keep(struct forum *f, const struct agenda_item *from)
{
	return (struct conduct_item){ .id = keep_str(f, from->id),
		.number = keep_str(f, from->number),
		.title = keep_names(f, &from->title),
		.papers = keep_strs(f, &from->papers) };
}

void agenda_propose_check(struct judge *j, const struct agenda_propose *c)
{
	const struct conduct *of = conduct_find(j->f, c->meeting);
	guard_officers(j, 1, FINDING_OFFICER_ONLY);
	guard_items(j, &c->items, S("items"));
	if (of == NULL)
		finding_add_at(j->found, FINDING_MEETING_UNKNOWN, S("meeting"));
	else if (of->state == CONDUCT_CLOSED || of->state == CONDUCT_CANCELLED)
		finding_add_at(j->found, FINDING_MEETING_CLOSED, S("meeting"));
}

/* What is proposed stands behind what is adopted, and takes the place of what was proposed before. */
void agenda_propose_apply(struct forum *f, const struct judged *act, const struct agenda_propose *c)
{
	struct conduct *of = conduct_touch(f, c->meeting);
	uint32_t kept = 0;
	while (kept < of->items_count && of->items[kept].is_adopted)
		kept++;
	of->items_count = kept;
	conduct_mark_add(f, of, act, MARK_AGENDA);
	for (uint32_t i = 0; i < c->items.count; i++)
		*ROWS_ADD(f, of, items) = item_keep(f, &c->items.at[i]);
}

static bool is_among(const struct conduct *c, const struct agenda_item_list *items, struct str id)
{
	for (uint32_t i = 0; i < items->count; i++) {
		if (str_eq(items->at[i].id, id))
			return true;
	}
	for (uint32_t i = 0; items->count == 0 && i < c->items_count; i++) {
		if (!c->items[i].is_adopted && str_eq(c->items[i].id, id))
			return true;
	}
	return false;
}

void agenda_adopt_check(struct judge *j, const struct agenda_adopt *c)
{
	const struct conduct *of = guard_meeting(j, c->meeting, S("meeting"));
	bool has_proposed = false;
	guard_items(j, &c->items, S("items"));
	if (of == NULL)
		return;
	const struct matter m = conduct_matter(of, S("meeting"));
	guard_chair(j, &m);
	for (uint32_t i = 0; i < of->items_count; i++) {
		has_proposed = has_proposed || !of->items[i].is_adopted;
		if (of->items[i].is_adopted && !is_among(of, &c->items, of->items[i].id) &&
		    conduct_item_in_use(j->f, of, of->items[i].id))
			finding_add_at(j->found, FINDING_ITEM_IN_USE, of->items[i].id);
	}
	if (c->items.count == 0 && !has_proposed)
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("items"));
}

/* The list of speakers of an item goes on through a new agenda. */
static bool was_closed(const struct conduct *c, struct str id)
{
	const struct conduct_item *before = conduct_item(c, id);
	return before != NULL && before->is_adopted && before->is_list_closed;
}

void agenda_adopt_apply(struct forum *f, const struct judged *act, const struct agenda_adopt *c)
{
	struct conduct *of = conduct_touch(f, c->meeting);
	uint32_t first = 0, count = c->items.count;
	while (count == 0 && first < of->items_count && of->items[first].is_adopted)
		first++;
	if (count == 0)
		count = of->items_count - first;
	struct conduct_item *items = arena_zero(f->arena, count, sizeof *items);
	for (uint32_t i = 0; i < count; i++) {
		items[i] = c->items.count > 0 ? item_keep(f, &c->items.at[i]) : of->items[first + i];
		items[i].is_adopted = true;
		items[i].is_list_closed = was_closed(of, items[i].id);
	}
	of->items = items;
	of->items_count = count;
	of->items_cap = count;
	of->is_agenda_adopted = true;
	conduct_mark_add(f, of, act, MARK_AGENDA);
}
