#include "web/multipart.h"

#include "web/http_parse.h"

static struct str trimmed(struct str s)
{
	while (s.n > 0 && (s.p[0] == ' ' || s.p[0] == '\t'))
		s = str_sub(s, 1, s.n);
	while (s.n > 0 && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '\t'))
		s.n--;
	return s;
}

/* `name="value"` among parameters; the value may stand without quotation marks where it has no need of
 * them. False: it is not there, or malformed. */
static bool parameter_find(struct str parameters, struct str name, struct str *value)
{
	while (parameters.n > 0) {
		struct str one = trimmed(str_cut(&parameters, ';'));
		struct str key = str_cut(&one, '=');
		if (!http_is_word(trimmed(key), name))
			continue;
		one = trimmed(one);
		if (one.n >= 2 && one.p[0] == '"' && one.p[one.n - 1] == '"')
			one = str_sub(one, 1, one.n - 1);
		*value = one;
		return one.n > 0 && str_find(one, '"', 0) == one.n && str_find(one, '\\', 0) == one.n;
	}
	return false;
}

static bool boundary_read(struct str type, struct str *boundary)
{
	struct str kind = trimmed(str_cut(&type, ';'));
	if (!http_is_word(kind, S("multipart/form-data")) || !parameter_find(type, S("boundary"), boundary) ||
	    boundary->n > MULTIPART_BOUNDARY_BYTES_MAX)
		return false;
	for (size_t i = 0; i < boundary->n; i++) {
		if (boundary->p[i] <= ' ' || boundary->p[i] > '~')
			return false;
	}
	return true;
}

/* The head of a part, line by line, up to the empty one; its name. */
static bool head_read(struct str *rest, struct str *name)
{
	bool has_name = false;
	for (size_t read = 0; read <= MULTIPART_HEAD_BYTES_MAX;) {
		size_t end = str_find(*rest, '\n', 0);
		if (end == rest->n || end == 0 || rest->p[end - 1] != '\r')
			return false;
		struct str line = str_sub(*rest, 0, end - 1);
		*rest = str_sub(*rest, end + 1, rest->n);
		if (line.n == 0)
			return has_name;
		read += line.n + 2;
		struct str field = str_cut(&line, ':');
		if (!http_is_word(field, S("content-disposition")))
			continue;
		struct str kind = trimmed(str_cut(&line, ';'));
		if (has_name || !http_is_word(kind, S("form-data")) || !parameter_find(line, S("name"), name))
			return false;
		has_name = true;
	}
	return false;
}

/* The first "CR LF -- boundary" at or behind `from`; body.n when there is none. */
static size_t delimiter_find(struct str body, struct str boundary, size_t from)
{
	for (size_t at = from; at < body.n; at++) {
		at = str_find(body, '\r', at);
		struct str rest = str_sub(body, at, body.n);
		if (str_starts(rest, S("\r\n--")) && str_starts(str_sub(rest, 4, rest.n), boundary))
			return at;
	}
	return body.n;
}

struct str multipart_value(const struct multipart *m, struct str name)
{
	for (uint32_t i = 0; i < m->count; i++) {
		if (str_eq(m->at[i].name, name))
			return m->at[i].bytes;
	}
	return STR_NONE;
}

static bool part_add(struct multipart *out, struct str name, struct str bytes)
{
	for (uint32_t i = 0; i < out->count; i++) {
		if (str_eq(out->at[i].name, name))
			return false;
	}
	if (out->count == MULTIPART_PARTS_MAX)
		return false;
	out->at[out->count++] = (struct multipart_part){ name, bytes };
	return true;
}

bool multipart_parse(struct multipart *out, struct str type, struct str body)
{
	struct str boundary, name;
	*out = (struct multipart){ .count = 0 };
	if (!boundary_read(type, &boundary) || !str_starts(body, S("--")) ||
	    !str_starts(str_sub(body, 2, body.n), boundary))
		return false;
	body = str_sub(body, 2 + boundary.n, body.n);
	for (;;) {
		if (str_starts(body, S("--")))
			return out->count > 0;
		if (!str_starts(body, S("\r\n")))
			return false;
		body = str_sub(body, 2, body.n);
		if (!head_read(&body, &name))
			return false;
		size_t end = delimiter_find(body, boundary, 0);
		if (end == body.n || !part_add(out, name, str_sub(body, 0, end)))
			return false;
		body = str_sub(body, end + 4 + boundary.n, body.n);
	}
}
