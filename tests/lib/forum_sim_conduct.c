/* The conduct of meetings: acts of each kind, as those would make them who may, about the meeting "m-1"
 * and its item "i-1"; and random ones. */
#include "lib/forum_sim.h"
#include "rules/actor.h"
#include "rules/party.h"

#define MEETING S("m-1")
#define ITEM S("i-1")

static struct sim_act as(struct sim *s, struct sim_act a, struct str handle)
{
	sim_sign_as(s, &a, handle);
	return a;
}

static struct sim_act by_chair(struct sim *s, struct sim_act a)
{
	return as(s, a, S("aa/envoy"));
}

static struct sim_act by_officer(struct sim *s, struct sim_act a)
{
	return as(s, a, sim_officer(s, 1));
}

static struct date day_of(moment at)
{
	struct date d = moment_parts(at).date;
	d.minute = -1;
	return d;
}

struct agenda_item_list sim_agenda(struct sim *s, const char *ids)
{
	uint32_t count = (uint32_t)str_c(ids).n;
	struct agenda_item *at = arena_array(&s->scratch, struct agenda_item, count);
	for (uint32_t i = 0; i < count; i++)
		at[i] = (struct agenda_item){ .is_present = true,
			.id = sim_str(s, "i-%c", ids[i]),
			.title = sim_names(s, S("An item")) };
	return (struct agenda_item_list){ count, at };
}

struct strs sim_present(void)
{
	static const struct str codes[] = { { "aa", 2 }, { "bb", 2 }, { "cc", 2 }, { "dd", 2 } };
	return (struct strs){ CM_COUNT(codes), codes };
}

static struct sim_act make_convene(struct sim *s, struct str code)
{
	struct sim_act a = { .kind = KIND_MEETING_CONVENE };
	moment opens = { s->now.ms + 2 * 3600 * 1000 };
	a.content.meeting_convene = (struct meeting_convene){ .is_present = true,
		.agenda = sim_agenda(s, "1"),
		.body = S("soc"),
		.code = code.n > 0 ? code : MEETING,
		.from = day_of(opens),
		.mode = S("online"),
		.number = INTEGER_ABSENT,
		.opens = opens,
		.title = sim_names(s, S("A meeting")),
		.until = DATE_NONE };
	return by_officer(s, a);
}

static struct sim_act make_meeting(struct sim *s, enum kind k)
{
	struct sim_act a = { .kind = k };
	union content *c = &a.content;
	moment opens = { s->now.ms + 2 * 3600 * 1000 };
	if (k == KIND_MEETING_MOVE)
		c->meeting_move = (struct meeting_move){ .is_present = true, .from = day_of(opens),
			.ground = S("The hall is not free."), .meeting = MEETING, .opens = opens,
			.until = DATE_NONE };
	else if (k == KIND_MEETING_CANCEL)
		c->meeting_cancel = (struct meeting_cancel){
			.is_present = true, .ground = S("Nothing to decide."), .meeting = MEETING };
	else if (k == KIND_AGENDA_PROPOSE)
		c->agenda_propose = (struct agenda_propose){
			.is_present = true, .items = sim_agenda(s, "12"), .meeting = MEETING };
	else if (k == KIND_MEETING_OPEN)
		c->meeting_open = (struct meeting_open){
			.is_present = true, .meeting = MEETING, .present = sim_present() };
	else if (k == KIND_MEETING_COUNT)
		c->meeting_count = (struct meeting_count){
			.is_present = true, .meeting = MEETING, .present = sim_present() };
	else if (k == KIND_MEETING_SUSPEND)
		c->meeting_suspend = (struct meeting_suspend){
			.is_present = true, .meeting = MEETING, .until = MOMENT_ABSENT };
	else if (k == KIND_MEETING_RESUME)
		c->meeting_resume = (struct meeting_resume){ .is_present = true, .meeting = MEETING };
	else if (k == KIND_MEETING_CLOSE)
		c->meeting_close = (struct meeting_close){ .is_present = true, .meeting = MEETING };
	else
		c->agenda_adopt = (struct agenda_adopt){ .is_present = true, .meeting = MEETING };
	bool is_officers = k == KIND_MEETING_MOVE || k == KIND_MEETING_CANCEL || k == KIND_AGENDA_PROPOSE;
	return is_officers ? by_officer(s, a) : by_chair(s, a);
}

static struct commitment letter(struct sim *s)
{
	(void)s;
	return (struct commitment){ .is_present = true, .len = 3, .sha256 = sim_key(S("letter"))->digest,
		.type = S("application/pdf") };
}

