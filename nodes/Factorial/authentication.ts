import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';

/** The two ways to sign in; see {@link credentials}. */
export const authenticationField: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'API Key',
			value: 'apiKey',
			description: "For your own company: an administrator's key, which may do everything",
		},
		{
			name: 'OAuth2',
			value: 'oAuth2',
			description: 'An OAuth2 application, which may do what its scopes say',
		},
	],
	default: 'apiKey',
};

/** The credentials of the nodes: one for each value of {@link authenticationField}. */
export const credentials: INodeCredentialDescription[] = [
	{
		name: 'factorialHrApi',
		required: true,
		displayOptions: { show: { authentication: ['apiKey'] } },
	},
	{
		name: 'factorialHrOAuth2Api',
		required: true,
		displayOptions: { show: { authentication: ['oAuth2'] } },
	},
];
