/* Confidence-building measures: acts of each kind, as those would make them who may, and random ones. */
#include "lib/forum_sim.h"

#include "rules/register.h"

#define AREA S("sme-1")

static struct sim_act as(struct sim *s, struct sim_act a, struct str handle)
{
	sim_unsign(&a);
	sim_sign_as(s, &a, handle);
	return a;
}

static struct str newest(struct sim *s, enum kind k)
{
	const struct forum *f = s->forum;
	switch ((int)k) {
	case KIND_CATALOGUE_ADD:
		return catalogue_count(f) == 0 ? S("cat")
					       : catalogue_at(f, catalogue_count(f) - 1)->code;
	case KIND_PLAN_STEP:
		return plan_count(f) == 0 ? S("plan") : plan_at(f, plan_count(f) - 1)->code;
	case KIND_REVIEW_CLOSE:
		return review_count(f) == 0 ? S("review") : review_at(f, review_count(f) - 1)->code;
	case KIND_UNDERTAKING_FULFIL:
		return undertaking_count(f) == 0 ? S("promise")
						 : undertaking_at(f, undertaking_count(f) - 1)->code;
	case KIND_ACTIVITY_PLAN:
	case KIND_ACTIVITY_MOVE:
	case KIND_ACTIVITY_MERGE:
	case KIND_ACTIVITY_CANCEL:
	case KIND_ACTIVITY_HOLD:
	case KIND_REPORT_FILE:
		return activity_count(f) == 0 ? S("meet") : activity_at(f, activity_count(f) - 1)->code;
	default:
		return sim_str(s, "z-%u", s->made++);
	}
}

static struct catalogue_add add_of(struct sim *s, struct str catalogue)
{
	struct catalogue_area *area = arena_new(&s->scratch, struct catalogue_area);
	struct catalogue_measure *measure = arena_new(&s->scratch, struct catalogue_measure);
	struct str code = area_find(s->forum, AREA) == NULL ? AREA : sim_str(s, "area-%u", s->made++);
	*area = (struct catalogue_area){ .is_present = true, .code = code,
		.dimension = S("economic"), .from = DATE_NONE,
		.name = sim_names(s, S("Small enterprises")) };
	*measure = (struct catalogue_measure){ .is_present = true, .area = code,
		.code = sim_str(s, "%.*s.m", STR_ARG(code)), .dimension = S("economic"),
		.label = S("1"), .text = sim_names(s, S("share information")) };
	return (struct catalogue_add){ .is_present = true, .areas = { 1, area },
		.catalogue = catalogue, .measures = { 1, measure },
		.sources = sim_strs(s, S("https://example.org/catalogue")) };
}

/* What officers record. */
static struct sim_act make_recorded(struct sim *s, enum kind k, struct str code)
{
	struct sim_act a = { .kind = k };
	union content *c = &a.content;
	struct strs sources = sim_strs(s, S("https://example.org/source"));
	if (k == KIND_CATALOGUE_ADOPT)
		c->catalogue_adopt = (struct catalogue_adopt){ .is_present = true, .code = code,
			.from = { 2021, 10, 12, -1 }, .kind = S("catalogue"), .sources = sources,
			.title = sim_names(s, S("Catalogue")) };
	else if (k == KIND_CATALOGUE_ADD)
		c->catalogue_add = add_of(s, code);
	else if (k == KIND_PLAN_STEP)
		c->plan_step = (struct plan_step){ .is_present = true, .body = S("soc"),
			.on = { 2016, 1, 13, -1 }, .plan = code, .sources = sources,
			.to = S("approved") };
	else if (k == KIND_REVIEW_OPEN)
		c->review_open = (struct review_open){ .is_present = true, .body = S("soc"),
			.code = code, .dimension = S("economic"), .from = { 2022, 6, 0, -1 } };
	else if (k == KIND_REVIEW_CLOSE)
		c->review_close = (struct review_close){ .is_present = true,
			.outcome = sim_names(s, S("Took note.")), .review = code, .until = DATE_NONE };
	else if (k == KIND_UNDERTAKING_RECORD)
		c->undertaking_record = (struct undertaking_record){ .is_present = true,
			.code = code, .dimension = S("economic"), .meeting = S("met"),
			.on = { 2016, 4, 28, -1 }, .paragraph = S("12"),
			.words = sim_names(s, S("A plan shall be made.")) };
	else
		c->undertaking_fulfil = (struct undertaking_fulfil){ .is_present = true,
			.on = { 2022, 10, 13, -1 }, .plan = newest(s, KIND_PLAN_STEP),
			.undertaking = code };
	return as(s, a, sim_officer(s, 1));
}

