#define _GNU_SOURCE
#include "fault/image.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define SECTOR 512

struct folder {
	uint32_t count;
	struct {
		char name[NAME_BYTES];
		uint32_t inode; /* 0: the name is free */
	} at[NAMES_MAX];
};
struct held {
	char *p;
	uint64_t n, cap;
};

static uint32_t *name_find(struct folder *n, const char *path, size_t bytes)
{
	for (uint32_t i = 0; i < n->count; i++) {
		if (strlen(n->at[i].name) == bytes && memcmp(n->at[i].name, path, bytes) == 0)
			return &n->at[i].inode;
	}
	if (n->count == NAMES_MAX || bytes >= NAME_BYTES)
		fault_end("too many names");
	memcpy(n->at[n->count].name, path, bytes);
	n->at[n->count].name[bytes] = '\0';
	n->at[n->count].inode = 0;
	return &n->at[n->count++].inode;
}

static void content_resize(struct held *c, uint64_t n)
{
	if (n > c->cap) {
		c->cap = n + 65536;
		c->p = realloc(c->p, c->cap);
		if (c->p == NULL)
			fault_end("memory");
	}
	if (n > c->n)
		memset(c->p + c->n, 0, (size_t)(n - c->n));
	c->n = n;
}

/* The files of the record as it was made, durable: inodes 1, 2, ... in the folder's order. */
static uint32_t made_read(struct folder *names, struct held *contents, const char *made)
{
	char path[4096 + 300];
	uint32_t inodes = 0;
	struct dirent **found;
	(void)snprintf(path, sizeof path, "%s/record", made);
	int count = scandir(path, &found, NULL, alphasort);
	for (int i = 0; i < count; i++) {
		struct stat s;
		(void)snprintf(path, sizeof path, "%s/record/%s", made, found[i]->d_name);
		if (stat(path, &s) == 0 && S_ISREG(s.st_mode)) {
			*name_find(names, found[i]->d_name, strlen(found[i]->d_name)) = ++inodes;
			struct held c = { .n = 0 };
			FILE *f = fopen(path, "re");
			content_resize(&c, (uint64_t)s.st_size);
			if (f == NULL || fread(c.p, 1, c.n, f) != c.n)
				fault_end(path);
			(void)fclose(f);
			if (contents != NULL)
				contents[inodes] = c;
			else
				free(c.p);
		}
		free(found[i]);
	}
	free(found);
	return inodes;
}

static void log_parse(struct recording *r, const char *folder)
{
	char path[4096];
	struct stat s;
	(void)snprintf(path, sizeof path, "%s/log", folder);
	FILE *f = fopen(path, "re");
	if (f == NULL || fstat(fileno(f), &s) != 0)
		fault_end(path);
	r->log = malloc((size_t)s.st_size);
	if (r->log == NULL || fread(r->log, 1, (size_t)s.st_size, f) != (size_t)s.st_size)
		fault_end(path);
	(void)fclose(f);
	uint64_t cap = 0;
	for (const char *at = r->log, *end = at + s.st_size; at < end;) {
		if (r->count == cap) {
			cap = cap * 2 + 1024;
			r->events = reallocarray(r->events, cap, sizeof *r->events);
		}
		struct event *e = &r->events[r->count++];
		*e = (struct event){ .offset = (uint64_t)(at - r->log), .durable_at = UINT64_MAX };
		memcpy(&e->r, at, sizeof e->r);
		e->path = at + sizeof e->r;
		e->bytes = e->path + e->r.path_bytes;
		at = e->bytes + e->r.bytes;
		r->told += e->r.event == EVENT_TOLD;
	}
}

static bool is_of_names(const struct event *e)
{
	return e->r.event == EVENT_RENAME || e->r.event == EVENT_UNLINK ||
	    (e->r.event == EVENT_CREATE && e->r.at == 0);
}

/* Which event each sync covers. */
static void sync_mark(struct recording *r, uint64_t at)
{
	const struct event *sync = &r->events[at];
	for (uint64_t i = 0; i < at; i++) {
		struct event *e = &r->events[i];
		bool is_covered = sync->inode == 0 ? is_of_names(e) :
						     !is_of_names(e) && e->inode == sync->inode;
		if (e->r.event != EVENT_TOLD && e->r.event != EVENT_SYNCED && is_covered &&
		    e->offset < sync->r.at && e->durable_at == UINT64_MAX)
			e->durable_at = at;
	}
}

