/*
 * Negotiated texts under the rules (docs/rules.md section 14): in every history each proposal that lives
 * stands on the present words and can be read exactly, agreed words stand still, nothing is lost; and
 * what the acts of a worked example do.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "base/encode.h"
#include "base/scope.h"
#include "lib/forum_sim.h"
#include "lib/verdict.h"
#include "proof/sha.h"
#include "rules/instrument.h"
#include "text/brackets.h"
#include "text/reading.h"

#include <cmocka.h>

#define TEXT S("draft-1")
#define WORK_BYTES ((size_t)64 * 1024 * 1024)

static void begin(struct sim *s)
{
	sim_init(s, false);
	sim_world(s);
	sim_envoys(s);
	sim_text_open(s);
}

static const struct instrument *text(const struct sim *s)
{
	return instrument_find(s->forum, TEXT);
}

static const struct instrument_unit *op1(const struct sim *s)
{
	return instrument_unit_find(s->forum, TEXT, S("op1"));
}

static struct sim_act propose(struct sim *s, const char *party, uint32_t from, uint32_t to,
    const char *words)
{
	struct sim_act a = sim_text_act(s, KIND_TEXT_PROPOSE, TEXT);
	struct text_edit *at = arena_array(&s->scratch, struct text_edit, 1);
	at[0] = sim_text_edit(op1(s), from, to, str_c(words));
	a.content.text_propose.edits = (struct text_edit_list){ 1, at };
	sim_unsign(&a);
	sim_sign_as(s, &a, sim_str(s, "%s/envoy", party));
	return a;
}

static struct sim_act accept(struct sim *s, uint32_t from, uint32_t to, int64_t proposal,
    const char *others)
{
	struct sim_act a = sim_text_act(s, KIND_TEXT_ACCEPT, TEXT);
	a.content.text_accept.from = from;
	a.content.text_accept.to = to;
	a.content.text_accept.proposal = proposal;
	a.content.text_accept.others = str_c(others);
	return a;
}

struct shown {
	const struct lexicon *l;
	const struct forum *f;
	const struct instrument *of;
};

static struct str word_shown(const void *ctx, uint32_t word)
{
	const struct shown *c = ctx;
	struct str w = lexicon_word(c->l, word);
	return w.n > 0 && w.p[0] == ' ' ? str_sub(w, 1, w.n) : w;
}

static struct str party_shown(const void *ctx, uint32_t id)
{
	const struct shown *c = ctx;
	return instrument_proposal_find(c->f, c->of, id)->party;
}

/* The unit as negotiators write it, with one space between words. */
static struct str brackets_of(struct sim *s, struct str unit)
{
	SCOPE_ARENA(a, WORK_BYTES);
	struct lexicon l;
	struct unit_work w;
	struct buf b;
	struct err err;
	lexicon_init(&l, &a, 1);
	const struct text_desk desk = { &a, &l, s->forum, text(s) };
	enum rc rc = unit_work_make(&w, &desk, instrument_unit_find(s->forum, TEXT, unit), &err);
	assert_int_equal(rc, RC_OK);
	buf_init(&b, &a, 10000);
	const struct shown shown = { &l, s->forum, text(s) };
	const struct brackets_names names = { &shown, word_shown, party_shown, S(" ") };
	brackets_put(&b, w.base, w.choices, &names);
	return str_copy(&s->scratch, buf_str(&b));
}

static void assert_text(struct str have, const char *want)
{
	if (!str_eq(have, str_c(want)))
		print_error("# have: %.*s\n# want: %s\n", STR_ARG(have), want);
	assert_true(str_eq(have, str_c(want)));
}

