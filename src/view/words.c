/* Dates, numbers and names of languages as people write them. */
#include "view/messages.h"

#define NBSP "\xc2\xa0"

static const struct str months_en[12] = { S("January"), S("February"), S("March"), S("April"),
	S("May"), S("June"), S("July"), S("August"), S("September"), S("October"), S("November"),
	S("December") };
/* Alone: "май 2014 г."; after a day or a preposition that asks for it: "20 мая", "с мая". */
static const struct str months_ru[12] = { S("январь"), S("февраль"), S("март"), S("апрель"),
	S("май"), S("июнь"), S("июль"), S("август"), S("сентябрь"), S("октябрь"), S("ноябрь"),
	S("декабрь") };
static const struct str months_ru_genitive[12] = { S("января"), S("февраля"), S("марта"),
	S("апреля"), S("мая"), S("июня"), S("июля"), S("августа"), S("сентября"), S("октября"),
	S("ноября"), S("декабря") };

static void put_two(struct buf *out, int n)
{
	buf_byte(out, (uint8_t)('0' + n / 10));
	buf_byte(out, (uint8_t)('0' + n % 10));
}

static struct str month_name(enum view_lang lang, struct date d, bool is_genitive)
{
	cm_assert(d.month >= 1 && d.month <= 12);
	if (lang == VIEW_EN)
		return months_en[d.month - 1];
	return d.day != 0 || is_genitive ? months_ru_genitive[d.month - 1] : months_ru[d.month - 1];
}

void date_put_words(struct buf *out, enum view_lang lang, struct date d, bool is_genitive)
{
	cm_assert(date_known(d));
	if (d.day != 0) {
		buf_dec(out, d.day);
		buf_put(out, S(NBSP));
	}
	if (d.month != 0) {
		buf_put(out, month_name(lang, d, is_genitive));
		buf_put(out, d.day != 0 ? S(" ") : S(NBSP));
	}
	buf_dec(out, d.year);
	if (lang == VIEW_RU)
		buf_put(out, S(NBSP "г."));
	if (d.minute < 0)
		return;
	buf_put(out, S(", "));
	put_two(out, d.minute / 60);
	buf_byte(out, ':');
	put_two(out, d.minute % 60);
}

/* Only a day, a month, or a year: what two dates of a range may share after it. */
enum grain { GRAIN_YEAR, GRAIN_MONTH, GRAIN_DAY };

static enum grain grain_of(struct date d)
{
	return d.day != 0 ? GRAIN_DAY : d.month != 0 ? GRAIN_MONTH : GRAIN_YEAR;
}

bool range_first_put(struct buf *out, enum view_lang lang, struct date from, struct date until)
{
	enum grain grain = grain_of(from);
	bool is_plain = grain == grain_of(until) && from.minute < 0 && until.minute < 0;
	if (is_plain && grain == GRAIN_YEAR) {
		buf_dec(out, from.year);
		return true;
	}
	if (!is_plain || from.year != until.year) {
		date_put_words(out, lang, from, false);
		return false;
	}
	if (grain == GRAIN_DAY) {
		buf_dec(out, from.day);
		if (from.month == until.month)
			return true;
		buf_put(out, S(NBSP));
	}
	buf_put(out, month_name(lang, from, false));
	return false;
}

void range_last_put(struct buf *out, enum view_lang lang, struct date from, struct date until)
{
	bool are_years = grain_of(from) == GRAIN_YEAR && grain_of(until) == GRAIN_YEAR;
	if (lang != VIEW_RU || !are_years) {
		date_put_words(out, lang, until, false);
		return;
	}
	buf_dec(out, until.year);
	buf_put(out, S(NBSP "гг."));
}

static void put_moment(struct buf *out, enum view_lang lang, moment at, bool with_ms)
{
	struct clock_parts c = moment_parts(at);
	c.date.minute = -1;
	date_put_words(out, lang, c.date, false);
	buf_put(out, S(", "));
	put_two(out, c.hour);
	buf_byte(out, ':');
	put_two(out, c.minute);
	buf_byte(out, ':');
	put_two(out, c.second);
	if (with_ms) {
		buf_byte(out, '.');
		buf_byte(out, (uint8_t)('0' + c.ms / 100));
		put_two(out, c.ms % 100);
	}
	buf_put(out, S(NBSP "UTC"));
}

void moment_put_words(struct buf *out, enum view_lang lang, moment at)
{
	put_moment(out, lang, at, false);
}

void instant_put_words(struct buf *out, enum view_lang lang, moment at)
{
	put_moment(out, lang, at, true);
}

void expiry_put_words(struct buf *out, enum view_lang lang, moment at)
{
	put_moment(out, lang, at, at.ms % 1000 != 0);
}

void number_put_words(struct buf *out, enum view_lang lang, int64_t number)
{
	cm_assert(number >= 0);
	int64_t unit = 1;
	while (number / unit >= 1000)
		unit *= 1000;
	buf_dec(out, number / unit);
	while (unit > 1) {
		unit /= 1000;
		int three = (int)(number / unit % 1000);
		buf_put(out, lang == VIEW_EN ? S(",") : S(NBSP));
		buf_byte(out, (uint8_t)('0' + three / 100));
		put_two(out, three % 100);
	}
}

/* The part of a tag before its first hyphen. */
static struct str primary(struct str tag)
{
	return str_sub(tag, 0, str_find(tag, '-', 0));
}

struct str lang_direction(struct str tag)
{
	static const struct str rtl[] = { S("ar"), S("dv"), S("fa"), S("he"), S("ku"), S("ps"),
		S("sd"), S("ug"), S("ur"), S("yi") };
	for (size_t i = 0; i < CM_COUNT(rtl); i++) {
		if (str_eq(primary(tag), rtl[i]))
			return S("rtl");
	}
	return S("ltr");
}

struct str lang_own_name(struct str tag)
{
	static const struct {
		struct str tag, name;
	} names[] = {
		{ S("ar"), S("العربية") },
		{ S("de"), S("Deutsch") },
		{ S("en"), S("English") },
		{ S("es"), S("español") },
		{ S("fa"), S("فارسی") },
		{ S("fr"), S("français") },
		{ S("he"), S("עברית") },
		{ S("kk"), S("қазақ тілі") },
		{ S("ru"), S("русский") },
		{ S("tr"), S("Türkçe") },
		{ S("zh"), S("中文") },
	};
	for (size_t i = 0; i < CM_COUNT(names); i++) {
		if (str_eq(primary(tag), names[i].tag))
			return names[i].name;
	}
	return tag;
}

struct str view_lang_tag(enum view_lang lang)
{
	return lang == VIEW_RU ? S("ru") : S("en");
}

enum view_lang view_lang_of(struct str tag)
{
	if (str_eq(tag, S("en")))
		return VIEW_EN;
	return str_eq(tag, S("ru")) ? VIEW_RU : VIEW_LANG__COUNT;
}
