#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/limits.h"
#include "text/diff.h"
#include "text/reading.h"
#include "text/token.h"
#include "view/docx_priv.h"

struct piece {
	enum docx_mark mark;
	struct str text;
};

struct pieces {
	struct piece *at;
	uint32_t count;
};

struct copier {
	struct docx_writer *w;
	const struct draft *draft;
	struct str party;
	const struct unit_change *own; /* what the party does with whole units */
	uint32_t own_count;
	bool *is_explained; /* by row of the draft's proposals: its rationale is in a comment */
	uint32_t asks;
};

/* ---- text and edits as pieces ---- */

static struct str piece_text(struct copier *c, struct words w)
{
	struct buf b;
	buf_init(&b, c->w->arena, UNIT_BYTES_MAX);
	words_piece(c->draft->words, &b, w);
	return buf_str(&b);
}

static void piece_add(struct pieces *p, enum docx_mark mark, struct str text)
{
	if (text.n > 0)
		p->at[p->count++] = (struct piece){ mark, text };
}

/* The white space that a word begins with. */
static struct str lead_of(struct str text)
{
	return str_sub(text, 0, text.n - token_core(text).n);
}

/*
 * The beginning of a paragraph, where the first word is held with a space that nobody sees: that of
 * the first words on either side goes, and where the first words are only put in or only deleted, the
 * space behind them goes with them.
 */
static void pieces_begin(struct arena *a, struct pieces *p)
{
	struct piece *first = p->at, *next = p->count > 1 ? p->at + 1 : NULL;
	struct buf b;
	if (p->count == 0)
		return;
	first->text = token_core(first->text);
	if (first->mark == MARK_PLAIN || next == NULL)
		return;
	if (next->mark == MARK_PLAIN) {
		struct str lead = lead_of(next->text);
		buf_init(&b, a, first->text.n + lead.n + 1);
		buf_put(&b, first->text);
		buf_put(&b, lead);
		first->text = buf_str(&b);
	}
	next->text = token_core(next->text);
}

static struct pieces pieces_of(struct copier *c, struct words base, struct edits edits)
{
	struct pieces p = { arena_array(c->w->arena, struct piece, edits.count * 3 + 1), 0 };
	uint32_t at = 0;
	for (uint32_t i = 0; i <= edits.count; i++) {
		const struct edit *e = i < edits.count ? &edits.at[i] : NULL;
		uint32_t lo = e != NULL ? e->lo : base.count;
		if (lo > at)
			piece_add(&p, MARK_PLAIN, piece_text(c, (struct words){ base.at + at, lo - at }));
		if (e == NULL)
			break;
		if (e->hi > lo)
			piece_add(
			    &p, MARK_DELETED, piece_text(c, (struct words){ base.at + lo, e->hi - lo }));
		if (e->text.count > 0)
			piece_add(&p, MARK_INSERTED, piece_text(c, e->text));
		at = e->hi;
	}
	pieces_begin(c->w->arena, &p);
	return p;
}

static void pieces_put(struct copier *c, const struct pieces *p)
{
	for (uint32_t i = 0; i < p->count; i++)
		docx_run_put(c->w, LOOK_TEXT, p->at[i].mark, p->at[i].text);
}

/* ---- what is the party's own ---- */

static bool is_own(const struct copier *c, uint32_t id)
{
	const struct draft_proposal *p = draft_proposal_of(c->draft, id);
	return p != NULL && c->party.n > 0 && str_eq(p->party, c->party);
}

static void own_collect(struct copier *c)
{
	const struct draft *d = c->draft;
	struct unit_change *own = arena_array(c->w->arena, struct unit_change, d->changes_count + 1);
	for (uint32_t i = 0; i < d->changes_count; i++)
		if (is_own(c, d->changes[i].proposal))
			own[c->own_count++] = d->changes[i];
	c->own = own;
}

