/* Acts of every kind, as those would make them who may. */
#include "lib/forum_sim.h"

#include "proof/note.h"
#include "proof/sha.h"
#include "rules/actor.h"
#include "rules/party.h"
#include "rules/register.h"

#define THRESHOLD_OFFICERS forum_officers_threshold(s->forum)

struct names sim_names(struct sim *s, struct str text)
{
	struct lang_text *one = arena_new(&s->scratch, struct lang_text);
	*one = (struct lang_text){ S("en"), text };
	return (struct names){ 1, one };
}

struct strs sim_strs(struct sim *s, struct str one)
{
	struct str *at = arena_new(&s->scratch, struct str);
	*at = one;
	return (struct strs){ 1, at };
}

struct party_key_list sim_keys(struct sim *s, struct str name)
{
	struct party_key *key = arena_new(&s->scratch, struct party_key);
	*key = (struct party_key){ .is_present = true, .key = sim_key(name)->blob };
	return (struct party_key_list){ 1, key };
}

struct keyset sim_keyset(struct sim *s, struct str key, struct str next)
{
	struct hash *digest = arena_new(&s->scratch, struct hash);
	*digest = sim_key(next)->digest;
	return (struct keyset){ .is_present = true,
		.keys = sim_keys(s, key),
		.next = { 1, digest },
		.threshold = 1 };
}

struct str sim_officer(struct sim *s, uint32_t number)
{
	return sim_str(s, "secretariat/officer-%u", number);
}

struct str sim_coordinator(struct sim *s, struct str party)
{
	return sim_str(s, "%.*s/coordinator", STR_ARG(party));
}

/* The name of the handle's newest key that is valid; of unknown handles its first key's. */
static struct str key_now(struct sim *s, struct str handle)
{
	const struct actor *a = actor_find(s->forum, handle);
	for (uint32_t i = a == NULL ? 0 : a->keys_count; i-- > 0;) {
		const struct sim_key *key = sim_key_of_blob(a->keys[i].blob);
		if (a->keys[i].ended == UINT64_MAX && key != NULL)
			return key->name;
	}
	return sim_str(s, "%.*s#0", STR_ARG(handle));
}

struct str sim_coordinator_key(struct sim *s, struct str party)
{
	return key_now(s, sim_coordinator(s, party));
}

void sim_sign_as(struct sim *s, struct sim_act *a, struct str handle)
{
	sim_sign(a, handle, key_now(s, handle));
}

static void sign_officers(struct sim *s, struct sim_act *a, uint32_t count)
{
	for (uint32_t i = 1; i <= SIM_OFFICERS && a->signers_count < count; i++) {
		const struct actor *o = actor_find(s->forum, sim_officer(s, i));
		if (o == NULL || !o->is_ended)
			sim_sign_as(s, a, sim_officer(s, i));
	}
}

static void sign_party(struct sim *s, struct sim_act *a, struct str party)
{
	sim_sign_as(s, a, sim_coordinator(s, party));
}

/* Other parties as far as the founding wants their consent. */
static void sign_constitution(struct sim *s, struct sim_act *a)
{
	sign_officers(s, a, THRESHOLD_OFFICERS);
	int64_t need = s->parties_threshold == INTEGER_ABSENT ? 0 : s->parties_threshold;
	for (uint32_t i = 0; i < party_count(s->forum) && need > 0; i++) {
		const struct party *p = party_at(s->forum, i);
		const struct actor *c = actor_find(s->forum, sim_coordinator(s, p->code));
		if (c->keys_count == 0 || p->is_suspended || p->is_contested)
			continue;
		sign_party(s, a, p->code);
		need--;
	}
}

static struct str vkey_text(struct sim *s)
{
	uint8_t public_key[32];
	struct vkey key;
	struct buf b;
	ed25519_public(public_key, sim_key(S("log"))->seed);
	vkey_init(&key, SIM_ORIGIN, NOTE_ED25519, public_key);
	buf_init(&b, &s->scratch, 400);
	vkey_put(&b, &key);
	return buf_str(&b);
}

