#include "view/xliff.h"

#include "base/arena.h"
#include "base/map.h"
#include "proof/sha.h"
#include "text/token.h"
#include "view/xml_out.h"

#define CODES_MAX 64 /* of one text; what is beyond stays text */

struct xliff {
	struct xml_out x;
	struct arena *arena;
	const struct draft *d;
	struct str lang;
	uint32_t codes; /* of the unit, before this segment: numbers are its own */
};

/* One text to be translated. */
struct segment {
	struct str id, source;
	const struct unit_text *target; /* or NULL */
	struct str codes[CODES_MAX]; /* of the source; the bytes of one that the target has are gone */
	uint32_t count;
};

void xliff_key(struct hash *out, struct str source)
{
	sha256(out, source.p, source.n);
}

void xliff_unit_id(struct buf *b, const struct draft_unit *u)
{
	struct xml_out x = { .out = b };

	buf_put(b, S("u-"));
	xml_out_attr_id(&x, u->id);
}

static bool is_code(struct str core)
{
	if (core.n == 0)
		return false;
	if (core.n == 1 && (core.p[0] == '[' || core.p[0] == ']'))
		return true;
	return token_class(core) == WORD_REFERENCE;
}

/* The number of a code in its segment; CODES_MAX when it is to stay text. */
static uint32_t code_number(struct segment *s, struct str core, bool is_target)
{
	uint32_t at = 0;

	if (!is_target) {
		if (s->count < CODES_MAX)
			s->codes[s->count++] = core;
		return s->count < CODES_MAX ? s->count - 1 : CODES_MAX;
	}
	while (at < s->count && !str_eq(s->codes[at], core))
		at++;
	if (at == s->count)
		return CODES_MAX;
	s->codes[at] = STR_NONE;
	return at;
}

/* <ph id="1" disp="A/RES/78/272" equiv="A/RES/78/272" canDelete="no"/> */
static void code_put(struct xliff *f, uint32_t number, struct str core)
{
	xml_out_open(&f->x, "ph");
	xml_out_attr_begin(&f->x, "id");
	xml_out_attr_number(&f->x, (int64_t)f->codes + number + 1);
	xml_out_attr_end(&f->x);
	xml_out_attr(&f->x, "canCopy", S("no"));
	xml_out_attr(&f->x, "canDelete", S("no"));
	xml_out_attr(&f->x, "disp", core);
	xml_out_attr(&f->x, "equiv", core);
	xml_out_close(&f->x, "ph");
}

static void words_put(struct xliff *f, struct segment *s, struct str text, bool is_target)
{
	struct token_cutter cutter;
	struct str word;

	token_begin(&cutter, text);
	while (token_next(&cutter, &word)) {
		struct str core = token_core(word);
		uint32_t number = is_code(core) ? code_number(s, core, is_target) : CODES_MAX;

		if (number == CODES_MAX) {
			xml_out_text(&f->x, word);
			continue;
		}
		xml_out_text(&f->x, str_sub(word, 0, word.n - core.n));
		code_put(f, number, core);
	}
}

static struct str state_of(const struct unit_text *t)
{
	if (t == NULL)
		return S("initial");
	switch (t->state) {
	case TRANSLATION_MACHINE:
	case TRANSLATION_DRAFT:
		return S("translated");
	case TRANSLATION_REVISED:
		return S("reviewed");
	case TRANSLATION_FINAL:
		return S("final");
	case TRANSLATION_MISSING:
	case TRANSLATION_STATE__COUNT:
		break;
	}
	return S("initial");
}

static struct str sub_state_of(const struct unit_text *t)
{
	if (t == NULL || t->state == TRANSLATION_MISSING)
		return STR_NONE;
	if (t->is_stale)
		return S("comity:stale");
	return t->state == TRANSLATION_MACHINE ? S("comity:machine") : STR_NONE;
}

static void side_put(struct xliff *f, struct segment *s, const char *element, struct str text)
{
	bool is_target = str_eq(str_c(element), S("target"));

	xml_out_open(&f->x, element);
	xml_out_attr(&f->x, "xml:lang", is_target ? f->lang : f->d->lang);
	xml_out_attr(&f->x, "xml:space", S("preserve"));
	words_put(f, s, text, is_target);
	xml_out_close(&f->x, element);
}

