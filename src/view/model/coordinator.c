#include "view/model/coordinator.h"

#include "base/arena.h"
#include "rules/actor.h"
#include "rules/charter.h"
#include "rules/party.h"
#include "view/commands.h"
#include "view/json_out.h"
#include "view/model/next.h"

#define DAY_MS INT64_C(86400000)
#define CONTENT_BYTES_MAX 16384

MODEL_DEFINE(coordinator_act)
MODEL_DEFINE(coordinator)

static struct str handle_of(const struct site *s, struct str party)
{
	struct buf b;
	buf_init(&b, s->scratch, HANDLE_BYTES_MAX + 16);
	buf_put(&b, party);
	buf_put(&b, S("/coordinator"));
	return buf_str(&b);
}

/* `by`: the coordinator; HANDLE where it is another party's. */
static struct next_item item_make(const struct site *s, enum kind kind, struct str by, struct str content,
    enum message says)
{
	struct commands c = { .kind = kind, .by = by, .content = content };
	return (struct next_item){ .act_kind = kind_name(kind), .role = S("coordinator"),
		.sentence = { site_lang(s), message_text(s->lang, says, 1) }, .by = by, .content = content,
		.commands = commands_text(s, &c) };
}

/* A day's beginning, in UTC. False: no day. */
static bool day_read(moment *out, struct str text)
{
	struct date day;
	if (text.n != 10 || !date_parse(&day, text))
		return false;
	out->ms = date_first_day(day) * DAY_MS;
	return true;
}

static void put_codes(struct json_out *w, struct str name, struct str text)
{
	if (text.n == 0)
		return;
	json_out_key(w, name);
	json_out_open(w, '[');
	for (struct str rest = text; rest.n > 0;) {
		struct str word = str_cut(&rest, ' ');
		if (word.n > 0)
			json_out_text(w, word);
	}
	json_out_close(w);
}

static bool put_day(struct json_out *w, struct str name, struct str text)
{
	moment at;
	if (text.n == 0)
		return true;
	if (!day_read(&at, text))
		return false;
	json_out_key(w, name);
	json_out_number(w, at.ms);
	return true;
}

static const struct {
	struct str op;
	enum kind kind;
	enum message says;
} operations[] = {
	{ S("limit"), KIND_DELEGATE_LIMIT, MESSAGE_COORDINATOR_LIMIT },
	{ S("extend"), KIND_DELEGATE_EXTEND, MESSAGE_COORDINATOR_EXTEND },
	{ S("dismiss"), KIND_DELEGATE_DISMISS, MESSAGE_COORDINATOR_DISMISS },
};

/* The members that the operation has, from those of the form; the name of one that is wrong, or nothing. */
static struct str members_put(struct json_out *w, const struct coordinator_query *q, enum kind kind)
{
	bool is_dismissal = kind == KIND_DELEGATE_DISMISS;
	json_out_open(w, '{');
	json_out_key(w, S("delegate"));
	json_out_text(w, q->delegate);
	if (kind == KIND_DELEGATE_LIMIT)
		put_codes(w, S("powers"), q->powers);
	if (is_dismissal && q->ground.n > 0) {
		json_out_key(w, S("ground"));
		json_out_text(w, q->ground);
	}
	if (is_dismissal && !put_day(w, S("since"), q->since))
		return S("since");
	if (!is_dismissal && !put_day(w, S("until"), q->until))
		return S("until");
	json_out_close(w);
	return STR_NONE;
}

static void stage(struct coordinator *m, const struct site *s, const struct coordinator_query *q)
{
	struct next_item *item = arena_new(s->scratch, struct next_item);
	struct json_out w;
	struct buf b;
	for (size_t i = 0; i < CM_COUNT(operations); i++) {
		if (!str_eq(operations[i].op, q->op))
			continue;
		buf_init(&b, s->scratch, CONTENT_BYTES_MAX);
		json_out_begin(&w, &b);
		m->problem = members_put(&w, q, operations[i].kind);
		if (operations[i].kind == KIND_DELEGATE_EXTEND && q->until.n == 0)
			m->problem = S("until");
		if (!handle_is_valid(q->delegate) || !strs_has(&m->delegates, q->delegate))
			m->problem = S("delegate");
		if (m->problem.n > 0)
			return;
		json_out_end(&w);
		struct str content = buf_str(&b);
		*item = item_make(s, operations[i].kind, handle_of(s, m->party),
		    str_sub(content, 0, content.n - 1), operations[i].says);
		m->staged = (struct next_item_list){ 1, item };
		return;
	}
	m->problem = q->op.n > 0 ? S("op") : STR_NONE;
}