static const struct str TYPES[] = { { "ssh-ed25519", 11 }, { "sk-ssh-ed25519@openssh.com", 26 },
	{ "sk-ecdsa-sha2-nistp256@openssh.com", 34 } };

static const char FOUNDERS[][3] = { "aa", "bb", "cc", "dd" };

/* When the founding wants the parties' consent, four of them found. */
static void founders_add(struct sim *s, struct sim_act *a)
{
	struct founding_party *at =
	    arena_array(&s->scratch, struct founding_party, CM_COUNT(FOUNDERS));
	for (size_t i = 0; i < CM_COUNT(FOUNDERS); i++) {
		struct str handle = sim_str(s, "%s/coordinator", FOUNDERS[i]);
		struct str key = sim_str(s, "%s/coordinator#0", FOUNDERS[i]);
		at[i] = (struct founding_party){ .is_present = true,
			.category = S("member"),
			.code = str_c(FOUNDERS[i]),
			.coordinator =
			    sim_keyset(s, key, sim_str(s, "%s/coordinator#1", FOUNDERS[i])),
			.kind = S("state"),
			.names = sim_names(s, sim_str(s, "Party %s", FOUNDERS[i])) };
		if ((int64_t)i < s->parties_threshold)
			sim_sign(a, handle, key);
	}
	a->content.forum_found.parties = (struct founding_party_list){ CM_COUNT(FOUNDERS), at };
}

struct sim_act sim_found(struct sim *s)
{
	struct sim_act a = { .kind = KIND_FORUM_FOUND };
	struct founding_officer *officers =
	    arena_array(&s->scratch, struct founding_officer, SIM_OFFICERS);
	for (uint32_t i = 0; i < SIM_OFFICERS; i++) {
		struct str handle = sim_officer(s, i + 1);
		officers[i] = (struct founding_officer){ .is_present = true,
			.handle = handle,
			.keys = sim_keys(s, sim_str(s, "%.*s#0", STR_ARG(handle))) };
	}
	a.content.forum_found = (struct forum_found){ .is_present = true,
		.charter = s->charter,
		.log = vkey_text(s),
		.officers = { SIM_OFFICERS, officers },
		.officers_threshold = SIM_OFFICERS_THRESHOLD,
		.parties_threshold = s->parties_threshold,
		.types = { CM_COUNT(TYPES), TYPES } };
	sign_officers(s, &a, SIM_OFFICERS_THRESHOLD);
	if (s->parties_threshold != INTEGER_ABSENT)
		founders_add(s, &a);
	return a;
}

static struct sim_act make_admit(struct sim *s, struct str code)
{
	struct sim_act a = { .kind = KIND_PARTY_ADMIT };
	bool is_observer = code.n > 0 && code.p[0] == 'o';
	a.content.party_admit = (struct party_admit){ .is_present = true,
		.category = is_observer ? S("observer") : S("member"),
		.code = code,
		.coordinator = sim_keyset(s, sim_str(s, "%.*s/coordinator#0", STR_ARG(code)),
		    sim_str(s, "%.*s/coordinator#1", STR_ARG(code))),
		.from = DATE_NONE,
		.kind = S("state"),
		.names = sim_names(s, sim_str(s, "Party %.*s", STR_ARG(code))),
		.seen_by = DATE_NONE };
	sign_constitution(s, &a);
	return a;
}

