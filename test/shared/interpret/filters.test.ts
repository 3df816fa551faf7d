import type { IDataObject, NodeParameterValueType, WorkflowExecuteMode } from 'n8n-workflow';
import { z } from 'zod/v4';

import { interpret } from '../../../nodes/shared/interpret/interpret';
import type { HrEventDraft } from '../../../nodes/shared/model/draft';
import { employee } from '../../../nodes/shared/model/employee';
import { EVENT_TYPES } from '../../../nodes/shared/model/eventTypes';
import { termination } from '../../../nodes/shared/model/termination';
import { day } from '../../support/days';
import { fakeVendor, handedOver, surroundFake } from '../../support/fakeVendor';
import type { Surroundings } from '../../support/n8n';
import { executeContext, useDeduplicator } from '../../support/n8n';

/*
 * The filters of a trigger in an execution, with n8n's store of what was emitted.
 */

beforeEach(async () => {
	await useDeduplicator();
});

const toldSchema = z.object({
	events: z.array(z.enum(EVENT_TYPES)),
	department: z.string().optional(),
	lastDay: z.string().optional(),
	/** Distinguishes one delivery from another. */
	at: z.string().optional(),
	unrecognised: z.string().optional(),
});

type Told = z.infer<typeof toldSchema>;

/** Deliveries say the department and the last day of the person. */
const vendor = fakeVendor({
	interpret: async ({ body }) => {
		const { events, department = null, lastDay, unrecognised } = toldSchema.parse(body);
		const person = employee({ id: '7', department });
		const ending =
			lastDay === undefined ? {} : { termination: termination({ date: day(lastDay) }) };
		return {
			events: events.map(
				(eventType): HrEventDraft => ({
					...{ eventType, employee: person, ...ending },
					effectiveDate: lastDay === undefined ? null : day(lastDay),
				}),
			),
			...(unrecognised === undefined ? {} : { unrecognised: { reason: unrecognised } }),
		};
	},
});

let workflows = 0;

/** The trigger of one workflow, in which the user changes the filters. */
function trigger(filters: IDataObject, options: IDataObject = {}) {
	const hrEvents = ['employee.hired', 'employee.terminated', 'employee.termination_scheduled'];
	const surroundings: Surroundings = surroundFake(vendor, {
		parameters: { hrEvents, filters, options },
		workflowId: `filters-${(workflows += 1)}`,
	});
	return {
		set: (changed: NodeParameterValueType): void => {
			surroundings.node.parameters['filters'] = changed;
		},
		async hear(
			told: Told,
			mode: WorkflowExecuteMode = 'trigger',
			isTest = false,
		): Promise<string[]> {
			const delivery = handedOver(
				{},
				{ nativeType: 'person_left', identity: [told.at ?? 'one'], isTest, body: { ...told } },
			);
			const outputs = await interpret(vendor).call(
				executeContext(surroundings, [delivery], { mode }),
			);
			return outputs.flatMap((items, output) =>
				items.map(({ json }) => `${output} ${String(json['eventType'])}`),
			);
		},
	};
}

const hired = (department?: string): Told => ({
	events: ['employee.hired'],
	...(department === undefined ? {} : { department }),
});
const HIRED = ['0 employee.hired'];
const SALES = { departments: ['Sales'] };

it('lets one person pass, another not, and one of whom nothing is known, unless that is switched off', async () => {
	expect(await trigger(SALES).hear(hired('sales'))).toEqual(HIRED);
	expect(await trigger(SALES).hear(hired('Legal'))).toEqual([]);
	expect(await trigger(SALES).hear(hired())).toEqual(HIRED);
	expect(await trigger({ ...SALES, passIfUnknown: false }).hear(hired())).toEqual([]);
	expect(await trigger({ ...SALES, passIfUnknown: false }).hear(hired('Sales'))).toEqual(HIRED);
});

it.each(['off', 'workflow'])('does so with Skip Repeats set to %s too', async (skipRepeats) => {
	const { hear } = trigger(SALES, { skipRepeats });
	expect(await hear(hired('Legal'))).toEqual([]);
	expect(await hear({ ...hired('Sales'), at: 'two' })).toEqual(HIRED);
});

it('does so in a test of the user', async () => {
	expect(await trigger(SALES).hear(hired('Legal'), 'manual', true)).toEqual([]);
	expect(await trigger(SALES).hear(hired('Sales'), 'manual', true)).toEqual(HIRED);
});

it('never filters what is unrecognised', async () => {
	const filters = { ...SALES, passIfUnknown: false };
	const told = { events: [], unrecognised: 'What is it?' };
	expect(await trigger(filters).hear(told)).toEqual(['1 unmapped']);
});

describe('what is left out is not remembered as emitted', () => {
	it.each(['node', 'workflow'])('by a trigger with Skip Repeats set to %s', async (skipRepeats) => {
		const { hear, set } = trigger(SALES, { skipRepeats });
		expect(await hear(hired('Legal'))).toEqual([]);
		expect(await hear(hired('Legal'))).toEqual([]);
		set({ departments: ['Legal'] });
		expect(await hear(hired('Legal'))).toEqual(HIRED);
		expect(await hear(hired('Legal'))).toEqual([]);
	});

	it('so a repeated delivery emits it once the filter is changed, and it is then remembered', async () => {
		const { hear, set } = trigger(SALES);
		expect(await hear(hired('Legal'))).toEqual([]);
		expect(await hear(hired('Legal'))).toEqual([]);
		set({});
		expect(await hear(hired('Legal'))).toEqual(HIRED);
		expect(await hear(hired('Legal'))).toEqual([]);
	});

	it('and comes when the person moves to where the filter is', async () => {
		const { hear } = trigger(SALES);
		const leaving = (department: string, at: string): Told => ({
			...{ events: ['employee.termination_scheduled'], lastDay: '2026-06-30', department, at },
		});
		expect(await hear(leaving('Legal', 'one'))).toEqual([]);
		expect(await hear(leaving('Sales', 'two'))).toHaveLength(1);
	});
});

it('what is left out still shows that an earlier event is no longer true', async () => {
	const { hear } = trigger(SALES);
	const leaving = (lastDay: string, department: string, at: string): Told => ({
		...{ events: ['employee.termination_scheduled'], lastDay, department, at },
	});
	const told = async (...given: Parameters<typeof leaving>): Promise<number> =>
		(await hear(leaving(...given))).length;
	expect(await told('2026-06-30', 'Sales', 'one')).toBe(1);
	expect(await told('2026-07-31', 'Legal', 'two')).toBe(0);
	// Back in the department, and back to the first day: a change.
	expect(await told('2026-06-30', 'Sales', 'three')).toBe(1);
	// The delivery that was left out comes once more, and changes nothing.
	expect(await told('2026-07-31', 'Legal', 'two')).toBe(0);
	expect(await told('2026-06-30', 'Sales', 'four')).toBe(0);
});

it('a filter that cannot be understood fails the execution, and the retry emits', async () => {
	const { hear, set } = trigger({ departments: '={{ $json.nothing }}' });
	await expect(hear(hired('Sales'))).rejects.toThrow("'Department Names or IDs' is empty");
	set(SALES);
	expect(await hear(hired('Sales'), 'retry')).toEqual(HIRED);
});
