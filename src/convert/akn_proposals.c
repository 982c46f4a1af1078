#include "base/arena.h"
#include "base/encode.h"
#include "convert/akn_priv.h"
#include "text/token.h"
#include "view/akn.h"

#define AKN S(AKN_NAMESPACE)
#define TEXT_MAX ((size_t)1 << 24)

/* One edit as it stands; none of its own where a proposal says that it changes nothing. */
struct mod {
	uint32_t proposal; /* its row */
	bool is_edit;
	struct edit edit;
	struct mod *next; /* on the same unit */
};

struct taking {
	struct akn_reader *r;
	struct mod **first, **last; /* by unit */
	uint32_t *counts;
	struct draft_proposal *proposals;
	uint32_t proposals_count;
	struct unit_change *changes;
	uint32_t changes_count, changes_cap;
};

static enum rc bad(struct akn_reader *r, const char *what)
{
	return cm_fail(r->err, RC_INVALID, "%s is not as it is written", what);
}

static enum rc no_memory(struct akn_reader *r)
{
	return cm_fail(r->err, RC_LIMIT, "it needs more memory than there is for it");
}

static bool number_read(uint32_t *out, struct str text)
{
	uint64_t n;

	if (!dec_decode(&n, text) || n > UINT32_MAX - 1)
		return false;
	*out = (uint32_t)n;
	return true;
}

/* The unit to which the n-th reference leads; DRAFT_NONE without one, false to nowhere. */
static bool unit_ref(struct akn_reader *r, const struct xml_node *mod, uint32_t n, uint32_t *unit)
{
	struct str id;

	*unit = DRAFT_NONE;
	for (const struct xml_node *at = mod->first; at != NULL; at = at->next) {
		if (!xml_is(at, AKN, S("ref")) || n-- > 0)
			continue;
		if (!akn_id_read(r, xml_member(at, STR_NONE, S("href")), S("#unit-"), &id))
			return false;
		*unit = map_get(&r->ids, id);
		return *unit != MAP_NONE;
	}
	return true;
}

static const struct xml_node *quoted(const struct xml_node *mod, uint32_t n)
{
	const struct xml_node *at = mod->first;

	while (at != NULL && (!xml_is(at, AKN, S("quotedText")) || n-- > 0))
		at = at->next;
	return at;
}

static enum rc edit_read(
    struct taking *t, const struct xml_node *n, const struct draft_unit *u, struct edit *e)
{
	struct akn_reader *r = t->r;
	const struct xml_node *old = quoted(n, 0), *new = quoted(n, 1);
	struct str was, text;
	struct buf b;

	if (old == NULL || new == NULL || !number_read(&e->lo, akn_own(n, S("from"))) ||
	    !number_read(&e->hi, akn_own(n, S("to"))))
		return bad(r, "an edit");
	if (e->lo > e->hi || e->hi > u->base.count)
		return cm_fail(r->err, RC_CONFLICT, "an edit is of words that the unit has not");
	if (akn_text(r, old, false, &was) != RC_OK || akn_text(r, new, false, &text) != RC_OK)
		return RC_LIMIT;
	buf_init(&b, r->a, TEXT_MAX);
	words_piece(r->words, &b, (struct words){ u->base.at + e->lo, e->hi - e->lo });
	if (b.failed)
		return cm_fail(r->err, RC_LIMIT, "an edit is too long");
	if (!str_eq(buf_str(&b), was))
		return cm_fail(r->err, RC_CONFLICT, "an edit quotes other words than the unit has");
	return words_cut_piece(r->words, r->a, text, &e->text, r->err);
}

static enum rc mod_read(struct taking *t, const struct xml_node *n, uint32_t proposal)
{
	struct mod *m = xml_take(t->r->a, 1, sizeof *m);
	uint32_t unit;
	enum rc rc = RC_OK;

	if (m == NULL)
		return no_memory(t->r);
	if (!unit_ref(t->r, n, 0, &unit) || unit == DRAFT_NONE)
		return bad(t->r, "an edit");
	*m = (struct mod){ .proposal = proposal, .is_edit = akn_own(n, S("from")).p != NULL };
	if (m->is_edit)
		rc = edit_read(t, n, &t->r->units[unit], &m->edit);
	if (rc != RC_OK)
		return rc;
	if (t->last[unit] == NULL)
		t->first[unit] = m;
	else
		t->last[unit]->next = m;
	t->last[unit] = m;
	t->counts[unit]++;
	return RC_OK;
}

