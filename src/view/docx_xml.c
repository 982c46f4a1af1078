#include "view/docx_xml.h"

#include "base/utf8.h"

void xml_init(struct xml *x, struct buf *out)
{
	*x = (struct xml){ .out = out };
	buf_put(out, S("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"));
}

static void tag_end(struct xml *x)
{
	if (x->is_in_tag)
		buf_byte(x->out, '>');
	x->is_in_tag = false;
}

void xml_open(struct xml *x, const char *name)
{
	cm_assert(x->depth < XML_OPEN_MAX);
	tag_end(x);
	buf_byte(x->out, '<');
	buf_put(x->out, str_c(name));
	x->open[x->depth++] = name;
	x->is_in_tag = true;
}

void xml_close(struct xml *x)
{
	cm_assert(x->depth > 0);
	x->depth--;
	if (x->is_in_tag) {
		buf_put(x->out, S("/>"));
		x->is_in_tag = false;
		return;
	}
	buf_put(x->out, S("</"));
	buf_put(x->out, str_c(x->open[x->depth]));
	buf_byte(x->out, '>');
}

size_t xml_unfit_at(struct str text)
{
	size_t n;
	for (size_t i = 0; i < text.n; i += n)
		if (!utf8_allowed(utf8_get(text, i, &n)))
			return i;
	return text.n;
}

static struct str escape_of(uint32_t c)
{
	switch (c) {
	case '&':
		return S("&amp;");
	case '<':
		return S("&lt;");
	case '>':
		return S("&gt;");
	case '"':
		return S("&quot;");
	case '\t':
		return S("&#9;");
	case '\n':
		return S("&#10;");
	default:
		return STR_NONE;
	}
}

static void escaped_put(struct xml *x, struct str text)
{
	size_t n;
	for (size_t i = 0; i < text.n; i += n) {
		uint32_t c = utf8_get(text, i, &n);
		struct str escape = escape_of(c);
		if (!utf8_allowed(c))
			x->is_unfit = true;
		else
			buf_put(x->out, escape.n > 0 ? escape : str_sub(text, i, i + n));
	}
}

void xml_attr(struct xml *x, const char *name, struct str value)
{
	cm_assert(x->is_in_tag);
	buf_byte(x->out, ' ');
	buf_put(x->out, str_c(name));
	buf_put(x->out, S("=\""));
	escaped_put(x, value);
	buf_byte(x->out, '"');
}

void xml_attr_number(struct xml *x, const char *name, uint32_t value)
{
	cm_assert(x->is_in_tag);
	buf_byte(x->out, ' ');
	buf_put(x->out, str_c(name));
	buf_put(x->out, S("=\""));
	buf_dec(x->out, value);
	buf_byte(x->out, '"');
}

void xml_text(struct xml *x, struct str text)
{
	cm_assert(x->depth > 0);
	tag_end(x);
	escaped_put(x, text);
}

void xml_empty(struct xml *x, const char *name)
{
	xml_open(x, name);
	xml_close(x);
}

void xml_val(struct xml *x, const char *name, struct str value)
{
	xml_open(x, name);
	xml_attr(x, "w:val", value);
	xml_close(x);
}
