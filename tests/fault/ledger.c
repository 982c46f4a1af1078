#define _GNU_SOURCE
#include "fault/lib.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/encode.h"
#include "proof/sha.h"

#define WRONG_SAID_MAX 20

/* Room for item `at`, the new ones zero. */
static void *room_make(void *p, uint64_t *cap, uint64_t at, size_t bytes)
{
	if (at < *cap)
		return p;
	uint64_t more = at * 2 + 1024;
	p = reallocarray(p, more, bytes);
	if (p == NULL)
		fault_end("memory");
	memset((char *)p + *cap * bytes, 0, (size_t)(more - *cap) * bytes);
	*cap = more;
	return p;
}

void ledger_init(struct ledger *l)
{
	*l = (struct ledger){ .given = 0 };
	frontier_init(&l->tree);
}

void ledger_release(struct ledger *l)
{
	free(l->acts);
	free(l->roots);
	free(l->ids);
	free(l->received);
}

void ledger_wrong(struct ledger *l, const char *format, ...)
{
	va_list args;
	if (l->wrong++ >= WRONG_SAID_MAX || l->is_quiet)
		return;
	va_start(args, format);
	remark_args(format, args);
	va_end(args);
}

void ledger_take_root(struct ledger *l, uint64_t size, const char *root)
{
	l->roots = room_make(l->roots, &l->roots_cap, size, sizeof *l->roots);
	l->receipts++;
	if (l->roots[size][0] != '\0' && strcmp(l->roots[size], root) != 0)
		ledger_wrong(l, "two roots for size %" PRIu64 ": %s and %s", size, l->roots[size], root);
	(void)snprintf(l->roots[size], sizeof l->roots[size], "%s", root);
}

void ledger_take(struct ledger *l, uint64_t act, const struct answer *a)
{
	l->acts = room_make(l->acts, &l->acts_cap, act, sizeof *l->acts);
	struct promise *p = &l->acts[act];
	if (p->is_given && (p->index != a->index || p->received != a->received))
		ledger_wrong(l, "act %" PRIu64 " was entry %" PRIu64 ", received %" PRId64
		    ", and is entry %" PRIu64 ", received %" PRId64, act, p->index, p->received, a->index,
		    a->received);
	l->given += !p->is_given;
	*p = (struct promise){ .is_given = true, .index = a->index, .received = a->received };
	memcpy(p->id, a->id, sizeof p->id);
	if (a->size == 0)
		return;
	if (a->size <= a->index)
		ledger_wrong(l, "a receipt of size %" PRIu64 " for entry %" PRIu64, a->size, a->index);
	ledger_take_root(l, a->size, a->root);
}

/* One more entry of the record: received, LF, the three lines that were signed, ... */
static void entry_take(struct ledger *l, const char *p, size_t n)
{
	uint64_t index = l->tree.size, cap = l->ids_cap;
	const char *end = p, *first = memchr(p, '\n', n);
	struct hash id, leaf;
	for (int line = 0; line < 4 && end != NULL; line++) {
		end = memchr(end, '\n', n - (size_t)(end - p));
		end = end == NULL ? NULL : end + 1;
	}
	if (end == NULL || first == NULL) {
		ledger_wrong(l, "entry %" PRIu64 " is none", index);
		return;
	}
	l->ids = room_make(l->ids, &cap, index, sizeof *l->ids);
	l->received = room_make(l->received, &l->ids_cap, index, sizeof *l->received);
	sha256(&id, first + 1, (size_t)(end - first - 1));
	hex_encode(l->ids[index], id.bytes, sizeof id.bytes);
	l->received[index] = strtoll(p, NULL, 10);
	if (index > 0 && l->received[index] < l->received[index - 1])
		ledger_wrong(l, "entry %" PRIu64 " was received before the one before it", index);
	sha256_two(&leaf, "", 1, p, n);
	frontier_push(&l->tree, &leaf);
	if (l->tree.size >= l->roots_cap || l->roots[l->tree.size][0] == '\0')
		return;
	char text[64] = "";
	frontier_root(&l->tree, &leaf);
	b64_encode(text, leaf.bytes, sizeof leaf.bytes);
	if (strcmp(text, l->roots[l->tree.size]) != 0)
		ledger_wrong(l, "the root of size %" PRIu64 " is not the one that was signed",
		    l->tree.size);
}

static void record_read(struct ledger *l, const char *dir)
{
	static char bytes[65536];
	char path[4096];
	(void)snprintf(path, sizeof path, "%s/record/entries.0000.dat", dir);
	FILE *f = fopen(path, "re");
	if (f == NULL || fseek(f, (long)l->pos, SEEK_SET) != 0)
		fault_end(path);
	for (;;) {
		uint8_t head[2];
		if (fread(head, 1, 2, f) != 2)
			break;
		size_t n = (size_t)head[0] << 8 | head[1];
		if (n == 0 || fread(bytes, 1, n, f) != n)
			break;
		entry_take(l, bytes, n);
		l->pos += 2 + n;
	}
	(void)fclose(f);
}

void ledger_check(struct ledger *l, const char *dir, bool again)
{
	if (again) {
		frontier_init(&l->tree);
		l->pos = 0;
	}
	record_read(l, dir);
	uint64_t size = l->tree.size;
	for (uint64_t i = 0; i < l->acts_cap; i++) {
		const struct promise *p = &l->acts[i];
		if (!p->is_given)
			continue;
		if (p->index >= size || strcmp(l->ids[p->index], p->id) != 0)
			ledger_wrong(l, "act %" PRIu64 " was acknowledged as entry %" PRIu64
			    ", and is not there (%" PRIu64 " entries)", i, p->index, size);
		else if (l->received[p->index] != p->received)
			ledger_wrong(l, "entry %" PRIu64 " has another time than was acknowledged",
			    p->index);
	}
	for (uint64_t i = size + 1; i < l->roots_cap; i++) {
		if (l->roots[i][0] != '\0')
			ledger_wrong(l, "size %" PRIu64 " was signed; the record has %" PRIu64
			    " entries", i, size);
	}
}