static struct sim_act make_delegation(struct sim *s, enum kind k, struct str party)
{
	struct sim_act a = { .kind = k };
	union content *c = &a.content;
	if (party.n != 2)
		party = S("bb");
	if (k == KIND_DELEGATION_ANNOUNCE) {
		struct delegation_member *at = arena_array(&s->scratch, struct delegation_member, 2);
		at[0] = (struct delegation_member){
			.is_present = true, .person = letter(s), .role = S("head") };
		at[1] = (struct delegation_member){ .is_present = true,
			.handle = sim_str(s, "%.*s/delegate-1", STR_ARG(party)), .role = S("alternate") };
		c->delegation_announce = (struct delegation_announce){
			.is_present = true, .meeting = MEETING, .members = { 2, at } };
	} else {
		c->credentials_submit = (struct credentials_submit){ .is_present = true,
			.form = S("original"), .issuer = S("foreign-minister"), .letter = letter(s),
			.meeting = MEETING };
	}
	sim_sign(&a, sim_coordinator(s, party), sim_coordinator_key(s, party));
	return a;
}

static struct sim_act make_speaker(struct sim *s, enum kind k)
{
	struct sim_act a = { .kind = k };
	union content *c = &a.content;
	if (k == KIND_SPEAKER_ASK)
		c->speaker_ask = (struct speaker_ask){ .is_present = true, .item = ITEM,
			.list = S("speakers"), .meeting = MEETING, .to = INTEGER_ABSENT };
	else if (k == KIND_SPEAKER_WITHDRAW)
		c->speaker_withdraw = (struct speaker_withdraw){
			.is_present = true, .item = ITEM, .list = S("speakers"), .meeting = MEETING };
	else if (k == KIND_SPEAKER_SWAP)
		c->speaker_swap = (struct speaker_swap){
			.is_present = true, .item = ITEM, .meeting = MEETING, .other = S("cc") };
	else if (k == KIND_STATEMENT_DELIVER)
		c->statement_deliver = (struct statement_deliver){ .is_present = true, .item = ITEM,
			.meeting = MEETING, .texts = sim_text(s, S("Thank you, Chair.")) };
	else if (k == KIND_CREDENTIALS_CONTEST)
		c->credentials_contest = (struct credentials_contest){ .is_present = true,
			.ground = S("Another represents it."), .meeting = MEETING, .party = S("cc") };
	else if (k == KIND_QUORUM_ASK)
		c->quorum_ask = (struct quorum_ask){ .is_present = true, .meeting = MEETING };
	else
		c->office_contest = (struct office_contest){
			.is_present = true, .ground = S("It is not its turn."), .office = S("chair") };
	a = as(s, a, S("bb/envoy"));
	return k == KIND_SPEAKER_SWAP ? as(s, a, S("cc/envoy")) : a;
}

static struct sim_act make_chair(struct sim *s, enum kind k)
{
	struct sim_act a = { .kind = k };
	union content *c = &a.content;
	if (k == KIND_SPEAKER_CALL)
		c->speaker_call = (struct speaker_call){ .is_present = true, .item = ITEM,
			.list = S("speakers"), .meeting = MEETING, .party = S("bb") };
	else if (k == KIND_SPEAKER_END)
		c->speaker_end = (struct speaker_end){ .is_present = true, .meeting = MEETING };
	else if (k == KIND_LIST_CLOSE)
		c->list_close = (struct list_close){ .is_present = true, .item = ITEM, .meeting = MEETING };
	else if (k == KIND_LIST_REOPEN)
		c->list_reopen =
		    (struct list_reopen){ .is_present = true, .item = ITEM, .meeting = MEETING };
	else
		c->credentials_decide = (struct credentials_decide){ .is_present = true,
			.meeting = MEETING, .outcome = S("provisional"), .parties = sim_strs(s, S("bb")) };
	return by_chair(s, a);
}

static struct sim_act make_office(struct sim *s, enum kind k)
{
	struct sim_act a = { .kind = k };
	union content *c = &a.content;
	if (k == KIND_OFFICE_ASSUME)
		c->office_assume = (struct office_assume){ .is_present = true, .office = S("chair") };
	else if (k == KIND_OFFICE_HAND)
		c->office_hand = (struct office_hand){
			.is_present = true, .office = S("chair"), .party = S("bb") };
	else
		c->office_act = (struct office_act){
			.is_present = true, .ground = S("The chair is ill."), .meeting = MEETING };
	a = as(s, a, k == KIND_OFFICE_ACT ? S("bb/envoy") : S("aa/envoy"));
	return k == KIND_OFFICE_ACT ? as(s, a, sim_officer(s, 1)) : a;
}

