/* The silence procedure: acts of each kind, as those would make them who may, and random ones. */
#include "lib/forum_sim.h"
#include "rules/actor.h"
#include "rules/party.h"

static const char *const MEMBERS[] = { "aa", "bb", "cc", "dd", "oo" };

struct sim_act sim_envoy(struct sim *s, unsigned step)
{
	cm_assert(step < SIM_ENVOY_STEPS);
	if (step == 0)
		return sim_make(s, KIND_OFFICE_TERM, S("aa"));
	static const struct str of_members[] = { { "amend", 5 }, { "attend", 6 }, { "chair", 5 },
		{ "cosponsor", 9 }, { "object", 6 }, { "propose", 7 }, { "publish", 7 }, { "reply", 5 },
		{ "speak", 5 }, { "vote", 4 } };
	static const struct str of_observers[] = { { "attend", 6 }, { "chair", 5 }, { "publish", 7 },
		{ "speak", 5 } };
	bool is_member = MEMBERS[step - 1][0] != 'o';
	struct sim_act a =
	    sim_make(s, KIND_DELEGATE_ACCREDIT, sim_str(s, "%s/envoy", MEMBERS[step - 1]));
	a.content.delegate_accredit.powers = is_member
	    ? (struct strs){ CM_COUNT(of_members), of_members }
	    : (struct strs){ CM_COUNT(of_observers), of_observers };
	return a;
}

void sim_envoys(struct sim *s)
{
	for (unsigned step = 0; step < SIM_ENVOY_STEPS; step++)
		sim_do(s, sim_envoy(s, step));
}

void sim_charter_replace(struct sim *s, const char *from, const char *to)
{
	size_t at = str_find_str(s->charter, str_c(from));
	cm_assert(at < s->charter.n);
	struct str rest = str_sub(s->charter, at + str_c(from).n, s->charter.n);
	s->charter = sim_str(s, "%.*s%s%.*s", (int)at, s->charter.p, to, STR_ARG(rest));
}

static struct sim_act make_fallback(struct sim *s)
{
	struct str before = s->charter;
	sim_charter_replace(s, "\"silence\":{\"breaks_on\":[\"objection\",\"amendment\"],",
	    "\"silence\":{\"break_withdrawable\":true,\"breaks_on\":[\"objection\","
	    "\"request-for-vote\"],");
	sim_charter_replace(s, "\"extend_left_s\":3600,",
	    "\"extend_left_s\":3600,\"internal_use\":true,");
	sim_charter_replace(s, "\"start_needs_consent\":true,",
	    "\"on_break\":\"vote\",\"start_needs_consent\":true,\"tolling_s\":3600,");
	sim_charter_replace(s, "\"changeable\":true,",
	    "\"changeable\":true,\"visible_before_close_s\":60,");
	struct sim_act a = sim_make(s, KIND_CHARTER_ADOPT, STR_NONE);
	s->charter = before;
	return a;
}

void sim_fallback(struct sim *s)
{
	sim_do(s, make_fallback(s));
}

struct frozen_text_list sim_text(struct sim *s, struct str text)
{
	struct frozen_text *at = arena_array(&s->scratch, struct frozen_text, 2);
	at[0] = (struct frozen_text){
		.is_present = true, .lang = S("en"), .text = text, .title = S("A decision") };
	at[1] = (struct frozen_text){ .is_present = true, .lang = S("ru"), .text = text };
	return (struct frozen_text_list){ 2, at };
}

/* Every party that there is, each on one channel. */
struct delivery_list sim_deliveries(struct sim *s)
{
	uint32_t count = party_count(s->forum);
	struct delivery *at = arena_array(&s->scratch, struct delivery, count + 1);
	for (uint32_t i = 0; i < count; i++)
		at[i] = (struct delivery){ .is_present = true,
			.channels = sim_strs(s, S("mail")),
			.party = party_at(s->forum, i)->code };
	if (count == 0)
		at[count++] = (struct delivery){
			.is_present = true, .channels = sim_strs(s, S("mail")), .party = S("aa") };
	return (struct delivery_list){ count, at };
}

