/* Every block of a charter, every reason to refuse one, and when a notice is over. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "lib/gen.h"
#include "rules/charter.h"

#include <cmocka.h>

/* Canonical but for the quotes, which are single here. */
static const char WHOLE[] =
    "{'adopted':{'by':'congress','on':'2015-05-23'},"
    "'amendment':{'body':'congress','ladder':[{'method':'vote'}]},"
    "'bodies':[{'decides':['text','budget'],'id':'board','level':'experts','name':{'en':'Board'},"
    "'parent':'congress','recommends_to':['congress']},"
    "{'id':'congress','level':'council','name':{'en':'Congress'}}],"
    "'categories':[{'admission':{'body':'congress','matter':'admission'},'id':'member',"
    "'kinds':['state'],'name':{'en':'Member'},'rights':['attend','object']}],"
    "'conduct':{'contest_reopens':true,'motions':['suspend','adjourn'],"
    "'point_of_order':{'appeal':'vote','ruling':'chair'},"
    "'quorum':{'decide':{'den':2,'num':1},'open':{'den':4,'num':1}},"
    "'reply':{'limits_s':[600,300],'max':3,'when':'end-of-item'},'speakers':{'limit_s':240}},"
    "'credentials':{'deadline_s':604800,'provisional':'observer','required':true},"
    "'decisions':[{'body':'board','ladder':[{'call_min_s':60,'else':'next','guard':['heard'],"
    "'method':'no-objection'},{'else':'defer','excluded':'party-concerned','method':'minus-n','n':1,"
    "'wait_s':3600},{'else':'next','method':'silence'},{'else':'vote','method':'every-effort'},"
    "{'method':'defer','report':true,'wait_s':7200},{'else':'refer-up','majority':{'den':3,'num':2},"
    "'method':'vote'}],'mark':'fact','matter':'text','source':['https://a.example']},"
    "{'body':'board','ladder':[{'method':'refer-up'}],'matter':'budget'}],"
    "'disapplied':[{'reason':'not agreed','rule':'42'}],"
    "'dissent':{'abstention_effect':'not-bound','attach_to':['journal'],'chair_statement':true,"
    "'deadline_s':86400,'disassociation':true,'explanation':true,'interpretation':true,'joint':true,"
    "'open_issues':true,'opinion_on_record':true,'reservation':true},"
    "'epoch':1,'full_name':{'en':'A forum'},'groups':[{'id':'g','may_object':'per-act','may_speak':true,"
    "'members':'act'},{'id':'h'}],'id':'whole',"
    "'languages':{'authentic':['fr'],'before_action':true,'official':['en','fr']},"
    "'measures':{'cycle':{'review':'board'},'dimensions':[{'id':'water','name':{'en':'Water'}},"
    "{'id':'fish','name':{'en':'Fish'}}],'review':{'body':'board'},'roles':['coordinator']},"
    "'notice':{'mark':'proposal','meeting':{'min_s':3600},'note':'as we think','text':{'clock':"
    "'working-days','languages':'all','min_s':172800,'waiver':'body','waiver_majority':{'den':3,"
    "'num':2}}},"
    "'offices':[{'acting':['deputy'],'body':'congress','holder':'delegate','id':'president',"
    "'name':{'en':'President'},'selection':'election','term_s':63072000},"
    "{'body':'congress','id':'deputy','name':{'en':'Deputy'},'selection':'schedule'},"
    "{'body':'board','id':'chair','name':{'en':'Chair'},'selection':'host'}],"
    "'proposals':{'base_required':true,'reconsideration':{'majority':{'den':3,'num':2}},"
    "'sponsors':'open','who':['member']},"
    "'records':{'contest_s':3600,'correction_s':7200,'distribution':['public','named'],"
    "'series':{'decision':'year','paper':'body'},'symbols':{'decision':'D/{yy}/{n}',"
    "'journal':'J/{n}','paper':'{BODY}/{CLASS}/{n}'}},"
    "'reporting':[{'grace_s':3600,'measure':'return','nil':true,'period':'year','reminders_s':[60],"
    "'visibility':['members'],'voluntary':true}],"
    "'silence':{'break_withdrawable':false,'breaker_shown':'members','breaks_on':['objection'],"
    "'compare':'strictly-before','min_s':60,'on_break':'vote','on_expiry':'adopted'},"
    "'status':'draft','supersedes':'older','text':{'agreed_levels':['yellow'],'attribution':'group'},"
    "'title':{'en':'F'},"
    "'voting':{'base':'members','changeable':true,'majority':{'den':3,'num':2},'methods':['roll-call'],"
    "'valid_if':'majority-takes-part','window_s':600}}";

