#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "text/token.h"
#include "view/docx_priv.h"

struct roller {
	struct docx_writer *w;
	const struct draft *draft;
};

static struct str text_of(struct roller *r, struct words words, bool is_first)
{
	struct buf b;
	buf_init(&b, r->w->arena, UNIT_BYTES_MAX);
	if (is_first)
		words_text(r->draft->words, &b, words);
	else
		words_piece(r->draft->words, &b, words);
	return buf_str(&b);
}

static void mark_put(struct roller *r, struct str mark)
{
	docx_run_put(r->w, LOOK_BRACKET, MARK_PLAIN, mark);
}

/* ---- who ---- */

struct names {
	struct buf b;
	struct str *seen;
	uint32_t count, max;
};

static void name_add(struct names *n, struct str name)
{
	for (uint32_t i = 0; i < n->count; i++)
		if (str_eq(n->seen[i], name))
			return;
	cm_assert(n->count < n->max);
	n->seen[n->count++] = name;
	if (n->count > 1)
		buf_put(&n->b, S(", "));
	buf_put(&n->b, name);
}

/* "{KAZ, KOR}" or "{del: IRN}": authors and who stands with them, each once. */
static void by_put(struct roller *r, struct str before, const uint32_t *ids, uint32_t count)
{
	struct names n = { .max = 0 };
	for (uint32_t i = 0; i < count; i++) {
		const struct draft_proposal *p = draft_proposal_of(r->draft, ids[i]);
		n.max += p != NULL ? 1 + p->cosponsors_count : 0;
	}
	n.seen = arena_array(r->w->arena, struct str, n.max + 1);
	buf_init(&n.b, r->w->arena, DOCX_PART_BYTES_MAX);
	buf_byte(&n.b, '{');
	buf_put(&n.b, before);
	for (uint32_t i = 0; i < count; i++) {
		const struct draft_proposal *p = draft_proposal_of(r->draft, ids[i]);
		if (p == NULL)
			continue;
		name_add(&n, p->short_name.n > 0 ? p->short_name : p->party);
		bool is_named = r->draft->attribution == ATTRIBUTION_NAMES;
		for (uint32_t j = 0; is_named && j < p->cosponsors_count; j++)
			name_add(&n, p->cosponsors[j]);
	}
	buf_byte(&n.b, '}');
	docx_run_put(r->w, LOOK_BY, MARK_PLAIN, buf_str(&n.b));
}

/* ---- choices in a text ---- */

/* The white space that the words begin with stands before their bracket. */
static struct words lead_put(struct roller *r, struct words words, bool is_first, struct str *first)
{
	struct str word = lexicon_word(r->draft->words, words.at[0]), core = token_core(word);
	if (!is_first)
		docx_run_put(r->w, LOOK_TEXT, MARK_PLAIN, str_sub(word, 0, word.n - core.n));
	*first = core;
	return (struct words){ words.at + 1, words.count - 1 };
}

static void alternatives_put(struct roller *r, const struct choice *c)
{
	struct str first;
	for (uint32_t i = 0; i < c->alt_count; i++)
		if (c->alts[i].text.count == 0)
			by_put(r, S("del: "), c->alts[i].by, c->alts[i].by_count);
	for (uint32_t i = 0; i < c->alt_count; i++) {
		if (c->alts[i].text.count == 0)
			continue;
		struct words rest = lead_put(r, c->alts[i].text, false, &first);
		mark_put(r, S("["));
		docx_run_put(r->w, LOOK_TEXT, MARK_PLAIN, first);
		docx_run_put(r->w, LOOK_TEXT, MARK_PLAIN, text_of(r, rest, false));
		mark_put(r, S("]"));
		by_put(r, STR_NONE, c->alts[i].by, c->alts[i].by_count);
	}
}

/* Between an opening bracket and its first words nothing is put, whatever white space they have. */
static void text_put(struct roller *r, const struct draft_unit *u)
{
	struct choice_walk walk;
	enum choice_event event;
	bool is_first = true;
	choice_walk_init(&walk, u->base, u->choices);
	while ((event = choice_walk_next(&walk)) != CHOICE_END) {
		bool is_range = event != CHOICE_WORDS && walk.choice->lo < walk.choice->hi;
		if (event == CHOICE_WORDS && walk.words.count > 0) {
			docx_run_put(
			    r->w, LOOK_TEXT, MARK_PLAIN, text_of(r, walk.words, is_first));
			is_first = false;
		} else if (event == CHOICE_OPENS && is_range) {
			struct str first;
			struct words words = { u->base.at + walk.choice->lo, 1 };
			(void)lead_put(r, words, is_first, &first);
			mark_put(r, S("["));
			is_first = true;
		} else if (event == CHOICE_CLOSES) {
			if (is_range)
				mark_put(r, S("]"));
			alternatives_put(r, walk.choice);
			is_first = false;
		}
	}
}

/* ---- units as a whole ---- */

