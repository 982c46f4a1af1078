#include "view/model/conducts.h"

#include "base/arena.h"
#include "base/encode.h"
#include "view/collate.h"
#include "view/meeting_words.h"
#include "view/model/next.h"

MODEL_DEFINE(agenda_row)
MODEL_DEFINE(delegation_row)
MODEL_DEFINE(speaker_row)
MODEL_DEFINE(point_row)
MODEL_DEFINE(statement_row)
MODEL_DEFINE(conduct_state_item)
MODEL_DEFINE(conduct_full)
MODEL_DEFINE(seat)

static uint32_t rows_shown(uint32_t count)
{
	return count < CONDUCT_ROWS_MAX ? count : CONDUCT_ROWS_MAX;
}

static struct agenda_row_list agenda_of(const struct site *s, const struct conduct *c)
{
	uint32_t count = rows_shown(c->items_count);
	struct agenda_row *rows = arena_array(s->scratch, struct agenda_row, count);
	for (uint32_t i = 0; i < count; i++) {
		const struct conduct_item *from = &c->items[i];
		rows[i] = (struct agenda_row){ from->id, from->number, words_of(s, &from->title),
			from->papers, from->is_adopted, from->is_list_closed };
	}
	return (struct agenda_row_list){ count, rows };
}

static struct delegation_row delegation_of(const struct site *s, const struct conduct *c,
    const struct conduct_delegation *from)
{
	return (struct delegation_row){ .party = from->party,
		.party_name = words_of_party(s, from->party, FORUM_TODAY),
		.is_present = strs_has(&c->present, from->party), .members = from->members,
		.handles = from->handles, .credentials = credentials_state_name(from->credentials),
		.credentials_name = words_of_credentials(s, from->credentials),
		.entry = (int64_t)from->entry };
}

/* By name: how a list of delegations is read. Those that were only counted have no row of their own. */
static struct delegation_row_list delegations_of(const struct site *s, const struct conduct *c)
{
	uint32_t count = rows_shown(c->delegations_count);
	struct delegation_row *rows = arena_array(s->scratch, struct delegation_row, count);
	for (uint32_t i = 0; i < count; i++) {
		struct delegation_row row = delegation_of(s, c, &c->delegations[i]);
		uint32_t at = i;
		for (; at > 0 && collate(rows[at - 1].party_name.text, row.party_name.text) > 0; at--)
			rows[at] = rows[at - 1];
		rows[at] = row;
	}
	return (struct delegation_row_list){ count, rows };
}

struct speaker_row speaker_row_of(const struct site *s, const struct conduct_speaker *from)
{
	return (struct speaker_row){ .party = from->party,
		.party_name = words_of_party(s, from->party, FORUM_TODAY), .item = from->item,
		.is_reply = from->is_reply, .state = speaker_state_name(from->state),
		.state_name = words_of_speaker_state(s, from->state), .asked = from->asked,
		.called = from->called, .ended = from->ended, .limit_s = from->limit_s,
		.entry = (int64_t)from->entry };
}

static struct speaker_row_list asked_of(const struct site *s, const struct conduct *c, bool is_reply)
{
	struct speaker_row *rows = arena_array(s->scratch, struct speaker_row, CONDUCT_ROWS_MAX);
	uint32_t n = 0;
	for (uint32_t i = 0; i < c->speakers_count && n < CONDUCT_ROWS_MAX; i++) {
		const struct conduct_speaker *from = &c->speakers[i];
		if (from->state == SPEAKER_ASKED && from->is_reply == is_reply)
			rows[n++] = speaker_row_of(s, from);
	}
	return (struct speaker_row_list){ n, rows };
}

/* Newest first, by the end of the speech: a right of reply is called later than it stands in the row. */
static struct speaker_row_list spoke_of(const struct site *s, const struct conduct *c)
{
	struct speaker_row *rows = arena_array(s->scratch, struct speaker_row, CONDUCT_ROWS_MAX);
	uint32_t n = 0;
	for (uint32_t i = 0; i < c->speakers_count && n < CONDUCT_ROWS_MAX; i++) {
		const struct conduct_speaker *from = &c->speakers[i];
		if (from->state != SPEAKER_SPOKE && from->state != SPEAKER_PASSED)
			continue;
		uint32_t at = n++;
		for (; at > 0 && rows[at - 1].ended.ms < from->ended.ms; at--)
			rows[at] = rows[at - 1];
		rows[at] = speaker_row_of(s, from);
	}
	return (struct speaker_row_list){ n, rows };
}

static bool point_is_open(const struct conduct_point *p)
{
	return p->state == POINT_RAISED || p->state == POINT_APPEALED;
}

