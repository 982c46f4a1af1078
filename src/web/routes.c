/* From a request to its handler. */
#include "web/call.h"

#include "base/arena.h"
#include "base/buf.h"

/* Encoded in our one form an address may grow; longer than a line it is refused. */
#define ADDRESS_BYTES_MAX HTTP_LINE_BYTES_MAX

#define TEXT(literal) { literal, sizeof(literal) - 1 }
const struct route routes[] = {
#define PAGE(id, path, parameters, maker) { TEXT(path), TEXT(parameters), ROUTE_GET, false, maker, NULL },
#define FORM(id, path, parameters, maker) { TEXT(path), TEXT(parameters), ROUTE_GET, true, maker, NULL },
#define UPLOAD(id, path, parameters, handler)                                                      \
	{ TEXT(path), TEXT(parameters), ROUTE_UPLOAD, false, NULL, handler },
#define FIXED(id, method, path, handler) { TEXT(path), TEXT(""), ROUTE_##method, false, NULL, handler },
#include "web/routes.def"
#undef PAGE
#undef FORM
#undef UPLOAD
#undef FIXED
};
const size_t routes_count = CM_COUNT(routes);

/* "q=0.75" as thousandths; 1000 when there is no weight. Anything else weighs nothing. */
static unsigned weight_of(struct str parameters)
{
	size_t at = str_find_str(parameters, S("q="));
	struct str text = str_sub(parameters, at + 2, parameters.n);
	unsigned weight = 0;
	if (at == parameters.n)
		return 1000;
	if (text.n > 0 && text.p[0] == '1')
		return 1000;
	for (size_t i = 2, unit = 100; i < text.n && unit > 0; i++, unit /= 10) {
		if (text.p[i] < '0' || text.p[i] > '9')
			break;
		weight += (unsigned)(text.p[i] - '0') * (unsigned)unit;
	}
	return weight;
}

enum view_lang lang_accepted(struct str field)
{
	enum view_lang best = VIEW_EN;
	unsigned best_weight = 0;
	struct str item;
	while (http_list_next(&field, &item)) {
		unsigned weight;
		struct str tag = str_cut(&item, ';');
		enum view_lang lang = view_lang_of(str_cut(&tag, '-'));
		weight = weight_of(item);
		if (lang == VIEW_LANG__COUNT || weight <= best_weight)
			continue;
		best = lang;
		best_weight = weight;
	}
	return best;
}

/* Does the pattern take the path? *code gets what {code} or '*' stands for. */
static bool path_matches(struct str pattern, struct str path, struct str *code)
{
	size_t brace = str_find(pattern, '{', 0);
	struct str after = str_sub(pattern, str_find(pattern, '}', 0) + 1, pattern.n);
	*code = STR_NONE;
	if (str_ends(pattern, S("*"))) {
		struct str before = str_sub(pattern, 0, pattern.n - 1);
		*code = str_sub(path, before.n, path.n);
		return str_starts(path, before) && code->n > 0;
	}
	if (brace == pattern.n)
		return str_eq(pattern, path);
	if (!str_starts(path, str_sub(pattern, 0, brace)) || !str_ends(path, after) ||
	    path.n <= brace + after.n)
		return false;
	*code = str_sub(path, brace, path.n - after.n);
	return str_find(*code, '/', 0) == code->n;
}

enum route_kind { KIND_PAGE, KIND_UPLOAD, KIND_FIXED };

static enum route_kind kind_of_route(const struct route *r)
{
	if (r->make != NULL)
		return KIND_PAGE;
	return r->method == ROUTE_UPLOAD ? KIND_UPLOAD : KIND_FIXED;
}

static const struct route *route_find(struct str path, enum route_kind kind, struct str *code)
{
	for (size_t i = 0; i < routes_count; i++) {
		if (kind_of_route(&routes[i]) == kind && path_matches(routes[i].path, path, code))
			return &routes[i];
	}
	return NULL;
}

