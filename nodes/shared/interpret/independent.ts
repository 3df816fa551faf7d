import type { Report } from './report';

/** How many events reports are joined for: the more are compared at once, the longer n8n does nothing else. */
const MOST_EVENTS = 100;

interface Group {
	readonly reports: Report[];
	/** What the reports are about; see {@link namesIn}. */
	readonly names: Set<string>;
	events: number;
}

/**
 * Joins reports that have nothing to do with each other: the store is then read and written once for all of
 * them. Reports that say something about the same subject stay apart, in their order. So do reports of very
 * many events.
 */
export function joinIndependent(reports: readonly Report[]): Report[] {
	const groups: Group[] = [];
	for (const report of reports) {
		const names = namesIn(report);
		const events = report.candidates.length;
		const last = groups.at(-1);
		if (
			last === undefined ||
			last.events + events > MOST_EVENTS ||
			names.some((name) => last.names.has(name))
		) {
			groups.push({ reports: [report], names: new Set(names), events });
		} else {
			last.reports.push(report);
			for (const name of names) last.names.add(name);
			last.events += events;
		}
	}
	return groups.map((group) => ({
		candidates: group.reports.flatMap(({ candidates }) => candidates),
		undone: group.reports.flatMap(({ undone }) => undone),
	}));
}

/** Everything that texts in the store are made of. */
function namesIn({ candidates, undone }: Report): string[] {
	return [
		...candidates.flatMap(({ identity: { eventId, report, fact, undoes } }) => [
			eventId,
			...(report === null ? [] : [report]),
			...(fact === null ? [] : [fact.subject, fact.statement]),
			...(fact?.beside ? [fact.beside.subject] : []),
			...undoes.map(({ subject }) => subject),
		]),
		...undone.map(({ subject }) => subject),
	];
}
