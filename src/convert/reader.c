#include "convert/reader.h"

#include "base/arena.h"
#include "convert/akn_read.h"
#include "convert/docx_read.h"
#include "convert/docx_text.h"
#include "convert/xliff_read.h"
#include "text/errand.h"

static enum rc return_answer(struct arena *a, const struct errand *e, struct lexicon *l,
    struct buf *out, struct err *err)
{
	const struct docx_order order = { &e->draft, l, e->file };
	struct returned back;
	enum rc rc = docx_read(a, &order, &back, err);
	if (rc == RC_OK)
		errand_returned_put(out, &e->draft, &back);
	return rc;
}

static enum rc words_answer(struct arena *a, const struct errand *e, struct buf *out, struct err *err)
{
	struct str text;
	enum rc rc = docx_text(a, e->file, &text, err);
	if (rc == RC_OK)
		errand_words_put(out, text);
	return rc;
}

static enum rc units_answer(struct arena *a, const struct errand *e, struct buf *out, struct err *err)
{
	struct akn_read akn;
	enum rc rc = akn_read(a, e->file, &akn, err);
	if (rc != RC_OK)
		return rc;
	if (akn.is_translation)
		return cm_fail(err, RC_INVALID, "it is a translation, not the text that is negotiated");
	const struct errand_units units = { akn.lang, akn.draft.units, akn.draft.units_count,
		akn.is_own };
	errand_units_put(out, &units);
	return RC_OK;
}

static enum rc translations_answer(struct arena *a, const struct errand *e, struct buf *out,
    struct err *err)
{
	struct xliff_read xliff;
	enum rc rc = xliff_read(a, e->file, &e->draft, &xliff, err);
	if (rc != RC_OK)
		return rc;
	struct errand_translation *at = arena_array(a, struct errand_translation, xliff.count);
	for (uint32_t i = 0; i < xliff.count; i++) {
		const struct xliff_segment *s = &xliff.at[i];
		at[i] = (struct errand_translation){ s->unit, s->unit_id, s->source, s->target, s->state,
			s->is_base, s->is_altered };
	}
	const struct errand_translations all = { xliff.target_lang, at, xliff.count, xliff.empty };
	errand_translations_put(out, &all);
	return RC_OK;
}

static enum rc errand_answer(struct arena *a, const struct errand *e, struct lexicon *l,
    struct buf *out, struct err *err)
{
	switch (e->kind) {
	case ERRAND_RETURN:
		return return_answer(a, e, l, out, err);
	case ERRAND_WORDS:
		return words_answer(a, e, out, err);
	case ERRAND_UNITS:
		return units_answer(a, e, out, err);
	case ERRAND_TRANSLATIONS:
		return translations_answer(a, e, out, err);
	case ERRAND_KIND__COUNT:
	default:
		return cm_fail(err, RC_INVALID, "the errand is of no kind");
	}
}

void reader_answer(struct arena *a, struct str errand, struct buf *out)
{
	struct lexicon l;
	struct errand e;
	struct err err;
	lexicon_init(&l, a, 1);
	enum rc rc = errand_read(&e, a, errand, &l, &err);
	if (rc == RC_OK)
		rc = errand_answer(a, &e, &l, out, &err);
	if (rc == RC_OK && out->failed)
		rc = cm_fail(&err, RC_LIMIT, "what it would change is too much");
	if (rc != RC_OK) {
		buf_clear(out);
		errand_refused_put(out, &err);
	}
}
