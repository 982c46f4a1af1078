/* The API's side of the pages: a model as JSON, and the description of all of them. Pure. */
#ifndef VIEW_API_H
#define VIEW_API_H

#include "view/model/model.h"
#include "view/site.h"

/* {"kind": "<model>", "lang": ..., "day": ..., "data": {...}} and the status that was given. */
enum view_status api_put(struct buf *out, const struct site *s, const struct model_info *info,
    const void *model, enum view_status status);
/* A number as text, in the site's scratch arena. */
struct str number_text(const struct site *s, uint64_t number);
struct str integer_text(const struct site *s, int64_t integer);
/* "1,2,5" */
struct str numbers_text(const struct site *s, const uint32_t *numbers, uint32_t count);
/* A hash as text, likewise. */
struct str hash_text(const struct site *s, const struct hash *hash);

#endif
