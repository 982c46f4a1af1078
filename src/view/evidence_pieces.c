#include "view/evidence_pieces.h"

#include "base/arena.h"
#include "view/api.h"
#include "view/silence_pieces.h"

void act_link_render(struct html *h, const struct site *s, int64_t entry)
{
	html_say(h, MESSAGE_SILENCE_ACT, PARTS(part_link(url_of_entry(s, (uint64_t)entry),
	    (struct lang_text){ STR_NONE, number_text(s, (uint64_t)entry) })));
}

void receipt_link_render(struct html *h, const struct site *s, int64_t entry)
{
	struct buf b;
	buf_init(&b, s->scratch, 128);
	buf_put(&b, url_of_entry(s, (uint64_t)entry));
	buf_put(&b, S("#receipt"));
	html_link(h, buf_str(&b), message_text(s->lang, MESSAGE_DESK_RECEIPT, 1));
}

void acts_render(struct html *h, const struct site *s, const struct act_item_list *list)
{
	html_open(h, "ul", CLASS("rows instants"));
	for (uint32_t i = 0; i < list->count; i++) {
		const struct act_item *item = &list->at[i];
		html_open(h, "li", ATTRS_NONE);
		html_open(h, "span", CLASS("when"));
		html_time(h, item->received);
		html_close(h, "span");
		html_open(h, "span", CLASS("what"));
		html_link_words(h, url_of_entry(s, (uint64_t)item->index), item->sentence);
		html_close(h, "span");
		html_close(h, "li");
	}
	html_close(h, "ul");
}

void steps_render(struct html *h, const struct site *s, const struct step_item_list *list,
    int64_t total)
{
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_SILENCE_STEPS);
	html_open(h, "ol", CLASS("spans steps"));
	for (uint32_t i = 0; i < list->count; i++) {
		const struct step_item *step = &list->at[i];
		html_open(h, "li", ATTRS_NONE);
		html_open(h, "b", ATTRS_NONE);
		html_words(h, step->state_name);
		html_close(h, "b");
		html_open(h, "span", CLASS("more"));
		html_instant(h, step->at);
		html_text(h, S(" · "));
		act_link_render(h, s, step->entry);
		html_close(h, "span");
		html_open(h, "p", ATTRS_NONE);
		html_words(h, step->sentence);
		html_close(h, "p");
		html_close(h, "li");
	}
	html_close(h, "ol");
	page_more(h, total - list->count);
	html_close(h, "section");
}

void parties_render(struct html *h, const struct site *s, const struct code_item_list *list,
    enum message says)
{
	if (list->count == 0)
		return;
	html_open(h, "details", CLASS("why"));
	html_open(h, "summary", ATTRS_NONE);
	html_count(h, says, list->count);
	html_close(h, "summary");
	html_open(h, "ul", CLASS("parties"));
	for (uint32_t i = 0; i < list->count; i++)
		page_party_row(h, s, list->at[i].code, list->at[i].name);
	html_close(h, "ul");
	html_close(h, "details");
}

void next_render(struct html *h, const struct site *s, const struct next_item_list *list)
{
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_SILENCE_NEXT);
	if (list->count == 0)
		html_message_element(h, "p", CLASS("none"), MESSAGE_SILENCE_NO_NEXT);
	else
		silence_next_render(h, s, list);
	html_close(h, "section");
}

/* From the act that holds the text, not from this page: so the page is checked too. */
static struct str recheck_hash(const struct site *s, int64_t entry)
{
	struct buf b;
	buf_init(&b, s->scratch, 1024);
	buf_put(&b, S("curl -s ADDRESS/api/en/record/"));
	buf_dec(&b, entry);
	buf_put(&b, S(" | python3 -c '\nimport hashlib, json, sys\nh = hashlib.sha256()\n"
	              "for t in json.load(sys.stdin)[\"data\"][\"act\"][\"texts\"]:\n"
	              "    for part in t[\"lang\"], t.get(\"title\", \"\"), t[\"text\"]:\n"
	              "        b = part.encode()\n"
	              "        h.update(len(b).to_bytes(4, \"big\") + b)\n"
	              "print(h.hexdigest())'\n"));
	return buf_str(&b);
}

/* From the words of the units, which stand while the text is put and once it is adopted. */
static struct str recheck_revision(const struct site *s, struct str text)
{
	struct buf b;
	buf_init(&b, s->scratch, 1024);
	buf_put(&b, S("curl -s ADDRESS/api/en/texts/"));
	buf_put(&b, text);
	buf_put(&b, S(" | python3 -c '\nimport hashlib, json, sys\nh = hashlib.sha256()\n"
	              "for u in json.load(sys.stdin)[\"data\"][\"units\"]:\n"
	              "    words = hashlib.sha256(u[\"words\"].encode())\n"
	              "    h.update(u[\"id\"].encode() + b\"\\0\" + words.digest())\n"
	              "print(h.hexdigest())'\n"));
	return buf_str(&b);
}

void negotiated_render(struct html *h, const struct site *s, const struct negotiated_item *of)
{
	if (of == NULL)
		return;
	page_fact_open(h, MESSAGE_PUT_TEXT);
	html_link_words(h, url_of(s, S("texts"), of->text), of->title);
	html_text(h, S(" · "));
	html_say(h, of->is_adopted ? MESSAGE_PUT_REVISION_ADOPTED : MESSAGE_PUT_REVISION,
	    PARTS(part_number(of->revision), part_code(of->symbol)));
	page_fact_close(h);
}

void put_texts_render(struct html *h, const struct site *s, const struct negotiated_item *of,
    const struct frozen_item_list *texts)
{
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_SILENCE_TEXT);
	if (of != NULL && !of->stands)
		html_message_element(h, "p", CLASS("none"), MESSAGE_PUT_WENT_ON);
	frozen_render(h, s, texts);
	html_close(h, "section");
}

void recheck_render(struct html *h, const struct site *s, const struct negotiated_item *of,
    int64_t entry, enum message says_acts)
{
	struct buf b;
	buf_init(&b, s->scratch, 1024);
	buf_put(&b, S("comity verify ADDRESS --key '"));
	buf_put(&b, s->log_vkey);
	buf_put(&b, S("'\n"));
	html_open(h, "section", ATTRS_NONE);
	html_message_element(h, "h2", ATTRS_NONE, MESSAGE_SILENCE_RECHECK);
	html_message_element(h, "p", ATTRS_NONE,
	    of != NULL ? MESSAGE_PUT_RECHECK : MESSAGE_SILENCE_RECHECK_HASH);
	commands_render(h, of != NULL ? recheck_revision(s, of->text) : recheck_hash(s, entry));
	html_message_element(h, "p", ATTRS_NONE, says_acts);
	html_message_element(h, "p", ATTRS_NONE, MESSAGE_SILENCE_RECHECK_ALL);
	commands_render(h, buf_str(&b));
	html_close(h, "section");
}
