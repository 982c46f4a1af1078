/* Units of a text as a list: heads, languages, and what proposals do with whole units. */
#include "base/arena.h"
#include "base/limits.h"
#include "view/text_pieces.h"

#define UNIT_LABEL_BYTES_MAX 256

static const enum message KINDS[UNIT_KIND__COUNT] = {
	[UNIT_TITLE] = MESSAGE_UNIT_TITLE,
	[UNIT_HEADING] = MESSAGE_UNIT_HEADING,
	[UNIT_FORMULA] = MESSAGE_UNIT_FORMULA,
	[UNIT_RECITAL] = MESSAGE_UNIT_RECITAL,
	[UNIT_PARAGRAPH] = MESSAGE_UNIT_PARAGRAPH,
	[UNIT_POINT] = MESSAGE_UNIT_POINT,
	[UNIT_ANNEX] = MESSAGE_UNIT_ANNEX,
	[UNIT_CELL] = MESSAGE_UNIT_CELL,
	[UNIT_NOTE] = MESSAGE_UNIT_NOTE,
};
static const enum message STATUSES[UNIT_STATUS__COUNT] = {
	[UNIT_OPEN] = MESSAGE_TEXT_OPEN,
	[UNIT_AD_REF] = MESSAGE_TEXT_AD_REF,
	[UNIT_AGREED] = MESSAGE_TEXT_AGREED,
};
static const enum message STATES[TRANSLATION_STATE__COUNT] = {
	[TRANSLATION_MISSING] = MESSAGE_TEXT_UNTRANSLATED,
	[TRANSLATION_MACHINE] = MESSAGE_TEXT_MACHINE,
	[TRANSLATION_DRAFT] = MESSAGE_TEXT_DRAFT,
	[TRANSLATION_REVISED] = MESSAGE_TEXT_REVISED,
	[TRANSLATION_FINAL] = MESSAGE_TEXT_FINAL,
};

struct str text_unit_label(const struct html *h, const struct draft_unit *u)
{
	return u->label.n > 0 ? u->label : message_text(h->lang, KINDS[u->kind], 1);
}

static bool is_read_by(const struct text_view *v, const struct unit_change *c)
{
	const struct draft_proposal *p = draft_proposal_of(v->draft, c->proposal);
	bool is_behind = p != NULL && str_eq(p->party, v->as);
	for (uint32_t i = 0; p != NULL && i < p->cosponsors_count; i++)
		is_behind = is_behind || str_eq(p->cosponsors[i], v->as);
	return is_behind;
}

/* "3 5": proposals about the whole unit, for the desk's keys. */
static struct str numbers_of(const struct text_view *v, const uint32_t *ids, uint32_t count)
{
	struct buf b;
	buf_init(&b, v->scratch, (size_t)count * 11 + 1);
	for (uint32_t i = 0; i < count; i++) {
		if (i > 0)
			buf_byte(&b, ' ');
		buf_dec(&b, ids[i]);
	}
	return buf_str(&b);
}

/* "Kazakhstan: [move after OP5:] {KAZ}" */
static void put_stub(struct html *h, const struct text_view *v, const struct unit_change *c,
    struct str what)
{
	html_open(h, "p", ATTRS({ "class", S("stub") }, { "data-whole", numbers_of(v, &c->proposal, 1) }));
	html_text(h, S("["));
	html_text(h, what);
	html_text(h, S(" "));
	struct str names = text_parties(h, v, &c->proposal, 1);
	if (v->mode != TEXT_LINEAR)
		text_said_render(h, v, names);
	else
		html_text(h, names);
	text_chip_render(h, v, &c->proposal, 1, false);
	html_text(h, S("]"));
	html_close(h, "p");
}

static struct str said_of(const struct html *h, const struct text_view *v, enum message id,
    struct str part, struct str second)
{
	struct buf b;
	buf_init(&b, v->scratch, UNIT_BYTES_MAX);
	message_put(&b, h->lang, id, PARTS(part_text(part), part_text(second)));
	return buf_str(&b);
}

