import { pathSegment } from '../../nodes/shared/outbound/pathSegment';
import { appIdOf, baseUrlOf, connection } from '../../nodes/Personio/connection';

const ID = '5f3c9ae1-7d10-4c0d-8b1e-000000000001';

describe('limits', () => {
	it.each([
		['GET', '/v2/persons', 'GET /v2/persons'],
		['GET', `/v2/persons/${pathSegment('3003')}`, 'GET /v2/persons/{id}'],
		['GET', `/v2/persons/${pathSegment('3003')}/employments`, 'GET /v2/persons/{id}/employments'],
		[
			'GET',
			`/v2/persons/${pathSegment('3003')}/employments/${pathSegment(ID)}`,
			'GET /v2/persons/{id}/employments/{id}',
		],
		['GET', '/v2/absence-periods', 'GET /v2/absence-periods'],
		[
			'GET',
			`/v2/absence-periods/${pathSegment(ID)}/breakdowns`,
			'GET /v2/absence-periods/{id}/breakdowns',
		],
		['GET', `/v2/org-units/${pathSegment('401')}`, 'GET /v2/org-units/{id}'],
		['GET', '/v2/webhooks', 'GET /v2/webhooks'],
		['POST', '/v2/webhooks', 'POST /v2/webhooks'],
		['PATCH', `/v2/webhooks/${pathSegment(ID)}`, 'PATCH /v2/webhooks/{id}'],
		['DELETE', `/v2/webhooks/${pathSegment(ID)}`, 'DELETE /v2/webhooks/{id}'],
	] as const)('%s %s counts as %s', (method, path, name) => {
		expect(connection.limitOf({ method, path })).toEqual({ name, requests: 10, windowMs: 1000 });
	});

	const headers = (
		rate?: string,
		capacity?: string,
		cost?: string,
		remaining?: string,
	): Record<string, string> =>
		Object.fromEntries(
			Object.entries({
				'x-ratelimit-replenish-rate': rate,
				'x-ratelimit-burst-capacity': capacity,
				'x-ratelimit-requested-tokens': cost,
				'x-ratelimit-remaining': remaining,
			}).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
		);

	it.each([
		// 100 at once, and 100 more after the 3.34 s in which they come back.
		[['30', '100', '1', '99'], { requests: 100, windowMs: 3334, remaining: 99, resetInMs: 34 }],
		[['10', '10', '1', '0'], { requests: 10, windowMs: 1000, remaining: 0, resetInMs: 100 }],
		[['10', '10'], { requests: 10, windowMs: 1000, resetInMs: 100 }],
		// Dear requests: as many fewer of them.
		[['30', '100', '5', '99'], { requests: 20, windowMs: 3334, remaining: 19, resetInMs: 167 }],
		[['30', '100', '7', '6'], { requests: 14, windowMs: 3267, remaining: 0, resetInMs: 234 }],
		// One costs more than the bucket holds, by what the headers say.
		[['10', '5', '20', '5'], { requests: 1, windowMs: 2000, remaining: 0, resetInMs: 2000 }],
		[['0.5', '2', '1', '1'], { requests: 2, windowMs: 4000, remaining: 1, resetInMs: 2000 }],
		[['10', undefined, '1', '3'], { requests: 10, windowMs: 1000, remaining: 3, resetInMs: 100 }],
		[['10', '10', '0', '3'], { requests: 10, windowMs: 1000, remaining: 3, resetInMs: 100 }],
		[['10', '10', 'many', '-1'], { requests: 10, windowMs: 1000, resetInMs: 100 }],
		[['10', 'many', '1', 'NaN'], { requests: 10, windowMs: 1000, resetInMs: 100 }],
		[[], {}],
		[[undefined, '10', '1', '5'], {}],
		[['0', '10', '1', '5'], {}],
		[['', '10'], {}],
		[['fast', '10'], {}],
		[['Infinity', '10'], {}],
		[['-10', '10'], {}],
		[['1e3', '10'], {}],
	])('are read from %j', (values, expected) => {
		const [rate, capacity, cost, remaining] = values;
		expect(connection.readLimit(headers(rate, capacity, cost, remaining), Date.now())).toEqual(
			expected,
		);
	});

	it('are whole requests in a window of some length, whatever the headers say', () => {
		for (const rate of ['0.1', '1', '7', '1000']) {
			for (const capacity of ['0', '0.5', '1', '3.7', '1000']) {
				for (const cost of ['0.5', '1', '3', '2000']) {
					const read = connection.readLimit(headers(rate, capacity, cost, '1'), 0);
					expect(Number.isInteger(read.requests)).toBe(true);
					expect(read.requests).toBeGreaterThanOrEqual(1);
					expect(read.windowMs).toBeGreaterThan(0);
					expect(Number.isFinite(read.windowMs)).toBe(true);
				}
			}
		}
	});
});

