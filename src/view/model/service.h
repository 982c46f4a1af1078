/* What the forum's server says of itself: the values to verify it with, and why it answers no. Pure. */
#ifndef VIEW_MODEL_SERVICE_H
#define VIEW_MODEL_SERVICE_H

#include "view/model/model.h"

#define MODEL_problem(F, S)                                                                        \
	F(S, TEXT, id, none, "not-found, bad-request, method, busy, too-large, too-long")         \
	F(S, TEXT, sentence, none, "what it means and what to do")
MODEL_DECLARE(problem)

#define MODEL_verification(F, S)                                                                   \
	F(S, TEXT, origin, none, "name of the record")                                            \
	F(S, TEXT, log_key, none, "the key that signs it, as a verifier key")                     \
	F(S, TEXT, checkpoint, none, "the newest checkpoint, a signed note")                      \
	F(S, NUMBER, record_size, none, "entries under it")                                       \
	F(S, HASH, root, none, "the root of the tree over them")                                  \
	F(S, TEXT, forum_id, none, "the forum's id: that of its founding act")
MODEL_DECLARE(verification)

#endif