static struct point_row_list points_of(const struct site *s, const struct conduct *c, bool is_open)
{
	struct point_row *rows = arena_array(s->scratch, struct point_row, CONDUCT_ROWS_MAX);
	uint32_t n = 0;
	for (uint32_t i = 0; i < c->points_count && n < CONDUCT_ROWS_MAX; i++) {
		const struct conduct_point *from =
		    &c->points[is_open ? i : c->points_count - 1 - i];
		if (point_is_open(from) != is_open)
			continue;
		rows[n++] = (struct point_row){ .party = from->party,
			.party_name = words_of_party(s, from->party, FORUM_TODAY),
			.point_kind = from->kind,
			.kind_name = words_of_coded(s, CODED_POINT_KIND, from->kind),
			.decision = from->decision, .state = point_state_name(from->state),
			.state_name = words_of_point_state(s, from->state), .at = from->at,
			.entry = (int64_t)from->entry };
	}
	return (struct point_row_list){ n, rows };
}

static struct statement_row_list statements_of(const struct site *s, const struct conduct *c)
{
	uint32_t count = rows_shown(c->statements_count);
	struct statement_row *rows = arena_array(s->scratch, struct statement_row, count);
	for (uint32_t i = 0; i < count; i++) {
		const struct conduct_statement *from = &c->statements[i];
		rows[i] = (struct statement_row){ from->party,
			words_of_party(s, from->party, FORUM_TODAY), from->item, from->symbol,
			from->is_spoken, from->at, (int64_t)from->entry };
	}
	return (struct statement_row_list){ count, rows };
}

static struct conduct_state_item_list steps_of(const struct site *s, const struct conduct *c)
{
	uint32_t count = rows_shown(c->steps_count);
	struct conduct_state_item *items = arena_array(s->scratch, struct conduct_state_item, count);
	for (uint32_t i = 0; i < count; i++)
		items[i] = (struct conduct_state_item){ conduct_state_name(c->steps[i].to),
			words_of_conduct_state(s, c->steps[i].to), c->steps[i].at,
			(int64_t)c->steps[i].entry };
	return (struct conduct_state_item_list){ count, items };
}

static struct decision_item_list decisions_of(const struct site *s, struct str meeting)
{
	struct decision_item *items =
	    arena_array(s->scratch, struct decision_item, DECISIONS_SHOWN_MAX);
	uint32_t n = 0, all = decision_count(s->forum);
	for (uint32_t i = 0; i < all && n < DECISIONS_SHOWN_MAX; i++) {
		const struct decision *from = decision_at(s->forum, i);
		if (str_eq(from->meeting, meeting))
			items[n++] = decision_item_of(s, from);
	}
	return (struct decision_item_list){ n, items };
}

const struct decision *conduct_put(const struct site *s, struct str meeting)
{
	const struct decision *put = NULL;
	for (uint32_t i = decision_count(s->forum); i > 0; i--) {
		const struct decision *d = decision_at(s->forum, i - 1);
		bool is_put = d->state == DECISION_CALLED || d->state == DECISION_OBJECTED ||
		    d->state == DECISION_HELD || d->state == DECISION_VOTE;
		if (is_put && str_eq(d->meeting, meeting) &&
		    (put == NULL || d->called.ms > put->called.ms))
			put = d;
	}
	return put;
}

/* Those that stop the gavel: of the text put, not withdrawn, and with effect. */
static struct objection_item_list objections_of(const struct site *s, const struct decision *put)
{
	struct objection_item *items =
	    arena_array(s->scratch, struct objection_item, OBJECTIONS_SHOWN_MAX);
	uint32_t n = 0;
	for (uint32_t i = 0; i < put->objections_count && n < OBJECTIONS_SHOWN_MAX; i++) {
		const struct objection *o = &put->objections[i];
		if (o->withdrawn == UINT64_MAX && o->has_effect && hash_eq(&o->hash, &put->hash))
			items[n++] = objection_item_of(s, put, o);
	}
	return (struct objection_item_list){ n, items };
}

/* The item that was touched last: by a speaker who was called, or a text that was taken up. */
static struct str item_under_discussion(const struct site *s, const struct conduct *c)
{
	struct str item = STR_NONE;
	moment newest = MOMENT_ABSENT;
	for (uint32_t i = 0; i < c->speakers_count; i++) {
		const struct conduct_speaker *from = &c->speakers[i];
		if (from->called.ms == MOMENT_ABSENT.ms ||
		    (item.n > 0 && from->called.ms < newest.ms))
			continue;
		newest = from->called;
		item = from->item;
	}
	for (uint32_t i = decision_count(s->forum); i > 0; i--) {
		const struct decision *d = decision_at(s->forum, i - 1);
		moment at = decision_is_adopted(d) ? d->adopted_at : d->steps[d->steps_count - 1].at;
		if (d->item.n == 0 || !str_eq(d->meeting, c->meeting) ||
		    (item.n > 0 && at.ms < newest.ms))
			continue;
		newest = at;
		item = d->item;
	}
	return item;
}

static void put_fill(struct conduct_full *m, const struct site *s, const struct decision *put)
{
	if (put == NULL)
		return;
	struct decision_item *item = arena_new(s->scratch, struct decision_item);
	*item = decision_item_of(s, put);
	m->put = item;
	m->objections = objections_of(s, put);
}

