/* Negotiated texts: acts of each kind, as those would make them who may, and random ones. */
#include "lib/forum_sim.h"
#include "base/scope.h"
#include "proof/sha.h"
#include "rules/instrument.h"

#define TEXT S("draft-1")

static struct sim_act as(struct sim *s, struct sim_act a, struct str handle)
{
	sim_unsign(&a);
	sim_sign_as(s, &a, handle);
	return a;
}

/* Four units of short words, so that random edits meet. */
static struct text_unit_list units_of(struct sim *s, const char *prefix)
{
	static const struct {
		const char *id, *kind, *label, *parent, *text;
	} rows[] = {
		{ "title", "title", "", "", "A text" },
		{ "pp1", "recital", "PP1", "", "Recalling that states meet," },
		{ "op1", "paragraph", "OP1", "", "Member States shall cooperate closely and regularly." },
		{ "a", "point", "(a)", "op1", "in good faith;" },
	};
	struct text_unit *at = arena_array(&s->scratch, struct text_unit, CM_COUNT(rows));
	for (size_t i = 0; i < CM_COUNT(rows); i++)
		at[i] = (struct text_unit){ .is_present = true,
			.id = sim_str(s, "%s%s", prefix, rows[i].id),
			.kind = str_c(rows[i].kind),
			.label = str_c(rows[i].label),
			.parent = rows[i].parent[0] != 0 ? sim_str(s, "%s%s", prefix, rows[i].parent)
							 : STR_NONE,
			.text = str_c(rows[i].text) };
	return (struct text_unit_list){ CM_COUNT(rows), at };
}

static struct hash base_of(struct sim *s, struct str text, struct str unit)
{
	const struct instrument_unit *u = instrument_unit_find(s->forum, text, unit);
	return u != NULL ? u->hash : sim_key(unit)->digest;
}

struct text_edit sim_text_edit(const struct instrument_unit *u, uint32_t from, uint32_t to,
    struct str words)
{
	return (struct text_edit){ .is_present = true,
		.hash = u != NULL ? u->hash : sim_key(S("none"))->digest,
		.from = from,
		.to = to,
		.unit = u != NULL ? u->id : S("op1"),
		.words = words };
}

static struct text_edit_list one_edit(struct sim *s, struct text_edit edit)
{
	struct text_edit *at = arena_array(&s->scratch, struct text_edit, 1);
	at[0] = edit;
	return (struct text_edit_list){ 1, at };
}

/* "shall" of the operative paragraph becomes "should". */
static struct text_propose propose_of(struct sim *s, struct str text)
{
	return (struct text_propose){ .is_present = true,
		.lang = S("en"),
		.text = text,
		.edits = one_edit(s,
		    sim_text_edit(instrument_unit_find(s->forum, text, S("op1")), 2, 3, S(" should"))) };
}

static struct str newest_text(struct sim *s)
{
	uint32_t count = instrument_count(s->forum);
	return count == 0 ? TEXT : instrument_at(s->forum, count - 1)->code;
}

static int64_t newest_proposal(struct sim *s, struct str text)
{
	const struct instrument *of = instrument_find(s->forum, text);
	return of == NULL || of->proposals.count == 0 ? 1 : of->proposals.count;
}

static struct sim_act make_partys(struct sim *s, enum kind k, struct str text)
{
	struct sim_act a = { .kind = k };
	union content *c = &a.content;
	int64_t newest = newest_proposal(s, text);
	if (k == KIND_TEXT_PROPOSE)
		c->text_propose = propose_of(s, text);
	else if (k == KIND_TEXT_COSPONSOR)
		c->text_cosponsor = (struct text_cosponsor){ true, newest, text };
	else if (k == KIND_TEXT_WITHDRAW)
		c->text_withdraw = (struct text_withdraw){ true, newest, text };
	else if (k == KIND_TEXT_TAKE)
		c->text_take = (struct text_take){ true, newest, text };
	else if (k == KIND_TEXT_CONFIRM)
		c->text_confirm = (struct text_confirm){ true, newest, text };
	else
		c->text_position = (struct text_position){
			.is_present = true, .proposal = newest, .stance = S("support"), .text = text };
	bool is_anothers = k == KIND_TEXT_COSPONSOR || k == KIND_TEXT_TAKE || k == KIND_TEXT_POSITION;
	return as(s, a, is_anothers ? S("cc/envoy") : S("bb/envoy"));
}

