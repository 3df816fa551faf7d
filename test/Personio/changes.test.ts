import type { IDataObject } from 'n8n-workflow';

import type { HrEvent } from '../../nodes/shared/model/hrEvent';
import { hrEventSchema } from '../../nodes/shared/model/hrEvent';
import type {
	PersonioOptions,
	PersonioSimulator,
	Scope,
} from '../../simulators/personio/index.mts';
import { EVENT_TYPES } from '../../simulators/personio/index.mts';
import { useDeduplicator } from '../support/n8n';
import {
	act,
	actionIn,
	credentialFor,
	failure,
	hooks,
	offered,
	startRoomyPersonio,
	through,
	triggerIn,
} from '../support/personio';

jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/hundredth'));

const SECRET = 'papi-example-secret-of-acme';
/** Nobody listens there. */
const NOWHERE = 'http://127.0.0.1:9';

let personio: PersonioSimulator;
let clock: number;
async function start(options: PersonioOptions = {}): Promise<void> {
	await personio?.close();
	personio = await startRoomyPersonio({ now: () => clock, ...options });
}
beforeEach(async () => {
	await useDeduplicator();
	clock = Date.parse('2026-03-02T08:00:00.000Z');
	await start();
});
afterEach(async () => {
	await personio.close();
	expect(personio.violations.list).toEqual([]);
});

/** A webhook for everything there is, or for some of it. */
function webhook(name = 'all', enabledEvents: readonly string[] = EVENT_TYPES): string {
	return personio.addWebhook({ url: `${NOWHERE}/${name}`, enabled_events: enabledEvents });
}

const later = (ms = 60_000): number => (clock += ms);

async function since(
	moment: string,
	parameters: IDataObject = {},
	given: { credential?: IDataObject } = {},
): Promise<IDataObject[]> {
	const node = actionIn(personio, {
		...given,
		parameters: {
			resource: 'event',
			operation: 'getAllSince',
			since: moment,
			returnAll: true,
			...parameters,
		},
	});
	const output = await act(node);
	expect(output.map(({ pairedItem }) => pairedItem)).toEqual(output.map(() => ({ item: 0 })));
	return output.map(({ json }) => json);
}

const MORNING = '2026-03-02T00:00:00Z';
const events = async (...asked: Parameters<typeof since>): Promise<HrEvent[]> =>
	(await since(...asked)).map((json) => hrEventSchema.parse(json));
const typesOf = (found: readonly HrEvent[]): string[] => found.map(({ eventType }) => eventType);

/** A morning at the company: one of nearly everything. */
function eventfulMorning(): { absence: string; personId: string } {
	const { personId } = personio.hire({ first_name: 'Quentin' });
	later();
	personio.updatePerson('3003', { preferred_name: 'Zizi' });
	later();
	const absence = personio.requestAbsence({
		personId: '3004',
		from: '2026-05-04',
		to: '2026-05-08',
	});
	later();
	personio.scheduleTermination('3005', { terminationDate: '2031-06-30' });
	later();
	personio.updateEmployment('3006', { cost_centers: [{ id: '9002', weight: 100 }] });
	later();
	personio.addDocument({ personId: '3006' });
	later();
	personio.deletePerson('3007');
	return { absence, personId };
}

it('finds the same events, with the same ids, as the trigger tells', async () => {
	webhook();
	eventfulMorning();
	const found = await events(MORNING);
	expect(typesOf(found)).toEqual([
		'employee.created',
		'employee.hired',
		'table.entry_created',
		'employee.updated',
		'leave.requested',
		'employee.termination_scheduled',
		'table.entry_updated',
		'table.entry_updated',
		'other',
		'table.entry_deleted',
		'employee.deleted',
	]);
	expect(new Set(found.map(({ eventId }) => eventId)).size).toBe(found.length);

	const node = triggerIn(personio, {
		parameters: {
			listenFor: 'vendorEvents',
			vendorEvents: offered('vendorEvents'),
			options: { skipRepeats: false },
		},
	});
	const bodies = await since(MORNING, { output: 'raw' });
	const told: HrEvent[] = [];
	for (const body of new Set(bodies.map((one) => JSON.stringify(one)))) {
		const outputs = await through(node, Buffer.from(body), SECRET);
		told.push(...outputs.events);
		expect(outputs.unrecognised).toEqual([]);
	}
	// Only how it was learnt differs; what could not be read is said above the output of the action.
	const without = (event: HrEvent) => ({
		...event,
		enrichment: null,
		receivedAt: null,
		source: { ...event.source, verifiedBy: null, delivery: null },
	});
	expect(found.map(without)).toEqual(told.map(without));
	expect(found[0]?.source).toMatchObject({
		vendor: 'personio',
		companyId: '48151',
		nativeType: 'person.created',
		verifiedBy: 'api',
		delivery: 'manual',
	});
});

