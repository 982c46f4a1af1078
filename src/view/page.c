#include "view/page.h"

#include "base/arena.h"

struct str page_asset(const struct site *s, struct str name)
{
	struct buf b;
	buf_init(&b, s->scratch, 256);
	buf_put(&b, S("/static/"));
	buf_put(&b, name);
	if (s->asset_version.n > 0) {
		buf_put(&b, S("?v="));
		buf_put(&b, s->asset_version);
	}
	return buf_str(&b);
}

struct lang_text page_title(const struct site *s, enum message id)
{
	return (struct lang_text){ site_lang(s), message_text(s->lang, id, 1) };
}

static struct lang_text forum_words(const struct site *s, bool is_full)
{
	const struct charter *c = forum_charter(s->forum);
	if (c == NULL)
		return (struct lang_text){ STR_NONE, S("Comity") };
	struct lang_text full = words_of(s, &c->full_name);
	return is_full && full.text.n > 0 ? full : words_of(s, &c->title);
}

static void put_alternate(struct html *h, const struct site *s, const struct page_head *head,
    struct str type, enum message title)
{
	struct str section = title == MESSAGE_NAV_DECISIONS ? S("decisions.atom") : S("documents.atom");
	if (title == MESSAGE_NAV_MEETINGS)
		section = S("calendar.ics");
	html_void(h, "link", ATTRS({ "rel", S("alternate") }, { "type", type },
	    { "title", message_text(s->lang, title, 1) },
	    { "href", url_with(s, section, PAIRS({ "body", head->feed_body })) }));
}

static void put_feeds(struct html *h, const struct site *s, const struct page_head *head)
{
	html_void(h, "link", ATTRS({ "rel", S("alternate") }, { "type", S("application/atom+xml") },
	    { "title", message_text(s->lang, MESSAGE_NAV_RELEASES, 1) },
	    { "href", url_of(s, S("feed.atom"), STR_NONE) }));
	if (head->has_decisions_feed)
		put_alternate(h, s, head, S("application/atom+xml"), MESSAGE_NAV_DECISIONS);
	if (head->has_documents_feed)
		put_alternate(h, s, head, S("application/atom+xml"), MESSAGE_DOCUMENTS_TITLE);
	if (head->has_calendar)
		put_alternate(h, s, head, S("text/calendar"), MESSAGE_NAV_MEETINGS);
}

static void put_head(struct html *h, const struct site *s, const struct page_head *head)
{
	html_open(h, "head", ATTRS_NONE);
	html_void(h, "meta", ATTRS({ "charset", S("utf-8") }));
	/* The title element takes no markup: one language for all of it. */
	html_open(h, "title", ATTRS({ "lang", head->title.lang }));
	html_text(h, head->title.text);
	if (head->nav != NAV_FRONT || !head->is_list) {
		html_text(h, S(" · "));
		html_text(h, forum_words(s, false).text);
	}
	html_close(h, "title");
	html_void(h, "meta", ATTRS({ "name", S("viewport") },
	    { "content", S("width=device-width, initial-scale=1") }));
	html_void(h, "meta", ATTRS({ "name", S("color-scheme") }, { "content", S("light dark") }));
	html_void(h, "link", ATTRS({ "rel", S("stylesheet") }, { "href", page_asset(s, S("style.css")) }));
	html_void(h, "link", ATTRS({ "rel", S("icon") }, { "href", page_asset(s, S("icon.svg")) },
	    { "type", S("image/svg+xml") }));
	for (unsigned i = 0; i < VIEW_LANG__COUNT && !head->is_signing; i++) {
		html_void(h, "link", ATTRS({ "rel", S("alternate") },
		    { "hreflang", view_lang_tag(i) }, { "href", url_in_lang(s, i) }));
	}
	if (!head->is_signing)
		put_feeds(h, s, head);
	if (head->has_script)
		html_script(h, page_asset(s, S("verify.js")));
	if (head->live != 0) /* first: it remembers the page as it came */
		html_script(h, page_asset(s, S("live.js")));
	if (head->has_expiry)
		html_script(h, page_asset(s, S("silence.js")));
	if (head->script.n > 0)
		html_script(h, page_asset(s, head->script));
	html_close(h, "head");
}

static void put_languages(struct html *h, const struct site *s)
{
	html_open(h, "ul", ATTRS({ "class", S("languages") },
	    { "aria-label", message_text(s->lang, MESSAGE_PAGE_LANGUAGES, 1) }));
	for (unsigned i = 0; i < VIEW_LANG__COUNT; i++) {
		struct str tag = view_lang_tag(i);
		html_open(h, "li", ATTRS_NONE);
		html_element(h, "a", ATTRS({ "href", url_in_lang(s, i) }, { "hreflang", tag },
		    { "lang", tag }, { "aria-current", i == s->lang ? S("true") : STR_NONE }),
		    lang_own_name(tag));
		html_close(h, "li");
	}
	html_close(h, "ul");
}

