#include "base/arena.h"
#include "view/api.h"
#include "view/content_pieces.h"
#include "view/model/record.h"
#include "view/page.h"
#include "view/sentence.h"

/* A terminal takes lines of 4,095 bytes at most: longer acts are not pasted with the commands. */
#define PASTE_BYTES_MAX 4000

static void put_facts(struct html *h, const struct site *s, const struct act_full *m)
{
	struct buf hash;
	buf_init(&hash, s->scratch, 2 * HASH_BYTES);
	buf_hex(&hash, m->summary->id.bytes, HASH_BYTES);
	html_open(h, "dl", CLASS("facts"));
	page_fact_open(h, MESSAGE_ACT_RECEIVED);
	html_time(h, m->summary->received);
	page_fact_close(h);
	page_fact_open(h, MESSAGE_ACT_KIND);
	html_element(h, "code", ATTRS_NONE, m->summary->act_kind);
	page_fact_close(h);
	page_fact_open(h, MESSAGE_ACT_BY);
	html_element(h, "code", ATTRS_NONE, m->summary->by);
	for (uint32_t i = 0; i < m->with.count; i++) {
		html_text(h, S(", "));
		html_element(h, "code", ATTRS_NONE, m->with.at[i]);
	}
	page_fact_close(h);
	page_fact_open(h, MESSAGE_ACT_ID);
	html_element(h, "code", CLASS("long"), buf_str(&hash));
	page_fact_close(h);
	buf_init(&hash, s->scratch, 2 * HASH_BYTES);
	buf_hex(&hash, m->base_root.bytes, HASH_BYTES);
	page_fact_open(h, MESSAGE_ACT_BASE);
	html_say(h, MESSAGE_ACT_BASE_SEEN, PARTS(part_number(m->base_size)));
	html_text(h, S(" "));
	html_element(h, "code", CLASS("long"), buf_str(&hash));
	page_fact_close(h);
	html_close(h, "dl");
}

static void put_mark(struct html *h, const struct site *s, const struct act_full *m)
{
	if (m->mark.n == 0)
		return;
	enum message id = str_eq(m->mark, S("disavowed"))  ? MESSAGE_ACT_MARK_DISAVOWED
	                  : str_eq(m->mark, S("confirmed")) ? MESSAGE_ACT_MARK_CONFIRMED
	                                                    : MESSAGE_ACT_MARK_CHALLENGED;
	html_open(h, "p", CLASS("problem"));
	html_say(h, id, PARTS(part_link(url_of_entry(s, (uint64_t)m->mark_entry),
	    (struct lang_text){ STR_NONE, number_text(s, (uint64_t)m->mark_entry) })));
	html_close(h, "p");
}

/* What it committed to, and does not contain. */
static void put_contents(struct html *h, const struct site *s, const struct act_full *m)
{
	if (m->contents.count == 0)
		return;
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_CONTENTS_TITLE);
	contents_render(h, s, &m->contents);
	html_close(h, "section");
}

static void put_signed(struct html *h, const struct act_full *m)
{
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_ACT_SIGNED_LINES);
	html_message_element(h, "p", ATTRS_NONE, MESSAGE_ACT_SIGNED_LINES_WHAT);
	html_element(h, "pre", ATTRS({ "id", S("message") }, { "tabindex", S("0") },
	    { "lang", S("zxx") }), m->message);
	html_close(h, "section");
}

static void put_signature(struct html *h, const struct signature_item *item)
{
	html_open(h, "li", ATTRS({ "data-handle", item->handle }, { "data-sshsig", item->sshsig }));
	html_element(h, "code", ATTRS_NONE, item->handle);
	if (item->key_type.n > 0) {
		html_text(h, S(" · "));
		html_element(h, "code", ATTRS_NONE, item->key_type);
		html_text(h, S(" "));
		html_element(h, "code", CLASS("long"), item->fingerprint);
	}
	html_close(h, "li");
}

static void put_signatures(struct html *h, const struct act_full *m)
{
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_ACT_SIGNATURES);
	html_open(h, "ul", ATTRS({ "class", S("signatures") }, { "id", S("signatures") }));
	for (uint32_t i = 0; i < m->signatures.count; i++)
		put_signature(h, &m->signatures.at[i]);
	html_close(h, "ul");
	html_close(h, "section");
}

