#include "view/text_pieces.h"

#include "base/arena.h"
#include "base/limits.h"
#include "text/reading.h"
#include "text/token.h"

#define SAID_BYTES_MAX ((size_t)64 * 1024)
#define ELEMENTS_OF_CHOICE 6 /* the deepest that one choice goes: list, item, del; ins and a name inside */
#define LEVELS_MAX (TEXT_DEPTH_SHOWN + 1)

/* What is written of a unit so far. */
struct line {
	struct html *h;
	const struct text_view *v;
	struct words base;
	bool is_fresh; /* at the beginning or behind a bracket: the next word's space is dropped */
	uint32_t depth;
	bool has_element[LEVELS_MAX];
};

static struct str direction_of(const struct line *l)
{
	return lang_direction(l->v->draft->lang);
}

static struct str party_name(const struct text_view *v, struct str code, struct str short_name)
{
	if (v->party != NULL)
		return v->party(v->ctx, code);
	return short_name.n > 0 ? short_name : code;
}

static bool is_listed(const struct str *names, uint32_t count, struct str name)
{
	for (uint32_t i = 0; i < count; i++) {
		if (str_eq(names[i], name))
			return true;
	}
	return false;
}

struct str text_parties(const struct html *h, const struct text_view *v, const uint32_t *ids,
    uint32_t count)
{
	uint32_t n = 0, room = 0;
	struct str *names;
	struct buf b;
	if (v->is_nameless)
		return message_text(h->lang, MESSAGE_TEXT_SOMEBODY, 1);
	for (uint32_t i = 0; i < count; i++) {
		const struct draft_proposal *p = draft_proposal_of(v->draft, ids[i]);
		room += p != NULL ? 1 + p->cosponsors_count : 0;
	}
	names = arena_array(v->scratch, struct str, room);
	for (uint32_t i = 0; i < count; i++) {
		const struct draft_proposal *p = draft_proposal_of(v->draft, ids[i]);
		bool is_named = v->draft->attribution == ATTRIBUTION_NAMES;
		for (uint32_t k = 0; p != NULL && k <= (is_named ? p->cosponsors_count : 0); k++) {
			struct str name = !is_named ? p->short_name
			    : k == 0              ? party_name(v, p->party, p->short_name)
						  : party_name(v, p->cosponsors[k - 1], STR_NONE);
			if (!is_listed(names, n, name))
				names[n++] = name;
		}
	}
	buf_init(&b, v->scratch, SAID_BYTES_MAX);
	for (uint32_t i = 0; i < n; i++) {
		buf_put(&b, i > 0 ? S(", ") : S(""));
		buf_put(&b, names[i]);
	}
	return buf_str(&b);
}

void text_said_render(struct html *h, const struct text_view *v, struct str said)
{
	html_element(h, "span", ATTRS({ "class", v->mode == TEXT_LINEAR ? S("said") : S("unseen") },
	    { "lang", view_lang_tag(h->lang) }), said);
}

void text_chip_render(struct html *h, const struct text_view *v, const uint32_t *ids, uint32_t count,
    bool is_deletion)
{
	if (v->mode == TEXT_LINEAR || (v->is_nameless && !is_deletion))
		return;
	html_open(h, "bdi", ATTRS({ "class", S("by") }, { "lang", view_lang_tag(h->lang) },
	    { "aria-hidden", S("true") }));
	html_text(h, S("{"));
	if (is_deletion) {
		html_message(h, MESSAGE_TEXT_DEL);
		html_text(h, v->is_nameless ? S("") : S(" "));
	}
	for (uint32_t i = 0; i < count && !v->is_nameless; i++) {
		const struct draft_proposal *p = draft_proposal_of(v->draft, ids[i]);
		html_text(h, i > 0 ? S(", ") : S(""));
		html_text(h, p != NULL ? p->short_name : S("?"));
	}
	html_text(h, S("}"));
	html_close(h, "bdi");
}