static enum rc change_read(struct taking *t, const struct xml_node *n, uint32_t proposal)
{
	struct unit_change *c;
	struct str op = akn_own(n, S("op"));
	const struct xml_node *text = quoted(n, 0);
	enum unit_op o = unit_op_of(op);

	if (o == UNIT_OP__COUNT || t->changes_count == t->changes_cap)
		return bad(t->r, "a change"); /* amendments in amendments come twice */
	c = &t->changes[t->changes_count++];
	*c = (struct unit_change){ .proposal = t->proposals[proposal].id, .op = o };
	if (!unit_ref(t->r, n, 0, &c->unit) || !unit_ref(t->r, n, 1, &c->after) ||
	    (c->unit == DRAFT_NONE && c->op != OP_NEW))
		return bad(t->r, "a change");
	if (c->op == OP_NEW)
		c->kind = unit_kind_of(akn_own(n, S("kind")));
	if (c->kind == UNIT_KIND__COUNT ||
	    (text == NULL && (c->op == OP_NEW || c->op == OP_ALTERNATIVE)))
		return bad(t->r, "a change");
	return text != NULL ? akn_text(t->r, text, false, &c->text) : RC_OK;
}

static enum rc content_read(struct taking *t, const struct xml_node *body, uint32_t proposal)
{
	enum rc rc = RC_OK;

	for (const struct xml_node *n = body->first; n != NULL && rc == RC_OK;
	    n = xml_next(body, n, false))
		if (xml_is(n, AKN, S("mod")))
			rc = akn_own(n, S("op")).p != NULL ? change_read(t, n, proposal) :
			    mod_read(t, n, proposal);
	return rc;
}

/* The first is the author, with the name that brackets show; the others are cosponsors. */
static enum rc proponents_read(
    struct taking *t, const struct xml_node *amendment, struct draft_proposal *p)
{
	uint32_t count = 0;
	struct str *codes;

	for (const struct xml_node *n = amendment->first; n != NULL; n = xml_next(amendment, n, false))
		count += xml_is(n, AKN, S("docProponent"));
	codes = xml_take(t->r->a, (size_t)count + 1, sizeof *codes);
	if (codes == NULL)
		return no_memory(t->r);
	count = 0;
	for (const struct xml_node *n = amendment->first; n != NULL; n = xml_next(amendment, n, false)) {
		if (!xml_is(n, AKN, S("docProponent")))
			continue;
		if (!akn_id_read(t->r, xml_member(n, STR_NONE, S("refersTo")), S("#party-"), &codes[count]))
			return bad(t->r, "a proponent");
		if (count++ == 0 && akn_text(t->r, n, false, &p->short_name) != RC_OK)
			return RC_LIMIT;
	}
	if (count == 0)
		return bad(t->r, "a proposal");
	p->party = codes[0];
	p->cosponsors = codes + 1;
	p->cosponsors_count = count - 1;
	return RC_OK;
}

static enum rc proposal_read(struct taking *t, const struct xml_node *amendment)
{
	const struct xml_node *body = xml_child(amendment, AKN, S("amendmentBody")), *why;
	uint32_t row = t->proposals_count++;
	struct draft_proposal *p = &t->proposals[row];
	enum rc rc;

	if (body == NULL || !number_read(&p->id, akn_own(body, S("id"))) ||
	    (row > 0 && p->id <= t->proposals[row - 1].id))
		return bad(t->r, "a proposal");
	p->code = akn_own(body, S("code"));
	p->lang = akn_own(body, S("lang"));
	p->must_confirm = str_eq(akn_own(body, S("confirm")), S("true"));
	why = xml_child(body, AKN, S("amendmentJustification"));
	rc = proponents_read(t, amendment, p);
	if (rc == RC_OK && why != NULL)
		rc = akn_text(t->r, why, false, &p->rationale);
	return rc == RC_OK ? content_read(t, body, row) : rc;
}

