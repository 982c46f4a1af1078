#include "view/notice.h"

#include "base/arena.h"
#include "rules/conduct.h"
#include "rules/decision.h"
#include "rules/inquiry.h"
#include "rules/register.h"
#include "rules/silence.h"
#include "view/meeting_words.h"
#include "view/model/common.h"
#include "view/page.h"
#include "view/sentence.h"

#define SUBJECT_BYTES_MAX (NAME_BYTES_MAX + 1024)
#define NOTICE_BYTES_MAX (8 * PROSE_BYTES_MAX)
#define UTC_MINUTES_DAY 1440

/* A notice in the making: what of an act goes into it. */
struct draft {
	enum message subject;
	const struct names *title;
	struct part second;      /* of the subject; else PART__END */
	enum message when;       /* says the deadline */
	moment at;               /* MOMENT_ABSENT: none */
	struct str section, code;
	struct str ground, mode;
	const struct names *place;
	const struct names *words; /* what was said, to everybody */
	struct strs parties;
};

static void draft_silence(struct draft *d, const struct site *s, enum message subject, struct str code)
{
	const struct silence *of = silence_find(s->forum, code);
	d->subject = subject;
	d->section = S("silences");
	d->code = code;
	if (of == NULL)
		return;
	d->title = &of->title;
	d->parties = of->recipients;
}

/* Those whom it was sent to, and those who got none of it: they are told all the same. */
static struct strs addressees(const struct site *s, const struct silence_circulate *c)
{
	struct str *to = arena_array(s->scratch, struct str, c->sent.count + c->undelivered.count + 1);
	struct strs out = { 0, to };
	for (uint32_t i = 0; i < c->sent.count; i++)
		to[out.count++] = c->sent.at[i].party;
	for (uint32_t i = 0; i < c->undelivered.count; i++)
		to[out.count++] = c->undelivered.at[i].party;
	return out;
}

static void draft_until(struct draft *d, enum message when, moment at)
{
	d->when = when;
	d->at = at;
	d->second = part_moment(at);
}

static bool of_silence(struct draft *d, const struct site *s, const struct act_view *act)
{
	const union content *c = act->content;
	const struct silence *of;
	switch ((unsigned)act->kind) {
	case KIND_SILENCE_CIRCULATE:
		draft_silence(d, s, MESSAGE_NOTICE_SILENCE_CIRCULATE, c->silence_circulate.silence);
		of = silence_find(s->forum, c->silence_circulate.silence);
		if (of == NULL)
			return false;
		draft_until(d, MESSAGE_NOTICE_EXPIRES, of->expires);
		d->parties = addressees(s, &c->silence_circulate);
		return true;
	case KIND_SILENCE_EXTEND:
		draft_silence(d, s, MESSAGE_NOTICE_SILENCE_EXTEND, c->silence_extend.silence);
		draft_until(d, MESSAGE_NOTICE_EXPIRES, c->silence_extend.expires);
		d->ground = c->silence_extend.ground;
		return true;
	case KIND_SILENCE_NOTIFY:
		draft_silence(d, s, str_eq(c->silence_notify.outcome, S("adopted"))
		    ? MESSAGE_NOTICE_SILENCE_ADOPTED : MESSAGE_NOTICE_SILENCE_NOT_ADOPTED,
		    c->silence_notify.silence);
		d->ground = c->silence_notify.text;
		return true;
	case KIND_SILENCE_WITHDRAW:
		draft_silence(d, s, MESSAGE_NOTICE_SILENCE_WITHDRAW, c->silence_withdraw.silence);
		d->ground = c->silence_withdraw.ground;
		return true;
	case KIND_SILENCE_VOID:
		draft_silence(d, s, MESSAGE_NOTICE_SILENCE_VOID, c->silence_void.silence);
		d->ground = c->silence_void.ground;
		return true;
	case KIND_SILENCE_ISSUE:
		draft_silence(d, s, MESSAGE_NOTICE_ISSUED, c->silence_issue.silence);
		d->second = part_text(c->silence_issue.symbol);
		return true;
	default: return false;
	}
}

