import { sleep } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

import { printRow, SIZES } from './support/benchOutput.mts';
import { fromEachVendor } from './support/files.mts';
import { pollContext, surround } from './support/n8n';
import type { PollsOfVendor } from './support/polls';
import { skipTime } from './support/skippedTime';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: jest.fn(),
}));

/*
 * What the polls of the schedule triggers take at large companies. Printed for docs/performance.md by
 * `npm run bench:polls`. Pauses are skipped, and count as if they were waited for.
 */

/** Everything in as few polls as possible: what n8n gives a poll decides only where the reading is cut. */
const BUDGET_MS = 3_600_000;

/** How long a poll reads with n8n's durable scheduler, in seconds. */
const POLL_SECONDS = 30;

const HOUR_MS = 3_600_000;

beforeEach(() => skipTime(sleep));
afterEach(() => jest.restoreAllMocks());

const cases = fromEachVendor<{ polls: PollsOfVendor }>('test', 'polls.ts').flatMap(
	([vendor, { polls }]) => SIZES.map((people) => [vendor, people, polls] as const),
);

it.each(cases)(
	'%s, %i people',
	async (vendor, people, { start, secondsOf }) => {
		const { company, type, credentialType, credential } = await start(people);
		const surroundings = surround({
			...{ type, credentialType, credential, workflowId: `${vendor} ${people}` },
			parameters: { options: { timeZone: 'Europe/Berlin', watchWebhooks: false } },
		});
		const { workflow, node } = surroundings;
		const memory = (): IDataObject => workflow.getStaticData('node', node)['memory'] as IDataObject;
		const poll = async (): Promise<string[]> => {
			const before = company.requests.length;
			const context = Object.assign(pollContext(surroundings), {
				getPollBudgetMs: () => BUDGET_MS,
			});
			await type.poll.call(context);
			return company.requests.slice(before).map(({ path }) => path);
		};
		// Nobody has changed for some days.
		await sleep(48 * HOUR_MS);
		const everybody = await poll();
		while (memory()['allReadAt'] === null) everybody.push(...(await poll()));
		await sleep(HOUR_MS);
		const next = await poll();
		const bytes = JSON.stringify(memory()).length;
		const refused = company.requests.filter(({ status }) => status === 429).length;
		const seconds = Math.ceil(secondsOf(everybody));
		const polls = Math.ceil(seconds / POLL_SECONDS);
		const sizes = [everybody.length, seconds, polls, next.length, Math.round(bytes / people)];
		printRow([vendor, people, ...sizes]);
		expect(Object.keys(memory()['people'] as object)).toHaveLength(people);
		expect(bytes).toBeLessThanOrEqual(100 * people);
		expect(refused).toBe(0);
		expect(company.violations.list).toEqual([]);
		await company.close();
	},
	1_200_000,
);
