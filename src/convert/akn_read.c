#include "convert/akn_read.h"

#include "base/arena.h"
#include "base/encode.h"
#include "base/utf8.h"
#include "convert/akn_priv.h"
#include "text/token.h"
#include "view/akn.h"

#define AKN S(AKN_NAMESPACE)
#define OWN S(AKN_OWN_NAMESPACE)
#define TEXT_MAX ((size_t)1 << 24)

struct str akn_own(const struct xml_node *n, struct str name)
{
	return xml_member(n, OWN, name);
}

static bool is_shown_only(const struct xml_node *n)
{
	return xml_is(n, AKN, S("ins")) || xml_is(n, AKN, S("remark")) ||
	    (xml_is(n, AKN, S("inline")) && str_eq(xml_member(n, STR_NONE, S("name")), S("delete")));
}

enum rc akn_text(struct akn_reader *r, const struct xml_node *n, bool is_kept, struct str *out)
{
	const struct xml_node *at = n;
	struct buf b;

	buf_init(&b, r->a, TEXT_MAX);
	while ((at = xml_next(n, at, is_kept && at != n && is_shown_only(at))) != NULL)
		if (at->name.n == 0)
			buf_put(&b, at->text);
	return buf_done(&b, out, r->err);
}

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool akn_id_read(struct akn_reader *r, struct str id, struct str before, struct str *out)
{
	char *p;
	size_t n = 0;

	if (!str_starts(id, before))
		return false;
	id = str_sub(id, before.n, id.n);
	p = arena_try(r->a, id.n + 1, 1);
	if (p == NULL)
		return false;
	for (size_t i = 0; i < id.n; i++) {
		if (id.p[i] != '_') {
			p[n++] = id.p[i];
			continue;
		}
		if (i + 2 >= id.n || hex_value(id.p[i + 1]) < 0 || hex_value(id.p[i + 2]) < 0)
			return false;
		p[n++] = (char)(hex_value(id.p[i + 1]) * 16 + hex_value(id.p[i + 2]));
		i += 2;
	}
	*out = (struct str){ p, n };
	return utf8_invalid_at(*out) == n;
}

/* NULL: there is no memory for it. */
static struct draft_unit *unit_add(struct akn_reader *r, struct xml_node *body)
{
	if (r->count == r->cap) {
		uint32_t cap = r->cap == 0 ? 64 : 2 * r->cap;
		struct draft_unit *units = xml_take(r->a, cap, sizeof *units);
		struct xml_node **bodies = xml_take(r->a, cap, sizeof *bodies);

		if (units == NULL || bodies == NULL)
			return NULL;
		if (r->count > 0) {
			memcpy(units, r->units, r->count * sizeof *units);
			memcpy(bodies, r->bodies, r->count * sizeof(struct xml_node *));
		}
		r->units = units;
		r->bodies = bodies;
		r->cap = cap;
	}
	r->bodies[r->count] = body;
	return &r->units[r->count++];
}

/* The mark of an element is its unit's number plus one. */
static uint32_t parent_of(const struct xml_node *n)
{
	for (n = n->up; n != NULL; n = n->up)
		if (n->mark > 0)
			return n->mark - 1;
	return DRAFT_NONE;
}

/* <p>, or that of <content> or <intro>. */
static struct xml_node *body_of(const struct xml_node *n)
{
	struct xml_node *inner = xml_child(n, AKN, S("content"));

	if (inner == NULL)
		inner = xml_child(n, AKN, S("intro"));
	return xml_child(inner != NULL ? inner : n, AKN, S("p"));
}

static enum rc no_memory(struct akn_reader *r)
{
	return cm_fail(r->err, RC_LIMIT, "it needs more memory than there is for it");
}

static struct unit_text *text_of(struct akn_reader *r, struct draft_unit *u, struct str text)
{
	struct unit_text *t = xml_take(r->a, 1, sizeof *t);

	if (t == NULL)
		return NULL;
	*t = (struct unit_text){ .lang = r->out->lang, .text = text, .state = TRANSLATION_FINAL };
	u->texts = t;
	u->texts_count = 1;
	return t;
}

static enum rc words_of(struct akn_reader *r, struct draft_unit *u, struct str text)
{
	if (text_of(r, u, text) == NULL)
		return no_memory(r);
	return words_cut(r->words, r->a, text, &u->base, r->err);
}

static enum rc translation_of(
    struct akn_reader *r, struct draft_unit *u, const struct xml_node *n, struct str text)
{
	struct unit_text *t = text_of(r, u, text);
	struct str state = akn_own(n, S("state")), from = akn_own(n, S("from"));
	unsigned s = 0;

	if (t == NULL)
		return no_memory(r);
	while (s < TRANSLATION_STATE__COUNT &&
	    !str_eq(translation_state_name((enum translation_state)s), state))
		s++;
	if (s == TRANSLATION_STATE__COUNT)
		return cm_fail(r->err, RC_INVALID, "a unit has no state of its translation");
	t->state = (enum translation_state)s;
	t->is_stale = str_eq(akn_own(n, S("stale")), S("true"));
	if (from.n > 0 && !hex_decode(t->from.bytes, sizeof t->from.bytes, from))
		return cm_fail(r->err, RC_INVALID, "a unit's translation has no hash");
	return RC_OK;
}

