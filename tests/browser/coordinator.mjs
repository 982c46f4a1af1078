/* coordinator.mjs READING SIGNING BINARY FOLDER: a coordinator dismisses, limits and disavows from her desk, without
 * script. Prints TAP; see coordinator.sh. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { finish, report } from './lib/tap.mjs';

const [base, sign, binary, folder] = process.argv.slice(2);
const PATIENCE = { timeout: 8000 };
const DESK = `${base}/en/parties/kz/coordinator`;

async function faults_of(work) {
	const faults = [];
	try {
		await work(faults);
	} catch (broken) {
		faults.push(broken.message);
	}
	return faults;
}

const go = (page, where) => Promise.all([page.waitForNavigation(PATIENCE), page.locator(where).first().click()]);

/* On the signing origin: what the rules say, then the signature by hand; the entry's index. */
async function sign_by_hand(page, handle) {
	if (!page.url().startsWith(`${sign}/en/act`))
		throw new Error(`the form leads to ${page.url()}`);
	const verdict = await page.locator('#rules').innerText();
	if (verdict.includes('would refuse'))
		throw new Error(verdict);
	mkdirSync(`${folder}/work`, { recursive: true });
	const [file] = await Promise.all([page.waitForEvent('download', PATIENCE), page.locator('#take button').click()]);
	await file.saveAs(`${folder}/work/act`);
	writeFileSync(`${folder}/work/key`, execFileSync(binary, ['key', 'demo', handle]), { mode: 0o600 });
	execFileSync('rm', ['-f', `${folder}/work/act.sig`]);
	execFileSync('ssh-keygen', ['-Y', 'sign', '-f', `${folder}/work/key`, '-n', 'comity-act-v1', `${folder}/work/act`],
	    { stdio: 'pipe' });
	await page.setInputFiles('#file', `${folder}/work/act.sig`);
	await go(page, '#bring-signature button');
	const text = await page.locator('#outcome').innerText();
	const index = /entry ([\d,]+)/.exec(text)?.[1].replaceAll(',', '');
	if (index === undefined)
		throw new Error(`the record answers: ${text}`);
	return index;
}

const desk = async () => (await (await fetch(`${base}/api/en/parties/kz/coordinator`)).json()).data;

async function stage(page, op, delegate, fields) {
	await page.goto(DESK);
	await page.selectOption('#delegate', delegate);
	await page.selectOption('#op', op);
	for (const [name, value] of Object.entries(fields))
		await page.fill(`#${name}`, value);
	await go(page, '#stage button');
}

async function judge_limit(page, faults) {
	const before = (await desk()).actors.find(one => one.handle === 'kz/delegate-1');
	const kept = before.powers.slice(0, 2);
	await stage(page, 'limit', 'kz/delegate-1', { powers: kept.join(' ') });
	await go(page, '#staged form.sign button');
	await sign_by_hand(page, 'kz/coordinator');
	const after = (await desk()).actors.find(one => one.handle === 'kz/delegate-1');
	if (JSON.stringify(after.powers) !== JSON.stringify(kept))
		faults.push(`the delegate now has ${after.powers}`);
}

/* What a delegate did in the meeting that was made before. */
async function judge_disavowal(page, faults) {
	const had = (await desk()).recent.length;
	if (had === 0)
		throw new Error('no act of a delegate can be disavowed');
	await page.goto(DESK);
	const first = (await desk()).recent[0];
	await page.locator('#recent .next').first().locator('form.sign button').nth(1).click();
	await page.waitForLoadState();
	await sign_by_hand(page, 'kz/coordinator');
	const now = await desk();
	if (now.recent.some(one => one.act.index === first.act.index))
		faults.push('what was disavowed is still offered');
	const act = await (await fetch(`${base}/api/en/record/${first.act.index}`)).json();
	if (act.data.mark !== 'disavowed')
		faults.push(`its mark is ${act.data.mark}`);
}

async function judge_dismissal(page, faults) {
	await stage(page, 'dismiss', 'kz/delegate-1', { ground: 'An "example"' });
	const said = await page.locator('#staged').innerText();
	if (!said.includes('dismisses a delegate'))
		faults.push(said);
	await go(page, '#staged form.sign button');
	const index = await sign_by_hand(page, 'kz/coordinator');
	const act = await (await fetch(`${base}/api/en/record/${index}`)).json();
	if (act.data.summary.act_kind !== 'delegate.dismiss')
		faults.push(`the record holds ${act.data.summary.act_kind}`);
	const now = await desk();
	if (now.delegates.includes('kz/delegate-1'))
		faults.push('the desk still lists the delegate');
}

