/*
 * Small worlds of the silence procedure, all of them: three members and an observer, every order of
 * seven acts (six with a sanitizer), each at every instant that matters. What the rules admit is held
 * against a history alone: no state, only what happened and when.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "lib/forum_sim.h"
#include "rules/actor.h"

#include <cmocka.h>

#define DEPTH (GEN_SANITIZED ? 6 : 7)
#define DEPTH_MAX 7
#define CODE S("s-1")
#define OTHER S("s-2")

enum step {
	CONSENT,
	DECLINE,
	CIRCULATE,
	BREAK,          /* bb's own */
	BREAK_OBSERVER, /* filed for oo */
	BREAK_PAPER,    /* filed for cc: arrived a millisecond before the expiry */
	BREAK_PAPER_LATE,
	BREAK_OTHER,    /* names the other text */
	ATTACH,
	EXTEND,
	WITHDRAW,
	ATTEST,
	ATTEST_ALONE,   /* one officer */
	NOTIFY_YES,
	NOTIFY_NO,
	ANNOUNCE,
	ISSUE,
	VOID,
	STEP__COUNT
};
/* What happened, in order. */
struct event {
	enum step step;
	int64_t now, at, expires; /* the entry's time; the voice's; the expiry as it was before */
};
struct history {
	uint32_t count;
	struct event events[DEPTH_MAX];
	int64_t expires; /* as it is now */
};
struct walk {
	struct sim sim;
	struct arena saved[DEPTH_MAX + 1];
	struct history h;
	struct hash hash, other;
	uint64_t judged, admitted, wrong;
	uint32_t states; /* bits of those that were seen */
};

static bool has(const struct history *h, enum step step)
{
	for (uint32_t i = 0; i < h->count; i++) {
		if (h->events[i].step == step)
			return true;
	}
	return false;
}

static bool is_break(enum step step)
{
	return step >= BREAK && step <= BREAK_OTHER;
}

/* Was there a break in time, before the attestation only if that is asked for? */
static bool has_broken(const struct history *h, bool before_attest)
{
	for (uint32_t i = 0; i < h->count; i++) {
		const struct event *e = &h->events[i];
		if (e->step == ATTEST && before_attest)
			return false;
		if (is_break(e->step) && e->at < e->expires)
			return true;
	}
	return false;
}

/* May it be admitted? From the history alone. */
static bool may(const struct history *h, enum step step, int64_t now, int64_t at)
{
	bool is_over = has(h, DECLINE) || has(h, WITHDRAW) || has(h, VOID) || has(h, NOTIFY_NO);
	bool is_broken = has_broken(h, true), is_attested = has(h, ATTEST);
	bool is_before = now < h->expires;
	switch (step) {
	case CONSENT:
		return !is_over && !has(h, CONSENT) && is_before;
	case DECLINE:
		return !is_over && !has(h, CONSENT);
	case CIRCULATE:
		return !is_over && has(h, CONSENT) && !has(h, CIRCULATE) && !is_broken && is_before;
	case BREAK:
	case BREAK_PAPER:
	case BREAK_PAPER_LATE:
		if (is_over || at > now || now - at > SIM_DAY_MS)
			return false;
		return at < h->expires ? has(h, CONSENT) : has(h, CIRCULATE) || is_broken;
	case BREAK_OBSERVER:
	case BREAK_OTHER:
	case ATTEST_ALONE:
		return false;
	case ATTACH:
		return !is_over && has(h, CIRCULATE) && (!is_broken || is_attested) && !has(h, ISSUE);
	case EXTEND:
		return !is_over && has(h, CIRCULATE) && !is_broken && !is_attested &&
		    h->expires - now >= 3600 * 1000;
	case WITHDRAW:
		return !is_over && !is_broken && !is_attested && is_before;
	case ATTEST:
		return !is_over && has(h, CIRCULATE) && !is_broken && !is_attested && !is_before;
	case NOTIFY_YES:
		return !is_over && is_attested && !has(h, NOTIFY_YES);
	case NOTIFY_NO:
		return !is_over && is_broken;
	case ANNOUNCE:
		return !is_over && has(h, NOTIFY_YES) && !has(h, ANNOUNCE);
	case ISSUE:
		return !is_over && has(h, ANNOUNCE) && !has(h, ISSUE);
	case VOID:
		return !has(h, VOID) && !has(h, WITHDRAW) && !has(h, DECLINE);
	case STEP__COUNT:
		break;
	}
	return false;
}

