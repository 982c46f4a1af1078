#include "base/arena.h"
#include "view/api.h"
#include "view/model/front.h"
#include "view/page.h"
#include "view/pages.h"
#include "view/silence_pieces.h"

static void put_chairs(struct html *h, const struct site *s, const struct term_item_list *chairs)
{
	for (uint32_t i = 0; i < chairs->count; i++) {
		const struct term_item *t = &chairs->at[i];
		html_open(h, "div", ATTRS_NONE);
		html_element(h, "dt", ATTRS({ "lang", t->office_name.lang }), t->office_name.text);
		html_open(h, "dd", ATTRS_NONE);
		html_link_words(h, url_of(s, S("parties"), t->party), t->party_name);
		html_open(h, "span", CLASS("more"));
		page_span(h, (struct span){ t->from, DATE_NONE, t->until, DATE_NONE });
		html_close(h, "span");
		html_close(h, "dd");
		html_close(h, "div");
	}
}

/* "26 members": the catalogue knows the usual categories, the charter names the others. */
static void put_count(struct html *h, const struct site *s, const struct category_count *row)
{
	struct buf name;
	buf_init(&name, s->scratch, 2 * CODE_BYTES_MAX + 16);
	buf_put(&name, S("count."));
	buf_put(&name, row->category);
	buf_byte(&name, '.');
	buf_put(&name, row->kind);
	enum message id = message_of(buf_str(&name));
	html_open(h, "li", ATTRS_NONE);
	html_open(h, "b", ATTRS_NONE);
	html_number(h, row->count);
	html_close(h, "b");
	html_text(h, S(" "));
	if (id != MESSAGE__COUNT) {
		html_text(h, message_text(s->lang, id, row->count));
	} else {
		html_words(h, row->name);
		html_text(h, S(" · "));
		html_words(h, words_of_code(s, row->kind));
	}
	html_close(h, "li");
}

static void put_parties(struct html *h, const struct site *s, const struct front *m)
{
	html_open(h, "section", ATTRS({ "class", S("glance") },
	    { "aria-label", message_text(s->lang, MESSAGE_FRONT_GLANCE, 1) }));
	html_open(h, "dl", CLASS("facts"));
	put_chairs(h, s, &m->chairs);
	html_close(h, "dl");
	html_open(h, "ul", CLASS("counts"));
	for (uint32_t i = 0; i < m->counts.count; i++)
		put_count(h, s, &m->counts.at[i]);
	html_close(h, "ul");
	html_open(h, "p", ATTRS_NONE);
	html_link(h, url_of(s, S("parties"), STR_NONE),
	    message_text(s->lang, MESSAGE_FRONT_ALL_PARTIES, 1));
	html_close(h, "p");
	html_close(h, "section");
}

static void put_silences(struct html *h, const struct site *s, const struct front *m)
{
	if (m->silences.count == 0)
		return;
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_FRONT_SILENCES);
	silences_render(h, s, &m->silences);
	html_open(h, "p", ATTRS_NONE);
	html_link(h, url_of(s, S("silences"), STR_NONE),
	    message_text(s->lang, MESSAGE_FRONT_ALL_SILENCES, 1));
	html_close(h, "p");
	html_close(h, "section");
}

static void put_meetings(struct html *h, const struct site *s, const struct front *m)
{
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_FRONT_NEXT);
	if (m->next_meetings.count == 0)
		html_message_element(h, "p", CLASS("none"), MESSAGE_FRONT_NO_NEXT);
	else
		page_meetings(h, s, &m->next_meetings);
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_FRONT_LAST);
	if (m->last_meetings.count == 0)
		html_message_element(h, "p", CLASS("none"), MESSAGE_FRONT_NO_LAST);
	else
		page_meetings(h, s, &m->last_meetings);
	html_close(h, "section");
}

static void put_releases(struct html *h, const struct site *s, const struct front *m)
{
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_FRONT_RELEASES);
	if (m->releases.count == 0)
		html_message_element(h, "p", CLASS("none"), MESSAGE_FRONT_NO_RELEASES);
	else
		page_releases(h, s, &m->releases);
	html_open(h, "p", ATTRS_NONE);
	html_link(h, url_of(s, S("releases"), STR_NONE),
	    message_text(s->lang, MESSAGE_FRONT_ALL_RELEASES, 1));
	html_close(h, "p");
	html_close(h, "section");
}

static void put_record(struct html *h, const struct site *s, const struct front *m)
{
	struct buf root;
	buf_init(&root, s->scratch, 2 * HASH_BYTES);
	buf_hex(&root, m->record_root.bytes, HASH_BYTES);
	html_open(h, "section", CLASS("record"));
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_FRONT_RECORD);
	html_open(h, "p", ATTRS_NONE);
	html_message(h, MESSAGE_FRONT_TRUST);
	html_text(h, S(" "));
	html_link(h, url_of(s, S("verify"), STR_NONE), message_text(s->lang, MESSAGE_FRONT_VERIFY, 1));
	html_close(h, "p");
	html_open(h, "dl", CLASS("facts"));
	page_fact_open(h, MESSAGE_RECORD_SIZE);
	html_element(h, "a", ATTRS({ "href", url_of(s, S("record"), STR_NONE) }),
	    number_text(s, (uint64_t)m->record_size));
	page_fact_close(h);
	page_fact_open(h, MESSAGE_RECORD_ROOT);
	html_element(h, "code", CLASS("long"), buf_str(&root));
	page_fact_close(h);
	page_fact_open(h, MESSAGE_RECORD_KEY);
	html_element(h, "code", CLASS("long"), m->record_key);
	page_fact_close(h);
	html_close(h, "dl");
	html_close(h, "section");
}

enum view_status front_page(struct buf *out, const struct site *s)
{
	struct front m;
	struct html h;
	front_fill(&m, s);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &front_model, &m, VIEW_OK);
	struct lang_text title = m.full_name.text.n > 0 ? m.full_name : m.title;
	if (title.text.n == 0)
		title = page_title(s, MESSAGE_NAV_FRONT);
	page_begin(&h, out, s, &(struct page_head){ .title = title, .nav = NAV_FRONT,
	    .is_list = true, .has_no_heading = true, .has_expiry = true, .live = LIVE_ANY });
	page_heading(&h, title);
	html_element(&h, "p", ATTRS({ "class", S("lead") }, { "lang", m.description.lang }),
	    m.description.text);
	page_day(&h, s);
	put_parties(&h, s, &m);
	live_open(&h, S("silences"));
	put_silences(&h, s, &m);
	live_close(&h);
	html_open(&h, "div", ATTRS({ "class", S("columns") }, { "id", S("news") },
	    { "data-live", S("") }));
	put_meetings(&h, s, &m);
	put_releases(&h, s, &m);
	html_close(&h, "div");
	live_open(&h, S("head"));
	put_record(&h, s, &m);
	live_close(&h);
	page_end(&h, s);
	return VIEW_OK;
}
