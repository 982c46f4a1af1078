/* Cases as TAP on standard output: a sentence, and below it what spoke against it. */
const REMARKS_MAX = 12;
let count = 0, failures = 0;

export function report(sentence, faults) {
	count++;
	if (faults.length > 0)
		failures++;
	console.log(`${faults.length > 0 ? 'not ok' : 'ok'} ${count} - ${sentence}`);
	for (const fault of faults.slice(0, REMARKS_MAX))
		console.log(`# ${String(fault).replace(/\s+/g, ' ').slice(0, 400)}`);
	if (faults.length > REMARKS_MAX)
		console.log(`# and ${faults.length - REMARKS_MAX} more`);
}

export function finish() {
	console.log(`1..${count}`);
	process.exitCode = failures > 0 ? 1 : 0;
}

/* Runs work(item) for every item, `width` at a time: there are two processors, and waiting. */
export async function each(items, width, work) {
	const waiting = items.values();
	await Promise.all(Array.from({ length: width }, async () => {
		for (const item of waiting)
			await work(item);
	}));
}
