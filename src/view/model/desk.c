#include "view/model/desk.h"

#include "base/arena.h"
#include "rules/conduct.h"

MODEL_DEFINE(desk_item)
MODEL_DEFINE(desk_text)
MODEL_DEFINE(desk)

/* Of what the party may do, that of one role. That a silence is void awaits nobody. */
static struct next_item_list next_of_role(const struct site *s, const struct silence *of,
    struct str party, struct str role)
{
	struct next_item_list all = silence_next(s, of, party);
	struct next_item *kept = arena_array(s->scratch, struct next_item, all.count);
	uint32_t n = 0;
	for (uint32_t i = 0; i < all.count; i++) {
		bool is_ruling = str_eq(all.at[i].act_kind, kind_name(KIND_SILENCE_VOID));
		if (str_eq(all.at[i].role, role) && !is_ruling)
			kept[n++] = all.at[i];
	}
	return (struct next_item_list){ n, kept };
}

static bool has_kind(const struct next_item_list *list, enum kind a, enum kind b)
{
	for (uint32_t i = 0; i < list->count; i++) {
		struct str kind = list->at[i].act_kind;
		if (str_eq(kind, kind_name(a)) || str_eq(kind, kind_name(b)))
			return true;
	}
	return false;
}

static struct desk_item desk_item_of(const struct site *s, const struct silence *of,
    struct next_item_list next)
{
	struct silence_item *item = arena_new(s->scratch, struct silence_item);
	*item = silence_item_of(s, of);
	return (struct desk_item){ item, next };
}

/* A step that is due of the chair: only withdrawing or voiding is none. */
static bool is_chairs_turn(const struct silence *of)
{
	return of->state == SILENCE_PROPOSED || of->state == SILENCE_BROKEN ||
	    of->state == SILENCE_EXPIRED || of->state == SILENCE_ADOPTED;
}

static void silences_of_party(struct desk *m, const struct site *s)
{
	struct desk_item *running = arena_array(s->scratch, struct desk_item, DESK_SHOWN_MAX);
	struct desk_item *chairing = arena_array(s->scratch, struct desk_item, DESK_SHOWN_MAX);
	uint32_t n = 0, chaired = 0;
	for (uint32_t i = silence_count(s->forum); i > 0; i--) {
		const struct silence *of = silence_at(s->forum, i - 1);
		struct next_item_list next;
		if (n < DESK_SHOWN_MAX && of->state <= SILENCE_RUNNING) {
			next = next_of_role(s, of, m->party, S("delegate"));
			if (has_kind(&next, KIND_SILENCE_BREAK, KIND_SILENCE_DECLINE))
				running[n++] = desk_item_of(s, of, next);
		}
		if (chaired < DESK_SHOWN_MAX && is_chairs_turn(of)) {
			next = next_of_role(s, of, m->party, S("chair"));
			if (has_kind(&next, KIND_SILENCE_CONSENT, KIND_SILENCE_NOTIFY) ||
			    has_kind(&next, KIND_SILENCE_ANNOUNCE, KIND_SILENCE_ANNOUNCE))
				chairing[chaired++] = desk_item_of(s, of, next);
		}
	}
	m->running = (struct desk_item_list){ n, running };
	m->chairing = (struct desk_item_list){ chaired, chairing };
}

/* The party's own among them, in order of record. */
static uint32_t voices_add(struct voice_item *items, uint32_t n, const struct desk *m,
    const struct site *s, const struct silence *of)
{
	bool are_breaks = items == m->breaks.at;
	const struct silence_voice *from = are_breaks ? of->breaks : of->statements;
	uint32_t count = are_breaks ? of->breaks_count : of->statements_count;
	for (uint32_t i = 0; i < count && n < DESK_SHOWN_MAX; i++) {
		if (str_eq(from[i].party, m->party))
			items[n++] = voice_item_of(s, of, &from[i]);
	}
	return n;
}

