/* A form that is filled in: its fields, what is wrong beside each, and the act that it would be. The script
 * (web/static/form.js) makes commitments where the answer is written; without it the command line does. */
#include "base/arena.h"
#include "view/api.h"
#include "view/form_pieces.h"
#include "view/model/form_fill.h"
#include "view/pages.h"
#include "view/sign_pieces.h"
#include "view/silence_pieces.h"
#include "view/text_page.h"

struct fill_view {
	const struct site *s;
	const struct fill_query *q;
	const struct form_filling *m;
};

static struct str joined(const struct site *s, struct str before, struct str code)
{
	struct buf b;
	buf_init(&b, s->scratch, CODE_BYTES_MAX + 32);
	buf_put(&b, before);
	buf_put(&b, code);
	return buf_str(&b);
}

static bool is_wrong(const struct form_filling *m, struct str place)
{
	for (uint32_t i = 0; i < m->findings.count; i++) {
		const struct fill_finding *f = &m->findings.at[i];
		if (str_eq(f->place, place) && str_eq(f->effect, S("refuse")))
			return true;
	}
	return false;
}

static void put_finding(struct html *h, const struct fill_finding *f)
{
	html_text(h, f->sentence);
	if (f->id.n > 0) {
		html_text(h, S(" "));
		html_element(h, "code", ATTRS_NONE, f->id);
	}
}

/* What is said of one place, where it is. */
static void put_findings_at(struct html *h, const struct form_filling *m, struct str place)
{
	for (uint32_t i = 0; i < m->findings.count; i++) {
		if (!str_eq(m->findings.at[i].place, place))
			continue;
		html_open(h, "span", CLASS("stale finding"));
		put_finding(h, &m->findings.at[i]);
		html_close(h, "span");
	}
}

/* A link to where on the page it is put right; nothing where that is nowhere. */
static void put_place(struct html *h, const struct fill_view *at, struct str place)
{
	static const struct {
		struct str place;
		enum message says;
	} others[] = { { S("for"), MESSAGE_RETURN_PARTY }, { S("year"), MESSAGE_RETURN_YEAR },
		{ S("event"), MESSAGE_RETURN_EVENT } };
	struct str href = STR_NONE;
	struct lang_text words = { STR_NONE, STR_NONE };
	for (size_t i = 0; i < CM_COUNT(others); i++) {
		if (str_eq(others[i].place, place)) {
			href = joined(at->s, S("#"), place);
			words = page_title(at->s, others[i].says);
		}
	}
	for (uint32_t i = 0; i < at->m->fields.count; i++) {
		if (str_eq(at->m->fields.at[i].field->code, place)) {
			href = joined(at->s, S("#f."), place);
			words = at->m->fields.at[i].field->label;
		}
	}
	if (href.n == 0)
		return;
	html_link_words(h, href, words);
	html_text(h, S(": "));
}

/* What is of no field. */
static void put_findings(struct html *h, const struct fill_view *at)
{
	const struct fill_finding_list *all = &at->m->findings;
	uint32_t refused = 0;
	for (uint32_t i = 0; i < all->count; i++)
		refused += str_eq(all->at[i].effect, S("refuse"));
	if (refused > 0) {
		html_open(h, "p", ATTRS({ "class", S("alert") }, { "role", S("alert") }));
		html_count(h, MESSAGE_FILL_REFUSED, refused);
		html_close(h, "p");
	}
	html_open(h, "ul", CLASS("spans"));
	for (uint32_t i = 0; i < all->count; i++) {
		html_open(h, "li", ATTRS_NONE);
		put_place(h, at, all->at[i].place);
		put_finding(h, &all->at[i]);
		html_close(h, "li");
	}
	html_close(h, "ul");
}

