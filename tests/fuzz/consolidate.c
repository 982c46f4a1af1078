/*
 * Small units with proposals, drawn from the bytes: kept is the base, every proposal is read as it was
 * made, and a choice that is made takes nobody's meaning away.
 */
#include "base/arena.h"
#include "base/scope.h"
#include "lib/text_edits.h"
#include "text/accept.h"
#include "text/brackets.h"
#include "text/reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MEMORY ((size_t)16 * 1024 * 1024)

struct made {
	uint32_t proposal;
	const struct choice *at;
	uint32_t alt;
};

static uint32_t pick(void *ctx, const struct choice *choice)
{
	const struct made *made = ctx;

	if (choice == made->at)
		return made->alt;
	return made->proposal == 0 ? CHOICE_KEEP : choice_alt_of(choice, made->proposal);
}

static struct str name_of(const void *ctx, uint32_t number)
{
	(void)ctx;
	return number % 2 == 0 ? S("a") : S("b");
}

static const struct choice *choice_draw(struct gen *g, struct choices c)
{
	const struct choice *at = &c.at[gen_below(g, c.count)];

	while (at->kids.count > 0 && gen_bool(g))
		at = &at->kids.at[gen_below(g, at->kids.count)];
	return at;
}

static void accept_tries(struct gen *g, struct arena *a, const struct drawn_unit *u, struct choices c)
{
	const struct choice *at = choice_draw(g, c);
	uint32_t alt = (uint32_t)gen_below(g, at->alt_count);
	struct accept_order order = { u->base, u->proposals, at, alt,
		(enum accept_others)gen_below(g, at->lo == at->hi ? 3 : 2) };
	struct accepted x;

	cm_assert(choice_accept(a, &order, &x, NULL) == RC_OK);
	for (uint32_t i = 0; i < x.count; i++) {
		const struct proposal *before = &u->proposals.at[i], *after = &x.at[i].proposal;
		struct made made = { before->id, at, alt };
		struct words own = edits_apply(a, u->base, before->edits);
		struct words room = choices_resolve(a, u->base, c, pick, &made);
		struct words has = edits_apply(a, x.base, after->edits);
		enum accept_fate fate = x.at[i].fate;
		bool is_own = fate == ACCEPT_CONFIRM || fate == ACCEPT_SATISFIED;

		if (fate == ACCEPT_FOLLOWS && choice_alt_of(at, before->id) != CHOICE_KEEP)
			cm_assert(has.count == own.count + at->alts[alt].text.count); /* both */
		else
			cm_assert(words_eq(has, is_own ? own : room));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	SCOPE_ARENA(a, MEMORY);
	const struct brackets_names names = { NULL, name_of, name_of, S(" ") };
	struct made keep = { 0, NULL, CHOICE_KEEP };
	struct choices c;
	struct drawn_unit u;
	struct gen g;
	struct buf b;

	gen_init_bytes(&g, data, size);
	text_unit_draw(&g, &a, &u);
	cm_assert(consolidate(&a, u.base, u.proposals, &c, NULL) == RC_OK);
	cm_assert(words_eq(choices_resolve(&a, u.base, c, pick, &keep), u.base));
	for (uint32_t i = 0; i < u.proposals.count; i++) {
		const struct proposal *p = &u.proposals.at[i];
		struct asks asks;

		cm_assert(words_eq(reading_of(&a, u.base, c, (struct backing){ &p->id, 1 }, &asks),
		    edits_apply(&a, u.base, p->edits)));
		cm_assert(asks.count == 0);
	}
	buf_init(&b, &a, 1 << 20);
	brackets_put(&b, u.base, c, &names);
	cm_assert(!b.failed);
	if (c.count > 0)
		accept_tries(&g, &a, &u, c);
	return 0;
}
