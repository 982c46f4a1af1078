#include "view/model/model.h"

const struct model_info none_model = { "none", 0, 0, NULL };

/* What stands at the field, for lists of whatever shape. */
struct any_list {
	uint32_t count;
	const void *at;
};

static bool is_absent(const struct model_field *f, const void *p)
{
	switch (f->type) {
	case MODEL_TEXT:
	case MODEL_RAW: return ((const struct str *)p)->n == 0;
	case MODEL_WORDS: return ((const struct lang_text *)p)->text.n == 0;
	case MODEL_DATE: return !date_known(*(const struct date *)p);
	case MODEL_MOMENT: return ((const moment *)p)->ms == MOMENT_ABSENT.ms;
	case MODEL_NUMBER: return *(const int64_t *)p == INTEGER_ABSENT;
	case MODEL_NAMES: return ((const struct names *)p)->count == 0;
	case MODEL_OBJECT: return *(const void *const *)p == NULL;
	case MODEL_FLAG:
	case MODEL_HASH:
	case MODEL_TEXTS:
	case MODEL_LIST: return false;
	}
	return false;
}

static void put_words(struct json_out *w, const struct lang_text *words)
{
	json_out_open(w, '{');
	json_out_key(w, S("lang"));
	json_out_text(w, words->lang);
	json_out_key(w, S("text"));
	json_out_text(w, words->text);
	json_out_close(w);
}

static void put_names(struct json_out *w, const struct names *names)
{
	json_out_open(w, '{');
	for (uint32_t i = 0; i < names->count; i++) {
		json_out_key(w, names->at[i].lang);
		json_out_text(w, names->at[i].text);
	}
	json_out_close(w);
}

static void put_texts(struct json_out *w, const struct strs *texts)
{
	json_out_open(w, '[');
	for (uint32_t i = 0; i < texts->count; i++)
		json_out_text(w, texts->at[i]);
	json_out_close(w);
}

static void put_list(struct json_out *w, const struct model_info *info, const struct any_list *list)
{
	json_out_open(w, '[');
	for (uint32_t i = 0; i < list->count; i++)
		model_put(w, info, (const char *)list->at + (size_t)i * info->bytes);
	json_out_close(w);
}

static void put_field(struct json_out *w, const struct model_field *f, const void *p)
{
	switch (f->type) {
	case MODEL_TEXT: json_out_text(w, *(const struct str *)p); break;
	case MODEL_RAW: json_out_raw(w, *(const struct str *)p); break;
	case MODEL_WORDS: put_words(w, p); break;
	case MODEL_DATE: json_out_date(w, *(const struct date *)p); break;
	case MODEL_MOMENT: json_out_moment(w, *(const moment *)p); break;
	case MODEL_NUMBER: json_out_number(w, *(const int64_t *)p); break;
	case MODEL_FLAG: json_out_bool(w, *(const bool *)p); break;
	case MODEL_HASH: json_out_hex(w, p); break;
	case MODEL_NAMES: put_names(w, p); break;
	case MODEL_TEXTS: put_texts(w, p); break;
	case MODEL_OBJECT: model_put(w, f->shape, *(const void *const *)p); break;
	case MODEL_LIST: {
		/* A list's struct is read by its members, whatever its shape is called. */
		struct any_list list;
		memcpy(&list, p, sizeof(list));
		put_list(w, f->shape, &list);
		break;
	}
	}
}

void model_put(struct json_out *w, const struct model_info *info, const void *model)
{
	json_out_open(w, '{');
	for (uint32_t i = 0; i < info->count; i++) {
		const struct model_field *f = &info->fields[i];
		const void *p = (const char *)model + f->offset;
		if (is_absent(f, p))
			continue;
		json_out_key(w, str_c(f->name));
		put_field(w, f, p);
	}
	json_out_close(w);
}

static void put_pair(struct json_out *w, struct str key, struct str text)
{
	json_out_key(w, key);
	json_out_text(w, text);
}

static void put_reference(struct json_out *w, const struct model_info *shape)
{
	static const char prefix[] = "#/components/schemas/";
	char text[96];
	struct str name = str_c(shape->name);
	cm_assert(sizeof(prefix) + name.n <= sizeof(text));
	memcpy(text, prefix, sizeof(prefix) - 1);
	memcpy(text + sizeof(prefix) - 1, name.p, name.n);
	put_pair(w, S("$ref"), (struct str){ text, sizeof(prefix) - 1 + name.n });
}

static void put_type(struct json_out *w, const struct model_field *f)
{
	switch (f->type) {
	case MODEL_FLAG: put_pair(w, S("type"), S("boolean")); return;
	case MODEL_NUMBER: put_pair(w, S("type"), S("integer")); return;
	case MODEL_RAW: put_pair(w, S("type"), S("object")); return;
	case MODEL_OBJECT: put_reference(w, f->shape); return;
	case MODEL_WORDS: put_pair(w, S("$ref"), S("#/components/schemas/words")); return;
	case MODEL_NAMES: put_pair(w, S("$ref"), S("#/components/schemas/names")); return;
	case MODEL_TEXTS:
	case MODEL_LIST:
		put_pair(w, S("type"), S("array"));
		json_out_key(w, S("items"));
		json_out_open(w, '{');
		if (f->type == MODEL_LIST)
			put_reference(w, f->shape);
		else
			put_pair(w, S("type"), S("string"));
		json_out_close(w);
		return;
	case MODEL_DATE:
		put_pair(w, S("type"), S("string"));
		put_pair(w, S("pattern"), S("^\\d{4}(-\\d{2}(-\\d{2}(T\\d{2}:\\d{2})?)?)?$"));
		return;
	case MODEL_MOMENT:
		put_pair(w, S("type"), S("string"));
		put_pair(w, S("format"), S("date-time"));
		return;
	case MODEL_HASH:
		put_pair(w, S("type"), S("string"));
		put_pair(w, S("pattern"), S("^[0-9a-f]{64}$"));
		return;
	case MODEL_TEXT: put_pair(w, S("type"), S("string")); return;
	}
}

void model_put_schema(struct json_out *w, const struct model_info *info)
{
	json_out_open(w, '{');
	put_pair(w, S("type"), S("object"));
	json_out_key(w, S("properties"));
	json_out_open(w, '{');
	for (uint32_t i = 0; i < info->count; i++) {
		const struct model_field *f = &info->fields[i];
		json_out_key(w, str_c(f->name));
		json_out_open(w, '{');
		put_type(w, f);
		put_pair(w, S("description"), str_c(f->what));
		json_out_close(w);
	}
	json_out_close(w);
	json_out_close(w);
}
