/*
 * Signs, with a passkey, the act that stands on this page: what the page shows is what is hashed. The signature takes
 * OpenSSH's form (PROTOCOL.sshsig, PROTOCOL.u2f), so that ssh-keygen verifies it. It is sent with the page's own form.
 */
'use strict';

(() => {
	const utf8 = text => new TextEncoder().encode(text);
	const base64 = bytes => btoa(String.fromCharCode(...bytes));
	const bytes_of = text => Uint8Array.from(atob(text), c => c.charCodeAt(0));
	const base64url = bytes => base64(bytes).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
	const u32 = n => Uint8Array.of(n >>> 24, n >>> 16, n >>> 8, n);

	function join(...parts) {
		const all = new Uint8Array(parts.reduce((n, part) => n + part.length, 0));
		let at = 0;
		for (const part of parts) {
			all.set(part, at);
			at += part.length;
		}
		return all;
	}
	const str = bytes => join(u32(bytes.length), bytes);
	const text = words => str(utf8(words));

	const message = () => utf8(document.getElementById('message').textContent);
	async function signed_bytes(form) {
		const hash = new Uint8Array(await crypto.subtle.digest('SHA-512', message()));
		return join(utf8('SSHSIG'), text(form.dataset.namespace), text(''), text('sha512'), str(hash));
	}

	/* "30 len 02 len r 02 len s": two integers, each already as SSH writes it. */
	function integers(der) {
		const r = der.slice(4, 4 + der[3]), at = 4 + der[3];
		return [r, der.slice(at + 2, at + 2 + der[at + 1])];
	}
	/* Of the 32 bytes that WebCrypto wants. */
	function fixed(integer) {
		const bare = integer[0] === 0 ? integer.slice(1) : integer;
		return join(new Uint8Array(32 - bare.length), bare);
	}

	/* The key among those of the page that made this signature. */
	async function key_find(form, answer, data) {
		const raw = join(...integers(answer.signature).map(fixed));
		for (const item of form.querySelectorAll('[data-key]')) {
			const blob = bytes_of(item.dataset.key), at = 4 + 34 + 4 + 8 + 4; /* type, curve, length of the point */
			const key = await crypto.subtle.importKey('raw', blob.slice(at, at + 65),
			    { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
			if (await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, raw, data))
				return blob;
		}
		return null;
	}

	async function sign(form) {
		const challenge = await signed_bytes(form);
		const credential = await navigator.credentials.get({ publicKey: { challenge, rpId: form.dataset.host,
			userVerification: 'required', timeout: 300000 } });
		const answer = {
			client: new Uint8Array(credential.response.clientDataJSON),
			authenticator: new Uint8Array(credential.response.authenticatorData),
			signature: new Uint8Array(credential.response.signature),
		};
		const begin = `{"type":"webauthn.get","challenge":"${base64url(challenge)}","origin":"${form.dataset.origin}"`;
		if (!new TextDecoder().decode(answer.client).startsWith(begin))
			return { problem: form.dataset.order };
		const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', answer.client));
		const key = await key_find(form, answer, join(answer.authenticator, hash));
		if (key === null)
			return { problem: form.dataset.other };
		const numbers = str(join(...integers(answer.signature).map(str)));
		const value = join(text('webauthn-sk-ecdsa-sha2-nistp256@openssh.com'), numbers,
		    answer.authenticator.slice(32, 37), text(form.dataset.origin), str(answer.client),
		    str(answer.authenticator.slice(37)));
		return { blob: join(utf8('SSHSIG'), u32(1), str(key), text(form.dataset.namespace), text(''),
		    text('sha512'), str(value)) };
	}

	/* A new key of this address, as OpenSSH writes it: SubjectPublicKeyInfo of P-256 ends in the point. */
	async function create(form) {
		const name = form.dataset.user + form.elements.delegate.value;
		const made = await navigator.credentials.create({ publicKey: {
			rp: { id: form.dataset.host, name: form.dataset.host },
			user: { id: crypto.getRandomValues(new Uint8Array(16)), name, displayName: name },
			challenge: crypto.getRandomValues(new Uint8Array(32)), attestation: 'none',
			pubKeyCredParams: [{ type: 'public-key', alg: -7 }], timeout: 300000,
			authenticatorSelection: { residentKey: 'required', userVerification: 'required' } } });
		const point = new Uint8Array(made.response.getPublicKey()).slice(-65);
		return base64(join(text('sk-ecdsa-sha2-nistp256@openssh.com'), text('nistp256'), str(point),
		    text(form.dataset.host)));
	}

	function create_listen(form) {
		const button = document.getElementById('create'), said = document.getElementById('said');
		document.getElementById('no-script').hidden = true;
		button.hidden = false;
		button.addEventListener('click', async () => {
			button.disabled = true;
			said.textContent = '';
			const key = await create(form).catch(() => null);
			button.disabled = false;
			if (key === null) {
				said.textContent = form.dataset.declined;
				return;
			}
			form.elements.key.value = key;
			form.requestSubmit();
		});
	}

	const make = document.getElementById('make');
	if (make && window.PublicKeyCredential)
		create_listen(make);
	const form = document.getElementById('passkey');
	if (!form || !window.PublicKeyCredential || !crypto.subtle)
		return;
	const button = document.getElementById('sign'), said = document.getElementById('said');
	document.getElementById('no-script').hidden = true;
	button.hidden = false;
	form.addEventListener('submit', async event => {
		if (document.getElementById('signature').value)
			return;
		event.preventDefault();
		button.disabled = true;
		said.textContent = '';
		const done = await sign(form).catch(() => ({ problem: form.dataset.declined }));
		button.disabled = false;
		if (done.problem) {
			said.textContent = done.problem;
			return;
		}
		document.getElementById('signature').value = base64(done.blob);
		form.submit();
	});
})();
