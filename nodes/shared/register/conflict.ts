import type { INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { Ownership } from './address';
import type { Step } from './diff';

type Conflict = Extract<Step, { kind: 'conflict' }>;

/**
 * The error for an event that the vendor gives to one listener only, when another listener has it.
 * The error says who that listener is, and what to do.
 */
export function conflictError(
	node: INode,
	vendorName: string,
	{ heldBy, holder, webhook }: Omit<Conflict, 'kind'>,
): NodeOperationError {
	const { who, whatToDo } = WORDS[heldBy];
	const event = webhook.events.join(', ');
	return new NodeOperationError(node, `${who} already listens for ${event}`, {
		description: `${vendorName} has one listener per event, ${held(holder.url)}. ${whatToDo}`,
	});
}

function held(url: string): string {
	return URL.canParse(url) ? `at ${new URL(url).host}` : 'at an address that cannot be read';
}

const ONE_FOR_BOTH =
	"Let one workflow listen for the event and pass its items on, for example with n8n's 'Execute Sub-workflow' node.";

const WORDS: Record<Conflict['heldBy'], { who: string; whatToDo: string }> = {
	production: {
		who: 'The published workflow',
		whatToDo:
			'A test does not take it away from the published workflow. Unpublish the workflow to test with real events, or pin sample data.',
	},
	earlier: {
		who: 'This workflow at another address of n8n',
		whatToDo:
			"If no copy of this n8n runs there, switch on 'Replace Earlier Address' in the options.",
	},
	copy: {
		who: 'Another workflow or node of this n8n with the same webhook id',
		whatToDo: `This happens after an import, a copy or a paste. ${ONE_FOR_BOTH} To make this trigger independent, delete it and add it again from the nodes panel: the new trigger has a webhook id of its own.`,
	},
	sibling: {
		who: 'Another workflow or node of this n8n',
		whatToDo: `This happens after a workflow was duplicated. ${ONE_FOR_BOTH} If this workflow should have the event instead, switch on 'Take Over' in the options: the other workflow then gets nothing.`,
	},
	stranger: {
		who: 'Someone else',
		whatToDo: "Remove it there, or switch on 'Take Over' in the options.",
	},
} satisfies Record<Exclude<Ownership, 'ours'>, unknown>;
