#include "codec/content.h"

#include "base/encode.h"
#include "codec/content_priv.h"

static const struct content_list *list_of(const void *field)
{
	return field;
}

static bool is_absent(const struct content_member *m, const void *field)
{
	static const struct hash none;
	switch (m->type) {
	case MEMBER_CODE:
	case MEMBER_LANG:
	case MEMBER_HANDLE:
	case MEMBER_TEXT:
	case MEMBER_BLOB:
	case MEMBER_RAW:
		return ((const struct str *)field)->n == 0;
	case MEMBER_DATE:
		return !date_known(*(const struct date *)field);
	case MEMBER_INTEGER:
		return *(const int64_t *)field == INTEGER_ABSENT;
	case MEMBER_MOMENT:
		return ((const moment *)field)->ms == MOMENT_ABSENT.ms;
	case MEMBER_BOOLEAN:
		return !*(const bool *)field;
	case MEMBER_HASH:
		return hash_eq(field, &none);
	case MEMBER_NAMES:
		return ((const struct names *)field)->count == 0;
	case MEMBER_CODES:
	case MEMBER_LANGS:
	case MEMBER_HANDLES:
	case MEMBER_TEXTS:
		return ((const struct strs *)field)->count == 0;
	case MEMBER_HASHES:
		return ((const struct hashes *)field)->count == 0;
	case MEMBER_LIST:
		return list_of(field)->count == 0;
	case MEMBER_OBJECT:
		return !*(const bool *)field;
	case MEMBER__COUNT:
		break;
	}
	cm_panic(__FILE__, __LINE__, "a type of member without absence");
}

/* The two that base/ writes itself: between quotes, as nothing in them needs an escape. */
static void date_write(struct json_writer *w, struct date d)
{
	json_put_raw(w, S("\""));
	date_put(w->out, d);
	buf_byte(w->out, '"');
}

static void blob_write(struct json_writer *w, struct str blob)
{
	json_put_raw(w, S("\""));
	buf_b64(w->out, (const uint8_t *)blob.p, blob.n);
	buf_byte(w->out, '"');
}

static void strs_write(struct json_writer *w, const struct strs *list)
{
	json_open_array(w);
	for (uint32_t i = 0; i < list->count; i++)
		json_put_string(w, list->at[i]);
	json_close_array(w);
}

static void hashes_write(struct json_writer *w, const struct hashes *list)
{
	json_open_array(w);
	for (uint32_t i = 0; i < list->count; i++)
		json_put_hex(w, list->at[i].bytes, HASH_BYTES);
	json_close_array(w);
}

static void names_write(struct json_writer *w, const struct names *names)
{
	json_open_object(w);
	for (uint32_t i = 0; i < names->count; i++) {
		json_put_key(w, names->at[i].lang);
		json_put_string(w, names->at[i].text);
	}
	json_close_object(w);
}

/* All types but OBJECT and LIST. */
static void plain_write(struct json_writer *w, enum member_type type, const void *field)
{
	switch (type) {
	case MEMBER_CODE:
	case MEMBER_LANG:
	case MEMBER_HANDLE:
	case MEMBER_TEXT:
		json_put_string(w, *(const struct str *)field);
		return;
	case MEMBER_DATE:
		date_write(w, *(const struct date *)field);
		return;
	case MEMBER_INTEGER:
		json_put_integer(w, *(const int64_t *)field);
		return;
	case MEMBER_MOMENT:
		json_put_integer(w, ((const moment *)field)->ms);
		return;
	case MEMBER_BOOLEAN:
		json_put_bool(w, true);
		return;
	case MEMBER_HASH:
		json_put_hex(w, ((const struct hash *)field)->bytes, HASH_BYTES);
		return;
	case MEMBER_BLOB:
		blob_write(w, *(const struct str *)field);
		return;
	case MEMBER_NAMES:
		names_write(w, field);
		return;
	case MEMBER_CODES:
	case MEMBER_LANGS:
	case MEMBER_HANDLES:
	case MEMBER_TEXTS:
		strs_write(w, field);
		return;
	case MEMBER_HASHES:
		hashes_write(w, field);
		return;
	case MEMBER_RAW:
		json_put_raw(w, *(const struct str *)field);
		return;
	case MEMBER_OBJECT:
	case MEMBER_LIST:
	case MEMBER__COUNT:
		break;
	}
	cm_panic(__FILE__, __LINE__, "a type of member without a writer");
}

static void member_write(struct json_writer *w, const struct content_member *m, const void *field);

static void shape_write(struct json_writer *w, const struct content_shape *shape, const void *from)
{
	json_open_object(w);
	for (uint32_t i = 0; i < shape->count; i++)
		member_write(w, &shape->members[i], (const char *)from + shape->members[i].at);
	json_close_object(w);
}

static void list_write(
    struct json_writer *w, const struct content_shape *shape, const struct content_list *list)
{
	json_open_array(w);
	for (uint32_t i = 0; i < list->count; i++)
		shape_write(w, shape, (const char *)list->at + shape->bytes * i);
	json_close_array(w);
}

static void member_write(struct json_writer *w, const struct content_member *m, const void *field)
{
	if (is_absent(m, field))
		return;
	json_put_key(w, m->name);
	if (m->type == MEMBER_OBJECT)
		shape_write(w, m->shape(), field);
	else if (m->type == MEMBER_LIST)
		list_write(w, m->shape(), list_of(field));
	else
		plain_write(w, m->type, field);
}

static void base_write(struct json_writer *w, const struct act_base *base)
{
	json_open_object(w);
	json_put_key(w, S("root"));
	json_put_hex(w, base->root.bytes, HASH_BYTES);
	json_put_key(w, S("size"));
	json_put_integer(w, (int64_t)base->size);
	json_close_object(w);
}

/* The envelope's members, if there is one, that come before `name`, from *next on; all when it is empty. */
static void envelope_write(struct json_writer *w, uint32_t *next, struct str name, enum kind k,
    const struct act_envelope *envelope)
{
	static const struct str names[] = { { "act", 3 }, { "base", 4 }, { "by", 2 },
		{ "with", 4 } };
	for (; envelope != NULL && *next < CM_COUNT(names); ++*next) {
		if (name.n > 0 && str_cmp(names[*next], name) > 0)
			return;
		if (*next == 3 && envelope->with.count == 0)
			continue;
		json_put_key(w, names[*next]);
		if (*next == 0)
			json_put_string(w, kind_name(k));
		else if (*next == 1)
			base_write(w, &envelope->base);
		else if (*next == 2)
			json_put_string(w, envelope->by);
		else
			strs_write(w, &envelope->with);
	}
}

void content_write(
    struct buf *out, enum kind k, const union content *content, const struct act_envelope *envelope)
{
	const struct content_shape *shape = content_shape_of(k);
	struct json_writer w;
	uint32_t next = 0;
	json_begin(&w, out);
	json_open_object(&w);
	for (uint32_t i = 0; i < shape->count; i++) {
		const struct content_member *m = &shape->members[i];
		envelope_write(&w, &next, m->name, k, envelope);
		member_write(&w, m, (const char *)content + m->at);
	}
	envelope_write(&w, &next, STR_NONE, k, envelope);
	json_close_object(&w);
}
