import type { INodeProperties } from 'n8n-workflow';

/** Which HiBob is meant. */
export const environmentFields: INodeProperties[] = [
	{
		displayName: 'Environment',
		name: 'environment',
		type: 'options',
		options: [
			{ name: 'Production', value: 'production' },
			{ name: 'Sandbox', value: 'sandbox', description: 'A test company that HiBob has set up' },
			{ name: 'Custom', value: 'custom', description: 'An address of your own, such as a gateway' },
		],
		default: 'production',
	},
	{
		displayName: 'API Base URL',
		name: 'baseUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://hibob.gateway.example.com/v1',
		required: true,
		displayOptions: { show: { environment: ['custom'] } },
	},
];