static struct sim_act make_propose(struct sim *s, struct str code)
{
	struct sim_act a = { .kind = KIND_SILENCE_PROPOSE };
	a.content.silence_propose = (struct silence_propose){ .is_present = true,
		.body = S("soc"),
		.code = code,
		.expires = { s->now.ms + 3 * SIM_DAY_MS },
		.matter = S("text"),
		.texts = sim_text(s, sim_str(s, "Text %.*s.", STR_ARG(code))),
		.title = sim_names(s, S("A decision")) };
	return a;
}

static struct hash hash_of(struct sim *s, struct str code)
{
	const struct silence *known = silence_find(s->forum, code);
	return known != NULL ? known->hash : sim_key(code)->digest;
}

/* What a party says: a break, a statement, a refusal to use silence. */
static struct sim_act make_voice(struct sim *s, enum kind k, struct str code)
{
	struct sim_act a = { .kind = k };
	if (k == KIND_SILENCE_BREAK)
		a.content.silence_break = (struct silence_break){ .is_present = true,
			.hash = hash_of(s, code),
			.kind = S("objection"),
			.silence = code };
	else if (k == KIND_SILENCE_ATTACH)
		a.content.silence_attach = (struct silence_attach){ .is_present = true,
			.hash = hash_of(s, code),
			.kind = S("reservation"),
			.silence = code,
			.texts = sim_text(s, S("We reserve our position.")) };
	else if (k == KIND_SILENCE_RETRACT)
		a.content.silence_retract =
		    (struct silence_retract){ .is_present = true, .silence = code };
	else
		a.content.silence_decline =
		    (struct silence_decline){ .is_present = true, .silence = code };
	sim_sign_as(s, &a, S("bb/envoy"));
	if (k == KIND_SILENCE_RETRACT)
		sim_sign_as(s, &a, S("aa/envoy"));
	return a;
}

static struct sim_act make_officers(struct sim *s, enum kind k, struct str code)
{
	struct sim_act a = { .kind = k };
	if (k == KIND_SILENCE_CIRCULATE)
		a.content.silence_circulate = (struct silence_circulate){
			.is_present = true, .sent = sim_deliveries(s), .silence = code };
	else if (k == KIND_SILENCE_HOLD)
		a.content.silence_hold = (struct silence_hold){
			.is_present = true, .ground = S("The lines are down."), .silence = code };
	else if (k == KIND_SILENCE_RESUME)
		a.content.silence_resume =
		    (struct silence_resume){ .is_present = true, .silence = code };
	else if (k == KIND_SILENCE_VOTE)
		a.content.silence_vote = (struct silence_vote){ .is_present = true,
			.closes = { s->now.ms + 120 * 1000 },
			.hash = hash_of(s, code),
			.silence = code };
	else if (k == KIND_SILENCE_ATTEST)
		a.content.silence_attest = (struct silence_attest){
			.is_present = true, .channels = sim_strs(s, S("mail")), .silence = code };
	else
		a.content.silence_issue = (struct silence_issue){ .is_present = true,
			.silence = code,
			.symbol = sim_str(s, "SIM/DEC/%.*s", STR_ARG(code)) };
	sim_sign_as(s, &a, sim_officer(s, 1));
	if (k == KIND_SILENCE_ATTEST)
		sim_sign_as(s, &a, sim_officer(s, 2));
	return a;
}

/* The outcome that the silence has come to. */
static struct str outcome_of(struct sim *s, struct str code)
{
	const struct silence *known = silence_find(s->forum, code);
	bool is_broken = known != NULL && known->state == SILENCE_BROKEN;
	return is_broken ? S("not-adopted") : S("adopted");
}

static struct sim_act make_chair(struct sim *s, enum kind k, struct str code)
{
	struct sim_act a = { .kind = k };
	const struct silence *known = silence_find(s->forum, code);
	union content *c = &a.content;
	if (k == KIND_SILENCE_PROPOSE)
		a = make_propose(s, code);
	else if (k == KIND_SILENCE_CONSENT)
		c->silence_consent = (struct silence_consent){ .is_present = true, .silence = code };
	else if (k == KIND_SILENCE_EXTEND)
		c->silence_extend = (struct silence_extend){ .is_present = true,
			.expires = { (known != NULL ? known->expires.ms : s->now.ms) + SIM_DAY_MS },
			.silence = code };
	else if (k == KIND_SILENCE_WITHDRAW)
		c->silence_withdraw = (struct silence_withdraw){ .is_present = true, .silence = code };
	else if (k == KIND_SILENCE_NOTIFY)
		c->silence_notify = (struct silence_notify){
			.is_present = true, .outcome = outcome_of(s, code), .silence = code };
	else if (k == KIND_SILENCE_INTERNAL)
		c->silence_internal = (struct silence_internal){ .is_present = true, .silence = code };
	else if (k == KIND_SILENCE_ANNOUNCE)
		c->silence_announce = (struct silence_announce){
			.is_present = true, .meeting = S("soc-1"), .silence = code };
	else
		c->silence_void = (struct silence_void){
			.is_present = true, .ground = S("A wrong text."), .silence = code };
	struct str chair = chair_party(s->forum, S("soc"), s->now);
	sim_sign_as(s, &a,
	    chair.n > 0 ? sim_str(s, "%.*s/envoy", STR_ARG(chair)) : S("aa/envoy"));
	return a;
}

