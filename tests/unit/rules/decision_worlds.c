/*
 * Small worlds of decisions in a meeting, all of them: three members and an observer, two texts, every
 * order of six acts, each at every instant that matters. What the rules admit is held against a model
 * that knows the state, the window, the version of the text and whose objection stands, and no more.
 * Paths that the model cannot tell apart, with what was filed under earlier calls, are walked once.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "lib/forum_sim.h"

#include <cmocka.h>

#define DEPTH 6
#define TEXTS 2
#define WINDOW_MS (30 * 1000)
#define SEEN_BITS 20
#define AA 1U
#define BB 2U
#define CC 4U

enum step {
	CALL,
	CALL_STALE,   /* names the text as it was tabled */
	OBJECT_AA,
	OBJECT_BB,
	OBJECT_CC,
	OBJECT_OO,    /* filed for the observer */
	PAPER_CC,     /* arrived when it is filed */
	PAPER_EARLY,  /* arrived a millisecond before the call */
	PAPER_CHAIR,  /* for who presides */
	PAPER_ALONE,  /* one officer */
	OBJECT_STALE, /* bb's, to the text as it was tabled */
	OBJECT_OTHER, /* bb's, to the other text */
	WITHDRAW_AA,
	WITHDRAW_BB,
	WITHDRAW_CC,
	WITHDRAW_OO,
	GAVEL,
	GAVEL_GROUND,
	GAVEL_BB,     /* not the chair */
	NEXT,
	REVISE,
	ADREF,
	ADREF_END,
	CONTEST,
	CONTEST_OO,
	STEP__COUNT
};

/* What is played: the ladder of the first text. */
struct play {
	const char *code;
	bool is_sense, is_minus;
	enum ladder_else otherwise;
};
/* All that the oracle knows of a text. */
struct model {
	int64_t called, last; /* the call that is open; the newest one */
	uint32_t state, ladder, version;
	uint32_t standing;    /* members whose objection stands */
	uint32_t filed, kept; /* rows of the register; those of them that were withdrawn */
	uint32_t adref, contests, calls;
	uint32_t is_at_once;  /* the newest call came in the same millisecond as the one before */
	uint32_t left;        /* members whose objection stood when a call ended */
};
struct walk {
	struct sim sim;
	unsigned depth_max;
	struct arena saved[DEPTH + 1];
	const struct play *play;
	struct str codes[TEXTS];
	struct hash tabled[TEXTS];
	struct model m[TEXTS];
	uint32_t depth;
	uint64_t *seen;
	uint64_t judged, admitted, wrong;
	uint32_t states;
	struct event {
		uint32_t text;
		enum step step;
		int64_t now;
	} path[DEPTH];
};

static uint32_t who_objects(enum step step)
{
	switch ((int)step) {
	case OBJECT_AA:
	case WITHDRAW_AA:
		return AA;
	case OBJECT_CC:
	case PAPER_CC:
	case PAPER_EARLY:
	case WITHDRAW_CC:
		return CC;
	default:
		return BB;
	}
}

/* Who is left out is heard and does not block. Of the second text nobody is left out. */
static uint32_t blocking(const struct walk *w, uint32_t text)
{
	return w->m[text].standing & ~(text == 0 && w->play->is_minus ? CC : 0);
}

