import type { Environments } from '../shared/outbound/environments';

/** The version is part of the address. https://apidocs.hibob.com/reference/getting-started-1 */
export const ENVIRONMENTS: Environments = {
	production: 'https://api.hibob.com/v1',
	testing: {
		value: 'sandbox',
		name: 'Sandbox',
		description: 'A test company that HiBob has set up',
		url: 'https://api.sandbox.hibob.com/v1',
	},
	placeholder: 'e.g. https://hibob.gateway.example.com/v1',
};
