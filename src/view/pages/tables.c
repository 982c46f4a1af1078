#include "view/api.h"
#include "view/model/tables.h"
#include "view/page.h"

MODEL_DEFINE(table_item)
MODEL_DEFINE(tables_list)

static struct str file_of(const struct site *s, struct str table, const char *end)
{
	struct buf b;
	buf_init(&b, s->scratch, 128);
	buf_put(&b, S("/tables/"));
	buf_put(&b, table);
	buf_put(&b, str_c(end));
	return buf_str(&b);
}

static void put_row(struct html *h, const struct table_item *t)
{
	html_open(h, "tr", ATTRS_NONE);
	html_open(h, "th", ATTRS({ "scope", S("row") }));
	html_element(h, "code", ATTRS_NONE, t->name);
	html_close(h, "th");
	html_open(h, "td", ATTRS({ "lang", S("en") }));
	html_text(h, t->what);
	html_close(h, "td");
	html_open(h, "td", CLASS("files"));
	html_element(h, "a", ATTRS({ "href", t->csv }, { "aria-label", t->csv }), S("CSV"));
	html_text(h, S(" "));
	html_element(h, "a", ATTRS({ "href", t->xlsx }, { "aria-label", t->xlsx }), S("XLSX"));
	html_close(h, "td");
	html_close(h, "tr");
}

enum view_status tables_page(struct buf *out, const struct site *s)
{
	struct table_item items[SQL_TABLE__COUNT];
	struct html h;
	for (enum sql_table t = 0; t < SQL_TABLE__COUNT; t++) {
		const struct table_info *info = table_info(t);
		items[t] = (struct table_item){ info->name, info->what,
			file_of(s, info->name, ".csv"), file_of(s, info->name, ".xlsx") };
	}
	const struct tables_list m = { .tables = { SQL_TABLE__COUNT, items } };
	if (s->format == VIEW_JSON)
		return api_put(out, s, &tables_list_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){ .title = page_title(s, MESSAGE_TABLES_TITLE),
	    .nav = NAV__COUNT });
	html_message_element(&h, "p", ATTRS_NONE, MESSAGE_TABLES_WHAT);
	scroll_open(&h, message_text(s->lang, MESSAGE_TABLES_TITLE, 1));
	html_open(&h, "table", ATTRS_NONE);
	html_open(&h, "thead", ATTRS_NONE);
	html_open(&h, "tr", ATTRS_NONE);
	html_message_element(&h, "th", ATTRS({ "scope", S("col") }), MESSAGE_TABLES_TABLE);
	html_message_element(&h, "th", ATTRS({ "scope", S("col") }), MESSAGE_TABLES_HOLDS);
	html_message_element(&h, "th", ATTRS({ "scope", S("col") }), MESSAGE_TABLES_FILES);
	html_close(&h, "tr");
	html_close(&h, "thead");
	html_open(&h, "tbody", ATTRS_NONE);
	for (uint32_t i = 0; i < SQL_TABLE__COUNT; i++)
		put_row(&h, &items[i]);
	html_close(&h, "tbody");
	html_close(&h, "table");
	html_close(&h, "div");
	page_end(&h, s);
	return VIEW_OK;
}
