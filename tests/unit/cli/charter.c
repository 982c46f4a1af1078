/* The charters that ship: each is valid, says how well it is founded, and keeps what it is for. */
#include "rules/charter.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "base/fmt.h"
#include "base/scope.h"
#include "service/canon.h"
#include "cli/founding.h"
#include "service/pointer.h"
#include "cli/textfile.h"

#include <cmocka.h>

#define CAP ((size_t)32 * 1024 * 1024)
#define PATH_BYTES_MAX 1024

static void forum_path(char out[PATH_BYTES_MAX], const char *name)
{
	const char *tests = getenv("COMITY_TESTS");
	assert_non_null(tests);
	fmt_into(out, PATH_BYTES_MAX, "%s/../forums/%s", tests, name);
}

static void read_shipped(struct charter *c, struct arena *a, const char *name)
{
	char path[PATH_BYTES_MAX];
	struct err err;
	struct str text, json = { .n = 0 };
	struct findings found = { .count = 0 };
	forum_path(path, name);
	if (textfile_read(&text, a, path, CHARTER_FILE_MAX, &err) != RC_OK ||
	    canon_json(&json, a, path, text, &err) != RC_OK)
		fail_msg("%s", err.text);
	bool is_read = charter_read(c, a, json, &found);
	for (unsigned i = 0; i < found.count; i++)
		print_error("# %s:%u: %.*s\n", name, pointer_line(text, found.at[i].place),
		    STR_ARG(found.at[i].place));
	assert_true(is_read);
}

static void every_preset_is_valid(void **state)
{
	(void)state;
	char path[PATH_BYTES_MAX];
	unsigned count = 0;
	forum_path(path, "presets");
	DIR *dir = opendir(path);
	assert_non_null(dir);
	for (struct dirent *e = readdir(dir); e != NULL; e = readdir(dir)) {
		SCOPE_ARENA(a, CAP);
		struct charter c;
		char name[PATH_BYTES_MAX];
		if (!str_ends(str_c(e->d_name), S(".json")))
			continue;
		fmt_into(name, sizeof name, "presets/%s", e->d_name);
		read_shipped(&c, &a, name);
		struct str stem = str_c(e->d_name);
		stem.n -= 5;
		assert_true(str_eq(c.id, stem));
		assert_true(c.decisions_count > 0 && c.amendment.steps_count > 0);
		count++;
	}
	(void)closedir(dir);
	assert_int_equal(count, 5);
}

/* What the sources say of each family and the machine relies on. */
static void presets_keep_what_tells_them_apart(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct charter cica, osce, unga, bwc, federation;
	read_shipped(&cica, &a, "presets/cica.json");
	read_shipped(&osce, &a, "presets/osce-pc.json");
	read_shipped(&unga, &a, "presets/unga-committee.json");
	read_shipped(&bwc, &a, "presets/bwc.json");
	read_shipped(&federation, &a, "presets/federation.json");
	assert_false(cica.voting.is_present || osce.voting.is_present);
	assert_int_equal(cica.conduct.quorum_open.den, 0);
	const struct charter_decision *d = charter_ladder(&osce, S("mc"), S("suspension"));
	assert_true(d->steps[0].method == METHOD_MINUS_N && d->steps[0].n == 1);
	assert_true(osce.silence.start_needs_consent && osce.dissent.joint && osce.dissent.reservation);
	assert_true(unga.silence.min_s == 259200 && unga.languages.count == 6);
	d = charter_ladder(&unga, S("committee"), S("substantive"));
	assert_true(d->steps[0].otherwise == ELSE_VOTE && d->steps[1].majority.den == 0);
	d = charter_ladder(&bwc, S("conference"), S("substantive"));
	assert_true(d->steps[1].method == METHOD_DEFER && d->steps[1].must_report);
	assert_true(d->steps[1].wait_s == 172800 && d->steps[2].majority.den == 3);
	assert_false(bwc.silence.is_present);
	assert_int_equal(federation.amendment.steps[0].majority.num, 2);
}

static void the_second_example_shares_nothing_with_the_first(void **state)
{
	(void)state;
	SCOPE_ARENA(a, CAP);
	struct charter first, second;
	read_shipped(&first, &a, "cica/charter.json");
	read_shipped(&second, &a, "associations/charter.json");
	for (uint32_t i = 0; i < second.bodies_count; i++)
		assert_null(charter_body(&first, second.bodies[i].id));
	assert_true(strs_has(&second.languages, S("fr")) && !strs_has(&first.languages, S("fr")));
	assert_true(second.voting.is_present && second.languages_before_action);
	for (uint32_t i = 0; i < second.vocabulary_count; i++)
		assert_int_equal(second.vocabulary[i].name.count, 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_preset_is_valid),
		cmocka_unit_test(presets_keep_what_tells_them_apart),
		cmocka_unit_test(the_second_example_shares_nothing_with_the_first),
	};
	return cmocka_run_group_tests_name("shipped charters", tests, NULL, NULL);
}
