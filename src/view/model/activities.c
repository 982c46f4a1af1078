#include "view/model/activities.h"

#include "base/arena.h"
#include "rules/decision.h"
#include "rules/instrument.h"
#include "view/messages.h"

MODEL_DEFINE(measure_item)
MODEL_DEFINE(plan_item)
MODEL_DEFINE(plan_fact_item)
MODEL_DEFINE(plans)
MODEL_DEFINE(activity_item)
MODEL_DEFINE(activities)
MODEL_DEFINE(report_item)
MODEL_DEFINE(activity_step_item)
MODEL_DEFINE(fulfilment_item)
MODEL_DEFINE(undertaking_item)
MODEL_DEFINE(undertakings)
MODEL_DEFINE(plan_full)
MODEL_DEFINE(activity_full)

struct lang_text words_under(const struct site *s, struct str prefix, struct str code)
{
	struct buf name;
	buf_init(&name, s->scratch, CODE_BYTES_MAX + 32);
	buf_put(&name, prefix);
	buf_put(&name, code);
	enum message id = message_of(buf_str(&name));
	if (id == MESSAGE__COUNT)
		return words_of_code(s, code);
	return (struct lang_text){ site_lang(s), message_text(s->lang, id, 1) };
}

struct lang_text words_of_dimension(const struct site *s, struct str id)
{
	const struct charter *c = forum_charter(s->forum);
	const struct charter_facet *d = c != NULL && id.n > 0 ? charter_dimension(c, id) : NULL;
	return d != NULL ? words_of(s, &d->name) : (struct lang_text){ STR_NONE, id };
}

struct lang_text words_of_subject(const struct site *s, struct str area, struct str dimension)
{
	const struct area *a = area.n > 0 ? area_find(s->forum, area) : NULL;
	if (a != NULL)
		return words_of(s, &a->names);
	return words_of_dimension(s, dimension);
}

struct measure_item measure_item_of(const struct site *s, const struct measure *m)
{
	return (struct measure_item){ .code = m->code, .edition = m->catalogue, .label = m->label,
		.section = m->section, .area = m->area, .text = words_of(s, &m->text),
		.evidence = evidence_of(s, &m->evidence) };
}

struct plan_item plan_item_of(const struct site *s, const struct plan *p)
{
	return (struct plan_item){ .code = p->code, .kind = p->kind,
		.kind_name = words_under(s, S("plan-kind."), p->kind), .title = words_of(s, &p->title),
		.state = p->state, .state_name = words_under(s, S("plan-state."), p->state),
		.dimension = p->dimension, .area = p->area,
		.area_name = words_of_subject(s, p->area, p->dimension), .from = p->from,
		.until = p->until };
}

static const struct plan_item *plan_named(const struct site *s, struct str code)
{
	const struct plan *p = code.n > 0 ? plan_find(s->forum, code) : NULL;
	if (p == NULL)
		return NULL;
	struct plan_item *item = arena_new(s->scratch, struct plan_item);
	*item = plan_item_of(s, p);
	return item;
}

struct activity_item activity_item_of(const struct site *s, const struct activity *a)
{
	struct activity_item item = { .code = a->code, .title = words_of(s, &a->title),
		.from = a->from, .until = a->until, .offset = a->offset, .year = a->year,
		.place = words_of(s, &a->place), .mode = a->mode, .host = a->host,
		.dimension = a->dimension, .area = a->area,
		.area_name = words_of_subject(s, a->area, a->dimension),
		.state = activity_state_name(a->state), .is_tentative = a->is_tentative };
	item.state_name = words_under(s, S("activity-state."), item.state);
	if (a->host.n > 0)
		item.host_name = words_of_party(s, a->host, day_or(a->from, s->day));
	const struct institution *i =
	    a->institution.n > 0 ? institution_find(s->forum, a->institution) : NULL;
	if (item.area_name.text.n == 0 && i != NULL)
		item.area_name = words_of(s, &i->names);
	const struct report *first = report_of_activity(s->forum, a->code);
	item.is_nil = first != NULL && first->is_nil;
	item.reports = first != NULL;
	return item;
}

static bool fits(const struct activity *a, const struct activities_query *q)
{
	return (q->area.n == 0 || str_eq(a->area, q->area)) &&
	    (q->dimension.n == 0 || str_eq(a->dimension, q->dimension)) &&
	    (q->party.n == 0 || str_eq(a->host, q->party)) &&
	    (q->state.n == 0 || str_eq(activity_state_name(a->state), q->state)) &&
	    (q->year == INTEGER_ABSENT || activity_year(a) == q->year);
}

