#include "view/model/text_stage.h"

#include "base/arena.h"
#include "base/encode.h"
#include "base/utf8.h"
#include "codec/act.h"
#include "rules/conduct.h"
#include "rules/rehearse.h"
#include "text/token.h"
#include "view/model/next.h"
#include "view/model/text_after.h"

#define LISTED_MAX 256 /* delegations still to agree, or units depended on; a record takes 500 */

MODEL_DEFINE(stage_item)
MODEL_DEFINE(text_drafting)

static const struct {
	struct str name;
	enum kind kind;
	enum next_role role;
	struct str power;
	enum message says;
} OPS[STAGE_OP__COUNT] = {
	[STAGE_NONE] = { S(""), KIND__COUNT, NEXT_PARTY, S(""), MESSAGE_STAGE_OP_NONE },
	[STAGE_DELETE] = { S("delete"), KIND_TEXT_PROPOSE, NEXT_PARTY, S("amend"), MESSAGE_STAGE_OP_DELETE },
	[STAGE_REPLACE] = { S("replace"), KIND_TEXT_PROPOSE, NEXT_PARTY, S("amend"),
		MESSAGE_STAGE_OP_REPLACE },
	[STAGE_INSERT] = { S("insert"), KIND_TEXT_PROPOSE, NEXT_PARTY, S("amend"), MESSAGE_STAGE_OP_INSERT },
	[STAGE_NEW] = { S("new"), KIND_TEXT_PROPOSE, NEXT_PARTY, S("amend"), MESSAGE_STAGE_OP_NEW },
	[STAGE_ALTERNATIVE] = { S("alternative"), KIND_TEXT_PROPOSE, NEXT_PARTY, S("amend"),
		MESSAGE_STAGE_OP_ALTERNATIVE },
	[STAGE_REMOVE] = { S("remove"), KIND_TEXT_PROPOSE, NEXT_PARTY, S("amend"), MESSAGE_STAGE_OP_REMOVE },
	[STAGE_MOVE] = { S("move"), KIND_TEXT_PROPOSE, NEXT_PARTY, S("amend"), MESSAGE_STAGE_OP_MOVE },
	[STAGE_SUPPORT] = { S("support"), KIND_TEXT_POSITION, NEXT_PARTY, S("speak"),
		MESSAGE_STAGE_OP_SUPPORT },
	[STAGE_ACCEPTABLE] = { S("can-accept"), KIND_TEXT_POSITION, NEXT_PARTY, S("speak"),
		MESSAGE_STAGE_OP_ACCEPTABLE },
	[STAGE_OPPOSE] = { S("oppose"), KIND_TEXT_POSITION, NEXT_PARTY, S("speak"), MESSAGE_STAGE_OP_OPPOSE },
	[STAGE_RESERVE] = { S("reserve"), KIND_TEXT_POSITION, NEXT_PARTY, S("speak"),
		MESSAGE_STAGE_OP_RESERVE },
	[STAGE_PENDING] = { S("pending"), KIND_TEXT_POSITION, NEXT_PARTY, S("speak"),
		MESSAGE_STAGE_OP_PENDING },
	[STAGE_COSPONSOR] = { S("cosponsor"), KIND_TEXT_COSPONSOR, NEXT_PARTY, S("cosponsor"),
		MESSAGE_STAGE_OP_COSPONSOR },
	[STAGE_WITHDRAW] = { S("withdraw"), KIND_TEXT_WITHDRAW, NEXT_PARTY, S("amend"),
		MESSAGE_STAGE_OP_WITHDRAW },
	[STAGE_TAKE] = { S("accept"), KIND_TEXT_ACCEPT, NEXT_CHAIR, S("chair"), MESSAGE_STAGE_OP_TAKE },
	[STAGE_CLOSE] = { S("accept-close"), KIND_TEXT_ACCEPT, NEXT_CHAIR, S("chair"),
		MESSAGE_STAGE_OP_CLOSE },
	[STAGE_KEEP] = { S("keep"), KIND_TEXT_ACCEPT, NEXT_CHAIR, S("chair"), MESSAGE_STAGE_OP_KEEP },
	[STAGE_MAKE] = { S("make"), KIND_TEXT_RESTRUCTURE, NEXT_CHAIR, S("chair"), MESSAGE_STAGE_OP_MAKE },
	[STAGE_DROP] = { S("make-close"), KIND_TEXT_RESTRUCTURE, NEXT_CHAIR, S("chair"),
		MESSAGE_STAGE_OP_DROP },
	[STAGE_AD_REF] = { S("ad-ref"), KIND_TEXT_AGREE, NEXT_CHAIR, S("chair"), MESSAGE_STAGE_OP_AD_REF },
	[STAGE_AGREED] = { S("agreed"), KIND_TEXT_AGREE, NEXT_CHAIR, S("chair"), MESSAGE_STAGE_OP_AGREED },
	[STAGE_REOPEN] = { S("reopen"), KIND_TEXT_REOPEN, NEXT_CHAIR, S("chair"), MESSAGE_STAGE_OP_REOPEN },
};

