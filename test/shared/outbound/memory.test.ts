import { ApplicationError } from 'n8n-workflow';

import { remembering } from '../../../nodes/shared/outbound/memory';

let now = 1_000_000;
beforeEach(() => {
	jest.spyOn(Date, 'now').mockImplementation(() => now);
});
afterEach(() => {
	jest.restoreAllMocks();
});

it('loads once for as long as the answer is good', async () => {
	const remember = remembering<number>(1_000);
	let loads = 0;
	const load = async (): Promise<number> => (loads += 1);
	expect(await remember('a', load)).toBe(1);
	now += 999;
	expect(await remember('a', load)).toBe(1);
	now += 1;
	expect(await remember('a', load)).toBe(2);
});

it('loads once for those who ask at the same time', async () => {
	const remember = remembering<number>(1_000);
	const load = jest.fn(async () => 7);
	expect(await Promise.all([remember('a', load), remember('a', load)])).toEqual([7, 7]);
	expect(load).toHaveBeenCalledTimes(1);
});

it('keeps accounts apart', async () => {
	const remember = remembering<string>(1_000);
	expect(await remember('a', async () => 'of a')).toBe('of a');
	expect(await remember('b', async () => 'of b')).toBe('of b');
	expect(await remember('a', async () => 'new')).toBe('of a');
});

it('does not remember a load that failed', async () => {
	const remember = remembering<string>(1_000);
	const failing = async (): Promise<string> => {
		throw new ApplicationError('No');
	};
	await expect(remember('a', failing)).rejects.toThrow('No');
	expect(await remember('a', async () => 'there')).toBe('there');
});

it('does not remember an answer that is not worth it', async () => {
	const remember = remembering<string | null>(1_000, (value) => value !== null);
	expect(await remember('a', async () => null)).toBeNull();
	expect(await remember('a', async () => 'there')).toBe('there');
	expect(await remember('a', async () => 'again')).toBe('there');
});

it('whoever waits for a load that another caller gave up loads for itself', async () => {
	const remember = remembering<string>(60_000);
	const cancelled = remember(
		'key',
		async () => await Promise.reject(new ApplicationError('cancelled')),
	);
	const waiting = remember('key', async () => 'loaded');
	await expect(cancelled).rejects.toThrow('cancelled');
	expect(await waiting).toBe('loaded');
});
