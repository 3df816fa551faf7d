type Workflow = typeof import('n8n-workflow');

/**
 * The module n8n-workflow, in which each pause of `sleep` is shorter. The files beside this one are for
 * `jest.mock`, which is moved above all imports: its factory requires them itself.
 * @param speed how many times shorter
 */
export function shortened(speed: number): Workflow {
	const actual = jest.requireActual<Workflow>('n8n-workflow');
	return { ...actual, sleep: async (ms) => await actual.sleep(ms / speed) };
}
