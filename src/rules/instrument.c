#include "rules/instrument.h"

#include "base/arena.h"
#include "base/encode.h"
#include "proof/sha.h"
#include "rules/judge.h"

struct str instrument_state_name(enum instrument_state s)
{
	static const struct str names[INSTRUMENT_STATE__COUNT] = {
		[INSTRUMENT_TABLED] = { "tabled", 6 },
		[INSTRUMENT_OPEN] = { "open", 4 },
		[INSTRUMENT_FINISHED] = { "finished", 8 },
		[INSTRUMENT_ABANDONED] = { "abandoned", 9 },
	};
	cm_assert(s < INSTRUMENT_STATE__COUNT);
	return names[s];
}

struct str proposal_state_name(enum proposal_state s)
{
	static const struct str names[PROPOSAL_STATE__COUNT] = {
		[PROPOSAL_LIVE] = { "live", 4 },
		[PROPOSAL_WITHDRAWN] = { "withdrawn", 9 },
		[PROPOSAL_DONE] = { "done", 4 },
		[PROPOSAL_LOST] = { "lost", 4 },
	};
	cm_assert(s < PROPOSAL_STATE__COUNT);
	return names[s];
}

uint32_t instrument_count(const struct forum *f)
{
	return f->instruments.count;
}

const struct instrument *instrument_at(const struct forum *f, uint32_t at)
{
	return table_at(&f->instruments, at);
}

const struct instrument *instrument_find(const struct forum *f, struct str code)
{
	uint32_t at = map_get(&f->instrument_by_code, code);
	return at == MAP_NONE ? NULL : table_at(&f->instruments, at);
}

struct str unit_key(char room[UNIT_KEY_BYTES], struct str text, struct str id)
{
	cm_assert(text.n + 1 + id.n <= UNIT_KEY_BYTES);
	memcpy(room, text.p, text.n);
	room[text.n] = '/';
	memcpy(room + text.n + 1, id.p, id.n);
	return (struct str){ room, text.n + 1 + id.n };
}

const struct instrument_unit *instrument_unit_find(const struct forum *f, struct str text,
    struct str id)
{
	char room[UNIT_KEY_BYTES];
	uint32_t at = map_get(&f->unit_by_key, unit_key(room, text, id));
	return at == MAP_NONE ? NULL : table_at(&f->text_units, at);
}

const struct instrument_unit *instrument_unit_at(const struct forum *f,
    const struct instrument *of, uint32_t place)
{
	cm_assert(place < of->order_count);
	return table_at(&f->text_units, of->order[place]);
}

const struct instrument_unit *instrument_unit_row(const struct forum *f, uint32_t row)
{
	return table_at(&f->text_units, row);
}

const struct instrument_proposal *instrument_proposal_find(const struct forum *f,
    const struct instrument *of, int64_t number)
{
	if (number < 1 || number > of->proposals.count)
		return NULL;
	return table_at(&f->text_proposals, of->proposals.at[number - 1]);
}

const struct instrument_position *instrument_position_at(const struct forum *f,
    const struct instrument *of, uint32_t rank)
{
	cm_assert(rank < of->positions.count);
	return table_at(&f->text_positions, of->positions.at[rank]);
}

struct hash instrument_hash(const struct forum *f, const struct instrument *of)
{
	struct sha256_run run;
	struct hash hash;
	sha256_begin(&run);
	for (uint32_t i = 0; i < of->order_count; i++) {
		const struct instrument_unit *u = instrument_unit_at(f, of, i);
		sha256_add(&run, u->id.p, u->id.n);
		sha256_add(&run, "", 1);
		sha256_add(&run, u->hash.bytes, sizeof u->hash.bytes);
	}
	sha256_end(&run, &hash);
	return hash;
}

bool instrument_unit_is_contested(const struct forum *f, const struct instrument *of, struct str unit)
{
	for (uint32_t i = 0; i < of->proposals.count; i++) {
		const struct instrument_proposal *p =
		    table_at(&f->text_proposals, of->proposals.at[i]);
		for (uint32_t k = 0; k < p->edits_count && p->state == PROPOSAL_LIVE; k++) {
			if (str_eq(p->edits[k].unit, unit))
				return true;
		}
		for (uint32_t k = 0; k < p->changes_count && p->state == PROPOSAL_LIVE; k++) {
			const struct instrument_change *c = &p->changes[k];
			if (c->state == CHANGE_OPEN && c->op != OP_NEW && str_eq(c->unit, unit))
				return true;
		}
	}
	return false;
}

