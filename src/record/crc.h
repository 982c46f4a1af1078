/*
 * CRC-32C (Castagnoli, reflected, as RFC 3720 has it), which marks torn batches, commit records and
 * snapshots. No defence against people: that is what hashes are for.
 */
#ifndef RECORD_CRC_H
#define RECORD_CRC_H

#include "base/defs.h"

/* Goes on from `crc`, which is 0 at the beginning: crc_add(crc_add(0, a), b) is that of a || b. */
CM_MUST_USE uint32_t crc_add(uint32_t crc, const void *p, size_t n);

#endif
