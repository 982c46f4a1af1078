/*
 * What the rules say to an act now; nothing changes. A verdict that is not the expected one is printed on
 * stderr with its findings, so that a failing assertion shows its cause.
 */
#ifndef TESTS_LIB_VERDICT_H
#define TESTS_LIB_VERDICT_H

#include "lib/forum_sim.h"

bool admitted(struct sim *s, struct sim_act a);
/* Refused for this reason, perhaps among others. */
bool refused(struct sim *s, struct sim_act a, enum finding_id why);

#endif
