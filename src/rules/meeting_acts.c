/* A meeting is convened, moved, opened, counted, suspended and closed (docs/rules.md section 9). */
#include "rules/judge.h"

#define DAY_MS INT64_C(86400000)

static void guard_mode(struct judge *j, struct str mode)
{
	if (!str_eq(mode, S("in-person")) && !str_eq(mode, S("online")) && !str_eq(mode, S("both")))
		finding_add_at(j->found, FINDING_WORD_UNKNOWN, S("mode"));
}

/* The days are those of the place, the instant is in UTC: a day of difference is the zone's. */
static void guard_days(struct judge *j, struct date from, struct date until, moment opens)
{
	int64_t day = opens.ms / DAY_MS;
	struct date last = date_known(until) ? until : from;
	guard_dates(j, from, until, S("until"));
	if (day < date_first_day(from) - 1 || day > date_last_day(last) + 1)
		finding_add_at(j->found, FINDING_DATE_ORDER, S("opens"));
	if (opens.ms <= j->now.ms)
		finding_add_at(j->found, FINDING_DATE_ORDER, S("opens"));
}

/* `is_heard`: who comes knows this instant already. */
static void guard_notice(struct judge *j, moment opens, bool is_heard, struct str waiver,
    const struct matter *m)
{
	const struct charter_notice *notice = charter_notice(&j->f->charter, S("meeting"));
	bool is_short = notice != NULL && !is_heard && notice_over(notice, j->now).ms > opens.ms;
	if (waiver.n == 0) {
		if (is_short)
			finding_add_at(j->found, FINDING_NOTICE_RUNNING, S("opens"));
		return;
	}
	if (notice == NULL || str_eq(notice->waiver, S("none")))
		finding_add_at(j->found, FINDING_WAIVER_NOT_ALLOWED, S("waiver"));
	guard_chair(j, m);
}

void meeting_convene_check(struct judge *j, const struct meeting_convene *c)
{
	const struct matter m = { c->body, STR_NONE, S("body"), j->now };
	bool is_chair = chair_signed(j, &m);
	if (!cast_officer(j) && !is_chair)
		finding_add(j->found, FINDING_OFFICER_ONLY);
	if (charter_body(&j->f->charter, c->body) == NULL)
		finding_add_at(j->found, FINDING_BODY_UNKNOWN, S("body"));
	if (meeting_find(j->f, c->code) != NULL)
		finding_add_at(j->found, FINDING_CODE_USED, S("code"));
	if (c->like.n > 0 && meeting_find(j->f, c->like) == NULL)
		finding_add_at(j->found, FINDING_MEETING_UNKNOWN, S("like"));
	guard_mode(j, c->mode);
	guard_days(j, c->from, c->until, c->opens);
	guard_items(j, &c->agenda, S("agenda"));
	guard_notice(j, c->opens, false, c->waiver, &m);
}

void meeting_convene_apply(struct forum *f, const struct judged *act, const struct meeting_convene *c)
{
	struct meeting *m = table_add(&f->meetings);
	*m = (struct meeting){ .code = keep_str(f, c->code),
		.body = keep_str(f, c->body),
		.mode = keep_str(f, c->mode),
		.status = S("convened"),
		.number = c->number,
		.title = keep_names(f, &c->title),
		.place = keep_names(f, &c->place),
		.from = c->from,
		.until = c->until,
		.evidence = { .entry = act->index } };
	derive_meeting(f, f->meetings.count - 1);
	f->versions[NOUN_MEETING]++;
	struct conduct *of = table_add(&f->conducts);
	*of = (struct conduct){ .meeting = m->code,
		.body = m->body,
		.opens = c->opens,
		.convened = act->index,
		.like = keep_str(f, c->like),
		.is_notice_waived = c->waiver.n > 0,
		.counted = UINT64_MAX };
	for (uint32_t i = 0; i < c->agenda.count; i++)
		*ROWS_ADD(f, of, items) = item_keep(f, &c->agenda.at[i]);
	conduct_step_add(f, of, act, CONDUCT_CONVENED);
	conduct_mark_add(f, of, act, MARK_AGENDA);
	derive_conduct(f, f->conducts.count - 1);
	f->versions[NOUN_CONDUCT]++;
}