/* The oracle: may it be admitted? */
static bool may(const struct walk *w, uint32_t text, enum step step, int64_t now)
{
	const struct model *m = &w->m[text];
	bool is_put = m->state == DECISION_CALLED || m->state == DECISION_OBJECTED;
	bool is_considered = m->state == DECISION_CONSIDERED;
	bool is_sense = text == 0 && w->play->is_sense, is_quiet = blocking(w, text) == 0;
	switch (step) {
	case CALL:
		return is_considered && m->ladder == 0;
	case CALL_STALE:
		return is_considered && m->ladder == 0 && m->version == 0;
	case OBJECT_AA:
	case OBJECT_BB:
	case OBJECT_CC:
	case PAPER_CC:
		return is_put;
	case OBJECT_STALE:
		return is_put && m->version == 0;
	case WITHDRAW_AA:
	case WITHDRAW_BB:
	case WITHDRAW_CC:
		return is_put && (m->standing & who_objects(step)) != 0;
	case GAVEL:
		return is_put && now >= m->called + WINDOW_MS && is_quiet;
	case GAVEL_GROUND:
		return is_put && now >= m->called + WINDOW_MS && (is_quiet || is_sense);
	case NEXT:
		return is_put || is_considered;
	case REVISE:
		return is_considered;
	case ADREF:
		return is_considered && m->adref == 0;
	case ADREF_END:
		return (is_put || is_considered) && m->adref > 0;
	case CONTEST:
		return m->state == DECISION_GAVELLED;
	case OBJECT_OO:
	case PAPER_EARLY:
	case PAPER_CHAIR:
	case PAPER_ALONE:
	case OBJECT_OTHER:
	case WITHDRAW_OO:
	case GAVEL_BB:
	case CONTEST_OO:
	case STEP__COUNT:
		break;
	}
	return false;
}

static void objection_follow(struct walk *w, uint32_t text, enum step step)
{
	struct model *m = &w->m[text];
	uint32_t who = who_objects(step);
	if (step >= WITHDRAW_AA) {
		m->standing &= ~who;
		m->kept++;
	} else if ((m->standing & who) == 0) {
		m->standing |= who;
		m->filed++;
	}
	m->state = blocking(w, text) != 0 ? DECISION_OBJECTED : DECISION_CALLED;
}

/* The call is over: what stood stays in the register and is no objection any more. */
static void call_end(struct model *m, uint32_t state)
{
	m->left |= m->standing;
	m->standing = 0;
	m->called = 0;
	m->state = state;
}

static void next_follow(struct walk *w, uint32_t text)
{
	struct model *m = &w->m[text];
	enum ladder_else otherwise = text == 0 ? w->play->otherwise : ELSE_NEXT;
	bool is_end = otherwise == ELSE_NOT_ADOPTED;
	call_end(m, is_end ? DECISION_NOT_ADOPTED : DECISION_CONSIDERED);
	m->ladder = otherwise == ELSE_NEXT && m->ladder == 0; /* the second step returns */
}

static void model_follow(struct walk *w, uint32_t text, enum step step, int64_t now)
{
	struct model *m = &w->m[text];
	switch ((int)step) {
	case CALL:
	case CALL_STALE:
		m->state = DECISION_CALLED;
		m->is_at_once = m->last == now;
		m->called = m->last = now;
		m->calls++;
		break;
	case GAVEL:
	case GAVEL_GROUND:
		call_end(m, DECISION_GAVELLED);
		break;
	case NEXT:
		next_follow(w, text);
		break;
	case REVISE:
		m->version++;
		m->adref = 0;
		break;
	case ADREF:
	case ADREF_END:
		m->adref = step == ADREF;
		break;
	case CONTEST:
		m->contests++;
		break;
	default:
		objection_follow(w, text, step);
		break;
	}
}

static enum kind kind_for(enum step step)
{
	if (step <= CALL_STALE)
		return KIND_DECISION_CALL;
	if (step < WITHDRAW_AA)
		return KIND_OBJECTION_FILE;
	if (step < GAVEL)
		return KIND_OBJECTION_WITHDRAW;
	if (step < NEXT)
		return KIND_DECISION_GAVEL;
	static const enum kind rest[] = { KIND_DECISION_NEXT, KIND_DECISION_REVISE,
		KIND_DECISION_ADREF, KIND_DECISION_ADREF, KIND_DECISION_CONTEST,
		KIND_DECISION_CONTEST };
	return rest[step - NEXT];
}

/* Who signs it, when it is not who would usually; "" on paper. */
static const char *signer_of(enum step step)
{
	static const char *const of[STEP__COUNT] = { [OBJECT_AA] = "aa/envoy",
		[OBJECT_CC] = "cc/envoy",
		[WITHDRAW_AA] = "aa/envoy",
		[WITHDRAW_CC] = "cc/envoy",
		[GAVEL_BB] = "bb/envoy" };
	return of[step];
}

