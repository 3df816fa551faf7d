import { addressOf, markedUrl, ownershipOf } from '../../../nodes/shared/register/address';
import { diff } from '../../../nodes/shared/register/diff';
import type { Step } from '../../../nodes/shared/register/diff';
import type { NodeIdentity } from '../../../nodes/shared/parameter';
import type { DesiredWebhook, Webhook } from '../../../nodes/shared/vendor';
import fc from '../../support/fastCheck.mts';

const NODE: NodeIdentity = { workflowId: 'workflow-1', nodeId: 'node-1', mode: 'production' };
const TESTED: NodeIdentity = { ...NODE, mode: 'test' };
const COPY: NodeIdentity = { ...NODE, workflowId: 'workflow-2' };
const ID = '0e3b6d5c-7a0f-4c43-9a5e-2d1f4b8c6a70';
const PLAIN = `https://n8n.example.org/webhook/${ID}/webhook`;
const PLAIN_TEST = PLAIN.replace('/webhook/', '/webhook-test/');
const ELSEWHERE = PLAIN.replace('n8n.', 'old.');
const LIVE = markedUrl(PLAIN, NODE);
const TEST = markedUrl(PLAIN_TEST, TESTED);
const EARLIER = markedUrl(ELSEWHERE, NODE);
const OF_COPY = markedUrl(PLAIN, COPY);
const OF_SIBLING = markedUrl(PLAIN.replace(ID, 'another'), COPY);
const STRANGER = 'https://hooks.example.com/abc';
const address = addressOf(PLAIN, ID, NODE);
const testAddress = addressOf(PLAIN_TEST, ID, TESTED);

function wanted(change: Partial<DesiredWebhook> = {}): DesiredWebhook {
	return {
		slot: 'a',
		url: LIVE,
		events: ['a', 'b'],
		fingerprint: 'f1',
		label: 'n8n: one / node',
		...change,
	};
}

function there(change: Partial<Webhook> = {}): Webhook {
	return {
		id: '1',
		slot: 'a',
		url: LIVE,
		events: ['a', 'b'],
		fingerprint: 'f1',
		enabled: true,
		...change,
	};
}

const kinds = (steps: readonly Step[]): string[] => steps.map(({ kind }) => kind);

describe('one webhook', () => {
	it.each<[string, Webhook[], string[]]>([
		['is created where nothing is', [], ['create']],
		['is left alone when it is there', [there()], []],
		['is left alone when its events come in another order', [there({ events: ['b', 'a'] })], []],
		['is replaced when an event is missing', [there({ events: ['a'] })], ['replace']],
		[
			'is replaced when it has an event too many',
			[there({ events: ['a', 'b', 'c'] })],
			['replace'],
		],
		['is replaced when its secret is another', [there({ fingerprint: 'f0' })], ['replace']],
		['is replaced when it has no fingerprint', [there({ fingerprint: null })], ['replace']],
		['is replaced when its URL carries other hints', [there({ url: `${LIVE}&x=1` })], ['replace']],
		['is enabled when the vendor has switched it off', [there({ enabled: false })], ['enable']],
		[
			'is replaced, not enabled, when it is off and stale',
			[there({ enabled: false, fingerprint: 'f0' })],
			['replace'],
		],
		['is replaced when a test left it over', [there({ url: TEST })], ['replace']],
		['loses its doubles', [there(), there({ id: '2' })], ['remove']],
		['keeps the right one of two', [there({ fingerprint: 'f0' }), there({ id: '2' })], ['remove']],
		['goes when its slot is not wanted', [there(), there({ id: '2', slot: 'z' })], ['remove']],
		['is created beside a stranger', [there({ url: STRANGER })], ['create']],
		['is created beside an earlier address', [there({ url: EARLIER })], ['create']],
		['is created beside that of a copy', [there({ url: OF_COPY })], ['create']],
		['is created beside one that nobody has marked', [there({ url: PLAIN })], ['create']],
	])('%s', (_, actual, expected) => {
		expect(kinds(diff([wanted()], actual, { address }))).toEqual(expected);
	});

	it('takes the place of an earlier address when asked to', () => {
		const options = { address, replaceEarlierAddress: true };
		expect(kinds(diff([wanted()], [there({ url: EARLIER })], options))).toEqual(['replace']);
	});

	it('names what it replaces and by what', () => {
		const stale = there({ fingerprint: 'f0' });
		expect(diff([wanted()], [stale], { address })).toEqual([
			{ kind: 'replace', found: stale, webhook: wanted() },
		]);
	});

	it('removes the double that is stale', () => {
		const stale = there({ id: '2', fingerprint: 'f0' });
		for (const actual of [
			[stale, there()],
			[there(), stale],
		]) {
			expect(diff([wanted()], actual, { address })).toEqual([{ kind: 'remove', found: stale }]);
		}
	});

	// A vendor that takes an address only once would refuse the left-over one there.
	it('replaces the one at the very address, and removes the left-over one', () => {
		const stale = there({ fingerprint: 'f0' });
		const leftOver = there({ id: '2', url: TEST });
		const moved = there({ id: '3', url: `${LIVE}&x=1`, fingerprint: 'f0' });
		for (const actual of [
			[leftOver, moved, stale],
			[stale, moved, leftOver],
			[moved, leftOver, stale],
		]) {
			const [first, ...rest] = diff([wanted()], actual, { address });
			expect(first).toEqual({ kind: 'replace', found: stale, webhook: wanted() });
			expect(rest).toEqual(
				actual.filter((found) => found !== stale).map((found) => ({ kind: 'remove', found })),
			);
		}
	});

	it('but the right one before the one at the very address, whatever is off', () => {
		const stale = there({ events: ['a'] });
		const right = there({ id: '2', enabled: false });
		expect(diff([wanted()], [stale, right], { address })).toEqual([
			{ kind: 'enable', found: right, webhook: wanted() },
			{ kind: 'remove', found: stale },
		]);
	});

	it('does not mind a new label', () => {
		expect(diff([wanted({ label: 'n8n: renamed / node' })], [there()], { address })).toEqual([]);
	});
});