/* Is this the first change that says the same, so that it stands for all of them? *ids: of all. */
static bool change_leads(struct roller *r, uint32_t row, uint32_t **ids, uint32_t *count)
{
	const struct draft *d = r->draft;
	const struct unit_change *c = &d->changes[row];
	*ids = arena_array(r->w->arena, uint32_t, d->changes_count);
	*count = 0;
	for (uint32_t i = 0; i < d->changes_count; i++) {
		const struct unit_change *other = &d->changes[i];
		bool is_same = other->op == c->op && other->unit == c->unit && str_eq(other->text, c->text);
		if (!is_same || (c->op == OP_MOVE && other->after != c->after) ||
		    (c->op == OP_NEW && other->kind != c->kind))
			continue;
		if (i < row)
			return false;
		(*ids)[(*count)++] = other->proposal;
	}
	return true;
}

static struct str label_of(struct roller *r, uint32_t unit)
{
	if (unit == DRAFT_NONE)
		return S("0");
	const struct draft_unit *u = &r->draft->units[unit];
	return u->label.n > 0 ? u->label : u->id;
}

static struct str joined(struct roller *r, struct str before, struct str label, struct str behind)
{
	struct buf b;
	buf_init(&b, r->w->arena, before.n + label.n + behind.n + 1);
	buf_put(&b, before);
	buf_put(&b, label);
	buf_put(&b, behind);
	return buf_str(&b);
}

/* A paragraph "[text]{KAZ}" under this label. */
static void offered_put(struct roller *r, enum unit_kind kind, struct str label, struct str text,
    const struct unit_change *by)
{
	uint32_t *ids, count;
	if (!change_leads(r, (uint32_t)(by - r->draft->changes), &ids, &count))
		return;
	docx_paragraph_open(r->w, kind, MARK_PLAIN);
	docx_label_put(r->w, label, MARK_PLAIN);
	mark_put(r, S("["));
	docx_run_put(r->w, LOOK_TEXT, MARK_PLAIN, text);
	mark_put(r, S("]"));
	by_put(r, STR_NONE, ids, count);
	docx_paragraph_close(r->w);
}

/* What proposals would have behind this unit: alternatives, moved and new ones. */
static void behind_put(struct roller *r, uint32_t unit)
{
	const struct draft *d = r->draft;
	for (uint32_t i = 0; i < d->changes_count; i++) {
		const struct unit_change *c = &d->changes[i];
		if (c->op == OP_ALTERNATIVE && c->unit == unit)
			offered_put(r, d->units[unit].kind,
			    joined(r, d->units[unit].label, S(" alt"), STR_NONE), c->text, c);
	}
	for (uint32_t i = 0; i < d->changes_count; i++) {
		const struct unit_change *c = &d->changes[i];
		if (c->op == OP_MOVE && c->after == unit)
			offered_put(r, d->units[c->unit].kind, STR_NONE,
			    joined(r, label_of(r, c->unit), S(" here"), STR_NONE), c);
		else if (c->op == OP_NEW && c->unit == unit)
			offered_put(r, c->kind, STR_NONE, c->text, c);
	}
}

static void unit_put(struct roller *r, uint32_t unit)
{
	const struct draft *d = r->draft;
	const struct draft_unit *u = &d->units[unit];
	bool is_contested = false;
	uint32_t *ids, count;
	for (uint32_t i = 0; i < d->changes_count; i++)
		is_contested |= d->changes[i].unit == unit && d->changes[i].op != OP_NEW;
	docx_paragraph_open(r->w, u->kind, MARK_PLAIN);
	docx_label_put(r->w, u->label, MARK_PLAIN);
	if (is_contested)
		mark_put(r, S("["));
	text_put(r, u);
	if (is_contested)
		mark_put(r, S("]"));
	for (uint32_t i = 0; i < d->changes_count; i++) {
		const struct unit_change *c = &d->changes[i];
		bool is_told = c->op == OP_DELETE || c->op == OP_MOVE;
		if (c->unit != unit || !is_told || !change_leads(r, i, &ids, &count))
			continue;
		by_put(r,
		    c->op == OP_DELETE ? S("del: ")
				       : joined(r, S("move after "), label_of(r, c->after), S(": ")),
		    ids, count);
	}
	docx_paragraph_close(r->w);
	behind_put(r, unit);
}

enum rc docx_rolling_render(
    struct arena *a, const struct draft *d, struct docx_parts *out, struct err *err)
{
	struct docx_writer w;
	enum rc rc = docx_begin(&w, a, d, err);
	if (rc != RC_OK)
		return rc;
	struct roller r = { &w, d };
	if (d->symbol.n > 0) {
		docx_paragraph_open(&w, UNIT_NOTE, MARK_PLAIN);
		docx_run_put(&w, LOOK_BY, MARK_PLAIN, d->symbol);
		docx_paragraph_close(&w);
	}
	behind_put(&r, DRAFT_NONE);
	for (uint32_t i = 0; i < d->units_count; i++)
		unit_put(&r, i);
	return docx_end(&w, out, err);
}
