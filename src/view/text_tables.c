#include "view/text_tables.h"

#include "base/arena.h"
#include "base/limits.h"
#include "view/page.h"

static const struct {
	struct str glyph;
	enum message letter, word;
} STANCES[STANCE__COUNT] = {
	[STANCE_PROPOSES] = { S("◆"), MESSAGE_TEXT_LETTER_PROPOSES, MESSAGE_TEXT_STANCE_PROPOSES },
	[STANCE_SUPPORTS] = { S("✓"), MESSAGE_TEXT_LETTER_SUPPORT, MESSAGE_TEXT_STANCE_SUPPORT },
	[STANCE_ACCEPTS] = { S("○"), MESSAGE_TEXT_LETTER_ACCEPT, MESSAGE_TEXT_STANCE_ACCEPT },
	[STANCE_OPPOSES] = { S("✗"), MESSAGE_TEXT_LETTER_OPPOSE, MESSAGE_TEXT_STANCE_OPPOSE },
	[STANCE_RESERVES] = { S("△"), MESSAGE_TEXT_LETTER_RESERVE, MESSAGE_TEXT_STANCE_RESERVE },
	[STANCE_PENDING] = { S("…"), MESSAGE_TEXT_LETTER_PENDING, MESSAGE_TEXT_STANCE_PENDING },
};

struct columns {
	struct str *codes;
	uint32_t count;
};

struct matrix {
	struct html *h;
	const struct text_view *v;
	struct party_stances positions;
	bool is_blocking;
	struct columns columns;
};

static void column_add(struct columns *c, struct str code)
{
	for (uint32_t i = 0; i < c->count; i++) {
		if (str_eq(c->codes[i], code))
			return;
	}
	c->codes[c->count++] = code;
}

bool text_is_about(const struct draft *d, uint32_t unit, uint32_t proposal)
{
	const struct draft_unit *u = &d->units[unit];
	for (uint32_t i = 0; i < u->proposals.count; i++) {
		if (u->proposals.at[i].id == proposal)
			return true;
	}
	for (uint32_t i = 0; i < d->changes_count; i++) {
		if (d->changes[i].unit == unit && d->changes[i].proposal == proposal)
			return true;
	}
	return proposal == 0;
}

static bool blocks(enum text_stance stance)
{
	return stance == STANCE_OPPOSES || stance == STANCE_RESERVES;
}

static struct columns columns_of(const struct matrix *m, uint32_t unit)
{
	const struct draft *d = m->v->draft;
	struct columns c = { .count = 0 };
	uint32_t room = m->positions.count;
	for (uint32_t i = 0; i < d->proposals_count; i++)
		room += 1 + d->proposals[i].cosponsors_count;
	c.codes = arena_array(m->v->scratch, struct str, room);
	for (uint32_t i = 0; i < d->proposals_count && !m->is_blocking; i++) {
		const struct draft_proposal *p = &d->proposals[i];
		if (!text_is_about(d, unit, p->id))
			continue;
		column_add(&c, p->party);
		for (uint32_t k = 0; k < p->cosponsors_count; k++)
			column_add(&c, p->cosponsors[k]);
	}
	for (uint32_t i = 0; i < m->positions.count; i++) {
		bool is_shown = !m->is_blocking || blocks(m->positions.at[i].stance);
		if (is_shown && text_is_about(d, unit, m->positions.at[i].proposal))
			column_add(&c, m->positions.at[i].party);
	}
	return c;
}

static bool is_proposer(const struct draft_proposal *p, struct str party)
{
	bool is_behind = p != NULL && str_eq(p->party, party);
	for (uint32_t i = 0; p != NULL && i < p->cosponsors_count; i++)
		is_behind = is_behind || str_eq(p->cosponsors[i], party);
	return is_behind;
}

static enum text_stance stance_of(const struct matrix *m, struct str party, const uint32_t *ids,
    uint32_t count)
{
	enum text_stance stance = STANCE_SILENT;
	for (uint32_t k = 0; k < count; k++) {
		if (is_proposer(draft_proposal_of(m->v->draft, ids[k]), party))
			return STANCE_PROPOSES;
		for (uint32_t i = 0; i < m->positions.count; i++) {
			const struct party_stance *p = &m->positions.at[i];
			if (p->proposal == ids[k] && str_eq(p->party, party))
				stance = p->stance;
		}
	}
	return stance;
}

