/*
 * The matrix of confidence-building measures from the forum's state: 30 years, 200 states that each host an
 * activity a year, 50 areas; every second one was held, every fourth reported on. How long the page takes.
 *
 *	bench-measures [ROUNDS]
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/scope.h"
#include "lib/forum_sim.h"
#include "view/model/measures.h"
#include "view/pages.h"

#define STATES 200
#define AREAS 50
#define YEARS 30
#define FIRST_YEAR 1994
#define ARENA_BYTES ((size_t)256 * 1024 * 1024)

static double now_ms(void)
{
	struct timespec t;
	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static struct str state_code(struct sim *s, unsigned i)
{
	return sim_str(s, "s%03u", i);
}

static struct sim_act recorded(struct sim *s, struct sim_act a)
{
	sim_unsign(&a);
	sim_sign_as(s, &a, sim_officer(s, 1));
	return a;
}

static void areas_make(struct sim *s)
{
	sim_do(s, sim_measure_act(s, KIND_CATALOGUE_ADOPT, S("catalogue")));
	struct sim_act a = sim_measure_act(s, KIND_CATALOGUE_ADD, S("catalogue"));
	struct catalogue_area *at = arena_array(&s->scratch, struct catalogue_area, AREAS);
	for (unsigned i = 0; i < AREAS; i++)
		at[i] = (struct catalogue_area){ .is_present = true, .code = sim_str(s, "area-%02u", i),
			.dimension = i % 2 == 0 ? S("economic") : S("human"), .from = DATE_NONE,
			.name = sim_names(s, sim_str(s, "Area of cooperation %u", i)) };
	a.content.catalogue_add.areas = (struct catalogue_area_list){ AREAS, at };
	a.content.catalogue_add.measures = (struct catalogue_measure_list){ 0, NULL };
	sim_do(s, a);
	for (unsigned i = 0; i < AREAS; i++) {
		struct sim_act role = sim_measure_act(s, KIND_AREA_COORDINATE, STR_NONE);
		role.content.area_coordinate.area = sim_str(s, "area-%02u", i);
		role.content.area_coordinate.party = state_code(s, i);
		role.content.area_coordinate.sources = sim_strs(s, S("https://example.org/role"));
		sim_do(s, recorded(s, role));
	}
}

static void activity_make(struct sim *s, unsigned state, unsigned year)
{
	unsigned number = year * STATES + state;
	struct strs sources = sim_strs(s, S("https://example.org/source"));
	struct sim_act a = sim_measure_act(s, KIND_ACTIVITY_PROPOSE, sim_str(s, "a%u", number));
	a.content.activity_propose.area = sim_str(s, "area-%02u", (state * 7 + year) % AREAS);
	a.content.activity_propose.host = state_code(s, state);
	a.content.activity_propose.from = (struct date){ (int16_t)(FIRST_YEAR + year), 5, 1, -1 };
	a.content.activity_propose.sources = sources;
	sim_do(s, recorded(s, a));
	if (number % 2 == 0)
		return;
	struct sim_act held = { .kind = KIND_ACTIVITY_HOLD };
	held.content.activity_hold = (struct activity_hold){ .is_present = true,
		.activity = sim_str(s, "a%u", number), .from = DATE_NONE, .sources = sources,
		.until = DATE_NONE };
	sim_do(s, recorded(s, held));
	if (number % 4 == 1)
		return;
	struct sim_act report = sim_measure_act(s, KIND_REPORT_FILE, sim_str(s, "a%u", number));
	report.content.report_file.sources = sources;
	sim_do(s, recorded(s, report));
}

static void page_time(const struct sim *s)
{
	SCOPE_ARENA(a, ARENA_BYTES);
	SCOPE_ARENA(page, ARENA_BYTES);
	struct buf out;
	const struct site site = { .forum = s->forum, .path = S("/en/measures"), .scratch = &a,
		.day = date_first_day((struct date){ FIRST_YEAR + YEARS, 1, 1, -1 }) };
	const struct measures_query q = { STR_NONE, STR_NONE };
	buf_init(&out, &page, PAGE_BYTES_MAX);
	double begin = now_ms();
	if (measures_page(&out, &site, &q) != VIEW_OK || out.failed)
		exit(1);
	(void)printf("the matrix of measures: %.1f ms, %zu bytes\n", now_ms() - begin, out.n);
}

int main(int argc, char **argv)
{
	static struct sim s;
	int rounds = argc > 1 ? atoi(argv[1]) : 5;
	sim_init(&s, false);
	sim_world(&s);
	for (unsigned i = 0; i < STATES; i++)
		sim_do(&s, sim_make(&s, KIND_PARTY_ADMIT, state_code(&s, i)));
	areas_make(&s);
	for (unsigned year = 0; year < YEARS; year++) {
		for (unsigned state = 0; state < STATES; state++)
			activity_make(&s, state, year);
		sim_forget(&s);
	}
	for (int i = 0; i < rounds; i++)
		page_time(&s);
	sim_release(&s);
	return 0;
}