struct sim_act sim_silence(struct sim *s, enum kind k, struct str code)
{
	switch ((int)k) {
	case KIND_SILENCE_BREAK:
	case KIND_SILENCE_ATTACH:
	case KIND_SILENCE_DECLINE:
	case KIND_SILENCE_RETRACT:
		return make_voice(s, k, code);
	case KIND_SILENCE_CIRCULATE:
	case KIND_SILENCE_HOLD:
	case KIND_SILENCE_RESUME:
	case KIND_SILENCE_VOTE:
	case KIND_SILENCE_ATTEST:
	case KIND_SILENCE_ISSUE:
		return make_officers(s, k, code);
	default:
		return make_chair(s, k, code);
	}
}

struct paper *sim_paper(struct sim_act *a)
{
	switch ((int)a->kind) {
	case KIND_SILENCE_BREAK:
		return &a->content.silence_break.paper;
	case KIND_SILENCE_ATTACH:
		return &a->content.silence_attach.paper;
	case KIND_SILENCE_RETRACT:
		return &a->content.silence_retract.paper;
	case KIND_TEXT_PROPOSE:
		return &a->content.text_propose.paper;
	case KIND_TEXT_POSITION:
		return &a->content.text_position.paper;
	case KIND_OBJECTION_FILE:
		return &a->content.objection_file.paper;
	case KIND_OBJECTION_WITHDRAW:
		return &a->content.objection_withdraw.paper;
	case KIND_DECISION_CONTEST:
		return &a->content.decision_contest.paper;
	case KIND_AREA_COORDINATE:
		return &a->content.area_coordinate.paper;
	case KIND_AREA_RELEASE:
		return &a->content.area_release.paper;
	case KIND_REPORT_FILE:
		return &a->content.report_file.paper;
	case KIND_RETURN_FILE:
		return &a->content.return_file.paper;
	case KIND_RETURN_NIL:
		return &a->content.return_nil.paper;
	case KIND_RETURN_FORWARD:
		return &a->content.return_forward.paper;
	case KIND_RETURN_SUPPLEMENT:
		return &a->content.return_supplement.paper;
	case KIND_INQUIRY_ASK:
		return &a->content.inquiry_ask.paper;
	case KIND_INQUIRY_CLARIFY:
		return &a->content.inquiry_clarify.paper;
	case KIND_INQUIRY_ANSWER:
		return &a->content.inquiry_answer.paper;
	case KIND_INQUIRY_ACKNOWLEDGE:
		return &a->content.inquiry_acknowledge.paper;
	case KIND_REPORT_SUPPLEMENT:
		return &a->content.report_supplement.paper;
	default:
		return &a->content.silence_decline.paper;
	}
}

struct sim_act sim_on_paper(struct sim *s, struct sim_act a, struct str party, moment arrived)
{
	*sim_paper(&a) = (struct paper){ .is_present = true,
		.arrived = arrived,
		.channel = S("mail"),
		.evidence = { .is_present = true, .len = 900, .type = S("application/pdf") },
		.party = party };
	sim_paper(&a)->evidence.sha256 = sim_key(S("a letter"))->digest;
	sim_unsign(&a);
	sim_sign_as(s, &a, sim_officer(s, 1));
	sim_sign_as(s, &a, sim_officer(s, 2));
	return a;
}

