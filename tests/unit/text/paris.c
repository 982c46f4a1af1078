#include "unit/text/paris.h"

#include "base/arena.h"
#include "base/buf.h"
#include "text/token.h"
#include "unit/text/support.h"

static const char *const FILES[] = {
	[PARIS_OCTOBER] = "corpus/text/unfccc-2015-10-23-draft-agreement.md",
	[PARIS_9_DECEMBER] = "corpus/text/unfccc-2015-12-09-draft-agreement.md",
	[PARIS_ADOPTED] = "corpus/text/unfccc-2015-12-12-paris-agreement.md",
	[PARIS_CORRECTED] = "corpus/text/paris-2016-01-29.md",
};

/* An empty line, perhaps with blanks, ends a paragraph; its lines are one text. */
struct paragraphs paris_read(struct lexicon *l, struct arena *a, enum paris_text text)
{
	struct str rest = test_file(a, FILES[text]);
	struct words *list = arena_array(a, struct words, rest.n / 2 + 1);
	uint32_t count = 0;
	struct buf b;
	buf_init(&b, a, rest.n + 1);
	for (bool is_end = false; !is_end;) {
		struct str line = token_trim(str_cut(&rest, '\n'));
		is_end = rest.n == 0;
		if (line.n > 0 && b.n > 0)
			buf_byte(&b, ' ');
		buf_put(&b, line);
		if ((line.n > 0 && !is_end) || b.n == 0)
			continue;
		list[count++] = text_words(l, a, str_copy(a, buf_str(&b)));
		buf_clear(&b);
	}
	return (struct paragraphs){ list, count };
}
