/*
 * What a page knows, as a list of members. From one list come the C struct, the JSON of the API and
 * its schema in /openapi.json, so the three cannot differ.
 *
 *   #define MODEL_party_item(F, S) \
 *     F(S, TEXT, code, none, "the party's code") ...
 *   MODEL_DECLARE(party_item)      in a header: the struct, its list, its description
 *   MODEL_DEFINE(party_item)       in one .c file
 *
 *   TEXT     struct str        left out of the JSON when empty
 *   WORDS    struct lang_text  in the page's language, or the one it is known in: {lang, text}
 *   DATE     struct date       as far as known: "2016-04-27T10:03", "2014-05", "2011"
 *   MOMENT   moment            RFC 3339; MOMENT_ABSENT is left out
 *   NUMBER   int64_t           INTEGER_ABSENT is left out
 *   FLAG     bool              HASH  struct hash, hexadecimal
 *   NAMES    struct names      {language: text}
 *   TEXTS    struct strs       RAW   struct str that is JSON
 *   OBJECT   const struct shape *, NULL when there is none
 *   LIST     struct shape_list
 * Strings live as long as the forum, the request's query or its scratch arena. Pure.
 */
#ifndef VIEW_MODEL_MODEL_H
#define VIEW_MODEL_MODEL_H

#include "codec/content.h"
#include "view/json_out.h"

enum model_type {
	MODEL_TEXT,
	MODEL_WORDS,
	MODEL_DATE,
	MODEL_MOMENT,
	MODEL_NUMBER,
	MODEL_FLAG,
	MODEL_HASH,
	MODEL_NAMES,
	MODEL_TEXTS,
	MODEL_RAW,
	MODEL_OBJECT,
	MODEL_LIST
};
struct model_info;
struct model_field {
	const char *name;
	enum model_type type;
	uint32_t offset;
	const struct model_info *shape; /* of OBJECT and LIST */
	const char *what;
};
struct model_info {
	const char *name;
	uint32_t bytes, count;
	const struct model_field *fields;
};

#define M_TEXT(shape) struct str
#define M_WORDS(shape) struct lang_text
#define M_DATE(shape) struct date
#define M_MOMENT(shape) moment
#define M_NUMBER(shape) int64_t
#define M_FLAG(shape) bool
#define M_HASH(shape) struct hash
#define M_NAMES(shape) struct names
#define M_TEXTS(shape) struct strs
#define M_RAW(shape) struct str
#define M_OBJECT(shape) const struct shape *
#define M_LIST(shape) struct shape##_list
#define M_MEMBER(S, type, member, shape, what) M_##type(shape) member;
#define MODEL_DECLARE(name)                                                                        \
	struct name {                                                                              \
		MODEL_##name(M_MEMBER, name)                                                       \
	};                                                                                         \
	struct name##_list {                                                                       \
		uint32_t count;                                                                    \
		const struct name *at;                                                             \
	};                                                                                         \
	extern const struct model_info name##_model;

/* The shape of what has none. */
extern const struct model_info none_model;
#define M_FIELD(S, type, member, shape, what)                                                      \
	{ #member, MODEL_##type, (uint32_t)offsetof(struct S, member), &shape##_model, what },
#define MODEL_DEFINE(name)                                                                         \
	static const struct model_field name##_fields[] = { MODEL_##name(M_FIELD, name) };         \
	const struct model_info name##_model = { #name, (uint32_t)sizeof(struct name),             \
		(uint32_t)CM_COUNT(name##_fields), name##_fields };

/* The model as a JSON object. */
void model_put(struct json_out *w, const struct model_info *info, const void *model);
/* Its JSON Schema, other shapes by reference to #/components/schemas. */
void model_put_schema(struct json_out *w, const struct model_info *info);

#endif
