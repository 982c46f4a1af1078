/* Decisions in a meeting: acts of each kind, as those would make them who may, and random ones. The
 * meeting is "m-1" of the body soc, with the item "i-1"; aa presides and tables. */
#include "lib/forum_sim.h"
#include "rules/actor.h"

#define MEETING S("m-1")
#define ITEM S("i-1")

static struct hash hash_of(struct sim *s, struct str code)
{
	const struct decision *known = decision_find(s->forum, code);
	return known != NULL ? known->hash : sim_key(code)->digest;
}

static struct sim_act chairs(struct sim *s, struct sim_act a)
{
	sim_sign_as(s, &a, S("aa/envoy"));
	return a;
}

void sim_meeting(struct sim *s)
{
	sim_do(s, sim_conduct(s, KIND_MEETING_CONVENE, MEETING));
	s->now.ms += 2 * 3600 * 1000;
	sim_do(s, sim_conduct(s, KIND_MEETING_OPEN, STR_NONE));
	sim_do(s, sim_conduct(s, KIND_AGENDA_ADOPT, STR_NONE));
}

struct sim_act sim_count(struct sim *s, const struct strs *present)
{
	struct sim_act a = { .kind = KIND_MEETING_COUNT };
	a.content.meeting_count = (struct meeting_count){
		.is_present = true, .meeting = MEETING, .present = *present };
	return chairs(s, a);
}

static struct sim_act table(struct sim *s, struct str code)
{
	struct sim_act a = { .kind = KIND_DECISION_TABLE };
	/* "text-1": the matter is what stands before the last hyphen; "dd.suspension-1" too. */
	size_t begin = str_find(code, '.', 0), end = code.n;
	while (end > 0 && code.p[end - 1] != '-')
		end--;
	struct str matter = str_sub(code, begin < code.n ? begin + 1 : 0, end > 0 ? end - 1 : code.n);
	a.content.decision_table = (struct decision_table){ .is_present = true, .body = S("soc"),
		.code = code, .matter = matter, .meeting = MEETING,
		.texts = sim_text(s, sim_str(s, "Text %.*s.", STR_ARG(code))),
		.title = sim_names(s, S("A decision")) };
	return chairs(s, a);
}

static struct sim_act voice(struct sim *s, enum kind k, struct str code)
{
	struct sim_act a = { .kind = k };
	union content *c = &a.content;
	struct hash hash = hash_of(s, code);
	if (k == KIND_OBJECTION_FILE)
		c->objection_file = (struct objection_file){
			.is_present = true, .decision = code, .hash = hash };
	else if (k == KIND_OBJECTION_WITHDRAW)
		c->objection_withdraw = (struct objection_withdraw){ .is_present = true, .decision = code };
	else if (k == KIND_DECISION_AMEND)
		c->decision_amend = (struct decision_amend){ .is_present = true, .decision = code,
			.hash = hash, .texts = sim_text(s, S("Another text.")) };
	else if (k == KIND_DECISION_ADREF)
		c->decision_adref = (struct decision_adref){
			.is_present = true, .decision = code, .hash = hash };
	else if (k == KIND_DECISION_TAKE)
		c->decision_take = (struct decision_take){ .is_present = true, .decision = code };
	else
		c->decision_contest = (struct decision_contest){
			.is_present = true, .decision = code, .ground = S("The floor was asked for.") };
	sim_sign_as(s, &a, S("bb/envoy"));
	return a;
}

static struct document_text_list issued_texts(struct sim *s)
{
	struct document_text *at = arena_array(&s->scratch, struct document_text, 2);
	at[0] = (struct document_text){ .is_present = true, .lang = S("en"), .text = S("Text.") };
	at[1] = (struct document_text){ .is_present = true, .lang = S("ru"), .text = S("Текст.") };
	return (struct document_text_list){ 2, at };
}

