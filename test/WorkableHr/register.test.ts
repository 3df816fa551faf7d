import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

import type { WorkableOptions, WorkableSimulator } from '../../simulators/workable/index.mts';
import type { Surroundings } from '../support/n8n';
import { describeOwnership } from '../support/ownership';
import { WEBHOOK_ID } from '../support/n8n';
import {
	credentialFor,
	hooks,
	offered,
	post,
	startRoomyWorkable,
	tokenOf,
	triggerIn,
	failure,
} from '../support/workable';

jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/hundredth'));

const THREE = { hrEvents: ['employee.hired', 'employee.access_ended', 'leave.approved'] };
const NATIVE_THREE = ['employee_published', 'employee_updated', 'timeoff_updated'];
const BASE = `http://127.0.0.1:5678/webhook/${WEBHOOK_ID}/webhook`;
const TEST_BASE = BASE.replace('/webhook/', '/webhook-test/');

let workable: WorkableSimulator;
async function start(options: WorkableOptions = {}): Promise<void> {
	await workable?.close();
	workable = await startRoomyWorkable(options);
}
beforeEach(async () => {
	await start();
});
afterEach(async () => {
	await workable.close();
	expect(workable.violations.list).toEqual([]);
});

interface Found {
	event: string;
	address: string;
	key: string | null;
}

/** What is there, without ids. */
function found(): Found[] {
	return workable.webhooks
		.map(({ event, target }) => {
			const url = new URL(target);
			return {
				event,
				address: `${url.origin}${url.pathname}`,
				key: url.searchParams.get('key'),
			};
		})
		.sort((a, b) => `${a.event}${a.address}`.localeCompare(`${b.event}${b.address}`));
}

const at = (address: string, events = NATIVE_THREE): object[] =>
	events.map((event) => ({ event, address, key: expect.stringMatching(/^[\w-]{12}$/) }));

/** Requests that change something, in order. */
function changes(): string[] {
	return workable.requests
		.filter(({ method }) => method !== 'GET')
		.map(({ method, path, status }) => `${method} ${path.split('/')[1]} ${status}`);
}

async function publish(node: Surroundings): Promise<void> {
	if (!(await hooks(node).checkExists())) await hooks(node).create();
}

/** What n8n does when it publishes: a failing `create` is followed by `delete` and tried again. */
async function publishLikeN8n(node: Surroundings): Promise<number> {
	for (let tries = 1; tries <= 10; tries++) {
		try {
			await publish(node);
			return tries;
		} catch {
			await hooks(node)
				.delete()
				.catch(() => undefined);
		}
	}
	throw new Error('n8n gave up');
}

