#include "view/text_acts.h"

#include "base/arena.h"
#include "base/encode.h"
#include "base/limits.h"
#include "proof/sha.h"
#include "view/json_out.h"

/* One act's edits and changes: what is left of ACT_JSON_BYTES_MAX is for its other members. */
#define PART_BYTES_MAX 36000
#define PART_EDITS_MAX TEXT_EDITS_MAX
#define MEMBERS_BYTES 220 /* of an edit or a change, beside its words */
#define NEW_ID_BYTES 6

static void put_text(struct json_out *w, struct str key, struct str text)
{
	json_out_key(w, key);
	json_out_text(w, text);
}

static void put_number(struct json_out *w, struct str key, int64_t number)
{
	json_out_key(w, key);
	json_out_number(w, number);
}

/* ---- edits ---- */

struct edit_place {
	const struct lexicon *words;
	struct str unit;
	struct hash hash; /* of what the unit says */
};

static struct edit_place place_of(const struct draft *d, const struct draft_unit *u)
{
	struct edit_place of = { .words = d->words, .unit = u->id };
	struct str words = u->texts[0].text;
	sha256(&of.hash, words.p, words.n);
	return of;
}

static void put_edit(struct json_out *w, const struct edit_place *of, const struct edit *e)
{
	struct buf words;
	buf_init(&words, w->out->arena, UNIT_BYTES_MAX);
	words_piece(of->words, &words, e->text);
	json_out_open(w, '{');
	put_number(w, S("from"), e->lo);
	json_out_key(w, S("hash"));
	json_out_hex(w, &of->hash);
	put_number(w, S("to"), e->hi);
	put_text(w, S("unit"), of->unit);
	if (words.n > 0)
		put_text(w, S("words"), buf_str(&words));
	json_out_close(w);
}

void unit_propose_put(struct buf *out, const struct unit_propose *p)
{
	struct json_out w;
	const struct edit_place of = place_of(p->draft, p->unit);
	json_out_begin(&w, out);
	json_out_open(&w, '{');
	json_out_key(&w, S("edits"));
	json_out_open(&w, '[');
	for (uint32_t i = 0; i < p->edits.count; i++)
		put_edit(&w, &of, &p->edits.at[i]);
	json_out_close(&w);
	put_text(&w, S("lang"), p->draft->lang);
	if (p->rationale.n > 0)
		put_text(&w, S("rationale"), p->rationale);
	put_text(&w, S("text"), p->draft->code);
	json_out_close(&w);
	json_out_end(&w);
}

/* ---- a document that came back ---- */

/* Goes through what is proposed, in the order of the document, and says in which part each thing is. */
struct parts {
	uint32_t part, edits;
	size_t bytes;
};

static void parts_add(struct parts *p, size_t bytes, uint32_t edits)
{
	bool is_full = p->bytes + bytes > PART_BYTES_MAX || p->edits + edits > PART_EDITS_MAX;
	if (p->bytes > 0 && is_full) {
		p->part++;
		p->bytes = 0;
		p->edits = 0;
	}
	p->bytes += bytes;
	p->edits += edits;
}

static size_t edits_bytes(const struct lexicon *l, struct edits edits)
{
	size_t bytes = 0;
	for (uint32_t i = 0; i < edits.count; i++) {
		bytes += MEMBERS_BYTES;
		for (uint32_t k = 0; k < edits.at[i].text.count; k++)
			bytes += 2 * lexicon_word(l, edits.at[i].text.at[k]).n;
	}
	return bytes;
}

/* A unit's edits and its change go together: one act may not name a unit in two runs. */
static bool unit_part(struct parts *p, const struct draft *d, const struct returned *back, uint32_t unit)
{
	const struct returned_unit *u = &back->units[unit];
	if (u->state == RETURNED_SAME)
		return false;
	parts_add(p, MEMBERS_BYTES + edits_bytes(d->words, u->edits), u->edits.count);
	return true;
}

static void added_part(struct parts *p, const struct returned_new *n)
{
	parts_add(p, MEMBERS_BYTES + 2 * n->text.n, 1);
}

uint32_t propose_parts(const struct draft *d, const struct returned *back)
{
	struct parts p = { 0, 0, 0 };
	for (uint32_t i = 0; i < d->units_count; i++)
		(void)unit_part(&p, d, back, i);
	for (uint32_t i = 0; i < back->added_count; i++)
		added_part(&p, &back->added[i]);
	return p.bytes > 0 ? p.part + 1 : 0;
}

static struct str id_of(const struct draft *d, uint32_t unit)
{
	return unit == DRAFT_NONE ? STR_NONE : d->units[unit].id;
}

/* An id that the text does not have: of what the unit says and where. */
static void put_new_id(struct json_out *w, const struct draft *d, const struct returned_new *n)
{
	struct sha256_run run;
	struct hash hash;
	char id[1 + 2 * NEW_ID_BYTES] = "n";
	struct str after = id_of(d, n->after);
	sha256_begin(&run);
	sha256_add(&run, after.p, after.n);
	sha256_add(&run, "", 1);
	sha256_add(&run, n->text.p, n->text.n);
	sha256_end(&run, &hash);
	hex_encode(id + 1, hash.bytes, NEW_ID_BYTES);
	put_text(w, S("unit"), (struct str){ id, sizeof id });
}

