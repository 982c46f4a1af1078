/*
 * Fields of a form that are not for everybody. The answer is written into what has no name, and never leaves
 * this page but as a file that its author saves: what the form sends is the commitment, SHA-256 over 32 bytes of
 * salt made here and the answer. Short answers are padded with blanks, for the length would tell. Without this
 * script `comity commitment` does the same.
 */
'use strict';

(() => {
	const PADDED = 256; /* bytes: answers are filled up to a multiple */

	const hex = bytes => [...new Uint8Array(bytes)].map(b => b.toString(16).padStart(2, '0')).join('');

	async function answer_of(input) {
		if (input.type === 'file') {
			const file = input.files[0];
			return file ? { bytes: new Uint8Array(await file.arrayBuffer()),
				type: file.type || 'application/octet-stream', name: file.name } : null;
		}
		const text = new TextEncoder().encode(input.value.trim());
		if (text.length === 0)
			return null;
		const bytes = new Uint8Array(Math.ceil(text.length / PADDED) * PADDED).fill(32);
		bytes.set(text);
		return { bytes, type: 'text/plain' };
	}

	function saved(words, name, parts, type) {
		const link = document.createElement('a');
		link.href = URL.createObjectURL(new Blob(parts, { type }));
		link.download = name;
		link.textContent = words;
		return link;
	}

	async function commit(box, input) {
		const answer = await answer_of(input), said = box.querySelector('[role=status]');
		if (!answer) {
			input.focus();
			return;
		}
		const salt = crypto.getRandomValues(new Uint8Array(32));
		const whole = new Uint8Array(32 + answer.bytes.length);
		whole.set(salt);
		whole.set(answer.bytes, 32);
		const sha256 = hex(await crypto.subtle.digest('SHA-256', whole));
		document.getElementById(box.dataset.commit).value =
			JSON.stringify({ len: answer.bytes.length, sha256, type: answer.type });
		const name = answer.name ?? `${box.dataset.code}.txt`;
		said.replaceChildren(`${box.dataset.done} `,
			saved(box.dataset.answer, name, [answer.bytes], answer.type), ' ',
			saved(box.dataset.salt, `${name}.salt`, [`${hex(salt)}\n`], 'text/plain'));
	}

	if (!window.crypto || !crypto.subtle)
		return; /* not a place where secrets can be made: the command line is left */
	for (const box of document.querySelectorAll('[data-commit]')) {
		const input = box.querySelector('textarea, input'), button = box.querySelector('button');
		box.hidden = false;
		button.addEventListener('click', () => commit(box, input));
	}
})();
