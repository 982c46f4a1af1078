#include "web/changes.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/table.h"
#include "rules/conduct.h"

#define ROWS_BYTES_MAX ((size_t)256 << 20)
#define PARSE_BYTES_MAX ((size_t)8 << 20) /* one entry, read and parsed */

struct changes {
	pthread_mutex_t lock;
	struct arena rows;   /* codes and counts */
	struct arena entry;
	struct map by_code;
	struct table counts; /* struct meeting_change */
	uint64_t next;       /* the entry to read next */
};

struct changes *changes_new(void)
{
	struct changes *c = calloc(1, sizeof *c);
	cm_assert(c != NULL);
	(void)pthread_mutex_init(&c->lock, NULL);
	arena_init(&c->rows, ROWS_BYTES_MAX);
	arena_init(&c->entry, PARSE_BYTES_MAX);
	map_init(&c->by_code, &c->rows, 0); /* codes that officers chose and the rules admitted */
	table_init(&c->counts, &c->rows, sizeof(struct meeting_change));
	return c;
}

void changes_free(struct changes *c)
{
	if (c == NULL)
		return;
	arena_release(&c->rows);
	arena_release(&c->entry);
	(void)pthread_mutex_destroy(&c->lock);
	free(c);
}

static void move_count(struct changes *c, struct str meeting, moment at)
{
	uint32_t row = map_get(&c->by_code, meeting);
	if (row == MAP_NONE) {
		row = c->counts.count;
		struct meeting_change *added = table_add(&c->counts);
		*added = (struct meeting_change){ .moves = 0 };
		map_put(&c->by_code, str_copy(&c->rows, meeting), row);
	}
	struct meeting_change *change = table_touch(&c->counts, row);
	change->moves++;
	change->at = at;
}

/* Whether it is a move can be seen without parsing: inside of a text the quotes would be escaped. */
static void entry_count(struct changes *c, struct service *s, uint64_t index)
{
	struct str bytes;
	struct entry entry;
	union content content;
	arena_reset(&c->entry);
	enum rc rc = log_entry(service_log(s), index, &c->entry, &bytes, NULL);
	cm_assert(rc == RC_OK);
	struct str kind = S("\"act\":\"meeting.move\"");
	if (str_find_str(bytes, kind) == bytes.n)
		return;
	struct fault fault = entry_parse_stored(&entry, &c->entry, bytes, service_origin(s));
	if (fault.id != FAULT_NONE || kind_of(entry.act.kind) != KIND_MEETING_MOVE)
		return;
	fault = content_read(&content, KIND_MEETING_MOVE, &entry.act, &c->entry);
	if (fault.id == FAULT_NONE)
		move_count(c, content.meeting_move.meeting, entry.received);
}

void changes_follow(struct changes *c, struct service *s)
{
	uint64_t end = service_published(s);
	const struct forum *f = service_read_begin(s);
	uint64_t first = conduct_count(f) > 0 ? conduct_at(f, 0)->convened : end;
	service_read_end(s);
	/* Not while the state is read: whoever lists takes this lock inside of that. */
	(void)pthread_mutex_lock(&c->lock);
	c->next = c->next < first ? first : c->next;
	for (; c->next < end; c->next++)
		entry_count(c, s, c->next);
	(void)pthread_mutex_unlock(&c->lock);
}

void changes_list(struct changes *c, const struct forum *f, struct meeting_change *out)
{
	(void)pthread_mutex_lock(&c->lock);
	for (uint32_t i = 0; i < conduct_count(f); i++) {
		uint32_t row = map_get(&c->by_code, conduct_at(f, i)->meeting);
		out[i] = (struct meeting_change){ 0, MOMENT_ABSENT };
		if (row != MAP_NONE)
			out[i] = *(const struct meeting_change *)table_at(&c->counts, row);
	}
	(void)pthread_mutex_unlock(&c->lock);
}
