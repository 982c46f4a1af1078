#include "view/meeting_words.h"

#include "view/messages.h"
#include "view/model/common.h"

static const enum message conduct_words[CONDUCT_STATE__COUNT] = {
	[CONDUCT_CONVENED] = MESSAGE_CONDUCT_STATE_CONVENED,
	[CONDUCT_OPEN] = MESSAGE_CONDUCT_STATE_OPEN,
	[CONDUCT_SUSPENDED] = MESSAGE_CONDUCT_STATE_SUSPENDED,
	[CONDUCT_CLOSED] = MESSAGE_CONDUCT_STATE_CLOSED,
	[CONDUCT_CANCELLED] = MESSAGE_CONDUCT_STATE_CANCELLED,
};
static const enum message credentials_words[CREDENTIALS_STATE__COUNT] = {
	[CREDENTIALS_ANNOUNCED] = MESSAGE_CREDENTIALS_STATE_ANNOUNCED,
	[CREDENTIALS_SUBMITTED] = MESSAGE_CREDENTIALS_STATE_SUBMITTED,
	[CREDENTIALS_PROVISIONAL] = MESSAGE_CREDENTIALS_STATE_PROVISIONAL,
	[CREDENTIALS_ACCEPTED] = MESSAGE_CREDENTIALS_STATE_ACCEPTED,
	[CREDENTIALS_CONTESTED] = MESSAGE_CREDENTIALS_STATE_CONTESTED,
	[CREDENTIALS_REFUSED] = MESSAGE_CREDENTIALS_STATE_REFUSED,
	[CREDENTIALS_DEFERRED] = MESSAGE_CREDENTIALS_STATE_DEFERRED,
};
static const enum message speaker_words[SPEAKER_STATE__COUNT] = {
	[SPEAKER_ASKED] = MESSAGE_SPEAKER_STATE_ASKED,
	[SPEAKER_SPEAKING] = MESSAGE_SPEAKER_STATE_SPEAKING,
	[SPEAKER_SPOKE] = MESSAGE_SPEAKER_STATE_SPOKE,
	[SPEAKER_PASSED] = MESSAGE_SPEAKER_STATE_PASSED,
	[SPEAKER_WITHDRAWN] = MESSAGE_SPEAKER_STATE_WITHDRAWN,
};
static const enum message point_words[POINT_STATE__COUNT] = {
	[POINT_RAISED] = MESSAGE_POINT_STATE_RAISED,
	[POINT_RULED] = MESSAGE_POINT_STATE_RULED,
	[POINT_APPEALED] = MESSAGE_POINT_STATE_APPEALED,
	[POINT_UPHELD] = MESSAGE_POINT_STATE_UPHELD,
	[POINT_OVERRULED] = MESSAGE_POINT_STATE_OVERRULED,
};
static const enum message tenure_words[TENURE__COUNT] = {
	[TENURE_ASSUMED] = MESSAGE_TENURE_ASSUMED,
	[TENURE_HANDED] = MESSAGE_TENURE_HANDED,
	[TENURE_CONTESTED] = MESSAGE_TENURE_CONTESTED,
	[TENURE_ACTING] = MESSAGE_TENURE_ACTING,
};
static const enum message decision_words[DECISION_STATE__COUNT] = {
	[DECISION_TABLED] = MESSAGE_DECISION_STATE_TABLED,
	[DECISION_CIRCULATED] = MESSAGE_DECISION_STATE_CIRCULATED,
	[DECISION_ELIGIBLE] = MESSAGE_DECISION_STATE_ELIGIBLE,
	[DECISION_CONSIDERED] = MESSAGE_DECISION_STATE_CONSIDERED,
	[DECISION_CALLED] = MESSAGE_DECISION_STATE_CALLED,
	[DECISION_OBJECTED] = MESSAGE_DECISION_STATE_OBJECTED,
	[DECISION_HELD] = MESSAGE_DECISION_STATE_HELD,
	[DECISION_DEFERRED] = MESSAGE_DECISION_STATE_DEFERRED,
	[DECISION_VOTE] = MESSAGE_DECISION_STATE_VOTE,
	[DECISION_GAVELLED] = MESSAGE_DECISION_STATE_GAVELLED,
	[DECISION_REGISTERED] = MESSAGE_DECISION_STATE_REGISTERED,
	[DECISION_ISSUED] = MESSAGE_DECISION_STATE_ISSUED,
	[DECISION_NOT_ADOPTED] = MESSAGE_DECISION_STATE_NOT_ADOPTED,
	[DECISION_REFERRED] = MESSAGE_DECISION_STATE_REFERRED,
	[DECISION_WITHDRAWN] = MESSAGE_DECISION_STATE_WITHDRAWN,
	[DECISION_LAPSED] = MESSAGE_DECISION_STATE_LAPSED,
};
static const enum message ballot_words[BALLOT_STATE__COUNT] = {
	[BALLOT_OPEN] = MESSAGE_BALLOT_STATE_OPEN,
	[BALLOT_CARRIED] = MESSAGE_BALLOT_STATE_CARRIED,
	[BALLOT_LOST] = MESSAGE_BALLOT_STATE_LOST,
	[BALLOT_VOID] = MESSAGE_BALLOT_STATE_VOID,
};
static const enum message choice_words[CHOICE__COUNT] = {
	[CHOICE_YES] = MESSAGE_CHOICE_YES,
	[CHOICE_NO] = MESSAGE_CHOICE_NO,
	[CHOICE_ABSTAIN] = MESSAGE_CHOICE_ABSTAIN,
	[CHOICE_SEALED] = MESSAGE_CHOICE_SEALED,
};
static const enum message method_words[METHOD__COUNT] = {
	[METHOD_NO_OBJECTION] = MESSAGE_METHOD_NO_OBJECTION,
	[METHOD_CHAIR_SENSE] = MESSAGE_METHOD_CHAIR_SENSE,
	[METHOD_EVERY_EFFORT] = MESSAGE_METHOD_EVERY_EFFORT,
	[METHOD_MINUS_N] = MESSAGE_METHOD_MINUS_N,
	[METHOD_UNANIMITY] = MESSAGE_METHOD_UNANIMITY,
	[METHOD_SILENCE] = MESSAGE_METHOD_SILENCE,
	[METHOD_VOTE] = MESSAGE_METHOD_VOTE,
	[METHOD_CHAIR_STATEMENT] = MESSAGE_METHOD_CHAIR_STATEMENT,
	[METHOD_REFER_UP] = MESSAGE_METHOD_REFER_UP,
	[METHOD_DEFER] = MESSAGE_METHOD_DEFER,
};
static const enum message otherwise_words[ELSE__COUNT] = {
	[ELSE_NEXT] = MESSAGE_ELSE_STEP_NEXT,
	[ELSE_NOT_ADOPTED] = MESSAGE_ELSE_STEP_NOT_ADOPTED,
	[ELSE_RETURN] = MESSAGE_ELSE_STEP_RETURN,
	[ELSE_REFER_UP] = MESSAGE_ELSE_STEP_REFER_UP,
	[ELSE_DEFER] = MESSAGE_ELSE_STEP_DEFER,
	[ELSE_VOTE] = MESSAGE_ELSE_STEP_VOTE,
};

