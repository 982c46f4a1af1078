#include "view/model/silences.h"

#include "base/arena.h"
#include "view/model/decisions.h"
#include "view/model/puts.h"
#include "view/sentence.h"

MODEL_DEFINE(silence_item)
MODEL_DEFINE(silences)
MODEL_DEFINE(frozen_item)
MODEL_DEFINE(negotiated_item)
MODEL_DEFINE(step_item)
MODEL_DEFINE(expiry_item)
MODEL_DEFINE(voice_item)
MODEL_DEFINE(next_item)
MODEL_DEFINE(silence_full)

#define DAY_MS INT64_C(86400000)

static bool is_running_out(const struct silence *from)
{
	return from->state == SILENCE_PROPOSED || from->state == SILENCE_CONSENTED ||
	    from->state == SILENCE_RUNNING;
}

/* The chair or the officers owe a step. */
static bool is_waiting(const struct silence *from)
{
	return from->state == SILENCE_PROPOSED || from->state == SILENCE_CONSENTED ||
	    from->state == SILENCE_BROKEN || from->state == SILENCE_EXPIRED ||
	    from->state == SILENCE_VOTE || from->state == SILENCE_HELD;
}

static struct lang_text state_words(const struct site *s, enum silence_state state)
{
	static const enum message ids[] = {
		[SILENCE_PROPOSED] = MESSAGE_STATE_PROPOSED,
		[SILENCE_CONSENTED] = MESSAGE_STATE_CONSENTED,
		[SILENCE_RUNNING] = MESSAGE_STATE_RUNNING,
		[SILENCE_BROKEN] = MESSAGE_STATE_BROKEN,
		[SILENCE_EXPIRED] = MESSAGE_STATE_EXPIRED,
		[SILENCE_ADOPTED] = MESSAGE_STATE_ADOPTED,
		[SILENCE_ANNOUNCED] = MESSAGE_STATE_ANNOUNCED,
		[SILENCE_ISSUED] = MESSAGE_STATE_ISSUED,
		[SILENCE_NOT_ADOPTED] = MESSAGE_STATE_NOT_ADOPTED,
		[SILENCE_WITHDRAWN] = MESSAGE_STATE_WITHDRAWN,
		[SILENCE_VOID] = MESSAGE_STATE_VOID,
		[SILENCE_VOTE] = MESSAGE_STATE_VOTE,
		[SILENCE_HELD] = MESSAGE_STATE_HELD,
	};
	_Static_assert(CM_COUNT(ids) == SILENCE_STATE__COUNT, "a state without words");
	return (struct lang_text){ site_lang(s), message_text(s->lang, ids[state], 1) };
}

struct silence_item silence_item_of(const struct site *s, const struct silence *from)
{
	struct silence_item item = { .code = from->code, .title = words_of(s, &from->title),
		.body = from->body, .body_name = words_of_body(s, from->body, s->today),
		.state = silence_state_name(from->state), .expires = from->expires,
		.days_left = INTEGER_ABSENT, .proposed = from->steps[0].at, .symbol = from->symbol,
		.breaks = silence_breaks_in_time(from), .is_contested = from->is_contested };
	int64_t left = from->expires.ms / DAY_MS - s->today;
	item.state_name = state_words(s, from->state);
	if (is_running_out(from) && left >= 0)
		item.days_left = left;
	return item;
}

/* Put where it stands by expiry: there are few. */
static uint32_t item_insert(struct silence_item *items, uint32_t count, struct silence_item item)
{
	uint32_t at = count < SILENCES_SHOWN_MAX ? count : SILENCES_SHOWN_MAX - 1;
	if (count == SILENCES_SHOWN_MAX && items[at].expires.ms <= item.expires.ms)
		return count;
	for (; at > 0 && items[at - 1].expires.ms > item.expires.ms; at--)
		items[at] = items[at - 1];
	items[at] = item;
	return count < SILENCES_SHOWN_MAX ? count + 1 : count;
}

