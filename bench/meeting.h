/*
 * A forum of 200 member delegations with an open meeting, in a folder that `comity serve` serves: made
 * by the tests' simulated forum, whose second forum in memory (`sim`) makes the acts that may follow.
 */
#ifndef BENCH_MEETING_H
#define BENCH_MEETING_H

#include <netinet/in.h>
#include <sys/types.h>

#include "lib/forum_sim.h"
#include "record/log.h"
#include "service/fold.h"
#include "store/files.h"

#define MEETING_MEMBERS 200

struct bench_meeting {
	struct sim sim;
	struct arena arena; /* of store and log */
	struct files *files;
	struct log_store store;
	struct forum_fold *fold;
	struct vkey log_key;
	struct log *log; /* NULL while somebody else has the folder */
	struct str members[MEETING_MEMBERS];
};

/* Makes or opens the record in DIR; ends the program on errors. */
void meeting_open(struct bench_meeting *m, const char *dir);
/* The forum, the members, their envoys, and the meeting "m-1" with all of them present. `now` is the
 * instant of the founding. */
void meeting_found(struct bench_meeting *m, moment now);
/* Into the record and the simulation; ends the program when it is refused. */
void meeting_add(struct bench_meeting *m, struct sim_act a);
/* The next acts are on what is in the record now, so that one like an earlier one is another one. */
void meeting_rebase(struct bench_meeting *m);
/* A decision of this code tabled, circulated and considered; its text is put: objections may come. */
void meeting_put(struct bench_meeting *m, struct str code);
/* A silence of this code that runs until that instant. */
void meeting_silence(struct bench_meeting *m, struct str code, moment expires);
/* Durable and signed; the folder is free. The simulation stays. */
void meeting_close(struct bench_meeting *m);

/* `COMITY serve DIR --port PORT`, once it takes connections; *to gets its address. */
pid_t server_start(const char *comity, const char *dir, const char *port, struct sockaddr_in *to);
void server_kill(pid_t server); /* SIGKILL */

#endif
