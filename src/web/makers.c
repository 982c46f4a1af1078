/* One maker a page: typed parameters, what lies in the log, the view's function. */
#include "web/call.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/encode.h"
#include "rules/actor.h"
#include "rules/register.h"
#include "rules/silence.h"
#include "service/proofs.h"
#include "rules/charter.h"
#include "view/model/chairs.h"
#include "view/model/coordinator.h"

#define ACTS_A_PAGE 50
#define PAGES_MAX 1000000
#define VOICES_READ_MAX 30 /* breaks, or statements, of a silence: with what they say */
#define PENDING_SEEN_MAX 200
#define ACTS_SEEN_MAX 400 /* entries that a coordinator's desk looks through */

enum view_status front_make(struct buf *out, struct site *s, const struct call *c)
{
	(void)c;
	return front_page(out, s);
}

enum view_status parties_make(struct buf *out, struct site *s, const struct call *c)
{
	(void)c;
	return parties_page(out, s);
}

enum view_status party_make(struct buf *out, struct site *s, const struct call *c)
{
	return party_page(out, s, c->code);
}

enum view_status bodies_make(struct buf *out, struct site *s, const struct call *c)
{
	(void)c;
	return bodies_page(out, s);
}

enum view_status body_make(struct buf *out, struct site *s, const struct call *c)
{
	struct body_query q = { .code = c->code };
	uint64_t *entries = arena_array(s->scratch, uint64_t, CHAIR_ROWS_MAX);
	q.acts_count = chair_entries(s->forum, c->code, entries);
	struct act_view *acts = arena_array(s->scratch, struct act_view, q.acts_count);
	for (uint32_t i = 0; i < q.acts_count; i++)
		act_read(&acts[i], s, c, entries[i]);
	q.acts = acts;
	return body_page(out, s, &q);
}

enum view_status presidency_make(struct buf *out, struct site *s, const struct call *c)
{
	(void)c;
	return presidency_page(out, s);
}

enum view_status meetings_make(struct buf *out, struct site *s, const struct call *c)
{
	uint64_t page = 1;
	if (!query_number(&c->query, S("page"), &page, PAGES_MAX))
		return problem_page(out, s, PROBLEM_BAD_REQUEST);
	const struct meetings_query q = { .body = query_value(&c->query, S("body")),
		.page = (uint32_t)page };
	return meetings_page(out, s, &q);
}

enum view_status meeting_make(struct buf *out, struct site *s, const struct call *c)
{
	return meeting_page(out, s, c->code);
}

enum view_status institutions_make(struct buf *out, struct site *s, const struct call *c)
{
	(void)c;
	return institutions_page(out, s);
}

enum view_status institution_make(struct buf *out, struct site *s, const struct call *c)
{
	return institution_page(out, s, c->code);
}

enum view_status verify_make(struct buf *out, struct site *s, const struct call *c)
{
	(void)c;
	return verify_page(out, s);
}

enum view_status charter_make(struct buf *out, struct site *s, const struct call *c)
{
	(void)c;
	return charter_page(out, s);
}

enum view_status findings_make(struct buf *out, struct site *s, const struct call *c)
{
	(void)c;
	return findings_page(out, s);
}

static void date_read(const struct call *c, struct str name, struct date *out, struct str *problem)
{
	struct str text = query_value(&c->query, name);
	if (text.n > 0 && !date_parse(out, text))
		*problem = name;
}

enum view_status releases_make(struct buf *out, struct site *s, const struct call *c)
{
	const struct query *p = &c->query;
	uint64_t page = 1;
	struct releases_query q = { .from = DATE_NONE, .until = DATE_NONE,
		.topic = query_value(p, S("topic")),
		.organisation = query_value(p, S("organisation")),
		.language = query_value(p, S("language")),
		.kind = query_value(p, S("kind")),
		.party = query_value(p, S("party")) };
	if (!query_number(p, S("page"), &page, PAGES_MAX))
		q.problem = S("page");
	date_read(c, S("until"), &q.until, &q.problem);
	date_read(c, S("from"), &q.from, &q.problem);
	q.page = (uint32_t)page;
	return releases_page(out, s, &q);
}

/* An entry of our own log, parsed. What lies there passed admission: it parses. */
static const struct entry *entry_read(const struct site *s, const struct call *c, uint64_t index)
{
	struct str bytes;
	struct entry *entry = arena_new(s->scratch, struct entry);
	enum rc rc = log_entry(service_log(c->service), index, s->scratch, &bytes, NULL);
	cm_assert(rc == RC_OK);
	struct fault fault = entry_parse_stored(entry, s->scratch, bytes, s->origin);
	cm_assert(fault.id == FAULT_NONE);
	return entry;
}

