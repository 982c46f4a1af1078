#include "view/sentence.h"

#include "base/arena.h"
#include "rules/decision.h"
#include "rules/silence.h"
#include "view/page.h"
#include "view/sentence_priv.h"

static struct lang_text said(const struct site *s, enum message id, const struct part *parts)
{
	struct buf b;
	buf_init(&b, s->scratch, 4 * PROSE_BYTES_MAX);
	message_put(&b, s->lang, id, parts);
	return (struct lang_text){ site_lang(s), buf_str(&b) };
}

/* What follows the word: "1" of "delegate-1"; empty when the name is built otherwise. */
static struct str number_after(struct str actor, struct str word)
{
	if (!str_starts(actor, word) || actor.n < word.n + 2 || actor.p[word.n] != '-')
		return STR_NONE;
	struct str number = str_sub(actor, word.n + 1, actor.n);
	for (size_t i = 0; i < number.n; i++) {
		if (number.p[i] < '0' || number.p[i] > '9')
			return STR_NONE;
	}
	return number;
}

struct lang_text words_of_handle(const struct site *s, struct str handle)
{
	size_t slash = str_find(handle, '/', 0);
	struct str party = str_sub(handle, 0, slash), actor = str_sub(handle, slash + 1, handle.n);
	struct part name = part_words(words_of_party(s, party, FORUM_TODAY));
	struct str number = number_after(actor, S("officer"));
	if (str_eq(party, S("secretariat")) && number.n > 0)
		return said(s, MESSAGE_ACTOR_OFFICER, PARTS(part_text(number)));
	if (str_eq(actor, S("coordinator")))
		return said(s, MESSAGE_ACTOR_COORDINATOR, PARTS(name));
	number = number_after(actor, S("delegate"));
	if (number.n > 0)
		return said(s, MESSAGE_ACTOR_DELEGATE, PARTS(name, part_text(number)));
	return said(s, MESSAGE_ACTOR_OTHER, PARTS(name, part_text(actor)));
}

struct part link_party(const struct site *s, struct str code)
{
	return part_link(url_of(s, S("parties"), code), words_of_party(s, code, FORUM_TODAY));
}

struct part link_to(const struct site *s, struct str section, struct str code,
    const struct names *names)
{
	struct lang_text words = names != NULL ? words_of(s, names) : (struct lang_text){ STR_NONE, code };
	return part_link(url_of(s, section, code), words);
}

static struct part short_hash(const struct site *s, const struct hash *id)
{
	struct buf b;
	buf_init(&b, s->scratch, 16);
	buf_hex(&b, id->bytes, 8);
	return part_code(buf_str(&b));
}

struct part link_meeting(const struct site *s, struct str code)
{
	const struct meeting *m = meeting_find(s->forum, code);
	return link_to(s, S("meetings"), code, m != NULL ? &m->title : NULL);
}

struct part link_decision(const struct site *s, struct str code)
{
	const struct decision *d = decision_find(s->forum, code);
	return link_to(s, S("decisions"), code, d != NULL ? &d->title : NULL);
}

struct part link_entry(const struct site *s, int64_t index)
{
	struct buf b;
	buf_init(&b, s->scratch, 24);
	number_put_words(&b, s->lang, index);
	return part_link(url_of_entry(s, (uint64_t)index), (struct lang_text){ STR_NONE, buf_str(&b) });
}

void say(struct sentence *out, enum message id, struct part second, struct part third)
{
	out->id = id;
	out->parts[1] = second;
	out->parts[2] = third;
}

void say_paper(struct sentence *out, const struct site *s, const struct paper *paper)
{
	if (!paper->is_present)
		return;
	out->parts[3] = link_party(s, paper->party);
	out->parts[4] = part_moment(paper->arrived);
}

