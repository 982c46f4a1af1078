#include "base/arena.h"
#include "view/akn_priv.h"

/* Where the next unit goes. */
enum place { PLACE_PREFACE, PLACE_PREAMBLE, PLACE_BODY };

/* A choice that is open while what lies in it is written. */
struct open_choice {
	uint32_t number; /* in its unit, in reading order */
	struct open_choice *up;
};

static void choice_id(struct akn *k, const struct draft_unit *u, uint32_t number)
{
	xml_out_attr_part(&k->x, S("unit-"));
	akn_id(k, u->id);
	xml_out_attr_part(&k->x, S("__choice-"));
	xml_out_attr_number(&k->x, number);
}

static void part_id(
    struct akn *k, const struct draft_unit *u, uint32_t number, uint32_t alt)
{
	choice_id(k, u, number);
	if (alt == CHOICE_KEEP) {
		xml_out_attr_part(&k->x, S("__keep"));
		return;
	}
	xml_out_attr_part(&k->x, S("__alt-"));
	xml_out_attr_number(&k->x, (int64_t)alt + 1);
}

static void keep_open(struct akn *k, const struct draft_unit *u, const struct choice *c, uint32_t number)
{
	uint32_t count = 0, at = 0, *by;

	for (uint32_t i = 0; i < c->alt_count; i++)
		count += c->alts[i].by_count;
	by = arena_array(k->arena, uint32_t, count + 1);
	for (uint32_t i = 0; i < c->alt_count; i++)
		for (uint32_t p = 0; p < c->alts[i].by_count; p++)
			by[at++] = c->alts[i].by[p];
	xml_out_open(&k->x, "inline");
	xml_out_attr(&k->x, "name", S("keep"));
	xml_out_attr_begin(&k->x, "eId");
	part_id(k, u, number, CHOICE_KEEP);
	xml_out_attr_end(&k->x);
	xml_out_open(&k->x, "del");
	akn_refers(k, by, count);
}

static void choice_open(
    struct akn *k, const struct draft_unit *u, const struct choice *c, uint32_t number)
{
	xml_out_open(&k->x, "inline");
	xml_out_attr(&k->x, "name", S("choice"));
	xml_out_attr_begin(&k->x, "eId");
	choice_id(k, u, number);
	xml_out_attr_end(&k->x);
	if (c->lo < c->hi)
		keep_open(k, u, c, number);
}

/* To delete is an alternative without words. */
static void choice_close(
    struct akn *k, const struct draft_unit *u, const struct choice *c, uint32_t number)
{
	struct xml_out *x = &k->x;

	if (c->lo < c->hi) {
		xml_out_close(x, "del");
		xml_out_close(x, "inline");
	}
	for (uint32_t i = 0; i < c->alt_count; i++) {
		const char *name = c->alts[i].text.count > 0 ? "ins" : "inline";

		xml_out_open(x, name);
		if (c->alts[i].text.count == 0)
			xml_out_attr(x, "name", S("delete"));
		xml_out_attr_begin(x, "eId");
		part_id(k, u, number, i);
		xml_out_attr_end(x);
		akn_refers(k, c->alts[i].by, c->alts[i].by_count);
		if (c->lo < c->hi) {
			xml_out_attr_begin(x, "alternativeTo");
			part_id(k, u, number, CHOICE_KEEP);
			xml_out_attr_end(x);
		}
		akn_words(k, c->alts[i].text, false);
		xml_out_close(x, name);
	}
	xml_out_close(x, "inline");
}

static void own_words(struct akn *k, const struct draft_unit *u)
{
	struct open_choice *open = NULL, *next;
	struct choice_walk w;
	enum choice_event event;
	uint32_t number = 0;

	choice_walk_init(&w, u->base, u->choices);
	while ((event = choice_walk_next(&w)) != CHOICE_END && !k->x.out->failed) {
		if (event == CHOICE_WORDS) {
			akn_words(k, w.words, w.from == 0);
		} else if (event == CHOICE_OPENS) {
			next = arena_try(k->arena, sizeof *next, _Alignof(struct open_choice));
			if (next == NULL) {
				k->x.out->failed = true;
				return;
			}
			*next = (struct open_choice){ ++number, open };
			open = next;
			choice_open(k, u, w.choice, number);
		} else if (open != NULL) {
			choice_close(k, u, w.choice, open->number);
			open = open->up;
		}
	}
}

