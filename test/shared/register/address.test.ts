import {
	addressOf,
	isPrivateHost,
	isThisMachine,
	markAsTest,
	ownershipOf,
} from '../../../nodes/shared/register/address';
import type { Ownership } from '../../../nodes/shared/register/address';

const ID = '0e3b6d5c-7a0f-4c43-9a5e-2d1f4b8c6a70';
const LIVE = `https://n8n.example.org/webhook/${ID}/webhook`;
const TEST = `https://n8n.example.org/webhook-test/${ID}/webhook`;

describe('whose a URL is, seen from the published node', () => {
	const own = addressOf(LIVE, ID, false);

	it.each<[string, string, Ownership]>([
		['its own address', LIVE, 'ours'],
		['its own address with our hints', `${LIVE}?event=a&key=b`, 'ours'],
		['its own address over http', LIVE.replace('https', 'http'), 'ours'],
		['its own address in capitals', LIVE.replace('n8n.example', 'N8N.Example'), 'ours'],
		['its own address with the default port', LIVE.replace('.org', '.org:443'), 'ours'],
		['what its test run left over', markAsTest(TEST), 'ours'],
		[
			'what its test left over at an endpoint by any name',
			markAsTest(LIVE.replace('/webhook/', '/try/')),
			'ours',
		],
		['its path at an endpoint that is not marked', TEST, 'earlier'],
		['its path on another host', LIVE.replace('n8n.', 'old.'), 'earlier'],
		['its path on another port', LIVE.replace('.org', '.org:8443'), 'earlier'],
		['its path under another prefix', LIVE.replace('.org', '.org/n8n'), 'earlier'],
		['a test of its path on another host', markAsTest(TEST.replace('n8n.', 'old.')), 'earlier'],
		[
			'another node of this n8n',
			LIVE.replace(ID, '11111111-7a0f-4c43-9a5e-2d1f4b8c6a70'),
			'stranger',
		],
		['another path of this node', LIVE.replace(/webhook$/, 'other'), 'stranger'],
		['its path with more behind', `${LIVE}/more`, 'stranger'],
		['its path in a query', `https://other.example.org/?to=${LIVE}`, 'stranger'],
		['its path as the end of a longer one', LIVE.replace(`/${ID}`, `/a${ID}`), 'stranger'],
		['another product', 'https://hooks.example.com/services/abc', 'stranger'],
		['something that is no URL', `/webhook/${ID}/webhook`, 'stranger'],
		['nothing', '', 'stranger'],
	])('%s', (_, found, expected) => {
		expect(ownershipOf(found, own)).toBe(expected);
	});
});

describe('whose a URL is, seen from its test run', () => {
	const own = addressOf(TEST, ID, true);

	it.each<[string, string, Ownership]>([
		['its test address', markAsTest(TEST), 'ours'],
		['its test address without the mark', TEST, 'ours'],
		['the published node', `${LIVE}?event=a`, 'production'],
		['its path on another host', LIVE.replace('n8n.', 'old.'), 'earlier'],
		['another node', LIVE.replace(ID, 'another'), 'stranger'],
	])('%s', (_, found, expected) => {
		expect(ownershipOf(found, own)).toBe(expected);
	});
});

describe('an n8n below a path', () => {
	const live = LIVE.replace('.org', '.org/tools/n8n');
	const own = addressOf(live, ID, false);

	it('takes its address apart', () => {
		expect(own).toEqual({
			host: 'n8n.example.org',
			prefix: '/tools/n8n',
			endpoint: 'webhook',
			path: `/${ID}/webhook`,
			isTest: false,
		});
	});

	it.each<[string, string, Ownership]>([
		['its own address', live, 'ours'],
		['what its test left over', markAsTest(TEST.replace('.org', '.org/tools/n8n')), 'ours'],
		['the same path at the root', LIVE, 'earlier'],
		['the same path under another prefix', LIVE.replace('.org', '.org/tools'), 'earlier'],
	])('%s', (_, found, expected) => {
		expect(ownershipOf(found, own)).toBe(expected);
	});
});

it('knows an endpoint of another name', () => {
	const live = LIVE.replace('/webhook/', '/hooks/');
	const own = addressOf(live, ID, false);
	expect(own.endpoint).toBe('hooks');
	expect(ownershipOf(live, own)).toBe('ours');
	expect(ownershipOf(LIVE, own)).toBe('earlier');
});

describe('a node without a webhook id', () => {
	const live = 'https://n8n.example.org/webhook/workflow-1/node/webhook';
	const own = addressOf(live, undefined, false);

	it.each<[string, string, Ownership]>([
		['its own address', `${live}?event=a`, 'ours'],
		['its own path on another host', live.replace('n8n.', 'old.'), 'earlier'],
		['another workflow', live.replace('workflow-1', 'workflow-2'), 'stranger'],
		['a workflow whose id ends like it', live.replace('workflow-1', 'my-workflow-1'), 'stranger'],
	])('%s', (_, found, expected) => {
		expect(ownershipOf(found, own)).toBe(expected);
	});
});

it('marks a test once, and keeps the rest of the query', () => {
	const marked = markAsTest(`${TEST}?event=a%26b`);
	expect(marked).toBe(`${TEST}?event=a%26b&mode=test`);
	expect(markAsTest(marked)).toBe(marked);
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