static void competing_words_stand_side_by_side_and_one_is_taken(void **state)
{
	(void)state;
	struct sim s;
	begin(&s);
	sim_do(&s, propose(&s, "bb", 2, 3, " should"));
	sim_do(&s, propose(&s, "cc", 2, 3, " should"));
	sim_do(&s, propose(&s, "dd", 2, 3, " may"));
	sim_do(&s, propose(&s, "dd", 4, 5, ""));
	assert_text(brackets_of(&s, S("op1")), "Member States [shall] [should]{bb, cc} [may]{dd} "
					       "cooperate [closely]{del: dd} and regularly .");
	sim_do(&s, accept(&s, 2, 3, 1, "leave"));
	assert_text(op1(&s)->words, "Member States should cooperate closely and regularly.");
	assert_text(brackets_of(&s, S("op1")), "Member States [should] [may]{dd} cooperate "
					       "[closely]{del: dd} and regularly .");
	/* bb and cc have what they asked for; dd's word must be confirmed, its deletion follows */
	assert_true(instrument_proposal_find(s.forum, text(&s), 1)->state == PROPOSAL_DONE);
	assert_true(instrument_proposal_find(s.forum, text(&s), 2)->state == PROPOSAL_DONE);
	assert_true(instrument_proposal_find(s.forum, text(&s), 3)->must_confirm);
	assert_false(instrument_proposal_find(s.forum, text(&s), 4)->must_confirm);
	sim_do(&s, accept(&s, 2, 3, INTEGER_ABSENT, "close"));
	assert_text(brackets_of(&s, S("op1")),
	    "Member States should cooperate [closely]{del: dd} and regularly .");
	sim_release(&s);
}

static void a_withdrawal_leaves_no_trace_and_another_may_take_it_over(void **state)
{
	(void)state;
	struct sim s;
	begin(&s);
	struct str before = brackets_of(&s, S("op1"));
	sim_do(&s, propose(&s, "bb", 2, 3, " should"));
	struct str with = brackets_of(&s, S("op1"));
	sim_do(&s, sim_text_act(&s, KIND_TEXT_WITHDRAW, TEXT));
	assert_true(str_eq(brackets_of(&s, S("op1")), before));
	sim_do(&s, sim_text_act(&s, KIND_TEXT_TAKE, TEXT));
	assert_true(instrument_proposal_find(s.forum, text(&s), 1)->party.p[0] == 'c');
	assert_int_equal(brackets_of(&s, S("op1")).n, with.n);
	sim_release(&s);
}

static void agreed_words_stand_until_they_are_reopened(void **state)
{
	(void)state;
	struct sim s;
	begin(&s);
	struct sim_act agree = sim_text_act(&s, KIND_TEXT_AGREE, TEXT);
	agree.content.text_agree.units = sim_strs(&s, S("op1"));
	sim_do(&s, agree);
	assert_true(refused(&s, propose(&s, "bb", 2, 3, " should"), FINDING_UNIT_IS_AGREED));
	struct sim_act reopen = sim_text_act(&s, KIND_TEXT_REOPEN, TEXT);
	reopen.content.text_reopen.unit = S("op1");
	sim_do(&s, reopen);
	sim_do(&s, propose(&s, "bb", 2, 3, " should"));
	assert_true(refused(&s, agree, FINDING_BRACKETS_OPEN));
	sim_release(&s);
}

static struct sim_act lock(struct sim *s, uint32_t from, uint32_t to)
{
	struct sim_act a = sim_text_act(s, KIND_TEXT_LOCK, TEXT);
	a.content.text_lock.from = from;
	a.content.text_lock.to = to;
	return a;
}

static bool locked(struct sim *s, struct sim_act a)
{
	struct sim_result r = sim_judge(s, &a);
	return sim_has(&r, FINDING_WORDS_LOCKED);
}

/* Member States shall [cooperate closely] and regularly. */
static void locked_words_are_left_alone_and_may_be_written_beside(void **state)
{
	(void)state;
	struct sim s;
	begin(&s);
	sim_do(&s, lock(&s, 3, 5));
	assert_true(locked(&s, propose(&s, "bb", 2, 4, " x")));
	assert_true(locked(&s, propose(&s, "bb", 4, 6, "")));
	assert_true(locked(&s, propose(&s, "bb", 4, 4, " x")));
	assert_true(locked(&s, propose(&s, "bb", 0, 8, "")));
	assert_true(locked(&s, lock(&s, 4, 6)));
	assert_true(locked(&s, sim_text_act(&s, KIND_TEXT_LOCK, TEXT)));
	sim_do(&s, propose(&s, "bb", 2, 3, " should"));
	sim_do(&s, propose(&s, "cc", 3, 3, " always"));
	sim_do(&s, propose(&s, "dd", 5, 5, ","));
	sim_do(&s, propose(&s, "dd", 5, 7, ""));
	sim_do(&s, accept(&s, 3, 3, 2, "close"));
	assert_text(op1(&s)->words, "Member States shall always cooperate closely and regularly.");
	assert_int_equal(op1(&s)->locks[0].from, 4);
	assert_int_equal(op1(&s)->locks[0].to, 6);
	sim_do(&s, accept(&s, 6, 8, 4, "close"));
	assert_int_equal(op1(&s)->locks[0].to, 6);
	assert_true(locked(&s, propose(&s, "cc", 4, 5, " act")));
	sim_release(&s);
}

