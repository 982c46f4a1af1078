#include "view/model/inquiries.h"

#include "base/arena.h"
#include "view/api.h"
#include "view/messages.h"
#include "view/model/activities.h"
#include "view/model/next.h"

#define DAY_MS INT64_C(86400000)

MODEL_DEFINE(content_item)
MODEL_DEFINE(inquiry_word)
MODEL_DEFINE(inquiry_party)
MODEL_DEFINE(inquiry_item)
MODEL_DEFINE(reminder_item)

static const struct next_move answering = { KIND_INQUIRY_ANSWER, NEXT_PARTY, { "publish", 7 },
	MESSAGE_INEXT_ANSWER };
static const struct next_move clarifying = { KIND_INQUIRY_CLARIFY, NEXT_PARTY, { "publish", 7 },
	MESSAGE_INEXT_CLARIFY };
static const struct next_move acknowledging = { KIND_INQUIRY_ACKNOWLEDGE, NEXT_PARTY,
	{ "publish", 7 }, MESSAGE_INEXT_ACKNOWLEDGE };
static const struct next_move asking = { KIND_INQUIRY_ASK, NEXT_PARTY, { "publish", 7 },
	MESSAGE_INEXT_ASK };

/* The question of a thread, from any word of it; a reminder is its own. NULL: it is of a return. */
static const struct inquiry *question_of(const struct forum *f, const struct inquiry *q)
{
	if (q->step == INQUIRY_ACKNOWLEDGEMENT)
		q = inquiry_of_entry(f, q->of);
	if (q != NULL && (q->step == INQUIRY_CLARIFICATION || q->step == INQUIRY_ANSWER))
		q = inquiry_of_entry(f, q->of);
	return q;
}

/* The return that something is about, from its own entry or that of a supplement; NULL: none. */
static const struct filing *return_at(const struct forum *f, uint64_t entry)
{
	const struct filing *r = entry == UINT64_MAX ? NULL : filing_of_entry(f, entry);
	return r != NULL && r->how == FILING_SUPPLEMENT ? filing_of_entry(f, r->of) : r;
}

static bool is_of(const struct forum *f, const struct inquiry_of *of, const struct inquiry *q)
{
	const struct inquiry *question = question_of(f, q);
	const struct filing *r = return_at(f, question != NULL ? question->of : q->of);
	if (of->entry != UINT64_MAX)
		return r != NULL && r->entry == of->entry;
	return r == NULL && question != NULL && str_eq(question->form, of->form);
}

uint32_t inquiry_entries(const struct forum *f, const struct inquiry_of *of, uint64_t *entries,
    uint32_t max)
{
	uint32_t n = 0;
	for (uint32_t i = inquiry_count(f); i > 0 && n < max; i--) {
		if (is_of(f, of, inquiry_at(f, i - 1)))
			entries[n++] = inquiry_at(f, i - 1)->entry;
	}
	for (uint32_t i = 0; i < n / 2; i++) {
		uint64_t later = entries[i];
		entries[i] = entries[n - 1 - i];
		entries[n - 1 - i] = later;
	}
	return n;
}

static struct code_item code_of_party(const struct site *s, struct str party)
{
	return (struct code_item){ party, words_of_party(s, party, FORUM_TODAY), INTEGER_ABSENT };
}

static bool is_acknowledgement(const struct inquiry *q, uint64_t entry)
{
	return q->step == INQUIRY_ACKNOWLEDGEMENT && q->of == entry;
}

struct code_item_list acknowledged_of(const struct site *s, uint64_t entry)
{
	uint32_t all = inquiry_count(s->forum), n = 0, count = 0;
	for (uint32_t i = 0; i < all; i++)
		count += is_acknowledgement(inquiry_at(s->forum, i), entry);
	struct code_item *items = arena_array(s->scratch, struct code_item, count);
	for (uint32_t i = 0; i < all && n < count; i++) {
		if (is_acknowledgement(inquiry_at(s->forum, i), entry))
			items[n++] = code_of_party(s, inquiry_at(s->forum, i)->party);
	}
	return (struct code_item_list){ n, items };
}

