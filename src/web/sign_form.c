#include "web/sign_form.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/encode.h"
#include "base/utf8.h"
#include "service/canon.h"
#include "web/http_parse.h"

#define ARMOUR_BEGIN S("-----BEGIN SSH SIGNATURE-----")
#define ARMOUR_END S("-----END SSH SIGNATURE-----")
#define BASE64_BYTES_MAX ((SSHSIG_BYTES_MAX + 2) / 3 * 4)

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* The next word of the text; empty at its end. */
static struct str word_cut(struct str *rest)
{
	size_t from = 0;
	while (from < rest->n && is_blank(rest->p[from]))
		from++;
	size_t to = from;
	while (to < rest->n && !is_blank(rest->p[to]))
		to++;
	struct str word = str_sub(*rest, from, to);
	*rest = str_sub(*rest, to, rest->n);
	return word;
}

static struct str blob_decode(struct arena *a, struct str base64)
{
	uint8_t *blob = arena_alloc(a, SSHSIG_BYTES_MAX, 1);
	size_t n;
	return b64_decode(blob, SSHSIG_BYTES_MAX, &n, base64) ? (struct str){ (const char *)blob, n }
							       : STR_NONE;
}

struct str sign_blob_of(struct arena *a, struct str text)
{
	size_t begin = str_find_str(text, ARMOUR_BEGIN), end = str_find_str(text, ARMOUR_END);
	if (begin < text.n && end > begin)
		text = str_sub(text, begin + ARMOUR_BEGIN.n, end);
	char *base64 = arena_alloc(a, BASE64_BYTES_MAX, 1);
	size_t n = 0;
	for (struct str word = word_cut(&text); word.n > 0; word = word_cut(&text)) {
		if (word.n > BASE64_BYTES_MAX - n)
			return STR_NONE;
		memcpy(base64 + n, word.p, word.n);
		n += word.n;
	}
	return blob_decode(a, (struct str){ base64, n });
}

/* "kz/delegate-1 U1NI... kz/coordinator U1NI..." False: not so, or too many. */
static bool signatures_read(struct sign_form *out, struct arena *a, struct str text)
{
	for (struct str handle = word_cut(&text); handle.n > 0; handle = word_cut(&text)) {
		struct str blob = blob_decode(a, word_cut(&text));
		if (out->count == SIGNATURES_MAX || blob.n == 0 || !handle_is_valid(handle))
			return false;
		out->at[out->count++] = (struct signature){ handle, blob };
	}
	return true;
}

/* An act as a file: what stands before its JSON is judged when it is signed, for that is the record's. */
bool sign_form_read_text(struct sign_form *out, struct arena *a, struct str text)
{
	size_t begin = str_find(text, '{', 0);
	struct str rest = str_sub(text, begin, text.n);
	out->line = str_cut(&rest, '\n');
	while (str_ends(out->line, S("\r")) || str_ends(out->line, S(" ")))
		out->line.n--;
	return str_starts(text, str_sub(S(ACT_VERSION_LINE), 0, sizeof ACT_VERSION_LINE - 2)) &&
	    begin < text.n && signatures_read(out, a, rest);
}

/* Valid UTF-8 that a page can show; line breaks may stand in it. */
static bool is_clean(struct str text)
{
	size_t n;
	if (utf8_invalid_at(text) < text.n)
		return false;
	for (size_t at = 0; at < text.n; at += n) {
		uint32_t c = utf8_get(text, at, &n);
		if (c != '\n' && c != '\r' && c != '\t' && !utf8_allowed(c))
			return false;
	}
	return true;
}

static struct str field(const struct sign_fields *f, struct str name)
{
	return f->is_multipart ? multipart_value(&f->parts, name) : query_value(&f->query, name);
}

struct str sign_field(const struct sign_fields *f, struct str name)
{
	struct str value = field(f, name);
	return is_clean(value) ? value : STR_NONE;
}

/* A file, or what was pasted instead. */
static struct str either(const struct sign_fields *f, struct str file, struct str text)
{
	struct str first = field(f, file);
	return first.n > 0 ? first : field(f, text);
}

bool sign_fields_read(struct sign_fields *f, struct arena *a, struct str type, struct str body)
{
	struct str parameters = type;
	f->is_multipart = multipart_parse(&f->parts, type, body);
	return f->is_multipart ||
	    (http_is_word(str_cut(&parameters, ';'), S("application/x-www-form-urlencoded")) &&
		query_parse_form(&f->query, a, body));
}

