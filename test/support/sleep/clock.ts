let slept = 0;

/** How long the product has slept since the test file began, in milliseconds: see `counted.ts`. */
export const sleptMs = (): number => slept;

export function countSleep(ms: number): void {
	slept += ms;
}
