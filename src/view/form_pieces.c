#include "view/form_pieces.h"

#include "base/encode.h"
#include "view/api.h"

struct str url_of_return(const struct site *s, int64_t entry)
{
	return url_of(s, S("returns"), integer_text(s, entry));
}

struct str url_of_form(const struct site *s, struct str form, int64_t version)
{
	struct buf b;
	buf_init(&b, s->scratch, 4096);
	buf_put(&b, url_of(s, S("forms"), form));
	if (version != INTEGER_ABSENT) {
		buf_put(&b, S("?version="));
		buf_dec(&b, version);
	}
	return buf_str(&b);
}

struct str url_of_fill(const struct site *s, struct str form, struct str party, int64_t of)
{
	struct buf b;
	buf_init(&b, s->scratch, 4096);
	buf_put(&b, url_of(s, S("forms"), form));
	buf_put(&b, S("/fill"));
	if (party.n > 0) {
		buf_put(&b, S("?for="));
		buf_percent(&b, party);
	}
	if (of != INTEGER_ABSENT) {
		buf_put(&b, party.n > 0 ? S("&of=") : S("?of="));
		buf_dec(&b, of);
	}
	return buf_str(&b);
}

struct str url_of_filed(const struct site *s, const struct return_item *r)
{
	return url_of_return(s, str_eq(r->how, S("supplement")) ? r->of : r->entry);
}

void return_tags_render(struct html *h, const struct site *s, const struct return_item *r)
{
	if (r->is_late)
		state_tag(h, page_title(s, MESSAGE_REPORT_LATE));
	if (r->is_paper)
		state_tag(h, page_title(s, MESSAGE_REPORT_PAPER));
}

static void put_period(struct html *h, const struct return_item *r)
{
	if (r->year == INTEGER_ABSENT && !date_known(r->event))
		return;
	html_text(h, S(" · "));
	html_date(h, date_known(r->event) ? r->event : (struct date){ (int16_t)r->year, 0, 0, -1 }, false);
}

void returns_render(struct html *h, const struct site *s, const struct return_item_list *list)
{
	if (list->count == 0)
		return;
	html_open(h, "ul", CLASS("rows instants"));
	for (uint32_t i = 0; i < list->count; i++) {
		const struct return_item *r = &list->at[i];
		html_open(h, "li", ATTRS_NONE);
		html_open(h, "span", CLASS("when"));
		html_time(h, r->at);
		html_close(h, "span");
		html_open(h, "span", CLASS("what"));
		html_link_words(h, url_of_filed(s, r), r->title);
		put_period(h, r);
		html_open(h, "span", CLASS("more"));
		html_link_words(h, url_of(s, S("parties"), r->party), r->party_name);
		html_text(h, S(" · "));
		html_words(h, r->how_name);
		return_tags_render(h, s, r);
		if (r->supplements != INTEGER_ABSENT && r->supplements > 0) {
			html_text(h, S(" · "));
			html_count(h, MESSAGE_RETURN_SUPPLEMENTS, r->supplements);
		}
		html_close(h, "span");
		html_close(h, "span");
		html_close(h, "li");
	}
	html_close(h, "ul");
}

static void put_cell(struct html *h, const struct site *s, const struct return_cell *c)
{
	html_open(h, "td", ATTRS_NONE);
	if (c->entry == INTEGER_ABSENT)
		html_words(h, c->state_name);
	else
		html_link_words(h, url_of_return(s, c->entry), c->state_name);
	if (c->is_late)
		state_tag(h, page_title(s, MESSAGE_REPORT_LATE));
	if (c->returns > 1) {
		html_text(h, S(" "));
		html_count(h, MESSAGE_RETURN_SEVERAL, c->returns);
	}
	if (c->supplements > 0) {
		html_text(h, S(" "));
		html_count(h, MESSAGE_RETURN_SUPPLEMENTS, c->supplements);
	}
	html_close(h, "td");
}

void return_table_open(struct html *h, const struct site *s, enum message label)
{
	html_open(h, "div", ATTRS({ "class", S("scroll matrix returns") }, { "tabindex", S("0") },
	    { "role", S("region") }, { "aria-label", message_text(s->lang, label, 1) }));
	html_open(h, "table", ATTRS_NONE);
	html_open(h, "thead", ATTRS_NONE);
	html_open(h, "tr", ATTRS_NONE);
	html_message_element(h, "th", ATTRS({ "scope", S("col") }), MESSAGE_RETURN_PARTY);
}

void return_table_close(struct html *h, const struct site *s, const struct return_row_list *rows,
    int64_t total)
{
	html_close(h, "tr");
	html_close(h, "thead");
	html_open(h, "tbody", ATTRS_NONE);
	for (uint32_t i = 0; i < rows->count; i++) {
		const struct return_row *row = &rows->at[i];
		html_open(h, "tr", ATTRS_NONE);
		html_open(h, "th", ATTRS({ "scope", S("row") }));
		html_link_words(h, url_of(s, S("parties"), row->party), row->party_name);
		html_close(h, "th");
		for (uint32_t k = 0; k < row->cells.count; k++)
			put_cell(h, s, &row->cells.at[k]);
		html_close(h, "tr");
	}
	html_close(h, "tbody");
	html_close(h, "table");
	html_close(h, "div");
	page_more(h, total - rows->count);
}