/* "[KAZ: ru]": an alternative that waits for its translation, and the language it is in. */
static void wait(struct akn *k, const struct draft_unit *u, uint32_t proposal)
{
	const struct draft_proposal *p = draft_proposal_of(k->d, proposal);
	struct xml_out *x = &k->x;

	if (p == NULL || u->choices.count == 0)
		return;
	xml_out_open(x, "remark");
	xml_out_attr(x, "status", S("incomplete"));
	akn_refers(k, &proposal, 1);
	xml_out_text(x, S(" ["));
	xml_out_text(x, p->short_name.n > 0 ? p->short_name : p->party);
	xml_out_text(x, S(": "));
	xml_out_text(x, p->lang);
	xml_out_text(x, S("]"));
	xml_out_close(x, "remark");
}

const struct unit_text *akn_text_in(const struct draft_unit *u, struct str lang)
{
	for (uint32_t i = 0; i < u->texts_count; i++)
		if (str_eq(u->texts[i].lang, lang))
			return &u->texts[i];
	return NULL;
}

static void other_words(struct akn *k, const struct draft_unit *u)
{
	const struct unit_text *t = akn_text_in(u, k->order->lang);
	struct xml_out *x = &k->x;

	if (t != NULL && t->state != TRANSLATION_MISSING) {
		xml_out_text(x, t->text);
	} else {
		xml_out_open(x, "remark");
		xml_out_attr(x, "status", S("incomplete"));
		xml_out_text(x, S("["));
		xml_out_text(x, k->d->lang);
		xml_out_text(x, S("]"));
		xml_out_close(x, "remark");
	}
	for (uint32_t i = 0; i < u->proposals.count; i++)
		wait(k, u, u->proposals.at[i].id);
}

/* The attributes of the element that is the unit. */
static void unit_attrs(struct akn *k, const struct draft_unit *u, bool has_num)
{
	struct xml_out *x = &k->x;
	struct str status = unit_status_name(u->status);
	const struct unit_text *t;

	akn_unit_id(k, u);
	xml_out_attr_begin(x, "refersTo");
	xml_out_attr_part(x, S("#status-"));
	xml_out_attr_part(x, status);
	xml_out_attr_end(x);
	xml_out_attr(x, "c:kind", unit_kind_name(u->kind));
	xml_out_attr(x, "c:status", status);
	if (!has_num && u->label.n > 0)
		xml_out_attr(x, "c:label", u->label);
	if (k->is_own)
		return;
	t = akn_text_in(u, k->order->lang);
	xml_out_attr(x, "c:state", translation_state_name(t != NULL ? t->state : TRANSLATION_MISSING));
	if (t == NULL)
		return;
	xml_out_attr_begin(x, "c:from");
	buf_hex(x->out, t->from.bytes, sizeof t->from.bytes);
	xml_out_attr_end(x);
	if (t->is_stale)
		xml_out_attr(x, "c:stale", S("true"));
}

static void unit_words(struct akn *k, const struct draft_unit *u, const char *element)
{
	xml_out_open(&k->x, element);
	xml_out_attr(&k->x, "xml:space", S("preserve"));
	if (k->is_own)
		own_words(k, u);
	else
		other_words(k, u);
	xml_out_close(&k->x, element);
}

static void unit_num(struct akn *k, const struct draft_unit *u)
{
	if (u->label.n > 0)
		xml_out_element(&k->x, "num", u->label);
}

/* The element in which a change stands, among units of this place. */
static const char *change_element(enum place place, bool in_recitals)
{
	if (place == PLACE_BODY)
		return "hcontainer";
	return in_recitals ? "recital" : "p";
}

/* What proposals put in place of a unit, or behind it; readers take it from the amendments. */
static void change_put(struct akn *k, uint32_t number, const char *element)
{
	const struct unit_change *c = &k->d->changes[number];
	struct xml_out *x = &k->x;
	bool is_body = str_eq(str_c(element), S("hcontainer")), is_p = str_eq(str_c(element), S("p"));

	xml_out_open(x, element);
	if (is_body)
		xml_out_attr(x, "name", unit_op_name(c->op));
	xml_out_attr_begin(x, "eId");
	xml_out_attr_part(x, S("change-"));
	xml_out_attr_number(x, (int64_t)number + 1);
	xml_out_attr_end(x);
	akn_refers(k, &c->proposal, 1);
	xml_out_attr(x, "status", S("incomplete"));
	if (c->op == OP_ALTERNATIVE) {
		xml_out_attr_begin(x, "alternativeTo");
		xml_out_attr_part(x, S("unit-"));
		akn_id(k, k->d->units[c->unit].id);
		xml_out_attr_end(x);
	}
	if (is_body)
		xml_out_open(x, "content");
	if (!is_p)
		xml_out_open(x, "p");
	xml_out_attr(x, "xml:space", S("preserve"));
	xml_out_element(x, "ins", c->text);
	if (!is_p)
		xml_out_close(x, "p");
	if (is_body)
		xml_out_close(x, "content");
	xml_out_close(x, element);
}

