/*
 * Dumps of the state, damaged or invented. What is loaded is saved to the same bytes, has a root, can
 * be read, and judges an act.
 */
#include "base/scope.h"
#include "lib/forum_sim.h"
#include "rules/actor.h"
#include "rules/party.h"
#include "rules/register.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define ARENA_BYTES ((size_t)1536 * 1024 * 1024)

static void rows_read(const struct forum *f)
{
	const struct party *parties[4];
	struct facet_count facets[4];
	const struct release *releases[4];
	struct release_filter q = {
		.from_day = 0, .until_day = INT32_MAX, .lang = S("en"), .skip = 1, .max = 4
	};
	uint32_t total;
	struct party_filter today = { FORUM_TODAY, STR_NONE, STR_NONE };
	struct party_filter members = { 16000, S("member"), STR_NONE };
	(void)party_list_on(f, &today, parties, 4);
	(void)party_list_on(f, &members, parties, 4);
	for (uint32_t i = 0; i < party_count(f); i++)
		cm_assert(party_names_on(party_at(f, i), 16000) != NULL);
	for (uint32_t i = 0; i < meeting_count(f); i++)
		cm_assert(meeting_by_date(f, i) != NULL);
	(void)term_on(f, S("chair"), 16000);
	(void)body_names_on(f, S("soc"), 16000);
	for (int what = 0; what < 4; what++)
		(void)release_facets(f, what, facets, 4);
	(void)release_search(f, &q, releases, &total);
	for (uint32_t i = 0; i < silence_count(f); i++) {
		const struct silence *s = silence_at(f, i);
		cm_assert(silence_breaks_in_time(s) <= s->breaks_count);
		cm_assert(silence_state_name(s->state).n > 0 && s->steps_count > 0);
		(void)chair_party(f, s->body, forum_now(f));
	}
}

/* A damaged dump may give two handles one key; no entry has a key twice. */
static bool keys_differ(const struct sim_act *a)
{
	for (uint32_t i = 1; i < a->signers_count; i++) {
		for (uint32_t k = 0; k < i; k++) {
			if (sim_key(a->signers[i].key) == sim_key(a->signers[k].key))
				return false;
		}
	}
	return true;
}

/* Whatever a silence says of itself, an act about it is judged, and applied when it is admitted. */
static void silences_act(struct sim *s)
{
	static const enum kind kinds[] = { KIND_SILENCE_BREAK, KIND_SILENCE_ATTACH,
		KIND_SILENCE_ATTEST, KIND_SILENCE_ISSUE };
	for (size_t i = 0; i < CM_COUNT(kinds); i++) {
		struct sim_act act = sim_silence(s, kinds[i], S("s-1"));
		if (kinds[i] == KIND_SILENCE_BREAK)
			act = sim_on_paper(s, act, S("cc"), s->now);
		if (keys_differ(&act))
			(void)sim_submit(s, &act);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	SCOPE_ARENA(a, ARENA_BYTES);
	struct str dump = { (const char *)data, size };
	struct forum *f;
	struct err err;
	struct hash root;
	if (forum_load(&f, &a, dump, 3, &err) != RC_OK)
		return 0;
	struct buf again;
	buf_init(&again, &a, ARENA_BYTES);
	cm_assert(forum_save(f, &again));
	cm_assert(str_eq(dump, buf_str(&again)));
	forum_root(f, &root);
	rows_read(f);
	static struct sim s;
	sim_init(&s, false);
	s.forum = f;
	s.now = forum_now(f);
	struct sim_act act = sim_make(&s, KIND_RELEASE_PUBLISH, S("c-1"));
	(void)sim_judge(&s, &act);
	silences_act(&s);
	sim_release(&s);
	return 0;
}
