#include "view/xml_out.h"

#include "base/arena.h"
#include "base/utf8.h"

struct xml_name {
	const char *name;
	struct xml_name *up;
};

void xml_out_begin(struct xml_out *x, struct buf *out, struct arena *a)
{
	*x = (struct xml_out){ out, NULL, a, false };
	buf_put(out, S("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
}

static void tag_end(struct xml_out *x)
{
	if (x->in_tag)
		buf_byte(x->out, '>');
	x->in_tag = false;
}

void xml_out_end(struct xml_out *x)
{
	cm_assert(x->out->failed || (x->open == NULL && !x->in_tag));
	buf_byte(x->out, '\n');
}

void xml_out_open(struct xml_out *x, const char *name)
{
	struct xml_name *open = arena_try(x->arena, sizeof *open, _Alignof(struct xml_name));

	if (open == NULL) { /* the depth is then lost, and the buffer says so */
		x->out->failed = true;
		return;
	}
	tag_end(x);
	*open = (struct xml_name){ name, x->open };
	x->open = open;
	buf_byte(x->out, '<');
	buf_put(x->out, str_c(name));
	x->in_tag = true;
}

void xml_out_close(struct xml_out *x, const char *name)
{
	if (x->out->failed)
		return;
	cm_assert(x->open != NULL && str_eq(str_c(x->open->name), str_c(name)));
	x->open = x->open->up;
	if (x->in_tag) {
		buf_put(x->out, S("/>"));
		x->in_tag = false;
		return;
	}
	buf_put(x->out, S("</"));
	buf_put(x->out, str_c(name));
	buf_byte(x->out, '>');
}

/* Can XML 1.0 hold it? */
static bool point_fits(uint32_t point)
{
	return point == '\t' || point == '\n' || point == '\r' ||
	    (point >= 0x20 && point != 0xFFFE && point != 0xFFFF);
}

static struct str point_escape(uint32_t point, bool in_value)
{
	switch (point) {
	case '<':
		return S("&lt;");
	case '>':
		return S("&gt;");
	case '&':
		return S("&amp;");
	case '"':
		return in_value ? S("&quot;") : STR_NONE;
	case '\t':
		return in_value ? S("&#9;") : STR_NONE;
	case '\n':
		return in_value ? S("&#10;") : STR_NONE;
	case '\r':
		return S("&#13;");
	default:
		return point_fits(point) ? STR_NONE : S("\xEF\xBF\xBD");
	}
}

static void put(struct xml_out *x, struct str text, bool in_value)
{
	size_t from = 0, n;

	for (size_t at = 0; at < text.n; at += n) {
		struct str escape = point_escape(utf8_get(text, at, &n), in_value);

		if (escape.p == NULL)
			continue;
		buf_put(x->out, str_sub(text, from, at));
		buf_put(x->out, escape);
		from = at + n;
	}
	buf_put(x->out, str_sub(text, from, text.n));
}

void xml_out_attr_begin(struct xml_out *x, const char *name)
{
	cm_assert(x->in_tag || x->out->failed);
	buf_byte(x->out, ' ');
	buf_put(x->out, str_c(name));
	buf_put(x->out, S("=\""));
}

void xml_out_attr_part(struct xml_out *x, struct str part)
{
	put(x, part, true);
}

void xml_out_attr_number(struct xml_out *x, int64_t number)
{
	buf_dec(x->out, number);
}

void xml_out_attr_end(struct xml_out *x)
{
	buf_byte(x->out, '"');
}

void xml_out_attr(struct xml_out *x, const char *name, struct str value)
{
	xml_out_attr_begin(x, name);
	xml_out_attr_part(x, value);
	xml_out_attr_end(x);
}

void xml_out_text(struct xml_out *x, struct str text)
{
	if (text.n == 0)
		return;
	tag_end(x);
	put(x, text, false);
}

void xml_out_element(struct xml_out *x, const char *name, struct str text)
{
	xml_out_open(x, name);
	xml_out_text(x, text);
	xml_out_close(x, name);
}

static bool id_keeps(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	    c == '.' || c == '-';
}

void xml_out_attr_id(struct xml_out *x, struct str id)
{
	for (size_t i = 0; i < id.n; i++) {
		if (id_keeps(id.p[i])) {
			buf_byte(x->out, (uint8_t)id.p[i]);
			continue;
		}
		buf_byte(x->out, '_');
		buf_hex(x->out, (const uint8_t *)id.p + i, 1);
	}
}
