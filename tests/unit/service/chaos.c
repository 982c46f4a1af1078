/*
 * The service under bad luck: random histories of meetings, decisions and silences, several submitters at
 * once, a clock that jumps by days, goes back or stands still, and a disk whose power goes at any write.
 * After every start, and all the time, a witness (witness.h) holds the invariants of both machines; what
 * was acknowledged stands where it was said to; and whoever folds the record comes to the same state.
 * Threads race, so a seed gives the same acts to choose from and not the same record; what the record is
 * judged by does not depend on that.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/encode.h"
#include "lib/memstore.h"
#include "service/service.h"
#include "unit/service/witness.h"

#include <cmocka.h>

#define HISTORIES 20
#define ROUNDS 160
#define SUBMITTERS 4
#define AT_ONCE 16
#define PROMISES_MAX (ROUNDS * AT_ONCE)

/* What the service acknowledged while its disk had power. */
struct promise {
	struct hash id;
	uint64_t index;
	moment received;
};
/* One act on its way. */
struct lodged {
	struct ticket ticket;
	struct str submission;
	struct chaos *of;
	bool is_taken, is_kept; /* kept: it was acknowledged and the power was on */
};
struct chaos {
	struct gen gen;
	struct memstore store;
	struct service *service;
	struct witness *witness;
	struct arena arena; /* of what is lodged */
	struct arena admitted[SUBMITTERS]; /* of this round */
	uint64_t taken;     /* acts, by the service that runs */
	uint64_t seen;      /* entries that the witness saw */
	atomic_llong clock_ms, tick_ms;
	struct lodged *lodged;
	uint32_t count;
	atomic_uint answered;
	struct promise *promises;
	uint32_t promises_count;
	struct log_head signed_head; /* the newest acknowledged */
	unsigned starts, losses, jumps_back, duplicates;
	unsigned wrong, line; /* what did not hold; the first: its line */
};

#define HOLDS(c, what) chaos_note(c, what, __LINE__)

static void chaos_note(struct chaos *c, bool holds, unsigned line)
{
	if (!holds && c->wrong++ == 0)
		c->line = line;
}

static moment clock_now(void *ctx)
{
	struct chaos *c = ctx;
	return (moment){ atomic_fetch_add(&c->clock_ms, atomic_load(&c->tick_ms)) };
}

static void random_fill(void *ctx, void *p, size_t n)
{
	(void)ctx;
	memset(p, 9, n); /* seeds maps only */
}

static enum rc store_open(void *ctx, struct str dir, bool is_reader, struct log_store *out,
    struct err *err)
{
	(void)dir, (void)is_reader, (void)err;
	*out = memstore_store(ctx);
	return RC_OK;
}

#ifdef MUTANT
static jmp_buf found;
#endif

static void start(struct chaos *c, bool is_reader, struct service **out)
{
	struct err err;
	const struct sim_key *key = sim_key(S("log"));
	struct service_options options = { .origin = SIM_ORIGIN, .is_reader = is_reader,
		.env = { .now = clock_now, .random = random_fill, .ctx = c },
		.open_store = store_open, .open_store_ctx = &c->store };
	memcpy(options.seed, key->seed, sizeof options.seed);
	ed25519_public(options.log_key, key->seed);
	if (service_open(out, &options, &err) == RC_OK)
		return;
#ifdef MUTANT
	longjmp(found, 1); /* a start that refuses the record has found the mistake */
#endif
	fail_msg("%s", err.text);
}

static struct hash root_of(struct service *s)
{
	struct hash root;
	const struct forum *f = service_read_begin(s);
	forum_root((struct forum *)(uintptr_t)f, &root); /* keeps hashes of chunks: nobody else reads */
	service_read_end(s);
	return root;
}

/* The witness sees what is new in the record. */
static void witness_follow(struct chaos *c)
{
	const struct log *log = service_log(c->service);
	while (c->seen < log_durable(log)) {
		struct arena a;
		struct str entry;
		arena_init(&a, (size_t)1 << 20);
		assert_int_equal(log_entry(log, c->seen++, &a, &entry, NULL), RC_OK);
		witness_see(c->witness, entry);
		arena_release(&a);
	}
}