static void draft_meeting(struct draft *d, const struct site *s, enum message subject, struct str code)
{
	const struct meeting *m = meeting_find(s->forum, code);
	d->subject = subject;
	d->section = S("meetings");
	d->code = code;
	if (m == NULL)
		return;
	d->title = &m->title;
	d->mode = m->mode;
	d->place = &m->place;
}

static bool of_meeting(struct draft *d, const struct site *s, const struct act_view *act)
{
	const union content *c = act->content;
	switch ((unsigned)act->kind) {
	case KIND_MEETING_CONVENE:
		draft_meeting(d, s, MESSAGE_NOTICE_MEETING_CONVENE, c->meeting_convene.code);
		draft_until(d, MESSAGE_NOTICE_OPENS, c->meeting_convene.opens);
		d->place = &c->meeting_convene.place;
		return true;
	case KIND_MEETING_MOVE:
		draft_meeting(d, s, MESSAGE_NOTICE_MEETING_MOVE, c->meeting_move.meeting);
		draft_until(d, MESSAGE_NOTICE_OPENS, c->meeting_move.opens);
		d->ground = c->meeting_move.ground;
		return true;
	case KIND_MEETING_CANCEL:
		draft_meeting(d, s, MESSAGE_NOTICE_MEETING_CANCEL, c->meeting_cancel.meeting);
		d->ground = c->meeting_cancel.ground;
		return true;
	default: return false;
	}
}

static void draft_decision(struct draft *d, const struct site *s, enum message subject, struct str code)
{
	const struct decision *of = decision_find(s->forum, code);
	d->subject = subject;
	d->section = S("decisions");
	d->code = code;
	if (of == NULL)
		return;
	d->title = &of->title;
	d->parties = of->recipients;
}

static void draft_ballot(struct draft *d, const struct site *s, int64_t vote)
{
	const struct ballot *b = ballot_find(s->forum, (uint64_t)vote);
	if (b == NULL)
		return;
	draft_decision(d, s, b->state == BALLOT_CARRIED ? MESSAGE_NOTICE_VOTE_CARRIED
	    : MESSAGE_NOTICE_VOTE_LOST, b->decision);
}

static bool of_vote(struct draft *d, const struct site *s, const struct act_view *act)
{
	const union content *c = act->content;
	switch ((unsigned)act->kind) {
	case KIND_VOTE_CALL:
		draft_decision(d, s, MESSAGE_NOTICE_VOTE_CALL, c->vote_call.decision);
		draft_until(d, MESSAGE_NOTICE_VOTE_CLOSES, c->vote_call.closes);
		return true;
	case KIND_VOTE_CLOSE:
		draft_ballot(d, s, c->vote_close.vote);
		return d->title != NULL;
	default: return false;
	}
}

static bool of_decision(struct draft *d, const struct site *s, const struct act_view *act)
{
	const union content *c = act->content;
	const struct decision *of;
	switch ((unsigned)act->kind) {
	case KIND_DECISION_CALL:
		draft_decision(d, s, MESSAGE_NOTICE_DECISION_CALL, c->decision_call.decision);
		of = decision_find(s->forum, c->decision_call.decision);
		d->when = MESSAGE_NOTICE_OBJECTIONS_UNTIL;
		d->at = of != NULL ? decision_window_over(of) : MOMENT_ABSENT;
		return true;
	case KIND_DECISION_GAVEL:
		draft_decision(d, s, MESSAGE_NOTICE_DECISION_ADOPTED, c->decision_gavel.decision);
		d->ground = c->decision_gavel.ground;
		return true;
	case KIND_DECISION_NEXT:
		draft_decision(d, s, MESSAGE_NOTICE_DECISION_NEXT, c->decision_next.decision);
		d->second = part_words(words_of_coded(s, CODED_ELSE, c->decision_next.step));
		d->ground = c->decision_next.ground;
		return true;
	case KIND_DECISION_WITHDRAW:
		draft_decision(d, s, MESSAGE_NOTICE_DECISION_WITHDRAW, c->decision_withdraw.decision);
		d->ground = c->decision_withdraw.ground;
		return true;
	case KIND_DECISION_ISSUE:
		draft_decision(d, s, MESSAGE_NOTICE_ISSUED, c->decision_issue.decision);
		of = decision_find(s->forum, c->decision_issue.decision);
		d->second = part_text(of != NULL ? of->symbol : STR_NONE);
		return true;
	case KIND_DECISION_CORRECT:
		draft_decision(d, s, MESSAGE_NOTICE_CORRECTION, c->decision_correct.decision);
		d->second = part_text(c->decision_correct.symbol);
		return true;
	default: return of_vote(d, s, act);
	}
}