static struct str quoted(struct arena *a, struct str single)
{
	struct buf b;
	buf_init(&b, a, 65536);
	for (size_t i = 0; i < single.n; i++)
		buf_byte(&b, single.p[i] == '\'' ? '"' : (uint8_t)single.p[i]);
	return buf_str(&b);
}

static void read_whole(struct charter *c, struct arena *a)
{
	struct findings found = { .count = 0 };
	bool is_read = charter_read(c, a, quoted(a, str_c(WHOLE)), &found);
	for (unsigned i = 0; i < found.count; i++)
		print_error("# %.*s\n", STR_ARG(found.at[i].place));
	assert_true(is_read);
}

static void ladders_say_how_bodies_decide(void **state)
{
	(void)state;
	struct arena a;
	struct charter c;
	arena_init(&a, (size_t)4 * 1024 * 1024);
	read_whole(&c, &a);
	const struct charter_decision *d = charter_ladder(&c, S("board"), S("text"));
	static const enum method methods[] = { METHOD_NO_OBJECTION, METHOD_MINUS_N, METHOD_SILENCE,
		METHOD_EVERY_EFFORT, METHOD_DEFER, METHOD_VOTE };
	static const enum ladder_else elses[] = { ELSE_NEXT, ELSE_DEFER, ELSE_NEXT, ELSE_VOTE, ELSE_NEXT,
		ELSE_REFER_UP };
	assert_int_equal(d->steps_count, CM_COUNT(methods));
	for (uint32_t i = 0; i < d->steps_count; i++) {
		assert_int_equal(d->steps[i].method, methods[i]);
		assert_int_equal(d->steps[i].otherwise, elses[i]);
	}
	assert_true(str_eq(d->steps[0].guards.at[0], S("heard")) && d->steps[0].call_min_s == 60);
	assert_true(d->steps[1].n == 1 && str_eq(d->steps[1].excluded, S("party-concerned")));
	assert_true(d->steps[1].wait_s == 3600 && !d->steps[1].must_report);
	assert_int_equal(d->steps[2].wait_s, INTEGER_ABSENT);
	assert_true(d->steps[4].wait_s == 7200 && d->steps[4].must_report);
	assert_true(d->steps[5].majority.num == 2 && d->steps[5].majority.den == 3);
	assert_int_equal(d->steps[0].majority.den, 0);
	d = charter_ladder(&c, S("board"), S("budget"));
	assert_int_equal(d->steps[0].otherwise, ELSE_NOT_ADOPTED); /* the last step, without a word */
	assert_null(charter_ladder(&c, S("congress"), S("text")));
	assert_int_equal(c.amendment.steps[0].method, METHOD_VOTE);
	assert_true(str_eq(c.amendment.body, S("congress")));
	assert_true(c.bodies[0].has_decides && c.bodies[0].decides.count == 2);
	assert_false(c.bodies[1].has_decides);
	arena_release(&a);
}

