#include "rules/charter.h"

#include "base/arena.h"
#include "base/fmt.h"

#define EPOCH_NEWEST 1
#define DAY_S INT64_C(86400)
#define POINTER_BYTES_MAX 200
#define Q_RECOVER_MAX 1000
#define PERIOD_YEARS_MAX 100
#define SILENCE_S_MAX (SILENCE_DAYS_MAX * DAY_S)

/* A charter being read: where findings go, and how to name the place. */
struct reader {
	struct json json;
	struct arena *arena;
	struct findings *found;
};

static const struct str RIGHT_NAMES[RIGHT__COUNT] = {
	[RIGHT_ATTEND] = { "attend", 6 },
	[RIGHT_SPEAK] = { "speak", 5 },
	[RIGHT_REPLY] = { "reply", 5 },
	[RIGHT_PROPOSE] = { "propose", 7 },
	[RIGHT_AMEND] = { "amend", 5 },
	[RIGHT_COSPONSOR] = { "cosponsor", 9 },
	[RIGHT_OBJECT] = { "object", 6 },
	[RIGHT_VOTE] = { "vote", 4 },
	[RIGHT_ELECT] = { "elect", 5 },
	[RIGHT_RECEIVE_RESTRICTED] = { "receive-restricted", 18 },
};
static const struct str LEVELS[] = { { "leaders", 7 }, { "ministers", 9 }, { "senior-officials", 16 },
	{ "working-group", 13 }, { "experts", 7 }, { "specialised", 11 }, { "council", 7 } };
static const struct str STATUSES[] = { { "in-force", 8 }, { "provisional", 11 }, { "draft", 5 } };

unsigned right_of(struct str name)
{
	unsigned right = 0;
	while (right < RIGHT__COUNT && !str_eq(RIGHT_NAMES[right], name))
		right++;
	return right;
}

static bool is_among(struct str text, const struct str *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (str_eq(words[i], text))
			return true;
	}
	return false;
}

CM_PRINTF(2, 3)
static void refuse(struct reader *r, const char *fmt, ...)
{
	char pointer[POINTER_BYTES_MAX];
	va_list args;
	va_start(args, fmt);
	size_t n = fmt_into_v(pointer, sizeof pointer, fmt, args);
	va_end(args);
	finding_add_at(r->found, FINDING_CHARTER_INVALID,
	    str_copy(r->arena, (struct str){ pointer, n }));
}

/* The member of a type, or 0 when it is not there; of another type it is refused. */
static uint32_t member(struct reader *r, uint32_t object, const char *at, struct str key,
    enum json_type type)
{
	uint32_t node = json_member(&r->json, object, key);
	if (node == 0 || r->json.nodes[node].type == type)
		return node;
	refuse(r, "%s/%.*s", at, STR_ARG(key));
	return 0;
}

static struct str text(struct reader *r, uint32_t object, const char *at, struct str key)
{
	uint32_t node = member(r, object, at, key, JSON_STRING);
	return node == 0 ? STR_NONE : json_text(&r->json, node, r->arena);
}

static struct str text_needed(struct reader *r, uint32_t object, const char *at, struct str key)
{
	struct str got = text(r, object, at, key);
	if (got.n == 0)
		refuse(r, "%s/%.*s", at, STR_ARG(key));
	return got;
}

static int64_t integer(struct reader *r, uint32_t object, const char *at, struct str key,
    int64_t absent)
{
	uint32_t node = member(r, object, at, key, JSON_INTEGER);
	if (node == 0)
		return absent;
	if (r->json.nodes[node].integer < 0)
		refuse(r, "%s/%.*s", at, STR_ARG(key));
	return r->json.nodes[node].integer;
}

static struct date date(struct reader *r, uint32_t object, const char *at, struct str key)
{
	struct date d = DATE_NONE;
	struct str got = text(r, object, at, key);
	if (got.n > 0 && !date_parse(&d, got))
		refuse(r, "%s/%.*s", at, STR_ARG(key));
	return d;
}

