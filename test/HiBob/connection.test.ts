import { connection } from '../../nodes/HiBob/connection';
import { HiBobHrApi } from '../../credentials/HiBobHrApi.credentials';
import { TABLES } from '../../nodes/HiBob/records/tables';
import { pathSegment } from '../../nodes/shared/outbound/pathSegment';

const PERSON = '3332883884017713245';

describe('limits', () => {
	it.each([
		['POST', '/people/search', 'POST /people/search'],
		['POST', `/people/${pathSegment(PERSON)}`, 'POST /people/{id}'],
		['POST', `/people/${pathSegment('amy.miles@work.example')}`, 'POST /people/{id}'],
		['POST', `/people/${pathSegment('Amy@Work.Example')}`, 'POST /people/{id}'],
		['GET', `/people/${pathSegment(PERSON)}/lifecycle`, 'GET /people/{id}/lifecycle'],
		['GET', `/people/${pathSegment(PERSON)}/bank-accounts`, 'GET /people/{id}/bank-accounts'],
		[
			'GET',
			`/people/custom-tables/${pathSegment(PERSON)}/${pathSegment('category_1716214820047__table_1716214839517')}`,
			'GET /people/custom-tables/{id}/{id}',
		],
		[
			'GET',
			`/people/custom-tables/${pathSegment(PERSON)}/${pathSegment('root__table_1791380280851')}`,
			'GET /people/custom-tables/{id}/{id}',
		],
		['GET', '/people/custom-tables/metadata', 'GET /people/custom-tables/metadata'],
		['GET', '/bulk/people/right-to-work', 'GET /bulk/people/right-to-work'],
		['POST', '/people/actual-payments/search', 'POST /people/actual-payments/search'],
		['GET', '/company/people/fields', 'GET /company/people/fields'],
		[
			'GET',
			`/timeoff/employees/${pathSegment(PERSON)}/requests/${pathSegment('32832001')}`,
			'GET /timeoff/employees/{id}/requests/{id}',
		],
		['GET', '/timeoff/requests/changes', 'GET /timeoff/requests/changes'],
		['GET', '/timeoff/whosout', 'GET /timeoff/whosout'],
		['GET', '/timeoff/policy-types', 'GET /timeoff/policy-types'],
	] as const)('%s %s counts as %s', (method, path, name) => {
		const minute = { requests: 50, windowMs: 60_000 };
		expect(connection.limitOf({ method, path })).toEqual({ name, ...minute });
	});

	it.each([
		`/people/${pathSegment(PERSON)}/salaries`,
		`/people/${pathSegment('amy@work.example')}/salaries`,
		'/bulk/people/salaries',
	])('are lower for %s', (path) => {
		expect(connection.limitOf({ method: 'GET', path })).toMatchObject({
			requests: 10,
			windowMs: 60_000,
		});
	});

	it('are counted for each table by itself, and never for each person', () => {
		const names = (person: string) =>
			TABLES.flatMap(({ path, bulk }) => [
				...(path === null ? [] : [`/people/${pathSegment(person)}/${path}`]),
				...(bulk === null ? [] : [bulk]),
			]).map((path) => connection.limitOf({ method: 'GET', path }).name);
		expect(new Set(names(PERSON)).size).toBe(names(PERSON).length);
		expect(names(PERSON)).toEqual(names('3332883884017713252'));
	});

	const NOW = Date.parse('2026-03-02T08:00:00.000Z');
	const inSeconds = (seconds: number): string => String(NOW / 1_000 + seconds);
	const headers = (
		limit?: string,
		remaining?: string,
		reset?: string,
		retryAfter?: string,
	): Record<string, string> =>
		Object.fromEntries(
			Object.entries({
				'x-ratelimit-limit': limit,
				'x-ratelimit-remaining': remaining,
				'x-ratelimit-reset': reset,
				'retry-after': retryAfter,
			}).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
		);

	it.each<[Parameters<typeof headers>, ReturnType<typeof connection.readLimit>]>([
		[['50', '49', inSeconds(42)], { requests: 50, remaining: 49, resetInMs: 42_000 }],
		[['100', '0', inSeconds(0)], { requests: 100, remaining: 0, resetInMs: 0 }],
		// What Retry-After says is meant for us.
		[['50', '0', inSeconds(42), '7'], { requests: 50, remaining: 0, resetInMs: 7_000 }],
		[[undefined, undefined, undefined, '7'], { resetInMs: 7_000 }],
		[[undefined, undefined, inSeconds(9), undefined], { resetInMs: 9_000 }],
		[['50'], { requests: 50 }],
		[[], {}],
		// A clock that is off: never longer than the window, never before now.
		[['50', '0', inSeconds(3_600)], { requests: 50, remaining: 0, resetInMs: 60_000 }],
		[['50', '0', inSeconds(-3_600)], { requests: 50, remaining: 0, resetInMs: 0 }],
		[[undefined, undefined, undefined, '3600'], { resetInMs: 60_000 }],
		[[undefined, undefined, undefined, '0'], { resetInMs: 0 }],
		// What is none.
		[['', '', '', ''], {}],
		[['many', '-1', 'soon', '1.5'], {}],
		[['1e3', 'NaN', 'Infinity', '0x10'], {}],
		[[' 50', '5 ', '2026-03-02T08:00:00Z', 'Mon, 02 Mar 2026 08:00:07 GMT'], {}],
	])('are read from %j', (values, expected) => {
		expect(connection.readLimit(headers(...values), NOW)).toEqual(expected);
	});

	it('do not last forever where the reset is in milliseconds', () => {
		expect(connection.readLimit(headers('50', '0', String(NOW + 5_000)), NOW)).toMatchObject({
			resetInMs: 60_000,
		});
	});
});