describe('publishing', () => {
	it('makes exactly what is desired, each event under an address of its own', async () => {
		const node = triggerIn(workable, { parameters: THREE });
		expect(await hooks(node).checkExists()).toBe(false);
		expect(changes()).toEqual([]);
		expect(await hooks(node).create()).toBe(true);
		expect(found()).toEqual(at(BASE));
		expect(new Set(workable.webhooks.map(({ target }) => target)).size).toBe(3);
		expect(workable.webhooks.map(({ target }) => target).join()).not.toContain(tokenOf(workable));
		expect(await hooks(node).checkExists()).toBe(true);
	});

	it('twice makes nothing more', async () => {
		const node = triggerIn(workable, { parameters: THREE });
		await hooks(node).create();
		const first = workable.webhooks;
		await hooks(node).create();
		expect(workable.webhooks).toEqual(first);
		expect(changes()).toHaveLength(3);
	});

	it.each([200, 201] as const)('takes %s for created', async (createStatus) => {
		await start({ createStatus, emptyListIs404: createStatus === 200 });
		const node = triggerIn(workable, { parameters: THREE });
		await publish(node);
		expect(found()).toEqual(at(BASE));
		expect(await hooks(node).checkExists()).toBe(true);
	});

	it.each([true, false])('reads an empty list (404: %s)', async (emptyListIs404) => {
		await start({ emptyListIs404 });
		const node = triggerIn(workable, { parameters: THREE });
		expect(await hooks(node).checkExists()).toBe(false);
		expect(await hooks(node).delete()).toBe(true);
		expect(changes()).toEqual([]);
	});

	it.each(['status', 'cut-before', 'cut-after'] as const)(
		'that is cut after the first of three (%s) is finished by the next try',
		async (kind) => {
			const node = triggerIn(workable, { parameters: THREE });
			const match = { method: 'POST', path: '/subscriptions' };
			workable.faults.add({ kind: 'latency', ms: 0, match });
			workable.faults.add({ kind, match });
			const error = await failure(hooks(node).create());
			expect(error.message).toMatch(/^Workable (is not available|could not be reached)/);
			expect(workable.webhooks).toHaveLength(kind === 'cut-after' ? 2 : 1);
			expect(await hooks(node).checkExists()).toBe(false);

			await hooks(node).create();
			expect(found()).toEqual(at(BASE));
			expect(await hooks(node).checkExists()).toBe(true);
			expect(changes().filter((change) => change.startsWith('DELETE'))).toEqual([]);
		},
	);

	it('that is cut is survived the way n8n repeats it as well', async () => {
		const node = triggerIn(workable, { parameters: THREE });
		const match = { method: 'POST', path: '/subscriptions' };
		workable.faults.add({ kind: 'latency', ms: 0, match });
		workable.faults.add({ kind: 'cut-after', match });
		expect(await publishLikeN8n(node)).toBe(2);
		expect(found()).toEqual(at(BASE));
	});

	it('meets its own address when the list lagged behind: 409 is no failure', async () => {
		const node = triggerIn(workable, { parameters: THREE });
		await hooks(node).create();
		const before = workable.webhooks;
		workable.faults.add({
			kind: 'status',
			status: 404,
			match: { method: 'GET', path: '/subscriptions' },
		});
		await hooks(node).create();
		expect(workable.webhooks).toEqual(before);
		expect(changes().slice(3)).toEqual(Array(3).fill('POST subscriptions 409'));
	});

	it('fails on a 409 for an address that is not to be seen', async () => {
		await start({ listShowsOnlyOwn: true });
		const node = triggerIn(workable, { parameters: { hrEvents: ['employee.hired'] } });
		await publish(node);
		const [{ target, id } = { target: '', id: 0 }] = workable.webhooks;
		await hooks(node).delete();
		// One for the same event that is to be seen does not stand in for it.
		workable.addWebhook({
			event: 'employee_published',
			target: 'https://payroll.example/hook',
		});
		workable.addToken('example-of-somebody');
		workable.addWebhook({
			event: 'employee_published',
			target,
			token: 'example-of-somebody',
		});
		expect((await failure(hooks(node).create())).message).toMatch(
			/^Workable refused the request\. /,
		);
		expect(workable.webhooks.map((one) => one.id)).not.toContain(id);
	});

	it('changes the set to a changed list of events', async () => {
		const before = triggerIn(workable, { parameters: THREE, workflowId: 'w' });
		await publish(before);
		const parameters = { hrEvents: ['leave.approved', 'employee.created'] };
		const after = triggerIn(workable, { parameters, workflowId: 'w' });
		expect(await hooks(after).checkExists()).toBe(false);
		// n8n takes the old set away first.
		await hooks(before).delete();
		expect(workable.webhooks).toEqual([]);
		await publish(after);
		expect(found()).toEqual(at(BASE, ['employee_created', 'timeoff_updated']));
	});

	it('changes the set without that, too, and keeps what stays', async () => {
		const workflowId = 'workflow-that-changes';
		await publish(triggerIn(workable, { parameters: THREE, workflowId }));
		const leaves = workable.webhooks.find(({ event }) => event === 'timeoff_updated');
		const parameters = { hrEvents: ['leave.approved', 'employee.created'] };
		await publish(triggerIn(workable, { parameters, workflowId }));
		expect(found()).toEqual(at(BASE, ['employee_created', 'timeoff_updated']));
		expect(workable.webhooks).toContainEqual(leaves);
	});

	it('does nothing for a renamed node', async () => {
		const given = { parameters: THREE, workflowId: 'workflow-with-new-names' };
		await publish(triggerIn(workable, { ...given, nodeName: 'Before' }));
		const before = workable.webhooks;
		const after = triggerIn(workable, { ...given, nodeName: 'After' });
		expect(await hooks(after).checkExists()).toBe(true);
		expect(workable.webhooks).toEqual(before);
	});

	it('asks for everything there is by its own name, candidates with all their filters', async () => {
		const vendorEvents = offered('vendorEvents');
		const node = triggerIn(workable, {
			parameters: { listenFor: 'vendorEvents', vendorEvents },
		});
		await publish(node);
		expect(workable.webhooks.map(({ event }) => event).sort()).toEqual(vendorEvents.sort());
		expect(await hooks(node).checkExists()).toBe(true);
		expect(vendorEvents.filter((name) => name.startsWith('candidate_'))).toHaveLength(3);
	});

	it('derives what it needs from the HR events', async () => {
		const needs: Record<string, string[]> = {
			'employee.created': ['employee_created'],
			'employee.hired': ['employee_published'],
			'employee.onboarding_completed': ['onboarding_completed'],
			'employee.terminated': ['employee_updated'],
			'employee.job_changed': ['employee_updated'],
			'table.entry_updated': ['employee_updated'],
			'leave.cancelled': ['timeoff_updated'],
		};
		for (const [chosen, native] of Object.entries(needs)) {
			await start();
			await publish(triggerIn(workable, { parameters: { hrEvents: [chosen] } }));
			expect(found()).toEqual(at(BASE, native));
		}
	});

	it('refuses to listen for nothing', async () => {
		const node = triggerIn(workable, { parameters: { hrEvents: [] } });
		const error = await failure(hooks(node).create());
		expect(error.message).toMatch(/^No event is chosen\. /);
		expect(changes()).toEqual([]);
	});

	it('refuses a time zone that is none', async () => {
		const node = triggerIn(workable, {
			parameters: { ...THREE, options: { timeZone: 'Berlin' } },
		});
		expect((await failure(hooks(node).create())).message).toMatch(/Company Time Zone.*Berlin/);
		expect(changes()).toEqual([]);
	});
});

