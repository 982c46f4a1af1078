#include "view/json_out.h"

void json_out_begin(struct json_out *w, struct buf *out)
{
	*w = (struct json_out){ .out = out };
}

void json_out_end(struct json_out *w)
{
	cm_assert(w->depth == 0 && !w->has_key);
	buf_byte(w->out, '\n');
}

static void item(struct json_out *w)
{
	if (w->has_key) {
		w->has_key = false;
		return;
	}
	cm_assert(w->depth == 0 || w->closing[w->depth - 1] == ']');
	if (w->has_item[w->depth])
		buf_byte(w->out, ',');
	w->has_item[w->depth] = true;
}

void json_out_open(struct json_out *w, char bracket)
{
	cm_assert(bracket == '{' || bracket == '[');
	cm_assert(w->depth < JSON_OUT_DEPTH_MAX);
	item(w);
	buf_byte(w->out, (uint8_t)bracket);
	w->closing[w->depth] = bracket == '{' ? '}' : ']';
	w->depth++;
	w->has_item[w->depth] = false;
}

void json_out_close(struct json_out *w)
{
	cm_assert(w->depth > 0 && !w->has_key);
	w->depth--;
	buf_byte(w->out, (uint8_t)w->closing[w->depth]);
}

static void put_text(struct buf *out, struct str text)
{
	static const char digits[] = "0123456789abcdef";
	buf_byte(out, '"');
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];
		if (c == '"' || c == '\\') {
			buf_byte(out, '\\');
			buf_byte(out, c);
		} else if (c == '\n') {
			buf_put(out, S("\\n"));
		} else if (c < 0x20) {
			buf_put(out, S("\\u00"));
			buf_byte(out, (uint8_t)digits[c >> 4]);
			buf_byte(out, (uint8_t)digits[c & 15]);
		} else {
			buf_byte(out, c);
		}
	}
	buf_byte(out, '"');
}

void json_out_key(struct json_out *w, struct str key)
{
	cm_assert(w->depth > 0 && w->closing[w->depth - 1] == '}' && !w->has_key);
	if (w->has_item[w->depth])
		buf_byte(w->out, ',');
	w->has_item[w->depth] = true;
	put_text(w->out, key);
	buf_byte(w->out, ':');
	w->has_key = true;
}

void json_out_text(struct json_out *w, struct str text)
{
	item(w);
	put_text(w->out, text);
}

void json_out_number(struct json_out *w, int64_t number)
{
	item(w);
	buf_dec(w->out, number);
}

void json_out_bool(struct json_out *w, bool yes)
{
	item(w);
	buf_put(w->out, yes ? S("true") : S("false"));
}

void json_out_hex(struct json_out *w, const struct hash *hash)
{
	item(w);
	buf_byte(w->out, '"');
	buf_hex(w->out, hash->bytes, HASH_BYTES);
	buf_byte(w->out, '"');
}

void json_out_date(struct json_out *w, struct date d)
{
	item(w);
	buf_byte(w->out, '"');
	date_put(w->out, d);
	buf_byte(w->out, '"');
}

void json_out_moment(struct json_out *w, moment at)
{
	item(w);
	buf_byte(w->out, '"');
	moment_put(w->out, at, true);
	buf_byte(w->out, '"');
}

void json_out_raw(struct json_out *w, struct str json)
{
	item(w);
	buf_put(w->out, json);
}