it('reads what a webhook of the trigger was to tell', async () => {
	const parameters = { hrEvents: ['employee.created'] };
	await hooks(triggerIn(personio, { parameters, address: `${NOWHERE}/` })).create();
	const { personId } = eventfulMorning();
	expect(await events(MORNING)).toMatchObject([
		{ eventType: 'employee.created', employee: { id: personId, firstName: 'Quentin' } },
	]);
});

it('gives each event once, and the oldest first, whoever else was to be told of it', async () => {
	webhook('leaves', ['absence-period.created', 'person.updated']);
	webhook('all');
	webhook('people', ['person.created', 'person.updated']);
	eventfulMorning();
	const found = await events(MORNING);
	const times = found.map(({ occurredAt }) => occurredAt ?? '');
	expect(times).toEqual([...times].sort((a, b) => a.localeCompare(b)));
	expect(found).toHaveLength(11);
	expect(new Set(found.map(({ eventId }) => eventId)).size).toBe(11);
	// Nor are its records read for each of them.
	const read = personio.requests.filter(({ path }) => path.startsWith('/v2/absence-periods/'));
	expect(read).toHaveLength(1);
});

// Asked for and approved since: both notifications are now told as an approval.
it('gives an event once, however many notifications became it', async () => {
	webhook();
	const { absence } = eventfulMorning();
	later();
	personio.setAbsenceStatus(absence, 'APPROVED');
	const found = (await events(MORNING)).filter(({ category }) => category === 'leave');
	expect(found.map(({ eventType, leave }) => [eventType, leave?.id])).toEqual([
		['leave.approved', absence],
	]);
});

it('gives what happened at that time or later', async () => {
	webhook();
	const at = new Date(clock).toISOString();
	personio.updatePerson('3003', { preferred_name: 'A' });
	later(1_000);
	personio.updatePerson('3004', { preferred_name: 'B' });
	const people = async (moment: string): Promise<unknown[]> =>
		(await events(moment)).map(({ employee }) => employee.id);
	expect(await people(at)).toEqual(['3003', '3004']);
	expect(await people('2026-03-02T08:00:01Z')).toEqual(['3004']);
	// Without a zone it is the workflow's: an hour ahead.
	expect(await people('2026-03-02T09:00:01')).toEqual(['3004']);
	expect(await people('2026-03-02T08:00:01.001Z')).toEqual([]);
});

it('has a limit of 50 by default', async () => {
	webhook();
	for (let number = 0; number < 60; number++) {
		personio.updatePerson('3003', { preferred_name: `Zoë ${number}` });
	}
	expect(await since(MORNING, { returnAll: false })).toHaveLength(50);
});

it('reads the records of no more events than the limit takes', async () => {
	webhook();
	eventfulMorning();
	const asked = personio.requests.length;
	const found = await events(MORNING, { returnAll: false, limit: 1 });
	expect(typesOf(found)).toEqual(['employee.created']);
	const records = personio.requests
		.slice(asked)
		.filter(({ path }) => /^\/v2\/(persons|absence)/.test(path));
	expect(records.map(({ path }) => path)).not.toContain('/v2/persons/3004');
	expect(records.some(({ path }) => path.startsWith('/v2/absence'))).toBe(false);
});

it.each<PersonioOptions>([{}, { nextLink: 'self' }])(
	'reads all pages of a long history, in an account of the kind %j',
	async (options) => {
		await start(options);
		webhook();
		for (let number = 0; number < 250; number++) {
			const person = { id: String(number) };
			personio.sendEvent('employment.deleted', { person, employment: { id: `e-${number}` } });
		}
		expect((await events(MORNING)).map(({ employee }) => employee.id)).toEqual(
			Array.from({ length: 250 }, (_, number) => String(number)),
		);
	},
);

it('says what to do where nothing was ever registered', async () => {
	const error = await failure(since(MORNING));
	expect(error.message).toBe('Personio keeps no events for this account yet');
	expect(error.description).toMatch(/Publish a workflow with a Personio Trigger/);
	webhook();
	expect(await since(MORNING)).toEqual([]);
});

it('leaves out pings', async () => {
	webhook();
	personio.sendEvent('ping', {});
	personio.sendEvent('person.deleted', { person: { id: '7' } });
	expect(typesOf(await events(MORNING))).toEqual(['employee.deleted']);
});

