#include "view/api.h"
#include "view/model/charter.h"
#include "view/page.h"
#include "view/pages.h"

#define INDENTED_BYTES_MAX (1024 * 1024)

static void put_break(struct buf *b, size_t depth)
{
	buf_byte(b, '\n');
	for (size_t i = 0; i < 2 * depth; i++)
		buf_byte(b, ' ');
}

/* Canonical JSON with line breaks, for reading. It holds no space outside strings. */
static struct str indented(const struct site *s, struct str json)
{
	struct buf b;
	size_t depth = 0;
	bool in_string = false;
	buf_init(&b, s->scratch, INDENTED_BYTES_MAX);
	for (size_t i = 0; i < json.n; i++) {
		char c = json.p[i];
		bool is_escape = in_string && c == '\\' && i + 1 < json.n;
		bool is_close = !in_string && (c == '}' || c == ']');
		if (is_close)
			put_break(&b, depth > 0 ? --depth : 0);
		buf_byte(&b, (uint8_t)c);
		if (is_escape)
			buf_byte(&b, (uint8_t)json.p[++i]);
		if (c == '"')
			in_string = !in_string;
		if (in_string || is_escape)
			continue;
		if (c == '{' || c == '[')
			put_break(&b, ++depth);
		else if (c == ',')
			put_break(&b, depth);
		else if (c == ':')
			buf_byte(&b, ' ');
	}
	return buf_str(&b);
}

static const enum message right_messages[RIGHT__COUNT] = {
	[RIGHT_ATTEND] = MESSAGE_RIGHT_ATTEND,
	[RIGHT_SPEAK] = MESSAGE_RIGHT_SPEAK,
	[RIGHT_REPLY] = MESSAGE_RIGHT_REPLY,
	[RIGHT_PROPOSE] = MESSAGE_RIGHT_PROPOSE,
	[RIGHT_AMEND] = MESSAGE_RIGHT_AMEND,
	[RIGHT_COSPONSOR] = MESSAGE_RIGHT_COSPONSOR,
	[RIGHT_OBJECT] = MESSAGE_RIGHT_OBJECT,
	[RIGHT_VOTE] = MESSAGE_RIGHT_VOTE,
	[RIGHT_ELECT] = MESSAGE_RIGHT_ELECT,
	[RIGHT_RECEIVE_RESTRICTED] = MESSAGE_RIGHT_RECEIVE_RESTRICTED,
};

static void put_facts(struct html *h, const struct site *s, const struct charter_full *m)
{
	html_open(h, "dl", CLASS("facts"));
	page_fact_open(h, MESSAGE_CHARTER_ID);
	html_element(h, "code", ATTRS_NONE, m->id);
	page_fact_close(h);
	page_fact_open(h, MESSAGE_CHARTER_STATUS);
	html_words(h, words_of_code(s, m->status));
	page_fact_close(h);
	page_fact_open(h, MESSAGE_CHARTER_EPOCH);
	html_number(h, m->epoch);
	page_fact_close(h);
	page_fact_open(h, MESSAGE_CHARTER_LANGUAGES);
	for (uint32_t i = 0; i < m->languages.count; i++) {
		html_text(h, i > 0 ? S(", ") : S(""));
		html_element(h, "span", ATTRS({ "lang", m->languages.at[i] }),
		    lang_own_name(m->languages.at[i]));
	}
	page_fact_close(h);
	if (date_known(m->founded)) {
		page_fact_open(h, MESSAGE_CHARTER_FOUNDED);
		html_date(h, m->founded, false);
		page_fact_close(h);
	}
	html_close(h, "dl");
}

/* A row a right: forums have many rights and few categories. */
static void put_right(struct html *h, const struct category_item_list *list, enum right right)
{
	html_open(h, "tr", ATTRS_NONE);
	html_message_element(h, "th", ATTRS({ "scope", S("row") }), right_messages[right]);
	for (uint32_t i = 0; i < list->count; i++) {
		bool has = category_has(&list->at[i], right);
		html_message_element(h, "td", ATTRS({ "class", has ? S("yes") : S("no") }),
		    has ? MESSAGE_CHARTER_RIGHT_YES : MESSAGE_CHARTER_RIGHT_NO);
	}
	html_close(h, "tr");
}

static void put_categories(struct html *h, const struct site *s,
    const struct category_item_list *list)
{
	struct str title = message_text(s->lang, MESSAGE_CHARTER_CATEGORIES, 1);
	html_open(h, "section", ATTRS_NONE);
	html_element(h, "h2", ATTRS_NONE, title);
	scroll_open(h, title);
	html_open(h, "table", CLASS("rights"));
	html_open(h, "thead", ATTRS_NONE);
	html_open(h, "tr", ATTRS_NONE);
	html_message_element(h, "th", ATTRS({ "scope", S("col") }), MESSAGE_CHARTER_RIGHT);
	for (uint32_t i = 0; i < list->count; i++)
		html_element(h, "th", ATTRS({ "scope", S("col") }, { "lang", list->at[i].name.lang }),
		    list->at[i].name.text);
	html_close(h, "tr");
	html_close(h, "thead");
	html_open(h, "tbody", ATTRS_NONE);
	for (unsigned right = 0; right < RIGHT__COUNT; right++)
		put_right(h, list, right);
	html_close(h, "tbody");
	html_close(h, "table");
	html_close(h, "div");
	html_close(h, "section");
}

