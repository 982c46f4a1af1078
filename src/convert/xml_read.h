/*
 * XML that comes in, by expat: UTF-8 or UTF-16, no document type (so no entities of its own, and none
 * from outside), bounded depth. Refusals name the part and the line.
 */
#ifndef CONVERT_XML_READ_H
#define CONVERT_XML_READ_H

#include "base/err.h"
#include "base/str.h"

/*
 * Names are "NAMESPACE LOCAL"; attributes are pairs of names and values, ended by NULL. A function
 * that returns anything but RC_OK, with err filled, ends the reading.
 */
struct xml_calls {
	enum rc (*open)(void *ctx, const char *name, const char **attrs, struct err *err);
	enum rc (*close)(void *ctx, const char *name, struct err *err);
	enum rc (*text)(void *ctx, struct str text, struct err *err); /* may be NULL */
};

CM_MUST_USE enum rc xml_read(
    struct str part, struct str bytes, const struct xml_calls *calls, void *ctx, struct err *err);

/* The local name if the element or attribute is WordprocessingML's, else "". */
const char *xml_word_name(const char *name);
/* The part behind the namespace. */
const char *xml_local_name(const char *name);
/* The attribute of this local name; STR_NONE when it is not there. Borrowed while the call lasts. */
struct str xml_attribute(const char **attrs, const char *local);

#endif
