/* The tables on SQLite: kept act by act, interrupted and built anew they are the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "lib/forum_sim.h"
#include "lib/tmpdir.h"
#include "project/projection.h"
#include "rules/agreement.h"
#include "store/sql.h"

#define ACTS 120
#define ENTRIES_MAX 2048
#define SIGNED_MAX 50
#define SORTS 6 /* of histories */

/* A record in memory, as the projection sees it. */
struct record {
	struct sim sim;
	struct arena arena;
	struct str entries[ENTRIES_MAX];
	uint64_t count;
};

static const struct forum *record_begin(void *ctx)
{
	return ((struct record *)ctx)->sim.forum;
}

static void record_end(void *ctx)
{
	(void)ctx;
}

static enum rc record_entry(void *ctx, uint64_t index, struct arena *a, struct str *out, struct err *err)
{
	const struct record *r = ctx;
	(void)err;
	assert_true(index < r->count);
	*out = str_copy(a, r->entries[index]);
	return RC_OK;
}

/* Of this test: a root for each size. */
static bool record_root(void *ctx, uint64_t size, struct hash *out)
{
	const struct record *r = ctx;
	*out = (struct hash){ { (uint8_t)size, (uint8_t)(size >> 8), 1 } };
	return size <= r->count;
}

static struct projection_source source_of(struct record *r)
{
	return (struct projection_source){ r, SIM_ORIGIN, record_begin, record_end, record_entry,
		record_root };
}

static void record_init(struct record *r, unsigned sort)
{
	sim_init(&r->sim, true);
	arena_init(&r->arena, (size_t)256 * 1024 * 1024);
	r->sim.is_of_meeting = sort % SORTS == 1;
	r->sim.is_of_text = sort % SORTS == 2;
	r->sim.is_of_measure = sort % SORTS == 3;
	r->sim.is_of_agreement = sort % SORTS == 4;
	r->sim.is_of_put = sort % SORTS == 5;
	r->count = 0;
}

static void record_release(struct record *r)
{
	sim_release(&r->sim);
	arena_release(&r->arena);
}

/* True when the act of this step was admitted. */
static bool record_step(struct record *r, struct gen *g, unsigned step)
{
	struct buf entry;
	struct sim_act a = sim_history_act(&r->sim, g, step);
	moment received = r->sim.now;
	struct str submission = sim_submission(&r->sim, &a);
	if (!sim_submit(&r->sim, &a).is_admitted)
		return false;
	assert_true(r->count < ENTRIES_MAX);
	buf_init(&entry, &r->arena, ENTRY_BYTES_MAX);
	entry_put(&entry, received, submission);
	r->entries[r->count++] = buf_str(&entry);
	return true;
}

/* The tables of the whole record, built at once. */
static struct hash built(struct record *r, struct str path)
{
	struct sql_store *s;
	struct projection *p;
	struct arena a;
	struct err err;
	struct hash digest;
	arena_init(&a, (size_t)64 * 1024 * 1024);
	struct projection_source source = source_of(r);
	assert_int_equal(sql_build(&s, path, &err), RC_OK);
	struct row_sink sink = sql_sink(s);
	assert_int_equal(projection_open(&p, &a, &source, &sink, &err), RC_NOT_FOUND);
	assert_int_equal(projection_follow(p, &err), RC_OK);
	assert_int_equal(projection_size(p), r->count);
	assert_int_equal(sql_built(s, &err), RC_OK);
	projection_close(p);
	sql_close(s);
	arena_release(&a);
	if (sql_digest(path, &digest, &err) != RC_OK)
		fail_msg("%s", err.text);
	return digest;
}

struct following {
	struct arena arena;
	struct sql_store *store;
	struct projection *projection;
	struct str path;
};

/* As a server that starts: builds what is not there, then follows. */
static void following_open(struct following *f, struct record *r, struct str path)
{
	struct err err;
	struct projection_source source = source_of(r);
	arena_init(&f->arena, (size_t)64 * 1024 * 1024);
	f->path = path;
	enum rc rc = sql_open(&f->store, path, &err);
	bool is_new = rc == RC_NOT_FOUND;
	if (is_new)
		rc = sql_build(&f->store, path, &err);
	assert_int_equal(rc, RC_OK);
	struct row_sink sink = sql_sink(f->store);
	rc = projection_open(&f->projection, &f->arena, &source, &sink, &err);
	assert_int_equal(rc, is_new ? RC_NOT_FOUND : RC_OK);
	assert_int_equal(projection_follow(f->projection, &err), RC_OK);
	if (is_new)
		assert_int_equal(sql_built(f->store, &err), RC_OK);
}