describe('unpublishing', () => {
	it('takes away what is ours and nothing else', async () => {
		const node = triggerIn(workable, { parameters: THREE });
		await publish(node);
		const stranger = workable.addWebhook({
			event: 'employee_published',
			target: 'https://payroll.example/hook',
		});
		expect(await hooks(node).delete()).toBe(true);
		expect(workable.webhooks.map(({ id }) => id)).toEqual([stranger]);
		expect(await hooks(node).delete()).toBe(true);
	});

	it('takes what is gone already for done', async () => {
		const node = triggerIn(workable, { parameters: THREE });
		await publish(node);
		workable.faults.add({ kind: 'status', status: 404, match: { method: 'DELETE' } });
		expect(await hooks(node).delete()).toBe(true);
		expect(workable.webhooks).toHaveLength(1);
		expect(await hooks(node).delete()).toBe(true);
		expect(workable.webhooks).toEqual([]);
	});

	it('survives an answer that got lost', async () => {
		const node = triggerIn(workable, { parameters: THREE });
		await publish(node);
		workable.faults.add({ kind: 'cut-after', match: { method: 'DELETE' } });
		expect(await hooks(node).delete()).toBe(true);
		expect(workable.webhooks).toEqual([]);
	});

	it('tries three times and then says so', async () => {
		const node = triggerIn(workable, { parameters: THREE });
		await publish(node);
		workable.faults.add({ kind: 'status', match: { method: 'DELETE' }, times: 2 });
		expect(await hooks(node).delete()).toBe(true);
		expect(workable.webhooks).toEqual([]);

		await publish(node);
		workable.faults.add({ kind: 'status', match: { method: 'DELETE' }, times: 3 });
		const error = await failure(hooks(node).delete());
		expect(error.message).toMatch(/^Workable is not available at the moment\. /);
		expect(error.message).toMatch(/503/);
		expect(workable.webhooks).toHaveLength(3);
	});
});

