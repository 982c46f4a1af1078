/*
 * The parts of a Word file: which there are, and what stands in the small ones.
 */
#ifndef CONVERT_DOCX_FILE_H
#define CONVERT_DOCX_FILE_H

#include "base/map.h"
#include "base/table.h"
#include "convert/docx_read.h"
#include "convert/zip.h"

struct file_comment {
	struct str said_by, text;
};

struct docx_file {
	struct zip_part document;
	struct map styles;      /* kinds by ids of styles */
	struct map comments;    /* rows by ids */
	struct table comment_rows; /* of struct file_comment */
	struct str document_code, revision, lang, base; /* custom properties */
	bool has_macros;
};

CM_MUST_USE enum rc docx_file_read(struct arena *a, struct str bytes, uint64_t hash_key,
    struct docx_file *out, struct err *err);

#endif
