import { inTurn } from '../../../nodes/shared/interpret/inTurn';
import { letOthersRun } from '../../support/fakeClock.mts';

/** A piece of work that ends when it is told to. */
function work(name: string, log: string[]) {
	let end: (fails: boolean) => void = () => undefined;
	const over = new Promise<boolean>((resolve) => (end = resolve));
	return {
		run: async (): Promise<string> => {
			log.push(`${name} begins`);
			const fails = await over;
			log.push(`${name} ends`);
			if (fails) throw new RangeError(`${name} failed`);
			return name;
		},
		end: async (fails = false): Promise<void> => {
			end(fails);
			for (let times = 0; times < 5; times++) await letOthersRun();
		},
	};
}

let log: string[];
beforeEach(() => {
	log = [];
});

it('does one after the other, in the order they came', async () => {
	const [a, b, c] = ['a', 'b', 'c'].map((name) => work(name, log));
	if (!a || !b || !c) throw new RangeError('Three are needed');
	const all = Promise.all([a, b, c].map(async ({ run }) => await inTurn('order', run)));
	await letOthersRun();
	expect(log).toEqual(['a begins']);
	// Whoever could end first has to wait all the same.
	await c.end();
	await b.end();
	expect(log).toEqual(['a begins']);
	await a.end();
	expect(await all).toEqual(['a', 'b', 'c']);
	expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
});

it('is not kept by one that fails, which fails alone', async () => {
	const [a, b] = [work('a', log), work('b', log)];
	const first = inTurn('failing', a.run);
	const second = inTurn('failing', b.run);
	const told = expect(first).rejects.toThrow('a failed');
	await a.end(true);
	await told;
	expect(log.at(-1)).toBe('b begins');
	await b.end();
	expect(await second).toBe('b');
});

it('is not kept by one that fails at once, before it has begun to wait', async () => {
	const atOnce = (): Promise<never> => {
		throw new RangeError('at once');
	};
	const first = inTurn('at once', atOnce);
	const second = inTurn('at once', async () => 'second');
	await expect(first).rejects.toThrow('at once');
	expect(await second).toBe('second');
});

it('does work under other keys at the same time', async () => {
	const [a, b] = [work('a', log), work('b', log)];
	const both = Promise.all([inTurn('one', a.run), inTurn('other', b.run)]);
	await letOthersRun();
	expect(log).toEqual(['a begins', 'b begins']);
	await b.end();
	await a.end();
	expect(await both).toEqual(['a', 'b']);
});

it('lets whoever comes while it works go next, and later comers without a wait', async () => {
	const [a, b] = [work('a', log), work('b', log)];
	const first = inTurn('late', a.run);
	await letOthersRun();
	const second = inTurn('late', b.run);
	await a.end();
	expect(await first).toBe('a');
	expect(log).toEqual(['a begins', 'a ends', 'b begins']);
	await b.end();
	await second;
	expect(await inTurn('late', async () => 'c')).toBe('c');
});

describe('afterwards', () => {
	let additions: jest.SpyInstance;
	let removals: jest.SpyInstance;
	beforeEach(() => {
		additions = jest.spyOn(Map.prototype, 'set');
		removals = jest.spyOn(Map.prototype, 'delete');
	});
	afterEach(() => {
		jest.restoreAllMocks();
	});

	/** Of these keys, those that were put somewhere and not taken away again. */
	function left(...keys: string[]): string[] {
		const wasGiven = (spy: jest.SpyInstance, key: string): boolean =>
			spy.mock.calls.some(([given]) => given === key);
		return keys.filter((key) => !wasGiven(additions, key) || !wasGiven(removals, key));
	}

	it('nothing is kept, whether it worked or not', async () => {
		await inTurn('kept 1', async () => 1);
		await inTurn('kept 2', async () => {
			throw new RangeError('no');
		}).catch(() => undefined);
		await Promise.all([1, 2, 3].map(async (n) => await inTurn('kept 3', async () => n)));
		expect(left('kept 1', 'kept 2', 'kept 3')).toEqual([]);
	});

	it('a turn that somebody waits behind is not given up', async () => {
		const [a, b, c] = [work('a', log), work('b', log), work('c', log)];
		const first = inTurn('waiting', a.run);
		const second = inTurn('waiting', b.run);
		await a.end();
		await first;
		// The one that is at work now is still the one to wait for.
		const third = inTurn('waiting', c.run);
		await letOthersRun();
		expect(log).not.toContain('c begins');
		await b.end();
		await c.end();
		expect(await Promise.all([second, third])).toEqual(['b', 'c']);
		expect(left('waiting')).toEqual([]);
	});
});