static void put_search(struct html *h, const struct site *s)
{
	html_open(h, "form", ATTRS({ "class", S("find") }, { "role", S("search") },
	    { "action", url_of(s, S("search"), STR_NONE) }, { "method", S("get") }));
	html_void(h, "input", ATTRS({ "type", S("search") }, { "name", S("q") },
	    { "aria-label", message_text(s->lang, MESSAGE_SEARCH_EVERYWHERE, 1) },
	    { "placeholder", message_text(s->lang, MESSAGE_SEARCH_EVERYWHERE, 1) },
	    { "maxlength", S("200") }));
	html_message_element(h, "button", ATTRS({ "type", S("submit") }), MESSAGE_FILTER_GO);
	html_close(h, "form");
}

static void put_nav(struct html *h, const struct site *s, const struct page_head *head)
{
	static const struct {
		struct str section;
		enum message label;
	} items[NAV__COUNT] = {
		[NAV_FRONT] = { S(""), MESSAGE_NAV_FRONT },
		[NAV_PARTIES] = { S("parties"), MESSAGE_NAV_PARTIES },
		[NAV_BODIES] = { S("bodies"), MESSAGE_NAV_BODIES },
		[NAV_MEETINGS] = { S("meetings"), MESSAGE_NAV_MEETINGS },
		[NAV_INSTITUTIONS] = { S("institutions"), MESSAGE_NAV_INSTITUTIONS },
		[NAV_TEXTS] = { S("texts"), MESSAGE_NAV_TEXTS },
		[NAV_MEASURES] = { S("measures"), MESSAGE_NAV_MEASURES },
		[NAV_AGREEMENTS] = { S("agreements"), MESSAGE_NAV_AGREEMENTS },
		[NAV_DECISIONS] = { S("decisions"), MESSAGE_NAV_DECISIONS },
		[NAV_SILENCES] = { S("silences"), MESSAGE_NAV_SILENCES },
		[NAV_RELEASES] = { S("releases"), MESSAGE_NAV_RELEASES },
		[NAV_RECORD] = { S("record"), MESSAGE_NAV_RECORD },
	};
	html_open(h, "nav", ATTRS({ "aria-label", message_text(s->lang, MESSAGE_NAV_LABEL, 1) }));
	html_open(h, "ul", ATTRS_NONE);
	for (unsigned i = 0; i < NAV__COUNT; i++) {
		struct str current = STR_NONE;
		if (i == head->nav)
			current = head->is_list ? S("page") : S("true");
		html_open(h, "li", ATTRS_NONE);
		html_element(h, "a", ATTRS({ "href", url_of(s, items[i].section, STR_NONE) },
		    { "aria-current", current }), message_text(s->lang, items[i].label, 1));
		html_close(h, "li");
	}
	html_close(h, "ul");
	html_close(h, "nav");
}

static void put_banner(struct html *h, const struct site *s)
{
	if (!s->is_demo)
		return;
	html_open(h, "div", ATTRS({ "class", S("demo") }, { "role", S("note") }));
	for (unsigned i = 0; i < VIEW_LANG__COUNT; i++) {
		enum view_lang lang = (s->lang + i) % VIEW_LANG__COUNT;
		html_element(h, "p", ATTRS({ "lang", view_lang_tag(lang) }),
		    message_text(lang, MESSAGE_PAGE_DEMO, 1));
	}
	html_close(h, "div");
}

void page_day(struct html *h, const struct site *s)
{
	const struct charter *c = forum_charter(s->forum);
	struct buf value;
	buf_init(&value, s->scratch, 32);
	date_put(&value, date_of_days(s->day));
	struct str path = str_sub(s->path, 0, str_find(s->path, '?', 0));
	html_open(h, "form", ATTRS({ "class", S("day") }, { "action", path }, { "method", S("get") }));
	html_open(h, "p", ATTRS_NONE);
	html_say(h, s->day == s->today ? MESSAGE_DAY_TODAY : MESSAGE_DAY_ON,
	    PARTS(part_date(date_of_days(s->day))));
	html_close(h, "p");
	html_open(h, "p", CLASS("pick"));
	html_open(h, "label", ATTRS({ "for", S("on") }));
	html_message(h, MESSAGE_DAY_OTHER);
	html_close(h, "label");
	html_void(h, "input", ATTRS({ "type", S("date") }, { "id", S("on") }, { "name", S("on") },
	    { "value", buf_str(&value) }, { "required", S("") }));
	html_message_element(h, "button", ATTRS({ "type", S("submit") }), MESSAGE_DAY_SHOW);
	if (s->day != s->today)
		html_link(h, url_on_day(s, s->today), message_text(s->lang, MESSAGE_DAY_GO_TODAY, 1));
	if (c != NULL && date_known(c->day) && date_first_day(c->day) != s->day) {
		html_open(h, "a", ATTRS({ "href", url_on_day(s, date_first_day(c->day)) }));
		html_date(h, c->day, false);
		html_close(h, "a");
	}
	html_close(h, "p");
	html_close(h, "form");
}

/* More bytes than this in a title, and it is set smaller: some are sentences. */
#define HEADING_BYTES_LONG 110

void page_heading(struct html *h, struct lang_text title)
{
	struct str class = title.text.n > HEADING_BYTES_LONG ? S("wordy") : STR_NONE;
	html_element(h, "h1", ATTRS({ "class", class }, { "lang", title.lang }), title.text);
}

