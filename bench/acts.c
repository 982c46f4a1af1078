#include "bench/acts.h"

#include "base/arena.h"
#include "base/fmt.h"
#include "proof/note.h"
#include "proof/sha.h"
#include "proof/sshsig.h"

/* `before`, a number of at least `digits`, `after`. */
static struct str text_of(struct arena *a, const char *before, uint64_t number, int digits,
    const char *after)
{
	char out[120];
	size_t n = fmt_into(out, sizeof out, "%s%0*llu%s", before, digits, (unsigned long long)number,
	    after);
	return str_copy(a, (struct str){ out, n });
}

static struct str party_code(struct arena *a, uint64_t party)
{
	return text_of(a, "p", party, 3, "");
}

static struct str delegate_handle(struct arena *a, uint64_t party, uint64_t delegate)
{
	char before[40];
	(void)fmt_into(before, sizeof before, "p%03llu/delegate-", (unsigned long long)party);
	return text_of(a, before, delegate, 1, "");
}

static struct str coordinator_handle(struct arena *a, uint64_t party)
{
	return text_of(a, "p", party, 3, "/coordinator");
}

static struct str officer_handle(struct arena *a, uint64_t officer)
{
	return text_of(a, "secretariat/officer-", officer, 1, "");
}

static void seed_of(struct str handle, uint8_t seed[32])
{
	struct hash h;
	sha256_two(&h, "comity benchmark key ", 21, handle.p, handle.n);
	memcpy(seed, h.bytes, 32);
}

static struct str key_blob(struct arena *a, struct str handle)
{
	uint8_t seed[32], key[32];
	seed_of(handle, seed);
	ed25519_public(key, seed);
	struct buf b;
	buf_init(&b, a, KEY_BLOB_BYTES_MAX);
	ssh_key_ed25519_put(&b, key);
	return buf_str(&b);
}

static struct party_key_list keys_of(struct arena *a, struct str handle)
{
	struct party_key *key = arena_new(a, struct party_key);
	key->is_present = true;
	key->key = key_blob(a, handle);
	return (struct party_key_list){ 1, key };
}

static struct names name_en(struct arena *a, struct str text)
{
	struct lang_text *one = arena_new(a, struct lang_text);
	*one = (struct lang_text){ S("en"), text };
	return (struct names){ 1, one };
}

static struct keyset keyset_of(struct arena *a, struct str handle)
{
	struct hash *next = arena_new(a, struct hash);
	sha256_two(next, "next", 4, handle.p, handle.n);
	return (struct keyset){ .is_present = true,
		.keys = keys_of(a, handle),
		.next = { 1, next },
		.threshold = 1 };
}

struct draft {
	enum kind kind;
	union content content;
	struct str signers[4]; /* by, then with in ascending order */
	uint32_t signers_count;
};

static void draft_found(struct draft *d, const struct bench_acts *b, struct arena *a)
{
	static const struct str types[1] = { { "ssh-ed25519", 11 } };
	struct founding_officer *officers = arena_array(a, struct founding_officer, 2);
	for (uint64_t i = 0; i < 2; i++) {
		officers[i].is_present = true;
		officers[i].handle = officer_handle(a, i + 1);
		officers[i].keys = keys_of(a, officers[i].handle);
		d->signers[d->signers_count++] = officers[i].handle;
	}
	d->kind = KIND_FORUM_FOUND;
	d->content.forum_found = (struct forum_found){ .charter = b->charter,
		.log = b->log_vkey,
		.officers = { 2, officers },
		.officers_threshold = 2,
		.parties_threshold = INTEGER_ABSENT,
		.types = { 1, types } };
}

static void draft_admit(struct draft *d, uint64_t party, struct arena *a)
{
	d->kind = KIND_PARTY_ADMIT;
	d->content.party_admit = (struct party_admit){ .category = S("member"),
		.code = party_code(a, party),
		.coordinator = keyset_of(a, coordinator_handle(a, party)),
		.from = { 2000, 1, 1, -1 },
		.kind = S("state"),
		.names = name_en(a, text_of(a, "State ", party, 1, "")),
		.seen_by = DATE_NONE };
	d->signers[0] = officer_handle(a, 1);
	d->signers[1] = officer_handle(a, 2);
	d->signers_count = 2;
}

static void draft_accredit(struct draft *d, uint64_t party, uint64_t delegate, struct arena *a)
{
	static const struct str powers[1] = { { "publish", 7 } };
	struct str handle = delegate_handle(a, party, delegate);
	d->kind = KIND_DELEGATE_ACCREDIT;
	d->content.delegate_accredit = (struct delegate_accredit){ .delegate = handle,
		.from = MOMENT_ABSENT,
		.keys = keys_of(a, handle),
		.powers = { 1, powers },
		.until = MOMENT_ABSENT };
	d->signers[0] = coordinator_handle(a, party);
	d->signers[1] = handle;
	d->signers_count = 2;
}

