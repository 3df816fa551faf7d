import type { IDataObject, WorkflowActivateMode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { HiBobOptions, HiBobSimulator, Permissions } from '../../simulators/hibob/index.mts';
import { credentialFor, failure, hooks, startRoomyHiBob, triggerIn } from '../support/hibob';
import { beImpatient } from '../support/impatience';
import type { Surroundings } from '../support/n8n';

jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/hundredth'));

jest.mock('../../nodes/shared/outbound/retry', () =>
	jest
		.requireActual<typeof import('../support/impatience')>('../support/impatience')
		.retryWithTimeouts({ WHILE_PUBLISHING: 500 }),
);

const FIELDS = 'GET /company/people/fields';
const LIFECYCLE = 'GET /bulk/people/lifecycle';
const CHANGES = 'GET /timeoff/requests/changes';
const TOKEN = 'example-hibob-token-of-acme';
const POOR = { id: 'SERVICE-1', token: 'example-token-of-the-poor' };

/** What is told without any record, but for the detail. */
const PLAIN = { hrEvents: ['employee.created', 'employee.updated', 'employee.deleted'] };
const BY_LIFECYCLE = { hrEvents: ['employee.termination_scheduled'] };
const BY_REQUEST = { hrEvents: ['leave.requested'] };
const BOTH = { hrEvents: ['employee.access_ended', 'leave.requested', 'employee.created'] };

let hibob: HiBobSimulator;
async function start(options: HiBobOptions = {}): Promise<void> {
	await hibob?.close();
	hibob = await startRoomyHiBob(options);
}
beforeEach(async () => {
	await start();
});
afterEach(async () => {
	await hibob.close();
	expect(hibob.violations.list).toEqual([]);
	// Nothing can be made there, and the page that answers looks like a success.
	expect(hibob.requests.filter(({ path }) => path.includes('webhook'))).toEqual([]);
	expect(hibob.webhooks).toEqual([]);
});

const node = (parameters: IDataObject, credential?: IDataObject): Surroundings =>
	triggerIn(hibob, { parameters, credential: credential ?? credentialFor(hibob) });

/** The credential of a service user who may not do everything. */
function limited(permissions: Partial<Permissions>): IDataObject {
	hibob.addServiceUser({ ...POOR, permissions });
	return credentialFor(hibob, { serviceUserId: POOR.id, serviceUserToken: POOR.token });
}

/** The requests so far, ids left out. */
const asked = (): string[] =>
	hibob.requests.map(({ method, path }) => `${method} ${path.replace(/\/\d+/g, '/{id}')}`);

function someTimeOff(): number {
	const [person] = hibob.employees;
	return hibob.requestTimeOff({
		employeeId: person?.['root.id'] ?? '',
		from: '2031-05-04',
		to: '2031-05-08',
		autoApprove: true,
	});
}
const ONE_REQUEST = 'GET /timeoff/employees/{id}/requests/{id}';

/** All that n8n stores and shows of an error. */
function toldBy(error: Error): string {
	const { message, stack, cause } = error;
	return [message, stack, JSON.stringify(error), JSON.stringify(cause ?? null)].join('\n');
}

describe('publishing', () => {
	it('makes the one call that takes no permission, where nothing else is needed', async () => {
		const plain = node(PLAIN);
		expect(await hooks(plain).checkExists()).toBe(false);
		expect(asked()).toEqual([]);
		expect(await hooks(plain).create()).toBe(true);
		expect(asked()).toEqual([FIELDS]);
	});

	it('looks at one person’s lifecycle and at one request, where the events take them', async () => {
		someTimeOff();
		expect(await hooks(node(BOTH)).create()).toBe(true);
		expect(asked()).toEqual([FIELDS, LIFECYCLE, CHANGES, ONE_REQUEST]);
		expect(hibob.requests[1]?.query).toEqual({ limit: '1' });
		const { since, to } = hibob.requests[2]?.query ?? {};
		const days = (Date.parse(String(to)) - Date.parse(String(since))) / 86_400_000;
		expect(Math.round(days)).toBe(30);
	});

	it.each<[string, string[], string[]]>([
		['employee.created', [], []],
		['employee.deleted', [], []],
		['employee.updated', [], []],
		['employee.hired', [], []],
		['employee.activated', [], []],
		['employee.deactivated', [], []],
		['table.entry_created', [], []],
		['table.entry_updated', [], []],
		['employee.started', [LIFECYCLE], []],
		['employee.rehired', [LIFECYCLE], []],
		['employee.termination_scheduled', [LIFECYCLE], []],
		['employee.terminated', [LIFECYCLE], []],
		['employee.access_ended', [LIFECYCLE], []],
		['leave.started', [LIFECYCLE], []],
		['leave.ended', [LIFECYCLE], []],
		['leave.requested', [], [CHANGES, ONE_REQUEST]],
		['leave.approved', [], [CHANGES, ONE_REQUEST]],
		['leave.declined', [], [CHANGES, ONE_REQUEST]],
		['leave.cancelled', [], [CHANGES, ONE_REQUEST]],
		['leave.updated', [], [CHANGES, ONE_REQUEST]],
	])('for %s looks at what it takes, and at nothing else', async (type, lifecycle, timeOff) => {
		someTimeOff();
		await hooks(node({ hrEvents: [type] })).create();
		expect(asked()).toEqual([FIELDS, ...lifecycle, ...timeOff]);
	});

	it.each<[string, string[]]>([
		['employee.created', []],
		['employee.updated', []],
		['employee.deleted', []],
		['employee.inactivated', []],
		['employee.access.revoked.immediately', []],
		['table.entry.created', []],
		['todo.assign', []],
		['documents.eSign.completed', []],
		['shift.swapped', []],
		['employee.joined', [LIFECYCLE]],
		['employee.left', [LIFECYCLE]],
		['employee.activated', [LIFECYCLE]],
		['employee.temporaryLeave', [LIFECYCLE]],
		['timeoff.request.requested', [CHANGES, ONE_REQUEST]],
		['timeoff.request.setEndDate', [CHANGES, ONE_REQUEST]],
		['timeoff.request.somethingNew', []],
	])('for the vendor event %s looks at what it takes', async (name, expected) => {
		someTimeOff();
		const parameters = { listenFor: 'vendorEvents', vendorEvents: [], otherVendorEvents: name };
		await hooks(node(parameters)).create();
		expect(asked()).toEqual([FIELDS, ...expected]);
	});

	it('reads no request where there was none lately', async () => {
		await hooks(node(BY_REQUEST)).create();
		expect(asked()).toEqual([FIELDS, CHANGES]);
	});

	it('ten times is the same ten times', async () => {
		const plain = node(PLAIN);
		for (let times = 0; times < 10; times++) {
			expect(await hooks(plain).checkExists()).toBe(false);
			expect(await hooks(plain).create()).toBe(true);
		}
		expect(asked()).toEqual(Array(10).fill(FIELDS));
	});

	it('is the same in a test run', async () => {
		const both = node(BOTH);
		expect(await hooks(both, { mode: 'manual' }).checkExists()).toBe(false);
		expect(await hooks(both, { mode: 'manual' }).create()).toBe(true);
		expect(asked()).toEqual([FIELDS, LIFECYCLE, CHANGES]);
	});

	it.each(['', ' , '])('does not mind that the secret (%j) is still to come', async (secrets) => {
		const early = node(BOTH, credentialFor(hibob, { webhookSecrets: secrets }));
		expect(await hooks(early).create()).toBe(true);
	});

	it.each([
		{ hrEvents: [] },
		{ listenFor: 'vendorEvents', vendorEvents: [], otherVendorEvents: ' , ' },
	])('refuses to listen for nothing: %j', async (parameters) => {
		const error = await failure(hooks(node(parameters)).create());
		expect(error.message).toMatch(/^No event is chosen\. /);
		expect(asked()).toEqual([]);
	});

	it('refuses a time zone that is none', async () => {
		const parameters = { ...PLAIN, options: { timeZone: 'Berlin' } };
		const error = await failure(hooks(node(parameters)).create());
		expect(error.message).toMatch(/does not name a time zone/);
		expect(asked()).toEqual([]);
	});
});

describe('an n8n that HiBob cannot call', () => {
	it.each(['production', 'sandbox'])('is refused, naming what to set (%s)', async (environment) => {
		for (const [address, why] of [
			['http://127.0.0.1:5678/', '127.0.0.1 cannot be reached from outside'],
			['http://n8n.example.org/', 'does not start with https'],
		] as const) {
			const credential = credentialFor(hibob, { environment });
			const hidden = triggerIn(hibob, { parameters: PLAIN, credential, address });
			const error = await failure(hooks(hidden).create());
			expect(error).toBeInstanceOf(NodeOperationError);
			expect(error.message).toMatch(/^HiBob cannot call this n8n at http/);
			expect(error.message).toContain(why);
			expect(error.message).toContain('N8N_WEBHOOK_URL');
		}
	});
});

describe('on n8n’s own start', () => {
	it.each<WorkflowActivateMode>(['init', 'leadershipChange'])(
		'(%s) nothing is asked: an outage at HiBob costs nothing',
		async (activation) => {
			hibob.faults.add({ kind: 'status', times: 99 });
			const both = node(BOTH);
			expect(await hooks(both, { activation }).checkExists()).toBe(true);
			expect(asked()).toEqual([]);
			expect(both.counters.credentialReads).toBe(0);
		},
	);
});

it('unpublishing asks for nothing: the webhook is removed in Bob', async () => {
	const both = node(BOTH);
	await hooks(both).create();
	const before = asked();
	hibob.faults.add({ kind: 'status', times: 99 });
	for (let times = 0; times < 3; times++) expect(await hooks(both).delete()).toBe(true);
	expect(asked()).toEqual(before);
});

describe('a credential that HiBob does not accept', () => {
	it('is told in plain words, and tried once: too many refusals block the sender', async () => {
		const wrong = node(BOTH, credentialFor(hibob, { serviceUserToken: 'example-wrong-token' }));
		const error = await failure(hooks(wrong).create());
		expect(error.message).toMatch(/^HiBob did not accept the credential\. /);
		expect(error.message).toMatch(/Service User ID.*Service User Token.*Environment/);
		expect(asked()).toEqual([FIELDS]);
	});

	it.each([
		{ serviceUserToken: 'example-wrong-token' },
		{ serviceUserId: 'SERVICE-0', serviceUserToken: 'example-wrong-token' },
		{ serviceUserToken: '' },
	])('is not told itself (%j)', async (entered) => {
		const error = await failure(hooks(node(BOTH, credentialFor(hibob, entered))).create());
		const told = toldBy(error);
		expect(told).not.toContain('example-wrong-token');
		expect(told).not.toContain(TOKEN);
		const pairs = ['SERVICE-5772', 'SERVICE-0'].map((id) => `${id}:example-wrong-token`);
		for (const pair of pairs) expect(told).not.toContain(Buffer.from(pair).toString('base64'));
	});

	it('does not block the sender, however often n8n tries to publish', async () => {
		const wrong = node(BOTH, credentialFor(hibob, { serviceUserToken: 'example-wrong-token' }));
		for (let times = 0; times < 20; times++) {
			await failure(hooks(wrong).create());
			await hooks(wrong).delete();
		}
		expect(await hooks(node(BOTH)).create()).toBe(true);
	});

	it('that was revoked is refused too, and a new one works at once', async () => {
		const both = node(BOTH);
		await hooks(both).create();
		hibob.revokeServiceUser('SERVICE-5772');
		expect((await failure(hooks(both).create())).message).toMatch(/did not accept/);
		hibob.addServiceUser({ id: 'SERVICE-2', token: 'example-new-token' });
		both.setCredential(
			credentialFor(hibob, { serviceUserId: 'SERVICE-2', serviceUserToken: 'example-new-token' }),
		);
		expect(await hooks(both).create()).toBe(true);
	});
});

describe('permissions that are missing', () => {
	const HISTORY = "People's data > Lifecycle > View selected employees' section histories";
	const REQUESTS =
		"People's data > Time off > Requests > Create, edit and cancel people's not-yet-approved requests";

	async function refused(parameters: IDataObject, permissions: Partial<Permissions>) {
		const error = await failure(hooks(node(parameters, limited(permissions))).create());
		expect(error).toBeInstanceOf(NodeOperationError);
		// n8n shows no description of what keeps a workflow from being published.
		expect(error.message).toMatch(/^The service user may not read what the chosen events need\. /);
		return error.message;
	}

	beforeEach(() => {
		someTimeOff();
	});

	it('are told with the path in Bob: the lifecycle', async () => {
		const message = await refused(BY_LIFECYCLE, { tables: ['work'] });
		expect(message).toContain(HISTORY);
		expect(message).not.toContain(REQUESTS);
		expect(message).toMatch(/Then unpublish the workflow and publish it again\.$/);
	});

	it('are told with the path in Bob: time-off requests', async () => {
		const message = await refused(BY_REQUEST, { timeOffRequests: false });
		expect(message).toContain(REQUESTS);
		expect(message).not.toContain(HISTORY);
	});

	// Only the row before says whether somebody has another job now.
	it('are told with the path in Bob: the work table, for job changes', async () => {
		const message = await refused({ hrEvents: ['employee.job_changed'] }, { tables: [] });
		expect(message).toContain("People's data > Work > View selected employees' section histories");
		expect(message).not.toContain(HISTORY);
	});

	it('are told all at once', async () => {
		const message = await refused(BOTH, { tables: [], timeOffRequests: false });
		expect(message).toContain(HISTORY);
		expect(message).toContain(REQUESTS);
	});

	it('are told of a service user without anybody to see', async () => {
		expect(await refused(BY_LIFECYCLE, { people: [] })).toMatch(/'Access data for'.*sees nobody/);
	});

	it('are told where HiBob answers with an error for the person', async () => {
		const id = hibob.employees[0]?.['root.id'] ?? '';
		const body = {
			results: [],
			response_metadata: { cursor: null },
			errors: [{ [id]: { error: 'MISSING_PERMISSION', message: 'No permission.' } }],
		};
		const match = { path: '/bulk/people/lifecycle' };
		hibob.faults.add({ kind: 'status', status: 200, body, match });
		expect((await failure(hooks(node(BY_LIFECYCLE)).create())).message).toContain(HISTORY);
	});

	it('do not name anybody', async () => {
		const message = await refused(BOTH, { tables: [], timeOffRequests: false });
		for (const person of hibob.employees) {
			expect(message).not.toContain(person['root.id']);
			expect(message).not.toContain(String(person['root.displayName']));
		}
	});

	it.each<[string, IDataObject, Partial<Permissions>]>([
		['the lifecycle, for leave alone', BY_REQUEST, { tables: [] }],
		['requests, for leavers alone', BY_LIFECYCLE, { timeOffRequests: false, timeOffLists: false }],
		['both, for what takes neither', PLAIN, { tables: [], timeOffRequests: false, people: [] }],
		[
			'the lifecycle, for rows of any table as they are',
			{ hrEvents: ['table.entry_created'] },
			{ tables: [], timeOffRequests: false },
		],
		['other tables', BY_LIFECYCLE, { tables: ['lifecycle'] }],
		['other categories of fields', BOTH, { peopleFields: [] }],
		['the settings of time off', BY_REQUEST, { timeOffSettings: false }],
		// Then no request is known to try it with.
		['the lists of time off', BY_REQUEST, { timeOffLists: false, timeOffRequests: false }],
	])('are no matter where they are not needed: %s', async (_, parameters, permissions) => {
		expect(await hooks(node(parameters, limited(permissions))).create()).toBe(true);
	});

	it('are no matter once they are given', async () => {
		const poor = node(BOTH, limited({ tables: [], timeOffRequests: false }));
		await failure(hooks(poor).create());
		hibob.setPermissions(POOR.id, { tables: ['lifecycle'] });
		expect((await failure(hooks(poor).create())).message).not.toContain(HISTORY);
		hibob.setPermissions(POOR.id, { timeOffRequests: true });
		expect(await hooks(poor).create()).toBe(true);
	});

	it('are not told of a request that is gone meanwhile', async () => {
		const match = { path: /^\/timeoff\/employees\// };
		hibob.faults.add({ kind: 'status', status: 404, body: '', match });
		expect(await hooks(node(BY_REQUEST)).create()).toBe(true);
	});

	it('are told for vendor events by what those take', async () => {
		const events = (...vendorEvents: string[]) => ({ listenFor: 'vendorEvents', vendorEvents });
		const poor = limited({ tables: [], timeOffRequests: false });
		const left = await failure(hooks(node(events('employee.left'), poor)).create());
		expect(left.message).toContain(HISTORY);
		expect(left.message).not.toContain(REQUESTS);
		const timeOff = await failure(
			hooks(node(events('timeoff.request.deleted', 'todo.assign'), poor)).create(),
		);
		expect(timeOff.message).toContain(REQUESTS);
		expect(timeOff.message).not.toContain(HISTORY);
		expect(await hooks(node(events('employee.created'), poor)).create()).toBe(true);
	});
});

describe('trouble at HiBob', () => {
	const PATHS = {
		fields: '/company/people/fields',
		lifecycle: '/bulk/people/lifecycle',
		changes: '/timeoff/requests/changes',
		request: /^\/timeoff\/employees\//,
	};
	const steps = Object.entries(PATHS);
	beforeEach(() => {
		someTimeOff();
	});

	it.each(steps)('for a moment (%s) is waited for', async (_, path) => {
		for (const status of [503, 429]) {
			hibob.faults.add({ kind: 'status', status, match: { path }, times: 2 });
			expect(await hooks(node(BOTH)).create()).toBe(true);
		}
		hibob.faults.add({ kind: 'cut-before', match: { path } });
		expect(await hooks(node(BOTH)).create()).toBe(true);
	});

	it.each(steps)('for longer (%s) is told in plain words', async (_, path) => {
		hibob.faults.add({ kind: 'status', status: 500, match: { path }, times: 3 });
		const error = await failure(hooks(node(BOTH)).create());
		expect(error.message).toMatch(/^HiBob is not available at the moment\. /);
		expect(toldBy(error)).not.toContain(TOKEN);
	});

	it.each(steps)('that hangs (%s) is told in time', async (_, path) => {
		beImpatient();
		hibob.faults.add({ kind: 'hang', match: { path } });
		const error = await failure(hooks(node(BOTH)).create());
		expect(error.message).toMatch(/^HiBob did not answer within 0\.5 seconds\. /);
		const last = hibob.requests.at(-1);
		expect(last).toMatchObject({ fault: 'hang' });
	});

	it.each(steps)('that answers with a page (%s) is not taken for a yes', async (_, path) => {
		hibob.faults.add({
			kind: 'status',
			status: 200,
			headers: { 'content-type': 'text/html' },
			body: '<!DOCTYPE html><title>Sign in</title>',
			match: { path },
		});
		const error = await failure(hooks(node(BOTH)).create());
		expect(error.message).toMatch(/^HiBob answered with something other than /);
		expect(error.message).toContain('API Base URL');
	});

	it.each([
		['fields', '/company/people/fields', {}],
		['lifecycle', '/bulk/people/lifecycle', []],
		['changes', '/timeoff/requests/changes', { error: 'sign in' }],
	])('that answers with something else (%s) is told', async (_, path, body) => {
		hibob.faults.add({ kind: 'status', status: 200, body, match: { path } });
		const error = await failure(hooks(node(BOTH)).create());
		expect(error.message).toMatch(/^HiBob answered with something other than /);
	});

	it('that is not there is told', async () => {
		const away = node(BOTH, credentialFor(hibob, { baseUrl: 'http://127.0.0.1:1/v1' }));
		const error = await failure(hooks(away).create());
		expect(error.message).toMatch(/^HiBob could not be reached\. /);
	});

	it.each([
		['lifecycle', '/bulk/people/lifecycle', { results: [{ employeeId: 7, values: [] }] }],
		['changes', '/timeoff/requests/changes', { changes: [{ requestId: 7 }] }],
	])('that has a record nobody can read (%s) is no reason to refuse', async (_, path, body) => {
		someTimeOff();
		hibob.faults.add({ kind: 'status', status: 200, body, match: { path } });
		expect(await hooks(node(BOTH)).create()).toBe(true);
	});

	it('that has no bulk read is no reason to refuse', async () => {
		const match = { path: PATHS.lifecycle };
		hibob.faults.add({ kind: 'status', status: 404, body: '', match });
		expect(await hooks(node(BY_LIFECYCLE)).create()).toBe(true);
	});

	it.each<HiBobOptions>([{ cursorName: 'next_cursor' }, { statusSpelling: 'machine' }])(
		'of the kind %j is none',
		async (options) => {
			await start(options);
			someTimeOff();
			expect(await hooks(node(BOTH)).create()).toBe(true);
		},
	);
});