static bool of_document(struct draft *d, const struct site *s, const struct act_view *act)
{
	struct buf code;
	if (act->kind != KIND_DOCUMENT_ISSUE)
		return false;
	buf_init(&code, s->scratch, 24);
	buf_dec(&code, (int64_t)act->index);
	d->subject = MESSAGE_NOTICE_ISSUED;
	d->second = part_text(act->content->document_issue.symbol);
	d->title = &act->content->document_issue.title;
	d->section = S("documents");
	d->code = buf_str(&code);
	return true;
}

/* About a form, on its page; or on that of the return. */
static void draft_inquiry(struct draft *d, const struct site *s, enum message subject, struct str form)
{
	const struct form *of = form_find(s->forum, form);
	d->subject = subject;
	d->section = S("forms");
	d->code = form;
	d->title = of != NULL ? &of->title : NULL;
}

static void draft_of_return(struct draft *d, const struct site *s, uint64_t entry)
{
	struct buf code;
	if (filing_of_entry(s->forum, entry) == NULL)
		return;
	buf_init(&code, s->scratch, 24);
	buf_dec(&code, (int64_t)entry);
	d->section = S("returns");
	d->code = buf_str(&code);
}

static bool of_answer(struct draft *d, const struct site *s, const struct inquiry_answer *c)
{
	const struct inquiry *question = inquiry_of_entry(s->forum, (uint64_t)c->inquiry);
	if (question == NULL)
		return false;
	struct str *to = arena_array(s->scratch, struct str, 1);
	to[0] = question->party;
	draft_inquiry(d, s, MESSAGE_NOTICE_INQUIRY_ANSWER, question->form);
	draft_of_return(d, s, question->of);
	d->words = &c->text;
	d->parties = (struct strs){ 1, to };
	return true;
}

/* Whom it is put to; who asked; who is reminded. */
static bool of_inquiry(struct draft *d, const struct site *s, const struct act_view *act)
{
	const union content *c = act->content;
	switch ((unsigned)act->kind) {
	case KIND_INQUIRY_ASK:
		draft_inquiry(d, s, MESSAGE_NOTICE_INQUIRY_ASK, c->inquiry_ask.form);
		if (c->inquiry_ask.of != INTEGER_ABSENT)
			draft_of_return(d, s, (uint64_t)c->inquiry_ask.of);
		d->when = MESSAGE_NOTICE_ANSWER_BY;
		d->at = c->inquiry_ask.due;
		d->words = &c->inquiry_ask.text;
		d->parties = c->inquiry_ask.to;
		return true;
	case KIND_INQUIRY_ANSWER: return of_answer(d, s, &c->inquiry_answer);
	case KIND_FORM_REMIND:
		draft_inquiry(d, s, MESSAGE_NOTICE_FORM_REMIND, c->form_remind.form);
		d->ground = c->form_remind.note;
		d->parties = c->form_remind.to;
		return true;
	default: return false;
	}
}