void recording_read(struct recording *r, const char *folder, const char *made)
{
	static struct folder names;
	names.count = 0;
	*r = (struct recording){ .count = 0 };
	uint32_t inodes = made_read(&names, NULL, made);
	log_parse(r, folder);
	for (uint64_t i = 0; i < r->count; i++) {
		struct event *e = &r->events[i];
		if (e->r.event == EVENT_TOLD || (e->r.event == EVENT_SYNCED && e->r.path_bytes == 0))
			continue;
		uint32_t *inode = name_find(&names, e->path, e->r.path_bytes);
		if (e->r.event == EVENT_CREATE && e->r.at == 0)
			*inode = ++inodes;
		e->inode = *inode;
		if (e->inode == 0 || inodes + 1 >= INODES_MAX)
			fault_end("a file that was never made");
		if (e->r.event == EVENT_RENAME)
			*name_find(&names, e->bytes, e->r.bytes) = e->inode;
		if (e->r.event == EVENT_RENAME || e->r.event == EVENT_UNLINK)
			*name_find(&names, e->path, e->r.path_bytes) = 0;
	}
	for (uint64_t i = 0; i < r->count; i++) {
		if (r->events[i].r.event == EVENT_SYNCED)
			sync_mark(r, i);
	}
}

void recording_release(struct recording *r)
{
	free(r->events);
	free(r->log);
}

static bool is_lucky(unsigned keep)
{
	return random_below(16) < keep;
}

/* The sectors of a write that arrived. */
static void write_apply(struct held *c, const struct event *e, bool is_durable, unsigned keep)
{
	for (uint64_t from = e->r.at, end = e->r.at + e->r.n, to; from < end; from = to) {
		to = (from / SECTOR + 1) * SECTOR;
		to = to < end ? to : end;
		if (!is_durable && !is_lucky(keep))
			continue;
		if (to > c->n)
			content_resize(c, to);
		if (e->r.bytes == 0)
			memset(c->p + from, 0, (size_t)(to - from));
		else
			memcpy(c->p + from, e->bytes + (from - e->r.at), (size_t)(to - from));
	}
}

static void event_apply(struct folder *names, struct held *contents, const struct event *e,
    bool is_durable, unsigned keep)
{
	struct held *c = &contents[e->inode];
	if (e->r.event == EVENT_WRITE) {
		write_apply(c, e, is_durable, keep);
		return;
	}
	if (e->r.event == EVENT_TOLD || e->r.event == EVENT_SYNCED || (!is_durable && !is_lucky(keep)))
		return;
	uint32_t *name = name_find(names, e->path, e->r.path_bytes);
	if (e->r.event == EVENT_CUT || (e->r.event == EVENT_CREATE && e->r.at != 0)) {
		content_resize(c, e->r.event == EVENT_CUT ? e->r.at : 0);
	} else if (e->r.event == EVENT_CREATE) {
		*name = e->inode;
	} else if (e->r.event == EVENT_UNLINK) {
		*name = 0;
	} else if (*name == e->inode || is_durable) {
		*name_find(names, e->bytes, e->r.bytes) = e->inode;
		*name_find(names, e->path, e->r.path_bytes) = 0;
	}
}

void image_make(const struct recording *r, const char *made, const char *dir, uint64_t at,
    unsigned keep)
{
	static struct folder names;
	static struct held contents[INODES_MAX];
	char path[4096 + 300];
	memset(contents, 0, sizeof contents);
	names.count = 0;
	(void)made_read(&names, contents, made);
	for (uint64_t i = 0; i < at; i++)
		event_apply(&names, contents, &r->events[i], r->events[i].durable_at < at, keep);
	(void)snprintf(path, sizeof path, "%s/record", dir);
	forum_remove(path);
	(void)mkdir(path, 0755);
	(void)snprintf(path, sizeof path, "%s/record/evidence", dir);
	(void)mkdir(path, 0755);
	for (uint32_t i = 0; i < names.count; i++) {
		const struct held *c = &contents[names.at[i].inode];
		if (names.at[i].inode == 0)
			continue;
		(void)snprintf(path, sizeof path, "%s/record/%s", dir, names.at[i].name);
		FILE *f = fopen(path, "we");
		if (f == NULL || fwrite(c->p, 1, c->n, f) != c->n || fclose(f) != 0)
			fault_end(path);
	}
	for (uint32_t i = 0; i < INODES_MAX; i++)
		free(contents[i].p);
}
