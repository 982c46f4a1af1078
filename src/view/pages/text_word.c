/* The Word box of a negotiated text: files to take along, and a copy to bring back. */
#include "base/arena.h"
#include "rules/party.h"
#include "view/api.h"
#include "view/model/word_box.h"
#include "view/page.h"
#include "view/text_page.h"
#include "view/pages.h"
#include "view/silence_pieces.h"
#include "view/text_file.h"
#include "view/text_pieces.h"

static struct str file_url(const struct word_box *m, enum text_file f)
{
	return m->files.at[f].url;
}

/* ---- to take along ---- */

static void put_parties(struct html *h, const struct site *s, struct str id, struct str chosen)
{
	html_open(h, "p", ATTRS_NONE);
	html_message_element(h, "label", ATTRS({ "for", id }), MESSAGE_WORDBOX_PARTY);
	html_open(h, "select", ATTRS({ "id", id }, { "name", S("party") }));
	html_message_element(h, "option", ATTRS({ "value", S("") }), MESSAGE_WORDBOX_NO_PARTY);
	for (uint32_t i = 0; i < party_count(s->forum); i++) {
		struct str code = party_at(s->forum, i)->code;
		struct lang_text name = words_of_party(s, code, FORUM_TODAY);
		if (!party_may(s->forum, code, RIGHT_AMEND))
			continue;
		html_element(h, "option", ATTRS({ "value", code },
		    { "selected", str_eq(code, chosen) ? S("") : STR_NONE }, { "lang", name.lang }),
		    name.text);
	}
	html_close(h, "select");
	html_close(h, "p");
}

static void put_button(struct html *h, enum message says)
{
	html_open(h, "p", CLASS("go"));
	html_message_element(h, "button", ATTRS({ "type", S("submit") }), says);
	html_close(h, "p");
}

static void put_take(struct html *h, const struct site *s, const struct word_box *m, struct str party)
{
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_WORDBOX_TAKE);
	html_message_element(h, "p", ATTRS_NONE, MESSAGE_WORDBOX_COPY_WHAT);
	html_open(h, "form", ATTRS({ "class", S("filter") }, { "method", S("get") },
	    { "action", file_url(m, TEXT_FILE_COPY) }));
	put_parties(h, s, S("copy"), party);
	put_button(h, MESSAGE_WORDBOX_COPY);
	html_close(h, "form");
	html_open(h, "p", ATTRS_NONE);
	html_message(h, MESSAGE_WORDBOX_ROLLING_WHAT);
	html_text(h, S(" "));
	html_link(h, file_url(m, TEXT_FILE_DOCX), message_text(s->lang, MESSAGE_WORDBOX_ROLLING, 1));
	html_close(h, "p");
	html_open(h, "form", ATTRS({ "class", S("filter") }, { "method", S("get") },
	    { "action", file_url(m, TEXT_FILE_XLIFF) }));
	html_open(h, "p", ATTRS_NONE);
	html_message_element(h, "label", ATTRS({ "for", S("lang") }), MESSAGE_WORDBOX_LANG);
	html_void(h, "input", ATTRS({ "id", S("lang") }, { "name", S("lang") }, { "value", S("ru") },
	    { "required", S("") }, { "maxlength", S("12") }));
	html_close(h, "p");
	put_button(h, MESSAGE_WORDBOX_XLIFF);
	html_close(h, "form");
	html_open(h, "p", CLASS("more"));
	html_message(h, MESSAGE_WORDBOX_OTHERS);
	static const enum text_file others[] = { TEXT_FILE_AKN, TEXT_FILE_MARKDOWN, TEXT_FILE_PLAIN,
		TEXT_FILE_JSON };
	static const struct str names[] = { S("Akoma Ntoso"), S("Markdown"), S("TXT"), S("JSON") };
	for (size_t i = 0; i < CM_COUNT(others); i++) {
		html_text(h, i == 0 ? S(" ") : S(" · "));
		html_link(h, file_url(m, others[i]), names[i]);
	}
	html_close(h, "p");
	html_close(h, "section");
}

/* ---- to bring back ---- */

static struct str box_url(const struct site *s, struct str code)
{
	struct buf b;
	buf_init(&b, s->scratch, 512);
	buf_byte(&b, '/');
	buf_put(&b, site_lang(s));
	buf_put(&b, S("/texts/"));
	buf_percent(&b, code);
	buf_put(&b, S("/word"));
	return buf_str(&b);
}

static void put_bring(struct html *h, const struct site *s, const struct word_box *m, struct str party)
{
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_WORDBOX_BRING);
	html_message_element(h, "p", ATTRS_NONE, MESSAGE_WORDBOX_BRING_WHAT);
	html_open(h, "form", ATTRS({ "class", S("filter") }, { "method", S("post") },
	    { "enctype", S("multipart/form-data") }, { "action", box_url(s, m->code) }));
	html_open(h, "p", ATTRS_NONE);
	html_message_element(h, "label", ATTRS({ "for", S("file") }), MESSAGE_WORDBOX_FILE);
	html_void(h, "input", ATTRS({ "id", S("file") }, { "name", S("file") }, { "type", S("file") },
	    { "accept", S(".docx") }, { "required", S("") }));
	html_close(h, "p");
	put_parties(h, s, S("party"), party);
	put_button(h, MESSAGE_WORDBOX_READ);
	html_close(h, "form");
	html_close(h, "section");
}