static void following_close(struct following *f)
{
	projection_close(f->projection);
	sql_close(f->store);
	arena_release(&f->arena);
}

/* Acts up to a step; now and then the tables follow, or the process ends and another begins. */
static void follow_history(struct following *f, struct record *r, struct gen *g, unsigned steps[2])
{
	struct err err;
	for (unsigned step = steps[0]; step < steps[1]; step++) {
		bool is_admitted = record_step(r, g, step);
		if (is_admitted && gen_chance(g, 2, 3))
			assert_int_equal(projection_follow(f->projection, &err), RC_OK);
		if (!gen_chance(g, 1, 25))
			continue;
		struct str path = f->path;
		following_close(f);
		if (gen_bool(g)) /* the state comes from a snapshot */
			sim_reload(&r->sim);
		following_open(f, r, path);
	}
	assert_int_equal(projection_follow(f->projection, &err), RC_OK);
	assert_int_equal(projection_size(f->projection), r->count);
}

static void what_follows_is_what_is_built(void **state)
{
	(void)state;
	struct tmpdir dir;
	tmpdir_new(&dir);
	for (unsigned i = 0; i < gen_cases_dear(18); i++) {
		static struct record r;
		struct gen g;
		struct following f;
		struct err err;
		struct hash a;
		char followed[640], once[640];
		(void)snprintf(followed, sizeof followed, "%s/followed-%u", dir.path, i);
		(void)snprintf(once, sizeof once, "%s/once-%u", dir.path, i);
		gen_init_case(&g, i);
		record_init(&r, i);
		unsigned steps[2] = { (unsigned)gen_below(&g, 30), r.sim.is_of_meeting ? 3 * ACTS : ACTS };
		for (unsigned step = 0; step < steps[0]; step++)
			(void)record_step(&r, &g, step);
		following_open(&f, &r, str_c(followed));
		follow_history(&f, &r, &g, steps);
		following_close(&f);
		struct hash b = built(&r, str_c(once));
		if (sql_digest(str_c(followed), &a, &err) != RC_OK)
			fail_msg("%s", err.text);
		assert_memory_equal(&a, &b, sizeof a);
		record_release(&r);
	}
	tmpdir_free(&dir);
}