/* Of the newest revision, in Russian. */
static struct text_waive waiver_of(struct sim *s, struct str text)
{
	const struct instrument *of = instrument_find(s->forum, text);
	uint32_t count = of == NULL ? 0 : of->revisions_count;
	return (struct text_waive){ .is_present = true,
		.ground = S("The Russian text follows."),
		.hash = count == 0 ? sim_key(text)->digest : of->revisions[count - 1].hash,
		.lang = S("ru"),
		.revision = count == 0 ? 1 : count,
		.text = text };
}

static struct sim_act make_chairs(struct sim *s, enum kind k, struct str text)
{
	struct sim_act a = { .kind = k };
	union content *c = &a.content;
	if (k == KIND_TEXT_OPEN)
		c->text_open = (struct text_open){ true, text };
	else if (k == KIND_TEXT_ACCEPT)
		c->text_accept = (struct text_accept){ .is_present = true,
			.hash = base_of(s, text, S("op1")),
			.from = 2,
			.to = 3,
			.others = S("leave"),
			.proposal = newest_proposal(s, text),
			.text = text,
			.unit = S("op1") };
	else if (k == KIND_TEXT_RESTRUCTURE)
		c->text_restructure = (struct text_restructure){ .is_present = true,
			.change = 1, .proposal = newest_proposal(s, text), .text = text };
	else if (k == KIND_TEXT_AGREE)
		c->text_agree = (struct text_agree){ .is_present = true,
			.level = S("agreed"), .text = text, .units = sim_strs(s, S("pp1")) };
	else if (k == KIND_TEXT_REOPEN)
		c->text_reopen = (struct text_reopen){ .is_present = true,
			.from = INTEGER_ABSENT,
			.ground = S("By consensus."),
			.text = text,
			.unit = S("pp1") };
	else if (k == KIND_TEXT_LOCK)
		c->text_lock = (struct text_lock){ .is_present = true,
			.from = 3,
			.hash = base_of(s, text, S("op1")),
			.text = text,
			.to = 5,
			.unit = S("op1") };
	else if (k == KIND_TEXT_PACKAGE)
		c->text_package = (struct text_package){ .is_present = true,
			.package = S("p-1"),
			.text = text,
			.units = sim_strs(s, S("op1")) };
	else if (k == KIND_TEXT_ARRANGE)
		c->text_arrange = (struct text_arrange){ .is_present = true,
			.attribution = S("none"), .text = text };
	else if (k == KIND_TEXT_SPLIT)
		c->text_split = (struct text_split){ .is_present = true,
			.at = 3,
			.hash = base_of(s, text, S("op1")),
			.into = sim_str(s, "s%u", s->made++),
			.text = text,
			.unit = S("op1") };
	else if (k == KIND_TEXT_JOIN)
		c->text_join = (struct text_join){ .is_present = true,
			.hash = base_of(s, text, S("op1")),
			.other = S("a"),
			.other_hash = base_of(s, text, S("a")),
			.text = text,
			.unit = S("op1") };
	else if (k == KIND_TEXT_WAIVE)
		c->text_waive = waiver_of(s, text);
	else
		c->text_close = (struct text_close){
			.is_present = true, .outcome = S("abandoned"), .text = text };
	struct str chair = chair_party(s->forum, S("soc"), s->now);
	return as(s, a, chair.n > 0 ? sim_str(s, "%.*s/envoy", STR_ARG(chair)) : S("aa/envoy"));
}

static struct text_corrected_list languages_of(struct sim *s, struct text_edit_list en)
{
	struct text_corrected *at = arena_array(&s->scratch, struct text_corrected, 2);
	at[0] = (struct text_corrected){ .is_present = true, .edits = en, .lang = S("en") };
	return (struct text_corrected_list){ 1, at };
}

/* "shall" reads "should". */
static struct text_correct correction_of(struct sim *s, struct str text)
{
	const struct instrument_unit *op1 = instrument_unit_find(s->forum, text, S("op1"));
	return (struct text_correct){ .is_present = true,
		.languages = languages_of(s, one_edit(s, sim_text_edit(op1, 2, 3, S(" should")))),
		.symbol = sim_str(s, "TEXT/Corr.%u", s->made++ + 1),
		.text = text };
}