static struct str paper_of(enum step step)
{
	switch ((int)step) {
	case OBJECT_OO:
	case WITHDRAW_OO:
	case CONTEST_OO:
		return S("oo");
	case PAPER_CC:
	case PAPER_EARLY:
	case PAPER_ALONE:
		return S("cc");
	case PAPER_CHAIR:
		return S("aa");
	default:
		return STR_NONE;
	}
}

static struct sim_act act_make(struct walk *w, uint32_t text, enum step step, int64_t now)
{
	struct sim *s = &w->sim;
	struct sim_act a = sim_decision(s, kind_for(step), w->codes[text]);
	const struct model *m = &w->m[text];
	if (signer_of(step) != NULL) {
		sim_unsign(&a);
		sim_sign_as(s, &a, str_c(signer_of(step)));
	}
	if (paper_of(step).n > 0)
		a = sim_on_paper(s, a, paper_of(step),
		    (moment){ step == PAPER_EARLY && m->called > 0 ? m->called - 1 : now });
	if (step == PAPER_ALONE)
		a.signers_count = 1;
	if (step == CALL_STALE)
		a.content.decision_call.hash = w->tabled[text];
	if (step == OBJECT_STALE)
		a.content.objection_file.hash = w->tabled[text];
	if (step == OBJECT_OTHER)
		a.content.objection_file.hash =
		    decision_find(s->forum, w->codes[1 - text])->hash;
	if (step == GAVEL_GROUND)
		a.content.decision_gavel.ground = S("The sense of the meeting.");
	if (step == ADREF_END)
		a.content.decision_adref.ends = true;
	return a;
}

#define HOLDS(w, what) ((w)->wrong += !(what))

static uint32_t bits_count(uint32_t bits)
{
	uint32_t count = 0;
	for (; bits > 0; bits &= bits - 1)
		count++;
	return count;
}

/* The forum says what the model says, of both texts: what was done to the one left the other alone. */
static void invariants_check(struct walk *w)
{
	for (uint32_t text = 0; text < TEXTS; text++) {
		const struct decision *d = decision_find(w->sim.forum, w->codes[text]);
		const struct model *m = &w->m[text];
		HOLDS(w, d->state == (enum decision_state)m->state);
		HOLDS(w, d->objections_count == m->filed);
		HOLDS(w, (memcmp(d->hash.bytes, w->tabled[text].bytes, HASH_BYTES) == 0) ==
		    (m->version == 0));
		HOLDS(w, decision_adrefs_open(d) == m->adref);
		HOLDS(w, d->contests_count == m->contests && d->is_contested == (m->contests > 0));
		HOLDS(w, (d->adopted != UINT64_MAX) == (m->state == DECISION_GAVELLED));
		bool is_put = m->state == DECISION_CALLED || m->state == DECISION_OBJECTED;
		HOLDS(w, !is_put || decision_objections_standing(d) == bits_count(blocking(w, text)));
		HOLDS(w, !is_put || decision_window_over(d).ms == m->called + WINDOW_MS);
		uint32_t withdrawn = 0;
		for (uint32_t i = 0; i < d->objections_count; i++) {
			withdrawn += d->objections[i].withdrawn != UINT64_MAX;
			HOLDS(w, d->objections[i].entry < d->adopted);
			HOLDS(w, !str_eq(d->objections[i].party, S("oo")));
		}
		HOLDS(w, withdrawn == m->kept);
		w->states |= 1U << m->state;
	}
}

static void path_show(const struct walk *w, uint32_t text, enum step step, bool is_admitted)
{
	print_message("# %s after", w->play->code);
	for (uint32_t i = 0; i < w->depth; i++)
		print_message(" %u.%d@%lld", w->path[i].text, (int)w->path[i].step,
		    (long long)(w->path[i].now - SIM_BEGIN));
	print_message(": %u.%d is %s at %lld\n", text, (int)step,
	    is_admitted ? "admitted" : "refused", (long long)(w->sim.now.ms - SIM_BEGIN));
}

