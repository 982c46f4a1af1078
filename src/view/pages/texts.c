/* Negotiated texts: those on the table, one of them with its brackets, one of its units. */
#include "base/arena.h"
#include "view/api.h"
#include "view/evidence_pieces.h"
#include "view/model/texts.h"
#include "view/silence_pieces.h"
#include "view/text_links.h"
#include "view/text_tables.h"

#define CODES_MAX 256 /* parties and languages to choose from */
#define NO_SECOND S("-")

/* What the functions of a text_view are called with. */
struct place {
	const struct site *site;
	const struct draft *draft;
};

enum view_status texts_page(struct buf *out, const struct site *s)
{
	struct texts m;
	struct html h;
	texts_fill(&m, s);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &texts_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){ .title = page_title(s, MESSAGE_TEXTS_TITLE),
	    .nav = NAV_TEXTS, .is_list = true, .live = LIVE(TEXT) });
	html_message_element(&h, "p", CLASS("lead"), MESSAGE_TEXTS_LEAD);
	live_open(&h, S("texts"));
	if (m.texts.count == 0)
		html_message_element(&h, "p", CLASS("none"), MESSAGE_TEXTS_NONE);
	else
		html_open(&h, "ul", CLASS("rows"));
	for (uint32_t i = 0; i < m.texts.count; i++) {
		const struct text_item *t = &m.texts.at[i];
		html_open(&h, "li", ATTRS_NONE);
		html_element(&h, "a", ATTRS({ "href", url_of(s, S("texts"), t->code) },
		    { "lang", t->title.lang }), t->title.text);
		html_open(&h, "span", CLASS("more"));
		html_words(&h, t->body_name);
		html_text(&h, S(" · "));
		html_words(&h, t->state_name);
		html_text(&h, S(" · "));
		html_count(&h, MESSAGE_TEXT_PROPOSALS, t->proposals);
		html_close(&h, "span");
		html_close(&h, "li");
	}
	if (m.texts.count > 0)
		html_close(&h, "ul");
	live_close(&h);
	page_end(&h, s);
	return VIEW_OK;
}

static void put_facts(struct html *h, const struct site *s, const struct text_item *t)
{
	html_open(h, "dl", CLASS("facts"));
	page_fact_open(h, MESSAGE_SILENCE_STATE);
	html_element(h, "b", ATTRS({ "lang", t->state_name.lang }), t->state_name.text);
	page_fact_close(h);
	page_fact_open(h, MESSAGE_SILENCE_BODY);
	html_element(h, "a", ATTRS({ "href", url_of(s, S("bodies"), t->body) },
	    { "lang", t->body_name.lang }), t->body_name.text);
	page_fact_close(h);
	page_fact_open(h, MESSAGE_TEXT_LANG);
	html_text(h, lang_own_name(t->lang));
	page_fact_close(h);
	if (t->symbol.n > 0) {
		page_fact_open(h, MESSAGE_SILENCE_SYMBOL);
		html_element(h, "code", ATTRS_NONE, t->symbol);
		page_fact_close(h);
	}
	page_fact_open(h, MESSAGE_TEXT_AGREED_UNITS);
	html_say(h, MESSAGE_TEXT_AGREED_OF, PARTS(part_number(t->agreed), part_number(t->units)));
	page_fact_close(h);
	html_close(h, "dl");
}

static struct str party_of(const void *ctx, struct str code)
{
	const struct place *at = ctx;
	return words_of_party(at->site, code, FORUM_TODAY).text;
}

/* "texts/CODE/unit" */
static struct str unit_section(const struct site *s, struct str code)
{
	struct buf b;
	buf_init(&b, s->scratch, CODE_BYTES_MAX + 16);
	buf_put(&b, S("texts/"));
	buf_put(&b, code);
	buf_put(&b, S("/unit"));
	return buf_str(&b);
}

static struct str unit_url_of(const void *ctx, const struct draft_unit *u)
{
	const struct place *at = ctx;
	return url_with(at->site, unit_section(at->site, at->draft->code), PAIRS({ "id", u->id }));
}

/* Unasked, the reader's language beside that of negotiation. */
static struct str second_of(const struct site *s, const struct text_query *q, const struct draft *d)
{
	struct str readers = site_lang(s);
	if (q->second.n > 0)
		return str_eq(q->second, NO_SECOND) ? STR_NONE : q->second;
	return str_eq(readers, d->lang) ? STR_NONE : readers;
}

static struct text_view view_of(const struct place *at, const struct text_query *q)
{
	return (struct text_view){ .draft = at->draft,
		.scratch = at->site->scratch,
		.as = q->as,
		.second = second_of(at->site, q, at->draft),
		.mode = str_eq(q->view, S("linear")) ? TEXT_LINEAR
		    : str_eq(q->view, S("skip"))     ? TEXT_SKIP
						     : TEXT_BRACKETS,
		.party = party_of,
		.ctx = at,
		.unit_url = unit_url_of };
}

