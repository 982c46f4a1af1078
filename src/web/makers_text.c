/* Makers of the pages of negotiated texts; what happened to one is read from the log. */
#include "web/call.h"

#include "base/arena.h"
#include "base/encode.h"
#include "base/scope.h"
#include "view/model/text_changes.h"
#include "view/model/text_stage.h"

#define GLANCE_BYTES_MAX ((size_t)4 * 1024 * 1024) /* one entry, looked at */

enum view_status texts_make(struct buf *out, struct site *s, const struct call *c)
{
	(void)c;
	return texts_page(out, s);
}

static struct text_query query_of(const struct call *c)
{
	const struct query *q = &c->query;
	return (struct text_query){ .code = c->code,
		.as = query_value(q, S("as")),
		.view = query_value(q, S("view")),
		.second = query_value(q, S("second")),
		.unit = query_value(q, S("id")),
		.show = query_value(q, S("show")),
		.mine = query_value(q, S("mine")),
		.names = query_value(q, S("names")),
		.proposal = query_value(q, S("proposal")),
		.only = query_value(q, S("only")) };
}

/* Most of a record is about other things: this is asked of each entry before it is parsed. */
static bool may_be_about_texts(struct str bytes)
{
	return str_find_str(bytes, S("{\"act\":\"text.")) < bytes.n;
}

/* The bytes of the entry, if it holds an act about the text; else 0. */
static size_t bytes_about(const struct site *s, const struct call *c, uint64_t index, struct str code,
    struct arena *a)
{
	struct str bytes;
	struct entry entry;
	arena_reset(a);
	enum rc rc = log_entry(service_log(c->service), index, a, &bytes, NULL);
	cm_assert(rc == RC_OK);
	if (!may_be_about_texts(bytes))
		return 0;
	struct fault fault = entry_parse_stored(&entry, a, bytes, s->origin);
	cm_assert(fault.id == FAULT_NONE);
	return text_act_is_about(&entry.act, code) ? bytes.n : 0;
}

/* One of the acts that were read already, or NULL. */
static const struct act_view *read_before(const struct text_event *events, uint32_t count,
    uint64_t index)
{
	for (uint32_t i = 0; i < count; i++) {
		if (events[i].act.index == index)
			return &events[i].act;
		if (events[i].proposal.entry != NULL && events[i].proposal.index == index)
			return &events[i].proposal;
	}
	return NULL;
}

/* The event behind `count` others; of what it speaks of no more is read than *room allows. */
static void event_read(struct text_event *events, uint32_t count, const struct site *s,
    const struct call *c, size_t *room)
{
	struct text_event *e = &events[count];
	const struct instrument *of = instrument_find(s->forum, c->code);
	const struct instrument_proposal *p =
	    instrument_proposal_find(s->forum, of, text_act_proposal(&e->act.entry->act));
	e->proposal = (struct act_view){ .kind = KIND__COUNT };
	if (p == NULL || p->entry == e->act.index)
		return;
	const struct act_view *known = read_before(events, count, p->entry);
	if (known != NULL) {
		e->proposal = *known;
	} else if (*room >= ENTRY_BYTES_MAX) {
		act_read(&e->proposal, s, c, p->entry);
		*room -= e->proposal.entry->bytes.n;
	}
}

/* The acts about the text from an entry on, the newest ones where there are too many. */
static const struct text_events *events_read(const struct site *s, const struct call *c,
    uint64_t since)
{
	uint64_t end = forum_size(s->forum), from = since < end ? since : end;
	uint64_t *found = arena_array(s->scratch, uint64_t, TEXT_EVENTS_MAX);
	struct text_events *out = arena_new(s->scratch, struct text_events);
	uint32_t n = 0;
	uint64_t at = end;
	size_t room = TEXT_EVENTS_BYTES_MAX;
	SCOPE_ARENA(a, GLANCE_BYTES_MAX);
	while (at > from && end - at < TEXT_ENTRIES_READ_MAX && n < TEXT_EVENTS_MAX &&
	    room >= ENTRY_BYTES_MAX) {
		size_t bytes = bytes_about(s, c, --at, c->code, &a);
		room -= bytes;
		if (bytes > 0)
			found[n++] = at;
	}
	struct text_event *events = arena_array(s->scratch, struct text_event, n);
	for (uint32_t i = 0; i < n; i++) {
		act_read(&events[i].act, s, c, found[n - 1 - i]);
		event_read(events, i, s, c, &room);
	}
	*out = (struct text_events){ .since = since, .end = end, .is_cut = at > from, .count = n,
		.at = events };
	return out;
}

enum view_status text_make(struct buf *out, struct site *s, const struct call *c)
{
	struct text_query q = query_of(c);
	struct str since = query_value(&c->query, S("since"));
	uint64_t index;
	q.unit = STR_NONE;
	if (since.n > 0 && (!dec_decode(&index, since) || index > INT64_MAX))
		return problem_page(out, s, PROBLEM_BAD_REQUEST);
	if (since.n > 0 && instrument_find(s->forum, c->code) != NULL)
		q.events = events_read(s, c, index);
	return text_page(out, s, &q);
}

enum view_status unit_make(struct buf *out, struct site *s, const struct call *c)
{
	const struct text_query q = query_of(c);
	return unit_page(out, s, &q);
}

enum view_status text_desk_make(struct buf *out, struct site *s, const struct call *c)
{
	const struct query *p = &c->query;
	const struct stage_query q = { .text = { .code = c->code, .unit = query_value(p, S("id")) },
		.op = query_value(p, S("op")),
		.party = query_value(p, S("for")),
		.words = query_value(p, S("words")),
		.first = query_value(p, S("first")),
		.last = query_value(p, S("last")),
		.proposal = query_value(p, S("proposal")),
		.after = query_value(p, S("after")),
		.pending = query_value(p, S("pending")),
		.on = query_value(p, S("depends")),
		.find = query_value(p, S("find")),
		.is_taken = query_has(p, S("take")) };
	return text_desk_page(out, s, &q);
}

enum view_status text_room_make(struct buf *out, struct site *s, const struct call *c)
{
	const struct text_query q = query_of(c);
	return text_room_page(out, s, &q);
}

enum view_status text_matrix_make(struct buf *out, struct site *s, const struct call *c)
{
	const struct text_query q = query_of(c);
	return text_matrix_page(out, s, &q);
}

enum view_status text_progress_make(struct buf *out, struct site *s, const struct call *c)
{
	struct text_query q = query_of(c);
	const struct instrument *of = instrument_find(s->forum, c->code);
	if (of != NULL)
		q.events = events_read(s, c, of->entry);
	return text_progress_page(out, s, &q);
}