/* A verdict's sentences travel as data: the script holds no language. */
static const struct {
	const char *name;
	enum message id;
} verdicts[] = {
	{ "data-ok", MESSAGE_VERIFY_JS_OK },
	{ "data-bad", MESSAGE_VERIFY_JS_BAD },
	{ "data-partly", MESSAGE_VERIFY_JS_PARTLY },
	{ "data-unsupported", MESSAGE_VERIFY_JS_UNSUPPORTED },
	{ "data-id", MESSAGE_VERIFY_JS_ID },
	{ "data-leaf", MESSAGE_VERIFY_JS_LEAF },
	{ "data-signature", MESSAGE_VERIFY_JS_SIGNATURE },
	{ "data-elsewhere", MESSAGE_VERIFY_JS_ELSEWHERE },
	{ "data-inclusion", MESSAGE_VERIFY_JS_INCLUSION },
	{ "data-checkpoint", MESSAGE_VERIFY_JS_CHECKPOINT },
	{ "data-failed", MESSAGE_VERIFY_JS_FAILED },
};

static void put_here(struct html *h, const struct site *s, const struct act_full *m)
{
	struct attr attrs[CM_COUNT(verdicts) + 8];
	struct buf id, leaf, received;
	size_t n = 0;
	buf_init(&id, s->scratch, 2 * HASH_BYTES);
	buf_hex(&id, m->summary->id.bytes, HASH_BYTES);
	buf_init(&leaf, s->scratch, 2 * HASH_BYTES);
	buf_hex(&leaf, m->leaf.bytes, HASH_BYTES);
	buf_init(&received, s->scratch, 24);
	buf_dec(&received, m->summary->received.ms);
	for (; n < CM_COUNT(verdicts); n++)
		attrs[n] = (struct attr){ verdicts[n].name, message_text(s->lang, verdicts[n].id, 1) };
	attrs[n++] = (struct attr){ "id", S("verify") };
	attrs[n++] = (struct attr){ "data-act-id", buf_str(&id) };
	attrs[n++] = (struct attr){ "data-leaf-hash", buf_str(&leaf) };
	attrs[n++] = (struct attr){ "data-received", buf_str(&received) };
	attrs[n++] = (struct attr){ "data-vkey", s->log_vkey };
	attrs[n++] = (struct attr){ "data-origin", s->origin };
	attrs[n] = (struct attr){ NULL, STR_NONE };
	html_open(h, "div", attrs);
	html_message_element(h, "button", ATTRS({ "type", S("button") }, { "id", S("verify-run") },
	    { "hidden", S("") }), MESSAGE_ACT_VERIFY_HERE);
	html_message_element(h, "p", ATTRS({ "id", S("verify-none") }), MESSAGE_ACT_NEEDS_SCRIPT);
	html_open(h, "ol", ATTRS({ "id", S("verify-steps") }));
	html_close(h, "ol");
	html_element(h, "p", ATTRS({ "id", S("verify-verdict") }, { "role", S("status") }), S(""));
	html_close(h, "div");
}

static void put_armour(struct html *h, struct str base64)
{
	html_text(h, S("-----BEGIN SSH SIGNATURE-----\n"));
	for (size_t at = 0; at < base64.n; at += 70) {
		html_text(h, str_sub(base64, at, at + 70));
		html_text(h, S("\n"));
	}
	html_text(h, S("-----END SSH SIGNATURE-----\n"));
}

static void put_command(struct html *h, const struct site *s, const struct act_full *m,
    const struct signature_item *item)
{
	html_open(h, "pre", ATTRS({ "tabindex", S("0") }, { "lang", S("zxx") }));
	if (m->message.n <= PASTE_BYTES_MAX) {
		html_text(h, S("cat >act.txt <<'COMITY'\n"));
		html_text(h, m->message);
		html_text(h, S("COMITY\n"));
	} else {
		html_text(h, S("curl -s ADDRESS/api/en/record/"));
		html_text(h, number_text(s, (uint64_t)m->summary->index));
		html_text(h, S(" | jq -j .data.message >act.txt\n"));
	}
	html_text(h, S("cat >act.sig <<'COMITY'\n"));
	put_armour(h, item->sshsig);
	html_text(h, S("COMITY\ncat >signers <<'COMITY'\n"));
	html_text(h, item->handle);
	html_text(h, S(" namespaces=\"comity-act-v1\" "));
	html_text(h, item->key);
	html_text(h, S("\nCOMITY\nssh-keygen -Y verify -f signers -I "));
	html_text(h, item->handle);
	html_text(h, S(" -n comity-act-v1 -s act.sig <act.txt\n"));
	html_close(h, "pre");
}