describe('what HiBob says of a refusal', () => {
	const explain = (body: unknown, status = 400): string | undefined =>
		connection.explain?.({ status, headers: {}, body }, { path: '/' });
	const PAGE = '<!DOCTYPE html><title>Amy</title>';

	it('is told by its key alone: the text beside it may name people', () => {
		const body = {
			key: 'employee.not.found',
			error: 'Amy Miles (amy@work.example) cannot be found',
			args: { name: 'Amy Miles', iban: 'DE00' },
		};
		expect(explain(body)).toBe('HiBob says: employee.not.found.');
	});

	it.each([
		['tokenNotMatch', 'HiBob says: tokenNotMatch.'],
		['bad_request-7', 'HiBob says: bad_request-7.'],
		['k'.repeat(80), `HiBob says: ${'k'.repeat(80)}.`],
		['k'.repeat(81), undefined],
		['amy@work.example', undefined],
		['Amy Miles', undefined],
		['<b>', undefined],
		['a\nb', undefined],
		['', undefined],
		[7, undefined],
		[null, undefined],
	])('of the key %j is %j', (key, expected) => {
		expect(explain({ key, error: 'words' })).toBe(expected);
	});

	it.each([
		[{ error: 'CODE', message: 'Amy Miles is not there', statusCode: 400 }],
		['Amy Miles is not there'],
		[''],
		[[]],
		[null],
		[undefined],
	])('is nothing where the body is %j', (body) => {
		expect(explain(body)).toBeUndefined();
	});

	it('is that it blocks, where it refuses with a page', () => {
		expect(explain(PAGE, 403)).toMatch(/blocks.*five minutes/);
		expect(explain(PAGE, 403)).not.toContain('Amy');
	});

	// A gateway has pages as well, and so has a table that is asked for in the wrong way.
	it.each([400, 404, 500, 502, 503])('is no talk of a block with the page of a %i', (status) => {
		expect(explain(PAGE, status)).toBeUndefined();
	});
});

describe('the credential', () => {
	it('is the one of the package', () => {
		expect(connection.credentialOf(() => undefined)).toBe(new HiBobHrApi().name);
		expect(connection.arrayFormat).toBe('comma');
	});

	it('does not tell the company: deliveries do', () => {
		expect(connection.companyOf({ serviceUserId: 'SERVICE-1' })).toBeNull();
	});

	it.each([
		[{}, 'https://api.hibob.com/v1'],
		[{ environment: 'production', baseUrl: 'https://gw.example' }, 'https://api.hibob.com/v1'],
		[{ environment: 'sandbox' }, 'https://api.sandbox.hibob.com/v1'],
		[{ environment: 'elsewhere', baseUrl: 'https://gw.example' }, 'https://api.hibob.com/v1'],
		[{ environment: 'custom', baseUrl: ' https://gw.example/p// ' }, 'https://gw.example/p'],
		[{ environment: 'custom', baseUrl: '  ' }, 'https://api.hibob.com/v1'],
		[{ environment: 'custom', baseUrl: 7 }, 'https://api.hibob.com/v1'],
	])('%j is at %s', (credential, expected) => {
		// What a credential holds is not checked by n8n.
		const entered: Record<string, string | number> = credential;
		expect(connection.baseUrlOf(entered)).toBe(expected);
	});
});
