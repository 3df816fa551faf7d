import type { Delivery } from './delivery';

/**
 * The deepest nesting that is accepted. The code that reads a body further calls itself for each
 * level; vendors send fewer than ten levels.
 */
const DEEPEST = 200;

/**
 * Reads the body of a delivery.
 * @param bytes UTF-8, the only encoding of JSON (RFC 8259, 8.1); a byte order mark may stand before
 *   it
 * @returns the parsed JSON, or the text if it is not JSON or is nested too deeply. Never throws.
 */
export function parseBody(bytes: Buffer): Delivery['body'] {
	const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
	if (isTooDeep(text)) return text;
	try {
		return MAY_NAME_PROTOTYPE.test(text) ? JSON.parse(text, withoutPrototype) : JSON.parse(text);
	} catch {
		return text;
	}
}

/** `__proto__`, or an escape that may stand for one of its characters. */
const MAY_NAME_PROTOTYPE = /__proto__|\\u00[5-7]/i;

/**
 * When n8n copies an object, a key of this name would become the prototype of the copy, where
 * missing keys are looked up.
 */
function withoutPrototype(key: string, value: unknown): unknown {
	return key === '__proto__' ? undefined : value;
}

function isTooDeep(text: string): boolean {
	let depth = 0;
	let isInText = false;
	for (let at = 0; at < text.length; at += 1) {
		const character = text[at];
		if (isInText) {
			if (character === '\\') at += 1;
			else if (character === '"') isInText = false;
		} else if (character === '"') isInText = true;
		else if (character === '{' || character === '[') {
			depth += 1;
			if (depth > DEEPEST) return true;
		} else if (character === '}' || character === ']') depth -= 1;
	}
	return false;
}
