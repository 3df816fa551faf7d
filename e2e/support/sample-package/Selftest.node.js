/** Asks the vendor for a record per item; fails when the vendor does. */
exports.Selftest = class Selftest {
	description = {
		displayName: 'Selftest',
		name: 'selftest',
		group: ['output'],
		version: 1,
		description: 'Fetches a record',
		defaults: { name: 'Selftest' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'selftestApi', required: true }],
		properties: [],
	};

	async execute() {
		const { baseUrl } = await this.getCredentials('selftestApi');
		const options = { url: `${baseUrl}/record`, json: true };
		const items = [];
		for (const { json } of this.getInputData()) {
			await this.helpers.httpRequestWithAuthentication.call(this, 'selftestApi', options);
			items.push({ json: { ...json, fetched: true } });
		}
		return [items];
	}
};
