#include "view/text_json.h"

#include "base/arena.h"
#include "text/token.h"

static void member(struct json_out *w, struct str key, struct str text)
{
	json_out_key(w, key);
	json_out_text(w, text);
}

static void number(struct json_out *w, struct str key, uint32_t value)
{
	json_out_key(w, key);
	json_out_number(w, value);
}

static void list(struct json_out *w, struct str key)
{
	json_out_key(w, key);
	json_out_open(w, '[');
}

static void words_put(struct json_out *w, const struct draft *d, struct str key, struct words words)
{
	list(w, key);
	for (uint32_t i = 0; i < words.count; i++)
		json_out_text(w, lexicon_word(d->words, words.at[i]));
	json_out_close(w);
}

static void texts_put(struct json_out *w, const struct draft_unit *u)
{
	list(w, S("texts"));
	for (uint32_t i = 0; i < u->texts_count; i++) {
		const struct unit_text *t = &u->texts[i];

		json_out_open(w, '{');
		member(w, S("lang"), t->lang);
		member(w, S("text"), t->text);
		if (i > 0) {
			json_out_key(w, S("from"));
			json_out_hex(w, &t->from);
			member(w, S("state"), translation_state_name(t->state));
			json_out_key(w, S("stale"));
			json_out_bool(w, t->is_stale);
		}
		json_out_close(w);
	}
	json_out_close(w);
}

static void proposals_put(struct json_out *w, const struct draft *d, const struct draft_unit *u)
{
	list(w, S("proposals"));
	for (uint32_t p = 0; p < u->proposals.count; p++) {
		json_out_open(w, '{');
		number(w, S("id"), u->proposals.at[p].id);
		list(w, S("edits"));
		for (uint32_t i = 0; i < u->proposals.at[p].edits.count; i++) {
			const struct edit *e = &u->proposals.at[p].edits.at[i];

			json_out_open(w, '{');
			number(w, S("from"), e->lo);
			number(w, S("to"), e->hi);
			words_put(w, d, S("words"), e->text);
			json_out_close(w);
		}
		json_out_close(w);
		json_out_close(w);
	}
	json_out_close(w);
}

/* A choice that is open, and its place in the list. */
struct open {
	uint32_t at;
	struct open *up;
};

static void choice_put(
    struct json_out *w, const struct draft *d, const struct choice *c, const struct open *around)
{
	json_out_open(w, '{');
	number(w, S("from"), c->lo);
	number(w, S("to"), c->hi);
	if (around != NULL)
		number(w, S("in"), around->at);
	list(w, S("alternatives"));
	for (uint32_t i = 0; i < c->alt_count; i++) {
		json_out_open(w, '{');
		words_put(w, d, S("words"), c->alts[i].text);
		list(w, S("by"));
		for (uint32_t p = 0; p < c->alts[i].by_count; p++)
			json_out_number(w, c->alts[i].by[p]);
		json_out_close(w);
		json_out_close(w);
	}
	json_out_close(w);
	json_out_close(w);
}

static void choices_put(
    struct json_out *w, const struct draft *d, const struct draft_unit *u, struct arena *a)
{
	struct open *around = NULL, *next;
	struct choice_walk walk;
	enum choice_event event;
	uint32_t count = 0;

	list(w, S("choices"));
	choice_walk_init(&walk, u->base, u->choices);
	while ((event = choice_walk_next(&walk)) != CHOICE_END) {
		if (event == CHOICE_OPENS) {
			choice_put(w, d, walk.choice, around);
			next = arena_new(a, struct open);
			*next = (struct open){ count++, around };
			around = next;
		} else if (event == CHOICE_CLOSES && around != NULL) {
			around = around->up;
		}
	}
	json_out_close(w);
}

static void unit_put(struct json_out *w, const struct draft *d, uint32_t at, struct arena *a)
{
	const struct draft_unit *u = &d->units[at];

	json_out_open(w, '{');
	member(w, S("id"), u->id);
	member(w, S("kind"), unit_kind_name(u->kind));
	if (u->parent != DRAFT_NONE)
		member(w, S("parent"), d->units[u->parent].id);
	member(w, S("label"), u->label);
	member(w, S("status"), unit_status_name(u->status));
	texts_put(w, u);
	words_put(w, d, S("words"), u->base);
	choices_put(w, d, u, a);
	proposals_put(w, d, u);
	json_out_close(w);
}

static void proposal_put(struct json_out *w, const struct draft_proposal *p)
{
	json_out_open(w, '{');
	number(w, S("id"), p->id);
	member(w, S("code"), p->code);
	member(w, S("party"), p->party);
	member(w, S("short_name"), p->short_name);
	list(w, S("cosponsors"));
	for (uint32_t i = 0; i < p->cosponsors_count; i++)
		json_out_text(w, p->cosponsors[i]);
	json_out_close(w);
	member(w, S("lang"), p->lang);
	member(w, S("rationale"), p->rationale);
	json_out_key(w, S("must_confirm"));
	json_out_bool(w, p->must_confirm);
	json_out_close(w);
}

static void change_put(struct json_out *w, const struct draft *d, const struct unit_change *c)
{
	json_out_open(w, '{');
	number(w, S("proposal"), c->proposal);
	member(w, S("op"), unit_op_name(c->op));
	if (c->unit != DRAFT_NONE)
		member(w, S("unit"), d->units[c->unit].id);
	if (c->op == OP_MOVE && c->after != DRAFT_NONE)
		member(w, S("after"), d->units[c->after].id);
	if (c->op == OP_NEW)
		member(w, S("kind"), unit_kind_name(c->kind));
	if (c->op == OP_NEW || c->op == OP_ALTERNATIVE)
		member(w, S("text"), c->text);
	json_out_close(w);
}

void text_json_put(struct json_out *w, const struct draft *d, struct arena *a)
{
	json_out_open(w, '{');
	member(w, S("code"), d->code);
	member(w, S("symbol"), d->symbol);
	number(w, S("revision"), d->revision);
	member(w, S("lang"), d->lang);
	number(w, S("tokeniser"), TEXT_TOKENISER);
	list(w, S("units"));
	for (uint32_t i = 0; i < d->units_count; i++)
		unit_put(w, d, i, a);
	json_out_close(w);
	list(w, S("proposals"));
	for (uint32_t i = 0; i < d->proposals_count; i++)
		proposal_put(w, &d->proposals[i]);
	json_out_close(w);
	list(w, S("changes"));
	for (uint32_t i = 0; i < d->changes_count; i++)
		change_put(w, d, &d->changes[i]);
	json_out_close(w);
	json_out_close(w);
}
