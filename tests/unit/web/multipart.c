#include <setjmp.h>
#include <stdarg.h>
#include "base/buf.h"
#include "base/scope.h"
#include "lib/gen.h"
#include "web/multipart.h"
#include <cmocka.h>

#define CAP ((size_t)4 << 20)
#define TYPE S("multipart/form-data; boundary=XYZ")

static bool reads(struct multipart *m, const char *body)
{
	return multipart_parse(m, TYPE, str_c(body));
}

static void a_form_of_a_browser_is_read(void **state)
{
	(void)state;
	struct multipart m;
	assert_true(reads(&m, "--XYZ\r\nContent-Disposition: form-data; name=\"file\"; "
	                      "filename=\"a;b.docx\"\r\nContent-Type: application/octet-stream\r\n\r\n"
	                      "P\r\n--XY\r\n--XYZ\r\n"
	                      "content-disposition:form-data; name=party\r\n\r\nkz\r\n--XYZ--\r\n"));
	assert_int_equal(m.count, 2);
	assert_true(str_eq(multipart_value(&m, S("file")), S("P\r\n--XY")));
	assert_true(str_eq(multipart_value(&m, S("party")), S("kz")));
	assert_true(multipart_value(&m, S("other")).p == NULL);
	assert_true(reads(&m, "--XYZ\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n\r\n--XYZ--"));
	assert_int_equal(multipart_value(&m, S("file")).n, 0);
}

static void what_is_malformed_is_refused(void **state)
{
	(void)state;
	static const char *const bodies[] = { "", "--XYZ--", "--XYZ\r\n", "--XYZ\r\n\r\nno head\r\n--XYZ--",
		"--XYZ\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nno end",
		"--XYZ\r\nContent-Disposition: form-data; name=\"a\"\n\nx\r\n--XYZ--",
		"--XYZ\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nx\r\n--XYZ--",
		"--XYZ\r\nContent-Disposition: form-data; name=\"\"\r\n\r\nx\r\n--XYZ--",
		"--XYZ\r\nContent-Disposition: form-data; name=\"a\\b\"\r\n\r\nx\r\n--XYZ--",
		"--XYZ\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--XYZ\r\n"
		"Content-Disposition: form-data; name=\"a\"\r\n\r\ny\r\n--XYZ--",
		"preamble\r\n--XYZ\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--XYZ--" };
	static const char *const types[] = { "", "text/plain", "multipart/mixed; boundary=XYZ",
		"multipart/form-data", "multipart/form-data; boundary=",
		"multipart/form-data; boundary=\"X YZ\"",
		"multipart/form-data; boundary="
		"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" };
	struct multipart m;
	struct str good = S("--XYZ\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--XYZ--");
	assert_true(multipart_parse(&m, TYPE, good));
	assert_true(multipart_parse(&m, S("Multipart/Form-Data;boundary=\"XYZ\""), good));
	for (size_t i = 0; i < CM_COUNT(bodies); i++)
		assert_false(reads(&m, bodies[i]));
	for (size_t i = 0; i < CM_COUNT(types); i++)
		assert_false(multipart_parse(&m, str_c(types[i]), good));
}

static void any_bytes_come_through(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(500); i++) {
		struct gen g;
		struct multipart m;
		struct buf b;
		struct str parts[MULTIPART_PARTS_MAX + 1];
		gen_init_case(&g, i);
		SCOPE_ARENA(a, CAP);
		buf_init(&b, &a, CAP / 2);
		uint32_t count = 1 + (uint32_t)gen_below(&g, MULTIPART_PARTS_MAX + 1);
		for (uint32_t k = 0; k < count; k++) {
			parts[k] = gen_any(&g, &a, 200);
			if (str_find_str(parts[k], S("\r\n--XYZ")) < parts[k].n)
				parts[k] = STR_NONE;
			buf_put(&b, S("--XYZ\r\nContent-Disposition: form-data; name=\"p"));
			buf_dec(&b, k);
			buf_put(&b, S("\"\r\n\r\n"));
			buf_put(&b, parts[k]);
			buf_put(&b, S("\r\n"));
		}
		buf_put(&b, S("--XYZ--\r\n"));
		bool is_read = multipart_parse(&m, TYPE, buf_str(&b));
		assert_int_equal(is_read, count <= MULTIPART_PARTS_MAX);
		for (uint32_t k = 0; is_read && k < count; k++)
			assert_true(str_eq(m.at[k].bytes, parts[k]));
		for (size_t n = 0; n + 4 < b.n; n += 7) /* whatever is cut off, it is not taken for whole */
			assert_false(multipart_parse(&m, TYPE, str_sub(buf_str(&b), 0, n)));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_form_of_a_browser_is_read),
		cmocka_unit_test(what_is_malformed_is_refused),
		cmocka_unit_test(any_bytes_come_through),
	};
	return cmocka_run_group_tests_name("multipart", tests, NULL, NULL);
}
