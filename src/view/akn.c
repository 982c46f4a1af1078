#include "view/akn.h"

#include "base/arena.h"
#include "base/map.h"
#include "text/token.h"
#include "view/akn_priv.h"

bool akn_is_open(const struct draft *d)
{
	bool is_open = d->changes_count > 0;

	for (uint32_t i = 0; i < d->units_count && !is_open; i++)
		is_open = d->units[i].choices.count > 0 || d->units[i].status != UNIT_AGREED;
	return is_open;
}

void akn_id(struct akn *k, struct str id)
{
	xml_out_attr_id(&k->x, id);
}

static void unit_id(struct akn *k, const char *name, struct str before, const struct draft_unit *u)
{
	xml_out_attr_begin(&k->x, name);
	xml_out_attr_part(&k->x, before);
	akn_id(k, u->id);
	xml_out_attr_end(&k->x);
}

void akn_unit_id(struct akn *k, const struct draft_unit *u)
{
	unit_id(k, "eId", S("unit-"), u);
	unit_id(k, "wId", S("unit-"), u);
}

void akn_unit_href(struct akn *k, const char *name, const struct draft_unit *u)
{
	unit_id(k, name, S("#unit-"), u);
}

void akn_refers(struct akn *k, const uint32_t *by, uint32_t count)
{
	xml_out_attr_begin(&k->x, "refersTo");
	for (uint32_t i = 0; i < count; i++) {
		xml_out_attr_part(&k->x, i == 0 ? S("#proposal-") : S(" #proposal-"));
		xml_out_attr_number(&k->x, by[i]);
	}
	xml_out_attr_end(&k->x);
}

void akn_words(struct akn *k, struct words words, bool at_start)
{
	for (uint32_t i = 0; i < words.count; i++) {
		struct str word = lexicon_word(k->d->words, words.at[i]);

		xml_out_text(&k->x, at_start && i == 0 ? token_core(word) : word);
	}
}

/* Of the work, or of its expression in a language. */
static void iri_parts(struct akn *k, struct str lang)
{
	xml_out_attr_part(&k->x, S("/akn/"));
	akn_id(k, k->order->authority);
	xml_out_attr_part(&k->x, S("/statement/"));
	xml_out_attr_part(&k->x, akn_is_open(k->d) ? S("resolutionDraft/") : S("resolution/"));
	akn_id(k, k->d->code);
	if (lang.n == 0)
		return;
	xml_out_attr_part(&k->x, S("/"));
	akn_id(k, lang);
	xml_out_attr_part(&k->x, S("@"));
	xml_out_attr_number(&k->x, k->d->revision);
}

static void iri(struct akn *k, struct str part, struct str behind)
{
	xml_out_attr_begin(&k->x, "value");
	iri_parts(k, behind.n > 0 ? k->order->lang : STR_NONE);
	if (behind.n > 1)
		xml_out_attr_part(&k->x, behind);
	xml_out_attr_part(&k->x, S("/!"));
	xml_out_attr_part(&k->x, part);
	xml_out_attr_end(&k->x);
}

/* What all three levels begin with. `behind`: "" of the work, "@" of the expression, ".akn". */
static void core(struct akn *k, struct str part, struct str behind, bool has_alias)
{
	struct xml_out *x = &k->x;

	xml_out_open(x, "FRBRthis");
	iri(k, part.n > 0 ? part : S("main"), behind);
	xml_out_close(x, "FRBRthis");
	xml_out_open(x, "FRBRuri");
	iri(k, STR_NONE, behind);
	xml_out_close(x, "FRBRuri");
	if (has_alias && k->d->symbol.n > 0) {
		xml_out_open(x, "FRBRalias");
		xml_out_attr(x, "value", k->d->symbol);
		xml_out_attr(x, "name", S("symbol"));
		xml_out_close(x, "FRBRalias");
	}
	xml_out_open(x, "FRBRdate");
	xml_out_attr(x, "date", k->order->date);
	xml_out_attr(x, "name", S("revision"));
	xml_out_close(x, "FRBRdate");
	xml_out_open(x, "FRBRauthor");
	xml_out_attr(x, "href", S("#author"));
	xml_out_close(x, "FRBRauthor");
}

static void value(struct akn *k, const char *element, struct str text)
{
	xml_out_open(&k->x, element);
	xml_out_attr(&k->x, "value", text);
	xml_out_close(&k->x, element);
}

static void expression(struct akn *k, struct str part)
{
	struct xml_out *x = &k->x;

	xml_out_open(x, "FRBRExpression");
	core(k, part, S("@"), false);
	xml_out_open(x, "FRBRversionNumber");
	xml_out_attr_begin(x, "value");
	xml_out_attr_number(x, k->d->revision);
	xml_out_attr_end(x);
	xml_out_close(x, "FRBRversionNumber");
	if (!k->is_own) {
		xml_out_open(x, "FRBRmasterExpression");
		xml_out_attr_begin(x, "href");
		iri_parts(k, k->d->lang);
		xml_out_attr_end(x);
		xml_out_attr(x, "showAs", k->d->lang);
		xml_out_close(x, "FRBRmasterExpression");
	}
	xml_out_open(x, "FRBRlanguage");
	xml_out_attr(x, "language", k->order->lang);
	xml_out_close(x, "FRBRlanguage");
	xml_out_close(x, "FRBRExpression");
}

