/*
 * An XML document from outside, by convert/xml_read.h, as a tree: elements by namespace and name, text
 * without comments and processing instructions. A document type declaration is refused, so there are no
 * entities but XML's own five; so is whatever exceeds the limits below.
 */
#ifndef CONVERT_XML_TREE_H
#define CONVERT_XML_TREE_H

#include "base/err.h"
#include "base/limits.h"
#include "base/str.h"

struct arena;

#define XML_BYTES_MAX ((size_t)16 * 1024 * 1024)
#define XML_NODES_MAX 262144
#define XML_ATTRS_MAX 64 /* of one element */

struct xml_member {
	struct str space, name, value;
};

struct xml_node {
	struct str space, name; /* of an element; no name: text */
	struct str text;
	const struct xml_member *members;
	uint32_t members_count;
	uint32_t mark; /* of whoever reads: 0 at first */
	struct xml_node *up, *first, *last, *next;
};

/* RC_INVALID for what is not well-formed or is refused, RC_LIMIT over a limit or the arena's cap. */
CM_MUST_USE enum rc xml_parse(
    struct arena *a, struct str bytes, struct xml_node **root, struct err *err);
/* Zeroed; NULL over the arena's cap: what documents make readers hold must not stop the process. */
CM_MUST_USE void *xml_take(struct arena *a, size_t count, size_t bytes);
/* An attribute; STR_NONE when it is not there. Attributes without a prefix have no namespace. */
struct str xml_member(const struct xml_node *n, struct str space, struct str name);
bool xml_is(const struct xml_node *n, struct str space, struct str name);
/* The next node in document order below `top`, or NULL; without what lies in n when is_over. */
struct xml_node *xml_next(const struct xml_node *top, const struct xml_node *n, bool is_over);
/* The first child element of that name, or NULL. */
struct xml_node *xml_child(const struct xml_node *n, struct str space, struct str name);

#endif
