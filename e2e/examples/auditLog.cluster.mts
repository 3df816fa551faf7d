import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { importExample } from '../../demo/examples.mts';
import { setStage, type Stage } from '../personio/support.mts';
import { startPostgres } from '../queue/postgres.mts';
import type { Server } from '../queue/server.mts';
import {
	chain,
	createCredential,
	createWorkflow,
	executions,
	pollUntil,
	publishOrThrow,
	reference,
	runManually,
	runPinned,
	saveDraft,
	START,
	type Credential,
	type Workflow,
} from '../support/index.mts';

/*
 * The audit log, as a user imports it, published, with a real PostgreSQL.
 */

let postgres: Server;
let stage: Stage;
let database: Credential;
let log: Workflow;

before(async () => {
	postgres = await startPostgres();
	stage = await setStage();
	database = await createCredential(stage.n8n, {
		name: 'Postgres',
		type: 'postgres',
		data: { host: '127.0.0.1', port: postgres.port, database: 'postgres', user: 'n8n' },
	});
	const file = { file: 'personio-audit-log.json', isPublished: true };
	const { nodes, ...example } = await importExample(stage.n8n, file, stage.credential);
	log = await saveDraft(stage.n8n, {
		...example,
		nodes: nodes.map((node) =>
			node.type === 'n8n-nodes-base.postgres'
				? { ...node, credentials: reference(database) }
				: node,
		),
	});
});

after(async () => {
	await stage?.close();
	await postgres?.close();
});

async function query(sql: string): Promise<Array<Record<string, unknown>>> {
	const workflow = await createWorkflow(stage.n8n, {
		name: 'Query',
		nodes: [
			{ name: START, type: 'n8n-nodes-base.manualTrigger' },
			{
				name: 'Rows',
				type: 'n8n-nodes-base.postgres',
				typeVersion: 2.7,
				parameters: { operation: 'executeQuery', query: sql },
				credentials: reference(database),
			},
		],
		connections: chain(START, 'Rows'),
	});
	const run = await runManually(stage.n8n, workflow, START);
	assert.equal(run.status, 'success', run.error);
	return run.items('Rows');
}

const ROWS = `select event_id, event_type, vendor, company, employee_id, to_char(effective_date, 'YYYY-MM-DD') as day,
	summary, event ->> 'eventId' as kept from hr_events order by event_type`;

test('the table is made once; each event is a row; the same event again is none', async () => {
	const { n8n, personio } = stage;
	for (const time of ['first', 'second']) {
		const setUp = await runManually(n8n, log, 'Set up: once');
		assert.equal(setUp.status, 'success', `${time}: ${setUp.error}`);
	}
	await publishOrThrow(n8n, log.id);
	const { personId } = personio.hire({ first_name: 'Mika', last_name: "O'Stone" });
	// Personio sends them as two deliveries, and either may be first.
	const found = await pollUntil(
		async () => {
			const runs = (await executions(n8n, log.id)).filter(
				({ mode, status }) => mode === 'webhook' && status === 'success',
			);
			const items = runs.flatMap((run) => run.items('All events'));
			return items.length >= 2 ? items : undefined;
		},
		{ what: 'a person who is created and hired', timeoutMs: 30_000 },
	);
	const emitted = found.toSorted((a, b) =>
		String(a['eventType']).localeCompare(String(b['eventType'])),
	);
	const rows = await query(ROWS);
	assert.deepEqual(
		rows.map(({ event_type: type, vendor, employee_id: employee }) => [type, vendor, employee]),
		[
			['employee.created', 'personio', personId],
			['employee.hired', 'personio', personId],
		],
	);
	assert.match(String(rows[1]?.['summary']), /^Mika O'Stone was hired/);
	const companies = emitted.map(({ source }) => Object(source).companyId);
	assert.deepEqual(
		rows.map(({ company }) => company),
		companies,
	);
	assert.deepEqual(
		rows.map(({ event_id: id, kept }) => [id, kept]),
		emitted.map(({ eventId }) => [eventId, eventId]),
	);

	// As if an execution was retried, and with an event that nobody understands.
	const strange = { ...emitted[0], eventId: 'strange', eventType: 'other', effectiveDate: null };
	const again = await runPinned(n8n, log, 'All events', { 'All events': [...emitted, strange] });
	assert.equal(again.status, 'success', again.error);
	const after = await query(ROWS);
	assert.equal(after.length, 3);
	assert.deepEqual(
		after.filter(({ event_id: id }) => id === 'strange').map(({ day }) => day),
		[null],
	);
});
