#include "cli/text_source.h"

#include "base/arena.h"
#include "cli/answer.h"
#include "cli/home.h"
#include "service/converter.h"

#define ADDRESS_BYTES_MAX 2048
#define ANSWER_BYTES_MAX ((size_t)64 * 1024 * 1024)

static bool is_served(const char *from)
{
	return str_starts(str_c(from), S("http://")) || str_starts(str_c(from), S("https://"));
}

static void put_parameter(struct buf *b, char *before, struct str name, struct str value)
{
	if (value.n == 0)
		return;
	buf_byte(b, (uint8_t)*before);
	buf_put(b, name);
	buf_byte(b, '=');
	buf_percent(b, value);
	*before = '&';
}

static enum rc served_get(struct buf *out, struct arena *a, const struct text_place *of,
    const struct text_file_order *order, struct err *err)
{
	struct str from = str_c(of->from);
	struct buf url;
	char before = '?';
	while (str_ends(from, S("/")))
		from.n--;
	buf_init(&url, a, ADDRESS_BYTES_MAX);
	buf_put(&url, from);
	buf_put(&url, S("/texts/"));
	buf_percent(&url, of->code);
	buf_put(&url, text_file_info(order->file)->end);
	put_parameter(&url, &before, S("lang"), order->lang);
	put_parameter(&url, &before, S("party"), order->party);
	put_parameter(&url, &before, S("form"), order->is_clean ? S("clean") : STR_NONE);
	buf_byte(&url, '\0');
	if (url.failed)
		return cm_fail(err, RC_LIMIT, "the address is too long");
	return of->env->fetch.get(of->env->fetch.ctx, url.p, out, err);
}

/* What instrument_draft borrows from the forum must outlive the service. */
static struct str kept(struct arena *a, struct str s)
{
	return s.n > 0 ? str_copy(a, s) : STR_NONE;
}

static void unit_keep(struct draft_unit *u, struct arena *a)
{
	struct unit_text *texts = arena_array(a, struct unit_text, u->texts_count);
	for (uint32_t i = 0; i < u->texts_count; i++) {
		texts[i] = u->texts[i];
		texts[i].lang = kept(a, texts[i].lang);
		texts[i].text = kept(a, texts[i].text);
	}
	u->texts = texts;
	u->id = kept(a, u->id);
	u->label = kept(a, u->label);
}

static void proposal_keep(struct draft_proposal *p, struct arena *a)
{
	struct str *cosponsors = arena_array(a, struct str, p->cosponsors_count);
	for (uint32_t i = 0; i < p->cosponsors_count; i++)
		cosponsors[i] = kept(a, p->cosponsors[i]);
	p->cosponsors = cosponsors;
	p->code = kept(a, p->code);
	p->party = kept(a, p->party);
	p->short_name = kept(a, p->short_name);
	p->lang = kept(a, p->lang);
	p->rationale = kept(a, p->rationale);
}

static void draft_keep(struct draft *d, struct arena *a)
{
	struct draft_unit *units = arena_array(a, struct draft_unit, d->units_count);
	struct draft_proposal *proposals = arena_array(a, struct draft_proposal, d->proposals_count);
	struct unit_change *changes = arena_array(a, struct unit_change, d->changes_count);
	for (uint32_t i = 0; i < d->units_count; i++) {
		units[i] = d->units[i];
		unit_keep(&units[i], a);
	}
	for (uint32_t i = 0; i < d->proposals_count; i++) {
		proposals[i] = d->proposals[i];
		proposal_keep(&proposals[i], a);
	}
	for (uint32_t i = 0; i < d->changes_count; i++) {
		changes[i] = d->changes[i];
		changes[i].text = kept(a, changes[i].text);
	}
	d->units = units;
	d->proposals = proposals;
	d->changes = changes;
	d->code = kept(a, d->code);
	d->symbol = kept(a, d->symbol);
	d->lang = kept(a, d->lang);
}

static enum rc local_draft(struct draft *out, struct arena *a, const struct text_place *of,
    struct lexicon *l, struct err *err)
{
	struct service *s;
	enum rc rc = home_open_reader(&s, a, of->env, of->from, err);
	if (rc != RC_OK)
		return rc;
	const struct forum *f = service_read_begin(s);
	const struct text_desk desk = { a, l, f, instrument_find(f, of->code) };
	rc = desk.of != NULL ? instrument_draft(out, &desk, err)
			     : cm_fail(err, RC_NOT_FOUND, "there is no text '%.*s'", STR_ARG(of->code));
	if (rc == RC_OK)
		draft_keep(out, a);
	service_read_end(s);
	service_close(s);
	return rc;
}

enum rc text_source_draft(struct draft *out, struct arena *a, const struct text_place *of,
    struct lexicon *l, struct err *err)
{
	const struct text_file_order json = { .file = TEXT_FILE_JSON };
	struct buf body;
	if (!is_served(of->from))
		return local_draft(out, a, of, l, err);
	buf_init(&body, a, ANSWER_BYTES_MAX);
	enum rc rc = served_get(&body, a, of, &json, err);
	return rc == RC_OK ? answer_draft_read(out, a, buf_str(&body), l, err) : rc;
}

enum rc text_source_file(struct buf *out, struct arena *a, const struct text_place *of,
    const struct text_file_order *order, struct err *err)
{
	struct service *s;
	struct draft d;
	if (is_served(of->from))
		return served_get(out, a, of, order, err);
	enum rc rc = home_open_reader(&s, a, of->env, of->from, err);
	if (rc != RC_OK)
		return rc;
	const struct forum *f = service_read_begin(s);
	rc = text_file_draft(&d, a, f, of->code, err);
	if (rc == RC_OK)
		rc = text_file_check(&d, f, order, err);
	const struct converter_copy copy = { &d, order->party, forum_now(f) };
	if (rc == RC_OK && order->file == TEXT_FILE_COPY)
		rc = of->env->converter->copy(a, &copy, out, err);
	else if (rc == RC_OK && order->file == TEXT_FILE_DOCX)
		rc = of->env->converter->rolling(a, &d, out, err);
	else if (rc == RC_OK)
		text_file_put(out, a, &d, f, order);
	service_read_end(s);
	service_close(s);
	if (rc == RC_OK && out->failed)
		return cm_fail(err, RC_LIMIT, "the file is too long");
	return rc;
}
