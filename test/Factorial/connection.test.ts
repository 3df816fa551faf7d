import { API_VERSION, connection, errorsOf } from '../../nodes/Factorial/connection';

describe('the address', () => {
	it.each([
		[{}, 'https://api.factorialhr.com'],
		[{ environment: 'production', baseUrl: 'https://left.over' }, 'https://api.factorialhr.com'],
		[{ environment: 'demo' }, 'https://api.eu2.demo.factorial.dev'],
		[
			{ environment: 'custom', baseUrl: ' https://gateway.example/hr// ' },
			'https://gateway.example/hr',
		],
		[{ environment: 'custom', baseUrl: '  ' }, 'https://api.factorialhr.com'],
		[{ environment: 'custom', baseUrl: 7 }, 'https://api.factorialhr.com'],
	])('of %j is %s', (credential, expected) => {
		expect(connection.baseUrlOf(credential)).toBe(expected);
	});
});

it('is written for a version with ids that are texts', () => {
	expect(API_VERSION >= '2026-10-01').toBe(true);
});

describe('limits', () => {
	it('are those of writing for what creates, and of reading for the rest', () => {
		const limitOf = (method: 'GET' | 'POST') => connection.limitOf({ method, path: '/x' });
		expect(limitOf('POST')).toEqual({ name: 'writing', requests: 200, windowMs: 60_000 });
		expect(limitOf('GET')).toEqual({ name: 'reading', requests: 10, windowMs: 1_000 });
	});

	it.each([
		[{ 'retry-after': '30' }, { resetInMs: 30_000 }],
		[{ 'ratelimit-reset': '5' }, { resetInMs: 5_000 }],
		[{ 'retry-after': '2', 'ratelimit-reset': '5' }, { resetInMs: 2_000 }],
		[{ 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' }, {}],
		[{ 'retry-after': '-1' }, {}],
		[{}, {}],
	])('are read from %j', (headers, expected) => {
		expect(connection.readLimit(headers, 0)).toEqual(expected);
	});
});

describe('an error', () => {
	const coded = { code: 'validation_failed', message: 'Nathan is taken', field: 'target_url' };

	it.each<[unknown, unknown[]]>([
		[{ errors: [coded] }, [coded]],
		[{ errors: ['Type has already been taken'] }, [{ message: 'Type has already been taken' }]],
		[{ error: 'Not found' }, [{ message: 'Not found' }]],
		[{ error: { code: 'forbidden' } }, [{ code: 'forbidden' }]],
		[{ message: 'No' }, [{ message: 'No' }]],
		['<html>', []],
		[{ errors: 7 }, []],
		[null, []],
		[undefined, []],
	])('is read from %j', (body, expected) => {
		expect(errorsOf(body)).toMatchObject(expected);
		expect(errorsOf(body)).toHaveLength(expected.length);
	});

	it('is told by its codes and fields, never by its words: those may name people', () => {
		const explain = (body: unknown) =>
			connection.explain?.({ status: 422, body, headers: {} }, { path: '/' });
		expect(explain({ errors: [coded, coded] })).toBe(
			'Factorial says: validation_failed, target_url.',
		);
		expect(explain({ errors: ['Nathan is taken'] })).toBeUndefined();
		expect(explain({ errors: [{ code: 'Nathan Drake', field: 'ids[]' }] })).toBe(
			'Factorial says: ids[].',
		);
	});
});
