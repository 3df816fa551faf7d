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
import { ENVIRONMENTS } from '../nodes/HiBob/environment';

/**
 * A service user of a company at HiBob, and the secrets of its webhooks.
 * https://apidocs.hibob.com/reference/getting-started-1
 */
export class HiBobHrApi implements ICredentialType {
	name = 'hiBobHrApi';

	displayName = 'HiBob HR API';

	icon: Icon = {
		light: 'file:../nodes/HiBob/hibob.svg',
		dark: 'file:../nodes/HiBob/hibob.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-hr-events/n8n-nodes-hr-events/blob/main/docs/hibob.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Service User ID',
			name: 'serviceUserId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. SERVICE-5772',
			description:
				'Create a service user in Bob under System Settings > Integrations > Automation > Service Users, and add it to a permission group: without one it may read nothing',
		},
		{
			displayName: 'Service User Token',
			name: 'serviceUserToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Bob shows it once, when the service user is created',
		},
		{
			displayName: 'Webhook Secrets',
			name: 'webhookSecrets',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'The secret that Bob shows after you have added a webhook. If there are several webhooks, enter all their secrets, separated by commas. Leave it empty until you have added the webhook in Bob.',
		},
		...environmentFields(ENVIRONMENTS),
	];

	/** A function and not a template: n8n would evaluate a template in a sandbox for each request. */
	async authenticate(
		{ serviceUserId, serviceUserToken }: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const pair = [serviceUserId, serviceUserToken].map((value) => String(value).trim()).join(':');
		const headers = {
			Authorization: `Basic ${Buffer.from(pair).toString('base64')}`,
			Accept: 'application/json',
		};
		return { ...request, headers: { ...request.headers, ...headers } };
	}

	/**
	 * This request needs no permission, and it is a single one: HiBob blocks callers that are refused
	 * too often.
	 */
	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ ${urlOfEnvironmentExpression(ENVIRONMENTS, '$credentials')} }}`,
			url: '/company/people/fields',
			// The secret goes to the address of the credential and nowhere else.
			disableFollowRedirect: true,
		},
		rules: testRules(
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'HiBob did not accept the service user. Copy its ID and its token again, and check the environment.',
				},
			},
			{
				// This address takes no permission.
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'HiBob refuses the requests of this n8n. Bob may allow only some IP addresses: ask its administrator to add that of n8n.',
				},
			},
			{
				// Another address may answer with a web page. If the answer is a list, n8n looks at its
				// first entry.
				type: 'responseSuccessBody',
				properties: {
					key: 'id',
					value: undefined,
					message: 'The address answers, but not as HiBob does. Check the environment.',
				},
			},
		),
	};
}