static void forum_at(struct walk *w, struct str dump)
{
	struct err err;
	arena_reset(&w->sim.state);
	enum rc rc = forum_load(&w->sim.forum, &w->sim.state, dump, 5 + w->depth, &err);
	assert_int_equal(rc, RC_OK);
}

static void mix(uint64_t *key, uint64_t value)
{
	*key = (*key ^ value) * 0x9e3779b97f4a7c15U;
	*key ^= *key >> 29;
}

/* Was a place that the model cannot tell from this one walked at this depth? Time counts from the call. */
static bool was_here(struct walk *w)
{
	uint64_t key = w->depth + 1;
	for (uint32_t text = 0; text < TEXTS; text++) {
		const struct model *m = &w->m[text];
		int64_t since = w->sim.now.ms - m->called;
		int64_t waited = m->called == 0 ? -1 : since < WINDOW_MS ? since : WINDOW_MS;
		const uint32_t facts[] = { m->state, m->ladder, m->version, m->standing, m->filed,
			m->kept, m->adref, m->contests, m->calls, m->is_at_once, m->left };
		mix(&key, (uint64_t)waited);
		mix(&key, m->last == w->sim.now.ms);
		for (size_t i = 0; i < CM_COUNT(facts); i++)
			mix(&key, facts[i]);
	}
	const uint64_t mask = (1U << SEEN_BITS) - 1;
	for (uint64_t at = key & mask;; at = (at + 1) & mask) {
		if (w->seen[at] == key)
			return true;
		if (w->seen[at] != 0)
			continue;
		w->seen[at] = key;
		return false;
	}
}

static void walk_on(struct walk *w);

/* The act now, and when it was admitted all that may follow. The clock is given back. */
static void step_try(struct walk *w, uint32_t text, enum step step, struct str dump)
{
	int64_t now = w->sim.now.ms;
	struct sim_act a = act_make(w, text, step, now);
	struct sim_result r = sim_submit(&w->sim, &a);
	bool is_allowed = may(w, text, step, now);
	w->judged++;
	uint64_t wrong = w->wrong;
	HOLDS(w, r.is_admitted == is_allowed);
	struct model before[TEXTS];
	memcpy(before, w->m, sizeof before);
	if (r.is_admitted && is_allowed) {
		w->admitted++;
		model_follow(w, text, step, now);
		invariants_check(w);
	}
	if (w->wrong != wrong && wrong < 5)
		path_show(w, text, step, r.is_admitted);
	if (!r.is_admitted)
		return;
	w->path[w->depth++] = (struct event){ text, step, now };
	if (w->wrong == 0)
		walk_on(w);
	memcpy(w->m, before, sizeof before);
	w->depth--;
	w->sim.now.ms = now;
	forum_at(w, dump);
}

/* What is done to the second text, which the first must not feel. */
static bool is_of_second(enum step step)
{
	return step == CALL || step == OBJECT_BB || step == WITHDRAW_BB || step == GAVEL ||
	    step == NEXT || step == REVISE || step == CONTEST;
}

/* Every act at each instant from here on: now, and about the end of each window. */
static void walk_on(struct walk *w)
{
	if (w->depth == w->depth_max || was_here(w))
		return;
	struct arena *saved = &w->saved[w->depth];
	struct buf dump;
	arena_reset(saved);
	buf_init(&dump, saved, (size_t)8 * 1024 * 1024);
	assert_true(forum_save(w->sim.forum, &dump));
	int64_t begin = w->sim.now.ms, over[] = { w->m[0].called, w->m[1].called };
	const int64_t instants[] = { begin, over[0] + WINDOW_MS - 1, over[0] + WINDOW_MS,
		over[1] + WINDOW_MS - 1, over[1] + WINDOW_MS };
	for (size_t i = 0; i < CM_COUNT(instants); i++) {
		bool is_twice = i > 2 && over[0] == over[1];
		if ((i > 0 && instants[i] <= begin) || is_twice)
			continue;
		for (unsigned n = 0; n < TEXTS * STEP__COUNT; n++) {
			enum step step = (enum step)(n % STEP__COUNT);
			if (n >= STEP__COUNT && !is_of_second(step))
				continue;
			w->sim.now.ms = instants[i];
			step_try(w, n / STEP__COUNT, step, buf_str(&dump));
			sim_forget(&w->sim);
		}
	}
	w->sim.now.ms = begin;
}