/* The mods of a unit stand by proposal. */
static enum rc unit_proposals(struct taking *t, uint32_t unit)
{
	struct akn_reader *r = t->r;
	struct draft_unit *u = &r->units[unit];
	struct proposal *list = xml_take(r->a, (size_t)t->counts[unit] + 1, sizeof *list);
	struct edit *edits = xml_take(r->a, (size_t)t->counts[unit] + 1, sizeof *edits);
	uint32_t count = 0;

	if (list == NULL || edits == NULL)
		return no_memory(r);
	for (const struct mod *m = t->first[unit]; m != NULL;) {
		uint32_t row = m->proposal, n = 0;
		enum rc rc;

		for (; m != NULL && m->proposal == row; m = m->next)
			if (m->is_edit)
				edits[n++] = m->edit;
		list[count].id = t->proposals[row].id;
		rc = edits_normal(r->a, u->base, (struct edits){ edits, n }, &list[count++].edits, r->err);
		if (rc != RC_OK)
			return rc;
		edits += n;
	}
	u->proposals = (struct proposals){ list, count };
	return consolidate(r->a, u->base, u->proposals, &u->choices, r->err);
}

static void shown_words(struct akn_reader *r, struct buf *b, struct words words, bool at_start)
{
	for (uint32_t i = 0; i < words.count; i++) {
		struct str word = lexicon_word(r->words, words.at[i]);

		buf_put(b, at_start && i == 0 ? token_core(word) : word);
	}
}

/* Do the brackets shown follow from the proposals? */
static enum rc unit_agrees(struct akn_reader *r, uint32_t unit)
{
	const struct draft_unit *u = &r->units[unit];
	struct choice_walk w;
	enum choice_event event;
	struct str shown;
	struct buf b;

	if (akn_text(r, r->bodies[unit], false, &shown) != RC_OK)
		return RC_LIMIT;
	buf_init(&b, r->a, TEXT_MAX);
	choice_walk_init(&w, u->base, u->choices);
	while ((event = choice_walk_next(&w)) != CHOICE_END) {
		if (event == CHOICE_WORDS)
			shown_words(r, &b, w.words, w.from == 0);
		else if (event == CHOICE_CLOSES)
			for (uint32_t i = 0; i < w.choice->alt_count; i++)
				shown_words(r, &b, w.choice->alts[i].text, false);
	}
	if (b.failed)
		return cm_fail(r->err, RC_LIMIT, "a unit is too long");
	if (!str_eq(buf_str(&b), shown))
		return cm_fail(r->err, RC_CONFLICT,
		    "the brackets of unit %.*s are not those of its proposals", STR_ARG(u->id));
	return RC_OK;
}

enum rc akn_proposals_read(struct akn_reader *r)
{
	struct taking t = { .r = r };
	uint32_t proposals = 0, mods = 0;
	enum rc rc = RC_OK;

	for (struct xml_node *n = r->root; n != NULL; n = xml_next(r->root, n, false)) {
		proposals += xml_is(n, AKN, S("amendment"));
		mods += xml_is(n, AKN, S("mod"));
	}
	t.first = xml_take(r->a, (size_t)r->count + 1, sizeof *t.first);
	t.last = xml_take(r->a, (size_t)r->count + 1, sizeof *t.last);
	t.counts = xml_take(r->a, (size_t)r->count + 1, sizeof *t.counts);
	t.proposals = xml_take(r->a, (size_t)proposals + 1, sizeof *t.proposals);
	t.changes = xml_take(r->a, (size_t)mods + 1, sizeof *t.changes);
	t.changes_cap = mods;
	if (t.first == NULL || t.last == NULL || t.counts == NULL || t.proposals == NULL ||
	    t.changes == NULL)
		return no_memory(r);
	for (struct xml_node *n = r->root; n != NULL && rc == RC_OK; n = xml_next(r->root, n, false))
		if (xml_is(n, AKN, S("amendment")))
			rc = proposal_read(&t, n);
	for (uint32_t i = 0; i < r->count && rc == RC_OK; i++) {
		rc = unit_proposals(&t, i);
		if (rc == RC_OK)
			rc = unit_agrees(r, i);
	}
	r->out->draft.proposals = t.proposals;
	r->out->draft.proposals_count = t.proposals_count;
	r->out->draft.changes = t.changes;
	r->out->draft.changes_count = t.changes_count;
	return rc;
}