static struct sim_act make_change(struct sim *s, enum kind k, struct str party)
{
	struct sim_act a = { .kind = k };
	if (k == KIND_PARTY_CHANGE)
		a.content.party_change = (struct party_change){ .is_present = true,
			.category = S("observer"),
			.from = DATE_NONE,
			.gone_by = DATE_NONE,
			.party = party,
			.seen_by = DATE_NONE,
			.until = DATE_NONE };
	else if (k == KIND_PARTY_RENAME)
		a.content.party_rename = (struct party_rename){ .is_present = true,
			.from = DATE_NONE,
			.names = sim_names(s, sim_str(s, "Name %u", s->made++)),
			.party = party,
			.until = DATE_NONE,
			.use = S("official") };
	else if (k == KIND_PARTY_SUSPEND)
		a.content.party_suspend = (struct party_suspend){
			.is_present = true, .from = DATE_NONE, .ground = S("A ground."), .party = party };
	else
		a.content.party_restore = (struct party_restore){
			.is_present = true, .from = DATE_NONE, .party = party };
	if (k == KIND_PARTY_RENAME)
		sign_officers(s, &a, 1);
	else
		sign_constitution(s, &a);
	return a;
}

/* The key whose digest the party's coordinator committed as next. */
static struct str key_next(struct sim *s, struct str party)
{
	const struct actor *c = actor_find(s->forum, sim_coordinator(s, party));
	const struct sim_key *next =
	    c == NULL || c->next.count == 0 ? NULL : sim_key_of_digest(&c->next.at[0]);
	return next != NULL ? next->name : sim_str(s, "%.*s/coordinator#1", STR_ARG(party));
}

static struct str key_fresh(struct sim *s, struct str party)
{
	return sim_str(s, "%.*s/coordinator#n%llu-%u", STR_ARG(party),
	    (unsigned long long)forum_size(s->forum), s->made++);
}

static struct sim_act make_rotate(struct sim *s, struct str party)
{
	struct sim_act a = { .kind = KIND_PARTY_ROTATE };
	struct str next = key_next(s, party);
	a.content.party_rotate = (struct party_rotate){ .is_present = true,
		.coordinator = sim_keyset(s, next, key_fresh(s, party)),
		.party = party };
	sim_sign(&a, sim_coordinator(s, party), next);
	return a;
}

static void sign_others(struct sim *s, struct sim_act *a, const char *others)
{
	for (const char *at = others; at[0] != '\0'; at += 2)
		sign_party(s, a, str_copy(&s->scratch, (struct str){ at, 2 }));
}

/* All that are not this one and have keys, as many as fit. */
static void sign_all_others(struct sim *s, struct sim_act *a, struct str party)
{
	sim_unsign(a);
	for (uint32_t i = 0; i < party_count(s->forum) && a->signers_count < SIGNATURES_MAX; i++) {
		const struct party *p = party_at(s->forum, i);
		const struct actor *c = actor_find(s->forum, sim_coordinator(s, p->code));
		if (str_eq(p->code, party) || p->is_suspended || p->is_contested ||
		    str_eq(p->category, S("none")) || c->threshold != 1)
			continue;
		sign_party(s, a, p->code);
	}
	if (a->signers_count == 0)
		sign_party(s, a, party);
}

struct sim_act sim_recover(struct sim *s, struct str party, const char *others)
{
	struct sim_act a = { .kind = KIND_PARTY_RECOVER };
	struct str key = key_fresh(s, party);
	struct str next = key_fresh(s, party);
	a.content.party_recover = (struct party_recover){ .is_present = true,
		.coordinator = sim_keyset(s, key, next),
		.evidence = { .is_present = true, .len = 1000, .type = S("application/pdf") },
		.party = party };
	a.content.party_recover.evidence.sha256 = sim_key(S("note verbale"))->digest;
	sign_others(s, &a, others);
	return a;
}

struct sim_act sim_settle(struct sim *s, struct str party, bool grant, const char *others)
{
	struct sim_act a = { .kind = KIND_PARTY_SETTLE };
	a.content.party_settle =
	    (struct party_settle){ .is_present = true, .grant = grant, .party = party };
	sign_others(s, &a, others);
	return a;
}

static struct str handle_party_of(struct str handle)
{
	return handle.n > 0 ? handle_party(handle) : S("aa");
}