static void draft_dismiss(struct draft *d, uint64_t party, uint64_t delegate, struct arena *a)
{
	d->kind = KIND_DELEGATE_DISMISS;
	d->content.delegate_dismiss = (struct delegate_dismiss){
		.delegate = delegate_handle(a, party, delegate), .since = MOMENT_ABSENT };
	d->signers[0] = coordinator_handle(a, party);
	d->signers_count = 1;
}

static void draft_meeting(struct draft *d, uint64_t i, struct arena *a)
{
	struct date day = date_of_days((int32_t)(11000 + i / 200 % 9000));
	d->kind = KIND_MEETING_RECORD;
	d->content.meeting_record = (struct meeting_record){ .body = S("soc"),
		.code = text_of(a, "m-", i, 1, ""),
		.from = day,
		.number = INTEGER_ABSENT,
		.status = S("held"),
		.title = name_en(a, text_of(a, "Meeting ", i, 1, " of the senior officials")),
		.until = day };
	d->signers[0] = officer_handle(a, 1 + i % 2);
	d->signers_count = 1;
}

static void draft_release(struct draft *d, uint64_t i, struct arena *a)
{
	uint64_t party = i % BENCH_PARTIES;
	struct release_text *version = arena_new(a, struct release_text);
	*version = (struct release_text){ .is_present = true,
		.lang = S("en"),
		.text = text_of(a, "Statement number ", i, 1, " on the work of the forum and its plans."),
		.title = text_of(a, "Statement ", i, 1, "") };
	struct facet *topic = arena_new(a, struct facet);
	struct str name = text_of(a, "Topic ", i % 37, 1, "");
	*topic = (struct facet){ .is_present = true,
		.code = text_of(a, "t", i % 37, 1, ""),
		.names = name_en(a, name) };
	struct date day = date_of_days((int32_t)(11000 + i / 100 % 9500));
	d->kind = KIND_RELEASE_PUBLISH;
	d->content.release_publish = (struct release_publish){ .code = text_of(a, "r-", i, 1, ""),
		.issued = day,
		.issuer = name_en(a, text_of(a, "Ministry of state ", party, 1, "")),
		.kind = S("statement"),
		.party = party_code(a, party),
		.topics = { 1, topic },
		.versions = { 1, version } };
	d->signers[0] = delegate_handle(a, party, 1 + i / BENCH_PARTIES % BENCH_DELEGATES);
	d->signers_count = 1;
}

/* So many acts lie between an accreditation and the dismissal: more than are under way at once. */
#define DISMISSAL_AFTER 2000

/* After the set-up: of every 50 acts one meeting, one accreditation and one dismissal of a delegate
 * accredited long before; the others are releases. */
static void draft_make(struct draft *d, const struct bench_acts *b, uint64_t i, struct arena *a)
{
	if (i == 0) {
		draft_found(d, b, a);
	} else if (i <= BENCH_PARTIES) {
		draft_admit(d, i - 1, a);
	} else if (i < BENCH_SETUP_ACTS) {
		uint64_t at = i - 1 - BENCH_PARTIES;
		draft_accredit(d, at / BENCH_DELEGATES, 1 + at % BENCH_DELEGATES, a);
	} else if (i % 50 == 0) {
		draft_meeting(d, i, a);
	} else if (i % 50 == 1) {
		draft_accredit(d, i / 50 % BENCH_PARTIES, i, a);
	} else if (i % 50 == 2 && i > BENCH_SETUP_ACTS + 50 + DISMISSAL_AFTER) {
		uint64_t accredited = i - 1 - DISMISSAL_AFTER;
		draft_dismiss(d, accredited / 50 % BENCH_PARTIES, accredited, a);
	} else {
		draft_release(d, i, a);
	}
}

void bench_submission(struct bench_acts *b, uint64_t i, struct arena *scratch, struct buf *out)
{
	struct draft d = { .signers_count = 0 };
	draft_make(&d, b, i, scratch);
	struct act_envelope envelope = { .by = d.signers[0],
		.with = { d.signers_count - 1, d.signers + 1 },
		.base = b->base };
	struct buf line, message;
	buf_init(&line, scratch, ACT_JSON_BYTES_MAX);
	content_write(&line, d.kind, &d.content, &envelope);
	buf_init(&message, scratch, SUBMISSION_BYTES_MAX);
	act_message_put(&message, b->origin, buf_str(&line));
	struct signature signatures[4];
	for (uint32_t s = 0; s < d.signers_count; s++) {
		uint8_t seed[32];
		seed_of(d.signers[s], seed);
		struct buf blob;
		buf_init(&blob, scratch, SSHSIG_BYTES_MAX);
		sshsig_sign_ed25519(&blob, buf_str(&message), seed);
		signatures[s] = (struct signature){ d.signers[s], buf_str(&blob) };
		b->signatures++;
	}
	submission_put(out, buf_str(&message), signatures, d.signers_count);
}
