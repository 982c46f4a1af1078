#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "codec/json.h"
#include "unit/view/small.h"
#include "view/model/desk.h"
#include "view/model/silences.h"

#include <cmocka.h>

static struct small *world_new(void)
{
	struct small *w = malloc(sizeof(*w));
	assert_non_null(w);
	small_init(w);
	small_fill(w);
	return w;
}

static void world_free(struct small *w)
{
	small_release(w);
	free(w);
}

/* The site on the day the world's clock shows. */
static struct site site_now(struct small *w, enum view_format format)
{
	struct site s = small_site(w, VIEW_EN, format, S("/en/silences"));
	s.today = (int32_t)(w->now.ms / 86400000);
	return s;
}

static struct silence_full full_of(struct small *w, const struct site *s, const char *code)
{
	struct silence_full m;
	struct silence_query q = small_silence_query(w, str_c(code));
	assert_true(silence_fill(&m, s, &q));
	return m;
}

static bool has(struct str page, const char *needle)
{
	return str_find_str(page, str_c(needle)) < page.n;
}

static struct str page_of(struct small *w, const struct site *s, const char *code)
{
	struct buf out;
	struct silence_query q = small_silence_query(w, str_c(code));
	buf_init(&out, &w->scratch, PAGE_BYTES_MAX);
	assert_int_equal(silence_page(&out, s, &q), VIEW_OK);
	return buf_str(&out);
}

static void each_state_is_listed_once_and_where_it_belongs(void **state)
{
	struct small *w = *state;
	struct silences m;
	struct site s = site_now(w, VIEW_HTML);
	silences_fill(&m, &s);
	assert_int_equal(m.running.count + m.waiting.count + m.past.count, silence_count(w->forum));
	assert_int_equal(m.past.count, m.past_total);
	for (uint32_t i = 0; i < m.running.count; i++)
		assert_true(str_eq(m.running.at[i].state, S("running")));
	for (uint32_t i = 0; i < m.past.count; i++) {
		assert_false(str_eq(m.past.at[i].state, S("running")));
		assert_true(m.past.at[i].days_left == INTEGER_ABSENT);
	}
	for (uint32_t i = 1; i < m.waiting.count; i++)
		assert_true(m.waiting.at[i - 1].expires.ms <= m.waiting.at[i].expires.ms);
}

static void the_texts_on_the_page_are_those_of_the_hash(void **state)
{
	struct small *w = *state;
	struct site s = site_now(w, VIEW_HTML);
	struct silence_full m = full_of(w, &s, "running");
	struct frozen_text *texts = arena_array(&w->scratch, struct frozen_text, m.texts.count);
	struct hash hash;
	for (uint32_t i = 0; i < m.texts.count; i++)
		texts[i] = (struct frozen_text){ true, m.texts.at[i].lang, m.texts.at[i].text,
			m.texts.at[i].title };
	frozen_hash(&hash, &(struct frozen_text_list){ m.texts.count, texts });
	assert_memory_equal(hash.bytes, m.hash.bytes, HASH_BYTES);
	assert_int_equal(m.texts.count, 2);
}

static void breaks_are_told_to_the_millisecond_and_late_ones_apart(void **state)
{
	struct small *w = *state;
	struct site s = site_now(w, VIEW_HTML);
	struct silence_full m = full_of(w, &s, "issued");
	assert_int_equal(m.late.count, 1);
	assert_int_equal(m.breaks.count, 1);
	assert_true(m.silence->is_contested);
	/* One at the very instant, one a millisecond before it. */
	assert_int_equal(m.late.at[0].at.ms, m.silence->expires.ms);
	assert_int_equal(m.breaks.at[0].at.ms, m.silence->expires.ms - 1);
	assert_true(m.breaks.at[0].is_paper && !m.late.at[0].is_paper);
	struct str page = page_of(w, &s, "issued");
	assert_true(has(page, ".123\xc2\xa0UTC"));
	assert_true(has(page, ".122\xc2\xa0UTC"));
	assert_true(has(page, "came to light"));
	assert_true(has(page, "a ground &lt;/title&gt;"));
}

