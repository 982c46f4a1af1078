#include "unit/convert/made.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "lib/text_make.h"
#include "text/diff.h"
#include "text/token.h"

#define UNITS_MAX 6
#define ID_MAX 64

static struct str numbered(struct arena *a, struct str before, uint32_t n)
{
	struct buf b;
	buf_init(&b, a, 40);
	buf_put(&b, before);
	buf_dec(&b, n);
	return buf_str(&b);
}

struct str made_party(struct arena *a, uint32_t id)
{
	return numbered(a, S("P"), id);
}

/* The five words of text_unit_draw. */
static void alphabet_put(struct lexicon *l)
{
	static const struct str words[] = { { " alpha", 6 }, { " 12", 3 }, { " \xd1\x8f", 3 }, { " &", 2 },
		{ " A/RES/78/272", 13 } };
	for (uint32_t i = 0; i < CM_COUNT(words); i++) {
		uint32_t n;
		struct err err;
		cm_assert(lexicon_put(l, words[i], &n, &err) == RC_OK && n == i);
	}
}

static void proposals_put(struct made *m, struct gen *g, uint32_t count)
{
	struct draft_proposal *p = arena_array(m->arena, struct draft_proposal, count + 1);
	for (uint32_t i = 0; i < count; i++) {
		p[i].id = i + 1;
		p[i].code = numbered(m->arena, S("p-"), i + 1);
		p[i].party = p[i].short_name = made_party(m->arena, i + 1);
		p[i].lang = m->draft.lang;
		p[i].rationale = gen_chance(g, 1, 4) ? S("because <we> \"may\"") : STR_NONE;
	}
	m->draft.proposals = p;
	m->draft.proposals_count = count;
}

static void draft_begin(struct made *m, struct gen *g, struct arena *a)
{
	static const struct str langs[] = { { "en", 2 }, { "ru", 2 }, { "ar", 2 }, { "zh", 2 } };
	*m = (struct made){ .arena = a };
	lexicon_init(&m->words, a, 7);
	m->draft.code = S("draft-1");
	m->draft.symbol = S("CICA/D/1/Rev.2");
	m->draft.revision = (uint32_t)gen_below(g, 5);
	m->draft.lang = langs[gen_below(g, CM_COUNT(langs))];
	m->draft.words = &m->words;
}

static void unit_begin(struct made *m, struct gen *g, struct draft_unit *u, uint32_t number)
{
	static const struct str labels[] = { { NULL, 0 }, { "PP3", 3 }, { "(a)", 3 }, { "OP2 bis", 7 } };
	u->id = gen_bool(g) ? numbered(m->arena, S("u"), number) : numbered(m->arena, S("Unit-"), number);
	u->kind = (enum unit_kind)gen_below(g, UNIT_KIND__COUNT);
	u->parent = DRAFT_NONE;
	u->label = labels[gen_below(g, CM_COUNT(labels))];
}

static void unit_end(struct made *m, struct draft_unit *u)
{
	struct unit_text *t = arena_new(m->arena, struct unit_text);
	struct buf b;
	struct err err;
	buf_init(&b, m->arena, UNIT_BYTES_MAX);
	words_text(&m->words, &b, u->base);
	t->lang = m->draft.lang;
	t->text = buf_str(&b);
	u->texts = t;
	u->texts_count = 1;
	cm_assert(consolidate(m->arena, u->base, u->proposals, &u->choices, &err) == RC_OK);
}

void made_small(struct made *m, struct gen *g, struct arena *a)
{
	uint32_t count = 1 + (uint32_t)gen_below(g, UNITS_MAX);
	struct draft_unit *units = arena_array(a, struct draft_unit, count);
	draft_begin(m, g, a);
	alphabet_put(&m->words);
	for (uint32_t i = 0; i < count; i++) {
		struct drawn_unit t;
		text_unit_draw(g, a, &t);
		unit_begin(m, g, &units[i], i);
		units[i].base = t.base;
		units[i].proposals = t.proposals;
		unit_end(m, &units[i]);
	}
	m->draft.units = units;
	m->draft.units_count = count;
	proposals_put(m, g, ID_MAX);
}

static struct words cut(struct made *m, struct str text)
{
	struct words w;
	struct err err;
	cm_assert(words_cut(&m->words, m->arena, text, &w, &err) == RC_OK);
	return w;
}

void made_prose(struct made *m, struct gen *g, struct arena *a)
{
	uint32_t count = 1 + (uint32_t)gen_below(g, UNITS_MAX);
	struct draft_unit *units = arena_array(a, struct draft_unit, count);
	draft_begin(m, g, a);
	for (uint32_t i = 0; i < count; i++) {
		struct str text = text_make_prose(g, a, 30);
		struct proposal *p = arena_array(a, struct proposal, 3);
		unit_begin(m, g, &units[i], i);
		units[i].base = cut(m, text);
		for (uint32_t j = 0; j < 3; j++) {
			struct words w = cut(m, token_trim(text_make_change(g, a, text)));
			struct edits e = edits_between(a, &m->words, units[i].base, w);
			if (e.count > 0)
				p[units[i].proposals.count++] = (struct proposal){ j + 1, e, 0 };
		}
		units[i].proposals.at = p;
		unit_end(m, &units[i]);
	}
	m->draft.units = units;
	m->draft.units_count = count;
	proposals_put(m, g, 3);
}

void made_changes(struct made *m, struct gen *g)
{
	struct draft *d = &m->draft;
	struct unit_change *c = arena_array(m->arena, struct unit_change, d->units_count + 1);
	struct draft_proposal *p = arena_array(m->arena, struct draft_proposal, d->proposals_count + 1);
	uint32_t id = d->proposals_count + 1;
	memcpy(p, d->proposals, d->proposals_count * sizeof(*p));
	p[d->proposals_count++] = (struct draft_proposal){ .id = id,
		.code = S("p-w"), .party = S("W"), .short_name = S("W"), .lang = d->lang };
	d->proposals = p;
	for (uint32_t i = 0; i < d->units_count; i++) {
		if (gen_bool(g))
			continue;
		struct unit_change *change = &c[d->changes_count++];
		change->proposal = id;
		change->unit = i;
		change->op = (enum unit_op)gen_below(g, 3); /* NEW, DELETE, ALTERNATIVE */
		change->kind = UNIT_PARAGRAPH;
		if (change->op != OP_DELETE)
			change->text = numbered(m->arena, S("Something else, number "), i);
	}
	d->changes = c;
}