static void the_other_blocks_are_read_as_they_stand(void **state)
{
	(void)state;
	struct arena a;
	struct charter c;
	arena_init(&a, (size_t)4 * 1024 * 1024);
	read_whole(&c, &a);
	assert_int_equal(c.notices_count, 2); /* what the block says of itself is no matter */
	const struct charter_notice *n = charter_notice(&c, S("text"));
	assert_true(n->min_s == 172800 && n->is_working_days && n->languages == NOTICE_ALL);
	assert_true(str_eq(n->waiver, S("body")));
	n = charter_notice(&c, S("meeting"));
	assert_true(!n->is_working_days && n->languages == NOTICE_ONE && str_eq(n->waiver, S("none")));
	assert_null(charter_notice(&c, S("budget")));
	assert_true(c.conduct.quorum_open.den == 4 && c.conduct.quorum_decide.den == 2);
	assert_true(c.conduct.speaker_limit_s == 240 && c.conduct.reply_max == 3);
	assert_true(c.conduct.reply_limits_count == 2 && c.conduct.reply_limits_s[1] == 300);
	assert_true(c.conduct.has_appeal && c.conduct.contest_reopens && c.conduct.motions.count == 2);
	assert_true(c.dissent.reservation && c.dissent.interpretation && c.dissent.explanation);
	assert_true(c.dissent.opinion_on_record && c.dissent.disassociation && c.dissent.joint);
	assert_true(c.dissent.chair_statement && c.dissent.open_issues);
	assert_true(c.dissent.abstention_not_bound && c.dissent.deadline_s == 86400);
	assert_true(c.records.contest_s == 3600 && c.records.correction_s == 7200);
	assert_int_equal(c.records.symbols_count, 3);
	assert_true(str_eq(c.records.symbols[0].series, S("year")));
	assert_true(str_eq(c.records.symbols[1].series, S("forum")));
	assert_true(str_eq(c.records.symbols[2].pattern, S("{BODY}/{CLASS}/{n}")));
	assert_true(c.voting.is_present && c.voting.base == BASE_MEMBERS && c.voting.is_changeable);
	assert_true(c.voting.needs_majority_taking_part && c.voting.window_s == 600);
	assert_true(c.credentials.is_required && str_eq(c.credentials.provisional, S("observer")));
	assert_true(c.languages.count == 2 && c.languages_before_action);
	assert_true(c.offices[0].holder == HOLDER_DELEGATE && c.offices[0].term_s == 63072000);
	assert_true(c.offices[1].holder == HOLDER_PARTY && c.offices[1].term_s == INTEGER_ABSENT);
	assert_true(str_eq(c.offices[0].acting.at[0], S("deputy")));
	arena_release(&a);
}