static struct sim_act make_activity(struct sim *s, enum kind k, struct str code)
{
	struct sim_act a = { .kind = k };
	union content *c = &a.content;
	struct date day = moment_parts(s->now).date;
	day.minute = -1;
	if (k == KIND_ACTIVITY_PROPOSE)
		c->activity_propose = (struct activity_propose){ .is_present = true, .area = AREA,
			.code = code, .from = day, .title = sim_names(s, S("Seminar")),
			.until = DATE_NONE, .year = INTEGER_ABSENT };
	else if (k == KIND_ACTIVITY_PLAN)
		c->activity_plan = (struct activity_plan){ .is_present = true, .activity = code,
			.stage = S("planned") };
	else if (k == KIND_ACTIVITY_MOVE)
		c->activity_move = (struct activity_move){ .is_present = true, .activity = code,
			.from = { 2023, 12, 1, 600 }, .offset = S("+06:00"), .until = DATE_NONE };
	else if (k == KIND_ACTIVITY_MERGE)
		c->activity_merge = (struct activity_merge){ .is_present = true, .activity = code,
			.into = activity_count(s->forum) < 2 ? S("none")
							     : activity_at(s->forum, 0)->code };
	else if (k == KIND_ACTIVITY_CANCEL)
		c->activity_cancel =
		    (struct activity_cancel){ .is_present = true, .activity = code };
	else
		c->activity_hold = (struct activity_hold){ .is_present = true, .activity = code,
			.from = day, .participation = sim_names(s, S("12 members")),
			.until = DATE_NONE };
	return as(s, a, S("bb/envoy"));
}

static struct sim_act make_report(struct sim *s, enum kind k, struct str code)
{
	struct sim_act a = { .kind = k };
	uint32_t reports = report_count(s->forum);
	uint64_t of = 0;
	for (uint32_t i = 0; i < reports; i++) {
		if (report_at(s->forum, i)->of == UINT64_MAX)
			of = report_at(s->forum, i)->evidence.entry;
	}
	if (k == KIND_REPORT_FILE)
		a.content.report_file = (struct report_file){ .is_present = true, .activity = code,
			.text = sim_names(s, S("It took place.")), .year = INTEGER_ABSENT };
	else
		a.content.report_supplement = (struct report_supplement){ .is_present = true,
			.report = (int64_t)of, .text = sim_names(s, S("Two more took part.")) };
	return as(s, a, S("bb/envoy"));
}

