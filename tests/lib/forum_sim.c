#include "lib/forum_sim.h"

#include "base/fmt.h"
#include "base/map.h"
#include "base/table.h"
#include "proof/note.h"
#include "proof/sha.h"

#define STATE_BYTES ((size_t)1024 * 1024) /* of a small world, with what its acts add */
#define ARENA_BYTES_MAX ((size_t)2 * 1024 * 1024 * 1024)

/* Every key that was ever asked for: making one takes as long as judging an act. */
static struct {
	struct arena arena;
	struct table keys;
	struct map by_name, by_blob, by_digest;
} ring;

static const char P256_POINT[65] =
    "\x04\x6b\x17\xd1\xf2\xe1\x2c\x42\x47\xf8\xbc\xe6\xe5\x63\xa4\x40\xf2\x77\x03\x7d\x81"
    "\x2d\xeb\x33\xa0\xf4\xa1\x39\x45\xd8\x98\xc2\x96\x4f\xe3\x42\xe2\xfe\x1a\x7f\x9b\x8e\xe7"
    "\xeb\x4a\x7c\x0f\x9e\x16\x2b\xce\x33\x57\x6b\x31\x5e\xce\xcb\xb6\x40\x68\x37\xbf\x51\xf5";

static void ring_init(void)
{
	if (ring.arena.cap_bytes != 0)
		return;
	arena_init(&ring.arena, ARENA_BYTES_MAX);
	table_init(&ring.keys, &ring.arena, sizeof(struct sim_key));
	map_init(&ring.by_name, &ring.arena, 1);
	map_init(&ring.by_blob, &ring.arena, 1);
	map_init(&ring.by_digest, &ring.arena, 1);
	cm_assert(crypto_ready());
}

static struct str hash_str(const struct hash *h)
{
	return (struct str){ (const char *)h->bytes, HASH_BYTES };
}

static struct str blob_make(struct str name, const uint8_t seed[32])
{
	struct str point = { P256_POINT, sizeof P256_POINT };
	uint8_t public_key[32];
	struct buf b;
	buf_init(&b, &ring.arena, KEY_BLOB_BYTES_MAX);
	ed25519_public(public_key, seed);
	if (str_starts(name, S("p256:"))) {
		buf_ssh(&b, key_type_name(KEY_P256));
		buf_ssh(&b, S("nistp256"));
		buf_ssh(&b, point);
	} else if (str_starts(name, S("web:"))) {
		buf_ssh(&b, key_type_name(KEY_SK_P256));
		buf_ssh(&b, S("nistp256"));
		buf_ssh(&b, point);
		buf_ssh(&b, name);
	} else if (str_starts(name, S("sk:"))) {
		buf_ssh(&b, key_type_name(KEY_SK_ED25519));
		buf_ssh(&b, (struct str){ (const char *)public_key, 32 });
		buf_ssh(&b, S("ssh:"));
	} else {
		ssh_key_ed25519_put(&b, public_key);
	}
	cm_assert(!b.failed);
	return buf_str(&b);
}

const struct sim_key *sim_key(struct str name)
{
	ring_init();
	uint32_t at = map_get(&ring.by_name, name);
	if (at != MAP_NONE)
		return table_at(&ring.keys, at);
	struct hash seed;
	sha256_two(&seed, "forum_sim key ", 14, name.p, name.n);
	struct sim_key *key = table_add(&ring.keys);
	key->name = str_copy(&ring.arena, name);
	memcpy(key->seed, seed.bytes, sizeof key->seed);
	key->blob = blob_make(key->name, key->seed);
	sha256(&key->digest, key->blob.p, key->blob.n);
	at = ring.keys.count - 1;
	map_put(&ring.by_name, key->name, at);
	map_put(&ring.by_blob, key->blob, at);
	map_put(&ring.by_digest, hash_str(&key->digest), at);
	return key;
}

const struct sim_key *sim_key_of_blob(struct str blob)
{
	uint32_t at = map_get(&ring.by_blob, blob);
	return at == MAP_NONE ? NULL : table_at(&ring.keys, at);
}

const struct sim_key *sim_key_of_digest(const struct hash *digest)
{
	uint32_t at = map_get(&ring.by_digest, hash_str(digest));
	return at == MAP_NONE ? NULL : table_at(&ring.keys, at);
}