struct str text_words_of(const struct text_view *v, struct words w)
{
	struct buf b;
	buf_init(&b, v->scratch, UNIT_BYTES_MAX + 1);
	words_text(v->draft->words, &b, w);
	return buf_str(&b);
}

static void put_words(struct line *l, struct words w)
{
	for (uint32_t i = 0; i < w.count; i++) {
		struct str word = lexicon_word(l->v->draft->words, w.at[i]);
		html_text(l->h, l->is_fresh ? token_core(word) : word);
		l->is_fresh = false;
	}
}

/* What a desk is told of words and proposals; nobody else. */
static struct str number_of(const struct line *l, uint32_t n)
{
	struct buf b;
	if (!l->v->has_numbers)
		return STR_NONE;
	buf_init(&b, l->v->scratch, 16);
	buf_dec(&b, n);
	return buf_str(&b);
}

/* Of the base, from its word `from` on: where it is worked on, each an element that tells its number, as a
 * form asks for it. */
static void put_base(struct line *l, struct words w, uint32_t from)
{
	if (!l->v->has_numbers) {
		put_words(l, w);
		return;
	}
	for (uint32_t i = 0; i < w.count; i++) {
		struct str word = lexicon_word(l->v->draft->words, w.at[i]), core = token_core(word);
		struct str number = number_of(l, from + i + 1);
		if (!l->is_fresh)
			html_text(l->h, str_sub(word, 0, word.n - core.n));
		l->is_fresh = false;
		html_open(l->h, "span", ATTRS({ "class", S("w") }, { "data-w", number }));
		html_text(l->h, core);
		html_element(l->h, "sub", ATTRS_NONE, number);
		html_close(l->h, "span");
	}
}

/* The space before a bracket is that of the first word in it. */
static void put_lead(struct line *l, struct words w)
{
	if (w.count == 0 || l->is_fresh)
		return;
	struct str word = lexicon_word(l->v->draft->words, w.at[0]), core = token_core(word);
	html_text(l->h, str_sub(word, 0, word.n - core.n));
}

/* A bracket is seen; what is heard instead is said. */
static void put_bracket(struct line *l, struct str bracket)
{
	if (l->v->mode != TEXT_LINEAR)
		html_element(l->h, "b", ATTRS({ "aria-hidden", S("true") }), bracket);
}

static void put_said(struct line *l, enum message id, const struct choice_alt *alt)
{
	struct buf b;
	buf_init(&b, l->v->scratch, SAID_BYTES_MAX);
	message_put(&b, l->h->lang, id,
	    PARTS(part_text(alt != NULL ? text_parties(l->h, l->v, alt->by, alt->by_count) : STR_NONE)));
	if (id == MESSAGE_TEXT_OPENS || id == MESSAGE_TEXT_INSERTS || id == MESSAGE_TEXT_ALTERNATIVE)
		buf_byte(&b, ' ');
	text_said_render(l->h, l->v, buf_str(&b));
}

static bool is_range(const struct choice *c)
{
	return c->lo < c->hi;
}

static bool is_deleted_by_some(const struct choice *c)
{
	for (uint32_t i = 0; i < c->alt_count; i++) {
		if (c->alts[i].text.count == 0)
			return is_range(c);
	}
	return false;
}

static bool is_wide(const struct choice *c)
{
	uint32_t readings = 0, most = c->hi - c->lo;
	for (uint32_t i = 0; i < c->alt_count; i++) {
		readings += c->alts[i].text.count > 0;
		most = most > c->alts[i].text.count ? most : c->alts[i].text.count;
	}
	return readings > TEXT_WIDE_ALTERNATIVES || (readings > 1 && most > TEXT_WIDE_WORDS);
}

