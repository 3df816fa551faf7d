/** The sizes of the companies that are measured. */
export const SIZES = (process.env['PEOPLE'] ?? '1000').split(',').map(Number);

/** Prints a row of a table in Markdown. */
export function printRow(cells: ReadonlyArray<string | number>): void {
	process.stdout.write(`| ${cells.join(' | ')} |\n`);
}

/** How much CPU some work takes in this process, in milliseconds. */
export async function cpuMs(work: () => Promise<void>): Promise<number> {
	const before = process.cpuUsage();
	await work();
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1_000;
}