/* The next free number: what is registered, and one more. */
static struct str number_next(struct sim *s)
{
	uint32_t used = 0, year = (uint32_t)moment_parts(s->now).date.year;
	for (uint32_t i = 0; i < decision_count(s->forum); i++) {
		struct str symbol = decision_at(s->forum, i)->symbol;
		struct str yy = sim_str(s, "/%02u", year % 100);
		used += symbol.n > 3 && str_eq(str_sub(symbol, symbol.n - 3, symbol.n), yy);
	}
	return sim_str(s, "SOC.DEC/%u/%02u", used + 1, year % 100);
}

static struct sim_act officers(struct sim *s, enum kind k, struct str code)
{
	struct sim_act a = { .kind = k };
	union content *c = &a.content;
	const struct decision *known = decision_find(s->forum, code);
	if (k == KIND_DECISION_CIRCULATE)
		c->decision_circulate = (struct decision_circulate){
			.is_present = true, .decision = code, .sent = sim_deliveries(s) };
	else if (k == KIND_DECISION_REGISTER)
		c->decision_register = (struct decision_register){
			.is_present = true, .decision = code, .symbol = number_next(s) };
	else if (k == KIND_DECISION_ISSUE)
		c->decision_issue = (struct decision_issue){
			.is_present = true, .decision = code, .texts = issued_texts(s) };
	else if (k == KIND_DECISION_RIPEN)
		c->decision_ripen = (struct decision_ripen){ .is_present = true, .decision = code };
	else if (k == KIND_DECISION_LAPSE)
		c->decision_lapse = (struct decision_lapse){ .is_present = true, .decision = code };
	else
		c->decision_correct = (struct decision_correct){ .is_present = true, .decision = code,
			.symbol = sim_str(s, "%.*s/Corr.%u",
			    STR_ARG(known != NULL ? known->symbol : code),
			    known != NULL ? known->corrections_count + 1 : 1),
			.text = issued_texts(s).at[0] };
	sim_sign_as(s, &a, sim_officer(s, 1));
	return a;
}

/* The ladder's own next step. */
static struct str step_of(struct sim *s, struct str code)
{
	const struct decision *known = decision_find(s->forum, code);
	const struct charter_step *step =
	    known != NULL ? decision_ladder_step(s->forum, known) : NULL;
	return step != NULL ? ladder_else_name(step->otherwise) : S("return");
}

static struct sim_act chair_acts(struct sim *s, enum kind k, struct str code)
{
	struct sim_act a = { .kind = k };
	union content *c = &a.content;
	struct hash hash = hash_of(s, code);
	if (k == KIND_DECISION_WAIVE)
		c->decision_waive = (struct decision_waive){
			.is_present = true, .decision = code, .ground = S("Urgent.") };
	else if (k == KIND_DECISION_CONSIDER)
		c->decision_consider = (struct decision_consider){
			.is_present = true, .decision = code, .item = ITEM, .meeting = MEETING };
	else if (k == KIND_DECISION_REVISE)
		c->decision_revise = (struct decision_revise){ .is_present = true, .decision = code,
			.hash = hash, .texts = sim_text(s, sim_str(s, "Revised %u.", s->made++)) };
	else if (k == KIND_DECISION_CALL)
		c->decision_call = (struct decision_call){ .is_present = true, .decision = code,
			.hash = hash, .window_s = INTEGER_ABSENT };
	else if (k == KIND_DECISION_GAVEL)
		c->decision_gavel = (struct decision_gavel){
			.is_present = true, .decision = code, .hash = hash };
	else if (k == KIND_DECISION_NEXT)
		c->decision_next = (struct decision_next){
			.is_present = true, .decision = code, .step = step_of(s, code) };
	else if (k == KIND_DECISION_RESUME)
		c->decision_resume = (struct decision_resume){
			.is_present = true, .decision = code, .report = S("Every effort was made.") };
	else if (k == KIND_DECISION_SETTLE)
		c->decision_settle = (struct decision_settle){
			.is_present = true, .decision = code, .ruling = S("The gavel stands.") };
	else
		c->decision_withdraw = (struct decision_withdraw){ .is_present = true, .decision = code };
	return chairs(s, a);
}