static void put_bodies(struct html *h, const struct site *s, const struct charter_full *m)
{
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_CHARTER_BODIES);
	html_open(h, "ol", CLASS("ranks"));
	for (uint32_t i = 0; i < m->bodies.count; i++) {
		const struct body_item *b = &m->bodies.at[i];
		html_open(h, "li", ATTRS_NONE);
		html_link_words(h, url_of(s, S("bodies"), b->code), b->name);
		html_open(h, "span", CLASS("more"));
		html_words(h, b->period);
		html_close(h, "span");
		html_close(h, "li");
	}
	html_close(h, "ol");
	html_close(h, "section");
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_CHARTER_OFFICES);
	html_open(h, "ul", CLASS("ranks"));
	for (uint32_t i = 0; i < m->offices.count; i++) {
		html_open(h, "li", ATTRS_NONE);
		html_link_words(h, url_of(s, S("presidency"), STR_NONE), m->offices.at[i].name);
		html_close(h, "li");
	}
	html_close(h, "ul");
	html_close(h, "section");
}

static void put_number(struct html *h, enum message label, int64_t number)
{
	if (number == INTEGER_ABSENT)
		return;
	page_fact_open(h, label);
	html_number(h, number);
	page_fact_close(h);
}

static void put_duration(struct html *h, enum message label, int64_t seconds)
{
	if (seconds == INTEGER_ABSENT)
		return;
	page_fact_open(h, label);
	if (seconds > 0 && seconds % 86400 == 0)
		html_count(h, MESSAGE_DURATION_DAYS, seconds / 86400);
	else if (seconds > 0 && seconds % 3600 == 0)
		html_count(h, MESSAGE_DURATION_HOURS, seconds / 3600);
	else
		html_count(h, MESSAGE_DURATION_SECONDS, seconds);
	page_fact_close(h);
}

static void put_yes(struct html *h, enum message label, bool yes)
{
	page_fact_open(h, label);
	html_message(h, yes ? MESSAGE_CHARTER_RIGHT_YES : MESSAGE_CHARTER_RIGHT_NO);
	page_fact_close(h);
}

static void put_silence(struct html *h, const struct site *s, const struct silence_rules *rules)
{
	if (rules == NULL)
		return;
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_CHARTER_SILENCE);
	html_open(h, "dl", CLASS("facts"));
	put_duration(h, MESSAGE_CHARTER_SILENCE_MIN, rules->min_s);
	put_duration(h, MESSAGE_CHARTER_SILENCE_USUAL, rules->usual_s);
	page_fact_open(h, MESSAGE_CHARTER_SILENCE_BREAKS);
	for (uint32_t i = 0; i < rules->breaks_on.count; i++) {
		html_text(h, i > 0 ? S(", ") : S(""));
		html_words(h, words_of_code(s, rules->breaks_on.at[i]));
	}
	page_fact_close(h);
	put_yes(h, MESSAGE_CHARTER_SILENCE_CONSENT, rules->start_needs_consent);
	put_yes(h, MESSAGE_CHARTER_SILENCE_EXTEND, rules->extend_left_s != INTEGER_ABSENT);
	put_duration(h, MESSAGE_CHARTER_SILENCE_LEFT, rules->extend_left_s);
	html_close(h, "dl");
	html_close(h, "section");
}

enum view_status charter_page(struct buf *out, const struct site *s)
{
	struct charter_full m = { .epoch = 0 };
	struct html h;
	bool is_known = charter_fill(&m, s);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &charter_full_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){ .title = page_title(s, MESSAGE_NAV_CHARTER),
	    .nav = NAV__COUNT });
	if (!is_known) {
		html_message_element(&h, "p", CLASS("none"), MESSAGE_CHARTER_NONE);
		page_end(&h, s);
		return VIEW_OK;
	}
	html_message_element(&h, "p", CLASS("lead"), MESSAGE_CHARTER_LEAD);
	put_facts(&h, s, &m);
	put_categories(&h, s, &m.categories);
	put_bodies(&h, s, &m);
	put_silence(&h, s, m.silence);
	html_open(&h, "section", ATTRS_NONE);
	html_message_element(&h, "h2", ATTRS_NONE, MESSAGE_CHARTER_REGISTRY);
	html_open(&h, "dl", CLASS("facts"));
	put_number(&h, MESSAGE_CHARTER_RECOVER_MIN, m.recover_min);
	put_duration(&h, MESSAGE_CHARTER_RECOVER_WAIT, m.recover_wait_s);
	put_duration(&h, MESSAGE_CHARTER_DISAVOW, m.disavow_s);
	html_close(&h, "dl");
	html_close(&h, "section");
	html_open(&h, "details", CLASS("whole"));
	html_message_element(&h, "summary", ATTRS_NONE, MESSAGE_CHARTER_JSON);
	html_element(&h, "pre", ATTRS({ "tabindex", S("0") }, { "lang", S("zxx") }),
	    indented(s, m.charter));
	html_close(&h, "details");
	page_end(&h, s);
	return VIEW_OK;
}
