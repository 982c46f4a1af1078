#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include "base/buf.h"
#include "base/scope.h"
#include "lib/gen.h"
#include "web/sign_form.h"
#include <cmocka.h>

#define CAP ((size_t)8 << 20)
#define URLENCODED S("application/x-www-form-urlencoded")
#define ORIGIN S("forum.example/log")

static bool reads(struct sign_form *out, struct arena *a, const char *body)
{
	return sign_form_read(out, a, URLENCODED, str_c(body));
}

static void the_members_of_an_act_become_its_message(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct sign_form form;
	struct str message;
	struct err err;
	struct act act;
	const struct sign_making making = { ORIGIN, { .size = 7 } };
	assert_true(reads(&form, &a, "kind=delegate.dismiss&by=kz%2Fcoordinator&with="
	                             "&content=%7B+%22delegate%22%3A%0D%0A"
	                             "%22kz%2Fdelegate-1%22%7D"));
	assert_false(form.is_sent || form.has_signature);
	assert_int_equal(sign_form_message(&message, &a, &form, &making, &err), RC_OK);
	assert_true(str_ends(message, S("\"by\":\"kz/coordinator\",\"delegate\":\"kz/delegate-1\"}\n")));
	assert_int_equal(act_message_parse(&act, &a, message, ORIGIN).id, FAULT_NONE);
	assert_int_equal(act.base.size, 7);
	/* As it comes back, hidden in the page's forms. */
	form = (struct sign_form){ .line = act.json.line };
	struct str again;
	assert_int_equal(sign_form_message(&again, &a, &form, &making, &err), RC_OK);
	assert_true(str_eq(message, again));
}

static void signers_are_put_in_the_order_of_the_record(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct sign_form form;
	struct str message;
	struct err err;
	struct act act;
	const struct sign_making making = { ORIGIN, { .size = 7 } };
	assert_true(reads(&form, &a, "kind=delegate.dismiss&by=kz/coordinator"
	                             "&with=tr/delegate-1++az/delegate-1%0Akg/delegate-2"
	                             "&content={\"delegate\":\"kz/delegate-1\"}"));
	assert_int_equal(sign_form_message(&message, &a, &form, &making, &err), RC_OK);
	assert_int_equal(act_message_parse(&act, &a, message, ORIGIN).id, FAULT_NONE);
	assert_int_equal(act.with_count, 3);
	assert_true(str_eq(act.with[0], S("az/delegate-1")));
	assert_true(str_eq(act.with[2], S("tr/delegate-1")));
}

static void what_is_wrong_with_members_is_said(void **state)
{
	(void)state;
	static const struct {
		const char *body, *says;
	} cases[] = {
		{ "kind=no.such&by=kz/coordinator&content={}", "\"no.such\" is no kind of act" },
		{ "kind=delegate.dismiss&by=nobody&content={}", "\"nobody\" is no handle" },
		{ "kind=delegate.dismiss&by=kz/coordinator&with=x&content={}", "\"x\" is no handle" },
		{ "kind=delegate.dismiss&by=kz/coordinator&content={", "members:1" },
		{ "kind=delegate.dismiss&by=kz/coordinator&content={\"delegate\":null}", "'/delegate'" },
		{ "kind=delegate.dismiss&by=kz/coordinator&content={\"delegat\":\"kz/delegate-1\"}",
		    "unknown or malformed" },
		{ "kind=delegate.dismiss&by=kz/coordinator", "a member is missing" },
	};
	const struct sign_making making = { ORIGIN, { .size = 7 } };
	for (size_t i = 0; i < CM_COUNT(cases); i++) {
		SCOPE_ARENA(a, CAP);
		struct sign_form form;
		struct str message;
		struct err err;
		assert_true(reads(&form, &a, cases[i].body));
		assert_int_equal(sign_form_message(&message, &a, &form, &making, &err), RC_INVALID);
		struct str said = str_c(err.text);
		if (str_find_str(said, str_c(cases[i].says)) == said.n)
			fail_msg("%s says: %s", cases[i].body, err.text);
	}
}