/* The newest point of the meeting, in a state; 0 when there is none. */
static int64_t point_of(struct sim *s, enum point_state state)
{
	const struct conduct *c = conduct_find(s->forum, MEETING);
	for (uint32_t i = c == NULL ? 0 : c->points_count; i > 0; i--) {
		if (c->points[i - 1].state == state)
			return (int64_t)c->points[i - 1].entry;
	}
	return 0;
}

static struct sim_act make_point(struct sim *s, enum kind k)
{
	struct sim_act a = { .kind = k };
	union content *c = &a.content;
	if (k == KIND_POINT_RAISE)
		c->point_raise = (struct point_raise){ .is_present = true, .kind = S("order"),
			.meeting = MEETING, .text = S("The floor was asked for.") };
	else if (k == KIND_POINT_RULE)
		c->point_rule = (struct point_rule){ .is_present = true, .meeting = MEETING,
			.outcome = S("refused"), .point = point_of(s, POINT_RAISED),
			.ruling = S("It was not.") };
	else if (k == KIND_POINT_APPEAL)
		c->point_appeal = (struct point_appeal){
			.is_present = true, .meeting = MEETING, .point = point_of(s, POINT_RULED) };
	else
		c->point_decide = (struct point_decide){ .is_present = true, .against = 2,
			.in_favour = 1, .meeting = MEETING, .point = point_of(s, POINT_APPEALED) };
	bool is_chairs = k == KIND_POINT_RULE || k == KIND_POINT_DECIDE;
	return is_chairs ? by_chair(s, a) : as(s, a, S("bb/envoy"));
}

static struct sim_act make_record(struct sim *s, enum kind k, struct str symbol)
{
	struct sim_act a = { .kind = k };
	union content *c = &a.content;
	if (k == KIND_DOCUMENT_ISSUE) {
		struct document_text *at = arena_zero(&s->scratch, 1, sizeof *at);
		*at = (struct document_text){ .is_present = true, .lang = S("en"), .text = S("Text.") };
		c->document_issue = (struct document_issue){ .is_present = true, .class = S("paper"),
			.statement = INTEGER_ABSENT,
			.symbol = symbol.n > 0 ? symbol : sim_str(s, "PAPER/%u", s->made++),
			.texts = { 1, at }, .title = sim_names(s, S("A paper")) };
	} else if (k == KIND_JOURNAL_ADD) {
		c->journal_add = (struct journal_add){ .is_present = true, .day = day_of(s->now),
			.meeting = MEETING, .text = sim_names(s, S("The meeting rose for a minute.")) };
	} else {
		uint32_t issued = 0;
		const struct conduct *of = conduct_find(s->forum, MEETING);
		for (uint32_t i = 0; of != NULL && i < of->notes_count; i++)
			issued += of->notes[i].symbol.n > 0;
		c->journal_issue = (struct journal_issue){ .is_present = true, .day = day_of(s->now),
			.meeting = MEETING, .symbol = sim_str(s, "SOC.JOUR/%u", issued + 1) };
	}
	return by_officer(s, a);
}

struct sim_act sim_conduct(struct sim *s, enum kind k, struct str subject)
{
	switch ((int)k) {
	case KIND_MEETING_CONVENE:
		return make_convene(s, subject);
	case KIND_OFFICE_ASSUME:
	case KIND_OFFICE_HAND:
	case KIND_OFFICE_ACT:
		return make_office(s, k);
	case KIND_DELEGATION_ANNOUNCE:
	case KIND_CREDENTIALS_SUBMIT:
		return make_delegation(s, k, subject);
	case KIND_OFFICE_CONTEST:
	case KIND_QUORUM_ASK:
	case KIND_CREDENTIALS_CONTEST:
	case KIND_SPEAKER_ASK:
	case KIND_SPEAKER_WITHDRAW:
	case KIND_SPEAKER_SWAP:
	case KIND_STATEMENT_DELIVER:
		return make_speaker(s, k);
	case KIND_SPEAKER_CALL:
	case KIND_SPEAKER_END:
	case KIND_LIST_CLOSE:
	case KIND_LIST_REOPEN:
	case KIND_CREDENTIALS_DECIDE:
		return make_chair(s, k);
	case KIND_POINT_RAISE:
	case KIND_POINT_RULE:
	case KIND_POINT_APPEAL:
	case KIND_POINT_DECIDE:
		return make_point(s, k);
	case KIND_DOCUMENT_ISSUE:
	case KIND_JOURNAL_ADD:
	case KIND_JOURNAL_ISSUE:
		return make_record(s, k, subject);
	default:
		return make_meeting(s, k);
	}
}

