import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { startPersonio } from '../../../simulators/personio/index.mts';
import type { PersonioOptions } from '../../../simulators/personio/index.mts';
import { startReceiver } from '../../../simulators/kit/testing.mts';
import { written } from '../report.mts';
import { asked, Canned, startStub, testEachAnswer } from '../testing.mts';
import { vendor as personio } from './index.mts';

const TOKEN = 'POST /v2/auth/token';
const PERSONS = 'GET /v2/persons';
const ABSENCES = 'GET /v2/absence-periods';
const TYPES = 'GET /v2/absence-types';
const EMPLOYMENTS = 'GET /v2/persons/1/employments';

const list = (...records: object[]) => ({ _data: records, _meta: {} });
const absence = (start: unknown, end: unknown, more: object = {}) => ({
	id: 'a1',
	absence_type: { id: 't1' },
	starts_from: { date_time: start },
	ends_at: { date_time: end },
	...more,
});
const absences = (...records: object[]) => ({ [ABSENCES]: list(...records) });
const at = (zone: string) => absences(absence(`2027-03-08T00:00:00${zone}`, null));
const ending = (end: string, ...days: string[]) => ({
	...absences(absence('2027-03-08T00:00:00Z', `${end}T00:00:00.000Z`)),
	[TYPES]: list({ id: 't1', unit: 'DAY' }),
	'GET /v2/absence-periods/a1/breakdowns': list(...days.map((date) => ({ date }))),
});
const endings = (first: string, second: string) => ({
	...ending(first, '2027-03-12'),
	...absences(
		absence('2027-03-08T00:00:00', `${first}T00:00:00`),
		absence('2027-03-08T00:00:00', `${second}T00:00:00`),
	),
});
const status = (word: string) => absences(absence(null, null, { approval: { status: word } }));
/** A person whose own record names these employments. */
const person = (...ids: string[]) => ({
	[PERSONS]: list({ id: '1', employments: ids.map((id) => ({ id })) }),
});
const employed = (...employments: object[]) => ({
	...person(),
	[EMPLOYMENTS]: list(...employments),
});
const [PAST, COMING] = ['2021-09-01', '2099-07-01'];
const from = (day: string, id = 'e1') => ({ id, employment_start_date: day });
const FULL = { supervisor: { id: '2' }, office: { id: '3' }, legal_entity: { id: '4' } };
const termination = (more: object) =>
	employed({ termination: { termination_date: PAST, ...more } });
const units = (...records: object[]) => ({ 'GET /v2/org-units': list(...records) });
const entities = (...records: object[]) => ({ 'GET /v2/legal-entities': list(...records) });
const next = (href: string) => ({ [PERSONS]: { _data: [], _meta: { links: { next: { href } } } } });
const attributes = (...custom_attributes: object[]) => ({
	[PERSONS]: list({ id: '1', custom_attributes }),
});
const lists = (...values: unknown[]) =>
	attributes(...values.map((value) => ({ type: 'STRING_LIST', value })));
const webhooks = (...records: object[]) => ({ 'GET /v2/webhooks': list(...records) });
const events = (...records: object[]) => ({
	...webhooks({ id: 'w1' }),
	'GET /v2/webhooks/w1/events': list(...records),
});
const payload = (event_name: string, body: object) => events({ event_name, payload: body });
const occurred = (...times: unknown[]) =>
	events(...times.map((occurred_at) => ({ event_name: 'ping', occurred_at })));

test('Personio sends nothing besides GET but the sign-in', () => {
	assert.deepEqual(personio.readOnlyPosts, ['/v2/auth/token']);
});

