/*
 * Negotiated texts that are put to a decision or under a silence (docs/rules.md sections 6, 7 and 14):
 * what may be put, that nothing moves meanwhile, how it is amended, adopted and given back. And the acts
 * of the clock. Both sides of each boundary.
 */
#include "rules/put.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "lib/verdict.h"
#include "rules/text_adoption.h"

#include <cmocka.h>

#define TEXT S("draft-1")
#define VOTED S("budget-1")
#define SAID S("text-1")
#define SILENCE S("s-1")
/* What of the charter gives way to what, so that it lets a text be put with brackets. */
#define UNRESOLVED                                                                                 \
	"\"title\":{\"en\":\"Sim\"},", "\"text\":{\"put_unresolved\":true},\"title\":{\"en\":\"Sim\"},"

static struct sim_act by(struct sim *s, struct sim_act a, const char *handle)
{
	sim_unsign(&a);
	sim_sign_as(s, &a, str_c(handle));
	return a;
}

/* The usual world, with `to` instead of `from` in its charter. */
static void world(struct sim *s, const char *from, const char *to)
{
	sim_init(s, false);
	if (from != NULL)
		sim_charter_replace(s, from, to);
	sim_world(s);
	sim_envoys(s);
}

static const struct instrument *text(struct sim *s)
{
	return instrument_find(s->forum, TEXT);
}

static struct sim_act table(struct sim *s, struct str code)
{
	return sim_naming(s, sim_decision(s, KIND_DECISION_TABLE, code), TEXT);
}

static void consider(struct sim *s, struct str code)
{
	sim_do(s, table(s, code));
	sim_do(s, sim_decision(s, KIND_DECISION_CIRCULATE, code));
	s->now.ms += 2 * 3600 * 1000;
	sim_do(s, sim_decision(s, KIND_DECISION_CONSIDER, code));
}

/* "draft-1" is ready, and the meeting considers a decision that names it. */
static void begin(struct sim *s, struct str code)
{
	world(s, NULL, NULL);
	sim_text_ready(s);
	sim_meeting(s);
	consider(s, code);
}

static void gavel(struct sim *s, struct str code)
{
	sim_do(s, sim_decision(s, KIND_DECISION_CALL, code));
	s->now = decision_window_over(decision_find(s->forum, code));
	sim_do(s, sim_decision(s, KIND_DECISION_GAVEL, code));
}

static void an_act_puts_words_or_a_revision_that_is_there(void **state)
{
	(void)state;
	struct sim s;
	world(&s, NULL, NULL);
	sim_meeting(&s);
	assert_true(refused(&s, table(&s, SAID), FINDING_TEXT_UNKNOWN));
	sim_text_open(&s);
	assert_true(refused(&s, table(&s, SAID), FINDING_REVISION_UNKNOWN));
	sim_do(&s, sim_text_act(&s, KIND_TEXT_REVISE, TEXT));
	assert_true(admitted(&s, table(&s, SAID)));
	struct sim_act a = table(&s, SAID);
	a.content.decision_table.texts = sim_text(&s, S("Words."));
	assert_true(refused(&s, a, FINDING_WORDS_OR_REVISION));
	a = table(&s, SAID);
	a.content.decision_table.negotiated.is_present = false;
	assert_true(refused(&s, a, FINDING_WORDS_OR_REVISION));
	a = table(&s, SAID);
	a.content.decision_table.negotiated.revision = 2;
	assert_true(refused(&s, a, FINDING_REVISION_UNKNOWN));
	a = table(&s, SAID);
	a.content.decision_table.negotiated.hash = sim_key(TEXT)->digest;
	assert_true(refused(&s, a, FINDING_REVISION_OTHER));
	a = sim_naming(&s, sim_silence(&s, KIND_SILENCE_PROPOSE, SILENCE), TEXT);
	a.content.silence_propose.texts = sim_text(&s, S("Words."));
	assert_true(refused(&s, a, FINDING_WORDS_OR_REVISION));
	sim_release(&s);
}