/* A reason to refuse: what is replaced, once, by what, and the place that is then named. */
static const struct {
	const char *from, *to, *pointer;
} BROKEN[] = {
	/* A body decides a matter without a ladder; a ladder for what it does not decide. */
	{ "['text','budget']", "['text','budget','rules']", "/bodies/0/decides/2" },
	{ "['text','budget']", "['text','weather']", "/bodies/0/decides/1" },
	{ "['text','budget']", "['text']", "/decisions/1/matter" },
	{ "['text','budget']", "[]", "/decisions/0/matter" },
	{ "'recommends_to':['congress']", "'recommends_to':['moon']", "/bodies/0/recommends_to/0" },
	{ "'id':'board'", "'id':'The Board'", "/bodies/0/id" },
	/* A ladder that ends nowhere. */
	{ "'else':'refer-up','majority'", "'else':'next','majority'", "/decisions/0/ladder/5/else" },
	{ "'else':'refer-up','majority'", "'else':'vote','majority'", "/decisions/0/ladder/5/else" },
	{ "'else':'next','guard'", "'else':'later','guard'", "/decisions/0/ladder/0/else" },
	{ "[{'method':'refer-up'}]", "[{'method':'defer','wait_s':60}]", "/decisions/1/ladder/0/method" },
	{ "[{'method':'refer-up'}]", "[{'else':'vote','method':'unanimity'}]",
	    "/decisions/1/ladder/0/else" },
	{ "[{'method':'vote'}]", "[{'method':'refer-up'}]", "/amendment/ladder/0/method" },
	{ "[{'method':'vote'}]", "[{'else':'refer-up','method':'vote'}]", "/amendment/ladder/0/else" },
	{ "[{'method':'vote'}]", "[]", "/amendment/ladder" },
	{ "'amendment':{'body':'congress'", "'amendment':{'body':'moon'", "/amendment/body" },
	{ "'silence':{'break_w", "'silences':{'break_w", "/decisions/0/ladder/2/method" },
	/* minus-n without a number, or without saying who is left out; deferral without end. */
	{ "'n':1,", "", "/decisions/0/ladder/1/n" },
	{ "'n':1,", "'n':0,", "/decisions/0/ladder/1/n" },
	{ "'n':1,", "'n':101,", "/decisions/0/ladder/1/n" },
	{ "'excluded':'party-concerned',", "", "/decisions/0/ladder/1/excluded" },
	{ "'n':1,'wait_s':3600", "'n':1", "/decisions/0/ladder/1/wait_s" },
	{ "'wait_s':7200", "'wait_s':31622401", "/decisions/0/ladder/4/wait_s" },
	{ "'call_min_s':60", "'call_min_s':86401", "/decisions/0/ladder/0/call_min_s" },
	{ "'guard':['heard']", "'guard':[7]", "/decisions/0/ladder/0/guard/0" },
	{ "'report':true", "'report':'yes'", "/decisions/0/ladder/4/report" },
	/* A fraction that is not between a half and the whole; of quorums, between nothing and it. */
	{ "'else':'refer-up','majority':{'den':3,'num':2}", "'else':'refer-up','majority':{'den':3,'num':1}",
	    "/decisions/0/ladder/5/majority" },
	{ "'changeable':true,'majority':{'den':3,'num':2}", "'changeable':true,'majority':{'den':3,'num':4}",
	    "/voting/majority" },
	{ "'changeable':true,'majority':{'den':3,'num':2}", "'changeable':true,'majority':'simple'",
	    "/voting/majority" },
	{ "'waiver_majority':{'den':3,", "'waiver_majority':{'den':5,", "/notice/text/waiver_majority" },
	{ "'reconsideration':{'majority':{'den':3", "'reconsideration':{'majority':{'den':9",
	    "/proposals/reconsideration/majority" },
	{ "'open':{'den':4,'num':1}", "'open':{'den':4,'num':0}", "/conduct/quorum/open" },
	{ "'open':{'den':4,'num':1}", "'open':{'den':4,'num':5}", "/conduct/quorum/open" },
	{ "'open':{'den':4,'num':1}", "'open':{'num':1}", "/conduct/quorum/open" },
	/* A symbol that cannot be unique. */
	{ "'J/{n}'", "'J'", "/records/symbols/journal" },
	{ "'J/{n}'", "'J/{n}/{n}'", "/records/symbols/journal" },
	{ "'J/{n}'", "'J/{n}/{place}'", "/records/symbols/journal" },
	{ "'J/{n}'", "'J/{n'", "/records/symbols/journal" },
	{ "'J/{n}'", "7", "/records/symbols/journal" },
	{ "'D/{yy}/{n}'", "'D/{n}'", "/records/symbols/decision" },
	{ "'{BODY}/{CLASS}/{n}'", "'{CLASS}/{n}'", "/records/symbols/paper" },
	{ "'paper':'body'", "'paper':'day'", "/records/series/paper" },
	{ "['public','named']", "['public','friends']", "/records/distribution/1" },
	/* Languages, rights, succession. */
	{ "['en','fr']", "[]", "/languages/official" },
	{ "['en','fr']", "['en','French']", "/languages/official/1" },
	{ "'authentic':['fr']", "'authentic':['French']", "/languages/authentic/0" },
	{ "'before_action':true", "'before_action':1", "/languages/before_action" },
	{ "['attend','object']", "['object','speak']", "/categories/0/rights" },
	{ "'matter':'admission'", "'matter':'feast'", "/categories/0/admission/matter" },
	{ "'admission':{'body':'congress'", "'admission':{'body':'moon'", "/categories/0/admission/body" },
	{ ",'selection':'host'", "", "/offices/2/selection" },
	{ "'selection':'host'", "'selection':'lots'", "/offices/2/selection" },
	{ "'holder':'delegate'", "'holder':'anyone'", "/offices/0/holder" },
	{ "'acting':['deputy']", "'acting':['chair']", "/offices/0/acting/0" },
	{ "'acting':['deputy']", "'acting':['president']", "/offices/0/acting/0" },
	{ "'id':'deputy'", "'id':'chair'", "/offices/2/id" },
	/* A period or limit that is negative or above its bound, wherever it stands. */
	{ "'term_s':63072000", "'term_s':3162240001", "/offices/0/term_s" },
	{ "'min_s':172800", "'min_s':-1", "/notice/text/min_s" },
	{ "'min_s':172800", "'min_s':31622401", "/notice/text/min_s" },
	{ "'meeting':{'min_s':3600}", "'meeting':{}", "/notice/meeting/min_s" },
	{ "'limits_s':[600,300]", "'limits_s':[600,0]", "/conduct/reply/limits_s/1" },
	{ "'limits_s':[600,300]", "'limits_s':[1,2,3,4,5]", "/conduct/reply/limits_s/4" },
	{ "'max':3", "'max':11", "/conduct/reply/max" },
	{ "'limit_s':240", "'limit_s':-5", "/conduct/speakers/limit_s" },
	{ "'contest_s':3600", "'contest_s':31622401", "/records/contest_s" },
	{ "'correction_s':7200", "'correction_s':'long'", "/records/correction_s" },
	{ "'deadline_s':604800", "'deadline_s':31622401", "/credentials/deadline_s" },
	{ "'deadline_s':86400", "'deadline_s':-1", "/dissent/deadline_s" },
	{ "'window_s':600", "'visible_before_close_s':59,'window_s':600", "/voting/visible_before_close_s" },
	{ "'voting':{", "'votes':{", "/silence/on_break" },
	{ "'window_s':600", "'window_s':31622401", "/voting/window_s" },
	{ "'grace_s':3600", "'grace_s':-3600", "/reporting/0/grace_s" },
	{ "'reminders_s':[60]", "'reminders_s':[60,'soon']", "/reporting/0/reminders_s/1" },
	/* Words. */
	{ "'clock':'working-days'", "'clock':'moons'", "/notice/text/clock" },
	{ "'languages':'all'", "'languages':'some'", "/notice/text/languages" },
	{ "'waiver':'body'", "'waiver':'anyone'", "/notice/text/waiver" },
	{ "'meeting':{'min_s':3600}", "'meal':{'min_s':3600}", "/notice/meal" },
	{ "'meeting':{'min_s':3600}", "'meeting':3600", "/notice/meeting" },
	{ "'mark':'proposal'", "'mark':'rumour'", "/notice/mark" },
	{ "'mark':'fact'", "'mark':'rumour'", "/decisions/0/mark" },
	{ "'source':['https://a.example']", "'source':[1]", "/decisions/0/source/0" },
	{ "'source':['https://a.example']", "'source':1", "/decisions/0/source" },
	{ "['suspend','adjourn']", "['suspend','sing']", "/conduct/motions/1" },
	{ "'appeal':'vote'", "'appeal':'crowd'", "/conduct/point_of_order/appeal" },
	{ "'when':'end-of-item'", "'when':'never'", "/conduct/reply/when" },
	{ "'provisional':'observer'", "'provisional':'half'", "/credentials/provisional" },
	{ "'not-bound'", "'half-bound'", "/dissent/abstention_effect" },
	{ "'attach_to':['journal']", "'attach_to':['wall']", "/dissent/attach_to/0" },
	{ "'joint':true", "'joint':1", "/dissent/joint" },
	{ "'base':'members'", "'base':'crowd'", "/voting/base" },
	{ "'valid_if':'majority-takes-part'", "'valid_if':'sunny'", "/voting/valid_if" },
	{ "'compare':'strictly-before'", "'compare':'at'", "/silence/compare" },
	{ "'on_break':'vote'", "'on_break':'war'", "/silence/on_break" },
	{ "'on_expiry':'adopted'", "'on_expiry':'lost'", "/silence/on_expiry" },
	{ "'breaker_shown':'members'", "'breaker_shown':'birds'", "/silence/breaker_shown" },
	{ "'attribution':'group'", "'attribution':'wind'", "/text/attribution" },
	{ "'members':'act'", "'members':'feeling'", "/groups/0/members" },
	{ "'may_object':'per-act'", "'may_object':'always'", "/groups/0/may_object" },
	{ "'id':'h'", "'id':'g'", "/groups/1/id" },
	{ "'id':'h'", "'id':'H'", "/groups/1/id" },
	{ "'sponsors':'open'", "'sponsors':'shut'", "/proposals/sponsors" },
	{ "'id':'fish'", "'id':'water'", "/measures/dimensions/1/id" },
	{ "'name':{'en':'Fish'}", "'name':{}", "/measures/dimensions/1/name" },
	{ "'review':{'body':'board'}", "'review':{'body':'moon'}", "/measures/review/body" },
	{ "'cycle':{'review':'board'}", "'cycle':{'review':'moon'}", "/measures/cycle/review" },
	{ "'measure':'return',", "", "/reporting/0/measure" },
	{ "'rule':'42'", "'rule':''", "/disapplied/0/rule" },
	{ "'2015-05-23'", "'2015-05-32'", "/adopted/on" },
	{ "'supersedes':'older'", "'supersedes':1", "/supersedes" },
};

