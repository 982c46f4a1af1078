/*
 * The lists of codec/kinds.h as tables, for reader and writer. Shapes contain others to a depth
 * that the lists fix (forum_found, parties, coordinator, keys: 4), so walking them recursively is
 * bounded whatever the input.
 */
#ifndef CODEC_CONTENT_PRIV_H
#define CODEC_CONTENT_PRIV_H

#include "codec/content.h"

/* Named as in codec/kinds.h. */
enum member_type {
	MEMBER_CODE,
	MEMBER_LANG,
	MEMBER_HANDLE,
	MEMBER_TEXT,
	MEMBER_DATE,
	MEMBER_INTEGER,
	MEMBER_MOMENT,
	MEMBER_BOOLEAN,
	MEMBER_HASH,
	MEMBER_BLOB,
	MEMBER_NAMES,
	MEMBER_CODES,
	MEMBER_LANGS,
	MEMBER_HANDLES,
	MEMBER_TEXTS,
	MEMBER_HASHES,
	MEMBER_RAW,
	MEMBER_OBJECT,
	MEMBER_LIST,
	MEMBER__COUNT
};

struct content_shape;
typedef const struct content_shape *content_shape_get(void);

struct content_member {
	struct str name;
	enum member_type type;
	bool is_required;
	int64_t limit;
	size_t at;                /* offset in the struct of its shape */
	content_shape_get *shape; /* of OBJECT and LIST; gives NULL otherwise */
};

/* Every shape's struct begins with is_present. */
struct content_shape {
	struct str name;
	const struct content_member *members;
	const struct member_info *infos;
	uint32_t count;
	size_t bytes;
};

const struct content_shape *content_shape_of(enum kind k);

/* A list of shapes as memory: struct SHAPE_list for any SHAPE. */
struct content_list {
	uint32_t count;
	const void *at;
};

/* The envelope's members, which no kind may have itself. */
bool content_is_envelope(struct str name);

#endif