struct sim_act sim_decision(struct sim *s, enum kind k, struct str code)
{
	switch ((int)k) {
	case KIND_DECISION_TABLE:
		return table(s, code);
	case KIND_OBJECTION_FILE:
	case KIND_OBJECTION_WITHDRAW:
	case KIND_DECISION_AMEND:
	case KIND_DECISION_ADREF:
	case KIND_DECISION_TAKE:
	case KIND_DECISION_CONTEST:
		return voice(s, k, code);
	case KIND_DECISION_CIRCULATE:
	case KIND_DECISION_RIPEN:
	case KIND_DECISION_LAPSE:
	case KIND_DECISION_REGISTER:
	case KIND_DECISION_ISSUE:
	case KIND_DECISION_CORRECT:
		return officers(s, k, code);
	default:
		return chair_acts(s, k, code);
	}
}

static const enum kind *way_to(enum decision_state state)
{
	static const enum kind ways[DECISION_STATE__COUNT][9] = {
		[DECISION_TABLED] = { KIND__COUNT },
		[DECISION_CIRCULATED] = { KIND_DECISION_CIRCULATE, KIND__COUNT },
		[DECISION_ELIGIBLE] = { KIND_DECISION_CIRCULATE, KIND_DECISION_RIPEN, KIND__COUNT },
		[DECISION_LAPSED] = { KIND_DECISION_CIRCULATE, KIND_DECISION_CONSIDER,
		    KIND_MEETING_CLOSE, KIND_DECISION_LAPSE, KIND__COUNT },
		[DECISION_CONSIDERED] = { KIND_DECISION_CIRCULATE, KIND_DECISION_CONSIDER, KIND__COUNT },
		[DECISION_CALLED] = { KIND_DECISION_CIRCULATE, KIND_DECISION_CONSIDER,
		    KIND_DECISION_CALL, KIND__COUNT },
		[DECISION_OBJECTED] = { KIND_DECISION_CIRCULATE, KIND_DECISION_CONSIDER,
		    KIND_DECISION_CALL, KIND_OBJECTION_FILE, KIND__COUNT },
		[DECISION_HELD] = { KIND_DECISION_CIRCULATE, KIND_DECISION_CONSIDER, KIND_DECISION_CALL,
		    KIND_QUORUM_ASK, KIND__COUNT },
		[DECISION_DEFERRED] = { KIND_DECISION_CIRCULATE, KIND_DECISION_CONSIDER,
		    KIND_DECISION_CALL, KIND_OBJECTION_FILE, KIND_DECISION_NEXT, KIND__COUNT },
		[DECISION_VOTE] = { KIND_DECISION_CIRCULATE, KIND_DECISION_CONSIDER, KIND_DECISION_CALL,
		    KIND_OBJECTION_FILE, KIND_DECISION_NEXT, KIND_DECISION_RESUME, KIND__COUNT },
		[DECISION_GAVELLED] = { KIND_DECISION_CIRCULATE, KIND_DECISION_CONSIDER,
		    KIND_DECISION_CALL, KIND_DECISION_GAVEL, KIND__COUNT },
		[DECISION_REGISTERED] = { KIND_DECISION_CIRCULATE, KIND_DECISION_CONSIDER,
		    KIND_DECISION_CALL, KIND_DECISION_GAVEL, KIND_DECISION_REGISTER, KIND__COUNT },
		[DECISION_ISSUED] = { KIND_DECISION_CIRCULATE, KIND_DECISION_CONSIDER,
		    KIND_DECISION_CALL, KIND_DECISION_GAVEL, KIND_DECISION_REGISTER,
		    KIND_DECISION_ISSUE, KIND__COUNT },
		[DECISION_NOT_ADOPTED] = { KIND_DECISION_CIRCULATE, KIND_DECISION_CONSIDER,
		    KIND_DECISION_CALL, KIND_OBJECTION_FILE, KIND_DECISION_NEXT, KIND__COUNT },
		[DECISION_REFERRED] = { KIND_DECISION_CIRCULATE, KIND_DECISION_CONSIDER,
		    KIND_DECISION_CALL, KIND_OBJECTION_FILE, KIND_DECISION_NEXT, KIND__COUNT },
		[DECISION_WITHDRAWN] = { KIND_DECISION_WITHDRAW, KIND__COUNT },
	};
	return ways[state];
}

