/*
 * An act's own members as a C struct, from and to canonical JSON, by the lists of codec/kinds.h.
 * Pure. What is read borrows from the act's line or lives in the arena.
 */
#ifndef CODEC_CONTENT_H
#define CODEC_CONTENT_H

#include "base/date.h"
#include "codec/act.h"
#include "codec/kinds.h"

#define INTEGER_ABSENT INT64_MIN
#define MOMENT_ABSENT ((moment){ INT64_MIN })

struct lang_text {
	struct str lang;
	struct str text;
};
/* Texts by language tag, ascending by tag, at most LANGUAGES_MAX. */
struct names {
	uint32_t count;
	const struct lang_text *at;
};
/* The text in `lang`, else in the first of the official order given by `fallback`, else any; *lang_out
 * tells which was taken. Empty only when count is 0. */
struct str names_in(const struct names *n, struct str lang, struct str fallback,
    struct str *lang_out);
struct strs {
	uint32_t count;
	const struct str *at;
};
/* Is the text among them? */
bool strs_has(const struct strs *list, struct str text);
/* The grammars of CODE and LANG. */
bool content_code_is_valid(struct str code);
bool content_lang_is_valid(struct str lang);
struct hashes {
	uint32_t count;
	const struct hash *at;
};

#define C_CODE(shape) struct str
#define C_LANG(shape) struct str
#define C_HANDLE(shape) struct str
#define C_TEXT(shape) struct str
#define C_DATE(shape) struct date
#define C_INTEGER(shape) int64_t
#define C_MOMENT(shape) moment
#define C_BOOLEAN(shape) bool
#define C_HASH(shape) struct hash
#define C_BLOB(shape) struct str
#define C_NAMES(shape) struct names
#define C_CODES(shape) struct strs
#define C_LANGS(shape) struct strs
#define C_HANDLES(shape) struct strs
#define C_TEXTS(shape) struct strs
#define C_HASHES(shape) struct hashes
#define C_RAW(shape) struct str
#define C_OBJECT(shape) struct shape
#define C_LIST(shape) struct shape##_list
#define C_MEMBER(type, member, json, need, limit, shape) C_##type(shape) member;
#define C_SHAPE(name)                                                                              \
	struct name {                                                                              \
		bool is_present;                                                                   \
		SHAPE_##name(C_MEMBER)                                                             \
	};                                                                                         \
	struct name##_list {                                                                       \
		uint32_t count;                                                                    \
		const struct name *at;                                                             \
	};
SHAPES(C_SHAPE)
#undef C_SHAPE
#undef C_MEMBER

enum kind {
#define X(id, name, shape) KIND_##id,
	KINDS(X)
#undef X
	KIND__COUNT /* also: a kind that this program does not know */
};

union content {
#define X(id, name, shape) struct shape shape;
	KINDS(X)
#undef X
};

/* KIND__COUNT when it is none of ours. */
enum kind kind_of(struct str name);
struct str kind_name(enum kind k);
/* "party_admit": the shape, for tools that describe kinds. */

/* Reads the members of an act of a known kind: E_ACT_MEMBER with the offset in the JSON line (line 3
 * of a submission, 4 of an entry: the caller adds it) when one is missing, unknown, of another type or
 * over its limit. act, base, by and with are the envelope's and passed over. */
CM_MUST_USE struct fault content_read(union content *out, enum kind k, const struct act *act,
    struct arena *a);

/* The whole JSON line of an act: envelope and members merged in order. A member that is absent by
 * the rules above is not written. Without an envelope (NULL): the members alone. */
struct act_envelope {
	struct str by;
	struct strs with;
	struct act_base base;
};
void content_write(struct buf *out, enum kind k, const union content *content,
    const struct act_envelope *envelope);

/* What an act commits to: the commitments in its members, in their order, and the shape that has each. `out`
 * has room for `max`; COMMITMENTS_MAX are enough for any act that was read. */
#define COMMITMENTS_MAX (ACT_JSON_BYTES_MAX / 90) /* one takes more than that in JSON */
struct content_at {
	const struct commitment *of;
	struct str shape;
};
uint32_t content_commitments(enum kind k, const union content *content, struct content_at *out,
    uint32_t max);

/* Description of the members of a kind, for `comity act new`, /openapi.json and documents. */
struct member_info {
	struct str name;
	struct str type; /* "CODE", "LIST" ... as in codec/kinds.h */
	bool is_required;
	int64_t limit;
	struct str shape; /* of OBJECT and LIST */
};
uint32_t shape_members(struct str shape, const struct member_info **out);
struct str kind_shape(enum kind k);

#endif
