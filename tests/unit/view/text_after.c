/* What a desk shows before an act is signed is what the record does with it: in every history the draft as it
 * was said to become is the draft as it became, and a rehearsal finds what the judgement finds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/scope.h"
#include "lib/forum_sim.h"
#include "rules/instrument.h"
#include "rules/rehearse.h"
#include "view/model/text_after.h"
#include "view/text_plain.h"

#include <cmocka.h>

#define WORK_BYTES ((size_t)64 * 1024 * 1024)
#define PLAIN_BYTES 200000

/* A draft of the newest text, with its own memory. */
struct desk {
	struct arena arena;
	struct lexicon words;
	struct draft draft;
};

static bool desk_begin(struct desk *d, const struct sim *s)
{
	uint32_t count = instrument_count(s->forum);
	arena_init(&d->arena, WORK_BYTES);
	lexicon_init(&d->words, &d->arena, 1);
	if (count == 0)
		return false;
	const struct text_desk desk = { &d->arena, &d->words, s->forum,
		instrument_at(s->forum, count - 1) };
	return instrument_draft(&d->draft, &desk, NULL) == RC_OK;
}

static struct str plain(struct desk *d, const struct draft *draft)
{
	struct buf b;
	const struct plain_order order = { .form = PLAIN_BRACKETS };
	buf_init(&b, &d->arena, PLAIN_BYTES);
	plain_draft(&b, &d->arena, draft, &order);
	for (uint32_t i = 0; i < draft->units_count; i++)
		buf_dec(&b, draft->units[i].status);
	return buf_str(&b);
}

/* The unit that the act is about, as a desk asks for it: one, and all of it there. Empty: no such act. */
static struct str unit_of(const struct sim_act *a)
{
	const union content *c = &a->content;
	struct str unit = STR_NONE;
	switch ((unsigned)a->kind) {
	case KIND_TEXT_ACCEPT: return str_eq(c->text_accept.others, S("beside")) ? STR_NONE
									  : c->text_accept.unit;
	case KIND_TEXT_REOPEN: return c->text_reopen.unit;
	case KIND_TEXT_AGREE: return c->text_agree.units.count == 1 ? c->text_agree.units.at[0] : STR_NONE;
	case KIND_TEXT_PROPOSE: break;
	default: return STR_NONE;
	}
	for (uint32_t i = 0; i < c->text_propose.edits.count; i++) {
		if (unit.n > 0 && !str_eq(unit, c->text_propose.edits.at[i].unit))
			return STR_NONE;
		unit = c->text_propose.edits.at[i].unit;
	}
	return unit;
}

/* The place among the draft's changes of one that an act names. */
static uint32_t change_of(const struct desk *d, const struct sim *s,
    const struct text_restructure *c)
{
	const struct instrument *of = instrument_at(s->forum, instrument_count(s->forum) - 1);
	const struct instrument_proposal *p = instrument_proposal_find(s->forum, of, c->proposal);
	uint32_t nth = 0, at = 0;
	for (uint32_t i = 0; i + 1 < c->change; i++)
		nth += p->changes[i].state == CHANGE_OPEN;
	while (d->draft.changes[at].proposal != p->number || nth-- > 0)
		at++;
	return at;
}

static struct text_next_act next_of(struct desk *d, const struct sim *s, const struct sim_act *a,
    struct str unit)
{
	const struct instrument *of = instrument_at(s->forum, instrument_count(s->forum) - 1);
	uint32_t proposal = of->proposals.count + 1, place = draft_place_of(&d->draft, unit);
	if (a->kind == KIND_TEXT_WITHDRAW)
		proposal = (uint32_t)a->content.text_withdraw.proposal;
	else if (a->kind == KIND_TEXT_COSPONSOR)
		proposal = (uint32_t)a->content.text_cosponsor.proposal;
	else if (a->kind == KIND_TEXT_RESTRUCTURE)
		proposal = (uint32_t)a->content.text_restructure.proposal;
	uint32_t change =
	    a->kind == KIND_TEXT_RESTRUCTURE ? change_of(d, s, &a->content.text_restructure) : 0;
	struct str by = a->signers[0].handle;
	return (struct text_next_act){ .kind = a->kind, .content = &a->content,
		.unit = place == DRAFT_NONE ? 0 : place, .proposal = proposal,
		.change = change,
		.party = str_sub(by, 0, str_find(by, '/', 0)), .arena = &d->arena };
}

static bool is_shown(const struct sim_act *a)
{
	return unit_of(a).n > 0 || a->kind == KIND_TEXT_WITHDRAW || a->kind == KIND_TEXT_COSPONSOR ||
	    a->kind == KIND_TEXT_POSITION || a->kind == KIND_TEXT_RESTRUCTURE;
}

