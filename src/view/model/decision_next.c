/* What may follow on a decision: machine C of the rules, as moves that a page offers. */
#include "base/arena.h"
#include "base/encode.h"
#include "rules/conduct.h"
#include "rules/instrument.h"
#include "view/api.h"
#include "view/model/decisions.h"
#include "view/model/ballots.h"
#include "view/model/next.h"

#define IN(state) (1U << DECISION_##state)
#define OF_WORDS (1U << 30) /* only where whole words are put */
#define OF_TEXT (1U << 31)  /* only where a negotiated text is */
#define PUT (IN(CALLED) | IN(OBJECTED))
#define ADOPTED (IN(GAVELLED) | IN(REGISTERED) | IN(ISSUED))

/* In the order in which a page names them. `template`: @d the decision, @h the hash of its text, @m
 * its meeting, @i its item, @s who it is sent to, @n the next step that the ladder has; of a negotiated
 * text @t its code, @r the number of its newest revision and @x the hash of that. */
static const struct move {
	struct next_move move;
	uint32_t states;
	struct str template;
} moves[] = {
	{ { KIND_OBJECTION_FILE, NEXT_PARTY, { "object", 6 }, MESSAGE_DNEXT_OBJECT }, PUT,
	    S("{\"decision\":\"@d\",\"ground\":\"GROUND\",\"hash\":\"@h\"}") },
	{ { KIND_OBJECTION_WITHDRAW, NEXT_PARTY, { "object", 6 }, MESSAGE_DNEXT_UNOBJECT },
	    IN(OBJECTED), S("{\"decision\":\"@d\"}") },
	{ { KIND_POINT_RAISE, NEXT_PARTY, { "speak", 5 }, MESSAGE_DNEXT_POINT }, PUT,
	    S("{\"decision\":\"@d\",\"kind\":\"order\",\"meeting\":\"@m\",\"text\":\"TEXT\"}") },
	{ { KIND_DECISION_CIRCULATE, NEXT_OFFICER, { NULL, 0 }, MESSAGE_DNEXT_CIRCULATE }, IN(TABLED),
	    S("{\"decision\":\"@d\",\"sent\":@s}") },
	{ { KIND_DECISION_WAIVE, NEXT_CHAIR, { "chair", 5 }, MESSAGE_DNEXT_WAIVE }, IN(CIRCULATED),
	    S("{\"decision\":\"@d\",\"ground\":\"GROUND\"}") },
	{ { KIND_DECISION_RIPEN, NEXT_OFFICER, { NULL, 0 }, MESSAGE_DNEXT_RIPEN }, IN(CIRCULATED),
	    S("{\"decision\":\"@d\"}") },
	{ { KIND_DECISION_LAPSE, NEXT_OFFICER, { NULL, 0 }, MESSAGE_DNEXT_LAPSE },
	    IN(CONSIDERED) | IN(HELD) | IN(VOTE), S("{\"decision\":\"@d\"}") },
	{ { KIND_DECISION_CONSIDER, NEXT_CHAIR, { "chair", 5 }, MESSAGE_DNEXT_CONSIDER },
	    IN(CIRCULATED) | IN(ELIGIBLE) | IN(LAPSED),
	    S("{\"decision\":\"@d\",\"item\":\"ITEM\",\"meeting\":\"@m\"}") },
	{ { KIND_DECISION_CALL, NEXT_CHAIR, { "chair", 5 }, MESSAGE_DNEXT_CALL }, IN(CONSIDERED),
	    S("{\"decision\":\"@d\",\"hash\":\"@h\"}") },
	{ { KIND_DECISION_AMEND, NEXT_PARTY, { "amend", 5 }, MESSAGE_DNEXT_AMEND },
	    OF_WORDS | IN(CONSIDERED),
	    S("{\"decision\":\"@d\",\"hash\":\"@h\",\"texts\":[{\"lang\":\"en\",\"text\":\"TEXT\"}]}") },
	{ { KIND_DECISION_REVISE, NEXT_CHAIR, { "chair", 5 }, MESSAGE_DNEXT_REVISE },
	    OF_WORDS | IN(CONSIDERED),
	    S("{\"decision\":\"@d\",\"hash\":\"@h\",\"texts\":[{\"lang\":\"en\",\"text\":\"TEXT\"}]}") },
	{ { KIND_DECISION_REVISE, NEXT_CHAIR, { "chair", 5 }, MESSAGE_DNEXT_REVISE_TEXT },
	    OF_TEXT | IN(CONSIDERED) | IN(VOTE), S("{\"decision\":\"@d\",\"hash\":\"@h\","
	    "\n\"negotiated\":{\"hash\":\"@x\",\"revision\":@r,\"text\":\"@t\"}}") },
	{ { KIND_DECISION_ADREF, NEXT_PARTY, { "object", 6 }, MESSAGE_DNEXT_ADREF }, IN(CONSIDERED),
	    S("{\"decision\":\"@d\",\"hash\":\"@h\"}") },
	{ { KIND_DECISION_GAVEL, NEXT_CHAIR, { "chair", 5 }, MESSAGE_DNEXT_GAVEL }, PUT,
	    S("{\"decision\":\"@d\",\"hash\":\"@h\"}") },
	{ { KIND_DECISION_NEXT, NEXT_CHAIR, { "chair", 5 }, MESSAGE_DNEXT_NEXT },
	    PUT | IN(CONSIDERED), S("{\"decision\":\"@d\",\"ground\":\"GROUND\",\"step\":\"@n\"}") },
	{ { KIND_MEETING_COUNT, NEXT_CHAIR, { "chair", 5 }, MESSAGE_DNEXT_COUNT }, IN(HELD),
	    S("{\"meeting\":\"@m\",\"present\":[\"PARTY\"]}") },
	{ { KIND_DECISION_RESUME, NEXT_CHAIR, { "chair", 5 }, MESSAGE_DNEXT_RESUME }, IN(DEFERRED),
	    S("{\"decision\":\"@d\",\"report\":\"REPORT\"}") },
	{ { KIND_VOTE_CALL, NEXT_CHAIR, { "chair", 5 }, MESSAGE_DNEXT_VOTE }, IN(VOTE),
	    S("{\"closes\":INSTANT,\"decision\":\"@d\",\"hash\":\"@h\"}") },
	{ { KIND_VOTE_CAST, NEXT_PARTY, { "vote", 4 }, MESSAGE_DNEXT_CAST }, IN(VOTE),
	    STR_NONE },
	{ { KIND_VOTE_OPEN, NEXT_OFFICER, { NULL, 0 }, MESSAGE_DNEXT_OPEN }, IN(VOTE), STR_NONE },
	{ { KIND_VOTE_CLOSE, NEXT_CHAIR, { "chair", 5 }, MESSAGE_DNEXT_CLOSE }, IN(VOTE),
	    STR_NONE },
	{ { KIND_DECISION_REGISTER, NEXT_OFFICER, { NULL, 0 }, MESSAGE_DNEXT_REGISTER },
	    IN(GAVELLED), S("{\"decision\":\"@d\",\"symbol\":\"SYMBOL\"}") },
	{ { KIND_DECISION_ISSUE, NEXT_OFFICER, { NULL, 0 }, MESSAGE_DNEXT_ISSUE }, IN(REGISTERED),
	    S("{\"decision\":\"@d\",\"texts\":[{\"lang\":\"en\",\"text\":\"TEXT\"}]}") },
	{ { KIND_DISSENT_FILE, NEXT_PARTY, { "speak", 5 }, MESSAGE_DNEXT_DISSENT }, IN(GAVELLED),
	    S("{\"decision\":\"@d\",\"kind\":\"KIND\",\"texts\":[{\"lang\":\"en\",\"text\":\"TEXT\"}]}") },
	{ { KIND_DECISION_CONTEST, NEXT_PARTY, { "object", 6 }, MESSAGE_DNEXT_CONTEST }, ADOPTED,
	    S("{\"decision\":\"@d\",\"ground\":\"GROUND\"}") },
	{ { KIND_DECISION_SETTLE, NEXT_CHAIR, { "chair", 5 }, MESSAGE_DNEXT_SETTLE }, ADOPTED,
	    S("{\"decision\":\"@d\",\"ruling\":\"RULING\"}") },
	{ { KIND_DECISION_CORRECT, NEXT_OFFICER, { NULL, 0 }, MESSAGE_DNEXT_CORRECT }, IN(ISSUED),
	    S("{\"decision\":\"@d\",\"symbol\":\"SYMBOL\",\"text\":{\"lang\":\"en\",\"text\":\"TEXT\"}}") },
	{ { KIND_DECISION_TAKE, NEXT_PARTY, { "propose", 7 }, MESSAGE_DNEXT_TAKE }, IN(WITHDRAWN),
	    S("{\"decision\":\"@d\"}") },
};