struct str sim_decision_code(enum decision_state state)
{
	switch ((int)state) {
	case DECISION_DEFERRED:
	case DECISION_VOTE:
		return S("budget-1");
	case DECISION_REFERRED:
		return S("substantive-1");
	case DECISION_NOT_ADOPTED:
		return S("dd.suspension-1");
	default:
		return S("text-1");
	}
}

/* As much time as the act needs to be due. */
static void time_pass(struct sim *s, enum kind k, struct str code)
{
	const struct decision *d = decision_find(s->forum, code);
	if ((k == KIND_DECISION_CONSIDER || k == KIND_DECISION_RIPEN) &&
	    !decision_is_eligible(s->forum, d, s->now))
		s->now.ms += 2 * 3600 * 1000;
	if (k == KIND_DECISION_GAVEL)
		s->now = decision_window_over(d);
	if (k == KIND_DECISION_RESUME)
		s->now = d->until;
	if (k == KIND_DECISION_REGISTER)
		s->now.ms += 3600 * 1000;
}

struct str sim_decision_reach(struct sim *s, enum decision_state state)
{
	struct str code = sim_decision_code(state);
	sim_meeting(s);
	sim_do(s, sim_decision(s, KIND_DECISION_TABLE, code));
	for (const enum kind *way = way_to(state); *way != KIND__COUNT; way++) {
		time_pass(s, *way, code);
		bool is_meetings = *way == KIND_QUORUM_ASK || *way == KIND_MEETING_CLOSE;
		sim_do(s, is_meetings ? sim_conduct(s, *way, STR_NONE)
						  : sim_decision(s, *way, code));
	}
	cm_assert(decision_find(s->forum, code)->state == state);
	return code;
}

/* What may come of a decision in its state, mostly; anything, now and then. */
static enum kind kind_next(const struct decision *of, struct gen *g)
{
	static const enum kind any[] = { KIND_DECISION_CIRCULATE, KIND_DECISION_WAIVE,
		KIND_DECISION_CONSIDER, KIND_DECISION_AMEND, KIND_DECISION_REVISE, KIND_DECISION_ADREF,
		KIND_DECISION_CALL, KIND_OBJECTION_FILE, KIND_OBJECTION_WITHDRAW, KIND_DECISION_GAVEL,
		KIND_DECISION_NEXT, KIND_DECISION_RESUME, KIND_DECISION_CONTEST, KIND_DECISION_SETTLE,
		KIND_DECISION_REGISTER, KIND_DECISION_ISSUE, KIND_DECISION_CORRECT,
		KIND_DECISION_WITHDRAW, KIND_DECISION_TAKE, KIND_DECISION_RIPEN, KIND_DECISION_LAPSE };
	static const enum kind fitting[DECISION_STATE__COUNT][4] = {
		[DECISION_TABLED] = { KIND_DECISION_CIRCULATE, KIND_DECISION_CIRCULATE,
		    KIND_DECISION_CIRCULATE, KIND_DECISION_WITHDRAW },
		[DECISION_CIRCULATED] = { KIND_DECISION_CONSIDER, KIND_DECISION_WAIVE,
		    KIND_DECISION_CONSIDER, KIND_DECISION_RIPEN },
		[DECISION_ELIGIBLE] = { KIND_DECISION_CONSIDER, KIND_DECISION_CONSIDER,
		    KIND_DECISION_RIPEN, KIND_DECISION_WITHDRAW },
		[DECISION_LAPSED] = { KIND_DECISION_CONSIDER, KIND_DECISION_CONSIDER,
		    KIND_DECISION_LAPSE, KIND_DECISION_WITHDRAW },
		[DECISION_CONSIDERED] = { KIND_DECISION_CALL, KIND_DECISION_CALL, KIND_DECISION_AMEND,
		    KIND_DECISION_ADREF },
		[DECISION_CALLED] = { KIND_DECISION_GAVEL, KIND_OBJECTION_FILE, KIND_DECISION_GAVEL,
		    KIND_OBJECTION_FILE },
		[DECISION_OBJECTED] = { KIND_OBJECTION_WITHDRAW, KIND_DECISION_GAVEL,
		    KIND_DECISION_NEXT, KIND_DECISION_NEXT },
		[DECISION_HELD] = { KIND_OBJECTION_FILE, KIND_OBJECTION_FILE, KIND_OBJECTION_WITHDRAW,
		    KIND_DECISION_GAVEL },
		[DECISION_DEFERRED] = { KIND_DECISION_RESUME, KIND_DECISION_RESUME,
		    KIND_DECISION_RESUME, KIND_DECISION_GAVEL },
		[DECISION_VOTE] = { KIND_DECISION_GAVEL, KIND_DECISION_NEXT, KIND_DECISION_CONSIDER,
		    KIND_OBJECTION_FILE },
		[DECISION_GAVELLED] = { KIND_DECISION_CONTEST, KIND_DECISION_REGISTER,
		    KIND_DECISION_SETTLE, KIND_OBJECTION_FILE },
		[DECISION_REGISTERED] = { KIND_DECISION_ISSUE, KIND_DECISION_CONTEST,
		    KIND_DECISION_SETTLE, KIND_DECISION_ISSUE },
		[DECISION_ISSUED] = { KIND_DECISION_CORRECT, KIND_DECISION_CONTEST,
		    KIND_DECISION_SETTLE, KIND_DECISION_GAVEL },
		[DECISION_NOT_ADOPTED] = { KIND_DECISION_GAVEL, KIND_DECISION_CALL,
		    KIND_DECISION_REGISTER, KIND_DECISION_TAKE },
		[DECISION_REFERRED] = { KIND_DECISION_CONSIDER, KIND_DECISION_GAVEL, KIND_DECISION_CALL,
		    KIND_DECISION_TAKE },
		[DECISION_WITHDRAWN] = { KIND_DECISION_TAKE, KIND_DECISION_TAKE, KIND_DECISION_CALL,
		    KIND_DECISION_WITHDRAW },
	};
	if (gen_chance(g, 1, 8))
		return any[gen_below(g, CM_COUNT(any))];
	if (of->state == DECISION_CONSIDERED && gen_chance(g, 1, 8))
		return KIND_DECISION_REVISE;
	return fitting[of->state][gen_below(g, 4)];
}

