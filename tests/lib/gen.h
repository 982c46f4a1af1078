/*
 * One source of choices for every test that makes its own inputs. A generator written against it
 * serves three masters: the fuzzer (choices are drawn from its byte string), property tests and
 * simulation (from a seed), and exhaustive enumeration of small worlds (every combination of
 * choices in turn). After the bytes of a string run out every choice is 0, so that a shorter
 * input is a simpler one.
 */
#ifndef TESTS_LIB_GEN_H
#define TESTS_LIB_GEN_H

#include "base/str.h"

struct arena;

/* Is this a sanitizer's build? */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define GEN_SANITIZED 1
#elif defined(__has_feature)
#define GEN_SANITIZED (__has_feature(address_sanitizer) || __has_feature(thread_sanitizer))
#else
#define GEN_SANITIZED 0
#endif

#define GEN_CHOICES_MAX 256 /* of one run of an enumeration */

struct gen {
	enum { GEN_SEED, GEN_BYTES, GEN_ALL } mode;
	uint64_t state;   /* GEN_SEED */
	const uint8_t *p; /* GEN_BYTES: borrowed */
	size_t n, at;     /* GEN_BYTES; `at` also counts the choices of GEN_ALL */
	uint64_t choice[GEN_CHOICES_MAX], bound[GEN_CHOICES_MAX]; /* GEN_ALL */
};

/* Choices from a seed: equal seeds, equal choices, on every machine. */
void gen_init_seed(struct gen *g, uint64_t seed);
/* Choices from bytes, which must outlive the generator. */
void gen_init_bytes(struct gen *g, const uint8_t *p, size_t n);
/*
 * Every combination: gen_init_all(&g); do { ... draw ... } while (gen_next(&g)); The bounds may
 * depend on earlier choices. More than GEN_CHOICES_MAX choices in a run panic.
 */
void gen_init_all(struct gen *g);
bool gen_next(struct gen *g);

/* Case `i` of a property test. The seed of the run is COMITY_SEED or a fixed number; when the
 * process ends with a failure, the seed and the case are printed. */
void gen_init_case(struct gen *g, unsigned i);
/* How many cases: `usual`, or times COMITY_CASES (./test --long sets it). */
unsigned gen_cases(unsigned usual);
/*
 * The same for properties that are dear. Where COMITY_CASES is not set, a sanitizer's build takes a
 * quarter of them, and each fourth place of a walk over all places: it looks for another sort of fault,
 * costs five times as much, and the builds without one judge every case.
 */
unsigned gen_cases_dear(unsigned usual);
unsigned gen_stride(void);

/* 0 .. n - 1; n > 0. */
uint64_t gen_below(struct gen *g, uint64_t n);
/* low .. high, both included. */
int64_t gen_between(struct gen *g, int64_t low, int64_t high);
bool gen_bool(struct gen *g);
/* True in `part` of `whole` cases. Choice 0 is false, the simpler. */
bool gen_chance(struct gen *g, uint32_t part, uint32_t whole);
uint64_t gen_u64(struct gen *g);
void gen_bytes(struct gen *g, void *out, size_t n);
/* Up to max bytes of anything, in the arena. */
struct str gen_any(struct gen *g, struct arena *a, size_t max);
/* Valid UTF-8 of up to max bytes: ASCII mostly, all planes sometimes. */
struct str gen_text(struct gen *g, struct arena *a, size_t max);
/* An order of 0 .. count - 1, each as likely. */
void gen_order(struct gen *g, uint32_t *out, uint32_t count);
/* Have the bytes run out? Loops over input stop here. */
static inline bool gen_done(const struct gen *g)
{
	return g->mode == GEN_BYTES && g->at >= g->n;
}

#endif