/* A page, or, where one comes, the file that it takes. */
static const struct route *page_find(enum http_method method, struct str path, struct str *code)
{
	const struct route *upload = method == HTTP_POST ? route_find(path, KIND_UPLOAD, code) : NULL;
	return upload != NULL ? upload : route_find(path, KIND_PAGE, code);
}

/* Parameters whose names the record has given: all that begin so, with their lines. */
static void fields_take(struct call *c, struct str prefix, const struct query *all)
{
	for (uint32_t i = 0; i < all->count && c->query.count < QUERY_PAIRS_MAX; i++) {
		if (str_starts(all->at[i].name, prefix) && all->at[i].value.n > 0)
			c->query.at[c->query.count++] = all->at[i];
	}
}

/* One form for all the ways to write an address: known parameters, in the route's order. Those of a form's
 * body are not told: they may be longer than any address, and what is staged is nobody's business. */
static void address_make(struct call *c, const struct query *all)
{
	struct buf b;
	struct str pattern = c->route->path, names = c->route->parameters;
	buf_init(&b, c->x->scratch, ADDRESS_BYTES_MAX);
	buf_byte(&b, '/');
	buf_put(&b, view_lang_tag(c->lang));
	buf_byte(&b, '/');
	buf_put(&b, str_sub(pattern, 0, str_find(pattern, '{', 0)));
	buf_percent(&b, c->code);
	buf_put(&b, str_sub(pattern, str_find(pattern, '}', 0) + 1, pattern.n));
	c->query = (struct query){ 0 };
	while (names.n > 0) {
		struct str name = str_cut(&names, ' ');
		if (str_ends(name, S("*")))
			fields_take(c, str_sub(name, 0, name.n - 1), all);
		else if (query_value(all, name).n > 0)
			c->query.at[c->query.count++] = (struct query_param){ name,
				query_flat(c->x->scratch, query_value(all, name)) };
	}
	for (uint32_t i = 0; i < c->query.count && !c->is_form; i++) {
		buf_byte(&b, (uint8_t)(i == 0 ? '?' : '&'));
		buf_percent(&b, c->query.at[i].name);
		buf_byte(&b, '=');
		buf_percent(&b, c->query.at[i].value);
	}
	c->address = b.failed ? STR_NONE : buf_str(&b);
}

/* "/en/parties" or, of the API, "/parties?lang=ru": takes the language off. False: no page's. */
static bool lang_take(struct call *c, struct str *path, const struct query *all)
{
	struct str rest = str_sub(*path, 1, path->n);
	struct str first = str_cut(&rest, '/');
	enum view_lang lang = view_lang_of(first);
	if (lang != VIEW_LANG__COUNT && path->n > first.n + 1) {
		c->lang = lang;
		*path = rest;
		return true;
	}
	if (c->format == VIEW_HTML)
		return false;
	lang = view_lang_of(query_value(all, S("lang")));
	c->lang = lang != VIEW_LANG__COUNT ? lang : c->lang;
	*path = str_sub(*path, 1, path->n);
	return true;
}

/* "/en" and "/en/parties/" stand for addresses that differ by the slash at their end. */
static bool slash_redirect(struct call *c, struct str path)
{
	struct buf b;
	struct str code;
	if (c->x->method == HTTP_POST || c->format == VIEW_JSON)
		return false;
	buf_init(&b, c->x->scratch, ADDRESS_BYTES_MAX);
	if (view_lang_of(str_sub(path, 1, path.n)) != VIEW_LANG__COUNT) {
		buf_put(&b, path);
		buf_byte(&b, '/');
	} else if (path.n > 4 && str_ends(path, S("/")) && path.p[3] == '/' &&
	    view_lang_of(str_sub(path, 1, 3)) != VIEW_LANG__COUNT &&
	    route_find(str_sub(path, 4, path.n - 1), KIND_PAGE, &code) != NULL) {
		buf_put(&b, str_sub(path, 0, path.n - 1));
	} else {
		return false;
	}
	if (c->x->query.n > 0)
		buf_byte(&b, '?');
	buf_put(&b, c->x->query);
	redirect_answer(c, 301, buf_str(&b));
	return true;
}