struct sim_act sim_text_act(struct sim *s, enum kind k, struct str code)
{
	struct str text = code.n > 0 ? code : newest_text(s);
	struct sim_act a = { .kind = k };
	switch ((int)k) {
	case KIND_TEXT_TABLE:
		a.content.text_table = (struct text_table){ .is_present = true,
			.authentic = sim_strs(s, S("ru")),
			.body = S("soc"),
			.code = code.n > 0 ? code : TEXT,
			.lang = S("en"),
			.title = sim_names(s, S("A text")),
			.units = units_of(s, "") };
		return as(s, a, S("bb/envoy"));
	case KIND_TEXT_ADD:
		a.content.text_add =
		    (struct text_add){ .is_present = true, .text = text, .units = units_of(s, "b-") };
		return as(s, a, S("bb/envoy"));
	case KIND_TEXT_REVISE:
		a.content.text_revise = (struct text_revise){
			.is_present = true, .symbol = sim_str(s, "TEXT/%u", s->made++), .text = text };
		return as(s, a, sim_officer(s, 1));
	case KIND_TEXT_TRANSLATE:
		a.content.text_translate = (struct text_translate){ .is_present = true,
			.from = base_of(s, text, S("op1")),
			.lang = S("ru"),
			.state = S("draft"),
			.text = text,
			.unit = S("op1"),
			.words = S("Государства-члены сотрудничают тесно и регулярно.") };
		return as(s, a, sim_officer(s, 1));
	case KIND_TEXT_CORRECT:
		a.content.text_correct = correction_of(s, text);
		return as(s, a, sim_officer(s, 1));
	case KIND_TEXT_OPEN:
	case KIND_TEXT_ACCEPT:
	case KIND_TEXT_RESTRUCTURE:
	case KIND_TEXT_AGREE:
	case KIND_TEXT_REOPEN:
	case KIND_TEXT_CLOSE:
	case KIND_TEXT_WAIVE:
	case KIND_TEXT_LOCK:
	case KIND_TEXT_SPLIT:
	case KIND_TEXT_JOIN:
	case KIND_TEXT_PACKAGE:
	case KIND_TEXT_ARRANGE:
		return make_chairs(s, k, text);
	default:
		return make_partys(s, k, text);
	}
}

struct sim_act sim_text_propose_change(struct sim *s, struct str op)
{
	struct sim_act a = sim_text_act(s, KIND_TEXT_PROPOSE, STR_NONE);
	struct text_change *at = arena_array(&s->scratch, struct text_change, 1);
	bool is_new = str_eq(op, S("new")), is_alternative = str_eq(op, S("alternative"));
	at[0] = (struct text_change){ .is_present = true,
		.op = op,
		.unit = is_new ? sim_str(s, "n%u", s->made++) : S("pp1"),
		.after = is_new || str_eq(op, S("move")) ? S("op1") : STR_NONE,
		.kind = is_new ? S("paragraph") : STR_NONE,
		.text = is_new || is_alternative ? S("States meet yearly.") : STR_NONE };
	a.content.text_propose.edits = (struct text_edit_list){ 0, NULL };
	a.content.text_propose.changes = (struct text_change_list){ 1, at };
	return a;
}

void sim_text_open(struct sim *s)
{
	sim_do(s, sim_text_act(s, KIND_TEXT_TABLE, TEXT));
	sim_do(s, sim_text_act(s, KIND_TEXT_OPEN, TEXT));
}

/* Every unit that is open and has no brackets. */
static struct strs units_open(struct sim *s, const struct instrument *of)
{
	struct str *at = arena_array(&s->scratch, struct str, of->order_count);
	uint32_t n = 0;
	for (uint32_t i = 0; i < of->order_count; i++) {
		const struct instrument_unit *u = instrument_unit_at(s->forum, of, i);
		if (u->status == UNIT_AGREED || instrument_unit_is_contested(s->forum, of, u->id))
			continue;
		uint32_t place = n++;
		for (; place > 0 && str_cmp(at[place - 1], u->id) > 0; place--)
			at[place] = at[place - 1];
		at[place] = u->id;
	}
	return (struct strs){ n, at };
}

