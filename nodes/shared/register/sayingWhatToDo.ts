import type { IHookFunctions } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { inFull } from '../outbound/failure';
import { isTestRun } from '../parameter';
import type { WebhookSetup } from './webhookSetup';

/**
 * Publishing alone is not enough if n8n was killed while it published: n8n (2.41) has the webhook in its
 * own list, takes the publication as done, and does not call the node.
 */
const PUBLISH_ANEW = 'Then unpublish the workflow and publish it again.';

/**
 * The same webhook methods, but the message of every failure also says what to do. When a workflow
 * cannot be published or unpublished, n8n shows the message of the error and not its description.
 */
export function sayingWhatToDo(setup: WebhookSetup): WebhookSetup {
	return {
		async checkExists() {
			return await setup.checkExists.call(this).catch(throwInFull(lastStepOf(this)));
		},
		async create() {
			return await setup.create.call(this).catch(throwInFull(lastStepOf(this)));
		},
		async delete() {
			return await setup.delete.call(this).catch(throwInFull());
		},
	};
}

/**
 * The last thing to do, once the cause is fixed. A test needs no such step: the user just starts it
 * again.
 */
function lastStepOf(context: IHookFunctions): string | undefined {
	return isTestRun(context) ? undefined : PUBLISH_ANEW;
}

function throwInFull(lastStep = ''): (error: unknown) => never {
	return (error) => {
		if (error instanceof NodeApiError || error instanceof NodeOperationError) {
			const { message, description } = error;
			const whatToDo = [description, lastStep].filter(Boolean).join(' ');
			error.message = inFull({ message, description: whatToDo });
			// The message says it now.
			error.description = null;
		}
		throw error;
	};
}
