/* live.mjs ADDRESS BINARY FOLDER: looks at pages while acts are recorded. Prints TAP; see live.sh. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { finish, report } from './lib/tap.mjs';

const [base, binary, folder] = process.argv.slice(2);
const offered = fileURLToPath(new URL('../lib/offered.py', import.meta.url));
const PATIENCE = { timeout: 5000 };

/* Does what the page of a silence offers. */
function follow(...words) {
	execFileSync('python3', [offered, base, binary, folder, ...words], { stdio: 'pipe' });
}

function propose(code) {
	follow(code, 'silence.propose', `TITLE=A text that is ${code}`, 'TEXT=Its words.', 'SECONDS=3600');
}

/* Until silence runs: then the front page names it. */
function begin(code) {
	propose(code);
	follow(code, 'silence.consent');
	follow(code, 'silence.circulate');
}

const steps = page => page.locator('#chain ol.steps > li').count();
const scroll = page => page.evaluate(() => scrollY);
/* Not by polling the server: the page itself has to change. */
const steps_are = (page, count) => page.waitForFunction(
	wanted => document.querySelectorAll('#chain ol.steps > li').length === wanted, count, PATIENCE);

async function faults_of(work) {
	const faults = [];
	try {
		await work(faults);
	} catch (broken) {
		faults.push(broken.message);
	}
	return faults;
}

async function judge_silence(page) {
	report('the page of a silence shows its next step by itself', await faults_of(async faults => {
		await page.goto(`${base}/en/silences/one`);
		const before = await steps(page);
		await page.evaluate(() => { window.is_same_page = true; });
		await page.locator('summary').last().evaluate(one => { one.parentElement.open = true; });
		await page.evaluate(() => scrollTo(0, 200));
		const at = await scroll(page);
		follow('one', 'silence.consent');
		await steps_are(page, before + 1);
		if (!await page.evaluate(() => window.is_same_page))
			faults.push('the page was loaded again');
		if (await scroll(page) !== at)
			faults.push(`it moved from ${at} to ${await scroll(page)}`);
		if (await page.locator('#live p').count() > 0)
			faults.push('it says that something changed although all of it is shown');
		const made = await page.locator('#made-from').textContent();
		const { size } = await (await fetch(`${base}/api/en/silences/one`)).json();
		if (!made.replace(/\D/g, '').includes(String(size)))
			faults.push(`the foot says ${made}, the record has ${size}`);
	}));
}

async function judge_focus(page) {
	report('a part that has the focus waits, says so, and is shown on demand', await faults_of(async faults => {
		const before = await steps(page);
		await page.locator('#chain a').first().focus();
		follow('one', 'silence.circulate');
		await page.waitForSelector('#live button', PATIENCE);
		if (await steps(page) !== before)
			faults.push('the part was exchanged under the focus');
		if (await page.evaluate(() => !document.getElementById('chain').contains(document.activeElement)))
			faults.push('the focus is lost');
		if (await page.locator('#live').getAttribute('aria-live') !== 'polite')
			faults.push('screen readers are not told');
		if (!(await page.locator('#live').textContent()).startsWith('This page has changed.'))
			faults.push(`it says ${await page.locator('#live').textContent()}`);
		await page.locator('#live button').click();
		await steps_are(page, before + 1);
		if (await page.locator('#live p').count() > 0)
			faults.push('the line stays');
		if (await page.evaluate(() => document.activeElement === document.body))
			faults.push('the focus is nowhere afterwards');
	}));
}

/* No page has a form in a part that changes yet: one is put there, before live.js looks at the page. */
async function judge_form(browser) {
	report('a half-typed form stays, and keeps what is typed when the rest is shown', await faults_of(async faults => {
		const page = await browser.newPage();
		await page.route('**/en/silences/one', async route => {
			const answer = await route.fetch();
			const body = await answer.text();
			await route.fulfill({ response: answer, body: body.replace('id="chain" data-live>',
				'id="chain" data-live><form><input id="why" name="why"></form>') });
		});
		await page.goto(`${base}/en/silences/one`);
		const before = await steps(page);
		await page.fill('#why', 'half of a sen');
		await page.locator('h1').click(); /* the focus is elsewhere */
		await page.evaluate(() => document.activeElement.blur());
		follow('one', 'silence.attach', 'HANDLE=tr/delegate-1', 'TEXT=As we read it.');
		await page.waitForSelector('#live button', PATIENCE);
		if (await page.inputValue('#why') !== 'half of a sen')
			faults.push('what was typed is gone');
		if (await page.locator('#chain', { hasText: 'As we read it.' }).count() > 0)
			faults.push('the part was exchanged');
		await page.locator('#live button').click();
		await page.locator('#chain', { hasText: 'As we read it.' }).waitFor(PATIENCE);
		if (await page.inputValue('#why') !== 'half of a sen')
			faults.push('what was typed did not go on');
		if (await steps(page) < before)
			faults.push('steps are missing');
		await page.close();
	}));
}

async function judge_front(browser) {
	report('the front page shows a new silence, and the day being chosen stays', await faults_of(async faults => {
		const page = await browser.newPage();
		await page.goto(`${base}/ru/`);
		await page.fill('#on', '2015-05-05');
		begin('two');
		await page.locator('#silences a[href="/ru/silences/two"]').waitFor(PATIENCE);
		if (await page.inputValue('#on') !== '2015-05-05')
			faults.push('the day is another');
		if (await page.locator('#live p').count() > 0)
			faults.push('it says that there is more');
		await page.close();
	}));
}

async function judge_without_script(browser) {
	report('without script the page is whole, and new when it is loaded again', await faults_of(async faults => {
		const context = await browser.newContext({ javaScriptEnabled: false });
		const page = await context.newPage();
		await page.goto(`${base}/en/`);
		begin('three');
		await page.reload();
		if (await page.locator('#silences a[href="/en/silences/three"]').count() === 0)
			faults.push('the silence is not there');
		await context.close();
	}));
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
	args: ['--no-sandbox'] });
const complaints = [];
try {
	propose('one');
	const page = await browser.newPage();
	page.on('console', said => said.type() === 'error' && complaints.push(said.text()));
	page.on('pageerror', broken => complaints.push(broken.message));
	await judge_silence(page);
	await judge_focus(page);
	await judge_form(browser);
	await judge_front(browser);
	await judge_without_script(browser);
	report('neither the script nor the policy for scripts complains', complaints);
} catch (broken) {
	report('the browser could be led through everything', [broken.stack]);
} finally {
	await browser.close();
}
finish();
