#include "view/text_plain.h"

#include "base/arena.h"
#include "text/reading.h"
#include "text/token.h"

/* Where words go. */
struct line {
	struct buf *out;
	const struct draft *draft;
	const struct plain_order *order;
	bool is_fresh; /* the next word's white space is dropped */
	bool is_digits; /* only digits since the line began: a full stop would make a list */
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Has the character a meaning in Markdown, here? */
static bool sign_means(const struct line *l, char c, bool at_start)
{
	switch (c) {
	case '\\': case '`': case '*': case '_': case '[': case ']': case '<': case '>': case '#':
	case '&': case '~': case '|': case '!':
		return true;
	case '-': case '+': case '=':
		return at_start;
	case '.': case ')':
		return l->is_digits && !at_start;
	default:
		return false;
	}
}

static void line_bytes(struct line *l, struct str text)
{
	bool has_choices = l->order->form == PLAIN_BRACKETS;

	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];
		bool at_start = l->out->n == 0 || l->out->p[l->out->n - 1] == '\n';

		if (l->out->failed)
			return;
		if (l->order->is_markdown ? sign_means(l, c, at_start) :
		    has_choices && (c == '[' || c == ']' || c == '\\'))
			buf_byte(l->out, '\\');
		if (l->order->is_markdown && c == '\n') /* the line ends, the paragraph goes on */
			buf_byte(l->out, '\\');
		buf_byte(l->out, (uint8_t)c);
		l->is_digits = (at_start || l->is_digits) && is_digit(c);
	}
}

static void line_word(struct line *l, struct str word)
{
	line_bytes(l, l->is_fresh ? token_core(word) : word);
	l->is_fresh = false;
}

static void line_words(struct line *l, struct words words)
{
	for (uint32_t i = 0; i < words.count; i++)
		line_word(l, lexicon_word(l->draft->words, words.at[i]));
}

static void line_mark(struct line *l, struct str mark)
{
	if (l->order->is_markdown)
		buf_put(l->out, S("**\\"));
	buf_put(l->out, mark);
	if (l->order->is_markdown)
		buf_put(l->out, S("**"));
	l->is_digits = false;
}

/* A bracket before this word, whose white space then stands before the bracket. */
static void line_open(struct line *l, uint32_t word)
{
	struct str bytes = lexicon_word(l->draft->words, word), core = token_core(bytes);

	if (!l->is_fresh)
		line_bytes(l, str_sub(bytes, 0, bytes.n - core.n));
	line_mark(l, S("["));
	l->is_fresh = true;
}

static void line_close(struct line *l)
{
	line_mark(l, S("]"));
	l->is_fresh = false;
}

static struct str name_of(const struct draft *d, uint32_t proposal)
{
	const struct draft_proposal *p = draft_proposal_of(d, proposal);

	if (p == NULL)
		return S("?");
	return p->short_name.n > 0 ? p->short_name : p->party;
}

static void line_name(struct line *l, struct str name)
{
	struct plain_order clean = { PLAIN_CLEAN, STR_NONE, l->order->is_markdown };
	struct line inner = { l->out, l->draft, &clean, false, false };

	line_bytes(&inner, name);
}

/* "{del: KAZ, IRN}"; a party that has the same in two proposals is named once. */
static void line_by(struct line *l, struct str what, const uint32_t *by, uint32_t count)
{
	buf_byte(l->out, '{');
	buf_put(l->out, what);
	for (uint32_t i = 0, named = 0; i < count; i++) {
		struct str name = name_of(l->draft, by[i]);
		uint32_t same = 0;

		while (same < i && !str_eq(name_of(l->draft, by[same]), name))
			same++;
		if (same < i)
			continue;
		if (named++ > 0)
			buf_put(l->out, S(", "));
		line_name(l, name);
	}
	buf_byte(l->out, '}');
	l->is_digits = false;
	l->is_fresh = false;
}

static void line_alts(struct line *l, const struct choice *c)
{
	for (uint32_t i = 0; i < c->alt_count; i++)
		if (c->alts[i].text.count == 0)
			line_by(l, S("del: "), c->alts[i].by, c->alts[i].by_count);
	for (uint32_t i = 0; i < c->alt_count; i++) {
		const struct choice_alt *alt = &c->alts[i];

		if (alt->text.count == 0)
			continue;
		line_open(l, alt->text.at[0]);
		line_words(l, alt->text);
		line_close(l);
		line_by(l, STR_NONE, alt->by, alt->by_count);
	}
}

