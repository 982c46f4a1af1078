/* The pen-holder's desk: one paragraph large; what is staged is shown as the room would see it, then taken.
 * Keys (web/static/desk.js) fill in the form that is here, and send it. */
#include "base/arena.h"
#include "view/api.h"
#include "view/model/text_stage.h"
#include "view/sign_pieces.h"
#include "view/silence_pieces.h"
#include "view/text_page.h"
#include "view/text_room.h"

struct desk_view {
	const struct site *s;
	const struct stage_query *q;
	const struct draft *d;
	struct text_view v;
	uint32_t unit;
};

static struct str desk_url(const struct desk_view *at, uint32_t unit)
{
	struct str url = url_with(at->s, text_section(at->s, at->d->code, S("desk")),
	    PAIRS({ "id", at->d->units[unit].id }));
	struct buf b;
	buf_init(&b, at->s->scratch, url.n + 8);
	buf_put(&b, url);
	buf_put(&b, S("#keys")); /* the keyboard is there at once */
	return buf_str(&b);
}

static void put_ways(struct html *h, const struct desk_view *at)
{
	html_open(h, "p", CLASS("ways"));
	if (at->unit > 0) {
		html_element(h, "a", ATTRS({ "href", desk_url(at, at->unit - 1) }, { "id", S("previous") }),
		    message_text(h->lang, MESSAGE_STAGE_PREVIOUS, 1));
		html_text(h, S(" "));
	}
	if (at->unit + 1 < at->d->units_count)
		html_element(h, "a", ATTRS({ "href", desk_url(at, at->unit + 1) }, { "id", S("next") }),
		    message_text(h->lang, MESSAGE_STAGE_NEXT, 1));
	html_close(h, "p");
}

/* The paragraph, each word with its number. What the keyboard is over stays while its words renew. */
static void put_paragraph(struct html *h, const struct desk_view *at)
{
	html_open(h, "div", ATTRS({ "id", S("keys") }, { "class", S("desk") }, { "tabindex", S("0") },
	    { "role", S("application") }, { "aria-label", message_text(h->lang, MESSAGE_STAGE_KEYS, 1) },
	    { "aria-describedby", S("hint") }, { "data-dir", lang_direction(at->d->lang) },
	    { "data-word", message_text(h->lang, MESSAGE_STAGE_SAY_WORD, 1) },
	    { "data-words", message_text(h->lang, MESSAGE_STAGE_SAY_WORDS, 1) },
	    { "data-end", message_text(h->lang, MESSAGE_STAGE_SAY_END, 1) },
	    { "data-none", message_text(h->lang, MESSAGE_STAGE_SAY_NONE, 1) }));
	live_open(h, S("unit"));
	html_open(h, "ol", CLASS("units"));
	text_unit_render(h, &at->v, at->unit);
	text_behind_render(h, &at->v, at->unit);
	html_close(h, "ol");
	live_close(h);
	html_close(h, "div");
	html_message_element(h, "p", ATTRS({ "id", S("hint") }, { "class", S("more") }), MESSAGE_STAGE_HINT);
	html_open(h, "p", ATTRS({ "id", S("said") }, { "class", S("more") }, { "role", S("status") }));
	html_close(h, "p");
}

static void put_input(struct html *h, const char *name, enum message label, struct str value,
    struct str type)
{
	html_open(h, "p", ATTRS_NONE);
	html_message_element(h, "label", ATTRS({ "for", str_c(name) }), label);
	html_void(h, "input", ATTRS({ "id", str_c(name) }, { "name", str_c(name) }, { "type", type },
	    { "min", str_eq(type, S("number")) ? S("1") : STR_NONE },
	    { "value", value.n > 0 ? value : STR_NONE }));
	html_close(h, "p");
}

