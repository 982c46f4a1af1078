#include "cli/founding_text.h"

#include "base/arena.h"
#include "base/fmt.h"
#include "service/canon.h"
#include "cli/members.h"
#include "cli/textfile.h"
#include "cli/wording.h"
#include "rules/instrument.h"
#include "rules/silence.h"

#define FILE_BYTES_MAX ((size_t)256 * 1024)
#define FILE_NAME "texts.json"
#define CHAIR S("chair") /* no handle: those have a slash */

static enum rc refuse(uint32_t at, const char *what, struct err *err)
{
	return cm_fail(err, RC_INVALID, FILE_NAME ": act %u: %s", at + 1, what);
}

static bool is_of_type(const struct json *j, uint32_t node, enum json_type type)
{
	return node != 0 && j->nodes[node].type == type;
}

static enum rc act_check(const struct json *j, struct arena *a, uint32_t node, uint32_t at,
    struct err *err)
{
	static const struct str known[] = { { "by", 2 }, { "content", 7 }, { "kind", 4 },
		{ "whole", 5 }, { "with", 4 }, { "wording", 7 } };
	if (j->nodes[node].type != JSON_OBJECT)
		return refuse(at, "is no object", err);
	for (uint32_t n = json_first(node); n < j->nodes[node].next; n = j->nodes[n].next) {
		uint32_t k = 0;
		while (k < CM_COUNT(known) && !str_eq(known[k], json_key(j, n)))
			k++;
		if (k == CM_COUNT(known))
			return refuse(at, "members are by, content, kind, whole, with, wording", err);
	}
	uint32_t kind = json_member(j, node, S("kind")), by = json_member(j, node, S("by"));
	if (!is_of_type(j, kind, JSON_STRING) || kind_of(json_text(j, kind, a)) == KIND__COUNT)
		return refuse(at, "has no kind that there is", err);
	struct str author = is_of_type(j, by, JSON_STRING) ? json_text(j, by, a) : STR_NONE;
	if (!str_eq(author, CHAIR) && !handle_is_valid(author))
		return refuse(at, "'by' is no handle", err);
	if (!is_of_type(j, json_member(j, node, S("content")), JSON_OBJECT))
		return refuse(at, "has no content", err);
	uint32_t wording = json_member(j, node, S("wording")), whole = json_member(j, node, S("whole"));
	uint32_t with = json_member(j, node, S("with"));
	bool is_wording = wording == 0 || j->nodes[wording].type == JSON_OBJECT;
	if (!is_wording || (whole != 0 && j->nodes[whole].type != JSON_OBJECT))
		return refuse(at, "'wording' or 'whole' is no object of units", err);
	if (with != 0 && (j->nodes[with].type != JSON_ARRAY || j->nodes[with].count >= SIGNATURES_MAX))
		return refuse(at, "'with' is no list of handles, 15 at most", err);
	return RC_OK;
}

enum rc founding_texts_read(struct founding_texts *out, struct arena *a, const char *folder,
    struct err *err)
{
	char path[1024];
	struct str people, canonical;
	struct err none;
	*out = (struct founding_texts){ .count = 0 };
	fmt_into(path, sizeof path, "%s/data/" FILE_NAME, folder);
	enum rc rc = textfile_read(&people, a, path, FILE_BYTES_MAX, &none);
	if (rc == RC_NOT_FOUND)
		return RC_OK;
	if (rc != RC_OK)
		return cm_fail(err, rc, "%s", none.text);
	rc = canon_json(&canonical, a, FILE_NAME, people, err);
	if (rc != RC_OK)
		return rc;
	struct fault fault = json_parse(&out->json, a, canonical);
	cm_assert(fault.id == FAULT_NONE);
	const struct json *j = &out->json;
	uint32_t list = json_member(j, 0, S("acts"));
	if (!is_of_type(j, list, JSON_ARRAY) || j->nodes[0].count != 1)
		return cm_fail(err, RC_INVALID, FILE_NAME ": an object with a list 'acts' is wanted");
	uint32_t *nodes = arena_array(a, uint32_t, j->nodes[list].count), count = 0;
	for (uint32_t n = json_first(list); n < j->nodes[list].next; n = j->nodes[n].next) {
		rc = act_check(j, a, n, count, err);
		if (rc != RC_OK)
			return rc;
		nodes[count++] = n;
	}
	out->count = count;
	out->nodes = nodes;
	return RC_OK;
}

/* An act while it is composed. */
struct composing {
	struct arena *arena;
	const struct json *json;
	const struct forum *forum;
	moment now;
	uint32_t node, content; /* of the act, of its members */
	uint32_t at;
	enum kind kind;
	struct err *err;
};

static struct str text_of(const struct composing *c, uint32_t object, struct str key)
{
	uint32_t node = json_member(c->json, object, key);
	bool is_text = is_of_type(c->json, node, JSON_STRING);
	return is_text ? json_text(c->json, node, c->arena) : STR_NONE;
}

static enum rc unit_find(const struct composing *c, struct str id, const struct instrument_unit **out)
{
	*out = instrument_unit_find(c->forum, text_of(c, c->content, S("text")), id);
	if (*out == NULL)
		return cm_fail(c->err, RC_NOT_FOUND, FILE_NAME ": act %u: no unit '%.*s'", c->at + 1,
		    STR_ARG(id));
	return RC_OK;
}

static struct str hash_text(const struct composing *c, const struct instrument_unit *u)
{
	struct buf hex;
	buf_init(&hex, c->arena, 2 * HASH_BYTES);
	buf_hex(&hex, u->hash.bytes, HASH_BYTES);
	return buf_str(&hex);
}