static void put_change(struct json_out *w, const struct draft *d, const struct returned *back,
    uint32_t unit)
{
	const struct returned_unit *u = &back->units[unit];
	json_out_open(w, '{');
	if (u->state == RETURNED_MOVED && u->after != DRAFT_NONE)
		put_text(w, S("after"), id_of(d, u->after));
	put_text(w, S("op"), u->state == RETURNED_MOVED ? S("move") : S("delete"));
	put_text(w, S("unit"), id_of(d, unit));
	json_out_close(w);
}

static void put_new(struct json_out *w, const struct draft *d, const struct returned_new *n)
{
	json_out_open(w, '{');
	if (n->after != DRAFT_NONE)
		put_text(w, S("after"), id_of(d, n->after));
	put_text(w, S("kind"), unit_kind_name(n->kind));
	put_text(w, S("op"), S("new"));
	put_text(w, S("text"), n->text);
	put_new_id(w, d, n);
	json_out_close(w);
}

static void put_unit_edits(struct json_out *w, const struct draft *d, const struct returned *back,
    uint32_t unit)
{
	const struct edit_place of = place_of(d, &d->units[unit]);
	struct edits edits = back->units[unit].edits;
	for (uint32_t i = 0; i < edits.count; i++)
		put_edit(w, &of, &edits.at[i]);
}

/* Is there anything of a unit for that list? */
static bool is_listed(const struct returned_unit *u, bool is_edits)
{
	if (is_edits)
		return u->edits.count > 0;
	return u->state == RETURNED_MISSING || u->state == RETURNED_MOVED;
}

/* Opened with its first item: an act has no empty list. */
static void list_open(struct json_out *w, bool *is_open, struct str key)
{
	if (*is_open)
		return;
	json_out_key(w, key);
	json_out_open(w, '[');
	*is_open = true;
}

static void put_list(struct json_out *w, const struct propose_order *o, bool is_edits)
{
	struct parts p = { 0, 0, 0 };
	struct str key = is_edits ? S("edits") : S("changes");
	bool is_open = false;
	for (uint32_t i = 0; i < o->draft->units_count; i++) {
		if (!unit_part(&p, o->draft, o->back, i) || p.part != o->part ||
		    !is_listed(&o->back->units[i], is_edits))
			continue;
		list_open(w, &is_open, key);
		if (is_edits)
			put_unit_edits(w, o->draft, o->back, i);
		else
			put_change(w, o->draft, o->back, i);
	}
	for (uint32_t i = 0; i < o->back->added_count; i++) {
		added_part(&p, &o->back->added[i]);
		if (p.part != o->part || is_edits)
			continue;
		list_open(w, &is_open, key);
		put_new(w, o->draft, &o->back->added[i]);
	}
	if (is_open)
		json_out_close(w);
}

void propose_put(struct buf *out, const struct propose_order *o)
{
	struct json_out w;
	json_out_begin(&w, out);
	json_out_open(&w, '{');
	put_list(&w, o, false);
	put_list(&w, o, true);
	put_text(&w, S("lang"), o->draft->lang);
	if (o->rationale.n > 0)
		put_text(&w, S("rationale"), o->rationale);
	put_text(&w, S("text"), o->draft->code);
	json_out_close(&w);
	json_out_end(&w);
}

static bool is_own_reason(const struct draft *d, struct str party, struct str text)
{
	for (uint32_t i = 0; i < d->proposals_count; i++) {
		const struct draft_proposal *p = &d->proposals[i];
		if (party.n > 0 && str_eq(p->party, party) && str_eq(p->rationale, text))
			return true;
	}
	return false;
}

struct str returned_rationale(struct arena *a, const struct draft *d, const struct returned *back,
    struct str party)
{
	struct buf b;
	buf_init(&b, a, PROSE_BYTES_MAX);
	for (uint32_t i = 0; i < back->comments_count; i++) {
		const struct returned_comment *c = &back->comments[i];
		size_t before = b.n;
		if (c->text.n == 0 || is_own_reason(d, party, c->text))
			continue;
		if (b.n > 0)
			buf_byte(&b, '\n');
		if (c->unit != DRAFT_NONE) {
			const struct draft_unit *u = &d->units[c->unit];
			buf_put(&b, u->label.n > 0 ? u->label : u->id);
			buf_put(&b, S(": "));
		}
		buf_put(&b, c->text);
		if (b.failed) { /* whole comments, as many as there is room for */
			b.failed = false;
			b.n = before;
			break;
		}
	}
	return buf_str(&b);
}

/* ---- translations ---- */

void unit_translate_put(struct buf *out, const struct unit_translate *t)
{
	struct json_out w;
	struct hash from;
	sha256(&from, t->from.p, t->from.n);
	json_out_begin(&w, out);
	json_out_open(&w, '{');
	json_out_key(&w, S("from"));
	json_out_hex(&w, &from);
	put_text(&w, S("lang"), t->lang);
	put_text(&w, S("state"), translation_state_name(t->state));
	put_text(&w, S("text"), t->text);
	put_text(&w, S("unit"), t->unit);
	put_text(&w, S("words"), t->words);
	json_out_close(&w);
	json_out_end(&w);
}
