#include "text/brackets.h"

struct line {
	struct buf *b;
	const struct brackets_names *names;
	bool is_fresh; /* at the beginning, or behind an opening bracket */
};

static void line_part(struct line *l)
{
	if (!l->is_fresh)
		buf_put(l->b, l->names->separator);
	l->is_fresh = false;
}

static void line_words(struct line *l, struct words words)
{
	for (uint32_t i = 0; i < words.count; i++) {
		line_part(l);
		buf_put(l->b, l->names->word(l->names->ctx, words.at[i]));
	}
}

static void line_open(struct line *l)
{
	line_part(l);
	buf_byte(l->b, '[');
	l->is_fresh = true;
}

static void line_close(struct line *l)
{
	buf_byte(l->b, ']');
	l->is_fresh = false;
}

static void line_by(struct line *l, struct str before, const struct choice_alt *alt)
{
	buf_put(l->b, before);
	for (uint32_t i = 0; i < alt->by_count; i++) {
		if (i > 0)
			buf_put(l->b, S(", "));
		buf_put(l->b, l->names->proposal(l->names->ctx, alt->by[i]));
	}
	buf_byte(l->b, '}');
}

static void line_alts(struct line *l, const struct choice *c)
{
	for (uint32_t i = 0; i < c->alt_count; i++)
		if (c->alts[i].text.count == 0)
			line_by(l, S("{del: "), &c->alts[i]);
	for (uint32_t i = 0; i < c->alt_count; i++) {
		if (c->alts[i].text.count == 0)
			continue;
		line_open(l);
		line_words(l, c->alts[i].text);
		line_close(l);
		line_by(l, S("{"), &c->alts[i]);
	}
}

void brackets_put(struct buf *b, struct words base, struct choices choices,
    const struct brackets_names *names)
{
	struct line l = { b, names, true };
	struct choice_walk w;
	enum choice_event event;

	choice_walk_init(&w, base, choices);
	while ((event = choice_walk_next(&w)) != CHOICE_END) {
		if (event == CHOICE_WORDS)
			line_words(&l, w.words);
		else if (event == CHOICE_OPENS && w.choice->lo < w.choice->hi)
			line_open(&l);
		else if (event == CHOICE_CLOSES) {
			if (w.choice->lo < w.choice->hi)
				line_close(&l);
			line_alts(&l, w.choice);
		}
	}
}
