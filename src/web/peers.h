/*
 * How many connections each address has, so that one machine does not take them all. Addresses are hashed
 * under a key and counted by place: two that meet are counted as one, which nobody can bring about and which
 * is seldom. Of IPv6 the first 64 bits count: one network. From any thread.
 */
#ifndef WEB_PEERS_H
#define WEB_PEERS_H

#include <stdatomic.h>
#include <sys/socket.h>

#include "base/defs.h"

#define PEERS_PLACES 65536

struct peers {
	uint32_t most; /* of one address; 0: nobody is counted */
	uint8_t key[16];
	_Atomic uint32_t counts[PEERS_PLACES];
};

/* False: it has as many as it may. Else *place is for peers_leave. */
CM_MUST_USE bool peers_enter(struct peers *p, const struct sockaddr_storage *from, uint32_t *place);
void peers_leave(struct peers *p, uint32_t place);

#endif