static void every_step_has_a_sentence_and_its_act(void **state)
{
	struct small *w = *state;
	struct site s = site_now(w, VIEW_HTML);
	for (uint32_t i = 0; i < silence_count(w->forum); i++) {
		struct str code = silence_at(w->forum, i)->code;
		struct silence_query q = small_silence_query(w, code);
		struct silence_full m;
		assert_true(silence_fill(&m, &s, &q));
		assert_true(m.steps.count > 0);
		for (uint32_t j = 0; j < m.steps.count; j++) {
			assert_true(m.steps.at[j].sentence.text.n > 0);
			assert_true(m.steps.at[j].state_name.text.n > 0);
			assert_true((uint64_t)m.steps.at[j].entry < w->count);
		}
		assert_true(str_eq(m.steps.at[m.steps.count - 1].state, m.silence->state));
	}
}

/* An act's members, with a meeting for what a page leaves open. */
static bool content_take(struct small *w, union content *out, const struct next_item *item)
{
	struct buf b;
	struct act act = { .kind = STR_NONE };
	struct str text = item->content;
	buf_init(&b, &w->arena, 65536);
	size_t at = str_find_str(text, S("\"MEETING\""));
	buf_put(&b, str_sub(text, 0, at));
	if (at < text.n) {
		buf_put(&b, S("\"council-3\""));
		buf_put(&b, str_sub(text, at + sizeof("\"MEETING\"") - 1, text.n));
	}
	if (json_parse(&act.json, &w->arena, buf_str(&b)).id != FAULT_NONE)
		return false;
	return content_read(out, kind_of(item->act_kind), &act, &w->arena).id == FAULT_NONE;
}

static bool is_admitted(struct small *w, const struct next_item *item)
{
	union content content;
	struct str officer = S("secretariat/officer-2");
	bool is_officers = str_eq(item->role, S("officers"));
	struct str by = str_eq(item->by, S("HANDLE")) ? S("kz/chair") : item->by;
	assert_true(content_take(w, &content, item));
	return small_is_admitted(w, kind_of(item->act_kind), &content, by,
	    (struct strs){ is_officers ? 1 : 0, &officer });
}

/* What a page says may follow, the rules admit from whom it names, when the time has come. */
static void what_a_page_offers_the_rules_admit(void **state)
{
	struct small *w = *state;
	uint32_t offered = 0;
	for (uint32_t i = 0; i < silence_count(w->forum); i++) {
		const struct silence *of = silence_at(w->forum, i);
		struct site s = site_now(w, VIEW_HTML);
		struct next_item_list next = silence_next(&s, of, STR_NONE);
		moment now = w->now;
		for (uint32_t j = 0; j < next.count; j++) {
			bool is_after = str_eq(next.at[j].act_kind, S("silence.attest"));
			w->now = is_after ? of->expires : now;
			if (!is_admitted(w, &next.at[j]))
				fail_msg("%.*s of %.*s", STR_ARG(next.at[j].act_kind), STR_ARG(of->code));
			offered++;
		}
		w->now = now;
	}
	assert_true(offered > 15);
}

static void command_lines_carry_the_text_and_the_signer(void **state)
{
	struct small *w = *state;
	struct site s = site_now(w, VIEW_HTML);
	struct silence_full m = full_of(w, &s, "running");
	struct buf hash;
	buf_init(&hash, &w->scratch, 2 * HASH_BYTES);
	buf_hex(&hash, m.hash.bytes, HASH_BYTES);
	bool is_found = false;
	for (uint32_t i = 0; i < m.next.count; i++) {
		const struct next_item *item = &m.next.at[i];
		assert_true(has(item->commands, "comity act new silence."));
		assert_true(has(item->commands, "comity act sign act --key key"));
		assert_true(has(item->commands, "comity act submit act --to ADDRESS"));
		if (!str_eq(item->act_kind, S("silence.break")))
			continue;
		is_found = true;
		assert_true(str_find_str(item->commands, buf_str(&hash)) < item->commands.n);
		assert_true(has(item->commands, "\"silence\":\"running\""));
	}
	assert_true(is_found);
}

static void a_desk_shows_what_awaits_its_party_only(void **state)
{
	struct small *w = *state;
	struct site s = site_now(w, VIEW_HTML);
	struct desk kz, tr, xx;
	assert_true(desk_fill(&kz, &s, &(struct desk_query){ .party = S("kz") }));
	assert_true(desk_fill(&tr, &s, &(struct desk_query){ .party = S("tr") }));
	assert_true(desk_fill(&xx, &s, &(struct desk_query){ .party = S("xx") }));
	assert_false(desk_fill(&xx, &s, &(struct desk_query){ .party = S("none") }));
	assert_true(kz.may_object && tr.may_object && !xx.may_object);
	/* Running, consented and proposed; kz presides over three that wait for it. */
	assert_int_equal(kz.running.count, 3);
	assert_int_equal(tr.running.count, 3);
	assert_int_equal(xx.running.count, 0);
	assert_true(kz.chairing.count > 0);
	assert_int_equal(tr.chairing.count, 0);
	for (uint32_t i = 0; i < tr.breaks.count; i++)
		assert_true(str_eq(tr.breaks.at[i].party, S("tr")));
	assert_int_equal(tr.breaks.count, 2);
	assert_int_equal(kz.statements.count, 1);
	assert_int_equal(tr.statements.count, 1);
}

