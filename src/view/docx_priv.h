/*
 * What the two kinds of document share: paragraphs of runs, and the parts around the body. The order
 * of elements is that of the schema; Word refuses another.
 */
#ifndef VIEW_DOCX_PRIV_H
#define VIEW_DOCX_PRIV_H

#include "view/docx.h"
#include "view/docx_xml.h"

/* How a piece of text, or the end of a paragraph, came about. */
enum docx_mark { MARK_PLAIN, MARK_INSERTED, MARK_DELETED, MARK_MOVED_FROM, MARK_MOVED_TO };

/* Character styles of ours. */
enum docx_look { LOOK_TEXT, LOOK_LABEL, LOOK_BRACKET, LOOK_BY };

struct docx_writer {
	struct arena *arena;
	const struct draft *draft;
	struct xml x; /* word/document.xml */
	struct xml comments;
	struct buf body, comments_body;
	uint32_t comments_count;
	struct str author, at; /* of changes */
	uint32_t next_id;      /* of marks and bookmarks: one space */
	bool is_rtl;
	bool is_tracked;
};

/* A document whose body is open. RC_INVALID for a unit with a character that XML cannot hold. */
CM_MUST_USE enum rc docx_begin(
    struct docx_writer *w, struct arena *a, const struct draft *d, struct err *err);
/* Closes the body and makes the parts. */
CM_MUST_USE enum rc docx_end(struct docx_writer *w, struct docx_parts *out, struct err *err);

/* Opens a paragraph of this kind; its text follows, and docx_paragraph_close. */
void docx_paragraph_open(struct docx_writer *w, enum unit_kind kind, enum docx_mark end);
void docx_paragraph_close(struct docx_writer *w);
/* The label and a tab; nothing for none. */
void docx_label_put(struct docx_writer *w, struct str label, enum docx_mark mark);
void docx_run_put(struct docx_writer *w, enum docx_look look, enum docx_mark mark, struct str text);
/* The attributes of a change: id, author, date. */
void docx_change_attrs(struct docx_writer *w);

/* The parts around. */
void docx_styles_put(struct buf *b, const struct draft *d, bool is_rtl);
void docx_settings_put(struct buf *b, bool is_tracked);
void docx_types_put(struct buf *b, bool has_comments);
void docx_relations_put(struct buf *b, bool has_comments);
void docx_package_relations_put(struct buf *b);
void docx_properties_put(struct buf *b, struct arena *a, const struct draft *d);
#define DOCX_WML "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

#endif