static struct lang_text said(const struct site *s, enum message id)
{
	return (struct lang_text){ site_lang(s), message_text(s->lang, id, 1) };
}

struct lang_text words_of_conduct_state(const struct site *s, enum conduct_state state)
{
	cm_assert(state < CONDUCT_STATE__COUNT);
	return said(s, conduct_words[state]);
}

struct lang_text words_of_credentials(const struct site *s, enum credentials_state state)
{
	cm_assert(state < CREDENTIALS_STATE__COUNT);
	return said(s, credentials_words[state]);
}

struct lang_text words_of_speaker_state(const struct site *s, enum speaker_state state)
{
	cm_assert(state < SPEAKER_STATE__COUNT);
	return said(s, speaker_words[state]);
}

struct lang_text words_of_point_state(const struct site *s, enum point_state state)
{
	cm_assert(state < POINT_STATE__COUNT);
	return said(s, point_words[state]);
}

struct lang_text words_of_tenure(const struct site *s, enum tenure_how how)
{
	cm_assert(how < TENURE__COUNT);
	return said(s, tenure_words[how]);
}

struct lang_text words_of_decision_state(const struct site *s, enum decision_state state)
{
	cm_assert(state < DECISION_STATE__COUNT);
	return said(s, decision_words[state]);
}

struct lang_text words_of_ballot_state(const struct site *s, enum ballot_state state)
{
	cm_assert(state < BALLOT_STATE__COUNT);
	return said(s, ballot_words[state]);
}

struct lang_text words_of_choice(const struct site *s, enum ballot_choice choice)
{
	cm_assert(choice < CHOICE__COUNT);
	return said(s, choice_words[choice]);
}

struct lang_text words_of_method(const struct site *s, enum method method)
{
	cm_assert(method < METHOD__COUNT);
	return said(s, method_words[method]);
}

struct lang_text words_of_else(const struct site *s, enum ladder_else otherwise)
{
	cm_assert(otherwise < ELSE__COUNT);
	return said(s, otherwise_words[otherwise]);
}

static const struct str prefixes[CODED__COUNT] = {
	[CODED_CHOICE] = S("choice."),
	[CODED_CREDENTIALS] = S("credentials-state."),
	[CODED_DELEGATION_ROLE] = S("delegation-role."),
	[CODED_DISSENT_KIND] = S("dissent-kind."),
	[CODED_DOCUMENT_SUFFIX] = S("document-suffix."),
	[CODED_ELSE] = S("else-step."),
	[CODED_ISSUER] = S("issuer."),
	[CODED_LETTER_FORM] = S("letter-form."),
	[CODED_POINT_KIND] = S("point-kind."),
	[CODED_RULING] = S("ruling."),
	[CODED_SPEAKER_LIST] = S("speaker-list."),
	[CODED_SPEAKER_ROLE] = S("speaker-role."),
};

struct lang_text words_of_coded(const struct site *s, enum coded what, struct str code)
{
	struct buf name;
	cm_assert(what < CODED__COUNT);
	buf_init(&name, s->scratch, CODE_BYTES_MAX + 24);
	buf_put(&name, prefixes[what]);
	buf_put(&name, code);
	enum message id = message_of(buf_str(&name));
	return id != MESSAGE__COUNT ? said(s, id) : words_of_code(s, code);
}
