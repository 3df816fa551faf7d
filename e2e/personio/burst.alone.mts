import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
	executions,
	peopleTold,
	pollUntil,
	publishedWorkflow,
	waitForExecutions,
	waitForStragglers,
} from '../support/index.mts';
import { attemptsAt, notification, setStage, webhookOf } from './support.mts';

const AT_ONCE = 50;

/** Personio gives three seconds; what takes longer comes again. */
const WELL_WITHIN_MS = 2_500;

/* How soon n8n answers them all depends on one setting of its own: see docs/personio.md. */
for (const { engine, env, isInTime } of [
	{
		engine: 'as it comes',
		env: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'false' },
		isInTime: false,
	},
	{
		engine: 'with an expression engine that starts when needed',
		env: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' },
		isInTime: true,
	},
]) {
	test(`${AT_ONCE} deliveries at once to n8n ${engine}`, async (t) => {
		// What was not answered in time comes again at once, then after 15 s (at Personio: a minute). Much
		// sooner, a slow machine would have more repeats than it can take.
		const stage = await setStage({ env, personio: { timeScale: 0.25 } });
		t.after(() => stage.close());
		const workflow = await publishedWorkflow(stage, { hrEvents: ['employee.created'] });
		const { id: webhookId } = webhookOf(stage, workflow);
		const [warmUp = '', ...ids] = stage.personio.seedPeople(AT_ONCE + 1);
		const tell = async (personId: string) =>
			await stage.personio.deliver({
				webhookId,
				body: notification('person.created', { person: { id: personId } }),
				retry: true,
			});
		await tell(warmUp);
		await waitForExecutions(stage.n8n, workflow.id, 1);

		const before = attemptsAt(stage, workflow).length;
		// Not awaited: whoever is not answered in time comes again, for as long as it takes.
		for (const id of ids) void tell(id);
		const attempts = await pollUntil(
			() => {
				const all = attemptsAt(stage, workflow).slice(before);
				const first = all.filter(({ attempt, request }) => attempt === 1 && request === 1);
				return first.length === ids.length ? first : undefined;
			},
			{ what: 'the first tries to be over', timeoutMs: 20_000 },
		);
		const durations = attempts.map(({ durationMs }) => durationMs).sort((a, b) => a - b);
		const at = (part: number) => durations[Math.ceil(durations.length * part) - 1] ?? 0;
		const max = durations.at(-1) ?? 0;
		t.diagnostic(`${AT_ONCE} at once: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, max ${max} ms`);

		await t.test('each is told exactly once', async () => {
			// Under this load n8n's own API may answer 503 for a while.
			await pollUntil(
				async () => {
					const people = await peopleTold(stage, workflow).catch(() => []);
					return new Set(people).size > ids.length || undefined;
				},
				{ what: 'all of them to be told', timeoutMs: 300_000 },
			);
			await stage.personio.deliveries.idle();
			await waitForStragglers();
			assert.deepEqual((await peopleTold(stage, workflow)).sort(), [warmUp, ...ids].sort());
			const runs = await executions(stage.n8n, workflow.id);
			assert.equal(runs.length, ids.length + 1, 'what came again started nothing');
		});
		if (isInTime) {
			await t.test('each is answered in time', () => {
				assert.ok(max < WELL_WITHIN_MS, `the slowest took ${max} ms`);
				assert.deepEqual(
					attempts.map(({ status }) => status),
					ids.map(() => 200),
				);
			});
		}
		assert.deepEqual(stage.personio.violations.list, []);
	});
}
