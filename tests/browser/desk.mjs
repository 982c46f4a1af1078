/* desk.mjs ADDRESS BINARY FOLDER SERVER: drafts a text by keyboard alone. Prints TAP; see desk.sh. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { axe_run } from './lib/look.mjs';
import { finish, report } from './lib/tap.mjs';

const [base, binary, folder, server] = process.argv.slice(2);
const PATIENCE = { timeout: 8000 };
const TEXT = 'example-draft';
const at = unit => `${base}/en/texts/${TEXT}/desk?id=${unit}#keys`;

async function faults_of(work) {
	const faults = [];
	try {
		await work(faults);
	} catch (broken) {
		faults.push(broken.message);
	}
	return faults;
}

/* Signs the act as its author would, with nothing but what the desk gave, and sends it. */
function lodge(act) {
	const by = JSON.parse(act.split('\n')[2]).by, work = `${folder}/${by.replace('/', '-')}`;
	mkdirSync(work, { recursive: true });
	writeFileSync(`${work}/key`, execFileSync(binary, ['key', 'demo', by]), { mode: 0o600 });
	writeFileSync(`${work}/act`, act);
	execFileSync(binary, ['act', 'sign', 'act', '--key', 'key'], { cwd: work, stdio: 'pipe' });
	execFileSync(binary, ['act', 'submit', 'act', '--to', base], { cwd: work, stdio: 'pipe' });
	return by;
}

/* Keys as they are pressed; what begins with ' is typed. */
async function press(page, keys) {
	for (const key of keys)
		await (key.startsWith("'") ? page.keyboard.type(key.slice(1)) : page.keyboard.press(key));
}

const previewed = (page, op) => page.waitForFunction(wanted =>
	document.getElementById('preview').dataset.op === wanted, op, PATIENCE);
const seen = (page, within) => page.locator(within).first().evaluate(one => {
	const copy = one.cloneNode(true);
	copy.querySelectorAll('.unseen, sub').forEach(gone => gone.remove());
	return copy.textContent.replace(/\s+/g, ' ').trim();
});

/* The focus is on the paragraph and the caret on its first word. */
async function begin(page, unit) {
	await page.goto('about:blank');
	await page.goto(at(unit));
	await page.waitForSelector('#keys.ready');
	await page.waitForFunction(() => document.activeElement.id === 'keys', null, PATIENCE);
}

const right = (count, shift) => Array(count).fill(shift ? 'Shift+ArrowRight' : 'ArrowRight');
const whose = code => ['a', 'Control+a', `'${code}`, 'Enter'];