struct activity_item_list activities_pick(const struct site *s, const struct activities_query *q,
    const uint32_t skip_max[2], uint32_t *total)
{
	struct activity_item *items = arena_array(s->scratch, struct activity_item, skip_max[1]);
	uint32_t count = 0;
	*total = 0;
	for (uint32_t i = activity_count(s->forum); i-- > 0;) {
		const struct activity *a = activity_by_date(s->forum, i);
		if (!fits(a, q))
			continue;
		if (*total >= skip_max[0] && count < skip_max[1])
			items[count++] = activity_item_of(s, a);
		(*total)++;
	}
	return (struct activity_item_list){ count, items };
}

void activities_fill(struct activities *m, const struct site *s, const struct activities_query *q)
{
	uint32_t total = 0;
	const uint32_t skip_max[2] = { (q->page - 1) * ACTIVITIES_A_PAGE, ACTIVITIES_A_PAGE };
	struct activity_item_list list = activities_pick(s, q, skip_max, &total);
	uint32_t pages = total == 0 ? 1 : (total + ACTIVITIES_A_PAGE - 1) / ACTIVITIES_A_PAGE;
	*m = (struct activities){ list, q->page, pages, total };
}

static bool comes_before(const struct plan *a, const struct plan *b)
{
	if (date_known(a->from) != date_known(b->from))
		return date_known(a->from);
	return date_known(a->from) && date_cmp(a->from, b->from) < 0;
}

void plans_fill(struct plans *m, const struct site *s)
{
	uint32_t all = plan_count(s->forum);
	uint32_t count = all < MEASURES_ROWS_MAX ? all : MEASURES_ROWS_MAX;
	struct plan_item *items = arena_array(s->scratch, struct plan_item, count);
	const struct plan **order = arena_array(s->scratch, const struct plan *, count);
	for (uint32_t i = 0; i < count; i++) {
		const struct plan *p = plan_at(s->forum, all - count + i);
		uint32_t at = i;
		for (; at > 0 && comes_before(p, order[at - 1]); at--)
			order[at] = order[at - 1];
		order[at] = p;
	}
	for (uint32_t i = 0; i < count; i++)
		items[i] = plan_item_of(s, order[i]);
	*m = (struct plans){ { count, items }, all };
}

static struct lang_text undertaking_source(const struct site *s, const struct undertaking *u)
{
	const struct instrument *text = u->text.n > 0 ? instrument_find(s->forum, u->text) : NULL;
	const struct release *r = u->release.n > 0 ? release_find(s->forum, u->release) : NULL;
	const struct meeting *m =
	    u->evidence.meeting.n > 0 ? meeting_find(s->forum, u->evidence.meeting) : NULL;
	if (text != NULL)
		return words_of(s, &text->title);
	if (r != NULL)
		return release_item_of(s, r).title;
	if (m != NULL)
		return words_of(s, &m->title);
	return (struct lang_text){ STR_NONE, u->document };
}

static struct undertaking_item undertaking_item_of(const struct site *s, const struct undertaking *u)
{
	struct fulfilment_item *done =
	    arena_array(s->scratch, struct fulfilment_item, u->fulfilments_count);
	for (uint32_t i = 0; i < u->fulfilments_count; i++) {
		const struct fulfilment *from = &u->fulfilments[i];
		const struct plan *p = from->plan.n > 0 ? plan_find(s->forum, from->plan) : NULL;
		const struct activity *a =
		    from->activity.n > 0 ? activity_find(s->forum, from->activity) : NULL;
		done[i] = (struct fulfilment_item){ .plan = from->plan, .activity = from->activity,
			.on = from->on, .evidence = evidence_of(s, &from->evidence) };
		if (p != NULL)
			done[i].title = words_of(s, &p->title);
		else if (a != NULL)
			done[i].title = words_of(s, &a->title);
	}
	return (struct undertaking_item){ .code = u->code, .words = words_of(s, &u->words),
		.on = u->on, .text = u->text, .unit = u->unit, .release = u->release,
		.document = u->document, .meeting = u->evidence.meeting,
		.source_name = undertaking_source(s, u), .paragraph = u->paragraph, .area = u->area,
		.dimension = u->dimension, .area_name = words_of_subject(s, u->area, u->dimension),
		.fulfilments = { u->fulfilments_count, done },
		.evidence = evidence_of(s, &u->evidence) };
}

