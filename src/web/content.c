/* Content beside the record: brought once an act commits to it, given to those who may see it. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/encode.h"
#include "service/contents.h"
#include "service/proofs.h"
#include "web/call.h"

#define LINES_BYTES_MAX 8192
#define HEX_BYTES (2 * HASH_BYTES)
#define CONTENTS_A_PAGE 50
#define PAGES_MAX 1000000

/* Who asks: the party's code, "secretariat", or empty where nobody is known. Reading needs no signature, so
 * that nobody is; whoever signs in is told here. */
static struct str asker_of(const struct call *c)
{
	(void)c;
	return STR_NONE;
}

static void said_answer(struct call *c, int status, struct str says)
{
	struct buf b;
	buf_init(&b, c->x->scratch, LINES_BYTES_MAX);
	buf_put(&b, says);
	buf_put(&b, S("\n"));
	text_answer(c, status, STR_NONE, buf_str(&b));
}

static int status_of(enum rc rc)
{
	switch (rc) {
	case RC_NOT_FOUND: return 404;
	case RC_DENIED: return 410;
	case RC_INVALID: return 422;
	case RC_OK:
	case RC_CONFLICT:
	case RC_LIMIT:
	case RC_CORRUPT:
	case RC_IO:
	default: return 503;
	}
}

static enum rc admitted_now(struct call *c, const struct hash *name, struct err *err)
{
	const struct forum *f = service_read_begin(c->service);
	enum rc rc = content_admit(f, name, c->x->body.n, err);
	service_read_end(c->service);
	return rc;
}

/* What is erased while it comes goes as well. */
static enum rc keep(struct call *c, const struct blob_store *blobs, const struct hash *name,
    struct err *err)
{
	struct err ignored;
	enum rc rc = admitted_now(c, name, err);
	if (rc == RC_OK)
		rc = blobs->put(blobs->ctx, name, c->x->body, err);
	if (rc != RC_OK)
		return rc;
	rc = admitted_now(c, name, err);
	if (rc != RC_OK && blobs->erase(blobs->ctx, name, &ignored) != RC_OK)
		return cm_fail(err, RC_IO, "what was erased meanwhile could not be deleted");
	return rc;
}

void content_post_answer(struct call *c)
{
	const struct blob_store *blobs = c->loop->web->options->blobs;
	struct hash name;
	struct err err;
	struct buf out;
	if (is_cross_site(c->x)) {
		said_answer(c, 403, S("Content is not accepted from another site's page."));
		return;
	}
	if (blobs == NULL) {
		said_answer(c, 404, S("This server keeps no content."));
		return;
	}
	if (c->x->body.n < BLOB_SALT_BYTES) {
		said_answer(c, 400, S("Send 32 bytes of salt and the content behind them."));
		return;
	}
	sha256(&name, c->x->body.p, c->x->body.n);
	enum rc rc = keep(c, blobs, &name, &err);
	if (rc != RC_OK) {
		said_answer(c, status_of(rc), str_c(err.text));
		return;
	}
	buf_init(&out, c->x->scratch, LINES_BYTES_MAX);
	buf_put(&out, S("{\"content\":\""));
	buf_hex(&out, name.bytes, HASH_BYTES);
	buf_put(&out, S("\"}\n"));
	struct reply r = { .status = 200, .head = S(HEAD_JSON HEAD_NO_STORE HEAD_OPEN),
		.body = buf_str(&out) };
	exchange_reply(c->x, &r);
}

/* Types that a browser would run are told as bytes: an act says of its content what it likes. */
static bool type_is_safe(struct str type)
{
	static const char *const run[] = { "html", "xml", "script", "svg" };
	size_t slash = str_find(type, '/', 0);
	if (slash == 0 || slash + 1 >= type.n || type.n > 100)
		return false;
	for (size_t i = 0; i < type.n; i++) {
		char ch = type.p[i];
		bool is_word = (ch >= 'a' && ch <= 'z') || (ch >= '0' && ch <= '9') || ch == '-' ||
		    ch == '+' || ch == '.';
		if (i != slash && !is_word)
			return false;
	}
	for (size_t i = 0; i < CM_COUNT(run); i++) {
		if (str_find_str(type, str_c(run[i])) < type.n)
			return false;
	}
	return true;
}

/* What is asked for: "/content/HEX", or with "/salted" behind it. */
struct asked_content {
	struct hash name;
	struct str hex, type;
	bool is_salted;
};

static bool asked_read(struct asked_content *out, struct str code)
{
	out->is_salted = str_ends(code, S("/salted"));
	out->hex = out->is_salted ? str_sub(code, 0, code.n - (sizeof "/salted" - 1)) : code;
	return out->hex.n == HEX_BYTES && hex_decode(out->name.bytes, HASH_BYTES, out->hex);
}

