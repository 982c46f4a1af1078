#include "rules/charter.h"

#include "base/arena.h"
#include "base/fmt.h"
#include "rules/charter_read.h"

#define ARRIVAL_WINDOW_S DAY_S
#define ATTEST_WITHIN_S 3600

#define EPOCH_NEWEST 1
#define Q_RECOVER_MAX 1000

static const struct str STATUSES[] = { { "in-force", 8 }, { "provisional", 11 }, { "draft", 5 } };

static const struct charter_facet *vocabulary_read(struct reader *r, uint32_t *count)
{
	uint32_t node = reader_member(r, 0, "", S("vocabulary"), JSON_OBJECT);
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
			words[i].name = reader_names_at(r, m, at);
		if (words[i].name.count == 0)
			reader_refuse(r, "%s", at);
	}
	return words;
}

static void paper_read(struct reader *r, uint32_t registry, struct charter *c)
{
	const char *at = "/registry/paper";
	uint32_t node = reader_member(r, registry, "/registry", S("paper"), JSON_OBJECT);
	if (node == 0)
		return;
	c->arrival_window_s = reader_integer(r, node, at, S("arrival_window_s"), ARRIVAL_WINDOW_S);
	c->attest_within_s = reader_integer(r, node, at, S("attest_within_s"), ATTEST_WITHIN_S);
	if (c->arrival_window_s > SPAN_S_MAX)
		reader_refuse(r, "/registry/paper/arrival_window_s");
	if (c->attest_within_s > SPAN_S_MAX)
		reader_refuse(r, "/registry/paper/attest_within_s");
}

static void registry_read(struct reader *r, struct charter *c)
{
	c->q_recover_min = 2;
	c->recover_wait_s = 7 * DAY_S;
	c->disavow_s = 3 * DAY_S;
	c->arrival_window_s = ARRIVAL_WINDOW_S;
	c->attest_within_s = ATTEST_WITHIN_S;
	uint32_t node = reader_member(r, 0, "", S("registry"), JSON_OBJECT);
	if (node == 0)
		return;
	c->q_recover_min = reader_integer(r, node, "/registry", S("q_recover_min"), c->q_recover_min);
	c->recover_wait_s = reader_integer(r, node, "/registry", S("recover_wait_s"), c->recover_wait_s);
	c->disavow_s = reader_integer(r, node, "/registry", S("disavow_s"), c->disavow_s);
	if (c->q_recover_min < 2 || c->q_recover_min > Q_RECOVER_MAX)
		reader_refuse(r, "/registry/q_recover_min");
	if (c->recover_wait_s > 366 * DAY_S)
		reader_refuse(r, "/registry/recover_wait_s");
	if (c->disavow_s > 366 * DAY_S)
		reader_refuse(r, "/registry/disavow_s");
	paper_read(r, node, c);
}

/* {"official": ["en", "ru"], "before_action": true, ...} */
static struct strs languages_details(struct reader *r, uint32_t node, struct charter *c)
{
	static const char at[] = "/languages";
	static const struct str lists[] = { { "authentic", 9 }, { "working", 7 },
		{ "display_order", 13 } };
	for (size_t i = 0; i < CM_COUNT(lists); i++) {
		struct strs tags = reader_texts(r, node, at, lists[i]);
		for (uint32_t k = 0; k < tags.count; k++) {
			if (!content_lang_is_valid(tags.at[k]))
				reader_refuse(r, "%s/%.*s/%u", at, STR_ARG(lists[i]), k);
		}
	}
	c->authentic = reader_texts(r, node, at, S("authentic"));
	struct str waiver = reader_word(r, node, at, S("waiver"), WAIVER_WORDS);
	if (waiver.n > 0)
		c->languages_waiver = waiver;
	(void)reader_flag(r, node, at, S("correction_per_language"));
	c->languages_before_action = reader_flag(r, node, at, S("before_action"));
	return reader_texts(r, node, at, S("official"));
}

/* A list of the official ones, or an object with more. */
static void languages_read(struct reader *r, struct charter *c)
{
	uint32_t node = json_member(&r->json, 0, S("languages"));
	bool is_object = node != 0 && r->json.nodes[node].type == JSON_OBJECT;
	const char *at = is_object ? "/languages/official" : "/languages";
	c->languages_waiver = S("chair");
	c->languages = is_object ? languages_details(r, node, c)
				 : reader_texts(r, 0, "", S("languages"));
	if (c->languages.count == 0)
		reader_refuse(r, "%s", at);
	for (uint32_t i = 0; i < c->languages.count; i++) {
		if (!content_lang_is_valid(c->languages.at[i]))
			reader_refuse(r, "%s/%u", at, i);
	}
}

static void head_read(struct reader *r, struct charter *c)
{
	c->id = reader_text_needed(r, 0, "", S("id"));
	c->epoch = reader_integer(r, 0, "", S("epoch"), 0);
	if (c->epoch < 1 || c->epoch > EPOCH_NEWEST)
		reader_refuse(r, "/epoch");
	c->status = reader_text_needed(r, 0, "", S("status"));
	if (!words_have(WORDS_OF(STATUSES), c->status))
		reader_refuse(r, "/status");
	c->title = reader_names_needed(r, 0, "", S("title"));
	c->full_name = reader_names_needed(r, 0, "", S("full_name"));
	c->description = reader_names(r, 0, "", S("description"));
	languages_read(r, c);
	c->day = reader_date(r, 0, "", S("present"));
	c->founded = reader_date(r, 0, "", S("founded"));
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
	charter_bodies_read(&r, &c);
	c.vocabulary = vocabulary_read(&r, &c.vocabulary_count);
	charter_decisions_read(&r, &c);
	charter_conduct_read(&r, &c);
	charter_records_read(&r, &c);
	charter_others_read(&r, &c);
	charter_bodies_sort(&r, &c);
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

const struct charter_facet *charter_dimension(const struct charter *c, struct str id)
{
	for (uint32_t i = 0; i < c->measures.dimensions_count; i++) {
		if (str_eq(c->measures.dimensions[i].id, id))
			return &c->measures.dimensions[i];
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
