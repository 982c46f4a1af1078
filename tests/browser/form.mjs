/* form.mjs ADDRESS BINARY FOLDER: fills in a form. Prints TAP; see form.sh. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { axe_run } from './lib/look.mjs';
import { finish, report } from './lib/tap.mjs';

const [base, binary, folder] = process.argv.slice(2);
const SECRET = 'seventeen 4f1c9d77b2';
const at = `${base}/en/forms/example-exchange/fill`;

async function faults_of(work) {
	const faults = [];
	try {
		await work(faults);
	} catch (broken) {
		faults.push(broken.message);
	}
	return faults;
}

const said = async (page, within) => (await page.locator(within).allTextContents()).join(' ');

/* Signs the act as its author would, with nothing but what the page gave, and sends it. */
function lodge(act) {
	const by = JSON.parse(act.split('\n')[2]).by, work = `${folder}/sign`;
	mkdirSync(work, { recursive: true });
	writeFileSync(`${work}/key`, execFileSync(binary, ['key', 'demo', by]), { mode: 0o600 });
	writeFileSync(`${work}/act`, act);
	execFileSync(binary, ['act', 'sign', 'act', '--key', 'key'], { cwd: work, stdio: 'pipe' });
	execFileSync(binary, ['act', 'submit', 'act', '--to', base], { cwd: work, stdio: 'pipe' });
	return /^index (\d+)/m.exec(readFileSync(`${work}/act.receipt`, 'utf8'))[1];
}

async function saved(page, link, name) {
	const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
	const path = `${folder}/${name}`;
	await download.saveAs(path);
	return path;
}

/* With its findings: what nobody looks at otherwise. */
async function judge_refusal(browser) {
	for (const [width, colorScheme] of [[1280, 'light'], [320, 'dark']]) {
		const page = await (await browser.newContext({ viewport: { width, height: 900 }, colorScheme })).newPage();
		report(`a form that was refused says why beside each field, ${width} pixels wide`, await faults_of(async faults => {
			await page.goto(at);
			await page.selectOption('#for', 'cn');
			await page.fill('[id="f.people"]', 'twelve');
			await page.fill('[id="f.list"]', 'One|Two\nThree');
			await page.click('#fill .go button');
			await page.waitForSelector('#preview');
			if (await page.getAttribute('[id="f.people"]', 'aria-invalid') !== 'true')
				faults.push('the field is not marked');
			if (await page.inputValue('[id="f.list"]') !== 'One|Two\nThree' ||
				await page.inputValue('#for') !== 'cn')
				faults.push('something was lost');
			const hint = await page.getAttribute('[id="f.people"]', 'aria-describedby');
			if (!(await said(page, `[id="${hint}"]`)).includes('field-type'))
				faults.push('the finding is not where the field is described');
			if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth))
				faults.push('it is wider than the window');
			faults.push(...await axe_run(page));
		}));
		await page.context().close();
	}
}

async function judge_commitment(browser) {
	const page = await (await browser.newContext()).newPage();
	const bodies = [];
	page.on('request', request => bodies.push(`${request.url()} ${request.postData() ?? ''}`));
	let index = '';
	report('an answer for some only becomes a commitment in the page', await faults_of(async faults => {
		await page.goto(at);
		await page.selectOption('#for', 'cn');
		await page.fill('[id="f.changes"]', 'One.\nTwo.');
		const box = page.locator('[data-commit="f.units"]');
		await box.locator('textarea').fill(SECRET);
		await box.locator('button').click();
		const links = box.locator('[role=status] a');
		await links.nth(1).waitFor();
		const answer = await saved(page, links.nth(0), 'answer.txt');
		const salt = readFileSync(await saved(page, links.nth(1), 'answer.salt'), 'utf8').trim();
		const made = JSON.parse(await page.inputValue('[id="f.units"]'));
		execFileSync(binary, ['commitment', answer, '--salt', salt, '--check', made.sha256], { stdio: 'pipe' });
		const bytes = readFileSync(answer, 'utf8');
		if (!bytes.startsWith(SECRET) || bytes.length !== 256 || made.len !== 256)
			faults.push(`what was saved is ${bytes.length} bytes`);
		await page.click('#fill .go button');
		await page.locator('#preview summary').click();
		index = lodge(await page.locator('#act').textContent());
	}));
	report('the act that the page made is admitted, and the answer was never sent', await faults_of(async faults => {
		await page.goto(`${base}/en/returns/${index}`);
		const text = await said(page, 'main');
		if (!text.includes('For parties only') || text.includes(SECRET))
			faults.push(text.slice(0, 300));
		const told = bodies.filter(one => decodeURIComponent(one.replaceAll('+', ' ')).includes(SECRET));
		if (!bodies.some(one => one.includes('f.units=')) || told.length > 0)
			faults.push(`${bodies.length} requests, ${told.length} with the answer`);
	}));
	await page.context().close();
}

/* Two of them with other salts: nothing can be compared. */
async function judge_salt(browser) {
	const page = await (await browser.newContext()).newPage();
	report('the same answer twice is two commitments', await faults_of(async faults => {
		const made = [];
		for (let i = 0; i < 2; i++) {
			await page.goto(at);
			const box = page.locator('[data-commit="f.units"]');
			await box.locator('textarea').fill(SECRET);
			await box.locator('button').click();
			await box.locator('[role=status] a').first().waitFor();
			made.push(await page.inputValue('[id="f.units"]'));
		}
		if (made[0] === made[1] || made[0].length < 64)
			faults.push(made.join(' '));
	}));
	await page.context().close();
}

async function judge_without_script(browser) {
	const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
	report('without script the command line makes the commitment', await faults_of(async faults => {
		writeFileSync(`${folder}/plain.txt`, SECRET.padEnd(256));
		const printed = execFileSync(binary, ['commitment', `${folder}/plain.txt`, '--type', 'text/plain'],
			{ encoding: 'utf8' });
		await page.goto(at);
		if (await page.locator('[data-commit] button').first().isVisible())
			faults.push('the script\'s button is there');
		await page.selectOption('#for', 'in');
		await page.fill('[id="f.changes"]', 'One.');
		await page.fill('[id="f.units"]', printed.split('\n')[0]);
		await page.click('#fill .go button');
		const index = lodge(await page.locator('#act').textContent());
		await page.goto(`${base}/ru/returns/${index}`);
		if (!(await said(page, 'main')).includes('Только для сторон'))
			faults.push('the return does not show it');
	}));
	await page.context().close();
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
	args: ['--no-sandbox'] });
try {
	await judge_refusal(browser);
	await judge_commitment(browser);
	await judge_salt(browser);
	await judge_without_script(browser);
} catch (broken) {
	report('the browser could be led through everything', [broken.stack]);
} finally {
	await browser.close();
}
finish();