static void put_header(struct html *h, const struct site *s, const struct page_head *head)
{
	html_element(h, "a", ATTRS({ "class", S("skip") }, { "href", S("#main") }),
	    message_text(s->lang, MESSAGE_PAGE_SKIP, 1));
	html_open(h, "header", ATTRS_NONE);
	put_banner(h, s);
	html_open(h, "div", CLASS("masthead"));
	html_open(h, "a", ATTRS({ "class", S("brand") }, { "href", url_of(s, STR_NONE, STR_NONE) }));
	struct lang_text brand = forum_words(s, false), full = forum_words(s, true);
	html_element(h, "b", ATTRS({ "lang", brand.lang }), brand.text);
	if (!str_eq(brand.text, full.text)) {
		html_text(h, S(" "));
		html_element(h, "span", ATTRS({ "lang", full.lang }), full.text);
	}
	html_close(h, "a");
	put_languages(h, s);
	html_close(h, "div");
	if (!head->has_own_search)
		put_search(h, s);
	put_nav(h, s, head);
	html_close(h, "header");
}

void page_begin(struct html *h, struct buf *out, const struct site *s, const struct page_head *head)
{
	struct str tag = site_lang(s);
	html_begin(h, out, s->lang);
	html_open(h, "html", ATTRS({ "lang", tag }));
	put_head(h, s, head);
	bool is_bare = head->is_screen || head->is_signing;
	html_open(h, "body", is_bare ? CLASS("bare") : ATTRS_NONE);
	if (!is_bare)
		put_header(h, s, head);
	html_open(h, "main", ATTRS({ "id", S("main") }));
	if (head->live != 0)
		live_notice_render(h, s, head->live);
	if (!head->has_no_heading)
		page_heading(h, head->title);
	if (head->has_day)
		page_day(h, s);
}

static void put_foot_link(struct html *h, struct str href, struct str text)
{
	html_open(h, "li", ATTRS_NONE);
	html_link(h, href, text);
	html_close(h, "li");
}

static struct str api_url(const struct site *s)
{
	struct buf b;
	buf_init(&b, s->scratch, 8192);
	buf_put(&b, S("/api"));
	buf_put(&b, s->path);
	return buf_str(&b);
}

static void put_made_from(struct html *h, const struct site *s)
{
	html_open(h, "p", ATTRS({ "id", S("made-from") }, { "data-live", S("") }));
	html_say(h, MESSAGE_PAGE_MADE_FROM, PARTS(part_link(url_of(s, S("record"), STR_NONE),
	    (struct lang_text){ STR_NONE, message_text(s->lang, MESSAGE_PAGE_THE_RECORD, 1) }),
	    part_number((int64_t)s->size)));
	html_close(h, "p");
}

void page_end(struct html *h, const struct site *s)
{
	html_close(h, "main");
	html_open(h, "footer", ATTRS_NONE);
	put_made_from(h, s);
	html_open(h, "ul", ATTRS_NONE);
	put_foot_link(h, url_of(s, S("verify"), STR_NONE), message_text(s->lang, MESSAGE_NAV_VERIFY, 1));
	put_foot_link(h, url_of(s, S("charter"), STR_NONE), message_text(s->lang, MESSAGE_NAV_CHARTER, 1));
	put_foot_link(h, url_of(s, S("search"), STR_NONE), message_text(s->lang, MESSAGE_SEARCH_TITLE, 1));
	put_foot_link(h, url_of(s, S("secretariat"), STR_NONE),
	    message_text(s->lang, MESSAGE_SECRETARIAT_TITLE, 1));
	put_foot_link(h, url_of(s, S("findings"), STR_NONE),
	    message_text(s->lang, MESSAGE_NAV_FINDINGS, 1));
	put_foot_link(h, url_of(s, S("audit"), STR_NONE), message_text(s->lang, MESSAGE_AUDIT_TITLE, 1));
	put_foot_link(h, url_of(s, S("tables"), STR_NONE), message_text(s->lang, MESSAGE_TABLES_TITLE, 1));
	put_foot_link(h, api_url(s), message_text(s->lang, MESSAGE_NAV_JSON, 1));
	put_foot_link(h, S("/openapi.json"), S("OpenAPI"));
	html_close(h, "ul");
	html_close(h, "footer");
	html_close(h, "body");
	html_close(h, "html");
	html_end(h);
}

void page_signing_foot(struct html *h, const struct site *s)
{
	html_close(h, "main");
	html_open(h, "footer", ATTRS_NONE);
	put_banner(h, s);
}

void page_signing_end(struct html *h)
{
	html_close(h, "footer");
	html_close(h, "body");
	html_close(h, "html");
	html_end(h);
}

void page_screen_end(struct html *h, const struct site *s)
{
	html_close(h, "main");
	html_open(h, "footer", ATTRS_NONE);
	put_banner(h, s);
	put_languages(h, s);
	put_made_from(h, s);
	html_close(h, "footer");
	html_close(h, "body");
	html_close(h, "html");
	html_end(h);
}