describe('other webhooks', () => {
	const strangers = [
		'https://payroll.example/hook',
		'payroll.example/without-a-scheme',
		`http://127.0.0.1:5678/webhook/${WEBHOOK_ID}/webhook?event=employee_published&key=abc`,
		`https://elsewhere.example/webhook/${WEBHOOK_ID}/webhook?event=employee_published&key=abc`,
		'http://127.0.0.1:5678/webhook/11111111-2222-4333-8444-555555555555/webhook?event=employee_published',
		`http://127.0.0.1:5678/webhook/${WEBHOOK_ID}/webhook/more`,
		`http://127.0.0.1:5679/webhook/${WEBHOOK_ID}/webhook`,
		`http://127.0.0.1:5678/n8n/webhook/${WEBHOOK_ID}/webhook`,
		`http://127.0.0.1:5678/webhook/x${WEBHOOK_ID}/webhook`,
	];

	it('stay as they are, whatever we do', async () => {
		for (const target of strangers) {
			workable.addWebhook({ event: 'employee_published', target });
		}
		const before = workable.webhooks;
		const node = triggerIn(workable, { parameters: THREE });
		await publish(node);
		expect(workable.webhooks.slice(0, before.length)).toEqual(before);
		expect(workable.webhooks).toHaveLength(before.length + 3);
		await hooks(node, { mode: 'manual' }).create();
		await hooks(node, { mode: 'manual' }).delete();
		await hooks(node).delete();
		expect(workable.webhooks).toEqual(before);
	});

	it('of a duplicate of the workflow are its own', async () => {
		const one = triggerIn(workable, { parameters: THREE });
		const two = triggerIn(workable, {
			parameters: THREE,
			webhookId: '77777777-0000-4000-8000-000000000000',
		});
		await publish(one);
		const ofOne = workable.webhooks;
		await publish(two);
		expect(workable.webhooks).toHaveLength(6);
		expect(await hooks(one).checkExists()).toBe(true);
		await hooks(two).delete();
		expect(workable.webhooks).toEqual(ofOne);
	});

	it('of our own earlier address go only when that is asked for', async () => {
		const given = { parameters: THREE, workflowId: 'workflow-that-moved' };
		await publish(triggerIn(workable, { ...given, address: 'https://old.example/' }));
		const left = workable.webhooks;
		const node = triggerIn(workable, given);
		await publish(node);
		expect(workable.webhooks.slice(0, 3)).toEqual(left);
		expect(await hooks(node).checkExists()).toBe(true);

		const options: IDataObject = { replaceEarlierAddress: true };
		const replacing = triggerIn(workable, { ...given, parameters: { ...THREE, options } });
		expect(await hooks(replacing).checkExists()).toBe(false);
		await hooks(replacing).create();
		expect(found()).toEqual(at(BASE));
		expect(await hooks(replacing).checkExists()).toBe(true);
	});

	it('of our earlier address are not lost before the new one is there', async () => {
		const parameters = { ...THREE, options: { replaceEarlierAddress: true } };
		const given = { parameters, workflowId: 'workflow-that-moves' };
		await publish(triggerIn(workable, { ...given, address: 'https://old.example/' }));
		const before = workable.webhooks;
		const node = triggerIn(workable, given);
		workable.faults.add({ kind: 'status', match: { method: 'POST' } });
		await failure(hooks(node).create());
		expect(workable.webhooks).toEqual(before);
		await hooks(node).create();
		expect(found()).toEqual(at(BASE));
	});
});

