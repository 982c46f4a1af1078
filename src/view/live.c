#include "view/live.h"

#include "base/arena.h"

static const struct str names[NOUN__COUNT] = {
	[NOUN_CHARTER] = S("charter"),
	[NOUN_PARTY] = S("party"),
	[NOUN_ACTOR] = S("actor"),
	[NOUN_BODY] = S("body"),
	[NOUN_TERM] = S("term"),
	[NOUN_MEETING] = S("meeting"),
	[NOUN_INSTITUTION] = S("institution"),
	[NOUN_RELEASE] = S("release"),
	[NOUN_SILENCE] = S("silence"),
	[NOUN_CONDUCT] = S("conduct"),
	[NOUN_DOCUMENT] = S("document"),
	[NOUN_DECISION] = S("decision"),
	[NOUN_TEXT] = S("text"),
	[NOUN_MEASURE] = S("measure"),
	[NOUN_AGREEMENT] = S("agreement"),
	[NOUN_CONTENT] = S("content"),
};

struct str live_noun_name(enum forum_noun noun)
{
	return names[noun];
}

bool live_nouns_parse(struct str text, uint32_t *nouns)
{
	*nouns = 0;
	while (text.n > 0) {
		struct str name = str_cut(&text, ',');
		unsigned i = 0;
		while (i < NOUN__COUNT && !str_eq(names[i], name))
			i++;
		if (i == NOUN__COUNT)
			return false;
		*nouns |= UINT32_C(1) << i;
	}
	return true;
}

/* "/events?noun=silence,conduct&since=17" */
static struct str events_url(const struct site *s, uint32_t nouns)
{
	struct buf b;
	struct str before = S("?noun=");
	buf_init(&b, s->scratch, 512);
	buf_put(&b, S("/events"));
	for (unsigned i = 0; i < NOUN__COUNT && (nouns & LIVE_ANY) == 0; i++) {
		if ((nouns & UINT32_C(1) << i) == 0)
			continue;
		buf_put(&b, before);
		buf_put(&b, names[i]);
		before = S(",");
	}
	buf_put(&b, (nouns & LIVE_ANY) != 0 ? S("?since=") : S("&since="));
	buf_dec(&b, (int64_t)s->size);
	return buf_str(&b);
}

void live_open(struct html *h, struct str id)
{
	html_open(h, "div", ATTRS({ "id", id }, { "data-live", S("") }));
}

void live_section_open(struct html *h, struct str id, enum message heading)
{
	html_open(h, "section", ATTRS({ "id", id }, { "data-live", S("") }));
	html_message_element(h, "h2", ATTRS_NONE, heading);
}

void live_close(struct html *h)
{
	html_close(h, "div");
}

void live_notice_render(struct html *h, const struct site *s, uint32_t nouns)
{
	html_open(h, "div", ATTRS({ "id", S("live") }, { "class", S("live") },
	    { "aria-live", S("polite") }, { "data-events", events_url(s, nouns) },
	    { "data-changed", message_text(s->lang, MESSAGE_LIVE_CHANGED, 1) },
	    { "data-show", message_text(s->lang, MESSAGE_LIVE_SHOW, 1) }));
	html_close(h, "div");
}