static void act_view_fill(struct act_view *v, const struct site *s, const struct entry *entry,
    uint64_t index)
{
	union content *content = arena_new(s->scratch, union content);
	*v = (struct act_view){ .index = index, .entry = entry, .kind = kind_of(entry->act.kind) };
	sha256(&v->id, entry->act.message.p, entry->act.message.n);
	if (v->kind == KIND__COUNT)
		return;
	struct fault fault = content_read(content, v->kind, &entry->act, s->scratch);
	v->content = fault.id == FAULT_NONE ? content : NULL;
	if (fault.id != FAULT_NONE)
		v->kind = KIND__COUNT;
}

void act_read(struct act_view *v, const struct site *s, const struct call *c, uint64_t index)
{
	act_view_fill(v, s, entry_read(s, c, index), index);
}

enum view_status record_make(struct buf *out, struct site *s, const struct call *c)
{
	uint64_t all = forum_size(s->forum), before = all;
	struct act_view *acts = arena_array(s->scratch, struct act_view, ACTS_A_PAGE);
	if (!query_number(&c->query, S("before"), &before, INT64_MAX))
		return problem_page(out, s, PROBLEM_BAD_REQUEST);
	before = before < all ? before : all;
	uint32_t count = before < ACTS_A_PAGE ? (uint32_t)before : ACTS_A_PAGE;
	for (uint32_t i = 0; i < count; i++)
		act_view_fill(&acts[i], s, entry_read(s, c, before - 1 - i), before - 1 - i);
	const struct record_query q = { .first = before > 0 ? before - 1 : 0, .count = count,
		.acts = acts, .all = all };
	return record_page(out, s, &q);
}

enum view_status act_make(struct buf *out, struct site *s, const struct call *c)
{
	struct act_query q = { .act = NULL };
	struct act_view view;
	struct admitted *admitted = arena_new(s->scratch, struct admitted);
	struct buf receipt;
	struct log_head head;
	struct str bytes;
	uint64_t index;
	if (!dec_decode(&index, c->code) || index >= forum_size(s->forum))
		return act_page(out, s, &q);
	enum rc rc = log_entry(service_log(c->service), index, s->scratch, &bytes, NULL);
	cm_assert(rc == RC_OK);
	struct fault fault = admit_stored(admitted, s->scratch, bytes, s->origin);
	cm_assert(fault.id == FAULT_NONE);
	act_view_fill(&view, s, &admitted->entry, index);
	merkle_leaf(&q.leaf, bytes);
	buf_init(&receipt, s->scratch, NOTE_BYTES_MAX);
	log_head(service_log(c->service), &head);
	if (index < head.size && log_receipt(service_log(c->service), &head, index, &receipt, NULL) == RC_OK)
		q.receipt = buf_str(&receipt);
	q.act = &view;
	q.signatures = admitted->signatures;
	return act_page(out, s, &q);
}

/* The text of one version, from the act that brought it. */
static struct str version_text(const struct site *s, const struct call *c,
    const struct release_lang *version)
{
	struct act_view v;
	if (!version->has_text || version->entry >= forum_size(s->forum))
		return STR_NONE;
	act_view_fill(&v, s, entry_read(s, c, version->entry), version->entry);
	if (v.kind == KIND_RELEASE_VERSION)
		return v.content->release_version.version.text;
	if (v.kind != KIND_RELEASE_PUBLISH)
		return STR_NONE;
	const struct release_text_list *texts = &v.content->release_publish.versions;
	for (uint32_t i = 0; i < texts->count; i++) {
		if (str_eq(texts->at[i].lang, version->lang))
			return texts->at[i].text;
	}
	return STR_NONE;
}

enum view_status release_make(struct buf *out, struct site *s, const struct call *c)
{
	const struct release *r = release_find(s->forum, c->code);
	struct release_query q = { .code = c->code };
	struct act_view v;
	if (r == NULL)
		return release_page(out, s, &q);
	struct str *texts = arena_array(s->scratch, struct str, r->versions_count);
	for (uint32_t i = 0; i < r->versions_count; i++)
		texts[i] = version_text(s, c, &r->versions[i]);
	q.texts = texts;
	q.texts_count = r->versions_count;
	act_view_fill(&v, s, entry_read(s, c, r->entry), r->entry);
	if (v.kind == KIND_RELEASE_PUBLISH) {
		q.sources = v.content->release_publish.sources;
		q.note = v.content->release_publish.note;
	}
	return release_page(out, s, &q);
}