/* Each of these in turn signs what is on the page, by hand; the last sends it. */
async function sign_in_turn(page, handles) {
	for (const handle of handles.slice(0, -1)) {
		const [file] = await Promise.all([page.waitForEvent('download', PATIENCE), page.locator('#take button').click()]);
		mkdirSync(`${folder}/work`, { recursive: true });
		await file.saveAs(`${folder}/work/act`);
		writeFileSync(`${folder}/work/key`, execFileSync(binary, ['key', 'demo', handle]), { mode: 0o600 });
		execFileSync('rm', ['-f', `${folder}/work/act.sig`]);
		execFileSync('ssh-keygen', ['-Y', 'sign', '-f', `${folder}/work/key`, '-n', 'comity-act-v1',
			`${folder}/work/act`], { stdio: 'pipe' });
		await page.setInputFiles('#file', `${folder}/work/act.sig`);
		await go(page, '#bring-signature button');
		if (await page.locator('#problem').count() > 0)
			throw new Error(`${handle}: ${await page.locator('#problem').innerText()}`);
	}
	return sign_by_hand(page, handles.at(-1));
}

function new_key(name) {
	execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', `${folder}/${name}`]);
	const said = execFileSync(binary, ['key', 'show', `${folder}/${name}.pub`], { encoding: 'utf8' });
	return { key: /^key +(\S+)/m.exec(said)[1], digest: /^digest +(\S+)/m.exec(said)[1] };
}

/* What has more signers than an entry holds waits for the others' assent. */
async function assent(page, handle, index) {
	const act = await (await fetch(`${base}/api/en/record/${index}`)).json();
	writeFileSync(`${folder}/members`, JSON.stringify({ id: act.data.summary.id }));
	await page.goto(`${sign}/en/`);
	await page.fill('#act-text', execFileSync(binary, ['act', 'new', 'act.assent', `${folder}/members`, '--by', handle,
		'--from', base], { encoding: 'utf8' }));
	await go(page, '#bring-act button');
	await sign_by_hand(page, handle);
}

/* The keys are lost: a third of the others' coordinators give new ones; then somebody finds the old one. */
async function judge_recovery(page, faults) {
	const signers = await (await fetch(`${base}/allowed_signers`)).text();
	const parties = (await (await fetch(`${base}/api/en/parties`)).json()).data.groups
	    .filter(group => ['member', 'observer'].includes(group.category)).flatMap(group => group.parties);
	const others = parties.map(party => `${party.code}/coordinator`).filter(one => one !== 'kz/coordinator' &&
		signers.includes(`\n${one} `)).sort().slice(0, 20);
	const used = new_key('recovered'), next = new_key('committed');
	await page.goto(DESK);
	await page.locator('#keys li', { hasText: 'party.recover' }).locator('form.sign button').click();
	await page.waitForLoadState();
	writeFileSync(`${folder}/note`, 'A note verbale.');
	await page.fill('#content', JSON.stringify({ party: 'kz', coordinator: { keys: [{ key: used.key }],
		next: [next.digest], threshold: 1 }, evidence: { len: 15, sha256: 'ab'.repeat(32), type: 'text/plain' } }));
	await page.fill('#by', others[0]);
	await page.fill('#with', others.slice(1, 16).join(' '));
	await go(page, '#compose button');
	const index = await sign_in_turn(page, others.slice(0, 16));
	let now = await desk();
	for (const handle of others.slice(16)) {
		if (now.recovery !== undefined)
			break;
		await assent(page, handle, index);
		now = await desk();
	}
	if (now.recovery === undefined || now.is_contested)
		faults.push(`the desk knows of the recovery ${now.recovery}`);
	await page.goto(DESK);
	await page.locator('#keys li', { hasText: 'party.contest' }).locator('form.sign button').click();
	await page.waitForLoadState();
	await sign_by_hand(page, 'kz/coordinator');
	now = await desk();
	if (!now.is_contested || !now.keys.some(one => one.act_kind === 'party.settle'))
		faults.push('the contest does not show on the desk');
	execFileSync(binary, ['verify', `${base}/log`], { stdio: 'pipe' });
}

async function judge_problems(page, faults) {
	for (const [query, problem] of [['op=extend&delegate=kz/delegate-2', 'until'], ['op=none', 'op'],
		['op=dismiss&delegate=tr/delegate-1', 'delegate'], ['op=dismiss&delegate=kz/delegate-2&since=soon', 'since']]) {
		const answer = await page.goto(`${DESK}?${query}`);
		if (answer.status() !== 400 || await page.locator('#change .problem code').innerText() !== problem ||
		    await page.locator('#staged').count() > 0)
			faults.push(`${query}: ${answer.status()} ${await page.locator('#change').innerText()}`);
	}
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
	args: ['--no-sandbox'] });
try {
	const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
	page.setDefaultTimeout(PATIENCE.timeout);
	report('a form of the desk that does not fit says which field', await faults_of(faults => judge_problems(page, faults)));
	report('a coordinator narrows what a delegate may do, from the desk to the record, without script',
	    await faults_of(faults => judge_limit(page, faults)));
	report('an act of a delegate is disavowed from the desk, and is offered no more', await faults_of(
	    faults => judge_disavowal(page, faults)));
	report('a delegate is dismissed', await faults_of(faults => judge_dismissal(page, faults)));
	report('keys that are lost are given anew by a third of the other coordinators, and the coordinator contests it',
	    await faults_of(faults => judge_recovery(page, faults)));
} catch (broken) {
	report('the browser could be led through everything', [broken.stack]);
} finally {
	await browser.close();
}
finish();
