import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

import {
	environmentFields,
	urlOfEnvironmentExpression,
} from '../nodes/shared/outbound/environments';
import { ENVIRONMENTS } from '../nodes/Factorial/environment';

const BASE_URL = urlOfEnvironmentExpression(ENVIRONMENTS, '$self');

/**
 * OAuth2 application at Factorial, authorization code. A token of a company has the rights of the
 * application and does not expire. A token of a user expires when it is not used for a week.
 * https://apidoc.factorialhr.com/docs/oauth-2
 */
export class FactorialHrOAuth2Api implements ICredentialType {
	name = 'factorialHrOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Factorial HR OAuth2 API';

	icon: Icon = {
		light: 'file:../nodes/Factorial/factorial.svg',
		dark: 'file:../nodes/Factorial/factorial.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-hr-events/n8n-nodes-hr-events/blob/main/docs/factorial.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'hidden',
			default: 'authorizationCode',
		},
		...environmentFields(ENVIRONMENTS),
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: `={{ ${BASE_URL} }}/oauth/authorize`,
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: `={{ ${BASE_URL} }}/oauth/token`,
		},
		{
			displayName: 'Previous Client Secret',
			name: 'previousClientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'When you change the client secret, enter the old one here until the workflows are published again: webhooks that were registered with it are still accepted',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'string',
			default: 'employees contracts time_off company_locations company_legal_entities',
			description:
				'What the application may read, separated by blanks; it has to be granted in its settings at Factorial',
		},
		{
			displayName: 'Acts For',
			name: 'authQueryParameters',
			type: 'options',
			options: [
				{
					name: 'The Company',
					value: 'resource_owner_type=company',
					description: 'Does not expire; an administrator has to connect',
				},
				{
					name: 'The User Who Connects',
					value: '',
					description: 'Sees what that user sees; ends when it is not used for a week',
				},
			],
			default: 'resource_owner_type=company',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: 'body',
		},
	];
}
