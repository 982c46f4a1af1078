/*
 * Tells the service manager that started us how we are: the protocol of systemd's sd_notify(3), datagrams
 * to a socket that the environment names. Without one nothing is sent.
 */
#ifndef SYS_NOTIFY_H
#define SYS_NOTIFY_H

#include "base/defs.h"

/* Looks at the environment, and opens the socket. Once, before sys/confine.h forbids it. */
void notify_open(void);
void notify_ready(void);
void notify_stopping(void);
/* "I am alive", when half of what the manager waits for has passed since the last time; cheap to call.
 * From one thread. */
void notify_alive(void);

#endif