struct str stage_op_name(enum stage_op op)
{
	return OPS[op].name;
}

enum message stage_op_message(enum stage_op op)
{
	return OPS[op].says;
}

static enum stage_op op_of(struct str name)
{
	unsigned op = 0;
	while (op < STAGE_OP__COUNT && !str_eq(OPS[op].name, name))
		op++;
	return op < STAGE_OP__COUNT ? (enum stage_op)op : STAGE_NONE;
}

static struct str lower(struct arena *a, struct str text)
{
	char *at = arena_alloc(a, text.n + 1, 1);
	for (size_t i = 0; i < text.n; i++)
		at[i] = text.p[i] >= 'A' && text.p[i] <= 'Z' ? (char)(text.p[i] - 'A' + 'a') : text.p[i];
	return (struct str){ at, text.n };
}

struct str stage_party_of(const struct site *s, struct str text)
{
	struct str wanted = lower(s->scratch, token_trim(text)), found = STR_NONE;
	if (wanted.n == 0)
		return STR_NONE;
	const struct party *exact = party_find(s->forum, wanted);
	if (exact != NULL)
		return exact->code;
	for (uint32_t i = 0; i < party_count(s->forum); i++) {
		struct str code = party_at(s->forum, i)->code;
		struct str name = words_of_party(s, code, FORUM_TODAY).text;
		bool is_it = str_starts(lower(s->scratch, name), wanted) ||
		    str_starts(name, token_trim(text));
		if (is_it && found.n > 0)
			return STR_NONE; /* it could be either */
		if (is_it)
			found = code;
	}
	return found;
}

/* Could the record hold these words? A member of an act has its limit. */
static bool is_recordable(struct str words, size_t most)
{
	for (size_t at = 0, n; at < words.n; at += n) {
		if (!utf8_allowed(utf8_get(words, at, &n)))
			return false;
	}
	return words.n < most;
}

struct making {
	struct stage *out;
	const struct site *s;
	const struct stage_query *q;
	const struct instrument *of;
	const struct draft *d;
	const struct draft_unit *u;
	const struct instrument_unit *row;
	struct lexicon *l;
	uint32_t from, to; /* words */
	struct str words;
};

static bool number_read(struct str text, uint32_t *out)
{
	uint64_t n;
	if (!dec_decode(&n, text) || n == 0 || n > UNIT_WORDS_MAX)
		return false;
	*out = (uint32_t)n;
	return true;
}

static enum message words_read(struct making *m)
{
	uint32_t first, last;
	bool is_insertion = m->out->op == STAGE_INSERT;
	if (!number_read(m->q->first, &first) || first > m->u->base.count + is_insertion)
		return MESSAGE_STAGE_NEEDS_WORDS;
	m->from = m->to = first - 1;
	if (is_insertion)
		return MESSAGE__COUNT;
	if (m->q->last.n == 0)
		last = first;
	else if (!number_read(m->q->last, &last) || last < first || last > m->u->base.count)
		return MESSAGE_STAGE_NEEDS_WORDS;
	m->to = last;
	return MESSAGE__COUNT;
}

