import type {
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import {
	environmentFields,
	urlOfEnvironmentExpression,
} from '../nodes/shared/outbound/environments';
import { testRules } from '../nodes/shared/outbound/testRules';
import { API_VERSION } from '../nodes/Factorial/connection';
import { ENVIRONMENTS, NO_COMPANY } from '../nodes/Factorial/environment';

/**
 * API key of a company at Factorial. The key acts for the company, has all permissions and does not
 * expire. https://apidoc.factorialhr.com/docs/api-keys
 */
export class FactorialHrApi implements ICredentialType {
	name = 'factorialHrApi';

	displayName = 'Factorial HR API';

	icon: Icon = {
		light: 'file:../nodes/Factorial/factorial.svg',
		dark: 'file:../nodes/Factorial/factorial.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-hr-events/n8n-nodes-hr-events/blob/main/docs/factorial.md';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'An administrator creates it in Factorial under Settings > API keys',
		},
		{
			displayName: 'Previous API Key',
			name: 'previousApiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'When you change the key, enter the old one here until the workflows are published again: webhooks that were registered with it are still accepted',
		},
		...environmentFields(ENVIRONMENTS),
	];

	/** A function and not a template: n8n would evaluate a template in a sandbox for each request. */
	async authenticate(
		{ apiKey }: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const headers = { 'x-api-key': String(apiKey).trim(), Accept: 'application/json' };
		return { ...request, headers: { ...request.headers, ...headers } };
	}

	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ ${urlOfEnvironmentExpression(ENVIRONMENTS, '$credentials')} }}`,
			url: `/api/${API_VERSION}/resources/api_public/credentials`,
			// The secret goes to the address of the credential and nowhere else.
			disableFollowRedirect: true,
		},
		rules: testRules(
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message: 'Factorial did not accept the API key. Copy it again, or create a new one.',
				},
			},
			{
				// Factorial does not refuse a key of another environment: it sends empty answers.
				type: 'responseSuccessBody',
				properties: { key: 'data[0].company_id', value: undefined, message: NO_COMPANY },
			},
		),
	};
}