static void a_lock_needs_words_that_nobody_contests_and_ends_with_its_reopening(void **state)
{
	(void)state;
	struct sim s;
	begin(&s);
	struct sim_act a = lock(&s, 4, 4);
	assert_true(sim_has((struct sim_result[1]){ sim_judge(&s, &a) }, FINDING_EDIT_WRONG));
	a = lock(&s, 0, 9);
	assert_true(sim_has((struct sim_result[1]){ sim_judge(&s, &a) }, FINDING_EDIT_WRONG));
	sim_do(&s, propose(&s, "bb", 4, 5, ""));
	a = lock(&s, 3, 5);
	assert_true(sim_has((struct sim_result[1]){ sim_judge(&s, &a) }, FINDING_BRACKETS_OPEN));
	sim_do(&s, lock(&s, 3, 4));
	sim_do(&s, lock(&s, 5, 8));
	sim_do(&s, lock(&s, 0, 3));
	assert_int_equal(op1(&s)->locks_count, 3);
	assert_int_equal(op1(&s)->locks[0].from, 0);
	struct sim_act gone = sim_text_propose_change(&s, S("delete"));
	struct text_change change = gone.content.text_propose.changes.at[0];
	change.unit = S("op1");
	gone.content.text_propose.changes.at = &change;
	assert_true(locked(&s, gone));
	struct sim_act open = sim_text_act(&s, KIND_TEXT_REOPEN, TEXT);
	open.content.text_reopen.unit = S("op1");
	open.content.text_reopen.from = 4;
	assert_true(sim_has((struct sim_result[1]){ sim_judge(&s, &open) }, FINDING_STEP_DOES_NOT_FOLLOW));
	open.content.text_reopen.from = 3;
	sim_do(&s, open);
	assert_int_equal(op1(&s)->locks_count, 2);
	assert_int_equal(op1(&s)->locks[1].from, 5);
	sim_do(&s, propose(&s, "cc", 3, 4, " act"));
	sim_release(&s);
}

static void what_was_withdrawn_is_not_taken_over_locked_words(void **state)
{
	(void)state;
	struct sim s;
	begin(&s);
	sim_do(&s, propose(&s, "bb", 2, 3, " should"));
	sim_do(&s, sim_text_act(&s, KIND_TEXT_WITHDRAW, TEXT));
	sim_do(&s, lock(&s, 2, 3));
	assert_true(locked(&s, sim_text_act(&s, KIND_TEXT_TAKE, TEXT)));
	sim_release(&s);
}

/* The name that brackets show of proposal 1, of bb, with cc behind it. */
static struct str name_shown(struct sim *s, struct sim_act arrange)
{
	SCOPE_ARENA(a, WORK_BYTES);
	struct lexicon l;
	struct draft d;
	sim_do(s, arrange);
	lexicon_init(&l, &a, 1);
	const struct text_desk desk = { &a, &l, s->forum, text(s) };
	assert_int_equal(instrument_draft(&d, &desk, NULL), RC_OK);
	return str_copy(&s->scratch, d.proposals[0].short_name);
}

static void brackets_name_whom_the_chair_has_them_name(void **state)
{
	(void)state;
	struct sim s;
	begin(&s);
	sim_do(&s, propose(&s, "bb", 2, 3, " should"));
	struct sim_act a = sim_text_act(&s, KIND_TEXT_ARRANGE, TEXT);
	assert_text(name_shown(&s, a), "#1");
	struct text_group group = { true, S("Group A"), sim_strs(&s, S("bb")) };
	a.content.text_arrange.attribution = S("groups");
	assert_true(sim_has((struct sim_result[1]){ sim_judge(&s, &a) }, FINDING_STEP_DOES_NOT_FOLLOW));
	a.content.text_arrange.groups = (struct text_group_list){ 1, &group };
	assert_text(name_shown(&s, a), "Group A");
	group.parties = sim_strs(&s, S("cc"));
	assert_text(name_shown(&s, a), "BB");
	a.content.text_arrange.attribution = S("names");
	a.content.text_arrange.groups.count = 0;
	assert_text(name_shown(&s, a), "BB");
	sim_release(&s);
}

