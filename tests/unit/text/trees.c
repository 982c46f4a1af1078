/*
 * Writes random units, a line of JSON each, for another program to consolidate and accept:
 * trees COUNT [FROM]. Of each the base, its proposals as sent and in normal form, the choices, what
 * parties read, and every acceptance of every choice.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/scope.h"
#include "lib/text_edits.h"
#include "text/accept.h"
#include "text/reading.h"
#include "unit/text/picks.h"

#define MEMORY ((size_t)256 * 1024 * 1024)
#define LINE_BYTES ((size_t)16 * 1024 * 1024)

struct page {
	struct arena *a;
	struct buf b;
	const struct drawn_unit *u;
	struct choices choices;
	const struct choice **list;
	uint32_t list_count;
};

/* A comma, unless something opens there. */
static void part_begin(struct buf *b)
{
	if (b->n > 0 && b->p[b->n - 1] != '[' && b->p[b->n - 1] != ':')
		buf_byte(b, ',');
}

static void list_open(struct buf *b)
{
	part_begin(b);
	buf_byte(b, '[');
}

static void list_close(struct buf *b)
{
	buf_byte(b, ']');
}

static void number_put(struct buf *b, int64_t number)
{
	part_begin(b);
	buf_dec(b, number);
}

static void name_put(struct buf *b, struct str name)
{
	part_begin(b);
	buf_byte(b, '"');
	buf_put(b, name);
	buf_byte(b, '"');
}

static void words_put(struct buf *b, struct words w)
{
	list_open(b);
	for (uint32_t i = 0; i < w.count; i++) {
		char letter = (char)('a' + w.at[i]);

		name_put(b, (struct str){ &letter, 1 });
	}
	list_close(b);
}

static void edits_put(struct buf *b, struct edits edits)
{
	list_open(b);
	for (uint32_t i = 0; i < edits.count; i++) {
		list_open(b);
		number_put(b, edits.at[i].lo);
		number_put(b, edits.at[i].hi);
		words_put(b, edits.at[i].text);
		list_close(b);
	}
	list_close(b);
}

static void tree_put(struct buf *b, struct choices choices)
{
	list_open(b);
	for (uint32_t i = 0; i < choices.count; i++) {
		const struct choice *c = &choices.at[i];

		list_open(b);
		number_put(b, c->lo);
		number_put(b, c->hi);
		list_open(b);
		for (uint32_t k = 0; k < c->alt_count; k++) {
			list_open(b);
			words_put(b, c->alts[k].text);
			list_open(b);
			for (uint32_t m = 0; m < c->alts[k].by_count; m++)
				number_put(b, c->alts[k].by[m]);
			list_close(b);
			list_close(b);
		}
		list_close(b);
		tree_put(b, c->kids);
		list_close(b);
	}
	list_close(b);
}

static uint32_t choice_number(const struct page *p, const struct choice *c)
{
	for (uint32_t i = 0; i < p->list_count; i++)
		if (p->list[i] == c)
			return i;
	cm_panic(__FILE__, __LINE__, "no such choice");
}

/* Edits that may be out of order or of the base: null where they are refused. */
static void sent_put(struct page *p, struct gen *g)
{
	struct edit list[2];
	struct edits sent = { list, CM_COUNT(list) }, normal;
	struct err err;

	for (uint32_t i = 0; i < sent.count; i++)
		list[i] = (struct edit){ (uint32_t)gen_below(g, p->u->base.count + 2),
			(uint32_t)gen_below(g, p->u->base.count + 2), p->u->base };
	list_open(&p->b);
	edits_put(&p->b, sent);
	if (edits_normal(p->a, p->u->base, sent, &normal, &err) == RC_OK)
		edits_put(&p->b, normal);
	else
		buf_put(&p->b, S(",null"));
	list_close(&p->b);
}

/* A party behind the proposals whose bits are set. */
static void party_put(struct page *p, unsigned bits)
{
	uint32_t ids[MADE_PROPOSALS_MAX];
	struct backing backing = { ids, 0 };
	struct asks asks;
	struct words text;

	for (uint32_t i = 0; i < p->u->proposals.count; i++)
		if ((bits >> i & 1) != 0)
			ids[backing.count++] = p->u->proposals.at[i].id;
	text = reading_of(p->a, p->u->base, p->choices, backing, &asks);
	list_open(&p->b);
	list_open(&p->b);
	for (uint32_t i = 0; i < backing.count; i++)
		number_put(&p->b, ids[i]);
	list_close(&p->b);
	words_put(&p->b, text);
	list_open(&p->b);
	for (uint32_t i = 0; i < asks.count; i++)
		number_put(&p->b, choice_number(p, asks.at[i]));
	list_close(&p->b);
	list_close(&p->b);
}