describe('taking a node away', () => {
	const actual = [
		there(),
		there({ id: '2', slot: 'b', enabled: false, fingerprint: null }),
		there({ id: '3', url: TEST }),
		there({ id: '4', url: EARLIER }),
		there({ id: '5', url: STRANGER }),
		there({ id: '6', url: OF_COPY }),
		there({ id: '7', url: markedUrl(PLAIN_TEST, { ...COPY, mode: 'test' }) }),
		there({ id: '8', url: OF_SIBLING }),
		there({ id: '9', url: PLAIN }),
	];

	it('removes all that is ours and nothing else', () => {
		expect(diff([], actual, { address })).toEqual(
			actual.slice(0, 3).map((found) => ({ kind: 'remove', found })),
		);
	});

	it('removes what is at an earlier address as well, when asked to', () => {
		expect(diff([], actual, { address, replaceEarlierAddress: true })).toEqual(
			actual.slice(0, 4).map((found) => ({ kind: 'remove', found })),
		);
	});

	it('does not take production away after a test', () => {
		expect(diff([], actual, { address: testAddress })).toEqual([
			{ kind: 'remove', found: actual[2] },
		]);
	});
});

describe('a vendor with one slot per event', () => {
	const other = there({ url: STRANGER });
	const exclusive = { address, exclusive: true };

	it('stops at a stranger', () => {
		expect(diff([wanted()], [other], exclusive)).toEqual([
			{ kind: 'conflict', holder: other, heldBy: 'stranger', webhook: wanted() },
		]);
	});

	it('stops before anything else is done', () => {
		const second = wanted({ slot: 'z', url: `${LIVE}&z` });
		const steps = diff(
			[wanted({ slot: 'y', url: `${LIVE}&y` }), second],
			[there({ url: STRANGER, slot: 'z' })],
			exclusive,
		);
		expect(kinds(steps)).toEqual(['conflict', 'create']);
	});

	it.each([
		['an earlier address', EARLIER, 'earlier'],
		['a copy', OF_COPY, 'copy'],
		['what nobody has marked', PLAIN, 'copy'],
		['another workflow of this n8n', OF_SIBLING, 'sibling'],
		['an address without a scheme', 'hooks.example.com/abc', 'stranger'],
	])('stops at %s', (_, url, heldBy) => {
		const holder = there({ url });
		expect(diff([wanted()], [holder], exclusive)).toEqual([
			{ kind: 'conflict', holder, heldBy, webhook: wanted() },
		]);
	});

	it.each([
		['a stranger', STRANGER],
		['another workflow of this n8n', OF_SIBLING],
		['an earlier address', EARLIER],
	])('takes a slot over from %s when asked to', (_, url) => {
		const found = there({ url });
		expect(diff([wanted()], [found], { ...exclusive, takeOver: true })).toEqual([
			{ kind: 'replace', found, webhook: wanted() },
		]);
	});

	it('takes nothing over from a copy, whatever is asked', () => {
		const holder = there({ url: OF_COPY });
		const options = { ...exclusive, takeOver: true, replaceEarlierAddress: true };
		expect(diff([wanted()], [holder], options)).toEqual([
			{ kind: 'conflict', holder, heldBy: 'copy', webhook: wanted() },
		]);
	});

	it('leaves a stranger in another slot alone', () => {
		const elsewhere = there({ url: STRANGER, slot: 'z' });
		const steps = diff([wanted()], [elsewhere], { ...exclusive, takeOver: true });
		expect(steps).toEqual([{ kind: 'create', webhook: wanted() }]);
	});

	it.each([true, false])('never takes production during a test (take over: %s)', (takeOver) => {
		const production = there();
		const desired = wanted({ url: TEST });
		expect(
			diff([desired], [production], {
				address: testAddress,
				exclusive: true,
				takeOver,
				replaceEarlierAddress: true,
			}),
		).toEqual([{ kind: 'conflict', holder: production, heldBy: 'production', webhook: desired }]);
	});

	it('does not stop at itself', () => {
		expect(diff([wanted()], [there()], exclusive)).toEqual([]);
	});
});