/* What was said, of the act at the entry; false where the page was not given it. */
static bool said_at(const struct inquiry_of *of, uint64_t entry, const struct names **text,
    const struct commitment **content)
{
	for (uint32_t i = 0; i < of->acts_count; i++) {
		const union content *c = of->acts[i].content;
		if (of->acts[i].index != entry)
			continue;
		switch ((unsigned)of->acts[i].kind) {
		case KIND_INQUIRY_ASK:
			*text = &c->inquiry_ask.text;
			*content = &c->inquiry_ask.content;
			return true;
		case KIND_INQUIRY_CLARIFY:
			*text = &c->inquiry_clarify.text;
			*content = &c->inquiry_clarify.content;
			return true;
		case KIND_INQUIRY_ANSWER:
			*text = &c->inquiry_answer.text;
			*content = &c->inquiry_answer.content;
			return true;
		default: return false;
		}
	}
	return false;
}

static struct inquiry_word word_of(const struct site *s, const struct inquiry_of *of,
    const struct inquiry *q)
{
	const struct names *text;
	const struct commitment *from;
	struct inquiry_word out = { .entry = (int64_t)q->entry, .step = inquiry_step_name(q->step),
		.step_name = words_under(s, S("inquiry-step."), inquiry_step_name(q->step)),
		.party = q->party,
		.party_name = words_of_party(s, q->party, (int32_t)(q->at.ms / DAY_MS)), .at = q->at,
		.is_late = q->is_late, .is_paper = q->is_paper,
		.acknowledged = acknowledged_of(s, q->entry) };
	if (!said_at(of, q->entry, &text, &from))
		return out;
	if (text->count > 0)
		out.words = words_of(s, text);
	if (from->is_present) {
		struct content_item *content = arena_new(s->scratch, struct content_item);
		*content = (struct content_item){ from->sha256, from->len, from->type };
		out.content = content;
	}
	return out;
}

static struct str entry_text(const struct site *s, uint64_t number)
{
	return integer_text(s, (int64_t)number);
}

static bool has_acknowledged(const struct code_item_list *list, struct str party)
{
	for (uint32_t i = 0; i < list->count; i++) {
		if (str_eq(list->at[i].code, party))
			return true;
	}
	return false;
}

/* The newest word that the party (empty: somebody) could acknowledge; NULL: there is none. */
static const struct inquiry_word *unacknowledged(const struct inquiry_item *item, struct str party)
{
	for (uint32_t i = item->words.count + 1; i > 0; i--) {
		const struct inquiry_word *word = i > 1 ? &item->words.at[i - 2] : item->question;
		bool is_said = party.n == 0 ? word->acknowledged.count > 0
		                            : has_acknowledged(&word->acknowledged, party);
		if (!str_eq(word->party, party) && !is_said)
			return word;
	}
	return NULL;
}

/* The first that is asked and has not answered, or the party itself where it is asked. */
static struct str answering_of(const struct inquiry_item *item, struct str party)
{
	for (uint32_t i = 0; i < item->to.count; i++) {
		if (party.n > 0 ? str_eq(item->to.at[i].party, party) : !item->to.at[i].has_answered)
			return item->to.at[i].party;
	}
	return STR_NONE;
}

/* An act that says something on a thread: of `of`, by a delegate of the party where one is given. */
static struct next_item move_make(const struct site *s, const struct next_move *move, struct str party,
    uint64_t of)
{
	struct next_for n = { .s = s, .party = party, .now = next_now(s) };
	bool is_bare = move->kind == KIND_INQUIRY_ACKNOWLEDGE;
	struct str content = next_content(s, is_bare ? S("{\"entry\":@e}")
	    : S("{\"inquiry\":@e,\"text\":{\"en\":\"TEXT\"}}"), PAIRS({ "e", entry_text(s, of) }));
	struct lang_text who = words_of_party(s, party, FORUM_TODAY);
	return next_make(&n, move, content, is_bare ? PARTS(part_number((int64_t)of))
	                                            : PARTS(part_words(who), part_number((int64_t)of)));
}

