import type { Report } from './report';

/**
 * Joins reports that have nothing to do with each other: the store is then read and written once for all of
 * them. Reports that say something about the same subject stay apart, in their order.
 */
export function joinIndependent(reports: readonly Report[]): Report[] {
	const groups: Array<{ readonly reports: Report[]; readonly names: Set<string> }> = [];
	for (const report of reports) {
		const names = namesIn(report);
		const last = groups.at(-1);
		if (last === undefined || names.some((name) => last.names.has(name))) {
			groups.push({ reports: [report], names: new Set(names) });
		} else {
			last.reports.push(report);
			for (const name of names) last.names.add(name);
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
