import type { HrEvent } from '../../../nodes/shared/model/hrEvent';
import type { Vendor } from '../../../nodes/shared/vendor';
import { fromEachVendor } from '../../support/files.mts';
import type { Liar } from '../../support/liar';

/*
 * Whatever locks somebody out is decided by a record that was read, wherever the proof of a delivery
 * does not cover its body: a secret that is sent along proves who sends, and not what, and vendors
 * repeat deliveries for days in no promised order.
 */

jest.mock('n8n-workflow', () => jest.requireActual('../../support/sleep/thousandth'));

const LOCKS_OUT = [
	...['employee.termination_scheduled', 'employee.access_ended', 'employee.terminated'],
	...['employee.deactivated', 'employee.deleted'],
];

/** Days a liar may name: just over, and to come. */
const DAYS = [-1, 40].map((days) =>
	new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10),
);

const LIARS = fromEachVendor<{ liar: Liar }>('test', 'liar.ts').map(([, { liar }]) => liar);

it('is tried with every vendor whose proof does not cover the body', () => {
	const vendors = fromEachVendor<Record<string, Vendor>>('nodes', 'vendor.ts').flatMap(
		([, exports]) => Object.values(exports),
	);
	const unproved = vendors.filter(({ verification }) => verification.proof === 'secret');
	expect(unproved.length).toBeGreaterThan(0);
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
