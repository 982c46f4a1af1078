/*
 * A negotiated text as files that other programs read: which there are, under which names and media
 * types, and those that are made here. Word's are packages and are made of the same draft elsewhere
 * (service/converter.h). Pure.
 */
#ifndef VIEW_TEXT_FILE_H
#define VIEW_TEXT_FILE_H

#include "rules/instrument.h"
#include "view/text_plain.h"

enum text_file {
	TEXT_FILE_AKN,      /* Akoma Ntoso, in one language */
	TEXT_FILE_XLIFF,    /* for translation into one language */
	TEXT_FILE_MARKDOWN,
	TEXT_FILE_PLAIN,
	TEXT_FILE_JSON,     /* all of it, choices as trees */
	TEXT_FILE_COPY,     /* Word: a delegation's working copy; before the next, whose end it has */
	TEXT_FILE_DOCX,     /* Word: the rolling text, to be read and printed */
	TEXT_FILE__COUNT
};

struct text_file_info {
	struct str name;  /* as commands take it: "akn" */
	struct str end;   /* of the file's name: ".akn.xml" */
	struct str type;  /* media type */
	bool is_word;
};
const struct text_file_info *text_file_info(enum text_file f);
/* The format of this name, or TEXT_FILE__COUNT. */
enum text_file text_file_of(struct str name);

struct text_file_order {
	enum text_file file;
	struct str lang;     /* of the expression, of the translation; empty: that of negotiation */
	struct str party;    /* a party's reading, or its working copy; empty: everybody's */
	bool is_clean;       /* of plain text and Markdown: as it was before any proposal */
};
/* The draft of a text, in the arena. RC_NOT_FOUND: there is no such text. */
CM_MUST_USE enum rc text_file_draft(struct draft *out, struct arena *a, const struct forum *f,
    struct str code, struct err *err);
/* Can it be made so? RC_INVALID says why not: the language, or the party. */
CM_MUST_USE enum rc text_file_check(const struct draft *d, const struct forum *f,
    const struct text_file_order *order, struct err *err);
/* Appends the file; not Word's. After text_file_check. */
void text_file_put(struct buf *out, struct arena *a, const struct draft *d, const struct forum *f,
    const struct text_file_order *order);

#endif