static bool say_party(struct sentence *out, const struct site *s, enum kind kind,
    const union content *c)
{
	switch ((unsigned)kind) {
	case KIND_PARTY_ADMIT:
		say(out, MESSAGE_ACT_PARTY_ADMIT, link_to(s, S("parties"), c->party_admit.code,
		    &c->party_admit.names), part_words(words_of_category(s, c->party_admit.category)));
		return true;
	case KIND_PARTY_CHANGE:
		say(out, MESSAGE_ACT_PARTY_CHANGE, link_party(s, c->party_change.party),
		    part_words(words_of_category(s, c->party_change.category)));
		return true;
	case KIND_PARTY_RENAME:
		say(out, MESSAGE_ACT_PARTY_RENAME, link_party(s, c->party_rename.party),
		    part_words(words_of(s, &c->party_rename.names)));
		return true;
	case KIND_PARTY_SUSPEND:
		say(out, MESSAGE_ACT_PARTY_SUSPEND, link_party(s, c->party_suspend.party), NOTHING);
		return true;
	case KIND_PARTY_RESTORE:
		say(out, MESSAGE_ACT_PARTY_RESTORE, link_party(s, c->party_restore.party), NOTHING);
		return true;
	case KIND_PARTY_ROTATE:
		say(out, MESSAGE_ACT_PARTY_ROTATE, link_party(s, c->party_rotate.party), NOTHING);
		return true;
	case KIND_PARTY_RECOVER:
		say(out, MESSAGE_ACT_PARTY_RECOVER, link_party(s, c->party_recover.party), NOTHING);
		return true;
	case KIND_PARTY_CONTEST:
		say(out, MESSAGE_ACT_PARTY_CONTEST, link_party(s, c->party_contest.party), NOTHING);
		return true;
	case KIND_PARTY_SETTLE:
		say(out, c->party_settle.grant ? MESSAGE_ACT_PARTY_GRANT : MESSAGE_ACT_PARTY_REFUSE,
		    link_party(s, c->party_settle.party), NOTHING);
		return true;
	default: return false;
	}
}

static bool say_actor(struct sentence *out, const struct site *s, enum kind kind,
    const union content *c)
{
	switch ((unsigned)kind) {
	case KIND_OFFICER_NAME:
		say(out, MESSAGE_ACT_OFFICER_NAME, part_code(c->officer_name.officer), NOTHING);
		return true;
	case KIND_OFFICER_END:
		say(out, MESSAGE_ACT_OFFICER_END, part_code(c->officer_end.officer), NOTHING);
		return true;
	case KIND_DELEGATE_ACCREDIT:
		say(out, MESSAGE_ACT_DELEGATE_ACCREDIT, part_code(c->delegate_accredit.delegate),
		    NOTHING);
		return true;
	case KIND_DELEGATE_LIMIT:
		say(out, MESSAGE_ACT_DELEGATE_LIMIT, part_code(c->delegate_limit.delegate), NOTHING);
		return true;
	case KIND_DELEGATE_EXTEND:
		say(out, MESSAGE_ACT_DELEGATE_EXTEND, part_code(c->delegate_extend.delegate),
		    part_moment(c->delegate_extend.until));
		return true;
	case KIND_DELEGATE_KEY:
		say(out, MESSAGE_ACT_DELEGATE_KEY, part_code(c->delegate_key.delegate), NOTHING);
		return true;
	case KIND_DELEGATE_DISMISS:
		say(out, MESSAGE_ACT_DELEGATE_DISMISS, part_code(c->delegate_dismiss.delegate),
		    NOTHING);
		return true;
	case KIND_ACT_ASSENT:
		say(out, MESSAGE_ACT_ASSENT, short_hash(s, &c->act_assent.id), NOTHING);
		return true;
	case KIND_ACT_CONFIRM:
		say(out, MESSAGE_ACT_CONFIRM, short_hash(s, &c->act_confirm.id), NOTHING);
		return true;
	case KIND_ACT_DISAVOW:
		say(out, MESSAGE_ACT_DISAVOW, short_hash(s, &c->act_disavow.id), NOTHING);
		return true;
	default: return false;
	}
}

/* The title in the page's language, or any. */
static struct part link_release(const struct site *s, const struct release_publish *r)
{
	struct lang_text title = { STR_NONE, r->code };
	for (uint32_t i = 0; i < r->versions.count; i++) {
		const struct release_text *v = &r->versions.at[i];
		bool is_ours = view_lang_of(str_sub(v->lang, 0, 2)) == s->lang;
		if (v->title.n > 0 && (title.lang.n == 0 || is_ours))
			title = (struct lang_text){ v->lang, v->title };
	}
	return part_link(url_of(s, S("releases"), r->code), title);
}

static struct part link_known_release(const struct site *s, struct str code)
{
	const struct release *r = release_find(s->forum, code);
	struct lang_text title = { STR_NONE, STR_NONE };
	if (r != NULL)
		title = release_item_of(s, r).title;
	if (title.text.n == 0)
		title = (struct lang_text){ STR_NONE, code };
	return part_link(url_of(s, S("releases"), code), title);
}