/* A conduct in this state, or NULL with its finding. */
static const struct conduct *guard_state(struct judge *j, struct str meeting,
    enum conduct_state state)
{
	const struct conduct *c = conduct_find(j->f, meeting);
	if (c == NULL)
		finding_add_at(j->found, FINDING_MEETING_UNKNOWN, S("meeting"));
	else if (c->state == CONDUCT_CLOSED || c->state == CONDUCT_CANCELLED)
		finding_add_at(j->found, FINDING_MEETING_CLOSED, S("meeting"));
	else if (c->state != state)
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("meeting"));
	return c;
}

static struct meeting *meeting_touch(struct forum *f, struct str code)
{
	f->versions[NOUN_MEETING]++;
	return table_touch(&f->meetings, map_get(&f->meeting_by_code, code));
}

/* Another instant needs the notice of a new meeting. */
void meeting_move_check(struct judge *j, const struct meeting_move *c)
{
	guard_officers(j, 1, FINDING_OFFICER_ONLY);
	const struct conduct *of = guard_state(j, c->meeting, CONDUCT_CONVENED);
	guard_days(j, c->from, c->until, c->opens);
	if (of == NULL)
		return;
	const struct matter m = conduct_matter(of, S("meeting"));
	guard_notice(j, c->opens, c->opens.ms == of->opens.ms, c->waiver, &m);
}

void meeting_move_apply(struct forum *f, const struct judged *act, const struct meeting_move *c)
{
	(void)act;
	struct meeting *m = meeting_touch(f, c->meeting);
	struct conduct *of = conduct_touch(f, c->meeting);
	m->from = c->from;
	m->until = c->until;
	if (c->place.count > 0)
		m->place = keep_names(f, &c->place);
	if (of->opens.ms != c->opens.ms)
		of->is_notice_waived = c->waiver.n > 0;
	of->opens = c->opens;
	derive_meetings_again(f);
}

void meeting_cancel_check(struct judge *j, const struct meeting_cancel *c)
{
	guard_officers(j, 1, FINDING_OFFICER_ONLY);
	(void)guard_state(j, c->meeting, CONDUCT_CONVENED);
}

void meeting_cancel_apply(struct forum *f, const struct judged *act, const struct meeting_cancel *c)
{
	meeting_touch(f, c->meeting)->status = S("cancelled");
	conduct_step_add(f, conduct_touch(f, c->meeting), act, CONDUCT_CANCELLED);
}

static void guard_present(struct judge *j, const struct strs *present)
{
	for (uint32_t i = 0; i < present->count; i++) {
		if (guard_party(j, present->at[i]) != NULL &&
		    !party_may(j->f, present->at[i], RIGHT_ATTEND))
			finding_add_at(j->found, FINDING_PARTY_SUSPENDED, present->at[i]);
	}
}

/* Members among those present. */
static uint32_t members_of(const struct forum *f, const struct strs *present)
{
	struct conduct counted = { .present = *present };
	return conduct_present(f, &counted);
}

static void guard_meeting_chair(struct judge *j, const struct conduct *c)
{
	const struct matter m = conduct_matter(c, S("meeting"));
	guard_chair(j, &m);
}

void meeting_open_check(struct judge *j, const struct meeting_open *c)
{
	const struct conduct *of = guard_state(j, c->meeting, CONDUCT_CONVENED);
	guard_present(j, &c->present);
	if (of == NULL)
		return;
	guard_meeting_chair(j, of);
	if (j->now.ms < of->opens.ms)
		finding_add_at(j->found, FINDING_MEETING_NOT_DUE, S("meeting"));
	if (!quorum_holds(j->f->charter.conduct.quorum_open, members_of(j->f, &c->present),
		forum_members(j->f)))
		finding_add_at(j->found, FINDING_QUORUM_OPEN, S("present"));
}

static void count_take(struct forum *f, struct conduct *c, const struct judged *act,
    const struct strs *present)
{
	c->present = keep_strs(f, present);
	c->counted = act->index;
	c->is_quorum_asked = false;
	conduct_mark_add(f, c, act, MARK_COUNT);
}