/* A row: what stands in its head, in the language of the text or ours; whose proposals it is. */
static void put_row(const struct matrix *m, struct lang_text head, const uint32_t *ids, uint32_t count)
{
	struct html *h = m->h;
	bool is_blocked = false;
	for (uint32_t i = 0; i < m->columns.count; i++)
		is_blocked = is_blocked || blocks(stance_of(m, m->columns.codes[i], ids, count));
	if (m->is_blocking && !is_blocked)
		return;
	html_open(h, "tr", ATTRS_NONE);
	html_open(h, "th", ATTRS({ "scope", S("row") }));
	html_words(h, head);
	html_close(h, "th");
	for (uint32_t i = 0; i < m->columns.count; i++) {
		enum text_stance stance = stance_of(m, m->columns.codes[i], ids, count);
		html_open(h, "td", ATTRS_NONE);
		if (stance != STANCE_SILENT) {
			html_open(h, "span", ATTRS({ "aria-hidden", S("true") }));
			html_text(h, STANCES[stance].glyph);
			html_text(h, S(" "));
			html_message(h, STANCES[stance].letter);
			html_close(h, "span");
			html_message_element(h, "span", CLASS("unseen"), STANCES[stance].word);
		}
		html_close(h, "td");
	}
	html_close(h, "tr");
}

static struct lang_text say(const struct matrix *m, enum message id, struct str part)
{
	struct buf b;
	buf_init(&b, m->v->scratch, UNIT_BYTES_MAX);
	message_put(&b, m->h->lang, id, PARTS(part_text(part)));
	return (struct lang_text){ view_lang_tag(m->h->lang), buf_str(&b) };
}

static void put_choice_rows(const struct matrix *m, const struct draft_unit *u, const struct choice *c)
{
	for (uint32_t i = 0; i < c->alt_count; i++) {
		const struct choice_alt *alt = &c->alts[i];
		struct words gone = { u->base.at + c->lo, c->hi - c->lo };
		struct lang_text head = { m->v->draft->lang, text_words_of(m->v, alt->text) };
		if (alt->text.count == 0)
			head = say(m, MESSAGE_TEXT_DELETE_WORDS, text_words_of(m->v, gone));
		put_row(m, head, alt->by, alt->by_count);
	}
}

static void put_change_row(const struct matrix *m, const struct unit_change *c)
{
	const struct draft_proposal *p = draft_proposal_of(m->v->draft, c->proposal);
	struct lang_text head = { p != NULL ? p->lang : STR_NONE, c->text };
	if (c->op == OP_DELETE)
		head = say(m, MESSAGE_TEXT_DELETE_UNIT, STR_NONE);
	else if (c->op == OP_MOVE)
		head = say(m, MESSAGE_TEXT_MOVE_UNIT, STR_NONE);
	put_row(m, head, &c->proposal, 1);
}

static void put_head(const struct matrix *m)
{
	struct html *h = m->h;
	html_open(h, "thead", ATTRS_NONE);
	html_open(h, "tr", ATTRS_NONE);
	html_message_element(h, "th", ATTRS({ "scope", S("col") }), MESSAGE_TEXT_MATRIX_ALTERNATIVE);
	for (uint32_t i = 0; i < m->columns.count; i++) {
		struct str code = m->columns.codes[i];
		html_element(h, "th", ATTRS({ "scope", S("col") }),
		    m->v->party != NULL ? m->v->party(m->v->ctx, code) : code);
	}
	html_close(h, "tr");
	html_close(h, "thead");
}

static void put_key(struct html *h)
{
	html_open(h, "p", CLASS("more"));
	for (uint32_t i = STANCE_PROPOSES; i < STANCE__COUNT; i++) {
		html_text(h, STANCES[i].glyph);
		html_text(h, S(" "));
		html_message(h, STANCES[i].letter);
		html_text(h, S(" "));
		html_message(h, STANCES[i].word);
		html_text(h, S(". "));
	}
	html_message(h, MESSAGE_TEXT_MATRIX_KEY);
	html_close(h, "p");
}

static const uint32_t THE_UNIT = 0;

