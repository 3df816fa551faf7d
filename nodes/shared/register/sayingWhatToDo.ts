import type { IHookFunctions } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { inFull } from '../outbound/failure';
import { isTestRun } from '../parameter';
import type { WebhookSetup } from './webhookSetup';

/** n8n (2.41) takes a second publication of the same version for done, without calling the node. */
const PUBLISH_ANEW = 'Then unpublish the workflow and publish it again.';

/**
 * The same webhook methods, whose failures say in their message what to do about them: of what
 * keeps a workflow from being published or unpublished n8n shows no description.
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

/** What is left to do once the trouble is over. A test is simply started again. */
function lastStepOf(context: IHookFunctions): string | undefined {
	return isTestRun(context) ? undefined : PUBLISH_ANEW;
}

function throwInFull(lastStep = ''): (error: unknown) => never {
	return (error) => {
		if (error instanceof NodeApiError || error instanceof NodeOperationError) {
			const { message, description } = error;
			const whatToDo = [description, lastStep].filter(Boolean).join(' ');
			error.message = inFull({ message, description: whatToDo });
			// It may be thrown once more, see throwIfJustTimedOut.
			error.description = null;
		}
		throw error;
	};
}