/* What may be done about the coordinator's own keys: by it, or by the other parties' together. */
static void keys_fill(struct coordinator *m, const struct site *s)
{
	static const struct {
		enum kind kind;
		enum message says;
		struct str content;
		bool is_others, is_of_recovery, is_of_contest;
	} moves[] = {
		{ KIND_PARTY_ROTATE, MESSAGE_COORDINATOR_ROTATE,
		    S("{\"coordinator\":{\"keys\":[{\"key\":\"KEY\"}],\"next\":[\"DIGEST\"],\"threshold\":1},"
		      "\n\"party\":\"@p\"}"), false, false, false },
		{ KIND_PARTY_RECOVER, MESSAGE_COORDINATOR_RECOVER,
		    S("{\"coordinator\":{\"keys\":[{\"key\":\"KEY\"}],\"next\":[\"DIGEST\"],\"threshold\":1},"
		      "\n\"evidence\":COMMITMENT,\n\"party\":\"@p\"}"), true, false, false },
		{ KIND_PARTY_CONTEST, MESSAGE_COORDINATOR_CONTEST,
		    S("{\"ground\":\"GROUND\",\"party\":\"@p\"}"), false, true, false },
		{ KIND_PARTY_SETTLE, MESSAGE_COORDINATOR_SETTLE,
		    S("{\"grant\":true,\"ground\":\"GROUND\",\"party\":\"@p\"}"), true, true, true },
	};
	const struct recovery *r = recovery_find(s->forum, m->party);
	struct next_item *items = arena_array(s->scratch, struct next_item, CM_COUNT(moves));
	uint32_t n = 0;
	m->is_contested = r != NULL && r->is_contested;
	m->recovery = r != NULL ? (int64_t)r->entry : INTEGER_ABSENT;
	m->ripens = r != NULL ? r->ripens_at : MOMENT_ABSENT;
	for (size_t i = 0; i < CM_COUNT(moves); i++) {
		bool is_open = moves[i].kind == KIND_PARTY_RECOVER ? r == NULL
		    : moves[i].is_of_contest ? m->is_contested
		    : moves[i].is_of_recovery ? r != NULL && !r->is_contested : true;
		struct str content = next_content(s, moves[i].content,
		    (const struct query_pair[]){ { "p", m->party }, { NULL, STR_NONE } });
		struct str by = moves[i].is_others ? S("HANDLE") : handle_of(s, m->party);
		if (is_open)
			items[n++] = item_make(s, moves[i].kind, by, content, moves[i].says);
	}
	m->keys = (struct next_item_list){ n, items };
}

static struct str mark_content(const struct site *s, const struct act_view *act)
{
	struct json_out w;
	struct buf b;
	buf_init(&b, s->scratch, 256);
	json_out_begin(&w, &b);
	json_out_open(&w, '{');
	json_out_key(&w, S("entry"));
	json_out_number(&w, (int64_t)act->index);
	json_out_key(&w, S("id"));
	json_out_hex(&w, &act->id);
	json_out_close(&w);
	json_out_end(&w);
	return str_sub(buf_str(&b), 0, b.n - 1);
}

static void recent_fill(struct coordinator *m, const struct site *s, const struct coordinator_query *q)
{
	int64_t window = forum_charter(s->forum)->disavow_s * 1000;
	struct coordinator_act *items = arena_array(s->scratch, struct coordinator_act, q->acts_count);
	for (uint32_t i = 0; i < q->acts_count; i++) {
		struct act_item *act = arena_new(s->scratch, struct act_item);
		struct next_item *next = arena_array(s->scratch, struct next_item, 2);
		struct str content = mark_content(s, &q->acts[i]), by = handle_of(s, m->party);
		*act = act_item_of(s, &q->acts[i]);
		next[0] = item_make(s, KIND_ACT_CONFIRM, by, content, MESSAGE_COORDINATOR_CONFIRM);
		next[1] = item_make(s, KIND_ACT_DISAVOW, by, content, MESSAGE_COORDINATOR_DISAVOW);
		items[i] = (struct coordinator_act){ act, { act->received.ms + window }, { 2, next } };
	}
	m->recent = (struct coordinator_act_list){ q->acts_count, items };
}

static void delegates_fill(struct coordinator *m, const struct site *s)
{
	struct str *at = arena_array(s->scratch, struct str, m->actors.count);
	uint32_t n = 0;
	for (uint32_t i = 0; i < m->actors.count; i++) {
		const struct actor_item *a = &m->actors.at[i];
		if (!a->is_ended && str_eq(a->role, S("delegate")))
			at[n++] = a->handle;
	}
	m->delegates = (struct strs){ n, at };
}

bool coordinator_fill(struct coordinator *m, const struct site *s, const struct coordinator_query *q)
{
	const struct party *p = party_find(s->forum, q->party);
	if (p == NULL)
		return false;
	*m = (struct coordinator){ .party = p->code, .party_name = words_of_party(s, p->code, FORUM_TODAY) };
	m->actors_total = actors_fill(&m->actors, s, p->code);
	delegates_fill(m, s);
	stage(m, s, q);
	keys_fill(m, s);
	recent_fill(m, s, q);
	return true;
}
