/* sign.mjs READING SIGNING BINARY FOLDER: signs acts on the signing origin. Prints TAP; see sign.sh. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { authenticator_add, passkey_make } from './lib/passkey.mjs';
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

function comity(...args) {
	return execFileSync(binary, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function work_of(name) {
	const path = `${folder}/${name.replace('/', '-')}`;
	mkdirSync(path, { recursive: true });
	return path;
}

/* An act of these members, ready to be signed. */
function act_new(kind, members, by, others = []) {
	const path = work_of('new');
	writeFileSync(`${path}/members.json`, JSON.stringify(members));
	return comity('act', 'new', kind, `${path}/members.json`, '--by', by, ...others.flatMap(one => ['--with', one]),
		'--from', base);
}

/* As a delegate with an ssh key does: the downloaded file, ssh-keygen, the file that it writes. */
function sign_by_hand(handle, act) {
	const path = work_of(handle);
	writeFileSync(`${path}/key`, comity('key', 'demo', handle), { mode: 0o600 });
	writeFileSync(`${path}/act`, act);
	execFileSync('ssh-keygen', ['-Y', 'sign', '-f', `${path}/key`, '-n', 'comity-act-v1', `${path}/act`], { stdio: 'pipe' });
	return `${path}/act.sig`;
}

async function downloaded(page, button) {
	const [file] = await Promise.all([page.waitForEvent('download', PATIENCE), page.locator(button).click()]);
	const path = `${work_of('downloads')}/${file.suggestedFilename()}`;
	await file.saveAs(path);
	return execFileSync('cat', [path], { encoding: 'utf8' });
}

const settled = async page => {
	await page.waitForSelector('#outcome', PATIENCE);
	const text = await page.locator('#outcome').innerText();
	const index = /entry ([\d,]+)/.exec(text)?.[1].replaceAll(',', '');
	if (index === undefined)
		throw new Error(`the record answers: ${text}`);
	return index;
};

async function bring(page, text) {
	await page.goto(`${sign}/en/`);
	await page.fill('#act-text', text);
	await Promise.all([page.waitForNavigation(PATIENCE), page.locator('#bring-act button').click()]);
}

/* Stock OpenSSH finds the signature of the entry good, under the key of the record's own list. */
async function judge_offline(index, handle, faults) {
	const act = await (await fetch(`${base}/api/en/record/${index}`)).json();
	const signers = await (await fetch(`${base}/allowed_signers`)).text();
	const path = work_of(`verify-${index}`);
	const one = act.data.signatures.find(item => item.handle === handle);
	writeFileSync(`${path}/signers`, signers);
	writeFileSync(`${path}/act.sig`, `-----BEGIN SSH SIGNATURE-----\n${one.sshsig.match(/.{1,70}/g).join('\n')}\n` +
		'-----END SSH SIGNATURE-----\n');
	const said = execFileSync('ssh-keygen', ['-Y', 'verify', '-f', `${path}/signers`, '-I', handle, '-n', 'comity-act-v1',
		'-s', `${path}/act.sig`], { input: act.data.message, encoding: 'utf8' });
	if (!said.startsWith(`Good "comity-act-v1" signature for ${handle} with ECDSA-SK key`))
		faults.push(`ssh-keygen says: ${said}`);
	comity('verify', `${base}/log`);
}

async function judge_accredit(page, plain) {
	let kept;
	report('a passkey proves itself in its own accreditation, and the file goes on to the coordinator', await faults_of(
	    async faults => {
		await page.goto(`${sign}/en/`);
		const key = await passkey_make(page, `OFFICIAL ACT - ${DELEGATE}`);
		await bring(page, act_new('delegate.accredit', { delegate: DELEGATE, keys: [{ key, origin: sign }],
			powers: ['amend', 'object', 'propose', 'speak'] }, COORDINATOR, [DELEGATE]));
		const shown = await page.locator('#what .lead').innerText();
		if (!shown.includes(DELEGATE))
			faults.push(`in plain words: ${shown}`);
		if (!/^([bdfghjklmnprstvz][aiou][bdfghjklmnprstvz][aiou][bdfghjklmnprstvz] ?){8}$/
		    .test(await page.locator('#new-keys .words').innerText()))
			faults.push('its fingerprint is not told in words');
		await Promise.all([page.waitForNavigation(PATIENCE), page.locator('#sign').click()]);
		if (await page.locator('#problem').count() > 0)
			faults.push(await page.locator('#problem').innerText());
		if (!/Delegate 7 .*has signed/.test((await page.locator('#signed li').allInnerTexts()).join(' ')))
			faults.push('the page does not say that the delegate has signed');
		kept = await downloaded(page, '#save button');
	}));
	report('without script the coordinator brings it, sees the same words, signs with ssh-keygen and uploads', await faults_of(
	    async faults => {
		await bring(plain, kept);
		const act = await downloaded(plain, '#take button');
		if (act !== kept.split('\n').slice(0, 3).join('\n') + '\n')
			faults.push('the downloaded act is another');
		if (!await plain.locator('#new-keys .words').isVisible())
			faults.push('there are no words to compare');
		await plain.setInputFiles('#file', sign_by_hand(COORDINATOR, act));
		await Promise.all([plain.waitForNavigation(PATIENCE), plain.locator('#bring-signature button').click()]);
		await judge_offline(await settled(plain), DELEGATE, faults);
	}));
}

