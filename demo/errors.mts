/** A failure whose message tells the user what to do; where in our code it arose is no help. */
export class DemoError extends Error {}

/** A failure as a text for the terminal, with what caused it. */
export function explain(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	// Errors of the language itself are mistakes in our code: there the place matters.
	const isOurs = error instanceof DemoError || error.name === 'Error';
	const text = isOurs ? error.message : (error.stack ?? error.message);
	return error.cause === undefined ? text : `${text}\n\n${explain(error.cause)}`;
}