describe('a test run', () => {
	it('beside production: neither disturbs the other', async () => {
		const node = triggerIn(workable, { parameters: THREE });
		const test = hooks(node, { mode: 'manual' });
		await publish(node);
		const production = workable.webhooks;
		expect(await test.checkExists()).toBe(false);
		await test.create();
		expect(found()).toEqual(
			[...at(BASE), ...at(TEST_BASE)].sort((a, b) =>
				JSON.stringify(a).localeCompare(JSON.stringify(b)),
			),
		);
		expect(await test.checkExists()).toBe(true);
		await test.create();
		expect(workable.webhooks).toHaveLength(6);
		await test.delete();
		expect(workable.webhooks).toEqual(production);
	});

	it('that was left over goes with the next publish', async () => {
		const node = triggerIn(workable, { parameters: THREE });
		await hooks(node, { mode: 'manual' }).create();
		expect(found()).toEqual(at(TEST_BASE));
		expect(await hooks(node).checkExists()).toBe(false);
		await hooks(node).create();
		expect(found()).toEqual(at(BASE));
	});

	it('that was left over goes with unpublishing', async () => {
		const node = triggerIn(workable, { parameters: THREE });
		await publish(node);
		await hooks(node, { mode: 'manual' }).create();
		await hooks(node).delete();
		expect(workable.webhooks).toEqual([]);
	});

	it('left over with other events goes as well', async () => {
		const parameters = { hrEvents: ['employee.created'] };
		const workflowId = 'workflow-that-was-tested';
		await hooks(triggerIn(workable, { parameters, workflowId }), { mode: 'manual' }).create();
		await publish(triggerIn(workable, { parameters: THREE, workflowId }));
		expect(found()).toEqual(at(BASE));
	});
});

describe('another token', () => {
	const rotated = 'example-rotated';

	function rotate(node: Surroundings): void {
		workable.addToken(rotated);
		node.setCredential(
			credentialFor(workable, {
				accessToken: rotated,
				previousAccessToken: tokenOf(workable),
			}),
		);
	}

	it('replaces every webhook, and none of the events is ever without one', async () => {
		const node = triggerIn(workable, { parameters: THREE });
		await publish(node);
		const before = workable.webhooks.map(({ id }) => id);
		rotate(node);
		expect(await hooks(node).checkExists()).toBe(false);
		const done = changes().length;
		await hooks(node).create();
		expect(found()).toEqual(at(BASE));
		expect(workable.webhooks.filter(({ id }) => before.includes(id))).toEqual([]);
		expect(workable.webhooks.map(({ token }) => token)).toEqual(Array(3).fill(rotated));
		const pair = ['POST subscriptions 200', 'DELETE subscriptions 200'];
		expect(changes().slice(done)).toEqual([...pair, ...pair, ...pair]);
		expect(await hooks(node).checkExists()).toBe(true);
	});

	it('keeps the old webhook where the new one cannot be made', async () => {
		const node = triggerIn(workable, { parameters: THREE });
		await publish(node);
		const before = workable.webhooks;
		rotate(node);
		workable.faults.add({ kind: 'status', match: { method: 'POST' } });
		await failure(hooks(node).create());
		expect(workable.webhooks).toEqual(before);
	});

	it('that sees only its own webhooks still gets its set', async () => {
		await start({ listShowsOnlyOwn: true });
		const node = triggerIn(workable, { parameters: THREE });
		await publish(node);
		rotate(node);
		await publish(node);
		expect(workable.webhooks.filter(({ token }) => token === rotated)).toHaveLength(3);
		expect(await hooks(node).checkExists()).toBe(true);
	});

	it('and the one before it are both accepted meanwhile, a third is not', async () => {
		const node = triggerIn(workable, { parameters: THREE });
		const body = Buffer.from('{"event_type":"employee_published","id":"4d3"}');
		rotate(node);
		for (const key of [rotated, tokenOf(workable)]) {
			const { answer, items } = await post(node, body, { key });
			expect([answer.status, items.length]).toEqual([200, 1]);
		}
		const { answer, items } = await post(node, body, { key: 'example-third' });
		expect([answer.status, items.length]).toEqual([401, 0]);
	});
});