/* As many people type it: without the space before it, which the words get from where they stand. */
static struct str with_space(const struct making *m, struct str typed)
{
	static const struct str closing[] = { S(","), S("."), S(";"), S(":"), S("!"), S("?"), S(")"), S("]"),
		S("}"), S("»"), S("”"), S("’"), S("،"), S("؛"), S("؟"), S("，"), S("。"), S("；") };
	struct str lead = S(" ");
	struct buf b;
	if (m->from < m->u->base.count) {
		struct str word = lexicon_word(m->l, m->u->base.at[m->from]), core = token_core(word);
		enum word_class class = token_class(word);
		bool is_joined = class == WORD_ALONE || (m->from < m->to && class != WORD_PUNCT);
		if (is_joined)
			lead = str_sub(word, 0, word.n - core.n);
	}
	for (size_t i = 0; i < CM_COUNT(closing); i++) {
		if (str_starts(typed, closing[i]))
			return typed;
	}
	buf_init(&b, m->s->scratch, lead.n + typed.n + 1);
	buf_put(&b, lead);
	buf_put(&b, typed);
	return buf_str(&b);
}

static enum message edit_fill(struct making *m, struct text_propose *c)
{
	enum message problem = words_read(m);
	if (problem != MESSAGE__COUNT)
		return problem;
	struct text_edit *e = arena_new(m->s->scratch, struct text_edit);
	*e = (struct text_edit){ .is_present = true, .from = m->from, .to = m->to,
		.hash = m->row->hash, .unit = m->u->id };
	if (m->out->op != STAGE_DELETE) {
		struct str typed = token_trim(m->q->words);
		if (typed.n == 0)
			return MESSAGE_STAGE_NEEDS_TEXT;
		m->words = e->words = with_space(m, typed);
	}
	c->edits = (struct text_edit_list){ 1, e };
	return MESSAGE__COUNT;
}

/* "new-7": the number of the proposal, or the first one behind it that is free. */
static struct str unit_id_new(const struct making *m)
{
	for (uint32_t n = m->of->proposals.count + 1;; n++) {
		struct buf b;
		buf_init(&b, m->s->scratch, CODE_BYTES_MAX);
		buf_put(&b, S("new-"));
		buf_dec(&b, n);
		if (instrument_unit_find(m->s->forum, m->of->code, buf_str(&b)) == NULL)
			return buf_str(&b);
	}
}

static enum message change_fill(struct making *m, struct text_propose *c)
{
	struct text_change *change = arena_new(m->s->scratch, struct text_change);
	*change = (struct text_change){ .is_present = true, .unit = m->u->id };
	switch ((unsigned)m->out->op) {
	case STAGE_NEW:
		change->op = unit_op_name(OP_NEW);
		change->unit = unit_id_new(m);
		change->after = m->u->id;
		change->kind = unit_kind_name(m->u->kind);
		m->words = change->text = token_trim(m->q->words);
		if (change->text.n == 0)
			return MESSAGE_STAGE_NEEDS_TEXT;
		break;
	case STAGE_ALTERNATIVE:
		change->op = unit_op_name(OP_ALTERNATIVE);
		m->words = change->text = token_trim(m->q->words);
		if (change->text.n == 0)
			return MESSAGE_STAGE_NEEDS_TEXT;
		break;
	case STAGE_MOVE:
		change->op = unit_op_name(OP_MOVE);
		change->after = m->q->after;
		if (m->q->after.n > 0 && draft_place_of(m->d, m->q->after) == DRAFT_NONE)
			return MESSAGE_STAGE_NEEDS_PLACE;
		break;
	default: change->op = unit_op_name(OP_DELETE); break;
	}
	c->changes = (struct text_change_list){ 1, change };
	return MESSAGE__COUNT;
}

static enum message propose_fill(struct making *m)
{
	struct text_propose *c = &m->out->content.text_propose;
	bool is_edit = m->out->op <= STAGE_INSERT;
	*c = (struct text_propose){ .is_present = true, .lang = m->of->lang, .text = m->of->code };
	m->out->proposal = m->of->proposals.count + 1;
	return is_edit ? edit_fill(m, c) : change_fill(m, c);
}

static enum message proposal_read(struct making *m)
{
	uint32_t number;
	if (!number_read(m->q->proposal, &number) ||
	    instrument_proposal_find(m->s->forum, m->of, number) == NULL)
		return MESSAGE_STAGE_NEEDS_PROPOSAL;
	m->out->proposal = number;
	return MESSAGE__COUNT;
}

/* Into a list that ascends, each once, as the record wants codes. */
static uint32_t code_insert(struct str *codes, uint32_t n, struct str code)
{
	uint32_t at = n;
	for (uint32_t i = 0; i < n; i++) {
		if (str_eq(codes[i], code))
			return n;
	}
	for (; at > 0 && str_cmp(codes[at - 1], code) > 0; at--)
		codes[at] = codes[at - 1];
	codes[at] = code;
	return n + 1;
}