testEachAnswer(personio, {
	scopes: {
		named: { [TOKEN]: { access_token: 't', scope: 'personio:persons:read' } },
		other: { [TOKEN]: { access_token: 't', scope: 'documents:read' } },
		none: { [TOKEN]: { access_token: 't' } },
	},
	'absence-times': {
		none: at(''),
		utc: at('.000Z'),
		offset: at('+0100'),
		other: absences(absence('2027-03-08', null)),
		several: absences(absence('2027-03-08T00:00:00', '2027-03-13T00:00:00Z')),
		unseen: absences(),
	},
	'absence-ends': {
		exclusive: ending('2027-03-13', '2027-03-08', '2027-03-12'),
		inclusive: ending('2027-03-12', '2027-03-12', '2027-03-08'),
		several: endings('2027-03-13', '2027-03-12'),
		other: ending('2027-03-20', '2027-03-12'),
		unseen: ending('2027-03-13'),
	},
	'absence-statuses': {
		known: status('APPROVED'),
		other: status('LOST'),
		unseen: absences(),
	},
	'employment-to-come': {
		listed: employed(from(COMING)),
		'by-id': {
			...person('e1', 'e2'),
			[EMPLOYMENTS]: list(from(PAST)),
			[`${EMPLOYMENTS}/e2`]: from(COMING, 'e2'),
		},
		several: {
			...person('e1', 'e2'),
			[EMPLOYMENTS]: list(from(COMING)),
			[`${EMPLOYMENTS}/e2`]: from(COMING, 'e2'),
		},
		unseen: { ...person('e1', 'e2'), [EMPLOYMENTS]: list(from(PAST)) },
	},
	'employment-order': {
		newest: employed(from('2025-01-01'), from(PAST)),
		oldest: employed(from(PAST), from('2025-01-01')),
		none: employed(from(PAST), from('2025-01-01'), from(PAST)),
		unseen: employed(from(PAST)),
	},
	'empty-objects': {
		null: employed({ ...FULL, supervisor: null }),
		missing: employed({ office: { id: '3' }, legal_entity: { id: '4' } }),
		object: employed({ ...FULL, supervisor: {}, office: { id: null } }),
		other: employed({ ...FULL, supervisor: [], office: '' }),
		several: employed({ ...FULL, supervisor: null, office: {} }),
		unseen: employed(FULL),
	},
	'last-working-day': {
		day: termination({ last_working_day: PAST }),
		date: termination({ last_working_date: PAST }),
		both: termination({ last_working_day: PAST, last_working_date: PAST }),
		none: termination({}),
		unseen: employed({ termination: null }),
	},
	'org-units': {
		both: units({ id: '401', name: 'Sales' }),
		nameless: units({ id: '401' }),
		none: {},
		unseen: units(),
	},
	'legal-entities': {
		named: entities({ id: '170', name: 'Acme GmbH' }),
		nameless: entities({ id: '170' }),
		none: {},
		unseen: entities(),
		beta: { 'GET /v2/legal-entities': withBeta(list({ name: 'Acme GmbH' })) },
	},
	beta: {
		free: { ...absences(), [TYPES]: list() },
		needed: { [ABSENCES]: withBeta(list()), [TYPES]: withBeta(list()) },
		some: { [ABSENCES]: withBeta(list()), [TYPES]: list() },
		missing: {},
	},
	'date-filters': {
		both: { [PERSONS]: list() },
		times: { [`${PERSONS}?T00:00:00Z`]: list(), [PERSONS]: new Canned(400) },
		days: { [`${PERSONS}?T00:00:00Z`]: new Canned(400), [PERSONS]: list() },
		neither: { [PERSONS]: new Canned(400) },
	},
	'absence-filter-zone': {
		accepted: absences(),
		refused: { [`${ABSENCES}?T00:00:00Z`]: new Canned(400), ...absences() },
	},
	'next-link': {
		cursor: next('https://api.personio.de/v2/persons?cursor=abc'),
		filters: next('/v2/persons?cursor=abc&status=ACTIVE'),
		other: next('https://api.personio.de/v2/persons?page=2'),
		unseen: { [PERSONS]: list() },
	},
	'attribute-types': {
		lower: attributes({ type: 'string' }),
		upper: attributes({ type: 'STRING_LIST' }),
		other: attributes({ type: 'string' }, { type: 'colour' }),
		unseen: { [PERSONS]: list({ id: '1' }) },
	},
	'list-attributes': {
		lists: lists(['Forklift'], null),
		json: lists('["Forklift","First aid"]'),
		other: lists('Forklift, First aid'),
		several: lists(['Forklift'], '["Forklift"]'),
		unseen: lists(null, ''),
	},
	'webhook-secrets': {
		told: webhooks({ token: 'secret' }),
		hidden: webhooks({ id: 'w1', token: null }),
		unseen: webhooks(),
	},
	'webhook-query': {
		kept: webhooks({ url: 'https://n8n.example.com/webhook/1?node=2' }),
		dropped: webhooks({ url: 'https://n8n.example.com/webhook/1', description: 'n8n [node=2]' }),
		unseen: webhooks({ url: 'https://other.example.com/' }),
	},
	'payload-key': {
		underscore: payload('absence-period.created', { absence_period: { id: 'a1' } }),
		hyphen: payload('absence-period.created', { 'absence-period': { id: 'a1' } }),
		other: payload('absence-period.created', { absence: { id: 'a1' } }),
		unseen: payload('person.created', { person: { id: '1' } }),
	},
	'employment-person': {
		beside: payload('employment.updated', { employment: { id: 'e1' }, person: { id: '1' } }),
		inside: payload('employment.updated', { employment: { id: 'e1', person_id: '1' } }),
		none: payload('employment.updated', { employment: { id: 'e1' } }),
		unseen: payload('person.created', { person: { id: '1' } }),
	},
	'event-times': {
		zoned: occurred('2027-02-04T10:11:12.000Z', '2027-02-04T10:11:12+01:00'),
		none: occurred('2027-02-04T10:11:12.000'),
		other: occurred(1_770_000_000),
		several: occurred('2027-02-04T10:11:12Z', '2027-02-04T10:11:12'),
		unseen: events(),
	},
});

/** Is found with the header only. */
function withBeta(body: unknown) {
	return (headers: Readonly<Record<string, unknown>>) =>
		headers['beta'] === 'true' ? body : new Canned(404);
}

