#include "codec/content_priv.h"

/* Where the walk stands, and what it found. */
struct walk {
	struct content_at *found;
	uint32_t count, max;
};

static void shape_walk(struct walk *w, const struct content_shape *shape, const void *at);

static void list_walk(struct walk *w, const struct content_shape *shape, const struct content_list *list)
{
	for (uint32_t i = 0; i < list->count; i++)
		shape_walk(w, shape, (const char *)list->at + (size_t)i * shape->bytes);
}

static void object_walk(struct walk *w, const struct content_shape *outer,
    const struct content_shape *shape, const void *at)
{
	bool is_present = *(const bool *)at; /* comes first in every shape */
	if (!is_present)
		return;
	if (!str_eq(shape->name, S("commitment"))) {
		shape_walk(w, shape, at);
		return;
	}
	cm_assert(w->count < w->max);
	w->found[w->count++] = (struct content_at){ at, outer->name };
}

/* As deep as the lists of kinds.h contain each other: bounded whatever the input. */
static void shape_walk(struct walk *w, const struct content_shape *shape, const void *at)
{
	for (uint32_t i = 0; i < shape->count; i++) {
		const struct content_member *m = &shape->members[i];
		const void *value = (const char *)at + m->at;
		if (m->type == MEMBER_OBJECT)
			object_walk(w, shape, m->shape(), value);
		else if (m->type == MEMBER_LIST)
			list_walk(w, m->shape(), value);
	}
}

uint32_t content_commitments(enum kind k, const union content *content, struct content_at *out,
    uint32_t max)
{
	struct walk w = { out, 0, max };
	shape_walk(&w, content_shape_of(k), content);
	return w.count;
}
