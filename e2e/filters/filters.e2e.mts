import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { z } from 'zod/v4';
import { importFromEachVendor } from '../../scripts/importFromEachVendor.mts';
import {
	createCredential,
	createWorkflow,
	dayAtNoon,
	ensureN8nHost,
	executions,
	logToStderr,
	optionsOfTrigger,
	packPackage,
	pollUntil,
	publishOrThrow,
	publish,
	reference,
	runManually,
	setParameters,
	startN8n,
	unpublish,
	updateCredential,
	webhookIdOf,
	ZONE_AT_NOON,
	type N8n,
} from '../support/index.mts';
import { projectRoot } from '../support/paths.mts';
import type { FiltersOfVendor } from './types.mts';

/*
 * The filters of both triggers of each vendor in a real n8n: the drop-downs, and who passes.
 */

const files = await importFromEachVendor<{ filters: FiltersOfVendor }>(
	join(projectRoot, 'e2e'),
	'filters.mts',
);

let n8n: N8n;

before(async () => {
	const host = await ensureN8nHost({ log: logToStderr });
	n8n = await startN8n({ host, tarball: await packPackage() });
});

after(async () => {
	await n8n?.close();
});

const itemSchema = z.looseObject({ employee: z.looseObject({ id: z.string().nullable() }) });

for (const [, { filters: vendor }] of files) {
	const { names, schedule, dropDowns, tried, parameters = {} } = vendor;
	test(`${names.action}: one person passes, another does not, and nothing known passes`, async () => {
		const started = await vendor.start();
		const { company } = started;
		try {
			const credential = await createCredential(n8n, {
				name: names.action,
				type: names.credentialType,
				data: started.credential,
			});
			const credentials = reference(credential);

			// Both triggers list the values.
			for (const type of [names.triggerType, schedule.triggerType]) {
				for (const [filter, { method, names: expected }] of Object.entries(dropDowns)) {
					const found = await optionsOfTrigger(n8n, { type, credentials, parameters, method });
					assert.deepEqual(
						found.map(({ name }) => name),
						expected,
						`${filter} of ${type}`,
					);
				}
			}
			const { method = '' } = dropDowns[tried.filter] ?? {};
			const [chosen] = (
				await optionsOfTrigger(n8n, { type: names.triggerType, credentials, parameters, method })
			).filter(({ name }) => name === tried.choose);
			assert.ok(chosen);
			const filters = { [tried.filter]: [chosen.value] };

			const workflowOf = async (name: string, type: string, more: Record<string, unknown>) =>
				await createWorkflow(n8n, {
					name: `${name}, filtered`,
					nodes: [
						{
							...{ name, type, credentials, webhookId: crypto.randomUUID() },
							parameters: {
								...{ ...parameters, filters, options: { timeZone: ZONE_AT_NOON } },
								...more,
							},
						},
					],
				});
			const peopleTold = async (workflow: { id: string }, trigger: string): Promise<string[]> => {
				const runs = await executions(n8n, workflow.id);
				for (const run of runs) assert.equal(run.status, 'success', run.nodeError(trigger));
				const items = runs
					.filter(({ mode }) => mode !== 'manual')
					.flatMap((run) => [...run.items(trigger), ...run.items(trigger, 1)]);
				return [...new Set(items.map((item) => itemSchema.parse(item).employee.id ?? ''))].sort();
			};
			const untilTold = async (
				workflow: { id: string },
				trigger: string,
				expected: readonly string[],
			): Promise<void> => {
				await pollUntil(
					async () =>
						(await peopleTold(workflow, trigger)).length >= expected.length ? true : undefined,
					{ what: `${trigger} to tell ${expected.length} people`, timeoutMs: 90_000 },
				);
				assert.deepEqual(await peopleTold(workflow, trigger), expected.toSorted());
			};
			const hireAll = () => {
				const outside = started.hire('outside', dayAtNoon(0));
				const unknown = started.hire('unknown', dayAtNoon(0));
				return { outside, unknown, inside: started.hire('inside', dayAtNoon(0)) };
			};

			// A mistake keeps the workflow from being published, and the message names the filter.
			const instant = await workflowOf(names.trigger, names.triggerType, {
				...{ hrEvents: ['employee.hired'], filters: { leaveCategories: [] } },
			});
			const refused = await publish(n8n, instant.id);
			assert.equal(refused.status, 'failed');
			assert.match(refused.message, /'Leave Categories' is empty/);
			await setParameters(n8n, instant.id, names.trigger, { filters });
			await publishOrThrow(n8n, instant.id);
			const url = n8n.webhookUrl(webhookIdOf(instant, names.trigger));
			const byHand = await started.webhookByHand?.(url);
			if (byHand !== undefined) {
				await updateCredential(n8n, credential, { ...started.credential, ...byHand });
			}
			const first = hireAll();
			await company.deliveries.idle();
			await untilTold(instant, names.trigger, [first.unknown, first.inside]);

			// The person of whom nothing is known passes only while the switch is on.
			await setParameters(n8n, instant.id, names.trigger, {
				filters: { ...filters, passIfUnknown: false },
			});
			await publishOrThrow(n8n, instant.id);
			const second = hireAll();
			await company.deliveries.idle();
			await untilTold(instant, names.trigger, [first.unknown, first.inside, second.inside]);
			await unpublish(n8n, instant.id);

			// The schedule trigger: samples, then who starts today.
			const onSchedule = await workflowOf(schedule.trigger, schedule.triggerType, {
				pollTimes: { item: [{ mode: 'everyMinute' }] },
				hrEvents: ['employee.started', 'employee.hired'],
				filters: { ...filters, passIfUnknown: false },
			});
			const sample = await runManually(n8n, onSchedule, schedule.trigger);
			assert.equal(sample.status, 'success', sample.nodeError(schedule.trigger));
			const sampled = sample.items(schedule.trigger);
			assert.equal(sampled.length, 2);
			for (const { employee } of sampled.map((item) => itemSchema.parse(item))) {
				assert.ok(Object.values(employee).includes(tried.choose), JSON.stringify(employee));
			}
			await setParameters(n8n, onSchedule.id, schedule.trigger, { filters });
			await publishOrThrow(n8n, onSchedule.id);
			await untilTold(onSchedule, schedule.trigger, [
				...[first.unknown, first.inside, second.unknown, second.inside],
			]);
			await unpublish(n8n, onSchedule.id);

			// By now all executions are over: nobody has come late.
			assert.deepEqual(
				await peopleTold(instant, names.trigger),
				[first.unknown, first.inside, second.inside].toSorted(),
			);
			assert.deepEqual(company.violations.list, []);
		} finally {
			await company.close();
		}
	});
}