/* One action: how it is keyed, what the preview shows, by whom the act is, what the room shows then. */
const ACTIONS = [
	{ says: 'd deletes the words between brackets', unit: 'op1', op: 'delete', by: 'in',
		keys: [...whose('in'), ...right(4), '[', ...right(1), ']', 'd'],
		preview: '[closely and]{del: IN} regularly.', room: '[closely and]{del: IN} regularly.' },
	{ says: 'r replaces a word, and asks for whom when nobody was named', unit: 'op1', op: 'replace', by: 'tr',
		keys: [...right(3), 'r', "'tür", 'Enter', 'Control+a', "'work together", 'Enter'],
		preview: '[cooperate] [work together]{TR}', room: '[cooperate] [work together]{TR}' },
	{ says: 'i inserts before the word', unit: 'op1', op: 'insert', by: 'uz',
		keys: [...whose('uz'), ...right(2), 'i', "'always", 'Enter'],
		preview: 'States [always]{UZ} [shall]', room: 'States [always]{UZ} [shall]' },
	{ says: 'at its end too', unit: 'pp1', op: 'insert', by: 'kz',
		keys: [...whose('KAZ'), 'End', 'i', "'with joy,", 'Enter'],
		preview: 'in Baku, [with joy,]{KZ}', room: 'in Baku, [with joy,]{KZ}' },
	{ says: '. goes to an alternative, o opposes it', unit: 'op1', op: 'oppose', by: 'tr',
		keys: [...whose('tr'), '.', '.', '.', 'o'], preview: '[may]{KG}', room: '[may]{KG}' },
	{ says: 's supports it', unit: 'op1', op: 'support', by: 'tj',
		keys: [...whose('tj'), '.', '.', '.', 's'], preview: '[may]{KG}', room: '[may]{KG}' },
	{ says: 'c can accept it', unit: 'op1', op: 'can-accept', by: 'mn',
		keys: [...whose('mn'), '.', '.', 'c'], preview: '[should]', room: '[should]' },
	{ says: 'x reserves', unit: 'op1', op: 'reserve', by: 'in',
		keys: [...whose('in'), '.', '.', 'x'], preview: '[should]', room: '[should]' },
	{ says: 'w waits for instructions on the paragraph as it stands', unit: 'op1', op: 'pending', by: 'in',
		keys: [...whose('in'), 'w'], preview: '[shall]', room: '[shall]' },
	{ says: '+ stands behind it', unit: 'op1', op: 'cosponsor', by: 'tj',
		keys: [...whose('tj'), '.', '.', '.', '+'], preview: '[may]{KG}', room: '[may]{KG}',
		said: 'alternative by Kyrgyzstan, Tajikistan:' },
	{ says: 'b puts a new paragraph behind', unit: 'op1', op: 'new', by: 'kg',
		keys: [...whose('kg'), 'b', "'Decides to meet again.", 'Enter'],
		preview: '[Decides to meet again.]{KG}', room: '[Decides to meet again.]{KG}' },
	{ says: 'm moves the paragraph', unit: 'op1', op: 'move', by: 'kz',
		keys: [...whose('kz'), 'm', 'Enter'], preview: 'move to the beginning', room: 'move to the beginning' },
	{ says: 'D deletes the paragraph', unit: 'op1', op: 'remove', by: 'cn',
		keys: [...whose('cn'), 'D'], preview: '{del: CN}', room: '{del: CN}' },
	{ says: 'R puts other words instead of the paragraph', unit: 'op1', op: 'alternative', by: 'kz',
		keys: [...whose('kz'), 'R', "'Member States cooperate.", 'Enter'],
		preview: '[Member States cooperate.]{KZ}', room: '[Member States cooperate.]{KZ}' },
	{ says: 'u withdraws the proposal that is spoken of, where nothing is staged', unit: 'op1', op: 'withdraw',
		by: 'kg', keys: [...whose('kg'), '.', '.', '.', 'u'], preview: 'always', not: '[may]', room: 'always' },
	{ says: 't puts an alternative in the text', unit: 'op1', op: 'accept', by: 'az',
		keys: ['.', '.', 't'], preview: 'States [always]{UZ} should', room: 'States [always]{UZ} should' },
	{ says: 'K closes what is about the whole paragraph', unit: 'op1', op: 'make-close', by: 'az',
		keys: ['.', '.', '.', '.', 'K'], preview: 'should', not: 'del: CN', room: 'move to the beginning' },
	{ says: 'M takes it', unit: 'op1', op: 'make', by: 'az', keys: ['.', '.', '.', '.', '.', 'M'],
		preview: 'Decides to meet again.', not: '{KG}', room: 'move to the beginning' },
	{ says: 'k keeps the words', unit: 'pp1', op: 'keep', by: 'az', keys: ['.', 'k'],
		preview: 'Having met in Baku,', not: 'joy', room: 'Having met in Baku,' },
	{ says: 'g agrees ad referendum', unit: 'pp1', op: 'ad-ref', by: 'az', keys: ['g'],
		preview: 'agreed ad referendum', room: 'agreed ad referendum' },
	{ says: 'G agrees, and takes only when it is pressed again', unit: 'pp1', op: 'agreed', by: 'az',
		keys: ['G'], preview: 'agreed', take: 'G', room: 'agreed' },
];

