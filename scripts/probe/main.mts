/**
 * Asks a real account what a vendor's documents leave open, and changes nothing there:
 *
 *   npm run probe -- <vendor>
 *
 * `npm run probe -- --help` names the environment variables.
 */
import { AccessError } from './shared/access.mts';
import { checkEnvironment, readOptions, usage, UsageError } from './options.mts';
import { written } from './report.mts';
import { run } from './shared/run.mts';
import type { Vendor } from './shared/vendor.mts';
import { VENDORS } from './vendors.mts';

try {
	const options = readOptions(process.argv.slice(2));
	if (options.vendor === undefined) console.log(usage(VENDORS));
	else if (options.list) console.log(questionsOf(options.vendor));
	else await probe(options.vendor);
} catch (error) {
	if (!(error instanceof UsageError || error instanceof AccessError)) throw error;
	console.error(`${error.message}\nMore: npm run probe -- --help`);
	process.exitCode = 1;
}

async function probe(vendor: Vendor): Promise<void> {
	checkEnvironment(vendor, process.env);
	const access = vendor.accessOf(process.env);
	console.error(
		`Asking ${vendor.title}; this takes up to a few minutes and changes nothing there …\n`,
	);
	const report = await run(vendor, { access, memberId: vendor.memberOf?.(process.env) });
	console.log(written(report));
	if (report.stopped !== undefined) process.exitCode = 1;
}

function questionsOf({ title, questions }: Vendor): string {
	const lines = questions.flatMap(({ name, question, answers }) => [
		`- ${question} [${name}]`,
		...Object.values(answers).map((answer) => `  - ${answer}`),
	]);
	return [`Open questions about ${title}, with the answers that are known:`, '', ...lines].join(
		'\n',
	);
}