static void a_signature_is_read_from_armour_and_from_bare_text(void **state)
{
	(void)state;
	static const char *const texts[] = { "U1NIU0lH", "  U1NI\r\n U0lH\n",
		"-----BEGIN SSH SIGNATURE-----\nU1NI\nU0lH\n-----END SSH SIGNATURE-----\n",
		("sent by mail:\r\n-----BEGIN SSH SIGNATURE-----\r\n"
		"U1NIU0lH\r\n-----END SSH SIGNATURE-----\r\nthe end") };
	static const char *const none[] = { "", "U1NIU0l", "U1NI*0lH", "U1NIU0lH=",
		"-----END SSH SIGNATURE-----\nU1NI\n-----BEGIN SSH SIGNATURE-----" };
	SCOPE_ARENA(a, CAP);
	for (size_t i = 0; i < CM_COUNT(texts); i++)
		assert_true(str_eq(sign_blob_of(&a, str_c(texts[i])), S("SSHSIG")));
	for (size_t i = 0; i < CM_COUNT(none); i++)
		assert_int_equal(sign_blob_of(&a, str_c(none[i])).n, 0);
	char *longest = arena_alloc(&a, 2 * SSHSIG_BYTES_MAX, 1);
	memset(longest, 'A', 2 * SSHSIG_BYTES_MAX);
	size_t groups = SSHSIG_BYTES_MAX / 3;
	assert_int_equal(sign_blob_of(&a, (struct str){ longest, groups * 4 }).n, groups * 3);
	assert_int_equal(sign_blob_of(&a, (struct str){ longest, 2 * SSHSIG_BYTES_MAX }).n, 0);
}

static void a_file_brings_its_signatures(void **state)
{
	(void)state;
	static const char head[] =
	    "--B\r\nContent-Disposition: form-data; name=\"act\"; filename=\"act\"\r\n\r\n";
	SCOPE_ARENA(a, CAP);
	struct sign_form form;
	struct buf b;
	buf_init(&b, &a, 65536);
	buf_put(&b, str_c(head));
	buf_put(&b, S("comity/act/v1\nforum.example/log\n{\"a\":1}\n\n"
	              "kz/coordinator U1NI\nkz/delegate-1 U1NI\n\r\n--B--\r\n"));
	assert_true(sign_form_read(&form, &a, S("multipart/form-data; boundary=B"), buf_str(&b)));
	assert_true(str_eq(form.line, S("{\"a\":1}")));
	assert_int_equal(form.count, 2);
	assert_true(str_eq(form.at[1].handle, S("kz/delegate-1")));
	assert_true(str_eq(form.at[1].blob, S("SSH")));
}

static void what_is_no_form_or_too_much_is_refused(void **state)
{
	(void)state;
	static const char *const bodies[] = { "by=%FF", "by=%00", "content=%E2%80%AE", "signatures=x+U1NI",
		"signatures=kz/delegate-1", "signatures=kz/delegate-1+*", "text=no+act",
		"text=comity/act/v1%0Aforum", "by=a&by=b" };
	SCOPE_ARENA(a, CAP);
	struct sign_form form;
	for (size_t i = 0; i < CM_COUNT(bodies); i++) {
		if (reads(&form, &a, bodies[i]))
			fail_msg("taken: %s", bodies[i]);
	}
	assert_false(sign_form_read(&form, &a, S("text/plain"), S("by=kz/delegate-1")));
	for (uint32_t n = SIGNATURES_MAX; n <= SIGNATURES_MAX + 1; n++) {
		struct buf b;
		buf_init(&b, &a, 65536);
		buf_put(&b, S("signatures="));
		for (uint32_t i = 0; i < n; i++)
			buf_put(&b, S("kz/delegate-1+U1NI+"));
		assert_int_equal(sign_form_read(&form, &a, URLENCODED, buf_str(&b)), n == SIGNATURES_MAX);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_members_of_an_act_become_its_message),
		cmocka_unit_test(signers_are_put_in_the_order_of_the_record),
		cmocka_unit_test(what_is_wrong_with_members_is_said),
		cmocka_unit_test(a_signature_is_read_from_armour_and_from_bare_text),
		cmocka_unit_test(a_file_brings_its_signatures),
		cmocka_unit_test(what_is_no_form_or_too_much_is_refused),
	};
	return cmocka_run_group_tests_name("sign_form", tests, NULL, NULL);
}