static void put_verify(struct html *h, const struct site *s, const struct act_full *m)
{
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_ACT_VERIFY);
	html_message_element(h, "h3", ATTRS_NONE, MESSAGE_ACT_VERIFY_IN_BROWSER);
	html_message_element(h, "p", ATTRS_NONE, MESSAGE_ACT_VERIFY_HERE_WHAT);
	put_here(h, s, m);
	html_message_element(h, "h3", ATTRS_NONE, MESSAGE_ACT_VERIFY_SSH);
	html_message_element(h, "p", ATTRS_NONE, m->message.n <= PASTE_BYTES_MAX
	                                             ? MESSAGE_ACT_VERIFY_SSH_WHAT
	                                             : MESSAGE_ACT_VERIFY_SSH_SAVE);
	for (uint32_t i = 0; i < m->signatures.count; i++) {
		if (m->signatures.at[i].key.n > 0)
			put_command(h, s, m, &m->signatures.at[i]);
	}
	html_message_element(h, "h3", ATTRS_NONE, MESSAGE_ACT_RECEIPT);
	html_open(h, "p", ATTRS_NONE);
	html_message(h, MESSAGE_ACT_RECEIPT_WHAT);
	html_text(h, S(" "));
	html_link(h, url_of(s, S("verify"), STR_NONE), message_text(s->lang, MESSAGE_ACT_MORE, 1));
	html_close(h, "p");
	html_element(h, "pre", ATTRS({ "id", S("receipt") }, { "tabindex", S("0") },
	    { "lang", S("zxx") }), m->receipt);
	html_close(h, "section");
}

static void put_neighbours(struct html *h, const struct site *s, uint64_t index)
{
	html_open(h, "nav", ATTRS({ "class", S("pager") },
	    { "aria-label", message_text(s->lang, MESSAGE_PAGER_LABEL, 1) }));
	if (index > 0)
		html_element(h, "a", ATTRS({ "rel", S("prev") }, { "href", url_of_entry(s, index - 1) }),
		    message_text(s->lang, MESSAGE_ACT_BEFORE, 1));
	if (index + 1 < s->size)
		html_element(h, "a", ATTRS({ "rel", S("next") }, { "href", url_of_entry(s, index + 1) }),
		    message_text(s->lang, MESSAGE_ACT_AFTER, 1));
	html_close(h, "nav");
}

enum view_status act_page(struct buf *out, const struct site *s, const struct act_query *q)
{
	struct act_full m;
	struct html h;
	if (q->act == NULL)
		return problem_page(out, s, PROBLEM_NOT_FOUND);
	act_fill(&m, s, q);
	if (s->format == VIEW_JSON)
		return api_put(out, s, &act_full_model, &m, VIEW_OK);
	struct buf title;
	buf_init(&title, s->scratch, 128);
	message_put(&title, s->lang, MESSAGE_ACT_TITLE, PARTS(part_number(m.summary->index)));
	page_begin(&h, out, s, &(struct page_head){ .title = { site_lang(s), buf_str(&title) },
	    .nav = NAV_RECORD, .has_script = true });
	struct sentence said = sentence_of_act(s, q->act);
	html_open(&h, "p", CLASS("lead"));
	html_say(&h, said.id, said.parts);
	html_close(&h, "p");
	put_mark(&h, s, &m);
	put_facts(&h, s, &m);
	put_contents(&h, s, &m);
	put_signed(&h, &m);
	put_signatures(&h, &m);
	put_verify(&h, s, &m);
	put_neighbours(&h, s, q->act->index);
	page_end(&h, s);
	return VIEW_OK;
}
