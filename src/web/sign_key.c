/*
 * Keys and invitations on the signing origin. A coordinator signs an invitation, which is no act;
 * its link lets one delegate make a key and ask, by an act with her own signature, to be accredited with it.
 */
#include "web/sign.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/encode.h"
#include "rules/actor.h"
#include "view/sign_key.h"
#include "web/invites.h"

#define CODES_MAX POWERS_MAX
#define STATEMENT_BYTES_MAX 4096
#define DAY_MS INT64_C(86400000)

static const struct act no_act;

/* A form or an address, read. */
struct wish_form {
	struct sign_fields fields;
	struct key_wish wish;
	moment until, ends; /* ends 0: not yet said */
	struct key_problem problem;
};

static void problem_set(struct wish_form *w, enum message says, struct str detail)
{
	if (w->problem.says == MESSAGE__COUNT)
		w->problem = (struct key_problem){ says, detail };
}

static void code_add(struct wish_form *w, struct strs *list, struct str *room, struct str code)
{
	uint32_t i = list->count;
	if (!content_code_is_valid(code) || i == CODES_MAX) {
		problem_set(w, MESSAGE_KEY_PROBLEM_CODE, code);
		return;
	}
	if (strs_has(list, code))
		return;
	for (; i > 0 && str_cmp(room[i - 1], code) > 0; i--)
		room[i] = room[i - 1];
	room[i] = code;
	*list = (struct strs){ list->count + 1, room };
}

/* Codes with blanks or commas between. */
static void codes_read(struct wish_form *w, struct strs *list, struct str *room, struct str text)
{
	size_t from = 0;
	for (size_t i = 0; i <= text.n; i++) {
		bool is_end = i == text.n || text.p[i] == ' ' || text.p[i] == ',';
		if (is_end && i > from)
			code_add(w, list, room, str_sub(text, from, i));
		from = is_end ? i + 1 : from;
	}
}

/* Boxes: "power.object". Only of urlencoded forms and addresses. */
static void boxes_read(struct wish_form *w, struct str *room)
{
	const struct query *q = &w->fields.query;
	for (uint32_t i = 0; !w->fields.is_multipart && i < q->count; i++) {
		if (str_starts(q->at[i].name, S("power.")))
			code_add(w, &w->wish.powers, room, str_sub(q->at[i].name, 6, q->at[i].name.n));
	}
}

static void until_read(struct wish_form *w)
{
	struct date day;
	w->until = MOMENT_ABSENT;
	if (w->wish.until.n == 0)
		return;
	if (w->wish.until.n == 10 && date_parse(&day, w->wish.until))
		w->until.ms = date_first_day(day) * DAY_MS;
	else
		problem_set(w, MESSAGE_KEY_PROBLEM_UNTIL, w->wish.until);
}

/* What the fields say; problem: of what is there. */
static void wish_read(struct wish_form *w, struct arena *a)
{
	uint64_t ends = 0;
	struct str *powers = arena_array(a, struct str, CODES_MAX);
	struct str *bodies = arena_array(a, struct str, CODES_MAX);
	w->problem.says = MESSAGE__COUNT;
	w->wish.delegate = query_flat(a, sign_field(&w->fields, S("delegate")));
	w->wish.until = query_flat(a, sign_field(&w->fields, S("until")));
	codes_read(w, &w->wish.powers, powers, query_flat(a, sign_field(&w->fields, S("powers"))));
	boxes_read(w, powers);
	codes_read(w, &w->wish.bodies, bodies, query_flat(a, sign_field(&w->fields, S("bodies"))));
	until_read(w);
	if (dec_decode(&ends, sign_field(&w->fields, S("ends"))) && ends < INT64_MAX)
		w->ends.ms = (int64_t)ends;
}

static void wish_check(struct wish_form *w)
{
	if (!handle_is_valid(w->wish.delegate))
		problem_set(w, MESSAGE_KEY_PROBLEM_HANDLE, w->wish.delegate);
	if (w->wish.powers.count == 0)
		problem_set(w, MESSAGE_KEY_PROBLEM_POWERS, STR_NONE);
}

/* False: it was answered. */
static bool form_take(struct wish_form *w, struct call *c)
{
	bool is_read = c->x->method == HTTP_POST
	    ? sign_fields_read(&w->fields, c->x->scratch, exchange_field(c->x, HTTP_FIELD_CONTENT_TYPE),
		  c->x->body)
	    : query_parse(&w->fields.query, c->x->scratch, c->x->query);
	if (!is_read)
		text_answer(c, 400, STR_NONE, S("This form cannot be read. Go back and send it again.\n"));
	else
		wish_read(w, c->x->scratch);
	return is_read;
}