static struct sim_act arrange(struct sim *s, struct strs order)
{
	struct sim_act a = sim_text_act(s, KIND_TEXT_ARRANGE, TEXT);
	a.content.text_arrange.order = order;
	return a;
}

/* The order is politically visible: it is that of tabling, unless the chair says another. */
static void alternatives_stand_in_the_order_that_the_chair_gives(void **state)
{
	(void)state;
	struct sim s;
	begin(&s);
	sim_do(&s, propose(&s, "bb", 2, 3, " should"));
	sim_do(&s, propose(&s, "cc", 2, 3, " may"));
	struct str parties[] = { S("cc"), S("bb") };
	for (uint32_t listed = 0; listed < 3; listed++) {
		SCOPE_ARENA(a, WORK_BYTES);
		struct lexicon l;
		struct draft d;
		lexicon_init(&l, &a, 1);
		sim_do(&s, arrange(&s, (struct strs){ listed, parties }));
		const struct text_desk desk = { &a, &l, s.forum, text(&s) };
		assert_int_equal(instrument_draft(&d, &desk, NULL), RC_OK);
		const struct choice *c = d.units[draft_place_of(&d, S("op1"))].choices.at;
		assert_int_equal(c->alt_count, 2);
		assert_int_equal(c->alts[0].by[0], listed == 0 ? 1 : 2);
		assert_int_equal(c->alts[1].by[0], listed == 0 ? 2 : 1);
	}
	static const struct {
		struct str party;
		enum finding_id says;
	} bad[] = { { { "cc", 2 }, FINDING_CODE_USED }, { { "nobody", 6 }, FINDING_PARTY_UNKNOWN } };
	for (size_t i = 0; i < CM_COUNT(bad); i++) {
		parties[1] = bad[i].party;
		struct sim_act a = arrange(&s, (struct strs){ 2, parties });
		struct sim_result r = sim_judge(&s, &a);
		assert_true(sim_has(&r, bad[i].says));
	}
	sim_release(&s);
}

static void a_package_has_members_and_positions(void **state)
{
	(void)state;
	struct sim s;
	begin(&s);
	sim_do(&s, propose(&s, "bb", 2, 3, " should"));
	struct sim_act a = sim_text_act(&s, KIND_TEXT_PACKAGE, TEXT);
	const struct text_number number = { true, 1 };
	a.content.text_package.proposals = (struct text_number_list){ 1, &number };
	sim_do(&s, a);
	const struct instrument_package *p = instrument_package_find(text(&s), S("p-1"));
	assert_true(p->numbers_count == 1 && p->numbers[0] == 1 && p->units.count == 1);
	struct sim_act position = sim_text_act(&s, KIND_TEXT_POSITION, TEXT);
	position.content.text_position.package = S("p-1");
	assert_true(sim_has((struct sim_result[1]){ sim_judge(&s, &position) },
	    FINDING_PROPOSAL_UNKNOWN)); /* and about a proposal */
	position.content.text_position.proposal = INTEGER_ABSENT;
	sim_do(&s, position);
	assert_text(instrument_position_at(s.forum, text(&s), 0)->package, "p-1");
	a.content.text_package.proposals.count = a.content.text_package.units.count = 0;
	sim_do(&s, a);
	assert_true(sim_has((struct sim_result[1]){ sim_judge(&s, &a) }, FINDING_PACKAGE_UNKNOWN));
	sim_release(&s);
}

static void an_edit_of_other_words_is_refused(void **state)
{
	(void)state;
	struct sim s;
	begin(&s);
	struct sim_act late = propose(&s, "cc", 3, 4, " meet");
	sim_do(&s, propose(&s, "bb", 2, 3, " should"));
	sim_do(&s, accept(&s, 2, 3, 1, "close"));
	assert_true(refused(&s, late, FINDING_BASE_STALE));
	assert_true(refused(&s, propose(&s, "oo", 2, 3, " may"), FINDING_RIGHT_AMEND));
	sim_release(&s);
}

