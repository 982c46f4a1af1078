/* CRC-32C (Castagnoli), as iSCSI has it: reflected, starting and ending inverted. */
#ifndef STORE_CRC32C_H
#define STORE_CRC32C_H

#include "base/str.h"

/* Of bytes; `crc` is that of what came before them, 0 at the beginning. */
uint32_t crc32c(uint32_t crc, struct str bytes);
/* The same by table, for processors without the instruction; tests compare the two. */
uint32_t crc32c_table(uint32_t crc, struct str bytes);

#endif