static bool say_register(struct sentence *out, const struct site *s, enum kind kind,
    const union content *c)
{
	switch ((unsigned)kind) {
	case KIND_FORUM_FOUND:
		say(out, MESSAGE_ACT_FORUM_FOUND, part_number(c->forum_found.officers.count),
		    part_number(c->forum_found.parties.count));
		return true;
	case KIND_CHARTER_ADOPT:
		say(out, MESSAGE_ACT_CHARTER_ADOPT, part_link(url_of(s, S("charter"), STR_NONE),
		    page_title(s, MESSAGE_ACT_THE_CHARTER)), NOTHING);
		return true;
	case KIND_BODY_RENAME:
		say(out, MESSAGE_ACT_BODY_RENAME, link_to(s, S("bodies"), c->body_rename.body,
		    &c->body_rename.names), NOTHING);
		return true;
	case KIND_OFFICE_TERM:
		say(out, MESSAGE_ACT_OFFICE_TERM, link_party(s, c->office_term.party),
		    part_words(words_of_office(s, c->office_term.office)));
		return true;
	case KIND_MEETING_RECORD:
		say(out, MESSAGE_ACT_MEETING_RECORD, link_to(s, S("meetings"),
		    c->meeting_record.code, &c->meeting_record.title), NOTHING);
		return true;
	case KIND_INSTITUTION_RECORD:
		say(out, MESSAGE_ACT_INSTITUTION_RECORD, link_to(s, S("institutions"),
		    c->institution_record.code, &c->institution_record.names), NOTHING);
		return true;
	case KIND_RELEASE_PUBLISH:
		say(out, MESSAGE_ACT_RELEASE_PUBLISH, link_release(s, &c->release_publish), NOTHING);
		return true;
	case KIND_RELEASE_VERSION:
		say(out, MESSAGE_ACT_RELEASE_VERSION,
		    link_known_release(s, c->release_version.release),
		    part_words((struct lang_text){ c->release_version.version.lang,
		    lang_own_name(c->release_version.version.lang) }));
		return true;
	default: return false;
	}
}

/* The title of the text under a silence, or its code. */
struct part link_silence(const struct site *s, struct str code)
{
	const struct silence *found = silence_find(s->forum, code);
	return link_to(s, S("silences"), code, found != NULL ? &found->title : NULL);
}

/* What a party said itself, or two officers filed for it on paper. */
static bool say_voice(struct sentence *out, const struct site *s, enum kind kind,
    const union content *c)
{
	const struct paper *paper;
	switch ((unsigned)kind) {
	case KIND_SILENCE_DECLINE:
		paper = &c->silence_decline.paper;
		say(out, paper->is_present ? MESSAGE_ACT_SILENCE_DECLINE_PAPER : MESSAGE_ACT_SILENCE_DECLINE,
		    link_silence(s, c->silence_decline.silence), NOTHING);
		break;
	case KIND_SILENCE_BREAK:
		paper = &c->silence_break.paper;
		say(out, paper->is_present ? MESSAGE_ACT_SILENCE_BREAK_PAPER : MESSAGE_ACT_SILENCE_BREAK,
		    link_silence(s, c->silence_break.silence),
		    part_words(words_of_code(s, c->silence_break.kind)));
		break;
	case KIND_SILENCE_RETRACT:
		paper = &c->silence_retract.paper;
		say(out, paper->is_present ? MESSAGE_ACT_SILENCE_RETRACT_PAPER
					   : MESSAGE_ACT_SILENCE_RETRACT,
		    link_silence(s, c->silence_retract.silence), NOTHING);
		break;
	case KIND_SILENCE_ATTACH:
		paper = &c->silence_attach.paper;
		say(out, paper->is_present ? MESSAGE_ACT_SILENCE_ATTACH_PAPER : MESSAGE_ACT_SILENCE_ATTACH,
		    link_silence(s, c->silence_attach.silence),
		    part_words(words_of_code(s, c->silence_attach.kind)));
		break;
	default: return false;
	}
	say_paper(out, s, paper);
	return true;
}

