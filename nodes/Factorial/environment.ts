import type { INodeProperties } from 'n8n-workflow';

/** What it means that Factorial names no company for a credential. */
export const NO_COMPANY =
	"Factorial accepts the credential but does not say which company it belongs to. That is how it answers a key of another environment: check 'Environment'.";

/** Which Factorial is meant: the same in both credentials. */
export const environmentFields: INodeProperties[] = [
	{
		displayName: 'Environment',
		name: 'environment',
		type: 'options',
		options: [
			{ name: 'Production', value: 'production' },
			{ name: 'Demo', value: 'demo', description: 'A demo account that Factorial has set up' },
			{ name: 'Custom', value: 'custom', description: 'An address of your own, such as a gateway' },
		],
		default: 'production',
	},
	{
		displayName: 'API Base URL',
		name: 'baseUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://factorial.gateway.example.com',
		required: true,
		displayOptions: { show: { environment: ['custom'] } },
	},
];