static void option(struct html *h, struct str value, struct str chosen, struct lang_text words)
{
	html_element(h, "option", ATTRS({ "value", value.n > 0 ? value : S("") },
	    { "selected", str_eq(value, chosen) ? S("") : STR_NONE }, { "lang", words.lang }),
	    words.text);
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

static void put_parties(struct html *h, const struct site *s, const struct text_query *q,
    const struct draft *d)
{
	struct str codes[CODES_MAX];
	uint32_t n = 0;
	for (uint32_t i = 0; i < d->proposals_count; i++) {
		const struct draft_proposal *p = &d->proposals[i];
		n = code_add(codes, n, p->party);
		for (uint32_t k = 0; k < p->cosponsors_count; k++)
			n = code_add(codes, n, p->cosponsors[k]);
	}
	select_open(h, S("as"), MESSAGE_TEXT_AS);
	option(h, S(""), q->as, page_title(s, MESSAGE_TEXT_AS_ALL));
	for (uint32_t i = 0; i < n; i++)
		option(h, codes[i], q->as, words_of_party(s, codes[i], FORUM_TODAY));
	select_close(h);
}

static void put_languages(struct html *h, const struct site *s, const struct text_query *q,
    const struct draft *d)
{
	struct str codes[CODES_MAX];
	uint32_t n = 0;
	for (uint32_t i = 0; i < d->units_count; i++) {
		for (uint32_t k = 1; k < d->units[i].texts_count; k++)
			n = code_add(codes, n, d->units[i].texts[k].lang);
	}
	select_open(h, S("second"), MESSAGE_TEXT_SECOND);
	struct str second = second_of(s, q, d);
	option(h, NO_SECOND, second.n > 0 ? second : NO_SECOND, page_title(s, MESSAGE_TEXT_SECOND_NONE));
	for (uint32_t i = 0; i < n; i++)
		option(h, codes[i], second, (struct lang_text){ codes[i], lang_own_name(codes[i]) });
	select_close(h);
}

static void put_form(struct html *h, const struct site *s, const struct text_query *q,
    const struct draft *d)
{
	struct str action = q->unit.n > 0 ? url_with(s, unit_section(s, d->code), PAIRS({ "id", STR_NONE }))
					  : url_of(s, S("texts"), d->code);
	html_open(h, "form", ATTRS({ "class", S("filter") }, { "method", S("get") },
	    { "action", action }));
	if (q->unit.n > 0)
		html_void(h, "input", ATTRS({ "type", S("hidden") }, { "name", S("id") },
		    { "value", q->unit }));
	put_parties(h, s, q, d);
	select_open(h, S("view"), MESSAGE_TEXT_MODE);
	option(h, S(""), q->view, page_title(s, MESSAGE_TEXT_MODE_BRACKETS));
	option(h, S("linear"), q->view, page_title(s, MESSAGE_TEXT_MODE_LINEAR));
	option(h, S("skip"), q->view, page_title(s, MESSAGE_TEXT_MODE_SKIP));
	select_close(h);
	put_languages(h, s, q, d);
	html_open(h, "p", CLASS("go"));
	html_message_element(h, "button", ATTRS_NONE, MESSAGE_TEXT_SHOW);
	html_close(h, "p");
	html_close(h, "form");
}

static void put_proposal(struct html *h, const struct site *s, const struct proposal_item *p)
{
	html_open(h, "li", ATTRS_NONE);
	html_say(h, MESSAGE_PROPOSAL_NUMBER, PARTS(part_number(p->number)));
	html_text(h, S(" "));
	html_element(h, "a", ATTRS({ "href", url_of(s, S("parties"), p->party) },
	    { "lang", p->party_name.lang }), p->party_name.text);
	for (uint32_t i = 0; i < p->cosponsors.count; i++) {
		html_text(h, S(", "));
		html_words(h, p->cosponsors.at[i].name);
	}
	html_open(h, "span", CLASS("more"));
	html_words(h, p->state_name);
	html_text(h, S(" · "));
	html_text(h, p->units);
	html_text(h, S(" · "));
	act_link_render(h, s, p->entry);
	if (p->must_confirm) {
		html_text(h, S(" "));
		html_message_element(h, "em", CLASS("tag"), MESSAGE_PROPOSAL_CONFIRM);
	}
	html_close(h, "span");
	if (p->rationale.n > 0) {
		html_open(h, "p", ATTRS_NONE);
		html_words(h, words_guess(p->rationale));
		html_close(h, "p");
	}
	html_close(h, "li");
}

static void put_proposals(struct html *h, const struct site *s, const struct text_full *m)
{
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_TEXT_PROPOSALS_TITLE);
	if (m->proposals.count == 0) {
		html_message_element(h, "p", CLASS("none"), MESSAGE_TEXT_NO_PROPOSALS);
	} else {
		html_open(h, "ul", CLASS("spans"));
		for (uint32_t i = 0; i < m->proposals.count; i++)
			put_proposal(h, s, &m->proposals.at[i]);
		html_close(h, "ul");
	}
	html_close(h, "section");
}