static void same(const struct sim_act *a, struct str said, struct str is)
{
	if (!str_eq(said, is))
		print_error("# %.*s\n# said: %.*s\n# is: %.*s\n", STR_ARG(kind_name(a->kind)),
		    STR_ARG(said), STR_ARG(is));
	assert_true(str_eq(said, is));
}

/* Says what the act would make of the text, does it, and looks. True: there was something to compare. */
static bool act_compare(struct sim *s, struct sim_act *a)
{
	struct desk before, now;
	struct draft after;
	bool is_told = desk_begin(&before, s) && sim_judge(s, a).is_admitted && is_shown(a);
	if (is_told) {
		const struct text_next_act next = next_of(&before, s, a, unit_of(a));
		assert_true(text_after(&after, &before.draft, &before.words, &next));
	}
	(void)sim_submit(s, a);
	if (is_told && desk_begin(&now, s)) {
		same(a, plain(&before, &after), plain(&now, &now.draft));
		arena_release(&now.arena);
	}
	arena_release(&before.arena);
	return is_told;
}

static void a_preview_is_what_the_record_does(void **state)
{
	(void)state;
	uint32_t compared[KIND__COUNT] = { 0 };
	for (unsigned i = 0; i < gen_cases_dear(120); i++) {
		struct gen g;
		struct sim s;
		gen_init_case(&g, i);
		sim_init(&s, false);
		sim_world(&s);
		sim_envoys(&s);
		sim_text_open(&s);
		for (unsigned n = 0; n < 60; n++) {
			struct sim_act a = sim_text_random(&s, &g);
			compared[a.kind] += act_compare(&s, &a);
		}
		sim_release(&s);
	}
	static const enum kind kinds[] = { KIND_TEXT_PROPOSE, KIND_TEXT_WITHDRAW, KIND_TEXT_ACCEPT,
		KIND_TEXT_POSITION, KIND_TEXT_AGREE, KIND_TEXT_RESTRUCTURE };
	for (size_t i = 0; i < CM_COUNT(kinds); i++) {
		print_message("# %.*s: %u\n", STR_ARG(kind_name(kinds[i])), compared[kinds[i]]);
		assert_true(compared[kinds[i]] > 5 / gen_stride());
	}
}

static bool has_finding(const struct findings *list, const struct finding *f)
{
	for (unsigned i = 0; i < list->count; i++) {
		if (list->at[i].id == f->id && str_eq(list->at[i].place, f->place))
			return true;
	}
	return false;
}

static void a_rehearsal_finds_what_the_judgement_finds(void **state)
{
	(void)state;
	uint32_t refused = 0, admitted = 0;
	for (unsigned i = 0; i < gen_cases_dear(60); i++) {
		struct gen g;
		struct sim s;
		gen_init_case(&g, i);
		sim_init(&s, false);
		sim_world(&s);
		sim_envoys(&s);
		sim_text_open(&s);
		for (unsigned n = 0; n < 60; n++) {
			struct sim_act a = sim_text_random(&s, &g);
			struct findings found = { .count = 0 };
			struct sim_result judged = sim_judge(&s, &a);
			bool is_known = judged.is_admitted || judged.fault == FAULT_RULES;
			SCOPE_ARENA(room, WORK_BYTES);
			const struct rehearsal r = { .kind = a.kind, .content = &a.content,
				.by = a.signers[0].handle,
				.with = a.signers_count > 1 ? a.signers[1].handle : STR_NONE, .now = s.now };
			rehearse(s.forum, &r, &room, &found);
			for (unsigned k = 0; k < found.count && is_known; k++)
				assert_true(has_finding(&judged.found, &found.at[k]));
			/* Who signs needlessly is known only once somebody signs. */
			for (unsigned k = 0; k < judged.found.count && is_known; k++)
				assert_true(judged.found.at[k].id == FINDING_SIGNER_NEEDLESS ||
				    has_finding(&found, &judged.found.at[k]));
			admitted += judged.is_admitted;
			refused += is_known && !judged.is_admitted;
			(void)sim_submit(&s, &a);
		}
		sim_release(&s);
	}
	print_message("# %u admitted, %u refused\n", admitted, refused);
	assert_true(admitted > 50 / gen_stride() && refused > 50 / gen_stride());
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_preview_is_what_the_record_does),
		cmocka_unit_test(a_rehearsal_finds_what_the_judgement_finds),
	};
	return cmocka_run_group_tests_name("text_after", tests, NULL, NULL);
}
