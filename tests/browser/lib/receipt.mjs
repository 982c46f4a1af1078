/* The button that verifies an act in its page: what it says when all holds, and when not. */
import { report } from './tap.mjs';

/* An act with two signatures: what may be tampered with is all on its page. */
async function act_choose(base) {
	for (let index = 20; index < 100; index++) {
		const text = await (await fetch(`${base}/en/record/${index}`)).text();
		if (text.match(/<li data-handle/g)?.length === 2)
			return index;
	}
	throw new Error('no act has two signatures');
}

/* Presses the button and gives what the page then says. */
async function verdict_of(page) {
	await page.click('#verify-run');
	await page.waitForSelector('#verify-verdict[class]:not(:empty)');
	return page.evaluate(() => {
		const verdict = document.getElementById('verify-verdict'), said = verdict.textContent;
		const { ok, bad, partly, failed } = document.getElementById('verify').dataset;
		const items = [...document.querySelectorAll('#verify-steps li')];
		const kind = verdict.className, words = { ok, bad, unchecked: partly }[kind];
		return { kind, is_said: said === words, steps: items.length, bad: items.filter(item =>
			    item.className === 'bad' && item.textContent.startsWith(failed)).length };
	});
}

const told = ({ kind, is_said, steps, bad }) =>
    `${kind}, ${is_said ? 'in words' : 'without words'}, ${bad} of ${steps} steps failed`;

/* Acts from both ends of the tree and between, in both languages. */
async function judge_sound(page, base, acts) {
	const faults = [];
	for (const at of acts) {
		await page.goto(base + at);
		const found = await verdict_of(page);
		if (found.kind !== 'ok' || !found.is_said || found.steps < 5 || found.bad > 0)
			faults.push(`${at}: ${told(found)}`);
	}
	if (acts.length < 10)
		faults.push(`only ${acts.length} acts were tried`);
	report('the button verifies acts from their pages alone and says so', faults);
}

/*
 * Runs in the page: keeps what the verdict says next, up to its first words. It is there before a key is
 * pressed, and does not wait for ever.
 */
function changes_watch() {
	const verdict = document.getElementById('verify-verdict'), changes = [];
	window.heard = new Promise(done => {
		new MutationObserver(() => {
			if (changes.push(verdict.textContent) > 1 || verdict.textContent !== '')
				done(changes);
		}).observe(verdict, { childList: true, subtree: true });
		setTimeout(done, 20000, changes);
	});
}

/* Screen readers follow a region that was there, and visible, before it spoke. */
async function judge_live(page, base, act) {
	const faults = [], region = page.locator('#verify-verdict');
	await page.goto(base + act);
	if (await region.getAttribute('role') !== 'status' && !await region.getAttribute('aria-live'))
		faults.push('the verdict is no live region');
	if (await region.evaluate(one => getComputedStyle(one).display === 'none'))
		faults.push('the region is hidden until it speaks');
	await page.locator('#verify-run').focus();
	await page.keyboard.press('Enter');
	await page.waitForSelector('#verify-verdict.ok');
	if (await page.evaluate(() => document.activeElement.id) !== 'verify-run')
		faults.push('the focus left the button');
	await page.evaluate(changes_watch);
	await page.keyboard.press('Space');
	if ((await page.evaluate(() => window.heard))[0] !== '')
		faults.push('a second verdict does not begin with silence');
	report('the verdict is spoken, and the keyboard stays on the button', faults);
}

/* Replaces the last character that the pattern finds by another of the same alphabet. */
const flipped = pattern => text => text.replace(pattern, found =>
    found.slice(0, -1) + (found.endsWith('A') ? 'B' : found.endsWith('1') ? '2' : 'A'));

