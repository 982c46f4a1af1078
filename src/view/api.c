#include "view/api.h"

#include "base/arena.h"
#include "base/encode.h"

enum view_status api_put(struct buf *out, const struct site *s, const struct model_info *info,
    const void *model, enum view_status status)
{
	struct json_out w;
	json_out_begin(&w, out);
	json_out_open(&w, '{');
	json_out_key(&w, S("kind"));
	json_out_text(&w, str_c(info->name));
	json_out_key(&w, S("lang"));
	json_out_text(&w, view_lang_tag(s->lang));
	json_out_key(&w, S("day"));
	json_out_date(&w, date_of_days(s->day));
	json_out_key(&w, S("size"));
	json_out_number(&w, (int64_t)s->size);
	json_out_key(&w, S("data"));
	model_put(&w, info, model);
	json_out_close(&w);
	json_out_end(&w);
	return status;
}

struct str number_text(const struct site *s, uint64_t number)
{
	return integer_text(s, (int64_t)number);
}

struct str integer_text(const struct site *s, int64_t integer)
{
	struct buf b;
	buf_init(&b, s->scratch, 24);
	buf_dec(&b, integer);
	return buf_str(&b);
}

struct str numbers_text(const struct site *s, const uint32_t *numbers, uint32_t count)
{
	struct buf b;
	buf_init(&b, s->scratch, 16 * (size_t)count + 1);
	for (uint32_t i = 0; i < count; i++) {
		if (i > 0)
			buf_byte(&b, ',');
		buf_dec(&b, numbers[i]);
	}
	return buf_str(&b);
}

struct str hash_text(const struct site *s, const struct hash *hash)
{
	struct buf b;
	buf_init(&b, s->scratch, 2 * HASH_BYTES);
	buf_hex(&b, hash->bytes, HASH_BYTES);
	return buf_str(&b);
}