/* "1 4": the first proposal of each alternative. */
static struct str first_of_each(const struct line *l, const struct choice *c)
{
	struct buf b;
	if (!l->v->has_numbers)
		return STR_NONE;
	buf_init(&b, l->v->scratch, 12 * (size_t)c->alt_count + 1);
	for (uint32_t i = 0; i < c->alt_count; i++) {
		buf_put(&b, i > 0 ? S(" ") : S(""));
		buf_dec(&b, c->alts[i].by[0]);
	}
	return buf_str(&b);
}

static void group_open(struct line *l, const struct choice *c)
{
	struct buf label;
	int64_t count = (int64_t)c->alt_count + is_range(c);
	buf_init(&label, l->v->scratch, 256);
	struct str rest = message_text(l->h->lang, MESSAGE_TEXT_OPEN_GROUP, count), text;
	int place;
	bool is_genitive;
	while (message_next(&rest, &text, &place, &is_genitive)) {
		if (place < 0)
			buf_put(&label, text);
		else
			number_put_words(&label, l->h->lang, count);
	}
	bool is_now = l->v->outlined > 0 && choice_alt_of(c, l->v->outlined) != CHOICE_KEEP;
	struct str class = is_wide(c) ? S("choice wide") : S("choice");
	if (is_now)
		class = is_wide(c) ? S("choice wide now") : S("choice now");
	html_open(l->h, "span", ATTRS({ "class", class }, { "role", S("group") },
	    { "aria-label", buf_str(&label) }, { "aria-current", is_now ? S("true") : STR_NONE },
	    { "data-first", number_of(l, c->lo + 1) }, { "data-last", number_of(l, c->hi) },
	    { "data-by", first_of_each(l, c) }));
}

static void branch_open(struct line *l, const struct choice *c, const char *name)
{
	if (is_wide(c))
		html_open(l->h, "span", CLASS("whole"));
	html_open(l->h, name, ATTRS({ "dir", direction_of(l) }));
}

static void whole_close(struct line *l, const struct choice *c)
{
	if (is_wide(c))
		html_close(l->h, "span");
}

static const char *keep_name(const struct choice *c)
{
	return is_deleted_by_some(c) ? "del" : "span";
}

static void keep_close(struct line *l, const struct choice *c)
{
	html_close(l->h, keep_name(c));
	whole_close(l, c);
}

static void choice_opens(struct line *l, const struct choice *c)
{
	bool has_room = l->depth < TEXT_DEPTH_SHOWN && l->h->depth + ELEMENTS_OF_CHOICE < HTML_DEPTH_MAX;
	struct words kept = { l->base.at + c->lo, c->hi - c->lo };
	if (l->depth < LEVELS_MAX)
		l->has_element[l->depth] = has_room;
	l->depth++;
	put_lead(l, kept);
	if (has_room)
		group_open(l, c);
	if (!is_range(c))
		return;
	put_said(l, MESSAGE_TEXT_OPENS, NULL);
	if (has_room)
		branch_open(l, c, keep_name(c));
	put_bracket(l, S("["));
	l->is_fresh = true;
}

static void put_alternative(struct line *l, const struct choice *c, const struct choice_alt *alt,
    bool has_room)
{
	bool is_first_insertion = !is_range(c) && alt == c->alts;
	if (is_first_insertion || l->v->mode != TEXT_LINEAR)
		put_lead(l, alt->text); /* else what is said ends with a space */
	put_said(l, is_first_insertion ? MESSAGE_TEXT_INSERTS : MESSAGE_TEXT_ALTERNATIVE, alt);
	if (has_room)
		branch_open(l, c, "ins");
	put_bracket(l, S("["));
	l->is_fresh = true;
	put_words(l, alt->text);
	put_bracket(l, S("]"));
	if (has_room)
		html_close(l->h, "ins");
	text_chip_render(l->h, l->v, alt->by, alt->by_count, false);
	if (has_room)
		whole_close(l, c);
	l->is_fresh = false;
}