static void put_ops(struct html *h, const struct desk_view *at)
{
	text_select_open(h, S("op"), MESSAGE_STAGE_WHAT);
	for (unsigned op = 0; op < STAGE_OP__COUNT; op++)
		text_option(h, stage_op_name(op), at->q->op, page_title(at->s, stage_op_message(op)));
	text_select_close(h);
}

/* Codes, with the names that they stand for; a reader may also type a name's beginning. */
static void put_party(struct html *h, const struct desk_view *at)
{
	html_open(h, "p", ATTRS_NONE);
	html_message_element(h, "label", ATTRS({ "for", S("for") }), MESSAGE_STAGE_FOR);
	html_void(h, "input", ATTRS({ "id", S("for") }, { "name", S("for") }, { "list", S("parties") },
	    { "autocomplete", S("off") },
	    { "value", at->q->party.n > 0 ? at->q->party : STR_NONE }));
	html_open(h, "datalist", ATTRS({ "id", S("parties") }));
	for (uint32_t i = 0; i < party_count(at->s->forum); i++) {
		struct str code = party_at(at->s->forum, i)->code;
		if (!party_may(at->s->forum, code, RIGHT_SPEAK))
			continue;
		struct lang_text name = words_of_party(at->s, code, FORUM_TODAY);
		html_element(h, "option", ATTRS({ "value", code }, { "lang", name.lang }), name.text);
	}
	html_close(h, "datalist");
	html_close(h, "p");
}

/* "2. Kazakhstan" */
static void put_proposals(struct html *h, const struct desk_view *at)
{
	text_select_open(h, S("proposal"), MESSAGE_STAGE_ABOUT);
	text_option(h, S(""), at->q->proposal, page_title(at->s, MESSAGE_STAGE_ABOUT_UNIT));
	for (uint32_t i = 0; i < at->d->proposals_count; i++) {
		const struct draft_proposal *p = &at->d->proposals[i];
		struct buf number, words;
		if (!text_is_about(at->d, at->unit, p->id))
			continue;
		buf_init(&number, at->s->scratch, 16);
		buf_dec(&number, p->id);
		buf_init(&words, at->s->scratch, NAME_BYTES_MAX * 2);
		buf_dec(&words, p->id);
		buf_put(&words, S(". "));
		buf_put(&words, words_of_party(at->s, p->party, FORUM_TODAY).text);
		text_option(h, buf_str(&number), at->q->proposal,
		    (struct lang_text){ STR_NONE, buf_str(&words) });
	}
	text_select_close(h);
}

static void put_places(struct html *h, const struct desk_view *at)
{
	text_select_open(h, S("after"), MESSAGE_STAGE_AFTER);
	text_option(h, S(""), at->q->after, page_title(at->s, MESSAGE_STAGE_AFTER_NONE));
	for (uint32_t i = 0; i < at->d->units_count; i++) {
		const struct draft_unit *u = &at->d->units[i];
		if (i != at->unit)
			text_option(h, u->id, at->q->after,
			    (struct lang_text){ STR_NONE, text_unit_label(h, u) });
	}
	text_select_close(h);
}

static void put_form(struct html *h, const struct desk_view *at)
{
	struct str action = url_with(at->s, text_section(at->s, at->d->code, S("desk")), NULL);
	html_open(h, "form", ATTRS({ "id", S("stage") }, { "class", S("filter stage") },
	    { "method", S("post") }, { "action", action }));
	html_void(h, "input", ATTRS({ "type", S("hidden") }, { "name", S("id") },
	    { "value", at->d->units[at->unit].id }));
	put_ops(h, at);
	put_party(h, at);
	put_input(h, "first", MESSAGE_STAGE_FIRST, at->q->first, S("number"));
	put_input(h, "last", MESSAGE_STAGE_LAST, at->q->last, S("number"));
	html_open(h, "p", CLASS("long"));
	html_message_element(h, "label", ATTRS({ "for", S("words") }), MESSAGE_STAGE_WORDS);
	html_element(h, "textarea", ATTRS({ "id", S("words") }, { "name", S("words") },
	    { "rows", S("2") }, { "lang", at->d->lang }), at->q->words);
	html_close(h, "p");
	put_proposals(h, at);
	put_places(h, at);
	put_input(h, "pending", MESSAGE_STAGE_PENDING, at->q->pending, S("text"));
	put_input(h, "depends", MESSAGE_STAGE_ON, at->q->on, S("text"));
	html_open(h, "p", CLASS("go"));
	html_message_element(h, "button", ATTRS_NONE, MESSAGE_STAGE_PREVIEW);
	html_close(h, "p");
	html_close(h, "form");
}

