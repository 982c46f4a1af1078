#include "view/text_room.h"

#include "base/arena.h"

static void put_status(struct html *h, const struct draft_unit *u)
{
	static const enum message words[UNIT_STATUS__COUNT] = { [UNIT_OPEN] = MESSAGE_TEXT_OPEN,
		[UNIT_AD_REF] = MESSAGE_TEXT_AD_REF, [UNIT_AGREED] = MESSAGE_TEXT_AGREED };
	html_message_element(h, "em", CLASS("tag"), words[u->status]);
}

/* "7 brackets left in OP4" */
static void put_left(struct html *h, const struct draft_unit *u)
{
	uint32_t left = text_choices_count(u);
	struct str rest = message_text(h->lang, MESSAGE_ROOM_LEFT, left), text;
	int place;
	bool is_genitive;
	if (left == 0)
		return;
	html_open(h, "span", CLASS("left"));
	while (message_next(&rest, &text, &place, &is_genitive)) {
		if (place < 0)
			html_text(h, text);
		else if (place == 0)
			html_number(h, left);
		else
			html_text(h, text_unit_label(h, u));
	}
	html_close(h, "span");
}

void text_room_unit_render(struct html *h, const struct text_view *v, uint32_t unit)
{
	const struct draft_unit *u = &v->draft->units[unit];
	struct buf class;
	buf_init(&class, v->scratch, 64);
	buf_put(&class, S("paragraph "));
	buf_put(&class, unit_status_name(u->status));
	html_open(h, "div", ATTRS({ "class", buf_str(&class) }));
	html_open(h, "p", CLASS("room-head"));
	html_element(h, "b", ATTRS_NONE, text_unit_label(h, u));
	html_text(h, S(" "));
	put_status(h, u);
	html_text(h, S(" "));
	put_left(h, u);
	html_close(h, "p");
	text_unit_body_render(h, v, unit);
	html_close(h, "div");
}

void text_room_neighbour_render(struct html *h, const struct text_view *v, uint32_t unit)
{
	const struct draft_unit *u = &v->draft->units[unit];
	struct text_view quiet = *v;
	quiet.is_nameless = true;
	quiet.outlined = 0;
	html_open(h, "div", CLASS("neighbour"));
	html_open(h, "p", CLASS("room-head"));
	html_element(h, "b", ATTRS_NONE, text_unit_label(h, u));
	html_text(h, S(" "));
	put_status(h, u);
	html_close(h, "p");
	html_open(h, "div", ATTRS({ "class", S("words") }, { "lang", v->draft->lang }));
	text_words_render(h, &quiet, u);
	html_close(h, "div");
	html_close(h, "div");
}
