#include "view/text_links.h"

#include "view/page.h"

struct str text_section(const struct site *s, struct str code, struct str tail)
{
	struct buf b;
	buf_init(&b, s->scratch, CODE_BYTES_MAX + 32);
	buf_put(&b, S("texts/"));
	buf_put(&b, code);
	buf_byte(&b, '/');
	buf_put(&b, tail);
	return buf_str(&b);
}

void text_links_render(struct html *h, const struct site *s, struct str code)
{
	static const struct {
		struct str tail;
		enum message says;
	} links[] = { { S("compare"), MESSAGE_COMPARE_LINK }, { S("concordance"), MESSAGE_CONCORDANCE_LINK },
		{ S("word"), MESSAGE_WORDBOX_LINK } };
	html_open(h, "nav", ATTRS({ "class", S("views") },
	    { "aria-label", message_text(s->lang, MESSAGE_TEXT_LINKS, 1) }));
	html_open(h, "ul", ATTRS_NONE);
	for (size_t i = 0; i < CM_COUNT(links); i++) {
		html_open(h, "li", ATTRS_NONE);
		html_link(h, url_of(s, text_section(s, code, links[i].tail), STR_NONE),
		    message_text(s->lang, links[i].says, 1));
		html_close(h, "li");
	}
	html_close(h, "ul");
	html_close(h, "nav");
}