enum silence_state sim_silence_before(enum kind k)
{
	switch ((int)k) {
	case KIND_SILENCE_CONSENT:
	case KIND_SILENCE_DECLINE:
		return SILENCE_PROPOSED;
	case KIND_SILENCE_CIRCULATE:
		return SILENCE_CONSENTED;
	case KIND_SILENCE_NOTIFY:
		return SILENCE_EXPIRED;
	case KIND_SILENCE_RETRACT:
	case KIND_SILENCE_VOTE:
		return SILENCE_BROKEN;
	case KIND_SILENCE_RESUME:
		return SILENCE_HELD;
	case KIND_SILENCE_INTERNAL:
	case KIND_SILENCE_ANNOUNCE:
		return SILENCE_ADOPTED;
	case KIND_SILENCE_ISSUE:
		return SILENCE_ANNOUNCED;
	default:
		return SILENCE_RUNNING;
	}
}

/* The acts that lead to a state, one after the other. */
static const enum kind *way_to(enum silence_state state)
{
	static const enum kind clean[] = { KIND_SILENCE_CONSENT, KIND_SILENCE_CIRCULATE,
		KIND_SILENCE_ATTEST, KIND_SILENCE_NOTIFY, KIND_SILENCE_ANNOUNCE, KIND_SILENCE_ISSUE,
		KIND__COUNT };
	static const enum kind broken[] = { KIND_SILENCE_CONSENT, KIND_SILENCE_CIRCULATE,
		KIND_SILENCE_BREAK, KIND_SILENCE_NOTIFY, KIND__COUNT };
	static const enum kind held[] = { KIND_SILENCE_CONSENT, KIND_SILENCE_CIRCULATE,
		KIND_SILENCE_HOLD, KIND__COUNT };
	static const enum kind voted[] = { KIND_SILENCE_CONSENT, KIND_SILENCE_CIRCULATE,
		KIND_SILENCE_BREAK, KIND_SILENCE_VOTE, KIND__COUNT };
	static const enum kind withdrawn[] = { KIND_SILENCE_WITHDRAW, KIND__COUNT };
	static const enum kind voided[] = { KIND_SILENCE_VOID, KIND__COUNT };
	if (state == SILENCE_BROKEN || state == SILENCE_NOT_ADOPTED)
		return broken;
	if (state == SILENCE_HELD)
		return held;
	if (state == SILENCE_VOTE)
		return voted;
	if (state == SILENCE_WITHDRAWN)
		return withdrawn;
	return state == SILENCE_VOID ? voided : clean;
}

void sim_silence_reach(struct sim *s, struct str code, enum silence_state state)
{
	sim_do(s, sim_silence(s, KIND_SILENCE_PROPOSE, code));
	const enum kind *way = way_to(state);
	for (; silence_find(s->forum, code)->state != state && way[0] != KIND__COUNT; way++) {
		if (way[0] == KIND_SILENCE_ATTEST)
			s->now = silence_find(s->forum, code)->expires;
		sim_do(s, sim_silence(s, way[0], code));
	}
	cm_assert(silence_find(s->forum, code)->state == state);
}

struct sim_act sim_silence_due(struct sim *s, enum kind k)
{
	static const struct str code = { "s-1", 3 };
	bool is_rare = k == KIND_SILENCE_HOLD || k == KIND_SILENCE_RESUME ||
	    k == KIND_SILENCE_RETRACT || k == KIND_SILENCE_VOTE || k == KIND_SILENCE_INTERNAL;
	if (is_rare)
		sim_fallback(s);
	if (k == KIND_SILENCE_PROPOSE)
		return sim_silence(s, k, code);
	sim_silence_reach(s, code, sim_silence_before(k));
	if (k == KIND_SILENCE_ATTEST)
		s->now = silence_find(s->forum, code)->expires;
	return sim_silence(s, k, code);
}

