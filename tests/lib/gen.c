#include "lib/gen.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"

#define SEED_USUAL UINT64_C(20160427)
#define SANITIZED_STRIDE 4

static uint64_t run_seed;
static unsigned run_case;

static void seed_tell(int status, void *unused)
{
	(void)unused;
	if (status != 0 && status != 77)
		fprintf(stderr, "# repeat with COMITY_SEED=%" PRIu64 " (case %u)\n", run_seed,
		    run_case);
}

/* SplitMix64: every seed gives a full-period stream. */
static uint64_t split(uint64_t *state)
{
	uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

void gen_init_seed(struct gen *g, uint64_t seed)
{
	memset(g, 0, sizeof *g);
	g->mode = GEN_SEED;
	g->state = seed;
}

void gen_init_bytes(struct gen *g, const uint8_t *p, size_t n)
{
	memset(g, 0, sizeof *g);
	g->mode = GEN_BYTES;
	g->p = p;
	g->n = n;
}

void gen_init_all(struct gen *g)
{
	memset(g, 0, sizeof *g);
	g->mode = GEN_ALL;
}

bool gen_next(struct gen *g)
{
	cm_assert(g->mode == GEN_ALL);
	size_t drawn = g->at;
	g->at = 0;
	while (drawn > 0) {
		drawn--;
		if (g->choice[drawn] + 1 < g->bound[drawn]) {
			g->choice[drawn]++;
			g->n = drawn + 1;
			return true;
		}
	}
	return false;
}

static uint64_t number_of_env(const char *name, uint64_t usual)
{
	const char *text = getenv(name);
	return text == NULL || text[0] == '\0' ? usual : strtoull(text, NULL, 10);
}

void gen_init_case(struct gen *g, unsigned i)
{
	static bool is_telling;
	if (!is_telling) {
		is_telling = true;
		run_seed = number_of_env("COMITY_SEED", SEED_USUAL);
		(void)on_exit(seed_tell, NULL);
	}
	run_case = i;
	uint64_t state = run_seed + i;
	gen_init_seed(g, split(&state));
}

static unsigned cases_times(void)
{
	return (unsigned)number_of_env("COMITY_CASES", 0);
}

unsigned gen_cases(unsigned usual)
{
	unsigned times = cases_times();
	return usual * (times == 0 ? 1 : times);
}

unsigned gen_stride(void)
{
	return GEN_SANITIZED && cases_times() == 0 ? SANITIZED_STRIDE : 1;
}

unsigned gen_cases_dear(unsigned usual)
{
	return (gen_cases(usual) + gen_stride() - 1) / gen_stride();
}

static uint64_t bytes_draw(struct gen *g, uint64_t n)
{
	size_t width = n <= UINT8_MAX + 1 ? 1 : n <= UINT16_MAX + 1 ? 2 : n <= UINT32_MAX ? 4 : 8;
	uint64_t v = 0;
	for (size_t i = 0; i < width; i++)
		v = v << 8 | (g->at < g->n ? g->p[g->at++] : 0);
	return v % n;
}

static uint64_t all_draw(struct gen *g, uint64_t n)
{
	cm_assert(g->at < GEN_CHOICES_MAX);
	if (g->at >= g->n) { /* beyond what the last run fixed: begin with the first choice */
		g->choice[g->at] = 0;
		g->n = g->at + 1;
	}
	g->bound[g->at] = n;
	cm_assert(g->choice[g->at] < n);
	return g->choice[g->at++];
}

uint64_t gen_below(struct gen *g, uint64_t n)
{
	cm_assert(n > 0);
	if (g->mode == GEN_BYTES)
		return bytes_draw(g, n);
	if (g->mode == GEN_ALL)
		return all_draw(g, n);
	uint64_t limit = UINT64_MAX - UINT64_MAX % n;
	uint64_t v;
	do
		v = split(&g->state);
	while (v >= limit);
	return v % n;
}

int64_t gen_between(struct gen *g, int64_t low, int64_t high)
{
	cm_assert(low <= high);
	uint64_t span = (uint64_t)high - (uint64_t)low;
	uint64_t step = span == UINT64_MAX ? gen_u64(g) : gen_below(g, span + 1);
	return (int64_t)((uint64_t)low + step);
}

bool gen_bool(struct gen *g)
{
	return gen_below(g, 2) == 1;
}

bool gen_chance(struct gen *g, uint32_t part, uint32_t whole)
{
	cm_assert(part <= whole);
	return gen_below(g, whole) >= whole - part;
}

uint64_t gen_u64(struct gen *g)
{
	uint64_t high = gen_below(g, UINT64_C(1) << 32);
	return high << 32 | gen_below(g, UINT64_C(1) << 32);
}

void gen_bytes(struct gen *g, void *out, size_t n)
{
	uint8_t *p = out;
	for (size_t i = 0; i < n; i++)
		p[i] = (uint8_t)gen_below(g, 256);
}

struct str gen_any(struct gen *g, struct arena *a, size_t max)
{
	size_t n = (size_t)gen_below(g, (uint64_t)max + 1);
	char *p = arena_alloc(a, n + 1, 1);
	gen_bytes(g, p, n);
	p[n] = '\0';
	return (struct str){ p, n };
}

static size_t point_encode(char *out, uint32_t c)
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xc0 | c >> 6);
		out[1] = (char)(0x80 | (c & 63));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xe0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 63));
		out[2] = (char)(0x80 | (c & 63));
		return 3;
	}
	out[0] = (char)(0xf0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 63));
	out[2] = (char)(0x80 | (c >> 6 & 63));
	out[3] = (char)(0x80 | (c & 63));
	return 4;
}

static uint32_t point_draw(struct gen *g)
{
	switch (gen_below(g, 8)) {
	case 6: /* Cyrillic: the forum's other language */
		return 0x410 + (uint32_t)gen_below(g, 64);
	case 7: {
		uint32_t c = (uint32_t)gen_below(g, 0x110000);
		return c >= 0xd800 && c <= 0xdfff ? 0xfffd : c;
	}
	default:
		return 0x20 + (uint32_t)gen_below(g, 0x5f);
	}
}

struct str gen_text(struct gen *g, struct arena *a, size_t max)
{
	size_t room = (size_t)gen_below(g, (uint64_t)max + 1);
	char *p = arena_alloc(a, room + 5, 1);
	size_t n = 0;
	while (n < room) {
		char point[4];
		size_t bytes = point_encode(point, point_draw(g));
		if (n + bytes > room)
			break;
		memcpy(p + n, point, bytes);
		n += bytes;
	}
	p[n] = '\0';
	return (struct str){ p, n };
}

void gen_order(struct gen *g, uint32_t *out, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		uint32_t at = (uint32_t)gen_below(g, (uint64_t)i + 1);
		out[i] = out[at];
		out[at] = i;
	}
}
