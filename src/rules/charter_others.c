/* The blocks that no rule acts on yet: judged by form and words, and kept with the whole. And what
 * holds of every block, however deep: its mark, its source, the bounds of its times. */
#include "base/fmt.h"
#include "rules/charter_read.h"

static const struct str MARKS[] = { { "fact", 4 }, { "proposal", 8 }, { "verify", 6 } };
static const struct str ATTRIBUTIONS[] = { { "named", 5 }, { "group", 5 }, { "chair-only", 10 },
	{ "sealed-until", 12 } };
static const struct str GROUP_MEMBERS[] = { { "list", 4 }, { "act", 3 } };
static const struct str GROUP_OBJECTS[] = { { "standing", 8 }, { "per-act", 7 }, { "no", 2 } };
static const struct str SPONSORS[] = { { "single", 6 }, { "list", 4 }, { "open", 4 } };

bool block_word_is(struct str key)
{
	return str_eq(key, S("mark")) || str_eq(key, S("source")) || str_eq(key, S("note"));
}

static void group_read(struct reader *r, uint32_t node, const char *at, void *row)
{
	struct str *id = row;
	*id = reader_text(r, node, at, S("id"));
	if (!content_code_is_valid(*id))
		reader_refuse(r, "%s/id", at);
	(void)reader_word(r, node, at, S("members"), WORDS_OF(GROUP_MEMBERS));
	(void)reader_flag(r, node, at, S("may_speak"));
	(void)reader_word(r, node, at, S("may_object"), WORDS_OF(GROUP_OBJECTS));
}

static void ids_check(struct reader *r, const char *at, const struct str *ids, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		for (uint32_t k = 0; k < i; k++) {
			if (str_eq(ids[k], ids[i]))
				reader_refuse(r, "%s/%u/id", at, i);
		}
	}
}

static void proposals_read(struct reader *r)
{
	static const char at[] = "/proposals";
	uint32_t node = reader_member(r, 0, "", S("proposals"), JSON_OBJECT);
	if (node == 0)
		return;
	(void)reader_texts(r, node, at, S("who"));
	(void)reader_word(r, node, at, S("sponsors"), WORDS_OF(SPONSORS));
	(void)reader_flag(r, node, at, S("base_required"));
	(void)reader_text(r, node, at, S("amendment_test"));
	uint32_t again = reader_member(r, node, at, S("reconsideration"), JSON_OBJECT);
	if (again != 0)
		(void)reader_fraction(r, again, "/proposals/reconsideration", S("majority"), true);
}

static void dimension_read(struct reader *r, uint32_t node, const char *at, void *row)
{
	struct charter_facet *dimension = row;
	dimension->id = reader_text(r, node, at, S("id"));
	if (!content_code_is_valid(dimension->id))
		reader_refuse(r, "%s/id", at);
	dimension->name = reader_names_needed(r, node, at, S("name"));
}

static struct str body_check(struct reader *r, const struct charter *c, struct within in,
    struct str key)
{
	struct str body = reader_text(r, in.object, in.at, key);
	if (body.n > 0 && charter_body(c, body) == NULL)
		reader_refuse(r, "%s/%.*s", in.at, STR_ARG(key));
	return body;
}

static void dimensions_check(struct reader *r, const struct charter_measures *m)
{
	for (uint32_t i = 0; i < m->dimensions_count; i++) {
		for (uint32_t k = 0; k < i; k++) {
			if (str_eq(m->dimensions[k].id, m->dimensions[i].id))
				reader_refuse(r, "/measures/dimensions/%u/id", i);
		}
	}
}

/* Which body takes which step: those that rules ask for, and any other. */
static void cycle_read(struct reader *r, struct charter *c, uint32_t node)
{
	const struct within in = { node, "/measures/cycle" };
	for (uint32_t m = json_first(node); m < r->json.nodes[node].next; m = r->json.nodes[m].next)
		(void)body_check(r, c, in, json_key(&r->json, m));
	c->measures.catalogue_body = reader_text(r, node, in.at, S("catalogue"));
	c->measures.plan_body = reader_text(r, node, in.at, S("plan"));
}

static void measures_read(struct reader *r, struct charter *c)
{
	static const char at[] = "/measures";
	struct charter_measures *m = &c->measures;
	uint32_t node = reader_member(r, 0, "", S("measures"), JSON_OBJECT);
	if (node == 0)
		return;
	m->is_present = true;
	m->dimensions = reader_list(r, (struct within){ node, at }, S("dimensions"),
	    (struct rows_kind){ sizeof *m->dimensions, dimension_read }, &m->dimensions_count);
	dimensions_check(r, m);
	m->roles = reader_texts(r, node, at, S("roles"));
	m->plan_period = reader_text(r, node, at, S("plan_period"));
	m->report_s = reader_integer(r, node, at, S("report_s"), INTEGER_ABSENT);
	uint32_t review = reader_member(r, node, at, S("review"), JSON_OBJECT);
	if (review != 0)
		m->review_body = body_check(r, c, (struct within){ review, "/measures/review" }, S("body"));
	uint32_t cycle = reader_member(r, node, at, S("cycle"), JSON_OBJECT);
	if (cycle != 0)
		cycle_read(r, c, cycle);
}

static void report_read(struct reader *r, uint32_t node, const char *at, void *row)
{
	*(struct str *)row = reader_text_needed(r, node, at, S("measure"));
	(void)reader_text(r, node, at, S("period"));
	(void)reader_text(r, node, at, S("due"));
	(void)reader_flag(r, node, at, S("nil"));
	(void)reader_flag(r, node, at, S("roll_forward"));
	(void)reader_flag(r, node, at, S("voluntary"));
	(void)reader_texts(r, node, at, S("visibility"));
}