static void units_come_go_and_move(void **state)
{
	(void)state;
	struct sim s;
	begin(&s);
	sim_do(&s, sim_text_propose_change(&s, S("new")));
	sim_do(&s, sim_text_act(&s, KIND_TEXT_RESTRUCTURE, TEXT));
	assert_int_equal(text(&s)->order_count, 5);
	assert_text(instrument_unit_at(s.forum, text(&s), 3)->words, "States meet yearly.");
	sim_do(&s, sim_text_propose_change(&s, S("move")));
	sim_do(&s, sim_text_act(&s, KIND_TEXT_RESTRUCTURE, TEXT));
	assert_text(instrument_unit_at(s.forum, text(&s), 1)->id, "op1");
	assert_text(instrument_unit_at(s.forum, text(&s), 2)->id, "pp1");
	sim_do(&s, sim_text_propose_change(&s, S("delete")));
	sim_do(&s, sim_text_act(&s, KIND_TEXT_RESTRUCTURE, TEXT));
	assert_int_equal(text(&s)->order_count, 4);
	assert_true(instrument_unit_find(s.forum, TEXT, S("pp1"))->is_gone);
	assert_true(refused(&s, sim_text_act(&s, KIND_TEXT_RESTRUCTURE, TEXT), FINDING_CHOICE_UNKNOWN));
	sim_release(&s);
}

static struct sim_act alternative(struct sim *s, const char *party, struct str unit, struct str words)
{
	struct sim_act a = sim_text_propose_change(s, S("alternative"));
	struct text_change *at = arena_array(&s->scratch, struct text_change, 1);
	*at = a.content.text_propose.changes.at[0];
	at->unit = unit;
	at->text = words;
	a.content.text_propose.changes.at = at;
	sim_unsign(&a);
	sim_sign_as(s, &a, sim_str(s, "%s/envoy", party));
	return a;
}

static const struct instrument_proposal *standing(const struct sim *s, int64_t number)
{
	return instrument_proposal_find(s->forum, text(s), number);
}

static void another_paragraph_is_taken_and_who_changed_the_old_one_keeps_its_reading(void **state)
{
	(void)state;
	struct sim s;
	begin(&s);
	sim_do(&s, propose(&s, "aa", 2, 3, " should"));
	sim_do(&s, alternative(&s, "bb", S("op1"), S("States should act.")));
	sim_do(&s, alternative(&s, "cc", S("op1"), S("States act together.")));
	sim_do(&s, alternative(&s, "dd", S("op1"), S("States act together.")));
	assert_true(instrument_unit_is_contested(s.forum, text(&s), S("op1")));
	assert_true(refused(&s, alternative(&s, "aa", S("op1"), op1(&s)->words), FINDING_EDIT_EMPTY));
	assert_true(refused(&s, alternative(&s, "aa", S("op1"), S(" x ")), FINDING_WORDS_MALFORMED));
	assert_true(refused(&s, alternative(&s, "aa", S("op9"), S("x")), FINDING_UNIT_UNKNOWN));
	struct sim_act twice = alternative(&s, "aa", S("op1"), S("x"));
	twice.content.text_propose.edits = propose(&s, "aa", 2, 3, " may").content.text_propose.edits;
	assert_true(refused(&s, twice, FINDING_EDIT_WRONG));
	struct sim_act make = sim_text_act(&s, KIND_TEXT_RESTRUCTURE, TEXT);
	make.content.text_restructure.proposal = 3;
	make.content.text_restructure.change = 1;
	sim_do(&s, make);
	assert_text(op1(&s)->words, "States act together.");
	assert_int_equal(op1(&s)->past_count, 1);
	assert_int_equal(standing(&s, 3)->state, PROPOSAL_DONE);
	assert_int_equal(standing(&s, 4)->state, PROPOSAL_DONE); /* says the same */
	assert_int_equal(standing(&s, 2)->state, PROPOSAL_LIVE);
	assert_false(standing(&s, 2)->must_confirm);
	const struct instrument_proposal *first = standing(&s, 1);
	assert_true(first->must_confirm && first->edits_count == 1);
	assert_int_equal(first->edits[0].from, 0);
	assert_text(first->edits[0].words, " Member States should cooperate closely and regularly.");
	assert_true(refused(&s, make, FINDING_CHOICE_UNKNOWN));
	make.content.text_restructure.proposal = 2;
	sim_do(&s, make);
	assert_text(op1(&s)->words, "States should act.");
	sim_release(&s);
}