static void segment_put(struct xliff *f, struct segment *s)
{
	const struct unit_text *t = s->target;
	struct str sub_state = sub_state_of(t);

	xml_out_open(&f->x, "segment");
	xml_out_attr(&f->x, "id", s->id);
	xml_out_attr(&f->x, "canResegment", S("no"));
	xml_out_attr(&f->x, "state", state_of(t));
	if (sub_state.n > 0)
		xml_out_attr(&f->x, "subState", sub_state);
	side_put(f, s, "source", s->source);
	if (t != NULL && t->state != TRANSLATION_MISSING)
		side_put(f, s, "target", t->text);
	f->codes += s->count;
	xml_out_close(&f->x, "segment");
}

static struct str key_id(struct xliff *f, struct str before, struct str source)
{
	struct hash key;
	struct buf b;

	xliff_key(&key, source);
	buf_init(&b, f->arena, 2 * HASH_BYTES + 8);
	buf_put(&b, before);
	buf_hex(&b, key.bytes, sizeof key.bytes);
	return buf_str(&b);
}

/* A text of an alternative, once a unit. */
static void alternative_put(struct xliff *f, struct map *seen, struct str source)
{
	struct segment s = { .id = key_id(f, S("alt-"), source), .source = source };

	if (source.n == 0 || map_get(seen, s.id) != MAP_NONE)
		return;
	map_put(seen, s.id, 1);
	segment_put(f, &s);
}

static struct str words_str(struct xliff *f, struct words w)
{
	struct buf b;

	buf_init(&b, f->arena, (size_t)1 << 22);
	words_piece(f->d->words, &b, w);
	if (b.failed)
		f->x.out->failed = true;
	return b.failed ? STR_NONE : token_trim(buf_str(&b));
}

static const struct unit_text *text_in(const struct draft_unit *u, struct str lang)
{
	for (uint32_t i = 0; i < u->texts_count; i++)
		if (str_eq(u->texts[i].lang, lang))
			return &u->texts[i];
	return NULL;
}

static void alternatives_put(struct xliff *f, uint32_t unit)
{
	const struct draft_unit *u = &f->d->units[unit];
	struct choice_walk w;
	enum choice_event event;
	struct map seen;

	map_init(&seen, f->arena, 0);
	choice_walk_init(&w, u->base, u->choices);
	while ((event = choice_walk_next(&w)) != CHOICE_END)
		for (uint32_t i = 0; event == CHOICE_OPENS && i < w.choice->alt_count; i++)
			alternative_put(f, &seen, words_str(f, w.choice->alts[i].text));
	for (uint32_t i = 0; i < f->d->changes_count; i++) {
		const struct unit_change *c = &f->d->changes[i];

		if (c->unit == unit && (c->op == OP_ALTERNATIVE || c->op == OP_NEW))
			alternative_put(f, &seen, c->text);
	}
}

static void unit_put(struct xliff *f, uint32_t unit)
{
	const struct draft_unit *u = &f->d->units[unit];
	struct segment base = { .id = S("base"), .source = u->texts[0].text,
		.target = text_in(u, f->lang) };

	f->codes = 0;
	xml_out_open(&f->x, "unit");
	xml_out_attr_begin(&f->x, "id");
	xliff_unit_id(f->x.out, u);
	xml_out_attr_end(&f->x);
	if (u->label.n > 0)
		xml_out_attr(&f->x, "name", u->label);
	xml_out_attr(&f->x, "type", S("comity:unit"));
	xml_out_open(&f->x, "notes");
	xml_out_open(&f->x, "note");
	xml_out_attr(&f->x, "category", S("comity:source"));
	xml_out_text(&f->x, key_id(f, STR_NONE, base.source));
	xml_out_close(&f->x, "note");
	xml_out_close(&f->x, "notes");
	segment_put(f, &base);
	alternatives_put(f, unit);
	xml_out_close(&f->x, "unit");
}

void xliff_put(struct buf *out, struct arena *a, const struct draft *d, struct str lang)
{
	struct xliff f = { .arena = a, .d = d, .lang = lang };

	cm_assert(!str_eq(lang, d->lang));
	xml_out_begin(&f.x, out, a);
	xml_out_open(&f.x, "xliff");
	xml_out_attr(&f.x, "xmlns", S(XLIFF_NAMESPACE));
	xml_out_attr(&f.x, "version", S("2.1"));
	xml_out_attr(&f.x, "srcLang", d->lang);
	xml_out_attr(&f.x, "trgLang", lang);
	xml_out_open(&f.x, "file");
	xml_out_attr(&f.x, "id", S("text"));
	xml_out_attr(&f.x, "original", d->code);
	xml_out_attr(&f.x, "canResegment", S("no"));
	for (uint32_t i = 0; i < d->units_count && !out->failed; i++)
		unit_put(&f, i);
	xml_out_close(&f.x, "file");
	xml_out_close(&f.x, "xliff");
	xml_out_end(&f.x);
}
