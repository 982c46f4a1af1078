/* enrol.mjs READING SIGNING BINARY FOLDER: a delegate is invited, makes a key and is accredited. Prints TAP; see
 * enrol.sh. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { authenticator_add } from './lib/passkey.mjs';
import { axe_run } from './lib/look.mjs';
import { finish, report } from './lib/tap.mjs';

const [base, sign, binary, folder] = process.argv.slice(2);
const PATIENCE = { timeout: 8000 };
const DELEGATE = 'kz/delegate-7', COORDINATOR = 'kz/coordinator';

async function faults_of(work) {
	const faults = [];
	try {
		await work(faults);
	} catch (broken) {
		faults.push(broken.message);
	}
	return faults;
}

const path_of = name => {
	mkdirSync(`${folder}/${name}`, { recursive: true });
	return `${folder}/${name}`;
};

function key_of(handle) {
	const path = `${path_of(handle.replace('/', '-'))}/key`;
	writeFileSync(path, execFileSync(binary, ['key', 'demo', handle]), { mode: 0o600 });
	return path;
}

const go = (page, where) => Promise.all([page.waitForNavigation(PATIENCE), page.locator(where).click()]);

async function sign_by_hand(page, handle, namespace, button = '#bring-signature button') {
	const [file] = await Promise.all([page.waitForEvent('download', PATIENCE), page.locator('#take button').click()]);
	const path = `${path_of('downloads')}/${file.suggestedFilename()}`;
	await file.saveAs(path);
	execFileSync('rm', ['-f', `${path}.sig`]);
	execFileSync('ssh-keygen', ['-Y', 'sign', '-f', key_of(handle), '-n', namespace, path], { stdio: 'pipe' });
	await page.setInputFiles('#file', `${path}.sig`);
	await go(page, button);
	return readFileSync(`${path}.sig`, 'utf8');
}

async function invite(page, delegate) {
	await page.goto(`${sign}/en/invite?delegate=${delegate}&powers=object`);
	await page.check('input[name="power.propose"]');
	await page.check('input[name="power.speak"]');
	await go(page, '#invite button');
}

const words_of = page => page.locator('#new-keys .words').innerText();

async function judge_invitation(plain, faults, made) {
	await invite(plain, DELEGATE);
	const said = await plain.locator('#message').innerText();
	for (const line of [`by: ${COORDINATOR}`, `delegate: ${DELEGATE}`, 'powers: object propose speak'])
		if (!said.split('\n').includes(line))
			faults.push(`the invitation lacks "${line}"`);
	made.invitation = await sign_by_hand(plain, COORDINATOR, 'comity-key-v1');
	made.link = await plain.locator('#link').innerText();
	if (!/^http:\/\/sign\.localhost:\d+\/en\/key\/[0-9a-f]{32}$/.test(made.link))
		faults.push(`the link is ${made.link}`);
}

/* A second signature over the same, another's, one for an act: none gets a link. */
async function judge_refused(plain, faults) {
	const refused = async (handle, namespace, expected) => {
		await invite(plain, 'kz/delegate-8');
		await sign_by_hand(plain, handle, namespace);
		const said = await plain.locator('#problem').innerText().catch(() => 'no problem');
		if (!said.includes(expected) || await plain.locator('#link').count() > 0)
			faults.push(`${handle}, ${namespace}: ${said}`);
	};
	await refused('tr/coordinator', 'comity-key-v1', 'its key may not sign here');
	await refused('kz/delegate-1', 'comity-key-v1', 'its key may not sign here');
	await refused(COORDINATOR, 'comity-act-v1', 'E_NAMESPACE');
	await invite(plain, 'kz/delegate-1');
	if (!(await plain.locator('#problem').innerText()).includes('never used again'))
		faults.push('a handle that is taken is invited');
}

async function judge_request(page, faults, made) {
	await page.goto(made.link);
	if (!(await page.locator('main').innerText()).includes(DELEGATE))
		faults.push('the page does not say for whom');
	await page.locator('#create').focus();
	await Promise.all([page.waitForNavigation(PATIENCE), page.keyboard.press('Enter')]);
	if (!(await page.locator('#rules').innerText()).includes('Nothing stands against it'))
		faults.push(await page.locator('#rules').innerText());
	made.words = await words_of(page);
	made.id = await page.locator('#what dd code.long').innerText();
	await page.locator('#sign').focus();
	await Promise.all([page.waitForNavigation(PATIENCE), page.keyboard.press('Enter')]);
	const notice = await page.locator('#notice').innerText().catch(() => page.locator('#said').innerText());
	if (!notice.includes('Your request waits'))
		faults.push(`after signing: ${notice}`);
}

/* Whoever has the link cannot put another request in its place. */
async function judge_once(page, device, faults, made) {
	await device.clear(); /* else it may take the key made before */
	await page.goto(`${sign}/en/key`);
	await page.fill('#delegate', DELEGATE);
	await page.check('input[name="power.object"]');
	await page.locator('#create').click();
	await page.waitForSelector('#sign', PATIENCE);
	await page.evaluate(token => {
		for (const form of document.querySelectorAll('form')) {
			const field = document.createElement('input');
			field.name = 'token';
			field.value = token;
			field.type = 'hidden';
			form.append(field);
		}
	}, made.link.slice(-32));
	await go(page, '#sign');
	const notice = await page.locator('#notice').innerText();
	if (!notice.includes('was made already'))
		faults.push(`a second request: ${notice}`);
}

