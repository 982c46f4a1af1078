#include "unit/text/support.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/limits.h"

struct str test_file(struct arena *a, const char *name)
{
	const char *tests = getenv("COMITY_TESTS");
	char path[1024];
	cm_assert(tests != NULL);
	(void)snprintf(path, sizeof path, "%s/%s", tests, name);
	FILE *f = fopen(path, "rb");
	if (f == NULL) {
		perror(path);
		exit(1);
	}
	char *p = arena_alloc(a, UNIT_BYTES_MAX, 1);
	size_t n = fread(p, 1, UNIT_BYTES_MAX, f);
	cm_assert(n < UNIT_BYTES_MAX);
	(void)fclose(f);
	return (struct str){ p, n };
}

struct words text_words(struct lexicon *l, struct arena *a, struct str text)
{
	struct words w;
	struct err err;
	if (words_cut(l, a, text, &w, &err) != RC_OK) {
		fprintf(stderr, "%s: %.*s\n", err.text, STR_ARG(text));
		exit(1);
	}
	return w;
}

struct str words_str(const struct lexicon *l, struct arena *a, struct words w)
{
	struct buf b;
	struct str s;
	buf_init(&b, a, UNIT_BYTES_MAX + 1);
	words_text(l, &b, w);
	if (buf_done(&b, &s, NULL) != RC_OK)
		exit(1);
	return s;
}

struct str words_show(const struct lexicon *l, struct arena *a, struct words w)
{
	struct buf b;
	buf_init(&b, a, UNIT_BYTES_MAX);
	for (uint32_t i = 0; i < w.count; i++) {
		buf_byte(&b, '<');
		buf_put(&b, lexicon_word(l, w.at[i]));
		buf_byte(&b, '>');
	}
	return buf_str(&b);
}
