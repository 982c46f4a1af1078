#include "lib/draft_make.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "lib/text_edits.h"
#include "lib/text_make.h"
#include "proof/sha.h"
#include "text/diff.h"
#include "text/token.h"

#define UNITS_MAX 9
#define CHANGES_MAX 5

struct maker {
	struct gen *g;
	struct arena *a;
	struct draft *d;
	struct lexicon *l;
	struct draft_unit *units;
};

static const struct str PARTIES[DRAFT_PARTIES] = {
	{ "kaz", 3 }, { "ind", 3 }, { "irn", 3 }, { "kor", 3 }, { "tur-2", 5 },
};
static const struct str SHORTS[DRAFT_PARTIES] = {
	{ "KAZ", 3 }, { "IND", 3 }, { "IRN", 3 }, { "Республика <K>", 24 }, { "T\"&R", 4 },
};

struct str draft_party(uint32_t at)
{
	return PARTIES[at % DRAFT_PARTIES];
}

static struct str done(const struct buf *b)
{
	struct str s;

	cm_assert(buf_done(b, &s, NULL) == RC_OK);
	return s;
}

/* Only what acts can hold, trimmed. */
static struct str text_allowed(struct arena *a, struct str text)
{
	struct buf b;
	size_t n;

	buf_init(&b, a, 1 << 20);
	for (size_t at = 0; at < text.n; at += n) {
		uint32_t point = utf8_get(text, at, &n);

		if (utf8_allowed(point) && point != 0xFFFE && point != 0xFFFF)
			buf_put(&b, str_sub(text, at, at + n));
	}
	return token_trim(done(&b));
}

static struct str text_draw(struct maker *m, unsigned words)
{
	return text_allowed(m->a, gen_chance(m->g, 1, 3) ? text_make_signs(m->g, m->a, 60) :
	    text_make_prose(m->g, m->a, words));
}

static struct words cut(struct maker *m, struct str text)
{
	struct words w;

	cm_assert(words_cut(m->l, m->a, text, &w, NULL) == RC_OK);
	return w;
}

static struct words cut_piece(struct maker *m, struct str text)
{
	struct words w;

	cm_assert(words_cut_piece(m->l, m->a, text, &w, NULL) == RC_OK);
	return w;
}

static struct str small_text(struct maker *m, struct words numbers)
{
	static const struct str words[] = {
		{ " alpha", 6 }, { " [b]", 4 }, { ",", 1 }, { "各", 3 }, { " x<&\">", 6 },
	};
	struct buf b;

	buf_init(&b, m->a, 4096);
	for (uint32_t i = 0; i < numbers.count; i++)
		buf_put(&b, words[numbers.at[i] % CM_COUNT(words)]);
	return done(&b);
}

/* Edits on small numbers become edits on words; "[b]" and the like are several. */
static void unit_small(struct maker *m, struct draft_unit *u, struct str *text)
{
	struct drawn_unit small;
	struct proposal *list = arena_array(m->a, struct proposal, MADE_PROPOSALS_MAX);
	uint32_t count = 0;

	text_unit_draw(m->g, m->a, &small);
	*text = token_trim(small_text(m, small.base));
	u->base = cut(m, *text);
	for (uint32_t i = 0; i < small.proposals.count; i++) {
		struct edits e = small.proposals.at[i].edits, normal;
		struct edit *sent = arena_array(m->a, struct edit, e.count + 1);
		uint32_t kept = 0;

		for (uint32_t k = 0; k < e.count; k++) {
			struct edit *s = &sent[kept];

			*s = e.at[k];
			s->text = cut_piece(m, small_text(m, e.at[k].text));
			kept += s->hi <= u->base.count;
		}
		cm_assert(edits_normal(m->a, u->base, (struct edits){ sent, kept }, &normal, NULL) == RC_OK);
		list[count++] = (struct proposal){ small.proposals.at[i].id, normal, 0 };
	}
	u->proposals = (struct proposals){ list, count };
}

static void unit_prose(struct maker *m, struct draft_unit *u, struct str *text)
{
	uint32_t count = (uint32_t)gen_below(m->g, 5), id = 0;
	struct proposal *list = arena_array(m->a, struct proposal, 5);

	*text = text_draw(m, 30);
	u->base = cut(m, *text);
	for (uint32_t i = 0; i < count; i++) {
		struct str changed = text_allowed(m->a, text_make_change(m->g, m->a, *text));

		id += 1 + (uint32_t)gen_below(m->g, 3);
		list[i] = (struct proposal){ .id = id,
			.edits = edits_between(m->a, m->l, u->base, cut(m, changed)) };
	}
	u->proposals = (struct proposals){ list, count };
}