static void walk_begin(struct walk *w, const struct play *play)
{
	struct sim *s = &w->sim;
	sim_init(s, false);
	sim_world(s);
	sim_envoys(s);
	sim_meeting(s);
	sim_do(s, sim_make(s, KIND_PARTY_SUSPEND, S("dd"))); /* three members are left */
	w->play = play;
	w->codes[0] = str_c(play->code);
	w->codes[1] = S("text-2");
	for (uint32_t text = 0; text < TEXTS; text++) {
		sim_do(s, sim_decision(s, KIND_DECISION_TABLE, w->codes[text]));
		sim_do(s, sim_decision(s, KIND_DECISION_CIRCULATE, w->codes[text]));
	}
	s->now.ms += 2 * 3600 * 1000;
	for (uint32_t text = 0; text < TEXTS; text++) {
		sim_do(s, sim_decision(s, KIND_DECISION_CONSIDER, w->codes[text]));
		w->tabled[text] = decision_find(s->forum, w->codes[text])->hash;
		w->m[text] = (struct model){ .state = DECISION_CONSIDERED };
	}
	s->step_ms = 0;
}

/* Six acts in the long run; what a sanitizer slows down goes less far. */
static unsigned depth_wanted(void)
{
	const unsigned usual = GEN_SANITIZED ? 4 : 5;
	return getenv("COMITY_LONG") != NULL ? DEPTH : usual;
}

static void every_order_of_acts_gives_what_the_model_says(void **state)
{
	(void)state;
	static const struct play plays[] = {
		{ "text-1", false, false, ELSE_NEXT },
		{ "procedural-1", true, false, ELSE_RETURN },
		{ "cc.suspension-1", false, true, ELSE_NOT_ADOPTED },
	};
	uint64_t wrong = 0;
	uint32_t states = 0;
	for (size_t n = 0; n < CM_COUNT(plays); n++) {
		struct walk *w = calloc(1, sizeof *w);
		assert_non_null(w);
		w->seen = calloc((size_t)1 << SEEN_BITS, sizeof *w->seen);
		assert_non_null(w->seen);
		for (unsigned i = 0; i <= DEPTH; i++)
			arena_init(&w->saved[i], (size_t)64 * 1024 * 1024);
		w->depth_max = depth_wanted();
		walk_begin(w, &plays[n]);
		walk_on(w);
		print_message("# %s: %llu judged, %llu admitted\n", plays[n].code,
		    (unsigned long long)w->judged, (unsigned long long)w->admitted);
		wrong += w->wrong;
		states |= w->states;
		for (unsigned i = 0; i <= DEPTH; i++)
			arena_release(&w->saved[i]);
		sim_release(&w->sim);
		free(w->seen);
		free(w);
	}
#ifdef MUTANT /* rules with one mistake (see meson.build), which must be found */
	(void)states;
	assert_true(wrong > 0);
#else
	assert_int_equal(wrong, 0);
	const unsigned reached[] = { DECISION_CONSIDERED, DECISION_CALLED, DECISION_OBJECTED,
		DECISION_GAVELLED, DECISION_NOT_ADOPTED };
	for (size_t i = 0; i < CM_COUNT(reached); i++)
		assert_true((states & 1U << reached[i]) != 0);
#endif
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_order_of_acts_gives_what_the_model_says),
	};
	return cmocka_run_group_tests_name("decision_worlds", tests, NULL, NULL);
}
