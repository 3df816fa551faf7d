import type { IDataObject } from 'n8n-workflow';

import type { HrEvent } from '../../nodes/shared/model/hrEvent';
import type { WorkableSimulator } from '../../simulators/workable/index.mts';
import { privateValues } from '../../simulators/workable/index.mts';
import {
	employeeRecord,
	eventBytes,
	eventJson,
	eventNames,
	expectedEvents,
} from '../fixtures/workable/read.mts';
import { someOf } from '../support/fastCheck.mts';
import { startServer } from '../support/httpServer.mts';
import { beImpatient } from '../support/impatience';
import { useDeduplicator } from '../support/n8n';
import type { Outputs } from '../support/workable';
import {
	credentialFor,
	offered,
	post,
	run,
	startRoomyWorkable,
	through,
	tokenOf,
	triggerIn,
} from '../support/workable';

jest.mock('../../nodes/shared/outbound/account', () => jest.requireActual('../support/oneAddress'));
jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/hundredth'));
jest.mock('../../nodes/shared/outbound/retry', () =>
	jest
		.requireActual<typeof import('../support/impatience')>('../support/impatience')
		.retryWithTimeouts({ IN_A_RUN: 250 }),
);

let workable: WorkableSimulator;
let key: string;
beforeEach(async () => {
	await useDeduplicator();
	workable = await startRoomyWorkable();
	key = tokenOf(workable);
});
afterEach(async () => {
	await workable.close();
	expect(workable.violations.list).toEqual([]);
});

/** Puts the people of the fixtures behind the API. */
function servePeople(): void {
	for (const id of ['4d3', '4dd']) {
		workable.faults.add({
			kind: 'status',
			status: 200,
			body: employeeRecord(id),
			match: { path: `/employees/${id}` },
			times: 100,
		});
	}
}

/** All HR events selected, or all of the vendor's; every test may tell the same fact again. */
function listening(
	kind: 'hrEvents' | 'vendorEvents' = 'hrEvents',
	options: IDataObject = {},
	more: IDataObject = {},
): IDataObject {
	return {
		listenFor: kind,
		[kind]: offered(kind),
		options: { skipRepeats: false, ...options },
		...more,
	};
}

function body(eventType: string, id: string, data: object, firedAt: string): object {
	return { data, id, resource_type: 'employee', event_type: eventType, fired_at: firedAt };
}

const FIRED_AT = '2024-06-10T22:30:00.000Z';
const typesOf = (events: HrEvent[]): string[] => events.map(({ eventType }) => eventType);
const isRecruiting = (name: string): boolean => /^(candidate|job)_/.test(name);

describe('every fixture', () => {
	it.each(eventNames())('%s', async (name) => {
		servePeople();
		const node = triggerIn(workable, {
			parameters: listening(isRecruiting(name) ? 'vendorEvents' : 'hrEvents', {}, { options: {} }),
		});
		const { answer, items } = await post(node, eventBytes(name), { key });
		expect(answer.status).toBe(200);
		expect(items).toHaveLength(1);

		const before = new Date().toISOString();
		const { events, unrecognised } = await run(node, items);
		expect(unrecognised).toEqual([]);
		expect(events.map((event) => Date.parse(event.receivedAt) <= Date.parse(before))).not.toContain(
			false,
		);
		const receivedAt = '2024-05-15T12:59:00.000Z';
		expect(events.map((event) => ({ ...event, receivedAt }))).toEqual(expectedEvents(name));
	});

	it('tells the arrival as an instant of just now', async () => {
		const start = Date.now();
		const node = triggerIn(workable, { parameters: listening() });
		const { events } = await through(node, eventBytes('employee_created'), key);
		const receivedAt = events[0]?.receivedAt ?? '';
		expect(new Date(receivedAt).toISOString()).toBe(receivedAt);
		expect(Date.parse(receivedAt)).toBeGreaterThanOrEqual(start);
		expect(Date.parse(receivedAt)).toBeLessThanOrEqual(Date.now());
	});

	it.each(someOf(eventNames().filter((name) => !isRecruiting(name))))(
		'%s holds the same without Fetch Details, as far as the delivery says it',
		async (name) => {
			const node = triggerIn(workable, {
				parameters: listening('hrEvents', { fetchDetails: false }),
			});
			const { events, unrecognised } = await through(node, eventBytes(name), key);
			expect(unrecognised).toEqual([]);
			expect(workable.requests).toEqual([]);
			const kept = ({ eventType, employee, enrichment, eventId }: HrEvent): unknown => ({
				eventType,
				id: employee.id,
				enrichment,
				eventId,
			});
			const none = { status: 'none' as const, reason: null };
			const expected = expectedEvents(name) as unknown as HrEvent[];
			expect(events.map(kept)).toEqual(
				expected.map((event) => kept({ ...event, enrichment: none })),
			);
		},
	);

	it('comes as what it is in the vendor-events mode too, with all that it stands for', async () => {
		servePeople();
		const node = triggerIn(workable, { parameters: listening('vendorEvents') });
		const left = await through(node, eventBytes('employee_updated.left'), key);
		expect(typesOf(left.events)).toEqual([
			'employee.access_ended',
			'employee.terminated',
			'employee.updated',
		]);
	});
});

