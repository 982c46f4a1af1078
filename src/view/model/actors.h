/* Who acts for a party: roles with their keys, never persons. Pure. */
#ifndef VIEW_MODEL_ACTORS_H
#define VIEW_MODEL_ACTORS_H

#include "view/model/common.h"

#define MODEL_key_item(F, S)                                                                       \
	F(S, TEXT, key_type, none, "ssh-ed25519 ...")                                             \
	F(S, TEXT, fingerprint, none, "SHA256:... as ssh-keygen -l prints it")                    \
	F(S, TEXT, origin, none, "of passkeys: the site they were made for")                      \
	F(S, NUMBER, since, none, "index of the act that gave it")                                \
	F(S, NUMBER, ended, none, "index of the act that ended it")
MODEL_DECLARE(key_item)

#define MODEL_actor_item(F, S)                                                                     \
	F(S, TEXT, handle, none, "who signs")                                                     \
	F(S, TEXT, role, none, "officer, coordinator, delegate")                                  \
	F(S, MOMENT, from, none, "start of validity, where one is set")                           \
	F(S, MOMENT, until, none, "end of validity, where one is set")                            \
	F(S, MOMENT, ended_at, none, "time of the record at which it ended")                      \
	F(S, FLAG, is_ended, none, "dismissed, or its office ended?")                             \
	F(S, TEXTS, powers, none, "what a delegate may do")                                       \
	F(S, NUMBER, entry, none, "index of the act that named it")                               \
	F(S, LIST, keys, key_item, "in the order in which they were given")
MODEL_DECLARE(actor_item)

#define ACTORS_SHOWN_MAX 100

/* Those of one party ("secretariat": the officers): officers and coordinators in order of naming,
 * then delegates, newest first. Of more than ACTORS_SHOWN_MAX those that ended are left out, then the
 * oldest. Returns how many there are. */
uint32_t actors_fill(struct actor_item_list *out, const struct site *s, struct str party);

#endif