/* What pages are made from, and what the witness folded. */
static void shown_compare(struct chaos *c)
{
	struct hash own = sim_root(&c->witness->sim), shown = root_of(c->service);
	HOLDS(c, c->witness->wrong > 0 || hash_eq(&own, &shown));
}

static void promises_hold(struct chaos *c)
{
	const struct log *log = service_log(c->service);
	for (uint32_t i = 0; i < c->promises_count; i++) {
		moment received = { 0 };
		const struct promise *p = &c->promises[i];
		HOLDS(c, log_find(log, &p->id, &received) == p->index);
		HOLDS(c, received.ms == p->received.ms);
	}
	struct hash root;
	if (c->signed_head.size == 0)
		return;
	HOLDS(c, log_root_at(log, c->signed_head.size, &root) &&
	    hash_eq(&root, &c->signed_head.root));
}

/* On the settler's thread, whose writes are the only ones: what it answers while the power is on holds. */
static void answered(struct ticket *t)
{
	struct lodged *l = t->ctx;
	l->is_kept = t->fault.id == FAULT_NONE && !l->of->store.is_dead;
	atomic_fetch_add(&l->of->answered, 1);
}

struct submitter {
	struct chaos *of;
	uint32_t first, step;
	struct arena *arena;
};

static void *submitter_run(void *ctx)
{
	struct submitter *s = ctx;
	for (uint32_t i = s->first; i < s->of->count; i += s->step) {
		struct lodged *l = &s->of->lodged[i];
		l->ticket.ctx = l;
		l->ticket.answered = answered;
		struct fault f =
		    admit_submission(&l->ticket.act, s->arena, l->submission, SIM_ORIGIN);
		cm_assert(f.id == FAULT_NONE);
		l->is_taken = service_submit(s->of->service, &l->ticket);
		if (!l->is_taken)
			atomic_fetch_add(&s->of->answered, 1);
	}
	return NULL;
}

/* A mutant may answer too early, while the writer still reads the acts. */
static void writer_wait(const struct chaos *c)
{
#ifdef MUTANT
	struct service_counters counters;
	do {
		(void)usleep(20);
		service_counters(c->service, &counters);
	} while (counters.acts < c->taken);
#else
	(void)c;
#endif
}

/* Submits what was lodged, one after the other or from several threads, and waits for the answers. */
static void round_submit(struct chaos *c)
{
	uint32_t threads = gen_bool(&c->gen) ? SUBMITTERS : 1;
	struct submitter of[SUBMITTERS];
	pthread_t ids[SUBMITTERS];
	atomic_store(&c->answered, 0);
	for (uint32_t i = 0; i < threads; i++) {
		of[i] = (struct submitter){ c, i, threads, &c->admitted[i] };
		arena_reset(of[i].arena);
		assert_int_equal(pthread_create(&ids[i], NULL, submitter_run, &of[i]), 0);
	}
	for (uint32_t i = 0; i < threads; i++)
		(void)pthread_join(ids[i], NULL);
	while (atomic_load(&c->answered) < c->count)
		(void)usleep(20);
	for (uint32_t i = 0; i < c->count; i++)
		c->taken += c->lodged[i].is_taken;
	writer_wait(c);
}

static bool has_power(struct chaos *c)
{
	(void)pthread_mutex_lock(&c->store.lock);
	bool has = !c->store.is_dead;
	(void)pthread_mutex_unlock(&c->store.lock);
	return has;
}

/* At one of the next writes the power goes, unless it is gone: nothing reaches a dead disk. */
static void power_end(struct chaos *c, uint64_t writes)
{
	uint64_t after = 1 + gen_below(&c->gen, writes);
	uint32_t torn_part = (uint32_t)gen_below(&c->gen, 257);
	(void)pthread_mutex_lock(&c->store.lock);
	if (!c->store.is_dead) {
		c->store.die_at = c->store.writes + after;
		c->store.torn_part = torn_part;
	}
	(void)pthread_mutex_unlock(&c->store.lock);
}