describe('an expired webhook', () => {
	it('is replaced', async () => {
		const node = triggerIn(workable, { parameters: THREE });
		await publish(node);
		const [expired] = workable.webhooks;
		workable.expireWebhook(expired?.id ?? 0);
		expect(await hooks(node).checkExists()).toBe(false);
		await hooks(node).create();
		expect(found()).toEqual(at(BASE));
		expect(workable.webhooks.map(({ id }) => id)).not.toContain(expired?.id);
		expect(workable.webhooks.map((one) => one.valid_until)).toEqual([null, null, null]);
		expect(await hooks(node).checkExists()).toBe(true);
	});
});

describe("n8n's own start", () => {
	it.each(['init', 'leadershipChange'] as const)(
		'(%s) during an outage leaves a healthy registration as it is',
		async (activation) => {
			const node = triggerIn(workable, { parameters: THREE });
			await publish(node);
			const [before, done] = [workable.webhooks, changes().length];
			workable.faults.add({ kind: 'status', times: 99 });
			const requests = workable.requests.length;
			expect(await hooks(node, { activation }).checkExists()).toBe(true);
			expect(workable.requests).toHaveLength(requests);
			expect(workable.webhooks).toEqual(before);
			expect(changes()).toHaveLength(done);
		},
	);

	it.each(['activate', 'update', 'create', 'manual'] as const)(
		'is not what %s is: that fails in an outage',
		async (activation) => {
			const node = triggerIn(workable, { parameters: THREE });
			expect(await hooks(node, { activation }).checkExists()).toBe(false);
			workable.faults.add({ kind: 'status', times: 99 });
			const error = await failure(hooks(node, { activation }).checkExists());
			expect(error.message).toMatch(/^Workable is not available at the moment\. /);
		},
	);
});

describe('trouble at Workable', () => {
	const METHODS = ['checkExists', 'create', 'delete'] as const;

	it.each(METHODS)('(401) makes %s say what to do, and nothing is touched', async (method) => {
		const node = triggerIn(workable, { parameters: THREE });
		await publish(node);
		const before = workable.webhooks;
		workable.revokeToken(tokenOf(workable));
		const done = changes().length;
		const error = await failure(hooks(node)[method]());
		expect(error.message).toMatch(/^Workable did not accept the credential\. /);
		expect(error.message).toMatch(/API Token.*published again/);
		expect(workable.webhooks).toEqual(before);
		expect(changes()).toHaveLength(done);
	});

	it.each(METHODS)('(503) makes %s fail in plain words, and nothing is touched', async (method) => {
		const node = triggerIn(workable, { parameters: THREE });
		await publish(node);
		const before = workable.webhooks;
		workable.faults.add({ kind: 'status', match: { method: 'GET' }, times: 3 });
		const error = await failure(hooks(node)[method]());
		expect(error.message).toMatch(/^Workable is not available at the moment\. /);
		expect(workable.webhooks).toEqual(before);
	});

	it('(403) names the scope', async () => {
		workable.addToken('example-without-rights', ['r_timeoff']);
		const node = triggerIn(workable, {
			parameters: THREE,
			credential: credentialFor(workable, { accessToken: 'example-without-rights' }),
		});
		const error = await failure(hooks(node).create());
		expect(error.message).toMatch(/r_employees/);
	});

	it('(a page instead of a list) is said to come from something else', async () => {
		const node = triggerIn(workable, { parameters: THREE });
		workable.faults.add({ kind: 'status', status: 200, body: { html: true }, times: 9 });
		const error = await failure(hooks(node).create());
		expect(error.message).toMatch(/something other than a list of webhooks/);
		expect(changes()).toEqual([]);
	});

	const PAGE = { status: 200, body: '<!DOCTYPE html><title>Sign in</title>', times: 9 } as const;

	it('(a page instead of an answer) has made no webhook: it is not published', async () => {
		const node = triggerIn(workable, { parameters: THREE });
		workable.faults.add({ kind: 'status', ...PAGE, match: { method: 'POST' } });
		const error = await failure(hooks(node).create());
		expect(error.message).toMatch(/something other than an answer of its API.*sign-in page/);
		expect(found()).toEqual([]);
	});

	it('(a page instead of an answer) has removed no webhook', async () => {
		const node = triggerIn(workable, { parameters: THREE });
		await publish(node);
		workable.faults.add({ kind: 'status', ...PAGE, match: { method: 'DELETE' } });
		const error = await failure(hooks(node).delete());
		expect(error.message).toMatch(/something other than an answer of its API/);
		expect(found()).toHaveLength(3);
	});

	it('(a redirect) does not carry the token anywhere', async () => {
		const other = await startRoomyWorkable();
		workable.faults.add({
			kind: 'status',
			status: 302,
			headers: { location: `${other.baseUrl}/subscriptions` },
			times: 9,
		});
		const error = await failure(hooks(triggerIn(workable, { parameters: THREE })).create());
		expect(error.message).toMatch(/another address/);
		expect(other.requests).toEqual([]);
		await other.close();
	});

	it('(no answer) ends in a clear message in ten seconds at most', async () => {
		const node = triggerIn(workable, { parameters: THREE });
		workable.faults.add({ kind: 'hang', match: { method: 'POST' } });
		const began = Date.now();
		const error = await failure(hooks(node).create());
		expect(Date.now() - began).toBeLessThan(12_000);
		expect(error.message).toMatch(/^Workable (did not answer within|could not be reached)/);
		expect(error.message).toMatch(/POST \/subscriptions/);
		expect(workable.webhooks).toEqual([]);
	});
});