/* A text of the senior officials goes up to the summit; one of the summit not down to them. */
static void a_body_decides_on_its_own_texts_and_on_those_below(void **state)
{
	(void)state;
	for (unsigned is_summits = 0; is_summits < 2; is_summits++) {
		struct sim s;
		world(&s, NULL, NULL);
		struct sim_act a = sim_text_act(&s, KIND_TEXT_TABLE, TEXT);
		a.content.text_table.body = is_summits ? S("summit") : S("soc");
		sim_do(&s, a);
		sim_do(&s, sim_text_act(&s, KIND_TEXT_OPEN, TEXT));
		sim_do(&s, sim_text_act(&s, KIND_TEXT_REVISE, TEXT));
		struct sim_act of_soc = table(&s, SAID), of_summit = table(&s, SAID);
		of_summit.content.decision_table.body = S("summit");
		of_summit.content.decision_table.meeting = of_soc.content.decision_table.meeting = STR_NONE;
		assert_true(admitted(&s, of_summit));
		assert_true(is_summits ? refused(&s, of_soc, FINDING_DECISION_NOT_FOR_THIS_BODY)
				       : admitted(&s, of_soc));
		sim_release(&s);
	}
}

static void what_is_not_settled_is_tabled_and_not_put(void **state)
{
	(void)state;
	struct sim s;
	begin(&s, SAID);
	struct sim_act call = sim_decision(&s, KIND_DECISION_CALL, SAID);
	assert_true(admitted(&s, call));
	sim_do(&s, sim_text_act(&s, KIND_TEXT_PROPOSE, TEXT));
	assert_true(refused(&s, call, FINDING_BRACKETS_OPEN));
	sim_do(&s, sim_taken(&s, TEXT, 1));
	assert_true(refused(&s, call, FINDING_REVISION_PASSED));
	assert_true(refused(&s, call, FINDING_TRANSLATION_STALE));
	sim_do(&s, sim_translation(&s, TEXT, S("op1")));
	sim_do(&s, sim_text_act(&s, KIND_TEXT_REVISE, TEXT));
	assert_true(refused(&s, call, FINDING_REVISION_PASSED));
	struct sim_act revise = sim_naming(&s, sim_decision(&s, KIND_DECISION_REVISE, SAID), TEXT);
	struct sim_act older = revise;
	older.content.decision_revise.negotiated.revision = 1;
	older.content.decision_revise.negotiated.hash = text(&s)->revisions[0].hash;
	assert_true(refused(&s, older, FINDING_STEP_DOES_NOT_FOLLOW));
	struct sim_act words = sim_decision(&s, KIND_DECISION_REVISE, SAID);
	assert_true(refused(&s, words, FINDING_STEP_DOES_NOT_FOLLOW));
	sim_do(&s, revise);
	assert_int_equal(decision_find(s.forum, SAID)->revision, 2);
	call = sim_decision(&s, KIND_DECISION_CALL, SAID);
	assert_true(admitted(&s, call));
	sim_release(&s);
}

static void a_charter_may_let_an_unresolved_text_be_put(void **state)
{
	(void)state;
	struct sim s;
	world(&s, UNRESOLVED);
	sim_text_ready(&s);
	sim_meeting(&s);
	consider(&s, SAID);
	sim_do(&s, sim_text_act(&s, KIND_TEXT_PROPOSE, TEXT));
	gavel(&s, SAID);
	assert_int_equal(text(&s)->adopted_revision, 1);
	sim_release(&s);
}

static const enum kind MOVING[] = { KIND_TEXT_PROPOSE, KIND_TEXT_TAKE, KIND_TEXT_ACCEPT,
	KIND_TEXT_RESTRUCTURE, KIND_TEXT_REOPEN, KIND_TEXT_WITHDRAW, KIND_TEXT_REVISE, KIND_TEXT_CLOSE,
	KIND_TEXT_CORRECT, KIND_TEXT_SPLIT, KIND_TEXT_JOIN };

/* Do all acts that move a text say that it is put, or none? */
static bool all_are_held(struct sim *s, bool is_held)
{
	for (size_t i = 0; i < CM_COUNT(MOVING); i++) {
		struct sim_act a = sim_text_act(s, MOVING[i], TEXT);
		struct sim_result r = sim_judge(s, &a);
		if (sim_has(&r, FINDING_TEXT_IS_PUT) != is_held)
			return false;
	}
	return true;
}

/* So that every act has something to be about: one proposal that lives, one withdrawn, a unit agreed. */
static void busy(struct sim *s)
{
	sim_do(s, sim_text_act(s, KIND_TEXT_AGREE, TEXT));
	sim_do(s, sim_text_act(s, KIND_TEXT_PROPOSE, TEXT));
	sim_do(s, sim_text_act(s, KIND_TEXT_WITHDRAW, TEXT));
	sim_do(s, sim_text_propose_change(s, S("new")));
}

static void begin_busy(struct sim *s)
{
	world(s, UNRESOLVED);
	sim_text_ready(s);
	busy(s);
	sim_meeting(s);
}