void undertakings_fill(struct undertakings *m, const struct site *s)
{
	uint32_t all = undertaking_count(s->forum);
	uint32_t count = all < MEASURES_ROWS_MAX ? all : MEASURES_ROWS_MAX;
	struct undertaking_item *items = arena_array(s->scratch, struct undertaking_item, count);
	for (uint32_t i = 0; i < count; i++)
		items[i] = undertaking_item_of(s, undertaking_at(s->forum, i));
	*m = (struct undertakings){ { count, items }, all };
}

/* Those that the plan or the activity carries out. */
static struct undertaking_item_list carried_out(const struct site *s, struct str plan,
    struct str activity)
{
	struct undertaking_item *items =
	    arena_array(s->scratch, struct undertaking_item, MEASURES_ROWS_MAX);
	uint32_t count = 0;
	for (uint32_t i = 0; i < undertaking_count(s->forum) && count < MEASURES_ROWS_MAX; i++) {
		const struct undertaking *u = undertaking_at(s->forum, i);
		bool is_by_it = false;
		for (uint32_t k = 0; k < u->fulfilments_count; k++)
			is_by_it = is_by_it ||
			    (plan.n > 0 && str_eq(u->fulfilments[k].plan, plan)) ||
			    (activity.n > 0 && str_eq(u->fulfilments[k].activity, activity));
		if (is_by_it)
			items[count++] = undertaking_item_of(s, u);
	}
	return (struct undertaking_item_list){ count, items };
}

static struct plan_fact_item_list facts_of(const struct site *s, const struct plan *p)
{
	struct plan_fact_item *items = arena_array(s->scratch, struct plan_fact_item, p->facts_count);
	for (uint32_t i = 0; i < p->facts_count; i++) {
		const struct plan_fact *f = &p->facts[i];
		items[i] = (struct plan_fact_item){ .to = f->to,
			.to_name = words_under(s, S("plan-state."), f->to), .on = f->on,
			.body = f->body, .body_name = words_of_body(s, f->body, day_or(f->on, s->day)),
			.decision = f->decision, .at = f->at, .evidence = evidence_of(s, &f->evidence) };
	}
	return (struct plan_fact_item_list){ p->facts_count, items };
}

/* Measures of an edition (empty: of none). */
static struct measure_item_list items_of_edition(const struct site *s, struct str edition)
{
	struct measure_item *items = arena_array(s->scratch, struct measure_item, MEASURES_ROWS_MAX);
	uint32_t count = 0;
	for (uint32_t i = 0; i < measure_count(s->forum) && count < MEASURES_ROWS_MAX; i++) {
		const struct measure *m = measure_at(s->forum, i);
		if (edition.n > 0 && str_eq(m->catalogue, edition))
			items[count++] = measure_item_of(s, m);
	}
	return (struct measure_item_list){ count, items };
}

static struct activity_item_list activities_under(const struct site *s, struct str plan)
{
	struct activity_item *items = arena_array(s->scratch, struct activity_item, MEASURES_ROWS_MAX);
	uint32_t count = 0;
	for (uint32_t i = activity_count(s->forum); i-- > 0 && count < MEASURES_ROWS_MAX;) {
		const struct activity *a = activity_by_date(s->forum, i);
		if (strs_has(&a->plans, plan))
			items[count++] = activity_item_of(s, a);
	}
	return (struct activity_item_list){ count, items };
}

bool plan_fill(struct plan_full *m, const struct site *s, struct str code)
{
	const struct plan *p = plan_find(s->forum, code);
	if (p == NULL)
		return false;
	*m = (struct plan_full){ .plan = plan_named(s, code), .drafted_by = p->drafted_by,
		.under = plan_named(s, p->under), .facts = facts_of(s, p),
		.measures = items_of_edition(s, p->catalogue),
		.activities = activities_under(s, p->code),
		.undertakings = carried_out(s, p->code, STR_NONE),
		.evidence = evidence_of(s, &p->evidence) };
	if (p->drafted_by.n > 0)
		m->drafter_name = words_of_party(s, p->drafted_by, day_or(p->from, s->day));
	return true;
}

struct report_item report_item_of(const struct site *s, const struct report *r)
{
	struct report_item item = { .entry = (int64_t)r->evidence.entry, .party = r->party,
		.year = r->year, .is_nil = r->is_nil, .is_late = r->is_late, .is_paper = r->is_paper,
		.supplements = r->of == UINT64_MAX ? INTEGER_ABSENT : (int64_t)r->of, .at = r->at,
		.documents = r->documents, .languages = r->languages };
	if (r->party.n > 0)
		item.party_name = words_of_party(s, r->party, FORUM_TODAY);
	return item;
}