static void unit_texts(struct maker *m, struct draft_unit *u, struct str text)
{
	static const struct str langs[] = { { "ar", 2 }, { "ru", 2 }, { "zh-Hans", 7 } };
	struct unit_text *t = arena_array(m->a, struct unit_text, 4);
	uint32_t n = 0;

	t[n++] = (struct unit_text){ .lang = S("en"), .text = text, .state = TRANSLATION_FINAL };
	for (uint32_t i = 0; i < CM_COUNT(langs); i++) {
		if (gen_bool(m->g))
			continue;
		t[n] = (struct unit_text){ .lang = langs[i], .text = text_draw(m, 12),
			.is_stale = gen_chance(m->g, 1, 3),
			.state = (enum translation_state)(1 + gen_below(m->g, TRANSLATION_FINAL)) };
		sha256(&t[n].from, text.p, text.n);
		if (t[n].is_stale)
			t[n].from.bytes[0] ^= 0xFF;
		n++;
	}
	u->texts = t;
	u->texts_count = n;
}

static struct str id_of(struct maker *m, struct str before, uint32_t at)
{
	struct buf b;

	buf_init(&b, m->a, 64);
	buf_put(&b, before);
	buf_dec(&b, at);
	return done(&b);
}

/* A parent among the last unit and those around it, so that the order stays that of the document. */
static uint32_t parent_draw(struct maker *m, uint32_t at)
{
	uint32_t parent = at == 0 ? DRAFT_NONE : at - 1;

	while (parent != DRAFT_NONE && gen_bool(m->g))
		parent = m->units[parent].parent;
	return parent;
}

static void unit_draw(struct maker *m, uint32_t at)
{
	struct draft_unit *u = &m->units[at];
	struct str text;

	u->id = id_of(m, gen_bool(m->g) ? S("u") : S("pp.X_"), at);
	u->kind = (enum unit_kind)gen_below(m->g, UNIT_KIND__COUNT);
	u->parent = gen_bool(m->g) ? DRAFT_NONE : parent_draw(m, at);
	u->label = gen_bool(m->g) ? STR_NONE : id_of(m, S("OP <bis> "), at);
	u->status = (enum unit_status)gen_below(m->g, UNIT_STATUS__COUNT);
	if (gen_bool(m->g))
		unit_small(m, u, &text);
	else
		unit_prose(m, u, &text);
	unit_texts(m, u, text);
	cm_assert(consolidate(m->a, u->base, u->proposals, &u->choices, NULL) == RC_OK);
}

static void proposals_draw(struct maker *m)
{
	uint32_t most = 0;
	struct draft_proposal *list;

	for (uint32_t i = 0; i < m->d->units_count; i++)
		for (uint32_t k = 0; k < m->units[i].proposals.count; k++)
			if (m->units[i].proposals.at[k].id > most)
				most = m->units[i].proposals.at[k].id;
	list = arena_array(m->a, struct draft_proposal, most + 1);
	for (uint32_t i = 0; i < most; i++) {
		uint32_t party = (uint32_t)gen_below(m->g, DRAFT_PARTIES);

		list[i] = (struct draft_proposal){ .id = i + 1, .code = id_of(m, S("p-"), i + 1),
			.party = PARTIES[party], .short_name = SHORTS[party],
			.cosponsors = PARTIES, .cosponsors_count = (uint32_t)gen_below(m->g, 3),
			.lang = gen_bool(m->g) ? S("en") : S("ru"), .rationale = text_draw(m, 8),
			.must_confirm = gen_bool(m->g) };
	}
	m->d->proposals = list;
	m->d->proposals_count = most;
}

static void changes_draw(struct maker *m)
{
	struct unit_change *list = arena_array(m->a, struct unit_change, CHANGES_MAX);
	uint32_t count = 0, proposal = 1, units = m->d->units_count;

	while (count < CHANGES_MAX && gen_bool(m->g)) {
		struct unit_change *c = &list[count++];

		proposal += (uint32_t)gen_below(m->g, 2);
		if (proposal > m->d->proposals_count) {
			count--;
			break;
		}
		*c = (struct unit_change){ .proposal = proposal,
			.op = (enum unit_op)gen_below(m->g, UNIT_OP__COUNT),
			.unit = (uint32_t)gen_below(m->g, units), .after = DRAFT_NONE };
		if (c->op == OP_NEW && gen_bool(m->g))
			c->unit = DRAFT_NONE;
		if (c->op == OP_MOVE && gen_bool(m->g))
			c->after = (uint32_t)gen_below(m->g, units);
		if (c->op == OP_NEW)
			c->kind = (enum unit_kind)gen_below(m->g, UNIT_KIND__COUNT);
		if (c->op == OP_NEW || c->op == OP_ALTERNATIVE)
			c->text = text_draw(m, 10);
	}
	m->d->changes = list;
	m->d->changes_count = count;
}

void draft_draw(struct gen *g, struct arena *a, struct draft *out)
{
	struct lexicon *l = arena_new(a, struct lexicon);
	struct maker m = { g, a, out, l, arena_array(a, struct draft_unit, UNITS_MAX) };

	lexicon_init(l, a, 7);
	*out = (struct draft){ .code = S("draft-1"), .symbol = gen_bool(g) ? STR_NONE : S("X/L.1/Rev.2"),
		.revision = (uint32_t)gen_below(g, 4), .lang = S("en"), .words = l, .units = m.units };
	out->units_count = 1 + (uint32_t)gen_below(g, UNITS_MAX);
	for (uint32_t i = 0; i < out->units_count; i++)
		unit_draw(&m, i);
	proposals_draw(&m);
	changes_draw(&m);
}
