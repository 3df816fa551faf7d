import type { IDataObject } from 'n8n-workflow';

import { factorial as factorialVendor } from '../../../nodes/Factorial/vendor';
import { hiBob } from '../../../nodes/HiBob/vendor';
import { personio as personioVendor } from '../../../nodes/Personio/vendor';
import type { HrEvent } from '../../../nodes/shared/model/hrEvent';
import type { Vendor } from '../../../nodes/shared/vendor';
import { workable } from '../../../nodes/WorkableHr/vendor';
import * as factorial from '../../support/factorial';
import type { Outputs } from '../../support/vendorNodes';
import * as personio from '../../support/personio';

/*
 * Whatever locks somebody out is decided by a record that was read, wherever the proof of a delivery
 * does not cover its body: a secret that is sent along proves who sends, and not what, and vendors
 * repeat deliveries for days in no promised order.
 */

jest.mock('n8n-workflow', () => {
	const actual = jest.requireActual<typeof import('n8n-workflow')>('n8n-workflow');
	return { ...actual, sleep: async (ms: number) => await actual.sleep(ms / 1000) };
});

const LOCKS_OUT = [
	...['employee.termination_scheduled', 'employee.access_ended', 'employee.terminated'],
	...['employee.deactivated', 'employee.deleted'],
];

/** Days a liar may name: just over, and to come. */
const DAYS = [-1, 40].map((days) =>
	new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10),
);

interface Liar {
	readonly vendor: Vendor;
	/** Starts the vendor with people who all work there, and nobody leaves. */
	start(): Promise<{
		/** What the trigger makes of a delivery full of lies about somebody. */
		lie(type: string, day: string, options: IDataObject): Promise<Outputs>;
		close(): Promise<void>;
	}>;
}

const LIARS: readonly Liar[] = [
	{
		vendor: factorialVendor,
		async start() {
			const simulator = await factorial.startRoomyFactorial();
			const [, person, other] = simulator.employees;
			if (person === undefined || other === undefined) throw new Error('Nobody works there');
			return {
				async lie(type, day, options) {
					const parameters = {
						listenFor: 'vendorEvents',
						vendorEvents: factorial.offered('vendorEvents'),
						options: { skipRepeats: false, ...options },
					};
					const body = {
						...person,
						...{ employee_id: person.id, team_id: '501', start_on: day, finish_on: day },
						...{ terminated_on: day, termination_reason_type: 'involuntary', active: false },
						...{ is_terminating: true, ends_on: day, effective_on: day, deleted_at: day },
					};
					const node = factorial.triggerIn(simulator, { parameters });
					return await factorial.through(node, { type, body }, factorial.keyOf(simulator));
				},
				close: async () => await simulator.close(),
			};
		},
	},
	{
		vendor: personioVendor,
		async start() {
			const simulator = await personio.startRoomyPersonio();
			const person = simulator.people.find(({ status }) => status === 'ACTIVE');
			if (person === undefined) throw new Error('Nobody works there');
			const employment = simulator.employments.find((one) => one.person?.id === person.id);
			return {
				async lie(type, day, options) {
					const parameters = {
						listenFor: 'vendorEvents',
						vendorEvents: personio.offered('vendorEvents'),
						options: { skipRepeats: false, ...options },
					};
					const end = { termination_date: day, last_working_day: day, type: 'FIRED' };
					const lies = { status: 'INACTIVE', employment_end_date: day, termination: end };
					const body = {
						...{ company_id: '1', event_name: type, occurred_at: `${day}T08:00:00Z` },
						payload: {
							person: { id: person.id, ...lies },
							employment: { id: employment?.id, ...lies },
							'absence-period': { id: 'a5e0f1c2-3b47-4d98-9e10-000000000099' },
						},
					};
					const node = personio.triggerIn(simulator, { parameters });
					const { clientSecret = '' } = simulator.clients[0] ?? {};
					return await personio.through(node, body, clientSecret);
				},
				close: async () => await simulator.close(),
			};
		},
	},
];

it('is tried with every vendor whose proof does not cover the body', () => {
	const unproved = [factorialVendor, hiBob, personioVendor, workable].filter(
		({ verification }) => verification.proof === 'secret',
	);
	expect(LIARS.map(({ vendor }) => vendor)).toEqual(unproved);
});

describe.each(LIARS)('a body full of lies of $vendor.name', ({ vendor, start }) => {
	let running: Awaited<ReturnType<Liar['start']>>;
	beforeAll(async () => {
		running = await start();
	});
	afterAll(async () => await running.close());

	const mayDecide = vendor.nativeEvents.filter(({ produces }) => produces.length > 0);
	it.each(mayDecide.map(({ name }) => name))('as %s locks nobody out', async (type) => {
		const told: HrEvent[] = [];
		for (const day of DAYS) {
			for (const fetchDetails of [true, false]) {
				const { events } = await running.lie(type, day, { fetchDetails });
				told.push(...events);
			}
		}
		expect(told.filter(({ eventType }) => LOCKS_OUT.includes(eventType))).toEqual([]);
		for (const { employee } of told) {
			expect(employee.terminationDate).toBeNull();
			expect(['terminated', 'inactive']).not.toContain(employee.status);
		}
	});
});