static void note_sign_sim(void *ctx, struct str text, struct buf *note)
{
	note_sign(note, text, ctx, sim_key(S("log"))->seed);
}

/* What a service does after twenty thousand acts: the next start begins from there. */
static void snapshot_take(struct chaos *c)
{
	struct arena a;
	struct vkey key;
	uint8_t public_key[32];
	struct log *log;
	struct err err;
	struct log_store store = memstore_store(&c->store);
	struct forum_fold *fold = calloc(1, sizeof *fold);
	assert_non_null(fold);
	arena_init(&a, (size_t)4 << 30);
	ed25519_public(public_key, sim_key(S("log"))->seed);
	vkey_init(&key, SIM_ORIGIN, NOTE_ED25519, public_key);
	forum_fold_init(fold, &a, SIM_ORIGIN, 3);
	struct log_options options = { .origin = SIM_ORIGIN, .fold = forum_fold(fold),
		.sign = note_sign_sim, .sign_ctx = &key, .log_key = key, .hash_key = 3 };
	assert_int_equal(log_open(&log, &a, &store, &options, &err), RC_OK);
	assert_int_equal(log_snapshot(log, &err), RC_OK);
	log_close(log);
	forum_fold_release(fold);
	arena_release(&a);
	free(fold);
}

/* After a stop or a loss of power: what a reader folds from the record, what the service shows, and what
 * the witness knows must be the same; nothing acknowledged is gone. */
static void restart(struct chaos *c)
{
	struct service *reader;
	struct hash read;
	c->losses += !has_power(c);
	service_close(c->service);
	memstore_restart(&c->store);
	if (gen_chance(&c->gen, 1, 4))
		snapshot_take(c);
	start(c, true, &reader);
	service_state_root(reader, &read);
	service_close(reader);
	if (gen_chance(&c->gen, 1, 8))
		power_end(c, 3); /* while it starts */
	start(c, false, &c->service);
	c->taken = 0;
	c->starts++;
	promises_hold(c);
	witness_follow(c);
	struct hash own = sim_root(&c->witness->sim);
	HOLDS(c, c->witness->wrong > 0 || hash_eq(&own, &read));
}

static void act_lodge(struct chaos *c, struct sim_act *a)
{
	if (c->count == AT_ONCE)
		return;
	c->lodged[c->count] = (struct lodged){ .of = c,
		.submission = str_copy(&c->arena, sim_submission(&c->witness->sim, a)) };
	c->lodged[c->count++].ticket.wait = gen_bool(&c->gen) ? WAIT_SIGNED : WAIT_DURABLE;
}

/* Takes down what was promised; what was not stays lodged, to be sent again. */
static void answers_take(struct chaos *c)
{
	uint32_t left = 0;
	for (uint32_t i = 0; i < c->count; i++) {
		struct lodged *l = &c->lodged[i];
		bool is_unsure = !l->is_taken || (l->ticket.fault.id == FAULT_NONE && !l->is_kept);
		if (l->is_taken && l->is_kept && c->promises_count < PROMISES_MAX) {
			c->promises[c->promises_count++] =
			    (struct promise){ l->ticket.act.id, l->ticket.index, l->ticket.received };
			c->duplicates += l->ticket.is_duplicate;
			if (l->ticket.wait == WAIT_SIGNED && l->ticket.head.size > c->signed_head.size)
				c->signed_head = l->ticket.head;
		}
		if (is_unsure)
			c->lodged[left++] = (struct lodged){ .of = c, .submission = l->submission };
	}
	c->count = left;
}

static void round_run(struct chaos *c)
{
	round_submit(c);
	answers_take(c);
	if (!has_power(c) || gen_chance(&c->gen, 1, 30))
		restart(c);
	else
		witness_follow(c);
	if (c->taken > 0) /* so the writer has made its own copy of what is shown */
		shown_compare(c);
	if (c->count == 0)
		arena_reset(&c->arena);
	struct sim *s = &c->witness->sim;
	sim_forget(s);
	s->base.size = c->seen;
	assert_true(log_root_at(service_log(c->service), c->seen, &s->base.root));
	moment clock = { atomic_load(&c->clock_ms) };
	s->now = clock.ms > c->witness->last.ms ? clock : c->witness->last;
}