static void a_translation_is_stale_once_the_words_change(void **state)
{
	(void)state;
	struct sim s;
	begin(&s);
	sim_do(&s, sim_text_act(&s, KIND_TEXT_TRANSLATE, TEXT));
	for (unsigned changed = 0; changed < 2; changed++) {
		SCOPE_ARENA(a, WORK_BYTES);
		struct lexicon l;
		struct draft d;
		struct err err;
		lexicon_init(&l, &a, 1);
		const struct text_desk desk = { &a, &l, s.forum, text(&s) };
		assert_int_equal(instrument_draft(&d, &desk, &err), RC_OK);
		assert_int_equal(d.units[2].texts_count, 2);
		assert_true(d.units[2].texts[1].is_stale == (changed > 0));
		sim_do(&s, propose(&s, "bb", 2, 3, changed == 0 ? " should" : " shall"));
		sim_do(&s, accept(&s, 2, 3, text(&s)->proposals.count, "close"));
	}
	sim_release(&s);
}

/* Locked words ascend, apart, within the unit. */
static void locks_check(const struct instrument_unit *u, struct words base)
{
	for (uint32_t i = 0; i < u->locks_count; i++) {
		assert_true(u->locks[i].from < u->locks[i].to && u->locks[i].to <= base.count);
		assert_true(i == 0 || u->locks[i - 1].to <= u->locks[i].from);
	}
}

/* No edit that lives touches one of them, or stands strictly inside. */
static void locks_are_alone(const struct instrument_unit *u, const struct unit_work *w)
{
	for (uint32_t i = 0; i < w->proposals.count * u->locks_count; i++) {
		const struct proposal *p = &w->proposals.at[i / u->locks_count];
		const struct instrument_lock *lock = &u->locks[i % u->locks_count];
		for (uint32_t k = 0; k < p->edits.count; k++) {
			const struct edit *e = &p->edits.at[k];
			assert_true(e->hi <= lock->from || lock->to <= e->lo);
		}
	}
}

/* "UNIT WORDS\n" of the lock that the entry made, or empty. */
static struct str locked_words(struct sim *s, const struct instrument *of, uint64_t entry)
{
	for (uint32_t i = 0; i < of->order_count; i++) {
		const struct instrument_unit *u = instrument_unit_at(s->forum, of, i);
		for (uint32_t k = 0; k < u->locks_count; k++) {
			if (u->locks[k].entry != entry)
				continue;
			SCOPE_ARENA(a, WORK_BYTES);
			struct lexicon l;
			struct words w;
			struct buf b;
			lexicon_init(&l, &a, 1);
			assert_int_equal(words_cut(&l, &a, u->words, &w, NULL), RC_OK);
			buf_init(&b, &a, UNIT_BYTES_MAX);
			words_text(&l, &b, (struct words){ w.at + u->locks[k].from,
				u->locks[k].to - u->locks[k].from });
			return str_copy(&s->scratch, buf_str(&b));
		}
	}
	return STR_NONE;
}

#define LOCKS_MAX 32
struct locks_seen {
	uint32_t count;
	uint64_t entry[LOCKS_MAX];
	struct str words[LOCKS_MAX];
};

static void locks_see(struct locks_seen *out, struct sim *s, const struct instrument *of)
{
	out->count = 0;
	for (uint32_t i = 0; i < of->order_count; i++) {
		const struct instrument_unit *u = instrument_unit_at(s->forum, of, i);
		for (uint32_t k = 0; k < u->locks_count && out->count < LOCKS_MAX; k++) {
			out->entry[out->count] = u->locks[k].entry;
			out->words[out->count++] = locked_words(s, of, u->locks[k].entry);
		}
	}
}

