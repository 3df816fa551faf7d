import { sleep } from 'n8n-workflow';
import type { ICredentialType, IDataObject } from 'n8n-workflow';

import { FactorialHrApi } from '../credentials/FactorialHrApi.credentials';
import { HiBobHrApi } from '../credentials/HiBobHrApi.credentials';
import { PersonioHrApi } from '../credentials/PersonioHrApi.credentials';
import { WorkableHrApi } from '../credentials/WorkableHrApi.credentials';
import { FactorialScheduleTrigger } from '../nodes/Factorial/FactorialScheduleTrigger.node';
import { HiBobScheduleTrigger } from '../nodes/HiBob/HiBobScheduleTrigger.node';
import { PersonioScheduleTrigger } from '../nodes/Personio/PersonioScheduleTrigger.node';
import { WorkableHrScheduleTrigger } from '../nodes/WorkableHr/WorkableHrScheduleTrigger.node';
import { startFactorial } from '../simulators/factorial/index.mts';
import { startHiBob } from '../simulators/hibob/index.mts';
import { startPersonio } from '../simulators/personio/index.mts';
import { startWorkable } from '../simulators/workable/index.mts';
import { printRow, SIZES } from './support/benchOutput.mts';
import { credentialFor as ofFactorial } from './support/factorial';
import { credentialFor as ofHiBob } from './support/hibob';
import { pollContext, surround } from './support/n8n';
import { credentialFor as ofPersonio } from './support/personio';
import type { ScheduleTrigger } from './support/scheduleStory';
import { skipTime } from './support/skippedTime';
import { credentialFor as ofWorkable } from './support/workable';

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

interface Company {
	readonly requests: ReadonlyArray<{ readonly status: number | null; readonly path: string }>;
	readonly violations: { readonly list: readonly unknown[] };
	close(): Promise<void>;
}

interface Bench {
	readonly company: Company;
	readonly type: ScheduleTrigger;
	readonly credentialType: ICredentialType;
	readonly credential: IDataObject;
	/** How long the vendor's limit makes requests take, in seconds. */
	secondsOf(paths: readonly string[]): number;
}

const now = (): number => Date.now();

const VENDORS: Readonly<Record<string, (people: number) => Promise<Bench>>> = {
	async Personio(people) {
		const rateLimit = {
			persons: { replenishRate: 30, burstCapacity: 100 },
			others: { replenishRate: 10, burstCapacity: 10 },
		};
		const company = await startPersonio({ people, now, rateLimit, tokenLifetimeSeconds: 1e9 });
		const [type, credentialType] = [new PersonioScheduleTrigger(), new PersonioHrApi()];
		const isEmployments = (path: string): boolean => /employments(\?|$)/.test(path);
		const secondsOf = (paths: readonly string[]): number => paths.filter(isEmployments).length / 10;
		return { company, type, credentialType, credential: ofPersonio(company), secondsOf };
	},
	async Factorial(employees) {
		const readLimit = { requests: 10, windowMs: 1_000 };
		const company = await startFactorial({ employees, now, readLimit });
		const [type, credentialType] = [new FactorialScheduleTrigger(), new FactorialHrApi()];
		const secondsOf = ({ length }: readonly string[]): number => length / 10;
		return { company, type, credentialType, credential: ofFactorial(company), secondsOf };
	},
	async Workable(employees) {
		const company = await startWorkable({ employees, now });
		const [type, credentialType] = [new WorkableHrScheduleTrigger(), new WorkableHrApi()];
		const secondsOf = ({ length }: readonly string[]): number => length;
		return { company, type, credentialType, credential: ofWorkable(company), secondsOf };
	},
	async HiBob(employees) {
		const company = await startHiBob({ employees, now });
		const [type, credentialType] = [new HiBobScheduleTrigger(), new HiBobHrApi()];
		// Fifty at once, and then fifty with each minute.
		const secondsOf = (paths: readonly string[]): number => {
			const rows = paths.filter((path) => path.includes('/bulk/')).length;
			return Math.max(1, Math.floor((rows - 1) / 50) * 60);
		};
		return { company, type, credentialType, credential: ofHiBob(company), secondsOf };
	},
};

beforeEach(() => skipTime(sleep));
afterEach(() => jest.restoreAllMocks());

const cases = Object.keys(VENDORS).flatMap((vendor) =>
	SIZES.map((people): [string, number] => [vendor, people]),
);

it.each(cases)(
	'%s, %i people',
	async (vendor, people) => {
		const bench = await (VENDORS[vendor] ?? fail)(people);
		const { company, type, credentialType, credential } = bench;
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
		const seconds = Math.ceil(bench.secondsOf(everybody));
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

async function fail(): Promise<never> {
	return await Promise.reject(new Error('There is no such vendor'));
}
