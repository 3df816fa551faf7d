import { startWorkable } from '../../simulators/workable/index.mts';
import { paging } from '../bench/lists/paging.mts';
import type { HandBuiltBench, ListBench } from '../bench/lists/types.mts';
import { runAction } from '../support/index.mts';
import { ACTION, credentialData, setStage } from './support.mts';
import type { Measurement } from '../bench/measure.mts';

const LIMIT = { requests: 10, windowMs: 10_000 };

/**
 * The employment rows of 1,000 employees, one request each, from a simulator that refuses the 11th
 * request in any 10 seconds. Takes about 17 minutes, because that is what the limit allows.
 */
export async function bench(employees = 1_000): Promise<Measurement> {
	const stage = await setStage({ workable: { employees, rateLimit: LIMIT } });
	try {
		const run = await runAction(
			stage,
			{
				resource: 'tableEntry',
				operation: 'getAll',
				table: 'employment_group',
				people: 'everyone',
				returnAll: true,
			},
			{ timeoutMs: 3_600_000 },
		);
		const { requests, violations } = stage.workable;
		return {
			what: `Workable: employment rows of ${employees} employees`,
			run,
			rows: run.items(ACTION).length,
			expected: stage.workable.employees.length,
			// A limit of N per window allows N at once, and N more for every window that passes.
			allowance: { burst: LIMIT.requests, perSecond: (LIMIT.requests * 1_000) / LIMIT.windowMs },
			limited: requests,
			requests,
			violations: violations.list,
		};
	} finally {
		await stage.close();
	}
}

/** Workable's list of employees. */
export const lists: readonly ListBench[] = [
	{
		what: 'Workable, _Employee_',
		node: ['nodes/WorkableHr/WorkableHr.node.js', 'WorkableHr'],
		credential: ['credentials/WorkableHrApi.credentials.js', 'WorkableHrApi'],
		parameters: { resource: 'employee', operation: 'getAll' },
		async start(employees, now) {
			const company = await startWorkable({ employees, now, rateLimit: LIMIT });
			return { company, data: credentialData(company) };
		},
		// Pages of 100, the departments, the legal entities.
		leastRequests: requestsFor,
		leastSeconds: (people) => Math.floor((requestsFor(people) - 1) / LIMIT.requests) * 10,
	},
];

function requestsFor(people: number): number {
	return Math.ceil(people / 100) + 2;
}

export const handBuilt: HandBuiltBench = {
	what: 'Workable, _Employee_',
	parameters: { resource: 'employee' },
	split: 'employees',
	pauseMs: LIMIT.windowMs,
	async start(employees) {
		const stage = await setStage({ workable: { employees, rateLimit: LIMIT } });
		const { workable } = stage;
		const { baseUrl, tokens } = workable;
		const next = {
			paginationMode: 'updateAParameterInEachRequest',
			parameters: {
				parameters: [{ type: 'qs', name: 'offset', value: '={{ $pageCount * 100 }}' }],
			},
		};
		return {
			...{ stage, requestCount: () => workable.requests.length, items: employees },
			header: { name: 'Authorization', value: `Bearer ${tokens[0]?.token ?? ''}` },
			httpRequest: {
				url: `${baseUrl}/employees`,
				sendQuery: true,
				queryParameters: { parameters: [{ name: 'limit', value: '100' }] },
				options: paging(
					next,
					'={{ $response.body.employees.length < 100 }}',
					LIMIT.windowMs / LIMIT.requests,
				),
			},
		};
	},
};