enum view_status silences_make(struct buf *out, struct site *s, const struct call *c)
{
	(void)c;
	return silences_page(out, s);
}

/* The acts of the first of them: texts and grounds. */
static const struct act_view *voices_read(const struct site *s, const struct call *c,
    const struct silence_voice *voices, uint32_t count, uint32_t *read)
{
	*read = count < VOICES_READ_MAX ? count : VOICES_READ_MAX;
	struct act_view *acts = arena_array(s->scratch, struct act_view, *read);
	for (uint32_t i = 0; i < *read; i++)
		act_view_fill(&acts[i], s, entry_read(s, c, voices[i].entry), voices[i].entry);
	return acts;
}

enum view_status silence_make(struct buf *out, struct site *s, const struct call *c)
{
	const struct silence *of = silence_find(s->forum, c->code);
	struct silence_query q = { .code = c->code };
	if (of == NULL)
		return silence_page(out, s, &q);
	struct act_view *steps = arena_array(s->scratch, struct act_view, of->steps_count);
	for (uint32_t i = 0; i < of->steps_count; i++)
		act_view_fill(&steps[i], s, entry_read(s, c, of->steps[i].entry), of->steps[i].entry);
	q.steps = steps;
	q.steps_count = of->steps_count;
	q.breaks = voices_read(s, c, of->breaks, of->breaks_count, &q.breaks_count);
	q.statements = voices_read(s, c, of->statements, of->statements_count, &q.statements_count);
	return silence_page(out, s, &q);
}

/* Is the author one of the party's? "kz/delegate-1" is of "kz". */
static bool is_of_party(const struct entry *entry, struct str party)
{
	struct str by = entry->act.by;
	return str_eq(str_sub(by, 0, str_find(by, '/', 0)), party);
}

/* May its party still say that it is, or is not, its own? */
static bool is_disavowable(const struct site *s, const struct act_view *act, struct str party)
{
	const struct actor *by = actor_find(s->forum, act->entry->act.by);
	const struct act_mark *mark = act_mark_find(s->forum, act->index);
	return by != NULL && by->role == ACTOR_DELEGATE && str_eq(by->party, party) &&
	    (mark == NULL || (!mark->is_confirmed && !mark->is_disavowed));
}

enum view_status coordinator_make(struct buf *out, struct site *s, const struct call *c)
{
	struct coordinator_query q = { .party = c->code, .op = query_value(&c->query, S("op")),
		.delegate = query_value(&c->query, S("delegate")),
		.until = query_value(&c->query, S("until")),
		.powers = query_value(&c->query, S("powers")),
		.since = query_value(&c->query, S("since")), .ground = query_value(&c->query, S("ground")) };
	const struct charter *charter = forum_charter(s->forum);
	struct act_view *acts = arena_array(s->scratch, struct act_view, COORDINATOR_ACTS_MAX);
	uint64_t size = forum_size(s->forum), end = size > ACTS_SEEN_MAX ? size - ACTS_SEEN_MAX : 0;
	int64_t open = charter != NULL ? forum_now(s->forum).ms - charter->disavow_s * 1000 : INT64_MAX;
	for (uint64_t i = size; i > end && q.acts_count < COORDINATOR_ACTS_MAX; i--) {
		const struct entry *entry = entry_read(s, c, i - 1);
		if (entry->received.ms < open)
			break;
		if (!is_of_party(entry, c->code))
			continue;
		act_view_fill(&acts[q.acts_count], s, entry, i - 1);
		if (is_disavowable(s, &acts[q.acts_count], c->code))
			q.acts_count++;
	}
	q.acts = acts;
	return coordinator_page(out, s, &q);
}

enum view_status desk_make(struct buf *out, struct site *s, const struct call *c)
{
	struct desk_query q = { .party = c->code };
	uint32_t all = pending_count(s->forum);
	uint32_t end = all > PENDING_SEEN_MAX ? all - PENDING_SEEN_MAX : 0;
	struct act_view *waiting = arena_array(s->scratch, struct act_view, ACTS_A_PAGE);
	for (uint32_t i = all; i > end && q.waiting_count < ACTS_A_PAGE; i--) {
		const struct pending_act *p = pending_at(s->forum, i - 1);
		if (p->is_done)
			continue;
		const struct entry *entry = entry_read(s, c, p->entry);
		if (is_of_party(entry, c->code))
			act_view_fill(&waiting[q.waiting_count++], s, entry, p->entry);
	}
	q.waiting = waiting;
	return desk_page(out, s, &q);
}