describe('an address Workable cannot reach', () => {
	const PUBLIC_API = { baseUrl: 'https://acme.workable.com/spi/v3' };

	it.each([
		'http://127.0.0.1:5678/',
		'http://localhost:5678/',
		'https://localhost/',
		'https://n8n/',
		'https://n8n.internal/',
		'https://192.168.1.20/',
		'https://10.0.0.3/',
		'https://172.20.0.3/',
		'https://[fd00::1]/',
		'http://n8n.example/',
	])('(%s) is refused with the name of the setting, and nothing is asked', async (address) => {
		const node = triggerIn(workable, {
			parameters: THREE,
			address,
			credential: credentialFor(workable, PUBLIC_API),
		});
		for (const method of ['checkExists', 'create'] as const) {
			const error = await failure(hooks(node)[method]());
			expect(error).toBeInstanceOf(NodeOperationError);
			expect(error.message).toMatch(/cannot call this n8n at/);
			expect(error.message).toMatch(/N8N_WEBHOOK_URL/);
		}
		expect(workable.requests).toEqual([]);
	});

	it('may be used where the API is on this machine too', async () => {
		const node = triggerIn(workable, { parameters: THREE, address: 'http://192.168.1.20:5678/' });
		await publish(node);
		expect(workable.webhooks).toHaveLength(3);
	});
});

describe('the credential', () => {
	it('without a usable address is refused in plain words', async () => {
		const node = triggerIn(workable, {
			parameters: THREE,
			credential: { accessToken: tokenOf(workable), subdomain: 'a.b/evil', baseUrl: '' },
		});
		const error = await failure(hooks(node).create());
		expect(error.message).toMatch(/no usable address/);
	});

	it('may have blanks and slashes around its base URL', async () => {
		const node = triggerIn(workable, {
			parameters: THREE,
			credential: credentialFor(workable, { baseUrl: ` ${workable.baseUrl}// ` }),
		});
		await publish(node);
		expect(workable.webhooks).toHaveLength(3);
	});
});

describe('whose a webhook is', () => {
	let elsewhere: WorkableSimulator | undefined;
	afterEach(async () => {
		await elsewhere?.close();
		elsewhere = undefined;
	});

	describeOwnership({
		hooks,
		triggerIn: (given) => triggerIn(workable, given),
		held: () => workable.webhooks,
		failRemovals: () =>
			workable.faults.add({ kind: 'status', match: { method: 'DELETE' }, times: 99 }),
		failCreations: () =>
			workable.faults.add({
				kind: 'status',
				match: { method: 'POST', path: '/subscriptions' },
				times: 99,
			}),
		recover: () => workable.faults.clear(),
		otherCompany: async () => {
			elsewhere = await startRoomyWorkable();
			return credentialFor(elsewhere);
		},
	});
});
