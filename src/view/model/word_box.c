#include "view/model/word_box.h"

#include "base/arena.h"
#include "base/limits.h"
#include "rules/instrument.h"
#include "view/model/next.h"
#include "view/text_acts.h"
#include "view/text_file.h"

MODEL_DEFINE(word_file)
MODEL_DEFINE(back_unit)
MODEL_DEFINE(back_new)
MODEL_DEFINE(back_comment)
MODEL_DEFINE(back)
MODEL_DEFINE(word_box)

#define URL_BYTES_MAX 1024
#define CONTENT_BYTES_MAX ((size_t)1 << 20)

static struct word_file_list files_of(const struct site *s, struct str code)
{
	struct word_file *at = arena_array(s->scratch, struct word_file, TEXT_FILE__COUNT);
	for (unsigned i = 0; i < TEXT_FILE__COUNT; i++) {
		const struct text_file_info *info = text_file_info((enum text_file)i);
		struct buf url;
		buf_init(&url, s->scratch, URL_BYTES_MAX);
		buf_put(&url, S("/texts/"));
		buf_percent(&url, code);
		buf_put(&url, info->end);
		at[i] = (struct word_file){ info->name, info->type, buf_str(&url) };
	}
	return (struct word_file_list){ TEXT_FILE__COUNT, at };
}

static struct str state_name(enum returned_state state)
{
	static const struct str names[RETURNED_STATE__COUNT] = { [RETURNED_SAME] = { "same", 4 },
		[RETURNED_CHANGED] = { "changed", 7 }, [RETURNED_MISSING] = { "missing", 7 },
		[RETURNED_MOVED] = { "moved", 5 } };
	cm_assert(state < RETURNED_STATE__COUNT);
	return names[state];
}

static struct str id_of(const struct draft *d, uint32_t unit)
{
	return unit == DRAFT_NONE ? STR_NONE : d->units[unit].id;
}

static struct str applied(const struct site *s, const struct draft *d, uint32_t unit, struct edits edits)
{
	struct buf b;
	buf_init(&b, s->scratch, UNIT_BYTES_MAX);
	words_text(d->words, &b, edits_apply(s->scratch, d->units[unit].base, edits));
	return buf_str(&b);
}

static bool is_worth_saying(const struct returned_unit *u)
{
	return u->state != RETURNED_SAME || u->is_untracked || u->noise > 0 || u->is_formatted ||
	    u->label_differs || u->is_joined;
}

static struct back_unit_list units_of(const struct site *s, const struct draft *d,
    const struct returned *r)
{
	struct back_unit *at = arena_array(s->scratch, struct back_unit, d->units_count);
	uint32_t count = 0;
	for (uint32_t i = 0; i < d->units_count; i++) {
		const struct returned_unit *u = &r->units[i];
		if (!is_worth_saying(u))
			continue;
		struct back_unit item = { .unit = d->units[i].id,
			.label = d->units[i].label.n > 0 ? d->units[i].label : d->units[i].id,
			.state = state_name(u->state),
			.is_untracked = u->is_untracked,
			.before = d->units[i].texts[0].text,
			.after = u->state == RETURNED_MOVED ? id_of(d, u->after) : STR_NONE,
			.noise = u->noise,
			.is_formatted = u->is_formatted,
			.label_differs = u->label_differs,
			.is_joined = u->is_joined };
		if (u->edits.count > 0)
			item.proposed = applied(s, d, i, u->edits);
		if (u->untracked.count > 0)
			item.original = applied(s, d, i, u->untracked);
		at[count++] = item;
	}
	return (struct back_unit_list){ count, at };
}

static struct back_new_list added_of(const struct site *s, const struct draft *d, const struct returned *r)
{
	struct back_new *at = arena_array(s->scratch, struct back_new, r->added_count);
	for (uint32_t i = 0; i < r->added_count; i++)
		at[i] = (struct back_new){ id_of(d, r->added[i].after), unit_kind_name(r->added[i].kind),
			r->added[i].text, !r->added[i].is_tracked };
	return (struct back_new_list){ r->added_count, at };
}

static struct back_comment_list comments_of(const struct site *s, const struct draft *d,
    const struct returned *r)
{
	struct back_comment *at = arena_array(s->scratch, struct back_comment, r->comments_count);
	for (uint32_t i = 0; i < r->comments_count; i++)
		at[i] = (struct back_comment){ id_of(d, r->comments[i].unit), r->comments[i].said_by,
			r->comments[i].text };
	return (struct back_comment_list){ r->comments_count, at };
}

/* What the party would sign, one item an act. */
static struct next_item_list acts_of(const struct site *s, const struct word_query *q,
    bool takes_untracked, struct returned_chosen *chosen)
{
	const struct returned_wish wish = { q->party, takes_untracked };
	const struct next_for n = { .s = s, .party = q->party, .now = next_now(s) };
	const struct next_move move = { KIND_TEXT_PROPOSE, NEXT_PARTY, S("amend"),
		takes_untracked ? MESSAGE_WORDBOX_ACT_ALL : MESSAGE_WORDBOX_ACT_TRACKED };
	returned_choose(s->scratch, q->draft, q->back, &wish, chosen);
	uint32_t parts = propose_parts(q->draft, &chosen->left);
	struct next_item *items = arena_array(s->scratch, struct next_item, parts);
	struct str rationale = returned_rationale(s->scratch, q->draft, q->back, q->party);
	for (uint32_t i = 0; i < parts; i++) {
		const struct propose_order order = { q->draft, &chosen->left, rationale, i };
		struct buf content;
		buf_init(&content, s->scratch, CONTENT_BYTES_MAX);
		propose_put(&content, &order);
		if (content.n > 0 && content.p[content.n - 1] == '\n')
			content.n--;
		items[i] = next_make(&n, &move, buf_str(&content),
		    PARTS(part_number(i + 1), part_number(parts)));
	}
	return (struct next_item_list){ parts, items };
}

static const struct back *back_of(const struct site *s, const struct word_query *q)
{
	const struct returned *r = q->back;
	const struct returned_origin *o = &r->origin;
	struct back *m = arena_new(s->scratch, struct back);
	struct returned_chosen tracked, all;
	*m = (struct back){ .is_stated = o->is_stated,
		.is_same_text = o->same_document,
		.is_same_base = o->same_document && o->same_base,
		.units = units_of(s, q->draft, r),
		.added = added_of(s, q->draft, r),
		.comments = comments_of(s, q->draft, r),
		.objects = r->objects,
		.unfit = r->unfit,
		.has_macros = r->has_macros,
		.tracked_acts = acts_of(s, q, false, &tracked) };
	m->known = tracked.known;
	m->untracked = tracked.untracked;
	if (tracked.untracked > 0)
		m->all_acts = acts_of(s, q, true, &all);
	return m;
}

bool word_box_fill(struct word_box *m, const struct site *s, const struct word_query *q)
{
	const struct instrument *of = instrument_find(s->forum, q->code);
	if (of == NULL)
		return false;
	*m = (struct word_box){ .code = of->code,
		.title = words_of(s, &of->title),
		.files = files_of(s, of->code),
		.problem = q->problem,
		.back = q->back != NULL ? back_of(s, q) : NULL };
	return true;
}