static struct sim_act agree_all(struct sim *s, const struct instrument *of)
{
	struct sim_act a = sim_text_act(s, KIND_TEXT_AGREE, of->code);
	a.content.text_agree.units = units_open(s, of);
	return a;
}

static struct sim_act close_finished(struct sim *s, struct str code)
{
	struct sim_act a = sim_text_act(s, KIND_TEXT_CLOSE, code);
	a.content.text_close.outcome = S("finished");
	return a;
}

void sim_text_finish(struct sim *s)
{
	sim_do(s, agree_all(s, instrument_find(s->forum, TEXT)));
	sim_do(s, close_finished(s, TEXT));
}

struct sim_act sim_text_due(struct sim *s, enum kind k)
{
	if (k == KIND_TEXT_TABLE)
		return sim_text_act(s, k, TEXT);
	if (k == KIND_TEXT_ADD || k == KIND_TEXT_OPEN) {
		sim_do(s, sim_text_act(s, KIND_TEXT_TABLE, TEXT));
		return sim_text_act(s, k, TEXT);
	}
	sim_text_open(s);
	bool needs_proposal = k == KIND_TEXT_COSPONSOR || k == KIND_TEXT_WITHDRAW ||
	    k == KIND_TEXT_TAKE || k == KIND_TEXT_CONFIRM || k == KIND_TEXT_POSITION ||
	    k == KIND_TEXT_ACCEPT;
	if (k == KIND_TEXT_CONFIRM) {
		/* cc's "may" is taken, bb's "should" stays and must be confirmed */
		sim_do(s, sim_text_act(s, KIND_TEXT_PROPOSE, TEXT));
		struct sim_act other = as(s, sim_text_act(s, KIND_TEXT_PROPOSE, TEXT), S("cc/envoy"));
		other.content.text_propose.edits =
		    one_edit(s,
			sim_text_edit(instrument_unit_find(s->forum, TEXT, S("op1")), 2, 3, S(" may")));
		sim_do(s, other);
		sim_do(s, sim_text_act(s, KIND_TEXT_ACCEPT, TEXT));
		struct sim_act a = sim_text_act(s, k, TEXT);
		a.content.text_confirm.proposal = 1;
		return a;
	}
	if (needs_proposal)
		sim_do(s, sim_text_act(s, KIND_TEXT_PROPOSE, TEXT));
	if (k == KIND_TEXT_TAKE)
		sim_do(s, sim_text_act(s, KIND_TEXT_WITHDRAW, TEXT));
	if (k == KIND_TEXT_RESTRUCTURE)
		sim_do(s, sim_text_propose_change(s, S("new")));
	if (k == KIND_TEXT_REOPEN)
		sim_do(s, sim_text_act(s, KIND_TEXT_AGREE, TEXT));
	if (k == KIND_TEXT_WAIVE)
		sim_do(s, sim_text_act(s, KIND_TEXT_REVISE, TEXT));
	if (k == KIND_TEXT_CORRECT)
		sim_text_finish(s);
	return sim_text_act(s, k, TEXT);
}

/* Mostly the same one, so that proposals meet. */
static const struct instrument_unit *unit_random(struct sim *s, struct gen *g,
    const struct instrument *of)
{
	uint32_t place = gen_chance(g, 3, 4) && of->order_count > 2
	    ? 2
	    : (uint32_t)gen_below(g, of->order_count);
	return instrument_unit_at(s->forum, of, place);
}

/* Edits of one unit at random words. */
static struct text_edit_list edits_random(struct sim *s, struct gen *g, const struct instrument *of)
{
	static const struct str words[] = { { "", 0 }, { " should", 7 }, { " may", 4 }, { " closely", 8 },
		{ " in good faith", 14 }, { ",", 1 }, { " shall cooperate", 16 }, { "x", 1 } };
	SCOPE_ARENA(a, (size_t)64 * 1024 * 1024);
	struct lexicon l;
	struct words base;
	lexicon_init(&l, &a, 1);
	const struct instrument_unit *u = unit_random(s, g, of);
	if (words_cut(&l, &a, u->words, &base, NULL) != RC_OK)
		return (struct text_edit_list){ 0, NULL };
	struct text_edit *at = arena_array(&s->scratch, struct text_edit, 3);
	uint32_t n = 0, from = 0, wanted = 1 + (uint32_t)gen_below(g, 2);
	while (n < wanted && from <= base.count) {
		uint32_t room = base.count - from < 3 ? base.count - from : 3;
		uint32_t lo = from + (uint32_t)gen_below(g, room + 1);
		uint32_t hi = lo + (uint32_t)gen_below(g, (base.count - lo < 3 ? base.count - lo : 3) + 1);
		at[n++] = sim_text_edit(u, lo, hi, words[gen_below(g, CM_COUNT(words))]);
		from = hi + 1;
	}
	return (struct text_edit_list){ n, at };
}