static void put_find(struct html *h, const struct desk_view *at)
{
	html_open(h, "form", ATTRS({ "id", S("finder") }, { "class", S("filter") },
	    { "method", S("get") }, { "role", S("search") },
	    { "aria-label", message_text(at->s->lang, MESSAGE_STAGE_FIND, 1) },
	    { "action", url_with(at->s, text_section(at->s, at->d->code, S("desk")), NULL) }));
	html_void(h, "input", ATTRS({ "type", S("hidden") }, { "name", S("id") },
	    { "value", at->d->units[at->unit].id }));
	put_input(h, "find", MESSAGE_STAGE_FIND, at->q->find, S("search"));
	html_open(h, "p", CLASS("go"));
	html_message_element(h, "button", ATTRS_NONE, MESSAGE_STAGE_GO);
	html_close(h, "p");
	html_close(h, "form");
}

static void put_findings(struct html *h, const struct stage_item *item)
{
	if (item->findings.count == 0) {
		html_message_element(h, "p", CLASS("more"), MESSAGE_STAGE_NO_FINDINGS);
		return;
	}
	html_message_element(h, "p", CLASS("stale"), MESSAGE_STAGE_FINDINGS);
	html_open(h, "ul", ATTRS_NONE);
	for (uint32_t i = 0; i < item->findings.count; i++) {
		html_open(h, "li", ATTRS_NONE);
		html_text(h, item->findings.at[i].sentence);
		html_text(h, S(" "));
		html_element(h, "code", ATTRS_NONE, item->findings.at[i].id);
		html_close(h, "li");
	}
	html_close(h, "ul");
}

static void put_act(struct html *h, const struct site *s, const struct stage_item *item)
{
	html_open(h, "div", ATTRS({ "id", S("taken") }, { "tabindex", S("-1") }));
	html_message_element(h, "h3", ATTRS_NONE, MESSAGE_STAGE_TAKEN);
	sign_offer_render(h, s, &(struct sign_offer){ item->act_kind, item->by, STR_NONE, item->content });
	html_say(h, MESSAGE_NEXT_COMMANDS_WHAT, PARTS(part_code(S("ADDRESS")), part_code(S("HANDLE")),
	    part_code(S("key"))));
	commands_render(h, item->commands);
	if (item->act.n > 0) {
		html_open(h, "p", CLASS("go"));
		html_element(h, "button", ATTRS({ "type", S("button") }, { "id", S("copy") },
		    { "hidden", S("") }, { "data-done", message_text(h->lang, MESSAGE_STAGE_COPIED, 1) }),
		    message_text(h->lang, MESSAGE_STAGE_COPY, 1));
		html_text(h, S(" "));
		html_element(h, "button", ATTRS({ "type", S("button") }, { "id", S("download") },
		    { "hidden", S("") }), message_text(h->lang, MESSAGE_STAGE_DOWNLOAD, 1));
		html_close(h, "p");
		html_open(h, "details", CLASS("why"));
		html_message_element(h, "summary", ATTRS_NONE, MESSAGE_STAGE_ACT);
		html_message_element(h, "p", ATTRS_NONE, MESSAGE_STAGE_ACT_WHAT);
		html_open(h, "pre", ATTRS({ "id", S("act") }, { "tabindex", S("0") }));
		html_text(h, item->act);
		html_close(h, "pre");
		html_close(h, "details");
	}
	html_close(h, "div");
}

