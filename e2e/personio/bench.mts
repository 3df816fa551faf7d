import { z } from 'zod/v4';
import { startPersonio, type PersonioSimulator } from '../../simulators/personio/index.mts';
import { paging } from '../bench/lists/paging.mts';
import type { HandBuiltBench, ListBench } from '../bench/lists/types.mts';
import { ACTION, credentialData, setStage } from './support.mts';
import { runAction } from '../support/index.mts';
import type { Measurement } from '../bench/measure.mts';

/** What Personio was seen to allow at the endpoint of employments. */
const OTHERS = { replenishRate: 10, burstCapacity: 10 };
const PERSONS = { replenishRate: 30, burstCapacity: 100 };
const EMPLOYMENTS = /^\/v2\/persons\/[^/]+\/employments$/;

/**
 * The employments of 2,000 people, one request each, from a simulator with a token bucket per
 * endpoint. Takes about 200 seconds, because that is what the bucket of employments allows.
 */
export async function bench(people = 2_000): Promise<Measurement> {
	const rateLimit = { persons: PERSONS, others: OTHERS };
	const stage = await setStage({ personio: { people, rateLimit } });
	try {
		const run = await runAction(
			stage,
			{
				resource: 'employment',
				operation: 'getAll',
				people: 'everyone',
				returnAll: true,
			},
			{ timeoutMs: 3_600_000 },
		);
		const { requests, violations } = stage.personio;
		return {
			what: `Personio: employments of ${people} people`,
			run,
			rows: new Set(run.items(ACTION).map(({ entryId }) => entryId)).size,
			expected: stage.personio.employments.length,
			allowance: { burst: OTHERS.burstCapacity, perSecond: OTHERS.replenishRate },
			limited: requests.filter(({ path }) => EMPLOYMENTS.test(path)),
			requests,
			violations: violations.list,
		};
	} finally {
		await stage.close();
	}
}

const FILES = {
	node: ['nodes/Personio/Personio.node.js', 'Personio'],
	credential: ['credentials/PersonioHrApi.credentials.js', 'PersonioHrApi'],
} as const;

/** Personio gives the employments of one person at a time. */
export const lists: readonly ListBench[] = [
	{
		what: 'Personio, _Employee_ with employments',
		...FILES,
		parameters: { resource: 'employee', operation: 'getAll' },
		async start(people, now) {
			const rateLimit = { persons: PERSONS, others: OTHERS };
			const company = await startPersonio({ people, now, rateLimit, tokenLifetimeSeconds: 1e9 });
			return { company, data: credentialData(company) };
		},
		// The token, pages of 50 people, the employments of each, the names of 6 departments and teams and 2 legal entities.
		leastRequests: (people) => 1 + Math.ceil(people / 50) + people + 8,
		leastSeconds: (people) => (people - OTHERS.burstCapacity) / OTHERS.replenishRate,
	},
];

export const handBuilt: HandBuiltBench = {
	what: 'Personio, _Employee_ without employments',
	parameters: { resource: 'employee', includeEmployments: false },
	split: '_data',
	pauseMs: 5_000,
	async start(people) {
		const stage = await setStage({
			personio: { people, rateLimit: { persons: PERSONS, others: OTHERS } },
		});
		const { personio } = stage;
		const next = {
			paginationMode: 'responseContainsNextURL',
			nextURL: '={{ $response.body._meta.links.next?.href }}',
		};
		return {
			...{ stage, requestCount: () => personio.requests.length, items: people },
			header: { name: 'Authorization', value: `Bearer ${await tokenOf(personio)}` },
			httpRequest: {
				url: `${personio.baseUrl}/v2/persons`,
				sendQuery: true,
				queryParameters: { parameters: [{ name: 'limit', value: '50' }] },
				options: paging(
					next,
					'={{ !$response.body._meta.links.next }}',
					1_000 / PERSONS.replenishRate,
				),
			},
		};
	},
};

const tokenSchema = z.object({ access_token: z.string() });

/** A token as a user gets it with a request of their own. */
async function tokenOf({ baseUrl, clients }: PersonioSimulator): Promise<string> {
	const [client] = clients;
	const answer = await fetch(`${baseUrl}/v2/auth/token`, {
		method: 'POST',
		body: new URLSearchParams({
			grant_type: 'client_credentials',
			client_id: client?.clientId ?? '',
			client_secret: client?.clientSecret ?? '',
		}),
	});
	return tokenSchema.parse(await answer.json()).access_token;
}
