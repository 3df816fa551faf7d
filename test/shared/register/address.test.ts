import {
	addressOf,
	isMadeByWorkflow,
	isMarkedForAnother,
	isPrivateHost,
	isThisMachine,
	markedUrl,
	markOf,
	ownershipOf,
} from '../../../nodes/shared/register/address';
import type { Ownership } from '../../../nodes/shared/register/address';
import type { NodeIdentity } from '../../../nodes/shared/parameter';

const ID = '0e3b6d5c-7a0f-4c43-9a5e-2d1f4b8c6a70';
const LIVE = `https://n8n.example.org/webhook/${ID}/webhook`;
const TEST = `https://n8n.example.org/webhook-test/${ID}/webhook`;
const OTHER_ID = '11111111-7a0f-4c43-9a5e-2d1f4b8c6a70';

const NODE: NodeIdentity = { workflowId: 'workflow-1', nodeId: 'node-1', mode: 'production' };
const TESTED: NodeIdentity = { ...NODE, mode: 'test' };
/** The same trigger in an imported copy of the workflow, and a pasted one beside it. */
const IMPORTED: NodeIdentity = { ...NODE, workflowId: 'workflow-2' };
const PASTED: NodeIdentity = { ...NODE, nodeId: 'node-2' };

const ours = (url: string): string => markedUrl(url, NODE);
const oursInTest = (url: string): string => markedUrl(url, TESTED);

describe('the mark', () => {
	it('names a workflow and a node, and neither alone', () => {
		const marks = [NODE, IMPORTED, PASTED].map(markOf);
		expect(new Set(marks).size).toBe(3);
		expect(markOf({ ...NODE })).toBe(marks[0]);
		for (const mark of marks) expect(mark).toMatch(/^[\w-]{12}$/);
	});

	it('is the same for a test, whose URL says that it is one', () => {
		expect(markOf(TESTED)).toBe(markOf(NODE));
		const workflowMark = new URL(ours(LIVE)).searchParams.get('workflow');
		const mark = `node=${markOf(NODE)}&workflow=${workflowMark}`;
		expect(ours(LIVE)).toBe(`${LIVE}?${mark}`);
		expect(oursInTest(TEST)).toBe(`${TEST}?${mark}&mode=test`);
	});

	it('does not mix up ids that join to the same text', () => {
		const one = markOf({ ...NODE, workflowId: 'ab', nodeId: 'c' });
		expect(markOf({ ...NODE, workflowId: 'a', nodeId: 'bc' })).not.toBe(one);
	});

	it('is set once, and the rest of the query stays', () => {
		const url = oursInTest(`${TEST}?event=a%26b`);
		expect(url).toMatch(/\?event=a%26b&node=[\w-]{12}&workflow=[\w-]{12}&mode=test$/);
		expect(oursInTest(url)).toBe(url);
	});

	it.each<[string, Record<string, unknown>, boolean]>([
		['none', {}, false],
		['its own', { node: markOf(NODE), event: 'a' }, false],
		["that of a copy's node", { node: markOf(IMPORTED) }, true],
		['that of a pasted node', { node: markOf(PASTED) }, true],
		['several', { node: [markOf(NODE), markOf(PASTED)] }, true],
		['an empty one', { node: '' }, true],
	])('in the query of a delivery: %s', (_, query, expected) => {
		expect(isMarkedForAnother(query, NODE)).toBe(expected);
	});
});

describe('the mark of the workflow', () => {
	it.each<[string, string, boolean]>([
		['its own', ours(LIVE), true],
		['that of another node of it', markedUrl(LIVE, PASTED), true],
		['at an earlier address', ours(LIVE.replace('n8n.', 'old.')), true],
		['of a test run', oursInTest(TEST), false],
		['of a copy of the workflow', markedUrl(LIVE, IMPORTED), false],
		['without a mark', LIVE, false],
		['that is no URL', 'somewhere', false],
	])('tells whether the workflow made a URL: %s', (_, url, expected) => {
		expect(isMadeByWorkflow(url, NODE.workflowId)).toBe(expected);
	});
});

