#include "view/model/text_changes.h"

#include "base/arena.h"

MODEL_DEFINE(changed_item)

/* A string's own bytes without its quotes: codes have no escapes. */
static struct str code_at(const struct json *j, uint32_t node)
{
	return str_sub(j->line, j->nodes[node].at, (size_t)j->nodes[node].at + j->nodes[node].bytes);
}

bool text_act_is_about(const struct act *act, struct str text)
{
	const struct json *j = &act->json;
	struct str member = str_eq(act->kind, S("text.table")) ? S("code") : S("text");
	uint32_t node = json_member(j, 0, member);
	return str_starts(act->kind, S("text.")) && node != 0 && str_eq(code_at(j, node), text);
}

uint32_t text_act_proposal(const struct act *act)
{
	uint32_t node = json_member(&act->json, 0, S("proposal"));
	if (node == 0 || act->json.nodes[node].type != JSON_INTEGER)
		return 0;
	return (uint32_t)act->json.nodes[node].integer;
}

static bool list_has(const struct json *j, uint32_t list, struct str unit)
{
	uint32_t at = json_first(list);
	for (uint32_t i = 0; list != 0 && i < j->nodes[list].count; i++, at = j->nodes[at].next) {
		uint32_t node = at;
		if (j->nodes[at].type == JSON_OBJECT)
			node = json_member(j, at, S("unit"));
		if (node != 0 && j->nodes[node].type == JSON_STRING && str_eq(code_at(j, node), unit))
			return true;
		uint32_t after = j->nodes[at].type == JSON_OBJECT ? json_member(j, at, S("after")) : 0;
		if (after != 0 && str_eq(code_at(j, after), unit))
			return true;
	}
	return false;
}

static bool act_touches(const struct act *act, struct str unit)
{
	static const struct str lists[] = { { "changes", 7 }, { "edits", 5 }, { "units", 5 } };
	const struct json *j = &act->json;
	uint32_t node = json_member(j, 0, S("unit"));
	if (node != 0 && str_eq(code_at(j, node), unit))
		return true;
	if (str_eq(act->kind, S("text.table")))
		return false; /* as a whole */
	for (size_t i = 0; i < CM_COUNT(lists); i++) {
		if (list_has(j, json_member(j, 0, lists[i]), unit))
			return true;
	}
	return false;
}

bool text_event_touches(const struct text_event *e, struct str unit)
{
	return act_touches(&e->act.entry->act, unit) ||
	    (e->proposal.entry != NULL && act_touches(&e->proposal.entry->act, unit));
}

bool text_has_changed(const struct text_events *events, struct str unit)
{
	for (uint32_t i = 0; i < events->count; i++) {
		if (text_event_touches(&events->at[i], unit))
			return true;
	}
	return false;
}

struct telling {
	const struct site *s;
	const struct text_events *events;
	bool *is_told;     /* one an event: under some unit */
	uint32_t *chosen;  /* numbers of events; room for all */
	uint32_t room;     /* acts that may still be told */
};

static struct act_item_list acts_of(struct telling *t, struct str unit)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < t->events->count && n < t->room; i++) {
		bool is_wanted = unit.n > 0 ? text_event_touches(&t->events->at[i], unit) : !t->is_told[i];
		if (is_wanted)
			t->chosen[n++] = i;
	}
	struct act_item *at = arena_array(t->s->scratch, struct act_item, n);
	for (uint32_t i = 0; i < n; i++) {
		t->is_told[t->chosen[i]] = true;
		at[i] = act_item_of(t->s, &t->events->at[t->chosen[i]].act);
	}
	t->room -= n;
	return (struct act_item_list){ n, at };
}

struct changed_item_list text_changes_of(const struct site *s, const struct text_events *events,
    const struct draft *d)
{
	struct changed_item *items = arena_array(s->scratch, struct changed_item, d->units_count + 1);
	struct telling t = { s, events, arena_array(s->scratch, bool, events->count),
		arena_array(s->scratch, uint32_t, events->count), TEXT_CHANGES_MAX };
	uint32_t n = 0;
	for (uint32_t i = 0; i <= d->units_count; i++) {
		bool is_whole = i == d->units_count;
		struct str id = is_whole ? STR_NONE : d->units[i].id;
		struct act_item_list acts = acts_of(&t, id);
		if (acts.count > 0)
			items[n++] = (struct changed_item){ .unit = id,
				.label = is_whole ? STR_NONE : d->units[i].label, .acts = acts };
	}
	return (struct changed_item_list){ n, items };
}