static void changes_put(struct akn *k, uint32_t unit, const char *element)
{
	for (uint32_t i = 0; i < k->d->changes_count && k->is_own; i++) {
		const struct unit_change *c = &k->d->changes[i];

		if (c->unit == unit && (c->op == OP_NEW || c->op == OP_ALTERNATIVE))
			change_put(k, i, element);
	}
}

static bool has_kids(const struct draft *d, uint32_t unit)
{
	return unit + 1 < d->units_count && d->units[unit + 1].parent == unit;
}

static uint32_t preface_put(struct akn *k)
{
	const struct draft *d = k->d;
	uint32_t at = 0;
	bool is_open = d->units_count > 0 && d->units[0].kind == UNIT_TITLE && !has_kids(d, 0) &&
	    d->units[0].parent == DRAFT_NONE;

	for (uint32_t i = 0; i < d->changes_count && k->is_own && !is_open; i++)
		is_open = d->changes[i].op == OP_NEW && d->changes[i].unit == DRAFT_NONE;
	if (!is_open)
		return 0;
	xml_out_open(&k->x, "preface");
	changes_put(k, DRAFT_NONE, "p");
	while (at < d->units_count && d->units[at].kind == UNIT_TITLE && !has_kids(d, at) &&
	    d->units[at].parent == DRAFT_NONE) {
		xml_out_open(&k->x, "longTitle");
		unit_attrs(k, &d->units[at], false);
		unit_words(k, &d->units[at], "p");
		xml_out_close(&k->x, "longTitle");
		changes_put(k, at++, "p");
	}
	xml_out_close(&k->x, "preface");
	return at;
}

static bool is_preamble(const struct draft *d, uint32_t at)
{
	return at < d->units_count && !has_kids(d, at) && d->units[at].parent == DRAFT_NONE &&
	    (d->units[at].kind == UNIT_FORMULA || d->units[at].kind == UNIT_RECITAL);
}

static uint32_t recitals_put(struct akn *k, uint32_t at)
{
	const struct draft *d = k->d;

	xml_out_open(&k->x, "recitals");
	xml_out_attr_begin(&k->x, "eId");
	xml_out_attr_part(&k->x, S("recitals-"));
	xml_out_attr_number(&k->x, (int64_t)at + 1);
	xml_out_attr_end(&k->x);
	while (is_preamble(d, at) && d->units[at].kind == UNIT_RECITAL) {
		xml_out_open(&k->x, "recital");
		unit_attrs(k, &d->units[at], true);
		unit_num(k, &d->units[at]);
		unit_words(k, &d->units[at], "p");
		xml_out_close(&k->x, "recital");
		changes_put(k, at++, change_element(PLACE_PREAMBLE, true));
	}
	xml_out_close(&k->x, "recitals");
	return at;
}

static uint32_t preamble_put(struct akn *k, uint32_t at)
{
	const struct draft *d = k->d;

	if (!is_preamble(d, at))
		return at;
	xml_out_open(&k->x, "preamble");
	while (is_preamble(d, at)) {
		if (d->units[at].kind == UNIT_RECITAL) {
			at = recitals_put(k, at);
			continue;
		}
		xml_out_open(&k->x, "formula");
		xml_out_attr(&k->x, "name", S("enacting"));
		unit_attrs(k, &d->units[at], false);
		unit_words(k, &d->units[at], "p");
		xml_out_close(&k->x, "formula");
		changes_put(k, at++, change_element(PLACE_PREAMBLE, false));
	}
	xml_out_close(&k->x, "preamble");
	return at;
}

static const char *body_element(enum unit_kind kind)
{
	if (kind == UNIT_PARAGRAPH)
		return "paragraph";
	return kind == UNIT_POINT ? "point" : "hcontainer";
}

static void body_open(struct akn *k, uint32_t at)
{
	const struct draft_unit *u = &k->d->units[at];
	const char *element = body_element(u->kind), *words = has_kids(k->d, at) ? "intro" : "content";

	xml_out_open(&k->x, element);
	if (u->kind != UNIT_PARAGRAPH && u->kind != UNIT_POINT)
		xml_out_attr(&k->x, "name", unit_kind_name(u->kind));
	unit_attrs(k, u, true);
	unit_num(k, u);
	xml_out_open(&k->x, words);
	unit_words(k, u, "p");
	xml_out_close(&k->x, words);
	if (has_kids(k->d, at)) { /* what stands behind the unit stands before what lies in it */
		changes_put(k, at, "hcontainer");
		return;
	}
	xml_out_close(&k->x, element);
	changes_put(k, at, "hcontainer");
}

