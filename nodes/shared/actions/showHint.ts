import type { IExecuteFunctions } from 'n8n-workflow';

const said = new WeakMap<IExecuteFunctions, Set<string>>();

/**
 * Shows a message above the output of the node. A message is shown once, however many items it
 * concerns.
 */
export function showHint(context: IExecuteFunctions, message: string): void {
	const before = said.get(context) ?? new Set();
	if (before.has(message)) return;
	said.set(context, before.add(message));
	context.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
}