/* The newest ballot, open or not; 0 when there is none. */
static int64_t ballot_of(struct sim *s)
{
	uint32_t count = ballot_count(s->forum);
	return count == 0 ? 0 : (int64_t)ballot_at(s->forum, count - 1)->entry;
}

/* A party's choice is always the same: yes, but for bb. */
struct vote_opening sim_opening(struct sim *s, struct str party)
{
	(void)s;
	return (struct vote_opening){ .is_present = true,
		.choice = str_eq(party, S("bb")) ? S("no") : S("yes"),
		.party = party,
		.salt = sim_key(S("salt"))->digest };
}

static const struct ballot *ballot_newest(struct sim *s)
{
	uint32_t count = ballot_count(s->forum);
	return count == 0 ? NULL : ballot_at(s->forum, count - 1);
}

/* The vote of its first signer's party, sealed while the newest ballot wants it so. */
static void cast_fill(struct sim *s, struct sim_act *a, struct str party)
{
	const struct ballot *b = ballot_newest(s);
	struct vote_cast *c = &a->content.vote_cast;
	if (b == NULL || b->shown.ms == MOMENT_ABSENT.ms || s->now.ms >= b->shown.ms)
		return;
	struct vote_opening o = sim_opening(s, party);
	c->choice = STR_NONE;
	vote_seal(&c->seal, &o.salt, b->entry, party, o.choice);
}

/* All that are sealed. */
static struct vote_opening_list openings_of(struct sim *s)
{
	const struct ballot *b = ballot_newest(s);
	uint32_t all = b == NULL ? 0 : b->votes_count, count = 0;
	struct vote_opening *at = arena_array(&s->scratch, struct vote_opening, all + 1);
	for (uint32_t i = 0; i < all; i++) {
		if (b->votes[i].choice == CHOICE_SEALED)
			at[count++] = sim_opening(s, b->votes[i].party);
	}
	if (count == 0)
		at[count++] = sim_opening(s, S("bb"));
	return (struct vote_opening_list){ count, at };
}

struct sim_act sim_vote(struct sim *s, enum kind k, struct str code)
{
	struct sim_act a = { .kind = k };
	union content *c = &a.content;
	const struct decision *d = decision_find(s->forum, code);
	if (k == KIND_VOTE_CALL)
		c->vote_call = (struct vote_call){ .is_present = true, .amendment = INTEGER_ABSENT,
			.closes = { s->now.ms + 120 * 1000 }, .decision = code.n > 0 ? code : S("text-1"),
			.hash = d != NULL ? d->hash : sim_key(S("none"))->digest };
	else if (k == KIND_VOTE_CAST)
		c->vote_cast = (struct vote_cast){
			.is_present = true, .choice = S("yes"), .vote = ballot_of(s) };
	else if (k == KIND_VOTE_OPEN)
		c->vote_open = (struct vote_open){
			.is_present = true, .openings = openings_of(s), .vote = ballot_of(s) };
	else if (k == KIND_VOTE_CLOSE)
		c->vote_close = (struct vote_close){ .is_present = true, .vote = ballot_of(s) };
	else if (k == KIND_VOTE_VOID)
		c->vote_void = (struct vote_void){
			.is_present = true, .ground = S("A wrong text."), .vote = ballot_of(s) };
	else
		c->dissent_file = (struct dissent_file){ .is_present = true,
			.decision = code.n > 0 ? code : S("text-1"), .kind = S("reservation"),
			.texts = sim_text(s, S("We reserve our position.")) };
	if (k == KIND_VOTE_CAST)
		cast_fill(s, &a, S("bb"));
	bool is_partys = k == KIND_VOTE_CAST || k == KIND_DISSENT_FILE;
	if (k == KIND_VOTE_OPEN)
		return by_officer(s, a);
	return is_partys ? as(s, a, S("bb/envoy")) : by_chair(s, a);
}

