/* Inside of rules/ only: guards that the acts of confidence-building measures share. */
#ifndef RULES_MEASURE_STEP_H
#define RULES_MEASURE_STEP_H

#include "rules/judge.h"

/* An area of the catalogue, or a dimension of the charter; the area is of the dimension where both are
 * named, and one of them is where `is_needed`. */
struct measure_subject {
	struct str area, dimension;
};
void guard_subject(struct judge *j, struct measure_subject of, bool is_needed);
/* The dimension of a subject that was admitted. The string is the forum's own. */
struct str subject_dimension(struct forum *f, struct measure_subject of);

/* Has the party a role for the area now, or for its dimension? The subject is known. */
bool coordinates(const struct forum *f, struct str party, struct measure_subject of);

/* What an act rests on: a decision of the body (empty: of any), which was adopted; or sources. */
struct measure_ground {
	struct str decision, body;
	const struct strs *sources;
};
void guard_ground(struct judge *j, struct measure_ground ground);
/* What an officer records needs a ground. */
void guard_recorder(struct judge *j, struct measure_ground ground);

/* Who speaks for `party` (empty: the act says of whom): a delegate with the power, two officers who file
 * paper, or an officer who records it from its sources. `other`: why another party may not. */
struct measure_speaker {
	struct str party, power;
	const struct paper *paper;
	struct measure_ground ground;
	enum finding_id other;
};
void guard_speaker(struct judge *j, struct measure_speaker of);
extern const struct paper PAPER_NONE;

/* Nothing for an empty code. */
void guard_meeting_known(struct judge *j, struct str meeting);
void guard_body_known(struct judge *j, struct str body);
/* The body that an act names, else that of the decision on which it rests. */
struct str body_keep(struct forum *f, struct str body, struct str decision);
/* Each code is a row's; `find` by code says so. */
#define GUARD_CODES(j, list, find, finding, place)                                                 \
	for (uint32_t i_ = 0; i_ < (list).count; i_++) {                                           \
		if (find((j)->f, (list).at[i_]) == NULL)                                           \
			finding_add_at((j)->found, finding, place);                                \
	}
/* When it is, as members of acts have it: the order of the dates, the form of the offset. */
struct measure_time {
	struct date from, until;
	struct str offset;
};
void guard_time(struct judge *j, struct measure_time t);
/* What an act says of where its fact stands, as evidence in the forum's memory. */
struct measure_said {
	struct str basis, note, meeting;
	const struct strs *sources;
};
struct evidence measure_evidence(struct forum *f, const struct judged *act, struct measure_said said);
/* A new row under its code. `letter` as in MEASURE_NOUNS. */
void derive_measure_code(struct forum *f, char letter, struct str code, uint32_t at);
uint32_t measure_row(const struct forum *f, char letter, struct str code);

#endif