/* Where the clock goes: mostly on; back, by days, to the very end of a silence or of a window. */
static void clock_move(struct chaos *c)
{
	static const int64_t ticks[] = { 0, 0, 0, 1, 1, 3, -2 };
	struct sim *s = &c->witness->sim;
	int64_t to = s->now.ms;
	uint32_t silences = silence_count(s->forum), decisions = decision_count(s->forum);
	const struct decision *d = decisions > 0 ? decision_at(s->forum, decisions - 1) : NULL;
	switch (gen_below(&c->gen, 16)) {
	case 0:
		to -= gen_between(&c->gen, 1, 10 * SIM_DAY_MS);
		c->jumps_back++;
		break;
	case 1:
		to += gen_between(&c->gen, 1, 4 * SIM_DAY_MS);
		break;
	case 2:
	case 3:
		to += gen_between(&c->gen, 1, 3 * 3600 * 1000);
		break;
	case 4:
	case 5:
		if (silences > 0)
			to = silence_at(s->forum, silences - 1)->expires.ms - gen_between(&c->gen, 0, 3);
		break;
	case 6:
	case 7:
	case 8:
		if (d != NULL && decision_is_put(d))
			to = decision_window_over(d).ms - gen_between(&c->gen, 0, 3);
		break;
	case 9:
		break; /* it stands still */
	default:
		to += gen_between(&c->gen, 0, 40000);
		break;
	}
	atomic_store(&c->clock_ms, to);
	atomic_store(&c->tick_ms, ticks[gen_below(&c->gen, CM_COUNT(ticks))]);
}

static const char *const ENVOYS[] = { "aa/envoy", "bb/envoy", "cc/envoy", "dd/envoy", "oo/envoy" };

/* All at once about one text that is put: objections, withdrawals, the gavel, the ladder's next step. */
static void storm_of_decision(struct chaos *c, const struct decision *d)
{
	static const enum kind kinds[] = { KIND_OBJECTION_FILE, KIND_OBJECTION_FILE,
		KIND_OBJECTION_WITHDRAW, KIND_DECISION_GAVEL, KIND_DECISION_GAVEL, KIND_DECISION_NEXT };
	struct sim *s = &c->witness->sim;
	for (uint64_t n = 1 + gen_below(&c->gen, AT_ONCE); n > 0; n--) {
		enum kind k = kinds[gen_below(&c->gen, CM_COUNT(kinds))];
		struct sim_act a = sim_decision(s, k, d->code);
		if (k == KIND_OBJECTION_FILE || k == KIND_OBJECTION_WITHDRAW) {
			sim_unsign(&a);
			sim_sign_as(s, &a, str_c(ENVOYS[gen_below(&c->gen, 5)]));
		}
		if (k == KIND_DECISION_GAVEL && gen_bool(&c->gen))
			a.content.decision_gavel.ground = S("The sense of the meeting.");
		act_lodge(c, &a);
	}
}

/* The same about a silence near its end. */
static void storm_of_silence(struct chaos *c, const struct silence *of)
{
	static const enum kind kinds[] = { KIND_SILENCE_BREAK, KIND_SILENCE_ATTEST, KIND_SILENCE_ATTEST,
		KIND_SILENCE_NOTIFY, KIND_SILENCE_EXTEND };
	struct sim *s = &c->witness->sim;
	for (uint64_t n = 1 + gen_below(&c->gen, AT_ONCE / 2); n > 0; n--) {
		enum kind k = kinds[gen_below(&c->gen, CM_COUNT(kinds))];
		struct sim_act a = sim_silence(s, k, of->code);
		if (k == KIND_SILENCE_BREAK) {
			sim_unsign(&a);
			sim_sign_as(s, &a, str_c(ENVOYS[gen_below(&c->gen, 5)]));
		}
		if (k == KIND_SILENCE_NOTIFY)
			a.content.silence_notify.outcome =
			    gen_bool(&c->gen) ? S("adopted") : S("not-adopted");
		act_lodge(c, &a);
	}
}