/* The first two of the list change places. */
static void swap_vary(struct sim *s, struct sim_act *a)
{
	const struct conduct *c = conduct_find(s->forum, MEETING);
	const struct conduct_speaker *first = c == NULL ? NULL : conduct_next(c, ITEM, false);
	for (const struct conduct_speaker *x = first; x != NULL && x < c->speakers + c->speakers_count;
	    x++) {
		bool is_other = x->state == SPEAKER_ASKED && !x->is_reply && x != first;
		if (!is_other)
			continue;
		a->content.speaker_swap.other = x->party;
		sim_unsign(a);
		sim_sign_as(s, a, sim_str(s, "%.*s/envoy", STR_ARG(first->party)));
		sim_sign_as(s, a, sim_str(s, "%.*s/envoy", STR_ARG(x->party)));
		return;
	}
}

/* Somebody else's voice: any envoy signs what bb's does, now and then another list or word. */
static void voice_vary(struct sim *s, struct gen *g, struct sim_act *a)
{
	static const char *const parties[] = { "aa", "bb", "cc", "dd", "oo" };
	static const char *const choices[] = { "yes", "no", "abstain" };
	const char *party = parties[gen_below(g, CM_COUNT(parties))];
	bool is_office = a->kind == KIND_OFFICE_ASSUME || a->kind == KIND_OFFICE_HAND;
	bool is_voice = a->signers_count == 1 && str_eq(a->signers[0].handle, S("bb/envoy"));
	if (is_voice || (is_office && gen_chance(g, 1, 2))) {
		sim_unsign(a);
		sim_sign_as(s, a, sim_str(s, "%s/envoy", party));
	}
	if (a->kind == KIND_SPEAKER_SWAP)
		swap_vary(s, a);
	bool is_officers = a->kind == KIND_DOCUMENT_ISSUE || a->kind == KIND_JOURNAL_ADD;
	if (is_officers && gen_chance(g, 1, 4)) {
		sim_unsign(a);
		sim_sign_as(s, a, S("bb/envoy"));
	}
	if (a->kind == KIND_SPEAKER_ASK && gen_chance(g, 1, 3))
		a->content.speaker_ask.list = S("reply");
	if (a->kind == KIND_SPEAKER_CALL) {
		const struct conduct *c = conduct_find(s->forum, MEETING);
		const struct conduct_speaker *next = c == NULL ? NULL : conduct_next(c, ITEM, false);
		a->content.speaker_call.party =
		    next != NULL && gen_chance(g, 3, 4) ? next->party : str_c(party);
	}
	if (a->kind == KIND_VOTE_CAST)
		a->content.vote_cast.choice = str_c(choices[gen_below(g, CM_COUNT(choices))]);
	if (a->kind == KIND_CREDENTIALS_DECIDE) {
		static const char *const outcomes[] = { "provisional", "accepted", "refused",
			"deferred" };
		a->content.credentials_decide.outcome = str_c(outcomes[gen_below(g, 4)]);
		a->content.credentials_decide.parties = sim_strs(s, str_c(party));
	}
	if (a->kind == KIND_CREDENTIALS_CONTEST) {
		const struct conduct *c = conduct_find(s->forum, MEETING);
		uint32_t rows = c == NULL ? 0 : c->delegations_count;
		a->content.credentials_contest.party =
		    rows > 0 ? c->delegations[gen_below(g, rows)].party : str_c(party);
	}
}

/* What waits to be done, or KIND__COUNT. */
static enum kind kind_due(const struct conduct *c)
{
	const struct conduct_item *item = conduct_item(c, ITEM);
	for (uint32_t i = c->points_count; i > 0; i--) {
		if (c->points[i - 1].state == POINT_APPEALED)
			return KIND_POINT_DECIDE;
		if (c->points[i - 1].state == POINT_RAISED)
			return KIND_POINT_RULE;
		if (c->points[i - 1].state == POINT_RULED && i == c->points_count)
			return KIND_POINT_APPEAL;
	}
	if (item != NULL && item->is_list_closed)
		return KIND_LIST_REOPEN;
	if (conduct_speaking(c) != NULL)
		return KIND_SPEAKER_END;
	return conduct_next(c, ITEM, false) != NULL ? KIND_SPEAKER_CALL : KIND_SPEAKER_ASK;
}