describe('whose a URL is, seen from the published node', () => {
	const own = addressOf(LIVE, ID, NODE);

	it.each<[string, string, Ownership]>([
		['its own address', ours(LIVE), 'ours'],
		['its own address with our hints', ours(`${LIVE}?event=a&key=b`), 'ours'],
		['its own address over http', ours(LIVE.replace('https', 'http')), 'ours'],
		['its own address in capitals', ours(LIVE).replace('n8n.example', 'N8N.Example'), 'ours'],
		['its own address with the default port', ours(LIVE).replace('.org', '.org:443'), 'ours'],
		['what it made under an earlier webhook id', ours(LIVE.replace(ID, OTHER_ID)), 'ours'],
		['what its test run left over', oursInTest(TEST), 'ours'],
		[
			'what its test left over at an endpoint by any name',
			oursInTest(LIVE.replace('/webhook/', '/try/')),
			'ours',
		],
		['its path at an endpoint that is not marked as a test', ours(TEST), 'earlier'],
		['its path on another host', ours(LIVE.replace('n8n.', 'old.')), 'earlier'],
		['its path on another port', ours(LIVE.replace('.org', '.org:8443')), 'earlier'],
		['its path under another prefix', ours(LIVE.replace('.org', '.org/n8n')), 'earlier'],
		['a test of its path on another host', oursInTest(TEST.replace('n8n.', 'old.')), 'earlier'],
		['a test under another prefix', oursInTest(TEST.replace('.org', '.org/n8n')), 'earlier'],
		[
			'another webhook id on another host',
			ours(LIVE.replace(ID, 'x').replace('n8n', 'old')),
			'earlier',
		],

		['the original of this copy', markedUrl(LIVE, IMPORTED), 'copy'],
		['the node this one was pasted from', markedUrl(LIVE, PASTED), 'copy'],
		['a test of the original', markedUrl(TEST, { ...IMPORTED, mode: 'test' }), 'copy'],
		['its path with a mark that is none', `${LIVE}?node=`, 'copy'],
		['its path without a mark', `${LIVE}?event=a&key=b`, 'copy'],

		[
			'a duplicate with an address of its own',
			markedUrl(LIVE.replace(ID, OTHER_ID), IMPORTED),
			'sibling',
		],
		['a test of it', markedUrl(TEST.replace(ID, OTHER_ID), IMPORTED), 'sibling'],
		["another product's node in this n8n", LIVE.replace(ID, OTHER_ID), 'sibling'],
		['its path with more behind', `${LIVE}/more`, 'sibling'],
		['its path as the end of a longer one', LIVE.replace(`/${ID}`, `/a${ID}`), 'sibling'],

		['the original on another host', markedUrl(LIVE.replace('n8n.', 'old.'), IMPORTED), 'stranger'],
		['its path in a query', `https://other.example.org/?to=${ours(LIVE)}`, 'stranger'],
		['another product on this host', 'https://n8n.example.org/hooks/1', 'stranger'],
		['another product', 'https://hooks.example.com/services/abc', 'stranger'],
		['an address without a scheme', 'hooks.example.com/services/abc', 'stranger'],
		['something that is no URL', `/webhook/${ID}/webhook`, 'stranger'],
		['nothing', '', 'stranger'],
	])('%s', (_, found, expected) => {
		expect(ownershipOf(found, own)).toBe(expected);
	});
});

describe('whose a URL is, seen from its test run', () => {
	const own = addressOf(TEST, ID, TESTED);

	it.each<[string, string, Ownership]>([
		['its test address', oursInTest(TEST), 'ours'],
		['its test address without the mark of a test', ours(TEST), 'ours'],
		['the published node', ours(`${LIVE}?event=a`), 'production'],
		['its path on another host', ours(LIVE.replace('n8n.', 'old.')), 'earlier'],
		["the original's published node", markedUrl(LIVE, IMPORTED), 'copy'],
		["the original's test run", markedUrl(TEST, { ...IMPORTED, mode: 'test' }), 'copy'],
		['another published workflow', markedUrl(LIVE.replace(ID, OTHER_ID), IMPORTED), 'sibling'],
		['another product', 'https://hooks.example.com/services/abc', 'stranger'],
	])('%s', (_, found, expected) => {
		expect(ownershipOf(found, own)).toBe(expected);
	});
});

