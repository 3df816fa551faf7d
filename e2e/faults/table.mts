import { KINDS, type Findings } from './compare.mts';

/** What came of a fault at a vendor. */
export interface Outcome {
	readonly fault: string;
	readonly vendor: string;
	readonly findings: Findings;
	/** Left out if the vendor cannot have this fault. */
	readonly notes?: readonly string[];
	/** Why the cell could not be finished. */
	readonly error?: string;
}

/** The outcomes as a table in Markdown: a row for each fault, a column for each vendor. */
export function asTable(
	outcomes: readonly Outcome[],
	faults: readonly string[],
	vendors: readonly string[],
): string {
	const cells = faults.map((fault) => [
		fault,
		...vendors.map((vendor) => {
			const outcome = outcomes.find((one) => one.fault === fault && one.vendor === vendor);
			return outcome === undefined ? 'did not run' : wordsFor(outcome);
		}),
	]);
	const rows = [['Fault', ...vendors], ['---', ...vendors.map(() => '---')], ...cells];
	return rows.map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function wordsFor({ findings, notes, error }: Outcome): string {
	if (error !== undefined) return `FAILED: ${error}`;
	if (notes === undefined) return 'not possible';
	const wrong = KINDS.filter((kind) => findings[kind].length > 0);
	if (wrong.length > 0) return wrong.map((kind) => `${findings[kind].length} ${kind}`).join(', ');
	return ['ok', ...notes].join('; ');
}