/* A unit's id: it, or its label, is what was typed. */
static struct str unit_named(const struct making *m, struct str typed)
{
	for (uint32_t i = 0; i < m->d->units_count; i++) {
		const struct draft_unit *u = &m->d->units[i];
		if (str_eq(u->id, typed) || str_eq(u->label, typed))
			return u->id;
	}
	return STR_NONE;
}

/* What stands between commas, as codes of parties or ids of units. False: one of them is unknown. */
static bool codes_read(const struct making *m, struct str typed, bool are_units, struct strs *out)
{
	struct str *codes = arena_array(m->s->scratch, struct str, LISTED_MAX);
	uint32_t n = 0;
	while (typed.n > 0) {
		struct str one = token_trim(str_cut(&typed, ','));
		if (one.n == 0)
			continue;
		struct str code = are_units ? unit_named(m, one) : stage_party_of(m->s, one);
		if (code.n == 0 || n == LISTED_MAX)
			return false;
		n = code_insert(codes, n, code);
	}
	*out = (struct strs){ n, codes };
	return true;
}

static enum message position_fill(struct making *m)
{
	struct text_position *c = &m->out->content.text_position;
	*c = (struct text_position){ .is_present = true, .stance = OPS[m->out->op].name,
		.text = m->of->code, .proposal = INTEGER_ABSENT, .unit = m->u->id };
	if (!codes_read(m, m->q->on, true, &c->conditional))
		return MESSAGE_STAGE_NEEDS_UNITS;
	if (m->q->proposal.n == 0)
		return MESSAGE__COUNT;
	enum message problem = proposal_read(m);
	c->proposal = m->out->proposal;
	c->unit = STR_NONE;
	return problem;
}

/* The outermost choice in which the proposal has an alternative; of words that are kept, the one over
 * the words that are marked. */
static const struct choice *choice_of(struct making *m)
{
	struct choice_walk w;
	bool has_words = words_read(m) == MESSAGE__COUNT;
	choice_walk_init(&w, m->u->base, m->u->choices);
	for (enum choice_event e; (e = choice_walk_next(&w)) != CHOICE_END;) {
		if (e != CHOICE_OPENS)
			continue;
		bool is_there = has_words && w.choice->lo == m->from &&
		    (w.choice->hi == m->to || w.choice->hi == m->from);
		bool is_its = m->out->proposal > 0 &&
		    choice_alt_of(w.choice, m->out->proposal) != CHOICE_KEEP;
		if (m->out->proposal > 0 ? is_its : is_there)
			return w.choice;
	}
	return NULL;
}

static enum message accept_fill(struct making *m)
{
	struct text_accept *c = &m->out->content.text_accept;
	bool is_kept = m->out->op == STAGE_KEEP;
	if ((!is_kept || m->q->proposal.n > 0) && proposal_read(m) != MESSAGE__COUNT)
		return MESSAGE_STAGE_NEEDS_PROPOSAL;
	const struct choice *at = choice_of(m);
	if (at == NULL)
		return MESSAGE_STAGE_NEEDS_CHOICE;
	*c = (struct text_accept){ .is_present = true, .from = at->lo, .to = at->hi,
		.hash = m->row->hash, .text = m->of->code, .unit = m->u->id,
		.proposal = is_kept ? INTEGER_ABSENT : m->out->proposal,
		.others = m->out->op == STAGE_TAKE ? S("leave") : S("close") };
	return MESSAGE__COUNT;
}

/* The number, among its proposal's, of a change of the draft, which has the open ones in their order. */
static uint32_t change_number(const struct making *m, uint32_t change)
{
	const struct instrument_proposal *p = instrument_proposal_find(m->s->forum, m->of, m->out->proposal);
	uint32_t nth = 0, number = 0;
	for (uint32_t i = 0; i < change; i++)
		nth += m->d->changes[i].proposal == m->out->proposal;
	for (; number < p->changes_count; number++) {
		if (p->changes[number].state == CHANGE_OPEN && nth-- == 0)
			break;
	}
	return number + 1;
}

