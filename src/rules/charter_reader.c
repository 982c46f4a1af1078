#include "base/arena.h"
#include "base/fmt.h"
#include "rules/charter_read.h"

#define PARTS_MAX 1000 /* of a fraction */

bool words_have(struct words words, struct str text)
{
	for (size_t i = 0; i < words.count; i++) {
		if (str_eq(words.at[i], text))
			return true;
	}
	return false;
}

void reader_refuse(struct reader *r, const char *fmt, ...)
{
	char pointer[POINTER_BYTES_MAX];
	va_list args;
	va_start(args, fmt);
	size_t n = fmt_into_v(pointer, sizeof pointer, fmt, args);
	va_end(args);
	finding_add_at(r->found, FINDING_CHARTER_INVALID,
	    str_copy(r->arena, (struct str){ pointer, n }));
}

void pointer_join(char *out, const char *at, struct str key)
{
	fmt_into(out, POINTER_BYTES_MAX, "%s/%.*s", at, STR_ARG(key));
}

uint32_t reader_member(struct reader *r, uint32_t object, const char *at, struct str key,
    enum json_type type)
{
	uint32_t node = json_member(&r->json, object, key);
	if (node == 0 || r->json.nodes[node].type == type)
		return node;
	reader_refuse(r, "%s/%.*s", at, STR_ARG(key));
	return 0;
}

struct str reader_text(struct reader *r, uint32_t object, const char *at, struct str key)
{
	uint32_t node = reader_member(r, object, at, key, JSON_STRING);
	return node == 0 ? STR_NONE : json_text(&r->json, node, r->arena);
}

struct str reader_text_needed(struct reader *r, uint32_t object, const char *at, struct str key)
{
	struct str got = reader_text(r, object, at, key);
	if (got.n == 0)
		reader_refuse(r, "%s/%.*s", at, STR_ARG(key));
	return got;
}

struct str reader_word(struct reader *r, uint32_t object, const char *at, struct str key,
    struct words words)
{
	struct str got = reader_text(r, object, at, key);
	if (got.n == 0 || words_have(words, got))
		return got;
	reader_refuse(r, "%s/%.*s", at, STR_ARG(key));
	return STR_NONE;
}

int64_t reader_integer(struct reader *r, uint32_t object, const char *at, struct str key,
    int64_t absent)
{
	uint32_t node = reader_member(r, object, at, key, JSON_INTEGER);
	if (node == 0)
		return absent;
	if (r->json.nodes[node].integer < 0)
		reader_refuse(r, "%s/%.*s", at, STR_ARG(key));
	return r->json.nodes[node].integer;
}

bool reader_flag(struct reader *r, uint32_t object, const char *at, struct str key)
{
	uint32_t node = json_member(&r->json, object, key);
	if (node == 0)
		return false;
	enum json_type type = r->json.nodes[node].type;
	if (type != JSON_TRUE && type != JSON_FALSE)
		reader_refuse(r, "%s/%.*s", at, STR_ARG(key));
	return type == JSON_TRUE;
}

struct date reader_date(struct reader *r, uint32_t object, const char *at, struct str key)
{
	struct date d = DATE_NONE;
	struct str got = reader_text(r, object, at, key);
	if (got.n > 0 && !date_parse(&d, got))
		reader_refuse(r, "%s/%.*s", at, STR_ARG(key));
	return d;
}

struct fraction reader_fraction(struct reader *r, uint32_t object, const char *at, struct str key,
    bool is_majority)
{
	char place[POINTER_BYTES_MAX];
	struct fraction f = { 0, 0 };
	uint32_t node = reader_member(r, object, at, key, JSON_OBJECT);
	if (node == 0)
		return f;
	pointer_join(place, at, key);
	int64_t num = reader_integer(r, node, place, S("num"), 0);
	int64_t den = reader_integer(r, node, place, S("den"), 0);
	bool is_share = num >= 1 && num <= den && den <= PARTS_MAX;
	if (is_share && (!is_majority || 2 * num >= den))
		return (struct fraction){ num, den };
	reader_refuse(r, "%s", place);
	return f;
}

