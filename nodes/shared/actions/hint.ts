import type { IExecuteFunctions } from 'n8n-workflow';

const said = new WeakMap<IExecuteFunctions, Set<string>>();

/** Says something above the output of the node; once, for however many items it holds. */
export function hint(context: IExecuteFunctions, message: string): void {
	const before = said.get(context) ?? new Set();
	if (before.has(message)) return;
	said.set(context, before.add(message));
	context.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
}