describe('what cannot be decided comes as unmapped, with the reason', () => {
	it('of an absence that is gone', async () => {
		webhook();
		const { absence } = eventfulMorning();
		later();
		personio.deleteAbsence(absence);
		const found = await events(MORNING);
		expect(found.filter(({ eventType }) => /^(leave|unmapped)/.test(eventType))).toMatchObject([
			{
				eventType: 'unmapped',
				source: { nativeType: 'absence-period.created' },
				occurredAt: '2026-03-02T08:02:00.000Z',
				enrichment: {
					status: 'failed',
					reason: expect.stringContaining('what happened to the absence'),
				},
				raw: { event_name: 'absence-period.created' },
			},
			{ eventType: 'leave.cancelled', leave: { id: absence } },
		]);
	});

	it('of an absence that may not be read', async () => {
		webhook();
		eventfulMorning();
		const scopes: Scope[] = ['personio:persons:read', 'personio:webhooks:read'];
		const client = { clientId: 'papi-poor', clientSecret: 'papi-poor-secret' };
		personio.addClient({ ...client, scopes });
		const found = await events(MORNING, {}, { credential: credentialFor(personio, client) });
		expect(found.filter(({ eventType }) => eventType === 'unmapped')).toMatchObject([
			{ enrichment: { reason: expect.stringContaining('personio:absences:read') } },
		]);
	});

	it('of an event of which the name cannot be read', async () => {
		webhook();
		const at = (occurred_at: string, name: object): object => ({
			...{ ...name, occurred_at, payload: { person: { id: '3004' } } },
		});
		const times = ['2026-03-02T08:02:00.000Z', '2026-03-02T08:03:00.000Z'];
		const names = [{ event_name: {} }, {}];
		const body = { _data: names.map((name, index) => at(times[index] ?? '', name)) };
		const path = /^\/v2\/webhooks\/[^/]+\/events$/;
		personio.faults.add({ kind: 'status', status: 200, body, match: { path }, times: 9 });
		expect(await events(MORNING)).toMatchObject(
			times.map((occurredAt) => ({
				...{ eventType: 'unmapped', occurredAt },
				enrichment: { status: 'failed', reason: expect.stringContaining('event_name') as string },
			})),
		);
	});

	it('of an event that is not known, or does not look like one', async () => {
		webhook();
		personio.sendEvent('payroll.closed', { payroll: { id: '7' } });
		personio.sendEvent('person.created', {});
		expect(await events(MORNING)).toMatchObject([
			{
				eventType: 'unmapped',
				source: { nativeType: 'payroll.closed' },
				enrichment: { reason: expect.stringContaining('payroll.closed') },
			},
			{ eventType: 'unmapped', enrichment: { reason: expect.stringContaining('person.id') } },
		]);
	});
});

it('names the scope that is missing', async () => {
	webhook();
	const client = { clientId: 'papi-poor', clientSecret: 'papi-poor-secret' };
	personio.addClient({ ...client, scopes: ['personio:persons:read'] });
	const error = await failure(since(MORNING, {}, { credential: credentialFor(personio, client) }));
	expect(error.message).toBe('Personio does not allow this with the credential');
	expect(error.description).toContain("'personio:webhooks:read'");
});

it('is not kept from the rest by a webhook that was removed meanwhile', async () => {
	const gone = webhook('gone', ['person.created']);
	webhook('all', ['person.deleted']);
	personio.sendEvent('person.deleted', { person: { id: '7' } });
	const match = { path: `/v2/webhooks/${gone}/events` };
	personio.faults.add({ kind: 'status', status: 404, match });
	expect(typesOf(await events(MORNING))).toEqual(['employee.deleted']);
});

describe('a webhook whose events may not be read', () => {
	const refuse = (id: string): void => {
		const match = { path: `/v2/webhooks/${id}/events` };
		personio.faults.add({ kind: 'status', status: 403, match });
	};

	it('keeps those of another from nobody, and is said', async () => {
		refuse(webhook('strange', ['person.created']));
		webhook('own', ['person.deleted']);
		personio.sendEvent('person.deleted', { person: { id: '7' } });
		expect(typesOf(await events(MORNING))).toEqual(['employee.deleted']);
	});

	it('is told where there is no other', async () => {
		refuse(webhook('strange', ['person.created']));
		const error = await failure(since(MORNING));
		expect(error.message).toMatch(
			/does not let this API credential read the events of any webhook/,
		);
		expect(error.description).toContain("'personio:persons:read'");
	});
});

it.each(['yesterday', ''])('refuses %j for a date', async (moment) => {
	expect((await failure(since(moment))).message).toMatch(
		/^'Since' is (not a date and time|empty)$/,
	);
	expect(personio.requests).toEqual([]);
});

it('gives some fields where that is asked for', async () => {
	webhook();
	personio.sendEvent('person.deleted', { person: { id: '7' } });
	const outputFields = 'eventType, employee.id';
	expect(await since(MORNING, { output: 'selected', outputFields })).toEqual([
		{ eventType: 'employee.deleted', employee: { id: '7' } },
	]);
});
