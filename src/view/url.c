/* Addresses of pages. */
#include "view/page.h"

#include "base/arena.h"

#define URL_BYTES_MAX 4096

static void put_path(struct buf *b, const struct site *s, struct str section, struct str code)
{
	buf_byte(b, '/');
	buf_put(b, site_lang(s));
	buf_byte(b, '/');
	buf_put(b, section);
	if (code.n == 0)
		return;
	buf_byte(b, '/');
	buf_percent(b, code);
}

static bool section_has_day(struct str section)
{
	return section.n == 0 || str_eq(section, S("parties")) || str_eq(section, S("bodies")) ||
	    str_eq(section, S("presidency")) || str_eq(section, S("measures")) ||
	    str_eq(section, S("agreements")) || str_eq(section, S("relations"));
}

struct str url_of(const struct site *s, struct str section, struct str code)
{
	struct buf b;
	buf_init(&b, s->scratch, URL_BYTES_MAX);
	put_path(&b, s, section, code);
	if (s->has_day && section_has_day(section)) {
		buf_put(&b, S("?on="));
		date_put(&b, date_of_days(s->day));
	}
	return buf_str(&b);
}

struct str url_whole(const struct site *s, struct str url)
{
	struct buf b;
	if (s->base.n == 0)
		return url;
	buf_init(&b, s->scratch, URL_BYTES_MAX * 2);
	buf_put(&b, s->base);
	buf_put(&b, url);
	return buf_str(&b);
}

struct str url_of_entry(const struct site *s, uint64_t index)
{
	struct buf b;
	buf_init(&b, s->scratch, URL_BYTES_MAX);
	put_path(&b, s, S("record"), STR_NONE);
	buf_byte(&b, '/');
	buf_dec(&b, (int64_t)index);
	return buf_str(&b);
}

struct str url_with(const struct site *s, struct str section, const struct query_pair *pairs)
{
	struct buf b;
	buf_init(&b, s->scratch, URL_BYTES_MAX * 4);
	put_path(&b, s, section, STR_NONE);
	char before = '?';
	for (const struct query_pair *pair = pairs; pair != NULL && pair->name != NULL; pair++) {
		if (pair->value.n == 0)
			continue;
		buf_byte(&b, (uint8_t)before);
		buf_put(&b, str_c(pair->name));
		buf_byte(&b, '=');
		buf_percent(&b, pair->value);
		before = '&';
	}
	return buf_str(&b);
}

struct str url_in_lang(const struct site *s, enum view_lang lang)
{
	struct buf b;
	buf_init(&b, s->scratch, URL_BYTES_MAX * 2);
	buf_byte(&b, '/');
	buf_put(&b, view_lang_tag(lang));
	/* "/en/parties?on=..." from its second slash on. */
	size_t rest = str_find(s->path, '/', 1);
	if (rest >= s->path.n)
		buf_byte(&b, '/');
	else
		buf_put(&b, str_sub(s->path, rest, s->path.n));
	return buf_str(&b);
}

struct str url_on_day(const struct site *s, int32_t day)
{
	struct buf b;
	buf_init(&b, s->scratch, URL_BYTES_MAX * 2);
	buf_put(&b, str_sub(s->path, 0, str_find(s->path, '?', 0)));
	buf_put(&b, S("?on="));
	date_put(&b, date_of_days(day));
	return buf_str(&b);
}