static void nothing_moves_in_a_text_from_the_call_to_the_end_of_it(void **state)
{
	(void)state;
	struct sim s;
	begin_busy(&s);
	consider(&s, SAID);
	assert_true(all_are_held(&s, false));
	sim_do(&s, sim_decision(&s, KIND_DECISION_CALL, SAID));
	assert_true(all_are_held(&s, true));
	assert_true(admitted(&s, sim_text_act(&s, KIND_TEXT_POSITION, TEXT)));
	assert_true(refused(&s, sim_translation(&s, TEXT, S("op1")), FINDING_TEXT_IS_PUT));
	consider(&s, S("text-2"));
	assert_true(refused(&s, sim_decision(&s, KIND_DECISION_CALL, S("text-2")), FINDING_TEXT_IS_PUT));
	sim_do(&s, sim_decision(&s, KIND_OBJECTION_FILE, SAID));
	assert_true(all_are_held(&s, true));
	sim_do(&s, sim_conduct(&s, KIND_QUORUM_ASK, STR_NONE));
	assert_true(all_are_held(&s, true));
	struct strs all = sim_present();
	sim_do(&s, sim_count(&s, &all));
	sim_do(&s, sim_decision(&s, KIND_DECISION_NEXT, SAID));
	assert_true(all_are_held(&s, false));
	assert_true(admitted(&s, sim_translation(&s, TEXT, S("op1"))));
	sim_release(&s);
}

static void what_is_adopted_stands_as_the_revision_that_was_put(void **state)
{
	(void)state;
	struct sim s;
	begin(&s, SAID);
	const struct named_revision named = sim_revision(&s, TEXT);
	gavel(&s, SAID);
	assert_true(text(&s)->state == INSTRUMENT_FINISHED);
	assert_int_equal(text(&s)->adopted_revision, named.revision);
	assert_int_equal(text(&s)->adopted, decision_find(s.forum, SAID)->adopted);
	assert_true(text_revision_is_newest(s.forum, text(&s), named.revision));
	assert_true(refused(&s, sim_text_act(&s, KIND_TEXT_PROPOSE, TEXT), FINDING_STEP_DOES_NOT_FOLLOW));
	assert_true(refused(&s, sim_translation(&s, TEXT, S("op1")), FINDING_TEXT_IS_ADOPTED));
	struct sim_act other = sim_translation(&s, TEXT, S("op1"));
	other.content.text_translate.lang = S("zh");
	assert_true(admitted(&s, other));
	assert_true(refused(&s, table(&s, S("text-2")), FINDING_TEXT_IS_ADOPTED));
	struct sim_act silence = sim_naming(&s, sim_silence(&s, KIND_SILENCE_PROPOSE, SILENCE), TEXT);
	assert_true(refused(&s, silence, FINDING_TEXT_IS_ADOPTED));
	sim_release(&s);
}

/* C13: a negotiation that was over stays over. */
static void a_reopened_decision_gives_the_text_back_as_it_was(void **state)
{
	(void)state;
	for (unsigned was_over = 0; was_over < 2; was_over++) {
		struct sim s;
		begin(&s, SAID);
		if (was_over) {
			struct sim_act agree = sim_text_act(&s, KIND_TEXT_AGREE, TEXT);
			struct str units[] = { S("a"), S("op1"), S("pp1"), S("title") };
			agree.content.text_agree.units = (struct strs){ CM_COUNT(units), units };
			sim_do(&s, agree);
			struct sim_act close = sim_text_act(&s, KIND_TEXT_CLOSE, TEXT);
			close.content.text_close.outcome = S("finished");
			sim_do(&s, close);
		}
		const uint64_t ended = text(&s)->ended;
		gavel(&s, SAID);
		sim_do(&s, sim_decision(&s, KIND_DECISION_CONTEST, SAID));
		struct sim_act settle = sim_decision(&s, KIND_DECISION_SETTLE, SAID);
		settle.content.decision_settle.reopen = true;
		sim_do(&s, settle);
		assert_true(text(&s)->adopted == UINT64_MAX && text(&s)->adopted_revision == 0);
		assert_int_equal(text(&s)->ended, ended);
		assert_true(text(&s)->state == (was_over ? INSTRUMENT_FINISHED : INSTRUMENT_OPEN));
		gavel(&s, SAID);
		assert_int_equal(text(&s)->adopted_revision, 1);
		sim_release(&s);
	}
}