/* Rarely what ends the meeting, for then little else follows. */
static enum kind kind_next(const struct conduct *c, struct gen *g)
{
	static const enum kind open[] = { KIND_AGENDA_PROPOSE, KIND_AGENDA_ADOPT, KIND_MEETING_COUNT,
		KIND_QUORUM_ASK, KIND_DELEGATION_ANNOUNCE, KIND_CREDENTIALS_SUBMIT,
		KIND_CREDENTIALS_CONTEST, KIND_CREDENTIALS_DECIDE, KIND_SPEAKER_ASK, KIND_SPEAKER_ASK,
		KIND_SPEAKER_ASK, KIND_SPEAKER_WITHDRAW, KIND_SPEAKER_SWAP, KIND_SPEAKER_SWAP,
		KIND_SPEAKER_CALL,
		KIND_SPEAKER_CALL, KIND_SPEAKER_END, KIND_SPEAKER_END, KIND_LIST_CLOSE,
		KIND_LIST_REOPEN, KIND_STATEMENT_DELIVER, KIND_POINT_RAISE, KIND_POINT_RULE,
		KIND_POINT_APPEAL, KIND_POINT_DECIDE, KIND_DOCUMENT_ISSUE, KIND_JOURNAL_ADD,
		KIND_JOURNAL_ISSUE, KIND_MEETING_SUSPEND, KIND_MEETING_RESUME,
		KIND_OFFICE_ACT, KIND_OFFICE_ASSUME,
		KIND_OFFICE_HAND, KIND_OFFICE_CONTEST };
	static const enum kind ahead[] = { KIND_MEETING_OPEN, KIND_MEETING_OPEN, KIND_MEETING_OPEN,
		KIND_MEETING_MOVE, KIND_AGENDA_PROPOSE, KIND_DELEGATION_ANNOUNCE,
		KIND_CREDENTIALS_SUBMIT };
	if (gen_chance(g, 1, 60))
		return gen_bool(g) ? KIND_MEETING_CLOSE : KIND_MEETING_CANCEL;
	if (c->state == CONDUCT_CONVENED && gen_chance(g, 1, 150))
		return KIND_MEETING_CANCEL;
	if (c->state == CONDUCT_CONVENED)
		return ahead[gen_below(g, CM_COUNT(ahead))];
	if (c->state == CONDUCT_SUSPENDED && gen_chance(g, 3, 4))
		return KIND_MEETING_RESUME;
	enum kind due = kind_due(c);
	if (due != KIND__COUNT && gen_chance(g, 1, 2))
		return due;
	return open[gen_below(g, CM_COUNT(open))];
}

struct sim_act sim_conduct_random(struct sim *s, struct gen *g)
{
	const struct conduct *c = conduct_find(s->forum, MEETING);
	if (c == NULL)
		return make_convene(s, STR_NONE);
	struct sim_act a = sim_conduct(s, kind_next(c, g), STR_NONE);
	if (a.kind == KIND_MEETING_MOVE && gen_bool(g)) {
		a.content.meeting_move.waiver = S("A storm.");
		a.content.meeting_move.opens.ms -= (int64_t)gen_below(g, 110) * 60 * 1000;
		sim_sign_as(s, &a, S("aa/envoy"));
	}
	voice_vary(s, g, &a);
	return a;
}

static bool has_sealed(const struct ballot *b)
{
	for (uint32_t i = 0; b != NULL && b->state == BALLOT_OPEN && i < b->votes_count; i++) {
		if (b->votes[i].choice == CHOICE_SEALED)
			return true;
	}
	return false;
}

/* What was sealed is opened in its time, as likely as not. */
static struct sim_act vote_made(struct sim *s, struct gen *g, enum kind k, struct str code)
{
	const struct ballot *b = ballot_newest(s);
	if (has_sealed(b) && gen_bool(g)) {
		k = KIND_VOTE_OPEN;
		if (s->now.ms < b->shown.ms && gen_bool(g))
			s->now = b->shown;
	}
	struct sim_act a = sim_vote(s, k, code);
	voice_vary(s, g, &a);
	if (k == KIND_VOTE_CAST && gen_chance(g, 7, 8))
		cast_fill(s, &a,
		    a.content.vote_cast.paper.is_present ? a.content.vote_cast.paper.party
							 : handle_party(a.signers[0].handle));
	return a;
}

struct sim_act sim_vote_vary(struct sim *s, struct gen *g, enum kind k)
{
	return vote_made(s, g, k, STR_NONE);
}