/* "OP3 bis", "OP3 ter" ...; "alt". */
static struct str label_of(const struct html *h, const struct text_view *v,
    const struct unit_change *c, uint32_t nth)
{
	static const struct str latin[] = { S("bis"), S("ter"), S("quater"), S("quinquies") };
	struct buf b;
	if (c->unit == DRAFT_NONE)
		return message_text(h->lang, MESSAGE_TEXT_NEW, 1);
	struct str label = text_unit_label(h, &v->draft->units[c->unit]);
	if (c->op == OP_ALTERNATIVE)
		return said_of(h, v, MESSAGE_TEXT_ALT, label, STR_NONE);
	if (v->draft->units[c->unit].label.n == 0 || nth >= CM_COUNT(latin))
		return message_text(h->lang, MESSAGE_TEXT_NEW, 1);
	buf_init(&b, v->scratch, UNIT_LABEL_BYTES_MAX);
	buf_put(&b, label);
	buf_byte(&b, ' ');
	buf_put(&b, latin[nth]);
	return buf_str(&b);
}

static struct str short_of(const struct html *h, const struct text_view *v,
    const struct draft_proposal *p)
{
	if (p == NULL)
		return STR_NONE;
	return v->is_nameless ? text_parties(h, v, &p->id, 1) : p->short_name;
}

/* A new unit or a whole alternative: in the language it was tabled in, which may be another. */
static void put_whole(struct html *h, const struct text_view *v, const struct unit_change *c,
    uint32_t nth)
{
	const struct draft_proposal *p = draft_proposal_of(v->draft, c->proposal);
	struct str lang = p != NULL ? p->lang : v->draft->lang;
	html_open(h, "li", ATTRS({ "class", S("unit proposed") },
	    { "data-whole", numbers_of(v, &c->proposal, 1) }));
	html_open(h, "p", CLASS("unit-head"));
	html_element(h, "b", ATTRS_NONE, label_of(h, v, c, nth));
	html_text(h, S(" "));
	html_element(h, "em", CLASS("tag"), said_of(h, v, MESSAGE_TEXT_BY_WORDS,
	    text_parties(h, v, &c->proposal, 1), STR_NONE));
	html_close(h, "p");
	if (!str_eq(lang, v->draft->lang))
		html_element(h, "p", CLASS("stub"), said_of(h, v, MESSAGE_TEXT_PENDING,
		    short_of(h, v, p), lang_own_name(lang)));
	html_open(h, "div", ATTRS({ "class", S("words") }, { "lang", lang }));
	html_open(h, "ins", ATTRS({ "dir", lang_direction(lang) }));
	html_element(h, "b", ATTRS({ "aria-hidden", S("true") }), S("["));
	html_text(h, c->text);
	html_element(h, "b", ATTRS({ "aria-hidden", S("true") }), S("]"));
	html_close(h, "ins");
	text_chip_render(h, v, &c->proposal, 1, false);
	html_close(h, "div");
	html_close(h, "li");
}

static void put_pendings(struct html *h, const struct text_view *v, const struct draft_unit *u)
{
	for (uint32_t i = 0; i < u->proposals.count; i++) {
		const struct draft_proposal *p = draft_proposal_of(v->draft, u->proposals.at[i].id);
		if (p != NULL && u->proposals.at[i].edits.count > 0)
			html_element(h, "p", CLASS("stub"), said_of(h, v, MESSAGE_TEXT_PENDING,
			    short_of(h, v, p), lang_own_name(p->lang)));
	}
}

static void put_translation(struct html *h, const struct text_view *v, const struct draft_unit *u)
{
	const struct unit_text *found = NULL;
	for (uint32_t i = 1; i < u->texts_count; i++) {
		if (str_eq(u->texts[i].lang, v->second) && u->texts[i].state != TRANSLATION_MISSING)
			found = &u->texts[i];
	}
	html_open(h, "div", ATTRS_NONE);
	if (found == NULL) {
		html_element(h, "p", CLASS("none"), said_of(h, v, MESSAGE_TEXT_UNTRANSLATED,
		    lang_own_name(v->second), STR_NONE));
	} else {
		html_element(h, "div", ATTRS({ "class", S("words") }, { "lang", v->second }),
		    found->text);
		html_message_element(h, "p", CLASS("more"), STATES[found->state]);
		if (found->is_stale)
			html_message_element(h, "p", CLASS("stale"), MESSAGE_TEXT_STALE);
	}
	put_pendings(h, v, u);
	html_close(h, "div");
}

/* Who would delete the whole unit: their proposals' ids, in the scratch arena. */
static uint32_t deleters(const struct text_view *v, uint32_t unit, uint32_t *ids)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < v->draft->changes_count; i++) {
		const struct unit_change *c = &v->draft->changes[i];
		if (c->op == OP_DELETE && c->unit == unit)
			ids[n++] = c->proposal;
	}
	return n;
}