describe('selection', () => {
	it('lets only chosen HR events out of a delivery that stands for several', async () => {
		const node = triggerIn(workable, {
			parameters: { hrEvents: ['employee.terminated', 'table.entry_updated'] },
		});
		const { events } = await through(node, eventBytes('employee_updated.left'), key);
		expect(typesOf(events)).toEqual(['employee.terminated']);
	});

	it.each(['leave.requested', 'leave.approved', 'leave.declined', 'leave.cancelled'])(
		'sends a leave whose status cannot be read to whoever listens for %s',
		async (chosen) => {
			const node = triggerIn(workable, { parameters: { hrEvents: [chosen] } });
			const { events } = await through(node, eventBytes('timeoff_request_archived'), key);
			expect(typesOf(events)).toEqual(['leave.created']);
		},
	);

	it('starts nothing for a native event that no chosen HR event needs', async () => {
		const node = triggerIn(workable, { parameters: { hrEvents: ['leave.approved'] } });
		const { answer, items } = await post(node, eventBytes('employee_created'), { key });
		expect(answer.status).toBe(200);
		expect(items).toEqual([]);
	});

	it('starts nothing for recruiting unless it was asked for by name', async () => {
		const hr = triggerIn(workable, { parameters: listening() });
		expect((await post(hr, eventBytes('candidate_created'), { key })).items).toEqual([]);
		const named = triggerIn(workable, {
			parameters: { listenFor: 'vendorEvents', vendorEvents: ['candidate_moved'] },
		});
		expect((await post(named, eventBytes('candidate_created'), { key })).items).toEqual([]);
		const { events } = await through(named, eventBytes('candidate_moved'), key);
		expect(events).toMatchObject([{ eventType: 'other', raw: eventJson('candidate_moved') }]);
	});

	it('hands an event type nobody knows over as unrecognised, whatever is selected', async () => {
		const node = triggerIn(workable, { parameters: { hrEvents: ['leave.approved'] } });
		const unknown = body('employee_promoted', '4d3', { id: '4d3' }, FIRED_AT);
		const { events, unrecognised } = await through(node, unknown, key);
		expect(events).toEqual([]);
		expect(unrecognised).toMatchObject([
			{
				eventType: 'unmapped',
				category: 'other',
				source: { nativeType: 'employee_promoted' },
				enrichment: { status: 'failed', reason: expect.stringContaining('employee_promoted') },
				raw: unknown,
			},
		]);
	});
});