struct sim_act sim_vote_random(struct sim *s, struct gen *g)
{
	uint32_t count = decision_count(s->forum);
	static const enum kind kinds[] = { KIND_VOTE_CALL, KIND_VOTE_CAST, KIND_VOTE_OPEN, KIND_VOTE_CAST,
		KIND_VOTE_CAST, KIND_VOTE_CLOSE, KIND_VOTE_CLOSE, KIND_VOTE_VOID, KIND_DISSENT_FILE };
	struct str code = count == 0 ? STR_NONE
				     : decision_at(s->forum, (uint32_t)gen_below(g, count))->code;
	for (uint32_t i = 0; i < count; i++) {
		const struct decision *d = decision_at(s->forum, i);
		bool is_near = d->state == DECISION_VOTE || d->state == DECISION_GAVELLED;
		if (is_near && gen_chance(g, 3, 4))
			code = d->code;
	}
	const struct decision *of = decision_find(s->forum, code);
	enum kind k = kinds[gen_below(g, CM_COUNT(kinds))];
	uint32_t ballots = ballot_count(s->forum);
	bool is_open = ballots > 0 && ballot_at(s->forum, ballots - 1)->state == BALLOT_OPEN;
	if (of != NULL && of->state == DECISION_GAVELLED)
		k = KIND_DISSENT_FILE;
	else if (is_open && gen_chance(g, 3, 4))
		k = gen_chance(g, 1, 8) ? KIND_VOTE_VOID
		    : gen_chance(g, 1, 6) ? KIND_VOTE_OPEN
		    : gen_bool(g)       ? KIND_VOTE_CAST
					: KIND_VOTE_CLOSE;
	else if (!is_open && gen_chance(g, 3, 4))
		k = KIND_VOTE_CALL;
	struct sim_act a = vote_made(s, g, k, code);
	if (a.kind == KIND_VOTE_CALL && gen_chance(g, 1, 2))
		a.content.vote_call.closes.ms += SIM_DAY_MS;
	return a;
}

static struct sim_act term_of(struct sim *s, const char *office, const char *party, moment from)
{
	struct sim_act a = sim_make(s, KIND_OFFICE_TERM, str_c(party));
	a.content.office_term.office = str_c(office);
	a.content.office_term.from = day_of(from);
	return a;
}

struct sim_act sim_term(struct sim *s, unsigned step)
{
	return step == 0 ? term_of(s, "chair", "bb", (moment){ s->now.ms + 300 * SIM_DAY_MS })
			 : term_of(s, "vice", "bb", (moment){ s->now.ms - SIM_DAY_MS });
}

void sim_terms(struct sim *s)
{
	for (unsigned step = 0; step < SIM_TERM_STEPS; step++)
		sim_do(s, sim_term(s, step));
}

static void ask_as(struct sim *s, const char *handle)
{
	struct sim_act a = sim_conduct(s, KIND_SPEAKER_ASK, STR_NONE);
	sim_unsign(&a);
	sim_do(s, as(s, a, str_c(handle)));
}

/* What must have happened in the open meeting before. */
static void open_prepare(struct sim *s, enum kind k)
{
	static const struct {
		enum kind kind, before[3];
	} ways[] = {
		{ KIND_MEETING_RESUME, { KIND_MEETING_SUSPEND } },
		{ KIND_AGENDA_ADOPT, { KIND_AGENDA_PROPOSE } },
		{ KIND_LIST_REOPEN, { KIND_LIST_CLOSE } },
		{ KIND_SPEAKER_WITHDRAW, { KIND_SPEAKER_ASK } },
		{ KIND_SPEAKER_CALL, { KIND_SPEAKER_ASK } },
		{ KIND_SPEAKER_END, { KIND_SPEAKER_ASK, KIND_SPEAKER_CALL } },
		{ KIND_POINT_RULE, { KIND_POINT_RAISE } },
		{ KIND_POINT_APPEAL, { KIND_POINT_RAISE, KIND_POINT_RULE } },
		{ KIND_POINT_DECIDE, { KIND_POINT_RAISE, KIND_POINT_RULE, KIND_POINT_APPEAL } },
	};
	sim_meeting(s);
	for (size_t i = 0; i < CM_COUNT(ways); i++) {
		for (size_t n = 0; ways[i].kind == k && n < 3 && ways[i].before[n] != 0; n++)
			sim_do(s, sim_conduct(s, ways[i].before[n], STR_NONE));
	}
	if (k == KIND_SPEAKER_SWAP) {
		ask_as(s, "bb/envoy");
		ask_as(s, "cc/envoy");
	}
	if (k == KIND_CREDENTIALS_CONTEST)
		sim_do(s, sim_conduct(s, KIND_DELEGATION_ANNOUNCE, S("cc")));
}

