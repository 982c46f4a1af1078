/*
 * The writer of HTML (and of the SVG inside it). Escaping is the only way in: there is no function
 * that takes markup. An unbalanced element is a broken invariant and panics. `href`, `src` and
 * `action` are written only when they stay on this site or lead to http(s); anything else leaves the
 * element without the attribute. A `lang` that differs from the surrounding one is written with its
 * `dir`; one that does not differ is not written at all. Pure: appends to a bounded buffer, which
 * remembers that it overflowed.
 */
#ifndef VIEW_HTML_H
#define VIEW_HTML_H

#include "base/buf.h"
#include "base/date.h"
#include "view/messages.h"

#define HTML_DEPTH_MAX 32

struct html {
	struct buf *out;
	enum view_lang lang; /* of the interface: messages, dates */
	uint32_t depth;
	const char *open[HTML_DEPTH_MAX];
	struct str lang_at[HTML_DEPTH_MAX + 1]; /* language in force inside open[i - 1] */
};

/* An attribute. A value without pointer (STR_NONE) is not written; an empty one writes the bare name. */
struct attr {
	const char *name;
	struct str value;
};
#define ATTRS(...) ((const struct attr[]){ __VA_ARGS__, { NULL, { NULL, 0 } } })
#define ATTRS_NONE ((const struct attr *)NULL)
#define CLASS(literal) ATTRS({ "class", S(literal) })

/* Writes the doctype; the document's element is html_open's. */
void html_begin(struct html *h, struct buf *out, enum view_lang lang);
/* Asserts that everything is closed. */
void html_end(struct html *h);
/* `name` is a literal that outlives the element. `style` and `script` are refused: html_script. */
void html_open(struct html *h, const char *name, const struct attr *attrs);
void html_close(struct html *h, const char *name);
/* An element without content: input, link, meta, img, br; in SVG circle, path, line, rect, image. */
void html_void(struct html *h, const char *name, const struct attr *attrs);
void html_script(struct html *h, struct str src);
void html_text(struct html *h, struct str text);
/* One element with text inside. */
void html_element(struct html *h, const char *name, const struct attr *attrs, struct str text);
void html_link(struct html *h, struct str href, struct str text);
/* A link whose words say their language, also where it is that of the page. */
void html_link_words(struct html *h, struct str href, struct lang_text words);
/* Text in a language of its own: a span only when the language differs. */
void html_words(struct html *h, struct lang_text words);

/* <time> with its machine-readable form; genitive where a Russian preposition asks for it. */
void html_date(struct html *h, struct date d, bool is_genitive);
/* "27–28 April 2016": two of them, the first without what it shares with the second. */
void html_dates(struct html *h, struct date from, struct date until);
/* An instant in UTC, to the second. */
void html_time(struct html *h, moment at);
/* To the millisecond. */
void html_instant(struct html *h, moment at);
/* An instant of expiry: exact, the zeros of a whole second left out. */
void html_expiry(struct html *h, moment at);
void html_number(struct html *h, int64_t number);

/* A message as text. */
void html_message(struct html *h, enum message id);
void html_message_element(struct html *h, const char *name, const struct attr *attrs,
    enum message id);
/* A message whose {1}, {2} ... are the parts. */
void html_say(struct html *h, enum message id, const struct part *parts);
/* A message in the plural form of `count`, which is its {1}. */
void html_count(struct html *h, enum message id, int64_t count);

/* May this address be written as a link? "/...", "?...", "#...", http:// and https://. */
bool html_url_is_safe(struct str url);

#endif