static bool status_read(struct draft_unit *u, struct str name)
{
	unsigned s = 0;

	while (s < UNIT_STATUS__COUNT && !str_eq(unit_status_name((enum unit_status)s), name))
		s++;
	u->status = s < UNIT_STATUS__COUNT ? (enum unit_status)s : UNIT_OPEN;
	return s < UNIT_STATUS__COUNT;
}

static enum rc label_read(struct akn_reader *r, struct draft_unit *u, const struct xml_node *n)
{
	const struct xml_node *num = xml_child(n, AKN, S("num"));

	u->label = akn_own(n, S("label"));
	return num == NULL ? RC_OK : akn_text(r, num, false, &u->label);
}

static enum rc own_unit(struct akn_reader *r, struct xml_node *n)
{
	struct xml_node *body = body_of(n);
	struct draft_unit *u = unit_add(r, body);
	struct str text;
	enum rc rc;

	if (u == NULL)
		return no_memory(r);
	*u = (struct draft_unit){ .kind = unit_kind_of(akn_own(n, S("kind"))), .parent = parent_of(n) };
	n->mark = r->count;
	if (body == NULL || u->kind == UNIT_KIND__COUNT || !status_read(u, akn_own(n, S("status"))) ||
	    !akn_id_read(r, xml_member(n, STR_NONE, S("eId")), S("unit-"), &u->id))
		return cm_fail(r->err, RC_INVALID, "unit %u is not as it is written", r->count);
	if (map_get(&r->ids, u->id) != MAP_NONE)
		return cm_fail(r->err, RC_INVALID, "two units have the id %.*s", STR_ARG(u->id));
	map_put(&r->ids, u->id, r->count - 1);
	rc = label_read(r, u, n);
	if (rc == RC_OK)
		rc = akn_text(r, body, true, &text);
	if (rc != RC_OK)
		return rc;
	return r->out->is_translation ? translation_of(r, u, n, text) : words_of(r, u, text);
}

static enum rc own_units(struct akn_reader *r)
{
	for (struct xml_node *n = r->statement; n != NULL; n = xml_next(r->statement, n, false)) {
		enum rc rc;

		if (n->name.n == 0 || akn_own(n, S("kind")).n == 0 || xml_is(n, AKN, S("mod")))
			continue;
		rc = own_unit(r, n);
		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}

static enum rc own_head(struct akn_reader *r, const struct xml_node *head)
{
	struct draft *d = &r->out->draft;
	uint64_t revision, tokeniser;

	d->code = xml_member(head, STR_NONE, S("code"));
	d->symbol = xml_member(head, STR_NONE, S("symbol"));
	d->lang = xml_member(head, STR_NONE, S("lang"));
	if (!dec_decode(&revision, xml_member(head, STR_NONE, S("revision"))) || revision > UINT32_MAX ||
	    !dec_decode(&tokeniser, xml_member(head, STR_NONE, S("tokeniser"))))
		return cm_fail(r->err, RC_INVALID, "the draft is not named as it should be");
	if (tokeniser != TEXT_TOKENISER)
		return cm_fail(r->err, RC_INVALID, "its words are cut by another rule");
	d->revision = (uint32_t)revision;
	r->out->is_own = true;
	r->out->is_translation = !str_eq(d->lang, r->out->lang);
	return RC_OK;
}

/* The first element of that name anywhere in the document. */
static struct xml_node *find(const struct xml_node *top, struct str space, struct str name)
{
	struct xml_node *n = xml_next(top, top, false);

	while (n != NULL && !xml_is(n, space, name))
		n = xml_next(top, n, false);
	return n;
}

/* White space as one space each. */
static enum rc text_collapse(struct akn_reader *r, struct str *text)
{
	struct buf b;
	bool is_space = false;

	buf_init(&b, r->a, TEXT_MAX);
	for (size_t i = 0; i < text->n; i++) {
		char c = text->p[i];

		if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
			is_space = true;
			continue;
		}
		if (is_space && b.n > 0)
			buf_byte(&b, ' ');
		is_space = false;
		buf_byte(&b, (uint8_t)c);
	}
	if (buf_done(&b, text, r->err) != RC_OK)
		return RC_LIMIT;
	*text = token_trim(*text);
	return RC_OK;
}

static bool is_any(const struct xml_node *n, const struct str *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (xml_is(n, AKN, names[i]))
			return true;
	return false;
}

/* Elements whose text is one unit's. */
static bool is_block(const struct xml_node *n)
{
	static const struct str names[] = { { "p", 1 }, { "heading", 7 }, { "subheading", 10 },
		{ "crossHeading", 12 }, { "block", 5 }, { "listIntroduction", 16 }, { "listWrapUp", 10 } };

	return is_any(n, names, CM_COUNT(names));
}

static enum unit_kind kind_of(const struct xml_node *block)
{
	static const struct str points[] = { { "point", 5 }, { "subparagraph", 12 }, { "indent", 6 },
		{ "item", 4 }, { "alinea", 6 } };

