#include "convert/xml_tree.h"

#include "base/arena.h"
#include "base/buf.h"
#include "convert/xml_read.h"

#define BETWEEN ' ' /* namespace and name: neither can hold it */

struct reading {
	struct arena *a;
	struct xml_node *root, *at;
	struct buf text; /* since the last tag */
	uint32_t nodes;
	const char *refusal;
	enum rc rc;
};

static void refuse(struct reading *r, enum rc rc, const char *refusal)
{
	if (r->refusal == NULL) {
		r->refusal = refusal;
		r->rc = rc;
	}
}

void *xml_take(struct arena *a, size_t count, size_t bytes)
{
	void *p;

	if (count > SIZE_MAX / bytes)
		return NULL;
	p = arena_try(a, count * bytes, ARENA_ALIGN);
	if (p != NULL)
		memset(p, 0, count * bytes);
	return p;
}

static void *take(struct reading *r, size_t bytes)
{
	void *p = xml_take(r->a, bytes, 1);

	if (p == NULL)
		refuse(r, RC_LIMIT, "it needs more memory than there is for it");
	return p;
}

static bool copy(struct reading *r, struct str text, struct str *out)
{
	char *p = take(r, text.n + 1);

	if (p == NULL)
		return false;
	if (text.n > 0)
		memcpy(p, text.p, text.n);
	*out = (struct str){ p, text.n };
	return true;
}

static struct xml_node *node_add(struct reading *r)
{
	struct xml_node *n;

	if (++r->nodes > XML_NODES_MAX) {
		refuse(r, RC_LIMIT, "it has too many elements");
		return NULL;
	}
	n = take(r, sizeof *n);
	if (n == NULL)
		return NULL;
	n->up = r->at;
	if (r->at == NULL)
		r->root = n;
	else if (r->at->last == NULL)
		r->at->first = n;
	else
		r->at->last->next = n;
	if (r->at != NULL)
		r->at->last = n;
	return n;
}

static void text_flush(struct reading *r)
{
	struct xml_node *n;

	if (r->text.failed) {
		refuse(r, RC_LIMIT, "it has too much text");
		return;
	}
	if (r->text.n == 0 || r->at == NULL)
		return;
	n = node_add(r);
	if (n != NULL)
		(void)copy(r, buf_str(&r->text), &n->text);
	buf_clear(&r->text);
}

static bool name_split(struct reading *r, const char *name, struct str *space, struct str *local)
{
	struct str whole;

	if (!copy(r, str_c(name), &whole))
		return false;
	size_t at = str_find(whole, BETWEEN, 0);
	*space = at < whole.n ? str_sub(whole, 0, at) : STR_NONE;
	*local = at < whole.n ? str_sub(whole, at + 1, whole.n) : whole;
	return true;
}

static void members_read(struct reading *r, struct xml_node *n, const char **attrs)
{
	struct xml_member *members;
	uint32_t count = 0;

	while (attrs[2 * count] != NULL)
		count++;
	if (count > XML_ATTRS_MAX) {
		refuse(r, RC_LIMIT, "an element has too many attributes");
		return;
	}
	members = take(r, (count + 1) * sizeof *members);
	for (uint32_t i = 0; i < count && members != NULL; i++) {
		struct xml_member *m = &members[i];

		if (!name_split(r, attrs[2 * (size_t)i], &m->space, &m->name) ||
		    !copy(r, str_c(attrs[2 * (size_t)i + 1]), &m->value))
			return;
		n->members_count = i + 1;
	}
	n->members = members;
}

/* What to tell the reader: to go on, or to end with the refusal. */
static enum rc outcome(const struct reading *r, struct err *err)
{
	return r->refusal == NULL ? RC_OK : cm_fail(err, r->rc, "%s", r->refusal);
}

static enum rc node_open(void *ctx, const char *name, const char **attrs, struct err *err)
{
	struct reading *r = ctx;
	struct xml_node *n;

	text_flush(r);
	n = r->refusal == NULL ? node_add(r) : NULL;
	if (n != NULL && name_split(r, name, &n->space, &n->name)) {
		members_read(r, n, attrs);
		r->at = n;
	}
	return outcome(r, err);
}

static enum rc node_close(void *ctx, const char *name, struct err *err)
{
	struct reading *r = ctx;

	(void)name;
	text_flush(r);
	r->at = r->at->up;
	return outcome(r, err);
}

static enum rc text_take(void *ctx, struct str text, struct err *err)
{
	struct reading *r = ctx;

	(void)err;
	buf_put(&r->text, text);
	return RC_OK;
}

enum rc xml_parse(struct arena *a, struct str bytes, struct xml_node **root, struct err *err)
{
	static const struct xml_calls calls = { node_open, node_close, text_take };
	struct reading r = { .a = a };
	struct err why;

	if (bytes.n > XML_BYTES_MAX)
		return cm_fail(err, RC_LIMIT, "it has %zu bytes", bytes.n);
	buf_init(&r.text, a, XML_BYTES_MAX);
	enum rc rc = xml_read(S("XML"), bytes, &calls, &r, &why);
	if (rc != RC_OK)
		return cm_fail(err, rc == RC_CORRUPT ? RC_INVALID : rc, "%s", why.text);
	*root = r.root;
	return RC_OK;
}

struct str xml_member(const struct xml_node *n, struct str space, struct str name)
{
	for (uint32_t i = 0; i < n->members_count; i++)
		if (str_eq(n->members[i].name, name) && str_eq(n->members[i].space, space))
			return n->members[i].value;
	return STR_NONE;
}

bool xml_is(const struct xml_node *n, struct str space, struct str name)
{
	return n->name.n > 0 && str_eq(n->name, name) && str_eq(n->space, space);
}

struct xml_node *xml_next(const struct xml_node *top, const struct xml_node *n, bool is_over)
{
	if (!is_over && n->first != NULL)
		return n->first;
	while (n != top && n->next == NULL)
		n = n->up;
	return n == top ? NULL : n->next;
}

struct xml_node *xml_child(const struct xml_node *n, struct str space, struct str name)
{
	struct xml_node *child = n->first;

	while (child != NULL && !xml_is(child, space, name))
		child = child->next;
	return child;
}