/* Whatever was done: locked words say what they said, but those that were reopened. */
static uint32_t locks_stand(const struct locks_seen *before, struct sim *s,
    const struct instrument *of, enum kind k)
{
	uint32_t gone = 0, kept = 0;
	for (uint32_t i = 0; i < before->count; i++) {
		struct str now = locked_words(s, of, before->entry[i]);
		gone += now.n == 0;
		kept += now.n > 0;
		assert_true(now.n == 0 || str_eq(now, before->words[i]));
	}
	assert_true(gone <= (k == KIND_TEXT_REOPEN ? 1U : 0U));
	return kept;
}

/* Of every unit at every time: what lives reads exactly, and nothing lives on what is agreed or gone. */
static void unit_check(struct sim *s, const struct instrument *of, const struct instrument_unit *u)
{
	SCOPE_ARENA(a, WORK_BYTES);
	struct lexicon l;
	struct unit_work w;
	struct err err;
	lexicon_init(&l, &a, 1);
	const struct text_desk desk = { &a, &l, s->forum, of };
	assert_int_equal(unit_work_make(&w, &desk, u, &err), RC_OK);
	assert_true(u->status != UNIT_AGREED || w.proposals.count == 0);
	locks_check(u, w.base);
	locks_are_alone(u, &w);
	for (uint32_t i = 0; i < w.proposals.count; i++) {
		const struct proposal *p = &w.proposals.at[i];
		const struct backing own = { &p->id, 1 };
		struct asks asks;
		struct edits normal;
		assert_int_equal(edits_normal(&a, w.base, p->edits, &normal, &err), RC_OK);
		assert_int_equal(normal.count, p->edits.count);
		assert_true(words_eq(reading_of(&a, w.base, w.choices, own, &asks),
		    edits_apply(&a, w.base, p->edits)));
	}
}

static void text_check(struct sim *s, const struct instrument *of)
{
	for (uint32_t i = 0; i < of->order_count; i++)
		unit_check(s, of, instrument_unit_at(s->forum, of, i));
	for (uint32_t i = 1; i <= of->proposals.count; i++) {
		const struct instrument_proposal *p = instrument_proposal_find(s->forum, of, i);
		uint32_t open = p->edits_count;
		for (uint32_t k = 0; k < p->changes_count; k++)
			open += p->changes[k].state == CHANGE_OPEN;
		assert_int_equal(p->number, i);
		assert_true((p->state == PROPOSAL_DONE) == (open == 0) ||
		    p->state == PROPOSAL_WITHDRAWN); /* never lost: live, done or withdrawn */
		for (uint32_t k = 0; k < p->edits_count && p->state == PROPOSAL_LIVE; k++) {
			const struct instrument_unit *u =
			    instrument_unit_find(s->forum, of->code, p->edits[k].unit);
			assert_true(u != NULL && !u->is_gone && u->status != UNIT_AGREED);
			assert_memory_equal(u->hash.bytes, p->edits[k].base.bytes, HASH_BYTES);
		}
	}
}

/* The hash that the record gave a revision, of the draft that is recovered of it. */
static void revision_check(struct sim *s, const struct instrument *of, uint32_t revision)
{
	SCOPE_ARENA(a, WORK_BYTES);
	struct lexicon l;
	struct draft d;
	struct err err;
	struct hash hash;
	struct sha256_run run;
	lexicon_init(&l, &a, 1);
	const struct text_desk desk = { &a, &l, s->forum, of };
	assert_int_equal(instrument_draft_at(&d, &desk, revision, &err), RC_OK);
	assert_true(str_eq(d.symbol, of->revisions[revision - 1].symbol));
	sha256_begin(&run);
	for (uint32_t i = 0; i < d.units_count; i++) {
		struct str words = d.units[i].texts[0].text;
		sha256(&hash, words.p, words.n);
		sha256_add(&run, d.units[i].id.p, d.units[i].id.n);
		sha256_add(&run, "", 1);
		sha256_add(&run, hash.bytes, sizeof hash.bytes);
	}
	sha256_end(&run, &hash);
	assert_memory_equal(hash.bytes, of->revisions[revision - 1].hash.bytes, HASH_BYTES);
}