static struct sim_act act_make(struct walk *w, enum step step, int64_t at)
{
	static const enum kind kinds[STEP__COUNT] = { [CONSENT] = KIND_SILENCE_CONSENT,
		[DECLINE] = KIND_SILENCE_DECLINE,
		[CIRCULATE] = KIND_SILENCE_CIRCULATE,
		[BREAK] = KIND_SILENCE_BREAK,
		[BREAK_OBSERVER] = KIND_SILENCE_BREAK,
		[BREAK_PAPER] = KIND_SILENCE_BREAK,
		[BREAK_PAPER_LATE] = KIND_SILENCE_BREAK,
		[BREAK_OTHER] = KIND_SILENCE_BREAK,
		[ATTACH] = KIND_SILENCE_ATTACH,
		[EXTEND] = KIND_SILENCE_EXTEND,
		[WITHDRAW] = KIND_SILENCE_WITHDRAW,
		[ATTEST] = KIND_SILENCE_ATTEST,
		[ATTEST_ALONE] = KIND_SILENCE_ATTEST,
		[NOTIFY_YES] = KIND_SILENCE_NOTIFY,
		[NOTIFY_NO] = KIND_SILENCE_NOTIFY,
		[ANNOUNCE] = KIND_SILENCE_ANNOUNCE,
		[ISSUE] = KIND_SILENCE_ISSUE,
		[VOID] = KIND_SILENCE_VOID };
	struct sim_act a = sim_silence(&w->sim, kinds[step], CODE);
	if (step == BREAK_OBSERVER)
		a = sim_on_paper(&w->sim, a, S("oo"), (moment){ at });
	if (step == BREAK_PAPER || step == BREAK_PAPER_LATE)
		a = sim_on_paper(&w->sim, a, S("cc"), (moment){ at });
	if (step == BREAK_OTHER)
		a.content.silence_break.hash = w->other;
	if (step == ATTEST_ALONE)
		a.signers_count = 1;
	if (step == NOTIFY_YES || step == NOTIFY_NO)
		a.content.silence_notify.outcome = step == NOTIFY_YES ? S("adopted") : S("not-adopted");
	return a;
}

#define HOLDS(w, what) ((w)->wrong += !(what))

/* Invariants 1 to 4, 7 and 10 of the procedure, of what stands there after the history. */
static void invariants_check(struct walk *w)
{
	const struct history *h = &w->h;
	const struct silence *s = silence_find(w->sim.forum, CODE);
	HOLDS(w, memcmp(s->hash.bytes, w->hash.bytes, HASH_BYTES) == 0);
	HOLDS(w, s->expires.ms == h->expires);
	uint32_t extended = 0, kept = 0;
	for (uint32_t i = 0; i < h->count; i++) {
		const struct event *e = &h->events[i];
		extended += e->step == EXTEND;
		HOLDS(w, e->step != EXTEND || e->now < e->expires);
		if (is_break(e->step))
			HOLDS(w, e->step == BREAK || e->step == BREAK_PAPER || e->step == BREAK_PAPER_LATE);
	}
	HOLDS(w, s->expiries_count == 1 + extended);
	for (uint32_t i = 0; i < s->breaks_count; i++) {
		kept += !s->breaks[i].is_late;
		HOLDS(w, party_may_object(w->sim.forum, s->breaks[i].party));
		HOLDS(w, s->breaks[i].is_late || s->breaks[i].at.ms < h->expires);
		HOLDS(w, !s->breaks[i].is_late || s->breaks[i].at.ms >= s->expiries[0].ms);
	}
	HOLDS(w, (kept > 0) == has_broken(h, false));
	bool is_clean = s->state == SILENCE_EXPIRED || s->state == SILENCE_ADOPTED ||
	    s->state == SILENCE_ANNOUNCED || s->state == SILENCE_ISSUED;
	HOLDS(w, !is_clean || has(h, ATTEST));
	HOLDS(w, !is_clean || !has_broken(h, false) || s->is_contested);
	HOLDS(w, !s->is_contested || (has_broken(h, false) && !has_broken(h, true)));
	bool is_adopted = is_clean && s->state != SILENCE_EXPIRED;
	HOLDS(w, is_adopted == (has(h, NOTIFY_YES) && !has(h, VOID)));
	HOLDS(w, (s->symbol.n > 0) == has(h, ISSUE));
	const struct silence *other = silence_find(w->sim.forum, OTHER);
	HOLDS(w, other->state == SILENCE_PROPOSED && other->breaks_count == 0);
	w->states |= 1U << s->state;
}

