#include "view/messages.h"

#define FORMS_MAX 3

/* message_row table[]: id, then for each language its plural forms; one form where it has none. */
struct message_row {
	struct str name;
	struct str text[VIEW_LANG__COUNT][FORMS_MAX];
};
static const struct message_row table[MESSAGE__COUNT] = {
#define ROW(name, ...) { { name, sizeof(name) - 1 }, { __VA_ARGS__ } },
#define T(literal) { literal, sizeof(literal) - 1 }
#include "view/messages_table.inc"
#undef T
#undef ROW
};

unsigned message_form(enum view_lang lang, int64_t count)
{
	if (lang == VIEW_EN)
		return count == 1 ? 0 : 1;
	int64_t ten = count % 10, hundred = count % 100;
	if (ten == 1 && hundred != 11)
		return 0;
	return ten >= 2 && ten <= 4 && (hundred < 12 || hundred > 14) ? 1 : 2;
}

struct str message_text(enum view_lang lang, enum message id, int64_t count)
{
	cm_assert(id < MESSAGE__COUNT && lang < VIEW_LANG__COUNT);
	const struct str *forms = table[id].text[lang];
	unsigned form = message_form(lang, count);
	return forms[form].n > 0 ? forms[form] : forms[0];
}

struct str message_name(enum message id)
{
	cm_assert(id < MESSAGE__COUNT);
	return table[id].name;
}

enum message message_of(struct str name)
{
	for (unsigned i = 0; i < MESSAGE__COUNT; i++) {
		if (str_eq(table[i].name, name))
			return (enum message)i;
	}
	return MESSAGE__COUNT;
}

bool message_next(struct str *rest, struct str *text, int *place, bool *is_genitive)
{
	if (rest->n == 0)
		return false;
	*place = -1;
	*is_genitive = false;
	if (rest->p[0] != '{') {
		size_t end = str_find(*rest, '{', 0);
		*text = str_sub(*rest, 0, end);
		*rest = str_sub(*rest, end, rest->n);
		return true;
	}
	size_t end = str_find(*rest, '}', 0);
	cm_assert(end < rest->n && end >= 2 && rest->p[1] >= '1' && rest->p[1] <= '9');
	*place = rest->p[1] - '1';
	*is_genitive = rest->p[2] == 'g';
	*rest = str_sub(*rest, end + 1, rest->n);
	return true;
}

static void part_put(struct buf *out, enum view_lang lang, const struct part *p, bool is_genitive)
{
	switch (p->type) {
	case PART_TEXT:
	case PART_LINK:
	case PART_CODE: buf_put(out, p->words.text); break;
	case PART_DATE: date_put_words(out, lang, p->date, is_genitive); break;
	case PART_MOMENT: moment_put_words(out, lang, p->at); break;
	case PART_NUMBER: number_put_words(out, lang, p->number); break;
	case PART__END: cm_panic(__FILE__, __LINE__, "a message has more places than parts");
	}
}

void message_put(struct buf *out, enum view_lang lang, enum message id, const struct part *parts)
{
	struct str rest = message_text(lang, id, 1), text;
	int place;
	bool is_genitive;
	while (message_next(&rest, &text, &place, &is_genitive)) {
		if (place < 0)
			buf_put(out, text);
		else
			part_put(out, lang, &parts[place], is_genitive);
	}
}
