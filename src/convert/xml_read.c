#include "convert/xml_read.h"

#include <expat.h>
#include <string.h>

#include "base/limits.h"

struct reader {
	XML_Parser parser;
	const struct xml_calls *calls;
	void *ctx;
	struct err *err;
	uint32_t depth;
	enum rc rc;
};

static void reader_stop(struct reader *r, enum rc rc)
{
	if (r->rc != RC_OK)
		return;
	r->rc = rc;
	(void)XML_StopParser(r->parser, XML_FALSE);
}

static void XMLCALL on_open(void *ctx, const XML_Char *name, const XML_Char **attrs)
{
	struct reader *r = ctx;
	if (r->rc != RC_OK)
		return;
	if (++r->depth > XML_DEPTH_MAX) {
		reader_stop(r, cm_fail(r->err, RC_LIMIT, "elements lie too deep in each other"));
		return;
	}
	enum rc rc = r->calls->open(r->ctx, name, attrs, r->err);
	if (rc != RC_OK)
		reader_stop(r, rc);
}

static void XMLCALL on_close(void *ctx, const XML_Char *name)
{
	struct reader *r = ctx;
	if (r->rc != RC_OK)
		return;
	r->depth--;
	enum rc rc = r->calls->close(r->ctx, name, r->err);
	if (rc != RC_OK)
		reader_stop(r, rc);
}

static void XMLCALL on_text(void *ctx, const XML_Char *text, int n)
{
	struct reader *r = ctx;
	if (r->rc != RC_OK || n <= 0)
		return;
	enum rc rc = r->calls->text(r->ctx, (struct str){ text, (size_t)n }, r->err);
	if (rc != RC_OK)
		reader_stop(r, rc);
}

static void XMLCALL on_doctype(
    void *ctx, const XML_Char *name, const XML_Char *system, const XML_Char *public, int has_subset)
{
	struct reader *r = ctx;
	(void)name;
	(void)system;
	(void)public;
	(void)has_subset;
	reader_stop(r, cm_fail(r->err, RC_INVALID, "it declares a document type, which we do not take"));
}

enum rc xml_read(
    struct str part, struct str bytes, const struct xml_calls *calls, void *ctx, struct err *err)
{
	struct err none;
	struct reader r = { .calls = calls, .ctx = ctx, .err = err != NULL ? err : &none };
	size_t at = 0;
	r.parser = XML_ParserCreateNS(NULL, ' ');
	if (r.parser == NULL)
		cm_panic(__FILE__, __LINE__, "expat has no memory");
	XML_SetUserData(r.parser, &r);
	XML_SetElementHandler(r.parser, on_open, on_close);
	if (calls->text != NULL)
		XML_SetCharacterDataHandler(r.parser, on_text);
	XML_SetStartDoctypeDeclHandler(r.parser, on_doctype);
	while (r.rc == RC_OK) {
		size_t n = bytes.n - at < (1U << 20) ? bytes.n - at : 1U << 20;
		bool is_last = at + n == bytes.n;
		enum XML_Status status = XML_Parse(r.parser, bytes.p + at, (int)n, is_last);
		at += n;
		if (status != XML_STATUS_OK && r.rc == RC_OK)
			r.rc = cm_fail(r.err, RC_CORRUPT, "%s", XML_ErrorString(XML_GetErrorCode(r.parser)));
		if (is_last)
			break;
	}
	if (r.rc != RC_OK)
		r.rc = err_wrap(r.err, "%.*s, line %lu", STR_ARG(part),
		    (unsigned long)XML_GetCurrentLineNumber(r.parser));
	XML_ParserFree(r.parser);
	return r.rc;
}

const char *xml_local_name(const char *name)
{
	const char *space = strrchr(name, ' ');
	return space != NULL ? space + 1 : name;
}

const char *xml_word_name(const char *name)
{
	static const char *const spaces[] = {
		"http://schemas.openxmlformats.org/wordprocessingml/2006/main ",
		"http://purl.oclc.org/ooxml/wordprocessingml/main ", /* the strict form */
	};
	for (size_t i = 0; i < CM_COUNT(spaces); i++)
		if (strncmp(name, spaces[i], strlen(spaces[i])) == 0)
			return name + strlen(spaces[i]);
	return "";
}

struct str xml_attribute(const char **attrs, const char *local)
{
	for (size_t i = 0; attrs[i] != NULL; i += 2)
		if (strcmp(xml_local_name(attrs[i]), local) == 0)
			return str_c(attrs[i + 1]);
	return STR_NONE;
}