/* The edits that make each unit read as the file says. */
static enum rc put_wordings(const struct composing *c, struct json_out *w, struct str key)
{
	const struct json *j = c->json;
	uint32_t wording = json_member(j, c->node, key);
	if (wording == 0)
		return RC_OK;
	for (uint32_t n = json_first(wording); n < j->nodes[wording].next; n = j->nodes[n].next) {
		const struct instrument_unit *u;
		uint32_t edits = 0;
		enum rc rc = unit_find(c, json_key(j, n), &u);
		if (rc == RC_OK && j->nodes[n].type != JSON_STRING)
			rc = refuse(c->at, "a unit's wording is no text", c->err);
		if (rc != RC_OK)
			return rc;
		const struct wording wanted = { u->id, u->words, hash_text(c, u),
			json_text(j, n, c->arena), str_eq(key, S("whole")) };
		rc = wording_put(w, c->arena, &wanted, &edits, c->err);
		if (rc == RC_OK && edits == 0)
			rc = refuse(c->at, "a unit says already what is wanted", c->err);
		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}

static enum rc put_edits(const struct composing *c, struct json_out *w)
{
	json_out_open(w, '[');
	enum rc rc = put_wordings(c, w, S("wording"));
	if (rc == RC_OK)
		rc = put_wordings(c, w, S("whole"));
	if (rc == RC_OK)
		json_out_close(w);
	return rc;
}

static enum rc put_hash(const struct composing *c, struct json_out *w)
{
	const struct instrument_unit *u;
	enum rc rc = unit_find(c, text_of(c, c->content, S("unit")), &u);
	if (rc == RC_OK)
		json_out_text(w, hash_text(c, u));
	return rc;
}

/* The key of what the state gives; empty: all is in the file. */
static struct str key_given(const struct composing *c)
{
	bool has_wording = json_member(c->json, c->node, S("wording")) != 0 ||
	    json_member(c->json, c->node, S("whole")) != 0;
	return c->kind == KIND_TEXT_PROPOSE && has_wording ? S("edits")
	    : c->kind == KIND_TEXT_ACCEPT		     ? S("hash")
	    : c->kind == KIND_TEXT_TRANSLATE		     ? S("from")
							     : STR_NONE;
}

/* The members in ascending order, with the one that the state gives in its place. */
static enum rc content_compose(const struct composing *c, struct str *out)
{
	const struct json *j = c->json;
	struct str given = key_given(c);
	struct buf line;
	struct json_out w;
	enum rc rc = RC_OK;
	buf_init(&line, c->arena, ACT_JSON_BYTES_MAX);
	json_out_begin(&w, &line);
	json_out_open(&w, '{');
	for (uint32_t n = json_first(c->content), end = j->nodes[c->content].next; rc == RC_OK; ) {
		bool is_end = n >= end;
		if (given.n > 0 && (is_end || str_cmp(given, json_key(j, n)) < 0)) {
			json_out_key(&w, given);
			rc = str_eq(given, S("edits")) ? put_edits(c, &w) : put_hash(c, &w);
			given = STR_NONE;
			continue;
		}
		if (is_end)
			break;
		json_out_key(&w, json_key(j, n));
		json_out_raw(&w, json_raw(j, n));
		n = j->nodes[n].next;
	}
	if (rc != RC_OK)
		return rc;
	json_out_close(&w);
	return buf_done(&line, out, c->err);
}

static struct strs signers_of(const struct composing *c)
{
	const struct json *j = c->json;
	uint32_t list = json_member(j, c->node, S("with"));
	if (list == 0)
		return (struct strs){ 0, NULL };
	struct str *at = arena_array(c->arena, struct str, j->nodes[list].count);
	uint32_t count = 0;
	for (uint32_t n = json_first(list); n < j->nodes[list].next; n = j->nodes[n].next)
		at[count++] = j->nodes[n].type == JSON_STRING ? json_text(j, n, c->arena) : STR_NONE;
	return (struct strs){ count, at };
}

static enum rc author_find(const struct composing *c, struct str *out)
{
	*out = text_of(c, c->node, S("by"));
	if (!str_eq(*out, CHAIR))
		return RC_OK;
	const struct instrument *of = instrument_find(c->forum, text_of(c, c->content, S("text")));
	struct str party = of == NULL ? STR_NONE : chair_party(c->forum, of->body, c->now);
	if (party.n == 0)
		return cm_fail(c->err, RC_NOT_FOUND, FILE_NAME ": act %u: nobody has the chair",
		    c->at + 1);
	struct buf handle;
	buf_init(&handle, c->arena, HANDLE_BYTES_MAX);
	buf_put(&handle, party);
	buf_put(&handle, S("/delegate-1"));
	return buf_done(&handle, out, c->err);
}

enum rc founding_texts_act(struct founding_act *out, struct arena *a,
    const struct founding_text_order *order, struct err *err)
{
	struct composing c = { .arena = a, .json = &order->texts->json, .forum = order->forum,
		.now = order->now, .at = order->at, .err = err,
		.node = order->texts->nodes[order->at] };
	char place[64];
	struct str line = STR_NONE;
	c.content = json_member(c.json, c.node, S("content"));
	c.kind = kind_of(text_of(&c, c.node, S("kind")));
	fmt_into(place, sizeof place, FILE_NAME ": act %u", c.at + 1);
	*out = (struct founding_act){ .kind = c.kind,
		.with = signers_of(&c),
		.date = DATE_NONE,
		.file = S(FILE_NAME),
		.line = c.at + 1 };
	enum rc rc = author_find(&c, &out->by);
	if (rc == RC_OK)
		rc = content_compose(&c, &line);
	const struct members members = { c.kind, place, line };
	return rc == RC_OK ? members_read(&out->content, a, &members, err) : rc;
}
