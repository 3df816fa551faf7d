import { Settings } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { NodeOperationError, setGlobalState } from 'n8n-workflow';

import type { Surroundings } from './n8n';
import { useDeduplicator } from './n8n';
import type { Given, Outputs, VendorNodes } from './vendorNodes';
import { failure } from './vendorNodes';

/*
 * What a vendor's nodes do in a workflow, or an n8n, whose time zone is none: no day can be told from
 * another, so who leaves in weeks must not be taken for somebody who has left.
 */

interface Simulated {
	readonly violations: { readonly list: readonly unknown[] };
	close(): Promise<void>;
}

interface NoTimeZoneOf<S extends Simulated> {
	readonly nodes: Pick<VendorNodes, 'hooks' | 'act' | 'offered'>;
	/** A vendor with somebody whose end was entered, and may lie ahead. */
	start(): Promise<S>;
	triggerIn(vendor: S, given: Given): Surroundings;
	actionIn(vendor: S, given: Given): Surroundings;
	/** The delivery that tells of the end, through the whole pipeline. */
	tell(vendor: S, trigger: Surroundings): Promise<Outputs>;
	/** What it is told as, where the time zone is one. */
	readonly toldAs: readonly string[];
	/** How many webhooks the vendor holds. */
	webhooksOf(vendor: S): number;
	/** Somebody the vendor knows. */
	personOf(vendor: S): string;
}

/** Time zones of a workflow; null for one that has none of its own, in an n8n whose zone is none. */
const NONE = ['CEST', '', ' ', 'DEFAULT', 'Europe/Atlantis', '+02:00', 'Invalid DateTime', null];

const SAID =
	/The workflow's 'Timezone' is not a time zone|The time zone of this n8n is not valid: CEST/;

/** The tests of it, for one vendor. */
export function describeNoTimeZone<S extends Simulated>(vendor: NoTimeZoneOf<S>): void {
	let simulator: S;
	beforeEach(async () => {
		await useDeduplicator();
		simulator = await vendor.start();
		setGlobalState({ defaultTimezone: 'CEST' });
		// What n8n does with the time zone of a workflow whose expressions it evaluates.
		Settings.defaultZone = 'CEST';
	});
	afterEach(async () => {
		setGlobalState({ defaultTimezone: 'UTC' });
		Settings.defaultZone = 'system';
		await simulator.close();
		expect(simulator.violations.list).toEqual([]);
	});

	const trigger = (given: Given): Surroundings =>
		vendor.triggerIn(simulator, {
			...given,
			parameters: { hrEvents: vendor.nodes.offered('hrEvents'), ...given.parameters },
		});

	it('who leaves is told by the day it is', async () => {
		const { events } = await vendor.tell(simulator, trigger({ timezone: 'Europe/Berlin' }));
		expect(events.map(({ eventType }) => eventType)).toEqual(vendor.toldAs);
	});

	it.each(NONE)('with %j nothing is told, and nothing is lost', async (timezone) => {
		const { events, unrecognised } = await vendor.tell(simulator, trigger({ timezone }));
		expect(events).toEqual([]);
		expect(unrecognised).toHaveLength(1);
		expect(unrecognised[0]).toMatchObject({
			eventType: 'unmapped',
			phase: 'unknown',
			enrichment: { status: 'failed', reason: expect.stringMatching(SAID) },
		});
		expect(unrecognised[0]).toHaveProperty('raw');
	});

	it('the option that is none goes before the workflow’s that is one', async () => {
		const parameters = { options: { timeZone: 'Berlin' } };
		const { events, unrecognised } = await vendor.tell(simulator, trigger({ parameters }));
		expect(events).toEqual([]);
		expect(unrecognised[0]?.enrichment.reason).toContain("'Company Time Zone' does not name");
	});

	it.each(NONE)('with %j it is not published, and says why', async (timezone) => {
		const { create } = vendor.nodes.hooks(trigger({ timezone }));
		const error = await failure(create());
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toMatch(SAID);
		expect(error.message).toMatch(/choose a 'Timezone'/);
		expect(vendor.webhooksOf(simulator)).toBe(0);
	});

	it.each<[string, string, IDataObject]>([
		['employee', 'get', {}],
		['employee', 'getAll', { returnAll: true }],
		['event', 'getAllSince', { since: '2026-01-01T00:00:00Z', returnAll: true }],
	])('%s: %s refuses', async (resource, operation, parameters) => {
		const employeeId = { __rl: true, mode: 'id', value: vendor.personOf(simulator) };
		for (const timezone of NONE) {
			const node = vendor.actionIn(simulator, {
				timezone,
				parameters: { resource, operation, employeeId, ...parameters },
			});
			const error = await failure(vendor.nodes.act(node));
			expect(error).toBeInstanceOf(NodeOperationError);
			expect(error.message).toMatch(SAID);
			expect(error.description).toMatch(/choose a 'Timezone'/);
		}
	});
}