/* Whether it may be told, by the state; else what is answered. */
static bool is_told(struct call *c, struct asked_content *asked, int *status, struct buf *says)
{
	const struct forum *f = service_read_begin(c->service);
	const struct content_row *row = contents_find(f, &asked->name);
	bool is_seen = row != NULL && content_may_see(f, row, asker_of(c));
	if (row == NULL) {
		*status = 404;
		buf_put(says, S("No act commits to this content."));
	} else if (content_is_erased(row)) {
		*status = 410;
		buf_put(says, S("Erased by entry "));
		buf_dec(says, (int64_t)row->erased);
		buf_put(says, S("; the commitment stays in entry "));
		buf_dec(says, (int64_t)row->entry);
		buf_put(says, S("."));
	} else if (!is_seen) {
		*status = 403;
		buf_put(says, row->distribution == CONTENT_MEMBERS
		    ? S("This content is for all parties, and it is not known here who asks.")
		    : S("This content is for named parties, and it is not known here who asks."));
	}
	asked->type = row != NULL ? str_copy(c->x->scratch, row->type) : STR_NONE;
	service_read_end(c->service);
	return is_seen;
}

static struct str head_of(struct call *c, const struct asked_content *asked, struct str salt)
{
	struct buf b;
	bool is_typed = !asked->is_salted && type_is_safe(asked->type);
	buf_init(&b, c->x->scratch, LINES_BYTES_MAX);
	buf_put(&b, S(HEAD_FRESH HEAD_OPEN "Content-Security-Policy: sandbox\r\n"
	              "Content-Disposition: attachment; filename=\""));
	buf_put(&b, str_sub(asked->hex, 0, 16));
	buf_put(&b, S("\"\r\nContent-Type: "));
	buf_put(&b, is_typed ? asked->type : S("application/octet-stream"));
	buf_put(&b, S("\r\nComity-Salt: "));
	buf_hex(&b, (const uint8_t *)salt.p, salt.n);
	buf_put(&b, S("\r\n"));
	return buf_str(&b);
}

void content_answer(struct call *c)
{
	const struct blob_store *blobs = c->loop->web->options->blobs;
	struct asked_content asked;
	struct buf says, out;
	struct err err;
	int status = 404;
	buf_init(&says, c->x->scratch, LINES_BYTES_MAX);
	if (!asked_read(&asked, c->code)) {
		problem_answer(c, PROBLEM_NOT_FOUND);
		return;
	}
	if (!is_told(c, &asked, &status, &says)) {
		said_answer(c, status, buf_str(&says));
		return;
	}
	buf_init(&out, c->x->scratch, BLOB_BYTES_MAX + BLOB_SALT_BYTES);
	enum rc rc = blobs == NULL ? RC_NOT_FOUND : blobs->get(blobs->ctx, &asked.name, &out, &err);
	if (rc != RC_OK) {
		said_answer(c, rc == RC_NOT_FOUND ? 404 : 503, rc == RC_NOT_FOUND
		    ? S("This content is not kept here: an act commits to it, and nobody brought it.")
		    : S("This content cannot be read."));
		return;
	}
	struct str salted = buf_str(&out), salt = str_sub(salted, 0, BLOB_SALT_BYTES);
	struct reply r = { .status = 200, .head = head_of(c, &asked, salt),
		.body = asked.is_salted ? salted : str_sub(salted, BLOB_SALT_BYTES, salted.n) };
	exchange_reply(c->x, &r);
}

enum view_status contents_make(struct buf *out, struct site *s, const struct call *c)
{
	const struct blob_store *blobs = c->loop->web->options->blobs;
	uint64_t page = 1;
	bool here[CONTENTS_A_PAGE] = { false };
	if (!query_number(&c->query, S("page"), &page, PAGES_MAX))
		return problem_page(out, s, PROBLEM_BAD_REQUEST);
	uint32_t all = contents_count(s->forum), skip = ((uint32_t)page - 1) * CONTENTS_A_PAGE;
	struct contents_query q = { .page = (uint32_t)page, .per_page = CONTENTS_A_PAGE, .here = here };
	for (uint32_t i = 0; i < CONTENTS_A_PAGE && skip + i < all; i++) {
		const struct content_row *row = contents_at(s->forum, all - 1 - skip - i);
		here[i] = blobs != NULL && blobs->has(blobs->ctx, &row->sha256);
	}
	s->is_passing = true; /* what is brought changes no entry */
	return contents_page(out, s, &q);
}