/* ---- what came back ---- */

static void put_warning(struct html *h, enum message id)
{
	html_message_element(h, "p", CLASS("problem"), id);
}

static void put_count(struct html *h, enum message id, int64_t count)
{
	if (count == 0)
		return;
	html_open(h, "p", ATTRS_NONE);
	html_count(h, id, count);
	html_close(h, "p");
}

static void put_warnings(struct html *h, const struct back *b)
{
	if (!b->is_stated)
		put_warning(h, MESSAGE_WORDBOX_NOT_STATED);
	else if (!b->is_same_text)
		put_warning(h, MESSAGE_WORDBOX_OTHER_TEXT);
	else if (!b->is_same_base)
		put_warning(h, MESSAGE_WORDBOX_OTHER_BASE);
	if (b->has_macros)
		put_warning(h, MESSAGE_WORDBOX_MACROS);
	put_count(h, MESSAGE_WORDBOX_OBJECTS, b->objects);
	put_count(h, MESSAGE_WORDBOX_UNFIT, b->unfit);
	put_count(h, MESSAGE_WORDBOX_KNOWN, b->known);
	put_count(h, MESSAGE_WORDBOX_UNTRACKED, b->untracked);
}

static void cell_open(struct html *h, struct str lang)
{
	html_open(h, "td", ATTRS({ "lang", lang }));
}

static void put_remark(struct html *h, bool is_so, enum message id)
{
	if (!is_so)
		return;
	html_open(h, "p", ATTRS_NONE);
	html_message(h, id);
	html_close(h, "p");
}

static enum message state_message(enum returned_state state)
{
	static const enum message ids[RETURNED_STATE__COUNT] = {
		[RETURNED_SAME] = MESSAGE_WORDBOX_SAME,
		[RETURNED_CHANGED] = MESSAGE_WORDBOX_CHANGED,
		[RETURNED_MISSING] = MESSAGE_WORDBOX_MISSING,
		[RETURNED_MOVED] = MESSAGE_WORDBOX_MOVED,
	};
	return ids[state];
}

static void put_unit(struct html *h, const struct draft *d, const struct returned_unit *u,
    const struct draft_unit *unit)
{
	html_open(h, "tr", ATTRS_NONE);
	html_element(h, "th", ATTRS({ "scope", S("row") }), text_unit_label(h, unit));
	cell_open(h, d->lang);
	if (u->edits.count > 0)
		text_compare_render(h, d->words, unit->base, u->edits);
	else
		html_message_element(h, "span", ATTRS({ "lang", view_lang_tag(h->lang) }),
		    state_message(u->state));
	html_close(h, "td");
	cell_open(h, d->lang);
	if (u->untracked.count > 0)
		text_compare_render(h, d->words, unit->base, u->untracked);
	else
		html_message_element(h, "span", ATTRS({ "lang", view_lang_tag(h->lang) }),
		    u->is_untracked ? MESSAGE_WORDBOX_WITHOUT_TRACE : MESSAGE_WORDBOX_NONE);
	html_close(h, "td");
	html_open(h, "td", ATTRS_NONE);
	put_remark(h, u->state == RETURNED_MOVED, MESSAGE_WORDBOX_MOVED);
	put_remark(h, u->is_joined, MESSAGE_WORDBOX_JOINED);
	put_remark(h, u->label_differs, MESSAGE_WORDBOX_LABEL);
	put_remark(h, u->is_formatted, MESSAGE_WORDBOX_FORMAT);
	put_count(h, MESSAGE_WORDBOX_NOISE, u->noise);
	html_close(h, "td");
	html_close(h, "tr");
}

static void put_new(struct html *h, const struct draft *d, const struct returned_new *n)
{
	html_open(h, "tr", ATTRS_NONE);
	html_open(h, "th", ATTRS({ "scope", S("row") }));
	if (n->after == DRAFT_NONE)
		html_message(h, MESSAGE_WORDBOX_NEW_FIRST);
	else
		html_say(h, MESSAGE_WORDBOX_NEW_AFTER,
		    PARTS(part_text(text_unit_label(h, &d->units[n->after]))));
	html_close(h, "th");
	for (unsigned column = 0; column < 2; column++) {
		cell_open(h, d->lang);
		if (n->is_tracked == (column == 0))
			html_element(h, "ins", ATTRS_NONE, n->text);
		html_close(h, "td");
	}
	html_element(h, "td", ATTRS_NONE, STR_NONE);
	html_close(h, "tr");
}

static bool is_shown(const struct back *b, struct str id)
{
	for (uint32_t i = 0; i < b->units.count; i++) {
		if (str_eq(b->units.at[i].unit, id))
			return true;
	}
	return false;
}