static enum message restructure_fill(struct making *m)
{
	uint32_t at = 0;
	if (proposal_read(m) != MESSAGE__COUNT)
		return MESSAGE_STAGE_NEEDS_PROPOSAL;
	while (at < m->d->changes_count &&
	    (m->d->changes[at].proposal != m->out->proposal || m->d->changes[at].unit != m->out->unit))
		at++;
	if (at == m->d->changes_count)
		return MESSAGE_STAGE_NEEDS_CHANGE;
	m->out->change = at;
	m->out->content.text_restructure = (struct text_restructure){ .is_present = true,
		.change = change_number(m, at), .closes = m->out->op == STAGE_DROP,
		.proposal = m->out->proposal, .text = m->of->code };
	return MESSAGE__COUNT;
}

static enum message agree_fill(struct making *m)
{
	struct str *unit = arena_new(m->s->scratch, struct str);
	struct text_agree *c = &m->out->content.text_agree;
	*unit = m->u->id;
	*c = (struct text_agree){ .is_present = true, .text = m->of->code,
		.level = OPS[m->out->op].name, .units = { 1, unit } };
	if (!codes_read(m, m->q->on, true, &c->conditional))
		return MESSAGE_STAGE_NEEDS_UNITS;
	bool waits = m->out->op == STAGE_AD_REF;
	return !waits || codes_read(m, m->q->pending, false, &c->pending) ? MESSAGE__COUNT
									  : MESSAGE_STAGE_NEEDS_PARTIES;
}

static enum message reopen_fill(struct making *m)
{
	struct str ground = token_trim(m->q->words);
	m->out->content.text_reopen = (struct text_reopen){ .is_present = true,
		.from = INTEGER_ABSENT, .ground = ground,
		.text = m->of->code, .unit = m->u->id };
	return ground.n > 0 ? MESSAGE__COUNT : MESSAGE_STAGE_NEEDS_GROUND;
}

static enum message content_fill(struct making *m)
{
	union content *c = &m->out->content;
	enum message problem;
	switch ((unsigned)m->out->kind) {
	case KIND_TEXT_PROPOSE: return propose_fill(m);
	case KIND_TEXT_POSITION: return position_fill(m);
	case KIND_TEXT_ACCEPT: return accept_fill(m);
	case KIND_TEXT_RESTRUCTURE: return restructure_fill(m);
	case KIND_TEXT_AGREE: return agree_fill(m);
	case KIND_TEXT_REOPEN: return reopen_fill(m);
	default: break;
	}
	problem = proposal_read(m);
	if (m->out->kind == KIND_TEXT_COSPONSOR)
		c->text_cosponsor = (struct text_cosponsor){ true, m->out->proposal, m->of->code };
	else
		c->text_withdraw = (struct text_withdraw){ true, m->out->proposal, m->of->code };
	return problem;
}

/* Who presides: in the text's meeting while it is held, else in its body. */
static struct str chair_of(const struct making *m, moment now)
{
	const struct conduct *held = conduct_find(m->s->forum, m->of->meeting);
	return held != NULL ? conduct_chair(m->s->forum, held, now)
			    : chair_party(m->s->forum, m->of->body, now);
}

/* The canonical line of the members, or, with an author, of the whole act as it is to be signed. */
static struct str act_text(const struct making *m, struct str by)
{
	struct buf line, act;
	const struct act_envelope envelope = { .by = by, .base = { m->s->root, m->s->size } };
	buf_init(&line, m->s->scratch, ACT_JSON_BYTES_MAX);
	content_write(&line, m->out->kind, &m->out->content, by.n > 0 ? &envelope : NULL);
	if (by.n == 0 || line.failed)
		return buf_str(&line);
	buf_init(&act, m->s->scratch, SUBMISSION_BYTES_MAX);
	act_message_put(&act, m->s->origin, buf_str(&line));
	return buf_str(&act);
}

static struct finding_item_list findings_of(const struct making *m, struct str by, moment now)
{
	struct findings *found = arena_new(m->s->scratch, struct findings);
	const struct rehearsal r = { .kind = m->out->kind, .content = &m->out->content, .by = by,
		.now = now };
	rehearse(m->s->forum, &r, m->s->scratch, found);
	struct finding_item *at = arena_array(m->s->scratch, struct finding_item, found->count);
	for (unsigned i = 0; i < found->count; i++) {
		enum finding_id id = found->at[i].id;
		at[i] = (struct finding_item){ .id = finding_name(id),
			.effect = finding_severity(id) == REFUSE ? S("refuse") : S("note"),
			.rule = finding_rule(id),
			.sentence = finding_sentence(id, site_lang(m->s)) };
	}
	return (struct finding_item_list){ found->count, at };
}

