import type { IDataObject } from 'n8n-workflow';

import { authenticate } from '../../../nodes/shared/receive/authenticate';
import { FAKE_KEY, fakeVendor, signed, surroundFake } from '../../support/fakeVendor';
import { webhookContext } from '../../support/n8n';

const ROTATED = 'example-key-2';

/** Tries deliveries at instants of the test's own. */
function setUp(credential: IDataObject = { key: FAKE_KEY }) {
	const vendor = fakeVendor();
	const surroundings = surroundFake(vendor, { credential });
	const tryAt = async (now: number, sent: ReturnType<typeof signed>): Promise<boolean> => {
		const { context } = webhookContext(surroundings, sent);
		const delivery = { body: sent.body, headers: context.getHeaderData(), query: {} };
		return (await authenticate(context, vendor, delivery, 1_000_000 + now)) === 'authentic';
	};
	return { ...surroundings, tryAt };
}

const genuine = signed({ type: 'person_hired' });
const forged = signed({ type: 'person_hired' }, 'example-forged');
const bare = { body: genuine.body, headers: {} };

it('lets a signed delivery in and a forged one not', async () => {
	const { tryAt } = setUp();
	expect(await tryAt(0, genuine)).toBe(true);
	expect(await tryAt(0, forged)).toBe(false);
	expect(await tryAt(0, { ...genuine, body: Buffer.from('{}') })).toBe(false);
});

it('does not read the credential for a delivery without a proof', async () => {
	const { counters, tryAt } = setUp();
	expect(await tryAt(0, bare)).toBe(false);
	expect(counters.credentialReads).toBe(0);
});

it('reads the credential once in five minutes', async () => {
	const { counters, tryAt } = setUp();
	for (const now of [0, 1, 60_000, 299_999]) expect(await tryAt(now, genuine)).toBe(true);
	expect(counters.credentialReads).toBe(1);
	expect(await tryAt(300_000, genuine)).toBe(true);
	expect(counters.credentialReads).toBe(2);
});

it('reads it once for deliveries that come at the same time', async () => {
	const { counters, tryAt } = setUp();
	const all = await Promise.all(Array.from({ length: 20 }, async () => await tryAt(0, genuine)));
	expect(all).toEqual(Array(20).fill(true));
	expect(counters.credentialReads).toBe(1);
});

it('reads it at most once in ten seconds, however much is forged', async () => {
	const { counters, tryAt } = setUp();
	for (let now = 0; now < 60_000; now += 500) expect(await tryAt(now, forged)).toBe(false);
	expect(counters.credentialReads).toBe(6);
	await Promise.all(Array.from({ length: 50 }, async () => await tryAt(70_000, forged)));
	expect(counters.credentialReads).toBe(7);
});

it('takes a rotated key at once', async () => {
	const { counters, setCredential, tryAt } = setUp();
	expect(await tryAt(0, genuine)).toBe(true);
	setCredential({ key: ROTATED });
	expect(await tryAt(20_000, signed('{}', ROTATED))).toBe(true);
	expect(counters.credentialReads).toBe(2);
	expect(await tryAt(20_001, genuine)).toBe(false);
});

it('takes a rotated key ten seconds after forged traffic at the latest', async () => {
	const { setCredential, tryAt } = setUp();
	expect(await tryAt(0, forged)).toBe(false);
	setCredential({ key: ROTATED });
	expect(await tryAt(9_999, signed('{}', ROTATED))).toBe(false);
	expect(await tryAt(10_000, signed('{}', ROTATED))).toBe(true);
});

it('takes the previous key as well', async () => {
	const { tryAt } = setUp({ key: ROTATED, previousKey: FAKE_KEY });
	expect(await tryAt(0, genuine)).toBe(true);
	expect(await tryAt(0, signed('{}', ROTATED))).toBe(true);
	expect(await tryAt(0, forged)).toBe(false);
});

it('is never open: not without a key, and not when the credential cannot be read', async () => {
	const { additionalData, setCredential, counters, tryAt } = setUp({ key: '' });
	expect(await tryAt(0, signed('{}', ''))).toBe(false);
	jest.spyOn(additionalData.credentialsHelper, 'getDecrypted').mockImplementation(async () => {
		counters.credentialReads += 1;
		throw new TypeError('The credential is gone');
	});
	expect(await tryAt(20_000, genuine)).toBe(false);
	jest.restoreAllMocks();
	setCredential({ key: FAKE_KEY });
	expect(await tryAt(40_000, genuine)).toBe(true);
});

it('keeps the keys of nodes and of credentials apart', async () => {
	const vendor = fakeVendor();
	const one = surroundFake(vendor, { credential: { key: FAKE_KEY } });
	const other = surroundFake(vendor, { credential: { key: ROTATED }, workflowId: 'workflow-2' });
	for (const [surroundings, expected] of [
		[one, true],
		[other, false],
	] as const) {
		const { context } = webhookContext(surroundings, genuine);
		const delivery = { body: genuine.body, headers: context.getHeaderData(), query: {} };
		expect((await authenticate(context, vendor, delivery, 0)) === 'authentic').toBe(expected);
	}
});
