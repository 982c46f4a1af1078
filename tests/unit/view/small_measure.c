/* Confidence-building measures of the small forum: one of everything, hostile texts among them. */
#include "unit/view/small.h"

#define OFFICER S("secretariat/officer-1")
#define HOSTILE "</td><script>alert('x')</script> \" onload=\"y & <b>"

static struct strs sources(struct small *w)
{
	return small_strs(w, (const char *const[]){ "https://example.org/\"<x>", NULL });
}

static void act(struct small *w, enum kind kind, const union content *c)
{
	small_act(w, kind, c, OFFICER, (struct strs){ 0, NULL });
}

static void catalogue(struct small *w)
{
	struct catalogue_area *area = arena_new(&w->arena, struct catalogue_area);
	struct catalogue_measure *measure = arena_new(&w->arena, struct catalogue_measure);
	union content c = { .catalogue_adopt = { .is_present = true, .code = S("cat-1"),
		.from = small_date("2004-10-22"), .kind = S("catalogue"), .sources = sources(w),
		.title = small_names(w, "Catalogue " HOSTILE, "Каталог") } };
	act(w, KIND_CATALOGUE_ADOPT, &c);
	c.catalogue_adopt.code = S("cat-2");
	c.catalogue_adopt.from = small_date("2021");
	c.catalogue_adopt.replaces = small_strs(w, (const char *const[]){ "cat-1", NULL });
	act(w, KIND_CATALOGUE_ADOPT, &c);
	*area = (struct catalogue_area){ .is_present = true, .code = S("economic.sme"),
		.dimension = S("economic"), .from = small_date("2012"),
		.name = small_names(w, "Small business " HOSTILE, "Малый бизнес") };
	*measure = (struct catalogue_measure){ .is_present = true, .area = S("economic.sme"),
		.code = S("sme.1"), .dimension = S("economic"), .label = S("1 <b>"),
		.section = S("I <i>"), .text = small_names(w, "share " HOSTILE, NULL) };
	union content add = { .catalogue_add = { .is_present = true, .areas = { 1, area },
		.catalogue = S("cat-1"), .measures = { 1, measure }, .sources = sources(w) } };
	act(w, KIND_CATALOGUE_ADD, &add);
}

static void roles(struct small *w)
{
	union content c = { .area_coordinate = { .is_present = true, .area = S("economic.sme"),
		.from = DATE_NONE, .gone_by = DATE_NONE, .party = S("kz"), .role = S("coordinator"),
		.seen_by = small_date("2012-09-12"), .sources = sources(w), .until = DATE_NONE } };
	act(w, KIND_AREA_COORDINATE, &c);
	c.area_coordinate.area = STR_NONE;
	c.area_coordinate.dimension = S("economic");
	c.area_coordinate.party = S("tr");
	act(w, KIND_AREA_COORDINATE, &c);
	union content release = { .area_release = { .is_present = true, .dimension = S("economic"),
		.gone_by = DATE_NONE, .party = S("tr"), .role = S("coordinator"),
		.sources = sources(w), .until = small_date("2015") } };
	act(w, KIND_AREA_RELEASE, &release);
}

static void plans(struct small *w)
{
	union content c = { .plan_propose = { .is_present = true, .area = S("economic.sme"),
		.catalogue = S("cat-1"), .code = S("sme-2016"), .drafted_by = S("kz"),
		.from = small_date("2016"), .kind = S("action"), .sources = sources(w),
		.title = small_names(w, "Plan " HOSTILE, "План"), .until = small_date("2018") } };
	act(w, KIND_PLAN_PROPOSE, &c);
	c.plan_propose.code = S("concept");
	c.plan_propose.kind = S("concept");
	c.plan_propose.under = S("sme-2016");
	c.plan_propose.from = c.plan_propose.until = DATE_NONE;
	act(w, KIND_PLAN_PROPOSE, &c);
	union content step = { .plan_step = { .is_present = true, .basis = S("as told <i>"),
		.body = S("council"), .on = small_date("2016-01-13"), .plan = S("sme-2016"),
		.sources = sources(w), .to = S("approved") } };
	act(w, KIND_PLAN_STEP, &step);
	step.plan_step.to = S("adopted");
	step.plan_step.on = small_date("2016-04");
	act(w, KIND_PLAN_STEP, &step);
}