static void put_op(struct html *h, const struct fill_view *at)
{
	static const struct {
		struct str op;
		enum message says;
	} ops[] = { { S("file"), MESSAGE_FILL_OP_FILE }, { S("nil"), MESSAGE_FILL_OP_NIL },
		{ S("forward"), MESSAGE_FILL_OP_FORWARD } };
	bool is_year = str_eq(at->m->period, S("year"));
	if (at->m->of != NULL && at->q->of.n > 0) {
		html_void(h, "input", ATTRS({ "type", S("hidden") }, { "name", S("op") },
		    { "value", S("supplement") }));
		html_void(h, "input", ATTRS({ "type", S("hidden") }, { "name", S("of") },
		    { "value", at->q->of }));
		return;
	}
	text_select_open(h, S("op"), MESSAGE_FILL_OP);
	for (size_t i = 0; i < CM_COUNT(ops); i++) {
		if (is_year || ops[i].says != MESSAGE_FILL_OP_FORWARD)
			text_option(h, ops[i].op, at->q->op, page_title(at->s, ops[i].says));
	}
	text_select_close(h);
}

static void put_party(struct html *h, const struct fill_view *at)
{
	html_open(h, "p", ATTRS_NONE);
	html_message_element(h, "label", ATTRS({ "for", S("for") }), MESSAGE_RETURN_PARTY);
	html_open(h, "select", ATTRS({ "id", S("for") }, { "name", S("for") },
	    { "aria-invalid", is_wrong(at->m, S("for")) ? S("true") : STR_NONE }));
	text_option(h, S(""), at->q->party, page_title(at->s, MESSAGE_FILL_CHOOSE));
	for (uint32_t i = 0; i < party_count(at->s->forum); i++) {
		const struct party *p = party_at(at->s->forum, i);
		if (party_status_on(p, FORUM_TODAY) != NULL)
			text_option(h, p->code, at->q->party, words_of_party(at->s, p->code, FORUM_TODAY));
	}
	html_close(h, "select");
	put_findings_at(h, at->m, S("for"));
	html_close(h, "p");
}

static void put_period(struct html *h, const struct fill_view *at)
{
	bool is_year = str_eq(at->m->period, S("year"));
	const char *name = is_year ? "year" : "event";
	if (str_eq(at->m->period, S("once")) || (at->m->of != NULL && at->q->of.n > 0))
		return;
	struct str value = is_year ? at->m->year : at->q->event;
	html_open(h, "p", ATTRS_NONE);
	html_message_element(h, "label", ATTRS({ "for", str_c(name) }),
	    is_year ? MESSAGE_RETURN_YEAR : MESSAGE_FILL_EVENT);
	html_void(h, "input", ATTRS({ "id", str_c(name) }, { "name", str_c(name) },
	    { "inputmode", is_year ? S("numeric") : STR_NONE },
	    { "aria-invalid", is_wrong(at->m, str_c(name)) ? S("true") : STR_NONE },
	    { "value", value.n > 0 ? value : STR_NONE }));
	put_findings_at(h, at->m, str_c(name));
	html_close(h, "p");
}

/* What goes with every control of a field; the name that it is sent by is its place on the page too. */
struct control {
	struct str name, hint, value, invalid;
};

static void put_select(struct html *h, const struct fill_view *at, const struct field_item *f,
    const struct control *c)
{
	html_open(h, "select", ATTRS({ "id", c->name }, { "name", c->name },
	    { "aria-describedby", c->hint }, { "aria-invalid", c->invalid }));
	text_option(h, S(""), c->value, page_title(at->s, MESSAGE_FILL_OPEN));
	for (uint32_t i = 0; i < f->options.count; i++)
		text_option(h, f->options.at[i].code, c->value, f->options.at[i].name);
	if (str_eq(f->field_kind, S("yes-no"))) {
		text_option(h, S("yes"), c->value, page_title(at->s, MESSAGE_FORM_ANSWER_YES));
		text_option(h, S("no"), c->value, page_title(at->s, MESSAGE_FORM_ANSWER_NO));
	}
	html_close(h, "select");
}

static void put_area(struct html *h, const struct control *c, struct str rows)
{
	html_open(h, "textarea", ATTRS({ "id", c->name }, { "name", c->name }, { "rows", rows },
	    { "aria-describedby", c->hint }, { "aria-invalid", c->invalid }));
	/* The first line break of a textarea is not its own. */
	html_text(h, str_starts(c->value, S("\n")) ? S("\n") : STR_NONE);
	html_text(h, c->value);
	html_close(h, "textarea");
}