/* One of the choices that stand in a unit, and one of its alternatives, or none. */
static void accept_random(struct sim *s, struct gen *g, const struct instrument *of,
    struct text_accept *c)
{
	static const struct str others[] = { { "leave", 5 }, { "close", 5 }, { "beside", 6 } };
	SCOPE_ARENA(a, (size_t)64 * 1024 * 1024);
	struct lexicon l;
	struct unit_work work;
	struct choice_walk w;
	lexicon_init(&l, &a, 1);
	const struct instrument_unit *u = unit_random(s, g, of);
	c->unit = u->id;
	c->hash = u->hash;
	c->others = others[gen_bool(g) ? 0 : gen_below(g, 3)];
	const struct text_desk desk = { &a, &l, s->forum, of };
	if (unit_work_make(&work, &desk, u, NULL) != RC_OK)
		return;
	choice_walk_init(&w, work.base, work.choices);
	for (enum choice_event e; (e = choice_walk_next(&w)) != CHOICE_END;) {
		if (e != CHOICE_OPENS)
			continue;
		const struct choice *at = w.choice;
		c->from = at->lo;
		c->to = at->hi;
		c->proposal = at->alts[gen_below(g, at->alt_count)].by[0];
		if (gen_chance(g, 1, 4))
			c->proposal = INTEGER_ABSENT;
		if (gen_bool(g))
			return;
	}
}

/* Locked words, or an agreed unit. */
static void reopen_random(struct sim *s, struct gen *g, const struct instrument *of,
    struct text_reopen *c)
{
	uint32_t first = (uint32_t)gen_below(g, of->order_count);
	bool is_lock = gen_bool(g);
	for (uint32_t i = 0; i < of->order_count; i++) {
		const struct instrument_unit *u =
		    instrument_unit_at(s->forum, of, (first + i) % of->order_count);
		c->unit = u->id;
		if (is_lock && u->locks_count > 0) {
			c->from = u->locks[gen_below(g, u->locks_count)].from;
			return;
		}
		if (!is_lock && u->status != UNIT_OPEN)
			return;
	}
}

/* Russian words of a unit that has some. */
static struct text_edit_list edits_in_russian(struct sim *s, struct gen *g,
    const struct instrument *of)
{
	for (uint32_t i = 0; i < of->order_count; i++) {
		const struct instrument_unit *u = instrument_unit_at(s->forum, of, i);
		if (u->translations_count == 0)
			continue;
		struct text_edit edit = sim_text_edit(u, 0, 1, gen_bool(g) ? S(" Участники") : STR_NONE);
		const struct str words = u->translations[0].text;
		sha256(&edit.hash, words.p, words.n);
		return one_edit(s, edit);
	}
	return (struct text_edit_list){ 0, NULL };
}

static struct text_change_list change_random(struct sim *s, struct gen *g,
    const struct instrument *of)
{
	static const struct str ops[] = { { "new", 3 }, { "delete", 6 }, { "move", 4 },
		{ "relabel", 7 } };
	struct text_change *at = arena_array(&s->scratch, struct text_change, 2);
	uint32_t count = 1 + (uint32_t)gen_below(g, 2);
	for (uint32_t i = 0; i < count; i++) {
		const struct instrument_unit *u =
		    instrument_unit_at(s->forum, of, (uint32_t)gen_below(g, of->order_count));
		bool is_new = gen_chance(g, 1, 3);
		at[i] = (struct text_change){ .is_present = true,
			.after = instrument_unit_at(s->forum, of,
			    (uint32_t)gen_below(g, of->order_count))->id,
			.kind = S("paragraph"),
			.label = gen_bool(g) ? S("OP9") : STR_NONE,
			.op = is_new ? ops[0] : ops[gen_below(g, 4)],
			.text = S("It is so printed."),
			.unit = is_new ? sim_str(s, "c%u", s->made++) : u->id };
	}
	return (struct text_change_list){ count, at };
}

