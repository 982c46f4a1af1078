#include "view/model/documents.h"

#include "base/arena.h"
#include "base/encode.h"
#include "view/meeting_words.h"

MODEL_DEFINE(document_item)
MODEL_DEFINE(documents)
MODEL_DEFINE(document_full)

static struct strs languages_of(const struct site *s, const struct document *from)
{
	struct str *at = arena_array(s->scratch, struct str, from->langs_count);
	for (uint32_t i = 0; i < from->langs_count; i++)
		at[i] = from->langs[i].lang;
	return (struct strs){ from->langs_count, at };
}

static struct document_item item_of(const struct site *s, const struct document *from)
{
	return (struct document_item){ .symbol = from->symbol, .class = from->class,
		.class_name = words_of_code(s, from->class), .title = words_of(s, &from->title),
		.languages = languages_of(s, from), .at = from->at, .entry = (int64_t)from->entry };
}

void documents_fill(struct documents *m, const struct site *s, const struct documents_query *q)
{
	struct document_item *items =
	    arena_array(s->scratch, struct document_item, DOCUMENTS_SHOWN_MAX);
	uint32_t skip = (q->page - 1) * DOCUMENTS_SHOWN_MAX, seen = 0, n = 0;
	for (uint32_t i = document_count(s->forum); i > 0; i--) {
		const struct document *d = document_at(s->forum, i - 1);
		if (q->class.n > 0 && !str_eq(d->class, q->class))
			continue;
		if (seen++ >= skip && n < DOCUMENTS_SHOWN_MAX)
			items[n++] = item_of(s, d);
	}
	*m = (struct documents){ .class = q->class, .documents = { n, items }, .total = seen,
		.page = q->page,
		.pages = seen == 0 ? 1 : (seen + DOCUMENTS_SHOWN_MAX - 1) / DOCUMENTS_SHOWN_MAX };
}

/* Documents ascend by the act that issued them. */
static const struct document *document_of_entry(const struct site *s, uint64_t entry)
{
	uint32_t low = 0, high = document_count(s->forum);
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		const struct document *d = document_at(s->forum, middle);
		if (d->entry == entry)
			return d;
		if (d->entry < entry)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static struct frozen_item_list texts_of(const struct site *s, const struct act_view *act)
{
	if (act == NULL || act->kind != KIND_DOCUMENT_ISSUE)
		return (struct frozen_item_list){ 0, NULL };
	const struct document_text_list *texts = &act->content->document_issue.texts;
	struct frozen_item *items = arena_array(s->scratch, struct frozen_item, texts->count);
	uint32_t n = 0;
	for (uint32_t i = 0; i < texts->count; i++) {
		if (texts->at[i].text.n > 0)
			items[n++] = (struct frozen_item){ texts->at[i].lang, texts->at[i].title,
				texts->at[i].text };
	}
	return (struct frozen_item_list){ n, items };
}

bool document_fill(struct document_full *m, const struct site *s, const struct document_query *q)
{
	uint64_t entry;
	if (!dec_decode(&entry, q->code))
		return false;
	const struct document *from = document_of_entry(s, entry);
	if (from == NULL)
		return false;
	struct document_item *item = arena_new(s->scratch, struct document_item);
	*item = item_of(s, from);
	*m = (struct document_full){ .document = item, .of = from->of, .suffix = from->suffix,
		.distribution = from->distribution,
		.statement = from->statement == UINT64_MAX ? INTEGER_ABSENT : (int64_t)from->statement,
		.texts = texts_of(s, q->act) };
	if (from->suffix.n > 0)
		m->suffix_name = words_of_coded(s, CODED_DOCUMENT_SUFFIX, from->suffix);
	const struct meeting *met = meeting_find(s->forum, from->meeting);
	if (met != NULL) {
		struct meeting_item *of = arena_new(s->scratch, struct meeting_item);
		*of = meeting_item_of(s, met);
		m->meeting = of;
	}
	return true;
}
