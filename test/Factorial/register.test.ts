import omit from 'lodash/omit';
import type { IDataObject } from 'n8n-workflow';

import type {
	FactorialOptions,
	FactorialSimulator,
	Webhook,
} from '../../simulators/factorial/index.mts';
import { targetOf } from '../../nodes/Factorial/target';
import { EVENT_TYPES } from '../../simulators/factorial/index.mts';
import {
	challengeFor,
	credentialFor,
	failure,
	hooks,
	keyOf,
	offered,
	registeredUrl,
	startRoomyFactorial,
	triggerIn,
} from '../support/factorial';
import type { Surroundings } from '../support/n8n';
import { describeOwnership } from '../support/ownership';
import { WEBHOOK_ID } from '../support/n8n';

jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/hundredth'));

const THREE = { hrEvents: ['employee.hired', 'employee.termination_cancelled', 'leave.declined'] };
const CREATE = 'employees/employee/create_with_contract';
const UNTERMINATE = 'employees/employee/unterminate';
const REJECT = 'timeoff/leave/reject';
const NATIVE_THREE = [CREATE, UNTERMINATE, REJECT];
const PATH = '/api_public/webhook_subscriptions';
const ZAPIER = 'https://hooks.zapier.example/1/2';

let factorial: FactorialSimulator;
async function start(options: FactorialOptions = {}): Promise<void> {
	await factorial?.close();
	factorial = await startRoomyFactorial(options);
}
beforeEach(async () => {
	await start();
});
afterEach(async () => {
	await factorial.close();
	expect(factorial.violations.list).toEqual([]);
});

/** What is there, by type. */
const held = (): Record<string, string> =>
	Object.fromEntries(factorial.webhooks.map(({ type, target_url: url }) => [type, url]));
const ours = (node: Surroundings, types = NATIVE_THREE): Record<string, string> =>
	Object.fromEntries(types.map((type) => [type, targetOf(registeredUrl(node), type)]));
const one = (type: string): Webhook => {
	const found = factorial.webhooks.find((webhook) => webhook.type === type);
	if (found === undefined) throw new Error(`Nobody listens for ${type}`);
	return found;
};
/** Requests that change something, in order. */
const changes = (): string[] =>
	factorial.requests
		.filter(({ method }) => method !== 'GET')
		.map(({ method, status }) => `${method} ${status}`);
const stranger = (type = CREATE, target = ZAPIER): string => factorial.addWebhook({ type, target });

async function publish(node: Surroundings, mode: 'trigger' | 'manual' = 'trigger'): Promise<void> {
	if (!(await hooks(node, { mode }).checkExists())) await hooks(node, { mode }).create();
}

const listener = (parameters: IDataObject = THREE, more: object = {}): Surroundings =>
	triggerIn(factorial, { parameters, ...more });
const hires = (options: IDataObject = {}): IDataObject => ({
	hrEvents: ['employee.hired'],
	options,
});