/* The form in the body of a POST. */
static bool form_read(struct call *c, struct query *all)
{
	struct str parameters = exchange_field(c->x, HTTP_FIELD_CONTENT_TYPE);
	struct str type = str_cut(&parameters, ';');
	return http_is_word(type, S("application/x-www-form-urlencoded")) &&
	    query_parse_form(all, c->x->scratch, c->x->body);
}

static void page_route(struct call *c, struct str path)
{
	struct query all;
	struct str whole = path, code;
	if (!query_parse(&all, c->x->scratch, c->x->query)) {
		problem_answer(c, PROBLEM_BAD_REQUEST);
		return;
	}
	c->route = lang_take(c, &path, &all) ? page_find(c->x->method, path, &code) : NULL;
	if (c->route == NULL) {
		if (!slash_redirect(c, whole))
			problem_answer(c, PROBLEM_NOT_FOUND);
		return;
	}
	if (!url_decode(&c->code, c->x->scratch, code, false)) {
		problem_answer(c, PROBLEM_BAD_REQUEST);
		return;
	}
	c->is_form = c->route->has_form && c->x->method == HTTP_POST;
	if (c->is_form && !form_read(c, &all)) {
		problem_answer(c, PROBLEM_BAD_REQUEST);
		return;
	}
	address_make(c, &all);
	if (c->route->method == ROUTE_UPLOAD)
		c->route->answer(c);
	else if (!c->is_form && c->x->method != HTTP_GET && c->x->method != HTTP_HEAD)
		problem_answer(c, PROBLEM_METHOD);
	else
		page_answer(c);
}

static bool method_fits(const struct route *route, enum http_method method)
{
	return route->method == ROUTE_POST ? method == HTTP_POST
					   : method == HTTP_GET || method == HTTP_HEAD;
}

static void fixed_route(struct call *c)
{
	if (!method_fits(c->route, c->x->method)) {
		text_answer(c, 405,
		    c->route->method == ROUTE_POST ? S("Allow: POST\r\n") : S("Allow: GET, HEAD\r\n"),
		    S("This method is not for this address.\n"));
		return;
	}
	c->route->answer(c);
}

void call_answer(struct exchange *x)
{
	struct web_loop *loop = x->loop_ctx;
	struct call c = { .x = x, .loop = loop, .service = loop->web->options->service,
		.format = VIEW_HTML };
	struct str path = x->path;
	bool is_signing = is_for_signing(x);
	if (!is_signing && x->method == HTTP_GET && cached_try(x))
		return;
	c.lang = lang_accepted(exchange_field(x, HTTP_FIELD_ACCEPT_LANGUAGE));
	if (is_signing) {
		sign_answer(&c);
		return;
	}
	c.route = route_find(path, KIND_FIXED, &c.code);
	if (c.route != NULL) {
		fixed_route(&c);
		return;
	}
	if (str_starts(path, S("/api/"))) {
		c.format = VIEW_JSON;
		path = str_sub(path, 4, path.n);
	}
	page_route(&c, path);
}

/* Only acts, forms and files have a body. Longer ones of a single act are answered with E_SIZE by its
 * handler. */
size_t call_body_max(const struct exchange *x)
{
	struct str path = x->path, code;
	if (x->method != HTTP_POST)
		return 0;
	if (is_for_signing(x))
		return SIGN_FORM_BYTES_MAX;
	if (str_eq(path, S("/acts")) || str_eq(path, S("/content")))
		return BATCH_BYTES_MAX;
	path = str_starts(path, S("/api/")) ? str_sub(path, 4, path.n) : path;
	path = str_sub(path, 1 + str_find(path, '/', 1), path.n); /* behind the language */
	const struct route *route = page_find(HTTP_POST, path, &code);
	if (route != NULL && route->method == ROUTE_UPLOAD)
		return BATCH_BYTES_MAX;
	return route != NULL && route->has_form ? HTTP_FORM_BYTES_MAX : 0;
}
