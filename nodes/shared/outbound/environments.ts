import type { ICredentialDataDecryptedObject, INodeProperties } from 'n8n-workflow';

import { enteredBaseUrl } from './baseUrl';

/**
 * Where a vendor's API is reached: in production, in a test environment, or through the company's
 * own gateway.
 */
export interface Environments {
	readonly production: string;
	/** The vendor's test environment. */
	readonly testing: {
		/** The value that the credential stores. */
		readonly value: string;
		/** Title Case, for the drop-down. */
		readonly name: string;
		readonly description: string;
		readonly url: string;
	};
	/** An example of a gateway's address. */
	readonly placeholder: string;
}

/** The fields of a credential that choose the environment. */
export function environmentFields({ testing, placeholder }: Environments): INodeProperties[] {
	const { value, name, description } = testing;
	return [
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'Production', value: 'production' },
				{ name, value, description },
				{
					name: 'Custom',
					value: 'custom',
					description: 'An address of your own, such as a gateway',
				},
			],
			default: 'production',
		},
		{
			displayName: 'API Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder,
			required: true,
			displayOptions: { show: { environment: ['custom'] } },
		},
	];
}

/** The address that a credential names, without a slash at the end. */
export function urlOfEnvironment(
	{ production, testing }: Environments,
	credential: ICredentialDataDecryptedObject,
): string {
	const { environment } = credential;
	if (environment === testing.value) return testing.url;
	return (environment === 'custom' ? enteredBaseUrl(credential) : null) ?? production;
}

/**
 * The same address as an n8n expression, for places where n8n accepts no function.
 * @param fields the name of the credential's fields in the expression: `$credentials`, `$self`
 */
export function urlOfEnvironmentExpression(
	{ production, testing }: Environments,
	fields: string,
): string {
	const custom = `${fields}["environment"] === "custom" && (${fields}["baseUrl"] || "").trim()`;
	return `(${fields}["environment"] === "${testing.value}" ? "${testing.url}" : (${custom} || "${production}").replace(/\\/+$/, ""))`;
}
