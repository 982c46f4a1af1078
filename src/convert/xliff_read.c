#include "convert/xliff_read.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/encode.h"
#include "base/map.h"
#include "convert/xml_tree.h"
#include "text/token.h"
#include "view/xliff.h"

#define XLIFF S(XLIFF_NAMESPACE)
#define NOTES_MAX 64 /* of a unit: tools and translators add their own */
#define TEXT_MAX ((size_t)1 << 24)

struct reader {
	struct arena *a;
	const struct draft *d;
	struct xliff_read *out;
	struct xliff_segment *list;
	struct map units, sources; /* by written id; "number key" of what proposals say */
	struct err *err;
};

/* Text and the codes in it, which say what they stand for. */
static enum rc side_text(struct reader *r, const struct xml_node *n, struct str *out)
{
	struct buf b;

	buf_init(&b, r->a, TEXT_MAX);
	for (const struct xml_node *at = n->first; at != NULL; at = xml_next(n, at, false))
		buf_put(&b, xml_is(at, XLIFF, S("ph")) ? xml_member(at, STR_NONE, S("equiv")) : at->text);
	if (buf_done(&b, out, r->err) != RC_OK)
		return RC_LIMIT;
	*out = token_trim(*out);
	return RC_OK;
}

static enum translation_state state_of(const struct xml_node *n)
{
	struct str state = xml_member(n, STR_NONE, S("state"));

	if (str_eq(state, S("final")))
		return TRANSLATION_FINAL;
	if (str_eq(state, S("reviewed")))
		return TRANSLATION_REVISED;
	if (str_eq(xml_member(n, STR_NONE, S("subState")), S("comity:machine")))
		return TRANSLATION_MACHINE;
	return TRANSLATION_DRAFT;
}

/* The note that holds the hash: notes stand before segments, and it is among the first of them. */
static const struct xml_node *note_of(const struct xml_node *unit)
{
	const struct xml_node *notes = unit->first, *note;

	while (notes != NULL && !xml_is(notes, XLIFF, S("notes")) && !xml_is(notes, XLIFF, S("segment")))
		notes = notes->next;
	note = notes != NULL && xml_is(notes, XLIFF, S("notes")) ? notes->first : NULL;
	for (unsigned i = 0; note != NULL && i < NOTES_MAX; i++, note = note->next)
		if (str_eq(xml_member(note, STR_NONE, S("category")), S("comity:source")))
			return note;
	return NULL;
}

/* The hash that was sent out with the source: in the segment's id, or in the unit's note. */
static bool key_sent(const struct xml_node *segment, bool is_base, struct hash *key)
{
	struct str id = xml_member(segment, STR_NONE, S("id"));
	const struct xml_node *note;

	if (!is_base)
		return str_starts(id, S("alt-")) && hex_decode(key->bytes, HASH_BYTES, str_sub(id, 4, id.n));
	note = note_of(segment->up);
	return note != NULL && note->first != NULL && hex_decode(key->bytes, HASH_BYTES, note->first->text);
}

static struct str source_name(struct reader *r, uint32_t unit, struct str source)
{
	struct hash key;
	struct buf b;

	xliff_key(&key, source);
	buf_init(&b, r->a, 2 * HASH_BYTES + 16);
	buf_dec(&b, unit);
	buf_byte(&b, ' ');
	buf_hex(&b, key.bytes, sizeof key.bytes);
	return buf_str(&b);
}

static enum rc segment_read(struct reader *r, const struct xml_node *n, struct str unit_id, uint32_t unit)
{
	struct xliff_segment *s = &r->list[r->out->count];
	const struct xml_node *source = xml_child(n, XLIFF, S("source"));
	const struct xml_node *target = xml_child(n, XLIFF, S("target"));
	struct hash sent;