/* "a TAB b LF c TAB d", with the columns as its head. */
static void put_table(struct html *h, const struct value_item *v, struct str label)
{
	struct str rest = v->text;
	bool is_end = false;
	scroll_open(h, label);
	html_open(h, "table", ATTRS_NONE);
	html_open(h, "thead", ATTRS_NONE);
	html_open(h, "tr", ATTRS_NONE);
	for (uint32_t i = 0; i < v->columns.count; i++) {
		html_open(h, "th", ATTRS({ "scope", S("col") }));
		html_words(h, v->columns.at[i].name);
		html_close(h, "th");
	}
	html_close(h, "tr");
	html_close(h, "thead");
	html_open(h, "tbody", ATTRS_NONE);
	while (!is_end) {
		size_t end = str_find(rest, '\n', 0);
		struct str line = str_sub(rest, 0, end);
		is_end = end == rest.n;
		rest = is_end ? STR_NONE : str_sub(rest, end + 1, rest.n);
		html_open(h, "tr", ATTRS_NONE);
		for (uint32_t i = 0; i < v->columns.count; i++) {
			size_t cell = str_find(line, '\t', 0);
			html_open(h, "td", ATTRS_NONE);
			html_words(h, words_guess(str_sub(line, 0, cell)));
			html_close(h, "td");
			line = cell == line.n ? STR_NONE : str_sub(line, cell + 1, line.n);
		}
		html_close(h, "tr");
	}
	html_close(h, "tbody");
	html_close(h, "table");
	html_close(h, "div");
}

void commitment_render(struct html *h, const struct content_item *c)
{
	char digits[2 * HASH_BYTES];
	hex_encode(digits, c->sha256.bytes, HASH_BYTES);
	html_open(h, "details", CLASS("why"));
	html_message_element(h, "summary", ATTRS_NONE, MESSAGE_RETURN_COMMITMENT);
	html_open(h, "p", ATTRS_NONE);
	html_say(h, MESSAGE_RETURN_COMMITMENT_OF, PARTS(part_number(c->len), part_code(c->type)));
	html_close(h, "p");
	html_element(h, "code", CLASS("long"), (struct str){ digits, sizeof digits });
	html_close(h, "details");
}

static void put_content(struct html *h, const struct value_item *v)
{
	html_words(h, v->visible_to);
	html_text(h, S(". "));
	html_message(h, MESSAGE_RETURN_COMMITTED);
	commitment_render(h, v->content);
}

static void put_answer(struct html *h, const struct value_item *v, struct str label)
{
	struct date day;
	if (!v->is_answered) {
		html_message_element(h, "span", CLASS("none"), MESSAGE_RETURN_UNANSWERED);
	} else if (v->content != NULL) {
		put_content(h, v);
	} else if (str_eq(v->field_kind, S("table"))) {
		put_table(h, v, label);
	} else if (v->words.text.n > 0) {
		html_words(h, v->words);
	} else if (str_eq(v->field_kind, S("date")) && date_parse(&day, v->text)) {
		html_date(h, day, false);
	} else if (str_eq(v->field_kind, S("number"))) {
		html_text(h, v->text);
		html_text(h, v->unit.n > 0 ? S(" ") : STR_NONE);
		html_words(h, words_guess(v->unit));
	} else {
		page_text(h, words_guess(v->text).lang, v->text);
	}
}

/* Each box that scrolls has a name of its own on the page. */
static struct str label_of(const struct site *s, const struct value_item *v, uint32_t number)
{
	struct buf b;
	buf_init(&b, s->scratch, NAME_BYTES_MAX + 32);
	buf_put(&b, v->label.text);
	if (number > 0) {
		buf_put(&b, S(", "));
		message_put(&b, s->lang, MESSAGE_RETURN_SUPPLEMENT_NO, PARTS(part_number(number)));
	}
	return buf_str(&b);
}

void values_render(struct html *h, const struct site *s, const struct value_item_list *values,
    uint32_t number)
{
	html_open(h, "dl", CLASS("facts answers"));
	for (uint32_t i = 0; i < values->count; i++) {
		html_open(h, "div", ATTRS_NONE);
		html_open(h, "dt", ATTRS_NONE);
		html_words(h, values->at[i].label);
		html_close(h, "dt");
		html_open(h, "dd", ATTRS_NONE);
		put_answer(h, &values->at[i], label_of(s, &values->at[i], number));
		html_close(h, "dd");
		html_close(h, "div");
	}
	html_close(h, "dl");
}
