/* A virtual authenticator, and passkeys made and used as the signing origin's page does. */

export async function authenticator_add(page, verified = true) {
	const cdp = await page.context().newCDPSession(page);
	await cdp.send('WebAuthn.enable', { enableUI: false });
	const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', { options: {
		protocol: 'ctap2', ctap2Version: 'ctap2_1', transport: 'internal', hasResidentKey: true,
		hasUserVerification: true, isUserVerified: verified, automaticPresenceSimulation: true } });
	return {
		verify: isUserVerified => cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
		clear: () => cdp.send('WebAuthn.clearCredentials', { authenticatorId }),
	};
}

/* The blob of a new passkey of the page's host, as OpenSSH has it, in base64. */
export function passkey_make(page, name) {
	return page.evaluate(async said => {
		const made = await navigator.credentials.create({ publicKey: { rp: { id: location.hostname, name: 'forum' },
			user: { id: crypto.getRandomValues(new Uint8Array(16)), name: said, displayName: said },
			challenge: crypto.getRandomValues(new Uint8Array(32)), attestation: 'none',
			pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
			authenticatorSelection: { residentKey: 'required', userVerification: 'required' } } });
		const point = new Uint8Array(made.response.getPublicKey()).slice(-65);
		const parts = ['sk-ecdsa-sha2-nistp256@openssh.com', 'nistp256', point, location.hostname].map(part => {
			const bytes = typeof part === 'string' ? new TextEncoder().encode(part) : part;
			return [0, 0, 0, bytes.length, ...bytes];
		});
		return btoa(String.fromCharCode(...parts.flat()));
	}, name);
}