static void propose(struct small *w, const char *code, const char *from, bool is_tentative)
{
	union content c = { .activity_propose = { .is_present = true, .area = S("economic.sme"),
		.audience = small_names(w, "business " HOSTILE, NULL), .code = str_c(code),
		.from = from != NULL ? small_date(from) : DATE_NONE, .host = S("kz"),
		.host_body = small_names(w, "Ministry <b>", NULL),
		.languages = small_strs(w, (const char *const[]){ "en", "ru", NULL }),
		.measures = small_strs(w, (const char *const[]){ "sme.1", NULL }),
		.mode = S("online"), .place = small_names(w, "Astana " HOSTILE, "Астана"),
		.plans = small_strs(w, (const char *const[]){ "sme-2016", NULL }),
		.role = S("coordinator"), .sources = sources(w), .tentative = is_tentative,
		.title = small_names(w, "Seminar " HOSTILE, "Семинар"), .until = DATE_NONE,
		.year = 2016 } };
	if (c.activity_propose.from.minute >= 0)
		c.activity_propose.offset = S("+06:00");
	act(w, KIND_ACTIVITY_PROPOSE, &c);
}

static void steps(struct small *w)
{
	union content plan = { .activity_plan = { .is_present = true, .activity = S("moved"),
		.plan = S("concept"), .stage = S("planned") } };
	act(w, KIND_ACTIVITY_PLAN, &plan);
	union content move = { .activity_move = { .is_present = true, .activity = S("moved"),
		.basis = S("asked for <i>"), .from = DATE_NONE, .sources = sources(w),
		.until = DATE_NONE } };
	act(w, KIND_ACTIVITY_MOVE, &move);
	move.activity_move.from = small_date("2017-02-01");
	move.activity_move.place = small_names(w, "Almaty <b>", NULL);
	act(w, KIND_ACTIVITY_MOVE, &move);
	union content merge = { .activity_merge = { .is_present = true, .activity = S("merged"),
		.into = S("moved"), .sources = sources(w) } };
	act(w, KIND_ACTIVITY_MERGE, &merge);
	union content cancel = { .activity_cancel = { .is_present = true,
		.activity = S("cancelled"), .sources = sources(w) } };
	act(w, KIND_ACTIVITY_CANCEL, &cancel);
	union content hold = { .activity_hold = { .is_present = true, .activity = S("held"),
		.from = DATE_NONE, .participation = small_names(w, "12 members " HOSTILE, NULL),
		.sources = sources(w), .until = DATE_NONE } };
	act(w, KIND_ACTIVITY_HOLD, &hold);
	hold.activity_hold.activity = S("silent");
	act(w, KIND_ACTIVITY_HOLD, &hold);
}

static void told(struct small *w)
{
	union content report = { .report_file = { .is_present = true, .activity = S("held"),
		.sources = sources(w), .text = small_names(w, "It took place. " HOSTILE, NULL),
		.year = INTEGER_ABSENT } };
	act(w, KIND_REPORT_FILE, &report);
	union content more = { .report_supplement = { .is_present = true,
		.report = (int64_t)forum_size(w->forum) - 1, .sources = sources(w),
		.text = small_names(w, "More.", "Ещё.") } };
	act(w, KIND_REPORT_SUPPLEMENT, &more);
	union content open = { .review_open = { .is_present = true, .body = S("council"),
		.code = S("review-1"), .dimension = S("economic"), .from = small_date("2015-06") } };
	act(w, KIND_REVIEW_OPEN, &open);
	union content close = { .review_close = { .is_present = true,
		.outcome = small_names(w, "Noted " HOSTILE, NULL), .review = S("review-1"),
		.until = DATE_NONE } };
	act(w, KIND_REVIEW_CLOSE, &close);
	open.review_open.code = S("review-2");
	act(w, KIND_REVIEW_OPEN, &open);
}

static void promises(struct small *w)
{
	union content c = { .undertaking_record = { .is_present = true, .area = S("economic.sme"),
		.code = S("promise-1"), .on = small_date("2016-04-27"), .paragraph = S("6.3 <b>"),
		.release = S("comment-1"), .words = small_names(w, "A plan " HOSTILE, NULL) } };
	act(w, KIND_UNDERTAKING_RECORD, &c);
	union content done = { .undertaking_fulfil = { .is_present = true, .on = DATE_NONE,
		.plan = S("sme-2016"), .undertaking = S("promise-1") } };
	act(w, KIND_UNDERTAKING_FULFIL, &done);
	done.undertaking_fulfil.plan = STR_NONE;
	done.undertaking_fulfil.activity = S("held");
	act(w, KIND_UNDERTAKING_FULFIL, &done);
	c.undertaking_record.code = S("promise-2");
	act(w, KIND_UNDERTAKING_RECORD, &c);
}

void small_measures(struct small *w)
{
	catalogue(w);
	roles(w);
	plans(w);
	propose(w, "held", "2016-03-01T09:30", false);
	propose(w, "silent", "2016-02", false);
	propose(w, "moved", "2016-12-01", true);
	propose(w, "merged", NULL, false);
	propose(w, "cancelled", "2016", false);
	steps(w);
	told(w);
	promises(w);
}