static struct sim_act conduct_due(struct sim *s, enum kind k)
{
	if (k == KIND_OFFICE_HAND)
		sim_do(s, sim_term(s, 0));
	if (k == KIND_OFFICE_ACT)
		sim_do(s, sim_term(s, 1));
	bool is_ahead = k == KIND_MEETING_MOVE || k == KIND_MEETING_CANCEL || k == KIND_MEETING_OPEN ||
	    k == KIND_OFFICE_ACT;
	if (is_ahead)
		sim_do(s, sim_conduct(s, KIND_MEETING_CONVENE, STR_NONE));
	else if (k > KIND_MEETING_CONVENE)
		open_prepare(s, k);
	if (k == KIND_MEETING_OPEN)
		s->now = conduct_find(s->forum, MEETING)->opens;
	return sim_conduct(s, k, STR_NONE);
}

static enum decision_state decision_before(enum kind k)
{
	switch ((int)k) {
	case KIND_DECISION_CIRCULATE:
		return DECISION_TABLED;
	case KIND_DECISION_WAIVE:
	case KIND_DECISION_RIPEN:
	case KIND_DECISION_CONSIDER:
		return DECISION_CIRCULATED;
	case KIND_OBJECTION_FILE:
	case KIND_DECISION_GAVEL:
		return DECISION_CALLED;
	case KIND_OBJECTION_WITHDRAW:
		return DECISION_OBJECTED;
	case KIND_DECISION_RESUME:
		return DECISION_DEFERRED;
	case KIND_DECISION_CONTEST:
	case KIND_DECISION_SETTLE:
	case KIND_DECISION_REGISTER:
	case KIND_DISSENT_FILE:
		return DECISION_GAVELLED;
	case KIND_DECISION_ISSUE:
		return DECISION_REGISTERED;
	case KIND_DECISION_CORRECT:
		return DECISION_ISSUED;
	case KIND_DECISION_TAKE:
		return DECISION_WITHDRAWN;
	case KIND_VOTE_CALL:
	case KIND_VOTE_CAST:
	case KIND_VOTE_OPEN:
	case KIND_VOTE_CLOSE:
	case KIND_VOTE_VOID:
		return DECISION_VOTE;
	default:
		return DECISION_CONSIDERED;
	}
}

static struct sim_act decision_due(struct sim *s, enum kind k)
{
	if (k == KIND_DECISION_TABLE) {
		sim_meeting(s);
		return sim_decision(s, k, S("text-1"));
	}
	if (k == KIND_VOTE_OPEN)
		sim_fallback(s);
	struct str code = sim_decision_reach(s, decision_before(k));
	const struct decision *d = decision_find(s->forum, code);
	if (k == KIND_DECISION_RIPEN || k == KIND_DECISION_CONSIDER || k == KIND_DECISION_REGISTER)
		s->now.ms += 3600 * 1000;
	if (k == KIND_DECISION_LAPSE)
		sim_do(s, sim_conduct(s, KIND_MEETING_CLOSE, STR_NONE));
	if (k == KIND_DECISION_GAVEL)
		s->now = decision_window_over(d);
	if (k == KIND_DECISION_RESUME)
		s->now = d->until;
	if (k == KIND_DECISION_SETTLE)
		sim_do(s, sim_decision(s, KIND_DECISION_CONTEST, code));
	if (k > KIND_VOTE_CALL && k <= KIND_VOTE_VOID)
		sim_do(s, sim_vote(s, KIND_VOTE_CALL, code));
	if (k == KIND_VOTE_OPEN) {
		sim_do(s, sim_vote(s, KIND_VOTE_CAST, code));
		s->now = ballot_newest(s)->shown;
	}
	if (k == KIND_VOTE_CLOSE)
		s->now.ms += 120 * 1000;
	return k >= KIND_DISSENT_FILE ? sim_vote(s, k, code) : sim_decision(s, k, code);
}

struct sim_act sim_due(struct sim *s, enum kind k)
{
	if (k < KIND_OFFICE_ASSUME)
		return sim_silence_due(s, k);
	if (k >= KIND_CONTENT_DISTRIBUTE)
		return sim_content_due(s, k);
	if (k >= KIND_INQUIRY_ASK)
		return sim_form_due(s, k);
	if (k >= KIND_AGREEMENT_RECORD)
		return sim_agreement_due(s, k);
	if (k >= KIND_FORM_ADOPT)
		return sim_form_due(s, k);
	if (k >= KIND_CATALOGUE_ADOPT)
		return sim_measure_due(s, k);
	if (k >= KIND_TEXT_TABLE)
		return sim_text_due(s, k);
	return k >= KIND_DECISION_TABLE ? decision_due(s, k) : conduct_due(s, k);
}