bool sign_form_read(struct sign_form *out, struct arena *a, struct str type, struct str body)
{
	struct sign_fields *f = arena_new(a, struct sign_fields);
	*out = (struct sign_form){ .count = 0 };
	if (!sign_fields_read(f, a, type, body))
		return false;
	struct str act = either(f, S("act"), S("text")), signature = either(f, S("file"), S("signature"));
	out->line = field(f, S("line"));
	out->kind = field(f, S("kind"));
	out->content = field(f, S("content"));
	out->by = field(f, S("by"));
	out->with = field(f, S("with"));
	out->token = sign_field(f, S("token"));
	out->is_sent = field(f, S("send")).n > 0;
	out->has_signature = signature.n > 0;
	if (!is_clean(out->kind) || !is_clean(out->content) || !is_clean(out->by) || !is_clean(out->with))
		return false;
	if (out->has_signature)
		out->signature = sign_blob_of(a, signature);
	if (act.n > 0)
		return sign_form_read_text(out, a, act);
	return signatures_read(out, a, field(f, S("signatures")));
}

static enum rc handle_refuse(struct str handle, struct err *err)
{
	return cm_fail(err, RC_INVALID, "\"%.*s\" is no handle as kz/delegate-1", STR_ARG(handle));
}

/* In ascending order, as the record wants them. */
static enum rc handles_read(struct strs *out, struct arena *a, struct str text, struct err *err)
{
	struct str *at = arena_array(a, struct str, SIGNATURES_MAX);
	uint32_t count = 0;
	for (struct str word = word_cut(&text); word.n > 0; word = word_cut(&text)) {
		uint32_t i = count;
		if (!handle_is_valid(word) || count == SIGNATURES_MAX - 1)
			return handle_refuse(word, err);
		for (; i > 0 && str_cmp(at[i - 1], word) > 0; i--)
			at[i] = at[i - 1];
		at[i] = word;
		count++;
	}
	*out = (struct strs){ count, at };
	return RC_OK;
}

/* The kind's members from JSON as people write it. */
static enum rc members_read(union content *out, struct arena *a, const struct sign_form *form, enum kind k,
    struct err *err)
{
	struct act act = { .kind = form->kind };
	struct str canonical;
	enum rc rc = canon_json(&canonical, a, "members", form->content.n > 0 ? form->content : S("{}"), err);
	if (rc != RC_OK)
		return rc;
	struct fault f = json_parse(&act.json, a, canonical);
	if (f.id == FAULT_NONE)
		f = content_read(out, k, &act, a);
	if (f.id == FAULT_NONE)
		return RC_OK;
	return cm_fail(err, RC_INVALID, "a member is missing, unknown or malformed near \"%.*s\"",
	    STR_ARG(str_sub(canonical, f.offset, f.offset + 40)));
}

static enum rc line_make(struct str *out, struct arena *a, const struct sign_form *form,
    const struct sign_making *making, struct err *err)
{
	struct act_envelope envelope = { .by = form->by, .base = making->base };
	union content *content = arena_new(a, union content);
	enum kind k = kind_of(form->kind);
	struct buf line;
	if (k == KIND__COUNT)
		return cm_fail(err, RC_INVALID, "\"%.*s\" is no kind of act", STR_ARG(form->kind));
	if (!handle_is_valid(form->by))
		return handle_refuse(form->by, err);
	enum rc rc = handles_read(&envelope.with, a, form->with, err);
	if (rc == RC_OK)
		rc = members_read(content, a, form, k, err);
	if (rc != RC_OK)
		return rc;
	buf_init(&line, a, ACT_JSON_BYTES_MAX);
	content_write(&line, k, content, &envelope);
	return buf_done(&line, out, err);
}

enum rc sign_form_message(struct str *out, struct arena *a, const struct sign_form *form,
    const struct sign_making *making, struct err *err)
{
	struct str line = form->line;
	struct buf message;
	enum rc rc = line.n > 0 ? RC_OK : line_make(&line, a, form, making, err);
	if (rc != RC_OK)
		return rc;
	buf_init(&message, a, SUBMISSION_BYTES_MAX);
	act_message_put(&message, making->origin, line);
	return buf_done(&message, out, err);
}
