/*
 * What the process that reads files of others is asked, and what it answers, as bytes: it gets a draft
 * and a file, and nothing else of ours (sys/sandbox.h). Numbers are u32 big-endian, strings have their
 * length before them. What comes back is as hostile as the file was: everything in it is checked
 * against the draft before it is believed. Pure.
 */
#ifndef TEXT_ERRAND_H
#define TEXT_ERRAND_H

#include "base/buf.h"
#include "text/returned.h"

enum errand_kind {
	ERRAND_RETURN,      /* a Word file beside the draft: struct returned */
	ERRAND_WORDS,       /* a Word file as plain text */
	ERRAND_UNITS,       /* Akoma Ntoso as units */
	ERRAND_TRANSLATIONS, /* XLIFF beside the draft */
	ERRAND_KIND__COUNT
};

#define ERRAND_FILE_BYTES_MAX ((size_t)32 << 20)
#define ERRAND_BYTES_MAX ((size_t)64 << 20)
#define ERRAND_ANSWER_BYTES_MAX ((size_t)64 << 20)

struct errand {
	enum errand_kind kind;
	struct draft draft; /* code, revision, language; units with id, kind, parent, label, first text */
	struct str file;
};
void errand_put(struct buf *out, const struct errand *e);
/* In the arena; words of the units are cut with the lexicon, which becomes the draft's. */
CM_MUST_USE enum rc errand_read(struct errand *out, struct arena *a, struct str bytes,
    struct lexicon *l, struct err *err);

/* What is answered begins with a status; where that is not RC_OK a sentence about the file follows. */
void errand_refused_put(struct buf *out, const struct err *err);

/* ERRAND_RETURN. The draft that was asked about, with its words; new ones go to the lexicon. */
void errand_returned_put(struct buf *out, const struct draft *d, const struct returned *r);
struct errand_asked {
	const struct draft *draft;
	struct lexicon *words;
	struct str answer;
};
CM_MUST_USE enum rc errand_returned_read(struct returned *out, struct arena *a,
    const struct errand_asked *of, struct err *err);

/* ERRAND_WORDS */
void errand_words_put(struct buf *out, struct str text);
CM_MUST_USE enum rc errand_words_read(struct str *out, struct str answer, struct err *err);

/* ERRAND_UNITS: as draft_import gives them, in one language. */
struct errand_units {
	struct str lang;
	const struct draft_unit *units;
	uint32_t count;
	bool is_own; /* it is ours, and its proposals stay behind */
};
void errand_units_put(struct buf *out, const struct errand_units *u);
CM_MUST_USE enum rc errand_units_read(struct errand_units *out, struct arena *a, struct str answer,
    struct err *err);

/* ERRAND_TRANSLATIONS */
struct errand_translation {
	uint32_t unit;         /* of the draft, or DRAFT_NONE */
	struct str unit_id;    /* as it stands in the file */
	struct str source, target;
	enum translation_state state;
	bool is_base, is_altered;
};
struct errand_translations {
	struct str lang;
	const struct errand_translation *at;
	uint32_t count, empty; /* empty: segments without a translation, which are not among them */
};
void errand_translations_put(struct buf *out, const struct errand_translations *t);
CM_MUST_USE enum rc errand_translations_read(struct errand_translations *out, struct arena *a,
    const struct errand_asked *of, struct err *err);

#endif