static void in_every_history_each_revision_can_be_read_again(void **state)
{
	(void)state;
	uint32_t revisions = 0, changed = 0;
	for (unsigned i = 0; i < gen_cases_dear(60); i++) {
		struct gen g;
		struct sim s;
		gen_init_case(&g, i);
		begin(&s);
		for (unsigned n = 0; n < 80; n++) {
			struct sim_act a = sim_text_random(&s, &g);
			(void)sim_submit(&s, &a);
			if (n % 10 == 5) {
				a = sim_text_act(&s, KIND_TEXT_REVISE, TEXT);
				(void)sim_submit(&s, &a);
			}
		}
		const struct instrument *of = text(&s);
		for (uint32_t r = 1; r <= of->revisions_count; r++) {
			revision_check(&s, of, r);
			revisions++;
			changed += !hash_eq(&of->revisions[r - 1].hash, &of->revisions[0].hash);
		}
		SCOPE_ARENA(a, WORK_BYTES);
		struct lexicon l;
		struct draft d;
		const struct text_desk desk = { &a, &l, s.forum, of };
		lexicon_init(&l, &a, 1);
		assert_int_equal(instrument_draft_at(&d, &desk, 0, NULL), RC_OK);
		assert_int_equal(instrument_draft_at(&d, &desk, of->revisions_count + 1, NULL), RC_NOT_FOUND);
		sim_release(&s);
	}
	assert_true(revisions > 50 / gen_stride() && changed > 10 / gen_stride());
}

static void in_every_history_each_proposal_reads_exactly_and_none_is_lost(void **state)
{
	(void)state;
	uint32_t accepted = 0, confirmed = 0, carried = 0;
	for (unsigned i = 0; i < gen_cases_dear(120); i++) {
		struct gen g;
		struct sim s;
		gen_init_case(&g, i);
		begin(&s);
		for (unsigned n = 0; n < 60; n++) {
			struct locks_seen before = { .count = 0 };
			const struct instrument *of =
			    instrument_at(s.forum, instrument_count(s.forum) - 1);
			if (of->state == INSTRUMENT_OPEN)
				locks_see(&before, &s, of);
			struct str code = of->code;
			struct sim_act a = sim_text_random(&s, &g);
			bool is_admitted = sim_submit(&s, &a).is_admitted;
			uint32_t kept = locks_stand(&before, &s, instrument_find(s.forum, code), a.kind);
			carried += a.kind == KIND_TEXT_ACCEPT && is_admitted ? kept : 0;
			accepted += is_admitted && a.kind == KIND_TEXT_ACCEPT;
			confirmed += is_admitted && a.kind == KIND_TEXT_CONFIRM;
			if (is_admitted)
				text_check(&s, instrument_at(s.forum, instrument_count(s.forum) - 1));
		}
		sim_release(&s);
	}
	print_message("# %u accepted, %u confirmed, %u locks carried\n", accepted, confirmed, carried);
	assert_true(accepted > 50 / gen_stride() && confirmed > 5 / gen_stride());
	assert_true(carried > 5 / gen_stride());
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(competing_words_stand_side_by_side_and_one_is_taken),
		cmocka_unit_test(a_withdrawal_leaves_no_trace_and_another_may_take_it_over),
		cmocka_unit_test(agreed_words_stand_until_they_are_reopened),
		cmocka_unit_test(locked_words_are_left_alone_and_may_be_written_beside),
		cmocka_unit_test(a_lock_needs_words_that_nobody_contests_and_ends_with_its_reopening),
		cmocka_unit_test(what_was_withdrawn_is_not_taken_over_locked_words),
		cmocka_unit_test(brackets_name_whom_the_chair_has_them_name),
		cmocka_unit_test(alternatives_stand_in_the_order_that_the_chair_gives),
		cmocka_unit_test(a_package_has_members_and_positions),
		cmocka_unit_test(an_edit_of_other_words_is_refused),
		cmocka_unit_test(units_come_go_and_move),
		cmocka_unit_test(another_paragraph_is_taken_and_who_changed_the_old_one_keeps_its_reading),
		cmocka_unit_test(a_translation_is_stale_once_the_words_change),
		cmocka_unit_test(in_every_history_each_revision_can_be_read_again),
		cmocka_unit_test(in_every_history_each_proposal_reads_exactly_and_none_is_lost),
	};
	return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
