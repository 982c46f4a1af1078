#include "view/text_page.h"

#include "base/arena.h"

#define CODES_MAX 256 /* parties and languages to choose from */

static struct str party_of(const void *ctx, struct str code)
{
	const struct text_place *at = ctx;
	return words_of_party(at->site, code, FORUM_TODAY).text;
}

struct str text_section(const struct site *s, struct str code, struct str last)
{
	struct buf b;
	buf_init(&b, s->scratch, CODE_BYTES_MAX + 16);
	buf_put(&b, S("texts/"));
	buf_put(&b, code);
	if (last.n > 0)
		buf_byte(&b, '/');
	buf_put(&b, last);
	return buf_str(&b);
}

static struct str unit_url_of(const void *ctx, const struct draft_unit *u)
{
	const struct text_place *at = ctx;
	return url_with(at->site, text_section(at->site, at->draft->code, S("unit")), PAIRS({ "id", u->id }));
}

struct str text_second_of(const struct site *s, const struct text_query *q, const struct draft *d)
{
	struct str readers = site_lang(s);
	if (q->second.n > 0)
		return str_eq(q->second, TEXT_NO_SECOND) ? STR_NONE : q->second;
	return str_eq(readers, d->lang) ? STR_NONE : readers;
}

static bool shows(const void *ctx, uint32_t unit)
{
	const struct text_place *at = ctx;
	return text_shows(at->q, at->draft, unit);
}

struct text_view text_view_of(const struct text_place *at, const struct text_query *q)
{
	return (struct text_view){ .draft = at->draft,
		.scratch = at->site->scratch,
		.as = q->as,
		.second = text_second_of(at->site, q, at->draft),
		.mode = str_eq(q->view, S("linear")) ? TEXT_LINEAR
		    : str_eq(q->view, S("skip"))     ? TEXT_SKIP
						     : TEXT_BRACKETS,
		.is_nameless = str_eq(q->names, S("none")),
		.shows = at->q != NULL && q->show.n + q->mine.n > 0 ? shows : NULL,
		.party = party_of,
		.ctx = at,
		.unit_url = unit_url_of };
}

void text_unit_link_render(struct html *h, const struct site *s, struct str text, struct str unit,
    struct str label)
{
	html_link(h, url_with(s, text_section(s, text, S("unit")), PAIRS({ "id", unit })),
	    label.n > 0 ? label : unit);
}