static struct str replaced(struct arena *a, const char *from, const char *to)
{
	struct str whole = str_c(WHOLE), old = str_c(from);
	size_t at = str_find_str(whole, old);
	if (at >= whole.n || str_find_str(str_sub(whole, at + 1, whole.n), old) < whole.n - at - 1)
		fail_msg("%s does not stand there once", from);
	struct buf b;
	buf_init(&b, a, 65536);
	buf_put(&b, str_sub(whole, 0, at));
	buf_put(&b, str_c(to));
	buf_put(&b, str_sub(whole, at + old.n, whole.n));
	return quoted(a, buf_str(&b));
}

static void every_reason_to_refuse_names_its_place(void **state)
{
	(void)state;
	unsigned wrong = 0;
	for (size_t i = 0; i < CM_COUNT(BROKEN); i++) {
		struct arena a;
		struct charter c;
		struct findings found = { .count = 0 };
		arena_init(&a, (size_t)4 * 1024 * 1024);
		bool is_read = charter_read(&c, &a, replaced(&a, BROKEN[i].from, BROKEN[i].to), &found);
		bool is_named = false;
		for (unsigned k = 0; k < found.count; k++)
			is_named = is_named || str_eq(found.at[k].place, str_c(BROKEN[i].pointer));
		if (is_read || !is_named) {
			wrong++;
			print_error("# %s: expected %s, got %u: %.*s\n", BROKEN[i].to, BROKEN[i].pointer,
			    found.count, STR_ARG(found.at[0].place));
		}
		arena_release(&a);
	}
	assert_int_equal(wrong, 0);
}

