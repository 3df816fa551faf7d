import { IN_A_RUN, pauseBeforeRetry, WHILE_PUBLISHING } from '../../../nodes/shared/outbound/retry';
import type { Outcome, Patience } from '../../../nodes/shared/outbound/retry';

const answered = (status: number, limitResetInMs?: number): Outcome => ({
	status,
	timedOut: false,
	...(limitResetInMs === undefined ? {} : { limitResetInMs }),
});
const unreachable: Outcome = { status: null, timedOut: false };
const timedOut: Outcome = { status: null, timedOut: true };
const read = { isRepeatable: true };
const write = { isRepeatable: false };
const odd = { isRepeatable: true, alsoRetry: [404] };

it.each<[string, Outcome, number, Parameters<typeof pauseBeforeRetry>[2], Patience, number | null]>(
	[
		['a read on 503, first', answered(503), 1, read, IN_A_RUN, 1_000],
		['a read on 503, second', answered(503), 2, read, IN_A_RUN, 2_000],
		['a read on 500, third', answered(500), 3, read, IN_A_RUN, 4_000],
		['a read on 503, after the last try', answered(503), 4, read, IN_A_RUN, null],
		['a read on 503 while publishing', answered(503), 2, read, WHILE_PUBLISHING, 2_000],
		[
			'a read on 503 after the last try while publishing',
			answered(503),
			3,
			read,
			WHILE_PUBLISHING,
			null,
		],
		['a read that did not arrive', unreachable, 1, read, IN_A_RUN, 1_000],
		['a read that did not arrive, while publishing', unreachable, 1, read, WHILE_PUBLISHING, 1_000],
		['a read that took too long', timedOut, 1, read, IN_A_RUN, 1_000],
		['a read that took too long, while publishing', timedOut, 1, read, WHILE_PUBLISHING, null],
		['a write on 503', answered(503), 1, write, IN_A_RUN, null],
		['a write that did not arrive', unreachable, 1, write, IN_A_RUN, null],
		['a write that took too long', timedOut, 1, write, IN_A_RUN, null],
		['a write on 429: it was not done', answered(429), 1, write, IN_A_RUN, 1_000],
		['429 with a wait', answered(429, 7_000), 1, read, IN_A_RUN, 7_000],
		['429 with no wait left', answered(429, 0), 1, read, IN_A_RUN, 1_000],
		['429 with no wait left, again', answered(429, 0), 3, read, IN_A_RUN, 4_000],
		['429 with an hour to wait', answered(429, 3_600_000), 1, read, IN_A_RUN, 60_000],
		['429, fifth', answered(429), 5, read, IN_A_RUN, 16_000],
		['429, after the last try', answered(429), 6, read, IN_A_RUN, null],
		['429, after the last try while publishing', answered(429), 3, read, WHILE_PUBLISHING, null],
		['400', answered(400), 1, read, IN_A_RUN, null],
		['401', answered(401), 1, read, IN_A_RUN, null],
		['403', answered(403), 1, read, IN_A_RUN, null],
		['404', answered(404), 1, read, IN_A_RUN, null],
		['a redirect', answered(302), 1, read, IN_A_RUN, null],
		['a status known to come by accident', answered(404), 1, odd, IN_A_RUN, 1_000],
		['the same again', answered(404), 2, odd, IN_A_RUN, null],
		['another status', answered(403), 1, odd, IN_A_RUN, null],
		['that status on a write', answered(404), 1, { ...odd, isRepeatable: false }, IN_A_RUN, null],
	],
)('%s', (_, attempt, done, request, patience, expected) => {
	expect(pauseBeforeRetry(attempt, done, request, patience)).toBe(expected);
});

it('ends well before n8n gives up on a publication', () => {
	for (const attempt of [answered(503), answered(429), unreachable, timedOut]) {
		let spentMs = 0;
		for (let done = 1; done < 100; done++) {
			spentMs += WHILE_PUBLISHING.timeoutMs;
			const pause = pauseBeforeRetry(attempt, done, read, WHILE_PUBLISHING);
			if (pause === null) break;
			spentMs += pause;
		}
		expect(spentMs).toBeLessThan(60_000);
	}
});
