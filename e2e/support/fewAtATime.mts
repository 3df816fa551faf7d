/** Does pieces of work, so many at a time. */
export async function fewAtATime(
	atATime: number,
	works: ReadonlyArray<() => Promise<unknown>>,
): Promise<void> {
	const waiting = [...works];
	const doSome = async (): Promise<void> => {
		for (let work = waiting.shift(); work !== undefined; work = waiting.shift()) await work();
	};
	await Promise.all(Array.from({ length: atATime }, doSome));
}