static void chair_fill(struct conduct_full *m, const struct site *s, const struct conduct *c)
{
	const struct charter *charter = forum_charter(s->forum);
	bool is_over = c->state == CONDUCT_CLOSED || c->state == CONDUCT_CANCELLED;
	moment at = is_over ? c->steps[c->steps_count - 1].at : next_now(s); /* who presided then */
	m->chair = conduct_chair(s->forum, c, at);
	if (m->chair.n > 0)
		m->chair_name = words_of_party(s, m->chair, FORUM_TODAY);
	m->is_acting = c->acting.n > 0;
	m->present = conduct_present(s->forum, c);
	m->members = forum_members(s->forum);
	if (charter == NULL)
		return;
	struct fraction open = charter->conduct.quorum_open, decide = charter->conduct.quorum_decide;
	m->has_quorum_rule = open.num > 0 || decide.num > 0;
	m->has_quorum = conduct_has_quorum(s->forum, c, decide.num > 0 ? decide : open);
}

bool conduct_fill(struct conduct_full *m, const struct site *s, struct str meeting)
{
	const struct conduct *c = conduct_find(s->forum, meeting);
	const struct meeting *met = meeting_find(s->forum, meeting);
	if (c == NULL || met == NULL)
		return false;
	struct meeting_item *item = arena_new(s->scratch, struct meeting_item);
	*item = meeting_item_of(s, met);
	*m = (struct conduct_full){ .meeting = item, .state = conduct_state_name(c->state),
		.state_name = words_of_conduct_state(s, c->state), .opens = c->opens, .like = c->like,
		.is_quorum_asked = c->is_quorum_asked, .agenda = agenda_of(s, c),
		.item = item_under_discussion(s, c), .waiting = asked_of(s, c, false),
		.replies = asked_of(s, c, true), .spoke = spoke_of(s, c),
		.points = points_of(s, c, true), .ruled = points_of(s, c, false),
		.delegations = delegations_of(s, c), .statements = statements_of(s, c),
		.decisions = decisions_of(s, c->meeting), .steps = steps_of(s, c) };
	const struct conduct_speaker *speaking = conduct_speaking(c);
	if (speaking != NULL) {
		struct speaker_row *row = arena_new(s->scratch, struct speaker_row);
		*row = speaker_row_of(s, speaking);
		m->speaking = row;
	}
	chair_fill(m, s, c);
	put_fill(m, s, conduct_put(s, c->meeting));
	m->next = conduct_next_of(s, c, STR_NONE);
	return true;
}

static bool has_kind(const struct next_item_list *list, struct str kind)
{
	for (uint32_t i = 0; i < list->count; i++) {
		if (str_eq(list->at[i].act_kind, kind))
			return true;
	}
	return false;
}

struct next_item_list conduct_next_with_put(const struct site *s, const struct conduct *c,
    const struct decision *put, struct str party)
{
	struct next_item_list first = { 0, NULL }, then = conduct_next_of(s, c, party);
	if (put != NULL)
		first = decision_next_of(s, put, party);
	struct next_item *items = arena_array(s->scratch, struct next_item, first.count + then.count);
	for (uint32_t i = 0; i < first.count; i++)
		items[i] = first.at[i];
	uint32_t n = first.count;
	for (uint32_t i = 0; i < then.count; i++) {
		if (!has_kind(&first, then.at[i].act_kind))
			items[n++] = then.at[i];
	}
	return (struct next_item_list){ n, items };
}

/* Newest first: the one that counts now stands on top. */
static struct objection_item_list objections_of_party(const struct site *s, struct str meeting,
    struct str party)
{
	struct objection_item *items =
	    arena_array(s->scratch, struct objection_item, EVIDENCE_SHOWN_MAX);
	uint32_t n = 0;
	for (uint32_t i = decision_count(s->forum); i > 0; i--) {
		const struct decision *d = decision_at(s->forum, i - 1);
		if (!str_eq(d->meeting, meeting))
			continue;
		for (uint32_t k = d->objections_count; k > 0 && n < EVIDENCE_SHOWN_MAX; k--) {
			if (str_eq(d->objections[k - 1].party, party))
				items[n++] = objection_item_of(s, d, &d->objections[k - 1]);
		}
	}
	return (struct objection_item_list){ n, items };
}

bool seat_fill(struct seat *m, const struct site *s, struct str meeting, struct str party)
{
	const struct party *p = party_find(s->forum, party);
	struct conduct_full *full = arena_new(s->scratch, struct conduct_full);
	if (p == NULL || !conduct_fill(full, s, meeting))
		return false;
	const struct conduct *c = conduct_find(s->forum, meeting);
	full->next = conduct_next_with_put(s, c, conduct_put(s, meeting), p->code);
	*m = (struct seat){ .party = p->code,
		.party_name = words_of_party(s, p->code, FORUM_TODAY), .conduct = full,
		.objections = objections_of_party(s, c->meeting, p->code) };
	return true;
}