/* From the drafting desk: the act is made there and brought to the other origin by its form. */
async function staged(page) {
	await page.goto(`${base}/en/texts/example-draft/desk?id=op1`);
	await page.selectOption('#op', 'insert');
	await page.fill('#for', 'kz');
	await page.fill('#first', '2');
	await page.fill('#words', 'jointly');
	await page.locator('#stage button').click();
	await page.locator('#take').click();
	await Promise.all([page.waitForNavigation(PATIENCE), page.locator('#taken form.sign button').click()]);
}

async function judge_desk(page, device) {
	report('a change to a text goes from the desk to the signing origin and is signed there', await faults_of(async faults => {
		await staged(page);
		if (!page.url().startsWith(`${sign}/en/act`))
			faults.push(`the form leads to ${page.url()}`);
		await page.locator('#change summary').click();
		await page.fill('#by', DELEGATE);
		await Promise.all([page.waitForNavigation(PATIENCE), page.locator('#compose button').click()]);
		if (!(await page.locator('#rules').innerText()).includes('Nothing stands against it'))
			faults.push(await page.locator('#rules').innerText());
		await device.verify(false);
		await page.locator('#sign').click();
		await page.waitForFunction(() => document.getElementById('said').textContent !== '', null, { timeout: 20000 });
		if (!(await page.locator('#said').innerText()).includes('Nothing was signed'))
			faults.push(`without verification the page says: ${await page.locator('#said').innerText()}`);
		await device.verify(true);
		const id = await page.locator('#what dd code.long').innerText();
		await Promise.all([page.waitForNavigation(PATIENCE), page.locator('#sign').click()]);
		const index = await settled(page);
		if (!(await page.locator('#receipt').innerText()).startsWith('c2sp.org/tlog-proof@v1'))
			faults.push('there is no receipt');
		const act = await (await fetch(`${base}/api/en/record/${index}`)).json();
		if (act.data.summary.id !== id || act.data.summary.by !== DELEGATE)
			faults.push(`the record holds ${act.data.summary.id} by ${act.data.summary.by}`);
		await judge_offline(index, DELEGATE, faults);
		const room = await (await fetch(`${base}/api/en/texts/example-draft`)).text();
		if (!room.includes('jointly'))
			faults.push('the text does not show it');
	}));
}

async function judge_refusals(page) {
	report('what the rules would refuse is said before it is signed; what is no act, or no signature, at once', await faults_of(
	    async faults => {
		const expected = async (where, words) => {
			const said = await page.locator(where).innerText();
			if (!said.includes(words))
				faults.push(`${where}: ${said}`);
		};
		await bring(page, act_new('delegate.dismiss', { delegate: 'tr/delegate-1' }, COORDINATOR));
		await expected('#rules', 'coordinator-only');
		await page.fill('#armour', '-----BEGIN SSH SIGNATURE-----\nU1NI\n-----END SSH SIGNATURE-----');
		await Promise.all([page.waitForNavigation(PATIENCE), page.locator('#bring-signature button').click()]);
		await expected('#problem', 'E_SSHSIG');
		const act = act_new('delegate.dismiss', { delegate: DELEGATE }, COORDINATOR);
		await bring(page, act);
		await page.setInputFiles('#file', sign_by_hand('tr/coordinator', act));
		await Promise.all([page.waitForNavigation(PATIENCE), page.locator('#bring-signature button').click()]);
		await expected('#problem', 'its key may not sign here');
		await bring(page, act.replace('/log', '/elsewhere').replace('{', '{ '));
		await expected('#problem', 'E_JSON');
		const members = '{"delegate":"kz/nobody", "no": null}';
		await page.evaluate(([to, content]) => {
			const form = document.createElement('form');
			form.method = 'post';
			form.action = to;
			for (const [name, value] of Object.entries({ kind: 'delegate.dismiss', by: 'kz/coordinator', content })) {
				const field = document.createElement('textarea');
				field.name = name;
				field.value = value;
				form.append(field);
			}
			document.body.append(form);
			form.submit();
		}, [`${sign}/en/act`, members]);
		await page.waitForSelector('#compose', PATIENCE);
		await expected('#problem', 'null');
		if (await page.inputValue('#content') !== members)
			faults.push('what was written is lost');
	}));
}

