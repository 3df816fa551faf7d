import type { IDataObject, INodeExecutionData, WorkflowExecuteMode } from 'n8n-workflow';
import { NodeOperationError, setGlobalState, sleep } from 'n8n-workflow';

import { triggerProperties } from '../../../nodes/shared/description/triggerProperties';
import { interpret } from '../../../nodes/shared/interpret/interpret';
import { hrEventSchema } from '../../../nodes/shared/model/hrEvent';
import { receive } from '../../../nodes/shared/receive/receive';
import { THIS_PROCESS } from '../../../nodes/shared/receive/thisProcess';
import type { InterpretContext } from '../../../nodes/shared/vendor';
import {
	FAKE_KEY,
	fakeCredential,
	fakeTrigger,
	fakeVendor,
	handedOver,
	signed,
	surroundFake,
} from '../../support/fakeVendor';
import type { MemoryDeduplicator } from '../../support/n8n';
import { executeContext, surround, useDeduplicator, webhookContext } from '../../support/n8n';

let store: MemoryDeduplicator;
beforeEach(async () => {
	store = await useDeduplicator();
});

const vendor = fakeVendor();
/** One that may be asked for events that are not in its list. */
const open = fakeVendor({ takesOtherEvents: true });

async function run(
	deliveries: IDataObject[],
	{ timezone, ...parameters }: IDataObject & { timezone?: string | null } = {},
	mode: WorkflowExecuteMode = 'trigger',
	whose = vendor,
): Promise<{ events: INodeExecutionData[]; unrecognised: INodeExecutionData[] }> {
	const surroundings = surroundFake(whose, {
		parameters: { hrEvents: ['employee.hired', 'leave.approved'], ...parameters },
		...(timezone === undefined ? {} : { timezone }),
	});
	const outputs = await interpret(whose).call(executeContext(surroundings, deliveries, { mode }));
	expect(outputs).toHaveLength(2);
	const [events = [], unrecognised = []] = outputs;
	for (const { json } of [...events, ...unrecognised]) hrEventSchema.parse(json);
	return { events, unrecognised };
}

const typesOf = (items: INodeExecutionData[]): unknown[] => items.map(({ json }) => json.eventType);

const hired = (id: string) => handedOver({ type: 'person_hired', id, events: ['employee.hired'] });

describe('selection', () => {
	const delivery = handedOver({
		type: 'person_hired',
		id: '1',
		events: ['employee.hired', 'employee.created', 'leave.created', 'other'],
	});

	it.each<[string, IDataObject, string[]]>([
		['chosen HR events', { hrEvents: ['employee.hired'] }, ['employee.hired']],
		[
			'a leave of unknown status with any leave event',
			{ hrEvents: ['leave.declined'] },
			['leave.created'],
		],
		['nothing that is not chosen', { hrEvents: ['employee.terminated'] }, []],
		[
			'everything of a vendor event',
			{ listenFor: 'vendorEvents', vendorEvents: ['person_hired'] },
			['employee.hired', 'employee.created', 'leave.created', 'other'],
		],
	])('emits %s', async (_, parameters, expected) => {
		const { events, unrecognised } = await run([delivery], parameters);
		expect(typesOf(events)).toEqual(expected);
		expect(unrecognised).toEqual([]);
	});
});

