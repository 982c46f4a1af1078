#include "view/akn_priv.h"

/* Where a proposal's edits are looked up in one unit. */
static const struct proposal *proposal_in(const struct draft_unit *u, uint32_t id)
{
	uint32_t lo = 0;

	while (lo < u->proposals.count && u->proposals.at[lo].id != id)
		lo++;
	return lo < u->proposals.count ? &u->proposals.at[lo] : NULL;
}

static void unit_ref(struct akn *k, uint32_t unit)
{
	const struct draft_unit *u = &k->d->units[unit];

	xml_out_open(&k->x, "ref");
	akn_unit_href(k, "href", u);
	xml_out_text(&k->x, u->label.n > 0 ? u->label : u->id);
	xml_out_close(&k->x, "ref");
}

static void mod_open(struct akn *k, uint32_t proposal, uint32_t *number)
{
	xml_out_open(&k->x, "p");
	xml_out_attr(&k->x, "xml:space", S("preserve"));
	xml_out_open(&k->x, "mod");
	xml_out_attr_begin(&k->x, "eId");
	xml_out_attr_part(&k->x, S("edit-"));
	xml_out_attr_number(&k->x, proposal);
	xml_out_attr_part(&k->x, S("-"));
	xml_out_attr_number(&k->x, ++*number);
	xml_out_attr_end(&k->x);
}

static void mod_close(struct akn *k)
{
	xml_out_close(&k->x, "mod");
	xml_out_close(&k->x, "p");
}

static void number_attr(struct akn *k, const char *name, uint32_t number)
{
	xml_out_attr_begin(&k->x, name);
	xml_out_attr_number(&k->x, number);
	xml_out_attr_end(&k->x);
}

static void quoted(struct akn *k, struct words words)
{
	xml_out_open(&k->x, "quotedText");
	akn_words(k, words, false);
	xml_out_close(&k->x, "quotedText");
}

/* The words that it replaces, then what it puts there; places are words of the unit. */
static void edits_put(struct akn *k, uint32_t unit, const struct proposal *p, uint32_t *number)
{
	struct words base = k->d->units[unit].base;

	for (uint32_t i = 0; i < p->edits.count; i++) {
		const struct edit *e = &p->edits.at[i];

		mod_open(k, p->id, number);
		number_attr(k, "c:from", e->lo);
		number_attr(k, "c:to", e->hi);
		unit_ref(k, unit);
		quoted(k, (struct words){ base.at + e->lo, e->hi - e->lo });
		quoted(k, e->text);
		mod_close(k);
	}
}

static void change_mod(struct akn *k, const struct unit_change *c, uint32_t *number)
{
	mod_open(k, c->proposal, number);
	xml_out_attr(&k->x, "c:op", unit_op_name(c->op));
	if (c->op == OP_NEW)
		xml_out_attr(&k->x, "c:kind", unit_kind_name(c->kind));
	if (c->unit != DRAFT_NONE)
		unit_ref(k, c->unit);
	if (c->op == OP_MOVE && c->after != DRAFT_NONE)
		unit_ref(k, c->after);
	if (c->op == OP_NEW || c->op == OP_ALTERNATIVE)
		xml_out_element(&k->x, "quotedText", c->text);
	mod_close(k);
}

static void content_put(struct akn *k, const struct draft_proposal *p)
{
	uint32_t number = 0;

	xml_out_open(&k->x, "amendmentContent");
	for (uint32_t i = 0; i < k->d->units_count; i++) {
		const struct proposal *in = proposal_in(&k->d->units[i], p->id);

		if (in == NULL)
			continue;
		if (in->edits.count == 0) { /* it says that it changes nothing here */
			mod_open(k, p->id, &number);
			unit_ref(k, i);
			mod_close(k);
		}
		edits_put(k, i, in, &number);
	}
	for (uint32_t i = 0; i < k->d->changes_count; i++)
		if (k->d->changes[i].proposal == p->id)
			change_mod(k, &k->d->changes[i], &number);
	xml_out_close(&k->x, "amendmentContent");
}

static void proponent(struct akn *k, struct str party, struct str name)
{
	xml_out_open(&k->x, "docProponent");
	xml_out_attr_begin(&k->x, "refersTo");
	xml_out_attr_part(&k->x, S("#party-"));
	akn_id(k, party);
	xml_out_attr_end(&k->x);
	xml_out_text(&k->x, name);
	xml_out_close(&k->x, "docProponent");
}

static void body_put(struct akn *k, const struct draft_proposal *p)
{
	struct xml_out *x = &k->x;

	xml_out_open(x, "preface");
	xml_out_open(x, "p");
	proponent(k, p->party, p->short_name);
	for (uint32_t i = 0; i < p->cosponsors_count; i++)
		proponent(k, p->cosponsors[i], p->cosponsors[i]);
	xml_out_close(x, "p");
	xml_out_close(x, "preface");
	xml_out_open(x, "amendmentBody");
	number_attr(k, "c:id", p->id);
	xml_out_attr(x, "c:code", p->code);
	xml_out_attr(x, "c:lang", p->lang);
	if (p->must_confirm)
		xml_out_attr(x, "c:confirm", S("true"));
	content_put(k, p);
	if (p->rationale.n > 0) {
		xml_out_open(x, "amendmentJustification");
		xml_out_open(x, "p");
		xml_out_attr(x, "xml:space", S("preserve"));
		xml_out_text(x, p->rationale);
		xml_out_close(x, "p");
		xml_out_close(x, "amendmentJustification");
	}
	xml_out_close(x, "amendmentBody");
}

static void meta_put(struct akn *k, struct str part)
{
	xml_out_open(&k->x, "meta");
	akn_identification(k, part);
	xml_out_close(&k->x, "meta");
}

static void amendment(struct akn *k, const struct draft_proposal *p)
{
	xml_out_open(&k->x, "component");
	xml_out_attr_begin(&k->x, "eId");
	xml_out_attr_part(&k->x, S("component-"));
	xml_out_attr_number(&k->x, p->id);
	xml_out_attr_end(&k->x);
	xml_out_open(&k->x, "amendment");
	xml_out_attr(&k->x, "name", S("proposal"));
	meta_put(k, S("proposal"));
	body_put(k, p);
	xml_out_close(&k->x, "amendment");
	xml_out_close(&k->x, "component");
}

void akn_amendments(struct akn *k)
{
	if (k->d->proposals_count == 0 || !k->is_own)
		return;
	xml_out_open(&k->x, "components");
	xml_out_open(&k->x, "component");
	xml_out_attr(&k->x, "eId", S("proposals"));
	xml_out_open(&k->x, "amendmentList");
	xml_out_attr(&k->x, "name", S("proposals"));
	meta_put(k, S("proposals"));
	xml_out_open(&k->x, "collectionBody");
	for (uint32_t i = 0; i < k->d->proposals_count && !k->x.out->failed; i++)
		amendment(k, &k->d->proposals[i]);
	xml_out_close(&k->x, "collectionBody");
	xml_out_close(&k->x, "amendmentList");
	xml_out_close(&k->x, "component");
	xml_out_close(&k->x, "components");
}