const struct draft *text_draft_of(const struct site *s, const struct text_query *q,
    struct lexicon **lexicon)
{
	const struct instrument *of = instrument_find(s->forum, q->code);
	struct draft *d = arena_new(s->scratch, struct draft);
	struct lexicon *l = arena_new(s->scratch, struct lexicon);
	if (of == NULL || (q->as.n > 0 && party_find(s->forum, q->as) == NULL))
		return NULL;
	lexicon_init(l, s->scratch, 1);
	if (lexicon != NULL)
		*lexicon = l;
	const struct text_desk desk = { s->scratch, l, s->forum, of };
	return instrument_draft(d, &desk, NULL) == RC_OK ? d : NULL;
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

static bool is_position_on(const struct instrument_position *p, const struct draft *d, uint32_t unit)
{
	return p->proposal > 0 ? text_is_about(d, unit, p->proposal) : str_eq(p->unit, d->units[unit].id);
}

struct party_stances text_positions_of(const struct site *s, const struct draft *d, uint32_t unit)
{
	const struct instrument *of = instrument_find(s->forum, d->code);
	uint32_t n = 0, count = 0;
	for (uint32_t i = 0; i < of->positions.count; i++)
		count += is_position_on(instrument_position_at(s->forum, of, i), d, unit);
	struct party_stance *at = arena_array(s->scratch, struct party_stance, count);
	for (uint32_t i = 0; i < of->positions.count; i++) {
		const struct instrument_position *p = instrument_position_at(s->forum, of, i);
		if (is_position_on(p, d, unit))
			at[n++] = (struct party_stance){ p->party, p->proposal, stance_of(p->stance),
				p->entry, p->is_paper };
	}
	return (struct party_stances){ at, n };
}

static void put_link(struct html *h, struct str url, enum message says, bool is_here)
{
	html_open(h, "li", ATTRS_NONE);
	html_element(h, "a", ATTRS({ "href", url }, { "aria-current", is_here ? S("page") : STR_NONE }),
	    message_text(h->lang, says, 1));
	html_close(h, "li");
}

void text_links_render(struct html *h, const struct site *s, const struct text_query *q,
    enum text_screen here)
{
	static const struct {
		struct str last;
		enum message says;
		bool has_unit;
	} screens[TEXT_SCREEN__COUNT] = {
		[TEXT_SCREEN_DESK] = { S("desk"), MESSAGE_TEXT_LINK_DESK, true },
		[TEXT_SCREEN_ROOM] = { S("room"), MESSAGE_TEXT_LINK_ROOM, true },
		[TEXT_SCREEN_MATRIX] = { S("matrix"), MESSAGE_TEXT_LINK_MATRIX, true },
		[TEXT_SCREEN_PROGRESS] = { S("progress"), MESSAGE_TEXT_LINK_PROGRESS, false },
		[TEXT_SCREEN_COMPARE] = { S("compare"), MESSAGE_COMPARE_LINK, false },
		[TEXT_SCREEN_CONCORDANCE] = { S("concordance"), MESSAGE_CONCORDANCE_LINK, false },
		[TEXT_SCREEN_WORD] = { S("word"), MESSAGE_WORDBOX_LINK, false },
	};
	html_open(h, "nav", ATTRS({ "class", S("views") },
	    { "aria-label", message_text(s->lang, MESSAGE_TEXT_LINKS, 1) }));
	html_open(h, "ul", ATTRS_NONE);
	put_link(h, url_of(s, S("texts"), q->code), MESSAGE_TEXT_LINK_TEXT, here == TEXT_SCREEN_TEXT);
	for (unsigned i = TEXT_SCREEN_TEXT + 1; i < TEXT_SCREEN__COUNT; i++)
		put_link(h, url_with(s, text_section(s, q->code, screens[i].last),
		    PAIRS({ "id", screens[i].has_unit ? q->unit : STR_NONE })), screens[i].says, here == i);
	html_close(h, "ul");
	html_close(h, "nav");
}

void text_hold_render(struct html *h, const struct site *s, struct str code)
{
	const struct instrument *of = instrument_find(s->forum, code);
	const struct put_item_list puts = puts_of(s, of);
	live_open(h, S("hold"));
	for (uint32_t i = 0; i < puts.count; i++) {
		const struct put_item *p = &puts.at[i];
		if (p->hold.n == 0)
			continue;
		html_open(h, "p", CLASS("alert"));
		html_say(h, str_eq(p->hold, S("voted")) ? MESSAGE_TEXT_HELD_VOTE : MESSAGE_TEXT_HELD,
		    PARTS(part_link(url_of(s, p->section, p->code), p->title)));
		html_close(h, "p");
	}
	if (of->adopted != UINT64_MAX) {
		html_open(h, "p", CLASS("clear"));
		html_say(h, MESSAGE_TEXT_HELD_ADOPTED, PARTS(part_number(of->adopted_revision)));
		html_close(h, "p");
	}
	live_close(h);
}

void text_option(struct html *h, struct str value, struct str chosen, struct lang_text words)
{
	html_element(h, "option", ATTRS({ "value", value.n > 0 ? value : S("") },
	    { "selected", str_eq(value, chosen) ? S("") : STR_NONE }, { "lang", words.lang }),
	    words.text);
}

void text_select_open(struct html *h, struct str name, enum message label)
{
	html_open(h, "p", ATTRS_NONE);
	html_message_element(h, "label", ATTRS({ "for", name }), label);
	html_open(h, "select", ATTRS({ "id", name }, { "name", name }));
}

void text_select_close(struct html *h)
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

void text_parties_render(struct html *h, const struct site *s, const struct text_party_choice *c,
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
	text_select_open(h, c->name, c->label);
	text_option(h, S(""), c->chosen, page_title(s, c->all));
	for (uint32_t i = 0; i < n; i++)
		text_option(h, codes[i], c->chosen, words_of_party(s, codes[i], FORUM_TODAY));
	text_select_close(h);
}

void text_languages_render(struct html *h, const struct site *s, const struct text_query *q,
    const struct draft *d)
{
	struct str codes[CODES_MAX];
	uint32_t n = 0;
	for (uint32_t i = 0; i < d->units_count; i++) {
		for (uint32_t k = 1; k < d->units[i].texts_count; k++)
			n = code_add(codes, n, d->units[i].texts[k].lang);
	}
	text_select_open(h, S("second"), MESSAGE_TEXT_SECOND);
	struct str second = text_second_of(s, q, d);
	text_option(h, TEXT_NO_SECOND, second.n > 0 ? second : TEXT_NO_SECOND,
	    page_title(s, MESSAGE_TEXT_SECOND_NONE));
	for (uint32_t i = 0; i < n; i++)
		text_option(h, codes[i], second, (struct lang_text){ codes[i], lang_own_name(codes[i]) });
	text_select_close(h);
}

struct lang_text text_title_of(const struct site *s, struct str code, enum message id)
{
	struct buf title;
	buf_init(&title, s->scratch, 4 * NAME_BYTES_MAX);
	message_put(&title, s->lang, id,
	    PARTS(part_words(words_of(s, &instrument_find(s->forum, code)->title))));
	return (struct lang_text){ site_lang(s), buf_str(&title) };
}