static struct next_item_list next_of_thread(const struct site *s, const struct inquiry_item *item,
    struct str party)
{
	struct next_item *items = arena_array(s->scratch, struct next_item, 3);
	struct str answers = answering_of(item, party);
	uint64_t question = (uint64_t)item->question->entry;
	uint32_t n = 0;
	bool is_side = party.n == 0 || answers.n > 0 || str_eq(item->question->party, party);
	const struct inquiry_word *word = unacknowledged(item, party);
	if (answers.n > 0)
		items[n++] = move_make(s, &answering, answers, question);
	if (is_side)
		items[n++] = move_make(s, &clarifying, party.n > 0 ? party : item->question->party, question);
	if (word != NULL)
		items[n++] = move_make(s, &acknowledging, party, (uint64_t)word->entry);
	return (struct next_item_list){ n, items };
}

static void parties_fill(struct inquiry_item *out, const struct site *s, const struct inquiry *q)
{
	struct inquiry_party *to = arena_array(s->scratch, struct inquiry_party, q->to.count);
	for (uint32_t i = 0; i < q->to.count; i++) {
		to[i] = (struct inquiry_party){ q->to.at[i], words_of_party(s, q->to.at[i], FORUM_TODAY),
			inquiry_answered(s->forum, q, q->to.at[i]) };
		out->awaited += !to[i].has_answered;
	}
	out->to = (struct inquiry_party_list){ q->to.count, to };
}

static bool is_word_of(const struct inquiry *word, const struct inquiry *question)
{
	bool is_word = word->step == INQUIRY_CLARIFICATION || word->step == INQUIRY_ANSWER;
	return is_word && word->of == question->entry;
}

/* Of very many the newest. */
static void words_fill(struct inquiry_item *out, const struct site *s, const struct inquiry_of *of,
    const struct inquiry *q)
{
	uint32_t all = inquiry_count(s->forum), n = 0, seen = 0;
	for (uint32_t i = 0; i < all; i++)
		out->words_total += is_word_of(inquiry_at(s->forum, i), q);
	uint32_t total = (uint32_t)out->words_total;
	uint32_t skipped = total > INQUIRY_ACTS_MAX ? total - INQUIRY_ACTS_MAX : 0;
	struct inquiry_word *words = arena_array(s->scratch, struct inquiry_word, total - skipped);
	for (uint32_t i = 0; i < all && n < total - skipped; i++) {
		if (is_word_of(inquiry_at(s->forum, i), q) && seen++ >= skipped)
			words[n++] = word_of(s, of, inquiry_at(s->forum, i));
	}
	out->words = (struct inquiry_word_list){ n, words };
}

static struct inquiry_item item_of(const struct site *s, const struct inquiry_of *of,
    const struct inquiry *q)
{
	const struct form *form = form_find(s->forum, q->form);
	const struct filing *r = return_at(s->forum, q->of);
	struct inquiry_item item = { .form = q->form, .title = words_of(s, &form->title),
		.of = r == NULL ? INTEGER_ABSENT : (int64_t)r->entry, .due = q->due };
	struct inquiry_word *question = arena_new(s->scratch, struct inquiry_word);
	*question = word_of(s, of, q);
	item.question = question;
	words_fill(&item, s, of, q);
	parties_fill(&item, s, q);
	return item;
}

struct inquiry_item_list inquiries_of(const struct site *s, const struct inquiry_of *of)
{
	struct inquiry_item *items = arena_array(s->scratch, struct inquiry_item, INQUIRIES_SHOWN_MAX);
	uint32_t n = 0;
	for (uint32_t i = inquiry_count(s->forum); i > 0 && n < INQUIRIES_SHOWN_MAX; i--) {
		const struct inquiry *q = inquiry_at(s->forum, i - 1);
		if (q->step != INQUIRY_ASK || !is_of(s->forum, of, q))
			continue;
		items[n] = item_of(s, of, q);
		items[n].next = next_of_thread(s, &items[n], of->party);
		n++;
	}
	return (struct inquiry_item_list){ n, items };
}

