#include "view/api.h"
#include "view/model/releases.h"
#include "view/page.h"

struct date_field {
	enum message label;
	struct str name;
	struct date value;
};

static void put_date_field(struct html *h, const struct site *s, const struct date_field *f,
    struct str problem)
{
	struct buf b;
	buf_init(&b, s->scratch, 32);
	if (date_known(f->value))
		date_put(&b, f->value);
	html_open(h, "p", ATTRS_NONE);
	html_message_element(h, "label", ATTRS({ "for", f->name }), f->label);
	/* Not type=date: a year or a month is a date of the archive too. */
	html_void(h, "input", ATTRS({ "id", f->name }, { "name", f->name }, { "value", buf_str(&b) },
	    { "inputmode", S("numeric") }, { "size", S("10") }, { "maxlength", S("10") },
	    { "placeholder", message_text(s->lang, MESSAGE_FILTER_DATE_FORM, 1) },
	    { "pattern", S("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?") },
	    { "title", S("2016, 2016-04, 2016-04-27") },
	    { "aria-invalid", str_eq(problem, f->name) ? S("true") : STR_NONE },
	    { "aria-describedby", str_eq(problem, f->name) ? S("problem") : STR_NONE }));
	html_close(h, "p");
}

/* Says what could not be read, by the name that the form gives it, and leads there. */
static void put_problem(struct html *h, const struct site *s, struct str name)
{
	struct part part = part_code(name);
	if (str_eq(name, S("from")))
		part = part_link(S("#from"), page_title(s, MESSAGE_FILTER_FROM));
	else if (str_eq(name, S("until")))
		part = part_link(S("#until"), page_title(s, MESSAGE_FILTER_UNTIL));
	html_open(h, "p", ATTRS({ "class", S("problem") }, { "role", S("alert") },
	    { "id", S("problem") }));
	html_say(h, MESSAGE_FILTER_PROBLEM, PARTS(part));
	html_close(h, "p");
}

struct choice {
	enum message label;
	struct str name, chosen;
	const struct code_item_list *items;
};

static struct lang_text item_words(const struct choice *c, const struct code_item *item)
{
	if (str_eq(c->name, S("language")))
		return (struct lang_text){ item->code, lang_own_name(item->code) };
	return item->name;
}

static void put_choice(struct html *h, const struct choice *c)
{
	html_open(h, "p", ATTRS_NONE);
	html_message_element(h, "label", ATTRS({ "for", c->name }), c->label);
	html_open(h, "select", ATTRS({ "id", c->name }, { "name", c->name }));
	html_message_element(h, "option", ATTRS({ "value", S("") }), MESSAGE_FILTER_ANY);
	for (uint32_t i = 0; i < c->items->count; i++) {
		const struct code_item *item = &c->items->at[i];
		struct lang_text words = item_words(c, item);
		html_open(h, "option", ATTRS({ "value", item->code }, { "lang", words.lang },
		    { "selected", str_eq(item->code, c->chosen) ? S("") : STR_NONE }));
		html_text(h, words.text);
		html_text(h, S(" ("));
		html_number(h, item->count);
		html_text(h, S(")"));
		html_close(h, "option");
	}
	html_close(h, "select");
	html_close(h, "p");
}

static void put_filter(struct html *h, const struct site *s, const struct releases *m,
    const struct releases_query *q)
{
	const struct choice choices[] = {
		{ MESSAGE_FILTER_TOPIC, S("topic"), q->topic, &m->topics },
		{ MESSAGE_FILTER_ORGANISATION, S("organisation"), q->organisation, &m->organisations },
		{ MESSAGE_FILTER_LANGUAGE, S("language"), q->language, &m->languages },
		{ MESSAGE_FILTER_KIND, S("kind"), q->kind, &m->kinds },
	};
	html_open(h, "form", ATTRS({ "class", S("filter") }, { "method", S("get") },
	    { "action", url_of(s, S("releases"), STR_NONE) }, { "role", S("search") },
	    { "aria-label", message_text(s->lang, MESSAGE_FILTER_LABEL, 1) }));
	put_date_field(h, s, &(struct date_field){ MESSAGE_FILTER_FROM, S("from"), q->from }, q->problem);
	put_date_field(h, s, &(struct date_field){ MESSAGE_FILTER_UNTIL, S("until"), q->until },
	    q->problem);
	for (size_t i = 0; i < CM_COUNT(choices); i++)
		put_choice(h, &choices[i]);
	if (q->party.n > 0)
		html_void(h, "input", ATTRS({ "type", S("hidden") }, { "name", S("party") },
		    { "value", q->party }));
	html_open(h, "p", CLASS("go"));
	html_message_element(h, "button", ATTRS({ "type", S("submit") }), MESSAGE_FILTER_GO);
	html_text(h, S(" "));
	html_link(h, url_of(s, S("releases"), STR_NONE), message_text(s->lang, MESSAGE_FILTER_CLEAR, 1));
	html_close(h, "p");
	html_close(h, "form");
}

static struct str date_text(const struct site *s, struct date d)
{
	struct buf b;
	if (!date_known(d))
		return STR_NONE;
	buf_init(&b, s->scratch, 32);
	date_put(&b, d);
	return buf_str(&b);
}

enum view_status releases_page(struct buf *out, const struct site *s,
    const struct releases_query *q)
{
	struct releases m;
	struct html h;
	enum view_status status = q->problem.n > 0 ? VIEW_BAD : VIEW_OK;
	releases_fill(&m, s, q);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &releases_model, &m, status);
	page_begin(&h, out, s, &(struct page_head){ .title = page_title(s, MESSAGE_NAV_RELEASES),
	    .nav = NAV_RELEASES, .is_list = true });
	if (q->problem.n > 0)
		put_problem(&h, s, q->problem);
	put_filter(&h, s, &m, q);
	html_message_element(&h, "h2", ATTRS_NONE, MESSAGE_RELEASES_FOUND);
	html_open(&h, "p", ATTRS_NONE);
	html_count(&h, MESSAGE_RELEASES_COUNT, m.total);
	if (q->party.n > 0) {
		html_text(&h, S(" "));
		html_say(&h, MESSAGE_RELEASES_OF_PARTY, PARTS(part_link(url_of(s, S("parties"),
		    q->party), words_of_party(s, q->party, s->day))));
	}
	html_close(&h, "p");
	if (m.releases.count > 0)
		page_releases(&h, s, &m.releases);
	page_pager(&h, s, &(struct page_of){ S("releases"), PAIRS({ "from", date_text(s, q->from) },
	    { "until", date_text(s, q->until) }, { "topic", q->topic },
	    { "organisation", q->organisation }, { "language", q->language }, { "kind", q->kind },
	    { "party", q->party }), (uint32_t)m.page, (uint32_t)m.pages });
	html_open(&h, "p", CLASS("more"));
	html_link(&h, url_of(s, S("feed.atom"), STR_NONE), message_text(s->lang, MESSAGE_FEED_LINK, 1));
	html_close(&h, "p");
	page_end(&h, s);
	return status;
}
