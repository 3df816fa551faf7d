import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
	createCredential,
	createWorkflow,
	ensureN8nHost,
	publish,
	reference,
	setParameters,
	startN8n,
	unpublish,
	waitForExecutions,
	type N8n,
	type Workflow,
} from '../support/index.mts';
import {
	API_KEY,
	hired,
	signed,
	startAcme,
	type AcmeSimulator,
} from '../../test/fifthVendor/simulator.mts';
import { packFifthVendor, PACKAGE } from './package.mts';

/*
 * A vendor that issues a key with each webhook: n8n keeps the key in its static data, which it writes
 * after a publication and reads from its database for each delivery.
 */

let acme: AcmeSimulator;
let n8n: N8n;
let workflow: Workflow;

before(async () => {
	acme = await startAcme();
	n8n = await startN8n({ host: await ensureN8nHost(), tarball: await packFifthVendor() });
	const credential = await createCredential(n8n, {
		name: 'Acme HR',
		type: 'acmeHrApi',
		data: { baseUrl: acme.url, apiKey: API_KEY },
	});
	workflow = await createWorkflow(n8n, {
		name: 'Hires',
		nodes: [
			{
				name: 'Acme HR Trigger',
				type: `${PACKAGE}.acmeHrTrigger`,
				typeVersion: 2,
				parameters: { options: { skipRepeats: false } },
				webhookId: crypto.randomUUID(),
				credentials: reference(credential),
			},
		],
	});
});

after(async () => {
	await acme?.close();
	await n8n?.close();
});

/** Posts a delivery to where the webhook points; gives the status. */
async function deliver(id: string, secret: string, url = acme.webhooks[0]?.url): Promise<number> {
	assert(url !== undefined);
	const body = hired(id);
	const answer = await fetch(url, { method: 'POST', body, headers: signed(body, secret) });
	return answer.status;
}

const secret = (): string => acme.webhooks[0]?.secret ?? '';

async function hires(count: number): Promise<unknown[]> {
	const found = await waitForExecutions(n8n, workflow.id, count);
	assert(found.every(({ status }) => status === 'success'));
	return found.flatMap((one) => one.items('Acme HR Trigger')).map(personOf);
}

function personOf(item: Record<string, unknown>): unknown {
	const { employee } = item;
	return typeof employee === 'object' && employee !== null && 'id' in employee && employee.id;
}

test('a key issued when the workflow is published proves deliveries, also after a restart', async () => {
	assert.equal((await publish(n8n, workflow.id)).status, 'published');
	assert.equal(acme.webhooks.length, 1);
	assert.equal(await deliver('1', secret()), 200);
	assert.equal(await deliver('forged', 'another-key'), 401);
	// An execution that is killed on the way is another matter.
	assert.deepEqual(await hires(1), ['person-1']);
	await n8n.kill();
	await n8n.restart();
	assert.equal(await deliver('2', secret()), 200);
	assert.equal(await deliver('forged', 'another-key'), 401);
	assert.deepEqual((await hires(2)).sort(), ['person-1', 'person-2']);
});

test('a new publication brings a new key, and what was signed with the old one still comes in', async () => {
	const [before] = acme.webhooks;
	assert(before !== undefined);
	await setParameters(n8n, workflow.id, 'Acme HR Trigger', {
		hrEvents: ['employee.hired', 'employee.updated'],
		options: { skipRepeats: false },
	});
	assert.equal((await publish(n8n, workflow.id)).status, 'published');
	assert.deepEqual(acme.webhooks[0]?.events, ['person.hired', 'person.renamed']);
	assert.notEqual(secret(), before.secret);
	assert.equal(await deliver('3', before.secret), 200);
	assert.equal(await deliver('4', secret()), 200);
	assert.deepEqual((await hires(4)).sort(), ['person-1', 'person-2', 'person-3', 'person-4']);
});

test('unpublishing takes the webhook away', async () => {
	await unpublish(n8n, workflow.id);
	assert.deepEqual(acme.webhooks, []);
});
