#include "view/text_pages.h"

#include "base/arena.h"
#include "base/limits.h"
#include "view/api.h"
#include "view/model/texts.h"
#include "view/page.h"
#include "view/pages.h"

#define CODES_MAX 256 /* parties and languages to choose from */

/* What the functions of a text_view are called with. */
struct place {
	const struct site *site;
	const struct draft *draft;
};

static struct str party_of(const void *ctx, struct str code)
{
	const struct place *at = ctx;
	return words_of_party(at->site, code, at->site->day).text;
}

static struct str unit_url_of(const void *ctx, const struct draft_unit *u)
{
	const struct place *at = ctx;
	struct buf b;
	buf_init(&b, at->site->scratch, 4 * NAME_BYTES_MAX);
	buf_put(&b, url_of(at->site, S("texts"), at->draft->code));
	buf_byte(&b, '/');
	buf_percent(&b, u->id);
	return buf_str(&b);
}

static struct text_view view_of(const struct place *at, const struct text_query *q)
{
	return (struct text_view){ .draft = q->draft, .scratch = at->site->scratch, .as = q->as,
		.second = q->second, .mode = str_eq(q->view, S("linear")) ? TEXT_LINEAR :
		str_eq(q->view, S("skip")) ? TEXT_SKIP : TEXT_BRACKETS, .party = party_of, .ctx = at,
		.unit_url = unit_url_of };
}

static void put_item(struct html *h, const struct site *s, const struct text_item *m)
{
	html_open(h, "li", ATTRS_NONE);
	html_element(h, "code", CLASS("when"), m->symbol.n > 0 ? m->symbol : m->code);
	html_open(h, "span", CLASS("what"));
	html_element(h, "a", ATTRS({ "href", url_of(s, S("texts"), m->code) }, { "lang", m->title.lang }),
	    m->title.text);
	html_open(h, "span", CLASS("more"));
	html_count(h, MESSAGE_TEXTS_UNITS, m->units);
	html_text(h, S(" · "));
	html_say(h, MESSAGE_TEXTS_AGREED, PARTS(part_number(m->agreed)));
	html_text(h, S(" · "));
	html_count(h, MESSAGE_TEXT_BRACKETS, m->brackets);
	html_close(h, "span");
	html_close(h, "span");
	html_close(h, "li");
}

enum view_status texts_page(struct buf *out, const struct site *s, const struct texts_query *q)
{
	struct html h;
	struct text_item *items = arena_array(s->scratch, struct text_item, q->count);
	for (uint32_t i = 0; i < q->count; i++)
		items[i] = text_item_of(s, q->drafts[i]);
	struct texts m = { .texts = { q->count, items } };
	if (s->format == VIEW_JSON)
		return api_put(out, s, &texts_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){ .title = page_title(s, MESSAGE_TEXTS_TITLE),
	    .nav = NAV_DECISIONS });
	html_message_element(&h, "p", CLASS("lead"), MESSAGE_TEXTS_LEAD);
	if (q->count == 0)
		html_message_element(&h, "p", CLASS("none"), MESSAGE_TEXTS_NONE);
	html_open(&h, "ul", CLASS("rows"));
	for (uint32_t i = 0; i < q->count; i++)
		put_item(&h, s, &items[i]);
	html_close(&h, "ul");
	page_end(&h, s);
	return VIEW_OK;
}

static void option(struct html *h, struct str value, struct str chosen, struct lang_text words)
{
	html_element(h, "option", ATTRS({ "value", value.n > 0 ? value : S("") },
	    { "selected", str_eq(value, chosen) ? S("") : STR_NONE }, { "lang", words.lang }), words.text);
}

static void select_open(struct html *h, struct str name, enum message label)
{
	html_open(h, "p", ATTRS_NONE);
	html_message_element(h, "label", ATTRS({ "for", name }), label);
	html_open(h, "select", ATTRS({ "id", name }, { "name", name }));
}

static void select_close(struct html *h)
{
	html_close(h, "select");
	html_close(h, "p");
}

static uint32_t code_add(struct str *codes, uint32_t n, struct str code)
{
	for (uint32_t i = 0; i < n; i++) {
		if (str_eq(codes[i], code))
			return n;
	}
	if (n < CODES_MAX)
		codes[n++] = code;
	return n;
}

static void put_parties(struct html *h, const struct site *s, const struct text_query *q)
{
	struct str codes[CODES_MAX];
	uint32_t n = 0;
	for (uint32_t i = 0; i < q->draft->proposals_count; i++) {
		const struct draft_proposal *p = &q->draft->proposals[i];
		n = code_add(codes, n, p->party);
		for (uint32_t k = 0; k < p->cosponsors_count; k++)
			n = code_add(codes, n, p->cosponsors[k]);
	}
	select_open(h, S("as"), MESSAGE_TEXT_AS);
	option(h, S(""), q->as, page_title(s, MESSAGE_TEXT_AS_ALL));
	for (uint32_t i = 0; i < n; i++)
		option(h, codes[i], q->as, words_of_party(s, codes[i], s->day));
	select_close(h);
}

static void put_languages(struct html *h, const struct site *s, const struct text_query *q)
{
	struct str codes[CODES_MAX];
	uint32_t n = 0;
	for (uint32_t i = 0; i < q->draft->units_count; i++) {
		for (uint32_t k = 1; k < q->draft->units[i].texts_count; k++)
			n = code_add(codes, n, q->draft->units[i].texts[k].lang);
	}
	select_open(h, S("second"), MESSAGE_TEXT_SECOND);
	option(h, S(""), q->second, page_title(s, MESSAGE_TEXT_SECOND_NONE));
	for (uint32_t i = 0; i < n; i++)
		option(h, codes[i], q->second, (struct lang_text){ codes[i], lang_own_name(codes[i]) });
	select_close(h);
}