struct asked {
	const struct next_for *n;
	const struct decision *of;
	const struct ballot *ballot; /* the open one, or NULL */
};

static bool objection_stands(const struct decision *of, struct str party)
{
	const struct objection *o = decision_objection_of(of, party);
	return o != NULL && o->withdrawn == UINT64_MAX;
}

/* What the chair may gavel now, or once the window is over. */
static bool is_gavel_near(const struct asked *a)
{
	const struct charter_step *step = decision_ladder_step(a->n->s->forum, a->of);
	return decision_objections_standing(a->of) == 0 ||
	    (step != NULL && step->method == METHOD_CHAIR_SENSE);
}

static bool is_considered_now(const struct asked *a)
{
	return decision_is_eligible(a->n->s->forum, a->of, a->n->now);
}

static bool may_dissent(const struct asked *a)
{
	moment until = dissent_deadline(a->n->s->forum, a->of);
	return until.ms == MOMENT_ABSENT.ms || a->n->now.ms < until.ms;
}

/* The text, where its newest revision is not the one that is put; else NULL. */
static const struct instrument *text_beyond(const struct asked *a)
{
	const struct instrument *of = instrument_find(a->n->s->forum, a->of->text);
	return of != NULL && of->revisions_count > a->of->revision ? of : NULL;
}