/* From the unit that is open, up to the one in which the next unit lies. */
static void body_close(struct akn *k, uint32_t open, uint32_t until)
{
	while (open != DRAFT_NONE && open != until) {
		xml_out_close(&k->x, body_element(k->d->units[open].kind));
		open = k->d->units[open].parent;
	}
}

static void body_put(struct akn *k, uint32_t at)
{
	const struct draft *d = k->d;
	uint32_t open = DRAFT_NONE;

	xml_out_open(&k->x, "mainBody");
	if (at == d->units_count)
		xml_out_element(&k->x, "p", STR_NONE);
	for (; at < d->units_count && !k->x.out->failed; at++) {
		body_close(k, open, d->units[at].parent);
		body_open(k, at);
		open = has_kids(d, at) ? at : d->units[at].parent;
	}
	body_close(k, open, DRAFT_NONE);
	xml_out_close(&k->x, "mainBody");
}

void akn_units(struct akn *k)
{
	uint32_t at = preface_put(k);

	at = preamble_put(k, at);
	body_put(k, at);
}

static void argument(struct akn *k, const char *element, const struct draft_unit *u, uint32_t proposal)
{
	xml_out_open(&k->x, element);
	if (u != NULL) {
		akn_unit_href(k, "href", u);
	} else {
		xml_out_attr_begin(&k->x, "href");
		xml_out_attr_part(&k->x, S("#proposal-"));
		xml_out_attr_number(&k->x, proposal);
		xml_out_attr_end(&k->x);
	}
	xml_out_close(&k->x, element);
}

static void part(
    struct akn *k, const char *element, const struct draft_unit *u, const uint32_t number[2])
{
	xml_out_open(&k->x, element);
	xml_out_attr_begin(&k->x, "href");
	xml_out_attr_part(&k->x, S("#"));
	part_id(k, u, number[0], number[1]);
	xml_out_attr_end(&k->x);
	xml_out_close(&k->x, element);
}

static struct str modification_type(const struct choice *c)
{
	if (c->lo == c->hi)
		return S("insertion");
	return c->alt_count == 1 && c->alts[0].text.count == 0 ? S("repeal") : S("substitution");
}

static void modification(
    struct akn *k, const struct draft_unit *u, const struct choice *c, uint32_t number)
{
	struct xml_out *x = &k->x;

	xml_out_open(x, "textualMod");
	xml_out_attr(x, "type", modification_type(c));
	xml_out_attr_begin(x, "eId");
	xml_out_attr_part(x, S("mod-"));
	choice_id(k, u, number);
	xml_out_attr_end(x);
	xml_out_attr(x, "status", S("incomplete"));
	for (uint32_t i = 0; i < c->alt_count; i++)
		for (uint32_t p = 0; p < c->alts[i].by_count; p++)
			argument(k, "source", NULL, c->alts[i].by[p]);
	argument(k, "destination", u, 0);
	if (c->lo < c->hi)
		part(k, "old", u, (uint32_t[2]){ number, CHOICE_KEEP });
	for (uint32_t i = 0; i < c->alt_count; i++)
		part(k, "new", u, (uint32_t[2]){ number, i });
	xml_out_close(x, "textualMod");
}

static void unit_modifications(struct akn *k, const struct draft_unit *u)
{
	struct choice_walk w;
	enum choice_event event;
	uint32_t number = 0;

	choice_walk_init(&w, u->base, u->choices);
	while ((event = choice_walk_next(&w)) != CHOICE_END)
		if (event == CHOICE_OPENS)
			modification(k, u, w.choice, ++number);
}

void akn_modifications(struct akn *k)
{
	bool has = false;

	for (uint32_t i = 0; i < k->d->units_count && k->is_own && !has; i++)
		has = k->d->units[i].choices.count > 0;
	if (!has)
		return;
	xml_out_open(&k->x, "analysis");
	xml_out_attr(&k->x, "source", S("#author"));
	xml_out_open(&k->x, "passiveModifications");
	for (uint32_t i = 0; i < k->d->units_count; i++)
		unit_modifications(k, &k->d->units[i]);
	xml_out_close(&k->x, "passiveModifications");
	xml_out_close(&k->x, "analysis");
}
