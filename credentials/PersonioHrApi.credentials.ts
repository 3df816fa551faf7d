import type {
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { z } from 'zod/v4';

import { isStream, readBody } from '../nodes/shared/outbound/body';
import { enteredIn } from '../nodes/shared/outbound/tenant';
import { fingerprintOf } from '../nodes/shared/register/secret';
import { appIdOf, baseUrlOf, DEFAULT_BASE_URL } from '../nodes/Personio/connection';

/** https://developer.personio.de/reference/post_v2-auth-token */
const tokenSchema = z.object({ access_token: z.string().min(1) });

/**
 * Identifies the client that a token was given to. When the user enters another client ID, n8n keeps
 * the old token with the credential: requests would go on reading the company of the old client ID.
 */
function holderOf(credential: ICredentialDataDecryptedObject): string {
	const entered = ['clientId', 'clientSecret'].map((field) => enteredIn(credential, field));
	return fingerprintOf(JSON.stringify([baseUrlOf(credential), ...entered]));
}

/** Sent in place of a token. Personio refuses it, so n8n signs in again. */
const NO_TOKEN = 'none';

/** The most that the answer to the sign-in may hold; a token has about a thousand bytes. */
const MOST_TOKEN_BYTES = 1024 * 1024;

/** How long the sign-in may take, until the last byte of the answer. */
const SIGN_IN_MS = 10_000;

/**
 * API credential of a Personio custom integration. n8n exchanges it for a token, keeps the token with
 * the credential, and renews the token once when Personio answers 401.
 * https://developer.personio.de/reference/auth
 */
export class PersonioHrApi implements ICredentialType {
	name = 'personioHrApi';

	displayName = 'Personio HR API';

	icon: Icon = {
		light: 'file:../nodes/Personio/personio.svg',
		dark: 'file:../nodes/Personio/personio.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-hr-events/n8n-nodes-hr-events/blob/main/docs/personio.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. papi-1f0c…',
			description:
				'Create the API credential in Personio under Marketplace > Connected integrations > Custom integration, with the scopes personio:persons:read, personio:absences:read, personio:webhooks:read and personio:webhooks:write, and with the employee attributes your workflows need',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Personio shows it once, when the API credential is created',
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
			displayName: 'App ID',
			name: 'appId',
			type: 'string',
			default: 'N8N',
			description:
				'Tells Personio which integration is calling; its support may ask for it. Upper case letters, digits and underscores.',
		},
		{
			displayName: 'API Base URL',
			name: 'baseUrl',
			type: 'string',
			default: DEFAULT_BASE_URL,
			description: 'Change it only if your company reaches Personio through a gateway',
		},
	];

	/**
	 * Exchanges client ID and client secret for a token. The request names no scope: the token then has
	 * all scopes that the API credential was granted.
	 * @returns the hidden field that n8n keeps: whom the token was given to, and the token
	 * @throws what the HTTP client throws (Personio answers 400 if ID or secret is wrong), and
	 *   UserError if the answer holds no token
	 */
	async preAuthentication(
		this: IHttpRequestHelper,
		credential: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		const stream: unknown = await this.helpers.httpRequest({
			method: 'POST',
			url: `${baseUrlOf(credential)}/v2/auth/token`,
			headers: {
				'Content-Type': 'application/x-www-form-urlencoded',
				Accept: 'application/json, application/problem+json',
				'X-Personio-App-ID': appIdOf(credential),
			},
			body: new URLSearchParams({
				grant_type: 'client_credentials',
				client_id: enteredIn(credential, 'clientId'),
				client_secret: enteredIn(credential, 'clientSecret'),
			}).toString(),
			// The secret goes to the base URL and nowhere else.
			disableFollowRedirect: true,
			encoding: 'stream',
			timeout: SIGN_IN_MS,
			abortSignal: AbortSignal.timeout(SIGN_IN_MS),
		});
		const answer = isStream(stream) ? await readBody(stream, MOST_TOKEN_BYTES) : stream;
		const token = tokenSchema.safeParse(answer);
		if (token.success) {
			return { accessToken: `${holderOf(credential)} ${token.data.access_token}` };
		}
		throw new UserError('Personio answered the sign-in with something other than a token', {
			description: "Check 'API Base URL' in the credential.",
		});
	}

	/**
	 * A function, and not a template: n8n evaluates templates in a sandbox, header by header, which
	 * costs it more than the request itself.
	 */
	async authenticate(
		credential: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const [holder, token] = enteredIn(credential, 'accessToken').split(' ');
		const headers = {
			Authorization: `Bearer ${holder === holderOf(credential) && token ? token : NO_TOKEN}`,
			Accept: 'application/json, application/problem+json',
			'X-Personio-App-ID': appIdOf(credential),
		};
		return { ...request, headers: { ...request.headers, ...headers } };
	}

	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ (($credentials.baseUrl || "").trim() || "${DEFAULT_BASE_URL}").replace(/\\/+$/, "") }}`,
			url: '/v2/persons',
			qs: { limit: 1 },
			// The secret goes to the address of the credential and nowhere else.
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 400,
					message: 'Personio did not accept the client ID and the client secret.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'Personio accepted the client ID and the client secret, but not the request: the API credential probably lacks the scope personio:persons:read.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'The API credential lacks the scope personio:persons:read. Add it in Personio, in the settings of the custom integration.',
				},
			},
		],
	};
}