static void who_broke_the_silence_is_asked_no_more(void **state)
{
	(void)state;
	struct small *w = world_new();
	const struct silence *of = silence_find(w->forum, S("running"));
	union content c = { .silence_break = { .is_present = true, .hash = of->hash,
		.kind = S("objection"), .silence = of->code } };
	struct site s = site_now(w, VIEW_HTML);
	struct desk before, after;
	assert_true(desk_fill(&before, &s, &(struct desk_query){ .party = S("kz") }));
	small_act(w, KIND_SILENCE_BREAK, &c, S("kz/chair"), (struct strs){ 0, NULL });
	s = site_now(w, VIEW_HTML);
	assert_true(desk_fill(&after, &s, &(struct desk_query){ .party = S("kz") }));
	assert_int_equal(after.running.count + 1, before.running.count);
	assert_int_equal(after.breaks.count, before.breaks.count + 1);
	world_free(w);
}

/* Nothing on a page depends on the second in which it is made: it may lie in a cache until the day or
 * the record changes. */
static void time_left_is_told_by_days(void **state)
{
	struct small *w = *state;
	struct site s = site_now(w, VIEW_HTML);
	struct silence_full today = full_of(w, &s, "running");
	assert_int_equal(today.silence->days_left, today.silence->expires.ms / 86400000 - s.today);
	s.today = (int32_t)(today.silence->expires.ms / 86400000) - 5;
	assert_true(has(page_of(w, &s, "running"), ">5 days left<"));
	s.today += 5;
	assert_true(has(page_of(w, &s, "running"), ">expires on this day (UTC)<"));
	s.today += 1;
	assert_true(has(page_of(w, &s, "running"), ">the instant has passed<"));
	assert_true(has(page_of(w, &s, "running"), "silence running"));
}

static void a_running_silence_is_on_the_front_page(void **state)
{
	struct small *w = *state;
	struct site s = site_now(w, VIEW_HTML);
	struct buf out;
	buf_init(&out, &w->scratch, PAGE_BYTES_MAX);
	assert_int_equal(front_page(&out, &s), VIEW_OK);
	assert_true(has(buf_str(&out), "href=\"/en/silences/running\""));
	assert_false(has(buf_str(&out), "href=\"/en/silences/withdrawn\""));
}

static void the_charter_tells_by_which_rules_silence_runs(void **state)
{
	struct small *w = *state;
	struct site s = site_now(w, VIEW_HTML);
	struct buf out;
	buf_init(&out, &w->scratch, PAGE_BYTES_MAX);
	assert_int_equal(charter_page(&out, &s), VIEW_OK);
	assert_true(has(buf_str(&out), ">60 seconds<"));
	assert_true(has(buf_str(&out), ">1 day<"));
	assert_true(has(buf_str(&out), ">comment, objection<"));
}

static int group_up(void **state)
{
	*state = world_new();
	return 0;
}

static int group_down(void **state)
{
	world_free(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_state_is_listed_once_and_where_it_belongs),
		cmocka_unit_test(the_texts_on_the_page_are_those_of_the_hash),
		cmocka_unit_test(breaks_are_told_to_the_millisecond_and_late_ones_apart),
		cmocka_unit_test(every_step_has_a_sentence_and_its_act),
		cmocka_unit_test(what_a_page_offers_the_rules_admit),
		cmocka_unit_test(command_lines_carry_the_text_and_the_signer),
		cmocka_unit_test(a_desk_shows_what_awaits_its_party_only),
		cmocka_unit_test(who_broke_the_silence_is_asked_no_more),
		cmocka_unit_test(time_left_is_told_by_days),
		cmocka_unit_test(a_running_silence_is_on_the_front_page),
		cmocka_unit_test(the_charter_tells_by_which_rules_silence_runs),
	};
	return cmocka_run_group_tests_name("view/silences", tests, group_up, group_down);
}