static struct sim_act make_accredit(struct sim *s, struct str handle)
{
	struct sim_act a = { .kind = KIND_DELEGATE_ACCREDIT };
	struct str key = sim_str(s, "%.*s#0", STR_ARG(handle));
	a.content.delegate_accredit = (struct delegate_accredit){ .is_present = true,
		.delegate = handle,
		.from = MOMENT_ABSENT,
		.keys = sim_keys(s, key),
		.powers = sim_strs(s, S("publish")),
		.until = MOMENT_ABSENT };
	sign_party(s, &a, handle_party_of(handle));
	sim_sign(&a, handle, key);
	return a;
}

static struct sim_act make_delegate(struct sim *s, enum kind k, struct str handle)
{
	struct sim_act a = { .kind = k };
	struct str fresh = sim_str(s, "%.*s#n%u", STR_ARG(handle), s->made);
	if (k == KIND_DELEGATE_LIMIT)
		a.content.delegate_limit = (struct delegate_limit){ .is_present = true,
			.delegate = handle,
			.until = { s->now.ms + 30 * SIM_DAY_MS } };
	else if (k == KIND_DELEGATE_EXTEND)
		a.content.delegate_extend = (struct delegate_extend){
			.is_present = true, .delegate = handle, .until = { s->now.ms + 90 * SIM_DAY_MS } };
	else if (k == KIND_DELEGATE_KEY)
		a.content.delegate_key = (struct delegate_key){
			.is_present = true, .delegate = handle, .keys = sim_keys(s, fresh) };
	else
		a.content.delegate_dismiss = (struct delegate_dismiss){
			.is_present = true, .delegate = handle, .since = MOMENT_ABSENT };
	if (k == KIND_DELEGATE_KEY) {
		sim_sign_as(s, &a, handle);
		sim_sign(&a, handle, fresh);
		s->made++;
	} else {
		sign_party(s, &a, handle_party_of(handle));
	}
	return a;
}

static struct sim_act make_officer(struct sim *s, enum kind k, struct str handle)
{
	struct sim_act a = { .kind = k };
	sign_officers(s, &a, THRESHOLD_OFFICERS);
	if (k == KIND_OFFICER_END) {
		a.content.officer_end = (struct officer_end){ .is_present = true, .officer = handle };
		return a;
	}
	struct str key = sim_str(s, "%.*s#0", STR_ARG(handle));
	a.content.officer_name = (struct officer_name){
		.is_present = true, .keys = sim_keys(s, key), .officer = handle };
	sim_sign(&a, handle, key);
	return a;
}

static struct sim_act make_record(struct sim *s, enum kind k, struct str code)
{
	struct sim_act a = { .kind = k };
	if (k == KIND_BODY_RENAME)
		a.content.body_rename = (struct body_rename){ .is_present = true,
			.body = code,
			.from = DATE_NONE,
			.names = sim_names(s, sim_str(s, "Body %u", s->made++)),
			.until = DATE_NONE };
	else if (k == KIND_OFFICE_TERM)
		a.content.office_term = (struct office_term){ .is_present = true,
			.from = { 2014, 5, 21, -1 },
			.office = S("chair"),
			.party = code,
			.planned_until = DATE_NONE,
			.until = DATE_NONE };
	else if (k == KIND_MEETING_RECORD)
		a.content.meeting_record = (struct meeting_record){ .is_present = true,
			.body = S("soc"),
			.code = code,
			.from = { 2016, 4, 28, -1 },
			.number = INTEGER_ABSENT,
			.status = S("held"),
			.title = sim_names(s, sim_str(s, "Meeting %.*s", STR_ARG(code))),
			.until = DATE_NONE };
	else
		a.content.institution_record = (struct institution_record){ .is_present = true,
			.code = code,
			.founded = DATE_NONE,
			.kind = S("advisory"),
			.names = sim_names(s, sim_str(s, "Council %.*s", STR_ARG(code))) };
	sign_officers(s, &a, 1);
	return a;
}