/* Is what the move is about what the decision puts? */
static bool is_about(const struct asked *a, const struct move *m)
{
	if ((m->states & OF_TEXT) != 0)
		return a->of->text.n > 0 && a->ballot == NULL && text_beyond(a) != NULL;
	return (m->states & OF_WORDS) == 0 || a->of->text.n == 0;
}

static bool is_possible(const struct asked *a, enum kind kind)
{
	struct str party = a->n->party;
	switch ((unsigned)kind) {
	case KIND_OBJECTION_FILE: return party.n == 0 || !objection_stands(a->of, party);
	case KIND_OBJECTION_WITHDRAW: return party.n == 0 || objection_stands(a->of, party);
	case KIND_DECISION_WAIVE: return !is_considered_now(a);
	case KIND_DECISION_RIPEN:
	case KIND_DECISION_CONSIDER: return is_considered_now(a);
	case KIND_DECISION_LAPSE: return decision_is_lapsed(a->n->s->forum, a->of);
	case KIND_DECISION_GAVEL: return is_gavel_near(a);
	case KIND_DECISION_RESUME: return a->n->now.ms >= a->of->until.ms;
	case KIND_VOTE_CALL: return a->ballot == NULL;
	case KIND_VOTE_CAST:
		return a->ballot != NULL && !ballot_has_vote(a->ballot, party);
	case KIND_VOTE_OPEN: return a->ballot != NULL && ballot_is_sealed(a->ballot);
	case KIND_VOTE_CLOSE: return a->ballot != NULL;
	case KIND_DECISION_REGISTER: return !may_dissent(a) || dissent_deadline(a->n->s->forum,
	    a->of).ms == MOMENT_ABSENT.ms;
	case KIND_DISSENT_FILE: return may_dissent(a);
	case KIND_DECISION_SETTLE: return decision_contests_open(a->of) > 0;
	default: return true;
	}
}

