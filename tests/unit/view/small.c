#include "unit/view/small.h"

#include <stdio.h>
#include <stdlib.h>

#include "proof/sha.h"
#include "proof/sshsig.h"

static void seed_of(uint8_t seed[32], struct str handle)
{
	struct hash hash;
	sha256(&hash, handle.p, handle.n);
	memcpy(seed, hash.bytes, 32);
}

void small_init(struct small *w)
{
	bool is_ready = crypto_ready();
	cm_assert(is_ready);
	*w = (struct small){ .now = { 1461801600000 } };
	arena_init(&w->arena, 256 << 20);
	arena_init(&w->scratch, 64 << 20);
	w->forum = forum_new(&w->arena, S(SMALL_ORIGIN), 7);
}

void small_release(struct small *w)
{
	arena_release(&w->arena);
	arena_release(&w->scratch);
}

struct party_key_list small_keys(struct small *w, struct str handle)
{
	uint8_t seed[32], public[32];
	struct buf blob;
	struct party_key *key = arena_new(&w->arena, struct party_key);
	seed_of(seed, handle);
	ed25519_public(public, seed);
	buf_init(&blob, &w->arena, 128);
	ssh_key_ed25519_put(&blob, public);
	*key = (struct party_key){ .is_present = true, .key = buf_str(&blob) };
	return (struct party_key_list){ 1, key };
}

struct keyset small_keyset(struct small *w, struct str party)
{
	struct buf handle, next_handle;
	struct hash *next = arena_new(&w->arena, struct hash);
	buf_init(&handle, &w->arena, 128);
	buf_put(&handle, party);
	buf_put(&handle, S("/coordinator"));
	buf_init(&next_handle, &w->arena, 128);
	buf_put(&next_handle, party);
	buf_put(&next_handle, S("/coordinator-next"));
	struct party_key_list later = small_keys(w, buf_str(&next_handle));
	sha256(next, later.at[0].key.p, later.at[0].key.n);
	return (struct keyset){ .is_present = true, .keys = small_keys(w, buf_str(&handle)),
		.next = { 1, next }, .threshold = 1 };
}

static void put_entry(struct small *w, struct buf *out, struct str message, struct str by,
    struct strs with)
{
	struct signature *lines = arena_array(&w->arena, struct signature, with.count + 1);
	for (uint32_t i = 0; i <= with.count; i++) {
		uint8_t seed[32];
		struct buf blob;
		lines[i].handle = i == 0 ? by : with.at[i - 1];
		seed_of(seed, lines[i].handle);
		buf_init(&blob, &w->arena, SSHSIG_BYTES_MAX);
		sshsig_sign_ed25519(&blob, message, seed);
		lines[i].blob = buf_str(&blob);
	}
	struct buf submission;
	buf_init(&submission, &w->arena, SUBMISSION_BYTES_MAX);
	submission_put(&submission, message, lines, with.count + 1);
	entry_put(out, w->now, buf_str(&submission));
}

static void refuse(const struct findings *found, struct str kind, struct fault fault)
{
	(void)fprintf(stderr, "%.*s: %s at %u\n", STR_ARG(kind), fault_name(fault.id), fault.offset);
	for (unsigned i = 0; i < found->count; i++)
		(void)fprintf(stderr, "  %.*s %.*s\n", STR_ARG(finding_name(found->at[i].id)),
		    STR_ARG(found->at[i].place));
	exit(1);
}

static const struct sshsig *signatures_of(struct small *w, const struct entry *e)
{
	uint8_t tbs[SSHSIG_TBS_BYTES];
	struct sshsig *all = arena_array(&w->arena, struct sshsig, e->signatures_count);
	sshsig_tbs(tbs, e->act.message);
	for (uint32_t i = 0; i < e->signatures_count; i++) {
		enum fault_id id = sshsig_verify(&all[i], e->signatures[i].blob, tbs);
		cm_assert(id == FAULT_NONE);
	}
	return all;
}

/* An act on its way: signed, parsed, and what the check made of it. */
struct tried {
	struct entry *entry;
	union content *content;
	struct judged judged;
	struct findings found;
	struct fault fault;
};

