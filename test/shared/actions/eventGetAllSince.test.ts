import type { IDataObject, INodeType } from 'n8n-workflow';
import { ApplicationError, NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';

import { actionProperties } from '../../../nodes/shared/actions/actionProperties';
import { eventGetAllSince } from '../../../nodes/shared/actions/eventGetAllSince';
import { runOperations } from '../../../nodes/shared/actions/runOperations';
import { employee } from '../../../nodes/shared/model/employee';
import { hrEventSchema } from '../../../nodes/shared/model/hrEvent';
import { identityOf } from '../../../nodes/shared/model/identity';
import { accountIn } from '../../../nodes/shared/outbound/account';
import type { FoundEvent, InterpretContext, Vendor } from '../../../nodes/shared/vendor';
import { FAKE_KEY, fakeCredential, fakeVendor } from '../../support/fakeVendor';
import { executeContext, surround } from '../../support/n8n';
import { instant } from '../../support/days';

type Changes = NonNullable<Vendor['changes']>;

function found(id: string, companyId: string | null = null): FoundEvent {
	return {
		draft: {
			eventType: 'employee.updated',
			occurredAt: instant('2026-03-01T10:00:00.000Z'),
			employee: employee({ id }),
		},
		facts: { nativeType: 'person_changed', companyId, identity: ['person_changed', id] },
		raw: { id, secret: 'of the vendor' },
	};
}

/** A vendor that finds events one by one, and counts how many were asked for. */
function setUp(total: number, ids = (index: number): string => String(index)) {
	const asked: Array<{ since: string; context: InterpretContext }> = [];
	let read = 0;
	let isClosed = false;
	const changes: Changes = async function* (since, context) {
		asked.push({ since, context });
		try {
			for (let index = 0; index < total; index++) {
				if (index > 2_000) throw new RangeError('Nobody stops it');
				read += 1;
				yield found(ids(index));
			}
		} finally {
			isClosed = true;
		}
	};
	return { asked, changes, read: () => read, isClosed: () => isClosed };
}

async function act(
	changes: Changes,
	parameters: IDataObject = {},
	{ items = [{}], credential = {} }: { items?: IDataObject[]; credential?: IDataObject } = {},
) {
	const vendor = { ...fakeVendor(), changes };
	const operations = [eventGetAllSince(vendor, { description: 'What happened' })];
	const type: INodeType = {
		description: {
			displayName: 'Fake HR',
			name: 'fakeHr',
			group: ['transform'],
			version: 1,
			description: 'Reads the records of nobody',
			defaults: { name: 'Fake HR' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			credentials: [{ name: 'fakeHrApi', required: true }],
			properties: actionProperties(operations),
		},
	};
	const surroundings = surround({
		type,
		credentialType: fakeCredential,
		credential: { baseUrl: 'http://127.0.0.1:1', key: FAKE_KEY, ...credential },
		parameters: { resource: 'event', operation: 'getAllSince', ...parameters },
		timezone: 'America/New_York',
	});
	const context = executeContext(surroundings, items);
	const hints: string[] = [];
	context.addExecutionHints = (...all) => void hints.push(...all.map(({ message }) => message));
	const [output = []] = await runOperations(vendor, operations).call(context);
	return { vendor, output, hints };
}

const idsOf = (output: Array<{ json: IDataObject }>): unknown[] =>
	output.map(({ json }) => hrEventSchema.parse(json).refs.employeeId);

describe('no more is read than is wanted', () => {
	it.each([
		['the limit', { limit: 3 }, 3],
		['a limit of one', { limit: 1 }, 1],
		['the limit by default', {}, 50],
	])('%s', async (_, parameters, expected) => {
		const given = setUp(1_000);
		const { output } = await act(given.changes, parameters);
		expect(idsOf(output)).toEqual(Array.from({ length: expected }, (__, index) => String(index)));
		expect(given.read()).toBe(expected);
		expect(given.isClosed()).toBe(true);
	});

	it('even from a list without an end', async () => {
		const given = setUp(Infinity);
		expect((await act(given.changes, { limit: 5 })).output).toHaveLength(5);
		expect(given.read()).toBe(5);
	});

	it('but all where all is wanted, and what there is where there is less', async () => {
		const all = setUp(120);
		expect((await act(all.changes, { returnAll: true })).output).toHaveLength(120);
		const few = setUp(2);
		expect(idsOf((await act(few.changes, { limit: 3 })).output)).toEqual(['0', '1']);
		const none = setUp(0);
		expect((await act(none.changes)).output).toEqual([]);
	});
});

describe('a limit that is reached', () => {
	it.each([
		['is said', { limit: 3 }, 4, [expect.stringContaining("switch on 'Return All'")]],
		['is said, although nothing more may come', { limit: 3 }, 3, [expect.anything()]],
		['is not reached if less came', { limit: 3 }, 2, []],
		['is none where all is wanted', { returnAll: true }, 60, []],
	])('%s', async (_, parameters, total, expected) => {
		expect((await act(setUp(total).changes, parameters)).hints).toEqual(expected);
	});
});

describe('since when', () => {
	it.each([
		[instant('2026-01-31T10:00:00Z'), instant('2026-01-31T10:00:00.000Z')],
		['2026-01-31T10:00:00', instant('2026-01-31T15:00:00.000Z')],
		['={{ DateTime.fromISO("2026-01-31T10:00:00Z") }}', instant('2026-01-31T10:00:00.000Z')],
	])('%j is asked for as %s', async (since, expected) => {
		const given = setUp(1);
		await act(given.changes, { since });
		expect(given.asked.map((one) => one.since)).toEqual([expected]);
	});

	it('is a week ago by default', async () => {
		const given = setUp(1);
		await act(given.changes);
		const ago = Date.now() - new Date(given.asked[0]?.since ?? '').getTime();
		expect(Math.round(ago / 86_400_000)).toBe(7);
	});

	it.each([
		['', "'Since' is empty"],
		['={{ $json.nothing }}', "'Since' is empty"],
		['soon', "'Since' is not a date and time"],
	])('%j is told, and nothing is asked', async (since, message) => {
		const given = setUp(1);
		const acting = act(given.changes, { since });
		await expect(acting).rejects.toBeInstanceOf(NodeOperationError);
		await expect(acting).rejects.toMatchObject({ message, context: { itemIndex: 0 } });
		expect(given.asked).toEqual([]);
	});

	it('is read for each item, and items are paired', async () => {
		const given = setUp(2);
		const since = '={{ $json.since }}';
		const items = [
			{ since: instant('2026-01-01T00:00:00Z') },
			{ since: instant('2026-02-01T00:00:00Z') },
		];
		const { output } = await act(given.changes, { since }, { items });
		expect(given.asked.map((one) => one.since)).toEqual([
			instant('2026-01-01T00:00:00.000Z'),
			instant('2026-02-01T00:00:00.000Z'),
		]);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 0 },
			{ item: 1 },
			{ item: 1 },
		]);
	});
});