describe('Personio: against its simulator', () => {
	async function answersOf(options: PersonioOptions = {}) {
		const receiver = await startReceiver();
		const simulator = await startPersonio({ rateLimit: false, ...options });
		try {
			simulator.addWebhook({
				url: `${receiver.url}/?node=1`,
				status: 'ENABLED',
				auth_type: 'TOKEN',
				token: 'webhook-secret',
				enabled_events: ['absence-period.created', 'employment.created', 'employment.updated'],
			});
			const [personId = ''] = simulator.people.map(({ id }) => id);
			simulator.requestAbsence({ personId, from: '2099-03-08', to: '2099-03-12' });
			simulator.addEmployment(personId, { startDate: COMING });
			simulator.scheduleTermination(
				String(simulator.employments.find(({ person: one }) => one.id === personId)?.id),
				{ terminationDate: '2099-06-30' },
			);
			await simulator.deliveries.idle();
			const { answers, report } = await asked(personio, {
				PERSONIO_CLIENT_ID: simulator.clients[0]?.clientId,
				PERSONIO_CLIENT_SECRET: simulator.clients[0]?.clientSecret,
				PERSONIO_BASE_URL: simulator.baseUrl,
			});
			return { answers, report, simulator };
		} finally {
			await simulator.close();
			await receiver.close();
		}
	}

	test('everything is read, and nothing else is sent', async () => {
		const { answers, report, simulator } = await answersOf();
		const expected = {
			scopes: 'named',
			'absence-times': 'none',
			'absence-ends': 'exclusive',
			'absence-statuses': 'known',
			'employment-to-come': 'listed',
			'employment-order': 'newest',
			'empty-objects': 'null',
			'last-working-day': 'day',
			'org-units': 'both',
			'legal-entities': 'named',
			beta: 'free',
			'date-filters': 'both',
			'absence-filter-zone': 'accepted',
			'next-link': 'cursor',
			'attribute-types': 'lower',
			'list-attributes': 'lists',
			'webhook-secrets': 'hidden',
			'webhook-query': 'kept',
			'payload-key': 'underscore',
			'employment-person': 'beside',
			'event-times': 'zoned',
		};
		for (const [name, answer] of Object.entries(expected))
			assert.equal(answers[name], answer, name);
		assert.ok(report.outcomes.every(({ result }) => result.kind === 'answered'));
		const others = simulator.requests.filter(({ method }) => method !== 'GET');
		assert.deepEqual(
			others.map(({ method, path }) => `${method} ${path}`),
			[TOKEN],
		);
		assert.deepEqual(simulator.violations.list, []);
	});

	test('the switches of the simulator', async () => {
		const other = await answersOf({
			absenceZone: '+0100',
			comingEmployments: 'by-id-only',
			references: 'without-id',
			absencesNeedBeta: true,
			dateFilters: 'date-only',
			echoSecrets: true,
			payloadKeys: 'hyphen',
			personInPayload: false,
		});
		const expected = {
			'absence-times': 'offset',
			'employment-to-come': 'by-id',
			'empty-objects': 'object',
			beta: 'needed',
			'date-filters': 'days',
			'webhook-secrets': 'told',
			'payload-key': 'hyphen',
			'employment-person': 'none',
		};
		for (const [name, answer] of Object.entries(expected)) {
			assert.equal(other.answers[name], answer, name);
		}
		const refused = await answersOf({ absenceFilterZone: 'refused' });
		assert.equal(refused.answers['absence-filter-zone'], 'refused');
	});

	test('what a credential may not do is said with its scope, whichever way it is refused', async () => {
		for (const missingScope of [401, 403] as const) {
			const { answers, report } = await answersOf({
				missingScope,
				clients: [
					{ clientId: 'papi-a', clientSecret: 'papi-b', scopes: ['personio:persons:read'] },
				],
			});
			assert.equal(answers['absence-times'], `${missingScope}`);
			assert.equal(answers['employment-order'], 'newest');
			const text = written(report);
			assert.ok(
				text.includes(`Not allowed (${missingScope}). It takes: the scope personio:absences`),
			);
		}
	});

	test('a sign-in without a token ends it', async () => {
		const stub = await startStub({ [TOKEN]: '<html>Log in</html>' });
		try {
			const { report } = await asked(personio, {
				PERSONIO_CLIENT_ID: 'papi-a',
				PERSONIO_CLIENT_SECRET: 'papi-b',
				PERSONIO_BASE_URL: stub.baseUrl,
			});
			assert.match(written(report), /Stopped:\*\* The sign-in gave no token\./);
			assert.deepEqual(stub.requests, [TOKEN]);
		} finally {
			await stub.close();
		}
	});

	test('a secret that is wrong ends it', async () => {
		const simulator = await startPersonio();
		try {
			const { report } = await asked(personio, {
				PERSONIO_CLIENT_ID: 'papi-wrong-id',
				PERSONIO_CLIENT_SECRET: 'papi-wrong-secret',
				PERSONIO_BASE_URL: simulator.baseUrl,
			});
			assert.deepEqual(report.outcomes, []);
			assert.match(written(report), /Stopped:\*\* The credential was refused \(400\)/);
			assert.ok(!written(report).includes('papi-wrong'));
		} finally {
			await simulator.close();
		}
	});
});
