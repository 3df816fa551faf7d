import { parseBody } from '../../../nodes/shared/receive/parseBody';

const read = (text: string): unknown => parseBody(Buffer.from(text));

it.each([
	['an object', '{"a":[1,null,"ü"]}', { a: [1, null, 'ü'] }],
	['nothing but a text', '"a"', 'a'],
	['null', 'null', null],
	['a text that is no JSON', 'Hello, wörld', 'Hello, wörld'],
	['nothing', '', ''],
	['JSON behind a byte order mark', '\uFEFF{"a":1}', { a: 1 }],
	['a text behind a byte order mark', '\uFEFFHello', 'Hello'],
	['one mark of two', '\uFEFF\uFEFF1', '\uFEFF1'],
])('reads %s', (_, text, expected) => {
	expect(read(text)).toEqual(expected);
});

it('takes JSON of another encoding than UTF-8 for a text, as JSON is not allowed to be', () => {
	const bytes = Buffer.from('\uFEFF{"a":1}', 'utf16le');
	expect(typeof parseBody(bytes)).toBe('string');
});

describe('a key that would become the prototype', () => {
	/** As n8n copies items: by assignment. */
	function copied(value: unknown): unknown {
		if (typeof value !== 'object' || value === null) return value;
		const copy: Record<string, unknown> = {};
		for (const [key, inner] of Object.entries(value)) copy[key] = copied(inner);
		return copy;
	}

	const spellings = [
		'__proto__',
		'\\u005f_proto__',
		'_\\u005Fproto__',
		'__\\u0070roto__',
		'__p\\u0072oto__',
		'__pr\\u006Fto__',
		'__pro\\u0074o__',
		'\\u005f\\u005f\\u0070\\u0072\\u006f\\u0074\\u006f\\u005f\\u005f',
	];
	it.each(spellings)('is left out, written as %s', (key) => {
		for (const json of [
			`{"${key}":{"isAdmin":true},"id":1}`,
			`{"id":1,"data":{"${key}":{"isAdmin":true}}}`,
			`{"id":1,"list":[{"${key}":{"isAdmin":true}}]}`,
			`{"id":1,"${key}":null}`,
		]) {
			expect(JSON.stringify(JSON.parse(json))).toContain('__proto__');
			const body = read(json);
			expect(JSON.stringify(body)).not.toContain('__proto__');
			expect(body).toMatchObject({ id: 1 });
			expect(Object.getPrototypeOf(copied(body))).toBe(Object.prototype);
		}
	});

	it('may stand in a value', () => {
		expect(read('{"name":"__proto__"}')).toEqual({ name: '__proto__' });
		expect(read('{"name":"\\u0070"}')).toEqual({ name: 'p' });
	});
});

describe('what is nested', () => {
	const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

	it('is read up to 200 levels', () => {
		expect(read(nested(200))).toEqual(JSON.parse(nested(200)));
		expect(read(`[${nested(100)},${nested(199)}]`)).toHaveLength(2);
	});

	it.each([201, 5_000, 200_000])('is a text at %i', (levels) => {
		expect(read(nested(levels))).toBe(nested(levels));
		const objects = `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
		expect(read(objects)).toBe(objects);
	});

	it('does not count what stands in texts', () => {
		const text = `${'['.repeat(500)}"\\"${'{'.repeat(500)}`;
		const json = JSON.stringify({ text, [text]: [text] });
		expect(read(json)).toEqual(JSON.parse(json));
	});
});