static void put_staged(struct html *h, const struct desk_view *at, const struct stage *stage)
{
	struct text_place place = { at->s, &stage->after, NULL };
	struct text_view v = text_view_of(&place, &at->q->text);
	v.unit_url = NULL;
	v.second = STR_NONE;
	v.outlined = stage->proposal;
	html_open(h, "p", CLASS("lead"));
	html_message(h, stage_op_message(stage->op));
	if (stage->party.n > 0) {
		html_text(h, S(" · "));
		html_words(h, words_of_party(at->s, stage->party, FORUM_TODAY));
	}
	if (stage->kind == KIND_TEXT_POSITION && stage->proposal > 0) {
		html_text(h, S(" · "));
		html_say(h, MESSAGE_PROPOSAL_NUMBER, PARTS(part_number(stage->proposal)));
	}
	html_close(h, "p");
	html_open(h, "div", CLASS("screen"));
	text_room_unit_render(h, &v, stage->unit);
	html_close(h, "div");
	put_findings(h, &stage->item);
	html_open(h, "p", CLASS("go"));
	html_element(h, "button", ATTRS({ "form", S("stage") }, { "name", S("take") },
	    { "value", S("1") }, { "id", S("take") }), message_text(h->lang, MESSAGE_STAGE_TAKE, 1));
	html_close(h, "p");
	if (at->q->is_taken)
		put_act(h, at->s, &stage->item);
}

static void put_preview(struct html *h, const struct desk_view *at, const struct stage *stage)
{
	html_open(h, "section", ATTRS({ "id", S("preview") }, { "tabindex", S("-1") },
	    { "data-op", stage->op != STAGE_NONE && stage->problem == MESSAGE__COUNT ?
	    stage_op_name(stage->op) : STR_NONE }));
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_STAGE_PREVIEW_TITLE);
	if (stage->op == STAGE_NONE)
		html_message_element(h, "p", CLASS("none"), MESSAGE_STAGE_NOTHING);
	else if (stage->problem != MESSAGE__COUNT)
		html_message_element(h, "p", ATTRS({ "class", S("alert") }, { "role", S("alert") }),
		    stage->problem);
	else
		put_staged(h, at, stage);
	html_close(h, "section");
}

static void put_keys(struct html *h)
{
	static const struct {
		struct str key;
		enum message does;
	} keys[] = { { S("← →"), MESSAGE_STAGE_KEY_ARROWS }, { S("[ ]"), MESSAGE_STAGE_KEY_BRACKET },
		{ S("d"), MESSAGE_STAGE_OP_DELETE }, { S("r"), MESSAGE_STAGE_OP_REPLACE },
		{ S("i"), MESSAGE_STAGE_OP_INSERT }, { S("b"), MESSAGE_STAGE_OP_NEW },
		{ S("R"), MESSAGE_STAGE_OP_ALTERNATIVE }, { S("D"), MESSAGE_STAGE_OP_REMOVE },
		{ S("m"), MESSAGE_STAGE_OP_MOVE },
		{ S("a"), MESSAGE_STAGE_FOR }, { S("s"), MESSAGE_STAGE_OP_SUPPORT },
		{ S("c"), MESSAGE_STAGE_OP_ACCEPTABLE }, { S("o"), MESSAGE_STAGE_OP_OPPOSE },
		{ S("x"), MESSAGE_STAGE_OP_RESERVE }, { S("w"), MESSAGE_STAGE_OP_PENDING },
		{ S("+"), MESSAGE_STAGE_OP_COSPONSOR }, { S("t"), MESSAGE_STAGE_OP_TAKE },
		{ S("T"), MESSAGE_STAGE_OP_CLOSE }, { S("k"), MESSAGE_STAGE_OP_KEEP },
		{ S("M"), MESSAGE_STAGE_OP_MAKE }, { S("K"), MESSAGE_STAGE_OP_DROP },
		{ S("g"), MESSAGE_STAGE_OP_AD_REF }, { S("G G"), MESSAGE_STAGE_OP_AGREED },
		{ S("u"), MESSAGE_STAGE_KEY_UNDO }, { S("."), MESSAGE_STAGE_KEY_OPEN },
		{ S("n p"), MESSAGE_STAGE_KEY_UNITS }, { S("/"), MESSAGE_STAGE_FIND },
		{ S("Enter"), MESSAGE_STAGE_KEY_TAKE }, { S("Esc"), MESSAGE_STAGE_KEY_BACK },
		{ S("?"), MESSAGE_STAGE_KEY_HELP } };
	html_open(h, "details", ATTRS({ "id", S("help") }, { "class", S("why") }));
	html_message_element(h, "summary", ATTRS_NONE, MESSAGE_STAGE_KEYS_TITLE);
	html_open(h, "dl", CLASS("keys"));
	for (size_t i = 0; i < CM_COUNT(keys); i++) {
		html_open(h, "div", ATTRS_NONE);
		html_open(h, "dt", ATTRS_NONE);
		html_element(h, "kbd", ATTRS_NONE, keys[i].key);
		html_close(h, "dt");
		html_message_element(h, "dd", ATTRS_NONE, keys[i].does);
		html_close(h, "div");
	}
	html_close(h, "dl");
	html_close(h, "details");
}

