/* Acts that give a finding each: those of silences and of meetings stand in their own files. */
#ifndef TESTS_UNIT_RULES_FINDING_CASES_H
#define TESTS_UNIT_RULES_FINDING_CASES_H

#include "lib/forum_sim.h"

/* An act that gives the finding, in the usual world. */
typedef struct sim_act finding_maker(struct sim *s);

struct finding_case {
	enum finding_id id;
	finding_maker *make;
	const char *place; /* NULL: the act is not authorised, for this reason */
};
extern const struct finding_case SILENCE_CASES[];
extern const size_t SILENCE_CASES_COUNT;
extern const struct finding_case MEETING_CASES[];
extern const size_t MEETING_CASES_COUNT;
extern const struct finding_case TEXT_CASES[];
extern const size_t TEXT_CASES_COUNT;
extern const struct finding_case MEASURE_CASES[];
extern const size_t MEASURE_CASES_COUNT;
extern const struct finding_case FORM_CASES[];
extern const size_t FORM_CASES_COUNT;
extern const struct finding_case AGREEMENT_CASES[];
extern const size_t AGREEMENT_CASES_COUNT;
extern const struct finding_case CONTENT_CASES[];
extern const size_t CONTENT_CASES_COUNT;

#endif
