#include "view/model/puts.h"

#include "base/arena.h"
#include "rules/text_adoption.h"
#include "view/model/decisions.h"
#include "view/model/next.h"
#include "view/page.h"

MODEL_DEFINE(put_item)
MODEL_DEFINE(revision_item)

#define TEXT_SHOWN_BYTES_MAX ((size_t)64 * 1024 * 1024)

const struct negotiated_item *negotiated_of(const struct site *s, struct str text, uint32_t revision)
{
	const struct instrument *of = text.n > 0 ? instrument_find(s->forum, text) : NULL;
	if (of == NULL || revision == 0 || revision > of->revisions_count)
		return NULL;
	struct negotiated_item *item = arena_new(s->scratch, struct negotiated_item);
	*item = (struct negotiated_item){ .text = of->code,
		.title = words_of(s, &of->title),
		.revision = revision,
		.symbol = of->revisions[revision - 1].symbol,
		.stands = text_revision_is_newest(s->forum, of, revision),
		.is_adopted = of->adopted != UINT64_MAX && of->adopted_revision == revision };
	return item;
}

/* Units stand apart by an empty line, each behind its label. */
static struct str text_in(const struct site *s, const struct instrument *of, struct str lang)
{
	struct buf b;
	buf_init(&b, s->scratch, TEXT_SHOWN_BYTES_MAX);
	for (uint32_t i = 0; i < of->order_count; i++) {
		const struct instrument_unit *u = instrument_unit_at(s->forum, of, i);
		if (i > 0)
			buf_put(&b, S("\n\n"));
		if (u->label.n > 0) {
			buf_put(&b, u->label);
			buf_byte(&b, ' ');
		}
		buf_put(&b, instrument_wording(of, of->corrections_count, u, lang).words);
	}
	return buf_str(&b);
}

struct frozen_item_list negotiated_texts(const struct site *s, const struct negotiated_item *named)
{
	const struct instrument *of = instrument_find(s->forum, named->text);
	const struct strs *official = &forum_charter(s->forum)->languages;
	struct frozen_item *items = arena_array(s->scratch, struct frozen_item, official->count + 1);
	uint32_t n = 0;
	if (!named->stands)
		return (struct frozen_item_list){ 0, NULL };
	items[n++] = (struct frozen_item){ .lang = of->lang, .text = text_in(s, of, of->lang) };
	for (uint32_t i = 0; i < official->count; i++) {
		struct str lang = official->at[i];
		if (!str_eq(lang, of->lang) && instrument_is_in(s->forum, of, lang))
			items[n++] = (struct frozen_item){ .lang = lang, .text = text_in(s, of, lang) };
	}
	return (struct frozen_item_list){ n, items };
}

static struct str hold_name(enum put_hold hold)
{
	static const struct str names[PUT_HOLD__COUNT] = {
		[PUT_VOTED] = S("voted"), [PUT_FIXED] = S("fixed")
	};
	return names[hold];
}

struct put_item_list puts_of(const struct site *s, const struct instrument *of)
{
	uint32_t n = 0, total = of->decisions.count + of->silences.count;
	struct put_item *items = arena_array(s->scratch, struct put_item, total);
	for (uint32_t i = 0; i < of->decisions.count; i++) {
		const struct decision *d = decision_at(s->forum, of->decisions.at[i]);
		const struct decision_item item = decision_item_of(s, d);
		items[n++] = (struct put_item){ S("decisions"), d->code, item.title, item.state_name,
			d->revision, hold_name(put_hold_by_decision(s->forum, d)) };
	}
	for (uint32_t i = 0; i < of->silences.count; i++) {
		const struct silence *of_text = silence_at(s->forum, of->silences.at[i]);
		const struct silence_item item = silence_item_of(s, of_text);
		items[n++] = (struct put_item){ S("silences"), of_text->code, item.title, item.state_name,
			of_text->revision,
			hold_name(put_hold_by_silence(s->forum, of_text, next_now(s))) };
	}
	return (struct put_item_list){ n, items };
}

struct revision_item_list revisions_of(const struct site *s, const struct instrument *of)
{
	struct revision_item *items =
	    arena_array(s->scratch, struct revision_item, of->revisions_count);
	for (uint32_t i = 0; i < of->revisions_count; i++) {
		const struct instrument_revision *r = &of->revisions[i];
		items[i] = (struct revision_item){ i + 1, r->symbol, r->hash, r->at,
			of->adopted != UINT64_MAX && of->adopted_revision == i + 1, (int64_t)r->entry };
	}
	return (struct revision_item_list){ of->revisions_count, items };
}