describe('an n8n below a path', () => {
	const live = LIVE.replace('.org', '.org/tools/n8n');
	const own = addressOf(live, ID, NODE);

	it('takes its address apart', () => {
		expect(own).toEqual({
			host: 'n8n.example.org',
			prefix: '/tools/n8n',
			endpoint: 'webhook',
			path: `/${ID}/webhook`,
			mark: markOf(NODE),
			isTest: false,
		});
	});

	it.each<[string, string, Ownership]>([
		['its own address', ours(live), 'ours'],
		['what its test left over', oursInTest(TEST.replace('.org', '.org/tools/n8n')), 'ours'],
		['the same path at the root', ours(LIVE), 'earlier'],
		['the same path under another prefix', ours(LIVE.replace('.org', '.org/tools')), 'earlier'],
		['the original of this copy', markedUrl(live, IMPORTED), 'copy'],
		['a copy in the n8n at the root', markedUrl(LIVE, IMPORTED), 'stranger'],
	])('%s', (_, found, expected) => {
		expect(ownershipOf(found, own)).toBe(expected);
	});
});

it('knows an endpoint of another name', () => {
	const live = LIVE.replace('/webhook/', '/hooks/');
	const own = addressOf(live, ID, NODE);
	expect(own.endpoint).toBe('hooks');
	expect(ownershipOf(ours(live), own)).toBe('ours');
	expect(ownershipOf(ours(LIVE), own)).toBe('earlier');
});

// n8n then makes the path of the ids of the workflow and the name of the node.
describe('a node without a webhook id', () => {
	const live = 'https://n8n.example.org/webhook/workflow-1/on%20hr%20event/webhook';
	const own = addressOf(live, undefined, NODE);

	it('takes its address apart', () => {
		expect(own).toMatchObject({ prefix: '', endpoint: 'webhook' });
		expect(own.path).toBe('/workflow-1/on%20hr%20event/webhook');
	});

	it.each<[string, string, Ownership]>([
		['its own address', ours(`${live}?event=a`), 'ours'],
		['what it made under another name', ours(live.replace('hr', 'an')), 'ours'],
		['its own path on another host', ours(live.replace('n8n.', 'old.')), 'earlier'],
		['its test', oursInTest(live.replace('/webhook/', '/webhook-test/')), 'ours'],
		['another workflow', markedUrl(live.replace('workflow-1', 'workflow-2'), IMPORTED), 'sibling'],
	])('%s', (_, found, expected) => {
		expect(ownershipOf(found, own)).toBe(expected);
	});
});

it('an address that n8n makes in a way of its own is known by its whole path', () => {
	const url = 'https://n8n.example.org/webhook/somewhere';
	const own = addressOf(url, ID, NODE);
	expect(ownershipOf(ours(url), own)).toBe('ours');
	expect(ownershipOf(ours(LIVE), own)).toBe('earlier');
	expect(ownershipOf(url, own)).toBe('copy');
});

const hostOf = (host: string): string => new URL(`http://${host}`).hostname;

it.each([
	['localhost', true],
	['n8n.localhost', true],
	['n8n', true],
	['n8n.local', true],
	['n8n.internal', true],
	['svc.cluster.internal', true],
	['n8n.lan', true],
	['n8n.home.arpa', true],
	['0.0.0.0', true],
	['10.1.2.3', true],
	['127.0.0.1', true],
	['127.1', true],
	['0x7f000001', true],
	['169.254.1.1', true],
	['172.15.0.1', false],
	['172.16.0.1', true],
	['172.31.255.255', true],
	['172.32.0.1', false],
	['192.168.1.1', true],
	['192.169.1.1', false],
	['100.1.2.3', false],
	['8.8.8.8', false],
	['[::1]', true],
	['[::]', true],
	['[fd12:3456::1]', true],
	['[fc00::1]', true],
	['[fe80::1]', true],
	['[febf::1]', true],
	['[fec0::1]', false],
	['[2001:db8::1]', false],
	['n8n.example.org', false],
	['local.example.org', false],
	['localhost.example.org', false],
	['internal.example.org', false],
	['notlocal', true],
	['n8n.notlocal', false],
])('%s is private: %s', (host, expected) => {
	expect(isPrivateHost(hostOf(host))).toBe(expected);
});

// A public name may begin with a number.
it.each(['10.example.org', '127.example.org', '0.example.org', '172.16.example.org'])(
	'the name %s is not taken for a private address',
	(host) => {
		expect(isPrivateHost(hostOf(host))).toBe(false);
	},
);

it.each([
	['localhost', true],
	['LOCALHOST', true],
	['127.0.0.1', true],
	['127.8.8.8', true],
	['[::1]', true],
	['n8n.localhost', false],
	['192.168.1.1', false],
	['localhost.example.org', false],
	['10.0.0.1', false],
	['api.example.org', false],
])('%s is this machine: %s', (host, expected) => {
	expect(isThisMachine(hostOf(host))).toBe(expected);
});