static struct str coordinator_handle(struct arena *a, struct str delegate)
{
	struct buf b;
	buf_init(&b, a, HANDLE_BYTES_MAX + 16);
	buf_put(&b, handle_party(delegate));
	buf_put(&b, S("/coordinator"));
	return buf_str(&b);
}

static void strs_put(struct buf *b, const struct strs *list, struct str between)
{
	for (uint32_t i = 0; i < list->count; i++) {
		if (i > 0)
			buf_put(b, between);
		buf_put(b, list->at[i]);
	}
}

static void line_put(struct buf *b, struct str name, struct str value)
{
	buf_put(b, name);
	buf_put(b, value);
	buf_byte(b, '\n');
}

/* What a coordinator signs to invite somebody. */
static struct str statement_make(const struct wish_form *w, const struct site *s)
{
	struct buf b;
	buf_init(&b, s->scratch, STATEMENT_BYTES_MAX);
	buf_put(&b, S("comity/invite/v1\n"));
	line_put(&b, STR_NONE, s->origin);
	line_put(&b, S("by: "), coordinator_handle(s->scratch, w->wish.delegate));
	line_put(&b, S("delegate: "), w->wish.delegate);
	buf_put(&b, S("powers: "));
	strs_put(&b, &w->wish.powers, S(" "));
	buf_put(&b, S("\nbodies: "));
	strs_put(&b, &w->wish.bodies, S(" "));
	line_put(&b, S("\nuntil: "), w->wish.until);
	buf_put(&b, S("ends: "));
	moment_put(&b, w->ends, true);
	buf_byte(&b, '\n');
	cm_assert(!b.failed); /* at most 64 codes of 64 bytes, and little else */
	return buf_str(&b);
}

static struct signing_keys coordinator_keys(const struct wish_form *w, const struct site *s, moment now)
{
	const struct key_wanted wanted = { &no_act, coordinator_handle(s->scratch, w->wish.delegate), now };
	return signing_keys(s->forum, &wanted, s->scratch);
}

static moment now_of(const struct site *s, const struct call *c)
{
	moment last = forum_now(s->forum);
	return last.ms > c->x->now.ms ? last : c->x->now;
}

/* Is the signature the coordinator's, over this statement? Else the problem says why not. */
static bool signature_check(struct wish_form *w, const struct site *s, struct str statement, moment now)
{
	struct str file = sign_field(&w->fields, S("file"));
	struct str text = file.n > 0 ? file : sign_field(&w->fields, S("signature"));
	struct sshsig signature;
	uint8_t tbs[SSHSIG_TBS_BYTES];
	struct signing_keys keys = coordinator_keys(w, s, now);
	sshsig_tbs_for(tbs, SSHSIG_KEY, statement);
	enum fault_id fault = sshsig_verify(&signature, sign_blob_of(s->scratch, text), tbs);
	if (fault != FAULT_NONE)
		problem_set(w, MESSAGE_SIGN_PROBLEM_SIGNATURE, str_c(fault_name(fault)));
	else if (!signing_key_fits(&keys, &signature))
		problem_set(w, MESSAGE_SIGN_PROBLEM_KEY, key_fingerprint(s, signature.key.blob));
	return w->problem.says == MESSAGE__COUNT;
}

static struct str link_make(const struct site *s, const char token[INVITE_TOKEN_BYTES])
{
	struct buf b;
	buf_init(&b, s->scratch, 512);
	buf_put(&b, s->signing);
	buf_put(&b, sign_here(s, s->lang, "key/"));
	buf_bytes(&b, token, INVITE_TOKEN_BYTES);
	return buf_str(&b);
}

/* Signed: it gets its place, and its link. */
static void invitation_keep(struct invite_query *q, struct wish_form *w, const struct site *s,
    const struct call *c)
{
	char token[INVITE_TOKEN_BYTES];
	const struct invite invite = { .delegate = w->wish.delegate, .ends = w->ends,
		.statement = q->statement };
	moment now = c->x->now;
	if (w->ends.ms <= now.ms || w->ends.ms > now.ms + INVITE_MS) {
		problem_set(w, MESSAGE_INVITE_PROBLEM_ENDED, STR_NONE);
		return;
	}
	if (!signature_check(w, s, q->statement, now_of(s, c)))
		return;
	switch (invites_add(c->loop->web->invites, &invite, now, token)) {
	case INVITES_DONE: q->link = link_make(s, token); break;
	case INVITES_FULL: problem_set(w, MESSAGE_INVITE_PROBLEM_FULL, STR_NONE); break;
	case INVITES_AGAIN:
	case INVITES_NONE: problem_set(w, MESSAGE_INVITE_PROBLEM_AGAIN, STR_NONE); break;
	}
}

