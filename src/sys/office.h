/*
 * LibreOffice as a converter, where it is installed: a program of its own with a profile that is thrown
 * away, in a directory that is too. Never needed: what it makes is made of a Word file that we made.
 */
#ifndef SYS_OFFICE_H
#define SYS_OFFICE_H

#include "service/converter.h"

/* RC_NOT_FOUND: it is not installed. RC_LIMIT: it took too long. */
CM_MUST_USE enum rc office_convert(const struct converter_office *order, struct buf *out,
    struct err *err);

#endif