/* Of texts that others wrote: a line stays a line. */
static struct str one_line(const struct site *s, struct str text)
{
	struct buf b;
	buf_init(&b, s->scratch, text.n + 1);
	for (size_t i = 0; i < text.n; i++)
		buf_byte(&b, (unsigned char)text.p[i] < 0x20 ? ' ' : (uint8_t)text.p[i]);
	return buf_str(&b);
}

static void put_two(struct buf *b, int64_t number)
{
	buf_byte(b, (uint8_t)('0' + number / 10 % 10));
	buf_byte(b, (uint8_t)('0' + number % 10));
}

static struct str offset_text(const struct site *s, int32_t minutes)
{
	struct buf b;
	int32_t far = minutes < 0 ? -minutes : minutes;
	buf_init(&b, s->scratch, 16);
	buf_byte(&b, minutes < 0 ? '-' : '+');
	put_two(&b, far / 60);
	buf_byte(&b, ':');
	put_two(&b, far % 60);
	return buf_str(&b);
}

/* "1 December 2026, 18:00:00 UTC = 2 December 2026, 00:00 at UTC+06:00". */
static struct str when_text(const struct site *s, moment at, const struct notice_clock *clock)
{
	struct buf utc, there, both;
	buf_init(&utc, s->scratch, 128);
	expiry_put_words(&utc, s->lang, at);
	if (!clock->is_set)
		return buf_str(&utc);
	struct clock_parts c = moment_parts((moment){ at.ms + clock->minutes * INT64_C(60000) });
	c.date.minute = (int16_t)((c.hour * 60 + c.minute) % UTC_MINUTES_DAY);
	buf_init(&there, s->scratch, 128);
	date_put_words(&there, s->lang, c.date, false);
	buf_init(&both, s->scratch, 512);
	message_put(&both, s->lang, MESSAGE_NOTICE_AT_OFFSET, PARTS(part_text(buf_str(&utc)),
	    part_text(buf_str(&there)), part_text(offset_text(s, clock->minutes))));
	return buf_str(&both);
}

static void put_said(struct buf *b, const struct site *s, enum message id, struct str text)
{
	if (text.n == 0)
		return;
	message_put(b, s->lang, id, PARTS(part_text(one_line(s, text))));
	buf_byte(b, '\n');
}

static void put_foot(struct buf *b, const struct site *s)
{
	buf_put(b, S("\n-- \n"));
	buf_put(b, message_text(s->lang, MESSAGE_NOTICE_FOOT, 1));
	buf_byte(b, '\n');
}

static struct str text_of(const struct site *s, const struct act_view *act, const struct draft *d,
    const struct notice_clock *clock)
{
	struct buf b;
	struct sentence sentence = sentence_of_act(s, act);
	buf_init(&b, s->scratch, NOTICE_BYTES_MAX);
	buf_put(&b, one_line(s, sentence_text(s, &sentence)));
	buf_put(&b, S("\n\n"));
	if (d->at.ms != MOMENT_ABSENT.ms)
		put_said(&b, s, d->when, when_text(s, d->at, clock));
	if (d->place != NULL && d->place->count > 0)
		put_said(&b, s, MESSAGE_NOTICE_PLACE, words_of(s, d->place).text);
	if (d->mode.n > 0)
		put_said(&b, s, MESSAGE_NOTICE_MODE, words_of_code(s, d->mode).text);
	put_said(&b, s, MESSAGE_NOTICE_GROUND, d->ground);
	if (d->words != NULL && d->words->count > 0)
		put_said(&b, s, MESSAGE_NOTICE_WORDS, words_of(s, d->words).text);
	put_said(&b, s, MESSAGE_NOTICE_PAGE, url_whole(s, url_of(s, d->section, d->code)));
	put_said(&b, s, MESSAGE_NOTICE_ACT, url_whole(s, url_of_entry(s, act->index)));
	put_foot(&b, s);
	return buf_str(&b);
}