describe('publishing', () => {
	it('makes one webhook for each type, at an address that names it', async () => {
		const node = listener();
		expect(await hooks(node).checkExists()).toBe(false);
		expect(changes()).toEqual([]);
		expect(await hooks(node).create()).toBe(true);
		expect(held()).toEqual(ours(node));
		expect(one(CREATE)).toMatchObject({
			company_id: '55',
			enabled: true,
			api_version: '2026-10-01',
			challenge: challengeFor(node, keyOf(factorial), CREATE),
			name: expect.stringMatching(/^n8n: .+ \/ .+ \[key [\w-]{12}\]$/),
		});
		expect(await hooks(node).checkExists()).toBe(true);
	});

	it('gives each type a challenge of its own', async () => {
		const node = listener();
		await publish(node);
		for (const { type, challenge } of factorial.webhooks) {
			expect(challenge).toBe(challengeFor(node, keyOf(factorial), type));
		}
		expect(new Set(factorial.webhooks.map(({ challenge }) => challenge)).size).toBe(3);
	});

	it('tells Factorial no secret but the challenge', async () => {
		await publish(listener());
		const told = factorial.webhooks.map((found) => omit(found, 'owner'));
		expect(JSON.stringify(told)).not.toContain(keyOf(factorial));
	});

	it('twice makes nothing more', async () => {
		const node = listener();
		await hooks(node).create();
		const first = factorial.webhooks;
		await hooks(node).create();
		expect(factorial.webhooks).toEqual(first);
		expect(changes()).toEqual(Array(3).fill('POST 201'));
	});

	it('asks for everything of the catalogue by its own name', async () => {
		const vendorEvents = offered('vendorEvents');
		expect([...vendorEvents].sort()).toEqual([...EVENT_TYPES].sort());
		expect(vendorEvents).toHaveLength(134);
		const node = listener({ listenFor: 'vendorEvents', vendorEvents });
		await publish(node);
		expect(held()).toEqual(ours(node, vendorEvents));
		expect(await hooks(node).checkExists()).toBe(true);
	});

	it.each(['coded', 'plain'] as const)(
		'for an event Factorial does not know ends in what it says (%s)',
		async (errorForm) => {
			await start({ errorForm });
			const error = await failure(
				hooks(listener({ listenFor: 'vendorEvents', otherVendorEvents: 'a/b/c' })).create(),
			);
			expect(error.message).toMatch(/^Factorial refused the request\. /);
			if (errorForm === 'coded') expect(error.message).toContain('subscription_type');
		},
	);

	it.each(['status', 'cut-before', 'cut-after'] as const)(
		'that is cut after the first (%s) is finished by the next try',
		async (kind) => {
			const node = listener();
			const match = { method: 'POST', path: PATH };
			factorial.faults.add({ kind: 'latency', ms: 0, match });
			factorial.faults.add({ kind, match });
			await failure(hooks(node).create());
			expect(await hooks(node).checkExists()).toBe(false);
			await hooks(node).create();
			expect(held()).toEqual(ours(node));
			expect(await hooks(node).checkExists()).toBe(true);
			expect(changes().filter((change) => change.startsWith('DELETE'))).toEqual([]);
		},
	);

	it('meets its own webhook where the list lagged behind: 422 is no failure', async () => {
		const node = listener(hires());
		await publish(node);
		const before = factorial.webhooks;
		factorial.faults.add({
			...{ kind: 'status', status: 200, match: { method: 'GET', path: PATH } },
			body: { data: [], meta: {} },
		});
		await hooks(node).create();
		expect(factorial.webhooks).toEqual(before);
		expect(changes()).toEqual(['POST 201', 'POST 422', 'PUT 200']);
	});

	it('switches on what Factorial switched off', async () => {
		const node = listener(hires());
		await publish(node);
		const { id } = one(CREATE);
		factorial.changeWebhook(id, { enabled: false });
		expect(await hooks(node).checkExists()).toBe(false);
		await publish(node);
		expect(one(CREATE)).toMatchObject({ id, enabled: true });
		expect(changes()).toEqual(['POST 201', 'PUT 200']);
	});

	it.each([
		['another challenge', { challenge: 'somebody-changed-it' }],
		['no challenge', { challenge: null }],
		['an early version of another shape', { api_version: '2026-01-01' }],
		['the version before', { api_version: '2026-07-01' }],
	])('repairs one with %s in place', async (_, damage) => {
		const node = listener(hires());
		await publish(node);
		const before = one(CREATE);
		factorial.changeWebhook(before.id, damage);
		expect(await hooks(node).checkExists()).toBe(false);
		await publish(node);
		expect(one(CREATE)).toEqual(before);
	});

	it('after a change of the key replaces what the old one made, in place', async () => {
		const before = listener(hires(), { workflowId: 'rotating' });
		await publish(before);
		const { id, challenge } = one(CREATE);
		factorial.addApiKey('example-new-key');
		const credential = credentialFor(factorial, { apiKey: 'example-new-key' });
		const after = listener(hires(), { workflowId: 'rotating', credential });
		expect(await hooks(after).checkExists()).toBe(false);
		await publish(after);
		expect(one(CREATE).id).toBe(id);
		expect(one(CREATE).challenge).not.toBe(challenge);
		expect(one(CREATE).challenge).toBe(challengeFor(after, 'example-new-key', CREATE));
	});

	it('changes the set to a changed list of events, and keeps what stays', async () => {
		await publish(listener(THREE, { workflowId: 'changing' }));
		const { id } = one(CREATE);
		const node = listener({ hrEvents: ['employee.hired'] }, { workflowId: 'changing' });
		await publish(node);
		expect(held()).toEqual(ours(node, [CREATE]));
		expect(one(CREATE).id).toBe(id);
	});

	it('does nothing for a renamed node or on the start of n8n', async () => {
		await publish(listener(THREE, { nodeName: 'Before', workflowId: 'renamed' }));
		const after = listener(THREE, { nodeName: 'After', workflowId: 'renamed' });
		expect(await hooks(after).checkExists()).toBe(true);
		const asked = factorial.requests.length;
		expect(await hooks(listener(), { activation: 'init' }).checkExists()).toBe(true);
		expect(factorial.requests).toHaveLength(asked);
	});
});