struct silence_item_list silences_running(const struct site *s)
{
	struct silence_item *items = arena_array(s->scratch, struct silence_item, SILENCES_SHOWN_MAX);
	uint32_t n = 0, all = silence_count(s->forum);
	for (uint32_t i = 0; i < all; i++) {
		const struct silence *from = silence_at(s->forum, i);
		if (from->state == SILENCE_RUNNING)
			n = item_insert(items, n, silence_item_of(s, from));
	}
	return (struct silence_item_list){ n, items };
}

void silences_fill(struct silences *m, const struct site *s)
{
	struct silence_item *waiting = arena_array(s->scratch, struct silence_item, SILENCES_SHOWN_MAX);
	struct silence_item *past = arena_array(s->scratch, struct silence_item, SILENCES_SHOWN_MAX);
	uint32_t n = 0, shown = 0, all = silence_count(s->forum);
	*m = (struct silences){ .running = silences_running(s), .begin = silence_begin(s) };
	for (uint32_t i = 0; i < all; i++) {
		const struct silence *from = silence_at(s->forum, all - 1 - i);
		if (from->state == SILENCE_RUNNING)
			continue;
		if (is_waiting(from)) {
			n = item_insert(waiting, n, silence_item_of(s, from));
			continue;
		}
		m->past_total++;
		if (shown < SILENCES_SHOWN_MAX)
			past[shown++] = silence_item_of(s, from);
	}
	m->waiting = (struct silence_item_list){ n, waiting };
	m->past = (struct silence_item_list){ shown, past };
}

struct frozen_item_list frozen_items(const struct site *s,
    const struct frozen_text_list *texts)
{
	struct frozen_item *items = arena_array(s->scratch, struct frozen_item, texts->count);
	for (uint32_t i = 0; i < texts->count; i++)
		items[i] = (struct frozen_item){ texts->at[i].lang, texts->at[i].title,
			texts->at[i].text };
	return (struct frozen_item_list){ texts->count, items };
}

struct voice_item voice_item_of(const struct site *s, const struct silence *of,
    const struct silence_voice *from)
{
	return (struct voice_item){ .party = from->party,
		.party_name = words_of_party(s, from->party, FORUM_TODAY), .by = from->by,
		.kind = from->kind, .kind_name = words_of_code(s, from->kind), .at = from->at,
		.is_paper = from->is_paper, .is_retracted = from->retracted != UINT64_MAX,
		.silence = of->code,
		.silence_title = words_of(s, &of->title), .is_late = from->is_late,
		.entry = (int64_t)from->entry };
}

static struct voice_item_list breaks_of(const struct site *s, const struct silence *from,
    const struct silence_query *q, bool is_late)
{
	struct voice_item *items = arena_array(s->scratch, struct voice_item, VOICES_SHOWN_MAX);
	uint32_t n = 0;
	for (uint32_t i = 0; i < from->breaks_count && n < VOICES_SHOWN_MAX; i++) {
		if (from->breaks[i].is_late != is_late)
			continue;
		items[n] = voice_item_of(s, from, &from->breaks[i]);
		if (i < q->breaks_count && q->breaks[i].kind == KIND_SILENCE_BREAK)
			items[n].ground = q->breaks[i].content->silence_break.ground;
		n++;
	}
	return (struct voice_item_list){ n, items };
}

static struct voice_item_list statements_of(const struct site *s, const struct silence *from,
    const struct silence_query *q)
{
	struct voice_item *items = arena_array(s->scratch, struct voice_item, VOICES_SHOWN_MAX);
	uint32_t n = 0;
	for (; n < from->statements_count && n < VOICES_SHOWN_MAX; n++) {
		items[n] = voice_item_of(s, from, &from->statements[n]);
		if (n < q->statements_count && q->statements[n].kind == KIND_SILENCE_ATTACH)
			items[n].texts = frozen_items(s, &q->statements[n].content->silence_attach.texts);
	}
	return (struct voice_item_list){ n, items };
}

