#include "view/model/search.h"

#include "base/arena.h"
#include "base/encode.h"
#include "view/api.h"
#include "view/model/activities.h"
#include "view/page.h"

MODEL_DEFINE(hit_item)
MODEL_DEFINE(search)

#define PARTS_BYTES_MAX 65536
#define CITE_BYTES_MAX 4096

struct lang_text words_of_noun(const struct site *s, struct str noun)
{
	struct buf name;
	buf_init(&name, s->scratch, CODE_BYTES_MAX + 16);
	buf_put(&name, S("noun."));
	buf_put(&name, noun);
	enum message id = message_of(buf_str(&name));
	if (id == MESSAGE__COUNT)
		return (struct lang_text){ STR_NONE, noun };
	return (struct lang_text){ site_lang(s), message_text(s->lang, id, 1) };
}

/* Where the words of a noun's kinds and states stand in the catalogue of messages. */
static const struct noun_words {
	struct str noun, prefix;
} noun_words[] = { { S("activity"), S("activity-state.") },
	{ S("decision"), S("decision-state.") }, { S("dissent"), S("dissent-kind.") },
	{ S("plan"), S("plan-kind.") }, { S("proposal"), S("proposal.") },
	{ S("form"), S("form-period.") }, { S("return"), S("return-how.") },
	{ S("silence"), S("state.") }, { S("text"), S("text-state.") }, { S("unit"), S("unit.") },
	{ S(""), S("hit-kind.") } };

/* "held" in words, as the noun has it; else the charter's word, a dimension, or any noun's. */
static struct lang_text words_of_kind(const struct site *s, struct str noun, struct str kind)
{
	struct lang_text words = { STR_NONE, kind };
	for (size_t i = 0; i < CM_COUNT(noun_words); i++) {
		if (str_eq(noun_words[i].noun, noun))
			words = words_under(s, noun_words[i].prefix, kind);
	}
	if (words.lang.n == 0)
		words = words_of_code(s, kind);
	if (words.lang.n == 0)
		words = words_of_dimension(s, kind);
	for (size_t i = CM_COUNT(noun_words); i > 0 && words.lang.n == 0; i--)
		words = words_under(s, noun_words[i - 1].prefix, kind);
	return words;
}

/* A text without the bytes that say what was found. */
static struct str plain_of(const struct site *s, struct str marked)
{
	struct buf b;
	buf_init(&b, s->scratch, PARTS_BYTES_MAX);
	for (size_t i = 0; i < marked.n; i++) {
		if (marked.p[i] != SEARCH_FOUND_BEGIN && marked.p[i] != SEARCH_FOUND_END)
			buf_byte(&b, (uint8_t)marked.p[i]);
	}
	return buf_str(&b);
}

/* ["before ","found"," and after"] */
static struct str parts_of(const struct site *s, struct str marked)
{
	struct buf b;
	struct json_out w;
	char until = SEARCH_FOUND_BEGIN;
	buf_init(&b, s->scratch, PARTS_BYTES_MAX);
	json_out_begin(&w, &b);
	json_out_open(&w, '[');
	while (marked.n > 0) {
		json_out_text(&w, str_cut(&marked, until));
		until = until == SEARCH_FOUND_BEGIN ? SEARCH_FOUND_END : SEARCH_FOUND_BEGIN;
	}
	json_out_close(&w);
	json_out_end(&w);
	return str_sub(buf_str(&b), 0, b.n - 1); /* without the LF */
}

/* What has no title is named by its noun and code. */
static struct str title_of(const struct site *s, const struct search_hit *hit)
{
	struct buf b;
	if (hit->title.n > 0)
		return plain_of(s, hit->title);
	buf_init(&b, s->scratch, CITE_BYTES_MAX);
	buf_put(&b, words_of_noun(s, hit->item.noun).text);
	buf_byte(&b, ' ');
	buf_put(&b, hit->item.symbol.n > 0 ? hit->item.symbol : hit->item.code);
	return buf_str(&b);
}

static void cite_part(struct buf *b, struct str part)
{
	if (part.n == 0)
		return;
	if (b->n > 0)
		buf_put(b, b->p[b->n - 1] == '.' ? S(" ") : S(". "));
	buf_put(b, part);
}

/* "Title. SYMBOL. 27 April 2016. Address. Record ORIGIN, entry 12, act 1f..." */
static struct str cite_of(const struct site *s, const struct hit_item *h)
{
	struct buf b, day;
	char hex[2 * HASH_BYTES];
	buf_init(&b, s->scratch, CITE_BYTES_MAX * 2);
	buf_init(&day, s->scratch, 128);
	hex_encode(hex, h->act.bytes, HASH_BYTES);
	if (date_known(h->day))
		date_put_words(&day, s->lang, h->day, false);
	cite_part(&b, h->title);
	cite_part(&b, h->symbol);
	cite_part(&b, buf_str(&day));
	cite_part(&b, url_whole(s, h->address));
	buf_put(&b, S(". "));
	message_put(&b, s->lang, MESSAGE_SEARCH_CITE_RECORD, PARTS(part_text(s->origin),
	    part_text(number_text(s, (uint64_t)h->entry)), part_text((struct str){ hex, sizeof hex })));
	return buf_str(&b);
}

