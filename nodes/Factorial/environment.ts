import type { Environments } from '../shared/outbound/environments';

/** Explains why Factorial may name no company for a credential. */
export const NO_COMPANY =
	"Factorial accepts the credential but does not say which company it belongs to. That is how it answers a key of another environment: check 'Environment'.";

/**
 * https://apidoc.factorialhr.com/docs/production-and-demo; both credentials have the same
 * environments.
 */
export const ENVIRONMENTS: Environments = {
	production: 'https://api.factorialhr.com',
	testing: {
		value: 'demo',
		name: 'Demo',
		description: 'A demo account that Factorial has set up',
		url: 'https://api.eu2.demo.factorial.dev',
	},
	placeholder: 'e.g. https://factorial.gateway.example.com',
};
