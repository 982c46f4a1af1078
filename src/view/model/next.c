#include "view/model/next.h"

#include "base/arena.h"
#include "rules/actor.h"
#include "view/commands.h"

#define DAY_MS INT64_C(86400000)

moment next_now(const struct site *s)
{
	moment day = { s->today * DAY_MS }, record = forum_now(s->forum);
	return record.ms > day.ms ? record : day;
}

bool next_is_partys(const struct next_for *n, const struct next_move *m)
{
	if (n->party.n == 0)
		return true;
	if (m->role == NEXT_CHAIR)
		return str_eq(n->party, n->chair);
	if (m->role != NEXT_PARTY && m->role != NEXT_COORDINATOR)
		return false;
	unsigned right = right_of(m->power);
	return right != RIGHT__COUNT && party_may(n->s->forum, n->party, (enum right)right);
}

/* Somebody who may sign now, not `other`; HANDLE where there is nobody. */
static struct str signer_find(const struct next_for *n, struct str party, struct str power,
    struct str other)
{
	uint32_t count = actor_count(n->s->forum);
	for (uint32_t i = 0; party.n > 0 && i < count; i++) {
		const struct actor *a = actor_at(n->s->forum, i);
		bool is_role = a->role == (power.n > 0 ? ACTOR_DELEGATE : ACTOR_OFFICER);
		if (is_role && str_eq(a->party, party) && !str_eq(a->handle, other) &&
		    (power.n == 0 || strs_has(&a->powers, power)) && actor_is_valid(a, n->now))
			return a->handle;
	}
	return S("HANDLE");
}

static struct str coordinator_find(const struct next_for *n)
{
	uint32_t count = actor_count(n->s->forum);
	for (uint32_t i = 0; n->party.n > 0 && i < count; i++) {
		const struct actor *a = actor_at(n->s->forum, i);
		if (a->role == ACTOR_COORDINATOR && str_eq(a->party, n->party) &&
		    actor_is_valid(a, n->now))
			return a->handle;
	}
	return S("HANDLE");
}

static struct str signer_of(const struct next_for *n, const struct next_move *m, struct str other)
{
	switch (m->role) {
	case NEXT_CHAIR: return signer_find(n, n->chair, S("chair"), other);
	case NEXT_PARTY: return signer_find(n, n->party, m->power, other);
	case NEXT_COORDINATOR: return coordinator_find(n);
	case NEXT_OFFICER:
	case NEXT_OFFICERS: return signer_find(n, S("secretariat"), STR_NONE, other);
	}
	return S("HANDLE");
}

static struct str role_name(enum next_role role)
{
	static const struct str names[] = { [NEXT_CHAIR] = { "chair", 5 },
		[NEXT_PARTY] = { "delegate", 8 },
		[NEXT_COORDINATOR] = { "coordinator", 11 }, [NEXT_OFFICER] = { "officer", 7 },
		[NEXT_OFFICERS] = { "officers", 8 } };
	return names[role];
}

struct next_item next_make(const struct next_for *n, const struct next_move *m, struct str content,
    const struct part *parts)
{
	struct buf b;
	struct commands c = { .kind = m->kind, .by = signer_of(n, m, STR_NONE), .content = content };
	if (m->role == NEXT_OFFICERS)
		c.with = signer_of(n, m, c.by);
	buf_init(&b, n->s->scratch, 4096);
	message_put(&b, n->s->lang, m->says, parts);
	return (struct next_item){ .act_kind = kind_name(m->kind), .role = role_name(m->role),
		.sentence = { site_lang(n->s), buf_str(&b) }, .by = c.by, .with = c.with, .content = content,
		.commands = commands_text(n->s, &c) };
}

static struct str value_of(const struct query_pair *pairs, char letter)
{
	for (size_t i = 0; pairs[i].name != NULL; i++) {
		if (pairs[i].name[0] == letter)
			return pairs[i].value;
	}
	return STR_NONE;
}

struct str next_content(const struct site *s, struct str template, const struct query_pair *pairs)
{
	struct buf b;
	buf_init(&b, s->scratch, NEXT_CONTENT_BYTES_MAX);
	for (size_t i = 0; i < template.n; i++) {
		if (template.p[i] == '@' && i + 1 < template.n)
			buf_put(&b, value_of(pairs, template.p[++i]));
		else
			buf_byte(&b, (uint8_t)template.p[i]);
	}
	return buf_str(&b);
}

struct str next_sent(const struct site *s)
{
	struct buf b;
	struct json_out w;
	uint32_t count = party_count(s->forum);
	buf_init(&b, s->scratch, NEXT_CONTENT_BYTES_MAX);
	json_out_begin(&w, &b);
	json_out_open(&w, '[');
	for (uint32_t i = 0; i < count; i++) {
		struct str code = party_at(s->forum, i)->code;
		if (!party_may(s->forum, code, RIGHT_OBJECT) && !party_may(s->forum, code, RIGHT_VOTE))
			continue;
		json_out_open(&w, '{');
		json_out_key(&w, S("channels"));
		json_out_raw(&w, S("[\"mail\"]"));
		json_out_key(&w, S("party"));
		json_out_text(&w, code);
		json_out_close(&w);
	}
	json_out_close(&w);
	json_out_end(&w);
	struct str text = buf_str(&b);
	return str_sub(text, 0, text.n - 1);
}