struct sim_act sim_measure_act(struct sim *s, enum kind k, struct str code)
{
	struct sim_act a = { .kind = k };
	if (code.n == 0)
		code = newest(s, k);
	switch ((int)k) {
	case KIND_AREA_COORDINATE:
		a.content.area_coordinate = (struct area_coordinate){ .is_present = true,
			.area = AREA, .from = DATE_NONE, .gone_by = DATE_NONE, .party = S("bb"),
			.role = S("coordinator"), .seen_by = DATE_NONE, .until = DATE_NONE };
		return as(s, a, S("bb/envoy"));
	case KIND_AREA_RELEASE:
		a.content.area_release = (struct area_release){ .is_present = true, .area = AREA,
			.gone_by = DATE_NONE, .party = S("bb"), .role = S("coordinator"),
			.until = DATE_NONE };
		return as(s, a, S("bb/envoy"));
	case KIND_PLAN_PROPOSE:
		a.content.plan_propose = (struct plan_propose){ .is_present = true, .area = AREA,
			.code = code, .from = { 2016, 0, 0, -1 }, .kind = S("action"),
			.title = sim_names(s, S("Action plan")), .until = { 2018, 0, 0, -1 } };
		return as(s, a, S("bb/envoy"));
	case KIND_ACTIVITY_PROPOSE:
	case KIND_ACTIVITY_PLAN:
	case KIND_ACTIVITY_MOVE:
	case KIND_ACTIVITY_MERGE:
	case KIND_ACTIVITY_CANCEL:
	case KIND_ACTIVITY_HOLD:
		return make_activity(s, k, code);
	case KIND_REPORT_FILE:
	case KIND_REPORT_SUPPLEMENT:
		return make_report(s, k, code);
	default:
		return make_recorded(s, k, code);
	}
}

static void make_now(struct sim *s, enum kind k)
{
	sim_do(s, sim_measure_act(s, k, STR_NONE));
}

struct sim_act sim_measure_due(struct sim *s, enum kind k)
{
	if (k == KIND_CATALOGUE_ADOPT)
		return sim_measure_act(s, k, STR_NONE);
	make_now(s, KIND_CATALOGUE_ADOPT);
	if (k == KIND_CATALOGUE_ADD)
		return sim_measure_act(s, k, STR_NONE);
	make_now(s, KIND_CATALOGUE_ADD);
	if (k == KIND_AREA_COORDINATE)
		return sim_measure_act(s, k, STR_NONE);
	make_now(s, KIND_AREA_COORDINATE);
	if (k == KIND_PLAN_STEP || k == KIND_UNDERTAKING_FULFIL)
		make_now(s, KIND_PLAN_PROPOSE);
	bool is_of_activity = k > KIND_ACTIVITY_PROPOSE && k <= KIND_REPORT_SUPPLEMENT;
	if (is_of_activity)
		make_now(s, KIND_ACTIVITY_PROPOSE);
	if (k == KIND_ACTIVITY_MERGE)
		make_now(s, KIND_ACTIVITY_PROPOSE);
	if (k == KIND_REPORT_FILE || k == KIND_REPORT_SUPPLEMENT)
		make_now(s, KIND_ACTIVITY_HOLD);
	if (k == KIND_REPORT_SUPPLEMENT)
		make_now(s, KIND_REPORT_FILE);
	if (k == KIND_REVIEW_CLOSE)
		make_now(s, KIND_REVIEW_OPEN);
	if (k >= KIND_UNDERTAKING_RECORD && meeting_find(s->forum, S("met")) == NULL)
		sim_do(s, sim_make(s, KIND_MEETING_RECORD, S("met")));
	if (k == KIND_UNDERTAKING_FULFIL)
		make_now(s, KIND_UNDERTAKING_RECORD);
	return sim_measure_act(s, k, STR_NONE);
}

static struct date date_bent(struct gen *g)
{
	static const struct date dates[] = { { 0, 0, 0, -1 }, { 2023, 0, 0, -1 }, { 2023, 11, 0, -1 },
		{ 2023, 11, 14, -1 }, { 2023, 11, 14, 540 }, { 2023, 12, 31, 1439 }, { 2022, 6, 1, -1 },
		{ 2024, 2, 29, -1 } };
	return dates[gen_below(g, CM_COUNT(dates))];
}

static struct str activity_any(struct sim *s, struct gen *g)
{
	uint32_t count = activity_count(s->forum);
	return count == 0 ? S("none") : activity_at(s->forum, (uint32_t)gen_below(g, count))->code;
}

static void role_bend(struct gen *g, struct str *party, struct str *role, struct str *dimension,
    struct str *area)
{
	static const struct str parties[] = { S("aa"), S("bb"), S("cc"), S("zz") };
	*party = parties[gen_below(g, CM_COUNT(parties))];
	*role = gen_bool(g) ? S("coordinator") : S("co-coordinator");
	if (gen_chance(g, 1, 4)) {
		*dimension = gen_chance(g, 3, 4) ? S("economic") : S("none");
		*area = gen_bool(g) ? STR_NONE : *area;
	}
}