describe('the company', () => {
	it('that Factorial does not name is missed before anything is made', async () => {
		factorial.addApiKey('example-demo-key', { isElsewhere: true });
		const credential = credentialFor(factorial, { apiKey: 'example-demo-key' });
		const error = await failure(hooks(listener(THREE, { credential })).checkExists());
		expect(error.message).toMatch(/does not say which company/);
		expect(error.message).toContain("check 'Environment'");
		expect(changes()).toEqual([]);
	});

	it('is asked for once', async () => {
		const node = listener();
		await publish(node);
		await hooks(node).delete();
		const asked = factorial.requests.filter(({ path }) => path === '/api_public/credentials');
		expect(asked).toHaveLength(1);
	});

	it('that refuses the key is named with what to do', async () => {
		const credential = credentialFor(factorial, { apiKey: 'example-revoked-key' });
		const error = await failure(hooks(listener(THREE, { credential })).create());
		expect(error.message).toMatch(/did not accept the credential/);
		expect(JSON.stringify(error)).not.toContain('example-revoked-key');
	});
});

describe('the one place there is for a type', () => {
	for (const duplicates of ['refuse', 'overwrite'] as const) {
		describe(`where a second one would be answered with "${duplicates}"`, () => {
			beforeEach(async () => {
				await start({ duplicates });
			});

			it('is never taken from a stranger', async () => {
				const id = stranger();
				const node = listener();
				const error = await failure(hooks(node).create());
				expect(error.message).toContain(`Someone else already listens for ${CREATE}. `);
				expect(error.message).toMatch(/hooks\.zapier\.example.*'Take Over'/);
				expect(factorial.webhooks).toMatchObject([{ id, target_url: ZAPIER }]);
				expect(changes()).toEqual([]);
				expect(await hooks(node).delete()).toBe(true);
				expect(factorial.webhooks.map((found) => found.id)).toEqual([id]);
			});

			it('is taken with Take Over when it is published, and given back by nobody', async () => {
				const id = stranger();
				const node = listener(hires({ takeOver: true }));
				expect(await hooks(node).checkExists()).toBe(false);
				expect(held()).toEqual({ [CREATE]: ZAPIER });
				await hooks(node).create();
				expect(held()).toEqual(ours(node, [CREATE]));
				expect(one(CREATE)).toMatchObject({
					id,
					enabled: true,
					challenge: challengeFor(node, keyOf(factorial), CREATE),
				});
				expect(await hooks(node).checkExists()).toBe(true);
				await hooks(node).delete();
				expect(factorial.webhooks).toEqual([]);
			});

			it('is not taken with Take Over by a test run', async () => {
				stranger();
				const node = listener(hires({ takeOver: true }));
				const error = await failure(hooks(node, { mode: 'manual' }).create());
				expect(error.message).toMatch(/Someone else already listens/);
				expect(held()).toEqual({ [CREATE]: ZAPIER });
			});

			it('is not taken from the published workflow by its own test run', async () => {
				const node = listener(hires({ takeOver: true }));
				await publish(node);
				const before = factorial.webhooks;
				const error = await failure(hooks(node, { mode: 'manual' }).create());
				expect(error.message).toMatch(/The published workflow already listens/);
				expect(await hooks(node, { mode: 'manual' }).delete()).toBe(true);
				expect(factorial.webhooks).toEqual(before);
			});

			describe('by another workflow of this n8n', () => {
				const ELSEWHERE = '11111111-2222-4333-8444-555555555555';

				it.each([
					[
						'a duplicate',
						{ webhookId: ELSEWHERE },
						/^Another workflow or node of this n8n already/,
					],
					['a copy with its webhook id', {}, /n8n with the same webhook id already listens for/],
				])('stays with the first: %s fails and leaves nothing behind', async (_, more, message) => {
					const first = listener(hires());
					await publish(first);
					const before = factorial.webhooks;
					const second = listener(hires(), more);
					const error = await failure(hooks(second).create());
					expect(error.message).toMatch(message);
					expect(error.message).toMatch(/Execute Sub-workflow/);
					expect(error.message).not.toMatch(/Someone else/);
					await hooks(second).delete();
					expect(factorial.webhooks).toEqual(before);
					expect(await hooks(first).checkExists()).toBe(true);
				});

				it('is told to a duplicate with what Take Over would do to the other one', async () => {
					await publish(listener(hires()));
					const second = listener(hires(), { webhookId: ELSEWHERE });
					const { message } = await failure(hooks(second).create());
					expect(message).toMatch(/Execute Sub-workflow.*'Take Over'.*then gets nothing/);
				});

				it('is taken by a duplicate with Take Over, and by a copy not even so', async () => {
					const first = listener(hires());
					await publish(first);
					const options = hires({ takeOver: true, replaceEarlierAddress: true });
					const copy = listener(options);
					const { message } = await failure(hooks(copy).create());
					expect(message).toMatch(/after an import, a copy or a paste.*add it again/);
					expect(message).not.toContain('Take Over');
					expect(held()).toEqual(ours(first, [CREATE]));

					const duplicate = listener(options, { webhookId: ELSEWHERE });
					await hooks(duplicate).create();
					expect(held()).toEqual(ours(duplicate, [CREATE]));
					await hooks(first).delete();
					expect(held()).toEqual(ours(duplicate, [CREATE]));
				});

				it('that was quicker than the list is told as what it is', async () => {
					await publish(listener(hires()));
					factorial.faults.add({
						...{ kind: 'status', status: 200, match: { method: 'GET', path: PATH } },
						body: { data: [], meta: {} },
					});
					factorial.faults.add({
						...{ kind: 'status', status: 422, match: { method: 'POST', path: PATH } },
					});
					const { message } = await failure(hooks(listener(hires())).create());
					expect(message).toMatch(/n8n with the same webhook id already listens for/);
				});
			});

			it('of an address without a scheme is told as well', async () => {
				stranger(CREATE, 'hooks.zapier.example/1/2');
				const { message } = await failure(hooks(listener()).create());
				expect(message).toMatch(/^Someone else already listens for .*cannot be read/);
			});

			it('that a test run has is taken over by publishing, and by the next test run', async () => {
				const node = listener(hires());
				await publish(node, 'manual');
				expect(one(CREATE).target_url).toContain(`/webhook-test/${WEBHOOK_ID}/`);
				await publish(node, 'manual');
				await publish(node);
				expect(held()).toEqual(ours(node, [CREATE]));
				expect(await hooks(node).checkExists()).toBe(true);
			});

			it('that someone else took since is left to them', async () => {
				const node = listener(hires());
				await publish(node);
				factorial.changeWebhook(one(CREATE).id, { target_url: ZAPIER, challenge: null });
				const before = factorial.webhooks;
				expect(
					await hooks(node)
						.checkExists()
						.catch(() => false),
				).toBe(false);
				expect(await hooks(node).delete()).toBe(true);
				expect(factorial.webhooks).toEqual(before);
			});
		});
	}

	it('that someone holds where we cannot see it ends in a message', async () => {
		await start({ hidesForeign: true });
		const id = stranger();
		const error = await failure(hooks(listener(hires())).create());
		expect(error.message).toMatch(/^Factorial refused the request\. /);
		expect(factorial.webhooks).toMatchObject([{ id, target_url: ZAPIER }]);
	});

	it('that someone takes while we publish is noticed by reading back', async () => {
		const node = listener(hires());
		// The answer says that it worked; what is there says that somebody was quicker.
		stranger();
		factorial.faults.add({
			...{ kind: 'status', status: 200, match: { method: 'GET', path: PATH } },
			body: { data: [], meta: {} },
		});
		factorial.faults.add({ kind: 'status', status: 201, match: { method: 'POST', path: PATH } });
		const error = await failure(hooks(node).create());
		expect(error.message).toContain(`Someone else already listens for ${CREATE}. `);
		expect(held()).toEqual({ [CREATE]: ZAPIER });
	});

	it('that is not there after all is noticed by reading back', async () => {
		factorial.faults.add({ kind: 'status', status: 201, match: { method: 'POST', path: PATH } });
		const error = await failure(hooks(listener(hires())).create());
		expect(error.message).toContain(`Factorial did not keep the webhook for ${CREATE}. `);
	});
});

