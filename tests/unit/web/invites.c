#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include "base/fmt.h"
#include "base/limits.h"
#include "base/scope.h"
#include "proof/sshsig.h"
#include "web/invites.h"
#include <cmocka.h>

static void count_up(void *p, size_t n)
{
	static uint8_t next;
	memset(p, 0, n);
	*(uint8_t *)p = ++next;
}

#define NOW ((moment){ 1700000000000 })
#define LATER(ms) ((moment){ 1700000000000 + (ms) })

struct token {
	char at[INVITE_TOKEN_BYTES];
};

static struct str text(const struct token *t)
{
	return (struct str){ t->at, INVITE_TOKEN_BYTES };
}

static enum invites_answer add(struct invites *all, const char *delegate, int64_t ms, struct token *t)
{
	const struct invite invite = { .delegate = str_c(delegate), .statement = S("said"),
		.ends = LATER(ms) };
	return invites_add(all, &invite, NOW, t->at);
}

static void a_link_takes_one_request_while_it_holds(void **state)
{
	(void)state;
	SCOPE_ARENA(a, 65536);
	struct invites *all = invites_new(count_up);
	struct invite found;
	struct token t, other;
	assert_int_equal(add(all, "kz/delegate-2", 1000, &t), INVITES_DONE);
	assert_int_equal(add(all, "kz/delegate-3", 1000, &other), INVITES_DONE);
	assert_false(str_eq(text(&t), text(&other)));
	assert_int_equal(invites_find(all, text(&t), LATER(999), &a, &found), INVITES_DONE);
	assert_true(str_eq(found.delegate, S("kz/delegate-2")) && str_eq(found.statement, S("said")));
	assert_int_equal(found.request.n, 0);
	assert_int_equal(invites_keep(all, text(&t), LATER(999), S("first")), INVITES_DONE);
	assert_int_equal(invites_keep(all, text(&t), LATER(999), S("second")), INVITES_AGAIN);
	assert_int_equal(invites_find(all, text(&t), LATER(999), &a, &found), INVITES_DONE);
	assert_true(str_eq(found.request, S("first")));
	assert_int_equal(invites_find(all, text(&t), LATER(1000), &a, &found), INVITES_NONE);
	assert_int_equal(invites_keep(all, text(&other), LATER(1000), S("late")), INVITES_NONE);
	struct str other_token = S("0123456789abcdef0123456789abcdef");
	assert_int_equal(invites_find(all, other_token, NOW, &a, &found), INVITES_NONE);
	assert_int_equal(invites_find(all, STR_NONE, NOW, &a, &found), INVITES_NONE);
	invites_free(all);
}

static void a_later_invitation_ends_the_one_before(void **state)
{
	(void)state;
	SCOPE_ARENA(a, 65536);
	struct invites *all = invites_new(count_up);
	struct invite found;
	struct token first, second;
	assert_int_equal(add(all, "kz/delegate-2", 1000, &first), INVITES_DONE);
	assert_int_equal(add(all, "kz/delegate-2", 1000, &second), INVITES_AGAIN);
	assert_int_equal(add(all, "kz/delegate-2", 999, &second), INVITES_AGAIN);
	assert_int_equal(invites_keep(all, text(&first), NOW, S("request")), INVITES_DONE);
	assert_int_equal(add(all, "kz/delegate-2", 1001, &second), INVITES_DONE);
	assert_int_equal(invites_find(all, text(&first), NOW, &a, &found), INVITES_NONE);
	assert_int_equal(invites_find(all, text(&second), NOW, &a, &found), INVITES_DONE);
	assert_int_equal(found.request.n, 0);
	invites_free(all);
}

static void there_are_so_many_of_a_party_and_in_all(void **state)
{
	(void)state;
	struct invites *all = invites_new(count_up);
	struct token t;
	char handle[HANDLE_BYTES_MAX];
	for (unsigned i = 0; i <= INVITES_MAX; i++) {
		unsigned party = i / INVITES_PARTY_MAX;
		(void)fmt_into(handle, sizeof handle, "p%u/delegate-%u", party, i);
		assert_int_equal(add(all, handle, 1000, &t), i < INVITES_MAX ? INVITES_DONE : INVITES_FULL);
	}
	assert_int_equal(add(all, "p0/delegate-x", 1000, &t), INVITES_FULL);
	/* Those that have ended make room. */
	const struct invite invite = { .delegate = S("p0/delegate-x"), .ends = LATER(3000) };
	assert_int_equal(invites_add(all, &invite, LATER(1000), t.at), INVITES_DONE);
	for (unsigned i = 1; i <= INVITES_PARTY_MAX; i++) {
		(void)fmt_into(handle, sizeof handle, "p0/delegate-%u", i);
		const struct invite more = { .delegate = str_c(handle), .ends = LATER(3000) };
		assert_int_equal(invites_add(all, &more, LATER(1000), t.at),
		    i < INVITES_PARTY_MAX ? INVITES_DONE : INVITES_FULL);
	}
	invites_free(all);
}

static void what_is_signed_for_one_use_is_signed_for_no_other(void **state)
{
	(void)state;
	uint8_t tbs[SSHSIG_USE__COUNT][SSHSIG_TBS_BYTES], act[SSHSIG_TBS_BYTES];
	sshsig_tbs(act, S("said"));
	for (unsigned i = 0; i < SSHSIG_USE__COUNT; i++) {
		sshsig_tbs_for(tbs[i], (enum sshsig_use)i, S("said"));
		assert_true(str_eq(sshsig_tbs_namespace(tbs[i]), sshsig_namespace((enum sshsig_use)i)));
		for (unsigned k = 0; k < i; k++)
			assert_memory_not_equal(tbs[i], tbs[k], SSHSIG_TBS_BYTES);
	}
	assert_memory_equal(tbs[SSHSIG_ACT], act, SSHSIG_TBS_BYTES);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_link_takes_one_request_while_it_holds),
		cmocka_unit_test(a_later_invitation_ends_the_one_before),
		cmocka_unit_test(there_are_so_many_of_a_party_and_in_all),
		cmocka_unit_test(what_is_signed_for_one_use_is_signed_for_no_other),
	};
	return cmocka_run_group_tests_name("invites", tests, NULL, NULL);
}
