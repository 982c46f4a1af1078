/* Two versions of a negotiated text side by side, and what became of each paragraph and proposal. */
#include "base/arena.h"
#include "view/api.h"
#include "view/evidence_pieces.h"
#include "view/model/text_compare.h"
#include "view/page.h"
#include "view/pages.h"
#include "view/text_page.h"
#include "view/text_pieces.h"

static void put_back_link(struct html *h, const struct site *s, struct str code, struct lang_text title)
{
	html_open(h, "p", CLASS("lead"));
	html_link_words(h, url_of(s, S("texts"), code), title);
	html_close(h, "p");
}

/* ---- which versions ---- */

struct choice_of {
	struct str name;
	enum message label;
	int64_t chosen;
	bool has_now; /* "as it stands" may be chosen */
};

static void put_versions(struct html *h, const struct site *s, const struct text_version_list *list,
    const struct choice_of *c)
{
	html_open(h, "p", ATTRS_NONE);
	html_message_element(h, "label", ATTRS({ "for", c->name }), c->label);
	html_open(h, "select", ATTRS({ "id", c->name }, { "name", c->name }));
	if (c->has_now)
		html_message_element(h, "option", ATTRS({ "value", S("") },
		    { "selected", c->chosen == INTEGER_ABSENT ? S("") : STR_NONE }), MESSAGE_COMPARE_NOW);
	for (uint32_t i = 0; i < list->count; i++) {
		const struct text_version *v = &list->at[i];
		struct str symbol = v->symbol;
		if (v->number == 0)
			symbol = message_text(h->lang, MESSAGE_COMPARE_OPENED, 1);
		html_element(h, "option", ATTRS({ "value", number_text(s, (uint64_t)v->number) },
		    { "selected", c->chosen == v->number ? S("") : STR_NONE }), symbol);
	}
	html_close(h, "select");
	html_close(h, "p");
}

static void form_open(struct html *h, const struct site *s, struct str code, struct str tail)
{
	html_open(h, "form", ATTRS({ "class", S("filter") }, { "method", S("get") },
	    { "action", url_of(s, text_section(s, code, tail), STR_NONE) }));
}

static void form_close(struct html *h)
{
	html_open(h, "p", CLASS("go"));
	html_message_element(h, "button", ATTRS_NONE, MESSAGE_COMPARE_SHOW);
	html_close(h, "p");
	html_close(h, "form");
}

/* ---- comparison ---- */

static struct str label_of(struct html *h, const struct draft *d, uint32_t unit)
{
	return text_unit_label(h, &d->units[unit]);
}

static void put_tag(struct html *h, enum message id)
{
	html_text(h, S(" "));
	html_message_element(h, "em", CLASS("tag"), id);
}

static void put_head(struct html *h, const struct compare_drafts *d, const struct compare_row *r)
{
	bool is_gone = r->new_at == DRAFT_NONE;
	html_open(h, "span", CLASS("more"));
	html_text(h, is_gone ? label_of(h, &d->old_draft, r->old_at) : label_of(h, &d->new_draft, r->new_at));
	if (r->kind == COMPARE_NEW)
		put_tag(h, MESSAGE_COMPARE_NEW);
	if (r->kind == COMPARE_GONE)
		put_tag(h, MESSAGE_COMPARE_GONE);
	if (r->is_moved)
		put_tag(h, MESSAGE_COMPARE_MOVED);
	if (r->is_relabelled) {
		html_text(h, S(" "));
		html_say(h, MESSAGE_COMPARE_RELABELLED,
		    PARTS(part_text(label_of(h, &d->old_draft, r->old_at))));
	}
	html_close(h, "span");
}

static void put_row(struct html *h, const struct compare_drafts *d, const struct compare_row *r)
{
	html_open(h, "li", CLASS("unit"));
	if (r->kind == COMPARE_AWAY) {
		html_open(h, "span", CLASS("more"));
		html_say(h, MESSAGE_COMPARE_AWAY, PARTS(part_text(label_of(h, &d->old_draft, r->old_at))));
		html_close(h, "span");
		html_close(h, "li");
		return;
	}
	put_head(h, d, r);
	html_open(h, "p", ATTRS({ "lang", d->new_draft.lang }));
	if (r->kind == COMPARE_CHANGED)
		text_compare_render(h, d->new_draft.words, d->old_draft.units[r->old_at].base, r->edits);
	else if (r->kind == COMPARE_NEW)
		html_element(h, "ins", ATTRS_NONE, d->new_draft.units[r->new_at].texts[0].text);
	else if (r->kind == COMPARE_GONE)
		html_element(h, "del", ATTRS_NONE, d->old_draft.units[r->old_at].texts[0].text);
	else
		html_text(h, d->new_draft.units[r->new_at].texts[0].text);
	html_close(h, "p");
	html_close(h, "li");
}

static void put_comparison(struct html *h, const struct compare *m, const struct compare_drafts *d)
{
	if (m->from == INTEGER_ABSENT) {
		html_message_element(h, "p", CLASS("none"), MESSAGE_COMPARE_NONE);
		return;
	}
	html_open(h, "p", ATTRS_NONE);
	html_say(h, MESSAGE_COMPARE_TALLY, PARTS(part_number(m->same), part_number(m->changed),
	    part_number(m->added), part_number(m->gone), part_number(m->moved)));
	html_close(h, "p");
	html_open(h, "ol", CLASS("units"));
	for (uint32_t i = 0; i < d->comparison.count; i++)
		put_row(h, d, &d->comparison.at[i]);
	html_close(h, "ol");
}

