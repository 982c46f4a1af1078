/* A text of a server's interface as a draft. Without codec/json.h, whose names of types are jansson's too. */
#include <jansson.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "cli/answer.h"
#include "text/draft.h"

struct draft_reader {
	struct arena *arena;
	struct lexicon *words;
	struct draft *draft;
	struct err *err;
	bool failed; /* something is not as it must be: the rest does not matter */
};

static struct str string_of(struct draft_reader *r, json_t *value)
{
	if (!json_is_string(value))
		return STR_NONE;
	return str_copy(r->arena, (struct str){ json_string_value(value), json_string_length(value) });
}

static struct str text_of(struct draft_reader *r, json_t *object, const char *key)
{
	return string_of(r, json_object_get(object, key));
}

static uint32_t number_of(struct draft_reader *r, json_t *object, const char *key)
{
	json_t *value = json_object_get(object, key);
	json_int_t number = json_integer_value(value);
	if (!json_is_integer(value) || number < 0 || number >= UINT32_MAX) {
		r->failed = true;
		return 0;
	}
	return (uint32_t)number;
}

static uint32_t unit_of(const struct draft_reader *r, struct str id)
{
	for (uint32_t i = 0; i < r->draft->units_count && id.n > 0; i++) {
		if (str_eq(r->draft->units[i].id, id))
			return i;
	}
	return DRAFT_NONE;
}

/* Words with their white space, one after another. */
static struct words words_of(struct draft_reader *r, json_t *list)
{
	struct words w = { NULL, 0 };
	struct buf piece;
	json_t *word;
	size_t i;
	buf_init(&piece, r->arena, UNIT_BYTES_MAX);
	json_array_foreach(list, i, word)
		buf_bytes(&piece, json_string_value(word), json_string_length(word));
	if (piece.failed || words_cut_piece(r->words, r->arena, buf_str(&piece), &w, r->err) != RC_OK)
		r->failed = true;
	return w;
}

static struct edits edits_of(struct draft_reader *r, json_t *list)
{
	struct edit *at = arena_array(r->arena, struct edit, json_array_size(list));
	struct edits edits = { at, (uint32_t)json_array_size(list) };
	json_t *edit;
	size_t i;
	json_array_foreach(list, i, edit)
		at[i] = (struct edit){ number_of(r, edit, "from"), number_of(r, edit, "to"),
			words_of(r, json_object_get(edit, "words")) };
	return edits;
}

static struct proposals proposals_of(struct draft_reader *r, json_t *list, struct words base)
{
	struct proposal *at = arena_array(r->arena, struct proposal, json_array_size(list));
	struct proposals all = { at, (uint32_t)json_array_size(list) };
	json_t *proposal;
	size_t i;
	json_array_foreach(list, i, proposal) {
		struct edits sent = edits_of(r, json_object_get(proposal, "edits"));
		at[i].id = number_of(r, proposal, "id");
		if (edits_normal(r->arena, base, sent, &at[i].edits, r->err) != RC_OK)
			r->failed = true;
	}
	return all;
}

static void unit_read(struct draft_reader *r, struct draft_unit *u, json_t *from)
{
	json_t *texts = json_object_get(from, "texts"), *text;
	struct unit_text *at = arena_array(r->arena, struct unit_text, json_array_size(texts) + 1);
	size_t i;
	u->id = text_of(r, from, "id");
	u->kind = unit_kind_of(text_of(r, from, "kind"));
	u->label = text_of(r, from, "label");
	u->parent = unit_of(r, text_of(r, from, "parent"));
	json_array_foreach(texts, i, text)
		at[i] = (struct unit_text){ .lang = text_of(r, text, "lang"),
			.text = text_of(r, text, "text") };
	u->texts = at;
	u->texts_count = (uint32_t)json_array_size(texts);
	if (u->texts_count == 0 || u->kind == UNIT_KIND__COUNT || u->id.n == 0 ||
	    words_cut(r->words, r->arena, at[0].text, &u->base, r->err) != RC_OK)
		r->failed = true;
	if (!r->failed)
		u->proposals = proposals_of(r, json_object_get(from, "proposals"), u->base);
}

static void units_read(struct draft_reader *r, json_t *list)
{
	struct draft_unit *at = arena_array(r->arena, struct draft_unit, json_array_size(list));
	json_t *unit;
	size_t i;
	r->draft->units = at;
	json_array_foreach(list, i, unit) {
		if (r->failed)
			return;
		unit_read(r, &at[i], unit);
		r->draft->units_count++;
	}
}

static void proposals_read(struct draft_reader *r, json_t *list)
{
	struct draft_proposal *at = arena_array(r->arena, struct draft_proposal, json_array_size(list));
	json_t *from, *code;
	size_t i, k;
	json_array_foreach(list, i, from) {
		json_t *codes = json_object_get(from, "cosponsors");
		struct str *cosponsors = arena_array(r->arena, struct str, json_array_size(codes));
		json_array_foreach(codes, k, code)
			cosponsors[k] = string_of(r, code);
		at[i] = (struct draft_proposal){ .id = number_of(r, from, "id"),
			.party = text_of(r, from, "party"),
			.short_name = text_of(r, from, "short_name"),
			.lang = text_of(r, from, "lang"),
			.rationale = text_of(r, from, "rationale"),
			.cosponsors = cosponsors,
			.cosponsors_count = (uint32_t)json_array_size(codes) };
	}
	r->draft->proposals = at;
	r->draft->proposals_count = (uint32_t)json_array_size(list);
}

static enum unit_op op_of(struct draft_reader *r, struct str word)
{
	unsigned op = 0;
	while (op < UNIT_OP__COUNT && !str_eq(unit_op_name((enum unit_op)op), word))
		op++;
	r->failed = r->failed || op == UNIT_OP__COUNT;
	return (enum unit_op)op;
}

static void changes_read(struct draft_reader *r, json_t *list)
{
	struct unit_change *at = arena_array(r->arena, struct unit_change, json_array_size(list));
	json_t *from;
	size_t i;
	json_array_foreach(list, i, from)
		at[i] = (struct unit_change){ .proposal = number_of(r, from, "proposal"),
			.op = op_of(r, text_of(r, from, "op")),
			.unit = unit_of(r, text_of(r, from, "unit")),
			.after = unit_of(r, text_of(r, from, "after")),
			.kind = unit_kind_of(text_of(r, from, "kind")),
			.text = text_of(r, from, "text") };
	r->draft->changes = at;
	r->draft->changes_count = (uint32_t)json_array_size(list);
}

enum rc answer_draft_read(struct draft *out, struct arena *a, struct str body, struct lexicon *l,
    struct err *err)
{
	json_error_t where;
	json_t *answer = json_loadb(body.p, body.n, 0, &where);
	struct draft_reader r = { a, l, out, err, false };
	if (answer == NULL)
		return cm_fail(err, RC_INVALID, "the answer is no JSON: line %d", where.line);
	*out = (struct draft){ .words = l };
	out->code = text_of(&r, answer, "code");
	out->symbol = text_of(&r, answer, "symbol");
	out->lang = text_of(&r, answer, "lang");
	out->revision = number_of(&r, answer, "revision");
	units_read(&r, json_object_get(answer, "units"));
	proposals_read(&r, json_object_get(answer, "proposals"));
	changes_read(&r, json_object_get(answer, "changes"));
	json_decref(answer);
	if (r.failed || out->code.n == 0 || out->lang.n == 0)
		return cm_fail(err, RC_INVALID, "the answer is of no negotiated text");
	return RC_OK;
}