/* The first own change of this sort of the unit, or NULL. */
static const struct unit_change *own_change(const struct copier *c, uint32_t unit, enum unit_op op)
{
	for (uint32_t i = 0; i < c->own_count; i++)
		if (c->own[i].unit == unit && c->own[i].op == op)
			return &c->own[i];
	return NULL;
}

/* The edits of the party: those of its one proposal, or what its reading makes of several. */
static struct edits own_edits(struct copier *c, const struct draft_unit *u)
{
	struct arena *a = c->w->arena;
	uint32_t *ids = arena_array(a, uint32_t, u->proposals.count + 1), count = 0;
	struct edits only = { NULL, 0 };
	struct asks asks = { NULL, 0 };
	for (uint32_t i = 0; i < u->proposals.count; i++) {
		if (!is_own(c, u->proposals.at[i].id))
			continue;
		only = u->proposals.at[i].edits;
		ids[count++] = u->proposals.at[i].id;
	}
	if (count < 2)
		return only;
	struct words reading =
	    reading_of(a, u->base, u->choices, (struct backing){ ids, count }, &asks);
	c->asks += asks.count;
	return edits_between(a, c->draft->words, u->base, reading);
}

/* ---- comments ---- */

static bool touches(const struct copier *c, uint32_t unit, uint32_t proposal)
{
	const struct draft_unit *u = &c->draft->units[unit];
	for (uint32_t i = 0; i < u->proposals.count; i++)
		if (u->proposals.at[i].id == proposal)
			return true;
	for (uint32_t i = 0; i < c->own_count; i++)
		if (c->own[i].unit == unit && c->own[i].proposal == proposal)
			return true;
	return false;
}

static void comment_put(struct docx_writer *w, const struct draft_proposal *p)
{
	struct xml *x = &w->comments;
	xml_open(x, "w:comment");
	xml_attr_number(x, "w:id", w->comments_count);
	xml_attr(x, "w:author", w->author);
	xml_attr(x, "w:date", w->at);
	xml_open(x, "w:p");
	xml_open(x, "w:r");
	xml_open(x, "w:t");
	xml_attr(x, "xml:space", S("preserve"));
	xml_text(x, p->rationale);
	xml_close(x);
	xml_close(x);
	xml_close(x);
	xml_close(x);
	xml_open(&w->x, "w:r");
	xml_open(&w->x, "w:commentReference");
	xml_attr_number(&w->x, "w:id", w->comments_count++);
	xml_close(&w->x);
	xml_close(&w->x);
}

static void comments_put(struct copier *c, uint32_t unit)
{
	for (uint32_t i = 0; i < c->draft->proposals_count; i++) {
		const struct draft_proposal *p = &c->draft->proposals[i];
		if (c->is_explained[i] || p->rationale.n == 0 || !str_eq(p->party, c->party))
			continue;
		if (!touches(c, unit, p->id))
			continue;
		c->is_explained[i] = true;
		comment_put(c->w, p);
	}
}

/* ---- paragraphs ---- */

/* Opens or closes the range that Word asks of what is moved; both ends have one name. */
static uint32_t move_open(struct docx_writer *w, const char *element, uint32_t unit)
{
	uint32_t id = w->next_id;
	struct buf name;
	buf_init(&name, w->arena, 40);
	buf_put(&name, S("move"));
	buf_dec(&name, unit);
	xml_open(&w->x, element);
	docx_change_attrs(w);
	xml_attr(&w->x, "w:name", buf_str(&name));
	xml_close(&w->x);
	return id;
}

static void id_put(struct docx_writer *w, const char *element, uint32_t id)
{
	xml_open(&w->x, element);
	xml_attr_number(&w->x, "w:id", id);
	xml_close(&w->x);
}