/* The draft of the text that is asked for, in the scratch arena, or NULL. */
static const struct draft *draft_of(const struct site *s, const struct text_query *q)
{
	const struct instrument *of = instrument_find(s->forum, q->code);
	struct draft *d = arena_new(s->scratch, struct draft);
	struct lexicon *l = arena_new(s->scratch, struct lexicon);
	if (of == NULL || (q->as.n > 0 && party_find(s->forum, q->as) == NULL))
		return NULL;
	lexicon_init(l, s->scratch, 1);
	const struct text_desk desk = { s->scratch, l, s->forum, of };
	return instrument_draft(d, &desk, NULL) == RC_OK ? d : NULL;
}

static void put_as(struct html *h, const struct site *s, struct str as)
{
	if (as.n == 0)
		return;
	html_open(h, "p", CLASS("lead"));
	html_say(h, MESSAGE_TEXT_READ_AS, PARTS(part_words(words_of_party(s, as, FORUM_TODAY))));
	html_close(h, "p");
}

enum view_status text_page(struct buf *out, const struct site *s, const struct text_query *q)
{
	struct text_full m;
	struct html h;
	const struct draft *d = draft_of(s, q);
	if (d == NULL)
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	text_fill(&m, s, q, d);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &text_full_model, &m, VIEW_OK);
	struct place at = { s, d };
	struct text_view v = view_of(&at, q);
	page_begin(&h, out, s, &(struct page_head){ .title = m.text->title, .nav = NAV_TEXTS,
	    .live = LIVE(TEXT) });
	live_open(&h, S("state"));
	put_facts(&h, s, m.text);
	live_close(&h);
	text_links_render(&h, s, d->code);
	put_form(&h, s, q, d);
	put_as(&h, s, q->as);
	live_open(&h, S("units"));
	html_message_element(&h, "h2", ATTRS_NONE, MESSAGE_TEXT_ROLLING);
	text_units_render(&h, &v);
	html_message_element(&h, "h2", ATTRS_NONE, MESSAGE_TEXT_PROGRESS);
	text_progress_render(&h, d);
	live_close(&h);
	live_open(&h, S("proposals"));
	put_proposals(&h, s, &m);
	live_close(&h);
	live_open(&h, S("next"));
	next_render(&h, &m.next);
	live_close(&h);
	page_end(&h, s);
	return VIEW_OK;
}

static uint32_t unit_place(const struct draft *d, struct str id)
{
	for (uint32_t i = 0; d != NULL && i < d->units_count; i++) {
		if (str_eq(d->units[i].id, id))
			return i;
	}
	return DRAFT_NONE;
}

static enum text_stance stance_of(struct str word)
{
	static const struct {
		struct str word;
		enum text_stance stance;
	} stances[] = { { S("support"), STANCE_SUPPORTS }, { S("can-accept"), STANCE_ACCEPTS },
		{ S("oppose"), STANCE_OPPOSES }, { S("reserve"), STANCE_RESERVES },
		{ S("pending"), STANCE_PENDING } };
	for (size_t i = 0; i < CM_COUNT(stances); i++) {
		if (str_eq(word, stances[i].word))
			return stances[i].stance;
	}
	return STANCE_SILENT;
}

static struct party_stances positions_of(const struct site *s, struct str code, struct str unit)
{
	const struct instrument *of = instrument_find(s->forum, code);
	struct party_stance *at = arena_array(s->scratch, struct party_stance, of->positions.count);
	uint32_t n = 0;
	for (uint32_t i = 0; i < of->positions.count; i++) {
		const struct instrument_position *p = instrument_position_at(s->forum, of, i);
		if (p->proposal > 0 || str_eq(p->unit, unit))
			at[n++] = (struct party_stance){ p->party, p->proposal, stance_of(p->stance) };
	}
	return (struct party_stances){ at, n };
}

enum view_status unit_page(struct buf *out, const struct site *s, const struct text_query *q)
{
	struct html h;
	const struct draft *d = draft_of(s, q);
	uint32_t unit = unit_place(d, q->unit);
	if (unit == DRAFT_NONE)
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	if (s->format == VIEW_JSON) {
		struct unit_item m = unit_item_of(s, q, d, unit);
		return api_put(out, s, &unit_item_model, &m, VIEW_OK);
	}
	struct place at = { s, d };
	struct text_view v = view_of(&at, q);
	page_begin(&h, out, s, &(struct page_head){ .nav = NAV_TEXTS, .live = LIVE(TEXT),
	    .title = words_of(s, &instrument_find(s->forum, q->code)->title) });
	html_open(&h, "p", ATTRS_NONE);
	html_link(&h, url_of(s, S("texts"), d->code), message_text(s->lang, MESSAGE_TEXT_BACK, 1));
	html_close(&h, "p");
	put_form(&h, s, q, d);
	put_as(&h, s, q->as);
	live_open(&h, S("unit"));
	html_open(&h, "ol", CLASS("units"));
	text_unit_render(&h, &v, unit);
	html_close(&h, "ol");
	html_message_element(&h, "h2", ATTRS_NONE, MESSAGE_TEXT_MATRIX);
	text_matrix_render(&h, &v, unit, positions_of(s, d->code, q->unit));
	live_close(&h);
	page_end(&h, s);
	return VIEW_OK;
}