static struct sim_act correct_random(struct sim *s, struct gen *g, const struct instrument *of)
{
	struct sim_act a = sim_text_act(s, KIND_TEXT_CORRECT, of->code);
	struct text_correct *c = &a.content.text_correct;
	c->languages = languages_of(s, edits_random(s, g, of));
	if (gen_bool(g)) {
		struct text_corrected *at = arena_array(&s->scratch, struct text_corrected, 2);
		at[0] = c->languages.at[0];
		at[1] = (struct text_corrected){ .is_present = true,
			.edits = edits_in_russian(s, g, of), .lang = S("ru") };
		c->languages = (struct text_corrected_list){ 2, at };
	}
	if (gen_bool(g))
		c->changes = change_random(s, g, of);
	return a;
}

static void join_random(struct sim *s, struct gen *g, const struct instrument *of, struct text_join *c)
{
	if (of->order_count < 2)
		return;
	uint32_t place = (uint32_t)gen_below(g, of->order_count - 1);
	const struct instrument_unit *u = instrument_unit_at(s->forum, of, place);
	const struct instrument_unit *next =
	    instrument_unit_at(s->forum, of, gen_chance(g, 7, 8) ? place + 1 : 0);
	c->unit = u->id;
	c->hash = u->hash;
	c->other = next->id;
	c->other_hash = next->hash;
}

static struct text_number_list numbers_random(struct sim *s, struct gen *g,
    const struct instrument *of)
{
	struct text_number *at = arena_array(&s->scratch, struct text_number, of->proposals.count + 1);
	uint32_t n = 0;
	for (uint32_t i = of->proposals.count; i > 0 && n < 3; i--) {
		if (gen_bool(g))
			at[n++] = (struct text_number){ true, i };
	}
	return (struct text_number_list){ n, at };
}

static void package_random(struct sim *s, struct gen *g, const struct instrument *of,
    struct text_package *c)
{
	c->package = gen_bool(g) ? S("p-1") : S("p-2");
	c->proposals = numbers_random(s, g, of);
	c->units = sim_strs(s, instrument_unit_at(s->forum, of, 0)->id);
	c->units.count = gen_chance(g, 1, 2);
}

static void arrange_random(struct sim *s, struct gen *g, struct text_arrange *c)
{
	static const struct str whom[] = { { "names", 5 }, { "groups", 6 }, { "none", 4 } };
	c->attribution = whom[gen_below(g, 3)];
	c->exclusive = gen_chance(g, 1, 4);
	if (gen_bool(g))
		c->order = sim_strs(s, gen_bool(g) ? S("cc") : S("bb"));
	if (!str_eq(c->attribution, S("groups")))
		return;
	struct text_group *at = arena_array(&s->scratch, struct text_group, 1);
	at[0] = (struct text_group){ true, S("Group"), sim_strs(s, gen_bool(g) ? S("bb") : S("cc")) };
	c->groups = (struct text_group_list){ 1, at };
}

static struct sim_act chairs_random(struct sim *s, struct gen *g, enum kind k,
    const struct instrument *of)
{
	struct sim_act a = sim_text_act(s, k, of->code);
	if (of->order_count == 0)
		return a;
	const struct instrument_unit *u =
	    instrument_unit_at(s->forum, of, (uint32_t)gen_below(g, of->order_count));
	if (k == KIND_TEXT_ACCEPT)
		accept_random(s, g, of, &a.content.text_accept);
	if (k == KIND_TEXT_AGREE) {
		a.content.text_agree.units = sim_strs(s, u->id);
		a.content.text_agree.level = gen_bool(g) ? S("ad-ref") : S("agreed");
	}
	if (k == KIND_TEXT_REOPEN)
		reopen_random(s, g, of, &a.content.text_reopen);
	if (k == KIND_TEXT_SPLIT) {
		u = unit_random(s, g, of);
		a.content.text_split.unit = u->id;
		a.content.text_split.hash = u->hash;
		a.content.text_split.at = 1 + (int64_t)gen_below(g, 5);
	}
	if (k == KIND_TEXT_PACKAGE)
		package_random(s, g, of, &a.content.text_package);
	if (k == KIND_TEXT_ARRANGE)
		arrange_random(s, g, &a.content.text_arrange);
	if (k == KIND_TEXT_JOIN)
		join_random(s, g, of, &a.content.text_join);
	if (k == KIND_TEXT_LOCK) {
		struct text_lock *c = &a.content.text_lock;
		u = unit_random(s, g, of);
		c->unit = u->id;
		c->hash = u->hash;
		c->from = (int64_t)gen_below(g, 6);
		c->to = c->from + (int64_t)gen_below(g, 4);
	}
	if (k == KIND_TEXT_RESTRUCTURE) {
		a.content.text_restructure.proposal =
		    1 + (int64_t)gen_below(g, of->proposals.count + 1);
		a.content.text_restructure.closes = gen_chance(g, 1, 4);
	}
	if (k == KIND_TEXT_TRANSLATE) {
		a.content.text_translate.unit = u->id;
		if (gen_chance(g, 3, 4))
			a.content.text_translate.from = u->hash;
	}
	if (k == KIND_TEXT_CLOSE && gen_bool(g))
		a.content.text_close.outcome = S("finished");
	return a;
}

