/*
 * Clock and entropy for service/, from the system. Reading either cannot fail here: without them
 * nothing that is signed could be trusted, so the process ends.
 */
#ifndef SYS_CLOCK_H
#define SYS_CLOCK_H

#include "service/service.h"

struct service_env sys_env(void);
/* Cryptographic bytes from the kernel. */
void sys_random(void *p, size_t n);

#endif