static enum rc edits_cut(struct edits *out, const struct text_desk *desk,
    const struct instrument_proposal *p, struct str unit, struct err *err)
{
	struct edit *at = arena_array(desk->arena, struct edit, p->edits_count);
	uint32_t count = 0;
	for (uint32_t i = 0; i < p->edits_count; i++) {
		const struct instrument_edit *e = &p->edits[i];
		if (!str_eq(e->unit, unit))
			continue;
		at[count] = (struct edit){ .lo = e->from, .hi = e->to };
		enum rc rc =
		    words_cut_piece(desk->lexicon, desk->arena, e->words, &at[count].text, err);
		if (rc != RC_OK)
			return rc;
		count++;
	}
	*out = (struct edits){ at, count };
	return RC_OK;
}

/* `rows`: of the proposals that may have edits on the unit, by number. */
static enum rc work_make(struct unit_work *out, const struct text_desk *desk,
    const struct instrument_unit *unit, const struct vec *rows, struct err *err)
{
	struct proposal *at = arena_array(desk->arena, struct proposal, rows->count);
	const struct strs *order = &desk->of->arrangement.order;
	uint32_t count = 0;
	enum rc rc = words_cut(desk->lexicon, desk->arena, unit->words, &out->base, err);
	for (uint32_t i = 0; i < rows->count && rc == RC_OK; i++) {
		const struct instrument_proposal *p =
		    table_at(&desk->forum->text_proposals, rows->at[i]);
		struct edits edits = { NULL, 0 };
		if (p->state == PROPOSAL_LIVE)
			rc = edits_cut(&edits, desk, p, unit->id, err);
		if (edits.count > 0)
			at[count++] = (struct proposal){ p->number, edits,
				draft_rank(order->at, order->count, p->party) };
	}
	out->proposals = (struct proposals){ at, count };
	if (rc != RC_OK)
		return rc;
	return consolidate(desk->arena, out->base, out->proposals, &out->choices, err);
}

enum rc unit_work_make(struct unit_work *out, const struct text_desk *desk,
    const struct instrument_unit *unit, struct err *err)
{
	return work_make(out, desk, unit, &desk->of->proposals, err);
}

static uint32_t place_of(const struct forum *f, const struct instrument *of, struct str id)
{
	for (uint32_t i = 0; i < of->order_count && id.n > 0; i++) {
		if (str_eq(instrument_unit_at(f, of, i)->id, id))
			return i;
	}
	return DRAFT_NONE;
}

static void unit_texts_fill(struct draft_unit *u, struct arena *a, const struct instrument *of,
    const struct instrument_unit *from)
{
	struct unit_text *at = arena_array(a, struct unit_text, from->translations_count + 1);
	at[0] = (struct unit_text){ .lang = of->lang, .text = from->words,
		.state = TRANSLATION_FINAL };
	for (uint32_t i = 0; i < from->translations_count; i++) {
		const struct instrument_translation *t = &from->translations[i];
		at[1 + i] = (struct unit_text){ t->lang, t->text, t->from,
			!hash_eq(&t->from, &from->hash), t->state };
	}
	u->texts = at;
	u->texts_count = 1 + from->translations_count;
}

/* Of each row of units the rows of the proposals with edits on it. */
static struct vec *proposals_by_unit(const struct text_desk *desk)
{
	const struct forum *f = desk->forum;
	const struct vec *rows = &desk->of->proposals;
	struct vec *by_unit = arena_array(desk->arena, struct vec, f->text_units.count);
	for (uint32_t i = 0; i < rows->count; i++) {
		const struct instrument_proposal *p = table_at(&f->text_proposals, rows->at[i]);
		for (uint32_t k = 0; k < p->edits_count && p->state == PROPOSAL_LIVE; k++) {
			char room[UNIT_KEY_BYTES];
			uint32_t unit =
			    map_get(&f->unit_by_key, unit_key(room, p->text, p->edits[k].unit));
			if (unit == MAP_NONE)
				continue;
			struct vec *of = &by_unit[unit];
			if (of->count == 0 || of->at[of->count - 1] != rows->at[i])
				vec_push(of, desk->arena, rows->at[i]);
		}
	}
	return by_unit;
}

