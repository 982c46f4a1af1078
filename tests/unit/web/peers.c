/* Connections are counted by address, and given back: the most of one is reached and never passed, and
 * addresses do not mind each other. */
#include <setjmp.h>
#include <stdarg.h>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "lib/gen.h"
#include "web/peers.h"

#include <cmocka.h>

#define MOST 5
#define ADDRESSES 40

static struct sockaddr_storage address_of(const char *text)
{
	struct sockaddr_storage out = { .ss_family = AF_INET };
	struct sockaddr_in v4 = { .sin_family = AF_INET };
	struct sockaddr_in6 v6 = { .sin6_family = AF_INET6 };
	if (inet_pton(AF_INET, text, &v4.sin_addr) == 1) {
		memcpy(&out, &v4, sizeof v4);
	} else {
		assert_int_equal(inet_pton(AF_INET6, text, &v6.sin6_addr), 1);
		memcpy(&out, &v6, sizeof v6);
	}
	return out;
}

static struct peers *peers_new(uint32_t most)
{
	struct peers *p = calloc(1, sizeof *p);
	assert_non_null(p);
	p->most = most;
	return p;
}

static void no_address_has_more_than_its_most(void **state)
{
	(void)state;
	struct peers *p = peers_new(MOST);
	for (unsigned n = 0; n < gen_cases(200); n++) {
		struct gen g;
		gen_init_case(&g, n);
		uint32_t held[ADDRESSES] = { 0 }, places[ADDRESSES][MOST];
		for (uint32_t step = 0; step < 400; step++) {
			uint32_t i = (uint32_t)gen_below(&g, ADDRESSES), place;
			struct sockaddr_in v4 = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(i + 1) };
			struct sockaddr_storage from = { .ss_family = AF_INET };
			memcpy(&from, &v4, sizeof v4);
			if (held[i] > 0 && gen_below(&g, 3) == 0) {
				peers_leave(p, places[i][--held[i]]);
				continue;
			}
			bool may = peers_enter(p, &from, &place);
			assert_int_equal(may, held[i] < MOST);
			if (may)
				places[i][held[i]++] = place;
		}
		for (uint32_t i = 0; i < ADDRESSES; i++) {
			while (held[i] > 0)
				peers_leave(p, places[i][--held[i]]);
		}
	}
	free(p);
}

static bool meet(struct peers *p, const char *a, const char *b)
{
	struct sockaddr_storage first = address_of(a), second = address_of(b);
	uint32_t place, other;
	bool does_meet = false;
	assert_true(peers_enter(p, &first, &place));
	if (peers_enter(p, &second, &other))
		peers_leave(p, other);
	else
		does_meet = true;
	peers_leave(p, place);
	return does_meet;
}

static void networks_of_ipv6_are_one_address(void **state)
{
	(void)state;
	struct peers *p = peers_new(1);
	assert_true(meet(p, "192.0.2.1", "192.0.2.1"));
	assert_false(meet(p, "192.0.2.1", "192.0.2.2"));
	assert_true(meet(p, "2001:db8:0:1::1", "2001:db8:0:1:ffff::2"));
	assert_false(meet(p, "2001:db8:0:1::1", "2001:db8:0:2::1"));
	assert_false(meet(p, "0.0.0.0", "::"));
	free(p);
}

static void without_a_most_nobody_is_counted(void **state)
{
	(void)state;
	struct peers *p = peers_new(0);
	struct sockaddr_storage from = address_of("192.0.2.1");
	uint32_t place;
	for (unsigned i = 0; i < 100000; i++)
		assert_true(peers_enter(p, &from, &place));
	for (size_t i = 0; i < CM_COUNT(p->counts); i++)
		assert_int_equal(p->counts[i], 0);
	free(p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_address_has_more_than_its_most),
		cmocka_unit_test(networks_of_ipv6_are_one_address),
		cmocka_unit_test(without_a_most_nobody_is_counted),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
