/**
 * Runs one operation of an action node as n8n does, in a process of its own, and reports what it took:
 *
 *   node --expose-gc read.cjs '<JSON: node, credential, data, parameters, isReadAgain>'
 *
 * `node` and `credential` are compiled files and the names of their classes. A pause is not waited for: the parent
 * process, which has the clock of the vendor, is told to put it forward. Reports to the parent: the number of items,
 * how many bytes they have as JSON, and how many bytes more than before were held at most. If `isReadAgain`, it then reads
 * everything a few times more, and reports how many bytes the last time left behind.
 */
const { setTimeout } = require('node:timers/promises');
// The compiled nodes take what they need of n8n from here, as n8n's own code does.
const n8nWorkflow = require('n8n-workflow');
const { ExecuteContext } = require('n8n-core');

// Time passes only while everybody waits for it. So what is measured is how requests are paced, not how
// fast this machine is.
let time = Date.now();
Date.now = () => time;
/** How often it is looked how much memory is held. */
const LOOK_EVERY_MS = 500;
/** After so many reads, code is compiled and connections are there. */
const WARM_UPS = 2;
const SETTLED_AFTER_MS = 300;

let inFlight = 0;
let turn = Promise.resolve();

/** Skips a pause. Of pauses at the same time, those that are over by then are not skipped again. */
async function sleep(ms) {
	const until = time + ms;
	turn = turn.then(async () => {
		do await letOthersRun();
		while (inFlight > 0);
		const left = until - time;
		if (left <= 0) return;
		const told = new Promise((resolve) => process.once('message', resolve));
		process.send({ skip: left });
		await told;
		time += left;
	});
	await turn;
}

async function letOthersRun() {
	for (let times = 0; times < 5; times += 1) await new Promise((resolve) => setImmediate(resolve));
}

const path = require.resolve('n8n-workflow');
require.cache[path].exports = { ...n8nWorkflow, sleep };

const given = JSON.parse(process.argv[2] ?? '');
const type = new (require(given.node.file)[given.node.name])();
const credentialType = new (require(given.credential.file)[given.credential.name])();

const defaultsOf = (properties) =>
	Object.fromEntries([...properties].reverse().map(({ name, default: value }) => [name, value]));

const node = {
	...{ id: 'node', name: 'Node', type: `n8n-nodes-hr-events.${type.description.name}` },
	...{ typeVersion: type.description.version, position: [0, 0] },
	parameters: { ...defaultsOf(type.description.properties), ...given.parameters },
	credentials: { [credentialType.name]: { id: 'credential', name: 'Credential' } },
};
const data = { ...defaultsOf(credentialType.properties), ...given.data };
const workflow = new n8nWorkflow.Workflow({
	...{ id: 'workflow', nodes: [node], connections: {}, active: false },
	nodeTypes: { getByName: () => type, getByNameAndVersion: () => type, getKnownTypes: () => ({}) },
	settings: { timezone: 'Europe/Berlin' },
});
const credentialsHelper = {
	getParentTypes: () => [],
	isCredentialUsableByNode: () => true,
	getDecrypted: async () => data,
	preAuthentication: async (helpers, credential, _type, _node, isExpired) => {
		if (credentialType.preAuthentication === undefined) return undefined;
		const token = credentialType.properties.find(({ typeOptions }) => typeOptions?.expirable);
		if (token === undefined || (data[token.name] !== '' && !isExpired)) return undefined;
		return Object.assign(data, await credentialType.preAuthentication.call(helpers, credential));
	},
	runPreAuthentication: async () => undefined,
	authenticate: async (credential, _type, request) =>
		await credentialType.authenticate(credential, request),
};
const ADDITIONAL = {
	...{ executionId: 'execution', variables: {} },
	...{ webhookWaitingBaseUrl: 'http://127.0.0.1/', formWaitingBaseUrl: 'http://127.0.0.1/' },
};
const input = [{ json: {} }];
const context = new ExecuteContext(
	...[workflow, node, { credentialsHelper, ...ADDITIONAL }, 'manual'],
	n8nWorkflow.createRunExecutionData({ resultData: { runData: {} } }),
	...[0, input, { main: [input] }, { data: { main: [input] }, node, source: null }, []],
);

const { httpRequestWithAuthentication: request } = context.helpers;
context.helpers.httpRequestWithAuthentication = async function (...asked) {
	inFlight += 1;
	const over = () => void (inFlight -= 1);
	const answer = await request.apply(this, asked).catch((error) => {
		over();
		throw error;
	});
	answer.body.once('close', over);
	return answer;
};

/** What is held, after everything else was cleared away. */
function heldBytes() {
	global.gc();
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}

/** What is held once the answers of the last requests are given back. */
async function settledBytes() {
	await setTimeout(SETTLED_AFTER_MS);
	heldBytes();
	return heldBytes();
}

async function read() {
	const before = heldBytes();
	let peak = before;
	const look = setInterval(() => (peak = Math.max(peak, heldBytes())), LOOK_EVERY_MS);
	const [items] = await type.execute.call(context);
	peak = Math.max(peak, heldBytes());
	clearInterval(look);
	const bytes = Buffer.byteLength(JSON.stringify(items));
	process.send({ items: items.length, bytes, heldBytes: peak - before });
}

/** What stays in memory of a list that is read when everything else that stays is there already. */
async function readAgain() {
	for (let times = 0; times < WARM_UPS; times += 1) await type.execute.call(context);
	const before = await settledBytes();
	await type.execute.call(context);
	process.send({ leftBytes: (await settledBytes()) - before });
	process.disconnect();
}

void read().then(given.isReadAgain ? readAgain : () => process.disconnect());
