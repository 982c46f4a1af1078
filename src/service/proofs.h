/* What edges use of the layers below: keys, signatures, receipts, tiles. */
#ifndef SERVICE_PROOFS_H
#define SERVICE_PROOFS_H

#include "proof/receipt.h"
#include "proof/sha.h"
#include "proof/sshsig.h"
#include "proof/tile.h"

#endif