describe('details', () => {
	async function hired(parameters: IDataObject = listening()): Promise<HrEvent> {
		const node = triggerIn(workable, { parameters });
		const outputs = await through(node, eventBytes('employee_published'), key);
		expect(outputs.unrecognised).toEqual([]);
		expect(outputs.events).toHaveLength(1);
		return outputs.events[0] as HrEvent;
	}

	const bare = {
		eventType: 'employee.hired',
		effectiveDate: null,
		phase: 'unknown',
		summary: 'Employee 4d3 was hired.',
		employee: {
			id: '4d3',
			displayName: null,
			status: 'unknown',
			workEmail: eventMail(),
		},
	};

	function eventMail(): unknown {
		return (eventJson('employee_published')['data'] as IDataObject)['workEmail'];
	}

	it('are fetched with the member of the credential', async () => {
		const [person] = workable.employees;
		const node = triggerIn(workable, {
			credential: credentialFor(workable, { memberId: 'a11' }),
			parameters: listening(),
		});
		const published = body('employee_published', person?.id ?? '', { workEmail: null }, FIRED_AT);
		const { events } = await through(node, published, key);
		expect(events).toMatchObject([
			{ employee: { displayName: 'Zoë Núñez' }, enrichment: { status: 'full', reason: null } },
		]);
		const asked = workable.requests.find(({ path }) => path === `/employees/${person?.id}`);
		expect(asked?.query).toEqual({ member_id: 'a11' });
	});

	it('are not fetched when they are switched off', async () => {
		const event = await hired(listening('hrEvents', { fetchDetails: false }));
		expect(event).toMatchObject({ ...bare, enrichment: { status: 'none', reason: null } });
		expect(workable.requests).toEqual([]);
	});

	it('of someone who is not there: the event goes out, the reason with it', async () => {
		const event = await hired();
		expect(event).toMatchObject(bare);
		expect(event.enrichment.status).toBe('failed');
		expect(event.enrichment.reason).toMatch(/^Workable has no such record/);
		// Once more, because Workable is known to answer so by accident.
		const asked = workable.requests.filter(({ path }) => path === '/employees/4d3');
		expect(asked).toHaveLength(2);
	});

	it('of someone whose record lags behind its event are found at the second try', async () => {
		workable.faults.add({ kind: 'status', status: 404, match: { path: '/employees/4d3' } });
		servePeople();
		const event = await hired();
		expect(event.employee.displayName).toBe('Obediah Kydde');
		expect(event.enrichment).toEqual({ status: 'full', reason: null });
	});

	it('that the token may not read are named by their scope', async () => {
		workable.faults.add({
			kind: 'status',
			status: 403,
			body: { error: 'Forbidden' },
			match: { path: '/employees/4d3' },
			times: 9,
		});
		const event = await hired();
		expect(event).toMatchObject(bare);
		expect(event.enrichment.status).toBe('failed');
		expect(event.enrichment.reason).toMatch(/r_employees/);
		expect(workable.requests.filter(({ path }) => path === '/employees/4d3')).toHaveLength(1);
	});

	it.each(['status', 'cut-before', 'cut-after'] as const)(
		'of a vendor in trouble are tried several times (%s)',
		async (kind) => {
			workable.faults.add({ kind, match: { path: '/employees/4d3' }, times: 3 });
			servePeople();
			const event = await hired();
			expect(event.enrichment).toEqual({ status: 'full', reason: null });
		},
	);

	it('of a vendor that stays in trouble are left out', async () => {
		workable.faults.add({ kind: 'status', match: { path: '/employees/4d3' }, times: 99 });
		const event = await hired();
		expect(event).toMatchObject(bare);
		expect(event.enrichment.status).toBe('failed');
		expect(event.enrichment.reason).toMatch(/not available/);
		expect(workable.requests.filter(({ path }) => path === '/employees/4d3')).toHaveLength(4);
	});

	it('of a vendor that hangs are told as such', async () => {
		beImpatient();
		workable.faults.add({ kind: 'hang', match: { path: '/employees/4d3' }, times: 99 });
		const event = await hired();
		expect(event.enrichment.reason).toMatch(/did not answer within/);
	});

	it('of a vendor that hangs are left out after a bounded time', async () => {
		beImpatient();
		workable.faults.add({ kind: 'hang', match: { path: '/employees/4d3' }, times: 99 });
		const event = await hired();
		expect(event).toMatchObject(bare);
		expect(event.enrichment.status).toBe('failed');
		expect(workable.requests.filter(({ path }) => path === '/employees/4d3')).toHaveLength(4);
	});

	it('of names stay ids without r_account, and the event says so', async () => {
		workable.addToken('example-hr-only', ['r_employees', 'r_timeoff']);
		servePeople();
		const node = triggerIn(workable, {
			credential: credentialFor(workable, { accessToken: 'example-hr-only' }),
			parameters: listening(),
		});
		const { events } = await through(node, eventBytes('employee_published'), 'example-hr-only');
		expect(events).toMatchObject([
			{
				employee: {
					displayName: 'Obediah Kydde',
					department: '4d3',
					legalEntity: '6dd32255-668e-4d7a-9542-086fd65c41b0',
					timezone: null,
				},
				enrichment: { status: 'partial', reason: expect.stringContaining('r_account') },
			},
		]);
	});

	it('of leaves without r_timeoff: the category comes from its name alone', async () => {
		workable.addToken('example-people-only', ['r_employees', 'r_account']);
		servePeople();
		const node = triggerIn(workable, {
			credential: credentialFor(workable, { accessToken: 'example-people-only' }),
			parameters: listening(),
		});
		const name = 'timeoff_request_approved';
		const { events } = await through(node, eventBytes(name), 'example-people-only');
		expect(events).toMatchObject([
			{
				leave: { typeName: 'Paid time off', category: 'vacation', typeId: null, isPaid: null },
				enrichment: { status: 'partial', reason: expect.stringContaining('r_timeoff') },
			},
		]);
	});

	it('of a record in another shape are left out', async () => {
		workable.faults.add({
			kind: 'status',
			status: 200,
			body: { id: '4d3', firstname: 'Obediah', status: { is: 'active' } },
			match: { path: '/employees/4d3' },
		});
		const event = await hired();
		expect(event).toMatchObject(bare);
		expect(event.enrichment).toMatchObject({
			status: 'failed',
			reason: expect.stringMatching(/an employee that cannot be read.*: status\./),
		});
	});

	it('of one field in another shape lack that field', async () => {
		workable.faults.add({
			kind: 'status',
			status: 200,
			body: { id: '4d3', firstname: { first: 'Obediah' }, lastname: 'Kydde' },
			match: { path: '/employees/4d3' },
		});
		const event = await hired();
		expect(event.employee).toMatchObject({ firstName: null, lastName: 'Kydde' });
		expect(event.enrichment).toEqual({
			status: 'partial',
			reason: 'Workable sent an employee with fields that cannot be read: firstname',
		});
	});

	it.each(['/departments', '/legal_entities'])(
		'of %s in another shape do not stop the event',
		async (path) => {
			servePeople();
			workable.faults.add({ kind: 'status', status: 200, body: {}, match: { path }, times: 9 });
			const event = await hired();
			expect(event.employee.displayName).toBe('Obediah Kydde');
			expect(event.enrichment.status).toBe('partial');
		},
	);

	it('of leave categories in another shape do not stop the event', async () => {
		servePeople();
		const match = { path: '/timeoff/categories' };
		workable.faults.add({ kind: 'status', status: 200, body: [], match, times: 9 });
		const node = triggerIn(workable, { parameters: listening() });
		const { events } = await through(node, eventBytes('timeoff_request_approved'), key);
		expect(events).toMatchObject([
			{ eventType: 'leave.approved', enrichment: { status: 'partial' } },
		]);
	});

	it('are not fetched for a mere edit', async () => {
		const node = triggerIn(workable, { parameters: listening() });
		await through(node, eventBytes('employee_updated'), key);
		await through(node, eventBytes('employee_created'), key);
		expect(workable.requests.filter(({ path }) => path.startsWith('/employees'))).toEqual([]);
	});

	it('keep names in memory for the next event', async () => {
		servePeople();
		const node = triggerIn(workable, { parameters: listening() });
		await through(node, eventBytes('employee_published'), key);
		await through(node, eventBytes('timeoff_request_approved'), key);
		await through(node, eventBytes('timeoff_request_reverted'), key);
		const asked = (path: string): number =>
			workable.requests.filter((request) => request.path === path).length;
		expect(['/departments', '/legal_entities', '/timeoff/categories'].map(asked)).toEqual([
			1, 1, 1,
		]);
	});
});