static void put_deletable(struct html *h, const struct text_view *v, uint32_t unit)
{
	uint32_t *ids = arena_array(v->scratch, uint32_t, v->draft->changes_count);
	uint32_t n = v->mode == TEXT_SKIP ? 0 : deleters(v, unit, ids);
	const struct draft_unit *u = &v->draft->units[unit];
	if (n == 0) {
		text_words_render(h, v, u);
		return;
	}
	text_said_render(h, v, said_of(h, v, MESSAGE_TEXT_OPENS, STR_NONE, STR_NONE));
	html_open(h, "del", ATTRS({ "dir", lang_direction(v->draft->lang) },
	    { "data-whole", numbers_of(v, ids, n) }));
	html_element(h, "b", ATTRS({ "aria-hidden", S("true") }), S("["));
	text_words_render(h, v, u);
	html_element(h, "b", ATTRS({ "aria-hidden", S("true") }), S("]"));
	html_close(h, "del");
	text_said_render(h, v, said_of(h, v, MESSAGE_TEXT_DELETES, text_parties(h, v, ids, n), STR_NONE));
	text_chip_render(h, v, ids, n, true);
}

static void put_words(struct html *h, const struct text_view *v, uint32_t unit)
{
	const struct draft_unit *u = &v->draft->units[unit];
	bool asks = false;
	bool is_heading = u->kind == UNIT_HEADING || u->kind == UNIT_ANNEX;
	const char *name = is_heading ? "h2" : "div";
	html_open(h, name, ATTRS({ "class", S("words") }, { "lang", v->draft->lang }));
	if (v->as.n > 0)
		asks = text_reading_render(h, v, u);
	else
		put_deletable(h, v, unit);
	html_close(h, name);
	if (asks)
		html_message_element(h, "p", CLASS("more"), MESSAGE_TEXT_ASKS);
}

static void put_head(struct html *h, const struct text_view *v, uint32_t unit)
{
	const struct draft_unit *u = &v->draft->units[unit];
	struct str url = v->unit_url != NULL ? v->unit_url(v->ctx, u) : STR_NONE;
	uint32_t brackets = text_choices_count(u);
	html_open(h, "p", CLASS("unit-head"));
	if (url.n > 0)
		html_link(h, url, text_unit_label(h, u));
	else
		html_element(h, "b", ATTRS_NONE, text_unit_label(h, u));
	html_text(h, S(" "));
	html_message_element(h, "em", CLASS("tag"), STATUSES[u->status]);
	if (brackets > 0) {
		html_text(h, S(" "));
		html_open(h, "span", CLASS("tally"));
		html_count(h, MESSAGE_TEXT_BRACKETS, brackets);
		html_close(h, "span");
	}
	html_close(h, "p");
}

/* What stands under the unit: stubs of moves, what is to be confirmed. */
static void put_stubs(struct html *h, const struct text_view *v, uint32_t unit)
{
	const struct draft *d = v->draft;
	const struct draft_unit *u = &d->units[unit];
	for (uint32_t i = 0; i < d->changes_count; i++) {
		const struct unit_change *c = &d->changes[i];
		if (c->op != OP_MOVE || c->unit != unit)
			continue;
		put_stub(h, v, c, c->after == DRAFT_NONE ?
		    message_text(h->lang, MESSAGE_TEXT_MOVE_FIRST, 1) :
		    said_of(h, v, MESSAGE_TEXT_MOVE_AFTER, text_unit_label(h, &d->units[c->after]),
		    STR_NONE));
	}
	for (uint32_t i = 0; i < u->proposals.count; i++) {
		const struct draft_proposal *p = draft_proposal_of(d, u->proposals.at[i].id);
		if (p != NULL && p->must_confirm)
			html_element(h, "p", CLASS("stub"), said_of(h, v, MESSAGE_TEXT_CONFIRM,
			    text_parties(h, v, &p->id, 1), STR_NONE));
	}
}

static struct str class_of(const struct draft *d, uint32_t unit, struct arena *scratch)
{
	struct buf b;
	uint32_t depth = 0;
	for (uint32_t at = d->units[unit].parent; at != DRAFT_NONE && depth < 3; depth++)
		at = d->units[at].parent;
	buf_init(&b, scratch, UNIT_LABEL_BYTES_MAX);
	buf_put(&b, S("unit "));
	buf_put(&b, unit_status_name(d->units[unit].status));
	buf_put(&b, S(" in"));
	buf_dec(&b, depth);
	return buf_str(&b);
}