/** One call at the vendor; a replacement may be two of them, and n8n may be cut in between. */
type Call = (held: readonly Webhook[], id: string) => Webhook[];

const add =
	({ slot, url, events, fingerprint }: DesiredWebhook): Call =>
	(held, id) => [...held, { id, slot, url, events, fingerprint, enabled: true }];
const drop =
	(id: string): Call =>
	(held) =>
		held.filter((one) => one.id !== id);
const change =
	(id: string, values: Partial<Webhook>): Call =>
	(held) =>
		held.map((one) => (one.id === id ? { ...one, ...values } : one));

function callsOf(step: Step, canReplace: boolean): Call[] {
	switch (step.kind) {
		case 'create':
			return [add(step.webhook)];
		case 'remove':
			return [drop(step.found.id)];
		case 'enable':
			return [change(step.found.id, { enabled: true })];
		case 'replace': {
			const { slot, url, events, fingerprint } = step.webhook;
			const values = { slot, url, events, fingerprint, enabled: true };
			return canReplace
				? [change(step.found.id, values)]
				: [add(step.webhook), drop(step.found.id)];
		}
		case 'conflict':
			return [];
	}
}

let calls = 0;
function apply(held: readonly Webhook[], todo: readonly Call[]): Webhook[] {
	return todo.reduce<Webhook[]>(
		(now, call) => {
			calls += 1;
			return call(now, `new-${calls}`);
		},
		[...held],
	);
}

const SLOTS = ['a', 'b', 'c', 'd'] as const;

const desiredArb = fc
	.record({
		slots: fc.uniqueArray(fc.constantFrom(...SLOTS)),
		isTest: fc.boolean(),
		oneUrl: fc.boolean(),
		fingerprint: fc.constantFrom('f1', 'f2'),
	})
	.map(({ slots, isTest, oneUrl, fingerprint }) => {
		const base = isTest ? TEST : LIVE;
		return {
			own: isTest ? testAddress : address,
			desired: slots.map((slot) =>
				wanted({
					slot,
					url: oneUrl ? base : `${base}&event=${slot}&key=${fingerprint}`,
					events: [slot],
					fingerprint,
				}),
			),
		};
	});

const heldArb = fc
	.array(
		fc.record({
			slot: fc.constantFrom(...SLOTS, 'e'),
			url: fc.constantFrom(
				LIVE,
				`${LIVE}&event=a&key=f1`,
				`${LIVE}&event=b&key=f2`,
				`${TEST}&event=a&key=f1`,
				TEST,
				EARLIER,
				markedUrl(ELSEWHERE, TESTED),
				PLAIN,
				`${OF_COPY}&event=a&key=f1`,
				markedUrl(PLAIN, { ...NODE, nodeId: 'node-2' }),
				markedUrl(PLAIN_TEST, { ...COPY, mode: 'test' }),
				markedUrl(ELSEWHERE, COPY),
				OF_SIBLING,
				STRANGER,
				'not a url',
			),
			events: fc.constantFrom(['a'], ['b'], ['a', 'b'], []),
			fingerprint: fc.constantFrom('f1', 'f2', null),
			enabled: fc.boolean(),
		}),
		{ maxLength: 12 },
	)
	.map((held) => held.map((one, index): Webhook => ({ ...one, id: `old-${index}` })));

