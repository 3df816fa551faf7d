/** The sizes of the companies that are measured. */
export const SIZES = (process.env['PEOPLE'] ?? '1000').split(',').map(Number);

/** Prints a row of a table in Markdown. */
export function printRow(cells: ReadonlyArray<string | number>): void {
	process.stdout.write(`| ${cells.join(' | ')} |\n`);
}