/* {language: text}; keys of canonical JSON ascend and are lower-case already. */
struct names reader_names_at(struct reader *r, uint32_t node, const char *at)
{
	const struct json_node *object = &r->json.nodes[node];
	struct lang_text *list = arena_array(r->arena, struct lang_text, object->count);
	uint32_t i = 0;
	for (uint32_t m = json_first(node); m < object->next; m = r->json.nodes[m].next, i++) {
		list[i].lang = json_key(&r->json, m);
		if (r->json.nodes[m].type != JSON_STRING || !content_lang_is_valid(list[i].lang)) {
			reader_refuse(r, "%s/%.*s", at, STR_ARG(list[i].lang));
			continue;
		}
		list[i].text = json_text(&r->json, m, r->arena);
		if (list[i].text.n == 0)
			reader_refuse(r, "%s/%.*s", at, STR_ARG(list[i].lang));
	}
	return (struct names){ object->count, list };
}

struct names reader_names(struct reader *r, uint32_t object, const char *at, struct str key)
{
	char place[POINTER_BYTES_MAX];
	uint32_t node = reader_member(r, object, at, key, JSON_OBJECT);
	pointer_join(place, at, key);
	return node == 0 ? (struct names){ 0, NULL } : reader_names_at(r, node, place);
}

struct names reader_names_needed(struct reader *r, uint32_t object, const char *at, struct str key)
{
	struct names got = reader_names(r, object, at, key);
	if (got.count == 0)
		reader_refuse(r, "%s/%.*s", at, STR_ARG(key));
	return got;
}

struct strs reader_texts(struct reader *r, uint32_t object, const char *at, struct str key)
{
	uint32_t node = reader_member(r, object, at, key, JSON_ARRAY);
	if (node == 0)
		return (struct strs){ 0, NULL };
	const struct json_node *array = &r->json.nodes[node];
	struct str *list = arena_array(r->arena, struct str, array->count);
	uint32_t i = 0;
	for (uint32_t m = json_first(node); m < array->next; m = r->json.nodes[m].next, i++) {
		if (r->json.nodes[m].type == JSON_STRING)
			list[i] = json_text(&r->json, m, r->arena);
		if (list[i].n == 0)
			reader_refuse(r, "%s/%.*s/%u", at, STR_ARG(key), i);
	}
	return (struct strs){ array->count, list };
}

struct strs reader_texts_of(struct reader *r, uint32_t object, const char *at, struct str key,
    struct words words)
{
	struct strs got = reader_texts(r, object, at, key);
	for (uint32_t i = 0; i < got.count; i++) {
		if (!words_have(words, got.at[i]))
			reader_refuse(r, "%s/%.*s/%u", at, STR_ARG(key), i);
	}
	return got;
}

void *reader_list(struct reader *r, struct within in, struct str key, struct rows_kind kind,
    uint32_t *count)
{
	uint32_t node = reader_member(r, in.object, in.at, key, JSON_ARRAY);
	*count = node == 0 ? 0 : r->json.nodes[node].count;
	char *rows = arena_zero(r->arena, *count, kind.bytes);
	if (node == 0)
		return rows;
	uint32_t i = 0;
	for (uint32_t m = json_first(node); m < r->json.nodes[node].next;
	    m = r->json.nodes[m].next, i++) {
		char place[POINTER_BYTES_MAX];
		fmt_into(place, sizeof place, "%s/%.*s/%u", in.at, STR_ARG(key), i);
		if (r->json.nodes[m].type == JSON_OBJECT)
			kind.one(r, m, place, rows + i * kind.bytes);
		else
			reader_refuse(r, "%s", place);
	}
	return rows;
}