/* A new text when the last one is decided; else what may come, the end of the meeting seldom. */
static struct sim_act act_make(struct chaos *c, const struct decision *newest)
{
	static const char *const matters[] = { "text", "text", "procedural", "budget", "measure",
		"substantive", "dd.suspension" };
	struct sim *s = &c->witness->sim;
	if ((newest == NULL || !decision_is_open(newest)) && gen_chance(&c->gen, 1, 3))
		return sim_decision(s, KIND_DECISION_TABLE, sim_str(s, "%s-%u",
		    matters[gen_below(&c->gen, CM_COUNT(matters))], s->made++));
	uint64_t dice = gen_below(&c->gen, 20);
	if (dice < 3)
		return sim_silence_random(s, &c->gen);
	if (dice > 4)
		return sim_decision_random(s, &c->gen);
	struct sim_act a = sim_business_random(s, &c->gen);
	bool is_end = a.kind == KIND_MEETING_CLOSE || a.kind == KIND_MEETING_SUSPEND;
	return is_end && gen_chance(&c->gen, 19, 20) ? sim_decision_random(s, &c->gen) : a;
}

static void round_make(struct chaos *c)
{
	struct sim *s = &c->witness->sim;
	uint32_t decisions = decision_count(s->forum), silences = silence_count(s->forum);
	const struct decision *d = decisions > 0 ? decision_at(s->forum, decisions - 1) : NULL;
	const struct silence *of = silences > 0 ? silence_at(s->forum, silences - 1) : NULL;
	if (d != NULL && decision_is_put(d) && gen_chance(&c->gen, 2, 3)) {
		storm_of_decision(c, d);
		return;
	}
	if (of != NULL && of->state >= SILENCE_CONSENTED && of->state <= SILENCE_EXPIRED &&
	    gen_chance(&c->gen, 1, 4)) {
		storm_of_silence(c, of);
		return;
	}
	for (uint64_t n = 1 + gen_below(&c->gen, 6); n > 0; n--) {
		struct sim_act a = act_make(c, d);
		act_lodge(c, &a);
	}
}

static void act_do(struct chaos *c, struct sim_act a)
{
	uint64_t before = c->seen;
	act_lodge(c, &a);
	do /* what was not acknowledged stays lodged */
		round_run(c);
	while (c->seen == before && c->count > 0);
	assert_true(c->seen > before);
}

/* Founds the forum, with parties, envoys and an open meeting: on record, like all that follows. */
static void world_found(struct chaos *c)
{
	static const char *const parties[] = { "aa", "bb", "cc", "dd", "oo" };
	struct sim *s = &c->witness->sim;
	act_do(c, sim_found(s));
	for (size_t i = 0; i < CM_COUNT(parties); i++)
		act_do(c, sim_make(s, KIND_PARTY_ADMIT, str_c(parties[i])));
	for (unsigned step = 0; step < SIM_ENVOY_STEPS; step++)
		act_do(c, sim_envoy(s, step));
	for (unsigned step = 0; step < SIM_TERM_STEPS; step++)
		act_do(c, sim_term(s, step));
	act_do(c, sim_conduct(s, KIND_MEETING_CONVENE, S("m-1")));
	atomic_fetch_add(&c->clock_ms, 2 * 3600 * 1000);
	act_do(c, sim_conduct(s, KIND_MEETING_OPEN, STR_NONE));
	act_do(c, sim_conduct(s, KIND_AGENDA_ADOPT, STR_NONE));
}