enum view_status compare_page(struct buf *out, const struct site *s, const struct compare_query *q)
{
	struct compare m;
	struct compare_drafts drafts;
	struct html h;
	if (!compare_fill(&m, &drafts, s, q))
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &compare_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){ .title = text_title_of(s, m.code, MESSAGE_COMPARE_TITLE),
	    .nav = NAV_TEXTS });
	put_back_link(&h, s, m.code, m.title);
	text_links_render(&h, s, &(struct text_query){ .code = m.code }, TEXT_SCREEN_COMPARE);
	form_open(&h, s, m.code, S("compare"));
	const struct choice_of from = { S("from"), MESSAGE_COMPARE_FROM, m.from, false };
	const struct choice_of to = { S("to"), MESSAGE_COMPARE_TO, m.to, true };
	put_versions(&h, s, &m.versions, &from);
	put_versions(&h, s, &m.versions, &to);
	form_close(&h);
	put_comparison(&h, &m, &drafts);
	page_end(&h, s);
	return VIEW_OK;
}

/* ---- concordance ---- */

static void put_heads(struct html *h, const enum message *heads, size_t count)
{
	html_open(h, "thead", ATTRS_NONE);
	html_open(h, "tr", ATTRS_NONE);
	for (size_t i = 0; i < count; i++)
		html_message_element(h, "th", ATTRS({ "scope", S("col") }), heads[i]);
	html_close(h, "tr");
	html_close(h, "thead");
}

static enum message kind_message(struct str kind)
{
	if (str_eq(kind, S("changed")))
		return MESSAGE_CONCORDANCE_UNIT_CHANGED;
	if (str_eq(kind, S("new")))
		return MESSAGE_CONCORDANCE_UNIT_NEW;
	if (str_eq(kind, S("gone")))
		return MESSAGE_CONCORDANCE_UNIT_GONE;
	return MESSAGE_CONCORDANCE_UNIT_SAME;
}

static void put_unit(struct html *h, const struct concordance_row *u)
{
	struct str says = message_text(h->lang, kind_message(u->kind), 1);
	html_open(h, "tr", ATTRS_NONE);
	html_element(h, "th", ATTRS({ "scope", S("row") }), u->unit);
	html_element(h, "td", ATTRS_NONE, u->old_label);
	html_element(h, "td", ATTRS_NONE, u->new_label);
	html_open(h, "td", ATTRS_NONE);
	if (u->is_moved)
		html_say(h, MESSAGE_CONCORDANCE_UNIT_MOVED, PARTS(part_text(says)));
	else
		html_text(h, says);
	html_close(h, "td");
	html_element(h, "td", ATTRS_NONE, u->proposals);
	html_close(h, "tr");
}

static void put_units(struct html *h, const struct concordance_row_list *units)
{
	static const enum message heads[] = { MESSAGE_CONCORDANCE_UNIT, MESSAGE_CONCORDANCE_BEFORE,
		MESSAGE_CONCORDANCE_NOW, MESSAGE_CONCORDANCE_FATE, MESSAGE_CONCORDANCE_ON_IT };
	scroll_open(h, message_text(h->lang, MESSAGE_CONCORDANCE_TABLE, 1));
	html_open(h, "table", ATTRS_NONE);
	put_heads(h, heads, CM_COUNT(heads));
	html_open(h, "tbody", ATTRS_NONE);
	for (uint32_t i = 0; i < units->count; i++)
		put_unit(h, &units->at[i]);
	html_close(h, "tbody");
	html_close(h, "table");
	html_close(h, "div");
}

static void put_proposals(struct html *h, const struct site *s, const struct concordance_table *m)
{
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_CONCORDANCE_PROPOSALS);
	if (m->proposals.count == 0) {
		html_message_element(h, "p", CLASS("none"), MESSAGE_CONCORDANCE_NONE);
		return;
	}
	html_open(h, "ul", CLASS("spans"));
	for (uint32_t i = 0; i < m->proposals.count; i++) {
		const struct fate_item *p = &m->proposals.at[i];
		html_open(h, "li", ATTRS_NONE);
		html_say(h, MESSAGE_PROPOSAL_NUMBER, PARTS(part_number(p->number)));
		html_text(h, S(" "));
		html_link_words(h, url_of(s, S("parties"), p->party), p->party_name);
		html_open(h, "span", CLASS("more"));
		html_words(h, p->fate_name);
		html_text(h, S(" · "));
		act_link_render(h, s, p->entry);
		html_close(h, "span");
		html_close(h, "li");
	}
	html_close(h, "ul");
	page_more(h, m->more);
}

enum view_status concordance_page(struct buf *out, const struct site *s, const struct compare_query *q)
{
	struct concordance_table m;
	struct html h;
	if (!concordance_fill(&m, s, q))
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &concordance_table_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){ .nav = NAV_TEXTS,
	    .title = text_title_of(s, m.code, MESSAGE_CONCORDANCE_TITLE) });
	put_back_link(&h, s, m.code, m.title);
	text_links_render(&h, s, &(struct text_query){ .code = m.code }, TEXT_SCREEN_CONCORDANCE);
	form_open(&h, s, m.code, S("concordance"));
	const struct choice_of from = { S("from"), MESSAGE_COMPARE_FROM, m.from, false };
	put_versions(&h, s, &m.versions, &from);
	form_close(&h);
	if (m.from == INTEGER_ABSENT) {
		html_message_element(&h, "p", CLASS("none"), MESSAGE_COMPARE_NONE);
	} else {
		put_units(&h, &m.units);
		put_proposals(&h, s, &m);
	}
	page_end(&h, s);
	return VIEW_OK;
}
