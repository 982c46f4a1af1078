#include "cli/wording.h"

#include "base/arena.h"
#include "base/limits.h"
#include "text/diff.h"

static struct str trimmed(struct str text)
{
	while (text.n > 0 && (text.p[text.n - 1] == '\n' || text.p[text.n - 1] == ' '))
		text.n--;
	while (text.n > 0 && (text.p[0] == '\n' || text.p[0] == ' '))
		text = str_sub(text, 1, text.n);
	return text;
}

static void put_edit(struct json_out *w, struct arena *a, const struct wording *of,
    const struct lexicon *l, const struct edit *e)
{
	struct buf words;
	buf_init(&words, a, UNIT_BYTES_MAX);
	words_piece(l, &words, e->text);
	json_out_open(w, '{');
	json_out_key(w, S("from"));
	json_out_number(w, e->lo);
	json_out_key(w, S("hash"));
	json_out_text(w, of->hash);
	json_out_key(w, S("to"));
	json_out_number(w, e->hi);
	json_out_key(w, S("unit"));
	json_out_text(w, of->unit);
	if (words.n > 0) {
		json_out_key(w, S("words"));
		json_out_text(w, buf_str(&words));
	}
	json_out_close(w);
}

enum rc wording_put(struct json_out *w, struct arena *a, const struct wording *of, uint32_t *count,
    struct err *err)
{
	struct lexicon l;
	struct words base, wanted;
	lexicon_init(&l, a, 1);
	enum rc rc = words_cut(&l, a, of->base, &base, err);
	if (rc == RC_OK)
		rc = words_cut(&l, a, trimmed(of->wanted), &wanted, err);
	if (rc != RC_OK)
		return rc;
	const struct edit whole = { .lo = 0, .hi = base.count, .text = wanted };
	struct edits edits = edits_between(a, &l, base, wanted);
	if (of->is_whole && edits.count > 0)
		edits = (struct edits){ &whole, 1 };
	for (uint32_t i = 0; i < edits.count; i++)
		put_edit(w, a, of, &l, &edits.at[i]);
	*count = edits.count;
	return RC_OK;
}