/* Is it asked of the party and not answered; or, of none given, of anybody? */
static bool is_awaited(const struct forum *f, const struct inquiry *q, struct str party)
{
	for (uint32_t i = 0; i < q->to.count; i++) {
		bool is_asked = party.n == 0 || str_eq(q->to.at[i], party);
		if (is_asked && !inquiry_answered(f, q, q->to.at[i]))
			return true;
	}
	return false;
}

struct inquiry_item_list inquiries_waiting(const struct site *s, struct str party)
{
	struct inquiry_item *items = arena_array(s->scratch, struct inquiry_item, INQUIRIES_SHOWN_MAX);
	uint32_t n = 0;
	for (uint32_t i = inquiry_count(s->forum); i > 0 && n < INQUIRIES_SHOWN_MAX; i--) {
		const struct inquiry *q = inquiry_at(s->forum, i - 1);
		if (q->step != INQUIRY_ASK || !is_awaited(s->forum, q, party))
			continue;
		items[n] = item_of(s, &(struct inquiry_of){ .party = party }, q);
		if (party.n > 0)
			items[n].next = next_of_thread(s, &items[n], party);
		n++;
	}
	return (struct inquiry_item_list){ n, items };
}

static struct str note_at(const struct inquiry_of *of, uint64_t entry)
{
	for (uint32_t i = 0; i < of->acts_count; i++) {
		if (of->acts[i].index == entry && of->acts[i].kind == KIND_FORM_REMIND)
			return of->acts[i].content->form_remind.note;
	}
	return STR_NONE;
}

struct reminder_item_list reminders_of(const struct site *s, const struct inquiry_of *of)
{
	struct reminder_item *items = arena_array(s->scratch, struct reminder_item, INQUIRIES_SHOWN_MAX);
	uint32_t n = 0;
	for (uint32_t i = inquiry_count(s->forum); i > 0 && n < INQUIRIES_SHOWN_MAX; i--) {
		const struct inquiry *q = inquiry_at(s->forum, i - 1);
		if (q->step != INQUIRY_REMINDER || !str_eq(q->form, of->form))
			continue;
		struct code_item *to = arena_array(s->scratch, struct code_item, q->to.count);
		for (uint32_t k = 0; k < q->to.count; k++)
			to[k] = code_of_party(s, q->to.at[k]);
		items[n++] = (struct reminder_item){ (int64_t)q->entry, q->year, q->at,
			{ q->to.count, to }, note_at(of, q->entry) };
	}
	return (struct reminder_item_list){ n, items };
}

struct next_item_list inquiries_begin(const struct site *s, const struct inquiry_of *of,
    const struct filing *r)
{
	struct next_item *items = arena_array(s->scratch, struct next_item, 2);
	struct next_for n = { .s = s, .party = of->party, .now = next_now(s) };
	struct str content = r == NULL
	    ? next_content(s, S("{\"form\":\"@f\",\"text\":{\"en\":\"TEXT\"},\"to\":[\"PARTY\"]}"),
		PAIRS({ "f", of->form }))
	    : next_content(s, S("{\"form\":\"@f\",\"return\":@e,\"text\":{\"en\":\"TEXT\"},\"to\":[\"@p\"]}"),
		PAIRS({ "f", of->form }, { "e", entry_text(s, r->entry) }, { "p", r->party }));
	items[0] = next_make(&n, &asking, content, PARTS(part_text(STR_NONE)));
	if (r != NULL)
		items[1] = move_make(s, &acknowledging, of->party, r->entry);
	return (struct next_item_list){ r != NULL ? 2 : 1, items };
}