static const char CHARTER[] =
    "{\"bodies\":[{\"id\":\"soc\",\"level\":\"senior-officials\","
    "\"name\":{\"en\":\"Senior officials\"},\"parent\":\"summit\",\"rank\":2},"
    "{\"id\":\"summit\",\"level\":\"leaders\",\"name\":{\"en\":\"Summit\"},"
    "\"period_years\":4,\"rank\":1}],\"categories\":[{\"id\":\"member\","
    "\"name\":{\"en\":\"Member\"},\"rights\":[\"attend\",\"speak\",\"reply\",\"propose\","
    "\"amend\",\"cosponsor\",\"object\",\"vote\"]},{\"id\":\"observer\","
    "\"name\":{\"en\":\"Observer\"},\"rights\":[\"attend\",\"speak\"]}],"
    "\"conduct\":{\"contest_reopens\":true,\"motions\":[\"adjourn\",\"adjourn-debate\","
    "\"close-debate\",\"suspend\"],\"point_of_order\":{\"appeal\":\"vote\","
    "\"ruling\":\"chair\"},\"quorum\":{\"decide\":{\"den\":2,\"num\":1},"
    "\"open\":{\"den\":3,\"num\":1}},\"reply\":{\"limits_s\":[600,300],\"max\":2,"
    "\"when\":\"end-of-item\"},\"speakers\":{\"limit_s\":300}},"
    "\"decisions\":[{\"body\":\"soc\",\"ladder\":[{\"else\":\"next\","
    "\"method\":\"no-objection\"},{\"else\":\"return\",\"method\":\"silence\"}],"
    "\"matter\":\"text\"},{\"body\":\"summit\",\"ladder\":[{\"method\":\"no-objection\"}],"
    "\"matter\":\"text\"},{\"body\":\"soc\",\"ladder\":[{\"else\":\"return\","
    "\"method\":\"chair-sense\"}],\"matter\":\"procedural\"},{\"body\":\"soc\","
    "\"ladder\":[{\"else\":\"refer-up\",\"method\":\"no-objection\"}],"
    "\"matter\":\"substantive\"},{\"body\":\"soc\",\"ladder\":[{\"call_min_s\":60,"
    "\"else\":\"next\",\"method\":\"every-effort\"},{\"else\":\"next\","
    "\"method\":\"defer\",\"report\":true,\"wait_s\":3600},{\"else\":\"not-adopted\","
    "\"majority\":{\"den\":3,\"num\":2},\"method\":\"vote\"}],\"matter\":\"budget\"},"
    "{\"body\":\"soc\",\"ladder\":[{\"else\":\"not-adopted\","
    "\"excluded\":\"party-concerned\",\"method\":\"minus-n\",\"n\":1}],"
    "\"matter\":\"suspension\"},{\"body\":\"soc\",\"ladder\":[{\"else\":\"defer\","
    "\"method\":\"unanimity\",\"wait_s\":7200},{\"else\":\"not-adopted\","
    "\"method\":\"vote\"}],\"matter\":\"measure\"}],\"dissent\":{\"chair_statement\":true,"
    "\"deadline_s\":3600,\"disassociation\":true,\"explanation\":true,"
    "\"interpretation\":true,\"joint\":true,\"open_issues\":true,"
    "\"opinion_on_record\":true,\"reservation\":true},\"epoch\":1,"
    "\"full_name\":{\"en\":\"A forum of tests\"},\"id\":\"sim\",\"languages\":[\"en\","
    "\"ru\"],\"measures\":{\"cycle\":{\"catalogue\":\"summit\",\"plan\":\"soc\"},"
    "\"dimensions\":[{\"id\":\"economic\",\"name\":{\"en\":\"Economic\"}},"
    "{\"id\":\"human\",\"name\":{\"en\":\"Human\"}}],\"plan_period\":\"year\","
    "\"report_s\":86400,\"review\":{\"body\":\"soc\"},"
    "\"roles\":[\"coordinator\",\"co-coordinator\"]},"
    "\"notice\":{\"meeting\":{\"min_s\":3600,\"waiver\":\"chair\"},"
    "\"substantive\":{\"min_s\":7200,\"waiver\":\"none\"},\"text\":{\"clock\":\"hours\","
    "\"languages\":\"one\",\"min_s\":3600,\"waiver\":\"chair\"}},"
    "\"offices\":[{\"acting\":[\"vice\"],\"body\":\"summit\",\"id\":\"chair\","
    "\"name\":{\"en\":\"Chair\"},\"selection\":\"schedule\"},{\"body\":\"summit\","
    "\"id\":\"vice\",\"name\":{\"en\":\"Vice-chair\"},\"selection\":\"schedule\"}],"
    "\"records\":{\"correction_s\":86400,\"symbols\":{\"decision\":\"SOC.DEC/{n}/{yy}\","
    "\"journal\":\"SOC.JOUR/{n}\"}},\"silence\":{\"breaks_on\":[\"objection\","
    "\"amendment\"],\"extend_left_s\":3600,\"min_s\":86400,\"start_needs_consent\":true,"
    "\"usual_s\":172800},\"status\":\"in-force\",\"title\":{\"en\":\"Sim\"},"
    "\"voting\":{\"base\":\"present-voting\",\"changeable\":true,\"window_s\":60}}";

