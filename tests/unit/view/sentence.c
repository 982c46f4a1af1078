#include <setjmp.h>
#include <stdarg.h>

#include "base/scope.h"
#include "unit/codec/support.h"
#include "unit/view/small.h"
#include "view/meeting_words.h"
#include "view/model/common.h"
#include "view/sentence.h"

#include <cmocka.h>

static struct small w;

/* Does every place that the message has hold something? */
static bool places_are_filled(const struct sentence *said, enum view_lang lang)
{
	struct str rest = message_text(lang, said->id, 1), text;
	int place;
	bool is_genitive;
	while (message_next(&rest, &text, &place, &is_genitive)) {
		if (text.n > 0)
			continue;
		if (place >= SENTENCE_PARTS_MAX || said->parts[place].type == PART__END)
			return false;
	}
	return true;
}

static void an_act_of_any_kind_is_said_in_full_in_every_language(void **state)
{
	(void)state;
	for (enum kind k = 0; k < KIND__COUNT; k++) {
		for (unsigned i = 0; i < gen_cases(40); i++) {
			SCOPE_ARENA(a, (size_t)16 * 1024 * 1024);
			struct gen g;
			union content drawn;
			gen_init_case(&g, i);
			content_draw(&g, &a, k, &drawn);
			struct entry entry = { .act = { .kind = kind_name(k), .by = S("kz/delegate-1") } };
			struct act_view view = { .entry = &entry, .kind = k, .content = &drawn };
			for (enum view_lang lang = 0; lang < VIEW_LANG__COUNT; lang++) {
				struct site s = small_site(&w, lang, VIEW_HTML, S("/"));
				struct sentence said = sentence_of_act(&s, &view);
				assert_int_not_equal(said.id, MESSAGE_ACT_OTHER);
				assert_true(places_are_filled(&said, lang));
				assert_true(sentence_text(&s, &said).n > 0);
			}
		}
	}
}

/* The word that a page shows for a state is one of its own, in each language another. */
#define WORDS_DIFFER(fn, count)                                                                    \
	for (unsigned x = 0; x < (count); x++) {                                                   \
		struct site en = small_site(&w, VIEW_EN, VIEW_HTML, S("/"));                       \
		struct str word = fn(&en, x).text;                                                 \
		assert_true(word.n > 0);                                                           \
		for (unsigned y = 0; y < x; y++)                                                   \
			assert_false(str_eq(word, fn(&en, y).text));                               \
		struct site ru = small_site(&w, VIEW_RU, VIEW_HTML, S("/"));                       \
		assert_true(str_eq(words_guess(fn(&ru, x).text).lang, S("ru")));                   \
	}

static void every_state_has_a_word_of_its_own(void **state)
{
	(void)state;
	WORDS_DIFFER(words_of_conduct_state, CONDUCT_STATE__COUNT)
	WORDS_DIFFER(words_of_credentials, CREDENTIALS_STATE__COUNT)
	WORDS_DIFFER(words_of_speaker_state, SPEAKER_STATE__COUNT)
	WORDS_DIFFER(words_of_point_state, POINT_STATE__COUNT)
	WORDS_DIFFER(words_of_tenure, TENURE__COUNT)
	WORDS_DIFFER(words_of_decision_state, DECISION_STATE__COUNT)
	WORDS_DIFFER(words_of_ballot_state, BALLOT_STATE__COUNT)
	WORDS_DIFFER(words_of_choice, CHOICE__COUNT)
	WORDS_DIFFER(words_of_method, METHOD__COUNT)
	WORDS_DIFFER(words_of_else, ELSE__COUNT)
}

static void codes_of_acts_have_words_and_unknown_ones_stay_codes(void **state)
{
	(void)state;
	static const struct {
		enum coded what;
		const char *codes[9];
	} known[] = {
		{ CODED_CHOICE, { "yes", "no", "abstain" } },
		{ CODED_CREDENTIALS, { "provisional", "accepted", "refused", "deferred" } },
		{ CODED_DELEGATION_ROLE, { "head", "alternate", "adviser", "expert" } },
		{ CODED_DISSENT_KIND, { "reservation", "interpretation", "explanation", "opinion",
		    "disassociation", "abstention", "chair-statement", "open-issues" } },
		{ CODED_DOCUMENT_SUFFIX, { "rev", "add", "corr", "reissue" } },
		{ CODED_ELSE, { "next", "return", "defer", "refer-up", "vote", "not-adopted" } },
		{ CODED_ISSUER, { "head-of-state", "head-of-government", "foreign-minister", "other" } },
		{ CODED_LETTER_FORM, { "original", "copy" } },
		{ CODED_POINT_KIND, { "order", "floor", "suspend", "adjourn", "adjourn-debate",
		    "close-debate" } },
		{ CODED_RULING, { "granted", "refused" } },
		{ CODED_SPEAKER_LIST, { "speakers", "reply" } },
		{ CODED_SPEAKER_ROLE, { "delegation", "group", "guest" } },
	};
	assert_int_equal(CM_COUNT(known), CODED__COUNT);
	for (size_t i = 0; i < CM_COUNT(known); i++) {
		struct site s = small_site(&w, VIEW_RU, VIEW_HTML, S("/"));
		for (size_t k = 0; k < 9 && known[i].codes[k] != NULL; k++) {
			struct lang_text word =
			    words_of_coded(&s, known[i].what, str_c(known[i].codes[k]));
			assert_true(str_eq(word.lang, S("ru")));
		}
		struct lang_text none = words_of_coded(&s, known[i].what, S("no-such-word"));
		assert_true(str_eq(none.text, S("no-such-word")));
	}
}

static int forum_make(void **state)
{
	(void)state;
	small_init(&w);
	small_fill(&w);
	return 0;
}

static int forum_end(void **state)
{
	(void)state;
	small_release(&w);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_act_of_any_kind_is_said_in_full_in_every_language),
		cmocka_unit_test(every_state_has_a_word_of_its_own),
		cmocka_unit_test(codes_of_acts_have_words_and_unknown_ones_stay_codes),
	};
	return cmocka_run_group_tests(tests, forum_make, forum_end);
}