describe('an event by a name that only the user knows', () => {
	const body = { type: 'person.archived', id: '1', company: 'acme', unrecognised: 'What is it?' };
	const byName = {
		listenFor: 'vendorEvents',
		otherVendorEvents: 'document.viewed,person.archived',
	};
	const runOpen = async (parameters: IDataObject, given = body) =>
		await run([handedOver(given)], parameters, 'trigger', open);

	it('comes as it is, without asking the vendor folder', async () => {
		const spy = jest.spyOn(open, 'interpret');
		const { events, unrecognised } = await runOpen(byName);
		expect(spy).not.toHaveBeenCalled();
		spy.mockRestore();
		expect(unrecognised).toEqual([]);
		expect(events).toHaveLength(1);
		expect(events[0]?.json).toMatchObject({
			eventType: 'other',
			category: 'other',
			phase: 'unknown',
			employee: { id: null },
			source: { nativeType: 'person.archived' },
			raw: body,
		});
	});

	it('comes once for each delivery', async () => {
		const [one, two] = [body, { ...body, id: '2' }];
		expect((await runOpen(byName, one)).events).toHaveLength(1);
		expect((await runOpen(byName, two)).events).toHaveLength(1);
		expect((await runOpen(byName, one)).events).toEqual([]);
	});

	it.each<[string, IDataObject]>([
		['when HR events are listened for', { hrEvents: ['employee.hired'] }],
		[
			'when HR events are listened for and the name is left over',
			{ hrEvents: ['employee.hired'], otherVendorEvents: 'person.archived' },
		],
		['when it was not asked for', { ...byName, otherVendorEvents: 'document.viewed' }],
		['when nothing was', { ...byName, otherVendorEvents: '' }],
	])('is left to the vendor folder %s', async (_, parameters) => {
		const { events, unrecognised } = await runOpen(parameters);
		expect(events).toEqual([]);
		expect(unrecognised[0]?.json).toMatchObject({
			eventType: 'unmapped',
			enrichment: { status: 'failed', reason: 'What is it?' },
		});
	});

	it('is left to the vendor folder when the name is in its list after all', async () => {
		const listed = handedOver({ type: 'person_left', id: '1', events: ['employee.terminated'] });
		const parameters = { ...byName, otherVendorEvents: 'person_left' };
		const { events } = await run([listed], parameters, 'trigger', open);
		expect(typesOf(events)).toEqual(['employee.terminated']);
	});
});

describe('the Unrecognised output', () => {
	it('takes what could not be decided, with the reason and the delivery', async () => {
		const body = { type: 'person_hired', id: '1', unrecognised: 'No permission to read it.' };
		const { events, unrecognised } = await run([handedOver(body)]);
		expect(events).toEqual([]);
		expect(unrecognised[0]?.json).toMatchObject({
			eventType: 'unmapped',
			employee: { id: '1' },
			enrichment: { status: 'failed', reason: 'No permission to read it.' },
			raw: body,
		});
	});

	it('takes what names no event, without asking the vendor folder', async () => {
		const spy = jest.spyOn(vendor, 'interpret');
		const { unrecognised } = await run([handedOver('Hello', { identity: ['key'] })]);
		expect(spy).not.toHaveBeenCalled();
		spy.mockRestore();
		expect(unrecognised[0]?.json).toMatchObject({ eventType: 'unmapped', raw: 'Hello' });
	});

	it('takes a part, while the rest goes on', async () => {
		const body = { type: 'person_hired', id: '1', events: ['employee.hired' as const] };
		const { events, unrecognised } = await run([handedOver({ ...body, unrecognised: 'A row.' })]);
		expect([typesOf(events), typesOf(unrecognised)]).toEqual([['employee.hired'], ['unmapped']]);
	});
});