void meeting_open_apply(struct forum *f, const struct judged *act, const struct meeting_open *c)
{
	struct conduct *of = conduct_touch(f, c->meeting);
	count_take(f, of, act, &c->present);
	conduct_step_add(f, of, act, CONDUCT_OPEN);
	meeting_touch(f, c->meeting)->status = S("open");
}

void meeting_count_check(struct judge *j, const struct meeting_count *c)
{
	const struct conduct *of = guard_meeting(j, c->meeting, S("meeting"));
	guard_present(j, &c->present);
	if (of == NULL)
		return;
	const struct matter m = conduct_matter(of, S("meeting"));
	bool is_chair = chair_signed(j, &m);
	if (!cast_officer(j) && !is_chair)
		finding_add(j->found, FINDING_NOT_THE_CHAIR);
}

void meeting_count_apply(struct forum *f, const struct judged *act, const struct meeting_count *c)
{
	count_take(f, conduct_touch(f, c->meeting), act, &c->present);
	decisions_release(f, act, c->meeting);
}

void meeting_suspend_check(struct judge *j, const struct meeting_suspend *c)
{
	const struct conduct *of = guard_meeting(j, c->meeting, S("meeting"));
	if (of != NULL)
		guard_meeting_chair(j, of);
}

void meeting_suspend_apply(struct forum *f, const struct judged *act, const struct meeting_suspend *c)
{
	conduct_step_add(f, conduct_touch(f, c->meeting), act, CONDUCT_SUSPENDED);
}

void meeting_resume_check(struct judge *j, const struct meeting_resume *c)
{
	const struct conduct *of = guard_state(j, c->meeting, CONDUCT_SUSPENDED);
	if (of != NULL)
		guard_meeting_chair(j, of);
}

void meeting_resume_apply(struct forum *f, const struct judged *act, const struct meeting_resume *c)
{
	conduct_step_add(f, conduct_touch(f, c->meeting), act, CONDUCT_OPEN);
}

/* A text that is put is decided on, or sent on, before the meeting ends. */
static bool has_text_put(const struct forum *f, struct str meeting)
{
	for (uint32_t i = 0; i < f->decisions.count; i++) {
		const struct decision *d = table_at(&f->decisions, i);
		bool is_put = d->state == DECISION_CALLED || d->state == DECISION_OBJECTED;
		if (is_put && str_eq(d->meeting, meeting))
			return true;
	}
	return false;
}

void meeting_close_check(struct judge *j, const struct meeting_close *c)
{
	const struct conduct *of = guard_meeting(j, c->meeting, S("meeting"));
	guard_frozen(j, &c->conclusions);
	if (of == NULL)
		return;
	guard_meeting_chair(j, of);
	if (has_text_put(j->f, c->meeting))
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("meeting"));
}

void meeting_close_apply(struct forum *f, const struct judged *act, const struct meeting_close *c)
{
	struct conduct *of = conduct_touch(f, c->meeting);
	of->acting = STR_NONE;
	conduct_step_add(f, of, act, CONDUCT_CLOSED);
	meeting_touch(f, c->meeting)->status = S("held");
}

void quorum_ask_check(struct judge *j, const struct quorum_ask *c)
{
	const struct charter_conduct *rule = &j->f->charter.conduct;
	const struct conduct *of = guard_meeting(j, c->meeting, S("meeting"));
	if (rule->quorum_open.num == 0 && rule->quorum_decide.num == 0)
		finding_add(j->found, FINDING_NO_QUORUM_RULE);
	if (of == NULL)
		return;
	const struct matter m = conduct_matter(of, S("meeting"));
	(void)decider_of(j, &m);
	if (of->is_quorum_asked)
		finding_add_at(j->found, FINDING_STEP_DOES_NOT_FOLLOW, S("meeting"));
}

void quorum_ask_apply(struct forum *f, const struct judged *act, const struct quorum_ask *c)
{
	conduct_touch(f, c->meeting)->is_quorum_asked = true;
	decisions_hold(f, act, c->meeting);
}