describe('a leaver', () => {
	async function left(
		timeZone: { timezone?: string; option?: string },
		firedAt: string,
	): Promise<HrEvent[]> {
		const options = timeZone.option === undefined ? {} : { timeZone: timeZone.option };
		const node = triggerIn(workable, {
			parameters: listening('hrEvents', { fetchDetails: false, ...options }),
			...(timeZone.timezone === undefined ? {} : { timezone: timeZone.timezone }),
		});
		const gone = body('employee_updated', '4d3', { id: '4d3', status: 'status_inactive' }, firedAt);
		return (await through(node, gone, key)).events;
	}

	it.each([
		['Asia/Tokyo', '2024-06-10T15:30:00.000Z', '2024-06-11'],
		['Asia/Tokyo', '2024-06-10T14:30:00.000Z', '2024-06-10'],
		['America/Los_Angeles', '2024-06-10T06:59:00.000Z', '2024-06-09'],
		['America/Los_Angeles', '2024-06-10T07:00:00.000Z', '2024-06-10'],
		['Pacific/Auckland', '2024-01-08T11:01:06.217+00:00', '2024-01-09'],
	])('left on the day it is in %s at %s: %s', async (timeZone, firedAt, day) => {
		for (const zone of [{ option: timeZone }, { timezone: timeZone }]) {
			const events = await left(zone, firedAt);
			expect(events.slice(0, 2)).toMatchObject(
				['employee.access_ended', 'employee.terminated'].map((eventType) => ({
					eventType,
					effectiveDate: day,
					phase: 'effective',
					employee: { terminationDate: day, status: 'inactive' },
					termination: { date: day, lastWorkingDate: day, type: 'unknown', reasonRaw: null },
				})),
			);
			expect(typesOf(events)).toEqual([
				'employee.access_ended',
				'employee.terminated',
				'employee.updated',
			]);
			expect(events[2]).toMatchObject({ effectiveDate: null, termination: null });
		}
	});

	it.each([
		['le-denver', '2025-05-31T05:59:40.000Z', '2025-05-30'],
		['le-auckland', '2025-05-30T11:59:40.000Z', '2025-05-30'],
		['le-auckland', '2025-05-30T12:00:40.000Z', '2025-05-31'],
		// What is no time zone, and what is no legal entity, say nothing: the company's day counts.
		['le-nowhere', '2025-05-30T23:30:00.000Z', '2025-05-31'],
		['le-unknown', '2025-05-30T23:30:00.000Z', '2025-05-31'],
	])('of %s left on the day it was there at %s: %s', async (legalEntity, firedAt, day) => {
		const parameters = listening('hrEvents', { timeZone: 'Europe/London' });
		const { events } = await through(
			triggerIn(workable, { parameters }),
			body(
				'employee_updated',
				'4d3',
				{ status: 'status_inactive', legal_entity: legalEntity },
				firedAt,
			),
			key,
		);
		expect(events.slice(0, 2)).toMatchObject(
			['employee.access_ended', 'employee.terminated'].map((eventType) => ({
				...{ eventType, effectiveDate: day, phase: 'effective' },
				employee: { terminationDate: day },
			})),
		);
	});

	it('who is offboarded at the end of a day left on that day, wherever that is', async () => {
		const server = await startServer();
		workable.addWebhook({ event: 'employee_updated', target: server.url });
		const parameters = listening('hrEvents', { timeZone: 'Europe/London' });
		for (const legalEntity of ['le-denver', 'le-auckland']) {
			const id = workable.employees[0]?.id ?? '';
			workable.updateEmployee(id, { legal_entity: legalEntity });
			await workable.deliveries.idle();
			workable.offboard(id, { lastDay: '2025-05-30' });
			await workable.deliveries.idle();
			const sent = Buffer.from(server.asked.at(-1)?.body ?? '');
			const { events } = await through(triggerIn(workable, { parameters }), sent, key);
			expect(events[0]).toMatchObject({
				...{ eventType: 'employee.access_ended', effectiveDate: '2025-05-30' },
				termination: { date: '2025-05-30', lastWorkingDate: '2025-05-30' },
			});
		}
		await server.close();
	});

	it('is effective at once on the day itself', async () => {
		const [event] = await left({ option: 'UTC' }, new Date().toISOString());
		expect(event).toMatchObject({ eventType: 'employee.access_ended', phase: 'effective' });
	});

	it.each(['status_active', 'status_draft'])(
		'is nobody whose status becomes %s',
		async (status) => {
			const node = triggerIn(workable, { parameters: listening() });
			const update = body('employee_updated', '4d3', { id: '4d3', status }, FIRED_AT);
			const { events, unrecognised } = await through(node, update, key);
			expect([typesOf(events), unrecognised]).toEqual([['employee.updated'], []]);
		},
	);

	it.each([
		{ status: 'status_retired' },
		{ status: null },
		{ status: ' ' },
		{ status_semantic_type: 'status_offboarded' },
	])('may be somebody who is given %j', async (changes) => {
		const update = body('employee_updated', '4d3', { id: '4d3', ...changes }, FIRED_AT);
		const node = triggerIn(workable, { parameters: listening() });
		const { events, unrecognised } = await through(node, update, key);
		expect(typesOf(events)).toEqual(['employee.updated']);
		expect(unrecognised).toMatchObject([
			{
				employee: { id: '4d3', status: 'unknown' },
				enrichment: {
					reason: expect.stringMatching(/whether the person has left.*\(field: status\)\./),
				},
			},
		]);
		const others = { listenFor: 'hrEvents', hrEvents: ['employee.updated'] };
		const edits = await through(triggerIn(workable, { parameters: others }), update, key);
		expect([typesOf(edits.events), edits.unrecognised]).toEqual([['employee.updated'], []]);
	});

	it('comes with the record where it can be read, and stays inactive whatever it says', async () => {
		servePeople();
		const node = triggerIn(workable, { parameters: listening() });
		const { events } = await through(node, eventBytes('employee_updated.left'), key);
		expect(events[0]?.employee).toMatchObject({
			workEmail: 'obediah.kydde@work.example',
			status: 'inactive',
		});
	});
});

