import type { Call } from './calls.mts';

/** The environment variables by name; empty where one is not set. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** How an account is reached. */
export interface Access {
	/** Without a slash at the end. */
	readonly baseUrl: string;
	/** Whether that is the vendor's own address; another one is not printed. */
	readonly isVendorsOwn: boolean;
	/** Where a token has to be fetched first: how, by this call. */
	readonly signIn?: {
		readonly call: Call;
		readonly form: Readonly<Record<string, string>>;
		/** The headers that the answer stands for; undefined where it holds no token. */
		readonly headersOf: (answer: unknown) => Readonly<Record<string, string>> | undefined;
	};
	/** Sent with every call. */
	readonly headers: Readonly<Record<string, string>>;
}

/** An environment variable cannot be what it has to be. The message never repeats it. */
export class AccessError extends Error {}

/** The value of a variable without blanks around it; empty where it is not set. */
export function entered(environment: Environment, name: string): string {
	return (environment[name] ?? '').trim();
}

/**
 * The address that a variable names, else the vendor's own.
 * @throws AccessError for an address that would send the credential in the clear
 */
export function addressIn(
	environment: Environment,
	name: string,
	vendorsOwn: string,
): { baseUrl: string; isVendorsOwn: boolean } {
	const baseUrl = entered(environment, name).replace(/\/+$/, '');
	if (baseUrl === '') return { baseUrl: vendorsOwn, isVendorsOwn: true };
	const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
	const isHere = url !== undefined && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
	if (url?.protocol !== 'https:' && !(url?.protocol === 'http:' && isHere)) {
		throw new AccessError(`${name} has to be an address that begins with https://.`);
	}
	return { baseUrl, isVendorsOwn: false };
}