/* Passkeys of this address with which the coordinator could sign. */
static void ways_find(struct invite_query *q, const struct wish_form *w, const struct site *s, moment now)
{
	struct signing_keys keys = coordinator_keys(w, s, now);
	struct sign_way *ways = arena_array(s->scratch, struct sign_way, 2 * KEYS_MAX);
	for (uint32_t i = 0; i < keys.count; i++) {
		if (str_eq(keys.at[i].origin, s->signing))
			ways[q->ways_count++] = (struct sign_way){
				coordinator_handle(s->scratch, w->wish.delegate), keys.at[i].blob };
	}
	q->ways = ways;
}

/* A form that was sent: the statement, and with a signature the link. */
static void invitation_take(struct invite_query *q, struct wish_form *w, const struct site *s,
    const struct call *c)
{
	struct buf ends;
	wish_check(w);
	if (w->problem.says == MESSAGE__COUNT && actor_find(s->forum, w->wish.delegate) != NULL)
		problem_set(w, MESSAGE_KEY_PROBLEM_USED, w->wish.delegate);
	if (w->problem.says == MESSAGE__COUNT && coordinator_keys(w, s, now_of(s, c)).count == 0)
		problem_set(w, MESSAGE_KEY_PROBLEM_PARTY, handle_party(w->wish.delegate));
	if (w->problem.says != MESSAGE__COUNT)
		return;
	if (w->ends.ms == 0)
		w->ends.ms = c->x->now.ms + INVITE_MS;
	buf_init(&ends, s->scratch, 32);
	buf_dec(&ends, w->ends.ms);
	q->ends = buf_str(&ends);
	q->statement = statement_make(w, s);
	ways_find(q, w, s, now_of(s, c));
	if (sign_field(&w->fields, S("send")).n > 0)
		invitation_keep(q, w, s, c);
}

static void file_reply(struct call *c, struct str statement)
{
	struct reply r = { .status = 200, .body = statement,
		.head = S("Content-Type: application/octet-stream\r\nContent-Disposition: attachment; "
			  "filename=\"invitation\"\r\n" HEAD_NO_STORE HEAD_OWN) };
	exchange_reply(c->x, &r);
}

void sign_invite_answer(struct call *c, bool is_file)
{
	struct wish_form *w = arena_new(c->x->scratch, struct wish_form);
	struct invite_query q = { .link = STR_NONE };
	struct log_head head;
	struct site s;
	struct buf out;
	if (!form_take(w, c))
		return;
	if (sign_field(&w->fields, S("send")).n > 0 && is_cross_site(c->x)) {
		text_answer(c, 403, STR_NONE, S("Invitations are not accepted from another site's page.\n"));
		return;
	}
	buf_init(&out, c->x->scratch, PAGE_BYTES_MAX);
	const struct forum *f = service_read_begin(c->service);
	site_fill(&s, c, f, &head);
	if (c->x->method == HTTP_POST)
		invitation_take(&q, w, &s, c);
	q.wish = w->wish;
	q.problem = w->problem;
	enum view_status status = invite_page(&out, &s, &q);
	service_read_end(c->service);
	cm_assert(!out.failed);
	struct reply r = { .status = (int)status, .head = S(HEAD_SIGN), .body = buf_str(&out) };
	if (is_file && q.statement.n > 0)
		file_reply(c, q.statement);
	else
		exchange_reply(c->x, &r);
}

/* "powers: object speak\n": the rest of its line. */
static struct str line_of(struct str statement, struct str name)
{
	for (struct str rest = statement; rest.n > 0;) {
		struct str line = str_cut(&rest, '\n');
		if (str_starts(line, name))
			return str_sub(line, name.n, line.n);
	}
	return STR_NONE;
}

static void wish_of_statement(struct wish_form *w, struct arena *a, struct str statement)
{
	struct str *powers = arena_array(a, struct str, CODES_MAX);
	struct str *bodies = arena_array(a, struct str, CODES_MAX);
	w->wish = (struct key_wish){ .delegate = line_of(statement, S("delegate: ")),
		.until = line_of(statement, S("until: ")) };
	w->problem.says = MESSAGE__COUNT;
	codes_read(w, &w->wish.powers, powers, line_of(statement, S("powers: ")));
	codes_read(w, &w->wish.bodies, bodies, line_of(statement, S("bodies: ")));
}

static void key_page_reply(struct call *c, const struct key_query *query)
{
	struct key_query q = *query;
	struct log_head head;
	struct site s;
	struct buf out;
	buf_init(&out, c->x->scratch, PAGE_BYTES_MAX);
	const struct forum *f = service_read_begin(c->service);
	site_fill(&s, c, f, &head);
	if (q.token.n > 0 && actor_find(f, q.wish.delegate) != NULL)
		q.problem = (struct key_problem){ MESSAGE_KEY_PROBLEM_USED, q.wish.delegate };
	enum view_status status = key_page(&out, &s, &q);
	service_read_end(c->service);
	cm_assert(!out.failed);
	struct reply r = { .status = (int)status, .head = S(HEAD_SIGN), .body = buf_str(&out) };
	exchange_reply(c->x, &r);
}