static struct str subject_of(const struct site *s, const struct draft *d)
{
	const struct charter *c = forum_charter(s->forum);
	struct buf b;
	buf_init(&b, s->scratch, SUBJECT_BYTES_MAX);
	if (c != NULL) {
		buf_put(&b, words_of(s, &c->title).text);
		buf_put(&b, S(": "));
	}
	struct str title = d->title != NULL ? words_of(s, d->title).text : d->code;
	message_put(&b, s->lang, d->subject, PARTS(part_text(title), d->second));
	return one_line(s, buf_str(&b));
}

bool notice_of(struct notice *out, const struct site *s, const struct act_view *act,
    const struct notice_clock *clock)
{
	struct draft d = { .at = MOMENT_ABSENT, .second = { .type = PART__END } };
	if (act->kind == KIND__COUNT || act->content == NULL)
		return false;
	if (!of_silence(&d, s, act) && !of_meeting(&d, s, act) && !of_decision(&d, s, act) &&
	    !of_document(&d, s, act) && !of_inquiry(&d, s, act))
		return false;
	const struct charter *c = forum_charter(s->forum);
	struct str forum = c != NULL ? words_of(s, &c->title).text : S("Comity");
	*out = (struct notice){ .forum = str_copy(s->scratch, forum),
		.subject = subject_of(s, &d),
		.text = text_of(s, act, &d, clock),
		.parties = d.parties };
	return true;
}

/* "kz/coordinator, kz/delegate-1": of a party's keys; empty: none signed. */
static struct str signers_of(const struct site *s, const struct entry *e, struct str party)
{
	struct buf b;
	buf_init(&b, s->scratch, SIGNATURES_MAX * (HANDLE_BYTES_MAX + 2));
	for (uint32_t i = 0; i < e->signatures_count; i++) {
		if (!str_eq(handle_party(e->signatures[i].handle), party))
			continue;
		buf_put(&b, buf_str(&b).n > 0 ? S(", ") : S(""));
		buf_put(&b, e->signatures[i].handle);
	}
	return buf_str(&b);
}

static struct str echo_text(const struct site *s, const struct act_view *act, struct str signers,
    const struct notice *told)
{
	struct buf b;
	buf_init(&b, s->scratch, 2 * NOTICE_BYTES_MAX);
	put_said(&b, s, MESSAGE_NOTICE_ECHO_SIGNERS, signers);
	buf_put(&b, message_text(s->lang, MESSAGE_NOTICE_ECHO_WHAT, 1));
	buf_put(&b, S("\n\n"));
	if (told != NULL) {
		buf_put(&b, told->text);
		return buf_str(&b);
	}
	struct sentence said = sentence_of_act(s, act);
	buf_put(&b, one_line(s, sentence_text(s, &said)));
	buf_put(&b, S("\n\n"));
	put_said(&b, s, MESSAGE_NOTICE_ACT, url_whole(s, url_of_entry(s, act->index)));
	put_foot(&b, s);
	return buf_str(&b);
}

bool notice_echo_of(struct notice *out, const struct site *s, const struct act_view *act, struct str party,
    const struct notice *told)
{
	struct str signers = signers_of(s, act->entry, party);
	const struct charter *c = forum_charter(s->forum);
	struct buf subject;
	if (signers.n == 0)
		return false;
	struct str forum = c != NULL ? words_of(s, &c->title).text : S("Comity");
	buf_init(&subject, s->scratch, SUBJECT_BYTES_MAX);
	buf_put(&subject, forum);
	buf_put(&subject, S(": "));
	message_put(&subject, s->lang, MESSAGE_NOTICE_ECHO, PARTS(part_text(act->entry->act.kind)));
	*out = (struct notice){ .forum = str_copy(s->scratch, forum),
		.subject = told != NULL ? told->subject : one_line(s, buf_str(&subject)),
		.text = echo_text(s, act, signers, told) };
	return true;
}