struct sim_act sim_decision_random(struct sim *s, struct gen *g)
{
	static const char *const matters[] = { "text", "procedural", "budget", "budget", "measure",
		"substantive",
		"dd.suspension", "measure" };
	uint32_t count = decision_count(s->forum);
	if (conduct_find(s->forum, MEETING) == NULL)
		return sim_conduct(s, KIND_MEETING_CONVENE, MEETING);
	if (count == 0 || gen_chance(g, 1, 25))
		return table(s, sim_str(s, "%s-%u", matters[gen_below(g, CM_COUNT(matters))], s->made++));
	const struct decision *of =
	    decision_at(s->forum, gen_chance(g, 1, 4) ? (uint32_t)gen_below(g, count) : count - 1);
	return of->state == DECISION_VOTE ? sim_vote_random(s, g) : sim_decision_next(s, g, of);
}

struct sim_act sim_decision_next(struct sim *s, struct gen *g, const struct decision *of)
{
	enum kind k = kind_next(of, g);
	if (decision_is_lapsed(s->forum, of) && of->state != DECISION_LAPSED && gen_chance(g, 1, 3))
		k = KIND_DECISION_LAPSE;
	struct sim_act a = sim_decision(s, k, of->code);
	static const char *const members_of[] = { "aa", "bb", "cc", "dd", "oo" };
	if (a.signers_count == 1 && str_eq(a.signers[0].handle, S("bb/envoy"))) {
		sim_unsign(&a);
		bool is_objectors = k == KIND_OBJECTION_WITHDRAW && of->objections_count > 0 && gen_bool(g);
		sim_sign_as(s, &a, is_objectors
			? sim_str(s, "%.*s/envoy",
			      STR_ARG(of->objections[of->objections_count - 1].party))
			: sim_str(s, "%s/envoy", members_of[gen_below(g, 5)]));
	}
	return a;
}