/* What was corrected stays corrected: the revision that was adopted has passed, and the next one is put. */
static void a_text_that_was_corrected_is_put_again_as_another_revision(void **state)
{
	(void)state;
	struct sim s;
	begin(&s, SAID);
	gavel(&s, SAID);
	sim_do(&s, sim_text_act(&s, KIND_TEXT_CORRECT, TEXT));
	assert_false(text_revision_is_newest(s.forum, text(&s), 1));
	assert_int_equal(text(&s)->adopted_revision, 1);
	sim_do(&s, sim_decision(&s, KIND_DECISION_CONTEST, SAID));
	struct sim_act settle = sim_decision(&s, KIND_DECISION_SETTLE, SAID);
	settle.content.decision_settle.reopen = true;
	sim_do(&s, settle);
	assert_true(text(&s)->state == INSTRUMENT_OPEN && text(&s)->adopted == UINT64_MAX);
	assert_int_equal(text(&s)->corrections_count, 1);
	assert_true(refused(&s, sim_decision(&s, KIND_DECISION_CALL, SAID), FINDING_REVISION_PASSED));
	assert_true(refused(&s, sim_text_act(&s, KIND_TEXT_CORRECT, TEXT), FINDING_STEP_DOES_NOT_FOLLOW));
	sim_do(&s, sim_text_act(&s, KIND_TEXT_REVISE, TEXT));
	sim_do(&s, sim_naming(&s, sim_decision(&s, KIND_DECISION_REVISE, SAID), TEXT));
	gavel(&s, SAID);
	assert_int_equal(text(&s)->adopted_revision, 2);
	assert_true(text_revision_is_newest(s.forum, text(&s), 2));
	struct text_edit edit =
	    sim_text_edit(instrument_unit_find(s.forum, TEXT, S("op1")), 2, 3, S(" must"));
	struct text_corrected lang = { .is_present = true, .edits = { 1, &edit }, .lang = S("en") };
	struct sim_act again = sim_text_act(&s, KIND_TEXT_CORRECT, TEXT);
	again.content.text_correct.languages = (struct text_corrected_list){ 1, &lang };
	sim_do(&s, again);
	assert_int_equal(text(&s)->corrections_count, 2);
	sim_release(&s);
}

static struct sim_act silence_of(struct sim *s, struct str code)
{
	return sim_naming(s, sim_silence(s, KIND_SILENCE_PROPOSE, code), TEXT);
}

/* Proposed, circulated and broken. */
static void break_silence(struct sim *s)
{
	sim_do(s, silence_of(s, SILENCE));
	sim_do(s, sim_silence(s, KIND_SILENCE_CONSENT, SILENCE));
	sim_do(s, sim_silence(s, KIND_SILENCE_CIRCULATE, SILENCE));
	sim_do(s, sim_silence(s, KIND_SILENCE_BREAK, SILENCE));
}

static void under_silence_nothing_moves_until_it_is_over(void **state)
{
	(void)state;
	struct sim s;
	begin_busy(&s);
	sim_do(&s, silence_of(&s, SILENCE));
	assert_true(all_are_held(&s, true));
	assert_true(refused(&s, silence_of(&s, S("s-2")), FINDING_TEXT_IS_PUT));
	moment expires = silence_find(s.forum, SILENCE)->expires, began = s.now;
	s.now.ms = expires.ms - 1;
	assert_true(all_are_held(&s, true));
	s.now = expires; /* never begun */
	assert_true(all_are_held(&s, false));
	s.now = began;
	sim_do(&s, sim_silence(&s, KIND_SILENCE_CONSENT, SILENCE));
	s.now = expires;
	assert_true(all_are_held(&s, false));
	s.now.ms = began.ms + 5000;
	sim_do(&s, sim_silence(&s, KIND_SILENCE_CIRCULATE, SILENCE));
	s.now = expires;
	assert_true(all_are_held(&s, true));
	sim_do(&s, sim_silence(&s, KIND_SILENCE_ATTEST, SILENCE));
	assert_true(all_are_held(&s, true));
	sim_do(&s, sim_silence(&s, KIND_SILENCE_NOTIFY, SILENCE));
	assert_int_equal(text(&s)->adopted_revision, 1);
	assert_true(text(&s)->state == INSTRUMENT_FINISHED);
	sim_do(&s, sim_silence(&s, KIND_SILENCE_VOID, SILENCE));
	assert_true(text(&s)->state == INSTRUMENT_OPEN && text(&s)->adopted == UINT64_MAX);
	assert_true(all_are_held(&s, false));
	sim_release(&s);
}