	if (xml_is(block, AKN, S("heading")) || xml_is(block, AKN, S("subheading")) ||
	    xml_is(block, AKN, S("crossHeading")))
		return UNIT_HEADING;
	for (const struct xml_node *n = block->up; n != NULL; n = n->up) {
		if (is_any(n, points, CM_COUNT(points)))
			return UNIT_POINT;
		if (xml_is(n, AKN, S("recital")) || xml_is(n, AKN, S("recitals")))
			return UNIT_RECITAL;
		if (xml_is(n, AKN, S("td")) || xml_is(n, AKN, S("th")))
			return UNIT_CELL;
		if (xml_is(n, AKN, S("formula")))
			return UNIT_FORMULA;
		if (xml_is(n, AKN, S("longTitle")))
			return UNIT_TITLE;
		if (xml_is(n, AKN, S("paragraph")))
			break;
	}
	return UNIT_PARAGRAPH;
}

/* A number stands before what it numbers, at most behind headings: no need to look at all children. */
static struct xml_node *num_of(const struct xml_node *n)
{
	struct xml_node *child = n->first;

	for (unsigned i = 0; child != NULL && i < 8; i++, child = child->next)
		if (xml_is(child, AKN, S("num")))
			return child;
	return NULL;
}

/* The label of the element is that of its first block; a heading leaves it to what follows. */
static enum rc foreign_label(struct akn_reader *r, struct draft_unit *u, const struct xml_node *block)
{
	enum rc rc;

	for (struct xml_node *n = block->up; n != NULL && n != r->statement; n = n->up) {
		struct xml_node *num = num_of(n);

		if (num == NULL || num->mark == UINT32_MAX)
			continue;
		num->mark = UINT32_MAX;
		rc = akn_text(r, num, false, &u->label);
		return rc == RC_OK ? text_collapse(r, &u->label) : rc;
	}
	return RC_OK;
}

/* Text in an element, or loose among elements. */
static enum rc foreign_unit(struct akn_reader *r, struct xml_node *n)
{
	struct str text = n->text;
	struct draft_unit *u;
	struct buf id;
	enum rc rc = n->name.n > 0 ? akn_text(r, n, false, &text) : RC_OK;

	if (rc == RC_OK)
		rc = text_collapse(r, &text);
	if (rc != RC_OK || text.n == 0)
		return rc;
	u = unit_add(r, n);
	if (u == NULL)
		return no_memory(r);
	*u = (struct draft_unit){ .kind = n->name.n > 0 ? kind_of(n) : UNIT_PARAGRAPH, .parent = DRAFT_NONE };
	buf_init(&id, r->a, 16);
	buf_byte(&id, 'u');
	buf_dec(&id, r->count);
	u->id = buf_str(&id);
	rc = foreign_label(r, u, n);
	return rc == RC_OK ? words_of(r, u, text) : rc;
}

static bool is_left_out(const struct xml_node *n)
{
	return xml_is(n, AKN, S("meta")) || xml_is(n, AKN, S("num"));
}

static enum rc foreign_units(struct akn_reader *r)
{
	bool is_over = false;

	for (struct xml_node *n = r->statement; n != NULL; n = xml_next(r->statement, n, is_over)) {
		enum rc rc;

		is_over = n->name.n == 0 || is_block(n) || is_left_out(n);
		if (!is_over || is_left_out(n))
			continue;
		rc = foreign_unit(r, n);
		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}

static enum rc document_read(struct akn_reader *r)
{
	struct xml_node *head = find(r->root, OWN, S("draft"));
	struct xml_node *lang = find(r->root, AKN, S("FRBRlanguage"));
	enum rc rc = RC_OK;

	r->out->lang = lang != NULL ? xml_member(lang, STR_NONE, S("language")) : STR_NONE;
	r->out->draft.lang = r->out->lang;
	if (head != NULL)
		rc = own_head(r, head);
	if (rc == RC_OK)
		rc = r->out->is_own ? own_units(r) : foreign_units(r);
	r->out->draft.units = r->units;
	r->out->draft.units_count = r->count;
	if (rc == RC_OK && r->out->is_own && !r->out->is_translation)
		rc = akn_proposals_read(r);
	return rc;
}

enum rc akn_read(struct arena *a, struct str bytes, struct akn_read *out, struct err *err)
{
	struct akn_reader r = { .a = a, .out = out, .err = err };
	enum rc rc = xml_parse(a, bytes, &r.root, err);

	if (rc != RC_OK)
		return rc;
	if (!xml_is(r.root, AKN, S("akomaNtoso")))
		return cm_fail(err, RC_INVALID, "it is not Akoma Ntoso 3.0");
	r.statement = r.root->first;
	while (r.statement != NULL && r.statement->name.n == 0)
		r.statement = r.statement->next;
	if (r.statement == NULL)
		return cm_fail(err, RC_INVALID, "it has no document");
	*out = (struct akn_read){ 0 };
	r.words = arena_new(a, struct lexicon);
	lexicon_init(r.words, a, 0);
	out->draft.words = r.words;
	map_init(&r.ids, a, 0);
	return document_read(&r);
}
