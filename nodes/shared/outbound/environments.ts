import type { ICredentialDataDecryptedObject, INodeProperties } from 'n8n-workflow';

/** Where a vendor is reached: in earnest, for trying out, or by a gateway of the company's own. */
export interface Environments {
	readonly production: string;
	/** The environment for trying out. */
	readonly testing: {
		/** What the credential keeps. */
		readonly value: string;
		/** Title Case, for the drop-down. */
		readonly name: string;
		readonly description: string;
		readonly url: string;
	};
	/** What a gateway's address may look like. */
	readonly placeholder: string;
}

/** The fields of a credential that choose one. */
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
	{ environment, baseUrl }: ICredentialDataDecryptedObject,
): string {
	if (environment === testing.value) return testing.url;
	const entered = environment === 'custom' && typeof baseUrl === 'string' ? baseUrl.trim() : '';
	return (entered === '' ? production : entered).replace(/\/+$/, '');
}

/**
 * The same in the language of expressions, for where n8n takes no function.
 * @param fields what the fields of the credential are called there: `$credentials`, `$self`
 */
export function urlOfEnvironmentExpression(
	{ production, testing }: Environments,
	fields: string,
): string {
	const custom = `${fields}["environment"] === "custom" && (${fields}["baseUrl"] || "").trim()`;
	return `(${fields}["environment"] === "${testing.value}" ? "${testing.url}" : (${custom} || "${production}").replace(/\\/+$/, ""))`;
}