/* One that the act is due on, as likely as not. */
static int64_t number_random(struct sim *s, struct gen *g, enum kind k, const struct instrument *of)
{
	int64_t any = 1 + (int64_t)gen_below(g, of->proposals.count + 1);
	for (uint32_t i = of->proposals.count; i > 0 && gen_chance(g, 7, 8); i--) {
		const struct instrument_proposal *p = instrument_proposal_find(s->forum, of, i);
		bool is_due = (k == KIND_TEXT_CONFIRM && p->must_confirm && p->state == PROPOSAL_LIVE) ||
		    (k == KIND_TEXT_TAKE && p->state == PROPOSAL_WITHDRAWN) ||
		    (k != KIND_TEXT_TAKE && k != KIND_TEXT_CONFIRM && p->state == PROPOSAL_LIVE);
		if (is_due)
			return i;
	}
	return any;
}

/* The change, of any unit, and an alternative in any words. */
static struct text_change_list change_varied(struct sim *s, struct gen *g, const struct instrument *of,
    const struct text_change *change)
{
	static const struct str words[] = { S("States meet yearly."), S("States shall meet."),
		S("Member States shall cooperate"), S("may") };
	struct text_change *c = arena_array(&s->scratch, struct text_change, 1);
	*c = *change;
	if (!str_eq(c->op, S("new")) && of->order_count > 0 && gen_bool(g))
		c->unit = instrument_unit_at(s->forum, of, (uint32_t)gen_below(g, of->order_count))->id;
	if (str_eq(c->op, S("alternative")))
		c->text = words[gen_below(g, CM_COUNT(words))];
	return (struct text_change_list){ 1, c };
}

static struct sim_act partys_random(struct sim *s, struct gen *g, enum kind k,
    const struct instrument *of)
{
	static const char *const parties[] = { "aa", "bb", "cc", "dd", "oo" };
	static const struct str ops[] = { { "new", 3 }, { "delete", 6 }, { "move", 4 },
		{ "alternative", 11 } };
	static const struct str stances[] = { { "support", 7 }, { "oppose", 6 }, { "reserve", 7 },
		{ "maybe", 5 } };
	struct sim_act a = k == KIND_TEXT_PROPOSE && gen_chance(g, 1, 4)
	    ? sim_text_propose_change(s, ops[gen_below(g, CM_COUNT(ops))])
	    : sim_text_act(s, k, of->code);
	int64_t number = number_random(s, g, k, of);
	const struct instrument_proposal *p = instrument_proposal_find(s->forum, of, number);
	struct str who = sim_str(s, "%s/envoy", parties[gen_below(g, CM_COUNT(parties))]);
	bool is_authors = k == KIND_TEXT_WITHDRAW || k == KIND_TEXT_CONFIRM;
	if (p != NULL && is_authors && gen_chance(g, 3, 4))
		who = sim_str(s, "%.*s/envoy", STR_ARG(p->party));
	if (k == KIND_TEXT_PROPOSE && a.content.text_propose.changes.count == 0 && of->order_count > 0)
		a.content.text_propose.edits = edits_random(s, g, of);
	if (k == KIND_TEXT_PROPOSE)
		a.content.text_propose.text = of->code;
	if (k == KIND_TEXT_PROPOSE && a.content.text_propose.changes.count > 0)
		a.content.text_propose.changes = change_varied(s, g, of, a.content.text_propose.changes.at);
	if (k == KIND_TEXT_COSPONSOR)
		a.content.text_cosponsor.proposal = number;
	if (k == KIND_TEXT_WITHDRAW)
		a.content.text_withdraw.proposal = number;
	if (k == KIND_TEXT_TAKE)
		a.content.text_take.proposal = number;
	if (k == KIND_TEXT_CONFIRM)
		a.content.text_confirm.proposal = number;
	if (k == KIND_TEXT_POSITION) {
		a.content.text_position.proposal = number;
		a.content.text_position.stance = stances[gen_below(g, CM_COUNT(stances))];
		if (of->packages_count > 0 && gen_bool(g)) {
			a.content.text_position.proposal = INTEGER_ABSENT;
			a.content.text_position.package = of->packages[0].code;
		}
	}
	return as(s, a, who);
}