/* Where nothing can come of it, a break ends the hold; else the vote or the expiry does. */
static void a_broken_silence_holds_a_text_only_where_it_may_go_on(void **state)
{
	(void)state;
	for (unsigned is_fallback = 0; is_fallback < 2; is_fallback++) {
		struct sim s;
		world(&s, NULL, NULL);
		sim_text_ready(&s);
		if (is_fallback)
			sim_fallback(&s);
		break_silence(&s);
		assert_true(put_hold_of(s.forum, text(&s), s.now) == (is_fallback ? PUT_FIXED : PUT_FREE));
		if (is_fallback)
			sim_do(&s, sim_silence(&s, KIND_SILENCE_VOTE, SILENCE));
		assert_true(put_hold_of(s.forum, text(&s), s.now) == (is_fallback ? PUT_FIXED : PUT_FREE));
		sim_release(&s);
	}
}

/* The charter changes after the break: what moved meanwhile does not go on as what was put. */
static void a_silence_that_goes_on_after_its_break_has_the_same_text(void **state)
{
	(void)state;
	for (unsigned has_moved = 0; has_moved < 2; has_moved++) {
		struct sim s;
		world(&s, NULL, NULL);
		sim_text_ready(&s);
		break_silence(&s);
		if (has_moved) {
			sim_do(&s, sim_text_act(&s, KIND_TEXT_PROPOSE, TEXT));
			sim_do(&s, sim_taken(&s, TEXT, 1));
		}
		sim_fallback(&s);
		struct sim_act retract = sim_silence(&s, KIND_SILENCE_RETRACT, SILENCE);
		struct sim_act ballot = sim_silence(&s, KIND_SILENCE_VOTE, SILENCE);
		if (!has_moved) {
			assert_true(admitted(&s, retract) && admitted(&s, ballot));
		} else {
			assert_true(refused(&s, retract, FINDING_REVISION_PASSED));
			assert_true(refused(&s, ballot, FINDING_REVISION_PASSED));
		}
		sim_release(&s);
	}
}

static void a_broken_silence_does_not_go_on_with_a_text_that_is_put_elsewhere(void **state)
{
	(void)state;
	struct sim s;
	world(&s, NULL, NULL);
	sim_text_ready(&s);
	break_silence(&s);
	sim_do(&s, silence_of(&s, S("s-2")));
	sim_fallback(&s);
	assert_true(refused(&s, sim_silence(&s, KIND_SILENCE_RETRACT, SILENCE), FINDING_TEXT_IS_PUT));
	assert_true(refused(&s, sim_silence(&s, KIND_SILENCE_VOTE, SILENCE), FINDING_TEXT_IS_PUT));
	sim_release(&s);
}

static bool stands(struct sim *s, const struct instrument *of)
{
	return of->adopted == UINT64_MAX || of->corrections_count > 0 ||
	    text_revision_is_newest(s->forum, of, of->adopted_revision);
}

/* Whatever comes: what is fixed keeps its words, and what is adopted is the revision that it says. */
static void in_random_histories_what_is_put_stands(void **state)
{
	(void)state;
	unsigned adopted = 0, fixed = 0;
	for (unsigned i = 0; i < gen_cases(60); i++) {
		struct gen g;
		struct sim s;
		gen_init_case(&g, i);
		world(&s, NULL, NULL);
		for (unsigned n = 0; n < 250; n++) {
			uint32_t count = instrument_count(s.forum);
			const struct instrument *of = count > 0 ? instrument_at(s.forum, count - 1) : NULL;
			struct sim_act a = gen_chance(&g, 1, 5)
			    ? sim_text_random(&s, &g)
			    : gen_chance(&g, 1, 30) ? sim_silence_random(&s, &g)
						    : sim_put_random(&s, &g);
			bool is_fixed = of != NULL && put_hold_of(s.forum, of, s.now) == PUT_FIXED;
			struct hash before = { { 0 } };
			if (is_fixed)
				before = instrument_hash(s.forum, of);
			(void)sim_submit(&s, &a);
			for (uint32_t k = 0; k < count; k++)
				assert_true(stands(&s, instrument_at(s.forum, k)));
			if (is_fixed) {
				of = instrument_at(s.forum, count - 1);
				struct hash after = instrument_hash(s.forum, of);
				assert_memory_equal(before.bytes, after.bytes, HASH_BYTES);
				fixed++;
			}
		}
		for (uint32_t k = 0; k < instrument_count(s.forum); k++)
			adopted += instrument_at(s.forum, k)->adopted != UINT64_MAX;
		sim_release(&s);
	}
	print_message("# %u times fixed, %u texts adopted\n", fixed, adopted);
	assert_true(fixed > 100 && adopted > 5);
}

