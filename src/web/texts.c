/* Negotiated texts as files: /texts/{code}.akn.xml and its like, made from the state and kept like pages. */
#include "web/call.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/encode.h"
#include "service/converter.h"
#include "view/model/text_compare.h"
#include "view/model/word_box.h"
#include "view/text_file.h"

#define FILE_BYTES_MAX ((size_t)64 << 20)
#define LINES_BYTES_MAX 1024

struct asked_file {
	struct text_file_order order;
	struct str code;
};

/* "/texts/draft.akn.xml": which file of which text. */
static bool name_read(struct call *c, struct asked_file *out)
{
	unsigned f = 0;
	struct str name = str_sub(c->x->path, sizeof "/texts/" - 1, c->x->path.n);
	while (f < TEXT_FILE__COUNT && !str_ends(name, text_file_info((enum text_file)f)->end))
		f++;
	if (f == TEXT_FILE__COUNT)
		return false;
	out->order.file = (enum text_file)f;
	return url_decode(&out->code, c->x->scratch,
	    str_sub(name, 0, name.n - text_file_info(out->order.file)->end.n), false);
}

/* The parameters, and the address in one form. */
static bool parameters_read(struct call *c, struct asked_file *out)
{
	static const char *const names[] = { "lang", "party", "form" };
	struct str *const values[] = { &out->order.lang, &out->order.party, NULL };
	struct query all;
	struct buf b;
	char before = '?';
	if (!query_parse(&all, c->x->scratch, c->x->query))
		return false;
	buf_init(&b, c->x->scratch, 4 * HTTP_LINE_BYTES_MAX);
	buf_put(&b, c->x->path);
	for (size_t i = 0; i < CM_COUNT(names); i++) {
		struct str value = query_value(&all, str_c(names[i]));
		if (values[i] != NULL)
			*values[i] = value;
		if (value.n == 0)
			continue;
		buf_byte(&b, (uint8_t)before);
		buf_put(&b, str_c(names[i]));
		buf_byte(&b, '=');
		buf_percent(&b, value);
		before = '&';
	}
	struct str form = query_value(&all, S("form"));
	out->order.is_clean = str_eq(form, S("clean"));
	c->address = buf_str(&b);
	return !b.failed && (form.n == 0 || out->order.is_clean);
}

static struct str head_of(struct call *c, const struct asked_file *f)
{
	struct buf b;
	buf_init(&b, c->x->scratch, LINES_BYTES_MAX);
	buf_put(&b, S(HEAD_FRESH HEAD_OPEN "Content-Type: "));
	buf_put(&b, text_file_info(f->order.file)->type);
	buf_put(&b, S("\r\nContent-Disposition: attachment; filename=\""));
	buf_put(&b, f->code); /* of a text that is there: its letters need no quoting */
	buf_put(&b, text_file_info(f->order.file)->end);
	buf_put(&b, S("\"\r\n"));
	return buf_str(&b);
}

static enum rc file_make(struct buf *out, struct call *c, const struct forum *f,
    const struct asked_file *file, struct err *err)
{
	const struct converter *to = c->loop->web->options->converter;
	const struct text_file_info *info = text_file_info(file->order.file);
	struct draft d;
	enum rc rc = text_file_draft(&d, c->x->scratch, f, file->code, err);
	if (rc == RC_OK)
		rc = text_file_check(&d, f, &file->order, err);
	if (rc != RC_OK)
		return rc;
	if (!info->is_word) {
		text_file_put(out, c->x->scratch, &d, f, &file->order);
		return RC_OK;
	}
	if (to == NULL)
		return cm_fail(err, RC_NOT_FOUND, "Word files are not made here");
	const struct converter_copy copy = { &d, file->order.party, forum_now(f) };
	return file->order.file == TEXT_FILE_COPY ? to->copy(c->x->scratch, &copy, out, err)
						  : to->rolling(c->x->scratch, &d, out, err);
}

static void refuse(struct call *c, enum rc rc, const struct err *err)
{
	struct buf said;
	if (rc == RC_NOT_FOUND) {
		problem_answer(c, PROBLEM_NOT_FOUND);
		return;
	}
	if (rc != RC_INVALID) {
		problem_answer(c, PROBLEM_TOO_LONG);
		return;
	}
	buf_init(&said, c->x->scratch, LINES_BYTES_MAX);
	buf_put(&said, str_c(err->text));
	buf_put(&said, S(".\n"));
	text_answer(c, 400, STR_NONE, buf_str(&said));
}

void text_file_answer(struct call *c)
{
	struct asked_file file = { .code = STR_NONE };
	struct buf out;
	struct err err;
	if (!name_read(c, &file) || !parameters_read(c, &file)) {
		problem_answer(c, PROBLEM_BAD_REQUEST);
		return;
	}
	struct answer answer = { .key = c->address, .status = 200,
		.stamp = stamp_of(c->service, c->x->now) };
	struct cached *entry = cache_get(&c->loop->cache, answer.key, answer.stamp);
	if (entry != NULL) {
		cached_answer(c->x, entry);
		return;
	}
	buf_init(&out, c->x->scratch, FILE_BYTES_MAX);
	const struct forum *f = service_read_begin(c->service);
	answer.stamp.published = forum_size(f);
	enum rc rc = file_make(&out, c, f, &file, &err);
	service_read_end(c->service);
	if (rc == RC_OK && out.failed)
		rc = RC_LIMIT;
	if (rc != RC_OK) {
		refuse(c, rc, &err);
		return;
	}
	answer.head = head_of(c, &file);
	answer.body = buf_str(&out);
	entry = cache_put(&c->loop->cache, &answer, true);
	cached_answer(c->x, entry);
	cached_drop(entry);
}

static bool version_read(const struct call *c, struct str name, int64_t *out)
{
	struct str text = query_value(&c->query, name);
	uint64_t number;
	if (text.n == 0)
		return true;
	if (!dec_decode(&number, text) || number > UINT32_MAX)
		return false;
	*out = (int64_t)number;
	return true;
}

enum view_status text_compare_make(struct buf *out, struct site *s, const struct call *c)
{
	struct compare_query q = { .code = c->code, .from = INTEGER_ABSENT, .to = INTEGER_ABSENT };
	if (!version_read(c, S("from"), &q.from) || !version_read(c, S("to"), &q.to))
		return problem_page(out, s, PROBLEM_BAD_REQUEST);
	return compare_page(out, s, &q);
}

/* What each proposal was about, only its own act says: its edits go with what becomes of them. */
enum view_status text_concordance_make(struct buf *out, struct site *s, const struct call *c)
{
	struct compare_query q = { .code = c->code, .from = INTEGER_ABSENT, .to = INTEGER_ABSENT };
	const struct instrument *of = instrument_find(s->forum, c->code);
	if (!version_read(c, S("from"), &q.from))
		return problem_page(out, s, PROBLEM_BAD_REQUEST);
	uint64_t *entries = arena_array(s->scratch, uint64_t, CONCORDANCE_PROPOSALS_MAX);
	q.acts_count = of == NULL ? 0 : concordance_entries(s, of, q.from, entries);
	struct act_view *acts = arena_array(s->scratch, struct act_view, q.acts_count);
	for (uint32_t i = 0; i < q.acts_count; i++)
		act_read(&acts[i], s, c, entries[i]);
	q.acts = acts;
	return concordance_page(out, s, &q);
}

enum view_status word_make(struct buf *out, struct site *s, const struct call *c)
{
	const struct word_query q = { .code = c->code };
	return word_page(out, s, &q);
}