async function judge_accreditation(plain, faults, made) {
	await plain.goto(made.link);
	if (await words_of(plain) !== made.words)
		faults.push('the coordinator sees other words');
	if (await plain.locator('#what dd code.long').innerText() !== made.id)
		faults.push('the coordinator sees another act');
	await sign_by_hand(plain, COORDINATOR, 'comity-act-v1');
	const text = await plain.locator('#outcome').innerText();
	const index = /entry ([\d,]+)/.exec(text)?.[1].replaceAll(',', '');
	if (index === undefined)
		throw new Error(`the record answers: ${text}`);
	const act = await (await fetch(`${base}/api/en/record/${index}`)).json();
	if (act.data.summary.id !== made.id || act.data.signatures.length !== 2)
		faults.push('the record holds another act');
	await plain.goto(made.link);
	if (!(await plain.locator('#problem').innerText()).includes('never used again'))
		faults.push('the link still makes keys');
	execFileSync(binary, ['verify', `${base}/log`], { stdio: 'pipe' });
}

/* An ssh key, without an invitation and without script. */
async function judge_by_hand(plain, faults) {
	const path = `${path_of('own')}/key`;
	execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'a comment', '-f', path]);
	await plain.goto(`${sign}/en/key?delegate=kz/delegate-9&powers=speak`);
	await plain.fill('#key', 'nonsense');
	await go(plain, '#make button[type=submit]');
	if (!(await plain.locator('#problem').innerText()).includes('no public key'))
		faults.push('nonsense is a key');
	await plain.fill('#key', readFileSync(`${path}.pub`, 'utf8'));
	await go(plain, '#make button[type=submit]');
	if (!(await plain.locator('#rules').innerText()).includes('Nothing stands against it'))
		faults.push(await plain.locator('#rules').innerText());
	const [file] = await Promise.all([plain.waitForEvent('download', PATIENCE), plain.locator('#take button').click()]);
	const act = `${path_of('own')}/act`;
	await file.saveAs(act);
	execFileSync('ssh-keygen', ['-Y', 'sign', '-f', path, '-n', 'comity-act-v1', act], { stdio: 'pipe' });
	await plain.setInputFiles('#file', `${act}.sig`);
	await go(plain, '#bring-signature button');
	if (await plain.locator('#save button').count() !== 1)
		faults.push('what is signed cannot be taken along');
}

async function judge_looks(page, faults, made) {
	for (const address of ['/en/key', '/ru/key', '/en/invite', '/ru/invite', new URL(made.link).pathname]) {
		await page.goto(sign + address);
		for (const width of [320, 1280]) {
			await page.setViewportSize({ width, height: 900 });
			for (const scheme of ['light', 'dark']) {
				await page.emulateMedia({ colorScheme: scheme });
				faults.push(...(await axe_run(page)).map(one => `${address}, ${width}, ${scheme}: ${one}`));
			}
			if (await page.evaluate(() => document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth))
				faults.push(`${address}: wider than ${width} pixels`);
		}
	}
	await go(page, 'form.languages button');
	if (await page.evaluate(() => document.documentElement.lang) !== 'ru' || await page.locator('#message').count() === 0)
		faults.push('the request does not go along into the other language');
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
	args: ['--no-sandbox'] });
const complaints = [];
try {
	const page = await browser.newPage(), plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
	page.setDefaultTimeout(PATIENCE.timeout);
	plain.setDefaultTimeout(PATIENCE.timeout);
	page.on('console', said => said.type() === 'error' && !said.text().includes('400 (Bad Request)') &&
		complaints.push(said.text()));
	page.on('pageerror', broken => complaints.push(broken.message));
	const device = await authenticator_add(page);
	const made = {};
	report('without script a coordinator signs an invitation and gets its link', await faults_of(
	    faults => judge_invitation(plain, faults, made)));
	report('nobody else invites, nor for a handle that is taken, nor with a signature for an act', await faults_of(
	    faults => judge_refused(plain, faults)));
	report('by keyboard alone the delegate makes a passkey and signs her request, which waits', await faults_of(
	    faults => judge_request(page, faults, made)));
	report('the link takes one request', await faults_of(faults => judge_once(page, device, faults, made)));
	report('axe has nothing against the pages, at 320 and 1280 pixels, in English and Russian', await faults_of(
	    faults => judge_looks(page, faults, made)));
	report('the coordinator opens the same link, sees the same words and signs: it is recorded, once', await faults_of(
	    faults => judge_accreditation(plain, faults, made)));
	report('an ssh key asks without invitation and without script', await faults_of(
	    faults => judge_by_hand(plain, faults)));
	report('neither the script nor the policy for scripts complains', complaints);
} catch (broken) {
	report('the browser could be led through everything', [broken.stack]);
} finally {
	await browser.close();
}
finish();