describe('a status', () => {
	async function employeeOf(data: IDataObject): Promise<HrEvent['employee'] | undefined> {
		const node = triggerIn(workable, { parameters: listening() });
		const created = body('employee_created', '4d3', { id: '4d3', ...data }, FIRED_AT);
		return (await through(node, created, key)).events[0]?.employee;
	}

	it.each([
		['status_draft', '2020-01-01T00:00:00.000Z', 'pending'],
		['status_active', '2020-01-01T00:00:00.000Z', 'active'],
		['status_active', '2999-01-01T00:00:00.000Z', 'pending'],
		['status_active', null, 'active'],
		['status_inactive', '2999-01-01T00:00:00.000Z', 'inactive'],
		['status_unheard_of', '2020-01-01T00:00:00.000Z', 'unknown'],
		['', '2020-01-01T00:00:00.000Z', 'unknown'],
		[null, null, 'unknown'],
	])('%s with the first day %s is %s', async (status, start, expected) => {
		expect(await employeeOf({ status, start_date: start })).toMatchObject({
			status: expected,
			statusRaw: status === '' ? null : status,
		});
	});

	it('of work is never guessed either', async () => {
		const rows = (employment: string): IDataObject[] => [
			{
				row_id: '1',
				is_primary: false,
				value: { employment_status: 'employement_type_full_time' },
			},
			{ row_id: '2', is_primary: true, value: { employment_status: employment } },
		];
		expect(
			await employeeOf({ employment_group: rows('employement_type_contractor') }),
		).toMatchObject({
			relationship: 'contractor',
			schedule: 'unknown',
			typeRaw: 'employement_type_contractor',
		});
		expect(
			await employeeOf({ employment_group: rows('employement_type_zero_hours') }),
		).toMatchObject({
			relationship: 'unknown',
			schedule: 'unknown',
			typeRaw: 'employement_type_zero_hours',
		});
	});

	it('leaves empty texts null and never takes a private address for the work one', async () => {
		expect(
			await employeeOf({
				firstname: '',
				lastname: ' ',
				job_title: '  ',
				personal_email: [{ row_id: '1', value: 'oby@private.example' }],
				email: 'oby@private.example',
			}),
		).toMatchObject({ firstName: null, lastName: null, jobTitle: null, workEmail: null });
	});

	it('cuts the first day and never converts it', async () => {
		const node = triggerIn(workable, {
			parameters: listening('hrEvents', { timeZone: 'America/Los_Angeles' }),
		});
		const data = { id: '4d3', start_date: '2022-09-13T00:00:00.000Z' };
		const { events } = await through(node, body('employee_created', '4d3', data, FIRED_AT), key);
		expect(events[0]).toMatchObject({ effectiveDate: '2022-09-13' });
	});
});