static bool is_alphanumeric(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* [a-z]{2,3}(-[A-Za-z0-9]{2,8})* of at most 35 bytes */
static bool is_tag(struct str s)
{
	size_t n = 0;
	while (n < s.n && s.p[n] >= 'a' && s.p[n] <= 'z')
		n++;
	if (n < 2 || n > 3 || s.n > 35)
		return false;
	while (n < s.n && s.p[n] == '-') {
		size_t begin = ++n;
		while (n < s.n && is_alphanumeric(s.p[n]))
			n++;
		if (n - begin < 2 || n - begin > 8)
			return false;
	}
	return n == s.n;
}

/* {language: text}; keys of canonical JSON ascend and are lower-case already. */
static struct names names_at(struct reader *r, uint32_t node, const char *at)
{
	const struct json_node *object = &r->json.nodes[node];
	struct lang_text *list = arena_array(r->arena, struct lang_text, object->count);
	uint32_t i = 0;
	for (uint32_t m = json_first(node); m < object->next; m = r->json.nodes[m].next, i++) {
		list[i].lang = json_key(&r->json, m);
		if (r->json.nodes[m].type != JSON_STRING || !is_tag(list[i].lang)) {
			refuse(r, "%s/%.*s", at, STR_ARG(list[i].lang));
			continue;
		}
		list[i].text = json_text(&r->json, m, r->arena);
		if (list[i].text.n == 0)
			refuse(r, "%s/%.*s", at, STR_ARG(list[i].lang));
	}
	return (struct names){ object->count, list };
}

static struct names names(struct reader *r, uint32_t object, const char *at, struct str key)
{
	char place[POINTER_BYTES_MAX];
	uint32_t node = member(r, object, at, key, JSON_OBJECT);
	fmt_into(place, sizeof place, "%s/%.*s", at, STR_ARG(key));
	return node == 0 ? (struct names){ 0, NULL } : names_at(r, node, place);
}

static struct names names_needed(struct reader *r, uint32_t object, const char *at, struct str key)
{
	struct names got = names(r, object, at, key);
	if (got.count == 0)
		refuse(r, "%s/%.*s", at, STR_ARG(key));
	return got;
}

static struct strs texts(struct reader *r, uint32_t object, const char *at, struct str key)
{
	uint32_t node = member(r, object, at, key, JSON_ARRAY);
	if (node == 0)
		return (struct strs){ 0, NULL };
	const struct json_node *array = &r->json.nodes[node];
	struct str *list = arena_array(r->arena, struct str, array->count);
	uint32_t i = 0;
	for (uint32_t m = json_first(node); m < array->next; m = r->json.nodes[m].next, i++) {
		if (r->json.nodes[m].type == JSON_STRING)
			list[i] = json_text(&r->json, m, r->arena);
		if (list[i].n == 0)
			refuse(r, "%s/%.*s/%u", at, STR_ARG(key), i);
	}
	return (struct strs){ array->count, list };
}

/* One object of a list, which is read by `one` into row i of zeroed rows. */
typedef void read_one(struct reader *r, uint32_t node, const char *at, void *row);

static void *list(struct reader *r, struct str key, size_t row_bytes, read_one *one,
    uint32_t *count)
{
	uint32_t node = member(r, 0, "", key, JSON_ARRAY);
	*count = node == 0 ? 0 : r->json.nodes[node].count;
	char *rows = arena_zero(r->arena, *count, row_bytes);
	if (node == 0)
		return rows;
	uint32_t i = 0;
	for (uint32_t m = json_first(node); m < r->json.nodes[node].next;
	    m = r->json.nodes[m].next, i++) {
		char at[POINTER_BYTES_MAX];
		fmt_into(at, sizeof at, "/%.*s/%u", STR_ARG(key), i);
		if (r->json.nodes[m].type == JSON_OBJECT)
			one(r, m, at, rows + i * row_bytes);
		else
			refuse(r, "%s", at);
	}
	return rows;
}

static void category_read(struct reader *r, uint32_t node, const char *at, void *row)
{
	struct charter_category *c = row;
	c->id = text_needed(r, node, at, S("id"));
	c->name = names_needed(r, node, at, S("name"));
	struct strs rights = texts(r, node, at, S("rights"));
	for (uint32_t i = 0; i < rights.count; i++) {
		unsigned right = right_of(rights.at[i]);
		if (right == RIGHT__COUNT)
			refuse(r, "%s/rights/%u", at, i);
		else
			c->rights |= 1U << right;
	}
	bool may_object = (c->rights & 1U << RIGHT_OBJECT) != 0;
	if (may_object && (c->rights & 1U << RIGHT_ATTEND) == 0)
		refuse(r, "%s/rights", at);
	if (str_eq(c->id, S("none")))
		refuse(r, "%s/id", at);
}

static void body_read(struct reader *r, uint32_t node, const char *at, void *row)
{
	struct charter_body *b = row;
	b->id = text_needed(r, node, at, S("id"));
	b->name = names_needed(r, node, at, S("name"));
	b->level = text_needed(r, node, at, S("level"));
	if (!is_among(b->level, LEVELS, CM_COUNT(LEVELS)))
		refuse(r, "%s/level", at);
	b->parent = text(r, node, at, S("parent"));
	b->rank = integer(r, node, at, S("rank"), 0);
	b->period_years = integer(r, node, at, S("period_years"), INTEGER_ABSENT);
	if (b->period_years > PERIOD_YEARS_MAX)
		refuse(r, "%s/period_years", at);
	b->period_text = names(r, node, at, S("period_text"));
	b->basis = text(r, node, at, S("basis"));
	b->sources = texts(r, node, at, S("sources"));
}

static void office_read(struct reader *r, uint32_t node, const char *at, void *row)
{
	struct charter_office *o = row;
	o->id = text_needed(r, node, at, S("id"));
	o->body = text_needed(r, node, at, S("body"));
	o->name = names_needed(r, node, at, S("name"));
}

static const struct charter_facet *vocabulary_read(struct reader *r, uint32_t *count)
{
	uint32_t node = member(r, 0, "", S("vocabulary"), JSON_OBJECT);
	*count = node == 0 ? 0 : r->json.nodes[node].count;
	struct charter_facet *words = arena_array(r->arena, struct charter_facet, *count);
	if (node == 0)
		return words;
	uint32_t i = 0;
	for (uint32_t m = json_first(node); m < r->json.nodes[node].next;
	    m = r->json.nodes[m].next, i++) {
		char at[POINTER_BYTES_MAX];
		words[i].id = json_key(&r->json, m);
		fmt_into(at, sizeof at, "/vocabulary/%.*s", STR_ARG(words[i].id));
		if (r->json.nodes[m].type == JSON_OBJECT)
			words[i].name = names_at(r, m, at);
		if (words[i].name.count == 0)
			refuse(r, "%s", at);
	}
	return words;
}

static void sort_bodies(struct charter_body *bodies, uint32_t count)
{
	for (uint32_t i = 1; i < count; i++) {
		struct charter_body moved = bodies[i];
		uint32_t at = i;
		for (; at > 0; at--) {
			const struct charter_body *before = &bodies[at - 1];
			if (before->rank < moved.rank ||
			    (before->rank == moved.rank && str_cmp(before->id, moved.id) <= 0))
				break;
			bodies[at] = *before;
		}
		bodies[at] = moved;
	}
}

/* Every id once; parents exist and form no ring; offices belong to bodies. */
static void references_check(struct reader *r, const struct charter *c)
{
	for (uint32_t i = 0; i < c->categories_count; i++) {
		if (charter_category(c, c->categories[i].id) != &c->categories[i])
			refuse(r, "/categories/%u/id", i);
	}
	for (uint32_t i = 0; i < c->bodies_count; i++) {
		const struct charter_body *body = &c->bodies[i];
		if (charter_body(c, body->id) != body)
			refuse(r, "/bodies/%u/id", i);
		uint32_t steps = 0;
		for (const struct charter_body *up = body; up != NULL && up->parent.n > 0;
		    up = charter_body(c, up->parent)) {
			if (charter_body(c, up->parent) == NULL || ++steps > c->bodies_count) {
				refuse(r, "/bodies/%u/parent", i);
				break;
			}
		}
	}
	for (uint32_t i = 0; i < c->offices_count; i++) {
		if (charter_body(c, c->offices[i].body) == NULL)
			refuse(r, "/offices/%u/body", i);
		for (uint32_t k = 0; k < i; k++) {
			if (str_eq(c->offices[k].id, c->offices[i].id))
				refuse(r, "/offices/%u/id", i);
		}
	}
}

static const struct str MATTERS[] = { { "procedural", 10 }, { "substantive", 11 }, { "budget", 6 },
	{ "admission", 9 }, { "suspension", 10 }, { "election", 8 }, { "text", 4 }, { "measure", 7 },
	{ "rules", 5 } };
static const struct str METHODS[METHOD__COUNT] = {
	[METHOD_NO_OBJECTION] = { "no-objection", 12 },
	[METHOD_CHAIR_SENSE] = { "chair-sense", 11 },
	[METHOD_EVERY_EFFORT] = { "every-effort", 12 },
	[METHOD_MINUS_N] = { "minus-n", 7 },
	[METHOD_UNANIMITY] = { "unanimity", 9 },
	[METHOD_SILENCE] = { "silence", 7 },
	[METHOD_VOTE] = { "vote", 4 },
	[METHOD_CHAIR_STATEMENT] = { "chair-statement", 15 },
	[METHOD_REFER_UP] = { "refer-up", 8 },
	[METHOD_DEFER] = { "defer", 5 },
};
static const struct str ELSES[ELSE__COUNT] = {
	[ELSE_NEXT] = { "next", 4 },
	[ELSE_NOT_ADOPTED] = { "not-adopted", 11 },
	[ELSE_RETURN] = { "return", 6 },
	[ELSE_REFER_UP] = { "refer-up", 8 },
	[ELSE_DEFER] = { "defer", 5 },
	[ELSE_VOTE] = { "vote", 4 },
};

unsigned method_of(struct str name)
{
	unsigned method = 0;
	while (method < METHOD__COUNT && !str_eq(METHODS[method], name))
		method++;
	return method;
}

struct str method_name(enum method m)
{
	cm_assert(m < METHOD__COUNT);
	return METHODS[m];
}

struct str ladder_else_name(enum ladder_else e)
{
	cm_assert(e < ELSE__COUNT);
	return ELSES[e];
}

static const struct str BREAKS[] = { { "objection", 9 }, { "amendment", 9 },
	{ "request-for-vote", 16 }, { "request-for-meeting", 19 }, { "comment", 7 } };

static void decision_read(struct reader *r, uint32_t node, const char *at, void *row)
{
	struct charter_decision *d = row;
	d->body = text_needed(r, node, at, S("body"));
	d->matter = text_needed(r, node, at, S("matter"));
	if (!is_among(d->matter, MATTERS, CM_COUNT(MATTERS)))
		refuse(r, "%s/matter", at);
	uint32_t ladder = member(r, node, at, S("ladder"), JSON_ARRAY);
	if (ladder == 0 || r->json.nodes[ladder].count == 0) {
		refuse(r, "%s/ladder", at);
		return;
	}
	struct charter_step *steps =
	    arena_zero(r->arena, r->json.nodes[ladder].count, sizeof *steps);
	uint32_t i = 0;
	for (uint32_t m = json_first(ladder); m < r->json.nodes[ladder].next;
	    m = r->json.nodes[m].next, i++) {
		unsigned method = METHOD__COUNT;
		if (r->json.nodes[m].type == JSON_OBJECT)
			method = method_of(text(r, m, at, S("method")));
		if (method == METHOD__COUNT)
			refuse(r, "%s/ladder/%u/method", at, i);
		else
			steps[i].method = (enum method)method;
	}
	d->steps_count = i;
	d->steps = steps;
}

static bool flag(struct reader *r, uint32_t object, const char *at, struct str key)
{
	uint32_t node = json_member(&r->json, object, key);
	if (node == 0)
		return false;
	enum json_type type = r->json.nodes[node].type;
	if (type != JSON_TRUE && type != JSON_FALSE)
		refuse(r, "%s/%.*s", at, STR_ARG(key));
	return type == JSON_TRUE;
}

static void silence_read(struct reader *r, struct charter *c)
{
	uint32_t node = member(r, 0, "", S("silence"), JSON_OBJECT);
	if (node == 0)
		return;
	struct charter_silence *s = &c->silence;
	s->is_present = true;
	s->min_s = integer(r, node, "/silence", S("min_s"), 0);
	s->usual_s = integer(r, node, "/silence", S("usual_s"), INTEGER_ABSENT);
	s->extend_left_s = integer(r, node, "/silence", S("extend_left_s"), INTEGER_ABSENT);
	s->start_needs_consent = flag(r, node, "/silence", S("start_needs_consent"));
	s->issue_now = flag(r, node, "/silence", S("issue_now"));
	s->breaks_on = texts(r, node, "/silence", S("breaks_on"));
	for (uint32_t i = 0; i < s->breaks_on.count; i++) {
		if (!is_among(s->breaks_on.at[i], BREAKS, CM_COUNT(BREAKS)))
			refuse(r, "/silence/breaks_on/%u", i);
	}
	if (s->breaks_on.count == 0)
		refuse(r, "/silence/breaks_on");
	if (s->min_s > SILENCE_S_MAX)
		refuse(r, "/silence/min_s");
	if (s->usual_s != INTEGER_ABSENT && (s->usual_s < s->min_s || s->usual_s > SILENCE_S_MAX))
		refuse(r, "/silence/usual_s");
	if (s->extend_left_s > SILENCE_S_MAX)
		refuse(r, "/silence/extend_left_s");
}

/* A ladder stands for a body that there is, once; silence needs its block. */
static void decisions_check(struct reader *r, const struct charter *c)
{
	for (uint32_t i = 0; i < c->decisions_count; i++) {
		const struct charter_decision *d = &c->decisions[i];
		if (charter_body(c, d->body) == NULL)
			refuse(r, "/decisions/%u/body", i);
		for (uint32_t k = 0; k < i; k++) {
			if (str_eq(c->decisions[k].body, d->body) &&
			    str_eq(c->decisions[k].matter, d->matter))
				refuse(r, "/decisions/%u/matter", i);
		}
		for (uint32_t m = 0; m < d->steps_count; m++) {
			if (d->steps[m].method == METHOD_SILENCE && !c->silence.is_present)
				refuse(r, "/decisions/%u/ladder/%u/method", i, m);
		}
	}
}

static void registry_read(struct reader *r, struct charter *c)
{
	c->q_recover_min = 2;
	c->recover_wait_s = 7 * DAY_S;
	c->disavow_s = 3 * DAY_S;
	uint32_t node = member(r, 0, "", S("registry"), JSON_OBJECT);
	if (node == 0)
		return;
	c->q_recover_min = integer(r, node, "/registry", S("q_recover_min"), c->q_recover_min);
	c->recover_wait_s = integer(r, node, "/registry", S("recover_wait_s"), c->recover_wait_s);
	c->disavow_s = integer(r, node, "/registry", S("disavow_s"), c->disavow_s);
	if (c->q_recover_min < 2 || c->q_recover_min > Q_RECOVER_MAX)
		refuse(r, "/registry/q_recover_min");
	if (c->recover_wait_s > 366 * DAY_S)
		refuse(r, "/registry/recover_wait_s");
	if (c->disavow_s > 366 * DAY_S)
		refuse(r, "/registry/disavow_s");
}

static void head_read(struct reader *r, struct charter *c)
{
	c->id = text_needed(r, 0, "", S("id"));
	c->epoch = integer(r, 0, "", S("epoch"), 0);
	if (c->epoch < 1 || c->epoch > EPOCH_NEWEST)
		refuse(r, "/epoch");
	c->status = text_needed(r, 0, "", S("status"));
	if (!is_among(c->status, STATUSES, CM_COUNT(STATUSES)))
		refuse(r, "/status");
	c->title = names_needed(r, 0, "", S("title"));
	c->full_name = names_needed(r, 0, "", S("full_name"));
	c->description = names(r, 0, "", S("description"));
	c->languages = texts(r, 0, "", S("languages"));
	if (c->languages.count == 0)
		refuse(r, "/languages");
	for (uint32_t i = 0; i < c->languages.count; i++) {
		if (!is_tag(c->languages.at[i]))
			refuse(r, "/languages/%u", i);
	}
	c->day = date(r, 0, "", S("present"));
	c->founded = date(r, 0, "", S("founded"));
}

bool charter_read(struct charter *out, struct arena *a, struct str json, struct findings *found)
{
	struct reader r = { .arena = a, .found = found };
	unsigned before = found->refused;
	struct charter c = { .json = str_copy(a, json) };
	struct fault fault = json_parse(&r.json, a, c.json);
	if (fault.id != FAULT_NONE) {
		finding_add(found, FINDING_CHARTER_INVALID);
		return false;
	}
	head_read(&r, &c);
	c.categories = list(&r, S("categories"), sizeof(struct charter_category), category_read,
	    &c.categories_count);
	struct charter_body *bodies =
	    list(&r, S("bodies"), sizeof *bodies, body_read, &c.bodies_count);
	c.bodies = bodies;
	c.offices =
	    list(&r, S("offices"), sizeof(struct charter_office), office_read, &c.offices_count);
	c.vocabulary = vocabulary_read(&r, &c.vocabulary_count);
	if (c.categories_count == 0)
		refuse(&r, "/categories");
	c.decisions = list(&r, S("decisions"), sizeof(struct charter_decision), decision_read,
	    &c.decisions_count);
	silence_read(&r, &c);
	decisions_check(&r, &c);
	references_check(&r, &c);
	sort_bodies(bodies, c.bodies_count);
	registry_read(&r, &c);
	if (found->refused != before)
		return false;
	*out = c;
	return true;
}

const struct charter_category *charter_category(const struct charter *c, struct str id)
{
	for (uint32_t i = 0; i < c->categories_count; i++) {
		if (str_eq(c->categories[i].id, id))
			return &c->categories[i];
	}
	return NULL;
}

const struct charter_body *charter_body(const struct charter *c, struct str id)
{
	for (uint32_t i = 0; i < c->bodies_count; i++) {
		if (str_eq(c->bodies[i].id, id))
			return &c->bodies[i];
	}
	return NULL;
}

const struct names *charter_word(const struct charter *c, struct str code)
{
	uint32_t low = 0, high = c->vocabulary_count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = str_cmp(c->vocabulary[middle].id, code);
		if (order == 0)
			return &c->vocabulary[middle].name;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

const struct charter_decision *charter_ladder(const struct charter *c, struct str body,
    struct str matter)
{
	for (uint32_t i = 0; i < c->decisions_count; i++) {
		const struct charter_decision *d = &c->decisions[i];
		if (str_eq(d->body, body) && str_eq(d->matter, matter))
			return d;
	}
	return NULL;
}

bool charter_decides(const struct charter *c, struct str body, struct str matter, struct str method)
{
	const struct charter_decision *d = charter_ladder(c, body, matter);
	for (uint32_t i = 0; d != NULL && i < d->steps_count; i++) {
		if (str_eq(method_name(d->steps[i].method), method))
			return true;
	}
	return false;
}