#define HOUR INT64_C(3600000)
#define DAY (24 * HOUR)
/* Monday 5 January 1970, the first Monday. */
#define MONDAY (4 * DAY)

static int64_t over(int64_t min_s, int64_t from_ms)
{
	const struct charter_notice n = { .min_s = min_s, .is_working_days = true };
	return notice_over(&n, (moment){ from_ms }).ms;
}

static void saturdays_and_sundays_do_not_count(void **state)
{
	(void)state;
	const int64_t day_s = 86400, friday = MONDAY + 4 * DAY, saturday = MONDAY + 5 * DAY;
	assert_int_equal(over(0, MONDAY), MONDAY);
	assert_int_equal(over(day_s, MONDAY), MONDAY + DAY);
	assert_int_equal(over(5 * day_s, MONDAY), saturday); /* the week's last instant */
	assert_int_equal(over(5 * day_s + 1, MONDAY), MONDAY + 7 * DAY + 1000);
	assert_int_equal(over(10 * day_s, MONDAY + HOUR), MONDAY + 14 * DAY + HOUR);
	assert_int_equal(over(day_s, friday + HOUR), MONDAY + 7 * DAY + HOUR);
	assert_int_equal(over(3600, saturday - 1), MONDAY + 7 * DAY + HOUR - 1);
	assert_int_equal(over(3600, saturday), MONDAY + 7 * DAY + HOUR);
	assert_int_equal(over(3600, saturday + 2 * DAY - 1), MONDAY + 7 * DAY + HOUR);
	assert_int_equal(over(3600, saturday + 2 * DAY), MONDAY + 7 * DAY + HOUR);
	const struct charter_notice hours = { .min_s = 2 * day_s };
	assert_int_equal(notice_over(&hours, (moment){ friday }).ms, friday + 2 * DAY);
}

/* Working time between two instants, by counting hours one at a time. */
static int64_t hours_between(int64_t from, int64_t to)
{
	int64_t hours = 0;
	for (int64_t at = from; at < to; at += HOUR)
		hours += (at - MONDAY) / DAY % 7 < 5 ? 1 : 0;
	return hours;
}

static void a_notice_is_over_when_its_working_time_is_and_not_before(void **state)
{
	(void)state;
	for (unsigned i = 0; i < gen_cases(300); i++) {
		struct gen g;
		gen_init_case(&g, i);
		int64_t from = MONDAY + (int64_t)gen_below(&g, 500 * 24) * HOUR;
		int64_t hours = gen_between(&g, 1, 30 * 24);
		int64_t to = over(hours * 3600, from);
		assert_int_equal(hours_between(from, to), hours);
		assert_int_equal(hours_between(from, to - HOUR), hours - 1);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ladders_say_how_bodies_decide),
		cmocka_unit_test(the_other_blocks_are_read_as_they_stand),
		cmocka_unit_test(every_reason_to_refuse_names_its_place),
		cmocka_unit_test(saturdays_and_sundays_do_not_count),
		cmocka_unit_test(a_notice_is_over_when_its_working_time_is_and_not_before),
	};
	return cmocka_run_group_tests_name("charter blocks", tests, NULL, NULL);
}