/* The answer itself is written into what has no name, so that no form sends it; the script shows it. */
static void put_committed(struct html *h, const struct field_item *f, const struct control *c)
{
	bool is_document = str_eq(f->field_kind, S("document"));
	html_open(h, "span", ATTRS({ "class", S("local") }, { "hidden", S("") },
	    { "data-commit", c->name }, { "data-code", f->code },
	    { "data-answer", message_text(h->lang, MESSAGE_FILL_SAVE_ANSWER, 1) },
	    { "data-salt", message_text(h->lang, MESSAGE_FILL_SAVE_SALT, 1) },
	    { "data-done", message_text(h->lang, MESSAGE_FILL_COMMITTED, 1) }));
	if (is_document)
		html_void(h, "input", ATTRS({ "type", S("file") }, { "aria-label", f->label.text }));
	else
		html_element(h, "textarea", ATTRS({ "rows", S("2") }, { "aria-label", f->label.text },
		    { "autocomplete", S("off") }), STR_NONE);
	html_open(h, "button", ATTRS({ "type", S("button") }));
	html_message(h, MESSAGE_FILL_COMMIT);
	html_close(h, "button");
	html_element(h, "span", ATTRS({ "class", S("more") }, { "role", S("status") }), STR_NONE);
	html_close(h, "span");
	put_area(h, c, S("2"));
}

static void put_control(struct html *h, const struct fill_view *at, const struct field_item *f,
    const struct control *c)
{
	bool is_open = str_eq(f->visibility, S("public"));
	if (!is_open || str_eq(f->field_kind, S("document"))) {
		put_committed(h, f, c);
	} else if (str_eq(f->field_kind, S("choice")) || str_eq(f->field_kind, S("yes-no"))) {
		put_select(h, at, f, c);
	} else if (str_eq(f->field_kind, S("text")) || str_eq(f->field_kind, S("table"))) {
		put_area(h, c, S("3"));
	} else {
		html_void(h, "input", ATTRS({ "id", c->name }, { "name", c->name },
		    { "inputmode", str_eq(f->field_kind, S("number")) ? S("decimal") : STR_NONE },
		    { "aria-describedby", c->hint }, { "aria-invalid", c->invalid },
		    { "value", c->value.n > 0 ? c->value : STR_NONE }));
	}
}

static void put_hint(struct html *h, const struct field_item *f)
{
	bool is_open = str_eq(f->visibility, S("public")) && !str_eq(f->field_kind, S("document"));
	html_words(h, f->kind_name);
	if (f->unit.n > 0) {
		html_text(h, S(", "));
		html_words(h, words_guess(f->unit));
	}
	html_text(h, S(" · "));
	html_message(h, f->is_required ? MESSAGE_FORM_REQUIRED : MESSAGE_FORM_OPTIONAL);
	html_text(h, S(" · "));
	html_words(h, f->visible_to);
	if (!is_open) {
		html_text(h, S(". "));
		html_say(h, MESSAGE_FILL_COMMIT_HOW,
		    PARTS(part_code(S("comity commitment FILE --type TYPE"))));
	} else if (str_eq(f->field_kind, S("date"))) {
		html_text(h, S(". "));
		html_message(h, MESSAGE_FILL_DATE_HOW);
	} else if (str_eq(f->field_kind, S("table"))) {
		html_text(h, S(". "));
		html_message(h, MESSAGE_FILL_TABLE_HOW);
		for (uint32_t i = 0; i < f->options.count; i++) {
			html_text(h, i == 0 ? S(" ") : S(" | "));
			html_words(h, f->options.at[i].name);
		}
	}
}

static void put_field(struct html *h, const struct fill_view *at, const struct fill_field *item)
{
	const struct field_item *f = item->field;
	const struct control c = { joined(at->s, S("f."), f->code), joined(at->s, S("hint."), f->code),
		item->value, is_wrong(at->m, f->code) ? S("true") : STR_NONE };
	html_open(h, "p", CLASS("long"));
	html_open(h, "label", ATTRS({ "for", c.name }));
	html_words(h, f->label);
	html_close(h, "label");
	put_control(h, at, f, &c);
	html_open(h, "span", ATTRS({ "class", S("how") }, { "id", c.hint }));
	put_hint(h, f);
	put_findings_at(h, at->m, f->code);
	html_close(h, "span");
	html_close(h, "p");
}

