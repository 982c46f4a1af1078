#include "codec/content.h"

#include "base/arena.h"
#include "base/encode.h"
#include "codec/content_priv.h"

struct reader {
	const struct json *j;
	struct arena *a;
};

static const struct json_node *reader_node(const struct reader *r, uint32_t node)
{
	return &r->j->nodes[node];
}

static struct fault reader_fault(size_t at)
{
	return fault_at(FAULT_ACT_MEMBER, 0, at);
}

static struct fault value_fault(const struct reader *r, uint32_t node)
{
	return reader_fault((size_t)(json_raw(r->j, node).p - r->j->line.p));
}

static bool text_read(const struct reader *r, struct str *out, uint32_t node, size_t bytes_max)
{
	const struct json_node *v = reader_node(r, node);
	if (v->type != JSON_STRING || v->bytes == 0 || v->bytes / 2 > bytes_max)
		return false;
	*out = json_text(r->j, node, r->a);
	return out->n <= bytes_max;
}

/* For grammars in which nothing needs an escape. */
static bool word_read(const struct reader *r, struct str *out, uint32_t node)
{
	const struct json_node *v = reader_node(r, node);
	if (v->type != JSON_STRING || v->is_escaped)
		return false;
	*out = json_text(r->j, node, r->a);
	return true;
}

static bool integer_read(const struct reader *r, int64_t *out, uint32_t node, int64_t max)
{
	const struct json_node *v = reader_node(r, node);
	if (v->type != JSON_INTEGER || v->integer < 0 || v->integer > max)
		return false;
	*out = v->integer;
	return true;
}

static bool hash_read(const struct reader *r, struct hash *out, uint32_t node)
{
	static const struct hash absent;
	struct str text = STR_NONE;
	return word_read(r, &text, node) && hex_decode(out->bytes, HASH_BYTES, text) &&
	       !hash_eq(out, &absent);
}

static bool date_read(const struct reader *r, struct date *out, uint32_t node)
{
	struct str text = STR_NONE;
	return word_read(r, &text, node) && date_parse(out, text);
}

static bool blob_read(const struct reader *r, struct str *out, uint32_t node, size_t bytes_max)
{
	struct str text = STR_NONE;
	size_t n = 0;
	if (!word_read(r, &text, node) || text.n == 0 || text.n > b64_encoded_bytes(bytes_max))
		return false;
	size_t room = text.n / 4 * 3 < bytes_max ? text.n / 4 * 3 : bytes_max;
	uint8_t *blob = arena_alloc(r->a, room, 1);
	if (!b64_decode(blob, room, &n, text))
		return false;
	*out = (struct str){ (const char *)blob, n };
	return true;
}

static bool names_read(const struct reader *r, struct names *out, uint32_t node, size_t bytes_max)
{
	const struct json_node *v = reader_node(r, node);
	if (v->type != JSON_OBJECT || v->count == 0 || v->count > LANGUAGES_MAX)
		return false;
	struct lang_text *at = arena_array(r->a, struct lang_text, v->count);
	uint32_t count = 0;
	for (uint32_t i = json_first(node); i < v->next; i = reader_node(r, i)->next) {
		struct lang_text *one = &at[count++];
		one->lang = json_key(r->j, i);
		if (!content_lang_is_valid(one->lang) || !text_read(r, &one->text, i, bytes_max))
			return false;
	}
	*out = (struct names){ count, at };
	return true;
}

static bool item_read(const struct reader *r, struct str *out, uint32_t node, enum member_type list)
{
	if (list == MEMBER_TEXTS)
		return text_read(r, out, node, SOURCE_BYTES_MAX);
	if (!word_read(r, out, node))
		return false;
	if (list == MEMBER_LANGS)
		return content_lang_is_valid(*out);
	return list == MEMBER_CODES ? content_code_is_valid(*out) : handle_is_valid(*out);
}

/* CODES, LANGS, HANDLES and TEXTS; all but the last ascend. */
static bool strs_read(
    const struct reader *r, struct strs *out, uint32_t node, const struct content_member *m)
{
	const struct json_node *v = reader_node(r, node);
	if (v->type != JSON_ARRAY || v->count == 0 || v->count > m->limit)
		return false;
	struct str *at = arena_array(r->a, struct str, v->count);
	uint32_t count = 0;
	for (uint32_t i = json_first(node); i < v->next; i = reader_node(r, i)->next, count++) {
		if (!item_read(r, &at[count], i, m->type))
			return false;
		if (m->type != MEMBER_TEXTS && count > 0 && str_cmp(at[count - 1], at[count]) >= 0)
			return false;
	}
	*out = (struct strs){ count, at };
	return true;
}

static bool hashes_read(
    const struct reader *r, struct hashes *out, uint32_t node, const struct content_member *m)
{
	const struct json_node *v = reader_node(r, node);
	if (v->type != JSON_ARRAY || v->count == 0 || v->count > m->limit)
		return false;
	struct hash *at = arena_array(r->a, struct hash, v->count);
	uint32_t count = 0;
	for (uint32_t i = json_first(node); i < v->next; i = reader_node(r, i)->next, count++) {
		if (!hash_read(r, &at[count], i))
			return false;
		if (count > 0 && memcmp(&at[count - 1], &at[count], sizeof *at) >= 0)
			return false;
	}
	*out = (struct hashes){ count, at };
	return true;
}