static enum rc draft_units_fill(struct draft *out, const struct text_desk *desk, struct err *err)
{
	const struct instrument *of = desk->of;
	const struct vec *by_unit = proposals_by_unit(desk);
	struct draft_unit *at = arena_array(desk->arena, struct draft_unit, of->order_count);
	for (uint32_t i = 0; i < of->order_count; i++) {
		const struct instrument_unit *from = instrument_unit_at(desk->forum, of, i);
		struct unit_work work;
		enum rc rc = work_make(&work, desk, from, &by_unit[of->order[i]], err);
		if (rc != RC_OK)
			return rc;
		at[i] = (struct draft_unit){ .id = from->id,
			.kind = from->kind,
			.parent = place_of(desk->forum, of, from->parent),
			.label = from->label,
			.status = from->status,
			.base = work.base,
			.proposals = work.proposals,
			.choices = work.choices };
		unit_texts_fill(&at[i], desk->arena, of, from);
	}
	out->units = at;
	out->units_count = of->order_count;
	return RC_OK;
}

static void draft_proposals_fill(struct draft *out, struct arena *a, const struct forum *f,
    const struct instrument *of)
{
	struct draft_proposal *at = arena_array(a, struct draft_proposal, of->proposals.count);
	uint32_t changes = 0, n = 0;
	for (uint32_t i = 0; i < of->proposals.count; i++) {
		const struct instrument_proposal *p = table_at(&f->text_proposals, of->proposals.at[i]);
		if (p->state != PROPOSAL_LIVE)
			continue;
		changes += p->changes_count;
		at[n++] = (struct draft_proposal){ .id = p->number, .party = p->party,
			.short_name = draft_short_name(a, out, p->party, p->number),
			.cosponsors = p->cosponsors.at,
			.cosponsors_count = p->cosponsors.count, .lang = p->lang,
			.rationale = p->rationale, .must_confirm = p->must_confirm };
	}
	out->proposals = at;
	out->proposals_count = n;
	struct unit_change *change = arena_array(a, struct unit_change, changes);
	uint32_t count = 0;
	for (uint32_t i = 0; i < n; i++) {
		const struct instrument_proposal *p = instrument_proposal_find(f, of, at[i].id);
		for (uint32_t k = 0; k < p->changes_count; k++) {
			const struct instrument_change *c = &p->changes[k];
			bool is_new = c->op == OP_NEW;
			if (c->state == CHANGE_OPEN)
				change[count++] = (struct unit_change){ p->number, c->op,
					place_of(f, of, is_new ? c->after : c->unit),
					place_of(f, of, c->after), c->kind, c->words,
					is_new ? c->unit : STR_NONE, c->label, c->parent };
		}
	}
	out->changes = change;
	out->changes_count = count;
}

static const struct draft_group *groups_of(struct arena *a, const struct arrangement *by)
{
	struct draft_group *at = arena_array(a, struct draft_group, by->groups_count);
	for (uint32_t i = 0; i < by->groups_count; i++)
		at[i] = (struct draft_group){ by->groups[i].name, by->groups[i].parties.at,
			by->groups[i].parties.count };
	return at;
}

enum rc instrument_draft(struct draft *out, const struct text_desk *desk, struct err *err)
{
	const struct instrument *of = desk->of;
	*out = (struct draft){ .code = of->code,
		.attribution = of->arrangement.attribution,
		.groups = groups_of(desk->arena, &of->arrangement),
		.groups_count = of->arrangement.groups_count,
		.order = of->arrangement.order.at,
		.order_count = of->arrangement.order.count,
		.revision = of->revisions_count,
		.lang = of->lang,
		.words = desk->lexicon };
	if (of->revisions_count > 0)
		out->symbol = of->revisions[of->revisions_count - 1].symbol;
	draft_proposals_fill(out, desk->arena, desk->forum, of);
	return draft_units_fill(out, desk, err);
}