async function judge_looks(page) {
	report('axe has nothing against the page in any state, at 320 and 1280 pixels, in English and Russian', await faults_of(
	    async faults => {
		const look = async what => {
			for (const width of [320, 1280]) {
				await page.setViewportSize({ width, height: 900 });
				for (const scheme of ['light', 'dark']) {
					await page.emulateMedia({ colorScheme: scheme });
					faults.push(...(await axe_run(page)).map(one => `${what}, ${width}, ${scheme}: ${one}`));
				}
				if (await page.evaluate(() => document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth))
					faults.push(`${what}: wider than ${width} pixels`);
			}
		};
		const other = () => Promise.all([page.waitForNavigation(PATIENCE), page.locator('form.languages button').click()]);
		await page.goto(`${sign}/en/`);
		await look('empty');
		await staged(page);
		await look('an act');
		await other();
		if (await page.evaluate(() => document.documentElement.lang) !== 'ru' || await page.locator('#message').count() === 0)
			faults.push('the act does not go along into the other language');
		await look('an act in Russian');
		await page.locator('#change summary').click();
		await page.fill('#by', DELEGATE);
		await Promise.all([page.waitForNavigation(PATIENCE), page.locator('#compose button').click()]);
		await page.locator('#sign').focus();
		await Promise.all([page.waitForNavigation(PATIENCE), page.keyboard.press('Enter')]);
		await page.waitForSelector('#receipt', PATIENCE);
		await look('a receipt in Russian');
	}));
}

async function judge_origin(browser) {
	report('the address keeps nothing, is framed by nobody, and serves no page of the forum', await faults_of(async faults => {
		const answer = await fetch(`${base}/en/`, { headers: { Host: new URL(sign).host } });
		if (answer.headers.get('set-cookie') !== null)
			faults.push('it sets a cookie');
		const page = await browser.newPage();
		const got = await page.goto(`${sign}/en/parties`);
		if (got.status() !== 404)
			faults.push(`a page of the forum is answered ${got.status()}`);
		const policy = (await page.goto(`${sign}/en/`)).headers()['content-security-policy'];
		for (const need of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"])
			if (!policy.includes(need))
				faults.push(`its policy lacks ${need}`);
		const refused = await fetch(`${base}/acts`, { method: 'POST', headers: { Host: new URL(sign).host } });
		if (refused.status === 200)
			faults.push('it takes acts like the other origin');
		await page.close();
	}));
}

/* Another site's page: it can frame the signing origin nowhere, and the origin takes no act from its form. */
async function judge_foreign(browser) {
	report('a foreign page can neither frame the signing origin nor send an act through it', await faults_of(async faults => {
		const page = await browser.newPage();
		page.setDefaultTimeout(PATIENCE.timeout);
		await page.route('http://elsewhere.localhost/**', route => route.fulfill({ contentType: 'text/html',
			body: `<iframe src="${sign}/en/" allow="publickey-credentials-get *"></iframe>
				<form method="post" action="${sign}/en/act" enctype="multipart/form-data">
				<input name="kind" value="delegate.dismiss"><input name="by" value="${COORDINATOR}">
				<input name="content" value='{"delegate":"kz/delegate-1"}'>
				<input name="send" value="1"><button>Win a prize</button></form>` }));
		await page.goto('http://elsewhere.localhost/');
		const framed = page.frames().find(frame => frame !== page.mainFrame());
		await framed.waitForLoadState();
		if (framed.url() !== 'chrome-error://chromewebdata/' || await framed.locator('main#main').count() > 0)
			faults.push(`the page shows in a frame: ${framed.url()}`);
		const [answer] = await Promise.all([page.waitForNavigation(PATIENCE), page.locator('button').click()]);
		if (answer.status() !== 403)
			faults.push(`its form is answered ${answer.status()}`);
		await page.close();
	}));
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
	args: ['--no-sandbox'] });
const complaints = [];
try {
	const page = await browser.newPage(), plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
	page.setDefaultTimeout(PATIENCE.timeout);
	page.on('console', said => said.type() === 'error' && !said.text().includes('400 (Bad Request)') &&
		complaints.push(said.text()));
	page.on('pageerror', broken => complaints.push(broken.message));
	const device = await authenticator_add(page);
	await judge_accredit(page, plain);
	await judge_desk(page, device);
	await judge_refusals(page);
	await judge_looks(page);
	await judge_origin(browser);
	await judge_foreign(browser);
	report('neither the script nor the policy for scripts complains', complaints);
} catch (broken) {
	report('the browser could be led through everything', [broken.stack]);
} finally {
	await browser.close();
}
finish();
