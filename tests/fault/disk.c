/*
 * disk FOLDER DISKS: two lives of a server are recorded, the first one killed; then the machine is
 * stopped at random events, and the disk made again from what was synced and a random part of what was
 * not. Each must open, with everything acknowledged before. The control: the same of a server whose
 * syncs do nothing must lose something, or this test sees nothing.
 */
#define _GNU_SOURCE
#include "fault/image.h"

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "proof/sshsig.h"

#define VERIFY_EVERY 10
#define CONTROL_DISKS 40U

struct disks {
	const char *folder;
	char made[4000], lived[4000], disk[4000];
	struct recording rec;
	uint64_t promises; /* checked */
};

static void lives_record(struct disks *d, bool is_syncless)
{
	struct session s;
	session_init(&s, d->folder, d->lived);
	session_record(&s, d->folder);
	forum_copy(d->made, d->lived);
	atomic_store(&s.shim->is_syncless, is_syncless);
	s.at_once = 3;
	s.end_signal = SIGKILL;
	session_live(&s, 0);
	s.end_signal = SIGTERM;
	session_live(&s, s.acts);
	if (s.status != 0 || s.answered != s.acts || s.ledger.wrong > 0)
		fault_end("the recorded lives went wrong");
	ledger_release(&s.ledger);
	recording_read(&d->rec, d->folder, d->made);
}

/* What was acknowledged before the event. */
static void ledger_fill(struct ledger *l, const struct recording *r, uint64_t at)
{
	for (uint64_t i = 0; i < at; i++) {
		struct told t;
		if (r->events[i].r.event != EVENT_TOLD)
			continue;
		memcpy(&t, r->events[i].bytes, sizeof t);
		struct answer a = { .status = 200, .index = t.index, .received = t.received,
			.size = t.size };
		memcpy(a.id, t.id, sizeof a.id);
		memcpy(a.root, t.root, sizeof a.root);
		ledger_take(l, t.act, &a);
	}
}

/* The record goes on: an act of before keeps its place, and new ones make no second root of a size. */
static void acts_lodge(struct ledger *l, uint16_t port)
{
	static struct client c;
	if (!client_open(&c, port))
		fault_end("no connection");
	for (uint64_t i = 0; i < 4; i++) {
		struct answer a;
		uint64_t act = i == 0 ? random_below(60) : 1000 + i;
		if (client_ask(&c, act, true, &a) && a.status == 200)
			ledger_take(l, act, &a);
		else
			ledger_wrong(l, "a good act: %.300s", c.text);
	}
	client_close(&c);
}

/* True: nothing acknowledged is lost on this disk. */
static bool disk_holds(struct disks *d, bool is_quiet, bool is_verified)
{
	static const unsigned keeps[] = { 0, 4, 8, 12, 15, 16 };
	struct server s;
	struct ledger l;
	uint64_t at = random_below(d->rec.count + 1);
	unsigned keep = keeps[random_below(CM_COUNT(keeps))];
	ledger_init(&l);
	l.is_quiet = is_quiet;
	ledger_fill(&l, &d->rec, at);
	image_make(&d->rec, d->made, d->disk, at, keep);
	server_spawn(&s, d->disk, NULL);
	bool is_ready = server_ready(&s, 20000);
	if (is_ready)
		acts_lodge(&l, s.port);
	int status = server_end(&s, is_ready ? SIGTERM : 0);
	if (!is_ready || status != 0)
		ledger_wrong(&l, "no start, or no good end: %s", s.said);
	else
		ledger_check(&l, d->disk, true);
	if (l.wrong == 0 && is_verified && comity_run(&s, "verify", d->disk, NULL) != 0)
		ledger_wrong(&l, "%s", s.said);
	if (l.wrong > 0 && !is_quiet)
		remark_say("that was the disk before event %" PRIu64 " of %" PRIu64 ", keep %u", at,
		    d->rec.count, keep);
	d->promises += l.given + l.receipts;
	bool holds = l.wrong == 0;
	ledger_release(&l);
	return holds;
}

int main(int argc, char **argv)
{
	static struct disks d;
	if (argc != 3 || !crypto_ready())
		fault_end("usage: disk FOLDER DISKS");
	d.folder = argv[1];
	(void)snprintf(d.made, sizeof d.made, "%s/made", argv[1]);
	(void)snprintf(d.lived, sizeof d.lived, "%s/forum", argv[1]);
	(void)snprintf(d.disk, sizeof d.disk, "%s/disk", argv[1]);
	forum_make(d.made);
	forum_copy(d.made, d.disk);
	lives_record(&d, false);
	unsigned disks = (unsigned)atoi(argv[2]), lost = 0, lost_control = 0;
	for (unsigned i = 0; i < disks; i++)
		lost += !disk_holds(&d, false, i % VERIFY_EVERY == 0);
	case_say(lost == 0 && d.promises > disks, "after a stop of the machine everything acknowledged "
	    "is on the disk");
	remark_say("%u disks of %" PRIu64 " events with %" PRIu64 " answers; %" PRIu64
		     " promises kept", disks, d.rec.count, d.rec.told, d.promises);
	recording_release(&d.rec);
	lives_record(&d, true);
	for (unsigned i = 0; i < CONTROL_DISKS; i++)
		lost_control += !disk_holds(&d, true, false);
	case_say(lost_control > 0, "a server without syncs is caught");
	remark_say("of %u disks of a server without syncs %u had lost something", CONTROL_DISKS,
	    lost_control);
	recording_release(&d.rec);
	return case_end();
}
