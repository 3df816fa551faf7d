import { deflateSync, gzipSync } from 'node:zlib';

import type { Sent } from './n8nRequest.mts';
import fc from './fastCheck.mts';

/*
 * What becomes of a genuine delivery in the hands of somebody who has no key: bytes, headers, encodings and
 * lengths are changed, proofs are taken from elsewhere.
 */

/** Whose key a delivery is signed with. */
export type Signer = 'current' | 'previous' | 'rotated out' | 'another tenant';

/** A change of the bytes of a body. */
type BytesChange = {
	readonly how: 'flip' | 'insert' | 'delete' | 'truncate' | 'duplicate';
	readonly at: number;
	readonly bytes: Uint8Array;
};

/** What is done to a delivery after it was signed. */
export type Forgery =
	| { readonly kind: 'nothing' }
	| { readonly kind: 'bytes'; readonly changes: readonly BytesChange[] }
	| { readonly kind: 'length'; readonly length: number }
	| {
			readonly kind: 'header';
			readonly how: HeaderChange;
			readonly at: number;
			readonly text: string;
	  }
	| { readonly kind: 'encoding'; readonly how: Encoding }
	| { readonly kind: 'proof of another body' }
	| { readonly kind: 'query'; readonly name: string; readonly value: string };

/** A delivery that somebody sends. */
export interface Forged {
	/** Which of the genuine deliveries it is made of. */
	readonly of: number;
	readonly signer: Signer;
	readonly forgery: Forgery;
}

const ENCODINGS = [
	'gzip',
	'deflate',
	'only called gzip',
	'only called br',
	'latin1',
	'utf16',
	'bom',
] as const;
type Encoding = (typeof ENCODINGS)[number];

const HEADER_CHANGES = {
	'another character': (value, at, text) => spliced(value, at, 1, text.slice(0, 1) || 'x'),
	'a character less': (value, at) => spliced(value, at, 1, ''),
	'a character more': (value, at, text) => spliced(value, at, 0, text.slice(0, 1) || 'x'),
	'upper case': (value) => value.toUpperCase(),
	'lower case': (value) => value.toLowerCase(),
	'no value': () => '',
	'no header': () => undefined,
	twice: (value) => `${value}, ${value}`,
	'after another': (value, _at, text) => `${text}, ${value}`,
	'sha256=': (value) => `sha256=${value}`,
	'sha1=': (value) => `sha1=${value}`,
	'sha512=': (value) => `sha512=${value}`,
	'v1=': (value) => `v1=${value}`,
	'blank before': (value) => ` ${value}`,
	'blank after': (value) => `${value}\t `,
	'blank inside': (value, at) => spliced(value, at, 0, ' '),
	'hex as Base64': (value) => Buffer.from(value, 'hex').toString('base64'),
	'Base64 as hex': (value) => Buffer.from(value, 'base64').toString('hex'),
	'Base64 for URLs': (value) => value.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''),
	'no padding': (value) => value.replace(/=+$/, ''),
	'full width': (value) =>
		[...value].map((one) => String.fromCodePoint((one.codePointAt(0) ?? 0) + 0xfee0)).join(''),
	'soft hyphen': (value, at) => spliced(value, at, 0, '\u00ad'),
	'NUL after': (value) => `${value}\0`,
	'half of it': (value) => value.slice(0, value.length / 2),
	'something else': (_value, _at, text) => text,
} as const satisfies Record<
	string,
	(value: string, at: number, text: string) => string | undefined
>;
type HeaderChange = keyof typeof HEADER_CHANGES;

function spliced(value: string, at: number, length: number, inserted: string): string {
	const from = at % Math.max(value.length, 1);
	return value.slice(0, from) + inserted + value.slice(from + length);
}

const MB = 1024 * 1024;

const change: fc.Arbitrary<BytesChange> = fc.record({
	how: fc.constantFrom('flip', 'insert', 'delete', 'truncate', 'duplicate'),
	at: fc.nat(),
	bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
});

