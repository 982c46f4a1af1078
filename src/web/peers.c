#include "web/peers.h"

#include <netinet/in.h>
#include <sodium.h>
#include <string.h>

#define NETWORK_BYTES 8 /* of an IPv6 address: what one subscriber is given */

static uint32_t place_of(const struct peers *p, const struct sockaddr_storage *from)
{
	uint8_t bytes[NETWORK_BYTES + 1] = { 0 };
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;
	uint64_t hash;
	if (from->ss_family == AF_INET) {
		memcpy(&v4, from, sizeof v4);
		memcpy(bytes, &v4.sin_addr, sizeof v4.sin_addr);
		bytes[NETWORK_BYTES] = 4;
	} else {
		memcpy(&v6, from, sizeof v6);
		memcpy(bytes, &v6.sin6_addr, NETWORK_BYTES);
		bytes[NETWORK_BYTES] = 6;
	}
	(void)crypto_shorthash((unsigned char *)&hash, bytes, sizeof bytes, p->key);
	return (uint32_t)(hash % PEERS_PLACES);
}

bool peers_enter(struct peers *p, const struct sockaddr_storage *from, uint32_t *place)
{
	*place = 0;
	if (p->most == 0)
		return true;
	*place = place_of(p, from);
	if (atomic_fetch_add_explicit(&p->counts[*place], 1, memory_order_relaxed) < p->most)
		return true;
	peers_leave(p, *place);
	return false;
}

void peers_leave(struct peers *p, uint32_t place)
{
	if (p->most > 0)
		atomic_fetch_sub_explicit(&p->counts[place], 1, memory_order_relaxed);
}