static struct step_item_list steps_of(const struct site *s, const struct silence *from,
    const struct silence_query *q)
{
	struct step_item *items = arena_array(s->scratch, struct step_item, from->steps_count);
	for (uint32_t i = 0; i < from->steps_count; i++) {
		const struct silence_step *step = &from->steps[i];
		items[i] = (struct step_item){ .state = silence_state_name(step->to),
			.state_name = state_words(s, step->to), .at = step->at,
			.entry = (int64_t)step->entry };
		if (i < q->steps_count) {
			struct sentence said = sentence_of_act(s, &q->steps[i]);
			items[i].sentence = (struct lang_text){ site_lang(s), sentence_text(s, &said) };
		}
	}
	return (struct step_item_list){ from->steps_count, items };
}

struct code_item_list party_items(const struct site *s, const struct strs *codes)
{
	struct code_item *items = arena_array(s->scratch, struct code_item, codes->count);
	for (uint32_t i = 0; i < codes->count; i++) {
		struct str code = codes->at[i];
		items[i] = (struct code_item){ code, words_of_party(s, code, FORUM_TODAY),
			INTEGER_ABSENT };
	}
	return (struct code_item_list){ codes->count, items };
}

static struct expiry_item_list expiries_of(const struct site *s, const struct silence *from)
{
	uint32_t count = from->expiries_count - 1;
	struct expiry_item *items = arena_array(s->scratch, struct expiry_item, count);
	for (uint32_t i = 0; i < count; i++)
		items[i] = (struct expiry_item){ from->expiries[i] };
	return (struct expiry_item_list){ count, items };
}

static void proposal_fill(struct silence_full *m, const struct site *s,
    const struct silence_query *q)
{
	if (m->negotiated != NULL)
		m->texts = negotiated_texts(s, m->negotiated);
	if (q->steps_count == 0 || q->steps[0].kind != KIND_SILENCE_PROPOSE)
		return;
	const struct silence_propose *c = &q->steps[0].content->silence_propose;
	if (m->negotiated == NULL)
		m->texts = frozen_items(s, &c->texts);
	m->precondition = c->precondition;
}

bool silence_fill(struct silence_full *m, const struct site *s, const struct silence_query *q)
{
	const struct silence *from = silence_find(s->forum, q->code);
	if (from == NULL)
		return false;
	struct silence_item *item = arena_new(s->scratch, struct silence_item);
	*item = silence_item_of(s, from);
	*m = (struct silence_full){ .silence = item, .matter = from->matter,
		.matter_name = words_of_code(s, from->matter), .predecessor = from->predecessor,
		.hash = from->hash, .negotiated = negotiated_of(s, from->text, from->revision),
		.expiries = expiries_of(s, from), .steps = steps_of(s, from, q),
		.breaks = breaks_of(s, from, q, false), .late = breaks_of(s, from, q, true),
		.statements = statements_of(s, from, q), .recipients = party_items(s, &from->recipients),
		.undelivered = party_items(s, &from->undelivered),
		.ballots = ballots_of(s, STR_NONE, from->code, decision_shown(
		    ballots_on(s->forum, STR_NONE, from->code), BALLOTS_SHOWN_MAX, 1)),
		.internal = from->internal == UINT64_MAX ? INTEGER_ABSENT : (int64_t)from->internal,
		.next = silence_next(s, from, STR_NONE) };
	proposal_fill(m, s, q);
	const struct meeting *met = from->meeting.n > 0 ? meeting_find(s->forum, from->meeting) : NULL;
	if (met != NULL) {
		struct meeting_item *meeting = arena_new(s->scratch, struct meeting_item);
		*meeting = meeting_item_of(s, met);
		m->meeting = meeting;
	}
	return true;
}