static void voices_of_party(struct desk *m, const struct site *s)
{
	struct voice_item *breaks = arena_array(s->scratch, struct voice_item, DESK_SHOWN_MAX);
	struct voice_item *statements = arena_array(s->scratch, struct voice_item, DESK_SHOWN_MAX);
	m->breaks.at = breaks;
	m->statements.at = statements;
	for (uint32_t i = silence_count(s->forum); i > 0; i--) {
		const struct silence *of = silence_at(s->forum, i - 1);
		m->breaks.count = voices_add(breaks, m->breaks.count, m, s, of);
		m->statements.count = voices_add(statements, m->statements.count, m, s, of);
	}
}

static void decisions_of_party(struct desk *m, const struct site *s)
{
	struct desk_text *put = arena_array(s->scratch, struct desk_text, DESK_SHOWN_MAX);
	struct objection_item *own = arena_array(s->scratch, struct objection_item, DESK_SHOWN_MAX);
	uint32_t n = 0, owned = 0;
	for (uint32_t i = decision_count(s->forum); i > 0; i--) {
		const struct decision *d = decision_at(s->forum, i - 1);
		bool is_put = d->state == DECISION_CALLED || d->state == DECISION_OBJECTED ||
		    d->state == DECISION_VOTE;
		for (uint32_t k = d->objections_count; k > 0 && owned < DESK_SHOWN_MAX; k--) {
			if (str_eq(d->objections[k - 1].party, m->party))
				own[owned++] = objection_item_of(s, d, &d->objections[k - 1]);
		}
		if (!is_put || n == DESK_SHOWN_MAX)
			continue;
		struct next_item_list next = decision_next_of(s, d, m->party);
		if (next.count == 0)
			continue;
		struct decision_item *item = arena_new(s->scratch, struct decision_item);
		*item = decision_item_of(s, d);
		put[n++] = (struct desk_text){ item, next };
	}
	m->put = (struct desk_text_list){ n, put };
	m->objections = (struct objection_item_list){ owned, own };
}

static void meetings_ahead(struct desk *m, const struct site *s)
{
	struct meeting_item *items = arena_array(s->scratch, struct meeting_item, DESK_SHOWN_MAX);
	uint32_t n = 0;
	for (uint32_t i = 0; i < conduct_count(s->forum) && n < DESK_SHOWN_MAX; i++) {
		const struct conduct *c = conduct_at(s->forum, i);
		if (c->state <= CONDUCT_SUSPENDED)
			items[n++] = meeting_item_of(s, meeting_find(s->forum, c->meeting));
	}
	m->ahead = (struct meeting_item_list){ n, items };
}

/* Nobody must report; the desk only tells what could be. */
static void activities_unreported(struct desk *m, const struct site *s)
{
	struct activity_item *items = arena_array(s->scratch, struct activity_item, DESK_SHOWN_MAX);
	uint32_t n = 0;
	for (uint32_t i = activity_count(s->forum); i > 0 && n < DESK_SHOWN_MAX; i--) {
		const struct activity *a = activity_by_date(s->forum, i - 1);
		bool is_open = a->state == ACTIVITY_HELD && str_eq(a->host, m->party) &&
		    report_of_activity(s->forum, a->code) == NULL;
		if (is_open)
			items[n++] = activity_item_of(s, a);
	}
	m->unreported = (struct activity_item_list){ n, items };
}

bool desk_fill(struct desk *m, const struct site *s, const struct desk_query *q)
{
	const struct party *p = party_find(s->forum, q->party);
	struct act_item *waiting = arena_array(s->scratch, struct act_item, q->waiting_count);
	if (p == NULL)
		return false;
	for (uint32_t i = 0; i < q->waiting_count; i++)
		waiting[i] = act_item_of(s, &q->waiting[i]);
	*m = (struct desk){ .party = p->code,
		.party_name = words_of_party(s, p->code, FORUM_TODAY),
		.may_object = party_may(s->forum, p->code, RIGHT_OBJECT),
		.waiting = { q->waiting_count, waiting } };
	silences_of_party(m, s);
	voices_of_party(m, s);
	decisions_of_party(m, s);
	meetings_ahead(m, s);
	activities_unreported(m, s);
	m->asked = inquiries_waiting(s, m->party);
	m->forms = forms_due(s, m->party);
	return true;
}