static void try_act(struct small *w, struct tried *t, enum kind kind,
    const union content *content, const struct act_envelope *envelope)
{
	struct buf line, message, bytes;
	uint32_t at_fault = 0;
	buf_init(&line, &w->arena, ACT_JSON_BYTES_MAX);
	content_write(&line, kind, content, envelope);
	buf_init(&message, &w->arena, ENTRY_BYTES_MAX);
	act_message_put(&message, S(SMALL_ORIGIN), buf_str(&line));
	buf_init(&bytes, &w->arena, ENTRY_BYTES_MAX);
	put_entry(w, &bytes, buf_str(&message), envelope->by, envelope->with);
	*t = (struct tried){ .entry = arena_new(&w->arena, struct entry),
		.content = arena_new(&w->arena, union content) };
	t->fault = entry_parse(t->entry, &w->arena, buf_str(&bytes), S(SMALL_ORIGIN));
	if (t->fault.id != FAULT_NONE)
		return;
	t->judged = (struct judged){ .entry = t->entry, .signatures = signatures_of(w, t->entry),
		.index = w->count, .received = w->now };
	sha256(&t->judged.id, t->entry->act.message.p, t->entry->act.message.n);
	t->fault.id = forum_authorise(w->forum, &t->judged, &at_fault);
	if (t->fault.id == FAULT_NONE)
		t->fault = forum_check(w->forum, &t->judged, t->content, &w->arena, &t->found);
}

bool small_is_admitted(struct small *w, enum kind kind, const union content *content,
    struct str by, struct strs with)
{
	struct tried t;
	struct act_envelope envelope = { by, with, { { { 0 } }, w->count } };
	try_act(w, &t, kind, content, &envelope);
	for (unsigned i = 0; i < t.found.count; i++)
		(void)fprintf(stderr, "# %.*s: %.*s %.*s\n", STR_ARG(kind_name(kind)),
		    STR_ARG(finding_name(t.found.at[i].id)), STR_ARG(t.found.at[i].place));
	return t.fault.id == FAULT_NONE;
}

void small_act(struct small *w, enum kind kind, const union content *content, struct str by,
    struct strs with)
{
	struct tried t;
	struct act_envelope envelope = { by, with, { { { 0 } }, w->count } };
	try_act(w, &t, kind, content, &envelope);
	if (t.fault.id != FAULT_NONE)
		refuse(&t.found, kind_name(kind), t.fault);
	forum_apply(w->forum, &t.judged, t.content);
	cm_assert(w->count < SMALL_ACTS_MAX);
	w->signatures[w->count] = t.judged.signatures;
	w->acts[w->count] = (struct act_view){ w->count, t.entry, t.judged.id, kind, t.content };
	w->count++;
	w->now.ms += 1000;
}

struct names small_names(struct small *w, const char *en, const char *ru)
{
	struct lang_text *at = arena_array(&w->arena, struct lang_text, 2);
	at[0] = (struct lang_text){ S("en"), str_c(en) };
	at[1] = (struct lang_text){ S("ru"), str_c(ru != NULL ? ru : "") };
	return (struct names){ ru != NULL ? 2 : 1, at };
}

struct strs small_strs(struct small *w, const char *const *texts)
{
	uint32_t count = 0;
	while (texts[count] != NULL)
		count++;
	struct str *at = arena_array(&w->arena, struct str, count);
	for (uint32_t i = 0; i < count; i++)
		at[i] = str_c(texts[i]);
	return (struct strs){ count, at };
}

struct date small_date(const char *text)
{
	struct date d;
	bool is_date = date_parse(&d, str_c(text));
	cm_assert(is_date);
	return d;
}

struct site small_site(struct small *w, enum view_lang lang, enum view_format format,
    struct str path)
{
	arena_reset(&w->scratch);
	return (struct site){ .forum = w->forum, .lang = lang, .format = format, .is_demo = true,
		.day = 16919, .today = 20782, .path = path, .origin = S(SMALL_ORIGIN),
		.log_vkey = S("forum.example/log+821431f3+Aew78mwAIcHPIt3Q5LKqcOTuE3BREJxMplrijPrQxNRj"),
		.size = w->count, .checkpoint = S(SMALL_ORIGIN "\n10\nAAAA\n\n— x y\n"),
		.asset_version = S("1"), .scratch = &w->scratch };
}
