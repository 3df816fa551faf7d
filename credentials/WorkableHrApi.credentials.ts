import type {
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { baseUrlExpression } from '../nodes/WorkableHr/connection';

/**
 * Account API token of Workable; the only kind of token an ordinary customer can create.
 * https://help.workable.com/hc/en-us/articles/115015785428
 */
export class WorkableHrApi implements ICredentialType {
	name = 'workableHrApi';

	displayName = 'Workable HR API';

	icon: Icon = {
		light: 'file:../nodes/WorkableHr/workable.svg',
		dark: 'file:../nodes/WorkableHr/workable.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-hr-events/n8n-nodes-hr-events/blob/main/docs/workable.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Subdomain',
			name: 'subdomain',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. acme',
			description: 'The first part of your Workable address: acme in acme.workable.com',
		},
		{
			displayName: 'API Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'Create it in Workable under Settings > Integrations > Apps > API access tokens, with the scopes r_employees and r_timeoff, and r_account for the names of departments. Workable lets every token expire.',
		},
		{
			displayName: 'Previous API Token',
			name: 'previousAccessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'When you change the token, enter the old one here until the workflows are published again: webhooks signed with it are still accepted',
		},
		{
			displayName: 'Member ID',
			name: 'memberId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 1a2b3c',
			description:
				'ID of an HR admin in Workable. Records are read with the rights of this member; without it Workable may leave fields out.',
		},
		{
			displayName: 'API Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://acme.workable.com/spi/v3',
			description: 'Leave empty, unless your company reaches Workable through a gateway',
		},
	];

	/**
	 * A function and not a template: n8n would evaluate a template in a sandbox for each request. While a poll waits for
	 * the vendor, n8n (2.41) takes this sandbox away as soon as another poll of the same workflow is over.
	 */
	async authenticate(
		{ accessToken }: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const headers = { Authorization: `Bearer ${String(accessToken).trim()}` };
		return { ...request, headers: { ...request.headers, ...headers } };
	}

	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ ${baseUrlExpression('$credentials')} }}`,
			url: '/employees',
			qs: { limit: 10 },
			// The secret goes to the address of the credential and nowhere else.
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'Workable did not accept the token. It may have expired, or the subdomain belongs to another account.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message: 'The token is valid but lacks the scope r_employees. Create one that has it.',
				},
			},
		],
	};
}