/* The decision is at its vote; proposals 1 (of bb) and 2 (of cc) live on the text. */
static void begin_vote(struct sim *s, bool is_ordered)
{
	if (is_ordered)
		world(s, "\"voting\":{", "\"voting\":{\"amendments_order\":\"submission\",");
	else
		world(s, NULL, NULL);
	sim_text_ready(s);
	sim_meeting(s);
	consider(s, VOTED);
	assert_true(refused(s, sim_decision(s, KIND_DECISION_AMEND, VOTED),
	    FINDING_AMENDED_IN_THE_TEXT));
	sim_do(s, sim_text_act(s, KIND_TEXT_PROPOSE, TEXT));
	sim_do(s, by(s, sim_text_propose_change(s, S("new")), "cc/envoy"));
	sim_do(s, sim_decision(s, KIND_DECISION_NEXT, VOTED));
	s->now = decision_find(s->forum, VOTED)->until;
	sim_do(s, sim_decision(s, KIND_DECISION_RESUME, VOTED));
}

static struct sim_act vote_on(struct sim *s, int64_t proposal)
{
	struct sim_act a = sim_vote(s, KIND_VOTE_CALL, VOTED);
	if (proposal > 0)
		a.content.vote_call.amendment =
		    (int64_t)instrument_proposal_find(s->forum, text(s), proposal)->entry;
	return a;
}

static void vote(struct sim *s, int64_t proposal, bool is_carried)
{
	static const char *const members[] = { "aa/envoy", "bb/envoy", "cc/envoy", "dd/envoy" };
	sim_do(s, vote_on(s, proposal));
	for (size_t i = 0; i < CM_COUNT(members); i++) {
		struct sim_act a = sim_vote(s, KIND_VOTE_CAST, STR_NONE);
		a.content.vote_cast.choice = is_carried ? S("yes") : S("no");
		sim_do(s, by(s, a, members[i]));
	}
	sim_do(s, sim_vote(s, KIND_VOTE_CLOSE, STR_NONE));
}

static void amendments_are_voted_on_as_proposals_and_taken_in_before_the_text(void **state)
{
	(void)state;
	struct sim s;
	begin_vote(&s, false);
	assert_true(refused(&s, vote_on(&s, 0), FINDING_AMENDMENTS_FIRST));
	assert_true(refused(&s, sim_taken(&s, TEXT, 1), FINDING_TEXT_IS_PUT));
	assert_true(refused(&s, sim_text_act(&s, KIND_TEXT_PROPOSE, TEXT), FINDING_TEXT_IS_PUT));
	vote(&s, 2, false);
	assert_true(instrument_proposal_find(s.forum, text(&s), 2)->state == PROPOSAL_LOST);
	assert_true(refused(&s, vote_on(&s, 2), FINDING_STEP_DOES_NOT_FOLLOW));
	sim_do(&s, vote_on(&s, 1));
	assert_true(refused(&s, by(&s, sim_text_act(&s, KIND_TEXT_WITHDRAW, TEXT), "bb/envoy"),
	    FINDING_TEXT_IS_PUT));
	sim_do(&s, sim_vote(&s, KIND_VOTE_VOID, STR_NONE));
	vote(&s, 1, true);
	assert_true(refused(&s, vote_on(&s, 0), FINDING_AMENDMENTS_FIRST));
	struct sim_act withdraw = sim_text_act(&s, KIND_TEXT_WITHDRAW, TEXT);
	withdraw.content.text_withdraw.proposal = 1;
	assert_true(refused(&s, withdraw, FINDING_TEXT_IS_PUT));
	struct sim_act keep = sim_taken(&s, TEXT, 1);
	keep.content.text_accept.proposal = INTEGER_ABSENT; /* the chair cannot close what was carried */
	assert_true(refused(&s, keep, FINDING_TEXT_IS_PUT));
	sim_do(&s, sim_taken(&s, TEXT, 1));
	assert_true(instrument_proposal_find(s.forum, text(&s), 1)->state == PROPOSAL_DONE);
	assert_true(refused(&s, vote_on(&s, 0), FINDING_REVISION_PASSED));
	sim_do(&s, sim_translation(&s, TEXT, S("op1")));
	sim_do(&s, sim_text_act(&s, KIND_TEXT_REVISE, TEXT));
	sim_do(&s, sim_naming(&s, sim_decision(&s, KIND_DECISION_REVISE, VOTED), TEXT));
	vote(&s, 0, true);
	assert_int_equal(text(&s)->adopted_revision, 2);
	assert_true(decision_find(s.forum, VOTED)->state == DECISION_GAVELLED);
	sim_release(&s);
}

