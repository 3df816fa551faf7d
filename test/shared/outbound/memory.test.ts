import type { INode } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import type { Api } from '../../../nodes/shared/outbound/api';
import { cancellation } from '../../../nodes/shared/outbound/failure';
import { remembering } from '../../../nodes/shared/outbound/memory';
import { apiOf } from '../../support/apiOf';

let now = 1_000_000;
beforeEach(() => {
	jest.spyOn(Date, 'now').mockImplementation(() => now);
});
afterEach(() => {
	jest.restoreAllMocks();
});

const nodeOf = (name: string): INode => ({
	id: name,
	name,
	type: 'test',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
});
const a = apiOf('a', nodeOf('node of a'));
const b = apiOf('b', nodeOf('node of b'));
/** The same account, in another workflow. */
const alsoA = apiOf('a', nodeOf('another node of a'));

const failing = async (): Promise<never> => {
	throw new NodeApiError(a.node, {}, { message: 'No', description: 'Why', httpCode: '500' });
};

it('loads once for as long as the answer is good', async () => {
	const remember = remembering<number>(1_000);
	let loads = 0;
	const load = async (): Promise<number> => (loads += 1);
	expect(await remember(a, 'x', load)).toBe(1);
	now += 999;
	expect(await remember(a, 'x', load)).toBe(1);
	now += 1;
	expect(await remember(a, 'x', load)).toBe(2);
});

it('loads once for those who ask at the same time', async () => {
	const remember = remembering<number>(1_000);
	const load = jest.fn(async () => 7);
	const asked = [remember(a, 'x', load), remember(alsoA, 'x', load)];
	expect(await Promise.all(asked)).toEqual([7, 7]);
	expect(load).toHaveBeenCalledTimes(1);
});

it('keeps accounts apart, and what is read of one', async () => {
	const remember = remembering<string>(1_000);
	expect(await remember(a, 'x', async () => 'x of a')).toBe('x of a');
	expect(await remember(b, 'x', async () => 'x of b')).toBe('x of b');
	expect(await remember(a, 'y', async () => 'y of a')).toBe('y of a');
	expect(await remember(a, 'x', async () => 'new')).toBe('x of a');
});

it('does not let one account pass for another, whatever they are called', async () => {
	const remember = remembering<string>(1_000);
	const one = apiOf('a', a.node);
	const other = apiOf('a x', a.node);
	expect(await remember(one, 'x y', async () => 'of one')).toBe('of one');
	expect(await remember(other, 'y', async () => 'of the other')).toBe('of the other');
});

describe('a load that fails', () => {
	it('is not remembered', async () => {
		const remember = remembering<string>(1_000);
		await expect(remember(a, 'x', failing)).rejects.toThrow('No');
		expect(await remember(a, 'x', async () => 'there')).toBe('there');
	});

	it('fails for all who wait for it, each in the name of its own node', async () => {
		const remember = remembering<string>(1_000);
		const load = jest.fn(failing);
		const asked = [a, ...Array.from({ length: 49 }, () => alsoA)].map(
			async (api) => await remember(api, 'x', load),
		);
		const ended = await Promise.allSettled(asked);
		expect(load).toHaveBeenCalledTimes(1);
		expect(ended.map(({ status }) => status)).toEqual(Array(50).fill('rejected'));
		const told = ended.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
		expect(told[0]).toMatchObject({ node: { name: 'node of a' } });
		for (const reason of told.slice(1)) {
			expect(reason).toMatchObject({
				message: 'No',
				description: 'Why',
				httpCode: '500',
				node: { name: 'another node of a' },
			});
		}
	});

	it('does not replace what was good before, and is tried again soon', async () => {
		const remember = remembering<string>(1_000);
		await remember(a, 'x', async () => 'old');
		now += 1_000;
		const load = jest.fn(failing);
		expect(await remember(a, 'x', load)).toBe('old');
		expect(await remember(a, 'x', load)).toBe('old');
		expect(load).toHaveBeenCalledTimes(1);
		now += 100;
		expect(await remember(a, 'x', async () => 'new')).toBe('new');
	});

	it('fails when what was good before is too old by far', async () => {
		const remember = remembering<string>(1_000);
		await remember(a, 'x', async () => 'old');
		now += 6_000;
		await expect(remember(a, 'x', failing)).rejects.toThrow('No');
	});

	it('that was made for a cancelled execution is made anew, once, for those who wait', async () => {
		const remember = remembering<string>(60_000);
		const first = remember(a, 'x', async () => await Promise.reject(cancellation(a.node)));
		const load = jest.fn(async () => 'loaded');
		const waiting = Array.from({ length: 50 }, async () => await remember(alsoA, 'x', load));
		await expect(first).rejects.toThrow('The execution was cancelled');
		expect(await Promise.all(waiting)).toEqual(Array(50).fill('loaded'));
		expect(load).toHaveBeenCalledTimes(1);
	});

	it('does not pass what was cancelled for an answer of old', async () => {
		const remember = remembering<string>(1_000);
		await remember(a, 'x', async () => 'old');
		now += 1_000;
		const ended = remember(a, 'x', async () => await Promise.reject(cancellation(a.node)));
		await expect(ended).rejects.toThrow('The execution was cancelled');
		expect(await remember(a, 'x', async () => 'new')).toBe('new');
	});
});

describe('an answer that is not worth keeping', () => {
	it('is not remembered', async () => {
		const remember = remembering<string | null>(1_000, (value) => value !== null);
		expect(await remember(a, 'x', async () => null)).toBeNull();
		expect(await remember(a, 'x', async () => 'there')).toBe('there');
		expect(await remember(a, 'x', async () => 'again')).toBe('there');
	});

	it('does not replace what was good before', async () => {
		const remember = remembering<string | null>(1_000, (value) => value !== null);
		await remember(a, 'x', async () => 'old');
		now += 1_000;
		expect(await remember(a, 'x', async () => null)).toBe('old');
	});
});

it('tells everybody who uses an answer what of it could not be read', async () => {
	const remember = remembering<string>(1_000);
	const load = jest.fn(async (api: Api) => {
		api.unread.note('a list of places', { fields: ['name'], leftOut: 0, leftOutFor: [] });
		return await Promise.resolve('read');
	});
	const users = [apiOf('a', a.node), apiOf('a', alsoA.node)];
	for (const user of users) {
		expect(await remember(user, 'x', load)).toBe('read');
		expect([...user.unread.all.keys()]).toEqual(['a list of places']);
	}
	expect(load).toHaveBeenCalledTimes(1);
});
