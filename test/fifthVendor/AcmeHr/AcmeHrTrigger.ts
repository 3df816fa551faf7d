import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { triggerDescription } from '../../../nodes/shared/description/triggerDescription';
import { interpret } from '../../../nodes/shared/interpret/interpret';
import { receive } from '../../../nodes/shared/receive/receive';
import { register } from '../../../nodes/shared/register/register';
import { acmeHr } from './vendor';

export class AcmeHrTrigger implements INodeType {
	description: INodeTypeDescription = triggerDescription(acmeHr, {
		displayName: 'Acme HR Trigger',
		name: 'acmeHrTrigger',
		credentials: [{ name: 'acmeHrApi', required: true }],
		toGetAnEvent: { inTest: 'Hire somebody in Acme HR.', published: 'Hire somebody in Acme HR.' },
		wording: {
			notice: 'Needs an API key',
			preselected: ['employee.hired'],
			fetchDetails: 'nothing',
		},
	});

	webhookMethods = { default: register(acmeHr) };

	webhook = receive(acmeHr);

	execute = interpret(acmeHr);
}