static void put_body(struct html *h, const struct text_view *v, uint32_t unit)
{
	html_open(h, "div", v->second.n > 0 ? CLASS("pair") : ATTRS_NONE);
	put_words(h, v, unit);
	if (v->second.n > 0)
		put_translation(h, v, &v->draft->units[unit]);
	html_close(h, "div");
	if (v->mode != TEXT_SKIP && v->as.n == 0)
		put_stubs(h, v, unit);
}

void text_unit_render(struct html *h, const struct text_view *v, uint32_t unit)
{
	struct buf id;
	buf_init(&id, v->scratch, 24);
	buf_put(&id, S("unit-"));
	buf_dec(&id, (int64_t)unit + 1);
	html_open(h, "li", ATTRS({ "class", class_of(v->draft, unit, v->scratch) },
	    { "id", buf_str(&id) }));
	put_head(h, v, unit);
	put_body(h, v, unit);
	html_close(h, "li");
}

static bool is_behind(const struct text_view *v, const struct unit_change *c, uint32_t unit)
{
	bool is_here = c->op == OP_MOVE ? c->after == unit : c->unit == unit;
	return is_here && c->op != OP_DELETE && (v->as.n == 0 || is_read_by(v, c));
}

static bool has_behind(const struct text_view *v, uint32_t unit)
{
	for (uint32_t i = 0; i < v->draft->changes_count; i++) {
		if (is_behind(v, &v->draft->changes[i], unit))
			return true;
	}
	return false;
}

void text_behind_render(struct html *h, const struct text_view *v, uint32_t unit)
{
	const struct draft *d = v->draft;
	uint32_t news = 0;
	for (uint32_t i = 0; i < d->changes_count; i++) {
		const struct unit_change *c = &d->changes[i];
		if (!is_behind(v, c, unit))
			continue;
		if (c->op != OP_MOVE) {
			put_whole(h, v, c, c->op == OP_NEW ? news++ : 0);
			continue;
		}
		html_open(h, "li", CLASS("unit proposed"));
		put_stub(h, v, c, said_of(h, v, MESSAGE_TEXT_MOVED_HERE,
		    text_unit_label(h, &d->units[c->unit]), STR_NONE));
		if (v->as.n > 0)
			put_words(h, v, c->unit);
		html_close(h, "li");
	}
}

void text_unit_body_render(struct html *h, const struct text_view *v, uint32_t unit)
{
	put_body(h, v, unit);
	if (v->mode == TEXT_SKIP || !has_behind(v, unit))
		return;
	html_open(h, "ol", CLASS("units"));
	text_behind_render(h, v, unit);
	html_close(h, "ol");
}

/* In a party's reading: it deletes, replaces or moves the unit, deletion before the others.
 * MESSAGE__COUNT: it stays. */
static enum message reading_absence(const struct text_view *v, uint32_t unit)
{
	enum message found = MESSAGE__COUNT;
	for (uint32_t i = 0; v->as.n > 0 && i < v->draft->changes_count; i++) {
		const struct unit_change *c = &v->draft->changes[i];
		if (c->op == OP_NEW || c->unit != unit || !is_read_by(v, c))
			continue;
		if (c->op == OP_DELETE)
			return MESSAGE_TEXT_READS_DELETED;
		if (found == MESSAGE__COUNT)
			found = c->op == OP_MOVE ? MESSAGE_TEXT_READS_MOVED : MESSAGE_TEXT_READS_REPLACED;
	}
	return found;
}

void text_units_render(struct html *h, const struct text_view *v)
{
	html_open(h, "ol", CLASS("units"));
	if (v->mode != TEXT_SKIP && v->shows == NULL)
		text_behind_render(h, v, DRAFT_NONE);
	for (uint32_t i = 0; i < v->draft->units_count; i++) {
		enum message absence = reading_absence(v, i);
		if (v->shows != NULL && !v->shows(v->ctx, i))
			continue;
		if (absence == MESSAGE__COUNT) {
			text_unit_render(h, v, i);
		} else {
			html_element(h, "li", CLASS("unit none"), said_of(h, v, absence,
			    text_unit_label(h, &v->draft->units[i]), STR_NONE));
		}
		if (v->mode != TEXT_SKIP)
			text_behind_render(h, v, i);
	}
	html_close(h, "ol");
}