static void content_bend_activity(struct sim *s, struct gen *g, struct sim_act *a)
{
	static const struct str offsets[] = { S("+06:00"), S("-03:30"), S("+15:00"), S("06:00"),
		STR_NONE };
	union content *c = &a->content;
	struct str offset = offsets[gen_below(g, CM_COUNT(offsets))];
	if (a->kind == KIND_ACTIVITY_PROPOSE) {
		c->activity_propose.from = date_bent(g);
		c->activity_propose.until = gen_bool(g) ? date_bent(g) : DATE_NONE;
		c->activity_propose.offset = gen_chance(g, 1, 3) ? offset : STR_NONE;
		c->activity_propose.year = gen_bool(g) ? gen_between(g, 2020, 2024) : INTEGER_ABSENT;
		c->activity_propose.tentative = gen_bool(g);
		if (plan_count(s->forum) > 0 && gen_bool(g))
			c->activity_propose.plans = sim_strs(s, plan_at(s->forum, 0)->code);
		if (gen_chance(g, 1, 8))
			c->activity_propose.area = S("none");
	} else if (a->kind == KIND_ACTIVITY_PLAN) {
		c->activity_plan.activity = activity_any(s, g);
		c->activity_plan.stage = gen_bool(g) ? S("announced") : S("planned");
		if (plan_count(s->forum) > 0 && gen_bool(g))
			c->activity_plan.plan =
			    plan_at(s->forum, (uint32_t)gen_below(g, plan_count(s->forum)))->code;
	} else if (a->kind == KIND_ACTIVITY_MOVE) {
		c->activity_move.activity = activity_any(s, g);
		c->activity_move.from = date_bent(g);
		c->activity_move.until = gen_bool(g) ? date_bent(g) : DATE_NONE;
		c->activity_move.offset = gen_chance(g, 1, 3) ? offset : STR_NONE;
		if (gen_bool(g))
			c->activity_move.place = sim_names(s, S("Elsewhere"));
	} else if (a->kind == KIND_ACTIVITY_MERGE) {
		c->activity_merge.activity = activity_any(s, g);
		c->activity_merge.into = activity_any(s, g);
	} else if (a->kind == KIND_ACTIVITY_HOLD) {
		c->activity_hold.activity = activity_any(s, g);
		c->activity_hold.from = date_bent(g);
		c->activity_hold.until = gen_chance(g, 1, 4) ? date_bent(g) : DATE_NONE;
	}
}

static void content_bend_report(struct sim *s, struct gen *g, struct sim_act *a)
{
	struct report_file *c = &a->content.report_file;
	if (a->kind != KIND_REPORT_FILE)
		return;
	c->activity = activity_any(s, g);
	if (gen_chance(g, 1, 4)) {
		c->activity = STR_NONE;
		c->area = gen_bool(g) ? AREA : STR_NONE;
		c->dimension = gen_bool(g) ? S("human") : STR_NONE;
		c->year = gen_between(g, 2021, 2024);
	}
	if (gen_chance(g, 1, 3)) {
		c->nil = true;
		if (gen_chance(g, 3, 4))
			c->text = (struct names){ 0, NULL };
	}
}

