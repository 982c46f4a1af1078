/*
 * Other formats of negotiated texts, declared here and given by main (convert/, sys/): web and commands
 * know neither. What is written is ours and is made in this process; a file from outside is read in a
 * process of its own that holds nothing else (text/errand.h).
 */
#ifndef SERVICE_CONVERTER_H
#define SERVICE_CONVERTER_H

#include "base/buf.h"
#include "text/errand.h"

struct converter_copy {
	const struct draft *draft;
	struct str party; /* code: its own proposals are in it as tracked changes; empty: the clean base */
	moment at;        /* date of its changes */
};

/* Whom files of other formats are made by. */
struct converter_office {
	struct str file;        /* a Word file */
	const char *from, *to;  /* "docx"; "pdf", "odt" */
};

struct converter {
	/* Word files, appended to an empty buffer; what is open in the arena. */
	enum rc (*rolling)(struct arena *a, const struct draft *d, struct buf *out, struct err *err);
	enum rc (*copy)(struct arena *a, const struct converter_copy *copy, struct buf *out,
	    struct err *err);
	/* Appends what the reading process answers to an errand. Blocks for ERRAND_MS at most; from any
	 * thread. RC_LIMIT: it took too long, or too much; else RC_IO. */
	enum rc (*read)(struct str errand, struct buf *out, struct err *err);
	/* By LibreOffice, where it is installed: RC_NOT_FOUND says that it is not. Blocks. */
	enum rc (*office)(const struct converter_office *order, struct buf *out, struct err *err);
};

#endif