static void item_fill(struct making *m)
{
	struct stage *out = m->out;
	struct next_for n = { .s = m->s, .now = next_now(m->s) };
	const struct next_move move = { out->kind, OPS[out->op].role, OPS[out->op].power,
		OPS[out->op].says };
	n.chair = chair_of(m, n.now);
	if (move.role == NEXT_CHAIR)
		out->party = n.chair;
	n.party = out->party;
	struct str content = act_text(m, STR_NONE);
	struct next_item next = next_make(&n, &move, content, PARTS(part_text(STR_NONE)));
	bool is_known = handle_is_valid(next.by);
	struct unit_item *unit = arena_new(m->s->scratch, struct unit_item);
	*unit = unit_item_of(m->s, &m->q->text, &out->after, out->unit);
	out->item = (struct stage_item){ .op = OPS[out->op].name,
		.act_kind = kind_name(out->kind),
		.party = out->party,
		.by = next.by,
		.content = content,
		.commands = next.commands,
		.findings = findings_of(m, next.by, n.now),
		.unit = unit };
	if (is_known)
		out->item.act = act_text(m, next.by);
}

/* The unit that is shown: the one it is about, a new one, or what stands where one went. */
static void shown_fill(struct making *m)
{
	struct stage *out = m->out;
	struct str id = m->u->id;
	if (out->kind == KIND_TEXT_RESTRUCTURE && out->op == STAGE_MAKE &&
	    m->d->changes[out->change].op == OP_NEW)
		id = m->d->changes[out->change].id;
	uint32_t place = draft_place_of(&out->after, id), last = out->after.units_count - 1;
	out->unit = place != DRAFT_NONE ? place : out->unit < last ? out->unit : last;
	item_fill(m);
}

void stage_make(struct stage *out, const struct site *s, const struct stage_query *q,
    const struct draft *d, struct lexicon *l)
{
	struct making m = { .out = out, .s = s, .q = q, .d = d, .l = l,
		.of = instrument_find(s->forum, q->text.code) };
	*out = (struct stage){ .op = op_of(q->op), .problem = MESSAGE__COUNT, .after = *d,
		.unit = draft_place_of(d, q->text.unit) };
	out->kind = OPS[out->op].kind;
	if (out->op == STAGE_NONE || out->unit == DRAFT_NONE)
		return;
	m.u = &d->units[out->unit];
	m.row = instrument_unit_at(s->forum, m.of, out->unit);
	out->party = stage_party_of(s, q->party);
	if (OPS[out->op].role == NEXT_PARTY && out->party.n == 0)
		out->problem = MESSAGE_STAGE_NEEDS_PARTY;
	else if (!is_recordable(q->words, out->op == STAGE_REOPEN ? PROSE_BYTES_MAX : TEXT_BYTES_MAX))
		out->problem = MESSAGE_STAGE_TOO_LARGE;
	else
		out->problem = content_fill(&m);
	if (out->problem == MESSAGE__COUNT) {
		if (!text_after(&out->after, d, l, &(struct text_next_act){ .kind = out->kind,
		    .content = &out->content, .unit = out->unit, .proposal = out->proposal,
		    .change = out->change, .party = out->party, .arena = s->scratch }))
			out->problem = MESSAGE_STAGE_TOO_LARGE;
		else
			shown_fill(&m);
	}
}

void text_drafting_fill(struct text_drafting *m, const struct site *s, const struct stage_query *q,
    const struct draft *d, const struct stage *stage)
{
	struct text_item *text = arena_new(s->scratch, struct text_item);
	struct unit_item *unit = arena_new(s->scratch, struct unit_item);
	*text = text_item_of(s, instrument_find(s->forum, q->text.code));
	*unit = unit_item_of(s, &q->text, d, stage->unit);
	*m = (struct text_drafting){ .text = text, .unit = unit };
	if (stage->problem != MESSAGE__COUNT)
		m->problem = message_text(s->lang, stage->problem, 1);
	else if (stage->op != STAGE_NONE)
		m->staged = &stage->item;
}