describe('a changed job', () => {
	it.each(['job_title', 'department', 'reports_to'])('is a change of %s', async (field) => {
		const node = triggerIn(workable, { parameters: listening() });
		const update = body('employee_updated', '4d3', { id: '4d3', [field]: '4d4' }, FIRED_AT);
		const { events } = await through(node, update, key);
		expect(typesOf(events)).toEqual(['employee.updated', 'employee.job_changed']);
		expect(events[1]?.changedFields).toEqual([field]);
	});

	it('is not a change of anything else', async () => {
		const node = triggerIn(workable, { parameters: listening() });
		const update = body('employee_updated', '4d3', { id: '4d3', firstname: 'Ada' }, FIRED_AT);
		expect(typesOf((await through(node, update, key)).events)).toEqual(['employee.updated']);
	});
});

describe('table rows', () => {
	const rows = (...values: Array<[string | null, IDataObject]>): IDataObject[] =>
		values.map(([row_id, value]) => ({ row_id, history_of: null, is_primary: false, value }));

	async function rowsOf(data: IDataObject, options: IDataObject = {}): Promise<HrEvent[]> {
		const node = triggerIn(workable, {
			parameters: {
				hrEvents: ['table.entry_updated'],
				options: { skipRepeats: false, ...options },
			},
		});
		const update = body('employee_updated', '4d3', { id: '4d3', ...data }, FIRED_AT);
		return (await through(node, update, key)).events;
	}

	it('come one by one, each with its id and date', async () => {
		const value = { employment_effective_date: '2024-01-01T00:00:00.000Z' };
		const later = { employment_effective_date: '2999-02-01T00:00:00.000Z' };
		const events = await rowsOf({ employment_group: rows(['a', value], ['b', later]) });
		expect(events).toMatchObject([
			{
				effectiveDate: '2024-01-01',
				phase: 'effective',
				table: { name: 'employment_group', entryId: 'a', record: value },
				refs: { employeeId: '4d3', tableName: 'employment_group', entryId: 'a' },
			},
			{ effectiveDate: '2999-02-01', phase: 'scheduled', refs: { entryId: 'b' } },
		]);
		expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(2);
	});

	it('without ids come one by one as well', async () => {
		const events = await rowsOf(
			{ education_group: rows([null, { a: 1 }], [null, { a: 2 }]) },
			{ skipRepeats: true },
		);
		expect(events).toHaveLength(2);
		expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(2);
	});

	it.each(['salary_group', 'bonus_group', 'commission_group', 'stock_options_group'])(
		'of %s carry their content only with the tick',
		async (group) => {
			const data = { [group]: rows(['1', { amount: 80_001 }]) };
			expect((await rowsOf(data))[0]?.table?.record).toBeNull();
			expect((await rowsOf(data, { includePayTables: true }))[0]?.table?.record).toEqual({
				amount: 80_001,
			});
		},
	);

	it.each([
		...['bank_details_group', 'credit_card_group', 'national_identification_number_group'],
		...['passport_group', 'social_insurance_number_group', 'social_security_number_group'],
		...['tax_identification_number_group', 'visa_group', 'marital_status_group'],
		...['contact_group', 'phone_group', 'driver_license_group', 'some_custom_group'],
	])('of %s never carry their content', async (group) => {
		for (const content of [rows(['1', { number: 'PRIVATE' }]), { number: 'PRIVATE' }]) {
			const events = await rowsOf({ [group]: content }, { includePayTables: true });
			expect(events).toHaveLength(1);
			expect(events[0]?.table).toMatchObject({ name: group, record: null });
			expect(JSON.stringify(events)).not.toContain('PRIVATE');
		}
	});

	it.each([[[]], [null], [['odd']], ['text'], [7]])(
		'that are %j are one event without a row',
		async (content) => {
			const events = await rowsOf({ education_group: content } as IDataObject);
			expect(events.map(({ table }) => table)).toEqual([
				{ name: 'education_group', entryId: null, effectiveDate: null, record: null },
			]);
		},
	);
});