describe('unpublishing', () => {
	it('takes away what is ours and nothing else', async () => {
		const node = listener();
		await publish(node);
		const id = stranger('ats/candidate/create');
		expect(await hooks(node).delete()).toBe(true);
		expect(factorial.webhooks.map((found) => found.id)).toEqual([id]);
		expect(await hooks(node).delete()).toBe(true);
	});

	it('takes what is gone already for done, and survives an answer that got lost', async () => {
		const node = listener();
		await publish(node);
		factorial.faults.add({ kind: 'status', status: 404, match: { method: 'DELETE' } });
		factorial.faults.add({ kind: 'cut-after', match: { method: 'DELETE' } });
		expect(await hooks(node).delete()).toBe(true);
		expect(factorial.webhooks).toHaveLength(1);
		expect(await hooks(node).delete()).toBe(true);
		expect(factorial.webhooks).toEqual([]);
	});

	it('finds what is ours behind two pages of others', async () => {
		for (const type of EVENT_TYPES.filter((name) => !NATIVE_THREE.includes(name))) {
			stranger(type);
		}
		const node = listener();
		await publish(node);
		expect(factorial.webhooks).toHaveLength(134);
		await hooks(node).delete();
		expect(factorial.webhooks).toHaveLength(131);
	});
});

describe('whose a webhook is', () => {
	let elsewhere: FactorialSimulator | undefined;
	afterEach(async () => {
		await elsewhere?.close();
		elsewhere = undefined;
	});

	describeOwnership({
		hooks,
		triggerIn: (given) => triggerIn(factorial, given),
		held: () => factorial.webhooks,
		failRemovals: () =>
			factorial.faults.add({ kind: 'status', match: { method: 'DELETE' }, times: 99 }),
		failCreations: () =>
			factorial.faults.add({ kind: 'status', match: { method: 'POST', path: PATH }, times: 99 }),
		recover: () => factorial.faults.clear(),
		otherCompany: async () => {
			elsewhere = await startRoomyFactorial();
			return credentialFor(elsewhere);
		},
		isExclusive: true,
	});
});