static void choice_closes(struct line *l, const struct choice *c)
{
	l->depth--;
	bool has_room = l->depth < LEVELS_MAX && l->has_element[l->depth];
	if (is_range(c)) {
		put_bracket(l, S("]"));
		if (has_room)
			keep_close(l, c);
		l->is_fresh = false;
	}
	for (uint32_t i = 0; i < c->alt_count; i++) {
		const struct choice_alt *alt = &c->alts[i];
		if (alt->text.count > 0 || !is_range(c))
			continue;
		put_said(l, MESSAGE_TEXT_DELETES, alt);
		text_chip_render(l->h, l->v, alt->by, alt->by_count, true);
	}
	for (uint32_t i = 0; i < c->alt_count; i++) {
		if (c->alts[i].text.count > 0)
			put_alternative(l, c, &c->alts[i], has_room);
	}
	put_said(l, MESSAGE_TEXT_ENDS, NULL);
	if (has_room)
		html_close(l->h, "span");
}

void text_words_render(struct html *h, const struct text_view *v, const struct draft_unit *u)
{
	struct line l = { .h = h, .v = v, .base = u->base, .is_fresh = true };
	struct choice_walk w;
	enum choice_event event;
	struct choices none = { NULL, 0 };
	choice_walk_init(&w, u->base, v->mode == TEXT_SKIP ? none : u->choices);
	while ((event = choice_walk_next(&w)) != CHOICE_END) {
		if (event == CHOICE_WORDS)
			put_base(&l, w.words, w.from);
		else if (event == CHOICE_OPENS)
			choice_opens(&l, w.choice);
		else if (event == CHOICE_CLOSES)
			choice_closes(&l, w.choice);
	}
}

static bool is_behind(const struct draft_proposal *p, struct str party)
{
	return p != NULL && (str_eq(p->party, party) ||
	    is_listed(p->cosponsors, p->cosponsors_count, party));
}

bool text_reading_render(struct html *h, const struct text_view *v, const struct draft_unit *u)
{
	uint32_t n = 0, *ids = arena_array(v->scratch, uint32_t, u->proposals.count);
	struct asks asks;
	for (uint32_t i = 0; i < u->proposals.count; i++) {
		if (is_behind(draft_proposal_of(v->draft, u->proposals.at[i].id), v->as))
			ids[n++] = u->proposals.at[i].id;
	}
	struct words read = reading_of(v->scratch, u->base, u->choices, (struct backing){ ids, n },
	    &asks);
	html_text(h, text_words_of(v, read));
	return asks.count > 0;
}

void text_compare_render(struct html *h, const struct lexicon *l, struct words base, struct edits edits)
{
	struct draft d = { .lang = STR_NONE, .words = l };
	struct text_view v = { .draft = &d };
	struct line line = { .h = h, .v = &v, .base = base, .is_fresh = true };
	uint32_t at = 0;
	for (uint32_t i = 0; i < edits.count; i++) {
		const struct edit *e = &edits.at[i];
		put_words(&line, (struct words){ base.at + at, e->lo - at });
		at = e->hi;
		if (e->lo < e->hi) {
			html_open(h, "del", ATTRS_NONE);
			text_said_render(h, &v, message_text(h->lang, MESSAGE_TEXT_DELETED, 1));
			put_words(&line, (struct words){ base.at + e->lo, e->hi - e->lo });
			html_close(h, "del");
		}
		if (e->text.count > 0) {
			html_open(h, "ins", ATTRS_NONE);
			text_said_render(h, &v, message_text(h->lang, MESSAGE_TEXT_INSERTED, 1));
			put_words(&line, e->text);
			html_close(h, "ins");
		}
	}
	put_words(&line, (struct words){ base.at + at, base.count - at });
}

uint32_t text_choices_count(const struct draft_unit *u)
{
	uint32_t n = 0;
	struct choice_walk w;
	enum choice_event event;
	choice_walk_init(&w, u->base, u->choices);
	while ((event = choice_walk_next(&w)) != CHOICE_END)
		n += event == CHOICE_OPENS;
	return n;
}