describe('time off', () => {
	const request = {
		id: '3649',
		state: 'approved',
		from_date: '2024-05-15T00:00:00.000',
		to_date: '2024-05-17T00:00:00.000',
		half_days: [],
		updated_at: '2024-05-15T12:58:55.491Z',
		updated_by: 'Nikos Dimos',
		category_name: 'Paid time off',
		requesting_total: 3,
		timeoff_tracking_unit: 'full_days',
	};

	async function told(
		changes: IDataObject,
		eventType = 'timeoff_request_approved',
	): Promise<Outputs> {
		const node = triggerIn(workable, {
			parameters: listening('hrEvents', { fetchDetails: false }),
		});
		return await through(node, body(eventType, '4dd', { ...request, ...changes }, FIRED_AT), key);
	}

	it.each([
		['approved', 'leave.approved', 'effective', true],
		['canceled', 'leave.cancelled', 'cancelled', false],
		['rejected', 'leave.declined', 'cancelled', false],
		['pending', 'leave.requested', 'effective', false],
		['archived', 'leave.created', 'effective', null],
		['', 'leave.created', 'effective', null],
		[null, 'leave.created', 'effective', null],
	])('in the state %s is %s', async (state, eventType, phase, isConfirmed) => {
		// The state decides, whatever the delivery is called.
		for (const name of ['approved', 'reverted', 'created', 'updated', 'whatever']) {
			const { events, unrecognised } = await told({ state }, `timeoff_request_${name}`);
			expect(unrecognised).toEqual([]);
			expect(events).toMatchObject([
				{
					eventType,
					phase,
					source: { nativeType: `timeoff_request_${name}` },
					employee: { id: '4dd' },
					leave: { id: '3649', statusRaw: state || null, isConfirmed },
				},
			]);
		}
	});

	it('under the name of its webhook is understood as well', async () => {
		const { events } = await told({}, 'timeoff_updated');
		expect(typesOf(events)).toEqual(['leave.approved']);
	});

	it('without a state has an unknown one', async () => {
		const stateless: IDataObject = { ...request };
		delete stateless['state'];
		const node = triggerIn(workable, {
			parameters: listening('hrEvents', { fetchDetails: false }),
		});
		const sent = body('timeoff_request_approved', '4dd', stateless, FIRED_AT);
		const { events } = await through(node, sent, key);
		expect(events).toMatchObject([
			{ eventType: 'leave.created', leave: { status: 'unknown', statusRaw: null } },
		]);
	});

	it('without an id is unrecognised, with the person it belongs to', async () => {
		const { events, unrecognised } = await told({ id: null });
		expect(events).toEqual([]);
		expect(unrecognised).toMatchObject([
			{ employee: { id: '4dd' }, enrichment: { status: 'failed' } },
		]);
	});

	it('ahead is scheduled, and only vacation is named in the summary', async () => {
		const dates = { from_date: '2999-05-15T00:00:00.000', to_date: '2999-05-15T00:00:00.000' };
		const vacation = (await told(dates)).events[0];
		expect(vacation).toMatchObject({
			phase: 'scheduled',
			effectiveDate: '2999-05-15',
			summary: 'Vacation of Employee 4dd on 2999-05-15 was approved.',
		});
		const sick = (await told({ ...dates, id: '3650', category_name: 'Sick leave' })).events[0];
		expect(sick?.summary).toBe('Leave of Employee 4dd on 2999-05-15 was approved.');
	});

	it('in halves, hours or an unknown unit says no more than Workable does', async () => {
		const odd = (await told({ timeoff_tracking_unit: 'weeks' })).events[0];
		expect(odd?.leave).toMatchObject({ unit: 'unknown', startPart: null, endPart: null });
		const hours = (await told({ id: '3650', timeoff_tracking_unit: 'hours' })).events[0];
		// Midnight stands for a day without a time.
		expect(hours?.leave).toMatchObject({ unit: 'hours', startTime: null, endTime: null });
	});
});