void sim_init(struct sim *s, bool is_signed)
{
	ring_init();
	*s = (struct sim){ .is_signed = is_signed,
		.now = { SIM_BEGIN },
		.step_ms = 1000,
		.parties_threshold = INTEGER_ABSENT,
		.charter = str_c(CHARTER) };
	arena_init(&s->state, ARENA_BYTES_MAX);
	arena_init(&s->scratch, ARENA_BYTES_MAX);
	s->forum = forum_new(&s->state, SIM_ORIGIN, 7);
}

void sim_release(struct sim *s)
{
	arena_release(&s->state);
	arena_release(&s->scratch);
}

void sim_forget(struct sim *s)
{
	arena_reset(&s->scratch);
	s->recent_count = 0;
}

struct str sim_str(struct sim *s, const char *fmt, ...)
{
	char text[8000];
	va_list args;
	va_start(args, fmt);
	size_t n = fmt_into_v(text, sizeof text, fmt, args);
	va_end(args);
	return str_copy(&s->scratch, (struct str){ text, n });
}

struct date sim_date(const char *text)
{
	struct date d;
	bool is_date = date_parse(&d, str_c(text));
	cm_assert(is_date);
	return d;
}

void sim_sign(struct sim_act *a, struct str handle, struct str key)
{
	cm_assert(a->signers_count < SIGNATURES_MAX);
	a->signers[a->signers_count++] = (struct sim_signer){ .handle = handle, .key = key };
}

void sim_unsign(struct sim_act *a)
{
	a->signers_count = 0;
}

/* `with` ascends by handle; the author stays first. */
static void signers_sort(struct sim_act *a)
{
	for (uint32_t i = 2; i < a->signers_count; i++) {
		struct sim_signer moved = a->signers[i];
		uint32_t at = i;
		for (; at > 1 && str_cmp(a->signers[at - 1].handle, moved.handle) > 0; at--)
			a->signers[at] = a->signers[at - 1];
		a->signers[at] = moved;
	}
}

/* The kind's name stands in the line as {"act":"..."; another one takes its place. */
static struct str kind_replace(struct sim *s, struct str line, struct sim_act *a)
{
	if (a->kind_name.n == 0)
		return line;
	struct str old = kind_name(a->kind);
	struct str quoted = sim_str(s, "\"act\":\"%.*s\"", STR_ARG(old));
	size_t at = str_find_str(line, quoted);
	cm_assert(at < line.n);
	struct buf b;
	buf_init(&b, &s->scratch, ACT_JSON_BYTES_MAX);
	buf_put(&b, str_sub(line, 0, at));
	buf_put(&b, sim_str(s, "\"act\":\"%.*s\"", STR_ARG(a->kind_name)));
	buf_put(&b, str_sub(line, at + quoted.n, line.n));
	return buf_str(&b);
}