bool text_matrix_has(const struct text_view *v, uint32_t unit, const struct matrix_order *order)
{
	const struct draft *d = v->draft;
	for (uint32_t i = 0; i < d->proposals_count && !order->is_blocking; i++) {
		if (text_is_about(d, unit, d->proposals[i].id))
			return true;
	}
	for (uint32_t i = 0; i < order->positions.count; i++) {
		const struct party_stance *p = &order->positions.at[i];
		bool is_shown = !order->is_blocking || blocks(p->stance);
		if (is_shown && text_is_about(d, unit, p->proposal))
			return true;
	}
	return false;
}

void text_matrix_render(struct html *h, const struct text_view *v, uint32_t unit,
    const struct matrix_order *order)
{
	struct matrix m = { .h = h, .v = v, .positions = order->positions,
		.is_blocking = order->is_blocking };
	const struct draft_unit *u = &v->draft->units[unit];
	struct choice_walk w;
	enum choice_event event;
	m.columns = columns_of(&m, unit);
	if (m.columns.count == 0) {
		html_message_element(h, "p", CLASS("none"), MESSAGE_TEXT_MATRIX_NONE);
		return;
	}
	scroll_open(h, say(&m, MESSAGE_TEXT_MATRIX_TITLE, text_unit_label(h, u)).text);
	html_open(h, "table", CLASS("matrix"));
	put_head(&m);
	html_open(h, "tbody", ATTRS_NONE);
	put_row(&m, say(&m, MESSAGE_TEXT_MATRIX_UNIT, STR_NONE), &THE_UNIT, 1);
	choice_walk_init(&w, u->base, u->choices);
	while ((event = choice_walk_next(&w)) != CHOICE_END) {
		if (event == CHOICE_OPENS)
			put_choice_rows(&m, u, w.choice);
	}
	for (uint32_t i = 0; i < v->draft->changes_count; i++) {
		if (v->draft->changes[i].unit == unit)
			put_change_row(&m, &v->draft->changes[i]);
	}
	html_close(h, "tbody");
	html_close(h, "table");
	html_close(h, "div");
	put_key(h);
}

static void put_count(struct html *h, enum message what, uint32_t units, uint32_t brackets)
{
	html_open(h, "tr", ATTRS_NONE);
	html_message_element(h, "th", ATTRS({ "scope", S("row") }), what);
	html_open(h, "td", ATTRS_NONE);
	html_number(h, units);
	html_close(h, "td");
	html_open(h, "td", ATTRS_NONE);
	html_number(h, brackets);
	html_close(h, "td");
	html_close(h, "tr");
}

void text_progress_render(struct html *h, const struct draft *d)
{
	static const enum message names[UNIT_STATUS__COUNT] = { [UNIT_OPEN] = MESSAGE_TEXT_OPEN,
		[UNIT_AD_REF] = MESSAGE_TEXT_AD_REF, [UNIT_AGREED] = MESSAGE_TEXT_AGREED };
	uint32_t units[UNIT_STATUS__COUNT] = { 0 }, brackets[UNIT_STATUS__COUNT] = { 0 }, all = 0;
	for (uint32_t i = 0; i < d->units_count; i++) {
		uint32_t n = text_choices_count(&d->units[i]);
		units[d->units[i].status]++;
		brackets[d->units[i].status] += n;
		all += n;
	}
	scroll_open(h, message_text(h->lang, MESSAGE_TEXT_PROGRESS, 1));
	html_open(h, "table", ATTRS_NONE);
	html_open(h, "thead", ATTRS_NONE);
	html_open(h, "tr", ATTRS_NONE);
	html_message_element(h, "th", ATTRS({ "scope", S("col") }), MESSAGE_TEXT_PROGRESS_STATUS);
	html_message_element(h, "th", ATTRS({ "scope", S("col") }), MESSAGE_TEXT_PROGRESS_UNITS);
	html_message_element(h, "th", ATTRS({ "scope", S("col") }), MESSAGE_TEXT_PROGRESS_BRACKETS);
	html_close(h, "tr");
	html_close(h, "thead");
	html_open(h, "tbody", ATTRS_NONE);
	for (uint32_t i = 0; i < UNIT_STATUS__COUNT; i++)
		put_count(h, names[i], units[i], brackets[i]);
	put_count(h, MESSAGE_TEXT_PROGRESS_ALL, d->units_count, all);
	html_close(h, "tbody");
	html_close(h, "table");
	html_close(h, "div");
}