static void a_carried_amendment_is_in_the_text_before_another_is_voted_on(void **state)
{
	(void)state;
	struct sim s;
	begin_vote(&s, false);
	vote(&s, 1, true);
	assert_true(refused(&s, vote_on(&s, 2), FINDING_AMENDMENT_CARRIED));
	assert_true(refused(&s, sim_taken(&s, TEXT, 2), FINDING_TEXT_IS_PUT));
	sim_do(&s, sim_taken(&s, TEXT, 1));
	sim_do(&s, sim_translation(&s, TEXT, S("op1")));
	assert_true(refused(&s, vote_on(&s, 2), FINDING_TEXT_NOT_FROZEN));
	sim_do(&s, sim_text_act(&s, KIND_TEXT_REVISE, TEXT));
	sim_do(&s, sim_naming(&s, sim_decision(&s, KIND_DECISION_REVISE, VOTED), TEXT));
	assert_true(admitted(&s, vote_on(&s, 2)));
	vote(&s, 2, true);
	struct sim_act closes = sim_taken(&s, TEXT, 2);
	closes.content.text_restructure.closes = true;
	assert_true(refused(&s, closes, FINDING_TEXT_IS_PUT));
	sim_do(&s, sim_taken(&s, TEXT, 2));
	sim_release(&s);
}

static void a_charter_may_order_amendments_by_their_submission(void **state)
{
	(void)state;
	struct sim s;
	begin_vote(&s, true);
	assert_true(refused(&s, vote_on(&s, 2), FINDING_AMENDMENT_ORDER));
	assert_true(admitted(&s, vote_on(&s, 1)));
	vote(&s, 1, false);
	assert_true(admitted(&s, vote_on(&s, 2)));
	sim_release(&s);
}

static void a_void_vote_on_an_amendment_gives_the_proposal_back(void **state)
{
	(void)state;
	for (unsigned is_carried = 0; is_carried < 2; is_carried++) {
		struct sim s;
		begin_vote(&s, false);
		vote(&s, 1, is_carried);
		sim_do(&s, sim_vote(&s, KIND_VOTE_VOID, STR_NONE));
		const struct instrument_proposal *p = instrument_proposal_find(s.forum, text(&s), 1);
		assert_true(p->state == PROPOSAL_LIVE && p->carried == UINT64_MAX);
		assert_true(p->ended == UINT64_MAX);
		vote(&s, 1, true);
		sim_do(&s, sim_taken(&s, TEXT, 1)); /* others rest on it now */
		assert_true(refused(&s, sim_vote(&s, KIND_VOTE_VOID, STR_NONE),
		    FINDING_STEP_DOES_NOT_FOLLOW));
		sim_release(&s);
	}
}

static void a_decision_that_a_vote_amended_is_not_withdrawn(void **state)
{
	(void)state;
	struct sim s;
	begin_vote(&s, false);
	vote(&s, 1, true);
	sim_do(&s, sim_taken(&s, TEXT, 1));
	sim_do(&s, sim_conduct(&s, KIND_MEETING_CLOSE, STR_NONE));
	sim_do(&s, sim_decision(&s, KIND_DECISION_LAPSE, VOTED));
	assert_true(refused(&s, sim_decision(&s, KIND_DECISION_WITHDRAW, VOTED),
	    FINDING_AMENDED_NOT_WITHDRAWABLE));
	sim_release(&s);
}

/* C3: a millisecond decides; anybody accredited may say so, once, and nothing rests on it. */
static void the_clock_says_that_the_notice_is_over(void **state)
{
	(void)state;
	struct sim s;
	world(&s, NULL, NULL);
	struct str code = sim_decision_reach(&s, DECISION_CIRCULATED);
	struct sim_act ripen = sim_decision(&s, KIND_DECISION_RIPEN, code);
	s.now.ms = decision_find(s.forum, code)->circulated.ms + 3600 * 1000 - 1;
	assert_true(refused(&s, ripen, FINDING_NOTICE_RUNNING));
	s.now.ms++;
	assert_true(admitted(&s, ripen));
	assert_true(admitted(&s, by(&s, ripen, "oo/envoy")));
	assert_true(refused(&s, by(&s, ripen, "aa/coordinator"), FINDING_POWER_MISSING));
	assert_true(admitted(&s, sim_decision(&s, KIND_DECISION_CONSIDER, code)));
	sim_do(&s, ripen);
	assert_true(refused(&s, ripen, FINDING_STEP_DOES_NOT_FOLLOW));
	sim_do(&s, sim_decision(&s, KIND_DECISION_CONSIDER, code));
	assert_true(decision_find(s.forum, code)->state == DECISION_CONSIDERED);
	sim_release(&s);
}