/* Rows of the state, counted by SQL. */
static int64_t number(struct str path, const char *question)
{
	sqlite3 *db;
	sqlite3_stmt *s;
	char name[640];
	(void)snprintf(name, sizeof name, "%.*s", STR_ARG(path));
	assert_int_equal(sqlite3_open_v2(name, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	if (sqlite3_prepare_v2(db, question, -1, &s, NULL) != SQLITE_OK)
		fail_msg("%s", sqlite3_errmsg(db));
	assert_int_equal(sqlite3_step(s), SQLITE_ROW);
	int64_t value = sqlite3_column_int64(s, 0);
	(void)sqlite3_finalize(s);
	(void)sqlite3_close(db);
	return value;
}

/* As many rows as there are in the state, and there are some. */
static void rows_are(struct str path, const char *table, uint32_t count)
{
	char question[256];
	(void)snprintf(question, sizeof question, "SELECT count(*) FROM %s", table);
	if (count == 0)
		fail_msg("the history has no %s", table);
	if (number(path, question) != count)
		fail_msg("%s: not %u rows", table, count);
}

static void measures_are_said(const struct forum *f, struct str at)
{
	uint32_t facts = 0, steps = 0, fulfilments = 0;
	for (uint32_t k = 0; k < plan_count(f); k++)
		facts += plan_at(f, k)->facts_count;
	for (uint32_t k = 0; k < activity_count(f); k++)
		steps += activity_at(f, k)->steps_count;
	for (uint32_t k = 0; k < undertaking_count(f); k++)
		fulfilments += undertaking_at(f, k)->fulfilments_count;
	rows_are(at, "catalogues", catalogue_count(f));
	rows_are(at, "areas", area_count(f));
	rows_are(at, "measures", measure_count(f));
	rows_are(at, "coordinations", coordination_count(f));
	rows_are(at, "plans", plan_count(f));
	rows_are(at, "plan_steps", facts);
	rows_are(at, "activities", activity_count(f));
	rows_are(at, "activity_steps", steps);
	rows_are(at, "reports", report_count(f));
	rows_are(at, "reviews", review_count(f));
	rows_are(at, "undertakings", undertaking_count(f));
	rows_are(at, "undertaking_fulfilments", fulfilments);
	assert_int_equal(number(at, "SELECT count(DISTINCT state_row) FROM items WHERE noun = 'activity'"),
	    activity_count(f));
	assert_int_equal(number(at, "SELECT count(DISTINCT state_row) FROM items WHERE noun = 'report'"),
	    report_count(f));
	/* What has an item of its own is found once, not as an act too. */
	assert_int_equal(number(at, "SELECT count(*) FROM items i JOIN reports r ON r.entry = i.entry "
	                            "WHERE i.noun = 'act'"), 0);
}

/* No answer of a field that not everybody may see is in a table or the index: such a history has them only
 * as commitments, and what is public is there word for word. */
static void forms_are_said(const struct record *r, struct str at)
{
	const struct forum *f = r->sim.forum;
	uint32_t lines = 0, options = 0, values = 0;
	for (uint32_t k = 0; k < form_count(f); k++) {
		lines += form_at(f, k)->lines_count;
		for (uint32_t i = 0; i < form_at(f, k)->lines_count; i++)
			options += form_at(f, k)->lines[i].options_count;
	}
	for (uint32_t k = 0; k < filing_count(f); k++)
		values += filing_at(f, k)->fields.count;
	rows_are(at, "forms", form_count(f));
	rows_are(at, "form_fields", lines);
	rows_are(at, "form_options", options);
	rows_are(at, "returns", filing_count(f));
	rows_are(at, "inquiries", inquiry_count(f));
	rows_are(at, "return_values", values);
	assert_int_equal(number(at, "SELECT count(*) FROM return_values v JOIN form_fields f "
	    "USING (form, version, field) WHERE (v.text IS NULL) <> (f.visibility <> 'public' OR "
	    "f.kind = 'document') OR (v.sha256 IS NULL) = (v.text IS NULL)"), 0);
	assert_true(number(at, "SELECT count(*) FROM return_values WHERE text IS NULL") > 0);
	assert_true(number(at, "SELECT count(*) FROM return_values WHERE text = 'Words.'") > 0);
	assert_int_equal(number(at, "SELECT count(DISTINCT state_row) FROM items WHERE noun = 'return'"),
	    filing_count(f));
}

static void agreements_are_said(const struct forum *f, struct str at)
{
	uint32_t steps = 0, deposits = 0;
	for (uint32_t k = 0; k < agreement_count(f); k++) {
		steps += agreement_at(f, k)->steps_count;
		deposits += agreement_at(f, k)->deposits_count;
	}
	rows_are(at, "agreements", agreement_count(f));
	rows_are(at, "agreement_steps", steps);
	rows_are(at, "agreement_deposits", deposits);
	rows_are(at, "relations", relation_count(f));
	rows_are(at, "institution_texts", institution_text_count(f));
	rows_are(at, "institution_seats", board_seat_count(f));
	assert_int_equal(number(at, "SELECT count(DISTINCT state_row) FROM items WHERE noun = 'agreement'"),
	    agreement_count(f));
}

/* What a party's keys signed, by the tables and by the entries themselves. */
static void signers_are_found(struct record *r, struct str path)
{
	struct tables_store tables = sql_tables(path);
	struct signed_list found = { 0, arena_array(&r->arena, uint64_t, 2 * SIGNED_MAX) };
	struct str party = S("secretariat");
	struct err err;
	uint32_t all = 0;
	assert_int_equal(tables.index.signed_by(tables.index.ctx, party, SIGNED_MAX, &found, &err), RC_OK);
	for (uint64_t i = r->count; i > 0; i--) {
		struct entry e;
		bool is_signed = false;
		struct fault fault = entry_parse_stored(&e, &r->arena, r->entries[i - 1], SIM_ORIGIN);
		assert_int_equal(fault.id, FAULT_NONE);
		for (uint32_t k = 0; k < e.signatures_count; k++)
			is_signed |= str_eq(handle_party(e.signatures[k].handle), party);
		if (is_signed && all < SIGNED_MAX)
			assert_int_equal(found.at[all], i - 1);
		all += is_signed;
	}
	assert_true(all > 3);
	assert_int_equal(found.count, all < SIGNED_MAX ? all : SIGNED_MAX);
	party = S("nobody");
	assert_int_equal(tables.index.signed_by(tables.index.ctx, party, SIGNED_MAX, &found, &err), RC_OK);
	assert_int_equal(found.count, 0);
	tables.free(tables.ctx);
}

static void the_tables_say_what_the_state_says(void **state)
{
	(void)state;
	struct tmpdir dir;
	static struct record r;
	struct gen g;
	char path[640];
	tmpdir_new(&dir);
	(void)snprintf(path, sizeof path, "%s/tables", dir.path);
	for (unsigned i = 0; i < SORTS; i++) {
		gen_init_case(&g, i);
		record_init(&r, i);
		for (unsigned step = 0; step < 4 * ACTS; step++)
			(void)record_step(&r, &g, step);
		(void)built(&r, str_c(path));
		const struct forum *f = r.sim.forum;
		struct str at = str_c(path);
		assert_int_equal(number(at, "SELECT count(*) FROM acts"), r.count);
		signers_are_found(&r, at);
		assert_int_equal(number(at, "SELECT count(*) FROM parties"), party_count(f));
		assert_int_equal(number(at, "SELECT count(*) FROM actors"), actor_count(f));
		assert_int_equal(number(at, "SELECT count(*) FROM releases"), release_count(f));
		assert_int_equal(number(at, "SELECT count(*) FROM decisions"), decision_count(f));
		assert_int_equal(number(at, "SELECT count(*) FROM silences"), silence_count(f));
		assert_int_equal(number(at, "SELECT count(*) FROM texts"), instrument_count(f));
		assert_int_equal(number(at, "SELECT count(*) FROM ballots"), ballot_count(f));
		assert_int_equal(number(at, "SELECT size FROM projection"), forum_size(f));
		uint32_t objections = 0, speakers = 0, units = 0;
		for (uint32_t k = 0; k < decision_count(f); k++)
			objections += decision_at(f, k)->objections_count;
		for (uint32_t k = 0; k < conduct_count(f); k++)
			speakers += conduct_at(f, k)->speakers_count;
		for (uint32_t k = 0; k < instrument_count(f); k++)
			units += instrument_at(f, k)->order_count;
		assert_int_equal(number(at, "SELECT count(*) FROM objections"), objections);
		assert_int_equal(number(at, "SELECT count(*) FROM speakers"), speakers);
		assert_int_equal(number(at, "SELECT count(*) FROM text_order"), units);
		assert_int_equal(number(at, "SELECT count(*) FROM text_order o JOIN units u "
		                            "ON u.state_row = o.unit_row AND u.text = o.text"), units);
		if (r.sim.is_of_measure) {
			measures_are_said(f, at);
			forms_are_said(&r, at);
		}
		if (r.sim.is_of_agreement)
			agreements_are_said(f, at);
		/* Each item leads to something that is there. */
		assert_int_equal(number(at, "SELECT count(*) FROM items WHERE noun = 'party' AND "
		                            "party NOT IN (SELECT code FROM parties)"), 0);
		record_release(&r);
	}
	tmpdir_free(&dir);
}

static void tables_of_another_record_are_not_followed(void **state)
{
	(void)state;
	struct tmpdir dir;
	static struct record r;
	struct gen g;
	struct following f;
	struct err err;
	char path[640];
	tmpdir_new(&dir);
	(void)snprintf(path, sizeof path, "%s/tables", dir.path);
	gen_init_case(&g, 7);
	record_init(&r, 0);
	for (unsigned step = 0; step < 20; step++)
		(void)record_step(&r, &g, step);
	(void)built(&r, str_c(path));
	struct projection_source source = source_of(&r);
	arena_init(&f.arena, (size_t)64 * 1024 * 1024);
	assert_int_equal(sql_open(&f.store, str_c(path), &err), RC_OK);
	struct row_sink sink = sql_sink(f.store);
	source.origin = S("other.example/log");
	assert_int_equal(projection_open(&f.projection, &f.arena, &source, &sink, &err), RC_NOT_FOUND);
	projection_close(f.projection);
	source.origin = SIM_ORIGIN;
	r.count--; /* a record that is shorter than the tables */
	assert_int_equal(projection_open(&f.projection, &f.arena, &source, &sink, &err), RC_NOT_FOUND);
	following_close(&f);
	record_release(&r);
	tmpdir_free(&dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_follows_is_what_is_built),
		cmocka_unit_test(the_tables_say_what_the_state_says),
		cmocka_unit_test(tables_of_another_record_are_not_followed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