/* A paragraph that the party would have here: new, or brought from elsewhere. */
static void arrival_put(struct copier *c, const struct unit_change *change)
{
	struct docx_writer *w = c->w;
	if (change->op == OP_NEW) {
		docx_paragraph_open(w, change->kind, MARK_INSERTED);
		docx_run_put(w, LOOK_TEXT, MARK_INSERTED, change->text);
		docx_paragraph_close(w);
		return;
	}
	const struct draft_unit *u = &c->draft->units[change->unit];
	docx_paragraph_open(w, u->kind, MARK_MOVED_TO);
	uint32_t id = move_open(w, "w:moveToRangeStart", change->unit);
	docx_label_put(w, u->label, MARK_MOVED_TO);
	docx_run_put(w, LOOK_TEXT, MARK_MOVED_TO, u->texts[0].text);
	id_put(w, "w:moveToRangeEnd", id);
	docx_paragraph_close(w);
}

static void arrivals_put(struct copier *c, uint32_t after)
{
	for (uint32_t i = 0; i < c->own_count; i++) {
		const struct unit_change *change = &c->own[i];
		bool is_new = change->op == OP_NEW && change->unit == after;
		if (is_new || (change->op == OP_MOVE && change->after == after))
			arrival_put(c, change);
	}
}

static uint32_t bookmark_open(struct docx_writer *w, struct str unit_id)
{
	uint32_t id = w->next_id++;
	struct buf name;
	buf_init(&name, w->arena, DOCX_BOOKMARK_BYTES_MAX);
	docx_bookmark_put(&name, unit_id);
	xml_open(&w->x, "w:bookmarkStart");
	xml_attr_number(&w->x, "w:id", id);
	xml_attr(&w->x, "w:name", buf_str(&name));
	xml_close(&w->x);
	return id;
}

static void unit_put(struct copier *c, uint32_t unit)
{
	struct docx_writer *w = c->w;
	const struct draft_unit *u = &c->draft->units[unit];
	const struct unit_change *alternative = own_change(c, unit, OP_ALTERNATIVE);
	bool is_moved = own_change(c, unit, OP_MOVE) != NULL;
	enum docx_mark mark = MARK_PLAIN;
	uint32_t move = 0, bookmark;
	if (own_change(c, unit, OP_DELETE) != NULL)
		mark = MARK_DELETED;
	else if (is_moved)
		mark = MARK_MOVED_FROM;
	docx_paragraph_open(w, u->kind, mark);
	bookmark = bookmark_open(w, u->id);
	if (mark == MARK_MOVED_FROM)
		move = move_open(w, "w:moveFromRangeStart", unit);
	docx_label_put(w, u->label, mark);
	if (mark != MARK_PLAIN) {
		docx_run_put(w, LOOK_TEXT, mark, u->texts[0].text);
	} else if (alternative != NULL) {
		docx_run_put(w, LOOK_TEXT, MARK_DELETED, u->texts[0].text);
		docx_run_put(w, LOOK_TEXT, MARK_INSERTED, alternative->text);
	} else {
		struct pieces p = pieces_of(c, u->base, own_edits(c, u));
		pieces_put(c, &p);
	}
	if (mark == MARK_MOVED_FROM)
		id_put(w, "w:moveFromRangeEnd", move);
	comments_put(c, unit);
	id_put(w, "w:bookmarkEnd", bookmark);
	docx_paragraph_close(w);
}

enum rc docx_copy_render(
    struct arena *a, const struct docx_copy *copy, struct docx_parts *out, struct err *err)
{
	struct docx_writer w;
	struct buf at;
	enum rc rc = docx_begin(&w, a, copy->draft, err);
	if (rc != RC_OK)
		return rc;
	buf_init(&at, a, 40);
	moment_put(&at, copy->at, false);
	w.at = buf_str(&at);
	w.author = copy->party;
	w.is_tracked = true;
	struct copier c = { .w = &w, .draft = copy->draft, .party = copy->party };
	c.is_explained = arena_array(a, bool, copy->draft->proposals_count + 1);
	own_collect(&c);
	arrivals_put(&c, DRAFT_NONE);
	for (uint32_t i = 0; i < copy->draft->units_count; i++) {
		unit_put(&c, i);
		arrivals_put(&c, i);
	}
	rc = docx_end(&w, out, err);
	if (rc == RC_OK)
		out->asks = c.asks;
	return rc;
}
