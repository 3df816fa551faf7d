import { headerOf, hmac, isSameSecret } from '../../../nodes/shared/receive/compare';

describe('hmac', () => {
	// RFC 4231, test case 2.
	const data = Buffer.from('what do ya want for nothing?');
	it.each([
		['sha256', '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'],
		[
			'sha512',
			'164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737',
		],
	] as const)('%s is that of RFC 4231', (algorithm, expected) => {
		expect(hmac(algorithm, 'Jefe', data, 'hex')).toBe(expected);
		const base64 = Buffer.from(expected, 'hex').toString('base64');
		expect(hmac(algorithm, 'Jefe', data, 'base64')).toBe(base64);
	});

	it('is over bytes, not over text', () => {
		const [one, other] = [Buffer.from([0xff]), Buffer.from([0xfe])];
		expect(one.toString()).toBe(other.toString());
		expect(hmac('sha256', 'k', one, 'hex')).not.toBe(hmac('sha256', 'k', other, 'hex'));
	});
});

it.each([
	['abc', 'abc', true],
	['', '', true],
	['ümläut', 'ümläut', true],
	['abc', 'abd', false],
	['abc', 'ab', false],
	['abc', 'abc ', false],
	['abc', 'ABC', false],
	['abc', '', false],
])('%j is the same secret as %j: %s', (expected, actual, same) => {
	expect(isSameSecret(expected, actual)).toBe(same);
});

it.each([
	['its value', { 'x-proof': 'abc' }, 'abc'],
	['nothing when it is missing', {}, null],
	['nothing when it is empty', { 'x-proof': '' }, null],
	['nothing when it came several times', { 'x-proof': ['a', 'b'] }, null],
	['nothing when it is undefined', { 'x-proof': undefined }, null],
])('of a header it takes %s', (_, headers, expected) => {
	expect(headerOf(headers, 'x-proof')).toBe(expected);
});