static void line_choices(struct line *l, const struct draft_unit *unit)
{
	struct choice_walk w;
	enum choice_event event;

	choice_walk_init(&w, unit->base, unit->choices);
	while ((event = choice_walk_next(&w)) != CHOICE_END) {
		if (event == CHOICE_WORDS)
			line_words(l, w.words);
		else if (event == CHOICE_OPENS && w.choice->lo < w.choice->hi)
			line_open(l, unit->base.at[w.choice->lo]);
		else if (event == CHOICE_CLOSES) {
			if (w.choice->lo < w.choice->hi)
				line_close(l);
			line_alts(l, w.choice);
		}
	}
}

/* What the party stands behind, by id. */
static struct backing backing_of(struct arena *a, const struct draft *d, struct str party)
{
	uint32_t *ids = arena_array(a, uint32_t, d->proposals_count + 1);
	struct backing b = { ids, 0 };

	for (uint32_t i = 0; i < d->proposals_count; i++)
		if (draft_stands(&d->proposals[i], party))
			ids[b.count++] = d->proposals[i].id;
	return b;
}

static void line_unit(struct line *l, struct arena *a, const struct draft_unit *unit)
{
	struct asks asks;

	switch (l->order->form) {
	case PLAIN_BRACKETS:
		line_choices(l, unit);
		return;
	case PLAIN_CLEAN:
		line_words(l, unit->base);
		return;
	case PLAIN_PARTY:
		line_words(l, reading_of(a, unit->base, unit->choices,
		    backing_of(a, l->draft, l->order->party), &asks));
		return;
	}
}

void plain_unit(struct buf *out, struct arena *a, const struct draft *d,
    const struct draft_unit *unit, const struct plain_order *order)
{
	struct line l = { out, d, order, true, false };

	line_unit(&l, a, unit);
}

/* One paragraph of what is shown: a unit, or a new one that a proposal puts there. */
struct item {
	const struct unit_change *change; /* NULL: the unit itself */
	uint32_t unit;
	uint32_t next;
};
#define ITEM_NONE UINT32_MAX

/* The order in which units stand: items [0, units) are units; item `units` is before the first. */
struct order {
	struct item *at;
	uint32_t count, units;
	bool *is_gone;
	struct str *text; /* in place of the unit's, where its pointer is not NULL */
};

static void order_init(struct order *o, struct arena *a, const struct draft *d)
{
	o->units = d->units_count;
	o->count = d->units_count + 1;
	o->at = arena_array(a, struct item, o->count + d->changes_count);
	o->is_gone = arena_array(a, bool, d->units_count + 1);
	o->text = arena_array(a, struct str, d->units_count + 1);
	for (uint32_t i = 0; i < o->units; i++)
		o->at[i] = (struct item){ NULL, i, i + 1 < o->units ? i + 1 : ITEM_NONE };
	o->at[o->units].next = o->units > 0 ? 0 : ITEM_NONE;
}

static uint32_t order_place(const struct order *o, uint32_t unit)
{
	return unit == DRAFT_NONE ? o->units : unit;
}

/* Behind the unit and what earlier proposals put there, so that new ones stand as they were tabled. */
static void order_insert(struct order *o, const struct unit_change *c)
{
	uint32_t at = order_place(o, c->op == OP_NEW ? c->unit : c->after), item = o->count++;

	while (o->at[at].next != ITEM_NONE && o->at[o->at[at].next].change != NULL)
		at = o->at[at].next;
	o->at[item] = (struct item){ c, c->unit, o->at[at].next };
	o->at[at].next = item;
}

static bool lies_in(const struct draft *d, uint32_t unit, uint32_t outer)
{
	while (unit != DRAFT_NONE && unit != outer)
		unit = d->units[unit].parent;
	return unit == outer;
}

/* The unit goes with all that lies in it; into itself it cannot. */
static void order_move(struct order *o, const struct draft *d, const struct unit_change *c)
{
	uint32_t before = o->units, last = c->unit, to = order_place(o, c->after);

	if (c->after != DRAFT_NONE && lies_in(d, c->after, c->unit))
		return;
	while (o->at[before].next != c->unit)
		before = o->at[before].next;
	while (o->at[last].next != ITEM_NONE && o->at[last].next < o->units &&
	    lies_in(d, o->at[last].next, c->unit))
		last = o->at[last].next;
	o->at[before].next = o->at[last].next;
	o->at[last].next = o->at[to].next;
	o->at[to].next = c->unit;
}