static bool delegate_is_known(const struct call *c, struct str handle)
{
	const struct forum *f = service_read_begin(c->service);
	bool is_known = actor_find(f, handle) != NULL;
	service_read_end(c->service);
	return is_known;
}

void sign_key_answer(struct call *c, struct str token)
{
	struct wish_form *w = arena_new(c->x->scratch, struct wish_form);
	struct invite invite;
	struct sign_form form = { .token = token };
	if (!form_take(w, c))
		return;
	if (token.n == 0) {
		key_page_reply(c, &(struct key_query){ w->wish, STR_NONE, w->problem });
		return;
	}
	if (invites_find(c->loop->web->invites, token, c->x->now, c->x->scratch, &invite) != INVITES_DONE) {
		key_page_reply(c, &(struct key_query){ .problem = { MESSAGE_KEY_GONE, STR_NONE } });
		return;
	}
	wish_of_statement(w, c->x->scratch, invite.statement);
	bool is_waiting = invite.request.n > 0 && !delegate_is_known(c, invite.delegate);
	if (is_waiting && sign_form_read_text(&form, c->x->scratch, invite.request))
		sign_act_show(c, &form);
	else
		key_page_reply(c, &(struct key_query){ w->wish, token, w->problem });
}

/* The blob of "AAAA...", or of "ssh-ed25519 AAAA... comment"; empty: it is no public key. */
static struct str key_read(struct arena *a, struct str text)
{
	struct str rest = text, word = STR_NONE;
	struct ssh_key key;
	while (rest.n > 0 && !str_starts(word, S("AAAA")))
		word = str_cut(&rest, ' ');
	uint8_t *blob = arena_alloc(a, KEY_BLOB_BYTES_MAX, 1);
	size_t n;
	if (!b64_decode(blob, KEY_BLOB_BYTES_MAX, &n, word))
		return STR_NONE;
	struct str out = { (const char *)blob, n };
	return ssh_key_parse(&key, out) == FAULT_NONE ? out : STR_NONE;
}

/* A passkey is one of this address; what else says "sk-" is a token of the command line. */
static bool key_is_ours(const struct call *c, struct str blob)
{
	struct ssh_key key;
	return ssh_key_parse(&key, blob) == FAULT_NONE && key.type == KEY_SK_P256 &&
	    str_eq(key.application, sign_host_of(c->loop->web->signing));
}

static struct str members_make(const struct call *c, const struct wish_form *w, struct str key)
{
	struct buf b;
	buf_init(&b, c->x->scratch, 16384);
	buf_put(&b, S("{\"delegate\":\""));
	buf_put(&b, w->wish.delegate);
	buf_put(&b, S("\",\n\"keys\":[{\"key\":\""));
	buf_b64(&b, (const uint8_t *)key.p, key.n);
	if (key_is_ours(c, key)) {
		buf_put(&b, S("\",\"origin\":\""));
		buf_put(&b, c->loop->web->signing);
	}
	buf_put(&b, S("\"}],\n\"powers\":[\""));
	strs_put(&b, &w->wish.powers, S("\",\""));
	if (w->wish.bodies.count > 0) {
		buf_put(&b, S("\"],\n\"bodies\":[\""));
		strs_put(&b, &w->wish.bodies, S("\",\""));
	}
	buf_put(&b, S("\"]"));
	if (w->until.ms != MOMENT_ABSENT.ms) {
		buf_put(&b, S(",\n\"until\":"));
		buf_dec(&b, w->until.ms);
	}
	buf_byte(&b, '}');
	cm_assert(!b.failed);
	return buf_str(&b);
}

void sign_request_answer(struct call *c)
{
	struct wish_form *w = arena_new(c->x->scratch, struct wish_form);
	if (!form_take(w, c))
		return;
	wish_check(w);
	struct str text = query_flat(c->x->scratch, sign_field(&w->fields, S("key")));
	struct str key = key_read(c->x->scratch, text);
	struct str token = sign_field(&w->fields, S("token"));
	if (key.n == 0)
		problem_set(w, MESSAGE_KEY_PROBLEM_KEY, STR_NONE);
	if (w->problem.says != MESSAGE__COUNT) {
		key_page_reply(c, &(struct key_query){ w->wish, token, w->problem });
		return;
	}
	sign_act_show(c, &(struct sign_form){ .kind = S("delegate.accredit"),
		.content = members_make(c, w, key), .with = w->wish.delegate, .token = token,
		.by = coordinator_handle(c->x->scratch, w->wish.delegate) });
}