it('details are fetched, the days of leaves and pay are not', async () => {
	const given = setUp(1);
	await act(given.changes);
	expect(given.asked[0]?.context).toMatchObject({
		fetchDetails: true,
		fetchLeaveDays: false,
		includePayTables: false,
		timeZone: 'America/New_York',
		today: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
	});
});

describe('an event', () => {
	it('is the one that the trigger emits, with the same id, found by asking', async () => {
		const { output, vendor } = await act(setUp(1).changes);
		const { draft, facts } = found('0');
		const event = hrEventSchema.parse(output[0]?.json);
		expect(event).toMatchObject({
			eventId: identityOf(draft, {
				vendor: vendor.name,
				account: accountIn(vendor.connection, { baseUrl: 'http://127.0.0.1:1' }, null),
				delivery: facts.identity,
			}).eventId,
			eventType: 'employee.updated',
			occurredAt: instant('2026-03-01T10:00:00.000Z'),
			source: {
				vendor: vendor.name,
				companyId: null,
				nativeType: 'person_changed',
				verifiedBy: 'api',
				delivery: 'manual',
			},
		});
		expect(output[0]?.json).not.toHaveProperty('raw');
		expect(JSON.stringify(output)).not.toContain('of the vendor');
	});

	it('is of the company that was found, or else of the credential', async () => {
		const changes: Changes = async function* () {
			yield found('1', 'found');
			yield found('2');
		};
		const credential = { company: 'acme' };
		const { output } = await act(changes, {}, { credential });
		expect(output.map(({ json }) => hrEventSchema.parse(json).source.companyId)).toEqual([
			'found',
			'acme',
		]);
	});

	it('comes as the record it was found in, when that is wanted', async () => {
		const { output } = await act(setUp(1).changes, { output: 'raw' });
		expect(output[0]?.json).toEqual({ id: '0', secret: 'of the vendor' });
	});
});

it('a failure half-way is a failure', async () => {
	const changes: Changes = async function* () {
		yield found('1');
		throw new ApplicationError('away');
	};
	await expect(act(changes)).rejects.toThrow('away');
	expect(idsOf((await act(changes, { limit: 1 })).output)).toEqual(['1']);
});