/* The words that the report's act holds, where the caller read it. */
static struct lang_text report_text(const struct site *s, const struct activity_query *q,
    uint64_t entry)
{
	struct lang_text none = { STR_NONE, STR_NONE };
	for (uint32_t i = 0; i < q->acts_count; i++) {
		const struct act_view *act = &q->acts[i];
		if (act->index != entry || act->content == NULL)
			continue;
		if (act->kind == KIND_REPORT_FILE)
			return words_of(s, &act->content->report_file.text);
		if (act->kind == KIND_REPORT_SUPPLEMENT)
			return words_of(s, &act->content->report_supplement.text);
	}
	return none;
}

static struct report_item_list reports_on(const struct site *s, const struct activity_query *q)
{
	struct report_item *items = arena_array(s->scratch, struct report_item, MEASURES_ROWS_MAX);
	uint32_t count = 0;
	for (uint32_t i = 0; i < report_count(s->forum) && count < MEASURES_ROWS_MAX; i++) {
		const struct report *r = report_at(s->forum, i);
		if (!str_eq(r->activity, q->code))
			continue;
		items[count] = report_item_of(s, r);
		items[count++].text = report_text(s, q, r->evidence.entry);
	}
	return (struct report_item_list){ count, items };
}

static struct activity_step_item_list steps_of(const struct site *s, const struct activity *a)
{
	static const struct str names[ACTIVITY_WHAT__COUNT] = { S("plan"), S("move"), S("merge"),
		S("cancel"), S("hold") };
	struct activity_step_item *items =
	    arena_array(s->scratch, struct activity_step_item, a->steps_count);
	for (uint32_t i = 0; i < a->steps_count; i++) {
		const struct activity_step *step = &a->steps[i];
		bool is_postponed = step->what == ACTIVITY_MOVE && !date_known(step->from);
		struct str what = step->what == ACTIVITY_PLAN ? activity_state_name(step->to)
		    : is_postponed                            ? S("postpone")
							      : names[step->what];
		items[i] = (struct activity_step_item){ .what = names[step->what],
			.what_name = words_under(s, S("activity-step."), what),
			.to = activity_state_name(step->to), .was_from = step->was_from,
			.was_until = step->was_until, .from = step->from, .until = step->until,
			.was_place = words_of(s, &step->was_place), .plan = step->plan,
			.into = step->into, .at = step->at,
			.evidence = evidence_of(s, &step->evidence) };
	}
	return (struct activity_step_item_list){ a->steps_count, items };
}

static struct plan_item_list plans_of(const struct site *s, const struct strs *codes)
{
	struct plan_item *items = arena_array(s->scratch, struct plan_item, codes->count);
	uint32_t count = 0;
	for (uint32_t i = 0; i < codes->count; i++) {
		const struct plan *p = plan_find(s->forum, codes->at[i]);
		if (p != NULL)
			items[count++] = plan_item_of(s, p);
	}
	return (struct plan_item_list){ count, items };
}

static struct measure_item_list measures_of(const struct site *s, const struct strs *codes)
{
	struct measure_item *items = arena_array(s->scratch, struct measure_item, codes->count);
	uint32_t count = 0;
	for (uint32_t i = 0; i < codes->count; i++) {
		const struct measure *m = measure_find(s->forum, codes->at[i]);
		if (m != NULL)
			items[count++] = measure_item_of(s, m);
	}
	return (struct measure_item_list){ count, items };
}

bool activity_fill(struct activity_full *m, const struct site *s, const struct activity_query *q)
{
	const struct activity *a = activity_find(s->forum, q->code);
	const struct activity *into;
	if (a == NULL)
		return false;
	struct activity_item *item = arena_new(s->scratch, struct activity_item);
	*item = activity_item_of(s, a);
	*m = (struct activity_full){ .activity = item, .host_body = words_of(s, &a->host_body),
		.role = a->role, .audience = words_of(s, &a->audience),
		.participation = words_of(s, &a->participation), .languages = a->languages,
		.institution = a->institution, .plans = plans_of(s, &a->plans),
		.measures = measures_of(s, &a->measures), .steps = steps_of(s, a),
		.report_due = activity_report_due(s->forum, a), .reports = reports_on(s, q),
		.undertakings = carried_out(s, STR_NONE, a->code),
		.evidence = evidence_of(s, &a->evidence) };
	into = a->into.n > 0 ? activity_find(s->forum, a->into) : NULL;
	if (into == NULL)
		return true;
	item = arena_new(s->scratch, struct activity_item);
	*item = activity_item_of(s, into);
	m->into = item;
	return true;
}
