#include "text/errand.h"

#include "base/arena.h"
#include "text/errand_priv.h"

void units_put(struct buf *out, const struct draft_unit *units, uint32_t count)
{
	buf_u32be(out, count);
	for (uint32_t i = 0; i < count; i++) {
		const struct draft_unit *u = &units[i];
		buf_ssh(out, u->id);
		buf_u32be(out, u->kind);
		buf_u32be(out, u->parent);
		buf_ssh(out, u->label);
		buf_ssh(out, u->texts_count > 0 ? u->texts[0].text : STR_NONE);
	}
}

const struct draft_unit *units_unpack(struct unpack *u, struct arena *a, struct str lang, uint32_t *count)
{
	*count = unpack_count(u, UNIT_PACKED_BYTES_MIN);
	struct draft_unit *units = arena_array(a, struct draft_unit, *count);
	struct unit_text *texts = arena_array(a, struct unit_text, *count);
	for (uint32_t i = 0; i < *count; i++) {
		units[i].id = unpack_str(u);
		units[i].kind = (enum unit_kind)unpack_below(u, UNIT_KIND__COUNT);
		units[i].parent = unpack_row(u, i);
		units[i].label = unpack_str(u);
		texts[i] = (struct unit_text){ .lang = lang, .text = unpack_str(u),
			.state = TRANSLATION_FINAL };
		units[i].texts = &texts[i];
		units[i].texts_count = 1;
	}
	return units;
}

void errand_put(struct buf *out, const struct errand *e)
{
	buf_u32be(out, e->kind);
	buf_ssh(out, e->draft.code);
	buf_u32be(out, e->draft.revision);
	buf_ssh(out, e->draft.lang);
	units_put(out, e->draft.units, e->draft.units_count);
	buf_ssh(out, e->file);
}

static enum rc draft_cut(struct draft *d, struct arena *a, struct lexicon *l, struct err *err)
{
	struct draft_unit *units = arena_array(a, struct draft_unit, d->units_count);
	for (uint32_t i = 0; i < d->units_count; i++) {
		units[i] = d->units[i];
		enum rc rc = words_cut(l, a, units[i].texts[0].text, &units[i].base, err);
		if (rc != RC_OK)
			return rc;
	}
	d->units = units;
	d->words = l;
	return RC_OK;
}

enum rc errand_read(struct errand *out, struct arena *a, struct str bytes, struct lexicon *l,
    struct err *err)
{
	struct unpack u = { bytes, false };
	struct errand e = { .kind = (enum errand_kind)unpack_below(&u, ERRAND_KIND__COUNT) };
	e.draft.code = unpack_str(&u);
	e.draft.revision = unpack_u32(&u);
	e.draft.lang = unpack_str(&u);
	e.draft.units = units_unpack(&u, a, e.draft.lang, &e.draft.units_count);
	e.file = unpack_str(&u);
	if (u.failed || u.rest.n > 0)
		return cm_fail(err, RC_INVALID, "the errand is malformed");
	enum rc rc = draft_cut(&e.draft, a, l, err);
	if (rc == RC_OK)
		*out = e;
	return rc;
}

void errand_refused_put(struct buf *out, const struct err *err)
{
	cm_assert(err->rc != RC_OK);
	buf_u32be(out, err->rc);
	buf_ssh(out, str_c(err->text));
}