static bool say_silence(struct sentence *out, const struct site *s, enum kind kind,
    const union content *c)
{
	switch ((unsigned)kind) {
	case KIND_SILENCE_PROPOSE:
		say(out, MESSAGE_ACT_SILENCE_PROPOSE, link_to(s, S("silences"),
		    c->silence_propose.code, &c->silence_propose.title),
		    part_moment(c->silence_propose.expires));
		return true;
	case KIND_SILENCE_CONSENT:
		say(out, MESSAGE_ACT_SILENCE_CONSENT, link_silence(s, c->silence_consent.silence), NOTHING);
		return true;
	case KIND_SILENCE_CIRCULATE:
		say(out, MESSAGE_ACT_SILENCE_CIRCULATE, link_silence(s, c->silence_circulate.silence),
		    part_number(c->silence_circulate.sent.count));
		return true;
	case KIND_SILENCE_HOLD:
		say(out, MESSAGE_ACT_SILENCE_HOLD, link_silence(s, c->silence_hold.silence), NOTHING);
		return true;
	case KIND_SILENCE_RESUME:
		say(out, MESSAGE_ACT_SILENCE_RESUME, link_silence(s, c->silence_resume.silence), NOTHING);
		return true;
	case KIND_SILENCE_INTERNAL:
		say(out, MESSAGE_ACT_SILENCE_INTERNAL, link_silence(s, c->silence_internal.silence),
		    NOTHING);
		return true;
	case KIND_SILENCE_VOTE:
		say(out, MESSAGE_ACT_SILENCE_VOTE, link_silence(s, c->silence_vote.silence),
		    part_moment(c->silence_vote.closes));
		return true;
	case KIND_SILENCE_EXTEND:
		say(out, MESSAGE_ACT_SILENCE_EXTEND, link_silence(s, c->silence_extend.silence),
		    part_moment(c->silence_extend.expires));
		return true;
	case KIND_SILENCE_WITHDRAW:
		say(out, MESSAGE_ACT_SILENCE_WITHDRAW, link_silence(s, c->silence_withdraw.silence),
		    NOTHING);
		return true;
	case KIND_SILENCE_ATTEST:
		say(out, MESSAGE_ACT_SILENCE_ATTEST, link_silence(s, c->silence_attest.silence), NOTHING);
		return true;
	case KIND_SILENCE_NOTIFY:
		say(out, str_eq(c->silence_notify.outcome, S("adopted")) ? MESSAGE_ACT_SILENCE_ADOPTED
		    : MESSAGE_ACT_SILENCE_NOT_ADOPTED, link_silence(s, c->silence_notify.silence), NOTHING);
		return true;
	case KIND_SILENCE_ANNOUNCE:
		say(out, MESSAGE_ACT_SILENCE_ANNOUNCE, link_silence(s, c->silence_announce.silence),
		    part_code(c->silence_announce.meeting));
		return true;
	case KIND_SILENCE_ISSUE:
		say(out, MESSAGE_ACT_SILENCE_ISSUE, link_silence(s, c->silence_issue.silence),
		    part_code(c->silence_issue.symbol));
		return true;
	case KIND_SILENCE_VOID:
		say(out, MESSAGE_ACT_SILENCE_VOID, link_silence(s, c->silence_void.silence), NOTHING);
		return true;
	default: return say_voice(out, s, kind, c);
	}
}

struct sentence sentence_of_act(const struct site *s, const struct act_view *act)
{
	const struct act *a = &act->entry->act;
	struct sentence out = { .id = MESSAGE_ACT_OTHER };
	for (size_t i = 0; i < SENTENCE_PARTS_MAX; i++)
		out.parts[i] = NOTHING;
	out.parts[0] = part_words(words_of_handle(s, a->by));
	out.parts[1] = part_code(a->kind);
	if (act->kind == KIND__COUNT || act->content == NULL)
		return out;
	bool is_said = say_party(&out, s, act->kind, act->content) ||
	    say_actor(&out, s, act->kind, act->content) ||
	    say_register(&out, s, act->kind, act->content) ||
	    say_silence(&out, s, act->kind, act->content) ||
	    say_office(&out, s, act->kind, act->content) ||
	    say_meeting(&out, s, act->kind, act->content) ||
	    say_decision(&out, s, act->kind, act->content) ||
	    say_vote(&out, s, act->kind, act->content) ||
	    say_text(&out, s, act->kind, act->content) ||
	    say_measure(&out, s, act->kind, act->content) ||
	    say_form(&out, s, act->kind, act->content) ||
	    say_agreement(&out, s, act->kind, act->content) ||
	    say_content(&out, s, act->kind, act->content);
	cm_assert(is_said);
	return out;
}

struct str sentence_text(const struct site *s, const struct sentence *said_before)
{
	return said(s, said_before->id, said_before->parts).text;
}