static struct hit_item hit_item_of(const struct site *s, const struct search_hit *hit,
    const struct hash *act)
{
	const struct item *i = &hit->item;
	int32_t day = day_or(i->day, s->day);
	struct str title = title_of(s, hit);
	struct hit_item h = { .noun = i->noun, .noun_name = words_of_noun(s, i->noun), .code = i->code,
		.kind = i->kind, .lang = i->lang, .party = i->party, .body = i->body, .day = i->day,
		.symbol = i->symbol, .title = title,
		.title_parts = parts_of(s, hit->title.n > 0 ? hit->title : title),
		.snippet = parts_of(s, hit->snippet), .address = url_of(s, i->address, STR_NONE),
		.entry = (int64_t)i->entry, .act = *act };
	if (i->kind.n > 0)
		h.kind_name = words_of_kind(s, i->noun, i->kind);
	if (i->party.n > 0)
		h.party_name = words_of_party(s, i->party, day);
	if (i->body.n > 0)
		h.body_name = words_of_body(s, i->body, day);
	h.cite = cite_of(s, &h);
	return h;
}

/* What was found when it is all of one noun: its kinds have the words of that. */
static struct str only_noun(const struct search_request *q)
{
	bool is_one = q->found != NULL && q->found->facets_count[FACET_NOUN] == 1;
	return is_one ? q->found->facets[FACET_NOUN][0].code : q->query.noun;
}

static struct lang_text facet_name(const struct site *s, const struct search_request *q,
    enum search_facet facet, struct str code)
{
	if (facet == FACET_NOUN)
		return words_of_noun(s, code);
	if (facet == FACET_PARTY)
		return words_of_party(s, code, s->day);
	if (facet == FACET_BODY)
		return words_of_body(s, code, s->day);
	if (facet == FACET_KIND)
		return words_of_kind(s, only_noun(q), code);
	return (struct lang_text){ STR_NONE, code };
}

/* With what is chosen, also where nothing of it was found. */
static struct code_item_list facet_of(const struct site *s, const struct search_request *q,
    enum search_facet facet, struct str chosen)
{
	uint32_t count = q->found != NULL ? q->found->facets_count[facet] : 0, n = 0;
	struct code_item *items = arena_array(s->scratch, struct code_item, count + 1);
	bool has_chosen = chosen.n == 0;
	for (uint32_t i = 0; i < count; i++) {
		struct str code = q->found->facets[facet][i].code;
		items[n++] = (struct code_item){ code, facet_name(s, q, facet, code),
			q->found->facets[facet][i].count };
		has_chosen = has_chosen || str_eq(code, chosen);
	}
	if (!has_chosen)
		items[n++] = (struct code_item){ chosen, facet_name(s, q, facet, chosen), 0 };
	return (struct code_item_list){ n, items };
}

/* Newest first. */
static struct code_item_list years_of(const struct site *s, const struct search_request *q)
{
	struct code_item_list years = facet_of(s, q, FACET_YEAR, STR_NONE);
	struct code_item *items = arena_array(s->scratch, struct code_item, years.count);
	for (uint32_t i = 0; i < years.count; i++) {
		uint32_t at = i;
		for (; at > 0 && str_cmp(items[at - 1].code, years.at[i].code) < 0; at--)
			items[at] = items[at - 1];
		items[at] = years.at[i];
	}
	return (struct code_item_list){ years.count, items };
}

void search_fill(struct search *m, const struct site *s, const struct search_request *q)
{
	const struct search_result *found = q->found;
	uint32_t count = found != NULL ? found->hits_count : 0;
	uint32_t total = found != NULL ? found->total : 0;
	struct hit_item *hits = arena_array(s->scratch, struct hit_item, count);
	for (uint32_t i = 0; i < count; i++)
		hits[i] = hit_item_of(s, &found->hits[i], &q->acts[i]);
	*m = (struct search){ .query = q->query.text, .total = total,
		.is_more = found != NULL && found->is_more, .page = q->page,
		.pages = (total + SEARCH_PER_PAGE - 1) / SEARCH_PER_PAGE, .hits = { count, hits },
		.nouns = facet_of(s, q, FACET_NOUN, q->query.noun),
		.kinds = facet_of(s, q, FACET_KIND, q->query.kind),
		.parties = facet_of(s, q, FACET_PARTY, q->query.party),
		.bodies = facet_of(s, q, FACET_BODY, q->query.body),
		.languages = facet_of(s, q, FACET_LANG, q->query.lang),
		.years = years_of(s, q),
		.indexed = found != NULL ? (int64_t)found->size : 0, .problem = q->problem };
}