async function judge_action(page, room, one) {
	report(one.says, await faults_of(async faults => {
		await begin(page, one.unit);
		await press(page, one.keys);
		await previewed(page, one.op);
		const shown = await seen(page, '#preview .screen');
		if (!shown.includes(one.preview) || (one.not && shown.includes(one.not)))
			faults.push(`it is previewed as: ${shown}`);
		if (one.said && !(await page.locator('#preview .screen').textContent()).includes(one.said))
			faults.push(`it does not say: ${one.said}`);
		if (await page.locator('#preview .stale').count() > 0)
			faults.push(await seen(page, '#preview ul'));
		if (await page.locator('#taken').count() > 0)
			faults.push('it is taken unasked');
		await page.keyboard.press(one.take ?? 'Enter');
		await page.waitForSelector('#taken', PATIENCE);
		if (await page.evaluate(() => document.activeElement.id) !== 'taken')
			faults.push('the focus does not follow');
		const by = lodge(await page.locator('#act').textContent());
		if (by !== `${one.by}/delegate-1`)
			faults.push(`it is by ${by}`);
		await room.waitForFunction(wanted => {
			const copy = document.querySelector('.paragraph').cloneNode(true);
			copy.querySelectorAll('.unseen').forEach(gone => gone.remove());
			return copy.textContent.replace(/\s+/g, ' ').includes(wanted);
		}, one.room, PATIENCE).catch(async () =>
			faults.push(`the room shows: ${await seen(room, '.paragraph')}`));
		/* What was taken is done: the desk shows the text as it is now. */
		await previewed(page, undefined);
	}));
}

async function judge_refusal(page) {
	report('what the record would refuse is said before it is taken', await faults_of(async faults => {
		await begin(page, 'pp1');
		await press(page, [...whose('kz'), 'd']);
		await previewed(page, 'delete');
		if (!(await seen(page, '#preview')).includes('unit-is-agreed'))
			faults.push(await seen(page, '#preview'));
		await press(page, ['u']);
		await previewed(page, undefined);
		await press(page, ['a', 'Control+a', "'k", 'Enter', 'd']);
		await page.waitForSelector('#preview .alert', PATIENCE);
		if (!(await seen(page, '#said')).includes('which delegation'))
			faults.push(`two names begin with k: ${await seen(page, '#said')}`);
	}));
}

async function judge_ways(page) {
	report('n and p go through the paragraphs, / finds words, ? tells the keys', await faults_of(async faults => {
		const unit = () => page.locator('input[name=id]').first().inputValue();
		await begin(page, 'pp1');
		await Promise.all([page.waitForNavigation(PATIENCE), page.keyboard.press('n')]);
		if (await unit() === 'pp1')
			faults.push('n stays');
		await page.waitForFunction(() => document.activeElement.id === 'keys', null, PATIENCE);
		await Promise.all([page.waitForNavigation(PATIENCE), page.keyboard.press('p')]);
		await page.waitForFunction(() => document.activeElement.id === 'keys', null, PATIENCE);
		await press(page, ['/', "'regularly"]);
		await Promise.all([page.waitForNavigation(PATIENCE), page.keyboard.press('Enter')]);
		if (await unit() !== 'op1')
			faults.push(`the words are looked for at ${await unit()}`);
		await begin(page, 'op1');
		await press(page, ['?']);
		if (!await page.locator('#help').evaluate(one => one.open))
			faults.push('the keys are not told');
	}));
}

async function judge_form(browser) {
	report('without script the form stages, shows and gives the same act', await faults_of(async faults => {
		const context = await browser.newContext({ javaScriptEnabled: false });
		const page = await context.newPage();
		await page.goto(at('op1'));
		if (!(await page.locator('#keys sub').first().isVisible()))
			faults.push('the words are not numbered');
		await page.selectOption('#op', 'replace');
		await page.fill('#for', 'Mongolia');
		await page.fill('#first', '1');
		await page.fill('#last', '2');
		await page.fill('#words', 'The\nmembers');
		await page.locator('#stage button').click();
		const shown = await seen(page, '#preview .screen');
		if (!shown.includes('[Member States] [The members]{MN}'))
			faults.push(`it is previewed as: ${shown}`);
		if (page.url().includes('members'))
			faults.push('the address tells what is staged');
		await page.locator('#take').click();
		lodge(await page.locator('#act').textContent());
		await page.goto(`${base}/en/texts/${TEXT}/room`);
		if (!(await seen(page, '.paragraph')).includes('[The members]{MN}'))
			faults.push('the room does not show it');
		await context.close();
	}));
}

