#include "view/text_file.h"

#include "base/arena.h"
#include "base/date.h"
#include "rules/charter.h"
#include "rules/forum.h"
#include "rules/party.h"
#include "view/akn.h"
#include "view/text_json.h"
#include "view/xliff.h"

#define WORD_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

const struct text_file_info *text_file_info(enum text_file f)
{
	static const struct text_file_info files[TEXT_FILE__COUNT] = {
		[TEXT_FILE_AKN] = { S("akn"), S(".akn.xml"), S("application/akn+xml"), false },
		[TEXT_FILE_XLIFF] = { S("xliff"), S(".xliff"), S("application/xliff+xml"), false },
		[TEXT_FILE_MARKDOWN] = { S("md"), S(".md"), S("text/markdown; charset=utf-8"), false },
		[TEXT_FILE_PLAIN] = { S("txt"), S(".txt"), S("text/plain; charset=utf-8"), false },
		[TEXT_FILE_JSON] = { S("json"), S(".json"), S("application/json"), false },
		[TEXT_FILE_COPY] = { S("docx-copy"), S(".copy.docx"), S(WORD_TYPE), true },
		[TEXT_FILE_DOCX] = { S("docx"), S(".docx"), S(WORD_TYPE), true },
	};
	cm_assert(f < TEXT_FILE__COUNT);
	return &files[f];
}

enum text_file text_file_of(struct str name)
{
	unsigned f = 0;
	while (f < TEXT_FILE__COUNT && !str_eq(text_file_info((enum text_file)f)->name, name))
		f++;
	return (enum text_file)f;
}

enum rc text_file_draft(struct draft *out, struct arena *a, const struct forum *f, struct str code,
    struct err *err)
{
	const struct instrument *of = instrument_find(f, code);
	struct lexicon *l = arena_new(a, struct lexicon);
	if (of == NULL)
		return cm_fail(err, RC_NOT_FOUND, "there is no text '%.*s'", STR_ARG(code));
	lexicon_init(l, a, 1);
	const struct text_desk desk = { a, l, f, of };
	return instrument_draft(out, &desk, err);
}

static bool has_lang(const struct draft *d, struct str lang)
{
	for (uint32_t i = 0; i < d->units_count; i++) {
		for (uint32_t k = 0; k < d->units[i].texts_count; k++) {
			if (str_eq(d->units[i].texts[k].lang, lang))
				return true;
		}
	}
	return false;
}

enum rc text_file_check(const struct draft *d, const struct forum *f,
    const struct text_file_order *order, struct err *err)
{
	struct str lang = order->lang;
	bool is_own_lang = lang.n == 0 || str_eq(lang, d->lang);
	if (order->party.n > 0 && party_find(f, order->party) == NULL)
		return cm_fail(err, RC_INVALID, "there is no party '%.*s'", STR_ARG(order->party));
	if (lang.n > 0 && !content_lang_is_valid(lang))
		return cm_fail(err, RC_INVALID, "this is no language tag");
	if (order->file == TEXT_FILE_XLIFF && is_own_lang)
		return cm_fail(err, RC_INVALID, "name the language to translate into");
	if (order->file == TEXT_FILE_AKN && !is_own_lang && !has_lang(d, lang))
		return cm_fail(err, RC_INVALID, "nothing of it is in this language yet");
	return RC_OK;
}

static void akn_file(struct buf *out, struct arena *a, const struct draft *d, const struct forum *f,
    struct str lang)
{
	const struct charter *c = forum_charter(f);
	struct buf day;
	struct str found;
	buf_init(&day, a, 16);
	date_put(&day, moment_parts(forum_now(f)).date);
	day.n = day.n < 10 ? day.n : 10; /* the day alone */
	const struct akn_order order = { .lang = lang.n > 0 ? lang : d->lang,
		.authority = c != NULL ? c->id : forum_origin(f),
		.author = c != NULL ? names_in(&c->full_name, d->lang, d->lang, &found) : STR_NONE,
		.date = buf_str(&day) };
	akn_put(out, a, d, &order);
}

void text_file_put(struct buf *out, struct arena *a, const struct draft *d, const struct forum *f,
    const struct text_file_order *order)
{
	const struct plain_order plain = { .form = order->is_clean ? PLAIN_CLEAN
		    : order->party.n > 0                          ? PLAIN_PARTY
								   : PLAIN_BRACKETS,
		.party = order->party,
		.is_markdown = order->file == TEXT_FILE_MARKDOWN };
	struct json_out w;
	switch (order->file) {
	case TEXT_FILE_AKN:
		akn_file(out, a, d, f, order->lang);
		return;
	case TEXT_FILE_XLIFF:
		xliff_put(out, a, d, order->lang);
		return;
	case TEXT_FILE_MARKDOWN:
	case TEXT_FILE_PLAIN:
		plain_draft(out, a, d, &plain);
		return;
	case TEXT_FILE_JSON:
		json_out_begin(&w, out);
		text_json_put(&w, d, a);
		json_out_end(&w);
		return;
	case TEXT_FILE_COPY:
	case TEXT_FILE_DOCX:
	case TEXT_FILE__COUNT:
	default:
		cm_assert(!"made elsewhere");
	}
}
