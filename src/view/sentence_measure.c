/* Acts of confidence-building measures in plain words. */
#include "rules/measure.h"
#include "view/model/activities.h"
#include "view/page.h"
#include "view/sentence_priv.h"

static struct part link_plan(const struct site *s, struct str code)
{
	const struct plan *p = plan_find(s->forum, code);
	return link_to(s, S("plans"), code, p != NULL ? &p->title : NULL);
}

static struct part link_activity(const struct site *s, struct str code)
{
	const struct activity *a = activity_find(s->forum, code);
	return link_to(s, S("activities"), code, a != NULL ? &a->title : NULL);
}

/* An area's page, or a dimension's row of the matrix. */
static struct part link_subject(const struct site *s, struct str area, struct str dimension)
{
	const struct area *a = area_find(s->forum, area);
	const struct charter *c = forum_charter(s->forum);
	const struct charter_facet *d = c != NULL ? charter_dimension(c, dimension) : NULL;
	if (area.n > 0)
		return link_to(s, S("measures"), area, a != NULL ? &a->names : NULL);
	return part_link(url_with(s, S("measures"), PAIRS({ "dimension", dimension })),
	    d != NULL ? words_of(s, &d->name) : (struct lang_text){ STR_NONE, dimension });
}

static struct part part_code_words(const struct site *s, struct str code)
{
	return part_words(words_of_code(s, code));
}

static bool say_catalogue(struct sentence *out, const struct site *s, enum kind kind,
    const union content *c)
{
	switch ((unsigned)kind) {
	case KIND_CATALOGUE_ADOPT:
		say(out, MESSAGE_ACT_CATALOGUE_ADOPT, part_link(url_of(s, S("measures"), STR_NONE),
		    words_of(s, &c->catalogue_adopt.title)), NOTHING);
		return true;
	case KIND_CATALOGUE_ADD:
		say(out, MESSAGE_ACT_CATALOGUE_ADD, part_number(c->catalogue_add.areas.count),
		    part_number(c->catalogue_add.measures.count));
		return true;
	case KIND_AREA_COORDINATE:
		say(out, MESSAGE_ACT_AREA_COORDINATE, link_party(s, c->area_coordinate.party),
		    part_code_words(s, c->area_coordinate.role));
		out->parts[3] = link_subject(s, c->area_coordinate.area, c->area_coordinate.dimension);
		return true;
	case KIND_AREA_RELEASE:
		say(out, MESSAGE_ACT_AREA_RELEASE, link_party(s, c->area_release.party),
		    part_code_words(s, c->area_release.role));
		out->parts[3] = link_subject(s, c->area_release.area, c->area_release.dimension);
		return true;
	case KIND_PLAN_PROPOSE:
		say(out, MESSAGE_ACT_PLAN_PROPOSE,
		    link_to(s, S("plans"), c->plan_propose.code, &c->plan_propose.title), NOTHING);
		return true;
	case KIND_PLAN_STEP:
		say(out, MESSAGE_ACT_PLAN_STEP, link_plan(s, c->plan_step.plan),
		    part_words(words_under(s, S("plan-state."), c->plan_step.to)));
		return true;
	default: return false;
	}
}

static bool say_activity(struct sentence *out, const struct site *s, enum kind kind,
    const union content *c)
{
	switch ((unsigned)kind) {
	case KIND_ACTIVITY_PROPOSE:
		say(out, MESSAGE_ACT_ACTIVITY_PROPOSE, link_to(s, S("activities"),
		    c->activity_propose.code, &c->activity_propose.title), NOTHING);
		return true;
	case KIND_ACTIVITY_PLAN:
		say(out, MESSAGE_ACT_ACTIVITY_PLAN, link_activity(s, c->activity_plan.activity),
		    part_words(words_under(s, S("activity-state."), c->activity_plan.stage)));
		return true;
	case KIND_ACTIVITY_MOVE:
		say(out, date_known(c->activity_move.from) ? MESSAGE_ACT_ACTIVITY_MOVE
							   : MESSAGE_ACT_ACTIVITY_POSTPONE,
		    link_activity(s, c->activity_move.activity),
		    date_known(c->activity_move.from) ? part_date(c->activity_move.from) : NOTHING);
		return true;
	case KIND_ACTIVITY_MERGE:
		say(out, MESSAGE_ACT_ACTIVITY_MERGE, link_activity(s, c->activity_merge.activity),
		    link_activity(s, c->activity_merge.into));
		return true;
	case KIND_ACTIVITY_CANCEL:
		say(out, MESSAGE_ACT_ACTIVITY_CANCEL, link_activity(s, c->activity_cancel.activity),
		    NOTHING);
		return true;
	case KIND_ACTIVITY_HOLD:
		say(out, MESSAGE_ACT_ACTIVITY_HOLD, link_activity(s, c->activity_hold.activity), NOTHING);
		return true;
	default: return false;
	}
}

/* A year is no number: it has no separators. */
static struct part part_year(const struct site *s, int64_t year)
{
	struct buf b;
	buf_init(&b, s->scratch, 24);
	buf_dec(&b, year);
	return part_text(buf_str(&b));
}

static void say_report(struct sentence *out, const struct site *s, const struct report_file *c)
{
	enum message of_activity = c->nil ? MESSAGE_ACT_REPORT_NIL : MESSAGE_ACT_REPORT_FILE;
	enum message of_year = c->nil ? MESSAGE_ACT_REPORT_NIL_YEAR : MESSAGE_ACT_REPORT_YEAR;
	if (c->activity.n > 0)
		say(out, of_activity, link_activity(s, c->activity), NOTHING);
	else
		say(out, of_year, link_subject(s, c->area, c->dimension),
		    part_year(s, c->year));
}

bool say_measure(struct sentence *out, const struct site *s, enum kind kind, const union content *c)
{
	switch ((unsigned)kind) {
	case KIND_REPORT_FILE:
		say_report(out, s, &c->report_file);
		return true;
	case KIND_REPORT_SUPPLEMENT:
		say(out, MESSAGE_ACT_REPORT_SUPPLEMENT, link_entry(s, c->report_supplement.report),
		    NOTHING);
		return true;
	case KIND_REVIEW_OPEN:
		say(out, MESSAGE_ACT_REVIEW_OPEN,
		    link_subject(s, STR_NONE, c->review_open.dimension),
		    link_to(s, S("bodies"), c->review_open.body, body_names_on(s->forum,
		    c->review_open.body, FORUM_TODAY)));
		return true;
	case KIND_REVIEW_CLOSE:
		say(out, MESSAGE_ACT_REVIEW_CLOSE, part_code(c->review_close.review), NOTHING);
		return true;
	case KIND_UNDERTAKING_RECORD:
		say(out, MESSAGE_ACT_UNDERTAKING_RECORD, part_link(url_of(s, S("undertakings"), STR_NONE),
		    words_of(s, &c->undertaking_record.words)), NOTHING);
		return true;
	case KIND_UNDERTAKING_FULFIL:
		say(out, MESSAGE_ACT_UNDERTAKING_FULFIL, part_code(c->undertaking_fulfil.undertaking),
		    c->undertaking_fulfil.plan.n > 0
			? link_plan(s, c->undertaking_fulfil.plan)
			: link_activity(s, c->undertaking_fulfil.activity));
		return true;
	default: return say_catalogue(out, s, kind, c) || say_activity(out, s, kind, c);
	}
}
