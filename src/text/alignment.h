/*
 * Which unit of one language version is which of another, so that a translation can be laid beside the
 * text it translates. The versions have no words in common; what tells is where a unit stands, how long
 * it is, its kind, its label, and the numbers in it (Gale and Church 1993 for lengths).
 *
 * A row pairs one unit with one, says that two are one in the other version, or that one is in this
 * version only; rows keep the order of both and hold every unit once. Of all such rows those are taken
 * whose costs are least together, in hundredths of the negative logarithm of likelihood:
 *
 *   lengths   both scaled to one mean, as their sums say; 100 d^2 / (8 (a + b) + 40), at most 900
 *   kinds     a heading beside none 300; a note beside none 200; a point beside none 60; others 40
 *   labels    the same number -150; another 400; a label beside none 80
 *   numbers   in the words: none alike 150, all alike -150; numbers beside none 60
 *   rows      two with one 230, where a heading is among them 300 more, where the second has a label
 *             250; one alone 450, with a label 250, and a quarter of what its length costs beside none
 *
 * Deterministic, in integers. A pair that costs more than ALIGNMENT_DOUBT is doubtful.
 */
#ifndef TEXT_ALIGNMENT_H
#define TEXT_ALIGNMENT_H

#include "text/draft.h"

#define ALIGNMENT_CELLS_MAX (UINT64_C(1) << 24) /* units of both, multiplied: half a second */
#define ALIGNMENT_DOUBT 350

struct version_unit {
	enum unit_kind kind;
	struct str label, text; /* a label may also stand at the beginning of the text */
};
/* Borrowed. */
struct version {
	const struct version_unit *at;
	uint32_t count;
};

enum align_kind {
	ALIGN_PAIR,       /* one is one */
	ALIGN_JOINED,     /* two of the first version are one of the second */
	ALIGN_SPLIT,      /* one of the first is two of the second */
	ALIGN_FIRST_ONLY, /* the second has no such unit */
	ALIGN_SECOND_ONLY,
	ALIGN_KIND__COUNT
};
struct str align_kind_name(enum align_kind k);

struct align_row {
	enum align_kind kind;
	uint32_t first, second; /* numbers of units: the earlier of two; DRAFT_NONE where there is none */
	bool is_doubtful;       /* of a pair */
};
struct alignment {
	const struct align_row *at;
	uint32_t count;
	uint32_t counts[ALIGN_KIND__COUNT];
	uint32_t doubtful;
};

/* All in the arena. RC_LIMIT over ALIGNMENT_CELLS_MAX; *out is untouched then. */
CM_MUST_USE enum rc versions_align(struct arena *a, struct version first, struct version second,
    struct alignment *out, struct err *err);

#endif