void akn_identification(struct akn *k, struct str part)
{
	struct xml_out *x = &k->x;

	xml_out_open(x, "identification");
	xml_out_attr(x, "source", S("#author"));
	xml_out_open(x, "FRBRWork");
	core(k, part, STR_NONE, part.n == 0);
	value(k, "FRBRcountry", k->order->authority);
	value(k, "FRBRsubtype", part.n > 0 ? S("amendment") : S("deliberation"));
	value(k, "FRBRnumber", k->d->code);
	xml_out_close(x, "FRBRWork");
	expression(k, part);
	xml_out_open(x, "FRBRManifestation");
	core(k, part, S(".akn"), false);
	xml_out_close(x, "FRBRManifestation");
	xml_out_close(x, "identification");
}

/* One entry of the references: <TLCConcept eId="status-agreed" href="..." showAs="agreed"/> */
struct entry {
	const char *element;
	struct str before, id, show;
};

static void reference(struct akn *k, const struct entry *e)
{
	struct xml_out *x = &k->x;

	xml_out_open(x, e->element);
	xml_out_attr_begin(x, "eId");
	xml_out_attr_part(x, e->before);
	akn_id(k, e->id);
	xml_out_attr_end(x);
	xml_out_attr_begin(x, "href");
	xml_out_attr_part(x, S("/akn/ontology/"));
	xml_out_attr_part(x, e->before);
	akn_id(k, e->id);
	xml_out_attr_end(x);
	xml_out_attr(x, "showAs", e->show.n > 0 ? e->show : e->id);
	xml_out_close(x, e->element);
}

static void party(struct akn *k, struct map *seen, struct str code, struct str show)
{
	if (map_get(seen, code) != MAP_NONE)
		return;
	map_put(seen, code, 1);
	reference(k, &(struct entry){ "TLCOrganization", S("party-"), code, show });
}

/* Each party once; authors first, whose names are known. */
static void parties(struct akn *k)
{
	const struct draft *d = k->d;
	struct map seen;

	map_init(&seen, k->arena, 0);
	for (uint32_t i = 0; i < d->proposals_count; i++)
		party(k, &seen, d->proposals[i].party, d->proposals[i].short_name);
	for (uint32_t i = 0; i < d->proposals_count; i++)
		for (uint32_t c = 0; c < d->proposals[i].cosponsors_count; c++)
			party(k, &seen, d->proposals[i].cosponsors[c], STR_NONE);
}

static void references(struct akn *k)
{
	const struct draft *d = k->d;

	xml_out_open(&k->x, "references");
	xml_out_attr(&k->x, "source", S("#author"));
	reference(k, &(struct entry){ "TLCOrganization", S("author"), STR_NONE,
	    k->order->author.n > 0 ? k->order->author : k->order->authority });
	parties(k);
	for (unsigned s = 0; s < UNIT_STATUS__COUNT; s++)
		reference(k, &(struct entry){ "TLCConcept", S("status-"),
		    unit_status_name((enum unit_status)s), STR_NONE });
	for (uint32_t i = 0; i < d->proposals_count; i++) {
		struct buf b;

		buf_init(&b, k->arena, 16);
		buf_dec(&b, d->proposals[i].id);
		reference(k, &(struct entry){ "TLCObject", S("proposal-"), buf_str(&b),
		    d->proposals[i].short_name });
	}
	xml_out_close(&k->x, "references");
}

static void meta(struct akn *k)
{
	struct xml_out *x = &k->x;

	xml_out_open(x, "meta");
	akn_identification(k, STR_NONE);
	akn_modifications(k);
	references(k);
	xml_out_open(x, "proprietary");
	xml_out_attr(x, "source", S("#author"));
	xml_out_open(x, "c:draft");
	xml_out_attr(x, "code", k->d->code);
	xml_out_attr(x, "symbol", k->d->symbol);
	xml_out_attr_begin(x, "revision");
	xml_out_attr_number(x, k->d->revision);
	xml_out_attr_end(x);
	xml_out_attr(x, "lang", k->d->lang);
	xml_out_attr_begin(x, "tokeniser");
	xml_out_attr_number(x, TEXT_TOKENISER);
	xml_out_attr_end(x);
	xml_out_close(x, "c:draft");
	xml_out_close(x, "proprietary");
	xml_out_close(x, "meta");
}

void akn_put(struct buf *out, struct arena *a, const struct draft *d, const struct akn_order *order)
{
	struct akn k = { .arena = a, .d = d, .order = order, .is_own = str_eq(order->lang, d->lang) };

	xml_out_begin(&k.x, out, a);
	xml_out_open(&k.x, "akomaNtoso");
	xml_out_attr(&k.x, "xmlns", S(AKN_NAMESPACE));
	xml_out_attr(&k.x, "xmlns:c", S(AKN_OWN_NAMESPACE));
	xml_out_open(&k.x, "statement");
	xml_out_attr(&k.x, "name", akn_is_open(d) ? S("resolutionDraft") : S("resolution"));
	meta(&k);
	akn_units(&k);
	xml_out_close(&k.x, "statement");
	akn_amendments(&k);
	xml_out_close(&k.x, "akomaNtoso");
	xml_out_end(&k.x);
}
