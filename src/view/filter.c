#include "view/filter.h"

#include "view/page.h"

struct str filter_date_text(const struct site *s, struct date d)
{
	struct buf b;
	if (!date_known(d))
		return STR_NONE;
	buf_init(&b, s->scratch, 32);
	date_put(&b, d);
	return buf_str(&b);
}

void filter_date_put(struct html *h, const struct site *s, const struct filter_date *f,
    struct str problem)
{
	html_open(h, "p", ATTRS_NONE);
	html_message_element(h, "label", ATTRS({ "for", f->name }), f->label);
	/* Not type=date: a year or a month is a date of the archive too. */
	html_void(h, "input", ATTRS({ "id", f->name }, { "name", f->name },
	    { "value", filter_date_text(s, f->value) },
	    { "inputmode", S("numeric") }, { "size", S("10") }, { "maxlength", S("10") },
	    { "placeholder", message_text(s->lang, MESSAGE_FILTER_DATE_FORM, 1) },
	    { "pattern", S("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?") },
	    { "title", S("2016, 2016-04, 2016-04-27") },
	    { "aria-invalid", str_eq(problem, f->name) ? S("true") : STR_NONE },
	    { "aria-describedby", str_eq(problem, f->name) ? S("problem") : STR_NONE }));
	html_close(h, "p");
}

void filter_problem_put(struct html *h, const struct site *s, struct str name)
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

static struct lang_text item_words(const struct filter_choice *c, const struct code_item *item)
{
	if (c->are_languages)
		return (struct lang_text){ item->code, lang_own_name(item->code) };
	return item->name;
}

void filter_choice_put(struct html *h, const struct filter_choice *c)
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