static void content_bend(struct sim *s, struct gen *g, struct sim_act *a)
{
	static const struct str steps[] = { S("supported"), S("approved"), S("adopted"),
		S("returned"), S("withdrawn"), S("ended"), S("none") };
	union content *c = &a->content;
	switch ((int)a->kind) {
	case KIND_CATALOGUE_ADOPT:
		c->catalogue_adopt.from = date_bent(g);
		if (catalogue_count(s->forum) > 0 && gen_bool(g))
			c->catalogue_adopt.replaces = sim_strs(s, catalogue_at(s->forum, 0)->code);
		break;
	case KIND_CATALOGUE_ADD:
		if (gen_chance(g, 1, 6))
			c->catalogue_add.sources = (struct strs){ 0, NULL };
		break;
	case KIND_AREA_COORDINATE:
		role_bend(g, &c->area_coordinate.party, &c->area_coordinate.role,
		    &c->area_coordinate.dimension, &c->area_coordinate.area);
		if (gen_bool(g)) {
			c->area_coordinate.seen_by = date_bent(g);
			c->area_coordinate.gone_by = gen_bool(g) ? date_bent(g) : DATE_NONE;
			c->area_coordinate.sources = sim_strs(s, S("https://example.org/role"));
			*a = as(s, *a, sim_officer(s, 2));
		}
		break;
	case KIND_AREA_RELEASE:
		role_bend(g, &c->area_release.party, &c->area_release.role,
		    &c->area_release.dimension, &c->area_release.area);
		c->area_release.until = gen_bool(g) ? date_bent(g) : DATE_NONE;
		break;
	case KIND_PLAN_PROPOSE:
		c->plan_propose.kind = gen_bool(g) ? S("concept") : S("year");
		c->plan_propose.under = plan_count(s->forum) > 0 ? plan_at(s->forum, 0)->code : STR_NONE;
		if (gen_bool(g))
			*a = as(s, *a, sim_officer(s, 2));
		break;
	case KIND_PLAN_STEP:
		c->plan_step.to = steps[gen_below(g, CM_COUNT(steps))];
		c->plan_step.on = date_bent(g);
		break;
	case KIND_REVIEW_OPEN:
		c->review_open.body = gen_bool(g) ? S("soc") : S("summit");
		break;
	case KIND_UNDERTAKING_RECORD:
		c->undertaking_record.release = gen_bool(g) ? STR_NONE : S("c-1");
		break;
	default:
		content_bend_activity(s, g, a);
		content_bend_report(s, g, a);
		break;
	}
}

static bool is_partys(enum kind k)
{
	return k == KIND_AREA_COORDINATE || k == KIND_AREA_RELEASE || k == KIND_PLAN_PROPOSE ||
	    (k >= KIND_ACTIVITY_PROPOSE && k <= KIND_REPORT_SUPPLEMENT);
}

struct sim_act sim_measure_random(struct sim *s, struct gen *g)
{
	static const struct str parties[] = { S("aa"), S("cc"), S("dd"), S("oo") };
	enum kind k = (enum kind)gen_between(g, KIND_CATALOGUE_ADOPT, KIND_UNDERTAKING_FULFIL);
	if (gen_chance(g, 1, 5))
		return sim_form_random(s, g);
	if (catalogue_count(s->forum) == 0)
		k = KIND_CATALOGUE_ADOPT;
	else if (area_find(s->forum, AREA) == NULL)
		k = KIND_CATALOGUE_ADD;
	else if (gen_chance(g, 1, 3))
		k = gen_bool(g) ? KIND_ACTIVITY_PROPOSE : KIND_REPORT_FILE;
	if (k >= KIND_UNDERTAKING_RECORD && meeting_find(s->forum, S("met")) == NULL)
		return sim_make(s, KIND_MEETING_RECORD, S("met"));
	struct sim_act a = sim_measure_act(s, k, STR_NONE);
	if (gen_chance(g, 2, 3))
		content_bend(s, g, &a);
	if (is_partys(k) && gen_chance(g, 1, 5)) {
		struct str party = parties[gen_below(g, CM_COUNT(parties))];
		a = as(s, a, sim_str(s, "%.*s/envoy", STR_ARG(party)));
	}
	bool has_paper = k == KIND_AREA_COORDINATE || k == KIND_AREA_RELEASE || k == KIND_REPORT_FILE ||
	    k == KIND_REPORT_SUPPLEMENT;
	if (has_paper && gen_chance(g, 1, 4))
		a = sim_on_paper(s, a, S("bb"), (moment){ s->now.ms - 1000 });
	return a;
}