static void text_read(struct reader *r, struct charter *c)
{
	uint32_t node = reader_member(r, 0, "", S("text"), JSON_OBJECT);
	if (node == 0)
		return;
	(void)reader_word(r, node, "/text", S("attribution"), WORDS_OF(ATTRIBUTIONS));
	(void)reader_texts(r, node, "/text", S("agreed_levels"));
	(void)reader_flag(r, node, "/text", S("ad_ref"));
	(void)reader_flag(r, node, "/text", S("brackets"));
	(void)reader_flag(r, node, "/text", S("package"));
	c->puts_unresolved = reader_flag(r, node, "/text", S("put_unresolved"));
}

static void admission_check(struct reader *r, const struct charter *c)
{
	uint32_t list = reader_member(r, 0, "", S("categories"), JSON_ARRAY), i = 0;
	for (uint32_t m = json_first(list); list != 0 && m < r->json.nodes[list].next;
	    m = r->json.nodes[m].next, i++) {
		char category[POINTER_BYTES_MAX], at[POINTER_BYTES_MAX];
		if (r->json.nodes[m].type != JSON_OBJECT)
			continue;
		fmt_into(category, sizeof category, "/categories/%u", i);
		pointer_join(at, category, S("admission"));
		uint32_t node = reader_member(r, m, category, S("admission"), JSON_OBJECT);
		if (node == 0)
			continue;
		(void)body_check(r, c, (struct within){ node, at }, S("body"));
		(void)reader_word(r, node, at, S("matter"), MATTER_WORDS);
	}
}

static void disapplied_read(struct reader *r, uint32_t node, const char *at, void *row)
{
	*(struct str *)row = reader_text_needed(r, node, at, S("rule"));
	(void)reader_text(r, node, at, S("reason"));
}

static void origin_read(struct reader *r)
{
	uint32_t adopted = reader_member(r, 0, "", S("adopted"), JSON_OBJECT), count;
	if (adopted != 0) {
		(void)reader_text(r, adopted, "/adopted", S("by"));
		(void)reader_date(r, adopted, "/adopted", S("on"));
	}
	(void)reader_text(r, 0, "", S("supersedes"));
	(void)reader_list(r, (struct within){ 0, "" }, S("disapplied"),
	    (struct rows_kind){ sizeof(struct str), disapplied_read }, &count);
}

static void time_check(struct reader *r, uint32_t node, const char *at)
{
	int64_t most = str_eq(json_key(&r->json, node), S("term_s")) ? TERM_S_MAX : SPAN_S_MAX;
	const struct json_node *v = &r->json.nodes[node];
	if (v->type == JSON_ARRAY) {
		uint32_t i = 0;
		for (uint32_t m = json_first(node); m < v->next; m = r->json.nodes[m].next, i++) {
			const struct json_node *one = &r->json.nodes[m];
			if (one->type != JSON_INTEGER || one->integer < 0 || one->integer > most)
				reader_refuse(r, "%s/%u", at, i);
		}
	} else if (v->type != JSON_INTEGER || v->integer < 0 || v->integer > most) {
		reader_refuse(r, "%s", at);
	}
}

/* One text, or a list of them. */
static void source_check(struct reader *r, struct within in)
{
	uint32_t node = json_member(&r->json, in.object, S("source"));
	if (node != 0 && r->json.nodes[node].type == JSON_ARRAY)
		(void)reader_texts(r, in.object, in.at, S("source"));
	else
		(void)reader_text(r, in.object, in.at, S("source"));
}

/* Depth is that of the JSON: at most JSON_DEPTH_MAX. */
static void every_check(struct reader *r, uint32_t node, const char *at)
{
	const struct json_node *v = &r->json.nodes[node];
	uint32_t i = 0;
	if (v->type == JSON_OBJECT) {
		(void)reader_word(r, node, at, S("mark"), WORDS_OF(MARKS));
		source_check(r, (struct within){ node, at });
	}
	if (v->type != JSON_OBJECT && v->type != JSON_ARRAY)
		return;
	for (uint32_t m = json_first(node); m < v->next; m = r->json.nodes[m].next, i++) {
		char place[POINTER_BYTES_MAX];
		if (v->type == JSON_OBJECT)
			pointer_join(place, at, json_key(&r->json, m));
		else
			fmt_into(place, sizeof place, "%s/%u", at, i);
		if (v->type == JSON_OBJECT && str_ends(json_key(&r->json, m), S("_s")))
			time_check(r, m, place);
		else
			every_check(r, m, place);
	}
}

/* The vocabulary's members are codes, of which one may be "mark" or end like a time. */
static void blocks_check(struct reader *r)
{
	const struct json_node *top = &r->json.nodes[0];
	for (uint32_t m = json_first(0); m < top->next; m = r->json.nodes[m].next) {
		char at[POINTER_BYTES_MAX];
		pointer_join(at, "", json_key(&r->json, m));
		if (!str_eq(json_key(&r->json, m), S("vocabulary")))
			every_check(r, m, at);
	}
}

void charter_others_read(struct reader *r, struct charter *c)
{
	uint32_t count;
	origin_read(r);
	admission_check(r, c);
	const struct str *groups = reader_list(r, (struct within){ 0, "" }, S("groups"),
	    (struct rows_kind){ sizeof *groups, group_read }, &count);
	ids_check(r, "/groups", groups, count);
	proposals_read(r);
	text_read(r, c);
	measures_read(r, c);
	(void)reader_list(r, (struct within){ 0, "" }, S("reporting"),
	    (struct rows_kind){ sizeof(struct str), report_read }, &count);
	blocks_check(r);
}