/* C20: not before the meeting is over; what lapsed is taken up by another, as what it was. */
static void the_clock_says_that_a_proposal_lapsed_and_ends_nothing(void **state)
{
	(void)state;
	static const enum decision_state states[] = { DECISION_CONSIDERED, DECISION_HELD, DECISION_VOTE };
	for (size_t i = 0; i < CM_COUNT(states); i++) {
		struct sim s;
		world(&s, NULL, NULL);
		struct str code = sim_decision_reach(&s, states[i]);
		struct sim_act lapse = sim_decision(&s, KIND_DECISION_LAPSE, code);
		assert_true(refused(&s, lapse, FINDING_MEETING_RUNNING));
		sim_do(&s, sim_conduct(&s, KIND_MEETING_CLOSE, STR_NONE));
		assert_true(admitted(&s, by(&s, lapse, "bb/envoy")));
		sim_do(&s, lapse);
		assert_true(decision_is_lapsed(s.forum, decision_find(s.forum, code)));
		assert_true(refused(&s, lapse, FINDING_STEP_DOES_NOT_FOLLOW));
		assert_true(refused(&s, sim_decision(&s, KIND_DECISION_CALL, code),
		    FINDING_STEP_DOES_NOT_FOLLOW));
		sim_do(&s, sim_conduct(&s, KIND_MEETING_CONVENE, S("m-2")));
		s.now.ms += 2 * 3600 * 1000;
		struct sim_act a = sim_conduct(&s, KIND_MEETING_OPEN, STR_NONE);
		a.content.meeting_open.meeting = S("m-2");
		sim_do(&s, a);
		a = sim_conduct(&s, KIND_AGENDA_ADOPT, STR_NONE);
		a.content.agenda_adopt.meeting = S("m-2");
		sim_do(&s, a);
		a = sim_decision(&s, KIND_DECISION_CONSIDER, code);
		a.content.decision_consider.meeting = S("m-2");
		sim_do(&s, a);
		assert_true(decision_find(s.forum, code)->state ==
		    (states[i] == DECISION_VOTE ? DECISION_VOTE : DECISION_CONSIDERED));
		sim_release(&s);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_act_puts_words_or_a_revision_that_is_there),
		cmocka_unit_test(a_body_decides_on_its_own_texts_and_on_those_below),
		cmocka_unit_test(what_is_not_settled_is_tabled_and_not_put),
		cmocka_unit_test(a_charter_may_let_an_unresolved_text_be_put),
		cmocka_unit_test(nothing_moves_in_a_text_from_the_call_to_the_end_of_it),
		cmocka_unit_test(what_is_adopted_stands_as_the_revision_that_was_put),
		cmocka_unit_test(a_reopened_decision_gives_the_text_back_as_it_was),
		cmocka_unit_test(a_text_that_was_corrected_is_put_again_as_another_revision),
		cmocka_unit_test(under_silence_nothing_moves_until_it_is_over),
		cmocka_unit_test(a_broken_silence_holds_a_text_only_where_it_may_go_on),
		cmocka_unit_test(a_silence_that_goes_on_after_its_break_has_the_same_text),
		cmocka_unit_test(a_broken_silence_does_not_go_on_with_a_text_that_is_put_elsewhere),
		cmocka_unit_test(in_random_histories_what_is_put_stands),
		cmocka_unit_test(amendments_are_voted_on_as_proposals_and_taken_in_before_the_text),
		cmocka_unit_test(a_carried_amendment_is_in_the_text_before_another_is_voted_on),
		cmocka_unit_test(a_charter_may_order_amendments_by_their_submission),
		cmocka_unit_test(a_void_vote_on_an_amendment_gives_the_proposal_back),
		cmocka_unit_test(a_decision_that_a_vote_amended_is_not_withdrawn),
		cmocka_unit_test(the_clock_says_that_the_notice_is_over),
		cmocka_unit_test(the_clock_says_that_a_proposal_lapsed_and_ends_nothing),
	};
	return cmocka_run_group_tests_name("put", tests, NULL, NULL);
}