	if (source == NULL)
		return cm_fail(r->err, RC_INVALID, "a segment has no source");
	*s = (struct xliff_segment){ .unit = unit, .unit_id = unit_id, .state = state_of(n) };
	s->is_base = str_eq(xml_member(n, STR_NONE, S("id")), S("base"));
	if (side_text(r, source, &s->source) != RC_OK ||
	    (target != NULL && side_text(r, target, &s->target) != RC_OK))
		return RC_LIMIT;
	if (s->target.n == 0) {
		r->out->empty++;
		return RC_OK;
	}
	xliff_key(&s->key, s->source);
	s->is_altered = !key_sent(n, s->is_base, &sent) || !hash_eq(&sent, &s->key);
	if (unit != DRAFT_NONE)
		s->is_stale = s->is_base ? !str_eq(r->d->units[unit].texts[0].text, s->source) :
		    map_get(&r->sources, source_name(r, unit, s->source)) == MAP_NONE;
	r->out->count++;
	r->out->stale += s->is_stale || s->is_altered || unit == DRAFT_NONE;
	return RC_OK;
}

static void source_note(struct reader *r, uint32_t unit, struct str source)
{
	if (source.n > 0)
		map_put(&r->sources, source_name(r, unit, source), unit);
}

static void choice_note(struct reader *r, uint32_t unit, const struct choice *c)
{
	for (uint32_t i = 0; i < c->alt_count; i++) {
		struct buf b;

		buf_init(&b, r->a, TEXT_MAX);
		words_piece(r->d->words, &b, c->alts[i].text);
		if (!b.failed)
			source_note(r, unit, token_trim(buf_str(&b)));
	}
}

/* What proposals would have the units say. */
static void sources_note(struct reader *r)
{
	for (uint32_t i = 0; i < r->d->units_count; i++) {
		const struct draft_unit *u = &r->d->units[i];
		struct choice_walk w;
		enum choice_event event;

		choice_walk_init(&w, u->base, u->choices);
		while ((event = choice_walk_next(&w)) != CHOICE_END)
			if (event == CHOICE_OPENS)
				choice_note(r, i, w.choice);
	}
	for (uint32_t i = 0; i < r->d->changes_count; i++)
		source_note(r, r->d->changes[i].unit, token_trim(r->d->changes[i].text));
}

/* Units are found by the id as it is written out. */
static void units_note(struct reader *r)
{
	for (uint32_t i = 0; i < r->d->units_count; i++) {
		struct buf b;

		buf_init(&b, r->a, TEXT_MAX);
		xliff_unit_id(&b, &r->d->units[i]);
		if (!b.failed)
			map_put(&r->units, buf_str(&b), i);
	}
}

static enum rc segments_read(struct reader *r, const struct xml_node *root)
{
	enum rc rc = RC_OK;

	for (const struct xml_node *n = root; n != NULL && rc == RC_OK; n = xml_next(root, n, false)) {
		struct str id;

		if (!xml_is(n, XLIFF, S("segment")))
			continue;
		if (n->up == NULL || !xml_is(n->up, XLIFF, S("unit")))
			return cm_fail(r->err, RC_INVALID, "a segment is in no unit");
		id = xml_member(n->up, STR_NONE, S("id"));
		rc = segment_read(r, n, id, map_get(&r->units, id));
	}
	return rc;
}

enum rc xliff_read(struct arena *a, struct str bytes, const struct draft *d, struct xliff_read *out,
    struct err *err)
{
	struct reader r = { .a = a, .d = d, .out = out, .err = err };
	struct xml_node *root;
	uint32_t segments = 0;
	enum rc rc = xml_parse(a, bytes, &root, err);

	if (rc != RC_OK)
		return rc;
	if (!xml_is(root, XLIFF, S("xliff")) ||
	    !str_starts(xml_member(root, STR_NONE, S("version")), S("2.")))
		return cm_fail(err, RC_INVALID, "it is not XLIFF 2");
	*out = (struct xliff_read){ .source_lang = xml_member(root, STR_NONE, S("srcLang")),
		.target_lang = xml_member(root, STR_NONE, S("trgLang")) };
	if (!str_eq(out->source_lang, d->lang) || out->target_lang.n == 0)
		return cm_fail(err, RC_INVALID, "it is not from the language of negotiation into another");
	for (const struct xml_node *n = root; n != NULL; n = xml_next(root, n, false))
		segments += xml_is(n, XLIFF, S("segment"));
	r.list = xml_take(a, (size_t)segments + 1, sizeof *r.list);
	if (r.list == NULL)
		return cm_fail(err, RC_LIMIT, "it needs more memory than there is for it");
	out->at = r.list;
	map_init(&r.units, a, 0);
	map_init(&r.sources, a, 0);
	units_note(&r);
	sources_note(&r);
	return segments_read(&r, root);
}