static void put_form(struct html *h, const struct fill_view *at)
{
	html_open(h, "form", ATTRS({ "id", S("fill") }, { "class", S("filter stage") },
	    { "method", S("post") },
	    { "action", url_of_fill(at->s, at->m->form, STR_NONE, INTEGER_ABSENT) }));
	put_op(h, at);
	put_party(h, at);
	put_period(h, at);
	for (uint32_t i = 0; i < at->m->fields.count; i++)
		put_field(h, at, &at->m->fields.at[i]);
	html_open(h, "p", CLASS("go long"));
	html_message_element(h, "button", ATTRS_NONE, MESSAGE_FILL_PREVIEW);
	html_close(h, "p");
	html_close(h, "form");
}

static bool is_refused(const struct form_filling *m)
{
	for (uint32_t i = 0; i < m->findings.count; i++) {
		if (str_eq(m->findings.at[i].effect, S("refuse")))
			return true;
	}
	return false;
}

/* As the drafting desk does: the commands, and the act itself for whoever signs it elsewhere. */
static void put_act(struct html *h, const struct site *s, const struct fill_act *act)
{
	html_message_element(h, "h3", ATTRS_NONE, MESSAGE_STAGE_TAKEN);
	sign_offer_render(h, s, &(struct sign_offer){ act->act_kind, act->by, STR_NONE, act->content });
	html_say(h, MESSAGE_NEXT_COMMANDS_WHAT, PARTS(part_code(S("ADDRESS")), part_code(S("HANDLE")),
	    part_code(S("key"))));
	commands_render(h, act->commands);
	if (act->act.n == 0)
		return;
	html_open(h, "details", CLASS("why"));
	html_message_element(h, "summary", ATTRS_NONE, MESSAGE_STAGE_ACT);
	html_message_element(h, "p", ATTRS_NONE, MESSAGE_STAGE_ACT_WHAT);
	html_open(h, "pre", ATTRS({ "id", S("act") }, { "tabindex", S("0") }));
	html_text(h, act->act);
	html_close(h, "pre");
	html_close(h, "details");
}

static void put_preview(struct html *h, const struct fill_view *at)
{
	if (at->q->op.n == 0)
		return;
	html_open(h, "section", ATTRS({ "id", S("preview") }));
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_FILL_ACT);
	if (at->m->findings.count == 0)
		html_message_element(h, "p", CLASS("more"), MESSAGE_STAGE_NO_FINDINGS);
	else
		put_findings(h, at);
	if (at->m->staged != NULL && !is_refused(at->m))
		put_act(h, at->s, at->m->staged);
	html_close(h, "section");
}

enum view_status form_fill_page(struct buf *out, const struct site *s, const struct fill_query *q)
{
	struct form_filling m;
	struct html h;
	struct buf title;
	if (!form_filling_fill(&m, s, q))
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &form_filling_model, &m, VIEW_OK);
	const struct fill_view at = { s, q, &m };
	buf_init(&title, s->scratch, 2 * NAME_BYTES_MAX);
	bool is_supplement = m.of != NULL && q->of.n > 0;
	message_put(&title, s->lang, is_supplement ? MESSAGE_FILL_TITLE_SUPPLEMENT : MESSAGE_FILL_TITLE,
	    PARTS(part_words(m.title)));
	page_begin(&h, out, s, &(struct page_head){ .title = { site_lang(s), buf_str(&title) },
	    .nav = NAV_MEASURES, .script = S("form.js") });
	html_open(&h, "p", CLASS("lead"));
	html_message(&h, MESSAGE_FILL_LEAD);
	html_text(&h, S(" "));
	html_link_words(&h, url_of(s, S("forms"), m.form), m.title);
	html_close(&h, "p");
	put_preview(&h, &at);
	put_form(&h, &at);
	page_end(&h, s);
	return VIEW_OK;
}