static const struct release_text *text_make(struct sim *s, struct str lang)
{
	struct release_text *text = arena_new(&s->scratch, struct release_text);
	*text = (struct release_text){
		.is_present = true, .lang = lang, .text = S("What was said."), .title = S("Statement") };
	return text;
}

static struct sim_act make_release(struct sim *s, enum kind k, struct str code)
{
	struct sim_act a = { .kind = k };
	struct str handle = S("aa/delegate-1");
	const struct release *known = release_find(s->forum, code);
	if (k == KIND_RELEASE_VERSION)
		a.content.release_version = (struct release_version){
			.is_present = true, .release = code, .version = *text_make(s, S("ru")) };
	else
		a.content.release_publish = (struct release_publish){ .is_present = true,
			.code = code,
			.issued = { 2016, 4, 27, -1 },
			.issuer = sim_names(s, S("Ministry")),
			.kind = S("statement"),
			.party = S("aa"),
			.versions = { 1, text_make(s, S("en")) } };
	if (known != NULL && known->party.n > 0)
		handle = sim_str(s, "%.*s/delegate-1", STR_ARG(known->party));
	else if (known != NULL)
		handle = sim_officer(s, 1);
	sim_sign_as(s, &a, handle);
	return a;
}

struct sim_act sim_assent(struct sim *s, struct hash id, struct str handle)
{
	struct sim_act a = { .kind = KIND_ACT_ASSENT };
	a.content.act_assent = (struct act_assent){ .is_present = true, .id = id };
	sim_sign_as(s, &a, handle);
	return a;
}

struct sim_act sim_disavow(struct sim *s, struct str party, const struct sim_recent *of)
{
	struct sim_act a = { .kind = KIND_ACT_DISAVOW };
	a.content.act_disavow =
	    (struct act_disavow){ .is_present = true, .entry = (int64_t)of->index, .id = of->id };
	sign_party(s, &a, party);
	return a;
}

struct sim_act sim_confirm(struct sim *s, struct str party, const struct sim_recent *of)
{
	struct sim_act a = { .kind = KIND_ACT_CONFIRM };
	a.content.act_confirm =
	    (struct act_confirm){ .is_present = true, .entry = (int64_t)of->index, .id = of->id };
	sign_party(s, &a, party);
	return a;
}

static struct str usual(struct sim *s, enum kind k)
{
	switch (kind_name(k).p[0]) {
	case 'b':
		return S("soc");
	case 'd':
		return k == KIND_DELEGATE_ACCREDIT ? sim_str(s, "aa/delegate-n%u", s->made++)
						   : S("aa/delegate-1");
	case 'o':
		return k == KIND_OFFICER_NAME ? sim_str(s, "secretariat/officer-n%u", s->made++)
		    : k == KIND_OFFICER_END   ? S("secretariat/officer-3")
					      : S("aa");
	case 's':
		return k == KIND_SILENCE_PROPOSE ? sim_str(s, "s-%u", s->made++) : S("s-none");
	case 'p':
		return k == KIND_PARTY_ADMIT ? sim_str(s, "x%u", s->made++) : S("aa");
	default:
		return sim_str(s, "c-%u", s->made++);
	}
}

/* What a party's coordinator, or those of the others, do about its keys. */
static struct sim_act make_keys(struct sim *s, enum kind k, struct str party)
{
	struct sim_act a = { .kind = k };
	if (k == KIND_PARTY_ROTATE)
		return make_rotate(s, party);
	if (k == KIND_PARTY_CONTEST) {
		a.content.party_contest = (struct party_contest){ .is_present = true, .party = party };
		sign_party(s, &a, party);
		return a;
	}
	a = k == KIND_PARTY_RECOVER ? sim_recover(s, party, "") : sim_settle(s, party, true, "");
	sign_all_others(s, &a, party);
	return a;
}