describe('what Personio says of a refusal', () => {
	const explain = (body: unknown, path = '/v2/webhooks'): string | undefined =>
		connection.explain?.({ status: 400, headers: {}, body }, { path });
	const TRACE = '2b6d9a1e-0000-4000-8000-5d1c3a7f9e42';
	const error = (title: unknown, detail?: unknown) => ({ title, detail, type: null, _meta: {} });

	it('is its title, its detail and the trace ID for its support', () => {
		const errors = [error('Bad request', 'Provided filter encoding is invalid')];
		expect(explain({ personio_trace_id: TRACE, timestamp: '2026-02-04', errors })).toBe(
			`Personio says: Bad request: Provided filter encoding is invalid. For its support: trace ID ${TRACE}.`,
		);
	});

	it.each(['/v2/persons', '/v2/persons/7/employments', '/v2/absence-periods'])(
		'about people (%s) is its code alone, and never its own words',
		(path) => {
			const type = 'https://developer.personio.de/reference/errors#common.bad_request';
			const own = { title: 'Person Ada Paz', detail: 'salary of Ada Paz is 5000' };
			const errors = [{ ...own, type }, { ...own, type: 'of#Ada Paz' }, own];
			expect(explain({ personio_trace_id: 'Ada Paz', errors }, path)).toBe(
				'Personio says: common.bad_request.',
			);
			expect(explain({ personio_trace_id: TRACE, errors: [own] }, path)).toBe(
				`For its support: trace ID ${TRACE}.`,
			);
		},
	);

	it('comes once, however often it is said', () => {
		const errors = [error('Bad request', 'one'), error('Bad request', 'two'), error('one', 'two')];
		expect(explain({ errors })).toBe('Personio says: Bad request: one: two.');
	});

	it.each([
		['an e-mail address', 'nathan@acme.example'],
		['a secret', `the header is ${'0123456789abcdef'.repeat(4)}`],
		['a secret in capitals', '0123456789ABCDEF'.repeat(2)],
	])('never repeats %s', (_, detail) => {
		expect(explain({ personio_trace_id: TRACE, errors: [error('Bad request', detail)] })).toBe(
			`Personio says: Bad request. For its support: trace ID ${TRACE}.`,
		);
	});

	it.each([
		[{ personio_trace_id: TRACE }, `For its support: trace ID ${TRACE}.`],
		[{ personio_trace_id: TRACE, errors: [] }, `For its support: trace ID ${TRACE}.`],
		[{ personio_trace_id: null, errors: [error('Conflict')] }, 'Personio says: Conflict.'],
		[{ errors: [error(null, 'Taken')] }, 'Personio says: Taken.'],
		[{ errors: [error('', '')] }, ''],
		[{ errors: [error(7)] }, ''],
		[{ errors: 'none' }, ''],
		[{ success: false, error: { code: 3, message: 'v1' } }, ''],
		[{ personio_trace_id: 7 }, undefined],
		['<html>', undefined],
		[null, undefined],
		[undefined, undefined],
	])('survives %j', (body, expected) => {
		expect(explain(body)).toBe(expected);
	});
});

describe('the credential', () => {
	it.each([
		[{}, 'https://api.personio.de'],
		[{ baseUrl: '' }, 'https://api.personio.de'],
		[{ baseUrl: '  ' }, 'https://api.personio.de'],
		[{ baseUrl: 7 }, 'https://api.personio.de'],
		[{ baseUrl: ' https://gw.example/p// ' }, 'https://gw.example/p'],
	])('%j is at %s', (credential, expected) => {
		// What a credential holds is not checked by n8n.
		const entered: Record<string, string | number> = credential;
		expect(baseUrlOf(entered)).toBe(expected);
	});

	it.each([
		[{}, 'N8N'],
		[{ appId: '' }, 'N8N'],
		[{ appId: ' ' }, 'N8N'],
		[{ appId: ' ACME_HR ' }, 'ACME_HR'],
	])('%j goes by the name %s', (credential, expected) => {
		expect(appIdOf(credential)).toBe(expected);
	});
});