describe('ids', () => {
	const WITH_OTHER_TIME = '2024-06-11T06:00:00.000Z';

	async function idsOf(name: string, changes: IDataObject = {}): Promise<string[]> {
		servePeople();
		const node = triggerIn(workable, {
			parameters: listening(isRecruiting(name) ? 'vendorEvents' : 'hrEvents'),
		});
		const { events } = await through(node, { ...eventJson(name), ...changes }, key);
		return events.map(({ eventId }) => eventId);
	}

	it.each([
		...['candidate_created', 'candidate_moved'],
		...eventNames().filter((name) => name.startsWith('timeoff_')),
	])('of %s are the same for a redelivery with another fired_at', async (name) => {
		expect(await idsOf(name, { fired_at: WITH_OTHER_TIME })).toEqual(await idsOf(name));
	});

	it('of a leaver are the same on the same day; of the edit they tell the deliveries apart', async () => {
		const first = await idsOf('employee_updated.left');
		const again = await idsOf('employee_updated.left', { fired_at: WITH_OTHER_TIME });
		expect(again.slice(0, 2)).toEqual(first.slice(0, 2));
		expect(again[2]).not.toBe(first[2]);
	});

	it.each(['onboarding_completed', 'employee_updated', 'job_deleted', 'candidate_deleted'])(
		'of %s tell two deliveries apart by their time',
		async (name) => {
			const first = await idsOf(name);
			expect(await idsOf(name)).toEqual(first);
			const other = await idsOf(name, { fired_at: WITH_OTHER_TIME });
			expect(other.filter((id) => first.includes(id))).toEqual([]);
		},
	);

	it('differ between persons, leaves and dates', async () => {
		const leave = eventJson('timeoff_request_approved');
		const data = leave['data'] as IDataObject;
		const ids = [
			...(await idsOf('timeoff_request_approved')),
			...(await idsOf('timeoff_request_approved', { data: { ...data, id: '1' } })),
			...(await idsOf('timeoff_request_approved', { data: { ...data, to_date: '2024-05-18' } })),
			...(await idsOf('timeoff_request_approved', { data: { ...data, state: 'canceled' } })),
			...(await idsOf('employee_created')),
			...(await idsOf('employee_created', { id: '4d9' })),
			...(await idsOf('employee_published')),
		];
		expect(new Set(ids).size).toBe(ids.length);
	});

	it('let a repeat be skipped, except in a test, in a retry and when switched off', async () => {
		const node = triggerIn(workable, {
			parameters: listening('hrEvents', {}, { options: { fetchDetails: false } }),
		});
		const leave = eventJson('timeoff_request_approved');
		const again = { ...leave, fired_at: WITH_OTHER_TIME };
		expect((await through(node, leave, key)).events).toHaveLength(1);
		expect((await through(node, again, key)).events).toHaveLength(0);
		expect((await through(node, again, key, 'manual')).events).toHaveLength(1);
		const { items } = await post(node, Buffer.from(JSON.stringify(again)), { key });
		expect((await run(node, items, 'retry')).events).toHaveLength(1);
		const off = triggerIn(workable, {
			parameters: listening('hrEvents', { fetchDetails: false, skipRepeats: false }),
		});
		expect((await through(off, again, key)).events).toHaveLength(1);
	});
});

describe('privacy', () => {
	it('keeps private values out of every event of the story', async () => {
		const people = workable.employees;
		const values = people.flatMap((record) => privateValues(record));
		expect(values.length).toBeGreaterThan(50);
		const node = triggerIn(workable, { parameters: listening() });
		const found: HrEvent[] = [];
		for (const person of people) {
			const { id, work_email: workEmail, ...everything } = person;
			const bodies = [
				body('employee_created', id, { id, ...everything }, FIRED_AT),
				body('employee_published', id, { workEmail }, FIRED_AT),
				body('employee_updated', id, { ...person, status: 'status_inactive' }, FIRED_AT),
				body('onboarding_completed', id, { employeeFormStep: person }, FIRED_AT),
			];
			for (const sent of bodies) found.push(...(await through(node, sent, key)).events);
		}
		expect(found.length).toBeGreaterThan(people.length * 10);
		const output = JSON.stringify(found);
		expect(values.filter((value) => output.includes(value))).toEqual([]);
	});

	it('adds the delivery as it came only when asked to', async () => {
		const plain = triggerIn(workable, { parameters: listening() });
		const [event] = (await through(plain, eventBytes('employee_created'), key)).events;
		expect(event).not.toHaveProperty('raw');
		const raw = triggerIn(workable, { parameters: listening('hrEvents', { includeRaw: true }) });
		const [withRaw] = (await through(raw, eventBytes('employee_created'), key)).events;
		expect(withRaw?.raw).toEqual(eventJson('employee_created'));
	});

	it('names fields, never values, when a delivery does not fit', async () => {
		const node = triggerIn(workable, { parameters: listening() });
		const odd = body('employee_created', '4d3', { id: '4d3', status: { a: 'Kydde' } }, FIRED_AT);
		const { unrecognised } = await through(node, odd, key);
		expect(unrecognised[0]?.enrichment.reason).toMatch(/status/);
		expect(unrecognised[0]?.enrichment.reason).not.toMatch(/Kydde/);
	});
});

describe('departments', () => {
	it.each(['employee_created', 'onboarding_completed', 'employee_updated.job'])(
		'of %s are named',
		async (name) => {
			const node = triggerIn(workable, { parameters: listening() });
			const { events } = await through(node, eventBytes(name), key);
			expect(['Engineering', 'Sales']).toContain(events[0]?.employee.department);
		},
	);
});

describe('the manager of a person', () => {
	it('that cannot be read costs only the name', async () => {
		const match = { path: '/employees/4dd' };
		workable.faults.add({ kind: 'status', status: 403, match, times: 9 });
		servePeople();
		const node = triggerIn(workable, { parameters: listening() });
		const { events } = await through(node, eventBytes('employee_published'), key);
		expect(events).toMatchObject([
			{
				employee: {
					displayName: 'Obediah Kydde',
					manager: { id: '4dd', displayName: null, workEmail: null },
				},
				enrichment: { status: 'partial', reason: expect.stringContaining('r_employees') },
			},
		]);
	});
});
