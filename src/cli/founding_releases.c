#include "cli/founding_data.h"

#include "base/arena.h"
#include "service/canon.h"
#include "codec/json.h"

#define FACETS_MAX 64

/* A release's row and, where the folder has it, what <id>.json says of its text. */
struct release_row {
	struct row row;
	struct json json; /* count 0: there is no such file */
	struct str text;  /* the file that it names, byte for byte */
};

static struct str file_name(struct founding_data *d, struct str id, struct str extension)
{
	struct buf name;
	buf_init(&name, d->arena, CODE_BYTES_MAX + 16);
	buf_put(&name, id);
	buf_put(&name, extension);
	buf_byte(&name, '\0');
	cm_assert(!name.failed);
	return str_sub(buf_str(&name), 0, name.n - 1);
}

static struct str text_of(const struct release_row *r, uint32_t object, struct str key)
{
	uint32_t node = r->json.count == 0 ? 0 : json_member(&r->json, object, key);
	bool is_text = node != 0 && r->json.nodes[node].type == JSON_STRING;
	return is_text ? json_text(&r->json, node, r->row.data->arena) : STR_NONE;
}

static enum rc load_text(struct release_row *r)
{
	struct founding_data *d = r->row.data;
	struct str file = text_of(r, 0, S("file"));
	uint32_t bytes = json_member(&r->json, 0, S("bytes"));
	if (file.n == 0)
		return RC_OK;
	if (str_find(file, '/', 0) < file.n)
		return row_refuse(&r->row, "id", "its text must lie beside the tables");
	enum rc rc = data_file(d, file, &r->text);
	if (rc != RC_OK)
		return rc;
	if (bytes != 0 && r->json.nodes[bytes].integer != (int64_t)r->text.n)
		return row_refuse(&r->row, "id", "its text does not have the length that is stated");
	return RC_OK;
}

static enum rc load_structure(struct release_row *r, struct str id)
{
	struct founding_data *d = r->row.data;
	struct str file = file_name(d, id, S(".json"));
	struct str people, canonical;
	enum rc rc = data_file(d, file, &people);
	if (rc == RC_NOT_FOUND)
		return RC_OK;
	if (rc == RC_OK)
		rc = canon_json(&canonical, d->arena, file.p, people, d->err);
	if (rc != RC_OK)
		return rc;
	struct fault fault = json_parse(&r->json, d->arena, canonical);
	if (fault.id != FAULT_NONE)
		return row_refuse(&r->row, "id", fault_name(fault.id));
	return load_text(r);
}

/* Is the text that we hold the one in this language? */
static bool holds(const struct release_row *r, struct str lang)
{
	uint32_t list = r->json.count == 0 ? 0 : json_member(&r->json, 0, S("languages"));
	if (list == 0 || r->json.nodes[list].type != JSON_ARRAY)
		return false;
	const struct json_node *nodes = r->json.nodes;
	for (uint32_t n = json_first(list); n < nodes[list].next; n = nodes[n].next) {
		if (nodes[n].type != JSON_OBJECT)
			continue;
		struct str tag = text_of(r, n, S("tag"));
		uint32_t here = json_member(&r->json, n, S("text_here"));
		bool is_lang = str_starts(tag, lang) && (tag.n == lang.n || tag.p[lang.n] == '-');
		if (is_lang && here != 0 && nodes[here].type == JSON_TRUE)
			return true;
	}
	return false;
}

/* "en ru": the first is that of the title and of the address in `source`. */
static struct release_text_list versions_of(struct release_row *r)
{
	struct release_text *at = arena_array(r->row.data->arena, struct release_text, LANGUAGES_MAX);
	uint32_t count = 0;
	struct strs sources = row_sources(&r->row, "source");
	struct str rest = row_text(&r->row, "languages", NAME_BYTES_MAX);
	struct str main = str_sub(rest, 0, str_find(rest, ' ', 0));
	while (rest.n > 0 && count < LANGUAGES_MAX) {
		struct release_text v = { .is_present = true, .lang = str_cut(&rest, ' ') };
		if (str_eq(v.lang, main)) {
			v.title = row_text(&r->row, "title", PROSE_BYTES_MAX);
			v.url = sources.count == 1 ? sources.at[0] : STR_NONE;
		}
		if (holds(r, v.lang))
			v.text = r->text;
		uint32_t i = count++;
		for (; i > 0 && str_cmp(at[i - 1].lang, v.lang) > 0; i--)
			at[i] = at[i - 1];
		at[i] = v;
	}
	if (count == 0)
		(void)row_refuse(&r->row, "languages", "a release has at least one language");
	return (struct release_text_list){ count, at };
}

