/*
 * Verifies the act on this page from the page alone: identity, signatures, leaf, inclusion,
 * checkpoint. Nothing is fetched. Sentences come from the page, so that they read in its language.
 * Formats: SSHSIG (OpenSSH PROTOCOL.sshsig), RFC 6962, c2sp.org/signed-note, c2sp.org/tlog-proof.
 */
'use strict';

(() => {
	const box = document.getElementById('verify');
	if (!box)
		return;
	const button = document.getElementById('verify-run');
	const steps = document.getElementById('verify-steps');
	const verdict = document.getElementById('verify-verdict');
	const subtle = window.crypto && window.crypto.subtle; /* absent on plain http from afar */

	const utf8 = text => new TextEncoder().encode(text);
	const text_of = id => document.getElementById(id).textContent;
	const hex = bytes => Array.from(bytes, b => b.toString(16).padStart(2, '0')).join('');
	/* Only the one spelling: atob forgives spaces and bits that are left over. */
	const base64 = text => {
		const bytes = atob(text);
		if (btoa(bytes) !== text)
			throw new Error('base64');
		return Uint8Array.from(bytes, c => c.charCodeAt(0));
	};
	const base64url = bytes => btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-')
	    .replace(/\//g, '_').replace(/=+$/, '');
	const u32 = n => Uint8Array.of(n >>> 24, n >>> 16, n >>> 8, n);
	const same = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);

	function join(...parts) {
		const all = new Uint8Array(parts.reduce((n, part) => n + part.length, 0));
		let at = 0;
		for (const part of parts) {
			all.set(part, at);
			at += part.length;
		}
		return all;
	}

	/* FIPS 180-4, for pages that came without TLS, where browsers withhold WebCrypto. */
	function sha256_here(message) {
		const primes = [];
		for (let n = 2; primes.length < 64; n++)
			if (primes.every(p => n % p !== 0))
				primes.push(n);
		const fraction = x => (x - Math.floor(x)) * 4294967296 | 0;
		const k = primes.map(p => fraction(Math.cbrt(p)));
		const h = primes.slice(0, 8).map(p => fraction(Math.sqrt(p)));
		const turn = (x, n) => x >>> n | x << 32 - n;
		const padded = new Uint8Array((message.length + 72) >> 6 << 6);
		const view = new DataView(padded.buffer);
		padded.set(message);
		padded[message.length] = 0x80;
		view.setUint32(padded.length - 4, message.length * 8);
		const w = new Int32Array(64);
		for (let block = 0; block < padded.length; block += 64) {
			for (let i = 0; i < 64; i++) {
				const x = w[i - 15], y = w[i - 2];
				w[i] = i < 16 ? view.getInt32(block + 4 * i)
				    : w[i - 16] + w[i - 7] + (turn(x, 7) ^ turn(x, 18) ^ x >>> 3) +
				    (turn(y, 17) ^ turn(y, 19) ^ y >>> 10);
			}
			const v = h.slice();
			for (let i = 0; i < 64; i++) {
				const t = v[7] + (turn(v[4], 6) ^ turn(v[4], 11) ^ turn(v[4], 25)) +
				    (v[4] & v[5] ^ ~v[4] & v[6]) + k[i] + w[i] | 0;
				const u = (turn(v[0], 2) ^ turn(v[0], 13) ^ turn(v[0], 22)) +
				    (v[0] & v[1] ^ v[0] & v[2] ^ v[1] & v[2]);
				v.pop();
				v.unshift(t + u | 0);
				v[4] = v[4] + t | 0;
			}
			v.forEach((x, i) => { h[i] = h[i] + x | 0; });
		}
		return join(...h.map(u32));
	}

	async function sha256(bytes) {
		return subtle ? new Uint8Array(await subtle.digest('SHA-256', bytes)) : sha256_here(bytes);
	}

	/* SSH's strings: length, bytes. */
	function reader(bytes) {
		let at = 0;
		const take = n => {
			if (at + n > bytes.length)
				throw new Error('truncated');
			at += n;
			return bytes.subarray(at - n, at);
		};
		const string = () => take(new DataView(take(4).slice().buffer).getUint32(0));
		return { take, string, name: () => String.fromCharCode(...string()) };
	}
	const ssh_string = bytes => join(u32(bytes.length), bytes);
	const unsigned = bytes => bytes[0] === 0 ? bytes.subarray(1) : bytes;
	function fixed(bytes, n) {
		const value = unsigned(bytes);
		if (value.length > n)
			throw new Error('number too long');
		return join(new Uint8Array(n - value.length), value);
	}

	/* true, false, or null when this browser, or this script, cannot tell. */
	async function check_with(algorithm, format, key, signature, bytes) {
		let imported;
		if (!subtle)
			return null;
		try {
			imported = await subtle.importKey(format, key, algorithm, false, ['verify']);
		} catch (refused) {
			return refused.name === 'NotSupportedError' || refused.name === 'TypeError' ? null : false;
		}
		return subtle.verify(algorithm, imported, signature, bytes);
	}
	const check_ed25519 = (key, signature, bytes) =>
	    check_with({ name: 'Ed25519' }, 'raw', key, signature, bytes);

	async function check_sshsig(blob, message) {
		const sig = reader(blob);
		if (!same(sig.take(6), utf8('SSHSIG')) || !same(sig.take(4), u32(1)))
			return false;
		const key = reader(sig.string());
		const space = sig.string(), reserved = sig.string(), hash = sig.string();
		const signature = reader(sig.string());
		if (!same(space, utf8('comity-act-v1')) || !same(hash, utf8('sha512')))
			return false;
		if (!subtle)
			return null;
		const digest = new Uint8Array(await subtle.digest('SHA-512', message));
		const signed = join(utf8('SSHSIG'), ssh_string(space), ssh_string(reserved),
		    ssh_string(hash), ssh_string(digest));
		const kind = key.name(), way = signature.name();
		if (kind === 'ssh-ed25519' && way === kind)
			return check_ed25519(key.string(), signature.string(), signed);
		if (kind === 'ecdsa-sha2-nistp256' && way === kind) {
			key.string();
			const point = key.string(), pair = reader(signature.string());
			const raw = join(fixed(pair.string(), 32), fixed(pair.string(), 32));
			return check_with({ name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }, 'raw',
			    point, raw, signed);
		}
		if (kind === 'ssh-rsa' && way === 'rsa-sha2-512') {
			const e = base64url(unsigned(key.string())), n = base64url(unsigned(key.string()));
			return check_with({ name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-512' }, 'jwk',
			    { kty: 'RSA', alg: 'RS512', e, n }, signature.string(), signed);
		}
		return null;
	}

	/* RFC 9162 section 2.1.3.2, with BigInt because a size may pass 2^32. */
	async function root_from(leaf, index, size, path) {
		let at = BigInt(index), last = BigInt(size) - 1n, hash = leaf;
		if (at > last)
			return null;
		for (const sibling of path) {
			if (last === 0n)
				return null;
			const is_right = (at & 1n) === 1n || at === last;
			hash = await sha256(is_right ? join(Uint8Array.of(1), sibling, hash)
			                             : join(Uint8Array.of(1), hash, sibling));
			while (is_right && (at & 1n) === 0n && at !== 0n) {
				at >>= 1n;
				last >>= 1n;
			}
			at >>= 1n;
			last >>= 1n;
		}
		return last === 0n ? hash : null;
	}

	function receipt_read(text) {
		const cut = text.indexOf('\n\n'), lines = text.slice(0, cut).split('\n');
		const note = text.slice(cut + 2), end = note.indexOf('\n\n');
		const index = /^index (0|[1-9][0-9]*)$/.exec(lines[1]);
		if (lines[0] !== 'c2sp.org/tlog-proof@v1' || !index || end < 0)
			throw new Error('receipt');
		const [origin, size, root] = note.split('\n');
		return { index: index[1], path: lines.slice(2).map(base64), origin, size,
			root: base64(root), signed: note.slice(0, end + 1),
			signatures: note.slice(end + 2).split('\n') };
	}

	/* "name+id+base64(type || key)"; the id binds name and key. */
	async function check_note(receipt, vkey) {
		const [, name, id, encoded] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(vkey);
		const key = base64(encoded);
		const real = await sha256(join(utf8(name + '\n'), key));
		if (hex(real.subarray(0, 4)) !== id || key[0] !== 1 || receipt.origin !== box.dataset.origin)
			return false;
		for (const line of receipt.signatures) {
			if (!line.startsWith('— ' + name + ' '))
				continue;
			const bytes = base64(line.slice(name.length + 3));
			if (hex(bytes.subarray(0, 4)) === id)
				return check_ed25519(key.subarray(1), bytes.subarray(4), utf8(receipt.signed));
		}
		return false;
	}

	let failed, skipped;
	function say(outcome, text, detail, otherwise) {
		const item = document.createElement('li');
		item.className = outcome === null ? 'unchecked' : outcome ? 'ok' : 'bad';
		failed = failed || outcome === false;
		skipped = skipped || outcome === null;
		item.textContent = (outcome === false ? box.dataset.failed + ' ' : '') +
		    (outcome === null && otherwise ? otherwise : text) + ' ';
		if (detail) {
			const code = document.createElement('code');
			code.textContent = detail;
			item.append(code);
		}
		steps.append(item);
	}

	async function verify() {
		const data = box.dataset, message_text = text_of('message');
		const message = utf8(message_text), signatures = [
			...document.querySelectorAll('#signatures li')].map(item => item.dataset);
		const id = hex(await sha256(message));
		say(id === data.actId, data.id, id);
		for (const one of signatures)
			say(await check_sshsig(base64(one.sshsig), message), data.signature, one.handle,
			    data.elsewhere);
		const entry = data.received + '\n' + message_text + '\n' +
		    signatures.map(one => one.handle + ' ' + one.sshsig + '\n').join('');
		const leaf = await sha256(join(Uint8Array.of(0), utf8(entry)));
		say(hex(leaf) === data.leafHash, data.leaf, hex(leaf));
		const receipt = receipt_read(text_of('receipt'));
		const root = await root_from(leaf, receipt.index, receipt.size, receipt.path);
		say(root !== null && same(root, receipt.root), data.inclusion, hex(receipt.root));
		say(await check_note(receipt, data.vkey), data.checkpoint, data.vkey, data.unsupported);
	}

	button.hidden = false;
	document.getElementById('verify-none').hidden = true;
	let is_running = false; /* the button keeps the focus: it is not disabled */
	button.addEventListener('click', async () => {
		if (is_running)
			return;
		is_running = true;
		failed = skipped = false;
		steps.textContent = verdict.textContent = verdict.className = '';
		try {
			await verify();
		} catch (broken) {
			say(false, '', String(broken.message));
		}
		is_running = false;
		verdict.className = failed ? 'bad' : skipped ? 'unchecked' : 'ok';
		verdict.textContent = failed ? box.dataset.bad : skipped ? box.dataset.partly : box.dataset.ok;
	});
})();