/* As the party's proposals have it; or, for brackets, with what would be new only. */
static void order_make(
    struct order *o, struct arena *a, const struct draft *d, const struct plain_order *order)
{
	order_init(o, a, d);
	for (uint32_t i = 0; i < d->changes_count && order->form != PLAIN_CLEAN; i++) {
		const struct unit_change *c = &d->changes[i];
		const struct draft_proposal *p = draft_proposal_of(d, c->proposal);

		if (order->form == PLAIN_PARTY && (p == NULL || !draft_stands(p, order->party)))
			continue;
		if (c->op == OP_NEW || (c->op == OP_MOVE && order->form == PLAIN_BRACKETS))
			order_insert(o, c);
		else if (order->form == PLAIN_BRACKETS)
			continue;
		else if (c->op == OP_MOVE)
			order_move(o, d, c);
		else if (c->op == OP_DELETE)
			o->is_gone[c->unit] = true;
		else
			o->text[c->unit] = c->text;
	}
}

static const uint32_t *changers_of(
    struct arena *a, const struct draft *d, uint32_t unit, enum unit_op op, uint32_t *count)
{
	uint32_t *by = arena_array(a, uint32_t, d->changes_count + 1);

	*count = 0;
	for (uint32_t i = 0; i < d->changes_count; i++)
		if (d->changes[i].op == op && d->changes[i].unit == unit)
			by[(*count)++] = d->changes[i].proposal;
	return by;
}

/* "[OP3]{move: KAZ}" where a unit would go; its words where it has no label. */
static void line_stub(struct line *l, const struct unit_change *c)
{
	const struct draft_unit *u = &l->draft->units[c->unit];

	line_mark(l, S("["));
	line_bytes(l, u->label.n > 0 ? u->label : u->id);
	line_mark(l, S("]"));
	line_by(l, S("move: "), &c->proposal, 1);
}

static void line_change(struct line *l, const struct unit_change *c)
{
	if (c->op == OP_MOVE) {
		line_stub(l, c);
		return;
	}
	if (l->order->form == PLAIN_PARTY) {
		line_bytes(l, c->text);
		return;
	}
	line_mark(l, S("["));
	line_bytes(l, c->text);
	line_mark(l, S("]"));
	line_by(l, STR_NONE, &c->proposal, 1);
}

static void line_end(struct line *l)
{
	buf_byte(l->out, '\n');
	l->is_fresh = true;
	l->is_digits = false;
}

/* The unit with brackets around it where somebody would do without it, and what would replace it. */
static void line_contested(struct line *l, struct arena *a, uint32_t unit)
{
	const struct draft *d = l->draft;
	uint32_t deleters, alts;
	const uint32_t *by = changers_of(a, d, unit, OP_DELETE, &deleters);

	(void)changers_of(a, d, unit, OP_ALTERNATIVE, &alts);
	if (deleters + alts > 0)
		line_mark(l, S("["));
	line_unit(l, a, &d->units[unit]);
	if (deleters + alts > 0)
		line_mark(l, S("]"));
	if (deleters > 0)
		line_by(l, S("del: "), by, deleters);
	for (uint32_t i = 0; i < d->changes_count && alts > 0; i++) {
		if (d->changes[i].op != OP_ALTERNATIVE || d->changes[i].unit != unit)
			continue;
		buf_put(l->out, S("\n\n"));
		line_change(l, &d->changes[i]);
	}
}

static void line_item(struct line *l, struct arena *a, const struct order *o, const struct item *item)
{
	const struct draft_unit *u;

	if (item->change != NULL) {
		line_change(l, item->change);
		return;
	}
	u = &l->draft->units[item->unit];
	if (l->order->is_markdown && (u->kind == UNIT_TITLE || u->kind == UNIT_HEADING ||
	    u->kind == UNIT_ANNEX))
		buf_put(l->out, u->kind == UNIT_TITLE ? S("# ") : S("## "));
	line_bytes(l, u->label);
	if (u->label.n > 0)
		buf_byte(l->out, ' ');
	if (l->order->form == PLAIN_BRACKETS)
		line_contested(l, a, item->unit);
	else if (o->text[item->unit].p != NULL)
		line_bytes(l, o->text[item->unit]);
	else
		line_unit(l, a, u);
}

void plain_draft(
    struct buf *out, struct arena *a, const struct draft *d, const struct plain_order *order)
{
	struct line l = { out, d, order, true, false };
	struct order o;
	bool is_first = true;

	order_make(&o, a, d, order);
	for (uint32_t i = o.at[o.units].next; i != ITEM_NONE && !out->failed; i = o.at[i].next) {
		if (o.at[i].change == NULL && o.is_gone[i])
			continue;
		if (!is_first)
			line_end(&l);
		is_first = false;
		line_item(&l, a, &o, &o.at[i]);
		line_end(&l);
	}
}
