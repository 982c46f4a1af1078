/* The coordinator's desk of a party: who acts for it, and the acts by which that changes. Pure. */
#ifndef VIEW_MODEL_COORDINATOR_H
#define VIEW_MODEL_COORDINATOR_H

#include "view/model/actors.h"
#include "view/model/record.h"
#include "view/model/silences.h"

#define COORDINATOR_ACTS_MAX 50 /* of delegates, that may still be disavowed */

#define MODEL_coordinator_act(F, S)                                                                \
	F(S, OBJECT, act, act_item, "what a delegate signed")                                     \
	F(S, MOMENT, until, none, "so long its party may confirm or disavow it")                  \
	F(S, LIST, next, next_item, "to confirm it, to disavow it")
MODEL_DECLARE(coordinator_act)

#define MODEL_coordinator(F, S)                                                                    \
	F(S, TEXT, party, none, "code of the party")                                              \
	F(S, WORDS, party_name, none, "its name")                                                 \
	F(S, FLAG, is_contested, none, "is it disputed who holds its keys?")                      \
	F(S, NUMBER, recovery, none, "index of a recovery of its keys that is open")              \
	F(S, MOMENT, ripens, none, "when that takes effect")                                      \
	F(S, NUMBER, actors_total, none, "how many act or acted for it")                          \
	F(S, LIST, actors, actor_item, "coordinator and delegates")                               \
	F(S, TEXTS, delegates, none, "handles of those that were not dismissed")                  \
	F(S, TEXT, problem, none, "name of the parameter that could not be read")                 \
	F(S, LIST, staged, next_item, "the act that the parameters describe")                     \
	F(S, LIST, keys, next_item, "what may be done about the coordinator's own keys")          \
	F(S, LIST, recent, coordinator_act, "acts of delegates that may still be disavowed, newest first")
MODEL_DECLARE(coordinator)

/* False when there is no such party. */
CM_MUST_USE bool coordinator_fill(struct coordinator *m, const struct site *s,
    const struct coordinator_query *q);

#endif
