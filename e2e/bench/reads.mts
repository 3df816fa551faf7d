/**
 * How much of Workable's limit is used, and whether it is ever met: the employment rows of 1,000
 * employees, one request each, read by a real n8n from a simulator that refuses the 11th request
 * in any 10 seconds. Takes about 17 minutes, because that is what the limit allows.
 *
 * `npm run bench [-- <employees>]`; ends with a failure below 90 % or with a single 429.
 */
import { runManually } from '../support/index.mts';
import { ACTION, actionWorkflow, setStage, START } from '../workable/support.mts';

const LIMIT = { requests: 10, windowMs: 10_000 };
const LEAST = 0.9;

const employees = Number(process.argv[2] ?? 1_000);
const stage = await setStage({ workable: { employees, rateLimit: LIMIT } });
try {
	const workflow = await actionWorkflow(stage, {
		resource: 'tableEntry',
		operation: 'getAll',
		table: 'employment_group',
		people: 'everyone',
		returnAll: true,
	});
	const run = await runManually(stage.n8n, workflow, START, { timeoutMs: 3_600_000 });
	const { requests } = stage.workable;
	const refused = requests.filter(({ status }) => status === 429).length;
	const seconds = (Number(requests.at(-1)?.at) - Number(requests[0]?.at)) / 1_000;
	// A limit of N per window allows N at once, and N more for every window that passes.
	const allowed = LIMIT.requests * (1 + (seconds * 1_000) / LIMIT.windowMs);
	const used = requests.length / allowed;
	console.log(
		[
			`employees read          ${run.items(ACTION).length} rows of ${employees} employees, execution: ${run.status}`,
			`requests                ${requests.length} in ${seconds.toFixed(1)} s`,
			`allowed by the limit    ${allowed.toFixed(0)} (${LIMIT.requests} per ${LIMIT.windowMs / 1_000} s)`,
			`used                    ${(used * 100).toFixed(1)} % (at least ${LEAST * 100} %)`,
			`refused (429)           ${refused}`,
			`contract violations     ${stage.workable.violations.list.length}`,
		].join('\n'),
	);
	const isGood =
		run.status === 'success' &&
		run.items(ACTION).length >= employees &&
		refused === 0 &&
		used >= LEAST &&
		stage.workable.violations.list.length === 0;
	process.exitCode = isGood ? 0 : 1;
} finally {
	await stage.close();
}