/* At every state of the desk that has something of its own to look at. */
async function judge_looks(page) {
	const faults = [];
	const look = async what => {
		for (const width of [320, 1280]) {
			await page.setViewportSize({ width, height: 900 });
			for (const scheme of ['light', 'dark']) {
				await page.emulateMedia({ colorScheme: scheme });
				faults.push(...(await axe_run(page)).map(one => `${what}, ${width}, ${scheme}: ${one}`));
			}
			if (await page.evaluate(() => document.scrollingElement.scrollWidth >
			    document.scrollingElement.clientWidth))
				faults.push(`${what}: wider than ${width} pixels`);
		}
	};
	report('axe has nothing against a staged act, a taken one, a refused one', await faults_of(async broken => {
		await begin(page, 'op1');
		await press(page, [...whose('kz'), ...right(2), ...right(1, true), 'd']);
		await previewed(page, 'delete');
		await look('staged');
		await press(page, ['Enter']);
		await page.waitForSelector('#taken', PATIENCE);
		await look('taken');
		await begin(page, 'pp1');
		await press(page, [...whose('kz'), 'd']);
		await previewed(page, 'delete');
		await look('refused');
		broken.push(...faults);
	}));
}

async function judge_since(page) {
	report('a text marked as read tells later what has changed', await faults_of(async faults => {
		await page.goto(`${base}/en/texts/${TEXT}`);
		await page.locator('#since [data-mark]').click();
		await page.waitForSelector('#changed .none', PATIENCE);
		await begin(page, 'op1');
		await press(page, [...whose('tm'), 'End', 'ArrowLeft', 's']);
		await previewed(page, 'support');
		await press(page, ['Enter']);
		await page.waitForSelector('#taken', PATIENCE);
		lodge(await page.locator('#act').textContent());
		await page.goto(`${base}/en/texts/${TEXT}`);
		await page.locator('#since a', { hasText: 'what I marked as read' }).click();
		const shown = await seen(page, '#changed');
		if (!/1\..*Turkmenistan.*support/.test(shown) || shown.includes('PP1'))
			faults.push(`it tells: ${shown}`);
		await page.selectOption('#show', 'changed');
		await page.locator('.filter button').first().click();
		if (await page.locator('#unit-1').count() > 0 || await page.locator('#unit-2').count() === 0)
			faults.push('units that did not change are shown');
	}));
}

async function judge_loss(room) {
	report('a room that loses the record keeps what it shows, and says so', await faults_of(async faults => {
		const before = await seen(room, '.paragraph');
		const points = await room.locator('.paragraph .words').first().evaluate(one =>
			parseFloat(getComputedStyle(one).fontSize) * 0.75);
		if (points < 28)
			faults.push(`the words have ${points} points`);
		process.kill(Number(server));
		await room.waitForSelector('#clock.lost', PATIENCE);
		if (!/^No connection: this is how it stood at \d/.test(await seen(room, '#clock b')))
			faults.push(await seen(room, '#clock b'));
		if (await seen(room, '.paragraph') !== before)
			faults.push('what it showed is gone');
		const time = await seen(room, '#clock time');
		await room.waitForFunction(old => document.querySelector('#clock time').textContent !== old, time,
			PATIENCE);
	}));
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
	args: ['--no-sandbox'] });
const complaints = [];
try {
	const page = await browser.newPage(), room = await browser.newPage();
	page.setDefaultTimeout(PATIENCE.timeout);
	for (const one of [page, room]) {
		one.on('console', said => said.type() === 'error' && complaints.push(said.text()));
		one.on('pageerror', broken => complaints.push(broken.message));
	}
	await room.goto(`${base}/en/texts/${TEXT}/room`);
	for (const one of ACTIONS)
		await judge_action(page, room, one);
	await judge_refusal(page);
	await judge_ways(page);
	await judge_form(browser);
	await judge_since(page);
	await judge_looks(page);
	report('neither the scripts nor the policy for scripts complains', complaints.splice(0));
	await page.close();
	await judge_loss(room);
} catch (broken) {
	report('the browser could be led through everything', [broken.stack]);
} finally {
	await browser.close();
}
finish();