const optionsArb = fc.record({ replaceEarlierAddress: fc.boolean() });

/** What counts of a webhook. */
const essence = ({ slot, url, events, fingerprint, enabled }: Webhook): string =>
	JSON.stringify([slot, url, [...events].sort(), fingerprint, enabled]);

describe('whatever the vendor holds', () => {
	function check(
		{ own, desired }: { own: typeof address; desired: DesiredWebhook[] },
		held: readonly Webhook[],
		options: { replaceEarlierAddress: boolean },
		result: readonly Webhook[],
	): void {
		const isOurs = ({ url }: Webhook): boolean => {
			const owner = ownershipOf(url, own);
			return owner === 'ours' || (owner === 'earlier' && options.replaceEarlierAddress);
		};
		expect(result.filter(isOurs).map(essence).sort()).toEqual(
			desired.map((one) => essence({ ...one, id: '', enabled: true })).sort(),
		);
		expect(result.filter((one) => !isOurs(one))).toEqual(held.filter((one) => !isOurs(one)));
		expect(diff(desired, result, { address: own, ...options })).toEqual([]);
	}

	it('doing the plan ends in exactly what is desired, and strangers stay', () => {
		fc.assert(
			fc.property(
				desiredArb,
				heldArb,
				optionsArb,
				fc.boolean(),
				(goal, held, options, canReplace) => {
					const steps = diff(goal.desired, held, { address: goal.own, ...options });
					const result = apply(
						held,
						steps.flatMap((step) => callsOf(step, canReplace)),
					);
					check(goal, held, options, result);
				},
			),
			{ numRuns: 500 },
		);
	});

	it('so does doing a part of it, and then the plan of the rest', () => {
		fc.assert(
			fc.property(
				desiredArb,
				heldArb,
				optionsArb,
				fc.boolean(),
				fc.array(fc.nat(6), { maxLength: 4 }),
				(goal, held, options, canReplace, cuts) => {
					let now: readonly Webhook[] = held;
					for (const cut of [...cuts, Infinity]) {
						const steps = diff(goal.desired, now, { address: goal.own, ...options });
						const todo = steps.flatMap((step) => callsOf(step, canReplace));
						now = apply(now, todo.slice(0, cut));
					}
					check(goal, held, options, now);
				},
			),
			{ numRuns: 500 },
		);
	});

	it('strangers are in no step', () => {
		fc.assert(
			fc.property(desiredArb, heldArb, optionsArb, ({ own, desired }, held, options) => {
				const touched = diff(desired, held, { address: own, ...options }).flatMap((step) =>
					'found' in step ? [ownershipOf(step.found.url, own)] : [],
				);
				for (const owner of ['stranger', 'sibling', 'copy', 'production'] as const) {
					expect(touched).not.toContain(owner);
				}
				if (!options.replaceEarlierAddress) expect(touched).not.toContain('earlier');
			}),
			{ numRuns: 500 },
		);
	});

	it('with one slot per event a taken slot is a conflict and never a creation', () => {
		fc.assert(
			fc.property(desiredArb, heldArb, fc.boolean(), ({ own, desired }, held, takeOver) => {
				const slots = new Map(held.map((one) => [one.slot, one]));
				const actual = [...slots.values()];
				const steps = diff(desired, actual, { address: own, exclusive: true, takeOver });
				for (const step of steps) {
					if (step.kind === 'create') expect(slots.has(step.webhook.slot)).toBe(false);
					if (step.kind === 'conflict') {
						expect(!takeOver || ['copy', 'production'].includes(step.heldBy)).toBe(true);
						expect(slots.get(step.webhook.slot)).toBe(step.holder);
					}
					if (step.kind !== 'create' && step.kind !== 'conflict') {
						const owner = ownershipOf(step.found.url, own);
						expect(['copy', 'production']).not.toContain(owner);
						if (!takeOver) expect(owner).toBe('ours');
					}
				}
			}),
			{ numRuns: 500 },
		);
	});
});
