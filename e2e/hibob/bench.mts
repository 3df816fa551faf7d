import { startHiBob } from '../../simulators/hibob/index.mts';
import type { HandBuiltBench, ListBench } from '../bench/lists/types.mts';
import { ACTION, credentialData, setStage } from './support.mts';
import { runAction } from '../support/index.mts';
import type { Measurement } from '../bench/measure.mts';

/** What HiBob documents for one endpoint; of rows of salaries it allows the fewest. */
const SALARIES = { requests: 10, windowMs: 60_000 };

/** What is read at once: salaries twice, as two workflows do that do not know of each other. */
const TABLES = ['lifecycle', 'work', 'employment', 'salary', 'salary'] as const;

/**
 * Four tables of 3,000 people, 200 people with each request, from a simulator that refuses what is
 * above the documented limits. Takes two minutes, because that is what the limit of salaries allows.
 */
export async function bench(people = 3_000): Promise<Measurement> {
	const stage = await setStage({ hibob: { employees: people, rateLimit: {} } });
	try {
		const runs = await Promise.all(
			TABLES.map(async (table) => {
				const parameters = { resource: 'tableEntry', operation: 'getAll', table };
				return await runAction(
					stage,
					{ ...parameters, people: 'everyone', returnAll: true },
					{ timeoutMs: 3_600_000 },
				);
			}),
		);
		const { requests, violations } = stage.hibob;
		const [first] = runs;
		if (first === undefined) throw new Error('Nothing was read');
		const rows = runs.flatMap((run, index) =>
			run.items(ACTION).map(({ entryId }) => `${index} ${String(entryId)}`),
		);
		return {
			what: `HiBob: ${TABLES.join(', ')} of ${people} people, ${requests.length} requests in all`,
			run: runs.find(({ status }) => status !== 'success') ?? first,
			rows: new Set(rows).size,
			expected: TABLES.reduce((sum, table) => sum + stage.hibob.rows(table).length, 0),
			// A limit of N per window allows N at once, and N more for every window that passes.
			allowance: {
				burst: SALARIES.requests,
				perSecond: (SALARIES.requests * 1_000) / SALARIES.windowMs,
			},
			limited: requests.filter(({ path }) => path === '/bulk/people/salaries'),
			requests,
			violations: violations.list,
		};
	} finally {
		await stage.close();
	}
}

const FILES = {
	node: ['nodes/HiBob/HiBob.node.js', 'HiBob'],
	credential: ['credentials/HiBobHrApi.credentials.js', 'HiBobHrApi'],
} as const;

const start: ListBench['start'] = async (employees, now) => {
	const company = await startHiBob({ employees, now, rateLimit: {} });
	return { company, data: credentialData(company) };
};

/** Everybody in one answer, and a table of everybody in pages of 200 people: 50 of these a minute. */
export const lists: readonly ListBench[] = [
	{
		...{ what: 'HiBob, _Employee_', ...FILES, start },
		parameters: { resource: 'employee', operation: 'getAll' },
		leastRequests: () => 1,
		leastSeconds: () => 0,
	},
	{
		...{ what: 'HiBob, _Table Entry_ (lifecycle)', ...FILES, start },
		parameters: {
			...{ resource: 'tableEntry', operation: 'getAll', table: 'lifecycle', people: 'everyone' },
		},
		leastRequests: (people) => Math.ceil(people / 200),
		leastSeconds: (people) => Math.floor((Math.ceil(people / 200) - 1) / 50) * 60,
	},
];

/** HiBob gives everybody in one answer. */
export const handBuilt: HandBuiltBench = {
	what: 'HiBob, _Employee_',
	parameters: { resource: 'employee' },
	split: 'employees',
	pauseMs: 0,
	async start(employees) {
		const stage = await setStage({ hibob: { employees, rateLimit: {} } });
		const { hibob } = stage;
		const { baseUrl, serviceUsers } = hibob;
		const [user] = serviceUsers;
		const basic = Buffer.from(`${user?.id}:${user?.token}`).toString('base64');
		return {
			...{ stage, requestCount: () => hibob.requests.length, items: hibob.employees.length },
			header: { name: 'Authorization', value: `Basic ${basic}` },
			httpRequest: {
				method: 'POST',
				url: `${baseUrl}/people/search`,
				...{ sendBody: true, specifyBody: 'json', jsonBody: '{ "showInactive": false }' },
				options: {},
			},
		};
	},
};