static struct sim_act make_adopt(struct sim *s)
{
	struct sim_act a = { .kind = KIND_CHARTER_ADOPT };
	a.content.charter_adopt = (struct charter_adopt){ .is_present = true, .charter = s->charter };
	sign_constitution(s, &a);
	return a;
}

struct sim_act sim_make(struct sim *s, enum kind k, struct str subject)
{
	if (subject.n == 0)
		subject = usual(s, k);
	switch ((int)k) {
	case KIND_FORUM_FOUND:
		return sim_found(s);
	case KIND_CHARTER_ADOPT:
		return make_adopt(s);
	case KIND_OFFICER_NAME:
	case KIND_OFFICER_END:
		return make_officer(s, k, subject);
	case KIND_PARTY_ADMIT:
		return make_admit(s, subject);
	case KIND_PARTY_CHANGE:
	case KIND_PARTY_RENAME:
	case KIND_PARTY_SUSPEND:
	case KIND_PARTY_RESTORE:
		return make_change(s, k, subject);
	case KIND_PARTY_ROTATE:
	case KIND_PARTY_RECOVER:
	case KIND_PARTY_CONTEST:
	case KIND_PARTY_SETTLE:
		return make_keys(s, k, subject);
	case KIND_DELEGATE_ACCREDIT:
		return make_accredit(s, subject);
	case KIND_DELEGATE_LIMIT:
	case KIND_DELEGATE_EXTEND:
	case KIND_DELEGATE_KEY:
	case KIND_DELEGATE_DISMISS:
		return make_delegate(s, k, subject);
	case KIND_BODY_RENAME:
	case KIND_OFFICE_TERM:
	case KIND_MEETING_RECORD:
	case KIND_INSTITUTION_RECORD:
		return make_record(s, k, subject);
	case KIND_RELEASE_PUBLISH:
	case KIND_RELEASE_VERSION:
		return make_release(s, k, subject);
	case KIND_ACT_ASSENT:
	case KIND_ACT_CONFIRM:
	case KIND_ACT_DISAVOW: { /* about an act that does not exist */
		struct sim_recent none = { .id = sim_key(subject)->digest };
		return k == KIND_ACT_ASSENT ? sim_assent(s, none.id, sim_officer(s, 3))
		    : k == KIND_ACT_CONFIRM ? sim_confirm(s, S("aa"), &none)
					    : sim_disavow(s, S("aa"), &none);
	}
	default:
		break;
	}
	if (k >= KIND_INQUIRY_ASK)
		return sim_form_act(s, k);
	if (k >= KIND_AGREEMENT_RECORD)
		return sim_agreement_act(s, k);
	if (k >= KIND_FORM_ADOPT)
		return sim_form_act(s, k);
	if (k >= KIND_CATALOGUE_ADOPT)
		return sim_measure_act(s, k, STR_NONE);
	if (k >= KIND_TEXT_TABLE)
		return sim_text_act(s, k, subject);
	if (k >= KIND_DISSENT_FILE)
		return sim_vote(s, k, subject);
	if (k >= KIND_DECISION_TABLE)
		return sim_decision(s, k, subject);
	return k >= KIND_OFFICE_ASSUME ? sim_conduct(s, k, subject) : sim_silence(s, k, subject);
}

void sim_world(struct sim *s)
{
	static const char parties[][3] = { "aa", "bb", "cc", "dd", "oo" };
	sim_do(s, sim_found(s));
	for (size_t i = 0; i < CM_COUNT(parties); i++) {
		if (party_find(s->forum, str_c(parties[i])) == NULL)
			sim_do(s, sim_make(s, KIND_PARTY_ADMIT, str_c(parties[i])));
	}
	for (size_t i = 0; i < CM_COUNT(parties); i++)
		sim_do(s, sim_make(s, KIND_DELEGATE_ACCREDIT, sim_str(s, "%s/delegate-1", parties[i])));
}