const forgery: fc.Arbitrary<Forgery> = fc.oneof(
	{ weight: 1, arbitrary: fc.constant({ kind: 'nothing' as const }) },
	{
		weight: 8,
		arbitrary: fc.record({
			kind: fc.constant('bytes' as const),
			changes: fc.array(change, { minLength: 1, maxLength: 4 }),
		}),
	},
	{
		weight: 8,
		arbitrary: fc.record({
			kind: fc.constant('header' as const),
			how: fc.constantFrom(...(Object.keys(HEADER_CHANGES) as HeaderChange[])),
			at: fc.nat(),
			text: fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.base64String()),
		}),
	},
	{
		weight: 3,
		arbitrary: fc.record({
			kind: fc.constant('encoding' as const),
			how: fc.constantFrom(...ENCODINGS),
		}),
	},
	{ weight: 2, arbitrary: fc.constant({ kind: 'proof of another body' as const }) },
	{
		weight: 2,
		arbitrary: fc.record({
			kind: fc.constant('query' as const),
			name: fc.constantFrom('event', 'node', 'x'),
			value: fc.string(),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			kind: fc.constant('length' as const),
			length: fc.oneof(
				{ weight: 200, arbitrary: fc.integer({ min: 0, max: 4_096 }) },
				{ weight: 20, arbitrary: fc.integer({ min: 0, max: 100_000 }) },
				{ weight: 1, arbitrary: fc.integer({ min: MB, max: 16 * MB }) },
			),
		}),
	},
);

/** Any delivery that somebody may send; some of them are genuine all the same. */
export const forged: fc.Arbitrary<Forged> = fc.record({
	of: fc.nat(),
	signer: fc.oneof(
		{ weight: 8, arbitrary: fc.constant('current' as const) },
		{ weight: 1, arbitrary: fc.constantFrom('previous', 'rotated out', 'another tenant') },
	),
	forgery,
});

/** A delivery, its proof, and the proof of another one. */
export interface Signed extends Sent {
	readonly proof: string;
	readonly proofOfAnother: string;
}

/**
 * Does a forgery.
 * @param header the name of the header with the proof, lower case
 */
export function forge(delivery: Signed, what: Forgery, header: string): Sent {
	const { body, query = {}, proof } = delivery;
	const sent = (change: Partial<Sent>, value: string | undefined = proof): Sent => ({
		body,
		query,
		...change,
		headers: { ...change.headers, [header]: value },
	});
	switch (what.kind) {
		case 'nothing':
			return sent({});
		case 'bytes':
			return sent({ body: what.changes.reduce(changed, body) });
		case 'length':
			return sent({ body: ofLength(body, what.length) });
		case 'header': {
			const value = HEADER_CHANGES[what.how](proof, what.at, what.text);
			return { ...sent({}), headers: { [header]: value } };
		}
		case 'encoding':
			return sent(encoded(body, what.how));
		case 'proof of another body':
			return sent({}, delivery.proofOfAnother);
		case 'query':
			return sent({ query: { ...query, [what.name]: what.value } });
	}
}

function changed(body: Buffer, { how, at, bytes }: BytesChange): Buffer {
	const from = at % (body.length + 1);
	const [before, after] = [body.subarray(0, from), body.subarray(from)];
	switch (how) {
		case 'flip':
			return Buffer.from(body.map((byte, index) => (index === from ? byte ^ (1 << at % 8) : byte)));
		case 'insert':
			return Buffer.concat([before, bytes, after]);
		case 'delete':
			return Buffer.concat([before, after.subarray(bytes.length)]);
		case 'truncate':
			return before;
		case 'duplicate':
			return Buffer.concat([body, after]);
	}
}

/** The body, cut or filled with blanks. */
function ofLength(body: Buffer, length: number): Buffer {
	return length <= body.length
		? body.subarray(0, length)
		: Buffer.concat([body, Buffer.alloc(length - body.length, ' ')]);
}

const BYTES = { 'content-type': 'application/octet-stream' };

function encoded(body: Buffer, how: Encoding): Pick<Sent, 'body' | 'headers'> {
	switch (how) {
		case 'gzip':
			return { body: gzipSync(body), headers: { ...BYTES, 'content-encoding': 'gzip' } };
		case 'deflate':
			return { body: deflateSync(body), headers: { ...BYTES, 'content-encoding': 'deflate' } };
		case 'only called gzip':
			return { body, headers: { ...BYTES, 'content-encoding': 'gzip' } };
		case 'only called br':
			return { body, headers: { ...BYTES, 'content-encoding': 'br' } };
		case 'latin1':
			return { body: Buffer.from(body.toString('utf8'), 'latin1') };
		case 'utf16':
			return { body: Buffer.from(body.toString('utf8'), 'utf16le') };
		case 'bom':
			return { body: Buffer.concat([Buffer.from('\ufeff'), body]) };
	}
}