static struct str lower(struct arena *a, struct str text)
{
	char *p = arena_alloc(a, text.n + 1, 1);
	for (size_t i = 0; i < text.n; i++)
		p[i] = text.p[i] >= 'A' && text.p[i] <= 'Z' ? (char)(text.p[i] - 'A' + 'a') : text.p[i];
	return (struct str){ p, text.n };
}

/* Facets under one member: {"code", "as_listed"} of a party, or {"name", "short", "as_printed"}. */
static void add_facets(struct release_row *r, struct str key, struct facet *at, uint32_t *count)
{
	struct founding_data *d = r->row.data;
	uint32_t list = r->json.count == 0 ? 0 : json_member(&r->json, 0, key);
	if (list == 0 || r->json.nodes[list].type != JSON_ARRAY)
		return;
	const struct json_node *nodes = r->json.nodes;
	for (uint32_t n = json_first(list); n < nodes[list].next; n = nodes[n].next) {
		if (nodes[n].type != JSON_OBJECT || *count == FACETS_MAX) {
			(void)row_refuse(&r->row, "id", "its lists hold objects, 64 at most");
			return;
		}
		struct facet f = { .is_present = true, .code = text_of(r, n, S("code")) };
		uint32_t party = data_find(&d->parties, "code", f.code);
		if (party < d->parties.rows_count) {
			struct row own = data_row(d, &d->parties, party);
			f.party = f.code;
			f.names = row_names(&own, "name");
			f.printed = text_of(r, n, S("as_listed"));
		} else {
			f.code = f.code.n > 0 ? f.code : lower(d->arena, text_of(r, n, S("short")));
			f.names = data_names(d, text_of(r, n, S("name")));
			f.printed = text_of(r, n, S("as_printed"));
		}
		if (f.code.n == 0 || f.names.count == 0)
			(void)row_refuse(&r->row, "id", "its lists name something without code or name");
		at[(*count)++] = f;
	}
}

static struct facet_list organisations_of(struct release_row *r)
{
	struct facet *at = arena_array(r->row.data->arena, struct facet, FACETS_MAX);
	uint32_t count = 0;
	add_facets(r, S("organisations_in_text"), at, &count);
	add_facets(r, S("observer_organisations_as_listed"), at, &count);
	return (struct facet_list){ count, at };
}

static struct facet_list topics_of(struct release_row *r)
{
	struct facet *at = arena_array(r->row.data->arena, struct facet, FACETS_MAX);
	uint32_t count = 0;
	add_facets(r, S("related_organisations"), at, &count);
	return (struct facet_list){ count, at };
}

static enum rc put_release(struct founding_data *d, uint32_t row)
{
	struct release_row r = { .row = data_row(d, &d->releases, row) };
	struct str id = row_code_needed(&r.row, "id");
	if (data_find(&d->releases, "id", row_raw(&r.row, "id")) != row)
		(void)row_refuse(&r.row, "id", "stands twice");
	if (r.row.rc != RC_OK)
		return r.row.rc;
	enum rc rc = load_structure(&r, id);
	if (rc != RC_OK)
		return rc;
	struct founding_item *item = item_add(&r.row, KIND_RELEASE_PUBLISH);
	item->act.content.release_publish = (struct release_publish){
		.is_present = true,
		.code = id,
		.issued = row_date(&r.row, "issued"),
		.issuer = row_names(&r.row, "issuer"),
		.kind = row_code_needed(&r.row, "kind"),
		.meeting = row_code(&r.row, "meeting"),
		.party = row_code(&r.row, "party"),
		.note = row_text(&r.row, "note", PROSE_BYTES_MAX),
		.organisations = organisations_of(&r),
		.topics = topics_of(&r),
		.sources = row_sources(&r.row, "source"),
		.versions = versions_of(&r),
	};
	const struct release_publish *c = &item->act.content.release_publish;
	if (!date_known(c->issued) || c->issuer.count == 0)
		(void)row_refuse(&r.row, "issued", "a release has a date and an issuer");
	item->act.date = c->issued;
	item->gives = (struct founding_ref){ 'e', id };
	item_need(&r.row, item, 'm', c->meeting);
	item_need(&r.row, item, 'p', c->party);
	for (uint32_t i = 0; i < c->organisations.count; i++)
		item_need(&r.row, item, 'p', c->organisations.at[i].party);
	for (uint32_t i = 0; i < c->topics.count; i++)
		item_need(&r.row, item, 'p', c->topics.at[i].party);
	return r.row.rc;
}

enum rc founding_releases(struct founding_data *d)
{
	for (uint32_t i = 0; i < d->releases.rows_count; i++) {
		enum rc rc = put_release(d, i);
		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}
