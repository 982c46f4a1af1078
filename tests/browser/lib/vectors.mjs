/* The page's verifier against tests/vectors, which OpenSSH and OpenSSL made and verify. */
import { readFileSync, readdirSync } from 'node:fs';
import { report } from './tap.mjs';

/* Puts an act into the page in place of its own, and verifies it. */
async function other_try({ message, signatures, data, receipt }) {
	const box = document.getElementById('verify'), list = document.getElementById('signatures');
	document.getElementById('message').textContent = message;
	document.getElementById('receipt').textContent = receipt ?? '';
	Object.assign(box.dataset, data);
	list.textContent = '';
	for (const one of signatures) {
		const item = document.createElement('li');
		Object.assign(item.dataset, one);
		list.append(item);
	}
	const verdict = document.getElementById('verify-verdict');
	document.getElementById('verify-run').click();
	while (verdict.textContent === '')
		await new Promise(done => setTimeout(done, 2));
	return [...document.querySelectorAll('#verify-steps li')].map(item => item.className);
}

const blob_of = armour => armour.split('\n').filter(line => line && !line.startsWith('-')).join('');
const key_of = blob => /ssh-ed25519|ecdsa-sha2-nistp256|ssh-rsa|sk-[a-z0-9@.-]+/.exec(
    Buffer.from(blob, 'base64').toString('latin1'))[0];

/* The step that is about the one signature. */
async function judge_signatures(page, folder) {
	const faults = [], kinds = new Set();
	for (const file of readdirSync(`${folder}/acts`).filter(name => name.endsWith('.sig'))) {
		const message = readFileSync(`${folder}/acts/${file.slice(0, 2)}.msg`, 'utf8');
		const sshsig = blob_of(readFileSync(`${folder}/acts/${file}`, 'utf8')), kind = key_of(sshsig);
		const good = kind.startsWith('sk-') ? 'unchecked' : 'ok';
		const signatures = [{ handle: 'x', sshsig }];
		kinds.add(kind);
		const [, found] = await page.evaluate(other_try, { message, signatures });
		if (found !== good)
			faults.push(`${file}, ${kind}: ${found}`);
		const [, changed] = await page.evaluate(other_try, { message: `${message} `, signatures });
		if (changed !== (good === 'ok' ? 'bad' : 'unchecked'))
			faults.push(`${file}, ${kind}, with another act: ${changed}`);
	}
	if (kinds.size < 5)
		faults.push(`only ${[...kinds]} were tried`);
	report('the page verifies what OpenSSH signed, and leaves security keys to OpenSSH', faults);
}

/* Entry 6 of a log of ten, whose checkpoint witnesses cosigned. */
async function judge_entry(page, folder) {
	const read = name => readFileSync(`${folder}/${name}`, 'utf8'), faults = [];
	const lines = read('acts/06.entry').split('\n'), vkey = read('log/vkey').trim();
	const index = read('acts/index.tsv').split('\n').find(line => line.startsWith('06\t')).split('\t');
	const [, handle, sshsig] = /^(\S+) (\S+)$/.exec(lines[5]);
	const values = index.filter(value => /^[0-9a-f]{64}$/.test(value));
	const act = { message: read('acts/06.msg'), signatures: [{ handle, sshsig }],
		receipt: read('log/entry-6.tlog-proof'),
		data: { received: lines[0], vkey, origin: vkey.split('+')[0], actId: values[0],
			leafHash: values[1] } };
	const found = (await page.evaluate(other_try, act)).join();
	if (found !== 'ok,unchecked,ok,ok,ok')
		faults.push(found);
	act.signatures[0].handle += 'x';
	const renamed = (await page.evaluate(other_try, act)).join();
	if (renamed !== 'ok,unchecked,bad,bad,ok')
		faults.push(`with another signer: ${renamed}`);
	report('the page follows the receipt of another log, cosigned by witnesses', faults);
}

export async function judge_vectors(browser, base, folder) {
	const context = await browser.newContext(), page = await context.newPage();
	await page.goto(`${base}/en/record/0`);
	await judge_signatures(page, folder);
	await judge_entry(page, folder);
	await context.close();
}