static bool waits_for_confirmation(struct sim *s, const struct instrument *of)
{
	for (uint32_t i = 1; i <= of->proposals.count; i++) {
		const struct instrument_proposal *p = instrument_proposal_find(s->forum, of, i);
		if (p->must_confirm && p->state == PROPOSAL_LIVE)
			return true;
	}
	return false;
}

struct sim_act sim_text_random(struct sim *s, struct gen *g)
{
	static const enum kind kinds[] = { KIND_TEXT_PROPOSE, KIND_TEXT_PROPOSE, KIND_TEXT_PROPOSE,
		KIND_TEXT_PROPOSE, KIND_TEXT_PROPOSE, KIND_TEXT_PROPOSE, KIND_TEXT_ACCEPT,
		KIND_TEXT_ACCEPT, KIND_TEXT_ACCEPT,
		KIND_TEXT_COSPONSOR, KIND_TEXT_WITHDRAW, KIND_TEXT_TAKE, KIND_TEXT_CONFIRM,
		KIND_TEXT_POSITION, KIND_TEXT_RESTRUCTURE, KIND_TEXT_RESTRUCTURE, KIND_TEXT_AGREE,
		KIND_TEXT_REOPEN, KIND_TEXT_REVISE, KIND_TEXT_TRANSLATE, KIND_TEXT_CLOSE,
		KIND_TEXT_WAIVE, KIND_TEXT_LOCK, KIND_TEXT_LOCK, KIND_TEXT_SPLIT, KIND_TEXT_JOIN,
		KIND_TEXT_PACKAGE, KIND_TEXT_ARRANGE };
	uint32_t count = instrument_count(s->forum);
	if (count == 0 || gen_chance(g, 1, 60))
		return sim_text_act(s, KIND_TEXT_TABLE, sim_str(s, "draft-%u", s->made++));
	const struct instrument *of = instrument_at(s->forum, count - 1);
	if (of->state == INSTRUMENT_TABLED)
		return sim_text_act(s, gen_chance(g, 1, 5) ? KIND_TEXT_ADD : KIND_TEXT_OPEN, of->code);
	if (of->state == INSTRUMENT_FINISHED && gen_chance(g, 1, 8))
		return sim_text_act(s, KIND_TEXT_TABLE, sim_str(s, "draft-%u", s->made++));
	if (of->state == INSTRUMENT_FINISHED && gen_chance(g, 3, 4))
		return correct_random(s, g, of);
	if (of->state == INSTRUMENT_OPEN && of->order_count > 0 && gen_chance(g, 1, 12))
		return units_open(s, of).count > 0 ? agree_all(s, of) : close_finished(s, of->code);
	enum kind k = kinds[gen_below(g, CM_COUNT(kinds))];
	if (k == KIND_TEXT_CLOSE && gen_chance(g, 4, 5))
		k = KIND_TEXT_PROPOSE;
	if (waits_for_confirmation(s, of) && gen_chance(g, 1, 3))
		k = KIND_TEXT_CONFIRM;
	bool is_partys = k >= KIND_TEXT_PROPOSE && k <= KIND_TEXT_POSITION;
	return is_partys ? partys_random(s, g, k, of) : chairs_random(s, g, k, of);
}
