/* Without codec/json.h, whose names of types are jansson's too: the caller parses what comes out. */
#include "service/canon.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/fmt.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "service/pointer.h"

#define POINTER_BYTES_MAX 512

/* The way to the present value, as a JSON pointer. */
struct walk {
	char pointer[POINTER_BYTES_MAX];
	const char *file;
	struct str text;
	struct err *err;
};

static enum rc check_value(struct walk *w, json_t *value, unsigned depth, size_t bytes);

static enum rc refuse(const struct walk *w, const char *what)
{
	return cm_fail(w->err, RC_INVALID, "%s:%u: '%s': %s", w->file,
	    pointer_line(w->text, str_c(w->pointer)), w->pointer, what);
}

static bool key_is_valid(struct str key)
{
	if (key.n == 0 || key.n > JSON_KEY_BYTES_MAX || key.p[0] < 'a' || key.p[0] > 'z')
		return false;
	for (size_t i = 1; i < key.n; i++) {
		char c = key.p[i];
		bool is_word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
		if (!is_word && c != '_' && c != '.' && c != '-')
			return false;
	}
	return true;
}

static enum rc check_string(const struct walk *w, json_t *string)
{
	struct str text = { json_string_value(string), json_string_length(string) };
	size_t n;
	for (size_t at = 0; at < text.n; at += n) {
		if (!utf8_allowed(utf8_get(text, at, &n)))
			return refuse(w, "a character that may not stand in an act");
	}
	return RC_OK;
}

static enum rc check_object(struct walk *w, json_t *object, unsigned depth, size_t bytes)
{
	for (void *m = json_object_iter(object); m != NULL; m = json_object_iter_next(object, m)) {
		const char *key = json_object_iter_key(m);
		size_t n = fmt_into(w->pointer + bytes, sizeof w->pointer - bytes, "/%s", key);
		if (!key_is_valid(str_c(key)))
			return refuse(w, "a name is a letter a-z, then at most 31 of a-z 0-9 _ . -");
		enum rc rc = check_value(w, json_object_iter_value(m), depth + 1, bytes + n);
		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}

static enum rc check_array(struct walk *w, json_t *array, unsigned depth, size_t bytes)
{
	for (size_t i = 0; i < json_array_size(array); i++) {
		size_t n = fmt_into(w->pointer + bytes, sizeof w->pointer - bytes, "/%zu", i);
		enum rc rc = check_value(w, json_array_get(array, i), depth + 1, bytes + n);
		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}

static enum rc check_integer(const struct walk *w, json_t *number)
{
	json_int_t value = json_integer_value(number);
	if (value > JSON_INTEGER_MAX || value < -JSON_INTEGER_MAX)
		return refuse(w, "an integer beyond 2^53-1");
	return RC_OK;
}

static enum rc check_value(struct walk *w, json_t *value, unsigned depth, size_t bytes)
{
	w->pointer[bytes] = '\0';
	if (depth > JSON_DEPTH_MAX)
		return refuse(w, "nested too deep");
	switch (json_typeof(value)) {
	case JSON_OBJECT:
		return check_object(w, value, depth, bytes);
	case JSON_ARRAY:
		return check_array(w, value, depth, bytes);
	case JSON_STRING:
		return check_string(w, value);
	case JSON_INTEGER:
		return check_integer(w, value);
	case JSON_TRUE:
	case JSON_FALSE:
		return RC_OK;
	case JSON_REAL:
	case JSON_NULL:
		return refuse(w, "neither null nor a number with a fraction may stand here");
	}
	return refuse(w, "no JSON value");
}

static void release_json(json_t **json)
{
	json_decref(*json);
}
static void release_text(char **text)
{
	free(*text);
}

enum rc canon_json(struct str *out, struct arena *a, const char *file, struct str text,
    struct err *err)
{
	json_error_t where;
	json_t *top __attribute__((cleanup(release_json))) =
	    json_loadb(text.p, text.n, JSON_REJECT_DUPLICATES, &where);
	if (top == NULL)
		return cm_fail(err, RC_INVALID, "%s:%d:%d: %s", file, where.line, where.column, where.text);
	struct walk w = { .file = file, .text = text, .err = err };
	if (!json_is_object(top))
		return refuse(&w, "the whole must be an object");
	enum rc rc = check_value(&w, top, 1, 0);
	if (rc != RC_OK)
		return rc;
	/* Compact, sorted by bytes, with the four escapes only: of these values, the canonical form. */
	char *dump __attribute__((cleanup(release_text))) = json_dumps(top, JSON_COMPACT | JSON_SORT_KEYS);
	if (dump == NULL)
		return cm_fail(err, RC_LIMIT, "%s: no memory", file);
	*out = str_copy(a, str_c(dump));
	return RC_OK;
}