/* All types but OBJECT and LIST. */
static bool plain_read(
    const struct reader *r, const struct content_member *m, uint32_t node, void *field)
{
	size_t limit = (size_t)m->limit;
	switch (m->type) {
	case MEMBER_CODE:
		return word_read(r, field, node) && content_code_is_valid(*(struct str *)field);
	case MEMBER_LANG:
		return word_read(r, field, node) && content_lang_is_valid(*(struct str *)field);
	case MEMBER_HANDLE:
		return word_read(r, field, node) && handle_is_valid(*(struct str *)field);
	case MEMBER_TEXT:
		return text_read(r, field, node, limit);
	case MEMBER_DATE:
		return date_read(r, field, node);
	case MEMBER_INTEGER:
		return integer_read(r, field, node, m->limit);
	case MEMBER_MOMENT:
		return integer_read(r, &((moment *)field)->ms, node, JSON_INTEGER_MAX);
	case MEMBER_BOOLEAN:
		*(bool *)field = true;
		return reader_node(r, node)->type == JSON_TRUE;
	case MEMBER_HASH:
		return hash_read(r, field, node);
	case MEMBER_BLOB:
		return blob_read(r, field, node, limit);
	case MEMBER_NAMES:
		return names_read(r, field, node, limit);
	case MEMBER_CODES:
	case MEMBER_LANGS:
	case MEMBER_HANDLES:
	case MEMBER_TEXTS:
		return strs_read(r, field, node, m);
	case MEMBER_HASHES:
		return hashes_read(r, field, node, m);
	case MEMBER_RAW:
		*(struct str *)field = json_raw(r->j, node);
		return reader_node(r, node)->type == JSON_OBJECT;
	case MEMBER_OBJECT:
	case MEMBER_LIST:
	case MEMBER__COUNT:
		break;
	}
	cm_panic(__FILE__, __LINE__, "a type of member without a reader");
}

static struct fault shape_read(
    const struct reader *r, const struct content_shape *shape, uint32_t node, void *out);

static struct fault list_read(
    const struct reader *r, const struct content_member *m, uint32_t node, struct content_list *out)
{
	const struct content_shape *shape = m->shape();
	const struct json_node *v = reader_node(r, node);
	if (v->type != JSON_ARRAY || v->count == 0 || v->count > m->limit)
		return value_fault(r, node);
	char *at = arena_zero(r->a, v->count, shape->bytes);
	uint32_t count = 0;
	for (uint32_t i = json_first(node); i < v->next; i = reader_node(r, i)->next) {
		struct fault f = shape_read(r, shape, i, at + shape->bytes * count++);
		if (f.id != FAULT_NONE)
			return f;
	}
	*out = (struct content_list){ count, at };
	return FAULT_OK;
}

static struct fault member_read(
    const struct reader *r, const struct content_member *m, uint32_t node, void *field)
{
	if (m->type == MEMBER_OBJECT)
		return shape_read(r, m->shape(), node, field);
	if (m->type == MEMBER_LIST)
		return list_read(r, m, node, field);
	if (!plain_read(r, m, node, field))
		return value_fault(r, node);
	return FAULT_OK;
}

/* The memory is zero already: that is absence for all types but these. */
static void absent_set(const struct content_member *m, void *field)
{
	if (m->type == MEMBER_DATE)
		*(struct date *)field = DATE_NONE;
	else if (m->type == MEMBER_INTEGER)
		*(int64_t *)field = INTEGER_ABSENT;
	else if (m->type == MEMBER_MOMENT)
		*(moment *)field = MOMENT_ABSENT;
}

/* Passes the shape's members that are less than `key`, all of them when it is empty. False: one of
 * them must be there. */
static bool absent_pass(const struct content_shape *shape, uint32_t *at, struct str key, char *out)
{
	for (; *at < shape->count; ++*at) {
		const struct content_member *m = &shape->members[*at];
		if (key.n > 0 && str_cmp(m->name, key) >= 0)
			return true;
		if (m->is_required)
			return false;
		absent_set(m, out + m->at);
	}
	return true;
}

/* Both sides ascend, so this is a merge. `out` is zero. */
static struct fault shape_read(
    const struct reader *r, const struct content_shape *shape, uint32_t node, void *out)
{
	const struct json_node *v = reader_node(r, node);
	uint32_t at = 0;
	if (v->type != JSON_OBJECT)
		return value_fault(r, node);
	for (uint32_t i = json_first(node); i < v->next; i = reader_node(r, i)->next) {
		struct str key = json_key(r->j, i);
		if (!absent_pass(shape, &at, key, out))
			return reader_fault(reader_node(r, i)->key_at - 1);
		const struct content_member *m = at < shape->count ? &shape->members[at] : NULL;
		if (m == NULL || !str_eq(m->name, key)) {
			if (node == 0 && content_is_envelope(key))
				continue;
			return reader_fault(reader_node(r, i)->key_at - 1);
		}
		struct fault f = member_read(r, m, i, (char *)out + m->at);
		if (f.id != FAULT_NONE)
			return f;
		at++;
	}
	if (!absent_pass(shape, &at, STR_NONE, out))
		return reader_fault(v->at + v->bytes - 1);
	*(bool *)out = true;
	return FAULT_OK;
}

struct fault content_read(union content *out, enum kind k, const struct act *act, struct arena *a)
{
	union content content;
	memset(&content, 0, sizeof content);
	struct reader r = { &act->json, a };
	struct fault f = shape_read(&r, content_shape_of(k), 0, &content);
	if (f.id == FAULT_NONE)
		*out = content;
	return f;
}