/* The step that the ladder has after the present one fails. */
static struct str step_next(const struct site *s, const struct decision *of)
{
	const struct charter_step *step = decision_ladder_step(s->forum, of);
	return step == NULL ? S("return") : ladder_else_name(step->otherwise);
}

static struct next_item item_make(const struct asked *a, const struct move *m)
{
	const struct site *s = a->n->s;
	const struct instrument *text = (m->states & OF_TEXT) != 0 ? text_beyond(a) : NULL;
	struct buf instant;
	moment over = decision_window_over(a->of);
	struct lang_text chair = words_of_party(s, a->n->chair, FORUM_TODAY);
	buf_init(&instant, s->scratch, 96);
	if (over.ms != MOMENT_ABSENT.ms)
		instant_put_words(&instant, s->lang, over);
	if (chair.text.n == 0)
		chair.text = S("?");
	bool is_ballots = a->ballot != NULL && m->template.n == 0;
	struct str content = is_ballots
	    ? ballot_move_content(s, a->ballot, m->move.kind)
	    : next_content(s, m->template,
		  PAIRS({ "d", a->of->code }, { "h", hash_text(s, &a->of->hash) },
		      { "m", a->of->meeting.n > 0 ? a->of->meeting : S("MEETING") },
		      { "s", m->move.kind == KIND_DECISION_CIRCULATE ? next_sent(s) : STR_NONE },
		      { "n", step_next(s, a->of) }, { "t", a->of->text },
		      { "r", text == NULL ? STR_NONE : number_text(s, text->revisions_count) },
		      { "x", text == NULL ? STR_NONE
			  : hash_text(s, &text->revisions[text->revisions_count - 1].hash) }));
	return next_make(a->n, &m->move, content,
	    PARTS(part_words(chair), part_text(instant.n > 0 ? buf_str(&instant) : S("?"))));
}

struct next_item_list decision_next_of(const struct site *s, const struct decision *of,
    struct str party)
{
	struct next_for n = { .s = s, .party = party, .now = next_now(s) };
	struct next_item *items = arena_array(s->scratch, struct next_item, CM_COUNT(moves));
	const struct conduct *c = conduct_find(s->forum, of->meeting);
	struct asked a = { &n, of, ballot_open(s->forum, of->code) };
	uint32_t count = 0;
	n.chair = c != NULL ? conduct_chair(s->forum, c, n.now)
			    : chair_party(s->forum, of->body, n.now);
	for (size_t i = 0; i < CM_COUNT(moves); i++) {
		const struct move *m = &moves[i];
		if ((m->states & 1U << of->state) != 0 && next_is_partys(&n, &m->move) &&
		    is_about(&a, m) && is_possible(&a, m->move.kind))
			items[count++] = item_make(&a, m);
	}
	return (struct next_item_list){ count, items };
}

const struct next_item *decision_begin(const struct site *s)
{
	static const struct next_move table = { KIND_DECISION_TABLE, NEXT_PARTY, { "propose", 7 },
		MESSAGE_DNEXT_TABLE };
	const struct charter *charter = forum_charter(s->forum);
	struct next_for n = { .s = s, .now = next_now(s) };
	if (charter == NULL || charter->decisions_count == 0)
		return NULL;
	const struct charter_decision *d = &charter->decisions[0];
	struct str content = next_content(s,
	    S("{\"body\":\"@b\",\"code\":\"CODE\",\"matter\":\"@m\",\"meeting\":\"MEETING\","
	      "\n\"texts\":[{\"lang\":\"en\",\"text\":\"TEXT\"}],\"title\":{\"en\":\"TITLE\"}}"),
	    PAIRS({ "b", d->body }, { "m", d->matter }));
	struct next_item *item = arena_new(s->scratch, struct next_item);
	*item = next_make(&n, &table, content, PARTS(part_words(words_of_body(s, d->body, s->today))));
	return item;
}