/* The server's answer with something changed on the way: each must be found. */
const tampers_of = index => ({
	'the act': text => text.replace('&quot;base&quot;', '&quot;bose&quot;'),
	'the time': text => text.replace(/data-received="\d/, 'data-received="2'),
	'the identity': text => text.replace(/data-act-id="(.)/, (found, digit) =>
	    `data-act-id="${digit === '0' ? '1' : '0'}`),
	'a signature': flipped(/data-sshsig="[^"]{200}/),
	'the order of signatures': text =>
	    text.replace(/(<li data-handle.*?<\/li>)(<li data-handle.*?<\/li>)/, '$2$1'),
	'the number of the entry': text => text.replace(`index ${index}\n`, `index ${index + 1}\n`),
	'the path': flipped(new RegExp(String.raw`index ${index}\n.{10}`)),
	'a shorter path': text =>
	    text.replace(new RegExp(String.raw`(index ${index}\n)[^\n]*\n`), '$1'),
	'the size of the checkpoint': text =>
	    text.replace(new RegExp(String.raw`(index ${index}\n[^—]*\n\n[^\n]*\n)(\d)`), '$19$2'),
	'the root of the checkpoint':
	    flipped(new RegExp(String.raw`index ${index}\n[^—]*\n\n[^\n]*\n\d+\n.{10}`)),
	'the signature of the log': flipped(/— \S+ \S{21}/),
	'no signature of the log': text =>
	    text.replace(new RegExp(String.raw`(index ${index}\n[^—]*)— \S+ \S+`), '$1'),
	'the key of the log': flipped(/data-vkey="\S+?\+\S{21}/),
	'the name of the log': text => text.replace('data-origin="', 'data-origin="other.'),
});

async function judge_tampered(context, base, index) {
	const faults = [], page = await context.newPage();
	const receipts = /(<pre id="receipt"[^>]*>)([^<]*)/;
	const act = `/en/record/${index}`;
	const other = receipts.exec(await (await fetch(`${base}/en/record/${index + 1}`)).text())[2];
	const all = Object.entries(tampers_of(index));
	all.push(['the receipt, which is of another act', text =>
	    text.replace(receipts, (found, tag) => tag + other)]);
	for (const [what, tamper] of all) {
		let is_changed = false;
		await page.route(`${base}${act}`, async route => {
			const response = await route.fetch(), text = await response.text(), body = tamper(text);
			is_changed = body !== text;
			await route.fulfill({ response, body });
		});
		await page.goto(base + act);
		const found = await verdict_of(page);
		if (!is_changed || found.kind !== 'bad' || !found.is_said || found.bad === 0)
			faults.push(`${what}: ${is_changed ? told(found) : 'is not on the page'}`);
		await page.unroute(`${base}${act}`);
	}
	await page.close();
	report(`the button says that it does not hold: ${all.length} ways of tampering`, faults);
}

/* Runs in the page: changes one character after another and verifies each time. */
async function characters_try() {
	const verdict = document.getElementById('verify-verdict'), unnoticed = [];
	const run = () => new Promise(done => {
		verdict.className = verdict.textContent = '';
		const watch = new MutationObserver(() => {
			if (verdict.className !== '' && verdict.textContent !== '') {
				watch.disconnect();
				done(verdict.className);
			}
		});
		watch.observe(verdict, { attributes: true, childList: true });
		document.getElementById('verify-run').click();
	});
	const next = c => c === '\n' ? ' ' : c === 'z' ? 'y' : c === '9' ? '8' : c === 'Z' ? 'Y' :
	    /[A-Ya-y0-8]/.test(c) ? String.fromCharCode(c.charCodeAt(0) + 1) : 'A';
	let tried = 0;
	async function each_of(what, step, get, set) {
		const whole = get();
		for (let i = 0; i < whole.length; i += step) {
			tried++;
			set(whole.slice(0, i) + next(whole[i]) + whole.slice(i + 1));
			if (await run() !== 'bad')
				unnoticed.push(`${what}, character ${i}: ${whole.slice(i, i + 20)}`);
		}
		set(whole);
	}
	for (const [id, step] of [['message', 9], ['receipt', 1]]) {
		const element = document.getElementById(id);
		await each_of(id, step, () => element.textContent, text => { element.textContent = text; });
	}
	const signer = document.querySelector('#signatures li').dataset;
	await each_of('signature', 9, () => signer.sshsig, text => { signer.sshsig = text; });
	await each_of('signer', 2, () => signer.handle, text => { signer.handle = text; });
	return { tried, unnoticed, last: await run() };
}

async function judge_characters(page, base, act) {
	await page.goto(base + act);
	const { tried, unnoticed, last } = await page.evaluate(characters_try);
	if (last !== 'ok' || tried < 200)
		unnoticed.push(`${tried} tried; with everything put back: ${last}`);
	report('no character of the receipt may change, nor of act and signature', unnoticed);
}

/* Plain HTTP from afar: no WebCrypto. Hashes are checked all the same. */
async function judge_without_crypto(browser, base) {
	const context = await browser.newContext(), page = await context.newPage(), faults = [];
	await page.addInitScript(() =>
	    Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined }));
	for (const lang of ['en', 'ru']) {
		await page.goto(`${base}/${lang}/record/30`);
		const found = await verdict_of(page);
		if (found.kind !== 'unchecked' || !found.is_said || found.bad > 0)
			faults.push(`${lang}: ${told(found)}`);
	}
	await page.evaluate(() => {
		const message = document.getElementById('message');
		message.textContent = message.textContent.replace('"base"', '"bose"');
		document.getElementById('verify-verdict').removeAttribute('class');
	});
	const found = await verdict_of(page);
	if (found.kind !== 'bad' || found.bad < 3)
		faults.push(`tampered: ${told(found)}`);
	await context.close();
	report('where a browser withholds signatures the page says so, and still checks hashes', faults);
}

export async function judge_receipts(browser, base, acts) {
	const context = await browser.newContext(), page = await context.newPage();
	await judge_sound(page, base, acts);
	const index = await act_choose(base), act = `/en/record/${index}`;
	await judge_live(page, base, act);
	await judge_tampered(context, base, index);
	await judge_characters(page, base, act);
	await judge_without_crypto(browser, base);
	await context.close();
}