static void acceptance_put(struct page *p, const struct accept_order *order)
{
	static const struct str others[] = { { "leave", 5 }, { "close", 5 }, { "beside", 6 } };
	static const struct str fates[] = { { "follows", 7 }, { "satisfied", 9 }, { "confirm", 7 },
		{ "closed", 6 } };
	struct accepted x;

	cm_assert(choice_accept(p->a, order, &x, NULL) == RC_OK);
	list_open(&p->b);
	number_put(&p->b, choice_number(p, order->at));
	number_put(&p->b, order->alt == CHOICE_KEEP ? -1 : (int64_t)order->alt);
	name_put(&p->b, others[order->others]);
	words_put(&p->b, x.base);
	list_open(&p->b);
	for (uint32_t i = 0; i < x.count; i++) {
		list_open(&p->b);
		number_put(&p->b, x.at[i].proposal.id);
		name_put(&p->b, fates[x.at[i].fate]);
		edits_put(&p->b, x.at[i].proposal.edits);
		list_close(&p->b);
	}
	list_close(&p->b);
	list_close(&p->b);
}

static void acceptances_put(struct page *p, const struct choice *at)
{
	unsigned modes = at->lo == at->hi ? 3 : 2;

	for (uint32_t alt = 0; alt <= at->alt_count; alt++)
		for (unsigned others = 0; others < modes; others++) {
			struct accept_order order = { p->u->base, p->u->proposals, at,
				alt == at->alt_count ? CHOICE_KEEP : alt, (enum accept_others)others };

			acceptance_put(p, &order);
		}
}

static void member_put(struct buf *b, struct str name)
{
	if (b->p[b->n - 1] != '{')
		buf_byte(b, ',');
	buf_byte(b, '"');
	buf_put(b, name);
	buf_put(b, S("\":"));
}

static void unit_put(struct page *p, struct gen *g)
{
	buf_byte(&p->b, '{');
	member_put(&p->b, S("base"));
	words_put(&p->b, p->u->base);
	member_put(&p->b, S("proposals"));
	list_open(&p->b);
	for (uint32_t i = 0; i < p->u->proposals.count; i++) {
		list_open(&p->b);
		number_put(&p->b, p->u->proposals.at[i].id);
		edits_put(&p->b, p->u->sent[i]);
		edits_put(&p->b, p->u->proposals.at[i].edits);
		list_close(&p->b);
	}
	list_close(&p->b);
	member_put(&p->b, S("sent"));
	sent_put(p, g);
	member_put(&p->b, S("choices"));
	tree_put(&p->b, p->choices);
	member_put(&p->b, S("parties"));
	list_open(&p->b);
	for (unsigned bits = 0; bits < 1U << p->u->proposals.count; bits += 3)
		party_put(p, bits);
	list_close(&p->b);
	member_put(&p->b, S("accepted"));
	list_open(&p->b);
	for (uint32_t i = 0; i < p->list_count; i++)
		acceptances_put(p, p->list[i]);
	list_close(&p->b);
	buf_put(&p->b, S("}\n"));
}

int main(int argc, char **argv)
{
	unsigned long count = argc > 1 ? strtoul(argv[1], NULL, 10) : 1;
	unsigned long from = argc > 2 ? strtoul(argv[2], NULL, 10) : 0;
	SCOPE_ARENA(a, MEMORY);

	for (unsigned long i = from; i < from + count; i++) {
		struct drawn_unit u;
		struct page p = { .a = &a, .u = &u };
		struct gen g;

		arena_reset(&a);
		gen_init_seed(&g, 20160427 + i);
		text_unit_draw(&g, &a, &u);
		cm_assert(consolidate(&a, u.base, u.proposals, &p.choices, NULL) == RC_OK);
		p.list = choices_list(&a, p.choices, &p.list_count);
		buf_init(&p.b, &a, LINE_BYTES);
		unit_put(&p, &g);
		cm_assert(!p.b.failed);
		cm_assert(fwrite(p.b.p, 1, p.b.n, stdout) == p.b.n);
	}
	return 0;
}