static struct str message_make(struct sim *s, struct sim_act *a, struct str *line)
{
	cm_assert(a->signers_count > 0);
	signers_sort(a);
	struct str *with = arena_array(&s->scratch, struct str, SIGNATURES_MAX);
	for (uint32_t i = 1; i < a->signers_count; i++)
		with[i - 1] = a->signers[i].handle;
	struct act_envelope envelope = { .by = a->signers[0].handle,
		.with = { a->signers_count - 1, with },
		/* So that no act has the id of one before it; a log would ask for the root too. */
		.base.size = s->is_for_log ? 0 : forum_size(s->forum) };
	sha256(&envelope.base.root, "", 0);
	if (s->is_for_log && s->base.size > 0)
		envelope.base = s->base;
	struct buf json, message;
	buf_init(&json, &s->scratch, ACT_JSON_BYTES_MAX);
	content_write(&json, a->kind, &a->content, &envelope);
	cm_assert(!json.failed);
	*line = kind_replace(s, buf_str(&json), a);
	buf_init(&message, &s->scratch, SUBMISSION_BYTES_MAX);
	act_message_put(&message, SIM_ORIGIN, *line);
	cm_assert(!message.failed);
	return buf_str(&message);
}

struct str sim_submission(struct sim *s, struct sim_act *a)
{
	struct str line, message = message_make(s, a, &line);
	struct signature signatures[SIGNATURES_MAX];
	for (uint32_t i = 0; i < a->signers_count; i++) {
		struct buf blob;
		buf_init(&blob, &s->scratch, SSHSIG_BYTES_MAX);
		sshsig_sign_ed25519(&blob, message, sim_key(a->signers[i].key)->seed);
		signatures[i] = (struct signature){ a->signers[i].handle, buf_str(&blob) };
	}
	struct buf out;
	buf_init(&out, &s->scratch, SUBMISSION_BYTES_MAX);
	submission_put(&out, message, signatures, a->signers_count);
	cm_assert(!out.failed);
	return buf_str(&out);
}

static void signatures_fill(struct admitted *out, const struct sim_act *a)
{
	out->entry.signatures_count = a->signers_count;
	for (uint32_t i = 0; i < a->signers_count; i++) {
		for (uint32_t k = 0; k < i; k++)
			cm_assert(sim_key(a->signers[i].key) != sim_key(a->signers[k].key));
		const struct sim_signer *by = &a->signers[i];
		struct sshsig *sig = &out->signatures[i];
		out->entry.signatures[i].handle = by->handle;
		enum fault_id fault = ssh_key_parse(&sig->key, sim_key(by->key)->blob);
		cm_assert(fault == FAULT_NONE);
		sig->is_webauthn = by->origin.n > 0;
		sig->origin = by->origin;
		sig->user_verified = by->is_verified || sig->is_webauthn;
	}
}

const struct admitted *sim_admit(struct sim *s, struct sim_act *a)
{
	struct admitted *out = arena_new(&s->scratch, struct admitted);
	if (s->is_signed) {
		struct fault fault =
		    admit_submission(out, &s->scratch, sim_submission(s, a), SIM_ORIGIN);
		cm_assert(fault.id == FAULT_NONE);
		return out;
	}
	struct act *act = &out->entry.act;
	struct str line;
	act->message = message_make(s, a, &line);
	struct fault fault = json_parse(&act->json, &s->scratch, line);
	cm_assert(fault.id == FAULT_NONE);
	act->kind = a->kind_name.n > 0 ? a->kind_name : kind_name(a->kind);
	act->by = a->signers[0].handle;
	act->with_count = a->signers_count - 1;
	for (uint32_t i = 1; i < a->signers_count; i++)
		act->with[i - 1] = a->signers[i].handle;
	sha256(&out->id, act->message.p, act->message.n);
	signatures_fill(out, a);
	return out;
}

static struct judged judged_of(const struct sim *s, const struct admitted *a)
{
	return (struct judged){ .entry = &a->entry, .signatures = a->signatures, .id = a->id,
		.index = forum_size(s->forum), .received = s->now };
}

static struct sim_result judge(struct sim *s, const struct admitted *a, union content *content)
{
	struct judged j = judged_of(s, a);
	struct sim_result r = { .id = a->id, .by = a->entry.act.by,
		.index = j.index, .why = FINDING__COUNT };
	r.fault = forum_authorise(s->forum, &j, &r.line);
	if (r.fault == FAULT_AUTH)
		r.why = forum_why_not(s->forum, &j, r.line);
	if (r.fault == FAULT_NONE)
		r.fault = forum_check(s->forum, &j, content, &s->scratch, &r.found).id;
	r.is_admitted = r.fault == FAULT_NONE;
	return r;
}

