/* What a server's search finds. Without codec/json.h, whose names of types are jansson's too. */
#include <jansson.h>

#include "base/arena.h"
#include "base/buf.h"
#include "cli/answer.h"
#include "project/search.h"

#define SNIPPET_BYTES_MAX 65536

static struct str text_of(struct arena *a, const json_t *hit, const char *key)
{
	const json_t *text = json_object_get(hit, key);
	if (!json_is_string(text))
		return STR_NONE;
	return str_copy(a, (struct str){ json_string_value(text), json_string_length(text) });
}

static uint64_t number_of(const json_t *object, const char *key)
{
	json_int_t number = json_integer_value(json_object_get(object, key));
	return number < 0 ? 0 : (uint64_t)number;
}

/* Its parts, one after the other. */
static struct str snippet_of(struct arena *a, const json_t *hit)
{
	const json_t *parts = json_object_get(hit, "snippet");
	struct buf b;
	buf_init(&b, a, SNIPPET_BYTES_MAX);
	for (size_t i = 0; i < json_array_size(parts); i++) {
		const json_t *part = json_array_get(parts, i);
		if (json_is_string(part))
			buf_put(&b, (struct str){ json_string_value(part), json_string_length(part) });
	}
	return buf_str(&b);
}

static struct search_hit hit_of(struct arena *a, const json_t *hit)
{
	struct search_hit h = { .item = { .noun = text_of(a, hit, "noun"), .code = text_of(a, hit, "code"),
		.kind = text_of(a, hit, "kind"), .lang = text_of(a, hit, "lang"),
		.party = text_of(a, hit, "party"), .body = text_of(a, hit, "body"), .day = DATE_NONE,
		.symbol = text_of(a, hit, "symbol"), .address = text_of(a, hit, "address"),
		.entry = number_of(hit, "entry") }, .title = text_of(a, hit, "title"),
		.snippet = snippet_of(a, hit) };
	struct str day = text_of(a, hit, "day");
	if (!date_parse(&h.item.day, day))
		h.item.day = DATE_NONE;
	if (str_starts(h.item.address, S("/"))) /* as an item has it, but for its language */
		h.item.address = str_sub(h.item.address, 1, h.item.address.n);
	return h;
}

bool answer_hits_read(struct search_result *out, struct arena *a, struct str body)
{
	json_t *root = json_loadb(body.p, body.n, JSON_REJECT_DUPLICATES, NULL);
	const json_t *data = json_object_get(root, "data"), *hits = json_object_get(data, "hits");
	size_t count = json_array_size(hits);
	bool is_one = json_is_array(hits) && count <= SEARCH_HITS_MAX &&
	    json_is_integer(json_object_get(data, "total"));
	*out = (struct search_result){ .total = 0 };
	if (is_one) {
		struct search_hit *at = arena_array(a, struct search_hit, count);
		for (size_t i = 0; i < count; i++)
			at[i] = hit_of(a, json_array_get(hits, i));
		uint64_t total = number_of(data, "total");
		out->total = total < UINT32_MAX ? (uint32_t)total : UINT32_MAX;
		out->is_more = json_is_true(json_object_get(data, "is_more"));
		out->hits = at;
		out->hits_count = (uint32_t)count;
	}
	json_decref(root);
	return is_one;
}