static void put_table(struct html *h, const struct word_query *q, const struct back *b)
{
	static const enum message heads[] = { MESSAGE_WORDBOX_COLUMN_UNIT, MESSAGE_WORDBOX_COLUMN_TRACKED,
		MESSAGE_WORDBOX_COLUMN_UNTRACKED, MESSAGE_WORDBOX_COLUMN_REMARKS };
	scroll_open(h, message_text(h->lang, MESSAGE_WORDBOX_CHANGES, 1));
	html_open(h, "table", CLASS("came-back"));
	html_open(h, "thead", ATTRS_NONE);
	html_open(h, "tr", ATTRS_NONE);
	for (size_t i = 0; i < CM_COUNT(heads); i++)
		html_message_element(h, "th", ATTRS({ "scope", S("col") }), heads[i]);
	html_close(h, "tr");
	html_close(h, "thead");
	html_open(h, "tbody", ATTRS_NONE);
	for (uint32_t i = 0; i < q->draft->units_count; i++) {
		if (is_shown(b, q->draft->units[i].id))
			put_unit(h, q->draft, &q->back->units[i], &q->draft->units[i]);
	}
	for (uint32_t i = 0; i < q->back->added_count; i++)
		put_new(h, q->draft, &q->back->added[i]);
	html_close(h, "tbody");
	html_close(h, "table");
	html_close(h, "div");
}

static void put_comments(struct html *h, const struct word_query *q)
{
	if (q->back->comments_count == 0)
		return;
	html_message_element(h, "h3", ATTRS_NONE, MESSAGE_WORDBOX_COMMENTS);
	html_open(h, "ul", CLASS("spans"));
	for (uint32_t i = 0; i < q->back->comments_count; i++) {
		const struct returned_comment *c = &q->back->comments[i];
		html_open(h, "li", ATTRS_NONE);
		if (c->unit != DRAFT_NONE) {
			html_text(h, text_unit_label(h, &q->draft->units[c->unit]));
			html_text(h, S(": "));
		}
		html_words(h, words_guess(c->text));
		html_open(h, "span", CLASS("more"));
		html_say(h, MESSAGE_WORDBOX_SAID_BY, PARTS(part_text(c->said_by)));
		html_close(h, "span");
		html_close(h, "li");
	}
	html_close(h, "ul");
}

static void put_acts(struct html *h, const struct site *s, const struct next_item_list *acts,
    enum message heading)
{
	if (acts->count == 0)
		return;
	html_message_element(h, "h3", ATTRS_NONE, heading);
	silence_next_render(h, s, acts);
}

static void put_back(struct html *h, const struct site *s, const struct word_query *q,
    const struct word_box *m)
{
	const struct back *b = m->back;
	html_open(h, "section", ATTRS({ "id", S("back") }));
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_WORDBOX_CHANGES);
	if (b == NULL) {
		html_open(h, "p", CLASS("problem"));
		html_say(h, MESSAGE_WORDBOX_UNREADABLE, PARTS(part_code(m->problem)));
		html_close(h, "p");
		html_close(h, "section");
		return;
	}
	put_warnings(h, b);
	if (b->units.count == 0 && b->added.count == 0)
		html_message_element(h, "p", CLASS("none"), MESSAGE_WORDBOX_NO_CHANGES);
	else
		put_table(h, q, b);
	put_comments(h, q);
	if (q->party.n == 0 && b->tracked_acts.count + b->all_acts.count > 0)
		html_message_element(h, "p", ATTRS_NONE, MESSAGE_WORDBOX_WHOSE);
	put_acts(h, s, &b->tracked_acts, MESSAGE_WORDBOX_ACTS_TRACKED);
	put_acts(h, s, &b->all_acts, MESSAGE_WORDBOX_ACTS_ALL);
	html_close(h, "section");
}

enum view_status word_page(struct buf *out, const struct site *s, const struct word_query *q)
{
	struct word_box m;
	struct html h;
	bool is_answer = q->draft != NULL || q->problem.n > 0;
	if (!word_box_fill(&m, s, q))
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	enum view_status status = q->problem.n > 0 ? VIEW_BAD : VIEW_OK;
	if (s->format == VIEW_JSON)
		return api_put(out, s, &word_box_model, &m, status);
	page_begin(&h, out, s, &(struct page_head){ .nav = NAV_TEXTS,
	    .title = text_title_of(s, m.code, MESSAGE_WORDBOX_TITLE) });
	html_open(&h, "p", CLASS("lead"));
	html_link_words(&h, url_of(s, S("texts"), m.code), m.title);
	html_close(&h, "p");
	text_links_render(&h, s, &(struct text_query){ .code = m.code }, TEXT_SCREEN_WORD);
	if (is_answer)
		put_back(&h, s, q, &m);
	put_take(&h, s, &m, q->party);
	put_bring(&h, s, &m, q->party);
	page_end(&h, s);
	return status;
}