/* What may follow, the likely first. */
static enum kind kind_next(const struct silence *of, moment now, struct gen *g)
{
	static const enum kind proposed[] = { KIND_SILENCE_CONSENT, KIND_SILENCE_CONSENT,
		KIND_SILENCE_CONSENT, KIND_SILENCE_DECLINE, KIND_SILENCE_WITHDRAW };
	static const enum kind running[] = { KIND_SILENCE_BREAK, KIND_SILENCE_ATTACH,
		KIND_SILENCE_EXTEND, KIND_SILENCE_WITHDRAW, KIND_SILENCE_ATTACH, KIND_SILENCE_HOLD };
	static const enum kind broken[] = { KIND_SILENCE_NOTIFY, KIND_SILENCE_VOTE,
		KIND_SILENCE_RETRACT, KIND_SILENCE_VOTE };
	static const enum kind voted[] = { KIND_VOTE_CAST, KIND_VOTE_CAST, KIND_VOTE_OPEN,
		KIND_VOTE_CLOSE };
	if (gen_chance(g, 1, 20))
		return KIND_SILENCE_VOID;
	if (of->state == SILENCE_PROPOSED)
		return proposed[gen_below(g, CM_COUNT(proposed))];
	if (of->state == SILENCE_CONSENTED)
		return KIND_SILENCE_CIRCULATE;
	if (of->state == SILENCE_RUNNING)
		return now.ms >= of->expires.ms ? KIND_SILENCE_ATTEST
						: running[gen_below(g, CM_COUNT(running))];
	if (of->state > SILENCE_BROKEN && gen_chance(g, 1, 5))
		return KIND_SILENCE_BREAK; /* comes to light late */
	if (of->state == SILENCE_BROKEN)
		return broken[gen_below(g, CM_COUNT(broken))];
	if (of->state == SILENCE_VOTE)
		return voted[gen_below(g, CM_COUNT(voted))];
	if (of->state == SILENCE_HELD)
		return gen_chance(g, 1, 3) ? KIND_SILENCE_BREAK : KIND_SILENCE_RESUME;
	if (of->state == SILENCE_EXPIRED)
		return KIND_SILENCE_NOTIFY;
	if (of->state == SILENCE_ADOPTED)
		return gen_bool(g) ? KIND_SILENCE_INTERNAL : KIND_SILENCE_ANNOUNCE;
	return KIND_SILENCE_ISSUE;
}

static bool is_over(const struct silence *of)
{
	return of->state == SILENCE_WITHDRAWN || of->state == SILENCE_VOID ||
	    of->state == SILENCE_NOT_ADOPTED || of->state == SILENCE_ISSUED;
}

static struct sim_act propose_random(struct sim *s, struct gen *g)
{
	struct sim_act a =
	    sim_silence(s, KIND_SILENCE_PROPOSE, sim_str(s, "s-%u", s->made++));
	struct silence_propose *c = &a.content.silence_propose;
	c->expires.ms = s->now.ms + gen_between(g, 0, 16) * SIM_DAY_MS;
	if (silence_count(s->forum) > 0 && gen_chance(g, 1, 3))
		c->predecessor = silence_at(s->forum, silence_count(s->forum) - 1)->code;
	return a;
}

struct sim_act sim_silence_random(struct sim *s, struct gen *g)
{
	if (gen_chance(g, 1, 15))
		return make_fallback(s);
	uint32_t count = silence_count(s->forum);
	if (count == 0 || gen_chance(g, 1, 5))
		return propose_random(s, g);
	const struct silence *of = silence_at(s->forum, count - 1);
	for (unsigned i = 0; i < 4 && is_over(of); i++)
		of = silence_at(s->forum, (uint32_t)gen_below(g, count));
	enum kind k = gen_chance(g, 4, 5)
	    ? kind_next(of, s->now, g)
	    : (enum kind)gen_between(g, KIND_SILENCE_PROPOSE, KIND_SILENCE_VOID);
	if (k >= KIND_VOTE_CALL)
		return sim_vote_vary(s, g, k);
	struct sim_act a = sim_silence(s, k, of->code);
	if (k == KIND_SILENCE_VOTE && gen_bool(g))
		a.content.silence_vote.closes.ms += SIM_DAY_MS;
	bool has_voice = k == KIND_SILENCE_BREAK || k == KIND_SILENCE_ATTACH ||
	    k == KIND_SILENCE_DECLINE || (k == KIND_SILENCE_RETRACT && gen_chance(g, 1, 6));
	if (!has_voice || gen_chance(g, 1, 2))
		return a;
	moment arrived = { s->now.ms - gen_between(g, -1, 20) * SIM_DAY_MS / 10 };
	if (gen_bool(g))
		arrived.ms = of->expires.ms - gen_between(g, 0, 1);
	return sim_on_paper(s, a, str_c(MEMBERS[gen_below(g, CM_COUNT(MEMBERS))]), arrived);
}
