/*
 * The body of a Word document as paragraphs of text in which every byte is marked: put in, taken out,
 * or neither. What is moved here is put in, what is moved away is taken out. Nothing is judged.
 */
#ifndef CONVERT_DOCX_BODY_H
#define CONVERT_DOCX_BODY_H

#include "base/buf.h"
#include "base/map.h"
#include "base/table.h"
#include "convert/zip.h"
#include "text/draft.h"

#define BODY_INSERTED 1
#define BODY_DELETED 2

struct body_paragraph {
	size_t from, to;      /* of the text */
	uint32_t unit;        /* by its bookmark, or DRAFT_NONE */
	enum unit_kind kind;  /* by its style, or UNIT_KIND__COUNT */
	uint8_t end;          /* marks of its end */
	bool is_last;         /* of a cell, or of the body: nothing joins it to what follows */
	bool has_bookmark;    /* unit was found by it */
	bool is_formatted;    /* a change of format is tracked in it */
	bool has_object;      /* something in it is not text, and was left out */
	bool has_unfit;       /* a character was left out */
};

struct body_comment {
	uint32_t paragraph;
	uint32_t row; /* of the comments, or MAP_NONE */
};

struct body {
	struct arena *arena;
	struct buf text, marks; /* one mark a byte */
	struct table paragraphs; /* of struct body_paragraph */
	struct table comments;   /* of struct body_comment: where they refer to */
};

struct body_maps {
	const struct map *units;    /* by the names of their bookmarks */
	const struct map *styles;   /* kinds by ids of styles */
	const struct map *comments; /* rows by ids of comments */
};

/* All in the arena. */
CM_MUST_USE enum rc body_read(struct arena *a, struct zip_part part,
    const struct body_maps *maps, struct body *out, struct err *err);

#endif