static void forum_at(struct walk *w, uint32_t depth, struct str dump)
{
	struct err err;
	arena_reset(&w->sim.state);
	enum rc rc = forum_load(&w->sim.forum, &w->sim.state, dump, 5 + depth, &err);
	assert_int_equal(rc, RC_OK);
}

static void walk_on(struct walk *w);

static void history_show(const struct walk *w, enum step step, bool is_admitted)
{
	print_message("# after");
	for (uint32_t i = 0; i < w->h.count; i++)
		print_message(" %d", (int)w->h.events[i].step);
	print_message(": %d is %s at %lld of the expiry\n", (int)step,
	    is_admitted ? "admitted" : "refused", (long long)(w->sim.now.ms - w->h.expires));
}

/* The act now, and when it was admitted all that may follow. The clock is given back. */
static void step_try(struct walk *w, enum step step, struct str dump)
{
	int64_t now = w->sim.now.ms, expires = w->h.expires;
	int64_t at = step == BREAK_PAPER ? expires - 1 : step == BREAK_PAPER_LATE ? expires : now;
	struct sim_act a = act_make(w, step, at);
	struct sim_result r = sim_submit(&w->sim, &a);
	bool is_allowed = may(&w->h, step, now, at);
	w->judged++;
	HOLDS(w, r.is_admitted == is_allowed);
	if (r.is_admitted != is_allowed && w->wrong < 5)
		history_show(w, step, r.is_admitted);
	if (!r.is_admitted)
		return;
	w->admitted++;
	w->h.events[w->h.count++] = (struct event){ step, now, at, expires };
	if (step == EXTEND)
		w->h.expires += SIM_DAY_MS;
	invariants_check(w);
	if (w->wrong == 0)
		walk_on(w);
	w->h.expires = expires;
	w->h.count--;
	w->sim.now.ms = now;
	forum_at(w, w->h.count, dump);
}

/* Every act at each instant from here on: now, a millisecond before the expiry, at the expiry. */
static void walk_on(struct walk *w)
{
	uint32_t depth = w->h.count;
	if (depth == DEPTH)
		return;
	struct arena *saved = &w->saved[depth];
	struct buf dump;
	arena_reset(saved);
	buf_init(&dump, saved, (size_t)8 * 1024 * 1024);
	assert_true(forum_save(w->sim.forum, &dump));
	int64_t begin = w->sim.now.ms;
	const int64_t instants[] = { begin, w->h.expires - 1, w->h.expires };
	for (size_t i = 0; i < CM_COUNT(instants); i++) {
		if (i > 0 && instants[i] <= begin)
			continue;
		w->sim.now.ms = instants[i];
		for (unsigned step = 0; step < STEP__COUNT; step++) {
			step_try(w, (enum step)step, buf_str(&dump));
			sim_forget(&w->sim);
		}
	}
	w->sim.now.ms = begin;
}

static void every_order_of_acts_gives_what_the_history_says(void **state)
{
	(void)state;
	struct walk *w = calloc(1, sizeof *w);
	assert_non_null(w);
	struct sim *s = &w->sim;
	sim_init(s, false);
	sim_world(s);
	sim_envoys(s);
	sim_do(s, sim_make(s, KIND_PARTY_SUSPEND, S("dd"))); /* three members are left */
	sim_silence_reach(s, OTHER, SILENCE_PROPOSED);
	sim_silence_reach(s, CODE, SILENCE_PROPOSED);
	w->hash = silence_find(s->forum, CODE)->hash;
	w->other = silence_find(s->forum, OTHER)->hash;
	w->h.expires = silence_find(s->forum, CODE)->expires.ms;
	s->step_ms = 0;
	for (unsigned i = 0; i <= DEPTH; i++)
		arena_init(&w->saved[i], (size_t)64 * 1024 * 1024);
	walk_on(w);
	print_message("# %llu judged, %llu admitted\n", (unsigned long long)w->judged,
	    (unsigned long long)w->admitted);
#ifdef MUTANT /* rules with one mistake (see meson.build), which must be found */
	assert_true(w->wrong > 0);
#else
	assert_int_equal(w->wrong, 0);
	assert_int_equal(w->states, (1U << SILENCE_VOTE) - 1 - (1U << SILENCE_PROPOSED));
#endif
	for (unsigned i = 0; i <= DEPTH; i++)
		arena_release(&w->saved[i]);
	sim_release(s);
	free(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_order_of_acts_gives_what_the_history_says),
	};
	return cmocka_run_group_tests_name("silence_worlds", tests, NULL, NULL);
}
