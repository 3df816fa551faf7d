import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { actionProperties } from '../shared/actions/actionProperties';
import { run } from '../shared/actions/run';
import { authenticationField, credentials } from './authentication';
import { methods } from './methods';
import { operations, resources } from './operations';
import { factorial } from './vendor';

export class Factorial implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Factorial',
		name: 'factorial',
		icon: { light: 'file:factorial.svg', dark: 'file:factorial.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Reads employees, their contract versions, time off and HR events from Factorial',
		defaults: { name: 'Factorial' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		sensitiveOutputFields: [
			...['bank_number', 'swift_bic', 'social_security_number', 'identifier', 'nationality'],
			...['birthday_on', 'personal_email', 'phone_number', 'contact_number'],
			...['address_line_1', 'address_line_2', 'salary_amount'],
		],
		credentials,
		properties: [authenticationField, ...actionProperties(resources, operations)],
	};

	methods = methods;

	execute = run(factorial, operations);
}