it('pairs every item with the delivery it came from', async () => {
	const { events, unrecognised } = await run([
		hired('1'),
		handedOver({ type: 'person_hired', id: '2', unrecognised: 'No.' }),
		hired('3'),
	]);
	expect(events.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
	expect(unrecognised.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
});

it('says where an event comes from', async () => {
	const delivery = handedOver(
		{ type: 'person_hired', id: '1', events: ['employee.hired'] },
		{ companyId: 'acme' },
	);
	const { events } = await run([delivery]);
	expect(events[0]?.json).toMatchObject({
		receivedAt: '2026-03-02T10:00:00.000Z',
		source: {
			vendor: vendor.name,
			companyId: 'acme',
			nativeType: 'person_hired',
			verifiedBy: 'signature',
			delivery: 'webhook',
		},
	});
	expect(events[0]?.json).not.toHaveProperty('raw');
	const { events: withRaw } = await run([hired('2')], { options: { includeRaw: true } });
	expect(withRaw[0]?.json.raw).toMatchObject({ id: '2' });
});

it('tells the vendor folder what the user chose', async () => {
	const seen: InterpretContext[] = [];
	const spy = jest.spyOn(vendor, 'interpret').mockImplementation(async (_, context) => {
		seen.push(context);
		return { events: [] };
	});
	await run([hired('1')]);
	await run([hired('1')], {
		options: {
			fetchDetails: false,
			timeZone: 'Asia/Tokyo',
		},
	});
	spy.mockRestore();
	expect(seen[0]).toMatchObject({
		fetchDetails: true,
		fetchLeaveDays: false,
		includePayTables: false,
		timeZone: 'Europe/Berlin',
		today: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
	});
	expect(seen[1]).toMatchObject({
		fetchDetails: false,
		timeZone: 'Asia/Tokyo',
	});
});

describe('a time zone that is none', () => {
	/** What the vendor's folder was asked, if anything. */
	const spied = () => jest.spyOn(vendor, 'interpret');
	const deliveries = [hired('1'), handedOver({ type: 'unheard', id: '2' }), hired('3')];

	it.each<[string, IDataObject, string | null, RegExp]>([
		['of the option', { timeZone: 'Berlin' }, 'Europe/Berlin', /'Company Time Zone' .* Berlin\./],
		['of the workflow', {}, 'CEST', /The workflow's 'Timezone' is not a time zone: CEST\./],
		['of the workflow, empty', {}, '', /The workflow's 'Timezone' .* it is empty\./],
		['of n8n', {}, null, /The time zone of this n8n is not valid: CEST\. .*GENERIC_TIMEZONE/],
	])('%s: nothing is told, and nothing is lost', async (_, options, timezone, reason) => {
		setGlobalState({ defaultTimezone: 'CEST' });
		const spy = spied();
		const { events, unrecognised } = await run(deliveries, { options, timezone });
		expect(spy).not.toHaveBeenCalled();
		spy.mockRestore();
		setGlobalState({ defaultTimezone: 'UTC' });
		expect(events).toEqual([]);
		expect(unrecognised.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		for (const { json } of unrecognised) {
			expect(json).toMatchObject({
				eventType: 'unmapped',
				phase: 'unknown',
				effectiveDate: null,
				enrichment: { status: 'failed', reason: expect.stringMatching(reason) },
			});
		}
		expect(unrecognised[0]?.json.raw).toMatchObject({ id: '1' });
	});

	it('of the workflow does not matter where the option is one', async () => {
		const options = { timeZone: 'Europe/Berlin' };
		const { events } = await run([hired('1')], { options, timezone: 'CEST' });
		expect(typesOf(events)).toEqual(['employee.hired']);
	});
});

it.each([
	['fetchLeaveDays', { fetchLeaveDays: 'it costs' }],
	['includePayTables', { hasPayTables: true }],
] as const)('tells the vendor folder of %s only where it is offered and on', async (name, more) => {
	const seen: boolean[] = [];
	const spy = jest.spyOn(vendor, 'interpret').mockImplementation(async (_, context) => {
		seen.push(context[name]);
		return { events: [] };
	});
	const trigger = fakeTrigger(vendor);
	const wording = { notice: '', preselected: [], fetchDetails: '' };
	for (const offered of [{}, more]) {
		const properties = triggerProperties(vendor, { ...wording, ...offered });
		for (const options of [{}, { [name]: true }, { [name]: false }]) {
			const surroundings = surround({
				type: { ...trigger, description: { ...trigger.description, properties } },
				credentialType: fakeCredential,
				credential: { baseUrl: 'http://127.0.0.1:1', key: FAKE_KEY },
				parameters: { hrEvents: ['employee.hired'], options },
			});
			await interpret(vendor).call(executeContext(surroundings, [hired('1')]));
		}
	}
	spy.mockRestore();
	expect(seen).toEqual([false, false, false, false, true, false]);
});

describe('repeats', () => {
	it('are skipped in later runs, others are not', async () => {
		expect((await run([hired('1')])).events).toHaveLength(1);
		const { events } = await run([hired('1'), hired('2')]);
		expect(events.map(({ json }) => json.refs)).toMatchObject([{ employeeId: '2' }]);
		expect(store.size).toBeGreaterThan(0);
	});

	it('are skipped within one run', async () => {
		expect((await run([hired('1'), hired('1'), hired('2')])).events).toHaveLength(2);
	});

	it('are emitted with the option off, and nothing is remembered', async () => {
		const off = { options: { skipRepeats: false } };
		await run([hired('1')], off);
		expect((await run([hired('1')], off)).events).toHaveLength(1);
		expect(store.size).toBe(0);
	});

	it('are emitted when an execution is retried, and what it emits is remembered', async () => {
		await run([hired('1')]);
		expect((await run([hired('1')], {}, 'retry')).events).toHaveLength(1);
		expect((await run([hired('2')], {}, 'retry')).events).toHaveLength(1);
		expect((await run([hired('2')])).events).toEqual([]);
	});

	it('are emitted in a test, and a test is not remembered', async () => {
		const test = { ...hired('1'), isTest: true };
		await run([test]);
		expect((await run([test])).events).toHaveLength(1);
		expect(store.size).toBe(0);
	});

	it('are emitted when the store cannot be used', async () => {
		await run([hired('1')]);
		store.failing = true;
		expect((await run([hired('1')])).events).toHaveLength(1);
	});

	it('are told apart by account: of another company the same is news', async () => {
		await run([hired('1')]);
		const elsewhere = { ...hired('1'), companyId: 'another' };
		expect((await run([elsewhere])).events).toHaveLength(1);
	});

	it('of what is unrecognised are emitted', async () => {
		const body = handedOver({ type: 'person_hired', id: '1', unrecognised: 'No.' });
		await run([body]);
		expect((await run([body])).unrecognised).toHaveLength(1);
	});
});

it.each<[string, IDataObject]>([
	['nothing', {}],
	['something else', { hello: 'world' }],
	['a delivery without its body', { ...hired('1'), body: undefined }],
])('refuses %s for a delivery', async (_, item) => {
	const running = run([hired('1'), item]);
	await expect(running).rejects.toBeInstanceOf(NodeOperationError);
	await expect(running).rejects.toMatchObject({
		message: 'This trigger starts from a delivery of the vendor',
		context: { itemIndex: 1 },
	});
});

it('begins once the deliveries that came at the same time are answered', async () => {
	const surroundings = surroundFake(vendor, { parameters: { hrEvents: ['employee.hired'] } });
	const { context, answer } = await webhookContext(surroundings, signed({ type: 'person_hired' }));
	await receive(vendor).call(context);
	// An execution waits for half a second only; on a busy machine that passes at once.
	const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now());
	const order: string[] = [];
	const running = run([hired('1')]).then(() => order.push('run'));
	await sleep(100);
	order.push('answer');
	answer.finish();
	await running;
	clock.mockRestore();
	expect(order).toEqual(['answer', 'run']);
});

it('takes a delivery again that is sent again after its run has failed, and only then', async () => {
	const interpreting = jest.fn<ReturnType<typeof vendor.interpret>, []>();
	const failing = fakeVendor({ interpret: interpreting });
	const surroundings = surroundFake(failing, { parameters: { hrEvents: ['employee.hired'] } });
	const sent = signed({ type: 'person_hired', id: 'again', at: '2026-03-02T10:00:00Z' });
	const deliver = async (): Promise<INodeExecutionData[]> => {
		const { context, answer } = await webhookContext(surroundings, sent);
		const { workflowData } = await receive(failing).call(context);
		answer.finish();
		return workflowData?.[0] ?? [];
	};
	const runOn = async (items: INodeExecutionData[]): Promise<unknown> => {
		const jsons = items.map(({ json }) => json);
		return await interpret(failing).call(executeContext(surroundings, jsons));
	};

	interpreting.mockRejectedValueOnce(new NodeOperationError(surroundings.node, 'It is away'));
	await expect(runOn(await deliver())).rejects.toThrow('It is away');
	interpreting.mockResolvedValueOnce({ events: [] });
	await runOn(await deliver());
	expect(interpreting).toHaveBeenCalledTimes(2);
	expect(await deliver()).toEqual([]);
});

it.each([
	['another process', { receivedBy: 'another process' }, true],
	['this process', { receivedBy: THIS_PROCESS }, false],
	['an earlier version, which did not say', {}, false],
])('watches what is remembered if the delivery was received by %s', async (_, by, isWatched) => {
	const added = jest.spyOn(store, 'checkProcessedAndRecord');
	const { events } = await run([{ ...hired('1'), ...by }]);
	expect(typesOf(events)).toEqual(['employee.hired']);
	const texts = added.mock.calls.flatMap(([items]) => items.map(String));
	expect(texts.some((text) => text.startsWith('mark '))).toBe(isWatched);
	added.mockRestore();
});