/* The first unit behind this one, around the end, that has these words; this one when none has. */
static uint32_t found(const struct draft *d, uint32_t from, struct str words)
{
	for (uint32_t i = 1; i <= d->units_count; i++) {
		uint32_t at = (from + i) % d->units_count;
		struct str text = d->units[at].texts[0].text;
		if (str_find_str(text, words) < text.n || str_eq(d->units[at].label, words))
			return at;
	}
	return from;
}

static void put_page(struct html *h, const struct desk_view *at, const struct stage *stage)
{
	text_links_render(h, at->s, &at->q->text, TEXT_SCREEN_DESK);
	text_hold_render(h, at->s, at->q->text.code);
	put_ways(h, at);
	put_paragraph(h, at);
	put_preview(h, at, stage);
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_STAGE_FORM);
	put_form(h, at);
	put_find(h, at);
	put_keys(h);
}

enum view_status text_desk_page(struct buf *out, const struct site *s, const struct stage_query *asked)
{
	struct html h;
	struct stage stage;
	struct lexicon *l;
	struct stage_query q = *asked;
	const struct draft *d = text_draft_of(s, &q.text, &l);
	uint32_t unit = d == NULL || d->units_count == 0 ? DRAFT_NONE : 0;
	if (unit != DRAFT_NONE && q.text.unit.n > 0)
		unit = draft_place_of(d, q.text.unit);
	if (unit == DRAFT_NONE)
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	if (q.find.n > 0)
		unit = found(d, unit, q.find);
	q.text.unit = d->units[unit].id;
	stage_make(&stage, s, &q, d, l);
	if (s->format == VIEW_JSON) {
		struct text_drafting m;
		text_drafting_fill(&m, s, &q, d, &stage);
		return api_put(out, s, &text_drafting_model, &m, VIEW_OK);
	}
	struct text_place place = { s, d, NULL };
	struct desk_view at = { s, &q, d, text_view_of(&place, &q.text), unit };
	at.v.has_numbers = true;
	at.v.unit_url = NULL;
	at.v.second = STR_NONE;
	page_begin(&h, out, s, &(struct page_head){ .nav = NAV_TEXTS, .live = LIVE(TEXT),
	    .script = S("desk.js"), .title = text_title_of(s, q.text.code, MESSAGE_STAGE_TITLE) });
	put_page(&h, &at, &stage);
	page_end(&h, s);
	return VIEW_OK;
}
