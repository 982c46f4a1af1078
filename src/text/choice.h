/*
 * The consolidated text: what all proposals together leave open, as choices. A choice stands over
 * words [lo, hi) of the base. Its alternatives are the texts that proposals put there, equal texts
 * being one alternative of several proposals; or the words are kept, and then the choices inside
 * them (kids) are open too. lo == hi is an insertion, and to keep is to insert nothing; insertions at
 * one place need not exclude each other, but who picks one picks only that.
 *
 * Conflict is shown and never resolved: where ranges of proposals cross, one choice stands over the
 * whole, and each of their proposals has there its own reading of it. Whatever the order in which
 * proposals came, the choices are the same, and each proposal's text can be read from them exactly.
 */
#ifndef TEXT_CHOICE_H
#define TEXT_CHOICE_H

#include "text/edit.h"

struct proposal {
	uint32_t id; /* the order of tabling */
	struct edits edits; /* in normal form */
	uint32_t rank;      /* alternatives stand by the lowest of their proposals', then by tabling */
};

/* Borrowed. Of proposals with one id only the first counts. */
struct proposals {
	const struct proposal *at;
	uint32_t count;
};

struct choice_alt {
	struct words text;
	const uint32_t *by; /* ids of proposals, ascending */
	uint32_t by_count;
	uint32_t rank; /* the lowest of theirs */
};

/* Ascending and apart, insertions before the choice that begins there. */
struct choices {
	const struct choice *at;
	uint32_t count;
};

struct choice {
	uint32_t lo, hi;
	const struct choice_alt *alts; /* by rank, then by the first proposal of each */
	uint32_t alt_count;
	struct choices kids;
	const struct choice *up; /* the choice around it; NULL at the top */
};

/*
 * The choices of one unit. They borrow the words of the proposals; the rest is in the arena, as is
 * what the work needs meanwhile. O(n log n) in words and edits, and in what comes out. RC_LIMIT,
 * over the limits of base/limits.h or the arena's, is the only refusal.
 */
CM_MUST_USE enum rc consolidate(struct arena *a, struct words base, struct proposals proposals,
    struct choices *out, struct err *err);

/*
 * The walk through a text with choices in reading order. Choices may lie in each other as deep as
 * there are proposals; whoever walks needs neither recursion nor memory.
 *
 *	struct choice_walk w;
 *	choice_walk_init(&w, base, choices);
 *	while (choice_walk_next(&w) != CHOICE_END) ...
 */
enum choice_event {
	CHOICE_END,
	CHOICE_WORDS,  /* words of the base, in no deeper choice: w.words, at w.from of the base */
	CHOICE_OPENS,  /* w.choice; its words and kids follow, unless choice_walk_skip */
	CHOICE_CLOSES, /* w.choice */
};

struct choice_walk {
	const struct choice *choice;
	struct words words;
	uint32_t from;
	/* Private. */
	struct words base;
	const struct choice *next, *end, *up;
	struct choices top;
	uint32_t at;
};

void choice_walk_init(struct choice_walk *w, struct words base, struct choices choices);
enum choice_event choice_walk_next(struct choice_walk *w);
/* After CHOICE_OPENS: on with what stands behind the choice. It does not close. */
void choice_walk_skip(struct choice_walk *w);

/* An alternative's number, or CHOICE_KEEP. */
typedef uint32_t choice_pick(void *ctx, const struct choice *choice);
#define CHOICE_KEEP UINT32_MAX

/* The text that is left when every choice is made, in the arena. Choices inside a choice are asked
 * about when its words are kept. Each is asked about twice, and must be answered the same. */
struct words choices_resolve(struct arena *a, struct words base, struct choices choices,
    choice_pick *pick, void *ctx);

/* The alternative of this proposal at this choice, or CHOICE_KEEP. */
uint32_t choice_alt_of(const struct choice *choice, uint32_t proposal);

#endif
