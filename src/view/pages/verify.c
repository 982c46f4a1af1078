#include "base/arena.h"
#include "view/api.h"
#include "view/model/service.h"
#include "view/page.h"
#include "view/pages.h"

MODEL_DEFINE(verification)

/* Checks a receipt with the packages that Go itself uses for its modules; tests/peers/pages.sh runs
 * it as the page says. */
static const char receipt_go[] =
    "package main\n"
    "\n"
    "import (\n"
    "\t\"encoding/base64\"\n"
    "\t\"fmt\"\n"
    "\t\"os\"\n"
    "\t\"strings\"\n"
    "\n"
    "\t\"golang.org/x/mod/sumdb/note\"\n"
    "\t\"golang.org/x/mod/sumdb/tlog\"\n"
    ")\n"
    "\n"
    "func must(err error) {\n"
    "\tif err != nil {\n"
    "\t\tfmt.Println(err)\n"
    "\t\tos.Exit(1)\n"
    "\t}\n"
    "}\n"
    "\n"
    "func hash(text string) (h tlog.Hash) {\n"
    "\tbytes, err := base64.StdEncoding.DecodeString(text)\n"
    "\tmust(err)\n"
    "\tcopy(h[:], bytes)\n"
    "\treturn h\n"
    "}\n"
    "\n"
    "func main() { // receipt.go VKEY ENTRY RECEIPT\n"
    "\tverifier, err := note.NewVerifier(os.Args[1])\n"
    "\tmust(err)\n"
    "\tentry, err := os.ReadFile(os.Args[2])\n"
    "\tmust(err)\n"
    "\treceipt, err := os.ReadFile(os.Args[3])\n"
    "\tmust(err)\n"
    "\tpath, checkpoint, _ := strings.Cut(string(receipt), \"\\n\\n\")\n"
    "\topened, err := note.Open([]byte(checkpoint), note.VerifierList(verifier))\n"
    "\tmust(err)\n"
    "\tvar origin, root string\n"
    "\tvar size, index int64\n"
    "\t_, err = fmt.Sscan(opened.Text, &origin, &size, &root)\n"
    "\tmust(err)\n"
    "\tlines := strings.Split(path, \"\\n\")\n"
    "\t_, err = fmt.Sscanf(lines[1], \"index %d\", &index)\n"
    "\tmust(err)\n"
    "\tvar proof tlog.RecordProof\n"
    "\tfor _, line := range lines[2:] {\n"
    "\t\tproof = append(proof, hash(line))\n"
    "\t}\n"
    "\tmust(tlog.CheckRecord(proof, size, hash(root), index, tlog.RecordHash(entry)))\n"
    "\tfmt.Println(\"entry\", index, \"is in\", origin, \"of size\", size)\n"
    "}\n";

static void put_pre(struct html *h, struct str text)
{
	html_element(h, "pre", ATTRS({ "tabindex", S("0") }, { "lang", S("zxx") }), text);
}

static void put_values(struct html *h, const struct site *s, const struct verification *m)
{
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_VERIFY_PAGE_VALUES);
	html_message_element(h, "p", ATTRS_NONE, MESSAGE_VERIFY_PAGE_VALUES_WHAT);
	html_open(h, "dl", CLASS("facts"));
	page_fact_open(h, MESSAGE_VERIFY_PAGE_ORIGIN);
	html_element(h, "code", CLASS("long"), m->origin);
	page_fact_close(h);
	page_fact_open(h, MESSAGE_RECORD_KEY);
	html_element(h, "code", CLASS("long"), m->log_key);
	page_fact_close(h);
	if (m->forum_id.n > 0) {
		page_fact_open(h, MESSAGE_VERIFY_PAGE_FORUM_ID);
		html_element(h, "a", ATTRS({ "class", S("long") }, { "href", url_of_entry(s, 0) }),
		    m->forum_id);
		page_fact_close(h);
	}
	html_close(h, "dl");
	html_message_element(h, "h3", ATTRS_NONE, MESSAGE_VERIFY_PAGE_CHECKPOINT);
	put_pre(h, m->checkpoint);
	html_close(h, "section");
}

