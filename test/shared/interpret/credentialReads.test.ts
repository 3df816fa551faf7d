import omit from 'lodash/omit';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { interpret } from '../../../nodes/shared/interpret/interpret';
import { rememberAccount } from '../../../nodes/shared/outbound/knownAccounts';
import { deliverySchema } from '../../../nodes/shared/receive/delivery';
import { receive } from '../../../nodes/shared/receive/receive';
import type { KeyedVendor } from '../../../nodes/shared/vendor';
import { FAKE_KEY, fakeVendor, signed, surroundFake } from '../../support/fakeVendor';
import { executeContext, useDeduplicator, webhookContext } from '../../support/n8n';

/*
 * n8n takes milliseconds to read and decrypt a credential, and most executions make no request. What they
 * need to know about the account was known when the delivery was proved.
 */

beforeEach(async () => {
	await useDeduplicator();
});
afterEach(() => {
	jest.restoreAllMocks();
});

const ADDRESS = 'http://127.0.0.1:1';

let workflows = 0;

/** Whose ids depend on the credential alone, as Workable's do. */
function vendorOf(changes: Partial<KeyedVendor> = {}): KeyedVendor {
	const vendor = fakeVendor(changes);
	const accountOf: KeyedVendor['connection']['accountOf'] = ({ company }) => String(company);
	return { ...vendor, connection: { ...vendor.connection, accountOf } };
}

function setUp(vendor: KeyedVendor = vendorOf(), baseUrl = ADDRESS) {
	const surroundings = surroundFake(vendor, {
		workflowId: `workflow-${(workflows += 1)}`,
		credential: { baseUrl, key: FAKE_KEY, company: 'acme' },
		parameters: { hrEvents: ['employee.hired'], options: { skipRepeats: 'off' } },
	});
	const getDecrypted = jest.spyOn(surroundings.additionalData.credentialsHelper, 'getDecrypted');
	return {
		...surroundings,
		/** What `receive` hands over for a new hire. */
		deliver: async (id: string): Promise<IDataObject> => {
			const body = { type: 'person_hired', id, events: ['employee.hired' as const] };
			const { context } = await webhookContext(surroundings, signed(body));
			const { workflowData } = await receive(vendor).call(context);
			const json = workflowData?.[0]?.[0]?.json;
			deliverySchema.parse(json);
			return json ?? {};
		},
		run: async (delivery: IDataObject): Promise<INodeExecutionData['json']> => {
			const outputs = await interpret(vendor).call(executeContext(surroundings, [delivery]));
			const [item] = outputs[0] ?? [];
			return item?.json ?? {};
		},
		reads: () => getDecrypted.mock.calls.length,
	};
}

it('an execution without a request reads no credential', async () => {
	const { deliver, run, reads } = setUp();
	const deliveries = [await deliver('1'), await deliver('2')];
	expect(reads()).toBe(1);
	for (const delivery of deliveries) {
		expect(await run(delivery)).toMatchObject({ source: { companyId: 'acme' } });
	}
	expect(reads()).toBe(1);
});

it('a delivery that an earlier version handed over has the same id', async () => {
	const { deliver, run, reads } = setUp();
	const delivery = await deliver('1');
	const { eventId } = await run(delivery);
	const fromEarlierVersion = omit(delivery, 'accountMark');
	const before = reads();
	expect(await run(fromEarlierVersion)).toMatchObject({
		...{ eventId, source: { companyId: 'acme' } },
	});
	expect(reads()).toBe(before + 1);
});

it('a process that has not met the account reads the credential once for all its executions', async () => {
	const { deliver, run, reads, setCredential } = setUp();
	const delivery = await deliver('1');
	const { eventId } = await run(delivery);
	expect(reads()).toBe(1);
	forgetAccounts();
	expect(await run(delivery)).toMatchObject({ eventId });
	expect(await run(delivery)).toMatchObject({ eventId });
	expect(reads()).toBe(2);
	forgetAccounts();
	setCredential({ baseUrl: ADDRESS, key: FAKE_KEY, company: 'another' });
	expect(await run(delivery)).toMatchObject({ source: { companyId: 'another' } });
});

/** As a restart does: so many others push out what was remembered. */
function forgetAccounts(): void {
	for (let other = 0; other < 1_000; other += 1) {
		rememberAccount({ account: `other ${other}`, companyId: null });
	}
}

it('the account is the one that proved the delivery, even if the credential has changed since', async () => {
	const { deliver, run, setCredential } = setUp();
	const delivery = await deliver('1');
	const { eventId } = await run(delivery);
	setCredential({ baseUrl: ADDRESS, key: FAKE_KEY, company: 'another' });
	expect(await run(delivery)).toMatchObject({ eventId, source: { companyId: 'acme' } });
});

it('two accounts at one company, and two companies of one account, have ids of their own', async () => {
	const vendor = vendorOf();
	const ids: unknown[] = [];
	for (const [company, baseUrl] of [
		['acme', ADDRESS],
		['acme', 'http://127.0.0.1:2'],
		['another', ADDRESS],
	]) {
		const { deliver, run, setCredential } = setUp(vendor, baseUrl);
		setCredential({ baseUrl, key: FAKE_KEY, company });
		ids.push((await run(await deliver('1'))).eventId);
	}
	expect(new Set(ids).size).toBe(3);
});

it('an execution fails if no request could be made with the credential, and shows why', async () => {
	const { deliver, run } = setUp(vendorOf(), 'http://hr.example.com');
	const delivery = await deliver('1');
	expect(delivery).not.toHaveProperty('accountMark');
	await expect(run(delivery)).rejects.toThrow('has no usable address');
});

it('the account stays the one of the keys while a credential without a key is saved', async () => {
	const { deliver, run, setCredential, reads } = setUp();
	const { eventId } = await run(await deliver('1'));
	setCredential({ baseUrl: ADDRESS, key: '', company: 'another' });
	const { now } = Date;
	jest.spyOn(Date, 'now').mockImplementation(() => now() + 61_000);
	expect(await run(await deliver('1'))).toMatchObject({ eventId });
	expect(reads()).toBe(2);
});

it('nothing of the credential is in what is handed over', async () => {
	const { deliver } = setUp();
	const text = JSON.stringify(await deliver('1'));
	for (const secret of [FAKE_KEY, ADDRESS, 'acme']) expect(text).not.toContain(secret);
});

it('a request reads it, once for the whole execution', async () => {
	const asked: unknown[] = [];
	const { deliver, run, reads } = setUp(
		vendorOf({
			interpret: async (_, { api }) => {
				asked.push(await api.credential(), await api.patiently.credential());
				await api.get('/person').catch(() => asked.push('no answer'));
				return { events: [] };
			},
		}),
	);
	const delivery = await deliver('1');
	await run(delivery);
	expect(asked).toMatchObject([{ company: 'acme' }, { company: 'acme' }, 'no answer']);
	expect(reads()).toBe(2);
});