static void history_run(struct chaos *c, unsigned number)
{
	gen_init_case(&c->gen, number);
	memstore_init(&c->store);
	witness_init(c->witness);
	arena_init(&c->arena, (size_t)64 << 20);
	for (unsigned i = 0; i < SUBMITTERS; i++)
		arena_init(&c->admitted[i], (size_t)64 << 20);
	atomic_store(&c->clock_ms, SIM_BEGIN);
	atomic_store(&c->tick_ms, 1);
	c->lodged = calloc(AT_ONCE, sizeof *c->lodged);
	c->promises = calloc(PROMISES_MAX, sizeof *c->promises);
	start(c, false, &c->service);
	world_found(c);
	for (unsigned n = 0; n < ROUNDS && c->witness->wrong + c->wrong == 0; n++) {
		clock_move(c);
		if (gen_chance(&c->gen, 1, 8))
			power_end(c, 12);
		round_make(c);
		round_run(c);
	}
	if (c->witness->wrong + c->wrong == 0)
		restart(c);
	service_close(c->service);
	memstore_release(&c->store);
	arena_release(&c->arena);
	for (unsigned i = 0; i < SUBMITTERS; i++)
		arena_release(&c->admitted[i]);
	free(c->lodged);
	free(c->promises);
}

struct sum {
	unsigned entries, starts, losses, jumps_back, duplicates, promises;
	unsigned gavels, over, objections, votes, breaks, late, attested, adopted, wrong;
};

static void histories_run(struct sum *sum, unsigned histories)
{
	for (unsigned i = 0; i < histories && sum->wrong == 0; i++) {
		struct chaos *c = calloc(1, sizeof *c);
		struct witness *w = calloc(1, sizeof *w);
		assert_true(c != NULL && w != NULL);
		c->witness = w;
		history_run(c, i);
		if (w->wrong > 0)
			print_message("# history %u: line %u of witness.c does not hold at entry %llu\n", i,
			    w->line, (unsigned long long)w->wrong_entry);
		if (c->wrong > 0)
			print_message("# history %u: line %u of chaos.c does not hold\n", i, c->line);
		sum->wrong += w->wrong + c->wrong;
		sum->entries += (unsigned)c->seen;
		sum->starts += c->starts;
		sum->losses += c->losses;
		sum->jumps_back += c->jumps_back;
		sum->duplicates += c->duplicates;
		sum->promises += c->promises_count;
		sum->gavels += w->gavels;
		sum->over += w->over_objections;
		sum->objections += w->objections;
		sum->votes += w->votes_carried;
		sum->breaks += w->breaks;
		sum->late += w->breaks_late;
		sum->attested += w->attested;
		sum->adopted += w->silent_adoptions;
		witness_release(w);
		free(w);
		free(c);
	}
	print_message("# %u histories, %u entries, %u promises, %u starts after %u losses of power\n",
	    histories, sum->entries, sum->promises, sum->starts, sum->losses);
	print_message("# %u times the clock went back, %u acts came twice\n", sum->jumps_back,
	    sum->duplicates);
	print_message("# %u objections, %u gavels, %u over objections, %u carried by vote\n",
	    sum->objections, sum->gavels, sum->over, sum->votes);
	print_message("# %u breaks, %u late, %u silences attested, %u adopted\n", sum->breaks, sum->late,
	    sum->attested, sum->adopted);
}

#ifdef MUTANT /* a service or rules with one mistake (see meson.build), which must be found */
static void the_seeded_mistake_is_found(void **state)
{
	(void)state;
	struct sum sum = { .wrong = 0 };
	if (setjmp(found) != 0)
		return;
	histories_run(&sum, HISTORIES);
	assert_true(sum.wrong > 0);
}
#else
static void nothing_that_happens_breaks_the_procedure(void **state)
{
	(void)state;
	struct sum sum = { .wrong = 0 };
	histories_run(&sum, gen_cases(HISTORIES));
	assert_int_equal(sum.wrong, 0);
	assert_true(sum.losses > 30 && sum.starts > sum.losses && sum.jumps_back > 30);
	assert_true(sum.duplicates > 0 && sum.objections > 40 && sum.gavels > 10);
	assert_true(sum.breaks > 5 && sum.late > 0 && sum.attested > 3 && sum.adopted > 3);
}
#endif

int main(void)
{
	const struct CMUnitTest tests[] = {
#ifdef MUTANT
		cmocka_unit_test(the_seeded_mistake_is_found),
#else
		cmocka_unit_test(nothing_that_happens_breaks_the_procedure),
#endif
	};
	return cmocka_run_group_tests_name("chaos", tests, NULL, NULL);
}