static void put_one(struct html *h, const struct site *s)
{
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_VERIFY_PAGE_ONE);
	html_open(h, "p", ATTRS_NONE);
	html_message(h, MESSAGE_VERIFY_PAGE_ONE_WHAT);
	html_text(h, S(" "));
	html_open(h, "a", ATTRS({ "href", S("/allowed_signers") }));
	html_element(h, "code", ATTRS_NONE, S("/allowed_signers"));
	html_close(h, "a");
	html_text(h, S(" · "));
	html_link(h, url_of(s, S("record"), STR_NONE), message_text(s->lang, MESSAGE_NAV_RECORD, 1));
	html_close(h, "p");
	html_close(h, "section");
}

static void put_place(struct html *h, const struct site *s, const struct verification *m)
{
	struct buf b;
	buf_init(&b, s->scratch, 8192);
	buf_put(&b, S("act=ADDRESS/api/en/record/0\n"
	              "curl -s $act | jq -j .data.entry >entry\n"
	              "curl -s $act | jq -j .data.receipt >receipt\n"
	              "GO111MODULE=off GOPATH=/usr/share/gocode go run receipt.go '"));
	buf_put(&b, m->log_key);
	buf_put(&b, S("' entry receipt\n"));
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_VERIFY_PAGE_PLACE);
	html_message_element(h, "p", ATTRS_NONE, MESSAGE_VERIFY_PAGE_PLACE_WHAT);
	put_pre(h, buf_str(&b));
	html_message_element(h, "p", CLASS("more"), MESSAGE_VERIFY_PAGE_ADDRESS);
	html_open(h, "details", CLASS("whole"));
	html_element(h, "summary", ATTRS_NONE, S("receipt.go"));
	put_pre(h, str_c(receipt_go));
	html_close(h, "details");
	html_close(h, "section");
}

static void put_all(struct html *h, const struct site *s, const struct verification *m)
{
	struct buf b;
	buf_init(&b, s->scratch, 4096);
	buf_put(&b, S("comity verify --key '"));
	buf_put(&b, m->log_key);
	buf_put(&b, S("' \\\n"));
	if (m->forum_id.n > 0) {
		buf_put(&b, S("    --forum "));
		buf_put(&b, m->forum_id);
		buf_put(&b, S(" \\\n"));
	}
	buf_put(&b, S("    ADDRESS\n"));
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_VERIFY_PAGE_ALL);
	html_message_element(h, "p", ATTRS_NONE, MESSAGE_VERIFY_PAGE_ALL_WHAT);
	put_pre(h, buf_str(&b));
	html_message_element(h, "p", CLASS("more"), MESSAGE_VERIFY_PAGE_ADDRESS);
	html_close(h, "section");
}

enum view_status verify_page(struct buf *out, const struct site *s)
{
	struct verification m = { .origin = s->origin, .log_key = s->log_vkey,
		.checkpoint = s->checkpoint, .record_size = (int64_t)s->size, .root = s->root };
	struct html h;
	if (forum_is_founded(s->forum)) {
		struct buf id;
		buf_init(&id, s->scratch, 2 * HASH_BYTES);
		buf_hex(&id, forum_id(s->forum)->bytes, HASH_BYTES);
		m.forum_id = buf_str(&id);
	}
	if (s->format == VIEW_JSON)
		return api_put(out, s, &verification_model, &m, VIEW_OK);
	page_begin(&h, out, s, &(struct page_head){ .title = page_title(s, MESSAGE_NAV_VERIFY),
	    .nav = NAV__COUNT });
	html_message_element(&h, "p", CLASS("lead"), MESSAGE_VERIFY_PAGE_LEAD);
	put_values(&h, s, &m);
	put_one(&h, s);
	put_place(&h, s, &m);
	put_all(&h, s, &m);
	page_end(&h, s);
	return VIEW_OK;
}