static void put_form(struct html *h, const struct site *s, const struct text_query *q, struct str action)
{
	html_open(h, "form", ATTRS({ "class", S("filter") }, { "method", S("get") }, { "action", action }));
	put_parties(h, s, q);
	select_open(h, S("view"), MESSAGE_TEXT_MODE);
	option(h, S(""), q->view, page_title(s, MESSAGE_TEXT_MODE_BRACKETS));
	option(h, S("linear"), q->view, page_title(s, MESSAGE_TEXT_MODE_LINEAR));
	option(h, S("skip"), q->view, page_title(s, MESSAGE_TEXT_MODE_SKIP));
	select_close(h);
	put_languages(h, s, q);
	html_open(h, "p", CLASS("go"));
	html_message_element(h, "button", ATTRS_NONE, MESSAGE_TEXT_SHOW);
	html_close(h, "p");
	html_close(h, "form");
}

static void put_lead(struct html *h, const struct site *s, const struct text_query *q)
{
	html_open(h, "p", CLASS("lead"));
	html_say(h, MESSAGE_TEXT_REVISION, PARTS(part_number(q->draft->revision)));
	html_text(h, S(" · "));
	html_say(h, MESSAGE_TEXT_NEGOTIATED_IN, PARTS(part_text(lang_own_name(q->draft->lang))));
	if (q->as.n > 0) {
		html_text(h, S(" · "));
		html_say(h, MESSAGE_TEXT_READS, PARTS(part_words(words_of_party(s, q->as, s->day))));
	}
	html_close(h, "p");
}

static void put_proposals(struct html *h, const struct text_view *v, const struct site *s)
{
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_TEXT_PROPOSALS);
	if (v->draft->proposals_count == 0)
		html_message_element(h, "p", CLASS("none"), MESSAGE_TEXT_PROPOSALS_NONE);
	html_open(h, "ul", CLASS("rows"));
	for (uint32_t i = 0; i < v->draft->proposals_count; i++) {
		const struct draft_proposal *p = &v->draft->proposals[i];
		html_open(h, "li", ATTRS_NONE);
		html_element(h, "code", CLASS("when"), p->code);
		html_open(h, "span", CLASS("what"));
		html_text(h, text_parties(v, &p->id, 1));
		html_open(h, "span", CLASS("more"));
		html_words(h, words_guess(p->rationale));
		html_close(h, "span");
		html_close(h, "span");
		html_close(h, "li");
	}
	html_close(h, "ul");
	(void)s;
}

enum view_status text_page(struct buf *out, const struct site *s, const struct text_query *q)
{
	struct html h;
	struct place at = { s, q->draft };
	if (q->draft == NULL)
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	if (s->format == VIEW_JSON) {
		struct text_full m;
		texts_fill(&m, s, q->draft);
		return api_put(out, s, &text_full_model, &m, VIEW_OK);
	}
	struct text_view v = view_of(&at, q);
	page_begin(&h, out, s, &(struct page_head){ .title = text_item_of(s, q->draft).title,
	    .nav = NAV_DECISIONS, .live = LIVE_ANY });
	put_lead(&h, s, q);
	put_form(&h, s, q, url_of(s, S("texts"), q->draft->code));
	live_open(&h, S("text"));
	if (q->draft->units_count == 0)
		html_message_element(&h, "p", CLASS("none"), MESSAGE_TEXT_NOTHING);
	text_units_render(&h, &v);
	html_message_element(&h, "h2", ATTRS_NONE, MESSAGE_TEXT_PROGRESS);
	text_progress_render(&h, q->draft);
	put_proposals(&h, &v, s);
	live_close(&h);
	page_end(&h, s);
	return VIEW_OK;
}

static uint32_t unit_find(const struct draft *d, struct str id)
{
	uint32_t i = 0;
	while (d != NULL && i < d->units_count && !str_eq(d->units[i].id, id))
		i++;
	return d != NULL && i < d->units_count ? i : DRAFT_NONE;
}

enum view_status unit_page(struct buf *out, const struct site *s, const struct text_query *q)
{
	struct html h;
	struct place at = { s, q->draft };
	uint32_t unit = unit_find(q->draft, q->unit);
	if (unit == DRAFT_NONE)
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	if (s->format == VIEW_JSON) {
		struct unit_item m = unit_item_of(s, q->draft, unit);
		return api_put(out, s, &unit_item_model, &m, VIEW_OK);
	}
	const struct draft_unit *u = &q->draft->units[unit];
	struct text_view v = view_of(&at, q);
	struct str kind = text_unit_label(&(struct html){ .lang = s->lang }, u);
	page_begin(&h, out, s, &(struct page_head){ .title = { site_lang(s), kind },
	    .nav = NAV_DECISIONS, .live = LIVE_ANY });
	html_open(&h, "p", ATTRS_NONE);
	html_link(&h, url_of(s, S("texts"), q->draft->code), message_text(s->lang, MESSAGE_TEXT_BACK, 1));
	html_close(&h, "p");
	put_form(&h, s, q, unit_url_of(&at, u));
	live_open(&h, S("text"));
	html_open(&h, "ol", CLASS("units"));
	text_unit_render(&h, &v, unit);
	html_close(&h, "ol");
	html_message_element(&h, "h2", ATTRS_NONE, MESSAGE_TEXT_MATRIX);
	text_matrix_render(&h, &v, unit, q->positions);
	live_close(&h);
	page_end(&h, s);
	return VIEW_OK;
}