struct sim_result sim_judge(struct sim *s, struct sim_act *a)
{
	union content *content = arena_new(&s->scratch, union content);
	return judge(s, sim_admit(s, a), content);
}

struct sim_recent sim_recent(const struct sim_result *r)
{
	return (struct sim_recent){ r->id, r->by, r->index };
}

struct sim_result sim_submit(struct sim *s, struct sim_act *a)
{
	union content *content = arena_new(&s->scratch, union content);
	const struct admitted *admitted = sim_admit(s, a);
	struct sim_result r = judge(s, admitted, content);
	if (!r.is_admitted)
		return r;
	struct judged j = judged_of(s, admitted);
	forum_apply(s->forum, &j, content);
	s->now.ms += s->step_ms;
	s->recent[s->recent_count++ % SIM_RECENT] = sim_recent(&r);
	return r;
}

struct sim_result sim_do(struct sim *s, struct sim_act a)
{
	struct sim_result r = sim_submit(s, &a);
	if (r.is_admitted)
		return r;
	struct str finding = r.found.count > 0 ? finding_name(r.found.at[0].id) : STR_NONE;
	struct str kind = kind_name(a.kind);
	struct str text = sim_str(s, "%.*s was not admitted: %s line %u %.*s", STR_ARG(kind),
	    fault_name(r.fault), r.line, STR_ARG(finding));
	cm_panic(__FILE__, __LINE__, text.p);
}

bool sim_has(const struct sim_result *r, enum finding_id id)
{
	for (unsigned i = 0; i < r->found.count; i++) {
		if (r->found.at[i].id == id)
			return true;
	}
	return r->why == id;
}

struct hash sim_root(struct sim *s)
{
	struct hash root;
	forum_root(s->forum, &root);
	return root;
}

void sim_reload(struct sim *s)
{
	struct buf dump;
	struct err err;
	buf_init(&dump, &s->scratch, (size_t)1024 * 1024 * 1024);
	bool is_saved = forum_save(s->forum, &dump);
	cm_assert(is_saved);
	enum rc rc = forum_load(&s->forum, &s->state, buf_str(&dump), 11 + s->made, &err);
	cm_assert(rc == RC_OK);
}

void sim_pack(struct sim *s)
{
	struct buf dump;
	struct err err;
	buf_init(&dump, &s->scratch, (size_t)64 * 1024 * 1024);
	bool is_saved = forum_save(s->forum, &dump);
	cm_assert(is_saved);
	arena_release(&s->state);
	arena_init(&s->state, ARENA_BYTES_MAX);
	s->state.chunk_bytes = STATE_BYTES;
	struct str lent = str_copy(&s->state, buf_str(&dump));
	enum rc rc = forum_load_lent(&s->forum, &s->state, lent, 11, &err);
	s->packed = lent.p;
	cm_assert(rc == RC_OK && s->state.held_bytes == STATE_BYTES);
}

void sim_kept_init(struct sim_kept *k)
{
	memset(k, 0, sizeof *k);
	arena_init(&k->arena, 2 * STATE_BYTES);
}

void sim_kept_release(struct sim_kept *k)
{
	arena_release(&k->arena);
}

/* What lies between the first allocation since sim_pack and the next one is the state. */
void sim_keep(struct sim *s, struct sim_kept *k)
{
	cm_assert(s->state.held_bytes == STATE_BYTES);
	const char *end = arena_alloc(&s->state, 1, ARENA_ALIGN);
	k->forum = s->forum;
	k->base = s->packed;
	k->size = (size_t)(end - k->base);
	arena_reset(&k->arena);
	k->bytes = arena_alloc(&k->arena, k->size, ARENA_ALIGN);
	memcpy(k->bytes, k->base, k->size);
}

void sim_back(struct sim *s, const struct sim_kept *k)
{
	arena_reset(&s->state);
	char *at = arena_alloc(&s->state, k->size, ARENA_ALIGN);
	cm_assert(at == k->base);
	memcpy(at, k->bytes, k->size);
	s->forum = k->forum;
}
