/* Content outside the record: what acts commit to, and what became of it. */
#include "view/model/contents.h"

#include "base/buf.h"
#include "view/api.h"
#include "view/content_pieces.h"

static void put_erasure(struct html *h, const struct site *s, const struct content_row_item *c)
{
	html_open(h, "p", CLASS("more"));
	html_say(h, MESSAGE_CONTENT_ERASED_BY,
	    PARTS(part_code(c->eraser), part_moment(c->erased_at),
		part_link(url_of_entry(s, (uint64_t)c->erased_entry),
		    (struct lang_text){ STR_NONE, number_text(s, (uint64_t)c->erased_entry) })));
	html_text(h, S(" "));
	html_say(h, MESSAGE_CONTENT_ERASED_WHY, PARTS(part_text(c->ground), part_text(c->rule)));
	html_close(h, "p");
}

static void put_state(struct html *h, const struct content_row_item *c)
{
	if (c->address.n > 0 && !str_eq(c->state, S("withheld"))) {
		html_text(h, S(" · "));
		html_element(h, "a", ATTRS({ "href", c->address }, { "download", S("") }),
		    message_text(h->lang, MESSAGE_CONTENT_GET, 1));
	}
	if (str_eq(c->state, S("withheld"))) {
		html_text(h, S(" · "));
		html_message(h, MESSAGE_CONTENT_WITHHELD);
	}
	if (str_eq(c->state, S("erased"))) {
		html_text(h, S(" "));
		html_message_element(h, "em", CLASS("tag"), MESSAGE_CONTENT_ERASED);
	}
}

static void put_row(struct html *h, const struct site *s, const struct content_row_item *c)
{
	struct buf hex;
	buf_init(&hex, s->scratch, 2 * HASH_BYTES);
	buf_hex(&hex, c->sha256.bytes, HASH_BYTES);
	html_open(h, "li", ATTRS({ "id", buf_str(&hex) }));
	html_element(h, "code", CLASS("long"), buf_str(&hex));
	html_open(h, "span", CLASS("more"));
	html_say(h, MESSAGE_CONTENT_OF, PARTS(part_link(url_of_entry(s, (uint64_t)c->entry),
	    (struct lang_text){ STR_NONE, number_text(s, (uint64_t)c->entry) }),
	    part_words(c->party_name), part_number(c->bytes), part_code(c->media_type)));
	html_text(h, S(" · "));
	html_say(h, MESSAGE_CONTENT_FOR, PARTS(part_words(c->distribution_name)));
	for (uint32_t i = 0; i < c->parties.count; i++) {
		html_text(h, i == 0 ? S(": ") : S(", "));
		html_words(h, words_of_party(s, c->parties.at[i], s->today));
	}
	put_state(h, c);
	html_close(h, "span");
	if (str_eq(c->state, S("erased")))
		put_erasure(h, s, c);
	html_close(h, "li");
}

void contents_render(struct html *h, const struct site *s, const struct content_row_item_list *list)
{
	html_open(h, "ul", CLASS("spans"));
	for (uint32_t i = 0; i < list->count; i++)
		put_row(h, s, &list->at[i]);
	html_close(h, "ul");
}

enum view_status contents_page(struct buf *out, const struct site *s, const struct contents_query *q)
{
	struct contents m;
	struct html h;
	if (q->page == 0 || q->page > UINT32_MAX / q->per_page)
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	contents_fill(&m, s, q);
	if (q->page > (uint32_t)m.pages)
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &contents_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){ .title = page_title(s, MESSAGE_CONTENTS_TITLE),
	    .nav = NAV_RECORD });
	html_message_element(&h, "p", CLASS("lead"), MESSAGE_CONTENTS_LEAD);
	html_message_element(&h, "p", ATTRS_NONE, MESSAGE_CONTENTS_CHECK);
	if (m.contents.count == 0)
		html_message_element(&h, "p", CLASS("none"), MESSAGE_CONTENTS_NONE);
	else
		contents_render(&h, s, &m.contents);
	page_pager(&h, s, &(struct page_of){ S("contents"), PAIRS({ NULL, STR_NONE }), q->page,
	    (uint32_t)m.pages });
	page_end(&h, s);
	return VIEW_OK;
}
